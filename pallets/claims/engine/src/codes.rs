//! Adjustment group and reason codes (X12 CAGC and CARC). Numbers only: their texts are copyrighted.

#![allow(clippy::as_conversions, reason = "the derived codecs convert the index of a variant")]

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::fmt;
use scale_info::TypeInfo;

/// Who bears an adjustment. `CR` is not valid from X12 5010 on: a reversal negates amounts instead.
#[derive(
	Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Group {
	/// `CO`: the provider, by contract.
	Contractual,
	/// `PR`: the patient.
	Patient,
	/// `OA`: nobody of the two, for example another payer.
	Other,
	/// `PI`: the payer says so without a contract.
	PayerInitiated,
}

impl Group {
	/// The two letters of X12.
	pub const fn code(self) -> &'static str {
		match self {
			Self::Contractual => "CO",
			Self::Patient => "PR",
			Self::Other => "OA",
			Self::PayerInitiated => "PI",
		}
	}

	/// Reads the two letters.
	pub fn parse(code: &str) -> Option<Self> {
		match code {
			"CO" => Some(Self::Contractual),
			"PR" => Some(Self::Patient),
			"OA" => Some(Self::Other),
			"PI" => Some(Self::PayerInitiated),
			_ => None,
		}
	}
}

/// A claim adjustment reason code: `45`, `197`, `A1`, `B13`, `P24`.
///
/// Held as a number: a code without letter is itself; one with a letter is 1,000 × (position of the letter, A is 1)
/// plus its number.
#[derive(
	Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Reason(pub u16);

impl Reason {
	/// Deductible.
	pub const DEDUCTIBLE: Self = Self(1);
	/// Coinsurance.
	pub const COINSURANCE: Self = Self(2);
	/// Co-payment.
	pub const COPAY: Self = Self(3);
	/// Exact duplicate.
	pub const DUPLICATE: Self = Self(18);
	/// Another payer comes first.
	pub const OTHER_PAYER: Self = Self(22);
	/// What a prior payer paid and adjusted.
	pub const PRIOR_PAYER: Self = Self(23);
	/// Service before coverage.
	pub const BEFORE_COVERAGE: Self = Self(26);
	/// Service after coverage.
	pub const AFTER_COVERAGE: Self = Self(27);
	/// Filed too late.
	pub const LATE: Self = Self(29);
	/// Refused when authorisation was asked for.
	pub const AUTHORISATION_DENIED: Self = Self(39);
	/// Above the fee schedule.
	pub const FEE_SCHEDULE: Self = Self(45);
	/// Not covered.
	pub const NOT_COVERED: Self = Self(96);
	/// Billed before the service took place.
	pub const BILLED_BEFORE_SERVICE: Self = Self(110);
	/// Benefit maximum reached.
	pub const BENEFIT_MAXIMUM: Self = Self(119);
	/// Waiting period.
	pub const WAITING: Self = Self(179);
	/// Authorisation absent.
	pub const AUTHORISATION_ABSENT: Self = Self(197);
	/// Authorisation exceeded.
	pub const AUTHORISATION_EXCEEDED: Self = Self(198);
	/// Interest.
	pub const INTEREST: Self = Self(225);
	/// Not by a network provider.
	pub const NETWORK: Self = Self(242);

	/// Reads a code as X12 writes it.
	pub fn parse(code: &str) -> Option<Self> {
		let (base, digits) = match code.as_bytes().first()? {
			letter @ b'A'..=b'Z' => {
				let position = u16::from(letter.checked_sub(b'A')?).checked_add(1)?;
				(position.checked_mul(1_000)?, code.get(1..)?)
			},
			_ => (0, code),
		};
		if digits.is_empty() || digits.len() > 3 || !digits.bytes().all(|b| b.is_ascii_digit()) {
			return None;
		}
		match digits.parse::<u16>().ok()? {
			0 => None,
			number => Some(Self(base.checked_add(number)?)),
		}
	}
}

impl fmt::Display for Reason {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		let number = self.0 % 1_000;
		match self.0 / 1_000 {
			0 => write!(f, "{number}"),
			letter => {
				let letter = u8::try_from(letter)
					.ok()
					.and_then(|l| l.checked_add(b'A' - 1))
					.unwrap_or(b'?');
				write!(f, "{}{number}", char::from(letter))
			},
		}
	}
}

impl fmt::Display for Group {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(self.code())
	}
}

/// Whether a reason may be used with a group: the restrictions that the code list itself states.
pub const fn pair_allowed(group: Group, reason: Reason) -> bool {
	match reason.0 {
		0 => false,
		1 | 2 | 3 | 66 | 85 | 201 | 229 | 238 | 275 => matches!(group, Group::Patient),
		18 => matches!(group, Group::Other | Group::Contractual),
		23 | 136 | 209 => matches!(group, Group::Other),
		45 => matches!(group, Group::Patient | Group::Contractual),
		_ => true,
	}
}

/// The group of a reason when the plan names none.
pub const fn default_group(reason: Reason) -> Group {
	match reason.0 {
		1 | 2 | 3 | 26 | 27 | 96 | 119 | 179 | 242 => Group::Patient,
		18 | 22 | 23 => Group::Other,
		_ => Group::Contractual,
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use std::string::ToString;

	#[test]
	fn reason_should_read_and_write_the_same_code_when_it_is_valid() {
		for code in ["1", "18", "45", "197", "A1", "B13", "P24", "W1", "253"] {
			assert_eq!(Reason::parse(code).unwrap().to_string(), code);
		}
		for code in ["", "0", "A", "45x", "1234", "é1", "a1", "-1"] {
			assert_eq!(Reason::parse(code), None, "{code}");
		}
	}

	#[test]
	fn default_group_should_be_an_allowed_pair_when_the_reason_is_one_of_ours() {
		for reason in [
			1, 2, 3, 18, 22, 23, 26, 27, 29, 39, 45, 96, 110, 119, 179, 197, 198, 222, 242,
		] {
			assert!(pair_allowed(default_group(Reason(reason)), Reason(reason)), "{reason}");
		}
	}

	#[test]
	fn pair_should_be_refused_when_the_code_list_restricts_the_reason() {
		assert!(!pair_allowed(Group::Contractual, Reason::DEDUCTIBLE));
		assert!(!pair_allowed(Group::Contractual, Reason::PRIOR_PAYER));
		assert!(!pair_allowed(Group::Other, Reason::FEE_SCHEDULE));
		assert!(!pair_allowed(Group::Patient, Reason::DUPLICATE));
	}
}
