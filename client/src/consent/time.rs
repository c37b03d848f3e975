//! FHIR dates: what is written, and the seconds it stands for.

use salus_consent_engine::Span;

const DAY: i64 = 86_400;

/// Days from 1970-01-01 to a date of the proleptic Gregorian calendar.
fn days(year: i64, month: i64, day: i64) -> i64 {
	// Years begin in March here, so that the leap day is the last of its year.
	let year = if month <= 2 { year - 1 } else { year };
	let era = year.div_euclid(400);
	let of_era = year.rem_euclid(400);
	let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
	era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The date of a day counted from 1970-01-01.
fn date(days: i64) -> (i64, i64, i64) {
	let shifted = days + 719_468;
	let era = shifted.div_euclid(146_097);
	let of_era = shifted.rem_euclid(146_097);
	let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
	let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	let shifted_month = (5 * of_year + 2) / 153;
	let day = of_year - (153 * shifted_month + 2) / 5 + 1;
	let month = if shifted_month < 10 {
		shifted_month + 3
	} else {
		shifted_month - 9
	};
	(year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

fn length(year: i64, month: i64) -> i64 {
	match month {
		2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
		2 => 28,
		4 | 6 | 9 | 11 => 30,
		_ => 31,
	}
}

/// Exactly `digits` decimal digits.
fn number(text: &str, digits: usize) -> Option<i64> {
	(text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit()))
		.then(|| text.parse().ok())
		.flatten()
}

/// The seconds that a FHIR `date`, `dateTime` or `instant` stands for: a year, a month, a day or a second. A date without
/// a zone is in UTC.
pub fn parse(text: &str) -> Result<Span, String> {
	let refused =
		|| format!("`{text}` is not a date: use YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss with Z or ±hh:mm");
	let whole = |from: i64, until: i64| Span {
		from: Some(from),
		until: Some(until),
	};
	let (calendar, clock) = match text.split_once(['T', 't']) {
		Some((calendar, clock)) => (calendar, Some(clock)),
		None => (text, None),
	};
	let mut parts = calendar.split('-');
	let year = parts
		.next()
		.and_then(|part| number(part, 4))
		.filter(|year| *year > 0)
		.ok_or_else(refused)?;
	let month = parts
		.next()
		.map(|part| number(part, 2).ok_or_else(refused))
		.transpose()?;
	let day = parts
		.next()
		.map(|part| number(part, 2).ok_or_else(refused))
		.transpose()?;
	if parts.next().is_some() || month.is_some_and(|month| !(1..=12).contains(&month)) {
		return Err(refused());
	}
	let (month, day) = match (month, day, clock) {
		(None, _, None) => return Ok(whole(days(year, 1, 1) * DAY, days(year + 1, 1, 1) * DAY)),
		(Some(month), None, None) => {
			let start = days(year, month, 1);
			return Ok(whole(start * DAY, (start + length(year, month)) * DAY));
		},
		(Some(month), Some(day), _) if (1..=length(year, month)).contains(&day) => (month, day),
		_ => return Err(refused()),
	};
	let start = days(year, month, day) * DAY;
	let Some(clock) = clock else {
		return Ok(whole(start, start + DAY));
	};
	let at = clock.find(['Z', 'z', '+', '-']).unwrap_or(clock.len());
	let (clock, zone) = (clock.get(..at).unwrap_or(""), clock.get(at..).unwrap_or(""));
	let offset = match zone.as_bytes() {
		[] | [b'Z' | b'z'] => 0,
		[sign, _, _, b':', _, _] => {
			let hours = zone
				.get(1..3)
				.and_then(|part| number(part, 2))
				.filter(|hours| *hours <= 14);
			let minutes = zone
				.get(4..6)
				.and_then(|part| number(part, 2))
				.filter(|minutes| *minutes < 60);
			let offset = hours
				.zip(minutes)
				.map(|(hours, minutes)| hours * 3_600 + minutes * 60)
				.ok_or_else(refused)?;
			if *sign == b'-' {
				-offset
			} else {
				offset
			}
		},
		_ => return Err(refused()),
	};
	let mut parts = clock.split(':');
	let mut part = || parts.next();
	let hours = part()
		.and_then(|part| number(part, 2))
		.filter(|hours| *hours < 24)
		.ok_or_else(refused)?;
	let minutes = part()
		.and_then(|part| number(part, 2))
		.filter(|minutes| *minutes < 60)
		.ok_or_else(refused)?;
	let seconds = match part() {
		None => None,
		Some(text) => {
			let (seconds, fraction) = text
				.split_once('.')
				.map_or((text, None), |(whole, rest)| (whole, Some(rest)));
			let fine = fraction.is_none_or(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()));
			// A leap second is the last second of its minute.
			Some(
				number(seconds, 2)
					.filter(|seconds| fine && *seconds <= 60)
					.ok_or_else(refused)?
					.min(59),
			)
		},
	};
	if part().is_some() {
		return Err(refused());
	}
	let second = start + hours * 3_600 + minutes * 60 - offset;
	Ok(match seconds {
		Some(seconds) => whole(second + seconds, second + seconds + 1),
		None => whole(second, second + 60),
	})
}

/// A second as FHIR writes it: a day if it is the first of one, else to the second in UTC.
pub fn write_start(second: i64) -> String {
	if second.rem_euclid(DAY) == 0 {
		write_day(second.div_euclid(DAY))
	} else {
		write_second(second)
	}
}

/// The last moment before a second, as the inclusive end of a FHIR period.
pub fn write_end(until: i64) -> String {
	if until.rem_euclid(DAY) == 0 {
		write_day(until.div_euclid(DAY) - 1)
	} else {
		write_second(until - 1)
	}
}

fn write_day(number: i64) -> String {
	let (year, month, day) = date(number);
	format!("{year:04}-{month:02}-{day:02}")
}

/// A second in UTC.
pub fn write_second(second: i64) -> String {
	let of_day = second.rem_euclid(DAY);
	let (hours, minutes, seconds) = (of_day / 3_600, of_day / 60 % 60, of_day % 60);
	format!(
		"{}T{hours:02}:{minutes:02}:{seconds:02}Z",
		write_day(second.div_euclid(DAY))
	)
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	fn seconds(text: &str) -> (i64, i64) {
		let span = parse(text).unwrap();
		(span.from.unwrap(), span.until.unwrap())
	}

	#[test]
	fn parse_should_give_all_seconds_of_what_is_written() {
		assert_eq!(seconds("1970"), (0, 365 * DAY));
		assert_eq!(seconds("1970-02"), (31 * DAY, 59 * DAY));
		assert_eq!(seconds("2000-02-29"), (951_782_400, 951_868_800));
		assert_eq!(seconds("2026-01-31T00:00:00Z"), (1_769_817_600, 1_769_817_601));
		assert_eq!(seconds("2016-06-23T17:02:33+10:00"), seconds("2016-06-23T07:02:33Z"));
		assert_eq!(seconds("2020-05-29T16:34:28.273Z"), seconds("2020-05-29T16:34:28Z"));
		assert_eq!(seconds("2016-12-31T23:59:60Z"), seconds("2016-12-31T23:59:59Z"));
		assert_eq!(seconds("1969-12-31T23:59:59Z"), (-1, 0));
	}

	#[test]
	fn parse_should_refuse_what_no_calendar_has() {
		for text in [
			"",
			"0000",
			"26",
			"2026-1",
			"2026-13",
			"2026-02-30",
			"2025-02-29",
			"1900-02-29",
			"2026-01-01T24:00:00Z",
			"2026-01-01T00:60:00Z",
			"2026-01-01T00:00:61Z",
			"2026-01-01T00:00:00+1:00",
			"2026-01-01T00:00:00+15:00",
			"2026T00:00:00Z",
			"2026-01-01T",
			"2026-01-01T00:00:00.Z",
			"2026-01-01-01",
			"tomorrow",
			"2026-01-01T00:00:00é",
		] {
			assert!(parse(text).is_err(), "{text}");
		}
	}

	proptest! {
		#![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

		#[test]
		fn days_should_be_the_inverse_of_date(number in -719_162i64..2_932_896) {
			let (year, month, day) = date(number);
			prop_assert_eq!(days(year, month, day), number);
			let text = write_day(number);
			prop_assert_eq!(seconds(&text), (number * DAY, (number + 1) * DAY));
			prop_assert_eq!(write_end((number + 1) * DAY), text.clone());
			prop_assert_eq!(write_start(number * DAY), text);
		}

		#[test]
		fn parse_should_not_panic(text in "[0-9TZ:+.é-]{0,26}") {
			let _ = parse(&text);
		}
	}
}
