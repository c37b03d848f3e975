//! What the runtime has to measure. The measured weights are in the runtime (`runtime/src/weights`).

use frame::prelude::Weight;

/// The weight of each call.
#[allow(missing_docs)]
pub trait WeightInfo {
	fn accredit() -> Weight;
	fn amend() -> Weight;
	fn suspend() -> Weight;
	fn reinstate() -> Weight;
	fn suspend_role() -> Weight;
	fn reinstate_role() -> Weight;
	fn withdraw() -> Weight;
}

/// For mocks alone: nothing weighs anything.
#[cfg(test)]
impl WeightInfo for () {
	fn accredit() -> Weight {
		Weight::zero()
	}
	fn amend() -> Weight {
		Weight::zero()
	}
	fn suspend() -> Weight {
		Weight::zero()
	}
	fn reinstate() -> Weight {
		Weight::zero()
	}
	fn suspend_role() -> Weight {
		Weight::zero()
	}
	fn reinstate_role() -> Weight {
		Weight::zero()
	}
	fn withdraw() -> Weight {
		Weight::zero()
	}
}
