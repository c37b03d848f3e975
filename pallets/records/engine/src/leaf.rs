//! What a leaf binds.
//!
//! A batch's leaf binds issuer, series, version, canonicalisation, schema and commitment, so that a proof about a path proves the
//! content and whose it is, not just an identifier. The chain's own log has leaves of another kind, [`LogEntry`].

#![allow(clippy::as_conversions, reason = "the derived codecs convert the index of a variant")]

use crate::{
	commitment::{Commitment, CommitmentError},
	hash::{leaf_hash_of_parts, Hash},
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// First bytes of a record's leaf.
pub const LEAF_DOMAIN: &[u8; 13] = b"salus/leaf/v1";

/// First bytes of an entry of the chain's log.
pub const LOG_DOMAIN: &[u8; 12] = b"salus/log/v1";

/// First bytes of what [`batch_digest`] is taken over.
pub const BATCH_DOMAIN: &[u8; 14] = b"salus/batch/v1";

/// How a record's bytes became canonical bytes. The byte values never change.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug,
)]
pub enum Canonicalisation {
	/// The bytes as they are.
	#[codec(index = 0)]
	Raw,
	/// JSON under the JSON Canonicalization Scheme, RFC 8785.
	#[codec(index = 1)]
	Jcs,
}

impl Canonicalisation {
	/// The byte that stands for it in a leaf.
	pub fn code(self) -> u8 {
		match self {
			Self::Raw => 0,
			Self::Jcs => 1,
		}
	}

	/// The method of a byte; `None` for one that this version does not know.
	pub fn from_code(code: u8) -> Option<Self> {
		match code {
			0 => Some(Self::Raw),
			1 => Some(Self::Jcs),
			_ => None,
		}
	}
}

/// The record behind one leaf of a batch, or behind an anchor of its own.
///
/// Encoded, always [`Leaf::ENCODED_LEN`] bytes:
///
/// | offset | length | field |
/// |---|---|---|
/// | 0 | 13 | `"salus/leaf/v1"` |
/// | 13 | 32 | issuer |
/// | 45 | 32 | series |
/// | 77 | 4 | version, big endian |
/// | 81 | 1 | canonicalisation: 0 raw, 1 JCS |
/// | 82 | 32 | schema |
/// | 114 | 32 | commitment |
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct Leaf {
	/// The organisation that vouches for the record: its account.
	pub issuer: [u8; 32],
	/// The lineage of the record: the same for all its versions, pairwise (it must not be computable from a patient or record
	/// identifier without a secret).
	pub series: [u8; 32],
	/// Position in the lineage, from 1.
	pub version: u32,
	/// How the record's bytes became canonical.
	pub canonicalisation: Canonicalisation,
	/// What kind of record it is, e.g. the hash of a FHIR profile's canonical URL; zero if not stated.
	pub schema: [u8; 32],
	/// The salted commitment to the record's canonical bytes.
	pub commitment: Commitment,
}

/// Why a leaf is not accepted.
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
pub enum LeafError {
	/// Versions count from 1.
	ZeroVersion,
	/// The commitment cannot be one.
	Commitment(CommitmentError),
}

impl core::fmt::Display for LeafError {
	fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
		match self {
			Self::ZeroVersion => f.write_str("versions count from 1"),
			Self::Commitment(error) => error.fmt(f),
		}
	}
}

impl core::error::Error for LeafError {}

impl Leaf {
	/// Length of [`Leaf::to_bytes`].
	pub const ENCODED_LEN: usize = 146;

	/// Refuses a version of 0 and a commitment that cannot be one.
	pub fn check(&self) -> Result<(), LeafError> {
		if self.version == 0 {
			return Err(LeafError::ZeroVersion);
		}
		self.commitment.check().map_err(LeafError::Commitment)
	}

	/// The bytes that the leaf hash is taken over, after the `0x00` of RFC 9162.
	pub fn to_bytes(&self) -> [u8; Self::ENCODED_LEN] {
		let mut bytes = [0u8; Self::ENCODED_LEN];
		let version = self.version.to_be_bytes();
		let canonicalisation = [self.canonicalisation.code()];
		let fields: [&[u8]; 7] = [
			LEAF_DOMAIN,
			&self.issuer,
			&self.series,
			&version,
			&canonicalisation,
			&self.schema,
			&self.commitment.0,
		];
		for (byte, field) in bytes.iter_mut().zip(fields.into_iter().flatten()) {
			*byte = *field;
		}
		bytes
	}

	/// The leaf hash: `SHA-256(0x00 ‖ fields)`.
	pub fn hash(&self) -> Hash {
		leaf_hash_of_parts(&[
			LEAF_DOMAIN,
			&self.issuer,
			&self.series,
			&self.version.to_be_bytes(),
			&[self.canonicalisation.code()],
			&self.schema,
			&self.commitment.0,
		])
	}
}

/// What stands for a whole batch in the chain's log:
/// `SHA-256(0x00 ‖ "salus/batch/v1" ‖ issuer ‖ root ‖ size as 8 bytes, big endian ‖ schema)`.
pub fn batch_digest(issuer: &[u8; 32], root: &Hash, size: u64, schema: &[u8; 32]) -> Hash {
	leaf_hash_of_parts(&[BATCH_DOMAIN, issuer, root, &size.to_be_bytes(), schema])
}

/// What an entry of the chain's log is about. The byte values never change.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug,
)]
pub enum EntryKind {
	/// An anchor of one record; the digest is [`Leaf::hash`].
	#[codec(index = 0)]
	Anchor,
	/// An anchor of a batch; the digest is [`batch_digest`].
	#[codec(index = 1)]
	Batch,
	/// A consent was filed, revised or revoked.
	#[codec(index = 2)]
	Consent,
	/// A claim was adjudicated.
	#[codec(index = 3)]
	Adjudication,
	/// A policy of the chain changed.
	#[codec(index = 4)]
	Policy,
}

impl EntryKind {
	/// The byte that stands for it in an entry.
	pub fn code(self) -> u8 {
		match self {
			Self::Anchor => 0,
			Self::Batch => 1,
			Self::Consent => 2,
			Self::Adjudication => 3,
			Self::Policy => 4,
		}
	}
}

/// One leaf of the chain's append-only log: 45 bytes, `"salus/log/v1" ‖ kind ‖ digest`.
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct LogEntry {
	/// What it is about.
	pub kind: EntryKind,
	/// The digest of the thing itself.
	pub digest: Hash,
}

impl LogEntry {
	/// The leaf hash: `SHA-256(0x00 ‖ "salus/log/v1" ‖ kind ‖ digest)`.
	pub fn hash(&self) -> Hash {
		leaf_hash_of_parts(&[LOG_DOMAIN, &[self.kind.code()], &self.digest])
	}
}
