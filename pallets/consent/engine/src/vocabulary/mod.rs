//! The closed vocabularies of a decision, each with its subsumption.
//!
//! Every set is one integer. Bit positions are part of the encoding that a chain stores: they are never reused, and a
//! change of meaning is a new [`VERSION`].

mod class;
mod duo;
mod label;
mod purpose;
mod simple;

pub use class::{Classes, CLASS_GROUPS, RESOURCE_TYPES};
pub use duo::Duo;
pub use label::{Confidentiality, Sensitivity, SENSITIVITY_CODES};
pub use purpose::{Purposes, PURPOSES};
pub use simple::{Actions, Categories, Regulations, Roles};

/// Version of every vocabulary in this module.
pub const VERSION: u16 = 1;

/// A set of named bits over one integer.
macro_rules! bit_set {
	($(#[$doc:meta])* $name:ident($(#[$field:meta])* $int:ty)) => {
		$(#[$doc])*
		#[derive(
			codec::Encode, codec::Decode, codec::DecodeWithMemTracking, scale_info::TypeInfo,
			Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default,
		)]
		pub struct $name($(#[$field])* pub $int);

		// The derived one does not see that a field is compact.
		impl codec::MaxEncodedLen for $name {
			fn max_encoded_len() -> usize {
				codec::Encode::encoded_size(&Self(<$int>::MAX))
			}
		}

		impl $name {
			/// The set with nothing in it.
			pub const EMPTY: Self = Self(0);

			/// Whether nothing is in the set.
			pub const fn is_empty(self) -> bool {
				self.0 == 0
			}

			/// Whether the two sets share an element.
			pub const fn intersects(self, other: Self) -> bool {
				self.0 & other.0 != 0
			}

			/// Whether every element of `other` is in this set.
			pub const fn contains(self, other: Self) -> bool {
				self.0 & other.0 == other.0
			}

			/// What is in either set.
			pub const fn union(self, other: Self) -> Self {
				Self(self.0 | other.0)
			}

			/// What is in both sets.
			pub const fn intersection(self, other: Self) -> Self {
				Self(self.0 & other.0)
			}

			/// What is in this set and not in the other.
			pub const fn without(self, other: Self) -> Self {
				Self(self.0 & !other.0)
			}
		}
	};
}
pub(crate) use bit_set;

#[cfg(test)]
mod tests {
	use super::*;

	/// Stored sets keep their meaning only while no bit moves: a changed number here needs a new [`VERSION`] and a migration.
	#[test]
	fn bits_should_stay_where_they_are() {
		let purposes = [
			"TREAT", "BTG", "HPAYMT", "HOPERAT", "HRESCH", "PATRQT", "PUBHLTH", "THREAT", "HMARKT",
		];
		let bits = purposes.map(|code| Purposes::from_code(code).unwrap().0.trailing_zeros());
		assert_eq!(bits, [0, 4, 8, 18, 45, 54, 58, 60, 61]);
		let types = [
			"Patient",
			"Encounter",
			"Condition",
			"Observation",
			"MedicationStatement",
			"Claim",
			"Consent",
			"ValueSet",
		];
		let bits = types.map(|name| Classes::of_resource_type(name).unwrap().0.trailing_zeros());
		assert_eq!(bits, [0, 4, 10, 21, 33, 49, 54, 61]);
		assert_eq!(Categories::from_code("64292-6").unwrap().0, 1 << 15);
		assert_eq!(Duo::from_code("RTN").unwrap().0, 1 << 20);
		assert_eq!(VERSION, 1);
	}
}
