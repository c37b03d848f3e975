//! Invariants over random trees: 10,000 cases each.

use super::*;
use crate::{batch, proof::root_of_inclusion, verify_consistency, verify_inclusion, BatchBuilder, CompactRange};
use proptest::prelude::*;
use std::sync::LazyLock;

const MOST: u64 = 2_000;

/// One tree for all cases; smaller ones are its prefixes.
static LEAVES: LazyLock<Vec<Hash>> = LazyLock::new(|| leaves(MOST));
static TREE: LazyLock<MemoryTree> = LazyLock::new(|| tree(MOST));
/// The root of every prefix, by compact range.
static ROOTS: LazyLock<Vec<Hash>> = LazyLock::new(|| {
	let mut range = CompactRange::new();
	let mut roots = vec![range.root()];
	for leaf in LEAVES.iter() {
		range.append(*leaf).unwrap();
		roots.push(range.root());
	}
	roots
});

fn path(index: u64, size: u64) -> Vec<Hash> {
	crate::proof::inclusion_proof(&*TREE, index, size).unwrap().to_vec()
}

fn index_and_size() -> impl Strategy<Value = (u64, u64)> {
	(1..=MOST).prop_flat_map(|size| (0..size, Just(size)))
}

fn two_sizes() -> impl Strategy<Value = (u64, u64)> {
	(1..=MOST).prop_flat_map(|second| (1..=second, Just(second)))
}

fn config() -> ProptestConfig {
	ProptestConfig {
		failure_persistence: None,
		..ProptestConfig::with_cases(10_000)
	}
}

proptest! {
	#![proptest_config(config())]

	#[test]
	fn compact_range_root_should_equal_replay_root(
		contents in prop::collection::vec(any::<[u8; 3]>(), 0..48),
	) {
		let hashes: Vec<Hash> = contents.iter().map(|content| leaf_hash(content)).collect();
		let mut range = CompactRange::new();
		let mut builder = BatchBuilder::new();
		let mut emitted = 0u64;
		for leaf in &hashes {
			range.append(*leaf).unwrap();
			builder.push(*leaf, |_, _| emitted += 1).unwrap();
		}
		prop_assert!(range.is_well_formed());
		prop_assert_eq!(range.size(), hashes.len() as u64);
		prop_assert_eq!(range.root(), replay_root(&hashes));
		prop_assert_eq!(builder.root(), range.root());
		prop_assert_eq!(Some(emitted), batch::nodes(range.size()));
	}

	#[test]
	fn every_inclusion_proof_should_verify((index, size) in index_and_size()) {
		let proof = path(index, size);
		prop_assert!(proof.len() <= 64);
		prop_assert_eq!(
			verify_inclusion(index, size, &LEAVES[index as usize], &proof, &ROOTS[size as usize]),
			Ok(())
		);
	}

	#[test]
	fn inclusion_should_be_refused_when_any_byte_is_flipped(
		(index, size) in index_and_size(),
		which in any::<prop::sample::Index>(),
		bit in 0..256usize,
	) {
		let mut proof = path(index, size);
		let mut leaf = LEAVES[index as usize];
		let mut root = ROOTS[size as usize];
		let at = which.index(proof.len() + 2);
		let target = match at {
			0 => &mut leaf,
			1 => &mut root,
			_ => &mut proof[at - 2],
		};
		target[bit / 8] ^= 1 << (bit % 8);
		prop_assert!(verify_inclusion(index, size, &leaf, &proof, &root).is_err());
	}

	#[test]
	fn inclusion_should_be_refused_when_index_or_length_is_another(
		(index, size) in index_and_size(),
		other in any::<u64>(),
		extra in any::<[u8; 32]>(),
	) {
		let mut proof = path(index, size);
		let (leaf, root) = (LEAVES[index as usize], ROOTS[size as usize]);
		for other in [other, other % size, index ^ 1, index + 1, index.wrapping_sub(1)] {
			if other != index {
				prop_assert!(verify_inclusion(other, size, &leaf, &proof, &root).is_err());
			}
		}
		proof.push(extra);
		prop_assert!(verify_inclusion(index, size, &leaf, &proof, &root).is_err());
		proof.pop();
		if proof.pop().is_some() {
			prop_assert!(verify_inclusion(index, size, &leaf, &proof, &root).is_err());
		}
	}

	#[test]
	fn another_size_should_lead_to_the_same_root_only_when_the_path_has_the_same_shape(
		(index, size) in index_and_size(),
		other in 1..=MOST,
	) {
		// The root of a path never depends on the size, except through which side each sibling is on and how many there are.
		let proof = path(index, size);
		if let Ok(root) = root_of_inclusion(index, other, &LEAVES[index as usize], &proof) {
			if root == ROOTS[size as usize] && index < other {
				prop_assert_eq!(path(index, other).len(), proof.len());
			}
		}
	}

	#[test]
	fn any_two_sizes_should_be_consistent((first, second) in two_sizes()) {
		let proof = TREE.consistency_proof(first, second).unwrap();
		prop_assert!(proof.len() <= 65);
		prop_assert_eq!(
			verify_consistency(first, second, &proof, &ROOTS[first as usize], &ROOTS[second as usize]),
			Ok(())
		);
	}

	#[test]
	fn consistency_should_be_refused_when_any_byte_is_flipped(
		(first, second) in two_sizes(),
		which in any::<prop::sample::Index>(),
		bit in 0..256usize,
	) {
		let mut proof = TREE.consistency_proof(first, second).unwrap().to_vec();
		let mut roots = (ROOTS[first as usize], ROOTS[second as usize]);
		let at = which.index(proof.len() + 2);
		let target = match at {
			0 => &mut roots.0,
			1 => &mut roots.1,
			_ => &mut proof[at - 2],
		};
		target[bit / 8] ^= 1 << (bit % 8);
		prop_assert!(verify_consistency(first, second, &proof, &roots.0, &roots.1).is_err());
	}

	#[test]
	fn consistency_should_be_refused_when_history_was_rewritten(
		(first, second) in two_sizes(),
		rewritten in any::<prop::sample::Index>(),
	) {
		// The second log changed one of the leaves that the first root covers.
		let mut other = LEAVES[..second as usize].to_vec();
		other[rewritten.index(first as usize)][0] ^= 1;
		let other = MemoryTree::from_leaves(other).unwrap();
		let proof = other.consistency_proof(first, second).unwrap();
		prop_assert!(
			verify_consistency(first, second, &proof, &ROOTS[first as usize], &other.root()).is_err()
		);
	}

	#[test]
	fn random_proofs_should_be_refused(
		index in any::<u64>(),
		size in any::<u64>(),
		leaf in any::<[u8; 32]>(),
		root in any::<[u8; 32]>(),
		proof in prop::collection::vec(any::<[u8; 32]>(), 0..70),
	) {
		prop_assert!(verify_inclusion(index, size, &leaf, &proof, &root).is_err());
		prop_assert!(verify_consistency(index, size, &proof, &leaf, &root).is_err() );
	}
}
