//! A load on a chain, measured: what was sent, included and finalised, and how long each took.
//!
//! Transactions are signed as they are due and given to the node without waiting for the one before. They are found again
//! in the blocks themselves, by their hash, so that nothing depends on what the node says about its pool. A transaction
//! that the pool has no room for is offered again, the same bytes, and counted. So is one that a node forgot because it was
//! restarted: bytes with a nonce can be in the chain once only.

pub mod cli;
mod stats;
mod work;

pub use stats::{Figures, Percentiles};
pub use work::{Kind, Work};

use crate::{
	chain::{self, At, Chain, Signer, H256},
	outcome::Failure,
};
use salus_api::salus;
use stats::BlockRow;
use std::{
	collections::{BTreeMap, HashMap},
	sync::{
		atomic::{AtomicBool, AtomicU64, Ordering},
		Arc, Mutex,
	},
	time::{Duration, Instant},
};
use subxt::rpcs::{Error as RpcError, UserError};
use tokio::sync::Semaphore;

/// How often the sender wakes up.
const TICK: Duration = Duration::from_millis(20);

/// How often blocks are looked for.
const GLANCE: Duration = Duration::from_millis(100);

/// How many transactions may be on their way to the node at once.
const IN_FLIGHT: usize = 128;

/// For how many blocks a transaction is valid, and after how many it is signed on a newer block.
const MORTAL_BLOCKS: u64 = 1_024;

/// How long to wait for a block that takes something, after the last one that did.
const DRAIN: Duration = Duration::from_secs(120);

/// After how long without a block that takes something the node is offered again what it should have.
const STALL: Duration = Duration::from_secs(8);

/// How much it is offered then at once.
const RESCUED: usize = 512;

/// What to do, how fast and for how long.
#[derive(Clone, Debug)]
pub struct Plan {
	/// Transactions a second.
	pub rate: u64,
	/// For how long.
	pub period: Duration,
}

/// The first of the transactions that were not seen in a finalised block.
#[derive(Clone, Copy, Debug)]
pub struct Open {
	/// Its nonce.
	pub nonce: u64,
	/// Its hash.
	pub hash: H256,
	/// The last block that may take it.
	pub until: u64,
}

/// One transaction under way.
#[derive(Clone, Debug)]
struct Trace {
	nonce: u64,
	/// Empty once it is final.
	bytes: Arc<[u8]>,
	sent: Instant,
	/// The last block that may take it.
	until: u64,
	included: Option<(Instant, u64, u32)>,
	finalised: Option<Instant>,
}

#[derive(Default)]
struct Shared {
	traces: Mutex<HashMap<H256, Trace>>,
	/// Offers that the pool had no room for.
	full: AtomicU64,
	/// Transactions that the node had taken and did not have any more.
	forgotten: AtomicU64,
	/// Transactions that the node refused for good, and the first reason.
	refused: AtomicU64,
	reason: Mutex<Option<String>>,
	/// Nobody watches the blocks any more: the node is away for good, or has another chain.
	over: AtomicBool,
	/// When something last came on.
	moved: Mutex<Option<Instant>>,
}

impl Shared {
	fn moved(&self) {
		*locked(&self.moved) = Some(Instant::now());
	}

	/// How long nothing has come on.
	fn still_for(&self) -> Duration {
		locked(&self.moved).map_or(Duration::ZERO, |at| at.elapsed())
	}
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
	// Nothing panics while it is held.
	mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// Runs the load and reports it. `progress` is told sent, included and finalised.
pub async fn run(
	chain: &Chain,
	signer: &Signer,
	work: &mut Work,
	plan: &Plan,
	progress: impl Fn(u64, u64, u64) + Send + Sync + 'static,
) -> Result<Figures, Failure> {
	let shared = Arc::new(Shared::default());
	let progress: Arc<dyn Fn(u64, u64, u64) + Send + Sync> = Arc::new(progress);
	let begun = Instant::now();
	let first_block = chain.state_at(At::Best).await?.number();
	let watcher = tokio::spawn({
		let (chain, shared) = (chain.clone(), shared.clone());
		async move {
			let outcome = watch(&chain, &shared, first_block, progress).await;
			shared.over.store(true, Ordering::Relaxed);
			outcome
		}
	});

	let rescuer = tokio::spawn(rescue(chain.clone(), shared.clone()));

	let sending = send(chain, signer, work, plan, &shared).await;
	let last_sent = Instant::now();
	shared.moved();
	// What is under way is waited for even if sending has failed: the figures must be whole.
	while shared.still_for() < DRAIN {
		let open = locked(&shared.traces)
			.values()
			.filter(|trace| trace.finalised.is_none())
			.count();
		if open == 0 || watcher.is_finished() {
			break;
		}
		tokio::time::sleep(GLANCE).await;
	}
	rescuer.abort();
	watcher.abort();
	chain.forget_nonce(&signer.account());
	let watched = match watcher.await {
		Ok(outcome) => outcome,
		// Aborted, as it should be.
		Err(_) => Ok(()),
	};
	if let Err(failure) = sending.and(watched) {
		if locked(&shared.traces).is_empty() {
			return Err(failure);
		}
		locked(&shared.reason).get_or_insert_with(|| failure.to_string());
	}
	// If the node is away, what was seen before is told.
	let blocks = match blocks(chain, &shared, work).await {
		Ok(rows) => Some(rows),
		Err(failure) => {
			locked(&shared.reason).get_or_insert_with(|| failure.to_string());
			None
		},
	};
	let traces: Vec<_> = locked(&shared.traces).values().cloned().collect();
	let reason = locked(&shared.reason).clone();
	let open = locked(&shared.traces)
		.iter()
		.filter(|(_, trace)| trace.finalised.is_none())
		.min_by_key(|(_, trace)| trace.nonce)
		.map(|(hash, trace)| Open {
			nonce: trace.nonce,
			hash: *hash,
			until: trace.until,
		});
	Ok(Figures::new(
		work.kind(),
		work.items(),
		plan,
		begun,
		last_sent,
		traces
			.iter()
			.map(|trace| (trace.sent, trace.included.map(|(at, ..)| at), trace.finalised)),
		shared.full.load(Ordering::Relaxed),
		shared.forgotten.load(Ordering::Relaxed),
		shared.refused.load(Ordering::Relaxed),
		reason,
		blocks,
		open,
	))
}

async fn send(
	chain: &Chain,
	signer: &Signer,
	work: &mut Work,
	plan: &Plan,
	shared: &Arc<Shared>,
) -> Result<(), Failure> {
	let slots = Arc::new(Semaphore::new(IN_FLIGHT));
	let mut state = chain.state_at(At::Finalized).await?;
	let mut signed_at = Instant::now();
	let begun = Instant::now();
	let total = plan.rate.saturating_mul(plan.period.as_secs());
	let mut sent = 0u64;
	while sent < total {
		let elapsed = begun.elapsed().as_millis();
		let due = u128::from(plan.rate) * elapsed / 1_000;
		let due = u64::try_from(due).unwrap_or(u64::MAX).min(total);
		if signed_at.elapsed() > Duration::from_secs(60) {
			state = chain.state_at(At::Finalized).await?;
			signed_at = Instant::now();
		}
		while sent < due {
			if shared.refused.load(Ordering::Relaxed) > 0 {
				let reason = locked(&shared.reason).clone().unwrap_or_default();
				return Err(Failure::Refused(format!("the node refused a transaction: {reason}")));
			}
			let permit = loop {
				if shared.over.load(Ordering::Relaxed) {
					return Ok(());
				}
				match slots.clone().try_acquire_owned() {
					Ok(permit) => break permit,
					Err(_) => tokio::time::sleep(Duration::from_millis(2)).await,
				}
			};
			let nonce = chain.reserve_nonce(&signer.account()).await?;
			let (hash, bytes) = work.sign(chain, &state, signer, nonce, MORTAL_BLOCKS)?;
			let bytes: Arc<[u8]> = bytes.into();
			locked(&shared.traces).insert(
				hash,
				Trace {
					nonce,
					bytes: bytes.clone(),
					sent: Instant::now(),
					until: state.number().saturating_add(MORTAL_BLOCKS),
					included: None,
					finalised: None,
				},
			);
			let (chain, shared) = (chain.clone(), shared.clone());
			tokio::spawn(async move {
				offer(&chain, &shared, hash, &bytes).await;
				drop(permit);
			});
			sent += 1;
		}
		tokio::time::sleep(TICK).await;
	}
	// All permits back: everything has been offered.
	while slots.available_permits() < IN_FLIGHT && !shared.over.load(Ordering::Relaxed) {
		tokio::time::sleep(TICK).await;
	}
	Ok(())
}

/// Gives one transaction to the node, again and again while the pool is full.
async fn offer(chain: &Chain, shared: &Shared, hash: H256, bytes: &[u8]) {
	let mut waits = 0..chain::POOL_WAITS;
	loop {
		match chain.offer_unwatched(bytes).await {
			Ok(()) => return,
			Err(RpcError::User(error)) if pool_is_full(&error) => {
				shared.full.fetch_add(1, Ordering::Relaxed);
				// Nobody takes anything any more: it counts as sent and not finalised.
				if shared.still_for() > DRAIN {
					return;
				}
				tokio::time::sleep(Duration::from_millis(500)).await;
			},
			Err(RpcError::User(error)) if chain::pool_is_behind(&error) && waits.next().is_some() => {
				tokio::time::sleep(chain::POOL_PAUSE).await;
			},
			// In the pool or in a block already: the watcher finds it.
			Err(RpcError::User(error)) if matches!(error.code, 1012 | 1013) => return,
			// The node went away after the bytes were sent: they may have arrived. Offered again, the same ones.
			Err(RpcError::DisconnectedWillReconnect(_)) => tokio::time::sleep(GLANCE).await,
			// It is away for good. What it was given it may still have.
			Err(RpcError::Client(error)) => {
				locked(&shared.reason).get_or_insert_with(|| error.to_string());
				return;
			},
			Err(error) => {
				let was_included = locked(&shared.traces)
					.get(&hash)
					.is_some_and(|trace| trace.included.is_some());
				if !was_included {
					locked(&shared.traces).remove(&hash);
					shared.refused.fetch_add(1, Ordering::Relaxed);
					locked(&shared.reason).get_or_insert_with(|| match &error {
						RpcError::User(UserError { message, data, .. }) => match data {
							Some(data) => format!("{message}: {}", data.get()),
							None => message.clone(),
						},
						other => other.to_string(),
					});
				}
				return;
			},
		}
	}
}

/// Offers what no block has taken again, the same bytes, when blocks take nothing any more: a node that was restarted has
/// forgotten its pool, and what comes behind a gap in the nonces waits for ever.
async fn rescue(chain: Chain, shared: Arc<Shared>) {
	let mut last: Option<Instant> = None;
	loop {
		tokio::time::sleep(Duration::from_secs(1)).await;
		if shared.still_for() < STALL || last.is_some_and(|at| at.elapsed() < STALL) {
			continue;
		}
		let mut open: Vec<(u64, Arc<[u8]>)> = locked(&shared.traces)
			.values()
			.filter(|trace| trace.included.is_none() && trace.sent.elapsed() >= STALL)
			.map(|trace| (trace.nonce, trace.bytes.clone()))
			.collect();
		open.sort_unstable_by_key(|(nonce, _)| *nonce);
		for (_, bytes) in open.into_iter().take(RESCUED) {
			match chain.offer_unwatched(&bytes).await {
				Ok(()) => {
					shared.forgotten.fetch_add(1, Ordering::Relaxed);
				},
				Err(RpcError::User(error)) if pool_is_full(&error) => break,
				Err(RpcError::Client(_)) => return,
				// In the pool, in a block, or refused: the blocks tell.
				Err(_) => (),
			}
		}
		last = Some(Instant::now());
	}
}

/// The pool's limit by number or size.
fn pool_is_full(error: &UserError) -> bool {
	error.code == 1016 || error.message.contains("Immediately Dropped")
}

/// Looks for the transactions in each new block.
async fn watch(
	chain: &Chain,
	shared: &Shared,
	first_block: u64,
	progress: Arc<dyn Fn(u64, u64, u64) + Send + Sync>,
) -> Result<(), Failure> {
	// Height to hash of the blocks that were read. A block that is replaced is read again.
	let mut read: BTreeMap<u64, H256> = BTreeMap::new();
	// Not `first_block`: that is a best block, and a parachain's best is ahead of its last finalised one.
	let mut finalised_to = 0;
	loop {
		let best = chain.head(At::Best).await?;
		let finalised = chain.head(At::Finalized).await?;
		if finalised < finalised_to {
			return Err(begun_anew(chain));
		}
		for number in first_block.saturating_add(1)..=best {
			// Nothing below the last finalised block that was read changes any more.
			if number < finalised_to && read.contains_key(&number) {
				continue;
			}
			let Some(hash) = chain.hash_of(number).await? else {
				break;
			};
			if read.get(&number) == Some(&hash) {
				continue;
			}
			if number <= finalised_to && read.contains_key(&number) {
				return Err(begun_anew(chain));
			}
			let found = chain.extrinsic_hashes(hash).await?;
			let now = Instant::now();
			let mut traces = locked(&shared.traces);
			for trace in traces.values_mut() {
				if trace.included.is_some_and(|(_, at, _)| at == number) {
					trace.included = None;
				}
			}
			for (index, extrinsic) in found.iter().enumerate() {
				if let Some(trace) = traces.get_mut(extrinsic) {
					trace.included = Some((now, number, u32::try_from(index).unwrap_or(u32::MAX)));
					shared.moved();
				}
			}
			read.insert(number, hash);
		}
		let now = Instant::now();
		let (sent, included, done) = {
			let mut traces = locked(&shared.traces);
			for trace in traces.values_mut() {
				if trace.finalised.is_none() && trace.included.is_some_and(|(_, at, _)| at <= finalised) {
					trace.finalised = Some(now);
					trace.bytes = Arc::default();
				}
			}
			let count = |test: fn(&Trace) -> bool| traces.values().filter(|trace| test(trace)).count() as u64;
			(
				traces.len() as u64,
				count(|trace| trace.included.is_some()),
				count(|trace| trace.finalised.is_some()),
			)
		};
		finalised_to = finalised.min(best);
		progress(sent, included, done);
		tokio::time::sleep(GLANCE).await;
	}
}

fn begun_anew(chain: &Chain) -> Failure {
	Failure::Refused(format!(
		"the chain at {} has begun anew (a node with --tmp does when it is restarted): what the load had done is gone with it",
		chain.url()
	))
}

/// The blocks that took something of the load: how much, how full they were, and what failed in them.
async fn blocks(chain: &Chain, shared: &Shared, work: &Work) -> Result<Vec<BlockRow>, Failure> {
	let mut ours: BTreeMap<u64, Vec<u32>> = BTreeMap::new();
	for trace in locked(&shared.traces).values() {
		if let Some((_, number, index)) = trace.included {
			ours.entry(number).or_default().push(index);
		}
	}
	let mut rows = vec![];
	for (number, indices) in ours {
		let state = chain.state_at_number(number).await?;
		let weight = state.fetch(salus::storage().system().block_weight(), ()).await?;
		let limits = state.constant(salus::constants().system().block_weights())?;
		let used = weight.map_or(0, |weight| weight.normal.ref_time);
		let allowed = limits
			.per_class
			.normal
			.max_total
			.map_or(limits.max_block.ref_time, |weight| weight.ref_time);
		let (failed, said) = chain
			.outcomes(&state, &indices, work.kind().event(work.items()))
			.await?;
		rows.push(BlockRow {
			number,
			included: indices.len() as u64,
			fullness: used as f64 / allowed.max(1) as f64,
			failed: failed.len() as u64,
			done: said.saturating_mul(work.kind().per_event(work.items())),
			reason: failed.into_iter().next(),
		});
	}
	Ok(rows)
}
