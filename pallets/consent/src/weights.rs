//! What the runtime has to measure. The measured weights are in the runtime (`runtime/src/weights`).
//!
//! `p` counts provisions of a consent, `n` items of a batch (of consents without provisions), `c` consents of a subject.

use frame::prelude::Weight;

/// The weight of each call, and of what the hooks do.
#[allow(missing_docs)]
pub trait WeightInfo {
	fn publish_policy() -> Weight;
	fn set_domain_parameters() -> Weight;
	/// By the subject, to a place that never held anything.
	fn file(p: u32) -> Weight;
	/// The worst case: by a guardian, over an expired consent that somebody else paid for.
	fn file_over(p: u32) -> Weight;
	fn revise(p: u32) -> Weight;
	/// By the subject, who paid the deposit.
	fn revoke() -> Weight;
	/// By a guardian, where somebody else paid the deposit.
	fn revoke_for() -> Weight;
	fn refuse() -> Weight;
	/// Signed by the subject, for a place that never held anything.
	fn file_signed(p: u32) -> Weight;
	/// Signed by a guardian, over an expired consent that somebody else paid for.
	fn file_signed_over(p: u32) -> Weight;
	fn revise_signed(p: u32) -> Weight;
	/// Signed by the subject; the relayer paid the deposit.
	fn revoke_signed() -> Weight;
	/// Signed by a guardian, where somebody else paid the deposit.
	fn revoke_signed_for() -> Weight;
	/// Signed by subjects, for places that never held anything.
	fn file_signed_batch(n: u32) -> Weight;
	fn verify_consent() -> Weight;
	fn mark_entered_in_error() -> Weight;
	fn appoint_guardian() -> Weight;
	fn end_guardianship() -> Weight;
	fn declare_emergency() -> Weight;
	fn review_emergency() -> Weight;
	fn record_disclosure(c: u32) -> Weight;
	fn attest_recipient_erasure() -> Weight;
	fn clean_up(n: u32) -> Weight;
	/// What filing asks, read once a block: time alone, its storage is not counted.
	fn on_initialize() -> Weight;
	fn sweep_nothing() -> Weight;
	fn sweep_review() -> Weight;
}

/// For mocks alone: what has a dearer form weighs 1 and that form 2, a step of the sweep 1, and anything else nothing.
#[cfg(test)]
impl WeightInfo for () {
	fn publish_policy() -> Weight {
		Weight::zero()
	}
	fn set_domain_parameters() -> Weight {
		Weight::zero()
	}
	fn file(_: u32) -> Weight {
		Weight::from_parts(1, 0)
	}
	fn file_over(_: u32) -> Weight {
		Weight::from_parts(2, 0)
	}
	fn revise(_: u32) -> Weight {
		Weight::zero()
	}
	fn revoke() -> Weight {
		Weight::from_parts(1, 0)
	}
	fn revoke_for() -> Weight {
		Weight::from_parts(2, 0)
	}
	fn refuse() -> Weight {
		Weight::zero()
	}
	fn file_signed(_: u32) -> Weight {
		Weight::from_parts(1, 0)
	}
	fn file_signed_over(_: u32) -> Weight {
		Weight::from_parts(2, 0)
	}
	fn revise_signed(_: u32) -> Weight {
		Weight::zero()
	}
	fn revoke_signed() -> Weight {
		Weight::from_parts(1, 0)
	}
	fn revoke_signed_for() -> Weight {
		Weight::from_parts(2, 0)
	}
	fn file_signed_batch(_: u32) -> Weight {
		Weight::zero()
	}
	fn verify_consent() -> Weight {
		Weight::zero()
	}
	fn mark_entered_in_error() -> Weight {
		Weight::zero()
	}
	fn appoint_guardian() -> Weight {
		Weight::zero()
	}
	fn end_guardianship() -> Weight {
		Weight::zero()
	}
	fn declare_emergency() -> Weight {
		Weight::zero()
	}
	fn review_emergency() -> Weight {
		Weight::zero()
	}
	fn record_disclosure(c: u32) -> Weight {
		Weight::from_parts(c.into(), 0)
	}
	fn attest_recipient_erasure() -> Weight {
		Weight::zero()
	}
	fn clean_up(_: u32) -> Weight {
		Weight::zero()
	}
	fn on_initialize() -> Weight {
		Weight::zero()
	}
	fn sweep_nothing() -> Weight {
		Weight::from_parts(1, 0)
	}
	fn sweep_review() -> Weight {
		Weight::from_parts(1, 0)
	}
}
