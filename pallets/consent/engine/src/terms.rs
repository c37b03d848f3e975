//! How a [`Rule`] is encoded: as the list of what it states, in the order of [`Term`], each at most once.
//!
//! Most rules state two or three of ten things, and each byte of a consent is signed, sent, stored and paid for. There is one
//! encoding of each rule: terms out of order, twice, or that state nothing are refused.

#![allow(clippy::as_conversions, reason = "the derived codecs convert the index of a variant")]

use crate::{
	model::{Actor, Commitment, DataRef, Labels, Rule, Span, MAX_PER_RULE},
	vocabulary::{Actions, Classes, Duo, Purposes},
};
use bounded_collections::{BoundedVec, ConstU32};
use codec::{Compact, Decode, DecodeWithMemTracking, Encode, EncodeLike, Error, Input, MaxEncodedLen, Output};
use scale_info::{Type, TypeInfo};

/// Most terms of a rule.
pub const MAX_TERMS: u32 = 10;

/// Defines [`Term`] and the encoding of [`Rule`] by the same table: index, variant, type, field.
macro_rules! terms {
	($($(#[$doc:meta])* $index:literal $name:ident($type:ty) $field:ident;)*) => {
		/// Something that a rule states. What it does not state is met by everything.
		#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug)]
		pub enum Term {
			$($(#[$doc])* #[codec(index = $index)] $name($type),)*
		}

		impl Term {
			fn index(&self) -> u8 {
				match self {
					$(Self::$name(_) => $index,)*
				}
			}

			/// Puts it into a rule; says whether it states anything.
			fn enter(self, rule: &mut Rule) -> bool {
				match self {
					$(Self::$name(value) => {
						rule.$field = value;
						rule.$field != <$type>::default()
					},)*
				}
			}
		}

		impl Encode for Rule {
			fn encode_to<O: Output + ?Sized>(&self, out: &mut O) {
				let stated = [$(self.$field != <$type>::default()),*];
				let count = stated.iter().filter(|stated| **stated).count();
				Compact(u32::try_from(count).unwrap_or(MAX_TERMS)).encode_to(out);
				$(if self.$field != <$type>::default() {
					out.push_byte($index);
					self.$field.encode_to(out);
				})*
			}
		}

		impl MaxEncodedLen for Rule {
			fn max_encoded_len() -> usize {
				let count = Compact(MAX_TERMS).encoded_size();
				[$(<$type>::max_encoded_len().saturating_add(1)),*].into_iter().fold(count, usize::saturating_add)
			}
		}
	};
}

terms! {
	/// When the rule holds.
	0 Period(Span) period;
	/// Who asks: any of these.
	1 Actors(BoundedVec<Actor, ConstU32<MAX_PER_RULE>>) actors;
	/// What is done with the data.
	2 Actions(Actions) actions;
	/// Why: any of these, or of what lies under them.
	3 Purposes(Purposes) purposes;
	/// Labels of the data: any of these.
	4 Labels(Labels) labels;
	/// Class of the data: any of these.
	5 Classes(Classes) classes;
	/// Date of the data.
	6 DataPeriod(Span) data_period;
	/// Particular data: any of these.
	7 Data(BoundedVec<DataRef, ConstU32<MAX_PER_RULE>>) data;
	/// Clinical codes in the data: any of these.
	8 Codes(BoundedVec<Commitment, ConstU32<MAX_PER_RULE>>) codes;
	/// Research terms.
	9 Duo(Duo) duo;
}

impl EncodeLike for Rule {}

impl Decode for Rule {
	fn decode<I: Input>(input: &mut I) -> Result<Self, Error> {
		let Compact(count) = Compact::<u32>::decode(input)?;
		let mut rule = Self::default();
		let mut last = None;
		// No index comes twice, so this ends after as many rounds as there are terms, whatever the count says.
		for _ in 0..count {
			let term = Term::decode(input)?;
			let index = Some(term.index());
			if index <= last {
				return Err("the terms of a rule are in the order of their indices, each once".into());
			}
			last = index;
			if !term.enter(&mut rule) {
				return Err("a term of a rule states something".into());
			}
		}
		Ok(rule)
	}
}

impl DecodeWithMemTracking for Rule {}

impl TypeInfo for Rule {
	type Identity = BoundedVec<Term, ConstU32<MAX_TERMS>>;

	fn type_info() -> Type {
		Self::Identity::type_info()
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{
		model::{Meaning, PartyId},
		vocabulary::{Confidentiality, Roles, Sensitivity},
	};

	fn every_term() -> [Term; MAX_TERMS as usize] {
		let span = Span {
			from: Some(-1),
			until: Some(i64::MAX),
		};
		let actor = Actor {
			party: Some(PartyId([1; 32])),
			roles: Roles(u32::MAX),
		};
		let data = DataRef {
			meaning: Meaning::AuthoredBy,
			commitment: Commitment([2; 32]),
		};
		let labels = Labels {
			confidentiality: Some(Confidentiality::Restricted),
			sensitivity: Sensitivity(u32::MAX),
		};
		[
			Term::Period(span),
			Term::Actors(vec![actor; 8].try_into().unwrap()),
			Term::Actions(Actions(u8::MAX)),
			Term::Purposes(Purposes(u64::MAX)),
			Term::Labels(labels),
			Term::Classes(Classes(u64::MAX)),
			Term::DataPeriod(span),
			Term::Data(vec![data; 8].try_into().unwrap()),
			Term::Codes(vec![Commitment([3; 32]); 8].try_into().unwrap()),
			Term::Duo(Duo(u32::MAX)),
		]
	}

	/// Each of the 1,024 subsets of the terms.
	#[test]
	fn rule_should_be_the_list_of_what_it_states() {
		for subset in 0..1u32 << MAX_TERMS {
			let stated = every_term()
				.into_iter()
				.enumerate()
				.filter(|(bit, _)| subset >> bit & 1 == 1);
			let stated: Vec<Term> = stated.map(|(_, term)| term).collect();
			let mut rule = Rule::default();
			for term in stated.clone() {
				assert!(term.enter(&mut rule));
			}
			assert_eq!(rule.encode(), stated.encode());
			assert_eq!(Rule::decode(&mut &stated.encode()[..]), Ok(rule));
		}
		assert_eq!(Rule::default().encode(), [0]);
		assert_eq!(every_term().to_vec().encode().len(), Rule::max_encoded_len());
	}

	#[test]
	fn rule_should_have_one_encoding() {
		let refused = |terms: Vec<Term>| Rule::decode(&mut &terms.encode()[..]).unwrap_err().to_string();
		let [period, actors, actions, ..] = every_term();
		assert!(refused(vec![actors.clone(), period.clone()]).contains("order"));
		assert!(refused(vec![period.clone(), actions.clone(), actions]).contains("each once"));
		assert!(refused(vec![period, Term::Duo(Duo::EMPTY)]).contains("states something"));
		assert!(refused(vec![Term::Period(Span::ALWAYS)]).contains("states something"));
		assert!(refused(vec![Term::Actors(Default::default())]).contains("states something"));
		let most = every_term().to_vec().encode();
		for end in 0..most.len() {
			assert!(Rule::decode(&mut &most[..end]).is_err(), "cut after {end} bytes");
		}
		assert!(Rule::decode(&mut &[4, 10][..]).is_err());
		assert!(Rule::decode(&mut &[0xfe, 0xff, 0xff, 0xff][..]).is_err());
	}
}
