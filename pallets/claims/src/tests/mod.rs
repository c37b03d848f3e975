//! Tests, by topic. Every one ends with every invariant.

mod appeals;
mod authorisations;
mod bad_input;
mod bounds;
mod cases;
mod limits;
mod model;
mod money;
mod plans;
mod properties;
mod reversals;
mod roles;
mod submitting;
mod transitions;
mod weighing;

use crate::{
	mock::{Claims, *},
	*,
};
use frame::{testing_prelude::*, token::fungible::NativeOrWithId};
use salus_claims_engine::{
	calendar::{Period, YearStart},
	claim::ClaimUse,
	money::ONE_UNIT,
	plan::{
		AppealLevel, Cap, Cob, Deductible, Duplicates, Filing, Limits, OnDuplicate, Price, PromptPay,
		Scope as PlanScope, ShareRule, Side, Span, Use, COPAY_FIRST,
	},
	Category, Counter as Tallied, PriceBasis, Rounding, Window,
};

/// A service with a price of 100.00.
pub const VISIT: [u8; 16] = [0x10; 16];
/// A service with a price of 1,000.00.
pub const SURGERY: [u8; 16] = [0x80; 16];
/// A service that the schedule does not have.
pub const UNKNOWN: [u8; 16] = [0xf0; 16];

pub const OFFICE: Category = Category(1);
pub const HOSPITAL: Category = Category(2);

/// Deductible 500.00 (family 1,000.00), then 20 % up to 2,000.00 (family 3,000.00); claims above 5,000.00 wait.
pub fn terms() -> Plan {
	Plan {
		currency: *b"USD",
		rounding: Rounding::HalfUp,
		rounded: Side::Patient,
		order: COPAY_FIRST,
		year: YearStart::default(),
		spell: None,
		deductibles: BoundedVec::truncate_from(vec![Deductible {
			scope: PlanScope::ALL,
			limits: Limits {
				alone: Some(50_000),
				member: Some(50_000),
				family: Some(100_000),
				members: 0,
			},
			span: Span::YEAR,
			also: 0,
			part_of: 0,
			carry: 0,
		}]),
		caps: BoundedVec::truncate_from(vec![Cap {
			scope: PlanScope::ALL,
			limits: Limits {
				alone: Some(200_000),
				member: Some(200_000),
				family: Some(300_000),
				members: 0,
			},
			span: Span::YEAR,
			counts: [true; 3],
			also: 0,
			part_of: 0,
		}]),
		shares: BoundedVec::truncate_from(vec![ShareRule {
			scope: PlanScope::ALL,
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
		}]),
		prices: BoundedVec::new(),
		ranks: BoundedVec::new(),
		packaged: PlanScope::ALL,
		reductions: BoundedVec::new(),
		limits: BoundedVec::new(),
		waiting: BoundedVec::new(),
		authorisations: BoundedVec::new(),
		closures: BoundedVec::new(),
		balance_billing: 0,
		filing: Some(Filing {
			period: Period::Days(365),
			after_prior: None,
			after_notice: Some(Period::Days(90)),
			good_cause: false,
		}),
		duplicates: Duplicates::default(),
		cob: Cob::default(),
		ceiling: Some(500_000),
		four_eyes_above: Some(10_000),
		prompt_pay: Some(PromptPay {
			ceiling: 30,
			rate: 100_000,
			year: 365,
		}),
		groups: BoundedVec::new(),
		appeals: BoundedVec::truncate_from(vec![
			AppealLevel {
				file_within: 120,
				decide_within: 60,
				least: 0,
			},
			AppealLevel {
				file_within: 60,
				decide_within: 60,
				least: 10_000,
			},
		]),
	}
}

pub fn native() -> SettlementOf<Test> {
	Settlement {
		asset: NativeOrWithId::Native,
		page_bits: 1,
		default_network: 0,
		external_levels: 0b10,
	}
}

pub fn signed(number: u8) -> RuntimeOrigin {
	RuntimeOrigin::signed(account(number))
}

pub fn entry(service: [u8; 16], category: Category, price: Money) -> ScheduleEntry {
	ScheduleEntry {
		service,
		networks: 0xff,
		price: Price {
			basis: PriceBasis::Unit(price),
			category: Some(category),
		},
	}
}

pub fn page(entries: &[ScheduleEntry]) -> Page {
	BoundedVec::truncate_from(entries.to_vec())
}

/// Publishes a plan with its two pages of prices and officers, and funds it.
pub fn publish(terms: Plan, settlement: SettlementOf<Test>, funds: Money) -> PlanId {
	let plan = Next::<Test>::get().plan;
	assert_ok!(Claims::publish_plan(signed(PAYER), None, Box::new(terms), settlement));
	assert_ok!(Claims::add_prices(
		signed(PAYER),
		plan,
		page(&[entry(VISIT, OFFICE, 10_000)])
	));
	assert_ok!(Claims::add_prices(
		signed(PAYER),
		plan,
		page(&[entry(SURGERY, HOSPITAL, 100_000)])
	));
	for (officer, limit) in [(OFFICER, 100_000), (SECOND, 200_000), (CHIEF, 100_000_000)] {
		assert_ok!(Claims::set_officer(signed(PAYER), account(officer), Some(limit)));
	}
	if funds > 0 {
		assert_ok!(Claims::fund_plan(signed(PAYER), plan, funds));
	}
	plan
}

pub fn cover_terms() -> Terms {
	Terms {
		from: GENESIS_DAY - 165,
		until: Some(GENESIS_DAY + 199),
		enrolled: GENESIS_DAY - 165,
		order: 1,
		notice: None,
	}
}

/// A funded plan with a member alone (coverage 0) and a family of two (coverages 1 and 2).
pub fn setup() -> PlanId {
	setup_with(terms(), 100_000_000)
}

pub fn setup_with(terms: Plan, funds: Money) -> PlanId {
	let plan = publish(terms, native(), funds);
	enrol_all(plan);
	plan
}

pub fn enrol_all(plan: PlanId) {
	let family = Next::<Test>::get().family;
	for (member, household) in [
		(MEMBER, Household::Alone),
		(MOTHER, Household::New),
		(CHILD, Household::Join(family)),
	] {
		assert_ok!(Claims::enrol(
			signed(PAYER),
			plan,
			account(member),
			household,
			cover_terms()
		));
	}
}

pub fn line(number: u16, service: [u8; 16], billed: Money, day: Day) -> ClaimLine {
	ClaimLine {
		number,
		category: OFFICE,
		service,
		units: ONE_UNIT,
		billed,
		day,
		authorisation: None,
		record: None,
	}
}

pub fn claim(coverage: CoverageId, lines: &[ClaimLine]) -> Submission {
	Submission {
		coverage,
		usage: ClaimUse::Claim,
		currency: *b"USD",
		total: lines.iter().map(|line| line.billed).sum(),
		package: None,
		prior: None,
		lines: BoundedVec::truncate_from(lines.to_vec()),
	}
}

/// A visit of today, billed at 120.00 and priced at 100.00.
pub fn visit(coverage: CoverageId) -> Submission {
	claim(coverage, &[line(1, VISIT, 12_000, today())])
}

/// A surgery some days ago, billed and priced at 1,000.00.
pub fn surgery(coverage: CoverageId, ago: Day) -> Submission {
	claim(coverage, &[line(1, SURGERY, 100_000, today() - ago)])
}

pub fn id(coverage: CoverageId, number: ClaimNumber) -> ClaimId {
	ClaimId { coverage, number }
}

pub fn stored(claim: ClaimId) -> ClaimOf<Test> {
	Claims::claim_of(claim).unwrap()
}

/// Submits as the provider; answers the claim.
pub fn submit(claim: Submission) -> ClaimId {
	let id = id(claim.coverage, Claims::coverage_of(claim.coverage).unwrap().next_claim);
	assert_ok!(Claims::submit(signed(PROVIDER), claim));
	id
}

pub fn deductible(coverage: CoverageId) -> Money {
	let coverage = Claims::coverage_of(coverage).unwrap();
	coverage.tallies.used(Tallied::Deductible(0), Window::Year(2026))
}

pub fn family_deductible(family: FamilyId) -> Money {
	let family = Families::<Test>::get(Key::from(family)).unwrap();
	family.tallies.used(Tallied::Deductible(0), Window::Year(2026))
}

pub fn out_of_pocket(coverage: CoverageId) -> Money {
	let coverage = Claims::coverage_of(coverage).unwrap();
	coverage.tallies.used(Tallied::Cap(0), Window::Year(2026))
}

pub fn balance(number: u8) -> Money {
	Balances::free_balance(account(number))
}

pub fn events() -> Vec<Event<Test>> {
	System::events()
		.into_iter()
		.filter_map(|record| match record.event {
			RuntimeEvent::Claims(event) => Some(event),
			_ => None,
		})
		.collect()
}

pub fn last_event() -> Event<Test> {
	events().pop().unwrap()
}

/// What a call answers, without what it weighs.
pub fn plain(result: DispatchResultWithPostInfo) -> Result<(), DispatchError> {
	result.map(|_| ()).map_err(|error| error.error)
}

/// Lets the ends of blocks do all there is to do.
pub fn idle() {
	for _ in 0..100 {
		if Replays::<Test>::iter_keys().next().is_none() {
			return;
		}
		Claims::on_idle(1, Weight::from_parts(u64::MAX / 2, u64::MAX / 2));
	}
	panic!("a replay does not end");
}
