//! Actions, roles, categories and regulations: flat sets.

use super::bit_set;

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
	/// Bit 30, free for a domain.
	pub const DOMAIN_A: Self = Self(1 << 30);
	/// Bit 31, free for a domain.
	pub const DOMAIN_B: Self = Self(1 << 31);

	/// The set of one code.
	pub fn from_code(code: &str) -> Option<Self> {
		let bit = Self::CODES.iter().position(|name| *name == code)?;
		1u32.checked_shl(u32::try_from(bit).ok()?).map(Self)
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
}
