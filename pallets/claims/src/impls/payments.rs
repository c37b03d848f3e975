//! Money: pools, payments, what is held and what is lacking.

use super::{seat::services, Spent, Work};
use crate::*;
use frame::{
	token::{
		fungibles::{hold::Mutate as MutateHold, Inspect, Mutate},
		Fortitude, Precision, Preservation,
	},
	traits::Zero,
};
use salus_claims_engine::{claim::ClaimUse, interest};

/// A plan while claims of one provider are worked on.
pub(crate) struct Desk<T: Config> {
	/// The plan's id.
	pub id: PlanId,
	/// The plan.
	pub plan: PlanOf<T>,
	/// The provider.
	pub provider: T::AccountId,
	/// What the plan agreed with the provider.
	pub contract: Contract,
	/// The same as it was read.
	agreed: Contract,
	/// Whether it has to be written.
	touched: bool,
	/// Pages of the fee schedule.
	pub prices: LoadedPrices,
	/// What the pool can still pay; not known before it is asked.
	available: Option<Money>,
	/// What it pays in one transfer.
	cash: Money,
	/// How often something was held in the pool or noted as lacking, or given back.
	holds: u32,
}

/// What a payment of a claim is made of.
#[derive(Clone, Copy, Default)]
pub(crate) struct Payment {
	/// What the claim pays.
	pub due: Money,
	/// Of that, what settles a debt of the provider.
	pub withheld: Money,
	/// Interest beside it.
	pub interest: Money,
}

/// What can be taken back when a claim is refused after all.
#[derive(Clone, Copy)]
pub(crate) struct Mark {
	contract: Contract,
	touched: bool,
	available: Option<Money>,
	cash: Money,
}

impl<T: Config> Desk<T> {
	/// Reads a plan and its contract with a provider.
	pub fn open(id: PlanId, provider: T::AccountId) -> Result<Self, DispatchError> {
		let plan = Pallet::<T>::stored_plan(id)?;
		let contract = Contracts::<T>::get(Key::from(id), &provider).unwrap_or(Contract {
			network: plan.settlement.default_network,
			owed: 0,
		});
		let prices = LoadedPrices {
			bits: plan.settlement.page_bits,
			..Default::default()
		};
		Ok(Self {
			id,
			plan,
			provider,
			contract,
			agreed: contract,
			touched: false,
			prices,
			available: None,
			cash: 0,
			holds: 0,
		})
	}

	/// What work at it cost beyond what every claim costs.
	pub fn spent(&self) -> Spent {
		Spent {
			pages: u32::try_from(self.prices.pages.len()).unwrap_or(u32::MAX),
			plans: 1,
			assets: u32::from(self.plan.settlement.asset != T::NativeAsset::get()),
			holds: self.holds,
			large: self.is_large(),
			..Spent::default()
		}
	}

	/// Whether the plan has more rules than an ordinary one, or such as take more work.
	pub fn is_large(&self) -> bool {
		let Plan {
			deductibles,
			caps,
			shares,
			prices,
			limits,
			waiting,
			authorisations,
			closures,
			reductions,
			groups,
			..
		} = &self.plan.terms;
		let rules = [
			deductibles.len(),
			caps.len(),
			shares.len(),
			prices.len(),
			limits.len(),
			waiting.len(),
			authorisations.len(),
			closures.len(),
			reductions.len(),
			groups.len(),
		];
		rules.iter().fold(0usize, |sum, len| sum.saturating_add(*len)) > ORDINARY_RULES
			|| self.plan.terms.is_intricate()
	}

	/// The account of the pool.
	pub fn pool(&self) -> T::AccountId {
		Pallet::<T>::pool_account(self.id)
	}

	/// Reads the pages of the fee schedule that a claim needs.
	pub fn load_prices(&mut self, claim: &Submission) {
		for service in services(claim) {
			let number = page_of(&service, self.prices.bits);
			if self.prices.pages.contains_key(&number) {
				continue;
			}
			if let Some((page, _)) = Prices::<T>::get(Key::from(self.id), PageKey::from(number)) {
				self.prices.pages.insert(number, page);
			}
		}
	}

	/// What to go back to.
	pub fn mark(&self) -> Mark {
		Mark {
			contract: self.contract,
			touched: self.touched,
			available: self.available,
			cash: self.cash,
		}
	}

	/// Goes back to a mark, or to how it was opened. What was read stays, and is charged.
	pub fn go_back(&mut self, mark: Option<Mark>) {
		let Mark {
			contract,
			touched,
			available,
			cash,
		} = mark.unwrap_or(Mark {
			contract: self.agreed,
			touched: false,
			available: None,
			cash: 0,
		});
		self.contract = contract;
		self.touched = touched;
		self.available = available;
		self.cash = cash;
	}

	/// What the pool can still pay.
	fn available(&mut self) -> Money {
		match self.available {
			Some(available) => available,
			None => {
				let available = Pallet::<T>::unheld(&self.plan, self.id);
				self.available = Some(available);
				available
			},
		}
	}

	/// Plans the payment of all that is due, or says that the pool lacks it. What the claim had in the pool goes back first.
	pub fn plan_payment(&mut self, record: &mut ClaimOf<T>) -> Result<Option<Payment>, DispatchError> {
		self.lift(record)?;
		let due = record.due();
		if due.is_zero() {
			return Ok(None);
		}
		let interest = self.interest(record, due)?;
		let withheld = self.contract.owed.min(due);
		let cash = due
			.checked_sub(withheld)
			.and_then(|cash| cash.checked_add(interest))
			.ok_or(Error::<T>::AmountOverflow)?;
		let available = self.available();
		let Some(left) = available.checked_sub(cash) else {
			self.holds = self.holds.saturating_add(1);
			self.fall_short(record, due)?;
			return Ok(None);
		};
		self.available = Some(left);
		self.cash = self.cash.checked_add(cash).ok_or(Error::<T>::AmountOverflow)?;
		if !withheld.is_zero() {
			self.contract.owed = self.contract.owed.saturating_sub(withheld);
			self.touched = true;
		}
		Ok(Some(Payment {
			due,
			withheld,
			interest,
		}))
	}

	/// Interest on what is due today.
	fn interest(&self, record: &ClaimOf<T>, due: Money) -> Result<Money, DispatchError> {
		let terms = self
			.plan
			.terms
			.prompt_pay
			.filter(|_| record.clean && record.submission.usage == ClaimUse::Claim);
		let Some(terms) = terms else { return Ok(0) };
		let interest = interest(due, &terms, record.clock, Pallet::<T>::today());
		Ok(interest.ok_or(Error::<T>::AmountOverflow)?.amount)
	}

	/// Pays what was planned.
	pub fn pay(&mut self) -> DispatchResult {
		let cash = core::mem::take(&mut self.cash);
		if cash.is_zero() {
			return Ok(());
		}
		let asset = self.plan.settlement.asset.clone();
		T::Assets::transfer(asset, &self.pool(), &self.provider, cash, Preservation::Preserve).map(|_| ())
	}

	/// Notes on a claim that it was paid.
	pub fn receipt(record: &mut ClaimOf<T>, payment: Payment) -> DispatchResult {
		let add = |sum: &mut Money, amount: Money| -> DispatchResult {
			*sum = sum.checked_add(amount).ok_or(Error::<T>::AmountOverflow)?;
			Ok(())
		};
		add(&mut record.moved, payment.due)?;
		add(&mut record.withheld, payment.withheld)?;
		add(&mut record.interest, payment.interest)
	}

	/// Holds in the pool what a claim could not be paid, because its provider's account does not take it.
	pub fn promise(&mut self, record: &mut ClaimOf<T>, payment: Payment) -> DispatchResult {
		self.contract.owed = self
			.contract
			.owed
			.checked_add(payment.withheld)
			.ok_or(Error::<T>::AmountOverflow)?;
		self.holds = self.holds.saturating_add(1);
		let asset = self.plan.settlement.asset.clone();
		let reason = HoldReason::Promised.into();
		match T::AssetHolds::hold(asset, &reason, &self.pool(), payment.due) {
			Ok(()) => {
				record.promised = payment.due;
				Ok(())
			},
			Err(_) => self.fall_short(record, payment.due),
		}
	}

	/// Notes that the pool lacks what a claim pays.
	fn fall_short(&mut self, record: &mut ClaimOf<T>, due: Money) -> DispatchResult {
		record.short = due;
		Shortfalls::<T>::try_mutate(Key::from(self.id), |sum| {
			*sum = sum.checked_add(due).ok_or(Error::<T>::AmountOverflow)?;
			Ok(())
		})
	}

	/// Gives back what a claim has in the pool, held or lacking.
	pub fn lift(&mut self, record: &mut ClaimOf<T>) -> DispatchResult {
		let promised = core::mem::take(&mut record.promised);
		if !promised.is_zero() {
			self.holds = self.holds.saturating_add(1);
			let asset = self.plan.settlement.asset.clone();
			let reason = HoldReason::Promised.into();
			T::AssetHolds::release(asset, &reason, &self.pool(), promised, Precision::Exact)?;
			self.available = None;
		}
		let short = core::mem::take(&mut record.short);
		if !short.is_zero() {
			self.holds = self.holds.saturating_add(1);
			Shortfalls::<T>::mutate_exists(Key::from(self.id), |sum| {
				let left = sum.unwrap_or(0).saturating_sub(short);
				*sum = Some(left).filter(|left| !left.is_zero());
			});
		}
		Ok(())
	}

	/// Writes the contract, if something of it changed.
	pub fn close(&self) {
		if self.touched {
			Contracts::<T>::insert(Key::from(self.id), &self.provider, self.contract);
		}
	}

	/// Adds to what the provider owes.
	pub fn charge(&mut self, amount: Money) -> DispatchResult {
		self.contract.owed = self
			.contract
			.owed
			.checked_add(amount)
			.ok_or(Error::<T>::AmountOverflow)?;
		self.touched = true;
		Ok(())
	}
}

impl<T: Config> Pallet<T> {
	/// What the pool of a plan can pay: what is not held, beside the least balance that stays.
	pub(crate) fn unheld(record: &PlanOf<T>, plan: PlanId) -> Money {
		T::Assets::reducible_balance(
			record.settlement.asset.clone(),
			&Self::pool_account(plan),
			Preservation::Preserve,
			Fortitude::Polite,
		)
	}

	/// What is held in the pool of a plan.
	pub(crate) fn promised(record: &PlanOf<T>, plan: PlanId) -> Money {
		use frame::token::fungibles::hold::Inspect as InspectHold;
		T::AssetHolds::balance_on_hold(
			record.settlement.asset.clone(),
			&HoldReason::Promised.into(),
			&Self::pool_account(plan),
		)
	}

	/// The pool of a plan.
	pub fn pool(plan: PlanId) -> Option<Pool<T::AccountId>> {
		let record = Self::stored_plan(plan).ok()?;
		let account = Self::pool_account(plan);
		let lacking = Shortfalls::<T>::get(Key::from(plan));
		let free = Self::unheld(&record, plan);
		Some(Pool {
			balance: T::Assets::total_balance(record.settlement.asset.clone(), &account),
			promised: Self::promised(&record, plan),
			lacking,
			unencumbered: free.saturating_sub(lacking),
			account,
		})
	}

	/// Moves money from a payer into the pool of a plan.
	pub(crate) fn fund(record: &PlanOf<T>, plan: PlanId, payer: &T::AccountId, amount: Money) -> DispatchResult {
		ensure!(!amount.is_zero(), Error::<T>::ZeroAmount);
		let asset = record.settlement.asset.clone();
		T::Assets::transfer(asset, payer, &Self::pool_account(plan), amount, Preservation::Preserve).map(|_| ())
	}

	/// Moves money that nobody waits for out of the pool of a plan.
	pub(crate) fn withdraw(record: &PlanOf<T>, plan: PlanId, payer: &T::AccountId, amount: Money) -> DispatchResult {
		ensure!(!amount.is_zero(), Error::<T>::ZeroAmount);
		let lacking = Shortfalls::<T>::get(Key::from(plan));
		let most = Self::unheld(record, plan).saturating_sub(lacking);
		ensure!(amount <= most, Error::<T>::PoolShort);
		let asset = record.settlement.asset.clone();
		T::Assets::transfer(asset, &Self::pool_account(plan), payer, amount, Preservation::Preserve).map(|_| ())
	}

	/// Fails unless a claim waits for its payment, and says why it does not.
	fn ensure_unpaid(record: &ClaimOf<T>) -> DispatchResult {
		// Its result is of before what is being adjudicated anew.
		ensure!(!record.is_unwound(), Error::<T>::Replaying);
		let pays = record.payable() > 0;
		Err(match record.state {
			ClaimState::Payable => return Ok(()),
			ClaimState::Paid { .. } => Error::<T>::AlreadyPaid.into(),
			ClaimState::Closed if pays => Error::<T>::AlreadyPaid.into(),
			ClaimState::Adjudicated | ClaimState::Closed => Error::<T>::NothingOwed.into(),
			_ => Error::<T>::InvalidTransition.into(),
		})
	}

	/// Pays a claim that could not be paid before.
	pub(crate) fn pay_again(claim: ClaimId) -> Result<Work, DispatchError> {
		let mut record = Self::stored_claim(claim)?;
		Self::ensure_unpaid(&record)?;
		let mut desk = Desk::<T>::open(record.plan, record.provider.clone())?;
		let payment = desk.plan_payment(&mut record)?.ok_or(Error::<T>::PoolShort)?;
		desk.pay()?;
		Desk::<T>::receipt(&mut record, payment)?;
		desk.close();
		Self::move_to(&mut record, ClaimState::Paid { at: Self::now() })?;
		Self::put_claim(claim, &record);
		Self::deposit_event(Event::Paid {
			claim,
			amount: payment.due,
			interest: payment.interest,
		});
		Ok(Work::at(&record, desk.spent()))
	}

	/// Recovers what a provider has beyond what a claim pays.
	pub(crate) fn recover(who: &T::AccountId, claim: ClaimId) -> Result<Work, DispatchError> {
		let mut record = Self::stored_claim(claim)?;
		let mut desk = Desk::<T>::open(record.plan, record.provider.clone())?;
		let set_off = *who != record.provider;
		if set_off {
			Self::officer(&desk.plan.payer, who)?;
			// What nobody has decided yet, or what is disputed, is no debt.
			let waits = matches!(
				record.state,
				ClaimState::Submitted | ClaimState::Pended { .. } | ClaimState::Appealed { .. }
			);
			ensure!(!waits && !record.is_unwound(), Error::<T>::StillOpen);
		}
		let amount = record.overpaid();
		ensure!(!amount.is_zero(), Error::<T>::NothingOwed);
		if set_off {
			desk.charge(amount)?;
			record.set_off = record.set_off.checked_add(amount).ok_or(Error::<T>::AmountOverflow)?;
		} else {
			Self::pay_back(&desk, &mut record, amount)?;
		}
		record.moved = record.moved.saturating_sub(amount);
		desk.close();
		Self::put_claim(claim, &record);
		Self::deposit_event(Event::Recovered { claim, amount, set_off });
		Ok(Work::at(&record, desk.spent()))
	}

	/// Moves money from a provider back into the pool.
	pub(crate) fn pay_back(desk: &Desk<T>, record: &mut ClaimOf<T>, amount: Money) -> DispatchResult {
		let asset = desk.plan.settlement.asset.clone();
		T::Assets::transfer(asset, &desk.provider, &desk.pool(), amount, Preservation::Preserve)?;
		record.returned = record.returned.checked_add(amount).ok_or(Error::<T>::AmountOverflow)?;
		Ok(())
	}
}
