//! Claims that are adjudicated anew because one before them changed.
//!
//! First every claim that is affected is taken out of the accumulators, then they are put in again one by one in the order of
//! service, each adjudicated with the accumulators as those before it left them. So the accumulators end as if what was
//! undone had never been. In between they hold exactly the claims that are not waiting, new claims wait for the end, and
//! nothing else changes a result of these members.

use super::{Cost, Counter, Seat};
use crate::*;
use frame::deps::{frame_support::storage::with_storage_layer, frame_support::weights::WeightMeter};

/// Whether there is more to do.
enum Step {
	More,
	Done,
}

impl<T: Config> Pallet<T> {
	/// Begins to adjudicate anew what is affected by a claim at this place, adjudicated after `after` others. Saves the seat.
	pub(crate) fn start_replay(seat: &mut Seat<T>, from: Place, after: u32) {
		let scope = seat.scope();
		seat.set_replaying(true);
		seat.save();
		Replays::<T>::insert(
			scope,
			Replay {
				from,
				after,
				progress: Progress::Unwinding(Self::first_claim(scope)),
				list: BoundedVec::new(),
				more: false,
				again: false,
			},
		);
		Self::deposit_event(Event::ReplayStarted { scope });
	}

	/// A claim came while others are adjudicated anew: it has to be looked at.
	pub(crate) fn expect_more(scope: Scope) {
		Replays::<T>::mutate(scope, |replay| {
			if let Some(replay) = replay {
				replay.more = true;
			}
		});
	}

	/// Goes on with a replay as far as `limit` allows; answers what that weighs.
	pub(crate) fn advance(scope: Scope, limit: Weight) -> Weight {
		let mut meter = WeightMeter::with_limit(limit);
		meter.consume(T::WeightInfo::replay_nothing());
		let Some(mut replay) = Replays::<T>::get(scope) else {
			return meter.consumed();
		};
		// A step looks at one claim, and then may decide it.
		while meter.try_consume(T::WeightInfo::unwind_claim()).is_ok() {
			let turn = Self::whose_turn(&replay);
			let cost = turn
				.as_ref()
				.map(|(_, record)| Self::decided_weight(Cost::of(&record.submission)));
			if meter.try_consume(cost.unwrap_or_default()).is_err() {
				break;
			}
			if let Step::Done = Self::replay_step(scope, &mut replay, turn) {
				Self::end_replay(scope);
				return meter.consumed();
			}
		}
		Replays::<T>::insert(scope, replay);
		meter.consumed()
	}

	/// The claim that is decided next, if one is.
	fn whose_turn(replay: &Replay) -> Option<(ClaimId, ClaimOf<T>)> {
		let Progress::Deciding(done) = replay.progress else {
			return None;
		};
		let place = usize::try_from(done).ok().and_then(|at| replay.list.get(at))?;
		let claim = place.claim;
		let record = Self::stored_claim(claim).ok()?;
		(record.is_unwound() || record.state == ClaimState::Submitted).then_some((claim, record))
	}

	/// Goes on with replays as far as `limit` allows.
	pub(crate) fn replay_within(limit: Weight) -> Weight {
		let mut meter = WeightMeter::with_limit(limit);
		// Whatever claim is next can be decided.
		while meter.can_consume(Self::most_of_a_step()) {
			meter.consume(T::WeightInfo::replay_nothing());
			let Some(scope) = Replays::<T>::iter_keys().next() else {
				break;
			};
			meter.consume(Self::advance(scope, meter.remaining()));
		}
		meter.consumed()
	}

	/// One step, for its benchmark.
	#[cfg(feature = "runtime-benchmarks")]
	pub(crate) fn one_step(scope: Scope, replay: &mut Replay) {
		let turn = Self::whose_turn(replay);
		let _ = Self::replay_step(scope, replay, turn);
	}

	fn end_replay(scope: Scope) {
		Replays::<T>::remove(scope);
		match scope {
			Scope::Member(id) => Coverages::<T>::mutate(Key::from(id), |coverage| {
				if let Some(coverage) = coverage {
					coverage.replaying = false;
				}
			}),
			Scope::Family(id) => Families::<T>::mutate(Key::from(id), |family| {
				if let Some(family) = family {
					family.replaying = false;
				}
			}),
		}
		Self::deposit_event(Event::ReplayFinished { scope });
	}

	/// The first claim of a member or family, if there is one.
	fn first_claim(scope: Scope) -> ClaimId {
		let coverage = match scope {
			Scope::Member(id) => id,
			Scope::Family(id) => Households::<T>::iter_key_prefix(Key::from(id))
				.next()
				.map_or(0, u32::from),
		};
		ClaimId { coverage, number: 0 }
	}

	/// The first claim of the member after this one.
	fn next_member(scope: Scope, coverage: CoverageId) -> Option<ClaimId> {
		let Scope::Family(id) = scope else { return None };
		let family = Key::from(id);
		let after = Households::<T>::hashed_key_for(family, Key::from(coverage));
		let next = Households::<T>::iter_key_prefix_from(family, after).next()?;
		Some(ClaimId {
			coverage: next.into(),
			number: 0,
		})
	}

	fn replay_step(scope: Scope, replay: &mut Replay, turn: Option<(ClaimId, ClaimOf<T>)>) -> Step {
		match replay.progress {
			Progress::Unwinding(claim) => {
				let next = match with_storage_layer(|| Self::unwind(claim, replay)) {
					Ok(true) => Some(ClaimId {
						number: claim.number.saturating_add(1),
						..claim
					}),
					Ok(false) => Self::next_member(scope, claim.coverage),
					Err(_) => {
						defensive!("what is in the accumulators can be taken out of them");
						Some(ClaimId {
							number: claim.number.saturating_add(1),
							..claim
						})
					},
				};
				replay.progress = match next {
					Some(next) => Progress::Unwinding(next),
					None if replay.again => {
						replay.again = false;
						replay.list = BoundedVec::new();
						Progress::Unwinding(Self::first_claim(scope))
					},
					None => Progress::Deciding(0),
				};
				Step::More
			},
			Progress::Deciding(done) => {
				if let Some((claim, record)) = turn {
					Self::decide_in_turn(claim, record);
				}
				if usize::try_from(done).is_ok_and(|done| done < replay.list.len()) {
					replay.progress = Progress::Deciding(done.saturating_add(1));
					return Step::More;
				}
				if !replay.more {
					return Step::Done;
				}
				// Another pass for those that wait; no further ones are taken out.
				replay.more = false;
				replay.list = BoundedVec::new();
				replay.after = u32::MAX;
				replay.from.day = Day::MAX;
				replay.progress = Progress::Unwinding(Self::first_claim(scope));
				Step::More
			},
		}
	}

	/// Looks at a claim: takes it out of the accumulators if it is affected, and lists it if it has to be decided. Answers
	/// whether its member can have more claims.
	fn unwind(claim: ClaimId, replay: &mut Replay) -> Result<bool, DispatchError> {
		let Some(mut record) = Claims::<T>::get(Key::from(claim.coverage), Key::from(claim.number)) else {
			// Removed long ago, or beyond the last.
			let next = Coverages::<T>::get(Key::from(claim.coverage)).map_or(0, |coverage| coverage.next_claim);
			return Ok(claim.number < next);
		};
		let place = record.place(claim);
		let after = record.sequence > replay.after;
		let affected = record.counted && record.state.is_decided() && (place >= replay.from || after);
		if affected {
			if record.sequence < replay.after {
				// What was adjudicated after it is affected too, and may have been passed already.
				replay.after = record.sequence;
				replay.again = true;
			}
			let mut seat = Seat::<T>::load(claim.coverage)?;
			seat.unbook(&mut record)?;
			seat.save();
			Self::put_claim(claim, &record);
		}
		if record.is_unwound() || record.state == ClaimState::Submitted {
			list(replay, place);
		}
		Ok(true)
	}

	/// Decides the claim whose turn it is. What cannot be decided waits for a person: nothing stops the others.
	fn decide_in_turn(claim: ClaimId, record: ClaimOf<T>) {
		let decided = with_storage_layer(|| {
			let mut seat = Seat::<T>::load(claim.coverage)?;
			let mut counter = Counter::<T>::new(record.provider.clone());
			counter.decide_again(&mut seat, claim, record)?;
			seat.save();
			counter.settle().map(|_| ())
		});
		if decided.is_err() {
			let _ = with_storage_layer(|| Self::suspend_in_turn(claim));
		}
	}

	fn suspend_in_turn(claim: ClaimId) -> DispatchResult {
		let mut record = Self::stored_claim(claim)?;
		let plan = Self::stored_plan(record.plan)?;
		let member = Coverages::<T>::get(Key::from(claim.coverage))
			.ok_or(Error::<T>::UnknownCoverage)?
			.member;
		let purpose = salus_primitives::GatePurpose::Payment;
		let cause = if record.revision > 0 {
			PendCause::Refused
		} else if Self::ask_consent(&member, &record.provider, &plan.payer, purpose).is_err() {
			PendCause::Consent
		} else if Self::check_evidence(&record.provider, &record.submission).is_err() {
			PendCause::Evidence
		} else {
			PendCause::Refused
		};
		Self::suspend(claim, &mut record, cause, None, PendOwner::Payer)?;
		Self::put_claim(claim, &record);
		Ok(())
	}
}

/// Lists a claim in its order; if there is no room, the last one goes and comes in another pass.
fn list(replay: &mut Replay, place: Place) {
	let at = replay.list.partition_point(|known| *known <= place);
	if replay.list.is_full() {
		replay.more = true;
		if replay.list.last().is_some_and(|last| *last <= place) {
			return;
		}
		replay.list.pop();
	}
	let _ = replay.list.try_insert(at, place);
}
