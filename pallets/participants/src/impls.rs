//! What other pallets use of this one.

use crate::{types::Authority, Config, Error, Pallet, Standings, Verdict};
use core::marker::PhantomData;
use frame::prelude::*;
use salus_primitives::{AccreditationInspect, Role, RoleSuspension, RoleType, Seconds};

impl<T: Config> AccreditationInspect<T::AccountId> for Pallet<T> {
	fn ensure_accredited(organisation: &T::AccountId, role: Role) -> DispatchResult {
		Self::verdict(organisation, role).into_result::<T>()
	}

	fn ensure_accredited_as_any(organisation: &T::AccountId, roles: &[Role]) -> DispatchResult {
		let standing = Standings::<T>::get(organisation).ok_or(Error::<T>::NotAccredited)?;
		let now = Self::now();
		let verdicts = || roles.iter().map(|role| standing.verdict(*role, now));
		let found = verdicts()
			.find(|verdict| *verdict == Verdict::Accredited)
			// A role that it has says more than those that it never had.
			.or_else(|| verdicts().find(|verdict| *verdict != Verdict::NotAccredited));
		found.unwrap_or(Verdict::NotAccredited).into_result::<T>()
	}

	fn expires_at(organisation: &T::AccountId) -> Option<Option<Seconds>> {
		Standings::<T>::get(organisation)
			.filter(|standing| !standing.is_withdrawn())
			.map(|standing| standing.expires_at)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn accredit_for_benchmark(organisation: &T::AccountId, role: Role) {
		let roles = Standings::<T>::get(organisation)
			.map(|standing| standing.roles)
			.unwrap_or_default()
			.with(role);
		Standings::<T>::insert(organisation, crate::Standing::new(roles, 0, None));
		crate::Credentials::<T>::insert(organisation, [1; 32]);
	}
}

impl<T: Config> RoleSuspension<T::AccountId> for Pallet<T> {
	fn suspend_role(organisation: &T::AccountId, role: Role) -> Result<(), DispatchError> {
		// Also of one that has withdrawn: it may come back.
		let standing = Standings::<T>::get(organisation).ok_or(Error::<T>::NotFound)?;
		if standing.roles.contains(role) && !standing.suspended_roles.contains(role) {
			Self::write_role_suspension(organisation.clone(), standing, role, Authority::Rule);
		}
		Ok(())
	}
}

/// An origin signed by an organisation that is accredited for the role `R`; yields the organisation.
///
/// Like every origin check of FRAME it refuses with `BadOrigin`. A call that should say *why* (not accredited,
/// suspended, expired) takes a signed origin and asks [`AccreditationInspect::ensure_accredited`].
pub struct EnsureAccredited<T, R>(PhantomData<(T, R)>);

impl<T: Config, R: RoleType> EnsureOrigin<T::RuntimeOrigin> for EnsureAccredited<T, R> {
	type Success = T::AccountId;

	fn try_origin(origin: T::RuntimeOrigin) -> Result<Self::Success, T::RuntimeOrigin> {
		match frame_system::EnsureSigned::<T::AccountId>::try_origin(origin.clone()) {
			Ok(who) if Pallet::<T>::ensure_accredited(&who, R::ROLE).is_ok() => Ok(who),
			_ => Err(origin),
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn try_successful_origin() -> Result<T::RuntimeOrigin, ()> {
		let who: T::AccountId = frame::benchmarking::prelude::account("accredited", 0, 0);
		Pallet::<T>::accredit_for_benchmark(&who, R::ROLE);
		Ok(frame_system::RawOrigin::Signed(who).into())
	}
}
