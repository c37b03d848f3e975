//! Amounts, rates, units and how they are rounded.

#![allow(clippy::as_conversions, reason = "the derived codecs convert the index of a variant")]

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// An amount as somebody states it: minor units of the plan's currency (cents for USD), never negative.
pub type Money = u128;

/// An amount in a result: minor units, negative in a reversal.
pub type Amount = i128;

/// Service units in thousandths: `1_000` is one unit, `500` is half a unit.
pub type Units = u64;

/// One unit of service.
pub const ONE_UNIT: Units = 1_000;

/// Most units one line may carry: a million.
pub const MAX_UNITS: Units = 1_000_000_000;

/// Largest amount that is accepted anywhere: 10^24 minor units. A price at this bound times the most units fits 128 bits, and
/// [`mul_div`] computes with twice as many, so that arithmetic within the bounds cannot overflow.
pub const MAX_AMOUNT: Money = 1_000_000_000_000_000_000_000_000;

/// The whole, in basis points.
pub const WHOLE: u32 = 10_000;

/// What happens to the part of an amount below one minor unit.
#[derive(
	Clone, Copy, PartialEq, Eq, Debug, Default, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Rounding {
	/// To the nearest; a tie goes up.
	#[default]
	HalfUp,
	/// To the nearest; a tie goes to the even neighbour.
	HalfEven,
	/// Dropped.
	Truncate,
}

/// `a × b ÷ divisor`, rounded; `None` on overflow or a zero divisor.
pub fn mul_div(a: u128, b: u128, divisor: u128, rounding: Rounding) -> Option<u128> {
	let (quotient, rest) = match a.checked_mul(b) {
		// A division of 128 bits costs ten times one of 64 bits, and nearly every amount fits 64.
		Some(product) => match (u64::try_from(product), u64::try_from(divisor)) {
			(Ok(small), Ok(by)) => (u128::from(small.checked_div(by)?), u128::from(small.checked_rem(by)?)),
			_ => (product.checked_div(divisor)?, product.checked_rem(divisor)?),
		},
		None => wide_mul_div(a, b, divisor)?,
	};
	let up = match rounding {
		Rounding::Truncate => false,
		// `rest ≥ divisor − rest` is `2 × rest ≥ divisor` without the overflow.
		Rounding::HalfUp => rest > 0 && rest >= divisor.checked_sub(rest)?,
		Rounding::HalfEven => {
			let other = divisor.checked_sub(rest)?;
			rest > other || (rest == other && quotient & 1 == 1)
		},
	};
	quotient.checked_add(u128::from(up))
}

/// `a × b` divided by `divisor`, and the rest, when the product does not fit 128 bits: `a` is added for each bit of `b`, the
/// highest first, while quotient and rest are kept apart. `None` if the quotient does not fit.
fn wide_mul_div(a: u128, b: u128, divisor: u128) -> Option<(u128, u128)> {
	let (whole, part) = (a.checked_div(divisor)?, a.checked_rem(divisor)?);
	let (mut quotient, mut rest) = (0u128, 0u128);
	// `x + y` modulo the divisor, both below it, and what is carried.
	let add = |x: u128, y: u128| -> Option<(u128, u128)> {
		let room = divisor.checked_sub(x)?;
		Some(match y.checked_sub(room) {
			Some(over) => (1, over),
			None => (0, x.checked_add(y)?),
		})
	};
	for bit in (0..u128::BITS).rev() {
		let (carry, twice) = add(rest, rest)?;
		quotient = quotient.checked_mul(2)?.checked_add(carry)?;
		rest = twice;
		if b.checked_shr(bit)? & 1 == 1 {
			let (carry, sum) = add(rest, part)?;
			quotient = quotient.checked_add(whole)?.checked_add(carry)?;
			rest = sum;
		}
	}
	Some((quotient, rest))
}

/// `rate` basis points of `amount`.
pub fn share(amount: Money, rate: u32, rounding: Rounding) -> Option<Money> {
	match rate {
		0 => Some(0),
		WHOLE => Some(amount),
		_ => mul_div(amount, u128::from(rate), u128::from(WHOLE), rounding),
	}
}

/// `price` for each of `units`.
pub fn times(price: Money, units: Units, rounding: Rounding) -> Option<Money> {
	if units == ONE_UNIT {
		return Some(price);
	}
	mul_div(price, u128::from(units), u128::from(ONE_UNIT), rounding)
}

/// Splits `total` over weights so that the parts sum to it exactly.
///
/// Part *i* is ⌊total × W(i) ÷ W⌋ − ⌊total × W(i−1) ÷ W⌋ with W(i) the running sum, so no part exceeds its weight as
/// long as `total` does not exceed the sum of the weights.
pub struct Spread {
	total: u128,
	weights: u128,
	seen: u128,
	given: u128,
}

impl Spread {
	/// Starts a split of `total` over weights that sum to `weights`.
	pub fn new(total: u128, weights: u128) -> Self {
		Self {
			total,
			weights,
			seen: 0,
			given: 0,
		}
	}

	/// The part for the next weight.
	pub fn next(&mut self, weight: u128) -> Option<u128> {
		self.seen = self.seen.checked_add(weight)?;
		if self.weights == 0 {
			return Some(0);
		}
		let upto = mul_div(self.total, self.seen, self.weights, Rounding::Truncate)?;
		let part = upto.checked_sub(self.given)?;
		self.given = upto;
		Some(part)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn mul_div_should_follow_the_mode_when_there_is_a_tie() {
		assert_eq!(mul_div(5, 1, 2, Rounding::HalfUp), Some(3));
		assert_eq!(mul_div(5, 1, 2, Rounding::HalfEven), Some(2));
		assert_eq!(mul_div(7, 1, 2, Rounding::HalfEven), Some(4));
		assert_eq!(mul_div(7, 1, 2, Rounding::Truncate), Some(3));
		assert_eq!(mul_div(1, 1, 3, Rounding::HalfUp), Some(0));
		assert_eq!(mul_div(2, 1, 3, Rounding::HalfEven), Some(1));
	}

	#[test]
	fn mul_div_should_answer_nothing_when_it_overflows_or_divides_by_zero() {
		assert_eq!(mul_div(u128::MAX, 2, 1, Rounding::HalfUp), None);
		assert_eq!(mul_div(1, 1, 0, Rounding::HalfUp), None);
	}

	#[test]
	fn mul_div_should_not_overflow_when_only_the_product_does() {
		assert_eq!(
			mul_div(MAX_AMOUNT, MAX_AMOUNT, MAX_AMOUNT, Rounding::Truncate),
			Some(MAX_AMOUNT)
		);
		assert_eq!(
			mul_div(u128::MAX, u128::MAX, u128::MAX, Rounding::HalfUp),
			Some(u128::MAX)
		);
		assert_eq!(mul_div(u128::MAX, 2, 4, Rounding::HalfUp), Some(1 << 127));
		assert_eq!(mul_div(u128::MAX, 2, 4, Rounding::Truncate), Some((1 << 127) - 1));
		let mut spread = Spread::new(MAX_AMOUNT, 3 * MAX_AMOUNT);
		let parts: Vec<_> = (0..3).map(|_| spread.next(MAX_AMOUNT).unwrap()).collect();
		assert_eq!(parts.iter().sum::<u128>(), MAX_AMOUNT);
		// Against products that fit.
		for (a, b, divisor) in [(1 << 70, 12_345, 678), (u128::MAX / 7, 7, 1 << 90), (5, 0, 3)] {
			assert_eq!(wide_mul_div(a, b, divisor), Some((a * b / divisor, a * b % divisor)));
		}
	}

	#[test]
	fn mul_div_should_agree_with_itself_when_the_product_leaves_64_bits() {
		let big = u128::from(u64::MAX);
		assert_eq!(mul_div(big, 10, 10, Rounding::HalfUp), Some(big));
		assert_eq!(mul_div(big, 3, 2, Rounding::HalfUp), Some(big + big / 2 + 1));
	}

	#[test]
	fn spread_should_sum_to_the_total_when_weights_do_not_divide_it() {
		let weights = [3u128, 3, 1];
		let mut spread = Spread::new(5, 7);
		let parts: [u128; 3] = weights.map(|w| spread.next(w).unwrap());
		assert_eq!(parts.iter().sum::<u128>(), 5);
		assert!(parts.iter().zip(weights).all(|(part, weight)| *part <= weight));
	}
}
