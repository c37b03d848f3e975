//! The private receipt store: what a custodian keeps to prove any record of its batches later.
//!
//! A folder, readable by its owner only. `docs/developers/records-store.md` describes it:
//!
//! | file | content |
//! |---|---|
//! | `store.json` | what the store is about: issuer, schema, source, and size and root of each batch |
//! | `series.key` | 32 bytes that turn names of records into series; only if the command made the key |
//! | `batches/NNNNN/rows` | one [`Row`] of 128 bytes for each record: salt, series, commitment … |
//! | `batches/NNNNN/names` | the names of the records, one after the other; rows say where each ends |
//! | `anchors.json` | where its batches are anchored; only once they are |
//! | `batches/NNNNN/tree` | all nodes of the tree, in the order of `salus_records_engine::batch` |
//!
//! It is written in a folder beside it, `….partial`, batch by batch, and gets its name when everything is on disk. So a store that
//! bears its name is whole, whatever happened to the machine; and a second run takes up a partial one after its last whole batch.

mod anchors;
mod reader;
#[cfg(test)]
mod tests;
mod writer;

pub use anchors::{Anchored, Anchors};
pub use reader::{Check, Found, Store};
pub use writer::{Draft, Partial};

use crate::{outcome::Failure, private, source::Position};
use salus_records_engine::{Canonicalisation, Commitment, Hash, Leaf, Salt};
use serde::{Deserialize, Serialize};
use std::{fmt, io, path::Path};

/// What `store.json` says it is.
pub const FORMAT: &str = "salus/record-store";

/// The version of the format that this program writes and reads.
pub const VERSION: u32 = 1;

const MANIFEST: &str = "store.json";
const JOURNAL: &str = "journal.json";
const SERIES_KEY: &str = "series.key";
const LOCK: &str = "lock";
const ROWS: &str = "rows";
const NAMES: &str = "names";
const TREE: &str = "tree";

/// 32 bytes, as 64 lower-case hex digits in JSON.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hex32(pub [u8; 32]);

impl Serialize for Hex32 {
	fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
		let mut digits = [0; 64];
		let written = hex::encode_to_slice(self.0, &mut digits).ok();
		let text = written.and_then(|()| std::str::from_utf8(&digits).ok());
		serializer.serialize_str(text.ok_or_else(|| serde::ser::Error::custom("not hex"))?)
	}
}

impl<'de> Deserialize<'de> for Hex32 {
	fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
		// One spelling only, so that two files differ if their texts do.
		let lower = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
		let bytes = if lower && text.len() == 64 {
			hex::decode(text.as_bytes()).ok()
		} else {
			None
		};
		let bytes = bytes.and_then(|bytes| bytes.try_into().ok());
		bytes
			.map(Self)
			.ok_or_else(|| serde::de::Error::custom(format!("\"{text}\" is not 64 lower-case hex digits")))
	}
}

impl fmt::Display for Hex32 {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(&hex::encode(self.0))
	}
}

/// What a store was made from and with. A re-run continues only if all of it is the same.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Origin {
	/// The folder or file, as given.
	pub source: String,
	/// Hash over names, lengths and times of the files. `None` for a pipe.
	pub fingerprint: Option<Hex32>,
	/// The organisation that the leaves name; all zero if none was given.
	pub issuer: Hex32,
	/// What kind of records they are; all zero if it was not stated.
	pub schema: Hex32,
	/// Position of the records in their series, from 1.
	pub record_version: u32,
	/// `jcs`, `raw`, or `auto` (JSON as JCS, other files raw).
	pub canonicalisation: String,
	/// Most records of one batch.
	pub batch_leaves: u64,
}

/// Size and root of one batch.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BatchSummary {
	/// Leaves.
	pub size: u64,
	/// Root of their tree.
	pub root: Hex32,
}

/// `store.json`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
	/// [`FORMAT`].
	pub format: String,
	/// [`VERSION`].
	pub version: u32,
	/// What the store was made from and with.
	pub origin: Origin,
	/// Records in all batches.
	pub records: u64,
	/// The batches, in order.
	pub batches: Vec<BatchSummary>,
}

/// `journal.json` of a partial store: how far it got.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Journal {
	origin: Origin,
	position: Position,
	batches: Vec<BatchSummary>,
}

/// What the store keeps of one record, 128 bytes:
///
/// | offset | length | field |
/// |---|---|---|
/// | 0 | 32 | salt |
/// | 32 | 32 | series |
/// | 64 | 32 | commitment |
/// | 96 | 8 | canonical bytes, big endian |
/// | 104 | 8 | where the record's name ends in `names`, big endian |
/// | 112 | 4 | version, big endian |
/// | 116 | 1 | canonicalisation: 0 raw, 1 JCS |
/// | 117 | 11 | zero |
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
	/// The secret of the commitment; zero once it was destroyed.
	pub salt: Salt,
	/// The record's lineage.
	pub series: [u8; 32],
	/// The salted commitment.
	pub commitment: Commitment,
	/// How many canonical bytes there are.
	pub length: u64,
	/// Where the name ends.
	pub name_end: u64,
	/// Position in the series.
	pub version: u32,
	/// How the bytes became canonical.
	pub canonicalisation: Canonicalisation,
}

impl Row {
	/// Length of [`Row::to_bytes`].
	pub const LEN: usize = 128;

	/// Where `name_end` stands: it is known last.
	const NAME_END: std::ops::Range<usize> = 104..112;

	/// The row in the file.
	pub fn to_bytes(&self) -> [u8; Self::LEN] {
		let mut bytes = [0; Self::LEN];
		bytes[..32].copy_from_slice(&self.salt.0);
		bytes[32..64].copy_from_slice(&self.series);
		bytes[64..96].copy_from_slice(&self.commitment.0);
		bytes[96..104].copy_from_slice(&self.length.to_be_bytes());
		bytes[Self::NAME_END].copy_from_slice(&self.name_end.to_be_bytes());
		bytes[112..116].copy_from_slice(&self.version.to_be_bytes());
		bytes[116] = self.canonicalisation.code();
		bytes
	}

	/// The row of these bytes; `None` if they are none.
	pub fn from_bytes(bytes: &[u8; Self::LEN]) -> Option<Self> {
		let hash = |at: usize| -> [u8; 32] { std::array::from_fn(|i| bytes[at + i]) };
		let number = |at: usize| -> [u8; 8] { std::array::from_fn(|i| bytes[at + i]) };
		if bytes[117..] != [0; 11] {
			return None;
		}
		Some(Self {
			salt: Salt(hash(0)),
			series: hash(32),
			commitment: Commitment(hash(64)),
			length: u64::from_be_bytes(number(96)),
			name_end: u64::from_be_bytes(number(104)),
			version: u32::from_be_bytes(std::array::from_fn(|i| bytes[112 + i])),
			canonicalisation: Canonicalisation::from_code(bytes[116])?,
		})
	}

	/// Whether the salt was destroyed.
	pub fn is_erased(&self) -> bool {
		self.salt.0 == [0; 32]
	}

	/// The leaf of the record in its batch.
	pub fn leaf(&self, origin: &Origin) -> Leaf {
		Leaf {
			issuer: origin.issuer.0,
			series: self.series,
			version: self.version,
			canonicalisation: self.canonicalisation,
			schema: origin.schema.0,
			commitment: self.commitment,
		}
	}
}

/// The records of one chunk, ready to be written.
#[derive(Default)]
pub struct Rows {
	/// [`Row`]s; `name_end` counts from the start of `names`.
	pub rows: Vec<u8>,
	/// The names.
	pub names: Vec<u8>,
	/// The leaf hashes.
	pub leaves: Vec<Hash>,
}

fn batch_folder(index: usize) -> String {
	format!("batches/{index:05}")
}

/// A message for an I/O error on a file of the store.
fn io_failure(path: &Path, error: &io::Error) -> Failure {
	let message = format!("{}: {error}", path.display());
	match error.kind() {
		io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Failure::Refused(format!(
			"{message}. No store was made. Free some space and run the same command again: it continues after the last whole batch"
		)),
		_ => Failure::Unreadable(message),
	}
}
