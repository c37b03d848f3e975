//! What the patient bears of an allowed amount, before other payers.

use crate::{
	calendar::{after, first_of, month_of, plan_year, Day, Period, YearStart},
	claim::Tier,
	money::{mul_div, share, Money, Rounding, Units, WHOLE},
	plan::{bit8, Cap, Deductible, Limits, Measure, Plan, Share, ShareRule, Side, Span, Spell},
	result::Refusal,
	tally::{Accumulators, Counter, Effects, Owner, TallyFault, Window},
};
use bounded_collections::{BoundedVec, ConstU32};

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

pub(crate) fn part_mut(shares: &mut Shares, of: Share) -> &mut Money {
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

/// When a line takes place, and the windows that follow from it.
#[derive(Clone, Copy, Default)]
pub(crate) struct Moment {
	pub day: Day,
	pub year: i16,
	pub month: i32,
	/// First and last day that belong to its benefit period.
	pub spell: (Day, Day),
}

/// The first of the months that are counted together with this one.
fn first_month(month: i32, together: u8) -> i32 {
	month.saturating_sub(month.checked_rem_euclid(i32::from(together)).unwrap_or(0))
}

impl Moment {
	/// Where that is kept what is counted over a span; `None` when nothing accumulates.
	pub fn window(&self, span: Span) -> Option<Window> {
		Some(match span {
			Span::Line | Span::Claim => return None,
			Span::Visit | Span::Rolling(_) | Span::Spell => Window::Day(self.day),
			Span::Months(together) => Window::Month(first_month(self.month, together)),
			Span::Years(_) => Window::Year(self.year),
			Span::Lifetime => Window::Lifetime,
		})
	}

	/// Whether a span holds another day.
	pub fn holds(&self, span: Span, day: Day, start: YearStart) -> bool {
		match span {
			Span::Line | Span::Claim => false,
			Span::Visit => day == self.day,
			Span::Months(together) => first_month(month_of(day), together) == first_month(self.month, together),
			Span::Years(years) => {
				let back = self.year.saturating_sub(plan_year(day, start));
				(0..i16::from(years)).contains(&back)
			},
			Span::Rolling(period) => (first_of(self.day, period)..=self.day).contains(&day),
			Span::Spell => (self.spell.0..=self.spell.1).contains(&day),
			Span::Lifetime => true,
		}
	}
}

/// What a deductible or an out-of-pocket maximum takes and how it is counted.
#[derive(Clone, Copy)]
pub(crate) struct Pot<'a> {
	limits: &'a Limits,
	span: Span,
	counter: Counter,
	/// Where members who met theirs are counted.
	met: Counter,
}

impl<'a> Pot<'a> {
	pub fn deductible(rule: &'a Deductible, at: u8) -> Self {
		Self {
			limits: &rule.limits,
			span: rule.span,
			counter: Counter::Deductible(at),
			met: Counter::MetDeductible(at),
		}
	}

	pub fn cap(rule: &'a Cap, at: u8) -> Self {
		Self {
			limits: &rule.limits,
			span: rule.span,
			counter: Counter::Cap(at),
			met: Counter::MetCap(at),
		}
	}
}

/// Most counters over one claim: deductibles, maximums and limits.
type Counts = BoundedVec<(Counter, u128), ConstU32<48>>;

fn counted(counts: &Counts, counter: Counter) -> u128 {
	counts
		.iter()
		.find(|(known, _)| *known == counter)
		.map_or(0, |(_, used)| *used)
}

/// The accumulators while a claim is worked on: those before it and its effects so far.
pub(crate) struct Running<'a> {
	pub base: &'a Accumulators,
	pub effects: Effects,
	pub tier: Tier,
	/// What is counted over one claim.
	pub of_claim: Counts,
	/// What the parts of one line took of deductibles and maximums that are those of a line.
	pub of_line: Counts,
}

impl Running<'_> {
	pub fn used(&self, owner: Owner, counter: Counter, window: Window) -> Money {
		let change = self.effects.of(owner, counter, window).unsigned_abs();
		self.base.of(owner).used(counter, window).saturating_add(change)
	}

	/// What a counter has used over a span; visits are not sums and are counted elsewhere.
	pub fn used_over(&self, owner: Owner, counter: Counter, span: Span, at: &Moment) -> u128 {
		match span {
			Span::Line => counted(&self.of_line, counter),
			Span::Claim => counted(&self.of_claim, counter),
			Span::Years(years) => {
				let first = at.year.saturating_sub(i16::from(years)).saturating_add(1);
				let (from, to) = (Window::Year(first), Window::Year(at.year));
				let before = self.base.of(owner).between(counter, from, to).map(|tally| tally.used);
				let changes = self.effects.between(owner, counter, from, to);
				before
					.chain(changes.map(|effect| effect.amount.unsigned_abs()))
					.fold(0, u128::saturating_add)
			},
			Span::Rolling(period) => {
				let first = first_of(at.day, period);
				self.over_days(owner, counter, |day| (first..=at.day).contains(&day)).1
			},
			Span::Spell => {
				let (first, last) = at.spell;
				self.over_days(owner, counter, |day| (first..=last).contains(&day)).1
			},
			_ => at.window(span).map_or(0, |window| self.used(owner, counter, window)),
		}
	}

	/// Adds to what is counted over the line or the claim.
	pub fn count(&mut self, span: Span, counter: Counter, amount: u128) -> Result<(), TallyFault> {
		let counts = match span {
			Span::Line => &mut self.of_line,
			_ => &mut self.of_claim,
		};
		match counts.iter_mut().find(|(known, _)| *known == counter) {
			Some((_, used)) => {
				*used = used.checked_add(amount).ok_or(TallyFault::TooLarge)?;
				Ok(())
			},
			None => counts.try_push((counter, amount)).map_err(|_| TallyFault::Full),
		}
	}

	/// How many members of the family met it, when so many are enough; else `None`.
	pub fn met_by(&self, pot: Pot<'_>, at: &Moment) -> Option<u128> {
		if pot.limits.members == 0 || self.tier == Tier::Alone {
			return None;
		}
		let met = self.used_over(Owner::Family, pot.met, pot.span, at);
		(met >= u128::from(pot.limits.members)).then_some(met)
	}

	/// What remains of a deductible or maximum; `None` when nothing limits.
	pub fn remaining(&self, pot: Pot<'_>, at: &Moment) -> Option<Money> {
		let limits = pot.limits;
		let left = |owner, limit: Option<Money>| {
			limit.map(|l| l.saturating_sub(self.used_over(owner, pot.counter, pot.span, at)))
		};
		match self.tier {
			Tier::Alone => left(Owner::Member, limits.alone),
			Tier::Family if matches!(pot.span, Span::Line | Span::Claim) => {
				left(Owner::Member, limits.member.or(limits.family))
			},
			Tier::Family if self.met_by(pot, at).is_some() => Some(0),
			Tier::Family => match (left(Owner::Member, limits.member), left(Owner::Family, limits.family)) {
				(Some(member), Some(family)) => Some(member.min(family)),
				(one, other) => one.or(other),
			},
		}
	}

	/// What remains of a deductible and of those that it is a part of.
	pub fn remaining_of(&self, plan: &Plan, at: u8, when: &Moment) -> Option<Money> {
		let rule = plan.deductibles.get(usize::from(at))?;
		let mut left = self.remaining(Pot::deductible(rule, at), when);
		for (other, more) in (0u8..).zip(&plan.deductibles) {
			if other != at && bit8(rule.part_of, other) {
				let room = self.remaining(Pot::deductible(more, other), when);
				left = left.map(|left| room.map_or(left, |room| left.min(room)));
			}
		}
		left
	}

	/// Adds to a deductible or maximum of the member and, in a family, of the family.
	pub fn credit(&mut self, pot: Pot<'_>, at: &Moment, amount: Money) -> Result<(), TallyFault> {
		if amount == 0 {
			return Ok(());
		}
		let Some(window) = at.window(pot.span) else {
			return self.count(pot.span, pot.counter, amount);
		};
		let before = match (self.tier, pot.limits.members) {
			(Tier::Alone, _) | (_, 0) => None,
			_ => Some(self.used_over(Owner::Member, pot.counter, pot.span, at)),
		};
		self.effects.add(Owner::Member, pot.counter, window, amount)?;
		if self.tier == Tier::Family {
			self.effects.add(Owner::Family, pot.counter, window, amount)?;
		}
		if let (Some(before), Some(limit)) = (before, pot.limits.member) {
			if before < limit && before.saturating_add(amount) >= limit {
				self.effects.add(Owner::Family, pot.met, window, 1)?;
			}
		}
		Ok(())
	}

	/// Adds to a deductible; late in the plan year perhaps to that of the next one too. Answers what is carried over.
	pub fn take(&mut self, plan: &Plan, at: u8, when: &Moment, amount: Money) -> Result<Money, TallyFault> {
		let Some(rule) = plan.deductibles.get(usize::from(at)) else {
			return Ok(0);
		};
		let pot = Pot::deductible(rule, at);
		self.credit(pot, when, amount)?;
		if rule.carry == 0 || amount == 0 {
			return Ok(0);
		}
		let ahead = after(when.day, Period::Months(u16::from(rule.carry)));
		if plan_year(ahead, plan.year) == when.year {
			return Ok(0);
		}
		let next = Moment {
			year: when.year.saturating_add(1),
			..*when
		};
		let carried = amount.min(self.remaining(pot, &next).unwrap_or(0));
		self.credit(pot, &next, carried)?;
		Ok(carried)
	}

	/// The benefit period of so many thousandths of days of care from `day` on: the days that are linked to it by care
	/// without a gap.
	pub fn spell_of(&self, spell: Spell, day: Day, care: Units) -> (Day, Day) {
		let length = |thousandths: u128| Day::try_from(thousandths.div_ceil(1_000)).unwrap_or(Day::MAX);
		// Days are half open here: the last one is that of discharge.
		let stay = |(day, care): (Day, u128)| (day, day.saturating_add(length(care)));
		let before = self.days_before(Owner::Member, Counter::Care).map(stay);
		let now = self.days_now(Owner::Member, Counter::Care).map(stay);
		let own = core::iter::once(stay((day, care.into())));
		// In the order of their first days, a stay is linked to those before it by the last day of all of them.
		let (mut first, mut last) = (Day::MIN, Day::MIN);
		for (from, until) in merged(merged(before, now), own) {
			if from.saturating_sub(last) < i32::from(spell.gap) {
				last = last.max(until);
			} else if from > day {
				break;
			} else {
				(first, last) = (from, until);
			}
		}
		(first, last)
	}

	/// Days in a range on which a counter was used, and the sum of what was used on them.
	pub fn over_days(&self, owner: Owner, counter: Counter, holds: impl Fn(Day) -> bool) -> (u128, u128) {
		let (mut days, mut sum) = (0u128, 0u128);
		for (_, used) in self.days_before(owner, counter).filter(|(day, _)| holds(*day)) {
			days = days.saturating_add(1);
			sum = sum.saturating_add(used);
		}
		for (day, used) in self.days_now(owner, counter).filter(|(day, _)| holds(*day)) {
			if self.base.of(owner).used(counter, Window::Day(day)) == 0 {
				days = days.saturating_add(1);
			}
			sum = sum.saturating_add(used);
		}
		(days, sum)
	}

	/// Days on which a counter was used before the claim, in order, and how much on each.
	fn days_before(&self, owner: Owner, counter: Counter) -> impl Iterator<Item = (Day, u128)> + '_ {
		let tallies = self.base.of(owner).between(counter, FIRST_DAY, LAST_DAY);
		tallies.filter_map(|tally| Some((day_of(tally.window)?, tally.used)))
	}

	/// The same of the claim itself.
	fn days_now(&self, owner: Owner, counter: Counter) -> impl Iterator<Item = (Day, u128)> + '_ {
		let effects = self.effects.between(owner, counter, FIRST_DAY, LAST_DAY);
		effects.filter_map(|effect| Some((day_of(effect.window)?, effect.amount.unsigned_abs())))
	}
}

const FIRST_DAY: Window = Window::Day(Day::MIN);
const LAST_DAY: Window = Window::Day(Day::MAX);

fn day_of(window: Window) -> Option<Day> {
	match window {
		Window::Day(day) => Some(day),
		_ => None,
	}
}

/// Two sorted sequences as one.
fn merged<X: Ord>(one: impl Iterator<Item = X>, other: impl Iterator<Item = X>) -> impl Iterator<Item = X> {
	let (mut one, mut other) = (one.peekable(), other.peekable());
	core::iter::from_fn(move || match (one.peek(), other.peek()) {
		(Some(first), Some(second)) if second < first => other.next(),
		(Some(_), _) => one.next(),
		_ => other.next(),
	})
}

/// What limits the patient's part of a line.
#[derive(Clone, Copy)]
pub(crate) struct Bounds<'a> {
	/// What remains of the deductible.
	pub deductible: Money,
	/// The copay that is still to be charged.
	pub copay: Money,
	/// What remains of the out-of-pocket maximum and those it is a part of, and which shares count.
	pub caps: &'a [(Money, [bool; 3])],
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
pub(crate) fn split(amount: Money, plan: &Plan, rule: &ShareRule, bounds: &Bounds<'_>) -> Result<Split, Refusal> {
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
	for (room, counts) in bounds.caps {
		let counted = |s: Share| counts.get(position(s)).copied().unwrap_or(false);
		let mut over = order
			.iter()
			.filter(|s| counted(**s))
			.try_fold(0u128, |sum, s| sum.checked_add(part(&shares, *s)))
			.ok_or(Refusal::AmountOverflow)?
			.saturating_sub(*room);
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
	let taken = rated(base, plan, rule, Side::Patient).ok_or(Refusal::AmountOverflow)?;
	let taken = rule.least.map_or(taken, |least| taken.max(least));
	// A first line below the least bears no more than itself: lines with the same price bear what is missing.
	Ok(rule.most.map_or(taken, |most| taken.min(most)).min(base))
}

/// What a side has of an amount by the rate of coinsurance, as it is rounded.
fn rated(base: Money, plan: &Plan, rule: &ShareRule, side: Side) -> Option<Money> {
	let rounded = share(base, rate_of(rule, plan.rounded), plan.rounding)?;
	if side == plan.rounded {
		return Some(rounded);
	}
	base.checked_sub(rounded)
}

fn rate_of(rule: &ShareRule, side: Side) -> u32 {
	match side {
		Side::Patient => rule.coinsurance,
		Side::Plan => WHOLE.saturating_sub(rule.coinsurance),
	}
}

/// How much of an amount it takes until a rule has used up what is left of a mark. Where the mark counts what the plan pays
/// or the patient bears, bounds of the coinsurance and out-of-pocket maximums are left aside.
pub(crate) fn until(measure: Measure, left: u128, plan: &Plan, rule: &ShareRule, bounds: &Bounds<'_>) -> Money {
	let (mut before, mut behind): (Money, Money) = (0, 0);
	let mut past = false;
	for step in rule.order.unwrap_or(plan.order) {
		let due = match step {
			Share::Deductible => bounds.deductible,
			Share::Copay => bounds.copay,
			Share::Coinsurance => {
				past = true;
				0
			},
		};
		let sum = if past { &mut behind } else { &mut before };
		*sum = sum.saturating_add(due);
	}
	let has = |amount: Money, side| rated(bounds.before.saturating_add(amount), plan, rule, side);
	let had = |side| has(0, side).unwrap_or(0);
	// The amount of which a side has `more` by the rate, just as it is rounded: the quotient without its fraction or, where
	// the side has less of that, a minor unit more. No rate is above the whole, so that unit adds one at most.
	let reaching = |more: Money, side| {
		let goal = had(side).saturating_add(more);
		let exact = mul_div(goal, WHOLE.into(), rate_of(rule, side).into(), Rounding::Truncate).unwrap_or(Money::MAX);
		let least = exact.saturating_sub(bounds.before);
		let short = has(least, side).is_some_and(|has| has < goal);
		least.saturating_add(short.into())
	};
	match measure {
		Measure::Services | Measure::Visits | Measure::Units => Money::MAX,
		Measure::Allowed => left,
		Measure::Coinsured => before.saturating_add(left),
		Measure::Paid => before.saturating_add(reaching(left.saturating_add(behind), Side::Plan)),
		Measure::Patient => {
			let of_shares = left.saturating_sub(before);
			let plans = has(of_shares, Side::Plan).map(|has| has.saturating_sub(had(Side::Plan)));
			// As long as what comes behind takes all that coinsurance leaves to the plan, the patient bears everything.
			if plans.is_some_and(|plans| plans <= behind) {
				left
			} else {
				before.saturating_add(reaching(of_shares.saturating_sub(behind), Side::Patient))
			}
		},
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::plan::Scope;
	use proptest::{collection::vec, prelude::*};

	/// Widened by whatever stay is near, until none is.
	fn widened(stays: &[(Day, Units)], gap: Day, day: Day, care: Units) -> (Day, Day) {
		let end = |day: Day, care: Units| day.saturating_add(Day::try_from(care.div_ceil(1_000)).unwrap());
		let (mut first, mut last) = (day, end(day, care));
		loop {
			let before = (first, last);
			for (from, care) in stays {
				let until = end(*from, *care);
				if first.saturating_sub(until) < gap && from.saturating_sub(last) < gap {
					(first, last) = (first.min(*from), last.max(until));
				}
			}
			if (first, last) == before {
				return before;
			}
		}
	}

	proptest! {
		#[test]
		fn spell_should_hold_what_is_linked_step_by_step_when_stays_are_anywhere(
			before in vec((-200i32..200, 1u64..40_000), 0..12),
			now in vec((-200i32..200, 1u64..40_000), 0..6),
			gap in 1u16..40,
			day in -200i32..200,
			care in 0u64..30_000,
		) {
			let mut base = Accumulators::default();
			let mut effects = Effects::default();
			let mut stays = vec![];
			for (day, care) in before {
				if base.member.used(Counter::Care, Window::Day(day)) == 0 {
					base.member.change(Counter::Care, Window::Day(day), care.into()).unwrap();
					stays.push((day, care));
				}
			}
			for (day, care) in now {
				if effects.of(Owner::Member, Counter::Care, Window::Day(day)) == 0 {
					effects.add(Owner::Member, Counter::Care, Window::Day(day), care.into()).unwrap();
					stays.push((day, care));
				}
			}
			let running = Running {
				base: &base,
				effects,
				tier: Tier::Alone,
				of_claim: Counts::new(),
				of_line: Counts::new(),
			};
			let spell = Spell { scope: Scope::ALL, gap };
			prop_assert_eq!(running.spell_of(spell, day, care), widened(&stays, gap.into(), day, care));
		}
	}
}
