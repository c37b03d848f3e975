//! Weights of `pallet_claims`, measured. Do not edit: `scripts/benchmark pallet_claims` writes this file.
//!
//! 2026-11-28, Intel(R) Xeon(R) Processor, 20 steps, 10 repeats, benchmark command 64.0.0.
//! What decides claims by the largest plan: 2026-11-29, 5 steps, 3 repeats.

#![allow(clippy::unnecessary_cast, unused_parens, unused_variables)]

use core::marker::PhantomData;
use polkadot_sdk::*;

use frame_support::{traits::Get, weights::Weight};

/// Measured weights of `pallet_claims`.
pub struct WeightInfo<T>(PhantomData<T>);
impl<T: frame_system::Config> pallet_claims::WeightInfo for WeightInfo<T> {
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Next` (r:1 w:1)
	/// Proof: `Claims::Next` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:0 w:1)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16439), added: 18914, mode: `MaxEncodedLen`)
	fn publish_plan() -> Weight {
		// Proof size: measured `650`, estimated `3694`.
		// Shortest run: 181_036_000 picoseconds.
		Weight::from_parts(202_467_000, 3694)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:1)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16439), added: 18914, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Prices` (r:1 w:1)
	/// Proof: `Claims::Prices` (`max_values`: None, `max_size`: Some(2329), added: 4804, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// The range of component `e` is `[0, 64]`.
	fn add_prices(e: u32) -> Weight {
		// Proof size: measured `7959`, estimated `19904`.
		// Shortest run: 149_094_000 picoseconds.
		Weight::from_parts(165_219_659, 19904)
			// Standard error: 4_960.
			.saturating_add(Weight::from_parts(325_330, 0).saturating_mul(e.into()))
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Participants::Standings` (r:2 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16439), added: 18914, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Contracts` (r:1 w:1)
	/// Proof: `Claims::Contracts` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	fn set_contract() -> Weight {
		// Proof size: measured `7878`, estimated `19904`.
		// Shortest run: 75_711_000 picoseconds.
		Weight::from_parts(87_889_000, 19904)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Participants::Standings` (r:2 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Officers` (r:0 w:1)
	/// Proof: `Claims::Officers` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	fn set_officer() -> Weight {
		// Proof size: measured `269`, estimated `6096`.
		// Shortest run: 34_724_000 picoseconds.
		Weight::from_parts(40_929_000, 6096)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16439), added: 18914, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Asset` (r:1 w:1)
	/// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Account` (r:2 w:2)
	/// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	/// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:0)
	/// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	fn fund_plan() -> Weight {
		// Proof size: measured `8126`, estimated `19904`.
		// Shortest run: 127_085_000 picoseconds.
		Weight::from_parts(142_898_000, 19904)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16439), added: 18914, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Shortfalls` (r:1 w:0)
	/// Proof: `Claims::Shortfalls` (`max_values`: None, `max_size`: Some(20), added: 2495, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Asset` (r:1 w:1)
	/// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Account` (r:2 w:2)
	/// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	/// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:0)
	/// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	fn withdraw_unencumbered() -> Weight {
		// Proof size: measured `8126`, estimated `19904`.
		// Shortest run: 139_212_000 picoseconds.
		Weight::from_parts(155_785_000, 19904)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:1)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16439), added: 18914, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Members` (r:1 w:1)
	/// Proof: `Claims::Members` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Next` (r:1 w:1)
	/// Proof: `Claims::Next` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Families` (r:1 w:1)
	/// Proof: `Claims::Families` (`max_values`: None, `max_size`: Some(2961), added: 5436, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Households` (r:0 w:1)
	/// Proof: `Claims::Households` (`max_values`: None, `max_size`: Some(8), added: 2483, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Coverages` (r:0 w:1)
	/// Proof: `Claims::Coverages` (`max_values`: None, `max_size`: Some(3797), added: 6272, mode: `MaxEncodedLen`)
	fn enrol() -> Weight {
		// Proof size: measured `8950`, estimated `19904`.
		// Shortest run: 105_363_000 picoseconds.
		Weight::from_parts(120_032_000, 19904)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Coverages` (r:1 w:1)
	/// Proof: `Claims::Coverages` (`max_values`: None, `max_size`: Some(3797), added: 6272, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16439), added: 18914, mode: `MaxEncodedLen`)
	fn end_coverage() -> Weight {
		// Proof size: measured `8910`, estimated `19904`.
		// Shortest run: 74_731_000 picoseconds.
		Weight::from_parts(87_476_000, 19904)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Coverages` (r:1 w:1)
	/// Proof: `Claims::Coverages` (`max_values`: None, `max_size`: Some(3797), added: 6272, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Families` (r:1 w:0)
	/// Proof: `Claims::Families` (`max_values`: None, `max_size`: Some(2961), added: 5436, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16439), added: 18914, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Consents` (r:2 w:0)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9020), added: 11495, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Authorisations` (r:0 w:1)
	/// Proof: `Claims::Authorisations` (`max_values`: None, `max_size`: Some(111), added: 2586, mode: `MaxEncodedLen`)
	fn request_authorisation() -> Weight {
		// Proof size: measured `17202`, estimated `23980`.
		// Shortest run: 132_863_000 picoseconds.
		Weight::from_parts(154_920_000, 23980)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Claims::Coverages` (r:1 w:0)
	/// Proof: `Claims::Coverages` (`max_values`: None, `max_size`: Some(3797), added: 6272, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16439), added: 18914, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Officers` (r:1 w:0)
	/// Proof: `Claims::Officers` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Authorisations` (r:1 w:1)
	/// Proof: `Claims::Authorisations` (`max_values`: None, `max_size`: Some(111), added: 2586, mode: `MaxEncodedLen`)
	fn decide_authorisation() -> Weight {
		// Proof size: measured `9224`, estimated `19904`.
		// Shortest run: 88_903_000 picoseconds.
		Weight::from_parts(101_272_000, 19904)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Coverages` (r:1 w:1)
	/// Proof: `Claims::Coverages` (`max_values`: None, `max_size`: Some(3797), added: 6272, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Families` (r:1 w:1)
	/// Proof: `Claims::Families` (`max_values`: None, `max_size`: Some(2961), added: 5436, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16439), added: 18914, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Contracts` (r:1 w:1)
	/// Proof: `Claims::Contracts` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Consents` (r:2 w:0)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9020), added: 11495, mode: `MaxEncodedLen`)
	/// Storage: `Records::Anchors` (r:1 w:0)
	/// Proof: `Records::Anchors` (`max_values`: None, `max_size`: Some(205), added: 2680, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Prices` (r:1 w:0)
	/// Proof: `Claims::Prices` (`max_values`: None, `max_size`: Some(2329), added: 4804, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Services` (r:1 w:1)
	/// Proof: `Claims::Services` (`max_values`: None, `max_size`: Some(3082), added: 5557, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Claims` (r:0 w:1)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26237), added: 28712, mode: `MaxEncodedLen`)
	/// The range of component `l` is `[1, 50]`.
	fn submit(l: u32) -> Weight {
		// Proof size: measured `14139`, estimated `23982`.
		// Shortest run: 303_063_000 picoseconds.
		Weight::from_parts(321_707_623, 23982)
			// Standard error: 40_777.
			.saturating_add(Weight::from_parts(8_365_398, 0).saturating_mul(l.into()))
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Coverages` (r:1 w:1)
	/// Proof: `Claims::Coverages` (`max_values`: None, `max_size`: Some(3797), added: 6272, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Families` (r:1 w:1)
	/// Proof: `Claims::Families` (`max_values`: None, `max_size`: Some(2961), added: 5436, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16439), added: 18914, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Contracts` (r:1 w:1)
	/// Proof: `Claims::Contracts` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Consents` (r:2 w:0)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9020), added: 11495, mode: `MaxEncodedLen`)
	/// Storage: `Records::Anchors` (r:1 w:0)
	/// Proof: `Records::Anchors` (`max_values`: None, `max_size`: Some(205), added: 2680, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Prices` (r:1 w:0)
	/// Proof: `Claims::Prices` (`max_values`: None, `max_size`: Some(2329), added: 4804, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Services` (r:1 w:1)
	/// Proof: `Claims::Services` (`max_values`: None, `max_size`: Some(3082), added: 5557, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Claims` (r:0 w:1)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26237), added: 28712, mode: `MaxEncodedLen`)
	/// The range of component `l` is `[1, 50]`.
	fn submit_largest(l: u32) -> Weight {
		// Proof size: measured `22521`, estimated `23982`.
		// Shortest run: 531_957_000 picoseconds.
		Weight::from_parts(430_026_621, 23982)
			// Standard error: 99_032.
			.saturating_add(Weight::from_parts(148_740_095, 0).saturating_mul(l.into()))
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Coverages` (r:64 w:64)
	/// Proof: `Claims::Coverages` (`max_values`: None, `max_size`: Some(3797), added: 6272, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Families` (r:64 w:64)
	/// Proof: `Claims::Families` (`max_values`: None, `max_size`: Some(2961), added: 5436, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16439), added: 18914, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Contracts` (r:1 w:0)
	/// Proof: `Claims::Contracts` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Consents` (r:128 w:0)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9020), added: 11495, mode: `MaxEncodedLen`)
	/// Storage: `Records::Anchors` (r:1 w:0)
	/// Proof: `Records::Anchors` (`max_values`: None, `max_size`: Some(205), added: 2680, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Prices` (r:1 w:0)
	/// Proof: `Claims::Prices` (`max_values`: None, `max_size`: Some(2329), added: 4804, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Claims` (r:0 w:64)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26237), added: 28712, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 64]`.
	fn submit_batch(n: u32) -> Weight {
		// Proof size: measured `12832 + n * (1042 ±0)`, estimated `19904 + n * (22990 ±0)`.
		// Shortest run: 241_298_000 picoseconds.
		Weight::from_parts(190_568_620, 19904)
			// Standard error: 118_831.
			.saturating_add(Weight::from_parts(115_614_812, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().reads((4_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes((3_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 22990).saturating_mul(n.into()))
	}
	/// Storage: `Claims::Claims` (r:1 w:1)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26237), added: 28712, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Coverages` (r:1 w:1)
	/// Proof: `Claims::Coverages` (`max_values`: None, `max_size`: Some(3797), added: 6272, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Families` (r:1 w:1)
	/// Proof: `Claims::Families` (`max_values`: None, `max_size`: Some(2961), added: 5436, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Cases` (r:1 w:0)
	/// Proof: `Claims::Cases` (`max_values`: None, `max_size`: Some(1682), added: 4157, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16439), added: 18914, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Contracts` (r:1 w:0)
	/// Proof: `Claims::Contracts` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Consents` (r:2 w:0)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9020), added: 11495, mode: `MaxEncodedLen`)
	/// Storage: `Records::Anchors` (r:1 w:0)
	/// Proof: `Records::Anchors` (`max_values`: None, `max_size`: Some(205), added: 2680, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Prices` (r:1 w:0)
	/// Proof: `Claims::Prices` (`max_values`: None, `max_size`: Some(2329), added: 4804, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Services` (r:1 w:0)
	/// Proof: `Claims::Services` (`max_values`: None, `max_size`: Some(3082), added: 5557, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// The range of component `l` is `[1, 50]`.
	fn adjudicate(l: u32) -> Weight {
		// Proof size: measured `22774 + l * (43 ±0)`, estimated `29915`.
		// Shortest run: 509_181_000 picoseconds.
		Weight::from_parts(415_280_136, 29915)
			// Standard error: 76_427.
			.saturating_add(Weight::from_parts(146_099_482, 0).saturating_mul(l.into()))
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `Claims::Claims` (r:1 w:1)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26237), added: 28712, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16439), added: 18914, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Officers` (r:1 w:0)
	/// Proof: `Claims::Officers` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Coverages` (r:1 w:1)
	/// Proof: `Claims::Coverages` (`max_values`: None, `max_size`: Some(3797), added: 6272, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Families` (r:1 w:1)
	/// Proof: `Claims::Families` (`max_values`: None, `max_size`: Some(2961), added: 5436, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Cases` (r:1 w:1)
	/// Proof: `Claims::Cases` (`max_values`: None, `max_size`: Some(1682), added: 4157, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Contracts` (r:1 w:0)
	/// Proof: `Claims::Contracts` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Consents` (r:2 w:0)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9020), added: 11495, mode: `MaxEncodedLen`)
	/// Storage: `Records::Anchors` (r:1 w:0)
	/// Proof: `Records::Anchors` (`max_values`: None, `max_size`: Some(205), added: 2680, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Prices` (r:1 w:0)
	/// Proof: `Claims::Prices` (`max_values`: None, `max_size`: Some(2329), added: 4804, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Services` (r:1 w:0)
	/// Proof: `Claims::Services` (`max_values`: None, `max_size`: Some(3082), added: 5557, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// The range of component `l` is `[1, 50]`.
	fn resolve_pended(l: u32) -> Weight {
		// Proof size: measured `23224 + l * (43 ±0)`, estimated `29915`.
		// Shortest run: 566_569_000 picoseconds.
		Weight::from_parts(479_041_757, 29915)
			// Standard error: 75_878.
			.saturating_add(Weight::from_parts(146_355_097, 0).saturating_mul(l.into()))
			.saturating_add(T::DbWeight::get().reads(15))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// Storage: `Claims::Claims` (r:1 w:1)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26237), added: 28712, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16439), added: 18914, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Contracts` (r:1 w:0)
	/// Proof: `Claims::Contracts` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Officers` (r:1 w:0)
	/// Proof: `Claims::Officers` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Coverages` (r:1 w:1)
	/// Proof: `Claims::Coverages` (`max_values`: None, `max_size`: Some(3797), added: 6272, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Families` (r:1 w:1)
	/// Proof: `Claims::Families` (`max_values`: None, `max_size`: Some(2961), added: 5436, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Cases` (r:1 w:1)
	/// Proof: `Claims::Cases` (`max_values`: None, `max_size`: Some(1682), added: 4157, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Prices` (r:1 w:0)
	/// Proof: `Claims::Prices` (`max_values`: None, `max_size`: Some(2329), added: 4804, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Services` (r:1 w:0)
	/// Proof: `Claims::Services` (`max_values`: None, `max_size`: Some(3082), added: 5557, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Households` (r:1 w:0)
	/// Proof: `Claims::Households` (`max_values`: None, `max_size`: Some(8), added: 2483, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Replays` (r:0 w:1)
	/// Proof: `Claims::Replays` (`max_values`: None, `max_size`: Some(2102), added: 4577, mode: `MaxEncodedLen`)
	/// The range of component `l` is `[1, 50]`.
	fn override_line(l: u32) -> Weight {
		// Proof size: measured `16551 + l * (187 ±0)`, estimated `29915`.
		// Shortest run: 274_530_000 picoseconds.
		Weight::from_parts(176_041_703, 29915)
			// Standard error: 79_578.
			.saturating_add(Weight::from_parts(145_634_793, 0).saturating_mul(l.into()))
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `Claims::Claims` (r:1 w:1)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26237), added: 28712, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16439), added: 18914, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Contracts` (r:1 w:0)
	/// Proof: `Claims::Contracts` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Officers` (r:1 w:0)
	/// Proof: `Claims::Officers` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Cases` (r:1 w:1)
	/// Proof: `Claims::Cases` (`max_values`: None, `max_size`: Some(1682), added: 4157, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Coverages` (r:1 w:1)
	/// Proof: `Claims::Coverages` (`max_values`: None, `max_size`: Some(3797), added: 6272, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Families` (r:1 w:1)
	/// Proof: `Claims::Families` (`max_values`: None, `max_size`: Some(2961), added: 5436, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Prices` (r:1 w:0)
	/// Proof: `Claims::Prices` (`max_values`: None, `max_size`: Some(2329), added: 4804, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Services` (r:1 w:0)
	/// Proof: `Claims::Services` (`max_values`: None, `max_size`: Some(3082), added: 5557, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Households` (r:1 w:0)
	/// Proof: `Claims::Households` (`max_values`: None, `max_size`: Some(8), added: 2483, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Replays` (r:0 w:1)
	/// Proof: `Claims::Replays` (`max_values`: None, `max_size`: Some(2102), added: 4577, mode: `MaxEncodedLen`)
	/// The range of component `l` is `[1, 50]`.
	fn confirm_override(l: u32) -> Weight {
		// Proof size: measured `16691 + l * (187 ±0)`, estimated `29915`.
		// Shortest run: 283_100_000 picoseconds.
		Weight::from_parts(186_298_065, 29915)
			// Standard error: 101_894.
			.saturating_add(Weight::from_parts(146_256_142, 0).saturating_mul(l.into()))
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `Claims::Claims` (r:1 w:1)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26237), added: 28712, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16439), added: 18914, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Contracts` (r:1 w:0)
	/// Proof: `Claims::Contracts` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Coverages` (r:1 w:1)
	/// Proof: `Claims::Coverages` (`max_values`: None, `max_size`: Some(3797), added: 6272, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Families` (r:1 w:1)
	/// Proof: `Claims::Families` (`max_values`: None, `max_size`: Some(2961), added: 5436, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Cases` (r:1 w:0)
	/// Proof: `Claims::Cases` (`max_values`: None, `max_size`: Some(1682), added: 4157, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Services` (r:1 w:1)
	/// Proof: `Claims::Services` (`max_values`: None, `max_size`: Some(3082), added: 5557, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Households` (r:1 w:0)
	/// Proof: `Claims::Households` (`max_values`: None, `max_size`: Some(8), added: 2483, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Revisions` (r:0 w:1)
	/// Proof: `Claims::Revisions` (`max_values`: None, `max_size`: Some(19349), added: 21824, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Replays` (r:0 w:1)
	/// Proof: `Claims::Replays` (`max_values`: None, `max_size`: Some(2102), added: 4577, mode: `MaxEncodedLen`)
	/// The range of component `l` is `[1, 50]`.
	fn void(l: u32) -> Weight {
		// Proof size: measured `13234 + l * (153 ±0)`, estimated `29702`.
		// Shortest run: 187_885_000 picoseconds.
		Weight::from_parts(177_497_141, 29702)
			// Standard error: 42_136.
			.saturating_add(Weight::from_parts(4_504_226, 0).saturating_mul(l.into()))
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `Claims::Claims` (r:1 w:1)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26237), added: 28712, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Coverages` (r:1 w:0)
	/// Proof: `Claims::Coverages` (`max_values`: None, `max_size`: Some(3797), added: 6272, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Families` (r:1 w:0)
	/// Proof: `Claims::Families` (`max_values`: None, `max_size`: Some(2961), added: 5436, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16439), added: 18914, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Cases` (r:1 w:1)
	/// Proof: `Claims::Cases` (`max_values`: None, `max_size`: Some(1682), added: 4157, mode: `MaxEncodedLen`)
	fn appeal() -> Weight {
		// Proof size: measured `18064`, estimated `29702`.
		// Shortest run: 121_945_000 picoseconds.
		Weight::from_parts(141_928_000, 29702)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Claims::Claims` (r:1 w:1)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26237), added: 28712, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16439), added: 18914, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Contracts` (r:1 w:0)
	/// Proof: `Claims::Contracts` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Officers` (r:1 w:0)
	/// Proof: `Claims::Officers` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Coverages` (r:1 w:1)
	/// Proof: `Claims::Coverages` (`max_values`: None, `max_size`: Some(3797), added: 6272, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Families` (r:1 w:1)
	/// Proof: `Claims::Families` (`max_values`: None, `max_size`: Some(2961), added: 5436, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Cases` (r:1 w:1)
	/// Proof: `Claims::Cases` (`max_values`: None, `max_size`: Some(1682), added: 4157, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Prices` (r:1 w:0)
	/// Proof: `Claims::Prices` (`max_values`: None, `max_size`: Some(2329), added: 4804, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Services` (r:1 w:0)
	/// Proof: `Claims::Services` (`max_values`: None, `max_size`: Some(3082), added: 5557, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Households` (r:1 w:0)
	/// Proof: `Claims::Households` (`max_values`: None, `max_size`: Some(8), added: 2483, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Replays` (r:0 w:1)
	/// Proof: `Claims::Replays` (`max_values`: None, `max_size`: Some(2102), added: 4577, mode: `MaxEncodedLen`)
	/// The range of component `l` is `[1, 50]`.
	fn decide_appeal(l: u32) -> Weight {
		// Proof size: measured `16657 + l * (187 ±0)`, estimated `29915`.
		// Shortest run: 281_401_000 picoseconds.
		Weight::from_parts(279_850_963, 29915)
			// Standard error: 45_284.
			.saturating_add(Weight::from_parts(32_777_728, 0).saturating_mul(l.into()))
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16439), added: 18914, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Contracts` (r:1 w:1)
	/// Proof: `Claims::Contracts` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Officers` (r:1 w:0)
	/// Proof: `Claims::Officers` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Standings` (r:2 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Next` (r:1 w:1)
	/// Proof: `Claims::Next` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Claims` (r:64 w:64)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26237), added: 28712, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Shortfalls` (r:1 w:0)
	/// Proof: `Claims::Shortfalls` (`max_values`: None, `max_size`: Some(20), added: 2495, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Remittances` (r:0 w:1)
	/// Proof: `Claims::Remittances` (`max_values`: None, `max_size`: Some(2011), added: 4486, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 64]`.
	fn create_remittance(n: u32) -> Weight {
		// Proof size: measured `9781 + n * (2388 ±0)`, estimated `19904 + n * (28712 ±0)`.
		// Shortest run: 236_296_000 picoseconds.
		Weight::from_parts(253_574_013, 19904)
			// Standard error: 54_135.
			.saturating_add(Weight::from_parts(18_557_337, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(6))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 28712).saturating_mul(n.into()))
	}
	/// Storage: `Claims::Claims` (r:1 w:1)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26237), added: 28712, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16439), added: 18914, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Contracts` (r:1 w:0)
	/// Proof: `Claims::Contracts` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	fn retry_payment() -> Weight {
		// Proof size: measured `16203`, estimated `29702`.
		// Shortest run: 225_119_000 picoseconds.
		Weight::from_parts(246_660_000, 29702)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Claims::Claims` (r:1 w:1)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26237), added: 28712, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16439), added: 18914, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Contracts` (r:1 w:0)
	/// Proof: `Claims::Contracts` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn recover_overpayment() -> Weight {
		// Proof size: measured `15902`, estimated `29702`.
		// Shortest run: 164_593_000 picoseconds.
		Weight::from_parts(182_069_000, 29702)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Claims` (r:1 w:1)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26237), added: 28712, mode: `MaxEncodedLen`)
	/// Storage: `Records::Anchors` (r:1 w:0)
	/// Proof: `Records::Anchors` (`max_values`: None, `max_size`: Some(205), added: 2680, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Cases` (r:1 w:1)
	/// Proof: `Claims::Cases` (`max_values`: None, `max_size`: Some(1682), added: 4157, mode: `MaxEncodedLen`)
	fn answer() -> Weight {
		// Proof size: measured `3087`, estimated `29702`.
		// Shortest run: 74_178_000 picoseconds.
		Weight::from_parts(85_329_000, 29702)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Claims::Claims` (r:1 w:1)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26237), added: 28712, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Cases` (r:1 w:0)
	/// Proof: `Claims::Cases` (`max_values`: None, `max_size`: Some(1682), added: 4157, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16439), added: 18914, mode: `MaxEncodedLen`)
	fn close() -> Weight {
		// Proof size: measured `15658`, estimated `29702`.
		// Shortest run: 95_601_000 picoseconds.
		Weight::from_parts(108_979_000, 29702)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Claims::Claims` (r:1 w:1)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26237), added: 28712, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Coverages` (r:1 w:1)
	/// Proof: `Claims::Coverages` (`max_values`: None, `max_size`: Some(3797), added: 6272, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Revisions` (r:8 w:8)
	/// Proof: `Claims::Revisions` (`max_values`: None, `max_size`: Some(19349), added: 21824, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Cases` (r:0 w:1)
	/// Proof: `Claims::Cases` (`max_values`: None, `max_size`: Some(1682), added: 4157, mode: `MaxEncodedLen`)
	/// The range of component `r` is `[0, 8]`.
	fn prune(r: u32) -> Weight {
		// Proof size: measured `9734 + r * (33 ±0)`, estimated `29702 + r * (21824 ±0)`.
		// Shortest run: 82_194_000 picoseconds.
		Weight::from_parts(96_168_363, 29702)
			// Standard error: 35_157.
			.saturating_add(Weight::from_parts(2_081_274, 0).saturating_mul(r.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(r.into())))
			.saturating_add(T::DbWeight::get().writes(3))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(r.into())))
			.saturating_add(Weight::from_parts(0, 21824).saturating_mul(r.into()))
	}
	/// Storage: `Consent::Consents` (r:17 w:0)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9020), added: 11495, mode: `MaxEncodedLen`)
	/// The range of component `c` is `[1, 16]`.
	fn ask_consent(c: u32) -> Weight {
		// Proof size: measured `37 + c * (7205 ±0)`, estimated `12485 + c * (11495 ±0)`.
		// Shortest run: 45_489_000 picoseconds.
		Weight::from_parts(33_945_655, 12485)
			// Standard error: 110_027.
			.saturating_add(Weight::from_parts(26_701_210, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(c.into())))
			.saturating_add(Weight::from_parts(0, 11495).saturating_mul(c.into()))
	}
	/// Storage: `Claims::Prices` (r:1 w:0)
	/// Proof: `Claims::Prices` (`max_values`: None, `max_size`: Some(2329), added: 4804, mode: `MaxEncodedLen`)
	fn load_page() -> Weight {
		// Proof size: measured `2598`, estimated `5794`.
		// Shortest run: 16_109_000 picoseconds.
		Weight::from_parts(18_968_000, 5794).saturating_add(T::DbWeight::get().reads(1))
	}
	/// Storage: `Records::Anchors` (r:1 w:0)
	/// Proof: `Records::Anchors` (`max_values`: None, `max_size`: Some(205), added: 2680, mode: `MaxEncodedLen`)
	fn check_record() -> Weight {
		// Proof size: measured `322`, estimated `3670`.
		// Shortest run: 9_513_000 picoseconds.
		Weight::from_parts(11_980_000, 3670).saturating_add(T::DbWeight::get().reads(1))
	}
	/// Storage: `Claims::Authorisations` (r:1 w:1)
	/// Proof: `Claims::Authorisations` (`max_values`: None, `max_size`: Some(111), added: 2586, mode: `MaxEncodedLen`)
	fn use_authorisation() -> Weight {
		// Proof size: measured `354`, estimated `3576`.
		// Shortest run: 13_483_000 picoseconds.
		Weight::from_parts(16_774_000, 3576)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Claims::Services` (r:1 w:1)
	/// Proof: `Claims::Services` (`max_values`: None, `max_size`: Some(3082), added: 5557, mode: `MaxEncodedLen`)
	fn archive_day() -> Weight {
		// Proof size: measured `3339`, estimated `6547`.
		// Shortest run: 18_804_000 picoseconds.
		Weight::from_parts(22_510_000, 6547)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Assets::Asset` (r:1 w:1)
	/// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Account` (r:2 w:2)
	/// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	/// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:0)
	/// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	fn pay_asset() -> Weight {
		// Proof size: measured `652`, estimated `6208`.
		// Shortest run: 88_624_000 picoseconds.
		Weight::from_parts(100_232_000, 6208)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16439), added: 18914, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Contracts` (r:1 w:1)
	/// Proof: `Claims::Contracts` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn open_desk() -> Weight {
		// Proof size: measured `7714`, estimated `19904`.
		// Shortest run: 110_059_000 picoseconds.
		Weight::from_parts(121_513_000, 19904)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Assets::Asset` (r:1 w:1)
	/// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Account` (r:1 w:1)
	/// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	/// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:1)
	/// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `AssetsHolder::Holds` (r:1 w:1)
	/// Proof: `AssetsHolder::Holds` (`max_values`: None, `max_size`: Some(249), added: 2724, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	fn hold_promise() -> Weight {
		// Proof size: measured `809`, estimated `3714`.
		// Shortest run: 150_700_000 picoseconds.
		Weight::from_parts(166_862_000, 3714)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `Claims::Claims` (r:1 w:1)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26237), added: 28712, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Coverages` (r:1 w:1)
	/// Proof: `Claims::Coverages` (`max_values`: None, `max_size`: Some(3797), added: 6272, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Families` (r:1 w:1)
	/// Proof: `Claims::Families` (`max_values`: None, `max_size`: Some(2961), added: 5436, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Cases` (r:1 w:0)
	/// Proof: `Claims::Cases` (`max_values`: None, `max_size`: Some(1682), added: 4157, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16439), added: 18914, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Contracts` (r:1 w:0)
	/// Proof: `Claims::Contracts` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Prices` (r:1 w:0)
	/// Proof: `Claims::Prices` (`max_values`: None, `max_size`: Some(2329), added: 4804, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Services` (r:1 w:0)
	/// Proof: `Claims::Services` (`max_values`: None, `max_size`: Some(3082), added: 5557, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Revisions` (r:0 w:1)
	/// Proof: `Claims::Revisions` (`max_values`: None, `max_size`: Some(19349), added: 21824, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Replays` (r:0 w:1)
	/// Proof: `Claims::Replays` (`max_values`: None, `max_size`: Some(2102), added: 4577, mode: `MaxEncodedLen`)
	/// The range of component `l` is `[1, 50]`.
	fn replay_claim(l: u32) -> Weight {
		// Proof size: measured `17077 + l * (186 ±0)`, estimated `29915`.
		// Shortest run: 474_336_000 picoseconds.
		Weight::from_parts(383_726_146, 29915)
			// Standard error: 83_004.
			.saturating_add(Weight::from_parts(146_400_829, 0).saturating_mul(l.into()))
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(8))
	}
	/// Storage: `Claims::Claims` (r:1 w:1)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26237), added: 28712, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Coverages` (r:1 w:1)
	/// Proof: `Claims::Coverages` (`max_values`: None, `max_size`: Some(3797), added: 6272, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Families` (r:1 w:1)
	/// Proof: `Claims::Families` (`max_values`: None, `max_size`: Some(2961), added: 5436, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Replays` (r:0 w:1)
	/// Proof: `Claims::Replays` (`max_values`: None, `max_size`: Some(2102), added: 4577, mode: `MaxEncodedLen`)
	fn unwind_claim() -> Weight {
		// Proof size: measured `10822`, estimated `29702`.
		// Shortest run: 118_246_000 picoseconds.
		Weight::from_parts(135_785_000, 29702)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Claims::Claims` (r:2 w:0)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26237), added: 28712, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Coverages` (r:1 w:0)
	/// Proof: `Claims::Coverages` (`max_values`: None, `max_size`: Some(3797), added: 6272, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Households` (r:1 w:0)
	/// Proof: `Claims::Households` (`max_values`: None, `max_size`: Some(8), added: 2483, mode: `MaxEncodedLen`)
	fn look_at_claim() -> Weight {
		// Proof size: measured `9890`, estimated `58414`.
		// Shortest run: 68_092_000 picoseconds.
		Weight::from_parts(79_213_000, 58414).saturating_add(T::DbWeight::get().reads(4))
	}
	/// Storage: `Claims::Replays` (r:1 w:1)
	/// Proof: `Claims::Replays` (`max_values`: None, `max_size`: Some(2102), added: 4577, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Families` (r:1 w:1)
	/// Proof: `Claims::Families` (`max_values`: None, `max_size`: Some(2961), added: 5436, mode: `MaxEncodedLen`)
	fn end_replay() -> Weight {
		// Proof size: measured `2747`, estimated `6426`.
		// Shortest run: 43_392_000 picoseconds.
		Weight::from_parts(51_198_000, 6426)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Claims::Replays` (r:1 w:0)
	/// Proof: `Claims::Replays` (`max_values`: None, `max_size`: Some(2102), added: 4577, mode: `MaxEncodedLen`)
	fn replay_nothing() -> Weight {
		// Proof size: measured `335`, estimated `5567`.
		// Shortest run: 5_166_000 picoseconds.
		Weight::from_parts(6_297_000, 5567).saturating_add(T::DbWeight::get().reads(1))
	}
}
