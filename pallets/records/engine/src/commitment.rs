//! Salted commitments: `SHA-256(0x00 ‖ "salus/record/v1" ‖ salt ‖ canonical bytes)`.
//!
//! The salt is 256 bits of operating-system randomness, one for each record, and stays off chain. Without it the commitment of a
//! guessable record cannot be found by trying; destroying it is erasure.

#![allow(clippy::as_conversions, reason = "the derived codecs convert the index of a variant")]

use crate::hash::{Hash, EMPTY_ROOT, LEAF_PREFIX};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sha2::{Digest, Sha256};

/// What separates a record's commitment from every other hash.
pub const RECORD_DOMAIN: &[u8] = b"salus/record/v1";

/// The secret of one record's commitment.
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, Copy, PartialEq, Eq)]
pub struct Salt(pub [u8; 32]);

// A salt in a log file would undo what it is for.
impl core::fmt::Debug for Salt {
	fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
		f.write_str("Salt(…)")
	}
}

/// A salted SHA-256 over canonical bytes.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug,
)]
pub struct Commitment(pub Hash);

/// Why no commitment is made or accepted.
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
pub enum CommitmentError {
	/// There are no bytes to commit to.
	EmptyContent,
	/// The salt is all zero: anybody could try contents against the commitment.
	ZeroSalt,
	/// The commitment is all zero: a default value rather than a hash.
	ZeroCommitment,
	/// The commitment is the hash of nothing: an empty content without salt.
	EmptyHash,
}

impl core::fmt::Display for CommitmentError {
	fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
		f.write_str(match self {
			Self::EmptyContent => "the content is empty",
			Self::ZeroSalt => "the salt is all zero",
			Self::ZeroCommitment => "the commitment is all zero",
			Self::EmptyHash => "the commitment is the hash of empty content",
		})
	}
}

impl core::error::Error for CommitmentError {}

impl Commitment {
	/// Refuses what cannot be a salted commitment: all zero, `SHA-256()` and `SHA-256(0x00)`.
	pub fn check(&self) -> Result<(), CommitmentError> {
		/// `SHA-256(0x00)`: the leaf hash of empty content (RFC 6962 test data).
		const EMPTY_LEAF: Hash = [
			0x6e, 0x34, 0x0b, 0x9c, 0xff, 0xb3, 0x7a, 0x98, 0x9c, 0xa5, 0x44, 0xe6, 0xbb, 0x78, 0x0a, 0x2c, 0x78, 0x90,
			0x1d, 0x3f, 0xb3, 0x37, 0x38, 0x76, 0x85, 0x11, 0xa3, 0x06, 0x17, 0xaf, 0xa0, 0x1d,
		];
		if self.0 == [0; 32] {
			Err(CommitmentError::ZeroCommitment)
		} else if self.0 == EMPTY_ROOT || self.0 == EMPTY_LEAF {
			Err(CommitmentError::EmptyHash)
		} else {
			Ok(())
		}
	}
}

/// Makes a commitment from canonical bytes that come in pieces.
#[derive(Clone)]
pub struct Committer {
	hasher: Sha256,
	length: u64,
}

impl Committer {
	/// A commitment under this salt, before the first byte.
	pub fn new(salt: &Salt) -> Result<Self, CommitmentError> {
		if salt.0 == [0; 32] {
			return Err(CommitmentError::ZeroSalt);
		}
		let hasher = Sha256::new_with_prefix([LEAF_PREFIX])
			.chain_update(RECORD_DOMAIN)
			.chain_update(salt.0);
		Ok(Self { hasher, length: 0 })
	}

	/// Adds the next canonical bytes.
	pub fn update(&mut self, bytes: &[u8]) {
		self.hasher.update(bytes);
		self.length = self
			.length
			.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
	}

	/// How many canonical bytes there were so far.
	pub fn length(&self) -> u64 {
		self.length
	}

	/// The commitment to all bytes.
	pub fn finish(self) -> Result<Commitment, CommitmentError> {
		if self.length == 0 {
			return Err(CommitmentError::EmptyContent);
		}
		let commitment = Commitment(self.hasher.finalize().into());
		commitment.check()?;
		Ok(commitment)
	}
}

/// The commitment to `canonical` under `salt`.
pub fn commit(salt: &Salt, canonical: &[u8]) -> Result<Commitment, CommitmentError> {
	let mut committer = Committer::new(salt)?;
	committer.update(canonical);
	committer.finish()
}
