//! Weights of `pallet_claims`, measured. Do not edit: `scripts/benchmark pallet_claims` writes this file.
//!
//! 2026-11-28, Intel(R) Xeon(R) Processor, 20 steps, 10 repeats, benchmark command 64.0.0.

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
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16030), added: 18505, mode: `MaxEncodedLen`)
	fn publish_plan() -> Weight {
		// Proof size: measured `650`, estimated `3694`.
		// Shortest run: 173_595_000 picoseconds.
		Weight::from_parts(187_237_000, 3694)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:1)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16030), added: 18505, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Prices` (r:1 w:1)
	/// Proof: `Claims::Prices` (`max_values`: None, `max_size`: Some(2329), added: 4804, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// The range of component `e` is `[0, 64]`.
	fn add_prices(e: u32) -> Weight {
		// Proof size: measured `7733`, estimated `19495`.
		// Shortest run: 144_350_000 picoseconds.
		Weight::from_parts(154_659_720, 19495)
			// Standard error: 3_407.
			.saturating_add(Weight::from_parts(292_707, 0).saturating_mul(e.into()))
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Participants::Standings` (r:2 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16030), added: 18505, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Contracts` (r:1 w:1)
	/// Proof: `Claims::Contracts` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	fn set_contract() -> Weight {
		// Proof size: measured `7652`, estimated `19495`.
		// Shortest run: 73_334_000 picoseconds.
		Weight::from_parts(80_752_000, 19495)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Participants::Standings` (r:2 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Officers` (r:0 w:1)
	/// Proof: `Claims::Officers` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	fn set_officer() -> Weight {
		// Proof size: measured `269`, estimated `6096`.
		// Shortest run: 33_811_000 picoseconds.
		Weight::from_parts(38_560_000, 6096)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16030), added: 18505, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Asset` (r:1 w:1)
	/// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Account` (r:2 w:2)
	/// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	/// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:0)
	/// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	fn fund_plan() -> Weight {
		// Proof size: measured `7900`, estimated `19495`.
		// Shortest run: 126_845_000 picoseconds.
		Weight::from_parts(136_687_000, 19495)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16030), added: 18505, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Shortfalls` (r:1 w:0)
	/// Proof: `Claims::Shortfalls` (`max_values`: None, `max_size`: Some(20), added: 2495, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Asset` (r:1 w:1)
	/// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Account` (r:2 w:2)
	/// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	/// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:0)
	/// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	fn withdraw_unencumbered() -> Weight {
		// Proof size: measured `7900`, estimated `19495`.
		// Shortest run: 137_310_000 picoseconds.
		Weight::from_parts(147_852_000, 19495)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:1)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16030), added: 18505, mode: `MaxEncodedLen`)
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
		// Proof size: measured `8724`, estimated `19495`.
		// Shortest run: 99_114_000 picoseconds.
		Weight::from_parts(110_756_000, 19495)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Coverages` (r:1 w:1)
	/// Proof: `Claims::Coverages` (`max_values`: None, `max_size`: Some(3797), added: 6272, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16030), added: 18505, mode: `MaxEncodedLen`)
	fn end_coverage() -> Weight {
		// Proof size: measured `9459`, estimated `19495`.
		// Shortest run: 69_917_000 picoseconds.
		Weight::from_parts(79_280_000, 19495)
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
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16030), added: 18505, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Consents` (r:2 w:0)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9018), added: 11493, mode: `MaxEncodedLen`)
	/// Storage: `Consent::DomainParameters` (r:1 w:0)
	/// Proof: `Consent::DomainParameters` (`max_values`: Some(1), `max_size`: Some(6), added: 501, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Authorisations` (r:0 w:1)
	/// Proof: `Claims::Authorisations` (`max_values`: None, `max_size`: Some(111), added: 2586, mode: `MaxEncodedLen`)
	fn request_authorisation() -> Weight {
		// Proof size: measured `17757`, estimated `23976`.
		// Shortest run: 133_033_000 picoseconds.
		Weight::from_parts(149_440_000, 23976)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Claims::Coverages` (r:1 w:0)
	/// Proof: `Claims::Coverages` (`max_values`: None, `max_size`: Some(3797), added: 6272, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16030), added: 18505, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Officers` (r:1 w:0)
	/// Proof: `Claims::Officers` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Authorisations` (r:1 w:1)
	/// Proof: `Claims::Authorisations` (`max_values`: None, `max_size`: Some(111), added: 2586, mode: `MaxEncodedLen`)
	fn decide_authorisation() -> Weight {
		// Proof size: measured `9773`, estimated `19495`.
		// Shortest run: 85_977_000 picoseconds.
		Weight::from_parts(93_652_000, 19495)
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
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16030), added: 18505, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Contracts` (r:1 w:1)
	/// Proof: `Claims::Contracts` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Consents` (r:2 w:0)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9018), added: 11493, mode: `MaxEncodedLen`)
	/// Storage: `Consent::DomainParameters` (r:1 w:0)
	/// Proof: `Consent::DomainParameters` (`max_values`: Some(1), `max_size`: Some(6), added: 501, mode: `MaxEncodedLen`)
	/// Storage: `Records::Anchors` (r:1 w:0)
	/// Proof: `Records::Anchors` (`max_values`: None, `max_size`: Some(205), added: 2680, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Prices` (r:1 w:0)
	/// Proof: `Claims::Prices` (`max_values`: None, `max_size`: Some(2329), added: 4804, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Services` (r:2 w:2)
	/// Proof: `Claims::Services` (`max_values`: None, `max_size`: Some(3082), added: 5557, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Claims` (r:0 w:1)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26237), added: 28712, mode: `MaxEncodedLen`)
	/// The range of component `l` is `[1, 50]`.
	fn submit(l: u32) -> Weight {
		// Proof size: measured `13909 + l * (2 ±0)`, estimated `23976 + l * (159 ±6)`.
		// Shortest run: 210_683_000 picoseconds.
		Weight::from_parts(194_346_821, 23976)
			// Standard error: 41_378.
			.saturating_add(Weight::from_parts(7_690_465, 0).saturating_mul(l.into()))
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(4))
			.saturating_add(Weight::from_parts(0, 159).saturating_mul(l.into()))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Coverages` (r:1 w:1)
	/// Proof: `Claims::Coverages` (`max_values`: None, `max_size`: Some(3797), added: 6272, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Families` (r:1 w:1)
	/// Proof: `Claims::Families` (`max_values`: None, `max_size`: Some(2961), added: 5436, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16030), added: 18505, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Contracts` (r:1 w:1)
	/// Proof: `Claims::Contracts` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Consents` (r:2 w:0)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9018), added: 11493, mode: `MaxEncodedLen`)
	/// Storage: `Consent::DomainParameters` (r:1 w:0)
	/// Proof: `Consent::DomainParameters` (`max_values`: Some(1), `max_size`: Some(6), added: 501, mode: `MaxEncodedLen`)
	/// Storage: `Records::Anchors` (r:1 w:0)
	/// Proof: `Records::Anchors` (`max_values`: None, `max_size`: Some(205), added: 2680, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Prices` (r:1 w:0)
	/// Proof: `Claims::Prices` (`max_values`: None, `max_size`: Some(2329), added: 4804, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Services` (r:2 w:2)
	/// Proof: `Claims::Services` (`max_values`: None, `max_size`: Some(3082), added: 5557, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Claims` (r:0 w:1)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26237), added: 28712, mode: `MaxEncodedLen`)
	/// The range of component `l` is `[1, 50]`.
	fn submit_largest(l: u32) -> Weight {
		// Proof size: measured `21815 + l * (2 ±0)`, estimated `23976 + l * (159 ±7)`.
		// Shortest run: 267_641_000 picoseconds.
		Weight::from_parts(251_103_265, 23976)
			// Standard error: 50_406.
			.saturating_add(Weight::from_parts(15_151_900, 0).saturating_mul(l.into()))
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(4))
			.saturating_add(Weight::from_parts(0, 159).saturating_mul(l.into()))
	}
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Coverages` (r:64 w:64)
	/// Proof: `Claims::Coverages` (`max_values`: None, `max_size`: Some(3797), added: 6272, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Families` (r:64 w:64)
	/// Proof: `Claims::Families` (`max_values`: None, `max_size`: Some(2961), added: 5436, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16030), added: 18505, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Contracts` (r:1 w:0)
	/// Proof: `Claims::Contracts` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Consents` (r:128 w:0)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9018), added: 11493, mode: `MaxEncodedLen`)
	/// Storage: `Consent::DomainParameters` (r:1 w:0)
	/// Proof: `Consent::DomainParameters` (`max_values`: Some(1), `max_size`: Some(6), added: 501, mode: `MaxEncodedLen`)
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
		// By hand: four lines a claim, where that run measured one; three more by the measured line of `submit`.
		// Proof size: measured `12814 + n * (1117 ±0)`, estimated `19495 + n * (22986 ±0)`.
		// Shortest run: 220_030_000 picoseconds.
		Weight::from_parts(186_755_253, 19495)
			// Standard error: 114_604.
			.saturating_add(Weight::from_parts(115_278_413, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().reads((4_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes((3_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 22986).saturating_mul(n.into()))
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
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16030), added: 18505, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Contracts` (r:1 w:0)
	/// Proof: `Claims::Contracts` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Consents` (r:17 w:0)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9018), added: 11493, mode: `MaxEncodedLen`)
	/// Storage: `Consent::DomainParameters` (r:1 w:0)
	/// Proof: `Consent::DomainParameters` (`max_values`: Some(1), `max_size`: Some(6), added: 501, mode: `MaxEncodedLen`)
	/// Storage: `Records::Anchors` (r:1 w:0)
	/// Proof: `Records::Anchors` (`max_values`: None, `max_size`: Some(205), added: 2680, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Prices` (r:1 w:0)
	/// Proof: `Claims::Prices` (`max_values`: None, `max_size`: Some(2329), added: 4804, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Services` (r:1 w:0)
	/// Proof: `Claims::Services` (`max_values`: None, `max_size`: Some(3082), added: 5557, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	fn adjudicate(_l: u32) -> Weight {
		// Measured for 50 lines, more than any claim needs, and with 16 consents, of which 15
		// are taken off by the measured consent of `ask_consent`: they are charged apart.
		// By hand: the account of the provider, which the benchmark of that run did not count.
		// Proof size: measured `132430`, estimated `196371`.
		// Shortest run: 1_197_542_000 picoseconds.
		Weight::from_parts(899_270_885, 29702)
			.saturating_add(T::DbWeight::get().reads(15))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `Claims::Claims` (r:1 w:1)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26237), added: 28712, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16030), added: 18505, mode: `MaxEncodedLen`)
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
	/// Storage: `Consent::Consents` (r:17 w:0)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9018), added: 11493, mode: `MaxEncodedLen`)
	/// Storage: `Consent::DomainParameters` (r:1 w:0)
	/// Proof: `Consent::DomainParameters` (`max_values`: Some(1), `max_size`: Some(6), added: 501, mode: `MaxEncodedLen`)
	/// Storage: `Records::Anchors` (r:1 w:0)
	/// Proof: `Records::Anchors` (`max_values`: None, `max_size`: Some(205), added: 2680, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Prices` (r:1 w:0)
	/// Proof: `Claims::Prices` (`max_values`: None, `max_size`: Some(2329), added: 4804, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Services` (r:1 w:0)
	/// Proof: `Claims::Services` (`max_values`: None, `max_size`: Some(3082), added: 5557, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	fn resolve_pended(_l: u32) -> Weight {
		// Measured for 50 lines, more than any claim needs, and with 16 consents, of which 15
		// are taken off by the measured consent of `ask_consent`: they are charged apart.
		// By hand: the account of the provider, which the benchmark of that run did not count.
		// Proof size: measured `132879`, estimated `196371`.
		// Shortest run: 1_272_275_000 picoseconds.
		Weight::from_parts(963_444_885, 29702)
			.saturating_add(T::DbWeight::get().reads(17))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// Storage: `Claims::Claims` (r:2 w:1)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26237), added: 28712, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16030), added: 18505, mode: `MaxEncodedLen`)
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
	/// Storage: `Claims::Households` (r:2 w:0)
	/// Proof: `Claims::Households` (`max_values`: None, `max_size`: Some(8), added: 2483, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Revisions` (r:0 w:1)
	/// Proof: `Claims::Revisions` (`max_values`: None, `max_size`: Some(19349), added: 21824, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Replays` (r:0 w:1)
	/// Proof: `Claims::Replays` (`max_values`: None, `max_size`: Some(2102), added: 4577, mode: `MaxEncodedLen`)
	fn override_line(_l: u32) -> Weight {
		// Measured for 50 lines, with what it replayed: more than any claim needs.
		// Proof size: measured `23420`, estimated `58414`.
		// Shortest run: 1_516_377_000 picoseconds.
		Weight::from_parts(1_591_261_000, 58414)
			.saturating_add(T::DbWeight::get().reads(14))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// Storage: `Claims::Claims` (r:2 w:1)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26237), added: 28712, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16030), added: 18505, mode: `MaxEncodedLen`)
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
	/// Storage: `Claims::Households` (r:2 w:0)
	/// Proof: `Claims::Households` (`max_values`: None, `max_size`: Some(8), added: 2483, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Contracts` (r:1 w:0)
	/// Proof: `Claims::Contracts` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Prices` (r:1 w:0)
	/// Proof: `Claims::Prices` (`max_values`: None, `max_size`: Some(2329), added: 4804, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Services` (r:1 w:0)
	/// Proof: `Claims::Services` (`max_values`: None, `max_size`: Some(3082), added: 5557, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Revisions` (r:0 w:1)
	/// Proof: `Claims::Revisions` (`max_values`: None, `max_size`: Some(19349), added: 21824, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Replays` (r:0 w:1)
	/// Proof: `Claims::Replays` (`max_values`: None, `max_size`: Some(2102), added: 4577, mode: `MaxEncodedLen`)
	fn confirm_override(_l: u32) -> Weight {
		// Measured for 50 lines, with what it replayed: more than any claim needs.
		// Proof size: measured `23558`, estimated `58414`.
		// Shortest run: 982_327_000 picoseconds.
		Weight::from_parts(1_033_078_000, 58414)
			.saturating_add(T::DbWeight::get().reads(14))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// Storage: `Claims::Claims` (r:2 w:1)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26237), added: 28712, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16030), added: 18505, mode: `MaxEncodedLen`)
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
	/// Storage: `Claims::Households` (r:2 w:0)
	/// Proof: `Claims::Households` (`max_values`: None, `max_size`: Some(8), added: 2483, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Revisions` (r:0 w:1)
	/// Proof: `Claims::Revisions` (`max_values`: None, `max_size`: Some(19349), added: 21824, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Replays` (r:0 w:1)
	/// Proof: `Claims::Replays` (`max_values`: None, `max_size`: Some(2102), added: 4577, mode: `MaxEncodedLen`)
	fn void(_l: u32) -> Weight {
		// Measured for 50 lines, with what it replayed: more than any claim needs.
		// Proof size: measured `21097`, estimated `58414`.
		// Shortest run: 422_242_000 picoseconds.
		Weight::from_parts(445_401_000, 58414)
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().writes(8))
	}
	/// Storage: `Claims::Claims` (r:1 w:1)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26237), added: 28712, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Coverages` (r:1 w:0)
	/// Proof: `Claims::Coverages` (`max_values`: None, `max_size`: Some(3797), added: 6272, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Families` (r:1 w:0)
	/// Proof: `Claims::Families` (`max_values`: None, `max_size`: Some(2961), added: 5436, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16030), added: 18505, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Cases` (r:1 w:1)
	/// Proof: `Claims::Cases` (`max_values`: None, `max_size`: Some(1682), added: 4157, mode: `MaxEncodedLen`)
	fn appeal() -> Weight {
		// Proof size: measured `18034`, estimated `29702`.
		// Shortest run: 115_580_000 picoseconds.
		Weight::from_parts(126_918_000, 29702)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Claims::Claims` (r:2 w:1)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26237), added: 28712, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16030), added: 18505, mode: `MaxEncodedLen`)
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
	/// Storage: `Claims::Households` (r:2 w:0)
	/// Proof: `Claims::Households` (`max_values`: None, `max_size`: Some(8), added: 2483, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Revisions` (r:0 w:1)
	/// Proof: `Claims::Revisions` (`max_values`: None, `max_size`: Some(19349), added: 21824, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Replays` (r:0 w:1)
	/// Proof: `Claims::Replays` (`max_values`: None, `max_size`: Some(2102), added: 4577, mode: `MaxEncodedLen`)
	fn decide_appeal(_l: u32) -> Weight {
		// Measured for 50 lines, with what it replayed: more than any claim needs.
		// By hand: the account of the provider, which the benchmark of that run did not count.
		// Proof size: measured `23524`, estimated `58414`.
		// Shortest run: 1_517_348_000 picoseconds.
		Weight::from_parts(1_599_955_000, 58414)
			.saturating_add(T::DbWeight::get().reads(15))
			.saturating_add(T::DbWeight::get().writes(8))
	}
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16030), added: 18505, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Contracts` (r:1 w:1)
	/// Proof: `Claims::Contracts` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Officers` (r:1 w:0)
	/// Proof: `Claims::Officers` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Standings` (r:1 w:0)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Next` (r:1 w:1)
	/// Proof: `Claims::Next` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Claims` (r:64 w:64)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26237), added: 28712, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Remittances` (r:0 w:1)
	/// Proof: `Claims::Remittances` (`max_values`: None, `max_size`: Some(2011), added: 4486, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 64]`.
	fn create_remittance(n: u32) -> Weight {
		// By hand: the account of the provider, which the benchmark of that run did not count.
		// Proof size: measured `9313 + n * (2542 ±0)`, estimated `19495 + n * (28712 ±0)`.
		// Shortest run: 210_584_000 picoseconds.
		Weight::from_parts(218_254_021, 19495)
			// Standard error: 53_932.
			.saturating_add(Weight::from_parts(16_472_453, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(6))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 28712).saturating_mul(n.into()))
	}
	/// Storage: `Claims::Claims` (r:1 w:1)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26237), added: 28712, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16030), added: 18505, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Contracts` (r:1 w:0)
	/// Proof: `Claims::Contracts` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	fn retry_payment() -> Weight {
		// By hand: the account of the provider, which the benchmark of that run did not count.
		// Proof size: measured `15924`, estimated `29702`.
		// Shortest run: 210_655_000 picoseconds.
		Weight::from_parts(226_014_000, 29702)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Claims::Claims` (r:1 w:1)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26237), added: 28712, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16030), added: 18505, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Contracts` (r:1 w:0)
	/// Proof: `Claims::Contracts` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn recover_overpayment() -> Weight {
		// Proof size: measured `15830`, estimated `29702`.
		// Shortest run: 154_522_000 picoseconds.
		Weight::from_parts(164_333_000, 29702)
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
		// Shortest run: 76_517_000 picoseconds.
		Weight::from_parts(82_675_000, 29702)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Claims::Claims` (r:1 w:1)
	/// Proof: `Claims::Claims` (`max_values`: None, `max_size`: Some(26237), added: 28712, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Cases` (r:1 w:0)
	/// Proof: `Claims::Cases` (`max_values`: None, `max_size`: Some(1682), added: 4157, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Plans` (r:1 w:0)
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16030), added: 18505, mode: `MaxEncodedLen`)
	fn close() -> Weight {
		// Proof size: measured `15586`, estimated `29702`.
		// Shortest run: 87_159_000 picoseconds.
		Weight::from_parts(97_738_000, 29702)
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
	fn prune(_r: u32) -> Weight {
		// Measured for eight results: more than any call needs.
		// Proof size: measured `10197`, estimated `175582`.
		// Shortest run: 90_347_000 picoseconds.
		Weight::from_parts(98_448_000, 175582)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(11))
	}
	/// Storage: `Consent::Consents` (r:17 w:0)
	/// Proof: `Consent::Consents` (`max_values`: None, `max_size`: Some(9018), added: 11493, mode: `MaxEncodedLen`)
	/// Storage: `Consent::DomainParameters` (r:1 w:0)
	/// Proof: `Consent::DomainParameters` (`max_values`: Some(1), `max_size`: Some(6), added: 501, mode: `MaxEncodedLen`)
	/// The range of component `c` is `[1, 16]`.
	fn ask_consent(c: u32) -> Weight {
		// Proof size: measured `37 + c * (7211 ±0)`, estimated `12483 + c * (11493 ±0)`.
		// Shortest run: 43_809_000 picoseconds.
		Weight::from_parts(32_927_966, 12483)
			// Standard error: 30_265.
			.saturating_add(Weight::from_parts(23_778_541, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(c.into())))
			.saturating_add(Weight::from_parts(0, 11493).saturating_mul(c.into()))
	}
	/// Storage: `Claims::Prices` (r:1 w:0)
	/// Proof: `Claims::Prices` (`max_values`: None, `max_size`: Some(2329), added: 4804, mode: `MaxEncodedLen`)
	fn load_page() -> Weight {
		// Proof size: measured `2598`, estimated `5794`.
		// Shortest run: 15_814_000 picoseconds.
		Weight::from_parts(17_635_000, 5794).saturating_add(T::DbWeight::get().reads(1))
	}
	/// Storage: `Records::Anchors` (r:1 w:0)
	/// Proof: `Records::Anchors` (`max_values`: None, `max_size`: Some(205), added: 2680, mode: `MaxEncodedLen`)
	fn check_record() -> Weight {
		// Proof size: measured `322`, estimated `3670`.
		// Shortest run: 12_307_000 picoseconds.
		Weight::from_parts(13_651_000, 3670).saturating_add(T::DbWeight::get().reads(1))
	}
	/// Storage: `Claims::Authorisations` (r:1 w:1)
	/// Proof: `Claims::Authorisations` (`max_values`: None, `max_size`: Some(111), added: 2586, mode: `MaxEncodedLen`)
	fn use_authorisation() -> Weight {
		// Proof size: measured `354`, estimated `3576`.
		// Shortest run: 10_512_000 picoseconds.
		Weight::from_parts(12_124_000, 3576)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Claims::Services` (r:1 w:1)
	/// Proof: `Claims::Services` (`max_values`: None, `max_size`: Some(3082), added: 5557, mode: `MaxEncodedLen`)
	fn archive_day() -> Weight {
		// Proof size: measured `3339`, estimated `6547`.
		// Shortest run: 15_997_000 picoseconds.
		Weight::from_parts(17_890_000, 6547)
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
		// Shortest run: 85_272_000 picoseconds.
		Weight::from_parts(91_430_000, 6208)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
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
	/// Proof: `Claims::Plans` (`max_values`: None, `max_size`: Some(16030), added: 18505, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Contracts` (r:1 w:0)
	/// Proof: `Claims::Contracts` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Prices` (r:1 w:0)
	/// Proof: `Claims::Prices` (`max_values`: None, `max_size`: Some(2329), added: 4804, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Services` (r:1 w:0)
	/// Proof: `Claims::Services` (`max_values`: None, `max_size`: Some(3082), added: 5557, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Records::Log` (r:1 w:1)
	/// Proof: `Records::Log` (`max_values`: Some(1), `max_size`: Some(2074), added: 2569, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Revisions` (r:0 w:1)
	/// Proof: `Claims::Revisions` (`max_values`: None, `max_size`: Some(19349), added: 21824, mode: `MaxEncodedLen`)
	/// Storage: `Claims::Replays` (r:0 w:1)
	/// Proof: `Claims::Replays` (`max_values`: None, `max_size`: Some(2102), added: 4577, mode: `MaxEncodedLen`)
	/// The range of component `l` is `[1, 50]`.
	fn replay_claim(l: u32) -> Weight {
		// By hand: the account of the provider, which the benchmark of that run did not count.
		// Proof size: measured `14489 + l * (165 ±0)`, estimated `29702`.
		// Shortest run: 207_862_000 picoseconds.
		Weight::from_parts(190_899_417, 29702)
			// Standard error: 39_885.
			.saturating_add(Weight::from_parts(13_016_254, 0).saturating_mul(l.into()))
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(7))
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
		// Proof size: measured `11018`, estimated `29702`.
		// Shortest run: 108_669_000 picoseconds.
		Weight::from_parts(116_555_000, 29702)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	// The four that follow are estimates: no run has measured them yet.
	fn open_desk() -> Weight {
		Weight::from_parts(50_000_000, 24_000)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	fn hold_promise() -> Weight {
		Weight::from_parts(50_000_000, 8_000)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	fn look_at_claim() -> Weight {
		Weight::from_parts(50_000_000, 35_000).saturating_add(T::DbWeight::get().reads(3))
	}
	fn end_replay() -> Weight {
		Weight::from_parts(50_000_000, 9_000)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Claims::Replays` (r:1 w:0)
	/// Proof: `Claims::Replays` (`max_values`: None, `max_size`: Some(2102), added: 4577, mode: `MaxEncodedLen`)
	fn replay_nothing() -> Weight {
		// Proof size: measured `335`, estimated `5567`.
		// Shortest run: 5_098_000 picoseconds.
		Weight::from_parts(5_916_000, 5567).saturating_add(T::DbWeight::get().reads(1))
	}
}
