use super::*;
use crate::{
	commitment::{commit, CommitmentError},
	leaf::{batch_digest, LeafError},
	Canonicalisation, Commitment, Committer, EntryKind, Leaf, LogEntry, Salt,
};

/// Computed with Python: `hashlib.sha256(b"\x00salus/record/v1" + bytes(range(32)) + b'{"a":1}')`.
#[test]
fn commitment_should_be_sha256_over_domain_salt_and_bytes() {
	let salt = Salt(core::array::from_fn(|i| i as u8));
	let commitment = commit(&salt, br#"{"a":1}"#).unwrap();
	assert_eq!(
		commitment.0,
		hash("9bbe5ea14d0359444b734c06cce0f150d031c590266c156fe0475a9c9cb11501")
	);
	let mut pieces = Committer::new(&salt).unwrap();
	pieces.update(br#"{"a""#);
	pieces.update(b":1}");
	assert_eq!(pieces.length(), 7);
	assert_eq!(pieces.finish(), Ok(commitment));
}

#[test]
fn commitment_should_be_refused_when_there_is_nothing_to_hide() {
	let salt = Salt([7; 32]);
	assert_eq!(commit(&salt, b""), Err(CommitmentError::EmptyContent));
	assert_eq!(commit(&Salt([0; 32]), b"x"), Err(CommitmentError::ZeroSalt));
	assert_eq!(Commitment([0; 32]).check(), Err(CommitmentError::ZeroCommitment));
	assert_eq!(Commitment(EMPTY_ROOT).check(), Err(CommitmentError::EmptyHash));
	assert_eq!(Commitment(leaf_hash(b"")).check(), Err(CommitmentError::EmptyHash));
	assert_eq!(Commitment([1; 32]).check(), Ok(()));
}

#[test]
fn salt_should_stay_out_of_debug_output() {
	assert_eq!(format!("{:?}", Salt([0xab; 32])), "Salt(…)");
}

fn leaf() -> Leaf {
	Leaf {
		issuer: [1; 32],
		series: [2; 32],
		version: 0x0304_0506,
		canonicalisation: Canonicalisation::Jcs,
		schema: [7; 32],
		commitment: Commitment([8; 32]),
	}
}

#[test]
fn leaf_should_have_the_documented_layout() {
	let bytes = leaf().to_bytes();
	let expected = [
		b"salus/leaf/v1".to_vec(),
		vec![1; 32],
		vec![2; 32],
		vec![3, 4, 5, 6],
		vec![1],
		vec![7; 32],
		vec![8; 32],
	]
	.concat();
	assert_eq!(bytes.to_vec(), expected);
	assert_eq!(leaf().hash(), leaf_hash(&bytes));
}

#[test]
fn leaf_hash_should_change_when_any_field_does() {
	let original = leaf().hash();
	let changes: [fn(&mut Leaf); 6] = [
		|leaf| leaf.issuer[31] ^= 1,
		|leaf| leaf.series[0] ^= 1,
		|leaf| leaf.version += 1,
		|leaf| leaf.canonicalisation = Canonicalisation::Raw,
		|leaf| leaf.schema[5] ^= 1,
		|leaf| leaf.commitment.0[9] ^= 1,
	];
	for change in changes {
		let mut changed = leaf();
		change(&mut changed);
		assert_ne!(changed.hash(), original);
	}
}

#[test]
fn leaf_should_be_refused_when_version_is_zero_or_commitment_cannot_be_one() {
	assert_eq!(leaf().check(), Ok(()));
	assert_eq!(Leaf { version: 0, ..leaf() }.check(), Err(LeafError::ZeroVersion));
	assert_eq!(
		Leaf {
			commitment: Commitment([0; 32]),
			..leaf()
		}
		.check(),
		Err(LeafError::Commitment(CommitmentError::ZeroCommitment))
	);
}

#[test]
fn canonicalisation_should_be_refused_when_its_code_is_unknown() {
	for method in [Canonicalisation::Raw, Canonicalisation::Jcs] {
		assert_eq!(Canonicalisation::from_code(method.code()), Some(method));
	}
	assert_eq!(Canonicalisation::from_code(2), None);
	assert_eq!(Canonicalisation::from_code(255), None);
}

#[test]
fn log_entries_should_differ_when_kinds_do() {
	let kinds = [
		EntryKind::Anchor,
		EntryKind::Batch,
		EntryKind::Consent,
		EntryKind::Adjudication,
		EntryKind::Policy,
	];
	let mut hashes: Vec<Hash> = kinds.map(|kind| LogEntry { kind, digest: [9; 32] }.hash()).to_vec();
	assert_eq!(
		hashes[1],
		leaf_hash(&[b"salus/log/v1".to_vec(), vec![1], vec![9; 32]].concat())
	);
	hashes.sort();
	hashes.dedup();
	assert_eq!(hashes.len(), 5);
	assert_eq!(
		batch_digest(&[1; 32], &[2; 32], 3, &[4; 32]),
		leaf_hash(
			&[
				b"salus/batch/v1".to_vec(),
				vec![1; 32],
				vec![2; 32],
				vec![0, 0, 0, 0, 0, 0, 0, 3],
				vec![4; 32]
			]
			.concat()
		)
	);
}
