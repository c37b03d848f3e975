//! Copays, coinsurance, deductibles and out-of-pocket maximums.

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
fn copay_should_be_charged_once_when_its_visit_has_several_lines() {
	let with = |per, most| {
		let mut plan = plan();
		plan.shares = vec![ShareRule {
			copay: Some(Copay {
				amount: 3_000,
				per,
				most,
				free: 0,
			}),
			..rule()
		}]
		.try_into()
		.unwrap();
		Desk::new(plan)
	};
	let lines = || {
		vec![
			line(1, "a", 2_000),
			line(2, "b", 5_000),
			on(
				Line {
					units: 4_000,
					..line(3, "c", 40_000)
				},
				day(2024, 3, 2),
			),
		]
	};
	let charged = |desk: Desk| -> Vec<i128> {
		let result = desk.decide(&claim(lines()));
		result
			.lines
			.iter()
			.map(|l| l.adjusted(Group::Patient, Reason(3)))
			.collect()
	};
	// The first line is smaller than the copay: the rest of it is taken from the second.
	assert_eq!(charged(with(Per::Visit, None)), [2_000, 1_000, 3_000]);
	assert_eq!(charged(with(Per::Claim, None)), [2_000, 1_000, 0]);
	assert_eq!(charged(with(Per::Line, None)), [2_000, 3_000, 3_000]);
	assert_eq!(charged(with(Per::Unit, None)), [2_000, 3_000, 12_000]);
	assert_eq!(charged(with(Per::Unit, Some(7_000))), [2_000, 3_000, 7_000]);
}

#[test]
fn rule_should_hold_for_the_first_visits_only_when_it_says_so() {
	let mut plan = simple(100_000, 4_000, None);
	plan.limits = vec![Limit {
		role: Role::MarksOwn,
		scope: Scope::ALL,
		measure: Measure::Visits,
		span: Span::YEAR,
		most: 2,
		reason: Reason::BENEFIT_MAXIMUM,
		owner: Owner::Member,
	}]
	.try_into()
	.unwrap();
	let first = ShareRule {
		within: Some(0),
		deductible: Use::None,
		copay: copay(3_000),
		..rule()
	};
	plan.shares = vec![first, plan.shares[0].clone()].try_into().unwrap();
	let mut desk = Desk::new(plan);
	let mut visit = |d: i32| {
		let result = desk.pay(&claim(vec![on(line(1, "a", 10_000), day(2024, 1, 1) + d)]));
		result.totals.patient
	};
	assert_eq!(
		[visit(0), visit(0), visit(5), visit(9), visit(366)],
		[3_000, 3_000, 3_000, 10_000, 3_000]
	);
}

#[test]
fn coinsurance_should_stay_within_its_bounds_when_the_rule_has_them() {
	let mut plan = plan();
	plan.shares = vec![ShareRule {
		coinsurance: 2_000,
		least: Some(1_000),
		most: Some(5_000),
		..rule()
	}]
	.try_into()
	.unwrap();
	let desk = Desk::new(plan);
	let taken = |billed| desk.decide(&claim(vec![line(1, "drug", billed)])).totals.patient;
	assert_eq!(
		[taken(500), taken(2_000), taken(10_000), taken(90_000)],
		[500, 1_000, 2_000, 5_000]
	);
}

#[test]
fn shares_should_not_count_when_the_maximum_leaves_them_out() {
	let mut plan = simple(10_000, 2_000, Some(15_000));
	plan.caps[0].counts = [false, true, true];
	let result = Desk::new(plan).decide(&claim(vec![line(1, "a", 200_000)]));
	// The deductible is on top of the maximum: 100 + 150.
	assert_eq!(adjustments(&result.lines[0]), [("PR", 1, 10_000), ("PR", 2, 15_000)]);
}

#[test]
fn deductible_should_credit_the_other_when_they_are_linked() {
	let mut plan = plan();
	let scope = |networks| Scope {
		networks,
		categories: u128::MAX,
	};
	plan.deductibles = vec![
		Deductible {
			scope: scope(1),
			limits: alone(50_000),
			span: Span::YEAR,
			also: 0,
			part_of: 0,
			carry: 0,
		},
		Deductible {
			scope: scope(2),
			limits: alone(100_000),
			span: Span::YEAR,
			also: 1,
			part_of: 0,
			carry: 0,
		},
	]
	.try_into()
	.unwrap();
	let mut desk = Desk::new(plan);
	desk.network = 1;
	desk.pay(&claim(vec![line(1, "a", 60_000)]));
	let used = |n| {
		desk.accumulators
			.member
			.used(Counter::Deductible(n), Window::Year(2024))
	};
	assert_eq!([used(0), used(1)], [50_000, 60_000]);
}
