//! A member while its claims are worked on: coverage and family together.

use super::take_id;
use crate::*;
use core::mem::take;
use salus_claims_engine::{
	claim::Package,
	plan::{Duplicates, OnDuplicate},
	Accumulators, AuthorisationUse, Line,
};

/// A member while its claims are worked on.
pub(crate) struct Seat<T: Config> {
	/// The coverage's id.
	pub id: CoverageId,
	/// The coverage.
	pub coverage: CoverageOf<T>,
	/// The family, if there is one.
	pub family: Option<(FamilyId, Family)>,
	/// Days that are kept apart and were read or written.
	pub days: u32,
}

impl<T: Config> Seat<T> {
	/// Reads coverage and family.
	pub fn load(id: CoverageId) -> Result<Self, DispatchError> {
		let coverage = Coverages::<T>::get(Key::from(id)).ok_or(Error::<T>::UnknownCoverage)?;
		let family = match coverage.family {
			Some(family) => {
				let found = Families::<T>::get(Key::from(family)).ok_or(Error::<T>::UnknownFamily)?;
				Some((family, found))
			},
			None => None,
		};
		Ok(Self {
			id,
			coverage,
			family,
			days: 0,
		})
	}

	/// Writes coverage and family.
	pub fn save(&self) {
		Coverages::<T>::insert(Key::from(self.id), &self.coverage);
		if let Some((id, family)) = &self.family {
			Families::<T>::insert(Key::from(*id), family);
		}
	}

	/// Whether the accumulators are larger than those of an ordinary member.
	pub fn is_large(&self) -> bool {
		let family = self
			.family
			.as_ref()
			.map_or(0, |(_, family)| family.tallies.iter().count());
		self.coverage.tallies.iter().count().max(family) > ORDINARY_TALLIES
	}

	/// Whose claims depend on each other.
	pub fn scope(&self) -> Scope {
		match self.coverage.family {
			Some(family) => Scope::Family(family),
			None => Scope::Member(self.id),
		}
	}

	/// Whether claims of the member or family are being adjudicated anew.
	pub fn is_replaying(&self) -> bool {
		self.family
			.as_ref()
			.map_or(self.coverage.replaying, |(_, family)| family.replaying)
	}

	/// Says whether claims of the member or family are being adjudicated anew.
	pub fn set_replaying(&mut self, replaying: bool) {
		match &mut self.family {
			Some((_, family)) => family.replaying = replaying,
			None => self.coverage.replaying = replaying,
		}
	}

	/// How many adjudications of the member or family there were.
	pub fn sequence(&self) -> u32 {
		self.family
			.as_ref()
			.map_or(self.coverage.sequence, |(_, family)| family.sequence)
	}

	/// The place of the next adjudication among those of the member or family.
	fn next_sequence(&mut self) -> Result<u32, DispatchError> {
		let counter = match &mut self.family {
			Some((_, family)) => &mut family.sequence,
			None => &mut self.coverage.sequence,
		};
		take_id::<T>(counter)
	}

	/// Gives the accumulators to `work` and takes them back.
	pub fn with_accumulators<R>(&mut self, work: impl FnOnce(&mut Accumulators) -> R) -> R {
		let mut accumulators = Accumulators {
			member: take(&mut self.coverage.tallies),
			family: self
				.family
				.as_mut()
				.map(|(_, family)| take(&mut family.tallies))
				.unwrap_or_default(),
		};
		let result = work(&mut accumulators);
		self.coverage.tallies = accumulators.member;
		if let Some((_, family)) = &mut self.family {
			family.tallies = accumulators.family;
		}
		result
	}

	/// Puts the result of a claim into accumulators and authorisations.
	pub fn book(&mut self, record: &mut ClaimOf<T>) -> DispatchResult {
		self.with_accumulators(|accumulators| accumulators.apply(&record.result.effects.0))
			.map_err(Error::<T>::from)?;
		self.consume(&record.result.uses, false)?;
		record.sequence = self.next_sequence()?;
		record.counted = true;
		Ok(())
	}

	/// Takes the result of a claim out of accumulators and authorisations.
	pub fn unbook(&mut self, record: &mut ClaimOf<T>) -> DispatchResult {
		if !record.counted {
			return Ok(());
		}
		let undo = record.result.reverse().map_err(Error::<T>::from)?;
		self.with_accumulators(|accumulators| accumulators.apply(&undo.effects.0))
			.map_err(Error::<T>::from)?;
		self.consume(&undo.uses, true)?;
		record.counted = false;
		Ok(())
	}

	/// Takes from authorisations what a result uses, or gives it back. What was pruned since cannot be given back.
	fn consume(&self, uses: &[AuthorisationUse], back: bool) -> DispatchResult {
		for used in uses {
			let (coverage, number) = (Key::from(self.id), Key::from(used.id));
			let Some(mut found) = Authorisations::<T>::get(coverage, number) else {
				ensure!(back, Error::<T>::UnknownAuthorisation);
				continue;
			};
			if let Some(units) = found.request.units {
				let left = i128::from(units)
					.checked_sub(used.units.into())
					.and_then(|left| u64::try_from(left).ok());
				found.request.units = Some(left.ok_or(Error::<T>::AmountOverflow)?);
			}
			if let Some(amount) = found.request.amount {
				let left = Amount::try_from(amount)
					.ok()
					.and_then(|amount| amount.checked_sub(used.amount))
					.and_then(|left| Money::try_from(left).ok());
				found.request.amount = Some(left.ok_or(Error::<T>::AmountOverflow)?);
			}
			Authorisations::<T>::insert(coverage, number, found);
		}
		Ok(())
	}

	/// Keeps what is needed to notice the lines of a claim when they come again.
	pub fn remember(&mut self, provider: &T::AccountId, claim: &Submission, number: ClaimNumber) -> DispatchResult {
		let provider: [u8; 32] = provider.clone().into();
		let old = self.count_old_days(claim);
		for line in &claim.lines {
			self.remember_print(print_of(&provider, &Line::from(line), number))?;
		}
		// Days of its own that came to lie apart while room was made.
		let moved = self.count_old_days(claim).saturating_sub(old);
		self.days = self.days.saturating_add(moved);
		Ok(())
	}

	fn remember_print(&mut self, print: Print) -> DispatchResult {
		while self.coverage.recent.is_full() && print.day >= self.coverage.floor {
			let oldest = self.coverage.recent.first().map_or(print.day, |first| first.day);
			let of_day: Vec<_> = self
				.coverage
				.recent
				.iter()
				.take_while(|known| known.day == oldest)
				.copied()
				.collect();
			self.archive(oldest, &of_day)?;
			self.days = self.days.saturating_add(1);
			self.coverage.recent.retain(|known| known.day != oldest);
			self.coverage.floor = oldest.saturating_add(1);
		}
		if print.day < self.coverage.floor {
			return self.archive(print.day, &[print]);
		}
		let place = self.coverage.recent.partition_point(|known| known.day <= print.day);
		self.coverage
			.recent
			.try_insert(place, print)
			.map_err(|_| Error::<T>::TooManyLines.into())
	}

	fn archive(&self, day: Day, prints: &[Print]) -> DispatchResult {
		Services::<T>::try_mutate(Key::from(self.id), DayKey::from(day), |known| {
			let known = known.get_or_insert_default();
			prints
				.iter()
				.try_for_each(|print| known.try_push(*print))
				.map_err(|_| Error::<T>::TooManyLines.into())
		})
	}

	/// Forgets the lines of a claim: it does not count as an earlier one any more.
	pub fn forget(&mut self, claim: &Submission, number: ClaimNumber) {
		self.coverage.recent.retain(|known| known.claim != number);
		for day in self.old_days(claim) {
			Services::<T>::mutate_exists(Key::from(self.id), DayKey::from(day), |known| {
				let Some(prints) = known else { return };
				prints.retain(|print| print.claim != number);
				if prints.is_empty() {
					*known = None;
				}
			});
		}
	}

	/// How many days of a claim are kept apart.
	pub fn count_old_days(&self, claim: &Submission) -> u32 {
		u32::try_from(self.old_days(claim).len()).unwrap_or(u32::MAX)
	}

	/// The days of a claim whose lines are kept by their day.
	fn old_days(&self, claim: &Submission) -> Vec<Day> {
		let mut days: Vec<_> = claim
			.lines
			.iter()
			.map(|line| line.day)
			.filter(|day| *day < self.coverage.floor)
			.collect();
		days.sort_unstable();
		days.dedup();
		days
	}

	/// The lines that are earlier than those of a claim, on its days.
	pub fn earlier(&self, claim: &Submission, number: ClaimNumber, but: Option<ClaimNumber>) -> EarlierPrints {
		let mut prints = Vec::new();
		for day in self.old_days(claim) {
			if let Some(old) = Services::<T>::get(Key::from(self.id), DayKey::from(day)) {
				prints.extend(old);
			}
		}
		let recent = self.coverage.recent.iter();
		prints.extend(recent.filter(|print| claim.lines.iter().any(|line| line.day == print.day)));
		EarlierPrints {
			before: number,
			but,
			prints,
		}
	}

	/// Whether lines of later claims can be duplicates of those of a claim, where the plan looks for any.
	pub fn is_repeated(&self, claim: &Submission, number: ClaimNumber, rule: &Duplicates) -> bool {
		if [rule.exact, rule.suspect] == [OnDuplicate::Allow; 2] {
			return false;
		}
		self.earlier(claim, number, None).prints.iter().any(|print| {
			let mut lines = claim.lines.iter();
			print.claim > number && lines.any(|line| line.day == print.day && line.service.starts_with(&print.service))
		})
	}

	/// The authorisations that the lines of a claim name.
	pub fn named_authorisations(&self, claim: &Submission) -> Vec<salus_claims_engine::Authorisation> {
		let mut numbers: Vec<_> = claim.lines.iter().filter_map(|line| line.authorisation).collect();
		numbers.sort_unstable();
		numbers.dedup();
		numbers
			.into_iter()
			.filter_map(|number| {
				let found = Authorisations::<T>::get(Key::from(self.id), Key::from(number))?;
				Some(found.authorisation(number))
			})
			.collect()
	}
}

/// The services whose prices a claim needs.
pub(crate) fn services(claim: &Submission) -> impl Iterator<Item = [u8; 16]> + '_ {
	let package = claim.package.as_ref().and_then(|package: &Package| package.service);
	claim.lines.iter().map(|line| line.service).chain(package)
}
