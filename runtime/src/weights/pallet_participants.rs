//! Weights of `pallet_participants`, measured. Do not edit: `scripts/benchmark pallet_participants` writes this file.
//!
//! 2026-11-22, AMD EPYC, 20 steps, 10 repeats, benchmark command 64.0.0.

#![allow(clippy::unnecessary_cast, unused_parens, unused_variables)]

use core::marker::PhantomData;
use polkadot_sdk::*;

use frame_support::{traits::Get, weights::Weight};

/// Measured weights of `pallet_participants`.
pub struct WeightInfo<T>(PhantomData<T>);
impl<T: frame_system::Config> pallet_participants::WeightInfo for WeightInfo<T> {
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Standings` (r:1 w:1)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Credentials` (r:0 w:1)
	/// Proof: `Participants::Credentials` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
	fn accredit() -> Weight {
		// Proof size: measured `361`, estimated `3543`.
		// Shortest run: 21_412_000 picoseconds.
		Weight::from_parts(23_775_000, 3543)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Standings` (r:1 w:1)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Credentials` (r:0 w:1)
	/// Proof: `Participants::Credentials` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
	fn amend() -> Weight {
		// Proof size: measured `361`, estimated `3543`.
		// Shortest run: 21_712_000 picoseconds.
		Weight::from_parts(23_946_000, 3543)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Standings` (r:1 w:1)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	fn suspend() -> Weight {
		// Proof size: measured `353`, estimated `3543`.
		// Shortest run: 19_169_000 picoseconds.
		Weight::from_parts(21_412_000, 3543)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Participants::Standings` (r:1 w:1)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	fn reinstate() -> Weight {
		// Proof size: measured `252`, estimated `3543`.
		// Shortest run: 15_924_000 picoseconds.
		Weight::from_parts(17_867_000, 3543)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Participants::Standings` (r:1 w:1)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	fn suspend_role() -> Weight {
		// Proof size: measured `244`, estimated `3543`.
		// Shortest run: 16_084_000 picoseconds.
		Weight::from_parts(17_847_000, 3543)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Participants::Standings` (r:1 w:1)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	fn reinstate_role() -> Weight {
		// Proof size: measured `244`, estimated `3543`.
		// Shortest run: 16_194_000 picoseconds.
		Weight::from_parts(17_787_000, 3543)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Participants::Standings` (r:1 w:1)
	/// Proof: `Participants::Standings` (`max_values`: None, `max_size`: Some(78), added: 2553, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn withdraw() -> Weight {
		// Proof size: measured `353`, estimated `3543`.
		// Shortest run: 21_602_000 picoseconds.
		Weight::from_parts(23_746_000, 3543)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
}
