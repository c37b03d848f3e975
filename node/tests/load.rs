//! `salus load` on a development node: every kind, batches, a restart of the node in the middle, and refusals.

use crate::{
	node::{free_port, Node},
	story::{listening, said, salus, Folder},
};
use serde_json::{json, Value};
use std::{
	process::{Command, Output, Stdio},
	time::{Duration, Instant},
};

fn load(port: u16, kinds: &str) -> Command {
	let mut command = salus();
	command
		.args(["load", "--format", "json", "--url", &format!("ws://127.0.0.1:{port}")])
		.args(["--kind", kinds]);
	command
}

/// The next nonce of the account that sends.
fn next_nonce(port: u16) -> u64 {
	let output = salus()
		.args([
			"participant",
			"withdraw",
			"--signer",
			"//Dave",
			"--dry-run",
			"--format",
			"json",
		])
		.args(["--url", &format!("ws://127.0.0.1:{port}")])
		.output()
		.unwrap();
	let dry: Value =
		serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", said(&output)));
	dry["nonce"].as_u64().unwrap()
}

/// The runs of a load in which everything was done.
fn runs(output: &Output) -> Vec<Value> {
	assert!(output.status.success(), "{}", said(output));
	let report: Value = serde_json::from_slice(&output.stdout).unwrap();
	let runs = report["runs"].as_array().unwrap().clone();
	for run in &runs {
		assert_eq!(
			(&run["included"], &run["finalised"], &run["failed"], &run["refused"]),
			(&run["sent"], &run["sent"], &json!(0), &json!(0)),
			"{run}"
		);
		let items = run["itemsPerTransaction"].as_u64().unwrap();
		assert_eq!(
			run["done"].as_u64().unwrap(),
			items * run["sent"].as_u64().unwrap(),
			"{run}"
		);
	}
	runs
}

#[test]
fn load_should_do_every_kind_and_refuse_by_name() {
	let node = Node::start(&["--tmp", "--dev-block-time", "1000"]);
	listening(node.port());
	let kinds = "transfer,consent,consent:5@2,anchor,anchor:1000,claim,claim:5@2";
	let output = load(node.port(), kinds)
		.args(["--rate", "5", "--for", "2"])
		.output()
		.unwrap();
	let runs = runs(&output);
	assert_eq!(runs.len(), 7);
	assert!(runs.iter().all(|run| run["ratio"].is_number()), "{runs:?}");

	for (kinds, signer, code, reason) in [
		("consent:65", "//Dave", 2, "1 to 64"),
		("gift", "//Dave", 2, "the kinds are transfer, consent, anchor, claim"),
		("transfer", "//Nobody", 1, "has no funds"),
		("anchor", "//Eve", 1, "is not accredited as issuer"),
		(
			"transfer",
			"external:5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY",
			2,
			"an external signer cannot",
		),
	] {
		let output = load(node.port(), kinds)
			.args(["--rate", "5", "--for", "1", "--signer", signer])
			.output()
			.unwrap();
		assert_eq!(output.status.code(), Some(code), "{}", said(&output));
		assert!(said(&output).contains(reason), "{}", said(&output));
	}
	assert_eq!(node.stop_and_list_errors(), Vec::<String>::new());
}

#[test]
fn load_should_survive_a_restart_of_the_node() {
	let folder = Folder::new("load-restart");
	let data = folder.path("chain");
	let port = free_port();
	let options = ["--base-path", data.to_str().unwrap(), "--dev-block-time", "1000"];
	let node = Node::start_at(port, &options);
	listening(port);
	let loading = load(port, "transfer")
		.args(["--rate", "10", "--for", "10"])
		.stdout(Stdio::piped())
		.stderr(Stdio::piped())
		.spawn()
		.unwrap();
	// In the middle of it.
	let deadline = Instant::now() + Duration::from_secs(300);
	while next_nonce(port) < 15 {
		assert!(Instant::now() < deadline, "the load does not get on");
		std::thread::sleep(Duration::from_millis(100));
	}
	drop(node);
	let node = Node::start_at(port, &options);
	let output = loading.wait_with_output().unwrap();
	let runs = runs(&output);
	assert_eq!(runs[0]["sent"], 100);
	assert!(said(&output).contains("is back"), "{}", said(&output));

	// The account has sent these, and nothing else.
	assert_eq!(next_nonce(port), 100);
	assert_eq!(node.stop_and_list_errors(), Vec::<String>::new());
}
