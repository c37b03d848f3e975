//! Accumulators: what deductibles, out-of-pocket maximums and benefit limits have used, as one sparse list.

#![allow(clippy::as_conversions, reason = "the derived codecs convert the index of a variant")]

use crate::{
	bounded,
	calendar::Day,
	money::{Amount, MAX_AMOUNT},
};
use bounded_collections::{BoundedVec, ConstU32};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Most tallies of a member or a family.
pub const MAX_TALLIES: u32 = 128;
/// Most effects of one claim.
pub const MAX_EFFECTS: u32 = 128;

/// The time a tally is about.
#[derive(
	Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Window {
	/// A plan year, named by the calendar year it starts in.
	Year(i16),
	/// One day: what rolling windows, benefit periods and visits are summed from.
	Day(Day),
	/// All time.
	Lifetime,
	/// Calendar months together, named by the first of them: see [`month_of`](crate::calendar::month_of).
	Month(i32),
}

/// What a tally counts: a position in one of the plan's lists.
#[derive(
	Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Counter {
	/// A deductible, in minor units.
	Deductible(u8),
	/// An out-of-pocket maximum, in minor units.
	Cap(u8),
	/// A benefit limit, in its own measure.
	Limit(u8),
	/// Days of care of benefit periods, in thousandths, by the first day of each line.
	Care,
	/// Members of a family who met a deductible.
	MetDeductible(u8),
	/// Members of a family who met an out-of-pocket maximum.
	MetCap(u8),
}

bounded! {
	/// One accumulator.
	#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
	pub struct Tally {
		/// What it counts.
		pub counter: Counter,
		/// Over which time.
		pub window: Window,
		/// How much.
		#[codec(compact)]
		pub used: u128,
	}
}

/// Whose accumulator.
#[derive(
	Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Owner {
	/// The member's.
	Member,
	/// The family's.
	Family,
}

/// A change of one accumulator by one claim.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Effect {
	/// Whose.
	pub owner: Owner,
	/// Which.
	pub counter: Counter,
	/// Over which time.
	pub window: Window,
	/// By how much.
	pub amount: Amount,
}

/// Why accumulators cannot be changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum TallyFault {
	/// There is no room for another tally.
	Full,
	/// A tally would fall below zero: something is given back that was never used.
	Below,
	/// A tally would exceed the largest amount.
	TooLarge,
}

/// The accumulators of one member or one family, sorted, without zeroes.
#[derive(Clone, PartialEq, Eq, Debug, Default, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Tallies(BoundedVec<Tally, ConstU32<MAX_TALLIES>>);

impl Tallies {
	/// What a counter has used.
	pub fn used(&self, counter: Counter, window: Window) -> u128 {
		self.place(counter, window)
			.ok()
			.and_then(|at| self.0.get(at))
			.map_or(0, |tally| tally.used)
	}

	/// The tallies of a counter from one window to another.
	pub fn between(&self, counter: Counter, from: Window, to: Window) -> impl Iterator<Item = &Tally> {
		let first = self.place(counter, from).unwrap_or_else(|at| at);
		let rest = self.0.get(first..).unwrap_or_default();
		rest.iter()
			.take_while(move |tally| tally.counter == counter && tally.window <= to)
	}

	/// Every tally.
	pub fn iter(&self) -> impl Iterator<Item = &Tally> {
		self.0.iter()
	}

	/// Whether nothing was ever used.
	pub fn is_empty(&self) -> bool {
		self.0.is_empty()
	}

	/// Adds to a counter, or takes from it.
	pub fn change(&mut self, counter: Counter, window: Window, amount: Amount) -> Result<(), TallyFault> {
		if amount == 0 {
			return Ok(());
		}
		let magnitude = amount.unsigned_abs();
		let up = amount > 0;
		match self.place(counter, window) {
			Ok(at) => {
				let tally = self.0.get_mut(at).ok_or(TallyFault::Full)?;
				let used = if up {
					tally.used.checked_add(magnitude)
				} else {
					tally.used.checked_sub(magnitude)
				};
				tally.used = used.ok_or(if up { TallyFault::TooLarge } else { TallyFault::Below })?;
				if tally.used > MAX_AMOUNT {
					return Err(TallyFault::TooLarge);
				}
				if tally.used == 0 {
					self.0.remove(at);
				}
				Ok(())
			},
			Err(_) if !up => Err(TallyFault::Below),
			Err(_) if magnitude > MAX_AMOUNT => Err(TallyFault::TooLarge),
			Err(at) => self
				.0
				.try_insert(
					at,
					Tally {
						counter,
						window,
						used: magnitude,
					},
				)
				.map_err(|_| TallyFault::Full),
		}
	}

	/// Drops tallies of days before `day`, which no window reaches any more. Visits of a plan year are counted by their
	/// days, so keep the current year.
	pub fn forget_before(&mut self, day: Day) {
		self.0
			.retain(|tally| !matches!(tally.window, Window::Day(d) if d < day));
	}

	fn place(&self, counter: Counter, window: Window) -> Result<usize, usize> {
		self.0
			.binary_search_by(|tally| (tally.counter, tally.window).cmp(&(counter, window)))
	}
}

/// The accumulators a claim works on.
#[derive(Clone, PartialEq, Eq, Debug, Default, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Accumulators {
	/// The member's.
	pub member: Tallies,
	/// The family's; unused for a member covered alone.
	pub family: Tallies,
}

impl Accumulators {
	/// The tallies of an owner.
	pub fn of(&self, owner: Owner) -> &Tallies {
		match owner {
			Owner::Member => &self.member,
			Owner::Family => &self.family,
		}
	}

	/// Applies the effects of an adjudication or of a reversal. On an error nothing may be kept.
	pub fn apply(&mut self, effects: &[Effect]) -> Result<(), TallyFault> {
		// What is given back goes first, so that a full list with a replaced tally still fits.
		for pass in [false, true] {
			for effect in effects.iter().filter(|e| (e.amount > 0) == pass) {
				let tallies = match effect.owner {
					Owner::Member => &mut self.member,
					Owner::Family => &mut self.family,
				};
				tallies.change(effect.counter, effect.window, effect.amount)?;
			}
		}
		Ok(())
	}
}

/// The effects of one claim, sorted by owner, counter and window.
#[derive(Clone, PartialEq, Eq, Debug, Default, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Effects(pub BoundedVec<Effect, ConstU32<MAX_EFFECTS>>);

impl Effects {
	/// The net change of one accumulator so far.
	pub fn of(&self, owner: Owner, counter: Counter, window: Window) -> Amount {
		let found = self.place(owner, counter, window).ok();
		found.and_then(|at| self.0.get(at)).map_or(0, |effect| effect.amount)
	}

	/// The changes of a counter from one window to another.
	pub fn between(&self, owner: Owner, counter: Counter, from: Window, to: Window) -> impl Iterator<Item = &Effect> {
		let first = self.place(owner, counter, from).unwrap_or_else(|at| at);
		let rest = self.0.get(first..).unwrap_or_default();
		rest.iter()
			.take_while(move |e| e.owner == owner && e.counter == counter && e.window <= to)
	}

	/// Adds a change.
	pub fn add(&mut self, owner: Owner, counter: Counter, window: Window, amount: u128) -> Result<(), TallyFault> {
		if amount == 0 {
			return Ok(());
		}
		let amount = Amount::try_from(amount).map_err(|_| TallyFault::TooLarge)?;
		match self.place(owner, counter, window) {
			Ok(at) => {
				let effect = self.0.get_mut(at).ok_or(TallyFault::Full)?;
				effect.amount = effect.amount.checked_add(amount).ok_or(TallyFault::TooLarge)?;
				Ok(())
			},
			Err(at) => {
				let effect = Effect {
					owner,
					counter,
					window,
					amount,
				};
				self.0.try_insert(at, effect).map_err(|_| TallyFault::Full)
			},
		}
	}

	fn place(&self, owner: Owner, counter: Counter, window: Window) -> Result<usize, usize> {
		self.0
			.binary_search_by(|e| (e.owner, e.counter, e.window).cmp(&(owner, counter, window)))
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn tallies_should_be_as_before_when_a_change_is_taken_back() {
		let mut tallies = Tallies::default();
		tallies.change(Counter::Cap(0), Window::Year(2024), 5).unwrap();
		let before = tallies.clone();
		tallies.change(Counter::Deductible(0), Window::Year(2024), 7).unwrap();
		tallies.change(Counter::Cap(0), Window::Year(2024), 2).unwrap();
		tallies.change(Counter::Cap(0), Window::Year(2024), -2).unwrap();
		tallies.change(Counter::Deductible(0), Window::Year(2024), -7).unwrap();
		assert_eq!(tallies, before);
	}

	#[test]
	fn tallies_should_refuse_when_more_is_given_back_than_used() {
		let mut tallies = Tallies::default();
		assert_eq!(
			tallies.change(Counter::Cap(0), Window::Lifetime, -1),
			Err(TallyFault::Below)
		);
		tallies.change(Counter::Cap(0), Window::Lifetime, 1).unwrap();
		assert_eq!(
			tallies.change(Counter::Cap(0), Window::Lifetime, -2),
			Err(TallyFault::Below)
		);
	}

	#[test]
	fn tallies_should_refuse_when_they_are_full() {
		let mut tallies = Tallies::default();
		for day in 0..i32::try_from(MAX_TALLIES).unwrap() {
			tallies.change(Counter::Limit(0), Window::Day(day), 1).unwrap();
		}
		assert_eq!(
			tallies.change(Counter::Limit(1), Window::Day(0), 1),
			Err(TallyFault::Full)
		);
		tallies.forget_before(1);
		assert_eq!(tallies.change(Counter::Limit(1), Window::Day(0), 1), Ok(()));
	}
}
