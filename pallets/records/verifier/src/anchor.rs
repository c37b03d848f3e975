//! An anchor as the state of the chain holds it.

#![allow(clippy::as_conversions, reason = "the derived codecs convert the index of a variant")]

use crate::state;
use codec::{Decode, Encode};
use core::fmt;
use salus_records_engine::{chain::ChainReason, receipt::BatchEvidence, Canonicalisation, Commitment, Hash, Leaf};

/// What an anchor vouches for.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub enum Content {
	/// One record.
	#[codec(index = 0)]
	Record {
		/// The salted commitment to its canonical bytes.
		commitment: Commitment,
		/// How its bytes became canonical.
		canonicalisation: Canonicalisation,
	},
	/// A Merkle tree over the leaves of many records.
	#[codec(index = 1)]
	Batch {
		/// The root.
		root: Hash,
		/// How many leaves.
		size: u32,
	},
}

/// What became of an anchor.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
pub enum State {
	/// It stands.
	#[codec(index = 0)]
	Valid,
	/// A later version took its place.
	#[codec(index = 1)]
	Superseded {
		/// That version's anchor.
		by: u64,
	},
	/// It was declared wrong.
	#[codec(index = 2)]
	Retracted {
		/// Why, as a number.
		reason: u8,
	},
	/// Its salt was destroyed.
	#[codec(index = 3)]
	Erased,
}

impl fmt::Display for State {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::Valid => f.write_str("valid"),
			Self::Superseded { by } => write!(f, "superseded by anchor {by}"),
			Self::Retracted { reason } => f.write_str(match reason {
				0 => "retracted: entered in error",
				1 => "retracted: wrong subject",
				2 => "retracted: duplicate",
				3 => "retracted: not authorised",
				4 => "retracted: key compromised",
				_ => "retracted",
			}),
			Self::Erased => f.write_str("erased"),
		}
	}
}

/// An anchor. In the state the deposit of its issuer follows, which is nobody else's concern.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct AnchorValue {
	/// The account of the organisation that vouches for it.
	pub issuer: [u8; 32],
	/// What it vouches for.
	pub content: Content,
	/// What kind of record it is. Zero if not stated.
	pub schema: Hash,
	/// Its lineage.
	pub series: Hash,
	/// Its place in the lineage, from 1.
	pub version: u32,
	/// How long the issuer means to keep it, as a number.
	pub retention: u8,
	/// How many legal holds keep it from erasure.
	pub holds: u32,
	/// The block in which it was anchored.
	pub block: u32,
	/// The time of that block, in seconds since the Unix epoch.
	pub time: u64,
	/// What had become of it at the receipt's block.
	pub state: State,
	/// Since when, in seconds since the Unix epoch.
	pub since: u64,
	/// When the destruction of its salt was attested.
	pub erased_at: Option<u64>,
}

impl AnchorValue {
	/// The anchor of a value of the state.
	pub fn decode(value: &[u8]) -> Option<Self> {
		state::decode_front(value)
	}

	/// Fails unless it is the anchor of this batch, or without one of this leaf alone.
	pub fn ensure_about(&self, leaf: &Leaf, batch: Option<&BatchEvidence>) -> Result<(), ChainReason> {
		if self.issuer != leaf.issuer {
			return Err(ChainReason::OtherIssuer);
		}
		match (&self.content, batch) {
			(Content::Batch { root, size }, Some(batch)) => {
				if *root == batch.root && u64::from(*size) == batch.size {
					Ok(())
				} else {
					Err(ChainReason::OtherContent)
				}
			},
			(
				Content::Record {
					commitment,
					canonicalisation,
				},
				None,
			) => {
				if *commitment != leaf.commitment || *canonicalisation != leaf.canonicalisation {
					Err(ChainReason::OtherContent)
				} else if self.series != leaf.series || self.version != leaf.version || self.schema != leaf.schema {
					Err(ChainReason::OtherVersion)
				} else {
					Ok(())
				}
			},
			_ => Err(ChainReason::OtherContent),
		}
	}
}
