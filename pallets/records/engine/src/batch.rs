//! Building the tree of a batch from a stream of leaves.
//!
//! Memory is that of one [`CompactRange`]; every finished node is handed out once, in post-order (children before their parent,
//! left before right). Written one after another, they make a file in which [`position`] finds any node.

use crate::{
	hash::Hash,
	range::{AppendError, CompactRange},
};

/// A tree that grows by one leaf at a time and hands out what it finishes.
#[derive(Clone, Debug, Default)]
pub struct BatchBuilder {
	range: CompactRange,
}

impl BatchBuilder {
	/// A batch without leaves.
	pub fn new() -> Self {
		Self::default()
	}

	/// Adds the next leaf by its hash and returns its index. `emit` gets the nodes that this leaf finishes, with their level: the
	/// leaf itself, then its ancestors upwards.
	pub fn push(&mut self, leaf: Hash, emit: impl FnMut(u32, &Hash)) -> Result<u64, AppendError> {
		self.range.append_with(leaf, emit)
	}

	/// How many leaves there are.
	pub fn size(&self) -> u64 {
		self.range.size()
	}

	/// The root over the leaves so far.
	pub fn root(&self) -> Hash {
		self.range.root()
	}
}

/// How many nodes a batch of `size` leaves has handed out: 2·size − (set bits of size). `None` beyond 64 bits.
pub fn nodes(size: u64) -> Option<u64> {
	size.checked_mul(2)?.checked_sub(u64::from(size.count_ones()))
}

/// The place of a node in the order in which [`BatchBuilder::push`] hands nodes out, counted from 0. `None` if there can be
/// no such node.
pub fn position(level: u32, index: u64) -> Option<u64> {
	// The node is finished by the last leaf below it, after that leaf and `level - 1` smaller ancestors.
	let width = 1u64.checked_shl(level)?;
	let last_leaf = index.checked_add(1)?.checked_mul(width)?.checked_sub(1)?;
	nodes(last_leaf)?.checked_add(u64::from(level))
}

/// Checks nodes in the order in which they were handed out: every leaf is the one expected and every inner node is the hash of
/// its two children. If all are, and the root is as expected, then the proof of *every* leaf holds, since a proof is made of
/// exactly these nodes.
#[derive(Clone, Debug, Default)]
pub struct BatchChecker {
	range: CompactRange,
}

/// A node that is not what it should be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CheckError {
	/// The node at this level, finished by this leaf, is another one.
	WrongNode {
		/// The leaf that finished the node.
		leaf: u64,
		/// The level of the node: 0 is the leaf itself.
		level: u32,
	},
	/// Too many leaves.
	Full,
}

impl BatchChecker {
	/// A checker before the first node.
	pub fn new() -> Self {
		Self::default()
	}

	/// Checks the nodes of one leaf: `leaf` is its hash as computed from the record's fields, and `next` yields the stored nodes
	/// that it finished. The outer error is that of `next`.
	pub fn check<E>(
		&mut self,
		leaf: Hash,
		mut next: impl FnMut() -> Result<Hash, E>,
	) -> Result<Result<(), CheckError>, E> {
		let index = self.range.size();
		let mut outcome: Result<Result<(), CheckError>, E> = Ok(Ok(()));
		let appended = self.range.append_with(leaf, |level, node| {
			if matches!(outcome, Ok(Ok(()))) {
				outcome = match next() {
					Err(error) => Err(error),
					Ok(stored) if stored != *node => Ok(Err(CheckError::WrongNode { leaf: index, level })),
					Ok(_) => Ok(Ok(())),
				};
			}
		});
		match (outcome, appended) {
			(outcome, Ok(_)) => outcome,
			(_, Err(_)) => Ok(Err(CheckError::Full)),
		}
	}

	/// The root over the leaves so far.
	pub fn root(&self) -> Hash {
		self.range.root()
	}
}
