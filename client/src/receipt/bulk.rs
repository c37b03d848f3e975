//! The receipts of a whole store, and a whole bundle verified: `salus receipt make --all`, `salus receipt verify --records`.

use super::{
	bundle::{self, Named, Records},
	cli::{fact, label},
	make,
	relay::Relay,
};
use crate::{
	chain::{Chain, Connect},
	outcome::{Failure, Outcome},
	output::{pretty, print, Format},
	record::{private::PrivateFile, store::Store},
};
use indicatif::ProgressBar;
use salus_receipt_verifier::{verify, Trust};
use salus_records_engine::{
	chain::StateItem,
	receipt::{Evidence, Presented},
	Receipt, Stage, Verdict,
};
use serde_json::json;
use std::{
	collections::{BTreeMap, HashSet},
	path::Path,
};

/// Failures that are printed one by one; the others are counted.
const TOLD: usize = 20;

/// Writes the receipts of all records of a store; `lead_on` gets the batch of each. The file is there whole or not at all.
fn write(store: &Store, out: &Path, lead_on: impl Fn(usize, Receipt) -> Result<Receipt, Failure>) -> Outcome {
	if out.exists() {
		return Err(Failure::Refused(format!(
			"{}: there is a file already; receipts are not written over",
			out.display()
		)));
	}
	let mut file = PrivateFile::create(out)?;
	let bar = ProgressBar::new(store.manifest().records);
	let mut prover = None;
	store.each(|found| {
		let current = match prover.take() {
			Some((batch, current)) if batch == found.batch => current,
			_ => store.prover(found.batch)?,
		};
		let receipt = lead_on(found.batch, current.receipt(&found)?)?;
		prover = Some((found.batch, current));
		file.write(&Named::line(&found.name, &receipt)?)?;
		bar.inc(1);
		Ok(true)
	})?;
	file.finish()?;
	bar.finish_and_clear();
	print(&format!("{}: {} receipts\n", out.display(), store.manifest().records))
}

/// The receipts of all records of a store, up to the batch.
pub fn make(store: &Store, out: &Path) -> Outcome {
	write(store, out, |_, receipt| Ok(receipt))
}

/// The receipts of all records of a store, on to the chain. The records of a batch share what is asked of the node.
pub async fn make_on_chain(store: &Store, out: &Path, url: &str, relay: Option<&str>) -> Outcome {
	let chain = Chain::connect(&Connect::to(url)).await?;
	let relay = match relay {
		Some(url) => Some(Relay::connect(url).await?),
		None => None,
	};
	let (anchors, genesis) = (store.anchors()?, chain.genesis_hash().0);
	let mut ways: Vec<Vec<Evidence>> = vec![];
	for batch in 0..store.manifest().batches.len() {
		let anchored = anchors
			.find(batch, &genesis)
			.filter(|anchored| !anchored.log_only)
			.ok_or_else(|| {
				Failure::Refused(format!(
					"{}: batch {batch} has no anchor on this chain; `salus record anchor` makes one",
					store.folder().display()
				))
			})?;
		let item = StateItem::Anchor { id: anchored.anchor };
		ways.push(make::way(&chain, &item, relay.as_ref()).await?);
	}
	write(store, out, |batch, receipt| {
		let way = ways.get(batch).map(Vec::as_slice).unwrap_or_default();
		make::lead_on(&chain, &receipt, way)
	})
}

/// How often a stage was ok, and what it said if that was always the same.
#[derive(Default)]
struct Tally {
	ok: u64,
	failed: u64,
	not_included: u64,
	fact: Option<String>,
	differs: bool,
}

/// Verifies every receipt of a bundle against its record.
pub fn verify_all(path: &Path, records: &Path, limit: u64, trust: &Trust, format: Format) -> Outcome {
	let mut found = Records::open(records, limit)?;
	let mut tallies: BTreeMap<Stage, Tally> = BTreeMap::new();
	let mut names: HashSet<String> = HashSet::new();
	let mut failed: Vec<(String, String)> = vec![];
	let bar = ProgressBar::new_spinner();
	let count = bundle::each(path, |name, receipt| {
		if !names.insert(name.clone()) {
			return Err(Failure::Refused(format!(
				"{}: \"{}\" is there twice",
				path.display(),
				name.escape_debug()
			)));
		}
		// A record that is gone is one that fails, not the end: the others are verified all the same.
		let (presented, gone) = match found.present(&name, &receipt) {
			Ok((presented, detail)) => (presented, detail),
			Err(failure) => (Presented::Unreadable, Some(failure.to_string())),
		};
		let verified = verify(&receipt, &presented, trust);
		for (stage, verdict) in verified.report.stages() {
			let tally = tallies.entry(stage).or_default();
			match verdict {
				Verdict::Ok => {
					tally.ok += 1;
					let fact = fact(stage, &verified.facts, &receipt, trust);
					tally.differs |= tally.ok > 1 && tally.fact != fact;
					tally.fact = fact;
				},
				Verdict::NotIncluded => tally.not_included += 1,
				Verdict::Failed(reason) => {
					tally.failed += 1;
					let reason = match gone.as_ref().filter(|_| stage == Stage::Content) {
						Some(detail) => format!("{}: {reason} ({detail})", label(stage)),
						None => format!("{}: {reason}", label(stage)),
					};
					failed.push((name.clone(), reason));
				},
			}
		}
		bar.inc(1);
		Ok(())
	})?;
	bar.finish_and_clear();
	if count == 0 {
		return Err(Failure::Refused(format!("{}: there are no receipts", path.display())));
	}
	let bad: HashSet<&str> = failed.iter().map(|(name, _)| name.as_str()).collect();
	print(&match format {
		Format::Table => {
			let mut text = format!(
				"{:<16} {count}, {} of them hold\n",
				"receipts",
				count - bad.len() as u64
			);
			for (stage, tally) in &tallies {
				let mut words = vec![];
				if tally.ok != 0 {
					words.push(match tally.fact.as_ref().filter(|_| !tally.differs) {
						Some(fact) => format!("{} ok ({fact})", tally.ok),
						None => format!("{} ok", tally.ok),
					});
				}
				if tally.failed != 0 {
					words.push(format!("{} failed", tally.failed));
				}
				if tally.not_included != 0 {
					words.push(format!("{} not included", tally.not_included));
				}
				text += &format!("{:<16} {}\n", label(*stage), words.join(", "));
			}
			text
		},
		Format::Json => pretty(&json!({
			"receipts": count,
			"holding": count - bad.len() as u64,
			"stages": tallies
				.iter()
				.map(|(stage, tally)| json!({
					"stage": stage.name(),
					"ok": tally.ok,
					"failed": tally.failed,
					"notIncluded": tally.not_included,
				}))
				.collect::<Vec<_>>(),
			"failed": failed
				.iter()
				.map(|(name, reason)| json!({"name": name, "reason": reason}))
				.collect::<Vec<_>>(),
		}))?,
	})?;
	if bad.is_empty() {
		return Ok(());
	}
	for (name, reason) in failed.iter().take(TOLD) {
		eprintln!("{}: {reason}", name.escape_debug());
	}
	if failed.len() > TOLD {
		eprintln!("… and {} more", failed.len() - TOLD);
	}
	Err(Failure::Refused(format!(
		"{}: {} of {count} receipts do not hold",
		path.display(),
		bad.len()
	)))
}
