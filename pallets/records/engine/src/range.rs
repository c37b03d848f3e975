//! A whole append-only tree in one small value.
//!
//! A tree of n leaves is a row of complete subtrees, one for each set bit of n, largest first. Their roots ("peaks") are
//! all that is needed to append, and to tell the root: at most 64 hashes for any size.

#![allow(clippy::as_conversions, reason = "the derived codecs convert the index of a variant")]

use crate::hash::{node_hash, Hash, EMPTY_ROOT};
use bounded_collections::{BoundedVec, ConstU32};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Most peaks a tree can have: sizes are 64 bits.
pub const MAX_PEAKS: u32 = 64;

/// Hashes of the complete subtrees of a tree, leftmost (largest) first.
pub type Peaks = BoundedVec<Hash, ConstU32<MAX_PEAKS>>;

/// Size and peaks of an append-only tree. At most 2,058 bytes encoded; a log on chain is one of these.
///
/// A value made by [`CompactRange::new`] and [`CompactRange::append`] has as many peaks as its size has set bits. One that was
/// decoded from outside may not: see [`CompactRange::is_well_formed`].
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug, Default)]
pub struct CompactRange {
	size: u64,
	peaks: Peaks,
}

/// Why a leaf was not appended.
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
pub enum AppendError {
	/// The tree holds 2^64 − 1 leaves: sizes are 64 bits.
	Full,
	/// The number of peaks does not fit the size: the value did not come from this crate.
	Malformed,
}

impl CompactRange {
	/// The tree without leaves.
	pub fn new() -> Self {
		Self::default()
	}

	/// A tree from its size and peaks, e.g. those another log published. `None` unless there is one peak for each set bit
	/// of `size`.
	pub fn from_parts(size: u64, peaks: Peaks) -> Option<Self> {
		let range = Self { size, peaks };
		range.is_well_formed().then_some(range)
	}

	/// How many leaves the tree has.
	pub fn size(&self) -> u64 {
		self.size
	}

	/// The roots of the complete subtrees, largest first.
	pub fn peaks(&self) -> &[Hash] {
		&self.peaks
	}

	/// Whether there is one peak for each set bit of the size.
	pub fn is_well_formed(&self) -> bool {
		u32::try_from(self.peaks.len()) == Ok(self.size.count_ones())
	}

	/// Appends a leaf, given its hash, and returns its index.
	pub fn append(&mut self, leaf: Hash) -> Result<u64, AppendError> {
		self.append_with(leaf, |_, _| ())
	}

	/// Like [`CompactRange::append`]; `visit` sees each node that the leaf completes, from the leaf (level 0) upwards.
	/// Nothing changes if this fails; `visit` may have been called all the same.
	pub fn append_with(&mut self, leaf: Hash, mut visit: impl FnMut(u32, &Hash)) -> Result<u64, AppendError> {
		let index = self.size;
		let size = index.checked_add(1).ok_or(AppendError::Full)?;
		if !self.is_well_formed() {
			return Err(AppendError::Malformed);
		}
		// A leaf completes one node for each trailing set bit of the size, as adding 1 carries through those bits.
		let mut node = leaf;
		visit(0, &node);
		for level in 1..=index.trailing_ones() {
			let left = self.peaks.pop().ok_or(AppendError::Malformed)?;
			node = node_hash(&left, &node);
			visit(level, &node);
		}
		self.peaks.try_push(node).map_err(|_| AppendError::Full)?;
		self.size = size;
		Ok(index)
	}

	/// The root of the tree (RFC 9162 §2.1.1); [`EMPTY_ROOT`] without leaves.
	pub fn root(&self) -> Hash {
		fold_peaks(&self.peaks).unwrap_or(EMPTY_ROOT)
	}
}

/// The root over a row of complete subtrees, largest first. `None` without any.
pub(crate) fn fold_peaks(peaks: &[Hash]) -> Option<Hash> {
	let (last, rest) = peaks.split_last()?;
	Some(rest.iter().rev().fold(*last, |right, left| node_hash(left, &right)))
}
