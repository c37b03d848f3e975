//! One network, from its start to its end: registration, backing and finality; the evidence chain; a collator that is
//! killed while records are anchored; a receipt that holds when every node is gone.
//!
//! Run by `scripts/test-network`, which builds what it needs and says how to choose a part.

use ::salus::chain::{self, At, Chain, Connect, Options, Signer, Wait, H256};
use salus_api::salus::{
	self,
	runtime_types::{
		pallet_records::types::{Content, RetentionClass},
		salus_records_engine::leaf::Canonicalisation,
	},
};
use salus_network_tests::{ensure, Failed, Network, Outcome, Relay};
use std::{
	collections::BTreeMap,
	env, fs,
	path::{Path, PathBuf},
	process::{Command, ExitCode},
	time::{Duration, Instant},
};
use tokio::time::{sleep, timeout};

/// The parts, in the order in which they run.
const PARTS: [&str; 6] = ["registration", "backing", "evidence", "crash", "restart", "receipt"];

/// A validator leaves a relay block unfinalised for about this many blocks when two of them agree without delay.
const RELAY_LAG: u64 = 8;
/// Parachain blocks between the best and the last finalised: those the relay chain has not included yet, and its own lag.
const PARA_LAG: u64 = 16;
/// Relay chain blocks over which candidates are counted.
const WINDOW: u64 = 30;
/// At least one parachain block in 12 seconds, which are two relay chain blocks; at most one for each.
const BACKED: std::ops::RangeInclusive<u64> = WINDOW / 2..=WINDOW;
/// Records that are anchored while a collator dies, and after how many of them it does.
const ANCHORS: u32 = 60;
const KILLED_AFTER: u32 = 20;

struct Setup {
	repository: PathBuf,
	binaries: PathBuf,
	base: PathBuf,
	first_port: u16,
	parts: Vec<String>,
}

impl Setup {
	fn read() -> Outcome<Self> {
		let parts: Vec<String> = env::args()
			.skip(1)
			.filter(|argument| !argument.starts_with('-'))
			.collect();
		for part in &parts {
			ensure(PARTS.contains(&part.as_str()), || {
				format!("there is no part '{part}'; the parts are {}", PARTS.join(", "))
			})?;
		}
		// …/debug/deps/network-…
		let binaries = env::current_exe()?
			.ancestors()
			.nth(2)
			.unwrap_or(Path::new("/"))
			.to_path_buf();
		Ok(Setup {
			repository: Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize()?,
			binaries,
			base: env::temp_dir().join(format!("salus-network-test-{}", std::process::id())),
			first_port: match env::var("SALUS_NETWORK_FIRST_PORT") {
				Ok(port) => port.parse()?,
				Err(_) => 9980,
			},
			parts,
		})
	}

	fn runs(&self, part: &str) -> bool {
		self.parts.is_empty() || self.parts.iter().any(|chosen| chosen == part)
	}

	/// The client command, as a person calls it.
	fn salus(&self, arguments: &[&str]) -> Outcome<String> {
		let output = Command::new(self.binaries.join("salus")).args(arguments).output()?;
		let out = String::from_utf8_lossy(&output.stdout).into_owned();
		ensure(output.status.success(), || {
			format!(
				"salus {}: {}{out}",
				arguments.join(" "),
				String::from_utf8_lossy(&output.stderr)
			)
		})?;
		Ok(out)
	}
}

fn shown(part: &str, what: &str) {
	println!("ok  {part:<13} {what}");
}

async fn parachain(network: &Network, node: &str) -> Outcome<Chain> {
	Ok(Chain::connect_with(&Connect::to(network.url(node)), Duration::from_secs(180)).await?)
}

async fn registration(network: &Network, relay: &Relay, chain: &Chain) -> Outcome {
	let id = network.para_id();
	ensure(relay.is_parachain(id).await?, || {
		format!("the relay chain does not know parachain {id}")
	})?;
	let state = chain.state_at(At::Finalized).await?;
	let own = state
		.fetch(salus::storage().parachain_info().parachain_id(), ())
		.await?
		.map(|id| id.0);
	ensure(own == Some(id), || {
		format!("the parachain takes itself for {own:?}, and is registered as {id}")
	})?;
	let head = relay.head(id).await?.unwrap_or_default();
	// The first field of a header is the hash of the block before it.
	let parent = H256(head.get(..32).and_then(|hash| hash.try_into().ok()).unwrap_or_default());
	let known = chain.state_at_hash(parent).await?;
	shown(
		"registration",
		&format!(
			"parachain {id} is registered; the relay chain is at its block {}",
			known.number() + 1
		),
	);
	Ok(())
}

async fn backing(network: &Network, relay: &Relay, chain: &Chain) -> Outcome {
	let from = relay.finalised().await? + 1;
	let before = chain.state_at(At::Finalized).await?.number();
	let began = Instant::now();
	let mut worst = 0;
	while relay.finalised().await? < from + WINDOW - 1 {
		worst = worst.max(relay.finality_lag(RELAY_LAG).await?);
		let best = chain.state_at(At::Best).await?.number();
		let finalised = chain.state_at(At::Finalized).await?.number();
		ensure(best - finalised.min(best) <= PARA_LAG, || {
			format!("the parachain's finality lags: best {best}, finalised {finalised}")
		})?;
		ensure(began.elapsed() < Duration::from_secs(WINDOW * 6 * 3), || {
			"the relay chain stands still".into()
		})?;
		sleep(Duration::from_secs(2)).await;
	}
	let counted = relay.count(network.para_id(), from, from + WINDOW - 1).await?;
	ensure(
		BACKED.contains(&counted.backed) && BACKED.contains(&counted.included),
		|| {
			format!(
				"{counted:?}: not between {} and {} candidates",
				BACKED.start(),
				BACKED.end()
			)
		},
	)?;
	let after = chain.state_at(At::Finalized).await?.number();
	shown(
		"backing",
		&format!(
			"relay blocks {from} to {}: {} candidates backed, {} included, {} timed out; {} parachain blocks finalised in {} s; \
			 the relay chain's finality lagged at most {worst} blocks",
			from + WINDOW - 1,
			counted.backed,
			counted.included,
			counted.timed_out,
			after - before,
			began.elapsed().as_secs()
		),
	);
	Ok(())
}

fn evidence(setup: &Setup, network: &Network) -> Outcome {
	let began = Instant::now();
	let told = setup.salus(&["demo", "--url", &network.url("collator-1")])?;
	let last = told
		.lines()
		.rev()
		.find(|line| !line.trim().is_empty())
		.unwrap_or_default();
	shown(
		"evidence",
		&format!("salus demo, {} s: {last}", began.elapsed().as_secs()),
	);
	Ok(())
}

/// A commitment that no other anchor of this run has.
fn commitment(index: u32) -> [u8; 32] {
	let mut commitment = [0x5a; 32];
	commitment[..4].copy_from_slice(&index.to_be_bytes());
	commitment[4..8].copy_from_slice(&std::process::id().to_be_bytes());
	commitment
}

/// Anchors records through the second collator while the first is killed and started again.
async fn crash(network: &Network, relay: &Relay) -> Outcome {
	let chain = parachain(network, "collator-2").await?;
	let hospital = Signer::dev("//Dave")?;
	let before = chain.state_at(At::Finalized).await?;
	let (known, nonce) = (before.number(), before.nonce(&hospital.account()).await?);
	let old = chain.state_at_number(known).await?.hash();

	// Every operation and what became of it, as its own receipt says.
	let mut pending = vec![];
	for index in 0..ANCHORS {
		let call = salus::tx().records().anchor(
			commitment(index),
			Canonicalisation::Raw,
			None,
			None,
			RetentionClass::Standard,
		);
		pending.push((index, chain.send(&call, &hospital, &Options::default()).await?));
		if index + 1 == KILLED_AFTER {
			network.kill("collator-1")?;
		}
		sleep(Duration::from_millis(700)).await;
	}
	sleep(Duration::from_secs(20)).await;
	network.launch("collator-1")?;

	let mut history = BTreeMap::new();
	for (index, operation) in pending {
		let receipt = timeout(Duration::from_secs(400), operation.wait(Wait::Finalized))
			.await
			.map_err(|_| Failed(format!("anchor {index} was not finalised within 400 s")))??
			.accepted()?;
		let anchored = receipt.event::<salus::records::events::Anchored>()?;
		history.insert(commitment(index), (anchored.anchor, receipt.block_hash));
	}

	// What was finalised before is still there, and each success is there exactly once.
	let after = chain.state_at(At::Finalized).await?;
	ensure(chain.state_at_number(known).await?.hash() == old, || {
		format!("finalised block {known} was replaced")
	})?;
	let mut found = BTreeMap::<[u8; 32], Vec<u64>>::new();
	for (key, (anchor, _)) in after.entries(salus::storage().records().anchors(), ()).await? {
		if let Content::Record { commitment, .. } = anchor.content {
			// The key ends in the index, eight bytes, most significant first.
			let index = key.last_chunk().copied().map(u64::from_be_bytes).unwrap_or_default();
			found.entry(commitment).or_default().push(index);
		}
	}
	for (commitment, (anchor, block)) in &history {
		let there = found.get(commitment).cloned().unwrap_or_default();
		ensure(there == [*anchor], || {
			format!("anchor {anchor} of block {block:?} is in the finalised state as {there:?}")
		})?;
	}
	let used = after.nonce(&hospital.account()).await? - nonce;
	ensure(used == u64::from(ANCHORS), || {
		format!("{used} transactions of the hospital are in the chain, not {ANCHORS}")
	})?;

	// Both collators hold the same chain.
	let first = parachain(network, "collator-1").await?;
	let height = after.number();
	let waiting = async {
		while first.state_at(At::Finalized).await?.number() < height {
			sleep(Duration::from_secs(2)).await;
		}
		Ok::<_, Failed>(())
	};
	timeout(Duration::from_secs(300), waiting).await.map_err(|_| {
		Failed(format!(
			"collator-1 did not get to block {height} within 300 s after its restart"
		))
	})??;
	let mut roots = vec![];
	for chain in [&first, &chain] {
		let hash = chain.state_at_number(height).await?.hash();
		let header: serde_json::Value = chain.rpc("chain_getHeader", chain::rpc_params![hash]).await?;
		roots.push(header["stateRoot"].as_str().unwrap_or_default().to_owned());
	}
	ensure(roots[0] == roots[1] && !roots[0].is_empty(), || {
		format!("state roots at block {height}: {roots:?}")
	})?;
	relay.finality_lag(RELAY_LAG).await?;
	shown(
		"crash",
		&format!(
			"collator-1 killed after {KILLED_AFTER} of {ANCHORS} anchors and restarted: {} finalised, each once, none lost; both \
			 collators have state root {} at block {height}",
			history.len(),
			roots[0]
		),
	);
	Ok(())
}

/// Ends every node and starts it again: the chain goes on from what was finalised.
async fn restart(network: &Network) -> Outcome {
	let before = parachain(network, "collator-2").await?.state_at(At::Finalized).await?;
	let began = Instant::now();
	network.restart()?;
	let chain = parachain(network, "collator-2").await?;
	let after = chain.state_at(At::Finalized).await?.number();
	ensure(
		chain.state_at_number(before.number()).await?.hash() == before.hash(),
		|| format!("finalised block {} was replaced", before.number()),
	)?;
	shown(
		"restart",
		&format!(
			"all nodes ended and started: finalised block {} is the same, and block {after} is finalised, after {} s",
			before.number(),
			began.elapsed().as_secs()
		),
	);
	Ok(())
}

/// What is left when every node is gone: the record, its receipt, and what the verifier trusts.
struct Kept {
	record: String,
	receipt: String,
	authorities: String,
	genesis: String,
	relay_genesis: String,
	para_id: String,
}

/// Anchors a record and makes its receipt, up to the relay chain's finality.
async fn receipt(setup: &Setup, network: &Network, chain: &Chain, relay: &Relay, folder: &Path) -> Outcome<Kept> {
	let records = folder.join("records");
	fs::create_dir_all(&records)?;
	let text = |path: PathBuf| path.display().to_string();
	let (record, store) = (records.join("observation.json"), text(folder.join("store")));
	fs::write(
		&record,
		r#"{"resourceType":"Observation","status":"final","valueInteger":7}"#,
	)?;
	let hospital = chain::ss58(&Signer::dev("//Dave")?.account());
	let (url, relay_url) = (network.url("collator-1"), network.url("alice"));
	let kept = Kept {
		record: text(record),
		receipt: text(folder.join("receipt.json")),
		authorities: text(folder.join("authorities.json")),
		genesis: hex::encode(chain.genesis_hash()),
		relay_genesis: relay.genesis().await?,
		para_id: network.para_id().to_string(),
	};
	setup.salus(&[
		"record",
		"batch",
		&text(records),
		"--store",
		&store,
		"--issuer",
		&hospital,
	])?;
	setup.salus(&["record", "anchor", &store, "--signer", "//Dave", "--url", &url])?;
	setup.salus(&[
		"receipt",
		"make",
		"observation.json",
		"--store",
		&store,
		"--url",
		&url,
		"--relay-url",
		&relay_url,
		"--out",
		&kept.receipt,
	])?;
	let authorities = setup.salus(&["receipt", "authorities", "--relay-url", &relay_url])?;
	fs::write(&kept.authorities, authorities)?;
	Ok(kept)
}

/// Verifies it with every node stopped.
fn verify(setup: &Setup, kept: &Kept) -> Outcome {
	let told = setup.salus(&[
		"receipt",
		"verify",
		&kept.receipt,
		"--record",
		&kept.record,
		"--genesis",
		&kept.genesis,
		"--relay-genesis",
		&kept.relay_genesis,
		"--para-id",
		&kept.para_id,
		"--authorities",
		&kept.authorities,
	])?;
	for line in told.lines().filter(|line| !line.trim().is_empty()) {
		shown("receipt", line);
	}
	Ok(())
}

async fn run(setup: &Setup) -> Outcome {
	println!(
		"parts: {}",
		PARTS
			.iter()
			.filter(|part| setup.runs(part))
			.copied()
			.collect::<Vec<_>>()
			.join(", ")
	);
	let began = Instant::now();
	let network = Network::start(&setup.repository, &setup.base, setup.first_port)?;
	shown(
		"start",
		&format!("first finalised parachain block after {} s", began.elapsed().as_secs()),
	);
	let relay = Relay::connect(&network.url("alice")).await?;
	let chain = parachain(&network, "collator-1").await?;

	if setup.runs("registration") {
		registration(&network, &relay, &chain).await?;
	}
	if setup.runs("backing") {
		backing(&network, &relay, &chain).await?;
	}
	if setup.runs("evidence") {
		evidence(setup, &network)?;
	}
	if setup.runs("crash") {
		crash(&network, &relay).await?;
	}
	println!("{}", network.status()?);
	if setup.runs("restart") {
		restart(&network).await?;
	}

	let folder = setup.base.with_extension("receipt");
	let kept = if setup.runs("receipt") {
		let relay = Relay::connect(&network.url("alice")).await?;
		Some(receipt(setup, &network, &chain, &relay, &folder).await?)
	} else {
		None
	};
	network.down()?;
	shown("down", "no process and no file is left");
	if let Some(kept) = kept {
		verify(setup, &kept)?;
		fs::remove_dir_all(&folder)?;
	}
	Ok(())
}

fn main() -> ExitCode {
	let result = Setup::read().and_then(|setup| {
		tokio::runtime::Builder::new_multi_thread()
			.worker_threads(2)
			.enable_all()
			.build()?
			.block_on(run(&setup))
	});
	match result {
		Ok(()) => ExitCode::SUCCESS,
		Err(failed) => {
			eprintln!("FAILED  {failed}");
			ExitCode::FAILURE
		},
	}
}
