//! Inclusion and consistency proofs of RFC 9162 §2.1.3 and §2.1.4.
//!
//! Verification follows the two published algorithms step by step. Making a proof only asks a [`NodeSource`] for the nodes of
//! complete subtrees, at most about 2·64 of them, wherever they are kept.

#![allow(clippy::as_conversions, reason = "the derived codecs convert the index of a variant")]

use crate::{
	hash::{node_hash, Hash},
	range::fold_peaks,
};
use bounded_collections::{BoundedVec, ConstU32};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Most hashes a proof can have: one for each level of a tree of 2^64 − 1 leaves, and for consistency one more.
pub const MAX_PROOF: u32 = 65;

/// The hashes of a proof, from the leaf's level upwards.
pub type Proof = BoundedVec<Hash, ConstU32<MAX_PROOF>>;

/// Most hashes of a path in a batch: a batch has at most 2^20 leaves.
pub const MAX_BATCH_PATH: u32 = 20;

/// The path of a leaf in its batch: what a call takes to name one leaf.
pub type BatchPath = BoundedVec<Hash, ConstU32<MAX_BATCH_PATH>>;

/// Why a proof does not hold, or cannot be made.
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
pub enum ProofError {
	/// The leaf's index is not below the size of the tree.
	IndexOutOfRange,
	/// The first tree is the larger one.
	SizesReversed,
	/// The first tree is empty: every tree is consistent with it, so that a proof would say nothing.
	EmptyFirstTree,
	/// Fewer hashes than the sizes need.
	TooShort,
	/// More hashes than the sizes need.
	TooLong,
	/// The hashes lead to another root than the one given (for consistency: that of the second tree).
	RootMismatch,
	/// The hashes lead to another root than that of the first tree.
	FirstRootMismatch,
}

impl core::fmt::Display for ProofError {
	fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
		f.write_str(match self {
			Self::IndexOutOfRange => "the index is not below the size of the tree",
			Self::SizesReversed => "the first tree is larger than the second",
			Self::EmptyFirstTree => "the first tree is empty, so that a consistency proof says nothing",
			Self::TooShort => "the proof has fewer hashes than trees of this size need",
			Self::TooLong => "the proof has more hashes than trees of this size need",
			Self::RootMismatch => "the proof leads to another root",
			Self::FirstRootMismatch => "the proof leads to another root of the first tree",
		})
	}
}

impl core::error::Error for ProofError {}

/// The root that an inclusion proof leads to: RFC 9162 §2.1.3.2, all but the last comparison.
pub fn root_of_inclusion(index: u64, size: u64, leaf: &Hash, proof: &[Hash]) -> Result<Hash, ProofError> {
	let mut last = match size.checked_sub(1) {
		Some(last) if index <= last => last,
		_ => return Err(ProofError::IndexOutOfRange),
	};
	let mut at = index;
	let mut root = *leaf;
	for sibling in proof {
		if last == 0 {
			return Err(ProofError::TooLong);
		}
		if at & 1 == 1 || at == last {
			root = node_hash(sibling, &root);
			// A node without a right neighbour is carried up unchanged: skip the levels where it has no sibling.
			while at & 1 == 0 && at != 0 {
				at >>= 1;
				last >>= 1;
			}
		} else {
			root = node_hash(&root, sibling);
		}
		at >>= 1;
		last >>= 1;
	}
	if last == 0 {
		Ok(root)
	} else {
		Err(ProofError::TooShort)
	}
}

/// Whether the leaf hash `leaf` stands at `index` of the tree with this size and root (RFC 9162 §2.1.3.2).
///
/// The proof binds the leaf and its index to the root. It does not bind the *size* beyond the shape of the path, so that root
/// and size must come from the same trusted place: an anchor, a checkpoint.
pub fn verify_inclusion(index: u64, size: u64, leaf: &Hash, proof: &[Hash], root: &Hash) -> Result<(), ProofError> {
	if root_of_inclusion(index, size, leaf, proof)? == *root {
		Ok(())
	} else {
		Err(ProofError::RootMismatch)
	}
}

/// Whether the tree with the first size and root is a prefix of the second (RFC 9162 §2.1.4.2).
///
/// Equal sizes need equal roots and no hashes; an empty first tree is refused, as the RFC defines the proof for
/// `0 < first ≤ second` only.
pub fn verify_consistency(
	first: u64,
	second: u64,
	proof: &[Hash],
	first_root: &Hash,
	second_root: &Hash,
) -> Result<(), ProofError> {
	if second < first {
		return Err(ProofError::SizesReversed);
	}
	let (Some(mut at), Some(mut last)) = (first.checked_sub(1), second.checked_sub(1)) else {
		return Err(ProofError::EmptyFirstTree);
	};
	if at == last {
		return match (proof.is_empty(), first_root == second_root) {
			(false, _) => Err(ProofError::TooLong),
			(true, false) => Err(ProofError::RootMismatch),
			(true, true) => Ok(()),
		};
	}
	// A first tree that is one complete subtree is its own first hash, left out of the proof.
	let (start, rest) = if first.is_power_of_two() {
		(first_root, proof)
	} else {
		proof.split_first().ok_or(ProofError::TooShort)?
	};
	while at & 1 == 1 {
		at >>= 1;
		last >>= 1;
	}
	let mut first_at = *start;
	let mut second_at = *start;
	for sibling in rest {
		if last == 0 {
			return Err(ProofError::TooLong);
		}
		if at & 1 == 1 || at == last {
			first_at = node_hash(sibling, &first_at);
			second_at = node_hash(sibling, &second_at);
			while at & 1 == 0 && at != 0 {
				at >>= 1;
				last >>= 1;
			}
		} else {
			second_at = node_hash(&second_at, sibling);
		}
		at >>= 1;
		last >>= 1;
	}
	if last != 0 {
		Err(ProofError::TooShort)
	} else if first_at != *first_root {
		Err(ProofError::FirstRootMismatch)
	} else if second_at != *second_root {
		Err(ProofError::RootMismatch)
	} else {
		Ok(())
	}
}

/// Where the nodes of complete subtrees are kept.
pub trait NodeSource {
	/// Why a node cannot be had, e.g. an I/O error.
	type Error;

	/// The root of the complete subtree over the leaves `index·2^level .. (index + 1)·2^level`. Only asked for subtrees within
	/// the size that the proof is made for.
	fn node(&self, level: u32, index: u64) -> Result<Hash, Self::Error>;
}

/// Why no proof was made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MakeError<E> {
	/// There is no such proof.
	Proof(ProofError),
	/// A node could not be had.
	Source(E),
}

impl<E> From<ProofError> for MakeError<E> {
	fn from(error: ProofError) -> Self {
		Self::Proof(error)
	}
}

/// The path from the leaf at `index` to the root of the tree over the first `size` leaves (RFC 9162 §2.1.3.1).
pub fn inclusion_proof<S: NodeSource>(source: &S, index: u64, size: u64) -> Result<Proof, MakeError<S::Error>> {
	if index >= size {
		return Err(ProofError::IndexOutOfRange.into());
	}
	let mut proof = Proof::new();
	climb(source, 0, index, size, &mut proof)?;
	Ok(proof)
}

/// The proof that the tree over the first `first` leaves is a prefix of that over the first `second` (RFC 9162 §2.1.4.1).
pub fn consistency_proof<S: NodeSource>(source: &S, first: u64, second: u64) -> Result<Proof, MakeError<S::Error>> {
	if second < first {
		return Err(ProofError::SizesReversed.into());
	}
	let mut proof = Proof::new();
	if first == second {
		return Ok(proof);
	}
	if first == 0 {
		return Err(ProofError::EmptyFirstTree.into());
	}
	// Start at the last (smallest) complete subtree of the first tree; the rest is its path in the second one.
	let level = first.trailing_zeros();
	let index = first.checked_shr(level).unwrap_or_default().saturating_sub(1);
	if index != 0 {
		push(&mut proof, source.node(level, index).map_err(MakeError::Source)?)?;
	}
	climb(source, level, index, second, &mut proof)?;
	Ok(proof)
}

/// Adds the siblings of the node at (`level`, `index`), and of its ancestors, in the tree over the first `size` leaves.
fn climb<S: NodeSource>(
	source: &S,
	mut level: u32,
	mut index: u64,
	size: u64,
	proof: &mut Proof,
) -> Result<(), MakeError<S::Error>> {
	// The level is below the root's as long as a node's width does not cover the tree.
	while 1u64.checked_shl(level).is_some_and(|width| width < size) {
		let sibling = index ^ 1;
		if let Some(node) = subtree(source, level, sibling, size).map_err(MakeError::Source)? {
			push(proof, node)?;
		}
		level = level.saturating_add(1);
		index >>= 1;
	}
	Ok(())
}

/// The root over the leaves at or after `index·2^level` that belong to this node and exist: a complete subtree, the ragged right
/// edge, or nothing.
fn subtree<S: NodeSource>(source: &S, level: u32, index: u64, size: u64) -> Result<Option<Hash>, S::Error> {
	let Some(start) = index.checked_mul(1u64.checked_shl(level).unwrap_or_default()) else {
		return Ok(None);
	};
	let width = 1u64.checked_shl(level).unwrap_or_default();
	let Some(leaves) = size.checked_sub(start).filter(|leaves| *leaves != 0) else {
		return Ok(None);
	};
	if leaves >= width {
		return source.node(level, index).map(Some);
	}
	let mut peaks = crate::range::Peaks::new();
	let mut begin = start;
	for lower in (0..level).rev() {
		let width = 1u64.checked_shl(lower).unwrap_or_default();
		if leaves & width != 0 {
			let node = source.node(lower, begin.checked_shr(lower).unwrap_or_default())?;
			// At most 64 levels, so at most 64 peaks.
			let _ = peaks.try_push(node);
			begin = begin.saturating_add(width);
		}
	}
	Ok(fold_peaks(&peaks))
}

fn push(proof: &mut Proof, node: Hash) -> Result<(), ProofError> {
	proof.try_push(node).map_err(|_| ProofError::TooLong)
}
