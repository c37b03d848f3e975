use super::*;
use proptest::prelude::*;
use salus_records_engine::{
	chain::{
		AuthoritySet, Bytes, Digest, FinalityEvidence, HeaderEvidence, LogEvidence, RelayEvidence, StateEvidence,
		StateItem, StatementEvidence,
	},
	commitment::commit,
	hash::leaf_hash,
	leaf::{EntryKind, LogEntry},
	Canonicalisation, MemoryTree, Stage, Verdict,
};

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
	assert!(not_a_receipt(text.replacen("\"batch\"", "\"log\"", 1)));
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

/// A receipt with every member that a file can have. Its stages do not fit together; its file has to be read all the same.
fn every_member(item: StateItem, schema: Option<[u8; 32]>) -> Receipt {
	let bytes = |byte: u8| vec![byte; 5].try_into().unwrap();
	fn list<T: TryFrom<Vec<Bytes>, Error: std::fmt::Debug>>(byte: u8) -> T {
		vec![vec![byte; 5].try_into().unwrap(), Bytes::default()]
			.try_into()
			.unwrap()
	}
	let before = receipt(5, 13);
	let evidence = before.evidence().iter().cloned().chain([
		Evidence::Statement(StatementEvidence {
			kind: EntryKind::Policy,
			digest: Digest::Sha256,
			preimage: bytes(1),
		}),
		Evidence::Log(LogEvidence {
			entry: LogEntry {
				kind: EntryKind::Adjudication,
				digest: [2; 32],
			},
			schema,
			index: 3,
			size: 4,
			root: [5; 32],
			path: vec![[6; 32]].try_into().unwrap(),
		}),
		Evidence::State(StateEvidence {
			item,
			value: bytes(7),
			genesis: [8; 32],
			root: [9; 32],
			proof: list(10),
		}),
		Evidence::Header(HeaderEvidence {
			header: bytes(11),
			hash: [12; 32],
		}),
		Evidence::Relay(RelayEvidence {
			para_id: 13,
			genesis: [14; 32],
			header: bytes(15),
			hash: [16; 32],
			proof: list(17),
			descendants: list(18),
		}),
		Evidence::Finality(FinalityEvidence {
			set: AuthoritySet {
				id: 19,
				authorities: vec![([20; 32], u64::MAX)].try_into().unwrap(),
			},
			justification: vec![21; 7].try_into().unwrap(),
			descendants: list(22),
		}),
	]);
	Receipt::new(evidence).unwrap()
}

fn items() -> Vec<StateItem> {
	vec![
		StateItem::Anchor { id: u64::MAX },
		StateItem::Log,
		StateItem::Checkpoint { number: 0 },
		onchain::value_item("Consent.Consents", vec![1, 2]).unwrap(),
		onchain::value_item("Timestamp.Now", vec![]).unwrap(),
	]
}

#[test]
fn file_with_every_member_should_read_back_as_the_same_receipt() {
	for item in items() {
		for schema in [None, Some([23; 32])] {
			let receipt = every_member(item.clone(), schema);
			assert_eq!(ReceiptFile::parse(text(&receipt).as_bytes()), Ok(receipt.clone()));
			let line = serde_json::to_string(&ReceiptFile::from(&receipt)).unwrap();
			assert_eq!(ReceiptFile::parse(line.as_bytes()), Ok(receipt));
		}
	}
}

#[test]
fn state_item_should_be_refused_when_its_members_are_others() {
	let text = text(&every_member(StateItem::Anchor { id: 7 }, None));
	assert!(ReceiptFile::parse(text.as_bytes()).is_ok());
	for (from, to) in [
		("Records.Anchors", "Records.Log"),
		("Records.Anchors", "Records.Checkpoints"),
		("Records.Anchors", "Consent.Consents"),
		("Records.Anchors", "Consent"),
		("\"anchor\": 7", "\"checkpoint\": 7"),
		("\"anchor\": 7", "\"anchor\": 7, \"checkpoint\": 7"),
		("\"anchor\": 7", "\"anchor\": -7"),
		("\"adjudication\"", "\"remittance\""),
		("\"sha-256\"", "\"md5\""),
		("\"0707070707\"", "\"070707070\""),
		("\"0b0b0b0b0b\"", "\"0B0B0B0B0B\""),
		("\"0b0b0b0b0b\"", "\"0x0b0b0b0b\""),
	] {
		let changed = text.replacen(from, to, 1);
		assert_ne!(changed, text, "{from}");
		assert!(
			matches!(ReceiptFile::parse(changed.as_bytes()), Err(FileError::NotAReceipt(_))),
			"{from} -> {to}"
		);
	}
	assert!(onchain::value_item("Records.Anchors", vec![]).is_err());
	assert!(onchain::value_item(".x", vec![]).is_err());
	assert!(onchain::value_item("x.", vec![]).is_err());
	assert!(onchain::value_item(&format!("{}.x", "y".repeat(65)), vec![]).is_err());
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

	/// Any bit of a file with every member: it no longer reads, or the seal is broken.
	#[test]
	fn file_with_every_member_should_fail_when_any_bit_is_flipped(
		bit in any::<prop::sample::Index>(), item in 0usize..5, schema in any::<bool>(),
	) {
		let receipt = every_member(items().swap_remove(item), schema.then_some([23; 32]));
		let mut bytes = text(&receipt).into_bytes();
		let bit = bit.index(bytes.len() * 8);
		bytes[bit / 8] ^= 1 << (bit % 8);
		if let Ok(changed) = ReceiptFile::parse(&bytes) {
			let report = changed.verify(&changed.present(RECORD));
			prop_assert!(matches!(report.verdict(Stage::Seal), Verdict::Failed(_)), "bit {}", bit);
		}
	}
}
