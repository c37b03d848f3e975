//! The pipeline.

mod gates;
mod package;
mod settle;
mod sharing;

use crate::{
	calendar::{after, year_and_month},
	claim::{Authorisation, Case, ClaimUse, Earlier, Frequency, Line, PriorAmounts, PriorPayer, Ruling, MAX_LINES},
	codes::{Group, Reason},
	money::{share, Amount, Money, Spread, Units, MAX_AMOUNT, MAX_UNITS},
	plan::{Category, CobMethod, Level, Measure, PriceBasis, Schedule, MAX_PARTS, MAX_PRICE_RULES},
	result::{
		Adjudication, Adjustment, AuthorisationUse, LineResult, Outcome, Pend, PendReason, Refusal, MAX_ADJUSTMENTS,
	},
	share::{Moment, Running, Shares},
	tally::{Effects, TallyFault},
	trace::{Stage, Step, Trace, Verdict},
};
use bounded_collections::{BoundedVec, ConstU32};
use gates::Authority;
use package::{gross_of, Entries, Parcel};
use settle::fix;
use sharing::Charged;

/// Adjudicates a claim.
///
/// `schedule` is the plan's fee schedule, `earlier` the member's earlier lines, `trace` takes the rules as they are
/// applied. The claim is refused as a whole, waits for a person, or is decided line by line; only a decided claim for
/// payment has effects.
pub fn adjudicate<S, E, T>(case: &Case<'_>, schedule: &S, earlier: &E, trace: &mut T) -> Result<Outcome, Refusal>
where
	S: Schedule + ?Sized,
	E: Earlier + ?Sized,
	T: Trace,
{
	envelope(case)?;
	let mut desk = Desk {
		case,
		running: Running {
			base: case.accumulators,
			effects: Effects::default(),
			tier: case.coverage.tier,
			of_claim: BoundedVec::new(),
			of_line: BoundedVec::new(),
		},
		uses: BoundedVec::new(),
		copays: BoundedVec::new(),
		parcels: BoundedVec::new(),
		places: BoundedVec::new(),
		present: 0,
		muted: false,
		trace,
	};
	desk.note(None, Stage::Envelope, Verdict::Passed, None, case.claim.total, 0);
	desk.note(None, Stage::Consent, Verdict::Passed, None, 0, 0);
	match desk.run(schedule, earlier) {
		Ok(adjudication) => {
			desk.note(None, Stage::Balance, Verdict::Passed, None, 0, 0);
			Ok(Outcome::Adjudicated(adjudication))
		},
		Err(Stop::Refuse(refusal)) => Err(refusal),
		Err(Stop::Pend(pend)) => {
			let stage = match pend.reason {
				PendReason::SuspectDuplicate => Stage::Duplicate,
				PendReason::AuthorisationPended => Stage::Authorisation,
				PendReason::NoPrice => Stage::Price,
				PendReason::AboveCeiling | PendReason::AccumulatorsFull => Stage::Envelope,
			};
			desk.note(pend.line, stage, Verdict::Pended, None, 0, 0);
			Ok(Outcome::Pended(pend))
		},
	}
}

/// Most copays of one claim that may go on over further lines.
const MAX_CHARGES: u32 = MAX_LINES.saturating_mul(MAX_PARTS);

/// Why the work on a claim stops.
enum Stop {
	Refuse(Refusal),
	Pend(Pend),
}

impl From<Refusal> for Stop {
	fn from(refusal: Refusal) -> Self {
		Self::Refuse(refusal)
	}
}

impl From<TallyFault> for Stop {
	fn from(fault: TallyFault) -> Self {
		match fault {
			TallyFault::Full => Self::Pend(Pend {
				reason: PendReason::AccumulatorsFull,
				line: None,
			}),
			other => Self::Refuse(other.into()),
		}
	}
}

fn pend<X>(reason: PendReason, line: &Line) -> Result<X, Stop> {
	Err(Stop::Pend(Pend {
		reason,
		line: Some(line.number),
	}))
}

/// What holds for the claim as a whole.
fn envelope(case: &Case<'_>) -> Result<(), Refusal> {
	let claim = case.claim;
	if claim.frequency == Frequency::Void {
		return Err(Refusal::VoidNotAdjudicated);
	}
	if claim.lines.is_empty() {
		return Err(Refusal::ZeroLines);
	}
	if claim.currency != case.plan.currency {
		return Err(Refusal::WrongCurrency);
	}
	let mut sum: Money = 0;
	for (at, line) in claim.lines.iter().enumerate() {
		if line.units == 0 {
			return Err(Refusal::ZeroUnits);
		}
		if line.units > MAX_UNITS {
			return Err(Refusal::UnitsOverflow);
		}
		if line.billed > MAX_AMOUNT {
			return Err(Refusal::AmountOverflow);
		}
		if claim
			.lines
			.iter()
			.skip(at.saturating_add(1))
			.any(|other| other.number == line.number)
		{
			return Err(Refusal::RepeatedLine);
		}
		sum = sum.checked_add(line.billed).ok_or(Refusal::AmountOverflow)?;
	}
	if sum > MAX_AMOUNT {
		return Err(Refusal::AmountOverflow);
	}
	if sum != claim.total {
		return Err(Refusal::LineSumMismatch);
	}
	if !case.consent {
		return Err(Refusal::ConsentMissing);
	}
	if let Some(prior) = case.prior {
		check_prior(prior)?;
	}
	for (at, ruling) in case.overrides.iter().enumerate() {
		let again = case
			.overrides
			.iter()
			.skip(at.saturating_add(1))
			.any(|other| other.line == ruling.line);
		if again || !claim.lines.iter().any(|line| line.number == ruling.line) {
			return Err(Refusal::NoSuchLine);
		}
	}
	Ok(())
}

fn check_prior(prior: &PriorPayer) -> Result<(), Refusal> {
	let fits = |amounts: &PriorAmounts| {
		[
			amounts.allowed.unwrap_or(0),
			amounts.paid,
			amounts.adjusted,
			amounts.obliged.unwrap_or(0),
		]
		.into_iter()
		.all(|amount| amount <= MAX_AMOUNT)
	};
	if !fits(&prior.claim) || !prior.lines.iter().all(|(_, amounts)| fits(amounts)) {
		return Err(Refusal::AmountOverflow);
	}
	for (at, (number, _)) in prior.lines.iter().enumerate() {
		if prior
			.lines
			.iter()
			.skip(at.saturating_add(1))
			.any(|(other, _)| other == number)
		{
			return Err(Refusal::RepeatedPriorLine);
		}
	}
	Ok(())
}

/// What one cost-share rule has of a line.
struct Part {
	rule: u8,
	/// Its part of the allowed amount.
	amount: Money,
	units: Units,
	shares: Shares,
	/// What coinsurance was computed on.
	coinsured: Money,
	deductible: Option<u8>,
	cap: Option<u8>,
}

/// A line while it is worked on.
#[derive(Default)]
struct Work {
	number: u16,
	billed: Money,
	/// Set when the line is denied: everything below is then zero.
	denied: Option<(Group, Reason)>,
	/// Billed for units that are denied.
	cut: Money,
	/// Adjustments for nobody's or the provider's account: they stand whatever other payers did.
	fixed: BoundedVec<Adjustment, ConstU32<MAX_ADJUSTMENTS>>,
	/// Adjustments for the patient's account beside the shares; what other payers paid may satisfy them.
	over: BoundedVec<(Reason, Money), ConstU32<MAX_ADJUSTMENTS>>,
	/// What a patient without contract bears above the allowed amount.
	excess: Money,
	uncontracted: bool,
	gross: Money,
	allowed: Money,
	shares: Shares,
	benefit: Money,
	category: Category,
	moment: Moment,
	/// What of its units is not denied.
	units: Units,
	/// Its days of care, if it is such care.
	care: Units,
	/// The first cost-share rule that holds it.
	rule: Option<u8>,
	/// What each cost-share rule has of it.
	parts: BoundedVec<Part, ConstU32<MAX_PARTS>>,
	/// Bit *n*: limit *n* counts this line.
	limits: u32,
	/// What limits on the allowed amount count.
	counted: Money,
	authorisation: Option<u32>,
	/// Place of the line in the claim.
	at: usize,
	/// Whether its price is a part of one for the whole claim.
	packaged: bool,
}

/// What a line comes to.
struct Settled {
	result: LineResult,
	/// What the patient bears of each share.
	borne: Shares,
	/// What reductions took of the payment.
	reduced: Money,
}

impl Settled {
	/// What the plan pays before reductions.
	fn benefit(&self) -> Money {
		self.result.paid.unsigned_abs().saturating_add(self.reduced)
	}
}

struct Desk<'a, T> {
	case: &'a Case<'a>,
	running: Running<'a>,
	uses: BoundedVec<AuthorisationUse, ConstU32<MAX_LINES>>,
	copays: BoundedVec<Charged, ConstU32<MAX_CHARGES>>,
	parcels: BoundedVec<Parcel, ConstU32<MAX_PRICE_RULES>>,
	/// Lines among several procedures of a day: place in the claim, rule and rate.
	places: BoundedVec<(usize, u8, u32), ConstU32<MAX_LINES>>,
	/// Bit *n*: the claim has a line of category *n*.
	present: u128,
	/// Steps are not traced: what is done is a rehearsal.
	muted: bool,
	trace: &'a mut T,
}

fn amount(money: Money) -> Result<Amount, Refusal> {
	Amount::try_from(money).map_err(|_| Refusal::AmountOverflow)
}

fn plus(a: Money, b: Money) -> Result<Money, Refusal> {
	a.checked_add(b).ok_or(Refusal::AmountOverflow)
}

fn small(at: usize) -> u8 {
	u8::try_from(at).unwrap_or(u8::MAX)
}

impl<T: Trace> Desk<'_, T> {
	fn note(&mut self, line: Option<u16>, stage: Stage, verdict: Verdict, rule: Option<u8>, what: Money, from: Money) {
		if self.muted {
			return;
		}
		let clip = |money: Money| Amount::try_from(money).unwrap_or(Amount::MAX);
		self.trace.step(Step {
			line,
			stage,
			verdict,
			rule,
			amount: clip(what),
			basis: clip(from),
		});
	}

	fn run<S, E>(&mut self, schedule: &S, earlier: &E) -> Result<Adjudication, Stop>
	where
		S: Schedule + ?Sized,
		E: Earlier + ?Sized,
	{
		let case = self.case;
		let claim = case.claim;
		if let Some(ceiling) = case.plan.ceiling {
			if claim.usage == ClaimUse::Claim && claim.total > ceiling && !case.released {
				return Err(Stop::Pend(Pend {
					reason: PendReason::AboveCeiling,
					line: None,
				}));
			}
		}
		let by_line = match case.prior {
			None => true,
			Some(_) if case.plan.cob.method == CobMethod::MaintenanceOfBenefits => true,
			Some(prior) => case.plan.cob.level == Level::Reported && !prior.lines.is_empty(),
		};
		let mut spread = Spread::new(case.prior.map_or(0, |p| p.claim.paid.min(claim.total)), claim.total);
		let mut adjudication = Adjudication::default();
		let mut works: BoundedVec<Work, ConstU32<MAX_LINES>> = BoundedVec::new();
		let mut entries: Entries = BoundedVec::new();
		for line in &claim.lines {
			let entry = schedule.price(&line.service, case.network);
			entries.try_push(entry).map_err(|_| Refusal::TooManyLines)?;
		}
		for (at, line) in claim.lines.iter().enumerate() {
			let category = self.category_of(line, &entries, at);
			self.present |= 1u128.checked_shl(category.0.into()).unwrap_or(0);
		}
		self.parcels(schedule, earlier, &entries)?;
		self.ranks(earlier, &entries)?;
		for (at, line) in claim.lines.iter().enumerate() {
			let share_of_paid = spread.next(line.billed).ok_or(Refusal::AmountOverflow)?;
			let prior = case
				.prior
				.filter(|_| by_line)
				.map(|prior| prior_of(prior, line.number, share_of_paid));
			let work = self.line(at, line, &entries, earlier, prior.as_ref())?;
			if by_line {
				let settled = self.settle_alone(&work, prior.as_ref())?;
				self.credit(&work, &settled)?;
				adjudication
					.lines
					.try_push(settled.result)
					.map_err(|_| Refusal::TooManyLines)?;
			} else {
				self.credit_tentatively(&work)?;
				works.try_push(work).map_err(|_| Refusal::TooManyLines)?;
			}
		}
		if let Some(prior) = case.prior.filter(|_| !by_line) {
			self.running.effects = Effects::default();
			self.running.of_claim = BoundedVec::new();
			self.uses = BoundedVec::new();
			self.parcels.iter_mut().for_each(Parcel::count_anew);
			self.settle_together(&works, prior, &mut adjudication)?;
		}
		adjudication.totals = Adjudication::sum(&adjudication.lines)?;
		if claim.usage == ClaimUse::Claim {
			adjudication.effects = core::mem::take(&mut self.running.effects);
			adjudication.uses = core::mem::take(&mut self.uses);
			// Accumulators must be able to take what the claim decides, else it is not decided.
			let mut after = self.running.base.clone();
			after.apply(&adjudication.effects.0)?;
		}
		adjudication.check()?;
		Ok(adjudication)
	}

	/// Takes one line up to what the plan would pay alone.
	fn line<E>(
		&mut self,
		at: usize,
		line: &Line,
		entries: &Entries,
		earlier: &E,
		prior: Option<&PriorAmounts>,
	) -> Result<Work, Stop>
	where
		E: Earlier + ?Sized,
	{
		let case = self.case;
		let plan = case.plan;
		let entry = entries.get(at).copied().flatten();
		let category = self.category_of(line, entries, at);
		let days = self.parcel_of(at).map(|parcel| parcel.days);
		let mut work = Work {
			at,
			packaged: days.is_some(),
			number: line.number,
			billed: line.billed,
			category,
			moment: self.moment(line.day, days.unwrap_or(line.units)),
			units: line.units,
			care: days.unwrap_or(line.units),
			..Work::default()
		};
		let ruling = case.overrides.iter().find(|o| o.line == line.number).map(|o| o.ruling);
		let mut stop_at_rules = true;
		match ruling {
			Some(Ruling::Deny { group, reason }) => {
				return Ok(self.deny(work, Stage::Override, None, Some(group), reason));
			},
			Some(Ruling::Accept) => stop_at_rules = false,
			Some(Ruling::Price(_)) | None => {},
		}
		let mut kept = line.units;
		let mut authorised: Option<Authorisation> = None;
		let mut penalty: Option<(u8, u32, Option<Money>)> = None;
		if stop_at_rules {
			if let Some((stage, rule, reason)) = self.gates(line, category, earlier)? {
				return Ok(self.deny(work, stage, rule, None, reason));
			}
			match self.authorisation(line, category)? {
				Authority::NotNeeded => {},
				Authority::Denied(rule, reason) => {
					return Ok(self.deny(work, Stage::Authorisation, Some(rule), None, reason));
				},
				Authority::Absent(rule, rate, most) => penalty = Some((rule, rate, most)),
				Authority::Granted(rule, found, units) => {
					self.note(
						Some(line.number),
						Stage::Authorisation,
						Verdict::Passed,
						Some(rule),
						0,
						0,
					);
					if units < kept {
						self.cut(&mut work, line, Reason::AUTHORISATION_EXCEEDED, units)?;
						kept = units;
					}
					authorised = Some(found);
					work.authorisation = Some(found.id);
				},
			}
			for (at, rule) in plan.waiting.iter().enumerate() {
				// Ninety days from 1 January are over when 1 April begins.
				if rule.scope.holds(category, case.network) && line.day < after(case.coverage.enrolled, rule.period) {
					return Ok(self.deny(work, Stage::Waiting, Some(small(at)), None, Reason::WAITING));
				}
			}
		}
		let first = self.share_rule(&work, 0);
		let Some((at, rule)) = first.and_then(|at| Some((at, plan.shares.get(at)?))) else {
			return Ok(self.deny(work, Stage::Covered, None, None, Reason::NOT_COVERED));
		};
		let place = Some(small(at));
		work.rule = place;
		if !rule.covered && stop_at_rules {
			return Ok(self.deny(work, Stage::Covered, place, None, Reason::NOT_COVERED));
		}
		if stop_at_rules {
			if let Some((limit, reason)) = self.limits_before_price(line, &mut work, &mut kept)? {
				return Ok(self.deny(work, Stage::Limit, Some(limit), None, reason));
			}
		} else {
			self.mark_limits(&mut work);
		}
		work.units = kept;
		self.price(line, entry.map(|e| e.basis), ruling, kept, &mut work)?;
		if work.denied.is_some() {
			return Ok(work);
		}
		let mut base = work.allowed;
		if let Some(Authorisation {
			amount: Some(left), id, ..
		}) = authorised
		{
			let used = self
				.uses
				.iter()
				.find(|u| u.id == id)
				.map_or(0, |u| u.amount.unsigned_abs());
			base = self.reduce(
				&mut work,
				base,
				left.saturating_sub(used),
				Stage::Authorisation,
				None,
				Reason::AUTHORISATION_EXCEEDED,
			)?;
		}
		if let Some((at, rate, most)) = penalty {
			let cut = share(base, rate, plan.rounding).ok_or(Refusal::AmountOverflow)?;
			let cut = most.map_or(cut, |most| cut.min(most)).min(base);
			let to = base.saturating_sub(cut);
			base = self.reduce(
				&mut work,
				base,
				to,
				Stage::Penalty,
				Some(at),
				Reason::AUTHORISATION_ABSENT,
			)?;
		}
		if stop_at_rules {
			base = self.limits_on(Measure::Allowed, &mut work, base)?;
		}
		work.counted = base;
		let gross_base = match (plan.cob.method, prior) {
			(CobMethod::MaintenanceOfBenefits, Some(prior)) => {
				let left = base.saturating_sub(prior.paid);
				self.note(
					Some(work.number),
					Stage::Coordination,
					Verdict::Applied,
					None,
					base.saturating_sub(left),
					prior.paid,
				);
				left
			},
			// 42 CFR 411.33(e): deductible and coinsurance are those of the gross amount payable.
			(CobMethod::LowestOfGross, _) if case.prior.is_some() && base == work.allowed => work.gross.max(base),
			_ => base,
		};
		self.shares(line, base, gross_base, stop_at_rules, &mut work)?;
		if stop_at_rules {
			let benefit = work.benefit;
			work.benefit = self.limits_on(Measure::Paid, &mut work, benefit)?;
		}
		self.note(
			Some(work.number),
			Stage::Benefit,
			Verdict::Passed,
			None,
			work.benefit,
			work.allowed,
		);
		Ok(work)
	}

	fn deny(&mut self, mut work: Work, stage: Stage, rule: Option<u8>, group: Option<Group>, reason: Reason) -> Work {
		work.denied = Some((group.unwrap_or_else(|| self.case.plan.group_of(reason)), reason));
		work.fixed = BoundedVec::new();
		work.over = BoundedVec::new();
		self.note(Some(work.number), stage, Verdict::Denied, rule, work.billed, 0);
		work
	}

	/// Allowed = the lower of billed and price; what is above is the provider's or, without contract, the patient's.
	fn price(
		&mut self,
		line: &Line,
		scheduled: Option<PriceBasis>,
		ruling: Option<Ruling>,
		units: Units,
		work: &mut Work,
	) -> Result<(), Stop> {
		let case = self.case;
		let plan = case.plan;
		let billed = line.billed.saturating_sub(work.cut);
		let mut rule = None;
		let mut part_of = None;
		if work.packaged {
			if let Some(parcel) = self.parcel(work.at) {
				rule = parcel.rule;
				part_of = Some(match parcel.basis {
					Some(basis) => basis,
					None => PriceBasis::Line(parcel.next(line.billed).ok_or(Refusal::AmountOverflow)?),
				});
			}
		}
		let basis = match (ruling, part_of, scheduled) {
			(Some(Ruling::Price(price)), ..) => {
				rule = None;
				PriceBasis::Line(price)
			},
			(_, Some(part), _) => part,
			(_, _, Some(basis)) => basis,
			_ => {
				let found = plan
					.prices
					.iter()
					.enumerate()
					.find(|(_, r)| r.scope.holds(work.category, case.network));
				rule = found.map(|(at, _)| small(at));
				found.map_or(PriceBasis::Pend, |(_, r)| r.basis)
			},
		};
		let Some(gross) = gross_of(basis, billed, units, plan.rounding) else {
			if basis == PriceBasis::Pend && !case.released {
				return pend(PendReason::NoPrice, line);
			}
			work.denied = Some((plan.group_of(Reason::NOT_COVERED), Reason::NOT_COVERED));
			work.fixed = BoundedVec::new();
			work.over = BoundedVec::new();
			self.note(Some(line.number), Stage::Price, Verdict::Denied, rule, work.billed, 0);
			return Ok(());
		};
		work.gross = gross.ok_or(Refusal::AmountOverflow)?;
		let ruled = matches!(ruling, Some(Ruling::Price(_)));
		let place = self.places.iter().find(|(at, ..)| *at == work.at && !ruled).copied();
		if let Some((_, rank, rate)) = place {
			let full = work.gross;
			work.gross = share(full, rate, plan.rounding).ok_or(Refusal::AmountOverflow)?;
			self.note(
				Some(line.number),
				Stage::Rank,
				Verdict::Applied,
				Some(rank),
				work.gross,
				full,
			);
		}
		work.allowed = work.gross.min(billed);
		work.uncontracted = plan.excess_group(case.network) == Group::Patient;
		if work.uncontracted {
			work.excess = billed.saturating_sub(work.allowed);
		}
		self.note(
			Some(line.number),
			Stage::Price,
			Verdict::Applied,
			rule,
			work.allowed,
			billed,
		);
		Ok(())
	}

	/// When a line takes place; `care` are its days in thousandths.
	fn moment(&self, day: i32, care: Units) -> Moment {
		let plan = self.case.plan;
		let (year, month) = year_and_month(day, plan.year);
		Moment {
			day,
			year,
			month,
			spell: plan
				.spell
				.map_or((day, day), |spell| self.running.spell_of(spell, day, care)),
		}
	}
}

fn prior_of(prior: &PriorPayer, number: u16, share_of_paid: Money) -> PriorAmounts {
	if prior.lines.is_empty() {
		return PriorAmounts {
			paid: share_of_paid,
			..PriorAmounts::default()
		};
	}
	prior
		.lines
		.iter()
		.find(|(n, _)| *n == number)
		.map_or_else(PriorAmounts::default, |(_, amounts)| *amounts)
}
