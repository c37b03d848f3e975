//! Weights of `pallet_xcm`, which ships none.
//!
//! The figures (picoseconds, proof bytes, reads, writes) are those the SDK measured for Asset Hub Westend on its
//! reference hardware (`asset-hub-westend/src/weights/pallet_xcm.rs`, 2024-12-18). Calls that were not measured there
//! are given ten times the figure of the nearest measured one. No account can make these calls on Salus
//! (`configs/xcm.rs`); they weigh on the council and on the relay chain's messages alone.

use core::marker::PhantomData;
use polkadot_sdk::*;

use frame_support::weights::{RuntimeDbWeight, Weight};
use sp_core::Get;

/// Weights of `pallet_xcm`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo<T> {
	fn of(time: u64, proof: u64, reads: u64, writes: u64) -> Weight {
		let db: RuntimeDbWeight = T::DbWeight::get();
		Weight::from_parts(time, proof).saturating_add(db.reads_writes(reads, writes))
	}
}

impl<T: frame_system::Config> pallet_xcm::WeightInfo for WeightInfo<T> {
	fn send() -> Weight {
		Self::of(29_115_000, 3_610, 6, 2)
	}

	fn teleport_assets() -> Weight {
		Self::of(113_250_000, 3_610, 9, 3)
	}

	fn reserve_transfer_assets() -> Weight {
		Self::of(140_479_000, 6_196, 10, 5)
	}

	fn transfer_assets() -> Weight {
		Self::of(182_260_000, 6_208, 14, 7)
	}

	fn execute() -> Weight {
		Self::of(13_124_000, 1_588, 1, 0)
	}

	fn force_xcm_version() -> Weight {
		Self::of(7_353_000, 0, 0, 1)
	}

	fn force_default_xcm_version() -> Weight {
		Self::of(2_408_000, 0, 0, 1)
	}

	fn force_subscribe_version_notify() -> Weight {
		Self::of(35_949_000, 3_610, 8, 5)
	}

	fn force_unsubscribe_version_notify() -> Weight {
		Self::of(39_353_000, 3_828, 7, 4)
	}

	fn force_suspension() -> Weight {
		Self::of(2_432_000, 0, 0, 1)
	}

	fn migrate_supported_version() -> Weight {
		Self::of(26_274_000, 15_999, 6, 2)
	}

	fn migrate_version_notifiers() -> Weight {
		Self::of(26_532_000, 16_003, 6, 2)
	}

	fn already_notified_target() -> Weight {
		Self::of(29_178_000, 18_488, 7, 0)
	}

	fn notify_current_targets() -> Weight {
		Self::of(33_946_000, 6_152, 8, 3)
	}

	fn notify_target_migration_fail() -> Weight {
		Self::of(18_677_000, 13_541, 5, 0)
	}

	fn migrate_version_notify_targets() -> Weight {
		Self::of(26_284_000, 16_010, 6, 2)
	}

	fn migrate_and_notify_old_targets() -> Weight {
		Self::of(47_866_000, 16_052, 12, 4)
	}

	fn new_query() -> Weight {
		Self::of(5_816_000, 1_588, 1, 2)
	}

	fn take_response() -> Weight {
		Self::of(32_195_000, 11_205, 1, 1)
	}

	fn claim_assets(n: u32) -> Weight {
		Self::of(44_942_000, 3_625, 2, 1).saturating_mul(u64::from(n).saturating_add(1))
	}

	fn add_authorized_alias() -> Weight {
		Self::of(73_530_000, 36_100, 2, 2)
	}

	fn remove_authorized_alias() -> Weight {
		Self::of(73_530_000, 36_100, 2, 2)
	}

	fn weigh_message(n: u32) -> Weight {
		Self::of(13_124_000, 0, 0, 0).saturating_add(Weight::from_parts(100_000, 0).saturating_mul(n.into()))
	}

	fn decode_xcm(n: u32) -> Weight {
		Self::of(13_124_000, 0, 0, 0).saturating_add(Weight::from_parts(20_000, 0).saturating_mul(n.into()))
	}
}
