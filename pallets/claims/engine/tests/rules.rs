//! Each stage of the pipeline by itself: what it lets through, what it denies with which codes, and its edges.

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

fn one(desk: &Desk, line: Line) -> Vec<(&'static str, u16, i128)> {
	adjustments(&desk.decide(&claim(vec![line])).lines[0])
}

fn pended(desk: &Desk, claim: &Claim) -> Pend {
	match desk.outcome(claim, None).unwrap() {
		Outcome::Pended(pend) => pend,
		Outcome::Adjudicated(_) => panic!("was decided"),
	}
}

#[test]
fn claim_should_be_refused_when_its_envelope_is_wrong() {
	let desk = Desk::new(plan());
	let refused = |change: &dyn Fn(&mut Claim)| {
		let mut asked = claim(vec![line(1, "a", 100), line(2, "b", 200)]);
		change(&mut asked);
		desk.outcome(&asked, None).unwrap_err()
	};
	assert_eq!(refused(&|c| c.lines.clear()), Refusal::ZeroLines);
	assert_eq!(refused(&|c| c.currency = *b"EUR"), Refusal::WrongCurrency);
	assert_eq!(refused(&|c| c.total += 1), Refusal::LineSumMismatch);
	assert_eq!(refused(&|c| c.lines[1].number = 1), Refusal::RepeatedLine);
	assert_eq!(refused(&|c| c.lines[0].units = 0), Refusal::ZeroUnits);
	assert_eq!(
		refused(&|c| c.lines[0].units = money::MAX_UNITS + 1),
		Refusal::UnitsOverflow
	);
	assert_eq!(
		refused(&|c| c.lines[0].billed = money::MAX_AMOUNT + 1),
		Refusal::AmountOverflow
	);
	assert_eq!(refused(&|c| c.frequency = Frequency::Void), Refusal::VoidNotAdjudicated);
	let mut silent = Desk::new(plan());
	silent.consent = false;
	assert_eq!(
		silent.outcome(&claim(vec![line(1, "a", 1)]), None),
		Err(Refusal::ConsentMissing)
	);
}

#[test]
fn lines_should_have_no_room_when_there_are_more_than_the_most() {
	let lines: Vec<Line> = (1..=51).map(|n| line(n, "a", 1)).collect();
	assert!(
		bounded_collections::BoundedVec::<Line, bounded_collections::ConstU32<MAX_LINES>>::try_from(lines).is_err()
	);
}

#[test]
fn line_should_be_denied_26_or_27_when_it_is_outside_the_coverage() {
	let mut desk = Desk::new(plan());
	desk.coverage.from = day(2024, 2, 1);
	desk.coverage.until = Some(day(2024, 2, 29));
	assert_eq!(one(&desk, on(line(1, "a", 100), day(2024, 1, 31))), [("PR", 26, 100)]);
	assert_eq!(one(&desk, on(line(1, "a", 100), day(2024, 2, 1))), []);
	assert_eq!(one(&desk, on(line(1, "a", 100), day(2024, 2, 29))), []);
	assert_eq!(one(&desk, on(line(1, "a", 100), day(2024, 3, 1))), [("PR", 27, 100)]);
}

#[test]
fn line_should_be_denied_110_when_it_was_billed_before_the_service() {
	let desk = Desk::new(plan());
	let mut asked = claim(vec![line(1, "a", 100)]);
	asked.received = asked.lines[0].day - 1;
	assert_eq!(adjustments(&desk.decide(&asked).lines[0]), [("CO", 110, 100)]);
	asked.usage = ClaimUse::Predetermination;
	assert_eq!(adjustments(&desk.decide(&asked).lines[0]), []);
}

#[test]
fn line_should_be_denied_18_when_it_is_exactly_an_earlier_one() {
	let mut desk = Desk::new(plan());
	let asked = line(1, "a", 100);
	let earlier = EarlierLine {
		provider: [1; 32],
		service: key("a"),
		day: asked.day,
		units: ONE_UNIT,
		billed: 100,
	};
	desk.earlier = vec![earlier];
	assert_eq!(one(&desk, asked.clone()), [("OA", 18, 100)]);
	for other in [
		EarlierLine {
			provider: [2; 32],
			..earlier
		},
		EarlierLine {
			units: 2 * ONE_UNIT,
			..earlier
		},
		EarlierLine { billed: 99, ..earlier },
	] {
		desk.earlier = vec![other];
		let pend = pended(&desk, &claim(vec![asked.clone()]));
		assert_eq!(
			pend,
			Pend {
				reason: PendReason::SuspectDuplicate,
				line: Some(1)
			}
		);
	}
	desk.released = true;
	assert_eq!(one(&desk, asked.clone()), []);
	desk.released = false;
	desk.earlier = vec![EarlierLine {
		day: asked.day + 1,
		..earlier
	}];
	assert_eq!(one(&desk, asked.clone()), []);
	// A suspect before the exact one does not hide it.
	desk.earlier = vec![EarlierLine { billed: 99, ..earlier }, earlier];
	assert_eq!(one(&desk, asked), [("OA", 18, 100)]);
}

#[test]
fn line_should_be_a_duplicate_within_its_claim_only_when_the_plan_says() {
	let mut desk = Desk::new(plan());
	let twice = claim(vec![line(1, "a", 100), line(2, "a", 100)]);
	assert_eq!(desk.decide(&twice).totals.paid, 200);
	desk.plan.duplicates.within = true;
	let result = desk.decide(&twice);
	assert_eq!(result.lines[0].paid, 100);
	assert_eq!(adjustments(&result.lines[1]), [("OA", 18, 100)]);
}

#[test]
fn line_should_be_denied_29_when_it_is_filed_after_the_last_day() {
	let mut desk = Desk::new(plan());
	desk.plan.filing = Some(Filing {
		period: Period::Days(90),
		after_prior: Some(Period::Days(60)),
		after_notice: Some(Period::Days(30)),
		good_cause: true,
	});
	let filed = |desk: &Desk, after: i32, change: &dyn Fn(&mut Claim), decided: Option<i32>| {
		let mut asked = claim(vec![line(1, "a", 100)]);
		asked.received = asked.lines[0].day + after;
		change(&mut asked);
		let other = decided.map(|d| PriorPayer {
			decided: Some(asked.lines[0].day + d),
			..prior(Some(100), 0)
		});
		decided_codes(desk, &asked, other.as_ref())
	};
	fn decided_codes(desk: &Desk, asked: &Claim, other: Option<&PriorPayer>) -> Vec<u16> {
		let result = support::decided(desk.outcome(asked, other).unwrap());
		result.lines[0].adjustments.iter().map(|a| a.reason.0).collect()
	}
	assert_eq!(filed(&desk, 90, &|_| (), None), []);
	assert_eq!(filed(&desk, 91, &|_| (), None), [29]);
	// Another payer decided on day 100: 60 days from there.
	assert_eq!(filed(&desk, 160, &|_| (), Some(100)), []);
	assert_eq!(filed(&desk, 161, &|_| (), Some(100)), [29]);
	// A decision long ago does not shorten the period.
	assert_eq!(filed(&desk, 90, &|_| (), Some(1)), []);
	let notice = |c: &mut Claim| c.late = Some(LateCause::RetroactiveNotice(c.lines[0].day + 200));
	assert_eq!(filed(&desk, 230, &notice, None), []);
	assert_eq!(filed(&desk, 231, &notice, None), [29]);
	let cause = |c: &mut Claim| c.late = Some(LateCause::GoodCause);
	assert_eq!(filed(&desk, 999, &cause, None), []);
	desk.plan.filing = Some(Filing {
		good_cause: false,
		..desk.plan.filing.unwrap()
	});
	assert_eq!(filed(&desk, 999, &cause, None), [29]);
	// A calendar year: Medicare's twelve months.
	desk.plan.filing = Some(Filing {
		period: Period::Months(12),
		after_prior: None,
		after_notice: None,
		good_cause: false,
	});
	assert_eq!(filed(&desk, 365, &|_| (), None), []);
	assert_eq!(filed(&desk, 366, &|_| (), None), [29]);
}

#[test]
fn line_should_be_denied_242_when_the_network_is_closed() {
	let mut desk = Desk::new(plan());
	let scope = Scope {
		networks: 0b10,
		categories: !(1 << HOSPITAL.0),
	};
	desk.plan.closures = vec![Closure {
		scope,
		authorised: true,
	}]
	.try_into()
	.unwrap();
	assert_eq!(one(&desk, line(1, "a", 100)), []);
	desk.network = 1;
	assert_eq!(one(&desk, line(1, "a", 100)), [("PR", 242, 100)]);
	assert_eq!(
		one(
			&desk,
			Line {
				category: HOSPITAL,
				..line(1, "a", 100)
			}
		),
		[]
	);
	desk.authorisations = vec![grant(1)];
	assert_eq!(one(&desk, line(1, "a", 100)), []);
}

fn grant(id: u32) -> Authorisation {
	Authorisation {
		id,
		service: None,
		category: None,
		provider: None,
		decision: Decision::Certified,
		from: day(2024, 1, 1),
		until: day(2024, 12, 31),
		units: None,
		amount: None,
	}
}

fn needs(absent: Absent) -> Desk {
	let mut plan = plan();
	plan.authorisations = vec![AuthorisationRule {
		scope: only(HOSPITAL),
		above: Some(500),
		absent,
	}]
	.try_into()
	.unwrap();
	Desk::new(plan)
}

#[test]
fn line_should_follow_its_authorisation_when_it_needs_one() {
	let mut desk = needs(Absent::Deny);
	let stay = |units: u64, billed| Line {
		category: HOSPITAL,
		units: units * ONE_UNIT,
		..line(1, "stay", billed)
	};
	assert_eq!(one(&desk, line(1, "visit", 1_000)), []);
	assert_eq!(one(&desk, stay(1, 500)), []);
	assert_eq!(one(&desk, stay(4, 1_000)), [("CO", 197, 1_000)]);
	desk.authorisations = vec![Authorisation {
		decision: Decision::Denied,
		..grant(1)
	}];
	assert_eq!(one(&desk, stay(4, 1_000)), [("CO", 39, 1_000)]);
	desk.authorisations = vec![Authorisation {
		decision: Decision::Pended,
		..grant(1)
	}];
	assert_eq!(
		pended(&desk, &claim(vec![stay(4, 1_000)])).reason,
		PendReason::AuthorisationPended
	);
	desk.authorisations = vec![Authorisation {
		until: day(2024, 2, 29),
		..grant(1)
	}];
	assert_eq!(one(&desk, stay(4, 1_000)), [("CO", 197, 1_000)]);
	desk.authorisations = vec![Authorisation {
		category: Some(OFFICE),
		..grant(1)
	}];
	assert_eq!(one(&desk, stay(4, 1_000)), [("CO", 197, 1_000)]);
	desk.authorisations = vec![Authorisation {
		provider: Some([9; 32]),
		..grant(1)
	}];
	assert_eq!(one(&desk, stay(4, 1_000)), [("CO", 197, 1_000)]);
	// Three of four days: a quarter of what is billed is above what was authorised.
	desk.authorisations = vec![Authorisation {
		units: Some(3 * ONE_UNIT),
		..grant(1)
	}];
	let result = desk.decide(&claim(vec![stay(4, 1_000)]));
	assert_eq!(adjustments(&result.lines[0]), [("CO", 198, 250)]);
	assert_eq!(
		result.uses[0],
		AuthorisationUse {
			id: 1,
			units: 3_000,
			amount: 750
		}
	);
	// Two lines share it.
	let result = desk.decide(&claim(vec![
		stay(2, 1_000),
		Line {
			number: 2,
			..stay(2, 900)
		},
	]));
	assert_eq!(adjustments(&result.lines[1]), [("CO", 198, 450)]);
	assert_eq!(result.uses[0].units, 3_000);
	// An amount.
	desk.authorisations = vec![Authorisation {
		amount: Some(600),
		..grant(1)
	}];
	assert_eq!(one(&desk, stay(4, 1_000)), [("CO", 198, 400)]);
	desk.authorisations = vec![Authorisation {
		units: Some(0),
		..grant(1)
	}];
	assert_eq!(one(&desk, stay(4, 1_000)), [("CO", 198, 1_000)]);
	// The one a line names, and no other.
	desk.authorisations = vec![
		grant(1),
		Authorisation {
			units: Some(ONE_UNIT),
			..grant(2)
		},
	];
	assert_eq!(
		one(
			&desk,
			Line {
				authorisation: Some(2),
				..stay(4, 1_000)
			}
		),
		[("CO", 198, 750)]
	);
	assert_eq!(
		one(
			&desk,
			Line {
				authorisation: Some(3),
				..stay(4, 1_000)
			}
		),
		[("CO", 197, 1_000)]
	);
}

#[test]
fn line_should_be_cut_when_the_plan_reduces_instead_of_denying() {
	let desk = needs(Absent::Reduce {
		rate: 5_000,
		most: Some(300),
	});
	assert_eq!(
		one(
			&desk,
			Line {
				category: HOSPITAL,
				..line(1, "stay", 1_000)
			}
		),
		[("CO", 197, 300)]
	);
	let desk = needs(Absent::Reduce {
		rate: 2_500,
		most: None,
	});
	assert_eq!(
		one(
			&desk,
			Line {
				category: HOSPITAL,
				..line(1, "stay", 1_000)
			}
		),
		[("CO", 197, 250)]
	);
}

#[test]
fn line_should_be_denied_179_when_the_waiting_period_runs() {
	let mut desk = Desk::new(plan());
	desk.coverage.enrolled = day(2024, 1, 1);
	desk.plan.waiting = vec![Waiting {
		scope: only(DENTAL),
		period: Period::Days(90),
	}]
	.try_into()
	.unwrap();
	let dental = |d| {
		on(
			Line {
				category: DENTAL,
				..line(1, "crown", 100)
			},
			d,
		)
	};
	assert_eq!(one(&desk, dental(day(2024, 3, 30))), [("PR", 179, 100)]);
	assert_eq!(one(&desk, dental(day(2024, 3, 31))), []);
	assert_eq!(one(&desk, on(line(1, "visit", 100), day(2024, 1, 1))), []);
}

#[test]
fn line_should_be_denied_96_when_the_service_is_not_covered() {
	let mut desk = Desk::new(plan());
	desk.plan.shares = vec![ShareRule {
		scope: only(OFFICE),
		..rule()
	}]
	.try_into()
	.unwrap();
	assert_eq!(
		one(
			&desk,
			Line {
				category: DENTAL,
				..line(1, "a", 100)
			}
		),
		[("PR", 96, 100)]
	);
	desk.plan.groups = vec![(Reason::NOT_COVERED, Group::Contractual)].try_into().unwrap();
	assert_eq!(
		one(
			&desk,
			Line {
				category: DENTAL,
				..line(1, "a", 100)
			}
		),
		[("CO", 96, 100)]
	);
}

fn limited(measure: Measure, span: Span, most: u128) -> Desk {
	let mut plan = simple(0, 2_000, None);
	plan.limits = vec![Limit {
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
	let services = &mut limited(Measure::Services, Span::Year, 2);
	assert_eq!(series(services, &[0, 0, 1, 366]), [0, 0, 10_000, 0]);
	// Two services on a day are one visit.
	let visits = &mut limited(Measure::Visits, Span::Year, 2);
	assert_eq!(series(visits, &[0, 0, 1, 2, 1, 366]), [0, 0, 0, 10_000, 0, 0]);
	let day_by_day = &mut limited(Measure::Services, Span::Visit, 1);
	assert_eq!(series(day_by_day, &[0, 0, 1]), [0, 10_000, 0]);
	let lifetime = &mut limited(Measure::Visits, Span::Lifetime, 1);
	assert_eq!(series(lifetime, &[0, 400, 800]), [0, 10_000, 10_000]);
	// Thirty days: day 29 is the last of the window that starts on day 0, day 30 is outside.
	let rolling = &mut limited(Measure::Services, Span::Rolling(30), 1);
	assert_eq!(series(rolling, &[0, 29, 30, 31]), [0, 10_000, 0, 10_000]);
	// $150 allowed in a year: half of the second claim is above it.
	let allowed = &mut limited(Measure::Allowed, Span::Year, 15_000);
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

#[test]
fn price_should_be_the_lower_of_billed_and_schedule_when_there_is_one() {
	let desk = Desk::new(plan()).priced("a", 700);
	let priced = |units: u64, billed| {
		let result = desk.decide(&claim(vec![Line {
			units,
			..line(1, "a", billed)
		}]));
		(
			result.lines[0].allowed,
			result.lines[0].adjusted(Group::Contractual, Reason(45)),
		)
	};
	assert_eq!(priced(2_000, 2_000), (1_400, 600));
	assert_eq!(priced(2_000, 1_000), (1_000, 0));
	// Half a unit.
	assert_eq!(priced(500, 2_000), (350, 1_650));
}

#[test]
fn excess_should_be_the_patients_when_the_network_has_no_contract() {
	let mut desk = Desk::new(plan()).priced("a", 700);
	desk.plan.balance_billing = 0b10;
	desk.network = 1;
	let result = desk.decide(&claim(vec![line(1, "a", 1_000)]));
	assert_eq!(adjustments(&result.lines[0]), [("PR", 45, 300)]);
	assert_eq!(result.totals.patient, 300);
}

#[test]
fn claim_should_wait_when_nothing_prices_it_or_it_is_above_the_ceiling() {
	let mut desk = Desk::new(plan());
	desk.plan.prices = vec![PriceRule {
		scope: Scope::ALL,
		basis: PriceBasis::Pend,
	}]
	.try_into()
	.unwrap();
	let asked = claim(vec![line(1, "a", 1_000)]);
	assert_eq!(
		pended(&desk, &asked),
		Pend {
			reason: PendReason::NoPrice,
			line: Some(1)
		}
	);
	desk.overrides = vec![Override {
		line: 1,
		ruling: Ruling::Price(600),
	}];
	assert_eq!(desk.decide(&asked).totals.paid, 600);
	let mut desk = Desk::new(plan());
	desk.plan.ceiling = Some(999);
	assert_eq!(
		pended(&desk, &asked),
		Pend {
			reason: PendReason::AboveCeiling,
			line: None
		}
	);
	desk.plan.ceiling = Some(1_000);
	assert_eq!(desk.decide(&asked).totals.paid, 1_000);
	desk.plan.ceiling = Some(1);
	desk.released = true;
	assert_eq!(desk.decide(&asked).totals.paid, 1_000);
}

#[test]
fn ruling_should_take_the_place_of_the_rule_when_an_officer_decides() {
	let mut desk = Desk::new(simple(0, 2_000, None));
	desk.coverage.from = day(2024, 4, 1);
	let asked = claim(vec![line(1, "a", 1_000)]);
	assert_eq!(desk.decide(&asked).totals.paid, 0);
	desk.overrides = vec![Override {
		line: 1,
		ruling: Ruling::Accept,
	}];
	assert_eq!(desk.decide(&asked).totals.paid, 800);
	let deny = |group, reason| {
		vec![Override {
			line: 1,
			ruling: Ruling::Deny {
				group,
				reason: Reason(reason),
			},
		}]
	};
	desk.overrides = deny(Group::PayerInitiated, 50);
	assert_eq!(adjustments(&desk.decide(&asked).lines[0]), [("PI", 50, 1_000)]);
	desk.overrides = deny(Group::Contractual, 1);
	assert_eq!(desk.outcome(&asked, None), Err(Refusal::DisallowedPair));
	desk.overrides = vec![Override {
		line: 7,
		ruling: Ruling::Accept,
	}];
	assert_eq!(desk.outcome(&asked, None), Err(Refusal::NoSuchLine));
}

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
	let first = ShareRule {
		first_visits: Some(2),
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
			reach: Reach::Year,
			also: 0,
		},
		Deductible {
			scope: scope(2),
			limits: alone(100_000),
			reach: Reach::Year,
			also: 1,
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

#[test]
fn secondary_should_be_denied_22_when_the_prior_payer_is_not_reported() {
	let mut desk = Desk::new(plan());
	desk.coverage.order = 2;
	assert_eq!(one(&desk, line(1, "a", 100)), [("OA", 22, 100)]);
	desk.plan.cob.needs_prior = false;
	assert_eq!(one(&desk, line(1, "a", 100)), []);
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
	let other = PriorPayer {
		decided: None,
		claim: amounts,
		lines: vec![(1, amounts)].try_into().unwrap(),
	};
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
