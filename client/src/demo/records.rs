//! Records: a folder as one batch, and a result that is corrected.

use super::{
	input::{self, Input},
	people::People,
	story::Story,
};
use crate::{
	outcome::Failure,
	record::{
		batch::{self, Watch},
		content,
		jcs::Canonicaliser,
		onchain::{self, Retention},
		source::{Position, Survey},
		store::{Anchored as Noted, Hex32, Store},
	},
};
use salus_api::salus;
use salus_records_engine::{Salt, MAX_BATCH_LEAVES};
use std::{path::PathBuf, thread};

/// The anchored folder.
pub struct Anchored {
	/// Where salts and proofs are.
	pub store: PathBuf,
	/// The anchor of the batch that the result is in.
	pub batch: u64,
}

/// The demo shows its own progress.
struct Quiet;

impl Watch for Quiet {
	fn begin(&mut self, _: &Survey, _: Position) {}
	fn advance(&mut self, _: u64, _: u64) {}
	fn note(&mut self, _: &str) {}
}

/// The hospital commits to every file of the folder, and anchors them.
pub async fn anchor(story: &mut Story, people: &People, input: &Input) -> Result<Anchored, Failure> {
	story.begin("anchor", "The hospital anchors the whole folder as one batch");
	let folder = story.out.join("records");
	let options = batch::Options {
		path: input.folder.clone(),
		store: folder.clone(),
		issuer: Some(people.hospital.account().0),
		schema: None,
		record_version: 1,
		series_key: Some(story.journal.derive("series")),
		method: None,
		limit: content::DEFAULT_LIMIT,
		batch_leaves: MAX_BATCH_LEAVES,
		threads: thread::available_parallelism().map_or(1, usize::from),
	};
	let batched = tokio::task::spawn_blocking(move || batch::run(&options, &mut Quiet))
		.await
		.map_err(|error| Failure::Refused(format!("committing to the records failed: {error}")))??;
	let store = Store::open(&folder)?;
	let lab = store.named(&input.lab.name)?;
	let genesis = Hex32(story.chain.genesis_hash().0);
	let mut anchor = None;
	for number in 0..batched.manifest.batches.len() {
		let call = onchain::anchor_batch(&store, number, Retention::Standard)?;
		let receipt = story
			.submit(&format!("batch {number}"), &call, &people.hospital)
			.await?;
		let event = receipt.event::<salus::records::events::BatchAnchored>()?;
		if store.anchors()?.find(number, &genesis.0).is_none() {
			store.note_anchor(Noted {
				genesis,
				batch: number,
				anchor: event.anchor,
				log_only: false,
				block: receipt.block_number,
				block_hash: Hex32(receipt.block_hash.0),
			})?;
		}
		if number == lab.batch {
			anchor = Some(event.anchor);
		}
	}
	let batch = anchor.ok_or_else(|| Failure::Refused("the folder has no batch".into()))?;
	story.file("salts and proofs of all records (private)", &folder);
	story.end(format!(
		"{} records in {} transaction{}",
		batched.manifest.records,
		batched.manifest.batches.len(),
		if batched.manifest.batches.len() == 1 { "" } else { "s" }
	));
	Ok(Anchored { store: folder, batch })
}

/// A laboratory result is corrected. Answers the anchor of the new version.
pub async fn amend(story: &mut Story, people: &People, input: &Input, anchored: &Anchored) -> Result<u64, Failure> {
	story.begin("amend", "A laboratory result is amended");
	let corrected = input::amended(&input.lab.value);
	let text = serde_json::to_vec_pretty(&corrected).unwrap_or_default();
	let path = story.write("the amended result", "amended.json", &text)?;
	let committed = content::commit_file(
		&path,
		None,
		&Salt(story.salt("amended")),
		content::DEFAULT_LIMIT,
		&mut Canonicaliser::default(),
		&mut vec![],
	)
	.map_err(|error| error.of(path.display()))?;
	let store = Store::open(&anchored.store)?;
	let found = store.named(&input.lab.name)?;
	let next = onchain::next_leaf(&store, &found, &committed);
	let call = onchain::amend_leaf(anchored.batch, &store, &found, &next, Retention::Standard)?;
	let receipt = story.submit("leaf", &call, &people.hospital).await?;
	let event = receipt.event::<salus::records::events::LeafAmended>()?;
	story.end(format!(
		"{} is superseded by anchor {}; its old receipt still proves what was there",
		input.lab.name, event.anchor
	));
	Ok(event.anchor)
}
