//! One case for every other rule.

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
	vocabulary::{Categories, Confidentiality, Duo, Regulations, Roles},
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

#[test]
fn no_consents_should_leave_the_decision_to_the_implicit_policy() {
	let treat = request();
	let pay = Request {
		purposes: purposes(&["CLMATTCH"]),
		..request()
	};
	let glass = Request {
		purposes: purposes(&["BTG"]),
		emergency: true,
		..request()
	};
	let bluff = Request {
		emergency: false,
		..glass.clone()
	};
	for (implicit, expected) in [
		(Implicit::Normal, [true, false, true, false]),
		(Implicit::AllNormal, [true, true, true, false]),
		(Implicit::BreakGlassOnly, [false, false, true, false]),
		(Implicit::Deny, [false, false, false, false]),
	] {
		for (request, permitted) in [&treat, &pay, &glass, &bluff].into_iter().zip(expected) {
			let decision = evaluate(&[], request, &domain(Combining::DenyOverrides, implicit));
			assert_eq!(decision.outcome, Outcome::NotApplicable { implicit, permitted });
			assert!(decision.basis.is_empty() && decision.obligations.is_empty());
		}
	}
}

#[test]
fn a_consent_should_count_only_while_active_in_period_for_the_custodian_and_of_the_category() {
	let base = consent(Deny, Rule::default(), vec![]);
	assert_eq!(outcome(std::slice::from_ref(&base), &request()), SAID);
	let inactive = Entry {
		consent: &base,
		active: false,
		recorded_at: 0,
		rank: 0,
	};
	let decision = evaluate(&[inactive], &request(), &Domain::default());
	assert!(matches!(decision.outcome, Outcome::NotApplicable { .. }));
	for (period, silent) in [(span(50, 51), false), (span(51, 60), true), (span(40, 50), true)] {
		assert_eq!(is_silent(&[Consent { period, ..base.clone() }], &request()), silent);
	}
	let held = [Consent {
		custodian: Some(party(8)),
		..base.clone()
	}];
	assert!(!is_silent(&held, &request()));
	assert!(!is_silent(
		&held,
		&Request {
			custodian: Some(party(8)),
			..request()
		}
	));
	assert!(is_silent(
		&held,
		&Request {
			custodian: Some(party(9)),
			..request()
		}
	));
	let research = [Consent {
		categories: Categories::from_code("research").unwrap(),
		..base
	}];
	assert!(!is_silent(&research, &request()));
	let privacy = Request {
		categories: Categories::from_code("patient-privacy").unwrap(),
		..request()
	};
	assert!(is_silent(&research, &privacy));
}

#[test]
fn the_scope_should_decide_whether_a_consent_applies_to_a_request() {
	for scope in [
		actors(&[2]),
		Rule {
			purposes: purposes(&["ETREAT"]),
			..Rule::default()
		},
		Rule {
			actions: actions(&["use"]),
			..Rule::default()
		},
		Rule {
			period: span(0, 50),
			..Rule::default()
		},
	] {
		for base in [Permit, Deny] {
			assert!(is_silent(
				&[consent(base, scope.clone(), vec![(0, Deny, Rule::default())])],
				&request()
			));
		}
	}
}

#[test]
fn actors_should_match_by_party_or_role_or_both() {
	let with = |party: Option<PartyId>, roles| {
		let rule = Rule {
			actors: vec![Actor {
				party,
				roles: Roles(roles),
			}]
			.try_into()
			.unwrap(),
			..Rule::default()
		};
		[consent(Deny, rule, vec![])]
	};
	let doctor = Request {
		roles: Roles(1),
		..request()
	};
	assert!(!is_silent(&with(None, 1), &doctor));
	assert!(!is_silent(&with(Some(party(1)), 1), &doctor));
	assert!(is_silent(&with(Some(party(2)), 1), &doctor));
	assert!(is_silent(&with(Some(party(1)), 2), &doctor));
	assert!(is_silent(&with(None, 2), &doctor));
}

#[test]
fn a_permit_should_need_every_action_and_a_deny_any() {
	let rule = || Rule {
		actions: actions(&["access", "use"]),
		..Rule::default()
	};
	let both = Request {
		actions: actions(&["access", "disclose"]),
		..request()
	};
	assert!(is_silent(&[consent(Permit, rule(), vec![])], &both));
	assert_eq!(outcome(&[consent(Deny, rule(), vec![])], &both), SAID);
	let unsaid = Request {
		actions: actions(&[]),
		..request()
	};
	assert!(is_silent(&[consent(Permit, rule(), vec![])], &unsaid));
	assert_eq!(outcome(&[consent(Deny, rule(), vec![])], &unsaid), SAID);
}

#[test]
fn purposes_should_mean_any_of_and_stand_for_what_lies_under_them() {
	let rule = || Rule {
		purposes: purposes(&["HRESCH", "ETREAT"]),
		..Rule::default()
	};
	let permits = |asked: &[&str]| {
		let request = Request {
			purposes: purposes(asked),
			..request()
		};
		outcome(&[consent(Permit, rule(), vec![])], &request) == Outcome::Permit
	};
	assert!(permits(&["ETREAT"]) && permits(&["CLINTRCHPC"]) && permits(&["ERTREAT", "HMARKT"]));
	assert!(!permits(&["TREAT"]) && !permits(&["HMARKT"]) && !permits(&[]));
	let unsaid = Request {
		purposes: purposes(&[]),
		..request()
	};
	assert_eq!(outcome(&[consent(Deny, rule(), vec![])], &unsaid), SAID);
	assert_eq!(
		outcome(&[consent(Permit, Rule::default(), vec![])], &unsaid),
		Outcome::Permit
	);
}

#[test]
fn breaking_the_glass_should_need_a_permit_and_a_live_emergency() {
	let bluff = Request {
		purposes: purposes(&["BTG"]),
		..request()
	};
	let urgent = Request {
		emergency: true,
		..bluff.clone()
	};
	let treat = [consent(
		Permit,
		Rule {
			purposes: purposes(&["TREAT"]),
			..Rule::default()
		},
		vec![],
	)];
	assert_eq!(outcome(&treat, &urgent), Outcome::Permit);
	assert_eq!(outcome(&treat, &bluff), Outcome::Deny(DenyReason::NoLiveEmergency));
	let all = [consent(Permit, Rule::default(), vec![])];
	assert_eq!(outcome(&all, &urgent), Outcome::Permit);
	assert_eq!(outcome(&all, &bluff), Outcome::Deny(DenyReason::NoLiveEmergency));
	let none = [consent(Deny, Rule::default(), vec![])];
	assert_eq!(outcome(&none, &urgent), SAID);
	assert_eq!(outcome(&none, &bluff), SAID);
	// Asked for with another purpose, the other one may still do.
	let two = Request {
		purposes: purposes(&["BTG", "TREAT"]),
		..request()
	};
	assert_eq!(outcome(&treat, &two), Outcome::Permit);
	// What the implicit policy permits for the other one is not lost for having been asked together with it.
	let urgent_only = [consent(
		Permit,
		Rule {
			purposes: purposes(&["ETREAT"]),
			..Rule::default()
		},
		vec![],
	)];
	let answer = |implicit, asked: &[&str]| {
		let request = Request {
			purposes: purposes(asked),
			..request()
		};
		let entries = entries(&urgent_only);
		evaluate(&entries, &request, &domain(Combining::DenyOverrides, implicit)).outcome
	};
	let implicit = Implicit::Normal;
	let left = Outcome::NotApplicable {
		implicit,
		permitted: true,
	};
	assert_eq!(answer(implicit, &["COC"]), left);
	assert_eq!(answer(implicit, &["COC", "BTG"]), left);
	assert_eq!(
		answer(Implicit::Deny, &["COC", "BTG"]),
		Outcome::Deny(DenyReason::NoLiveEmergency)
	);
}

#[test]
fn among_matching_siblings_deny_should_win_wherever_it_stands() {
	for provisions in [
		vec![(0, Permit, Rule::default()), (0, Deny, actors(&[1]))],
		vec![(0, Deny, actors(&[1])), (0, Permit, Rule::default())],
		vec![
			(0, Permit, Rule::default()),
			(1, Deny, actors(&[1])),
			(0, Permit, Rule::default()),
		],
	] {
		for base in [Permit, Deny] {
			assert_eq!(
				outcome(&[consent(base, Rule::default(), provisions.clone())], &item_request()),
				SAID
			);
		}
	}
}

#[test]
fn the_deepest_match_should_decide_down_to_depth_four() {
	let mut provisions = vec![];
	for depth in 1..=4u8 {
		provisions.push((depth - 1, if depth % 2 == 1 { Permit } else { Deny }, Rule::default()));
		let consents = [consent(Deny, Rule::default(), provisions.clone())];
		assert_eq!(consents[0].validate(), Ok(()));
		let expected = if depth % 2 == 1 { Outcome::Permit } else { SAID };
		let decision = ask(&consents, &item_request());
		assert_eq!(
			(decision.outcome, &basis(&consents, &decision)[0].1[..]),
			(expected, &"0.0.0.0.0"[..1 + 2 * usize::from(depth)])
		);
	}
	provisions.push((4, Permit, Rule::default()));
	assert_eq!(
		consent(Deny, Rule::default(), provisions).validate(),
		Err(Invalid::TooDeep { node: 5 })
	);
}

#[test]
fn a_nested_rule_should_need_its_parents_to_match() {
	let consents = [consent(
		Permit,
		Rule::default(),
		vec![
			(0, Deny, of_classes(&["Procedure"])),
			(1, Deny, Rule::default()),
			(0, Permit, Rule::default()),
		],
	)];
	let decision = ask(&consents, &item_request());
	assert_eq!(
		(decision.outcome, basis(&consents, &decision)),
		(Outcome::Permit, vec![(0, "0.1".into())])
	);
}

#[test]
fn paths_should_count_siblings_not_provisions() {
	let rule = Rule::default;
	let consents = consent(
		Permit,
		rule(),
		vec![
			(0, Deny, rule()),
			(1, Deny, rule()),
			(0, Deny, rule()),
			(3, Deny, rule()),
			(3, Deny, rule()),
		],
	);
	let paths: Vec<_> = (0..6).map(|node| consents.path(node).to_string()).collect();
	assert_eq!(paths, ["0", "0.0", "0.0.0", "0.1", "0.1.0", "0.1.1"]);
}

#[test]
fn validate_should_name_the_node() {
	let good = || consent(Permit, Rule::default(), vec![(0, Deny, Rule::default())]);
	assert_eq!(good().validate(), Ok(()));
	assert_eq!(
		Consent {
			period: span(5, 5),
			..good()
		}
		.validate(),
		Err(Invalid::EmptyPeriod { node: 0 })
	);
	let mut bad = good();
	bad.provisions[0].rule.data_period = span(6, 5);
	assert_eq!(bad.validate(), Err(Invalid::EmptyPeriod { node: 1 }));
	let mut bad = good();
	bad.provisions[0].parent = 1;
	assert_eq!(bad.validate(), Err(Invalid::ParentOutOfOrder { node: 1 }));
	let mut bad = good();
	bad.scope.actors = vec![Actor {
		party: None,
		roles: Roles::EMPTY,
	}]
	.try_into()
	.unwrap();
	assert_eq!(bad.validate(), Err(Invalid::EmptyActor { node: 0 }));
}

#[test]
fn codes_and_references_should_always_become_obligations() {
	let data = Rule {
		data: vec![DataRef {
			meaning: Meaning::AuthoredBy,
			commitment: Commitment([1; 32]),
		}]
		.try_into()
		.unwrap(),
		..Rule::default()
	};
	let codes = Rule {
		codes: vec![Commitment([2; 32])].try_into().unwrap(),
		..Rule::default()
	};
	let consents = [consent(
		Permit,
		Rule::default(),
		vec![(0, Deny, data), (0, Deny, codes)],
	)];
	for request in [request(), item_request()] {
		let decision = ask(&consents, &request);
		assert_eq!(decision.outcome, Outcome::Permit);
		let listed: Vec<_> = decision
			.obligations
			.iter()
			.map(|o| (o.effect, o.data_of, o.codes_of))
			.collect();
		assert_eq!(listed, [(Deny, Some(1), None), (Deny, None, Some(2))]);
	}
}

#[test]
fn an_exception_to_a_deny_should_be_listed_when_nothing_else_denies_it() {
	let level = |level| labelled(common::level(level));
	let spare = vec![
		(0, Deny, level(Confidentiality::Restricted)),
		(1, Permit, of_classes(&["Observation"])),
	];
	let consents = [consent(Permit, Rule::default(), spare.clone())];
	// The deny is by level, which a permit cannot repeat: the exception is left to questions about single items.
	assert_eq!(ask(&consents, &request()).obligations.len(), 1);
	let mut secret = item_request();
	secret.item.labels = Some(common::level(Confidentiality::Restricted));
	assert_eq!(outcome(&consents, &secret), Outcome::Permit);
	let mut by_class = spare;
	by_class[0].2 = of_classes(&["Observation", "Condition"]);
	let consents = [consent(Permit, Rule::default(), by_class.clone())];
	let decision = ask(&consents, &request());
	let listed: Vec<_> = decision.obligations.iter().map(|o| (o.effect, o.classes)).collect();
	assert_eq!(
		listed,
		[
			(Deny, classes(&["Observation", "Condition"])),
			(Permit, classes(&["Observation"]))
		]
	);
	// A second deny that the exception does not lift, and that can meet it.
	by_class.push((0, Deny, labelled(sensitive(1))));
	assert_eq!(
		ask(&[consent(Permit, Rule::default(), by_class)], &request())
			.obligations
			.len(),
		2
	);
}

#[test]
fn what_obligations_cannot_say_should_be_denied_and_answered_item_by_item() {
	let provisions = vec![(0, Permit, labelled(sensitive(2))), (1, Deny, labelled(sensitive(1)))];
	let consents = [consent(Deny, Rule::default(), provisions)];
	assert_eq!(outcome(&consents, &request()), Outcome::Deny(DenyReason::AskForItems));
	let mut item = item_request();
	item.item.labels = Some(sensitive(2));
	assert_eq!(outcome(&consents, &item), Outcome::Permit);
}

#[test]
fn a_deny_inside_a_permit_should_be_stated_by_what_lies_outside_the_permit() {
	let inner = || labelled(sensitive(1));
	let scope = Rule {
		labels: level(Confidentiality::Normal),
		..dated(0, 20)
	};
	let consents = [consent(Permit, scope, vec![(0, Deny, inner())])];
	let decision = ask(&consents, &request());
	let listed: Vec<_> = decision
		.obligations
		.iter()
		.map(|o| (o.data_period, o.from_level, o.labels_of))
		.collect();
	let always = Span::ALWAYS;
	assert_eq!(
		listed,
		[
			(
				Span {
					from: None,
					until: Some(0)
				},
				None,
				None
			),
			(
				Span {
					from: Some(20),
					until: None
				},
				None,
				None
			),
			(always, Some(Confidentiality::Restricted), None),
			(span(0, 20), None, Some(1)),
		]
	);
	assert!(decision.obligations.iter().all(|o| o.effect == Deny));
	let consents = [consent(
		Deny,
		Rule::default(),
		vec![(0, Permit, of_classes(&["Observation"])), (1, Deny, inner())],
	)];
	let decision = ask(&consents, &request());
	assert_eq!(decision.outcome, Outcome::Permit);
	assert!(!decision.obligations[0].classes.intersects(classes(&["Observation"])));
	assert!(decision.obligations[0]
		.classes
		.contains(classes(&["Condition", "Patient"])));
}

#[test]
fn part_2_should_put_the_notice_on_every_permit_it_takes_part_in() {
	let part2 = Consent {
		regulations: Regulations::PART2,
		..consent(Permit, Rule::default(), vec![])
	};
	assert!(ask(std::slice::from_ref(&part2), &request()).no_redisclosure);
	assert!(!ask(&[consent(Permit, Rule::default(), vec![])], &request()).no_redisclosure);
	assert!(!ask(&[part2, consent(Deny, Rule::default(), vec![])], &request()).no_redisclosure);
}

#[test]
fn research_terms_should_bind_a_permit_and_a_deny() {
	let with = |base, terms| {
		consent(
			base,
			Rule {
				duo: Duo::from_code(terms).unwrap(),
				..Rule::default()
			},
			vec![],
		)
	};
	let asked = |terms| Request {
		duo: Duo::from_code(terms),
		..request()
	};
	assert_eq!(outcome(&[with(Permit, "HMB")], &asked("DS")), Outcome::Permit);
	assert!(is_silent(&[with(Permit, "HMB")], &asked("POA")));
	assert!(is_silent(&[with(Permit, "HMB")], &request()));
	assert_eq!(outcome(&[with(Deny, "HMB")], &request()), SAID);
	assert!(is_silent(&[with(Deny, "HMB")], &asked("POA")));
}

#[test]
fn a_later_consent_should_decide_only_what_it_covers_when_the_most_recent_counts() {
	let old = consent(Deny, Rule::default(), vec![]);
	let new = consent(Permit, dated(0, 20), vec![]);
	let consents = [old, new];
	let recent = domain(Combining::MostRecent, Implicit::Deny);
	let decision = evaluate(&entries(&consents), &request(), &recent);
	assert_eq!(decision.outcome, Outcome::Permit);
	let effects: Vec<_> = decision.obligations.iter().map(|o| (o.effect, o.data_period)).collect();
	assert_eq!(effects, [(Deny, Span::ALWAYS), (Permit, span(0, 20))]);
	let mut late = item_request();
	late.item.date = Some(span(30, 31));
	assert_eq!(evaluate(&entries(&consents), &late, &recent).outcome, SAID);
	assert_eq!(ask(&consents, &request()).outcome, SAID);
}

#[test]
fn more_consents_than_can_be_combined_should_be_a_deny() {
	let consents: Vec<_> = (0..17).map(|_| consent(Permit, Rule::default(), vec![])).collect();
	assert_eq!(outcome(&consents[..16], &request()), Outcome::Permit);
	assert_eq!(outcome(&consents, &request()), Outcome::Deny(DenyReason::TooMany));
}

#[test]
fn explain_should_say_which_condition_failed() {
	let consents = [
		consent(
			Permit,
			Rule::default(),
			vec![(0, Deny, actors(&[2])), (0, Deny, labelled(sensitive(1)))],
		),
		Consent {
			period: span(0, 1),
			..consent(Deny, Rule::default(), vec![])
		},
	];
	let explained = explain(&entries(&consents), &request(), &Domain::default());
	let ConsentTrace::Asked(nodes) = &explained.consents[0] else {
		panic!("not asked")
	};
	let verdicts: Vec<_> = nodes.iter().map(|trace| trace.verdict).collect();
	assert_eq!(
		verdicts,
		[Verdict::Matches, Verdict::Fails(Condition::Actor), Verdict::Partly]
	);
	assert_eq!(explained.consents[1], ConsentTrace::LeftOut(Condition::Period));
	let ordered = domain(Combining::Ordered, Implicit::Deny);
	let consents = [
		consent(Permit, Rule::default(), vec![]),
		consent(Deny, Rule::default(), vec![]),
	];
	assert_eq!(
		explain(&entries(&consents), &request(), &ordered).consents[1],
		ConsentTrace::Outranked
	);
}

#[test]
fn a_permit_of_which_a_deny_leaves_nothing_should_be_a_deny() {
	let disclosing = Rule {
		actions: actions(&["disclose"]),
		..Rule::default()
	};
	let bounded = |inner: Vec<(u8, Effect, Rule)>| consent(Permit, dated(100, 200), inner);
	let asks = |code: &str| Request {
		actions: actions(&[code]),
		..request()
	};
	let one = [bounded(vec![(0, Deny, disclosing.clone())])];
	assert_eq!(outcome(&one, &asks("disclose")), SAID);
	let access = ask(&one, &asks("access"));
	assert_eq!(access.outcome, Outcome::Permit);
	assert_eq!(access.obligations.len(), 2);
	// The same if the deny is of another consent, and covers more.
	let other = consent(Deny, dated(0, 1_000), vec![]);
	assert_eq!(outcome(&[bounded(vec![]), other.clone()], &asks("access")), SAID);
	// A deny that leaves something leaves it.
	let part = consent(Deny, dated(0, 150), vec![]);
	let decision = ask(&[bounded(vec![]), part], &asks("access"));
	assert_eq!(decision.outcome, Outcome::Permit);
	// Labels are told apart by who names them: the scope's are the nested rule's too.
	let psychiatric = labelled(sensitive(1));
	let scoped = [consent(Permit, psychiatric.clone(), vec![(0, Deny, disclosing)])];
	assert_eq!(outcome(&scoped, &asks("disclose")), SAID);
	assert_eq!(outcome(&scoped, &asks("access")), Outcome::Permit);
	// An item is denied in each of these, as it was before.
	let item = Request {
		actions: actions(&["disclose"]),
		item: Item {
			date: Some(span(110, 120)),
			..Item::default()
		},
		..request()
	};
	assert_eq!(outcome(&one, &item), SAID);
}

/// Both consents: the first denies party 1 somewhere under a permit, the second permits everything.
fn denied_within(scope: Rule) -> [Consent; 2] {
	let deny = (0, Deny, actors(&[1]));
	[
		consent(Permit, scope, vec![deny]),
		consent(Permit, Rule::default(), vec![]),
	]
}

fn acting(codes: &[&str]) -> Rule {
	Rule {
		actions: actions(codes),
		..Rule::default()
	}
}

fn for_purposes(codes: &[&str]) -> Rule {
	Rule {
		purposes: purposes(codes),
		..Rule::default()
	}
}

fn asks_for(codes: &[&str]) -> Request {
	Request {
		actions: actions(codes),
		..request()
	}
}

fn asks_of(from: i64, until: i64) -> Request {
	Request {
		item: Item {
			date: Some(span(from, until)),
			..Item::default()
		},
		..request()
	}
}

fn without_purpose() -> Request {
	Request {
		purposes: purposes(&[]),
		..request()
	}
}

#[test]
fn a_deny_under_a_permit_should_hold_when_more_is_asked_for_than_the_permit_covers() {
	let acts = denied_within(acting(&["use"]));
	assert_eq!(outcome(&acts, &asks_for(&["use"])), SAID);
	assert_eq!(outcome(&acts, &asks_for(&["disclose"])), Outcome::Permit);
	assert_eq!(outcome(&acts, &asks_for(&["use", "disclose"])), SAID);
	assert_eq!(outcome(&acts, &asks_for(&[])), SAID);

	let dates = denied_within(dated(200, 300));
	assert_eq!(outcome(&dates, &asks_of(210, 220)), SAID);
	assert_eq!(outcome(&dates, &asks_of(100, 200)), Outcome::Permit);
	assert_eq!(outcome(&dates, &asks_of(100, 400)), SAID);

	let why = denied_within(for_purposes(&["TREAT"]));
	assert_eq!(outcome(&why, &request()), SAID);
	assert_eq!(outcome(&why, &without_purpose()), SAID);

	let terms = denied_within(Rule {
		duo: Duo::from_code("HMB").unwrap(),
		..Rule::default()
	});
	let stated = Request {
		duo: Duo::from_code("DS"),
		..request()
	};
	assert_eq!(outcome(&terms, &stated), SAID);
	assert_eq!(outcome(&terms, &request()), SAID);

	let nested = [consent(
		Permit,
		Rule::default(),
		vec![(0, Permit, acting(&["use"])), (1, Deny, actors(&[1]))],
	)];
	assert_eq!(outcome(&nested, &asks_for(&["use", "disclose"])), SAID);
	assert_eq!(outcome(&nested, &asks_for(&["disclose"])), Outcome::Permit);
}

#[test]
fn a_permit_under_a_deny_should_reach_no_further_than_the_deny() {
	let within = |scope| [consent(Deny, scope, vec![(0, Permit, Rule::default())])];
	let acts = within(acting(&["access"]));
	assert_eq!(outcome(&acts, &asks_for(&["access"])), Outcome::Permit);
	assert!(is_silent(&acts, &asks_for(&["disclose"])));
	assert_eq!(outcome(&acts, &asks_for(&["access", "disclose"])), SAID);

	let dates = within(dated(200, 300));
	assert_eq!(outcome(&dates, &asks_of(210, 220)), Outcome::Permit);
	assert!(is_silent(&dates, &asks_of(100, 110)));
	assert_eq!(outcome(&dates, &asks_of(100, 400)), SAID);

	let why = within(for_purposes(&["TREAT"]));
	assert_eq!(outcome(&why, &request()), Outcome::Permit);
	assert_eq!(outcome(&why, &without_purpose()), SAID);

	let terms = within(Rule {
		duo: Duo::from_code("HMB").unwrap(),
		..Rule::default()
	});
	assert_eq!(outcome(&terms, &request()), SAID);
}

#[test]
fn a_permit_under_a_deny_should_reach_further_when_what_is_outside_the_deny_is_permitted() {
	let both = asks_for(&["access", "disclose"]);
	let tree = |scope| {
		[consent(
			Permit,
			scope,
			vec![(0, Deny, acting(&["access"])), (1, Permit, actors(&[1]))],
		)]
	};
	assert_eq!(outcome(&tree(Rule::default()), &both), Outcome::Permit);
	assert_eq!(outcome(&tree(acting(&["access"])), &both), SAID);
	// The labels of the scope bind what is outside a deny that names labels, and they are not known here.
	let labels = |sensitivity| labelled(sensitive(sensitivity));
	let deny = Rule {
		labels: sensitive(2),
		..acting(&["access"])
	};
	let loose = [consent(
		Permit,
		labels(1),
		vec![(0, Deny, deny), (1, Permit, actors(&[1]))],
	)];
	let known = |bits| Request {
		item: Item {
			labels: Some(sensitive(bits)),
			..Item::default()
		},
		..both.clone()
	};
	assert_eq!(outcome(&loose, &known(3)), Outcome::Permit);
	assert_eq!(outcome(&loose, &known(2)), SAID);
}

#[test]
fn part_2_should_open_legal_proceedings_only_where_they_are_named() {
	let under = |regulations, scope, provisions| {
		[Consent {
			regulations,
			..consent(Permit, scope, provisions)
		}]
	};
	let asks = |codes| Request {
		purposes: purposes(codes),
		..request()
	};
	let general = under(Regulations::PART2, for_purposes(&["HOPERAT"]), vec![]);
	assert_eq!(outcome(&general, &asks(&["HQUALIMP"])), Outcome::Permit);
	assert!(is_silent(&general, &asks(&["HLEGAL"])));
	assert!(is_silent(&general, &asks(&["HOPERAT", "HLEGAL"])));
	let elsewhere = under(Regulations::HIPAA, for_purposes(&["HOPERAT"]), vec![]);
	assert_eq!(outcome(&elsewhere, &asks(&["HLEGAL"])), Outcome::Permit);
	let unnamed = under(Regulations::PART2, Rule::default(), vec![]);
	assert!(is_silent(&unnamed, &asks(&["HLEGAL"])) && is_silent(&unnamed, &asks(&[])));
	// Named by the permit itself, or above it if it names none.
	let legal = for_purposes(&["HLEGAL"]);
	let named = under(Regulations::PART2, legal.clone(), vec![(0, Permit, actors(&[1]))]);
	assert_eq!(outcome(&named, &asks(&["HLEGAL"])), Outcome::Permit);
	let below = under(
		Regulations::PART2,
		for_purposes(&["HOPERAT"]),
		vec![(0, Permit, legal.clone())],
	);
	assert_eq!(outcome(&below, &asks(&["HLEGAL"])), Outcome::Permit);
	// A deny of operations is one of proceedings too.
	let denied = under(Regulations::PART2, legal, vec![(0, Deny, for_purposes(&["HOPERAT"]))]);
	assert_eq!(outcome(&denied, &asks(&["HLEGAL"])), SAID);
}
