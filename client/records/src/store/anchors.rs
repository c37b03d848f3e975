//! What a store remembers of the chain: where its batches are anchored. And forgetting: destroying the salt of a record.

use super::*;
use std::{fs, os::unix::fs::FileExt};

const ANCHORS: &str = "anchors.json";

/// What `anchors.json` says it is.
const ANCHORS_FORMAT: &str = "salus/record-anchors";

/// A batch that is anchored.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Anchored {
	/// The hash of the chain's first block.
	pub genesis: Hex32,
	/// The batch, from 0.
	pub batch: usize,
	/// Its anchor, or without one its entry of the log.
	pub anchor: u64,
	/// Whether only the log knows it.
	#[serde(default, skip_serializing_if = "std::ops::Not::not")]
	pub log_only: bool,
	/// The block.
	pub block: u64,
	/// Its hash.
	pub block_hash: Hex32,
}

/// `anchors.json`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Anchors {
	format: String,
	version: u32,
	anchors: Vec<Anchored>,
}

impl Anchors {
	/// Where a batch is anchored.
	pub fn of_batch(&self, batch: usize) -> impl Iterator<Item = &Anchored> {
		self.anchors
			.iter()
			.filter(move |anchored| anchored.batch == batch && !anchored.log_only)
	}

	/// Where a batch is anchored, or logged, on one chain.
	pub fn find(&self, batch: usize, genesis: &Hash) -> Option<&Anchored> {
		self.anchors
			.iter()
			.find(|anchored| anchored.batch == batch && anchored.genesis.0 == *genesis)
	}
}

impl Store {
	/// Where the batches are anchored.
	pub fn anchors(&self) -> Result<Anchors, Failure> {
		let path = self.folder().join(ANCHORS);
		let text = match fs::read(&path) {
			Ok(text) => text,
			Err(error) if error.kind() == io::ErrorKind::NotFound => {
				return Ok(Anchors {
					format: ANCHORS_FORMAT.into(),
					version: VERSION,
					anchors: vec![],
				})
			},
			Err(error) => return Err(io_failure(&path, &error)),
		};
		let anchors: Anchors = serde_json::from_slice(&text)
			.map_err(|error| Failure::Unreadable(format!("{}: {error}", path.display())))?;
		if anchors.format != ANCHORS_FORMAT || anchors.version != VERSION {
			return Err(Failure::Unreadable(format!(
				"{}: not a list of anchors",
				path.display()
			)));
		}
		Ok(anchors)
	}

	/// Remembers where a batch is anchored.
	pub fn note_anchor(&self, anchored: Anchored) -> Result<(), Failure> {
		let mut anchors = self.anchors()?;
		anchors
			.anchors
			.retain(|old| old.batch != anchored.batch || old.genesis != anchored.genesis);
		anchors.anchors.push(anchored);
		let mut text = serde_json::to_vec_pretty(&anchors).map_err(|error| Failure::Unreadable(error.to_string()))?;
		text.push(b'\n');
		private::write(&self.folder().join(ANCHORS), &text)
	}

	/// Writes zeros over the salt of a record: from then on nobody can tell from this store what the record was. Its place in the batch
	/// goes on being proven. Copies of the store are not touched.
	pub fn destroy_salt(&self, found: &Found) -> Result<(), Failure> {
		self.at(found.batch, found.index)?;
		let path = self.folder().join(batch_folder(found.batch)).join(ROWS);
		fs::OpenOptions::new()
			.write(true)
			.open(&path)
			.and_then(|rows| {
				rows.write_all_at(&[0; 32], found.index * Row::LEN as u64)?;
				rows.sync_all()
			})
			.map_err(|error| io_failure(&path, &error))
	}

	/// Writes zeros over every salt of a batch.
	pub fn destroy_salts(&self, batch: usize) -> Result<u64, Failure> {
		let size = self
			.manifest()
			.batches
			.get(batch)
			.map(|summary| summary.size)
			.unwrap_or_default();
		let path = self.folder().join(batch_folder(batch)).join(ROWS);
		let written = fs::OpenOptions::new().write(true).open(&path).and_then(|rows| {
			for index in 0..size {
				rows.write_all_at(&[0; 32], index * Row::LEN as u64)?;
			}
			rows.sync_all()
		});
		written.map_err(|error| io_failure(&path, &error))?;
		Ok(size)
	}
}
