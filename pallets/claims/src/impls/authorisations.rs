//! Prior authorisation.

use super::{take_id, Seat};
use crate::*;
use salus_claims_engine::{
	claim::Decision,
	money::{MAX_AMOUNT, MAX_UNITS},
	Units,
};
use salus_primitives::GatePurpose;

impl<T: Config> Pallet<T> {
	fn ensure_measures(from: Day, until: Day, units: Option<Units>, amount: Option<Money>) -> DispatchResult {
		ensure!(from <= until, Error::<T>::EmptyPeriod);
		ensure!(units.is_none_or(|units| units <= MAX_UNITS), Error::<T>::UnitsOverflow);
		ensure!(
			amount.is_none_or(|amount| amount <= MAX_AMOUNT),
			Error::<T>::AmountTooLarge
		);
		Ok(())
	}

	/// Asks for an authorisation. Answers its number, its deadline and how many consents were read.
	pub(crate) fn ask_authorisation(
		provider: T::AccountId,
		coverage: CoverageId,
		request: Request,
	) -> Result<(AuthorisationNumber, Seconds, u32), DispatchError> {
		Self::ensure_measures(request.from, request.until, request.units, request.amount)?;
		let mut seat = Seat::<T>::load(coverage)?;
		let plan = Self::stored_plan(seat.coverage.plan)?;
		let strangers = provider != plan.payer && provider != seat.coverage.member;
		ensure!(strangers, Error::<T>::SelfDealing);
		let purpose = GatePurpose::CoverageAuthorisation;
		let pass = Self::ask_consent(&seat.coverage.member, &provider, &plan.payer, purpose)?;

		let number = take_id::<T>(&mut seat.coverage.next_authorisation)?;
		let asked = Self::now();
		let period = if request.urgent {
			T::UrgentPeriod::get()
		} else {
			T::AuthorisationPeriod::get()
		};
		let deadline = asked.saturating_add(period);
		Coverages::<T>::insert(Key::from(coverage), seat.coverage);
		Authorisations::<T>::insert(
			Key::from(coverage),
			Key::from(number),
			AuthorisationRecord {
				provider,
				request,
				decision: Decision::Pended,
				asked,
				deadline,
			},
		);
		Ok((number, deadline, pass.considered))
	}

	/// Decides about an authorisation.
	pub(crate) fn grant_authorisation(
		who: &T::AccountId,
		coverage: CoverageId,
		number: AuthorisationNumber,
		grant: Grant,
	) -> DispatchResult {
		let covered = Coverages::<T>::get(Key::from(coverage)).ok_or(Error::<T>::UnknownCoverage)?;
		let plan = Self::stored_plan(covered.plan)?;
		let officer = Self::officer(&plan.payer, who)?;
		let (coverage, number) = (Key::from(coverage), Key::from(number));
		let mut found = Authorisations::<T>::get(coverage, number).ok_or(Error::<T>::UnknownAuthorisation)?;
		ensure!(
			found.provider != *who && covered.member != *who,
			Error::<T>::SelfDealing
		);
		ensure!(found.decision == Decision::Pended, Error::<T>::InvalidTransition);
		ensure!(grant.decision != Decision::Pended, Error::<T>::InvalidDecision);
		Self::ensure_measures(grant.from, grant.until, grant.units, grant.amount)?;
		ensure!(
			grant.amount.is_none_or(|amount| amount <= officer.limit),
			Error::<T>::LimitExceeded
		);

		found.decision = grant.decision;
		found.request.from = grant.from;
		found.request.until = grant.until;
		found.request.units = grant.units;
		// What an officer authorises without an amount goes up to what the officer may decide.
		found.request.amount = match grant.decision {
			Decision::Denied => grant.amount,
			_ => grant.amount.or(Some(officer.limit).filter(|limit| *limit < MAX_AMOUNT)),
		};
		Authorisations::<T>::insert(coverage, number, found);
		Ok(())
	}
}
