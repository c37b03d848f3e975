//! Days and plan years (proleptic Gregorian calendar, integers only).

#![allow(clippy::as_conversions, reason = "the derived codecs convert the index of a variant")]

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Days since 1970-01-01.
pub type Day = i32;

/// A length of time in a plan's rule.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Period {
	/// Calendar days.
	Days(u16),
	/// Calendar months: the same day of a later month, or its last day.
	Months(u16),
}

/// The day of the year on which a plan year starts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct YearStart {
	/// 1 to 12.
	pub month: u8,
	/// 1 to 31.
	pub day: u8,
}

impl Default for YearStart {
	fn default() -> Self {
		Self { month: 1, day: 1 }
	}
}

/// Year, month and day of a day.
pub fn date_of(day: Day) -> (i32, u8, u8) {
	// Counting from 0000-03-01 puts the leap day at the end of a year; an era is 400 years.
	let z = i64::from(day).saturating_add(719_468);
	let era = z.div_euclid(146_097);
	let of_era = z.rem_euclid(146_097);
	let year_of_era = (of_era
		.saturating_sub(of_era / 1_460)
		.saturating_add(of_era / 36_524)
		.saturating_sub(of_era / 146_096))
		/ 365;
	let start = year_of_era
		.saturating_mul(365)
		.saturating_add(year_of_era / 4)
		.saturating_sub(year_of_era / 100);
	let of_year = of_era.saturating_sub(start);
	let shifted = of_year.saturating_mul(5).saturating_add(2) / 153;
	let day_of_month = of_year
		.saturating_sub(shifted.saturating_mul(153).saturating_add(2) / 5)
		.saturating_add(1);
	let month = if shifted < 10 {
		shifted.saturating_add(3)
	} else {
		shifted.saturating_sub(9)
	};
	let year = era
		.saturating_mul(400)
		.saturating_add(year_of_era)
		.saturating_add(i64::from(month <= 2));
	(
		i32::try_from(year).unwrap_or(i32::MAX),
		u8::try_from(month).unwrap_or(1),
		u8::try_from(day_of_month).unwrap_or(1),
	)
}

/// Whether a year has a 29 February.
pub fn is_leap(year: i32) -> bool {
	year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0)
}

/// Days of a month.
pub fn days_in(year: i32, month: u8) -> u8 {
	match month {
		2 if is_leap(year) => 29,
		2 => 28,
		4 | 6 | 9 | 11 => 30,
		_ => 31,
	}
}

/// The day of a date, or `None` when there is no such date.
pub fn day_of(year: i32, month: u8, day: u8) -> Option<Day> {
	if !(1..=12).contains(&month) || day == 0 || day > days_in(year, month) {
		return None;
	}
	let y = i64::from(year).saturating_sub(i64::from(month <= 2));
	let era = y.div_euclid(400);
	let year_of_era = y.rem_euclid(400);
	let shifted = (i64::from(month).saturating_add(9)).rem_euclid(12);
	let of_year = (shifted.saturating_mul(153).saturating_add(2) / 5)
		.saturating_add(i64::from(day))
		.saturating_sub(1);
	let of_era = year_of_era
		.saturating_mul(365)
		.saturating_add(year_of_era / 4)
		.saturating_sub(year_of_era / 100)
		.saturating_add(of_year);
	Day::try_from(
		era.saturating_mul(146_097)
			.saturating_add(of_era)
			.saturating_sub(719_468),
	)
	.ok()
}

/// The last day of a period that starts on `day` when `day` itself does not count.
pub fn after(day: Day, period: Period) -> Day {
	match period {
		Period::Days(days) => day.saturating_add(i32::from(days)),
		Period::Months(months) => {
			let (year, month, of_month) = date_of(day);
			let count = i32::from(month).saturating_sub(1).saturating_add(i32::from(months));
			let year = year.saturating_add(count.div_euclid(12));
			let month = u8::try_from(count.rem_euclid(12)).unwrap_or(0).saturating_add(1);
			day_of(year, month, of_month.min(days_in(year, month))).unwrap_or(Day::MAX)
		},
	}
}

/// The plan year of a day, named by the calendar year it starts in.
pub fn plan_year(day: Day, start: YearStart) -> i16 {
	plan_year_of(date_of(day), start)
}

fn plan_year_of((year, month, of_month): (i32, u8, u8), start: YearStart) -> i16 {
	let before = (month, of_month) < (start.month, start.day);
	i16::try_from(year.saturating_sub(i32::from(before))).unwrap_or(i16::MAX)
}

/// Plan year and month of a day at once: see [`plan_year`] and [`month_of`].
pub fn year_and_month(day: Day, start: YearStart) -> (i16, i32) {
	let date = date_of(day);
	(plan_year_of(date, start), month_of_date(date))
}

/// The month of a day: months since January 1970.
pub fn month_of(day: Day) -> i32 {
	month_of_date(date_of(day))
}

fn month_of_date((year, month, _): (i32, u8, u8)) -> i32 {
	year.saturating_sub(1970)
		.saturating_mul(12)
		.saturating_add(i32::from(month))
		.saturating_sub(1)
}

/// Year and month of what [`month_of`] answers.
pub fn month_parts(month: i32) -> (i32, u8) {
	let of_year = month.rem_euclid(12).saturating_add(1);
	(
		month.div_euclid(12).saturating_add(1970),
		u8::try_from(of_year).unwrap_or(1),
	)
}

/// The first day of a period that ends on `day`.
pub fn first_of(day: Day, period: Period) -> Day {
	match period {
		Period::Days(days) => day.saturating_sub(i32::from(days)).saturating_add(1),
		Period::Months(months) => {
			let (_, _, of_month) = date_of(day);
			let (year, month) = month_parts(month_of(day).saturating_sub(i32::from(months)));
			let back = day_of(year, month, of_month.min(days_in(year, month))).unwrap_or(Day::MIN);
			back.saturating_add(1)
		},
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn day_of_should_undo_date_of_when_the_date_exists() {
		for day in -200_000..200_000 {
			let (year, month, of_month) = date_of(day);
			assert_eq!(day_of(year, month, of_month), Some(day));
		}
		assert_eq!(date_of(0), (1970, 1, 1));
		assert_eq!(day_of(2000, 2, 29), Some(11_016));
	}

	#[test]
	fn day_of_should_answer_nothing_when_there_is_no_such_date() {
		assert_eq!(day_of(2023, 2, 29), None);
		assert_eq!(day_of(2023, 13, 1), None);
		assert_eq!(day_of(2023, 4, 31), None);
		assert_eq!(day_of(2023, 1, 0), None);
	}

	#[test]
	fn after_should_clip_to_the_last_day_when_the_month_is_shorter() {
		let start = day_of(2024, 1, 31).unwrap();
		assert_eq!(date_of(after(start, Period::Months(1))), (2024, 2, 29));
		assert_eq!(date_of(after(start, Period::Months(12))), (2025, 1, 31));
		assert_eq!(date_of(after(start, Period::Days(1))), (2024, 2, 1));
	}

	#[test]
	fn first_of_should_be_the_day_after_the_same_day_when_it_goes_back_by_months() {
		let end = day_of(2026, 3, 31).unwrap();
		assert_eq!(date_of(first_of(end, Period::Months(1))), (2026, 3, 1));
		assert_eq!(date_of(first_of(end, Period::Months(24))), (2024, 4, 1));
		assert_eq!(date_of(first_of(end, Period::Days(31))), (2026, 3, 1));
		assert_eq!(month_parts(month_of(end)), (2026, 3));
		assert_eq!(month_parts(month_of(-1)), (1969, 12));
	}

	#[test]
	fn plan_year_should_start_on_its_day_when_it_is_not_the_calendar_year() {
		let start = YearStart { month: 7, day: 1 };
		assert_eq!(plan_year(day_of(2024, 6, 30).unwrap(), start), 2023);
		assert_eq!(plan_year(day_of(2024, 7, 1).unwrap(), start), 2024);
	}
}
