//! The end of claims, authorisations and coverages.

use crate::*;
use salus_claims_engine::claim::Decision;

impl<T: Config> Pallet<T> {
	/// Closes a claim that nothing can happen to any more.
	pub(crate) fn finish(claim: ClaimId) -> DispatchResult {
		let mut record = Self::stored_claim(claim)?;
		ensure!(
			record.state.leads_to(&ClaimState::Closed),
			Error::<T>::InvalidTransition
		);
		ensure!(record.due() == 0 && !record.is_unwound(), Error::<T>::StillOpen);
		ensure!(record.overpaid() == 0, Error::<T>::OverpaymentOpen);
		let case = Self::stored_case(claim);
		ensure!(case.proposal.is_none(), Error::<T>::ProposalOpen);
		if record.state != ClaimState::Reversed {
			let plan = Self::stored_plan(record.plan)?;
			// However little is left to dispute: whoever corrects a claim has that time too, and what is closed stays as it is.
			let within = Self::next_level(&plan, &case).map_or(0, |(_, level)| level.file_within);
			let window = Self::moment_of(within.into()).max(T::PendPeriod::get());
			let last = Self::moment_of(record.decided.saturating_add(1)).saturating_add(window);
			ensure!(Self::now() >= last, Error::<T>::WindowOpen);
		}
		Self::move_to(&mut record, ClaimState::Closed)?;
		Self::put_claim(claim, &record);
		Self::deposit_event(Event::Closed { claim });
		Ok(())
	}

	/// Whether the retention of something that was over on this day is over too.
	fn ensure_old(since: Day) -> DispatchResult {
		let until = Self::moment_of(since).saturating_add(T::Retention::get());
		ensure!(Self::now() > until, Error::<T>::TooEarly);
		Ok(())
	}

	/// Removes what has been over for long; answers how many things that hang on it.
	pub(crate) fn remove_old(what: Prunable) -> Result<u32, DispatchError> {
		match what {
			Prunable::Claim(claim) => Self::remove_claim(claim),
			Prunable::Authorisation(coverage, number) => {
				let (coverage, number) = (Key::from(coverage), Key::from(number));
				let found = Authorisations::<T>::get(coverage, number).ok_or(Error::<T>::UnknownAuthorisation)?;
				// One that nobody decided is over when its time is.
				let decided = found.decision != Decision::Pended;
				ensure!(decided || Self::now() > found.deadline, Error::<T>::StillOpen);
				let until = found.request.until;
				Self::ensure_old(if decided {
					until
				} else {
					until.max(Self::day_at(found.deadline))
				})?;
				Authorisations::<T>::remove(coverage, number);
				Ok(0)
			},
			Prunable::Coverage(id) => Self::remove_coverage(id),
			Prunable::Remittance(id) => {
				let found = Remittances::<T>::get(Key::from(id)).ok_or(Error::<T>::UnknownRemittance)?;
				Self::ensure_old(Self::day_at(found.at))?;
				Remittances::<T>::remove(Key::from(id));
				Ok(0)
			},
		}
	}

	fn remove_claim(claim: ClaimId) -> Result<u32, DispatchError> {
		let record = Self::stored_claim(claim)?;
		let over = matches!(
			record.state,
			ClaimState::Closed | ClaimState::Rejected { .. } | ClaimState::Replaced { .. }
		);
		ensure!(over && record.overpaid() == 0, Error::<T>::StillOpen);
		Self::ensure_old(record.decided)?;
		let (coverage, number) = (Key::from(claim.coverage), Key::from(claim.number));
		if record.counted {
			// Its part of the accumulators stays and cannot be told from the claims any more.
			Coverages::<T>::mutate(coverage, |coverage| {
				if let Some(coverage) = coverage {
					coverage.pruned = true;
				}
			});
		}
		// A few at a time: calling again removes the rest.
		let left = Revisions::<T>::clear_prefix((coverage, number), PRUNED_AT_ONCE, None);
		if left.maybe_cursor.is_some() {
			return Ok(left.loops);
		}
		Claims::<T>::remove(coverage, number);
		Cases::<T>::remove(coverage, number);
		Ok(left.loops)
	}

	fn remove_coverage(id: CoverageId) -> Result<u32, DispatchError> {
		let key = Key::from(id);
		let coverage = Coverages::<T>::get(key).ok_or(Error::<T>::UnknownCoverage)?;
		let until = coverage.terms.until.ok_or(Error::<T>::StillOpen)?;
		Self::ensure_old(until)?;
		let empty = Claims::<T>::iter_key_prefix(key).next().is_none()
			&& Authorisations::<T>::iter_key_prefix(key).next().is_none()
			// A family's accumulators have a part in them that could not be told any more.
			&& coverage.family.is_none();
		ensure!(empty, Error::<T>::StillOpen);
		let left = Services::<T>::clear_prefix(key, PRUNED_AT_ONCE, None);
		if left.maybe_cursor.is_some() {
			return Ok(left.loops);
		}
		Members::<T>::remove(&coverage.member);
		Coverages::<T>::remove(key);
		Ok(left.loops)
	}
}
