//! What people do about claims: pends and rulings on lines.

use super::{deciding::paid_by, Counter, Desk, Seat, Spent, Work};
use crate::*;
use frame::deps::{frame_support::storage::with_transaction, sp_runtime::TransactionOutcome};
use salus_claims_engine::{Outcome, PendReason};

impl<T: Config> Pallet<T> {
	/// Adjudicates a claim that waits for nothing more, or ends an appeal that nobody decided in time.
	pub(crate) fn adjudicate_waiting(claim: ClaimId) -> Result<Work, DispatchError> {
		let record = Self::stored_claim(claim)?;
		if let ClaimState::Appealed { level, deadline } = record.state {
			return Self::lapse(claim, record, level, deadline);
		}
		let waits = match record.state {
			ClaimState::Submitted => true,
			ClaimState::Pended { cause, .. } => matches!(
				cause,
				PendCause::Rule(PendReason::AuthorisationPended | PendReason::AccumulatorsFull)
					| PendCause::Consent
					| PendCause::Evidence
			),
			_ => false,
		};
		ensure!(waits, Error::<T>::InvalidTransition);
		let mut seat = Seat::<T>::load(claim.coverage)?;
		ensure!(!seat.is_replaying(), Error::<T>::Replaying);
		let before = record.state;
		let mut work = Work::of(&record);
		let mut counter = Counter::<T>::new(record.provider.clone());
		counter.decide_again(&mut seat, claim, record)?;
		ensure!(
			!counter.last_is_pended() || before == ClaimState::Submitted,
			Error::<T>::StillOpen
		);
		seat.save();
		work.spent = counter.settle()?;
		Ok(work)
	}

	/// Decides what becomes of a pended claim.
	pub(crate) fn resolve(
		who: T::AccountId,
		claim: ClaimId,
		resolution: Resolution<T::AccountId>,
	) -> Result<Work, DispatchError> {
		let mut record = Self::stored_claim(claim)?;
		let mut work = Work::of(&record);
		let plan = Self::stored_plan(record.plan)?;
		let officer = Self::officer(&plan.payer, &who)?;
		let ClaimState::Pended { line, .. } = record.state else {
			return Err(Error::<T>::InvalidTransition.into());
		};
		let mut seat = Seat::<T>::load(claim.coverage)?;
		Self::ensure_disinterested(&who, &record, &seat.coverage, &plan)?;
		let mut case = Self::stored_case(claim);
		match resolution {
			Resolution::Release => {
				ensure!(!seat.is_replaying(), Error::<T>::Replaying);
				Self::note_decider(&mut case, &who)?;
				case.released = true;
				case.up_to = case.up_to.max(officer.limit);
				Self::put_case(claim, &case);
				let mut counter = Counter::<T>::new(record.provider.clone());
				counter.decide_again(&mut seat, claim, record)?;
				ensure!(!counter.last_is_above_limit(), Error::<T>::LimitExceeded);
				seat.save();
				work.spent = counter.settle()?;
				return Ok(work);
			},
			Resolution::Reject { reason } => {
				ensure!(!seat.is_replaying(), Error::<T>::Replaying);
				Self::ensure_can_take_back(&officer, &record, &case)?;
				Self::note_decider(&mut case, &who)?;
				Self::move_to(&mut record, ClaimState::Rejected { reason })?;
				let replay = Self::affects(&plan, &seat, claim, &record);
				Self::negate(claim, &mut record, &plan.digest)?;
				record.decided = Self::today();
				work.spent.days = seat.count_old_days(&record.submission);
				seat.forget(&record.submission, claim.number);
				match replay {
					// What it kept out as duplicates is decided anew at the ends of blocks.
					Some((from, after)) => {
						Self::start_replay(&mut seat, from, after);
						work.spent.deferred = 1;
					},
					None => seat.save(),
				}
				Self::deposit_event(Event::Rejected {
					claim,
					reason,
					officer: who,
				});
			},
			Resolution::Ask => {
				Self::note_decider(&mut case, &who)?;
				record.clean = false;
				Self::suspend(claim, &mut record, PendCause::Information, line, PendOwner::Provider)?;
			},
			Resolution::Assign { officer } => {
				Self::officer(&plan.payer, &officer)?;
				case.assigned = Some(officer.clone());
				Self::deposit_event(Event::Assigned { claim, officer });
			},
		}
		Self::put_case(claim, &case);
		Self::put_claim(claim, &record);
		Ok(work.unjudged())
	}

	/// The provider answers: it is the payer's turn.
	pub(crate) fn reply(provider: &T::AccountId, claim: ClaimId, answer: AnchorId) -> DispatchResult {
		let mut record = Self::stored_claim(claim)?;
		ensure!(record.provider == *provider, Error::<T>::NotAuthorized);
		let ClaimState::Pended {
			cause,
			line,
			owner: PendOwner::Provider,
			..
		} = record.state
		else {
			return Err(Error::<T>::InvalidTransition.into());
		};
		T::Anchors::ensure_valid_by(answer, provider)?;
		let mut case = Self::stored_case(claim);
		case.answer = Some(answer);
		Self::put_case(claim, &case);
		let to = Self::pended(cause, line, PendOwner::Payer);
		Self::move_to(&mut record, to)?;
		Self::put_claim(claim, &record);
		Self::deposit_event(Event::Answered { claim, record: answer });
		Ok(())
	}

	/// Rules on a line, or proposes to.
	pub(crate) fn rule(
		who: T::AccountId,
		claim: ClaimId,
		ruling: Override,
		note: Commitment,
	) -> Result<Work, DispatchError> {
		let record = Self::stored_claim(claim)?;
		let mut desk = Desk::<T>::open(record.plan, record.provider.clone())?;
		let officer = Self::officer(&desk.plan.payer, &who)?;
		Self::ensure_can_be_ruled(&record)?;
		let mut seat = Seat::<T>::load(claim.coverage)?;
		Self::ensure_disinterested(&who, &record, &seat.coverage, &desk.plan)?;
		ensure!(!seat.is_replaying(), Error::<T>::Replaying);
		let mut case = Self::stored_case(claim);
		ensure!(case.proposal.is_none(), Error::<T>::ProposalOpen);
		Self::ensure_not_judged(&case, ruling.line)?;

		let mut rulings = case.rulings.clone();
		Self::add_ruling(&mut rulings, ruling)?;
		let amount = Self::change_by(&mut desk, &mut seat, claim, &record, &case, &rulings)?;
		let alone = desk
			.plan
			.terms
			.four_eyes_above
			.map_or(officer.limit, |most| most.min(officer.limit));
		// Many small ones are as one that changes as much.
		if amount.saturating_add(case.alone) > alone {
			case.proposal = Some(Proposal {
				ruling,
				by: who.clone(),
				amount,
				note,
			});
			Self::note_decider(&mut case, &who)?;
			Self::put_case(claim, &case);
			Self::deposit_event(Event::OverrideProposed {
				claim,
				line: ruling.line,
				amount,
				officer: who,
			});
			return Ok(Work::at(&record, Self::judging(&desk, &seat, &record)));
		}
		let spent = Self::judging(&desk, &seat, &record);
		case.alone = case.alone.saturating_add(amount);
		Self::hold_ruling(who, claim, record, seat, case, (ruling, amount), spent)
	}

	/// Agrees to a ruling, or drops it.
	pub(crate) fn confirm(who: T::AccountId, claim: ClaimId, agree: bool) -> Result<Work, DispatchError> {
		let record = Self::stored_claim(claim)?;
		let mut desk = Desk::<T>::open(record.plan, record.provider.clone())?;
		let officer = Self::officer(&desk.plan.payer, &who)?;
		let mut case = Self::stored_case(claim);
		let proposal = case.proposal.take().ok_or(Error::<T>::NoProposal)?;
		ensure!(proposal.by != who, Error::<T>::SameOfficer);
		let line = proposal.ruling.line;
		let mut seat = Seat::<T>::load(claim.coverage)?;
		Self::ensure_disinterested(&who, &record, &seat.coverage, &desk.plan)?;
		if !agree {
			Self::note_decider(&mut case, &who)?;
			Self::put_case(claim, &case);
			Self::deposit_event(Event::OverrideDropped {
				claim,
				line,
				officer: who,
			});
			return Ok(Work::of(&record).unjudged());
		}
		Self::ensure_can_be_ruled(&record)?;
		Self::ensure_not_judged(&case, line)?;
		ensure!(!seat.is_replaying(), Error::<T>::Replaying);
		// What it changes now: other claims may have been decided since it was proposed.
		let mut rulings = case.rulings.clone();
		Self::add_ruling(&mut rulings, proposal.ruling)?;
		let amount = Self::change_by(&mut desk, &mut seat, claim, &record, &case, &rulings)?;
		let amount = amount.max(proposal.amount);
		// The second officer agrees to what others changed alone before, too.
		let agreed = amount.saturating_add(case.alone);
		ensure!(agreed <= officer.limit, Error::<T>::LimitExceeded);
		case.alone = 0;
		let spent = Self::judging(&desk, &seat, &record);
		Self::hold_ruling(who, claim, record, seat, case, (proposal.ruling, amount), spent)
	}

	/// What judging a claim cost.
	pub(crate) fn judging(desk: &Desk<T>, seat: &Seat<T>, record: &ClaimOf<T>) -> Spent {
		Spent {
			days: seat.count_old_days(&record.submission),
			..desk.spent()
		}
	}

	/// Fails if an appeal was decided and the line holds a ruling: what a level of appeal found is not the payer's to change.
	fn ensure_not_judged(case: &CaseOf<T>, line: u16) -> DispatchResult {
		let ruled = case.rulings.iter().any(|ruling| ruling.line == line);
		ensure!(case.levels == 0 || !ruled, Error::<T>::DecidedBefore);
		Ok(())
	}

	fn ensure_can_be_ruled(record: &ClaimOf<T>) -> DispatchResult {
		let open = matches!(
			record.state,
			ClaimState::Pended { .. } | ClaimState::Adjudicated | ClaimState::Payable | ClaimState::Paid { .. }
		);
		ensure!(open, Error::<T>::InvalidTransition);
		Ok(())
	}

	/// What rulings decide about, the greatest of: by how much they change what the claim pays; by how much they change what
	/// its lines are allowed, since what a deductible takes today has later claims paid more; and what is billed for lines
	/// that are ruled on anew, not denied and allowed nothing still, since that comes to be paid once what denies them ends.
	/// While the claim waits for something else, nobody can tell: all that it bills.
	pub(crate) fn change_by(
		desk: &mut Desk<T>,
		seat: &mut Seat<T>,
		claim: ClaimId,
		record: &ClaimOf<T>,
		case: &CaseOf<T>,
		rulings: &[Override],
	) -> Result<Money, DispatchError> {
		let released = case.released || record.revision > 0;
		let outcome = with_transaction(|| {
			let mut run = || {
				let mut record = record.clone();
				let mut seat = Seat::<T> {
					id: seat.id,
					coverage: seat.coverage.clone(),
					family: seat.family.clone(),
					days: 0,
				};
				seat.unbook(&mut record)?;
				let outcome = Self::judge(desk, &mut seat, claim, &record, rulings, released, &mut ());
				outcome.map_err(|refusal| Error::<T>::from(refusal).into())
			};
			let outcome: Result<Outcome, DispatchError> = run();
			TransactionOutcome::Rollback(outcome)
		})?;
		let Outcome::Adjudicated(result) = outcome else {
			return Ok(record.submission.total);
		};
		let paid = paid_by(&result).abs_diff(record.payable());
		// Line by line: what one loses does not hide what another gains.
		let (mut allowed, mut dormant): (Money, Money) = (0, 0);
		for line in &result.lines {
			let mut earlier = record.result.lines.iter();
			let before = earlier
				.find(|known| known.number == line.number)
				.map_or(0, |known| known.allowed);
			allowed = allowed.saturating_add(line.allowed.abs_diff(before));
			let ruled = rulings.iter().any(|ruling| {
				let denies = matches!(ruling.ruling, Ruling::Deny { .. });
				ruling.line == line.number && !denies && !case.rulings.contains(ruling)
			});
			if ruled && line.allowed == 0 {
				dormant = dormant.saturating_add(line.billed.unsigned_abs());
			}
		}
		Ok(paid.max(allowed).max(dormant))
	}

	/// More that a released claim may pay, as rulings that hold decide it. A denial adds nothing.
	pub(crate) fn raise(case: &mut CaseOf<T>, rulings: &[Override], amount: Money) {
		let adds = rulings
			.iter()
			.any(|ruling| !matches!(ruling.ruling, Ruling::Deny { .. }));
		if case.released && adds {
			case.up_to = case.up_to.saturating_add(amount);
		}
	}

	/// A ruling that decides about so much holds: the claim is decided by it.
	fn hold_ruling(
		who: T::AccountId,
		claim: ClaimId,
		record: ClaimOf<T>,
		seat: Seat<T>,
		mut case: CaseOf<T>,
		(ruling, amount): (Override, Money),
		spent: Spent,
	) -> Result<Work, DispatchError> {
		Self::note_decider(&mut case, &who)?;
		Self::raise(&mut case, &[ruling], amount);
		Self::add_ruling(&mut case.rulings, ruling)?;
		Self::put_case(claim, &case);
		Self::deposit_event(Event::Overridden {
			claim,
			line: ruling.line,
			officer: who,
		});
		Self::decide_anew(claim, record, seat, spent)
	}

	/// Decides a claim anew after its case changed, or has a replay do so together with what it affects. `spent` is what
	/// the change cost.
	pub(crate) fn decide_anew(
		claim: ClaimId,
		record: ClaimOf<T>,
		mut seat: Seat<T>,
		spent: Spent,
	) -> Result<Work, DispatchError> {
		let mut work = Work::at(&record, spent);
		if record.counted {
			Self::put_claim(claim, &record);
			Self::start_replay(&mut seat, record.place(claim), record.sequence);
			work.replay = Some(seat.scope());
			return Ok(work);
		}
		let mut counter = Counter::<T>::new(record.provider.clone());
		counter.decide_again(&mut seat, claim, record)?;
		seat.save();
		work.decided = Some(counter.settle()?);
		Ok(work)
	}
}
