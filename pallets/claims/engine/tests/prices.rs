//! Prices, what a person has to price, and rulings of officers.

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
		desk.pend(&asked),
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
		desk.pend(&asked),
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
