//! What the patient bears of a line: its parts by cost-share rule, their deductibles, copays and coinsurance.

use super::{fix, plus, small, Desk, Part, Refusal, Stop, Work};
use crate::{
	claim::Line,
	codes::Reason,
	money::{mul_div, times, Money, Rounding, Units},
	plan::{bit8, Measure, Per, Share, ShareRule, MAX_CAPS},
	share::{part, split, total, until, Bounds, Pot, Shares},
	trace::{Stage, Trace, Verdict},
};
use bounded_collections::BoundedVec;

/// A copay that was charged for a visit or claim and may go on over further lines.
#[derive(Clone)]
pub(super) struct Charged {
	rule: u8,
	day: Option<i32>,
	amount: Money,
}

/// What of a line no rule has yet.
#[derive(Clone, Copy)]
struct Rest {
	amount: Money,
	units: Units,
}

impl<T: Trace> Desk<'_, T> {
	/// The patient's shares of `base`; `on` is the amount they are computed from. Each cost-share rule that holds the line
	/// has the part within its mark, the last one the rest; what no rule covers is adjusted with reason 96.
	pub(super) fn shares(
		&mut self,
		line: &Line,
		base: Money,
		on: Money,
		stop_at_rules: bool,
		work: &mut Work,
	) -> Result<(), Stop> {
		let plan = self.case.plan;
		// Lines with one price together have days, not units.
		let whole = Rest {
			amount: on,
			units: self.parcel_of(work.at).map_or(work.units, |parcel| parcel.days),
		};
		let mut rest = whole;
		let mut barred = 0u32;
		let mut denied: Money = 0;
		// What the parts take of deductibles and maximums is seen by the next part, but credited when the line is settled.
		let mut before = None;
		// What is due on each line is due anew.
		self.running.of_line = BoundedVec::new();
		loop {
			let (found, within) = match self.share_rule(work, barred) {
				Some(at) => (Some(at), true),
				// What a person accepted stays with the rule that it had first.
				None if !stop_at_rules => (work.rule.map(usize::from), false),
				None => (None, false),
			};
			let rule = found
				.and_then(|at| Some((small(at), plan.shares.get(at)?)))
				.filter(|(_, rule)| rule.covered || !stop_at_rules);
			let Some((at, rule)) = rule else {
				let covered = Rest {
					amount: whole.amount.saturating_sub(rest.amount),
					units: whole.units.saturating_sub(rest.units),
				};
				// Of a charge below the amount that the parts are computed on, they have theirs first.
				denied = rest.amount.min(base.saturating_sub(covered.amount));
				fix(work, plan.group_of(Reason::NOT_COVERED), Reason::NOT_COVERED, denied)?;
				let place = found.map(small);
				self.note(Some(work.number), Stage::Covered, Verdict::Denied, place, denied, on);
				// Under a common price the parts have days: of the line's own units as much is covered as of these.
				let units = mul_div(
					work.units.into(),
					covered.units.into(),
					whole.units.into(),
					Rounding::Truncate,
				);
				work.units = units
					.and_then(|units| Units::try_from(units).ok())
					.ok_or(Refusal::UnitsOverflow)?;
				work.counted = work.counted.saturating_sub(denied);
				break;
			};
			let mark = rule.within.filter(|_| within);
			let taken = self.part(line, (at, rule, mark), whole, rest, work)?;
			rest = Rest {
				amount: rest.amount.saturating_sub(taken.amount),
				units: rest.units.saturating_sub(taken.units),
			};
			let Some(mark) = mark.filter(|_| rest.amount > 0 || rest.units > 0) else {
				break;
			};
			barred |= 1u32.checked_shl(mark.into()).unwrap_or(0);
			if let Some(last) = work.parts.last() {
				before.get_or_insert_with(|| (self.running.effects.clone(), self.running.of_claim.clone()));
				let muted = core::mem::replace(&mut self.muted, true);
				let credited = self.credit_pots(last, &last.shares, &last.shares, work);
				self.muted = muted;
				credited?;
			}
		}
		if let Some((effects, of_claim)) = before {
			self.running.effects = effects;
			self.running.of_claim = of_claim;
		}
		self.sum_up(base.min(on), base, denied, work)
	}

	/// Sums the parts. Where they were computed on a larger amount than is borne, the last shares give way.
	fn sum_up(&mut self, most: Money, base: Money, denied: Money, work: &mut Work) -> Result<(), Stop> {
		let plan = self.case.plan;
		let mut sum: Money = 0;
		for part in &work.parts {
			sum = plus(sum, total(&part.shares)?)?;
		}
		let mut over = sum.saturating_sub(base.saturating_sub(denied));
		for part in work.parts.iter_mut().rev() {
			let rule = plan.shares.get(usize::from(part.rule));
			for step in rule.and_then(|rule| rule.order).unwrap_or(plan.order).iter().rev() {
				let taken = crate::share::part_mut(&mut part.shares, *step);
				let cut = over.min(*taken);
				*taken = taken.saturating_sub(cut);
				over = over.saturating_sub(cut);
			}
		}
		let mut shares: Shares = [0; 3];
		for part in &work.parts {
			for (sum, more) in shares.iter_mut().zip(part.shares) {
				*sum = plus(*sum, more)?;
			}
		}
		work.shares = shares;
		work.benefit = most.saturating_sub(denied).saturating_sub(total(&shares)?);
		Ok(())
	}

	/// The part of a line that a rule has, with its shares.
	fn part(
		&mut self,
		line: &Line,
		(at, rule, mark): (u8, &ShareRule, Option<u8>),
		whole: Rest,
		rest: Rest,
		work: &mut Work,
	) -> Result<Rest, Stop> {
		let case = self.case;
		let plan = case.plan;
		let deductible = plan
			.deductible_of(rule.deductible, work.category, case.network)
			.map(small);
		let cap = plan.cap_of(rule.cap, work.category, case.network).map(small);
		let number = Some(line.number);
		if let Some((n, d)) = deductible.and_then(|n| Some((n, plan.deductibles.get(usize::from(n))?))) {
			if let Some(met) = self.running.met_by(Pot::deductible(d, n), &work.moment) {
				self.note(number, Stage::Members, Verdict::Passed, Some(n), met, 0);
			}
		}
		let room = deductible
			.and_then(|n| self.running.remaining_of(plan, n, &work.moment))
			.unwrap_or(0);
		#[allow(clippy::as_conversions, reason = "the length of an array")]
		let mut caps = [(0, [false; 3]); MAX_CAPS as usize];
		let (mut first, mut count) = (None, 0usize);
		if let Some((n, own)) = cap.and_then(|n| Some((n, plan.caps.get(usize::from(n))?))) {
			for (other, more) in (0u8..).zip(&plan.caps) {
				if other != n && !bit8(own.part_of, other) {
					continue;
				}
				let left = self.running.remaining(Pot::cap(more, other), &work.moment);
				if let (Some(left), Some(slot)) = (left, caps.get_mut(count)) {
					*slot = (left, more.counts);
					count = count.saturating_add(1);
					first = if other == n { Some(left) } else { first };
				}
			}
		}
		let before = self.parcel_of(work.at).map_or(0, |parcel| parcel.before(at));
		let mut bounds = Bounds {
			deductible: room,
			copay: self.copay_due(line, at, rest.units, work)?,
			caps: caps.get(..count).unwrap_or_default(),
			before,
		};
		let mut taken = rest;
		if let Some((mark, limit)) = mark.and_then(|n| Some((n, plan.limits.get(usize::from(n))?))) {
			let left = self.mark_left(mark, work);
			// Parts are divided by sums from the start of the line, so that they add up to it.
			let scaled = |of: u128, by: u128, amount: u128| {
				mul_div(of, amount, by, Rounding::Truncate).ok_or(Refusal::AmountOverflow)
			};
			let (amount_before, units_before) = (
				whole.amount.saturating_sub(rest.amount),
				whole.units.saturating_sub(rest.units),
			);
			if limit.measure == Measure::Units {
				taken.units = Units::try_from(left).unwrap_or(Units::MAX).min(rest.units);
				if taken.units < rest.units {
					let upto = units_before.saturating_add(taken.units);
					let amount = scaled(whole.amount, whole.units.into(), upto.into())?;
					taken.amount = amount.saturating_sub(amount_before).min(rest.amount);
				}
			} else {
				let divided = |copay: Money| -> Result<Rest, Refusal> {
					let bounds = Bounds { copay, ..bounds };
					let amount = until(limit.measure, left, plan, rule, &bounds);
					if amount >= rest.amount {
						return Ok(rest);
					}
					let upto = scaled(whole.units.into(), whole.amount, amount_before.saturating_add(amount))?;
					let units = Units::try_from(upto).map_err(|_| Refusal::UnitsOverflow)?;
					Ok(Rest {
						amount,
						units: units.saturating_sub(units_before).min(rest.units),
					})
				};
				taken = divided(bounds.copay)?;
				// A copay for each unit follows from the units of the part, and these from the copay. The amount goes with the
				// copay of just the units that are found, so it uses up the mark even if no units are in proportion to it.
				if taken.amount < rest.amount && rule.copay.is_some_and(|copay| copay.per == Per::Unit) {
					let with = |units| divided(self.copay_due(line, at, units, work)?);
					let units = meeting(rest.units, taken.units, |units| Ok(with(units)?.units))?;
					taken = Rest { units, ..with(units)? };
				}
			}
			self.note(number, Stage::Part, Verdict::Applied, Some(mark), taken.amount, left);
			bounds.copay = self.copay_due(line, at, taken.units, work)?;
		}
		let done = split(taken.amount, plan, rule, &bounds)?;
		if let Some(parcel) = self.parcel(work.at) {
			parcel.add(at, done.coinsurance_base)?;
		}
		self.copay_charged(line, at, part(&done.before_cap, Share::Copay), work.packaged);
		for step in rule.order.unwrap_or(plan.order) {
			let amount = part(&done.before_cap, step);
			let verdict = if amount > 0 { Verdict::Applied } else { Verdict::Passed };
			match step {
				Share::Deductible => self.note(number, Stage::Deductible, verdict, deductible, amount, room),
				Share::Copay => self.note(number, Stage::Copay, verdict, Some(at), amount, bounds.copay),
				Share::Coinsurance => {
					self.note(
						number,
						Stage::Coinsurance,
						verdict,
						Some(at),
						amount,
						done.coinsurance_base,
					);
				},
			}
		}
		if let Some(left) = first {
			let cut = total(&done.before_cap)?.saturating_sub(total(&done.shares)?);
			let verdict = if cut > 0 { Verdict::Applied } else { Verdict::Passed };
			self.note(number, Stage::OutOfPocket, verdict, cap, cut, left);
		}
		let part = Part {
			rule: at,
			amount: taken.amount,
			units: taken.units,
			shares: done.shares,
			coinsured: done.coinsurance_base,
			deductible,
			cap,
		};
		work.parts.try_push(part).map_err(|_| Refusal::TooManyAdjustments)?;
		Ok(taken)
	}

	fn copay_due(&self, line: &Line, at: u8, units: Units, work: &Work) -> Result<Money, Refusal> {
		let plan = self.case.plan;
		let Some(copay) = plan.shares.get(usize::from(at)).and_then(|r| r.copay) else {
			return Ok(0);
		};
		let units = units.saturating_sub(copay.free);
		let due = match copay.per {
			Per::Unit => times(copay.amount, units, plan.rounding).ok_or(Refusal::AmountOverflow)?,
			Per::Line | Per::Visit | Per::Claim => copay.amount,
		};
		let due = copay.most.map_or(due, |most| due.min(most));
		let Some(day) = charged_for(copay.per, line.day, work.packaged) else {
			return Ok(due);
		};
		let mut charged = self.copays.iter().filter(|c| (c.rule, c.day) == (at, day));
		Ok(due.saturating_sub(charged.next().map_or(0, |c| c.amount)))
	}

	fn copay_charged(&mut self, line: &Line, rule: u8, charged: Money, packaged: bool) {
		let Some(copay) = self.case.plan.shares.get(usize::from(rule)).and_then(|r| r.copay) else {
			return;
		};
		let Some(day) = charged_for(copay.per, line.day, packaged) else {
			return;
		};
		match self.copays.iter_mut().find(|c| c.rule == rule && c.day == day) {
			Some(known) => known.amount = known.amount.saturating_add(charged),
			// One entry for each part of a line at most, so there is always room.
			None => drop(self.copays.try_push(Charged {
				rule,
				day,
				amount: charged,
			})),
		}
	}
}

/// Where the units that a part has meet those that it is charged for: charged for these it has no more, charged for a
/// thousandth less it has more. Charged for all of the `rest`, it has `least`.
///
/// Apart from where a copay begins or ends, what the part `has` follows a straight line, and the place where that meets is
/// found in a few steps. The middle is tried in turn with it, so there are at most two steps for each bit of the units.
fn meeting(rest: Units, least: Units, has: impl Fn(Units) -> Result<Units, Refusal>) -> Result<Units, Refusal> {
	let (mut low, mut above) = (0, has(0)?);
	let (mut high, mut below) = (rest, rest.saturating_sub(least));
	if above == 0 {
		return Ok(0);
	}
	let mut straight = true;
	while high.saturating_sub(low) > 1 {
		let middle = if straight {
			let width = high.saturating_sub(low);
			let ends = u128::from(above).saturating_add(below.into());
			let step = mul_div(width.into(), above.into(), ends, Rounding::Truncate).ok_or(Refusal::UnitsOverflow)?;
			let step = Units::try_from(step).map_err(|_| Refusal::UnitsOverflow)?;
			low.saturating_add(step.clamp(1, width.saturating_sub(1)))
		} else {
			low.midpoint(high)
		};
		straight = !straight;
		let had = has(middle)?;
		if had > middle {
			(low, above) = (middle, had.saturating_sub(middle));
		} else {
			(high, below) = (middle, middle.saturating_sub(had));
		}
	}
	Ok(high)
}

/// What a copay is charged once for: a day, the claim, or `None` for each line.
fn charged_for(per: Per, day: i32, packaged: bool) -> Option<Option<i32>> {
	match per {
		Per::Visit => Some(Some(day)),
		Per::Claim => Some(None),
		Per::Unit if packaged => Some(None),
		Per::Unit | Per::Line => None,
	}
}
