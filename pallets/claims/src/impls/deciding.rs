//! From storage to the engine and back: gates, judgement, results.

use super::{Desk, Seat};
use crate::*;
use codec::Encode;
use frame::hashing::sha2_256;
use salus_claims_engine::{
	adjudicate,
	claim::{Case as EngineCase, Claim as EngineClaim, Frequency, LateCause, Line},
	Outcome, PendReason, Refusal, Trace,
};
use salus_primitives::{GatePass, GatePurpose, GateRefusal};

/// What came of a claim.
pub(crate) enum Judgement {
	/// A result that is new.
	Result {
		/// What goes into the log.
		digest: [u8; 32],
	},
	/// The result that it had.
	Same,
	/// It waits.
	Pended {
		/// For what.
		cause: PendCause,
		/// The line, when one is the cause.
		line: Option<u16>,
	},
}

impl<T: Config> Pallet<T> {
	/// Asks whether a member lets the payer use its data for payment.
	pub(crate) fn ask_consent(
		member: &T::AccountId,
		provider: &T::AccountId,
		payer: &T::AccountId,
		purpose: GatePurpose,
	) -> Result<GatePass, GateRefusal> {
		T::Consent::ensure_permitted(member, provider, payer, purpose)
	}

	/// Fails unless every record that a line names is valid and the provider issued it.
	pub(crate) fn check_evidence(provider: &T::AccountId, claim: &Submission) -> DispatchResult {
		let mut records: Vec<_> = claim.lines.iter().filter_map(|line| line.record).collect();
		records.sort_unstable();
		records.dedup();
		records
			.into_iter()
			.try_for_each(|record| T::Anchors::ensure_valid_by(record, provider))
	}

	/// What the engine says of a claim, with the accumulators and authorisations as they are.
	pub(crate) fn judge<Tr: Trace>(
		desk: &mut Desk<T>,
		seat: &mut Seat<T>,
		claim: ClaimId,
		record: &ClaimOf<T>,
		rulings: &[Override],
		released: bool,
		trace: &mut Tr,
	) -> Result<Outcome, Refusal> {
		let submission = &record.submission;
		desk.load_prices(submission);
		let authorisations = seat.named_authorisations(submission);
		let earlier = seat.earlier(submission, claim.number, record.replaces);
		seat.days = seat.days.saturating_add(seat.count_old_days(submission));
		let terms = seat.coverage.terms;
		let engine_claim = EngineClaim {
			usage: submission.usage,
			frequency: match record.replaces {
				Some(_) => Frequency::Replacement,
				None => Frequency::Original,
			},
			provider: record.provider.clone().into(),
			currency: submission.currency,
			received: record.received,
			total: submission.total,
			late: terms.notice.map(LateCause::RetroactiveNotice),
			package: submission.package,
			lines: BoundedVec::truncate_from(submission.lines.iter().map(Line::from).collect()),
		};
		let coverage = terms.coverage(seat.family.is_some());
		seat.with_accumulators(|accumulators| {
			let case = EngineCase {
				plan: &desk.plan.terms,
				coverage: &coverage,
				accumulators,
				claim: &engine_claim,
				network: record.network,
				authorisations: &authorisations,
				prior: submission.prior.as_ref(),
				overrides: rulings,
				// The gate was asked.
				consent: true,
				released,
			};
			adjudicate(&case, &desk.prices, &earlier, trace)
		})
	}

	/// Judges a claim and books the result. One that would pay more than `most` waits for a person.
	pub(crate) fn decide(
		desk: &mut Desk<T>,
		seat: &mut Seat<T>,
		claim: ClaimId,
		record: &mut ClaimOf<T>,
		rulings: &[Override],
		released: bool,
		most: Option<Money>,
	) -> Result<Judgement, DispatchError> {
		let outcome = Self::judge(desk, seat, claim, record, rulings, released, &mut ()).map_err(Error::<T>::from)?;
		match outcome {
			Outcome::Pended(pend) => Ok(Judgement::Pended {
				cause: PendCause::Rule(pend.reason),
				line: pend.line,
			}),
			Outcome::Adjudicated(result) if most.is_some_and(|most| paid_by(&result) > most) => Ok(Judgement::Pended {
				cause: PendCause::Rule(PendReason::AboveCeiling),
				line: None,
			}),
			Outcome::Adjudicated(result) if record.revision > 0 && record.result == result => {
				seat.book(record)?;
				Ok(Judgement::Same)
			},
			Outcome::Adjudicated(result) => {
				let digest = Self::set_result(claim, record, result, &desk.plan.digest)?;
				seat.book(record)?;
				Ok(Judgement::Result { digest })
			},
		}
	}

	/// Gives a claim a new result; the one before it is kept. Answers what goes into the log.
	pub(crate) fn set_result(
		claim: ClaimId,
		record: &mut ClaimOf<T>,
		result: Adjudication,
		plan: &[u8; 32],
	) -> Result<[u8; 32], DispatchError> {
		let revision = record.revision.checked_add(1).ok_or(Error::<T>::TooManyRevisions)?;
		let digest = log_digest(claim, revision, plan, &result);
		Self::keep_result(claim, record);
		record.revision = revision;
		record.result = result;
		record.decided = Self::today();
		Ok(digest)
	}

	/// Keeps the latest result of a claim that gets another. That of a claim that waits is kept already, and not here any more.
	pub(crate) fn keep_result(claim: ClaimId, record: &ClaimOf<T>) {
		if record.revision > 0 && record.result != Adjudication::default() {
			let key = (
				Key::from(claim.coverage),
				Key::from(claim.number),
				PageKey::from(record.revision),
			);
			Revisions::<T>::insert(key, &record.result);
		}
	}

	/// Where a decided claim stands.
	pub(crate) fn standing(record: &ClaimOf<T>) -> ClaimState {
		if record.due() > 0 {
			ClaimState::Payable
		} else if record.payable() == 0 {
			ClaimState::Adjudicated
		} else {
			match record.state {
				ClaimState::Paid { at } => ClaimState::Paid { at },
				_ => ClaimState::Paid { at: Self::now() },
			}
		}
	}

	/// What a claim waits for, and until when.
	pub(crate) fn pended(cause: PendCause, line: Option<u16>, owner: PendOwner) -> ClaimState {
		ClaimState::Pended {
			cause,
			line,
			owner,
			deadline: Self::now().saturating_add(T::PendPeriod::get()),
		}
	}
}

/// What a result pays.
pub(crate) fn paid_by(result: &Adjudication) -> Money {
	Money::try_from(result.totals.paid).unwrap_or(0)
}

/// What enters the chain's log for a result: SHA-256 of the SCALE encoding of a tag, claim, revision and the result's own
/// digest, which is SHA-256 of [`Adjudication::digest_preimage`].
pub(crate) fn log_digest(claim: ClaimId, revision: Revision, plan: &[u8; 32], result: &Adjudication) -> [u8; 32] {
	let own = sha2_256(&result.digest_preimage(plan));
	(
		b"salus/adjudication-log/v1",
		claim.coverage,
		claim.number,
		revision,
		own,
	)
		.using_encoded(sha2_256)
}
