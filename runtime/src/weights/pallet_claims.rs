//! Weights of `pallet_claims`, measured. Do not edit: `scripts/benchmark pallet_claims` writes this file.
//!
//! 2026-11-29, Intel(R) Xeon(R) Processor, 8 steps, 4 repeats, benchmark command 64.0.0.

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
		// Shortest run: 185_779_000 picoseconds.
		Weight::from_parts(219_006_000, 3694)
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
		// Proof size: measured `8313`, estimated `19904`.
		// Shortest run: 150_961_000 picoseconds.
		Weight::from_parts(163_531_176, 19904)
			// Standard error: 4_592.
			.saturating_add(Weight::from_parts(297_192, 0).saturating_mul(e.into()))
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Participants::Standings` (r:2 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16439), added: 18914, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Contracts` (r:1 w:1)
	/// Proof: `Claims::Contracts` (`max_values`: None, `max_size`: Some(70), added: 2545, mode: `MaxEncodedLen`)
	fn set_contract() -> Weight {
		// Proof size: measured `8232`, estimated `19904`.
		// Shortest run: 77_231_000 picoseconds.
		Weight::from_parts(88_417_000, 19904)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Participants::Standings` (r:2 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Officers` (r:0 w:1)
	/// Proof: `Claims::Officers` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
	fn set_officer() -> Weight {
		// Proof size: measured `269`, estimated `6096`.
		// Shortest run: 34_234_000 picoseconds.
		Weight::from_parts(40_124_000, 6096)
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
		// Proof size: measured `8480`, estimated `19904`.
		// Shortest run: 130_013_000 picoseconds.
		Weight::from_parts(144_207_000, 19904)
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
		// Proof size: measured `8480`, estimated `19904`.
		// Shortest run: 141_562_000 picoseconds.
		Weight::from_parts(155_216_000, 19904)
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
	/// Proof: `Claims::Families` (`max_values`: None, `max_size`: Some(3091), added: 5566, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Households` (r:0 w:1)
	/// Proof: `Claims::Households` (`max_values`: None, `max_size`: Some(8), added: 2483, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Coverages` (r:0 w:1)
	/// Proof: `Claims::Coverages` (`max_values`: None, `max_size`: Some(3961), added: 6436, mode: `MaxEncodedLen`)
	fn enrol() -> Weight {
		// Proof size: measured `9304`, estimated `19904`.
		// Shortest run: 107_245_000 picoseconds.
		Weight::from_parts(121_485_000, 19904)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Coverages` (r:1 w:1)
	/// Proof: `Claims::Coverages` (`max_values`: None, `max_size`: Some(3961), added: 6436, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16439), added: 18914, mode: `MaxEncodedLen`)
	fn end_coverage() -> Weight {
		// Proof size: measured `9264`, estimated `19904`.
		// Shortest run: 77_161_000 picoseconds.
		Weight::from_parts(88_163_000, 19904)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Coverages` (r:1 w:1)
	/// Proof: `Claims::Coverages` (`max_values`: None, `max_size`: Some(3961), added: 6436, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Families` (r:1 w:0)
	/// Proof: `Claims::Families` (`max_values`: None, `max_size`: Some(3091), added: 5566, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16439), added: 18914, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Consents` (r:2 w:0)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9021), added: 11496, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Authorisations` (r:0 w:1)
	/// Proof: `Claims::Authorisations` (`max_values`: None, `max_size`: Some(111), added: 2586, mode: `MaxEncodedLen`)
	fn request_authorisation() -> Weight {
		// Proof size: measured `17634`, estimated `23982`.
		// Shortest run: 138_625_000 picoseconds.
		Weight::from_parts(159_765_000, 23982)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Claims::Coverages` (r:1 w:0)
	/// Proof: `Claims::Coverages` (`max_values`: None, `max_size`: Some(3961), added: 6436, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16439), added: 18914, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Officers` (r:1 w:0)
	/// Proof: `Claims::Officers` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Standings` (r:2 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Authorisations` (r:1 w:1)
	/// Proof: `Claims::Authorisations` (`max_values`: None, `max_size`: Some(111), added: 2586, mode: `MaxEncodedLen`)
	fn decide_authorisation() -> Weight {
		// Proof size: measured `9613`, estimated `19904`.
		// Shortest run: 97_909_000 picoseconds.
		Weight::from_parts(108_373_000, 19904)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Coverages` (r:1 w:1)
	/// Proof: `Claims::Coverages` (`max_values`: None, `max_size`: Some(3961), added: 6436, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Families` (r:1 w:1)
	/// Proof: `Claims::Families` (`max_values`: None, `max_size`: Some(3091), added: 5566, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16439), added: 18914, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Contracts` (r:1 w:1)
	/// Proof: `Claims::Contracts` (`max_values`: None, `max_size`: Some(70), added: 2545, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Consents` (r:2 w:0)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9021), added: 11496, mode: `MaxEncodedLen`)
	/// Storage: `Records::Anchors` (r:1 w:0)
	/// Proof: `Records::Anchors` (`max_values`: None, `max_size`: Some(205), added: 2680, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Prices` (r:1 w:0)
	/// Proof: `Claims::Prices` (`max_values`: None, `max_size`: Some(2329), added: 4804, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Services` (r:1 w:1)
	/// Proof: `Claims::Services` (`max_values`: None, `max_size`: Some(3210), added: 5685, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Claims` (r:0 w:1)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26450), added: 28925, mode: `MaxEncodedLen`)
	/// The range of component `l` is `[1, 50]`.
	fn submit(l: u32) -> Weight {
		// Proof size: measured `14201`, estimated `23982`.
		// Shortest run: 299_366_000 picoseconds.
		Weight::from_parts(306_418_693, 23982)
			// Standard error: 36_511.
			.saturating_add(Weight::from_parts(8_470_112, 0).saturating_mul(l.into()))
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Coverages` (r:1 w:1)
	/// Proof: `Claims::Coverages` (`max_values`: None, `max_size`: Some(3961), added: 6436, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Families` (r:1 w:1)
	/// Proof: `Claims::Families` (`max_values`: None, `max_size`: Some(3091), added: 5566, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16439), added: 18914, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Contracts` (r:1 w:1)
	/// Proof: `Claims::Contracts` (`max_values`: None, `max_size`: Some(70), added: 2545, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Consents` (r:2 w:0)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9021), added: 11496, mode: `MaxEncodedLen`)
	/// Storage: `Records::Anchors` (r:1 w:0)
	/// Proof: `Records::Anchors` (`max_values`: None, `max_size`: Some(205), added: 2680, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Prices` (r:1 w:0)
	/// Proof: `Claims::Prices` (`max_values`: None, `max_size`: Some(2329), added: 4804, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Services` (r:1 w:1)
	/// Proof: `Claims::Services` (`max_values`: None, `max_size`: Some(3210), added: 5685, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Claims` (r:0 w:1)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26450), added: 28925, mode: `MaxEncodedLen`)
	/// The range of component `l` is `[1, 50]`.
	fn submit_largest(l: u32) -> Weight {
		// Proof size: measured `22583`, estimated `23982`.
		// Shortest run: 552_333_000 picoseconds.
		Weight::from_parts(453_285_250, 23982)
			// Standard error: 89_210.
			.saturating_add(Weight::from_parts(149_035_911, 0).saturating_mul(l.into()))
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Coverages` (r:64 w:64)
	/// Proof: `Claims::Coverages` (`max_values`: None, `max_size`: Some(3961), added: 6436, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Families` (r:64 w:64)
	/// Proof: `Claims::Families` (`max_values`: None, `max_size`: Some(3091), added: 5566, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16439), added: 18914, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Contracts` (r:1 w:1)
	/// Proof: `Claims::Contracts` (`max_values`: None, `max_size`: Some(70), added: 2545, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Consents` (r:128 w:0)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9021), added: 11496, mode: `MaxEncodedLen`)
	/// Storage: `Records::Anchors` (r:1 w:0)
	/// Proof: `Records::Anchors` (`max_values`: None, `max_size`: Some(205), added: 2680, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Prices` (r:1 w:0)
	/// Proof: `Claims::Prices` (`max_values`: None, `max_size`: Some(2329), added: 4804, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Claims` (r:0 w:64)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26450), added: 28925, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 64]`.
	fn submit_batch(n: u32) -> Weight {
		// Proof size: measured `13129 + n * (1043 ±0)`, estimated `19904 + n * (22992 ±0)`.
		// Shortest run: 336_933_000 picoseconds.
		Weight::from_parts(279_952_548, 19904)
			// Standard error: 122_359.
			.saturating_add(Weight::from_parts(128_093_035, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().reads((4_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(3))
			.saturating_add(T::DbWeight::get().writes((3_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 22992).saturating_mul(n.into()))
	}
	/// Storage: `Claims::Claims` (r:1 w:1)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26450), added: 28925, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Coverages` (r:1 w:1)
	/// Proof: `Claims::Coverages` (`max_values`: None, `max_size`: Some(3961), added: 6436, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Families` (r:1 w:1)
	/// Proof: `Claims::Families` (`max_values`: None, `max_size`: Some(3091), added: 5566, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Cases` (r:1 w:0)
	/// Proof: `Claims::Cases` (`max_values`: None, `max_size`: Some(1716), added: 4191, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16439), added: 18914, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Contracts` (r:1 w:0)
	/// Proof: `Claims::Contracts` (`max_values`: None, `max_size`: Some(70), added: 2545, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Consents` (r:2 w:0)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9021), added: 11496, mode: `MaxEncodedLen`)
	/// Storage: `Records::Anchors` (r:1 w:0)
	/// Proof: `Records::Anchors` (`max_values`: None, `max_size`: Some(205), added: 2680, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Prices` (r:1 w:0)
	/// Proof: `Claims::Prices` (`max_values`: None, `max_size`: Some(2329), added: 4804, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Services` (r:1 w:0)
	/// Proof: `Claims::Services` (`max_values`: None, `max_size`: Some(3210), added: 5685, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// The range of component `l` is `[1, 50]`.
	fn adjudicate(l: u32) -> Weight {
		// Proof size: measured `22832 + l * (42 ±0)`, estimated `29915`.
		// Shortest run: 540_544_000 picoseconds.
		Weight::from_parts(443_455_848, 29915)
			// Standard error: 80_043.
			.saturating_add(Weight::from_parts(146_466_245, 0).saturating_mul(l.into()))
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `Claims::Claims` (r:1 w:1)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26450), added: 28925, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16439), added: 18914, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Officers` (r:1 w:0)
	/// Proof: `Claims::Officers` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Standings` (r:2 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Coverages` (r:1 w:1)
	/// Proof: `Claims::Coverages` (`max_values`: None, `max_size`: Some(3961), added: 6436, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Families` (r:1 w:1)
	/// Proof: `Claims::Families` (`max_values`: None, `max_size`: Some(3091), added: 5566, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Cases` (r:1 w:1)
	/// Proof: `Claims::Cases` (`max_values`: None, `max_size`: Some(1716), added: 4191, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Contracts` (r:1 w:0)
	/// Proof: `Claims::Contracts` (`max_values`: None, `max_size`: Some(70), added: 2545, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Consents` (r:2 w:0)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9021), added: 11496, mode: `MaxEncodedLen`)
	/// Storage: `Records::Anchors` (r:1 w:0)
	/// Proof: `Records::Anchors` (`max_values`: None, `max_size`: Some(205), added: 2680, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Prices` (r:1 w:0)
	/// Proof: `Claims::Prices` (`max_values`: None, `max_size`: Some(2329), added: 4804, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Services` (r:1 w:0)
	/// Proof: `Claims::Services` (`max_values`: None, `max_size`: Some(3210), added: 5685, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// The range of component `l` is `[1, 50]`.
	fn resolve_pended(l: u32) -> Weight {
		// Proof size: measured `23317 + l * (42 ±0)`, estimated `29915`.
		// Shortest run: 600_924_000 picoseconds.
		Weight::from_parts(511_137_236, 29915)
			// Standard error: 74_281.
			.saturating_add(Weight::from_parts(146_059_230, 0).saturating_mul(l.into()))
			.saturating_add(T::DbWeight::get().reads(16))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// Storage: `Claims::Claims` (r:1 w:1)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26450), added: 28925, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16439), added: 18914, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Contracts` (r:1 w:0)
	/// Proof: `Claims::Contracts` (`max_values`: None, `max_size`: Some(70), added: 2545, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Officers` (r:1 w:0)
	/// Proof: `Claims::Officers` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Standings` (r:2 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Coverages` (r:1 w:1)
	/// Proof: `Claims::Coverages` (`max_values`: None, `max_size`: Some(3961), added: 6436, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Families` (r:1 w:1)
	/// Proof: `Claims::Families` (`max_values`: None, `max_size`: Some(3091), added: 5566, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Cases` (r:1 w:1)
	/// Proof: `Claims::Cases` (`max_values`: None, `max_size`: Some(1716), added: 4191, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Prices` (r:1 w:0)
	/// Proof: `Claims::Prices` (`max_values`: None, `max_size`: Some(2329), added: 4804, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Services` (r:1 w:0)
	/// Proof: `Claims::Services` (`max_values`: None, `max_size`: Some(3210), added: 5685, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Households` (r:1 w:0)
	/// Proof: `Claims::Households` (`max_values`: None, `max_size`: Some(8), added: 2483, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Replays` (r:0 w:1)
	/// Proof: `Claims::Replays` (`max_values`: None, `max_size`: Some(2362), added: 4837, mode: `MaxEncodedLen`)
	/// The range of component `l` is `[1, 50]`.
	fn override_line(l: u32) -> Weight {
		// Proof size: measured `16649 + l * (186 ±0)`, estimated `29915`.
		// Shortest run: 300_193_000 picoseconds.
		Weight::from_parts(208_877_848, 29915)
			// Standard error: 88_171.
			.saturating_add(Weight::from_parts(146_146_648, 0).saturating_mul(l.into()))
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `Claims::Claims` (r:1 w:1)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26450), added: 28925, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16439), added: 18914, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Contracts` (r:1 w:0)
	/// Proof: `Claims::Contracts` (`max_values`: None, `max_size`: Some(70), added: 2545, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Officers` (r:1 w:0)
	/// Proof: `Claims::Officers` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Standings` (r:2 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Cases` (r:1 w:1)
	/// Proof: `Claims::Cases` (`max_values`: None, `max_size`: Some(1716), added: 4191, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Coverages` (r:1 w:1)
	/// Proof: `Claims::Coverages` (`max_values`: None, `max_size`: Some(3961), added: 6436, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Families` (r:1 w:1)
	/// Proof: `Claims::Families` (`max_values`: None, `max_size`: Some(3091), added: 5566, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Prices` (r:1 w:0)
	/// Proof: `Claims::Prices` (`max_values`: None, `max_size`: Some(2329), added: 4804, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Services` (r:1 w:0)
	/// Proof: `Claims::Services` (`max_values`: None, `max_size`: Some(3210), added: 5685, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Households` (r:1 w:0)
	/// Proof: `Claims::Households` (`max_values`: None, `max_size`: Some(8), added: 2483, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Replays` (r:0 w:1)
	/// Proof: `Claims::Replays` (`max_values`: None, `max_size`: Some(2362), added: 4837, mode: `MaxEncodedLen`)
	/// The range of component `l` is `[1, 50]`.
	fn confirm_override(l: u32) -> Weight {
		// Proof size: measured `16754 + l * (186 ±0)`, estimated `29915`.
		// Shortest run: 307_106_000 picoseconds.
		Weight::from_parts(216_973_946, 29915)
			// Standard error: 92_803.
			.saturating_add(Weight::from_parts(146_916_238, 0).saturating_mul(l.into()))
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `Claims::Claims` (r:1 w:1)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26450), added: 28925, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16439), added: 18914, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Contracts` (r:1 w:0)
	/// Proof: `Claims::Contracts` (`max_values`: None, `max_size`: Some(70), added: 2545, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Coverages` (r:1 w:1)
	/// Proof: `Claims::Coverages` (`max_values`: None, `max_size`: Some(3961), added: 6436, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Families` (r:1 w:1)
	/// Proof: `Claims::Families` (`max_values`: None, `max_size`: Some(3091), added: 5566, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Cases` (r:1 w:0)
	/// Proof: `Claims::Cases` (`max_values`: None, `max_size`: Some(1716), added: 4191, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Services` (r:1 w:1)
	/// Proof: `Claims::Services` (`max_values`: None, `max_size`: Some(3210), added: 5685, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Households` (r:1 w:0)
	/// Proof: `Claims::Households` (`max_values`: None, `max_size`: Some(8), added: 2483, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Revisions` (r:0 w:1)
	/// Proof: `Claims::Revisions` (`max_values`: None, `max_size`: Some(19349), added: 21824, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Replays` (r:0 w:1)
	/// Proof: `Claims::Replays` (`max_values`: None, `max_size`: Some(2362), added: 4837, mode: `MaxEncodedLen`)
	/// The range of component `l` is `[1, 50]`.
	fn void(l: u32) -> Weight {
		// Proof size: measured `15533 + l * (187 ±0)`, estimated `29915`.
		// Shortest run: 299_665_000 picoseconds.
		Weight::from_parts(322_576_502, 29915)
			// Standard error: 23_718.
			.saturating_add(Weight::from_parts(2_795_762, 0).saturating_mul(l.into()))
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// Storage: `Claims::Claims` (r:1 w:1)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26450), added: 28925, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Coverages` (r:1 w:0)
	/// Proof: `Claims::Coverages` (`max_values`: None, `max_size`: Some(3961), added: 6436, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Families` (r:1 w:0)
	/// Proof: `Claims::Families` (`max_values`: None, `max_size`: Some(3091), added: 5566, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16439), added: 18914, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Cases` (r:1 w:1)
	/// Proof: `Claims::Cases` (`max_values`: None, `max_size`: Some(1716), added: 4191, mode: `MaxEncodedLen`)
	fn appeal() -> Weight {
		// Proof size: measured `22057`, estimated `29915`.
		// Shortest run: 136_602_000 picoseconds.
		Weight::from_parts(145_827_000, 29915)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Claims::Claims` (r:1 w:1)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26450), added: 28925, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16439), added: 18914, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Contracts` (r:1 w:0)
	/// Proof: `Claims::Contracts` (`max_values`: None, `max_size`: Some(70), added: 2545, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Officers` (r:1 w:0)
	/// Proof: `Claims::Officers` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Standings` (r:2 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Coverages` (r:1 w:1)
	/// Proof: `Claims::Coverages` (`max_values`: None, `max_size`: Some(3961), added: 6436, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Families` (r:1 w:1)
	/// Proof: `Claims::Families` (`max_values`: None, `max_size`: Some(3091), added: 5566, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Cases` (r:1 w:1)
	/// Proof: `Claims::Cases` (`max_values`: None, `max_size`: Some(1716), added: 4191, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Prices` (r:1 w:0)
	/// Proof: `Claims::Prices` (`max_values`: None, `max_size`: Some(2329), added: 4804, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Services` (r:1 w:0)
	/// Proof: `Claims::Services` (`max_values`: None, `max_size`: Some(3210), added: 5685, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Households` (r:1 w:0)
	/// Proof: `Claims::Households` (`max_values`: None, `max_size`: Some(8), added: 2483, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Replays` (r:0 w:1)
	/// Proof: `Claims::Replays` (`max_values`: None, `max_size`: Some(2362), added: 4837, mode: `MaxEncodedLen`)
	/// The range of component `l` is `[1, 50]`.
	fn decide_appeal(l: u32) -> Weight {
		// Proof size: measured `16755 + l * (186 ±0)`, estimated `29915`.
		// Shortest run: 301_427_000 picoseconds.
		Weight::from_parts(310_323_445, 29915)
			// Standard error: 47_271.
			.saturating_add(Weight::from_parts(33_153_042, 0).saturating_mul(l.into()))
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16439), added: 18914, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Contracts` (r:1 w:1)
	/// Proof: `Claims::Contracts` (`max_values`: None, `max_size`: Some(70), added: 2545, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Officers` (r:1 w:0)
	/// Proof: `Claims::Officers` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Standings` (r:3 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Next` (r:1 w:1)
	/// Proof: `Claims::Next` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Claims` (r:64 w:64)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26450), added: 28925, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Shortfalls` (r:1 w:0)
	/// Proof: `Claims::Shortfalls` (`max_values`: None, `max_size`: Some(20), added: 2495, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Remittances` (r:0 w:1)
	/// Proof: `Claims::Remittances` (`max_values`: None, `max_size`: Some(2139), added: 4614, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 64]`.
	fn create_remittance(n: u32) -> Weight {
		// Proof size: measured `10133 + n * (3941 ±0)`, estimated `19904 + n * (28925 ±0)`.
		// Shortest run: 247_838_000 picoseconds.
		Weight::from_parts(246_185_554, 19904)
			// Standard error: 106_373.
			.saturating_add(Weight::from_parts(19_833_622, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(6))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 28925).saturating_mul(n.into()))
	}
	/// Storage: `Claims::Claims` (r:1 w:1)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26450), added: 28925, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16439), added: 18914, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Contracts` (r:1 w:0)
	/// Proof: `Claims::Contracts` (`max_values`: None, `max_size`: Some(70), added: 2545, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	fn retry_payment() -> Weight {
		// Proof size: measured `19600`, estimated `29915`.
		// Shortest run: 238_434_000 picoseconds.
		Weight::from_parts(250_229_000, 29915)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Claims::Claims` (r:1 w:1)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26450), added: 28925, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16439), added: 18914, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Contracts` (r:1 w:0)
	/// Proof: `Claims::Contracts` (`max_values`: None, `max_size`: Some(70), added: 2545, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn recover_overpayment() -> Weight {
		// Proof size: measured `19299`, estimated `29915`.
		// Shortest run: 175_132_000 picoseconds.
		Weight::from_parts(187_333_000, 29915)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Claims` (r:1 w:1)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26450), added: 28925, mode: `MaxEncodedLen`)
	/// Storage: `Records::Anchors` (r:1 w:0)
	/// Proof: `Records::Anchors` (`max_values`: None, `max_size`: Some(205), added: 2680, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Cases` (r:1 w:1)
	/// Proof: `Claims::Cases` (`max_values`: None, `max_size`: Some(1716), added: 4191, mode: `MaxEncodedLen`)
	fn answer() -> Weight {
		// Proof size: measured `3123`, estimated `29915`.
		// Shortest run: 75_384_000 picoseconds.
		Weight::from_parts(82_157_000, 29915)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Claims::Claims` (r:1 w:1)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26450), added: 28925, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Cases` (r:1 w:0)
	/// Proof: `Claims::Cases` (`max_values`: None, `max_size`: Some(1716), added: 4191, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16439), added: 18914, mode: `MaxEncodedLen`)
	fn close() -> Weight {
		// Proof size: measured `19055`, estimated `29915`.
		// Shortest run: 107_544_000 picoseconds.
		Weight::from_parts(115_827_000, 29915)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Claims::Claims` (r:1 w:1)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26450), added: 28925, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Coverages` (r:1 w:1)
	/// Proof: `Claims::Coverages` (`max_values`: None, `max_size`: Some(3961), added: 6436, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Revisions` (r:8 w:8)
	/// Proof: `Claims::Revisions` (`max_values`: None, `max_size`: Some(19349), added: 21824, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Cases` (r:0 w:1)
	/// Proof: `Claims::Cases` (`max_values`: None, `max_size`: Some(1716), added: 4191, mode: `MaxEncodedLen`)
	/// The range of component `r` is `[0, 8]`.
	fn prune(r: u32) -> Weight {
		// Proof size: measured `13000 + r * (33 ±0)`, estimated `29915 + r * (21824 ±0)`.
		// Shortest run: 88_943_000 picoseconds.
		Weight::from_parts(98_571_641, 29915)
			// Standard error: 51_350.
			.saturating_add(Weight::from_parts(1_947_540, 0).saturating_mul(r.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(r.into())))
			.saturating_add(T::DbWeight::get().writes(3))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(r.into())))
			.saturating_add(Weight::from_parts(0, 21824).saturating_mul(r.into()))
	}
	/// Storage: `Consent::Consents` (r:17 w:0)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9021), added: 11496, mode: `MaxEncodedLen`)
	/// The range of component `c` is `[1, 16]`.
	fn ask_consent(c: u32) -> Weight {
		// Proof size: measured `37 + c * (7283 ±0)`, estimated `12486 + c * (11496 ±0)`.
		// Shortest run: 48_922_000 picoseconds.
		Weight::from_parts(37_104_897, 12486)
			// Standard error: 84_197.
			.saturating_add(Weight::from_parts(26_891_013, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(c.into())))
			.saturating_add(Weight::from_parts(0, 11496).saturating_mul(c.into()))
	}
	/// Storage: `Claims::Prices` (r:1 w:0)
	/// Proof: `Claims::Prices` (`max_values`: None, `max_size`: Some(2329), added: 4804, mode: `MaxEncodedLen`)
	fn load_page() -> Weight {
		// Proof size: measured `2598`, estimated `5794`.
		// Shortest run: 16_128_000 picoseconds.
		Weight::from_parts(18_042_000, 5794).saturating_add(T::DbWeight::get().reads(1))
	}
	/// Storage: `Records::Anchors` (r:1 w:0)
	/// Proof: `Records::Anchors` (`max_values`: None, `max_size`: Some(205), added: 2680, mode: `MaxEncodedLen`)
	fn check_record() -> Weight {
		// Proof size: measured `322`, estimated `3670`.
		// Shortest run: 9_530_000 picoseconds.
		Weight::from_parts(10_864_000, 3670).saturating_add(T::DbWeight::get().reads(1))
	}
	/// Storage: `Claims::Authorisations` (r:1 w:1)
	/// Proof: `Claims::Authorisations` (`max_values`: None, `max_size`: Some(111), added: 2586, mode: `MaxEncodedLen`)
	fn use_authorisation() -> Weight {
		// Proof size: measured `354`, estimated `3576`.
		// Shortest run: 12_479_000 picoseconds.
		Weight::from_parts(14_309_000, 3576)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Claims::Services` (r:1 w:1)
	/// Proof: `Claims::Services` (`max_values`: None, `max_size`: Some(3210), added: 5685, mode: `MaxEncodedLen`)
	fn archive_day() -> Weight {
		// Proof size: measured `3339`, estimated `6675`.
		// Shortest run: 18_452_000 picoseconds.
		Weight::from_parts(20_582_000, 6675)
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
		// Shortest run: 85_664_000 picoseconds.
		Weight::from_parts(92_962_000, 6208)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16439), added: 18914, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Contracts` (r:1 w:1)
	/// Proof: `Claims::Contracts` (`max_values`: None, `max_size`: Some(70), added: 2545, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn open_desk() -> Weight {
		// Proof size: measured `8068`, estimated `19904`.
		// Shortest run: 112_699_000 picoseconds.
		Weight::from_parts(121_739_000, 19904)
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
		// Shortest run: 148_713_000 picoseconds.
		Weight::from_parts(157_890_000, 3714)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `Claims::Claims` (r:1 w:1)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26450), added: 28925, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Coverages` (r:1 w:1)
	/// Proof: `Claims::Coverages` (`max_values`: None, `max_size`: Some(3961), added: 6436, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Families` (r:1 w:1)
	/// Proof: `Claims::Families` (`max_values`: None, `max_size`: Some(3091), added: 5566, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Cases` (r:1 w:0)
	/// Proof: `Claims::Cases` (`max_values`: None, `max_size`: Some(1716), added: 4191, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16439), added: 18914, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Contracts` (r:1 w:0)
	/// Proof: `Claims::Contracts` (`max_values`: None, `max_size`: Some(70), added: 2545, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Prices` (r:1 w:0)
	/// Proof: `Claims::Prices` (`max_values`: None, `max_size`: Some(2329), added: 4804, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Services` (r:1 w:0)
	/// Proof: `Claims::Services` (`max_values`: None, `max_size`: Some(3210), added: 5685, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Revisions` (r:0 w:1)
	/// Proof: `Claims::Revisions` (`max_values`: None, `max_size`: Some(19349), added: 21824, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Replays` (r:0 w:1)
	/// Proof: `Claims::Replays` (`max_values`: None, `max_size`: Some(2362), added: 4837, mode: `MaxEncodedLen`)
	/// The range of component `l` is `[1, 50]`.
	fn replay_claim(l: u32) -> Weight {
		// Proof size: measured `17135 + l * (185 ±0)`, estimated `29915`.
		// Shortest run: 500_248_000 picoseconds.
		Weight::from_parts(395_288_313, 29915)
			// Standard error: 78_607.
			.saturating_add(Weight::from_parts(147_056_110, 0).saturating_mul(l.into()))
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(8))
	}
	/// Storage: `Claims::Claims` (r:1 w:1)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26450), added: 28925, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Coverages` (r:1 w:1)
	/// Proof: `Claims::Coverages` (`max_values`: None, `max_size`: Some(3961), added: 6436, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Families` (r:1 w:1)
	/// Proof: `Claims::Families` (`max_values`: None, `max_size`: Some(3091), added: 5566, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Replays` (r:0 w:1)
	/// Proof: `Claims::Replays` (`max_values`: None, `max_size`: Some(2362), added: 4837, mode: `MaxEncodedLen`)
	fn unwind_claim() -> Weight {
		// Proof size: measured `14461`, estimated `29915`.
		// Shortest run: 147_187_000 picoseconds.
		Weight::from_parts(161_396_000, 29915)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Claims::Claims` (r:2 w:0)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26450), added: 28925, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Coverages` (r:1 w:0)
	/// Proof: `Claims::Coverages` (`max_values`: None, `max_size`: Some(3961), added: 6436, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Households` (r:1 w:0)
	/// Proof: `Claims::Households` (`max_values`: None, `max_size`: Some(8), added: 2483, mode: `MaxEncodedLen`)
	fn look_at_claim() -> Weight {
		// Proof size: measured `13156`, estimated `58840`.
		// Shortest run: 72_536_000 picoseconds.
		Weight::from_parts(77_277_000, 58840).saturating_add(T::DbWeight::get().reads(4))
	}
	/// Storage: `Claims::Replays` (r:1 w:1)
	/// Proof: `Claims::Replays` (`max_values`: None, `max_size`: Some(2362), added: 4837, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Families` (r:1 w:1)
	/// Proof: `Claims::Families` (`max_values`: None, `max_size`: Some(3091), added: 5566, mode: `MaxEncodedLen`)
	fn end_replay() -> Weight {
		// Proof size: measured `3096`, estimated `6556`.
		// Shortest run: 44_647_000 picoseconds.
		Weight::from_parts(48_975_000, 6556)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Claims::Replays` (r:1 w:0)
	/// Proof: `Claims::Replays` (`max_values`: None, `max_size`: Some(2362), added: 4837, mode: `MaxEncodedLen`)
	fn replay_nothing() -> Weight {
		// Proof size: measured `335`, estimated `5827`.
		// Shortest run: 5_122_000 picoseconds.
		Weight::from_parts(6_089_000, 5827).saturating_add(T::DbWeight::get().reads(1))
	}
}
