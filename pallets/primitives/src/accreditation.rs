//! Who is accredited for what: what the other pallets ask of the registry of participants.

use crate::{Role, Seconds};
use frame::prelude::{DispatchError, DispatchResult};

/// Names a [`Role`] in a type.
pub trait RoleType {
	/// The role.
	const ROLE: Role;
}

/// Read access to the registry of accredited organisations.
pub trait AccreditationInspect<AccountId> {
	/// Fails with a named error unless `organisation` may act as `role` at this moment: it is accredited for that role,
	/// neither it nor the role is suspended, and its accreditation has not expired. One storage read.
	fn ensure_accredited(organisation: &AccountId, role: Role) -> DispatchResult;

	/// The same where any of several roles will do; fails as for the first of them that it has, if it has one. One storage read,
	/// too, where the registry says so itself.
	fn ensure_accredited_as_any(organisation: &AccountId, roles: &[Role]) -> DispatchResult {
		let mut outcome = Err(DispatchError::BadOrigin);
		for role in roles {
			outcome = Self::ensure_accredited(organisation, *role);
			if outcome.is_ok() {
				break;
			}
		}
		outcome
	}

	/// When the accreditation of `organisation` ends by itself, if ever. `None` where there is no accreditation.
	fn expires_at(organisation: &AccountId) -> Option<Option<Seconds>>;

	/// Makes `organisation` pass [`Self::ensure_accredited`] for `role` without an end.
	#[cfg(feature = "runtime-benchmarks")]
	fn accredit_for_benchmark(organisation: &AccountId, role: Role);
}

/// Takes a role from an organisation by rule, not by decision: for the pallets whose rules say so (an emergency that
/// nobody reviewed in time).
pub trait RoleSuspension<AccountId> {
	/// Suspends one role of `organisation`. Only governance gives it back. Suspending it again changes nothing.
	fn suspend_role(organisation: &AccountId, role: Role) -> Result<(), DispatchError>;
}

/// An in-memory registry for the mocks of other pallets.
#[cfg(feature = "std")]
pub mod mock {
	use super::*;
	use std::{cell::RefCell, collections::BTreeMap, marker::PhantomData};

	std::thread_local! {
		static REGISTRY: RefCell<BTreeMap<Vec<u8>, Vec<Role>>> = const { RefCell::new(BTreeMap::new()) };
	}

	/// A registry that holds what [`MockAccreditation::accredit`] put there; each test thread has its own.
	pub struct MockAccreditation<AccountId>(PhantomData<AccountId>);

	impl<AccountId: codec::Encode> MockAccreditation<AccountId> {
		/// Accredits `organisation` for exactly `roles`.
		pub fn accredit(organisation: &AccountId, roles: &[Role]) {
			REGISTRY.with(|registry| registry.borrow_mut().insert(organisation.encode(), roles.to_vec()));
		}
	}

	impl<AccountId: codec::Encode> AccreditationInspect<AccountId> for MockAccreditation<AccountId> {
		fn ensure_accredited(organisation: &AccountId, role: Role) -> DispatchResult {
			REGISTRY.with(|registry| match registry.borrow().get(&organisation.encode()) {
				Some(roles) if roles.contains(&role) => Ok(()),
				_ => Err(DispatchError::Other("NotAccredited")),
			})
		}

		fn expires_at(organisation: &AccountId) -> Option<Option<Seconds>> {
			REGISTRY.with(|registry| registry.borrow().get(&organisation.encode()).map(|_| None))
		}

		#[cfg(feature = "runtime-benchmarks")]
		fn accredit_for_benchmark(organisation: &AccountId, role: Role) {
			Self::accredit(organisation, &[role]);
		}
	}

	impl<AccountId: codec::Encode> RoleSuspension<AccountId> for MockAccreditation<AccountId> {
		fn suspend_role(organisation: &AccountId, role: Role) -> Result<(), DispatchError> {
			REGISTRY.with(|registry| {
				if let Some(roles) = registry.borrow_mut().get_mut(&organisation.encode()) {
					roles.retain(|held| *held != role);
				}
			});
			Ok(())
		}
	}
}
