//! Claims of four lines per second on one core. Target: at least 200,000 (`shared/design/performance.md`).

#![allow(clippy::unwrap_used, clippy::arithmetic_side_effects, clippy::as_conversions)]

use bounded_collections::BoundedVec;
use criterion::{criterion_group, criterion_main, Criterion, Throughput};
use salus_claims_engine::{calendar::YearStart, money::Rounding, plan::*, *};
use std::hint::black_box;

/// A plan as payers publish them: deductible and maximum for member and family, copays and coinsurance by category and
/// network, limits, an authorisation rule, timely filing.
fn plan() -> Plan {
	let limits = Limits {
		alone: Some(150_000),
		member: Some(150_000),
		family: Some(300_000),
		members: 0,
	};
	let only = |category: u8| Scope {
		networks: u8::MAX,
		categories: 1 << category,
	};
	let rule = ShareRule {
		scope: Scope::ALL,
		within: None,
		beside: None,
		covered: true,
		deductible: Use::Matching,
		copay: None,
		coinsurance: 2_000,
		least: None,
		most: None,
		cap: Use::Matching,
		order: None,
	};
	let mut shares: Vec<_> = (1..16u8)
		.map(|c| ShareRule {
			scope: only(c),
			copay: Some(Copay {
				amount: 100 * u128::from(c),
				per: Per::Visit,
				most: None,
				free: 0,
			}),
			..rule.clone()
		})
		.collect();
	shares.push(rule);
	Plan {
		currency: *b"USD",
		rounding: Rounding::HalfUp,
		rounded: Side::Patient,
		order: COPAY_FIRST,
		year: YearStart::default(),
		spell: None,
		deductibles: vec![Deductible {
			scope: Scope::ALL,
			limits,
			span: Span::YEAR,
			also: 0,
			part_of: 0,
			carry: 0,
		}]
		.try_into()
		.unwrap(),
		caps: vec![Cap {
			scope: Scope::ALL,
			limits,
			span: Span::YEAR,
			counts: [true; 3],
			also: 0,
			part_of: 0,
		}]
		.try_into()
		.unwrap(),
		shares: shares.try_into().unwrap(),
		prices: vec![PriceRule {
			scope: Scope::ALL,
			basis: PriceBasis::Billed(8_000),
		}]
		.try_into()
		.unwrap(),
		ranks: BoundedVec::new(),
		packaged: Scope::ALL,
		limits: (1..5u8)
			.map(|c| Limit {
				scope: only(c),
				role: Role::Ends,
				measure: Measure::Visits,
				span: Span::YEAR,
				most: 30,
				reason: Reason::BENEFIT_MAXIMUM,
				owner: Owner::Member,
			})
			.collect::<Vec<_>>()
			.try_into()
			.unwrap(),
		waiting: BoundedVec::new(),
		authorisations: vec![AuthorisationRule {
			scope: only(40),
			above: None,
			absent: Absent::Deny,
		}]
		.try_into()
		.unwrap(),
		closures: BoundedVec::new(),
		balance_billing: 0,
		filing: Some(Filing {
			period: calendar::Period::Days(365),
			after_prior: None,
			after_notice: None,
			good_cause: false,
		}),
		duplicates: Duplicates::default(),
		cob: Cob::default(),
		reductions: BoundedVec::new(),
		ceiling: Some(1_000_000),
		four_eyes_above: None,
		prompt_pay: None,
		groups: BoundedVec::new(),
		appeals: BoundedVec::new(),
	}
}

fn four_lines(c: &mut Criterion) {
	let plan = plan();
	plan.check().unwrap();
	let coverage = Coverage {
		from: 19_000,
		until: None,
		enrolled: 19_000,
		tier: Tier::Family,
		order: 1,
	};
	let key = |n: u16| {
		let mut key = [0u8; 16];
		key[..2].copy_from_slice(&n.to_le_bytes());
		key
	};
	let lines: Vec<_> = (1..5u16)
		.map(|number| Line {
			number,
			category: Category(number as u8),
			service: key(number),
			units: 1_000 * u64::from(number),
			billed: 12_345 * u128::from(number),
			day: 19_800,
			authorisation: None,
			record: Some([7; 32]),
		})
		.collect();
	let claim = Claim {
		usage: ClaimUse::Claim,
		frequency: Frequency::Original,
		provider: [1; 32],
		currency: *b"USD",
		received: 19_810,
		total: lines.iter().map(|l| l.billed).sum(),
		late: None,
		package: None,
		lines: lines.try_into().unwrap(),
	};
	let mut accumulators = Accumulators::default();
	accumulators
		.member
		.change(Counter::Deductible(0), Window::Year(2024), 145_000)
		.unwrap();
	accumulators
		.family
		.change(Counter::Deductible(0), Window::Year(2024), 200_000)
		.unwrap();
	let schedule: Vec<_> = (1..3u16)
		.map(|n| {
			(
				key(n),
				Price {
					basis: PriceBasis::Unit(9_999),
					category: None,
				},
			)
		})
		.collect();
	let earlier: Vec<_> = (0..8u16)
		.map(|n| EarlierLine {
			provider: [2; 32],
			service: key(90 + n),
			day: 19_790,
			units: 1_000,
			billed: 5_000,
		})
		.collect();
	let amounts = PriorAmounts {
		allowed: Some(100_000),
		paid: 60_000,
		adjusted: 0,
		obliged: None,
	};
	let prior = PriorPayer {
		decided: None,
		claim: amounts,
		lines: BoundedVec::new(),
	};
	let case = Case {
		plan: &plan,
		coverage: &coverage,
		accumulators: &accumulators,
		claim: &claim,
		network: 0,
		authorisations: &[],
		prior: None,
		overrides: &[],
		consent: true,
		released: false,
	};
	let mut group = c.benchmark_group("claims");
	group.throughput(Throughput::Elements(1));
	group.bench_function("four lines", |b| {
		b.iter(|| adjudicate(black_box(&case), schedule.as_slice(), earlier.as_slice(), &mut ()).unwrap())
	});
	let secondary = Case {
		prior: Some(&prior),
		..case
	};
	group.bench_function("four lines, after another payer", |b| {
		b.iter(|| adjudicate(black_box(&secondary), schedule.as_slice(), earlier.as_slice(), &mut ()).unwrap())
	});
	group.finish();
}

criterion_group!(benches, four_lines);
criterion_main!(benches);
