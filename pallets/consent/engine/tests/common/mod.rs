//! Builders, a strategy for arbitrary questions, and a second, naive implementation to compare with.

#![allow(dead_code, reason = "each test file uses its part")]

use proptest::{collection::vec, option, prelude::*};
use salus_consent_engine::{
	vocabulary::{Actions, Classes, Confidentiality, Duo, Purposes, Regulations, Roles, Sensitivity},
	*,
};

pub fn purposes(codes: &[&str]) -> Purposes {
	codes.iter().fold(Purposes::EMPTY, |all, code| {
		all.union(Purposes::from_code(code).unwrap())
	})
}

pub fn actions(codes: &[&str]) -> Actions {
	codes
		.iter()
		.fold(Actions::EMPTY, |all, code| all.union(Actions::from_code(code).unwrap()))
}

pub fn classes(names: &[&str]) -> Classes {
	names.iter().fold(Classes::EMPTY, |all, name| {
		all.union(Classes::of_resource_type(name).unwrap())
	})
}

pub fn party(number: u8) -> PartyId {
	PartyId([number; 32])
}

pub fn actor(number: u8) -> Actor {
	Actor {
		party: Some(party(number)),
		roles: Roles::EMPTY,
	}
}

pub fn actors(numbers: &[u8]) -> Rule {
	Rule {
		actors: numbers
			.iter()
			.copied()
			.map(actor)
			.collect::<Vec<_>>()
			.try_into()
			.unwrap(),
		..Rule::default()
	}
}

pub fn level(confidentiality: Confidentiality) -> Labels {
	Labels {
		confidentiality: Some(confidentiality),
		sensitivity: Sensitivity::EMPTY,
	}
}

pub fn sensitive(bits: u32) -> Labels {
	Labels {
		confidentiality: None,
		sensitivity: Sensitivity(bits),
	}
}

pub fn labelled(labels: Labels) -> Rule {
	Rule {
		labels,
		..Rule::default()
	}
}

pub fn span(from: i64, until: i64) -> Span {
	Span {
		from: Some(from),
		until: Some(until),
	}
}

pub fn dated(from: i64, until: i64) -> Rule {
	Rule {
		data_period: span(from, until),
		..Rule::default()
	}
}

pub fn of_classes(names: &[&str]) -> Rule {
	Rule {
		classes: classes(names),
		..Rule::default()
	}
}

pub fn consent(base: Effect, scope: Rule, provisions: Vec<(u8, Effect, Rule)>) -> Consent {
	Consent {
		custodian: None,
		categories: Default::default(),
		regulations: Regulations::EMPTY,
		period: Span::ALWAYS,
		base,
		scope,
		provisions: provisions
			.into_iter()
			.map(|(parent, effect, rule)| Provision { parent, effect, rule })
			.collect::<Vec<_>>()
			.try_into()
			.unwrap(),
	}
}

/// Treatment, access, by party 1, at second 50, whatever is held.
pub fn request() -> Request {
	Request {
		custodian: None,
		parties: vec![party(1)].try_into().unwrap(),
		roles: Roles::EMPTY,
		purposes: purposes(&["TREAT"]),
		actions: Actions::ACCESS,
		categories: Default::default(),
		at: 50,
		item: Item::default(),
		emergency: false,
		duo: None,
	}
}

/// The same for a normal observation of second 10.
pub fn item_request() -> Request {
	Request {
		item: Item {
			class: Some(classes(&["Observation"])),
			labels: Some(level(Confidentiality::Normal)),
			date: Some(span(10, 11)),
		},
		..request()
	}
}

pub fn entries(consents: &[Consent]) -> Vec<Entry<'_>> {
	consents
		.iter()
		.zip(0u32..)
		.map(|(consent, rank)| Entry {
			consent,
			active: true,
			recorded_at: i64::from(rank),
			rank,
		})
		.collect()
}

pub fn domain(combining: Combining, implicit: Implicit) -> Domain {
	Domain {
		version: 7,
		combining,
		implicit,
	}
}

pub fn ask(consents: &[Consent], request: &Request) -> Decision {
	evaluate(&entries(consents), request, &Domain::default())
}

/// `(consent, path)` of every basis.
pub fn basis(consents: &[Consent], decision: &Decision) -> Vec<(u8, String)> {
	decision
		.basis
		.iter()
		.map(|b| {
			(
				b.node.consent,
				consents[usize::from(b.node.consent)].path(b.node.node).to_string(),
			)
		})
		.collect()
}

pub const CONFIDENTIALITY: [Confidentiality; 6] = Confidentiality::ALL;

/// An item as it really is, which a request may know or not.
#[derive(Clone, Debug)]
pub struct Thing {
	pub class: Classes,
	pub labels: Labels,
	pub date: i64,
	/// Which of three references point to it, and which of two codes are in it.
	pub data: u8,
	pub codes: u8,
}

impl Thing {
	pub fn item(&self) -> Item {
		Item {
			class: Some(self.class),
			labels: Some(self.labels),
			date: Some(span(self.date, self.date + 1)),
		}
	}
}

fn reference(number: u8) -> DataRef {
	DataRef {
		meaning: Meaning::Instance,
		commitment: Commitment([number; 32]),
	}
}

pub fn any_effect() -> impl Strategy<Value = Effect> {
	prop_oneof![Just(Effect::Permit), Just(Effect::Deny)]
}

pub fn any_span() -> impl Strategy<Value = Span> {
	(option::weighted(0.8, 0i64..60), option::weighted(0.8, 1i64..60)).prop_map(|(from, length)| Span {
		from,
		until: length.map(|length| from.unwrap_or(20) + length),
	})
}

pub fn any_labels() -> impl Strategy<Value = Labels> {
	(
		option::weighted(0.6, 0usize..6),
		prop_oneof![3 => Just(0u32), 2 => 1u32..8],
	)
		.prop_map(|(level, bits)| Labels {
			confidentiality: level.map(|at| CONFIDENTIALITY[at]),
			sensitivity: Sensitivity(bits),
		})
}

fn rarely<T: core::fmt::Debug + Clone + Default>(
	strategy: impl Strategy<Value = T>,
	odds: f64,
) -> impl Strategy<Value = T> {
	option::weighted(odds, strategy).prop_map(Option::unwrap_or_default)
}

/// Some of the purposes that the requests below use, or all there are.
pub fn any_purposes() -> impl Strategy<Value = Purposes> {
	vec(0usize..9, 0..3).prop_map(|picked| {
		if picked.contains(&8) {
			return Purposes(u64::MAX);
		}
		let codes: Vec<_> = picked
			.into_iter()
			.map(|at| {
				[
					"TREAT", "ETREAT", "BTG", "HRESCH", "CLINTRCH", "HPAYMT", "HOPERAT", "HLEGAL",
				][at]
			})
			.collect();
		purposes(&codes)
	})
}

pub fn any_rule(with_data: bool) -> impl Strategy<Value = Rule> {
	let odds = if with_data { 0.15 } else { 1e-9 };
	(
		(
			rarely(any_span(), 0.2),
			rarely(vec((option::of(0u8..3), 0u32..4), 0..3), 0.25),
			rarely(0u8..32, 0.2),
		),
		(
			rarely(any_purposes(), 0.4),
			rarely(any_labels(), 0.3),
			rarely(
				(1u64..8, rarely(Just(1u64 << 62), 0.2)).prop_map(|(some, own)| some | own),
				0.25,
			),
			rarely(any_span(), 0.25),
		),
		(
			rarely(vec(0u8..3, 1..3), odds),
			rarely(vec(0u8..2, 1..2), odds),
			rarely(0u32..(1 << 7), 0.05),
		),
	)
		.prop_map(
			move |((period, actors, actions), (purposes, labels, classes, data_period), (data, codes, duo))| Rule {
				period,
				actors: actors
					.into_iter()
					.map(|(who, roles)| Actor {
						party: who.map(party),
						roles: Roles(roles),
					})
					.collect::<Vec<_>>()
					.try_into()
					.unwrap(),
				actions: Actions(actions),
				purposes,
				labels,
				classes: Classes(classes),
				data_period,
				data: data
					.into_iter()
					.filter(|_| with_data)
					.map(reference)
					.collect::<Vec<_>>()
					.try_into()
					.unwrap(),
				codes: codes
					.into_iter()
					.filter(|_| with_data)
					.map(|n| Commitment([n; 32]))
					.collect::<Vec<_>>()
					.try_into()
					.unwrap(),
				duo: Duo(duo),
			},
		)
}

/// A consent with `most` provisions in any shape, well formed or not if `wild`.
pub fn any_consent(most: usize, data: bool, wild: bool) -> impl Strategy<Value = Consent> {
	(
		(
			option::weighted(0.2, 0u8..2),
			rarely(0u32..4, 0.3),
			0u8..2,
			rarely(any_span(), 0.2),
			any_effect(),
		),
		prop_oneof![2 => Just(Rule::default()).boxed(), 3 => any_rule(data).boxed()],
		vec(
			(any::<prop::sample::Index>(), any_effect(), any_rule(data), 0u8..17),
			0..=most,
		),
	)
		.prop_map(
			move |((custodian, categories, regulations, period, base), scope, provisions)| Consent {
				custodian: custodian.map(party),
				categories: salus_consent_engine::vocabulary::Categories(categories),
				regulations: Regulations(regulations),
				period,
				base,
				scope,
				provisions: provisions
					.into_iter()
					.enumerate()
					.map(|(at, (parent, effect, rule, any))| Provision {
						parent: if wild {
							any
						} else {
							u8::try_from(parent.index(at + 1)).unwrap()
						},
						effect,
						rule,
					})
					.collect::<Vec<_>>()
					.try_into()
					.unwrap(),
			},
		)
}

pub fn any_request() -> impl Strategy<Value = Request> {
	(
		(option::of(0u8..2), vec(0u8..3, 0..3), 0u32..4, any_purposes(), 0u8..32),
		(
			rarely(0u32..4, 0.2),
			0i64..80,
			any_thing(),
			0u8..8,
			any::<bool>(),
			option::weighted(0.3, 0u32..(1 << 7)),
		),
	)
		.prop_map(
			|((custodian, parties, roles, purposes, actions), (categories, at, thing, known, emergency, duo))| {
				let whole = thing.item();
				Request {
					custodian: custodian.map(party),
					parties: parties.into_iter().map(party).collect::<Vec<_>>().try_into().unwrap(),
					roles: Roles(roles),
					purposes,
					actions: Actions(actions),
					categories: salus_consent_engine::vocabulary::Categories(categories),
					at,
					item: Item {
						class: whole.class.filter(|_| known & 1 == 1),
						labels: whole.labels.filter(|_| known & 2 == 2),
						date: whole.date.filter(|_| known & 4 == 4),
					},
					emergency,
					duo: duo.map(Duo),
				}
			},
		)
}

pub fn any_thing() -> impl Strategy<Value = Thing> {
	let class = prop_oneof![5 => 0u32..3, 1 => Just(62u32)];
	(class, any_labels(), 0i64..80, 0u8..8, 0u8..4).prop_map(|(class, labels, date, data, codes)| Thing {
		class: Classes(1 << class),
		labels,
		date,
		data,
		codes,
	})
}

pub fn any_domain() -> impl Strategy<Value = Domain> {
	(0usize..4, 0usize..4).prop_map(|(how, implicit)| {
		let how = [
			Combining::DenyOverrides,
			Combining::PermitOverrides,
			Combining::MostRecent,
			Combining::Ordered,
		][how];
		let implicit = [
			Implicit::Normal,
			Implicit::AllNormal,
			Implicit::BreakGlassOnly,
			Implicit::Deny,
		][implicit];
		domain(how, implicit)
	})
}

/// The rules again, written the slow way: by recursion over one thing of which everything is known.
pub mod naive {
	use super::*;

	/// How much of a request must meet a rule.
	#[derive(Clone, Copy, PartialEq)]
	enum Much {
		Any,
		All,
	}

	fn met_by_request(rule: &Rule, effect: Effect, much: Much, request: &Request) -> bool {
		let now = rule.period.from.is_none_or(|f| request.at >= f) && rule.period.until.is_none_or(|u| request.at < u);
		let may_be = much == Much::Any && request.roles.0 == 0;
		let who = rule.actors.is_empty()
			|| rule.actors.iter().any(|a| {
				a.party.is_none_or(|p| request.parties.contains(&p))
					&& (a.roles.0 == 0 || may_be || a.roles.0 & request.roles.0 != 0)
			});
		let asked: Vec<u8> = (0..8).filter(|bit| request.actions.0 >> bit & 1 == 1).collect();
		let named = |bit: &u8| rule.actions.0 >> bit & 1 == 1;
		let what = rule.actions.0 == 0
			|| match much {
				Much::All => !asked.is_empty() && asked.iter().all(named),
				Much::Any => asked.is_empty() || asked.iter().any(named),
			};
		let below = |named: Purposes, asked: &str| {
			// Climb from the code that is asked for.
			let mut code = asked;
			loop {
				if named.codes().any(|n| n == code) {
					return true;
				}
				match vocabulary::PURPOSES.iter().find(|p| p.0 == code).map(|p| p.1) {
					Some("") | None => return false,
					Some(parent) => code = parent,
				}
			}
		};
		let honoured: Vec<&str> = request
			.purposes
			.codes()
			.filter(|c| *c != "BTG" || request.emergency)
			.collect();
		let why = match much {
			Much::All => rule.purposes.0 == 0 || honoured.iter().any(|c| below(rule.purposes, c)),
			Much::Any => {
				rule.purposes.0 == 0
					|| request.purposes.0 == 0
					|| request.purposes.codes().any(|c| below(rule.purposes, c))
			},
		};
		let glass = effect == Effect::Deny || request.purposes.0 == 0 || !honoured.is_empty();
		let research = rule.duo.0 == 0
			|| match (effect, request.duo) {
				(_, None) => much == Much::Any,
				(Effect::Permit, Some(asked)) => {
					rule.duo.permits(asked) || (much == Much::Any && may_be_about(rule.duo, asked))
				},
				(Effect::Deny, Some(asked)) => {
					let conditional = rule.duo.0 >> PERMISSIONS.len() != 0;
					rule.duo.refuses(asked) || (much == Much::Any && (conditional || may_be_about(rule.duo, asked)))
				},
			};
		now && who && what && why && glass && research
	}

	/// The permissions of DUO by bit, each with what is directly above it.
	const PERMISSIONS: [(&str, &str); 5] = [
		("NRES", ""),
		("GRU", "NRES"),
		("HMB", "GRU"),
		("DS", "HMB"),
		("POA", "GRU"),
	];

	/// Whether two sets of terms have permissions of which one is above the other, or one of them has none.
	fn may_be_about(one: Duo, other: Duo) -> bool {
		let named = |terms: Duo| (0..PERMISSIONS.len()).filter(move |bit| terms.0 >> bit & 1 == 1);
		let is_above = |above: usize, mut below: &str| loop {
			if below == PERMISSIONS[above].0 {
				return true;
			}
			match PERMISSIONS.iter().find(|(name, _)| *name == below) {
				Some((_, parent)) => below = parent,
				None => return false,
			}
		};
		let related = |a: usize, b: usize| is_above(a, PERMISSIONS[b].0) || is_above(b, PERMISSIONS[a].0);
		named(one).count() == 0 || named(other).count() == 0 || named(one).any(|a| named(other).any(|b| related(a, b)))
	}

	fn labels_met(labels: &Labels, effect: Effect, thing: &Thing) -> bool {
		if labels.is_empty() {
			return true;
		}
		let rank = |c: Confidentiality| CONFIDENTIALITY.iter().position(|x| *x == c).unwrap();
		let own = match thing.labels.confidentiality {
			Some(level) => rank(level),
			None if thing.labels.sensitivity.0 != 0 => rank(Confidentiality::Restricted),
			None => rank(Confidentiality::Normal),
		};
		labels.confidentiality.is_some_and(|c| match effect {
			Effect::Permit => own <= rank(c),
			Effect::Deny => own >= rank(c),
		}) || labels.sensitivity.0 & thing.labels.sensitivity.0 != 0
	}

	/// `item` is what the request says of it.
	fn met_by_thing(rule: &Rule, effect: Effect, much: Much, item: &Item, thing: &Thing, with_labels: bool) -> bool {
		let stated = item
			.date
			.map(|date| (date.from.unwrap()..date.until.unwrap()).collect::<Vec<_>>());
		let seconds = stated.filter(|all| !all.is_empty()).unwrap_or(vec![thing.date]);
		let stated = item.class.map_or(0, |class| class.0);
		let class = if stated == 0 { thing.class.0 } else { stated };
		let kind = match much {
			Much::All => class & !rule.classes.0 == 0,
			Much::Any => class & rule.classes.0 != 0,
		};
		let inside =
			|at: &i64| rule.data_period.from.is_none_or(|f| *at >= f) && rule.data_period.until.is_none_or(|u| *at < u);
		let when = match much {
			Much::All => seconds.iter().all(inside),
			Much::Any => seconds.iter().any(inside),
		};
		(rule.classes.0 == 0 || kind)
			&& (!with_labels || labels_met(&rule.labels, effect, thing))
			&& when && (rule.data.is_empty() || rule.data.iter().any(|d| thing.data >> d.commitment.0[0] & 1 == 1))
			&& (rule.codes.is_empty() || rule.codes.iter().any(|c| thing.codes >> c.0[0] & 1 == 1))
	}

	/// What holds at a node for those below it.
	#[derive(Clone, Copy)]
	struct Above {
		/// Some of what is asked meets it and all above.
		any: bool,
		/// All of it does, or is permitted where it does not.
		all: bool,
		/// It permits all of it by itself.
		permits: bool,
		legal: bool,
	}

	/// What one consent says about one thing, if anything.
	pub fn one(consent: &Consent, request: &Request, thing: &Thing) -> Option<Effect> {
		let top = Above {
			any: true,
			all: true,
			permits: false,
			legal: false,
		};
		let strictly = stand(consent, 0, top, request, thing, true);
		let loosely = match consent.base {
			Effect::Permit => stand(consent, 0, top, request, thing, false),
			Effect::Deny => strictly,
		};
		below(consent, 0, strictly, loosely, request, thing)
	}

	fn stand(consent: &Consent, node: u8, above: Above, request: &Request, thing: &Thing, labels: bool) -> Above {
		let (rule, effect) = (consent.rule(node).unwrap(), consent.effect(node).unwrap());
		let meets = |much| {
			met_by_request(rule, effect, much, request)
				&& met_by_thing(rule, effect, much, &request.item, thing, labels)
		};
		let (any, all) = (above.any && meets(Much::Any), above.all && meets(Much::All));
		let named = rule.purposes.codes().any(|code| code == "HLEGAL") && rule.purposes.0.count_ones() < 64;
		let legal = named || (above.legal && rule.purposes.0 == 0);
		let asks = request.purposes.0 == 0 || request.purposes.codes().any(|code| code == "HLEGAL");
		let closed = asks && consent.regulations.0 & 1 == 1 && !legal;
		let around = effect == Effect::Deny && above.permits && above.all && any;
		Above {
			any,
			all: all || around,
			permits: effect == Effect::Permit && all && !closed,
			legal,
		}
	}

	fn below(
		consent: &Consent,
		node: u8,
		here: Above,
		loosely: Above,
		request: &Request,
		thing: &Thing,
	) -> Option<Effect> {
		let mut words = vec![];
		for (provision, number) in consent.provisions.iter().zip(1u8..) {
			if provision.parent != node {
				continue;
			}
			let above = if node == 0 && !provision.rule.labels.is_empty() {
				Above {
					permits: here.permits,
					..loosely
				}
			} else {
				here
			};
			let own = stand(consent, number, above, request, thing, true);
			words.extend(below(consent, number, own, own, request, thing));
		}
		let matches = match consent.effect(node) {
			Some(Effect::Deny) => here.any,
			_ => here.permits,
		};
		if words.contains(&Effect::Deny) {
			Some(Effect::Deny)
		} else if words.contains(&Effect::Permit) {
			Some(Effect::Permit)
		} else if matches {
			consent.effect(node)
		} else {
			None
		}
	}

	/// What consents say about one thing together.
	pub fn all(entries: &[Entry], request: &Request, thing: &Thing, how: Combining) -> Option<Effect> {
		let mut words: Vec<(i64, Effect)> = entries
			.iter()
			.filter(|e| {
				let c = e.consent;
				e.active
					&& c.period.from.is_none_or(|f| request.at >= f)
					&& c.period.until.is_none_or(|u| request.at < u)
					&& (c.custodian.is_none() || request.custodian.is_none() || c.custodian == request.custodian)
					&& (request.categories.0 == 0 || request.categories.0 & c.categories.0 != 0)
			})
			.filter_map(|e| {
				let key = match how {
					Combining::MostRecent => -e.recorded_at,
					Combining::Ordered => i64::from(e.rank),
					_ => 0,
				};
				one(e.consent, request, thing).map(|word| (key, word))
			})
			.collect();
		if let Some(first) = words.iter().map(|(key, _)| *key).min() {
			words.retain(|(key, _)| *key == first);
		}
		let said = |effect| words.iter().any(|(_, word)| *word == effect);
		let first = if how == Combining::PermitOverrides {
			Effect::Permit
		} else {
			Effect::Deny
		};
		let second = if how == Combining::PermitOverrides {
			Effect::Deny
		} else {
			Effect::Permit
		};
		if said(first) {
			Some(first)
		} else if said(second) {
			Some(second)
		} else {
			None
		}
	}

	/// Whether a decision lets a thing through: an enforcement point that reads obligations.
	pub fn lets_through(decision: &Decision, consents: &[Consent], request: &Request, thing: &Thing) -> bool {
		if decision.outcome != Outcome::Permit {
			return false;
		}
		let hit = |obligation: &Obligation| {
			let Some(at) = obligation.node else { return true };
			let consent = &consents[usize::from(at.consent)];
			(obligation.classes.0 == 0 || obligation.classes.0 & thing.class.0 != 0)
				&& obligation.data_period.contains(thing.date)
				&& obligation.from_level.is_none_or(|from| thing.labels.level() >= from)
				&& obligation.labels_of.is_none_or(|of| {
					request.item.labels.is_some()
						|| labels_met(&consent.rule(of).unwrap().labels, obligation.effect, thing)
				}) && obligation.data_of.is_none_or(|of| {
				consent
					.rule(of)
					.unwrap()
					.data
					.iter()
					.any(|d| thing.data >> d.commitment.0[0] & 1 == 1)
			}) && obligation.codes_of.is_none_or(|of| {
				consent
					.rule(of)
					.unwrap()
					.codes
					.iter()
					.any(|c| thing.codes >> c.0[0] & 1 == 1)
			})
		};
		let forbidden = decision.obligations.iter().any(|o| o.effect == Effect::Deny && hit(o));
		let permitted = decision
			.obligations
			.iter()
			.any(|o| o.effect == Effect::Permit && hit(o));
		!forbidden || permitted
	}
}
