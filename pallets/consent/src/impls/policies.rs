//! Policies and the domain's parameters.

use crate::*;
use codec::Encode;
use frame::deps::sp_io::hashing::blake2_256;
use salus_primitives::{LogAppend, LogSubject};

/// What filing needs to know, read once however many consents a call files.
pub(crate) struct Known {
	/// Now.
	pub now: Seconds,
	policies: BoundedVec<InForce, ConstU32<MAX_IN_FORCE>>,
}

impl Known {
	/// Reads it.
	pub fn load<T: Config>() -> Self {
		Self {
			now: Pallet::<T>::now(),
			policies: PoliciesInForce::<T>::get(),
		}
	}

	/// A policy version that may be pinned now.
	pub fn policy_in_force<T: Config>(&self, policy: PolicyRef) -> Result<InForce, DispatchError> {
		let Some(found) = self.policies.iter().find(|known| known.policy == policy) else {
			let ended = Policies::<T>::contains_key(policy);
			ensure!(!ended, Error::<T>::PolicyNotInForce);
			return Err(Error::<T>::UnknownPolicy.into());
		};
		let ended = found.until.is_some_and(|until| until <= self.now);
		ensure!(found.from <= self.now && !ended, Error::<T>::PolicyNotInForce);
		Ok(*found)
	}
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_publish_policy(policy: PolicyRef, terms: Policy) -> DispatchResult {
		let now = Self::now();
		ensure!(terms.text != [0; 32], Error::<T>::EmptyCommitment);
		let end = terms.effective_until.unwrap_or(Seconds::MAX);
		ensure!(terms.effective_from < end && now < end, Error::<T>::InvalidPolicyPeriod);
		ensure!(!Policies::<T>::contains_key(policy), Error::<T>::AlreadyExists);
		let mut in_force = PoliciesInForce::<T>::get();
		in_force.retain(|known| known.until.is_none_or(|until| now < until));
		let known = InForce {
			policy,
			from: terms.effective_from,
			until: terms.effective_until,
			requires_verification: terms.requires_verification,
		};
		in_force.try_push(known).map_err(|_| Error::<T>::TooManyPolicies)?;

		let digest = blake2_256(&("salus/consent-policy/v1", policy, &terms).encode());
		T::Log::append(LogSubject::Policy, digest)?;
		PoliciesInForce::<T>::put(in_force);
		Policies::<T>::insert(policy, terms);
		Self::deposit_event(Event::PolicyPublished { policy });
		Ok(())
	}

	pub(crate) fn do_set_domain_parameters(combining: Combining, implicit: Implicit) -> DispatchResult {
		let version = DomainParameters::<T>::get()
			.version
			.checked_add(1)
			.ok_or(Error::<T>::VersionsExhausted)?;
		let domain = Domain {
			version,
			combining,
			implicit,
		};

		T::Log::append(
			LogSubject::Policy,
			blake2_256(&("salus/consent-domain/v1", &domain).encode()),
		)?;
		DomainParameters::<T>::put(domain);
		Self::deposit_event(Event::DomainParametersSet { version });
		Ok(())
	}
}
