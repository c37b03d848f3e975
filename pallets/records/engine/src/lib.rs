//! The engine under record anchoring: Merkle trees after RFC 9162, salted commitments, the leaf of a record, and
//! receipts that verify without a node.
//!
//! The crate is `no_std`, does no I/O, holds no floats and does not panic: the pallet, the client and anybody's own
//! verifier (also in Wasm) call the same functions.
//!
//! | module | what it holds |
//! |---|---|
//! | [`hash`] | leaf and node hashes, the root of the empty tree |
//! | [`range`] | [`CompactRange`]: a whole append-only tree in one value of at most 64 hashes |
//! | [`proof`] | making and verifying inclusion and consistency proofs |
//! | [`batch`] | building a tree from a stream of leaves, and where its nodes stand in a file |
//! | [`tree`] | a whole tree in memory, for tests and small batches |
//! | [`commitment`] | salted commitments to canonical bytes |
//! | [`leaf`] | what a leaf of a batch and an entry of the chain's log bind |
//! | [`receipt`] | the stages of a receipt, each verified alone |
//! | [`chain`] | evidence that leads on to the chain's state and a final block |

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

pub mod batch;
pub mod chain;
pub mod commitment;
pub mod hash;
pub mod leaf;
pub mod proof;
pub mod range;
pub mod receipt;
pub mod tree;

#[cfg(test)]
mod tests;

pub use batch::BatchBuilder;
pub use commitment::{Commitment, Committer, Salt};
pub use hash::{Hash, EMPTY_ROOT};
pub use leaf::{Canonicalisation, EntryKind, Leaf, LogEntry};
pub use proof::{verify_consistency, verify_inclusion, BatchPath, Proof, ProofError};
pub use range::CompactRange;
pub use receipt::{Receipt, Report, Stage, Verdict};
pub use tree::MemoryTree;

/// Most leaves one batch may have: 2^20. A larger set of records is several batches.
pub const MAX_BATCH_LEAVES: u64 = 1_048_576;
