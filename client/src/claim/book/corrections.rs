//! Voids, replacements and earlier claims: what takes back a decision, and what follows from it.

use super::{Answer, Book, Entry, Fate, Rejection};
use crate::claim::{
	model::{ClaimIn, PriorIn},
	plan::Member,
};
use salus_claims_engine::{Accumulators, Adjudication, ClaimUse, Effect, Frequency, Outcome, Refusal};

impl Book<'_> {
	/// The live claim that a correction names, of its member and provider: by its number, or by the one that a remittance
	/// gave it (REF*F8).
	fn find(&self, correction: &ClaimIn) -> Result<usize, Rejection> {
		let target = correction.replaces.clone().unwrap_or_else(|| correction.id.clone());
		let reject = |code: &str, why: String| Err(Rejection::new(code, format!("{}: {why}", correction.path)));
		let member = match correction.members.is_empty() {
			true => None,
			false => Some(self.member(correction)?.id),
		};
		let named: Vec<(usize, &Entry)> = self
			.entries
			.iter()
			.enumerate()
			.filter(|(_, e)| !e.waits && (e.claim.is(&target) || e.ready.number == target))
			.collect();
		let own =
			|e: &Entry| member.as_ref().is_none_or(|id| *id == e.ready.member.id) && e.claim.same_provider(correction);
		let of_both: Vec<(usize, &Entry)> = named.iter().copied().filter(|(_, e)| own(e)).collect();
		let mut live = of_both.iter().filter(|(_, e)| e.live);
		let Some((at, entry)) = live.next() else {
			return match (named.is_empty(), of_both.is_empty()) {
				(true, _) => reject("UnknownClaim", format!("there is no claim {target} to correct")),
				(_, true) => reject(
					"UnknownClaim",
					format!("claim {target} is of another member or provider; a correction names those of its claim"),
				),
				_ => reject("VoidOfVoid", format!("claim {target} is already reversed")),
			};
		};
		if live.any(|(_, e)| e.ready.member.id != entry.ready.member.id || !e.claim.same_provider(&entry.claim)) {
			return reject(
				"AmbiguousClaim",
				format!("more than one member or provider has a claim {target}; give patient and provider"),
			);
		}
		if !entry.known {
			return reject(
				"UnknownEffects",
				format!("what claim {target} changed in the accumulators is not known; give its result in the history"),
			);
		}
		Ok(*at)
	}

	/// Reverses a claim. Later claims follow by [`Self::replay`].
	fn reverse(&mut self, at: usize) -> Result<Answer, Rejection> {
		let entry = self.entries[at].clone();
		let reversal = entry.result.reverse()?;
		let mut state = self.state(&entry.ready.member);
		state.apply(&reversal.effects.0).map_err(Refusal::from)?;
		self.keep(&entry.ready.member, state.clone());
		self.entries[at].live = false;
		Ok(Answer {
			asked: Some(entry.ready.claim.clone()),
			member: Some(entry.ready.member.clone()),
			network: Some(entry.ready.network),
			secondary: entry.ready.prior.is_some(),
			revision: entry.revision,
			fate: Fate::Decided(Box::new(reversal)),
			after: state,
			before: entry.before,
			trace: vec![],
			warnings: vec![],
			claim: entry.claim,
		})
	}

	pub(super) fn void(&mut self, claim: &ClaimIn) -> Result<Vec<Answer>, Rejection> {
		if claim.usage == ClaimUse::Predetermination {
			return Err(Rejection::new(
				"VoidOfEstimate",
				format!(
					"{}: an estimate changed nothing that could be reversed; void a claim with use \"claim\"",
					claim.path
				),
			));
		}
		let at = self.find(claim)?;
		let member = self.entries[at].ready.member.clone();
		let mut answers = vec![self.reverse(at)?];
		answers.extend(self.replay(&member)?);
		Ok(answers)
	}

	pub(super) fn replace(&mut self, claim: ClaimIn) -> Vec<Answer> {
		let estimate = claim.usage == ClaimUse::Predetermination;
		if self.blank || estimate && self.find(&claim).is_err() {
			let target = claim.replaces.clone().unwrap_or_default();
			let mut answer = self.original(claim);
			answer.warnings.push(format!(
				"no earlier claim is known: decided as if it were the first, without reversing claim {target}"
			));
			return vec![answer];
		}
		let reversal = match self
			.find(&claim)
			.and_then(|at| self.reverse(at).map(|answer| (at, answer)))
		{
			Ok((at, answer)) => (at, answer),
			Err(rejection) => return vec![self.rejected(claim, rejection)],
		};
		let (at, reversal) = reversal;
		let member = self.entries[at].ready.member.clone();
		let path = claim.path.clone();
		let replacement = self.original(claim);
		if estimate || matches!(replacement.fate, Fate::Rejected(_)) {
			// An estimate, or a rejected replacement, leaves the claim it names as it was.
			let effects: Vec<Effect> = self.entries[at].result.effects.0.to_vec();
			let mut state = self.state(&member);
			if state.apply(&effects).is_ok() {
				self.keep(&member, state);
				self.entries[at].live = true;
			}
			return vec![replacement];
		}
		let mut answers = vec![reversal, replacement];
		match self.replay(&member) {
			Ok(more) => answers.extend(more),
			Err(rejection) => answers.push(self.rejected(
				ClaimIn {
					path,
					..answers[1].claim.clone()
				},
				rejection,
			)),
		}
		answers
	}

	/// Adjudicates the live claims of a member and family again in the order of service, from the accumulators before
	/// them, and answers with a reversal and a new decision for each that changed: totals then equal those of a run in
	/// which the reversed claim never was.
	fn replay(&mut self, about: &Member) -> Result<Vec<Answer>, Rejection> {
		let same = |m: &Member| m.id == about.id || (m.family.is_some() && m.family == about.family);
		let mut order: Vec<usize> = (0..self.entries.len())
			.filter(|at| {
				let entry = &self.entries[*at];
				entry.live && entry.known && same(&entry.ready.member)
			})
			.collect();
		order.sort_by_key(|at| {
			let e = &self.entries[*at];
			(e.claim.first_day(), e.ready.claim.received, e.seq)
		});
		let touched: Vec<String> = order
			.iter()
			.map(|at| self.entries[*at].ready.member.id.clone())
			.collect();
		for id in touched.into_iter().chain([about.id.clone()]) {
			let base = self.base_members.get(&id).cloned().unwrap_or_default();
			self.members.insert(id, base);
		}
		if let Some(family) = &about.family {
			let base = self.base_families.get(family).cloned().unwrap_or_default();
			self.families.insert(family.clone(), base);
		}
		let mut answers = vec![];
		for at in order {
			let entry = self.entries[at].clone();
			let mut state = self.state(&entry.ready.member);
			let (outcome, trace) = self.run(&entry.ready, &state, entry.seq);
			let new = match outcome? {
				Outcome::Adjudicated(new) => new,
				// What would now wait for a person stands until a person looks at it.
				Outcome::Pended(_) => entry.result.clone(),
			};
			state.apply(&new.effects.0).map_err(Refusal::from)?;
			self.keep(&entry.ready.member, state.clone());
			if new == entry.result {
				continue;
			}
			let mut answer = Answer {
				asked: Some(entry.ready.claim.clone()),
				member: Some(entry.ready.member.clone()),
				network: Some(entry.ready.network),
				secondary: entry.ready.prior.is_some(),
				revision: entry.revision,
				fate: Fate::Decided(Box::new(entry.result.reverse()?)),
				after: state.clone(),
				before: entry.before,
				trace: vec![],
				warnings: vec!["readjudicated after the reversal of another claim".into()],
				claim: entry.claim.clone(),
			};
			answers.push(answer.clone());
			answer.revision += 1;
			answer.trace = trace;
			answer.fate = Fate::Decided(Box::new(new.clone()));
			answers.push(answer);
			self.entries[at].result = new;
			self.entries[at].revision += 1;
		}
		Ok(answers)
	}

	/// Takes a claim that waits for a person: it counts for nothing, but what is billed again meanwhile is a duplicate.
	pub fn wait(&mut self, claim: ClaimIn) -> Result<(), Rejection> {
		let ready = self.ready(&claim)?;
		let seq = self.next;
		self.next += 1;
		self.enter(Entry::waiting(claim, ready, seq));
		Ok(())
	}

	/// Takes an earlier claim of a history. With its result it counts as it was decided, without it is adjudicated now;
	/// where the accumulators of its member were given it only matters for duplicates and corrections.
	pub fn remember(&mut self, mut claim: ClaimIn, result: Option<Adjudication>) -> Result<(), Rejection> {
		if claim.frequency != Frequency::Original {
			let answers = self.take(claim);
			return match answers.into_iter().find_map(|a| match a.fate {
				Fate::Rejected(rejection) => Some(rejection),
				_ => None,
			}) {
				Some(rejection) => Err(rejection),
				None => Ok(()),
			};
		}
		let mut ready = self.ready(&claim)?;
		claim.priors = ready.prior.iter().map(PriorIn::from).collect();
		if let (Some(_), Some(day)) = (&result, claim.received) {
			// What a run says of receipt is about its own claims.
			ready.claim.received = day;
		}
		let given = self.has_member(&ready.member.id);
		let seq = self.next;
		if !given && result.is_none() {
			return match self.original(claim).fate {
				Fate::Rejected(rejection) => Err(rejection),
				_ => Ok(()),
			};
		}
		self.next += 1;
		let known = result.is_some();
		let result = result.unwrap_or_default();
		if given {
			// The accumulators given are those after this claim: those before it are what a replay starts from.
			if let Ok(reversal) = result.reverse() {
				let mut base = Accumulators {
					member: self.base_members.get(&ready.member.id).cloned().unwrap_or_default(),
					family: ready
						.member
						.family
						.as_ref()
						.and_then(|f| self.base_families.get(f))
						.cloned()
						.unwrap_or_default(),
				};
				if base.apply(&reversal.effects.0).is_err() {
					return Err(Rejection::new(
						"AccumulatorFault",
						format!("{}: changed more than the accumulators given hold", claim.path),
					));
				}
				self.base_members.insert(ready.member.id.clone(), base.member);
				if let Some(family) = &ready.member.family {
					self.base_families.insert(family.clone(), base.family);
				}
			}
		} else {
			let mut state = self.state(&ready.member);
			state.apply(&result.effects.0).map_err(Refusal::from)?;
			self.keep(&ready.member, state);
		}
		self.enter(Entry {
			known,
			..Entry::decided(claim, ready, result, seq)
		});
		Ok(())
	}
}
