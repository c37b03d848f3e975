//! GA4GH Data Use Ontology: what research may be done, and on which conditions.

use super::bit_set;

bit_set! {
	/// DUO terms. The low five bits are data use permissions, the others are modifiers.
	Duo(#[codec(compact)] u32)
}

impl Duo {
	/// The shorthands by bit.
	pub const CODES: [&'static str; 21] = [
		"NRES", "GRU", "HMB", "DS", "POA", "RS", "NMDS", "GSO", "NPUNCU", "NPU", "NCU", "PUB", "COL", "IRB", "GS",
		"MOR", "TS", "US", "PS", "IS", "RTN",
	];
	const PERMISSIONS: Self = Self(0b1_1111);

	/// The set of one shorthand.
	pub fn from_code(code: &str) -> Option<Self> {
		let bit = Self::CODES.iter().position(|name| *name == code)?;
		1u32.checked_shl(u32::try_from(bit).ok()?).map(Self)
	}

	/// The permissions under which the research these bits state falls: `NRES` ⊃ `GRU` ⊃ `HMB` ⊃ `DS`, `GRU` ⊃ `POA`.
	const fn permissions_above(self) -> Self {
		const NRES: u32 = 1;
		const GRU: u32 = 2;
		const HMB: u32 = 4;
		const DS: u32 = 8;
		const POA: u32 = 16;
		let mut above = self.0 & Self::PERMISSIONS.0;
		if above & DS != 0 {
			above |= HMB;
		}
		if above & (HMB | POA) != 0 {
			above |= GRU;
		}
		if above & GRU != 0 {
			above |= NRES;
		}
		Self(above)
	}

	/// Whether a permission with these terms lets research pass that states `asked`: one of the permissions is at or above
	/// what is asked, and every modifier is one that the asker states to meet.
	pub const fn permits(self, asked: Self) -> bool {
		let permissions = self.intersection(Self::PERMISSIONS);
		(permissions.is_empty() || permissions.intersects(asked.permissions_above()))
			&& asked.contains(self.without(Self::PERMISSIONS))
	}

	/// Whether a permission with these terms lets any research pass of that which states `asked`: it may be narrower, and meet
	/// more conditions, than is stated.
	pub const fn may_permit(self, asked: Self) -> bool {
		let (own, other) = (
			self.intersection(Self::PERMISSIONS),
			asked.intersection(Self::PERMISSIONS),
		);
		own.is_empty()
			|| other.is_empty()
			|| own.intersects(asked.permissions_above())
			|| other.intersects(self.permissions_above())
	}

	/// Whether a refusal with these terms is about research that states `asked`.
	pub const fn refuses(self, asked: Self) -> bool {
		self.intersects(asked.permissions_above().union(asked))
	}

	/// Whether it is about any of that research.
	pub const fn may_refuse(self, asked: Self) -> bool {
		!self.without(Self::PERMISSIONS).is_empty() || self.may_permit(asked)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn set(codes: &[&str]) -> Duo {
		codes
			.iter()
			.fold(Duo::EMPTY, |all, code| all.union(Duo::from_code(code).unwrap()))
	}

	#[test]
	fn duo_should_permit_narrower_research_when_its_conditions_are_met() {
		assert!(set(&["GRU"]).permits(set(&["DS"])));
		assert!(set(&["NRES"]).permits(set(&["POA"])));
		assert!(!set(&["DS"]).permits(set(&["HMB"])));
		assert!(!set(&["HMB"]).permits(set(&["POA"])));
		assert!(!set(&["GRU", "NPU"]).permits(set(&["HMB"])));
		assert!(set(&["GRU", "NPU"]).permits(set(&["HMB", "NPU", "IRB"])));
	}

	#[test]
	fn duo_should_refuse_when_terms_meet() {
		assert!(set(&["GRU"]).refuses(set(&["DS"])));
		assert!(!set(&["DS"]).refuses(set(&["POA"])));
	}

	/// What may be is what is for some research that states as much or more.
	#[test]
	fn duo_should_meet_in_part_what_narrower_research_meets() {
		let one = |bit: u32| Duo(1u32 << bit);
		let permissions = || core::iter::once(Duo::EMPTY).chain((0..5).map(one));
		let modifiers = || (0u32..4).map(|bits| Duo(bits << 5));
		for rule in permissions().flat_map(|one| modifiers().map(move |more| one.union(more))) {
			for (permission, modifier) in permissions().flat_map(|one| modifiers().map(move |more| (one, more))) {
				let asked = permission.union(modifier);
				let below = permissions().filter(|one| one.permissions_above().contains(permission));
				let narrower = || {
					below
						.clone()
						.flat_map(|one| modifiers().map(move |more| one.union(more).union(modifier)))
				};
				let permits = narrower().any(|narrow| rule.permits(narrow));
				let refuses = narrower().any(|narrow| rule.refuses(narrow));
				assert!(
					permits <= rule.may_permit(asked) && refuses <= rule.may_refuse(asked),
					"{rule:?} {asked:?}"
				);
			}
		}
		assert!(set(&["HMB"]).may_refuse(set(&["GRU"])) && !set(&["HMB"]).may_refuse(set(&["POA"])));
	}
}
