//! The engine's speed, and raw SHA-256 over the same bytes to compare with: times on a shared machine only mean something as a
//! ratio. `scripts/bench`.

#![allow(
	clippy::arithmetic_side_effects,
	clippy::expect_used,
	clippy::indexing_slicing,
	reason = "a benchmark may panic"
)]

use criterion::{criterion_group, criterion_main, BatchSize, Criterion, Throughput};
use salus_records_engine::{
	commitment::commit, hash::leaf_hash, verify_consistency, verify_inclusion, BatchBuilder, Canonicalisation, Hash,
	Leaf, MemoryTree, Salt,
};
use sha2::{Digest, Sha256};
use std::hint::black_box;

fn leaf(i: u64) -> Leaf {
	let mut series = [0u8; 32];
	series[..8].copy_from_slice(&i.to_be_bytes());
	Leaf {
		issuer: [1; 32],
		series,
		version: 1,
		canonicalisation: Canonicalisation::Jcs,
		schema: [3; 32],
		commitment: salus_records_engine::Commitment(leaf_hash(&i.to_be_bytes())),
	}
}

fn tree(c: &mut Criterion) {
	const LEAVES: u64 = 100_000;
	let fields: Vec<Leaf> = (0..LEAVES).map(leaf).collect();
	let hashes: Vec<Hash> = fields.iter().map(Leaf::hash).collect();

	let mut group = c.benchmark_group("tree");
	group.throughput(Throughput::Elements(LEAVES)).sample_size(20);
	// What a tree over leaf fields cannot be faster than: its hashes, of 147 and 65 bytes, and nothing else.
	group.bench_function("raw_sha256_of_the_same_bytes", |b| {
		b.iter(|| {
			let mut sum = 0u8;
			for _ in 0..LEAVES {
				sum ^= Sha256::digest(black_box([0u8; 147]))[0];
				sum ^= Sha256::digest(black_box([1u8; 65]))[0];
			}
			sum
		})
	});
	group.bench_function("append_leaf_fields", |b| {
		b.iter(|| {
			let mut builder = BatchBuilder::new();
			for leaf in &fields {
				builder
					.push(leaf.hash(), |_, node| {
						black_box(node);
					})
					.expect("not full");
			}
			builder.root()
		})
	});
	group.bench_function("append_leaf_hashes", |b| {
		b.iter(|| {
			let mut builder = BatchBuilder::new();
			for hash in &hashes {
				builder
					.push(*hash, |_, node| {
						black_box(node);
					})
					.expect("not full");
			}
			builder.root()
		})
	});
	group.finish();
}

fn verify(c: &mut Criterion) {
	const LEAVES: u64 = 1 << 20;
	let tree = MemoryTree::from_leaves((0..LEAVES).map(|i| leaf_hash(&i.to_be_bytes()))).expect("not full");
	let path = tree.inclusion_proof(777_777).expect("in range");
	let hash = leaf_hash(&777_777u64.to_be_bytes());
	let root = tree.root();
	assert_eq!(path.len(), 20);
	let first = tree.consistency_proof(777_777, LEAVES).expect("in range");
	let mut prefix = BatchBuilder::new();
	for i in 0..777_777u64 {
		prefix.push(leaf_hash(&i.to_be_bytes()), |_, _| ()).expect("not full");
	}
	let first_root = prefix.root();

	let mut group = c.benchmark_group("verify");
	group.bench_function("raw_sha256_of_20_nodes", |b| {
		b.iter(|| (0..20).fold(0u8, |sum, _| sum ^ Sha256::digest(black_box([1u8; 65]))[0]))
	});
	group.bench_function("inclusion_depth_20", |b| {
		b.iter(|| verify_inclusion(777_777, LEAVES, black_box(&hash), &path, &root).expect("holds"))
	});
	group.bench_function("consistency_to_2_20", |b| {
		b.iter(|| verify_consistency(777_777, LEAVES, &first, black_box(&first_root), &root).expect("holds"))
	});
	group.bench_function("make_inclusion_proof_depth_20", |b| {
		b.iter(|| tree.inclusion_proof(black_box(777_777)).expect("in range"))
	});
	group.finish();
}

fn commitment(c: &mut Criterion) {
	let record = vec![b'x'; 1024];
	let salt = Salt([7; 32]);
	let mut group = c.benchmark_group("commit");
	group.throughput(Throughput::Bytes(1024));
	group.bench_function("raw_sha256_of_1072_bytes", |b| {
		b.iter_batched(
			|| [0u8; 1072],
			|bytes| Sha256::digest(black_box(bytes)),
			BatchSize::SmallInput,
		)
	});
	group.bench_function("commit_1_kib", |b| {
		b.iter(|| commit(black_box(&salt), &record).expect("not empty"))
	});
	group.finish();
}

criterion_group!(benches, tree, verify, commitment);
criterion_main!(benches);
