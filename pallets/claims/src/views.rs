//! What can be read: answers of view functions and of the runtime API.

#![allow(clippy::as_conversions, reason = "the derived codecs convert the index of a variant")]

use crate::{impls::Desk, impls::Seat, *};
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame::deps::{frame_support::storage::with_transaction, sp_runtime::TransactionOutcome};
use salus_claims_engine::{plan::AppealLevel, Outcome, Step, Tallies, Totals};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// A plan of the genesis state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GenesisPlan<AccountId, AssetKind> {
	/// Who publishes and pays.
	pub payer: AccountId,
	/// What it pays in.
	pub asset: AssetKind,
	/// SCALE encoding of the terms.
	pub terms: Vec<u8>,
	/// Bits of a service key that name its page.
	pub page_bits: u8,
	/// SCALE encoding of each page of prices.
	pub prices: Vec<Vec<u8>>,
	/// Network of a provider without a contract.
	pub default_network: Network,
	/// Levels of appeal that a reviewer decides.
	pub external_levels: u8,
	/// Providers and their networks.
	pub contracts: Vec<(AccountId, Network)>,
	/// Officers and what each may decide alone.
	pub officers: Vec<(AccountId, Money)>,
	/// Members: each list is a family, or one member alone.
	pub households: Vec<Vec<AccountId>>,
	/// First day of every coverage.
	pub from: Day,
	/// Last day of every coverage.
	pub until: Option<Day>,
	/// What is in the pool. It is made, not taken from anybody.
	pub funds: Money,
}

/// Derives everything that an answer needs.
macro_rules! answers {
	($($item:item)*) => {$(
		#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo, Clone, PartialEq, Eq, Debug)]
		$item
	)*};
}

answers! {
	/// The pool of a plan.
	pub struct Pool<AccountId> {
		/// Its account.
		pub account: AccountId,
		/// All that is in it.
		pub balance: Money,
		/// Of that, what is held for decided claims.
		pub promised: Money,
		/// What decided claims wait for because the pool is short.
		pub lacking: Money,
		/// What the payer can take out.
		pub unencumbered: Money,
	}

	/// A claim in a list.
	pub struct ClaimSummary {
		/// The claim.
		pub claim: ClaimId,
		/// The day it was received.
		pub received: Day,
		/// The first day of service.
		pub day: Day,
		/// Where it is.
		pub state: ClaimState,
		/// How many results there were.
		pub revision: Revision,
		/// The sums of the latest.
		pub totals: Totals,
		/// What the provider has of it.
		pub paid: Money,
	}

	/// Whether and how a member is covered on a day.
	pub struct Eligibility {
		/// The plan.
		pub plan: PlanId,
		/// Whether the day is covered.
		pub covered: bool,
		/// 1 is primary.
		pub order: u8,
		/// Whether a family's accumulators count too.
		pub family: bool,
		/// The last day of the coverage.
		pub until: Option<Day>,
		/// Whether claims are being adjudicated anew, so that a new one waits.
		pub replaying: bool,
	}

	/// The accumulators of a member.
	pub struct AccumulatorsView {
		/// The plan whose lists the counters name.
		pub plan: PlanId,
		/// The member's.
		pub member: Tallies,
		/// The family's.
		pub family: Option<Tallies>,
	}

	/// What a claim would come to.
	pub struct Estimate {
		/// Where it would be.
		pub state: ClaimState,
		/// Its result, if it would be decided.
		pub result: Option<Adjudication>,
		/// What would be paid at once.
		pub paid: Money,
		/// Interest is never due at once.
		pub rules: Vec<Step>,
	}

	/// Why there is no estimate.
	pub enum EstimateError {
		/// The claim would be refused. The error is that of the call.
		#[codec(index = 0)]
		Refused(DispatchError),
	}

	/// The rules behind a result, in the order in which they were applied.
	pub struct Explained {
		/// The result.
		pub revision: Revision,
		/// Where the claim is.
		pub state: ClaimState,
		/// The steps.
		pub rules: Vec<Step>,
		/// What they come to now: the result as it is stored, unless accumulators it was computed with cannot be told any more.
		pub outcome: Option<Outcome>,
		/// Whether that is the result as it is stored.
		pub same: bool,
	}

	/// A remittance and what there is to say of its claims.
	pub struct RemittanceView<AccountId> {
		/// The remittance.
		pub remittance: Remittance<AccountId>,
		/// Who pays.
		pub payer: AccountId,
		/// Currency of the amounts.
		pub currency: [u8; 3],
		/// Each claim with the result it was remitted with.
		pub results: Vec<(ClaimId, Adjudication)>,
	}

	/// The next level of appeal of a claim.
	pub struct AppealView {
		/// The level.
		pub level: u8,
		/// Last day to appeal.
		pub until: Day,
		/// What the plan says of it.
		pub terms: AppealTerms,
	}

	/// What a plan says of a level of appeal.
	pub struct AppealTerms {
		/// Days to decide.
		pub decide_within: u16,
		/// Least amount in controversy.
		pub least: Money,
	}
}

impl From<AppealLevel> for AppealTerms {
	fn from(level: AppealLevel) -> Self {
		Self {
			decide_within: level.decide_within,
			least: level.least,
		}
	}
}

impl<T: Config> Pallet<T> {
	/// A page of the claims of a coverage.
	pub(crate) fn claim_page(coverage: CoverageId, start: ClaimNumber, limit: u32) -> Vec<ClaimSummary> {
		let next = Coverages::<T>::get(Key::from(coverage)).map_or(0, |coverage| coverage.next_claim);
		(start..next)
			.filter_map(|number| {
				let claim = ClaimId { coverage, number };
				let record = Claims::<T>::get(Key::from(coverage), Key::from(number))?;
				Some(ClaimSummary {
					claim,
					received: record.received,
					day: record.day(),
					state: record.state,
					revision: record.revision,
					totals: record.result.totals,
					paid: record.moved,
				})
			})
			.take(page_limit(limit))
			.collect()
	}

	/// A page of the authorisations of a coverage.
	pub(crate) fn authorisation_page(
		coverage: CoverageId,
		start: AuthorisationNumber,
		limit: u32,
	) -> Vec<(AuthorisationNumber, AuthorisationOf<T>)> {
		let next = Coverages::<T>::get(Key::from(coverage)).map_or(0, |coverage| coverage.next_authorisation);
		(start..next)
			.filter_map(|number| {
				let found = Authorisations::<T>::get(Key::from(coverage), Key::from(number))?;
				Some((number, found))
			})
			.take(page_limit(limit))
			.collect()
	}

	/// A page of remittances.
	pub(crate) fn remittance_page(start: RemittanceId, limit: u32) -> Vec<(RemittanceId, RemittanceOf<T>)> {
		let next = Next::<T>::get().remittance;
		(start..next)
			.filter_map(|id| Some((id, Remittances::<T>::get(Key::from(id))?)))
			.take(page_limit(limit))
			.collect()
	}

	/// Whether and how a member is covered on a day.
	pub fn eligibility(coverage: CoverageId, day: Day) -> Option<Eligibility> {
		let seat = Seat::<T>::load(coverage).ok()?;
		let terms = seat.coverage.terms;
		Some(Eligibility {
			plan: seat.coverage.plan,
			covered: terms.from <= day && terms.until.is_none_or(|until| day <= until),
			order: terms.order,
			family: seat.family.is_some(),
			until: terms.until,
			replaying: seat.is_replaying(),
		})
	}

	/// The accumulators of a member.
	pub fn accumulators(coverage: CoverageId) -> Option<AccumulatorsView> {
		let seat = Seat::<T>::load(coverage).ok()?;
		Some(AccumulatorsView {
			plan: seat.coverage.plan,
			member: seat.coverage.tallies,
			family: seat.family.map(|(_, family)| family.tallies),
		})
	}

	/// What a claim of this provider would come to: exactly what the call would do, and nothing of it is kept.
	pub fn estimate(provider: T::AccountId, claim: Submission) -> Result<Estimate, EstimateError> {
		let rules = Self::rules_before(&provider, &claim);
		let record = Self::try_claim(provider, claim).map_err(EstimateError::Refused)?;
		Ok(Estimate {
			state: record.state,
			result: (record.revision > 0).then_some(record.result),
			paid: record.moved,
			rules,
		})
	}

	/// The rules behind an estimate.
	fn rules_before(provider: &T::AccountId, claim: &Submission) -> Vec<Step> {
		let mut rules = Vec::new();
		let _ = (|| -> Result<(), DispatchError> {
			let mut seat = Seat::<T>::load(claim.coverage)?;
			let mut desk = Desk::<T>::open(seat.coverage.plan, provider.clone())?;
			let id = ClaimId {
				coverage: claim.coverage,
				number: seat.coverage.next_claim,
			};
			let record = Self::receive(&seat, &desk, claim.clone(), [0; 32]);
			Self::judge(&mut desk, &mut seat, id, &record, &[], false, &mut rules)
				.map(|_| ())
				.map_err(|refusal| Error::<T>::from(refusal).into())
		})();
		rules
	}

	/// The rules behind the result of a claim, or behind what it waits for.
	pub fn explain(claim: ClaimId) -> Option<Explained> {
		let record = Self::stored_claim(claim).ok()?;
		let mut rules = Vec::new();
		let outcome = with_transaction(|| TransactionOutcome::Rollback(Self::judge_again(claim, &record, &mut rules)));
		let outcome = outcome.ok();
		let same = matches!(&outcome, Some(Outcome::Adjudicated(result)) if *result == record.result);
		Some(Explained {
			revision: record.revision,
			state: record.state,
			rules,
			outcome,
			same,
		})
	}

	/// Judges a claim with the accumulators it was adjudicated with: those of now without its own result and without those
	/// that came after it.
	fn judge_again(claim: ClaimId, record: &ClaimOf<T>, rules: &mut Vec<Step>) -> Result<Outcome, DispatchError> {
		let members: Vec<CoverageId> = match Seat::<T>::load(claim.coverage)?.coverage.family {
			Some(family) => Households::<T>::iter_key_prefix(Key::from(family))
				.map(CoverageId::from)
				.collect(),
			None => [claim.coverage].to_vec(),
		};
		for coverage in members {
			for (_, mut other) in Claims::<T>::iter_prefix(Key::from(coverage)) {
				if record.revision > 0 && other.counted && other.sequence >= record.sequence {
					let mut seat = Seat::<T>::load(coverage)?;
					seat.unbook(&mut other)?;
					seat.save();
				}
			}
		}
		let mut seat = Seat::<T>::load(claim.coverage)?;
		let mut desk = Desk::<T>::open(record.plan, record.provider.clone())?;
		let case = Self::stored_case(claim);
		let released = case.released || record.revision > 1;
		Self::judge(&mut desk, &mut seat, claim, record, &case.rulings, released, rules)
			.map_err(|refusal| Error::<T>::from(refusal).into())
	}

	/// A remittance and what there is to say of its claims.
	pub fn remittance(id: RemittanceId) -> Option<RemittanceView<T::AccountId>> {
		let remittance = Remittances::<T>::get(Key::from(id))?;
		let plan = Self::stored_plan(remittance.plan).ok()?;
		let results = remittance
			.claims
			.iter()
			.filter_map(|item| Some((item.claim, Self::result_at(item.claim, item.revision)?)))
			.collect();
		Some(RemittanceView {
			payer: plan.payer,
			currency: plan.terms.currency,
			results,
			remittance,
		})
	}

	/// The next level of appeal of a claim, if it can be appealed today.
	pub fn appeal_open(claim: ClaimId) -> Option<AppealView> {
		let record = Self::stored_claim(claim).ok()?;
		let plan = Self::stored_plan(record.plan).ok()?;
		let (level, terms) = Self::next_level(&plan, &Self::stored_case(claim))?;
		Self::ensure_appealable(&record, &terms, record.decided).ok()?;
		Some(AppealView {
			level,
			until: record.decided.saturating_add(terms.file_within.into()),
			terms: terms.into(),
		})
	}
}
