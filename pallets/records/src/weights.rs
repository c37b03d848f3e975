//! What the runtime has to measure. The measured weights are in the runtime (`runtime/src/weights`).
//!
//! `h` is how many nodes of the log an entry completes: on average one, rarely many, and known once the call has run. `p` is
//! the length of a leaf's proof.

use frame::prelude::Weight;

/// The weight of each call, and of the hook that writes checkpoints.
#[allow(missing_docs)]
pub trait WeightInfo {
	fn anchor(h: u32) -> Weight;
	fn anchor_batch(h: u32) -> Weight;
	fn log_only(h: u32) -> Weight;
	fn amend(h: u32) -> Weight;
	fn amend_batch(h: u32) -> Weight;
	fn amend_leaf(h: u32, p: u32) -> Weight;
	fn retract() -> Weight;
	fn retract_leaf(p: u32) -> Weight;
	fn attest_erasure() -> Weight;
	fn attest_leaf_erasure(p: u32) -> Weight;
	fn place_hold() -> Weight;
	fn lift_hold() -> Weight;
	fn countersign() -> Weight;
	fn withdraw_countersignature() -> Weight;
	fn cosign_checkpoint() -> Weight;
	fn on_finalize() -> Weight;
}

/// For mocks alone: the weight tells which linear components a call was charged for, and nothing else.
#[cfg(test)]
impl WeightInfo for () {
	fn anchor(h: u32) -> Weight {
		Weight::from_parts(h.into(), 0)
	}
	fn anchor_batch(h: u32) -> Weight {
		Weight::from_parts(h.into(), 0)
	}
	fn log_only(h: u32) -> Weight {
		Weight::from_parts(h.into(), 0)
	}
	fn amend(h: u32) -> Weight {
		Weight::from_parts(h.into(), 0)
	}
	fn amend_batch(h: u32) -> Weight {
		Weight::from_parts(h.into(), 0)
	}
	fn amend_leaf(h: u32, p: u32) -> Weight {
		Weight::from_parts(h.into(), p.into())
	}
	fn retract() -> Weight {
		Weight::zero()
	}
	fn retract_leaf(p: u32) -> Weight {
		Weight::from_parts(0, p.into())
	}
	fn attest_erasure() -> Weight {
		Weight::zero()
	}
	fn attest_leaf_erasure(p: u32) -> Weight {
		Weight::from_parts(0, p.into())
	}
	fn place_hold() -> Weight {
		Weight::zero()
	}
	fn lift_hold() -> Weight {
		Weight::zero()
	}
	fn countersign() -> Weight {
		Weight::zero()
	}
	fn withdraw_countersignature() -> Weight {
		Weight::zero()
	}
	fn cosign_checkpoint() -> Weight {
		Weight::zero()
	}
	fn on_finalize() -> Weight {
		Weight::from_parts(1_000, 1_000)
	}
}
