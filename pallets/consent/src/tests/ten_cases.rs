//! The ten cases that implementations get wrong: the pallet answers as the engine does, and as it should.

use super::*;
use salus_consent_engine::{self as engine, vocabulary::Sensitivity, DenyReason, Entry as EngineEntry, Outcome};
use Effect::{Deny, Permit};

const SAID: Outcome = Outcome::Deny(DenyReason::Consent);
const NOTHING: Outcome = Outcome::NotApplicable {
	implicit: Implicit::Deny,
	permitted: false,
};
const R: u8 = RECIPIENT;

fn span(from: i64, until: i64) -> Span {
	Span {
		from: Some(from),
		until: Some(until),
	}
}

fn dated(from: i64, until: i64) -> Rule {
	Rule {
		data_period: span(from, until),
		..Rule::default()
	}
}

fn glass(rule: Rule) -> Rule {
	Rule {
		purposes: purposes(&["BTG"]),
		..rule
	}
}

fn labelled(bits: u32) -> Labels {
	Labels {
		confidentiality: None,
		sensitivity: Sensitivity(bits),
	}
}

fn of_date(at: i64) -> DisclosureRequest {
	DisclosureRequest {
		item: Item {
			date: Some(span(at, at + 1)),
			..Item::default()
		},
		..request()
	}
}

fn with_labels(bits: u32) -> DisclosureRequest {
	DisclosureRequest {
		item: Item {
			labels: Some(labelled(bits)),
			..Item::default()
		},
		..request()
	}
}

fn urgent() -> DisclosureRequest {
	DisclosureRequest {
		parties: vec![party(R), party(RESPONDER)].try_into().unwrap(),
		purposes: purposes(&["BTG"]),
		..request()
	}
}

/// Files, asks, and compares the chain's answer with the engine's and with what is expected.
fn check(consents: &[Agreed], asked: DisclosureRequest, emergency: bool, expected: Outcome, node: Option<(u8, u8)>) {
	check_in(Domain::default(), consents, asked, emergency, expected, node);
}

fn check_in(
	domain: Domain,
	consents: &[Agreed],
	asked: DisclosureRequest,
	emergency: bool,
	expected: Outcome,
	node: Option<(u8, u8)>,
) {
	with_policies(|| {
		DomainParameters::<Test>::put(domain);
		for (consent, place) in consents.iter().zip(3..) {
			// Each recorded later than the one before.
			set_time(GENESIS_TIME + Seconds::from(place));
			assert_ok!(try_file(ALICE, place, filing_of(consent.clone())));
		}
		set_time(GENESIS_TIME + 50);
		if emergency {
			assert_ok!(Consent::declare_emergency(
				signed(RESPONDER),
				account(ALICE),
				EmergencyNature::Unconscious,
				[4; 32],
				60
			));
		}
		let mut question = asked.clone().at(party(CUSTODIAN), now());
		let answer = Consent::evaluate(&account(ALICE), question.clone());
		question.emergency = emergency && question.purposes.intersects(Purposes::BTG);
		let entries: Vec<_> = consents
			.iter()
			.zip(3u32..)
			.map(|(consent, rank)| EngineEntry {
				consent,
				active: true,
				recorded_at: GENESIS_TIME as i64 + i64::from(rank),
				rank,
			})
			.collect();
		let engines = engine::evaluate(&entries, &question, &domain);
		assert_eq!(answer.decision, engines);
		assert_eq!(engines.outcome, expected);
		let explained = Consent::explain(&account(ALICE), asked.clone().at(party(CUSTODIAN), now()));
		assert_eq!(explained.explanation, engine::explain(&entries, &question, &domain));
		let cited = engines.basis.first().map(|basis| (basis.node.consent, basis.node.node));
		assert_eq!(cited, node);
		let receipt = disclose(ALICE, asked).1;
		assert_eq!(receipt.outcome, expected);
		let first = receipt.basis.first().map(|cited| (cited.place - 3, cited.node));
		assert_eq!(first, node);
	});
}

#[test]
fn case_1_a_permit_under_a_permit_should_stay_a_permit() {
	let consents = [agreed(
		Permit,
		Rule::default(),
		vec![provision(0, Permit, actors(&[R]))],
	)];
	check(&consents, request(), false, Outcome::Permit, Some((0, 1)));
}

#[test]
fn case_2_a_permit_without_codes_should_permit_all() {
	let consents = [agreed(
		Deny,
		Rule::default(),
		vec![provision(0, Permit, Rule::default())],
	)];
	check(&consents, request(), false, Outcome::Permit, Some((0, 1)));
}

#[test]
fn case_3_the_data_period_of_the_scope_should_bound_the_whole_consent() {
	let consents = [agreed(Permit, dated(20, 40), vec![provision(0, Permit, actors(&[R]))])];
	check(&consents, of_date(10), false, NOTHING, None);
	check(&consents, of_date(30), false, Outcome::Permit, Some((0, 1)));
}

#[test]
fn case_4_a_nested_deny_should_reach_no_further_than_its_data_period() {
	let consents = [agreed(Permit, Rule::default(), vec![provision(0, Deny, dated(0, 20))])];
	check(&consents, of_date(10), false, SAID, Some((0, 1)));
	check(&consents, of_date(20), false, Outcome::Permit, Some((0, 0)));
}

#[test]
fn case_5_a_deny_of_one_action_should_leave_the_others() {
	let disclose = Actions::from_code("disclose").unwrap();
	let rule = Rule {
		actions: disclose,
		..Rule::default()
	};
	let consents = [agreed(Permit, Rule::default(), vec![provision(0, Deny, rule)])];
	check(&consents, request(), false, Outcome::Permit, Some((0, 0)));
	let other = DisclosureRequest {
		actions: disclose,
		..request()
	};
	check(&consents, other, false, SAID, Some((0, 1)));
}

#[test]
fn case_6_a_nested_deny_should_end_with_its_period() {
	for (until, outcome, node) in [(49, Outcome::Permit, 0), (50, Outcome::Permit, 0), (51, SAID, 1)] {
		let rule = Rule {
			period: span(0, GENESIS_TIME as i64 + until),
			..Rule::default()
		};
		let consents = [agreed(Permit, Rule::default(), vec![provision(0, Deny, rule)])];
		check(&consents, request(), false, outcome, Some((0, node)));
	}
}

#[test]
fn case_7_a_permit_to_break_the_glass_should_override_the_deny_of_one_actor() {
	let provisions = vec![
		provision(0, Deny, actors(&[R])),
		provision(1, Permit, glass(Rule::default())),
	];
	let consents = [agreed(Permit, Rule::default(), provisions)];
	check(&consents, request(), false, SAID, Some((0, 1)));
	check(&consents, urgent(), true, Outcome::Permit, Some((0, 2)));
	let lacking = Outcome::Deny(DenyReason::NoLiveEmergency);
	// Without the emergency not even the scope permits anything: nothing else is to be cited.
	check(&consents, urgent(), false, lacking, None);
}

#[test]
fn case_8_a_deny_should_yield_to_its_break_glass_exception_in_a_live_emergency() {
	let provisions = vec![provision(0, Permit, glass(actors(&[RESPONDER])))];
	let consents = [agreed(Deny, Rule::default(), provisions)];
	check(&consents, urgent(), true, Outcome::Permit, Some((0, 1)));
	check(&consents, request(), true, SAID, Some((0, 0)));
	let lacking = Outcome::Deny(DenyReason::NoLiveEmergency);
	check(&consents, urgent(), false, lacking, Some((0, 0)));
}

#[test]
fn case_9_consents_of_two_grantors_should_combine_by_the_domain() {
	let consents = [
		agreed(Permit, Rule::default(), vec![]),
		agreed(Deny, actors(&[R]), vec![]),
	];
	for (combining, outcome, consent) in [
		(Combining::DenyOverrides, SAID, 1),
		(Combining::PermitOverrides, Outcome::Permit, 0),
		(Combining::MostRecent, SAID, 1),
		(Combining::Ordered, Outcome::Permit, 0),
	] {
		let domain = Domain {
			version: 5,
			combining,
			implicit: Implicit::Deny,
		};
		check_in(domain, &consents, request(), false, outcome, Some((consent, 0)));
	}
}

#[test]
fn case_10_a_deny_of_a_parent_label_should_cover_its_children() {
	let rule = Rule {
		labels: labelled(0b111),
		..Rule::default()
	};
	let consents = [agreed(Permit, Rule::default(), vec![provision(0, Deny, rule)])];
	check(&consents, with_labels(0b10), false, SAID, Some((0, 1)));
	check(&consents, with_labels(0b100), false, SAID, Some((0, 1)));
	check(&consents, with_labels(0b1000), false, Outcome::Permit, Some((0, 0)));
}
