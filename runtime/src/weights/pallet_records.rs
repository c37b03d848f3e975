//! Weights of `pallet_records`, measured. Do not edit: `scripts/benchmark pallet_records` writes this file.
//!
//! 2026-11-28, Intel(R) Xeon(R) Processor, 20 steps, 10 repeats, benchmark command 64.0.0.

#![allow(clippy::unnecessary_cast, unused_parens, unused_variables)]

use core::marker::PhantomData;
use polkadot_sdk::*;

use frame_support::{traits::Get, weights::Weight};

/// Measured weights of `pallet_records`.
pub struct WeightInfo<T>(PhantomData<T>);
impl<T: frame_system::Config> pallet_records::WeightInfo for WeightInfo<T> {
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Records::Series` (r:1 w:1)
	/// Proof: `Records::Series` (`max_values`: None, `max_size`: Some(104), added: 2579, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// Storage: `Records::Anchors` (r:0 w:1)
	/// Proof: `Records::Anchors` (`max_values`: None, `max_size`: Some(205), added: 2680, mode: `MaxEncodedLen`)
	/// The range of component `h` is `[0, 40]`.
	fn anchor(h: u32) -> Weight {
		// Proof size: measured `1578`, estimated `3694`.
		// Shortest run: 113_970_000 picoseconds.
		Weight::from_parts(122_782_371, 3694)
			// Standard error: 4_400.
			.saturating_add(Weight::from_parts(959_571, 0).saturating_mul(h.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Records::Series` (r:1 w:1)
	/// Proof: `Records::Series` (`max_values`: None, `max_size`: Some(104), added: 2579, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// Storage: `Records::Anchors` (r:0 w:1)
	/// Proof: `Records::Anchors` (`max_values`: None, `max_size`: Some(205), added: 2680, mode: `MaxEncodedLen`)
	/// The range of component `h` is `[0, 40]`.
	fn anchor_batch(h: u32) -> Weight {
		// Proof size: measured `1578`, estimated `3694`.
		// Shortest run: 113_783_000 picoseconds.
		Weight::from_parts(122_779_460, 3694)
			// Standard error: 4_963.
			.saturating_add(Weight::from_parts(964_809, 0).saturating_mul(h.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// The range of component `h` is `[0, 40]`.
	fn log_only(h: u32) -> Weight {
		// Proof size: measured `1578`, estimated `3559`.
		// Shortest run: 37_218_000 picoseconds.
		Weight::from_parts(40_611_625, 3559)
			// Standard error: 2_128.
			.saturating_add(Weight::from_parts(955_490, 0).saturating_mul(h.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Records::Anchors` (r:1 w:2)
	/// Proof: `Records::Anchors` (`max_values`: None, `max_size`: Some(205), added: 2680, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// Storage: `Records::Series` (r:0 w:1)
	/// Proof: `Records::Series` (`max_values`: None, `max_size`: Some(104), added: 2579, mode: `MaxEncodedLen`)
	/// The range of component `h` is `[0, 40]`.
	fn amend(h: u32) -> Weight {
		// Proof size: measured `1876`, estimated `3694`.
		// Shortest run: 121_161_000 picoseconds.
		Weight::from_parts(130_337_097, 3694)
			// Standard error: 5_109.
			.saturating_add(Weight::from_parts(956_454, 0).saturating_mul(h.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Records::Anchors` (r:1 w:2)
	/// Proof: `Records::Anchors` (`max_values`: None, `max_size`: Some(205), added: 2680, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// Storage: `Records::Series` (r:0 w:1)
	/// Proof: `Records::Series` (`max_values`: None, `max_size`: Some(104), added: 2579, mode: `MaxEncodedLen`)
	/// The range of component `h` is `[0, 40]`.
	fn amend_batch(h: u32) -> Weight {
		// Proof size: measured `1879`, estimated `3694`.
		// Shortest run: 120_622_000 picoseconds.
		Weight::from_parts(128_126_934, 3694)
			// Standard error: 4_231.
			.saturating_add(Weight::from_parts(966_641, 0).saturating_mul(h.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Records::Anchors` (r:1 w:1)
	/// Proof: `Records::Anchors` (`max_values`: None, `max_size`: Some(205), added: 2680, mode: `MaxEncodedLen`)
	/// Storage: `Records::Leaves` (r:1 w:1)
	/// Proof: `Records::Leaves` (`max_values`: None, `max_size`: Some(55), added: 2530, mode: `MaxEncodedLen`)
	/// Storage: `Records::Series` (r:1 w:1)
	/// Proof: `Records::Series` (`max_values`: None, `max_size`: Some(104), added: 2579, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// The range of component `h` is `[0, 40]`.
	/// The range of component `p` is `[0, 20]`.
	fn amend_leaf(h: u32, p: u32) -> Weight {
		// Proof size: measured `1971`, estimated `3694`.
		// Shortest run: 211_384_000 picoseconds.
		Weight::from_parts(203_473_799, 3694)
			// Standard error: 7_929.
			.saturating_add(Weight::from_parts(926_661, 0).saturating_mul(h.into()))
			// Standard error: 15_836.
			.saturating_add(Weight::from_parts(935_426, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `Records::Anchors` (r:1 w:1)
	/// Proof: `Records::Anchors` (`max_values`: None, `max_size`: Some(205), added: 2680, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	fn retract() -> Weight {
		// Proof size: measured `558`, estimated `3670`.
		// Shortest run: 35_472_000 picoseconds.
		Weight::from_parts(39_024_000, 3670)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Records::Anchors` (r:1 w:0)
	/// Proof: `Records::Anchors` (`max_values`: None, `max_size`: Some(205), added: 2680, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Records::Leaves` (r:1 w:1)
	/// Proof: `Records::Leaves` (`max_values`: None, `max_size`: Some(55), added: 2530, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// The range of component `p` is `[0, 20]`.
	fn retract_leaf(p: u32) -> Weight {
		// Proof size: measured `616`, estimated `3694`.
		// Shortest run: 105_861_000 picoseconds.
		Weight::from_parts(113_431_285, 3694)
			// Standard error: 7_766.
			.saturating_add(Weight::from_parts(987_796, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Records::Anchors` (r:1 w:1)
	/// Proof: `Records::Anchors` (`max_values`: None, `max_size`: Some(205), added: 2680, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	fn attest_erasure() -> Weight {
		// Proof size: measured `613`, estimated `3694`.
		// Shortest run: 88_547_000 picoseconds.
		Weight::from_parts(94_152_000, 3694)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Records::Anchors` (r:1 w:0)
	/// Proof: `Records::Anchors` (`max_values`: None, `max_size`: Some(205), added: 2680, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Records::Leaves` (r:1 w:1)
	/// Proof: `Records::Leaves` (`max_values`: None, `max_size`: Some(55), added: 2530, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// The range of component `p` is `[0, 20]`.
	fn attest_leaf_erasure(p: u32) -> Weight {
		// Proof size: measured `676`, estimated `3694`.
		// Shortest run: 97_551_000 picoseconds.
		Weight::from_parts(106_467_321, 3694)
			// Standard error: 13_003.
			.saturating_add(Weight::from_parts(1_016_516, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Records::Anchors` (r:1 w:1)
	/// Proof: `Records::Anchors` (`max_values`: None, `max_size`: Some(205), added: 2680, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Records::Holds` (r:1 w:1)
	/// Proof: `Records::Holds` (`max_values`: None, `max_size`: Some(114), added: 2589, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	fn place_hold() -> Weight {
		// Proof size: measured `820`, estimated `3694`.
		// Shortest run: 113_262_000 picoseconds.
		Weight::from_parts(121_681_000, 3694)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Records::Anchors` (r:1 w:1)
	/// Proof: `Records::Anchors` (`max_values`: None, `max_size`: Some(205), added: 2680, mode: `MaxEncodedLen`)
	/// Storage: `Records::Holds` (r:1 w:1)
	/// Proof: `Records::Holds` (`max_values`: None, `max_size`: Some(114), added: 2589, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	fn lift_hold() -> Weight {
		// Proof size: measured `727`, estimated `3694`.
		// Shortest run: 92_962_000 picoseconds.
		Weight::from_parts(101_679_000, 3694)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Records::Anchors` (r:1 w:0)
	/// Proof: `Records::Anchors` (`max_values`: None, `max_size`: Some(205), added: 2680, mode: `MaxEncodedLen`)
	/// Storage: `Records::Countersignatures` (r:1 w:1)
	/// Proof: `Records::Countersignatures` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	fn countersign() -> Weight {
		// Proof size: measured `480`, estimated `3694`.
		// Shortest run: 97_389_000 picoseconds.
		Weight::from_parts(104_358_000, 3694)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Records::Countersignatures` (r:1 w:1)
	/// Proof: `Records::Countersignatures` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	fn withdraw_countersignature() -> Weight {
		// Proof size: measured `447`, estimated `3694`.
		// Shortest run: 84_248_000 picoseconds.
		Weight::from_parts(89_916_000, 3694)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Records::Checkpoints` (r:1 w:0)
	/// Proof: `Records::Checkpoints` (`max_values`: None, `max_size`: Some(60), added: 2535, mode: `MaxEncodedLen`)
	/// Storage: `Records::Cosigners` (r:1 w:1)
	/// Proof: `Records::Cosigners` (`max_values`: None, `max_size`: Some(521), added: 2996, mode: `MaxEncodedLen`)
	fn cosign_checkpoint() -> Weight {
		// Proof size: measured `879`, estimated `3986`.
		// Shortest run: 40_957_000 picoseconds.
		Weight::from_parts(44_965_000, 3986)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// Storage: `Records::Cosigners` (r:0 w:1)
	/// Proof: `Records::Cosigners` (`max_values`: None, `max_size`: Some(521), added: 2996, mode: `MaxEncodedLen`)
	/// Storage: `Records::Checkpoints` (r:0 w:2)
	/// Proof: `Records::Checkpoints` (`max_values`: None, `max_size`: Some(60), added: 2535, mode: `MaxEncodedLen`)
	fn on_finalize() -> Weight {
		// Proof size: measured `1376`, estimated `3559`.
		// Shortest run: 52_377_000 picoseconds.
		Weight::from_parts(54_291_000, 3559)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(4))
	}
}
