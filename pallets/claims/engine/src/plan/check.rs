//! What has to hold of a plan beside its types.

#![allow(clippy::as_conversions, reason = "the derived codecs convert the index of a variant")]

use super::{bit8, Absent, Limits, Measure, Order, Plan, PriceBasis, Role, Share, ShareRule, Span, Use, MAX_LINKS};
use crate::{
	calendar::Period,
	codes::{pair_allowed, Group, Reason},
	money::{Money, MAX_AMOUNT, MAX_UNITS, WHOLE},
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// What is wrong with a plan.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum PlanFault {
	/// A rate above the whole (price rules may go to ten times the billed amount).
	RateTooHigh,
	/// An amount above [`MAX_AMOUNT`].
	AmountTooLarge,
	/// The order of shares names one twice.
	OrderRepeats,
	/// There is no such start of a plan year.
	NoSuchYearStart,
	/// A rule names a deductible or out-of-pocket maximum that the plan does not have.
	NoSuchAccumulator,
	/// A reason cannot be used with that group.
	DisallowedPair,
	/// A reason that only the engine computes (1, 2, 3, 23, 45) is named for a limit, reduction or group.
	ReservedReason,
	/// The least coinsurance is above the most.
	LeastAboveMost,
	/// A rule holds within a limit that the plan does not have, or that is no mark.
	NoSuchMark,
	/// A span of no time, of months that do not divide the year, of benefit periods that the plan does not define, or one
	/// over which that cannot be counted.
	SpanNotAllowed,
	/// A measure that only marks have is named for a limit.
	MeasureNotAllowed,
	/// Members who met theirs cannot be counted: there is no amount for a member, or no window to count them in.
	MembersNotCountable,
	/// More than seven rules within marks may hold a line of one category and network.
	TooManyParts,
	/// A deductible or out-of-pocket maximum credits more than [`MAX_LINKS`] others, or is inside so many.
	TooManyLinks,
}

impl Plan {
	/// Checks what the types cannot: call it before a plan is published or used.
	pub fn check(&self) -> Result<(), PlanFault> {
		check_order(&self.order)?;
		if crate::calendar::day_of(2000, self.year.month, self.year.day).is_none() {
			return Err(PlanFault::NoSuchYearStart);
		}
		for deductible in &self.deductibles {
			self.check_pot(&deductible.limits, deductible.span)?;
			check_links(deductible.also | deductible.part_of, self.deductibles.len())?;
			if deductible.carry > 0 && (deductible.span != Span::YEAR || deductible.carry > 12) {
				return Err(PlanFault::SpanNotAllowed);
			}
		}
		for cap in &self.caps {
			self.check_pot(&cap.limits, cap.span)?;
			check_links(cap.also | cap.part_of, self.caps.len())?;
		}
		for rule in &self.shares {
			self.check_share(rule)?;
		}
		self.check_parts()?;
		for rank in &self.ranks {
			rank.rates.into_iter().try_for_each(check_rate)?;
		}
		for rule in &self.prices {
			match rule.basis {
				PriceBasis::Billed(rate) if rate > WHOLE.saturating_mul(10) => return Err(PlanFault::RateTooHigh),
				PriceBasis::Unit(amount)
				| PriceBasis::Line(amount)
				| PriceBasis::Claim(amount)
				| PriceBasis::Day(amount) => check_amount(amount)?,
				_ => {},
			}
		}
		for limit in &self.limits {
			check_amount(limit.most)?;
			check_reason(limit.reason, self.group_of(limit.reason))?;
			self.check_span(limit.span)?;
			if limit.role == Role::Ends && matches!(limit.measure, Measure::Coinsured | Measure::Patient) {
				return Err(PlanFault::MeasureNotAllowed);
			}
			if limit.measure == Measure::Visits && matches!(limit.span, Span::Line | Span::Claim) {
				return Err(PlanFault::SpanNotAllowed);
			}
		}
		for rule in &self.authorisations {
			check_optional(rule.above)?;
			if let Absent::Reduce { rate, most } = rule.absent {
				check_rate(rate)?;
				check_optional(most)?;
			}
		}
		for reduction in &self.reductions {
			check_rate(reduction.rate)?;
			check_reason(reduction.reason, self.group_of(reduction.reason))?;
		}
		for (reason, group) in &self.groups {
			check_reason(*reason, *group)?;
		}
		for level in &self.appeals {
			check_amount(level.least)?;
		}
		check_optional(self.ceiling)?;
		check_optional(self.four_eyes_above)?;
		match self.prompt_pay {
			Some(terms) if terms.rate > 1_000_000 => Err(PlanFault::RateTooHigh),
			_ => Ok(()),
		}
	}

	fn check_share(&self, rule: &ShareRule) -> Result<(), PlanFault> {
		check_rate(rule.coinsurance)?;
		check_optional(rule.least)?;
		check_optional(rule.most)?;
		if matches!((rule.least, rule.most), (Some(least), Some(most)) if least > most) {
			return Err(PlanFault::LeastAboveMost);
		}
		if let Some(copay) = rule.copay {
			check_amount(copay.amount)?;
			check_optional(copay.most)?;
			if copay.free > MAX_UNITS {
				return Err(PlanFault::AmountTooLarge);
			}
		}
		if let Some(order) = &rule.order {
			check_order(order)?;
		}
		check_use(rule.deductible, self.deductibles.len())?;
		check_use(rule.cap, self.caps.len())?;
		let mark = |at: u8| {
			self.limits
				.get(usize::from(at))
				.is_some_and(|limit| limit.role != Role::Ends)
		};
		match rule.within {
			Some(at) if !mark(at) => Err(PlanFault::NoSuchMark),
			_ => Ok(()),
		}
	}

	fn check_span(&self, span: Span) -> Result<(), PlanFault> {
		let fits = match span {
			Span::Months(months) => matches!(months, 1 | 2 | 3 | 4 | 6),
			Span::Years(years) => years > 0,
			Span::Rolling(Period::Days(length) | Period::Months(length)) => length > 0,
			Span::Spell => self.spell.is_some_and(|spell| spell.gap > 0),
			Span::Line | Span::Visit | Span::Claim | Span::Lifetime => true,
		};
		if fits {
			return Ok(());
		}
		Err(PlanFault::SpanNotAllowed)
	}

	fn check_pot(&self, limits: &Limits, span: Span) -> Result<(), PlanFault> {
		check_limits(limits)?;
		self.check_span(span)?;
		let countable = matches!(span, Span::Years(1) | Span::Months(_) | Span::Lifetime);
		if limits.members > 0 && (limits.member.is_none() || !countable) {
			return Err(PlanFault::MembersNotCountable);
		}
		Ok(())
	}

	/// How many rules within marks can hold a line is counted for all categories of a network at once: bit *n* of three
	/// words is the count of category *n*.
	fn check_parts(&self) -> Result<(), PlanFault> {
		for network in 0..8 {
			let mut counts = [0u128; 3];
			for rule in self.shares.iter().filter(|rule| rule.within.is_some()) {
				if !bit8(rule.scope.networks, network) {
					continue;
				}
				let mut carried = rule.scope.categories;
				for count in &mut counts {
					(*count, carried) = (*count ^ carried, *count & carried);
				}
				if carried != 0 {
					return Err(PlanFault::TooManyParts);
				}
			}
		}
		Ok(())
	}
}

fn check_amount(amount: Money) -> Result<(), PlanFault> {
	if amount > MAX_AMOUNT {
		return Err(PlanFault::AmountTooLarge);
	}
	Ok(())
}

fn check_optional(amount: Option<Money>) -> Result<(), PlanFault> {
	amount.map_or(Ok(()), check_amount)
}

fn check_rate(rate: u32) -> Result<(), PlanFault> {
	if rate > WHOLE {
		return Err(PlanFault::RateTooHigh);
	}
	Ok(())
}

fn check_limits(limits: &Limits) -> Result<(), PlanFault> {
	check_optional(limits.alone)?;
	check_optional(limits.member)?;
	check_optional(limits.family)
}

fn check_order(order: &Order) -> Result<(), PlanFault> {
	let has = |share: Share| order.contains(&share);
	if has(Share::Deductible) && has(Share::Coinsurance) && has(Share::Copay) {
		return Ok(());
	}
	Err(PlanFault::OrderRepeats)
}

fn check_links(mask: u8, len: usize) -> Result<(), PlanFault> {
	if mask.count_ones() > MAX_LINKS {
		return Err(PlanFault::TooManyLinks);
	}
	let highest = u8::BITS.saturating_sub(mask.leading_zeros());
	if usize::try_from(highest).is_ok_and(|h| h <= len) {
		return Ok(());
	}
	Err(PlanFault::NoSuchAccumulator)
}

fn check_use(rule: Use, len: usize) -> Result<(), PlanFault> {
	match rule {
		Use::Nth(n) if usize::from(n) >= len => Err(PlanFault::NoSuchAccumulator),
		_ => Ok(()),
	}
}

fn check_reason(reason: Reason, group: Group) -> Result<(), PlanFault> {
	if matches!(reason.0, 1 | 2 | 3 | 23 | 45) {
		return Err(PlanFault::ReservedReason);
	}
	if !pair_allowed(group, reason) {
		return Err(PlanFault::DisallowedPair);
	}
	Ok(())
}
