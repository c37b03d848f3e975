//! The decision.

use crate::{
	combine::{combine, Case, Decided},
	matching::{walk, Question},
	model::{Decision, DenyReason, Domain, Entry, Implicit, Outcome, Request, MAX_CONSENTS},
	vocabulary::{Purposes, Regulations},
};
use alloc::vec::Vec;

/// What the consents of one subject say about a request.
///
/// Pure, total and bounded: at most [`MAX_CONSENTS`] consents that count (more is a deny), of at most
/// [`crate::MAX_PROVISIONS`] provisions each. The answer does not depend on the order of the entries; lists in it come in
/// the order of their ranks.
pub fn evaluate(entries: &[Entry], request: &Request, domain: &Domain) -> Decision {
	let question = Question::new(request);
	let decided = combine(&cases(&question, entries, domain), domain.combining);
	finish(decided, &question, entries, domain)
}

/// The consents that count, in the order of their ranks.
pub(crate) fn cases<'a>(question: &Question, entries: &[Entry<'a>], domain: &Domain) -> Vec<Case<'a>> {
	// One more than can be combined is enough to be refused. Entries beyond the 256th cannot be cited; they have one number.
	let mut counted: Vec<(u8, &Entry<'a>)> = (0u8..=u8::MAX)
		.chain(core::iter::repeat(u8::MAX))
		.zip(entries.iter())
		.filter(|(_, entry)| question.considers(entry).is_ok())
		.take(usize::try_from(MAX_CONSENTS).unwrap_or(0).saturating_add(1))
		.collect();
	counted.sort_by_key(|(index, entry)| (entry.rank, *index));
	counted
		.into_iter()
		.map(|(index, entry)| {
			let nodes = walk(question, entry.consent);
			Case::new(
				index,
				entry.consent,
				nodes,
				entry.recorded_at,
				entry.rank,
				domain.combining,
			)
		})
		.collect()
}

/// Adds what only the whole request can say: the implicit policy, and whether an emergency was all that lacked.
pub(crate) fn finish(decided: Option<Decided>, question: &Question, entries: &[Entry], domain: &Domain) -> Decision {
	let request = question.request;
	let part2 = entries
		.iter()
		.any(|entry| entry.consent.regulations.intersects(Regulations::PART2) && question.considers(entry).is_ok());
	// Legal proceedings are consented to apart under Part 2, so silence opens none.
	let permitted = implicitly(domain.implicit, question) && !(part2 && question.legal);
	let mut decision = match decided {
		Some(decided) => Decision {
			outcome: decided.outcome,
			obligations: decided.obligations,
			basis: decided.basis,
			no_redisclosure: decided.no_redisclosure,
			domain_version: domain.version,
		},
		None => Decision {
			outcome: Outcome::NotApplicable {
				implicit: domain.implicit,
				permitted,
			},
			obligations: Default::default(),
			basis: Default::default(),
			no_redisclosure: permitted && part2,
			domain_version: domain.version,
		},
	};
	// What the implicit policy permits for another of the purposes stays permitted.
	let is_refused = match decision.outcome {
		Outcome::Permit => false,
		Outcome::Deny(_) => true,
		Outcome::NotApplicable { permitted, .. } => !permitted,
	};
	if is_refused && question.wants_emergency() {
		let urgent = Question::with_emergency(request, true);
		let permits = combine(&cases(&urgent, entries, domain), domain.combining)
			.is_some_and(|decided| decided.outcome == Outcome::Permit);
		if permits {
			decision.outcome = Outcome::Deny(DenyReason::NoLiveEmergency);
		}
	}
	decision
}

/// What the implicit policy says (IHE PCF 1.1, volume 1, 53.2.1).
fn implicitly(policy: Implicit, question: &Question) -> bool {
	let request = question.request;
	let glass = request.emergency && request.purposes.intersects(Purposes::BTG);
	match policy {
		Implicit::Normal => Purposes::TREAT.covers(request.purposes) && !question.glass_intact,
		Implicit::AllNormal => !question.glass_intact,
		Implicit::BreakGlassOnly => glass,
		Implicit::Deny => false,
	}
}
