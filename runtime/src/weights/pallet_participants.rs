//! Weights of `pallet_participants`, measured. Do not edit: `scripts/benchmark pallet_participants` writes this file.
//!
//! 2026-11-28, Intel(R) Xeon(R) Processor, 20 steps, 10 repeats, benchmark command 64.0.0.

#![allow(clippy::unnecessary_cast, unused_parens, unused_variables)]

use core::marker::PhantomData;
use polkadot_sdk::*;

use frame_support::{traits::Get, weights::Weight};

/// Measured weights of `pallet_participants`.
pub struct WeightInfo<T>(PhantomData<T>);
impl<T: frame_system::Config> pallet_participants::WeightInfo for WeightInfo<T> {
	/// Storage: `Participants::Standings` (r:1 w:1)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Credentials` (r:0 w:1)
	/// Proof: `Participants::Credentials` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
	fn accredit() -> Weight {
		// Proof size: measured `252`, estimated `3543`.
		// Shortest run: 26_691_000 picoseconds.
		Weight::from_parts(30_321_000, 3543)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Participants::Standings` (r:1 w:1)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Credentials` (r:0 w:1)
	/// Proof: `Participants::Credentials` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
	fn amend() -> Weight {
		// Proof size: measured `252`, estimated `3543`.
		// Shortest run: 27_354_000 picoseconds.
		Weight::from_parts(31_262_000, 3543)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Participants::Standings` (r:1 w:1)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	fn suspend() -> Weight {
		// Proof size: measured `244`, estimated `3543`.
		// Shortest run: 23_534_000 picoseconds.
		Weight::from_parts(27_434_000, 3543)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Participants::Standings` (r:1 w:1)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	fn reinstate() -> Weight {
		// Proof size: measured `252`, estimated `3543`.
		// Shortest run: 23_149_000 picoseconds.
		Weight::from_parts(26_805_000, 3543)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Participants::Standings` (r:1 w:1)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	fn suspend_role() -> Weight {
		// Proof size: measured `244`, estimated `3543`.
		// Shortest run: 22_798_000 picoseconds.
		Weight::from_parts(26_732_000, 3543)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Participants::Standings` (r:1 w:1)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	fn reinstate_role() -> Weight {
		// Proof size: measured `244`, estimated `3543`.
		// Shortest run: 22_802_000 picoseconds.
		Weight::from_parts(26_233_000, 3543)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Participants::Standings` (r:1 w:1)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	fn withdraw() -> Weight {
		// Proof size: measured `244`, estimated `3543`.
		// Shortest run: 27_174_000 picoseconds.
		Weight::from_parts(30_676_000, 3543)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
}
