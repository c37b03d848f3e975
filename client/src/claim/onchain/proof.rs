//! An adjudication in a file that anybody can check without a node: that it balances, that it is of the plan it says, and
//! which entry of the chain's log it is. A receipt of that entry (`salus log prove`, `salus receipt make`) proves the rest.

use super::{
	publish::Publication,
	wire::{ClaimId, ClaimRecord, PlanRecord},
};
use crate::outcome::Failure;
use codec::{Decode as _, Encode as _};
use salus_claims_engine::{Adjudication, Amount};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The name of the format.
const FORMAT: &str = "salus/adjudication/v1";

/// What the entry of a result in the chain's log stands for: the bytes that its digest is taken over.
pub fn statement(claim: ClaimId, revision: u16, plan: &[u8; 32], result: &Adjudication) -> Vec<u8> {
	let own: [u8; 32] = Sha256::digest(result.digest_preimage(plan)).into();
	let entry = (
		b"salus/adjudication-log/v1",
		claim.coverage,
		claim.number,
		revision,
		own,
	);
	entry.encode()
}

/// What the entry of a result in the chain's log says.
pub fn log_digest(claim: ClaimId, revision: u16, plan: &[u8; 32], result: &Adjudication) -> [u8; 32] {
	Sha256::digest(statement(claim, revision, plan, result)).into()
}

/// A result, and what it takes to check it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proof {
	format: String,
	/// The claim: COVERAGE/NUMBER.
	pub claim: String,
	/// Which result of the claim.
	pub revision: u16,
	/// The digest of the plan, in hex.
	pub plan_digest: String,
	/// The result in SCALE, in hex.
	pub result: String,
	/// The entry in the chain's log.
	pub log_entry: u64,
	/// What that entry says, in hex.
	pub log_digest: String,
}

/// What a proof comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
	/// The result.
	pub result: Adjudication,
	/// What the plan pays, in minor units.
	pub paid: Amount,
	/// What the patient bears.
	pub patient: Amount,
	/// The digest that the entry of the log has to have.
	pub log_digest: [u8; 32],
}

impl Proof {
	/// Of the latest result of a claim.
	pub fn new(id: ClaimId, record: &ClaimRecord, plan: &PlanRecord) -> Self {
		Self {
			format: FORMAT.into(),
			claim: id.to_string(),
			revision: record.revision,
			plan_digest: hex::encode(plan.digest),
			result: hex::encode(record.result.encode()),
			log_entry: record.entry,
			log_digest: hex::encode(log_digest(id, record.revision, &plan.digest, &record.result)),
		}
	}

	/// Reads one.
	pub fn parse(text: &str) -> Result<Self, Failure> {
		let proof: Self = serde_json::from_str(text)
			.map_err(|e| Failure::Unreadable(format!("line {}, column {}: {e}", e.line(), e.column())))?;
		if proof.format != FORMAT {
			return Err(Failure::Unreadable(format!(
				"format: is \"{}\"; this client reads {FORMAT}",
				proof.format
			)));
		}
		Ok(proof)
	}

	/// Checks that the result balances and is the one of the log entry, and with a plan that it is of that plan.
	pub fn check(&self, plan: Option<&Publication>) -> Result<Checked, Failure> {
		let unreadable = |member: &str, why: String| Failure::Unreadable(format!("{member}: {why}"));
		let id: ClaimId = self.claim.parse().map_err(|why| unreadable("claim", why))?;
		let bytes = |member: &str, text: &str| hex::decode(text).map_err(|e| unreadable(member, e.to_string()));
		let digest: [u8; 32] = bytes("plan_digest", &self.plan_digest)?
			.try_into()
			.map_err(|_| unreadable("plan_digest", "is not 32 bytes".into()))?;
		let encoded = bytes("result", &self.result)?;
		let mut rest = encoded.as_slice();
		let result = Adjudication::decode(&mut rest).map_err(|e| unreadable("result", e.to_string()))?;
		if !rest.is_empty() {
			return Err(unreadable("result", format!("{} bytes too many", rest.len())));
		}
		let refused = |why: String| Failure::Refused(format!("claim {id}: {why}"));
		result
			.check()
			.map_err(|refusal| refused(format!("the result does not balance: {refusal:?}")))?;
		if let Some(plan) = plan {
			if plan.digest() != digest {
				return Err(refused(
					"the result is of another plan, or the secret is another".into(),
				));
			}
		}
		let expected = log_digest(id, self.revision, &digest, &result);
		if bytes("log_digest", &self.log_digest)? != expected {
			return Err(refused(format!(
				"the result is not what the log says: its digest is {}",
				hex::encode(expected)
			)));
		}
		Ok(Checked {
			paid: result.totals.paid,
			patient: result.totals.patient,
			result,
			log_digest: expected,
		})
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use salus_claims_engine::{Group, LineResult, Reason};

	fn proof() -> Proof {
		let mut line = LineResult {
			number: 1,
			billed: 100,
			allowed: 80,
			paid: 60,
			patient: 20,
			adjustments: Default::default(),
		};
		line.adjust(Group::Contractual, Reason::FEE_SCHEDULE, 20).unwrap();
		line.adjust(Group::Patient, Reason::COPAY, 20).unwrap();
		let lines = vec![line];
		let result = Adjudication {
			totals: Adjudication::sum(&lines).unwrap(),
			lines: lines.try_into().unwrap(),
			..Adjudication::default()
		};
		let id = ClaimId { coverage: 3, number: 1 };
		Proof {
			format: FORMAT.into(),
			claim: id.to_string(),
			revision: 1,
			plan_digest: hex::encode([7; 32]),
			result: hex::encode(result.encode()),
			log_entry: 9,
			log_digest: hex::encode(log_digest(id, 1, &[7; 32], &result)),
		}
	}

	#[test]
	fn proof_should_be_accepted_when_nothing_was_changed() {
		let text = serde_json::to_string(&proof()).unwrap();
		let checked = Proof::parse(&text).unwrap().check(None).unwrap();
		assert_eq!((checked.paid, checked.patient), (60, 20));
	}

	#[test]
	fn proof_should_be_refused_when_anything_was_changed() {
		let changes: [fn(&mut Proof); 6] = [
			|p| p.claim = "3/2".into(),
			|p| p.revision = 2,
			|p| p.plan_digest = hex::encode([8; 32]),
			|p| p.log_digest = hex::encode([0; 32]),
			// The first amount of the result.
			|p| p.result = p.result.replacen("64", "65", 1),
			|p| p.result.push_str("00"),
		];
		for (at, change) in changes.iter().enumerate() {
			let mut proof = proof();
			change(&mut proof);
			assert!(proof.check(None).is_err(), "{at}");
		}
	}
}
