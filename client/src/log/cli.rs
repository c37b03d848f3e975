//! `salus log …`

use super::{
	checkpoint::Checkpoint,
	local::LocalLog,
	note::{NoteKey, Signed},
	signer::NoteSigner,
	sync::{self, Watch},
	tlog_proof::TlogProof,
	vectors::{self, Consistency, Inclusion, Vector},
};
use crate::{
	chain::{self, Chain, Connect, Submit},
	outcome::{Failure, Outcome},
	output::{pretty, print, Format},
	receipt,
	record::{ids, private},
};
use base64::{engine::general_purpose::STANDARD, Engine};
use clap::{ArgGroup, Args, Subcommand};
use indicatif::ProgressBar;
use salus_api::salus;
use salus_receipt_verifier::{verify, Presented, Trust};
use serde_json::json;
use std::path::{Path, PathBuf};

/// The verbs of `salus log`.
#[derive(Debug, Subcommand)]
pub enum Command {
	/// Verify Merkle proofs: test vectors as JSON, or a C2SP tlog-proof.
	Verify(Verify),
	/// Bring the chain's log into a folder, and compare it with each of its checkpoints.
	Sync(Sync),
	/// Prove from the folder, without a node: that an entry is in the log, or that the log only grew.
	Prove(Prove),
	/// Read a C2SP checkpoint and check who signed it, or write the one of a log in a folder.
	Checkpoint(ReadCheckpoint),
	/// Make a key that signs C2SP checkpoints.
	Key(Key),
	/// Witness a checkpoint on the chain, once the folder has led to the same root. For accredited auditors.
	Cosign(Cosign),
}

/// `salus log sync`
#[derive(Debug, Args)]
pub struct Sync {
	/// The folder of the log.
	folder: PathBuf,
	#[command(flatten)]
	connect: Connect,
	/// How to print.
	#[arg(long, default_value = "table")]
	format: Format,
}

/// `salus log prove`
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("about").required(true).args(["entry", "from"]))]
pub struct Prove {
	/// The folder of the log.
	folder: PathBuf,
	/// The entry, from 0.
	#[arg(long, value_name = "INDEX")]
	entry: Option<u64>,
	/// The size from which the log only grew.
	#[arg(long, value_name = "SIZE")]
	from: Option<u64>,
	/// The size of the log that is proven to. All that is in the folder if not given.
	#[arg(long, value_name = "SIZE")]
	to: Option<u64>,
	/// Print a C2SP tlog-proof, with a checkpoint signed by this key (a file from `salus log key`).
	#[arg(long, value_name = "FILE", conflicts_with = "from")]
	tlog: Option<PathBuf>,
	/// Name of the log in the C2SP checkpoint. That of the key if not given.
	#[arg(long, value_name = "NAME", requires = "tlog")]
	origin: Option<String>,
}

/// `salus log key`
#[derive(Debug, Args)]
pub struct Key {
	/// Name of the key: of the log, or of who signs.
	name: String,
	/// A private file for the key. The public half is printed.
	#[arg(long, value_name = "FILE")]
	out: PathBuf,
}

/// `salus log cosign`
#[derive(Debug, Args)]
pub struct Cosign {
	/// The folder of the log.
	folder: PathBuf,
	/// The number of the checkpoint. The last one in the folder if not given.
	#[arg(long, value_name = "N")]
	checkpoint: Option<u64>,
	#[command(flatten)]
	submit: Submit,
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
	/// The log that the tlog-proof should be of, if its key has another name.
	#[arg(long, value_name = "NAME", requires = "proof")]
	origin: Option<String>,
}

/// `salus log checkpoint`
#[derive(Debug, Args)]
pub struct ReadCheckpoint {
	/// The checkpoint: a signed note.
	#[arg(required_unless_present = "of", requires = "key", conflicts_with = "of")]
	file: Option<PathBuf>,
	/// Verifier key that is trusted to sign, `<name>+<id>+<key>`. May be repeated; each must have signed.
	#[arg(long, value_name = "VKEY", value_parser = NoteKey::parse, conflicts_with = "of")]
	key: Vec<NoteKey>,
	/// The folder of a log, to write its checkpoint.
	#[arg(long, value_name = "FOLDER", requires = "sign")]
	of: Option<PathBuf>,
	/// The size of the log. All that is in the folder if not given.
	#[arg(long, value_name = "SIZE", requires = "of")]
	size: Option<u64>,
	/// The key that signs the checkpoint: a file from `salus log key`.
	#[arg(long, value_name = "FILE", requires = "of")]
	sign: Option<PathBuf>,
	/// Name of the log: the one to write, or the one that the checkpoint should be of. That of the key if not given.
	#[arg(long, value_name = "NAME")]
	origin: Option<String>,
	/// How to print.
	#[arg(long, default_value = "table")]
	format: Format,
}

/// Runs one verb.
pub fn run(command: Command) -> Outcome {
	match command {
		Command::Verify(verify) => verify.run(),
		Command::Checkpoint(checkpoint) => checkpoint.run(),
		Command::Sync(sync) => chain::block_on(sync.run()),
		Command::Prove(prove) => prove.run(),
		Command::Key(key) => key.run(),
		Command::Cosign(cosign) => chain::block_on(cosign.run()),
	}
}

/// A progress bar on standard error; none when that is not a terminal.
#[derive(Default)]
struct Progress(Option<ProgressBar>);

impl Watch for Progress {
	fn advance(&mut self, entries: u64, all: u64) {
		let bar = self.0.get_or_insert_with(|| ProgressBar::new(all));
		bar.set_length(all);
		bar.set_position(entries);
	}
}

impl Sync {
	async fn run(self) -> Outcome {
		let chain = Chain::connect(&self.connect).await?;
		let mut progress = Progress::default();
		let synced = sync::sync(&chain, &self.folder, &mut progress).await;
		if let Some(bar) = progress.0 {
			bar.finish_and_clear();
		}
		let synced = synced?;
		let (log, place) = (&synced.log, self.folder.display());
		print(&match self.format {
			Format::Table => format!(
				"log          {place}\nchain        0x{}\nblock        {}\nentries      {}, {} of them new\nroot         {}\n\
				 checkpoints  {} compared, every root agrees\n",
				hex::encode(log.genesis()),
				synced.block,
				log.size(),
				synced.entries,
				hex::encode(log.root()),
				synced.checkpoints
			),
			Format::Json => pretty(&json!({
				"log": place.to_string(),
				"genesis": hex::encode(log.genesis()),
				"block": synced.block,
				"size": log.size(),
				"new": synced.entries,
				"root": hex::encode(log.root()),
				"compared": synced.checkpoints,
			}))?,
		})
	}
}

/// Reads a key of `salus log key`.
fn read_signer(path: &Path) -> Result<NoteSigner, Failure> {
	NoteSigner::parse(&read_text(path)?).map_err(|reason| Failure::Unreadable(format!("{}: {reason}", path.display())))
}

/// The checkpoint of a log at a size.
fn checkpoint_of(log: &LocalLog, size: u64, origin: Option<&str>, signer: &NoteSigner) -> Result<Checkpoint, Failure> {
	let origin = origin.unwrap_or(signer.name());
	if origin.is_empty() || origin.contains('\n') {
		return Err(Failure::Unreadable("--origin: the name of a log is one line".into()));
	}
	Ok(Checkpoint {
		origin: origin.into(),
		size,
		root: log.root_at(size)?,
		extensions: vec![],
	})
}

impl Prove {
	fn run(self) -> Outcome {
		let log = LocalLog::open(&self.folder)?;
		let to = self.to.unwrap_or(log.size());
		let base64 = |proof: &[[u8; 32]]| proof.iter().map(|hash| STANDARD.encode(hash)).collect::<Vec<_>>();
		match (self.entry, self.from, &self.tlog) {
			(Some(index), _, Some(key)) => {
				let signer = read_signer(key)?;
				let checkpoint = checkpoint_of(&log, to, self.origin.as_deref(), &signer)?;
				let proof = TlogProof {
					extra: None,
					index,
					path: log.inclusion(index, to)?.to_vec(),
					note: signer.sign(&checkpoint.print()),
					checkpoint,
				};
				print(&proof.print())
			},
			(Some(index), _, None) => print(&pretty(&json!({
				"leafIdx": index,
				"treeSize": to,
				"root": STANDARD.encode(log.root_at(to)?),
				"leafHash": STANDARD.encode(log.leaf(index)?),
				"proof": base64(&log.inclusion(index, to)?),
				"desc": format!("entry {index} of the log of 0x{}", hex::encode(log.genesis())),
				"wantErr": false,
			}))?),
			(None, Some(from), _) => print(&pretty(&json!({
				"size1": from,
				"size2": to,
				"root1": STANDARD.encode(log.root_at(from)?),
				"root2": STANDARD.encode(log.root_at(to)?),
				"proof": base64(&log.consistency(from, to)?),
				"desc": format!("the log of 0x{}", hex::encode(log.genesis())),
				"wantErr": false,
			}))?),
			(None, None, _) => Err(Failure::Unreadable("give --entry or --from".into())),
		}
	}
}

impl Key {
	fn run(self) -> Outcome {
		if self.out.exists() {
			return Err(Failure::Refused(format!(
				"{}: there is a file already; a key is not written over",
				self.out.display()
			)));
		}
		let signer = NoteSigner::fresh(&self.name)?;
		private::write(&self.out, format!("{}\n", signer.secret()).as_bytes())?;
		print(&format!("{}\n", signer.verifier()))
	}
}

impl Cosign {
	async fn run(self) -> Outcome {
		let log = LocalLog::open(&self.folder)?;
		let chain = Chain::connect(&self.submit.connect).await?;
		log.ensure_of(&chain.genesis_hash().0)?;
		let noted = log.noted()?;
		let found = match self.checkpoint {
			Some(number) => noted.iter().find(|noted| noted.number == number),
			None => noted.last(),
		};
		let noted = found.ok_or_else(|| {
			Failure::Refused(format!(
				"{}: the folder has not compared this checkpoint; `salus log sync` does",
				self.folder.display()
			))
		})?;
		let call = salus::tx()
			.records()
			.cosign_checkpoint(noted.number, noted.size, noted.root.0);
		chain.run(&call, &self.submit).await?;
		Ok(())
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
		ensure_origin(path, &proof.checkpoint, self.origin.as_deref(), &self.key)?;
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

/// The leaf hash of a receipt whose stages hold. A receipt that goes to an entry of the log is about that entry.
fn leaf_of(path: &Path) -> Result<[u8; 32], Failure> {
	let place = path.display();
	let receipt = receipt::cli::load(path)?;
	if !verify(&receipt, &Presented::Nothing, &Trust::default()).report.holds() {
		return Err(Failure::Refused(format!(
			"{place}: the receipt does not hold, see `salus receipt verify`"
		)));
	}
	receipt
		.log()
		.map(|log| log.entry.hash())
		.or(receipt.leaf().map(|leaf| leaf.hash))
		.ok_or_else(|| Failure::Refused(format!("{place}: the receipt has no leaf")))
}

fn all_signed(path: &Path, keys: &[NoteKey], signed: &[Signed]) -> Outcome {
	match keys.iter().find(|key| !signed.iter().any(|signed| key.made(signed))) {
		Some(missing) => Err(Failure::Refused(format!(
			"{}: {} has not signed with the key {:08x}",
			path.display(),
			missing.name,
			missing.key_id
		))),
		None => Ok(()),
	}
}

/// The log is the one that was asked for: that of `--origin`, or the one whose key was given. A witness vouches for logs of any name, so that
/// its signature alone says nothing about which log it is.
fn ensure_origin(path: &Path, checkpoint: &Checkpoint, origin: Option<&str>, keys: &[NoteKey]) -> Outcome {
	let place = path.display();
	let found = checkpoint.origin.as_str();
	let logs = || keys.iter().filter(|key| !key.is_witness());
	if logs().next().is_none() {
		return Err(Failure::Unreadable(
			"--key: only keys of witnesses (type 4) are given; the log's own is needed too".into(),
		));
	}
	match origin {
		Some(origin) if origin != found => Err(Failure::Refused(format!(
			"{place}: the checkpoint is of the log {found}, not of {origin}"
		))),
		None if !logs().any(|key| key.name == found) => Err(Failure::Refused(format!(
			"{place}: the checkpoint is of the log {found}, whose key was not given; if another key signs for it, say --origin {found}"
		))),
		_ => Ok(()),
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
		let file = match (&self.file, &self.of, &self.sign) {
			(Some(file), ..) => file,
			(None, Some(folder), Some(key)) => {
				let (log, signer) = (LocalLog::open(folder)?, read_signer(key)?);
				let size = self.size.unwrap_or(log.size());
				let checkpoint = checkpoint_of(&log, size, self.origin.as_deref(), &signer)?;
				return print(&signer.sign(&checkpoint.print()).print());
			},
			_ => return Err(Failure::Unreadable("give a file, or --of and --sign".into())),
		};
		let place = file.display();
		let (checkpoint, note) =
			Checkpoint::of_note(&read_text(file)?).map_err(|error| Failure::Unreadable(format!("{place}: {error}")))?;
		let signed = note
			.verify(&self.key)
			.map_err(|error| Failure::Refused(format!("{place}: {error}")))?;
		all_signed(file, &self.key, &signed)?;
		ensure_origin(file, &checkpoint, self.origin.as_deref(), &self.key)?;
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
