//! `salus record …`

use crate::outcome::Outcome;
use clap::Subcommand;

/// The verbs of `salus record`.
#[derive(Debug, Subcommand)]
pub enum Command {}

/// Runs one verb.
pub fn run(command: Command) -> Outcome {
	match command {}
}
