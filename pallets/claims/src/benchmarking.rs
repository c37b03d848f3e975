//! Benchmarks. What a call costs depends on the claim (its lines), the plan (its rules) and the member (its accumulators and
//! latest lines). `submit` is about an ordinary plan: 24 rules, 16 accumulators, all latest lines; the others about the
//! largest plan there can be, a member with as many accumulators as leave room for the claim, and claims of 50 lines.

use super::*;
use crate::impls::{Counter, Desk, Seat};
use frame::{benchmarking::prelude::*, token::fungibles::Mutate, traits::Consideration};
use salus_claims_engine::{
	calendar::{Period, YearStart},
	claim::{ClaimUse, Decision},
	codes::{Group, Reason},
	plan::{
		Absent, AppealLevel, AuthorisationRule, Cap, Closure, Cob, Deductible, Duplicates, Filing, Limit, Limits,
		Measure, Price, PriceRule, PromptPay, Reduction, Role as LimitRole, Scope as PlanScope, ShareRule, Side, Span,
		Use, COPAY_FIRST,
	},
	plan::{
		MAX_CAPS, MAX_DEDUCTIBLES, MAX_LIMITS, MAX_PARTS, MAX_PRICE_RULES, MAX_REDUCTIONS, MAX_RULES, MAX_SHARE_RULES,
	},
	Category, Counter as Tallied, PriceBasis, Rounding, Tallies, Window,
};

/// What the benchmarks need of the runtime.
pub trait BenchmarkHelper<AccountId, AssetKind> {
	/// An asset that is not the native token, in which everybody can be paid.
	fn asset(owner: &AccountId) -> AssetKind;

	/// Sets the clock.
	fn set_time(now: Seconds);
}

const TIME: Seconds = 1_790_000_000;
const RICH: Money = 1_000_000_000_000_000_000_000;
const PRICE: Money = 10_000;
const BITS: u8 = 6;
const OURS: Category = Category(1);

/// Everybody there is.
struct World<T: Config> {
	payer: T::AccountId,
	provider: T::AccountId,
	officer: T::AccountId,
	second: T::AccountId,
	plan: PlanId,
	anchor: AnchorId,
	large: bool,
}

fn bounded<X, S: Get<u32>>(items: impl Iterator<Item = X>) -> BoundedVec<X, S> {
	BoundedVec::truncate_from(items.collect())
}

fn elsewhere() -> PlanScope {
	PlanScope {
		networks: u8::MAX,
		categories: 1 << 9,
	}
}

/// A plan with every list full, whose last rules hold; or one with 24 rules.
fn terms(large: bool) -> Plan {
	let count = |most: u32, ordinary: u32| if large { most } else { ordinary };
	let limits = Limits {
		alone: Some(1_000_000),
		member: Some(1_000_000),
		family: Some(2_000_000),
		members: 0,
	};
	let shares = count(MAX_SHARE_RULES, 6);
	let parts = count(MAX_PARTS, 1);
	Plan {
		currency: *b"USD",
		rounding: Rounding::HalfEven,
		rounded: Side::Patient,
		order: COPAY_FIRST,
		year: YearStart::default(),
		spell: None,
		deductibles: bounded((0..count(MAX_DEDUCTIBLES, 1)).map(|_| Deductible {
			scope: PlanScope::ALL,
			limits,
			span: Span::YEAR,
			also: 0,
			part_of: 0,
			carry: 0,
		})),
		caps: bounded((0..count(MAX_CAPS, 1)).map(|_| Cap {
			scope: PlanScope::ALL,
			limits,
			span: Span::YEAR,
			counts: [true; 3],
			also: 0,
			part_of: 0,
		})),
		shares: bounded((1..=shares).map(|at| ShareRule {
			// The last rules of a large plan each have a part of every line.
			scope: if at.saturating_add(parts) > shares {
				PlanScope::ALL
			} else {
				elsewhere()
			},
			within: if at < shares && at.saturating_add(parts) > shares {
				u8::try_from(shares.saturating_sub(at).saturating_sub(1)).ok()
			} else {
				None
			},
			beside: None,
			covered: true,
			deductible: Use::Matching,
			copay: None,
			coinsurance: 1_333,
			least: None,
			most: None,
			cap: Use::Matching,
			order: None,
		})),
		prices: bounded((0..count(MAX_PRICE_RULES, 1)).map(|_| PriceRule {
			scope: elsewhere(),
			basis: PriceBasis::Pend,
		})),
		ranks: BoundedVec::new(),
		packaged: PlanScope::ALL,
		reductions: bounded((0..count(MAX_REDUCTIONS, 1)).map(|_| Reduction {
			scope: PlanScope::ALL,
			rate: 200,
			reason: Reason(253),
		})),
		limits: bounded((1..=count(MAX_LIMITS, 4)).map(|at| Limit {
			role: if at < parts {
				LimitRole::MarksOwn
			} else {
				LimitRole::Ends
			},
			scope: PlanScope::ALL,
			measure: if at < parts {
				Measure::Coinsured
			} else {
				Measure::Services
			},
			span: if at < parts { Span::Line } else { Span::YEAR },
			most: if at < parts { 1 } else { 1_000_000 },
			reason: Reason::BENEFIT_MAXIMUM,
			owner: salus_claims_engine::Owner::Member,
		})),
		waiting: bounded((0..count(MAX_RULES, 2)).map(|_| salus_claims_engine::plan::Waiting {
			scope: PlanScope::ALL,
			period: Period::Days(1),
		})),
		authorisations: bounded((0..count(MAX_RULES, 2)).map(|_| AuthorisationRule {
			scope: elsewhere(),
			above: None,
			absent: Absent::Deny,
		})),
		closures: bounded((0..count(MAX_RULES, 2)).map(|_| Closure {
			scope: elsewhere(),
			authorised: false,
		})),
		balance_billing: 0,
		filing: Some(Filing {
			period: Period::Days(365),
			after_prior: None,
			after_notice: None,
			good_cause: false,
		}),
		duplicates: Duplicates::default(),
		cob: Cob::default(),
		ceiling: Some(RICH),
		four_eyes_above: None,
		prompt_pay: Some(PromptPay {
			ceiling: 30,
			rate: 56_250,
			year: 0,
		}),
		groups: bounded((0..count(MAX_RULES, 2)).map(|_| (Reason(50), Group::Contractual))),
		appeals: bounded((0..2).map(|_| AppealLevel {
			file_within: 180,
			decide_within: 30,
			least: 0,
		})),
	}
}

/// A service of page 0.
fn service(number: u32) -> [u8; 16] {
	let [.., last] = number.to_be_bytes();
	let mut key = [0; 16];
	if let Some(byte) = key.get_mut(15) {
		*byte = last;
	}
	key
}

fn full_page() -> Page {
	bounded((0..MAX_PAGE).map(|number| ScheduleEntry {
		service: service(number),
		networks: u8::MAX,
		price: Price {
			basis: PriceBasis::Unit(PRICE),
			category: Some(OURS),
		},
	}))
}

fn signed<T: Config>(who: &T::AccountId) -> T::RuntimeOrigin {
	RawOrigin::Signed(who.clone()).into()
}

fn rich<T: Config>(name: &'static str) -> T::AccountId {
	let who: T::AccountId = account(name, 0, 0);
	let _ = T::Assets::mint_into(T::NativeAsset::get(), &who, RICH);
	who
}

/// A funded plan with a full page of prices, two officers and a record of the provider.
fn world<T: Config>(large: bool, asset: bool) -> Result<World<T>, BenchmarkError> {
	T::BenchmarkHelper::set_time(TIME);
	let [payer, officer, second] = ["payer", "officer", "second"].map(|name| rich::<T>(name));
	// Who bills pays for its own account with the extrinsic.
	let provider: T::AccountId = whitelisted_caller();
	let _ = T::Assets::mint_into(T::NativeAsset::get(), &provider, RICH);
	T::Accreditation::accredit_for_benchmark(&payer, Role::Payer);
	T::Accreditation::accredit_for_benchmark(&provider, Role::Provider);
	let asset = if asset {
		T::BenchmarkHelper::asset(&payer)
	} else {
		T::NativeAsset::get()
	};
	for who in [&payer, &provider] {
		let _ = T::Assets::mint_into(asset.clone(), who, RICH);
	}
	let settlement = Settlement {
		asset: asset.clone(),
		page_bits: BITS,
		default_network: 7,
		external_levels: 0,
	};
	let plan = Pallet::<T>::write_plan(&payer, None, terms(large), settlement, false)?;
	Plans::<T>::mutate(Key::from(plan), |stored| {
		if let Some((record, _)) = stored {
			record.pages = 1 << BITS;
		}
	});
	Prices::<T>::insert(
		Key::from(plan),
		PageKey::from(0),
		(full_page(), None::<T::Consideration>),
	);
	Contracts::<T>::insert(Key::from(plan), &provider, Contract { network: 0, owed: 1 });
	for who in [&officer, &second] {
		Officers::<T>::insert(&payer, who, Officer { limit: Money::MAX });
	}
	let _ = T::Assets::mint_into(asset, &Pallet::<T>::pool_account(plan), RICH);
	let anchor = T::Anchors::anchor_for_benchmark(&provider)?;
	T::Log::grow_for_benchmark();
	Ok(World {
		payer,
		provider,
		officer,
		second,
		plan,
		anchor,
		large,
	})
}

/// Accumulators that leave room for a claim; ordinary ones are 16.
fn tallies(large: bool) -> Tallies {
	let mut tallies = Tallies::default();
	let count = if large { 80 } else { 12 };
	for day in 0..count {
		let _ = tallies.change(Tallied::Limit(40), Window::Day(day), 1_000_000_000_000);
	}
	tallies
}

impl<T: Config> World<T> {
	/// A member of a family, with accumulators and latest lines, and with this many consents.
	fn member(&self, number: u32, consents: u32) -> Result<CoverageId, BenchmarkError> {
		let member: T::AccountId = account("member", number, 0);
		let today = Pallet::<T>::today();
		let terms = Terms {
			from: today.saturating_sub(1_000),
			until: None,
			enrolled: today.saturating_sub(1_000),
			order: 1,
			notice: None,
		};
		let (id, family) = Pallet::<T>::cover(&self.payer, self.plan, member.clone(), Household::New, terms)?;
		T::Consent::permit_for_benchmark(&member, &self.provider, &self.payer, consents);
		Coverages::<T>::mutate(Key::from(id), |stored| {
			if let Some(coverage) = stored {
				coverage.tallies = tallies(self.large);
				coverage.floor = today.saturating_sub(100);
				// All of one day, so that room is made at the greatest cost.
				coverage.recent = bounded((1..MAX_RECENT).map(|claim| Print {
					day: today.saturating_sub(50),
					service: [1; 8],
					rest: [1; 8],
					claim: u32::MAX.saturating_sub(claim),
				}));
			}
		});
		if let Some(family) = family {
			Families::<T>::mutate(Key::from(family), |stored| {
				if let Some(family) = stored {
					family.tallies = tallies(self.large);
				}
			});
		}
		Ok(id)
	}

	fn submission(&self, coverage: CoverageId, lines: u32) -> Submission {
		let line = |number: u32| ClaimLine {
			number: u16::try_from(number).unwrap_or(0),
			category: OURS,
			service: service(number),
			units: 3_333,
			billed: 100_000,
			day: Pallet::<T>::today(),
			authorisation: None,
			record: Some(self.anchor),
		};
		Submission {
			coverage,
			usage: ClaimUse::Claim,
			currency: *b"USD",
			total: Money::from(lines).saturating_mul(100_000),
			package: None,
			prior: None,
			lines: bounded((1..=lines).map(line)),
		}
	}

	/// A claim of this many lines, decided and paid.
	fn claim(&self, coverage: CoverageId, lines: u32) -> Result<ClaimId, BenchmarkError> {
		let mut counter = Counter::<T>::new(self.provider.clone());
		let id = counter.take(self.submission(coverage, lines), None)?;
		counter.settle()?;
		Ok(id)
	}

	/// Changes what is stored of a claim.
	fn change(&self, claim: ClaimId, change: impl FnOnce(&mut ClaimOf<T>)) -> Result<(), BenchmarkError> {
		let mut record = Pallet::<T>::stored_claim(claim)?;
		change(&mut record);
		Pallet::<T>::put_claim(claim, &record);
		Ok(())
	}

	/// A claim of 50 lines that waits for a person.
	fn pended(&self) -> Result<ClaimId, BenchmarkError> {
		let coverage = self.member(0, 16)?;
		let mut counter = Counter::<T>::new(self.provider.clone());
		let id = counter.take(self.submission(coverage, MAX_LINES), None)?;
		counter.settle()?;
		let mut record = Pallet::<T>::stored_claim(id)?;
		let mut seat = Seat::<T>::load(coverage)?;
		seat.unbook(&mut record)?;
		seat.save();
		record.state = ClaimState::Pended {
			cause: PendCause::Consent,
			line: None,
			owner: PendOwner::Payer,
			deadline: 0,
		};
		record.revision = 0;
		record.result = Default::default();
		record.moved = 0;
		Pallet::<T>::put_claim(id, &record);
		Ok(id)
	}

	/// Undone by an officer: the provider has to pay back.
	fn overpaid(&self, claim: ClaimId) -> Result<(), BenchmarkError> {
		Pallet::<T>::undo(&self.officer, claim)?;
		Ok(())
	}
}

fn request() -> Request {
	let today = 20_000;
	Request {
		service: Some(service(1)),
		category: Some(OURS),
		from: today,
		until: today,
		units: Some(1_000_000),
		amount: Some(1_000_000),
		urgent: true,
	}
}

fn ruling() -> Ruling {
	Ruling::Price(1)
}

#[benchmarks]
mod benches {
	use super::*;

	#[benchmark]
	fn publish_plan() -> Result<(), BenchmarkError> {
		let world = world::<T>(false, false)?;
		let terms = terms(true);
		T::Consideration::ensure_successful(&world.payer, Pallet::<T>::footprint(100_000));
		let settlement = Pallet::<T>::stored_plan(world.plan)?.settlement;
		#[extrinsic_call]
		_(
			RawOrigin::Signed(world.payer.clone()),
			None,
			Box::new(terms),
			settlement,
		);
		assert!(Plans::<T>::contains_key(Key::from(1)));
		Ok(())
	}

	#[benchmark]
	fn add_prices(e: Linear<0, { MAX_PAGE }>) -> Result<(), BenchmarkError> {
		let world = world::<T>(true, false)?;
		let key = Key::from(world.plan);
		Plans::<T>::mutate(key, |stored| {
			if let Some((record, _)) = stored {
				record.pages = 0;
			}
		});
		Prices::<T>::remove(key, PageKey::from(0));
		T::Consideration::ensure_successful(&world.payer, Pallet::<T>::footprint(100_000));
		let entries = bounded(full_page().into_iter().take(usize::try_from(e).unwrap_or(0)));
		#[extrinsic_call]
		_(RawOrigin::Signed(world.payer.clone()), world.plan, entries);
		assert!(Prices::<T>::contains_key(key, PageKey::from(0)));
		Ok(())
	}

	#[benchmark]
	fn set_contract() -> Result<(), BenchmarkError> {
		let world = world::<T>(true, false)?;
		#[extrinsic_call]
		_(
			RawOrigin::Signed(world.payer.clone()),
			world.plan,
			world.provider.clone(),
			5,
		);
		Ok(())
	}

	#[benchmark]
	fn set_officer() -> Result<(), BenchmarkError> {
		let world = world::<T>(false, false)?;
		let officer: T::AccountId = account("third", 0, 0);
		#[extrinsic_call]
		_(RawOrigin::Signed(world.payer.clone()), officer, Some(1));
		Ok(())
	}

	#[benchmark]
	fn fund_plan() -> Result<(), BenchmarkError> {
		let world = world::<T>(true, true)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(world.payer.clone()), world.plan, 1_000_000);
		Ok(())
	}

	#[benchmark]
	fn withdraw_unencumbered() -> Result<(), BenchmarkError> {
		let world = world::<T>(true, true)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(world.payer.clone()), world.plan, 1_000_000);
		Ok(())
	}

	/// The first member of a plan, who joins a family.
	#[benchmark]
	fn enrol() -> Result<(), BenchmarkError> {
		let world = world::<T>(true, false)?;
		let coverage = world.member(0, 1)?;
		Plans::<T>::mutate(Key::from(world.plan), |stored| {
			if let Some((record, _)) = stored {
				record.used = false;
			}
		});
		let coverage = Coverages::<T>::get(Key::from(coverage)).ok_or(BenchmarkError::Weightless)?;
		let family = coverage.family.ok_or(BenchmarkError::Weightless)?;
		let member: T::AccountId = account("new", 0, 0);
		#[extrinsic_call]
		_(
			RawOrigin::Signed(world.payer.clone()),
			world.plan,
			member.clone(),
			Household::Join(family),
			coverage.terms,
		);
		assert!(Members::<T>::contains_key(member));
		Ok(())
	}

	#[benchmark]
	fn end_coverage() -> Result<(), BenchmarkError> {
		let world = world::<T>(true, false)?;
		let coverage = world.member(0, 1)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(world.payer.clone()), coverage, Pallet::<T>::today());
		Ok(())
	}

	#[benchmark]
	fn request_authorisation() -> Result<(), BenchmarkError> {
		let world = world::<T>(true, false)?;
		let coverage = world.member(0, 1)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(world.provider.clone()), coverage, request());
		assert!(Authorisations::<T>::contains_key(Key::from(coverage), Key::from(0)));
		Ok(())
	}

	#[benchmark]
	fn decide_authorisation() -> Result<(), BenchmarkError> {
		let world = world::<T>(true, false)?;
		let coverage = world.member(0, 1)?;
		Pallet::<T>::request_authorisation(signed::<T>(&world.provider), coverage, request())
			.map_err(|error| error.error)?;
		let grant = Grant {
			decision: Decision::Certified,
			from: 0,
			until: 1,
			units: Some(1),
			amount: Some(1),
		};
		#[extrinsic_call]
		_(RawOrigin::Signed(world.officer.clone()), coverage, 0, grant);
		Ok(())
	}

	/// An ordinary plan; the claim is decided and paid.
	#[benchmark]
	fn submit(l: Linear<1, { MAX_LINES }>) -> Result<(), BenchmarkError> {
		let world = world::<T>(false, false)?;
		let coverage = world.member(0, 1)?;
		let claim = world.submission(coverage, l);
		#[extrinsic_call]
		_(RawOrigin::Signed(world.provider.clone()), claim);
		let stored = Pallet::<T>::stored_claim(ClaimId { coverage, number: 0 })?;
		assert!(stored.moved > 0 || l < 50);
		Ok(())
	}

	#[benchmark]
	fn submit_largest(l: Linear<1, { MAX_LINES }>) -> Result<(), BenchmarkError> {
		let world = world::<T>(true, false)?;
		let coverage = world.member(0, 1)?;
		let claim = world.submission(coverage, l);
		#[extrinsic_call]
		submit(RawOrigin::Signed(world.provider.clone()), claim);
		assert!(Pallet::<T>::stored_claim(ClaimId { coverage, number: 0 })?.revision == 1);
		Ok(())
	}

	#[benchmark]
	fn submit_batch(n: Linear<1, { MAX_BATCH }>) -> Result<(), BenchmarkError> {
		let world = world::<T>(false, false)?;
		let mut claims = Vec::new();
		let mut coverage = 0;
		for number in 0..n {
			coverage = world.member(number, 1)?;
			claims.push(world.submission(coverage, 1));
		}
		let claims = bounded(claims.into_iter());
		#[extrinsic_call]
		_(RawOrigin::Signed(world.provider.clone()), claims);
		assert!(Pallet::<T>::stored_claim(ClaimId { coverage, number: 0 })?.revision == 1);
		Ok(())
	}

	#[benchmark]
	fn adjudicate() -> Result<(), BenchmarkError> {
		let world = world::<T>(true, false)?;
		let claim = world.pended()?;
		#[extrinsic_call]
		_(RawOrigin::Signed(world.officer.clone()), claim);
		assert!(Pallet::<T>::stored_claim(claim)?.revision == 1);
		Ok(())
	}

	#[benchmark]
	fn resolve_pended() -> Result<(), BenchmarkError> {
		let world = world::<T>(true, false)?;
		let claim = world.pended()?;
		#[extrinsic_call]
		_(RawOrigin::Signed(world.officer.clone()), claim, Resolution::Release);
		assert!(Pallet::<T>::stored_claim(claim)?.revision == 1);
		Ok(())
	}

	#[benchmark]
	fn override_line() -> Result<(), BenchmarkError> {
		let world = world::<T>(true, false)?;
		let claim = world.claim(world.member(0, 1)?, MAX_LINES)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(world.officer.clone()), claim, 1, ruling(), [1; 32]);
		assert!(Cases::<T>::contains_key(
			Key::from(claim.coverage),
			Key::from(claim.number)
		));
		Ok(())
	}

	#[benchmark]
	fn confirm_override() -> Result<(), BenchmarkError> {
		let world = world::<T>(true, false)?;
		let claim = world.claim(world.member(0, 1)?, MAX_LINES)?;
		let mut case = CaseOf::<T>::default();
		case.proposal = Some(Proposal {
			ruling: Override {
				line: 1,
				ruling: ruling(),
			},
			by: world.officer.clone(),
			amount: 1,
			note: [1; 32],
		});
		Pallet::<T>::put_case(claim, &case);
		#[extrinsic_call]
		_(RawOrigin::Signed(world.second.clone()), claim, true);
		Ok(())
	}

	/// By the provider, who pays back.
	#[benchmark]
	fn void() -> Result<(), BenchmarkError> {
		let world = world::<T>(true, false)?;
		let claim = world.claim(world.member(0, 1)?, MAX_LINES)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(world.provider.clone()), claim);
		assert!(Pallet::<T>::stored_claim(claim)?.state == ClaimState::Reversed);
		Ok(())
	}

	#[benchmark]
	fn appeal() -> Result<(), BenchmarkError> {
		let world = world::<T>(true, false)?;
		let claim = world.claim(world.member(0, 1)?, MAX_LINES)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(world.provider.clone()), claim, [1; 32]);
		Ok(())
	}

	#[benchmark]
	fn decide_appeal() -> Result<(), BenchmarkError> {
		let world = world::<T>(true, false)?;
		let claim = world.claim(world.member(0, 1)?, MAX_LINES)?;
		Pallet::<T>::dispute(world.provider.clone(), claim, [1; 32])?;
		let rulings = bounded((1..=MAX_LINES).map(|line| Override {
			line: u16::try_from(line).unwrap_or(0),
			ruling: ruling(),
		}));
		#[extrinsic_call]
		_(
			RawOrigin::Signed(world.officer.clone()),
			claim,
			Finding::Overturn { rulings },
		);
		Ok(())
	}

	/// Claims of ten lines; every stated adjustment is paid or becomes a debt.
	#[benchmark]
	fn create_remittance(n: Linear<1, { MAX_BATCH }>) -> Result<(), BenchmarkError> {
		let world = world::<T>(true, false)?;
		let mut claims = Vec::new();
		for number in 0..n {
			claims.push(world.claim(world.member(number, 1)?, 10)?);
		}
		let stated = bounded((0..MAX_STATED).map(|number| ProviderAdjustment {
			reason: PlbReason::Agreed,
			amount: if number % 2 == 0 { 1_000 } else { -1_000 },
		}));
		#[extrinsic_call]
		_(
			RawOrigin::Signed(world.officer.clone()),
			world.plan,
			world.provider.clone(),
			bounded(claims.into_iter()),
			stated,
		);
		assert!(Remittances::<T>::contains_key(Key::from(0)));
		Ok(())
	}

	/// What is held is released and paid.
	#[benchmark]
	fn retry_payment() -> Result<(), BenchmarkError> {
		let world = world::<T>(true, false)?;
		let claim = world.claim(world.member(0, 1)?, MAX_LINES)?;
		let mut record = Pallet::<T>::stored_claim(claim)?;
		let due = core::mem::take(&mut record.moved);
		let mut desk = Desk::<T>::open(world.plan, world.provider.clone())?;
		let payment = crate::impls::Payment {
			due,
			..Default::default()
		};
		desk.promise(&mut record, payment)?;
		record.state = ClaimState::Payable;
		Pallet::<T>::put_claim(claim, &record);
		#[extrinsic_call]
		_(RawOrigin::Signed(world.officer.clone()), claim);
		assert!(Pallet::<T>::stored_claim(claim)?.moved == due);
		Ok(())
	}

	#[benchmark]
	fn recover_overpayment() -> Result<(), BenchmarkError> {
		let world = world::<T>(true, false)?;
		let claim = world.claim(world.member(0, 1)?, MAX_LINES)?;
		world.overpaid(claim)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(world.provider.clone()), claim);
		assert!(Pallet::<T>::stored_claim(claim)?.moved == 0);
		Ok(())
	}

	#[benchmark]
	fn answer() -> Result<(), BenchmarkError> {
		let world = world::<T>(true, false)?;
		let claim = world.pended()?;
		world.change(claim, |record| {
			record.state = ClaimState::Pended {
				cause: PendCause::Information,
				line: None,
				owner: PendOwner::Provider,
				deadline: 0,
			};
		})?;
		#[extrinsic_call]
		_(RawOrigin::Signed(world.provider.clone()), claim, world.anchor);
		Ok(())
	}

	#[benchmark]
	fn close() -> Result<(), BenchmarkError> {
		let world = world::<T>(true, false)?;
		let claim = world.claim(world.member(0, 1)?, MAX_LINES)?;
		world.change(claim, |record| record.decided = 0)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(world.officer.clone()), claim);
		Ok(())
	}

	/// A claim with eight results.
	#[benchmark]
	fn prune() -> Result<(), BenchmarkError> {
		let world = world::<T>(true, false)?;
		let claim = world.claim(world.member(0, 1)?, MAX_LINES)?;
		let (coverage, number) = (Key::from(claim.coverage), Key::from(claim.number));
		let result = Pallet::<T>::stored_claim(claim)?.result;
		let revisions = Revision::try_from(PRUNED_AT_ONCE).unwrap_or(1);
		for revision in 1..=revisions {
			Revisions::<T>::insert((coverage, number, PageKey::from(revision)), &result);
		}
		world.change(claim, |record| {
			record.state = ClaimState::Closed;
			record.decided = 0;
			record.revision = revisions.saturating_add(1);
		})?;
		#[extrinsic_call]
		_(RawOrigin::Signed(world.officer.clone()), Prunable::Claim(claim));
		assert!(!Claims::<T>::contains_key(coverage, number));
		Ok(())
	}

	#[benchmark]
	fn ask_consent(c: Linear<1, 16>) -> Result<(), BenchmarkError> {
		let world = world::<T>(false, false)?;
		let member: T::AccountId = account("member", 0, 0);
		T::Consent::permit_for_benchmark(&member, &world.provider, &world.payer, c);
		let purpose = salus_primitives::GatePurpose::Payment;
		#[block]
		{
			Pallet::<T>::ask_consent(&member, &world.provider, &world.payer, purpose)?;
		}
		Ok(())
	}

	#[benchmark]
	fn load_page() -> Result<(), BenchmarkError> {
		let world = world::<T>(false, false)?;
		let key = Key::from(world.plan);
		#[block]
		{
			let _ = Prices::<T>::get(key, PageKey::from(0));
		}
		Ok(())
	}

	#[benchmark]
	fn check_record() -> Result<(), BenchmarkError> {
		let world = world::<T>(false, false)?;
		#[block]
		{
			T::Anchors::ensure_valid_by(world.anchor, &world.provider)?;
		}
		Ok(())
	}

	#[benchmark]
	fn use_authorisation() -> Result<(), BenchmarkError> {
		let world = world::<T>(false, false)?;
		let coverage = world.member(0, 1)?;
		Pallet::<T>::request_authorisation(signed::<T>(&world.provider), coverage, request())
			.map_err(|error| error.error)?;
		let key = (Key::from(coverage), Key::from(0));
		#[block]
		{
			Authorisations::<T>::mutate(key.0, key.1, |found| {
				if let Some(found) = found {
					found.request.units = Some(1);
				}
			});
		}
		Ok(())
	}

	/// A day that is nearly full.
	#[benchmark]
	fn archive_day() -> Result<(), BenchmarkError> {
		let world = world::<T>(false, false)?;
		let coverage = world.member(0, 1)?;
		let day = Pallet::<T>::today().saturating_sub(200);
		let print = Print {
			day,
			service: [2; 8],
			rest: [2; 8],
			claim: 1_000_000,
		};
		let (coverage_key, day_key) = (Key::from(coverage), DayKey::from(day));
		Services::<T>::insert(
			coverage_key,
			day_key,
			bounded::<_, ConstU32<MAX_DAY_LINES>>((1..MAX_DAY_LINES).map(|_| print)),
		);
		#[block]
		{
			Services::<T>::mutate(coverage_key, day_key, |prints| {
				if let Some(prints) = prints {
					let _ = prints.try_push(print);
				}
			});
		}
		Ok(())
	}

	#[benchmark]
	fn pay_asset() -> Result<(), BenchmarkError> {
		let world = world::<T>(false, true)?;
		let asset = Pallet::<T>::stored_plan(world.plan)?.settlement.asset;
		let pool = Pallet::<T>::pool_account(world.plan);
		#[block]
		{
			T::Assets::transfer(
				asset,
				&pool,
				&world.provider,
				1_000_000,
				frame::token::Preservation::Preserve,
			)?;
		}
		Ok(())
	}

	#[benchmark]
	fn replay_claim(l: Linear<1, { MAX_LINES }>) -> Result<(), BenchmarkError> {
		let world = world::<T>(true, false)?;
		let claim = world.claim(world.member(0, 1)?, l)?;
		let mut record = Pallet::<T>::stored_claim(claim)?;
		let mut seat = Seat::<T>::load(claim.coverage)?;
		let scope = seat.scope();
		let place = record.place(claim);
		seat.unbook(&mut record)?;
		Pallet::<T>::start_replay(&mut seat, place, 0);
		// It pays again, and has another result than before.
		record.moved = 0;
		record.result = record.result.reverse().map_err(|_| BenchmarkError::Weightless)?;
		Pallet::<T>::put_claim(claim, &record);
		Replays::<T>::mutate(scope, |replay| {
			if let Some(replay) = replay {
				replay.list = bounded((0..MAX_REPLAY).map(|_| place));
				replay.progress = Progress::Deciding(0);
			}
		});
		let mut replay = Replays::<T>::get(scope).ok_or(BenchmarkError::Weightless)?;
		#[block]
		{
			Pallet::<T>::one_step(scope, &mut replay);
			Replays::<T>::insert(scope, replay);
		}
		assert!(Pallet::<T>::stored_claim(claim)?.revision == 2);
		Ok(())
	}

	#[benchmark]
	fn unwind_claim() -> Result<(), BenchmarkError> {
		let world = world::<T>(true, false)?;
		let claim = world.claim(world.member(0, 1)?, MAX_LINES)?;
		let mut seat = Seat::<T>::load(claim.coverage)?;
		let scope = seat.scope();
		let mut place = Pallet::<T>::stored_claim(claim)?.place(claim);
		Pallet::<T>::start_replay(&mut seat, place, 0);
		place.claim.number = u32::MAX;
		Replays::<T>::mutate(scope, |replay| {
			if let Some(replay) = replay {
				replay.list = bounded((1..MAX_REPLAY).map(|_| place));
			}
		});
		let mut replay = Replays::<T>::get(scope).ok_or(BenchmarkError::Weightless)?;
		#[block]
		{
			Pallet::<T>::one_step(scope, &mut replay);
			Replays::<T>::insert(scope, replay);
		}
		assert!(!Pallet::<T>::stored_claim(claim)?.counted);
		Ok(())
	}

	#[benchmark]
	fn replay_nothing() {
		#[block]
		{
			let _ = Replays::<T>::iter_keys().next();
		}
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::ext(), crate::mock::Test);
}
