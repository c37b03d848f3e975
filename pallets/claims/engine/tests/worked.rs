//! Published worked examples, to the cent. Each test names its source.

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

/// 42 CFR 411.33(b): charge 175, primary allowed 150 and paid 120, own fee 125, deductible met.
#[test]
fn secondary_should_pay_30_when_the_case_is_42_cfr_411_33_b() {
	let mut plan = simple(24_000, 2_000, None);
	plan.cob.method = CobMethod::LowestOf;
	let mut desk = Desk::new(plan).priced("office", 12_500);
	desk.accumulators
		.member
		.change(Counter::Deductible(0), Window::Year(2024), 24_000)
		.unwrap();
	let result = desk.decide_after(&claim(vec![line(1, "office", 17_500)]), &prior(Some(15_000), 12_000));
	assert_eq!(result.totals.paid, 3_000);
	assert_eq!(result.totals.patient, 0);
	assert_eq!(result.lines[0].allowed, 12_500);
	assert_eq!(adjustments(&result.lines[0]), [("CO", 45, 2_500), ("OA", 23, 12_000)]);
}

/// The same case reported by lines and with the primary's contractual write-off: X12 005010X221 §1.10.2.13 puts what the
/// prior payer paid *and* adjusted into OA-23.
#[test]
fn secondary_should_put_the_prior_write_off_into_oa_23_when_it_is_known() {
	let mut plan = simple(0, 2_000, None);
	plan.cob.method = CobMethod::LowestOf;
	let desk = Desk::new(plan).priced("office", 12_500);
	let amounts = PriorAmounts {
		allowed: Some(15_000),
		paid: 12_000,
		adjusted: 2_500,
		obliged: None,
	};
	let prior = prior_line(amounts);
	let result = desk.decide_after(&claim(vec![line(1, "office", 17_500)]), &prior);
	assert_eq!(result.totals.paid, 3_000);
	assert_eq!(adjustments(&result.lines[0]), [("OA", 23, 14_500)]);
}

/// X12 RFI 1696: $500 billed, the prior payer paid 300, left 75 to the patient and wrote 125 off; the next pays 65. The
/// write-off of the second is 10, the impact of the first 425.
#[test]
fn secondary_should_write_off_only_what_is_left_when_the_first_already_wrote_off() {
	let mut plan = simple(0, 0, None);
	plan.cob.allowable = Allowable::Own;
	let desk = Desk::new(plan).priced("office", 36_500);
	let amounts = PriorAmounts {
		allowed: Some(37_500),
		paid: 30_000,
		adjusted: 12_500,
		obliged: None,
	};
	let prior = prior_line(amounts);
	let result = desk.decide_after(&claim(vec![line(1, "office", 50_000)]), &prior);
	assert_eq!(result.totals.paid, 6_500);
	assert_eq!(adjustments(&result.lines[0]), [("CO", 45, 1_000), ("OA", 23, 42_500)]);
}

/// 42 CFR 411.33(f)(1) to (4): services that are not paid by fee schedule.
#[test]
fn secondary_should_pay_as_published_when_the_cases_are_42_cfr_411_33_f() {
	let hospital = |limit: u128, coinsurance: u32, gross: u128| {
		let mut plan = simple(limit, coinsurance, None);
		plan.cob.method = CobMethod::LowestOfGross;
		Desk::new(plan).priced("stay", gross)
	};
	let run = |desk: &Desk, billed: u128, prior: &PriorPayer| {
		let result = desk.decide_after(&claim(vec![line(1, "stay", billed)]), prior);
		(
			result.totals.paid,
			result.totals.patient,
			result.lines[0].adjusted(Group::Other, Reason(23)),
		)
	};
	// (1) combined payment of $2,700; the deductible was satisfied by the third party payment.
	assert_eq!(
		run(&hospital(52_000, 0, 270_000), 280_000, &prior(None, 236_000)),
		(34_000, 0, 236_000)
	);
	// (2) combined payment of $680; the hospital may bill the beneficiary $70.
	assert_eq!(
		run(&hospital(52_000, 0, 85_000), 75_000, &prior(None, 45_000)),
		(23_000, 7_000, 45_000)
	);
	// (3) composite rate of $131 for 8 treatments, deductible $75.
	let desk = hospital(7_500, 2_000, 13_100);
	let mut treatments = line(1, "stay", 128_000);
	treatments.units = 8 * money::ONE_UNIT;
	let result = desk.decide_after(&claim(vec![treatments]), &prior(None, 102_400));
	assert_eq!((result.totals.paid, result.totals.patient), (2_400, 0));
	// (4) the provider must accept $3,000 as payment in full.
	let mut agreed = prior(None, 290_000);
	agreed.claim.obliged = Some(300_000);
	assert_eq!(
		run(&hospital(52_000, 0, 350_000), 400_000, &agreed),
		(10_000, 0, 290_000)
	);
	// The same from the primary's remittance: $1,000 written off by contract, $100 left to the patient.
	let mut agreed = prior(Some(300_000), 290_000);
	agreed.claim.adjusted = 100_000;
	assert_eq!(
		run(&hospital(52_000, 0, 350_000), 400_000, &agreed),
		(10_000, 0, 390_000)
	);
}

/// 42 CFR 411.33(e)(2): less what the primary paid for services that Medicare covers. The first case of (f), with a television
/// that is not covered beside it.
#[test]
fn secondary_should_take_off_what_was_paid_for_covered_lines_when_others_are_denied() {
	let mut plan = simple(52_000, 0, None);
	plan.cob.method = CobMethod::LowestOfGross;
	plan.shares[0].scope = only(OFFICE);
	plan.cob.level = Level::Claim;
	let desk = Desk::new(plan).priced("stay", 270_000);
	let television = Line {
		category: DENTAL,
		..line(2, "tv", 40_000)
	};
	let claim = claim(vec![line(1, "stay", 280_000), television]);
	let paid = |paid| PriorAmounts {
		paid,
		..PriorAmounts::default()
	};
	let mut reported = prior(None, 270_000);
	reported.lines = vec![(1, paid(236_000)), (2, paid(34_000))].try_into().unwrap();
	assert_eq!(desk.decide_after(&claim, &reported).totals.paid, 34_000);
	// By charges 2,362.50 of 2,700 are for the stay.
	assert_eq!(desk.decide_after(&claim, &prior(None, 270_000)).totals.paid, 33_750);
}

/// NAIC model regulation 120: of two services of 1,000 that the primary allowed 1,500 and paid 900 for, one is covered here at
/// 80 %. By charges the primary allowed 750 for it and paid 450, so 1,000 less 450 is open.
#[test]
fn secondary_should_coordinate_what_it_covers_when_another_service_is_not_covered() {
	let mut plan = simple(0, 2_000, None);
	plan.shares[0].scope = only(OFFICE);
	let desk = Desk::new(plan);
	let other = Line {
		category: DENTAL,
		..line(2, "z", 100_000)
	};
	let claim = claim(vec![line(1, "a", 100_000), other]);
	let result = desk.decide_after(&claim, &prior(Some(150_000), 90_000));
	assert_eq!(result.totals.paid, 55_000);
}

/// Noridian Medicare, MSP payment calculation examples (JD DME): no obligation to accept less than the charge.
#[test]
fn secondary_should_pay_as_published_when_the_cases_are_those_of_a_medicare_contractor() {
	let run = |unmet: u128, charge: u128, fee: u128, allowed: u128, paid: u128| {
		let mut plan = simple(unmet, 2_000, None);
		plan.cob.method = CobMethod::LowestOf;
		let desk = Desk::new(plan).priced("dme", fee);
		desk.decide_after(&claim(vec![line(1, "dme", charge)]), &prior(Some(allowed), paid))
			.totals
			.paid
	};
	assert_eq!(run(0, 50_000, 37_500, 50_000, 40_000), 10_000);
	assert_eq!(run(0, 30_000, 25_000, 20_000, 16_000), 9_000);
	assert_eq!(run(10_000, 15_000, 12_000, 15_000, 12_000), 1_600);
}

/// Issue: (500,000 − 50,000) × 80 % = 360,000.
#[test]
fn plan_should_pay_360000_when_50000_are_deducted_and_80_percent_paid() {
	let desk = Desk::new(simple(50_000, 2_000, None));
	let result = desk.decide(&claim(vec![line(1, "stay", 500_000)]));
	assert_eq!(result.totals.paid, 360_000);
	assert_eq!(adjustments(&result.lines[0]), [("PR", 1, 50_000), ("PR", 2, 90_000)]);
}

/// Uniform Glossary of Coverage and Medical Terms (45 CFR 147.200), "How You and Your Insurer Share Costs": deductible
/// $1,500, coinsurance 20 %, out-of-pocket limit $5,000, visits of $125.
#[test]
fn jane_should_pay_as_published_when_the_plan_is_that_of_the_uniform_glossary() {
	let mut desk = Desk::new(simple(150_000, 2_000, Some(500_000)));
	let visit = |n: i32| claim(vec![on(line(1, "visit", 12_500), day(2024, 1, 1) + n)]);
	let first = desk.pay(&visit(0));
	assert_eq!((first.totals.patient, first.totals.paid), (12_500, 0));
	desk.pay(&claim(vec![line(1, "other", 137_500)]));
	let after_deductible = desk.pay(&visit(90));
	assert_eq!(
		(after_deductible.totals.patient, after_deductible.totals.paid),
		(2_500, 10_000)
	);
	desk.pay(&claim(vec![line(1, "surgery", 2_000_000)]));
	let after_limit = desk.pay(&visit(200));
	assert_eq!((after_limit.totals.patient, after_limit.totals.paid), (0, 12_500));
}

/// Affordable Care Act FAQ part XXVII, question 1 (45 CFR 156.130): family maximum $13,000, self-only limit $6,850.
/// One member has $10,000 of cost sharing, three have $3,000 each.
#[test]
fn family_should_pay_13000_when_a_self_only_limit_is_embedded() {
	let mut plan = plan();
	plan.caps = vec![cap(family(Some(685_000), 1_300_000))].try_into().unwrap();
	plan.shares = vec![ShareRule {
		coinsurance: 10_000,
		..rule()
	}]
	.try_into()
	.unwrap();
	let mut desk = Desk::new(plan);
	desk.coverage.tier = Tier::Family;
	let mut patients = vec![];
	for charge in [1_000_000, 300_000, 300_000, 300_000] {
		// Each member has accumulators of their own and shares those of the family.
		desk.accumulators.member = Tallies::default();
		patients.push(desk.pay(&claim(vec![line(1, "care", charge)])).totals.patient);
	}
	assert_eq!(patients, [685_000, 300_000, 300_000, 15_000]);
	assert_eq!(patients.iter().sum::<i128>(), 1_300_000);
}

/// The same family under an aggregate maximum: nothing stops at one member.
#[test]
fn family_should_stop_only_together_when_the_maximum_is_an_aggregate() {
	let mut plan = plan();
	plan.caps = vec![cap(family(None, 1_300_000))].try_into().unwrap();
	plan.shares = vec![ShareRule {
		coinsurance: 10_000,
		..rule()
	}]
	.try_into()
	.unwrap();
	let mut desk = Desk::new(plan);
	desk.coverage.tier = Tier::Family;
	assert_eq!(
		desk.pay(&claim(vec![line(1, "care", 1_000_000)])).totals.patient,
		1_000_000
	);
	desk.accumulators.member = Tallies::default();
	assert_eq!(desk.pay(&claim(vec![line(1, "care", 400_000)])).totals.patient, 300_000);
}

/// IRS Publication 969 style family HDHP: an aggregate deductible has to be met by the family before anything is paid.
#[test]
fn family_deductible_should_be_met_together_when_members_split_it() {
	let mut plan = plan();
	plan.deductibles = vec![deductible(family(None, 350_000))].try_into().unwrap();
	let mut desk = Desk::new(plan);
	desk.coverage.tier = Tier::Family;
	assert_eq!(desk.pay(&claim(vec![line(1, "a", 200_000)])).totals.patient, 200_000);
	let mother = core::mem::take(&mut desk.accumulators.member);
	assert_eq!(desk.pay(&claim(vec![line(1, "b", 200_000)])).totals.patient, 150_000);
	desk.accumulators.member = mother;
	assert_eq!(desk.pay(&claim(vec![line(1, "c", 10_000)])).totals.patient, 0);
}

/// An embedded deductible: a member stops at their own amount although the family's is not met, and the family's stops
/// members who have not met theirs.
#[test]
fn family_deductible_should_stop_at_the_member_when_it_is_embedded() {
	let mut plan = plan();
	plan.deductibles = vec![deductible(family(Some(150_000), 300_000))].try_into().unwrap();
	let mut desk = Desk::new(plan);
	desk.coverage.tier = Tier::Family;
	let mut patients = vec![];
	for charge in [200_000, 100_000, 100_000] {
		desk.accumulators.member = Tallies::default();
		patients.push(desk.pay(&claim(vec![line(1, "care", charge)])).totals.patient);
	}
	assert_eq!(patients, [150_000, 100_000, 50_000]);
}

/// FHIR R4 example ClaimResponse R3500: 135.57 eligible, copay 10, 80 %. The stored example says 100.47 in one place; the
/// exact 100.456 rounds to 100.46.
#[test]
fn plan_should_pay_100_46_when_the_case_is_the_fhir_example() {
	let mut plan = plan();
	plan.shares = vec![ShareRule {
		copay: copay(1_000),
		coinsurance: 2_000,
		..rule()
	}]
	.try_into()
	.unwrap();
	let result = Desk::new(plan.clone()).decide(&claim(vec![line(1, "1205", 13_557)]));
	assert_eq!(result.totals.paid, 10_046);
	// The same with the plan's part cut off instead of the patient's rounded.
	plan.rounding = money::Rounding::Truncate;
	plan.rounded = Side::Plan;
	assert_eq!(
		Desk::new(plan)
			.decide(&claim(vec![line(1, "1205", 13_557)]))
			.totals
			.paid,
		10_045
	);
}

/// $1,000 allowed, $300 of deductible left, copay $40, coinsurance 20 %: all six orders.
#[test]
fn shares_should_follow_the_plan_when_their_order_differs() {
	use Share::{Coinsurance as C, Copay as P, Deductible as D};
	let run = |order: Order| {
		let mut plan = simple(30_000, 2_000, None);
		plan.order = order;
		plan.shares[0].copay = copay(4_000);
		let result = Desk::new(plan).decide(&claim(vec![line(1, "x", 100_000)]));
		let line = &result.lines[0];
		let of = |reason| line.adjusted(Group::Patient, Reason(reason));
		(of(1), of(2), of(3), line.paid)
	};
	assert_eq!(run([P, D, C]), (30_000, 13_200, 4_000, 52_800));
	assert_eq!(run([D, P, C]), (30_000, 13_200, 4_000, 52_800));
	assert_eq!(run([D, C, P]), (30_000, 14_000, 4_000, 52_000));
	assert_eq!(run([C, D, P]), (30_000, 20_000, 4_000, 46_000));
	assert_eq!(run([C, P, D]), (30_000, 20_000, 4_000, 46_000));
	assert_eq!(run([P, C, D]), (30_000, 19_200, 4_000, 46_800));
	// A line smaller than the shares shows the order too: $50.
	let tiny = |order: Order| {
		let mut plan = simple(30_000, 2_000, None);
		plan.order = order;
		plan.shares[0].copay = copay(4_000);
		let result = Desk::new(plan).decide(&claim(vec![line(1, "x", 5_000)]));
		let line = &result.lines[0];
		[1, 2, 3].map(|reason| line.adjusted(Group::Patient, Reason(reason)))
	};
	assert_eq!(tiny([P, D, C]), [1_000, 0, 4_000]);
	assert_eq!(tiny([D, C, P]), [5_000, 0, 0]);
	assert_eq!(tiny([C, P, D]), [0, 1_000, 4_000]);
}

/// A claim of $10,000 in one line with $200 of the deductible and $1,000 of the out-of-pocket maximum left: the deductible
/// takes 200, 20 % of 9,800 would be 1,960, of which 800 are left under the maximum.
#[test]
fn line_should_stop_at_the_maximum_when_it_crosses_deductible_and_maximum() {
	let mut desk = Desk::new(simple(150_000, 2_000, Some(300_000)));
	let member = &mut desk.accumulators.member;
	member
		.change(Counter::Deductible(0), Window::Year(2024), 130_000)
		.unwrap();
	member.change(Counter::Cap(0), Window::Year(2024), 200_000).unwrap();
	let result = desk.pay(&claim(vec![line(1, "stay", 1_000_000)]));
	assert_eq!(adjustments(&result.lines[0]), [("PR", 1, 20_000), ("PR", 2, 80_000)]);
	assert_eq!(result.totals.paid, 900_000);
	assert_eq!(
		desk.accumulators
			.member
			.used(Counter::Deductible(0), Window::Year(2024)),
		150_000
	);
	assert_eq!(
		desk.accumulators.member.used(Counter::Cap(0), Window::Year(2024)),
		300_000
	);
}

/// CMS "Summary of Benefits and Coverage" sample plan (Insurance Company 1: Plan Option 1): deductible $500, specialist
/// copay $50, hospital and other coinsurance 20 %. Mia's simple fracture, $2,800 in all, as emergency care, specialist
/// visits, supplies and therapy of our own split: what is not covered is the patient's.
#[test]
fn patient_should_bear_deductible_copays_coinsurance_and_exclusions_when_all_apply() {
	let mut plan = simple(50_000, 2_000, Some(300_000));
	plan.shares = vec![
		ShareRule {
			scope: only(DENTAL),
			covered: false,
			..rule()
		},
		ShareRule {
			scope: only(OFFICE),
			deductible: Use::None,
			copay: copay(5_000),
			..rule()
		},
		ShareRule {
			coinsurance: 2_000,
			..rule()
		},
	]
	.try_into()
	.unwrap();
	let mut desk = Desk::new(plan);
	let with = |category, number, service, billed| Line {
		category,
		..line(number, service, billed)
	};
	let emergency = desk.pay(&claim(vec![
		with(HOSPITAL, 1, "er", 150_000),
		with(HOSPITAL, 2, "xray", 50_000),
		with(OFFICE, 3, "ortho", 30_000),
		with(DENTAL, 4, "guard", 6_000),
	]));
	let by_reason = |reason| {
		emergency
			.lines
			.iter()
			.map(|l| l.adjusted(Group::Patient, Reason(reason)))
			.sum::<i128>()
	};
	assert_eq!(
		(by_reason(1), by_reason(2), by_reason(3), by_reason(96)),
		(50_000, 30_000, 5_000, 6_000)
	);
	assert_eq!(emergency.totals.patient, 91_000);
	assert_eq!(emergency.totals.paid, 145_000);
}
