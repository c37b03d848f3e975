//! Registers a parachain on a relay chain that runs.

use clap::{Parser, Subcommand};
use salus_relay::registration::{genesis_file, signer, Failure, Relay};
use std::{path::PathBuf, process::ExitCode};

/// Registers a parachain on a relay chain that runs: an id, its genesis, a core.
///
/// Exit code: 0 fine, 1 refused by the relay chain, 2 wrong call, or something that cannot be read or reached.
#[derive(Parser)]
struct Arguments {
	/// A node of the relay chain.
	#[arg(long, default_value = "ws://127.0.0.1:9944")]
	url: String,
	#[command(subcommand)]
	step: Step,
}

#[derive(Subcommand)]
enum Step {
	/// What the relay chain knows of an id: free, reserved by an account, onboarding, registered.
	Status {
		/// The id.
		id: u32,
	},
	/// Reserves the next free id, for a deposit, and prints it.
	Reserve(Signed),
	/// Registers the genesis under an id that the signer reserved, for a deposit.
	Register {
		/// The id.
		id: u32,
		/// The file of `salus-node export-genesis-head`, as `scripts/launch new` makes it.
		#[arg(long)]
		head: PathBuf,
		/// The file of `salus-node export-genesis-wasm`, as `scripts/launch new` makes it.
		#[arg(long)]
		code: PathBuf,
		#[command(flatten)]
		signed: Signed,
	},
	/// Gives a parachain a core for good, as root of a relay chain of your own. On a public one coretime is bought.
	AssignCore {
		/// The id.
		id: u32,
		/// The number of the core, from 0.
		#[arg(long, default_value_t = 0)]
		core: u16,
		#[command(flatten)]
		signed: Signed,
	},
}

#[derive(clap::Args)]
struct Signed {
	/// Who signs and pays: `file:PATH` with a secret phrase or URI in the file, or a key that everybody knows (`//Alice`).
	#[arg(long)]
	signer: String,
}

async fn run(arguments: Arguments) -> Result<(), Failure> {
	// What was named is read before anything is asked or paid.
	match arguments.step {
		Step::Status { id } => println!("{}", Relay::connect(&arguments.url).await?.status(id).await?),
		Step::Reserve(signed) => {
			let signer = signer(&signed.signer)?;
			println!("{}", Relay::connect(&arguments.url).await?.reserve(&signer).await?);
		},
		Step::Register { id, head, code, signed } => {
			let (head, code) = (genesis_file(&head)?, genesis_file(&code)?);
			let signer = signer(&signed.signer)?;
			let relay = Relay::connect(&arguments.url).await?;
			relay.register(id, head, code, &signer).await?;
			println!("{}", relay.status(id).await?);
		},
		Step::AssignCore { id, core, signed } => {
			let signer = signer(&signed.signer)?;
			let relay = Relay::connect(&arguments.url).await?;
			relay.assign_core(id, core, &signer).await?;
			println!("core {core} is for para id {id}");
		},
	}
	Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
	match run(Arguments::parse()).await {
		Ok(()) => ExitCode::SUCCESS,
		Err(failure) => {
			eprintln!("error: {failure}");
			match failure {
				Failure::Refused(_) => ExitCode::from(1),
				Failure::Unreadable(_) => ExitCode::from(2),
			}
		},
	}
}
