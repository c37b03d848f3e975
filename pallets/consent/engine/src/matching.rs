//! Whether a node's conditions are met: those about the request first, then those about the data.

use crate::{
	explain::Condition,
	model::{Actor, Consent, Effect, Entry, Item, Labels, PartyId, Request, Rule, Span, MAX_PARTIES, MAX_PROVISIONS},
	vocabulary::{Classes, Purposes},
};
use bounded_collections::{BoundedVec, ConstU32};

/// Nodes of one consent: its scope and its provisions.
pub(crate) type Nodes<T> = BoundedVec<T, ConstU32<{ MAX_PROVISIONS + 1 }>>;

/// A request with what every rule is compared with worked out once.
pub(crate) struct Question<'a> {
	pub request: &'a Request,
	/// The purposes asked for with everything above them: what a deny is compared with.
	asked: Purposes,
	/// The same without BTG unless a live emergency backs it: what a permit is compared with.
	honoured: Purposes,
	/// BTG was the only purpose and nothing backs it: nothing can be permitted.
	pub glass_intact: bool,
	/// The first bytes of each party, by which most other parties are told apart at once.
	heads: BoundedVec<u64, ConstU32<MAX_PARTIES>>,
}

fn head(party: &PartyId) -> u64 {
	party.0.first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes))
}

impl<'a> Question<'a> {
	pub fn new(request: &'a Request) -> Self {
		Self::with_emergency(request, request.emergency)
	}

	pub fn with_emergency(request: &'a Request, emergency: bool) -> Self {
		let honoured = if emergency {
			request.purposes
		} else {
			request.purposes.without(Purposes::BTG)
		};
		Self {
			request,
			asked: request.purposes.with_ancestors(),
			honoured: honoured.with_ancestors(),
			glass_intact: honoured.is_empty() && !request.purposes.is_empty(),
			heads: BoundedVec::truncate_from(request.parties.iter().map(head).collect()),
		}
	}

	/// Whether the request asks to break the glass without a live emergency.
	pub fn wants_emergency(&self) -> bool {
		!self.request.emergency && self.request.purposes.intersects(Purposes::BTG)
	}

	/// Whether a consent counts at all, or the first reason why it does not.
	pub fn considers(&self, entry: &Entry) -> Result<(), Condition> {
		let (consent, request) = (entry.consent, self.request);
		if !entry.active {
			return Err(Condition::Status);
		}
		if !consent.period.contains(request.at) {
			return Err(Condition::Period);
		}
		let same = |custodian| request.custodian.is_none_or(|asked| asked == custodian);
		if !consent.custodian.is_none_or(same) {
			return Err(Condition::Custodian);
		}
		if !request.categories.is_empty() && !request.categories.intersects(consent.categories) {
			return Err(Condition::Category);
		}
		Ok(())
	}

	/// Whether who asks, when, what for and why meet a rule, or the first condition that is not met.
	pub fn meets(&self, rule: &Rule, effect: Effect) -> Result<(), Condition> {
		let request = self.request;
		if !rule.period.contains(request.at) {
			return Err(Condition::Period);
		}
		let concerns = |actor: &Actor| {
			actor
				.party
				.is_none_or(|party| self.heads.contains(&head(&party)) && request.parties.contains(&party))
				&& (actor.roles.is_empty() || actor.roles.intersects(request.roles))
		};
		if !rule.actors.is_empty() && !rule.actors.iter().any(concerns) {
			return Err(Condition::Actor);
		}
		let actions = rule.actions.is_empty()
			|| match effect {
				Effect::Permit => !request.actions.is_empty() && rule.actions.contains(request.actions),
				Effect::Deny => request.actions.is_empty() || rule.actions.intersects(request.actions),
			};
		if !actions {
			return Err(Condition::Action);
		}
		let purposes = match effect {
			Effect::Permit => rule.purposes.is_empty() || rule.purposes.intersects(self.honoured),
			Effect::Deny => {
				rule.purposes.is_empty() || request.purposes.is_empty() || rule.purposes.intersects(self.asked)
			},
		};
		if !purposes {
			return Err(Condition::Purpose);
		}
		if effect == Effect::Permit && self.glass_intact {
			return Err(Condition::Emergency);
		}
		let duo = rule.duo.is_empty()
			|| match (effect, request.duo) {
				(Effect::Permit, asked) => asked.is_some_and(|asked| rule.duo.permits(asked)),
				(Effect::Deny, asked) => asked.is_none_or(|asked| rule.duo.refuses(asked)),
			};
		if !duo {
			return Err(Condition::Research);
		}
		Ok(())
	}
}

/// What is left to check on the data for a node to match: its own conditions and those of all nodes above it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Region {
	pub classes: Classes,
	pub period: Span,
	pub labels: Source,
	pub data: Source,
	pub codes: Source,
}

/// The node whose list of conditions counts, where a list cannot be merged with another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
	None,
	/// One node on the path states it.
	One(u8),
	/// Several nodes on the path state it; the deepest is named.
	Several(u8),
}

impl Source {
	fn then(self, node: u8) -> Self {
		match self {
			Self::None => Self::One(node),
			Self::One(_) | Self::Several(_) => Self::Several(node),
		}
	}

	pub fn node(self) -> Option<u8> {
		match self {
			Self::None => None,
			Self::One(node) | Self::Several(node) => Some(node),
		}
	}
}

impl Region {
	pub const ALL: Self = Self {
		classes: Classes(u64::MAX),
		period: Span::ALWAYS,
		labels: Source::None,
		data: Source::None,
		codes: Source::None,
	};

	/// Whether nothing is left to check.
	pub fn is_all(&self) -> bool {
		self.classes.0 == u64::MAX
			&& self.period.is_always()
			&& self.labels == Source::None
			&& self.data == Source::None
			&& self.codes == Source::None
	}

	/// This region with one more node's conditions: decided where the item is known, kept where it is not. `labels` says
	/// whether the labels are among them.
	fn narrowed(mut self, node: u8, rule: &Rule, effect: Effect, item: &Item, labels: bool) -> Result<Self, Condition> {
		if !rule.classes.is_empty() {
			match item.class {
				Some(class) if !rule.classes.intersects(class) => return Err(Condition::Class),
				Some(_) => {},
				None => {
					self.classes = self.classes.intersection(rule.classes);
					if self.classes.is_empty() {
						return Err(Condition::Class);
					}
				},
			}
		}
		if labels && !rule.labels.is_empty() {
			match &item.labels {
				Some(own) if !label_matches(&rule.labels, effect, own) => return Err(Condition::Label),
				Some(_) => {},
				None => self.labels = self.labels.then(node),
			}
		}
		if !rule.data_period.is_always() {
			match (&item.date, effect) {
				(Some(date), Effect::Permit) if !rule.data_period.contains_span(date) => {
					return Err(Condition::DataPeriod)
				},
				(Some(date), Effect::Deny) if !rule.data_period.overlaps(date) => return Err(Condition::DataPeriod),
				(Some(_), _) => {},
				(None, _) => {
					self.period = self.period.intersection(&rule.data_period);
					if self.period.is_empty() {
						return Err(Condition::DataPeriod);
					}
				},
			}
		}
		if !rule.data.is_empty() {
			self.data = self.data.then(node);
		}
		if !rule.codes.is_empty() {
			self.codes = self.codes.then(node);
		}
		Ok(self)
	}
}

/// Whether an item's labels meet a rule's.
pub(crate) fn label_matches(rule: &Labels, effect: Effect, item: &Labels) -> bool {
	let level = rule.confidentiality.is_some_and(|named| match effect {
		Effect::Permit => item.level() <= named,
		Effect::Deny => item.level() >= named,
	});
	level || rule.sensitivity.intersects(item.sensitivity)
}

/// What became of one node.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
	pub effect: Effect,
	pub parent: Option<u8>,
	/// Where the node matches, or the condition that fails.
	pub region: Result<Region, Condition>,
	/// The nodes above it and itself, one bit each.
	pub lineage: u32,
}

/// Bit of a node in a lineage.
pub(crate) fn bit(node: u8) -> u32 {
	1u32.checked_shl(u32::from(node)).unwrap_or(0)
}

/// Matches every node of a consent. The scope decides whether the consent applies at all: if who asks, when, what for or
/// why is not met there, no node matches.
pub(crate) fn walk(question: &Question, consent: &Consent) -> Nodes<Node> {
	let mut nodes: Nodes<Node> = BoundedVec::with_bounded_capacity(consent.provisions.len().saturating_add(1));
	let item = &question.request.item;
	let applies = question.meets(&consent.scope, consent.base);
	let narrow = |labels| Region::ALL.narrowed(0, &consent.scope, consent.base, item, labels);
	let scope = applies.and_then(|()| narrow(true));
	// A provision that names labels of its own adds to, or takes from, what a permitting scope covers by its labels
	// (IHE PCF 1.1, «normal data, and mental health for one practitioner»): only the rest of the scope binds it.
	let scope_but_labels = match consent.base {
		Effect::Permit => applies.and_then(|()| narrow(false)),
		Effect::Deny => scope,
	};
	let _ = nodes.try_push(Node {
		effect: consent.base,
		parent: None,
		region: scope,
		lineage: bit(0),
	});
	for (provision, node) in consent.provisions.iter().zip(1u8..) {
		let parent = consent.parent(node);
		let above = match parent {
			Some(0) if !provision.rule.labels.is_empty() => scope_but_labels,
			Some(parent) => nodes
				.get(usize::from(parent))
				.map_or(Err(Condition::Parent), |above| above.region),
			// Not well formed: a deny still counts, a permit does not.
			None if provision.effect == Effect::Deny => scope,
			None => Err(Condition::Parent),
		};
		let region = match above {
			Err(_) => Err(Condition::Parent),
			Ok(above) => question
				.meets(&provision.rule, provision.effect)
				.and_then(|()| above.narrowed(node, &provision.rule, provision.effect, item, true)),
		};
		let lineage = parent
			.and_then(|parent| nodes.get(usize::from(parent)))
			.map_or(bit(0), |above| above.lineage);
		let _ = nodes.try_push(Node {
			effect: provision.effect,
			parent: Some(parent.unwrap_or(0)),
			region,
			lineage: lineage | bit(node),
		});
	}
	nodes
}
