//! Receipts: one file that proves where a record stands, without a node.
//!
//! The file is JSON, one member for each stage it goes to (see [`salus_records_engine::receipt`] for what each stage shows):
//!
//! ```json
//! {
//!   "format": "salus/receipt",
//!   "version": 1,
//!   "content": { "canonicalisation": "jcs", "length": 523, "salt": "…" },
//!   "commitment": "…",
//!   "leaf": { "issuer": "…", "series": "…", "version": 1, "canonicalisation": "jcs", "schema": "…", "commitment": "…", "hash": "…" },
//!   "batch": { "index": 5, "size": 13, "root": "…", "path": ["…"] },
//!   "state": { "item": "Records.Anchors", "anchor": 7, "value": "…", "genesis": "…", "root": "…", "proof": ["…"] },
//!   "header": { "header": "…", "hash": "…" },
//!   "relay": { "paraId": 2000, "genesis": "…", "header": "…", "hash": "…", "proof": ["…"], "descendants": ["…"] },
//!   "finality": { "set": { "id": 3, "authorities": [{ "key": "…", "weight": 1 }] }, "justification": "…", "descendants": ["…"] },
//!   "seal": "…"
//! }
//! ```
//!
//! Hashes are 64 lower-case hex digits. A member that this version does not know is refused rather than skipped: a receipt must
//! not look better than what was checked.

pub mod bundle;
pub mod onchain;
mod presented;
#[cfg(test)]
mod tests;

pub use presented::{present, present_line};

use crate::{content::Method, outcome::Failure, store::Hex32};
use onchain::{FinalityJson, HeaderJson, LogJson, RelayJson, StateJson, StatementJson};
use salus_records_engine::{
	receipt::{BatchEvidence, Content, Evidence, EvidenceList, LeafEvidence, ReceiptError},
	Commitment, Leaf, Receipt, Salt,
};
use serde::{Deserialize, Serialize};

/// What a receipt's file says it is.
pub const FORMAT: &str = "salus/receipt";

/// The version of the format that this program writes and reads.
pub const VERSION: u32 = 1;

/// A receipt as it stands in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceiptFile {
	format: String,
	version: u32,
	#[serde(default, skip_serializing_if = "Option::is_none")]
	content: Option<ContentJson>,
	#[serde(default, skip_serializing_if = "Option::is_none")]
	commitment: Option<Hex32>,
	#[serde(default, skip_serializing_if = "Option::is_none")]
	leaf: Option<LeafJson>,
	#[serde(default, skip_serializing_if = "Option::is_none")]
	batch: Option<BatchJson>,
	#[serde(default, skip_serializing_if = "Option::is_none")]
	statement: Option<StatementJson>,
	#[serde(default, skip_serializing_if = "Option::is_none")]
	log: Option<LogJson>,
	#[serde(default, skip_serializing_if = "Option::is_none")]
	state: Option<StateJson>,
	#[serde(default, skip_serializing_if = "Option::is_none")]
	header: Option<HeaderJson>,
	#[serde(default, skip_serializing_if = "Option::is_none")]
	relay: Option<RelayJson>,
	#[serde(default, skip_serializing_if = "Option::is_none")]
	finality: Option<FinalityJson>,
	seal: Hex32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ContentJson {
	canonicalisation: String,
	length: u64,
	salt: Hex32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LeafJson {
	issuer: Hex32,
	series: Hex32,
	version: u32,
	canonicalisation: String,
	schema: Hex32,
	commitment: Hex32,
	hash: Hex32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct BatchJson {
	index: u64,
	size: u64,
	root: Hex32,
	path: Vec<Hex32>,
}

/// Why a file is no receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileError {
	/// Not JSON.
	NotJson(String),
	/// JSON, but no receipt that this version knows.
	NotAReceipt(String),
}

impl From<&Receipt> for ReceiptFile {
	fn from(receipt: &Receipt) -> Self {
		Self {
			format: FORMAT.into(),
			version: VERSION,
			content: receipt.content().map(|content| ContentJson {
				canonicalisation: Method::name(content.canonicalisation).into(),
				length: content.length,
				salt: Hex32(content.salt.0),
			}),
			commitment: receipt.commitment().map(|commitment| Hex32(commitment.0)),
			leaf: receipt.leaf().map(|evidence| LeafJson {
				issuer: Hex32(evidence.leaf.issuer),
				series: Hex32(evidence.leaf.series),
				version: evidence.leaf.version,
				canonicalisation: Method::name(evidence.leaf.canonicalisation).into(),
				schema: Hex32(evidence.leaf.schema),
				commitment: Hex32(evidence.leaf.commitment.0),
				hash: Hex32(evidence.hash),
			}),
			batch: receipt.batch().map(|batch| BatchJson {
				index: batch.index,
				size: batch.size,
				root: Hex32(batch.root),
				path: batch.path.iter().copied().map(Hex32).collect(),
			}),
			statement: receipt.statement().map(Into::into),
			log: receipt.log().map(Into::into),
			state: receipt.state().map(Into::into),
			header: receipt.header().map(Into::into),
			relay: receipt.relay().map(Into::into),
			finality: receipt.finality().map(Into::into),
			seal: Hex32(*receipt.seal()),
		}
	}
}

impl ReceiptFile {
	/// The receipt in one line, with its end. Here and not where it is called, so that it is optimised.
	pub fn line(&self) -> Result<Vec<u8>, Failure> {
		let mut line =
			serde_json::to_vec(self).map_err(|error| Failure::Unreadable(format!("cannot print: {error}")))?;
		line.push(b'\n');
		Ok(line)
	}

	/// Reads the text of a file.
	pub fn parse(text: &[u8]) -> Result<Receipt, FileError> {
		serde_json::from_slice::<serde::de::IgnoredAny>(text).map_err(|error| FileError::NotJson(error.to_string()))?;
		let file: Self = serde_json::from_slice(text).map_err(|error| FileError::NotAReceipt(error.to_string()))?;
		file.read()
	}

	/// The receipt that it is.
	pub fn read(self) -> Result<Receipt, FileError> {
		let file = self;
		if file.format != FORMAT || file.version != VERSION {
			return Err(FileError::NotAReceipt(format!(
				"\"{}\" version {} is not known here, only \"{FORMAT}\" version {VERSION}",
				file.format, file.version
			)));
		}
		file.into_receipt().map_err(FileError::NotAReceipt)
	}

	fn into_receipt(self) -> Result<Receipt, String> {
		let method = |name: &str| Method::parse(name).ok_or_else(|| format!("unknown canonicalisation \"{name}\""));
		let mut evidence = vec![];
		if let Some(content) = self.content {
			evidence.push(Evidence::Content(Content {
				canonicalisation: method(&content.canonicalisation)?,
				length: content.length,
				salt: Salt(content.salt.0),
			}));
		}
		if let Some(commitment) = self.commitment {
			evidence.push(Evidence::Commitment(Commitment(commitment.0)));
		}
		if let Some(leaf) = self.leaf {
			evidence.push(Evidence::Leaf(LeafEvidence {
				leaf: Leaf {
					issuer: leaf.issuer.0,
					series: leaf.series.0,
					version: leaf.version,
					canonicalisation: method(&leaf.canonicalisation)?,
					schema: leaf.schema.0,
					commitment: Commitment(leaf.commitment.0),
				},
				hash: leaf.hash.0,
			}));
		}
		if let Some(batch) = self.batch {
			let path: Vec<_> = batch.path.iter().map(|hash| hash.0).collect();
			let path = path
				.try_into()
				.map_err(|path: Vec<_>| format!("a path of {} hashes is longer than that of any batch", path.len()))?;
			evidence.push(Evidence::Batch(BatchEvidence {
				index: batch.index,
				size: batch.size,
				root: batch.root.0,
				path,
			}));
		}
		if let Some(statement) = self.statement {
			evidence.push(Evidence::Statement(statement.into_evidence()?));
		}
		if let Some(log) = self.log {
			evidence.push(Evidence::Log(log.into_evidence()?));
		}
		if let Some(state) = self.state {
			evidence.push(Evidence::State(state.into_evidence()?));
		}
		if let Some(header) = self.header {
			evidence.push(Evidence::Header(header.into_evidence()?));
		}
		if let Some(relay) = self.relay {
			evidence.push(Evidence::Relay(relay.into_evidence()?));
		}
		if let Some(finality) = self.finality {
			evidence.push(Evidence::Finality(finality.into_evidence()?));
		}
		let evidence = EvidenceList::try_from(evidence).map_err(|_| "too much evidence".to_owned())?;
		Receipt::from_parts(evidence, self.seal.0).map_err(|error| match error {
			ReceiptError::TooMany => "too much evidence".into(),
			ReceiptError::OutOfOrder(stage) => format!("evidence for the stage {} is out of order", stage.name()),
		})
	}
}
