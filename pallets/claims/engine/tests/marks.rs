//! Where lines are divided: a mark is used up to the cent, and what is due on a line is due once, whatever its parts.

#![allow(
	clippy::arithmetic_side_effects,
	clippy::as_conversions,
	clippy::indexing_slicing,
	clippy::unwrap_used,
	clippy::expect_used,
	clippy::panic
)]

mod support;

use proptest::{collection::vec, option, prelude::*, sample::select};
use salus_claims_engine::{
	calendar::Period,
	money::{Rounding, ONE_UNIT},
	plan::*,
	*,
};
use support::*;

fn own(measure: Measure, most: u128) -> Limit {
	Limit {
		role: Role::MarksOwn,
		scope: Scope::ALL,
		measure,
		span: Span::YEAR,
		most,
		reason: Reason::BENEFIT_MAXIMUM,
		owner: Owner::Member,
	}
}

fn a_unit(amount: u128) -> Option<Copay> {
	Some(Copay {
		per: Per::Unit,
		..copay(amount).unwrap()
	})
}

/// A rule within one mark, then another rule.
fn marked(mark: Limit, first: ShareRule, then: ShareRule) -> Plan {
	let mut plan = plan();
	plan.limits = vec![mark].try_into().unwrap();
	plan.shares = vec![
		ShareRule {
			within: Some(0),
			..first
		},
		then,
	]
	.try_into()
	.unwrap();
	plan
}

fn rate(coinsurance: u32) -> ShareRule {
	ShareRule { coinsurance, ..rule() }
}

fn units(units: u64, line: Line) -> Line {
	Line {
		units: units * ONE_UNIT,
		..line
	}
}

/// What a claim counted for the first limit.
fn used(result: &Adjudication) -> i128 {
	let mut effects = result.effects.0.iter();
	effects
		.find(|effect| effect.counter == Counter::Limit(0))
		.map_or(0, |effect| effect.amount)
}

/// $100 of each line; 10 % of the first $500, then 20 %: of $1,000 the patient bears 100, 40 and 100.
#[test]
fn deductible_should_be_taken_once_when_a_mark_divides_its_line() {
	let mut plan = marked(own(Measure::Allowed, 50_000), rate(1_000), rate(2_000));
	plan.deductibles = vec![Deductible {
		span: Span::Line,
		..deductible(alone(10_000))
	}]
	.try_into()
	.unwrap();
	let result = Desk::new(plan).decide(&claim(vec![line(1, "a", 100_000), line(2, "b", 20_000)]));
	assert_eq!(adjustments(&result.lines[0]), [("PR", 1, 10_000), ("PR", 2, 14_000)]);
	assert_eq!(adjustments(&result.lines[1]), [("PR", 1, 10_000), ("PR", 2, 2_000)]);
}

#[test]
fn maximum_should_cap_the_whole_line_when_a_mark_divides_it() {
	let mut plan = marked(own(Measure::Allowed, 50_000), rate(2_000), rate(2_000));
	plan.caps = vec![Cap {
		span: Span::Line,
		..cap(alone(6_000))
	}]
	.try_into()
	.unwrap();
	let result = Desk::new(plan).decide(&claim(vec![line(1, "a", 100_000), line(2, "b", 100_000)]));
	assert_eq!([result.lines[0].patient, result.lines[1].patient], [6_000, 6_000]);
}

/// $5, then 10 % until the plan has paid $50: of 55.56 it pays 50.00, of 55.55 only 49.99, as the patient's part is rounded.
#[test]
fn copay_should_not_be_charged_again_when_the_mark_was_crossed() {
	let first = ShareRule {
		copay: copay(500),
		..rate(1_000)
	};
	let mut desk = Desk::new(marked(own(Measure::Paid, 5_000), first, rate(5_000)));
	let crossing = desk.pay(&claim(vec![line(1, "a", 10_000)]));
	assert_eq!(
		adjustments(&crossing.lines[0]),
		[("PR", 3, 500), ("PR", 2, 556 + 1_972)]
	);
	assert_eq!(used(&crossing), 5_000);
	let next = desk.pay(&claim(vec![line(1, "a", 10_000)]));
	assert_eq!(adjustments(&next.lines[0]), [("PR", 2, 5_000)]);
}

/// Ten days at $100 with $10 a day: 20 % of the first $100 after the copay are reached at $111.11.
#[test]
fn line_should_be_divided_where_its_copay_ends_when_that_is_for_each_unit() {
	let first = ShareRule {
		copay: a_unit(1_000),
		..rate(2_000)
	};
	let desk = Desk::new(marked(own(Measure::Coinsured, 10_000), first, rule()));
	let result = desk.decide(&claim(vec![units(10, line(1, "a", 100_000))]));
	assert_eq!(adjustments(&result.lines[0]), [("PR", 3, 1_111), ("PR", 2, 2_000)]);
	assert_eq!(used(&result), 10_000);
}

/// $50 a day and 1 % until $100 were borne. All ten days bear more than that in copays alone, two days bear less: to guess
/// the days from the copay and the copay from the days would go to and fro for ever.
#[test]
fn line_should_be_divided_when_a_smaller_copay_moves_the_mark_away() {
	let first = ShareRule {
		copay: a_unit(5_000),
		..rate(100)
	};
	let desk = Desk::new(marked(own(Measure::Patient, 10_000), first, rule()));
	let result = desk.decide(&claim(vec![units(10, line(1, "a", 100_000))]));
	assert_eq!(used(&result), 10_000);
	assert_eq!(adjustments(&result.lines[0]), [("PR", 3, 9_905), ("PR", 2, 95)]);
}

#[test]
fn marks_should_be_used_by_what_is_paid_and_borne_when_a_payer_came_before() {
	let count = |role, measure, paid_before| {
		let mark = Limit {
			role,
			..own(measure, 100_000)
		};
		let desk = Desk::new(marked(mark, rate(2_000), rate(5_000)));
		used(&desk.decide_after(&claim(vec![line(1, "a", 100_000)]), &prior(Some(100_000), paid_before)))
	};
	for role in [Role::Marks, Role::MarksOwn] {
		let of = |measure| [100_000, 70_000, 10_000].map(|before| count(role, measure, before));
		assert_eq!(of(Measure::Paid), [0, 30_000, 80_000], "{role:?}");
		assert_eq!(of(Measure::Patient), [0, 0, 10_000], "{role:?}");
	}
}

/// Two marks of $400 that the plan pays: of the $500 that are left to it after another payer, the first has 400.
#[test]
fn first_mark_should_be_used_first_when_less_is_paid_than_the_parts_come_to() {
	let mut plan = marked(own(Measure::Paid, 40_000), rule(), rule());
	plan.limits.try_push(own(Measure::Paid, 40_000)).unwrap();
	let second = ShareRule {
		within: Some(1),
		..rule()
	};
	plan.shares.try_insert(1, second).unwrap();
	let mut desk = Desk::new(plan);
	let result = desk.decide_after(&claim(vec![line(1, "a", 100_000)]), &prior(Some(100_000), 50_000));
	desk.accumulators.apply(&result.effects.0).unwrap();
	let counted = |n| desk.accumulators.member.used(Counter::Limit(n), Window::Year(2024));
	assert_eq!([counted(0), counted(1)], [40_000, 10_000]);
}

fn config() -> ProptestConfig {
	ProptestConfig {
		cases: 5_000,
		failure_persistence: None,
		..ProptestConfig::default()
	}
}

fn span() -> impl Strategy<Value = Span> {
	select(vec![
		Span::Line,
		Span::Claim,
		Span::Visit,
		Span::Months(3),
		Span::YEAR,
		Span::Years(2),
		Span::Rolling(Period::Days(60)),
		Span::Lifetime,
	])
}

/// What deductibles and maximums have in common, in whole $10: so nothing has to be rounded.
#[derive(Clone, Debug)]
struct Pot {
	limits: Limits,
	span: Span,
	also: u8,
	part_of: u8,
	counts: [bool; 3],
	carry: u8,
}

fn pots() -> impl Strategy<Value = Vec<Pot>> {
	let amounts = (1u128..8, any::<(bool, bool)>(), 0u8..3);
	let pot = (amounts, span(), any::<(u8, u8)>(), any::<(bool, bool)>(), 0u8..4);
	vec(pot, 0..4).prop_map(|pots| {
		let all = (1u8 << pots.len()) - 1;
		let pots = pots.into_iter().enumerate();
		pots.map(
			|(at, ((amount, (embedded, shared), members), span, masks, counts, carry))| {
				let others = all & !(1 << at);
				let countable = embedded && matches!(span, Span::Years(1) | Span::Months(_) | Span::Lifetime);
				Pot {
					limits: Limits {
						members: if countable { members } else { 0 },
						..Limits {
							alone: Some(amount * 1_000),
							family: shared.then_some(amount * 2_000),
							..family(embedded.then_some(amount * 1_000), 0)
						}
					},
					span,
					also: masks.0 & others,
					part_of: masks.1 & others,
					counts: [counts.0, true, counts.1],
					carry: if span == Span::YEAR { carry } else { 0 },
				}
			},
		)
		.collect()
	})
}

/// A plan with one rule for everything.
fn undivided() -> impl Strategy<Value = Plan> {
	(pots(), pots(), 0u32..=10, any::<(u8, u8)>()).prop_map(|(deductibles, caps, tenths, chosen)| {
		let nth = |of: usize, chosen: u8| match of {
			0 => Use::None,
			of => Use::Nth(chosen % of as u8),
		};
		let mut plan = plan();
		plan.shares[0] = ShareRule {
			deductible: nth(deductibles.len(), chosen.0),
			cap: nth(caps.len(), chosen.1),
			..rate(tenths * 1_000)
		};
		let deductibles = deductibles.into_iter().map(|pot| Deductible {
			span: pot.span,
			also: pot.also,
			part_of: pot.part_of,
			carry: pot.carry,
			..deductible(pot.limits)
		});
		plan.deductibles = deductibles.collect::<Vec<_>>().try_into().unwrap();
		let caps = caps.into_iter().map(|pot| Cap {
			span: pot.span,
			also: pot.also,
			part_of: pot.part_of,
			counts: pot.counts,
			..cap(pot.limits)
		});
		plan.caps = caps.collect::<Vec<_>>().try_into().unwrap();
		plan
	})
}

/// Marks that divide lines into parts of whole $10, if a unit costs $10.
fn dividing() -> impl Strategy<Value = Limit> {
	(
		select(vec![Role::Marks, Role::MarksOwn]),
		select(vec![Measure::Allowed, Measure::Units]),
		span(),
		1u128..7,
		select(vec![Owner::Member, Owner::Family]),
	)
		.prop_map(|(role, measure, span, most, owner)| Limit {
			role,
			span,
			owner,
			..own(measure, most * 1_000)
		})
}

fn claims() -> impl Strategy<Value = Vec<Claim>> {
	vec(vec((1u64..9, 0i32..150), 1..4), 3).prop_map(|claims| {
		let claims = claims.into_iter().map(|lines| {
			let lines = (1u16..).zip(lines).map(|(number, (of, offset))| {
				let service = line(number, "a", u128::from(of) * 1_000);
				on(units(of, service), day(2024, 10, 1) + offset)
			});
			claim(lines.collect())
		});
		claims.collect()
	})
}

const ORDERS: [Order; 6] = {
	use Share::{Coinsurance as C, Copay as P, Deductible as D};
	[[P, D, C], [P, C, D], [D, P, C], [D, C, P], [C, P, D], [C, D, P]]
};

/// Plans whose first rule holds within a mark of amounts.
fn crossed() -> impl Strategy<Value = Plan> {
	let rounding = (
		select(vec![Rounding::HalfUp, Rounding::HalfEven, Rounding::Truncate]),
		select(vec![Side::Patient, Side::Plan]),
		select(ORDERS.to_vec()),
	);
	let measures = vec![Measure::Allowed, Measure::Coinsured, Measure::Paid, Measure::Patient];
	let charge = (
		0u128..1_200,
		select(vec![Per::Unit, Per::Visit]),
		option::weighted(0.3, 0u128..3_000),
		0u64..3,
	);
	(rounding, select(measures), 1u128..2_000, 0u128..300, 0u32..=100, charge).prop_map(
		|((rounding, side, order), measure, most, taken, percent, (amount, per, at_most, free))| {
			let first = ShareRule {
				copay: Some(Copay {
					amount,
					per,
					most: at_most,
					free: free * ONE_UNIT,
				}),
				..rate(percent * 100)
			};
			let mut plan = marked(own(measure, most), first, rate(5_000));
			plan.deductibles = vec![deductible(alone(taken))].try_into().unwrap();
			(plan.rounding, plan.rounded, plan.order) = (rounding, side, order);
			plan
		},
	)
}

proptest! {
	#![proptest_config(config())]

	/// A plan that marks divide into rules which all say the same is the plan with one such rule.
	#[test]
	fn marks_should_change_nothing_when_all_rules_are_the_same(
		plan in undivided(), marks in vec(dividing(), 2), claims in claims(), with_family in any::<bool>(),
	) {
		let only = plan.shares[0].clone();
		let mut parted = plan.clone();
		parted.limits = marks.try_into().unwrap();
		parted.shares = [Some(0), Some(1), None]
			.map(|within| ShareRule { within, ..only.clone() })
			.to_vec()
			.try_into()
			.unwrap();
		let mut desks = [Desk::new(plan), Desk::new(parted)];
		if with_family {
			desks.iter_mut().for_each(|desk| desk.coverage.tier = Tier::Family);
		}
		for claim in &claims {
			let [one, other] = desks.each_mut().map(|desk| desk.pay(claim).lines);
			prop_assert_eq!(one, other);
			let [one, other] = desks.each_ref().map(|desk| {
				let tallies = desk.accumulators.member.iter().chain(desk.accumulators.family.iter());
				tallies.filter(|tally| !matches!(tally.counter, Counter::Limit(_))).copied().collect::<Vec<_>>()
			});
			prop_assert_eq!(one, other);
		}
	}

	/// What a rule had within a mark of amounts is the mark, to the cent, once a line goes beyond it: of lines by themselves
	/// or with one price.
	#[test]
	fn mark_should_be_used_up_to_the_cent_when_a_line_crosses_it(
		plan in crossed(), billed in vec(1u128..9_000, 1..4), of in 1u64..30, together in any::<bool>(),
	) {
		let most = plan.limits[0].most;
		let mut desk = Desk::new(plan);
		let total = billed.iter().sum();
		let lines = (1u16..).zip(billed).map(|(number, billed)| units(of, line(number, "a", billed)));
		let mut asked = claim(lines.collect());
		if together {
			let price = Price { basis: PriceBasis::Claim(total), category: None };
			desk.schedule.push((key("g"), price));
			asked.package = Some(Package { service: Some(key("g")), days: of * ONE_UNIT });
		}
		let mut trace = vec![];
		let result = decided(desk.traced(&asked, None, &mut trace).unwrap());
		let within: i128 = trace.iter().filter(|step| step.stage == Stage::Part).map(|step| step.amount).sum();
		if within < result.totals.allowed {
			prop_assert_eq!(used(&result), most as i128);
		}
	}
}
