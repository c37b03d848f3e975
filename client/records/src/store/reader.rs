//! Reading a store.

use super::*;
use salus_records_engine::{
	batch,
	proof::{inclusion_proof, MakeError, NodeSource},
	receipt::{BatchEvidence, Content, Evidence, LeafEvidence, ReceiptError},
	Receipt,
};
use std::{
	fs::{self, File},
	io::{BufReader, Read},
	os::unix::fs::FileExt,
	path::PathBuf,
};

/// A whole store.
pub struct Store {
	folder: PathBuf,
	manifest: Manifest,
}

/// A record of a store.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
	/// Its batch, from 0.
	pub batch: usize,
	/// Its place in the batch, from 0.
	pub index: u64,
	/// Its name.
	pub name: String,
	/// What the store keeps of it.
	pub row: Row,
}

/// What a check of a whole store found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Check {
	/// Records whose proofs hold.
	pub records: u64,
}

/// The nodes of one batch's tree.
struct TreeFile {
	file: File,
	path: PathBuf,
}

impl NodeSource for TreeFile {
	type Error = Failure;

	fn node(&self, level: u32, index: u64) -> Result<Hash, Failure> {
		let at = batch::position(level, index).and_then(|at| at.checked_mul(32));
		let at = at.ok_or_else(|| Failure::Unreadable(format!("{}: there is no such node", self.path.display())))?;
		let mut node = [0; 32];
		self.file
			.read_exact_at(&mut node, at)
			.map_err(|error| io_failure(&self.path, &error))?;
		Ok(node)
	}
}

/// The name of one record, from the files of its batch.
pub(super) fn name_in(folder: &Path, index: u64) -> Result<String, Failure> {
	let read = |file: &str, length: usize, at: u64| {
		let path = folder.join(file);
		let mut bytes = vec![0; length];
		File::open(&path)
			.and_then(|file| file.read_exact_at(&mut bytes, at))
			.map(|()| bytes)
			.map_err(|error| io_failure(&path, &error))
	};
	let end = |index: u64| -> Result<u64, Failure> {
		let at = index * Row::LEN as u64 + Row::NAME_END.start as u64;
		Ok(u64::from_be_bytes(read(ROWS, 8, at)?.try_into().unwrap_or_default()))
	};
	let (begin, end) = (if index == 0 { 0 } else { end(index - 1)? }, end(index)?);
	let length = end
		.checked_sub(begin)
		.filter(|length| *length <= 1 << 20)
		.ok_or_else(|| Failure::Refused(format!("{}: the name of record {index} is damaged", folder.display())))?;
	Ok(String::from_utf8_lossy(&read(NAMES, length as usize, begin)?).into_owned())
}

impl Store {
	/// Opens a store that is whole.
	pub fn open(folder: &Path) -> Result<Self, Failure> {
		let path = folder.join(MANIFEST);
		let text = fs::read(&path).map_err(|error| {
			if writer::Partial::folder_of(folder).exists() {
				Failure::Refused(format!(
					"{}: the store is not whole yet; run the same `salus record batch` again to continue it",
					folder.display()
				))
			} else {
				Failure::Unreadable(format!("{}: {error}", path.display()))
			}
		})?;
		let manifest: Manifest = serde_json::from_slice(&text)
			.map_err(|error| Failure::Unreadable(format!("{}: not a store: {error}", path.display())))?;
		if manifest.format != FORMAT || manifest.version != VERSION {
			return Err(Failure::Unreadable(format!(
				"{}: {} version {} is not known here, only {FORMAT} version {VERSION}",
				path.display(),
				manifest.format,
				manifest.version
			)));
		}
		Ok(Self {
			folder: folder.to_owned(),
			manifest,
		})
	}

	/// Where it is.
	pub fn folder(&self) -> &Path {
		&self.folder
	}

	/// What the store is about.
	pub fn manifest(&self) -> &Manifest {
		&self.manifest
	}

	fn batch_folder(&self, batch: usize) -> PathBuf {
		self.folder.join(batch_folder(batch))
	}

	fn summary(&self, batch: usize) -> Result<&BatchSummary, Failure> {
		self.manifest.batches.get(batch).ok_or_else(|| {
			Failure::Refused(format!(
				"batch {batch} is out of range: {} has {} batches, counted from 0",
				self.folder.display(),
				self.manifest.batches.len()
			))
		})
	}

	/// The record at a place.
	pub fn at(&self, batch: usize, index: u64) -> Result<Found, Failure> {
		let size = self.summary(batch)?.size;
		if index >= size {
			return Err(Failure::Refused(format!(
				"index {index} is out of range: batch {batch} of {} has {size} records, counted from 0",
				self.folder.display()
			)));
		}
		let path = self.batch_folder(batch).join(ROWS);
		let mut bytes = [0; Row::LEN];
		File::open(&path)
			.and_then(|file| file.read_exact_at(&mut bytes, index * Row::LEN as u64))
			.map_err(|error| io_failure(&path, &error))?;
		let row = Row::from_bytes(&bytes)
			.ok_or_else(|| Failure::Refused(format!("{}: row {index} is damaged", path.display())))?;
		Ok(Found {
			batch,
			index,
			name: name_in(&self.batch_folder(batch), index)?,
			row,
		})
	}

	/// Hands out every record in order, until `give` returns `false`.
	pub fn each(&self, mut give: impl FnMut(Found) -> Result<bool, Failure>) -> Result<(), Failure> {
		for (batch, summary) in self.manifest.batches.iter().enumerate() {
			let folder = self.batch_folder(batch);
			let open = |name: &str| {
				let path = folder.join(name);
				File::open(&path)
					.map(|file| BufReader::with_capacity(1 << 18, file))
					.map_err(|error| io_failure(&path, &error))
			};
			let (mut rows, mut names) = (open(ROWS)?, open(NAMES)?);
			let mut begin = 0;
			let mut bytes = [0; Row::LEN];
			for index in 0..summary.size {
				rows.read_exact(&mut bytes)
					.map_err(|error| io_failure(&folder.join(ROWS), &error))?;
				let row = Row::from_bytes(&bytes)
					.ok_or_else(|| Failure::Refused(format!("{}: row {index} is damaged", folder.display())))?;
				let mut name = vec![];
				(&mut names)
					.take(row.name_end.saturating_sub(begin))
					.read_to_end(&mut name)
					.map_err(|error| io_failure(&folder.join(NAMES), &error))?;
				begin = row.name_end;
				let name = String::from_utf8_lossy(&name).into_owned();
				if !give(Found {
					batch,
					index,
					name,
					row,
				})? {
					return Ok(());
				}
			}
		}
		Ok(())
	}

	/// The record with a name.
	pub fn named(&self, name: &str) -> Result<Found, Failure> {
		let mut found = None;
		self.each(|record| {
			if record.name == name {
				found = Some(record);
			}
			Ok(found.is_none())
		})?;
		found.ok_or_else(|| {
			Failure::Refused(format!(
				"{} has no record \"{name}\"; `salus record show --list` names them",
				self.folder.display()
			))
		})
	}

	/// The receipts of records, of one batch at a time.
	pub fn prover(&self, batch: usize) -> Result<Prover<'_>, Failure> {
		let summary = *self.summary(batch)?;
		let path = self.batch_folder(batch).join(TREE);
		let file = File::open(&path).map_err(|error| io_failure(&path, &error))?;
		Ok(Prover {
			store: self,
			summary,
			tree: TreeFile { file, path },
		})
	}

	/// The receipt of one record.
	pub fn receipt(&self, found: &Found) -> Result<Receipt, Failure> {
		self.prover(found.batch)?.receipt(found)
	}

	/// Checks everything the store says, from its files.
	pub fn check(&self) -> Result<Check, Failure> {
		for (batch, summary) in self.manifest.batches.iter().enumerate() {
			writer::check_batch(&self.batch_folder(batch), batch, &self.manifest.origin, summary)?;
		}
		let records = self.manifest.batches.iter().map(|batch| batch.size).sum();
		if records != self.manifest.records {
			return Err(Failure::Refused(format!(
				"{}: {MANIFEST} counts other records than its batches",
				self.folder.display()
			)));
		}
		Ok(Check { records })
	}
}

/// Makes receipts for the records of one batch.
pub struct Prover<'a> {
	store: &'a Store,
	summary: BatchSummary,
	tree: TreeFile,
}

impl Prover<'_> {
	/// The receipt of a record of this batch. It is verified before it is handed out.
	pub fn receipt(&self, found: &Found) -> Result<Receipt, Failure> {
		let path = inclusion_proof(&self.tree, found.index, self.summary.size).map_err(|error| match error {
			MakeError::Proof(error) => Failure::Refused(format!("record {}: {error}", found.index)),
			MakeError::Source(failure) => failure,
		})?;
		let path = path.into_inner().try_into().map_err(|_| {
			Failure::Refused(format!(
				"{}: the batch has more leaves than a batch may have",
				self.tree.path.display()
			))
		})?;
		let leaf = found.row.leaf(&self.store.manifest.origin);
		// Without the salt nothing opens the commitment; that it is there is proven all the same.
		let content = (!found.row.is_erased()).then_some(Evidence::Content(Content {
			canonicalisation: found.row.canonicalisation,
			length: found.row.length,
			salt: found.row.salt,
		}));
		let receipt = Receipt::new(content.into_iter().chain([
			Evidence::Commitment(found.row.commitment),
			Evidence::Leaf(LeafEvidence {
				hash: leaf.hash(),
				leaf,
			}),
			Evidence::Batch(BatchEvidence {
				index: found.index,
				size: self.summary.size,
				root: self.summary.root.0,
				path,
			}),
		]))
		.map_err(|error: ReceiptError| Failure::Refused(format!("record {}: {error:?}", found.index)))?;
		let report = receipt.verify(&salus_records_engine::receipt::Presented::Nothing);
		if !report.holds() {
			return Err(Failure::Refused(format!(
				"{}: the proof of record {} does not hold: the store is damaged, see `salus record show --check`",
				self.tree.path.display(),
				found.index
			)));
		}
		Ok(receipt)
	}
}
