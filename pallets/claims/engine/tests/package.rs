//! Prices of a whole claim, shared limits, deductibles and copays of a stay, reductions of the payment.

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

fn with(basis: PriceBasis, service: &str, plan: Plan) -> Desk {
	let mut desk = Desk::new(plan);
	desk.schedule.push((key(service), Price { basis, category: None }));
	desk
}

fn stay(group: Option<&str>, days: u64, lines: Vec<Line>) -> Claim {
	let mut claim = claim(lines);
	claim.package = Some(Package {
		service: group.map(key),
		days: days * 1_000,
	});
	claim
}

fn bills() -> Vec<Line> {
	vec![
		line(1, "room", 300_000),
		line(2, "lab", 100_001),
		line(3, "drug", 99_999),
	]
}

#[test]
fn group_should_be_spread_by_charges_when_the_schedule_prices_it() {
	let desk = with(PriceBasis::Claim(200_000), "drg", simple(0, 2_000, None));
	let result = desk.decide(&stay(Some("drg"), 3, bills()));
	assert_eq!(result.totals.allowed, 200_000);
	// 20 % of the whole, although thirds of a cent arise on each line.
	assert_eq!(result.totals.patient, 40_000);
	assert_eq!(result.totals.paid, 160_000);
	assert_eq!(result.lines[0].allowed, 120_000);
}

#[test]
fn other_lines_should_keep_their_part_of_a_price_when_a_person_prices_one() {
	let mut desk = with(PriceBasis::Claim(100_000), "drg", simple(0, 0, None));
	let asked = stay(Some("drg"), 1, vec![line(1, "a", 80_000), line(2, "b", 70_000)]);
	let paid = |desk: &Desk| {
		desk.decide(&asked)
			.lines
			.iter()
			.map(|line| line.paid)
			.collect::<Vec<_>>()
	};
	assert_eq!(paid(&desk), [53_333, 46_667]);
	desk.overrides = vec![Override {
		line: 2,
		ruling: Ruling::Price(40_000),
	}];
	assert_eq!(paid(&desk), [53_333, 40_000]);
	desk.overrides[0].line = 1;
	assert_eq!(paid(&desk), [40_000, 46_667]);
}

#[test]
fn coinsurance_should_be_rounded_once_when_many_lines_share_a_price() {
	// 20 % of $1,000.03 is $200.01 (200.006); seven lines rounded alone would come to another sum.
	let desk = with(PriceBasis::Claim(100_003), "drg", simple(0, 2_000, None));
	let lines = (1..=7).map(|n| line(n, "x", 100_000 + u128::from(n))).collect();
	let result = desk.decide(&stay(Some("drg"), 1, lines));
	assert_eq!((result.totals.allowed, result.totals.patient), (100_003, 20_001));
}

#[test]
fn least_coinsurance_should_be_borne_by_all_lines_when_the_first_is_smaller() {
	let mut plan = simple(0, 500, None);
	plan.shares[0].least = Some(1_000);
	let desk = with(PriceBasis::Claim(10_000), "drg", plan);
	let result = desk.decide(&stay(Some("drg"), 1, vec![line(1, "a", 500), line(2, "b", 9_500)]));
	assert_eq!([result.lines[0].patient, result.lines[1].patient], [500, 500]);
}

#[test]
fn group_should_be_the_charges_when_it_is_above_them() {
	let desk = with(PriceBasis::Claim(900_000), "drg", simple(0, 0, None));
	assert_eq!(desk.decide(&stay(Some("drg"), 3, bills())).totals.paid, 500_000);
}

#[test]
fn group_should_pay_its_days_when_the_price_is_by_day() {
	let desk = with(PriceBasis::Day(80_000), "drg", simple(0, 0, None));
	assert_eq!(desk.decide(&stay(Some("drg"), 3, bills())).totals.allowed, 240_000);
}

#[test]
fn days_should_be_those_of_service_when_the_claim_states_none() {
	let mut plan = simple(0, 0, None);
	plan.shares[0].copay = Some(Copay {
		per: Per::Unit,
		..copay(1_000).unwrap()
	});
	let mut lines = bills();
	lines[1].day += 1;
	let asked = stay(Some("drg"), 0, lines.clone());
	let decide = |basis, service| {
		let totals = with(basis, service, plan.clone()).decide(&asked).totals;
		(totals.allowed, totals.patient)
	};
	// A group by day, a group, a case that a line has.
	assert_eq!(decide(PriceBasis::Day(80_000), "drg"), (160_000, 2_000));
	assert_eq!(decide(PriceBasis::Claim(90_000), "drg"), (90_000, 2_000));
	assert_eq!(decide(PriceBasis::Claim(90_000), "lab"), (90_000, 2_000));
	// A rule, whether or not the claim states a group.
	let mut ruled = plan.clone();
	ruled.prices[0].basis = PriceBasis::Day(80_000);
	for asked in [asked.clone(), claim(lines)] {
		let totals = Desk::new(ruled.clone()).decide(&asked).totals;
		assert_eq!((totals.allowed, totals.patient), (160_000, 2_000));
	}
}

/// 30 days of which 20 are covered: of the three units of the second line two are.
#[test]
fn units_should_be_covered_in_part_when_the_days_of_their_price_are() {
	let mut plan = plan();
	let limit = |role, most| Limit {
		role,
		scope: Scope::ALL,
		measure: Measure::Units,
		span: Span::YEAR,
		most,
		reason: Reason::BENEFIT_MAXIMUM,
		owner: Owner::Member,
	};
	plan.limits = vec![limit(Role::MarksOwn, 20_000), limit(Role::Ends, 100_000)]
		.try_into()
		.unwrap();
	let rules = [(Some(0), true), (None, false)].map(|(within, covered)| ShareRule {
		within,
		covered,
		..rule()
	});
	plan.shares = rules.to_vec().try_into().unwrap();
	let mut desk = with(PriceBasis::Claim(3_000_000), "drg", plan);
	let lines = [(1, "room", 30_000, 3_000_000), (2, "op", 3_000, 1_000_000)];
	let lines = lines.map(|(number, service, units, billed)| Line {
		units,
		..line(number, service, billed)
	});
	let result = desk.pay(&stay(Some("drg"), 30, lines.to_vec()));
	assert_eq!(result.totals.paid, 2_000_000);
	let used = |n| desk.accumulators.member.used(Counter::Limit(n), Window::Year(2024));
	assert_eq!([used(0), used(1)], [20_000, 20_000 + 2_000]);
}

#[test]
fn lines_should_be_priced_alone_when_the_group_does_not_cover_them() {
	let mut plan = simple(0, 0, None);
	plan.packaged = only(OFFICE);
	let mut desk = with(PriceBasis::Claim(100_000), "drg", plan);
	desk.schedule.push((
		key("implant"),
		Price {
			basis: PriceBasis::Unit(50_000),
			category: Some(HOSPITAL),
		},
	));
	let mut lines = bills();
	lines.push(line(4, "implant", 70_000));
	let result = desk.decide(&stay(Some("drg"), 3, lines));
	assert_eq!(result.lines[3].allowed, 50_000);
	assert_eq!(result.totals.allowed, 150_000);
}

#[test]
fn denied_lines_should_take_no_part_when_a_group_is_priced() {
	let mut plan = simple(0, 0, None);
	plan.shares = vec![
		ShareRule {
			scope: only(DENTAL),
			covered: false,
			..rule()
		},
		rule(),
	]
	.try_into()
	.unwrap();
	let desk = with(PriceBasis::Claim(200_000), "drg", plan);
	let mut lines = bills();
	lines[2].category = DENTAL;
	let result = desk.decide(&stay(Some("drg"), 3, lines));
	assert_eq!(result.totals.paid, 200_000);
	assert_eq!(adjustments(&result.lines[2]), [("PR", 96, 99_999)]);
}

#[test]
fn room_days_should_price_the_stay_when_the_room_has_a_day_rate() {
	// Two kinds of room: 2 days at 1,000 and 1 at 2,500; everything else is included.
	let mut desk = with(PriceBasis::Day(100_000), "room", simple(0, 0, None));
	desk.schedule.push((
		key("icu"),
		Price {
			basis: PriceBasis::Day(250_000),
			category: None,
		},
	));
	let lines = vec![
		Line {
			units: 2_000,
			..line(1, "room", 400_000)
		},
		line(2, "icu", 500_000),
		line(3, "lab", 100_000),
	];
	assert_eq!(desk.decide(&claim(lines)).totals.allowed, 450_000);
}

#[test]
fn case_should_be_paid_once_when_its_code_is_billed_twice() {
	let desk = with(PriceBasis::Claim(150_000), "case", simple(0, 0, None));
	let lines = vec![
		line(1, "case", 100_000),
		line(2, "case", 100_000),
		line(3, "lab", 50_000),
	];
	assert_eq!(desk.decide(&claim(lines)).totals.allowed, 150_000);
}

#[test]
fn rule_should_price_its_lines_together_when_its_basis_is_the_claim() {
	let mut plan = simple(0, 0, None);
	plan.prices = vec![
		PriceRule {
			scope: only(HOSPITAL),
			basis: PriceBasis::Day(90_000),
		},
		PriceRule {
			scope: Scope::ALL,
			basis: PriceBasis::Billed(5_000),
		},
	]
	.try_into()
	.unwrap();
	let desk = Desk::new(plan);
	let hospital = |n, d| Line {
		category: HOSPITAL,
		..on(line(n, "x", 200_000), day(2024, 3, d))
	};
	// No stay is stated: the days of service count.
	let result = desk.decide(&claim(vec![
		hospital(1, 1),
		hospital(2, 1),
		hospital(3, 2),
		line(4, "y", 1_000),
	]));
	assert_eq!(result.totals.allowed, 180_000 + 500);
}

#[test]
fn group_should_wait_when_a_person_has_to_price_it() {
	let mut desk = with(PriceBasis::Pend, "drg", simple(0, 0, None));
	let asked = stay(Some("drg"), 3, bills());
	let pended = desk.outcome(&asked, None).unwrap();
	assert!(matches!(
		pended,
		Outcome::Pended(Pend {
			reason: PendReason::NoPrice,
			..
		})
	));
	desk.overrides = bills()
		.iter()
		.map(|l| Override {
			line: l.number,
			ruling: Ruling::Price(10_000),
		})
		.collect();
	assert_eq!(desk.decide(&asked).totals.paid, 30_000);
}

/// Medicare skilled nursing, 2024: nothing for days 1 to 20, $204 a day from day 21 on.
#[test]
fn copay_should_start_on_the_21st_day_when_20_are_free() {
	let mut plan = simple(0, 0, None);
	plan.shares = vec![ShareRule {
		copay: Some(Copay {
			amount: 20_400,
			per: Per::Unit,
			most: None,
			free: 20_000,
		}),
		..rule()
	}]
	.try_into()
	.unwrap();
	let mut desk = Desk::new(plan);
	let nights = |units| {
		claim(vec![Line {
			units,
			..line(1, "room", 2_000_000)
		}])
	};
	assert_eq!(desk.decide(&nights(20_000)).totals.patient, 0);
	assert_eq!(desk.decide(&nights(30_000)).totals.patient, 204_000);
	// Under a price for the stay its days count, once for all lines.
	desk.schedule.push((
		key("room"),
		Price {
			basis: PriceBasis::Day(50_000),
			category: None,
		},
	));
	let lines = vec![
		Line {
			units: 25_000,
			..line(1, "room", 2_000_000)
		},
		Line {
			units: 400_000,
			..line(2, "lab", 100_000)
		},
	];
	assert_eq!(desk.decide(&claim(lines)).totals.patient, 102_000);
}

#[test]
fn deductible_should_be_due_again_when_it_is_that_of_an_admission() {
	let mut plan = simple(163_200, 0, None);
	plan.deductibles[0].span = Span::Claim;
	let mut desk = Desk::new(plan);
	for _ in 0..2 {
		let result = desk.pay(&claim(vec![line(1, "a", 100_000), line(2, "b", 100_000)]));
		assert_eq!(result.totals.patient, 163_200);
	}
	assert!(desk.accumulators.member.is_empty());
}

#[test]
fn limit_should_be_used_up_by_a_sibling_when_the_family_shares_it() {
	for measure in [
		Measure::Services,
		Measure::Visits,
		Measure::Units,
		Measure::Allowed,
		Measure::Paid,
	] {
		let most = match measure {
			Measure::Units => 2_000,
			Measure::Allowed | Measure::Paid => 20_000,
			_ => 2,
		};
		let mut plan = simple(0, 0, None);
		plan.limits = vec![Limit {
			role: Role::Ends,
			scope: Scope::ALL,
			measure,
			span: Span::YEAR,
			most,
			reason: Reason::BENEFIT_MAXIMUM,
			owner: Owner::Family,
		}]
		.try_into()
		.unwrap();
		let mut desk = Desk::new(plan);
		desk.coverage.tier = Tier::Family;
		let one = |desk: &mut Desk| desk.pay(&claim(vec![line(1, "a", 10_000)])).totals.paid;
		let mut paid = vec![one(&mut desk)];
		// Another member, the same family, the same day.
		let first = core::mem::take(&mut desk.accumulators.member);
		paid.push(one(&mut desk));
		paid.push(one(&mut desk));
		let third = if measure == Measure::Visits { 10_000 } else { 0 };
		assert_eq!(paid, [10_000, 10_000, third], "{measure:?}");
		// Somebody who is covered alone has the limit alone.
		desk.coverage.tier = Tier::Alone;
		desk.accumulators.member = Tallies::default();
		assert_eq!(one(&mut desk), 10_000);
		drop(first);
	}
}

/// CMS, Medicare FFS sequestration: approved $100, $50 applied to the deductible, 80 % of the rest is $40, 2 % of that is
/// not paid: $39.20. The patient owes $60.
#[test]
fn payment_should_be_39_20_when_two_percent_are_sequestered() {
	let mut plan = simple(5_000, 2_000, None);
	plan.reductions = vec![Reduction {
		scope: Scope::ALL,
		rate: 200,
		reason: Reason(253),
	}]
	.try_into()
	.unwrap();
	let result = Desk::new(plan).decide(&claim(vec![line(1, "a", 10_000)]));
	assert_eq!((result.totals.paid, result.totals.patient), (3_920, 6_000));
	assert_eq!(
		adjustments(&result.lines[0]),
		[("PR", 1, 5_000), ("PR", 2, 1_000), ("CO", 253, 80)]
	);
}

#[test]
fn reduction_should_come_last_when_another_payer_was_first() {
	let mut plan = simple(0, 2_000, None);
	plan.cob.method = CobMethod::LowestOf;
	plan.reductions = vec![Reduction {
		scope: Scope::ALL,
		rate: 200,
		reason: Reason(253),
	}]
	.try_into()
	.unwrap();
	let desk = Desk::new(plan).priced("a", 12_500);
	// 42 CFR 411.33(b) pays $30, of which 60 cents are not paid.
	let result = desk.decide_after(&claim(vec![line(1, "a", 17_500)]), &prior(Some(15_000), 12_000));
	assert_eq!((result.totals.paid, result.totals.patient), (2_940, 0));
}
