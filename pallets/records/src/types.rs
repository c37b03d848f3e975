//! What an anchor is, what can become of it, and what is stored of the log.

#![allow(clippy::as_conversions, reason = "the derived codecs convert the index of a variant")]

use codec::{Compact, Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame::prelude::{BoundedVec, ConstU32};
use salus_primitives::{AnchorId, Commitment, Seconds};
use salus_records_engine::{Canonicalisation, CompactRange, Hash};
use scale_info::TypeInfo;

/// The lineage of a record, the same for all its versions: 32 bytes that say nothing without a secret.
pub type SeriesId = [u8; 32];

/// What kind of record it is, as calls name it: the first 16 bytes of e.g. the hash of a FHIR profile's canonical URL. Leaves
/// have room for 32; the chain fills up with zeros. A schema is public, so that nobody gains by finding two with one id.
pub type SchemaId = [u8; 16];

/// A schema as leaves bind it: a [`SchemaId`] and zeros, or whatever an issuer put into the leaves of a batch. Zero if not
/// stated.
pub type Schema = [u8; 32];

/// The schema of a leaf that a call names.
pub fn schema_of(id: Option<SchemaId>) -> Schema {
	let mut schema = Schema::default();
	for (to, from) in schema.iter_mut().zip(id.unwrap_or_default()) {
		*to = from;
	}
	schema
}

/// The path of a leaf in a batch: one hash for each level of a tree of 2^20 leaves.
pub type LeafProof = BoundedVec<Hash, ConstU32<LEAF_PROOF_LIMIT>>;

/// Most hashes in a [`LeafProof`].
pub const LEAF_PROOF_LIMIT: u32 = 20;

/// A sequential id as a storage key: big endian, so that neighbours share their path in the trie and keys sort like ids.
#[derive(
	Clone,
	Copy,
	Debug,
	Default,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Key([u8; 8]);

impl From<u64> for Key {
	fn from(id: u64) -> Self {
		Self(id.to_be_bytes())
	}
}

impl From<Key> for u64 {
	fn from(key: Key) -> Self {
		u64::from_be_bytes(key.0)
	}
}

/// The index of a leaf as a storage key, big endian like [`Key`].
#[derive(
	Clone,
	Copy,
	Debug,
	Default,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct LeafKey([u8; 4]);

impl From<u32> for LeafKey {
	fn from(index: u32) -> Self {
		Self(index.to_be_bytes())
	}
}

impl From<LeafKey> for u32 {
	fn from(key: LeafKey) -> Self {
		u32::from_be_bytes(key.0)
	}
}

/// What an anchor vouches for.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Content {
	/// One record.
	#[codec(index = 0)]
	Record {
		/// The salted commitment to its canonical bytes.
		commitment: Commitment,
		/// How its bytes became canonical.
		canonicalisation: Canonicalisation,
	},
	/// A Merkle tree (RFC 9162) over the leaves of many records. Each leaf binds its own canonicalisation.
	#[codec(index = 1)]
	Batch {
		/// The root.
		root: Hash,
		/// How many leaves, from 1 to 2^20.
		size: u32,
	},
}

/// What goes into the log without a status of its own.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub enum LogItem {
	/// One record.
	#[codec(index = 0)]
	Record {
		/// The salted commitment to its canonical bytes.
		commitment: Commitment,
		/// How its bytes became canonical.
		canonicalisation: Canonicalisation,
		/// What kind of record it is.
		schema: Option<SchemaId>,
		/// Its lineage; the commitment itself if absent.
		series: Option<SeriesId>,
		/// Its place in the lineage, from 1. The chain does not check it against earlier entries.
		#[codec(compact)]
		version: u32,
	},
	/// A batch of records.
	#[codec(index = 1)]
	Batch {
		/// The root over their leaves.
		root: Hash,
		/// How many leaves, from 1 to 2^20.
		#[codec(compact)]
		size: u32,
		/// What kind of records they are.
		schema: Option<SchemaId>,
	},
}

/// The derived one does not see that a field is compact.
impl MaxEncodedLen for LogItem {
	fn max_encoded_len() -> usize {
		let record = <(
			Commitment,
			Canonicalisation,
			Option<SchemaId>,
			Option<SeriesId>,
			Compact<u32>,
		)>::max_encoded_len();
		let batch = <(Hash, Compact<u32>, Option<SchemaId>)>::max_encoded_len();
		record.max(batch).saturating_add(1)
	}
}

/// How long the issuer means to keep a record. Information for auditors: the terms differ by law, and erasure is refused by
/// holds alone.
#[derive(
	Clone, Copy, PartialEq, Eq, Debug, Default, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum RetentionClass {
	/// Operational: no longer than a year.
	#[codec(index = 0)]
	Transient,
	/// The general term of the issuer's law.
	#[default]
	#[codec(index = 1)]
	Standard,
	/// A longer term that some law sets.
	#[codec(index = 2)]
	Extended,
	/// Without an end.
	#[codec(index = 3)]
	Permanent,
}

/// Why a record was retracted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum RetractionReason {
	/// It should never have been made (FHIR *entered-in-error*).
	#[codec(index = 0)]
	EnteredInError,
	/// It is filed under the wrong subject.
	#[codec(index = 1)]
	WrongSubject,
	/// The same record is anchored elsewhere.
	#[codec(index = 2)]
	Duplicate,
	/// Who signed it was not entitled to.
	#[codec(index = 3)]
	NotAuthorised,
	/// The key under which it was anchored was not in its owner's hands.
	#[codec(index = 4)]
	KeyCompromised,
}

/// What became of an anchor or a leaf. Everything but [`State::Valid`] is final, and none of it changes inclusion: an old
/// receipt goes on proving that the record stood in the log.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum State {
	/// It stands.
	#[codec(index = 0)]
	Valid,
	/// A later version took its place.
	#[codec(index = 1)]
	Superseded {
		/// That version's anchor.
		by: AnchorId,
	},
	/// It was declared wrong.
	#[codec(index = 2)]
	Retracted {
		/// Why.
		reason: RetractionReason,
	},
	/// Its salt was destroyed while it stood, so that its commitment cannot be opened any more.
	#[codec(index = 3)]
	Erased,
}

/// The state of an anchor or a leaf, and when it came about. Times are seconds since the Unix epoch.
///
/// A superseded or retracted version can be erased too, and must be when the subject asks: that is recorded beside the state,
/// which stays what it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Status {
	/// What became of it.
	pub state: State,
	/// Since when.
	pub since: Seconds,
	/// When the destruction of its salt was attested.
	pub erased_at: Option<Seconds>,
}

impl Status {
	/// Valid from `since` on.
	pub fn valid(since: Seconds) -> Self {
		Self {
			state: State::Valid,
			since,
			erased_at: None,
		}
	}

	/// Whether it stands.
	pub fn is_valid(&self) -> bool {
		matches!(self.state, State::Valid)
	}

	/// Every change of a state passes here. `None` if there is no way from this status to that state.
	pub fn transition(self, to: State, now: Seconds) -> Option<Self> {
		match (self.state, to) {
			(State::Valid, State::Superseded { .. } | State::Retracted { .. }) => Some(Self {
				state: to,
				since: now,
				..self
			}),
			(State::Valid, State::Erased) => Some(Self {
				state: to,
				since: now,
				erased_at: Some(now),
			}),
			(State::Superseded { .. } | State::Retracted { .. }, State::Erased) if self.erased_at.is_none() => {
				Some(Self {
					erased_at: Some(now),
					..self
				})
			},
			_ => None,
		}
	}
}

/// An anchor.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Anchor<AccountId, BlockNumber> {
	/// The organisation that vouches for it.
	pub issuer: AccountId,
	/// What it vouches for.
	pub content: Content,
	/// What kind of record it is. Zero if not stated.
	pub schema: Schema,
	/// Its lineage.
	pub series: SeriesId,
	/// Its place in the lineage, from 1.
	pub version: u32,
	/// How long the issuer means to keep it.
	pub retention: RetentionClass,
	/// How many legal holds keep it from erasure.
	pub holds: u32,
	/// The block in which it was anchored.
	pub block: BlockNumber,
	/// The time of that block, in seconds since the Unix epoch.
	pub time: Seconds,
	/// What became of it.
	pub status: Status,
}

/// A leaf of a batch as its issuer presents it to prove that it is there.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct LeafPosition {
	/// Index of the leaf, from 0.
	pub index: u32,
	/// Its siblings from the leaf upwards (RFC 9162 §2.1.3.1).
	pub proof: LeafProof,
}

/// What a leaf binds besides its issuer, who is that of the batch.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct LeafContent {
	/// The lineage of the record.
	pub series: SeriesId,
	/// Its place in the lineage, from 1.
	pub version: u32,
	/// How its bytes became canonical.
	pub canonicalisation: Canonicalisation,
	/// What kind of record it is.
	pub schema: Schema,
	/// The salted commitment to its canonical bytes.
	pub commitment: Commitment,
}

/// How a leaf stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct LeafStatus {
	/// What became of the batch.
	pub batch: Status,
	/// What became of the leaf on its own; `None` while nothing did.
	pub leaf: Option<Status>,
}

impl LeafStatus {
	/// The state that counts: that of the leaf if something became of it, else that of its batch.
	pub fn state(&self) -> State {
		match self.leaf {
			Some(leaf) => leaf.state,
			None => self.batch.state,
		}
	}

	/// When the destruction of the leaf's salt was first attested, alone or with its batch.
	pub fn erased_at(&self) -> Option<Seconds> {
		let alone = self.leaf.and_then(|leaf| leaf.erased_at);
		alone.into_iter().chain(self.batch.erased_at).min()
	}
}

/// Who placed a hold.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Holder<AccountId> {
	/// Governance, e.g. on the order of a court.
	#[codec(index = 0)]
	Governance,
	/// The issuer as custodian, or an auditor.
	#[codec(index = 1)]
	Organisation(AccountId),
}

/// A legal hold. Which case it is about stays off chain.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct LegalHold {
	/// The salted SHA-256 of the order or the matter.
	pub matter: Commitment,
	/// Since when, in seconds since the Unix epoch.
	pub since: Seconds,
}

/// On whose authority something happened.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Authority {
	/// The issuer of the anchor.
	#[codec(index = 0)]
	Issuer,
	/// Governance, for an issuer that cannot act any more.
	#[codec(index = 1)]
	Governance,
}

/// The chain's log: all that is needed to append to it and to tell its root, and what was last written down of it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct LogState {
	/// Size and peaks of the tree (RFC 9162).
	pub range: CompactRange,
	/// How many checkpoints there were: the number of the next one.
	pub checkpoints: u64,
	/// The size of the log at the last of them.
	pub checkpointed: u64,
}

/// What the log was at the end of a block in which it grew.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Checkpoint<BlockNumber> {
	/// How many entries it had.
	pub size: u64,
	/// The root over them.
	pub root: Hash,
	/// The block.
	pub block: BlockNumber,
	/// The time of the block, in seconds since the Unix epoch.
	pub time: Seconds,
}

/// A checkpoint with its number and its witnesses.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct WitnessedCheckpoint<AccountId, BlockNumber> {
	/// Which checkpoint, counted from 0.
	pub number: u64,
	/// What it says.
	pub checkpoint: Checkpoint<BlockNumber>,
	/// The auditors that cosigned it, in the order in which they did.
	pub cosigners: alloc::vec::Vec<AccountId>,
}

/// The log as it is now.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct LogInfo {
	/// How many entries it has.
	pub size: u64,
	/// The root over them.
	pub root: Hash,
	/// How many checkpoints there were: the number of the next one.
	pub checkpoints: u64,
}

/// The head of a series.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct SeriesHead {
	/// Its latest anchor.
	pub anchor: AnchorId,
	/// That anchor's version.
	pub version: u32,
	/// What became of it.
	pub status: Status,
}
