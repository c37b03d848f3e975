//! A claim as a whole: other payers, plan years, reversal, the trace, and plans that are refused.

#![allow(
	clippy::arithmetic_side_effects,
	clippy::as_conversions,
	clippy::indexing_slicing,
	clippy::unwrap_used,
	clippy::expect_used,
	clippy::panic
)]

mod support;

use salus_claims_engine::{plan::*, *};
use support::*;

#[test]
fn secondary_should_be_denied_22_when_the_prior_payer_is_not_reported() {
	let mut desk = Desk::new(plan());
	desk.coverage.order = 2;
	assert_eq!(desk.adjust(line(1, "a", 100)), [("OA", 22, 100)]);
	desk.plan.cob.needs_prior = false;
	assert_eq!(desk.adjust(line(1, "a", 100)), []);
}

#[test]
fn denied_line_should_leave_to_the_patient_only_what_the_prior_payer_left() {
	let mut desk = Desk::new(plan());
	desk.plan.shares[0].covered = false;
	let amounts = PriorAmounts {
		allowed: Some(8_000),
		paid: 6_400,
		adjusted: 2_000,
		obliged: None,
	};
	let other = prior_line(amounts);
	let result = desk.decide_after(&claim(vec![line(1, "a", 10_000)]), &other);
	assert_eq!(adjustments(&result.lines[0]), [("PR", 96, 1_600), ("OA", 23, 8_400)]);
}

#[test]
fn payment_should_be_spread_when_the_prior_payer_reports_only_the_claim() {
	let mut desk = Desk::new(simple(0, 2_000, None));
	desk.plan.cob.method = CobMethod::NonDuplication;
	let asked = claim(vec![line(1, "a", 10_000), line(2, "b", 20_000), line(3, "c", 1)]);
	let result = desk.decide_after(&asked, &prior(Some(30_001), 10_000));
	// 80 % of 300.01 is 240.01; less 100 is 140.01.
	assert_eq!(result.totals.paid, 14_001);
	assert_eq!(result.totals.other, 10_000);
	assert_eq!(result.totals.patient, 6_000);
}

/// ADA guidance: maintenance of benefits takes what was paid off the charge before deductible and coinsurance.
#[test]
fn maintenance_of_benefits_should_apply_the_shares_to_what_is_left() {
	let mut desk = Desk::new(simple(5_000, 2_000, None));
	desk.plan.cob.method = CobMethod::MaintenanceOfBenefits;
	let result = desk.decide_after(&claim(vec![line(1, "crown", 100_000)]), &prior(Some(100_000), 50_000));
	assert_eq!(
		adjustments(&result.lines[0]),
		[("PR", 1, 5_000), ("PR", 2, 9_000), ("OA", 23, 50_000)]
	);
	assert_eq!(result.totals.paid, 36_000);
}

/// The gross amount is twice the charge, and $500 of it are covered: the charge has 500 that are and 500 that are not, of
/// which the other payer paid 100.
#[test]
fn covered_part_should_be_paid_when_the_gross_amount_is_above_the_charge() {
	let mut plan = plan();
	plan.cob.method = CobMethod::LowestOfGross;
	plan.limits = vec![Limit {
		role: Role::MarksOwn,
		scope: Scope::ALL,
		measure: Measure::Allowed,
		span: Span::YEAR,
		most: 50_000,
		reason: Reason::BENEFIT_MAXIMUM,
		owner: Owner::Member,
	}]
	.try_into()
	.unwrap();
	let rules = [(Some(0), true), (None, false)].map(|(within, covered)| ShareRule {
		within,
		covered,
		..rule()
	});
	plan.shares = rules.to_vec().try_into().unwrap();
	let desk = Desk::new(plan).priced("a", 200_000);
	let result = desk.decide_after(&claim(vec![line(1, "a", 100_000)]), &prior(Some(100_000), 10_000));
	assert_eq!(result.totals.paid, 50_000);
	assert_eq!(adjustments(&result.lines[0]), [("PR", 96, 40_000), ("OA", 23, 10_000)]);
}

#[test]
fn accumulators_should_follow_the_plan_when_another_payer_paid() {
	let run = |deductible, out_of_pocket| {
		let mut desk = Desk::new(simple(10_000, 2_000, Some(50_000)));
		desk.plan.cob.deductible = deductible;
		desk.plan.cob.out_of_pocket = out_of_pocket;
		let asked = claim(vec![line(1, "a", 60_000)]);
		let result = desk.decide_after(&asked, &prior(Some(60_000), 55_000));
		assert_eq!((result.totals.paid, result.totals.patient), (5_000, 0));
		desk.accumulators.apply(&result.effects.0).unwrap();
		let used = |c| desk.accumulators.member.used(c, Window::Year(2024));
		(used(Counter::Deductible(0)), used(Counter::Cap(0)))
	};
	assert_eq!(run(Credit::AsIfPrimary, Credit::AsIfPrimary), (10_000, 20_000));
	assert_eq!(run(Credit::AsIfPrimary, Credit::Borne), (10_000, 0));
	assert_eq!(run(Credit::Borne, Credit::Borne), (0, 0));
}

#[test]
fn claim_should_use_the_accumulators_of_each_year_when_it_spans_two() {
	let desk = Desk::new(simple(10_000, 0, None));
	let result = desk.decide(&claim(vec![
		on(line(1, "a", 10_000), day(2023, 12, 31)),
		on(line(2, "a", 10_000), day(2024, 1, 1)),
	]));
	assert_eq!(result.totals.patient, 20_000);
	assert_eq!(result.effects.0.len(), 2);
}

#[test]
fn plan_should_be_refused_when_a_rule_is_impossible() {
	let fault = |change: &dyn Fn(&mut Plan)| {
		let mut plan = simple(1, 1, Some(1));
		change(&mut plan);
		plan.check().unwrap_err()
	};
	assert_eq!(fault(&|p| p.shares[0].coinsurance = 10_001), PlanFault::RateTooHigh);
	assert_eq!(fault(&|p| p.order = [Share::Copay; 3]), PlanFault::OrderRepeats);
	assert_eq!(fault(&|p| p.year.day = 32), PlanFault::NoSuchYearStart);
	assert_eq!(
		fault(&|p| p.shares[0].deductible = Use::Nth(1)),
		PlanFault::NoSuchAccumulator
	);
	assert_eq!(fault(&|p| p.deductibles[0].also = 2), PlanFault::NoSuchAccumulator);
	assert_eq!(fault(&|p| p.ceiling = Some(u128::MAX)), PlanFault::AmountTooLarge);
	let groups = |reason, group| vec![(Reason(reason), group)].try_into().unwrap();
	assert_eq!(
		fault(&|p| p.groups = groups(18, Group::Patient)),
		PlanFault::DisallowedPair
	);
	assert_eq!(
		fault(&|p| p.groups = groups(23, Group::Other)),
		PlanFault::ReservedReason
	);
	assert_eq!(
		fault(&|p| (p.shares[0].least, p.shares[0].most) = (Some(2), Some(1))),
		PlanFault::LeastAboveMost
	);
}

/// Effects and reversal over a year: a claim is voided in the middle, the later ones are adjudicated again, and the
/// totals are those of a year in which it never was.
#[test]
fn year_should_equal_a_clean_replay_when_a_claim_in_its_middle_is_voided() {
	let claims: Vec<Claim> = (0..6)
		.map(|n| {
			claim(vec![on(
				line(1, "a", 70_000 + 1_000 * n as u128),
				day(2024, 1, 1) + 30 * n,
			)])
		})
		.collect();
	let new = || Desk::new(simple(200_000, 2_000, Some(230_000)));
	let mut desk = new();
	let results: Vec<Adjudication> = claims.iter().map(|c| desk.pay(c)).collect();
	// Give back the void and everything after it, newest first, then decide the later ones again.
	for result in results[2..].iter().rev() {
		desk.accumulators.apply(&result.reverse().unwrap().effects.0).unwrap();
	}
	let again: Vec<Adjudication> = claims[3..].iter().map(|c| desk.pay(c)).collect();
	let mut clean = new();
	let replay: Vec<Adjudication> = claims
		.iter()
		.enumerate()
		.filter(|(n, _)| *n != 2)
		.map(|(_, c)| clean.pay(c))
		.collect();
	assert_eq!(desk.accumulators, clean.accumulators);
	assert_eq!(again, replay[2..]);
	assert_ne!(again[0], results[3]);
}

#[test]
fn trace_should_name_every_amount_when_a_claim_is_explained() {
	let desk = Desk::new(simple(10_000, 2_000, Some(15_000))).priced("a", 80_000);
	let mut trace = vec![];
	desk.traced(&claim(vec![line(1, "a", 100_000)]), None, &mut trace)
		.unwrap();
	let of = |stage| {
		trace
			.iter()
			.find(|s| s.stage == stage)
			.map(|s| (s.amount, s.basis))
			.unwrap()
	};
	assert_eq!(of(Stage::Price), (80_000, 100_000));
	assert_eq!(of(Stage::Deductible), (10_000, 10_000));
	assert_eq!(of(Stage::Coinsurance), (14_000, 70_000));
	assert_eq!(of(Stage::OutOfPocket), (9_000, 15_000));
	assert_eq!(of(Stage::Benefit), (65_000, 80_000));
	let stages: Vec<Stage> = trace.iter().map(|s| s.stage).collect();
	assert_eq!(stages.first(), Some(&Stage::Envelope));
	assert_eq!(stages.last(), Some(&Stage::Balance));
}
