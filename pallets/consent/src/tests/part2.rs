//! 42 CFR Part 2, §2.31.

use super::*;
use salus_consent_engine::{vocabulary::Sensitivity, Outcome};

fn complete() -> Filing {
	let scope = Rule {
		purposes: purposes(&["TREAT"]),
		labels: Labels {
			confidentiality: Some(Confidentiality::Restricted),
			sensitivity: Sensitivity(1),
		},
		..actors(&[RECIPIENT])
	};
	let mut filing = filing_of(agreed(Effect::Permit, scope, vec![]));
	filing.consent.regulations = Regulations::PART2;
	filing.part2 = Some(Part2 {
		kind: Part2Kind::General,
		states_right_to_revoke: true,
		states_redisclosure: true,
	});
	filing
}

fn change(kind: Part2Kind, codes: &[&str]) -> Filing {
	let mut filing = complete();
	filing.part2.as_mut().unwrap().kind = kind;
	filing.consent.scope.purposes = purposes(codes);
	filing.consent.period.until = Some(GENESIS_TIME as i64 + 9);
	filing
}

#[test]
fn file_should_accept_a_part_2_consent_when_it_is_complete_and_always_carry_the_notice() {
	with_policies(|| {
		assert_ok!(try_file(ALICE, 0, complete()));
		let receipt = disclose(ALICE, request()).1;
		assert_eq!(receipt.outcome, Outcome::Permit);
		assert!(receipt.no_redisclosure);
	});
}

#[test]
fn file_should_name_the_part_2_element_that_is_missing() {
	with_policies(|| {
		let refused = |change: &dyn Fn(&mut Filing), error: Error<Test>| {
			let mut filing = complete();
			change(&mut filing);
			assert_noop!(try_file(ALICE, 0, filing), error);
		};
		refused(&|f| f.part2 = None, Error::Part2Undeclared);
		refused(&|f| f.consent.regulations = Regulations::HIPAA, Error::Part2Undeclared);
		let part2 = |f: &mut Filing, change: fn(&mut Part2)| change(f.part2.as_mut().unwrap());
		refused(
			&|f| part2(f, |p| p.states_right_to_revoke = false),
			Error::Part2StatementMissing,
		);
		refused(
			&|f| part2(f, |p| p.states_redisclosure = false),
			Error::Part2StatementMissing,
		);
		refused(
			&|f| f.consent.scope.labels = Labels::default(),
			Error::Part2AmountMissing,
		);
		refused(
			&|f| f.consent.scope.actors = BoundedVec::new(),
			Error::Part2RecipientMissing,
		);
		refused(
			&|f| f.consent.scope.purposes = Purposes::EMPTY,
			Error::Part2PurposeMissing,
		);
		refused(
			&|f| f.consent.scope.purposes = purposes(&["HRESCH"]),
			Error::Part2ExpiryMissing,
		);
		refused(
			&|f| f.consent.scope.purposes = purposes(&["TREAT", "HRESCH"]),
			Error::Part2ExpiryMissing,
		);
		refused(&|f| f.source = [0; 32], Error::EmptyCommitment);
	});
}

#[test]
fn file_should_need_no_end_when_all_is_treatment_payment_and_operations() {
	with_policies(|| {
		let mut tpo = complete();
		tpo.consent.scope.purposes = purposes(&["ETREAT", "CLMATTCH", "HQUALIMP"]);
		assert_ok!(try_file(ALICE, 0, tpo));
		// Legal proceedings are under HOPERAT, and not operations here.
		let mut proceedings = change(Part2Kind::Proceedings, &["HLEGAL"]);
		proceedings.consent.period.until = None;
		assert_noop!(try_file(ALICE, 1, proceedings), Error::<Test>::Part2ExpiryMissing);
		let mut research = complete();
		research.consent.scope.purposes = purposes(&["HRESCH"]);
		research.consent.period.until = Some(GENESIS_TIME as i64 + 9);
		assert_ok!(try_file(ALICE, 1, research));
	});
}

#[test]
fn file_should_look_for_elements_in_every_permit_and_what_is_above_it() {
	with_policies(|| {
		let mut filing = complete();
		let (recipients, rest) = (filing.consent.scope.actors.clone(), filing.consent.scope.clone());
		filing.consent.base = Effect::Deny;
		filing.consent.scope = Rule {
			actors: BoundedVec::new(),
			..rest
		};
		let with = |actors| {
			provision(
				0,
				Effect::Permit,
				Rule {
					actors,
					..Rule::default()
				},
			)
		};
		filing.consent.provisions = vec![with(recipients.clone())].try_into().unwrap();
		assert_ok!(try_file(ALICE, 0, filing.clone()));
		filing.consent.provisions = vec![with(recipients), with(BoundedVec::new())].try_into().unwrap();
		assert_noop!(try_file(ALICE, 1, filing.clone()), Error::<Test>::Part2RecipientMissing);
		// Nothing is disclosed, nothing is missing.
		filing.consent.provisions = BoundedVec::new();
		filing.consent.scope = Rule::default();
		assert_ok!(try_file(ALICE, 1, filing));
	});
}

#[test]
fn file_should_keep_counselling_notes_and_proceedings_apart() {
	with_policies(|| {
		use Part2Kind::*;
		let apart = DispatchError::from(Error::<Test>::Part2NotSeparate);
		assert_noop!(try_file(ALICE, 0, change(General, &["HLEGAL"])), apart);
		assert_noop!(try_file(ALICE, 0, change(General, &["TREAT", "HLEGAL"])), apart);
		assert_noop!(try_file(ALICE, 0, change(Proceedings, &["TREAT", "HLEGAL"])), apart);
		assert_noop!(try_file(ALICE, 0, change(CounsellingNotes, &["HLEGAL"])), apart);
		let mut mixed = change(CounsellingNotes, &["TREAT"]);
		mixed.consent.provisions = vec![provision(0, Effect::Deny, actors(&[9]))].try_into().unwrap();
		assert_noop!(try_file(ALICE, 0, mixed), apart);
		assert_ok!(try_file(ALICE, 0, change(Proceedings, &["HLEGAL"])));
		assert_ok!(try_file(ALICE, 1, change(CounsellingNotes, &["TREAT"])));
	});
}

#[test]
fn a_part_2_consent_should_open_proceedings_only_by_name() {
	with_policies(|| {
		let asked = |code| {
			let question = DisclosureRequest {
				purposes: purposes(&[code]),
				..request()
			};
			disclose(ALICE, question).1.outcome
		};
		assert_ok!(try_file(ALICE, 0, change(Part2Kind::General, &["HOPERAT"])));
		assert_eq!(asked("HQUALIMP"), Outcome::Permit);
		assert!(matches!(
			asked("HLEGAL"),
			Outcome::NotApplicable { permitted: false, .. }
		));
		assert_ok!(try_file(ALICE, 1, change(Part2Kind::Proceedings, &["HLEGAL"])));
		assert_eq!(asked("HLEGAL"), Outcome::Permit);
	});
}
