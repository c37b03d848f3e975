//! What the runtime has to measure. The measured weights are in the runtime (`runtime/src/weights`).
//!
//! `p` counts provisions of a consent, `n` items of a batch (of consents without provisions), `c` consents of a subject.

use frame::prelude::Weight;

/// The weight of each call, and of the steps of the sweep of overdue reviews.
#[allow(missing_docs)]
pub trait WeightInfo {
	fn publish_policy() -> Weight;
	fn set_domain_parameters() -> Weight;
	fn file(p: u32) -> Weight;
	fn revise(p: u32) -> Weight;
	fn revoke() -> Weight;
	fn refuse() -> Weight;
	fn file_signed(p: u32) -> Weight;
	fn revise_signed(p: u32) -> Weight;
	fn revoke_signed() -> Weight;
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
	fn sweep_nothing() -> Weight;
	fn sweep_review() -> Weight;
}

/// For mocks alone: nothing weighs anything.
#[cfg(test)]
impl WeightInfo for () {
	fn publish_policy() -> Weight {
		Weight::zero()
	}
	fn set_domain_parameters() -> Weight {
		Weight::zero()
	}
	fn file(_: u32) -> Weight {
		Weight::zero()
	}
	fn revise(_: u32) -> Weight {
		Weight::zero()
	}
	fn revoke() -> Weight {
		Weight::zero()
	}
	fn refuse() -> Weight {
		Weight::zero()
	}
	fn file_signed(_: u32) -> Weight {
		Weight::zero()
	}
	fn revise_signed(_: u32) -> Weight {
		Weight::zero()
	}
	fn revoke_signed() -> Weight {
		Weight::zero()
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
	fn record_disclosure(_: u32) -> Weight {
		Weight::zero()
	}
	fn attest_recipient_erasure() -> Weight {
		Weight::zero()
	}
	fn clean_up(_: u32) -> Weight {
		Weight::zero()
	}
	fn sweep_nothing() -> Weight {
		Weight::from_parts(1, 0)
	}
	fn sweep_review() -> Weight {
		Weight::from_parts(1, 0)
	}
}
