//! What the runtime has to measure. The measured weights are in the runtime (`runtime/src/weights`).
//!
//! A claim is charged for its lines, and for each page of prices, record, consent, authorisation and old day beyond what
//! every claim reads. What it did not need is given back.

use frame::prelude::Weight;

/// The weight of each call, of what claims cost beyond the first of a kind, and of the hook.
#[allow(missing_docs)]
pub trait WeightInfo {
	fn publish_plan() -> Weight;
	fn add_prices(e: u32) -> Weight;
	fn set_contract() -> Weight;
	fn set_officer() -> Weight;
	fn fund_plan() -> Weight;
	fn withdraw_unencumbered() -> Weight;
	fn enrol() -> Weight;
	fn end_coverage() -> Weight;
	fn request_authorisation() -> Weight;
	fn decide_authorisation() -> Weight;
	/// A claim of `l` lines with one record, one page of prices, one consent, paid in the native token.
	fn submit(l: u32) -> Weight;
	/// The same by the largest plan, of a member with as many accumulators as there can be.
	fn submit_largest(l: u32) -> Weight;
	/// `n` claims of four lines by one ordinary plan, each of another member.
	fn submit_batch(n: u32) -> Weight;
	/// About a stored claim of `l` lines by the largest plan; like [`WeightInfo::submit_largest`] otherwise. So are the next.
	fn adjudicate(l: u32) -> Weight;
	fn resolve_pended(l: u32) -> Weight;
	/// The claim is judged with the ruling, which holds; without what is decided or replayed then. So are the next.
	fn override_line(l: u32) -> Weight;
	fn confirm_override(l: u32) -> Weight;
	fn void(l: u32) -> Weight;
	fn appeal() -> Weight;
	fn decide_appeal(l: u32) -> Weight;
	fn create_remittance(n: u32) -> Weight;
	fn retry_payment() -> Weight;
	fn recover_overpayment() -> Weight;
	fn answer() -> Weight;
	fn close() -> Weight;
	/// A claim with `r` earlier results.
	fn prune(r: u32) -> Weight;
	/// `c` consents of one member.
	fn ask_consent(c: u32) -> Weight;
	fn load_page() -> Weight;
	fn check_record() -> Weight;
	fn use_authorisation() -> Weight;
	fn archive_day() -> Weight;
	/// What paying in an asset costs beyond the native token.
	fn pay_asset() -> Weight;
	/// A plan, its contract with the provider and a payment from its pool, beyond the first of a batch.
	fn open_desk() -> Weight;
	/// Holding in a pool what cannot be paid, or giving it back.
	fn hold_promise() -> Weight;
	/// A claim of `l` lines, adjudicated anew by the largest plan and paid.
	fn replay_claim(l: u32) -> Weight;
	/// A claim of the greatest size, taken out of the accumulators.
	fn unwind_claim() -> Weight;
	/// A claim of the greatest size that is not affected, and the end of its member's claims.
	fn look_at_claim() -> Weight;
	/// Reading a replay, and ending it.
	fn end_replay() -> Weight;
	/// Looking for a replay.
	fn replay_nothing() -> Weight;
}

/// For mocks alone: the weight tells which linear components a call was charged for, and nothing else.
#[cfg(test)]
impl WeightInfo for () {
	fn publish_plan() -> Weight {
		Weight::zero()
	}
	fn add_prices(e: u32) -> Weight {
		Weight::from_parts(e.into(), 0)
	}
	fn set_contract() -> Weight {
		Weight::zero()
	}
	fn set_officer() -> Weight {
		Weight::zero()
	}
	fn fund_plan() -> Weight {
		Weight::zero()
	}
	fn withdraw_unencumbered() -> Weight {
		Weight::zero()
	}
	fn enrol() -> Weight {
		Weight::zero()
	}
	fn end_coverage() -> Weight {
		Weight::zero()
	}
	fn request_authorisation() -> Weight {
		Weight::zero()
	}
	fn decide_authorisation() -> Weight {
		Weight::zero()
	}
	fn submit(l: u32) -> Weight {
		Weight::from_parts(l.into(), 0)
	}
	fn submit_largest(l: u32) -> Weight {
		Weight::from_parts(u64::from(l) * 2, 0)
	}
	fn submit_batch(n: u32) -> Weight {
		Weight::from_parts(n.into(), 0)
	}
	fn adjudicate(l: u32) -> Weight {
		Weight::from_parts(l.into(), 0)
	}
	fn resolve_pended(l: u32) -> Weight {
		Weight::from_parts(l.into(), 0)
	}
	fn override_line(l: u32) -> Weight {
		Weight::from_parts(l.into(), 0)
	}
	fn confirm_override(l: u32) -> Weight {
		Weight::from_parts(l.into(), 0)
	}
	fn void(l: u32) -> Weight {
		Weight::from_parts(l.into(), 0)
	}
	fn appeal() -> Weight {
		Weight::zero()
	}
	fn decide_appeal(l: u32) -> Weight {
		Weight::from_parts(l.into(), 0)
	}
	fn create_remittance(n: u32) -> Weight {
		Weight::from_parts(n.into(), 0)
	}
	fn retry_payment() -> Weight {
		Weight::zero()
	}
	fn recover_overpayment() -> Weight {
		Weight::zero()
	}
	fn answer() -> Weight {
		Weight::zero()
	}
	fn close() -> Weight {
		Weight::zero()
	}
	fn prune(r: u32) -> Weight {
		Weight::from_parts(r.into(), 0)
	}
	fn ask_consent(c: u32) -> Weight {
		Weight::from_parts(0, c.into())
	}
	fn load_page() -> Weight {
		Weight::from_parts(1_000, 0)
	}
	fn check_record() -> Weight {
		Weight::from_parts(1_000_000, 0)
	}
	fn use_authorisation() -> Weight {
		Weight::from_parts(1_000_000_000, 0)
	}
	fn archive_day() -> Weight {
		Weight::zero()
	}
	fn pay_asset() -> Weight {
		Weight::from_parts(0, 1_000)
	}
	fn replay_claim(_: u32) -> Weight {
		Weight::from_parts(1_000_000_000_000, 0)
	}
	fn unwind_claim() -> Weight {
		Weight::from_parts(1_000_000_000_000, 0)
	}
	fn open_desk() -> Weight {
		Weight::from_parts(0, 1_000_000)
	}
	fn hold_promise() -> Weight {
		Weight::from_parts(0, 1_000_000_000)
	}
	fn look_at_claim() -> Weight {
		Weight::from_parts(1, 0)
	}
	fn end_replay() -> Weight {
		Weight::from_parts(1, 0)
	}
	fn replay_nothing() -> Weight {
		Weight::from_parts(1, 0)
	}
}
