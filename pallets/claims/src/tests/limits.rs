//! What one officer cannot do alone, whatever the order and number of its steps.

use super::*;
use authorisations::{grant, request};
use salus_claims_engine::{
	plan::{Absent, AuthorisationRule},
	Decision, Group, PendReason, Reason,
};

type E = Error<Test>;

const TOO_MUCH: PendCause = PendCause::Rule(PendReason::AboveCeiling);

fn limit(officer: u8, limit: Money) {
	assert_ok!(Claims::set_officer(signed(PAYER), account(officer), Some(limit)));
}

fn release(officer: u8, claim: ClaimId) -> Result<(), DispatchError> {
	plain(Claims::resolve_pended(signed(officer), claim, Resolution::Release))
}

fn price(officer: u8, claim: ClaimId, line: u16, price: Money) {
	let ruling = Ruling::Price(price);
	assert_ok!(Claims::override_line(signed(officer), claim, line, ruling, [1; 32]));
	idle();
}

fn case(claim: ClaimId) -> CaseOf<Test> {
	Claims::case_of(claim).unwrap()
}

fn proposed(claim: ClaimId) -> Option<Money> {
	case(claim).proposal.map(|proposal| proposal.amount)
}

fn waits_for(claim: ClaimId) -> Option<PendCause> {
	match stored(claim).state {
		ClaimState::Pended { cause, .. } => Some(cause),
		_ => None,
	}
}

/// Services that the schedule does not have, on days of their own.
fn unpriced(billed: &[Money]) -> ClaimId {
	let lines: Vec<_> = (1u16..)
		.zip(billed)
		.map(|(number, billed)| line(number, UNKNOWN, *billed, today() - Day::from(number)))
		.collect();
	submit(claim(0, &lines))
}

#[test]
fn release_should_not_pay_above_the_limit_when_an_authorisation_is_denied_after_it() {
	run(|| {
		let rule = AuthorisationRule {
			scope: PlanScope::ALL,
			above: Some(50_000),
			absent: Absent::Deny,
		};
		let authorisations = BoundedVec::truncate_from(vec![rule]);
		setup_with(
			Plan {
				authorisations,
				..terms()
			},
			100_000_000,
		);
		limit(OFFICER, 1);
		assert_ok!(Claims::request_authorisation(signed(PROVIDER), 0, request()));
		submit(claim(0, &[line(1, SURGERY, 45_000, today() - 9)]));
		let asking = ClaimLine {
			authorisation: Some(0),
			..line(1, SURGERY, 100_000, today() - 1)
		};
		let waiting = submit(claim(0, &[asking, line(2, SURGERY, 49_000, today() - 2)]));
		// Released, it waits still and pays nothing; then the same officer ends what it waits for.
		assert_ok!(release(OFFICER, waiting));
		let denial = Grant {
			decision: Decision::Denied,
			..grant(0)
		};
		assert_ok!(Claims::decide_authorisation(signed(OFFICER), 0, 0, denial));
		assert_noop!(Claims::adjudicate(signed(STRANGER), waiting), E::StillOpen);
		assert_noop!(release(OFFICER, waiting), E::LimitExceeded);
		assert_eq!(stored(waiting).moved, 0);
		assert_ok!(release(CHIEF, waiting));
		assert_eq!(stored(waiting).moved, 35_200);
	});
}

#[test]
fn release_should_not_pay_above_the_limit_when_an_earlier_claim_is_voided_after_it() {
	run(|| {
		setup();
		limit(OFFICER, 1);
		let first = submit(surgery(0, 3));
		let unknown = line(2, UNKNOWN, 30_000, today() - 3);
		let second = submit(claim(0, &[line(1, SURGERY, 100_000, today() - 3), unknown]));
		// One line is a duplicate, the other one has no price: it pays nothing.
		assert_ok!(release(OFFICER, second));
		assert_eq!(
			(stored(second).state, stored(second).moved),
			(ClaimState::Adjudicated, 0)
		);
		assert_ok!(Claims::void(signed(PROVIDER), first));
		idle();
		assert_eq!((waits_for(second), stored(second).moved), (Some(TOO_MUCH), 0));
		assert_noop!(Claims::adjudicate(signed(STRANGER), second), E::InvalidTransition);
		assert_noop!(release(OFFICER, second), E::LimitExceeded);
		assert_ok!(release(CHIEF, second));
		assert_eq!(stored(second).moved, 40_000);
	});
}

/// A duplicate and a visit of 80.00, released by an officer who may decide about 100.00, and the claim that it duplicates: without
/// that one it pays 480.00.
fn released() -> (ClaimId, ClaimId) {
	limit(OFFICER, 10_000);
	let first = submit(surgery(0, 3));
	let lines = [
		line(1, SURGERY, 100_000, today() - 3),
		line(2, VISIT, 10_000, today() - 3),
		line(3, UNKNOWN, 1, today() - 3),
	];
	let second = submit(claim(0, &lines));
	assert_ok!(release(OFFICER, second));
	(first, second)
}

/// The first of these is voided, so that the second waits again.
fn wait_again(first: ClaimId, second: ClaimId) {
	assert_ok!(Claims::void(signed(PROVIDER), first));
	idle();
	assert_eq!((waits_for(second), stored(second).short), (Some(TOO_MUCH), 0));
}

#[test]
fn claim_that_waits_again_should_not_lose_the_interest_of_before() {
	run(|| {
		setup_with(terms(), 42_000);
		let (first, second) = released();
		assert_eq!(
			(stored(second).state, stored(second).short),
			(ClaimState::Payable, 8_000)
		);
		wait_again(first, second);
		assert_ok!(Claims::fund_plan(signed(PAYER), 0, 100_000));
		// Ten days after the thirty in which it had to be paid: 480.00 × 10 ÷ 3,650.
		pass_days(40);
		assert_ok!(release(CHIEF, second));
		assert_eq!((stored(second).moved, stored(second).interest), (48_000, 132));
	});
}

#[test]
fn claim_that_waits_again_should_owe_no_interest_of_before_when_it_was_paid() {
	run(|| {
		setup();
		let (first, second) = released();
		assert_eq!(stored(second).moved, 8_000);
		pass_days(40);
		wait_again(first, second);
		assert_ok!(release(CHIEF, second));
		assert_eq!((stored(second).moved, stored(second).interest), (48_000, 0));
	});
}

#[test]
fn claim_that_waits_again_should_keep_its_earlier_result() {
	run(|| {
		setup();
		let (first, second) = released();
		let (result, digest) = (stored(second).result, Claims::result_digest(second, 1));
		wait_again(first, second);
		assert_ok!(release(CHIEF, second));
		assert_eq!(stored(second).revision, 2);
		assert_eq!(Claims::result_at(second, 1), Some(result));
		assert_eq!(Claims::result_digest(second, 1), digest);
	});
}

#[test]
fn dispute_should_not_be_got_rid_of_by_a_replay() {
	run(|| {
		setup();
		let (first, second) = released();
		assert_ok!(Claims::appeal(signed(PROVIDER), second, [1; 32]));
		wait_again(first, second);
		let reject = Resolution::Reject {
			reason: RejectReason::Invalid,
		};
		assert_noop!(
			Claims::resolve_pended(signed(OFFICER), second, reject),
			E::DecidedBefore
		);
		assert_noop!(Claims::void(signed(CHIEF), second), E::DecidedBefore);
		assert_ok!(release(CHIEF, second));
		// The same level hears it.
		assert_ok!(Claims::appeal(signed(PROVIDER), second, [1; 32]));
		assert!(matches!(stored(second).state, ClaimState::Appealed { level: 1, .. }));
	});
}

#[test]
fn rejection_should_take_back_what_was_told() {
	run(|| {
		setup();
		let (first, second) = released();
		assert_ok!(money::remit(&[second], &[]));
		wait_again(first, second);
		let reject = Resolution::Reject {
			reason: RejectReason::Invalid,
		};
		assert_ok!(Claims::resolve_pended(signed(OFFICER), second, reject));
		idle();
		let record = stored(second);
		assert_eq!(
			(record.revision, record.result.reversal, record.overpaid()),
			(2, true, 8_000)
		);
		assert_ok!(Claims::recover_overpayment(signed(PROVIDER), second));
		assert_ok!(money::remit(&[second], &[]));
		let told = Remittances::<Test>::get(Key::from(1)).unwrap().claims[0];
		assert_eq!((told.revision, told.amount), (2, -8_000));
	});
}

#[test]
fn claim_that_nobody_released_should_be_decided_anew_without_a_person() {
	run(|| {
		setup();
		let first = submit(surgery(0, 3));
		let second = submit(surgery(0, 3));
		assert_eq!(stored(second).moved, 0);
		assert_ok!(Claims::void(signed(PROVIDER), first));
		idle();
		assert_eq!(stored(second).moved, 40_000);
	});
}

#[test]
fn rulings_should_raise_what_a_released_claim_pays() {
	run(|| {
		setup();
		limit(OFFICER, 1);
		let claim = unpriced(&[60_000]);
		assert_ok!(release(OFFICER, claim));
		assert_eq!(case(claim).up_to, 1);
		price(CHIEF, claim, 1, 60_000);
		assert_eq!(proposed(claim), Some(60_000));
		assert_ok!(Claims::confirm_override(signed(SECOND), claim, true));
		idle();
		assert_eq!((case(claim).up_to, stored(claim).moved), (60_001, 8_000));
	});
}

#[test]
fn reviewer_should_decide_without_a_limit() {
	run(|| {
		setup();
		limit(OFFICER, 1);
		let claim = unpriced(&[60_000]);
		assert_ok!(release(OFFICER, claim));
		assert_ok!(Claims::appeal(signed(PROVIDER), claim, [1; 32]));
		assert_ok!(Claims::decide_appeal(signed(CHIEF), claim, Finding::Uphold));
		assert_ok!(Claims::appeal(signed(PROVIDER), claim, [1; 32]));
		let ruling = Ruling::Price(60_000);
		let rulings = BoundedVec::truncate_from(vec![Override { line: 1, ruling }]);
		let finding = Finding::Overturn { rulings };
		assert_ok!(Claims::decide_appeal(signed(REVIEWER), claim, finding));
		idle();
		assert_eq!((case(claim).up_to, stored(claim).moved), (Money::MAX, 8_000));
	});
}

#[test]
fn ruling_should_count_the_whole_claim_while_nobody_can_tell_what_it_pays() {
	run(|| {
		setup();
		let claim = unpriced(&[9_000, 300_000]);
		// The second line has no price still.
		price(CHIEF, claim, 1, 9_000);
		assert_eq!(proposed(claim), Some(309_000));
		assert_noop!(Claims::confirm_override(signed(SECOND), claim, true), E::LimitExceeded);
	});
}

#[test]
fn ruling_should_count_what_it_puts_into_the_deductible() {
	run(|| {
		setup();
		let claim = unpriced(&[40_000]);
		assert_ok!(release(OFFICER, claim));
		// It pays nothing, and has the next surgery cost the plan 320.00 more.
		price(OFFICER, claim, 1, 40_000);
		assert_eq!(proposed(claim), Some(40_000));
		assert_eq!(deductible(0), 0);
	});
}

#[test]
fn ruling_should_count_what_is_billed_while_it_is_dormant() {
	run(|| {
		setup();
		let claim = unpriced(&[30_000]);
		assert_ok!(release(OFFICER, claim));
		assert_ok!(Claims::override_line(
			signed(OFFICER),
			claim,
			1,
			Ruling::Accept,
			[1; 32]
		));
		assert_eq!(proposed(claim), Some(30_000));
	});
}

#[test]
fn rulings_should_not_be_split_to_pass_one_by_one() {
	run(|| {
		setup();
		let claim = unpriced(&[9_000, 8_000, 7_000]);
		assert_ok!(release(OFFICER, claim));
		price(OFFICER, claim, 1, 9_000);
		assert_eq!((proposed(claim), case(claim).alone), (None, 9_000));
		price(OFFICER, claim, 2, 8_000);
		assert_eq!((proposed(claim), case(claim).alone), (Some(8_000), 9_000));
		// The second officer answers for both.
		limit(SECOND, 16_999);
		assert_noop!(Claims::confirm_override(signed(SECOND), claim, true), E::LimitExceeded);
		limit(SECOND, 17_000);
		assert_ok!(Claims::confirm_override(signed(SECOND), claim, true));
		idle();
		assert_eq!(case(claim).alone, 0);
		price(OFFICER, claim, 3, 7_000);
		assert_eq!((proposed(claim), case(claim).alone), (None, 7_000));
		assert_eq!(deductible(0), 24_000);
	});
}

#[test]
fn appeal_should_agree_to_earlier_rulings_within_the_limit_of_who_decides_it() {
	for (most, left) in [(8_999, 9_000), (9_000, 0)] {
		run(|| {
			setup();
			limit(SECOND, most);
			let claim = unpriced(&[9_000, 8_000]);
			assert_ok!(release(OFFICER, claim));
			price(OFFICER, claim, 1, 9_000);
			assert_eq!(case(claim).alone, 9_000);
			assert_ok!(Claims::appeal(signed(PROVIDER), claim, [1; 32]));
			assert_ok!(Claims::decide_appeal(signed(SECOND), claim, Finding::Uphold));
			assert_eq!(case(claim).alone, left);
		});
	}
}

#[test]
fn overturn_should_not_hide_what_it_allows_behind_what_it_denies() {
	run(|| {
		setup();
		limit(OFFICER, 199_999);
		submit(surgery(0, 3));
		let lines = [3, 4].map(|ago| line(u16::from(ago != 3) + 1, SURGERY, 100_000, today() - ago));
		let claim = submit(claim(0, &lines));
		let before = stored(claim).moved;
		assert_ok!(Claims::appeal(signed(PROVIDER), claim, [1; 32]));
		let deny = Ruling::Deny {
			group: Group::Contractual,
			reason: Reason(50),
		};
		let rulings = [(1, Ruling::Accept), (2, deny)].map(|(line, ruling)| Override { line, ruling });
		let finding = Finding::Overturn {
			rulings: BoundedVec::truncate_from(rulings.to_vec()),
		};
		// One line gains 1,000.00 and the other one loses as much.
		assert_noop!(
			Claims::decide_appeal(signed(OFFICER), claim, finding.clone()),
			E::LimitExceeded
		);
		limit(OFFICER, 200_000);
		assert_ok!(Claims::decide_appeal(signed(OFFICER), claim, finding));
		idle();
		assert_eq!(stored(claim).moved, before);
	});
}
