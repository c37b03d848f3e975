//! Voids and replacements.

use super::{counter::Inherited, deciding::log_digest, Counter, Desk, Seat, Spent, Work};
use crate::*;
use frame::deps::frame_support::storage::with_storage_layer;
use salus_primitives::LogSubject;

/// What the undoing of a claim leaves to do.
struct Undone<T: Config> {
	record: ClaimOf<T>,
	/// From where claims are adjudicated anew, if any are.
	replay: Option<(Place, u32)>,
}

impl<T: Config> Pallet<T> {
	/// Undoes a claim.
	pub(crate) fn undo(who: &T::AccountId, claim: ClaimId) -> Result<Work, DispatchError> {
		let record = Self::stored_claim(claim)?;
		let mut work = Work::of(&record);
		let mut desk = Desk::<T>::open(record.plan, record.provider.clone())?;
		let by_provider = *who == record.provider;
		if by_provider {
			T::Accreditation::ensure_accredited(who, Role::Provider)?;
		} else {
			let officer = Self::officer(&desk.plan.payer, who).map_err(|error| {
				if error == Error::<T>::NotOfficer.into() {
					Error::<T>::NotAuthorized.into()
				} else {
					error
				}
			})?;
			Self::ensure_not_undone(&record)?;
			let disputed = matches!(record.state, ClaimState::Appealed { .. });
			ensure!(!disputed, Error::<T>::InvalidTransition);
			Self::ensure_can_take_back(&officer, &record, &Self::stored_case(claim))?;
		}
		let mut seat = Seat::<T>::load(claim.coverage)?;
		if !by_provider {
			Self::ensure_disinterested(who, &record, &seat.coverage, &desk.plan)?;
		}
		let to = ClaimState::Reversed;
		let Undone { mut record, replay } = Self::reverse(&mut desk, &mut seat, claim, record, to, by_provider)?;
		let owed = record.moved;
		if by_provider && owed > 0 && with_storage_layer(|| Self::pay_back(&desk, &mut record, owed)).is_ok() {
			record.moved = 0;
		}
		desk.close();
		Self::put_claim(claim, &record);
		Self::deposit_event(Event::Reversed {
			claim,
			by_provider,
			outstanding: record.moved,
		});
		work.spent = desk.spent();
		work.spent.days = seat.days;
		match replay {
			Some((from, after)) => {
				Self::start_replay(&mut seat, from, after);
				work.replay = Some(seat.scope());
			},
			None => seat.save(),
		}
		Ok(work.unevidenced())
	}

	/// Undoes a claim and takes another in its place.
	pub(crate) fn substitute(
		provider: T::AccountId,
		claim: ClaimId,
		by: Submission,
	) -> Result<(Work, Spent), DispatchError> {
		let record = Self::stored_claim(claim)?;
		let mut work = Work::of(&record);
		ensure!(record.provider == provider, Error::<T>::NotAuthorized);
		ensure!(by.coverage == claim.coverage, Error::<T>::Mismatch);
		let mut desk = Desk::<T>::open(record.plan, provider.clone())?;
		let mut seat = Seat::<T>::load(claim.coverage)?;
		let number = seat.coverage.next_claim;
		let to = ClaimState::Replaced { by: number };
		let Undone { mut record, replay } = Self::reverse(&mut desk, &mut seat, claim, record, to, true)?;
		let old = Inherited {
			number: claim.number,
			moved: core::mem::take(&mut record.moved),
		};
		desk.close();
		work.spent = desk.spent();
		work.spent.days = seat.days;
		Self::put_claim(claim, &record);
		Self::deposit_event(Event::Replaced { claim, by: number });

		let day = by.lines.iter().map(|line| line.day).min().unwrap_or(Day::MAX);
		match replay {
			Some((mut from, after)) => {
				from.day = from.day.min(day);
				Self::start_replay(&mut seat, from, after);
				work.replay = Some(seat.scope());
			},
			None => seat.save(),
		}
		let mut counter = Counter::<T>::new(provider);
		counter.take(by, Some(old))?;
		Ok((work.unevidenced(), counter.settle()?))
	}

	/// Fails if an officer may not end a claim: by it the provider owes what was paid, without appeal. It takes an officer who
	/// may decide about as much, and none ends what was appealed.
	pub(crate) fn ensure_can_take_back(officer: &Officer, record: &ClaimOf<T>, case: &CaseOf<T>) -> DispatchResult {
		// Nor what was disputed and waits again before anybody decided the dispute.
		ensure!(case.levels == 0 && case.appellant.is_none(), Error::<T>::DecidedBefore);
		let amount = record.payable().max(record.moved);
		ensure!(amount <= officer.limit, Error::<T>::LimitExceeded);
		Ok(())
	}

	/// Fails if a claim is undone already.
	fn ensure_not_undone(record: &ClaimOf<T>) -> DispatchResult {
		let undone = matches!(record.state, ClaimState::Reversed | ClaimState::Replaced { .. });
		ensure!(!undone && !record.result.reversal, Error::<T>::VoidOfVoid);
		Ok(())
	}

	/// Gives a claim that is undone the negation of its latest result, if it has one: remittances that told it take it back.
	pub(crate) fn negate(claim: ClaimId, record: &mut ClaimOf<T>, plan: &[u8; 32]) -> DispatchResult {
		let Some(result) = Self::result_in(claim, record, record.revision) else {
			return Ok(());
		};
		let reversal = result.reverse().map_err(Error::<T>::from)?;
		let digest = Self::set_result(claim, record, reversal, plan)?;
		record.entry = T::Log::append(LogSubject::Adjudication, digest)?;
		Ok(())
	}

	/// From where claims are adjudicated anew when this one is undone, if it changed any: by its accumulators and authorisations,
	/// or because lines of theirs are its duplicates. One without a result did the latter alone, to those that came after it.
	pub(crate) fn affects(
		plan: &PlanOf<T>,
		seat: &Seat<T>,
		claim: ClaimId,
		record: &ClaimOf<T>,
	) -> Option<(Place, u32)> {
		let counts = !record.result.effects.0.is_empty() || !record.result.uses.is_empty();
		if !counts && !seat.is_repeated(&record.submission, claim.number, &plan.terms.duplicates) {
			return None;
		}
		let place = record.place(claim);
		if record.revision > 0 {
			return Some((place, record.sequence));
		}
		Some(match record.sequence.checked_sub(1) {
			Some(after) => (Place { day: Day::MAX, ..place }, after),
			// Nothing was decided before it.
			None => (Place { day: Day::MIN, ..place }, 0),
		})
	}

	/// Takes a claim out of everything it is in.
	fn reverse(
		desk: &mut Desk<T>,
		seat: &mut Seat<T>,
		claim: ClaimId,
		mut record: ClaimOf<T>,
		to: ClaimState,
		by_provider: bool,
	) -> Result<Undone<T>, DispatchError> {
		Self::ensure_not_undone(&record)?;
		ensure!(record.state.leads_to(&to), Error::<T>::InvalidTransition);
		ensure!(!seat.is_replaying(), Error::<T>::Replaying);
		let mut case = Self::stored_case(claim);
		if case.proposal.is_some() {
			// A ruling that waits for a second officer does not keep a provider from correcting its own claim.
			ensure!(by_provider, Error::<T>::ProposalOpen);
			case.proposal = None;
			Self::put_case(claim, &case);
		}
		desk.lift(&mut record)?;
		let replay = Self::affects(&desk.plan, seat, claim, &record);
		seat.unbook(&mut record)?;
		Self::negate(claim, &mut record, &desk.plan.digest)?;
		seat.days = seat.days.saturating_add(seat.count_old_days(&record.submission));
		seat.forget(&record.submission, claim.number);
		Self::move_to(&mut record, to)?;
		Ok(Undone { record, replay })
	}

	/// What the entry of a result in the chain's log says.
	pub fn result_digest(claim: ClaimId, revision: Revision) -> Option<[u8; 32]> {
		let result = Self::result_at(claim, revision)?;
		let plan = Self::stored_plan(Self::stored_claim(claim).ok()?.plan).ok()?;
		Some(log_digest(claim, revision, &plan.digest, &result))
	}

	/// A result of a claim by its revision.
	pub(crate) fn result_at(claim: ClaimId, revision: Revision) -> Option<Adjudication> {
		let record = Self::stored_claim(claim).ok()?;
		Self::result_in(claim, &record, revision)
	}

	/// The same, of a claim that was read.
	fn result_in(claim: ClaimId, record: &ClaimOf<T>, revision: Revision) -> Option<Adjudication> {
		if revision > 0 && record.revision == revision && record.result != Adjudication::default() {
			return Some(record.result.clone());
		}
		Revisions::<T>::get((
			Key::from(claim.coverage),
			Key::from(claim.number),
			PageKey::from(revision),
		))
	}
}
