//! Evidence that leads from an anchor, or from any other value of the chain's state, to a final block.
//!
//! These are values only: [`crate::receipt`] checks the log, and the crate `salus-receipt-verifier` what needs the chain's own hashes and
//! signatures (storage proofs, headers, GRANDPA).

#![allow(clippy::as_conversions, reason = "the derived codecs convert the index of a variant")]

use crate::{
	hash::Hash,
	leaf::{EntryKind, LogEntry},
	proof::Proof,
};
use alloc::vec::Vec;
use bounded_collections::{BoundedVec, ConstU32};
use codec::{Decode, DecodeWithMemTracking, Encode};
use core::fmt;
use scale_info::TypeInfo;

/// Most bytes of one node of a storage proof, one header or one value.
pub const MAX_BYTES: u32 = 1 << 18;

/// Most nodes of a storage proof.
pub const MAX_NODES: u32 = 1024;

/// Most headers between two blocks.
pub const MAX_HEADERS: u32 = 4096;

/// Most authorities of a set.
pub const MAX_AUTHORITIES: u32 = 10_000;

/// Most bytes of a justification.
pub const MAX_JUSTIFICATION: u32 = 1 << 22;

/// A node of a storage proof, a header in SCALE, or a value.
pub type Bytes = BoundedVec<u8, ConstU32<MAX_BYTES>>;

/// The nodes of a storage proof, in any order.
pub type Nodes = BoundedVec<Bytes, ConstU32<MAX_NODES>>;

/// Headers in SCALE, each the child of the one before.
pub type Headers = BoundedVec<Bytes, ConstU32<MAX_HEADERS>>;

/// A name of a pallet or of a storage item.
pub type Name = BoundedVec<u8, ConstU32<64>>;

/// How the digest of a statement is taken.
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Digest {
	/// BLAKE2b-256 over the bytes.
	#[codec(index = 0)]
	Blake2b256,
	/// SHA-256 over the bytes.
	#[codec(index = 1)]
	Sha256,
}

/// What an entry of the log says when it is about no record: that a consent was filed, how a claim was adjudicated, what a remittance
/// pays.
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct StatementEvidence {
	/// What kind of entry it is.
	pub kind: EntryKind,
	/// How its digest is taken.
	pub digest: Digest,
	/// What the digest is taken over: it begins with the domain of whoever made the entry.
	pub preimage: Bytes,
}

/// Where an entry stands in the chain's log.
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct LogEvidence {
	/// The entry.
	pub entry: LogEntry,
	/// The schema that the batch was anchored with. Of a batch only: the digest of its entry binds it.
	pub schema: Option<Hash>,
	/// Index of the entry, from 0.
	pub index: u64,
	/// Size of the log that the path leads to.
	pub size: u64,
	/// Root of that log.
	pub root: Hash,
	/// Siblings from the entry upwards (RFC 9162 §2.1.3.1).
	pub path: Proof,
}

/// Which value of the chain's state is shown.
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub enum StateItem {
	/// `Records::Anchors`: an anchor. It must be about the leaf or the batch of the receipt.
	#[codec(index = 0)]
	Anchor {
		/// Which.
		id: u64,
	},
	/// `Records::Log`: the log. It must be the one that the entry of the receipt stands in.
	#[codec(index = 1)]
	Log,
	/// `Records::Checkpoints`: what the log was. It must be the one that the entry of the receipt stands in.
	#[codec(index = 2)]
	Checkpoint {
		/// Which.
		number: u64,
	},
	/// Any other value, e.g. a consent. That it is there is shown; what it says is for the reader.
	#[codec(index = 3)]
	Value {
		/// Name of the pallet.
		pallet: Name,
		/// Name of the storage item.
		item: Name,
		/// What follows the two hashed names in the storage key: hashes and keys of a map. Empty for a single value.
		key: Bytes,
	},
}

/// A value in the state of the chain.
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct StateEvidence {
	/// Which value.
	pub item: StateItem,
	/// The value in SCALE.
	pub value: Bytes,
	/// The hash of the chain's first block, which its state keeps for ever: it names the chain.
	pub genesis: Hash,
	/// The root of the state.
	pub root: Hash,
	/// The storage proof of value and first block. No node too many.
	pub proof: Nodes,
}

/// A block of the chain.
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct HeaderEvidence {
	/// Its header in SCALE.
	pub header: Bytes,
	/// Its hash.
	pub hash: Hash,
}

/// A block of the relay chain whose state knows the chain's block, or a later one.
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct RelayEvidence {
	/// The id of the chain on the relay chain.
	pub para_id: u32,
	/// The hash of the relay chain's first block.
	pub genesis: Hash,
	/// Header of the relay chain's block in SCALE.
	pub header: Bytes,
	/// Its hash.
	pub hash: Hash,
	/// The storage proof of `Paras::Heads` for the chain's id and of the first block in the state of that block. No node too many.
	pub proof: Nodes,
	/// Headers of the chain after the receipt's block, up to the head that the relay chain knows. Empty if that is the receipt's block.
	pub descendants: Headers,
}

/// A GRANDPA authority: its Ed25519 key.
pub type AuthorityKey = [u8; 32];

/// Who finalises, with the weight of each.
pub type Authorities = BoundedVec<(AuthorityKey, u64), ConstU32<MAX_AUTHORITIES>>;

/// A set of GRANDPA authorities.
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct AuthoritySet {
	/// Its number: sets are counted from the relay chain's first block.
	pub id: u64,
	/// Its members.
	pub authorities: Authorities,
}

/// That the relay chain's block is final.
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct FinalityEvidence {
	/// The authorities that signed. What shows that they were the right ones is outside of the receipt.
	pub set: AuthoritySet,
	/// The GRANDPA justification in SCALE.
	pub justification: BoundedVec<u8, ConstU32<MAX_JUSTIFICATION>>,
	/// Headers of the relay chain after the receipt's block, up to the one that is justified. Empty if that is the receipt's block.
	pub descendants: Headers,
}

/// Why a stage on the chain failed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ChainReason {
	/// The entry's digest is not that of what the receipt is about.
	OtherEntry,
	/// Entries of this kind have no schema, and those of a batch have one.
	EntrySchema,
	/// The statement has another digest, or another kind, than the entry.
	OtherStatement,
	/// A statement begins with the domain of who made it.
	StatementDomain,
	/// The same node twice.
	DuplicateNodes,
	/// Nodes that prove nothing.
	UnusedNodes,
	/// The nodes do not lead from the root to the key.
	Unproven,
	/// The state has no such value.
	NoValue,
	/// The state has another value there.
	OtherValue,
	/// The value is not what such an item holds.
	ValueMalformed,
	/// The state knows another first block.
	OtherGenesis,
	/// The anchor has another issuer.
	OtherIssuer,
	/// The anchor has another root, size or commitment.
	OtherContent,
	/// The anchor is another version of the record, or of another series or schema.
	OtherVersion,
	/// The state holds another log than the one that the entry stands in.
	OtherLog,
	/// Not a header.
	HeaderMalformed,
	/// The header has another hash.
	OtherHash,
	/// The header has another state root.
	OtherState,
	/// The receipt is about another chain than the one that was asked for.
	OtherChain {
		/// Its first block, as asked for.
		expected: Hash,
		/// The first block of the receipt's chain.
		found: Hash,
	},
	/// The receipt is about a chain of another relay chain than the one that was asked for.
	OtherRelay {
		/// Its first block, as asked for.
		expected: Hash,
		/// The first block of the receipt's relay chain.
		found: Hash,
	},
	/// The chain has another id on the relay chain.
	OtherPara {
		/// As asked for.
		expected: u32,
		/// As in the receipt.
		found: u32,
	},
	/// The head that the relay chain knows is not the receipt's block and no descendant by the headers given.
	NotIncluded,
	/// Not a justification.
	JustificationMalformed,
	/// There is no such set: it is empty, or its weights are too much.
	NoSuchSet,
	/// The receipt names another set than the one that was given.
	OtherSet {
		/// As given.
		expected: u64,
		/// As in the receipt.
		found: u64,
	},
	/// The set has other members than the one that was given under the same number.
	OtherAuthorities,
	/// A signature of the justification is not that of its signer over this vote, round and set.
	BadSignature,
	/// Fewer than two thirds and one of the authorities voted for the block.
	TooFewVotes,
	/// Headers of the justification that prove nothing.
	UnusedHeaders,
	/// The justification is for another block, and the headers given do not lead to it.
	OtherTarget,
}

impl fmt::Display for ChainReason {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(match self {
			Self::OtherEntry => "the entry of the log is about something else",
			Self::EntrySchema => "the entry of a batch has a schema, and no other has",
			Self::OtherStatement => "the entry of the log says something else",
			Self::StatementDomain => "the statement does not begin with a domain of this chain",
			Self::DuplicateNodes => "the storage proof has a node twice",
			Self::UnusedNodes => "the storage proof has nodes that prove nothing",
			Self::Unproven => "the storage proof does not lead from the state root to the key",
			Self::NoValue => "the state has no such value",
			Self::OtherValue => "the state has another value",
			Self::ValueMalformed => "the value is not what this item of the state holds",
			Self::OtherGenesis => "the state is that of a chain with another first block",
			Self::OtherIssuer => "the anchor has another issuer",
			Self::OtherContent => "the anchor is about other content",
			Self::OtherVersion => "the anchor is another version, or of another series or schema",
			Self::OtherLog => "the state holds another log than the one that the entry stands in",
			Self::HeaderMalformed => "not a header",
			Self::OtherHash => "the header has another hash",
			Self::OtherState => "the block has another state",
			Self::OtherChain { expected, found } => {
				return write!(
					f,
					"the receipt is of the chain 0x{}, not of 0x{}",
					HexHash(found),
					HexHash(expected)
				)
			},
			Self::OtherRelay { expected, found } => {
				return write!(
					f,
					"the receipt is of the relay chain 0x{}, not of 0x{}",
					HexHash(found),
					HexHash(expected)
				)
			},
			Self::OtherPara { expected, found } => {
				return write!(f, "the receipt is of the parachain {found}, not of {expected}")
			},
			Self::NotIncluded => "the head that the relay chain knows does not lead to the block",
			Self::JustificationMalformed => "not a GRANDPA justification",
			Self::NoSuchSet => "the authority set is empty or too heavy",
			Self::OtherSet { expected, found } => {
				return write!(
					f,
					"the block was finalised by authority set {found}, the one given is {expected}"
				)
			},
			Self::OtherAuthorities => "the authority set has other members than the one given",
			Self::BadSignature => "a signature of the justification is not valid for this round and authority set",
			Self::TooFewVotes => "fewer than two thirds and one of the authorities voted for the block",
			Self::UnusedHeaders => "the justification has headers that prove nothing",
			Self::OtherTarget => "the justification is for another block",
		})
	}
}

/// A hash in hex.
struct HexHash<'a>(&'a Hash);

impl fmt::Display for HexHash<'_> {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
	}
}

/// Bytes within a bound; `None` beyond it.
pub fn bytes<const N: u32>(bytes: Vec<u8>) -> Option<BoundedVec<u8, ConstU32<N>>> {
	bytes.try_into().ok()
}
