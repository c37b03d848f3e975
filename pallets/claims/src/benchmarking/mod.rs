//! Benchmarks. What a call costs depends on the claim (its lines), the plan (its rules) and the member (its accumulators and
//! latest lines). `submit` is about an ordinary plan: 24 rules, 16 accumulators, as many latest lines as leave room; the others about the
//! largest plan there can be and a member with as many accumulators as leave room for the claim.

mod world;

use self::world::*;
use super::*;
use crate::impls::{Desk, Seat, BATCHED_LINES};
use frame::{
	benchmarking::prelude::*,
	token::fungibles::{hold::Mutate as MutateHold, Mutate},
	traits::Consideration,
};
use salus_claims_engine::claim::Decision;

/// What the benchmarks need of the runtime.
pub trait BenchmarkHelper<AccountId, AssetKind> {
	/// An asset that is not the native token, in which everybody can be paid.
	fn asset(owner: &AccountId) -> AssetKind;

	/// Sets the clock.
	fn set_time(now: Seconds);
}

#[benchmarks]
mod benches {
	use super::*;

	#[benchmark]
	fn publish_plan() -> Result<(), BenchmarkError> {
		let world = world::<T>(false, false)?;
		let terms = terms(true);
		T::Consideration::ensure_successful(&world.payer, Pallet::<T>::footprint(100_000));
		let settlement = Pallet::<T>::stored_plan(world.plan)?.settlement;
		#[extrinsic_call]
		_(
			RawOrigin::Signed(world.payer.clone()),
			None,
			Box::new(terms),
			settlement,
		);
		assert!(Plans::<T>::contains_key(Key::from(1)));
		Ok(())
	}

	#[benchmark]
	fn add_prices(e: Linear<0, { MAX_PAGE }>) -> Result<(), BenchmarkError> {
		let world = world::<T>(true, false)?;
		let key = Key::from(world.plan);
		Plans::<T>::mutate(key, |stored| {
			if let Some((record, _)) = stored {
				record.pages = 0;
			}
		});
		Prices::<T>::remove(key, PageKey::from(0));
		T::Consideration::ensure_successful(&world.payer, Pallet::<T>::footprint(100_000));
		let entries = bounded(full_page().into_iter().take(usize::try_from(e).unwrap_or(0)));
		#[extrinsic_call]
		_(RawOrigin::Signed(world.payer.clone()), world.plan, entries);
		assert!(Prices::<T>::contains_key(key, PageKey::from(0)));
		Ok(())
	}

	#[benchmark]
	fn set_contract() -> Result<(), BenchmarkError> {
		let world = world::<T>(true, false)?;
		#[extrinsic_call]
		_(
			RawOrigin::Signed(world.payer.clone()),
			world.plan,
			world.provider.clone(),
			5,
		);
		Ok(())
	}

	#[benchmark]
	fn set_officer() -> Result<(), BenchmarkError> {
		let world = world::<T>(false, false)?;
		let officer: T::AccountId = account("third", 0, 0);
		#[extrinsic_call]
		_(RawOrigin::Signed(world.payer.clone()), officer, Some(1));
		Ok(())
	}

	#[benchmark]
	fn fund_plan() -> Result<(), BenchmarkError> {
		let world = world::<T>(true, true)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(world.payer.clone()), world.plan, 1_000_000);
		Ok(())
	}

	#[benchmark]
	fn withdraw_unencumbered() -> Result<(), BenchmarkError> {
		let world = world::<T>(true, true)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(world.payer.clone()), world.plan, 1_000_000);
		Ok(())
	}

	/// The first member of a plan, who joins a family.
	#[benchmark]
	fn enrol() -> Result<(), BenchmarkError> {
		let world = world::<T>(true, false)?;
		let coverage = world.member(0, 1)?;
		Plans::<T>::mutate(Key::from(world.plan), |stored| {
			if let Some((record, _)) = stored {
				record.used = false;
			}
		});
		let coverage = Coverages::<T>::get(Key::from(coverage)).ok_or(BenchmarkError::Weightless)?;
		let family = coverage.family.ok_or(BenchmarkError::Weightless)?;
		let member: T::AccountId = account("new", 0, 0);
		#[extrinsic_call]
		_(
			RawOrigin::Signed(world.payer.clone()),
			world.plan,
			member.clone(),
			Household::Join(family),
			coverage.terms,
		);
		assert!(Members::<T>::contains_key(member));
		Ok(())
	}

	#[benchmark]
	fn end_coverage() -> Result<(), BenchmarkError> {
		let world = world::<T>(true, false)?;
		let coverage = world.member(0, 1)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(world.payer.clone()), coverage, Pallet::<T>::today());
		Ok(())
	}

	#[benchmark]
	fn request_authorisation() -> Result<(), BenchmarkError> {
		let world = own_world::<T>(true, false)?;
		let coverage = world.member(0, 1)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(world.provider.clone()), coverage, request());
		assert!(Authorisations::<T>::contains_key(Key::from(coverage), Key::from(0)));
		Ok(())
	}

	#[benchmark]
	fn decide_authorisation() -> Result<(), BenchmarkError> {
		let world = world::<T>(true, false)?;
		let coverage = world.member(0, 1)?;
		Pallet::<T>::request_authorisation(signed::<T>(&world.provider), coverage, request())
			.map_err(|error| error.error)?;
		let grant = Grant {
			decision: Decision::Certified,
			from: 0,
			until: 1,
			units: Some(1),
			amount: Some(1),
		};
		#[extrinsic_call]
		_(RawOrigin::Signed(world.officer.clone()), coverage, 0, grant);
		Ok(())
	}

	/// An ordinary plan; the claim is decided and paid.
	#[benchmark]
	fn submit(l: Linear<1, { MAX_LINES }>) -> Result<(), BenchmarkError> {
		let world = own_world::<T>(false, false)?;
		let coverage = world.member(0, 1)?;
		let claim = world.submission(coverage, l);
		#[extrinsic_call]
		_(RawOrigin::Signed(world.provider.clone()), claim);
		let stored = Pallet::<T>::stored_claim(ClaimId { coverage, number: 0 })?;
		assert!(stored.moved > 0 || l < 50);
		Ok(())
	}

	#[benchmark]
	fn submit_largest(l: Linear<1, { MAX_LINES }>) -> Result<(), BenchmarkError> {
		let world = own_world::<T>(true, false)?;
		let coverage = world.member(0, 1)?;
		let claim = world.submission(coverage, l);
		#[extrinsic_call]
		submit(RawOrigin::Signed(world.provider.clone()), claim);
		assert!(Pallet::<T>::stored_claim(ClaimId { coverage, number: 0 })?.revision == 1);
		Ok(())
	}

	#[benchmark]
	fn submit_batch(n: Linear<1, { MAX_BATCH }>) -> Result<(), BenchmarkError> {
		let world = own_world::<T>(false, false)?;
		let mut claims = Vec::new();
		let mut coverage = 0;
		for number in 0..n {
			coverage = world.member(number, 1)?;
			claims.push(world.submission(coverage, BATCHED_LINES));
		}
		let claims = bounded(claims.into_iter());
		#[extrinsic_call]
		_(RawOrigin::Signed(world.provider.clone()), claims);
		assert!(Pallet::<T>::stored_claim(ClaimId { coverage, number: 0 })?.revision == 1);
		Ok(())
	}

	#[benchmark]
	fn adjudicate(l: Linear<1, { MAX_LINES }>) -> Result<(), BenchmarkError> {
		let world = world::<T>(true, false)?;
		let claim = world.pended(l)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(world.officer.clone()), claim);
		assert!(Pallet::<T>::stored_claim(claim)?.revision == 1);
		Ok(())
	}

	#[benchmark]
	fn resolve_pended(l: Linear<1, { MAX_LINES }>) -> Result<(), BenchmarkError> {
		let world = world::<T>(true, false)?;
		let claim = world.pended(l)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(world.officer.clone()), claim, Resolution::Release);
		assert!(Pallet::<T>::stored_claim(claim)?.revision == 1);
		Ok(())
	}

	/// The ruling holds. What it affects is weighed apart.
	#[benchmark]
	fn override_line(l: Linear<1, { MAX_LINES }>) -> Result<(), BenchmarkError> {
		let world = world::<T>(true, false)?;
		let claim = world.claim(world.member(0, 1)?, l)?;
		let replay;
		#[block]
		{
			let ruled = Pallet::<T>::rule(world.officer.clone(), claim, on_line(1), [1; 32])?;
			replay = ruled.replay;
		}
		assert!(replay.is_some());
		Ok(())
	}

	/// The same.
	#[benchmark]
	fn confirm_override(l: Linear<1, { MAX_LINES }>) -> Result<(), BenchmarkError> {
		let world = world::<T>(true, false)?;
		let claim = world.claim(world.member(0, 1)?, l)?;
		let mut case = CaseOf::<T>::default();
		case.proposal = Some(Proposal {
			ruling: on_line(1),
			by: world.officer.clone(),
			amount: 1,
			note: [1; 32],
		});
		Pallet::<T>::put_case(claim, &case);
		let replay;
		#[block]
		{
			replay = Pallet::<T>::confirm(world.second.clone(), claim, true)?.replay;
		}
		assert!(replay.is_some());
		Ok(())
	}

	/// By the provider, who pays back. What it affects is weighed apart.
	#[benchmark]
	fn void(l: Linear<1, { MAX_LINES }>) -> Result<(), BenchmarkError> {
		let world = own_world::<T>(true, false)?;
		let claim = world.claim(world.member(0, 1)?, l)?;
		let replay;
		#[block]
		{
			replay = Pallet::<T>::undo(&world.provider, claim)?.replay;
		}
		assert!(replay.is_some() && Pallet::<T>::stored_claim(claim)?.state == ClaimState::Reversed);
		Ok(())
	}

	#[benchmark]
	fn appeal() -> Result<(), BenchmarkError> {
		let world = own_world::<T>(true, false)?;
		let claim = world.claim(world.member(0, 1)?, MAX_LINES)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(world.provider.clone()), claim, [1; 32]);
		Ok(())
	}

	/// A ruling on each line. What it affects is weighed apart.
	#[benchmark]
	fn decide_appeal(l: Linear<1, { MAX_LINES }>) -> Result<(), BenchmarkError> {
		let world = world::<T>(true, false)?;
		let claim = world.claim(world.member(0, 1)?, l)?;
		Pallet::<T>::dispute(world.provider.clone(), claim, [1; 32])?;
		let rulings = bounded((1..=l).map(|line| on_line(u16::try_from(line).unwrap_or(0))));
		let replay;
		#[block]
		{
			let finding = Finding::Overturn { rulings };
			replay = Pallet::<T>::find(world.officer.clone(), claim, finding)?.replay;
		}
		assert!(replay.is_some());
		Ok(())
	}

	/// Claims of ten lines; every stated adjustment is paid or becomes a debt.
	#[benchmark]
	fn create_remittance(n: Linear<1, { MAX_BATCH }>) -> Result<(), BenchmarkError> {
		let world = world::<T>(true, false)?;
		let mut claims = Vec::new();
		for number in 0..n {
			claims.push(world.claim(world.member(number, 1)?, 10)?);
		}
		let stated = bounded((0..MAX_STATED).map(|number| ProviderAdjustment {
			reason: PlbReason::Agreed,
			amount: if number % 2 == 0 { 1_000 } else { -1_000 },
		}));
		#[extrinsic_call]
		_(
			RawOrigin::Signed(world.officer.clone()),
			world.plan,
			world.provider.clone(),
			bounded(claims.into_iter()),
			stated,
		);
		assert!(Remittances::<T>::contains_key(Key::from(0)));
		Ok(())
	}

	/// What is held is released and paid.
	#[benchmark]
	fn retry_payment() -> Result<(), BenchmarkError> {
		let world = world::<T>(true, false)?;
		let claim = world.claim(world.member(0, 1)?, MAX_LINES)?;
		let mut record = Pallet::<T>::stored_claim(claim)?;
		let due = core::mem::take(&mut record.moved);
		let mut desk = Desk::<T>::open(world.plan, world.provider.clone())?;
		let payment = crate::impls::Payment {
			due,
			..Default::default()
		};
		desk.promise(&mut record, payment)?;
		record.state = ClaimState::Payable;
		Pallet::<T>::put_claim(claim, &record);
		#[extrinsic_call]
		_(RawOrigin::Signed(world.officer.clone()), claim);
		assert!(Pallet::<T>::stored_claim(claim)?.moved == due);
		Ok(())
	}

	#[benchmark]
	fn recover_overpayment() -> Result<(), BenchmarkError> {
		let world = own_world::<T>(true, false)?;
		let claim = world.claim(world.member(0, 1)?, MAX_LINES)?;
		world.overpaid(claim)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(world.provider.clone()), claim);
		assert!(Pallet::<T>::stored_claim(claim)?.moved == 0);
		Ok(())
	}

	#[benchmark]
	fn answer() -> Result<(), BenchmarkError> {
		let world = own_world::<T>(true, false)?;
		let claim = world.pended(MAX_LINES)?;
		world.change(claim, |record| {
			record.state = ClaimState::Pended {
				cause: PendCause::Information,
				line: None,
				owner: PendOwner::Provider,
				deadline: 0,
			};
		})?;
		#[extrinsic_call]
		_(RawOrigin::Signed(world.provider.clone()), claim, world.anchor);
		Ok(())
	}

	#[benchmark]
	fn close() -> Result<(), BenchmarkError> {
		let world = world::<T>(true, false)?;
		let claim = world.claim(world.member(0, 1)?, MAX_LINES)?;
		world.change(claim, |record| record.decided = 0)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(world.officer.clone()), claim);
		Ok(())
	}

	/// A claim of the greatest size.
	#[benchmark]
	fn prune(r: Linear<0, { PRUNED_AT_ONCE }>) -> Result<(), BenchmarkError> {
		let world = world::<T>(true, false)?;
		let claim = world.claim(world.member(0, 1)?, MAX_LINES)?;
		let (coverage, number) = (Key::from(claim.coverage), Key::from(claim.number));
		let result = Pallet::<T>::stored_claim(claim)?.result;
		let revisions = Revision::try_from(r).unwrap_or(1);
		for revision in 1..=revisions {
			Revisions::<T>::insert((coverage, number, PageKey::from(revision)), &result);
		}
		world.change(claim, |record| {
			record.state = ClaimState::Closed;
			record.decided = 0;
			record.revision = revisions.saturating_add(1);
		})?;
		#[extrinsic_call]
		_(RawOrigin::Signed(world.officer.clone()), Prunable::Claim(claim));
		assert!(!Claims::<T>::contains_key(coverage, number));
		Ok(())
	}

	#[benchmark]
	fn ask_consent(c: Linear<1, 16>) -> Result<(), BenchmarkError> {
		let world = world::<T>(false, false)?;
		let member: T::AccountId = account("member", 0, 0);
		T::Consent::permit_for_benchmark(&member, &world.provider, &world.payer, c);
		let purpose = salus_primitives::GatePurpose::Payment;
		#[block]
		{
			Pallet::<T>::ask_consent(&member, &world.provider, &world.payer, purpose).map_err(DispatchError::from)?;
		}
		Ok(())
	}

	#[benchmark]
	fn load_page() -> Result<(), BenchmarkError> {
		let world = world::<T>(false, false)?;
		let key = Key::from(world.plan);
		#[block]
		{
			let _ = Prices::<T>::get(key, PageKey::from(0));
		}
		Ok(())
	}

	#[benchmark]
	fn check_record() -> Result<(), BenchmarkError> {
		let world = world::<T>(false, false)?;
		#[block]
		{
			T::Anchors::ensure_valid_by(world.anchor, &world.provider)?;
		}
		Ok(())
	}

	#[benchmark]
	fn use_authorisation() -> Result<(), BenchmarkError> {
		let world = world::<T>(false, false)?;
		let coverage = world.member(0, 1)?;
		Pallet::<T>::request_authorisation(signed::<T>(&world.provider), coverage, request())
			.map_err(|error| error.error)?;
		let key = (Key::from(coverage), Key::from(0));
		#[block]
		{
			Authorisations::<T>::mutate(key.0, key.1, |found| {
				if let Some(found) = found {
					found.request.units = Some(1);
				}
			});
		}
		Ok(())
	}

	/// A day that is nearly full.
	#[benchmark]
	fn archive_day() -> Result<(), BenchmarkError> {
		let world = world::<T>(false, false)?;
		let coverage = world.member(0, 1)?;
		let day = Pallet::<T>::today().saturating_sub(200);
		let print = Print {
			day,
			service: [2; 8],
			rest: [2; 8],
			claim: 1_000_000,
		};
		let (coverage_key, day_key) = (Key::from(coverage), DayKey::from(day));
		Services::<T>::insert(
			coverage_key,
			day_key,
			bounded::<_, ConstU32<MAX_DAY_LINES>>((1..MAX_DAY_LINES).map(|_| print)),
		);
		#[block]
		{
			Services::<T>::mutate(coverage_key, day_key, |prints| {
				if let Some(prints) = prints {
					let _ = prints.try_push(print);
				}
			});
		}
		Ok(())
	}

	#[benchmark]
	fn pay_asset() -> Result<(), BenchmarkError> {
		let world = world::<T>(false, true)?;
		let asset = Pallet::<T>::stored_plan(world.plan)?.settlement.asset;
		let pool = Pallet::<T>::pool_account(world.plan);
		#[block]
		{
			T::Assets::transfer(
				asset,
				&pool,
				&world.provider,
				1_000_000,
				frame::token::Preservation::Preserve,
			)?;
		}
		Ok(())
	}

	/// The largest plan, a debt that is settled, a payment.
	#[benchmark]
	fn open_desk() -> Result<(), BenchmarkError> {
		let world = own_world::<T>(true, false)?;
		let pool = Pallet::<T>::pool_account(world.plan);
		#[block]
		{
			let mut desk = Desk::<T>::open(world.plan, world.provider.clone())?;
			desk.charge(1)?;
			T::Assets::transfer(
				T::NativeAsset::get(),
				&pool,
				&world.provider,
				1_000_000,
				frame::token::Preservation::Preserve,
			)?;
			desk.close();
		}
		Ok(())
	}

	/// Of an asset and of the native token, so that it is enough for either.
	#[benchmark]
	fn hold_promise() -> Result<(), BenchmarkError> {
		let world = world::<T>(false, true)?;
		let asset = Pallet::<T>::stored_plan(world.plan)?.settlement.asset;
		let pool = Pallet::<T>::pool_account(world.plan);
		#[block]
		{
			for held in [asset, T::NativeAsset::get()] {
				T::AssetHolds::hold(held, &HoldReason::Promised.into(), &pool, 1_000_000)?;
			}
		}
		Ok(())
	}

	#[benchmark]
	fn replay_claim(l: Linear<1, { MAX_LINES }>) -> Result<(), BenchmarkError> {
		let world = world::<T>(true, false)?;
		let claim = world.claim(world.member(0, 1)?, l)?;
		let mut record = Pallet::<T>::stored_claim(claim)?;
		let mut seat = Seat::<T>::load(claim.coverage)?;
		let scope = seat.scope();
		let place = record.place(claim);
		seat.unbook(&mut record)?;
		Pallet::<T>::start_replay(&mut seat, place, 0);
		// It pays again, and has another result than before.
		record.moved = 0;
		record.result = record.result.reverse().map_err(|_| BenchmarkError::Weightless)?;
		Pallet::<T>::put_claim(claim, &record);
		Replays::<T>::mutate(scope, |replay| {
			if let Some(replay) = replay {
				replay.list = bounded((0..MAX_REPLAY).map(|_| place));
				replay.progress = Progress::Deciding(0);
			}
		});
		let mut replay = Replays::<T>::get(scope).ok_or(BenchmarkError::Weightless)?;
		#[block]
		{
			Pallet::<T>::one_step(scope, &mut replay);
			Replays::<T>::insert(scope, replay);
		}
		assert!(Pallet::<T>::stored_claim(claim)?.revision == 2);
		Ok(())
	}

	#[benchmark]
	fn unwind_claim() -> Result<(), BenchmarkError> {
		let world = world::<T>(true, false)?;
		let claim = world.claim(world.member(0, 1)?, MAX_LINES)?;
		let mut seat = Seat::<T>::load(claim.coverage)?;
		let scope = seat.scope();
		let mut place = Pallet::<T>::stored_claim(claim)?.place(claim);
		Pallet::<T>::start_replay(&mut seat, place, 0);
		place.claim.number = u32::MAX;
		Replays::<T>::mutate(scope, |replay| {
			if let Some(replay) = replay {
				replay.list = bounded((1..MAX_REPLAY).map(|_| place));
			}
		});
		let mut replay = Replays::<T>::get(scope).ok_or(BenchmarkError::Weightless)?;
		#[block]
		{
			Pallet::<T>::one_step(scope, &mut replay);
			Replays::<T>::insert(scope, replay);
		}
		assert!(!Pallet::<T>::stored_claim(claim)?.counted);
		Ok(())
	}

	#[benchmark]
	fn look_at_claim() -> Result<(), BenchmarkError> {
		let world = world::<T>(true, false)?;
		let claim = world.claim(world.member(0, 1)?, MAX_LINES)?;
		let mut seat = Seat::<T>::load(claim.coverage)?;
		let scope = seat.scope();
		let mut place = Pallet::<T>::stored_claim(claim)?.place(claim);
		place.day = Day::MAX;
		Pallet::<T>::start_replay(&mut seat, place, u32::MAX);
		let mut replay = Replays::<T>::get(scope).ok_or(BenchmarkError::Weightless)?;
		#[block]
		{
			Pallet::<T>::one_step(scope, &mut replay);
			Pallet::<T>::one_step(scope, &mut replay);
		}
		assert!(matches!(replay.progress, Progress::Deciding(0)));
		Ok(())
	}

	#[benchmark]
	fn end_replay() -> Result<(), BenchmarkError> {
		let world = world::<T>(true, false)?;
		let claim = world.claim(world.member(0, 1)?, 1)?;
		let mut seat = Seat::<T>::load(claim.coverage)?;
		let scope = seat.scope();
		let place = Pallet::<T>::stored_claim(claim)?.place(claim);
		Pallet::<T>::start_replay(&mut seat, place, 0);
		Replays::<T>::mutate(scope, |replay| {
			if let Some(replay) = replay {
				replay.list = bounded((0..MAX_REPLAY).map(|_| place));
			}
		});
		#[block]
		{
			let _ = Replays::<T>::get(scope);
			Pallet::<T>::end_replay(scope);
		}
		assert!(!Replays::<T>::contains_key(scope));
		Ok(())
	}

	#[benchmark]
	fn replay_nothing() {
		#[block]
		{
			let _ = Replays::<T>::iter_keys().next();
		}
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::ext(), crate::mock::Test);
}
