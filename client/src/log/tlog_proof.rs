//! Proofs after [C2SP `tlog-proof`](https://c2sp.org/tlog-proof): an inclusion proof and the signed checkpoint it leads to, as text.

use super::{
	checkpoint::{decimal, hash, Checkpoint},
	note::{Note, NoteKey, Signed},
};
use base64::{engine::general_purpose::STANDARD, Engine};
use salus_records_engine::{verify_inclusion, Hash};
use std::fmt::Write;

/// The first line.
pub const HEADER: &str = "c2sp.org/tlog-proof@v1";

/// A proof that an entry is in a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlogProof {
	/// Data that nothing vouches for.
	pub extra: Option<Vec<u8>>,
	/// Index of the entry, from 0.
	pub index: u64,
	/// Siblings from the leaf upwards.
	pub path: Vec<Hash>,
	/// The signed checkpoint.
	pub note: Note,
	/// What the note says.
	pub checkpoint: Checkpoint,
}

impl TlogProof {
	/// Reads a proof. Nothing is verified.
	pub fn parse(text: &str) -> Result<Self, String> {
		let (head, note) = text
			.split_once("\n\n")
			.ok_or("there is no empty line before the checkpoint")?;
		let mut lines = head.split('\n').peekable();
		if lines.next() != Some(HEADER) {
			return Err(format!("line 1 is not {HEADER}"));
		}
		let extra = match lines.peek().and_then(|line| line.strip_prefix("extra ")) {
			Some(encoded) => Some(
				STANDARD
					.decode(encoded)
					.map_err(|error| format!("extra is not base64: {error}"))?,
			),
			None => None,
		};
		if extra.is_some() {
			lines.next();
		}
		let index = lines
			.next()
			.and_then(|line| line.strip_prefix("index "))
			.and_then(decimal)
			.ok_or("there is no line \"index N\": decimal, without leading zeros")?;
		let path = lines
			.enumerate()
			.map(|(i, line)| hash(line).ok_or_else(|| format!("hash {} of the proof is not 32 bytes in base64", i + 1)))
			.collect::<Result<Vec<_>, _>>()?;
		let (checkpoint, note) = Checkpoint::of_note(note)?;
		Ok(Self {
			extra,
			index,
			path,
			note,
			checkpoint,
		})
	}

	/// The proof as it is written.
	pub fn print(&self) -> String {
		let mut text = format!("{HEADER}\n");
		if let Some(extra) = &self.extra {
			let _ = writeln!(text, "extra {}", STANDARD.encode(extra));
		}
		let _ = writeln!(text, "index {}", self.index);
		for hash in &self.path {
			let _ = writeln!(text, "{}", STANDARD.encode(hash));
		}
		text + "\n" + &self.note.print()
	}

	/// Checks that the leaf is in the log, under a checkpoint that known keys signed. Who signed is for the caller to weigh.
	pub fn verify(&self, leaf: &Hash, known: &[NoteKey]) -> Result<Vec<Signed>, String> {
		let signed = self.note.verify(known)?;
		verify_inclusion(
			self.index,
			self.checkpoint.size,
			leaf,
			&self.path,
			&self.checkpoint.root,
		)
		.map_err(|error| error.to_string())?;
		Ok(signed)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::log::note::tests::sign;
	use salus_records_engine::{hash::leaf_hash, MemoryTree};

	fn proof(extra: Option<Vec<u8>>) -> (TlogProof, NoteKey, Hash) {
		let tree = MemoryTree::from_leaves((0..11u8).map(|i| leaf_hash(&[i]))).unwrap();
		let checkpoint = Checkpoint {
			origin: "log.example/one".into(),
			size: 11,
			root: tree.root(),
			extensions: vec![],
		};
		let (note, key) = sign("log.example/one", &checkpoint.print(), 1);
		let path = tree.inclusion_proof(7).unwrap().to_vec();
		(
			TlogProof {
				extra,
				index: 7,
				path,
				note,
				checkpoint,
			},
			NoteKey::parse(&key).unwrap(),
			leaf_hash(&[7]),
		)
	}

	#[test]
	fn proof_should_read_as_it_was_printed_and_verify() {
		for extra in [None, Some(b"opaque".to_vec())] {
			let (proof, key, leaf) = proof(extra);
			let read = TlogProof::parse(&proof.print()).unwrap();
			assert_eq!(read, proof);
			assert_eq!(read.verify(&leaf, &[key]).unwrap()[0].name, "log.example/one");
		}
	}

	#[test]
	fn proof_should_be_refused_when_leaf_index_or_signer_is_another() {
		let (proof, key, leaf) = proof(None);
		let key = [key];
		assert!(proof.verify(&leaf_hash(&[8]), &key).is_err());
		assert!(proof.verify(&leaf, &[]).is_err());
		assert!(TlogProof {
			index: 6,
			..proof.clone()
		}
		.verify(&leaf, &key)
		.is_err());
		let text = proof.print();
		assert!(TlogProof::parse(&text.replace("\n11\n", "\n12\n"))
			.unwrap()
			.verify(&leaf, &key)
			.is_err());
	}

	#[test]
	fn proof_should_be_unreadable_when_malformed() {
		let text = proof(None).0.print();
		for changed in [
			text.replace("@v1", "@v2"),
			text.replace("index 7", "index 07"),
			text.replace("index 7\n", ""),
			text.replace("index 7", "extra !\nindex 7"),
			text.replace("index 7\n", "index 7\nAAAA\n"),
			text.replace("\n\n", "\n"),
			String::new(),
		] {
			assert!(TlogProof::parse(&changed).is_err(), "{changed}");
		}
	}
}
