//! Writing a store, so that it is there whole or not at all.

use super::*;
use salus_records_engine::{batch::BatchChecker, BatchBuilder};
use std::{
	collections::HashSet,
	convert::Infallible,
	fs::{self, DirBuilder, File},
	io::{BufReader, BufWriter, Read, Write},
	os::unix::fs::DirBuilderExt,
	path::PathBuf,
};

/// Series held in memory at a time while looking for duplicates: 16 bytes and some each.
const SERIES_AT_ONCE: u64 = 2_000_000;

/// A store that is being written.
pub struct Partial {
	store: PathBuf,
	folder: PathBuf,
	journal: Journal,
	key: [u8; 32],
	/// Held until the store is done: two commands must not write one store.
	_lock: File,
}

/// One batch that is being written.
pub struct Draft {
	index: usize,
	folder: PathBuf,
	rows: BufWriter<File>,
	names: BufWriter<File>,
	tree: BufWriter<File>,
	names_len: u64,
	builder: BatchBuilder,
}

fn create(path: &Path) -> Result<File, Failure> {
	private::create(path).map_err(|error| io_failure(path, &error))
}

fn sync_folder(path: &Path) -> Result<(), Failure> {
	private::sync_folder(path).map_err(|error| io_failure(path, &error))
}

fn create_folder(path: &Path) -> Result<(), Failure> {
	DirBuilder::new()
		.recursive(true)
		.mode(0o700)
		.create(path)
		.map_err(|error| io_failure(path, &error))
}

fn write_json(path: &Path, value: &impl Serialize) -> Result<(), Failure> {
	let mut text = serde_json::to_vec_pretty(value)
		.map_err(|error| Failure::Unreadable(format!("{}: {error}", path.display())))?;
	text.push(b'\n');
	private::write(path, &text)
}

impl Partial {
	/// Where a store is written until it is whole.
	pub fn folder_of(store: &Path) -> PathBuf {
		let mut name = store.file_name().unwrap_or_default().to_owned();
		name.push(".partial");
		store.with_file_name(name)
	}

	/// Begins a store, or takes up one that was left partial from the same origin; `note` is told which. `key` is the key of the
	/// series; a fresh one is made and kept in the store if there is none.
	pub fn begin(
		store: &Path,
		origin: Origin,
		key: Option<[u8; 32]>,
		mut note: impl FnMut(&str),
	) -> Result<Self, Failure> {
		let folder = Self::folder_of(store);
		create_folder(&folder)?;
		let lock_path = folder.join(LOCK);
		let lock = create(&lock_path)?;
		lock.try_lock().map_err(|_| {
			Failure::Refused(format!(
				"{}: another salus command is writing this store",
				folder.display()
			))
		})?;
		let left = fs::read(folder.join(JOURNAL))
			.ok()
			.and_then(|text| serde_json::from_slice::<Journal>(&text).ok())
			.and_then(|journal| Some((journal, Self::left_key(&folder, key)?)));
		let (journal, key) = match left {
			Some((journal, key)) if journal.origin == origin && origin.fingerprint.is_some() => {
				note(&format!(
					"continuing {} after {} records in {} whole batches",
					folder.display(),
					journal.position.records,
					journal.batches.len()
				));
				(journal, key)
			},
			left => {
				if left.is_some() {
					note(&format!(
						"{}: the input or the options have changed; starting again",
						folder.display()
					));
				}
				let _ = fs::remove_file(folder.join(JOURNAL));
				let _ = fs::remove_file(folder.join(SERIES_KEY));
				let key = match key {
					Some(key) => key,
					None => {
						let key = crate::content::fresh_salt()?.0;
						private::write(&folder.join(SERIES_KEY), &key)?;
						key
					},
				};
				(
					Journal {
						origin,
						position: Position::default(),
						batches: vec![],
					},
					key,
				)
			},
		};
		let partial = Self {
			store: store.to_owned(),
			folder,
			journal,
			key,
			_lock: lock,
		};
		// What a run left of its last batch, or of another origin.
		let mut index = partial.journal.batches.len();
		while fs::remove_dir_all(partial.folder.join(batch_folder(index))).is_ok() {
			index += 1;
		}
		Ok(partial)
	}

	/// The key of a store that was left: the one in it, or the one given if it has none.
	fn left_key(folder: &Path, given: Option<[u8; 32]>) -> Option<[u8; 32]> {
		match (fs::read(folder.join(SERIES_KEY)), given) {
			(Ok(own), None) => own.try_into().ok(),
			(Err(_), Some(given)) => Some(given),
			_ => None,
		}
	}

	/// The key that turns names into series.
	pub fn key(&self) -> &[u8; 32] {
		&self.key
	}

	/// Where to read on.
	pub fn position(&self) -> Position {
		self.journal.position
	}

	/// What the store is made from and with.
	pub fn origin(&self) -> &Origin {
		&self.journal.origin
	}

	/// Begins the next batch.
	pub fn draft(&self) -> Result<Draft, Failure> {
		let index = self.journal.batches.len();
		let folder = self.folder.join(batch_folder(index));
		create_folder(&folder)?;
		let file = |name: &str| create(&folder.join(name)).map(|file| BufWriter::with_capacity(1 << 18, file));
		Ok(Draft {
			index,
			rows: file(ROWS)?,
			names: file(NAMES)?,
			tree: file(TREE)?,
			folder,
			names_len: 0,
			builder: BatchBuilder::new(),
		})
	}

	/// Puts a batch on disk, reads it back, checks every node of its tree against what the rows say, and notes it as done.
	pub fn close(&mut self, draft: Draft, position: Position) -> Result<BatchSummary, Failure> {
		let folder = draft.folder.clone();
		let summary = draft.close(&self.journal.origin)?;
		sync_folder(&folder)?;
		sync_folder(&self.folder.join("batches"))?;
		self.journal.batches.push(summary);
		self.journal.position = position;
		write_json(&self.folder.join(JOURNAL), &self.journal)?;
		Ok(summary)
	}

	/// Gives the store its name, once no two records are the same version of one series.
	pub fn finish(self) -> Result<Manifest, Failure> {
		if let Err(duplicate) = self.refuse_duplicates(SERIES_AT_ONCE) {
			// The input has to change, so that nothing of this can be used again.
			let _ = fs::remove_dir_all(&self.folder);
			return Err(duplicate);
		}
		let manifest = Manifest {
			format: FORMAT.into(),
			version: VERSION,
			records: self.journal.batches.iter().map(|batch| batch.size).sum(),
			batches: self.journal.batches.clone(),
			origin: self.journal.origin.clone(),
		};
		write_json(&self.folder.join(MANIFEST), &manifest)?;
		for name in [JOURNAL, LOCK] {
			let path = self.folder.join(name);
			fs::remove_file(&path).map_err(|error| io_failure(&path, &error))?;
		}
		sync_folder(&self.folder)?;
		fs::rename(&self.folder, &self.store).map_err(|error| io_failure(&self.store, &error))?;
		sync_folder(self.store.parent().unwrap_or(Path::new("")))?;
		Ok(manifest)
	}

	/// After a failure: gives back the space of the batch that is not whole, and of everything if none is.
	pub fn abandon(self) {
		// Best effort: the failure itself is reported, and the next run cleans up as well.
		if self.journal.batches.is_empty() {
			let _ = fs::remove_dir_all(&self.folder);
		} else {
			let _ = fs::remove_dir_all(self.folder.join(batch_folder(self.journal.batches.len())));
		}
	}

	/// Series are looked at in as many passes as their number needs, so that memory stays the same for any number.
	pub(super) fn refuse_duplicates(&self, at_once: u64) -> Result<(), Failure> {
		let records: u64 = self.journal.batches.iter().map(|batch| batch.size).sum();
		let passes = records.div_ceil(at_once).max(1);
		for pass in 0..passes {
			let mut seen: HashSet<u128> = HashSet::new();
			for batch in 0..self.journal.batches.len() {
				let path = self.folder.join(batch_folder(batch)).join(ROWS);
				let mut rows =
					BufReader::with_capacity(1 << 20, File::open(&path).map_err(|error| io_failure(&path, &error))?);
				let mut row = [0; Row::LEN];
				for index in 0..self.journal.batches[batch].size {
					rows.read_exact(&mut row).map_err(|error| io_failure(&path, &error))?;
					// Series are hashes: half of one tells them apart, a part of it spreads them over the passes.
					let series = u128::from_be_bytes(std::array::from_fn(|i| row[32 + i]));
					if (series >> 64) as u64 % passes == pass && !seen.insert(series) {
						return Err(self.duplicate(series, (batch, index)));
					}
				}
			}
		}
		Ok(())
	}

	fn duplicate(&self, series: u128, second: (usize, u64)) -> Failure {
		let name = |(batch, index): (usize, u64)| {
			reader::name_in(&self.folder.join(batch_folder(batch)), index).unwrap_or_default()
		};
		let first = self.journal.batches.iter().enumerate().find_map(|(batch, summary)| {
			let mut rows = BufReader::new(File::open(self.folder.join(batch_folder(batch)).join(ROWS)).ok()?);
			let mut row = [0; Row::LEN];
			let index = (0..summary.size).find(|_| {
				rows.read_exact(&mut row).is_ok() && u128::from_be_bytes(std::array::from_fn(|i| row[32 + i])) == series
			})?;
			Some((batch, index))
		});
		let first = first.unwrap_or(second);
		let at = |(batch, index): (usize, u64)| {
			let before: u64 = self.journal.batches[..batch].iter().map(|batch| batch.size).sum();
			before + index + 1
		};
		Failure::Refused(format!(
			"{}: record {} and record {} are both \"{}\", version {} of one series; a series has one record for each version: take one out, or \
			 commit the later one by itself with --record-version {}",
			self.journal.origin.source,
			at(first),
			at(second),
			name(second),
			self.journal.origin.record_version,
			self.journal.origin.record_version.saturating_add(1)
		))
	}
}

impl Draft {
	/// Records so far.
	pub fn size(&self) -> u64 {
		self.builder.size()
	}

	/// Adds the records of a chunk.
	pub fn add(&mut self, mut chunk: Rows) -> Result<(), Failure> {
		for row in chunk.rows.chunks_exact_mut(Row::LEN) {
			let end = u64::from_be_bytes(std::array::from_fn(|i| row[Row::NAME_END.start + i])) + self.names_len;
			row[Row::NAME_END].copy_from_slice(&end.to_be_bytes());
		}
		self.names_len += chunk.names.len() as u64;
		let failed = |name: &str, error: std::io::Error| io_failure(&self.folder.join(name), &error);
		self.rows.write_all(&chunk.rows).map_err(|error| failed(ROWS, error))?;
		self.names
			.write_all(&chunk.names)
			.map_err(|error| failed(NAMES, error))?;
		for leaf in chunk.leaves {
			let mut written = Ok(());
			let tree = &mut self.tree;
			let pushed = self.builder.push(leaf, |_, node| {
				if written.is_ok() {
					written = tree.write_all(node);
				}
			});
			written.map_err(|error| failed(TREE, error))?;
			pushed.map_err(|error| Failure::Refused(format!("{}: {error:?}", self.folder.display())))?;
		}
		Ok(())
	}

	fn close(self, origin: &Origin) -> Result<BatchSummary, Failure> {
		let Self {
			index,
			folder,
			rows,
			names,
			tree,
			names_len: _,
			builder,
		} = self;
		for (name, writer) in [(ROWS, rows), (NAMES, names), (TREE, tree)] {
			let path = folder.join(name);
			let file = writer.into_inner().map_err(|error| io_failure(&path, error.error()))?;
			file.sync_all().map_err(|error| io_failure(&path, &error))?;
		}
		let summary = BatchSummary {
			size: builder.size(),
			root: Hex32(builder.root()),
		};
		check_batch(&folder, index, origin, &summary)?;
		Ok(summary)
	}
}

/// Reads a batch from its files and checks that its rows lead to its tree and its tree to its root: then the inclusion proof of every
/// record holds.
pub(super) fn check_batch(folder: &Path, index: usize, origin: &Origin, summary: &BatchSummary) -> Result<(), Failure> {
	let open = |name: &str| {
		let path = folder.join(name);
		File::open(&path)
			.map(|file| BufReader::with_capacity(1 << 20, file))
			.map_err(|error| io_failure(&path, &error))
	};
	let damaged = |what: String| {
		Failure::Refused(format!(
			"{}: batch {index} is damaged: {what}; restore it from a copy",
			folder.display()
		))
	};
	let (mut rows, mut tree) = (open(ROWS)?, open(TREE)?);
	let mut checker = BatchChecker::new();
	let mut names_len = 0;
	let mut bytes = [0; Row::LEN];
	for record in 0..summary.size {
		rows.read_exact(&mut bytes)
			.map_err(|error| damaged(format!("{ROWS} of record {record}: {error}")))?;
		let row = Row::from_bytes(&bytes)
			.filter(|row| row.name_end >= names_len && row.version == origin.record_version)
			.ok_or_else(|| damaged(format!("{ROWS} of record {record} are none")))?;
		names_len = row.name_end;
		let mut unreadable = None;
		let checked: Result<_, Infallible> = checker.check(row.leaf(origin).hash(), || {
			let mut node = [0; 32];
			if let Err(error) = tree.read_exact(&mut node) {
				unreadable.get_or_insert(error);
			}
			Ok(node)
		});
		let Ok(checked) = checked;
		if let Some(error) = unreadable {
			return Err(damaged(format!("{TREE} at record {record}: {error}")));
		}
		checked.map_err(|error| damaged(format!("record {record}: {error:?}")))?;
	}
	let over = |reader: &mut BufReader<File>| !matches!(reader.read(&mut [0]), Ok(0));
	if over(&mut rows) || over(&mut tree) {
		return Err(damaged("more data than records".into()));
	}
	let path = folder.join(NAMES);
	if fs::metadata(&path).map_err(|error| io_failure(&path, &error))?.len() != names_len {
		return Err(damaged(format!("{NAMES} has another length than {ROWS} say")));
	}
	if checker.root() != summary.root.0 {
		return Err(damaged("the tree has another root".into()));
	}
	Ok(())
}
