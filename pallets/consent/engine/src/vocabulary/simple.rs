//! Actions, roles, categories and regulations: flat sets.

use super::{bit_set, Purposes};

bit_set! {
	/// FHIR `consentaction`: collect, access, use, disclose, correct. Bits 5 to 7 are free for a domain.
	Actions(u8)
}

impl Actions {
	/// The codes by bit.
	pub const CODES: [&'static str; 5] = ["collect", "access", "use", "disclose", "correct"];
	/// Reading, the one action every exchange has.
	pub const ACCESS: Self = Self(1 << 1);
	/// Bit 6, free for a domain.
	pub const DOMAIN_A: Self = Self(1 << 6);
	/// Bit 7, free for a domain.
	pub const DOMAIN_B: Self = Self(1 << 7);

	/// The set of one code.
	pub fn from_code(code: &str) -> Option<Self> {
		let bit = Self::CODES.iter().position(|name| *name == code)?;
		1u8.checked_shl(u32::try_from(bit).ok()?).map(Self)
	}
}

bit_set! {
	/// Roles in which a recipient acts. The domain assigns the bits; the engine only intersects.
	Roles(#[codec(compact)] u32)
}

bit_set! {
	/// What a consent is about. Bits 0 to 15 are [`Categories::CODES`], the others are free for a domain.
	Categories(#[codec(compact)] u32)
}

impl Categories {
	/// FHIR `consentscope` and `consentcategorycodes`, and the LOINC codes for consent documents, by bit.
	pub const CODES: [&'static str; 16] = [
		"patient-privacy",
		"research",
		"treatment",
		"adr",
		"acd",
		"dnr",
		"emrgonly",
		"hcd",
		"npp",
		"polst",
		"rsdid",
		"rsreid",
		"59284-0",
		"57016-8",
		"57017-6",
		"64292-6",
	];
	/// `research`, `rsdid`, `rsreid`.
	const RESEARCH: Self = Self(1 << 1 | 1 << 10 | 1 << 11);
	/// `treatment`, and directives about it: `adr`, `acd`, `dnr`, `emrgonly`, `hcd`, `polst`.
	const CARE: Self = Self(0b10_1111_1100);
	/// Bit 30, free for a domain.
	pub const DOMAIN_A: Self = Self(1 << 30);
	/// Bit 31, free for a domain.
	pub const DOMAIN_B: Self = Self(1 << 31);

	/// The set of one code.
	pub fn from_code(code: &str) -> Option<Self> {
		let bit = Self::CODES.iter().position(|name| *name == code)?;
		1u32.checked_shl(u32::try_from(bit).ok()?).map(Self)
	}

	/// The purposes that these are about, where they are about research or care alone. Of the others each may be about
	/// anything.
	pub fn purposes(self) -> Option<Purposes> {
		if self.is_empty() || !Self::RESEARCH.union(Self::CARE).contains(self) {
			return None;
		}
		let of = |set: Self, purposes: Purposes| {
			if self.intersects(set) {
				purposes
			} else {
				Purposes::EMPTY
			}
		};
		let all = of(Self::RESEARCH, Purposes::HRESCH).union(of(Self::CARE, Purposes::TREAT));
		Some(all.with_descendants())
	}
}

bit_set! {
	/// Regulations a consent was given under.
	Regulations(u8)
}

impl Regulations {
	/// 42 CFR Part 2: whatever is released carries the notice against redisclosure (§2.32).
	pub const PART2: Self = Self(1);
	/// HIPAA authorisation.
	pub const HIPAA: Self = Self(2);
	/// GDPR.
	pub const GDPR: Self = Self(4);
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn actions_and_categories_should_have_one_bit_a_code() {
		let actions = Actions::CODES
			.iter()
			.map(|code| Actions::from_code(code).unwrap().0)
			.collect::<Vec<_>>();
		assert_eq!(actions, [1, 2, 4, 8, 16]);
		assert_eq!(Actions::from_code("read"), None);
		let all = Categories::CODES
			.iter()
			.fold(0, |all, code| all | Categories::from_code(code).unwrap().0);
		assert_eq!(all, 0xffff);
	}

	#[test]
	fn categories_should_have_purposes_when_they_are_of_research_or_care_alone() {
		let of = |codes: &[&str]| {
			let one = |code: &&str| Categories::from_code(code).unwrap();
			codes.iter().map(one).fold(Categories::EMPTY, Categories::union)
		};
		let research = ["research", "rsdid", "rsreid"];
		let care = ["treatment", "adr", "acd", "dnr", "emrgonly", "hcd", "polst"];
		assert_eq!((of(&research), of(&care)), (Categories::RESEARCH, Categories::CARE));
		let (hresch, treat) = (Purposes::HRESCH.with_descendants(), Purposes::TREAT.with_descendants());
		for code in Categories::CODES {
			let purposes = match code {
				_ if research.contains(&code) => Some(hresch),
				_ if care.contains(&code) => Some(treat),
				_ => None,
			};
			assert_eq!(of(&[code]).purposes(), purposes, "{code}");
		}
		assert_eq!(of(&["rsdid", "dnr"]).purposes(), Some(hresch.union(treat)));
		assert_eq!(of(&["research", "npp"]).purposes(), None);
		assert_eq!(of(&["treatment"]).union(Categories::DOMAIN_A).purposes(), None);
		assert_eq!(Categories::EMPTY.purposes(), None);
	}
}
