//! What a relay chain shows: which block of the chain it has included, and that this is final.

use super::make::{unhex, ReadProof};
use crate::{chain::H256, outcome::Failure};
use codec::{Compact, DecodeAll, Encode};
use salus_receipt_verifier::{
	header::{self, Header},
	state,
};
use salus_records_engine::{
	chain::{AuthorityKey, AuthoritySet, Bytes, FinalityEvidence, Headers, RelayEvidence},
	Hash,
};
use serde::Deserialize;
use subxt::rpcs::{
	client::{rpc_params, RpcParams},
	RpcClient,
};

/// A header as nodes print it.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct JsonHeader {
	pub parent_hash: H256,
	pub number: String,
	pub state_root: H256,
	pub extrinsics_root: H256,
	pub digest: JsonDigest,
}

/// The digest of a header: each item in SCALE.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct JsonDigest {
	pub logs: Vec<String>,
}

/// A header in SCALE.
pub(super) fn scale_header(header: &JsonHeader) -> Result<Bytes, Failure> {
	let number = header.number.strip_prefix("0x").unwrap_or(&header.number);
	let number = u32::from_str_radix(number, 16)
		.map_err(|error| Failure::Refused(format!("the node's block number is not one: {error}")))?;
	let mut bytes = header.parent_hash.0.to_vec();
	Compact(number).encode_to(&mut bytes);
	bytes.extend(header.state_root.0);
	bytes.extend(header.extrinsics_root.0);
	Compact(header.digest.logs.len() as u64).encode_to(&mut bytes);
	for item in &header.digest.logs {
		bytes.extend(unhex(item, "digest")?);
	}
	bytes
		.try_into()
		.map_err(|_| Failure::Refused("the node's header is larger than a receipt can hold".into()))
}

/// A connection to a node of a relay chain.
pub struct Relay {
	url: String,
	rpc: RpcClient,
	genesis: Hash,
}

/// What the relay chain has included and finalised.
pub struct Included {
	/// The hash of the chain's block that the relay chain knows as its head.
	pub head: Hash,
	/// For the stage of inclusion.
	pub relay: RelayEvidence,
	/// For the stage of finality.
	pub finality: FinalityEvidence,
}

impl Relay {
	/// Connects.
	pub async fn connect(url: &str) -> Result<Self, Failure> {
		let rpc = RpcClient::from_insecure_url(url).await.map_err(|error| {
			Failure::Unreadable(format!(
				"no node of a relay chain answers at {url} (--relay-url): {error}"
			))
		})?;
		let mut relay = Self {
			url: url.into(),
			rpc,
			genesis: [0; 32],
		};
		let genesis: Option<H256> = relay.ask("chain_getBlockHash", rpc_params![0u32]).await?;
		relay.genesis = genesis
			.ok_or_else(|| Failure::Refused(format!("{url}: the relay chain has no first block")))?
			.0;
		Ok(relay)
	}

	/// The address of the node.
	pub fn url(&self) -> &str {
		&self.url
	}

	/// The hash of the relay chain's first block.
	pub fn genesis(&self) -> &Hash {
		&self.genesis
	}

	async fn ask<T: serde::de::DeserializeOwned>(&self, method: &str, params: RpcParams) -> Result<T, Failure> {
		self.rpc
			.request(method, params)
			.await
			.map_err(|error| Failure::Refused(format!("{}: {method}: {error}", self.url)))
	}

	async fn header(&self, block: H256) -> Result<JsonHeader, Failure> {
		let header: Option<JsonHeader> = self.ask("chain_getHeader", rpc_params![block]).await?;
		header.ok_or_else(|| Failure::Refused(format!("{}: there is no block {block:?}", self.url)))
	}

	/// The authorities that finalise the children of a block.
	async fn authorities(&self, block: H256) -> Result<AuthoritySet, Failure> {
		let strange =
			|what: &str| Failure::Refused(format!("{}: the answer to {what} is not what GRANDPA says", self.url));
		let id: String = self
			.ask("state_call", rpc_params!["GrandpaApi_current_set_id", "0x", block])
			.await?;
		let id =
			u64::decode_all(&mut unhex(&id, "set id")?.as_slice()).map_err(|_| strange("GrandpaApi_current_set_id"))?;
		let list: String = self
			.ask("state_call", rpc_params!["GrandpaApi_grandpa_authorities", "0x", block])
			.await?;
		let list = Vec::<(AuthorityKey, u64)>::decode_all(&mut unhex(&list, "authority list")?.as_slice())
			.map_err(|_| strange("GrandpaApi_grandpa_authorities"))?;
		Ok(AuthoritySet {
			id,
			authorities: list.try_into().map_err(|_| strange("GrandpaApi_grandpa_authorities"))?,
		})
	}

	/// The set that finalises what comes after the last finalised block.
	pub async fn current_authorities(&self) -> Result<AuthoritySet, Failure> {
		let head: H256 = self.ask("chain_getFinalizedHead", rpc_params![]).await?;
		self.authorities(head).await
	}

	/// The head of a parachain at the last block that has a justification. `None` while there is no such block, or no such head.
	pub async fn included(&self, para_id: u32) -> Result<Option<Included>, Failure> {
		let head: H256 = self.ask("chain_getFinalizedHead", rpc_params![]).await?;
		let number = Header::decode(&scale_header(&self.header(head).await?)?).map_or(0, |header| header.number);
		if number == 0 {
			return Ok(None);
		}
		let proof: Option<String> = self.ask("grandpa_proveFinality", rpc_params![number]).await?;
		let Some(proof) = proof else { return Ok(None) };
		let proof = unhex(&proof, "finality proof")?;
		let (block, justification, _headers) = <(Hash, Vec<u8>, Vec<Header>)>::decode_all(&mut proof.as_slice())
			.map_err(|error| Failure::Refused(format!("{}: grandpa_proveFinality: {error}", self.url)))?;
		let block = H256(block);
		let header = self.header(block).await?;
		// A block is finalised by the authorities that its parent's state names.
		let set = self.authorities(header.parent_hash).await?;

		let keys = [state::heads_key(para_id), state::genesis_key()].map(|key| format!("0x{}", hex::encode(key)));
		let value: Option<String> = self.ask("state_getStorage", rpc_params![&keys[0], block]).await?;
		let Some(value) = value else { return Ok(None) };
		let proof: ReadProof = self.ask("state_getReadProof", rpc_params![&keys, block]).await?;
		let para = state::head_data(&unhex(&value, "parachain head")?)
			.ok_or_else(|| Failure::Refused(format!("{}: the head of parachain {para_id} is none", self.url)))?;
		Ok(Some(Included {
			head: header::hash(&para),
			relay: RelayEvidence {
				para_id,
				genesis: self.genesis,
				header: scale_header(&header)?,
				hash: block.0,
				proof: proof.nodes()?,
				descendants: Headers::default(),
			},
			finality: FinalityEvidence {
				set,
				justification: justification
					.try_into()
					.map_err(|_| Failure::Refused("the justification is larger than a receipt can hold".into()))?,
				descendants: Headers::default(),
			},
		}))
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use serde_json::json;

	#[test]
	fn header_of_a_node_should_become_the_header_that_is_hashed() {
		let header: JsonHeader = serde_json::from_value(json!({
			"parentHash": format!("0x{}", "11".repeat(32)),
			"number": "0x4000",
			"stateRoot": format!("0x{}", "22".repeat(32)),
			"extrinsicsRoot": format!("0x{}", "33".repeat(32)),
			"digest": {"logs": ["0x066175726120a1b2c3d4e5f60718", "0x08"]},
		}))
		.unwrap();
		let header = Header::decode(&scale_header(&header).unwrap()).unwrap();
		assert_eq!((header.number, header.state_root), (0x4000, [0x22; 32]));
		assert_eq!(header.digest.len(), 2);
	}
}
