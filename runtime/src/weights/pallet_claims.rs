//! Weights of `pallet_claims`. Not measured in the runtime yet: keys are counted, and execution times are estimates above
//! what native runs of the pallet took (a claim of four lines 60 microseconds where a transfer took 32; in a batch 15),
//! with room for the consent, the log and Wasm. `scripts/benchmark pallet_claims` measures them and writes this file.

#![allow(clippy::unnecessary_cast, unused_parens, unused_variables)]

use core::marker::PhantomData;
use polkadot_sdk::*;

use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_claims`.
pub struct WeightInfo<T>(PhantomData<T>);
impl<T: frame_system::Config> pallet_claims::WeightInfo for WeightInfo<T> {
	fn publish_plan() -> Weight {
		Weight::from_parts(120_000_000, 24000)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	fn add_prices(e: u32) -> Weight {
		Weight::from_parts(80_000_000, 26000)
			.saturating_add(Weight::from_parts(1_000_000, 0).saturating_mul(e.into()))
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	fn set_contract() -> Weight {
		Weight::from_parts(40_000_000, 24000)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	fn set_officer() -> Weight {
		Weight::from_parts(40_000_000, 8000)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	fn fund_plan() -> Weight {
		Weight::from_parts(110_000_000, 24000)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	fn withdraw_unencumbered() -> Weight {
		Weight::from_parts(120_000_000, 26000)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	fn enrol() -> Weight {
		Weight::from_parts(60_000_000, 26000)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	fn end_coverage() -> Weight {
		Weight::from_parts(50_000_000, 28000)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	fn request_authorisation() -> Weight {
		Weight::from_parts(90_000_000, 40000)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	fn decide_authorisation() -> Weight {
		Weight::from_parts(60_000_000, 36000)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	fn submit(l: u32) -> Weight {
		Weight::from_parts(120_000_000, 60_000)
			.saturating_add(Weight::from_parts(8_000_000, 0).saturating_mul(l.into()))
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	fn submit_largest(l: u32) -> Weight {
		Weight::from_parts(400_000_000, 60_000)
			.saturating_add(Weight::from_parts(25_000_000, 0).saturating_mul(l.into()))
			.saturating_add(T::DbWeight::get().reads(12))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	fn submit_batch(n: u32) -> Weight {
		Weight::from_parts(150_000_000, 60_000)
			.saturating_add(Weight::from_parts(70_000_000, 30_000).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(2))
			.saturating_add(T::DbWeight::get().reads((4_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes((3_u64).saturating_mul(n.into())))
	}
	fn adjudicate() -> Weight {
		Weight::from_parts(100_000_000, 60000)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	fn resolve_pended() -> Weight {
		Weight::from_parts(120_000_000, 60000)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	fn override_line() -> Weight {
		Weight::from_parts(250_000_000, 60000)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	fn confirm_override() -> Weight {
		Weight::from_parts(120_000_000, 60000)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	fn void() -> Weight {
		Weight::from_parts(200_000_000, 60000)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(9))
	}
	fn appeal() -> Weight {
		Weight::from_parts(70_000_000, 60000)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	fn decide_appeal() -> Weight {
		Weight::from_parts(250_000_000, 60000)
			.saturating_add(T::DbWeight::get().reads(12))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	fn create_remittance(n: u32) -> Weight {
		Weight::from_parts(120_000_000, 40000)
			.saturating_add(Weight::from_parts(60_000_000, 30000).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(6))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(n.into())))
	}
	fn retry_payment() -> Weight {
		Weight::from_parts(110_000_000, 60000)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	fn recover_overpayment() -> Weight {
		Weight::from_parts(110_000_000, 60000)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	fn answer() -> Weight {
		Weight::from_parts(50_000_000, 60000)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	fn close() -> Weight {
		Weight::from_parts(50_000_000, 60000)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	fn prune() -> Weight {
		Weight::from_parts(60_000_000, 60000)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	fn ask_consent(c: u32) -> Weight {
		Weight::from_parts(20_000_000, 0)
			.saturating_add(Weight::from_parts(30_000_000, 10000).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(c.into())))
	}
	fn load_page() -> Weight {
		Weight::from_parts(25_000_000, 6000).saturating_add(T::DbWeight::get().reads(1))
	}
	fn check_record() -> Weight {
		Weight::from_parts(15_000_000, 4000).saturating_add(T::DbWeight::get().reads(1))
	}
	fn use_authorisation() -> Weight {
		Weight::from_parts(15_000_000, 4000)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	fn archive_day() -> Weight {
		Weight::from_parts(30_000_000, 10000)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	fn pay_asset() -> Weight {
		Weight::from_parts(60_000_000, 16000)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	fn replay_claim(l: u32) -> Weight {
		Weight::from_parts(300_000_000, 90_000)
			.saturating_add(Weight::from_parts(20_000_000, 0).saturating_mul(l.into()))
			.saturating_add(T::DbWeight::get().reads(12))
			.saturating_add(T::DbWeight::get().writes(8))
	}
	fn unwind_claim() -> Weight {
		Weight::from_parts(200_000_000, 60_000)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	fn replay_nothing() -> Weight {
		Weight::from_parts(5_000_000, 4000).saturating_add(T::DbWeight::get().reads(1))
	}
}
