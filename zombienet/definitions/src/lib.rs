//! The networks of `zombienet/*.toml`, started by `zombienet-sdk` with its native provider, and what is asked of each.
//!
//! Without the feature `network` this is empty; `scripts/test-network definitions` turns it on.

#![cfg(feature = "network")]
#![warn(missing_docs)]

use serde_json::Value;
use std::{
	error::Error,
	fs,
	path::{Path, PathBuf},
	process::Command,
	time::{Duration, Instant},
};
use tokio::time::sleep;
use zombienet_sdk::{
	subxt::{
		backend::rpc::RpcClient,
		ext::subxt_rpcs::{client::RpcParams, rpc_params},
		utils::H256,
		OnlineClient, PolkadotConfig,
	},
	LocalFileSystem, Network, NetworkConfig, NetworkConfigExt, NetworkNode,
};

/// What a step returns.
pub type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

/// The parachain's id in every definition.
pub const PARA_ID: u32 = 2509;

/// How long a step may take on a busy machine. The one to the first finalised block is the longest: minutes.
const PATIENCE: Duration = Duration::from_secs(900);
/// How often a node is asked.
const GLANCE: Duration = Duration::from_secs(2);

/// `twox128` of `Paras` and of `ParaLifecycles`.
const LIFECYCLES: &str = "0xcd710b30bd2eab0352ddcc26417aa194281e0bfde17b36573208a06cb5cfba6b";

/// Fails with `message` unless `holds`.
pub fn ensure(holds: bool, message: impl FnOnce() -> String) -> Outcome {
	if holds {
		Ok(())
	} else {
		Err(message().into())
	}
}

/// Reads `zombienet/NAME.toml`.
pub fn definition(name: &str) -> Outcome<NetworkConfig> {
	let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../{name}.toml"));
	NetworkConfig::load_from_toml(&file.display().to_string()).map_err(|error| format!("{name}.toml: {error}").into())
}

/// A network that runs.
pub struct Running {
	network: Network<LocalFileSystem>,
	/// Where its nodes keep data and logs.
	pub folder: PathBuf,
}

impl Running {
	/// Starts the network of `zombienet/NAME.toml`. Its nodes end when this value goes.
	pub async fn start(name: &str) -> Outcome<Self> {
		let network = definition(name)?.spawn_native().await?;
		let folder = network.base_dir().ok_or("zombienet does not tell its folder")?.into();
		Ok(Running { network, folder })
	}

	/// The first validator.
	pub async fn relay(&self) -> Outcome<Node<'_>> {
		Node::connect(self.network.get_node("alice")?).await
	}

	/// The nodes of the parachain, in the order of the definition.
	pub async fn collators(&self) -> Outcome<Vec<Node<'_>>> {
		let para = self.network.parachain(PARA_ID).ok_or("there is no parachain")?;
		let mut nodes = vec![];
		for node in para.collators() {
			nodes.push(Node::connect(node).await?);
		}
		Ok(nodes)
	}

	/// Ends all nodes and deletes their folder. Fails if a process of theirs is left.
	pub async fn end(self) -> Outcome {
		self.network.destroy().await?;
		let began = Instant::now();
		loop {
			let left = processes(&self.folder)?;
			if left.is_empty() {
				break;
			}
			ensure(began.elapsed().as_secs() < 20, || format!("processes are left: {left}"))?;
			sleep(GLANCE).await;
		}
		fs::remove_dir_all(&self.folder)?;
		Ok(())
	}
}

/// The processes that name a folder.
fn processes(folder: &Path) -> Outcome<String> {
	let all = Command::new("ps").args(["-eo", "pid=,args="]).output()?;
	let folder = format!("{}/", folder.display());
	Ok(String::from_utf8_lossy(&all.stdout)
		.lines()
		.filter(|line| line.contains(&folder))
		.collect::<Vec<_>>()
		.join("\n"))
}

/// A node that answers.
pub struct Node<'a> {
	node: &'a NetworkNode,
	rpc: RpcClient,
}

impl<'a> Node<'a> {
	/// Connects to it. One that was just started compiles its runtimes first.
	async fn connect(node: &'a NetworkNode) -> Outcome<Self> {
		let began = Instant::now();
		loop {
			match node.rpc().await {
				Ok(rpc) => return Ok(Node { node, rpc }),
				Err(error) => ensure(began.elapsed() < PATIENCE, || format!("{}: {error}", node.name()))?,
			}
			sleep(GLANCE).await;
		}
	}

	/// Its name in the definition.
	pub fn name(&self) -> &str {
		self.node.name()
	}

	async fn ask(&self, method: &str, params: RpcParams) -> Outcome<Value> {
		let answer = self.rpc.request(method, params).await;
		answer.map_err(|error| format!("{}, {method}: {error}", self.name()).into())
	}

	/// The height of its best block, and of the last that is finalised.
	pub async fn heights(&self) -> Outcome<(u64, u64)> {
		let finalised = self.ask("chain_getFinalizedHead", rpc_params![]).await?;
		let finalised = number(&self.ask("chain_getHeader", rpc_params![finalised]).await?)?;
		// The best comes second, so that it is never behind.
		let best = number(&self.ask("chain_getHeader", rpc_params![]).await?)?;
		Ok((best, finalised))
	}

	/// Waits until the block at a height is finalised; returns the seconds.
	pub async fn wait_for(&self, height: u64) -> Outcome<u64> {
		let began = Instant::now();
		loop {
			let (best, finalised) = self.heights().await?;
			if finalised >= height {
				return Ok(began.elapsed().as_secs());
			}
			ensure(began.elapsed() < PATIENCE, || {
				format!(
					"{}: block {height} is not finalised (best {best}, finalised {finalised})",
					self.name()
				)
			})?;
			sleep(GLANCE).await;
		}
	}

	async fn hash_at(&self, height: u64) -> Outcome<Value> {
		self.ask("chain_getBlockHash", rpc_params![height]).await
	}

	/// The state root of the block at a height.
	pub async fn state_root(&self, height: u64) -> Outcome<String> {
		let hash = self.hash_at(height).await?;
		let header = self.ask("chain_getHeader", rpc_params![hash]).await?;
		let root = header["stateRoot"].as_str();
		Ok(root
			.ok_or_else(|| format!("{}: no block {height}", self.name()))?
			.into())
	}

	/// Whether this relay chain has the parachain, as one with a core (`ParaLifecycle::Parachain`).
	pub async fn has_parachain(&self) -> Outcome<bool> {
		let keys = self.ask("state_getKeysPaged", rpc_params![LIFECYCLES, 1000u32]).await?;
		let id: String = PARA_ID.to_le_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
		let keys = keys.as_array().cloned().unwrap_or_default();
		let Some(key) = keys
			.iter()
			.find(|key| key.as_str().is_some_and(|key| key.ends_with(&id)))
		else {
			return Ok(false);
		};
		Ok(self.ask("state_getStorage", rpc_params![key]).await? == "0x02")
	}

	/// How many candidates of the parachain were backed, and how many included, in relay chain blocks `from` to `to`.
	pub async fn candidates(&self, from: u64, to: u64) -> Outcome<(u64, u64)> {
		let client = OnlineClient::<PolkadotConfig>::from_rpc_client(self.rpc.clone()).await?;
		let (mut backed, mut included) = (0, 0);
		for height in from..=to {
			let hash: H256 = serde_json::from_value(self.hash_at(height).await?)?;
			for event in client.events().at(hash).await?.iter() {
				let event = event?;
				// The receipt comes first, and the id of the parachain first in it.
				let ours =
					event.pallet_name() == "ParaInclusion" && event.field_bytes().starts_with(&PARA_ID.to_le_bytes());
				match event.variant_name() {
					"CandidateBacked" if ours => backed += 1,
					"CandidateIncluded" if ours => included += 1,
					_ => {},
				}
			}
		}
		Ok((backed, included))
	}

	/// Ends it and starts it again with its data.
	pub async fn restart(self) -> Outcome<Node<'a>> {
		self.node.restart(None).await?;
		Node::connect(self.node).await
	}
}

fn number(header: &Value) -> Outcome<u64> {
	let text = header["number"].as_str().unwrap_or_default();
	u64::from_str_radix(text.trim_start_matches("0x"), 16).map_err(|_| format!("not a header: {header}").into())
}
