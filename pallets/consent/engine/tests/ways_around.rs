//! No question gets around a deny, and none is refused what an exception to the deny lets pass.

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
use salus_consent_engine::{
	vocabulary::{Classes, Confidentiality, Duo, Purposes, Regulations, Roles},
	*,
};
use Effect::{Deny, Permit};

const SAID: Outcome = Outcome::Deny(DenyReason::Consent);

fn outcome(consents: &[Consent], request: &Request) -> Outcome {
	ask(consents, request).outcome
}

fn is_silent(consents: &[Consent], request: &Request) -> bool {
	matches!(outcome(consents, request), Outcome::NotApplicable { .. })
}

/// Everything is permitted but this, and this to party 1.
fn denied_but_for_one(what: Rule) -> [Consent; 1] {
	[consent(
		Permit,
		Rule::default(),
		vec![(0, Deny, what), (1, Permit, actors(&[1]))],
	)]
}

/// Everything is permitted but this.
fn denied(what: Rule) -> [Consent; 1] {
	[consent(Permit, Rule::default(), vec![(0, Deny, what)])]
}

fn of_class(class: Classes) -> Request {
	Request {
		item: Item {
			class: Some(class),
			..Item::default()
		},
		..request()
	}
}

fn of_date(date: Span) -> Request {
	Request {
		item: Item {
			date: Some(date),
			..Item::default()
		},
		..request()
	}
}

fn asks(codes: &[&str]) -> Request {
	Request {
		purposes: purposes(codes),
		..request()
	}
}

#[test]
fn an_exception_as_wide_as_its_deny_should_leave_nothing_of_it() {
	for what in [
		labelled(sensitive(1)),
		labelled(level(Confidentiality::Restricted)),
		of_classes(&["Observation"]),
		dated(0, 20),
		Rule::default(),
	] {
		let consents = denied_but_for_one(what);
		let decision = ask(&consents, &request());
		assert_eq!(decision.outcome, Outcome::Permit);
		assert!(decision.obligations.is_empty(), "{:?}", decision.obligations);
		// Of anybody else the deny holds.
		let other = Request {
			parties: vec![party(2)].try_into().unwrap(),
			..request()
		};
		assert!(outcome(&consents, &other) == SAID || ask(&consents, &other).obligations.len() == 1);
	}
	// A deny of all within that exception is the last word again.
	let mut again = denied_but_for_one(labelled(sensitive(1)));
	again[0]
		.provisions
		.try_push(Provision {
			parent: 2,
			effect: Deny,
			rule: actors(&[1]),
		})
		.unwrap();
	assert_eq!(ask(&again, &request()).obligations.len(), 1);
}

#[test]
fn an_item_of_several_classes_should_be_met_in_part() {
	let observation = classes(&["Observation"]);
	let both = observation.union(classes(&["Condition"]));
	let all_but = |permitted| [consent(Deny, Rule::default(), vec![(0, Permit, of_classes(permitted))])];
	assert_eq!(
		outcome(&all_but(&["Observation"]), &of_class(observation)),
		Outcome::Permit
	);
	assert_eq!(outcome(&all_but(&["Observation"]), &of_class(both)), SAID);
	assert_eq!(
		outcome(&all_but(&["Observation", "Condition"]), &of_class(both)),
		Outcome::Permit
	);
	let but = denied(of_classes(&["Observation"]));
	assert_eq!(outcome(&but, &of_class(both)), SAID);
	assert_eq!(outcome(&but, &of_class(Classes(u64::MAX))), SAID);
	assert_eq!(outcome(&but, &of_class(classes(&["Condition"]))), Outcome::Permit);
}

#[test]
fn no_class_and_a_span_without_a_second_should_be_as_good_as_not_known() {
	let unknown = ask(&denied(of_classes(&["Observation"])), &request());
	assert_eq!(unknown.obligations.len(), 1);
	assert_eq!(
		ask(&denied(of_classes(&["Observation"])), &of_class(Classes::EMPTY)),
		unknown
	);
	let unknown = ask(&denied(dated(0, 100)), &request());
	assert_eq!(unknown.obligations.len(), 1);
	for nothing in [span(50, 50), span(90, 10), span(900, 90)] {
		assert_eq!(ask(&denied(dated(0, 100)), &of_date(nothing)), unknown);
		let only = [consent(Deny, Rule::default(), vec![(0, Permit, dated(0, 100))])];
		assert_eq!(ask(&only, &of_date(nothing)), ask(&only, &request()));
	}
}

#[test]
fn what_lies_outside_a_permit_should_include_the_classes_of_the_domain() {
	let provisions = vec![
		(0, Permit, of_classes(&["Observation"])),
		(1, Deny, labelled(sensitive(1))),
	];
	let consents = [consent(Deny, Rule::default(), provisions)];
	let decision = ask(&consents, &request());
	assert_eq!(decision.outcome, Outcome::Permit);
	for class in [Classes::DOMAIN_A, Classes::DOMAIN_B] {
		assert_eq!(outcome(&consents, &of_class(class)), SAID);
		assert!(decision.obligations[0].classes.contains(class));
	}
}

#[test]
fn a_permit_of_which_obligations_would_leave_nothing_should_be_asked_for_item_by_item() {
	let exception = consent(Deny, of_classes(&["Observation"]), vec![(0, Permit, dated(0, 100))]);
	let consents = [exception, consent(Deny, labelled(sensitive(1)), vec![])];
	assert_eq!(outcome(&consents, &request()), Outcome::Deny(DenyReason::AskForItems));
	assert_eq!(outcome(&consents, &item_request()), Outcome::Permit);
}

#[test]
fn part_2_should_put_the_notice_on_what_a_later_consent_permits() {
	let under = |regulations| Consent {
		regulations,
		..consent(
			Permit,
			Rule {
				purposes: Purposes::TREAT,
				..Rule::default()
			},
			vec![],
		)
	};
	let consents = [under(Regulations::PART2), under(Regulations::HIPAA)];
	for how in [
		Combining::DenyOverrides,
		Combining::PermitOverrides,
		Combining::MostRecent,
		Combining::Ordered,
	] {
		let decision = evaluate(&entries(&consents), &request(), &domain(how, Implicit::Deny));
		assert!(
			decision.outcome == Outcome::Permit && decision.no_redisclosure,
			"{how:?}"
		);
	}
}

#[test]
fn part_2_should_bind_the_implicit_policy_too() {
	let operations = Rule {
		purposes: purposes(&["HOPERAT"]),
		..Rule::default()
	};
	let under = |regulations| {
		[Consent {
			regulations,
			..consent(Permit, operations.clone(), vec![])
		}]
	};
	let answer = |consents: &[Consent], request: &Request| {
		let decision = evaluate(
			&entries(consents),
			request,
			&domain(Combining::DenyOverrides, Implicit::AllNormal),
		);
		let Outcome::NotApplicable { permitted, .. } = decision.outcome else {
			panic!("{:?}", decision.outcome)
		};
		(permitted, decision.no_redisclosure)
	};
	let part2 = under(Regulations::PART2);
	assert_eq!(answer(&part2, &asks(&["HLEGAL"])), (false, false));
	assert_eq!(answer(&part2, &asks(&["TREAT"])), (true, true));
	// One that does not count binds nothing.
	let over = [Consent {
		period: span(0, 1),
		..part2[0].clone()
	}];
	assert_eq!(answer(&over, &asks(&["HLEGAL"])), (true, false));
	assert_eq!(answer(&under(Regulations::HIPAA), &asks(&["TREAT"])), (true, false));
}

#[test]
fn part_2_should_not_open_legal_proceedings_by_any_purpose() {
	let any = Rule {
		purposes: Purposes(u64::MAX),
		..Rule::default()
	};
	let under = |regulations| {
		[Consent {
			regulations,
			..consent(Permit, any.clone(), vec![])
		}]
	};
	assert!(is_silent(&under(Regulations::PART2), &asks(&["HLEGAL"])));
	assert_eq!(
		outcome(&under(Regulations::PART2), &asks(&["HQUALIMP"])),
		Outcome::Permit
	);
	assert_eq!(outcome(&under(Regulations::HIPAA), &asks(&["HLEGAL"])), Outcome::Permit);
}

#[test]
fn a_deny_for_a_role_should_hold_where_no_role_is_stated() {
	let acting = |party: Option<PartyId>, roles| Rule {
		actors: vec![Actor {
			party,
			roles: Roles(roles),
		}]
		.try_into()
		.unwrap(),
		..Rule::default()
	};
	let nurse = |roles| Request {
		roles: Roles(roles),
		..request()
	};
	for party in [None, Some(party(1))] {
		let consents = denied(acting(party, 1));
		assert_eq!(outcome(&consents, &nurse(0)), SAID);
		assert_eq!(outcome(&consents, &nurse(1)), SAID);
		assert_eq!(outcome(&consents, &nurse(2)), Outcome::Permit);
		assert!(is_silent(&[consent(Permit, acting(party, 1), vec![])], &nurse(0)));
	}
	assert_eq!(outcome(&denied(acting(Some(party(2)), 1)), &nurse(0)), Outcome::Permit);
	// Party 1 is an exception, in whatever role.
	let mut excepted = denied(acting(None, 1));
	excepted[0]
		.provisions
		.try_push(Provision {
			parent: 1,
			effect: Permit,
			rule: actors(&[1]),
		})
		.unwrap();
	assert_eq!(outcome(&excepted, &nurse(0)), Outcome::Permit);
}

#[test]
fn a_deny_of_research_should_hold_where_broader_or_fewer_terms_are_stated() {
	let terms = |codes: &[&str]| {
		let one = |code: &&str| Duo::from_code(code).unwrap();
		codes.iter().map(one).fold(Duo::EMPTY, Duo::union)
	};
	let of = |codes: &[&str]| Rule {
		duo: terms(codes),
		..Rule::default()
	};
	let stating = |codes: &[&str]| Request {
		duo: Some(terms(codes)),
		..request()
	};
	let medical = denied(of(&["HMB"]));
	for held in [&["HMB"][..], &["DS"], &["GRU"], &["NRES"], &["IRB"], &[]] {
		assert_eq!(outcome(&medical, &stating(held)), SAID, "{held:?}");
	}
	assert_eq!(outcome(&medical, &stating(&["POA"])), Outcome::Permit);
	assert_eq!(outcome(&denied(of(&["NPU"])), &stating(&["GRU"])), SAID);
	// Under a permit of research the deny holds, whether or not the permit's conditions are stated to be met.
	let provisions = vec![(0, Permit, of(&["GRU", "NPU"])), (1, Deny, actors(&[1]))];
	let within = [consent(Permit, Rule::default(), provisions)];
	for held in [&["GRU"][..], &["NRES"], &["DS", "NPU"]] {
		assert_eq!(outcome(&within, &stating(held)), SAID, "{held:?}");
	}
	// A purpose is what is stated: treatment does not say that it is an emergency.
	let emergency = denied(Rule {
		purposes: purposes(&["ETREAT"]),
		..Rule::default()
	});
	assert_eq!(outcome(&emergency, &asks(&["TREAT"])), Outcome::Permit);
}
