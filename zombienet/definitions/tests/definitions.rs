//! `zombienet/*.toml`: each can be read, and those that are named come up: registered, backed, finalised by every node of
//! the parachain within bounds, and still so after a collator was restarted.
//!
//! The programs are found in PATH: `scripts/test-network definitions` builds them and sets it.

use salus_zombienet_definitions::{definition, ensure, Outcome, Running, PARA_ID};
use std::{
	env,
	process::ExitCode,
	time::{Duration, Instant},
};

/// Name, validators, nodes of the parachain.
const DEFINITIONS: [(&str, usize, usize); 4] =
	[("smoke", 2, 2), ("faults", 4, 3), ("upgrade", 2, 2), ("elastic", 3, 2)];

/// Relay chain blocks over which candidates are counted; at least one in two has one.
const WINDOW: u64 = 20;
/// Blocks that the relay chain's best may be ahead of its finalised one, and the parachain's of its own.
const RELAY_LAG: u64 = 8;
const PARA_LAG: u64 = 16;
/// Parachain blocks after which the collators are compared.
const BLOCKS: u64 = 3;

fn shown(name: &str, what: &str) {
	println!("ok  {name:<8} {what}");
}

/// The definitions say what this test expects of them.
fn read() -> Outcome {
	for (name, validators, collators) in DEFINITIONS {
		let network = definition(name)?;
		let paras = network.parachains();
		let found = (
			network.relaychain().nodes().len(),
			paras
				.iter()
				.map(|para| (para.id(), para.collators().len()))
				.collect::<Vec<_>>(),
		);
		ensure(found == (validators, vec![(PARA_ID, collators)]), || {
			format!("{name}.toml has {found:?}")
		})?;
	}
	Ok(())
}

async fn come_up(name: &str) -> Outcome {
	let began = Instant::now();
	let network = Running::start(name).await?;
	println!(
		"    {name}: the nodes answer after {} s; {}",
		began.elapsed().as_secs(),
		network.folder.display()
	);
	let told = tell(name, &network, began).await;
	if let Err(error) = &told {
		return Err(format!("{error}\nlogs: {}", network.folder.display()).into());
	}
	network.end().await?;
	shown(name, "no process and no file is left");
	Ok(())
}

async fn tell(name: &str, network: &Running, began: Instant) -> Outcome {
	let relay = network.relay().await?;
	let mut collators = network.collators().await?;
	for collator in &collators {
		collator.wait_for(1).await?;
	}
	shown(
		name,
		&format!("first finalised parachain block after {} s", began.elapsed().as_secs()),
	);
	ensure(relay.has_parachain().await?, || {
		format!("the relay chain does not know parachain {PARA_ID}")
	})?;

	let from = relay.heights().await?.1 + 1;
	let counting = Instant::now();
	let (mut relay_lag, mut para_lag) = (0, 0);
	loop {
		let (best, finalised) = relay.heights().await?;
		relay_lag = relay_lag.max(best - finalised);
		let (best, para_finalised) = collators[0].heights().await?;
		para_lag = para_lag.max(best - para_finalised);
		ensure(relay_lag <= RELAY_LAG && para_lag <= PARA_LAG, || {
			format!("finality lags: {relay_lag} relay chain blocks, {para_lag} parachain blocks")
		})?;
		if finalised >= from + WINDOW - 1 {
			break;
		}
		ensure(counting.elapsed().as_secs() < WINDOW * 6 * 3, || {
			"the relay chain stands still".into()
		})?;
		tokio::time::sleep(Duration::from_secs(2)).await;
	}
	let (backed, included) = relay.candidates(from, from + WINDOW - 1).await?;
	ensure(backed >= WINDOW / 2 && included >= WINDOW / 2, || {
		format!("only {backed} candidates backed and {included} included in {WINDOW} relay chain blocks")
	})?;
	shown(
		name,
		&format!(
			"parachain {PARA_ID} is registered; in {WINDOW} relay chain blocks {backed} candidates backed, {included} included; \
			 finality lagged at most {relay_lag} relay chain blocks, {para_lag} parachain blocks"
		),
	);

	let before = collators[1].heights().await?.1;
	let restarted = collators.remove(0).restart().await?;
	collators.insert(0, restarted);
	let height = before + BLOCKS;
	let mut roots = vec![];
	for collator in &collators {
		collator.wait_for(height).await?;
		roots.push(collator.state_root(height).await?);
	}
	ensure(roots.iter().all(|root| *root == roots[0]), || {
		format!("state roots at block {height}: {roots:?}")
	})?;
	shown(
		name,
		&format!(
			"{} restarted; all {} nodes have state root {} at finalised block {height}",
			collators[0].name(),
			roots.len(),
			roots[0]
		),
	);
	Ok(())
}

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> ExitCode {
	let chosen: Vec<String> = env::args()
		.skip(1)
		.filter(|argument| !argument.starts_with('-'))
		.collect();
	let result = async {
		for name in &chosen {
			let known = DEFINITIONS.map(|(name, ..)| name);
			ensure(known.contains(&name.as_str()), || {
				format!("there is no definition '{name}'; there are {}", known.join(", "))
			})?;
		}
		read()?;
		shown(
			"all",
			"smoke.toml, faults.toml, upgrade.toml and elastic.toml can be read",
		);
		for name in &chosen {
			come_up(name).await?;
		}
		Ok::<_, Box<dyn std::error::Error + Send + Sync>>(())
	};
	match result.await {
		Ok(()) => ExitCode::SUCCESS,
		Err(failure) => {
			eprintln!("FAILED  {failure}");
			ExitCode::FAILURE
		},
	}
}
