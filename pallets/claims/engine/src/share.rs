//! What the patient bears of an allowed amount, before other payers.

use crate::{
	claim::Tier,
	money::{share, Money},
	plan::{Deductible, Limits, Plan, Reach, Share, ShareRule, Side, MAX_DEDUCTIBLES},
	result::Refusal,
	tally::{Accumulators, Counter, Effects, Owner, Window},
};

/// Deductible, coinsurance, copay.
pub(crate) type Shares = [Money; 3];

pub(crate) const fn position(share: Share) -> usize {
	match share {
		Share::Deductible => 0,
		Share::Coinsurance => 1,
		Share::Copay => 2,
	}
}

pub(crate) fn part(shares: &Shares, of: Share) -> Money {
	shares.get(position(of)).copied().unwrap_or(0)
}

fn part_mut(shares: &mut Shares, of: Share) -> &mut Money {
	let [deductible, coinsurance, copay] = shares;
	match of {
		Share::Deductible => deductible,
		Share::Coinsurance => coinsurance,
		Share::Copay => copay,
	}
}

pub(crate) fn total(shares: &Shares) -> Result<Money, Refusal> {
	shares
		.iter()
		.try_fold(0u128, |sum, part| sum.checked_add(*part))
		.ok_or(Refusal::AmountOverflow)
}

/// The accumulators while a claim is worked on: those before it and its effects so far.
pub(crate) struct Running<'a> {
	pub base: &'a Accumulators,
	pub effects: Effects,
	pub tier: Tier,
	/// What deductibles that reach over one claim have taken of it.
	#[allow(clippy::as_conversions, reason = "the length of an array")]
	pub of_claim: [Money; MAX_DEDUCTIBLES as usize],
}

impl Running<'_> {
	pub fn used(&self, owner: Owner, counter: Counter, window: Window) -> Money {
		let change = self.effects.of(owner, counter, window).unsigned_abs();
		self.base.of(owner).used(counter, window).saturating_add(change)
	}

	/// What remains of a yearly limit; `None` when nothing limits.
	pub fn remaining(&self, limits: &Limits, counter: Counter, year: i16) -> Option<Money> {
		let window = Window::Year(year);
		let left = |owner, limit: Option<Money>| limit.map(|l| l.saturating_sub(self.used(owner, counter, window)));
		match self.tier {
			Tier::Alone => left(Owner::Member, limits.alone),
			Tier::Family => match (left(Owner::Member, limits.member), left(Owner::Family, limits.family)) {
				(Some(member), Some(family)) => Some(member.min(family)),
				(one, other) => one.or(other),
			},
		}
	}

	/// What remains of a deductible.
	pub fn remaining_of(&self, deductible: &Deductible, at: u8, year: i16) -> Option<Money> {
		if deductible.reach == Reach::Year {
			return self.remaining(&deductible.limits, Counter::Deductible(at), year);
		}
		let limits = &deductible.limits;
		let limit = match self.tier {
			Tier::Alone => limits.alone,
			Tier::Family => limits.member.or(limits.family),
		};
		let used = self.of_claim.get(usize::from(at)).copied().unwrap_or(0);
		limit.map(|l| l.saturating_sub(used))
	}

	/// Adds to a deductible.
	pub fn take(&mut self, deductible: &Deductible, at: u8, year: i16, amount: Money) -> Result<(), Refusal> {
		if deductible.reach == Reach::Year {
			return self.credit(Counter::Deductible(at), year, amount);
		}
		if let Some(used) = self.of_claim.get_mut(usize::from(at)) {
			*used = used.checked_add(amount).ok_or(Refusal::AmountOverflow)?;
		}
		Ok(())
	}

	/// Adds to a yearly accumulator of the member and, in a family, of the family.
	pub fn credit(&mut self, counter: Counter, year: i16, amount: Money) -> Result<(), Refusal> {
		self.effects.add(Owner::Member, counter, Window::Year(year), amount)?;
		if self.tier == Tier::Family {
			self.effects.add(Owner::Family, counter, Window::Year(year), amount)?;
		}
		Ok(())
	}

	/// Days in a range on which a counter was used, and the sum of what was used on them.
	pub fn over_days(&self, owner: Owner, counter: Counter, holds: impl Fn(i32) -> bool) -> (u128, u128) {
		let (mut days, mut sum) = (0u128, 0u128);
		for tally in self.base.of(owner).iter().filter(|t| t.counter == counter) {
			if matches!(tally.window, Window::Day(day) if holds(day)) {
				days = days.saturating_add(1);
				sum = sum.saturating_add(tally.used);
			}
		}
		for effect in self
			.effects
			.0
			.iter()
			.filter(|e| e.counter == counter && e.owner == owner)
		{
			if matches!(effect.window, Window::Day(day) if holds(day)) {
				if self.base.of(owner).used(counter, effect.window) == 0 {
					days = days.saturating_add(1);
				}
				sum = sum.saturating_add(effect.amount.unsigned_abs());
			}
		}
		(days, sum)
	}
}

/// What limits the patient's part of a line.
pub(crate) struct Bounds {
	/// What remains of the deductible.
	pub deductible: Money,
	/// The copay that is still to be charged.
	pub copay: Money,
	/// What remains of the out-of-pocket maximum, and which shares count.
	pub cap: Option<(Money, [bool; 3])>,
	/// What coinsurance of the same price was computed on before: it is rounded for all of that together.
	pub before: Money,
}

/// A split of an amount.
pub(crate) struct Split {
	/// What the patient bears.
	pub shares: Shares,
	/// The same before the out-of-pocket maximum.
	pub before_cap: Shares,
	/// What the coinsurance was computed on.
	pub coinsurance_base: Money,
}

/// Splits `amount` in the order of the plan: each share is taken of what the ones before it left, then the shares that
/// count are cut to the out-of-pocket maximum, the last one first.
pub(crate) fn split(amount: Money, plan: &Plan, rule: &ShareRule, bounds: &Bounds) -> Result<Split, Refusal> {
	let order = rule.order.unwrap_or(plan.order);
	let mut left = amount;
	let mut shares: Shares = [0; 3];
	let mut coinsurance_base = 0;
	for step in order {
		let taken = match step {
			Share::Deductible => bounds.deductible,
			Share::Copay => bounds.copay,
			Share::Coinsurance => {
				coinsurance_base = left;
				let upto = bounds.before.checked_add(left).ok_or(Refusal::AmountOverflow)?;
				coinsurance(upto, plan, rule)?.saturating_sub(coinsurance(bounds.before, plan, rule)?)
			},
		}
		.min(left);
		*part_mut(&mut shares, step) = taken;
		left = left.saturating_sub(taken);
	}
	let before_cap = shares;
	if let Some((room, counts)) = bounds.cap {
		let counted = |s: Share| counts.get(position(s)).copied().unwrap_or(false);
		let mut over = order
			.iter()
			.filter(|s| counted(**s))
			.try_fold(0u128, |sum, s| sum.checked_add(part(&shares, *s)))
			.ok_or(Refusal::AmountOverflow)?
			.saturating_sub(room);
		for step in order.iter().rev().filter(|s| counted(**s)) {
			let taken = part_mut(&mut shares, *step);
			let cut = over.min(*taken);
			*taken = taken.saturating_sub(cut);
			over = over.saturating_sub(cut);
		}
	}
	Ok(Split {
		shares,
		before_cap,
		coinsurance_base,
	})
}

fn coinsurance(base: Money, plan: &Plan, rule: &ShareRule) -> Result<Money, Refusal> {
	if base == 0 {
		return Ok(0);
	}
	let rounded = |rate| share(base, rate, plan.rounding).ok_or(Refusal::AmountOverflow);
	let taken = match plan.rounded {
		Side::Patient => rounded(rule.coinsurance)?,
		Side::Plan => {
			let plans = rounded(crate::money::WHOLE.saturating_sub(rule.coinsurance))?;
			base.saturating_sub(plans)
		},
	};
	let taken = rule.least.map_or(taken, |least| taken.max(least));
	Ok(rule.most.map_or(taken, |most| taken.min(most)))
}
