//! Subcommands beside those of every Substrate node.

use polkadot_omni_node_lib::{extra_subcommand::ExtraSubcommand, RunConfig};
use polkadot_sdk::{
	cumulus_client_service::storage_proof_size::HostFunctions,
	frame_benchmarking_cli::PalletCmd,
	sc_cli::{Error, ExportChainSpecCmd, Result},
	sp_runtime::traits::HashingFor,
};
use salus_runtime::Block;

/// Our own subcommands.
#[derive(Debug, clap::Subcommand)]
pub enum Commands {
	/// Write a chain spec as JSON.
	ExportChainSpec(ExportChainSpecCmd),
	/// Measure the weights of a runtime that was built with `--features runtime-benchmarks`.
	///
	/// `scripts/benchmark` does the whole.
	BenchmarkPallet(Box<PalletCmd>),
}

impl ExtraSubcommand for Commands {
	fn handle(self, config: &RunConfig) -> Result<()> {
		match self {
			Commands::ExportChainSpec(command) => {
				let spec = config.chain_spec_loader.load_spec(&command.chain)?;
				command.run(spec).map_err(|error| match (error, &command.output) {
					(Error::Io(error), Some(file)) => format!(
						"'{}' cannot be written: {error}. Choose another file with --output.",
						file.display()
					)
					.into(),
					(error, _) => error,
				})
			},
			Commands::BenchmarkPallet(command) => command.run_with_spec::<HashingFor<Block>, HostFunctions>(None),
		}
	}
}
