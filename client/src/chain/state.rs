//! Reading, at one block.

use super::{AccountId32, Chain, H256};
use crate::outcome::Failure;
use codec::{Decode as _, Encode as _};
use salus_api::{salus, SalusConfig};
use subxt::{ext::scale_decode::DecodeAsType as _, runtime_apis, storage, view_functions, OnlineClientAtBlock};

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
	///
	/// The library puts the inputs behind the query as they are, and takes the answer for the value. The runtime wants the
	/// inputs as a list of bytes and answers with a result around such a list, so both are done here.
	pub async fn view<P: view_functions::Payload>(&self, payload: P) -> Result<P::ReturnType, Failure> {
		const QUERY: usize = 32;
		let views = self.at.view_functions();
		views.validate(&payload).map_err(|error| self.chain.failed(error))?;
		let (pallet, function) = (payload.pallet_name().to_owned(), payload.function_name().to_owned());
		let unexpected = |why: &str| Failure::Refused(format!("{}: {pallet}.{function}: {why}", self.chain.url()));
		let encoded = views.encode_args(payload).map_err(|error| self.chain.failed(error))?;
		let (query, inputs) = encoded
			.split_at_checked(QUERY)
			.ok_or_else(|| unexpected("the call has no query"))?;
		let mut call = query.to_vec();
		inputs.to_vec().encode_to(&mut call);
		let answer = self
			.call_raw("RuntimeViewFunction_execute_view_function", &call)
			.await?;
		// A result: the value as a list of bytes, or an error of the dispatch.
		let value = match answer.split_first() {
			Some((0, mut rest)) => Vec::<u8>::decode(&mut rest).map_err(|error| unexpected(&error.to_string()))?,
			_ => return Err(unexpected("the runtime does not answer this view function")),
		};
		let metadata = self.at.metadata();
		let output = metadata
			.pallet_by_name(&pallet)
			.and_then(|pallet| pallet.view_function_by_name(&function))
			.map(|function| function.output_ty())
			.ok_or_else(|| unexpected("the chain has no such view function"))?;
		P::ReturnType::decode_as_type(&mut value.as_slice(), output, metadata.types())
			.map_err(|error| unexpected(&error.to_string()))
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
