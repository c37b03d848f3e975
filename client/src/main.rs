//! The `salus` command.

use clap::{CommandFactory, Parser, Subcommand};
use salus::{
	chain, claim, consent, demo, load, log, outcome::Outcome, output::print, participant, receipt, record, remittance,
};
use std::process::ExitCode;
use tracing::{field::Field, Event, Subscriber};
use tracing_subscriber::{filter::Targets, layer::Context, prelude::*, Layer};

/// Consents, anchored records and claims on the Salus chain.
#[derive(Debug, Parser)]
#[command(name = "salus", version, propagate_version = true)]
struct Cli {
	#[command(subcommand)]
	noun: Noun,
}

#[derive(Debug, Subcommand)]
enum Noun {
	/// Patient consents and decisions.
	#[command(subcommand)]
	Consent(consent::cli::Command),
	/// Records: canonical bytes, commitments and batches.
	#[command(subcommand)]
	Record(record::cli::Command),
	/// Receipts that verify offline.
	#[command(subcommand)]
	Receipt(receipt::cli::Command),
	/// The append-only log of the chain.
	#[command(subcommand)]
	Log(log::cli::Command),
	/// Claims and plans.
	#[command(subcommand)]
	Claim(claim::cli::Command),
	/// Remittances.
	#[command(subcommand)]
	Remittance(remittance::cli::Command),
	/// Accredited organisations.
	#[command(subcommand)]
	Participant(participant::cli::Command),
	/// The chain itself: where it is, what it is, its upgrades.
	#[command(subcommand)]
	Chain(chain::cli::Command),
	/// Tell the whole story on a chain, from accreditation to remittance, with a folder of FHIR resources.
	Demo(demo::Command),
	/// Put a load on a chain and measure it.
	Load(load::cli::Command),
	/// Completions for a shell, to standard output.
	Completions {
		/// The shell.
		#[arg(value_enum)]
		shell: clap_complete::Shell,
	},
}

/// The whole command line knows its shell completions.
fn completions(shell: clap_complete::Shell) -> Outcome {
	let mut text = vec![];
	clap_complete::generate(shell, &mut Cli::command(), "salus", &mut text);
	print(&String::from_utf8_lossy(&text))
}

/// What the library has to say while something takes its time goes to standard error.
struct Note;

impl<S: Subscriber> Layer<S> for Note {
	fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
		event.record(&mut |field: &Field, value: &dyn std::fmt::Debug| {
			if field.name() == "message" {
				eprintln!("note: {value:?}");
			}
		});
	}
}

fn main() -> ExitCode {
	let ours = Targets::new().with_target("salus", tracing::Level::INFO);
	tracing_subscriber::registry().with(Note.with_filter(ours)).init();
	let outcome = match Cli::parse().noun {
		Noun::Consent(command) => consent::cli::run(command),
		Noun::Record(command) => record::cli::run(command),
		Noun::Receipt(command) => receipt::cli::run(command),
		Noun::Log(command) => log::cli::run(command),
		Noun::Claim(command) => claim::cli::run(command),
		Noun::Remittance(command) => remittance::cli::run(command),
		Noun::Participant(command) => participant::cli::run(command),
		Noun::Chain(command) => chain::cli::run(command),
		Noun::Demo(command) => demo::run(command),
		Noun::Load(command) => load::cli::run_command(command),
		Noun::Completions { shell } => completions(shell),
	};
	match outcome {
		Ok(()) => ExitCode::SUCCESS,
		Err(failure) => {
			eprintln!("error: {failure}");
			ExitCode::from(failure.exit_code())
		},
	}
}
