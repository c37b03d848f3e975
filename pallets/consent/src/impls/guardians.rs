//! Who may act for a subject.

use crate::*;
use codec::Encode;
use salus_consent_engine::vocabulary::{Categories, Purposes};
use salus_primitives::{AccreditationInspect, Role};

/// What somebody wants to do for a subject.
pub(crate) enum Act {
	/// Give a consent of these categories, for these purposes, with this end.
	Give {
		/// The categories.
		categories: Categories,
		/// The purposes of its scope.
		purposes: Purposes,
		/// The end.
		until: Option<i64>,
	},
	/// Refuse one.
	Refuse {
		/// The categories.
		categories: Categories,
	},
	/// End one of these categories.
	End {
		/// The categories.
		categories: Categories,
	},
}

impl GuardianScope {
	/// Whether a guardian with this scope may act on something of these categories.
	pub(crate) fn covers(&self, categories: Categories) -> bool {
		self.categories.is_empty() || (!categories.is_empty() && self.categories.contains(categories))
	}

	/// Whether what a guardian with this scope gives stays within what its categories say. A category is a label; what a
	/// consent opens is in its purposes. One about research or care alone has to say so there, or a guardian for that alone
	/// could open all the rest.
	pub(crate) fn bounds(&self, categories: Categories, purposes: Purposes) -> bool {
		let within = |about: Purposes| !purposes.is_empty() && about.contains(purposes);
		self.categories.is_empty() || categories.purposes().is_none_or(within)
	}
}

impl<T: Config> Pallet<T> {
	/// Fails unless `who` is the subject, or a guardian who may do this now.
	pub(crate) fn ensure_may(
		subject: &T::AccountId,
		who: &T::AccountId,
		act: Act,
		now: Seconds,
	) -> Result<Grantor<T::AccountId>, DispatchError> {
		if who == subject {
			return Ok(Grantor::Subject);
		}
		Self::ensure_guardian(subject, who, act, now)?;
		Ok(Grantor::Guardian(who.clone()))
	}

	/// Fails unless `who` may end a consent.
	pub(crate) fn ensure_may_end(
		subject: &T::AccountId,
		who: &T::AccountId,
		consent: &Head<T>,
		now: Seconds,
	) -> DispatchResult {
		if who == subject {
			return Ok(());
		}
		let categories = consent.categories;
		let kind = Self::ensure_guardian(subject, who, Act::End { categories }, now)?;
		// What minors may agree to on their own is no business of their parents.
		let wards_own = kind == GuardianKind::Parent && consent.grantor == Grantor::Subject;
		ensure!(!wards_own, Error::<T>::WardsOwnConsent);
		Ok(())
	}

	fn ensure_guardian(
		ward: &T::AccountId,
		guardian: &T::AccountId,
		act: Act,
		now: Seconds,
	) -> Result<GuardianKind, DispatchError> {
		let Guardianship { kind, scope, .. } =
			Guardianships::<T>::get(ward, guardian).ok_or(Error::<T>::NotAuthorized)?;
		ensure!(scope.from <= now, Error::<T>::GuardianshipNotBegun);
		ensure!(
			scope.until.is_none_or(|until| now < until),
			Error::<T>::GuardianshipLapsed
		);
		let (Act::Give { categories, .. } | Act::Refuse { categories } | Act::End { categories }) = &act;
		ensure!(scope.covers(*categories), Error::<T>::GuardianshipOutOfScope);
		match act {
			Act::Give {
				categories,
				purposes,
				until,
			} => {
				ensure!(scope.bounds(categories, purposes), Error::<T>::GuardianshipOutOfScope);
				let ends_in_time = match (scope.until, until) {
					(None, _) => true,
					(Some(lapse), Some(until)) => until <= moment(lapse),
					(Some(_), None) => false,
				};
				ensure!(ends_in_time, Error::<T>::OutlivesGuardianship);
			},
			Act::End { .. } => ensure!(scope.may_revoke, Error::<T>::GuardianMayNotRevoke),
			Act::Refuse { .. } => {},
		}
		Ok(kind)
	}

	pub(crate) fn do_appoint_guardian(
		who: T::AccountId,
		ward: T::AccountId,
		guardian: T::AccountId,
		kind: GuardianKind,
		scope: GuardianScope,
		evidence: Commitment,
	) -> DispatchResult {
		ensure!(ward != guardian, Error::<T>::SameParty);
		let registrar = if who == ward {
			ensure!(kind == GuardianKind::PowerOfAttorney, Error::<T>::RegistrarRequired);
			None
		} else {
			T::Accreditation::ensure_accredited(&who, Role::Registrar)?;
			ensure!(who != guardian, Error::<T>::SameParty);
			Some(who.clone())
		};
		ensure!(evidence != [0; 32], Error::<T>::EmptyCommitment);
		let now = Self::now();
		let sound = scope.until.is_none_or(|until| scope.from < until && now < until);
		ensure!(sound, Error::<T>::InvalidGuardianshipPeriod);
		if kind == GuardianKind::Parent {
			let majority = scope.until.ok_or(Error::<T>::MajorityMissing)?;
			let coarse = majority.checked_rem(MAJORITY_GRID) == Some(0);
			ensure!(coarse, Error::<T>::MajorityTooPrecise);
		}
		ensure!(
			!Guardianships::<T>::contains_key(&ward, &guardian),
			Error::<T>::AlreadyExists
		);

		let bytes = (&kind, &scope, &registrar, &evidence).encoded_size();
		let ticket = Self::deposit(who, bytes)?;
		let guardianship = Guardianship {
			kind,
			scope,
			registrar,
			evidence,
			appointed_at: now,
			ticket,
		};
		Guardianships::<T>::insert(&ward, &guardian, guardianship);
		Self::deposit_event(Event::GuardianAppointed { ward, guardian });
		Ok(())
	}

	pub(crate) fn do_end_guardianship(who: T::AccountId, ward: T::AccountId, guardian: T::AccountId) -> DispatchResult {
		let guardianship = Guardianships::<T>::get(&ward, &guardian).ok_or(Error::<T>::NotFound)?;
		if who == ward {
			ensure!(guardianship.registrar.is_none(), Error::<T>::RegistrarRequired);
		} else if who != guardian {
			T::Accreditation::ensure_accredited(&who, Role::Registrar)?;
		}
		Self::remove_guardianship(ward, guardian, &guardianship)
	}

	fn remove_guardianship(
		ward: T::AccountId,
		guardian: T::AccountId,
		guardianship: &Guardianship<T>,
	) -> DispatchResult {
		Self::release(&guardianship.ticket)?;
		Guardianships::<T>::remove(&ward, &guardian);
		Self::deposit_event(Event::GuardianshipEnded { ward, guardian });
		Ok(())
	}

	/// Removes a guardianship that has lapsed.
	pub(crate) fn clean_up_guardianship(ward: T::AccountId, guardian: T::AccountId) -> DispatchResult {
		let guardianship = Guardianships::<T>::get(&ward, &guardian).ok_or(Error::<T>::NotFound)?;
		let lapsed = guardianship.scope.until.is_some_and(|until| until <= Self::now());
		ensure!(lapsed, Error::<T>::NotDue);
		Self::remove_guardianship(ward, guardian, &guardianship)
	}
}
