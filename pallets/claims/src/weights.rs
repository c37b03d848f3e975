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
	/// `n` claims of one line by an ordinary plan, each of another member.
	fn submit_batch(n: u32) -> Weight;
	fn adjudicate() -> Weight;
	fn resolve_pended() -> Weight;
	fn override_line() -> Weight;
	fn confirm_override() -> Weight;
	fn void() -> Weight;
	fn appeal() -> Weight;
	fn decide_appeal() -> Weight;
	fn create_remittance(n: u32) -> Weight;
	fn retry_payment() -> Weight;
	fn recover_overpayment() -> Weight;
	fn answer() -> Weight;
	fn close() -> Weight;
	fn prune() -> Weight;
	/// `c` consents of one member.
	fn ask_consent(c: u32) -> Weight;
	fn load_page() -> Weight;
	fn check_record() -> Weight;
	fn use_authorisation() -> Weight;
	fn archive_day() -> Weight;
	/// What paying in an asset costs beyond the native token.
	fn pay_asset() -> Weight;
	/// A claim of `l` lines, adjudicated anew by the largest plan and paid.
	fn replay_claim(l: u32) -> Weight;
	/// A claim of the greatest size, taken out of the accumulators.
	fn unwind_claim() -> Weight;
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
	fn adjudicate() -> Weight {
		Weight::zero()
	}
	fn resolve_pended() -> Weight {
		Weight::zero()
	}
	fn override_line() -> Weight {
		Weight::zero()
	}
	fn confirm_override() -> Weight {
		Weight::zero()
	}
	fn void() -> Weight {
		Weight::zero()
	}
	fn appeal() -> Weight {
		Weight::zero()
	}
	fn decide_appeal() -> Weight {
		Weight::zero()
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
	fn prune() -> Weight {
		Weight::zero()
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
	fn replay_nothing() -> Weight {
		Weight::from_parts(1, 0)
	}
}
