#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
#![warn(missing_docs)]
#![cfg_attr(
	test,
	allow(
		clippy::arithmetic_side_effects,
		clippy::as_conversions,
		clippy::expect_used,
		clippy::indexing_slicing,
		clippy::panic,
		clippy::unwrap_used
	)
)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod impls;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
mod types;
pub mod weights;

pub use impls::EnsureAccredited;
pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

use alloc::vec::Vec;
use frame::prelude::*;
use salus_primitives::{Commitment, Role, Roles, Seconds};

/// An organisation in genesis: account, roles, credential commitment, and the end in seconds since the Unix epoch.
pub type GenesisOrganisation<AccountId> = (AccountId, Vec<Role>, Commitment, Option<Seconds>);

#[frame::pallet]
#[allow(
	clippy::as_conversions,
	clippy::expect_used,
	reason = "what FRAME and the derived codecs expand to"
)]
pub mod pallet {
	use super::*;
	use frame::traits::UnixTime;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// What the runtime sets.
	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Who accredits, amends, suspends and reinstates: the council, in the Salus runtime.
		type GovernanceOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// The clock. Expiry is evaluated when it is asked for; no call has to happen.
		type Time: UnixTime;

		/// Measured weights of the calls.
		type WeightInfo: WeightInfo;
	}

	/// The standing of an organisation: its roles, its status and its term.
	///
	/// Key: the organisation's account. Value: at most 32 bytes, so that it lies in the trie node itself and deciding
	/// whether an organisation may act is one read.
	// `Blake2_128Concat`: an organisation chooses its account.
	#[pallet::storage]
	pub type Standings<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, Standing>;

	/// The commitment of the credential on which an organisation was accredited (a licence, a contract).
	///
	/// Key: the organisation's account. Value: a salted SHA-256. Apart from the standing, as no decision needs it.
	// `Blake2_128Concat`: an organisation chooses its account.
	#[pallet::storage]
	pub type Credentials<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, Commitment>;

	/// Past tense; ids, not blobs.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// Governance accredited an organisation.
		Accredited {
			/// The organisation.
			organisation: T::AccountId,
			/// Its roles.
			roles: Roles,
			/// When its accreditation ends by itself.
			expires_at: Option<Seconds>,
		},
		/// Governance changed what an organisation is accredited for.
		Amended {
			/// The organisation.
			organisation: T::AccountId,
			/// Its roles from now on.
			roles: Roles,
			/// When its accreditation ends by itself.
			expires_at: Option<Seconds>,
		},
		/// Governance suspended an organisation.
		Suspended {
			/// The organisation.
			organisation: T::AccountId,
		},
		/// Governance ended the suspension of an organisation.
		Reinstated {
			/// The organisation.
			organisation: T::AccountId,
		},
		/// One role of an organisation was suspended.
		RoleSuspended {
			/// The organisation.
			organisation: T::AccountId,
			/// The role.
			role: Role,
			/// On whose authority.
			by: Authority,
		},
		/// Governance gave a suspended role back.
		RoleReinstated {
			/// The organisation.
			organisation: T::AccountId,
			/// The role.
			role: Role,
		},
		/// An organisation withdrew.
		Withdrawn {
			/// The organisation.
			organisation: T::AccountId,
		},
	}

	/// Why a call was refused. Nothing changed on chain.
	#[pallet::error]
	pub enum Error<T> {
		/// The organisation is not accredited, or not for this role. Governance has to accredit or amend it.
		NotAccredited,
		/// The organisation, or its role, is suspended. Governance has to reinstate it.
		Suspended,
		/// The accreditation has ended. Governance has to amend it with a later end.
		Expired,
		/// The organisation is accredited already. Amend it instead.
		AlreadyExists,
		/// No organisation with this account was ever accredited, or it has withdrawn.
		NotFound,
		/// The organisation's status does not allow this change: it is not suspended, or it is suspended already.
		InvalidTransition,
		/// An accreditation needs at least one role. Withdrawal or suspension is the way to take the last one.
		NoRoles,
		/// The end of the accreditation is not after the time of this block.
		ExpiryNotInFuture,
		/// The organisation does not have this role.
		RoleNotHeld,
		/// A commitment of zeros commits to nothing. Salt and hash the credential.
		EmptyCommitment,
	}

	/// The organisations that are accredited from genesis on.
	#[pallet::genesis_config]
	#[derive(DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Account, roles, credential commitment, and the end in seconds since the Unix epoch, if there is one.
		pub organisations: Vec<GenesisOrganisation<T::AccountId>>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			for (organisation, roles, credential, expires_at) in &self.organisations {
				let roles: Roles = roles.iter().copied().collect();
				assert!(!roles.is_empty(), "an organisation in genesis needs at least one role");
				assert!(
					credential != &[0; 32],
					"an organisation in genesis needs a credential commitment"
				);
				assert!(
					!Standings::<T>::contains_key(organisation),
					"an organisation is twice in genesis"
				);
				// No block has been authored: the accreditation begins with the chain.
				Standings::<T>::insert(organisation, Standing::new(roles, 0, *expires_at));
				Credentials::<T>::insert(organisation, credential);
			}
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The standing of an organisation as it is stored, without regard to the time.
		pub fn standing(organisation: T::AccountId) -> Option<Standing> {
			Standings::<T>::get(organisation)
		}

		/// Whether an organisation may act in a role at this block, and why not.
		pub fn check(organisation: T::AccountId, role: Role) -> Verdict {
			Self::verdict(&organisation, role)
		}

		/// The commitment of the credential on which an organisation was accredited.
		pub fn credential(organisation: T::AccountId) -> Option<Commitment> {
			Credentials::<T>::get(organisation)
		}

		/// Organisations with their standing, in the order of storage, at most 100 at a time. Pass the last account of
		/// one page as `after` to get the next.
		pub fn organisations(after: Option<T::AccountId>, limit: u32) -> Vec<(T::AccountId, Standing)> {
			let limit = limit.min(PAGE_LIMIT).try_into().unwrap_or_default();
			match after {
				Some(last) => Standings::<T>::iter_from(Standings::<T>::hashed_key_for(last))
					.take(limit)
					.collect(),
				None => Standings::<T>::iter().take(limit).collect(),
			}
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(
				Standing::max_encoded_len() <= 32,
				"a standing must fit the trie node that holds it"
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), frame::deps::sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Accredit an organisation.
		///
		/// ## Dispatch Origin
		///
		/// Governance.
		///
		/// ## Details
		///
		/// Gives `organisation` its `roles` (naming one twice does no harm) from this block on, until `expires_at`
		/// (seconds since the Unix epoch; no end if absent). `credential` is the salted SHA-256 of the credential it
		/// was accredited on. An organisation that has withdrawn can be accredited anew; a role
		/// that was suspended then is still suspended, until [`Call::reinstate_role`].
		///
		/// ## Errors
		///
		/// [`Error::AlreadyExists`], [`Error::NoRoles`], [`Error::ExpiryNotInFuture`], [`Error::EmptyCommitment`].
		///
		/// ## Events
		///
		/// [`Event::Accredited`].
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::accredit())]
		pub fn accredit(
			origin: OriginFor<T>,
			organisation: T::AccountId,
			roles: RoleList,
			credential: Commitment,
			expires_at: Option<Seconds>,
		) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			let now = Self::now();
			let roles = Self::valid_terms(&roles, &credential, expires_at, now)?;
			let old = Standings::<T>::get(&organisation);
			ensure!(
				old.as_ref().is_none_or(Standing::is_withdrawn),
				Error::<T>::AlreadyExists
			);
			// Who leaves while a role is suspended comes back without it.
			let suspended_roles = old.map_or(Roles::NONE, |old| old.suspended_roles.intersection(roles));

			let standing = Standing {
				suspended_roles,
				..Standing::new(roles, now, expires_at)
			};
			Standings::<T>::insert(&organisation, standing);
			Credentials::<T>::insert(&organisation, credential);
			Self::deposit_event(Event::Accredited {
				organisation,
				roles,
				expires_at,
			});
			Ok(())
		}

		/// Change what an organisation is accredited for.
		///
		/// ## Dispatch Origin
		///
		/// Governance.
		///
		/// ## Details
		///
		/// Replaces roles, credential commitment and end of the accreditation; the status stays. A suspended role that
		/// is still among `roles` stays suspended. This is also how an accreditation that has expired is prolonged.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NoRoles`], [`Error::ExpiryNotInFuture`], [`Error::EmptyCommitment`].
		///
		/// ## Events
		///
		/// [`Event::Amended`].
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::amend())]
		pub fn amend(
			origin: OriginFor<T>,
			organisation: T::AccountId,
			roles: RoleList,
			credential: Commitment,
			expires_at: Option<Seconds>,
		) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			let roles = Self::valid_terms(&roles, &credential, expires_at, Self::now())?;
			let standing = Self::live_standing(&organisation)?;

			Standings::<T>::insert(&organisation, standing.with_terms(roles, expires_at));
			Credentials::<T>::insert(&organisation, credential);
			Self::deposit_event(Event::Amended {
				organisation,
				roles,
				expires_at,
			});
			Ok(())
		}

		/// Suspend an organisation in all its roles.
		///
		/// ## Dispatch Origin
		///
		/// Governance.
		///
		/// ## Details
		///
		/// From the next check on, in this block too, nothing that needs an accreditation of `organisation` passes.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::InvalidTransition`] if it is suspended already.
		///
		/// ## Events
		///
		/// [`Event::Suspended`].
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::suspend())]
		pub fn suspend(origin: OriginFor<T>, organisation: T::AccountId) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			Self::transition(&organisation, Status::Suspended { since: Self::now() })?;
			Self::deposit_event(Event::Suspended { organisation });
			Ok(())
		}

		/// End the suspension of an organisation.
		///
		/// ## Dispatch Origin
		///
		/// Governance.
		///
		/// ## Details
		///
		/// Roles that were suspended one by one stay suspended. An accreditation that expired meanwhile stays expired.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::InvalidTransition`] if it is not suspended.
		///
		/// ## Events
		///
		/// [`Event::Reinstated`].
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::reinstate())]
		pub fn reinstate(origin: OriginFor<T>, organisation: T::AccountId) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			Self::transition(&organisation, Status::Active)?;
			Self::deposit_event(Event::Reinstated { organisation });
			Ok(())
		}

		/// Suspend one role of an organisation.
		///
		/// ## Dispatch Origin
		///
		/// Governance.
		///
		/// ## Details
		///
		/// The other roles stay as they are.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::RoleNotHeld`], [`Error::InvalidTransition`] if the role is suspended already.
		///
		/// ## Events
		///
		/// [`Event::RoleSuspended`].
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::suspend_role())]
		pub fn suspend_role(origin: OriginFor<T>, organisation: T::AccountId, role: Role) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			let standing = Self::live_standing(&organisation)?;
			ensure!(standing.roles.contains(role), Error::<T>::RoleNotHeld);
			ensure!(!standing.suspended_roles.contains(role), Error::<T>::InvalidTransition);

			Self::write_role_suspension(organisation, standing, role, Authority::Governance);
			Ok(())
		}

		/// Give a suspended role back to an organisation.
		///
		/// ## Dispatch Origin
		///
		/// Governance.
		///
		/// ## Details
		///
		/// Also ends a suspension that a rule of the chain imposed, such as an emergency that nobody reviewed in time.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::RoleNotHeld`], [`Error::InvalidTransition`] if the role is not suspended.
		///
		/// ## Events
		///
		/// [`Event::RoleReinstated`].
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::reinstate_role())]
		pub fn reinstate_role(origin: OriginFor<T>, organisation: T::AccountId, role: Role) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			let mut standing = Self::live_standing(&organisation)?;
			ensure!(standing.roles.contains(role), Error::<T>::RoleNotHeld);
			ensure!(standing.suspended_roles.contains(role), Error::<T>::InvalidTransition);

			standing.suspended_roles = standing.suspended_roles.without(role);
			Standings::<T>::insert(&organisation, standing);
			Self::deposit_event(Event::RoleReinstated { organisation, role });
			Ok(())
		}

		/// Withdraw the own organisation.
		///
		/// ## Dispatch Origin
		///
		/// Signed by an accredited organisation.
		///
		/// ## Details
		///
		/// Ends every role at once. The record of the accreditation stays. Only governance can accredit the
		/// organisation anew. A suspended organisation cannot withdraw: a suspension is governance's to end.
		///
		/// ## Errors
		///
		/// [`Error::NotAccredited`], [`Error::Suspended`], [`Error::Expired`].
		///
		/// ## Events
		///
		/// [`Event::Withdrawn`].
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::withdraw())]
		pub fn withdraw(origin: OriginFor<T>) -> DispatchResult {
			let organisation = ensure_signed(origin)?;
			let standing = Standings::<T>::get(&organisation).ok_or(Error::<T>::NotAccredited)?;
			standing.ensure_active::<T>(Self::now())?;

			Self::transition(&organisation, Status::Withdrawn { since: Self::now() })?;
			Self::deposit_event(Event::Withdrawn { organisation });
			Ok(())
		}
	}
}

/// The longest page that a view function returns.
const PAGE_LIMIT: u32 = 100;

impl<T: Config> Pallet<T> {
	/// Seconds since the Unix epoch at this block.
	fn now() -> Seconds {
		use frame::traits::UnixTime;
		T::Time::now().as_secs()
	}

	/// The terms of an accreditation, if they are sound.
	fn valid_terms(
		roles: &RoleList,
		credential: &Commitment,
		expires_at: Option<Seconds>,
		now: Seconds,
	) -> Result<Roles, DispatchError> {
		let roles: Roles = roles.iter().copied().collect();
		ensure!(!roles.is_empty(), Error::<T>::NoRoles);
		ensure!(credential != &[0; 32], Error::<T>::EmptyCommitment);
		ensure!(expires_at.is_none_or(|end| end > now), Error::<T>::ExpiryNotInFuture);
		Ok(roles)
	}

	/// The standing of an organisation that has not withdrawn.
	fn live_standing(organisation: &T::AccountId) -> Result<Standing, DispatchError> {
		Standings::<T>::get(organisation)
			.filter(|standing| !standing.is_withdrawn())
			.ok_or_else(|| Error::<T>::NotFound.into())
	}

	/// The one place where a status changes.
	fn transition(organisation: &T::AccountId, to: Status) -> DispatchResult {
		let mut standing = Self::live_standing(organisation)?;
		match (&standing.status, &to) {
			(Status::Active, Status::Suspended { .. } | Status::Withdrawn { .. })
			| (Status::Suspended { .. }, Status::Active) => {},
			_ => return Err(Error::<T>::InvalidTransition.into()),
		}
		standing.status = to;
		Standings::<T>::insert(organisation, standing);
		Ok(())
	}

	fn write_role_suspension(organisation: T::AccountId, mut standing: Standing, role: Role, by: Authority) {
		standing.suspended_roles = standing.suspended_roles.with(role);
		Standings::<T>::insert(&organisation, standing);
		Self::deposit_event(Event::RoleSuspended { organisation, role, by });
	}

	/// Whether an organisation may act in a role at this block. One read.
	fn verdict(organisation: &T::AccountId, role: Role) -> Verdict {
		match Standings::<T>::get(organisation) {
			Some(standing) => standing.verdict(role, Self::now()),
			None => Verdict::NotAccredited,
		}
	}
}

#[cfg(any(test, feature = "try-runtime"))]
impl<T: Config> Pallet<T> {
	/// Every invariant of the pallet, one function each.
	pub fn do_try_state() -> Result<(), frame::deps::sp_runtime::TryRuntimeError> {
		Self::try_state_each_standing_has_a_credential()?;
		Self::try_state_roles_are_sound()
	}

	fn try_state_each_standing_has_a_credential() -> Result<(), frame::deps::sp_runtime::TryRuntimeError> {
		for organisation in Standings::<T>::iter_keys() {
			ensure!(
				Credentials::<T>::contains_key(&organisation),
				"a standing without a credential"
			);
		}
		for organisation in Credentials::<T>::iter_keys() {
			ensure!(
				Standings::<T>::contains_key(&organisation),
				"a credential without a standing"
			);
		}
		Ok(())
	}

	fn try_state_roles_are_sound() -> Result<(), frame::deps::sp_runtime::TryRuntimeError> {
		for standing in Standings::<T>::iter_values() {
			ensure!(!standing.roles.is_empty(), "an organisation without a role");
			ensure!(
				standing.suspended_roles.is_subset_of(standing.roles),
				"a suspended role that is not held"
			);
		}
		Ok(())
	}
}
