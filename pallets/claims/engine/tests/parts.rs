//! Cost-share rules that hold within marks, and everything that counts over other times than a plan year: bands by day of
//! a stay, coinsurance in bands, monthly maximums, benefit periods, families met by members, parts of one another.

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

fn mark(role: Role, measure: Measure, span: Span, most: u128) -> Limit {
	Limit {
		role,
		scope: Scope::ALL,
		measure,
		span,
		most,
		reason: Reason::BENEFIT_MAXIMUM,
		owner: Owner::Member,
	}
}

fn within(at: u8, rule: ShareRule) -> ShareRule {
	ShareRule {
		within: Some(at),
		..rule
	}
}

fn a_day(amount: u128) -> ShareRule {
	ShareRule {
		copay: Some(Copay {
			amount,
			per: Per::Unit,
			most: None,
			free: 0,
		}),
		..rule()
	}
}

fn not_covered() -> ShareRule {
	ShareRule {
		covered: false,
		..rule()
	}
}

fn planned(limits: Vec<Limit>, shares: Vec<ShareRule>) -> Plan {
	let mut plan = plan();
	plan.spell = Some(Spell {
		scope: Scope::ALL,
		gap: 60,
	});
	plan.limits = limits.try_into().unwrap();
	plan.shares = shares.try_into().unwrap();
	plan.check().unwrap();
	plan
}

/// A stay of so many days, billed at $1,000 a day.
fn stay(from: i32, days: u64) -> Claim {
	claim(vec![Line {
		units: days * ONE_UNIT,
		..on(line(1, "room", u128::from(days) * 100_000), from)
	}])
}

/// Medicare skilled nursing, 2024: nothing for days 1 to 20 of a benefit period, $204 a day for days 21 to 100.
fn nursing() -> Plan {
	let days = |most| mark(Role::Marks, Measure::Units, Span::Spell, most);
	planned(
		vec![days(20_000), days(100_000)],
		vec![within(0, rule()), within(1, a_day(20_400)), not_covered()],
	)
}

#[test]
fn stay_should_be_divided_by_day_when_rules_hold_within_days() {
	let desk = Desk::new(nursing());
	let bears = |days| {
		let result = desk.decide(&stay(day(2024, 3, 1), days));
		let line = &result.lines[0];
		(
			line.adjusted(Group::Patient, Reason(3)),
			line.adjusted(Group::Patient, Reason(96)),
		)
	};
	assert_eq!(bears(20), (0, 0));
	assert_eq!(bears(21), (20_400, 0));
	assert_eq!(bears(100), (80 * 20_400, 0));
	assert_eq!(bears(110), (80 * 20_400, 10 * 100_000));
}

#[test]
fn days_should_go_on_when_the_benefit_period_does() {
	let mut desk = Desk::new(nursing());
	let start = day(2024, 1, 1);
	assert_eq!(desk.pay(&stay(start, 15)).totals.patient, 0);
	// Discharged on day 15; 59 days later the period goes on with its 16th day.
	assert_eq!(desk.pay(&stay(start + 15 + 59, 10)).totals.patient, 5 * 20_400);
	// 60 days after the next discharge there is another one.
	assert_eq!(desk.pay(&stay(start + 84 + 60, 20)).totals.patient, 0);
	// What is billed late is between the two and links nothing that was apart by more.
	assert_eq!(desk.pay(&stay(start + 84 + 60 + 20, 1)).totals.patient, 20_400);
}

/// Medicare Part A, 2024: $1,632 a benefit period, nothing for 60 days, $408 a day for days 61 to 90, $816 for each of 60
/// lifetime reserve days, then nothing is covered.
fn hospital() -> Plan {
	let mut plan = planned(
		vec![
			mark(Role::Marks, Measure::Units, Span::Spell, 60_000),
			mark(Role::Marks, Measure::Units, Span::Spell, 90_000),
			mark(Role::MarksOwn, Measure::Units, Span::Lifetime, 60_000),
		],
		vec![
			within(0, rule()),
			within(1, a_day(40_800)),
			within(2, a_day(81_600)),
			not_covered(),
		],
	);
	plan.deductibles = vec![Deductible {
		span: Span::Spell,
		..deductible(alone(163_200))
	}]
	.try_into()
	.unwrap();
	plan
}

#[test]
fn reserve_days_should_be_spent_once_in_a_life_when_stays_are_long() {
	let mut desk = Desk::new(hospital());
	let mut bears = |from, days| {
		let result = desk.pay(&stay(from, days));
		let of = |reason| result.lines[0].adjusted(Group::Patient, Reason(reason));
		(of(1), of(3), of(96))
	};
	assert_eq!(bears(day(2020, 1, 1), 60), (163_200, 0, 0));
	// Days 61 to 100 of the same period, the deductible is met: 30 at 408, 10 of the reserve.
	assert_eq!(bears(day(2020, 3, 1), 40), (0, 30 * 40_800 + 10 * 81_600, 0));
	// A year later: 150 days, of which 50 can be reserve days.
	let long = bears(day(2021, 6, 1), 150);
	assert_eq!(long, (163_200, 30 * 40_800 + 50 * 81_600, 10 * 100_000));
}

#[test]
fn days_should_count_once_when_lines_have_one_price() {
	let mut desk = Desk::new(nursing());
	desk.schedule.push((
		key("room"),
		Price {
			basis: PriceBasis::Day(100_000),
			category: None,
		},
	));
	let bill = claim(vec![
		Line {
			units: 25 * ONE_UNIT,
			..line(1, "room", 2_000_000)
		},
		Line {
			units: 400 * ONE_UNIT,
			..line(2, "lab", 1_000_000)
		},
	]);
	let result = desk.pay(&bill);
	assert_eq!(result.totals.allowed, 2_500_000);
	assert_eq!(result.totals.patient, 5 * 20_400);
	let counted = |n| {
		desk.accumulators
			.member
			.used(Counter::Limit(n), Window::Day(day(2024, 3, 1)))
	};
	assert_eq!([counted(0), counted(1)], [25_000, 25_000]);
	assert_eq!(
		desk.accumulators
			.member
			.used(Counter::Care, Window::Day(day(2024, 3, 1))),
		25_000
	);
	// The 26th day is the next.
	assert_eq!(desk.pay(&stay(day(2024, 3, 26), 1)).totals.patient, 20_400);
}

fn rate(coinsurance: u32) -> ShareRule {
	ShareRule { coinsurance, ..rule() }
}

/// $500, then 20 % of the first $10,000 and 10 % of the rest: a line of $30,000 bears 500 + 2,000 + 1,950.
#[test]
fn coinsurance_should_fall_when_the_first_band_is_used_up() {
	let band = mark(Role::MarksOwn, Measure::Coinsured, Span::YEAR, 1_000_000);
	let mut plan = planned(vec![band], vec![within(0, rate(2_000)), rate(1_000)]);
	plan.deductibles = vec![deductible(alone(50_000))].try_into().unwrap();
	let mut desk = Desk::new(plan.clone());
	let result = desk.decide(&claim(vec![line(1, "a", 3_000_000)]));
	assert_eq!(
		adjustments(&result.lines[0]),
		[("PR", 1, 50_000), ("PR", 2, 200_000 + 195_000)]
	);
	// The same in three claims.
	let mut bears = |billed| desk.pay(&claim(vec![line(1, "a", billed)])).totals.patient;
	assert_eq!(bears(450_000), 50_000 + 80_000);
	assert_eq!(bears(700_000), 120_000 + 10_000);
	assert_eq!(bears(1_850_000), 185_000);
	// What the patient bore, or the plan paid, marks the same place.
	for (measure, most) in [
		(Measure::Patient, 250_000),
		(Measure::Paid, 800_000),
		(Measure::Allowed, 1_050_000),
	] {
		plan.limits[0] = mark(Role::MarksOwn, measure, Span::YEAR, most);
		let desk = Desk::new(plan.clone());
		let result = desk.decide(&claim(vec![line(1, "a", 3_000_000)]));
		assert_eq!(result.totals.patient, 50_000 + 200_000 + 195_000, "{measure:?}");
	}
}

/// Part D, 2006: $250, 25 % up to $2,250 of cost, all of it until $3,600 were borne, then 5 %. The gap ends at $5,100.
#[test]
fn phases_should_follow_each_other_when_the_benefit_is_that_of_part_d() {
	let mut plan = planned(
		vec![
			mark(Role::Marks, Measure::Allowed, Span::YEAR, 225_000),
			mark(Role::Marks, Measure::Patient, Span::YEAR, 360_000),
		],
		vec![within(0, rate(2_500)), within(1, rate(10_000)), rate(500)],
	);
	plan.deductibles = vec![deductible(alone(25_000))].try_into().unwrap();
	let mut desk = Desk::new(plan);
	let once = desk.decide(&claim(vec![line(1, "drug", 600_000)]));
	assert_eq!(once.totals.patient, 360_000 + 4_500);
	let bears: Vec<i128> = (0..6)
		.map(|month| {
			let drug = on(line(1, "drug", 100_000), day(2024, 1, 1) + 30 * month);
			desk.pay(&claim(vec![drug])).totals.patient
		})
		.collect();
	assert_eq!(bears, [43_750, 25_000, 81_250, 100_000, 100_000, 14_500]);
	assert_eq!(bears.iter().sum::<i128>(), once.totals.patient);
}

#[test]
fn maximum_should_begin_anew_when_its_months_do() {
	let each = |span, days: &[i32]| {
		let mut plan = plan();
		plan.limits = vec![mark(Role::Ends, Measure::Paid, span, 15_000)].try_into().unwrap();
		let mut desk = Desk::new(plan);
		let mut pays = |d| desk.pay(&claim(vec![on(line(1, "a", 10_000), d)])).totals.paid;
		days.iter().map(|d| pays(day(2024, 1, 31) + d)).collect::<Vec<_>>()
	};
	assert_eq!(each(Span::Months(1), &[-1, 0, 1]), [10_000, 5_000, 10_000]);
	assert_eq!(each(Span::Months(3), &[0, 60, 61]), [10_000, 5_000, 10_000]);
	assert_eq!(each(Span::Years(2), &[0, 366, 731]), [10_000, 5_000, 10_000]);
	assert_eq!(
		each(Span::Rolling(Period::Months(2)), &[0, 59, 60]),
		[10_000, 5_000, 10_000]
	);
	assert_eq!(each(Span::Claim, &[0, 0]), [10_000, 10_000]);
	let mut desk = Desk::new({
		let mut plan = plan();
		plan.limits = vec![mark(Role::Ends, Measure::Allowed, Span::Line, 6_000)]
			.try_into()
			.unwrap();
		plan
	});
	let two = claim(vec![line(1, "a", 10_000), line(2, "b", 10_000)]);
	assert_eq!(desk.pay(&two).totals.paid, 12_000);
	desk.plan.limits[0].span = Span::Claim;
	assert_eq!(desk.pay(&two).totals.paid, 6_000);
}

/// 42 CFR 447.56(f): a household bears no more than 5 % of its income in a quarter.
#[test]
fn household_should_bear_no_more_in_a_quarter_when_its_maximum_is_one() {
	let mut plan = plan();
	plan.shares = vec![ShareRule {
		copay: copay(800),
		..rule()
	}]
	.try_into()
	.unwrap();
	plan.caps = vec![Cap {
		span: Span::Months(3),
		..cap(family(None, 2_000))
	}]
	.try_into()
	.unwrap();
	let mut desk = Desk::new(plan);
	desk.coverage.tier = Tier::Family;
	let bears: Vec<i128> = [1, 2, 3, 4]
		.into_iter()
		.map(|month| {
			desk.accumulators.member = Tallies::default();
			desk.pay(&claim(vec![on(line(1, "a", 5_000), day(2024, month, 1))]))
				.totals
				.patient
		})
		.collect();
	assert_eq!(bears, [800, 800, 400, 800]);
}

#[test]
fn family_should_have_met_it_when_enough_members_have() {
	let mut plan = simple(0, 0, None);
	plan.deductibles = vec![deductible(Limits {
		family: None,
		members: 2,
		..family(Some(50_000), 0)
	})]
	.try_into()
	.unwrap();
	let mut desk = Desk::new(plan);
	desk.coverage.tier = Tier::Family;
	let mut members = [Tallies::default(), Tallies::default(), Tallies::default()];
	let mut bears = |who: usize, billed| {
		desk.accumulators.member = core::mem::take(&mut members[who]);
		let result = desk.pay(&claim(vec![line(1, "a", billed)]));
		members[who] = core::mem::take(&mut desk.accumulators.member);
		result
	};
	assert_eq!(bears(0, 40_000).totals.patient, 40_000);
	assert_eq!(bears(1, 90_000).totals.patient, 50_000);
	assert_eq!(bears(2, 30_000).totals.patient, 30_000);
	let second = bears(0, 20_000);
	assert_eq!(second.totals.patient, 10_000);
	assert_eq!(bears(2, 30_000).totals.patient, 0);
	// Taken back, the family is one short again.
	desk.accumulators.member = core::mem::take(&mut members[0]);
	desk.accumulators.apply(&second.reverse().unwrap().effects.0).unwrap();
	desk.accumulators.member = members[2].clone();
	assert_eq!(desk.decide(&claim(vec![line(1, "a", 30_000)])).totals.patient, 20_000);
}

#[test]
fn part_should_never_take_more_than_its_whole_has_left() {
	let scope = |category: Category| only(category);
	let mut plan = plan();
	plan.deductibles = vec![
		Deductible {
			scope: scope(DENTAL),
			part_of: 0b10,
			..deductible(alone(20_000))
		},
		deductible(alone(100_000)),
	]
	.try_into()
	.unwrap();
	let mut desk = Desk::new(plan);
	let mut bears = |category, billed| {
		let asked = Line {
			category,
			..line(1, "a", billed)
		};
		desk.pay(&claim(vec![asked])).totals.patient
	};
	assert_eq!(bears(OFFICE, 90_000), 90_000);
	// Of the 200 for drugs only 100 are left of the whole.
	assert_eq!(bears(DENTAL, 30_000), 10_000);
	assert_eq!(bears(OFFICE, 50_000), 0);
}

/// Copays of at most $100 a year, inside a maximum of $300 for everything.
#[test]
fn maximums_should_both_hold_when_one_is_a_part_of_the_other() {
	let mut plan = simple(0, 5_000, None);
	plan.caps = vec![
		Cap {
			counts: [false, false, true],
			part_of: 0b10,
			..cap(alone(10_000))
		},
		cap(alone(30_000)),
	]
	.try_into()
	.unwrap();
	plan.shares[0].copay = copay(6_000);
	let mut desk = Desk::new(plan);
	let mut bears = || {
		let result = desk.pay(&claim(vec![line(1, "a", 26_000)]));
		let of = |reason| result.lines[0].adjusted(Group::Patient, Reason(reason));
		(of(3), of(2))
	};
	assert_eq!([bears(), bears(), bears()], [(6_000, 10_000), (4_000, 10_000), (0, 0)]);
	let used = |n| desk.accumulators.member.used(Counter::Cap(n), Window::Year(2024));
	assert_eq!([used(0), used(1)], [10_000, 30_000]);
}

#[test]
fn deductible_should_be_carried_over_when_it_was_borne_late_in_the_year() {
	let mut plan = simple(50_000, 0, None);
	plan.deductibles[0].carry = 3;
	let mut desk = Desk::new(plan);
	let mut bears = |d| desk.pay(&claim(vec![on(line(1, "a", 20_000), d)])).totals.patient;
	assert_eq!(bears(day(2024, 9, 30)), 20_000);
	assert_eq!(bears(day(2024, 10, 1)), 20_000);
	assert_eq!([bears(day(2025, 1, 5)), bears(day(2025, 2, 5))], [20_000, 10_000]);
}

#[test]
fn copay_should_be_waived_when_the_claim_has_an_admission_too() {
	let emergency = ShareRule {
		scope: only(OFFICE),
		..rule()
	};
	let plan = planned(
		vec![],
		vec![
			ShareRule {
				beside: Some(HOSPITAL),
				..emergency.clone()
			},
			ShareRule {
				copay: copay(30_000),
				..emergency
			},
			rule(),
		],
	);
	let desk = Desk::new(plan);
	let bed = Line {
		category: HOSPITAL,
		..line(2, "bed", 500_000)
	};
	assert_eq!(desk.decide(&claim(vec![line(1, "er", 90_000)])).totals.patient, 30_000);
	assert_eq!(desk.decide(&claim(vec![line(1, "er", 90_000), bed])).totals.patient, 0);
}

/// Several procedures of a day: the whole price, half, a quarter.
fn ranked() -> Plan {
	let mut plan = plan();
	plan.ranks = vec![Rank {
		scope: Scope::ALL,
		rates: [10_000, 5_000, 2_500, 2_500],
	}]
	.try_into()
	.unwrap();
	plan
}

#[test]
fn procedures_should_be_priced_by_their_place_when_there_are_several_of_a_day() {
	let desk = Desk::new(ranked()).priced("a", 40_000).priced("b", 100_000);
	let result = desk.decide(&claim(vec![
		line(1, "a", 90_000),
		line(2, "b", 120_000),
		line(3, "c", 40_000),
		line(4, "d", 10_000),
		on(line(5, "a", 90_000), day(2024, 3, 2)),
	]));
	let allowed: Vec<i128> = result.lines.iter().map(|line| line.allowed).collect();
	assert_eq!(allowed, [20_000, 100_000, 10_000, 2_500, 40_000]);
}

#[test]
fn procedure_should_keep_its_place_when_a_person_prices_it() {
	let mut desk = Desk::new(ranked());
	let asked = claim(vec![line(1, "a", 100_000), line(2, "b", 60_000)]);
	let allowed = |desk: &Desk| {
		desk.decide(&asked)
			.lines
			.iter()
			.map(|line| line.allowed)
			.collect::<Vec<_>>()
	};
	assert_eq!(allowed(&desk), [100_000, 30_000]);
	desk.overrides = vec![Override {
		line: 1,
		ruling: Ruling::Price(90_000),
	}];
	assert_eq!(allowed(&desk), [90_000, 30_000]);
}

#[test]
fn plan_should_be_refused_when_a_mark_or_a_span_is_impossible() {
	let fault = |change: &dyn Fn(&mut Plan)| {
		let mut plan = nursing();
		plan.deductibles = vec![deductible(alone(1))].try_into().unwrap();
		plan.caps = vec![cap(alone(1))].try_into().unwrap();
		change(&mut plan);
		plan.check().unwrap_err()
	};
	assert_eq!(fault(&|p| p.shares[0].within = Some(2)), PlanFault::NoSuchMark);
	assert_eq!(fault(&|p| p.limits[0].role = Role::Ends), PlanFault::NoSuchMark);
	assert_eq!(fault(&|p| p.spell = None), PlanFault::SpanNotAllowed);
	assert_eq!(fault(&|p| p.caps[0].span = Span::Months(5)), PlanFault::SpanNotAllowed);
	assert_eq!(fault(&|p| p.caps[0].span = Span::Years(0)), PlanFault::SpanNotAllowed);
	assert_eq!(fault(&|p| p.deductibles[0].carry = 13), PlanFault::SpanNotAllowed);
	assert_eq!(fault(&|p| p.deductibles[0].part_of = 2), PlanFault::NoSuchAccumulator);
	assert_eq!(
		fault(&|p| (p.limits[0].measure, p.limits[0].span) = (Measure::Visits, Span::Claim)),
		PlanFault::SpanNotAllowed
	);
	assert_eq!(
		fault(&|p| {
			p.shares = vec![rule()].try_into().unwrap();
			p.limits = vec![mark(Role::Ends, Measure::Patient, Span::YEAR, 1)]
				.try_into()
				.unwrap();
		}),
		PlanFault::MeasureNotAllowed
	);
	assert_eq!(fault(&|p| p.caps[0].limits.members = 2), PlanFault::MembersNotCountable);
	let linked = |links: u8| {
		fault(&|p| {
			p.deductibles = vec![deductible(alone(1)); 5].try_into().unwrap();
			p.deductibles[0].also = links;
			p.deductibles[0].part_of = 1 << 4;
			p.caps[0].part_of = 2;
		})
	};
	assert_eq!(linked(0b0_1110), PlanFault::TooManyLinks);
	assert_eq!(linked(0b0_0110), PlanFault::NoSuchAccumulator, "of the maximum");
	let eight = || vec![within(0, rule()); 8].try_into().unwrap();
	assert_eq!(fault(&|p| p.shares = eight()), PlanFault::TooManyParts);
}

#[test]
fn trace_should_name_the_mark_when_a_line_is_divided() {
	let desk = Desk::new(nursing());
	let mut trace = vec![];
	desk.traced(&stay(day(2024, 3, 1), 30), None, &mut trace).unwrap();
	let parts: Vec<_> = trace
		.iter()
		.filter(|step| step.stage == Stage::Part)
		.map(|step| (step.rule, step.amount, step.basis))
		.collect();
	assert_eq!(parts, [(Some(0), 2_000_000, 20_000), (Some(1), 1_000_000, 80_000)]);
}
