use super::*;
use crate::{
	commitment::commit,
	leaf::LeafError,
	proof::ProofError,
	receipt::{BatchEvidence, Content, Evidence, LeafEvidence, Presented, Reason, ReceiptError},
	Canonicalisation, Commitment, Leaf, Receipt, Report, Salt, Stage, Verdict,
};
use codec::{Decode, Encode, MaxEncodedLen};
use proptest::prelude::*;

const RECORD: &[u8] = br#"{"id":"r1","resourceType":"Observation"}"#;

fn evidence(index: u64, size: u64) -> Vec<Evidence> {
	let salt = Salt([5; 32]);
	let commitment = commit(&salt, RECORD).unwrap();
	let leaf = Leaf {
		issuer: [1; 32],
		series: [2; 32],
		version: 1,
		canonicalisation: Canonicalisation::Jcs,
		schema: [0; 32],
		commitment,
	};
	let mut hashes = leaves(size);
	hashes[index as usize] = leaf.hash();
	let tree = MemoryTree::from_leaves(hashes).unwrap();
	vec![
		Evidence::Content(Content {
			canonicalisation: Canonicalisation::Jcs,
			length: RECORD.len() as u64,
			salt,
		}),
		Evidence::Commitment(commitment),
		Evidence::Leaf(LeafEvidence {
			hash: leaf.hash(),
			leaf,
		}),
		Evidence::Batch(BatchEvidence {
			index,
			size,
			root: tree.root(),
			path: tree.inclusion_proof(index).unwrap().into_inner().try_into().unwrap(),
		}),
	]
}

fn receipt(index: u64, size: u64) -> Receipt {
	Receipt::new(evidence(index, size)).unwrap()
}

fn verify(receipt: &Receipt) -> Report {
	receipt.verify(&receipt.present(RECORD))
}

/// The same evidence, changed and sealed again: what a forger would do.
fn forged(change: impl Fn(&mut Vec<Evidence>)) -> Report {
	let mut evidence = evidence(5, 13);
	change(&mut evidence);
	verify(&Receipt::new(evidence).unwrap())
}

#[test]
fn receipt_should_hold_up_to_the_batch_when_nothing_was_changed() {
	for (index, size) in [(0, 1), (0, 2), (1, 2), (5, 13), (12, 13), (99, 100)] {
		let receipt = receipt(index, size);
		let report = verify(&receipt);
		assert!(report.holds());
		for (stage, verdict) in report.stages() {
			assert_eq!(
				verdict,
				if stage <= Stage::Batch {
					Verdict::Ok
				} else {
					Verdict::NotIncluded
				}
			);
		}
		assert_eq!(Receipt::decode(&mut &receipt.encode()[..]), Ok(receipt));
	}
}

#[test]
fn stages_of_the_record_should_not_be_included_when_it_is_not_presented() {
	let receipt = receipt(3, 8);
	let report = receipt.verify(&Presented::Nothing);
	assert!(report.holds());
	assert_eq!(report.verdict(Stage::Content), Verdict::NotIncluded);
	assert_eq!(report.verdict(Stage::Commitment), Verdict::NotIncluded);
	assert_eq!(report.verdict(Stage::Leaf), Verdict::Ok);
	assert_eq!(report.verdict(Stage::Batch), Verdict::Ok);
}

#[test]
fn inclusion_should_still_hold_when_the_salt_was_erased() {
	let mut evidence = evidence(3, 8);
	evidence.remove(0);
	let receipt = Receipt::new(evidence).unwrap();
	let report = receipt.verify(&Presented::Nothing);
	assert!(report.holds());
	assert_eq!(report.verdict(Stage::Commitment), Verdict::NotIncluded);
	assert_eq!(report.verdict(Stage::Batch), Verdict::Ok);
	// Whoever holds a record and asks about it must not take that for an answer.
	let report = verify(&receipt);
	assert_eq!(report.verdict(Stage::Content), Verdict::Failed(Reason::Sealed));
	assert!(!report.holds());
}

#[test]
fn receipt_should_fail_when_the_record_was_changed() {
	let receipt = receipt(5, 13);
	let mut record = RECORD.to_vec();
	record[8] ^= 1;
	let report = receipt.verify(&receipt.present(&record));
	assert_eq!(report.verdict(Stage::Content), Verdict::Ok);
	assert_eq!(
		report.verdict(Stage::Commitment),
		Verdict::Failed(Reason::OtherCommitment)
	);
	let report = receipt.verify(&receipt.present(&RECORD[1..]));
	assert_eq!(
		report.verdict(Stage::Content),
		Verdict::Failed(Reason::Length {
			expected: RECORD.len() as u64,
			found: RECORD.len() as u64 - 1
		})
	);
	let report = receipt.verify(&receipt.present(b""));
	assert!(matches!(
		report.verdict(Stage::Content),
		Verdict::Failed(Reason::Commitment(_))
	));
	assert_eq!(
		receipt.verify(&Presented::Unreadable).verdict(Stage::Content),
		Verdict::Failed(Reason::Unreadable)
	);
	assert!(!report.holds());
}

#[test]
fn each_stage_should_fail_alone_when_its_evidence_was_forged() {
	let of =
		|evidence: &mut Vec<Evidence>, stage: Stage| evidence.iter().position(|piece| piece.stage() == stage).unwrap();
	let leaf = |change: fn(&mut LeafEvidence)| {
		forged(move |evidence| {
			let at = of(evidence, Stage::Leaf);
			if let Evidence::Leaf(leaf) = &mut evidence[at] {
				change(leaf)
			}
		})
	};
	let batch = |change: fn(&mut BatchEvidence)| {
		forged(move |evidence| {
			let at = of(evidence, Stage::Batch);
			if let Evidence::Batch(batch) = &mut evidence[at] {
				change(batch)
			}
		})
	};
	let failed = |report: Report| -> Vec<(Stage, Reason)> {
		report
			.stages()
			.filter_map(|(stage, verdict)| match verdict {
				Verdict::Failed(reason) => Some((stage, reason)),
				_ => None,
			})
			.collect()
	};
	assert_eq!(
		failed(leaf(|leaf| leaf.leaf.issuer[0] ^= 1)),
		[(Stage::Leaf, Reason::OtherLeaf)]
	);
	assert_eq!(
		failed(leaf(|leaf| leaf.leaf.series[0] ^= 1)),
		[(Stage::Leaf, Reason::OtherLeaf)]
	);
	assert_eq!(
		failed(leaf(|leaf| leaf.leaf.version = 2)),
		[(Stage::Leaf, Reason::OtherLeaf)]
	);
	assert_eq!(
		failed(leaf(|leaf| leaf.leaf.version = 0)),
		[(Stage::Leaf, Reason::Leaf(LeafError::ZeroVersion))]
	);
	assert_eq!(
		failed(leaf(|leaf| leaf.leaf.canonicalisation = Canonicalisation::Raw)),
		[(Stage::Leaf, Reason::LeafCanonicalisation)]
	);
	assert_eq!(
		failed(leaf(|leaf| leaf.leaf.commitment.0[0] ^= 1)),
		[(Stage::Leaf, Reason::LeafCommitment)]
	);
	// A forger who fixes the leaf's hash too is stopped by the batch.
	assert_eq!(
		failed(leaf(|leaf| {
			leaf.leaf.version = 2;
			leaf.hash = leaf.leaf.hash();
		})),
		[(Stage::Batch, Reason::Proof(ProofError::RootMismatch))]
	);
	assert_eq!(
		failed(batch(|batch| batch.index = 4)),
		[(Stage::Batch, Reason::Proof(ProofError::RootMismatch))]
	);
	assert_eq!(
		failed(batch(|batch| batch.index = 13)),
		[(Stage::Batch, Reason::Proof(ProofError::IndexOutOfRange))]
	);
	assert_eq!(
		failed(batch(|batch| batch.size = 1 << 21)),
		[(Stage::Batch, Reason::BatchTooLarge)]
	);
	assert_eq!(
		failed(batch(|batch| {
			batch.path.pop();
		})),
		[(Stage::Batch, Reason::Proof(ProofError::TooShort))]
	);
	assert_eq!(
		failed(forged(|evidence| {
			evidence.retain(|piece| piece.stage() != Stage::Leaf);
		})),
		[(Stage::Batch, Reason::Without(Stage::Leaf))]
	);
	assert_eq!(
		failed(forged(|evidence| {
			evidence.retain(|piece| piece.stage() != Stage::Commitment);
		})),
		[(Stage::Commitment, Reason::Without(Stage::Commitment))]
	);
	assert_eq!(
		failed(forged(
			|evidence| evidence[1] = Evidence::Commitment(Commitment([0; 32]))
		))
		.first()
		.map(|(stage, _)| *stage),
		Some(Stage::Commitment)
	);
}

#[test]
fn receipt_should_be_refused_when_evidence_is_out_of_order_or_doubled() {
	let mut swapped = evidence(5, 13);
	swapped.swap(0, 1);
	assert_eq!(Receipt::new(swapped), Err(ReceiptError::OutOfOrder(Stage::Content)));
	let mut doubled = evidence(5, 13);
	doubled.push(doubled[3].clone());
	assert_eq!(Receipt::new(doubled), Err(ReceiptError::OutOfOrder(Stage::Batch)));
	assert_eq!(
		Receipt::new(vec![evidence(5, 13)[0].clone(); 17]),
		Err(ReceiptError::TooMany)
	);
}

#[test]
fn evidence_of_the_record_should_have_a_bound_when_encoded() {
	let bound = Content::max_encoded_len()
		+ Commitment::max_encoded_len()
		+ LeafEvidence::max_encoded_len()
		+ BatchEvidence::max_encoded_len();
	assert!(bound < 1_100, "{bound}");
}

proptest! {
	#![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(10_000) })]

	/// Whatever bit of an encoded receipt is flipped, it no longer reads, or it fails.
	#[test]
	fn receipt_should_fail_when_any_bit_is_flipped(bit in any::<prop::sample::Index>(), size in 1u64..40) {
		let receipt = receipt(size / 2, size);
		let mut bytes = receipt.encode();
		let bit = bit.index(bytes.len() * 8);
		bytes[bit / 8] ^= 1 << (bit % 8);
		if let Ok(changed) = Receipt::decode(&mut &bytes[..]) {
			prop_assert!(changed != receipt);
			prop_assert!(!verify(&changed).holds());
		}
	}
}
