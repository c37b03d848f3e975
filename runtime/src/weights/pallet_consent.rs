//! Weights of `pallet_consent`, measured. Do not edit: `scripts/benchmark pallet_consent` writes this file.
//!
//! 2026-11-28, Intel(R) Xeon(R) Processor, 20 steps, 10 repeats, benchmark command 64.0.0.

#![allow(clippy::unnecessary_cast, unused_parens, unused_variables)]

use core::marker::PhantomData;
use polkadot_sdk::*;

use frame_support::{traits::Get, weights::Weight};

/// Measured weights of `pallet_consent`.
pub struct WeightInfo<T>(PhantomData<T>);
impl<T: frame_system::Config> pallet_consent::WeightInfo for WeightInfo<T> {
	/// Storage: `Consent::Policies` (r:1 w:1)
	/// Proof: `Consent::Policies` (`max_values`: None, `max_size`: Some(74), added: 2549, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	fn publish_policy() -> Weight {
		// Proof size: measured `1386`, estimated `3559`.
		// Shortest run: 40_892_000 picoseconds.
		Weight::from_parts(45_233_000, 3559)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Consent::DomainParameters` (r:1 w:1)
	/// Proof: `Consent::DomainParameters` (`max_values`: Some(1), `max_size`: Some(6), added: 501, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	fn set_domain_parameters() -> Weight {
		// Proof size: measured `1342`, estimated `3559`.
		// Shortest run: 28_165_000 picoseconds.
		Weight::from_parts(31_115_000, 3559)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Consent::Consents` (r:1 w:1)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9018), added: 11493, mode: `Measured`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// The range of component `p` is `[0, 16]`.
	fn file(p: u32) -> Weight {
		// Proof size: measured `1342`, estimated `4807`.
		// Shortest run: 104_813_000 picoseconds.
		Weight::from_parts(109_804_551, 4807)
			// Standard error: 6_686.
			.saturating_add(Weight::from_parts(1_992_019, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Consent::Consents` (r:1 w:1)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9018), added: 11493, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Guardianships` (r:1 w:0)
	/// Proof: `Consent::Guardianships` (`max_values`: None, `max_size`: Some(240), added: 2715, mode: `MaxEncodedLen`)
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
		// Proof size: measured `9011`, estimated `12483`.
		// Shortest run: 188_871_000 picoseconds.
		Weight::from_parts(197_491_277, 12483)
			// Standard error: 12_667.
			.saturating_add(Weight::from_parts(2_027_589, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `Consent::Consents` (r:1 w:1)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9018), added: 11493, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Guardianships` (r:1 w:0)
	/// Proof: `Consent::Guardianships` (`max_values`: None, `max_size`: Some(240), added: 2715, mode: `MaxEncodedLen`)
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
		// Proof size: measured `9003`, estimated `12483`.
		// Shortest run: 191_500_000 picoseconds.
		Weight::from_parts(201_171_499, 12483)
			// Standard error: 12_705.
			.saturating_add(Weight::from_parts(2_013_436, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `Consent::Consents` (r:1 w:1)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9018), added: 11493, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	fn revoke() -> Weight {
		// Proof size: measured `8641`, estimated `12483`.
		// Shortest run: 107_402_000 picoseconds.
		Weight::from_parts(114_067_000, 12483)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Consent::Consents` (r:1 w:1)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9018), added: 11493, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Guardianships` (r:1 w:0)
	/// Proof: `Consent::Guardianships` (`max_values`: None, `max_size`: Some(240), added: 2715, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	fn revoke_for() -> Weight {
		// Proof size: measured `9003`, estimated `12483`.
		// Shortest run: 121_351_000 picoseconds.
		Weight::from_parts(130_170_000, 12483)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Consent::Consents` (r:1 w:1)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9018), added: 11493, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Guardianships` (r:1 w:0)
	/// Proof: `Consent::Guardianships` (`max_values`: None, `max_size`: Some(240), added: 2715, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Archive` (r:0 w:1)
	/// Proof: `Consent::Archive` (`max_values`: None, `max_size`: Some(102), added: 2577, mode: `MaxEncodedLen`)
	fn refuse() -> Weight {
		// Proof size: measured `9011`, estimated `12483`.
		// Shortest run: 124_970_000 picoseconds.
		Weight::from_parts(133_655_000, 12483)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Consents` (r:1 w:1)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9018), added: 11493, mode: `Measured`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// The range of component `p` is `[0, 16]`.
	fn file_signed(p: u32) -> Weight {
		// Proof size: measured `1578`, estimated `5043`.
		// Shortest run: 195_406_000 picoseconds.
		Weight::from_parts(208_472_314, 5043)
			// Standard error: 54_226.
			.saturating_add(Weight::from_parts(4_403_963, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Consents` (r:1 w:1)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9018), added: 11493, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Guardianships` (r:1 w:0)
	/// Proof: `Consent::Guardianships` (`max_values`: None, `max_size`: Some(240), added: 2715, mode: `MaxEncodedLen`)
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
		// Proof size: measured `9247`, estimated `12483`.
		// Shortest run: 284_487_000 picoseconds.
		Weight::from_parts(297_088_791, 12483)
			// Standard error: 50_989.
			.saturating_add(Weight::from_parts(3_870_756, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Consents` (r:1 w:1)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9018), added: 11493, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Guardianships` (r:1 w:0)
	/// Proof: `Consent::Guardianships` (`max_values`: None, `max_size`: Some(240), added: 2715, mode: `MaxEncodedLen`)
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
		// Proof size: measured `9239`, estimated `12483`.
		// Shortest run: 283_845_000 picoseconds.
		Weight::from_parts(298_212_177, 12483)
			// Standard error: 53_623.
			.saturating_add(Weight::from_parts(4_102_427, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Consents` (r:1 w:1)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9018), added: 11493, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	fn revoke_signed() -> Weight {
		// Proof size: measured `8877`, estimated `12483`.
		// Shortest run: 198_415_000 picoseconds.
		Weight::from_parts(212_600_000, 12483)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Consents` (r:1 w:1)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9018), added: 11493, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Guardianships` (r:1 w:0)
	/// Proof: `Consent::Guardianships` (`max_values`: None, `max_size`: Some(240), added: 2715, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	fn revoke_signed_for() -> Weight {
		// Proof size: measured `9239`, estimated `12483`.
		// Shortest run: 211_932_000 picoseconds.
		Weight::from_parts(229_860_000, 12483)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Consents` (r:64 w:64)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9018), added: 11493, mode: `Measured`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 64]`.
	fn file_signed_batch(n: u32) -> Weight {
		// Proof size: measured `1578`, estimated `3694 + n * (2475 ±0)`.
		// Shortest run: 202_234_000 picoseconds.
		Weight::from_parts(222_368_566, 3694)
			// Standard error: 363_716.
			.saturating_add(Weight::from_parts(70_672_309, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(2))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2475).saturating_mul(n.into()))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Consents` (r:1 w:1)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9018), added: 11493, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	fn verify_consent() -> Weight {
		// Proof size: measured `8822`, estimated `12483`.
		// Shortest run: 90_790_000 picoseconds.
		Weight::from_parts(98_021_000, 12483)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Consent::Consents` (r:1 w:1)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9018), added: 11493, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Guardianships` (r:1 w:0)
	/// Proof: `Consent::Guardianships` (`max_values`: None, `max_size`: Some(240), added: 2715, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	fn mark_entered_in_error() -> Weight {
		// Proof size: measured `9003`, estimated `12483`.
		// Shortest run: 121_400_000 picoseconds.
		Weight::from_parts(129_159_000, 12483)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Guardianships` (r:1 w:1)
	/// Proof: `Consent::Guardianships` (`max_values`: None, `max_size`: Some(240), added: 2715, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	fn appoint_guardian() -> Weight {
		// Proof size: measured `337`, estimated `3705`.
		// Shortest run: 98_240_000 picoseconds.
		Weight::from_parts(104_398_000, 3705)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Consent::Guardianships` (r:1 w:1)
	/// Proof: `Consent::Guardianships` (`max_values`: None, `max_size`: Some(240), added: 2715, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	fn end_guardianship() -> Weight {
		// Proof size: measured `614`, estimated `3705`.
		// Shortest run: 91_705_000 picoseconds.
		Weight::from_parts(97_088_000, 3705)
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
		// Shortest run: 113_700_000 picoseconds.
		Weight::from_parts(120_070_000, 3741)
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
		// Shortest run: 120_610_000 picoseconds.
		Weight::from_parts(128_612_000, 6096)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Emergencies` (r:8 w:0)
	/// Proof: `Consent::Emergencies` (`max_values`: None, `max_size`: Some(276), added: 2751, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Disclosures` (r:1 w:1)
	/// Proof: `Consent::Disclosures` (`max_values`: None, `max_size`: Some(673), added: 3148, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Consents` (r:17 w:0)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9018), added: 11493, mode: `MaxEncodedLen`)
	/// Storage: `Consent::DomainParameters` (r:1 w:0)
	/// Proof: `Consent::DomainParameters` (`max_values`: Some(1), `max_size`: Some(6), added: 501, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// The range of component `c` is `[0, 16]`.
	fn record_disclosure(c: u32) -> Weight {
		// Proof size: measured `1603 + c * (7237 ±0)`, estimated `22998 + c * (11493 ±0)`.
		// Shortest run: 160_917_000 picoseconds.
		Weight::from_parts(184_443_313, 22998)
			// Standard error: 54_063.
			.saturating_add(Weight::from_parts(27_019_681, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads(14))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(c.into())))
			.saturating_add(T::DbWeight::get().writes(3))
			.saturating_add(Weight::from_parts(0, 11493).saturating_mul(c.into()))
	}
	/// Storage: `Consent::Disclosures` (r:1 w:1)
	/// Proof: `Consent::Disclosures` (`max_values`: None, `max_size`: Some(673), added: 3148, mode: `MaxEncodedLen`)
	fn attest_recipient_erasure() -> Weight {
		// Proof size: measured `351`, estimated `4138`.
		// Shortest run: 31_041_000 picoseconds.
		Weight::from_parts(38_277_000, 4138)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Consent::Consents` (r:64 w:64)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9018), added: 11493, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:64 w:64)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:64 w:64)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 64]`.
	fn clean_up(n: u32) -> Weight {
		// Proof size: measured `1114 + n * (7457 ±0)`, estimated `3559 + n * (11493 ±0)`.
		// Shortest run: 146_991_000 picoseconds.
		Weight::from_parts(96_744_911, 3559)
			// Standard error: 55_649.
			.saturating_add(Weight::from_parts(90_250_960, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().reads((3_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes((3_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 11493).saturating_mul(n.into()))
	}
	fn on_initialize() -> Weight {
		// Proof size: measured `0`, estimated `0`.
		// Shortest run: 1_625_000 picoseconds.
		Weight::from_parts(1_976_000, 0)
	}
	/// Storage: `Consent::ReviewQueueBounds` (r:1 w:0)
	/// Proof: `Consent::ReviewQueueBounds` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	fn sweep_nothing() -> Weight {
		// Proof size: measured `0`, estimated `1501`.
		// Shortest run: 1_854_000 picoseconds.
		Weight::from_parts(2_146_000, 1501).saturating_add(T::DbWeight::get().reads(1))
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
		// Shortest run: 52_133_000 picoseconds.
		Weight::from_parts(56_655_000, 3741)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(5))
	}
}
