//! Benefit limits: what they count, over which time, and whose they are.

#![allow(
	clippy::arithmetic_side_effects,
	clippy::as_conversions,
	clippy::indexing_slicing,
	clippy::unwrap_used,
	clippy::expect_used,
	clippy::panic
)]

mod support;

use salus_claims_engine::{calendar::Period, money::ONE_UNIT, plan::*, *};
use support::*;

fn limited(measure: Measure, span: Span, most: u128) -> Desk {
	let mut plan = simple(0, 2_000, None);
	plan.limits = vec![Limit {
		role: Role::Ends,
		scope: Scope::ALL,
		measure,
		span,
		most,
		reason: Reason(119),
		owner: Owner::Member,
	}]
	.try_into()
	.unwrap();
	Desk::new(plan)
}

/// What is denied with 119 of single-line claims of $100 on the given days, one after the other.
fn series(desk: &mut Desk, days: &[i32]) -> Vec<i128> {
	days.iter()
		.map(|d| {
			let result = desk.pay(&claim(vec![on(line(1, "a", 10_000), day(2024, 1, 1) + d)]));
			result.lines[0].adjusted(Group::Patient, Reason(119))
		})
		.collect()
}

#[test]
fn limit_should_count_its_measure_over_its_span_when_claims_follow() {
	let services = &mut limited(Measure::Services, Span::YEAR, 2);
	assert_eq!(series(services, &[0, 0, 1, 366]), [0, 0, 10_000, 0]);
	// Two services on a day are one visit.
	let visits = &mut limited(Measure::Visits, Span::YEAR, 2);
	assert_eq!(series(visits, &[0, 0, 1, 2, 1, 366]), [0, 0, 0, 10_000, 0, 0]);
	let day_by_day = &mut limited(Measure::Services, Span::Visit, 1);
	assert_eq!(series(day_by_day, &[0, 0, 1]), [0, 10_000, 0]);
	let lifetime = &mut limited(Measure::Visits, Span::Lifetime, 1);
	assert_eq!(series(lifetime, &[0, 400, 800]), [0, 10_000, 10_000]);
	// Thirty days: day 29 is the last of the window that starts on day 0, day 30 is outside.
	let rolling = &mut limited(Measure::Services, Span::Rolling(Period::Days(30)), 1);
	assert_eq!(series(rolling, &[0, 29, 30, 31]), [0, 10_000, 0, 10_000]);
	// $150 allowed in a year: half of the second claim is above it.
	let allowed = &mut limited(Measure::Allowed, Span::YEAR, 15_000);
	assert_eq!(series(allowed, &[0, 1, 2]), [0, 5_000, 10_000]);
	// $100 paid in a life: 80, then 20 of the 80 that the plan would pay.
	let paid = &mut limited(Measure::Paid, Span::Lifetime, 10_000);
	assert_eq!(series(paid, &[0, 1, 700]), [0, 6_000, 8_000]);
}

#[test]
fn limit_should_cut_units_when_only_some_are_left() {
	let mut desk = limited(Measure::Units, Span::Visit, 3_000);
	desk.plan.limits[0].reason = Reason(222);
	let five = Line {
		units: 5 * ONE_UNIT,
		..line(1, "a", 1_000)
	};
	let result = desk.decide(&claim(vec![
		five,
		Line {
			number: 2,
			..line(2, "a", 100)
		},
	]));
	assert_eq!(adjustments(&result.lines[0]), [("CO", 222, 400), ("PR", 2, 120)]);
	assert_eq!(adjustments(&result.lines[1]), [("CO", 222, 100)]);
}

/// $100 that the plan pays in a year, of which a tenth is withheld from the provider: the member had $100.
#[test]
fn limit_should_count_the_benefit_when_the_payment_is_reduced() {
	let mut desk = limited(Measure::Paid, Span::YEAR, 10_000);
	desk.plan.reductions = vec![Reduction {
		scope: Scope::ALL,
		rate: 1_000,
		reason: Reason(104),
	}]
	.try_into()
	.unwrap();
	assert_eq!(series(&mut desk, &[0, 1, 2]), [0, 6_000, 8_000]);
}

/// Two cents for four units, of which an authorisation and two limits leave one: half a cent each, rounded up, would be
/// more than is billed.
#[test]
fn cuts_should_be_rounded_together_when_they_are_parts_of_a_cent() {
	let mut desk = limited(Measure::Units, Span::YEAR, 2_000);
	let lower = Limit {
		most: 1_000,
		reason: Reason(222),
		..desk.plan.limits[0]
	};
	desk.plan.limits.try_push(lower).unwrap();
	desk.plan.authorisations = vec![AuthorisationRule {
		scope: Scope::ALL,
		above: None,
		absent: Absent::Deny,
	}]
	.try_into()
	.unwrap();
	desk.authorisations = vec![Authorisation {
		id: 1,
		service: None,
		category: None,
		provider: None,
		decision: Decision::Certified,
		from: day(2024, 1, 1),
		until: day(2024, 12, 31),
		units: Some(3_000),
		amount: None,
	}];
	let four = Line {
		units: 4 * ONE_UNIT,
		..line(1, "a", 2)
	};
	let result = desk.decide(&claim(vec![four]));
	assert_eq!(adjustments(&result.lines[0]), [("CO", 198, 1), ("CO", 222, 1)]);
}
