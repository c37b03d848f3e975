//! Making receipts that lead on to the chain: the value in its state, the block, and with a relay chain its finality.

use super::relay::{scale_header, Included, JsonHeader, Relay};
use crate::{
	chain::{rpc_params, Chain, H256},
	log::local::LocalLog,
	outcome::Failure,
};
use salus_api::salus;
use salus_receipt_verifier::{state, verify, Presented, Stage, Trust, Verdict};
use salus_records_engine::{
	chain::{Digest, HeaderEvidence, LogEvidence, StateEvidence, StateItem, StatementEvidence},
	leaf::{EntryKind, LogEntry},
	receipt::Evidence,
	Receipt,
};
use std::time::{Duration, Instant};

/// How long to wait until the relay chain has finalised what a receipt is about.
pub const PATIENCE: Duration = Duration::from_secs(180);

/// How often to look meanwhile.
const GLANCE: Duration = Duration::from_secs(3);

fn hex_of(bytes: &[u8]) -> String {
	format!("0x{}", hex::encode(bytes))
}

/// Bytes of a node's answer.
pub(super) fn unhex(text: &str, what: &str) -> Result<Vec<u8>, Failure> {
	hex::decode(text.strip_prefix("0x").unwrap_or(text))
		.map_err(|error| Failure::Refused(format!("the node's {what} is not hex: {error}")))
}

/// A node's answer to `state_getReadProof`.
#[derive(serde::Deserialize)]
pub(super) struct ReadProof {
	proof: Vec<String>,
}

impl ReadProof {
	/// The nodes, without those that the keys do not need.
	pub(super) fn nodes(self) -> Result<salus_records_engine::chain::Nodes, Failure> {
		let too_large = |_| Failure::Refused("the node's storage proof is larger than a receipt can hold".into());
		let nodes = self
			.proof
			.iter()
			.map(|node| unhex(node, "storage proof")?.try_into().map_err(too_large))
			.collect::<Result<Vec<_>, _>>()?;
		nodes
			.try_into()
			.map_err(|_| Failure::Refused("the node's storage proof has more nodes than a receipt can hold".into()))
	}
}

/// A value of the chain's state at a block, with its proof. `None` if there is no such value at that block.
pub async fn state_evidence(
	chain: &Chain,
	item: &StateItem,
	block: H256,
) -> Result<Option<(StateEvidence, HeaderEvidence)>, Failure> {
	let (key, genesis_key) = (state::key_of(item), state::genesis_key());
	let value: Option<String> = chain.rpc("state_getStorage", rpc_params![hex_of(&key), block]).await?;
	let Some(value) = value else { return Ok(None) };
	let header: Option<JsonHeader> = chain.rpc("chain_getHeader", rpc_params![block]).await?;
	let header = header.ok_or_else(|| Failure::Refused(format!("{}: there is no block {block:?}", chain.url())))?;
	let proof: ReadProof = chain
		.rpc(
			"state_getReadProof",
			rpc_params![[hex_of(&key), hex_of(&genesis_key)], block],
		)
		.await?;
	let large = |_| Failure::Refused("the value is larger than a receipt can hold".into());
	let evidence = StateEvidence {
		item: item.clone(),
		value: unhex(&value, "value")?.try_into().map_err(large)?,
		genesis: chain.genesis_hash().0,
		root: header.state_root.0,
		proof: proof.nodes()?,
	};
	let header = HeaderEvidence {
		header: scale_header(&header)?,
		hash: block.0,
	};
	Ok(Some((evidence, header)))
}

/// The same receipt with its way through the chain: up to the header, or with a relay chain up to finality. It is verified before it is
/// handed out.
pub async fn extend(
	chain: &Chain,
	receipt: &Receipt,
	item: StateItem,
	relay: Option<&Relay>,
) -> Result<Receipt, Failure> {
	lead_on(chain, receipt, &way(chain, &item, relay).await?)
}

/// The way of a value through the chain, which all records of one batch share: its place in the state and the header; with a relay chain
/// also inclusion and finality.
pub async fn way(chain: &Chain, item: &StateItem, relay: Option<&Relay>) -> Result<Vec<Evidence>, Failure> {
	let state = chain.state().await?;
	match relay {
		None => {
			let (value, header) = state_evidence(chain, item, state.hash()).await?.ok_or_else(|| {
				Failure::Refused(format!(
					"{}: there is no {} at block {} ({:?})",
					chain.url(),
					named(item),
					state.number(),
					state.hash()
				))
			})?;
			Ok(vec![Evidence::State(value), Evidence::Header(header)])
		},
		Some(relay) => {
			let para = state
				.fetch(salus::storage().parachain_info().parachain_id(), ())
				.await?;
			let para =
				para.ok_or_else(|| Failure::Refused(format!("{}: the chain has no parachain id", chain.url())))?;
			let (included, value, header) = finalised(chain, relay, para.0, item).await?;
			Ok(vec![
				Evidence::State(value),
				Evidence::Header(header),
				Evidence::Relay(included.relay),
				Evidence::Finality(included.finality),
			])
		},
	}
}

/// The same receipt with this way through the chain, verified.
pub fn lead_on(chain: &Chain, receipt: &Receipt, way: &[Evidence]) -> Result<Receipt, Failure> {
	let before = receipt.evidence().iter().filter(|piece| piece.stage() < Stage::Anchor);
	sealed(before.chain(way).cloned().collect(), chain)
}

/// Waits until the head that the relay chain has finalised knows the value.
async fn finalised(
	chain: &Chain,
	relay: &Relay,
	para_id: u32,
	item: &StateItem,
) -> Result<(Included, StateEvidence, HeaderEvidence), Failure> {
	let since = Instant::now();
	let mut told = false;
	loop {
		let waiting = match relay.included(para_id).await? {
			None => format!("{} has not finalised a block of parachain {para_id} yet", relay.url()),
			Some(included) => {
				let head = H256(included.head);
				let known: Option<JsonHeader> = chain.rpc("chain_getHeader", rpc_params![head]).await?;
				match known {
					None => format!(
						"{} does not know block {head:?}, which {} finalised",
						chain.url(),
						relay.url()
					),
					Some(_) => match state_evidence(chain, item, head).await? {
						Some((value, header)) => return Ok((included, value, header)),
						None => format!(
							"there is no {} in block {head:?}, the last that {} has finalised",
							named(item),
							relay.url()
						),
					},
				}
			},
		};
		if since.elapsed() >= PATIENCE {
			return Err(Failure::Refused(format!("{waiting}, after {} s", PATIENCE.as_secs())));
		}
		if !told {
			tracing::info!("{waiting}; waiting up to {} s", PATIENCE.as_secs());
			told = true;
		}
		tokio::time::sleep(GLANCE).await;
	}
}

/// Seals evidence from the chain and verifies the whole.
fn sealed(evidence: Vec<Evidence>, chain: &Chain) -> Result<Receipt, Failure> {
	let receipt = Receipt::new(evidence).map_err(|error| Failure::Refused(format!("not a receipt: {error:?}")))?;
	let trust = Trust {
		genesis: Some(chain.genesis_hash().0),
		..Trust::default()
	};
	let failed =
		verify(&receipt, &Presented::Nothing, &trust)
			.report
			.stages()
			.find_map(|(stage, verdict)| match verdict {
				Verdict::Failed(reason) => Some(format!("{}: {reason}", stage.name())),
				_ => None,
			});
	match failed {
		None => Ok(receipt),
		Some(reason) => Err(Failure::Refused(format!(
			"the receipt would not hold, so none was made: {reason}"
		))),
	}
}

/// An item in words.
fn named(item: &StateItem) -> String {
	match item {
		StateItem::Anchor { id } => format!("anchor {id}"),
		StateItem::Log => "log".into(),
		StateItem::Checkpoint { number } => format!("checkpoint {number}"),
		StateItem::Value { .. } => super::onchain::item_name(item),
	}
}

/// The receipt of an entry of the log that is about no record, before it leads on to the chain: what it says, if that is known, and where
/// it stands.
pub fn entry_receipt(log: LogEvidence, statement: Option<(Digest, Vec<u8>)>) -> Result<Receipt, Failure> {
	let kind: EntryKind = log.entry.kind;
	let mut evidence = vec![];
	if let Some((digest, preimage)) = statement {
		let preimage = preimage
			.try_into()
			.map_err(|_| Failure::Refused("the statement is larger than a receipt can hold".into()))?;
		evidence.push(Evidence::Statement(StatementEvidence { kind, digest, preimage }));
	}
	evidence.push(Evidence::Log(log));
	Receipt::new(evidence).map_err(|error| Failure::Refused(format!("not a receipt: {error:?}")))
}

/// A receipt of nothing yet, to be led on to a value of the state.
pub fn empty() -> Result<Receipt, Failure> {
	Receipt::new([]).map_err(|error| Failure::Refused(format!("not a receipt: {error:?}")))
}

/// The same receipt with its place in the log.
pub fn with_log(receipt: &Receipt, log: LogEvidence) -> Result<Receipt, Failure> {
	let before = receipt
		.evidence()
		.iter()
		.filter(|piece| piece.stage() < Stage::Statement)
		.cloned();
	Receipt::new(before.chain([Evidence::Log(log)]))
		.map_err(|error| Failure::Refused(format!("not a receipt: {error:?}")))
}

/// Where an entry stands in the log, up to the first checkpoint that covers it and that the chain still has. The entry is compared with the
/// log, and the log with the chain.
pub async fn log_evidence(
	chain: &Chain,
	log: &LocalLog,
	index: u64,
	entry: LogEntry,
) -> Result<(LogEvidence, StateItem), Failure> {
	log.ensure_of(&chain.genesis_hash().0)?;
	let place = log.folder().display().to_string();
	if index >= log.size() {
		return Err(Failure::Refused(format!(
			"{place}: there is no entry {index}: the log has {} entries here; `salus log sync` brings what the chain has now",
			log.size()
		)));
	}
	if log.leaf(index)? != entry.hash() {
		return Err(Failure::Refused(format!(
			"{place}: entry {index} is about something else than this"
		)));
	}
	let state = chain.state().await?;
	let found = state
		.call(salus::runtime_apis().records_api().checkpoint_from(index + 1))
		.await?
		.ok_or_else(|| {
			Failure::Refused(format!(
				"{}: at block {} no checkpoint covers entry {index} yet; it is written at the end of its block",
				chain.url(),
				state.number()
			))
		})?;
	let (size, root) = (found.checkpoint.size, found.checkpoint.root);
	if size > log.size() {
		return Err(Failure::Refused(format!(
			"{place}: the log has {} entries here, the checkpoint {size}; run `salus log sync` first",
			log.size()
		)));
	}
	if log.root_at(size)? != root {
		return Err(Failure::Refused(format!(
			"{place}: the chain has another root at size {size}: this is the log of another chain, or it was damaged"
		)));
	}
	let evidence = LogEvidence {
		entry,
		schema: None,
		index,
		size,
		root,
		path: log.inclusion(index, size)?,
	};
	Ok((evidence, StateItem::Checkpoint { number: found.number }))
}
