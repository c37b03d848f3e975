//! What is asked, what was agreed, and what comes out. Every type is bounded and can be stored by a pallet as it is.

#![allow(clippy::as_conversions, reason = "the derived codecs convert the index of a variant")]

use crate::vocabulary::{
	Actions, Categories, Classes, Confidentiality, Duo, Purposes, Regulations, Roles, Sensitivity,
};
use bounded_collections::{BoundedVec, ConstU32};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::fmt;
use scale_info::TypeInfo;

/// Most active consents of one subject that one decision considers.
pub const MAX_CONSENTS: u32 = 16;
/// Most provisions of one consent, its scope not counted.
pub const MAX_PROVISIONS: u32 = 16;
/// Deepest nesting of provisions: a child of the scope is at depth 1.
pub const MAX_DEPTH: u8 = 4;
/// Most actors, data references and code commitments of one rule.
pub const MAX_PER_RULE: u32 = 8;
/// Most parties a recipient is known as: person, roles' holders, organisations, groups.
pub const MAX_PARTIES: u32 = 8;
/// Most obligations of one decision.
pub const MAX_OBLIGATIONS: u32 = 64;

/// Seconds since 1970-01-01T00:00:00Z. Signed: data can be older than that.
pub type Moment = i64;

/// Derives everything that a type in storage, in a call and in the metadata needs.
macro_rules! stored {
	($($item:item)*) => {
		$(
			#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug)]
			$item
		)*
	};
}

stored! {
	/// Whether a rule lets something pass.
	#[derive(Copy, PartialOrd, Ord, Hash)]
	pub enum Effect {
		/// Lets it pass.
		Permit,
		/// Holds it back.
		Deny,
	}

	/// A half-open time span, `from` included and `until` excluded; an absent end is open.
	#[derive(Copy, Default, Hash)]
	pub struct Span {
		/// First second inside.
		pub from: Option<Moment>,
		/// First second after it.
		pub until: Option<Moment>,
	}

	/// A person, an organisation or a group: an account, or a hash of a reference.
	#[derive(Copy, PartialOrd, Ord, Hash)]
	pub struct PartyId(pub [u8; 32]);

	/// A salted commitment to something kept off chain.
	#[derive(Copy, PartialOrd, Ord, Hash)]
	pub struct Commitment(pub [u8; 32]);

	/// To whom a rule applies: this party if one is named, acting in one of these roles if any is named.
	#[derive(Copy)]
	pub struct Actor {
		/// The party.
		pub party: Option<PartyId>,
		/// The roles; none named is any role.
		pub roles: Roles,
	}

	/// How a data reference is meant (FHIR `consent-data-meaning`).
	#[derive(Copy)]
	pub enum Meaning {
		/// The resource itself.
		Instance,
		/// The resource and what refers to it.
		Related,
		/// What depends on the resource.
		Dependents,
		/// What the party wrote.
		AuthoredBy,
	}

	/// A reference to data, as a commitment.
	#[derive(Copy)]
	pub struct DataRef {
		/// How it is meant.
		pub meaning: Meaning,
		/// What it points to.
		pub commitment: Commitment,
	}

	/// Security labels. In a rule: any of them. On an item: all of them, with the highest confidentiality.
	#[derive(Copy, Default)]
	pub struct Labels {
		/// Confidentiality. A permit that names it covers everything up to it; a deny covers it and everything above,
		/// for whoever withholds restricted data withholds very restricted data too, and not what is normal.
		pub confidentiality: Option<Confidentiality>,
		/// Sensitivity bits, children already included.
		pub sensitivity: Sensitivity,
	}

	/// A rule inside another one.
	pub struct Provision {
		/// The node it is an exception to: 0 is the scope, `n` the `n`-th provision (from 1), always an earlier one.
		pub parent: u8,
		/// What it does where it matches. It may do the same as its parent.
		pub effect: Effect,
		/// Where it matches.
		pub rule: Rule,
	}

	/// What a subject agreed to. Node 0 of its tree is the scope with the base effect; node `n` is provision `n − 1`.
	pub struct Consent {
		/// Who holds the data and enforces the consent; any accredited custodian if nobody is named.
		pub custodian: Option<PartyId>,
		/// What it is about.
		pub categories: Categories,
		/// Under which regulations it was given.
		pub regulations: Regulations,
		/// When it holds.
		pub period: Span,
		/// What it does where no provision says otherwise.
		pub base: Effect,
		/// Where it applies at all.
		pub scope: Rule,
		/// Exceptions, exceptions to exceptions, and so on.
		pub provisions: BoundedVec<Provision, ConstU32<MAX_PROVISIONS>>,
	}

	/// What is known of the item asked for; what is not known becomes an obligation.
	#[derive(Copy, Default)]
	pub struct Item {
		/// Its class: one bit. Of several it may be each, and without any it is not known.
		pub class: Option<Classes>,
		/// Its labels. Without a confidentiality it is restricted if it is sensitive and else normal (IHE PCF 1:53.4.2.7).
		pub labels: Option<Labels>,
		/// When it was made, as precisely as known. A span without a second in it says nothing.
		pub date: Option<Span>,
	}

	/// A question.
	pub struct Request {
		/// Who holds the data; not stated is any.
		pub custodian: Option<PartyId>,
		/// As whom the recipient is known.
		pub parties: BoundedVec<PartyId, ConstU32<MAX_PARTIES>>,
		/// In which roles the recipient acts. Not stated: as for purposes.
		pub roles: Roles,
		/// Why: any of these. Not stated: no permit that names purposes applies, every deny does.
		pub purposes: Purposes,
		/// What for. Not stated: as for purposes.
		pub actions: Actions,
		/// Consents of which categories count; not stated is all.
		pub categories: Categories,
		/// Now.
		pub at: Moment,
		/// The item, or what is known of it; nothing known is «whatever you hold».
		pub item: Item,
		/// A live emergency of this recipient exists.
		pub emergency: bool,
		/// Research terms the recipient states to meet.
		pub duo: Option<Duo>,
	}

	/// How several consents make one decision.
	#[derive(Copy, Default)]
	pub enum Combining {
		/// A deny of any consent decides.
		#[default]
		DenyOverrides,
		/// A permit of any consent decides.
		PermitOverrides,
		/// The consent recorded last decides what it covers, then the one before.
		MostRecent,
		/// The consent with the lowest rank decides what it covers, then the next.
		Ordered,
	}

	/// What holds where no consent says anything (IHE PCF 1:53.2.1).
	#[derive(Copy, Default)]
	pub enum Implicit {
		/// `Policy-basic-normal`: treatment.
		Normal,
		/// `Policy-all-normal`: every authorised use.
		AllNormal,
		/// `Policy-break-glass-only`: only in a declared emergency.
		BreakGlassOnly,
		/// `Policy-deny`: nothing.
		#[default]
		Deny,
	}

	/// The domain's parameters.
	#[derive(Copy, Default)]
	pub struct Domain {
		/// Version of these parameters, carried into every decision.
		pub version: u32,
		/// How consents combine.
		pub combining: Combining,
		/// What holds without them.
		pub implicit: Implicit,
	}

	/// A node of the tree of one of the consents evaluated.
	#[derive(Copy, PartialOrd, Ord, Hash)]
	pub struct NodeRef {
		/// Position of the consent among those passed to the engine.
		pub consent: u8,
		/// 0 is the scope, `n` the provision `n − 1`.
		pub node: u8,
	}

	/// Why the answer is no.
	#[derive(Copy)]
	pub enum DenyReason {
		/// A consent says so.
		Consent,
		/// A consent would permit it in a live emergency of the recipient, and there is none.
		NoLiveEmergency,
		/// Some of it may be permitted, but not in a form that obligations can say: ask for single items.
		AskForItems,
		/// More consents than [`MAX_CONSENTS`], or more conditions than [`MAX_OBLIGATIONS`].
		TooMany,
	}

	/// The answer.
	#[derive(Copy)]
	pub enum Outcome {
		/// Yes, under the obligations.
		Permit,
		/// No.
		Deny(DenyReason),
		/// No consent says anything.
		NotApplicable {
			/// The policy that decides instead.
			implicit: Implicit,
			/// What it decides.
			permitted: bool,
		},
	}

	/// Something to hold back, or to let pass although it would be held back. All conditions of one obligation must be met
	/// by an item; each is the rule's, and absent where nothing is to be checked.
	///
	/// A forbid whose node is a permit forbids what lies outside that permit, one condition at a time.
	pub struct Obligation {
		/// Deny is *forbid*, permit is *permit*; a permit overrides a forbid.
		pub effect: Effect,
		/// The node it comes from; none is «everything».
		pub node: Option<NodeRef>,
		/// The node of the same consent whose labels count.
		pub labels_of: Option<u8>,
		/// Confidentiality from this level up counts.
		pub from_level: Option<Confidentiality>,
		/// The classes that count; none is all.
		pub classes: Classes,
		/// The date that counts.
		pub data_period: Span,
		/// The node whose data references count.
		pub data_of: Option<u8>,
		/// The node whose codes count.
		pub codes_of: Option<u8>,
	}

	/// What led to the decision: the node, by consent and path.
	#[derive(Copy)]
	pub struct Basis {
		/// The node.
		pub node: NodeRef,
	}

	/// The decision.
	pub struct Decision {
		/// Yes, no, or nothing said.
		pub outcome: Outcome,
		/// What must be held back: forbids first, then permits.
		pub obligations: BoundedVec<Obligation, ConstU32<MAX_OBLIGATIONS>>,
		/// The nodes that decided.
		pub basis: BoundedVec<Basis, ConstU32<MAX_OBLIGATIONS>>,
		/// 42 CFR §2.32: the notice against redisclosure goes with whatever is released.
		pub no_redisclosure: bool,
		/// Version of the domain's parameters.
		pub domain_version: u32,
	}

	/// Why a consent is not well formed.
	#[derive(Copy)]
	pub enum Invalid {
		/// A period ends before it starts, or is empty.
		EmptyPeriod {
			/// The node, 0 for the scope.
			node: u8,
		},
		/// A provision's parent does not come before it.
		ParentOutOfOrder {
			/// The node.
			node: u8,
		},
		/// Nested deeper than [`MAX_DEPTH`].
		TooDeep {
			/// The node.
			node: u8,
		},
		/// An actor that names neither a party nor a role.
		EmptyActor {
			/// The node.
			node: u8,
		},
	}
}

/// The conditions of a rule; an empty one is always met. Encoded as [`crate::Term`]s.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Rule {
	/// When the rule holds.
	pub period: Span,
	/// Who asks: any of these.
	pub actors: BoundedVec<Actor, ConstU32<MAX_PER_RULE>>,
	/// What is done with the data. A permit must name every action that is asked for, a deny any of them.
	pub actions: Actions,
	/// Why: any of these, or of what lies under them.
	pub purposes: Purposes,
	/// Labels of the data: any of these.
	pub labels: Labels,
	/// Class of the data: any of these.
	pub classes: Classes,
	/// Date of the data. A permit must contain it, a deny overlap it.
	pub data_period: Span,
	/// Particular data: any of these. Never decided by the engine.
	pub data: BoundedVec<DataRef, ConstU32<MAX_PER_RULE>>,
	/// Clinical codes in the data, as commitments: any of these. Never decided by the engine.
	pub codes: BoundedVec<Commitment, ConstU32<MAX_PER_RULE>>,
	/// Research terms.
	pub duo: Duo,
}

/// One consent and what the registry knows of it.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
	/// The consent.
	pub consent: &'a Consent,
	/// Whether its status is active.
	pub active: bool,
	/// When it was recorded: the order of [`Combining::MostRecent`].
	pub recorded_at: Moment,
	/// Its place in the order of [`Combining::Ordered`], and in the list of bases and obligations. Lower comes first.
	pub rank: u32,
}

impl Span {
	/// The span that has neither start nor end.
	pub const ALWAYS: Self = Self {
		from: None,
		until: None,
	};

	/// Whether `at` is inside.
	pub fn contains(&self, at: Moment) -> bool {
		self.from.is_none_or(|from| from <= at) && self.until.is_none_or(|until| at < until)
	}

	/// Whether all of `other` is inside.
	pub fn contains_span(&self, other: &Self) -> bool {
		let starts = self
			.from
			.is_none_or(|from| other.from.is_some_and(|start| from <= start));
		starts
			&& self
				.until
				.is_none_or(|until| other.until.is_some_and(|end| end <= until))
	}

	/// Whether the two share a second.
	pub fn overlaps(&self, other: &Self) -> bool {
		!self.intersection(other).is_empty()
	}

	/// What is in both.
	pub fn intersection(&self, other: &Self) -> Self {
		let from = match (self.from, other.from) {
			(Some(a), Some(b)) => Some(a.max(b)),
			(a, b) => a.or(b),
		};
		let until = match (self.until, other.until) {
			(Some(a), Some(b)) => Some(a.min(b)),
			(a, b) => a.or(b),
		};
		Self { from, until }
	}

	/// Whether no second is inside.
	pub fn is_empty(&self) -> bool {
		matches!((self.from, self.until), (Some(from), Some(until)) if until <= from)
	}

	/// Whether it has neither start nor end.
	pub fn is_always(&self) -> bool {
		self.from.is_none() && self.until.is_none()
	}
}

impl Labels {
	/// Whether nothing is named.
	pub fn is_empty(&self) -> bool {
		self.confidentiality.is_none() && self.sensitivity.is_empty()
	}

	/// The confidentiality of an item with these labels.
	pub fn level(&self) -> Confidentiality {
		self.confidentiality.unwrap_or(if self.sensitivity.is_empty() {
			Confidentiality::Normal
		} else {
			Confidentiality::Restricted
		})
	}
}

impl Consent {
	/// The rule of a node.
	pub fn rule(&self, node: u8) -> Option<&Rule> {
		match node.checked_sub(1) {
			None => Some(&self.scope),
			Some(index) => self.provisions.get(usize::from(index)).map(|provision| &provision.rule),
		}
	}

	/// The effect of a node.
	pub fn effect(&self, node: u8) -> Option<Effect> {
		match node.checked_sub(1) {
			None => Some(self.base),
			Some(index) => self
				.provisions
				.get(usize::from(index))
				.map(|provision| provision.effect),
		}
	}

	/// Whether there is anything that it lets pass. One that only denies holds data back, whoever gave it.
	pub fn permits(&self) -> bool {
		let provisions = self.provisions.iter().map(|provision| provision.effect);
		core::iter::once(self.base)
			.chain(provisions)
			.any(|effect| effect == Effect::Permit)
	}

	/// The node above a provision, or nothing for the scope and for a parent that does not come before its child.
	pub fn parent(&self, node: u8) -> Option<u8> {
		let provision = self.provisions.get(usize::from(node.checked_sub(1)?))?;
		(provision.parent < node).then_some(provision.parent)
	}

	/// The nodes from the scope down to this one.
	pub fn lineage(&self, node: u8) -> BoundedVec<u8, ConstU32<{ MAX_PROVISIONS + 1 }>> {
		let mut lineage = BoundedVec::new();
		let mut next = Some(node);
		while let Some(node) = next {
			if lineage.try_push(node).is_err() {
				break;
			}
			next = self.parent(node);
		}
		lineage.as_mut().reverse();
		lineage
	}

	/// Where a node is: `0` is the scope, `0.1` its second provision, `0.1.0` the first one in that.
	pub fn path(&self, node: u8) -> Path<'_> {
		Path { consent: self, node }
	}

	/// Whether the tree is well formed. [`crate::evaluate()`] is total on any tree; a registry stores only valid ones.
	pub fn validate(&self) -> Result<(), Invalid> {
		if self.period.is_empty() {
			return Err(Invalid::EmptyPeriod { node: 0 });
		}
		for (node, rule) in (0u8..).zip(core::iter::once(&self.scope).chain(self.provisions.iter().map(|p| &p.rule))) {
			if rule.period.is_empty() || rule.data_period.is_empty() {
				return Err(Invalid::EmptyPeriod { node });
			}
			if rule
				.actors
				.iter()
				.any(|actor| actor.party.is_none() && actor.roles.is_empty())
			{
				return Err(Invalid::EmptyActor { node });
			}
			if node > 0 && self.parent(node).is_none() {
				return Err(Invalid::ParentOutOfOrder { node });
			}
			if self.lineage(node).len().saturating_sub(1) > usize::from(MAX_DEPTH) {
				return Err(Invalid::TooDeep { node });
			}
		}
		Ok(())
	}
}

/// A path in words of positions, for [`fmt::Display`].
#[derive(Clone, Copy, Debug)]
pub struct Path<'a> {
	consent: &'a Consent,
	node: u8,
}

impl fmt::Display for Path<'_> {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str("0")?;
		for node in self.consent.lineage(self.node).iter().skip(1) {
			let parent = self.consent.parent(*node);
			let before = (1..*node).filter(|other| self.consent.parent(*other) == parent).count();
			write!(f, ".{before}")?;
		}
		Ok(())
	}
}
