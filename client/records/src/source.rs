//! Records from a folder or an NDJSON file, in chunks, in an order that never changes.

use crate::outcome::Failure;
use sha2::{Digest, Sha256};
use std::{
	fs::{self, File},
	io::{self, Read, Seek, SeekFrom},
	os::unix::fs::MetadataExt,
	path::{Path, PathBuf},
};

/// How much of an NDJSON file is read at a time.
const BLOCK: usize = 256 * 1024;

/// Most records in a chunk.
const MOST_RECORDS: u64 = 1024;

/// Where reading stands: everything before was handed out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Position {
	/// Files that are done.
	pub files: u64,
	/// Offset into the next file, if it is NDJSON.
	pub offset: u64,
	/// Lines of it that are done.
	pub lines: u64,
	/// Records in all.
	pub records: u64,
}

/// What there is to read, and a fingerprint by which a re-run sees whether it is still the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survey {
	/// Files.
	pub files: u64,
	/// Their bytes.
	pub bytes: u64,
	/// Hash over names, lengths and times of change. `None` for a pipe, which cannot be read twice.
	pub fingerprint: Option<[u8; 32]>,
}

/// Some records that stand next to each other.
pub struct Chunk {
	/// Number of the chunk, from 0.
	pub sequence: u64,
	/// The records.
	pub work: Work,
	/// Where reading stands after it.
	pub end: Position,
	/// Whether the batch ends here.
	pub closes_batch: bool,
	/// Bytes of input, for the progress bar.
	pub bytes: u64,
}

/// The records of a chunk.
pub enum Work {
	/// Lines of one NDJSON file.
	Lines {
		/// The file, as messages name it.
		file: PathBuf,
		/// What stands before the names of records: nothing, or the file's place in a folder and `#`.
		prefix: String,
		/// The text of all lines.
		text: Vec<u8>,
		/// Begin, end and number (from 1) of each line that is not blank.
		lines: Vec<(usize, usize, u64)>,
	},
	/// One record each: path, and name below the folder.
	Files(Vec<(PathBuf, String)>),
}

impl Work {
	/// How many records there are.
	pub fn len(&self) -> usize {
		match self {
			Self::Lines { lines, .. } => lines.len(),
			Self::Files(files) => files.len(),
		}
	}

	/// Whether there are none.
	pub fn is_empty(&self) -> bool {
		self.len() == 0
	}
}

/// What to read and how.
#[derive(Clone, Debug)]
pub struct Source {
	/// A folder, or an NDJSON file.
	pub path: PathBuf,
	/// Most bytes of a line.
	pub limit: u64,
	/// Most records of a batch.
	pub batch_leaves: u64,
}

fn unreadable(path: &Path, error: io::Error) -> Failure {
	Failure::Unreadable(format!("{}: {error}", path.display()))
}

pub(crate) fn is_ndjson(path: &Path) -> bool {
	path.extension().is_some_and(|extension| {
		["ndjson", "jsonl"]
			.iter()
			.any(|known| extension.eq_ignore_ascii_case(known))
	})
}

/// The files of a folder and the folders below it, one folder's list in memory at a time; in the order of their names' bytes.
struct Walk {
	root: PathBuf,
	stack: Vec<std::vec::IntoIter<(String, bool)>>,
	at: Vec<String>,
}

impl Walk {
	fn new(root: &Path) -> Result<Self, Failure> {
		let mut walk = Self {
			root: root.to_owned(),
			stack: vec![],
			at: vec![],
		};
		walk.enter()?;
		Ok(walk)
	}

	fn enter(&mut self) -> Result<(), Failure> {
		let folder = self.at.iter().fold(self.root.clone(), |path, name| path.join(name));
		let mut list = vec![];
		for entry in fs::read_dir(&folder).map_err(|error| unreadable(&folder, error))? {
			let entry = entry.map_err(|error| unreadable(&folder, error))?;
			let path = entry.path();
			let name = entry.file_name().into_string().map_err(|_| {
				Failure::Unreadable(format!("{}: the name is not Unicode; rename the file", path.display()))
			})?;
			// Links are followed to files, not to folders: a folder could hold itself.
			let kind = entry.file_type().map_err(|error| unreadable(&path, error))?;
			let is_file = kind.is_file()
				|| kind.is_symlink() && fs::metadata(&path).map_err(|error| unreadable(&path, error))?.is_file();
			if !is_file && !kind.is_dir() {
				return Err(Failure::Unreadable(format!(
					"{}: neither a file nor a folder; take it out of the folder",
					path.display()
				)));
			}
			list.push((name, kind.is_dir()));
		}
		list.sort();
		self.stack.push(list.into_iter());
		Ok(())
	}

	/// The next file: its path, and its name below the root with `/` between folders.
	fn next(&mut self) -> Result<Option<(PathBuf, String)>, Failure> {
		while let Some(list) = self.stack.last_mut() {
			match list.next() {
				None => {
					self.stack.pop();
					self.at.pop();
				},
				Some((name, true)) => {
					self.at.push(name);
					self.enter()?;
				},
				Some((name, false)) => {
					let mut relative = self.at.join("/");
					if !relative.is_empty() {
						relative.push('/');
					}
					relative.push_str(&name);
					return Ok(Some((self.root.join(&relative), relative)));
				},
			}
		}
		Ok(None)
	}
}

impl Source {
	/// Looks at all files without reading them.
	pub fn survey(&self) -> Result<Survey, Failure> {
		let metadata = fs::metadata(&self.path).map_err(|error| unreadable(&self.path, error))?;
		let mut hasher = Sha256::new();
		let mut survey = Survey {
			files: 0,
			bytes: 0,
			fingerprint: None,
		};
		let mut add = |name: &str, metadata: &fs::Metadata| {
			survey.files += 1;
			survey.bytes += metadata.len();
			hasher.update((name.len() as u64).to_be_bytes());
			hasher.update(name);
			for value in [
				metadata.len(),
				metadata.mtime() as u64,
				metadata.mtime_nsec() as u64,
				metadata.ino(),
			] {
				hasher.update(value.to_be_bytes());
			}
		};
		if metadata.is_dir() {
			let mut walk = Walk::new(&self.path)?;
			while let Some((path, name)) = walk.next()? {
				add(&name, &fs::metadata(&path).map_err(|error| unreadable(&path, error))?);
			}
		} else {
			add("", &metadata);
			if !metadata.is_file() {
				return Ok(survey);
			}
		}
		survey.fingerprint = Some(hasher.finalize().into());
		Ok(survey)
	}

	/// Hands out all records from `start` on. Stops without an error when `give` returns `false`.
	pub fn read(&self, start: Position, give: impl FnMut(Chunk) -> bool) -> Result<(), Failure> {
		let in_batch = start.records % self.batch_leaves;
		let mut reader = Reader {
			source: self,
			position: start,
			sequence: 0,
			in_batch,
			files: vec![],
			file_bytes: 0,
			give,
		};
		if fs::metadata(&self.path)
			.map_err(|error| unreadable(&self.path, error))?
			.is_dir()
		{
			let mut walk = Walk::new(&self.path)?;
			let mut skip = start.files;
			while let Some((path, name)) = walk.next()? {
				if skip > 0 {
					skip -= 1;
				} else if !reader.folder_file(path, name)? {
					return Ok(());
				}
			}
			reader.flush_files();
		} else if start.files == 0 {
			reader.lines(&self.path, String::new())?;
		}
		Ok(())
	}
}

struct Reader<'a, G> {
	source: &'a Source,
	position: Position,
	sequence: u64,
	in_batch: u64,
	files: Vec<(PathBuf, String)>,
	file_bytes: u64,
	give: G,
}

impl<G: FnMut(Chunk) -> bool> Reader<'_, G> {
	/// Returns whether to go on.
	fn give(&mut self, work: Work, bytes: u64) -> bool {
		let records = work.len() as u64;
		self.in_batch += records;
		self.position.records += records;
		let closes_batch = self.in_batch == self.source.batch_leaves;
		if closes_batch {
			self.in_batch = 0;
		}
		let chunk = Chunk {
			sequence: self.sequence,
			work,
			end: self.position,
			closes_batch,
			bytes,
		};
		self.sequence += 1;
		(self.give)(chunk)
	}

	fn room(&self) -> u64 {
		(self.source.batch_leaves - self.in_batch).min(MOST_RECORDS)
	}

	fn folder_file(&mut self, path: PathBuf, name: String) -> Result<bool, Failure> {
		if is_ndjson(&path) {
			return Ok(self.flush_files() && self.lines(&path, format!("{name}#"))?);
		}
		let bytes = fs::metadata(&path).map_err(|error| unreadable(&path, error))?.len();
		self.files.push((path, name));
		self.file_bytes += bytes;
		// Few large files or many small ones.
		Ok(
			if self.files.len() as u64 >= self.room().min(64) || self.file_bytes >= BLOCK as u64 {
				self.flush_files()
			} else {
				true
			},
		)
	}

	fn flush_files(&mut self) -> bool {
		if self.files.is_empty() {
			return true;
		}
		let files = std::mem::take(&mut self.files);
		let bytes = std::mem::take(&mut self.file_bytes);
		self.position.files += files.len() as u64;
		self.give(Work::Files(files), bytes)
	}

	fn lines(&mut self, path: &Path, prefix: String) -> Result<bool, Failure> {
		let mut file = File::open(path).map_err(|error| unreadable(path, error))?;
		if self.position.offset != 0 {
			file.seek(SeekFrom::Start(self.position.offset))
				.map_err(|error| unreadable(path, error))?;
		}
		let mut carry: Vec<u8> = vec![];
		let mut over = false;
		while !over || !carry.is_empty() {
			let mut text = std::mem::take(&mut carry);
			// Read until there is a whole line: usually once.
			let end = loop {
				if !over && text.len() < BLOCK {
					let wanted = (BLOCK - text.len()) as u64;
					let read = (&mut file)
						.take(wanted)
						.read_to_end(&mut text)
						.map_err(|error| unreadable(path, error))?;
					over = (read as u64) < wanted;
				}
				match memchr::memrchr(b'\n', &text) {
					_ if over => break text.len(),
					Some(newline) => break newline + 1,
					None if text.len() as u64 > self.source.limit => {
						return Err(self.too_large(path, self.position.lines + 1));
					},
					None => {
						let wanted = text.len().max(BLOCK) as u64;
						let read = (&mut file)
							.take(wanted)
							.read_to_end(&mut text)
							.map_err(|error| unreadable(path, error))?;
						over = (read as u64) < wanted;
					},
				}
			};
			carry.extend_from_slice(&text[end..]);
			text.truncate(end);

			let mut begin = 0;
			while begin < text.len() {
				let room = self.room();
				let (start, mut lines) = (begin, vec![]);
				while begin < text.len() && (lines.len() as u64) < room {
					let newline = memchr::memchr(b'\n', &text[begin..]);
					let line_end = newline.map_or(text.len(), |at| begin + at);
					self.position.lines += 1;
					if (line_end - begin) as u64 > self.source.limit {
						return Err(self.too_large(path, self.position.lines));
					}
					let blank = text[begin..line_end]
						.iter()
						.all(|byte| matches!(byte, b' ' | b'\t' | b'\r'));
					if !blank {
						lines.push((begin - start, line_end - start, self.position.lines));
					}
					begin = newline.map_or(text.len(), |at| begin + at + 1);
				}
				self.position.offset += (begin - start) as u64;
				let work = Work::Lines {
					file: path.to_owned(),
					prefix: prefix.clone(),
					text: if start == 0 && begin == text.len() {
						begin = 0;
						std::mem::take(&mut text)
					} else {
						text[start..begin].to_vec()
					},
					lines,
				};
				let bytes = match &work {
					Work::Lines { text, .. } => text.len() as u64,
					Work::Files(_) => 0,
				};
				if !self.give(work, bytes) {
					return Ok(false);
				}
			}
		}
		self.position.files += 1;
		self.position.offset = 0;
		self.position.lines = 0;
		Ok(true)
	}

	fn too_large(&self, path: &Path, line: u64) -> Failure {
		Failure::Refused(format!(
			"{}, line {line}: the record is over the limit of {} bytes; raise it with --max-record-bytes",
			path.display(),
			self.source.limit
		))
	}
}
