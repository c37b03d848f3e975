//! Verifies a receipt without a node and without a network, from the record's bytes to the block that the relay chain finalised.
//!
//! `salus-records-engine` holds the receipt and checks what needs SHA-256 alone. This crate adds what needs the chain's own rules: storage
//! proofs, headers, and GRANDPA justifications. It is `no_std`, needs no host functions, does no I/O and does not panic, so that it can be
//! embedded anywhere, also in Wasm.
//!
//! ```
//! use salus_receipt_verifier::{verify, Presented, Receipt, Trust, Verdict};
//!
//! # fn example(receipt: &Receipt, record: &[u8]) -> bool {
//! let verified = verify(receipt, &receipt.present(record), &Trust::default());
//! for (stage, verdict) in verified.report.stages() {
//!     // Each stage is `Ok`, `Failed` with a reason, or `NotIncluded`.
//!     assert!(!matches!(verdict, Verdict::Failed(_)), "{}", stage.name());
//! }
//! verified.report.holds()
//! # }
//! ```
//!
//! # What is shown, and what has to be trusted
//!
//! Stages build on each other, and each is checked by itself: a stage that holds shows that *if* what comes after it in the receipt is
//! true, so is what comes before. At the end stands the set of authorities that finalised the relay chain's block. Which set that was
//! no receipt can show by itself: [`Trust::authorities`] is where a verifier who knows it puts it. Without it the set of the receipt is
//! used, and [`Finalised::source`] says so.
//!
//! | trusted | then this is shown |
//! |---|---|
//! | nothing | that the stages fit together |
//! | the chain ([`Trust::genesis`]) | that it is no receipt of another chain by mistake |
//! | a block hash, from anybody who follows the chain | everything up to the header |
//! | the relay chain's authorities | everything |

#![cfg_attr(not(feature = "std"), no_std)]
#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![cfg_attr(
	test,
	allow(
		clippy::arithmetic_side_effects,
		clippy::as_conversions,
		clippy::indexing_slicing,
		clippy::unwrap_used,
		clippy::expect_used,
		clippy::panic
	)
)]

extern crate alloc;

pub mod anchor;
pub mod finality;
pub mod header;
pub mod state;
#[cfg(test)]
mod tests;

pub use salus_records_engine::{
	chain::{AuthoritySet, ChainReason},
	receipt::{Presented, Reason},
	Hash, Receipt, Report, Stage, Verdict,
};

use alloc::vec::Vec;
use anchor::AnchorValue;
use header::Header;
use salus_records_engine::chain::{
	Digest, FinalityEvidence, RelayEvidence, StateEvidence, StateItem, StatementEvidence,
};

/// What the verifier knows from elsewhere. What is given is compared, and a receipt that does not go to the stage where it would be fails
/// there ([`Reason::NotReached`]); what is not given is taken from the receipt.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Trust {
	/// The hash of the chain's first block. Compared at [`Stage::Header`].
	pub genesis: Option<Hash>,
	/// The hash of the relay chain's first block. Compared at [`Stage::Relay`].
	pub relay_genesis: Option<Hash>,
	/// The chain's id on the relay chain. Compared at [`Stage::Relay`].
	pub para_id: Option<u32>,
	/// The authorities that finalise the relay chain. Compared at [`Stage::Finality`].
	pub authorities: Option<AuthoritySet>,
}

impl Trust {
	/// The stages where something is compared.
	fn compared(&self) -> impl Iterator<Item = Stage> {
		[
			(Stage::Header, self.genesis.is_some()),
			(Stage::Relay, self.relay_genesis.is_some() || self.para_id.is_some()),
			(Stage::Finality, self.authorities.is_some()),
		]
		.into_iter()
		.filter_map(|(stage, given)| given.then_some(stage))
	}
}

/// A block that a receipt leads to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Block {
	/// The hash of the first block of its chain.
	pub genesis: Hash,
	/// Its number.
	pub number: u32,
	/// Its hash.
	pub hash: Hash,
}

/// Where the set of authorities came from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Source {
	/// From the verifier: [`Trust::authorities`].
	Verifier,
	/// From the receipt itself, compared with nothing.
	Receipt,
}

/// Who finalised.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Finalised {
	/// The number of the set.
	pub set: u64,
	/// How many voted for the block.
	pub votes: usize,
	/// How many there are.
	pub authorities: usize,
	/// Where the set came from.
	pub source: Source,
	/// The number of the block that was justified: that of the receipt, or a later one.
	pub target: u32,
}

/// What the stages that hold say.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Facts {
	/// The anchor as it was at the receipt's block.
	pub anchor: Option<AnchorValue>,
	/// The block.
	pub block: Option<Block>,
	/// The block of the relay chain.
	pub relay: Option<Block>,
	/// Who finalised it.
	pub finalised: Option<Finalised>,
}

/// What came of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Verified {
	/// How each stage stands.
	pub report: Report,
	/// What those that hold say.
	pub facts: Facts,
}

/// Verifies every stage, each by itself.
pub fn verify(receipt: &Receipt, presented: &Presented, trust: &Trust) -> Verified {
	let mut facts = Facts::default();
	let mut report = receipt.verify(presented);
	if let Some(statement) = receipt.statement() {
		report = report.with(Stage::Statement, verdict(verify_statement(statement, receipt)));
	}
	if let Some(state) = receipt.state() {
		let anchor = verify_state(state, receipt);
		report = report.with(Stage::Anchor, noted(anchor, |anchor| facts.anchor = anchor));
	}
	if receipt.header().is_some() {
		let block = verify_header(receipt, trust);
		report = report.with(Stage::Header, noted(block, |block| facts.block = Some(block)));
	}
	if let Some(relay) = receipt.relay() {
		let block = verify_relay(relay, receipt, trust);
		report = report.with(Stage::Relay, noted(block, |block| facts.relay = Some(block)));
	}
	if let Some(finality) = receipt.finality() {
		let finalised = verify_finality(finality, receipt, trust);
		report = report.with(
			Stage::Finality,
			noted(finalised, |finalised| facts.finalised = Some(finalised)),
		);
	}
	for stage in trust.compared() {
		if report.verdict(stage) == Verdict::NotIncluded {
			report = report.with(stage, Verdict::Failed(Reason::NotReached));
		}
	}
	Verified { report, facts }
}

fn verdict(result: Result<(), Reason>) -> Verdict {
	match result {
		Ok(()) => Verdict::Ok,
		Err(reason) => Verdict::Failed(reason),
	}
}

fn noted<T>(result: Result<T, Reason>, note: impl FnOnce(T)) -> Verdict {
	verdict(result.map(note))
}

/// The digest of a statement.
pub fn statement_digest(statement: &StatementEvidence) -> Hash {
	digest(statement.digest, &statement.preimage)
}

/// The digest of bytes, as pallets take it over what they append to the log: plain, without the prefix of a leaf.
pub fn digest(method: Digest, bytes: &[u8]) -> Hash {
	match method {
		Digest::Blake2b256 => sp_crypto_hashing::blake2_256(bytes),
		Digest::Sha256 => sp_crypto_hashing::sha2_256(bytes),
	}
}

/// Checks that a statement is what the entry of the log stands for.
fn verify_statement(statement: &StatementEvidence, receipt: &Receipt) -> Result<(), Reason> {
	let log = receipt.log().ok_or(Reason::Without(Stage::Log))?;
	// Domains are text: as it is, or in SCALE after one byte with its length.
	let domain = [
		statement.preimage.as_slice(),
		statement.preimage.get(1..).unwrap_or_default(),
	]
	.iter()
	.any(|bytes| bytes.starts_with(b"salus/"));
	if !domain {
		return Err(ChainReason::StatementDomain.into());
	}
	if log.entry.kind != statement.kind || log.entry.digest != statement_digest(statement) {
		return Err(ChainReason::OtherStatement.into());
	}
	Ok(())
}

/// Checks that the value is in the state, and that it is about what the receipt is about. Returns the anchor, if it is one.
fn verify_state(evidence: &StateEvidence, receipt: &Receipt) -> Result<Option<AnchorValue>, Reason> {
	let key = state::key_of(&evidence.item);
	let found = state::read(&evidence.root, &evidence.proof, &[&key, &state::genesis_key()])?;
	let [value, genesis] = found.as_slice() else {
		return Err(ChainReason::Unproven.into());
	};
	if value.as_deref().ok_or(ChainReason::NoValue)? != evidence.value.as_slice() {
		return Err(ChainReason::OtherValue.into());
	}
	if genesis.as_deref() != Some(&evidence.genesis) {
		return Err(ChainReason::OtherGenesis.into());
	}
	match &evidence.item {
		StateItem::Anchor { .. } => {
			let leaf = receipt.leaf().ok_or(Reason::Without(Stage::Leaf))?;
			// An anchor says nothing about the log.
			if receipt.log().is_some() {
				return Err(ChainReason::OtherLog.into());
			}
			let anchor = AnchorValue::decode(&evidence.value).ok_or(ChainReason::ValueMalformed)?;
			anchor.ensure_about(&leaf.leaf, receipt.batch())?;
			Ok(Some(anchor))
		},
		StateItem::Log | StateItem::Checkpoint { .. } => {
			let log = receipt.log().ok_or(Reason::Without(Stage::Log))?;
			let held = match &evidence.item {
				StateItem::Log => state::log(&evidence.value),
				_ => state::checkpoint(&evidence.value),
			};
			if held.ok_or(ChainReason::ValueMalformed)? != (log.size, log.root) {
				return Err(ChainReason::OtherLog.into());
			}
			Ok(None)
		},
		// It stands for itself: no record, statement or entry of the log follows from it.
		StateItem::Value { .. } if receipt.evidence().iter().any(|piece| piece.stage() < Stage::Anchor) => {
			Err(ChainReason::OtherContent.into())
		},
		StateItem::Value { .. } => Ok(None),
	}
}

/// Checks that the state is that of a block of the chain that was asked for.
fn verify_header(receipt: &Receipt, trust: &Trust) -> Result<Block, Reason> {
	let evidence = receipt.header().ok_or(Reason::Without(Stage::Header))?;
	let header = hashed_header(&evidence.header, &evidence.hash)?;
	let state = receipt.state().ok_or(Reason::Without(Stage::Anchor))?;
	if header.state_root != state.root {
		return Err(ChainReason::OtherState.into());
	}
	if let Some(expected) = trust.genesis.filter(|expected| *expected != state.genesis) {
		return Err(ChainReason::OtherChain {
			expected,
			found: state.genesis,
		}
		.into());
	}
	Ok(Block {
		genesis: state.genesis,
		number: header.number,
		hash: evidence.hash,
	})
}

/// Reads a header and compares its hash.
fn hashed_header(bytes: &[u8], hash: &Hash) -> Result<Header, ChainReason> {
	let header = Header::decode(bytes).ok_or(ChainReason::HeaderMalformed)?;
	if header::hash(bytes) == *hash {
		Ok(header)
	} else {
		Err(ChainReason::OtherHash)
	}
}

/// Checks that a block of the relay chain knows the receipt's block, or a descendant of it, as the head of the chain.
fn verify_relay(evidence: &RelayEvidence, receipt: &Receipt, trust: &Trust) -> Result<Block, Reason> {
	let header = hashed_header(&evidence.header, &evidence.hash)?;
	let heads = state::heads_key(evidence.para_id);
	let found = state::read(&header.state_root, &evidence.proof, &[&heads, &state::genesis_key()])?;
	let [head, genesis] = found.as_slice() else {
		return Err(ChainReason::Unproven.into());
	};
	if genesis.as_deref() != Some(&evidence.genesis) {
		return Err(ChainReason::OtherGenesis.into());
	}
	let head = head.as_deref().ok_or(ChainReason::NoValue)?;
	let head = state::head_data(head).ok_or(ChainReason::ValueMalformed)?;
	let block = receipt.header().ok_or(Reason::Without(Stage::Header))?;
	let last = header::last_descendant(&block.hash, &evidence.descendants)?;
	if last != header::hash(&head) {
		return Err(ChainReason::NotIncluded.into());
	}
	if let Some(expected) = trust.relay_genesis.filter(|expected| *expected != evidence.genesis) {
		return Err(ChainReason::OtherRelay {
			expected,
			found: evidence.genesis,
		}
		.into());
	}
	if let Some(expected) = trust.para_id.filter(|expected| *expected != evidence.para_id) {
		return Err(ChainReason::OtherPara {
			expected,
			found: evidence.para_id,
		}
		.into());
	}
	Ok(Block {
		genesis: evidence.genesis,
		number: header.number,
		hash: evidence.hash,
	})
}

/// Checks that enough authorities voted for the block of the relay chain, or for a descendant of it.
fn verify_finality(evidence: &FinalityEvidence, receipt: &Receipt, trust: &Trust) -> Result<Finalised, Reason> {
	let relay = receipt.relay().ok_or(Reason::Without(Stage::Relay))?;
	let (set, source) = match &trust.authorities {
		Some(given) if given.id != evidence.set.id => {
			return Err(ChainReason::OtherSet {
				expected: given.id,
				found: evidence.set.id,
			}
			.into())
		},
		Some(given) if *given != evidence.set => return Err(ChainReason::OtherAuthorities.into()),
		Some(given) => (given, Source::Verifier),
		None => (&evidence.set, Source::Receipt),
	};
	let voters: Vec<_> = set.authorities.iter().copied().collect();
	let commit = finality::verify(&evidence.justification, set.id, voters)?;
	let last = header::last_descendant(&relay.hash, &evidence.descendants)?;
	if last != commit.hash {
		return Err(ChainReason::OtherTarget.into());
	}
	Ok(Finalised {
		set: set.id,
		votes: commit.votes,
		authorities: commit.voters,
		source,
		target: commit.number,
	})
}
