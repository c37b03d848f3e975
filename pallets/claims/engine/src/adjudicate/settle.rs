//! What comes of a line once other payers are known, and what it changes in the accumulators.

use super::{amount, package::CARE, plus, small, Desk, Part, Settled, Stop, Work};
use crate::{
	claim::{Case, PriorAmounts, PriorPayer, MAX_LINES},
	codes::{Group, Reason},
	coordinate::{coordinate, Coordinated, Own},
	money::{mul_div, share, Money, Rounding, Spread},
	plan::{bit8, Credit, Measure, Role, Share, Span},
	result::{Adjudication, Adjustment, AuthorisationUse, LineResult, Refusal},
	share::{part, position, total, Pot, Shares},
	tally::{Counter, Owner, Window},
	trace::{Stage, Trace, Verdict},
};
use bounded_collections::{BoundedVec, ConstU32};

impl<T: Trace> Desk<'_, T> {
	/// A line by itself, with what a prior payer did for it.
	pub(super) fn settle_alone(&mut self, work: &Work, prior: Option<&PriorAmounts>) -> Result<Settled, Stop> {
		let own = own_of(work)?;
		let Some(prior) = prior else {
			let settled = settle(self.case, work, work.benefit, own.patient, 0)?;
			self.note_reduction(&settled);
			return Ok(settled);
		};
		let known = plus(prior.paid, prior.adjusted)?;
		if work.denied.is_some() {
			return Ok(settle(self.case, work, 0, 0, known)?);
		}
		let Coordinated { paid, patient } = coordinate(&self.case.plan.cob, &own, prior);
		self.note(
			Some(work.number),
			Stage::Coordination,
			Verdict::Applied,
			None,
			paid,
			prior.paid,
		);
		let settled = settle(self.case, work, paid, patient.min(own.patient), known)?;
		self.note_reduction(&settled);
		Ok(settled)
	}

	fn note_reduction(&mut self, settled: &Settled) {
		if settled.reduced > 0 {
			let (number, benefit) = (Some(settled.result.number), settled.benefit());
			self.note(
				number,
				Stage::Reduction,
				Verdict::Applied,
				None,
				settled.reduced,
				benefit,
			);
		}
	}

	/// All lines together, with what a prior payer did for the claim. What is paid is spread over the lines by what each
	/// would have been paid, the patient's part by what each would have left.
	pub(super) fn settle_together(
		&mut self,
		works: &[Work],
		payer: &PriorPayer,
		adjudication: &mut Adjudication,
	) -> Result<(), Stop> {
		let prior = &payer.claim;
		let mut all = Own {
			billed: 0,
			gross: 0,
			allowed: 0,
			shares: 0,
			patient: 0,
			benefit: 0,
			uncontracted: false,
		};
		for work in works.iter().filter(|w| w.denied.is_none()) {
			let own = own_of(work)?;
			all.billed = plus(all.billed, own.billed)?;
			all.gross = plus(all.gross, own.gross)?;
			all.allowed = plus(all.allowed, own.allowed)?;
			all.shares = plus(all.shares, own.shares)?;
			all.patient = plus(all.patient, own.patient)?;
			all.benefit = plus(all.benefit, own.benefit)?;
			all.uncontracted |= own.uncontracted;
		}
		let covered = self.prior_of_covered(works, payer, all.billed);
		let Coordinated { paid, patient } = coordinate(&self.case.plan.cob, &all, &covered);
		let patient = patient.min(all.patient);
		self.note(None, Stage::Coordination, Verdict::Applied, None, paid, covered.paid);
		let mut pays = Spread::new(paid, all.benefit);
		let mut bears = Spread::new(patient, all.patient);
		let mut parts: BoundedVec<(Money, Money, Money), ConstU32<MAX_LINES>> = BoundedVec::new();
		let mut open_total: Money = 0;
		for work in works {
			let own = own_of(work)?;
			let (paid, borne) = match work.denied {
				Some(_) => (0, 0),
				None => (
					pays.next(own.benefit).ok_or(Refusal::AmountOverflow)?,
					bears.next(own.patient).ok_or(Refusal::AmountOverflow)?,
				),
			};
			let open = work
				.billed
				.saturating_sub(paid)
				.saturating_sub(borne)
				.saturating_sub(standing(work)?);
			open_total = plus(open_total, open)?;
			parts.try_push((paid, borne, open)).map_err(|_| Refusal::TooManyLines)?;
		}
		let known = plus(prior.paid, prior.adjusted)?.min(open_total);
		let mut elsewhere = Spread::new(known, open_total);
		for (work, (paid, borne, open)) in works.iter().zip(parts) {
			let theirs = elsewhere.next(open).ok_or(Refusal::AmountOverflow)?;
			let settled = settle(self.case, work, paid, borne, theirs)?;
			self.note_reduction(&settled);
			self.credit(work, &settled)?;
			adjudication
				.lines
				.try_push(settled.result)
				.map_err(|_| Refusal::TooManyLines)?;
		}
		Ok(())
	}

	/// What a prior payer did for the lines that this plan covers (42 CFR 411.33(e)(2)): its result without the lines that are
	/// denied here or, where it reported none, by what is billed.
	fn prior_of_covered(&self, works: &[Work], payer: &PriorPayer, billed: Money) -> PriorAmounts {
		let prior = payer.claim;
		if payer.lines.is_empty() {
			let total = self.case.claim.total;
			let left = |of: Money| {
				let denied = mul_div(of, total.saturating_sub(billed), total, Rounding::Truncate);
				denied.map_or(of, |denied| of.saturating_sub(denied))
			};
			return PriorAmounts {
				allowed: prior.allowed.map(left),
				paid: left(prior.paid),
				adjusted: left(prior.adjusted),
				obliged: prior.obliged.map(left),
			};
		}
		let lines = |work: &Work| payer.lines.iter().find(|(number, _)| *number == work.number);
		works
			.iter()
			.filter(|work| work.denied.is_some())
			.fold(prior, |left, work| {
				let line = lines(work).map_or_else(PriorAmounts::default, |(_, line)| *line);
				// Never more than was billed for it: whatever is reported, all payers together do not pay more than that.
				let without = |all: Money, of: Money| all.saturating_sub(of.min(work.billed));
				PriorAmounts {
					allowed: left.allowed.map(|all| without(all, line.allowed.unwrap_or(0))),
					paid: without(left.paid, line.paid),
					adjusted: without(left.adjusted, line.adjusted),
					obliged: left.obliged.map(|all| without(all, line.obliged.unwrap_or(0))),
				}
			})
	}

	/// Effects of a line before coordination is known, so that the next line sees what this one may use.
	pub(super) fn credit_tentatively(&mut self, work: &Work) -> Result<(), Stop> {
		if work.denied.is_some() {
			return Ok(());
		}
		let muted = core::mem::replace(&mut self.muted, true);
		let credited = self.credit_amounts(work, &work.shares, &work.shares, work.benefit);
		self.muted = muted;
		credited
	}

	pub(super) fn credit(&mut self, work: &Work, settled: &Settled) -> Result<(), Stop> {
		if work.denied.is_some() {
			return Ok(());
		}
		let cob = &self.case.plan.cob;
		let of = |credit: Credit| match credit {
			Credit::Borne if self.case.prior.is_some() => settled.borne,
			_ => work.shares,
		};
		let (deductible, cap) = (of(cob.deductible), of(cob.out_of_pocket));
		self.credit_amounts(work, &deductible, &cap, settled.benefit())
	}

	/// Adds the shares of one part of a line to its deductible and its out-of-pocket maximum, and to those they are linked to.
	pub(super) fn credit_pots(
		&mut self,
		of: &Part,
		deductible: &Shares,
		cap: &Shares,
		work: &Work,
	) -> Result<(), Stop> {
		let plan = self.case.plan;
		let when = &work.moment;
		if let Some((at, rule)) = of
			.deductible
			.and_then(|n| Some((n, plan.deductibles.get(usize::from(n))?)))
		{
			let taken = part(deductible, Share::Deductible);
			let mut carried = self.running.take(plan, at, when, taken)?;
			for (other, more) in (0u8..).zip(&plan.deductibles) {
				if other != at && bit8(rule.also | rule.part_of, other) {
					let room = self.running.remaining(Pot::deductible(more, other), when).unwrap_or(0);
					carried = carried.max(self.running.take(plan, other, when, taken.min(room))?);
				}
			}
			if carried > 0 {
				let number = Some(work.number);
				self.note(number, Stage::CarryOver, Verdict::Applied, Some(at), carried, taken);
			}
		}
		if let Some((at, rule)) = of.cap.and_then(|n| Some((n, plan.caps.get(usize::from(n))?))) {
			let counted = |counts: [bool; 3]| {
				let parts = cap.iter().zip(counts).filter(|(_, counts)| *counts);
				parts.map(|(share, _)| *share).fold(0, Money::saturating_add)
			};
			let taken = counted(rule.counts);
			self.running.credit(Pot::cap(rule, at), when, taken)?;
			for (other, more) in (0u8..).zip(&plan.caps) {
				let pot = Pot::cap(more, other);
				let counts = match other {
					_ if other == at => continue,
					_ if bit8(rule.part_of, other) => counted(more.counts),
					_ if bit8(rule.also, other) => taken,
					_ => continue,
				};
				let room = self.running.remaining(pot, when).unwrap_or(0);
				self.running.credit(pot, when, counts.min(room))?;
			}
		}
		Ok(())
	}

	/// Adds a line to everything that counts it. `paid` is what the plan pays before reductions, which are between it and the
	/// provider: what is left of the member's benefits does not depend on them.
	pub(super) fn credit_amounts(
		&mut self,
		work: &Work,
		deductible: &Shares,
		cap: &Shares,
		paid: Money,
	) -> Result<(), Stop> {
		let plan = self.case.plan;
		let patient = total(cap)?;
		let (mut deductible, mut cap) = (*deductible, *cap);
		for part in &work.parts {
			let shares = (lower(&part.shares, &mut deductible), lower(&part.shares, &mut cap));
			self.credit_pots(part, &shares.0, &shares.1, work)?;
		}
		if let Some(spell) = plan.spell {
			if spell.scope.holds(work.category, self.case.network) {
				let days = match self.parcel(work.at) {
					Some(parcel) => parcel.count(CARE, work.care.into())?,
					None => work.care.into(),
				};
				let day = Window::Day(work.moment.day);
				self.running.effects.add(Owner::Member, Counter::Care, day, days)?;
			}
		}
		for (at, limit) in plan.limits.iter().enumerate() {
			let place = small(at);
			let own = |part: &Part| {
				plan.shares
					.get(usize::from(part.rule))
					.is_some_and(|r| r.within == Some(place))
			};
			let marked = match limit.role {
				Role::MarksOwn => work.parts.iter().any(own),
				Role::Ends | Role::Marks => work.limits.checked_shr(place.into()).is_some_and(|m| m & 1 == 1),
			};
			if !marked {
				continue;
			}
			let used = match (limit.role, limit.measure) {
				(_, Measure::Services | Measure::Visits) => 1,
				(Role::Ends, Measure::Units) => u128::from(work.units),
				(Role::Ends | Role::Marks, Measure::Allowed) => work.counted,
				(Role::Ends | Role::Marks, Measure::Paid) => paid,
				(Role::Marks, Measure::Patient) => patient,
				// After another payer, or at a limit, less is paid and borne than the parts come to.
				(Role::MarksOwn, Measure::Paid) => self.part_used(limit, place, work, paid),
				(Role::MarksOwn, Measure::Patient) => self.part_used(limit, place, work, patient),
				(_, Measure::Units) => {
					let used = self.part_used(limit, place, work, u128::MAX);
					match self.parcel(work.at) {
						Some(parcel) => parcel.count(place, used)?,
						None => used,
					}
				},
				_ => self.part_used(limit, place, work, u128::MAX),
			};
			let counter = Counter::Limit(place);
			// Visits are kept by their day, whatever they are counted over.
			let window = match limit.measure {
				Measure::Visits => Some(Window::Day(work.moment.day)),
				_ => work.moment.window(limit.span),
			};
			let Some(window) = window else {
				if limit.span == Span::Claim {
					self.running.count(limit.span, counter, used)?;
				}
				continue;
			};
			let owner = self.owner_of(limit);
			if owner == Owner::Family {
				// A visit is one of the family when it is the member's first of that day.
				let seen = limit.measure == Measure::Visits && self.running.used(Owner::Member, counter, window) > 0;
				let counts = if seen { 0 } else { used };
				self.running.effects.add(Owner::Family, counter, window, counts)?;
			}
			self.running.effects.add(Owner::Member, counter, window, used)?;
		}
		if let Some(id) = work.authorisation {
			let units = i64::try_from(work.units).map_err(|_| Refusal::UnitsOverflow)?;
			let spent = amount(work.counted)?;
			match self.uses.iter_mut().find(|u| u.id == id) {
				Some(known) => {
					known.units = known.units.checked_add(units).ok_or(Refusal::UnitsOverflow)?;
					known.amount = known.amount.checked_add(spent).ok_or(Refusal::AmountOverflow)?;
				},
				None => {
					self.uses
						.try_push(AuthorisationUse {
							id,
							units,
							amount: spent,
						})
						.map_err(|_| Refusal::TooManyLines)?;
				},
			}
		}
		Ok(())
	}
}

/// Of shares what others, which become less by it, still hold.
fn lower(shares: &Shares, left: &mut Shares) -> Shares {
	let mut taken = *shares;
	for (taken, left) in taken.iter_mut().zip(left) {
		*taken = (*taken).min(*left);
		*left = left.saturating_sub(*taken);
	}
	taken
}

/// Adjusts a line beside its shares.
pub(super) fn fix(work: &mut Work, group: Group, reason: Reason, money: Money) -> Result<(), Refusal> {
	if money == 0 {
		return Ok(());
	}
	if group == Group::Patient {
		if let Some((_, known)) = work.over.iter_mut().find(|(r, _)| *r == reason) {
			*known = plus(*known, money)?;
			return Ok(());
		}
		return work
			.over
			.try_push((reason, money))
			.map_err(|_| Refusal::TooManyAdjustments);
	}
	let more = amount(money)?;
	if let Some(known) = work.fixed.iter_mut().find(|a| a.group == group && a.reason == reason) {
		known.amount = known.amount.checked_add(more).ok_or(Refusal::AmountOverflow)?;
		return Ok(());
	}
	work.fixed
		.try_push(Adjustment {
			group,
			reason,
			amount: more,
		})
		.map_err(|_| Refusal::TooManyAdjustments)
}

/// Adjustments that stand whatever other payers did.
pub(super) fn standing(work: &Work) -> Result<Money, Refusal> {
	work.fixed
		.iter()
		.try_fold(0, |sum, a| plus(sum, a.amount.unsigned_abs()))
}

pub(super) fn own_of(work: &Work) -> Result<Own, Refusal> {
	let over = work.over.iter().try_fold(0, |sum, (_, over)| plus(sum, *over))?;
	let shares = total(&work.shares)?;
	Ok(Own {
		billed: work.billed,
		gross: work.gross,
		allowed: work.allowed,
		shares,
		patient: plus(plus(shares, over)?, work.excess)?,
		benefit: work.benefit,
		uncontracted: work.uncontracted,
	})
}

/// Writes the result of a line: `paid` by the plan, `borne` by the patient, up to `elsewhere` settled by the payers
/// before (X12 005010X221 §1.10.2.13: what they paid and adjusted), the rest by contract.
pub(super) fn settle(
	case: &Case<'_>,
	work: &Work,
	paid: Money,
	borne: Money,
	elsewhere: Money,
) -> Result<Settled, Refusal> {
	let mut result = LineResult {
		number: work.number,
		billed: amount(work.billed)?,
		allowed: amount(work.allowed)?,
		paid: 0,
		patient: 0,
		adjustments: BoundedVec::new(),
	};
	let mut kept: Shares = [0; 3];
	let mut reduced: Money = 0;
	if let Some((group, reason)) = work.denied {
		let theirs = elsewhere.min(work.billed);
		result.adjust(group, reason, amount(work.billed.saturating_sub(theirs))?)?;
		result.adjust(Group::Other, Reason::PRIOR_PAYER, amount(theirs)?)?;
	} else {
		let rest = work
			.billed
			.checked_sub(plus(plus(paid, borne)?, standing(work)?)?)
			.ok_or(Refusal::Unbalanced)?;
		let theirs = elsewhere.min(rest);
		result.adjust(
			Group::Contractual,
			Reason::FEE_SCHEDULE,
			amount(rest.saturating_sub(theirs))?,
		)?;
		for fixed in &work.fixed {
			result.adjust(fixed.group, fixed.reason, fixed.amount)?;
		}
		// What others paid satisfies the patient's shares in the plan's order, then what is above limits, then what is
		// above the allowed amount.
		let rule = work.rule.and_then(|at| case.plan.shares.get(usize::from(at)));
		let order = rule.and_then(|r| r.order).unwrap_or(case.plan.order);
		let mut forgiven = own_of(work)?.patient.saturating_sub(borne);
		let mut keep = |money: Money| {
			let less = forgiven.min(money);
			forgiven = forgiven.saturating_sub(less);
			money.saturating_sub(less)
		};
		for step in order {
			let stays = keep(part(&work.shares, step));
			if let Some(slot) = kept.get_mut(position(step)) {
				*slot = stays;
			}
			let reason = match step {
				Share::Deductible => Reason::DEDUCTIBLE,
				Share::Coinsurance => Reason::COINSURANCE,
				Share::Copay => Reason::COPAY,
			};
			result.adjust(Group::Patient, reason, amount(stays)?)?;
		}
		for (reason, over) in &work.over {
			result.adjust(Group::Patient, *reason, amount(keep(*over))?)?;
		}
		result.adjust(Group::Patient, Reason::FEE_SCHEDULE, amount(keep(work.excess))?)?;
		result.adjust(Group::Other, Reason::PRIOR_PAYER, amount(theirs)?)?;
		let mut pays = paid;
		for cut in &case.plan.reductions {
			if cut.scope.holds(work.category, case.network) {
				let part = share(paid, cut.rate, case.plan.rounding)
					.ok_or(Refusal::AmountOverflow)?
					.min(pays);
				pays = pays.saturating_sub(part);
				reduced = plus(reduced, part)?;
				result.adjust(case.plan.group_of(cut.reason), cut.reason, amount(part)?)?;
			}
		}
		result.paid = amount(pays)?;
	}
	for adjustment in result.adjustments.iter().filter(|a| a.group == Group::Patient) {
		result.patient = result
			.patient
			.checked_add(adjustment.amount)
			.ok_or(Refusal::AmountOverflow)?;
	}
	Ok(Settled {
		result,
		borne: kept,
		reduced,
	})
}
