//! `salus claim` and `salus remittance` on a development node: plans, members, the seventeen kinds of claims that FHIR shows,
//! X12, decisions, corrections, remittances, staff, and everything that is refused.

use crate::{node::Node, story::Desk};
use serde_json::{json, Map, Value};
use std::{fs, path::Path};

/// Where the published examples are (`hl7.fhir.r4.examples`); without it claims of our own that show the same are submitted.
const EXAMPLES: &str = "SALUS_FHIR_EXAMPLES";

/// How everything that is submitted is followed.
const BEST: &str = "--wait best --at best";

fn coded(system: &str, code: &str) -> Value {
	json!({"coding": [{"system": system, "code": code}]})
}

fn usd(value: f64) -> Value {
	json!({"value": value, "currency": "USD"})
}

fn item(sequence: usize, code: &str, net: f64, more: Value) -> Value {
	let mut item = json!({
		"sequence": sequence, "productOrService": {"coding": [{"code": code}]}, "servicedDate": "2014-08-16", "net": usd(net),
	});
	item.as_object_mut()
		.unwrap()
		.extend(more.as_object().cloned().unwrap_or_default());
	item
}

fn claim(id: &str, kind: &str, items: Vec<Value>, more: Value) -> Value {
	let mut claim = json!({
		"resourceType": "Claim", "id": id, "status": "active", "use": "claim",
		"type": coded("http://terminology.hl7.org/CodeSystem/claim-type", kind),
		"patient": {"reference": "Patient/1"}, "created": "2014-08-16",
		"insurer": {"reference": "Organization/2"}, "provider": {"reference": "Organization/1"},
		"priority": {"coding": [{"code": "normal"}]},
		"insurance": [{"sequence": 1, "focal": true, "coverage": {"reference": "Coverage/9876B1"}}],
		"item": items,
	});
	claim
		.as_object_mut()
		.unwrap()
		.extend(more.as_object().cloned().unwrap_or_default());
	claim
}

/// What each of the seventeen examples of FHIR R4 shows, on claims of our own.
fn examples() -> Vec<(String, String)> {
	if let Some(folder) = std::env::var_os(EXAMPLES) {
		let mut all: Vec<_> = fs::read_dir(Path::new(&folder))
			.unwrap()
			.map(|entry| entry.unwrap().file_name().into_string().unwrap())
			.filter(|name| name.starts_with("Claim-"))
			.collect();
		all.sort();
		return all
			.into_iter()
			.map(|name| {
				let text = fs::read_to_string(Path::new(&folder).join(&name)).unwrap();
				let id: Value = serde_json::from_str(&text).unwrap();
				(id["id"].as_str().unwrap().to_owned(), text)
			})
			.collect();
	}
	let nothing = || json!({});
	let unit = |price: f64, factor: f64| json!({"unitPrice": usd(price), "factor": factor});
	let details = |nets: &[f64]| -> Value {
		let all = nets
			.iter()
			.enumerate()
			.map(|(at, net)| item(at + 1, "part", *net, json!({})));
		json!({"detail": all.collect::<Vec<_>>()})
	};
	let contained = || {
		json!({
			"contained": [{"resourceType": "Patient", "id": "patient-1", "birthDate": "1986-05-17"}],
			"patient": {"reference": "#patient-1"},
		})
	};
	let two_insurances = json!({"insurance": [
		{"sequence": 1, "focal": true, "coverage": {"reference": "Coverage/1"}, "preAuthRef": ["AB543"]},
		{"sequence": 2, "focal": false, "coverage": {"reference": "Coverage/2"}},
	]});
	let oral = || vec![item(1, "1200", 135.57, unit(135.57, 1.0))];
	let three = || {
		vec![
			item(1, "1200", 135.57, json!({"unitPrice": usd(135.57)})),
			item(2, "21211", 105.0, json!({"bodySite": {"coding": [{"code": "21"}]}})),
			item(3, "27211", 1100.0, details(&[1000.0, 100.0])),
		]
	};
	[
		claim("one-item", "oral", oral(), nothing()),
		claim("details", "oral", three(), nothing()),
		claim(
			"contained",
			"oral",
			vec![item(1, "1205", 135.57, nothing())],
			contained(),
		),
		claim("asked-before", "oral", three(), json!({"use": "preauthorization"})),
		claim(
			"identifier",
			"oral",
			vec![item(1, "1210", 135.57, nothing())],
			json!({"patient": {"identifier": {"system": "http://example.org/national", "value": "123AB345"}}}),
		),
		claim("again", "oral", oral(), contained()),
		claim(
			"total",
			"oral",
			vec![item(1, "67221", 1050.0, nothing())],
			json!({"total": usd(1050.0)}),
		),
		claim("exam", "vision", vec![item(1, "exam", 80.0, nothing())], nothing()),
		claim(
			"glasses",
			"vision",
			vec![item(1, "glasses", 214.0, details(&[100.0, 100.0, 14.0]))],
			nothing(),
		),
		claim(
			"two-payers",
			"vision",
			vec![item(1, "lenses", 235.4, details(&[100.0, 110.0, 25.4]))],
			two_insurances,
		),
		claim(
			"pharmacy",
			"pharmacy",
			vec![item(1, "smokecess", 60.0, nothing())],
			nothing(),
		),
		claim(
			"drug",
			"pharmacy",
			vec![item(1, "562721", 90.0, details(&[60.0, 20.0, 10.0]))],
			json!({"total": usd(90.0)}),
		),
		claim(
			"compound",
			"pharmacy",
			vec![item(1, "compound", 155.0, json!({"quantity": {"value": 30}}))],
			json!({"total": usd(155.0)}),
		),
		claim(
			"professional",
			"professional",
			vec![item(1, "visit", 75.0, nothing())],
			nothing(),
		),
		claim(
			"institutional",
			"institutional",
			vec![item(
				1,
				"bed",
				125.0,
				json!({"servicedDate": null, "servicedPeriod": {"start": "2014-08-14", "end": "2014-08-16"}}),
			)],
			json!({"total": usd(125.0)}),
		),
		claim(
			"injury",
			"institutional",
			vec![item(1, "cast", 125.0, nothing())],
			json!({"accident": {"date": "2014-07-09", "type": {"coding": [{"code": "SPT"}]}}, "total": usd(125.0)}),
		),
		{
			let mut stay = contained();
			stay["created"] = json!("2015-10-16T00:00:00-07:00");
			stay["total"] = usd(12500.0);
			claim(
				"stay",
				"institutional",
				vec![item(1, "62264", 12500.0, json!({"servicedDate": "2015-10-13"}))],
				stay,
			)
		},
	]
	.into_iter()
	.map(|mut claim| {
		for item in claim["item"].as_array_mut().unwrap() {
			item.as_object_mut().unwrap().retain(|_, value| !value.is_null());
		}
		(claim["id"].as_str().unwrap().to_owned(), claim.to_string())
	})
	.collect()
}

fn plan() -> Value {
	json!({
		"plan": "fhir", "version": "1", "secret": "a secret of the tests",
		"payer": {"id": "eve", "name": "Sample Insurer"},
		"coinsurance": 20, "deductible": {"individual": 100, "family": 200}, "outOfPocketMax": 5000,
		"feeSchedule": {"1200": 120, "21211": 90, "visit": 70},
		"providers": [{"id": "Organization/1", "account": "5DAAnrj7VHTznn2AWBemMuyBwZWs6FNFjdyVXUeYum3PTXFy", "network": "in"}], "defaultNetwork": "in",
		"members": [{"id": "Patient/1", "from": "2010-01-01"}],
		"appealLevels": [{"fileWithinDays": 180, "decideWithinDays": 30}],
		"autoAdjudicationCeiling": 11000, "fourEyesAbove": 50,
	})
}

fn consent() -> Value {
	let v3 = |system: &str, code: &str| json!({"system": format!("http://terminology.hl7.org/CodeSystem/v3-{system}"), "code": code});
	json!({
		"resourceType": "Consent", "id": "payment", "status": "active",
		"scope": coded("http://terminology.hl7.org/CodeSystem/consentscope", "patient-privacy"),
		"category": [coded("http://loinc.org", "59284-0")],
		"patient": {"reference": "Patient/1"}, "dateTime": "2024-01-01",
		"organization": [{"reference": "Organization/hospital"}],
		"policy": [{"uri": "http://example.org/policies/sharing"}],
		"provision": {
			"type": "permit",
			"actor": [{
				"role": {"coding": [v3("ParticipationType", "IRCP")]},
				"reference": {"reference": "Organization/insurer"},
			}],
			"purpose": [v3("ActReason", "HPAYMT")],
		},
	})
}

/// A published and funded plan, two officers, a member whose consent to payment the hospital has relayed.
/// Answers the plan's number and the coverage's.
fn set_up(desk: &Desk) -> (u64, u64) {
	desk.write("plan.json", &plan().to_string());
	desk.write("policy.txt", "Sharing policy for tests.\n");
	desk.write("consent.json", &consent().to_string());
	desk.write("note.txt", "the reasons\n");
	let published = desk.json(&format!("claim plan publish plan.json --asset 1 --signer //Eve {BEST}"));
	let plan = published["plan"].as_u64().unwrap();
	desk.ok("claim plan check plan.json --at best");
	desk.ok(&format!(
		"claim plan officer //Bob --limit 200000 --signer //Eve {BEST}"
	));
	desk.ok(&format!(
		"claim plan officer //Charlie --limit 100000000 --signer //Eve {BEST}"
	));
	desk.ok(&format!("claim fund {plan} 500000.00 --signer //Eve {BEST}"));
	let enrolled = desk.json(&format!(
		"claim enrol --plan-id {plan} --member //story-member --id Patient/1 --id V-1 --from 2010-01-01 --signer //Eve {BEST}"
	));
	let coverage = enrolled[0]["coverage"].as_u64().unwrap();

	// Without consent nothing is taken.
	desk.write("early.json", &visit("E-1", "2026-10-01", 60.0).to_string());
	desk.refused(
		&format!("claim submit early.json --plan plan.json --signer //Dave {BEST}"),
		1,
		"NotPermitted",
	);
	desk.ok("consent book new book.json");
	desk.ok(
		"consent book add --book book.json --party Organization/hospital=//Dave --party Organization/insurer=//Eve --subject \
		 Patient/1=//story-member --policy http://example.org/policies/sharing=1:1",
	);
	desk.ok(&format!(
		"consent policy publish 1:1 --text policy.txt --salt-out policy-salt.json --council //Alice,//Bob,//Charlie {BEST}"
	));
	let status = desk.json("chain status");
	desk.ok(&format!(
		"consent sign --consent consent.json --book book.json --key //story-member --genesis {} --out signed.json",
		status["genesis"].as_str().unwrap()
	));
	desk.ok(&format!("consent relay signed.json --signer //Dave {BEST}"));
	(plan, coverage)
}

fn visit(claim: &str, date: &str, billed: f64) -> Value {
	json!({"claim": claim, "patient": "Patient/1", "lines": [{"code": "visit", "date": date, "billed": billed}]})
}

/// An amount in cents, as text or as a number.
fn cents(amount: &Value) -> i64 {
	let amount = match amount {
		Value::String(text) => text.parse().unwrap(),
		other => other.as_f64().unwrap(),
	};
	(amount * 100.0).round() as i64
}

/// What the chain says of submitted claims, by name.
fn by_name(answer: &Value) -> Map<String, Value> {
	let all = answer["claims"].as_array().unwrap();
	all.iter()
		.map(|claim| (claim["claim"].as_str().unwrap().to_owned(), claim.clone()))
		.collect()
}

#[test]
fn claims_should_be_taken_decided_paid_and_told_on_a_development_node() {
	let node = Node::start(&["--tmp", "--dev-block-time", "500"]);
	let desk = Desk::new("claims", node.port());
	let (plan, coverage) = set_up(&desk);

	// Seventeen claims, one after the other; the one that only asks for an estimate is not filed, by name, and estimated.
	let examples = examples();
	assert_eq!(examples.len(), 17);
	let mut told = Map::new();
	let mut asked = vec![];
	let mut files = vec![];
	for (name, text) in &examples {
		let file = format!("{name}.json");
		desk.write(&file, text);
		if text.contains("\"preauthorization\"") {
			asked.push(file);
		} else {
			files.push(file);
		}
	}
	assert_eq!((files.len(), asked.len()), (16, 1));
	let with = format!("--plan plan.json --coverage {coverage} --signer //Dave {BEST}");
	desk.refused(&format!("claim submit {} {with}", asked[0]), 1, "NotForPayment");
	let estimate = desk.json(&format!(
		"claim estimate {} --plan plan.json --coverage {coverage} --provider //Dave --at best",
		asked[0]
	));
	assert_eq!(estimate[0]["state"], "paid", "{estimate}");
	// The first alone, the others in one transaction.
	told.extend(by_name(&desk.json(&format!("claim submit {} {with}", files[0]))));
	let batch = desk.json(&format!("claim submit {} {with}", files[1..].join(" ")));
	assert_eq!(batch["transactions"].as_array().unwrap().len(), 1);
	told.extend(by_name(&batch));
	assert_eq!(told.len(), 16);

	// The chain and files come to the same, claim by claim.
	let mut plan_file = self::plan();
	plan_file.as_object_mut().unwrap().remove("members");
	desk.write("anybody.json", &plan_file.to_string());
	let claims: String = files
		.iter()
		.map(|file| {
			let mut claim: Value = serde_json::from_str(&fs::read_to_string(desk.path(file)).unwrap()).unwrap();
			claim["patient"] = json!({"reference": "Patient/1"});
			claim["provider"] = json!({"reference": "Organization/1"});
			claim.as_object_mut().unwrap().remove("contained");
			desk.write(file, &claim.to_string());
			format!(" --claim {file}")
		})
		.collect();
	let offline = desk.json(&format!(
		"claim adjudicate --plan anybody.json{claims} --order submission --received 2026-11-28"
	));
	for decided in offline["claims"].as_array().unwrap() {
		let name = decided["claim"].as_str().unwrap();
		let chain = &told[name];
		match decided["outcome"].as_str().unwrap() {
			// Or it is like another that waits, which only the chain knows of, and was denied as its duplicate.
			"pended" => assert!(
				chain["state"].as_str().unwrap().starts_with("pended") || chain["allowed"] == "0.00",
				"{name}: {chain}"
			),
			_ => {
				for (here, there) in [
					("paid", "paid"),
					("patientResponsibility", "patientResponsibility"),
					("allowed", "allowed"),
				] {
					assert_eq!(cents(&chain[here]), cents(&decided["totals"][there]), "{name}: {here}");
				}
			},
		}
	}

	// X12 837P and 837I, one of them after another payer: each claim of a file is taken, but what corrects an earlier claim is
	// for another verb.
	let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../client/src/x12/fixtures");
	let fixture = |name: &str| fixtures.join(name).display().to_string();
	let x12 = desk.refused(
		&format!(
			"claim submit {} {} {} {with} --format json",
			fixture("professional.837"),
			fixture("institutional.837"),
			fixture("secondary.837")
		),
		1,
		"NotOriginal: claim HC-1002 takes the place of claim MHP2600002",
	);
	let x12 = by_name(&serde_json::from_str(&x12).unwrap());
	assert_eq!(x12.keys().collect::<Vec<_>>(), ["HC-1001", "HC-2001", "HC-5001"]);
	assert!(x12["HC-2001"]["state"].as_str().unwrap().starts_with("pended"));
	// 175 were billed; another payer allowed 150 and paid 120, the deductible is met.
	assert_eq!(
		(
			cents(&x12["HC-5001"]["paid"]),
			cents(&x12["HC-5001"]["patientResponsibility"])
		),
		(3_000, 0),
		"{}",
		x12["HC-5001"]
	);

	staff(&desk);
	corrections(&desk, plan, coverage);
	names(&desk, coverage);
	ends(&desk, coverage);
	refusals(&desk, plan, coverage);
	assert_eq!(node.stop_and_list_errors(), Vec::<String>::new());
}

/// A proxy of the hospital bills for it, and does nothing else.
fn staff(desk: &Desk) {
	desk.write("staff.json", &visit("S-1", "2014-10-05", 60.0).to_string());
	let submit = format!("claim submit staff.json --plan plan.json --signer //Ferdie --on-behalf-of //Dave {BEST}");
	desk.refused(&submit, 1, "NotProxy");
	desk.ok(&format!(
		"chain proxy add //Ferdie --kind claims-submission --signer //Dave {BEST}"
	));
	let listed = desk.json("chain proxy list //Dave --at best");
	assert_eq!(listed[0]["kind"], "claims-submission");
	desk.ok(&format!("{submit} --dry-run"));
	let done = desk.json(&submit);
	assert_eq!(done["claims"][0]["state"], "paid", "{done}");
	assert_eq!(done["transactions"][0]["call"], "Claims.submit");
	// What fails inside fails, by its name.
	desk.refused(
		&format!("claim recover S-1 --signer //Ferdie --on-behalf-of //Dave {BEST}"),
		1,
		"CallFiltered",
	);
	desk.refused(
		&format!("claim decide S-1 release --signer //Ferdie --on-behalf-of //Dave {BEST}"),
		1,
		"CallFiltered",
	);
	desk.write("empty.json", r#"{"claim": "S-2", "patient": "Patient/1", "lines": []}"#);
	desk.refused(&submit.replace("staff.json", "empty.json"), 1, "ZeroLines");
	desk.ok(&format!(
		"chain proxy remove //Ferdie --kind claims-submission --signer //Dave {BEST}"
	));
}

/// Ruled on, appealed, undone, replaced; and remittances that tell it all.
fn corrections(desk: &Desk, plan: u64, coverage: u64) {
	desk.write(
		"visits.json",
		&json!([
			visit("V-1", "2014-11-01", 65.0),
			{"claim": "V-2", "patient": "Patient/1", "lines": [{"code": "new", "date": "2014-11-02", "billed": 200, "units": 2}]},
			{"claim": "V-3", "patient": "Patient/1", "lines": [{"code": "late", "date": "2014-11-03", "billed": 30000}]},
		])
		.to_string(),
	);
	let submitted = desk.json(&format!(
		"claim submit visits.json --plan plan.json --signer //Dave {BEST}"
	));
	let told = by_name(&submitted);
	assert!(told["V-3"]["state"].as_str().unwrap().starts_with("pended"));
	desk.refused(
		&format!("claim decide V-3 release --signer //Bob {BEST}"),
		1,
		"LimitExceeded",
	);
	desk.ok(&format!("claim decide V-3 release --signer //Charlie {BEST}"));
	// A ruling of more than 50.00 takes a second officer, who is another one.
	desk.ok(&format!(
		"claim override V-2 1=price:100.00 --note note.txt --signer //Bob {BEST}"
	));
	desk.refused(
		&format!("claim override V-2 --confirm --signer //Bob {BEST}"),
		1,
		"SameOfficer",
	);
	desk.ok(&format!("claim override V-2 --confirm --signer //Charlie {BEST}"));
	desk.refused(
		&format!("remittance create {plan} --provider //Dave V-1 V-2 --signer //Bob {BEST}"),
		1,
		"OverpaymentOpen",
	);
	// V-2 came to less, so V-3, which is later, was decided anew: the patient bears more of it.
	desk.ok(&format!("claim recover V-2 --signer //Dave {BEST}"));
	desk.ok(&format!("claim recover V-3 --signer //Dave {BEST}"));
	desk.ok(&format!(
		"remittance create {plan} --provider //Dave V-1 V-2 V-3 --signer //Bob {BEST}"
	));
	// Who ruled on it does not decide about its appeal, and nobody else is left.
	desk.ok(&format!("claim appeal V-2 --grounds note.txt --signer //Dave {BEST}"));
	for officer in ["//Bob", "//Charlie"] {
		desk.refused(
			&format!("claim decide V-2 uphold --signer {officer} {BEST}"),
			1,
			"DecidedBefore",
		);
	}
	desk.ok(&format!("claim appeal V-1 --grounds note.txt --signer //Dave {BEST}"));
	desk.ok(&format!(
		"claim decide V-1 overturn 1=price:65.00 --signer //Charlie {BEST}"
	));
	desk.write("fixed.json", &visit("V-1b", "2014-11-01", 62.0).to_string());
	desk.ok(&format!(
		"claim replace V-1 fixed.json --plan plan.json --signer //Dave {BEST}"
	));
	desk.refused(
		&format!("remittance create {plan} --provider //Dave V-1 V-1b --signer //Bob {BEST}"),
		1,
		"OverpaymentOpen",
	);
	desk.ok(&format!("claim recover V-1b --signer //Dave {BEST}"));
	desk.ok(&format!("claim void V-3 --signer //Dave {BEST}"));
	desk.ok(&format!(
		"remittance create {plan} --provider //Dave V-1 V-1b V-3 --signer //Bob {BEST}"
	));
	for number in [0, 1] {
		let text = desk.ok(&format!("remittance export {number} --plan plan.json --at best"));
		desk.write("told.835", &text);
		assert!(desk.ok("remittance check told.835").contains("balanced"));
		for form in ["eob", "claim-response"] {
			let text = desk.ok(&format!(
				"remittance export {number} --as {form} --plan plan.json --at best"
			));
			let bundle: Value = serde_json::from_str(&text).unwrap();
			assert!(bundle["resourceType"].is_string());
		}
	}
	let shown = desk.json(&format!("claim show --coverage {coverage} --at best"));
	let state = |name: &str| {
		let id = &told[name]["id"];
		let found = shown.as_array().unwrap().iter().find(|claim| claim["id"] == *id);
		found.unwrap()["state"].as_str().unwrap().to_owned()
	};
	assert!(state("V-1").starts_with("replaced by"), "{}", state("V-1"));
	assert_eq!(state("V-3"), "reversed");
	desk.ok("claim explain V-1b --plan plan.json --at best");
	let proof = desk.ok("claim prove V-1b --at best");
	desk.write("proof.json", &proof);
	desk.ok("claim verify proof.json --plan plan.json");
	// Never twice.
	desk.refused(&format!("claim void V-3 --signer //Dave {BEST}"), 1, "VoidOfVoid");
	desk.refused(&format!("claim retry V-1b --signer //Alice {BEST}"), 1, "AlreadyPaid");
	desk.refused(
		&format!("remittance create {plan} --provider //Dave V-1b --signer //Bob {BEST}"),
		1,
		"AlreadyRemitted",
	);
}

/// Claims of the same name, and one whose name is the number of another.
fn names(desk: &Desk, coverage: u64) {
	let number = format!("{coverage}/0");
	let claims = json!([
		visit("N-1", "2014-12-06", 60.0),
		visit("N-1", "2014-12-07", 60.0),
		visit(&number, "2014-12-08", 60.0)
	]);
	desk.write("names.json", &claims.to_string());
	let submitted = desk.json(&format!(
		"claim submit names.json --plan plan.json --signer //Dave {BEST}"
	));
	let ids: Vec<_> = (0..3)
		.map(|at| submitted["claims"][at]["id"].as_str().unwrap().to_owned())
		.collect();
	let void = |claim: &str| format!("claim void {claim} --signer //Dave {BEST}");
	let both = format!("AmbiguousClaim: N-1 can be {} (paid) or {} (paid)", ids[0], ids[1]);
	desk.refused(&void("N-1"), 1, &both);
	desk.refused(&format!("{} --dry-run", void("N-1")), 1, &both);
	desk.ok(&void(&ids[1]));
	desk.ok(&void("N-1"));
	assert_eq!(
		desk.json(&format!("claim show {} --at best", ids[0]))["state"],
		"reversed"
	);
	let show = |claim: &str| format!("claim show {claim} --at best");
	desk.refused(&show(&number), 1, "AmbiguousClaim");
	assert_eq!(desk.json(&show(&format!("0{number}")))["id"], number);
	assert_eq!(desk.json(&show(&ids[2]))["id"], ids[2]);
	desk.ok(&void(&ids[2]));
}

/// An authorisation by code that a claim waits for, an appeal to the level that a reviewer decides, the end of a claim, and
/// what is left of a pool.
fn ends(desk: &Desk, first: u64) {
	desk.write(
		"ends.json",
		&json!({
			"plan": "ends", "version": "1", "secret": "a secret of the tests",
			"payer": {"id": "eve", "name": "Sample Insurer"}, "coinsurance": 20,
			"categories": {"imaging": ["scan"]},
			"feeSchedule": {"visit": 70, "scan": 400}, "priorAuthorisation": ["imaging"], "defaultNetwork": "in",
			"members": [{"id": "Patient/2", "from": "2010-01-01"}],
			"appealLevels": [{"fileWithinDays": 30, "decideWithinDays": 30}, {"fileWithinDays": 30, "decideWithinDays": 30}],
		})
		.to_string(),
	);
	let plan = desk.json(&format!(
		"claim plan publish ends.json --asset 1 --external-levels 2 --signer //Eve {BEST}"
	))["plan"]
		.as_u64()
		.unwrap();
	desk.ok(&format!("claim fund {plan} 5000.00 --signer //Eve {BEST}"));
	let enrolled = desk.json(&format!(
		"claim enrol --plan-id {plan} --member //ends-member --id Patient/2 --from 2010-01-01 --signer //Eve {BEST}"
	));
	let coverage = enrolled[0]["coverage"].as_u64().unwrap();
	let mut agreed = consent();
	agreed["patient"]["reference"] = json!("Patient/2");
	let authorising = agreed["provision"]["purpose"][0].as_object_mut().map(|purpose| {
		let mut purpose = purpose.clone();
		purpose["code"] = json!("COVAUTH");
		Value::Object(purpose)
	});
	agreed["provision"]["purpose"]
		.as_array_mut()
		.unwrap()
		.extend(authorising);
	desk.write("consent-2.json", &agreed.to_string());
	desk.ok("consent book add --book book.json --subject Patient/2=//ends-member");
	let status = desk.json("chain status");
	desk.ok(&format!(
		"consent sign --consent consent-2.json --book book.json --key //ends-member --genesis {} --out signed-2.json",
		status["genesis"].as_str().unwrap()
	));
	desk.ok(&format!("consent relay signed-2.json --signer //Dave {BEST}"));

	desk.ok(&format!(
		"claim authorise request {coverage} --code scan --plan ends.json --from 2014-01-01 --until 2014-12-31 --units 1 \
		 --signer //Dave {BEST}"
	));
	desk.write(
		"scan.json",
		r#"{"claim": "A-1", "patient": "Patient/2", "lines": [{"code": "scan", "date": "2014-10-01", "billed": 450, "authorisation": 0}]}"#,
	);
	another_plan(desk, plan, coverage, first);
	let submit =
		|file: &str| format!("claim submit {file} --plan ends.json --coverage {coverage} --signer //Dave {BEST}");
	let waits = desk.json(&submit("scan.json"));
	assert!(
		waits["claims"][0]["state"].as_str().unwrap().starts_with("pended"),
		"{waits}"
	);
	let process = format!("claim process A-1 --signer //Ferdie {BEST}");
	desk.refused(&process, 1, "StillOpen");
	desk.ok(&format!(
		"claim authorise decide {coverage} 0 certified --signer //Bob {BEST}"
	));
	desk.ok(&process);
	let shown = desk.json("claim show A-1 --at best");
	assert_eq!(cents(&shown["paid"]), 32_000, "{shown}");
	desk.refused(&process, 1, "InvalidTransition");

	// Upheld by an officer; the second level is for an accredited reviewer, as Ferdie is.
	let appeal = format!("claim appeal A-1 --grounds note.txt --signer //Dave {BEST}");
	desk.ok(&appeal);
	desk.refused(&process, 1, "NotOverdue");
	desk.ok(&format!("claim decide A-1 uphold --signer //Bob {BEST}"));
	desk.ok(&appeal);
	desk.refused(
		&format!("claim decide A-1 uphold --signer //Charlie {BEST}"),
		1,
		"NotAccredited",
	);
	desk.ok(&format!(
		"claim decide A-1 overturn 1=price:420.00 --signer //Ferdie {BEST}"
	));
	let shown = desk.json("claim show A-1 --at best");
	assert_eq!(cents(&shown["paid"]), 33_600, "{shown}");
	desk.refused(&appeal, 1, "NoSuchLevel");
	// It can be corrected for a month still, and nobody can put an end to that.
	desk.refused(&format!("claim close A-1 --signer //Ferdie {BEST}"), 1, "WindowOpen");
	desk.ok(&format!("claim withdraw {plan} 4000.00 --signer //Eve {BEST}"));
	desk.refused(
		&format!("claim withdraw {plan} 4000.00 --signer //Eve {BEST}"),
		1,
		"PoolShort",
	);
}

/// A plan file stands for the plan on chain that it is, whatever else the patient is covered by.
fn another_plan(desk: &Desk, plan: u64, coverage: u64, first: u64) {
	// The patient of the first plan is covered by this one, too, with another account, and later.
	let enrolled = desk.json(&format!(
		"claim enrol --plan-id {plan} --member //next-year --id Patient/1 --from 2010-01-01 --signer //Eve {BEST}"
	));
	assert!(enrolled[0]["coverage"].as_u64().unwrap() > coverage);
	desk.write("first.json", &visit("P-1", "2014-12-05", 60.0).to_string());
	let submitted = desk.json(&format!(
		"claim submit first.json --plan plan.json --signer //Dave {BEST}"
	));
	let id = submitted["claims"][0]["id"].as_str().unwrap();
	assert!(id.starts_with(&format!("{first}/")), "{submitted}");
	let mut yen = self::plan();
	yen["currency"] = json!("JPY");
	desk.write("yen.json", &yen.to_string());
	for refused in [
		format!("claim submit first.json --plan ends.json --coverage {first} --signer //Dave {BEST}"),
		format!("claim submit first.json --plan yen.json --signer //Dave {BEST}"),
		"claim estimate first.json --plan yen.json --provider //Dave --at best".into(),
		format!("claim replace P-1 first.json --plan ends.json --signer //Dave {BEST}"),
		"claim show P-1 --plan yen.json --at best".into(),
		"claim explain P-1 --plan ends.json --at best".into(),
		"remittance export 0 --plan yen.json --at best".into(),
		"remittance export --claim P-1 --as eob --plan yen.json --at best".into(),
		format!(
			"claim authorise request {coverage} --code scan --plan plan.json --from 2014-01-01 --until 2014-12-31 --signer //Dave {BEST}"
		),
	] {
		assert_eq!(desk.refused(&refused, 1, "WrongPlan"), "");
	}
}

/// Each its own named error, none of which leaves a claim behind.
fn refusals(desk: &Desk, plan: u64, coverage: u64) {
	let before = desk.ok(&format!("claim show --coverage {coverage} --at best"));
	let submit = |file: &str, more: &str| format!("claim submit {file} --plan plan.json --signer //Dave {BEST} {more}");
	let line = |billed: Value| json!({"code": "visit", "date": "2026-11-20", "billed": billed});
	let bad = |members: Value| {
		let mut claim = json!({"claim": "B", "patient": "Patient/1"});
		claim
			.as_object_mut()
			.unwrap()
			.extend(members.as_object().unwrap().clone());
		claim.to_string()
	};
	let many: Vec<_> = (0..300).map(|_| line(json!(1))).collect();
	for (members, code, words) in [
		(json!({"lines": []}), 1, "ZeroLines"),
		(json!({"lines": many}), 1, "TooManyLines"),
		(
			json!({"currency": "EUR", "lines": [line(json!(1))]}),
			1,
			"WrongCurrency",
		),
		(json!({"total": 2, "lines": [line(json!(1))]}), 1, "LineSumMismatch"),
		(json!({"lines": [line(json!(-1))]}), 1, "BadAmount"),
		(
			json!({"lines": [line(json!("1e99"))]}),
			2,
			"lines[0].billed: AmountOverflow",
		),
		(json!({"plan": "other", "lines": [line(json!(1))]}), 1, "UnknownPlan"),
	] {
		desk.write("bad.json", &bad(members));
		desk.refused(&submit("bad.json", ""), code, words);
	}
	desk.write("good.json", &visit("G", "2026-11-20", 61.0).to_string());
	desk.refused(&submit("good.json", "--coverage 99"), 1, "UnknownCoverage");
	// The payer is no provider, a stranger is nobody at all.
	for signer in ["//Eve", "//Bob"] {
		let line = format!("claim submit good.json --plan plan.json --signer {signer} {BEST}");
		desk.refused(&line, 1, "was refused in block");
	}
	desk.refused(
		&format!("claim withdraw {plan} 99999999.00 --signer //Eve {BEST}"),
		1,
		"PoolShort",
	);
	// What cannot be read names where.
	desk.write(
		"broken.json",
		r#"{"resourceType": "Claim", "id": "x", "status": "active", "use": "claim", "item": [{"sequence": 1}]}"#,
	);
	desk.refused(&submit("broken.json", ""), 2, "Claim.item[0].productOrService");
	desk.write("broken.837", "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *261128*1200*^*00501*000000001*0*T*:~GS*HC*S*R*20261128*1200*1*X*005010X222A1~ST*837*0001*005010X222A1~BHT*0019*00*1*20261128*1200*CH~CLM*A*1x0***11:B:1*Y*A*Y*Y~SE*4*0001~GE*1*1~IEA*1*000000001~");
	desk.refused(&submit("broken.837", ""), 2, "CLM");
	assert_eq!(desk.ok(&format!("claim show --coverage {coverage} --at best")), before);
}
