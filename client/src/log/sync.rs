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

/// Brings what the chain has at its last finalised block.
pub async fn sync(chain: &Chain, folder: &Path, watch: &mut dyn Watch) -> Result<Synced, Failure> {
	let state = chain.state().await?;
	let info = state.call(salus::runtime_apis().records_api().log()).await?;
	let mut log = Growing::open(folder, &chain.genesis_hash().0)?;
	let place = folder.display().to_string();
	let (before, mut compared) = (log.size(), 0);
	if info.size < before {
		return Err(Failure::Refused(format!(
			"{place}: there are {before} entries here, the chain's log has {} at block {}: an append-only log does not shrink. Is the \
			 node in sync? If it is, keep this folder: it is the evidence",
			info.size,
			state.number()
		)));
	}
	if info.size == before && info.root != log.root() {
		return Err(diverged(&place, before, &log.root(), &info.root));
	}
	while log.size() < info.size {
		let next = state
			.call(salus::runtime_apis().records_api().checkpoint_from(log.size() + 1))
			.await?
			.ok_or_else(|| {
				Failure::Refused(format!(
					"{}: no checkpoint covers entry {} at block {}",
					chain.url(),
					log.size(),
					state.number()
				))
			})?;
		let (number, checkpoint) = (next.number, next.checkpoint);
		let last = u64::from(checkpoint.block);
		// If the checkpoint is the next one, all that is new came with its block. Else those between are not kept any more, and any
		// block since may have brought something.
		let first = if number == log.checkpoints() {
			last
		} else {
			log.block() + 1
		};
		for block in first..=last {
			let at = chain.state_at_number(block).await?;
			let found = entries(&at, chain).await.map_err(|failure| {
				Failure::Refused(format!(
					"block {block}: its events cannot be read ({failure}). A node that keeps old states has them: --state-pruning archive"
				))
			})?;
			for (index, leaf) in found {
				if index != log.size() {
					return Err(Failure::Refused(format!(
						"block {block}: entry {index} comes where entry {} should",
						log.size()
					)));
				}
				log.append(leaf)?;
			}
		}
		if log.size() != checkpoint.size || log.root() != checkpoint.root {
			return Err(diverged(&place, checkpoint.size, &log.root(), &checkpoint.root));
		}
		log.note(&Noted {
			number,
			size: checkpoint.size,
			root: Hex32(checkpoint.root),
			block: last,
			time: checkpoint.time,
		})?;
		compared += 1;
		watch.advance(log.size(), info.size);
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
		block: state.number(),
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
