//! What the pallet says: events and errors. A section of the pallet's module, which names it.

use frame::prelude::*;

/// Events and errors of the pallet.
#[pallet_section]
mod events {
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
		/// An appeal was not decided in time: the result stands, and the next level is open.
		AppealLapsed {
			/// The claim.
			claim: ClaimId,
			/// The level that was silent.
			level: u8,
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
		/// The officer may not decide so much alone; what one call decides counts together.
		LimitExceeded,
		/// The member is enrolled already: it has one coverage.
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
		/// A decision is needed, not another pend.
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
		/// The time to appeal is over.
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
		/// The members of a batch have too many consents together. Submit this claim alone.
		TooManyConsents,
		/// The claim is undone already, or was replaced: what is undone is not undone again.
		VoidOfVoid,
		/// All that the claim pays was paid. Nothing is paid twice.
		AlreadyPaid,
		/// There is no such asset on chain that a plan could pay in.
		UnknownAsset,
		/// There is no such remittance.
		UnknownRemittance,
		/// An appeal is still possible: the claim is not over.
		WindowOpen,
	}
}
