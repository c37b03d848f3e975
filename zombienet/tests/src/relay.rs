//! What the relay chain says about a parachain.

use crate::{ensure, Failed, Outcome};
use codec::Decode;
use std::{collections::BTreeMap, time::Duration};
use subxt::{
	config::substrate::SubstrateConfig,
	dynamic::{self, Value},
	rpcs::{client::RpcParams, rpc_params, RpcClient},
	utils::H256,
	OnlineClient,
};

/// Of one parachain, over a range of relay chain blocks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
	/// The relay chain blocks that were looked at.
	pub relay_blocks: u64,
	/// Candidates that validators backed.
	pub backed: u64,
	/// Candidates that became available, and so part of the chain.
	pub included: u64,
	/// Candidates that did not become available in time.
	pub timed_out: u64,
}

/// A node of the relay chain.
pub struct Relay {
	rpc: RpcClient,
	client: OnlineClient<SubstrateConfig>,
}

impl Relay {
	/// Connects to it.
	pub async fn connect(url: &str) -> Outcome<Self> {
		let rpc = RpcClient::from_insecure_url(url).await?;
		let client = OnlineClient::from_rpc_client(rpc.clone()).await?;
		Ok(Relay { rpc, client })
	}

	async fn ask(&self, method: &str, params: RpcParams) -> Outcome<serde_json::Value> {
		Ok(self.rpc.request(method, params).await?)
	}

	/// The hash of the first block, in hex.
	pub fn genesis(&self) -> String {
		hex::encode(self.client.genesis_hash())
	}

	/// The height of the best block.
	pub async fn best(&self) -> Outcome<u64> {
		number(&self.ask("chain_getHeader", rpc_params![]).await?)
	}

	/// The height of the last finalised block.
	pub async fn finalised(&self) -> Outcome<u64> {
		let hash: H256 = self.rpc.request("chain_getFinalizedHead", rpc_params![]).await?;
		number(&self.ask("chain_getHeader", rpc_params![hash]).await?)
	}

	/// Waits until block `height` is finalised.
	pub async fn wait_for(&self, height: u64, limit: Duration) -> Outcome {
		let waiting = async {
			while self.finalised().await? < height {
				tokio::time::sleep(Duration::from_secs(1)).await;
			}
			Ok(())
		};
		tokio::time::timeout(limit, waiting).await.map_err(|_| {
			Failed(format!(
				"relay block {height} was not finalised within {} s",
				limit.as_secs()
			))
		})?
	}

	/// What a map of the pallet `Paras` has under the id of a parachain.
	async fn of_para(&self, map: &str, id: u32) -> Outcome<Option<Vec<u8>>> {
		let block = self.client.at_current_block().await?;
		let address = dynamic::storage::<(u32,), Value>("Paras", map);
		let value = block.storage().try_fetch(address, (id,)).await?;
		Ok(value.map(|value| value.into_bytes()))
	}

	/// Whether the parachain is registered, as one that has a core (`ParaLifecycle::Parachain`).
	pub async fn is_parachain(&self, id: u32) -> Outcome<bool> {
		Ok(self.of_para("ParaLifecycles", id).await? == Some(vec![2]))
	}

	/// The parachain header that the relay chain has, encoded.
	pub async fn head(&self, id: u32) -> Outcome<Option<Vec<u8>>> {
		let value = self.of_para("Heads", id).await?;
		value
			.map(|value| Vec::<u8>::decode(&mut &value[..]).map_err(Into::into))
			.transpose()
	}

	/// Counts what happened to the candidates of a parachain in the blocks `from` to `to`.
	pub async fn count(&self, id: u32, from: u64, to: u64) -> Outcome<Counted> {
		let mut events = BTreeMap::<String, u64>::new();
		for height in from..=to {
			let block = self.client.at_block(height).await?;
			for event in block.events().fetch().await?.iter() {
				let event = event?;
				// The receipt comes first, and the id of the parachain first in it.
				if event.pallet_name() == "ParaInclusion" && event.field_bytes().starts_with(&id.to_le_bytes()) {
					*events.entry(event.event_name().into()).or_default() += 1;
				}
			}
		}
		let of = |name: &str| events.get(name).copied().unwrap_or_default();
		Ok(Counted {
			relay_blocks: to + 1 - from,
			backed: of("CandidateBacked"),
			included: of("CandidateIncluded"),
			timed_out: of("CandidateTimedOut"),
		})
	}

	/// Fails unless the best block is at most `limit` blocks ahead of the finalised one; returns how many it is.
	pub async fn finality_lag(&self, limit: u64) -> Outcome<u64> {
		let lag = self.best().await?.saturating_sub(self.finalised().await?);
		ensure(lag <= limit, || {
			format!("the relay chain's finality lags {lag} blocks, more than {limit}")
		})?;
		Ok(lag)
	}
}

fn number(header: &serde_json::Value) -> Outcome<u64> {
	let text = header["number"].as_str().unwrap_or_default();
	u64::from_str_radix(text.trim_start_matches("0x"), 16).map_err(|_| Failed(format!("not a header: {header}")))
}
