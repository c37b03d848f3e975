//! `salus receipt …`

use crate::outcome::Outcome;
use clap::Subcommand;

/// The verbs of `salus receipt`.
#[derive(Debug, Subcommand)]
pub enum Command {}

/// Runs one verb.
pub fn run(command: Command) -> Outcome {
	match command {}
}
