//! Voids and replacements.

use super::{counter::Inherited, deciding::log_digest, Counter, Desk, Seat, Spent};
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
	pub(crate) fn undo(who: &T::AccountId, claim: ClaimId) -> Result<Weight, DispatchError> {
		let record = Self::stored_claim(claim)?;
		let mut desk = Desk::<T>::open(record.plan, record.provider.clone())?;
		let by_provider = *who == record.provider;
		if by_provider {
			T::Accreditation::ensure_accredited(who, Role::Provider)?;
		} else {
			// Nobody but an officer; which one does not matter: nothing is paid.
			Self::officer(&desk.plan.payer, who).map_err(|error| {
				if error == Error::<T>::NotOfficer.into() {
					Error::<T>::NotAuthorized.into()
				} else {
					error
				}
			})?;
		}
		let mut seat = Seat::<T>::load(claim.coverage)?;
		let Undone { mut record, replay } = Self::reverse(&mut desk, &mut seat, claim, record, ClaimState::Reversed)?;
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
		let Some((from, after)) = replay else {
			seat.save();
			return Ok(Weight::zero());
		};
		Self::start_replay(&mut seat, from, after);
		Ok(Self::advance(seat.scope(), Self::replay_budget()))
	}

	/// Undoes a claim and takes another in its place.
	pub(crate) fn substitute(
		provider: T::AccountId,
		claim: ClaimId,
		by: Submission,
	) -> Result<(Weight, Spent), DispatchError> {
		let record = Self::stored_claim(claim)?;
		ensure!(record.provider == provider, Error::<T>::NotAuthorized);
		ensure!(by.coverage == claim.coverage, Error::<T>::Mismatch);
		let mut desk = Desk::<T>::open(record.plan, provider.clone())?;
		let mut seat = Seat::<T>::load(claim.coverage)?;
		let number = seat.coverage.next_claim;
		let to = ClaimState::Replaced { by: number };
		let Undone { mut record, replay } = Self::reverse(&mut desk, &mut seat, claim, record, to)?;
		let old = Inherited {
			number: claim.number,
			moved: core::mem::take(&mut record.moved),
		};
		desk.close();
		Self::put_claim(claim, &record);
		Self::deposit_event(Event::Replaced { claim, by: number });

		let day = by.lines.iter().map(|line| line.day).min().unwrap_or(Day::MAX);
		match replay {
			Some((mut from, after)) => {
				from.day = from.day.min(day);
				Self::start_replay(&mut seat, from, after);
			},
			None => seat.save(),
		}
		let scope = seat.scope();
		let mut counter = Counter::<T>::new(provider);
		counter.take(by, Some(old))?;
		let spent = counter.settle()?;
		let steps = if replay.is_some() {
			Self::advance(scope, Self::replay_budget())
		} else {
			Weight::zero()
		};
		Ok((steps, spent))
	}

	/// Takes a claim out of everything it is in.
	fn reverse(
		desk: &mut Desk<T>,
		seat: &mut Seat<T>,
		claim: ClaimId,
		mut record: ClaimOf<T>,
		to: ClaimState,
	) -> Result<Undone<T>, DispatchError> {
		ensure!(record.state.leads_to(&to), Error::<T>::InvalidTransition);
		ensure!(!seat.is_replaying(), Error::<T>::Replaying);
		ensure!(Self::stored_case(claim).proposal.is_none(), Error::<T>::ProposalOpen);
		desk.lift(&mut record)?;
		let mut replay = None;
		if record.state.is_decided() {
			let (place, sequence) = (record.place(claim), record.sequence);
			let affects = !record.result.effects.0.is_empty() || !record.result.uses.is_empty();
			seat.unbook(&mut record)?;
			let reversal = record.result.reverse().map_err(Error::<T>::from)?;
			let digest = Self::set_result(claim, &mut record, reversal, &desk.plan.digest)?;
			record.entry = T::Log::append(LogSubject::Adjudication, digest)?;
			replay = affects.then_some((place, sequence));
		}
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
		if revision > 0 && record.revision == revision && record.result != Adjudication::default() {
			return Some(record.result);
		}
		Revisions::<T>::get((
			Key::from(claim.coverage),
			Key::from(claim.number),
			PageKey::from(revision),
		))
	}
}
