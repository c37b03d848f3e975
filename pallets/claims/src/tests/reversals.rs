//! Voids, replacements, and claims that are adjudicated anew.

use super::*;
use salus_primitives::mock::MockConsents;

type E = Error<Test>;

/// What stands of a coverage: what each claim that is not undone pays, by its first day and billed amount.
fn standing(coverage: CoverageId) -> Vec<(Day, Money, Money)> {
	let mut all: Vec<_> = crate::Claims::<Test>::iter_prefix_values(Key::from(coverage))
		.filter(|record| record.state.is_decided())
		.map(|record| (record.day(), record.submission.total, record.payable()))
		.collect();
	all.sort();
	all
}

#[test]
fn void_should_undo_everything_when_the_provider_has_the_money() {
	run(|| {
		let plan = setup();
		let pool = Claims::pool(plan).unwrap().balance;
		let before = balance(PROVIDER);
		let claim = submit(surgery(0, 3));
		assert_ok!(Claims::void(signed(PROVIDER), claim));
		let record = stored(claim);
		assert_eq!(record.state, ClaimState::Reversed);
		assert_eq!(record.result.totals.paid, -40_000);
		assert_eq!((record.moved, record.returned), (0, 40_000));
		assert_eq!(balance(PROVIDER), before);
		assert_eq!(Claims::pool(plan).unwrap().balance, pool);
		assert_eq!((deductible(0), out_of_pocket(0)), (0, 0));
		idle();
		// The same claim again is no duplicate.
		let again = submit(surgery(0, 3));
		assert_eq!(stored(again).payable(), 40_000);
	});
}

#[test]
fn void_should_refuse_when_it_is_a_void_of_a_void_or_somebody_elses() {
	run(|| {
		setup();
		let claim = submit(surgery(0, 3));
		for who in [OTHER_PROVIDER, STRANGER, MEMBER, PAYER] {
			assert_noop!(Claims::void(signed(who), claim), E::NotAuthorized);
		}
		assert_ok!(Claims::void(signed(PROVIDER), claim));
		idle();
		assert_noop!(Claims::void(signed(PROVIDER), claim), E::VoidOfVoid);
		assert_noop!(Claims::void(signed(PROVIDER), id(0, 9)), E::UnknownClaim);
	});
}

#[test]
fn void_by_an_officer_should_leave_an_overpayment_to_recover() {
	run(|| {
		let plan = setup();
		let claim = submit(surgery(0, 3));
		assert_ok!(Claims::void(signed(CHIEF), claim));
		idle();
		assert_eq!(stored(claim).overpaid(), 40_000);
		// Set off: the next payments are lower until the debt is paid.
		assert_noop!(Claims::recover_overpayment(signed(STRANGER), claim), E::NotOfficer);
		assert_ok!(Claims::recover_overpayment(signed(OFFICER), claim));
		assert_noop!(Claims::recover_overpayment(signed(OFFICER), claim), E::NothingOwed);
		let before = balance(PROVIDER);
		let next = submit(surgery(0, 2));
		assert_eq!((stored(next).moved, stored(next).withheld), (40_000, 40_000));
		assert_eq!(balance(PROVIDER), before);
		let later = submit(surgery(0, 1));
		assert_eq!((stored(later).moved, stored(later).withheld), (80_000, 0));
		assert_eq!(balance(PROVIDER), before + 80_000);
		assert_eq!(
			Contracts::<Test>::get(Key::from(plan), account(PROVIDER)).unwrap().owed,
			0
		);
	});
}

#[test]
fn duplicates_should_be_paid_when_what_they_duplicate_is_undone() {
	let undone = |terms: Plan, first: &[ClaimLine], undo: fn(ClaimId), pays: Money| {
		run(|| {
			setup_with(terms.clone(), 100_000_000);
			let first = submit(claim(0, first));
			// With a line of an earlier day, so that it comes before the other one in the order of service.
			let again = [
				line(1, SURGERY, 100_000, today() - 3),
				line(2, VISIT, 10_000, today() - 9),
			];
			let again = submit(claim(0, &again));
			let denied = stored(again).result.lines[0].paid;
			undo(first);
			idle();
			assert_eq!((denied, stored(again).moved), (0, pays));
		});
	};
	let mut flat = terms();
	(flat.deductibles, flat.caps) = Default::default();
	let decided = [line(1, SURGERY, 100_000, today() - 3)];
	let waits = [decided[0], line(2, UNKNOWN, 1, today() - 3)];
	let void = |claim| {
		assert_ok!(Claims::void(signed(PROVIDER), claim));
	};
	let reject = |claim| {
		let reason = RejectReason::Invalid;
		assert_ok!(Claims::resolve_pended(
			signed(CHIEF),
			claim,
			Resolution::Reject { reason }
		));
	};
	// A result that is in no accumulator; one that there never was.
	undone(flat.clone(), &decided, void, 88_000);
	undone(flat.clone(), &waits, void, 88_000);
	undone(flat, &waits, reject, 88_000);
	undone(terms(), &waits, reject, 48_000);
}

#[test]
fn void_should_stay_within_the_officers_limit() {
	run(|| {
		setup();
		let claim = submit(surgery(0, 3));
		assert_ok!(Claims::set_officer(signed(PAYER), account(OFFICER), Some(39_999)));
		assert_noop!(Claims::void(signed(OFFICER), claim), E::LimitExceeded);
		assert_ok!(Claims::set_officer(signed(PAYER), account(OFFICER), Some(40_000)));
		assert_ok!(Claims::void(signed(OFFICER), claim));
	});
}

#[test]
fn provider_should_pay_back_an_overpayment_when_it_wants_to() {
	run(|| {
		setup();
		let claim = submit(surgery(0, 3));
		assert_ok!(Claims::void(signed(CHIEF), claim));
		idle();
		let before = balance(PROVIDER);
		assert_ok!(Claims::recover_overpayment(signed(PROVIDER), claim));
		assert_eq!(balance(PROVIDER), before - 40_000);
		assert_eq!(stored(claim).overpaid(), 0);
	});
}

#[test]
fn void_in_the_middle_of_a_year_should_equal_a_clean_replay() {
	let days = [60, 50, 40, 30, 20, 10];
	let mut clean = Vec::new();
	let mut sums = (0, 0, 0);
	run(|| {
		setup();
		for (at, ago) in days.into_iter().enumerate() {
			if at != 1 {
				submit(surgery(1, ago));
				submit(surgery(2, ago));
			} else {
				submit(surgery(2, ago));
			}
		}
		clean.push((standing(1), standing(2)));
		sums = (deductible(1), deductible(2), family_deductible(0));
	});
	run(|| {
		setup();
		let mut undone = None;
		for (at, ago) in days.into_iter().enumerate() {
			let claim = submit(surgery(1, ago));
			if at == 1 {
				undone = Some(claim);
			}
			submit(surgery(2, ago));
		}
		let undone = undone.unwrap();
		assert_ok!(Claims::void(signed(PROVIDER), undone));
		// More than one call does.
		assert!(Replays::<Test>::contains_key(Scope::Family(0)));
		assert_eq!(deductible(0), 0);
		// Nothing changes a result of the family meanwhile, and new claims wait.
		assert_noop!(Claims::void(signed(PROVIDER), id(2, 0)), E::Replaying);
		let waits = submit(surgery(1, 5));
		assert_eq!(stored(waits).state, ClaimState::Submitted);
		assert_noop!(Claims::adjudicate(signed(STRANGER), waits), E::Replaying);
		idle();
		assert_eq!(
			events()
				.into_iter()
				.filter(|event| matches!(event, Event::ReplayFinished { .. }))
				.count(),
			1
		);
		assert_ok!(Claims::void(signed(PROVIDER), waits));
		idle();
		assert_eq!(vec![(standing(1), standing(2))], clean);
		assert_eq!((deductible(1), deductible(2), family_deductible(0)), sums);
	});
}

#[test]
fn waiting_claims_should_be_decided_in_the_order_of_service_when_the_replay_ends() {
	run(|| {
		setup();
		for ago in (20..32).rev() {
			submit(surgery(1, ago));
		}
		assert_ok!(Claims::void(signed(PROVIDER), id(1, 0)));
		let later = submit(surgery(2, 2));
		let sooner = submit(surgery(2, 9));
		let bad = Submission { total: 1, ..visit(2) };
		assert_noop!(Claims::submit(signed(PROVIDER), bad), E::LineSumMismatch);
		idle();
		// Mother's deductible is hers; the child's first service meets the rest of the family's.
		assert_eq!(stored(sooner).payable(), 40_000);
		assert_eq!(stored(later).payable(), 80_000);
		assert!(stored(sooner).sequence < stored(later).sequence);
	});
}

#[test]
fn waiting_claim_should_pend_when_the_consent_is_gone_by_its_turn() {
	run(|| {
		setup();
		for ago in (20..32).rev() {
			submit(surgery(1, ago));
		}
		assert_ok!(Claims::void(signed(PROVIDER), id(1, 0)));
		let waits = submit(surgery(2, 2));
		MockConsents::revoke(&account(CHILD), &account(PROVIDER), &account(PAYER));
		idle();
		assert!(matches!(
			stored(waits).state,
			ClaimState::Pended {
				cause: PendCause::Consent,
				..
			}
		));
		assert_noop!(
			Claims::adjudicate(signed(STRANGER), waits),
			DispatchError::Other("NotPermitted")
		);
		permit_all();
		assert_ok!(Claims::adjudicate(signed(STRANGER), waits));
		assert_eq!(stored(waits).moved, 40_000);
	});
}

#[test]
fn replay_should_need_no_idle_time_when_somebody_calls() {
	run(|| {
		setup();
		for ago in (2..32).rev() {
			submit(surgery(0, ago));
		}
		assert_ok!(Claims::void(signed(PROVIDER), id(0, 0)));
		let scope = Scope::Member(0);
		let mut calls = 0;
		while Replays::<Test>::contains_key(scope) {
			assert_ok!(Claims::replay(signed(STRANGER), scope));
			calls += 1;
		}
		// Thirty claims looked at, 29 of them decided, some of them in each call.
		assert!((2..20).contains(&calls), "{calls}");
		assert_eq!(deductible(0), 50_000);
		assert_noop!(Claims::replay(signed(STRANGER), scope), E::UnknownReplay);
	});
}

#[test]
fn replay_should_pass_more_than_once_when_the_list_is_full() {
	run(|| {
		setup();
		let claims = MAX_REPLAY + 20;
		for at in 0..claims {
			let day = today() - 160 + Day::try_from(at).unwrap();
			submit(claim(0, &[line(1, VISIT, 12_000, day)]));
		}
		assert_ok!(Claims::void(signed(PROVIDER), id(0, 0)));
		idle();
		// Five visits of 100.00 meet the deductible.
		let paid: Vec<_> = (1..8).map(|number| stored(id(0, number)).payable()).collect();
		assert_eq!(paid, vec![0, 0, 0, 0, 0, 8_000, 8_000]);
		assert_eq!(deductible(0), 50_000);
	});
}

#[test]
fn on_idle_should_stay_within_its_limit() {
	run(|| {
		setup();
		for ago in (2..32).rev() {
			submit(surgery(0, ago));
		}
		assert_ok!(Claims::void(signed(PROVIDER), id(0, 0)));
		assert_eq!(Claims::on_idle(1, Weight::zero()), Weight::zero());
		let limit = Pallet::<Test>::most_of_a_step().saturating_mul(3);
		let before = Replays::<Test>::get(Scope::Member(0)).unwrap().progress;
		let used = Claims::on_idle(1, limit);
		assert!(used.all_lte(limit) && used.ref_time() > 0);
		assert_ne!(Replays::<Test>::get(Scope::Member(0)).unwrap().progress, before);
		idle();
	});
}

#[test]
fn replace_should_move_only_the_difference() {
	run(|| {
		let plan = setup();
		let claim = submit(surgery(0, 3));
		let before = balance(PROVIDER);
		let pool = Claims::pool(plan).unwrap().balance;
		// 900.00 instead of 1,000.00: deductible 500.00, then 80 % of 400.00.
		let by = super::claim(0, &[line(1, SURGERY, 90_000, today() - 3)]);
		assert_ok!(Claims::replace(signed(PROVIDER), claim, by));
		idle();
		assert_eq!(stored(claim).state, ClaimState::Replaced { by: 1 });
		assert_eq!(stored(claim).moved, 0);
		let new = stored(id(0, 1));
		assert_eq!((new.payable(), new.moved, new.overpaid()), (32_000, 40_000, 8_000));
		assert_eq!(new.replaces, Some(0));
		assert_eq!((balance(PROVIDER), Claims::pool(plan).unwrap().balance), (before, pool));
		// And 1,000.00 again: what is there counts, only the rest is paid.
		let by = super::claim(0, &[line(1, SURGERY, 100_000, today() - 3)]);
		assert_ok!(Claims::replace(signed(PROVIDER), id(0, 1), by));
		idle();
		assert_eq!((stored(id(0, 2)).payable(), stored(id(0, 2)).moved), (40_000, 40_000));
		assert_eq!(balance(PROVIDER), before);
		assert_noop!(Claims::replace(signed(PROVIDER), claim, visit(0)), E::VoidOfVoid);
	});
}

#[test]
fn replace_should_change_nothing_when_the_new_claim_is_refused() {
	run(|| {
		setup();
		let claim = submit(surgery(0, 3));
		let bad = Submission { total: 1, ..visit(0) };
		assert_noop!(Claims::replace(signed(PROVIDER), claim, bad), E::LineSumMismatch);
		assert_noop!(Claims::replace(signed(PROVIDER), claim, visit(1)), E::Mismatch);
		assert_noop!(
			Claims::replace(signed(OTHER_PROVIDER), claim, visit(0)),
			E::NotAuthorized
		);
	});
}

#[test]
fn void_should_return_what_an_authorisation_gave() {
	run(|| {
		let plan = Plan {
			authorisations: BoundedVec::truncate_from(vec![salus_claims_engine::plan::AuthorisationRule {
				scope: PlanScope::ALL,
				above: Some(50_000),
				absent: salus_claims_engine::plan::Absent::Deny,
			}]),
			..terms()
		};
		setup_with(plan, 100_000_000);
		let number = super::authorisations::granted(0, 2);
		let one = |ago| {
			claim(
				0,
				&[ClaimLine {
					authorisation: Some(number),
					..line(1, SURGERY, 100_000, today() - ago)
				}],
			)
		};
		let left = || {
			Authorisations::<Test>::get(Key::from(0), Key::from(number))
				.unwrap()
				.request
				.units
		};
		let first = submit(one(3));
		assert_eq!(left(), Some(ONE_UNIT));
		submit(one(2));
		assert_eq!(left(), Some(0));
		let third = submit(one(1));
		assert_eq!(stored(third).payable(), 0);
		assert_ok!(Claims::void(signed(PROVIDER), first));
		idle();
		// What was given back went to the next in order that asked for it.
		assert_eq!(left(), Some(0));
		assert_eq!(stored(third).payable(), 80_000);
	});
}

#[test]
fn replay_should_hold_nothing_in_the_pool_for_a_claim_that_waits_again() {
	run(|| {
		let plan = setup_with(terms(), 50_000);
		let first = submit(surgery(0, 9));
		let second = submit(surgery(0, 3));
		assert_eq!((stored(first).moved, stored(second).short), (40_000, 80_000));
		// As if the engine refused it now.
		Plans::<Test>::mutate(Key::from(plan), |stored| {
			stored.as_mut().unwrap().0.terms.currency = *b"EUR";
		});
		assert_ok!(Claims::void(signed(PROVIDER), first));
		idle();
		assert!(matches!(
			stored(second).state,
			ClaimState::Pended {
				cause: PendCause::Refused,
				..
			}
		));
		assert_eq!(stored(second).short, 0);
		assert_eq!(Claims::pool(plan).unwrap().lacking, 0);
	});
}

#[test]
fn on_idle_should_give_every_replay_its_turn() {
	run(|| {
		setup();
		for coverage in [0, 1] {
			for ago in (2..32).rev() {
				submit(surgery(coverage, ago));
			}
			assert_ok!(Claims::void(signed(PROVIDER), id(coverage, 0)));
		}
		let progress = |scope| Replays::<Test>::get(scope).map(|replay| (replay.progress, replay.list.len()));
		let (member, family) = (Scope::Member(0), Scope::Family(0));
		let before = (progress(member), progress(family));
		// Enough for one of them in a block.
		let limit = Pallet::<Test>::most_of_a_step().saturating_mul(2);
		for block in 1..20 {
			let used = Claims::on_idle(block, limit);
			assert!(used.all_lte(limit));
		}
		assert_ne!(progress(member), before.0);
		assert_ne!(progress(family), before.1);
		idle();
	});
}
