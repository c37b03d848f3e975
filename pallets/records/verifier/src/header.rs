//! Headers of Substrate chains: 32-bit numbers and BLAKE2b-256, which Salus and every Polkadot relay chain have.

#![allow(clippy::as_conversions, reason = "the derived codecs convert the index of a variant")]

use alloc::vec::Vec;
use codec::{Decode, DecodeAll, Encode};
use salus_records_engine::{
	chain::{ChainReason, Headers},
	Hash,
};

/// One item of a header's digest. What it says does not matter here; where it ends does.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub enum DigestItem {
	/// What no engine reads.
	#[codec(index = 0)]
	Other(Vec<u8>),
	/// From the runtime to a consensus engine.
	#[codec(index = 4)]
	Consensus([u8; 4], Vec<u8>),
	/// The author's signature.
	#[codec(index = 5)]
	Seal([u8; 4], Vec<u8>),
	/// From a consensus engine to the runtime.
	#[codec(index = 6)]
	PreRuntime([u8; 4], Vec<u8>),
	/// The runtime changed.
	#[codec(index = 8)]
	RuntimeEnvironmentUpdated,
}

/// A header.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct Header {
	/// The block before it.
	pub parent: Hash,
	/// Its number.
	#[codec(compact)]
	pub number: u32,
	/// The root of the state after it.
	pub state_root: Hash,
	/// The root over its extrinsics.
	pub extrinsics_root: Hash,
	/// The digest.
	pub digest: Vec<DigestItem>,
}

impl Header {
	/// The header of these bytes; `None` if they are none, or more than one.
	pub fn decode(bytes: &[u8]) -> Option<Self> {
		Self::decode_all(&mut &*bytes).ok()
	}

	/// The hash of the block.
	pub fn hash(&self) -> Hash {
		hash(&self.encode())
	}
}

/// The hash of a block from its header in SCALE.
pub fn hash(header: &[u8]) -> Hash {
	sp_crypto_hashing::blake2_256(header)
}

/// The hash of the last of some headers, if each is the child of the one before and the first that of `block`. Without any it is `block`.
pub fn last_descendant(block: &Hash, headers: &Headers) -> Result<Hash, ChainReason> {
	headers.iter().try_fold(*block, |parent, bytes| {
		let header = Header::decode(bytes).ok_or(ChainReason::HeaderMalformed)?;
		if header.parent == parent {
			Ok(hash(bytes))
		} else {
			Err(ChainReason::NotIncluded)
		}
	})
}
