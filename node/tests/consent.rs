//! `salus consent` on a development node: a patient without a token, from the signature to the refused disclosure.

use crate::{
	client::connect,
	node::Node,
	story::{said, Desk},
};
use jsonrpsee::{core::client::ClientT, rpc_params, ws_client::WsClient};
use polkadot_sdk::{
	frame_support::{Blake2_128Concat, StorageHasher, Twox128},
	sp_keyring::Sr25519Keyring,
};
use serde_json::{json, Value};
use std::time::Instant;

const POLICY: &str = "http://example.org/policies/sharing";

/// Who drives an ambulance in this story: an account with funds that is nobody's yet.
const AMBULANCE: &str = "//Bob//stash";

/// The patient, as every call about a consent names one.
const SUBJECT: &str = "--subject Patient/p --book book.json";

const COUNCIL: &str = "--council //Alice,//Bob";

/// What the chain decides, in one word, and whether it saw an emergency.
fn asks(desk: &Desk, request: &str, at: &str) -> (String, bool) {
	let answer = desk.json(&format!("consent evaluate {SUBJECT} --request {request} {at}"));
	let decision = answer["decision"].as_str().unwrap().to_owned();
	(decision, answer["emergency"].as_bool().unwrap())
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
	let node = Node::start(&["--tmp", "--dev-block-time", "400"]);
	let desk = Desk::new("consent", node.port());
	let rpc = connect(node.port()).await;
	let began = Instant::now();
	let hospital: [u8; 32] = Sr25519Keyring::Dave.to_account_id().into();
	let held = || raw(&rpc, "Balances", "Holds", &hospital);
	let genesis: String = rpc.request("chain_getBlockHash", rpc_params![0]).await.unwrap();

	// The council publishes the policy and accredits a responder.
	let nothing = format!("0x{}", "07".repeat(32));
	let publish = format!("consent policy publish 1:1 --text {nothing} {COUNCIL}");
	desk.ok(&publish);
	desk.refused(&publish, 1, "policy 1:1 is published already");
	let roles = "--roles emergency-responder,recipient";
	desk.ok(&format!(
		"participant accredit {AMBULANCE} {roles} --commitment {nothing} {COUNCIL}"
	));

	// The patient has an ed25519 key and nothing else, and signs offline, as a browser wallet would.
	desk.ok("consent book new book.json");
	desk.ok(&format!(
		"consent book add --book book.json --scheme ed25519 --subject Patient/p=//Patient \
		 --party Organization/hospital=//Dave --party Organization/ambulance={AMBULANCE} --policy {POLICY}=1:1"
	));
	desk.write("consent.json", &consent().to_string());
	let key = "--book book.json --key //Patient --scheme ed25519";
	let sign = |out: &str, rest: &str| {
		let output = desk.run(&format!("consent sign {key} --out {out} {rest}"));
		assert!(output.status.success(), "{out}: {}", said(&output));
		said(&output)
	};
	let ours = format!("--consent consent.json --genesis {genesis}");
	let words = sign("signed.json", &format!("{ours} --wrapped"));
	assert!(
		words.contains("but not shared is: all data labelled as psychiatry"),
		"{words}"
	);
	let signed = desk.read("signed.json");
	for secret in ["Erika", "Patient", "PSY", "hospital"] {
		assert!(!signed.to_string().contains(secret), "{secret} in {signed}");
	}

	// What cannot be relayed: nothing is stored, nothing is held.
	let relay = |files: &str| format!("consent relay {files} --signer //Dave");
	let changed = |name: &str, key: &str, value: Value| {
		let mut file = signed.clone();
		file[key] = value;
		desk.write(name, &file.to_string());
	};
	changed("moved.json", "place", json!(1));
	changed("bare.json", "wrapped", json!(false));
	changed("cut.json", "filing", json!(&signed["filing"].as_str().unwrap()[..40]));
	let foreign = format!("0x{}", "17".repeat(32));
	sign("foreign.json", &format!("--consent consent.json --genesis {foreign}"));
	sign("late.json", &format!("{ours} --expires 2020-01-01"));
	sign("twin.json", &ours);
	desk.refused("consent relay signed.json --signer //Charlie", 1, "NotAccredited");
	for (files, code, reason) in [
		("moved.json", 1, "moved.json: signature: is not that of"),
		("bare.json", 1, "bare.json: signature: is not that of"),
		("cut.json", 2, "cut.json: filing: not a filing"),
		("foreign.json", 1, "foreign.json: genesis: is signed for the chain"),
		("late.json", 1, "late.json: expires: the signature of"),
		("signed.json twin.json", 1, "twin.json: place: place 0 of"),
	] {
		desk.refused(&relay(files), code, reason);
	}
	assert_eq!(held().await, None);

	// The hospital relays and pays. The signature works once.
	let filed = desk.json(&relay("signed.json"));
	assert_eq!(field(&filed, "Consent.Filed", "by_guardian"), &json!(false));
	println!("relayed, two nested provisions: {} bytes signed", filed["size"]);
	let deposit = held().await;
	assert!(deposit.is_some());
	desk.refused(&relay("signed.json"), 1, "StaleNonce");
	assert_eq!(held().await, deposit);

	// Treatment is permitted, psychiatry is not, and breaking the glass takes an emergency.
	desk.write("treat.json", &request("TREAT", &["N"]).to_string());
	desk.write("psychiatry.json", &request("TREAT", &["R", "PSY"]).to_string());
	desk.write("glass.json", &request("BTG", &["R", "PSY"]).to_string());
	assert_eq!(asks(&desk, "treat.json", ""), ("permit".into(), false));
	assert_eq!(asks(&desk, "psychiatry.json", ""), ("deny".into(), false));
	assert_eq!(asks(&desk, "glass.json", ""), ("deny".into(), false));

	// The emergency is declared, opens the glass, and is reviewed by somebody else.
	let declare = format!("consent emergency declare --nature unconscious --credential {nothing} {SUBJECT}");
	desk.refused(&format!("{declare} --signer //Charlie"), 1, "NotAccredited");
	desk.ok(&format!("{declare} --signer {AMBULANCE}"));
	assert_eq!(asks(&desk, "glass.json", ""), ("permit".into(), true));
	assert_eq!(asks(&desk, "psychiatry.json", ""), ("deny".into(), false));
	let disclose = |request: &str| {
		desk.json(&format!(
			"consent disclose --request {request} --signer //Dave {SUBJECT}"
		))
	};
	let disclosed = disclose("glass.json");
	assert_eq!(
		field(&disclosed, "Consent.DisclosureRecorded", "permitted"),
		&json!(true)
	);
	// One reason each: else a receipt would say of the second what only the first was permitted for.
	let mut two = request("HPAYMT", &["N"]);
	two["purpose"] = json!(["HPAYMT", "HMARKT"]);
	desk.write("two.json", &two.to_string());
	desk.refused(
		&format!("consent disclose --request two.json --signer //Dave {SUBJECT}"),
		2,
		"names several reasons",
	);
	let review =
		format!("consent emergency review --declarer Organization/ambulance --finding justified {SUBJECT} --signer");
	desk.refused(&format!("{review} {AMBULANCE}"), 1, "NotAccredited");
	desk.ok(&format!("{review} //Ferdie"));
	desk.refused(&format!("{review} //Ferdie"), 1, "InvalidTransition");

	// The patient keeps a receipt that verifies without a node, with the place of the consent in the chain's log.
	desk.ok("log sync log");
	let receipt = format!("consent receipt --place 0 --log log {SUBJECT} --out");
	desk.ok(&format!("{receipt} receipt.json"));
	let offline = |file: &str| format!("consent receipt --verify {file} --book book.json --url ws://127.0.0.1:1");
	desk.refused(
		&format!("{} --genesis {foreign}", offline("receipt.json")),
		1,
		"proof.genesis: is of the chain",
	);
	let kept = desk.json(&offline("receipt.json"));
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
		desk.write("forged.json", &forged.to_string());
		let output = desk.run(&offline("forged.json"));
		assert_eq!(output.status.code(), Some(1), "{name}: {}", said(&output));
	}

	// The revocation counts from its block, once; what was decided before stays as it was.
	sign(
		"revocation.json",
		&format!("--revoke --place 0 --version 0 --genesis {genesis} --subject Patient/p"),
	);
	let revoked = desk.json(&relay("revocation.json"));
	let before = format!("--block {}", revoked["block"].as_u64().unwrap() - 1);
	assert_eq!(asks(&desk, "treat.json", ""), ("not-applicable".into(), false));
	assert_eq!(asks(&desk, "treat.json", &before), ("permit".into(), false));
	desk.refused(
		&format!("consent evaluate --request treat.json --block 1000000 {SUBJECT}"),
		1,
		"has no such block",
	);
	desk.refused(&relay("revocation.json"), 1, "StaleNonce");

	// The next disclosure is refused, and the refusal is recorded. The ambulance states that it erased what it got.
	let denied = disclose("treat.json");
	assert_eq!(field(&denied, "Consent.DisclosureRecorded", "permitted"), &json!(false));
	let id = field(&disclosed, "Consent.DisclosureRecorded", "id").as_str().unwrap();
	let erase = format!("consent erase --receipt {id} {SUBJECT} --signer");
	desk.refused(&format!("{erase} //Eve"), 1, "NotAuthorized");
	desk.ok(&format!("{erase} {AMBULANCE}"));
	let shown = desk.json(&format!("consent show {SUBJECT}"));
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
	desk.ok("log sync log");
	desk.ok(&format!("{receipt} closed.json"));
	let closed = desk.json(&offline("closed.json"));
	assert_eq!(closed["inForce"], json!(false));
	assert_eq!(
		&closed["log"]["entry"],
		field(&revoked, "Records.Appended", "index"),
		"{closed:#}"
	);
	assert_eq!(desk.json(&offline("receipt.json")), kept);

	// The patient never had an account.
	let account = desk.json("consent book show --book book.json")["subjects"]["Patient/p"]["account"].clone();
	assert!(!account.to_string().is_empty());
	let next: u64 = rpc
		.request("system_accountNextIndex", rpc_params![account])
		.await
		.unwrap();
	assert_eq!(next, 0);
	println!("told in {:.0} s", began.elapsed().as_secs_f32());
	assert_eq!(node.stop_and_list_errors(), Vec::<String>::new());
}
