//! What the chain decided, opened with the private files again: as an answer that every writer of results takes.

use super::{
	register::Register,
	submission,
	wire::{ClaimId, ClaimRecord, ClaimState, CoverageRecord, PendCause},
};
use crate::{
	claim::{
		book::{Answer, Fate, Rejection},
		model::{ClaimIn, LineIn, Source},
		plan::{Code, Member, PlanFile},
	},
	outcome::Failure,
};
use salus_claims_engine::{
	Accumulators, Adjudication, Claim, Coverage, Frequency, Line, Pend, PendReason, Step, Tallies, Tier,
};

/// A claim on chain and what belongs to it.
#[derive(Clone, Debug)]
pub struct OnChain {
	/// Its number.
	pub id: ClaimId,
	/// The claim.
	pub record: ClaimRecord,
	/// The member's coverage.
	pub coverage: CoverageRecord,
	/// The family's accumulators.
	pub family: Tallies,
}

/// The document's claim, if the register has it; else one that says what the chain says.
pub fn claim(on: &OnChain, plan: &PlanFile, register: Option<&Register>) -> Result<(ClaimIn, bool), Failure> {
	let known = register.and_then(|register| {
		let entry = register.claim(on.id)?;
		Some((register.document(entry)?, entry.place, register))
	});
	if let Some((document, place, _)) = known {
		let (claims, _) = submission::read(&document, plan)?;
		let found = claims
			.into_iter()
			.nth(place)
			.ok_or_else(|| Failure::Unreadable(format!("{}: has no claim at place {place}", document.name)))?;
		return Ok((found, true));
	}
	let lines = on.record.submission.lines.iter().map(|line| LineIn {
		number: line.number,
		control: None,
		codes: vec![Code {
			system: String::new(),
			code: hex::encode(line.service),
			modifiers: vec![],
		}],
		revenue: None,
		place: None,
		item: None,
		units: line.units,
		billed: None,
		day: line.day,
		until: line.day,
		authorisations: vec![],
		path: String::new(),
	});
	let id = on.id.to_string();
	Ok((
		ClaimIn {
			ids: vec![],
			path: id.clone(),
			id,
			plan: None,
			usage: on.record.submission.usage,
			frequency: Frequency::Original,
			replaces: None,
			members: vec![format!("coverage {}", on.id.coverage)],
			providers: vec![],
			kind: None,
			received: Some(on.record.received),
			currency: None,
			total: None,
			lines: lines.collect(),
			group: vec![],
			days: None,
			consent: None,
			notice: None,
			good_cause: false,
			priors: vec![],
			source: Source::Native,
		},
		false,
	))
}

/// The claim as the engine had it.
fn asked(record: &ClaimRecord) -> Option<Claim> {
	let lines: Vec<Line> = record
		.submission
		.lines
		.iter()
		.map(|line| Line {
			number: line.number,
			category: line.category,
			service: line.service,
			units: line.units,
			billed: line.billed,
			day: line.day,
			authorisation: line.authorisation,
			record: None,
		})
		.collect();
	Some(Claim {
		usage: record.submission.usage,
		frequency: Frequency::Original,
		provider: record.provider,
		currency: record.submission.currency,
		received: record.received,
		total: record.submission.total,
		late: None,
		package: record.submission.package,
		lines: lines.try_into().ok()?,
	})
}

/// What became of the claim.
fn fate(record: &ClaimRecord) -> Fate {
	match record.state {
		ClaimState::Rejected { reason } => Fate::Rejected(Rejection {
			code: format!("{reason:?}"),
			message: "an officer of the payer rejected the claim as a whole".into(),
		}),
		ClaimState::Pended { cause, line, .. } => Fate::Pended(Pend {
			reason: match cause {
				PendCause::Rule(reason) => reason,
				_ => PendReason::SuspectDuplicate,
			},
			line,
		}),
		ClaimState::Submitted => Fate::Pended(Pend {
			reason: PendReason::AccumulatorsFull,
			line: None,
		}),
		_ => Fate::Decided(Box::new(record.result.clone())),
	}
}

/// An answer for the writers. `result` takes the place of the latest result.
pub fn answer(
	on: &OnChain,
	plan: &PlanFile,
	register: Option<&Register>,
	result: Option<(Adjudication, u16)>,
	trace: Vec<Step>,
) -> Result<Answer, Failure> {
	let record = &on.record;
	let (mut claim, opened) = claim(on, plan, register)?;
	if claim.providers.is_empty() {
		claim
			.providers
			.push(crate::chain::ss58(&crate::chain::AccountId32(record.provider)));
	}
	let mut warnings = vec![];
	if !opened {
		warnings.push(format!(
			"the register has no document of claim {}: services are shown as the chain has them, and the member as the coverage",
			on.id
		));
	}
	if let ClaimState::Pended { cause, .. } = record.state {
		if !matches!(cause, PendCause::Rule(_)) {
			warnings.push(format!(
				"the claim waits for a person for another reason than a rule of the plan: {cause:?}"
			));
		}
	}
	let terms = &on.coverage.terms;
	let known = register.and_then(|register| register.coverage(on.id.coverage));
	let member = Member {
		id: known
			.and_then(|member| member.ids.first().cloned())
			.unwrap_or_else(|| format!("coverage {}", on.id.coverage)),
		ids: known.map(|member| member.ids.clone()).unwrap_or_default(),
		family: on.coverage.family.map(|family| format!("family {family}")),
		coverage: Coverage {
			from: terms.from,
			until: terms.until,
			enrolled: terms.enrolled,
			tier: if on.coverage.family.is_some() {
				Tier::Family
			} else {
				Tier::Alone
			},
			order: terms.order,
		},
		notice: terms.notice,
		account: None,
	};
	let (fate, revision) = match result {
		Some((result, revision)) => (Fate::Decided(Box::new(result)), revision),
		None => (fate(record), record.revision),
	};
	Ok(Answer {
		asked: asked(record),
		secondary: record.submission.prior.is_some() || terms.order > 1,
		member: Some(member),
		network: Some(record.network),
		revision: u32::from(revision),
		fate,
		after: Accumulators {
			member: on.coverage.tallies.clone(),
			family: on.family.clone(),
		},
		before: 0,
		trace,
		warnings,
		claim,
	})
}
