//! Interest on clean claims that are paid late: Medicare Claims Processing Manual (100-04), chapter 1, §80.2.2.

use crate::{
	calendar::{date_of, is_leap, Day},
	money::{mul_div, Money, Rounding},
	plan::PromptPay,
};

/// Interest due with a payment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Interest {
	/// Days it runs: from the day after payment was due through the day of payment.
	pub days: u32,
	/// The amount.
	pub amount: Money,
}

/// Interest on the net payment of a clean claim: payment × rate × days ÷ days of the year, to the nearest minor unit.
///
/// Nothing is due on or before the last day of the ceiling, which is counted from the day after receipt, nor on a claim
/// that pays nothing. `rate` is the one in force on the day of payment. `None` on overflow.
pub fn interest(net: Money, terms: &PromptPay, received: Day, paid: Day) -> Option<Interest> {
	let due = received.checked_add(i32::from(terms.ceiling))?;
	let days = u32::try_from(paid.checked_sub(due)?).unwrap_or(0);
	if days == 0 || net == 0 {
		return Some(Interest { days: 0, amount: 0 });
	}
	let year = match terms.year {
		0 if is_leap(date_of(paid).0) => 366,
		0 => 365,
		days => u128::from(days),
	};
	let yearly = u128::from(terms.rate).checked_mul(u128::from(days))?;
	let amount = mul_div(net, yearly, year.checked_mul(1_000_000)?, Rounding::HalfUp)?;
	Some(Interest { days, amount })
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::calendar::day_of;

	const TERMS: PromptPay = PromptPay {
		ceiling: 30,
		rate: 56_250,
		year: 0,
	};

	/// §80.2.2: a clean claim received on 1 October 1993 must have been paid before the end of business of 31 October.
	#[test]
	fn interest_should_be_nothing_when_paid_on_the_last_day_of_the_ceiling() {
		let received = day_of(1993, 10, 1).unwrap();
		let on_time = interest(10_000, &TERMS, received, day_of(1993, 10, 31).unwrap()).unwrap();
		assert_eq!(on_time, Interest { days: 0, amount: 0 });
		let late = interest(10_000, &TERMS, received, day_of(1993, 11, 1).unwrap()).unwrap();
		assert_eq!(late, Interest { days: 1, amount: 2 });
	}

	/// §80.2.2: $100 at 5.625 % two days late is 100 × .05625 × 2 ÷ 365 = .0308, so 3 cents.
	#[test]
	fn interest_should_be_three_cents_when_a_hundred_dollars_are_two_days_late() {
		let received = day_of(2001, 11, 1).unwrap();
		let late = interest(10_000, &TERMS, received, day_of(2001, 12, 3).unwrap()).unwrap();
		assert_eq!(late, Interest { days: 2, amount: 3 });
	}

	#[test]
	fn interest_should_use_366_days_when_the_payment_year_is_a_leap_year() {
		let received = day_of(2024, 1, 1).unwrap();
		let paid = received + 30 + 366;
		let terms = PromptPay { rate: 100_000, ..TERMS };
		// 396 days after 1 January 2024 is 31 January 2025: a year of 365 days.
		assert_eq!(interest(36_500, &terms, received, paid).unwrap().amount, 3_660);
		let paid = day_of(2024, 12, 31).unwrap();
		assert_eq!(
			interest(36_600, &terms, received, paid).unwrap(),
			Interest {
				days: 335,
				amount: 3_350
			}
		);
	}
}
