//! Weights of `pallet_consent`, measured. Do not edit: `scripts/benchmark pallet_consent` writes this file.
//!
//! 2026-11-29, Intel(R) Xeon(R) Processor, 8 steps, 4 repeats, benchmark command 64.0.0.

#![allow(clippy::unnecessary_cast, unused_parens, unused_variables)]

use core::marker::PhantomData;
use polkadot_sdk::*;

use frame_support::{traits::Get, weights::Weight};

/// Measured weights of `pallet_consent`.
pub struct WeightInfo<T>(PhantomData<T>);
impl<T: frame_system::Config> pallet_consent::WeightInfo for WeightInfo<T> {
	/// Storage: `Consent::Policies` (r:1 w:1)
	/// Proof: `Consent::Policies` (`max_values`: None, `max_size`: Some(76), added: 2551, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	fn publish_policy() -> Weight {
		// Proof size: measured `1380`, estimated `3559`.
		// Shortest run: 43_274_000 picoseconds.
		Weight::from_parts(47_760_000, 3559)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	fn set_domain_parameters() -> Weight {
		// Proof size: measured `1342`, estimated `3559`.
		// Shortest run: 28_154_000 picoseconds.
		Weight::from_parts(31_289_000, 3559)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Consent::Consents` (r:1 w:1)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9021), added: 11496, mode: `Measured`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// The range of component `p` is `[0, 16]`.
	fn file(p: u32) -> Weight {
		// Proof size: measured `1342`, estimated `4807`.
		// Shortest run: 103_109_000 picoseconds.
		Weight::from_parts(110_883_059, 4807)
			// Standard error: 14_260.
			.saturating_add(Weight::from_parts(2_259_317, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Consent::Consents` (r:1 w:1)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9021), added: 11496, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Guardianships` (r:1 w:0)
	/// Proof: `Consent::Guardianships` (`max_values`: None, `max_size`: Some(241), added: 2716, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:2 w:2)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Archive` (r:0 w:1)
	/// Proof: `Consent::Archive` (`max_values`: None, `max_size`: Some(102), added: 2577, mode: `MaxEncodedLen`)
	/// The range of component `p` is `[0, 16]`.
	fn file_over(p: u32) -> Weight {
		// Proof size: measured `9083`, estimated `12486`.
		// Shortest run: 197_166_000 picoseconds.
		Weight::from_parts(210_148_857, 12486)
			// Standard error: 25_391.
			.saturating_add(Weight::from_parts(2_388_428, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `Consent::Consents` (r:1 w:1)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9021), added: 11496, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Guardianships` (r:1 w:0)
	/// Proof: `Consent::Guardianships` (`max_values`: None, `max_size`: Some(241), added: 2716, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:2 w:2)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Archive` (r:0 w:1)
	/// Proof: `Consent::Archive` (`max_values`: None, `max_size`: Some(102), added: 2577, mode: `MaxEncodedLen`)
	/// The range of component `p` is `[0, 16]`.
	fn revise(p: u32) -> Weight {
		// Proof size: measured `9075`, estimated `12486`.
		// Shortest run: 196_835_000 picoseconds.
		Weight::from_parts(209_406_243, 12486)
			// Standard error: 22_757.
			.saturating_add(Weight::from_parts(2_322_074, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `Consent::Consents` (r:1 w:1)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9021), added: 11496, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	fn revoke() -> Weight {
		// Proof size: measured `8713`, estimated `12486`.
		// Shortest run: 105_469_000 picoseconds.
		Weight::from_parts(114_228_000, 12486)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Consent::Consents` (r:1 w:1)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9021), added: 11496, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Guardianships` (r:1 w:0)
	/// Proof: `Consent::Guardianships` (`max_values`: None, `max_size`: Some(241), added: 2716, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	fn revoke_for() -> Weight {
		// Proof size: measured `9075`, estimated `12486`.
		// Shortest run: 120_125_000 picoseconds.
		Weight::from_parts(130_048_000, 12486)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Consent::Consents` (r:1 w:1)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9021), added: 11496, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Guardianships` (r:1 w:0)
	/// Proof: `Consent::Guardianships` (`max_values`: None, `max_size`: Some(241), added: 2716, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Archive` (r:0 w:1)
	/// Proof: `Consent::Archive` (`max_values`: None, `max_size`: Some(102), added: 2577, mode: `MaxEncodedLen`)
	fn refuse() -> Weight {
		// Proof size: measured `9083`, estimated `12486`.
		// Shortest run: 133_852_000 picoseconds.
		Weight::from_parts(146_481_000, 12486)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Consents` (r:1 w:1)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9021), added: 11496, mode: `Measured`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// The range of component `p` is `[0, 16]`.
	fn file_signed(p: u32) -> Weight {
		// Proof size: measured `1578`, estimated `5043`.
		// Shortest run: 188_815_000 picoseconds.
		Weight::from_parts(199_908_646, 5043)
			// Standard error: 51_033.
			.saturating_add(Weight::from_parts(4_331_294, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Consents` (r:1 w:1)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9021), added: 11496, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Guardianships` (r:1 w:0)
	/// Proof: `Consent::Guardianships` (`max_values`: None, `max_size`: Some(241), added: 2716, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:2 w:2)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Archive` (r:0 w:1)
	/// Proof: `Consent::Archive` (`max_values`: None, `max_size`: Some(102), added: 2577, mode: `MaxEncodedLen`)
	/// The range of component `p` is `[0, 16]`.
	fn file_signed_over(p: u32) -> Weight {
		// Proof size: measured `9319`, estimated `12486`.
		// Shortest run: 282_460_000 picoseconds.
		Weight::from_parts(295_369_105, 12486)
			// Standard error: 61_533.
			.saturating_add(Weight::from_parts(4_414_660, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Consents` (r:1 w:1)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9021), added: 11496, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Guardianships` (r:1 w:0)
	/// Proof: `Consent::Guardianships` (`max_values`: None, `max_size`: Some(241), added: 2716, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:2 w:2)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Archive` (r:0 w:1)
	/// Proof: `Consent::Archive` (`max_values`: None, `max_size`: Some(102), added: 2577, mode: `MaxEncodedLen`)
	/// The range of component `p` is `[0, 16]`.
	fn revise_signed(p: u32) -> Weight {
		// Proof size: measured `9311`, estimated `12486`.
		// Shortest run: 282_131_000 picoseconds.
		Weight::from_parts(293_154_039, 12486)
			// Standard error: 58_940.
			.saturating_add(Weight::from_parts(4_418_905, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Consents` (r:1 w:1)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9021), added: 11496, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	fn revoke_signed() -> Weight {
		// Proof size: measured `8949`, estimated `12486`.
		// Shortest run: 190_990_000 picoseconds.
		Weight::from_parts(206_050_000, 12486)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Consents` (r:1 w:1)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9021), added: 11496, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Guardianships` (r:1 w:0)
	/// Proof: `Consent::Guardianships` (`max_values`: None, `max_size`: Some(241), added: 2716, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	fn revoke_signed_for() -> Weight {
		// Proof size: measured `9311`, estimated `12486`.
		// Shortest run: 204_202_000 picoseconds.
		Weight::from_parts(219_648_000, 12486)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Consents` (r:64 w:64)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9021), added: 11496, mode: `Measured`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 64]`.
	fn file_signed_batch(n: u32) -> Weight {
		// Proof size: measured `1578`, estimated `3694 + n * (2475 ±0)`.
		// Shortest run: 194_975_000 picoseconds.
		Weight::from_parts(222_813_395, 3694)
			// Standard error: 428_901.
			.saturating_add(Weight::from_parts(67_195_375, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(2))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2475).saturating_mul(n.into()))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Consents` (r:1 w:1)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9021), added: 11496, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	fn verify_consent() -> Weight {
		// Proof size: measured `8894`, estimated `12486`.
		// Shortest run: 92_182_000 picoseconds.
		Weight::from_parts(100_496_000, 12486)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Consent::Consents` (r:1 w:1)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9021), added: 11496, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	fn mark_entered_in_error() -> Weight {
		// Proof size: measured `9084`, estimated `12486`.
		// Shortest run: 141_034_000 picoseconds.
		Weight::from_parts(151_903_000, 12486)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Guardianships` (r:1 w:1)
	/// Proof: `Consent::Guardianships` (`max_values`: None, `max_size`: Some(241), added: 2716, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	fn appoint_guardian() -> Weight {
		// Proof size: measured `337`, estimated `3706`.
		// Shortest run: 98_448_000 picoseconds.
		Weight::from_parts(106_377_000, 3706)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Consent::Guardianships` (r:1 w:1)
	/// Proof: `Consent::Guardianships` (`max_values`: None, `max_size`: Some(241), added: 2716, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	fn end_guardianship() -> Weight {
		// Proof size: measured `614`, estimated `3706`.
		// Shortest run: 91_137_000 picoseconds.
		Weight::from_parts(98_575_000, 3706)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Emergencies` (r:1 w:1)
	/// Proof: `Consent::Emergencies` (`max_values`: None, `max_size`: Some(276), added: 2751, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Tallies` (r:1 w:1)
	/// Proof: `Consent::Tallies` (`max_values`: None, `max_size`: Some(60), added: 2535, mode: `MaxEncodedLen`)
	/// Storage: `Consent::ReviewQueueBounds` (r:1 w:1)
	/// Proof: `Consent::ReviewQueueBounds` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `Consent::ReviewQueue` (r:0 w:1)
	/// Proof: `Consent::ReviewQueue` (`max_values`: None, `max_size`: Some(88), added: 2563, mode: `MaxEncodedLen`)
	fn declare_emergency() -> Weight {
		// Proof size: measured `512`, estimated `3741`.
		// Shortest run: 111_955_000 picoseconds.
		Weight::from_parts(120_305_000, 3741)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `Participants::Standings` (r:2 w:1)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Emergencies` (r:1 w:1)
	/// Proof: `Consent::Emergencies` (`max_values`: None, `max_size`: Some(276), added: 2751, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Tallies` (r:1 w:1)
	/// Proof: `Consent::Tallies` (`max_values`: None, `max_size`: Some(60), added: 2535, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	fn review_emergency() -> Weight {
		// Proof size: measured `727`, estimated `6096`.
		// Shortest run: 119_812_000 picoseconds.
		Weight::from_parts(130_055_000, 6096)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Emergencies` (r:8 w:0)
	/// Proof: `Consent::Emergencies` (`max_values`: None, `max_size`: Some(276), added: 2751, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Disclosures` (r:1 w:1)
	/// Proof: `Consent::Disclosures` (`max_values`: None, `max_size`: Some(674), added: 3149, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Consents` (r:17 w:0)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9021), added: 11496, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// The range of component `c` is `[0, 16]`.
	fn record_disclosure(c: u32) -> Weight {
		// Proof size: measured `1602 + c * (7310 ±0)`, estimated `22998 + c * (11496 ±0)`.
		// Shortest run: 159_683_000 picoseconds.
		Weight::from_parts(188_400_372, 22998)
			// Standard error: 84_827.
			.saturating_add(Weight::from_parts(29_019_608, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(c.into())))
			.saturating_add(T::DbWeight::get().writes(3))
			.saturating_add(Weight::from_parts(0, 11496).saturating_mul(c.into()))
	}
	/// Storage: `Consent::Disclosures` (r:1 w:1)
	/// Proof: `Consent::Disclosures` (`max_values`: None, `max_size`: Some(674), added: 3149, mode: `MaxEncodedLen`)
	fn attest_recipient_erasure() -> Weight {
		// Proof size: measured `351`, estimated `4139`.
		// Shortest run: 32_034_000 picoseconds.
		Weight::from_parts(38_929_000, 4139)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Consent::Consents` (r:64 w:64)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9021), added: 11496, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:64 w:64)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:64 w:64)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 64]`.
	fn clean_up(n: u32) -> Weight {
		// Proof size: measured `1096 + n * (7530 ±0)`, estimated `3559 + n * (11496 ±0)`.
		// Shortest run: 147_509_000 picoseconds.
		Weight::from_parts(101_399_937, 3559)
			// Standard error: 52_453.
			.saturating_add(Weight::from_parts(89_425_996, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().reads((3_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes((3_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 11496).saturating_mul(n.into()))
	}
	fn on_initialize() -> Weight {
		// Proof size: measured `0`, estimated `0`.
		// Shortest run: 2_466_000 picoseconds.
		Weight::from_parts(2_976_000, 0)
	}
	/// Storage: `Consent::ReviewQueueBounds` (r:1 w:0)
	/// Proof: `Consent::ReviewQueueBounds` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	fn sweep_nothing() -> Weight {
		// Proof size: measured `0`, estimated `1501`.
		// Shortest run: 1_841_000 picoseconds.
		Weight::from_parts(2_195_000, 1501).saturating_add(T::DbWeight::get().reads(1))
	}
	/// Storage: `Consent::ReviewQueueBounds` (r:1 w:1)
	/// Proof: `Consent::ReviewQueueBounds` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `Consent::ReviewQueue` (r:1 w:1)
	/// Proof: `Consent::ReviewQueue` (`max_values`: None, `max_size`: Some(88), added: 2563, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Emergencies` (r:1 w:1)
	/// Proof: `Consent::Emergencies` (`max_values`: None, `max_size`: Some(276), added: 2751, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Tallies` (r:1 w:1)
	/// Proof: `Consent::Tallies` (`max_values`: None, `max_size`: Some(60), added: 2535, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Standings` (r:1 w:1)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	fn sweep_review() -> Weight {
		// Proof size: measured `543`, estimated `3741`.
		// Shortest run: 52_313_000 picoseconds.
		Weight::from_parts(57_173_000, 3741)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(5))
	}
}
