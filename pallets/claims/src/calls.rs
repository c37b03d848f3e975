//! The calls. A section of the pallet's module, which names it.

use frame::prelude::*;

/// The calls of the pallet.
#[pallet_section]
mod calls {
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
		/// first, and who decided before. It decides about claims of every plan of the payer, up to its limit; not while it is
		/// accredited as a provider or reviewer, as it may become later.
		///
		/// ## Errors
		///
		/// Those of the registry of participants, [`Error::SelfDealing`] if the payer names itself, or an accredited provider
		/// or reviewer.
		///
		/// ## Events
		///
		/// [`Event::OfficerSet`].
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::set_officer())]
		pub fn set_officer(origin: OriginFor<T>, officer: T::AccountId, limit: Option<Money>) -> DispatchResult {
			let payer = Self::accredited(origin, Role::Payer)?;
			// Anybody can be dismissed. Who bills is no officer; nor is who reviews: a payer could name each reviewer, and no
			// appeal would find one that is independent.
			if limit.is_some() {
				let other = officer == payer || Self::bills_or_reviews(&officer);
				ensure!(!other, Error::<T>::SelfDealing);
			}
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
		/// others are taken. What the claims of one plan pay comes in one transfer. The members of a batch have two consents
		/// each on average at the most: a claim beyond that is refused with [`Error::TooManyConsents`] and can be submitted
		/// alone.
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
			let count = length(&claims);
			let mut counter = Counter::<T>::new(provider);
			for (index, claim) in claims.into_iter().enumerate() {
				if let Err(error) = counter.take_apart(claim, count) {
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
		/// about an authorisation. Consent and records are asked for again. And for an appeal that was not decided in time: it
		/// ends, the result stands, what it pays is paid, and the next level is open.
		///
		/// ## Errors
		///
		/// [`Error::UnknownClaim`], [`Error::UnknownCoverage`], [`Error::UnknownPlan`], [`Error::InvalidTransition`],
		/// [`Error::Replaying`], [`Error::NotOverdue`], those of a submitted claim, and those of the log.
		///
		/// ## Events
		///
		/// [`Event::Decided`], [`Event::Pended`] or [`Event::AppealLapsed`].
		#[pallet::call_index(12)]
		#[pallet::weight(Pallet::<T>::decide_weight(T::WeightInfo::adjudicate))]
		pub fn adjudicate(origin: OriginFor<T>, claim: ClaimId) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			let work = Self::adjudicate_waiting(claim)?;
			Ok(Some(Self::worked_weight(T::WeightInfo::adjudicate, &work)).into())
		}

		/// Decide what becomes of a pended claim.
		///
		/// ## Dispatch Origin
		///
		/// Signed by an officer of the payer.
		///
		/// ## Details
		///
		/// Released, it is adjudicated by the plan and pays up to the officer's limit, now and whenever it is decided again: above
		/// it, it waits again. It pends no more for suspicion, size or price. It can be rejected as a whole, unless more than the
		/// officer's limit was paid for it or it was appealed; be given to another officer; or wait for an answer of the
		/// provider, during which it is not clean. Before one that was never decided is released, consent and records are asked for
		/// again. Rejected, it takes back the result that it had, if it had one, and what it kept out as a duplicate is decided anew.
		///
		/// ## Errors
		///
		/// [`Error::UnknownClaim`], [`Error::UnknownCoverage`], [`Error::UnknownPlan`], [`Error::NotOfficer`], those of the
		/// registry of participants, [`Error::InvalidTransition`], [`Error::Replaying`], [`Error::LimitExceeded`],
		/// [`Error::SelfDealing`], [`Error::DecidedBefore`], [`Error::TooManyDeciders`], those of a submitted claim, and those of
		/// the log.
		///
		/// ## Events
		///
		/// [`Event::Decided`], [`Event::Pended`], [`Event::Assigned`], or [`Event::Rejected`] and [`Event::ReplayStarted`].
		#[pallet::call_index(13)]
		#[pallet::weight(Pallet::<T>::work_weight(T::WeightInfo::resolve_pended))]
		pub fn resolve_pended(
			origin: OriginFor<T>,
			claim: ClaimId,
			resolution: Resolution<T::AccountId>,
		) -> DispatchResultWithPostInfo {
			let officer = ensure_signed(origin)?;
			let work = Self::resolve(officer, claim, resolution)?;
			Ok(Some(Self::worked_weight(T::WeightInfo::resolve_pended, &work)).into())
		}

		/// Rule on a line in place of the plan.
		///
		/// ## Dispatch Origin
		///
		/// Signed by an officer of the payer.
		///
		/// ## Details
		///
		/// The rest of the pipeline runs on from the ruling, so the result still balances. It waits for a second officer if
		/// what it changes of what is paid or allowed, or brings up for later, together with what was changed alone since a
		/// second officer agreed, is more than the plan lets one officer change, or than the officer's limit. A claim that
		/// is decided is decided anew, and so are the later claims it affects. Once an appeal was decided or lapsed, lines that are ruled on
		/// stay as they are. `note` is the commitment of the reasons.
		///
		/// ## Errors
		///
		/// [`Error::UnknownClaim`], [`Error::UnknownCoverage`], [`Error::UnknownPlan`], [`Error::NotOfficer`], those of the
		/// registry of participants, [`Error::InvalidTransition`], [`Error::Replaying`], [`Error::ProposalOpen`],
		/// [`Error::SelfDealing`], [`Error::NoSuchLine`], [`Error::DisallowedPair`], [`Error::TooManyDeciders`],
		/// [`Error::DecidedBefore`], [`Error::TooManyRevisions`], those of a submitted claim, and those of the log.
		///
		/// ## Events
		///
		/// [`Event::Overridden`] and what becomes of the claim, or [`Event::OverrideProposed`].
		#[pallet::call_index(14)]
		#[pallet::weight(Pallet::<T>::redecide_weight(T::WeightInfo::override_line))]
		pub fn override_line(
			origin: OriginFor<T>,
			claim: ClaimId,
			line: u16,
			ruling: Ruling,
			note: Commitment,
		) -> DispatchResultWithPostInfo {
			let officer = ensure_signed(origin)?;
			let work = Self::rule(officer, claim, Override { line, ruling }, note)?;
			Ok(Some(Self::conclude(T::WeightInfo::override_line, &work)).into())
		}

		/// Agree, or not, to a ruling that another officer proposed.
		///
		/// ## Dispatch Origin
		///
		/// Signed by an officer of the payer, not the one who proposed it.
		///
		/// ## Details
		///
		/// Agreed, the ruling holds and the claim is decided anew. The limit of who agrees covers what was changed by one officer
		/// alone before, too.
		///
		/// ## Errors
		///
		/// [`Error::UnknownClaim`], [`Error::UnknownCoverage`], [`Error::UnknownPlan`], [`Error::NotOfficer`], those of the
		/// registry of participants, [`Error::NoProposal`], [`Error::SameOfficer`], [`Error::LimitExceeded`],
		/// [`Error::SelfDealing`], [`Error::InvalidTransition`], [`Error::Replaying`], [`Error::TooManyDeciders`],
		/// [`Error::DecidedBefore`], [`Error::TooManyRevisions`], those of a submitted claim, and those of the log.
		///
		/// ## Events
		///
		/// [`Event::Overridden`] and what becomes of the claim, or [`Event::OverrideDropped`].
		#[pallet::call_index(15)]
		#[pallet::weight(Pallet::<T>::redecide_weight(T::WeightInfo::confirm_override))]
		pub fn confirm_override(origin: OriginFor<T>, claim: ClaimId, agree: bool) -> DispatchResultWithPostInfo {
			let officer = ensure_signed(origin)?;
			let work = Self::confirm(officer, claim, agree)?;
			Ok(Some(Self::conclude(T::WeightInfo::confirm_override, &work)).into())
		}

		/// Undo a claim.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the provider that billed it, accredited; or by an officer of the payer whose limit covers what it pays and
		/// what was paid for it, unless an appeal is open or was decided.
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
		/// the registry of participants, [`Error::VoidOfVoid`], [`Error::InvalidTransition`], [`Error::Replaying`],
		/// [`Error::ProposalOpen`], [`Error::SelfDealing`], [`Error::LimitExceeded`] and [`Error::DecidedBefore`] of an officer,
		/// [`Error::TooManyRevisions`], and those of the log.
		///
		/// ## Events
		///
		/// [`Event::Reversed`]; [`Event::ReplayStarted`] and what becomes of later claims.
		#[pallet::call_index(16)]
		#[pallet::weight(Pallet::<T>::undo_weight(T::WeightInfo::void))]
		pub fn void(origin: OriginFor<T>, claim: ClaimId) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let work = Self::undo(&who, claim)?;
			Ok(Some(Self::conclude(T::WeightInfo::void, &work)).into())
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
		/// [`Error::UnknownClaim`], [`Error::NotAuthorized`], [`Error::VoidOfVoid`], [`Error::InvalidTransition`],
		/// [`Error::Mismatch`], [`Error::Replaying`], [`Error::TooManyRevisions`], and those of a submitted claim.
		///
		/// ## Events
		///
		/// [`Event::Replaced`] and what becomes of the new claim and of later ones.
		#[pallet::call_index(17)]
		#[pallet::weight(
			Pallet::<T>::undo_weight(T::WeightInfo::void).saturating_add(Pallet::<T>::submit_weight(by))
		)]
		pub fn replace(origin: OriginFor<T>, claim: ClaimId, by: Submission) -> DispatchResultWithPostInfo {
			let provider = Self::accredited(origin, Role::Provider)?;
			let cost = Cost::of(&by);
			let (work, spent) = Self::substitute(provider, claim, by)?;
			let weight = Self::conclude(T::WeightInfo::void, &work);
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
		/// [`Error::InvalidTransition`], [`Error::Replaying`], [`Error::NotOverdue`],
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
		#[pallet::weight(Pallet::<T>::redecide_weight(T::WeightInfo::decide_appeal))]
		pub fn decide_appeal(origin: OriginFor<T>, claim: ClaimId, finding: Finding) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let work = Self::find(who, claim, finding)?;
			Ok(Some(Self::conclude(T::WeightInfo::decide_appeal, &work)).into())
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
		#[pallet::weight(Pallet::<T>::settle_weight(T::WeightInfo::create_remittance(length(claims))))]
		pub fn create_remittance(
			origin: OriginFor<T>,
			plan: PlanId,
			provider: T::AccountId,
			claims: BoundedVec<ClaimId, ConstU32<MAX_BATCH>>,
			adjustments: BoundedVec<ProviderAdjustment, ConstU32<MAX_STATED>>,
		) -> DispatchResultWithPostInfo {
			let officer = ensure_signed(origin)?;
			let (remittance, total, entry, spent) = Self::remit(&officer, plan, provider, &claims, &adjustments)?;
			Self::deposit_event(Event::RemittanceCreated {
				remittance,
				plan,
				total,
				entry,
			});
			let call = T::WeightInfo::create_remittance(length(&claims));
			Ok(Some(Self::settled_weight(call, spent)).into())
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
		/// [`Error::UnknownClaim`], [`Error::UnknownPlan`], [`Error::AlreadyPaid`], [`Error::NothingOwed`],
		/// [`Error::InvalidTransition`], [`Error::PoolShort`], and those of the transfer.
		///
		/// ## Events
		///
		/// [`Event::Paid`].
		#[pallet::call_index(21)]
		#[pallet::weight(Pallet::<T>::settle_weight(T::WeightInfo::retry_payment()))]
		pub fn retry_payment(origin: OriginFor<T>, claim: ClaimId) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			let work = Self::pay_again(claim)?;
			Ok(Some(Self::settled_weight(T::WeightInfo::retry_payment(), work.spent)).into())
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
		/// All of it in one step. What was paid for a claim that waits to be decided, for a person or for an appeal is no debt
		/// before that; its provider can pay it back.
		///
		/// ## Errors
		///
		/// [`Error::UnknownClaim`], [`Error::UnknownPlan`], [`Error::NotAuthorized`], those of the registry of participants,
		/// [`Error::StillOpen`], [`Error::NothingOwed`], [`Error::AmountOverflow`], and those of the transfer.
		///
		/// ## Events
		///
		/// [`Event::Recovered`].
		#[pallet::call_index(22)]
		#[pallet::weight(Pallet::<T>::settle_weight(T::WeightInfo::recover_overpayment()))]
		pub fn recover_overpayment(origin: OriginFor<T>, claim: ClaimId) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let work = Self::recover(&who, claim)?;
			Ok(Some(Self::settled_weight(T::WeightInfo::recover_overpayment(), work.spent)).into())
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
		/// [`Error::OverpaymentOpen`], [`Error::ProposalOpen`], [`Error::WindowOpen`].
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
		/// [`Error::UnknownClaim`], [`Error::UnknownAuthorisation`], [`Error::UnknownCoverage`],
		/// [`Error::UnknownRemittance`], [`Error::StillOpen`], [`Error::TooEarly`].
		///
		/// ## Events
		///
		/// [`Event::Pruned`].
		#[pallet::call_index(25)]
		#[pallet::weight(T::WeightInfo::prune(PRUNED_AT_ONCE))]
		pub fn prune(origin: OriginFor<T>, what: Prunable) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			let removed = Self::remove_old(what)?;
			Self::deposit_event(Event::Pruned { what });
			Ok(Some(T::WeightInfo::prune(removed)).into())
		}

		/// Go on with claims that are being adjudicated anew.
		///
		/// ## Dispatch Origin
		///
		/// Signed by anyone who does not want to wait for the ends of blocks.
		///
		/// ## Details
		///
		/// Takes as many claims as one call may. One that is too large for a call is left to the ends of blocks.
		///
		/// ## Errors
		///
		/// [`Error::UnknownReplay`].
		///
		/// ## Events
		///
		/// [`Event::Decided`] and [`Event::Pended`] of the claims, [`Event::ReplayFinished`].
		#[pallet::call_index(26)]
		#[pallet::weight(Pallet::<T>::replay_budget())]
		pub fn replay(origin: OriginFor<T>, scope: Scope) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			ensure!(Replays::<T>::contains_key(scope), Error::<T>::UnknownReplay);
			Ok(Some(Self::advance(scope, Self::replay_budget())).into())
		}
	}
}
