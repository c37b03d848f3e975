//! The chain, for the verbs that need a node.
//!
//! [`Chain`] is a connection that outlives a restart of the node and knows which chain it speaks with. [`State`] reads at
//! one block. [`Chain::submit`] signs, sends and follows a transaction to its end; it never sends one twice: the same
//! bytes, with their nonce and their mortal era, are looked for in the chain before they are offered again. Money and
//! decisions are reported at finality.
//!
//! ```no_run
//! use salus::chain::{self, Chain, Connect, Options, Signer};
//! use salus_api::salus as api;
//!
//! # fn main() -> salus::outcome::Outcome {
//! chain::block_on(async {
//!     let chain = Chain::connect(&Connect::to("ws://127.0.0.1:9944")).await?;
//!     let state = chain.state().await?;
//!     let members = state.fetch(api::storage().council().members(), ()).await?;
//!     println!("council at block {}: {members:?}", state.number());
//!
//!     let alice = Signer::dev("//Alice")?;
//!     let to = Signer::dev("//Bob")?.account().into();
//!     let receipt = chain
//!         .submit(&api::tx().balances().transfer_keep_alive(to, 1_000_000_000_000), &alice, &Options::default())
//!         .await?;
//!     println!("in block {}, fee {}", receipt.block_number, chain.amount(receipt.fee.unwrap_or(0)));
//!     Ok(())
//! })
//! # }
//! ```

mod blocks;
mod council;
mod journal;
mod link;
mod metrics;
mod proxy;
mod receipt;
#[cfg(test)]
mod scripted;
mod show;
mod signer;
mod state;
mod submit;
#[cfg(test)]
mod tests;

pub mod cli;

pub use crate::output::Format;
pub use council::{council, council_once, ensure_council, Motion, Share};
pub use journal::Journal;
pub use receipt::{Receipt, Refusal, Weight};
pub use show::{ss58, value_to_json};
pub(crate) use signer::secret_uri;
pub use signer::{parse_signature, Signer};
pub use state::State;
pub(crate) use submit::{pool_is_behind, POOL_PAUSE, POOL_WAITS};
pub use submit::{DryRun, Pending, Validity};
pub use subxt::{
	rpcs::rpc_params,
	utils::{AccountId32, H256},
};

use crate::{
	outcome::{Failure, Outcome},
	output::{pretty, print},
	record::ids,
};
use blake2::{digest::consts::U32, Blake2b, Digest};
use clap::{Args, ValueEnum};
use codec::{Decode, Encode};
use link::Link;
use salus_api::SalusConfig;
use std::{
	collections::BTreeMap,
	future::Future,
	path::PathBuf,
	str::FromStr,
	sync::{Arc, Mutex},
	time::Duration,
};
use subxt::{
	backend::LegacyBackend,
	config::RpcConfigFor,
	rpcs::{client::RpcParams, LegacyRpcMethods, RpcClient},
	OnlineClient,
};

/// The client of a Salus node.
pub type Online = OnlineClient<SalusConfig>;

/// Where a node listens if nothing else is said.
pub const DEFAULT_URL: &str = "ws://127.0.0.1:9944";

/// How long a node that was there may be away before a command gives up: one that is restarted on a busy machine compiles the
/// runtime before it answers.
pub const PATIENCE: Duration = Duration::from_secs(180);

/// How many blocks a transaction may wait for inclusion: six minutes.
pub const MORTAL_BLOCKS: u64 = 64;

/// The same when a person signs elsewhere: 25 minutes.
pub const MORTAL_BLOCKS_EXTERNAL: u64 = 256;

/// Where a node is sought if nothing else is said: SALUS_URL, or this machine.
pub fn default_url() -> String {
	std::env::var("SALUS_URL").unwrap_or_else(|_| DEFAULT_URL.into())
}

/// Which chain, and at which block.
#[derive(Clone, Debug, Args)]
pub struct Connect {
	/// The node's WebSocket address. The environment variable SALUS_URL changes the default.
	#[arg(long, value_name = "URL", default_value_t = default_url())]
	pub url: String,
	/// Where state is read: at the last finalised block, or at the best one.
	#[arg(long, value_enum, default_value_t = At::Finalized, value_name = "BLOCK")]
	pub at: At,
	/// The genesis hash of the chain that is meant. Another chain is refused.
	#[arg(long, value_name = "HEX", value_parser = parse_hash)]
	pub genesis: Option<H256>,
}

impl Connect {
	/// The node at `url`, reading finalised state.
	pub fn to(url: impl Into<String>) -> Self {
		Self {
			url: url.into(),
			at: At::Finalized,
			genesis: None,
		}
	}
}

/// Where state is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
pub enum At {
	/// The last finalised block: it stays.
	#[default]
	#[value(alias = "finalised")]
	Finalized,
	/// The best block: it may still be replaced.
	Best,
}

/// How far a transaction is followed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
pub enum Wait {
	/// Until it is in a block.
	Best,
	/// Until that block is finalised.
	#[default]
	#[value(alias = "finalised")]
	Finalized,
}

/// How a call is submitted.
#[derive(Clone, Debug, Args)]
pub struct Submit {
	#[command(flatten)]
	#[allow(missing_docs)]
	pub connect: Connect,
	/// Who signs: //Alice (a development key), a keystore file of Polkadot.js, file:PATH (a file with a secret phrase or
	/// URI), or external:ACCOUNT (prints what is to be signed and reads the signature).
	#[arg(long, value_name = "SIGNER")]
	pub signer: String,
	/// The organisation that the call is for, whose proxy the signer is: the call is wrapped into `proxy.proxy`. The signer
	/// pays the fee.
	#[arg(long, value_name = "ACCOUNT", value_parser = parse_account)]
	pub on_behalf_of: Option<AccountId32>,
	/// A file with the password of the keystore. Without it a terminal is asked.
	#[arg(long, value_name = "FILE")]
	pub password_file: Option<PathBuf>,
	/// Submit nothing: print fee, weight and whether the transaction would be accepted.
	#[arg(long)]
	pub dry_run: bool,
	/// How far the transaction is followed.
	#[arg(long, value_enum, default_value_t = Wait::Finalized)]
	pub wait: Wait,
	/// A tip for the author of the block, in the smallest unit.
	#[arg(long, value_name = "AMOUNT", default_value_t = 0)]
	pub tip: u128,
	/// The nonce. If not given: the next one of the account, with what waits in the node's pool counted.
	#[arg(long, value_name = "N")]
	pub nonce: Option<u64>,
	/// How the result is printed.
	#[arg(long, value_enum, default_value_t = Format::Table)]
	pub format: Format,
}

impl Submit {
	/// The signer. A keystore asks for its password here.
	pub fn signer(&self) -> Result<Signer, Failure> {
		let signer = Signer::parse(&self.signer, self.password_file.as_deref())?;
		Ok(match self.on_behalf_of {
			Some(account) => signer.on_behalf_of(account),
			None => signer,
		})
	}

	/// The rest as options of a submission.
	pub fn options(&self) -> Options {
		Options {
			wait: self.wait,
			tip: self.tip,
			nonce: self.nonce,
			mortal_blocks: None,
		}
	}
}

/// How one transaction is made and followed.
#[derive(Clone, Debug, Default)]
pub struct Options {
	/// How far it is followed.
	pub wait: Wait,
	/// What the author of the block gets on top.
	pub tip: u128,
	/// Its nonce, if it is not the account's next one.
	pub nonce: Option<u64>,
	/// How many blocks it may wait: a power of two. If not given: [`MORTAL_BLOCKS`].
	pub mortal_blocks: Option<u64>,
}

impl Options {
	/// To be followed into a block only.
	pub fn best() -> Self {
		Self {
			wait: Wait::Best,
			..Self::default()
		}
	}
}

/// Runs a future to its end.
pub fn block_on<T>(future: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
	tokio::runtime::Builder::new_multi_thread()
		.worker_threads(2)
		.enable_all()
		.build()
		.map_err(|error| Failure::Refused(format!("cannot start: {error}")))?
		.block_on(future)
}

/// What the node says about the token.
#[derive(Clone, Debug)]
pub struct Properties {
	/// The ticker.
	pub symbol: String,
	/// Decimal places.
	pub decimals: u32,
	/// The network prefix of addresses.
	pub ss58: u16,
}

struct Inner {
	url: String,
	at: At,
	name: String,
	genesis: H256,
	properties: Properties,
	rpc: RpcClient,
	methods: LegacyRpcMethods<RpcConfigFor<SalusConfig>>,
	online: Online,
	/// The next nonce of accounts that this process signs for.
	nonces: Mutex<BTreeMap<AccountId32, u64>>,
}

/// A connection to a Salus chain. Clones share it.
#[derive(Clone)]
pub struct Chain(Arc<Inner>);

impl Chain {
	/// Connects, and makes sure that it is a Salus chain, and the one that is meant.
	pub async fn connect(to: &Connect) -> Result<Self, Failure> {
		Self::connect_with(to, PATIENCE).await
	}

	/// The same, with a say in how long the node may be away later.
	pub async fn connect_with(to: &Connect, patience: Duration) -> Result<Self, Failure> {
		let url = to.url.as_str();
		if !["ws://", "wss://"].iter().any(|scheme| url.starts_with(scheme)) {
			return Err(Failure::Unreadable(format!(
				"--url {url}: not a WebSocket address; it begins with ws:// or wss://"
			)));
		}
		let link = Link::connect(url, patience)
			.await
			.map_err(|lost| Failure::Unreadable(lost.to_string()))?;
		let chain = Self::over(RpcClient::new(link.clone()), to).await?;
		link.pin(&format!("{:?}", chain.genesis_hash()));
		Ok(chain)
	}

	/// The chain of whom this connection leads to.
	async fn over(rpc: RpcClient, to: &Connect) -> Result<Self, Failure> {
		let url = to.url.as_str();
		let methods = LegacyRpcMethods::new(rpc.clone());
		let foreign = |what: &str| {
			Failure::Refused(format!(
				"{url} is not a Salus chain: {what}. Is --url the address of a node of the chain you mean?"
			))
		};

		let genesis: Option<H256> = rpc
			.request("chain_getBlockHash", rpc_params![0u32])
			.await
			.map_err(|error| foreign(&format!("it does not know its genesis block ({error})")))?;
		let genesis = genesis.ok_or_else(|| foreign("it has no genesis block"))?;
		let version: serde_json::Value = rpc
			.request("state_getRuntimeVersion", rpc_params![])
			.await
			.map_err(|error| foreign(&format!("it does not say which runtime it has ({error})")))?;
		let name = version
			.get("specName")
			.and_then(serde_json::Value::as_str)
			.unwrap_or_default();
		if name != salus_api::SPEC_NAME {
			return Err(foreign(&format!("its runtime calls itself `{name}`")));
		}
		if let Some(meant) = to.genesis.filter(|meant| *meant != genesis) {
			return Err(Failure::Refused(format!(
				"{url} is another Salus chain: its genesis hash is {genesis:?}, --genesis says {meant:?}"
			)));
		}

		let properties: serde_json::Value = rpc
			.request("system_properties", rpc_params![])
			.await
			.unwrap_or_default();
		let number = |key: &str| properties.get(key).and_then(serde_json::Value::as_u64);
		let properties = Properties {
			symbol: properties
				.get("tokenSymbol")
				.and_then(serde_json::Value::as_str)
				.unwrap_or("SALUS")
				.to_owned(),
			decimals: number("tokenDecimals")
				.and_then(|decimals| decimals.try_into().ok())
				.unwrap_or(12),
			ss58: number("ss58Format")
				.and_then(|prefix| prefix.try_into().ok())
				.unwrap_or(42),
		};
		let name: String = rpc.request("system_chain", rpc_params![]).await.unwrap_or_default();

		let backend = LegacyBackend::<SalusConfig>::builder().build(rpc.clone());
		let online = Online::from_backend_with_config(SalusConfig::default(), Arc::new(backend))
			.await
			.map_err(|error| Failure::Unreadable(format!("{url}: {error}")))?;
		Ok(Self(Arc::new(Inner {
			url: url.into(),
			at: to.at,
			name,
			genesis,
			properties,
			rpc,
			methods,
			online,
			nonces: Mutex::new(BTreeMap::new()),
		})))
	}

	/// The address of the node.
	pub fn url(&self) -> &str {
		&self.0.url
	}

	/// What the chain calls itself.
	pub fn name(&self) -> &str {
		&self.0.name
	}

	/// The hash of block 0: which chain this is.
	pub fn genesis_hash(&self) -> H256 {
		self.0.genesis
	}

	/// Token and addresses.
	pub fn properties(&self) -> &Properties {
		&self.0.properties
	}

	/// The `subxt` client, for what is not wrapped here.
	pub fn online(&self) -> &Online {
		&self.0.online
	}

	fn methods(&self) -> &LegacyRpcMethods<RpcConfigFor<SalusConfig>> {
		&self.0.methods
	}

	/// Calls any RPC method of the node.
	pub async fn rpc<T: serde::de::DeserializeOwned>(&self, method: &str, params: RpcParams) -> Result<T, Failure> {
		self.0
			.rpc
			.request(method, params)
			.await
			.map_err(|error| self.failed(error))
	}

	/// State where `--at` says.
	pub async fn state(&self) -> Result<State, Failure> {
		self.state_at(self.0.at).await
	}

	/// State at the best or the last finalised block.
	pub async fn state_at(&self, at: At) -> Result<State, Failure> {
		let hash = match at {
			At::Finalized => self.methods().chain_get_finalized_head().await,
			At::Best => self
				.methods()
				.chain_get_block_hash(None)
				.await
				.map(Option::unwrap_or_default),
		};
		self.state_at_hash(hash.map_err(|error| self.failed(error))?).await
	}

	/// State at this block.
	pub async fn state_at_hash(&self, hash: H256) -> Result<State, Failure> {
		let at = self.online().at_block(hash).await.map_err(|error| self.failed(error))?;
		Ok(State::new(self.clone(), at))
	}

	/// State at the block of this height, on the best chain.
	pub async fn state_at_number(&self, number: u64) -> Result<State, Failure> {
		let at = self
			.online()
			.at_block(number)
			.await
			.map_err(|error| self.failed(error))?;
		Ok(State::new(self.clone(), at))
	}

	/// An amount of the native token, for people.
	pub fn amount(&self, units: u128) -> String {
		show::amount(units, &self.0.properties)
	}

	/// Signs, sends, follows and prints: the whole of a verb that submits one call. `None` after `--dry-run`.
	pub async fn run<C: subxt::tx::Payload>(&self, call: &C, submit: &Submit) -> Result<Option<Receipt>, Failure> {
		self.run_as(call, &submit.signer()?, submit).await
	}

	/// The same with a signer that is at hand, for verbs that submit several calls or ask who signs.
	pub async fn run_as<C: subxt::tx::Payload>(
		&self,
		call: &C,
		signer: &Signer,
		submit: &Submit,
	) -> Result<Option<Receipt>, Failure> {
		if submit.dry_run {
			let dry = self.dry_run(call, signer, &submit.options()).await?;
			dry.print(self, submit.format)?;
			return dry.accepted().map(|()| None);
		}
		let receipt = self.submit(call, signer, &submit.options()).await?;
		self.report(&receipt, submit.format)?;
		Ok(Some(receipt))
	}

	/// Prints what became of a transaction.
	pub fn report(&self, receipt: &Receipt, format: Format) -> Outcome {
		match format {
			Format::Table => print(&receipt.table(self)),
			Format::Json => print(&pretty(&receipt.json())?),
		}
	}

	/// A library's error, in words that help.
	pub(crate) fn failed(&self, error: impl Into<subxt::Error>) -> Failure {
		use subxt::{
			error::{ConstantError, ExtrinsicError, RuntimeApiError, StorageError, ViewFunctionError},
			Error,
		};
		let error = error.into();
		match &error {
			Error::ExtrinsicError(
				ExtrinsicError::IncompatibleCodegen
				| ExtrinsicError::PalletNameNotFound(_)
				| ExtrinsicError::CallNameNotFound { .. },
			)
			| Error::StorageError(
				StorageError::IncompatibleCodegen
				| StorageError::PalletNameNotFound(_)
				| StorageError::StorageEntryNotFound { .. },
			)
			| Error::RuntimeApiError(
				RuntimeApiError::IncompatibleCodegen
				| RuntimeApiError::TraitNotFound(_)
				| RuntimeApiError::MethodNotFound { .. },
			)
			| Error::ViewFunctionError(
				ViewFunctionError::IncompatibleCodegen
				| ViewFunctionError::PalletNotFound(_)
				| ViewFunctionError::ViewFunctionNotFound { .. },
			)
			| Error::ConstantError(ConstantError::IncompatibleCodegen | ConstantError::PalletNameNotFound(_)) => {
				Failure::Refused(format!(
					"the runtime of {} has other metadata than this client was made for ({error}). Nothing was submitted. Use the \
					 `salus` of the release that the chain runs; `salus chain status` says which that is",
					self.0.url
				))
			},
			_ => Failure::Refused(format!("{}: {}", self.0.url, innermost(&error))),
		}
	}
}

/// What a chain of errors comes down to.
fn innermost(error: &(dyn std::error::Error + 'static)) -> String {
	let mut current = error;
	while let Some(source) = current.source() {
		current = source;
	}
	// A wrapper that has no source says it all itself.
	current.to_string()
}

/// A value of an engine as the same value of the static types, or the other way round: both have one encoding.
pub fn recode<A: Encode, B: Decode>(value: &A) -> Result<B, Failure> {
	let bytes = value.encode();
	let mut rest = bytes.as_slice();
	match B::decode(&mut rest) {
		Ok(value) if rest.is_empty() => Ok(value),
		Ok(_) => Err(Failure::Refused(format!(
			"this client's {} has another encoding than the chain's: {} bytes too many",
			std::any::type_name::<A>(),
			rest.len()
		))),
		Err(error) => Err(Failure::Refused(format!(
			"this client's {} has another encoding than the chain's: {error}",
			std::any::type_name::<A>()
		))),
	}
}

/// BLAKE2b-256, by which the chain names blocks, transactions and calls.
pub(crate) fn blake2_256(bytes: &[u8]) -> [u8; 32] {
	Blake2b::<U32>::digest(bytes).into()
}

/// An account: an SS58 address of any network, 32 bytes in hex, or the path of a development key (`//Alice`).
pub fn account(text: &str) -> Result<AccountId32, Failure> {
	if text.starts_with("//") {
		return Signer::dev(text).map(|signer| signer.account());
	}
	ids::parse_account(text)
		.map(AccountId32)
		.map_err(|reason| Failure::Unreadable(format!("{text}: not an account: {reason}")))
}

/// [`account`] as a parser of arguments.
pub fn parse_account(text: &str) -> Result<AccountId32, String> {
	account(text).map_err(|failure| failure.to_string())
}

/// A hash of 32 bytes in hex, as a parser of arguments.
pub fn parse_hash(text: &str) -> Result<H256, String> {
	H256::from_str(text.strip_prefix("0x").unwrap_or(text)).map_err(|_| "not 32 bytes in hex".into())
}
