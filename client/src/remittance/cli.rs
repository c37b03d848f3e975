//! `salus remittance …`

use super::check::{self, Json, Report};
use crate::{
	claim::onchain::cli::RemittanceCommand,
	outcome::{Failure, Outcome},
	output::Format,
	x12::{Error, Fault},
};
use clap::{Args, Subcommand};
use std::{
	fs::File,
	io::{self, Read, Write},
	path::{Path, PathBuf},
};

/// The verbs of `salus remittance`.
#[derive(Debug, Subcommand)]
pub enum Command {
	/// Whether an X12 835 balances: every service line, every claim, every payment, to the cent.
	///
	/// Exit code 0: it balances. 1: it does not; transaction, loop, claim, line and difference are named. 2: it cannot be
	/// read; the segment is named.
	Check(CheckArgs),
	#[command(flatten)]
	OnChain(Box<RemittanceCommand>),
}

/// Arguments of `salus remittance check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
	/// The 835 file, of any size; `-` is standard input.
	file: PathBuf,
	/// How the result is shown.
	#[arg(long, value_enum, default_value_t = Format::Table)]
	format: Format,
	/// Refuses segment counts and control numbers that do not match, and characters that X12 does not have (exit code 2);
	/// without it they are warnings.
	#[arg(long)]
	strict: bool,
}

/// Runs one verb.
pub fn run(command: Command) -> Outcome {
	execute(command, &mut io::stdout().lock())
}

/// Runs one verb; what is asked for goes to `out`, warnings go to standard error.
pub(super) fn execute(command: Command, out: &mut dyn Write) -> Outcome {
	match command {
		Command::Check(arguments) => check(&arguments, out),
		Command::OnChain(command) => crate::claim::onchain::cli::remittance(*command),
	}
}

fn check(arguments: &CheckArgs, out: &mut dyn Write) -> Outcome {
	let CheckArgs { file, format, strict } = arguments;
	let lenient = !strict;
	let name = if file == Path::new("-") {
		"standard input".into()
	} else {
		file.display().to_string()
	};
	let result = open(file).and_then(|input| check::check(input, lenient));
	match result {
		Ok(report) => {
			match format {
				Format::Table => print(out, &report.to_string()),
				Format::Json => print_json(out, &Json::of_report(&name, &report, lenient)),
			}?;
			conclude(&name, &report, lenient)
		},
		Err(error) => {
			if *format == Format::Json {
				print_json(out, &Json::of_error(&name, &error))?;
			}
			Err(Failure::Unreadable(error.in_file(name).to_string()))
		},
	}
}

fn open(file: &Path) -> Result<Box<dyn Read>, Error> {
	if file == Path::new("-") {
		return Ok(Box::new(io::stdin().lock()));
	}
	match File::open(file) {
		Ok(file) => Ok(Box::new(file)),
		Err(error) => Err(Error::of_file(Fault::Io(error.to_string()))),
	}
}

fn print(out: &mut dyn Write, text: &str) -> Outcome {
	match out.write_all(text.as_bytes()) {
		Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
			Err(Failure::Unreadable(format!("the result cannot be printed: {error}")))
		},
		_ => Ok(()),
	}
}

fn print_json(out: &mut dyn Write, json: &Json) -> Outcome {
	let text = serde_json::to_string_pretty(json)
		.map_err(|error| Failure::Unreadable(format!("the result cannot be printed: {error}")))?;
	print(out, &(text + "\n"))
}

/// Warnings go to standard error; the exit code comes from the rest.
fn conclude(name: &str, report: &Report, lenient: bool) -> Outcome {
	if report.bare {
		eprintln!("warning: {name}: no interchange (ISA) and no functional group (GS) around the transaction set");
	}
	for transaction in &report.transactions {
		for warning in &transaction.warnings.first {
			eprintln!(
				"warning: {name}: transaction {}, {warning}",
				transaction.remittance.control_number
			);
		}
		let kept = transaction.warnings.first.len() as u64;
		if transaction.warnings.count > kept {
			eprintln!("warning: {name}: … and {} more", transaction.warnings.count - kept);
		}
	}
	if lenient {
		for mismatch in &report.mismatches {
			eprintln!("warning: {name}: {mismatch}");
		}
	} else if let Some(first) = report.mismatches.first() {
		let more = report.mismatches.len() - 1;
		let more = if more == 0 {
			String::new()
		} else {
			format!(" (and {more} more like it)")
		};
		let first = first.clone().in_file(name);
		return Err(Failure::Unreadable(format!(
			"{first}{more}. The file is not what the sender sent; what it holds was checked all the same. Without --strict this is a warning"
		)));
	}
	let count = report.shortfalls().count();
	match report.shortfalls().next() {
		None => Ok(()),
		Some(first) if count == 1 => Err(Failure::Refused(format!("{name} does not balance: {first}"))),
		Some(first) => Err(Failure::Refused(format!(
			"{name} does not balance: {count} equations do not hold; the first: {first}"
		))),
	}
}
