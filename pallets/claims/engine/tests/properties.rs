//! Every invariant of the design page that the engine can hold, on random plans and claims.

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
use salus_claims_engine::{money::*, plan::*, *};
use support::*;

fn config() -> ProptestConfig {
	ProptestConfig {
		cases: 10_000,
		failure_persistence: None,
		..ProptestConfig::default()
	}
}

const ORDERS: [Order; 6] = {
	use Share::{Coinsurance as C, Copay as P, Deductible as D};
	[[P, D, C], [P, C, D], [D, P, C], [D, C, P], [C, P, D], [C, D, P]]
};

fn scope() -> impl Strategy<Value = Scope> {
	prop_oneof![
		3 => Just(Scope::ALL),
		1 => (0u8..4).prop_map(|c| only(Category(c))),
		1 => (1u8..4).prop_map(|networks| Scope { networks, categories: u128::MAX }),
	]
}

fn limits() -> impl Strategy<Value = Limits> {
	(
		option::of(0u128..200_000),
		option::of(0u128..200_000),
		option::of(0u128..400_000),
		select(vec![0u8, 0, 1, 2]),
	)
		.prop_map(|(alone, member, family, members)| Limits {
			alone,
			member,
			family,
			members,
		})
}

/// Spans of deductibles, maximums and limits. Visits are not counted over a line or a claim.
fn span() -> impl Strategy<Value = Span> {
	use calendar::Period;
	select(vec![
		Span::YEAR,
		Span::YEAR,
		Span::Line,
		Span::Visit,
		Span::Claim,
		Span::Months(1),
		Span::Months(3),
		Span::Years(2),
		Span::Rolling(Period::Days(30)),
		Span::Rolling(Period::Months(2)),
		Span::Spell,
		Span::Lifetime,
	])
}

/// Members who met theirs are counted where there is an amount for a member and one window.
fn countable(limits: Limits, span: Span) -> Limits {
	let fits = limits.member.is_some() && matches!(span, Span::Years(1) | Span::Months(_) | Span::Lifetime);
	Limits {
		members: if fits { limits.members } else { 0 },
		..limits
	}
}

fn share_rule() -> impl Strategy<Value = ShareRule> {
	(
		scope(),
		(option::of(0u8..4), option::weighted(0.2, (0u8..4).prop_map(Category))),
		prop::bool::weighted(0.9),
		select(vec![Use::Matching, Use::Matching, Use::None, Use::Nth(0)]),
		option::of((
			0u128..9_000,
			select(vec![Per::Visit, Per::Line, Per::Unit, Per::Claim]),
			option::of(0u128..9_000),
			select(vec![0u64, 0, 1_000]),
		)),
		0u32..=10_000,
		option::of((0u128..5_000, 0u128..5_000)),
		select(vec![Use::Matching, Use::Matching, Use::None, Use::Nth(0)]),
		option::of(select(ORDERS.to_vec())),
	)
		.prop_map(
			|(scope, (within, beside), covered, deductible, copay, coinsurance, bounds, cap, order)| ShareRule {
				scope,
				within,
				beside,
				covered,
				deductible,
				copay: copay.map(|(amount, per, most, free)| Copay {
					amount,
					per,
					most,
					free,
				}),
				coinsurance,
				least: bounds.map(|(a, b)| a.min(b)),
				most: bounds.map(|(a, b)| a.max(b)),
				cap,
				order,
			},
		)
}

fn limit() -> impl Strategy<Value = Limit> {
	(
		scope(),
		select(vec![
			Measure::Services,
			Measure::Visits,
			Measure::Units,
			Measure::Allowed,
			Measure::Paid,
			Measure::Coinsured,
			Measure::Patient,
		]),
		(
			span(),
			select(vec![Role::Ends, Role::Ends, Role::Marks, Role::Marks, Role::MarksOwn]),
		),
		0u128..60_000,
		select(vec![119u16, 222, 96]),
		select(vec![Owner::Member, Owner::Member, Owner::Family]),
	)
		.prop_map(|(scope, measure, (span, role), most, reason, owner)| Limit {
			role: match measure {
				Measure::Coinsured | Measure::Patient if role == Role::Ends => Role::MarksOwn,
				_ => role,
			},
			scope,
			measure,
			span: match (measure, span) {
				(Measure::Visits, Span::Line | Span::Claim) => Span::Visit,
				_ => span,
			},
			most: match measure {
				Measure::Services | Measure::Visits => most % 5,
				_ => most,
			},
			reason: Reason(reason),
			owner,
		})
}

fn cob() -> impl Strategy<Value = Cob> {
	(
		select(vec![
			CobMethod::Traditional,
			CobMethod::NonDuplication,
			CobMethod::CarveOut,
			CobMethod::MaintenanceOfBenefits,
			CobMethod::LowestOf,
			CobMethod::LowestOfGross,
		]),
		select(vec![
			Allowable::Higher,
			Allowable::Own,
			Allowable::Prior,
			Allowable::Lower,
		]),
		select(vec![Level::Reported, Level::Claim]),
		select(vec![Obligation::Contractual, Obligation::Stated]),
		select(vec![Credit::AsIfPrimary, Credit::Borne]),
		select(vec![Credit::AsIfPrimary, Credit::Borne]),
	)
		.prop_map(
			|(method, allowable, level, obligation, deductible, out_of_pocket)| Cob {
				method,
				allowable,
				level,
				obligation,
				deductible,
				out_of_pocket,
				needs_prior: false,
			},
		)
}

fn a_plan() -> impl Strategy<Value = Plan> {
	(
		(
			select(vec![Rounding::HalfUp, Rounding::HalfEven, Rounding::Truncate]),
			select(vec![Side::Patient, Side::Plan]),
			select(ORDERS.to_vec()),
			vec(
				(
					scope(),
					limits(),
					(0u8..4, select(vec![0u8, 0, 1, 2])),
					span(),
					select(vec![0u8, 0, 3, 12]),
				),
				2..3,
			),
			vec(
				(
					scope(),
					limits(),
					any::<[bool; 3]>(),
					(0u8..4, select(vec![0u8, 0, 1, 2])),
					span(),
				),
				2..3,
			),
			vec(share_rule(), 0..5),
		),
		(
			vec(limit(), 0..5),
			select(vec![0u8, 2, 255]),
			cob(),
			prop::bool::ANY,
			select(vec![
				None,
				Some(Absent::Deny),
				Some(Absent::Reduce {
					rate: 5_000,
					most: None,
				}),
			]),
			select(vec![
				PriceBasis::Billed(8_000),
				PriceBasis::Unit(7_000),
				PriceBasis::Line(9_999),
				PriceBasis::Deny,
				PriceBasis::Claim(60_000),
				PriceBasis::Day(25_000),
			]),
			select(vec![0u32, 0, 200, 10_000]),
		),
	)
		.prop_map(
			|(
				(rounding, rounded, order, deductibles, caps, shares),
				(limits, balance, cob, within, auth, price, cut),
			)| {
				let mut plan = plan();
				plan.rounding = rounding;
				plan.rounded = rounded;
				plan.order = order;
				plan.deductibles = deductibles
					.into_iter()
					.map(|(scope, limits, (also, part_of), span, carry)| Deductible {
						scope,
						limits: countable(limits, span),
						span,
						also,
						part_of,
						carry: if span == Span::YEAR { carry } else { 0 },
					})
					.collect::<Vec<_>>()
					.try_into()
					.unwrap();
				plan.caps = caps
					.into_iter()
					.map(|(scope, limits, counts, (also, part_of), span)| Cap {
						scope,
						limits: countable(limits, span),
						span,
						counts,
						also,
						part_of,
					})
					.collect::<Vec<_>>()
					.try_into()
					.unwrap();
				plan.spell = Some(Spell {
					scope: only(HOSPITAL),
					gap: 60,
				});
				let marks = |within: &u8| {
					let limit: Option<&Limit> = limits.get(usize::from(*within));
					limit.is_some_and(|limit| limit.role != Role::Ends)
				};
				plan.shares = shares
					.into_iter()
					.map(|rule| ShareRule {
						within: rule.within.filter(marks),
						..rule
					})
					.chain([ShareRule {
						coinsurance: 2_000,
						..rule()
					}])
					.collect::<Vec<_>>()
					.try_into()
					.unwrap();
				plan.limits = limits.try_into().unwrap();
				if cut == 0 {
					plan.ranks = vec![Rank {
						scope: Scope::ALL,
						rates: [10_000, 5_000, 2_500, 2_500],
					}]
					.try_into()
					.unwrap();
				}
				plan.balance_billing = balance;
				plan.cob = cob;
				plan.packaged = only(HOSPITAL);
				plan.reductions = vec![Reduction {
					scope: Scope::ALL,
					rate: cut,
					reason: Reason(253),
				}]
				.try_into()
				.unwrap();
				plan.duplicates.within = within;
				plan.authorisations = auth
					.map(|absent| AuthorisationRule {
						scope: only(HOSPITAL),
						above: Some(5_000),
						absent,
					})
					.into_iter()
					.collect::<Vec<_>>()
					.try_into()
					.unwrap();
				plan.prices = vec![
					PriceRule {
						scope: only(DENTAL),
						basis: price,
					},
					PriceRule {
						scope: Scope::ALL,
						basis: PriceBasis::Billed(10_000),
					},
				]
				.try_into()
				.unwrap();
				plan.check().unwrap();
				plan
			},
		)
}

fn a_line() -> impl Strategy<Value = Line> {
	(
		0u8..4,
		select(vec!["a", "b", "c", "d"]),
		1u64..5_000,
		0u128..100_000,
		0i32..500,
		option::of(1u32..3),
	)
		.prop_map(|(category, service, units, billed, offset, authorisation)| Line {
			number: 0,
			category: Category(category),
			service: key(service),
			units,
			billed,
			day: day(2024, 1, 1) + offset,
			authorisation,
			record: None,
		})
}

fn a_claim() -> impl Strategy<Value = Claim> {
	let package = option::of((option::of(select(vec!["g", "x"])), 0u64..9_000));
	(vec(a_line(), 1..6), package).prop_map(|(mut lines, package)| {
		for (at, line) in lines.iter_mut().enumerate() {
			line.number = at as u16 + 1;
		}
		let mut claim = claim(lines);
		claim.package = package.map(|(service, days)| Package {
			service: service.map(key),
			days,
		});
		claim
	})
}

fn a_prior(lines: usize) -> impl Strategy<Value = PriorPayer> {
	let amounts = || {
		(
			option::of(0u128..120_000),
			0u128..100_000,
			0u128..50_000,
			option::of(0u128..100_000),
		)
			.prop_map(|(allowed, paid, adjusted, obliged)| PriorAmounts {
				allowed,
				paid,
				adjusted,
				obliged,
			})
	};
	(amounts(), vec(amounts(), 0..=lines), prop::bool::ANY).prop_map(|(claim, reported, by_line)| PriorPayer {
		decided: None,
		claim,
		lines: reported
			.into_iter()
			.filter(|_| by_line)
			.enumerate()
			.map(|(at, amounts)| (at as u16 + 1, amounts))
			.collect::<Vec<_>>()
			.try_into()
			.unwrap(),
	})
}

fn a_desk() -> impl Strategy<Value = Desk> {
	(
		a_plan(),
		prop::bool::ANY,
		0u8..3,
		vec(0u128..20_000, 2..3),
		option::of(0u64..9_000),
		vec(0u128..150_000, 4..5),
	)
		.prop_map(|(plan, with_family, network, prices, units, used)| {
			let mut desk = Desk::new(plan).priced("a", prices[0]).priced("b", prices[1]);
			// A group for stays, and in some plans a case rate and a day of a room.
			for (service, basis) in [
				("g", PriceBasis::Claim(prices[0] * 3)),
				("c", PriceBasis::Claim(prices[1] * 2)),
				("d", PriceBasis::Day(prices[1])),
			] {
				if service == "g" || prices[0] % 2 == 0 {
					let price = Price { basis, category: None };
					desk.schedule.push((key(service), price));
				}
			}
			desk.network = network;
			desk.released = true;
			if with_family {
				desk.coverage.tier = Tier::Family;
			}
			desk.authorisations = vec![Authorisation {
				id: 1,
				service: None,
				category: Some(HOSPITAL),
				provider: None,
				decision: Decision::Certified,
				from: day(2024, 1, 1),
				until: day(2024, 12, 31),
				units,
				amount: units.map(u128::from),
			}];
			// A year that is under way: never above the plan's own limits.
			for (at, counter) in [Counter::Deductible(0), Counter::Cap(0)].into_iter().enumerate() {
				let (limits, span) = match at {
					0 => (desk.plan.deductibles[0].limits, desk.plan.deductibles[0].span),
					_ => (desk.plan.caps[0].limits, desk.plan.caps[0].span),
				};
				if span != Span::YEAR {
					continue;
				}
				let (member, fam) = match desk.coverage.tier {
					Tier::Alone => (limits.alone, None),
					Tier::Family => (limits.member, limits.family),
				};
				let own = used[at].min(member.unwrap_or(u128::MAX)).min(fam.unwrap_or(u128::MAX));
				let all = (own + used[at + 2]).min(fam.unwrap_or(u128::MAX));
				desk.accumulators
					.member
					.change(counter, Window::Year(2024), own as i128)
					.unwrap();
				if desk.coverage.tier == Tier::Family {
					desk.accumulators
						.family
						.change(counter, Window::Year(2024), all as i128)
						.unwrap();
				}
			}
			desk
		})
}

fn run(desk: &Desk, claim: &Claim, prior: &Option<PriorPayer>) -> Adjudication {
	match desk.outcome(claim, prior.as_ref()) {
		Ok(Outcome::Adjudicated(adjudication)) => adjudication,
		other => panic!("a released, well-formed claim is decided: {other:?}"),
	}
}

proptest! {
	#![proptest_config(config())]

	/// Line and claim balance; the patient's part is the sum of PR and never negative.
	#[test]
	fn result_should_balance_when_anything_is_adjudicated(
		desk in a_desk(), claim in a_claim(), prior in option::of(a_prior(5)),
	) {
		let result = run(&desk, &claim, &prior);
		for (line, asked) in result.lines.iter().zip(&claim.lines) {
			let adjusted: i128 = line.adjustments.iter().map(|a| a.amount).sum();
			prop_assert_eq!(line.billed, line.paid + adjusted);
			prop_assert_eq!(line.billed, asked.billed as i128);
			let patient: i128 =
				line.adjustments.iter().filter(|a| a.group == Group::Patient).map(|a| a.amount).sum();
			prop_assert_eq!(line.patient, patient);
			prop_assert!(patient >= 0 && line.paid >= 0);
			prop_assert!(line.paid <= line.allowed && line.allowed <= line.billed);
			prop_assert!(line.adjustments.iter().all(|a| a.amount > 0 && pair_allowed(a.group, a.reason)));
		}
		let t = result.totals;
		prop_assert_eq!(t.billed, claim.total as i128);
		prop_assert_eq!(t.billed, t.paid + t.patient + t.contractual + t.other + t.payer);
		prop_assert_eq!(t.patient, result.lines.iter().map(|l| l.patient).sum::<i128>());
	}

	/// No deductible and no out-of-pocket maximum is ever exceeded, for member and family.
	#[test]
	fn accumulators_should_stay_within_limits_when_a_claim_is_applied(
		desk in a_desk(), claim in a_claim(), prior in option::of(a_prior(5)),
	) {
		let result = run(&desk, &claim, &prior);
		let mut after = desk.accumulators.clone();
		after.apply(&result.effects.0).unwrap();
		let deductibles = desk.plan.deductibles.iter().map(|d| d.limits).enumerate();
		let caps = desk.plan.caps.iter().map(|c| c.limits).enumerate();
		let all = deductibles
			.map(|(n, limits)| (Counter::Deductible(n as u8), limits))
			.chain(caps.map(|(n, limits)| (Counter::Cap(n as u8), limits)));
		for (counter, limits) in all {
			let (member, family) = match desk.coverage.tier {
				Tier::Alone => (limits.alone, None),
				Tier::Family => (limits.member, limits.family),
			};
			// Whatever the span, what one window has is within the amount.
			for (tallies, limit) in [(&after.member, member), (&after.family, family)] {
				for tally in tallies.iter().filter(|t| t.counter == counter) {
					prop_assert!(limit.is_none_or(|l| tally.used <= l), "{tally:?} {limits:?}");
				}
			}
		}
	}

	/// Benefit limits are never exceeded.
	#[test]
	fn limits_should_hold_when_claims_follow_each_other(desk in a_desk(), claims in vec(a_claim(), 1..4)) {
		let mut desk = desk;
		for claim in &claims {
			desk.pay(claim);
		}
		for (at, limit) in desk.plan.limits.iter().enumerate() {
			let counter = Counter::Limit(at as u8);
			if limit.role != Role::Ends || limit.measure == Measure::Visits {
				continue;
			}
			let shared = limit.owner == Owner::Family && desk.coverage.tier == Tier::Family;
			let owned = if shared { &desk.accumulators.family } else { &desk.accumulators.member };
			for tally in owned.iter().filter(|t| t.counter == counter) {
				prop_assert!(tally.used <= limit.most, "{tally:?} {limit:?}");
			}
		}
	}

	/// Reversal + original = 0 in every field, and accumulators are as before.
	#[test]
	fn reversal_should_undo_everything_when_applied(
		desk in a_desk(), claim in a_claim(), prior in option::of(a_prior(5)),
	) {
		let result = run(&desk, &claim, &prior);
		let reversal = result.reverse().unwrap();
		reversal.check().unwrap();
		let (a, b) = (result.totals, reversal.totals);
		for (x, y) in [
			(a.billed, b.billed), (a.allowed, b.allowed), (a.paid, b.paid), (a.patient, b.patient),
			(a.contractual, b.contractual), (a.other, b.other), (a.payer, b.payer),
		] {
			prop_assert_eq!(x + y, 0);
		}
		for (x, y) in result.lines.iter().zip(reversal.lines.iter()) {
			prop_assert_eq!(x.billed + y.billed, 0);
			prop_assert_eq!(x.allowed + y.allowed, 0);
			prop_assert_eq!(x.paid + y.paid, 0);
			prop_assert_eq!(x.patient + y.patient, 0);
			for (i, j) in x.adjustments.iter().zip(y.adjustments.iter()) {
				prop_assert_eq!((i.group, i.reason, i.amount + j.amount), (j.group, j.reason, 0));
			}
		}
		for (x, y) in result.uses.iter().zip(reversal.uses.iter()) {
			prop_assert_eq!((x.id, x.units + y.units, x.amount + y.amount), (y.id, 0, 0));
		}
		let mut accumulators = desk.accumulators.clone();
		accumulators.apply(&result.effects.0).unwrap();
		accumulators.apply(&reversal.effects.0).unwrap();
		prop_assert_eq!(&accumulators, &desk.accumulators);
		prop_assert_eq!(reversal.reverse(), Err(Refusal::ReversalOfReversal));
	}

	/// Accumulators are the sum of what live adjudications changed: reversing all of them, in any order, leaves nothing.
	#[test]
	fn accumulators_should_be_as_before_when_every_claim_is_reversed(
		desk in a_desk(), claims in vec(a_claim(), 1..5), order in any::<u64>(),
	) {
		let mut desk = desk;
		let before = desk.accumulators.clone();
		let mut live: Vec<Adjudication> = claims.iter().map(|claim| desk.pay(claim)).collect();
		let mut order = order;
		while !live.is_empty() {
			let next = live.swap_remove((order % live.len() as u64) as usize);
			order /= 5;
			desk.accumulators.apply(&next.reverse().unwrap().effects.0).unwrap();
		}
		prop_assert_eq!(desk.accumulators, before);
	}

	/// All payers together never pay more than is billed, as long as the ones before did not.
	#[test]
	fn payers_should_not_exceed_billed_when_benefits_are_coordinated(
		desk in a_desk(), claim in a_claim(), prior in a_prior(5),
	) {
		let result = run(&desk, &claim, &Some(prior.clone()));
		let by_line = desk.plan.cob.level == Level::Reported && !prior.lines.is_empty();
		if by_line {
			for line in &result.lines {
				let paid = prior.lines.iter().find(|(n, _)| *n == line.number).map_or(0, |(_, a)| a.paid) as i128;
				prop_assert!(line.paid == 0 || line.paid + paid <= line.billed);
			}
		} else {
			prop_assert!(result.totals.paid == 0 || result.totals.paid + prior.claim.paid as i128 <= result.totals.billed
				|| prior.lines.iter().any(|_| desk.plan.cob.method == CobMethod::MaintenanceOfBenefits));
		}
	}

	/// Being secondary never pays more, and never leaves more to the patient, than being alone.
	#[test]
	fn secondary_should_not_exceed_the_benefit_when_a_payer_came_before(
		desk in a_desk(), claim in a_claim(), prior in a_prior(5),
	) {
		// One line: with several, what the first leaves of the accumulators changes the second. The other two methods
		// compute the shares from another amount.
		let mut desk = desk;
		if matches!(desk.plan.cob.method, CobMethod::MaintenanceOfBenefits | CobMethod::LowestOfGross) {
			desk.plan.cob.method = CobMethod::LowestOf;
		}
		let mut claim = claim;
		claim.lines.truncate(1);
		claim.total = claim.lines[0].billed;
		let alone = run(&desk, &claim, &None);
		let after = run(&desk, &claim, &Some(prior));
		prop_assert!(after.totals.paid <= alone.totals.paid);
		prop_assert!(after.totals.patient <= alone.totals.patient);
	}

	/// Same inputs, same bytes.
	#[test]
	fn digest_should_be_the_same_when_the_inputs_are(
		desk in a_desk(), claim in a_claim(), prior in option::of(a_prior(5)),
	) {
		use sha2::{Digest, Sha256};
		let digest = |a: &Adjudication| Sha256::digest(a.digest_preimage(&[7; 32]));
		prop_assert_eq!(digest(&run(&desk, &claim, &prior)), digest(&run(&desk, &claim, &prior)));
	}

	/// An estimate says what the claim will pay, and changes nothing.
	#[test]
	fn estimate_should_equal_the_adjudication_when_nothing_changed(
		desk in a_desk(), claim in a_claim(), prior in option::of(a_prior(5)),
	) {
		let decided = run(&desk, &claim, &prior);
		let mut asked = claim.clone();
		asked.usage = ClaimUse::Predetermination;
		let estimate = run(&desk, &asked, &prior);
		prop_assert_eq!(&estimate.lines, &decided.lines);
		prop_assert_eq!(&estimate.totals, &decided.totals);
		prop_assert!(estimate.effects.0.is_empty() && estimate.uses.is_empty());
	}

	/// Billing more never pays more than the price of the plan.
	#[test]
	fn payment_should_not_exceed_the_price_when_more_is_billed(desk in a_desk(), line in a_line(), more in 0u128..100_000) {
		let mut line = Line { number: 1, service: key("a"), ..line };
		let price = desk.schedule[0].1.basis;
		let PriceBasis::Unit(price) = price else { unreachable!() };
		let ceiling = times(price, line.units, desk.plan.rounding).unwrap() as i128;
		let before = run(&desk, &claim(vec![line.clone()]), &None);
		line.billed += more;
		let after = run(&desk, &claim(vec![line.clone()]), &None);
		prop_assert!(after.totals.paid <= ceiling);
		if before.lines[0].allowed == ceiling && after.lines[0].allowed == ceiling
			&& desk.plan.limits.is_empty() && desk.plan.authorisations.is_empty()
		{
			prop_assert_eq!(before.totals.paid, after.totals.paid);
		}
	}

	/// Nothing at all makes the engine panic, and what it decides balances.
	#[test]
	fn engine_should_not_panic_when_amounts_are_extreme(
		desk in a_desk(),
		lines in vec((any::<u128>(), any::<u64>(), any::<i32>()), 0..5),
		paid in any::<u128>(),
	) {
		let mut asked = claim(vec![line(1, "a", 1)]);
		asked.lines = lines
			.iter()
			.enumerate()
			.map(|(n, (billed, units, day))| {
				// Half of the amounts small, so that some claims pass the envelope.
				let billed = if n % 2 == 0 { billed % MAX_AMOUNT } else { *billed };
				let units = if n % 2 == 0 { units % MAX_UNITS } else { *units };
				Line { billed, units, day: *day, ..line(n as u16, "a", 0) }
			})
			.collect::<Vec<_>>()
			.try_into()
			.unwrap();
		asked.total = asked.lines.iter().map(|l| l.billed).fold(0, u128::wrapping_add);
		asked.received = i32::MAX;
		let prior = prior(Some(paid), paid % MAX_AMOUNT);
		if let Ok(Outcome::Adjudicated(result)) = desk.outcome(&asked, Some(&prior)) {
			result.check().unwrap();
		}
	}

	/// Every result survives SCALE.
	#[test]
	fn result_should_decode_to_itself_when_encoded(desk in a_desk(), claim in a_claim()) {
		use codec::{Decode, Encode};
		let result = run(&desk, &claim, &None);
		prop_assert_eq!(Adjudication::decode(&mut &result.encode()[..]).unwrap(), result);
		prop_assert_eq!(Claim::decode(&mut &claim.encode()[..]).unwrap(), claim);
		prop_assert_eq!(Plan::decode(&mut &desk.plan.encode()[..]).unwrap(), desk.plan);
	}

	/// Interest is nothing up to the ceiling and never falls with time.
	#[test]
	fn interest_should_grow_when_payment_is_later(net in 0u128..1_000_000_000, rate in 0u32..200_000, late in 0i32..400) {
		let terms = PromptPay { ceiling: 30, rate, year: 365 };
		let received = day(2024, 1, 1);
		let due = received + 30;
		let at = |d| interest(net, &terms, received, d).unwrap().amount;
		prop_assert_eq!(at(due), 0);
		prop_assert!(at(due + late) <= at(due + late + 1));
	}
}
