//! What holds for every question.

#![allow(
	clippy::arithmetic_side_effects,
	clippy::as_conversions,
	clippy::indexing_slicing,
	clippy::unwrap_used,
	clippy::expect_used,
	clippy::panic,
	reason = "a test may panic"
)]

mod common;

use common::*;
use proptest::{collection::vec, prelude::*};
use salus_consent_engine::{
	vocabulary::{Actions, Classes, Duo, Purposes, Regulations, Roles},
	*,
};

fn config() -> ProptestConfig {
	ProptestConfig {
		cases: 10_000,
		failure_persistence: None,
		max_shrink_iters: 2_000,
		..ProptestConfig::default()
	}
}

/// Up to four consents with their entries' facts: active, recorded at.
fn several(data: bool) -> impl Strategy<Value = Vec<(Consent, bool, i64)>> {
	vec((any_consent(6, data, false), prop::bool::weighted(0.9), 0i64..4), 0..4)
}

fn at_least_one() -> impl Strategy<Value = Vec<(Consent, bool, i64)>> {
	vec((any_consent(6, true, false), prop::bool::weighted(0.9), 0i64..4), 1..4)
}

fn as_entries(consents: &[(Consent, bool, i64)]) -> Vec<Entry<'_>> {
	consents
		.iter()
		.zip(0u32..)
		.map(|((consent, active, at), rank)| Entry {
			consent,
			active: *active,
			recorded_at: *at,
			rank,
		})
		.collect()
}

fn plain(consents: &[(Consent, bool, i64)]) -> Vec<Consent> {
	consents.iter().map(|(consent, ..)| consent.clone()).collect()
}

proptest! {
	#![proptest_config(config())]

	#[test]
	fn evaluate_should_agree_with_the_naive_rules_when_the_item_is_known(
		consents in several(false), mut request in any_request(), thing in any_thing(), domain in any_domain(),
	) {
		request.item = thing.item();
		let all = as_entries(&consents);
		let decision = evaluate(&all, &request, &domain);
		let expected = naive::all(&all, &request, &thing, domain.combining);
		match (decision.outcome, expected) {
			(Outcome::Permit, Some(Effect::Permit)) => prop_assert!(decision.obligations.is_empty()),
			(Outcome::Deny(DenyReason::Consent), Some(Effect::Deny)) | (Outcome::NotApplicable { .. }, None) => {},
			(Outcome::Deny(DenyReason::NoLiveEmergency), other) => {
				prop_assert_ne!(other, Some(Effect::Permit));
				prop_assert!(!request.emergency && request.purposes.intersects(Purposes::BTG));
				let urgent = Request { emergency: true, ..request.clone() };
				prop_assert_eq!(naive::all(&all, &urgent, &thing, domain.combining), Some(Effect::Permit));
			},
			(outcome, expected) => prop_assert!(false, "{outcome:?} but {expected:?}"),
		}
	}

	#[test]
	fn obligations_should_let_nothing_through_that_the_item_would_be_denied(
		consents in several(true), mut request in any_request(), thing in any_thing(), domain in any_domain(),
	) {
		// What the request knows of the item is true of the thing.
		let whole = thing.item();
		request.item = Item {
			class: request.item.class.and(whole.class),
			labels: request.item.labels.and(whole.labels),
			date: request.item.date.and(whole.date),
		};
		let all = as_entries(&consents);
		let decision = evaluate(&all, &request, &domain);
		if naive::lets_through(&decision, &plain(&consents), &request, &thing) {
			prop_assert_eq!(naive::all(&all, &request, &thing, domain.combining), Some(Effect::Permit));
		}
	}

	#[test]
	fn asking_for_more_should_never_be_answered_more_freely_than_asking_for_its_parts(
		consents in at_least_one(), request in any_request(), thing in any_thing(), domain in any_domain(),
		(early, late) in (-3i64..40, 0i64..40), others in 0u64..8, (duo, below, role) in (0u32..(1 << 7), 0usize..4, 0u32..4),
	) {
		// Of the item it says several classes and a span of dates, or none of either, and what it says else is true of the thing.
		let whole = thing.item();
		let classes = if others == 0 { Classes::EMPTY } else { thing.class.union(Classes(others)) };
		let dates = span(thing.date - early, thing.date + if early < 0 { early } else { 1 + late });
		let request = Request {
			item: Item {
				class: request.item.class.and(Some(classes)),
				labels: request.item.labels.and(whole.labels),
				date: request.item.date.and(Some(dates)),
			},
			..request
		};
		let all = as_entries(&consents);
		let decision = evaluate(&all, &request, &domain);
		if !naive::lets_through(&decision, &plain(&consents), &request, &thing) {
			return Ok(());
		}
		let actions = (0..5).map(|bit| Actions(1 << bit));
		let actions = actions.filter(|one| request.actions.is_empty() || request.actions.contains(*one));
		let purposes: Vec<_> = if request.purposes.is_empty() {
			let stated = ["TREAT", "ETREAT", "HRESCH", "CLINTRCH", "HPAYMT", "HOPERAT", "HLEGAL", "HMARKT"];
			stated.iter().map(|code| common::purposes(&[code])).collect()
		} else {
			vec![request.purposes]
		};
		let seconds = match request.item.date {
			Some(_) if early >= 0 => thing.date - early..thing.date + 1 + late,
			_ => thing.date..thing.date + 1,
		};
		let classes: Vec<_> = match request.item.class {
			Some(several) if !several.is_empty() => (0..64).map(|bit| Classes(1 << bit)).filter(|one| several.contains(*one)).collect(),
			_ => vec![thing.class],
		};
		// One role if none is stated, and research no broader, under as many conditions or more.
		let roles = if request.roles.is_empty() { Roles(role) } else { request.roles };
		let duo = request.duo.map_or(duo, |asked| {
			let lower: &[u32] = match asked.0 & 31 {
				0 => &[0, 1, 2, 16],
				1 => &[1, 2, 4, 16],
				2 => &[2, 4, 8, 16],
				4 => &[4, 8],
				other => &[other],
			};
			lower[below % lower.len()] | asked.0 & !31 | duo & !31
		});
		for action in actions {
			for purposes in &purposes {
				for (date, class) in seconds.clone().flat_map(|date| classes.iter().map(move |class| (date, *class))) {
					let thing = Thing { date, class, ..thing.clone() };
					let part = Request {
						actions: action,
						purposes: *purposes,
						item: thing.item(),
						roles,
						duo: Some(Duo(duo)),
						..request.clone()
					};
					prop_assert_eq!(naive::all(&all, &part, &thing, domain.combining), Some(Effect::Permit));
				}
			}
		}
	}

	#[test]
	fn obligations_should_let_through_all_that_is_permitted_when_one_consent_has_one_level_of_exceptions(
		base in any_effect(), exceptions in vec(any_rule(true), 0..6), request in any_request(), thing in any_thing(),
	) {
		let request = Request { item: Item::default(), ..request };
		let opposite = if base == Effect::Permit { Effect::Deny } else { Effect::Permit };
		let consents = [consent(base, Rule::default(), exceptions.into_iter().map(|rule| (0, opposite, rule)).collect())];
		let all = entries(&consents);
		let decision = evaluate(&all, &request, &Domain::default());
		prop_assert_eq!(
			naive::lets_through(&decision, &consents, &request, &thing),
			naive::all(&all, &request, &thing, Combining::DenyOverrides) == Some(Effect::Permit)
		);
	}

	#[test]
	fn an_exception_as_wide_as_its_deny_should_leave_no_obligation(
		what in any_rule(true), who in any_rule(false), request in any_request(),
	) {
		let who = Rule { actors: who.actors, ..Rule::default() };
		let consents = [consent(Effect::Permit, Rule::default(), vec![(0, Effect::Deny, what), (1, Effect::Permit, who.clone())])];
		let request = Request { roles: Roles(3), ..request };
		let is_excepted = ask(&[consent(Effect::Permit, who, vec![])], &request).outcome == Outcome::Permit;
		let decision = ask(&consents, &request);
		if is_excepted {
			prop_assert_eq!(decision.outcome, Outcome::Permit);
			prop_assert!(decision.obligations.is_empty());
		}
	}

	#[test]
	fn whatever_part_2_has_a_part_in_should_carry_the_notice(
		consents in several(true), request in any_request(), domain in any_domain(),
	) {
		let all = as_entries(&consents);
		let decision = evaluate(&all, &request, &domain);
		let released = matches!(decision.outcome, Outcome::Permit | Outcome::NotApplicable { permitted: true, .. });
		let permits = |entry: &Entry| evaluate(&[*entry], &request, &domain).outcome == Outcome::Permit;
		let part2 = |entry: &&Entry| entry.consent.regulations.intersects(Regulations::PART2);
		if all.iter().filter(part2).any(permits) {
			prop_assert_eq!(decision.no_redisclosure, released);
		}
		prop_assert!(released || !decision.no_redisclosure);
	}

	#[test]
	fn obligations_should_be_forbids_then_permits(
		consents in several(true), request in any_request(), domain in any_domain(),
	) {
		let decision = evaluate(&as_entries(&consents), &request, &domain);
		let effects: Vec<_> = decision.obligations.iter().map(|o| o.effect).collect();
		let mut sorted = effects.clone();
		sorted.sort_by_key(|effect| *effect == Effect::Permit);
		prop_assert_eq!(&effects, &sorted);
		if decision.outcome != Outcome::Permit {
			prop_assert!(effects.is_empty());
		} else if effects.contains(&Effect::Permit) {
			prop_assert!(effects.contains(&Effect::Deny), "a permit without a forbid says nothing");
		}
	}

	#[test]
	fn evaluate_should_not_depend_on_the_order_of_the_entries(
		consents in several(true), request in any_request(), domain in any_domain(), shift in 0usize..4, flip: bool,
	) {
		let straight = as_entries(&consents);
		let mut order: Vec<usize> = (0..straight.len()).collect();
		if !order.is_empty() {
			order.rotate_left(shift % straight.len());
		}
		if flip {
			order.reverse();
		}
		let turned: Vec<Entry> = order.iter().map(|at| straight[*at]).collect();
		let mut decision = evaluate(&turned, &request, &domain);
		// Back to the numbers of the first order.
		for basis in decision.basis.as_mut() {
			basis.node.consent = order[usize::from(basis.node.consent)] as u8;
		}
		for obligation in decision.obligations.as_mut() {
			if let Some(node) = obligation.node.as_mut() {
				node.consent = order[usize::from(node.consent)] as u8;
			}
		}
		prop_assert_eq!(evaluate(&straight, &request, &domain), decision);
	}

	#[test]
	fn a_deny_added_should_never_make_a_permit_of_a_deny_when_denies_override(
		consents in several(true), request in any_request(), thing in any_thing(), rule in any_rule(true),
		at: prop::sample::Index, under: prop::sample::Index, whole: bool,
	) {
		let domain = Domain::default();
		let before = evaluate(&as_entries(&consents), &request, &domain);
		let mut more = consents.clone();
		if whole || more.is_empty() {
			more.push((consent(Effect::Deny, rule, vec![]), true, 1));
		} else {
			let at = at.index(more.len());
			let parent = under.index(more[at].0.provisions.len() + 1) as u8;
			let _ = more[at].0.provisions.try_push(Provision { parent, effect: Effect::Deny, rule });
		}
		let after = evaluate(&as_entries(&more), &request, &domain);
		if matches!(before.outcome, Outcome::Deny(_)) {
			prop_assert_ne!(after.outcome, Outcome::Permit);
		}
		// And nothing flows that did not flow before. Where the answer was exact before, it can only lose.
		let lets = |decision: &Decision, consents: &[(Consent, bool, i64)]| {
			naive::lets_through(decision, &plain(consents), &request, &thing)
		};
		let permitted = |consents: &[(Consent, bool, i64)]| {
			naive::all(&as_entries(consents), &request, &thing, domain.combining) == Some(Effect::Permit)
		};
		let knows = request.item == Item::default();
		if knows && lets(&after, &more) {
			prop_assert!(permitted(&consents));
		}
	}

	#[test]
	fn an_expired_consent_should_be_as_good_as_absent(
		consents in at_least_one(), request in any_request(), domain in any_domain(), at: prop::sample::Index, late: bool,
	) {
		let at = at.index(consents.len());
		let mut expired = consents.clone();
		expired[at].0.period = if late {
			Span { from: Some(request.at + 1), until: None }
		} else {
			Span { from: None, until: Some(request.at) }
		};
		let with = as_entries(&expired);
		let mut without = with.clone();
		without.remove(at);
		let mut decision = evaluate(&without, &request, &domain);
		let back = |number: &mut u8| if usize::from(*number) >= at { *number += 1 };
		decision.basis.as_mut().iter_mut().for_each(|b| back(&mut b.node.consent));
		decision.obligations.as_mut().iter_mut().filter_map(|o| o.node.as_mut()).for_each(|n| back(&mut n.consent));
		prop_assert_eq!(evaluate(&with, &request, &domain), decision);
	}

	#[test]
	fn evaluate_should_be_total_when_trees_are_malformed(
		consents in vec(any_consent(16, true, true), 0..20), request in any_request(), domain in any_domain(),
	) {
		let all = entries(&consents);
		let decision = evaluate(&all, &request, &domain);
		prop_assert_eq!(decision.domain_version, 7);
		let explained = explain(&all, &request, &domain);
		prop_assert_eq!(explained.decision, decision);
		prop_assert_eq!(explained.consents.len(), consents.len());
		for consent in &consents {
			let _ = consent.validate();
			for node in 0..=u8::MAX {
				prop_assert!(!consent.path(node).to_string().is_empty());
			}
		}
	}

	#[test]
	fn a_permit_should_cite_a_permit_and_a_deny_a_deny(
		consents in several(true), request in any_request(), domain in any_domain(),
	) {
		let all = as_entries(&consents);
		let decision = evaluate(&all, &request, &domain);
		let wanted = match decision.outcome {
			Outcome::Permit => Effect::Permit,
			Outcome::Deny(_) => Effect::Deny,
			Outcome::NotApplicable { .. } => {
				prop_assert!(decision.basis.is_empty());
				return Ok(());
			},
		};
		prop_assert!(!decision.basis.is_empty() || wanted == Effect::Deny);
		for basis in &decision.basis {
			let entry = &all[usize::from(basis.node.consent)];
			prop_assert!(entry.active && entry.consent.period.contains(request.at), "cites a consent that is not in force");
			prop_assert_eq!(entry.consent.effect(basis.node.node), Some(wanted));
		}
	}

	#[test]
	fn everything_should_survive_its_encoding(
		consent in any_consent(16, true, false), request in any_request(), domain in any_domain(),
	) {
		use codec::{Decode, Encode, MaxEncodedLen};
		let consents = [consent];
		let decision = evaluate(&entries(&consents), &request, &domain);
		prop_assert_eq!(&Consent::decode(&mut &consents[0].encode()[..]).unwrap(), &consents[0]);
		prop_assert_eq!(&Request::decode(&mut &request.encode()[..]).unwrap(), &request);
		prop_assert_eq!(&Decision::decode(&mut &decision.encode()[..]).unwrap(), &decision);
		prop_assert!(consents[0].encoded_size() <= Consent::max_encoded_len());
		prop_assert!(decision.encoded_size() <= Decision::max_encoded_len());
	}
}
