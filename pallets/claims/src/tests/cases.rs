//! Pended claims, rulings on lines, second officers.

use super::*;
use salus_claims_engine::{Group, PendReason, Reason};
use salus_primitives::mock::{MockAnchors, MockConsents};

type E = Error<Test>;

/// A claim that waits because the schedule does not price it.
pub fn unpriced() -> ClaimId {
	submit(claim(0, &[line(1, UNKNOWN, 30_000, today())]))
}

fn pended(claim: ClaimId) -> (PendCause, PendOwner, Seconds) {
	match stored(claim).state {
		ClaimState::Pended {
			cause, owner, deadline, ..
		} => (cause, owner, deadline),
		other => panic!("{other:?}"),
	}
}

#[test]
fn claim_should_pend_with_reason_owner_and_deadline_when_a_person_has_to_look() {
	run(|| {
		setup();
		let claim = unpriced();
		let expected = (PendCause::Rule(PendReason::NoPrice), PendOwner::Payer, time() + PEND);
		assert_eq!(pended(claim), expected);
		assert_eq!(stored(claim).moved, 0);
		assert_eq!(
			last_event(),
			Event::Pended {
				claim,
				cause: expected.0,
				owner: expected.1,
				deadline: expected.2
			}
		);
	});
}

#[test]
fn resolve_should_be_for_officers_up_to_their_limit() {
	run(|| {
		setup();
		let big = submit(claim(
			0,
			&[ClaimLine {
				units: 6 * ONE_UNIT,
				..line(1, SURGERY, 600_000, today())
			}],
		));
		for who in [PAYER, PROVIDER, STRANGER, MEMBER] {
			assert_noop!(
				Claims::resolve_pended(signed(who), big, Resolution::Release),
				E::NotOfficer
			);
		}
		// It pays 4,400.00; the officer may decide 1,000.00, the second one 2,000.00.
		for who in [OFFICER, SECOND] {
			assert_noop!(
				Claims::resolve_pended(signed(who), big, Resolution::Release),
				E::LimitExceeded
			);
		}
		assert_ok!(Claims::resolve_pended(signed(CHIEF), big, Resolution::Release));
		assert_eq!(stored(big).moved, 440_000);
		assert!(Claims::case_of(big).unwrap().deciders.contains(&account(CHIEF)));
		assert_noop!(
			Claims::resolve_pended(signed(CHIEF), big, Resolution::Release),
			E::InvalidTransition
		);
	});
}

#[test]
fn resolve_should_reject_with_a_reason_and_forget_the_lines() {
	run(|| {
		setup();
		let claim = unpriced();
		let reason = RejectReason::WrongPayer;
		assert_ok!(Claims::resolve_pended(
			signed(OFFICER),
			claim,
			Resolution::Reject { reason }
		));
		assert_eq!(stored(claim).state, ClaimState::Rejected { reason });
		let again = unpriced();
		assert_eq!(pended(again).0, PendCause::Rule(PendReason::NoPrice));
	});
}

#[test]
fn provider_should_answer_when_it_is_asked_and_lose_interest() {
	run(|| {
		setup();
		let claim = unpriced();
		assert_noop!(Claims::answer(signed(PROVIDER), claim, 1), E::InvalidTransition);
		assert_ok!(Claims::resolve_pended(signed(OFFICER), claim, Resolution::Ask));
		assert_eq!(pended(claim).1, PendOwner::Provider);
		assert!(!stored(claim).clean);
		assert_noop!(Claims::answer(signed(OTHER_PROVIDER), claim, 1), E::NotAuthorized);
		assert_noop!(
			Claims::answer(signed(PROVIDER), claim, 1),
			DispatchError::Other("NotFound")
		);
		MockAnchors::put(1, &account(PROVIDER));
		assert_ok!(Claims::answer(signed(PROVIDER), claim, 1));
		assert_eq!(pended(claim).1, PendOwner::Payer);
		assert_eq!(Claims::case_of(claim).unwrap().answer, Some(1));
		MockAnchors::<AccountId>::remove(1);
	});
}

#[test]
fn resolve_should_assign_only_to_an_officer() {
	run(|| {
		setup();
		let claim = unpriced();
		let assign = |officer| Resolution::Assign {
			officer: account(officer),
		};
		assert_noop!(
			Claims::resolve_pended(signed(OFFICER), claim, assign(STRANGER)),
			E::NotOfficer
		);
		assert_ok!(Claims::resolve_pended(signed(OFFICER), claim, assign(SECOND)));
		assert_eq!(Claims::case_of(claim).unwrap().assigned, Some(account(SECOND)));
	});
}

#[test]
fn release_should_ask_for_consent_and_evidence_again() {
	run(|| {
		setup();
		let claim = unpriced();
		MockConsents::revoke(&account(MEMBER), &account(PROVIDER), &account(PAYER));
		assert_noop!(
			Claims::resolve_pended(signed(OFFICER), claim, Resolution::Release),
			DispatchError::Other("NotPermitted")
		);
		permit_all();
	});
}

#[test]
fn override_should_hold_at_once_when_it_changes_little() {
	run(|| {
		setup();
		let claim = unpriced();
		// Priced at 60.00 below the deductible: one officer may change 100.00.
		assert_ok!(Claims::override_line(
			signed(OFFICER),
			claim,
			1,
			Ruling::Price(6_000),
			[1; 32]
		));
		let record = stored(claim);
		assert_eq!(record.state, ClaimState::Adjudicated);
		assert_eq!(record.result.lines[0].allowed, 6_000);
		assert_eq!(deductible(0), 6_000);
		assert_ok!(record.result.check().map_err(|_| ()));
	});
}

#[test]
fn override_should_wait_for_a_second_officer_when_it_changes_much() {
	run(|| {
		setup();
		submit(surgery(0, 1));
		let claim = unpriced();
		// 300.00 are allowed, and one officer may change 100.00.
		let ruling = Ruling::Price(30_000);
		assert_ok!(Claims::override_line(signed(OFFICER), claim, 1, ruling, [1; 32]));
		assert_eq!(pended(claim).0, PendCause::Rule(PendReason::NoPrice));
		assert_eq!(
			last_event(),
			Event::OverrideProposed {
				claim,
				line: 1,
				amount: 30_000,
				officer: account(OFFICER)
			}
		);
		assert_noop!(
			Claims::override_line(signed(SECOND), claim, 1, ruling, [1; 32]),
			E::ProposalOpen
		);
		assert_noop!(Claims::void(signed(CHIEF), claim), E::ProposalOpen);
		assert_noop!(Claims::confirm_override(signed(OFFICER), claim, true), E::SameOfficer);
		assert_noop!(Claims::confirm_override(signed(STRANGER), claim, true), E::NotOfficer);
		assert_ok!(Claims::confirm_override(signed(SECOND), claim, true));
		assert_eq!(stored(claim).moved, 24_000);
		let case = Claims::case_of(claim).unwrap();
		assert_eq!(case.deciders.to_vec(), vec![account(OFFICER), account(SECOND)]);
		assert_noop!(Claims::confirm_override(signed(SECOND), claim, true), E::NoProposal);
	});
}

#[test]
fn override_should_be_dropped_when_the_second_officer_does_not_agree() {
	run(|| {
		setup();
		submit(surgery(0, 1));
		let claim = unpriced();
		assert_ok!(Claims::override_line(
			signed(OFFICER),
			claim,
			1,
			Ruling::Price(30_000),
			[1; 32]
		));
		assert_ok!(Claims::confirm_override(signed(SECOND), claim, false));
		assert_eq!(Claims::case_of(claim).unwrap().proposal, None);
		assert_eq!(pended(claim).0, PendCause::Rule(PendReason::NoPrice));
	});
}

#[test]
fn override_should_decide_a_paid_claim_and_later_ones_anew() {
	run(|| {
		setup();
		let first = submit(surgery(0, 9));
		let second = submit(surgery(0, 3));
		assert_eq!((stored(first).payable(), stored(second).payable()), (40_000, 80_000));
		// The first one is denied: the second one meets the deductible.
		let deny = Ruling::Deny {
			group: Group::Contractual,
			reason: Reason(50),
		};
		assert_ok!(Claims::override_line(signed(CHIEF), first, 1, deny, [1; 32]));
		assert_ok!(Claims::confirm_override(signed(SECOND), first, true));
		idle();
		assert_eq!((stored(first).payable(), stored(second).payable()), (0, 40_000));
		assert_eq!((stored(first).overpaid(), stored(second).overpaid()), (40_000, 40_000));
		assert_eq!((stored(first).revision, stored(second).revision), (2, 2));
		assert_eq!(deductible(0), 50_000);
		assert_eq!(
			stored(first).result.lines[0].adjusted(Group::Contractual, Reason(50)),
			100_000
		);
	});
}

#[test]
fn override_should_refuse_by_name_when_it_is_bad() {
	run(|| {
		setup();
		let claim = unpriced();
		assert_noop!(
			Claims::override_line(signed(OFFICER), claim, 9, Ruling::Accept, [1; 32]),
			E::NoSuchLine
		);
		let pair = Ruling::Deny {
			group: Group::Contractual,
			reason: Reason::DEDUCTIBLE,
		};
		assert_noop!(
			Claims::override_line(signed(OFFICER), claim, 1, pair, [1; 32]),
			E::DisallowedPair
		);
		assert_noop!(
			Claims::override_line(signed(OFFICER), id(0, 7), 1, Ruling::Accept, [1; 32]),
			E::UnknownClaim
		);
	});
}

#[test]
fn officer_should_not_decide_about_itself() {
	run(|| {
		let plan = setup();
		assert_ok!(Claims::enrol(
			signed(PAYER),
			plan,
			account(OFFICER),
			Household::Alone,
			cover_terms()
		));
		MockConsents::permit(&account(OFFICER), &account(PROVIDER), &account(PAYER));
		let own = submit(claim(3, &[line(1, UNKNOWN, 30_000, today())]));
		assert_noop!(
			Claims::resolve_pended(signed(OFFICER), own, Resolution::Release),
			E::SelfDealing
		);
		// Nor about care for itself, nor undo what was decided for it.
		let wish = crate::tests::authorisations::request();
		assert_ok!(Claims::request_authorisation(signed(PROVIDER), 3, wish));
		let grant = crate::tests::authorisations::grant(5);
		assert_noop!(
			Claims::decide_authorisation(signed(OFFICER), 3, 0, grant),
			E::SelfDealing
		);
		let decided = submit(Submission {
			coverage: 3,
			..visit(0)
		});
		assert_noop!(Claims::void(signed(OFFICER), decided), E::SelfDealing);
		for no_officer in [PROVIDER, PAYER, REVIEWER] {
			assert_noop!(
				Claims::set_officer(signed(PAYER), account(no_officer), Some(0)),
				E::SelfDealing
			);
		}
		// Who bills later than it became an officer is none from then on, and is dismissed like any other.
		let pended = unpriced();
		salus_primitives::mock::MockAccreditation::<AccountId>::accredit(&account(SECOND), &[Role::Provider]);
		assert_noop!(
			Claims::resolve_pended(signed(SECOND), pended, Resolution::Release),
			E::SelfDealing
		);
		assert_ok!(Claims::set_officer(signed(PAYER), account(SECOND), None));
	});
}

#[test]
fn officer_should_decide_no_more_when_the_office_is_taken_away() {
	run(|| {
		setup();
		let claim = unpriced();
		assert_ok!(Claims::set_officer(signed(PAYER), account(OFFICER), None));
		assert_noop!(
			Claims::resolve_pended(signed(OFFICER), claim, Resolution::Release),
			E::NotOfficer
		);
	});
}

#[test]
fn confirm_should_count_what_the_ruling_changes_by_now() {
	run(|| {
		setup();
		let first = submit(surgery(0, 9));
		// It pays 400.00 less, and is allowed 1,000.00 less.
		let deny = Ruling::Deny {
			group: Group::Contractual,
			reason: Reason(50),
		};
		assert_ok!(Claims::override_line(signed(OFFICER), first, 1, deny, [1; 32]));
		let proposed = Claims::case_of(first).unwrap().proposal.unwrap().amount;
		assert_eq!(proposed, 100_000);
		// The limit of the second officer is compared with the greater of then and now.
		assert_ok!(Claims::set_officer(signed(PAYER), account(SECOND), Some(99_999)));
		assert_noop!(Claims::confirm_override(signed(SECOND), first, true), E::LimitExceeded);
		Cases::<Test>::mutate(Key::from(0), Key::from(0), |case| {
			if let Some(proposal) = case.as_mut().and_then(|case| case.proposal.as_mut()) {
				proposal.amount = 1;
			}
		});
		assert_noop!(Claims::confirm_override(signed(SECOND), first, true), E::LimitExceeded);
		assert_ok!(Claims::set_officer(signed(PAYER), account(SECOND), Some(100_000)));
		assert_ok!(Claims::confirm_override(signed(SECOND), first, true));
		idle();
	});
}

#[test]
fn provider_should_correct_its_claim_though_a_ruling_waits() {
	run(|| {
		setup();
		submit(surgery(0, 1));
		let claim = unpriced();
		let ruling = Ruling::Price(30_000);
		assert_ok!(Claims::override_line(signed(OFFICER), claim, 1, ruling, [1; 32]));
		assert_ok!(Claims::void(signed(PROVIDER), claim));
		assert_eq!(Claims::case_of(claim).unwrap().proposal, None);
	});
}
