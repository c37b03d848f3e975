//! A client of the node's socket, with the runtime's own types.

use crate::story::PATIENCE;
use codec::{Decode, DecodeAll, Encode};
use jsonrpsee::{
	core::client::ClientT,
	rpc_params,
	ws_client::{WsClient, WsClientBuilder},
};
use pallet_participants::{Standing, Verdict};
use polkadot_sdk::*;
use salus_primitives::Role;
use salus_runtime::{
	AccountId, Address, Hash, Runtime, RuntimeCall, RuntimeEvent, Signature, TxExtension, UncheckedExtrinsic, VERSION,
};
use serde_json::Value;
use sp_core::Pair;
use sp_keyring::Sr25519Keyring;
use sp_runtime::{
	generic::{Era, SignedPayload},
	traits::Hash as _,
	DispatchError, DispatchResult,
};
use std::time::{Duration, Instant};

type EventRecord = frame_system::EventRecord<RuntimeEvent, Hash>;

pub fn account(key: Sr25519Keyring) -> AccountId {
	key.to_account_id()
}

/// Connects to the socket as soon as the node listens.
pub async fn connect(port: u16) -> WsClient {
	let url = format!("ws://127.0.0.1:{port}");
	let deadline = Instant::now() + PATIENCE;
	loop {
		match WsClientBuilder::default().build(&url).await {
			Ok(client) => return client,
			Err(error) if Instant::now() > deadline => panic!("no node at {url}: {error}"),
			Err(_) => tokio::time::sleep(Duration::from_millis(200)).await,
		}
	}
}

pub struct Client {
	rpc: WsClient,
	genesis: Hash,
}

impl Client {
	/// Connects as soon as the node listens.
	pub async fn connect(port: u16) -> Self {
		let rpc = connect(port).await;
		let genesis: Hash = rpc.request("chain_getBlockHash", rpc_params![0]).await.unwrap();
		Self { rpc, genesis }
	}

	pub async fn properties(&self) -> Value {
		self.rpc.request("system_properties", rpc_params![]).await.unwrap()
	}

	pub async fn chain_name(&self) -> String {
		self.rpc.request("system_chain", rpc_params![]).await.unwrap()
	}

	async fn height(&self) -> u32 {
		let header: Value = self.rpc.request("chain_getHeader", rpc_params![]).await.unwrap();
		u32::from_str_radix(header["number"].as_str().unwrap().trim_start_matches("0x"), 16).unwrap()
	}

	pub async fn wait_for_block(&self, height: u32) {
		let deadline = Instant::now() + PATIENCE;
		while self.height().await < height {
			assert!(Instant::now() < deadline, "block {height} did not come");
			tokio::time::sleep(Duration::from_millis(100)).await;
		}
	}

	async fn storage<T: Decode>(&self, key: &[u8], at: Option<Hash>) -> Option<T> {
		let key = format!("0x{}", hex(key));
		let value: Option<String> = self
			.rpc
			.request("state_getStorage", rpc_params![key, at])
			.await
			.unwrap();
		value.map(|value| T::decode_all(&mut &unhex(&value)[..]).unwrap())
	}

	/// The standing of an organisation, from storage.
	pub async fn standing(&self, organisation: &AccountId) -> Option<Standing> {
		self.storage(
			&pallet_participants::Standings::<Runtime>::hashed_key_for(organisation),
			None,
		)
		.await
	}

	/// The view function `Participants.check`, as clients call it.
	pub async fn check(&self, organisation: &AccountId, role: Role) -> Verdict {
		use frame_support::view_functions::{ViewFunction, ViewFunctionDispatchError, ViewFunctionId};
		let id = pallet_participants::CheckViewFunction::<Runtime>::id();
		let input: (ViewFunctionId, Vec<u8>) = (id, (organisation, role).encode());
		let answer: String = self
			.rpc
			.request(
				"state_call",
				rpc_params![
					"RuntimeViewFunction_execute_view_function",
					format!("0x{}", hex(&input.encode()))
				],
			)
			.await
			.unwrap();
		let answer = Result::<Vec<u8>, ViewFunctionDispatchError>::decode_all(&mut &unhex(&answer)[..]).unwrap();
		Verdict::decode_all(&mut &answer.unwrap()[..]).unwrap()
	}

	/// Signs a call, submits it, waits for the block that holds it; what the call returned there.
	pub async fn submit(&self, key: Sr25519Keyring, call: RuntimeCall) -> DispatchResult {
		self.submit_and_read(key, call).await.0
	}

	async fn submit_and_read(&self, key: Sr25519Keyring, call: RuntimeCall) -> (DispatchResult, Vec<EventRecord>) {
		let nonce: u32 = self
			.rpc
			.request("system_accountNextIndex", rpc_params![account(key)])
			.await
			.unwrap();
		let encoded = self.sign(key, call, nonce).encode();
		let from = self.height().await;
		let sent = format!("0x{}", hex(&encoded));
		let _: Hash = self
			.rpc
			.request("author_submitExtrinsic", rpc_params![&sent])
			.await
			.unwrap();
		let deadline = Instant::now() + PATIENCE;
		let mut height = from;
		loop {
			assert!(Instant::now() < deadline, "no block took the extrinsic");
			if height > self.height().await {
				tokio::time::sleep(Duration::from_millis(50)).await;
				continue;
			}
			let hash: Hash = self
				.rpc
				.request("chain_getBlockHash", rpc_params![height])
				.await
				.unwrap();
			let block: Value = self.rpc.request("chain_getBlock", rpc_params![hash]).await.unwrap();
			let extrinsics = block["block"]["extrinsics"].as_array().unwrap();
			if let Some(index) = extrinsics
				.iter()
				.position(|extrinsic| extrinsic.as_str() == Some(&sent))
			{
				return self.outcome(hash, index as u32).await;
			}
			height += 1;
		}
	}

	async fn outcome(&self, block: Hash, index: u32) -> (DispatchResult, Vec<EventRecord>) {
		let key = frame_support::storage::storage_prefix(b"System", b"Events");
		let events: Vec<EventRecord> = self.storage::<Vec<EventRecord>>(&key, Some(block)).await.unwrap();
		let events: Vec<_> = events
			.into_iter()
			.filter(|record| record.phase == frame_system::Phase::ApplyExtrinsic(index))
			.collect();
		let result = events
			.iter()
			.find_map(|record| match &record.event {
				RuntimeEvent::System(frame_system::Event::ExtrinsicSuccess { .. }) => Some(Ok(())),
				RuntimeEvent::System(frame_system::Event::ExtrinsicFailed { dispatch_error, .. }) => {
					Some(Err(*dispatch_error))
				},
				_ => None,
			})
			.expect("every extrinsic ends in one of the two");
		(result, events)
	}

	/// Proposes, votes with every one of `ayes`, closes; panics unless the call was executed and succeeded.
	pub async fn council_decides(&self, call: RuntimeCall, ayes: &[Sr25519Keyring]) {
		type Motion = pallet_collective::Call<Runtime, pallet_collective::Instance1>;
		let hash = <Runtime as frame_system::Config>::Hashing::hash_of(&call);
		let length_bound = call.encoded_size() as u32;
		let threshold = ayes.len() as u32;
		let propose = Motion::propose {
			threshold,
			proposal: Box::new(call),
			length_bound,
		};
		let (result, events) = self.submit_and_read(ayes[0], propose.into()).await;
		assert_eq!(result, Ok(()));
		let index = events
			.into_iter()
			.find_map(|record| match record.event {
				RuntimeEvent::Council(pallet_collective::Event::Proposed { proposal_index, .. }) => {
					Some(proposal_index)
				},
				_ => None,
			})
			.expect("a proposal has an index");
		for member in ayes {
			let vote = Motion::vote {
				proposal: hash,
				index,
				approve: true,
			};
			assert_eq!(self.submit(*member, vote.into()).await, Ok(()));
		}
		let proposal_weight_bound = frame_support::weights::Weight::from_parts(1_000_000_000, 100_000);
		let close = Motion::close {
			proposal_hash: hash,
			index,
			proposal_weight_bound,
			length_bound,
		};
		let (result, events) = self.submit_and_read(ayes[0], close.into()).await;
		assert_eq!(result, Ok(()));
		let executed = events.into_iter().find_map(|record| match record.event {
			RuntimeEvent::Council(pallet_collective::Event::Executed { result, .. }) => Some(result),
			_ => None,
		});
		assert_eq!(executed, Some(Ok::<(), DispatchError>(())));
	}

	fn sign(&self, key: Sr25519Keyring, call: RuntimeCall, nonce: u32) -> UncheckedExtrinsic {
		let extension = TxExtension::new((
			frame_system::AuthorizeCall::new(),
			frame_system::CheckNonZeroSender::new(),
			frame_system::CheckSpecVersion::new(),
			frame_system::CheckTxVersion::new(),
			frame_system::CheckGenesis::new(),
			frame_system::CheckEra::from(Era::Immortal),
			frame_system::CheckNonce::from(nonce),
			frame_system::CheckWeight::new(),
			pallet_transaction_payment::ChargeTransactionPayment::from(0),
			frame_metadata_hash_extension::CheckMetadataHash::new(false),
		));
		let implicit = (
			(),
			(),
			VERSION.spec_version,
			VERSION.transaction_version,
			self.genesis,
			self.genesis,
			(),
			(),
			(),
			None,
		);
		let payload = SignedPayload::from_raw(call.clone(), extension.clone(), implicit);
		let signature = payload.using_encoded(|bytes| key.pair().sign(bytes));
		UncheckedExtrinsic::new_signed(
			call,
			Address::Id(account(key)),
			Signature::Sr25519(signature),
			extension,
		)
	}
}

fn hex(bytes: &[u8]) -> String {
	bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Vec<u8> {
	let text = text.trim_start_matches("0x");
	(0..text.len())
		.step_by(2)
		.map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap())
		.collect()
}
