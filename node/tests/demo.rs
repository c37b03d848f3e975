//! `salus demo` on a development node: the whole story, told again, interrupted, and refused.

use crate::{
	client::connect,
	node::{free_port, Node},
	story::{said, salus, Folder, PATIENCE},
};
use jsonrpsee::{core::client::ClientT, rpc_params};
use serde_json::{json, Value};
use std::{
	collections::BTreeMap,
	fs,
	path::Path,
	process::{Command, Stdio},
	time::{Duration, Instant},
};

fn demo(port: u16, records: &Path, out: &Path) -> Command {
	let mut command = salus();
	command
		.args(["demo", "--format", "json", "--url", &format!("ws://127.0.0.1:{port}")])
		.arg("--records")
		.arg(records)
		.arg("--out")
		.arg(out);
	command
}

/// A few resources as a hospital has them.
fn records(folder: &Path) {
	let write = |name: &str, value: Value| fs::write(folder.join(name), value.to_string()).unwrap();
	fs::create_dir_all(folder).unwrap();
	write(
		"patient.json",
		json!({"resourceType": "Patient", "id": "p", "birthDate": "1974-12-25"}),
	);
	write(
		"glucose.json",
		json!({
			"resourceType": "Observation", "id": "glucose", "status": "final",
			"category": [{"coding": [{"code": "laboratory"}]}],
			"code": {"coding": [{"system": "http://loinc.org", "code": "15074-8"}]},
			"valueQuantity": {"value": 6.3, "unit": "mmol/l"},
		}),
	);
	let money = json!({"value": 135.57, "currency": "USD"});
	write(
		"claim.json",
		json!({
			"resourceType": "Claim", "id": "100150", "status": "active", "use": "claim",
			"type": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/claim-type", "code": "professional"}]},
			"patient": {"reference": "Patient/1"}, "created": "2024-08-16",
			"provider": {"reference": "Organization/1"}, "priority": {"coding": [{"code": "normal"}]},
			"insurance": [{"sequence": 1, "focal": true, "coverage": {"reference": "Coverage/9876B1"}}],
			"item": [{
				"sequence": 1, "productOrService": {"coding": [{"code": "1200"}]}, "servicedDate": "2024-08-16",
				"unitPrice": money, "net": money,
			}],
			"total": money,
		}),
	);
	fs::write(folder.join("note.txt"), "anchored like everything else").unwrap();
}

/// Transactions of the journal by account: how many, and that none has another's nonce.
fn transactions(journal: &Path) -> BTreeMap<String, Vec<u64>> {
	let text = fs::read(journal).unwrap();
	let journal: Value = serde_json::from_slice(&text).unwrap();
	let mut accounts: BTreeMap<String, Vec<u64>> = BTreeMap::new();
	for (name, entry) in journal["transactions"].as_object().unwrap() {
		let account = entry["account"].as_str().unwrap().to_owned();
		assert!(
			entry["block"].is_string() || name.contains("/motion/"),
			"{name} is not done"
		);
		accounts
			.entry(account)
			.or_default()
			.push(entry["nonce"].as_u64().unwrap());
	}
	for nonces in accounts.values_mut() {
		nonces.sort_unstable();
		let before = nonces.len();
		nonces.dedup();
		assert_eq!(nonces.len(), before, "a nonce was used twice");
	}
	accounts
}

/// Every account has sent what the journal has of it, and nothing else.
async fn ensure_nothing_twice(port: u16, journal: &Path) {
	let client = connect(port).await;
	for (account, nonces) in transactions(journal) {
		let next: u64 = client
			.request("system_accountNextIndex", rpc_params![&account])
			.await
			.unwrap();
		assert_eq!(nonces, (0..next).collect::<Vec<_>>(), "{account}");
	}
}

fn step<'a>(told: &'a Value, id: &str) -> &'a Value {
	told["steps"]
		.as_array()
		.unwrap()
		.iter()
		.find(|step| step["step"] == id)
		.unwrap_or_else(|| panic!("no step {id}"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn demo_should_tell_the_whole_story_once() {
	let folder = Folder::new("story");
	let (input, out) = (folder.path("records"), folder.path("out"));
	records(&input);
	let node = Node::start(&["--tmp", "--dev-block-time", "500"]);
	drop(connect(node.port()).await);

	let output = demo(node.port(), &input, &out).output().unwrap();
	assert!(output.status.success(), "{}", said(&output));
	let told: Value = serde_json::from_slice(&output.stdout).unwrap();
	let steps: Vec<_> = told["steps"]
		.as_array()
		.unwrap()
		.iter()
		.map(|step| &step["step"])
		.collect();
	assert_eq!(
		steps,
		[
			"fund",
			"accredit",
			"consent",
			"ask",
			"anchor",
			"amend",
			"plan",
			"claim",
			"deductible",
			"pend",
			"appeal",
			"emergency",
			"revoke",
			"ask again",
			"remit",
			"verify"
		]
	);
	let blocks: Vec<_> = told["steps"]
		.as_array()
		.unwrap()
		.iter()
		.filter_map(|step| step["block"].as_u64())
		.collect();
	assert_eq!(blocks.len(), 15, "every step but the last is in a block");
	assert!(blocks.is_sorted(), "{blocks:?}");
	// To the cent: a copay, a deductible and coinsurance, coinsurance alone; the plan states no share
	// of the service that it excludes.
	for (id, paid, patient) in [
		("claim", "11557", "2000"),
		("deductible", "56000", "64000"),
		("pend", "192000", "48000"),
		("appeal", "30000", "0"),
	] {
		assert_eq!(
			(&step(&told, id)["paid"], &step(&told, id)["patientShare"]),
			(&json!(paid), &json!(patient)),
			"{id}"
		);
	}
	assert_eq!(step(&told, "remit")["paid"], "289557");
	for name in [
		"consent.receipt.json",
		"record.receipt.json",
		"adjudication.receipt.json",
		"remittance.835",
		"remittance.eob.json",
	] {
		assert!(out.join(name).is_file(), "{name}");
	}
	ensure_nothing_twice(node.port(), &out.join("journal.json")).await;

	// Told again, it is the same story: everything is found, nothing is submitted.
	let again = demo(node.port(), &input, &out).output().unwrap();
	assert!(again.status.success(), "{}", said(&again));
	assert!(said(&again).contains("going on"), "{}", said(&again));
	let retold: Value = serde_json::from_slice(&again.stdout).unwrap();
	let places = |told: &Value| -> Vec<Value> {
		let steps = told["steps"].as_array().unwrap().iter();
		steps
			.filter(|step| step["step"] != "verify")
			.map(|step| step["blockHash"].clone())
			.collect()
	};
	assert_eq!(places(&retold), places(&told));
	ensure_nothing_twice(node.port(), &out.join("journal.json")).await;

	// What is checked by the command that anybody has.
	let checked = salus()
		.args(["remittance", "check"])
		.arg(out.join("remittance.835"))
		.output()
		.unwrap();
	assert!(checked.status.success(), "{}", said(&checked));
	let verified = salus()
		.args(["receipt", "verify"])
		.arg(out.join("record.receipt.json"))
		.arg("--record")
		.arg(input.join("glucose.json"))
		.output()
		.unwrap();
	assert!(verified.status.success(), "{}", said(&verified));
	for name in [
		"consent.receipt.json",
		"record.receipt.json",
		"adjudication.receipt.json",
	] {
		let verified = salus()
			.args(["receipt", "verify"])
			.arg(out.join(name))
			.output()
			.unwrap();
		assert!(verified.status.success(), "{name}: {}", said(&verified));
		let stages = String::from_utf8_lossy(&verified.stdout);
		assert!(stages.contains("anchor in state  ok ("), "{name}: {stages}");
	}
	let changed = out.join("changed.json");
	let receipt = std::fs::read_to_string(out.join("consent.receipt.json")).unwrap();
	std::fs::write(&changed, receipt.replacen("\"given\"", "\"withdrawn\"", 1)).unwrap();
	let refused = salus().args(["receipt", "verify"]).arg(&changed).output().unwrap();
	assert_eq!(refused.status.code(), Some(1), "{}", said(&refused));
	assert_eq!(node.stop_and_list_errors(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn demo_should_survive_a_restart_of_the_node() {
	let folder = Folder::new("restart");
	let (input, out, data) = (folder.path("records"), folder.path("out"), folder.path("chain"));
	records(&input);
	let port = free_port();
	let options = ["--base-path", data.to_str().unwrap(), "--dev-block-time", "500"];
	let node = Node::start_at(port, &options);
	drop(connect(port).await);

	let telling = demo(port, &input, &out)
		.stdout(Stdio::piped())
		.stderr(Stdio::piped())
		.spawn()
		.unwrap();
	let journal = out.join("journal.json");
	let deadline = Instant::now() + PATIENCE;
	// In the middle of the story.
	while fs::read_to_string(&journal).map_or(0, |text| text.matches("\"nonce\"").count()) < 9 {
		assert!(Instant::now() < deadline, "the demo does not get on");
		tokio::time::sleep(Duration::from_millis(50)).await;
	}
	drop(node);
	let node = Node::start_at(port, &options);
	let output = tokio::task::spawn_blocking(move || telling.wait_with_output().unwrap())
		.await
		.unwrap();
	assert!(output.status.success(), "{}", said(&output));
	assert!(said(&output).contains("is back"), "{}", said(&output));
	ensure_nothing_twice(port, &journal).await;
	assert_eq!(node.stop_and_list_errors(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn demo_should_refuse_by_name_and_submit_nothing() {
	let folder = Folder::new("refusals");
	let (input, out, empty) = (folder.path("records"), folder.path("out"), folder.path("empty"));
	records(&input);
	fs::create_dir_all(&empty).unwrap();
	let refused = |command: &mut Command, code: i32, reason: &str| {
		let output = command.output().unwrap();
		assert_eq!(output.status.code(), Some(code), "{}", said(&output));
		assert!(said(&output).contains(reason), "{}", said(&output));
	};
	// Nobody there.
	refused(&mut demo(free_port(), &input, &out), 2, "no node answers at");

	let node = Node::start(&["--tmp", "--dev-block-time", "500"]);
	let client = connect(node.port()).await;
	refused(&mut demo(node.port(), &empty, &out), 2, "no FHIR in it");
	refused(
		demo(node.port(), &input, &out).args(["--genesis", &"07".repeat(32)]),
		1,
		"is another Salus chain",
	);
	refused(
		demo(node.port(), &input, &out).args(["--funder", "//Nobody"]),
		1,
		"name an account with funds with --funder",
	);
	refused(
		demo(node.port(), &input, &folder.path("council")).args(["--council", "//Dave,//Eve"]),
		1,
		"is not on the council",
	);
	let pending: Vec<Value> = client.request("author_pendingExtrinsics", rpc_params![]).await.unwrap();
	assert_eq!(pending, Vec::<Value>::new());
	assert_eq!(node.stop_and_list_errors(), Vec::<String>::new());
}
