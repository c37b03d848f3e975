//! The Salus node: `polkadot-omni-node-lib` with our chain specs embedded.

mod chain_spec;
mod commands;
mod preflight;

use polkadot_omni_node_lib::{
	run_with_custom_cli,
	runtime::{AuraConsensusId, BlockNumber, Consensus, Runtime, RuntimeResolver},
	CliConfig as CliConfigT, RunConfig,
};
use polkadot_sdk::{sc_chain_spec::ChainSpec, sc_cli};
use std::{error::Error, process::ExitCode};

struct CliConfig;

impl CliConfigT for CliConfig {
	fn impl_version() -> String {
		env!("SUBSTRATE_CLI_IMPL_VERSION").into()
	}

	fn description(executable: String) -> String {
		format!(
			"Salus: a healthcare parachain. Patient consents, record-hash anchors and claims, in one evidence chain.\n\n\
			A development chain, with no relay chain:  {executable} --dev\n\
			Another chain:  {executable} --chain local|consortium|FILE [options] -- [relay chain options]"
		)
	}

	fn author() -> String {
		env!("CARGO_PKG_AUTHORS").into()
	}

	fn support_url() -> String {
		"the issue tracker of the repository you built this from".into()
	}

	fn copyright_start_year() -> u16 {
		2026
	}
}

/// Every Salus chain counts blocks in 32 bits and authors with Aura over sr25519: nothing to detect.
struct SalusRuntime;

impl RuntimeResolver for SalusRuntime {
	fn runtime(&self, _: &dyn ChainSpec) -> sc_cli::Result<Runtime> {
		Ok(Runtime::Omni(
			BlockNumber::U32,
			Consensus::Aura(AuraConsensusId::Sr25519),
		))
	}
}

fn run() -> Result<(), Box<dyn Error>> {
	preflight::check::<CliConfig>()?;
	let config = RunConfig::new(Box::new(SalusRuntime), Box::new(chain_spec::Loader));
	run_with_custom_cli::<CliConfig, commands::Commands>(config).map_err(|error| {
		if let Some(reason) = chain_spec::refused_genesis(&error.to_string()) {
			return reason.into();
		}
		match error {
			// Of our own words, most often: the loader's of a chain spec.
			sc_cli::Error::Input(message) => message.into(),
			error => error.into(),
		}
	})
}

fn main() -> ExitCode {
	match run() {
		Ok(()) => ExitCode::SUCCESS,
		Err(error) => {
			eprintln!("error: {error}");
			ExitCode::FAILURE
		},
	}
}
