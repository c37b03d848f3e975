//! `salus log …`

use super::{
	checkpoint::Checkpoint,
	note::{NoteKey, Signed},
	tlog_proof::TlogProof,
	vectors::{self, Consistency, Inclusion, Vector},
};
use crate::{
	outcome::{Failure, Outcome},
	receipt::{FileError, ReceiptFile},
	record::{
		cli::{pretty, print, Format},
		ids,
	},
};
use clap::{ArgGroup, Args, Subcommand};
use serde_json::json;
use std::path::{Path, PathBuf};

/// The verbs of `salus log`.
#[derive(Debug, Subcommand)]
pub enum Command {
	/// Verify Merkle proofs: test vectors as JSON, or a C2SP tlog-proof.
	Verify(Verify),
	/// Read a C2SP checkpoint and check who signed it.
	Checkpoint(ReadCheckpoint),
}

/// `salus log verify`
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("what").required(true).args(["inclusion", "consistency", "proof"]))]
pub struct Verify {
	/// Inclusion vectors: leafIdx, treeSize, root, leafHash, proof, wantErr; hashes in base64; one object or an array.
	#[arg(long, value_name = "FILE", num_args = 1..)]
	inclusion: Vec<PathBuf>,
	/// Consistency vectors: size1, size2, root1, root2, proof, wantErr; hashes in base64; one object or an array.
	#[arg(long, value_name = "FILE", num_args = 1..)]
	consistency: Vec<PathBuf>,
	/// A C2SP tlog-proof.
	#[arg(long, value_name = "FILE", requires = "key", requires = "leaf")]
	proof: Option<PathBuf>,
	/// Hash of the leaf that the tlog-proof is about, 32 bytes in hex.
	#[arg(long, value_name = "HEX", value_parser = ids::parse_hex32, group = "leaf", requires = "proof")]
	leaf_hash: Option<[u8; 32]>,
	/// Receipt whose leaf the tlog-proof is about.
	#[arg(long, value_name = "FILE", group = "leaf", requires = "proof")]
	receipt: Option<PathBuf>,
	/// Verifier key that is trusted to sign checkpoints, `<name>+<id>+<key>`. May be repeated; each must have signed.
	#[arg(long, value_name = "VKEY", value_parser = NoteKey::parse, requires = "proof")]
	key: Vec<NoteKey>,
}

/// `salus log checkpoint`
#[derive(Debug, Args)]
pub struct ReadCheckpoint {
	/// The checkpoint: a signed note.
	file: PathBuf,
	/// Verifier key that is trusted to sign, `<name>+<id>+<key>`. May be repeated; each must have signed.
	#[arg(long, value_name = "VKEY", value_parser = NoteKey::parse, required = true)]
	key: Vec<NoteKey>,
	/// How to print.
	#[arg(long, default_value = "table")]
	format: Format,
}

/// Runs one verb.
pub fn run(command: Command) -> Outcome {
	match command {
		Command::Verify(verify) => verify.run(),
		Command::Checkpoint(checkpoint) => checkpoint.run(),
	}
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
	std::fs::read(path).map_err(|error| Failure::Unreadable(format!("{}: {error}", path.display())))
}

fn read_text(path: &Path) -> Result<String, Failure> {
	String::from_utf8(read(path)?).map_err(|_| Failure::Unreadable(format!("{}: not UTF-8", path.display())))
}

impl Verify {
	fn run(self) -> Outcome {
		if let Some(proof) = &self.proof {
			return self.tlog_proof(proof);
		}
		let wrong = verify_files::<Inclusion>(&self.inclusion)? + verify_files::<Consistency>(&self.consistency)?;
		if wrong == 0 {
			Ok(())
		} else {
			Err(Failure::Refused(format!("{wrong} vectors do not verify as they want")))
		}
	}

	fn tlog_proof(&self, path: &Path) -> Outcome {
		let place = path.display();
		let proof =
			TlogProof::parse(&read_text(path)?).map_err(|error| Failure::Unreadable(format!("{place}: {error}")))?;
		let leaf = match (&self.leaf_hash, &self.receipt) {
			(Some(hash), _) => *hash,
			(None, Some(receipt)) => leaf_of(receipt)?,
			(None, None) => return Err(Failure::Unreadable("give --leaf-hash or --receipt".into())),
		};
		let signed = proof
			.verify(&leaf, &self.key)
			.map_err(|error| Failure::Refused(format!("{place}: {error}")))?;
		all_signed(path, &self.key, &signed)?;
		print(&format!(
			"leaf {} is in {} at index {}, size {}\n{}",
			hex::encode(leaf),
			proof.checkpoint.origin,
			proof.index,
			proof.checkpoint.size,
			signers(&signed)
		))
	}
}

/// The leaf hash of a receipt whose stages hold.
fn leaf_of(path: &Path) -> Result<[u8; 32], Failure> {
	let place = path.display();
	let receipt = ReceiptFile::parse(&read(path)?).map_err(|error| match error {
		FileError::NotJson(reason) => Failure::Unreadable(format!("{place}: not JSON: {reason}")),
		FileError::NotAReceipt(reason) => Failure::Refused(format!("{place}: not a receipt: {reason}")),
	})?;
	if !receipt
		.verify(&salus_records_engine::receipt::Presented::Nothing)
		.holds()
	{
		return Err(Failure::Refused(format!(
			"{place}: the receipt does not hold, see `salus receipt verify`"
		)));
	}
	receipt
		.leaf()
		.map(|leaf| leaf.hash)
		.ok_or_else(|| Failure::Refused(format!("{place}: the receipt has no leaf")))
}

fn all_signed(path: &Path, keys: &[NoteKey], signed: &[Signed]) -> Outcome {
	match keys
		.iter()
		.find(|key| !signed.iter().any(|signed| signed.name == key.name))
	{
		Some(missing) => Err(Failure::Refused(format!(
			"{}: {} has not signed",
			path.display(),
			missing.name
		))),
		None => Ok(()),
	}
}

fn signers(signed: &[Signed]) -> String {
	signed
		.iter()
		.map(|signed| match signed.timestamp {
			Some(timestamp) => format!("cosigned by {} at {timestamp}\n", signed.name),
			None => format!("signed by {}\n", signed.name),
		})
		.collect()
}

/// Verifies all vectors of some files, prints each, and returns how many did not do what they want.
fn verify_files<V: Vector>(paths: &[PathBuf]) -> Result<usize, Failure> {
	let mut wrong = 0;
	for path in paths {
		let place = path.display();
		let vectors: Vec<V> = vectors::parse(&read(path)?)
			.map_err(|error| Failure::Unreadable(format!("{place}: not a vector: {error}")))?;
		if vectors.is_empty() {
			return Err(Failure::Unreadable(format!("{place}: there are no vectors")));
		}
		let several = vectors.len() > 1;
		for (i, vector) in vectors.iter().enumerate() {
			let result = vector.verify();
			let as_wanted = result.is_err() == vector.want_err();
			wrong += usize::from(!as_wanted);
			let item = if several {
				format!("{place}[{i}]")
			} else {
				place.to_string()
			};
			let desc = if vector.desc().is_empty() {
				String::new()
			} else {
				format!(" ({})", vector.desc())
			};
			let outcome = match &result {
				Ok(()) => "verifies".to_owned(),
				Err(reason) => format!("does not verify: {reason}"),
			};
			let verdict = if as_wanted { "as wanted" } else { "NOT as wanted" };
			print(&format!("{item}{desc}: {verdict}: {outcome}\n"))?;
		}
	}
	Ok(wrong)
}

impl ReadCheckpoint {
	fn run(self) -> Outcome {
		let place = self.file.display();
		let (checkpoint, note) = Checkpoint::of_note(&read_text(&self.file)?)
			.map_err(|error| Failure::Unreadable(format!("{place}: {error}")))?;
		let signed = note
			.verify(&self.key)
			.map_err(|error| Failure::Refused(format!("{place}: {error}")))?;
		all_signed(&self.file, &self.key, &signed)?;
		print(&match self.format {
			Format::Table => format!(
				"origin  {}\nsize    {}\nroot    {}\n{}",
				checkpoint.origin,
				checkpoint.size,
				hex::encode(checkpoint.root),
				signers(&signed)
			),
			Format::Json => pretty(&json!({
				"origin": checkpoint.origin,
				"size": checkpoint.size,
				"root": hex::encode(checkpoint.root),
				"signatures": signed
					.iter()
					.map(|signed| json!({"name": signed.name, "timestamp": signed.timestamp}))
					.collect::<Vec<_>>(),
			}))?,
		})
	}
}
