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
	/// Proof: `Consent::Policies` (`max_values`: None, `max_size`: Some(76), added: 2551, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	fn publish_policy() -> Weight {
		// Proof size: measured `1380`, estimated `3559`.
		// Shortest run: 43_824_000 picoseconds.
		Weight::from_parts(51_568_000, 3559)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	fn set_domain_parameters() -> Weight {
		// Proof size: measured `1342`, estimated `3559`.
		// Shortest run: 27_544_000 picoseconds.
		Weight::from_parts(31_356_000, 3559)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Consent::Consents` (r:1 w:1)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9020), added: 11495, mode: `Measured`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// The range of component `p` is `[0, 16]`.
	fn file(p: u32) -> Weight {
		// Proof size: measured `1342`, estimated `4807`.
		// Shortest run: 107_583_000 picoseconds.
		Weight::from_parts(117_680_129, 4807)
			// Standard error: 14_256.
			.saturating_add(Weight::from_parts(2_142_753, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Consent::Consents` (r:1 w:1)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9020), added: 11495, mode: `MaxEncodedLen`)
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
		// Proof size: measured `9005`, estimated `12485`.
		// Shortest run: 197_180_000 picoseconds.
		Weight::from_parts(212_586_653, 12485)
			// Standard error: 16_526.
			.saturating_add(Weight::from_parts(2_151_094, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `Consent::Consents` (r:1 w:1)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9020), added: 11495, mode: `MaxEncodedLen`)
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
		// Proof size: measured `8997`, estimated `12485`.
		// Shortest run: 200_381_000 picoseconds.
		Weight::from_parts(219_647_771, 12485)
			// Standard error: 21_752.
			.saturating_add(Weight::from_parts(2_096_317, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `Consent::Consents` (r:1 w:1)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9020), added: 11495, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	fn revoke() -> Weight {
		// Proof size: measured `8635`, estimated `12485`.
		// Shortest run: 109_116_000 picoseconds.
		Weight::from_parts(121_855_000, 12485)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Consent::Consents` (r:1 w:1)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9020), added: 11495, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Guardianships` (r:1 w:0)
	/// Proof: `Consent::Guardianships` (`max_values`: None, `max_size`: Some(240), added: 2715, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	fn revoke_for() -> Weight {
		// Proof size: measured `8997`, estimated `12485`.
		// Shortest run: 123_087_000 picoseconds.
		Weight::from_parts(136_112_000, 12485)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Consent::Consents` (r:1 w:1)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9020), added: 11495, mode: `MaxEncodedLen`)
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
		// Proof size: measured `9005`, estimated `12485`.
		// Shortest run: 128_387_000 picoseconds.
		Weight::from_parts(143_161_000, 12485)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Consents` (r:1 w:1)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9020), added: 11495, mode: `Measured`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// The range of component `p` is `[0, 16]`.
	fn file_signed(p: u32) -> Weight {
		// Proof size: measured `1578`, estimated `5043`.
		// Shortest run: 202_253_000 picoseconds.
		Weight::from_parts(224_603_030, 5043)
			// Standard error: 68_101.
			.saturating_add(Weight::from_parts(4_327_403, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Consents` (r:1 w:1)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9020), added: 11495, mode: `MaxEncodedLen`)
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
		// Proof size: measured `9241`, estimated `12485`.
		// Shortest run: 290_585_000 picoseconds.
		Weight::from_parts(320_252_498, 12485)
			// Standard error: 85_556.
			.saturating_add(Weight::from_parts(3_891_260, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Consents` (r:1 w:1)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9020), added: 11495, mode: `MaxEncodedLen`)
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
		// Proof size: measured `9233`, estimated `12485`.
		// Shortest run: 292_536_000 picoseconds.
		Weight::from_parts(323_770_680, 12485)
			// Standard error: 84_632.
			.saturating_add(Weight::from_parts(4_192_993, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Consents` (r:1 w:1)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9020), added: 11495, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	fn revoke_signed() -> Weight {
		// Proof size: measured `8871`, estimated `12485`.
		// Shortest run: 204_880_000 picoseconds.
		Weight::from_parts(234_659_000, 12485)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Consents` (r:1 w:1)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9020), added: 11495, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Guardianships` (r:1 w:0)
	/// Proof: `Consent::Guardianships` (`max_values`: None, `max_size`: Some(240), added: 2715, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	fn revoke_signed_for() -> Weight {
		// Proof size: measured `9233`, estimated `12485`.
		// Shortest run: 219_853_000 picoseconds.
		Weight::from_parts(251_068_000, 12485)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Consents` (r:64 w:64)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9020), added: 11495, mode: `Measured`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 64]`.
	fn file_signed_batch(n: u32) -> Weight {
		// Proof size: measured `1578`, estimated `3694 + n * (2475 ±0)`.
		// Shortest run: 210_184_000 picoseconds.
		Weight::from_parts(265_098_422, 3694)
			// Standard error: 335_018.
			.saturating_add(Weight::from_parts(72_680_362, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(2))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2475).saturating_mul(n.into()))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Consents` (r:1 w:1)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9020), added: 11495, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	fn verify_consent() -> Weight {
		// Proof size: measured `8816`, estimated `12485`.
		// Shortest run: 91_594_000 picoseconds.
		Weight::from_parts(101_161_000, 12485)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Consent::Consents` (r:1 w:1)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9020), added: 11495, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Guardianships` (r:1 w:0)
	/// Proof: `Consent::Guardianships` (`max_values`: None, `max_size`: Some(240), added: 2715, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	fn mark_entered_in_error() -> Weight {
		// Proof size: measured `8997`, estimated `12485`.
		// Shortest run: 123_005_000 picoseconds.
		Weight::from_parts(135_474_000, 12485)
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
		// Shortest run: 101_568_000 picoseconds.
		Weight::from_parts(112_454_000, 3705)
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
		// Shortest run: 94_882_000 picoseconds.
		Weight::from_parts(105_606_000, 3705)
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
		// Shortest run: 118_190_000 picoseconds.
		Weight::from_parts(130_980_000, 3741)
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
		// Shortest run: 124_670_000 picoseconds.
		Weight::from_parts(138_438_000, 6096)
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
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9020), added: 11495, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// The range of component `c` is `[0, 16]`.
	fn record_disclosure(c: u32) -> Weight {
		// Proof size: measured `1603 + c * (7231 ±0)`, estimated `22998 + c * (11495 ±0)`.
		// Shortest run: 165_169_000 picoseconds.
		Weight::from_parts(194_153_673, 22998)
			// Standard error: 59_546.
			.saturating_add(Weight::from_parts(28_194_986, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(c.into())))
			.saturating_add(T::DbWeight::get().writes(3))
			.saturating_add(Weight::from_parts(0, 11495).saturating_mul(c.into()))
	}
	/// Storage: `Consent::Disclosures` (r:1 w:1)
	/// Proof: `Consent::Disclosures` (`max_values`: None, `max_size`: Some(673), added: 3148, mode: `MaxEncodedLen`)
	fn attest_recipient_erasure() -> Weight {
		// Proof size: measured `351`, estimated `4138`.
		// Shortest run: 32_519_000 picoseconds.
		Weight::from_parts(42_734_000, 4138)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Consent::Consents` (r:64 w:64)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9020), added: 11495, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:64 w:64)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:64 w:64)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 64]`.
	fn clean_up(n: u32) -> Weight {
		// Proof size: measured `1114 + n * (7451 ±0)`, estimated `3559 + n * (11495 ±0)`.
		// Shortest run: 150_259_000 picoseconds.
		Weight::from_parts(92_018_616, 3559)
			// Standard error: 81_888.
			.saturating_add(Weight::from_parts(94_771_881, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().reads((3_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes((3_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 11495).saturating_mul(n.into()))
	}
	fn on_initialize() -> Weight {
		// Proof size: measured `0`, estimated `0`.
		// Shortest run: 2_425_000 picoseconds.
		Weight::from_parts(3_052_000, 0)
	}
	/// Storage: `Consent::ReviewQueueBounds` (r:1 w:0)
	/// Proof: `Consent::ReviewQueueBounds` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	fn sweep_nothing() -> Weight {
		// Proof size: measured `0`, estimated `1501`.
		// Shortest run: 1_972_000 picoseconds.
		Weight::from_parts(2_519_000, 1501).saturating_add(T::DbWeight::get().reads(1))
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
		// Shortest run: 53_699_000 picoseconds.
		Weight::from_parts(61_160_000, 3741)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(5))
	}
}
