//! `salus chain …`

use super::{blake2_256, show, At, Chain, Connect, Format, Motion, Share, Submit, H256};
use crate::{
	outcome::{Failure, Outcome},
	output::{pretty, print},
};
use clap::{Args, Subcommand};
use codec::Encode;
use salus_api::salus;
use serde_json::{json, Value as Json};
use std::path::PathBuf;
use subxt::rpcs::rpc_params;

/// The verbs of `salus chain`.
#[derive(Debug, Subcommand)]
pub enum Command {
	/// Where the chain is: best and finalised block, runtime, peers, pool.
	Status(Status),
	/// What the chain is: genesis, token, limits; and its metadata and code as files.
	Spec(Spec),
	/// Look for a transaction by its hash.
	Find(Find),
	/// What no node reports about itself, in the text format of Prometheus: who is late, which pool is short.
	Metrics(super::metrics::Metrics),
	/// Who makes calls for an organisation: its proxies.
	#[command(subcommand)]
	Proxy(super::proxy::Command),
	/// Replace the runtime: authorise it through the council, or apply what is authorised.
	#[command(subcommand)]
	Upgrade(Upgrade),
}

/// `salus chain status`
#[derive(Debug, Args)]
pub struct Status {
	#[command(flatten)]
	connect: Connect,
	/// How it is printed.
	#[arg(long, value_enum, default_value_t = Format::Table)]
	format: Format,
}

/// `salus chain spec`
#[derive(Debug, Args)]
pub struct Spec {
	#[command(flatten)]
	connect: Connect,
	/// Write the metadata of the runtime here (SCALE, the newest stable version).
	#[arg(long, value_name = "FILE")]
	metadata: Option<PathBuf>,
	/// Write the code of the runtime here (Wasm, as the chain stores it).
	#[arg(long, value_name = "FILE")]
	code: Option<PathBuf>,
	/// How it is printed.
	#[arg(long, value_enum, default_value_t = Format::Table)]
	format: Format,
}

/// `salus chain find`
#[derive(Debug, Args)]
pub struct Find {
	/// The hash of the transaction.
	#[arg(value_parser = super::parse_hash)]
	hash: H256,
	#[command(flatten)]
	connect: Connect,
	/// How many blocks to look back from the best one.
	#[arg(long, value_name = "N", default_value_t = 1_000)]
	blocks: u64,
	/// How it is printed.
	#[arg(long, value_enum, default_value_t = Format::Table)]
	format: Format,
}

/// `salus chain upgrade`
#[derive(Debug, Subcommand)]
pub enum Upgrade {
	/// Let the council authorise a runtime: two thirds of its members whitelist and dispatch `system.authorizeUpgrade`.
	Authorize(Authorize),
	/// Apply the runtime that is authorised. Anybody may, and it costs nothing if the code is the right one.
	Apply(Apply),
}

/// `salus chain upgrade authorize`
#[derive(Debug, Args)]
pub struct Authorize {
	/// The compressed Wasm of the runtime.
	code: PathBuf,
	#[command(flatten)]
	motion: Motion,
}

/// `salus chain upgrade apply`
#[derive(Debug, Args)]
pub struct Apply {
	/// The compressed Wasm of the runtime.
	code: PathBuf,
	#[command(flatten)]
	submit: Submit,
}

/// Runs one verb.
pub fn run(command: Command) -> Outcome {
	match command {
		Command::Status(status) => super::block_on(status.run()),
		Command::Spec(spec) => super::block_on(spec.run()),
		Command::Find(find) => super::block_on(find.run()),
		Command::Metrics(metrics) => super::block_on(metrics.run()),
		Command::Proxy(proxy) => super::block_on(proxy.run()),
		Command::Upgrade(Upgrade::Authorize(authorize)) => super::block_on(authorize.run()),
		Command::Upgrade(Upgrade::Apply(apply)) => super::block_on(apply.run()),
	}
}

/// Prints facts, one a line, or as one object.
fn print_facts(facts: &[(&str, &str, Json)], format: Format) -> Outcome {
	match format {
		Format::Table => print(
			&facts
				.iter()
				.map(|(_, label, value)| format!("{label:<18} {}\n", show::one_line(value)))
				.collect::<String>(),
		),
		Format::Json => print(&pretty(
			&facts
				.iter()
				.map(|(key, _, value)| ((*key).to_owned(), value.clone()))
				.collect::<serde_json::Map<_, _>>(),
		)?),
	}
}

impl Status {
	async fn run(self) -> Outcome {
		let chain = Chain::connect(&self.connect).await?;
		let best = chain.state_at(At::Best).await?;
		let finalised = chain.state_at(At::Finalized).await?;
		let health: Json = chain.rpc("system_health", rpc_params![]).await.unwrap_or_default();
		let pool: Vec<Json> = chain
			.rpc("author_pendingExtrinsics", rpc_params![])
			.await
			.unwrap_or_default();
		let node: Json = chain.rpc("system_version", rpc_params![]).await.unwrap_or_default();
		let same = salus::is_codegen_valid_for(best.inner().metadata_ref());
		let facts = [
			("chain", "chain", json!(chain.name())),
			("genesis", "genesis", json!(format!("{:?}", chain.genesis_hash()))),
			("node", "node", node),
			("specVersion", "runtime", json!(best.spec_version())),
			(
				"clientMatches",
				"this client",
				json!(match (same, self.format) {
					(same, Format::Json) => json!(same),
					(true, _) => json!("made for this runtime"),
					(false, _) => json!("made for another runtime: calls that have changed are refused"),
				}),
			),
			("best", "best block", json!(best.number())),
			("bestHash", "best hash", json!(format!("{:?}", best.hash()))),
			("finalised", "finalised block", json!(finalised.number())),
			(
				"finalisedHash",
				"finalised hash",
				json!(format!("{:?}", finalised.hash())),
			),
			("time", "clock (Unix)", json!(best.now().await?)),
			("peers", "peers", health.get("peers").cloned().unwrap_or_default()),
			(
				"syncing",
				"syncing",
				health.get("isSyncing").cloned().unwrap_or_default(),
			),
			("pool", "waiting in pool", json!(pool.len())),
		];
		print_facts(&facts, self.format)
	}
}

fn write(path: &std::path::Path, bytes: &[u8]) -> Outcome {
	std::fs::write(path, bytes).map_err(|error| Failure::Refused(format!("{}: {error}", path.display())))
}

impl Spec {
	async fn run(self) -> Outcome {
		let chain = Chain::connect(&self.connect).await?;
		let state = chain.state().await?;
		if let Some(path) = &self.metadata {
			let versions = state.call(salus::runtime_apis().metadata().metadata_versions()).await?;
			let version = versions
				.into_iter()
				.filter(|version| *version != u32::MAX)
				.max()
				.unwrap_or(14);
			let metadata = state
				.call(salus::runtime_apis().metadata().metadata_at_version(version))
				.await?
				.ok_or_else(|| Failure::Refused(format!("{}: no metadata of version {version}", chain.url())))?;
			write(path, &metadata.0)?;
		}
		if let Some(path) = &self.code {
			let code = state
				.inner()
				.storage()
				.runtime_wasm_code()
				.await
				.map_err(|error| chain.failed(error))?;
			write(path, &code)?;
		}
		let weights = state.constant(salus::constants().system().block_weights())?;
		let deposit = state.constant(salus::constants().balances().existential_deposit())?;
		let para = state
			.fetch(salus::storage().parachain_info().parachain_id(), ())
			.await?;
		let kind: Json = chain.rpc("system_chainType", rpc_params![]).await.unwrap_or_default();
		let slot = state.call(salus::runtime_apis().aura_api().slot_duration()).await?;
		let properties = chain.properties();
		let facts = [
			("chain", "chain", json!(chain.name())),
			("chainType", "kind", kind),
			("genesis", "genesis", json!(format!("{:?}", chain.genesis_hash()))),
			("parachain", "parachain", json!(para.map(|para| para.0))),
			("specVersion", "runtime", json!(state.spec_version())),
			(
				"transactionVersion",
				"transactions",
				json!(state.inner().transaction_version()),
			),
			("tokenSymbol", "token", json!(properties.symbol)),
			("tokenDecimals", "decimals", json!(properties.decimals)),
			("ss58Format", "address prefix", json!(properties.ss58)),
			(
				"existentialDeposit",
				"smallest account",
				match self.format {
					Format::Json => json!(deposit.to_string()),
					Format::Table => json!(chain.amount(deposit)),
				},
			),
			("slotMilliseconds", "slot (ms)", json!(slot.0)),
			(
				"blockWeight",
				"block weight",
				json!({"refTime": weights.max_block.ref_time, "proofSize": weights.max_block.proof_size}),
			),
		];
		print_facts(&facts, self.format)
	}
}

impl Find {
	async fn run(self) -> Outcome {
		let chain = Chain::connect(&self.connect).await?;
		let finalised = chain.head(At::Finalized).await?;
		let best = chain.head(At::Best).await?;
		let last = best.saturating_sub(self.blocks);
		for number in (last..=best).rev() {
			// A node has all blocks, and the state of the last few only.
			let Some((block, extrinsics)) = chain.body(number).await? else {
				return Err(Failure::Refused(format!(
					"{:?} is in none of the blocks {} to {best}, and {} does not have block {number}: ask a node that keeps all blocks",
					self.hash,
					number.saturating_add(1),
					chain.url()
				)));
			};
			let found = extrinsics.iter().position(|bytes| blake2_256(bytes) == self.hash.0);
			if let Some(index) = found {
				let facts = [
					("call", "call", json!(chain.call_of(block, &extrinsics[index]).await?)),
					("block", "block", json!(number)),
					("blockHash", "block hash", json!(format!("{block:?}"))),
					("extrinsic", "extrinsic", json!(index)),
					("finalised", "finalised", json!(number <= finalised)),
				];
				return print_facts(&facts, self.format);
			}
		}
		Err(Failure::Refused(format!(
			"{:?} is in none of the blocks {last} to {best}; --blocks looks further back",
			self.hash
		)))
	}
}

fn read_code(path: &std::path::Path) -> Result<Vec<u8>, Failure> {
	let code = std::fs::read(path).map_err(|error| Failure::Unreadable(format!("{}: {error}", path.display())))?;
	// Compressed code begins with this; plain Wasm with its own magic.
	let compressed = [82, 188, 83, 118, 70, 219, 142, 5];
	if code.starts_with(&compressed) || code.starts_with(b"\0asm") {
		return Ok(code);
	}
	Err(Failure::Unreadable(format!(
		"{}: neither Wasm nor compressed Wasm; the file is called salus_runtime.compact.compressed.wasm",
		path.display()
	)))
}

impl Authorize {
	async fn run(self) -> Outcome {
		let code = read_code(&self.code)?;
		let hash = H256(blake2_256(&code));
		let chain = Chain::connect(&self.motion.connect).await?;
		let authorise = chain.as_call(&salus::tx().system().authorize_upgrade(hash)).await?;
		let call_hash = H256(blake2_256(&authorise.encode()));
		let whitelist = chain
			.as_call(&salus::tx().whitelist().whitelist_call(call_hash))
			.await?;
		let dispatch = chain
			.as_call(
				&salus::tx()
					.whitelist()
					.dispatch_whitelisted_call_with_preimage(authorise),
			)
			.await?;
		let batch = salus::tx().utility().batch_all(vec![whitelist, dispatch]);
		eprintln!("code hash {hash:?}, {} bytes", code.len());
		if let Some(receipt) = self.motion.run(&chain, &batch, Share::TwoThirds).await? {
			receipt.event::<salus::system::events::UpgradeAuthorized>()?;
		}
		Ok(())
	}
}

impl Apply {
	async fn run(self) -> Outcome {
		let code = read_code(&self.code)?;
		let chain = Chain::connect(&self.submit.connect).await?;
		let state = chain.state_at(At::Best).await?;
		let hash = H256(blake2_256(&code));
		let authorised = state
			.fetch(salus::storage().system().authorized_upgrade(), ())
			.await?
			.map(|authorised| authorised.code_hash);
		match authorised {
			Some(authorised) if authorised == hash => (),
			Some(authorised) => {
				return Err(Failure::Refused(format!(
					"{}: its code hash is {hash:?}; the chain has authorised {authorised:?}",
					self.code.display()
				)))
			},
			None => {
				return Err(Failure::Refused(
					"no upgrade is authorised: `salus chain upgrade authorize` comes first".into(),
				))
			},
		}
		chain
			.run(&salus::tx().system().apply_authorized_upgrade(code), &self.submit)
			.await?;
		Ok(())
	}
}
