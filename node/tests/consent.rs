//! `salus consent` on a development node: a patient without a token, from the signature to the refused disclosure.

// Each test binary uses some of it.
#[allow(dead_code)]
mod node;

use jsonrpsee::{
	core::client::ClientT,
	rpc_params,
	ws_client::{WsClient, WsClientBuilder},
};
use node::Node;
use polkadot_sdk::{
	frame_support::{Blake2_128Concat, StorageHasher, Twox128},
	sp_keyring::Sr25519Keyring,
};
use serde_json::{json, Value};
use std::{
	fs,
	path::{Path, PathBuf},
	process::{Command, Stdio},
	time::{Duration, Instant},
};

/// How long the node may take to answer on a busy machine.
const PATIENCE: Duration = Duration::from_secs(300);

const POLICY: &str = "http://example.org/policies/sharing";

/// Who drives an ambulance in this story: an account with funds that is nobody's yet.
const AMBULANCE: &str = "//Bob//stash";

/// A folder in which the command runs; removed at the end.
struct Desk {
	folder: PathBuf,
	url: String,
}

impl Drop for Desk {
	fn drop(&mut self) {
		let _ = fs::remove_dir_all(&self.folder);
	}
}

/// What the command said.
struct Said {
	code: Option<i32>,
	out: String,
	err: String,
}

impl Desk {
	fn new(name: &str, node: &Node) -> Self {
		let folder = std::env::temp_dir().join(format!("salus-consent-test-{name}-{}", std::process::id()));
		let _ = fs::remove_dir_all(&folder);
		fs::create_dir_all(&folder).unwrap();
		Self {
			folder,
			url: format!("ws://127.0.0.1:{}", node.port()),
		}
	}

	fn path(&self, name: &str) -> PathBuf {
		self.folder.join(name)
	}

	fn write(&self, name: &str, value: &Value) {
		fs::write(self.path(name), value.to_string()).unwrap();
	}

	fn read(&self, name: &str) -> Value {
		serde_json::from_slice(&fs::read(self.path(name)).unwrap()).unwrap()
	}

	/// Runs `salus`, built with the workspace beside the node.
	fn run(&self, args: &[&str]) -> Said {
		let binary = Path::new(env!("CARGO_BIN_EXE_salus-node")).with_file_name("salus");
		assert!(
			binary.is_file(),
			"{} is not there: run these tests with --workspace, which builds it",
			binary.display()
		);
		let output = Command::new(binary)
			.args(args)
			.current_dir(&self.folder)
			.env("SALUS_URL", &self.url)
			.stdin(Stdio::null())
			.output()
			.unwrap();
		Said {
			code: output.status.code(),
			out: String::from_utf8(output.stdout).unwrap(),
			err: String::from_utf8(output.stderr).unwrap(),
		}
	}

	/// Runs a command that works.
	fn ok(&self, args: &[&str]) -> Said {
		let said = self.run(args);
		assert_eq!(said.code, Some(0), "{args:?}: {}", said.err);
		said
	}

	/// Runs a command that works and answers in JSON.
	fn json(&self, args: &[&str]) -> Value {
		let said = self.ok(&[args, &["--format", "json"]].concat());
		serde_json::from_str(&said.out).unwrap_or_else(|error| panic!("{args:?}: {error}: {}", said.out))
	}

	/// Runs a command that is refused, and says so in one line.
	fn refused(&self, code: i32, reason: &str, args: &[&str]) {
		let said = self.run(args);
		assert_eq!(said.code, Some(code), "{args:?}: {}{}", said.out, said.err);
		assert!(said.err.contains(reason), "{args:?}: {}", said.err);
	}

	/// What the chain decides, in one word, and whether it saw an emergency.
	fn asks(&self, request: &str, block: Option<&str>) -> (String, bool) {
		let mut args = vec!["consent", "evaluate", "--subject", "Patient/p", "--book", "book.json"];
		args.extend(["--request", request]);
		args.extend(block.into_iter().flat_map(|block| ["--block", block]));
		let answer = self.json(&args);
		let decision = answer["decision"].as_str().unwrap().to_owned();
		(decision, answer["emergency"].as_bool().unwrap())
	}
}

fn field<'a>(submitted: &'a Value, event: &str, field: &str) -> &'a Value {
	let events = submitted["events"].as_array().unwrap();
	let found = events.iter().find(|own| own["event"] == event);
	&found.unwrap_or_else(|| panic!("no {event} in {submitted:#}"))["fields"][field]
}

fn code(system: &str, code: &str) -> Value {
	json!({ "system": format!("http://terminology.hl7.org/CodeSystem/v3-{system}"), "code": code })
}

/// Treatment is permitted, psychiatry is not, but for whoever breaks the glass.
fn consent() -> Value {
	let glass = json!([{ "type": "permit", "purpose": [code("ActReason", "BTG")] }]);
	json!({
		"resourceType": "Consent",
		"status": "active",
		"scope": { "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/consentscope", "code": "patient-privacy" }] },
		"category": [{ "coding": [{ "system": "http://loinc.org", "code": "59284-0" }] }],
		"patient": { "reference": "Patient/p", "display": "Erika Mustermann" },
		"organization": [{ "reference": "Organization/hospital" }],
		"policy": [{ "uri": POLICY }],
		"provision": {
			"type": "permit",
			"purpose": [code("ActReason", "TREAT")],
			"provision": [{ "type": "deny", "securityLabel": [code("ActCode", "PSY")], "provision": glass }],
		},
	})
}

fn request(purpose: &str, labels: &[&str]) -> Value {
	json!({
		"custodian": "Organization/hospital",
		"recipient": { "references": ["Organization/ambulance"], "roles": ["IRCP"] },
		"purpose": [purpose],
		"action": ["access"],
		"item": { "class": "Observation", "labels": labels },
	})
}

async fn connect(node: &Node) -> WsClient {
	let url = format!("ws://127.0.0.1:{}", node.port());
	let deadline = Instant::now() + PATIENCE;
	loop {
		match WsClientBuilder::default().build(&url).await {
			Ok(client) => return client,
			Err(error) if Instant::now() > deadline => panic!("no node at {url}: {error}"),
			Err(_) => tokio::time::sleep(Duration::from_millis(200)).await,
		}
	}
}

/// The raw value of a map of an account.
async fn raw(rpc: &WsClient, pallet: &str, item: &str, account: &[u8; 32]) -> Option<String> {
	let key = [
		&Twox128::hash(pallet.as_bytes())[..],
		&Twox128::hash(item.as_bytes()),
		&Blake2_128Concat::hash(account),
	]
	.concat();
	let key = key
		.iter()
		.fold("0x".to_owned(), |text, byte| text + &format!("{byte:02x}"));
	rpc.request("state_getStorage", rpc_params![key]).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn consent_should_be_relayed_opened_in_an_emergency_and_revoked() {
	let node = Node::start(&["--dev", "--tmp", "--dev-block-time", "400"]);
	let desk = Desk::new("story", &node);
	let rpc = connect(&node).await;
	let began = Instant::now();
	let hospital: [u8; 32] = Sr25519Keyring::Dave.to_account_id().into();
	let held = || raw(&rpc, "Balances", "Holds", &hospital);
	let genesis: String = rpc.request("chain_getBlockHash", rpc_params![0]).await.unwrap();
	let genesis = genesis.as_str();

	// The council publishes the policy and accredits a responder.
	let council = ["--council", "//Alice,//Bob"];
	let nothing = format!("0x{}", "07".repeat(32));
	desk.ok(&[
		&["consent", "policy", "publish", "1:1", "--text", &nothing][..],
		&council,
	]
	.concat());
	desk.refused(
		1,
		"policy 1:1 is published already",
		&[
			&["consent", "policy", "publish", "1:1", "--text", &nothing][..],
			&council,
		]
		.concat(),
	);
	let roles = ["--roles", "emergency-responder,recipient", "--commitment", &nothing];
	desk.ok(&[&["participant", "accredit", AMBULANCE][..], &roles, &council].concat());

	// The patient has an ed25519 key and nothing else, and signs offline, as a browser wallet would.
	desk.ok(&["consent", "book", "new", "book.json"]);
	desk.ok(&[
		"consent",
		"book",
		"add",
		"--book",
		"book.json",
		"--scheme",
		"ed25519",
		"--subject",
		"Patient/p=//Patient",
		"--party",
		"Organization/hospital=//Dave",
		"--party",
		&format!("Organization/ambulance={AMBULANCE}"),
		"--policy",
		&format!("{POLICY}=1:1"),
	]);
	desk.write("consent.json", &consent());
	let signing = |out: &'static str, rest: &[&str]| {
		let key = [
			"--book",
			"book.json",
			"--key",
			"//Patient",
			"--scheme",
			"ed25519",
			"--out",
			out,
		];
		[&["consent", "sign"], &key[..], rest]
			.concat()
			.into_iter()
			.map(str::to_owned)
			.collect::<Vec<_>>()
	};
	let sign = |out: &'static str, rest: &[&str]| {
		let args = signing(out, rest);
		desk.ok(&args.iter().map(String::as_str).collect::<Vec<_>>())
	};
	let words = sign(
		"signed.json",
		&["--consent", "consent.json", "--wrapped", "--genesis", genesis],
	);
	assert!(
		words.err.contains("but not shared is: all data labelled as psychiatry"),
		"{}",
		words.err
	);
	let signed = desk.read("signed.json");
	for secret in ["Erika", "Patient", "PSY", "hospital"] {
		assert!(!signed.to_string().contains(secret), "{secret} in {signed}");
	}

	// What cannot be relayed: nothing is stored, nothing is held.
	let relay = |file: &'static str, signer: &'static str| ["consent", "relay", file, "--signer", signer];
	let changed = |name: &str, key: &str, value: Value| {
		let mut file = signed.clone();
		file[key] = value;
		desk.write(name, &file);
	};
	changed("moved.json", "place", json!(1));
	changed("bare.json", "wrapped", json!(false));
	changed("cut.json", "filing", json!(&signed["filing"].as_str().unwrap()[..40]));
	let foreign = format!("0x{}", "17".repeat(32));
	sign("foreign.json", &["--consent", "consent.json", "--genesis", &foreign]);
	sign(
		"late.json",
		&[
			"--consent",
			"consent.json",
			"--genesis",
			genesis,
			"--expires",
			"2020-01-01",
		],
	);
	sign("twin.json", &["--consent", "consent.json", "--genesis", genesis]);
	desk.refused(1, "NotAccredited", &relay("signed.json", "//Charlie"));
	desk.refused(
		1,
		"moved.json: signature: is not that of",
		&relay("moved.json", "//Dave"),
	);
	desk.refused(1, "bare.json: signature: is not that of", &relay("bare.json", "//Dave"));
	desk.refused(2, "cut.json: filing: not a filing", &relay("cut.json", "//Dave"));
	desk.refused(
		1,
		"foreign.json: genesis: is signed for the chain",
		&relay("foreign.json", "//Dave"),
	);
	desk.refused(1, "late.json: expires: the signature of", &relay("late.json", "//Dave"));
	desk.refused(
		1,
		"twin.json: place: place 0 of",
		&["consent", "relay", "signed.json", "twin.json", "--signer", "//Dave"],
	);
	assert_eq!(held().await, None);

	// The hospital relays and pays. The signature works once.
	let filed = desk.json(&relay("signed.json", "//Dave"));
	assert_eq!(field(&filed, "Consent.Filed", "by_guardian"), &json!(false));
	println!("relayed, two nested provisions: {} bytes signed", filed["size"]);
	let deposit = held().await;
	assert!(deposit.is_some());
	desk.refused(1, "StaleNonce", &relay("signed.json", "//Dave"));
	assert_eq!(held().await, deposit);

	// Treatment is permitted, psychiatry is not, and breaking the glass takes an emergency.
	desk.write("treat.json", &request("TREAT", &["N"]));
	desk.write("psychiatry.json", &request("TREAT", &["R", "PSY"]));
	desk.write("glass.json", &request("BTG", &["R", "PSY"]));
	assert_eq!(desk.asks("treat.json", None), ("permit".into(), false));
	assert_eq!(desk.asks("psychiatry.json", None), ("deny".into(), false));
	assert_eq!(desk.asks("glass.json", None), ("deny".into(), false));

	// The emergency is declared, opens the glass, and is reviewed by somebody else.
	let subject = ["--subject", "Patient/p", "--book", "book.json"];
	let declare = [
		"consent",
		"emergency",
		"declare",
		"--nature",
		"unconscious",
		"--credential",
		&nothing,
	];
	let signer = ["--signer", AMBULANCE];
	desk.refused(
		1,
		"NotAccredited",
		&[&declare[..], &subject, &["--signer", "//Charlie"]].concat(),
	);
	desk.ok(&[&declare[..], &subject, &signer].concat());
	assert_eq!(desk.asks("glass.json", None), ("permit".into(), true));
	assert_eq!(desk.asks("psychiatry.json", None), ("deny".into(), false));
	let disclose = |request: &'static str| {
		let args = ["consent", "disclose", "--request", request, "--signer", "//Dave"];
		desk.json(&[&args[..], &subject].concat())
	};
	let disclosed = disclose("glass.json");
	assert_eq!(
		field(&disclosed, "Consent.DisclosureRecorded", "permitted"),
		&json!(true)
	);
	let review = [
		"consent",
		"emergency",
		"review",
		"--declarer",
		"Organization/ambulance",
		"--finding",
		"justified",
	];
	desk.refused(1, "NotAccredited", &[&review[..], &subject, &signer].concat());
	desk.ok(&[&review[..], &subject, &["--signer", "//Ferdie"]].concat());
	desk.refused(
		1,
		"InvalidTransition",
		&[&review[..], &subject, &["--signer", "//Ferdie"]].concat(),
	);

	// The patient keeps a receipt that verifies without a node, with the place of the consent in the chain's log.
	desk.ok(&["log", "sync", "log"]);
	let receipt = ["consent", "receipt", "--place", "0", "--log", "log"];
	desk.ok(&[&receipt[..], &subject, &["--out", "receipt.json"]].concat());
	let offline = |file: &str| {
		let mut args = vec!["consent", "receipt", "--verify", file, "--book", "book.json"];
		args.extend(["--url", "ws://127.0.0.1:1"]);
		args.into_iter().map(str::to_owned).collect::<Vec<_>>()
	};
	let verified = |file: &str| {
		let args = offline(file);
		desk.json(&args.iter().map(String::as_str).collect::<Vec<_>>())
	};
	desk.refused(
		1,
		"proof.genesis: is of the chain",
		&[
			"consent",
			"receipt",
			"--verify",
			"receipt.json",
			"--book",
			"book.json",
			"--genesis",
			&foreign,
		],
	);
	let kept = verified("receipt.json");
	assert_eq!((&kept["inForce"], &kept["consent"]), (&json!(true), &json!("0.0")));
	let entry = field(&filed, "Records.Appended", "index");
	assert_eq!(&kept["log"]["entry"], entry, "{kept:#}");
	for (name, pointer, value) in [
		("purposes", "/processing/purposes", json!(["TREAT", "HMARKT"])),
		("value", "/proof/value", json!("0x00")),
		("genesis", "/proof/genesis", json!(foreign)),
		("place", "/proof/place", json!(1)),
		("entry", "/proof/log/log/index", json!(0)),
		("statement", "/proof/log/statement/preimage", json!("00")),
	] {
		let mut forged = desk.read("receipt.json");
		let place = forged.pointer_mut(pointer);
		*place.unwrap_or_else(|| panic!("a receipt without {pointer}")) = value;
		desk.write("forged.json", &forged);
		let said = desk.run(&offline("forged.json").iter().map(String::as_str).collect::<Vec<_>>());
		assert_eq!(said.code, Some(1), "{name}: {}{}", said.out, said.err);
	}

	// The revocation counts from its block, once; what was decided before stays as it was.
	sign(
		"revocation.json",
		&[
			&["--revoke", "--place", "0", "--version", "0", "--genesis", genesis],
			&subject[..2],
		]
		.concat(),
	);
	let revoked = desk.json(&relay("revocation.json", "//Dave"));
	let before = (revoked["block"].as_u64().unwrap() - 1).to_string();
	assert_eq!(desk.asks("treat.json", None), ("not-applicable".into(), false));
	assert_eq!(desk.asks("treat.json", Some(&before)), ("permit".into(), false));
	desk.refused(1, "has no such block", &{
		let ask = ["consent", "evaluate", "--request", "treat.json", "--block", "1000000"];
		[&ask[..], &subject].concat()
	});
	desk.refused(1, "StaleNonce", &relay("revocation.json", "//Dave"));

	// The next disclosure is refused, and the refusal is recorded. The ambulance states that it erased what it got.
	let denied = disclose("treat.json");
	assert_eq!(field(&denied, "Consent.DisclosureRecorded", "permitted"), &json!(false));
	let id = field(&disclosed, "Consent.DisclosureRecorded", "id").as_str().unwrap();
	let erase = ["consent", "erase", "--receipt", id];
	desk.refused(
		1,
		"NotAuthorized",
		&[&erase[..], &subject, &["--signer", "//Eve"]].concat(),
	);
	desk.ok(&[&erase[..], &subject, &signer].concat());
	let shown = desk.json(&[&["consent", "show"][..], &subject].concat());
	let disclosures = shown["disclosures"].as_array().unwrap();
	assert_eq!(disclosures.len(), 2);
	for own in disclosures {
		let erased = own["id"] == id;
		let decision = if erased { "permit" } else { "deny (implicit policy)" };
		assert_eq!(
			(&own["decision"], &own["emergency"]),
			(&json!(decision), &json!(erased)),
			"{own:#}"
		);
		assert_eq!(own["erasedAt"].is_string(), erased, "{own:#}");
	}
	assert_eq!(shown["closed"][0]["status"], "revoked (withdrawn)");

	// Both receipts hold: what was in force, and that it ended.
	desk.ok(&["log", "sync", "log"]);
	desk.ok(&[&receipt[..], &subject, &["--out", "closed.json"]].concat());
	let closed = verified("closed.json");
	assert_eq!(closed["inForce"], json!(false));
	assert_eq!(
		&closed["log"]["entry"],
		field(&revoked, "Records.Appended", "index"),
		"{closed:#}"
	);
	assert_eq!(verified("receipt.json"), kept);

	// The patient never had an account.
	let account =
		desk.json(&["consent", "book", "show", "--book", "book.json"])["subjects"]["Patient/p"]["account"].clone();
	assert!(!account.to_string().is_empty());
	let next: u64 = rpc
		.request("system_accountNextIndex", rpc_params![account])
		.await
		.unwrap();
	assert_eq!(next, 0);
	println!("told in {:.0} s", began.elapsed().as_secs_f32());
	assert_eq!(node.stop_and_list_errors(), Vec::<String>::new());
}
