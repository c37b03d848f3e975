//! Appeals by level and window, with fresh deciders.

use super::*;
use salus_claims_engine::{Group, Reason};
use salus_primitives::mock::MockAccreditation;

type E = Error<Test>;

/// A claim of which 200.00 are denied as a duplicate.
fn denied() -> ClaimId {
	submit(surgery(0, 3));
	submit(surgery(0, 3))
}

fn overturn() -> Finding {
	Finding::Overturn {
		rulings: BoundedVec::truncate_from(vec![Override {
			line: 1,
			ruling: Ruling::Accept,
		}]),
	}
}

fn level(claim: ClaimId) -> u8 {
	match stored(claim).state {
		ClaimState::Appealed { level, .. } => level,
		other => panic!("{other:?}"),
	}
}

#[test]
fn appeal_should_go_up_the_levels_with_another_decider_each_time() {
	run(|| {
		setup();
		let claim = denied();
		assert_ok!(Claims::appeal(signed(PROVIDER), claim, [1; 32]));
		assert_eq!(level(claim), 1);
		assert_noop!(Claims::appeal(signed(PROVIDER), claim, [1; 32]), E::NotOverdue);
		for who in [STRANGER, PAYER, PROVIDER, REVIEWER] {
			assert_noop!(
				Claims::decide_appeal(signed(who), claim, Finding::Uphold),
				E::NotOfficer
			);
		}
		assert_ok!(Claims::decide_appeal(signed(CHIEF), claim, Finding::Uphold));
		assert_eq!(stored(claim).state, ClaimState::Adjudicated);
		// The second level is for an accredited reviewer; here the member appeals.
		assert_ok!(Claims::appeal(signed(MEMBER), claim, [2; 32]));
		assert_eq!(level(claim), 2);
		assert_noop!(
			Claims::decide_appeal(signed(OFFICER), claim, Finding::Uphold),
			DispatchError::Other("NotAccredited")
		);
		let before = balance(PROVIDER);
		assert_ok!(Claims::decide_appeal(signed(REVIEWER), claim, overturn()));
		idle();
		assert_eq!(stored(claim).moved, 80_000);
		assert_eq!(balance(PROVIDER), before + 80_000);
		assert!(Claims::explain(claim).unwrap().same);
		assert_noop!(Claims::appeal(signed(PROVIDER), claim, [3; 32]), E::NoSuchLevel);
	});
}

#[test]
fn what_an_appeal_found_should_stand_when_the_payer_wants_it_otherwise() {
	run(|| {
		setup();
		let claim = denied();
		assert_ok!(Claims::appeal(signed(PROVIDER), claim, [1; 32]));
		assert_noop!(Claims::void(signed(CHIEF), claim), E::InvalidTransition);
		assert_noop!(Claims::recover_overpayment(signed(OFFICER), claim), E::StillOpen);
		assert_ok!(Claims::decide_appeal(signed(SECOND), claim, overturn()));
		idle();
		assert_eq!(stored(claim).moved, 80_000);
		let deny = Ruling::Deny {
			group: Group::Other,
			reason: Reason::DUPLICATE,
		};
		for who in [OFFICER, CHIEF] {
			assert_noop!(
				Claims::override_line(signed(who), claim, 1, deny, [1; 32]),
				E::DecidedBefore
			);
			assert_noop!(Claims::void(signed(who), claim), E::DecidedBefore);
		}
		assert_noop!(Claims::recover_overpayment(signed(OFFICER), claim), E::NothingOwed);
	});
}

#[test]
fn nobody_should_decide_twice() {
	run(|| {
		setup_with(
			Plan {
				four_eyes_above: None,
				..terms()
			},
			100_000_000,
		);
		let claim = denied();
		// Who ruled on it does not decide the appeal.
		let deny = Ruling::Deny {
			group: Group::Other,
			reason: Reason::DUPLICATE,
		};
		assert_ok!(Claims::override_line(signed(CHIEF), claim, 1, deny, [1; 32]));
		idle();
		assert_ok!(Claims::appeal(signed(PROVIDER), claim, [1; 32]));
		assert_noop!(
			Claims::decide_appeal(signed(CHIEF), claim, Finding::Uphold),
			E::DecidedBefore
		);
		assert_ok!(Claims::decide_appeal(signed(SECOND), claim, Finding::Uphold));
		assert_ok!(Claims::appeal(signed(PROVIDER), claim, [1; 32]));
		// Nor does who decided the level before, though it reviews from now on.
		MockAccreditation::accredit(&account(SECOND), &[Role::Reviewer]);
		assert_noop!(
			Claims::decide_appeal(signed(SECOND), claim, Finding::Uphold),
			E::DecidedBefore
		);
	});
}

#[test]
fn overturn_should_stay_within_the_officers_limit() {
	run(|| {
		setup();
		let claim = denied();
		assert_ok!(Claims::set_officer(signed(PAYER), account(OFFICER), Some(99_999)));
		assert_ok!(Claims::appeal(signed(PROVIDER), claim, [1; 32]));
		assert_noop!(
			Claims::decide_appeal(signed(OFFICER), claim, overturn()),
			E::LimitExceeded
		);
		assert_ok!(Claims::set_officer(signed(PAYER), account(OFFICER), Some(100_000)));
		assert_ok!(Claims::decide_appeal(signed(OFFICER), claim, overturn()));
		idle();
		assert_eq!(stored(claim).moved, 80_000);
	});
}

#[test]
fn appeal_should_be_possible_through_the_last_day_of_its_window() {
	for (days, refused) in [(119, false), (120, false), (121, true)] {
		run(|| {
			setup();
			let claim = denied();
			pass_days(days);
			if refused {
				assert_noop!(Claims::appeal(signed(PROVIDER), claim, [1; 32]), E::WindowClosed);
			} else {
				assert_ok!(Claims::appeal(signed(PROVIDER), claim, [1; 32]));
			}
		});
	}
}

#[test]
fn second_level_should_count_from_the_first_decision() {
	for (days, refused) in [(60, false), (61, true)] {
		run(|| {
			setup();
			let claim = denied();
			pass_days(100);
			assert_ok!(Claims::appeal(signed(PROVIDER), claim, [1; 32]));
			pass_days(30);
			assert_ok!(Claims::decide_appeal(signed(OFFICER), claim, Finding::Uphold));
			pass_days(days);
			if refused {
				assert_noop!(Claims::appeal(signed(PROVIDER), claim, [1; 32]), E::WindowClosed);
			} else {
				assert_ok!(Claims::appeal(signed(PROVIDER), claim, [1; 32]));
			}
		});
	}
}

#[test]
fn silent_level_should_be_skipped_once_it_is_overdue() {
	run(|| {
		setup();
		let claim = denied();
		assert_ok!(Claims::appeal(signed(PROVIDER), claim, [1; 32]));
		pass_days(60);
		assert_noop!(Claims::appeal(signed(PROVIDER), claim, [1; 32]), E::NotOverdue);
		set_time(time() + 1);
		assert_ok!(Claims::appeal(signed(PROVIDER), claim, [1; 32]));
		assert_eq!(level(claim), 2);
		assert_ok!(Claims::decide_appeal(signed(REVIEWER), claim, Finding::Uphold));
	});
}

#[test]
fn appeal_should_refuse_by_name_when_it_cannot_be_made() {
	run(|| {
		setup();
		let paid = submit(surgery(0, 9));
		for who in [STRANGER, OTHER_PROVIDER, MOTHER, PAYER] {
			assert_noop!(Claims::appeal(signed(who), paid, [1; 32]), E::NotAuthorized);
		}
		let pended = cases::unpriced();
		assert_noop!(Claims::appeal(signed(PROVIDER), pended, [1; 32]), E::InvalidTransition);
		assert_noop!(
			Claims::decide_appeal(signed(CHIEF), paid, Finding::Uphold),
			E::InvalidTransition
		);
		// The second level takes nothing below 100.00: 90.00 were billed.
		let small = submit(claim(0, &[line(1, VISIT, 9_000, today() - 20)]));
		assert_ok!(Claims::appeal(signed(PROVIDER), small, [1; 32]));
		assert_ok!(Claims::decide_appeal(signed(OFFICER), small, Finding::Uphold));
		assert_noop!(Claims::appeal(signed(PROVIDER), small, [1; 32]), E::BelowLeastAmount);
	});
}

#[test]
fn appeal_view_should_say_until_when() {
	run(|| {
		setup();
		let claim = denied();
		let open = Claims::appeal_open(claim).unwrap();
		assert_eq!((open.level, open.until), (1, today() + 120));
		pass_days(121);
		assert_eq!(Claims::appeal_open(claim), None);
	});
}

#[test]
fn upheld_claim_should_be_paid_when_the_pool_has_it_again() {
	run(|| {
		let plan = setup_with(terms(), 30_000);
		let claim = submit(surgery(0, 3));
		assert_eq!(stored(claim).state, ClaimState::Payable);
		assert_ok!(Claims::appeal(signed(PROVIDER), claim, [1; 32]));
		assert_noop!(Claims::retry_payment(signed(STRANGER), claim), E::InvalidTransition);
		assert_ok!(Claims::fund_plan(signed(PAYER), plan, 100_000));
		assert_ok!(Claims::decide_appeal(signed(OFFICER), claim, Finding::Uphold));
		assert_eq!(stored(claim).moved, 40_000);
	});
}

#[test]
fn silent_level_should_lapse_so_that_the_claim_is_not_stuck() {
	run(|| {
		let plan = setup_with(terms(), 30_000);
		let claim = submit(surgery(0, 3));
		assert_ok!(Claims::appeal(signed(MEMBER), claim, [1; 32]));
		assert_ok!(Claims::fund_plan(signed(PAYER), plan, 100_000));
		// The payer is silent. On the last day it may still decide.
		pass_days(60);
		assert_noop!(Claims::adjudicate(signed(STRANGER), claim), E::NotOverdue);
		set_time(time() + 1);
		assert_ok!(Claims::adjudicate(signed(STRANGER), claim));
		// What is not disputed is paid, with the interest of thirty days.
		assert_eq!(last_event(), Event::AppealLapsed { claim, level: 1 });
		assert_eq!((stored(claim).moved, stored(claim).interest), (40_000, 329));
		assert_eq!(stored(claim).state, ClaimState::Paid { at: time() });
		assert_noop!(Claims::adjudicate(signed(STRANGER), claim), E::InvalidTransition);
		// The next level counts from the day by which this one had to decide.
		pass_days(60);
		assert_ok!(Claims::appeal(signed(MEMBER), claim, [2; 32]));
		assert_eq!(level(claim), 2);
		pass_days(61);
		assert_ok!(Claims::adjudicate(signed(STRANGER), claim));
		assert_noop!(Claims::appeal(signed(MEMBER), claim, [2; 32]), E::NoSuchLevel);
		pass_days(31);
		assert_ok!(Claims::close(signed(STRANGER), claim));
	});
}

#[test]
fn payer_should_not_hold_up_an_appeal_with_a_proposal() {
	run(|| {
		setup();
		let claim = denied();
		assert_ok!(Claims::override_line(
			signed(OFFICER),
			claim,
			1,
			Ruling::Accept,
			[1; 32]
		));
		assert!(Claims::case_of(claim).unwrap().proposal.is_some());
		assert_ok!(Claims::appeal(signed(PROVIDER), claim, [1; 32]));
		assert_noop!(Claims::confirm_override(signed(SECOND), claim, true), E::NoProposal);
		// Who proposed it decided about the claim.
		assert_noop!(
			Claims::decide_appeal(signed(OFFICER), claim, Finding::Uphold),
			E::DecidedBefore
		);
	});
}

#[test]
fn payer_should_not_bar_a_reviewer_by_an_office() {
	run(|| {
		setup();
		let claim = denied();
		// Before it is accredited.
		assert_ok!(Claims::set_officer(signed(PAYER), account(STRANGER), Some(0)));
		MockAccreditation::accredit(&account(STRANGER), &[Role::Reviewer]);
		assert_ok!(Claims::appeal(signed(PROVIDER), claim, [1; 32]));
		assert_noop!(
			Claims::decide_appeal(signed(STRANGER), claim, Finding::Uphold),
			E::SelfDealing
		);
		assert_ok!(Claims::decide_appeal(signed(CHIEF), claim, Finding::Uphold));
		assert_ok!(Claims::appeal(signed(PROVIDER), claim, [2; 32]));
		assert_ok!(Claims::decide_appeal(signed(STRANGER), claim, overturn()));
		idle();
		assert_eq!(stored(claim).moved, 80_000);
	});
}

#[test]
fn payer_should_not_use_up_all_who_could_decide_an_appeal() {
	run(|| {
		setup();
		let claim = cases::unpriced();
		for number in 0..20 {
			let officer = account(100 + number);
			salus_primitives::mock::MockAccreditation::accredit(&officer, &[]);
			assert_ok!(Claims::set_officer(signed(PAYER), officer.clone(), Some(1_000_000)));
			let asked = Claims::resolve_pended(RuntimeOrigin::signed(officer), claim, Resolution::Ask);
			assert_eq!(asked.is_ok(), number < 10);
		}
		assert_noop!(
			Claims::resolve_pended(signed(CHIEF), claim, Resolution::Release),
			E::TooManyDeciders
		);
		// One who decided already still can, and both levels have room for another.
		let first = RuntimeOrigin::signed(account(100));
		assert_ok!(Claims::override_line(first, claim, 1, Ruling::Price(10_000), [1; 32]));
		idle();
		assert_ok!(Claims::appeal(signed(PROVIDER), claim, [1; 32]));
		assert_ok!(Claims::decide_appeal(signed(CHIEF), claim, Finding::Uphold));
		assert_ok!(Claims::appeal(signed(PROVIDER), claim, [1; 32]));
		assert_ok!(Claims::decide_appeal(signed(REVIEWER), claim, Finding::Uphold));
	});
}
