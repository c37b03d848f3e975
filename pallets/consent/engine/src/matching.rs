//! Whether a node's conditions are met: those about the request first, then those about the data.

use crate::{
	explain::Condition,
	model::{Consent, Effect, Entry, Item, Labels, PartyId, Request, Rule, Span, MAX_PARTIES, MAX_PROVISIONS},
	vocabulary::{Classes, Purposes, Regulations},
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
	/// Whether legal proceedings are among the purposes, or may be as none is stated.
	pub legal: bool,
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
			legal: request.purposes.is_empty() || request.purposes.intersects(Purposes::HLEGAL),
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

	/// Whether who asks, when, what for and why meet a rule, or the first condition that none of it meets. `partly` keeps
	/// the first that only part of it meets.
	fn meets(&self, rule: &Rule, effect: Effect, partly: &mut Option<Condition>) -> Result<(), Condition> {
		let request = self.request;
		if !rule.period.contains(request.at) {
			return Err(Condition::Period);
		}
		if !rule.actors.is_empty() {
			let is_asker = |party| self.heads.contains(&head(&party)) && request.parties.contains(&party);
			let named = rule.actors.iter().filter(|actor| actor.party.is_none_or(is_asker));
			let mut named = named.peekable();
			let any = request.roles.is_empty() && named.peek().is_some();
			let all = named.any(|actor| actor.roles.is_empty() || actor.roles.intersects(request.roles));
			Extent::of(all, any).or(Condition::Actor, partly)?;
		}
		if !rule.actions.is_empty() {
			let all = !request.actions.is_empty() && rule.actions.contains(request.actions);
			let any = request.actions.is_empty() || rule.actions.intersects(request.actions);
			Extent::of(all, any).or(Condition::Action, partly)?;
		}
		if !rule.purposes.is_empty() {
			let all = rule.purposes.intersects(self.honoured);
			let any = request.purposes.is_empty() || rule.purposes.intersects(self.asked);
			Extent::of(all, any).or(Condition::Purpose, partly)?;
		}
		if effect == Effect::Permit && self.glass_intact {
			return Err(Condition::Emergency);
		}
		if !rule.duo.is_empty() {
			let (all, any) = match (request.duo, effect) {
				(None, _) => (false, true),
				(Some(asked), Effect::Permit) => (rule.duo.permits(asked), rule.duo.may_permit(asked)),
				(Some(asked), Effect::Deny) => (rule.duo.refuses(asked), rule.duo.may_refuse(asked)),
			};
			Extent::of(all, any).or(Condition::Research, partly)?;
		}
		Ok(())
	}
}

/// How much of what is asked meets a condition: several actions or classes, a span of dates, broad research, and whatever is
/// not stated can do so in part.
#[derive(Clone, Copy)]
enum Extent {
	All,
	Part,
	None,
}

impl Extent {
	fn of(all: bool, any: bool) -> Self {
		match (all, any) {
			(true, _) => Self::All,
			(false, true) => Self::Part,
			(false, false) => Self::None,
		}
	}

	/// Fails where nothing meets the condition, and keeps the first one that is met in part.
	fn or(self, condition: Condition, partly: &mut Option<Condition>) -> Result<(), Condition> {
		match self {
			Self::All => Ok(()),
			Self::Part => {
				partly.get_or_insert(condition);
				Ok(())
			},
			Self::None => Err(condition),
		}
	}
}

/// What is left to check on the data for a node to match: its own conditions and those of all nodes above it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
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
	/// whether the labels are among them; `partly` keeps the first condition that only part of the item meets.
	fn narrowed(
		mut self,
		node: u8,
		rule: &Rule,
		effect: Effect,
		item: &Item,
		labels: bool,
		partly: &mut Option<Condition>,
	) -> Result<Self, Condition> {
		if !rule.classes.is_empty() {
			match item.class.filter(|class| !class.is_empty()) {
				Some(class) => Extent::of(rule.classes.contains(class), rule.classes.intersects(class))
					.or(Condition::Class, partly)?,
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
			match item.date.filter(|date| !date.is_empty()) {
				Some(date) => Extent::of(rule.data_period.contains_span(&date), rule.data_period.overlaps(&date))
					.or(Condition::DataPeriod, partly)?,
				None => {
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

/// What the nodes below one stand on.
#[derive(Clone, Copy)]
struct Ground {
	/// Where any of what is asked meets the node and all above it: what a deny stands on.
	touched: Result<Region, Condition>,
	/// Whether all of what is asked does, or is permitted where it does not: what a permit stands on.
	whole: bool,
	/// Whether the purposes named last on the way here have legal proceedings among them; «any purpose» names none.
	legal: bool,
}

impl Ground {
	/// Nothing stands here.
	const NONE: Self = Self {
		touched: Err(Condition::Parent),
		whole: false,
		legal: false,
	};
}

/// A consent on its way through [`walk`].
struct Walk<'a> {
	question: &'a Question<'a>,
	/// 42 CFR §2.31(d): legal proceedings are consented to apart, so that no other purpose opens them.
	legal_apart: bool,
}

impl Walk<'_> {
	/// Where a node matches, and what it is to those below. A deny matches where it touches what is asked, a permit where
	/// it covers it, so that asking for more is never answered more freely than asking for its parts one by one.
	/// `permitted` says whether what lies outside the node is permitted.
	fn step(
		&self,
		above: Ground,
		(node, rule, effect): (u8, &Rule, Effect),
		permitted: bool,
		labels: bool,
	) -> (Result<Region, Condition>, Ground) {
		let mut partly = None;
		let touched = match above.touched {
			Err(_) => return (Err(Condition::Parent), Ground::NONE),
			Ok(region) => self
				.question
				.meets(rule, effect, &mut partly)
				.and_then(|()| region.narrowed(node, rule, effect, &self.question.request.item, labels, &mut partly)),
		};
		let legal = if rule.purposes.is_empty() {
			above.legal
		} else {
			rule.purposes.intersects(Purposes::HLEGAL) && rule.purposes.0 != u64::MAX
		};
		let region = match (effect, partly) {
			(Effect::Deny, _) => touched,
			(Effect::Permit, _) if !above.whole => Err(Condition::Parent),
			(Effect::Permit, Some(condition)) => Err(condition),
			(Effect::Permit, None) if touched.is_ok() && self.legal_apart && !legal => Err(Condition::Purpose),
			(Effect::Permit, None) => touched,
		};
		let whole = above.whole && (partly.is_none() || (effect == Effect::Deny && permitted));
		(region, Ground { touched, whole, legal })
	}
}

/// Matches every node of a consent. The scope decides whether the consent applies at all: if who asks, when, what for or
/// why is not met there, no node matches.
pub(crate) fn walk(question: &Question, consent: &Consent) -> Nodes<Node> {
	let most = consent.provisions.len().saturating_add(1);
	let mut nodes: Nodes<Node> = BoundedVec::with_bounded_capacity(most);
	let mut grounds: Nodes<Ground> = BoundedVec::with_bounded_capacity(most);
	let walk = Walk {
		question,
		legal_apart: question.legal && consent.regulations.intersects(Regulations::PART2),
	};
	let top = Ground {
		touched: Ok(Region::ALL),
		whole: true,
		legal: false,
	};
	let scope = |labels| walk.step(top, (0, &consent.scope, consent.base), false, labels);
	let (region, ground) = scope(true);
	// A provision that names labels of its own adds to, or takes from, what a permitting scope covers by its labels
	// (IHE PCF 1.1, «normal data, and mental health for one practitioner»): only the rest of the scope binds it.
	let ground_but_labels = match consent.base {
		Effect::Permit if !consent.scope.labels.is_empty() => scope(false).1,
		_ => ground,
	};
	let _ = nodes.try_push(Node {
		effect: consent.base,
		parent: None,
		region,
		lineage: bit(0),
	});
	let _ = grounds.try_push(ground);
	for (provision, number) in consent.provisions.iter().zip(1u8..) {
		let (rule, effect) = (&provision.rule, provision.effect);
		let parent = consent.parent(number);
		let node_above = parent.and_then(|parent| nodes.get(usize::from(parent)));
		let mut permitted = node_above.is_some_and(|above| above.effect == Effect::Permit && above.region.is_ok());
		let above = match parent {
			Some(0) if !rule.labels.is_empty() => {
				// Outside the provision the labels of the scope bind again: they must be known to be met.
				permitted &= region.is_ok_and(|region| region.labels == Source::None);
				ground_but_labels
			},
			Some(parent) => grounds.get(usize::from(parent)).copied().unwrap_or(Ground::NONE),
			// Not well formed: a deny still counts, a permit does not.
			None if effect == Effect::Deny => ground,
			None => Ground::NONE,
		};
		let lineage = node_above.map_or(bit(0), |above| above.lineage);
		let (region, ground) = walk.step(above, (number, rule, effect), permitted, true);
		let _ = nodes.try_push(Node {
			effect,
			parent: Some(parent.unwrap_or(0)),
			region,
			lineage: lineage | bit(number),
		});
		let _ = grounds.try_push(ground);
	}
	nodes
}
