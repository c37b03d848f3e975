//! One network, from its start to its end: registration, backing and finality; the evidence chain; a collator that is
//! killed while claims are submitted; a receipt that holds when every node is gone.
//!
//! Run by `scripts/test-network`, which builds what it needs and says how to choose a part.

use ::salus::{
	chain::{self, At, Chain, Connect, Signer, State, H256},
	load::{self, Kind, Plan, Work},
};
use salus_api::salus;
use salus_network_tests::{ensure, Failed, Network, Outcome, Relay};
use serde_json::json;
use std::{
	collections::BTreeSet,
	env, fs,
	path::{Path, PathBuf},
	process::{Command, ExitCode},
	time::{Duration, Instant},
};
use tokio::{
	task::block_in_place,
	time::{sleep, timeout},
};

/// The parts, in the order in which they run. `scripts/test-network` reads them here.
const PARTS: [&str; 6] = ["registration", "backing", "evidence", "crash", "restart", "receipt"];

/// How often a receipt is made before the session did not end in between.
const SESSION_ENDS: usize = 5;

/// A validator leaves a relay block unfinalised for about this many blocks when two of them agree without delay.
const RELAY_LAG: u64 = 8;
/// Parachain blocks between the best and the last finalised: those the relay chain has not included yet, and its own lag.
const PARA_LAG: u64 = 16;
/// Relay chain blocks over which candidates are counted.
const WINDOW: u64 = 30;
/// At least one parachain block in 12 seconds, which are two relay chain blocks; at most one for each.
const BACKED: std::ops::RangeInclusive<u64> = WINDOW / 2..=WINDOW;
/// How long a node may take to answer.
const PATIENCE: Duration = Duration::from_secs(400);
/// Claims that are submitted, one a second, while a collator dies; after how many seconds it does, and for how long.
const CLAIMS: u64 = 60;
const KILLED_AFTER: u64 = 20;
const DEAD_FOR: u64 = 20;

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

/// Connects to a collator. One that was just started compiles its runtimes first, for minutes on a busy machine.
async fn parachain(network: &Network, node: &str) -> Outcome<Chain> {
	let began = Instant::now();
	loop {
		match Chain::connect_with(&Connect::to(network.url(node)), PATIENCE).await {
			Ok(chain) => return Ok(chain),
			Err(failure) => ensure(began.elapsed() < PATIENCE, || failure.to_string())?,
		}
		sleep(Duration::from_secs(2)).await;
	}
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

/// Resources of a hospital: the demo anchors all, and makes a claim of the ones that bill.
fn resources(folder: &Path) -> Outcome {
	fs::create_dir_all(folder)?;
	let money = json!({"value": 135.57, "currency": "USD"});
	for (name, value) in [
		(
			"patient.json",
			json!({"resourceType": "Patient", "id": "p", "birthDate": "1974-12-25"}),
		),
		(
			"glucose.json",
			json!({
				"resourceType": "Observation", "id": "glucose", "status": "final",
				"category": [{"coding": [{"code": "laboratory"}]}],
				"code": {"coding": [{"system": "http://loinc.org", "code": "15074-8"}]},
				"valueQuantity": {"value": 6.3, "unit": "mmol/l"},
			}),
		),
		(
			"claim.json",
			json!({
				"resourceType": "Claim", "id": "100150", "status": "active", "use": "claim",
				"type": {"coding": [{"code": "professional"}]},
				"patient": {"reference": "Patient/1"}, "created": "2024-08-16",
				"provider": {"reference": "Organization/1"}, "priority": {"coding": [{"code": "normal"}]},
				"insurance": [{"sequence": 1, "focal": true, "coverage": {"reference": "Coverage/9876B1"}}],
				"item": [{
					"sequence": 1, "productOrService": {"coding": [{"code": "1200"}]}, "servicedDate": "2024-08-16",
					"unitPrice": money, "net": money,
				}],
				"total": money,
			}),
		),
	] {
		fs::write(folder.join(name), value.to_string())?;
	}
	Ok(())
}

/// The whole evidence chain, from accreditation to remittance, with an `835` that balances at its end.
fn evidence(setup: &Setup, network: &Network) -> Outcome {
	let began = Instant::now();
	let folder = setup.base.with_extension("demo");
	let (records, out) = (folder.join("records"), folder.join("out"));
	// A folder of real ones may be given, such as the package hl7.fhir.r4.examples.
	let records = match env::var_os("SALUS_NETWORK_RECORDS") {
		Some(given) => given.into(),
		None => {
			resources(&records)?;
			records
		},
	};
	let text = |path: &Path| path.display().to_string();
	let told = setup.salus(&[
		"demo",
		"--url",
		&network.url("collator-1"),
		"--records",
		&text(&records),
		"--out",
		&text(&out),
		"--format",
		"json",
	])?;
	let told: serde_json::Value = serde_json::from_str(&told)?;
	let steps = told["steps"].as_array().map_or(0, Vec::len);
	ensure(steps == 16, || format!("the demo tells {steps} steps, not 16: {told}"))?;
	let balanced = setup.salus(&["remittance", "check", &text(&out.join("remittance.835"))])?;
	shown(
		"evidence",
		&format!(
			"salus demo: {steps} steps in {} s; remittance.835: {}",
			began.elapsed().as_secs(),
			balanced.lines().nth(1).unwrap_or_default().trim()
		),
	);
	fs::remove_dir_all(&folder)?;
	Ok(())
}

/// The claims in a state: where each is, and whose.
async fn claims_of(state: &State, provider: &Signer) -> Outcome<BTreeSet<Vec<u8>>> {
	let account = provider.account();
	let all = state.entries(salus::storage().claims().claims(), ()).await?;
	Ok(all
		.into_iter()
		.filter(|(_, claim)| claim.provider == account)
		.map(|(key, _)| key)
		.collect())
}

/// Submits claims through the second collator while the first is killed and started again.
async fn crash(network: &Network, relay: &Relay) -> Outcome {
	let chain = parachain(network, "collator-2").await?;
	let (hospital, insurer) = (Signer::dev("//Dave")?, Signer::dev("//Eve")?);
	let council = [Signer::dev("//Alice")?, Signer::dev("//Bob")?];
	let mut work = Work::prepare(&chain, Kind::Claim, 1, &hospital, &insurer, &council).await?;
	let before = chain.state_at(At::Finalized).await?;
	let nonce = before.nonce(&hospital.account()).await?;
	let old = claims_of(&before, &hospital).await?;

	let plan = Plan {
		rate: 1,
		period: Duration::from_secs(CLAIMS),
	};
	let (figures, faults) = tokio::join!(load::run(&chain, &hospital, &mut work, &plan, |_, _, _| ()), async {
		sleep(Duration::from_secs(KILLED_AFTER)).await;
		block_in_place(|| network.kill("collator-1"))?;
		sleep(Duration::from_secs(DEAD_FOR)).await;
		block_in_place(|| network.launch("collator-1"))
	});
	faults?;
	let figures = figures?;
	ensure(
		figures.sent == CLAIMS && figures.finalised == CLAIMS && figures.failed + figures.refused == 0,
		|| {
			format!(
				"of {} claims {} were finalised, {} failed, {} were refused: {:?}",
				figures.sent, figures.finalised, figures.failed, figures.refused, figures.reason
			)
		},
	)?;

	// What was finalised before is still there, and each claim that was sent is there exactly once.
	let after = chain.state_at(At::Finalized).await?;
	let replaced = chain.state_at_number(before.number()).await?.hash() != before.hash();
	ensure(!replaced, || {
		format!("finalised block {} was replaced", before.number())
	})?;
	let now = claims_of(&after, &hospital).await?;
	ensure(now.is_superset(&old), || "a finalised claim was lost".into())?;
	let added = (now.len() - old.len()) as u64;
	ensure(added == CLAIMS, || {
		format!("{CLAIMS} claims were sent, and {added} are in the finalised state")
	})?;
	let used = after.nonce(&hospital.account()).await? - nonce;
	ensure(used == CLAIMS, || {
		format!("{used} transactions of the hospital are in the chain, not {CLAIMS}")
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
			"collator-1 killed {KILLED_AFTER} s into {CLAIMS} claims and restarted {DEAD_FOR} s later: {} finalised, each once, \
			 none lost; both collators have state root {} at block {height}",
			figures.finalised, roots[0]
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
		relay_genesis: relay.genesis(),
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
	// Where a session ends in between, the last block is of the set before the one that the relay chain names.
	for _ in 0..SESSION_ENDS {
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
		if authorities == setup.salus(&["receipt", "authorities", "--receipt", &kept.receipt])? {
			fs::write(&kept.authorities, authorities)?;
			return Ok(kept);
		}
		fs::remove_file(&kept.receipt)?;
		sleep(Duration::from_secs(6)).await;
	}
	Err(Failed(
		"no receipt is of the authorities that the relay chain names".into(),
	))
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
