//! Claims that are adjudicated anew because one before them changed.
//!
//! First every claim that is affected is taken out of the accumulators, then they are put in again one by one in the order of
//! service, each adjudicated with the accumulators as those before it left them. So the accumulators end as if what was
//! undone had never been. In between they hold exactly the claims that are not waiting, new claims wait for the end, and
//! nothing else changes a result of these members.

use super::{Cost, Counter, Desk, Seat};
use crate::*;
use codec::Encode;
use frame::deps::frame_support::{
	storage::{with_storage_layer, StoragePrefixedMap},
	weights::WeightMeter,
};

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
		meter.consume(T::WeightInfo::end_replay());
		let Some(mut replay) = Replays::<T>::get(scope) else {
			return meter.consumed();
		};
		// A step looks at one claim, and then may take it out of the accumulators, or decide it.
		while meter.try_consume(T::WeightInfo::look_at_claim()).is_ok() {
			let turn = Self::whose_turn(&replay);
			if !meter.can_consume(Self::most_of_the_step(&replay, &turn)) {
				break;
			}
			let (step, spent) = Self::replay_step(scope, &mut replay, turn);
			meter.consume(spent);
			if let Step::Done = step {
				Self::end_replay(scope);
				return meter.consumed();
			}
		}
		Replays::<T>::insert(scope, replay);
		meter.consumed()
	}

	/// The claim that is looked at next, if it is there.
	fn whose_turn(replay: &Replay) -> Option<(ClaimId, ClaimOf<T>)> {
		let claim = match replay.progress {
			Progress::Unwinding(claim) => claim,
			Progress::Deciding(done) => {
				let place = usize::try_from(done).ok().and_then(|at| replay.list.get(at))?;
				place.claim
			},
		};
		let record = Self::stored_claim(claim).ok()?;
		Some((claim, record))
	}

	/// The most that the next step weighs beyond looking at its claim.
	fn most_of_the_step(replay: &Replay, turn: &Option<(ClaimId, ClaimOf<T>)>) -> Weight {
		let Some((claim, record)) = turn else {
			return Weight::zero();
		};
		match replay.progress {
			Progress::Unwinding(_) if affected(replay, *claim, record) => {
				Self::unwinding_weight(Cost::of(&record.submission))
			},
			Progress::Deciding(_) if waits(record) => {
				Self::most_of_a_decision(Cost::of(&record.submission), record.revision == 0)
			},
			_ => Weight::zero(),
		}
	}

	/// Goes on with replays as far as `limit` allows: each in its turn for as much as one call may, beginning at another
	/// place in each block, so that a long one does not keep the others waiting.
	pub(crate) fn replay_within(block: BlockNumberFor<T>, limit: Weight) -> Weight {
		let mut meter = WeightMeter::with_limit(limit);
		let share = Self::replay_budget().max(Self::most_of_a_step());
		let mut after = [
			Replays::<T>::final_prefix().to_vec(),
			block.using_encoded(frame::hashing::blake2_128).to_vec(),
		]
		.concat();
		let mut wrapped = false;
		// Whatever claim is next can be decided.
		while meter.can_consume(Self::most_of_a_step()) {
			meter.consume(T::WeightInfo::replay_nothing());
			match Replays::<T>::iter_keys_from(after.clone()).next() {
				Some(scope) => {
					wrapped = false;
					after = Replays::<T>::hashed_key_for(scope);
					let most = meter.remaining().min(share);
					meter.consume(Self::advance(scope, most));
				},
				// Nothing after this place, and nothing before it.
				None if wrapped => break,
				None => {
					wrapped = true;
					after = Replays::<T>::final_prefix().to_vec();
				},
			}
		}
		meter.consumed()
	}

	/// One step, for its benchmark.
	#[cfg(feature = "runtime-benchmarks")]
	pub(crate) fn one_step(scope: Scope, replay: &mut Replay) {
		let turn = Self::whose_turn(replay);
		let _ = Self::most_of_the_step(replay, &turn);
		let _ = Self::replay_step(scope, replay, turn);
	}

	/// A replay is over.
	pub(crate) fn end_replay(scope: Scope) {
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

	/// Does one step; answers what it weighs beyond looking at its claim.
	fn replay_step(scope: Scope, replay: &mut Replay, turn: Option<(ClaimId, ClaimOf<T>)>) -> (Step, Weight) {
		let mut spent = Weight::zero();
		let step = match replay.progress {
			Progress::Unwinding(claim) => {
				let after = ClaimId {
					number: claim.number.saturating_add(1),
					..claim
				};
				let next = match turn {
					Some((_, record)) => {
						if affected(replay, claim, &record) {
							spent = Self::unwinding_weight(Cost::of(&record.submission));
						}
						if with_storage_layer(|| Self::unwind(claim, record, replay)).is_err() {
							defensive!("what is in the accumulators can be taken out of them");
						}
						Some(after)
					},
					// Removed long ago, or beyond the last.
					None if Self::may_have_more(claim) => Some(after),
					None => Self::next_member(scope, claim.coverage),
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
				if let Some((claim, record)) = turn.filter(|(_, record)| waits(record)) {
					spent = Self::decide_in_turn(claim, record);
				}
				if usize::try_from(done).is_ok_and(|done| done < replay.list.len()) {
					replay.progress = Progress::Deciding(done.saturating_add(1));
					Step::More
				} else if replay.more {
					// Another pass for those that wait; no further ones are taken out.
					replay.more = false;
					replay.list = BoundedVec::new();
					replay.after = u32::MAX;
					replay.from.day = Day::MAX;
					replay.progress = Progress::Unwinding(Self::first_claim(scope));
					Step::More
				} else {
					Step::Done
				}
			},
		};
		(step, spent)
	}

	/// Whether a member can have claims from this one on.
	fn may_have_more(claim: ClaimId) -> bool {
		let next = Coverages::<T>::get(Key::from(claim.coverage)).map_or(0, |coverage| coverage.next_claim);
		claim.number < next
	}

	/// Takes a claim out of the accumulators if it is affected, and lists it if it has to be decided.
	fn unwind(claim: ClaimId, mut record: ClaimOf<T>, replay: &mut Replay) -> DispatchResult {
		if affected(replay, claim, &record) {
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
		if waits(&record) {
			list(replay, record.place(claim));
		}
		Ok(())
	}

	/// Decides the claim whose turn it is; answers what that weighs. What cannot be decided waits for a person: nothing
	/// stops the others.
	fn decide_in_turn(claim: ClaimId, record: ClaimOf<T>) -> Weight {
		let (cost, first) = (Cost::of(&record.submission), record.revision == 0);
		let decided = with_storage_layer(|| {
			let mut seat = Seat::<T>::load(claim.coverage)?;
			let mut counter = Counter::<T>::new(record.provider.clone());
			counter.decide_again(&mut seat, claim, record)?;
			seat.save();
			counter.settle()
		});
		match decided {
			Ok(spent) => Self::decision_weight(cost, spent),
			Err(_) => {
				let _ = with_storage_layer(|| Self::suspend_in_turn(claim));
				Self::most_of_a_decision(cost, first)
			},
		}
	}

	fn suspend_in_turn(claim: ClaimId) -> DispatchResult {
		let mut record = Self::stored_claim(claim)?;
		let mut desk = Desk::<T>::open(record.plan, record.provider.clone())?;
		let payer = desk.plan.payer.clone();
		// It pays nothing while it waits.
		desk.lift(&mut record)?;
		let member = Coverages::<T>::get(Key::from(claim.coverage))
			.ok_or(Error::<T>::UnknownCoverage)?
			.member;
		let purpose = salus_primitives::GatePurpose::Payment;
		let cause = if record.revision > 0 {
			PendCause::Refused
		} else if Self::ask_consent(&member, &record.provider, &payer, purpose).is_err() {
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

/// Whether a claim has to be taken out of the accumulators.
fn affected<AccountId>(replay: &Replay, claim: ClaimId, record: &ClaimRecord<AccountId>) -> bool {
	let later = record.place(claim) >= replay.from || record.sequence > replay.after;
	record.counted && record.state.is_decided() && later
}

/// Whether a claim waits to be decided.
fn waits<AccountId>(record: &ClaimRecord<AccountId>) -> bool {
	record.is_unwound() || record.state == ClaimState::Submitted
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
