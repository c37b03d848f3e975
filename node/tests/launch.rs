//! `scripts/launch`, where it needs the node to refuse.

use serde_json::json;
use std::{path::Path, process::Command};

/// Accounts that everybody knows, of each scheme: an address does not say of which its key is.
const KNOWN: [(&str, &str); 4] = [
	("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY", "//Alice (sr25519)"),
	("5FA9nQDVg267DEd8m1ZypXLBnvN7SFxYwV7ndqSYGiN9TTpu", "//Alice (ed25519)"),
	(
		"5DfhGyQdFobKM8NsWvEeAKk5EQQgYe9AydgJ7rMB6E1EqRzV",
		"the development phrase (sr25519)",
	),
	("5DVskgSC9ncWQpxFMeUn45NU43RUq93ByEge6ApbnLk6BR9N", "//Bob (ecdsa)"),
];

#[test]
fn new_and_check_should_refuse_development_keys_of_every_scheme() {
	let folder = std::env::temp_dir().join(format!("salus-launch-{}", std::process::id()));
	std::fs::create_dir_all(&folder).unwrap();
	let members: Vec<_> = KNOWN
		.iter()
		.map(|(address, name)| json!({ "name": name, "council": address }))
		.collect();
	let answers = json!({
		"chain_name": "Test", "chain_id": "salus-test", "relay_chain": "paseo", "para_id": 4321,
		"members": members, "organisations": [],
	});
	let file = folder.join("answers.json");
	std::fs::write(&file, answers.to_string()).unwrap();
	let made = folder.join("made");
	for call in [
		vec!["new", made.to_str().unwrap(), "--answers", file.to_str().unwrap()],
		vec!["check", folder.to_str().unwrap()],
	] {
		let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../scripts/launch");
		let output = Command::new(script)
			.args(&call)
			.args(["--node", env!("CARGO_BIN_EXE_salus-node")])
			.output()
			.unwrap();
		let message = String::from_utf8(output.stderr).unwrap();
		assert_eq!(output.status.code(), Some(1), "{message}");
		for (_, name) in KNOWN {
			assert!(
				message.contains(&format!("council account of {name} is the development key {name}")),
				"{call:?}: {message}"
			);
		}
	}
	assert!(!made.exists());
	std::fs::remove_dir_all(&folder).unwrap();
}
