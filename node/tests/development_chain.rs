//! Starts the binary as a person would and talks to it over its socket.

use crate::{
	client::{account, Client},
	node::{self, command, free_port, refusal, refused, Node},
};
use pallet_participants::{RoleList, Status, Verdict};
use polkadot_sdk::*;
use salus_primitives::Role;
use salus_runtime::{Runtime, RuntimeCall};
use serde_json::json;
use sp_keyring::Sr25519Keyring::{Alice, AliceStash, Bob};

/// Blocks, properties, a decision of the council, and a call that is refused by name.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn development_chain_should_accredit_suspend_and_refuse() {
	let node = Node::start_as_typed(free_port(), &["--dev", "--tmp", "--dev-block-time", "500"]);
	let client = Client::connect(node.port()).await;

	client.wait_for_block(10).await;
	let properties = client.properties().await;
	assert_eq!(properties["tokenSymbol"], "SALUS");
	assert_eq!(properties["tokenDecimals"], 12);
	assert_eq!(properties["ss58Format"], 42);
	assert_eq!(client.chain_name().await, "Salus Development");

	let organisation = account(AliceStash);
	assert!(client.standing(&organisation).await.is_none());
	let accredit = pallet_participants::Call::<Runtime>::accredit {
		organisation: organisation.clone(),
		roles: RoleList::truncate_from(vec![Role::Provider]),
		credential: [7; 32],
		expires_at: None,
	};
	client.council_decides(accredit.into(), &[Alice, Bob]).await;
	let standing = client.standing(&organisation).await.expect("accredited");
	assert_eq!(standing.status, Status::Active);
	assert_eq!(client.check(&organisation, Role::Provider).await, Verdict::Accredited);

	let suspend = pallet_participants::Call::<Runtime>::suspend {
		organisation: organisation.clone(),
	};
	client.council_decides(suspend.into(), &[Alice, Bob]).await;
	assert_eq!(client.check(&organisation, Role::Provider).await, Verdict::Suspended);

	let withdraw = || RuntimeCall::from(pallet_participants::Call::<Runtime>::withdraw {});
	let before = client.standing(&organisation).await;
	assert_eq!(
		client.submit(AliceStash, withdraw()).await,
		Err(pallet_participants::Error::<Runtime>::Suspended.into())
	);
	assert_eq!(client.standing(&organisation).await, before);
	// Nobody's organisation.
	assert_eq!(
		client.submit(Alice, withdraw()).await,
		Err(pallet_participants::Error::<Runtime>::NotAccredited.into())
	);

	assert_eq!(node.stop_and_list_errors(), Vec::<String>::new());
}

#[test]
fn version_and_help_should_be_ours() {
	let version = node::output(&["--version"]);
	assert!(
		version.starts_with(&format!("salus-node {}", env!("CARGO_PKG_VERSION"))),
		"{version}"
	);
	let help = node::output(&["--help"]);
	assert!(
		help.contains("healthcare parachain") && help.contains("--dev"),
		"{help}"
	);
}

#[test]
fn node_should_refuse_a_chain_it_does_not_know() {
	let message = refused(&["--chain", "mainnet", "--tmp"]);
	assert!(
		message.contains("'mainnet' is neither a chain this node knows (dev, local, consortium)"),
		"{message}"
	);
}

#[test]
fn node_should_refuse_a_file_that_is_no_chain_spec() {
	let file = std::env::temp_dir().join(format!("salus-node-test-{}.json", std::process::id()));
	std::fs::write(&file, "{\"name\": 1}").unwrap();
	let message = refused(&["--chain", file.to_str().unwrap(), "--tmp"]);
	std::fs::remove_file(&file).unwrap();
	assert!(message.contains("is not a chain spec of a Salus chain"), "{message}");
}

#[test]
fn node_should_refuse_a_base_path_it_cannot_write() {
	// A file where the folder should be: not even root writes below it.
	let file = std::env::temp_dir().join(format!("salus-node-test-{}.file", std::process::id()));
	std::fs::write(&file, "").unwrap();
	let folder = file.with_extension("folder");
	std::fs::create_dir_all(&folder).unwrap();
	std::fs::write(folder.join("chains"), "").unwrap();
	let port = free_port().to_string();
	let default = |options: &[&str]| {
		let mut command = command(options);
		command.env("XDG_DATA_HOME", &file).env("HOME", &file);
		refusal(command)
	};
	let messages = [
		refused(&[
			"--dev",
			"--rpc-port",
			&port,
			"--base-path",
			file.join("data").to_str().unwrap(),
		]),
		refused(&["--dev", "--rpc-port", &port, "--base-path", folder.to_str().unwrap()]),
		default(&[
			"--rpc-port",
			&port,
			"--listen-addr",
			"/ip4/127.0.0.1/tcp/0",
			"--",
			"--chain",
			"paseo",
		]),
	];
	std::fs::remove_file(&file).unwrap();
	std::fs::remove_dir_all(&folder).unwrap();
	for message in messages {
		assert!(
			message.contains("error: the base path") && message.contains("--base-path"),
			"{message}"
		);
	}
}

#[test]
fn node_should_refuse_a_port_that_is_taken() {
	let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
	let port = taken.local_addr().unwrap().port().to_string();
	let free = free_port().to_string();
	let endpoint = format!("listen-addr=127.0.0.1:{port}");
	for (options, purpose) in [
		(vec!["--dev", "--rpc-port", &port], "JSON-RPC"),
		(vec!["--dev", "--experimental-rpc-endpoint", &endpoint], "JSON-RPC"),
		(
			vec!["--dev", "--rpc-port", &free, "--prometheus-port", &port],
			"metrics",
		),
		(vec!["--chain", "local", "--rpc-port", &free, "--port", &port], "peers"),
	] {
		let message = refused(&[&options[..], &["--tmp", "--", "--chain", "paseo"]].concat());
		assert!(
			message.contains(&format!("error: port {port} for {purpose} cannot be used")),
			"{message}"
		);
	}
}

/// Others are told one port: on none of its addresses may somebody else listen.
#[test]
fn node_should_refuse_a_port_that_is_taken_where_it_would_listen() {
	for (taken, options, purpose) in [
		(
			"127.0.0.1:0",
			"--chain local --rpc-port FREE --listen-addr /ip4/127.0.0.1/tcp/TAKEN/ws",
			"peers",
		),
		// All of 127/8 is this machine on Linux; what cannot be bound elsewhere is not tried there.
		("127.0.0.2:0", "--dev --rpc-external --rpc-port TAKEN", "JSON-RPC"),
		(
			"127.0.0.2:0",
			"--dev --unsafe-rpc-external --rpc-port TAKEN",
			"JSON-RPC",
		),
		("[::1]:0", "--dev --rpc-port TAKEN", "JSON-RPC"),
	] {
		let Ok(taken) = std::net::TcpListener::bind(taken) else {
			continue;
		};
		let port = taken.local_addr().unwrap().port().to_string();
		let options = options
			.replace("TAKEN", &port)
			.replace("FREE", &free_port().to_string());
		let options: Vec<_> = options.split(' ').collect();
		let message = refused(&[&options[..], &["--tmp", "--", "--chain", "paseo"]].concat());
		assert!(
			message.contains(&format!("error: port {port} for {purpose} cannot be used")),
			"{message}"
		);
	}
}

#[test]
fn node_should_say_why_the_runtime_refuses_a_genesis() {
	let folder = scratch("genesis");
	let mut spec: serde_json::Value =
		serde_json::from_str(&node::output(&["export-chain-spec", "--chain", "dev"])).unwrap();
	let file = folder.join("spec.json");
	let credential = [1; 32];
	for (roles, reason) in [
		(
			json!(["Nurse"]),
			"participants.organisations: unknown variant `Nurse`, expected one of `Custodian`",
		),
		(json!([]), "pallet_participants is given a value that it does not take"),
	] {
		spec["genesis"]["runtimeGenesis"]["patch"]["participants"]["organisations"] =
			json!([[account(AliceStash), roles, credential, null]]);
		std::fs::write(&file, spec.to_string()).unwrap();
		let port = free_port().to_string();
		let message = refused(&["--dev", "--chain", file.to_str().unwrap(), "--rpc-port", &port]);
		let (_, error) = message.split_once("error: ").unwrap();
		assert!(
			error.starts_with("The runtime refuses the genesis of this chain spec: ")
				&& error.contains(reason)
				&& error.contains("export-chain-spec --chain local")
				&& error.lines().count() == 1,
			"{message}"
		);
	}
	std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn node_should_refuse_a_file_that_is_not_of_a_relay_chain() {
	let folder = scratch("relay");
	let file = folder.join("relay.json");
	let path = file.to_str().unwrap();
	let named = format!("--chain={path}");
	let parachain = node::output(&["export-chain-spec", "--chain", "local"]);
	for (content, option, reason) in [
		(None, ["--chain", path], "it cannot be read"),
		(None, ["--chain", "rococo-local"], "it cannot be read"),
		(Some("{"), ["--chain", path], "it is not JSON"),
		(Some("{}"), ["--chain", path], "missing field"),
		(
			Some(&*parachain),
			["--name=relay", &named],
			"it is the spec of a parachain",
		),
	] {
		if let Some(content) = content {
			std::fs::write(&file, content).unwrap();
		}
		let message = refused(&[&["--chain", "local", "--tmp", "--"], &option[..]].concat());
		assert!(
			message.contains("is not the chain spec of a relay chain")
				&& message.contains(reason)
				&& message.contains("paseo"),
			"{message}"
		);
	}
	std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn key_should_refuse_what_no_node_would_find() {
	let folder = scratch("keys");
	let base = folder.join("base");
	let file = folder.join("file");
	std::fs::write(&file, "").unwrap();
	let (base, file) = (base.to_str().unwrap(), file.to_str().unwrap());
	for (options, words) in [
		(
			["--base-path", base, "--scheme", "ed25519"],
			"an 'aura' key of this scheme",
		),
		(
			["--base-path", base, "--scheme", "ecdsa"],
			"an 'aura' key of this scheme",
		),
		(["--base-path", file, "--scheme", "sr25519"], "error: the base path"),
		(["--keystore-path", file, "--scheme", "sr25519"], "error: the keystore"),
	] {
		let insert = [
			"key",
			"insert",
			"--chain",
			"local",
			"--key-type",
			"aura",
			"--suri",
			"//Alice",
		];
		let message = node::fails(&[&insert[..], &options].concat());
		assert!(message.contains(words), "{options:?}: {message}");
	}
	let message = node::fails(&["key", "generate-node-key", "--chain", "local", "--base-path", file]);
	assert!(message.contains("error: the base path"), "{message}");
	std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn export_chain_spec_should_name_the_file_it_cannot_write() {
	let message = node::fails(&["export-chain-spec", "--output", "/no/folder/spec.json"]);
	assert!(
		message.contains("'/no/folder/spec.json' cannot be written") && message.contains("--output"),
		"{message}"
	);
}

/// A new folder of a test's own.
fn scratch(name: &str) -> std::path::PathBuf {
	let folder = std::env::temp_dir().join(format!("salus-node-{name}-{}", std::process::id()));
	std::fs::create_dir_all(&folder).unwrap();
	folder
}

#[test]
fn node_should_ask_for_the_spec_of_its_relay_chain() {
	for chain in ["", "local", "consortium"] {
		let message = refused(&["--chain", chain, "--tmp"]);
		assert!(
			message.contains("needs the chain spec of the relay chain 'rococo-local'")
				&& message.contains("-- --chain relay.json"),
			"{message}"
		);
	}
}

/// A port that was free when the node looked is one that it cannot have when it needs it.
#[test]
fn stop_and_list_errors_should_list_what_the_log_reports() {
	let metrics = free_port();
	let node = Node::start(&["--tmp", "--prometheus-port", &metrics.to_string()]);
	node.wait_for_log("Chain specification");
	let taken = std::net::TcpListener::bind(("127.0.0.1", metrics)).unwrap();
	node.wait_for_log("Address already in use");
	drop(taken);
	assert_ne!(node.stop_and_list_errors(), Vec::<String>::new());
}

#[test]
fn export_chain_spec_should_write_an_embedded_chain() {
	let spec: serde_json::Value =
		serde_json::from_str(&node::output(&["export-chain-spec", "--chain", "consortium"])).unwrap();
	assert_eq!(spec["properties"]["tokenSymbol"], "SALUS");
	assert_eq!(spec["id"], "salus-consortium");
}
