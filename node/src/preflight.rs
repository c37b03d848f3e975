//! What must hold before the node runs, and what the SDK would pass over or report in words that help nobody.

use clap::Parser;
use polkadot_omni_node_lib::{cli::Cli, CliConfig};
use polkadot_sdk::sc_cli;
use std::{
	net::{Ipv4Addr, TcpListener},
	path::Path,
};

/// Where the SDK listens when nothing else is said.
const DEFAULT_RPC_PORT: u16 = 9944;

/// Fails with the problem and its fix if the node is about to run and cannot run as it was told to.
pub fn check<Config: CliConfig>() -> sc_cli::Result<()> {
	// A call that does not parse is reported by the node itself.
	let Ok(cli) = Cli::<Config>::try_parse() else {
		return Ok(());
	};
	if cli.subcommand.is_some() {
		return Ok(());
	}
	let rpc = &cli.run.base.rpc_params;
	if rpc.experimental_rpc_endpoint.is_empty() {
		ensure_port_is_free(rpc.rpc_port.unwrap_or(DEFAULT_RPC_PORT))?;
	}
	match &cli.run.base.shared_params.base_path {
		Some(path) => ensure_writable(path),
		None => Ok(()),
	}
}

/// The RPC port is a promise: clients are told where to connect. The SDK would take a random port in its stead, and
/// everybody who was told the first one would talk to whatever listens there.
fn ensure_port_is_free(port: u16) -> sc_cli::Result<()> {
	TcpListener::bind((Ipv4Addr::LOCALHOST, port))
		.map(drop)
		.map_err(|error| {
			sc_cli::Error::Input(format!(
			"port {port} for JSON-RPC cannot be used: {error}. Stop what listens there, or choose another with --rpc-port."
		))
		})
}

fn ensure_writable(path: &Path) -> sc_cli::Result<()> {
	let probe = path.join(format!(".salus-node-{}", std::process::id()));
	std::fs::create_dir_all(path)
		.and_then(|()| std::fs::write(&probe, b""))
		.and_then(|()| std::fs::remove_file(&probe))
		.map_err(|error| {
			sc_cli::Error::Input(format!(
				"the base path '{}' cannot be written: {error}. Make it writable, or choose another with --base-path.",
				path.display()
			))
		})
}
