//! Writes the chain spec of the local relay chain.

use clap::Parser;
use salus_relay::{relay_spec, Error, Form, Para};
use std::{
	fs,
	io::{self, Write},
	path::PathBuf,
	process::ExitCode,
};

/// Writes the chain spec of a relay chain for one machine: Alice and Bob validate, epochs last a minute.
#[derive(Parser)]
struct Arguments {
	/// The id of the relay chain, which the parachains' specs name.
	#[arg(long, default_value = "rococo-local")]
	id: String,
	/// A parachain that is registered from the first block: its id, genesis head file and genesis code file.
	#[arg(long = "para", value_name = "ID,HEAD-FILE,CODE-FILE")]
	paras: Vec<Para>,
	/// The id that the first `registrar.reserve` gives.
	#[arg(long, value_name = "ID")]
	next_para_id: Option<u32>,
	/// Write the genesis as configuration, which zombienet can change, instead of as state.
	#[arg(long)]
	plain: bool,
	/// Where to write it. If not given: to the standard output.
	#[arg(long)]
	output: Option<PathBuf>,
}

fn run(arguments: &Arguments) -> Result<(), Error> {
	let form = if arguments.plain { Form::Plain } else { Form::Raw };
	let spec = relay_spec(&arguments.id, &arguments.paras, arguments.next_para_id, form)?;
	let (path, written) = match &arguments.output {
		Some(path) => (path.clone(), fs::write(path, spec)),
		None => ("standard output".into(), io::stdout().write_all(spec.as_bytes())),
	};
	written.map_err(|error| Error::File {
		path,
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
