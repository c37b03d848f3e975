//! A plain reference model, stepped beside the pallet over random sequences of calls. It knows nothing of the engine: it
//! works out deductible, coinsurance and out-of-pocket maximum by hand, and replays by sorting a list.

use super::*;
use proptest::prelude::*;
use salus_claims_engine::{Group, Reason};
use std::collections::BTreeMap;

/// Sequences, each of up to [`STEPS`] calls; every invariant is checked after every call.
const CASES: u32 = 10_000;
const STEPS: usize = 14;

#[derive(Clone, Debug)]
enum Op {
	Submit { coverage: u32, ago: Day, billed: Money },
	Batch(Vec<(u32, Day, Money)>),
	VoidByProvider(usize),
	VoidByOfficer(usize),
	Replace { which: usize, ago: Day, billed: Money },
	Deny(usize),
	Price { which: usize, price: Money },
	PayBack(usize),
	SetOff(usize),
	Retry(usize),
	Fund(Money),
	Withdraw(Money),
	Remit(usize),
}

fn op() -> impl Strategy<Value = Op> {
	let coverage = || 0..3u32;
	let ago = || 0..100i32;
	let billed = || prop_oneof![1..300_001u128, Just(100_000u128), Just(62_505u128)];
	let which = || 0..32usize;
	prop_oneof![
		6 => (coverage(), ago(), billed()).prop_map(|(coverage, ago, billed)| Op::Submit { coverage, ago, billed }),
		2 => prop::collection::vec((coverage(), ago(), billed()), 1..5).prop_map(Op::Batch),
		2 => which().prop_map(Op::VoidByProvider),
		1 => which().prop_map(Op::VoidByOfficer),
		2 => (which(), ago(), billed()).prop_map(|(which, ago, billed)| Op::Replace { which, ago, billed }),
		1 => which().prop_map(Op::Deny),
		1 => (which(), billed()).prop_map(|(which, price)| Op::Price { which, price }),
		1 => which().prop_map(Op::PayBack),
		1 => which().prop_map(Op::SetOff),
		1 => which().prop_map(Op::Retry),
		1 => (1..1_000_000u128).prop_map(Op::Fund),
		1 => (1..500_000u128).prop_map(Op::Withdraw),
		1 => which().prop_map(Op::Remit),
	]
}

/// A claim as the model sees it.
#[derive(Clone, Debug)]
struct Known {
	id: ClaimId,
	day: Day,
	billed: Money,
	/// An officer's price, or a denial.
	ruled: Option<Option<Money>>,
	undone: bool,
	sequence: u32,
	pays: Money,
	deductible: Money,
	shares: Money,
}

#[derive(Default)]
struct Model {
	claims: Vec<Known>,
	sequences: BTreeMap<bool, u32>,
}

/// Coverage 0 is alone; 1 and 2 are a family.
fn family(coverage: u32) -> bool {
	coverage > 0
}

impl Model {
	fn used(&self, coverage: u32, of: impl Fn(&Known) -> Money) -> (Money, Money) {
		let live = || self.claims.iter().filter(|claim| !claim.undone && claim.sequence > 0);
		let member = live().filter(|claim| claim.id.coverage == coverage).map(&of).sum();
		let all = live()
			.filter(|claim| family(claim.id.coverage) && family(coverage))
			.map(&of)
			.sum();
		(member, all)
	}

	fn left(&self, coverage: u32, of: impl Fn(&Known) -> Money, member: Money, all: Money) -> Money {
		let (own, together) = self.used(coverage, of);
		let left = member.saturating_sub(own);
		if family(coverage) {
			left.min(all.saturating_sub(together))
		} else {
			left
		}
	}

	/// Decides a claim by what the others that stand have used.
	fn decide(&mut self, at: usize) {
		let coverage = self.claims[at].id.coverage;
		self.claims[at].sequence = 0;
		let deductible_left = self.left(coverage, |claim| claim.deductible, 50_000, 100_000);
		let most = self.left(coverage, |claim| claim.shares, 200_000, 300_000);
		let counter = self.sequences.entry(family(coverage)).or_default();
		*counter += 1;
		let sequence = *counter;
		let claim = &mut self.claims[at];
		claim.sequence = sequence;
		let allowed = match claim.ruled {
			Some(None) => 0,
			Some(Some(price)) => price.min(claim.billed),
			None => claim.billed,
		};
		let mut deductible = allowed.min(deductible_left);
		let mut coinsurance = ((allowed - deductible) * 2 + 5) / 10;
		let mut over = (deductible + coinsurance).saturating_sub(most);
		let cut = over.min(coinsurance);
		coinsurance -= cut;
		over -= cut;
		deductible -= over;
		claim.deductible = deductible;
		claim.shares = deductible + coinsurance;
		claim.pays = allowed - claim.shares;
	}

	fn add(&mut self, id: ClaimId, day: Day, billed: Money) -> usize {
		self.claims.push(Known {
			id,
			day,
			billed,
			ruled: None,
			undone: false,
			sequence: 0,
			pays: 0,
			deductible: 0,
			shares: 0,
		});
		self.claims.len() - 1
	}

	/// Everything at this place or after it, or decided after it, is decided anew in the order of service.
	fn replay(&mut self, from: (Day, ClaimId), mut after: u32) {
		let scope = family(from.1.coverage);
		let of_scope = |claim: &Known| {
			if scope {
				family(claim.id.coverage)
			} else {
				claim.id.coverage == 0
			}
		};
		let placed = |claim: &Known| of_scope(claim) && !claim.undone && (claim.day, claim.id) >= from;
		for claim in self.claims.iter().filter(|claim| placed(claim) && claim.sequence > 0) {
			after = after.min(claim.sequence);
		}
		let mut affected: Vec<_> = (0..self.claims.len())
			.filter(|at| {
				let claim = &self.claims[*at];
				let later = claim.sequence == 0 || claim.sequence > after;
				placed(claim) || (of_scope(claim) && !claim.undone && later)
			})
			.collect();
		affected.sort_by_key(|at| (self.claims[*at].day, self.claims[*at].id));
		for at in &affected {
			self.claims[*at].sequence = 0;
		}
		for at in affected {
			self.decide(at);
		}
	}

	fn undo(&mut self, at: usize) {
		let claim = &mut self.claims[at];
		claim.undone = true;
		let (from, after) = ((claim.day, claim.id), claim.sequence);
		// What had no effect changes nothing.
		if claim.shares > 0 {
			self.replay(from, after);
		}
	}
}

fn one(coverage: u32, ago: Day, billed: Money) -> Submission {
	let line = ClaimLine {
		units: 5 * ONE_UNIT,
		..line(1, SURGERY, billed, today() - ago)
	};
	claim(coverage, &[line])
}

fn plan() -> Plan {
	Plan {
		ceiling: None,
		four_eyes_above: None,
		duplicates: Duplicates {
			exact: OnDuplicate::Allow,
			suspect: OnDuplicate::Allow,
			within: false,
		},
		..terms()
	}
}

/// What the pool must have: all that went in and did not come out.
fn pool_should_have(funded: Money) -> Money {
	let signed = |money: Money| i128::try_from(money).unwrap();
	// What a claim was paid can have gone on to the claim that replaced it.
	let paid: i128 = crate::Claims::<Test>::iter_values()
		.map(|record| signed(record.moved) + signed(record.set_off) + signed(record.interest) - signed(record.withheld))
		.sum();
	(signed(funded) - paid).unsigned_abs()
}

fn step(model: &mut Model, op: Op, funded: &mut Money) {
	let live = |model: &Model, which: usize| -> Option<usize> {
		let open: Vec<_> = (0..model.claims.len()).filter(|at| !model.claims[*at].undone).collect();
		(!open.is_empty()).then(|| open[which % open.len()])
	};
	let any = |model: &Model, which: usize| -> Option<ClaimId> {
		(!model.claims.is_empty()).then(|| model.claims[which % model.claims.len()].id)
	};
	match op {
		Op::Submit { coverage, ago, billed } => {
			let id = submit(one(coverage, ago, billed));
			let at = model.add(id, today() - ago, billed);
			model.decide(at);
		},
		Op::Batch(items) => {
			let claims = items
				.iter()
				.map(|(coverage, ago, billed)| one(*coverage, *ago, *billed));
			let batch = BoundedVec::truncate_from(claims.collect());
			for (coverage, ago, billed) in &items {
				let taken = model
					.claims
					.iter()
					.filter(|claim| claim.id.coverage == *coverage)
					.count();
				let at = model.add(id(*coverage, taken as u32), today() - ago, *billed);
				model.decide(at);
			}
			assert_ok!(Claims::submit_batch(signed(PROVIDER), batch));
		},
		Op::VoidByProvider(which) | Op::VoidByOfficer(which) => {
			let Some(at) = live(model, which) else { return };
			let who = if matches!(op, Op::VoidByProvider(_)) {
				PROVIDER
			} else {
				CHIEF
			};
			assert_ok!(Claims::void(signed(who), model.claims[at].id));
			model.undo(at);
		},
		Op::Replace { which, ago, billed } => {
			let Some(at) = live(model, which) else { return };
			let old = model.claims[at].clone();
			let coverage = old.id.coverage;
			let number = Claims::coverage_of(coverage).unwrap().next_claim;
			assert_ok!(Claims::replace(signed(PROVIDER), old.id, one(coverage, ago, billed)));
			model.claims[at].undone = true;
			let new = model.add(id(coverage, number), today() - ago, billed);
			if old.shares > 0 {
				model.replay((old.day.min(today() - ago), old.id), old.sequence);
			} else {
				model.decide(new);
			}
		},
		Op::Deny(which) => {
			let Some(at) = live(model, which) else { return };
			let ruling = Ruling::Deny {
				group: Group::Contractual,
				reason: Reason(50),
			};
			let claim = &mut model.claims[at];
			assert_ok!(Claims::override_line(signed(CHIEF), claim.id, 1, ruling, [1; 32]));
			claim.ruled = Some(None);
			let (from, after) = ((claim.day, claim.id), claim.sequence);
			model.replay(from, after);
		},
		Op::Price { which, price } => {
			let Some(at) = live(model, which) else { return };
			let claim = &mut model.claims[at];
			assert_ok!(Claims::override_line(
				signed(CHIEF),
				claim.id,
				1,
				Ruling::Price(price),
				[1; 32]
			));
			claim.ruled = Some(Some(price));
			let (from, after) = ((claim.day, claim.id), claim.sequence);
			model.replay(from, after);
		},
		Op::PayBack(which) | Op::SetOff(which) => {
			let Some(id) = any(model, which) else { return };
			let who = if matches!(op, Op::PayBack(_)) {
				PROVIDER
			} else {
				OFFICER
			};
			let owed = stored(id).overpaid();
			let result = Claims::recover_overpayment(signed(who), id);
			assert_eq!(result.is_ok(), owed > 0);
		},
		Op::Retry(which) => {
			let Some(id) = any(model, which) else { return };
			let payable = stored(id).state == ClaimState::Payable;
			let before = stored(id);
			if Claims::retry_payment(signed(STRANGER), id).is_ok() {
				assert!(payable);
				// Never twice.
				assert_noop!(Claims::retry_payment(signed(STRANGER), id), Error::<Test>::AlreadyPaid);
			} else {
				assert_eq!(stored(id), before);
			}
		},
		Op::Fund(amount) => {
			assert_ok!(Claims::fund_plan(signed(PAYER), 0, amount));
			*funded += amount;
		},
		Op::Withdraw(amount) => {
			let most = Claims::pool(0).unwrap().unencumbered;
			let result = Claims::withdraw_unencumbered(signed(PAYER), 0, amount);
			assert_eq!(result.is_ok(), amount <= most);
			if result.is_ok() {
				*funded -= amount;
			}
		},
		Op::Remit(which) => {
			let Some(id) = any(model, which) else { return };
			let claims = BoundedVec::truncate_from(vec![id]);
			let _ = Claims::create_remittance(signed(OFFICER), 0, account(PROVIDER), claims, BoundedVec::new());
		},
	}
}

fn compare(model: &Model, funded: Money) {
	for known in &model.claims {
		let record = stored(known.id);
		let expected = if known.undone { 0 } else { known.pays };
		assert_eq!(record.payable(), expected, "{known:?}\n{record:?}");
	}
	for coverage in 0..3 {
		let (member, all) = model.used(coverage, |claim| claim.deductible);
		assert_eq!(deductible(coverage), member);
		let (shares, _) = model.used(coverage, |claim| claim.shares);
		assert_eq!(out_of_pocket(coverage), shares);
		assert!(shares <= 200_000 && member <= 50_000);
		if family(coverage) {
			assert_eq!(family_deductible(0), all);
			assert!(all <= 100_000);
		}
	}
	assert_eq!(Claims::pool(0).unwrap().balance, pool_should_have(funded));
	assert_ok!(Claims::do_try_state());
}

proptest! {
	#![proptest_config(ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() })]

	#[test]
	fn pallet_should_equal_the_model_whatever_is_called(
		ops in prop::collection::vec(op(), 1..STEPS),
		funds in prop_oneof![Just(100_000u128), Just(500_000_000u128)],
	) {
		ext().execute_with(|| {
			setup_with(plan(), funds);
			let mut model = Model::default();
			let mut funded = funds;
			for op in ops {
				step(&mut model, op, &mut funded);
				idle();
				compare(&model, funded);
			}
			// Anybody computes again what each claim pays.
			for known in &model.claims {
				if !known.undone {
					prop_assert!(Claims::explain(known.id).unwrap().same);
				}
			}
			Ok(())
		})?;
	}

	/// What an estimate says is what the call does; what it says of refusal is the error of the call.
	#[test]
	fn estimate_should_equal_adjudicate(
		before in prop::collection::vec((0..3u32, 0..100i32, 1..300_001u128), 0..4),
		coverage in 0..4u32,
		ago in -3..400i32,
		billed in 0..700_000u128,
		total in prop_oneof![9 => Just(0u128), 1 => Just(1u128)],
	) {
		ext().execute_with(|| {
			setup_with(terms(), 10_000_000);
			for (coverage, ago, billed) in before {
				submit(one(coverage, ago, billed));
			}
			let mut claim = one(coverage.min(3), ago, billed);
			claim.total += total;
			let estimate = Claims::estimate(account(PROVIDER), claim.clone());
			let root = frame::deps::sp_io::storage::root(StateVersion::V1);
			prop_assert_eq!(estimate.clone(), Claims::estimate(account(PROVIDER), claim.clone()));
			prop_assert_eq!(root, frame::deps::sp_io::storage::root(StateVersion::V1));
			let number = Claims::coverage_of(coverage).map_or(0, |coverage| coverage.next_claim);
			match (estimate, Claims::submit(signed(PROVIDER), claim)) {
				(Ok(estimate), Ok(_)) => {
					let record = stored(id(coverage, number));
					prop_assert_eq!(estimate.state, record.state);
					prop_assert_eq!(estimate.paid, record.moved);
					prop_assert_eq!(estimate.result, (record.revision > 0).then_some(record.result));
				},
				(Err(EstimateError::Refused(error)), Err(refused)) => prop_assert_eq!(error, refused.error),
				other => prop_assert!(false, "{:?}", other),
			}
			Ok(())
		})?;
	}
}
