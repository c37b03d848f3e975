#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
#![warn(missing_docs)]
#![cfg_attr(
	test,
	allow(
		clippy::arithmetic_side_effects,
		clippy::as_conversions,
		clippy::expect_used,
		clippy::indexing_slicing,
		clippy::panic,
		clippy::unwrap_used
	)
)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
mod calls;
mod errors;
mod events;
mod impls;
#[cfg(any(test, feature = "try-runtime"))]
mod invariants;
mod lookup;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
mod types;
mod views;
pub mod weights;

pub use lookup::*;
pub use pallet::*;
pub use types::*;
pub use views::*;
pub use weights::WeightInfo;

use alloc::{boxed::Box, vec::Vec};
use frame::{
	deps::frame_support::PalletId,
	prelude::*,
	token::fungibles,
	traits::{Consideration, Footprint, MaybeSerializeDeserialize, UnixTime},
};
use impls::{Cost, Counter};
use salus_claims_engine::{
	calendar::Day, plan::Network, Adjudication, Amount, Decision, Money, Override, Plan, Ruling, MAX_LINES,
};
use salus_primitives::{
	AccreditationInspect, AnchorId, AnchorInspect, Commitment, ConsentGate, LogAppend, Role, Seconds,
};

/// A [`PlanRecord`] of the runtime `T`.
pub type PlanOf<T> = PlanRecord<<T as frame_system::Config>::AccountId, <T as Config>::AssetKind>;

/// A [`Settlement`] of the runtime `T`.
pub type SettlementOf<T> = Settlement<<T as Config>::AssetKind>;

/// A [`CoverageRecord`] of the runtime `T`.
pub type CoverageOf<T> = CoverageRecord<<T as frame_system::Config>::AccountId>;

/// A [`ClaimRecord`] of the runtime `T`.
pub type ClaimOf<T> = ClaimRecord<<T as frame_system::Config>::AccountId>;

/// A [`Case`] of the runtime `T`.
pub type CaseOf<T> = Case<<T as frame_system::Config>::AccountId>;

/// An [`AuthorisationRecord`] of the runtime `T`.
pub type AuthorisationOf<T> = AuthorisationRecord<<T as frame_system::Config>::AccountId>;

/// A [`Remittance`] of the runtime `T`.
pub type RemittanceOf<T> = Remittance<<T as frame_system::Config>::AccountId>;

/// The longest page that a view function returns.
pub const PAGE_LIMIT: u32 = 100;

// For what the macros of FRAME write: codecs that convert the index of a variant, names that they expect. The code of this
// module does neither.
#[allow(clippy::as_conversions, clippy::expect_used)]
#[import_section(calls::calls)]
#[import_section(events::events)]
#[frame::pallet]
pub mod pallet {
	use super::*;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// What the runtime sets. An account is 32 bytes, as the engine knows a provider.
	#[pallet::config]
	pub trait Config: frame_system::Config<AccountId: Into<[u8; 32]>> {
		/// Who is a payer, a provider, a reviewer.
		type Accreditation: AccreditationInspect<Self::AccountId>;

		/// Whether a member lets its data be used for payment.
		type Consent: ConsentGate<Self::AccountId>;

		/// The records that lines name.
		type Anchors: AnchorInspect<Self::AccountId>;

		/// The chain's log: every result and remittance is an entry.
		type Log: LogAppend;

		/// Names what a plan pays in.
		type AssetKind: Parameter + Member + MaxEncodedLen + MaybeSerializeDeserialize;

		/// What plans pay in: the native token and assets.
		type Assets: fungibles::Mutate<Self::AccountId, AssetId = Self::AssetKind, Balance = Money>;

		/// The native token: paying in it costs less.
		type NativeAsset: Get<Self::AssetKind>;

		/// Holds on the same.
		type AssetHolds: fungibles::hold::Mutate<
			Self::AccountId,
			AssetId = Self::AssetKind,
			Balance = Money,
			Reason = Self::RuntimeHoldReason,
		>;

		/// Why funds are held.
		type RuntimeHoldReason: From<HoldReason>;

		/// What is held of a payer for what it publishes.
		type Consideration: Consideration<Self::AccountId, Footprint>;

		/// The clock.
		type Time: UnixTime;

		/// Names the accounts of the pools. Stored funds depend on it: it must never change.
		#[pallet::constant]
		type PalletId: Get<PalletId>;

		/// How long whoever a pended claim waits for has, in seconds.
		#[pallet::constant]
		type PendPeriod: Get<Seconds>;

		/// How long a payer has to decide a request for authorisation, in seconds.
		#[pallet::constant]
		type AuthorisationPeriod: Get<Seconds>;

		/// The same where health is at risk.
		#[pallet::constant]
		type UrgentPeriod: Get<Seconds>;

		/// How long what is over stays in the state, in seconds.
		#[pallet::constant]
		type Retention: Get<Seconds>;

		/// Makes assets for benchmarks.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: crate::benchmarking::BenchmarkHelper<Self::AccountId, Self::AssetKind>;

		/// Measured weights of the calls.
		type WeightInfo: WeightInfo;
	}

	/// The ids that come next.
	#[pallet::storage]
	pub type Next<T: Config> = StorageValue<_, NextIds, ValueQuery>;

	/// Plans, and the deposit of each.
	///
	/// Key: the plan, big endian. Value: the plan and the ticket.
	// `Identity`: the chain counts plans.
	#[pallet::storage]
	pub type Plans<T: Config> = StorageMap<_, Identity, Key, (PlanOf<T>, Option<T::Consideration>)>;

	/// Fee schedules.
	///
	/// Keys: the plan and the page, both big endian. Value: the prices of the page, sorted by service and networks, and the
	/// ticket.
	// `Identity`: the chain counts plans and pages.
	#[pallet::storage]
	pub type Prices<T: Config> =
		StorageDoubleMap<_, Identity, Key, Identity, PageKey, (Page, Option<T::Consideration>)>;

	/// What a plan agreed with providers, and what they owe it.
	///
	/// Keys: the plan, big endian; the provider. Value: network and debt.
	// `Identity` for the plan, which the chain counts; `Blake2_128Concat` for an account, which its owner chooses.
	#[pallet::storage]
	pub type Contracts<T: Config> = StorageDoubleMap<_, Identity, Key, Blake2_128Concat, T::AccountId, Contract>;

	/// The people who decide for a payer.
	///
	/// Keys: the payer, the officer. Value: what the officer may decide alone.
	// `Blake2_128Concat`: owners choose their accounts.
	#[pallet::storage]
	pub type Officers<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Blake2_128Concat, T::AccountId, Officer>;

	/// Coverages: all that a claim needs to know of a member.
	///
	/// Key: the coverage, big endian. Value: terms, accumulators, latest lines.
	// `Identity`: the chain counts coverages.
	#[pallet::storage]
	pub type Coverages<T: Config> = StorageMap<_, Identity, Key, CoverageOf<T>>;

	/// The coverage of each member.
	///
	/// Key: the member's account, which is a fresh one for each payer and plan year. Value: its coverage.
	// `Blake2_128Concat`: owners choose their accounts.
	#[pallet::storage]
	pub type Members<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, CoverageId>;

	/// Families.
	///
	/// Key: the family, big endian. Value: the accumulators its members share.
	// `Identity`: the chain counts families.
	#[pallet::storage]
	pub type Families<T: Config> = StorageMap<_, Identity, Key, Family>;

	/// Who belongs to a family.
	///
	/// Keys: the family and the coverage, both big endian.
	// `Identity`: the chain counts both.
	#[pallet::storage]
	pub type Households<T: Config> = StorageDoubleMap<_, Identity, Key, Identity, Key, ()>;

	/// Lines of a coverage that are too old to be kept at hand.
	///
	/// Keys: the coverage, big endian; the day of service. Value: what is left of its lines on that day.
	// `Identity`: the chain counts coverages; days sort like numbers, and a coverage has few.
	#[pallet::storage]
	pub type Services<T: Config> = StorageDoubleMap<_, Identity, Key, Identity, DayKey, DayPrints>;

	/// Requests for authorisation and what became of them.
	///
	/// Keys: the coverage and the number, both big endian. Value: the authorisation and what is left of it.
	// `Identity`: the chain counts both.
	#[pallet::storage]
	pub type Authorisations<T: Config> = StorageDoubleMap<_, Identity, Key, Identity, Key, AuthorisationOf<T>>;

	/// Claims, each with its latest result.
	///
	/// Keys: the coverage and the number, both big endian. Value: the claim.
	// `Identity`: the chain counts both.
	#[pallet::storage]
	pub type Claims<T: Config> = StorageDoubleMap<_, Identity, Key, Identity, Key, ClaimOf<T>>;

	/// What people did about claims.
	///
	/// Keys: the coverage and the number, both big endian. Value: rulings, deciders, appeals.
	// `Identity`: the chain counts both.
	#[pallet::storage]
	pub type Cases<T: Config> = StorageDoubleMap<_, Identity, Key, Identity, Key, CaseOf<T>>;

	/// Earlier results of claims.
	///
	/// Keys: the coverage and the number, both big endian; the revision. Value: the result.
	// `Identity`: the chain counts all three.
	#[pallet::storage]
	pub type Revisions<T: Config> = StorageNMap<
		_,
		(
			NMapKey<Identity, Key>,
			NMapKey<Identity, Key>,
			NMapKey<Identity, PageKey>,
		),
		Adjudication,
	>;

	/// Remittances.
	///
	/// Key: the remittance, big endian. Value: its claims, adjustments and total.
	// `Identity`: the chain counts remittances.
	#[pallet::storage]
	pub type Remittances<T: Config> = StorageMap<_, Identity, Key, RemittanceOf<T>>;

	/// Claims that are being adjudicated anew.
	///
	/// Key: the member or the family. Value: how far it is.
	// `Blake2_128Concat`: a variant beside a number.
	#[pallet::storage]
	pub type Replays<T: Config> = StorageMap<_, Blake2_128Concat, Scope, Replay>;

	/// What decided claims wait for because the pool of their plan is short.
	///
	/// Key: the plan, big endian. Value: the sum.
	// `Identity`: the chain counts plans.
	#[pallet::storage]
	pub type Shortfalls<T: Config> = StorageMap<_, Identity, Key, Money, ValueQuery>;

	/// Why funds are held.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// In a pool, for claims that are decided and could not be paid out yet.
		#[codec(index = 0)]
		Promised,
		/// Of a payer, for the plans it publishes.
		#[codec(index = 1)]
		Plan,
	}

	#[pallet::genesis_config]
	#[derive(DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Plans that are there from the start. For development chains.
		pub plans: Vec<GenesisPlan<T::AccountId, T::AssetKind>>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			for plan in &self.plans {
				assert!(
					Pallet::<T>::build_plan(plan) == Ok(()),
					"a plan in genesis is not sound"
				);
			}
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// A plan as it is stored.
		pub fn plan_of(plan: PlanId) -> Option<PlanOf<T>> {
			Plans::<T>::get(Key::from(plan)).map(|(plan, _)| plan)
		}

		/// A page of a plan's fee schedule.
		pub fn prices_of(plan: PlanId, page: u16) -> Vec<ScheduleEntry> {
			Prices::<T>::get(Key::from(plan), PageKey::from(page))
				.map(|(page, _)| page.into_inner())
				.unwrap_or_default()
		}

		/// The pool of a plan.
		pub fn pool_of(plan: PlanId) -> Option<Pool<T::AccountId>> {
			Self::pool(plan)
		}

		/// The providers of a plan, at most 100. Pass the last of one page as `after` to get the next.
		pub fn contracts_of(plan: PlanId, after: Option<T::AccountId>) -> Vec<(T::AccountId, Contract)> {
			let key = Key::from(plan);
			let all = match after {
				Some(last) => Contracts::<T>::iter_prefix_from(key, Contracts::<T>::hashed_key_for(key, last)),
				None => Contracts::<T>::iter_prefix(key),
			};
			all.take(page_limit(PAGE_LIMIT)).collect()
		}

		/// The officers of a payer, at most 100. Pass the last of one page as `after` to get the next.
		pub fn officers_of(payer: T::AccountId, after: Option<T::AccountId>) -> Vec<(T::AccountId, Officer)> {
			let all = match after {
				Some(last) => {
					let key = Officers::<T>::hashed_key_for(&payer, last);
					Officers::<T>::iter_prefix_from(&payer, key)
				},
				None => Officers::<T>::iter_prefix(&payer),
			};
			all.take(page_limit(PAGE_LIMIT)).collect()
		}

		/// A coverage as it is stored.
		pub fn coverage_of(coverage: CoverageId) -> Option<CoverageOf<T>> {
			Coverages::<T>::get(Key::from(coverage))
		}

		/// The coverage of a member.
		pub fn coverage_of_member(member: T::AccountId) -> Option<CoverageId> {
			Members::<T>::get(member)
		}

		/// A claim as it is stored, with its latest result.
		pub fn claim_of(claim: ClaimId) -> Option<ClaimOf<T>> {
			Claims::<T>::get(Key::from(claim.coverage), Key::from(claim.number))
		}

		/// What people did about a claim.
		pub fn case_of(claim: ClaimId) -> Option<CaseOf<T>> {
			Cases::<T>::get(Key::from(claim.coverage), Key::from(claim.number))
		}

		/// An earlier result of a claim.
		pub fn result_of(claim: ClaimId, revision: Revision) -> Option<Adjudication> {
			Self::result_at(claim, revision)
		}

		/// The claims of a coverage from number `start` on, at most 100.
		pub fn claims_of(coverage: CoverageId, start: ClaimNumber, limit: u32) -> Vec<ClaimSummary> {
			Self::claim_page(coverage, start, limit)
		}

		/// The authorisations of a coverage from number `start` on, at most 100.
		pub fn authorisations_of(
			coverage: CoverageId,
			start: AuthorisationNumber,
			limit: u32,
		) -> Vec<(AuthorisationNumber, AuthorisationOf<T>)> {
			Self::authorisation_page(coverage, start, limit)
		}

		/// Remittances from id `start` on, at most 100.
		pub fn remittances_of(start: RemittanceId, limit: u32) -> Vec<(RemittanceId, RemittanceOf<T>)> {
			Self::remittance_page(start, limit)
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		/// Adjudicates claims anew as far as the rest of the block allows.
		fn on_idle(block: BlockNumberFor<T>, remaining: Weight) -> Weight {
			Self::replay_within(block, remaining)
		}

		fn integrity_test() {
			assert!(T::PendPeriod::get() > 0, "a pended claim needs time");
			assert!(T::UrgentPeriod::get() > 0, "an urgent request needs time");
			assert!(
				T::UrgentPeriod::get() <= T::AuthorisationPeriod::get(),
				"an urgent request is decided sooner than others"
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), frame::try_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}
}

/// How many items a list of a call has, for its weight.
fn length<X, S: Get<u32>>(list: &BoundedVec<X, S>) -> u32 {
	u32::try_from(list.len()).unwrap_or(u32::MAX)
}

/// A limit of a page as a number of items.
fn page_limit(limit: u32) -> usize {
	usize::try_from(limit.min(PAGE_LIMIT)).unwrap_or_default()
}
