mod commitments;
mod known;
mod properties;
mod receipts;

use crate::{
	hash::{leaf_hash, node_hash},
	Hash, MemoryTree, EMPTY_ROOT,
};

/// The tree hash by the recursive definition of RFC 9162 §2.1.1.
fn replay_root(leaves: &[Hash]) -> Hash {
	match leaves {
		[] => EMPTY_ROOT,
		[leaf] => *leaf,
		_ => {
			let (left, right) = leaves.split_at(split(leaves.len()));
			node_hash(&replay_root(left), &replay_root(right))
		},
	}
}

/// PATH(m, D[n]) by the recursive definition of RFC 9162 §2.1.3.1.
fn replay_path(index: usize, leaves: &[Hash]) -> Vec<Hash> {
	if leaves.len() == 1 {
		return vec![];
	}
	let k = split(leaves.len());
	let (left, right) = leaves.split_at(k);
	let (mut path, sibling) = if index < k {
		(replay_path(index, left), replay_root(right))
	} else {
		(replay_path(index - k, right), replay_root(left))
	};
	path.push(sibling);
	path
}

/// SUBPROOF(m, D[n], b) by the recursive definition of RFC 9162 §2.1.4.1.
fn replay_subproof(first: usize, leaves: &[Hash], complete: bool) -> Vec<Hash> {
	if first == leaves.len() {
		return if complete { vec![] } else { vec![replay_root(leaves)] };
	}
	let k = split(leaves.len());
	let (left, right) = leaves.split_at(k);
	let (mut proof, sibling) = if first <= k {
		(replay_subproof(first, left, complete), replay_root(right))
	} else {
		(replay_subproof(first - k, right, false), replay_root(left))
	};
	proof.push(sibling);
	proof
}

/// The largest power of two smaller than n.
fn split(n: usize) -> usize {
	n.next_power_of_two() / 2
}

/// `n` distinct leaf hashes.
fn leaves(n: u64) -> Vec<Hash> {
	(0..n).map(|i| leaf_hash(&i.to_be_bytes())).collect()
}

fn tree(n: u64) -> MemoryTree {
	MemoryTree::from_leaves(leaves(n)).unwrap()
}

fn unhex(text: &str) -> Vec<u8> {
	assert!(text.len().is_multiple_of(2));
	(0..text.len())
		.step_by(2)
		.map(|i| u8::from_str_radix(&text[i..i + 2], 16).unwrap())
		.collect()
}

fn hash(text: &str) -> Hash {
	unhex(text).try_into().unwrap()
}
