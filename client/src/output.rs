//! What a command writes to standard output.

use crate::outcome::{Failure, Outcome};
use clap::ValueEnum;
use std::io::Write;

/// How a result is printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
pub enum Format {
	/// For people.
	#[default]
	Table,
	/// For programs.
	Json,
}

/// Prints to standard output; a reader that went away is no failure.
pub fn print(text: &str) -> Outcome {
	let mut out = std::io::stdout().lock();
	written(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

/// What came of writing to standard output; a reader that went away is no failure.
pub(crate) fn written(result: std::io::Result<()>) -> Outcome {
	match result {
		Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
			Err(Failure::Refused(format!("standard output: {error}")))
		},
		_ => Ok(()),
	}
}

/// A value as JSON, with indentation and a line feed at the end.
pub(crate) fn pretty(value: &impl serde::Serialize) -> Result<String, Failure> {
	serde_json::to_string_pretty(value)
		.map(|text| text + "\n")
		.map_err(|error| Failure::Unreadable(format!("cannot print: {error}")))
}
