//! Prices of a whole claim: a case rate, a group (DRG), an amount for each day. The price is spread over the lines that
//! it covers by what each bills, so that the parts sum to it and every later stage works on lines as ever.

use super::{gates::Authority, plus, small, Desk, Work};
use crate::{
	calendar::after,
	claim::{Earlier, Line, Ruling, MAX_LINES},
	money::{mul_div, times, Money, Rounding, Spread, Units, MAX_UNITS, ONE_UNIT, WHOLE},
	plan::{Category, Price, PriceBasis, Schedule, ServiceKey},
	result::Refusal,
	trace::{Stage, Trace, Verdict},
};
use bounded_collections::{BoundedVec, ConstU32};

/// Prices of the lines in the fee schedule, in the order of the claim.
pub(super) type Entries = BoundedVec<Option<Price>, ConstU32<MAX_LINES>>;

/// A price for several lines together.
pub(super) struct Parcel {
	/// Position of the price rule; `None` when the fee schedule has the price.
	pub rule: Option<u8>,
	/// Bit *n*: the price covers the line at *n*.
	lines: u64,
	/// Days of the stay in thousandths.
	pub days: Units,
	/// Its price is that of no service, or a person's to say.
	pub basis: Option<PriceBasis>,
	spread: Spread,
	/// What coinsurance was computed on so far, by cost-share rule.
	bases: BoundedVec<(u8, Money), ConstU32<MAX_LINES>>,
	/// What its days were counted for, and how many: a limit, or [`CARE`].
	counts: BoundedVec<(u8, u128), ConstU32<MAX_LINES>>,
}

/// Days of care, beside limits.
pub(super) const CARE: u8 = u8::MAX;

impl Parcel {
	fn new(rule: Option<u8>, lines: u64, days: Units) -> Self {
		Self {
			rule,
			lines,
			days,
			basis: None,
			spread: Spread::new(0, 0),
			bases: BoundedVec::new(),
			counts: BoundedVec::new(),
		}
	}

	/// The part of the price for the next line.
	pub fn next(&mut self, billed: Money) -> Option<Money> {
		self.spread.next(billed)
	}

	/// What coinsurance under a rule was computed on so far.
	pub fn before(&self, rule: u8) -> Money {
		self.bases
			.iter()
			.find(|(at, _)| *at == rule)
			.map_or(0, |(_, base)| *base)
	}

	/// The days that were counted for this.
	pub fn counted(&self, what: u8) -> u128 {
		self.counts
			.iter()
			.find(|(at, _)| *at == what)
			.map_or(0, |(_, days)| *days)
	}

	/// The days of the stay that are still to be counted for this: all of them once.
	pub fn count(&mut self, what: u8, days: u128) -> Result<u128, Refusal> {
		if self.counts.iter().any(|(at, _)| *at == what) {
			return Ok(0);
		}
		self.counts
			.try_push((what, days))
			.map_err(|_| Refusal::TooManyAdjustments)?;
		Ok(days)
	}

	/// Nothing was counted yet.
	pub fn count_anew(&mut self) {
		self.counts = BoundedVec::new();
	}

	/// Adds to it.
	pub fn add(&mut self, rule: u8, base: Money) -> Result<(), Refusal> {
		match self.bases.iter_mut().find(|(at, _)| *at == rule) {
			Some((_, known)) => *known = plus(*known, base)?,
			None => self
				.bases
				.try_push((rule, base))
				.map_err(|_| Refusal::TooManyAdjustments)?,
		}
		Ok(())
	}
}

fn bit(at: usize) -> u64 {
	u32::try_from(at).ok().and_then(|at| 1u64.checked_shl(at)).unwrap_or(0)
}

fn whole(basis: PriceBasis) -> bool {
	matches!(basis, PriceBasis::Claim(_) | PriceBasis::Day(_))
}

impl<T: Trace> Desk<'_, T> {
	/// The parcel of the line at this place.
	pub(super) fn parcel(&mut self, at: usize) -> Option<&mut Parcel> {
		let mask = bit(at);
		self.parcels.iter_mut().find(|p| p.lines & mask != 0)
	}

	/// The same, to read.
	pub(super) fn parcel_of(&self, at: usize) -> Option<&Parcel> {
		let mask = bit(at);
		self.parcels.iter().find(|p| p.lines & mask != 0)
	}

	/// Finds what is priced as a whole.
	pub(super) fn parcels<S, E>(&mut self, schedule: &S, earlier: &E, entries: &Entries) -> Result<(), Refusal>
	where
		S: Schedule + ?Sized,
		E: Earlier + ?Sized,
	{
		let case = self.case;
		let plan = case.plan;
		let package = case.claim.package;
		let of_group = package
			.and_then(|p| p.service)
			.and_then(|service| schedule.price(&service, case.network));
		let by_line = entries.iter().flatten().any(|price| whole(price.basis));
		let by_rule = plan.prices.iter().any(|rule| whole(rule.basis));
		if of_group.is_none() && !by_line && !by_rule {
			return Ok(());
		}
		let open = self.open(earlier, entries);
		if let Some(price) = of_group {
			let lines = self.packaged(open, entries);
			let billed = self.billed_of(lines)?;
			let days = self.stay(lines);
			let mut parcel = Parcel::new(None, lines, days);
			let gross = match price.basis {
				PriceBasis::Unit(amount) | PriceBasis::Day(amount) => times(amount, days, plan.rounding),
				PriceBasis::Line(amount) | PriceBasis::Claim(amount) => Some(amount),
				PriceBasis::Billed(rate) => mul_div(billed, u128::from(rate), u128::from(WHOLE), plan.rounding),
				PriceBasis::Deny | PriceBasis::Pend => {
					parcel.basis = Some(price.basis);
					Some(0)
				},
			};
			return self.add_parcel(parcel, gross, billed);
		}
		if by_line {
			let lines = self.packaged(open, entries);
			let billed = self.billed_of(lines)?;
			let mut gross: Money = 0;
			let mut days: Units = 0;
			let mut seen: BoundedVec<ServiceKey, ConstU32<MAX_LINES>> = BoundedVec::new();
			for (at, line) in case.claim.lines.iter().enumerate() {
				let basis = entries.get(at).copied().flatten().map(|price| price.basis);
				if lines & bit(at) == 0 {
					continue;
				}
				match basis {
					Some(PriceBasis::Day(amount)) => {
						days = days.saturating_add(line.units).min(MAX_UNITS);
						let part = times(amount, line.units, plan.rounding).ok_or(Refusal::AmountOverflow)?;
						gross = plus(gross, part)?;
					},
					// The same case twice on a claim is one case.
					Some(PriceBasis::Claim(amount)) if !seen.contains(&line.service) => {
						seen.try_push(line.service).map_err(|_| Refusal::TooManyLines)?;
						gross = plus(gross, amount)?;
					},
					_ => {},
				}
			}
			if days == 0 {
				days = self.stay(lines);
			}
			return self.add_parcel(Parcel::new(None, lines, days), Some(gross), billed);
		}
		for (rule, price) in plan.prices.iter().enumerate().filter(|(_, rule)| whole(rule.basis)) {
			let mut lines = 0u64;
			for (at, line) in case.claim.lines.iter().enumerate() {
				let category = self.category_of(line, entries, at);
				let first = plan.prices.iter().position(|r| r.scope.holds(category, case.network));
				if open & bit(at) != 0 && entries.get(at).copied().flatten().is_none() && first == Some(rule) {
					lines |= bit(at);
				}
			}
			let billed = self.billed_of(lines)?;
			let days = self.stay(lines);
			let gross = match price.basis {
				PriceBasis::Day(amount) => times(amount, days, plan.rounding),
				PriceBasis::Claim(amount) => Some(amount),
				_ => None,
			};
			self.add_parcel(Parcel::new(Some(small(rule)), lines, days), gross, billed)?;
		}
		Ok(())
	}

	/// The lines that reach their price: bit *n* is the line at *n*. One that is denied takes no part of a common one.
	fn open<E: Earlier + ?Sized>(&mut self, earlier: &E, entries: &Entries) -> u64 {
		self.muted = true;
		let mut open = 0u64;
		for (at, line) in self.case.claim.lines.iter().enumerate() {
			let category = self.category_of(line, entries, at);
			if self.reaches_price(line, category, earlier) {
				open |= bit(at);
			}
		}
		self.muted = false;
		open
	}

	/// Finds the place of lines among several procedures of one day, by their price.
	pub(super) fn ranks<E: Earlier + ?Sized>(&mut self, earlier: &E, entries: &Entries) -> Result<(), Refusal> {
		let case = self.case;
		let plan = case.plan;
		if plan.ranks.is_empty() {
			return Ok(());
		}
		let open = self.open(earlier, entries);
		let mut ranked: BoundedVec<(usize, usize, i32, Money), ConstU32<MAX_LINES>> = BoundedVec::new();
		for (at, line) in case.claim.lines.iter().enumerate() {
			let category = self.category_of(line, entries, at);
			let rule = plan
				.ranks
				.iter()
				.position(|rank| rank.scope.holds(category, case.network));
			let Some(rule) = rule.filter(|_| open & bit(at) != 0 && self.parcel_of(at).is_none()) else {
				continue;
			};
			let of_rule = || {
				plan.prices
					.iter()
					.find(|r| r.scope.holds(category, case.network))
					.map(|r| r.basis)
			};
			let basis = entries
				.get(at)
				.copied()
				.flatten()
				.map(|price| price.basis)
				.or_else(of_rule);
			let price = match basis.map(|basis| gross_of(basis, line.billed, line.units, plan.rounding)) {
				Some(Some(price)) => price.ok_or(Refusal::AmountOverflow)?,
				_ => continue,
			};
			ranked
				.try_push((at, rule, line.day, price))
				.map_err(|_| Refusal::TooManyLines)?;
		}
		for (at, rule, day, price) in &ranked {
			let before = ranked.iter().filter(|(other, same, on, more)| {
				same == rule && on == day && (more > price || (more == price && other < at))
			});
			let place = before.count();
			let rates = plan.ranks.get(*rule).map(|rank| rank.rates).unwrap_or_default();
			let rate = rates.get(place).or(rates.last()).copied().unwrap_or(WHOLE);
			self.places
				.try_push((*at, small(*rule), rate))
				.map_err(|_| Refusal::TooManyLines)?;
		}
		Ok(())
	}

	fn add_parcel(&mut self, mut parcel: Parcel, gross: Option<Money>, billed: Money) -> Result<(), Refusal> {
		let gross = gross.ok_or(Refusal::AmountOverflow)?;
		if parcel.lines == 0 {
			return Ok(());
		}
		parcel.spread = Spread::new(gross, billed);
		self.note(None, Stage::Price, Verdict::Applied, parcel.rule, gross, billed);
		// There are no more parcels than price rules.
		self.parcels.try_push(parcel).map_err(|_| Refusal::TooManyLines)
	}

	pub(super) fn category_of(&self, line: &Line, entries: &Entries, at: usize) -> Category {
		let priced = entries.get(at).copied().flatten();
		priced.and_then(|price| price.category).unwrap_or(line.category)
	}

	/// Of these lines those that a price of the fee schedule for the whole claim covers.
	fn packaged(&self, open: u64, entries: &Entries) -> u64 {
		let case = self.case;
		let mut lines = 0;
		for (at, line) in case.claim.lines.iter().enumerate() {
			let category = self.category_of(line, entries, at);
			if open & bit(at) != 0 && case.plan.packaged.holds(category, case.network) {
				lines |= bit(at);
			}
		}
		lines
	}

	fn billed_of(&self, lines: u64) -> Result<Money, Refusal> {
		let mut sum: Money = 0;
		for (at, line) in self.case.claim.lines.iter().enumerate() {
			if lines & bit(at) != 0 {
				sum = plus(sum, line.billed)?;
			}
		}
		Ok(sum)
	}

	/// The days of the stay that the claim states, else the days on which these lines took place.
	fn stay(&self, lines: u64) -> Units {
		let stated = self.case.claim.package.map_or(0, |package| package.days);
		if stated > 0 {
			return stated;
		}
		let chosen = || {
			let all = self.case.claim.lines.iter().enumerate();
			all.filter(|(at, _)| lines & bit(*at) != 0).map(|(_, line)| line.day)
		};
		let mut days: Units = 0;
		for (at, day) in chosen().enumerate() {
			if !chosen().take(at).any(|other| other == day) {
				days = days.saturating_add(ONE_UNIT);
			}
		}
		days
	}

	/// Whether nothing before the price ends the line, as far as it can be known before the lines are taken in turn.
	fn reaches_price<E>(&mut self, line: &Line, category: Category, earlier: &E) -> bool
	where
		E: Earlier + ?Sized,
	{
		let case = self.case;
		let plan = case.plan;
		match case.overrides.iter().find(|o| o.line == line.number).map(|o| o.ruling) {
			Some(Ruling::Deny { .. }) => return false,
			Some(Ruling::Accept) => return true,
			// What a person prices keeps its place, so that the others are priced as before.
			Some(Ruling::Price(_)) | None => {},
		}
		// What pends is stopped when its turn comes.
		let passed = match self.gates(line, category, earlier) {
			Ok(denied) => denied.is_none(),
			Err(_) => true,
		};
		let authorised = match self.authorisation(line, category) {
			Ok(authority) => !matches!(authority, Authority::Denied(..)),
			Err(_) => true,
		};
		let waits = plan.waiting.iter().any(|rule| {
			rule.scope.holds(category, case.network) && line.day < after(case.coverage.enrolled, rule.period)
		});
		let work = Work {
			category,
			moment: self.moment(line.day, line.units),
			at: usize::MAX,
			..Work::default()
		};
		let rule = self.share_rule(&work, 0);
		let covered = rule.and_then(|at| plan.shares.get(at)).is_some_and(|rule| rule.covered);
		passed && authorised && !waits && covered
	}
}

/// What a line costs before any comparison with the charge: `None` for what has no price, inside it `None` for one that is
/// too large.
pub(super) fn gross_of(basis: PriceBasis, billed: Money, units: Units, rounding: Rounding) -> Option<Option<Money>> {
	match basis {
		PriceBasis::Billed(rate) => Some(mul_div(billed, u128::from(rate), u128::from(WHOLE), rounding)),
		PriceBasis::Unit(price) | PriceBasis::Day(price) => Some(times(price, units, rounding)),
		PriceBasis::Line(price) | PriceBasis::Claim(price) => Some(Some(price)),
		PriceBasis::Deny | PriceBasis::Pend => None,
	}
}
