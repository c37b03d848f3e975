//! Published constants and shapes.
//!
//! Leaves and roots: the test data of the Certificate Transparency reference implementation, used by every RFC 6962 and RFC 9162
//! library (google/certificate-transparency `merkle_tree_test`, transparency-dev/merkle `testonly/constants.go`). Paths: the
//! happy paths of transparency-dev/merkle `testdata/{inclusion,consistency}`.

use super::*;
use crate::{
	batch, proof::ProofError, range::AppendError, verify_consistency, verify_inclusion, BatchBuilder, CompactRange,
};
use codec::{Decode, Encode, MaxEncodedLen};

const CT_LEAVES: [&str; 8] = [
	"",
	"00",
	"10",
	"2021",
	"3031",
	"40414243",
	"5051525354555657",
	"606162636465666768696a6b6c6d6e6f",
];

const CT_ROOTS: [&str; 8] = [
	"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
	"fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
	"aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
	"d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
	"4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
	"76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
	"ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
	"5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

fn ct_tree(size: usize) -> MemoryTree {
	MemoryTree::from_leaves(CT_LEAVES[..size].iter().map(|leaf| leaf_hash(&unhex(leaf)))).unwrap()
}

fn hashes(list: &[&str]) -> Vec<Hash> {
	list.iter().map(|text| hash(text)).collect()
}

#[test]
fn root_should_be_the_published_one_when_leaves_are_those_of_certificate_transparency() {
	assert_eq!(
		CompactRange::new().root(),
		hash("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
	);
	let mut range = CompactRange::new();
	for (index, (leaf, root)) in CT_LEAVES.iter().zip(CT_ROOTS).enumerate() {
		assert_eq!(range.append(leaf_hash(&unhex(leaf))), Ok(index as u64));
		assert_eq!(range.root(), hash(root));
		assert_eq!(ct_tree(index + 1).root(), hash(root));
	}
}

#[test]
fn inclusion_proof_should_be_the_published_one_when_tree_is_that_of_certificate_transparency() {
	// (index, size, path)
	let published: [(u64, usize, &[&str]); 5] = [
		(0, 1, &[]),
		(
			0,
			8,
			&[
				"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
				"5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
				"6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
			],
		),
		(
			5,
			8,
			&[
				"bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
				"ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
				"d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
			],
		),
		(
			2,
			3,
			&["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
		),
		(
			1,
			5,
			&[
				"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
				"5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
				"bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
			],
		),
	];
	for (index, size, path) in published {
		let leaf = leaf_hash(&unhex(CT_LEAVES[index as usize]));
		let made = ct_tree(size).inclusion_proof(index).unwrap();
		assert_eq!(made.to_vec(), hashes(path));
		assert_eq!(
			verify_inclusion(index, size as u64, &leaf, &made, &hash(CT_ROOTS[size - 1])),
			Ok(())
		);
	}
}

#[test]
fn consistency_proof_should_be_the_published_one_when_tree_is_that_of_certificate_transparency() {
	let published: [(u64, u64, &[&str]); 5] = [
		(1, 1, &[]),
		(
			1,
			8,
			&[
				"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
				"5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
				"6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
			],
		),
		(
			6,
			8,
			&[
				"0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
				"ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
				"d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
			],
		),
		(
			2,
			5,
			&[
				"5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
				"bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
			],
		),
		(
			6,
			7,
			&[
				"0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
				"b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
				"d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
			],
		),
	];
	for (first, second, proof) in published {
		let made = ct_tree(8).consistency_proof(first, second).unwrap();
		assert_eq!(made.to_vec(), hashes(proof));
		let roots = (hash(CT_ROOTS[first as usize - 1]), hash(CT_ROOTS[second as usize - 1]));
		assert_eq!(verify_consistency(first, second, &made, &roots.0, &roots.1), Ok(()));
	}
}

#[test]
fn proofs_should_follow_the_recursive_definitions_when_trees_are_small() {
	let all = leaves(40);
	for size in 1..=40usize {
		let tree = tree(size as u64);
		assert_eq!(tree.root(), replay_root(&all[..size]));
		for index in 0..size {
			assert_eq!(
				tree.inclusion_proof(index as u64).unwrap().to_vec(),
				replay_path(index, &all[..size])
			);
		}
		for first in 1..=size {
			assert_eq!(
				tree.consistency_proof(first as u64, size as u64).unwrap().to_vec(),
				replay_subproof(first, &all[..size], true)
			);
		}
	}
}

#[test]
fn proofs_should_be_refused_when_there_can_be_none() {
	let tree = tree(7);
	assert_eq!(tree.inclusion_proof(7), Err(ProofError::IndexOutOfRange));
	assert_eq!(MemoryTree::new().inclusion_proof(0), Err(ProofError::IndexOutOfRange));
	assert_eq!(tree.consistency_proof(5, 4), Err(ProofError::SizesReversed));
	assert_eq!(tree.consistency_proof(0, 4), Err(ProofError::EmptyFirstTree));
	assert_eq!(tree.consistency_proof(3, 8), Err(ProofError::IndexOutOfRange));
}

#[test]
fn inclusion_should_be_refused_when_the_odd_leaf_was_duplicated() {
	// A tree that pairs an odd last leaf with itself (as Bitcoin's does) proves a fourth leaf that was never added.
	let three = leaves(3);
	let duplicated = node_hash(&node_hash(&three[0], &three[1]), &node_hash(&three[2], &three[2]));
	let path = [three[2], node_hash(&three[0], &three[1])];
	assert_eq!(
		verify_inclusion(2, 3, &three[2], &path, &duplicated),
		Err(ProofError::TooLong)
	);
	assert_eq!(
		verify_inclusion(3, 3, &three[2], &path, &duplicated),
		Err(ProofError::IndexOutOfRange)
	);
	assert_eq!(
		verify_inclusion(3, 4, &three[2], &path, &tree(3).root()),
		Err(ProofError::RootMismatch)
	);
	assert_ne!(tree(3).root(), duplicated);
}

#[test]
fn inclusion_should_be_refused_when_siblings_were_sorted() {
	let two = leaves(2);
	let (low, high) = if two[0] < two[1] { (0, 1) } else { (1, 0) };
	let swapped = node_hash(&two[high], &two[low]);
	for index in [0u64, 1] {
		let sibling = two[1 - index as usize];
		let held = verify_inclusion(index, 2, &two[index as usize], &[sibling], &swapped).is_ok();
		// Only the order of the leaves counts, not that of their hashes.
		assert_eq!(held, swapped == node_hash(&two[0], &two[1]));
		assert_eq!(
			verify_inclusion(index, 2, &two[index as usize], &[sibling], &tree(2).root()),
			Ok(())
		);
		assert_eq!(
			verify_inclusion(1 - index, 2, &two[index as usize], &[sibling], &tree(2).root()),
			Err(ProofError::RootMismatch)
		);
	}
}

#[test]
fn an_inner_node_should_be_refused_when_it_is_shown_as_a_leaf() {
	// Without the prefixes of RFC 9162 the two children of a node, taken as the bytes of a leaf, would hash to that node.
	let two = leaves(2);
	let bytes: Vec<u8> = two.iter().flatten().copied().collect();
	assert_ne!(leaf_hash(&bytes), node_hash(&two[0], &two[1]));
	assert_eq!(
		verify_inclusion(0, 1, &leaf_hash(&bytes), &[], &tree(2).root()),
		Err(ProofError::RootMismatch)
	);
}

#[test]
fn proofs_should_be_refused_when_truncated_or_extended() {
	let tree = tree(13);
	let all = leaves(13);
	for index in 0..13u64 {
		let path = tree.inclusion_proof(index).unwrap().to_vec();
		let verify = |path: &[Hash]| verify_inclusion(index, 13, &all[index as usize], path, &tree.root());
		assert_eq!(verify(&path[..path.len() - 1]), Err(ProofError::TooShort));
		assert_eq!(verify(&[]), Err(ProofError::TooShort));
		assert_eq!(
			verify(&[path.clone(), vec![tree.root()]].concat()),
			Err(ProofError::TooLong)
		);
		assert!(verify(&[vec![EMPTY_ROOT], path].concat()).is_err());
	}
	for first in 1..13u64 {
		let proof = tree.consistency_proof(first, 13).unwrap().to_vec();
		let first_root = super::tree(first).root();
		let verify = |proof: &[Hash]| verify_consistency(first, 13, proof, &first_root, &tree.root());
		assert_eq!(verify(&proof), Ok(()));
		assert_eq!(verify(&proof[..proof.len() - 1]), Err(ProofError::TooShort));
		assert_eq!(verify(&[]), Err(ProofError::TooShort));
		assert_eq!(
			verify(&[proof.clone(), vec![tree.root()]].concat()),
			Err(ProofError::TooLong)
		);
	}
}

#[test]
fn consistency_should_be_refused_when_sizes_say_nothing() {
	let (one, two) = (tree(1).root(), tree(2).root());
	assert_eq!(
		verify_consistency(0, 2, &[], &EMPTY_ROOT, &two),
		Err(ProofError::EmptyFirstTree)
	);
	assert_eq!(
		verify_consistency(0, 0, &[], &EMPTY_ROOT, &EMPTY_ROOT),
		Err(ProofError::EmptyFirstTree)
	);
	assert_eq!(
		verify_consistency(0, 1, &[one], &EMPTY_ROOT, &one),
		Err(ProofError::EmptyFirstTree)
	);
	assert_eq!(
		verify_consistency(2, 1, &[], &two, &one),
		Err(ProofError::SizesReversed)
	);
	assert_eq!(verify_consistency(2, 2, &[], &two, &two), Ok(()));
	assert_eq!(verify_consistency(2, 2, &[two], &two, &two), Err(ProofError::TooLong));
	assert_eq!(verify_consistency(2, 2, &[], &one, &two), Err(ProofError::RootMismatch));
	assert_eq!(verify_consistency(1, 2, &[], &one, &two), Err(ProofError::TooShort));
}

#[test]
fn verification_should_end_when_sizes_are_at_the_limits_of_64_bits() {
	let leaf = leaf_hash(b"");
	for size in [1u64 << 63, (1 << 63) + 1, u64::MAX - 1, u64::MAX] {
		for index in [0, 1, size / 2, size - 1] {
			assert_eq!(
				verify_inclusion(index, size, &leaf, &[], &leaf),
				Err(ProofError::TooShort)
			);
			assert!(verify_inclusion(index, size, &leaf, &[leaf; 64], &leaf).is_err());
			assert_eq!(
				verify_inclusion(index, size, &leaf, &[leaf; 65], &leaf),
				Err(ProofError::TooLong)
			);
		}
		assert_eq!(
			verify_inclusion(size, size, &leaf, &[], &leaf),
			Err(ProofError::IndexOutOfRange)
		);
		for first in [1, 2, 1 << 62, 1 << 63] {
			if first < size {
				assert!(verify_consistency(first, size, &[leaf; 63], &leaf, &leaf).is_err());
				assert_eq!(
					verify_consistency(first, size, &[leaf; 66], &leaf, &leaf),
					Err(ProofError::TooLong)
				);
			}
		}
	}
}

/// Every subtree of the same height has the same root: trees of any size in no memory.
struct Uniform(Vec<Hash>);

impl Uniform {
	fn new() -> Self {
		let mut levels = vec![leaf_hash(b"same")];
		for level in 0..63usize {
			levels.push(node_hash(&levels[level], &levels[level]));
		}
		Self(levels)
	}

	fn range(&self, size: u64) -> CompactRange {
		let peaks: Vec<Hash> = (0..64)
			.rev()
			.filter(|bit| size >> bit & 1 == 1)
			.map(|bit| self.0[bit])
			.collect();
		CompactRange::from_parts(size, peaks.try_into().unwrap()).unwrap()
	}
}

impl crate::proof::NodeSource for Uniform {
	type Error = ();
	fn node(&self, level: u32, _: u64) -> Result<Hash, ()> {
		Ok(self.0[level as usize])
	}
}

#[test]
fn proofs_should_verify_when_trees_have_up_to_2_to_the_64_minus_1_leaves() {
	let uniform = Uniform::new();
	let sizes = [
		1u64,
		2,
		3,
		5,
		1 << 20,
		(1 << 20) + 1,
		1 << 62,
		(1 << 63) - 1,
		1 << 63,
		(1 << 63) + 1,
		u64::MAX - 1,
		u64::MAX,
	];
	for second in sizes {
		let root = uniform.range(second).root();
		for index in [0, second / 3, second / 2, second - 1] {
			let path = crate::proof::inclusion_proof(&uniform, index, second).unwrap();
			assert_eq!(verify_inclusion(index, second, &uniform.0[0], &path, &root), Ok(()));
		}
		for first in sizes.into_iter().filter(|first| *first <= second) {
			let proof = crate::proof::consistency_proof(&uniform, first, second).unwrap();
			let first_root = uniform.range(first).root();
			assert_eq!(
				verify_consistency(first, second, &proof, &first_root, &root),
				Ok(()),
				"{first} {second}"
			);
		}
	}
}

#[test]
fn append_should_be_refused_when_the_tree_is_full_or_malformed() {
	let uniform = Uniform::new();
	let mut full = uniform.range(u64::MAX);
	assert_eq!(full.append(EMPTY_ROOT), Err(AppendError::Full));
	assert_eq!(full, uniform.range(u64::MAX));
	let mut last = uniform.range(u64::MAX - 1);
	assert_eq!(last.append(uniform.0[0]), Ok(u64::MAX - 1));
	assert_eq!(last.root(), uniform.range(u64::MAX).root());
	// Size 3 with one peak, as an attacker could encode it.
	let mut malformed = CompactRange::decode(&mut &(3u64, vec![EMPTY_ROOT]).encode()[..]).unwrap();
	assert!(!malformed.is_well_formed());
	assert_eq!(malformed.append(EMPTY_ROOT), Err(AppendError::Malformed));
	assert_eq!(CompactRange::from_parts(3, vec![EMPTY_ROOT].try_into().unwrap()), None);
}

#[test]
fn compact_range_should_fit_one_storage_value_when_it_is_as_large_as_it_gets() {
	let largest = Uniform::new().range(u64::MAX);
	assert_eq!(CompactRange::max_encoded_len(), 8 + 2 + 64 * 32);
	assert_eq!(largest.encode().len(), CompactRange::max_encoded_len());
	assert_eq!(CompactRange::decode(&mut &largest.encode()[..]), Ok(largest));
}

#[test]
fn nodes_should_stand_where_position_says_when_a_batch_was_streamed() {
	let mut builder = BatchBuilder::new();
	let mut emitted: Vec<(u32, Hash)> = vec![];
	for leaf in leaves(77) {
		builder.push(leaf, |level, node| emitted.push((level, *node))).unwrap();
	}
	assert_eq!(batch::nodes(77), Some(emitted.len() as u64));
	let all = leaves(77);
	for level in 0..7u32 {
		for index in 0..(77u64 >> level) {
			let (at, node) = emitted[batch::position(level, index).unwrap() as usize];
			let begin = (index << level) as usize;
			assert_eq!(at, level);
			assert_eq!(node, replay_root(&all[begin..begin + (1 << level)]));
		}
	}
	assert_eq!(builder.root(), replay_root(&all));
	assert_eq!(batch::position(64, 0), None);
	assert_eq!(batch::position(1, u64::MAX), None);
}

#[test]
fn a_stored_batch_should_be_refused_when_any_node_is_another() {
	let all = leaves(21);
	let mut nodes = vec![];
	let mut builder = BatchBuilder::new();
	for leaf in &all {
		builder.push(*leaf, |_, node| nodes.push(*node)).unwrap();
	}
	let check = |nodes: &[Hash], all: &[Hash]| {
		let mut checker = batch::BatchChecker::new();
		let mut next = nodes.iter().copied();
		for leaf in all {
			checker
				.check(*leaf, || next.next().ok_or(()))
				.map_err(|()| None)?
				.map_err(Some)?;
		}
		Ok::<Hash, Option<batch::CheckError>>(checker.root())
	};
	assert_eq!(check(&nodes, &all), Ok(builder.root()));
	for at in 0..nodes.len() {
		let mut broken = nodes.clone();
		broken[at][at % 32] ^= 1;
		assert!(matches!(
			check(&broken, &all),
			Err(Some(batch::CheckError::WrongNode { .. }))
		));
	}
	for at in 0..all.len() {
		let mut other = all.clone();
		other[at][0] ^= 0x80;
		assert_eq!(
			check(&nodes, &other),
			Err(Some(batch::CheckError::WrongNode {
				leaf: at as u64,
				level: 0
			}))
		);
	}
	assert_eq!(check(&nodes[..nodes.len() - 1], &all), Err(None));
}
