//! Reading, at one block.

use super::{AccountId32, Chain, H256};
use crate::outcome::Failure;
use salus_api::{salus, SalusConfig};
use subxt::{runtime_apis, storage, view_functions, OnlineClientAtBlock};

/// The state of the chain at one block. It does not move on with the chain: ask [`Chain::state`] again.
#[derive(Clone)]
pub struct State {
	chain: Chain,
	at: OnlineClientAtBlock<SalusConfig>,
}

impl State {
	pub(super) fn new(chain: Chain, at: OnlineClientAtBlock<SalusConfig>) -> Self {
		Self { chain, at }
	}

	/// The height of the block.
	pub fn number(&self) -> u64 {
		self.at.block_number()
	}

	/// The hash of the block.
	pub fn hash(&self) -> H256 {
		self.at.block_hash()
	}

	/// The version of the runtime at that block.
	pub fn spec_version(&self) -> u32 {
		self.at.spec_version()
	}

	/// The `subxt` client at that block, for what is not wrapped here.
	pub fn inner(&self) -> &OnlineClientAtBlock<SalusConfig> {
		&self.at
	}

	/// A value of storage; its default, if it has one and was never written.
	pub async fn fetch<A: storage::Address>(&self, address: A, keys: A::KeyParts) -> Result<Option<A::Value>, Failure> {
		let value = self
			.at
			.storage()
			.try_fetch(address, keys)
			.await
			.map_err(|error| self.chain.failed(error))?;
		value
			.map(|value| value.decode().map_err(|error| self.chain.failed(error)))
			.transpose()
	}

	/// The key of a value of storage.
	pub fn key<A: storage::Address>(&self, address: A, keys: A::KeyParts) -> Result<Vec<u8>, Failure> {
		self.at
			.storage()
			.entry(address)
			.and_then(|entry| entry.fetch_key(keys))
			.map_err(|error| self.chain.failed(error))
	}

	/// All values under a prefix of the keys, with their whole keys.
	pub async fn entries<A: storage::Address, P: storage::PrefixOf<A::KeyParts>>(
		&self,
		address: A,
		prefix: P,
	) -> Result<Vec<(Vec<u8>, A::Value)>, Failure> {
		let storage = self.at.storage();
		let mut stream = storage
			.iter(address, prefix)
			.await
			.map_err(|error| self.chain.failed(error))?;
		let mut found = vec![];
		while let Some(entry) = stream.next().await {
			let entry = entry.map_err(|error| self.chain.failed(error))?;
			let value = entry.value().decode().map_err(|error| self.chain.failed(error))?;
			found.push((entry.key_bytes().to_vec(), value));
		}
		Ok(found)
	}

	/// The answer of a runtime API.
	pub async fn call<P: runtime_apis::Payload>(&self, payload: P) -> Result<P::ReturnType, Failure> {
		self.at
			.runtime_apis()
			.call(payload)
			.await
			.map_err(|error| self.chain.failed(error))
	}

	/// The answer of a runtime API that is called by name, as SCALE.
	pub async fn call_raw(&self, function: &str, arguments: &[u8]) -> Result<Vec<u8>, Failure> {
		self.chain
			.methods()
			.state_call(function, Some(arguments), Some(self.hash()))
			.await
			.map_err(|error| self.chain.failed(error))
	}

	/// The answer of a view function.
	pub async fn view<P: view_functions::Payload>(&self, payload: P) -> Result<P::ReturnType, Failure> {
		self.at
			.view_functions()
			.call(payload)
			.await
			.map_err(|error| self.chain.failed(error))
	}

	/// A constant of the runtime.
	pub fn constant<A: subxt::constants::Address>(&self, address: A) -> Result<A::Target, Failure> {
		self.at
			.constants()
			.entry(address)
			.map_err(|error| self.chain.failed(error))
	}

	/// What an account can spend, in the smallest unit.
	pub async fn free_balance(&self, account: &AccountId32) -> Result<u128, Failure> {
		let account = self.fetch(salus::storage().system().account(), (*account,)).await?;
		Ok(account.map_or(0, |account| account.data.free))
	}

	/// How many transactions of the account are in the chain.
	pub async fn nonce(&self, account: &AccountId32) -> Result<u64, Failure> {
		let account = self.fetch(salus::storage().system().account(), (*account,)).await?;
		Ok(account.map_or(0, |account| u64::from(account.nonce)))
	}

	/// The clock of the chain, in seconds of Unix time.
	pub async fn now(&self) -> Result<u64, Failure> {
		let now = self.fetch(salus::storage().timestamp().now(), ()).await?;
		Ok(now.unwrap_or_default() / 1_000)
	}
}
