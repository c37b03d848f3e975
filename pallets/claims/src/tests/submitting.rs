//! Claims as they are submitted, decided and paid in one call.

use super::*;
use salus_claims_engine::{PendReason, Units};
use salus_primitives::mock::{MockAccreditation, MockAnchors, MockConsents, MockLog};

type E = Error<Test>;

#[test]
fn submit_should_decide_and_pay_when_the_claim_is_clean() {
	run(|| {
		let plan = setup();
		let before = balance(PROVIDER);
		let pool = Claims::pool(plan).unwrap().balance;
		let claim = submit(surgery(0, 3));
		// 1,000.00: deductible 500.00, then 20 % of 500.00.
		let record = stored(claim);
		assert_eq!(record.payable(), 40_000);
		assert_eq!(record.moved, 40_000);
		assert_eq!(record.state, ClaimState::Paid { at: time() });
		assert_eq!(record.revision, 1);
		assert_eq!(balance(PROVIDER), before + 40_000);
		assert_eq!(Claims::pool(plan).unwrap().balance, pool - 40_000);
		assert_eq!(deductible(0), 50_000);
		assert_eq!(out_of_pocket(0), 60_000);
		assert_eq!(
			last_event(),
			Event::Decided {
				claim,
				revision: 1,
				pays: 40_000,
				paid: 40_000,
				entry: 0
			}
		);
		let digest = Claims::result_digest(claim, 1).unwrap();
		assert_eq!(
			MockLog::entries(),
			vec![(salus_primitives::LogSubject::Adjudication, digest)]
		);
	});
}

#[test]
fn submit_should_cross_deductible_and_maximum_in_one_line() {
	run(|| {
		setup();
		let big = claim(
			0,
			&[ClaimLine {
				units: 20 * ONE_UNIT,
				..line(1, SURGERY, 2_000_000, today())
			}],
		);
		let id = submit(big);
		assert!(matches!(
			stored(id).state,
			ClaimState::Pended {
				cause: PendCause::Rule(PendReason::AboveCeiling),
				..
			}
		));
		assert_ok!(Claims::resolve_pended(signed(CHIEF), id, Resolution::Release));
		// 20,000.00: deductible 500.00, coinsurance 20 % of 19,500.00 cut to 1,500.00 by the maximum of 2,000.00.
		assert_eq!(stored(id).payable(), 1_800_000);
		assert_eq!(out_of_pocket(0), 200_000);
	});
}

#[test]
fn submit_should_deny_with_18_when_the_same_line_comes_again() {
	run(|| {
		setup();
		submit(visit(0));
		let again = submit(visit(0));
		let record = stored(again);
		assert_eq!(record.state, ClaimState::Adjudicated);
		let reason = record.result.lines[0].adjustments[0].reason;
		assert_eq!(reason, salus_claims_engine::Reason::DUPLICATE);
	});
}

#[test]
fn submit_should_notice_a_duplicate_when_its_lines_are_kept_by_day() {
	run(|| {
		let plan = setup_with(
			Plan {
				deductibles: BoundedVec::new(),
				..terms()
			},
			100_000_000,
		);
		assert_eq!(plan, 0);
		// Forty days with one line each: the oldest leave the value of the coverage.
		for ago in (0..40).rev() {
			submit(claim(0, &[line(1, VISIT, 12_000, today() - ago)]));
		}
		let coverage = Claims::coverage_of(0).unwrap();
		assert!(coverage.floor > today() - 40);
		assert!(Services::<Test>::iter_prefix(Key::from(0)).count() >= 8);
		let again = submit(claim(0, &[line(1, VISIT, 12_000, today() - 39)]));
		assert_eq!(stored(again).payable(), 0);
		let again = submit(claim(0, &[line(1, VISIT, 12_000, today() - 20)]));
		assert_eq!(stored(again).payable(), 0);
		// Another amount on a day of old: suspect.
		let suspect = submit(claim(0, &[line(1, VISIT, 11_000, today() - 39)]));
		assert!(matches!(
			stored(suspect).state,
			ClaimState::Pended {
				cause: PendCause::Rule(PendReason::SuspectDuplicate),
				..
			}
		));
	});
}

#[test]
fn submit_should_leave_the_claim_payable_when_the_pool_is_short() {
	run(|| {
		let plan = setup_with(terms(), 30_000);
		let claim = submit(surgery(0, 3));
		assert_eq!(stored(claim).state, ClaimState::Payable);
		assert_eq!(stored(claim).short, 40_000);
		assert_eq!(Claims::pool(plan).unwrap().lacking, 40_000);
		assert_noop!(Claims::retry_payment(signed(STRANGER), claim), E::PoolShort);
		assert_noop!(Claims::withdraw_unencumbered(signed(PAYER), plan, 1), E::PoolShort);
		assert_ok!(Claims::fund_plan(signed(PAYER), plan, 20_000));
		assert_ok!(Claims::retry_payment(signed(STRANGER), claim));
		assert_eq!(stored(claim).moved, 40_000);
		assert_eq!(Claims::pool(plan).unwrap().lacking, 0);
		assert_noop!(Claims::retry_payment(signed(STRANGER), claim), E::AlreadyPaid);
	});
}

#[test]
fn retry_should_pay_interest_when_the_ceiling_has_passed() {
	run(|| {
		let plan = setup_with(terms(), 30_000);
		let claim = submit(surgery(0, 3));
		assert_ok!(Claims::fund_plan(signed(PAYER), plan, 200_000));
		// Day 30 after receipt is still in time; ten days late at 10 % a year: 400.00 × 10 ÷ 3,650.
		pass_days(40);
		let before = balance(PROVIDER);
		assert_ok!(Claims::retry_payment(signed(STRANGER), claim));
		assert_eq!(stored(claim).interest, 110);
		assert_eq!(balance(PROVIDER), before + 40_110);
		assert_eq!(
			last_event(),
			Event::Paid {
				claim,
				amount: 40_000,
				interest: 110
			}
		);
	});
}

#[test]
fn submit_should_refuse_by_name_when_the_input_is_bad() {
	run(|| {
		setup();
		let good = visit(0);
		let refused = |claim: Submission, error: E| {
			assert_noop!(Claims::submit(signed(PROVIDER), claim), error);
		};
		refused(
			Submission {
				coverage: 9,
				..good.clone()
			},
			E::UnknownCoverage,
		);
		refused(
			Submission {
				currency: *b"EUR",
				..good.clone()
			},
			E::WrongCurrency,
		);
		refused(claim(0, &[]), E::ZeroLines);
		refused(
			Submission {
				total: 1,
				..good.clone()
			},
			E::LineSumMismatch,
		);
		refused(
			Submission {
				usage: ClaimUse::Predetermination,
				..good.clone()
			},
			E::NotForPayment,
		);
		let one = line(1, VISIT, 12_000, today());
		refused(claim(0, &[one, one]), E::RepeatedLine);
		refused(claim(0, &[ClaimLine { units: 0, ..one }]), E::ZeroUnits);
		let most = ClaimLine {
			units: Units::MAX,
			..one
		};
		refused(claim(0, &[most]), E::UnitsOverflow);
		refused(
			claim(
				0,
				&[ClaimLine {
					billed: u128::MAX,
					..one
				}],
			),
			E::AmountOverflow,
		);
	});
}

#[test]
fn submit_should_refuse_when_a_gate_is_closed() {
	run(|| {
		let plan = setup();
		MockConsents::revoke(&account(MEMBER), &account(PROVIDER), &account(PAYER));
		assert_noop!(
			Claims::submit(signed(PROVIDER), visit(0)),
			DispatchError::Other("NotPermitted")
		);
		permit_all();
		let evident = |record| {
			claim(
				0,
				&[ClaimLine {
					record: Some(record),
					..line(1, VISIT, 12_000, today())
				}],
			)
		};
		assert_noop!(
			Claims::submit(signed(PROVIDER), evident(1)),
			DispatchError::Other("NotFound")
		);
		MockAnchors::put(1, &account(OTHER_PROVIDER));
		assert_noop!(
			Claims::submit(signed(PROVIDER), evident(1)),
			DispatchError::Other("NotAuthorized")
		);
		MockAnchors::put(1, &account(PROVIDER));
		assert_ok!(Claims::submit(signed(PROVIDER), evident(1)));
		assert_noop!(
			Claims::submit(signed(STRANGER), visit(0)),
			DispatchError::Other("NotAccredited")
		);
		// The payer as provider, and a provider as member.
		MockAccreditation::accredit(&account(PAYER), &[Role::Payer, Role::Provider]);
		assert_noop!(Claims::submit(signed(PAYER), visit(0)), E::SelfDealing);
		assert_ok!(Claims::enrol(
			signed(PAYER),
			plan,
			account(PROVIDER),
			Household::Alone,
			cover_terms()
		));
		assert_noop!(Claims::submit(signed(PROVIDER), visit(3)), E::SelfDealing);
		MockAnchors::<AccountId>::remove(1);
	});
}

#[test]
fn batch_should_take_what_is_sound_and_pay_it_in_one_transfer() {
	run(|| {
		setup();
		let before = balance(PROVIDER);
		let bad = Submission { total: 1, ..visit(0) };
		let claims = vec![surgery(0, 3), bad, surgery(1, 3), surgery(2, 3), visit(0)];
		assert_ok!(Claims::submit_batch(
			signed(PROVIDER),
			BoundedVec::truncate_from(claims.clone())
		));
		let refused = events()
			.into_iter()
			.filter(|event| matches!(event, Event::Refused { index: 1, error } if *error == E::LineSumMismatch.into()));
		assert_eq!(refused.count(), 1);
		// Three surgeries of 400.00; the family's deductible is 1,000.00, so each of its members has its own. The visit: 80.00.
		assert_eq!(balance(PROVIDER), before + 3 * 40_000 + 8_000);
		assert_eq!(deductible(0), 50_000);
		assert_eq!(family_deductible(0), 100_000);
		assert_eq!(stored(id(0, 1)).payable(), 8_000);
		assert_eq!(MockLog::entries().len(), 4);
		let transfers = System::events()
			.into_iter()
			.filter(|record| {
				matches!(
					record.event,
					RuntimeEvent::Balances(pallet_balances::Event::Transfer { ref to, .. }) if *to == account(PROVIDER)
				)
			})
			.count();
		assert_eq!(transfers, 1);
	});
}

/// Whatever refuses it, and whether or not it is the first of its plan.
#[test]
fn batch_should_pay_nothing_for_a_claim_that_it_refuses() {
	run(|| {
		setup();
		// As many lines on one old day as are kept.
		let old = today() - 60;
		for ago in 0..40 {
			submit(claim(0, &[line(1, VISIT, 12_000, today() - ago)]));
		}
		for (first, count) in [(1_000, 50), (2_000, 50), (3_000, 28)] {
			let lines: Vec<_> = (1..=count)
				.map(|number| line(number, VISIT, first + u128::from(number), old))
				.collect();
			submit(claim(0, &lines));
		}
		let too_many = surgery(0, 60);
		assert_noop!(Claims::submit(signed(PROVIDER), too_many.clone()), E::TooManyLines);

		for batch in [
			vec![too_many.clone(), surgery(1, 3)],
			vec![surgery(2, 3), too_many.clone(), too_many],
		] {
			let before = balance(PROVIDER);
			assert_ok!(Claims::submit_batch(signed(PROVIDER), BoundedVec::truncate_from(batch)));
			assert!(balance(PROVIDER) > before);
			let paid: Money = crate::Claims::<Test>::iter_values().map(|record| record.moved).sum();
			assert_eq!(Claims::pool(0).unwrap().balance, 100_000_000 - paid);
		}
	});
}

#[test]
fn batch_should_leave_some_payable_when_the_pool_is_short() {
	run(|| {
		setup_with(terms(), 100_000);
		let claims = vec![surgery(0, 3), surgery(1, 3), surgery(2, 3), visit(0)];
		assert_ok!(Claims::submit_batch(
			signed(PROVIDER),
			BoundedVec::truncate_from(claims)
		));
		assert_eq!(stored(id(1, 0)).moved, 40_000);
		assert_eq!(stored(id(2, 0)).state, ClaimState::Payable);
		assert_eq!(stored(id(0, 1)).moved, 8_000);
	});
}

#[test]
fn batch_should_refuse_when_it_is_empty() {
	run(|| {
		setup();
		assert_noop!(Claims::submit_batch(signed(PROVIDER), BoundedVec::new()), E::ZeroLines);
	});
}

#[test]
fn estimate_should_equal_what_submit_does() {
	run(|| {
		setup();
		for claim in [surgery(0, 3), visit(0), surgery(1, 2), visit(1), visit(1)] {
			let estimate = Claims::estimate(account(PROVIDER), claim.clone()).unwrap();
			let record = stored(submit(claim));
			assert_eq!(estimate.result, Some(record.result.clone()));
			assert_eq!(estimate.state, record.state);
			assert_eq!(estimate.paid, record.moved);
		}
		let refused = Claims::estimate(account(PROVIDER), Submission { total: 1, ..visit(0) });
		assert_eq!(refused, Err(EstimateError::Refused(E::LineSumMismatch.into())));
	});
}

#[test]
fn explain_should_give_the_rules_of_the_stored_result_when_more_claims_came() {
	run(|| {
		setup();
		let claims: Vec<_> = [surgery(1, 9), surgery(2, 8), visit(1), surgery(1, 2), visit(2)]
			.into_iter()
			.map(submit)
			.collect();
		for claim in claims {
			let explained = Claims::explain(claim).unwrap();
			assert!(explained.same, "{claim:?}");
			assert!(!explained.rules.is_empty());
		}
	});
}

#[test]
fn call_should_fit_520_bytes_with_its_signature_when_it_has_four_lines() {
	let lines: Vec<_> = (1..=4)
		.map(|number| ClaimLine {
			authorisation: Some(1_000),
			record: Some(u64::MAX),
			units: 20 * ONE_UNIT,
			..line(number, SURGERY, 1_000_000_000_000, GENESIS_DAY)
		})
		.collect();
	let call = RuntimeCall::Claims(Call::submit {
		claim: claim(u32::MAX, &lines),
	});
	// Address, signature and extensions of a signed extrinsic of the runtime are below 120 bytes.
	assert!(call.encoded_size() + 120 <= 520, "{}", call.encoded_size());
}
