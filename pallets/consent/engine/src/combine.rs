//! From the matched trees of all consents to one decision and its obligations.
//!
//! Every node that matches covers a *region* of the data: all of it where everything is decided, else what its open
//! conditions describe. An item is permitted if it lies in the region of a permit and every deny whose region it lies in
//! is above that permit in its own tree, or is outranked. Obligations are built from that: a permit is listed only where it
//! cannot meet such a deny, so that «a permit overrides a forbid» never lets through what the single item would be denied.

use crate::{
	matching::{bit, Node, Nodes, Region, Source},
	model::{
		Basis, Combining, Consent, DenyReason, Effect, Moment, NodeRef, Obligation, Outcome, Span, MAX_CONSENTS,
		MAX_OBLIGATIONS,
	},
	vocabulary::{Classes, Confidentiality, Regulations},
};
use alloc::vec::Vec;
use bounded_collections::{BoundedVec, ConstU32};

/// One consent that counts, with its matched tree.
pub(crate) struct Case<'a> {
	/// Position among the entries.
	pub index: u8,
	/// Lower outranks higher; equal is on a par.
	key: Moment,
	consent: &'a Consent,
	nodes: Nodes<Node>,
	/// What the nodes that match for certain say together, and the node that says it.
	pub certain: Option<(Effect, u8)>,
	/// The denies that match for certain and have a word to say, one bit each.
	certain_denies: u32,
	/// The nodes of which a child matches wherever they do, one bit each: they never have the last word.
	spoken_for: u32,
}

impl<'a> Case<'a> {
	/// Whether any node matches.
	pub fn applies(&self) -> bool {
		self.nodes.iter().any(|node| node.region.is_ok())
	}

	/// The nodes that match some data, and only some, and have the last word somewhere.
	fn uncertain(&self) -> impl Iterator<Item = (u8, &Node, &Region)> {
		(0u8..).zip(self.nodes.iter()).filter_map(|(number, node)| {
			let region = node.region.as_ref().ok().filter(|region| !region.is_all())?;
			(self.spoken_for & bit(number) == 0).then_some((number, node, region))
		})
	}

	fn is_part2(&self) -> bool {
		self.consent.regulations.intersects(Regulations::PART2)
	}

	pub fn new(
		index: u8,
		consent: &'a Consent,
		nodes: Nodes<Node>,
		recorded_at: Moment,
		rank: u32,
		how: Combining,
	) -> Self {
		let key = match how {
			Combining::DenyOverrides | Combining::PermitOverrides => 0,
			Combining::MostRecent => recorded_at.saturating_neg(),
			Combining::Ordered => Moment::from(rank),
		};
		let mut said: Nodes<Option<(Effect, u8)>> = BoundedVec::new();
		for _ in nodes.iter() {
			let _ = said.try_push(None);
		}
		let (mut certain_denies, mut spoken_for) = (0, 0);
		let mut certain = None;
		// Children come after their parents, so from the back every node is reached with its children's word known.
		for number in (0..u8::try_from(nodes.len()).unwrap_or(u8::MAX)).rev() {
			let Some(node) = nodes.get(usize::from(number)) else {
				continue;
			};
			let matches = matches!(&node.region, Ok(region) if region.is_all());
			if matches && node.effect == Effect::Deny && spoken_for & bit(number) == 0 {
				certain_denies |= bit(number);
			}
			let above = node.parent.and_then(|parent| nodes.get(usize::from(parent)));
			if node.region.is_ok() && above.is_some_and(|above| above.region == node.region) {
				spoken_for |= node.parent.map_or(0, bit);
			}
			let below = said.get(usize::from(number)).copied().flatten();
			let word = below.or(matches.then_some((node.effect, number)));
			match (node.parent, word) {
				(None, word) => certain = word,
				(Some(_), None) => {},
				(Some(parent), Some(word)) => {
					if let Some(slot) = said.get_mut(usize::from(parent)) {
						*slot = Some(slot.map_or(word, |other| stricter(other, word)));
					}
				},
			}
		}
		Self {
			index,
			key,
			consent,
			nodes,
			certain,
			certain_denies,
			spoken_for,
		}
	}
}

/// Deny wins; among equals the first sibling is cited.
fn stricter(a: (Effect, u8), b: (Effect, u8)) -> (Effect, u8) {
	match (a.0, b.0) {
		(Effect::Deny, Effect::Permit) => a,
		(Effect::Permit, Effect::Deny) => b,
		_ if a.1 <= b.1 => a,
		_ => b,
	}
}

/// The region of an uncertain node in the form in which an obligation states it.
struct Patch {
	case: u8,
	node: u8,
	lineage: u32,
	key: Moment,
	classes: Classes,
	period: Span,
	labels: Option<u8>,
	/// The level, if labels are nothing but a level.
	level: Option<Confidentiality>,
	data: Option<u8>,
	codes: Option<u8>,
}

impl Patch {
	/// Nothing is left out of a permit's region, for that would widen it: where an obligation cannot state the region
	/// exactly there is no patch. Out of a deny's region conditions are left out, for that only withholds more.
	fn new(case: &Case, number: u8, node: &Node, region: &Region) -> Option<Self> {
		let mut labels = region.labels.node();
		let named = labels.and_then(|of| Some((case.consent.rule(of)?.labels, case.consent.effect(of)?)));
		// A level means «up to» in a permit and «from» in a deny.
		let foreign = named.is_some_and(|(named, effect)| named.confidentiality.is_some() && effect != node.effect);
		match node.effect {
			Effect::Permit => {
				let several = |source| matches!(source, Source::Several(_));
				if foreign || several(region.labels) || several(region.data) || several(region.codes) {
					return None;
				}
			},
			Effect::Deny if foreign => labels = None,
			Effect::Deny => {},
		}
		let level = named
			.filter(|(named, _)| labels.is_some() && named.sensitivity.is_empty())
			.and_then(|(named, _)| named.confidentiality);
		Some(Self {
			case: case.index,
			node: number,
			lineage: node.lineage,
			key: case.key,
			classes: region.classes,
			period: region.period,
			labels,
			level,
			data: region.data.node(),
			codes: region.codes.node(),
		})
	}

	/// Whether no item can be in both, this being a permit.
	fn is_apart_from(&self, deny: &Patch) -> bool {
		!self.classes.intersects(deny.classes)
			|| !self.period.overlaps(&deny.period)
			|| matches!((self.level, deny.level), (Some(up_to), Some(from)) if up_to < from)
	}

	/// Whether whatever is in this permit is in the deny too. Both state their lists by node, so the same node is the same list.
	fn is_within(&self, deny: &Patch) -> bool {
		let stated =
			|theirs: Option<u8>, own: Option<u8>| theirs.is_none() || (deny.case == self.case && theirs == own);
		deny.classes.contains(self.classes)
			&& deny.period.contains_span(&self.period)
			&& stated(deny.labels, self.labels)
			&& stated(deny.data, self.data)
			&& stated(deny.codes, self.codes)
	}

	/// What lies outside this permit, as forbids: one for each condition that it has. Nothing if they cannot say it.
	fn outside(&self) -> Option<Vec<Obligation>> {
		let named = self.labels.is_some() && self.level.is_none();
		if named || self.data.is_some() || self.codes.is_some() {
			return None;
		}
		let forbid = Obligation {
			node: Some(NodeRef {
				consent: self.case,
				node: self.node,
			}),
			..EVERYTHING
		};
		let mut forbids = Vec::new();
		if self.classes.0 != u64::MAX {
			if !Classes::ALL_GROUPS.contains(self.classes) {
				return None;
			}
			forbids.push(Obligation {
				classes: Classes(u64::MAX).without(self.classes),
				..forbid.clone()
			});
		}
		if let Some(from) = self.period.from {
			forbids.push(Obligation {
				data_period: Span {
					from: None,
					until: Some(from),
				},
				..forbid.clone()
			});
		}
		if let Some(until) = self.period.until {
			forbids.push(Obligation {
				data_period: Span {
					from: Some(until),
					until: None,
				},
				..forbid.clone()
			});
		}
		if let Some(level) = self.level.and_then(Confidentiality::above) {
			forbids.push(Obligation {
				from_level: Some(level),
				..forbid
			});
		}
		Some(forbids)
	}

	fn obligation(&self, effect: Effect) -> Obligation {
		Obligation {
			effect,
			node: Some(NodeRef {
				consent: self.case,
				node: self.node,
			}),
			labels_of: self.labels,
			from_level: None,
			classes: if self.classes.0 == u64::MAX {
				Classes::EMPTY
			} else {
				self.classes
			},
			data_period: self.period,
			data_of: self.data,
			codes_of: self.codes,
		}
	}
}

/// Forbids everything.
const EVERYTHING: Obligation = Obligation {
	effect: Effect::Deny,
	node: None,
	labels_of: None,
	from_level: None,
	classes: Classes::EMPTY,
	data_period: Span::ALWAYS,
	data_of: None,
	codes_of: None,
};

/// What the consents decide together; nothing if none says anything.
pub(crate) struct Decided {
	pub outcome: Outcome,
	pub obligations: BoundedVec<Obligation, ConstU32<MAX_OBLIGATIONS>>,
	pub basis: BoundedVec<Basis, ConstU32<MAX_OBLIGATIONS>>,
	pub no_redisclosure: bool,
	/// Cases with a greater key were not asked.
	pub cutoff: Moment,
}

impl Decided {
	fn new(outcome: Outcome, cutoff: Moment) -> Self {
		Self {
			outcome,
			obligations: BoundedVec::new(),
			basis: BoundedVec::new(),
			no_redisclosure: false,
			cutoff,
		}
	}

	fn cite(&mut self, consent: u8, node: u8) {
		// The list is as long as that of obligations; what does not fit is one citation less, never another decision.
		let _ = self.basis.try_push(Basis {
			node: NodeRef { consent, node },
		});
	}

	/// Whether the case was asked.
	pub fn asked(&self, case: &Case) -> bool {
		case.key <= self.cutoff
	}
}

/// Combines the cases, which come in the order of their ranks.
pub(crate) fn combine(cases: &[Case], how: Combining) -> Option<Decided> {
	if cases.len() > usize::try_from(MAX_CONSENTS).unwrap_or(0) {
		return Some(Decided::new(Outcome::Deny(DenyReason::TooMany), Moment::MAX));
	}
	// The first consents that are certain about everything leave nothing to those they outrank.
	let cutoff = cases
		.iter()
		.filter(|case| case.certain.is_some())
		.map(|case| case.key)
		.min()
		.unwrap_or(Moment::MAX);
	let asked = || cases.iter().filter(|case| case.key <= cutoff);
	let said = |effect| asked().any(|case| case.certain.is_some_and(|(word, _)| word == effect));
	let overall = match (how, said(Effect::Deny), said(Effect::Permit)) {
		(Combining::PermitOverrides, _, true) => Some(Effect::Permit),
		(_, true, _) => Some(Effect::Deny),
		(_, false, true) => Some(Effect::Permit),
		(_, false, false) => None,
	};
	let (denies, permits) = patches(
		asked(),
		overall == Some(Effect::Deny) && how == Combining::DenyOverrides,
	);
	let most = usize::try_from(MAX_OBLIGATIONS).unwrap_or(0).saturating_sub(1);

	let mut decided = Decided::new(Outcome::Permit, cutoff);
	// What one consent opened under Part 2 a later one that permits it again does not take out of Part 2.
	decided.no_redisclosure = cases.iter().any(|case| case.applies() && case.is_part2());

	if overall == Some(Effect::Permit) {
		// With permit-overrides one consent that permits is enough: the one that holds back least.
		let chosen = (how == Combining::PermitOverrides)
			.then(|| {
				let holds = |case: &Case| denies.iter().filter(|deny| deny.case == case.index).count();
				let permitting = asked().filter(|case| matches!(case.certain, Some((Effect::Permit, _))));
				permitting.min_by_key(|case| holds(case)).map(|case| case.index)
			})
			.flatten();
		let counts = |deny: &&Patch| chosen.is_none_or(|chosen| deny.case == chosen);
		if denies.iter().filter(counts).count() > most {
			return Some(Decided::new(Outcome::Deny(DenyReason::TooMany), cutoff));
		}
		let forbids: Vec<&Patch> = denies.iter().filter(counts).collect();
		for forbid in &forbids {
			let _ = decided.obligations.try_push(forbid.obligation(Effect::Deny));
		}
		for permit in permits.iter().filter(|permit| is_exception(permit, &forbids, how)) {
			if is_safe(permit, cases, cutoff, &denies, how) {
				let _ = decided.obligations.try_push(permit.obligation(Effect::Permit));
			}
		}
		for case in asked() {
			if let Some((Effect::Permit, node)) = case.certain {
				decided.cite(case.index, node);
			}
		}
		return Some(decided);
	}

	let tractable = denies.len() <= most;
	let safe: Vec<&Patch> = permits
		.iter()
		.filter(|permit| tractable && is_safe(permit, cases, cutoff, &denies, how))
		.take(most)
		.collect();
	if safe.is_empty() {
		// A permit of which a deny leaves nothing is none.
		let is_void = |permit: &Patch| {
			denies
				.iter()
				.any(|deny| has_a_say(deny, permit, how) && permit.is_within(deny))
		};
		let outside = permits.iter().filter(|permit| {
			tractable
				&& !denies.iter().any(|deny| permit.is_within(deny))
				&& !is_denied_for_certain(permit.case, permit.key, permit.lineage, cases, cutoff, how)
		});
		let mut fitting = outside.filter_map(|permit| Some((permit, permit.outside()?)));
		if let Some((permit, outside)) = fitting.find(|(_, all)| all.len().saturating_add(denies.len()) <= most) {
			let forbids = outside
				.into_iter()
				.chain(denies.iter().map(|deny| deny.obligation(Effect::Deny)));
			for forbid in forbids {
				let _ = decided.obligations.try_push(forbid);
			}
			decided.cite(permit.case, permit.node);
			return Some(decided);
		}
		if overall.is_none() && !asked().any(Case::applies) {
			return None;
		}
		let open = asked().any(|case| {
			case.uncertain().any(|(number, node, _)| {
				let own = |permit: &&Patch| permit.case == case.index && permit.node == number;
				let lost = || is_denied_for_certain(case.index, case.key, node.lineage, cases, cutoff, how);
				node.effect == Effect::Permit && !permits.iter().filter(own).any(is_void) && !lost()
			})
		});
		let reason = match (open, tractable) {
			(false, _) => DenyReason::Consent,
			(true, true) => DenyReason::AskForItems,
			(true, false) => DenyReason::TooMany,
		};
		decided.outcome = Outcome::Deny(reason);
		decided.no_redisclosure = false;
		for case in asked() {
			if let Some((Effect::Deny, node)) = case.certain {
				decided.cite(case.index, node);
			}
		}
		if decided.basis.is_empty() {
			for deny in &denies {
				decided.cite(deny.case, deny.node);
			}
		}
		return Some(decided);
	}
	let _ = decided.obligations.try_push(EVERYTHING);
	// Everything is forbidden already; what a consent withholds by name is repeated where there is room.
	let room = most.saturating_sub(safe.len());
	for deny in denies.iter().take(room) {
		let _ = decided.obligations.try_push(deny.obligation(Effect::Deny));
	}
	for permit in safe {
		let _ = decided.obligations.try_push(permit.obligation(Effect::Permit));
		decided.cite(permit.case, permit.node);
	}
	Some(decided)
}

/// The uncertain denies and permits of all cases. A consent that denies for certain leaves nothing to the permits of the
/// others, so these are not even collected (`one_denies`).
fn patches<'a>(cases: impl Iterator<Item = &'a Case<'a>>, one_denies: bool) -> (Vec<Patch>, Vec<Patch>) {
	let (mut denies, mut permits) = (Vec::new(), Vec::new());
	let all = cases.flat_map(|case| {
		case.uncertain()
			.map(move |(number, node, region)| (case, number, node, region))
	});
	for (case, number, node, region) in all {
		let Some(patch) = Patch::new(case, number, node, region) else {
			continue;
		};
		match node.effect {
			Effect::Deny => denies.push(patch),
			Effect::Permit if one_denies && !matches!(case.certain, Some((Effect::Deny, _))) => {},
			Effect::Permit => permits.push(patch),
		}
	}
	(denies, permits)
}

/// Whether a deny has a say over a permit: it is not above it in its tree, and its consent is not outranked.
fn has_a_say(deny: &Patch, permit: &Patch, how: Combining) -> bool {
	if deny.case == permit.case {
		return permit.lineage & bit(deny.node) == 0;
	}
	how != Combining::PermitOverrides && deny.key <= permit.key
}

/// Whether a permit takes something out of the forbids: it is an exception to one of them, or outranks it.
fn is_exception(permit: &Patch, forbids: &[&Patch], how: Combining) -> bool {
	forbids
		.iter()
		.any(|forbid| !has_a_say(forbid, permit, how) && !permit.is_apart_from(forbid))
}

/// Whether whatever lies in a permit's region is permitted.
fn is_safe(permit: &Patch, cases: &[Case], cutoff: Moment, denies: &[Patch], how: Combining) -> bool {
	!is_denied_for_certain(permit.case, permit.key, permit.lineage, cases, cutoff, how)
		&& denies
			.iter()
			.all(|deny| !has_a_say(deny, permit, how) || permit.is_apart_from(deny))
}

/// Whether a deny that matches for certain has a say over a node.
fn is_denied_for_certain(own: u8, key: Moment, lineage: u32, cases: &[Case], cutoff: Moment, how: Combining) -> bool {
	cases.iter().filter(|case| case.key <= cutoff).any(|case| {
		if case.index == own {
			return case.certain_denies & !lineage != 0;
		}
		let denies = matches!(case.certain, Some((Effect::Deny, _)));
		denies && how != Combining::PermitOverrides && case.key <= key
	})
}
