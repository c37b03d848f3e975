//! Builders for tests: plans and claims that only state what a case is about.

#![allow(
	dead_code,
	clippy::arithmetic_side_effects,
	clippy::as_conversions,
	clippy::indexing_slicing,
	clippy::unwrap_used,
	clippy::expect_used,
	clippy::panic
)]

use bounded_collections::BoundedVec;
use salus_claims_engine::{
	calendar::{day_of, Day, YearStart},
	plan::*,
	*,
};

pub const OFFICE: Category = Category(1);
pub const HOSPITAL: Category = Category(2);
pub const DENTAL: Category = Category(3);

pub fn day(year: i32, month: u8, day: u8) -> Day {
	day_of(year, month, day).unwrap()
}

/// A service key from a short name.
pub fn key(name: &str) -> ServiceKey {
	let mut key = [0; 16];
	key[..name.len()].copy_from_slice(name.as_bytes());
	key
}

pub fn rule() -> ShareRule {
	ShareRule {
		scope: Scope::ALL,
		within: None,
		beside: None,
		covered: true,
		deductible: Use::Matching,
		copay: None,
		coinsurance: 0,
		least: None,
		most: None,
		cap: Use::Matching,
		order: None,
	}
}

pub fn copay(amount: u128) -> Option<Copay> {
	Some(Copay {
		amount,
		per: Per::Visit,
		most: None,
		free: 0,
	})
}

pub fn only(category: Category) -> Scope {
	Scope {
		networks: u8::MAX,
		categories: 1 << category.0,
	}
}

pub fn alone(amount: u128) -> Limits {
	Limits {
		alone: Some(amount),
		member: None,
		family: None,
		members: 0,
	}
}

pub fn family(member: Option<u128>, family: u128) -> Limits {
	Limits {
		alone: member,
		member,
		family: Some(family),
		members: 0,
	}
}

pub fn deductible(limits: Limits) -> Deductible {
	Deductible {
		scope: Scope::ALL,
		limits,
		span: Span::YEAR,
		also: 0,
		part_of: 0,
		carry: 0,
	}
}

pub fn cap(limits: Limits) -> Cap {
	Cap {
		scope: Scope::ALL,
		limits,
		span: Span::YEAR,
		counts: [true; 3],
		also: 0,
		part_of: 0,
	}
}

/// Pays everything that is billed.
pub fn plan() -> Plan {
	Plan {
		currency: *b"USD",
		rounding: money::Rounding::HalfUp,
		rounded: Side::Patient,
		order: COPAY_FIRST,
		year: YearStart::default(),
		spell: None,
		deductibles: BoundedVec::new(),
		caps: BoundedVec::new(),
		shares: vec![rule()].try_into().unwrap(),
		prices: vec![PriceRule {
			scope: Scope::ALL,
			basis: PriceBasis::Billed(10_000),
		}]
		.try_into()
		.unwrap(),
		ranks: BoundedVec::new(),
		packaged: Scope::ALL,
		limits: BoundedVec::new(),
		waiting: BoundedVec::new(),
		authorisations: BoundedVec::new(),
		closures: BoundedVec::new(),
		balance_billing: 0,
		filing: None,
		duplicates: Duplicates::default(),
		cob: Cob::default(),
		reductions: BoundedVec::new(),
		ceiling: None,
		four_eyes_above: None,
		prompt_pay: None,
		groups: BoundedVec::new(),
		appeals: BoundedVec::new(),
	}
}

/// A deductible, then coinsurance, up to an out-of-pocket maximum.
pub fn simple(ded: u128, coinsurance: u32, oop: Option<u128>) -> Plan {
	let mut plan = plan();
	plan.deductibles = vec![deductible(alone(ded))].try_into().unwrap();
	plan.caps = oop
		.into_iter()
		.map(|oop| cap(alone(oop)))
		.collect::<Vec<_>>()
		.try_into()
		.unwrap();
	plan.shares = vec![ShareRule { coinsurance, ..rule() }].try_into().unwrap();
	plan
}

pub fn coverage() -> Coverage {
	Coverage {
		from: day(2020, 1, 1),
		until: None,
		enrolled: day(2020, 1, 1),
		tier: Tier::Alone,
		order: 1,
	}
}

pub fn line(number: u16, service: &str, billed: u128) -> Line {
	Line {
		number,
		category: OFFICE,
		service: key(service),
		units: money::ONE_UNIT,
		billed,
		day: day(2024, 3, 1),
		authorisation: None,
		record: None,
	}
}

pub fn claim(lines: Vec<Line>) -> Claim {
	Claim {
		usage: ClaimUse::Claim,
		frequency: Frequency::Original,
		provider: [1; 32],
		currency: *b"USD",
		received: lines.iter().map(|l| l.day).max().unwrap_or(0) + 1,
		total: lines.iter().map(|l| l.billed).sum(),
		late: None,
		package: None,
		lines: lines.try_into().unwrap(),
	}
}

pub fn on(mut line: Line, day: Day) -> Line {
	line.day = day;
	line
}

/// One member's accumulators and everything else a case needs.
#[derive(Debug)]
pub struct Desk {
	pub plan: Plan,
	pub coverage: Coverage,
	pub accumulators: Accumulators,
	pub authorisations: Vec<Authorisation>,
	pub earlier: Vec<EarlierLine>,
	pub schedule: Vec<(ServiceKey, Price)>,
	pub overrides: Vec<Override>,
	pub network: u8,
	pub consent: bool,
	pub released: bool,
}

impl Desk {
	pub fn new(plan: Plan) -> Self {
		plan.check().unwrap();
		Self {
			plan,
			coverage: coverage(),
			accumulators: Accumulators::default(),
			authorisations: vec![],
			earlier: vec![],
			schedule: vec![],
			overrides: vec![],
			network: 0,
			consent: true,
			released: false,
		}
	}

	pub fn priced(mut self, service: &str, amount: u128) -> Self {
		self.schedule.push((
			key(service),
			Price {
				basis: PriceBasis::Unit(amount),
				category: None,
			},
		));
		self
	}

	pub fn outcome(&self, claim: &Claim, prior: Option<&PriorPayer>) -> Result<Outcome, Refusal> {
		let mut trace = Vec::new();
		self.traced(claim, prior, &mut trace)
	}

	pub fn traced(&self, claim: &Claim, prior: Option<&PriorPayer>, trace: &mut Vec<Step>) -> Result<Outcome, Refusal> {
		let case = Case {
			plan: &self.plan,
			coverage: &self.coverage,
			accumulators: &self.accumulators,
			claim,
			network: self.network,
			authorisations: &self.authorisations,
			prior,
			overrides: &self.overrides,
			consent: self.consent,
			released: self.released,
		};
		adjudicate(&case, self.schedule.as_slice(), self.earlier.as_slice(), trace)
	}

	pub fn decide(&self, claim: &Claim) -> Adjudication {
		decided(self.outcome(claim, None).unwrap())
	}

	/// Why the claim waits.
	pub fn pend(&self, claim: &Claim) -> Pend {
		match self.outcome(claim, None).unwrap() {
			Outcome::Pended(pend) => pend,
			Outcome::Adjudicated(_) => panic!("was decided"),
		}
	}

	/// The adjustments of the only line of a claim.
	pub fn adjust(&self, line: Line) -> Vec<(&'static str, u16, i128)> {
		adjustments(&self.decide(&claim(vec![line])).lines[0])
	}

	pub fn decide_after(&self, claim: &Claim, prior: &PriorPayer) -> Adjudication {
		decided(self.outcome(claim, Some(prior)).unwrap())
	}

	/// Decides and keeps the effects.
	pub fn pay(&mut self, claim: &Claim) -> Adjudication {
		let adjudication = self.decide(claim);
		self.accumulators.apply(&adjudication.effects.0).unwrap();
		adjudication
	}
}

pub fn decided(outcome: Outcome) -> Adjudication {
	match outcome {
		Outcome::Adjudicated(adjudication) => adjudication,
		Outcome::Pended(pend) => panic!("pended: {pend:?}"),
	}
}

pub fn prior(allowed: Option<u128>, paid: u128) -> PriorPayer {
	PriorPayer {
		decided: None,
		claim: PriorAmounts {
			allowed,
			paid,
			adjusted: 0,
			obliged: None,
		},
		lines: BoundedVec::new(),
	}
}

/// Another payer's result for a claim of one line, which it reports.
pub fn prior_line(amounts: PriorAmounts) -> PriorPayer {
	PriorPayer {
		decided: None,
		claim: amounts,
		lines: vec![(1, amounts)].try_into().unwrap(),
	}
}

/// (group, reason, amount) of a line, for comparison.
pub fn adjustments(line: &LineResult) -> Vec<(&'static str, u16, i128)> {
	line.adjustments
		.iter()
		.map(|a| (a.group.code(), a.reason.0, a.amount))
		.collect()
}
