use super::*;
use proptest::prelude::*;
use salus_records_engine::{commitment::commit, hash::leaf_hash, Canonicalisation, MemoryTree};

const RECORD: &[u8] = br#"{"id":"r1","resourceType":"Observation"}"#;

fn receipt(index: u64, size: u64) -> Receipt {
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
	let leaves = (0..size).map(|i| {
		if i == index {
			leaf.hash()
		} else {
			leaf_hash(&i.to_be_bytes())
		}
	});
	let tree = MemoryTree::from_leaves(leaves).unwrap();
	Receipt::new([
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
	])
	.unwrap()
}

fn text(receipt: &Receipt) -> String {
	serde_json::to_string_pretty(&ReceiptFile::from(receipt)).unwrap()
}

fn holds(text: &[u8]) -> bool {
	ReceiptFile::parse(text).is_ok_and(|receipt| receipt.verify(&receipt.present(RECORD)).holds())
}

#[test]
fn file_should_read_back_as_the_same_receipt() {
	for (index, size) in [(0, 1), (5, 13), (99, 100)] {
		let receipt = receipt(index, size);
		assert_eq!(ReceiptFile::parse(text(&receipt).as_bytes()), Ok(receipt.clone()));
		assert!(holds(text(&receipt).as_bytes()));
	}
}

#[test]
fn file_should_be_refused_when_a_member_is_unknown_doubled_or_of_another_version() {
	let text = text(&receipt(5, 13));
	let not_a_receipt = |text: String| matches!(ReceiptFile::parse(text.as_bytes()), Err(FileError::NotAReceipt(_)));
	assert!(not_a_receipt(text.replacen("\"batch\"", "\"anchor\"", 1)));
	assert!(not_a_receipt(text.replacen("\"index\"", "\"indices\"", 1)));
	assert!(not_a_receipt(text.replacen("{", "{\"version\": 1,", 1)));
	assert!(not_a_receipt(text.replacen("\"version\": 1", "\"version\": 2", 1)));
	assert!(not_a_receipt(text.replacen("salus/receipt", "salus/other", 1)));
	assert!(not_a_receipt(text.replacen("\"jcs\"", "\"c14n\"", 1)));
	assert!(not_a_receipt(text.to_uppercase().replace("SALUS", "salus")));
	assert!(not_a_receipt("[]".into()));
	assert!(matches!(ReceiptFile::parse(b"{"), Err(FileError::NotJson(_))));
}

#[test]
fn every_number_and_string_should_count_when_it_is_replaced() {
	fn leaves(value: &serde_json::Value, path: String, found: &mut Vec<String>) {
		match value {
			serde_json::Value::Object(map) => map
				.iter()
				.for_each(|(name, value)| leaves(value, format!("{path}/{name}"), found)),
			serde_json::Value::Array(list) => list
				.iter()
				.enumerate()
				.for_each(|(i, value)| leaves(value, format!("{path}/{i}"), found)),
			_ => found.push(path),
		}
	}
	let original: serde_json::Value = serde_json::from_str(&text(&receipt(5, 13))).unwrap();
	let mut paths = vec![];
	leaves(&original, String::new(), &mut paths);
	assert!(paths.len() > 18, "{paths:?}");
	for path in paths {
		let mut changed = original.clone();
		let at = changed.pointer_mut(&path).unwrap();
		*at = match at {
			serde_json::Value::Number(number) => (number.as_u64().unwrap() + 1).into(),
			serde_json::Value::String(text) if text.len() == 64 => "ab".repeat(32).into(),
			serde_json::Value::String(text) if text == "jcs" => "raw".into(),
			_ => "other".into(),
		};
		assert!(!holds(changed.to_string().as_bytes()), "{path}");
		// Taking it out is noticed as well.
		let (parent, name) = path.rsplit_once('/').unwrap();
		let mut without = original.clone();
		match without.pointer_mut(parent).unwrap() {
			serde_json::Value::Object(map) => drop(map.remove(name)),
			serde_json::Value::Array(list) => drop(list.remove(name.parse().unwrap())),
			_ => unreachable!(),
		}
		assert!(!holds(without.to_string().as_bytes()), "{path} removed");
	}
}

proptest! {
	#![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(10_000) })]

	/// Any bit of the file: it no longer reads, or it fails.
	#[test]
	fn file_should_fail_when_any_bit_is_flipped(bit in any::<prop::sample::Index>(), size in 1u64..40) {
		let mut bytes = text(&receipt(size / 2, size)).into_bytes();
		let bit = bit.index(bytes.len() * 8);
		bytes[bit / 8] ^= 1 << (bit % 8);
		prop_assert!(!holds(&bytes), "bit {}", bit);
	}
}
