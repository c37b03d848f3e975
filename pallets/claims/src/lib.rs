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
mod errors;
mod impls;
#[cfg(any(test, feature = "try-runtime"))]
mod invariants;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
mod types;
mod views;
pub mod weights;

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

/// How many claims a call that changes a result adjudicates anew at once. The rest is for the ends of blocks.
pub const REPLAY_INLINE: u32 = 8;

// For what the macros of FRAME write: codecs that convert the index of a variant, names that they expect. The code of this
// module does neither.
#[allow(clippy::as_conversions, clippy::expect_used)]
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

	/// Past tense; ids, not blobs. Members are named by their coverage, never by their account.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A payer published a plan, or changed one that nobody uses yet.
		PlanPublished {
			/// The plan.
			plan: PlanId,
			/// The payer.
			payer: T::AccountId,
		},
		/// A page of a fee schedule was added.
		PricesAdded {
			/// The plan.
			plan: PlanId,
			/// The page.
			page: u16,
		},
		/// A provider's network was set.
		ContractSet {
			/// The plan.
			plan: PlanId,
			/// The provider.
			provider: T::AccountId,
			/// The network.
			network: Network,
		},
		/// A payer named an officer, or changed what the officer may decide alone.
		OfficerSet {
			/// The payer.
			payer: T::AccountId,
			/// The officer.
			officer: T::AccountId,
			/// The limit; nothing: not an officer any more.
			limit: Option<Money>,
		},
		/// Money went into a pool.
		Funded {
			/// The plan.
			plan: PlanId,
			/// How much.
			amount: Money,
		},
		/// Money that nobody waits for left a pool.
		Withdrawn {
			/// The plan.
			plan: PlanId,
			/// How much.
			amount: Money,
		},
		/// A member is covered.
		Enrolled {
			/// The coverage.
			coverage: CoverageId,
			/// The plan.
			plan: PlanId,
			/// The family.
			family: Option<FamilyId>,
		},
		/// A coverage has a last day.
		CoverageEnded {
			/// The coverage.
			coverage: CoverageId,
			/// That day.
			until: Day,
		},
		/// A provider asked for an authorisation.
		AuthorisationRequested {
			/// The coverage.
			coverage: CoverageId,
			/// The number.
			number: AuthorisationNumber,
			/// By when it has to be decided.
			deadline: Seconds,
		},
		/// An officer decided about an authorisation.
		AuthorisationDecided {
			/// The coverage.
			coverage: CoverageId,
			/// The number.
			number: AuthorisationNumber,
			/// The decision.
			decision: Decision,
			/// The officer.
			officer: T::AccountId,
		},
		/// A claim was decided, for the first time or anew.
		Decided {
			/// The claim.
			claim: ClaimId,
			/// The result.
			revision: Revision,
			/// What the plan pays.
			pays: Money,
			/// What the provider has of it now.
			paid: Money,
			/// The entry of the result in the chain's log.
			entry: u64,
		},
		/// A claim waits for a person.
		Pended {
			/// The claim.
			claim: ClaimId,
			/// Why.
			cause: PendCause,
			/// Whose turn it is.
			owner: PendOwner,
			/// Until when.
			deadline: Seconds,
		},
		/// A claim waits until earlier claims of the member or family are adjudicated anew.
		Deferred {
			/// The claim.
			claim: ClaimId,
		},
		/// A claim of a batch was refused; the others were taken.
		Refused {
			/// Its position in the batch.
			index: u32,
			/// Why.
			error: DispatchError,
		},
		/// An officer rejected a claim as a whole.
		Rejected {
			/// The claim.
			claim: ClaimId,
			/// Why.
			reason: RejectReason,
			/// The officer.
			officer: T::AccountId,
		},
		/// A pended claim was given to an officer.
		Assigned {
			/// The claim.
			claim: ClaimId,
			/// The officer.
			officer: T::AccountId,
		},
		/// A provider answered what an officer asked.
		Answered {
			/// The claim.
			claim: ClaimId,
			/// The record that answers.
			record: AnchorId,
		},
		/// An officer proposed a ruling that needs a second one.
		OverrideProposed {
			/// The claim.
			claim: ClaimId,
			/// The line.
			line: u16,
			/// By how much it changes what the claim pays.
			amount: Money,
			/// The officer.
			officer: T::AccountId,
		},
		/// A ruling on a line holds.
		Overridden {
			/// The claim.
			claim: ClaimId,
			/// The line.
			line: u16,
			/// The officer who ruled, or the second one.
			officer: T::AccountId,
		},
		/// A second officer did not agree to a ruling.
		OverrideDropped {
			/// The claim.
			claim: ClaimId,
			/// The line.
			line: u16,
			/// The second officer.
			officer: T::AccountId,
		},
		/// A claim was undone.
		Reversed {
			/// The claim.
			claim: ClaimId,
			/// By the provider, else by an officer.
			by_provider: bool,
			/// What the provider has still to pay back.
			outstanding: Money,
		},
		/// A claim was undone, and another took its place.
		Replaced {
			/// The claim.
			claim: ClaimId,
			/// Its replacement, of the same coverage.
			by: ClaimNumber,
		},
		/// A result is disputed.
		Appealed {
			/// The claim.
			claim: ClaimId,
			/// The level.
			level: u8,
			/// By the provider, else by the member.
			by_provider: bool,
			/// By when it has to be decided.
			deadline: Seconds,
		},
		/// An appeal was decided.
		AppealDecided {
			/// The claim.
			claim: ClaimId,
			/// The level.
			level: u8,
			/// Whether the result was changed.
			overturned: bool,
			/// Who decided.
			by: T::AccountId,
		},
		/// A remittance was made.
		RemittanceCreated {
			/// The remittance.
			remittance: RemittanceId,
			/// The plan.
			plan: PlanId,
			/// The total.
			total: Amount,
			/// Its entry in the chain's log.
			entry: u64,
		},
		/// A claim was paid after it was decided.
		Paid {
			/// The claim.
			claim: ClaimId,
			/// What it paid.
			amount: Money,
			/// Interest beside it.
			interest: Money,
		},
		/// An overpayment was paid back, or became a debt that is taken off the next payments.
		Recovered {
			/// The claim.
			claim: ClaimId,
			/// How much.
			amount: Money,
			/// Whether it became a debt.
			set_off: bool,
		},
		/// A claim is over.
		Closed {
			/// The claim.
			claim: ClaimId,
		},
		/// Something old was removed from the state.
		Pruned {
			/// What.
			what: Prunable,
		},
		/// Claims are adjudicated anew.
		ReplayStarted {
			/// Whose.
			scope: Scope,
		},
		/// Claims were adjudicated anew: the accumulators are as if what was undone had never been.
		ReplayFinished {
			/// Whose.
			scope: Scope,
		},
	}

	/// Why a call was refused. Nothing changed on chain.
	#[pallet::error]
	pub enum Error<T> {
		/// There is no such plan.
		UnknownPlan,
		/// There is no such coverage.
		UnknownCoverage,
		/// There is no such family in this plan.
		UnknownFamily,
		/// There is no such claim.
		UnknownClaim,
		/// There is no such authorisation.
		UnknownAuthorisation,
		/// There is no replay of these claims.
		UnknownReplay,
		/// The claim is not the caller's, the plan is not the caller's, or the account has no such part in it.
		NotAuthorized,
		/// The caller is not an officer of the payer. A payer names its officers with `set_officer`.
		NotOfficer,
		/// The same account would be on both sides: payer and provider, member and provider, officer and provider.
		SelfDealing,
		/// The officer proposed the ruling. Another one has to confirm it.
		SameOfficer,
		/// The account decided about this claim before. Somebody else has to decide now.
		DecidedBefore,
		/// The officer may not decide so much alone.
		LimitExceeded,
		/// The member is enrolled already, or the lines are there.
		AlreadyExists,
		/// A rate is above the whole.
		RateTooHigh,
		/// An amount is above what is accepted anywhere (10^24 minor units).
		AmountTooLarge,
		/// The order of shares names one twice.
		OrderRepeats,
		/// There is no such start of a plan year.
		NoSuchYearStart,
		/// A rule names a deductible or an out-of-pocket maximum that the plan does not have.
		NoSuchAccumulator,
		/// A reason is named that only the engine computes (1, 2, 3, 23, 45).
		ReservedReason,
		/// The least coinsurance is above the most.
		LeastAboveMost,
		/// The plan is not sound in another way.
		InvalidPlan,
		/// A network is above 7, or there are more pages than can be.
		InvalidSettlement,
		/// The plan is used: publish a new one.
		PlanImmutable,
		/// Pages of the fee schedule are missing.
		PlanIncomplete,
		/// The fee schedule has all its pages.
		ScheduleComplete,
		/// A price is on another page than its service key says, or is not for any network.
		WrongPage,
		/// The prices of a page are not sorted by service and networks, or two hold for the same service and network.
		PricesNotSorted,
		/// There is no network above 7.
		InvalidNetwork,
		/// The amount is zero.
		ZeroAmount,
		/// An amount, or a sum of amounts, is too large.
		AmountOverflow,
		/// The pool does not have so much, beside what it owes and the least balance that stays in it.
		PoolShort,
		/// There is nothing to pay, to pay back or to set off.
		NothingOwed,
		/// The last day is before the first.
		EmptyPeriod,
		/// The order of a coverage counts from 1.
		InvalidOrder,
		/// The family has as many members as it can have.
		TooManyMembers,
		/// A decision is needed, not another pend; or a denial grants nothing.
		InvalidDecision,
		/// An estimate is not filed: ask the runtime API.
		NotForPayment,
		/// There is no line.
		ZeroLines,
		/// There are more lines than a claim, or a member's day, can have.
		TooManyLines,
		/// Two lines have the same number.
		RepeatedLine,
		/// The currency is not the plan's.
		WrongCurrency,
		/// A line has no units.
		ZeroUnits,
		/// A line has more units than any service.
		UnitsOverflow,
		/// The lines do not add up to the total.
		LineSumMismatch,
		/// A ruling names a line that the claim does not have, or two name the same.
		NoSuchLine,
		/// The group cannot be used with the reason.
		DisallowedPair,
		/// A line needs more adjustments than there is room for.
		TooManyAdjustments,
		/// The other payer reported a line twice.
		RepeatedPriorLine,
		/// The accumulators do not fit the claim.
		AccumulatorFault,
		/// A result that does not balance. Cannot happen; checked all the same.
		Unbalanced,
		/// A reversal cannot be undone.
		ReversalOfReversal,
		/// The claim is refused for another reason.
		ClaimRefused,
		/// The state of the claim does not allow this.
		InvalidTransition,
		/// Claims of the member or family are being adjudicated anew. Try again when they are.
		Replaying,
		/// No ruling waits for a second officer.
		NoProposal,
		/// A ruling waits for a second officer: confirm or drop it first.
		ProposalOpen,
		/// As many people as can decided about this claim.
		TooManyDeciders,
		/// As many results as can be: the claim cannot be decided anew.
		TooManyRevisions,
		/// The time to appeal is over, or an appeal is still possible.
		WindowClosed,
		/// The plan has no further level of appeal.
		NoSuchLevel,
		/// The amount in controversy is below what this level takes.
		BelowLeastAmount,
		/// The appeal is not overdue: its level has to decide first.
		NotOverdue,
		/// A remittance needs at least one claim or adjustment.
		EmptyRemittance,
		/// A claim is twice in the list.
		RepeatedClaim,
		/// The claim is of another plan or provider, or the replacement is for another coverage.
		Mismatch,
		/// What became of the claim is in a remittance already.
		AlreadyRemitted,
		/// The provider has more than the claim pays: recover it first.
		OverpaymentOpen,
		/// Something is not paid yet, or not over.
		StillOpen,
		/// What is over stays in the state for a while.
		TooEarly,
		/// Ids are used up.
		TooManyItems,
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
		fn on_idle(_: BlockNumberFor<T>, remaining: Weight) -> Weight {
			Self::replay_within(remaining)
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

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Publish a plan, or change one that nobody uses yet.
		///
		/// ## Dispatch Origin
		///
		/// Signed by an organisation that is accredited as payer.
		///
		/// ## Details
		///
		/// The terms decide what a claim pays; the fee schedule follows with [`Pallet::add_prices`]. From the first enrolment
		/// on nothing of a plan changes. `amends` names a plan of the caller that is not used yet: its terms are replaced, and
		/// its prices are begun anew. The deposit of a plan stays with it.
		///
		/// ## Errors
		///
		/// Those of the registry of participants, [`Error::RateTooHigh`], [`Error::AmountTooLarge`],
		/// [`Error::OrderRepeats`], [`Error::NoSuchYearStart`], [`Error::NoSuchAccumulator`], [`Error::DisallowedPair`],
		/// [`Error::ReservedReason`], [`Error::LeastAboveMost`], [`Error::InvalidPlan`], [`Error::InvalidSettlement`],
		/// [`Error::UnknownPlan`], [`Error::NotAuthorized`], [`Error::PlanImmutable`], and those of the deposit.
		///
		/// ## Events
		///
		/// [`Event::PlanPublished`].
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::publish_plan())]
		pub fn publish_plan(
			origin: OriginFor<T>,
			amends: Option<PlanId>,
			terms: Box<Plan>,
			settlement: SettlementOf<T>,
		) -> DispatchResult {
			let payer = Self::accredited(origin, Role::Payer)?;
			let plan = Self::write_plan(&payer, amends, *terms, settlement, true)?;
			Self::deposit_event(Event::PlanPublished { plan, payer });
			Ok(())
		}

		/// Add the next page of a plan's fee schedule.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the payer of the plan, accredited.
		///
		/// ## Details
		///
		/// Pages come in their order, from 0 to the last; a page without prices is an empty list. The page of a price is the
		/// number that the first `page_bits` bits of its service key make. Prices are sorted by service key, then by networks.
		///
		/// ## Errors
		///
		/// Those of the registry of participants, [`Error::UnknownPlan`], [`Error::NotAuthorized`],
		/// [`Error::PlanImmutable`], [`Error::ScheduleComplete`], [`Error::WrongPage`], [`Error::PricesNotSorted`],
		/// [`Error::RateTooHigh`], [`Error::AmountTooLarge`], and those of the deposit.
		///
		/// ## Events
		///
		/// [`Event::PricesAdded`].
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::add_prices(length(entries)))]
		pub fn add_prices(origin: OriginFor<T>, plan: PlanId, entries: Page) -> DispatchResult {
			let payer = Self::accredited(origin, Role::Payer)?;
			let page = Self::write_page(&payer, plan, entries, true)?;
			Self::deposit_event(Event::PricesAdded { plan, page });
			Ok(())
		}

		/// Say in which network a provider is.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the payer of the plan, accredited.
		///
		/// ## Details
		///
		/// A provider without a contract is in the plan's default network. Claims keep the network of the day they were
		/// received. What a provider owes stays.
		///
		/// ## Errors
		///
		/// Those of the registry of participants, of payer and provider, [`Error::UnknownPlan`], [`Error::NotAuthorized`],
		/// [`Error::InvalidNetwork`], [`Error::SelfDealing`].
		///
		/// ## Events
		///
		/// [`Event::ContractSet`].
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::set_contract())]
		pub fn set_contract(
			origin: OriginFor<T>,
			plan: PlanId,
			provider: T::AccountId,
			network: Network,
		) -> DispatchResult {
			let payer = Self::accredited(origin, Role::Payer)?;
			Self::own_plan(&payer, plan)?;
			ensure!(network < 8, Error::<T>::InvalidNetwork);
			ensure!(provider != payer, Error::<T>::SelfDealing);
			T::Accreditation::ensure_accredited(&provider, Role::Provider)?;

			Contracts::<T>::mutate(Key::from(plan), &provider, |contract| {
				contract.get_or_insert_default().network = network;
			});
			Self::deposit_event(Event::ContractSet {
				plan,
				provider,
				network,
			});
			Ok(())
		}

		/// Name an officer, change what it may decide alone, or take its office away.
		///
		/// ## Dispatch Origin
		///
		/// Signed by an organisation that is accredited as payer.
		///
		/// ## Details
		///
		/// An officer is an account of its own, not a proxy of the payer: so the chain can tell the second officer from the
		/// first, and who decided before. It decides about claims of every plan of the payer, up to its limit.
		///
		/// ## Errors
		///
		/// Those of the registry of participants, [`Error::SelfDealing`] if the payer names itself or an accredited provider.
		///
		/// ## Events
		///
		/// [`Event::OfficerSet`].
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::set_officer())]
		pub fn set_officer(origin: OriginFor<T>, officer: T::AccountId, limit: Option<Money>) -> DispatchResult {
			let payer = Self::accredited(origin, Role::Payer)?;
			let is_provider = T::Accreditation::ensure_accredited(&officer, Role::Provider).is_ok();
			ensure!(officer != payer && !is_provider, Error::<T>::SelfDealing);
			match limit {
				Some(limit) => Officers::<T>::insert(&payer, &officer, Officer { limit }),
				None => Officers::<T>::remove(&payer, &officer),
			}
			Self::deposit_event(Event::OfficerSet { payer, officer, limit });
			Ok(())
		}

		/// Put money into the pool of a plan.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the payer of the plan.
		///
		/// ## Details
		///
		/// Moves the plan's asset from the payer to the pool's account. The least balance of the asset stays in the pool.
		///
		/// ## Errors
		///
		/// [`Error::UnknownPlan`], [`Error::NotAuthorized`], [`Error::ZeroAmount`], and those of the transfer.
		///
		/// ## Events
		///
		/// [`Event::Funded`].
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::fund_plan())]
		pub fn fund_plan(origin: OriginFor<T>, plan: PlanId, #[pallet::compact] amount: Money) -> DispatchResult {
			let payer = ensure_signed(origin)?;
			let (record, _) = Self::own_plan(&payer, plan)?;
			Self::fund(&record, plan, &payer, amount)?;
			Self::deposit_event(Event::Funded { plan, amount });
			Ok(())
		}

		/// Take money that nobody waits for out of the pool of a plan.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the payer of the plan.
		///
		/// ## Details
		///
		/// What is held for decided claims, and what decided claims lack, stays; so does the least balance of the asset.
		///
		/// ## Errors
		///
		/// [`Error::UnknownPlan`], [`Error::NotAuthorized`], [`Error::ZeroAmount`], [`Error::PoolShort`], and those of the
		/// transfer.
		///
		/// ## Events
		///
		/// [`Event::Withdrawn`].
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::withdraw_unencumbered())]
		pub fn withdraw_unencumbered(
			origin: OriginFor<T>,
			plan: PlanId,
			#[pallet::compact] amount: Money,
		) -> DispatchResult {
			let payer = ensure_signed(origin)?;
			let (record, _) = Self::own_plan(&payer, plan)?;
			Self::withdraw(&record, plan, &payer, amount)?;
			Self::deposit_event(Event::Withdrawn { plan, amount });
			Ok(())
		}

		/// Cover a member.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the payer of the plan, accredited.
		///
		/// ## Details
		///
		/// The member is an account that is fresh for this payer and plan year: the subject of the consents that claims ask
		/// for. From the first enrolment on the plan cannot change.
		///
		/// ## Errors
		///
		/// Those of the registry of participants, [`Error::UnknownPlan`], [`Error::NotAuthorized`],
		/// [`Error::PlanIncomplete`], [`Error::SelfDealing`], [`Error::AlreadyExists`], [`Error::EmptyPeriod`],
		/// [`Error::InvalidOrder`], [`Error::UnknownFamily`], [`Error::TooManyMembers`], [`Error::TooManyItems`].
		///
		/// ## Events
		///
		/// [`Event::Enrolled`].
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::enrol())]
		pub fn enrol(
			origin: OriginFor<T>,
			plan: PlanId,
			member: T::AccountId,
			household: Household,
			terms: Terms,
		) -> DispatchResult {
			let payer = Self::accredited(origin, Role::Payer)?;
			let (coverage, family) = Self::cover(&payer, plan, member, household, terms)?;
			Self::deposit_event(Event::Enrolled { coverage, plan, family });
			Ok(())
		}

		/// Give a coverage its last day, or move it.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the payer of the plan, accredited.
		///
		/// ## Details
		///
		/// Services after that day are denied with reason 27. Claims that are decided stay as they are.
		///
		/// ## Errors
		///
		/// Those of the registry of participants, [`Error::UnknownCoverage`], [`Error::NotAuthorized`],
		/// [`Error::EmptyPeriod`].
		///
		/// ## Events
		///
		/// [`Event::CoverageEnded`].
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::end_coverage())]
		pub fn end_coverage(origin: OriginFor<T>, coverage: CoverageId, until: Day) -> DispatchResult {
			let payer = Self::accredited(origin, Role::Payer)?;
			let key = Key::from(coverage);
			let mut found = Coverages::<T>::get(key).ok_or(Error::<T>::UnknownCoverage)?;
			Self::own_plan(&payer, found.plan)?;
			ensure!(found.terms.from <= until, Error::<T>::EmptyPeriod);

			found.terms.until = Some(until);
			Coverages::<T>::insert(key, found);
			Self::deposit_event(Event::CoverageEnded { coverage, until });
			Ok(())
		}

		/// Ask for an authorisation.
		///
		/// ## Dispatch Origin
		///
		/// Signed by an organisation that is accredited as provider.
		///
		/// ## Details
		///
		/// The payer has until the deadline: a shorter time where health is at risk. The member's consent has to let the data
		/// be used to authorise coverage.
		///
		/// ## Errors
		///
		/// Those of the registry of participants and of the consent registry, [`Error::UnknownCoverage`],
		/// [`Error::UnknownPlan`], [`Error::SelfDealing`], [`Error::EmptyPeriod`], [`Error::AmountTooLarge`],
		/// [`Error::UnitsOverflow`], [`Error::TooManyItems`].
		///
		/// ## Events
		///
		/// [`Event::AuthorisationRequested`].
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::request_authorisation().saturating_add(Pallet::<T>::most_consents()))]
		pub fn request_authorisation(
			origin: OriginFor<T>,
			coverage: CoverageId,
			request: Request,
		) -> DispatchResultWithPostInfo {
			let provider = Self::accredited(origin, Role::Provider)?;
			let (number, deadline, considered) = Self::ask_authorisation(provider, coverage, request)?;
			Self::deposit_event(Event::AuthorisationRequested {
				coverage,
				number,
				deadline,
			});
			let weight = T::WeightInfo::request_authorisation().saturating_add(Self::consents_weight(considered));
			Ok(Some(weight).into())
		}

		/// Decide about an authorisation.
		///
		/// ## Dispatch Origin
		///
		/// Signed by an officer of the payer.
		///
		/// ## Details
		///
		/// What is granted can be less or other than what was asked. It is decided once; what claims use of it is taken off
		/// and given back with them.
		///
		/// ## Errors
		///
		/// [`Error::UnknownCoverage`], [`Error::UnknownPlan`], [`Error::NotOfficer`], those of the registry of participants,
		/// [`Error::UnknownAuthorisation`], [`Error::InvalidTransition`] if it is decided, [`Error::InvalidDecision`],
		/// [`Error::EmptyPeriod`], [`Error::AmountTooLarge`], [`Error::UnitsOverflow`], [`Error::LimitExceeded`].
		///
		/// ## Events
		///
		/// [`Event::AuthorisationDecided`].
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::decide_authorisation())]
		pub fn decide_authorisation(
			origin: OriginFor<T>,
			coverage: CoverageId,
			number: AuthorisationNumber,
			grant: Grant,
		) -> DispatchResult {
			let officer = ensure_signed(origin)?;
			Self::grant_authorisation(&officer, coverage, number, grant)?;
			Self::deposit_event(Event::AuthorisationDecided {
				coverage,
				number,
				decision: grant.decision,
				officer,
			});
			Ok(())
		}

		/// Submit a claim.
		///
		/// ## Dispatch Origin
		///
		/// Signed by an organisation that is accredited as provider: it bills.
		///
		/// ## Details
		///
		/// A clean claim within the plan's ceiling is decided and paid at once. Others wait for a person, with a reason and a
		/// deadline. The member's consent has to let the payer use the data for payment, and the records that lines name have
		/// to be valid and issued by the provider.
		///
		/// ## Errors
		///
		/// Those of the registry of participants, of the consent registry and of record anchoring,
		/// [`Error::UnknownCoverage`], [`Error::UnknownPlan`], [`Error::SelfDealing`], [`Error::NotForPayment`],
		/// [`Error::ZeroLines`], [`Error::TooManyLines`], [`Error::RepeatedLine`], [`Error::WrongCurrency`],
		/// [`Error::ZeroUnits`], [`Error::UnitsOverflow`], [`Error::AmountOverflow`], [`Error::LineSumMismatch`],
		/// [`Error::RepeatedPriorLine`], [`Error::TooManyAdjustments`], [`Error::ClaimRefused`], and those of the log.
		///
		/// ## Events
		///
		/// [`Event::Decided`], [`Event::Pended`] or [`Event::Deferred`].
		#[pallet::call_index(10)]
		#[pallet::weight(Pallet::<T>::submit_weight(claim))]
		pub fn submit(origin: OriginFor<T>, claim: Submission) -> DispatchResultWithPostInfo {
			let provider = Self::accredited(origin, Role::Provider)?;
			let cost = Cost::of(&claim);
			let mut counter = Counter::<T>::new(provider);
			counter.take(claim, None)?;
			let paid = counter.settle()?;
			Ok(Some(Self::taken_weight(cost, paid)).into())
		}

		/// Submit up to 64 claims under one signature.
		///
		/// ## Dispatch Origin
		///
		/// Signed by an organisation that is accredited as provider: it bills.
		///
		/// ## Details
		///
		/// Each claim is taken as if it were submitted alone, in this order; one that is refused changes nothing, and the
		/// others are taken. What the claims of one plan pay comes in one transfer.
		///
		/// ## Errors
		///
		/// Those of the registry of participants, [`Error::ZeroLines`] if the batch is empty, and those of the log. What is
		/// wrong with a claim is in its event.
		///
		/// ## Events
		///
		/// For each claim [`Event::Decided`], [`Event::Pended`], [`Event::Deferred`] or [`Event::Refused`].
		#[pallet::call_index(11)]
		#[pallet::weight(Pallet::<T>::batch_weight(claims))]
		pub fn submit_batch(
			origin: OriginFor<T>,
			claims: BoundedVec<Submission, ConstU32<MAX_BATCH>>,
		) -> DispatchResultWithPostInfo {
			let provider = Self::accredited(origin, Role::Provider)?;
			ensure!(!claims.is_empty(), Error::<T>::ZeroLines);
			let costs: Vec<_> = claims.iter().map(Cost::of).collect();
			let mut counter = Counter::<T>::new(provider);
			for (index, claim) in claims.into_iter().enumerate() {
				if let Err(error) = counter.take_apart(claim) {
					let index = u32::try_from(index).unwrap_or(MAX_BATCH);
					Self::deposit_event(Event::Refused { index, error });
				}
			}
			let paid = counter.settle()?;
			Ok(Some(Self::batch_taken_weight(&costs, paid)).into())
		}

		/// Adjudicate a claim that waits for nothing more.
		///
		/// ## Dispatch Origin
		///
		/// Signed by anyone.
		///
		/// ## Details
		///
		/// For claims that were received while earlier ones were adjudicated anew, and for those that waited for the decision
		/// about an authorisation. Consent and records are asked for again.
		///
		/// ## Errors
		///
		/// [`Error::UnknownClaim`], [`Error::UnknownCoverage`], [`Error::UnknownPlan`], [`Error::InvalidTransition`],
		/// [`Error::Replaying`], those of a submitted claim, and those of the log.
		///
		/// ## Events
		///
		/// [`Event::Decided`] or [`Event::Pended`].
		#[pallet::call_index(12)]
		#[pallet::weight(Pallet::<T>::decide_weight(T::WeightInfo::adjudicate()))]
		pub fn adjudicate(origin: OriginFor<T>, claim: ClaimId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::adjudicate_waiting(claim)
		}

		/// Decide what becomes of a pended claim.
		///
		/// ## Dispatch Origin
		///
		/// Signed by an officer of the payer.
		///
		/// ## Details
		///
		/// Released, it is adjudicated by the plan and pays up to the officer's limit; it pends no more for suspicion, size or
		/// price. It can be rejected as a whole, be given to another officer, or wait for an answer of the provider, during
		/// which it is not clean. Consent and records are asked for again before it is released.
		///
		/// ## Errors
		///
		/// [`Error::UnknownClaim`], [`Error::UnknownCoverage`], [`Error::UnknownPlan`], [`Error::NotOfficer`], those of the
		/// registry of participants, [`Error::InvalidTransition`], [`Error::Replaying`], [`Error::LimitExceeded`],
		/// [`Error::SelfDealing`], [`Error::TooManyDeciders`], those of a submitted claim, and those of the log.
		///
		/// ## Events
		///
		/// [`Event::Decided`], [`Event::Pended`], [`Event::Rejected`] or [`Event::Assigned`].
		#[pallet::call_index(13)]
		#[pallet::weight(Pallet::<T>::decide_weight(T::WeightInfo::resolve_pended()))]
		pub fn resolve_pended(
			origin: OriginFor<T>,
			claim: ClaimId,
			resolution: Resolution<T::AccountId>,
		) -> DispatchResult {
			let officer = ensure_signed(origin)?;
			Self::resolve(officer, claim, resolution)
		}

		/// Rule on a line in place of the plan.
		///
		/// ## Dispatch Origin
		///
		/// Signed by an officer of the payer.
		///
		/// ## Details
		///
		/// The rest of the pipeline runs on from the ruling, so the result still balances. If the ruling changes what the claim
		/// pays by more than the plan lets one officer change, or than the officer's limit, it waits for a second officer. A
		/// claim that is decided is decided anew, and so are the later claims it affects. `note` is the commitment of the
		/// reasons.
		///
		/// ## Errors
		///
		/// [`Error::UnknownClaim`], [`Error::UnknownCoverage`], [`Error::UnknownPlan`], [`Error::NotOfficer`], those of the
		/// registry of participants, [`Error::InvalidTransition`], [`Error::Replaying`], [`Error::ProposalOpen`],
		/// [`Error::SelfDealing`], [`Error::NoSuchLine`], [`Error::DisallowedPair`], [`Error::TooManyDeciders`],
		/// [`Error::TooManyRevisions`], those of a submitted claim, and those of the log.
		///
		/// ## Events
		///
		/// [`Event::Overridden`] and what becomes of the claim, or [`Event::OverrideProposed`].
		#[pallet::call_index(14)]
		#[pallet::weight(Pallet::<T>::redecide_weight(T::WeightInfo::override_line()))]
		pub fn override_line(
			origin: OriginFor<T>,
			claim: ClaimId,
			line: u16,
			ruling: Ruling,
			note: Commitment,
		) -> DispatchResultWithPostInfo {
			let officer = ensure_signed(origin)?;
			let replayed = Self::rule(officer, claim, Override { line, ruling }, note)?;
			Ok(Some(Self::redecided_weight(T::WeightInfo::override_line(), replayed)).into())
		}

		/// Agree, or not, to a ruling that another officer proposed.
		///
		/// ## Dispatch Origin
		///
		/// Signed by an officer of the payer, not the one who proposed it.
		///
		/// ## Details
		///
		/// Agreed, the ruling holds and the claim is decided anew.
		///
		/// ## Errors
		///
		/// [`Error::UnknownClaim`], [`Error::UnknownCoverage`], [`Error::UnknownPlan`], [`Error::NotOfficer`], those of the
		/// registry of participants, [`Error::NoProposal`], [`Error::SameOfficer`], [`Error::LimitExceeded`],
		/// [`Error::SelfDealing`], [`Error::InvalidTransition`], [`Error::Replaying`], [`Error::TooManyDeciders`],
		/// [`Error::TooManyRevisions`], those of a submitted claim, and those of the log.
		///
		/// ## Events
		///
		/// [`Event::Overridden`] and what becomes of the claim, or [`Event::OverrideDropped`].
		#[pallet::call_index(15)]
		#[pallet::weight(Pallet::<T>::redecide_weight(T::WeightInfo::confirm_override()))]
		pub fn confirm_override(origin: OriginFor<T>, claim: ClaimId, agree: bool) -> DispatchResultWithPostInfo {
			let officer = ensure_signed(origin)?;
			let replayed = Self::confirm(officer, claim, agree)?;
			Ok(Some(Self::redecided_weight(T::WeightInfo::confirm_override(), replayed)).into())
		}

		/// Undo a claim.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the provider that billed it, accredited; or by an officer of the payer.
		///
		/// ## Details
		///
		/// Every amount is negated, and accumulators, limits and authorisations are as if the claim had never been: the later
		/// claims it affected are adjudicated anew, some at once, the rest at the ends of blocks. A provider pays back what it
		/// was paid in the same call, as far as its account allows; the rest is an overpayment to recover.
		///
		/// ## Errors
		///
		/// [`Error::UnknownClaim`], [`Error::UnknownCoverage`], [`Error::UnknownPlan`], [`Error::NotAuthorized`], those of
		/// the registry of participants, [`Error::InvalidTransition`], [`Error::ProposalOpen`], [`Error::Replaying`],
		/// [`Error::TooManyRevisions`], and those of the log.
		///
		/// ## Events
		///
		/// [`Event::Reversed`]; [`Event::ReplayStarted`] and what becomes of later claims.
		#[pallet::call_index(16)]
		#[pallet::weight(Pallet::<T>::redecide_weight(T::WeightInfo::void()))]
		pub fn void(origin: OriginFor<T>, claim: ClaimId) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let replayed = Self::undo(&who, claim)?;
			Ok(Some(Self::redecided_weight(T::WeightInfo::void(), replayed)).into())
		}

		/// Undo a claim and submit another in its place.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the provider that billed it, accredited.
		///
		/// ## Details
		///
		/// In one step: if the new claim is refused, the old one stands. What was paid for the old one counts for the new one;
		/// only the difference moves. The new one is for the same coverage. Later claims that are affected are adjudicated
		/// anew.
		///
		/// ## Errors
		///
		/// [`Error::UnknownClaim`], [`Error::NotAuthorized`], [`Error::InvalidTransition`], [`Error::ProposalOpen`],
		/// [`Error::Mismatch`], [`Error::Replaying`], [`Error::TooManyRevisions`], and those of a submitted claim.
		///
		/// ## Events
		///
		/// [`Event::Replaced`] and what becomes of the new claim and of later ones.
		#[pallet::call_index(17)]
		#[pallet::weight(
			Pallet::<T>::redecide_weight(T::WeightInfo::void()).saturating_add(Pallet::<T>::submit_weight(by))
		)]
		pub fn replace(origin: OriginFor<T>, claim: ClaimId, by: Submission) -> DispatchResultWithPostInfo {
			let provider = Self::accredited(origin, Role::Provider)?;
			let cost = Cost::of(&by);
			let (replayed, spent) = Self::substitute(provider, claim, by)?;
			let weight = Self::redecided_weight(T::WeightInfo::void(), replayed);
			Ok(Some(weight.saturating_add(Self::taken_weight(cost, spent))).into())
		}

		/// Dispute a result.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the provider that billed the claim, or by the member.
		///
		/// ## Details
		///
		/// Goes to the plan's next level of appeal, within the time that level gives from the day of the decision before. An
		/// appeal that was not decided in time can go to the next level at once. `grounds` is the commitment of the reasons.
		///
		/// ## Errors
		///
		/// [`Error::UnknownClaim`], [`Error::UnknownCoverage`], [`Error::UnknownPlan`], [`Error::NotAuthorized`],
		/// [`Error::InvalidTransition`], [`Error::ProposalOpen`], [`Error::Replaying`], [`Error::NotOverdue`],
		/// [`Error::NoSuchLevel`], [`Error::WindowClosed`], [`Error::BelowLeastAmount`].
		///
		/// ## Events
		///
		/// [`Event::Appealed`].
		#[pallet::call_index(18)]
		#[pallet::weight(T::WeightInfo::appeal())]
		pub fn appeal(origin: OriginFor<T>, claim: ClaimId, grounds: Commitment) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::dispute(who, claim, grounds)
		}

		/// Decide an appeal.
		///
		/// ## Dispatch Origin
		///
		/// Signed by an officer of the payer or, where the plan says so for the level, by an organisation that is accredited as
		/// reviewer; by nobody who decided about this claim before.
		///
		/// ## Details
		///
		/// An officer decides up to its limit. Overturned, the claim is decided anew with the rulings, and so are the later
		/// claims it affects.
		///
		/// ## Errors
		///
		/// [`Error::UnknownClaim`], [`Error::UnknownCoverage`], [`Error::UnknownPlan`], [`Error::NotOfficer`], those of the
		/// registry of participants, [`Error::InvalidTransition`], [`Error::Replaying`], [`Error::DecidedBefore`],
		/// [`Error::SelfDealing`], [`Error::LimitExceeded`], [`Error::NoSuchLine`], [`Error::DisallowedPair`],
		/// [`Error::TooManyDeciders`], [`Error::TooManyRevisions`], those of a submitted claim, and those of the log.
		///
		/// ## Events
		///
		/// [`Event::AppealDecided`] and what becomes of the claim and of later ones.
		#[pallet::call_index(19)]
		#[pallet::weight(Pallet::<T>::redecide_weight(T::WeightInfo::decide_appeal()))]
		pub fn decide_appeal(origin: OriginFor<T>, claim: ClaimId, finding: Finding) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let replayed = Self::find(who, claim, finding)?;
			Ok(Some(Self::redecided_weight(T::WeightInfo::decide_appeal(), replayed)).into())
		}

		/// Put what was paid to a provider together.
		///
		/// ## Dispatch Origin
		///
		/// Signed by an officer of the payer.
		///
		/// ## Details
		///
		/// Each claim says what its latest result pays beyond what earlier remittances said. Interest, debts that were taken
		/// off, and what was paid back follow from the claims; `adjustments` are agreed beside them: a positive one becomes a
		/// debt that is taken off the next payments, negative ones are paid at once. Claims less adjustments are what was paid.
		///
		/// ## Errors
		///
		/// [`Error::UnknownPlan`], [`Error::NotOfficer`], those of the registry of participants, [`Error::EmptyRemittance`],
		/// [`Error::RepeatedClaim`], [`Error::UnknownClaim`], [`Error::Mismatch`], [`Error::StillOpen`],
		/// [`Error::OverpaymentOpen`], [`Error::AlreadyRemitted`], [`Error::ZeroAmount`], [`Error::LimitExceeded`],
		/// [`Error::PoolShort`], [`Error::AmountOverflow`], [`Error::TooManyItems`], and those of the log.
		///
		/// ## Events
		///
		/// [`Event::RemittanceCreated`].
		#[pallet::call_index(20)]
		#[pallet::weight(T::WeightInfo::create_remittance(length(claims)).saturating_add(T::WeightInfo::pay_asset()))]
		pub fn create_remittance(
			origin: OriginFor<T>,
			plan: PlanId,
			provider: T::AccountId,
			claims: BoundedVec<ClaimId, ConstU32<MAX_BATCH>>,
			adjustments: BoundedVec<ProviderAdjustment, ConstU32<MAX_STATED>>,
		) -> DispatchResult {
			let officer = ensure_signed(origin)?;
			let (remittance, total, entry) = Self::remit(&officer, plan, provider, &claims, &adjustments)?;
			Self::deposit_event(Event::RemittanceCreated {
				remittance,
				plan,
				total,
				entry,
			});
			Ok(())
		}

		/// Pay a decided claim that could not be paid before.
		///
		/// ## Dispatch Origin
		///
		/// Signed by anyone.
		///
		/// ## Details
		///
		/// Pays all that is due, with the interest of this day, if the pool has it now. The money goes to the provider.
		///
		/// ## Errors
		///
		/// [`Error::UnknownClaim`], [`Error::UnknownPlan`], [`Error::InvalidTransition`], [`Error::PoolShort`], and those of
		/// the transfer.
		///
		/// ## Events
		///
		/// [`Event::Paid`].
		#[pallet::call_index(21)]
		#[pallet::weight(T::WeightInfo::retry_payment().saturating_add(T::WeightInfo::pay_asset()))]
		pub fn retry_payment(origin: OriginFor<T>, claim: ClaimId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::pay_again(claim)
		}

		/// Recover what a provider has beyond what a claim pays.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the provider that billed the claim: it pays back now. Or by an officer of the payer: it becomes a debt
		/// that is taken off the next payments of the plan to that provider.
		///
		/// ## Details
		///
		/// All of it in one step.
		///
		/// ## Errors
		///
		/// [`Error::UnknownClaim`], [`Error::UnknownPlan`], [`Error::NotAuthorized`], those of the registry of participants,
		/// [`Error::NothingOwed`], [`Error::AmountOverflow`], and those of the transfer.
		///
		/// ## Events
		///
		/// [`Event::Recovered`].
		#[pallet::call_index(22)]
		#[pallet::weight(T::WeightInfo::recover_overpayment().saturating_add(T::WeightInfo::pay_asset()))]
		pub fn recover_overpayment(origin: OriginFor<T>, claim: ClaimId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::recover(&who, claim)
		}

		/// Answer what an officer asked about a pended claim.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the provider that billed the claim, accredited.
		///
		/// ## Details
		///
		/// The answer is a record that the provider anchored; it is sent off chain. It is the payer's turn again.
		///
		/// ## Errors
		///
		/// Those of the registry of participants and of record anchoring, [`Error::UnknownClaim`], [`Error::NotAuthorized`],
		/// [`Error::InvalidTransition`].
		///
		/// ## Events
		///
		/// [`Event::Answered`].
		#[pallet::call_index(23)]
		#[pallet::weight(T::WeightInfo::answer())]
		pub fn answer(origin: OriginFor<T>, claim: ClaimId, record: AnchorId) -> DispatchResult {
			let provider = Self::accredited(origin, Role::Provider)?;
			Self::reply(&provider, claim, record)
		}

		/// Close a claim that nothing can happen to any more.
		///
		/// ## Dispatch Origin
		///
		/// Signed by anyone.
		///
		/// ## Details
		///
		/// When the time to appeal is over, nothing is owed in either direction, and no ruling is open.
		///
		/// ## Errors
		///
		/// [`Error::UnknownClaim`], [`Error::UnknownPlan`], [`Error::InvalidTransition`], [`Error::StillOpen`],
		/// [`Error::OverpaymentOpen`], [`Error::ProposalOpen`], [`Error::WindowClosed`] while an appeal is possible.
		///
		/// ## Events
		///
		/// [`Event::Closed`].
		#[pallet::call_index(24)]
		#[pallet::weight(T::WeightInfo::close())]
		pub fn close(origin: OriginFor<T>, claim: ClaimId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::finish(claim)
		}

		/// Remove from the state what has been over for long.
		///
		/// ## Dispatch Origin
		///
		/// Signed by anyone.
		///
		/// ## Details
		///
		/// The log keeps the digest of every result for ever. Accumulators stay. What has many parts goes a few at a time: call
		/// again until the item is gone.
		///
		/// ## Errors
		///
		/// [`Error::UnknownClaim`], [`Error::UnknownAuthorisation`], [`Error::UnknownCoverage`], [`Error::StillOpen`],
		/// [`Error::TooEarly`].
		///
		/// ## Events
		///
		/// [`Event::Pruned`].
		#[pallet::call_index(25)]
		#[pallet::weight(T::WeightInfo::prune())]
		pub fn prune(origin: OriginFor<T>, what: Prunable) -> DispatchResult {
			ensure_signed(origin)?;
			Self::remove_old(what)?;
			Self::deposit_event(Event::Pruned { what });
			Ok(())
		}

		/// Go on with claims that are being adjudicated anew.
		///
		/// ## Dispatch Origin
		///
		/// Signed by anyone who does not want to wait for the ends of blocks.
		///
		/// ## Details
		///
		/// Takes as many steps as one call may.
		///
		/// ## Errors
		///
		/// [`Error::UnknownReplay`].
		///
		/// ## Events
		///
		/// [`Event::Decided`] and [`Event::Pended`] of the claims, [`Event::ReplayFinished`].
		#[pallet::call_index(26)]
		#[pallet::weight(Pallet::<T>::redecide_weight(Weight::zero()))]
		pub fn replay(origin: OriginFor<T>, scope: Scope) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			ensure!(Replays::<T>::contains_key(scope), Error::<T>::UnknownReplay);
			let replayed = Self::advance(scope, REPLAY_INLINE);
			Ok(Some(replayed).into())
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
