//! Exact money and quantities. X12 element type `R` is a decimal text; nothing here ever becomes a float.

use std::{
	fmt,
	iter::Sum,
	ops::{Add, AddAssign, Neg, Sub, SubAssign},
};

/// Digits that a decimal element (X12 type `R`) may have at most, sign and decimal point not counted.
pub const MAX_DIGITS: usize = 18;

/// Why a text is not a number of X12 type `R`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberError {
	/// Nothing but a sign or a point.
	NoDigits,
	/// A character that is neither a digit, the leading minus nor the decimal point.
	NotDecimal,
	/// Larger than an X12 decimal may be.
	TooManyDigits,
	/// A part of a minor unit (more than two decimals that are not zero).
	PartOfMinorUnit,
}

impl fmt::Display for NumberError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(match self {
			Self::NoDigits => "it has no digits",
			Self::NotDecimal => "it may hold digits, one leading '-' and one '.' only (no '+', ',', space or exponent)",
			Self::TooManyDigits => "it has more than 18 digits",
			Self::PartOfMinorUnit => "it has more than two decimals",
		})
	}
}

impl std::error::Error for NumberError {}

/// Sign, digits before and digits after the point, zeros that say nothing removed.
fn split(text: &str) -> Result<(bool, &str, &str), NumberError> {
	let (negative, digits) = match text.strip_prefix('-') {
		Some(rest) => (true, rest),
		None => (false, text),
	};
	let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
	if whole.is_empty() && fraction.is_empty() {
		return Err(NumberError::NoDigits);
	}
	if !whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit()) {
		return Err(NumberError::NotDecimal);
	}
	let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
	if whole.len() + fraction.len() > MAX_DIGITS {
		return Err(NumberError::TooManyDigits);
	}
	Ok((negative, whole, fraction))
}

/// Digits only, at most [`MAX_DIGITS`] + 2 of them: fits.
fn integer<'a>(digits: impl Iterator<Item = &'a u8>) -> i128 {
	digits.fold(0, |value: i128, digit| value * 10 + i128::from(digit - b'0'))
}

/// An amount of money in minor units (cents), exact.
///
/// X12 gives it as a decimal with an implied currency of two decimals: `100`, `100.5`, `100.00`, `.5` and `-3` are
/// all fine, `1e2`, `1,000`, `+1` and `1.005` are not. Sums saturate instead of wrapping; what [`Amount::parse`] reads
/// has at most 18 digits, so 10^18 of them fit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(i128);

impl Amount {
	/// Nothing.
	pub const ZERO: Self = Self(0);

	/// From minor units (cents).
	pub const fn from_minor(minor: i128) -> Self {
		Self(minor)
	}

	/// In minor units (cents).
	pub const fn minor(self) -> i128 {
		self.0
	}

	/// Reads an X12 decimal.
	pub fn parse(text: &str) -> Result<Self, NumberError> {
		let (negative, whole, fraction) = split(text)?;
		if fraction.len() > 2 {
			return Err(NumberError::PartOfMinorUnit);
		}
		let padding = if fraction.len() == 1 {
			"0"
		} else if fraction.is_empty() {
			"00"
		} else {
			""
		};
		let minor = integer(
			whole
				.as_bytes()
				.iter()
				.chain(fraction.as_bytes())
				.chain(padding.as_bytes()),
		);
		Ok(Self(if negative { -minor } else { minor }))
	}

	/// Whether it is zero.
	pub const fn is_zero(self) -> bool {
		self.0 == 0
	}

	/// Whether it is below zero.
	pub const fn is_negative(self) -> bool {
		self.0 < 0
	}

	/// As an X12 element: no trailing zeros, no needless point (`100`, `100.5`, `-0.75`).
	pub fn to_element(self) -> String {
		let text = self.to_string();
		match text.strip_suffix(".00") {
			Some(whole) => whole.into(),
			None => text.trim_end_matches('0').into(),
		}
	}

	/// Whether an X12 element can carry it.
	pub const fn fits_element(self) -> bool {
		// 18 digits, of which two may be the cents.
		self.0.unsigned_abs() < 10_u128.pow(18)
	}
}

/// With two decimals: `1234.50`.
impl fmt::Display for Amount {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		let sign = if self.0 < 0 { "-" } else { "" };
		let minor = self.0.unsigned_abs();
		f.pad(&format!("{sign}{}.{:02}", minor / 100, minor % 100))
	}
}

impl serde::Serialize for Amount {
	fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
		serializer.collect_str(self)
	}
}

impl Add for Amount {
	type Output = Self;
	fn add(self, other: Self) -> Self {
		Self(self.0.saturating_add(other.0))
	}
}

impl AddAssign for Amount {
	fn add_assign(&mut self, other: Self) {
		*self = *self + other;
	}
}

impl Sub for Amount {
	type Output = Self;
	fn sub(self, other: Self) -> Self {
		Self(self.0.saturating_sub(other.0))
	}
}

impl SubAssign for Amount {
	fn sub_assign(&mut self, other: Self) {
		*self = *self - other;
	}
}

impl Neg for Amount {
	type Output = Self;
	fn neg(self) -> Self {
		Self(self.0.saturating_neg())
	}
}

impl Sum for Amount {
	fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
		amounts.fold(Self::ZERO, Add::add)
	}
}

/// An exact decimal that is not money: units of service, a DRG weight, a percentage.
///
/// Normalised: `1.50` and `1.5` are the same value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Decimal {
	mantissa: i64,
	scale: u8,
}

impl Decimal {
	/// `mantissa / 10^scale`; `None` when an X12 decimal cannot carry it.
	pub fn new(mut mantissa: i64, mut scale: u8) -> Option<Self> {
		while scale > 0 && mantissa % 10 == 0 {
			mantissa /= 10;
			scale -= 1;
		}
		let digits = usize::from(scale).max(
			mantissa
				.unsigned_abs()
				.checked_ilog10()
				.map_or(0, |log| log as usize + 1),
		);
		(digits <= MAX_DIGITS).then_some(Self { mantissa, scale })
	}

	/// Reads an X12 decimal.
	pub fn parse(text: &str) -> Result<Self, NumberError> {
		let (negative, whole, fraction) = split(text)?;
		let value = integer(whole.as_bytes().iter().chain(fraction.as_bytes()));
		let mantissa = i64::try_from(if negative { -value } else { value }).map_err(|_| NumberError::TooManyDigits)?;
		let scale = u8::try_from(fraction.len()).map_err(|_| NumberError::TooManyDigits)?;
		Self::new(mantissa, scale).ok_or(NumberError::TooManyDigits)
	}

	/// The value is `mantissa / 10^scale`; `scale` is the smallest that holds it exactly, at most 18.
	pub const fn parts(self) -> (i64, u8) {
		(self.mantissa, self.scale)
	}

	/// The value when it is a whole number.
	pub const fn whole(self) -> Option<i64> {
		if self.scale == 0 {
			Some(self.mantissa)
		} else {
			None
		}
	}

	/// The same number of minor units, if it has no part of one.
	pub fn to_amount(self) -> Option<Amount> {
		Amount::parse(&self.to_string()).ok()
	}
}

/// Shortest exact form: `12`, `0.5`, `-1.25`.
impl fmt::Display for Decimal {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		let sign = if self.mantissa < 0 { "-" } else { "" };
		let digits = self.mantissa.unsigned_abs();
		if self.scale == 0 {
			return write!(f, "{sign}{digits}");
		}
		let unit = 10_u64.pow(u32::from(self.scale));
		write!(
			f,
			"{sign}{}.{:0width$}",
			digits / unit,
			digits % unit,
			width = usize::from(self.scale)
		)
	}
}

impl From<u32> for Decimal {
	fn from(whole: u32) -> Self {
		Self {
			mantissa: i64::from(whole),
			scale: 0,
		}
	}
}

impl serde::Serialize for Decimal {
	fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
		serializer.collect_str(self)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn amount_should_be_exact_when_written_in_any_form_of_x12() {
		for (text, minor) in [
			("100", 10_000),
			("100.5", 10_050),
			("100.00", 10_000),
			("100.", 10_000),
			(".5", 50),
			("-3", -300),
			("-.05", -5),
			("0", 0),
			("-0", 0),
			("0000000000000000000012.30", 1_230),
			("1.5000", 150),
			("999999999999999999", 99_999_999_999_999_999_900),
		] {
			assert_eq!(Amount::parse(text), Ok(Amount::from_minor(minor)), "{text}");
		}
	}

	#[test]
	fn amount_should_be_refused_when_it_is_not_a_decimal_of_two_places() {
		for (text, error) in [
			("", NumberError::NoDigits),
			("-", NumberError::NoDigits),
			(".", NumberError::NoDigits),
			("1e2", NumberError::NotDecimal),
			("+1", NumberError::NotDecimal),
			("1,000", NumberError::NotDecimal),
			("1 ", NumberError::NotDecimal),
			("--1", NumberError::NotDecimal),
			("1.2.3", NumberError::NotDecimal),
			("12-", NumberError::NotDecimal),
			("NaN", NumberError::NotDecimal),
			("١٢", NumberError::NotDecimal),
			("1.005", NumberError::PartOfMinorUnit),
			("1000000000000000000", NumberError::TooManyDigits),
		] {
			assert_eq!(Amount::parse(text), Err(error), "{text}");
		}
	}

	#[test]
	fn amount_should_print_two_decimals_and_the_shortest_element() {
		for (minor, shown, element) in [
			(0, "0.00", "0"),
			(5, "0.05", "0.05"),
			(-50, "-0.50", "-0.5"),
			(10_000, "100.00", "100"),
			(123_456, "1234.56", "1234.56"),
			(-1_000_000, "-10000.00", "-10000"),
		] {
			let amount = Amount::from_minor(minor);
			assert_eq!(
				(amount.to_string().as_str(), amount.to_element().as_str()),
				(shown, element)
			);
			assert_eq!(Amount::parse(element), Ok(amount));
		}
	}

	#[test]
	fn amount_should_saturate_when_a_sum_cannot_be_held() {
		let most = Amount::from_minor(i128::MAX);
		assert_eq!(most + most, most);
		assert_eq!(-Amount::from_minor(i128::MIN), most);
	}

	#[test]
	fn decimal_should_be_normal_when_zeros_say_nothing() {
		assert_eq!(Decimal::parse("1.50"), Decimal::parse("1.5"));
		assert_eq!(Decimal::parse("010"), Ok(Decimal::from(10)));
		assert_eq!(
			Decimal::parse("-0.25").map(|value| value.to_string()),
			Ok("-0.25".into())
		);
		assert_eq!(Decimal::parse("0.000000000000000001").map(Decimal::parts), Ok((1, 18)));
		assert_eq!(Decimal::parse("1.5").map(Decimal::whole), Ok(None));
		assert_eq!(Decimal::parse("").err(), Some(NumberError::NoDigits));
		assert_eq!(Decimal::new(1, 19), None);
	}
}
