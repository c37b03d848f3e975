//! A whole tree in memory: for small batches and for tests. A batch of any length is built with [`crate::batch`].

use crate::{
	batch,
	hash::Hash,
	proof::{self, MakeError, NodeSource, Proof, ProofError},
	range::{AppendError, CompactRange},
};
use alloc::vec::Vec;

/// A tree that keeps every node, about 64 bytes a leaf.
#[derive(Clone, Debug, Default)]
pub struct MemoryTree {
	range: CompactRange,
	nodes: Vec<Hash>,
}

/// A node that the tree does not have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NoSuchNode;

impl NodeSource for MemoryTree {
	type Error = NoSuchNode;

	fn node(&self, level: u32, index: u64) -> Result<Hash, NoSuchNode> {
		let position = batch::position(level, index)
			.and_then(|at| usize::try_from(at).ok())
			.ok_or(NoSuchNode)?;
		self.nodes.get(position).copied().ok_or(NoSuchNode)
	}
}

impl MemoryTree {
	/// The tree without leaves.
	pub fn new() -> Self {
		Self::default()
	}

	/// A tree over these leaf hashes.
	pub fn from_leaves(leaves: impl IntoIterator<Item = Hash>) -> Result<Self, AppendError> {
		let mut tree = Self::new();
		for leaf in leaves {
			tree.append(leaf)?;
		}
		Ok(tree)
	}

	/// Appends a leaf by its hash and returns its index.
	pub fn append(&mut self, leaf: Hash) -> Result<u64, AppendError> {
		let nodes = &mut self.nodes;
		self.range.append_with(leaf, |_, node| nodes.push(*node))
	}

	/// How many leaves there are.
	pub fn size(&self) -> u64 {
		self.range.size()
	}

	/// The root over all leaves.
	pub fn root(&self) -> Hash {
		self.range.root()
	}

	/// The path of a leaf in the tree over all leaves.
	pub fn inclusion_proof(&self, index: u64) -> Result<Proof, ProofError> {
		proof::inclusion_proof(self, index, self.size()).map_err(as_proof_error)
	}

	/// The proof that the first `first` leaves were a prefix of the first `second`.
	pub fn consistency_proof(&self, first: u64, second: u64) -> Result<Proof, ProofError> {
		if second > self.size() {
			return Err(ProofError::IndexOutOfRange);
		}
		proof::consistency_proof(self, first, second).map_err(as_proof_error)
	}
}

/// Proofs within the size only ask for nodes that the tree has.
fn as_proof_error(error: MakeError<NoSuchNode>) -> ProofError {
	match error {
		MakeError::Proof(error) => error,
		MakeError::Source(NoSuchNode) => ProofError::IndexOutOfRange,
	}
}
