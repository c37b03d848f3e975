//! What calls are charged for before they run, and what of it is given back. The weights of the mock tell components apart.

use super::*;
use crate::impls::{Cost, Counter, Seat};
use frame::deps::frame_support::dispatch::GetDispatchInfo;

fn weight_of(call: Call<Test>) -> Weight {
	RuntimeCall::Claims(call).get_dispatch_info().call_weight
}

/// What stays of the charge, when the call is made.
fn stays(call: Call<Test>, who: u8) -> Weight {
	let before = weight_of(call.clone());
	let after = RuntimeCall::Claims(call)
		.dispatch(signed(who))
		.expect("the call is good")
		.actual_weight
		.expect("the call says what it weighs");
	assert!(after.all_lte(before), "{after:?} of {before:?}");
	after
}

fn lines(count: u32) -> Submission {
	let all: Vec<_> = (1..=count)
		.map(|number| line(u16::try_from(number).unwrap(), VISIT, 1_000, today() - 20))
		.collect();
	claim(0, &all)
}

#[test]
fn calls_about_a_claim_should_keep_what_its_size_costs() {
	run(|| {
		setup();
		submit(surgery(0, 1));
		// Released: lines, and nothing beside.
		let pended = cases::unpriced();
		let release = Call::resolve_pended {
			claim: pended,
			resolution: Resolution::Ask,
		};
		assert_eq!(stays(release, CHIEF), Weight::from_parts(1, 0));
		// Proposed: judged, not decided.
		let rule = Call::override_line {
			claim: pended,
			line: 1,
			ruling: Ruling::Price(30_000),
			note: [1; 32],
		};
		assert_eq!(stays(rule, OFFICER), Weight::from_parts(1, 0));
		// Confirmed: decided in the call, with consent (0, 1) and records (1,000,000, 0) asked for.
		let confirm = Call::confirm_override {
			claim: pended,
			agree: true,
		};
		let decided = Pallet::<Test>::decision_weight(
			Cost {
				lines: 1,
				services: 1,
				records: 0,
				authorisations: 0,
				days: 1,
			},
			crate::impls::Spent {
				consents: 1,
				asked: true,
				pages: 1,
				plans: 1,
				..Default::default()
			},
		);
		assert_eq!(stays(confirm, SECOND), Weight::from_parts(1, 0).saturating_add(decided));
	});
}

#[test]
fn void_should_keep_what_was_replayed() {
	run(|| {
		setup();
		let first = submit(lines(4));
		// Alone: four lines, a look at it and at the end of the member's claims, the deciding of nothing.
		let looked = Weight::from_parts(4 + 1 + 3, 0);
		assert_eq!(stays(Call::void { claim: first }, PROVIDER), looked);
		// With one after it: that one is taken out and decided.
		let first = submit(surgery(0, 9));
		submit(surgery(0, 3));
		let step = Pallet::<Test>::unwinding_weight(Cost::default())
			.saturating_add(<Test as Config>::WeightInfo::replay_claim(1));
		let kept = stays(Call::void { claim: first }, PROVIDER);
		assert_eq!(kept.ref_time(), step.ref_time() + 1 + 1 + 6);
	});
}

#[test]
fn batch_should_charge_for_each_plan_and_give_back_what_is_one() {
	run(|| {
		setup();
		let batch = Call::submit_batch {
			claims: BoundedVec::truncate_from(vec![visit(0), visit(1), visit(2)]),
		};
		// Charged: three plans. Given back: two of them, assets, holds, consents beyond those read.
		let before = weight_of(batch.clone());
		assert!(before.proof_size() >= 2_000_000 + 3 * 1_000);
		let after = stays(batch, PROVIDER);
		assert_eq!(after, Weight::from_parts(3, 0));
	});
}

#[test]
fn batch_should_count_the_consents_of_claims_that_are_refused() {
	run(|| {
		setup();
		let bad = Submission { total: 1, ..visit(0) };
		let claims = vec![bad; 3];
		let batch = Call::submit_batch {
			claims: BoundedVec::truncate_from(claims),
		};
		// One consent each was read: as many as are in the weight of each claim.
		assert_eq!(stays(batch, PROVIDER), Weight::from_parts(3, 0));
	});
}

#[test]
fn prune_should_keep_what_it_removed() {
	run(|| {
		setup();
		let claim = submit(surgery(0, 3));
		pass_days(121);
		assert_ok!(Claims::close(signed(STRANGER), claim));
		pass_days(1_000);
		let prune = Call::prune {
			what: Prunable::Claim(claim),
		};
		assert_eq!(weight_of(prune.clone()), Weight::from_parts(8, 0));
		assert_eq!(stays(prune, STRANGER), Weight::zero());
	});
}

#[test]
fn payments_should_give_back_what_only_assets_cost() {
	run(|| {
		let plan = setup_with(terms(), 30_000);
		let claim = submit(surgery(0, 3));
		assert_ok!(Claims::fund_plan(signed(PAYER), plan, 50_000));
		// What the pool lacked is noted no more: once.
		let kept = stays(Call::retry_payment { claim }, STRANGER);
		assert_eq!(kept, <Test as Config>::WeightInfo::hold_promise());
		assert_ok!(Claims::void(signed(OFFICER), claim));
		let kept = stays(Call::recover_overpayment { claim }, PROVIDER);
		assert_eq!(kept, Weight::zero());
	});
}

#[test]
fn claim_should_pay_for_the_days_that_make_room_for_it() {
	run(|| {
		setup();
		let archived = |claim: &Submission| {
			let before = Services::<Test>::iter_prefix(Key::from(0)).count();
			submit(claim.clone());
			Services::<Test>::iter_prefix(Key::from(0)).count() - before
		};
		for ago in (1..33).rev() {
			let one = claim(0, &[line(1, VISIT, 12_000, today() - ago)]);
			assert_eq!(archived(&one), 0);
		}
		// 32 days are at hand. Ten lines of today make room by ten of them.
		let ten: Vec<_> = (1..=10)
			.map(|number| line(number, VISIT, 1_000 + u128::from(number), today()))
			.collect();
		let ten = claim(0, &ten);
		let seat = Seat::<Test>::load(0).unwrap();
		assert_eq!(seat.count_old_days(&ten), 0);
		assert!(Cost::of(&ten).most_days() >= 10);
		assert_eq!(archived(&ten), 10);
	});
}

#[test]
fn claim_should_pay_for_its_own_days_when_they_come_to_lie_apart() {
	run(|| {
		setup();
		let full: Vec<_> = (1..=32)
			.map(|number| line(number, VISIT, 1_000 + u128::from(number), today() - 1))
			.collect();
		submit(claim(0, &full));
		// Each of its days is before the one that makes room: 30 are written, and that one.
		let earlier: Vec<_> = (1..=30)
			.map(|number| line(number, VISIT, 12_000, today() - 10 - i32::from(number)))
			.collect();
		let earlier = claim(0, &earlier);
		let most = Cost::of(&earlier).most_days();
		let mut counter = Counter::<Test>::new(account(PROVIDER));
		assert_ok!(counter.take(earlier, None));
		let spent = counter.settle().unwrap();
		assert_eq!(Services::<Test>::iter_prefix(Key::from(0)).count(), 31);
		assert_eq!(spent.days, 31);
		assert!(most >= 31);
	});
}
