//! `salus demo`: the evidence chain on a folder of health data, from the accreditation of a hospital to a remittance that
//! balances.
//!
//! Everything that is submitted goes through a journal in the output folder, so the demo can be stopped, or its node
//! restarted, at any point: run again with the same folders, it goes on, and submits nothing twice.

mod claims;
pub mod input;
mod people;
mod proof;
mod records;
mod story;

pub use story::{Row, Story};

use crate::{
	chain::{self, At, Chain, Connect, Format, Journal, Share, Signer},
	outcome::{Failure, Outcome},
	output::{pretty, print},
};
use clap::Args;
use input::Input;
use people::People;
use serde_json::json;
use std::path::{Path, PathBuf};

/// Steps of the story.
const STEPS: usize = 16;

/// What the accounts of the story need together, in whole tokens.
const NEEDED: u128 = 3_000;

/// `salus demo`
#[derive(Debug, Args)]
pub struct Command {
	#[command(flatten)]
	connect: Connect,
	/// A folder of FHIR resources as JSON files, such as the package hl7.fhir.r4.examples.
	#[arg(long, value_name = "FOLDER")]
	records: PathBuf,
	/// Where receipts, remittances and the journal go. The journal lets a demo that was stopped go on.
	#[arg(long, value_name = "FOLDER")]
	out: PathBuf,
	/// Members of the council, as signers, separated by commas.
	#[arg(long, value_name = "SIGNERS", value_delimiter = ',', default_value = "//Alice,//Bob")]
	council: Vec<String>,
	/// Who gives the organisations of the story their first funds.
	#[arg(long, value_name = "SIGNER", default_value = "//Alice")]
	funder: String,
	/// How the end is printed.
	#[arg(long, value_enum, default_value_t = Format::Table)]
	format: Format,
}

/// Tells it.
pub fn run(command: Command) -> Outcome {
	chain::block_on(command.run())
}

impl Command {
	async fn run(self) -> Outcome {
		// Everything that can be refused is, before anything is submitted.
		let input = input::read(&self.records)?;
		let council = self
			.council
			.iter()
			.map(|member| Signer::parse(member.trim(), None))
			.collect::<Result<Vec<_>, _>>()?;
		let funder = Signer::parse(&self.funder, None)?;
		if council.iter().chain([&funder]).any(Signer::is_external) {
			return Err(Failure::Unreadable(
				"--council, --funder: the demo signs by itself; an external signer cannot be asked each time".into(),
			));
		}
		let chain = Chain::connect(&self.connect).await?;
		ensure_metadata(&chain).await?;
		chain::ensure_council(&chain, &council, Share::Majority).await?;
		prepare_out(&self.out)?;
		let mut journal = Journal::open(&self.out.join("journal.json"), &chain).await?;
		same_records(&mut journal, &self.records, &self.out)?;
		let mut story = Story::new(chain, journal, self.out.clone(), council, STEPS);
		story.say(&format!(
			"{} FHIR resources in {}",
			input.resources,
			input.folder.display()
		));
		let told = tell(&mut story, &input, &funder).await;
		story.stop();
		if let Err(failure) = told {
			let (Failure::Refused(reason) | Failure::Unreadable(reason)) = failure;
			let signed = story.journal.signed();
			return Err(Failure::Refused(format!(
				"the demo stopped {}: {reason}\n{}",
				story.where_it_stopped(),
				match signed {
					0 => "Nothing was submitted".to_owned(),
					_ => format!(
						"{} of the {signed} transactions that it has signed are in finalised blocks; {} has them all. Run the same command \
						 again when the cause is gone: it goes on from there, and submits nothing twice",
						story.journal.done(),
						self.out.join("journal.json").display()
					),
				}
			)));
		}
		print(&match self.format {
			Format::Json => pretty(&story.json())?,
			Format::Table => story.table(|minor| format!("{}.{:02} USD", minor / 100, minor % 100)),
		})
	}
}

/// Makes the output folder. One that has files of something else in it is refused: they would be overwritten.
fn prepare_out(out: &Path) -> Outcome {
	let refused = |reason: &str| Failure::Unreadable(format!("--out {}: {reason}", out.display()));
	if out.exists() && !out.is_dir() {
		return Err(refused("it is a file; name a folder"));
	}
	std::fs::create_dir_all(out).map_err(|error| {
		refused(&format!(
			"it cannot be made: {error}. Name a folder where you may write"
		))
	})?;
	let mut files = std::fs::read_dir(out).map_err(|error| refused(&format!("it cannot be read: {error}")))?;
	if !out.join("journal.json").exists() && files.next().is_some() {
		return Err(refused(
			"it has files in it, and no journal of a demo to go on with. Name another folder, or an empty one",
		));
	}
	Ok(())
}

/// A story that goes on is about the same records.
fn same_records(journal: &mut Journal, records: &Path, out: &Path) -> Outcome {
	let folder = std::fs::canonicalize(records)
		.map_err(|error| Failure::Unreadable(format!("--records {}: {error}", records.display())))?;
	let folder = json!(folder.display().to_string());
	match journal.fact("records") {
		Some(before) if *before != folder => Err(Failure::Unreadable(format!(
			"--out {} was begun with --records {}: give the same again to go on, or another --out to begin anew",
			out.display(),
			before.as_str().unwrap_or_default()
		))),
		Some(_) => Ok(()),
		None => journal.note("records", folder),
	}
}

/// Whose calls the story makes.
const PALLETS: [&str; 7] = [
	"Balances",
	"Utility",
	"Council",
	"Participants",
	"Consent",
	"Records",
	"Claims",
];

/// The whole story needs calls of many pallets: better to say at once that one has changed than to stop half way.
async fn ensure_metadata(chain: &Chain) -> Outcome {
	let state = chain.state_at(At::Best).await?;
	let theirs = state.inner().metadata_ref();
	let ours = subxt::Metadata::decode_from(salus_api::METADATA)
		.map_err(|error| Failure::Refused(format!("this client's own metadata: {error}")))?;
	for name in PALLETS {
		let own = ours.pallet_by_name(name);
		let calls = own.iter().flat_map(|pallet| pallet.call_variants().unwrap_or_default());
		for call in calls {
			let of = |metadata: &subxt::Metadata| metadata.pallet_by_name(name)?.call_hash(&call.name);
			if of(theirs) != of(&ours) {
				return Err(Failure::Refused(format!(
					"the runtime of {} (version {}) has other metadata than this client was made for: {name}.{} differs. Nothing was \
					 submitted. Use the `salus` of the release that the chain runs",
					chain.url(),
					state.spec_version(),
					call.name
				)));
			}
		}
	}
	Ok(())
}

async fn tell(story: &mut Story, input: &Input, funder: &Signer) -> Outcome {
	let people = People::of(story)?;
	people.fund(story, funder).await?;
	people.accredit(story).await?;
	let mut agreed = people.consent(story).await?;
	people.ask(story, &agreed, true).await?;
	let anchored = records::anchor(story, &people, input).await?;
	let evidence = records::amend(story, &people, input, &anchored).await?;
	let mut desk = claims::Desk::open(story, &people, input).await?;
	let claims = desk.story(story, &people, evidence).await?;
	people.emergency(story).await?;
	people.revoke(story, &mut agreed).await?;
	people.ask(story, &agreed, false).await?;
	let remittance = desk.remit(story, &people, &claims).await?;
	proof::receipts(story, &agreed, &anchored, input, &claims, remittance).await
}
