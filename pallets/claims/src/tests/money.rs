//! Pools, holds, remittances, debts.

use super::*;

type E = Error<Test>;

pub fn remit(claims: &[ClaimId], stated: &[ProviderAdjustment]) -> frame::prelude::DispatchResult {
	plain(Claims::create_remittance(
		signed(OFFICER),
		0,
		account(PROVIDER),
		BoundedVec::truncate_from(claims.to_vec()),
		BoundedVec::truncate_from(stated.to_vec()),
	))
}

fn remittance(id: RemittanceId) -> RemittanceOf<Test> {
	Remittances::<Test>::get(Key::from(id)).unwrap()
}

fn adjusted(id: RemittanceId, reason: PlbReason) -> Amount {
	remittance(id)
		.adjustments
		.iter()
		.filter(|adjustment| adjustment.reason == reason)
		.map(|adjustment| adjustment.amount)
		.sum()
}

#[test]
fn pool_should_take_and_give_what_nobody_waits_for() {
	run(|| {
		let plan = publish(terms(), native(), 0);
		assert_noop!(Claims::fund_plan(signed(PAYER), plan, 0), E::ZeroAmount);
		assert_noop!(Claims::fund_plan(signed(OTHER_PAYER), plan, 10), E::NotAuthorized);
		assert_noop!(Claims::fund_plan(signed(PAYER), 9, 10), E::UnknownPlan);
		assert_ok!(Claims::fund_plan(signed(PAYER), plan, 1_000));
		let pool = Claims::pool(plan).unwrap();
		assert_eq!((pool.balance, pool.unencumbered), (1_000, 1_000 - ED));
		assert_noop!(Claims::withdraw_unencumbered(signed(PAYER), plan, 1_000), E::PoolShort);
		assert_noop!(
			Claims::withdraw_unencumbered(signed(STRANGER), plan, 1),
			E::NotAuthorized
		);
		let before = balance(PAYER);
		assert_ok!(Claims::withdraw_unencumbered(signed(PAYER), plan, 1_000 - ED));
		assert_eq!(balance(PAYER), before + 1_000 - ED);
	});
}

#[test]
fn claim_should_be_paid_in_an_asset_and_held_when_its_account_is_blocked() {
	run(|| {
		let settlement = Settlement {
			asset: NativeOrWithId::WithId(ASSET),
			..native()
		};
		let plan = publish(terms(), settlement, 1_000_000);
		enrol_all(plan);
		let before = Assets::balance(ASSET, account(PROVIDER));
		let claim = submit(surgery(0, 3));
		assert_eq!(stored(claim).moved, 40_000);
		assert_eq!(Assets::balance(ASSET, account(PROVIDER)), before + 40_000);
		// A provider that the asset's freezer blocks: the money waits for it in the pool.
		assert_ok!(Assets::block(signed(PAYER), ASSET, account(PROVIDER)));
		let waits = submit(surgery(0, 2));
		assert_eq!(stored(waits).state, ClaimState::Payable);
		assert_eq!(stored(waits).promised, 80_000);
		let pool = Claims::pool(plan).unwrap();
		assert_eq!((pool.promised, pool.lacking), (80_000, 0));
		assert_noop!(
			Claims::withdraw_unencumbered(signed(PAYER), plan, pool.balance - 80_000),
			E::PoolShort
		);
		assert!(Claims::retry_payment(signed(STRANGER), waits).is_err());
		assert_ok!(Assets::thaw(signed(PAYER), ASSET, account(PROVIDER)));
		assert_ok!(Claims::retry_payment(signed(STRANGER), waits));
		assert_eq!(stored(waits).moved, 80_000);
		assert_eq!(Claims::pool(plan).unwrap().promised, 0);
	});
}

#[test]
fn remittance_should_put_together_what_was_paid() {
	run(|| {
		setup();
		let (first, second) = (submit(surgery(0, 3)), submit(visit(0)));
		assert_ok!(remit(&[first, second], &[]));
		let made = remittance(0);
		assert_eq!(made.total, 48_000);
		assert!(made.adjustments.is_empty());
		assert_eq!(stored(first).remittance, Some(0));
		let view = Claims::remittance(0).unwrap();
		assert_eq!((view.currency, view.results.len()), (*b"USD", 2));
		assert_noop!(remit(&[first], &[]), E::AlreadyRemitted);
	});
}

#[test]
fn remittance_should_state_interest_debts_and_repayments() {
	run(|| {
		let plan = setup_with(terms(), 30_000);
		let late = submit(surgery(0, 3));
		pass_days(40);
		assert_ok!(Claims::fund_plan(signed(PAYER), plan, 10_000_000));
		assert_ok!(Claims::retry_payment(signed(STRANGER), late));
		assert_ok!(remit(&[late], &[]));
		assert_eq!((remittance(0).total, adjusted(0, PlbReason::Interest)), (40_110, -110));
		// Undone by an officer and set off: the reversal is carried forward, the next claim is paid less.
		assert_ok!(Claims::void(signed(CHIEF), late));
		idle();
		assert_noop!(remit(&[late], &[]), E::OverpaymentOpen);
		assert_ok!(Claims::recover_overpayment(signed(OFFICER), late));
		assert_ok!(remit(&[late], &[]));
		assert_eq!(remittance(1).claims[0].amount, -40_000);
		assert_eq!(
			(remittance(1).total, adjusted(1, PlbReason::ForwardBalance)),
			(0, -40_000)
		);
		let next = submit(surgery(0, 3));
		assert_ok!(remit(&[next], &[]));
		assert_eq!((remittance(2).total, adjusted(2, PlbReason::Overpayment)), (0, 40_000));
		// Undone by the provider, which pays back at once.
		assert_ok!(Claims::void(signed(PROVIDER), next));
		idle();
		assert_ok!(remit(&[next], &[]));
		assert_eq!((remittance(3).total, adjusted(3, PlbReason::Returned)), (0, -40_000));
	});
}

#[test]
fn remittance_should_take_stated_adjustments() {
	run(|| {
		setup();
		let claim = submit(surgery(0, 3));
		let stated = |amount| {
			[ProviderAdjustment {
				reason: PlbReason::Agreed,
				amount,
			}]
		};
		assert_noop!(remit(&[], &[]), E::EmptyRemittance);
		assert_noop!(remit(&[claim], &stated(0)), E::ZeroAmount);
		assert_noop!(remit(&[claim], &stated(100_001)), E::LimitExceeded);
		let before = balance(PROVIDER);
		// A bonus of 50.00 is paid now.
		assert_ok!(remit(&[claim], &stated(-5_000)));
		assert_eq!((remittance(0).total, balance(PROVIDER)), (45_000, before + 5_000));
		// A fee of 30.00 comes off the next payment.
		assert_ok!(remit(&[], &stated(3_000)));
		assert_eq!(
			(remittance(1).total, adjusted(1, PlbReason::ForwardBalance)),
			(0, -3_000)
		);
		let next = submit(visit(0));
		assert_eq!((stored(next).moved, stored(next).withheld), (8_000, 3_000));
		assert_eq!(balance(PROVIDER), before + 10_000);
		assert_ok!(remit(&[next], &[]));
		assert_eq!(
			(remittance(2).total, adjusted(2, PlbReason::Overpayment)),
			(5_000, 3_000)
		);
	});
}

#[test]
fn remittance_should_refuse_by_name_when_it_is_bad() {
	run(|| {
		setup();
		let claim = submit(surgery(0, 3));
		assert_noop!(remit(&[claim, claim], &[]), E::RepeatedClaim);
		assert_noop!(remit(&[id(0, 9)], &[]), E::UnknownClaim);
		let other = id(1, 0);
		assert_ok!(Claims::submit(signed(OTHER_PROVIDER), visit(1)));
		assert_noop!(remit(&[other], &[]), E::Mismatch);
		let pended = cases::unpriced();
		assert_noop!(remit(&[pended], &[]), E::StillOpen);
		assert_noop!(
			Claims::create_remittance(
				signed(PROVIDER),
				0,
				account(PROVIDER),
				BoundedVec::truncate_from(vec![claim]),
				BoundedVec::new()
			),
			E::NotOfficer
		);
	});
}

/// What is closed cannot be corrected: nobody closes a claim before its payer and its provider had time to look at it.
#[test]
fn close_should_wait_when_there_is_nothing_to_appeal() {
	run(|| {
		let unappealable = Plan {
			appeals: BoundedVec::new(),
			..terms()
		};
		setup_with(unappealable, 100_000_000);
		let claim = submit(surgery(0, 3));
		assert_noop!(Claims::close(signed(STRANGER), claim), E::WindowOpen);
		pass_days(PEND / DAY);
		assert_noop!(Claims::close(signed(STRANGER), claim), E::WindowOpen);
		pass_days(1);
		assert_ok!(Claims::close(signed(STRANGER), claim));
	});
}

#[test]
fn claim_should_close_when_nothing_can_happen_to_it_and_go_when_it_is_old() {
	run(|| {
		setup();
		let claim = submit(surgery(0, 3));
		assert_noop!(Claims::close(signed(STRANGER), claim), E::WindowOpen);
		pass_days(121);
		assert_ok!(Claims::close(signed(STRANGER), claim));
		assert_noop!(Claims::close(signed(STRANGER), claim), E::InvalidTransition);
		assert_noop!(Claims::void(signed(PROVIDER), claim), E::InvalidTransition);
		let what = Prunable::Claim(claim);
		assert_noop!(Claims::prune(signed(STRANGER), what), E::TooEarly);
		pass_days(1_000);
		assert_ok!(Claims::prune(signed(STRANGER), what));
		assert_noop!(Claims::prune(signed(STRANGER), what), E::UnknownClaim);
		assert_eq!(deductible(0), 50_000);
		assert_noop!(Claims::prune(signed(STRANGER), Prunable::Coverage(0)), E::TooEarly);
		pass_days(100);
		assert_ok!(Claims::prune(signed(STRANGER), Prunable::Coverage(0)));
		assert_eq!(Claims::coverage_of(0), None);
	});
}

#[test]
fn payment_should_lose_nothing_when_the_pool_is_emptied_to_its_least_balance() {
	run(|| {
		let plan = setup_with(terms(), 40_000 + ED);
		let claim = submit(surgery(0, 3));
		assert_eq!(stored(claim).moved, 40_000);
		let pool = Claims::pool(plan).unwrap();
		assert_eq!((pool.balance, pool.unencumbered), (ED, 0));
	});
}

#[test]
fn remittance_should_not_pay_out_what_decided_claims_wait_for() {
	run(|| {
		let plan = setup_with(terms(), 30_000);
		let waits = submit(surgery(0, 3));
		assert_eq!(stored(waits).short, 40_000);
		let agreed = |amount| ProviderAdjustment {
			reason: PlbReason::Agreed,
			amount,
		};
		assert_noop!(remit(&[], &[agreed(-1)]), E::PoolShort);
		assert_ok!(Claims::fund_plan(signed(PAYER), plan, 20_000));
		// 500.00 less the least balance, of which 400.00 are waited for.
		assert_noop!(remit(&[], &[agreed(-10_000)]), E::PoolShort);
		assert_ok!(remit(&[], &[agreed(-9_995)]));
		assert_ok!(Claims::retry_payment(signed(STRANGER), waits));
	});
}

#[test]
fn remittance_should_stay_within_what_one_officer_decides_all_together() {
	run(|| {
		setup();
		let agreed = |amount| ProviderAdjustment {
			reason: PlbReason::Agreed,
			amount,
		};
		// The officer may decide 1,000.00, but above 100.00 the plan wants a second officer, and here is none.
		assert_noop!(remit(&[], &[agreed(-6_000), agreed(-4_001)]), E::LimitExceeded);
		assert_noop!(remit(&[], &[agreed(-6_000), agreed(4_001)]), E::LimitExceeded);
		assert_ok!(remit(&[], &[agreed(-6_000), agreed(-4_000)]));
	});
}

#[test]
fn remittance_should_pay_nobody_but_an_accredited_provider() {
	run(|| {
		setup();
		let pay = |who: u8| {
			plain(Claims::create_remittance(
				signed(OFFICER),
				0,
				account(who),
				BoundedVec::new(),
				BoundedVec::truncate_from(vec![ProviderAdjustment {
					reason: PlbReason::Agreed,
					amount: -1_000,
				}]),
			))
		};
		assert_noop!(pay(OFFICER), E::SelfDealing);
		assert_noop!(pay(STRANGER), DispatchError::Other("NotAccredited"));
		assert_ok!(pay(PROVIDER));
	});
}

#[test]
fn remittance_and_undecided_request_should_go_when_they_are_old() {
	run(|| {
		setup();
		let claim = submit(surgery(0, 3));
		assert_ok!(remit(&[claim], &[]));
		let what = Prunable::Remittance(0);
		assert_noop!(Claims::prune(signed(STRANGER), what), E::TooEarly);
		let number = authorisations::asked(0);
		let request = Prunable::Authorisation(0, number);
		assert_noop!(Claims::prune(signed(STRANGER), request), E::StillOpen);
		pass_days(1_001);
		assert_ok!(Claims::prune(signed(STRANGER), what));
		assert_noop!(Claims::prune(signed(STRANGER), what), E::UnknownRemittance);
		pass_days(400);
		assert_ok!(Claims::prune(signed(STRANGER), request));
	});
}
