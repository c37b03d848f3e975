//! Receipts: one value that proves, stage by stage, where a record stands.
//!
//! A receipt is a list of evidence, one piece for each stage it goes to, in the order of [`Stage`]. Each piece is tagged, so that
//! evidence for later stages is added without a new format. Nothing here needs a node, a network or a clock.
//!
//! This crate checks the stages that need SHA-256 alone, up to the batch, and the log. Storage proofs, headers and finality are checked by
//! the crate `salus-receipt-verifier`; without it their evidence fails as [`Reason::Unchecked`].
//!
//! A receipt need not be about a record: with a statement and its place in the log, or with a value of the state, the same stages prove a
//! consent, an adjudication or a remittance.
//!
//! The seal is a digest over all evidence. It shows damage and careless edits, also in what no stage binds (a batch's size beyond
//! the shape of its path). It is no signature: who forges a receipt can seal it again, and is then stopped by the stages.

#![allow(clippy::as_conversions, reason = "the derived codecs convert the index of a variant")]

use crate::{
	chain::{
		ChainReason, FinalityEvidence, HeaderEvidence, LogEvidence, RelayEvidence, StateEvidence, StatementEvidence,
	},
	commitment::{commit, Commitment, CommitmentError, Salt},
	hash::{leaf_hash_of_parts, Hash},
	leaf::{batch_digest, Canonicalisation, EntryKind, Leaf, LeafError},
	proof::{verify_inclusion, BatchPath, ProofError},
	MAX_BATCH_LEAVES,
};
use bounded_collections::{BoundedVec, ConstU32};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::fmt;
use scale_info::TypeInfo;

/// What the seal is taken over begins with this.
pub const RECEIPT_DOMAIN: &[u8] = b"salus/receipt/v1";

/// How many stages there are.
pub const STAGES: usize = 11;

/// A step of the way from a record's bytes to a final block, in order.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug,
)]
pub enum Stage {
	/// The receipt itself is as it was made.
	Seal,
	/// The record has a canonical form, as long as it was.
	Content,
	/// Salt and canonical bytes give the commitment.
	Commitment,
	/// Issuer, series, version, canonicalisation, schema and commitment give the leaf hash.
	Leaf,
	/// The leaf stands in the batch's tree.
	Batch,
	/// What an entry of the log says, if it is about no record.
	Statement,
	/// The entry stands in the chain's log.
	Log,
	/// The anchor, the log, or another value stands in the state of the chain (storage proof).
	Anchor,
	/// That state is the one of a block of the chain.
	Header,
	/// The relay chain included that block.
	Relay,
	/// The relay chain's block is final.
	Finality,
}

impl Stage {
	/// All stages, in order.
	pub const ALL: [Self; STAGES] = [
		Self::Seal,
		Self::Content,
		Self::Commitment,
		Self::Leaf,
		Self::Batch,
		Self::Statement,
		Self::Log,
		Self::Anchor,
		Self::Header,
		Self::Relay,
		Self::Finality,
	];

	/// The name that people and files use.
	pub fn name(self) -> &'static str {
		match self {
			Self::Seal => "seal",
			Self::Content => "content",
			Self::Commitment => "commitment",
			Self::Leaf => "leaf",
			Self::Batch => "batch",
			Self::Statement => "statement",
			Self::Log => "log",
			Self::Anchor => "anchor",
			Self::Header => "header",
			Self::Relay => "relay",
			Self::Finality => "finality",
		}
	}
}

/// What opens a commitment. Private: who has it and a guess of the record can check the guess.
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct Content {
	/// How the record's bytes become canonical.
	pub canonicalisation: Canonicalisation,
	/// How many canonical bytes there are.
	pub length: u64,
	/// The salt of the commitment.
	pub salt: Salt,
}

/// A leaf with its hash.
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct LeafEvidence {
	/// The fields.
	pub leaf: Leaf,
	/// The hash over them.
	pub hash: Hash,
}

/// Where a leaf stands in its batch.
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct BatchEvidence {
	/// Index of the leaf, from 0.
	pub index: u64,
	/// Leaves of the batch, at most [`MAX_BATCH_LEAVES`].
	pub size: u64,
	/// Root of the batch.
	pub root: Hash,
	/// Siblings from the leaf upwards (RFC 9162 §2.1.3.1).
	pub path: BatchPath,
}

/// One piece of evidence. Tags never change; later stages get new ones.
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub enum Evidence {
	/// For [`Stage::Content`].
	#[codec(index = 1)]
	Content(Content),
	/// For [`Stage::Commitment`].
	#[codec(index = 2)]
	Commitment(Commitment),
	/// For [`Stage::Leaf`].
	#[codec(index = 3)]
	Leaf(LeafEvidence),
	/// For [`Stage::Batch`].
	#[codec(index = 4)]
	Batch(BatchEvidence),
	/// For [`Stage::Statement`].
	#[codec(index = 5)]
	Statement(StatementEvidence),
	/// For [`Stage::Log`].
	#[codec(index = 6)]
	Log(LogEvidence),
	/// For [`Stage::Anchor`].
	#[codec(index = 7)]
	State(StateEvidence),
	/// For [`Stage::Header`].
	#[codec(index = 8)]
	Header(HeaderEvidence),
	/// For [`Stage::Relay`].
	#[codec(index = 9)]
	Relay(RelayEvidence),
	/// For [`Stage::Finality`].
	#[codec(index = 10)]
	Finality(FinalityEvidence),
}

impl Evidence {
	/// The stage that it is for.
	pub fn stage(&self) -> Stage {
		match self {
			Self::Content(_) => Stage::Content,
			Self::Commitment(_) => Stage::Commitment,
			Self::Leaf(_) => Stage::Leaf,
			Self::Batch(_) => Stage::Batch,
			Self::Statement(_) => Stage::Statement,
			Self::Log(_) => Stage::Log,
			Self::State(_) => Stage::Anchor,
			Self::Header(_) => Stage::Header,
			Self::Relay(_) => Stage::Relay,
			Self::Finality(_) => Stage::Finality,
		}
	}
}

/// Most pieces of evidence in one receipt.
pub const MAX_EVIDENCE: u32 = 16;

/// The pieces of evidence of a receipt.
pub type EvidenceList = BoundedVec<Evidence, ConstU32<MAX_EVIDENCE>>;

/// Evidence in the order of its stages, under a seal.
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct Receipt {
	evidence: EvidenceList,
	seal: Hash,
}

/// Why a list of evidence is no receipt.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReceiptError {
	/// More than [`MAX_EVIDENCE`] pieces.
	TooMany,
	/// A piece is missing its place: stages come in order, each at most once.
	OutOfOrder(Stage),
}

/// What is known of the record when a receipt is verified.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Presented {
	/// No record is at hand.
	Nothing,
	/// A record is at hand, but has no canonical form under the receipt's method, or the receipt has no salt to open it with.
	Unreadable,
	/// The record in canonical form, and the commitment to it under the receipt's salt.
	Canonical {
		/// How many canonical bytes there are.
		length: u64,
		/// What they commit to.
		commitment: Result<Commitment, CommitmentError>,
	},
}

/// Why a stage failed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reason {
	/// The seal is another one.
	Changed,
	/// The record has no canonical form under the receipt's method.
	Unreadable,
	/// The canonical form is longer or shorter.
	Length {
		/// As the receipt says.
		expected: u64,
		/// As the record has.
		found: u64,
	},
	/// The record leads to another commitment.
	OtherCommitment,
	/// There cannot be such a commitment.
	Commitment(CommitmentError),
	/// There cannot be such a leaf.
	Leaf(LeafError),
	/// The leaf's fields lead to another hash.
	OtherLeaf,
	/// The leaf names another commitment than the receipt.
	LeafCommitment,
	/// The leaf names another canonicalisation than the receipt.
	LeafCanonicalisation,
	/// The batch says that it has more leaves than a batch may have.
	BatchTooLarge,
	/// The leaf is not in the batch.
	Proof(ProofError),
	/// The evidence builds on that of another stage, which the receipt does not have.
	Without(Stage),
	/// A record is at hand, and the receipt has no salt to compare it with.
	Sealed,
	/// The receipt does not go to this stage, and the verifier has something to compare here.
	NotReached,
	/// The receipt goes to this stage, and whoever verified it did not: this crate alone has no storage proofs, headers and signatures.
	Unchecked,
	/// A stage on the chain failed.
	Chain(ChainReason),
}

impl From<ChainReason> for Reason {
	fn from(reason: ChainReason) -> Self {
		Self::Chain(reason)
	}
}

impl fmt::Display for Reason {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::Changed => f.write_str("the receipt was changed or damaged after it was made"),
			Self::Unreadable => f.write_str("the record has no canonical form under the receipt's canonicalisation"),
			Self::Length { expected, found } => {
				write!(
					f,
					"the record has {found} canonical bytes, the receipt is about one with {expected}"
				)
			},
			Self::OtherCommitment => f.write_str("record and salt give another commitment"),
			Self::Commitment(error) => error.fmt(f),
			Self::Leaf(error) => error.fmt(f),
			Self::OtherLeaf => f.write_str("the leaf's fields give another hash"),
			Self::LeafCommitment => f.write_str("the leaf is about another commitment"),
			Self::LeafCanonicalisation => f.write_str("the leaf names another canonicalisation"),
			Self::BatchTooLarge => write!(f, "a batch has at most {MAX_BATCH_LEAVES} leaves"),
			Self::Proof(error) => error.fmt(f),
			Self::Without(stage) => write!(f, "the receipt has no {} to build on", stage.name()),
			Self::Sealed => {
				f.write_str("the receipt has no salt to compare the record with: it was erased or left out")
			},
			Self::NotReached => {
				f.write_str("the receipt does not go to this stage, so that nothing can be compared here")
			},
			Self::Unchecked => f.write_str("the receipt goes to this stage, the verifier does not"),
			Self::Chain(reason) => reason.fmt(f),
		}
	}
}

/// How one stage stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
	/// Shown.
	Ok,
	/// Shown to be wrong, or not shown although the receipt claims it.
	Failed(Reason),
	/// The receipt, or what was presented with it, does not go there.
	NotIncluded,
}

/// How each stage stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Report {
	verdicts: [(Stage, Verdict); STAGES],
}

impl Report {
	/// Stages and verdicts, in order.
	pub fn stages(&self) -> impl Iterator<Item = (Stage, Verdict)> + '_ {
		self.verdicts.iter().copied()
	}

	/// The verdict on one stage.
	pub fn verdict(&self, stage: Stage) -> Verdict {
		self.stages()
			.find(|(at, _)| *at == stage)
			.map_or(Verdict::NotIncluded, |(_, verdict)| verdict)
	}

	/// The same report with another verdict on one stage, by whoever checked more of it.
	#[must_use]
	pub fn with(mut self, stage: Stage, verdict: Verdict) -> Self {
		for (at, old) in &mut self.verdicts {
			if *at == stage {
				*old = verdict;
			}
		}
		self
	}

	/// Whether no stage failed.
	pub fn holds(&self) -> bool {
		!self.stages().any(|(_, verdict)| matches!(verdict, Verdict::Failed(_)))
	}
}

impl Receipt {
	/// Seals evidence.
	pub fn new(evidence: impl IntoIterator<Item = Evidence>) -> Result<Self, ReceiptError> {
		let mut list = EvidenceList::new();
		for piece in evidence {
			list.try_push(piece).map_err(|_| ReceiptError::TooMany)?;
		}
		let seal = seal(&list);
		Self::from_parts(list, seal)
	}

	/// A receipt as it was read, with the seal it came with. The seal is checked by [`Receipt::verify`], the order here.
	pub fn from_parts(evidence: EvidenceList, seal: Hash) -> Result<Self, ReceiptError> {
		let mut last = Stage::Seal;
		for piece in &evidence {
			if piece.stage() <= last {
				return Err(ReceiptError::OutOfOrder(piece.stage()));
			}
			last = piece.stage();
		}
		Ok(Self { evidence, seal })
	}

	/// The pieces of evidence, in the order of their stages.
	pub fn evidence(&self) -> &[Evidence] {
		&self.evidence
	}

	/// The digest over all evidence that the receipt came with.
	pub fn seal(&self) -> &Hash {
		&self.seal
	}

	/// What opens the commitment.
	pub fn content(&self) -> Option<&Content> {
		self.evidence.iter().find_map(|piece| match piece {
			Evidence::Content(content) => Some(content),
			_ => None,
		})
	}

	/// The commitment.
	pub fn commitment(&self) -> Option<&Commitment> {
		self.evidence.iter().find_map(|piece| match piece {
			Evidence::Commitment(commitment) => Some(commitment),
			_ => None,
		})
	}

	/// The leaf.
	pub fn leaf(&self) -> Option<&LeafEvidence> {
		self.evidence.iter().find_map(|piece| match piece {
			Evidence::Leaf(leaf) => Some(leaf),
			_ => None,
		})
	}

	/// The batch.
	pub fn batch(&self) -> Option<&BatchEvidence> {
		self.evidence.iter().find_map(|piece| match piece {
			Evidence::Batch(batch) => Some(batch),
			_ => None,
		})
	}

	/// What the entry of the log says.
	pub fn statement(&self) -> Option<&StatementEvidence> {
		self.evidence.iter().find_map(|piece| match piece {
			Evidence::Statement(statement) => Some(statement),
			_ => None,
		})
	}

	/// The place in the log.
	pub fn log(&self) -> Option<&LogEvidence> {
		self.evidence.iter().find_map(|piece| match piece {
			Evidence::Log(log) => Some(log),
			_ => None,
		})
	}

	/// The value in the state.
	pub fn state(&self) -> Option<&StateEvidence> {
		self.evidence.iter().find_map(|piece| match piece {
			Evidence::State(state) => Some(state),
			_ => None,
		})
	}

	/// The block.
	pub fn header(&self) -> Option<&HeaderEvidence> {
		self.evidence.iter().find_map(|piece| match piece {
			Evidence::Header(header) => Some(header),
			_ => None,
		})
	}

	/// The block of the relay chain.
	pub fn relay(&self) -> Option<&RelayEvidence> {
		self.evidence.iter().find_map(|piece| match piece {
			Evidence::Relay(relay) => Some(relay),
			_ => None,
		})
	}

	/// That the block of the relay chain is final.
	pub fn finality(&self) -> Option<&FinalityEvidence> {
		self.evidence.iter().find_map(|piece| match piece {
			Evidence::Finality(finality) => Some(finality),
			_ => None,
		})
	}

	/// Presents canonical bytes that are in memory. For a record in pieces, use [`crate::Committer`] with the receipt's salt.
	pub fn present(&self, canonical: &[u8]) -> Presented {
		let length = u64::try_from(canonical.len()).unwrap_or(u64::MAX);
		let commitment = match self.content() {
			Some(content) => commit(&content.salt, canonical),
			None => return Presented::Unreadable,
		};
		Presented::Canonical { length, commitment }
	}

	/// Verifies every stage that needs SHA-256 alone, each by itself.
	pub fn verify(&self, presented: &Presented) -> Report {
		let verdicts = Stage::ALL.map(|stage| {
			let verdict = match stage {
				Stage::Seal => as_verdict(if seal(&self.evidence) == self.seal {
					Ok(())
				} else {
					Err(Reason::Changed)
				}),
				Stage::Content => match (self.content(), presented) {
					(Some(content), _) => verify_content(content, presented),
					(None, Presented::Nothing) => Verdict::NotIncluded,
					(None, _) => Verdict::Failed(Reason::Sealed),
				},
				Stage::Commitment => self.verify_commitment(presented),
				Stage::Leaf => self.leaf().map_or(Verdict::NotIncluded, |leaf| {
					as_verdict(verify_leaf(leaf, self.content(), self.commitment()))
				}),
				Stage::Batch => self.batch().map_or(Verdict::NotIncluded, |batch| {
					as_verdict(
						self.leaf()
							.ok_or(Reason::Without(Stage::Leaf))
							.and_then(|leaf| verify_batch(batch, &leaf.hash)),
					)
				}),
				Stage::Log => self.log().map_or(Verdict::NotIncluded, |log| {
					as_verdict(verify_log(log, self.leaf(), self.batch()))
				}),
				Stage::Statement | Stage::Anchor | Stage::Header | Stage::Relay | Stage::Finality => {
					if self.evidence.iter().any(|piece| piece.stage() == stage) {
						Verdict::Failed(Reason::Unchecked)
					} else {
						Verdict::NotIncluded
					}
				},
			};
			(stage, verdict)
		});
		Report { verdicts }
	}

	fn verify_commitment(&self, presented: &Presented) -> Verdict {
		let Some(claimed) = self.commitment() else {
			// Evidence of later stages is about a commitment.
			return match self.content() {
				Some(_) => Verdict::Failed(Reason::Without(Stage::Commitment)),
				None => Verdict::NotIncluded,
			};
		};
		if let Err(error) = claimed.check() {
			return Verdict::Failed(Reason::Commitment(error));
		}
		match (self.content(), presented) {
			(None, _) | (_, Presented::Nothing) => Verdict::NotIncluded,
			(_, Presented::Unreadable) => Verdict::Failed(Reason::Unreadable),
			(Some(_), Presented::Canonical { commitment, .. }) => as_verdict(match commitment {
				Ok(commitment) if commitment == claimed => Ok(()),
				Ok(_) => Err(Reason::OtherCommitment),
				Err(error) => Err(Reason::Commitment(*error)),
			}),
		}
	}
}

/// The seal over evidence: `SHA-256(0x00 ‖ "salus/receipt/v1" ‖ SCALE(evidence))`.
fn seal(evidence: &EvidenceList) -> Hash {
	leaf_hash_of_parts(&[RECEIPT_DOMAIN, &evidence.encode()])
}

fn as_verdict(result: Result<(), Reason>) -> Verdict {
	match result {
		Ok(()) => Verdict::Ok,
		Err(reason) => Verdict::Failed(reason),
	}
}

fn verify_content(content: &Content, presented: &Presented) -> Verdict {
	match presented {
		Presented::Nothing => Verdict::NotIncluded,
		Presented::Unreadable => Verdict::Failed(Reason::Unreadable),
		Presented::Canonical { length: 0, .. } => Verdict::Failed(Reason::Commitment(CommitmentError::EmptyContent)),
		Presented::Canonical { length, .. } if *length != content.length => Verdict::Failed(Reason::Length {
			expected: content.length,
			found: *length,
		}),
		Presented::Canonical { .. } => Verdict::Ok,
	}
}

/// Checks that a leaf's hash is that of its fields, and that its fields are those of the receipt.
pub fn verify_leaf(
	evidence: &LeafEvidence,
	content: Option<&Content>,
	commitment: Option<&Commitment>,
) -> Result<(), Reason> {
	evidence.leaf.check().map_err(Reason::Leaf)?;
	if commitment.is_some_and(|commitment| *commitment != evidence.leaf.commitment) {
		return Err(Reason::LeafCommitment);
	}
	if content.is_some_and(|content| content.canonicalisation != evidence.leaf.canonicalisation) {
		return Err(Reason::LeafCanonicalisation);
	}
	if evidence.leaf.hash() != evidence.hash {
		return Err(Reason::OtherLeaf);
	}
	Ok(())
}

/// Checks that a leaf hash stands in a batch.
pub fn verify_batch(evidence: &BatchEvidence, leaf: &Hash) -> Result<(), Reason> {
	if evidence.size > MAX_BATCH_LEAVES {
		return Err(Reason::BatchTooLarge);
	}
	verify_inclusion(evidence.index, evidence.size, leaf, &evidence.path, &evidence.root).map_err(Reason::Proof)
}

/// Checks that an entry stands in the log, and that it is about the receipt's batch or, without one, its leaf. An entry of another kind is
/// about the receipt's statement, which has its own stage.
pub fn verify_log(
	evidence: &LogEvidence,
	leaf: Option<&LeafEvidence>,
	batch: Option<&BatchEvidence>,
) -> Result<(), Reason> {
	let entry = &evidence.entry;
	let expected = match (entry.kind, leaf, batch) {
		(EntryKind::Anchor, Some(leaf), None) => leaf.hash,
		(EntryKind::Batch, Some(leaf), Some(batch)) => {
			let schema = evidence.schema.ok_or(ChainReason::EntrySchema)?;
			batch_digest(&leaf.leaf.issuer, &batch.root, batch.size, &schema)
		},
		(EntryKind::Anchor | EntryKind::Batch, None, _) => return Err(Reason::Without(Stage::Leaf)),
		(EntryKind::Batch, Some(_), None) => return Err(Reason::Without(Stage::Batch)),
		(EntryKind::Consent | EntryKind::Adjudication | EntryKind::Policy, None, None) => entry.digest,
		_ => return Err(ChainReason::OtherEntry.into()),
	};
	if entry.kind != EntryKind::Batch && evidence.schema.is_some() {
		return Err(ChainReason::EntrySchema.into());
	}
	if entry.digest != expected {
		return Err(ChainReason::OtherEntry.into());
	}
	verify_inclusion(
		evidence.index,
		evidence.size,
		&entry.hash(),
		&evidence.path,
		&evidence.root,
	)
	.map_err(Reason::Proof)
}
