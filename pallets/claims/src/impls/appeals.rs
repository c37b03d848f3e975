//! Appeals.

use super::{Counter, Desk, Seat, Work};
use crate::*;
use salus_claims_engine::plan::AppealLevel;

impl<T: Config> Pallet<T> {
	/// The level of appeal that comes next, and its number from 1.
	pub(crate) fn next_level(plan: &PlanOf<T>, case: &CaseOf<T>) -> Option<(u8, AppealLevel)> {
		let level = plan.terms.appeals.get(usize::from(case.levels))?;
		Some((case.levels.checked_add(1)?, *level))
	}

	/// Whether the next level takes the claim today, and why not.
	pub(crate) fn ensure_appealable(record: &ClaimOf<T>, level: &AppealLevel, since: Day) -> DispatchResult {
		let last = since.saturating_add(level.file_within.into());
		ensure!(Self::today() <= last, Error::<T>::WindowClosed);
		let totals = &record.result.totals;
		let disputed = totals.billed.saturating_sub(totals.paid);
		let least = Amount::try_from(level.least).unwrap_or(Amount::MAX);
		ensure!(disputed > 0 && disputed >= least, Error::<T>::BelowLeastAmount);
		Ok(())
	}

	/// Takes a claim to the next level of appeal.
	pub(crate) fn dispute(who: T::AccountId, claim: ClaimId, grounds: Commitment) -> DispatchResult {
		let mut record = Self::stored_claim(claim)?;
		let by_provider = who == record.provider;
		let seat = Seat::<T>::load(claim.coverage)?;
		ensure!(by_provider || who == seat.coverage.member, Error::<T>::NotAuthorized);
		let plan = Self::stored_plan(record.plan)?;
		let mut case = Self::stored_case(claim);
		let now = Self::now();
		let since = match record.state {
			ClaimState::Adjudicated | ClaimState::Payable | ClaimState::Paid { .. } => record.decided,
			// The level before was silent.
			ClaimState::Appealed { level, deadline } => {
				ensure!(now > deadline, Error::<T>::NotOverdue);
				case.levels = level;
				Self::day_at(deadline)
			},
			_ => return Err(Error::<T>::InvalidTransition.into()),
		};
		ensure!(!seat.is_replaying(), Error::<T>::Replaying);
		// A ruling that waits for a second officer falls: a payer could hold up an appeal with one.
		case.proposal = None;
		let (level, terms) = Self::next_level(&plan, &case).ok_or(Error::<T>::NoSuchLevel)?;
		Self::ensure_appealable(&record, &terms, since)?;

		let deadline = now.saturating_add(Self::moment_of(terms.decide_within.into()));
		Self::move_to(&mut record, ClaimState::Appealed { level, deadline })?;
		case.appellant = Some(who);
		case.grounds = Some(grounds);
		Self::put_case(claim, &case);
		Self::put_claim(claim, &record);
		Self::deposit_event(Event::Appealed {
			claim,
			level,
			by_provider,
			deadline,
		});
		Ok(())
	}

	/// Ends an appeal that nobody decided in time: the result stands, and what it pays is paid. The next level counts from
	/// the day by which this one had to decide.
	pub(crate) fn lapse(
		claim: ClaimId,
		mut record: ClaimOf<T>,
		level: u8,
		deadline: Seconds,
	) -> Result<Work, DispatchError> {
		ensure!(Self::now() > deadline, Error::<T>::NotOverdue);
		let replaying = Seat::<T>::load(claim.coverage)?.is_replaying();
		ensure!(!replaying, Error::<T>::Replaying);
		let mut case = Self::stored_case(claim);
		case.levels = level;
		Self::put_case(claim, &case);
		record.decided = Self::day_at(deadline);
		let work = Self::let_stand(claim, record)?;
		Self::deposit_event(Event::AppealLapsed { claim, level });
		Ok(work)
	}

	/// The result of a claim stands after an appeal.
	fn let_stand(claim: ClaimId, mut record: ClaimOf<T>) -> Result<Work, DispatchError> {
		let standing = Self::standing(&record);
		Self::move_to(&mut record, standing)?;
		let mut counter = Counter::<T>::new(record.provider.clone());
		let mut work = Work::of(&record);
		counter.settle_again(claim, record)?;
		work.spent = counter.settle()?;
		work.settled = true;
		Ok(work)
	}

	/// Decides an appeal.
	pub(crate) fn find(who: T::AccountId, claim: ClaimId, finding: Finding) -> Result<Work, DispatchError> {
		let mut record = Self::stored_claim(claim)?;
		let mut desk = Desk::<T>::open(record.plan, record.provider.clone())?;
		let ClaimState::Appealed { level, .. } = record.state else {
			return Err(Error::<T>::InvalidTransition.into());
		};
		let limit = Self::ensure_decides(&who, &desk.plan, level)?;
		let mut seat = Seat::<T>::load(claim.coverage)?;
		Self::ensure_disinterested(&who, &record, &seat.coverage, &desk.plan)?;
		ensure!(!seat.is_replaying(), Error::<T>::Replaying);
		let mut case = Self::stored_case(claim);
		ensure!(!case.deciders.contains(&who), Error::<T>::DecidedBefore);
		Self::note_judge(&mut case, &who)?;
		case.levels = level;

		let mut decided: Money = 0;
		let overturned = matches!(finding, Finding::Overturn { .. });
		if let Finding::Overturn { rulings } = &finding {
			let mut all = case.rulings.clone();
			for ruling in rulings {
				Self::add_ruling(&mut all, *ruling)?;
			}
			ensure!(!rulings.is_empty(), Error::<T>::NoSuchLine);
			let amount = Self::change_by(&mut desk, &mut seat, claim, &record, &case, &all)?;
			ensure!(limit.is_none_or(|limit| amount <= limit), Error::<T>::LimitExceeded);
			case.rulings = all;
			decided = amount;
			// Who has no limit decides about all that it may come to pay.
			Self::raise(&mut case, rulings, limit.map_or(Money::MAX, |_| amount));
		}
		// Who may decide about that much agrees to what others changed alone before.
		if limit.is_none_or(|limit| decided.saturating_add(case.alone) <= limit) {
			case.alone = 0;
		}
		Self::put_case(claim, &case);
		record.decided = Self::today();
		Self::deposit_event(Event::AppealDecided {
			claim,
			level,
			overturned,
			by: who,
		});
		if !overturned {
			return Self::let_stand(claim, record);
		}
		let standing = Self::standing(&record);
		Self::move_to(&mut record, standing)?;
		let spent = Self::judging(&desk, &seat, &record);
		Self::decide_anew(claim, record, seat, spent)
	}

	/// Fails unless this account decides appeals of this level; answers its limit, if it has one.
	fn ensure_decides(who: &T::AccountId, plan: &PlanOf<T>, level: u8) -> Result<Option<Money>, DispatchError> {
		let bit = u32::from(level.saturating_sub(1));
		let external = plan
			.settlement
			.external_levels
			.checked_shr(bit)
			.is_some_and(|mask| mask & 1 == 1);
		if external {
			// Also if the payer made it an officer before: it is none while it reviews.
			T::Accreditation::ensure_accredited(who, Role::Reviewer)?;
			return Ok(None);
		}
		Ok(Some(Self::officer(&plan.payer, who)?.limit))
	}
}
