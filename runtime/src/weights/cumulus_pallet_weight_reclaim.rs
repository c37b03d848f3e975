//! The weight of `StorageWeightReclaim`, whose measured weights are private to its crate.
//!
//! The figure is the SDK's own, of `cumulus-pallet-weight-reclaim` 0.12.0 (`src/weights.rs`).

use core::marker::PhantomData;
use polkadot_sdk::*;

use frame_support::weights::Weight;

/// Weight of `cumulus_pallet_weight_reclaim`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T> cumulus_pallet_weight_reclaim::WeightInfo for WeightInfo<T> {
	fn storage_weight_reclaim() -> Weight {
		Weight::from_parts(2_466_000, 0)
	}
}
