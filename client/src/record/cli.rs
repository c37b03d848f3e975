//! `salus record …`

use super::{
	batch::{self, Watch},
	chain_cli,
	content::{self, Method},
	ids,
	jcs::Canonicaliser,
	private,
	source::{Position, Survey},
	store::{self, Store},
};
use crate::{
	chain,
	outcome::{Failure, Outcome},
	output::{pretty, print, written, Format},
	receipt::ReceiptFile,
};
use clap::{Args, Subcommand};
use indicatif::{ProgressBar, ProgressStyle};
use salus_records_engine::{Salt, MAX_BATCH_LEAVES};
use serde_json::json;
use std::{
	io::{BufWriter, Write},
	path::{Path, PathBuf},
};

/// The verbs of `salus record`.
#[derive(Debug, Subcommand)]
pub enum Command {
	/// Commit to one record: canonical bytes under a salt.
	Commit(Commit),
	/// Commit to any number of records and build their tree; salts and proofs go to a private store.
	Batch(Batch),
	/// The receipt of a record: its proof, from a store.
	Prove(Prove),
	/// What a store holds.
	Show(Show),
	/// Anchor the batches of a store, or one record.
	Anchor(Box<chain_cli::Anchor>),
	/// Replace a record by a later version.
	Amend(Box<chain_cli::Amend>),
	/// Declare a record wrong.
	Retract(chain_cli::Retract),
	/// Keep an anchor from erasure, or take one's hold off it.
	Hold(chain_cli::Hold),
	/// Attest that the salt of a record is destroyed, and destroy it.
	Erase(chain_cli::Erase),
	/// Vouch for an anchor that another account issued.
	Countersign(chain_cli::Countersign),
	/// What the chain says about an anchor, or about a record of a batch.
	Status(chain_cli::Status),
}

/// `salus record commit`
#[derive(Debug, Args)]
pub struct Commit {
	/// The record.
	file: PathBuf,
	/// Salt of the commitment, 32 bytes in hex. Fresh from the operating system if not given.
	#[arg(long, value_name = "HEX", value_parser = salt)]
	salt: Option<[u8; 32]>,
	/// How the record becomes canonical. If not given: JCS for JSON, raw for everything else.
	#[arg(long, alias = "canonicalization")]
	canonicalisation: Option<Method>,
	/// Largest JSON record.
	#[arg(long, value_name = "BYTES", default_value_t = content::DEFAULT_LIMIT)]
	max_record_bytes: u64,
	/// How to print.
	#[arg(long, default_value = "table")]
	format: Format,
}

/// `salus record batch`
#[derive(Debug, Args)]
pub struct Batch {
	/// A folder (each file is a record, and each line of an NDJSON file), or an NDJSON file.
	path: PathBuf,
	/// Where the store goes. `.salus/records/<name of PATH>` if not given.
	#[arg(long, value_name = "FOLDER")]
	store: Option<PathBuf>,
	/// Account of the organisation that vouches for the records: SS58 or 32 bytes in hex. The leaves name it.
	#[arg(long, value_name = "ACCOUNT", value_parser = ids::parse_account)]
	issuer: Option<[u8; 32]>,
	/// What kind of records they are: a canonical URL (it is hashed), or 32 bytes in hex.
	#[arg(long, value_name = "URL|HEX", value_parser = ids::parse_schema)]
	schema: Option<[u8; 32]>,
	/// Position of the records in their series.
	#[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
	record_version: u32,
	/// Key that turns names of records into series, from the `series.key` of the store with their earlier version. Fresh if not given.
	#[arg(long, value_name = "FILE")]
	series_key: Option<PathBuf>,
	/// How records become canonical. If not given: JCS for JSON, raw for everything else.
	#[arg(long, alias = "canonicalization")]
	canonicalisation: Option<Method>,
	/// Largest JSON record.
	#[arg(long, value_name = "BYTES", default_value_t = content::DEFAULT_LIMIT)]
	max_record_bytes: u64,
	/// Most records of one tree; more make several.
	#[arg(long, value_name = "N", default_value_t = MAX_BATCH_LEAVES, value_parser = clap::value_parser!(u64).range(1..=MAX_BATCH_LEAVES))]
	batch_leaves: u64,
	/// How to print.
	#[arg(long, default_value = "table")]
	format: Format,
}

/// `salus record prove`
#[derive(Debug, Args)]
pub struct Prove {
	/// The store.
	store: PathBuf,
	/// The record's name: its path in the folder, `resourceType/id`, or `line-N`.
	#[arg(required_unless_present_any = ["index", "all"], conflicts_with_all = ["index", "all"])]
	name: Option<String>,
	/// The record's place in its batch, from 0.
	#[arg(long, value_name = "N", conflicts_with = "all")]
	index: Option<u64>,
	/// The batch of `--index`, from 0.
	#[arg(long, value_name = "N", default_value_t = 0, requires = "index")]
	batch: usize,
	/// The receipts of all records, one a line.
	#[arg(long)]
	all: bool,
	/// A private file for the receipt. Standard output if not given.
	#[arg(long, value_name = "FILE", conflicts_with = "all")]
	out: Option<PathBuf>,
}

/// `salus record show`
#[derive(Debug, Args)]
pub struct Show {
	/// The store.
	store: PathBuf,
	/// One record: its name.
	name: Option<String>,
	/// Name every record.
	#[arg(long, conflicts_with = "name")]
	list: bool,
	/// Read everything and check that every proof holds.
	#[arg(long)]
	check: bool,
	/// How to print.
	#[arg(long, default_value = "table")]
	format: Format,
}

/// A salt of the command line.
pub(crate) fn salt(text: &str) -> Result<[u8; 32], String> {
	ids::parse_hex32(text).and_then(|salt| {
		if salt == [0; 32] {
			Err("the salt is all zero: anybody could try contents against the commitment".into())
		} else {
			Ok(salt)
		}
	})
}

/// Runs one verb.
pub fn run(command: Command) -> Outcome {
	match command {
		Command::Commit(commit) => commit.run(),
		Command::Batch(batch) => batch.run(),
		Command::Prove(prove) => prove.run(),
		Command::Show(show) => show.run(),
		Command::Anchor(anchor) => chain::block_on(anchor.run()),
		Command::Amend(amend) => chain::block_on(amend.run()),
		Command::Retract(retract) => chain::block_on(retract.run()),
		Command::Hold(hold) => chain::block_on(hold.run()),
		Command::Erase(erase) => chain::block_on(erase.run()),
		Command::Countersign(countersign) => chain::block_on(countersign.run()),
		Command::Status(status) => chain::block_on(status.run()),
	}
}

impl Commit {
	fn run(self) -> Outcome {
		let salt = match self.salt {
			Some(salt) => Salt(salt),
			None => content::fresh_salt()?,
		};
		let committed = content::commit_file(
			&self.file,
			self.canonicalisation.map(Into::into),
			&salt,
			self.max_record_bytes,
			&mut Canonicaliser::default(),
			&mut vec![],
		)
		.map_err(|error| error.of(self.file.display()))?;
		let (commitment, salt) = (hex::encode(committed.commitment.0), hex::encode(salt.0));
		let method = Method::name(committed.canonicalisation);
		match self.format {
			Format::Table => print(&format!(
				"commitment        {commitment}\nsalt              {salt}\ncanonicalisation  {method}\ncanonical bytes   {}\n",
				committed.length
			)),
			Format::Json => print(&pretty(&json!({
				"commitment": commitment,
				"salt": salt,
				"canonicalisation": method,
				"length": committed.length,
			}))?),
		}
	}
}

/// A progress bar on standard error; none when that is not a terminal.
struct Progress {
	bar: Option<ProgressBar>,
}

impl Watch for Progress {
	fn begin(&mut self, survey: &Survey, done: Position) {
		let bar = match survey.fingerprint {
			Some(_) => ProgressBar::new(survey.bytes).with_style(
				ProgressStyle::with_template("{bar:40} {bytes}/{total_bytes} {bytes_per_sec} {eta} {msg}")
					.unwrap_or_else(|_| ProgressStyle::default_bar()),
			),
			None => ProgressBar::new_spinner(),
		};
		if done.records != 0 {
			bar.set_message(format!("{} records done before", done.records));
			bar.set_position(done.offset);
			bar.reset_eta();
		}
		self.bar = Some(bar);
	}

	fn advance(&mut self, bytes: u64, _: u64) {
		if let Some(bar) = &self.bar {
			bar.inc(bytes);
		}
	}

	fn note(&mut self, message: &str) {
		eprintln!("note: {message}");
	}
}

impl Batch {
	fn run(self) -> Outcome {
		let series_key = match &self.series_key {
			None => None,
			Some(path) => {
				let key =
					std::fs::read(path).map_err(|error| Failure::Unreadable(format!("{}: {error}", path.display())))?;
				Some(key.try_into().map_err(|key: Vec<u8>| {
					Failure::Unreadable(format!("{}: {} bytes, a key has 32", path.display(), key.len()))
				})?)
			},
		};
		let store = match self.store {
			Some(store) => store,
			None => batch::default_store(&self.path)?,
		};
		let options = batch::Options {
			path: self.path,
			store,
			issuer: self.issuer,
			schema: self.schema,
			record_version: self.record_version,
			series_key,
			method: self.canonicalisation.map(Into::into),
			limit: self.max_record_bytes,
			batch_leaves: self.batch_leaves,
			threads: std::thread::available_parallelism().map_or(1, usize::from),
		};
		let mut progress = Progress { bar: None };
		let result = batch::run(&options, &mut progress);
		if let Some(bar) = &progress.bar {
			bar.finish_and_clear();
		}
		let batched = result?;
		if batched.unchanged {
			eprintln!(
				"note: {} holds these records already; nothing was written",
				options.store.display()
			);
		} else if options.issuer.is_none() {
			eprintln!("note: without --issuer the leaves name no organisation");
		}
		print(&summary(&options.store, &batched.manifest, self.format)?)
	}
}

fn summary(folder: &Path, manifest: &store::Manifest, format: Format) -> Result<String, Failure> {
	let batches = manifest.batches.iter().enumerate();
	match format {
		Format::Table => {
			let mut text = format!(
				"store    {}\nsource   {}\nissuer   {}\nschema   {}\nrecords  {}\n",
				folder.display(),
				manifest.origin.source,
				manifest.origin.issuer,
				manifest.origin.schema,
				manifest.records
			);
			for (index, batch) in batches {
				text += &format!("batch {index}  size {}  root {}\n", batch.size, batch.root);
			}
			Ok(text)
		},
		Format::Json => pretty(&json!({
			"store": folder.display().to_string(),
			"source": manifest.origin.source,
			"issuer": manifest.origin.issuer,
			"schema": manifest.origin.schema,
			"recordVersion": manifest.origin.record_version,
			"records": manifest.records,
			"batches": batches
				.map(|(index, batch)| json!({"index": index, "size": batch.size, "root": batch.root}))
				.collect::<Vec<_>>(),
		})),
	}
}

impl Prove {
	fn run(self) -> Outcome {
		let store = Store::open(&self.store)?;
		if self.all {
			return prove_all(&store);
		}
		let found = match (&self.name, self.index) {
			(Some(name), _) => store.named(name)?,
			(None, index) => store.at(self.batch, index.unwrap_or_default())?,
		};
		let text = pretty(&ReceiptFile::from(&store.receipt(&found)?))?;
		match &self.out {
			Some(out) => private::write(out, text.as_bytes()),
			None => print(&text),
		}
	}
}

/// One receipt a line. The proofs are made and verified one after the other, in constant memory.
fn prove_all(store: &Store) -> Outcome {
	let mut out = BufWriter::with_capacity(1 << 18, std::io::stdout().lock());
	let mut prover = None;
	store.each(|found| {
		let current = match prover.take() {
			Some((batch, current)) if batch == found.batch => current,
			_ => store.prover(found.batch)?,
		};
		let line = ReceiptFile::from(&current.receipt(&found)?).line()?;
		prover = Some((found.batch, current));
		match out.write_all(&line) {
			Ok(()) => Ok(true),
			Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(false),
			Err(error) => Err(Failure::Refused(format!("standard output: {error}"))),
		}
	})?;
	written(out.flush())
}

impl Show {
	fn run(self) -> Outcome {
		let store = Store::open(&self.store)?;
		if self.check {
			let check = store.check()?;
			eprintln!("note: the proofs of all {} records hold", check.records);
		}
		if let Some(name) = &self.name {
			let found = store.named(name)?;
			return print(&record(&found, self.format)?);
		}
		if self.list {
			let mut out = BufWriter::new(std::io::stdout().lock());
			store.each(|found| {
				let line = match self.format {
					Format::Table => format!(
						"{}\t{}\t{}\t{}",
						found.batch,
						found.index,
						hex::encode(found.row.commitment.0),
						found.name.escape_debug()
					),
					Format::Json => value(&found).to_string(),
				};
				match writeln!(out, "{line}") {
					Ok(()) => Ok(true),
					Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(false),
					Err(error) => Err(Failure::Refused(format!("standard output: {error}"))),
				}
			})?;
			return written(out.flush());
		}
		print(&summary(&self.store, store.manifest(), self.format)?)
	}
}

/// What may be shown of a record: all but the salt, which only a receipt has.
fn value(found: &store::Found) -> serde_json::Value {
	json!({
		"name": found.name,
		"batch": found.batch,
		"index": found.index,
		"series": hex::encode(found.row.series),
		"version": found.row.version,
		"canonicalisation": Method::name(found.row.canonicalisation),
		"length": found.row.length,
		"commitment": hex::encode(found.row.commitment.0),
	})
}

fn record(found: &store::Found, format: Format) -> Result<String, Failure> {
	match format {
		Format::Json => pretty(&value(found)),
		Format::Table => Ok(format!(
			"name              {}\nbatch             {}\nindex             {}\nseries            {}\nversion           {}\n\
			 canonicalisation  {}\ncanonical bytes   {}\ncommitment        {}\n",
			found.name.escape_debug(),
			found.batch,
			found.index,
			hex::encode(found.row.series),
			found.row.version,
			Method::name(found.row.canonicalisation),
			found.row.length,
			hex::encode(found.row.commitment.0)
		)),
	}
}
