//! Security labels: confidentiality is an order, sensitivity a set.

#![allow(clippy::as_conversions, reason = "the derived codecs convert the index of a variant")]

use super::bit_set;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// HL7 v3 `Confidentiality`, from the least to the most protected.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Hash,
	Debug,
)]
pub enum Confidentiality {
	/// `U`
	Unrestricted,
	/// `L`
	Low,
	/// `M`
	Moderate,
	/// `N`
	Normal,
	/// `R`
	Restricted,
	/// `V`
	VeryRestricted,
}

impl Confidentiality {
	/// All levels in order.
	pub const ALL: [Self; 6] = [
		Self::Unrestricted,
		Self::Low,
		Self::Moderate,
		Self::Normal,
		Self::Restricted,
		Self::VeryRestricted,
	];

	/// The level of an HL7 code.
	pub fn from_code(code: &str) -> Option<Self> {
		Self::ALL.into_iter().find(|level| level.code() == code)
	}

	/// The next level up.
	pub fn above(self) -> Option<Self> {
		Self::ALL.into_iter().find(|level| *level > self)
	}

	/// The HL7 code.
	pub const fn code(self) -> &'static str {
		match self {
			Self::Unrestricted => "U",
			Self::Low => "L",
			Self::Moderate => "M",
			Self::Normal => "N",
			Self::Restricted => "R",
			Self::VeryRestricted => "V",
		}
	}
}

bit_set! {
	/// A set of sensitivity labels. On chain the meaning of a bit is the consortium's secret: its label book assigns
	/// bits, clients expand a parent to its children before they file, and the chain only intersects.
	Sensitivity(#[codec(compact)] u32)
}

/// The codes under HL7 v3 `InformationSensitivityPolicy` (`ActCode` of HL7 Terminology 7.0), each with the codes directly
/// above it. `ETH` is above the substance-use codes as IHE PCF 1.1 lists them, and psychotherapy notes are psychiatric.
pub const SENSITIVITY_CODES: [(&str, &[&str]); 45] = [
	("ETH", &[]),
	("GDIS", &[]),
	("HIV", &[]),
	("MST", &[]),
	("PREGNANT", &[]),
	("SCA", &[]),
	("SDV", &[]),
	("SEX", &[]),
	("SPI", &[]),
	("BH", &["SPI"]),
	("COGN", &["BH"]),
	("DVD", &["BH"]),
	("EMOTDIS", &["BH"]),
	("MH", &["SPI"]),
	("PSY", &["SPI"]),
	("PSYTHPN", &["PSY", "SPI"]),
	("SUD", &["SPI", "ETH"]),
	("ETHUD", &["SUD", "ETH"]),
	("OPIOIDUD", &["SUD", "ETH"]),
	("STD", &[]),
	("TBOO", &[]),
	("VIO", &[]),
	("IDS", &[]),
	("SICKLE", &[]),
	("DEMO", &[]),
	("DOB", &[]),
	("GENDER", &[]),
	("LIVARG", &[]),
	("MARST", &[]),
	("PATLOC", &[]),
	("RACE", &[]),
	("REL", &[]),
	("B", &[]),
	("EMPL", &[]),
	("LOCIS", &[]),
	("SSP", &[]),
	("ADOL", &[]),
	("CEL", &[]),
	("VIP", &[]),
	("DIA", &[]),
	("DRGIS", &[]),
	("EMP", &[]),
	("PDS", &[]),
	("PHY", &[]),
	("PRS", &[]),
];

impl Sensitivity {
	/// Whether `code` is an HL7 sensitivity code.
	pub fn is_known(code: &str) -> bool {
		SENSITIVITY_CODES.iter().any(|(name, _)| *name == code)
	}

	/// Whether a rule that names `above` covers data labelled `below`: equal, or anywhere under it.
	pub fn subsumes(above: &str, below: &str) -> bool {
		// The tree is three levels deep; the fixed number of rounds keeps this total whatever the table says.
		fn climb(above: &str, below: &str, rounds: u8) -> bool {
			above == below
				|| rounds.checked_sub(1).is_some_and(|left| {
					let parents = SENSITIVITY_CODES
						.iter()
						.find(|(name, _)| *name == below)
						.map_or(&[][..], |(_, p)| p);
					parents.iter().any(|parent| climb(above, parent, left))
				})
		}
		climb(above, below, 4)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn confidentiality_should_be_ordered_as_hl7_orders_it() {
		let codes: Vec<_> = Confidentiality::ALL.iter().map(|level| level.code()).collect();
		assert_eq!(codes, ["U", "L", "M", "N", "R", "V"]);
		assert!(Confidentiality::ALL.windows(2).all(|pair| pair[0] < pair[1]));
		assert!(codes
			.iter()
			.all(|code| Confidentiality::from_code(code).unwrap().code() == *code));
		assert_eq!(Confidentiality::from_code("X"), None);
	}

	#[test]
	fn sensitivity_should_subsume_children_when_a_parent_is_named() {
		for below in ["ETHUD", "OPIOIDUD", "SUD", "ETH"] {
			assert!(Sensitivity::subsumes("ETH", below), "{below}");
		}
		for below in ["PSY", "PSYTHPN", "ETHUD", "COGN"] {
			assert!(Sensitivity::subsumes("SPI", below), "{below}");
		}
		assert!(!Sensitivity::subsumes("ETHUD", "ETH"));
		assert!(!Sensitivity::subsumes("HIV", "STD"));
	}
}
