//! Emergencies and their review.

use crate::*;
use codec::Encode;
use frame::deps::frame_support::weights::WeightMeter;
use salus_primitives::{AccreditationInspect, Role, RoleSuspension};

impl<T: Config> Pallet<T> {
	/// Whether a party has a live emergency for the subject, and still the role.
	pub(crate) fn has_live_emergency(subject: &T::AccountId, declarer: &PartyId, at: Seconds) -> bool {
		Emergencies::<T>::get(subject, declarer).is_some_and(|emergency| {
			emergency.is_live(at)
				&& T::Accreditation::ensure_accredited(&emergency.declarer, Role::EmergencyResponder).is_ok()
		})
	}

	pub(crate) fn do_declare_emergency(
		declarer: T::AccountId,
		subject: T::AccountId,
		nature: EmergencyNature,
		credential: Commitment,
		duration: Seconds,
	) -> DispatchResult {
		T::Accreditation::ensure_accredited(&declarer, Role::EmergencyResponder)?;
		ensure!(declarer != subject, Error::<T>::SameParty);
		ensure!(credential != [0; 32], Error::<T>::EmptyCommitment);
		ensure!(
			duration > 0 && duration <= T::MaxEmergency::get(),
			Error::<T>::InvalidDuration
		);
		let party = Self::party(&declarer);
		let reviewed =
			Emergencies::<T>::get(&subject, party).is_none_or(|last| matches!(last.review, Review::Reviewed { .. }));
		ensure!(reviewed, Error::<T>::AlreadyExists);

		let declared_at = Self::now();
		let bytes = (nature, &credential, declared_at, duration).encoded_size();
		let ticket = Some(Self::deposit(declarer.clone(), bytes)?);
		let emergency = Emergency {
			declarer: declarer.clone(),
			nature,
			credential,
			declared_at,
			lapses_at: declared_at.saturating_add(duration),
			review_by: declared_at.saturating_add(T::ReviewPeriod::get()),
			review: Review::Pending,
			ticket,
		};
		Emergencies::<T>::insert(&subject, party, emergency);
		Tallies::<T>::mutate(&declarer, |tally| tally.declared = tally.declared.saturating_add(1));
		ReviewQueueBounds::<T>::mutate(|(_, next)| {
			ReviewQueue::<T>::insert(*next, (&subject, party, declared_at));
			*next = next.saturating_add(1);
		});
		Self::deposit_event(Event::EmergencyDeclared {
			subject,
			declarer: party,
		});
		Ok(())
	}

	pub(crate) fn do_review_emergency(
		reviewer: T::AccountId,
		subject: T::AccountId,
		declarer: PartyId,
		justified: bool,
	) -> DispatchResult {
		T::Accreditation::ensure_accredited(&reviewer, Role::Reviewer)?;
		let mut emergency = Emergencies::<T>::get(&subject, declarer).ok_or(Error::<T>::NotFound)?;
		ensure!(
			reviewer != emergency.declarer && reviewer != subject,
			Error::<T>::SameParty
		);
		ensure!(
			!matches!(emergency.review, Review::Reviewed { .. }),
			Error::<T>::InvalidTransition
		);

		let at = Self::now();
		let late = emergency.review == Review::Pending && emergency.review_by <= at;
		if late {
			Self::enforce_review(&subject, declarer, &mut emergency, at);
		}
		if !justified {
			Tallies::<T>::mutate(&emergency.declarer, |tally| {
				tally.unjustified = tally.unjustified.saturating_add(1);
			});
			Self::suspend(&emergency.declarer);
		}
		if let Some(ticket) = emergency.ticket.take() {
			Self::release(&ticket)?;
		}
		emergency.review = Review::Reviewed {
			justified,
			reviewer,
			at,
		};
		Emergencies::<T>::insert(&subject, declarer, emergency);
		Self::deposit_event(Event::EmergencyReviewed {
			subject,
			declarer,
			justified,
		});
		Ok(())
	}

	/// Takes the emergency role. It fails only where the organisation has withdrawn, and has no role to lose.
	fn suspend(declarer: &T::AccountId) {
		let _ = T::Accreditation::suspend_role(declarer, Role::EmergencyResponder);
	}

	/// What happens when nobody reviewed in time. The caller writes the emergency.
	fn enforce_review(subject: &T::AccountId, declarer: PartyId, emergency: &mut Emergency<T>, at: Seconds) {
		emergency.review = Review::Overdue { at };
		Tallies::<T>::mutate(&emergency.declarer, |tally| {
			tally.overdue = tally.overdue.saturating_add(1)
		});
		Self::suspend(&emergency.declarer);
		Self::deposit_event(Event::EmergencyOverdue {
			subject: subject.clone(),
			declarer,
		});
	}

	/// Enforces reviews that are overdue, as far as the weight goes. Nothing here can fail, as nothing would roll back.
	pub(crate) fn sweep_reviews(limit: Weight) -> Weight {
		let mut meter = WeightMeter::with_limit(limit);
		if meter.try_consume(T::WeightInfo::sweep_nothing()).is_err() {
			return meter.consumed();
		}
		let (first, next) = ReviewQueueBounds::<T>::get();
		let now = Self::now();
		let mut at = first;
		while at < next && meter.try_consume(T::WeightInfo::sweep_review()).is_ok() {
			if !Self::settle_queued(at, now) {
				break;
			}
			at = at.saturating_add(1);
		}
		if at != first {
			ReviewQueueBounds::<T>::put((at, next));
		}
		meter.consumed()
	}

	/// Settles one place of the queue; says whether it is settled.
	fn settle_queued(number: u64, now: Seconds) -> bool {
		if let Some((subject, declarer, declared_at)) = ReviewQueue::<T>::get(number) {
			if let Some(mut emergency) = Emergencies::<T>::get(&subject, declarer) {
				let pending = emergency.review == Review::Pending && emergency.declared_at == declared_at;
				if pending && now < emergency.review_by {
					return false;
				}
				if pending {
					Self::enforce_review(&subject, declarer, &mut emergency, now);
					Emergencies::<T>::insert(&subject, declarer, emergency);
				}
			}
			ReviewQueue::<T>::remove(number);
		}
		true
	}

	/// Enforces a review that is overdue, or removes an emergency whose retention is over.
	pub(crate) fn clean_up_emergency(subject: T::AccountId, declarer: PartyId) -> DispatchResult {
		let mut emergency = Emergencies::<T>::get(&subject, declarer).ok_or(Error::<T>::NotFound)?;
		let now = Self::now();
		if emergency.review == Review::Pending {
			ensure!(emergency.review_by <= now, Error::<T>::NotDue);
			Self::enforce_review(&subject, declarer, &mut emergency, now);
			Emergencies::<T>::insert(&subject, declarer, emergency);
			return Ok(());
		}
		let kept_until = emergency.declared_at.saturating_add(T::Retention::get());
		ensure!(kept_until.max(emergency.lapses_at) <= now, Error::<T>::NotDue);
		if let Some(ticket) = emergency.ticket {
			Self::release(&ticket)?;
		}
		Emergencies::<T>::remove(&subject, declarer);
		Ok(())
	}
}
