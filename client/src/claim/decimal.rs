//! Exact decimals: amounts, quantities and percentages as files state them, never floats.

use std::fmt;

/// A decimal number: `mantissa × 10^-scale`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
	mantissa: i128,
	scale: u32,
}

impl Decimal {
	/// Nothing.
	pub const ZERO: Self = Self { mantissa: 0, scale: 0 };

	/// From a mantissa and a number of decimals.
	pub fn new(mantissa: i128, scale: u32) -> Self {
		Self { mantissa, scale }.reduced()
	}

	/// Reads `12`, `-0.50`, `1.2e3`. `None` if it is no number, or one of more than 30 digits.
	pub fn parse(text: &str) -> Option<Self> {
		let text = text.trim();
		let (number, exponent) = match text.split_once(['e', 'E']) {
			Some((number, exponent)) => (number, exponent.parse::<i32>().ok()?),
			None => (text, 0),
		};
		let (negative, digits) = match number.strip_prefix('-') {
			Some(rest) => (true, rest),
			None => (false, number.strip_prefix('+').unwrap_or(number)),
		};
		let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
		if whole.is_empty() && part.is_empty() {
			return None;
		}
		let mut mantissa: i128 = 0;
		for byte in whole.bytes().chain(part.bytes()) {
			if !byte.is_ascii_digit() {
				return None;
			}
			mantissa = mantissa.checked_mul(10)?.checked_add(i128::from(byte - b'0'))?;
		}
		let mut scale = i32::try_from(part.len()).ok()?.checked_sub(exponent)?;
		if !(-30..=300).contains(&scale) {
			return (mantissa == 0).then_some(Self::ZERO);
		}
		while scale < 0 {
			mantissa = mantissa.checked_mul(10)?;
			scale += 1;
		}
		let sign = if negative { -1 } else { 1 };
		Some(
			Self {
				mantissa: mantissa * sign,
				scale: u32::try_from(scale).ok()?,
			}
			.reduced(),
		)
	}

	/// Whether it is a number, but one of more digits than are read.
	pub fn is_too_long(text: &str) -> bool {
		let text = text.trim();
		let (number, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
		let digits = number.strip_prefix(['-', '+']).unwrap_or(number);
		let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
		let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
		let all = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
		let number = !(whole.is_empty() && part.is_empty()) && all(whole) && all(part);
		number && !exponent.is_empty() && all(exponent) && Self::parse(text).is_none()
	}

	fn reduced(mut self) -> Self {
		while self.scale > 0 && self.mantissa % 10 == 0 {
			self.mantissa /= 10;
			self.scale -= 1;
		}
		self
	}

	/// Whether it is below zero.
	pub fn is_negative(self) -> bool {
		self.mantissa < 0
	}

	/// Whether it is zero.
	pub fn is_zero(self) -> bool {
		self.mantissa == 0
	}

	/// As a whole number of `10^-digits`; `None` if that is not exact or too large.
	pub fn scaled(self, digits: u32) -> Option<i128> {
		let more = digits.checked_sub(self.scale)?;
		self.mantissa.checked_mul(10i128.checked_pow(more)?)
	}

	/// The nearest whole number of `10^-digits`, ties away from zero.
	pub fn nearest(self, digits: u32) -> Option<i128> {
		if let Some(exact) = self.scaled(digits) {
			return Some(exact);
		}
		let by = 10i128.checked_pow(self.scale.checked_sub(digits)?)?;
		let half = by / 2;
		let shifted = if self.mantissa < 0 {
			self.mantissa.checked_sub(half)?
		} else {
			self.mantissa.checked_add(half)?
		};
		Some(shifted / by)
	}

	/// Product; `None` on overflow.
	pub fn times(self, other: Self) -> Option<Self> {
		Some(Self::new(
			self.mantissa.checked_mul(other.mantissa)?,
			self.scale.checked_add(other.scale)?,
		))
	}

	/// Sum; `None` on overflow.
	pub fn plus(self, other: Self) -> Option<Self> {
		let scale = self.scale.max(other.scale);
		Some(Self::new(self.scaled(scale)?.checked_add(other.scaled(scale)?)?, scale))
	}

	/// Difference; `None` on overflow.
	pub fn minus(self, other: Self) -> Option<Self> {
		self.plus(Self {
			mantissa: other.mantissa.checked_neg()?,
			scale: other.scale,
		})
	}
}

impl fmt::Display for Decimal {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(&fixed(self.mantissa, self.scale))
	}
}

/// `mantissa × 10^-digits` with exactly that many decimals: `1234` with 2 is `12.34`.
pub fn fixed(mantissa: i128, digits: u32) -> String {
	let sign = if mantissa < 0 { "-" } else { "" };
	let text = mantissa.unsigned_abs().to_string();
	let digits = digits as usize;
	if digits == 0 {
		return format!("{sign}{text}");
	}
	let padded = format!("{text:0>width$}", width = digits + 1);
	let (whole, part) = padded.split_at(padded.len() - digits);
	format!("{sign}{whole}.{part}")
}

/// A currency: its ISO 4217 code and how many decimals its minor unit has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Currency {
	/// Three capital letters.
	pub code: [u8; 3],
	/// Decimals.
	pub digits: u32,
}

impl Currency {
	/// Reads a code; the minor unit is that of ISO 4217.
	pub fn parse(code: &str) -> Option<Self> {
		let code: [u8; 3] = code.as_bytes().try_into().ok()?;
		if !code.iter().all(u8::is_ascii_uppercase) {
			return None;
		}
		let digits = match &code {
			b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG" | b"RWF" | b"UGX"
			| b"UYI" | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
			b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
			b"CLF" | b"UYW" => 4,
			_ => 2,
		};
		Some(Self { code, digits })
	}

	/// The code as text.
	pub fn name(&self) -> &str {
		std::str::from_utf8(&self.code).unwrap_or("???")
	}

	/// An amount as text: `12.34`.
	pub fn text(&self, minor: i128) -> String {
		fixed(minor, self.digits)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn decimal_should_be_exact_when_it_is_read() {
		let minor = |text: &str| Decimal::parse(text).unwrap().scaled(2);
		assert_eq!(minor("135.57"), Some(13_557));
		assert_eq!(minor("135.570"), Some(13_557));
		assert_eq!(minor("-1"), Some(-100));
		assert_eq!(minor("1.2e3"), Some(120_000));
		assert_eq!(minor("12345e-2"), Some(12_345));
		assert_eq!(minor("0.001"), None);
		assert_eq!(minor(".5"), Some(50));
	}

	#[test]
	fn decimal_should_be_too_long_only_when_it_is_a_number() {
		let nines = "9".repeat(41);
		for text in [nines.as_str(), "-1e99", "1e99999999999", "0.1e40"] {
			assert!(Decimal::is_too_long(text), "{text}");
		}
		for text in ["12.50", "1e3", "", "-", "1,000", "1e", "0x9", &format!("{nines}x")] {
			assert!(!Decimal::is_too_long(text), "{text}");
		}
	}

	#[test]
	fn decimal_should_be_refused_when_it_is_no_number() {
		for text in [
			"",
			"-",
			".",
			"1,000",
			"1.2.3",
			"0x1",
			"1e",
			"NaN",
			"99999999999999999999999999999999999999999999",
		] {
			assert_eq!(Decimal::parse(text), None, "{text}");
		}
	}

	#[test]
	fn decimal_should_round_to_nearest_when_asked() {
		assert_eq!(Decimal::parse("2.345").unwrap().nearest(2), Some(235));
		assert_eq!(Decimal::parse("-2.345").unwrap().nearest(2), Some(-235));
		assert_eq!(
			Decimal::parse("1400")
				.unwrap()
				.times(Decimal::parse("0.75").unwrap())
				.unwrap()
				.scaled(2),
			Some(105_000)
		);
	}

	#[test]
	fn fixed_should_have_all_decimals_when_the_currency_has_them() {
		assert_eq!(fixed(5, 2), "0.05");
		assert_eq!(fixed(-1_234, 2), "-12.34");
		assert_eq!(fixed(7, 0), "7");
		assert_eq!(fixed(7, 3), "0.007");
	}
}
