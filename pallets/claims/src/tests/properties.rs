//! What holds whatever is called in whatever order: who decides appeals, and what remittances say.

use super::*;
use proptest::prelude::*;
use salus_claims_engine::{Group, Reason};

/// Sequences, each of up to [`STEPS`] calls.
const CASES: u32 = 10_000;
const STEPS: usize = 14;

fn config() -> ProptestConfig {
	ProptestConfig {
		cases: CASES,
		failure_persistence: None,
		..ProptestConfig::default()
	}
}

#[derive(Clone, Copy, Debug)]
enum Act {
	Rule(u8, Money),
	Confirm(u8, bool),
	Appeal(u8),
	Decide(u8, Option<Money>),
	Wait(u64),
}

fn act() -> impl Strategy<Value = Act> {
	let who = || {
		prop::sample::select(vec![
			OFFICER, OFFICER, SECOND, SECOND, CHIEF, CHIEF, REVIEWER, REVIEWER, PAYER, PROVIDER, MEMBER,
		])
	};
	let price = || prop_oneof![Just(0u128), 90_000..100_001u128, 1..100_001u128];
	prop_oneof![
		2 => (who(), price()).prop_map(|(who, price)| Act::Rule(who, price)),
		2 => (who(), any::<bool>()).prop_map(|(who, agree)| Act::Confirm(who, agree)),
		3 => prop::sample::select(vec![PROVIDER, MEMBER, STRANGER]).prop_map(Act::Appeal),
		6 => (who(), prop::option::of(price())).prop_map(|(who, price)| Act::Decide(who, price)),
		1 => (1..70u64).prop_map(Act::Wait),
	]
}

/// Three levels; the second is a reviewer's.
fn disputable() -> Plan {
	let level = |least| AppealLevel {
		file_within: 200,
		decide_within: 30,
		least,
	};
	Plan {
		appeals: BoundedVec::truncate_from(vec![level(0), level(100), level(0)]),
		..terms()
	}
}

fn priced(price: Money) -> Override {
	Override {
		line: 1,
		ruling: Ruling::Price(price),
	}
}

#[derive(Clone, Debug)]
enum Deed {
	Submit(u32, Day, Money),
	Void(usize, bool),
	Deny(usize),
	Recover(usize, bool),
	Remit(Vec<usize>, Vec<Amount>),
	Wait(u64),
	Fund,
}

fn deed() -> impl Strategy<Value = Deed> {
	let which = || 0..16usize;
	let stated = || prop_oneof![-20_000..-1i128, 1..20_000i128];
	prop_oneof![
		5 => (0..3u32, 0..90i32, 1..200_001u128).prop_map(|(coverage, ago, billed)| Deed::Submit(coverage, ago, billed)),
		2 => (which(), any::<bool>()).prop_map(|(which, own)| Deed::Void(which, own)),
		1 => which().prop_map(Deed::Deny),
		2 => (which(), any::<bool>()).prop_map(|(which, own)| Deed::Recover(which, own)),
		4 => (prop::collection::vec(which(), 0..6), prop::collection::vec(stated(), 0..3))
			.prop_map(|(which, stated)| Deed::Remit(which, stated)),
		1 => (1..50u64).prop_map(Deed::Wait),
		1 => Just(Deed::Fund),
	]
}

fn remit(claims: Vec<ClaimId>, stated: &[Amount]) -> frame::prelude::DispatchResult {
	let stated = stated.iter().map(|amount| ProviderAdjustment {
		reason: PlbReason::Agreed,
		amount: *amount,
	});
	plain(Claims::create_remittance(
		signed(CHIEF),
		0,
		account(PROVIDER),
		BoundedVec::truncate_from(claims),
		BoundedVec::truncate_from(stated.collect()),
	))
}

proptest! {
	#![proptest_config(config())]

	/// Whoever ruled on a claim, confirmed a ruling or decided a level of its appeal decides no level of it; and nobody is
	/// told to have decided who did not.
	#[test]
	fn deciders_should_never_repeat_whatever_is_tried(acts in prop::collection::vec(act(), 1..STEPS)) {
		ext().execute_with(|| {
			setup_with(disputable(), 100_000_000);
			submit(surgery(0, 3));
			// A duplicate, which is denied: there is something to dispute.
			let claim = submit(surgery(0, 3));
			let (mut decided, mut levels) = (vec![], vec![]);
			for act in acts {
				match act {
					Act::Rule(who, price) => {
						let ruling = Ruling::Price(price);
						if Claims::override_line(signed(who), claim, 1, ruling, [1; 32]).is_ok() {
							decided.push(who);
						}
					},
					Act::Confirm(who, agree) => {
						if Claims::confirm_override(signed(who), claim, agree).is_ok() {
							prop_assert_ne!(decided.last(), Some(&who), "one pair of eyes confirmed itself");
							decided.push(who);
						}
					},
					Act::Appeal(who) => {
						let open = Claims::appeal(signed(who), claim, [1; 32]).is_ok();
						prop_assert!(!open || who != STRANGER);
					},
					Act::Decide(who, price) => {
						let finding = match price {
							None => Finding::Uphold,
							Some(price) => Finding::Overturn { rulings: BoundedVec::truncate_from(vec![priced(price)]) },
						};
						let before = stored(claim);
						match Claims::decide_appeal(signed(who), claim, finding) {
							Ok(_) => {
								let ClaimState::Appealed { level, .. } = before.state else {
									return Err(TestCaseError::fail("decided what was not appealed"));
								};
								prop_assert!(!decided.contains(&who), "{who} decided twice");
								prop_assert!(!levels.contains(&level), "a level was decided twice");
								decided.push(who);
								levels.push(level);
							},
							Err(refused) => {
								prop_assert_eq!(stored(claim), before);
								if refused.error == Error::<Test>::DecidedBefore.into() {
									prop_assert!(decided.contains(&who));
								}
							},
						}
					},
					Act::Wait(days) => pass_days(days),
				}
				idle();
				let kept = Claims::case_of(claim).map(|case| case.deciders).unwrap_or_default();
				prop_assert!(decided.iter().all(|who| kept.contains(&account(*who))), "a decider was forgotten");
			}
			prop_assert!(Claims::do_try_state().is_ok());
			Ok(())
		})?;
	}

	/// Claims less adjustments are the total of each remittance; what remittances say of a claim adds up to what it pays; and
	/// all totals together are the money that the provider was paid.
	#[test]
	fn remittances_should_say_what_was_paid_whatever_is_put_together(
		deeds in prop::collection::vec(deed(), 1..STEPS),
		funds in prop_oneof![3 => Just(500_000_000u128), 1 => Just(150_000u128)],
	) {
		ext().execute_with(|| {
			let plan = Plan {
				four_eyes_above: None,
				ceiling: None,
				duplicates: Duplicates { exact: OnDuplicate::Allow, suspect: OnDuplicate::Allow, within: false },
				..terms()
			};
			setup_with(plan, funds);
			let before = balance(PROVIDER);
			let mut claims: Vec<ClaimId> = vec![];
			let pick = |claims: &[ClaimId], which: usize| claims.get(which % claims.len().max(1)).copied();
			for deed in deeds {
				match deed {
					Deed::Submit(coverage, ago, billed) => {
						let line = ClaimLine { units: 5 * ONE_UNIT, ..line(1, SURGERY, billed, today() - ago) };
						let number = Claims::coverage_of(coverage).unwrap().next_claim;
						if Claims::submit(signed(PROVIDER), claim(coverage, &[line])).is_ok() {
							claims.push(id(coverage, number));
						}
					},
					Deed::Void(which, own) => {
						let Some(claim) = pick(&claims, which) else { continue };
						let _ = Claims::void(signed(if own { PROVIDER } else { CHIEF }), claim);
					},
					Deed::Deny(which) => {
						let Some(claim) = pick(&claims, which) else { continue };
						let ruling = Ruling::Deny { group: Group::Contractual, reason: Reason(50) };
						let _ = Claims::override_line(signed(CHIEF), claim, 1, ruling, [1; 32]);
					},
					Deed::Recover(which, own) => {
						let Some(claim) = pick(&claims, which) else { continue };
						let _ = Claims::recover_overpayment(signed(if own { PROVIDER } else { CHIEF }), claim);
					},
					Deed::Remit(which, stated) => {
						let chosen: Vec<_> = which.iter().filter_map(|which| pick(&claims, *which)).collect();
						let next = Next::<Test>::get().remittance;
						if remit(chosen, &stated).is_ok() {
							let made = Claims::remittance(next).unwrap().remittance;
							let sum: Amount = made.claims.iter().map(|item| item.amount).sum();
							let adjusted: Amount = made.adjustments.iter().map(|adjustment| adjustment.amount).sum();
							prop_assert_eq!(made.total, sum - adjusted);
						} else {
							prop_assert_eq!(Next::<Test>::get().remittance, next);
						}
					},
					Deed::Wait(days) => pass_days(days),
					Deed::Fund => {
						assert_ok!(Claims::fund_plan(signed(PAYER), 0, 1_000_000));
					},
				}
				idle();
			}
			// Everything is settled and told.
			assert_ok!(Claims::fund_plan(signed(PAYER), 0, 400_000_000));
			for claim in &claims {
				let _ = Claims::retry_payment(signed(STRANGER), *claim);
				let _ = Claims::recover_overpayment(signed(PROVIDER), *claim);
				let _ = remit(vec![*claim], &[]);
			}
			let mut told = std::collections::BTreeMap::<ClaimId, Amount>::new();
			let mut total: Amount = 0;
			for number in 0..Next::<Test>::get().remittance {
				let made = Claims::remittance(number).unwrap().remittance;
				total += made.total;
				for item in made.claims {
					*told.entry(item.claim).or_default() += item.amount;
				}
			}
			let mut returned: Amount = 0;
			for claim in &claims {
				let record = stored(*claim);
				prop_assert_eq!(told.get(claim).copied().unwrap_or_default(), record.payable() as Amount, "{:?}", record);
				returned += record.returned as Amount;
			}
			prop_assert_eq!(total, balance(PROVIDER) as Amount - before as Amount + returned);
			prop_assert!(Claims::do_try_state().is_ok());
			Ok(())
		})?;
	}
}
