//! Roles of accredited organisations.

#![allow(
	clippy::as_conversions,
	reason = "what the derived codecs of indexed variants expand to"
)]

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// What an organisation is accredited to do. The encoding of each role is final: new roles go to the end.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Serialize,
	Deserialize,
)]
pub enum Role {
	/// Holds health data and enforces consents on it (FHIR *controller*).
	#[codec(index = 0)]
	Custodian,
	/// Renders care and bills for it.
	#[codec(index = 1)]
	Provider,
	/// Publishes plans, adjudicates and pays claims.
	#[codec(index = 2)]
	Payer,
	/// Anchors the commitments of the records it signs.
	#[codec(index = 3)]
	Issuer,
	/// Registers guardianships on evidence.
	#[codec(index = 4)]
	Registrar,
	/// Verifies that a consent was given.
	#[codec(index = 5)]
	Verifier,
	/// May declare an emergency to break the glass.
	#[codec(index = 6)]
	EmergencyResponder,
	/// Reviews emergencies that others declared, and appeals.
	#[codec(index = 7)]
	Reviewer,
	/// Witnesses the log.
	#[codec(index = 8)]
	Auditor,
	/// Receives data.
	#[codec(index = 9)]
	Recipient,
}

impl Role {
	/// Every role, in the order of its encoding.
	pub const ALL: [Role; 10] = [
		Role::Custodian,
		Role::Provider,
		Role::Payer,
		Role::Issuer,
		Role::Registrar,
		Role::Verifier,
		Role::EmergencyResponder,
		Role::Reviewer,
		Role::Auditor,
		Role::Recipient,
	];

	/// How many roles there are: the bound of a list of roles in a call.
	pub const COUNT: u32 = 10;

	const fn bit(self) -> u16 {
		match self {
			Role::Custodian => 1,
			Role::Provider => 1 << 1,
			Role::Payer => 1 << 2,
			Role::Issuer => 1 << 3,
			Role::Registrar => 1 << 4,
			Role::Verifier => 1 << 5,
			Role::EmergencyResponder => 1 << 6,
			Role::Reviewer => 1 << 7,
			Role::Auditor => 1 << 8,
			Role::Recipient => 1 << 9,
		}
	}
}

/// A set of roles in two bytes; bit *n* is the role whose encoding is *n*.
#[derive(
	Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Roles(u16);

impl Roles {
	/// The empty set.
	pub const NONE: Roles = Roles(0);

	/// Whether `role` is in the set.
	pub const fn contains(self, role: Role) -> bool {
		self.0 & role.bit() != 0
	}

	/// Whether the set has no role.
	pub const fn is_empty(self) -> bool {
		self.0 == 0
	}

	/// The set with `role` in it.
	#[must_use]
	pub const fn with(self, role: Role) -> Roles {
		Roles(self.0 | role.bit())
	}

	/// The set without `role`.
	#[must_use]
	pub const fn without(self, role: Role) -> Roles {
		Roles(self.0 & !role.bit())
	}

	/// The roles in both sets.
	#[must_use]
	pub const fn intersection(self, other: Roles) -> Roles {
		Roles(self.0 & other.0)
	}

	/// Whether every role of this set is in `other`.
	pub const fn is_subset_of(self, other: Roles) -> bool {
		self.0 & !other.0 == 0
	}

	/// The roles of the set, in the order of their encoding.
	pub fn iter(self) -> impl Iterator<Item = Role> {
		Role::ALL.into_iter().filter(move |role| self.contains(*role))
	}
}

impl FromIterator<Role> for Roles {
	fn from_iter<I: IntoIterator<Item = Role>>(roles: I) -> Self {
		roles.into_iter().fold(Roles::NONE, Roles::with)
	}
}

/// One type for each role, to name a role in a type: `EnsureAccredited<Runtime, role::Payer>`.
pub mod role {
	use crate::RoleType;

	macro_rules! role_types {
		($($name:ident),+) => {$(
			#[doc = concat!("The role [`", stringify!($name), "`](crate::Role::", stringify!($name), ").")]
			pub struct $name;
			impl RoleType for $name {
				const ROLE: crate::Role = crate::Role::$name;
			}
		)+};
	}
	role_types!(
		Custodian,
		Provider,
		Payer,
		Issuer,
		Registrar,
		Verifier,
		EmergencyResponder,
		Reviewer,
		Auditor,
		Recipient
	);
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn encoding_of_roles_should_be_final() {
		for (index, role) in Role::ALL.into_iter().enumerate() {
			assert_eq!(role.encode(), vec![index as u8]);
			assert_eq!(Roles::NONE.with(role).encode(), (1u16 << index).encode());
		}
		assert_eq!(Role::ALL.len(), Role::COUNT as usize);
	}

	#[test]
	fn set_should_hold_exactly_what_was_put_in() {
		for a in Role::ALL {
			for b in Role::ALL {
				let set = Roles::from_iter([a, b, a]);
				assert!(Role::ALL
					.into_iter()
					.all(|role| set.contains(role) == (role == a || role == b)));
				assert!(!set.without(a).contains(a));
				assert!(set.without(a).is_subset_of(set));
				assert_eq!(set.intersection(Roles::NONE.with(a)), Roles::NONE.with(a));
				assert_eq!(set.iter().collect::<Roles>(), set);
			}
		}
		assert!(Roles::NONE.is_empty());
	}
}
