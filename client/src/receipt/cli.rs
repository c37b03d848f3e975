//! `salus receipt …`

use super::{FileError, ReceiptFile};
use crate::{
	outcome::{Failure, Outcome},
	record::{
		cli::{pretty, print, salt, Format},
		content::{self, Method, RecordError},
		ids,
		jcs::Canonicaliser,
		store::{self, Store},
	},
};
use clap::{Args, Subcommand};
use salus_records_engine::{
	receipt::{Content, Evidence, LeafEvidence, Presented},
	Leaf, Receipt, Report, Salt, Stage, Verdict,
};
use serde_json::json;
use std::path::{Path, PathBuf};

/// The verbs of `salus receipt`.
#[derive(Debug, Subcommand)]
pub enum Command {
	/// Make the receipt of a record: of one in a store, or of a single one that is in no batch.
	Make(Make),
	/// Verify a receipt, stage by stage, without a node.
	Verify(Verify),
}

/// `salus receipt make`
#[derive(Debug, Args)]
pub struct Make {
	/// The record: with --store its name there, else a file.
	record: String,
	/// The store that the record was committed in.
	#[arg(long, value_name = "FOLDER", conflicts_with_all = ["salt", "issuer", "series", "schema", "record_version", "canonicalisation"])]
	store: Option<PathBuf>,
	/// Salt that the record was committed under, 32 bytes in hex.
	#[arg(long, value_name = "HEX", value_parser = salt, required_unless_present = "store")]
	salt: Option<[u8; 32]>,
	/// Account of the organisation that vouches for the record: SS58 or 32 bytes in hex.
	#[arg(long, value_name = "ACCOUNT", value_parser = ids::parse_account, requires = "series")]
	issuer: Option<[u8; 32]>,
	/// Lineage of the record, 32 bytes in hex.
	#[arg(long, value_name = "HEX", value_parser = ids::parse_hex32, requires = "issuer")]
	series: Option<[u8; 32]>,
	/// Position of the record in its series.
	#[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
	record_version: u32,
	/// What kind of record it is: a canonical URL (it is hashed), or 32 bytes in hex.
	#[arg(long, value_name = "URL|HEX", value_parser = ids::parse_schema)]
	schema: Option<[u8; 32]>,
	/// How the record becomes canonical. If not given: JCS for JSON, raw for everything else.
	#[arg(long, alias = "canonicalization")]
	canonicalisation: Option<Method>,
	/// Largest JSON record.
	#[arg(long, value_name = "BYTES", default_value_t = content::DEFAULT_LIMIT)]
	max_record_bytes: u64,
	/// A private file for the receipt. Standard output if not given.
	#[arg(long, value_name = "FILE")]
	out: Option<PathBuf>,
}

/// `salus receipt verify`
#[derive(Debug, Args)]
pub struct Verify {
	/// The receipt.
	receipt: PathBuf,
	/// The record that it should be about. Without it, content and commitment are not included.
	#[arg(long, value_name = "FILE")]
	record: Option<PathBuf>,
	/// Largest JSON record.
	#[arg(long, value_name = "BYTES", default_value_t = content::DEFAULT_LIMIT)]
	max_record_bytes: u64,
	/// How to print.
	#[arg(long, default_value = "table")]
	format: Format,
}

/// Runs one verb.
pub fn run(command: Command) -> Outcome {
	match command {
		Command::Make(make) => make.run(),
		Command::Verify(verify) => verify.run(),
	}
}

impl Make {
	fn run(self) -> Outcome {
		let receipt = match &self.store {
			Some(folder) => {
				let store = Store::open(folder)?;
				store.receipt(&store.named(&self.record)?)?
			},
			None => self.single()?,
		};
		let text = pretty(&ReceiptFile::from(&receipt))?;
		match &self.out {
			Some(out) => store::write_private(out, text.as_bytes()),
			None => print(&text),
		}
	}

	/// The receipt of a record that is anchored by itself: it goes to the leaf, or to the commitment if no issuer is given.
	fn single(&self) -> Result<Receipt, Failure> {
		let salt = Salt(self.salt.unwrap_or_default());
		let committed = content::commit_file(
			Path::new(&self.record),
			self.canonicalisation.map(Into::into),
			&salt,
			self.max_record_bytes,
			&mut Canonicaliser::default(),
			&mut vec![],
		)
		.map_err(|error| error.of(&self.record))?;
		let canonicalisation = committed.canonicalisation;
		let mut evidence = vec![
			Evidence::Content(Content {
				canonicalisation,
				length: committed.length,
				salt,
			}),
			Evidence::Commitment(committed.commitment),
		];
		if let (Some(issuer), Some(series)) = (self.issuer, self.series) {
			let leaf = Leaf {
				issuer,
				series,
				version: self.record_version,
				canonicalisation,
				schema: self.schema.unwrap_or_default(),
				commitment: committed.commitment,
			};
			evidence.push(Evidence::Leaf(LeafEvidence {
				hash: leaf.hash(),
				leaf,
			}));
		}
		Receipt::new(evidence).map_err(|error| Failure::Refused(format!("{}: {error:?}", self.record)))
	}
}

/// What a record's file is under a receipt's salt and canonicalisation.
pub fn present(receipt: &Receipt, record: &Path, limit: u64) -> Result<(Presented, Option<String>), Failure> {
	let Some(content) = receipt.content() else {
		return Ok((Presented::Nothing, None));
	};
	let committed = content::commit_file(
		record,
		Some(content.canonicalisation),
		&content.salt,
		limit,
		&mut Canonicaliser::default(),
		&mut vec![],
	);
	match committed {
		Ok(committed) => Ok((
			Presented::Canonical {
				length: committed.length,
				commitment: Ok(committed.commitment),
			},
			None,
		)),
		Err(RecordError::Commitment(error)) => Ok((
			Presented::Canonical {
				length: 0,
				commitment: Err(error),
			},
			None,
		)),
		Err(error @ RecordError::Json(..)) => Ok((Presented::Unreadable, Some(error.to_string()))),
		Err(error) => Err(error.of(record.display())),
	}
}

impl Verify {
	fn run(self) -> Outcome {
		let path = self.receipt.display();
		let text = std::fs::read(&self.receipt).map_err(|error| Failure::Unreadable(format!("{path}: {error}")))?;
		let receipt = ReceiptFile::parse(&text).map_err(|error| match error {
			FileError::NotJson(reason) => Failure::Unreadable(format!("{path}: not JSON: {reason}")),
			FileError::NotAReceipt(reason) => Failure::Refused(format!("{path}: not a receipt: {reason}")),
		})?;
		let (presented, detail) = match &self.record {
			Some(record) => present(&receipt, record, self.max_record_bytes)?,
			None => (Presented::Nothing, None),
		};
		let report = receipt.verify(&presented);
		print(&match self.format {
			Format::Table => table(&report, detail.as_deref()),
			Format::Json => pretty(&as_json(&report))?,
		})?;
		if report.holds() {
			return Ok(());
		}
		let failed: Vec<_> = report
			.stages()
			.filter(|(_, verdict)| matches!(verdict, Verdict::Failed(_)))
			.map(|(stage, _)| label(stage))
			.collect();
		Err(Failure::Refused(format!(
			"{path}: the receipt does not hold: {}",
			failed.join(", ")
		)))
	}
}

fn label(stage: Stage) -> &'static str {
	match stage {
		Stage::Anchor => "anchor in state",
		Stage::Relay => "relay inclusion",
		other => other.name(),
	}
}

fn table(report: &Report, detail: Option<&str>) -> String {
	report
		.stages()
		.map(|(stage, verdict)| match verdict {
			Verdict::Ok => format!("{:<16} ok\n", label(stage)),
			Verdict::NotIncluded => format!("{:<16} not included\n", label(stage)),
			Verdict::Failed(reason) => match detail.filter(|_| stage == Stage::Content) {
				Some(detail) => format!("{:<16} failed: {reason} ({detail})\n", label(stage)),
				None => format!("{:<16} failed: {reason}\n", label(stage)),
			},
		})
		.collect()
}

fn as_json(report: &Report) -> serde_json::Value {
	let stages: Vec<_> = report
		.stages()
		.map(|(stage, verdict)| match verdict {
			Verdict::Ok => json!({"stage": stage.name(), "result": "ok"}),
			Verdict::NotIncluded => json!({"stage": stage.name(), "result": "not included"}),
			Verdict::Failed(reason) => {
				json!({"stage": stage.name(), "result": "failed", "reason": reason.to_string()})
			},
		})
		.collect();
	json!({"holds": report.holds(), "stages": stages})
}
