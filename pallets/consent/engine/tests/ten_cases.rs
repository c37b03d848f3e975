//! The ten cases that implementations get wrong, and the published decisions of IHE PCF 1.1.

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
use salus_consent_engine::{vocabulary::Confidentiality::*, *};
use Effect::{Deny, Permit};

const SAID: Outcome = Outcome::Deny(DenyReason::Consent);
const NOTHING: Outcome = Outcome::NotApplicable {
	implicit: Implicit::Deny,
	permitted: false,
};

fn cited(consents: &[Consent], request: &Request) -> (Outcome, Vec<String>) {
	let decision = ask(consents, request);
	let paths = basis(consents, &decision).into_iter().map(|(_, path)| path).collect();
	(decision.outcome, paths)
}

/// What the obligations of the first consent say: `forbid` or `permit` with the path of the node, `*` for everything.
fn listed(consents: &[Consent], request: &Request) -> Vec<String> {
	let decision = ask(consents, request);
	assert_eq!(decision.outcome, Outcome::Permit);
	let word = |effect| if effect == Deny { "forbid" } else { "permit" };
	let path = |at: NodeRef| consents[usize::from(at.consent)].path(at.node).to_string();
	decision
		.obligations
		.iter()
		.map(|o| format!("{} {}", word(o.effect), o.node.map_or("*".into(), path)))
		.collect()
}

#[test]
fn case_1_a_permit_under_a_permit_should_stay_a_permit() {
	let consents = [consent(Permit, Rule::default(), vec![(0, Permit, actors(&[1]))])];
	assert_eq!(cited(&consents, &request()), (Outcome::Permit, vec!["0.0".into()]));
	assert_eq!(listed(&consents, &request()), Vec::<String>::new());
}

#[test]
fn case_2_a_permit_without_codes_should_permit_all() {
	let consents = [consent(Deny, Rule::default(), vec![(0, Permit, Rule::default())])];
	assert_eq!(cited(&consents, &request()), (Outcome::Permit, vec!["0.0".into()]));
	assert_eq!(cited(&consents, &item_request()).0, Outcome::Permit);
	assert!(ask(&consents, &request()).obligations.is_empty());
}

#[test]
fn case_3_the_data_period_of_the_scope_should_bound_the_whole_consent() {
	let inside = [consent(Permit, dated(0, 20), vec![])];
	assert_eq!(cited(&inside, &item_request()), (Outcome::Permit, vec!["0".into()]));
	let outside = [consent(
		Permit,
		dated(20, 40),
		vec![(0, Permit, of_classes(&["Observation"]))],
	)];
	assert_eq!(cited(&outside, &item_request()), (NOTHING, vec![]));
	// IHE PCF 1.1, `ex-consent-intermediate-timeframe`.
	assert_eq!(listed(&inside, &request()), ["forbid *", "permit 0"]);
}

#[test]
fn case_4_a_nested_deny_should_reach_no_further_than_its_data_period() {
	let consents = [consent(Permit, Rule::default(), vec![(0, Deny, dated(0, 20))])];
	assert_eq!(cited(&consents, &item_request()), (SAID, vec!["0.0".into()]));
	let mut later = item_request();
	later.item.date = Some(span(20, 21));
	assert_eq!(cited(&consents, &later), (Outcome::Permit, vec!["0".into()]));
	// Only known to be somewhere around the end of the period: held back.
	later.item.date = Some(span(15, 25));
	assert_eq!(cited(&consents, &later).0, SAID);
	// IHE PCF 1.1, `ex-consent-intermediate-not-timeframe`.
	assert_eq!(listed(&consents, &request()), ["forbid 0.0"]);
}

#[test]
fn case_5_a_deny_of_one_action_should_leave_the_others() {
	let disclose = Rule {
		actions: actions(&["disclose"]),
		..Rule::default()
	};
	let consents = [consent(Permit, Rule::default(), vec![(0, Deny, disclose)])];
	assert_eq!(cited(&consents, &request()).0, Outcome::Permit);
	for asked in [&["disclose"][..], &["access", "disclose"]] {
		let request = Request {
			actions: actions(asked),
			..request()
		};
		assert_eq!(cited(&consents, &request), (SAID, vec!["0.0".into()]));
	}
}

#[test]
fn case_6_a_nested_deny_should_end_with_its_period() {
	for (until, outcome) in [(49, Outcome::Permit), (50, Outcome::Permit), (51, SAID)] {
		let rule = Rule {
			period: span(0, until),
			..Rule::default()
		};
		let consents = [consent(Permit, Rule::default(), vec![(0, Deny, rule)])];
		assert_eq!(cited(&consents, &request()).0, outcome, "until {until}");
	}
}

#[test]
fn case_7_a_permit_to_break_the_glass_should_override_the_deny_of_one_actor() {
	let glass = Rule {
		purposes: purposes(&["BTG"]),
		..Rule::default()
	};
	let consents = [consent(
		Permit,
		Rule::default(),
		vec![(0, Deny, actors(&[1])), (1, Permit, glass)],
	)];
	assert_eq!(cited(&consents, &request()), (SAID, vec!["0.0".into()]));
	let urgent = Request {
		purposes: purposes(&["BTG"]),
		emergency: true,
		..request()
	};
	assert_eq!(cited(&consents, &urgent), (Outcome::Permit, vec!["0.0.0".into()]));
	let claimed = Request {
		emergency: false,
		..urgent
	};
	assert_eq!(cited(&consents, &claimed).0, Outcome::Deny(DenyReason::NoLiveEmergency));
}

#[test]
fn case_8_a_deny_should_yield_to_its_break_glass_exception_in_a_live_emergency() {
	// IHE PCF 1.1, `ex-dissent-intermediate-break-glass`.
	let glass = Rule {
		purposes: purposes(&["BTG"]),
		..actors(&[2])
	};
	let consents = [consent(Deny, Rule::default(), vec![(0, Permit, glass)])];
	let urgent = Request {
		purposes: purposes(&["BTG"]),
		emergency: true,
		parties: vec![party(1), party(2)].try_into().unwrap(),
		..request()
	};
	assert_eq!(cited(&consents, &urgent), (Outcome::Permit, vec!["0.0".into()]));
	assert!(ask(&consents, &urgent).obligations.is_empty());
	assert_eq!(cited(&consents, &request()), (SAID, vec!["0".into()]));
	let stranger = Request {
		parties: vec![party(1)].try_into().unwrap(),
		..urgent.clone()
	};
	assert_eq!(cited(&consents, &stranger).0, SAID);
	let claimed = Request {
		emergency: false,
		..urgent
	};
	assert_eq!(cited(&consents, &claimed).0, Outcome::Deny(DenyReason::NoLiveEmergency));
}

#[test]
fn case_9_consents_of_two_grantors_should_combine_by_the_domain() {
	let consents = [
		consent(Permit, Rule::default(), vec![]),
		consent(Deny, actors(&[1]), vec![]),
	];
	let mut all = entries(&consents);
	let outcome = |all: &[Entry], how| evaluate(all, &request(), &domain(how, Implicit::Deny)).outcome;
	assert_eq!(outcome(&all, Combining::DenyOverrides), SAID);
	assert_eq!(outcome(&all, Combining::PermitOverrides), Outcome::Permit);
	assert_eq!(outcome(&all, Combining::MostRecent), SAID);
	assert_eq!(outcome(&all, Combining::Ordered), Outcome::Permit);
	(all[0].recorded_at, all[1].rank, all[0].rank) = (9, 0, 1);
	assert_eq!(outcome(&all, Combining::MostRecent), Outcome::Permit);
	assert_eq!(outcome(&all, Combining::Ordered), SAID);
	// On a par, deny wins.
	(all[0].recorded_at, all[1].rank, all[0].rank) = (1, 1, 1);
	assert_eq!(outcome(&all, Combining::MostRecent), SAID);
	assert_eq!(outcome(&all, Combining::Ordered), SAID);
}

#[test]
fn case_10_a_deny_of_a_parent_label_should_cover_its_children() {
	// The client files a parent with its children: bits 0 (ETH), 1 (ETHUD), 2 (OPIOIDUD).
	let consents = [consent(
		Permit,
		Rule::default(),
		vec![(0, Deny, labelled(sensitive(0b111)))],
	)];
	for (bit, outcome) in [(0b10, SAID), (0b100, SAID), (0b1000, Outcome::Permit)] {
		let mut request = item_request();
		request.item.labels = Some(sensitive(bit));
		assert_eq!(cited(&consents, &request).0, outcome, "bit {bit:b}");
	}
}

#[test]
fn labels_of_a_permit_should_cover_up_to_and_of_a_deny_from_the_level() {
	let permit = [consent(Permit, labelled(level(Restricted)), vec![])];
	let deny = [consent(
		Permit,
		Rule::default(),
		vec![(0, Deny, labelled(level(Restricted)))],
	)];
	for (own, up_to, from) in [
		(Low, Outcome::Permit, Outcome::Permit),
		(Normal, Outcome::Permit, Outcome::Permit),
		(Restricted, Outcome::Permit, SAID),
		(VeryRestricted, NOTHING, SAID),
	] {
		let mut request = item_request();
		request.item.labels = Some(level(own));
		assert_eq!(cited(&permit, &request).0, up_to, "permit, {own:?}");
		assert_eq!(cited(&deny, &request).0, from, "deny, {own:?}");
	}
}

#[test]
fn unlabelled_items_should_be_normal_and_sensitive_ones_restricted() {
	let consents = [consent(Permit, labelled(level(Normal)), vec![])];
	let mut request = item_request();
	request.item.labels = Some(Labels::default());
	assert_eq!(cited(&consents, &request).0, Outcome::Permit);
	request.item.labels = Some(sensitive(1));
	assert_eq!(cited(&consents, &request).0, NOTHING);
}

/// IHE PCF 1.1, `ex-consent-advanced-*`: what the notes of each example say the token carries.
#[test]
fn pcf_advanced_examples_should_give_the_published_residuals() {
	let normal = || labelled(level(Normal));
	let tpo = || Rule {
		purposes: purposes(&["TREAT", "HPAYMT", "HOPERAT"]),
		..normal()
	};
	let psy = || Rule {
		labels: sensitive(1),
		..actors(&[1])
	};
	let plain = [consent(Permit, tpo(), vec![])];
	assert_eq!(listed(&plain, &request()), ["forbid *", "permit 0"]);
	let not_restricted = [consent(Permit, tpo(), vec![(0, Deny, labelled(level(Restricted)))])];
	assert_eq!(
		listed(&not_restricted, &request()),
		["forbid *", "forbid 0.0", "permit 0"]
	);
	let focused = [consent(Permit, tpo(), vec![(0, Permit, psy())])];
	assert_eq!(listed(&focused, &request()), ["forbid *", "permit 0", "permit 0.0"]);
	let other = Request {
		parties: vec![party(2)].try_into().unwrap(),
		..request()
	};
	assert_eq!(listed(&focused, &other), ["forbid *", "permit 0"]);
	let glass = Rule {
		labels: level(Restricted),
		purposes: purposes(&["BTG"]),
		..actors(&[1])
	};
	let broken = [consent(Permit, tpo(), vec![(0, Permit, glass)])];
	assert_eq!(listed(&broken, &request()), ["forbid *", "permit 0"]);
	let urgent = Request {
		purposes: purposes(&["BTG"]),
		emergency: true,
		..request()
	};
	assert_eq!(listed(&broken, &urgent), ["forbid *", "permit 0", "permit 0.0"]);
	let marketing = Request {
		purposes: purposes(&["HMARKT"]),
		..request()
	};
	assert_eq!(cited(&plain, &marketing).0, NOTHING);
}
