//! Writes the chain spec of the local relay chain.

use clap::Parser;
use salus_relay::{relay_spec, Error, Para};
use std::{fs, path::PathBuf, process::ExitCode};

/// Writes the raw chain spec of a relay chain for one machine: Alice and Bob validate, epochs last a minute.
#[derive(Parser)]
struct Arguments {
	/// The id of the relay chain, which the parachains' specs name.
	#[arg(long, default_value = "rococo-local")]
	id: String,
	/// A parachain that is registered from the first block: its id, genesis head file and genesis code file.
	#[arg(long = "para", value_name = "ID,HEAD-FILE,CODE-FILE")]
	paras: Vec<Para>,
	/// Where to write it.
	#[arg(long)]
	output: PathBuf,
}

fn run(arguments: &Arguments) -> Result<(), Error> {
	let spec = relay_spec(&arguments.id, &arguments.paras)?;
	fs::write(&arguments.output, spec).map_err(|error| Error::File {
		path: arguments.output.clone(),
		problem: error.to_string(),
	})
}

fn main() -> ExitCode {
	match run(&Arguments::parse()) {
		Ok(()) => ExitCode::SUCCESS,
		Err(error) => {
			eprintln!("error: {error}");
			ExitCode::FAILURE
		},
	}
}
