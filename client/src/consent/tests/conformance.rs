//! What published consents and requests write in ways that are easily refused or misread.

use super::*;

fn decision(consent: &Value, request: &Value) -> Value {
	ask(std::slice::from_ref(consent), request)["decision"].clone()
}

#[test]
fn permits_should_be_one_only_where_nothing_but_levels_differs() {
	let level = |code: &str| json!([v3("Confidentiality", code)]);
	let obligations = |rules: Value| ask(&[r5("deny", rules)], &request())["obligations"].clone();
	assert_eq!(
		obligations(json!([
			{ "securityLabel": level("L") },
			{ "securityLabel": level("N"), "dataPeriod": { "start": "2022" } },
			{ "securityLabel": level("N") },
			{ "securityLabel": [v3("ActCode", "PSY")] },
			{ "securityLabel": [v3("ActCode", "HIV")] },
		])),
		json!([
			{ "effect": "forbid" },
			{ "effect": "permit", "labels": ["L", "N"] },
			{ "effect": "permit", "labels": ["N"], "dataPeriod": { "start": "2022" } },
			{ "effect": "permit", "labels": ["PSY"] },
			{ "effect": "permit", "labels": ["HIV"] },
		])
	);
	// Denies stay as they were written: each is a rule of its own.
	let denies = r5(
		"permit",
		json!([{ "securityLabel": level("R") }, { "securityLabel": level("V") }]),
	);
	let answer = ask(&[denies], &request());
	assert_eq!(
		answer["obligations"],
		json!([{ "effect": "forbid", "labels": ["R"] }, { "effect": "forbid", "labels": ["V"] }])
	);
	assert_eq!(
		answer["redact"],
		json!({ "codes": [v3("Confidentiality", "R"), v3("Confidentiality", "V")] })
	);
}

/// HL7 DS4P puts laws, refrains and compartments beside confidentiality and sensitivity.
#[test]
fn security_labels_of_other_kinds_should_be_compared_as_written() {
	let item = |labels: Value| asking(json!({ "item": { "class": "Observation", "labels": labels } }));
	let consent = r5("permit", json!([{ "securityLabel": [v3("ActCode", "42CFRPart2")] }]));
	assert_eq!(
		decision(&consent, &item(json!(["N", "42CFRPart2", "NORDSCLCD"]))),
		"deny"
	);
	assert_eq!(decision(&consent, &item(json!(["N", "RESCOMPT"]))), "permit");
	// A label that is not one of sensitivity does not make an item restricted.
	let normal = r5("deny", json!([{ "securityLabel": [v3("Confidentiality", "N")] }]));
	assert_eq!(decision(&normal, &item(json!(["NORDSCLCD"]))), "permit");
	assert_eq!(decision(&normal, &item(json!(["SDV"]))), "deny");
	// The code system by another of its names is the same system.
	let oid = json!(["urn:oid:2.16.840.1.113883.5.4|42CFRPart2"]);
	assert_eq!(decision(&consent, &item(oid)), "deny");
	let refused = try_ask(&[consent], &item(json!(["42CFRPart3"])), &json!({})).unwrap_err();
	assert!(
		refused.starts_with("request: item.labels[0]: `42CFRPart3`"),
		"{refused}"
	);
}

/// HL7 FAST profiles R4 with the R5 members as extensions, and allows no `organization`.
#[test]
fn custodians_in_extensions_of_r4_should_count() {
	let npi = |value: &str| json!({ "identifier": { "system": "http://hl7.org/fhir/sid/us-npi", "value": value } });
	let extension = |key: &str, value: &str| {
		json!({
			"url": format!("http://hl7.org/fhir/5.0/StructureDefinition/extension-Consent.{key}"),
			"valueReference": npi(value),
		})
	};
	let consent = merge(
		r4(json!({ "type": "permit" })),
		json!({ "organization": null, "extension": [extension("manager", "1"), extension("controller", "2")] }),
	);
	let asks = |custodian: &str| {
		let custodian = format!("http://hl7.org/fhir/sid/us-npi|{custodian}");
		decision(&consent, &asking(json!({ "custodian": custodian })))
	};
	assert_eq!((asks("2"), asks("1")), (json!("permit"), json!("not-applicable")));
	// Whoever is named as the organization enforces the consent, whoever manages it.
	let both = merge(
		consent.clone(),
		json!({ "organization": [npi("3")], "extension": [extension("manager", "1")] }),
	);
	let custodian = |value: &str| asking(json!({ "custodian": format!("http://hl7.org/fhir/sid/us-npi|{value}") }));
	assert_eq!(decision(&both, &custodian("3")), "permit");
	assert_eq!(decision(&both, &custodian("1")), "not-applicable");
}

/// GA4GH: a permission covers narrower research, if its modifiers are met.
#[test]
fn data_use_terms_should_be_weighed_as_the_ontology_orders_them() {
	const DUO: &str = "http://purl.obolibrary.org/obo/duo.owl";
	let term = |code: &str| json!({ "system": DUO, "code": code });
	let consent = r4(json!({
		"type": "permit",
		"purpose": [v3("ActReason", "HRESCH"), term("DUO:0000006"), term("DUO:0000045")],
	}));
	for (asked, says) in [
		(json!(["DUO:0000007", "DUO:0000045"]), "permit"),
		(
			json!(["CLINTRCH", "DUO:0000006", "DUO:0000045", "DUO:0000021"]),
			"permit",
		),
		(json!(["DUO_0000007", term("NPU")]), "permit"),
		// Its condition is not stated to be met.
		(json!(["DUO:0000007"]), "not-applicable"),
		// Wider than health, medical and biomedical research.
		(json!(["DUO:0000042", "DUO:0000045"]), "not-applicable"),
		// Terms are no treatment.
		(json!(["TREAT", "DUO:0000007", "DUO:0000045"]), "not-applicable"),
		// No terms are stated.
		(json!(["HRESCH"]), "not-applicable"),
	] {
		assert_eq!(
			decision(&consent, &asking(json!({ "purpose": asked }))),
			says,
			"{asked}"
		);
	}
	let refused = try_ask(&[], &asking(json!({ "purpose": ["DUO:9999999"] })), &json!({})).unwrap_err();
	assert!(refused.contains("purpose[0]: `DUO:9999999` is not a term"), "{refused}");
}

/// A deny of restricted data leaves normal data alone: so the published decisions of LEAP and the examples of IHE PCF.
#[test]
fn a_deny_of_a_level_should_reach_up_and_a_permit_down() {
	let consent = |effect: &str| {
		r4(
			json!({ "type": "permit", "provision": [{ "type": effect, "securityLabel": [v3("Confidentiality", "R")] }] }),
		)
	};
	let item = |level: &str| asking(json!({ "item": { "class": "Observation", "labels": [level] } }));
	for (level, denied) in [
		("U", false),
		("L", false),
		("M", false),
		("N", false),
		("R", true),
		("V", true),
	] {
		let says = if denied { "deny" } else { "permit" };
		assert_eq!(decision(&consent("deny"), &item(level)), says, "{level}");
	}
	let permits = r5("deny", json!([{ "securityLabel": [v3("Confidentiality", "R")] }]));
	for (level, says) in [("U", "permit"), ("N", "permit"), ("R", "permit"), ("V", "deny")] {
		assert_eq!(decision(&permits, &item(level)), says, "{level}");
	}
}

/// Every shape in which a request can write the same question.
#[test]
fn requests_should_be_read_in_whatever_form_fhir_gives_their_parts() {
	let consent =
		r4(json!({ "type": "permit", "purpose": [v3("ActReason", "TREAT")], "class": [class("Observation")] }));
	for changes in [
		json!({ "purpose": "TREAT", "action": "access" }),
		json!({ "purpose": v3("ActReason", "ETREAT") }),
		json!({ "purpose": [{ "coding": [v3("ActReason", "COC")] }] }),
		json!({ "purpose": ["http://terminology.hl7.org/CodeSystem/v3-ActReason|TREAT"] }),
		json!({ "custodian": { "reference": "Organization/hospital" } }),
		json!({ "recipient": { "references": "Practitioner/asker" } }),
		json!({ "recipient": { "references": [], "roles": [] } }),
		json!({ "recipient": ["Practitioner/asker", "Organization/clinic"] }),
		json!({ "recipient": "Practitioner/asker" }),
		json!({ "category": [] }),
		json!({ "action": [action("access")] }),
		json!({ "emergency": false }),
		json!({ "item": { "class": class("Observation") } }),
		json!({ "item": { "class": ["Observation"] } }),
		json!({ "item": { "class": "http://hl7.org/fhir/StructureDefinition/Observation", "labels": [], "date": "2022" } }),
		json!({ "item": { "labels": [v3("Confidentiality", "N")], "class": "Observation" } }),
		json!({ "item": null }),
	] {
		assert_eq!(decision(&consent, &asking(changes.clone())), "permit", "{changes}");
	}
}
