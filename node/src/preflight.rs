//! What must hold before the node runs, and what the SDK would pass over or report in words that help nobody.

use crate::chain_spec::{ensure_of_relay_chain, Loader, EMBEDDED_RELAY_CHAINS};
use clap::{ArgMatches, CommandFactory, FromArgMatches};
use polkadot_omni_node_lib::{
	chain_spec::{Extensions, LoadSpec},
	cli::{Cli, Subcommand},
	CliConfig,
};
use polkadot_sdk::{
	frame_benchmarking_cli::BasePath,
	sc_chain_spec::ChainSpec,
	sc_cli::{CryptoScheme, InsertKeyCmd, KeySubcommand, RunCmd, SharedParams, SubstrateCli},
};
use std::{
	io::Result as IoResult,
	net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener},
	path::{Path, PathBuf},
};

/// Where the SDK listens when nothing else is said.
const DEFAULT_RPC_PORT: u16 = 9944;
const DEFAULT_PEER_PORT: u16 = 30333;
const DEFAULT_METRICS_PORT: u16 = 9615;

/// Fails with the problem and its fix if the node is about to run, or to take a key, and cannot do as it was told to.
pub fn check<Config: CliConfig>() -> Result<(), String> {
	// A call that does not parse is reported by the node itself.
	let Ok(matches) = Cli::<Config>::command().try_get_matches() else {
		return Ok(());
	};
	let Ok(cli) = Cli::<Config>::from_arg_matches(&matches) else {
		return Ok(());
	};
	match &cli.subcommand {
		None => {},
		Some(Subcommand::Key(KeySubcommand::Insert(command))) => {
			ensure_of_use(command.scheme, argument(&matches, "insert", "key_type"))?;
			return ensure_keystore_is_writable::<Config>(command);
		},
		Some(Subcommand::Key(KeySubcommand::GenerateNodeKey(command))) => {
			let spec = Loader.load_spec(command.chain.as_deref().unwrap_or_default())?;
			return argument::<PathBuf>(&matches, "generate-node-key", "base_path")
				.map_or(Ok(()), |path| ensure_writable(path, spec.id()));
		},
		Some(_) => return Ok(()),
	}
	let run = &cli.run.base;
	let dev = run.shared_params.is_dev();
	let spec = Loader.load_spec(&run.shared_params.chain_id(dev))?;
	let alone = dev || cli.dev_block_time.is_some() || cli.instant_seal;
	if !alone {
		ensure_relay_chain(&*spec, &cli.relay_chain_args)?;
	}
	ensure_ports_are_free(run, alone)?;
	match base_path::<Config>(&run.shared_params) {
		Some(path) if !run.tmp => ensure_writable(&path, spec.id()),
		_ => Ok(()),
	}
}

/// Where the node keeps its files, unless that is a temporary folder.
fn base_path<Config: CliConfig>(shared: &SharedParams) -> Option<PathBuf> {
	let default = || BasePath::from_project("", "", &Cli::<Config>::executable_name());
	match &shared.base_path {
		Some(path) => Some(path.clone()),
		None if shared.is_dev() => None,
		None => Some(default().path().to_path_buf()),
	}
}

/// What a command of `key` was given, and the SDK shows nobody.
fn argument<'a, T: Clone + Send + Sync + 'static>(matches: &'a ArgMatches, command: &str, name: &str) -> Option<&'a T> {
	matches
		.subcommand_matches("key")?
		.subcommand_matches(command)?
		.get_one(name)
}

/// A collator looks for its session key among those of one scheme, and would wait for ever beside one of another.
fn ensure_of_use(scheme: CryptoScheme, key_type: Option<&String>) -> Result<(), String> {
	if key_type.is_some_and(|key_type| key_type == "aura") && scheme != CryptoScheme::Sr25519 {
		return Err(
			"an 'aura' key of this scheme would never make a block: every Salus chain authors with sr25519. Add \
			--scheme sr25519, with the secret of that key."
				.into(),
		);
	}
	Ok(())
}

fn ensure_keystore_is_writable<Config: CliConfig>(command: &InsertKeyCmd) -> Result<(), String> {
	let shared = &command.shared_params;
	if let Some(keystore) = &command.keystore_params.keystore_path {
		return ensure_folder(keystore, "keystore", "--keystore-path");
	}
	let spec = Loader.load_spec(&shared.chain_id(shared.is_dev()))?;
	base_path::<Config>(shared).map_or(Ok(()), |path| ensure_writable(&path, spec.id()))
}

/// The relay chain's spec is read even when its nodes are asked over RPC.
fn ensure_relay_chain(spec: &dyn ChainSpec, arguments: &[String]) -> Result<(), String> {
	let relay_chain = Extensions::try_get(spec)
		.map(Extensions::relay_chain)
		.unwrap_or_default();
	let named = arguments
		.iter()
		.enumerate()
		.find_map(|(at, argument)| match argument.strip_prefix("--chain")? {
			"" => arguments.get(at + 1).map(String::as_str),
			value => value.strip_prefix('='),
		});
	let chain = named.unwrap_or(&relay_chain);
	if EMBEDDED_RELAY_CHAINS.contains(&chain) {
		return Ok(());
	}
	let file = Path::new(chain);
	if named.is_some() || file.is_file() {
		return ensure_of_relay_chain(file);
	}
	Err(format!(
		"'{}' is a parachain, and its node needs the chain spec of the relay chain '{relay_chain}'. Add '-- --chain \
		relay.json'; or try 'scripts/network', which runs both on one machine, or '--dev', a chain without a relay chain.",
		spec.name()
	))
}

/// Ports are a promise: others are told where to connect. The SDK would take a random port in their stead or go on without,
/// and everybody who was told the first one would talk to whatever listens there.
fn ensure_ports_are_free(run: &RunCmd, alone: bool) -> Result<(), String> {
	let local = (Ipv4Addr::LOCALHOST, Ipv6Addr::LOCALHOST);
	let everywhere = (Ipv4Addr::UNSPECIFIED, Ipv6Addr::UNSPECIFIED);
	let rpc = &run.rpc_params;
	if rpc.experimental_rpc_endpoint.is_empty() {
		let external = rpc.rpc_external || rpc.unsafe_rpc_external;
		let port = rpc.rpc_port.unwrap_or(DEFAULT_RPC_PORT);
		ensure_free_on_both(
			if external { everywhere } else { local },
			port,
			"JSON-RPC",
			"--rpc-port",
		)?;
	}
	for endpoint in &rpc.experimental_rpc_endpoint {
		if !endpoint.is_optional && !endpoint.retry_random_port {
			ensure_free(endpoint.listen_addr, "JSON-RPC", "--experimental-rpc-endpoint")?;
		}
	}
	// A chain that runs alone has no peers.
	let network = &run.network_params;
	if !alone {
		for address in &network.listen_addr {
			if let Some(address) = socket(&address.to_string()) {
				ensure_free(address, "peers", "--listen-addr")?;
			}
		}
		if network.listen_addr.is_empty() {
			let port = network.port.unwrap_or(DEFAULT_PEER_PORT);
			ensure_free_on_both(everywhere, port, "peers", "--port")?;
		}
	}
	let metrics = &run.prometheus_params;
	if !metrics.no_prometheus {
		let interface = if metrics.prometheus_external {
			IpAddr::from(everywhere.1)
		} else {
			local.0.into()
		};
		let port = metrics.prometheus_port.unwrap_or(DEFAULT_METRICS_PORT);
		ensure_free((interface, port), "metrics", "--prometheus-port")?;
	}
	Ok(())
}

/// The address to listen on in a multiaddress such as `/ip4/127.0.0.1/tcp/30333/ws`. One with a name, or over another protocol,
/// has none to try.
fn socket(multiaddress: &str) -> Option<SocketAddr> {
	let mut parts = multiaddress.split('/').skip(2);
	let ip: IpAddr = parts.next()?.parse().ok()?;
	let port = parts.next().filter(|protocol| *protocol == "tcp").and(parts.next())?;
	Some((ip, port.parse().ok()?).into())
}

/// The SDK listens on both; a machine may have no IPv6.
fn ensure_free_on_both((v4, v6): (Ipv4Addr, Ipv6Addr), port: u16, purpose: &str, option: &str) -> Result<(), String> {
	ensure_free((v4, port), purpose, option)?;
	if TcpListener::bind((Ipv6Addr::LOCALHOST, 0)).is_ok() {
		ensure_free((v6, port), purpose, option)?;
	}
	Ok(())
}

fn ensure_free(address: impl Into<SocketAddr>, purpose: &str, option: &str) -> Result<(), String> {
	let address = address.into();
	TcpListener::bind(address).map(drop).map_err(|error| {
		format!(
			"port {} for {purpose} cannot be used: {error}. Stop what listens there, or choose another with {option}.",
			address.port()
		)
	})
}

/// The folder itself, and what is there already of the chain: another user may have begun it.
fn ensure_writable(base: &Path, chain: &str) -> Result<(), String> {
	let chains = base.join("chains");
	let own = chains.join(chain);
	ensure_folder(base, "base path", "--base-path")?;
	for folder in [chains, own.join("keystore"), own] {
		if folder.exists() {
			ensure_folder(&folder, "base path", "--base-path")?;
		}
	}
	Ok(())
}

fn ensure_folder(folder: &Path, what: &str, option: &str) -> Result<(), String> {
	write_below(folder).map_err(|error| {
		format!(
			"the {what} '{}' cannot be written: {error}. Make it writable for this user (chown), or choose another with \
			{option}.",
			folder.display()
		)
	})
}

fn write_below(folder: &Path) -> IoResult<()> {
	let probe = folder.join(format!(".salus-node-{}", std::process::id()));
	std::fs::create_dir_all(folder)?;
	std::fs::write(&probe, b"")?;
	std::fs::remove_file(&probe)
}
