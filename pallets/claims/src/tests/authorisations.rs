//! Prior authorisation, with its clocks.

use super::*;
use salus_claims_engine::{
	claim::Decision,
	plan::{Absent, AuthorisationRule},
	PendReason, Reason,
};
use salus_primitives::mock::MockConsents;

type E = Error<Test>;

pub fn request() -> Request {
	Request {
		service: Some(SURGERY),
		category: None,
		from: today() - 30,
		until: today() + 30,
		units: Some(10 * ONE_UNIT),
		amount: None,
		urgent: false,
	}
}

pub fn grant(units: u64) -> Grant {
	Grant {
		decision: Decision::Certified,
		from: today() - 30,
		until: today() + 30,
		units: Some(units * ONE_UNIT),
		amount: None,
	}
}

/// A request that nobody decided.
pub fn asked(coverage: CoverageId) -> AuthorisationNumber {
	let number = Claims::coverage_of(coverage).unwrap().next_authorisation;
	assert_ok!(Claims::request_authorisation(signed(PROVIDER), coverage, request()));
	number
}

/// An authorisation of so many units.
pub fn granted(coverage: CoverageId, units: u64) -> AuthorisationNumber {
	let number = Claims::coverage_of(coverage).unwrap().next_authorisation;
	assert_ok!(Claims::request_authorisation(signed(PROVIDER), coverage, request()));
	assert_ok!(Claims::decide_authorisation(
		signed(CHIEF),
		coverage,
		number,
		grant(units)
	));
	number
}

fn needing() -> Plan {
	Plan {
		authorisations: BoundedVec::truncate_from(vec![AuthorisationRule {
			scope: PlanScope::ALL,
			above: Some(50_000),
			absent: Absent::Deny,
		}]),
		..terms()
	}
}

fn authorised(number: Option<u32>) -> Submission {
	claim(
		0,
		&[ClaimLine {
			authorisation: number,
			..line(1, SURGERY, 100_000, today())
		}],
	)
}

fn reason(claim: ClaimId) -> Reason {
	stored(claim).result.lines[0].adjustments[0].reason
}

#[test]
fn request_should_set_the_clock_by_its_urgency() {
	run(|| {
		setup_with(needing(), 1_000_000);
		assert_ok!(Claims::request_authorisation(signed(PROVIDER), 0, request()));
		assert_ok!(Claims::request_authorisation(
			signed(PROVIDER),
			0,
			Request {
				urgent: true,
				..request()
			}
		));
		let all = Claims::authorisations_of(0, 0, 10);
		assert_eq!(all[0].1.deadline, time() + STANDARD);
		assert_eq!(all[1].1.deadline, time() + URGENT);
		assert_eq!(all[1].1.decision, Decision::Pended);
		assert_eq!(Claims::authorisations_of(0, 1, 10).len(), 1);
	});
}

#[test]
fn claim_should_follow_what_became_of_its_authorisation() {
	run(|| {
		setup_with(needing(), 100_000_000);
		assert_eq!(reason(submit(authorised(None))), Reason::AUTHORISATION_ABSENT);
		assert_ok!(Claims::request_authorisation(signed(PROVIDER), 0, request()));
		let lines = [ClaimLine {
			authorisation: Some(0),
			..line(1, SURGERY, 100_001, today() - 1)
		}];
		let waits = submit(claim(0, &lines));
		assert!(matches!(
			stored(waits).state,
			ClaimState::Pended {
				cause: PendCause::Rule(PendReason::AuthorisationPended),
				..
			}
		));
		assert_noop!(Claims::adjudicate(signed(STRANGER), waits), E::StillOpen);
		assert_ok!(Claims::decide_authorisation(signed(OFFICER), 0, 0, grant(5)));
		assert_ok!(Claims::adjudicate(signed(STRANGER), waits));
		assert_eq!(stored(waits).moved, 40_000);
		assert_noop!(
			Claims::decide_authorisation(signed(OFFICER), 0, 0, grant(5)),
			E::InvalidTransition
		);
		// Denied.
		assert_ok!(Claims::request_authorisation(signed(PROVIDER), 0, request()));
		let denial = Grant {
			decision: Decision::Denied,
			..grant(0)
		};
		assert_ok!(Claims::decide_authorisation(signed(OFFICER), 0, 1, denial));
		let lines = [ClaimLine {
			authorisation: Some(1),
			..line(1, SURGERY, 100_002, today() - 2)
		}];
		assert_eq!(reason(submit(claim(0, &lines))), Reason::AUTHORISATION_DENIED);
	});
}

#[test]
fn request_should_refuse_by_name_when_it_is_bad() {
	run(|| {
		setup();
		let refused = |request: Request, error: E| {
			assert_noop!(Claims::request_authorisation(signed(PROVIDER), 0, request), error);
		};
		refused(
			Request {
				from: today() + 1,
				until: today(),
				..request()
			},
			E::EmptyPeriod,
		);
		refused(
			Request {
				amount: Some(u128::MAX),
				..request()
			},
			E::AmountTooLarge,
		);
		refused(
			Request {
				units: Some(u64::MAX),
				..request()
			},
			E::UnitsOverflow,
		);
		assert_noop!(
			Claims::request_authorisation(signed(PROVIDER), 9, request()),
			E::UnknownCoverage
		);
		assert_noop!(
			Claims::request_authorisation(signed(STRANGER), 0, request()),
			DispatchError::Other("NotAccredited")
		);
		MockConsents::revoke(&account(MEMBER), &account(PROVIDER), &account(PAYER));
		assert_noop!(
			Claims::request_authorisation(signed(PROVIDER), 0, request()),
			DispatchError::Other("NotPermitted")
		);
		permit_all();
	});
}

#[test]
fn decision_should_refuse_by_name_when_it_is_bad() {
	run(|| {
		setup();
		assert_ok!(Claims::request_authorisation(signed(PROVIDER), 0, request()));
		let refused = |who, grant: Grant, error: E| {
			assert_noop!(Claims::decide_authorisation(signed(who), 0, 0, grant), error);
		};
		refused(STRANGER, grant(1), E::NotOfficer);
		let pend = Grant {
			decision: Decision::Pended,
			..grant(1)
		};
		refused(OFFICER, pend, E::InvalidDecision);
		let rich = Grant {
			amount: Some(100_001),
			..grant(1)
		};
		refused(OFFICER, rich, E::LimitExceeded);
		assert_noop!(
			Claims::decide_authorisation(signed(OFFICER), 0, 7, grant(1)),
			E::UnknownAuthorisation
		);
	});
}

#[test]
fn authorisation_without_an_amount_should_go_up_to_the_officers_limit() {
	run(|| {
		setup_with(needing(), 100_000_000);
		assert_ok!(Claims::set_officer(signed(PAYER), account(OFFICER), Some(60_000)));
		assert_ok!(Claims::request_authorisation(signed(PROVIDER), 0, request()));
		assert_ok!(Claims::decide_authorisation(signed(OFFICER), 0, 0, grant(5)));
		let found = Authorisations::<Test>::get(Key::from(0), Key::from(0)).unwrap();
		assert_eq!(found.request.amount, Some(60_000));
		// 600.00 of 1,000.00: the rest is beyond what was authorised.
		let claim = submit(authorised(Some(0)));
		let record = stored(claim);
		let mut adjustments = record.result.lines[0].adjustments.iter();
		assert!(adjustments.any(|adjustment| adjustment.reason == Reason::AUTHORISATION_EXCEEDED));
		assert!(record.payable() < 40_000);
		let found = Authorisations::<Test>::get(Key::from(0), Key::from(0)).unwrap();
		assert_eq!(found.request.amount, Some(0));
	});
}
