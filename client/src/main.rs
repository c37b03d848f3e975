//! The `salus` command.

use clap::{Parser, Subcommand};
use salus::{claim, consent, log, receipt, record, remittance};
use std::process::ExitCode;

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
}

fn main() -> ExitCode {
	let outcome = match Cli::parse().noun {
		Noun::Consent(command) => consent::cli::run(command),
		Noun::Record(command) => record::cli::run(command),
		Noun::Receipt(command) => receipt::cli::run(command),
		Noun::Log(command) => log::cli::run(command),
		Noun::Claim(command) => claim::cli::run(command),
		Noun::Remittance(command) => remittance::cli::run(command),
	};
	match outcome {
		Ok(()) => ExitCode::SUCCESS,
		Err(failure) => {
			eprintln!("error: {failure}");
			ExitCode::from(failure.exit_code())
		},
	}
}
