//! Bringing the chain's log into a folder.
//!
//! Blocks in which the log grew are those that checkpoints name; their events have the entries. After each block the root over all
//! entries must be that of its checkpoint: then the log of that checkpoint begins with the log of the one before, entry for entry.

use super::local::{Growing, LocalLog, Noted};
use crate::{
	chain::{Chain, State},
	outcome::Failure,
	record::store::Hex32,
};
use salus_api::salus;
use salus_records_engine::Hash;
use std::path::Path;

/// Checkpoints after which the folder is brought up to date.
const STEP: u64 = 256;

/// What a sync did.
#[derive(Debug)]
pub struct Synced {
	/// The log now.
	pub log: LocalLog,
	/// How many entries are new.
	pub entries: u64,
	/// How many checkpoints were compared.
	pub checkpoints: u64,
	/// The last block that was looked at.
	pub block: u64,
}

/// Told about progress.
pub trait Watch {
	/// How many entries the log has, of how many.
	fn advance(&mut self, entries: u64, all: u64);
}

/// Nobody watches.
impl Watch for () {
	fn advance(&mut self, _: u64, _: u64) {}
}

/// The entries that a block brought, by index.
async fn entries(state: &State, chain: &Chain) -> Result<Vec<(u64, Hash)>, Failure> {
	let events = state
		.inner()
		.events()
		.fetch()
		.await
		.map_err(|error| chain.failed(error))?;
	let mut found = vec![];
	for event in events.iter() {
		let event = event.map_err(|error| chain.failed(error))?;
		macro_rules! entry {
			($event:ident, $index:ident) => {
				if let Some(entry) = event.decode_fields_as::<salus::records::events::$event>() {
					let entry = entry.map_err(|error| chain.failed(error))?;
					found.push((entry.$index, entry.leaf));
				}
			};
		}
		entry!(Anchored, anchor);
		entry!(BatchAnchored, anchor);
		entry!(Appended, index);
		entry!(Amended, anchor);
		entry!(LeafAmended, anchor);
	}
	Ok(found)
}

/// A checkpoint that a chain still has.
#[derive(Clone, Copy, Debug)]
struct Found {
	number: u64,
	size: u64,
	root: Hash,
	block: u64,
	time: u64,
}

/// What a chain says about its log, as of one block.
trait View {
	/// What messages call it.
	fn name(&self) -> String;
	/// The block.
	fn block(&self) -> u64;
	/// Size and root of the log.
	async fn log(&self) -> Result<(u64, Hash), Failure>;
	/// The first checkpoint that is still there and covers this many entries.
	async fn checkpoint_from(&self, size: u64) -> Result<Option<Found>, Failure>;
	/// The entries that a block brought, by index.
	async fn entries(&self, block: u64) -> Result<Vec<(u64, Hash)>, Failure>;
}

/// A chain at its last finalised block.
struct Node<'a> {
	chain: &'a Chain,
	state: State,
}

impl View for Node<'_> {
	fn name(&self) -> String {
		self.chain.url().to_string()
	}

	fn block(&self) -> u64 {
		self.state.number()
	}

	async fn log(&self) -> Result<(u64, Hash), Failure> {
		let info = self.state.call(salus::runtime_apis().records_api().log()).await?;
		Ok((info.size, info.root))
	}

	async fn checkpoint_from(&self, size: u64) -> Result<Option<Found>, Failure> {
		let found = self
			.state
			.call(salus::runtime_apis().records_api().checkpoint_from(size))
			.await?;
		Ok(found.map(|found| Found {
			number: found.number,
			size: found.checkpoint.size,
			root: found.checkpoint.root,
			block: u64::from(found.checkpoint.block),
			time: found.checkpoint.time,
		}))
	}

	async fn entries(&self, block: u64) -> Result<Vec<(u64, Hash)>, Failure> {
		let found = match self.chain.state_at_number(block).await {
			Ok(at) => entries(&at, self.chain).await,
			Err(failure) => Err(failure),
		};
		found.map_err(|failure| {
			Failure::Refused(format!(
				"the events of block {block} cannot be read. A node that keeps old states has them (--state-pruning archive); what the \
				 folder had stays. {failure}"
			))
		})
	}
}

/// Brings what the chain has at its last finalised block.
pub async fn sync(chain: &Chain, folder: &Path, watch: &mut dyn Watch) -> Result<Synced, Failure> {
	let state = chain.state().await?;
	bring(&Node { chain, state }, &chain.genesis_hash().0, folder, watch).await
}

async fn bring(view: &impl View, genesis: &Hash, folder: &Path, watch: &mut dyn Watch) -> Result<Synced, Failure> {
	let (size, root) = view.log().await?;
	let mut log = Growing::open(folder, genesis)?;
	let place = folder.display().to_string();
	let (before, mut compared) = (log.size(), 0);
	if size < before {
		return Err(Failure::Refused(format!(
			"{place}: there are {before} entries here, the chain's log has {size} at block {}: an append-only log does not shrink. Is the \
			 node in sync? If it is, keep this folder: it is the evidence",
			view.block()
		)));
	}
	if size == before && root != log.root() {
		return Err(diverged(&place, before, &log.root(), &root));
	}
	while log.size() < size {
		let next = view.checkpoint_from(log.size() + 1).await?.ok_or_else(|| {
			Failure::Refused(format!(
				"{}: no checkpoint covers entry {} at block {}",
				view.name(),
				log.size(),
				view.block()
			))
		})?;
		// If the checkpoint is the next one, all that is new came with its block. Else those between are not kept any more, and any
		// block since may have brought something.
		let first = if next.number == log.checkpoints() {
			next.block
		} else {
			log.block() + 1
		};
		for block in first..=next.block {
			for (index, leaf) in view.entries(block).await? {
				if index != log.size() {
					return Err(Failure::Refused(format!(
						"block {block}: entry {index} comes where entry {} should",
						log.size()
					)));
				}
				log.append(leaf)?;
			}
		}
		if log.size() != next.size || log.root() != next.root {
			return Err(diverged(&place, next.size, &log.root(), &next.root));
		}
		log.note(&Noted {
			number: next.number,
			size: next.size,
			root: Hex32(next.root),
			block: next.block,
			time: next.time,
		})?;
		compared += 1;
		watch.advance(log.size(), size);
		if compared % STEP == 0 {
			log.keep()?;
		}
	}
	log.keep()?;
	let entries = log.size() - before;
	Ok(Synced {
		log: log.finish()?,
		entries,
		checkpoints: compared,
		block: view.block(),
	})
}

fn diverged(place: &str, size: u64, ours: &Hash, theirs: &Hash) -> Failure {
	Failure::Refused(format!(
		"{place}: at size {size} the entries lead to the root {}, the chain says {}: the chain's log is not a continuation of this one. \
		 Nothing was kept; keep this folder: it is the evidence",
		hex::encode(ours),
		hex::encode(theirs)
	))
}

#[cfg(test)]
mod tests {
	use super::*;
	use codec::Encode;
	use proptest::prelude::*;
	use salus_records_engine::{hash::leaf_hash, verify_consistency, CompactRange, MemoryTree};
	use std::collections::BTreeMap;

	/// A chain of this many entries in each block, which keeps its last `ring` checkpoints and each whose number is a multiple of `lasting`.
	#[derive(Clone)]
	struct Blocks {
		entries: Vec<u8>,
		ring: u64,
		lasting: u64,
		/// An entry that is another one than on other chains.
		other: Option<u64>,
		/// The first block whose events can be read.
		pruned: u64,
	}

	impl Blocks {
		fn leaf(&self, index: u64) -> Hash {
			leaf_hash(&(index, self.other == Some(index)).encode())
		}

		fn checkpoints(&self) -> Vec<Found> {
			let mut range = CompactRange::new();
			let mut all = vec![];
			for (block, brought) in self.entries.iter().enumerate().filter(|(_, brought)| **brought != 0) {
				for _ in 0..*brought {
					range.append(self.leaf(range.size())).unwrap();
				}
				all.push(Found {
					number: all.len() as u64,
					size: range.size(),
					root: range.root(),
					block: block as u64 + 1,
					time: block as u64,
				});
			}
			all
		}
	}

	impl View for Blocks {
		fn name(&self) -> String {
			"test".into()
		}

		fn block(&self) -> u64 {
			self.entries.len() as u64
		}

		async fn log(&self) -> Result<(u64, Hash), Failure> {
			let last = self.checkpoints().pop();
			Ok(last.map_or((0, CompactRange::new().root()), |last| (last.size, last.root)))
		}

		async fn checkpoint_from(&self, size: u64) -> Result<Option<Found>, Failure> {
			let all = self.checkpoints();
			let count = all.len() as u64;
			let kept = |found: &Found| found.number + self.ring >= count || found.number.is_multiple_of(self.lasting);
			Ok(all.into_iter().filter(kept).find(|found| found.size >= size))
		}

		async fn entries(&self, block: u64) -> Result<Vec<(u64, Hash)>, Failure> {
			if block < self.pruned {
				return Err(Failure::Refused(format!("block {block}: its state is gone")));
			}
			let at = block as usize - 1;
			let first: u64 = self.entries[..at].iter().map(|brought| u64::from(*brought)).sum();
			let indices = first..first + u64::from(self.entries[at]);
			Ok(indices.map(|index| (index, self.leaf(index))).collect())
		}
	}

	fn run(view: &Blocks, folder: &Path) -> Result<Synced, Failure> {
		futures::executor::block_on(bring(view, &[1; 32], folder, &mut ()))
	}

	fn blocks(entries: &[u8]) -> Blocks {
		Blocks {
			entries: entries.to_vec(),
			ring: 2,
			lasting: 8,
			other: None,
			pruned: 0,
		}
	}

	/// Where files are in memory.
	const MEMORY: &str = "/dev/shm";

	/// A folder in memory where there is one: each sync waits for the disk three times.
	fn quick_folder() -> tempfile::TempDir {
		tempfile::tempdir_in(MEMORY).or_else(|_| tempfile::tempdir()).unwrap()
	}

	/// As many as an invariant of the log is owed, or what a disk can take.
	fn cases() -> u32 {
		match tempfile::tempdir_in(MEMORY) {
			Ok(_) => 10_000,
			Err(_) => 200,
		}
	}

	#[test]
	fn sync_should_read_the_blocks_between_when_checkpoints_vanished_since_the_last_run() {
		let folder = tempfile::tempdir().unwrap();
		let entries = [1, 2, 0, 1, 1, 0, 3, 1, 0, 0, 1, 2, 1, 1];
		assert_eq!(run(&blocks(&entries[..2]), folder.path()).unwrap().checkpoints, 2);
		// Checkpoints 2 to 7 are gone by now, but for every eighth.
		let synced = run(&blocks(&entries), folder.path()).unwrap();
		assert_eq!((synced.log.size(), synced.entries, synced.checkpoints), (14, 11, 2));
		let noted = synced.log.noted().unwrap();
		assert_eq!(noted.iter().map(|noted| noted.number).collect::<Vec<_>>(), [0, 1, 8, 9]);
		assert_eq!(run(&blocks(&entries), folder.path()).unwrap().entries, 0);
	}

	#[test]
	fn sync_should_keep_what_it_has_when_the_chain_shrank_forked_or_forgot() {
		let folder = tempfile::tempdir().unwrap();
		run(&blocks(&[1, 2, 1]), folder.path()).unwrap();
		let refused = |view: &Blocks, said: &str| {
			let failure = run(view, folder.path()).unwrap_err();
			assert!(
				failure.exit_code() == 1 && failure.to_string().contains(said),
				"{failure}"
			);
			assert_eq!(LocalLog::open(folder.path()).unwrap().size(), 4);
		};
		let other = |other: u64, entries: &[u8]| Blocks {
			other: Some(other),
			..blocks(entries)
		};
		refused(&blocks(&[1, 2]), "does not shrink");
		refused(&other(3, &[1, 2, 1]), "not a continuation");
		refused(&other(0, &[1, 2, 1, 1]), "not a continuation");
		let pruned = Blocks {
			pruned: 5,
			..blocks(&[1, 2, 1, 1, 1, 1, 1, 1])
		};
		refused(&pruned, "block 4: its state is gone");
		assert_eq!(run(&blocks(&[1, 2, 1, 1]), folder.path()).unwrap().entries, 1);
	}

	proptest! {
		#![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases()) })]

		/// However the chain grows, forgets checkpoints and is asked: the folder has its log, and what was noted is consistent.
		#[test]
		fn folder_should_have_the_log_of_the_chain_however_often_it_is_asked(
			entries in prop::collection::vec(prop_oneof![2 => Just(0u8), 3 => 1u8..4], 1..24),
			asked in prop::collection::btree_set(1usize..24, 0..5),
			ring in 1u64..4,
			lasting in 1u64..6,
		) {
			let folder = quick_folder();
			let asked = asked.into_iter().filter(|at| *at < entries.len()).chain([entries.len()]);
			for upto in asked {
				let view = Blocks { ring, lasting, ..blocks(&entries[..upto]) };
				let synced = run(&view, folder.path()).unwrap();
				let all: BTreeMap<u64, Found> = view.checkpoints().into_iter().map(|found| (found.number, found)).collect();
				let size = all.values().last().map_or(0, |last| last.size);
				let tree = MemoryTree::from_leaves((0..size).map(|index| view.leaf(index))).unwrap();
				prop_assert_eq!((synced.log.size(), synced.log.root()), (size, tree.root()));
				let noted = synced.log.noted().unwrap();
				for pair in noted.windows(2) {
					prop_assert!(pair[0].number < pair[1].number);
					let proof = synced.log.consistency(pair[0].size, pair[1].size).unwrap();
					prop_assert!(verify_consistency(pair[0].size, pair[1].size, &proof, &pair[0].root.0, &pair[1].root.0).is_ok());
				}
				for noted in &noted {
					prop_assert_eq!((noted.size, noted.root.0), (all[&noted.number].size, all[&noted.number].root));
				}
			}
		}
	}
}
