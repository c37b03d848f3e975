//! The chain's log as a folder: every leaf and every node of its tree, so that anything about it is proven without a node.
//!
//! | file | content |
//! |---|---|
//! | `log.json` | which chain, how many entries, which root, how far the chain was read |
//! | `tree` | all nodes of the tree, 32 bytes each, in the order of `salus_records_engine::batch`; the leaves are among them |
//! | `checkpoints.ndjson` | the checkpoints that were compared, one a line |
//!
//! `log.json` is written last, whole or not at all: what stands behind it in the other files is cut off when the folder is opened to go on.

use crate::{
	outcome::Failure,
	record::{private, store::Hex32},
};
use salus_records_engine::{
	batch::{nodes, position},
	proof::{consistency_proof, inclusion_proof, MakeError, NodeSource, Proof},
	range::Peaks,
	verify_consistency, verify_inclusion, CompactRange, Hash,
};
use serde::{Deserialize, Serialize};
use std::{
	fs::{self, File, OpenOptions},
	io::{BufWriter, Write},
	os::unix::fs::FileExt,
	path::{Path, PathBuf},
};

/// What `log.json` says it is.
pub const FORMAT: &str = "salus/log";

/// The version of the format that this program writes and reads.
pub const VERSION: u32 = 1;

const HEAD: &str = "log.json";
const TREE: &str = "tree";
const CHECKPOINTS: &str = "checkpoints.ndjson";
const LOCK: &str = "lock";

/// `log.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Head {
	format: String,
	version: u32,
	genesis: Hex32,
	size: u64,
	root: Hex32,
	/// The number of the next checkpoint.
	checkpoints: u64,
	/// The last block that was read.
	block: u64,
	/// How long the list of checkpoints is in bytes.
	listed: u64,
}

/// A checkpoint that agreed with the entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Noted {
	/// Its number.
	pub number: u64,
	/// How many entries the log had.
	pub size: u64,
	/// The root over them.
	pub root: Hex32,
	/// The block.
	pub block: u64,
	/// The time of the block, in seconds since 1970.
	pub time: u64,
}

/// A log in a folder.
#[derive(Debug)]
pub struct LocalLog {
	folder: PathBuf,
	head: Head,
	tree: File,
}

/// A log that grows. Nothing counts until [`Growing::keep`].
pub struct Growing {
	log: LocalLog,
	range: CompactRange,
	tree: BufWriter<File>,
	list: BufWriter<File>,
	_lock: File,
}

fn io(path: &Path, error: &std::io::Error) -> Failure {
	let message = format!("{}: {error}", path.display());
	match error.kind() {
		std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Failure::Refused(format!(
			"{message}. What was read before stays; free some space and run the same command again"
		)),
		_ => Failure::Unreadable(message),
	}
}

impl NodeSource for LocalLog {
	type Error = Failure;

	fn node(&self, level: u32, index: u64) -> Result<Hash, Failure> {
		let path = self.folder.join(TREE);
		let at = position(level, index)
			.and_then(|at| at.checked_mul(32))
			.ok_or_else(|| Failure::Unreadable(format!("{}: there is no such node", path.display())))?;
		let mut node = [0; 32];
		self.tree
			.read_exact_at(&mut node, at)
			.map_err(|error| io(&path, &error))?;
		Ok(node)
	}
}

impl LocalLog {
	/// Opens a log.
	pub fn open(folder: &Path) -> Result<Self, Failure> {
		let path = folder.join(HEAD);
		let text = fs::read(&path).map_err(|error| match error.kind() {
			std::io::ErrorKind::NotFound => Failure::Unreadable(format!(
				"{}: there is no log here; `salus log sync {}` brings it from the chain",
				folder.display(),
				folder.display()
			)),
			_ => io(&path, &error),
		})?;
		let head: Head = serde_json::from_slice(&text)
			.map_err(|error| Failure::Unreadable(format!("{}: not a log: {error}", path.display())))?;
		if head.format != FORMAT || head.version != VERSION {
			return Err(Failure::Unreadable(format!(
				"{}: {} version {} is not known here, only {FORMAT} version {VERSION}",
				path.display(),
				head.format,
				head.version
			)));
		}
		let path = folder.join(TREE);
		let tree = File::open(&path).map_err(|error| io(&path, &error))?;
		let log = Self {
			folder: folder.to_owned(),
			head,
			tree,
		};
		if log.root_at(log.size())? != log.head.root.0 {
			return Err(Failure::Refused(format!(
				"{}: the nodes lead to another root than {HEAD} says: the log is damaged. Delete the folder and sync again",
				folder.display()
			)));
		}
		Ok(log)
	}

	/// The folder.
	pub fn folder(&self) -> &Path {
		&self.folder
	}

	/// How many entries there are.
	pub fn size(&self) -> u64 {
		self.head.size
	}

	/// The root over them.
	pub fn root(&self) -> Hash {
		self.head.root.0
	}

	/// The hash of the first block of the chain whose log this is.
	pub fn genesis(&self) -> Hash {
		self.head.genesis.0
	}

	/// The number of the next checkpoint.
	pub fn checkpoints(&self) -> u64 {
		self.head.checkpoints
	}

	/// The last block that was read.
	pub fn block(&self) -> u64 {
		self.head.block
	}

	/// Fails unless it is the log of this chain.
	pub fn ensure_of(&self, genesis: &Hash) -> Result<(), Failure> {
		if self.genesis() == *genesis {
			return Ok(());
		}
		Err(Failure::Refused(format!(
			"{}: this is the log of the chain 0x{}, the node's is 0x{}",
			self.folder.display(),
			hex::encode(self.genesis()),
			hex::encode(genesis)
		)))
	}

	/// The hash of an entry.
	pub fn leaf(&self, index: u64) -> Result<Hash, Failure> {
		if index >= self.size() {
			return Err(Failure::Refused(format!(
				"{}: there is no entry {index}: the log has {} entries here, counted from 0",
				self.folder.display(),
				self.size()
			)));
		}
		self.node(0, index)
	}

	fn range_at(&self, size: u64) -> Result<CompactRange, Failure> {
		let mut peaks = Peaks::new();
		let mut start = 0u64;
		for level in (0..64).rev().filter(|level| size >> level & 1 == 1) {
			// As many as a size has set bits: at most 64.
			let _ = peaks.try_push(self.node(level, start >> level)?);
			start += 1 << level;
		}
		CompactRange::from_parts(size, peaks).ok_or_else(|| Failure::Refused("the log cannot have this size".into()))
	}

	fn ensure_size(&self, size: u64) -> Result<(), Failure> {
		if size <= self.size() {
			return Ok(());
		}
		Err(Failure::Refused(format!(
			"{}: the log has {} entries here, not {size}; `salus log sync` brings what the chain has now",
			self.folder.display(),
			self.size()
		)))
	}

	/// The root over the first `size` entries.
	pub fn root_at(&self, size: u64) -> Result<Hash, Failure> {
		self.ensure_size(size)?;
		Ok(self.range_at(size)?.root())
	}

	fn proof(&self, made: Result<Proof, MakeError<Failure>>) -> Result<Proof, Failure> {
		made.map_err(|error| match error {
			MakeError::Proof(error) => Failure::Refused(format!("{}: {error}", self.folder.display())),
			MakeError::Source(failure) => failure,
		})
	}

	fn damaged(&self) -> Failure {
		Failure::Refused(format!(
			"{}: the nodes do not lead to the root of this size: the log is damaged. Delete the folder and sync again",
			self.folder.display()
		))
	}

	/// The path of an entry in the tree of the first `size` ones. It is verified before it is handed out.
	pub fn inclusion(&self, index: u64, size: u64) -> Result<Proof, Failure> {
		self.ensure_size(size)?;
		let proof = self.proof(inclusion_proof(self, index, size))?;
		verify_inclusion(index, size, &self.leaf(index)?, &proof, &self.root_at(size)?).map_err(|_| self.damaged())?;
		Ok(proof)
	}

	/// The proof that the first `first` entries were the beginning of the first `second`. It is verified before it is handed out.
	pub fn consistency(&self, first: u64, second: u64) -> Result<Proof, Failure> {
		self.ensure_size(second)?;
		let proof = self.proof(consistency_proof(self, first, second))?;
		verify_consistency(first, second, &proof, &self.root_at(first)?, &self.root_at(second)?)
			.map_err(|_| self.damaged())?;
		Ok(proof)
	}

	/// The checkpoints that were compared, in order.
	pub fn noted(&self) -> Result<Vec<Noted>, Failure> {
		let path = self.folder.join(CHECKPOINTS);
		let text = fs::read(&path).map_err(|error| io(&path, &error))?;
		let listed = usize::try_from(self.head.listed).unwrap_or(usize::MAX).min(text.len());
		text[..listed]
			.split(|byte| *byte == b'\n')
			.filter(|line| !line.is_empty())
			.map(|line| {
				serde_json::from_slice(line)
					.map_err(|error| Failure::Unreadable(format!("{}: {error}", path.display())))
			})
			.collect()
	}
}

impl Growing {
	/// Opens a log to go on, or begins one.
	pub fn open(folder: &Path, genesis: &Hash) -> Result<Self, Failure> {
		fs::create_dir_all(folder).map_err(|error| io(folder, &error))?;
		let lock_path = folder.join(LOCK);
		let open = |name: &str| {
			let path = folder.join(name);
			OpenOptions::new()
				.read(true)
				.write(true)
				.create(true)
				.truncate(false)
				.open(&path)
				.map_err(|error| io(&path, &error))
		};
		let lock = open(LOCK)?;
		lock.try_lock().map_err(|_| {
			Failure::Refused(format!(
				"{}: another salus command is syncing this log",
				lock_path.display()
			))
		})?;
		if !folder.join(HEAD).exists() {
			let mut others = fs::read_dir(folder).map_err(|error| io(folder, &error))?;
			let ours = [LOCK, TREE, CHECKPOINTS];
			if others.any(|entry| entry.is_ok_and(|entry| !ours.iter().any(|name| entry.file_name() == *name))) {
				return Err(Failure::Refused(format!(
					"{}: there are other files in this folder; give an empty one, or one that does not exist yet",
					folder.display()
				)));
			}
			open(TREE)?;
			let head = Head {
				format: FORMAT.into(),
				version: VERSION,
				genesis: Hex32(*genesis),
				size: 0,
				root: Hex32(CompactRange::new().root()),
				checkpoints: 0,
				block: 0,
				listed: 0,
			};
			write_head(folder, &head)?;
		}
		let log = LocalLog::open(folder)?;
		log.ensure_of(genesis)?;
		let range = log.range_at(log.size())?;
		let appending = |name: &str, length: u64| {
			let path = folder.join(name);
			let file = open(name)?;
			let there = file.metadata().map_err(|error| io(&path, &error))?.len();
			if there < length {
				return Err(Failure::Refused(format!(
					"{}: the file is shorter than {HEAD} says: the log is damaged. Delete the folder and sync again",
					path.display()
				)));
			}
			file.set_len(length).map_err(|error| io(&path, &error))?;
			drop(file);
			OpenOptions::new()
				.append(true)
				.open(&path)
				.map(BufWriter::new)
				.map_err(|error| io(&path, &error))
		};
		let tree = appending(TREE, nodes(log.size()).unwrap_or_default() * 32)?;
		let list = appending(CHECKPOINTS, log.head.listed)?;
		Ok(Self {
			log,
			range,
			tree,
			list,
			_lock: lock,
		})
	}

	/// The log as far as it was kept.
	pub fn log(&self) -> &LocalLog {
		&self.log
	}

	/// How many entries there are, with those that were not kept yet.
	pub fn size(&self) -> u64 {
		self.range.size()
	}

	/// The root over them.
	pub fn root(&self) -> Hash {
		self.range.root()
	}

	/// The number of the next checkpoint.
	pub fn checkpoints(&self) -> u64 {
		self.log.head.checkpoints
	}

	/// The last block that was read.
	pub fn block(&self) -> u64 {
		self.log.head.block
	}

	/// Appends an entry.
	pub fn append(&mut self, leaf: Hash) -> Result<(), Failure> {
		let mut written = Ok(());
		let tree = &mut self.tree;
		let appended = self.range.append_with(leaf, |_, node| {
			if written.is_ok() {
				written = tree.write_all(node);
			}
		});
		written.map_err(|error| io(&self.log.folder.join(TREE), &error))?;
		appended
			.map(drop)
			.map_err(|error| Failure::Refused(format!("{}: {error:?}", self.log.folder.display())))
	}

	/// Notes a checkpoint that agrees with the entries so far.
	pub fn note(&mut self, noted: &Noted) -> Result<(), Failure> {
		let path = self.log.folder.join(CHECKPOINTS);
		let mut line = serde_json::to_vec(noted).map_err(|error| Failure::Unreadable(error.to_string()))?;
		line.push(b'\n');
		self.list.write_all(&line).map_err(|error| io(&path, &error))?;
		self.log.head.listed += line.len() as u64;
		self.log.head.checkpoints = noted.number + 1;
		self.log.head.block = noted.block;
		Ok(())
	}

	/// Keeps what was appended and noted.
	pub fn keep(&mut self) -> Result<(), Failure> {
		for (name, file) in [(TREE, &mut self.tree), (CHECKPOINTS, &mut self.list)] {
			let path = self.log.folder.join(name);
			file.flush()
				.and_then(|()| file.get_ref().sync_data())
				.map_err(|error| io(&path, &error))?;
		}
		self.log.head.size = self.range.size();
		self.log.head.root = Hex32(self.range.root());
		write_head(&self.log.folder, &self.log.head)
	}

	/// The log as it was kept.
	pub fn finish(self) -> Result<LocalLog, Failure> {
		LocalLog::open(&self.log.folder)
	}
}

fn write_head(folder: &Path, head: &Head) -> Result<(), Failure> {
	let mut text = serde_json::to_vec_pretty(head).map_err(|error| Failure::Unreadable(error.to_string()))?;
	text.push(b'\n');
	private::write(&folder.join(HEAD), &text)
}

#[cfg(test)]
mod tests {
	use super::*;
	use salus_records_engine::{hash::leaf_hash, MemoryTree};

	fn leaf(index: u64) -> Hash {
		leaf_hash(&index.to_be_bytes())
	}

	fn grow(folder: &Path, to: u64) -> LocalLog {
		let mut log = Growing::open(folder, &[1; 32]).unwrap();
		for index in log.size()..to {
			log.append(leaf(index)).unwrap();
		}
		let noted = Noted {
			number: log.checkpoints(),
			size: to,
			root: Hex32(log.root()),
			block: to,
			time: 0,
		};
		log.note(&noted).unwrap();
		log.keep().unwrap();
		log.finish().unwrap()
	}

	#[test]
	fn log_should_prove_what_a_tree_in_memory_proves_however_it_grew() {
		let folder = tempfile::tempdir().unwrap();
		let tree = MemoryTree::from_leaves((0..100).map(leaf)).unwrap();
		let mut log = None;
		for size in [0, 1, 2, 7, 8, 50, 51, 100] {
			log = Some(grow(folder.path(), size));
		}
		let log = log.unwrap();
		assert_eq!((log.size(), log.root()), (100, tree.root()));
		assert_eq!(log.noted().unwrap().len(), 8);
		for size in 1..=100 {
			let root = log.root_at(size).unwrap();
			for index in [0, size / 2, size - 1] {
				let path = log.inclusion(index, size).unwrap();
				assert_eq!(verify_inclusion(index, size, &leaf(index), &path, &root), Ok(()));
			}
			let proof = log.consistency(size, 100).unwrap();
			assert_eq!(verify_consistency(size, 100, &proof, &root, &tree.root()), Ok(()));
		}
		assert!(log.inclusion(0, 101).is_err());
		assert!(log.inclusion(7, 7).is_err());
		assert!(log.leaf(100).is_err());
	}

	#[test]
	fn what_was_not_kept_should_be_cut_off() {
		let folder = tempfile::tempdir().unwrap();
		grow(folder.path(), 9);
		let mut growing = Growing::open(folder.path(), &[1; 32]).unwrap();
		(0..1_000).for_each(|index| growing.append(leaf(index)).unwrap());
		drop(growing);
		assert_eq!(LocalLog::open(folder.path()).unwrap().size(), 9);
		let log = grow(folder.path(), 20);
		let tree = MemoryTree::from_leaves((0..20).map(leaf)).unwrap();
		assert_eq!(log.root(), tree.root());
		assert_eq!(log.noted().unwrap().len(), 2);
	}

	#[test]
	fn log_should_be_refused_when_it_is_damaged_busy_or_of_another_chain() {
		let folder = tempfile::tempdir().unwrap();
		grow(folder.path(), 9);
		let busy = Growing::open(folder.path(), &[1; 32]).unwrap();
		assert!(Growing::open(folder.path(), &[1; 32]).is_err());
		drop(busy);
		assert!(Growing::open(folder.path(), &[2; 32]).is_err());
		let tree = folder.path().join(TREE);
		let bytes = fs::read(&tree).unwrap();
		let mut changed = bytes.clone();
		// The last leaf is a peak.
		*changed.last_mut().unwrap() ^= 1;
		fs::write(&tree, changed).unwrap();
		assert!(LocalLog::open(folder.path()).is_err());
		// The first leaf is under a peak: nothing that it is part of is proven.
		let mut changed = bytes.clone();
		changed[3] ^= 1;
		fs::write(&tree, changed).unwrap();
		let log = LocalLog::open(folder.path()).unwrap();
		let refused = |proof: Result<Proof, Failure>| {
			let message = proof.unwrap_err().to_string();
			assert!(message.contains("the log is damaged"), "{message}");
		};
		refused(log.inclusion(0, 9));
		refused(log.inclusion(1, 9));
		refused(log.consistency(1, 9));
		assert!(log.inclusion(8, 9).is_ok());
		fs::write(&tree, &bytes[..bytes.len() - 32]).unwrap();
		assert!(LocalLog::open(folder.path()).is_err());
		let other = tempfile::tempdir().unwrap();
		fs::write(other.path().join("letter.txt"), "x").unwrap();
		assert!(Growing::open(other.path(), &[1; 32]).is_err());
		assert!(LocalLog::open(other.path()).is_err());
	}
}
