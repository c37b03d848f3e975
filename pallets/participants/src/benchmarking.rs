//! Benchmarks. Every call reads and writes a fixed number of small values; the worst case of each is an organisation
//! with every role, an end, and (where it applies) a suspension, so that the standing has its greatest length.

use super::*;
use frame::benchmarking::prelude::*;

const FAR: Option<Seconds> = Some(Seconds::MAX);

fn every_role() -> RoleList {
	RoleList::truncate_from(Role::ALL.to_vec())
}

fn organisation<T: Config>() -> T::AccountId {
	let organisation: T::AccountId = account("organisation", 0, 0);
	let standing = Standing::new(Role::ALL.into_iter().collect(), 0, FAR);
	Standings::<T>::insert(&organisation, standing);
	Credentials::<T>::insert(&organisation, [1; 32]);
	organisation
}

fn governance<T: Config>() -> Result<T::RuntimeOrigin, BenchmarkError> {
	T::GovernanceOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)
}

#[benchmarks]
mod benches {
	use super::*;

	/// An organisation that withdrew and comes back: its old standing is read and replaced.
	#[benchmark]
	fn accredit() -> Result<(), BenchmarkError> {
		let origin = governance::<T>()?;
		let organisation = organisation::<T>();
		Pallet::<T>::transition(&organisation, Status::Withdrawn { since: 0 })?;

		#[extrinsic_call]
		_(
			origin as T::RuntimeOrigin,
			organisation.clone(),
			every_role(),
			[2; 32],
			FAR,
		);

		assert_eq!(Credentials::<T>::get(&organisation), Some([2; 32]));
		assert!(Standings::<T>::get(&organisation).is_some_and(|standing| !standing.is_withdrawn()));
		Ok(())
	}

	/// A suspended organisation with every role.
	#[benchmark]
	fn amend() -> Result<(), BenchmarkError> {
		let origin = governance::<T>()?;
		let organisation = organisation::<T>();
		Pallet::<T>::transition(&organisation, Status::Suspended { since: 0 })?;

		#[extrinsic_call]
		_(
			origin as T::RuntimeOrigin,
			organisation.clone(),
			every_role(),
			[2; 32],
			FAR,
		);

		assert_eq!(Credentials::<T>::get(&organisation), Some([2; 32]));
		Ok(())
	}

	#[benchmark]
	fn suspend() -> Result<(), BenchmarkError> {
		let origin = governance::<T>()?;
		let organisation = organisation::<T>();

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, organisation.clone());

		assert_eq!(Pallet::<T>::verdict(&organisation, Role::Payer), Verdict::Suspended);
		Ok(())
	}

	#[benchmark]
	fn reinstate() -> Result<(), BenchmarkError> {
		let origin = governance::<T>()?;
		let organisation = organisation::<T>();
		Pallet::<T>::transition(&organisation, Status::Suspended { since: 0 })?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, organisation.clone());

		assert_eq!(Pallet::<T>::verdict(&organisation, Role::Payer), Verdict::Accredited);
		Ok(())
	}

	#[benchmark]
	fn suspend_role() -> Result<(), BenchmarkError> {
		let origin = governance::<T>()?;
		let organisation = organisation::<T>();

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, organisation.clone(), Role::Payer);

		assert_eq!(Pallet::<T>::verdict(&organisation, Role::Payer), Verdict::Suspended);
		Ok(())
	}

	#[benchmark]
	fn reinstate_role() -> Result<(), BenchmarkError> {
		let origin = governance::<T>()?;
		let organisation = organisation::<T>();
		let standing = Pallet::<T>::live_standing(&organisation)?;
		Pallet::<T>::write_role_suspension(organisation.clone(), standing, Role::Payer, Authority::Governance);

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, organisation.clone(), Role::Payer);

		assert_eq!(Pallet::<T>::verdict(&organisation, Role::Payer), Verdict::Accredited);
		Ok(())
	}

	#[benchmark]
	fn withdraw() {
		let organisation = organisation::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(organisation.clone()));

		assert_eq!(Pallet::<T>::verdict(&organisation, Role::Payer), Verdict::NotAccredited);
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::ext(), crate::mock::Test);
}
