//! Blocks as a whole, for who follows many transactions.

use super::{blake2_256, receipt, submit::Sent, At, Chain, Options, Signer, State, H256};
use crate::outcome::Failure;
use subxt::{error::DispatchError, events::Phase, rpcs::Error as RpcError, tx::Payload};

impl Chain {
	/// The height of the best or the last finalised block.
	pub async fn head(&self, at: At) -> Result<u64, Failure> {
		let hash = match at {
			At::Finalized => self.methods().chain_get_finalized_head().await,
			At::Best => self
				.methods()
				.chain_get_block_hash(None)
				.await
				.map(Option::unwrap_or_default),
		};
		let hash = hash.map_err(|error| self.failed(error))?;
		let header = self
			.methods()
			.chain_get_header(Some(hash))
			.await
			.map_err(|error| self.failed(error))?;
		Ok(header.map_or(0, |header| header.number))
	}

	/// The hash of the block of this height on the best chain.
	pub async fn hash_of(&self, number: u64) -> Result<Option<H256>, Failure> {
		self.methods()
			.chain_get_block_hash(Some(number.into()))
			.await
			.map_err(|error| self.failed(error))
	}

	/// The hashes of the extrinsics of a block, in their order.
	pub async fn extrinsic_hashes(&self, block: H256) -> Result<Vec<H256>, Failure> {
		let block = self
			.methods()
			.chain_get_block(Some(block))
			.await
			.map_err(|error| self.failed(error))?;
		Ok(block.map_or(vec![], |block| {
			block
				.block
				.extrinsics
				.iter()
				.map(|extrinsic| H256(blake2_256(&extrinsic.0)))
				.collect()
		}))
	}

	/// The block of this height on the best chain: its hash, and its extrinsics as they are in it. `None` if the node does not
	/// have it. Needs no state.
	pub(super) async fn body(&self, number: u64) -> Result<Option<(H256, Vec<Vec<u8>>)>, Failure> {
		let Some(hash) = self.hash_of(number).await? else {
			return Ok(None);
		};
		let block = self
			.methods()
			.chain_get_block(Some(hash))
			.await
			.map_err(|error| self.failed(error))?;
		Ok(block.map(|block| {
			let extrinsics = block.block.extrinsics.into_iter();
			(hash, extrinsics.map(|extrinsic| extrinsic.0).collect())
		}))
	}

	/// `Pallet.call` of an extrinsic of this block. If the node has pruned its state, the runtime of the best block says what
	/// it is; `None` if that does not know such a call.
	pub(super) async fn call_of(&self, block: H256, extrinsic: &[u8]) -> Result<Option<String>, Failure> {
		let state = match self.state_at_hash(block).await {
			Ok(state) => state,
			Err(_) => self.state_at(At::Best).await?,
		};
		let extrinsics = state.inner().extrinsics().from_bytes(vec![extrinsic.to_vec()]).await;
		let named = extrinsics
			.iter()
			.find_map(Result::ok)
			.map(|extrinsic| format!("{}.{}", extrinsic.pallet_name(), extrinsic.call_name()));
		Ok(named)
	}

	/// What came of the extrinsics at `indices`: those that the runtime refused, each with its error by name; and how often
	/// the others said `event` (pallet and name).
	pub(crate) async fn outcomes(
		&self,
		state: &State,
		indices: &[u32],
		event: (&str, &str),
	) -> Result<(Vec<String>, u64), Failure> {
		let events = state
			.inner()
			.events()
			.fetch()
			.await
			.map_err(|error| self.failed(error))?;
		let (mut failed, mut said) = (vec![], 0);
		for one in events.iter() {
			let one = one.map_err(|error| self.failed(error))?;
			let Phase::ApplyExtrinsic(index) = one.phase() else {
				continue;
			};
			if !indices.contains(&index) {
				continue;
			}
			let name = (one.pallet_name(), one.event_name());
			if name == ("System", "ExtrinsicFailed") {
				let error = DispatchError::decode_from(one.field_bytes(), state.inner().metadata())
					.map_err(|error| self.failed(error))?;
				failed.push(receipt::explain(&error).to_string());
			} else if name == event {
				said += 1;
			}
		}
		Ok((failed, said))
	}

	/// Signs a call on a state: hash and bytes of the transaction. Nothing is sent.
	pub(crate) fn signed<C: Payload>(
		&self,
		state: &State,
		call: &C,
		signer: &Signer,
		nonce: u64,
		blocks: u64,
	) -> Result<(H256, Vec<u8>), Failure> {
		let options = Options {
			mortal_blocks: Some(blocks),
			..Options::default()
		};
		let Sent { hash, bytes, .. } = self.make_at(state, call, &signer.key(), nonce, &options, |payload| {
			signer.sign(payload)
		})?;
		Ok((hash, bytes))
	}

	/// Gives bytes to the node, once, without following them.
	pub(crate) async fn offer_unwatched(&self, bytes: &[u8]) -> Result<(), RpcError> {
		self.methods().author_submit_extrinsic(bytes).await.map(|_| ())
	}
}
