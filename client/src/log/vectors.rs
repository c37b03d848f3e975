//! Test vectors of Merkle proofs, in the shape of the public suites (transparency-dev/merkle `testdata`).
//!
//! Inclusion: `leafIdx`, `treeSize`, `root`, `leafHash`, `proof`, `desc`, `wantErr`. Consistency: `size1`, `size2`, `root1`, `root2`, `proof`,
//! `desc`, `wantErr`. Hashes are base64 and of any length. A hash that is none, text that is not base64, or a number that is no index is a
//! vector that does not verify; what cannot be read is one that is no JSON, or has not these members.

use base64::{
	alphabet::STANDARD as ALPHABET,
	engine::{general_purpose::PAD, GeneralPurpose},
	Engine,
};
use salus_records_engine::{verify_consistency, verify_inclusion, Hash};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// As the reference implementation reads base64: padded, line breaks skipped, spare bits ignored.
const BASE64: GeneralPurpose = GeneralPurpose::new(&ALPHABET, PAD.with_decode_allow_trailing_bits(true));

/// Bytes in base64, or why they are none; absent or `null` is no bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Bytes(Result<Vec<u8>, String>);

impl Default for Bytes {
	fn default() -> Self {
		Self(Ok(vec![]))
	}
}

impl<'de> Deserialize<'de> for Bytes {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		let mut text = Option::<String>::deserialize(deserializer)?.unwrap_or_default();
		text.retain(|c| !matches!(c, '\r' | '\n'));
		Ok(Self(
			BASE64
				.decode(&text)
				.map_err(|error| format!("\"{text}\" is not base64: {error}")),
		))
	}
}

/// A size or an index, or why it is none.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Count(Result<u64, String>);

impl<'de> Deserialize<'de> for Count {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		match Value::deserialize(deserializer)? {
			Value::Number(number) => Ok(Self(
				number
					.as_u64()
					.ok_or_else(|| format!("{number} is not a number from 0 to 2^64 - 1")),
			)),
			other => Err(serde::de::Error::custom(format!("{other} is not a number"))),
		}
	}
}

impl Count {
	fn get(&self) -> Result<u64, String> {
		self.0.clone()
	}
}

fn nullable<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(deserializer: D) -> Result<T, D::Error> {
	Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

/// One inclusion vector.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Inclusion {
	leaf_idx: Count,
	tree_size: Count,
	#[serde(default)]
	root: Bytes,
	#[serde(default)]
	leaf_hash: Bytes,
	#[serde(default, deserialize_with = "nullable")]
	proof: Vec<Bytes>,
	#[serde(default, deserialize_with = "nullable")]
	desc: String,
	#[serde(default, deserialize_with = "nullable")]
	want_err: bool,
}

/// One consistency vector.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Consistency {
	size1: Count,
	size2: Count,
	#[serde(default)]
	root1: Bytes,
	#[serde(default)]
	root2: Bytes,
	#[serde(default, deserialize_with = "nullable")]
	proof: Vec<Bytes>,
	#[serde(default, deserialize_with = "nullable")]
	desc: String,
	#[serde(default, deserialize_with = "nullable")]
	want_err: bool,
}

/// A vector of either kind.
pub trait Vector: Sized + for<'de> Deserialize<'de> {
	/// What the vector says about itself.
	fn desc(&self) -> &str;
	/// Whether verification should fail.
	fn want_err(&self) -> bool;
	/// What verification says.
	fn verify(&self) -> Result<(), String>;
}

fn hash(bytes: &Bytes, what: &str) -> Result<Hash, String> {
	let bytes = bytes.0.as_ref().map_err(|reason| format!("{what}: {reason}"))?;
	bytes
		.as_slice()
		.try_into()
		.map_err(|_| format!("{what} has {} bytes, a hash has 32", bytes.len()))
}

fn hashes(proof: &[Bytes]) -> Result<Vec<Hash>, String> {
	proof
		.iter()
		.enumerate()
		.map(|(i, bytes)| hash(bytes, &format!("proof[{i}]")))
		.collect()
}

impl Vector for Inclusion {
	fn desc(&self) -> &str {
		&self.desc
	}

	fn want_err(&self) -> bool {
		self.want_err
	}

	fn verify(&self) -> Result<(), String> {
		let (root, leaf) = (hash(&self.root, "root")?, hash(&self.leaf_hash, "leafHash")?);
		verify_inclusion(
			self.leaf_idx.get()?,
			self.tree_size.get()?,
			&leaf,
			&hashes(&self.proof)?,
			&root,
		)
		.map_err(|error| error.to_string())
	}
}

impl Vector for Consistency {
	fn desc(&self) -> &str {
		&self.desc
	}

	fn want_err(&self) -> bool {
		self.want_err
	}

	fn verify(&self) -> Result<(), String> {
		// Equal sizes compare roots and hash nothing; the public suite has such a vector with roots that are no hashes.
		let (size1, size2) = (self.size1.get()?, self.size2.get()?);
		if size1 == size2 && size1 != 0 && self.proof.is_empty() {
			return match (&self.root1.0, &self.root2.0) {
				(Ok(root1), Ok(root2)) if root1 == root2 => Ok(()),
				(Err(reason), _) | (_, Err(reason)) => Err(reason.clone()),
				_ => Err("the sizes are equal but the roots are not".into()),
			};
		}
		let (root1, root2) = (hash(&self.root1, "root1")?, hash(&self.root2, "root2")?);
		verify_consistency(size1, size2, &hashes(&self.proof)?, &root1, &root2).map_err(|error| error.to_string())
	}
}

/// Reads one vector, or an array of them.
pub fn parse<V: Vector>(text: &[u8]) -> Result<Vec<V>, String> {
	// Not an untagged enum: its errors would not say what is wrong.
	let starts_array = text.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'[');
	if starts_array {
		serde_json::from_slice(text).map_err(|error| error.to_string())
	} else {
		serde_json::from_slice(text)
			.map(|vector| vec![vector])
			.map_err(|error| error.to_string())
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use base64::engine::general_purpose::STANDARD;
	use salus_records_engine::{hash::leaf_hash, MemoryTree};
	use serde_json::{json, Value};

	fn verdicts<V: Vector>(value: &Value) -> Vec<Result<(), String>> {
		parse::<V>(value.to_string().as_bytes())
			.unwrap()
			.iter()
			.map(Vector::verify)
			.collect()
	}

	fn base64(bytes: &[u8]) -> String {
		STANDARD.encode(bytes)
	}

	fn tree(size: u64) -> MemoryTree {
		MemoryTree::from_leaves((0..size).map(|i| leaf_hash(&i.to_be_bytes()))).unwrap()
	}

	fn inclusion(index: u64, size: u64) -> Value {
		let tree = tree(size);
		let proof: Vec<_> = tree
			.inclusion_proof(index)
			.unwrap()
			.iter()
			.map(|hash| base64(hash))
			.collect();
		json!({
			"leafIdx": index, "treeSize": size, "root": base64(&tree.root()), "leafHash": base64(&leaf_hash(&index.to_be_bytes())),
			"proof": proof, "desc": "own", "wantErr": false,
		})
	}

	fn consistency(first: u64, second: u64) -> Value {
		let proof: Vec<_> = tree(second)
			.consistency_proof(first, second)
			.unwrap()
			.iter()
			.map(|hash| base64(hash))
			.collect();
		json!({
			"size1": first, "size2": second, "root1": base64(&tree(first).root()), "root2": base64(&tree(second).root()),
			"proof": proof, "desc": "own", "wantErr": false,
		})
	}

	#[test]
	fn vectors_should_verify_when_they_are_sound() {
		for (index, size) in [(0, 1), (0, 8), (5, 8), (2, 3), (1, 5), (99, 100)] {
			assert_eq!(verdicts::<Inclusion>(&inclusion(index, size)), [Ok(())]);
		}
		for (first, second) in [(1, 1), (1, 8), (6, 8), (2, 5), (6, 7), (63, 64), (64, 100)] {
			assert_eq!(verdicts::<Consistency>(&consistency(first, second)), [Ok(())]);
		}
		assert_eq!(
			verdicts::<Inclusion>(&json!([inclusion(0, 2), inclusion(1, 2)])),
			[Ok(()), Ok(())]
		);
	}

	#[test]
	fn proof_should_be_empty_when_it_is_null_or_absent() {
		let mut vector = inclusion(0, 1);
		vector["proof"] = Value::Null;
		assert_eq!(verdicts::<Inclusion>(&vector), [Ok(())]);
		vector.as_object_mut().unwrap().remove("proof");
		assert_eq!(verdicts::<Inclusion>(&vector), [Ok(())]);
		let mut vector = consistency(3, 5);
		vector["proof"] = Value::Null;
		assert!(verdicts::<Consistency>(&vector)[0].is_err());
	}

	#[test]
	fn verification_should_fail_when_a_hash_is_none() {
		for (field, value) in [
			("root", json!("")),
			("root", Value::Null),
			("leafHash", json!("")),
			("leafHash", json!("c29tZXRoaW5n")),
		] {
			let mut vector = inclusion(5, 8);
			vector[field] = value;
			assert!(verdicts::<Inclusion>(&vector)[0].is_err(), "{field}");
			vector.as_object_mut().unwrap().remove(field);
			assert!(verdicts::<Inclusion>(&vector)[0].is_err(), "{field}");
		}
		// 31 and 33 bytes that make the same 65 to hash.
		let mut vector = inclusion(5, 8);
		vector["proof"][0] = json!(base64(&[0; 33]));
		assert!(verdicts::<Inclusion>(&vector)[0].is_err());
		vector["proof"][0] = Value::Null;
		assert!(verdicts::<Inclusion>(&vector)[0].is_err());
	}

	/// As transparency-dev/merkle `consistency/additional` has them.
	#[test]
	fn equal_sizes_should_compare_roots_of_any_bytes_and_empty_trees_should_be_refused() {
		let vector = |size: u64, root1: &[u8], root2: &[u8], proof: &[&[u8]]| {
			let proof: Vec<_> = proof.iter().map(|hash| base64(hash)).collect();
			let vector =
				json!({"size1": size, "size2": size, "root1": base64(root1), "root2": base64(root2), "proof": proof});
			verdicts::<Consistency>(&vector)[0].is_ok()
		};
		assert!(vector(1, b"not a hash", b"not a hash", &[]));
		assert!(!vector(1, b"not a hash", b"another", &[]));
		assert!(!vector(1, &[7; 32], &[7; 32], &[&[7; 32]]));
		assert!(!vector(0, b"not a hash", b"not a hash", &[]));
		assert!(!vector(0, &[7; 32], &[7; 32], &[]));
	}

	#[test]
	fn vector_should_not_verify_when_a_value_is_no_hash_or_no_index() {
		let sound = inclusion(5, 8);
		for (field, value) in [
			("leafIdx", json!(-1)),
			("leafIdx", json!(5.0)),
			("treeSize", serde_json::from_str("18446744073709551616").unwrap()),
			("treeSize", serde_json::from_str("1e3").unwrap()),
			("root", json!("*")),
			("root", json!(sound["root"].as_str().unwrap().trim_end_matches('='))),
			("root", json!(hex::encode([7; 32]))),
			("leafHash", json!("AAA")),
			("proof", json!(["?"])),
		] {
			let mut vector = sound.clone();
			vector[field] = value;
			assert!(verdicts::<Inclusion>(&vector)[0].is_err(), "{field}");
		}
		let mut vector = consistency(6, 8);
		vector["size2"] = json!(-8);
		assert!(verdicts::<Consistency>(&vector)[0].is_err());
		let mut vector = consistency(8, 8);
		vector["root1"] = json!("*");
		assert!(verdicts::<Consistency>(&vector)[0].is_err());
	}

	#[test]
	fn base64_should_read_as_the_reference_implementation_reads_it() {
		let mut vector = inclusion(5, 8);
		let root = vector["root"].as_str().unwrap().to_owned();
		vector["root"] = json!(format!("{}\r\n{}\n", &root[..20], &root[20..]));
		assert_eq!(verdicts::<Inclusion>(&vector), [Ok(())]);
		// The last digit before the padding has two bits to spare.
		let last = root.as_bytes()[42];
		let alphabet = ALPHABET.as_str();
		let at = alphabet.find(char::from(last)).unwrap();
		vector["root"] = json!(format!("{}{}=", &root[..42], &alphabet[at + 1..at + 2]));
		assert_eq!(verdicts::<Inclusion>(&vector), [Ok(())]);
	}

	/// The tree that the public suites prove about: eight leaves of Certificate Transparency's own tests.
	fn published_tree(size: usize) -> MemoryTree {
		let leaves = [
			"",
			"00",
			"10",
			"2021",
			"3031",
			"40414243",
			"5051525354555657",
			"606162636465666768696a6b6c6d6e6f",
		];
		let hashes = leaves[..size].iter().map(|leaf| leaf_hash(&hex::decode(leaf).unwrap()));
		MemoryTree::from_leaves(hashes).unwrap()
	}

	type Probe<'a> = (&'a str, Value);

	/// A vector with some members replaced.
	fn with(vector: &Value, changes: &[(&str, Value)]) -> Value {
		let mut changed = vector.clone();
		for (name, value) in changes {
			changed[*name] = value.clone();
		}
		changed
	}

	/// The proof with something done to its hashes.
	fn with_proof(vector: &Value, change: impl FnOnce(&mut Vec<Value>)) -> Value {
		let mut changed = vector.clone();
		change(changed["proof"].as_array_mut().unwrap());
		changed
	}

	fn flipped(hash: &Value, bit: usize) -> Value {
		let mut bytes = STANDARD.decode(hash.as_str().unwrap()).unwrap();
		bytes[bit / 8] ^= 1 << (bit % 8);
		json!(base64(&bytes))
	}

	/// What is done to the hashes of every proof: something foreign, or something of the tree itself, before or after them, one more, one
	/// less, one bit of each changed.
	fn corrupted_proofs<'a>(vector: &Value, own: &[Value]) -> Vec<Probe<'a>> {
		let garbage = json!(base64(&[0; 32]));
		let mut probes = vec![];
		for hash in own.iter().chain([&garbage]) {
			probes.push(("preceding", with_proof(vector, |proof| proof.insert(0, hash.clone()))));
			probes.push(("trailing", with_proof(vector, |proof| proof.push(hash.clone()))));
		}
		let hashes = vector["proof"].as_array().unwrap().len();
		for at in 0..hashes {
			for bit in [3, 4, 255] {
				probes.push((
					"modified",
					with_proof(vector, |proof| proof[at] = flipped(&proof[at], bit)),
				));
			}
			probes.push((
				"inserted",
				with_proof(vector, |proof| proof.insert(at, proof[at].clone())),
			));
		}
		if hashes > 0 {
			probes.push(("removed last", with_proof(vector, |proof| drop(proof.pop()))));
			probes.push(("removed first", with_proof(vector, |proof| drop(proof.remove(0)))));
			probes.push(("empty", with_proof(vector, |proof| proof.clear())));
		}
		if hashes > 1 {
			probes.push(("order", with_proof(vector, |proof| proof.reverse())));
		}
		probes
	}

	/// The happy paths and corruptions of transparency-dev/merkle `testdata/inclusion`, made over the same tree; and over all its other paths.
	#[test]
	fn inclusion_should_be_refused_when_corrupted_as_in_the_public_suite() {
		let mut count = 0;
		for size in 1..=8usize {
			let tree = published_tree(size);
			for index in 0..size as u64 {
				let proof: Vec<_> = tree
					.inclusion_proof(index)
					.unwrap()
					.iter()
					.map(|hash| base64(hash))
					.collect();
				let leaf = salus_records_engine::proof::NodeSource::node(&tree, 0, index).unwrap();
				let sound = json!({
					"leafIdx": index, "treeSize": size, "root": base64(&tree.root()), "leafHash": base64(&leaf), "proof": proof,
				});
				assert_eq!(verdicts::<Inclusion>(&sound), [Ok(())], "{index} {size}");
				let mut probes = corrupted_proofs(&sound, &[sound["root"].clone()]);
				let mut other = |name, changes: &[(&str, Value)]| probes.push((name, with(&sound, changes)));
				let random = json!(base64(&leaf_hash(b"random")));
				other("leafIdx - 1", &[("leafIdx", json!(index as i64 - 1))]);
				other("leafIdx + 1", &[("leafIdx", json!(index + 1))]);
				other("leafIdx ^ 2", &[("leafIdx", json!(index ^ 2))]);
				other("treeSize * 2", &[("treeSize", json!(size * 2))]);
				other("treeSize / 2", &[("treeSize", json!(size / 2))]);
				other("wrong leaf", &[("leafHash", json!(base64(b"WrongLeaf")))]);
				other("random leaf", &[("leafHash", random.clone())]);
				other(
					"empty root",
					&[("root", json!(base64(&salus_records_engine::EMPTY_ROOT)))],
				);
				other("no root", &[("root", json!(""))]);
				other("random root", &[("root", random.clone())]);
				other(
					"empty root and random leaf",
					&[("root", json!("")), ("leafHash", random)],
				);
				for (name, probe) in probes {
					assert!(verdicts::<Inclusion>(&probe)[0].is_err(), "{name}: {probe}");
					count += 1;
				}
			}
		}
		assert!(count > 500, "{count}");
	}

	/// The happy paths and corruptions of transparency-dev/merkle `testdata/consistency`, made over the same tree; and over all other pairs.
	#[test]
	fn consistency_should_be_refused_when_corrupted_as_in_the_public_suite() {
		let mut count = 0;
		for second in 2..=8usize {
			let tree = published_tree(second);
			for first in 1..second {
				let proof: Vec<_> = tree
					.consistency_proof(first as u64, second as u64)
					.unwrap()
					.iter()
					.map(|hash| base64(hash))
					.collect();
				let roots = [published_tree(first).root(), tree.root()].map(|root| json!(base64(&root)));
				let sound =
					json!({"size1": first, "size2": second, "root1": roots[0], "root2": roots[1], "proof": proof});
				assert_eq!(verdicts::<Consistency>(&sound), [Ok(())], "{first} {second}");
				let mut probes = corrupted_proofs(&sound, &[roots[0].clone(), roots[1].clone()]);
				let mut other = |name, changes: &[(&str, Value)]| probes.push((name, with(&sound, changes)));
				other("size1 - 1", &[("size1", json!(first - 1))]);
				other("size1 + 1", &[("size1", json!(first + 1))]);
				other("size1 ^ 2", &[("size1", json!(first ^ 2))]);
				other("size2 * 2", &[("size2", json!(second * 2))]);
				other("size2 / 2", &[("size2", json!(second / 2))]);
				other("wrong root1", &[("root1", json!(base64(b"WrongRoot")))]);
				other("wrong root2", &[("root2", json!(base64(b"WrongRoot")))]);
				other(
					"swapped roots",
					&[("root1", roots[1].clone()), ("root2", roots[0].clone())],
				);
				for (name, probe) in probes {
					assert!(verdicts::<Consistency>(&probe)[0].is_err(), "{name}: {probe}");
					count += 1;
				}
			}
		}
		assert!(count > 500, "{count}");
	}

	#[test]
	fn text_should_be_unreadable_when_it_is_no_vector() {
		for text in [
			"",
			"{",
			"[]x",
			"{}",
			"7",
			"\"x\"",
			r#"{"leafIdx":"0","treeSize":1}"#,
			r#"{"leafIdx":null,"treeSize":1}"#,
			r#"{"leafIdx":0,"treeSize":1,"proof":{}}"#,
			r#"{"leafIdx":0,"treeSize":1,"wantErr":"false"}"#,
			r#"[{"leafIdx":0}]"#,
		] {
			assert!(parse::<Inclusion>(text.as_bytes()).is_err(), "{text}");
		}
		assert!(parse::<Consistency>(br#"{"leafIdx":0,"treeSize":1}"#).is_err());
	}
}
