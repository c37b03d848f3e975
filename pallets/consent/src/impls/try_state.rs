//! Every invariant, one function each.

use crate::*;
use frame::{
	deps::{frame_support::ensure, sp_runtime::TryRuntimeError},
	traits::{fungible::InspectHold, Zero},
};

impl<T: Config> Pallet<T> {
	/// Every invariant of the pallet.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::try_state_policies_in_force_are_published()?;
		Self::try_state_places_are_bounded()?;
		Self::try_state_versions_are_whole()?;
		Self::try_state_closed_consents_are_final()?;
		Self::try_state_consents_are_well_formed()?;
		Self::try_state_guardians_stay_in_scope()?;
		Self::try_state_pending_emergencies_are_queued()?;
		Self::try_state_receipts_cite_what_existed()?;
		Self::try_state_holds_equal_tickets()
	}

	fn try_state_policies_in_force_are_published() -> Result<(), TryRuntimeError> {
		let in_force = PoliciesInForce::<T>::get();
		for (index, known) in in_force.iter().enumerate() {
			let same = Policies::<T>::get(known.policy).is_some_and(|terms| {
				(terms.effective_from, terms.effective_until) == (known.from, known.until)
					&& terms.requires_verification == known.requires_verification
			});
			ensure!(same, "a policy in force that was not published like this");
			let twice = in_force
				.iter()
				.skip(index)
				.skip(1)
				.any(|other| other.policy == known.policy);
			ensure!(!twice, "a policy that is in force twice");
		}
		let now = Self::now();
		for (policy, terms) in Policies::<T>::iter() {
			let ended = terms.effective_until.is_some_and(|until| until <= now);
			let known = in_force.iter().any(|known| known.policy == policy);
			ensure!(ended || known, "a policy in force that filing does not know");
		}
		Ok(())
	}

	fn try_state_places_are_bounded() -> Result<(), TryRuntimeError> {
		for (_, place, _) in Consents::<T>::iter() {
			ensure!(place < MAX_ACTIVE, "a consent beyond the last place");
		}
		Ok(())
	}

	/// A place holds the highest version, and the archive every version below it: so there is at most one consent in force
	/// in a version chain, and no tombstone was lost: each version has the one before it.
	fn try_state_versions_are_whole() -> Result<(), TryRuntimeError> {
		for (subject, (place, version), tombstone) in Archive::<T>::iter() {
			ensure!(tombstone.version == version, "a tombstone under a wrong key");
			let here = Consents::<T>::get(&subject, place).map(|entry| entry.version());
			ensure!(here > Some(version), "a version in the archive that is not in the past");
			let last = version.checked_sub(1);
			ensure!(
				last.is_none_or(|last| Archive::<T>::contains_key(&subject, (place, last))),
				"a tombstone is missing before another one"
			);
		}
		for (subject, place, entry) in Consents::<T>::iter() {
			if let Some(last) = entry.version().checked_sub(1) {
				ensure!(
					Archive::<T>::contains_key(&subject, (place, last)),
					"a tombstone is missing"
				);
			}
		}
		Ok(())
	}

	fn try_state_closed_consents_are_final() -> Result<(), TryRuntimeError> {
		let here = Consents::<T>::iter_values().filter_map(|entry| match entry {
			Entry::Closed(tombstone) => Some(tombstone),
			Entry::Active(_) => None,
		});
		for tombstone in here.chain(Archive::<T>::iter_values()) {
			ensure!(tombstone.status != Status::Active, "a tombstone of a consent in force");
			let superseded =
				matches!(tombstone.status, Status::Superseded { by } if Some(by) != tombstone.version.checked_add(1));
			ensure!(!superseded, "superseded by something else than the next version");
		}
		Ok(())
	}

	fn try_state_consents_are_well_formed() -> Result<(), TryRuntimeError> {
		for entry in Consents::<T>::iter_values() {
			let Entry::Active(record) = entry else { continue };
			ensure!(record.consent.validate().is_ok(), "a consent that is not well formed");
			let policy = Policies::<T>::get(record.policy);
			ensure!(
				policy.is_some_and(|policy| policy.requires_verification == record.requires_verification),
				"a consent under a policy that is not there"
			);
			if let Some(superseded) = record.supersedes {
				ensure!(superseded < record.version, "a consent that supersedes a later one");
			}
		}
		Ok(())
	}

	fn try_state_guardians_stay_in_scope() -> Result<(), TryRuntimeError> {
		for (subject, _, entry) in Consents::<T>::iter() {
			let Entry::Active(record) = entry else { continue };
			let Grantor::Guardian(guardian) = &record.grantor else {
				continue;
			};
			// An ended guardianship is gone, and another one may have come since.
			let Some(guardianship) = Guardianships::<T>::get(&subject, guardian) else {
				continue;
			};
			let (scope, consent) = (guardianship.scope, &record.consent);
			if guardianship.appointed_at >= record.recorded_at {
				continue;
			}
			ensure!(
				scope.covers(consent.categories) && scope.bounds(consent.categories, consent.scope.purposes),
				"a guardian's consent outside the guardian's scope"
			);
			let Some(lapse) = scope.until else { continue };
			ensure!(
				consent.period.until.is_some_and(|until| until <= moment(lapse)),
				"a guardian's consent outlives the guardianship"
			);
		}
		for (_, _, guardianship) in Guardianships::<T>::iter() {
			let majority = guardianship
				.scope
				.until
				.and_then(|until| until.checked_rem(MAJORITY_GRID));
			let coarse = guardianship.kind != GuardianKind::Parent || majority == Some(0);
			ensure!(coarse, "a majority that tells a date of birth");
		}
		Ok(())
	}

	/// So each one ends reviewed, or its declarer without the role.
	fn try_state_pending_emergencies_are_queued() -> Result<(), TryRuntimeError> {
		let (first, next) = ReviewQueueBounds::<T>::get();
		for number in ReviewQueue::<T>::iter_keys() {
			ensure!(first <= number && number < next, "a review outside the queue");
		}
		let queued: Vec<_> = ReviewQueue::<T>::iter_values().collect();
		for (subject, declarer, emergency) in Emergencies::<T>::iter() {
			ensure!(
				Self::party(&emergency.declarer) == declarer,
				"an emergency of somebody else"
			);
			if emergency.review == Review::Pending {
				ensure!(
					queued.contains(&(subject, declarer, emergency.declared_at)),
					"an emergency that nobody will ask about"
				);
			}
			let reviewed = matches!(emergency.review, Review::Reviewed { .. });
			ensure!(
				reviewed == emergency.ticket.is_none(),
				"a deposit kept after the review, or lost before"
			);
		}
		Ok(())
	}

	fn try_state_receipts_cite_what_existed() -> Result<(), TryRuntimeError> {
		for (subject, _, receipt) in Disclosures::<T>::iter() {
			for cited in &receipt.basis {
				let status = Self::status_of(&subject, cited.place, cited.version);
				ensure!(
					status.is_some_and(|status| status != Status::NotDone),
					"a receipt that cites what was never in force"
				);
				// It was in force then: what closed it came at that time or later; or it is there, and counted by then.
				let closed = match Consents::<T>::get(&subject, cited.place) {
					Some(Entry::Closed(tombstone)) if tombstone.version == cited.version => Some(tombstone.at),
					Some(Entry::Active(record)) if record.version == cited.version => {
						ensure!(
							record.recorded_at <= receipt.at && record.consent.period.contains(moment(receipt.at)),
							"a receipt that cites a consent outside its period"
						);
						let verified = record
							.verifications
							.iter()
							.any(|verification| verification.at <= receipt.at);
						ensure!(
							!record.requires_verification || verified || !record.consent.permits(),
							"a receipt that cites a consent that was not verified"
						);
						None
					},
					_ => Archive::<T>::get(&subject, (cited.place, cited.version)).map(|tombstone| tombstone.at),
				};
				ensure!(
					closed.is_none_or(|at| receipt.at <= at),
					"a receipt that cites a closed consent"
				);
			}
		}
		Ok(())
	}

	fn try_state_holds_equal_tickets() -> Result<(), TryRuntimeError> {
		let consents = Consents::<T>::iter_values().filter_map(|entry| match entry {
			Entry::Active(record) => Some(record.ticket),
			Entry::Closed(_) => None,
		});
		let tickets: Vec<Ticket<T>> = consents
			.chain(Guardianships::<T>::iter_values().map(|guardianship| guardianship.ticket))
			.chain(Emergencies::<T>::iter_values().filter_map(|emergency| emergency.ticket))
			.chain(Disclosures::<T>::iter_values().map(|receipt| receipt.ticket))
			.collect();
		let accounts = frame_system::Account::<T>::iter_keys();
		for account in accounts {
			let owed = tickets
				.iter()
				.filter(|ticket| ticket.payer == account)
				.fold(BalanceOf::<T>::zero(), |all, ticket| all.saturating_add(ticket.amount));
			let held = T::Currency::balance_on_hold(&HoldReason::Deposit.into(), &account);
			ensure!(held == owed, "what is held is not the sum of the tickets");
		}
		let orphan = tickets
			.iter()
			.any(|ticket| !frame_system::Account::<T>::contains_key(&ticket.payer));
		ensure!(!orphan, "a ticket of an account that is not there");
		Ok(())
	}
}
