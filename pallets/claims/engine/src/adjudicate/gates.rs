//! What stops a line or part of it: dates, duplicates, filing, network, authorisations, limits.

use super::{fix, pend, plus, small, Desk, Stop, Work};
use crate::{
	calendar::after,
	claim::{Authorisation, ClaimUse, Coverage, Decision, Earlier, LateCause, Likeness, Line, Tier},
	codes::Reason,
	money::{mul_div, Money, Units},
	plan::{bit128, Absent, Category, Limit, Measure, OnDuplicate, Role, Span},
	result::{PendReason, Refusal},
	share::{total, Moment},
	tally::{Counter, Owner, Window},
	trace::{Stage, Trace, Verdict},
};

impl<T: Trace> Desk<'_, T> {
	/// Dates, prior payer, duplicate, timely filing, network.
	pub(super) fn gates<E: Earlier + ?Sized>(
		&mut self,
		line: &Line,
		category: Category,
		earlier: &E,
	) -> Result<Option<(Stage, Option<u8>, Reason)>, Stop> {
		let case = self.case;
		let plan = case.plan;
		let denied = |stage, reason| Ok(Some((stage, None, reason)));
		if let Some(reason) = outside(case.coverage, line.day) {
			return denied(Stage::Coverage, reason);
		}
		if case.claim.usage == ClaimUse::Claim && line.day > case.claim.received {
			return denied(Stage::Coverage, Reason::BILLED_BEFORE_SERVICE);
		}
		if case.coverage.order > 1 && case.prior.is_none() && plan.cob.needs_prior {
			return denied(Stage::Coordination, Reason::OTHER_PAYER);
		}
		self.note(Some(line.number), Stage::Coverage, Verdict::Passed, None, 0, 0);
		let mut like = earlier.like(&case.claim.provider, line);
		if plan.duplicates.within && self.repeats(line) {
			like = Some(Likeness::Exact);
		}
		let on = match like {
			Some(Likeness::Exact) => plan.duplicates.exact,
			Some(Likeness::Suspect) => plan.duplicates.suspect,
			None => OnDuplicate::Allow,
		};
		match on {
			OnDuplicate::Deny => return denied(Stage::Duplicate, Reason::DUPLICATE),
			OnDuplicate::Pend if !case.released => return pend(PendReason::SuspectDuplicate, line),
			_ => self.note(Some(line.number), Stage::Duplicate, Verdict::Passed, None, 0, 0),
		}
		if let Some(filing) = plan.filing {
			let mut last = after(line.day, filing.period);
			if let (Some(period), Some(decided)) = (filing.after_prior, case.prior.and_then(|p| p.decided)) {
				last = last.max(after(decided, period));
			}
			if let (Some(period), Some(LateCause::RetroactiveNotice(day))) = (filing.after_notice, case.claim.late) {
				last = last.max(after(day, period));
			}
			let excused = filing.good_cause && case.claim.late == Some(LateCause::GoodCause);
			if case.claim.received > last && !excused && case.claim.usage == ClaimUse::Claim {
				return denied(Stage::Filing, Reason::LATE);
			}
			self.note(Some(line.number), Stage::Filing, Verdict::Passed, None, 0, 0);
		}
		for (at, closure) in plan.closures.iter().enumerate() {
			let opened = closure.authorised && self.covering(line, category).is_some();
			if closure.scope.holds(category, case.network) && !opened {
				return Ok(Some((Stage::Network, Some(small(at)), Reason::NETWORK)));
			}
		}
		self.note(Some(line.number), Stage::Network, Verdict::Passed, None, 0, 0);
		Ok(None)
	}

	/// Whether an earlier line of the same claim is the same service on the same day for the same amount.
	pub(super) fn repeats(&self, line: &Line) -> bool {
		self.case
			.claim
			.lines
			.iter()
			.take_while(|other| other.number != line.number)
			.any(|other| {
				other.service == line.service
					&& other.day == line.day
					&& other.units == line.units
					&& other.billed == line.billed
			})
	}

	/// An authorisation that was granted for such a line on its day: the one it names, else the first.
	pub(super) fn covering(&self, line: &Line, category: Category) -> Option<Authorisation> {
		let provider = self.case.claim.provider;
		let about = |a: &&Authorisation| {
			a.service.is_none_or(|s| s == line.service)
				&& a.category.is_none_or(|c| c == category)
				&& a.provider.is_none_or(|p| p == provider)
				&& (a.from..=a.until).contains(&line.day)
				&& !matches!(a.decision, Decision::Denied | Decision::Pended)
		};
		let mut found = self.case.authorisations.iter().filter(about);
		match line.authorisation {
			Some(id) => found.find(|a| a.id == id).copied(),
			None => found.next().copied(),
		}
	}

	pub(super) fn authorisation(&mut self, line: &Line, category: Category) -> Result<Authority, Stop> {
		let case = self.case;
		let needed = case.plan.authorisations.iter().enumerate().find(|(_, rule)| {
			rule.scope.holds(category, case.network) && rule.above.is_none_or(|above| line.billed > above)
		});
		let Some((at, rule)) = needed else {
			return Ok(Authority::NotNeeded);
		};
		let at = small(at);
		if let Some(found) = self.covering(line, category) {
			let used = self
				.uses
				.iter()
				.find(|u| u.id == found.id)
				.map_or(0, |u| u.units.unsigned_abs());
			let left = found.units.map_or(Units::MAX, |units| units.saturating_sub(used));
			if left == 0 || found.amount == Some(0) {
				return Ok(Authority::Denied(at, Reason::AUTHORISATION_EXCEEDED));
			}
			return Ok(Authority::Granted(at, found, left.min(line.units)));
		}
		let asked = |decision: Decision| {
			case.authorisations.iter().any(|a| {
				a.decision == decision
					&& line.authorisation.is_none_or(|id| id == a.id)
					&& a.service.is_none_or(|s| s == line.service)
					&& a.category.is_none_or(|c| c == category)
			})
		};
		if asked(Decision::Pended) {
			return pend(PendReason::AuthorisationPended, line);
		}
		if asked(Decision::Denied) {
			return Ok(Authority::Denied(at, Reason::AUTHORISATION_DENIED));
		}
		Ok(match rule.absent {
			Absent::Deny => Authority::Denied(at, Reason::AUTHORISATION_ABSENT),
			Absent::Reduce { rate, most } => Authority::Absent(at, rate, most),
		})
	}

	/// Denies the units of a line beyond those that are `kept`: their part of the billed amount is adjusted, the rest goes
	/// on.
	pub(super) fn cut(&mut self, work: &mut Work, line: &Line, reason: Reason, kept: Units) -> Result<(), Stop> {
		let plan = self.case.plan;
		// All cuts are rounded together: parts of a few cents, each rounded up, come to more than is billed.
		let denied = line.units.saturating_sub(kept);
		let upto =
			mul_div(line.billed, denied.into(), line.units.into(), plan.rounding).ok_or(Refusal::AmountOverflow)?;
		let part = upto.saturating_sub(work.cut);
		work.cut = plus(work.cut, part)?;
		fix(work, plan.group_of(reason), reason, part)?;
		let stage = if reason == Reason::AUTHORISATION_EXCEEDED {
			Stage::Authorisation
		} else {
			Stage::Limit
		};
		self.note(Some(line.number), stage, Verdict::Applied, None, part, line.billed);
		Ok(())
	}

	/// Cuts the base of a line to `to`.
	pub(super) fn reduce(
		&mut self,
		work: &mut Work,
		base: Money,
		to: Money,
		stage: Stage,
		rule: Option<u8>,
		reason: Reason,
	) -> Result<Money, Stop> {
		let cut = base.saturating_sub(to);
		if cut > 0 {
			fix(work, self.case.plan.group_of(reason), reason, cut)?;
			self.note(Some(work.number), stage, Verdict::Applied, rule, cut, base);
		}
		Ok(base.saturating_sub(cut))
	}

	/// The first cost-share rule that holds a line, or the next part of one. `barred` are marks that the line used up.
	pub(super) fn share_rule(&self, work: &Work, barred: u32) -> Option<usize> {
		let plan = self.case.plan;
		plan.shares.iter().position(|rule| {
			rule.scope.holds(work.category, self.case.network)
				&& rule.beside.is_none_or(|other| bit128(self.present, other.0))
				&& rule.within.is_none_or(|mark| {
					let used_up = barred.checked_shr(u32::from(mark)).is_some_and(|m| m & 1 == 1);
					!used_up && self.mark_left(mark, work) > 0
				})
		})
	}

	/// What is left of a mark for the next part of a line.
	pub(super) fn mark_left(&self, at: u8, work: &Work) -> u128 {
		let place = usize::from(at);
		let Some(limit) = self.case.plan.limits.get(place) else {
			return 0;
		};
		let counter = Counter::Limit(at);
		let today = Window::Day(work.moment.day);
		if limit.measure == Measure::Visits && self.running.used(Owner::Member, counter, today) > 0 {
			return u128::MAX;
		}
		let mut used = self.limit_used(place, limit, &work.moment);
		if limit.measure == Measure::Units {
			// The days of a stay are counted once, not by each line that has one price with others.
			let counted = self.parcel_of(work.at).map_or(0, |parcel| parcel.counted(at));
			used = used.saturating_sub(counted);
		}
		used = used.saturating_add(self.part_used(limit, at, work, u128::MAX));
		limit.most.saturating_sub(used)
	}

	/// What the parts of a line count towards a mark. All parts have `most` together, the first ones first.
	pub(super) fn part_used(&self, limit: &Limit, at: u8, work: &Work, most: u128) -> u128 {
		let mut used: u128 = 0;
		let mut left = most;
		for part in &work.parts {
			let rule = self.case.plan.shares.get(usize::from(part.rule));
			let shares = total(&part.shares).unwrap_or(Money::MAX);
			let counts = match limit.measure {
				// The same line, whatever its parts.
				Measure::Services | Measure::Visits => 0,
				Measure::Units => u128::from(part.units),
				Measure::Allowed => part.amount,
				Measure::Coinsured => part.coinsured,
				Measure::Paid => part.amount.saturating_sub(shares),
				Measure::Patient => shares,
			}
			.min(left);
			left = left.saturating_sub(counts);
			if limit.role != Role::MarksOwn || rule.and_then(|rule| rule.within) == Some(at) {
				used = used.saturating_add(counts);
			}
		}
		used
	}

	pub(super) fn mark_limits(&self, work: &mut Work) {
		for (at, limit) in self.case.plan.limits.iter().enumerate() {
			if limit.role != Role::MarksOwn && limit.scope.holds(work.category, self.case.network) {
				work.limits |= 1u32.checked_shl(u32::try_from(at).unwrap_or(u32::MAX)).unwrap_or(0);
			}
		}
	}

	/// Whose a limit is: a member who is covered alone shares with nobody, nor is a visit shared.
	pub(super) fn owner_of(&self, limit: &Limit) -> Owner {
		match (limit.owner, self.running.tier, limit.span) {
			(_, _, Span::Line | Span::Visit | Span::Claim) | (_, Tier::Alone, _) => Owner::Member,
			(owner, ..) => owner,
		}
	}

	/// What a limit has used at the time of a line.
	pub(super) fn limit_used(&self, at: usize, limit: &Limit, moment: &Moment) -> u128 {
		let counter = Counter::Limit(small(at));
		let owner = self.owner_of(limit);
		if limit.measure != Measure::Visits {
			return self.running.used_over(owner, counter, limit.span, moment);
		}
		// Visits are counted by their days. A tally of the whole window holds visits whose days are not on record.
		let start = self.case.plan.year;
		let (days, sum) = self
			.running
			.over_days(owner, counter, |day| moment.holds(limit.span, day, start));
		let whole = moment
			.window(limit.span)
			.filter(|window| !matches!(window, Window::Day(_)));
		let kept = whole.map_or(0, |window| self.running.used(owner, counter, window));
		// A member's visits are the days that have a tally; a family's are counted in it.
		let counted = if owner == Owner::Member { days } else { sum };
		counted.saturating_add(kept)
	}

	/// Limits on services, visits and units. Answers the limit and reason that end the line.
	pub(super) fn limits_before_price(
		&mut self,
		line: &Line,
		work: &mut Work,
		kept: &mut Units,
	) -> Result<Option<(u8, Reason)>, Stop> {
		self.mark_limits(work);
		let plan = self.case.plan;
		for (at, limit) in plan.limits.iter().enumerate() {
			if limit.role != Role::Ends || !limit.scope.holds(work.category, self.case.network) {
				continue;
			}
			let used = self.limit_used(at, limit, &work.moment);
			let left = limit.most.saturating_sub(used);
			let seen = self
				.running
				.used(Owner::Member, Counter::Limit(small(at)), Window::Day(line.day))
				> 0;
			let ended = match limit.measure {
				Measure::Services => left == 0,
				Measure::Visits => left == 0 && !seen,
				Measure::Units if left == 0 => true,
				Measure::Units => {
					let left = Units::try_from(left).unwrap_or(Units::MAX);
					if left < *kept {
						self.cut(work, line, limit.reason, left)?;
						*kept = left;
					}
					false
				},
				Measure::Allowed | Measure::Paid | Measure::Coinsured | Measure::Patient => false,
			};
			if ended {
				return Ok(Some((small(at), limit.reason)));
			}
			self.note(
				Some(line.number),
				Stage::Limit,
				Verdict::Passed,
				Some(small(at)),
				used,
				limit.most,
			);
		}
		Ok(None)
	}

	/// Limits on amounts: cuts `base` to what is left and adjusts the rest.
	pub(super) fn limits_on(&mut self, measure: Measure, work: &mut Work, base: Money) -> Result<Money, Stop> {
		let plan = self.case.plan;
		let mut base = base;
		for (at, limit) in plan.limits.iter().enumerate() {
			let meant = limit.role == Role::Ends && limit.measure == measure;
			if !meant || !limit.scope.holds(work.category, self.case.network) {
				continue;
			}
			let used = self.limit_used(at, limit, &work.moment);
			let left = limit.most.saturating_sub(used);
			let group = plan.group_of(limit.reason);
			if base <= left {
				self.note(
					Some(work.number),
					Stage::Limit,
					Verdict::Passed,
					Some(small(at)),
					used,
					limit.most,
				);
			} else if measure == Measure::Allowed {
				base = self.reduce(work, base, left, Stage::Limit, Some(small(at)), limit.reason)?;
			} else {
				let cut = base.saturating_sub(left);
				self.note(
					Some(work.number),
					Stage::Limit,
					Verdict::Applied,
					Some(small(at)),
					cut,
					left,
				);
				fix(work, group, limit.reason, cut)?;
				base = left;
			}
		}
		Ok(base)
	}
}

/// What an authorisation rule means for a line.
pub(super) enum Authority {
	NotNeeded,
	Granted(u8, Authorisation, Units),
	Denied(u8, Reason),
	Absent(u8, u32, Option<Money>),
}

/// Reason of a service outside the coverage.
pub(super) fn outside(coverage: &Coverage, day: i32) -> Option<Reason> {
	if day < coverage.from {
		return Some(Reason::BEFORE_COVERAGE);
	}
	coverage
		.until
		.filter(|until| day > *until)
		.map(|_| Reason::AFTER_COVERAGE)
}
