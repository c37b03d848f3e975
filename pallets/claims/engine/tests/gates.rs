//! What stops a line before its price: envelope, dates, duplicates, filing, network, authorisation, waiting, coverage.

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
	assert_eq!(desk.adjust(on(line(1, "a", 100), day(2024, 1, 31))), [("PR", 26, 100)]);
	assert_eq!(desk.adjust(on(line(1, "a", 100), day(2024, 2, 1))), []);
	assert_eq!(desk.adjust(on(line(1, "a", 100), day(2024, 2, 29))), []);
	assert_eq!(desk.adjust(on(line(1, "a", 100), day(2024, 3, 1))), [("PR", 27, 100)]);
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
	assert_eq!(desk.adjust(asked.clone()), [("OA", 18, 100)]);
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
		let pend = desk.pend(&claim(vec![asked.clone()]));
		assert_eq!(
			pend,
			Pend {
				reason: PendReason::SuspectDuplicate,
				line: Some(1)
			}
		);
	}
	desk.released = true;
	assert_eq!(desk.adjust(asked.clone()), []);
	desk.released = false;
	desk.earlier = vec![EarlierLine {
		day: asked.day + 1,
		..earlier
	}];
	assert_eq!(desk.adjust(asked.clone()), []);
	// A suspect before the exact one does not hide it.
	desk.earlier = vec![EarlierLine { billed: 99, ..earlier }, earlier];
	assert_eq!(desk.adjust(asked), [("OA", 18, 100)]);
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
	assert_eq!(desk.adjust(line(1, "a", 100)), []);
	desk.network = 1;
	assert_eq!(desk.adjust(line(1, "a", 100)), [("PR", 242, 100)]);
	assert_eq!(
		desk.adjust(Line {
			category: HOSPITAL,
			..line(1, "a", 100)
		}),
		[]
	);
	desk.authorisations = vec![grant(1)];
	assert_eq!(desk.adjust(line(1, "a", 100)), []);
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
	assert_eq!(desk.adjust(line(1, "visit", 1_000)), []);
	assert_eq!(desk.adjust(stay(1, 500)), []);
	assert_eq!(desk.adjust(stay(4, 1_000)), [("CO", 197, 1_000)]);
	desk.authorisations = vec![Authorisation {
		decision: Decision::Denied,
		..grant(1)
	}];
	assert_eq!(desk.adjust(stay(4, 1_000)), [("CO", 39, 1_000)]);
	desk.authorisations = vec![Authorisation {
		decision: Decision::Pended,
		..grant(1)
	}];
	assert_eq!(
		desk.pend(&claim(vec![stay(4, 1_000)])).reason,
		PendReason::AuthorisationPended
	);
	desk.authorisations = vec![Authorisation {
		until: day(2024, 2, 29),
		..grant(1)
	}];
	assert_eq!(desk.adjust(stay(4, 1_000)), [("CO", 197, 1_000)]);
	desk.authorisations = vec![Authorisation {
		category: Some(OFFICE),
		..grant(1)
	}];
	assert_eq!(desk.adjust(stay(4, 1_000)), [("CO", 197, 1_000)]);
	desk.authorisations = vec![Authorisation {
		provider: Some([9; 32]),
		..grant(1)
	}];
	assert_eq!(desk.adjust(stay(4, 1_000)), [("CO", 197, 1_000)]);
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
	assert_eq!(desk.adjust(stay(4, 1_000)), [("CO", 198, 400)]);
	desk.authorisations = vec![Authorisation {
		units: Some(0),
		..grant(1)
	}];
	assert_eq!(desk.adjust(stay(4, 1_000)), [("CO", 198, 1_000)]);
	// The one a line names, and no other.
	desk.authorisations = vec![
		grant(1),
		Authorisation {
			units: Some(ONE_UNIT),
			..grant(2)
		},
	];
	assert_eq!(
		desk.adjust(Line {
			authorisation: Some(2),
			..stay(4, 1_000)
		}),
		[("CO", 198, 750)]
	);
	assert_eq!(
		desk.adjust(Line {
			authorisation: Some(3),
			..stay(4, 1_000)
		}),
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
		desk.adjust(Line {
			category: HOSPITAL,
			..line(1, "stay", 1_000)
		}),
		[("CO", 197, 300)]
	);
	let desk = needs(Absent::Reduce {
		rate: 2_500,
		most: None,
	});
	assert_eq!(
		desk.adjust(Line {
			category: HOSPITAL,
			..line(1, "stay", 1_000)
		}),
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
	assert_eq!(desk.adjust(dental(day(2024, 3, 30))), [("PR", 179, 100)]);
	assert_eq!(desk.adjust(dental(day(2024, 3, 31))), []);
	assert_eq!(desk.adjust(on(line(1, "visit", 100), day(2024, 1, 1))), []);
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
		desk.adjust(Line {
			category: DENTAL,
			..line(1, "a", 100)
		}),
		[("PR", 96, 100)]
	);
	desk.plan.groups = vec![(Reason::NOT_COVERED, Group::Contractual)].try_into().unwrap();
	assert_eq!(
		desk.adjust(Line {
			category: DENTAL,
			..line(1, "a", 100)
		}),
		[("CO", 96, 100)]
	);
}
