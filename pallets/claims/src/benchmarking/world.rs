//! What benchmarks begin with: the largest plan and an ordinary one, their people, their claims.

use super::BenchmarkHelper;
use crate::{
	impls::{Counter, Seat},
	*,
};
use frame::{benchmarking::prelude::*, token::fungibles::Mutate};
use salus_claims_engine::{
	calendar::{Period, YearStart},
	claim::{ClaimUse, PriorAmounts, PriorPayer},
	codes::{Group, Reason},
	plan::{
		Absent, AppealLevel, AuthorisationRule, Cap, Closure, Cob, Deductible, Duplicates, Filing, Limit, Limits,
		Measure, Price, PriceRule, PromptPay, Reduction, Role as LimitRole, Scope as PlanScope, Share, ShareRule, Side,
		Span, Use, COPAY_FIRST,
	},
	plan::{
		MAX_CAPS, MAX_DEDUCTIBLES, MAX_LIMITS, MAX_PARTS, MAX_PRICE_RULES, MAX_REDUCTIONS, MAX_RULES, MAX_SHARE_RULES,
	},
	Category, Counter as Tallied, PriceBasis, Rounding, Tallies, Window,
};

pub(super) const TIME: Seconds = 1_790_000_000;
pub(super) const RICH: Money = 1_000_000_000_000_000_000_000;
pub(super) const PRICE: Money = 10_000;
pub(super) const BITS: u8 = 6;
pub(super) const OURS: Category = Category(1);

/// Everybody there is.
pub(super) struct World<T: Config> {
	pub payer: T::AccountId,
	pub provider: T::AccountId,
	pub officer: T::AccountId,
	pub second: T::AccountId,
	pub plan: PlanId,
	pub anchor: AnchorId,
	pub large: bool,
}

pub(super) fn bounded<X, S: Get<u32>>(items: impl Iterator<Item = X>) -> BoundedVec<X, S> {
	BoundedVec::truncate_from(items.collect())
}

pub(super) fn elsewhere() -> PlanScope {
	PlanScope {
		networks: u8::MAX,
		categories: 1 << 9,
	}
}

/// A plan with every list full, whose last rules hold and whose every rule takes as much work as one can; or one with 24
/// rules.
pub(super) fn terms(large: bool) -> Plan {
	let count = |most: u32, ordinary: u32| if large { most } else { ordinary };
	let most = if large { 1_000_000_000 } else { 1_000 };
	let limits = |members| Limits {
		alone: Some(most),
		member: Some(most),
		family: Some(most.saturating_mul(2)),
		members,
	};
	// Each deductible and maximum goes along with three others, and what is counted is summed by days.
	let links = |at: u32| if large { 0b1110u8.rotate_left(at) } else { 0 };
	let summed = if large {
		Span::Rolling(Period::Months(6_000))
	} else {
		Span::YEAR
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
		deductibles: bounded((0..count(MAX_DEDUCTIBLES, 1)).map(|at| Deductible {
			scope: PlanScope::ALL,
			limits: limits(if large { u8::MAX } else { 0 }),
			span: Span::YEAR,
			also: links(at),
			part_of: 0,
			carry: if large { 12 } else { 0 },
		})),
		caps: bounded((0..count(MAX_CAPS, 1)).map(|at| Cap {
			scope: PlanScope::ALL,
			limits: limits(0),
			span: summed,
			counts: [true; 3],
			also: 0,
			part_of: links(at),
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
			// What is left of a line after its parts is paid.
			deductible: if large && at == shares {
				Use::None
			} else {
				Use::Matching
			},
			copay: None,
			coinsurance: 1_333,
			least: None,
			most: None,
			cap: Use::Matching,
			order: large.then_some([Share::Copay, Share::Coinsurance, Share::Deductible]),
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
		limits: bounded((1..=count(MAX_LIMITS, 6)).map(|at| {
			let mark = at < parts;
			Limit {
				role: if mark { LimitRole::MarksOwn } else { LimitRole::Ends },
				scope: PlanScope::ALL,
				measure: Measure::Allowed,
				span: if mark { Span::Line } else { summed },
				most: if mark { 100 } else { RICH },
				reason: Reason::BENEFIT_MAXIMUM,
				owner: salus_claims_engine::Owner::Family,
			}
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
pub(super) fn service(number: u32) -> [u8; 16] {
	let [.., last] = number.to_be_bytes();
	let mut key = [0; 16];
	if let Some(byte) = key.get_mut(15) {
		*byte = last;
	}
	key
}

pub(super) fn full_page() -> Page {
	bounded((0..MAX_PAGE).map(|number| ScheduleEntry {
		service: service(number),
		networks: u8::MAX,
		price: Price {
			basis: PriceBasis::Unit(PRICE),
			category: Some(OURS),
		},
	}))
}

pub(super) fn signed<T: Config>(who: &T::AccountId) -> T::RuntimeOrigin {
	RawOrigin::Signed(who.clone()).into()
}

pub(super) fn rich<T: Config>(name: &'static str) -> T::AccountId {
	let who: T::AccountId = account(name, 0, 0);
	let _ = T::Assets::mint_into(T::NativeAsset::get(), &who, RICH);
	who
}

/// A world in which somebody else than the provider signs: its account is read and written where it is paid.
pub(super) fn world<T: Config>(large: bool, asset: bool) -> Result<World<T>, BenchmarkError> {
	world_of(account("provider", 0, 0), large, asset)
}

/// A world in which the provider signs: it pays for its own account with the extrinsic.
pub(super) fn own_world<T: Config>(large: bool, asset: bool) -> Result<World<T>, BenchmarkError> {
	world_of(whitelisted_caller(), large, asset)
}

/// A funded plan with a full page of prices, two officers and a record of the provider.
fn world_of<T: Config>(provider: T::AccountId, large: bool, asset: bool) -> Result<World<T>, BenchmarkError> {
	T::BenchmarkHelper::set_time(TIME);
	let [payer, officer, second] = ["payer", "officer", "second"].map(|name| rich::<T>(name));
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
	for asset in [asset, T::NativeAsset::get()] {
		let _ = T::Assets::mint_into(asset, &Pallet::<T>::pool_account(plan), RICH);
	}
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
pub(super) fn tallies(large: bool) -> Tallies {
	let mut tallies = Tallies::default();
	let count = if large { 80 } else { 12 };
	for day in 0..count {
		let _ = tallies.change(Tallied::Limit(40), Window::Day(day), 1_000_000_000_000);
	}
	tallies
}

impl<T: Config> World<T> {
	/// A member of a family, with accumulators and latest lines, and with this many consents.
	pub fn member(&self, number: u32, consents: u32) -> Result<CoverageId, BenchmarkError> {
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

	pub fn submission(&self, coverage: CoverageId, lines: u32) -> Submission {
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
		// As many latest lines as leave room for these: a day that makes room is weighed apart.
		Coverages::<T>::mutate(Key::from(coverage), |stored| {
			if let Some(coverage) = stored {
				coverage.recent = bounded((lines..MAX_RECENT).map(|claim| Print {
					day: Pallet::<T>::today().saturating_sub(50),
					service: [1; 8],
					rest: [1; 8],
					claim: u32::MAX.saturating_sub(claim),
				}));
			}
		});
		Submission {
			coverage,
			usage: ClaimUse::Claim,
			currency: *b"USD",
			total: Money::from(lines).saturating_mul(100_000),
			package: None,
			// Lines that are settled together are credited twice.
			prior: Some(PriorPayer {
				claim: PriorAmounts {
					allowed: None,
					paid: 1,
					adjusted: 0,
					obliged: None,
				},
				..PriorPayer::default()
			}),
			lines: bounded((1..=lines).map(line)),
		}
	}

	/// A claim of this many lines, decided and paid.
	pub fn claim(&self, coverage: CoverageId, lines: u32) -> Result<ClaimId, BenchmarkError> {
		let mut counter = Counter::<T>::new(self.provider.clone());
		let id = counter.take(self.submission(coverage, lines), None)?;
		counter.settle()?;
		Ok(id)
	}

	/// Changes what is stored of a claim.
	pub fn change(&self, claim: ClaimId, change: impl FnOnce(&mut ClaimOf<T>)) -> Result<(), BenchmarkError> {
		let mut record = Pallet::<T>::stored_claim(claim)?;
		change(&mut record);
		Pallet::<T>::put_claim(claim, &record);
		Ok(())
	}

	/// A claim of this many lines that waits for a person.
	pub fn pended(&self, lines: u32) -> Result<ClaimId, BenchmarkError> {
		let coverage = self.member(0, 1)?;
		let mut counter = Counter::<T>::new(self.provider.clone());
		let id = counter.take(self.submission(coverage, lines), None)?;
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
	pub fn overpaid(&self, claim: ClaimId) -> Result<(), BenchmarkError> {
		Pallet::<T>::undo(&self.officer, claim)?;
		Ok(())
	}
}

pub(super) fn request() -> Request {
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

pub(super) fn on_line(line: u16) -> Override {
	Override {
		line,
		ruling: Ruling::Price(1),
	}
}
