//! What the calls are made of.

mod appeals;
mod authorisations;
mod cases;
mod closing;
mod counter;
mod deciding;
mod payments;
mod plans;
mod remittances;
mod replays;
mod reversals;
mod seat;
mod weighing;

pub(crate) use counter::{Counter, Spent};
pub(crate) use deciding::Judgement;
pub(crate) use payments::Desk;
#[cfg(feature = "runtime-benchmarks")]
pub(crate) use payments::Payment;
pub(crate) use seat::Seat;
pub use weighing::Cost;
pub(crate) use weighing::Work;
#[cfg(feature = "runtime-benchmarks")]
pub(crate) use weighing::BATCHED_LINES;

use crate::*;
use frame::traits::AccountIdConversion;
use salus_claims_engine::plan::MAX_APPEALS;

impl<T: Config> Pallet<T> {
	/// Seconds since the Unix epoch at this block.
	pub(crate) fn now() -> Seconds {
		T::Time::now().as_secs()
	}

	/// Days since 1970-01-01 at this block.
	pub(crate) fn today() -> Day {
		Self::day_at(Self::now())
	}

	/// The day of a moment.
	pub(crate) fn day_at(moment: Seconds) -> Day {
		moment
			.checked_div(DAY)
			.and_then(|day| Day::try_from(day).ok())
			.unwrap_or(Day::MAX)
	}

	/// The moment at which a day begins.
	pub(crate) fn moment_of(day: Day) -> Seconds {
		Seconds::try_from(day).unwrap_or(0).saturating_mul(DAY)
	}

	/// The account that holds the money of a plan.
	pub fn pool_account(plan: PlanId) -> T::AccountId {
		T::PalletId::get().into_sub_account_truncating((*b"pool", plan))
	}

	/// The signer, if it is accredited for a role.
	pub(crate) fn accredited(origin: OriginFor<T>, role: Role) -> Result<T::AccountId, DispatchError> {
		let who = ensure_signed(origin)?;
		T::Accreditation::ensure_accredited(&who, role)?;
		Ok(who)
	}

	/// A plan, of anybody.
	pub(crate) fn stored_plan(plan: PlanId) -> Result<PlanOf<T>, DispatchError> {
		let (record, _) = Plans::<T>::get(Key::from(plan)).ok_or(Error::<T>::UnknownPlan)?;
		Ok(record)
	}

	/// A plan of this payer, and its deposit.
	pub(crate) fn own_plan(
		payer: &T::AccountId,
		plan: PlanId,
	) -> Result<(PlanOf<T>, Option<T::Consideration>), DispatchError> {
		let (record, ticket) = Plans::<T>::get(Key::from(plan)).ok_or(Error::<T>::UnknownPlan)?;
		ensure!(record.payer == *payer, Error::<T>::NotAuthorized);
		Ok((record, ticket))
	}

	/// A claim.
	pub(crate) fn stored_claim(claim: ClaimId) -> Result<ClaimOf<T>, DispatchError> {
		Claims::<T>::get(Key::from(claim.coverage), Key::from(claim.number))
			.ok_or_else(|| Error::<T>::UnknownClaim.into())
	}

	/// Writes a claim.
	pub(crate) fn put_claim(claim: ClaimId, record: &ClaimOf<T>) {
		Claims::<T>::insert(Key::from(claim.coverage), Key::from(claim.number), record);
	}

	/// What people did about a claim; nothing so far, perhaps.
	pub(crate) fn stored_case(claim: ClaimId) -> CaseOf<T> {
		Cases::<T>::get(Key::from(claim.coverage), Key::from(claim.number)).unwrap_or_default()
	}

	/// Writes what people did about a claim.
	pub(crate) fn put_case(claim: ClaimId, case: &CaseOf<T>) {
		Cases::<T>::insert(Key::from(claim.coverage), Key::from(claim.number), case);
	}

	/// Every change of a claim's state passes here.
	pub(crate) fn move_to(record: &mut ClaimOf<T>, to: ClaimState) -> DispatchResult {
		ensure!(record.state.leads_to(&to), Error::<T>::InvalidTransition);
		record.state = to;
		Ok(())
	}

	/// What an officer of this payer may decide alone. Nothing while it bills or reviews, whichever it was first.
	pub(crate) fn officer(payer: &T::AccountId, who: &T::AccountId) -> Result<Officer, DispatchError> {
		let officer = Officers::<T>::get(payer, who).ok_or(Error::<T>::NotOfficer)?;
		T::Accreditation::ensure_accredited(payer, Role::Payer)?;
		ensure!(!Self::bills_or_reviews(who), Error::<T>::SelfDealing);
		Ok(officer)
	}

	/// Whether somebody is accredited as a provider or a reviewer.
	pub(crate) fn bills_or_reviews(who: &T::AccountId) -> bool {
		T::Accreditation::ensure_accredited_as_any(who, &[Role::Provider, Role::Reviewer]).is_ok()
	}

	/// Fails if somebody decides about what is its own: the member, the provider, the payer itself.
	pub(crate) fn ensure_disinterested(
		who: &T::AccountId,
		record: &ClaimOf<T>,
		coverage: &CoverageOf<T>,
		plan: &PlanOf<T>,
	) -> DispatchResult {
		let interested = *who == record.provider || *who == coverage.member || *who == plan.payer;
		ensure!(!interested, Error::<T>::SelfDealing);
		Ok(())
	}

	/// Notes that somebody decided about a claim. There is always room for one decider of each level of appeal: a payer
	/// cannot fill the list so that nobody is left to decide appeals.
	pub(crate) fn note_decider(case: &mut CaseOf<T>, who: &T::AccountId) -> DispatchResult {
		if case.deciders.contains(who) {
			return Ok(());
		}
		ensure!(
			length(&case.deciders) < MAX_DECIDERS.saturating_sub(MAX_APPEALS),
			Error::<T>::TooManyDeciders
		);
		Self::note_judge(case, who)
	}

	/// Notes that somebody decided an appeal.
	pub(crate) fn note_judge(case: &mut CaseOf<T>, who: &T::AccountId) -> DispatchResult {
		case.deciders
			.try_push(who.clone())
			.map_err(|_| Error::<T>::TooManyDeciders.into())
	}

	/// Puts rulings into a case; a later ruling on a line takes the place of an earlier one.
	pub(crate) fn add_ruling(
		rulings: &mut BoundedVec<Override, ConstU32<MAX_LINES>>,
		ruling: Override,
	) -> DispatchResult {
		match rulings.iter_mut().find(|known| known.line == ruling.line) {
			Some(known) => {
				*known = ruling;
				Ok(())
			},
			None => rulings.try_push(ruling).map_err(|_| Error::<T>::TooManyLines.into()),
		}
	}
}

/// The next of a kind of ids.
pub(crate) fn take_id<T: Config>(next: &mut u32) -> Result<u32, DispatchError> {
	let id = *next;
	*next = id.checked_add(1).ok_or(Error::<T>::TooManyItems)?;
	Ok(id)
}
