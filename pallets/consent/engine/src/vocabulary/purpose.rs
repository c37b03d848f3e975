//! Purposes of use: the HL7 v3 `PurposeOfUse` tree.

use super::bit_set;

bit_set! {
	/// A set of purposes of use: bits 0 to 61 are [`PURPOSES`], 62 and 63 are free for a domain's own codes.
	Purposes(#[codec(compact)] u64)
}

/// The 62 codes under `PurposeOfUse` of HL7 v3 `ActReason` 3.1.0, each with its parent (`""` at the top of the tree).
/// The position in this list is the bit of the code.
pub const PURPOSES: [(&str, &str); 62] = [
	("TREAT", ""),
	("CLINTRL", "TREAT"),
	("COC", "TREAT"),
	("ETREAT", "TREAT"),
	("BTG", "ETREAT"),
	("ERTREAT", "ETREAT"),
	("POPHLTH", "TREAT"),
	("TREATDS", "TREAT"),
	("HPAYMT", ""),
	("CLMATTCH", "HPAYMT"),
	("COVAUTH", "HPAYMT"),
	("COVERAGE", "HPAYMT"),
	("ELIGDTRM", "COVERAGE"),
	("ELIGVER", "COVERAGE"),
	("ENROLLM", "COVERAGE"),
	("MILDCRG", "COVERAGE"),
	("REMITADV", "HPAYMT"),
	("PMTDS", "HPAYMT"),
	("HOPERAT", ""),
	("CAREMGT", "HOPERAT"),
	("DONAT", "HOPERAT"),
	("FRAUD", "HOPERAT"),
	("GOV", "HOPERAT"),
	("HACCRED", "HOPERAT"),
	("HCOMPL", "HOPERAT"),
	("HDECD", "HOPERAT"),
	("HDIRECT", "HOPERAT"),
	("HDM", "HOPERAT"),
	("HLEGAL", "HOPERAT"),
	("HOUTCOMS", "HOPERAT"),
	("HPRGRP", "HOPERAT"),
	("HQUALIMP", "HOPERAT"),
	("HSYSADMIN", "HOPERAT"),
	("LABELING", "HSYSADMIN"),
	("METAMGT", "HSYSADMIN"),
	("MEMADMIN", "HOPERAT"),
	("MILCDM", "HOPERAT"),
	("PATADMIN", "HOPERAT"),
	("PATSFTY", "HOPERAT"),
	("PERFMSR", "HOPERAT"),
	("RECORDMGT", "HOPERAT"),
	("SYSDEV", "HOPERAT"),
	("HTEST", "SYSDEV"),
	("TRAIN", "HOPERAT"),
	("MLTRAINING", "HOPERAT"),
	("HRESCH", ""),
	("BIORCH", "HRESCH"),
	("CLINTRCH", "HRESCH"),
	("CLINTRCHNPC", "CLINTRCH"),
	("CLINTRCHPC", "CLINTRCH"),
	("PRECLINTRCH", "CLINTRCH"),
	("DSRCH", "HRESCH"),
	("POARCH", "HRESCH"),
	("TRANSRCH", "HRESCH"),
	("PATRQT", ""),
	("FAMRQT", "PATRQT"),
	("PWATRNY", "PATRQT"),
	("SUPNWK", "PATRQT"),
	("PUBHLTH", ""),
	("DISASTER", "PUBHLTH"),
	("THREAT", "PUBHLTH"),
	("HMARKT", ""),
];

/// For each purpose, itself and everything above it.
const UPWARDS: [u64; 62] = upwards();

const fn equal(a: &str, b: &str) -> bool {
	let (mut a, mut b) = (a.as_bytes(), b.as_bytes());
	loop {
		match (a, b) {
			([], []) => return true,
			([x, rest_a @ ..], [y, rest_b @ ..]) if *x == *y => {
				a = rest_a;
				b = rest_b;
			},
			_ => return false,
		}
	}
}

#[allow(
	clippy::indexing_slicing,
	clippy::arithmetic_side_effects,
	reason = "runs in the compiler only"
)]
const fn upwards() -> [u64; 62] {
	let mut masks = [0u64; 62];
	let mut i = 0;
	while i < 62 {
		let mut mask = 1u64 << i;
		let mut parent = PURPOSES[i].1;
		while !parent.is_empty() {
			let mut j = 0;
			while !equal(PURPOSES[j].0, parent) {
				j += 1;
			}
			mask |= 1u64 << j;
			parent = PURPOSES[j].1;
		}
		masks[i] = mask;
		i += 1;
	}
	masks
}

impl Purposes {
	/// Break the glass: honoured only in a live emergency.
	pub const BTG: Self = Self(1 << 4);
	/// Treatment, and everything under it.
	pub const TREAT: Self = Self(1);
	/// Legal proceedings: 42 CFR §2.31(d) keeps consent to them apart.
	pub const HLEGAL: Self = Self(1 << 28);
	/// Research, and everything under it.
	pub const HRESCH: Self = Self(1 << 45);
	/// Bit 62, free for a domain.
	pub const DOMAIN_A: Self = Self(1 << 62);
	/// Bit 63, free for a domain.
	pub const DOMAIN_B: Self = Self(1 << 63);

	/// The set of one HL7 v3 code, or nothing if `PurposeOfUse` has no such code.
	pub fn from_code(code: &str) -> Option<Self> {
		let bit = PURPOSES.iter().position(|(name, _)| *name == code)?;
		1u64.checked_shl(u32::try_from(bit).ok()?).map(Self)
	}

	/// The HL7 codes in the set.
	pub fn codes(self) -> impl Iterator<Item = &'static str> {
		PURPOSES
			.iter()
			.zip(0u32..)
			.filter(move |(_, bit)| self.0.wrapping_shr(*bit) & 1 == 1)
			.map(|((code, _), _)| *code)
	}

	/// The set and everything above it: a rule covers a request if it names any of these.
	pub fn with_ancestors(self) -> Self {
		let own = UPWARDS
			.iter()
			.zip(0u32..)
			.filter(|(_, bit)| self.0.wrapping_shr(*bit) & 1 == 1);
		Self(own.fold(self.0, |all, (mask, _)| all | mask))
	}

	/// The set and everything below it: what a rule that names it covers.
	pub fn with_descendants(self) -> Self {
		let below = UPWARDS.iter().zip(0u32..).filter(|(mask, _)| **mask & self.0 != 0);
		Self(below.fold(self.0, |all, (_, bit)| all | 1u64.wrapping_shl(bit)))
	}

	/// What two rules cover together: of each the purposes that the other covers.
	pub fn shared(self, other: Self) -> Self {
		let own = self.intersection(other.with_descendants());
		own.union(other.intersection(self.with_descendants()))
	}

	/// Whether it says one reason: one purpose, beside which those above it say nothing else. A request is for *any of* its
	/// purposes, so an answer to several does not say which of them it is about.
	pub fn is_one_reason(self) -> bool {
		self.0.is_power_of_two() || UPWARDS.contains(&self.with_ancestors().0)
	}

	/// Whether a rule that names this set covers a request for any of `asked`.
	pub fn covers(self, asked: Self) -> bool {
		self.intersects(asked.with_ancestors())
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn set(codes: &[&str]) -> Purposes {
		codes.iter().fold(Purposes::EMPTY, |all, code| {
			all.union(Purposes::from_code(code).unwrap())
		})
	}

	#[test]
	fn purposes_should_be_sixty_two_distinct_codes_with_known_parents() {
		let mut names: Vec<_> = PURPOSES.iter().map(|p| p.0).collect();
		names.sort_unstable();
		names.dedup();
		assert_eq!(names.len(), 62);
		for (code, parent) in PURPOSES {
			assert!(
				parent.is_empty() || PURPOSES.iter().any(|p| p.0 == parent),
				"{code} under {parent}"
			);
		}
		assert_eq!(Purposes::BTG, set(&["BTG"]));
		assert_eq!(Purposes::TREAT, set(&["TREAT"]));
		assert_eq!(Purposes::HLEGAL, set(&["HLEGAL"]));
		assert_eq!(Purposes::HRESCH, set(&["HRESCH"]));
	}

	#[test]
	fn purposes_should_cover_all_below_and_nothing_above() {
		assert!(set(&["TREAT"]).covers(set(&["BTG"])));
		assert!(set(&["ETREAT"]).covers(set(&["BTG"])));
		assert!(!set(&["ETREAT"]).covers(set(&["TREAT"])));
		assert!(set(&["HPAYMT"]).covers(set(&["ELIGVER"])));
		assert!(set(&["HRESCH"]).covers(set(&["CLINTRCHPC"])));
		assert!(set(&["HOPERAT"]).covers(set(&["HTEST"])));
		assert!(!set(&["HRESCH"]).covers(set(&["TREAT", "HMARKT"])));
		assert!(set(&["HMARKT"]).covers(set(&["TREAT", "HMARKT"])));
	}

	#[test]
	fn purposes_should_have_below_them_what_they_cover() {
		for (code, _) in PURPOSES {
			let below = set(&[code]).with_descendants();
			for (other, _) in PURPOSES {
				let other = set(&[other]);
				assert_eq!(below.contains(other), set(&[code]).covers(other), "{code}, {other:?}");
			}
		}
		let own = set(&["HRESCH"]).union(Purposes::DOMAIN_A);
		assert!(own.with_descendants().contains(Purposes::DOMAIN_A));
		assert!(!own.with_descendants().contains(Purposes::DOMAIN_B));
	}

	#[test]
	fn purposes_should_share_what_both_cover() {
		let shared = |one: &[&str], other: &[&str]| {
			assert_eq!(set(one).shared(set(other)), set(other).shared(set(one)));
			set(one).shared(set(other))
		};
		assert_eq!(shared(&["TREAT"], &["ETREAT", "HMARKT"]), set(&["ETREAT"]));
		assert_eq!(shared(&["TREAT", "HRESCH"], &["TREAT"]), set(&["TREAT"]));
		assert_eq!(shared(&["ETREAT"], &["COC"]), Purposes::EMPTY);
	}

	#[test]
	fn purposes_should_be_one_reason_when_all_but_one_lie_above_it() {
		for one in [
			&["HMARKT"][..],
			&["TREAT", "BTG"],
			&["ETREAT", "BTG"],
			&["HPAYMT", "ELIGVER"],
		] {
			assert!(set(one).is_one_reason(), "{one:?}");
		}
		assert!(Purposes::DOMAIN_B.is_one_reason());
		for several in [
			&["HPAYMT", "HMARKT"][..],
			&["HMARKT", "BTG"],
			&["CLMATTCH", "COVAUTH"],
			&["ERTREAT", "BTG"],
		] {
			assert!(!set(several).is_one_reason(), "{several:?}");
		}
		assert!(!set(&["TREAT"]).union(Purposes::DOMAIN_A).is_one_reason());
		assert!(!Purposes::EMPTY.is_one_reason());
	}

	#[test]
	fn purposes_should_name_their_codes() {
		assert_eq!(
			set(&["HMARKT", "TREAT"]).codes().collect::<Vec<_>>(),
			["TREAT", "HMARKT"]
		);
		assert_eq!(Purposes::from_code("PurposeOfUse"), None);
	}
}
