//! Remittances: what was paid to a provider, put together.

use super::{take_id, Desk, Spent};
use crate::*;
use codec::Encode;
use frame::{
	hashing::sha2_256,
	token::{fungibles::Mutate, Preservation},
};
use salus_primitives::LogSubject;

/// What the claims of a remittance say beside what they pay.
#[derive(Default)]
struct Sums {
	interest: Money,
	withheld: Money,
	returned: Money,
	set_off: Money,
}

fn amount<T: Config>(money: Money) -> Result<Amount, DispatchError> {
	Amount::try_from(money).map_err(|_| Error::<T>::AmountOverflow.into())
}

fn plus<T: Config>(a: Amount, b: Amount) -> Result<Amount, DispatchError> {
	a.checked_add(b).ok_or_else(|| Error::<T>::AmountOverflow.into())
}

impl<T: Config> Pallet<T> {
	/// Makes a remittance. Answers its id, its total, its entry in the log and what it cost.
	pub(crate) fn remit(
		who: &T::AccountId,
		plan: PlanId,
		provider: T::AccountId,
		claims: &[ClaimId],
		stated: &[ProviderAdjustment],
	) -> Result<(RemittanceId, Amount, u64, Spent), DispatchError> {
		ensure!(!claims.is_empty() || !stated.is_empty(), Error::<T>::EmptyRemittance);
		let mut desk = Desk::<T>::open(plan, provider.clone())?;
		let officer = Self::officer(&desk.plan.payer, who)?;
		ensure!(*who != provider, Error::<T>::SelfDealing);
		let id = Next::<T>::try_mutate(|next| take_id::<T>(&mut next.remittance))?;

		let mut items = BoundedVec::new();
		let mut sums = Sums::default();
		let mut total: Amount = 0;
		for (at, claim) in claims.iter().enumerate() {
			ensure!(
				!claims.iter().take(at).any(|other| other == claim),
				Error::<T>::RepeatedClaim
			);
			let item = Self::remit_claim(id, plan, &provider, *claim, &mut sums)?;
			total = plus::<T>(total, item.amount)?;
			items.try_push(item).map_err(|_| Error::<T>::TooManyItems)?;
		}
		let adjustments = Self::adjustments(&mut desk, &officer, &sums, stated)?;
		for adjustment in &adjustments {
			total = total.checked_sub(adjustment.amount).ok_or(Error::<T>::AmountOverflow)?;
		}
		let mut remittance = Remittance {
			plan,
			provider,
			at: Self::now(),
			claims: items,
			adjustments,
			total,
			entry: 0,
		};
		let digest = (b"salus/remittance-log/v1", id, &remittance).using_encoded(sha2_256);
		remittance.entry = T::Log::append(LogSubject::Adjudication, digest)?;
		let entry = remittance.entry;
		Remittances::<T>::insert(Key::from(id), remittance);
		desk.close();
		Ok((id, total, entry, desk.spent()))
	}

	/// What a claim says that no remittance said before.
	fn remit_claim(
		id: RemittanceId,
		plan: PlanId,
		provider: &T::AccountId,
		claim: ClaimId,
		sums: &mut Sums,
	) -> Result<RemittedClaim, DispatchError> {
		let mut record = Self::stored_claim(claim)?;
		ensure!(
			record.plan == plan && record.provider == *provider,
			Error::<T>::Mismatch
		);
		let settled = matches!(
			record.state,
			ClaimState::Adjudicated
				| ClaimState::Paid { .. }
				| ClaimState::Reversed
				| ClaimState::Replaced { .. }
				// Paid once and rejected later: what came back is told like any correction.
				| ClaimState::Rejected { .. }
				| ClaimState::Closed
		);
		ensure!(
			settled && record.due() == 0 && !record.is_unwound(),
			Error::<T>::StillOpen
		);
		ensure!(record.overpaid() == 0, Error::<T>::OverpaymentOpen);
		let paid = amount::<T>(record.payable())?;
		let told = Told {
			revision: record.revision,
			paid,
			interest: record.interest,
			withheld: record.withheld,
			returned: record.returned,
			set_off: record.set_off,
		};
		ensure!(told != record.told, Error::<T>::AlreadyRemitted);
		let add = |sum: &mut Money, now: Money, before: Money| -> DispatchResult {
			let more = now.saturating_sub(before);
			*sum = sum.checked_add(more).ok_or(Error::<T>::AmountOverflow)?;
			Ok(())
		};
		add(&mut sums.interest, told.interest, record.told.interest)?;
		add(&mut sums.withheld, told.withheld, record.told.withheld)?;
		add(&mut sums.returned, told.returned, record.told.returned)?;
		add(&mut sums.set_off, told.set_off, record.told.set_off)?;
		let item = RemittedClaim {
			claim,
			revision: record.revision,
			amount: paid.checked_sub(record.told.paid).ok_or(Error::<T>::AmountOverflow)?,
		};
		record.told = told;
		record.remittance = Some(id);
		Self::put_claim(claim, &record);
		Ok(item)
	}

	/// The adjustments that follow from the claims, and those that are stated. A stated one that lowers the payment becomes a
	/// debt and is carried forward; one that raises it is paid now.
	fn adjustments(
		desk: &mut Desk<T>,
		officer: &Officer,
		sums: &Sums,
		stated: &[ProviderAdjustment],
	) -> Result<BoundedVec<ProviderAdjustment, ConstU32<MAX_ADJUSTED>>, DispatchError> {
		let mut carried = amount::<T>(sums.set_off)?;
		let mut cash: Money = 0;
		let mut moved: Money = 0;
		let mut all = BoundedVec::new();
		let mut push = |reason, amount: Amount| -> DispatchResult {
			if amount == 0 {
				return Ok(());
			}
			all.try_push(ProviderAdjustment { reason, amount })
				.map_err(|_| Error::<T>::TooManyItems.into())
		};
		let negative = |money: Money| -> Result<Amount, DispatchError> {
			amount::<T>(money)?
				.checked_neg()
				.ok_or_else(|| Error::<T>::AmountOverflow.into())
		};
		push(PlbReason::Interest, negative(sums.interest)?)?;
		push(PlbReason::Overpayment, amount::<T>(sums.withheld)?)?;
		push(PlbReason::Returned, negative(sums.returned)?)?;
		for adjustment in stated {
			ensure!(adjustment.amount != 0, Error::<T>::ZeroAmount);
			let magnitude = adjustment.amount.unsigned_abs();
			moved = moved.checked_add(magnitude).ok_or(Error::<T>::AmountOverflow)?;
			// All together, and no second officer confirms a remittance.
			let most = desk.plan.terms.four_eyes_above.unwrap_or(Money::MAX);
			ensure!(moved <= officer.limit.min(most), Error::<T>::LimitExceeded);
			push(adjustment.reason, adjustment.amount)?;
			if adjustment.amount > 0 {
				desk.charge(magnitude)?;
				carried = plus::<T>(carried, adjustment.amount)?;
			} else {
				cash = cash.checked_add(magnitude).ok_or(Error::<T>::AmountOverflow)?;
			}
		}
		let back = carried.checked_neg().ok_or(Error::<T>::AmountOverflow)?;
		push(PlbReason::ForwardBalance, back)?;
		if cash > 0 {
			T::Accreditation::ensure_accredited(&desk.provider, Role::Provider)?;
			// What decided claims wait for goes before.
			let lacking = Shortfalls::<T>::get(Key::from(desk.id));
			let most = Self::unheld(&desk.plan, desk.id).saturating_sub(lacking);
			ensure!(cash <= most, Error::<T>::PoolShort);
			let asset = desk.plan.settlement.asset.clone();
			T::Assets::transfer(asset, &desk.pool(), &desk.provider, cash, Preservation::Preserve)?;
		}
		Ok(all)
	}
}
