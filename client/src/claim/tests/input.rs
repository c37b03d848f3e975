//! Input that is wrong: each with its own name, each at its place.

use super::*;

fn rejected(plan: Value, claim: Value) -> String {
	let result = run(plan, claim).json();
	assert_eq!(result["outcome"], "rejected", "{result}");
	result["error"]["code"].as_str().unwrap().to_owned()
}

fn problem(plan: Value, claim: Value) -> String {
	run(plan, claim).try_json().unwrap_err().to_string()
}

fn open() -> Value {
	json!({"plan": "p"})
}

fn with(member: &str, value: Value) -> Value {
	let mut claim = one(json!(100));
	claim[member] = value;
	claim
}

fn with_line(member: &str, value: Value) -> Value {
	let mut claim = one(json!(100));
	claim["lines"][0][member] = value;
	claim
}

#[test]
fn claim_should_be_rejected_by_name_when_it_cannot_be_adjudicated() {
	assert_eq!(rejected(open(), with("plan", json!("other"))), "UnknownPlan");
	assert_eq!(rejected(open(), with("currency", json!("EUR"))), "WrongCurrency");
	assert_eq!(rejected(open(), with("lines", json!([]))), "ZeroLines");
	assert_eq!(rejected(open(), with("total", json!(99.99))), "LineSumMismatch");
	assert_eq!(rejected(open(), with("consent", json!(false))), "ConsentMissing");
	assert_eq!(rejected(open(), with_line("units", json!(0))), "ZeroUnits");
	assert_eq!(rejected(open(), with_line("billed", json!(-1))), "BadAmount");
	assert_eq!(rejected(open(), with_line("billed", json!(0.001))), "BadAmount");
	assert_eq!(
		rejected(open(), with_line("billed", json!("9999999999999999999999999"))),
		"AmountOverflow"
	);
	let members = json!({"plan": "p", "members": [{"id": "M1"}, {"id": "M2"}]});
	assert_eq!(rejected(members, with("patient", json!("M3"))), "UnknownCoverage");
	let providers = json!({"plan": "p", "providers": {"P1": "in"}});
	assert_eq!(rejected(providers, one(json!(1))), "UnknownProvider");
	let lines: Vec<Value> = (0..51)
		.map(|_| json!({"code": "x", "date": "2024-01-01", "billed": 1}))
		.collect();
	assert_eq!(rejected(open(), with("lines", json!(lines))), "TooManyLines");
	let twice = json!([{"number": 1, "code": "x", "billed": 1}, {"number": 1, "code": "y", "billed": 1}]);
	assert_eq!(rejected(open(), with("lines", twice)), "RepeatedLine");
}

#[test]
fn line_should_be_denied_when_it_is_outside_the_coverage() {
	let plan = json!({"plan": "p", "members": [{"id": "M1", "from": "2024-03-02", "until": "2024-04-30"}]});
	assert_eq!(
		adjustments(&run(plan.clone(), with("patient", json!("M1"))).json(), 0),
		"PR-26 100.00"
	);
	let mut late = with("patient", json!("M1"));
	late["lines"][0]["date"] = json!("2024-05-01");
	late["received"] = json!("2024-05-02");
	assert_eq!(adjustments(&run(plan, late).json(), 0), "PR-27 100.00");
}

#[test]
fn file_should_name_the_place_when_a_claim_is_malformed() {
	let names = |claim: Value, place: &str| {
		let message = problem(open(), claim);
		assert!(message.starts_with(place), "{message}");
	};
	names(with_line("date", json!("2024-02-30")), "CLAIM.json.lines[0].date: ");
	names(
		with_line("billed", Value::Null),
		"CLAIM.json.lines[0].billed: is missing",
	);
	names(with_line("code", Value::Null), "CLAIM.json.lines[0].code: is missing");
	names(with_line("units", json!("many")), "CLAIM.json.lines[0].units: ");
	names(
		with_line("units", json!(1_000_001)),
		"CLAIM.json.lines[0].units: UnitsOverflow",
	);
	names(
		with_line("untis", json!(1)),
		"CLAIM.json.lines[0].untis: is not known here; did you mean units?",
	);
	names(with("frequency", json!("9")), "CLAIM.json.frequency: ");
	names(json!("text"), "CLAIM.json: ");
	names(
		json!({"resourceType": "Patient"}),
		"CLAIM.json.resourceType: is Patient",
	);
	names(
		json!({"resourceType": "Bundle", "entry": []}),
		"CLAIM.json.entry: holds no Claim",
	);
}

fn fhir(change: impl Fn(&mut Value)) -> Value {
	let mut claim = json!({"resourceType": "Claim", "id": "c", "status": "active", "use": "claim",
		"created": "2024-01-20", "patient": {"reference": "Patient/1"}, "item": [{"sequence": 1,
			"productOrService": {"coding": [{"code": "x"}]}, "servicedDate": "2024-01-10", "net": {"value": 100, "currency": "USD"}}]});
	change(&mut claim);
	claim
}

#[test]
fn fhir_should_name_the_place_when_it_is_malformed() {
	let names = |change: &dyn Fn(&mut Value), place: &str| {
		let message = problem(open(), fhir(change));
		assert!(message.starts_with(place), "{message}");
	};
	names(
		&|c| c["item"][0]["net"]["value"] = json!("a lot"),
		"Claim.item[0].net.value: ",
	);
	names(
		&|c| drop(c["item"][0].as_object_mut().unwrap().remove("productOrService")),
		"Claim.item[0].productOrService: is missing",
	);
	names(
		&|c| c["item"][0]["productOrService"] = json!({}),
		"Claim.item[0].productOrService: has neither",
	);
	names(&|c| c["item"][0]["sequence"] = json!(0), "Claim.item[0].sequence: ");
	names(
		&|c| c["item"][0]["servicedDate"] = json!("yesterday"),
		"Claim.item[0].servicedDate: ",
	);
	names(
		&|c| c["item"][0]["quantity"] = json!({"value": -1}),
		"Claim.item[0].quantity.value: ",
	);
	names(&|c| c["item"] = json!({"sequence": "one"}), "Claim.item.");
	names(&|c| c["use"] = json!("fun"), "Claim.use: ");
	names(&|c| c["status"] = json!("entered-in-error"), "Claim.status: ");
	names(&|c| c["status"] = json!("draft"), "Claim.status: ");
	let modifier = || json!([{"url": "http://example.org/negated", "valueBoolean": true}]);
	names(&|c| c["modifierExtension"] = modifier(), "Claim.modifierExtension: ");
	names(
		&|c| c["item"][0]["modifierExtension"] = modifier(),
		"Claim.item[0].modifierExtension: ",
	);
	names(
		&|c| c["item"][0]["detail"] = json!([{"sequence": 1, "modifierExtension": modifier()}]),
		"Claim.item[0].detail[0].modifierExtension: ",
	);
	names(
		&|c| c["total"] = json!({"value": 100, "currency": "EUR"}),
		"Claim.item[0].net.currency: ",
	);
	let bundle = json!({"resourceType": "Bundle", "entry": [{"resource": fhir(|c| c["created"] = json!("x"))}]});
	assert!(problem(open(), bundle).starts_with("CLAIM.json.entry[0].resource.created: "));
	assert_eq!(rejected(open(), fhir(|c| c["item"] = json!([]))), "ZeroLines");
	assert_eq!(
		rejected(open(), fhir(|c| c["total"] = json!({"value": 99}))),
		"LineSumMismatch"
	);
	assert_eq!(
		rejected(
			open(),
			fhir(|c| drop(c["item"][0].as_object_mut().unwrap().remove("net")))
		),
		"BadAmount"
	);
}

#[test]
fn fhir_amount_should_come_from_price_quantity_and_details_when_net_is_absent() {
	let billed = |change: &dyn Fn(&mut Value)| {
		let claim = fhir(|c| {
			drop(c["item"][0].as_object_mut().unwrap().remove("net"));
			change(c);
		});
		run(open(), claim).json()["totals"]["billed"].to_string()
	};
	let price = |value: f64| json!({"value": value, "currency": "USD"});
	assert_eq!(billed(&|c| c["item"][0]["unitPrice"] = price(12.5)), "12.50");
	assert_eq!(
		billed(&|c| {
			c["item"][0]["unitPrice"] = price(1400.0);
			c["item"][0]["quantity"] = json!({"value": 2});
			c["item"][0]["factor"] = json!(0.75);
		}),
		"2100.00"
	);
	assert_eq!(
		billed(&|c| c["item"][0]["detail"] =
			json!([{"sequence": 1, "net": price(10.0)}, {"sequence": 2, "net": price(4.2)}])),
		"14.20"
	);
}

#[test]
fn plan_should_name_the_place_when_it_is_malformed() {
	let names = |plan: Value, place: &str| {
		let message = problem(plan, one(json!(1)));
		assert!(message.starts_with(place), "{message}");
	};
	names(json!([]), "PLAN.json: must be an object");
	names(
		json!({"deductable": 5}),
		"PLAN.json.deductable: is not known here; did you mean deductible?",
	);
	names(json!({"coinsurance": 0.2}), "PLAN.json.coinsurance: 0.2 may mean");
	names(
		json!({"coinsurance": 120}),
		"PLAN.json.coinsurance: must be a percentage",
	);
	names(json!({"currency": "usd"}), "PLAN.json.currency: ");
	names(json!({"rounding": "up"}), "PLAN.json.rounding: ");
	names(json!({"order": ["copays"]}), "PLAN.json.order[0]: ");
	names(
		json!({"order": ["copay", "copay", "deductible"]}),
		"PLAN.json.order: names deductible",
	);
	names(
		json!({"costShare": [{"category": "offise"}]}),
		"PLAN.json.costShare[0].category: ",
	);
	names(
		json!({"costShare": [{"network": "far"}]}),
		"PLAN.json.costShare[0].network: ",
	);
	names(
		json!({"costShare": [{"deductible": "drug"}]}),
		"PLAN.json.costShare[0].deductible: ",
	);
	names(json!({"groups": {"18": "PR"}}), "PLAN.json.groups.18: DisallowedPair");
	names(
		json!({"limits": [{"measure": "visits", "max": 1, "reason": "45"}]}),
		"PLAN.json: ReservedReason",
	);
	names(
		json!({"limits": [{"measure": "visits", "max": 1.5}]}),
		"PLAN.json.limits[0].max: ",
	);
	names(
		json!({"deductible": {"familyType": "aggregate", "individual": 1}}),
		"PLAN.json.deductible.family: ",
	);
	names(json!({"planYear": "13-01"}), "PLAN.json: NoSuchYearStart");
	names(
		json!({"feeSchedule": [{"code": "a", "amount": 1}, {"code": "a", "amount": 2}]}),
		"PLAN.json.feeSchedule[1].code: ",
	);
	names(
		json!({"members": [{"id": "a"}, {"id": "a"}]}),
		"PLAN.json.members[1]: is named twice",
	);
	names(
		json!({"coordinationOfBenefits": "fair"}),
		"PLAN.json.coordinationOfBenefits: ",
	);
}

#[test]
fn prior_result_should_name_the_place_when_it_is_malformed() {
	let names = |prior: Value, place: &str| {
		let message = run(open(), one(json!(100)))
			.after(prior)
			.try_json()
			.unwrap_err()
			.to_string();
		assert!(message.starts_with(place), "{message}");
	};
	names(json!({}), "EOB.json: says nothing");
	names(json!({"paid": "x"}), "EOB.json.paid: ");
	names(json!({"resourceType": "Claim"}), "EOB.json.resourceType: ");
	names(
		json!({"resourceType": "ExplanationOfBenefit"}),
		"EOB.json: says nowhere",
	);
	let pair = json!({"paid": 1, "adjustments": [{"group": "CO", "reason": "1", "amount": 1}]});
	names(pair, "EOB.json.adjustments[0]: DisallowedPair");
	let euro = json!({"resourceType": "ExplanationOfBenefit", "payment": {"amount": {"value": 1, "currency": "EUR"}}});
	names(euro, "EOB.json.payment.amount.currency: ");
}

#[test]
fn history_should_name_the_place_when_it_is_malformed() {
	let names = |history: Value, place: &str| {
		let plan = json!({"plan": "p", "deductible": 5, "limits": [{"name": "l", "measure": "visits", "per": "visit", "max": 1}]});
		let message = run(plan, one(json!(100)))
			.since(history)
			.try_json()
			.unwrap_err()
			.to_string();
		assert!(message.starts_with(place), "{message}");
	};
	names(
		json!({"acumulators": []}),
		"H.json.acumulators: is not known here; did you mean accumulators?",
	);
	names(
		json!({"accumulators": {"outOfPocket": 1}}),
		"H.json.accumulators.outOfPocket: is given, but the plan has none",
	);
	names(
		json!({"accumulators": {"deductible": {"drug": 1}}}),
		"H.json.accumulators.deductible.drug: ",
	);
	names(
		json!({"accumulators": {"limits": {"l": 1}}}),
		"H.json.accumulators.limits.l: counts by day",
	);
	names(
		json!({"claims": [{"claim": "x", "lines": [{"code": "y"}]}]}),
		"H.json.claims[0].lines[0].",
	);
}

#[test]
fn x12_should_be_refused_with_its_segment_when_it_is_malformed() {
	let plan = plan::read(&open(), "PLAN.json").unwrap();
	for text in ["ISA*00", "ISA", "ST*837*1~SE*2*1~", "ST*999*1~SE*2*1~"] {
		assert!(x12::is(text.as_bytes()));
		assert!(claim837::parse(text.as_bytes()).is_err(), "{text}");
		assert!(x12::prior(text.as_bytes(), plan.currency).is_err(), "{text}");
	}
	assert!(!x12::is(b"{}") && !x12::is(b""));
}

#[test]
fn plan_should_be_refused_when_a_price_is_there_twice() {
	let folder = tempfile::tempdir().unwrap();
	let path = folder.path().join("PLAN.json");
	let plan = r#"{"plan": "p", "secret": "0123456789abcdef", "feeSchedule": {"CPT|99213": 100, "CPT|99213": 90}}"#;
	std::fs::write(&path, plan).unwrap();
	let failure = crate::claim::cli::read_plan(&path).unwrap_err();
	assert_eq!(failure.exit_code(), 2);
	assert!(
		failure
			.to_string()
			.contains("PLAN.json: feeSchedule: `CPT|99213` is there twice in one object"),
		"{failure}"
	);
}
