//! The ten cases, and decisions in the manner of the LEAP consent decision service (its published decisions, on consents
//! of our own).

use super::*;

fn says(consent: Value, request: Value, decision: &str, paths: &[&str]) -> Value {
	let answer = ask(&[consent], &request);
	let paths: Vec<String> = paths.iter().map(|path| (*path).to_owned()).collect();
	assert_eq!(gist(&answer), (decision.to_owned(), paths), "{answer:#}");
	answer
}

fn observation() -> Value {
	asking(json!({ "item": { "class": "Observation", "labels": ["N"], "date": "2022-05-01" } }))
}

#[test]
fn the_answer_should_have_the_members_and_the_order_of_the_issue() {
	let consent = r4(json!({ "type": "permit", "provision": [
		{ "type": "permit" },
		{ "type": "deny", "actor": [actor("IRCP", "Organization/clinic")] },
	] }));
	let filed = [Filed {
		file: "a.json".into(),
		consent: import(&consent, "Consent").unwrap(),
	}];
	let read = Request::read(&request(), 0).unwrap();
	let decided = decide(&filed, &read, &Default::default()).unwrap();
	assert_eq!(
		serde_json::to_string(&decided.answer).unwrap(),
		r#"{"decision":"deny","implicit":null,"obligations":[],"basis":[{"consent":"Consent/r4","provision":"0.1"}],"redact":null}"#
	);
}

#[test]
fn a_consent_without_an_id_should_be_cited_by_its_file() {
	let consent = merge(
		r5("deny", json!([{ "purpose": [v3("ActReason", "HMARKT")] }])),
		json!({ "id": null }),
	);
	assert_eq!(
		ask(&[consent], &request())["basis"],
		json!([{ "consent": "0.json", "provision": "0" }])
	);
}

#[test]
fn zero_consents_should_be_answered_by_the_implicit_policy() {
	for (implicit, says) in [
		("normal", "permit"),
		("all-normal", "permit"),
		("break-glass-only", "deny"),
		("deny", "deny"),
	] {
		let answer = try_ask(&[], &request(), &json!({ "implicit": implicit })).unwrap();
		assert_eq!(
			answer,
			json!({
				"decision": "not-applicable", "implicit": implicit, "implicitDecision": says,
				"obligations": [], "basis": [], "redact": null,
			})
		);
	}
	let address = json!({ "implicit": "https://profiles.ihe.net/ITI/PCF/Policy-all-normal" });
	assert_eq!(try_ask(&[], &request(), &address).unwrap()["implicit"], "all-normal");
}

#[test]
fn case_1_a_permit_under_a_permit_should_stay_a_permit() {
	let nested = json!([{ "type": "permit", "actor": [actor("IRCP", "Organization/clinic")] }]);
	says(
		r4(json!({ "type": "permit", "provision": nested })),
		request(),
		"permit",
		&["0.0"],
	);
}

#[test]
fn case_2_a_permit_without_codes_should_permit_all() {
	let answer = says(
		r4(json!({ "type": "deny", "provision": [{ "type": "permit" }] })),
		request(),
		"permit",
		&["0.0"],
	);
	assert_eq!((&answer["obligations"], &answer["redact"]), (&json!([]), &Value::Null));
	let exception = json!([{ "action": [action("access")] }]);
	says(r5("deny", exception), request(), "permit", &["0.0"]);
}

#[test]
fn case_3_the_data_period_of_the_root_should_bound_the_consent() {
	let consent = || r4(json!({ "type": "permit", "dataPeriod": { "start": "2022-01-01", "end": "2022-12-31" } }));
	says(consent(), observation(), "permit", &["0"]);
	for (date, decision) in [
		("2021-12-31", "not-applicable"),
		("2022-01-01", "permit"),
		("2022-12-31T23:59:59Z", "permit"),
		("2023-01-01T00:00:00Z", "not-applicable"),
		("2022", "permit"),
		("2022-12-31T23:59:59-05:00", "not-applicable"),
	] {
		let asked = asking(json!({ "item": { "class": "Observation", "labels": [], "date": date } }));
		assert_eq!(ask(&[consent()], &asked)["decision"], decision, "{date}");
	}
}

#[test]
fn case_4_a_nested_deny_should_reach_no_further_than_its_data_period() {
	let nested = json!([{ "type": "deny", "dataPeriod": { "start": "2022-01", "end": "2022-06" } }]);
	let consent = || r4(json!({ "type": "permit", "provision": nested }));
	says(consent(), observation(), "deny", &["0.0"]);
	for (date, decision) in [("2022-06-30", "deny"), ("2022-07-01", "permit"), ("2022", "deny")] {
		let asked = asking(json!({ "item": { "class": "Observation", "labels": [], "date": date } }));
		assert_eq!(ask(&[consent()], &asked)["decision"], decision, "{date}");
	}
	let answer = says(consent(), request(), "permit", &["0"]);
	assert_eq!(
		answer["obligations"],
		json!([{ "effect": "forbid", "dataPeriod": { "start": "2022-01", "end": "2022-06" } }])
	);
}

#[test]
fn case_5_a_deny_of_one_action_should_leave_the_others() {
	let consent = || r4(json!({ "type": "permit", "provision": [{ "type": "deny", "action": [action("disclose")] }] }));
	says(consent(), request(), "permit", &["0"]);
	says(consent(), asking(json!({ "action": ["disclose"] })), "deny", &["0.0"]);
	says(
		consent(),
		asking(json!({ "action": ["access", "disclose"] })),
		"deny",
		&["0.0"],
	);
}

#[test]
fn case_6_a_nested_deny_whose_period_is_over_should_be_over() {
	let consent =
		|end: &str| r4(json!({ "type": "permit", "provision": [{ "type": "deny", "period": { "end": end } }] }));
	says(consent("2026-01-30"), request(), "permit", &["0"]);
	says(consent("2026-01-31"), request(), "deny", &["0.0"]);
	says(consent("2026-01-30T23:59:59Z"), request(), "permit", &["0"]);
	says(consent("2026-01-31T00:00:00Z"), request(), "deny", &["0.0"]);
	says(consent("2026"), request(), "deny", &["0.0"]);
}

#[test]
fn case_7_a_permit_to_break_the_glass_should_lift_the_deny_of_an_actor() {
	let glass = json!([{ "type": "permit", "purpose": [v3("ActReason", "BTG")] }]);
	let nested = json!([{ "type": "deny", "actor": [actor("IRCP", "Organization/clinic")], "provision": glass }]);
	let consent = || r4(json!({ "type": "permit", "provision": nested }));
	says(consent(), request(), "deny", &["0.0"]);
	says(
		consent(),
		asking(json!({ "purpose": ["BTG"], "emergency": true })),
		"permit",
		&["0.0.0"],
	);
	assert_eq!(
		ask(&[consent()], &asking(json!({ "purpose": ["BTG"] })))["decision"],
		"deny"
	);
	assert_eq!(
		ask(&[consent()], &asking(json!({ "purpose": ["BTG"], "emergency": false })))["decision"],
		"deny"
	);
}

#[test]
fn case_8_a_deny_with_a_break_glass_exception_should_hold_without_an_emergency() {
	let consent = || r5("deny", json!([{ "purpose": [v3("ActReason", "BTG")] }]));
	says(consent(), request(), "deny", &["0"]);
	says(
		consent(),
		asking(json!({ "purpose": ["BTG"], "emergency": true })),
		"permit",
		&["0.0"],
	);
	says(consent(), asking(json!({ "purpose": ["BTG"] })), "deny", &["0"]);
	says(
		consent(),
		asking(json!({ "purpose": ["ETREAT"], "emergency": true })),
		"deny",
		&["0"],
	);
}

#[test]
fn case_9_two_consents_should_combine_by_the_domain() {
	let permit = merge(r4(json!({ "type": "permit" })), json!({ "id": "mother" }));
	let deny = merge(
		r4(json!({ "type": "deny" })),
		json!({ "id": "father", "dateTime": "2025-06-14" }),
	);
	let decision = |consents: &[Value], how: &str| {
		try_ask(consents, &request(), &json!({ "combining": how })).unwrap()["decision"]
			.as_str()
			.unwrap()
			.to_owned()
	};
	let both = [permit.clone(), deny.clone()];
	assert_eq!(decision(&both, "deny-overrides"), "deny");
	assert_eq!(decision(&both, "permit-overrides"), "permit");
	assert_eq!(decision(&both, "most-recent"), "deny");
	assert_eq!(decision(&both, "ordered"), "permit");
	let swapped = [deny, permit];
	assert_eq!(decision(&swapped, "deny-overrides"), "deny");
	assert_eq!(decision(&swapped, "permit-overrides"), "permit");
	assert_eq!(decision(&swapped, "most-recent"), "deny");
	assert_eq!(decision(&swapped, "ordered"), "deny");
}

#[test]
fn case_10_a_deny_of_a_parent_label_should_cover_its_children() {
	let consent =
		|| r4(json!({ "type": "permit", "provision": [{ "type": "deny", "securityLabel": [v3("ActCode", "ETH")] }] }));
	for (label, decision) in [
		("ETHUD", "deny"),
		("OPIOIDUD", "deny"),
		("SUD", "deny"),
		("ETH", "deny"),
		("PSY", "permit"),
		("R", "permit"),
	] {
		let asked = asking(json!({ "item": { "class": "Observation", "labels": [label] } }));
		assert_eq!(ask(&[consent()], &asked)["decision"], decision, "{label}");
	}
	let child =
		r4(json!({ "type": "permit", "provision": [{ "type": "deny", "securityLabel": [v3("ActCode", "ETHUD")] }] }));
	let asked = asking(json!({ "item": { "class": "Observation", "labels": ["ETH"] } }));
	assert_eq!(ask(&[child], &asked)["decision"], "permit");
}

#[test]
fn restricted_should_be_up_to_for_a_permit_and_from_for_a_deny() {
	let item = |label: &str| asking(json!({ "item": { "class": "Observation", "labels": [label] } }));
	let permit = r4(json!({ "type": "permit", "securityLabel": [v3("Confidentiality", "R")] }));
	let deny = r4(
		json!({ "type": "permit", "provision": [{ "type": "deny", "securityLabel": [v3("Confidentiality", "R")] }] }),
	);
	for (label, by_permit, by_deny) in [
		("L", "permit", "permit"),
		("N", "permit", "permit"),
		("R", "permit", "deny"),
		("V", "not-applicable", "deny"),
	] {
		assert_eq!(
			ask(std::slice::from_ref(&permit), &item(label))["decision"],
			by_permit,
			"{label}"
		);
		assert_eq!(
			ask(std::slice::from_ref(&deny), &item(label))["decision"],
			by_deny,
			"{label}"
		);
	}
}

/// LEAP: `CONSENT_PERMIT` with `REDACT` for labels, classes and clinical codes.
#[test]
fn a_deny_of_content_should_permit_with_redaction() {
	let nested = |rule: Value| r4(json!({ "type": "permit", "provision": [merge(rule, json!({ "type": "deny" }))] }));
	let loinc = json!({ "system": "http://loinc.org", "code": "20568-3" });
	for (rule, obligations, codes) in [
		(
			json!({ "securityLabel": [v3("Confidentiality", "R")] }),
			json!([{ "effect": "forbid", "labels": ["R"] }]),
			json!([v3("Confidentiality", "R")]),
		),
		(
			json!({ "securityLabel": [v3("ActCode", "SDV"), v3("ActCode", "HIV")] }),
			json!([{ "effect": "forbid", "labels": ["SDV", "HIV"] }]),
			json!([v3("ActCode", "SDV"), v3("ActCode", "HIV")]),
		),
		(
			json!({ "class": [class("Condition")], "securityLabel": [v3("Confidentiality", "R")] }),
			json!([{ "effect": "forbid", "labels": ["R"], "classes": ["Condition"] }]),
			json!([v3("Confidentiality", "R")]),
		),
		(json!({ "code": [{ "coding": [loinc] }] }), json!([]), json!([loinc])),
		// As older drafts have it: one concept where there should be a list.
		(json!({ "code": { "coding": [loinc] } }), json!([]), json!([loinc])),
	] {
		let answer = says(nested(rule), request(), "permit", &["0"]);
		assert_eq!(answer["obligations"], obligations);
		assert_eq!(answer["redact"], json!({ "codes": codes }));
	}
}

/// LEAP: `REDACT` with `exceptAnyOfCodes`.
#[test]
fn a_permit_of_content_should_redact_all_but_that() {
	let loinc = json!({ "system": "http://loinc.org", "code": "20568-3" });
	let answer = says(
		r5("deny", json!([{ "code": [{ "coding": [loinc] }] }])),
		request(),
		"permit",
		&["0.0"],
	);
	assert_eq!(
		(&answer["obligations"], &answer["redact"]),
		(&json!([]), &json!({ "exceptAnyOf": [loinc] }))
	);
	let rule = json!([{ "resourceType": [class("Immunization")] }, { "securityLabel": [v3("Confidentiality", "L")] }]);
	let answer = says(r5("deny", rule), request(), "permit", &["0.0", "0.1"]);
	assert_eq!(
		answer["obligations"],
		json!([
			{ "effect": "forbid" },
			{ "effect": "permit", "classes": ["Immunization"] },
			{ "effect": "permit", "labels": ["L"] },
		])
	);
	assert_eq!(
		answer["redact"],
		json!({ "exceptAnyOf": [class("Immunization"), v3("Confidentiality", "L")] })
	);
	// What is permitted by date no list of codes can except.
	let rule = json!([{ "resourceType": [class("Immunization")] }, { "dataPeriod": { "start": "2020" } }]);
	assert_eq!(
		says(r5("deny", rule), request(), "permit", &["0.0", "0.1"])["redact"],
		Value::Null
	);
}

#[test]
fn codes_should_narrow_what_obligations_permit_and_never_widen_it() {
	let loinc = json!({ "coding": [{ "system": "http://loinc.org", "code": "20568-3" }] });
	// Both conditions of one rule.
	let rule = json!([{ "resourceType": [class("Observation")], "code": [loinc] }]);
	let answer = says(r5("deny", rule), request(), "permit", &["0.0"]);
	assert_eq!(
		answer["obligations"],
		json!([{ "effect": "forbid" }, { "effect": "permit", "classes": ["Observation"] }])
	);
	assert_eq!(answer["redact"], json!({ "exceptAnyOf": [loinc["coding"][0]] }));
	// Two rules: what codes alone permit cannot be said beside what a class permits.
	let rules = json!([{ "resourceType": [class("Condition")] }, { "code": [loinc] }]);
	let answer = says(r5("deny", rules), request(), "permit", &["0.0", "0.1"]);
	assert_eq!(
		answer["obligations"],
		json!([{ "effect": "forbid" }, { "effect": "permit", "classes": ["Condition"] }])
	);
	assert_eq!(answer["redact"], json!({ "exceptAnyOf": [class("Condition")] }));
}

/// LEAP: a request that names a class is decided for it.
#[test]
fn a_class_in_the_request_should_decide_rules_about_classes() {
	let rules = json!([
		{ "type": "deny", "class": [class("Condition")] },
		{ "type": "deny", "securityLabel": [v3("Confidentiality", "R")] },
	]);
	let consent = || r4(json!({ "type": "permit", "provision": rules }));
	says(
		consent(),
		asking(json!({ "item": { "class": "Condition" } })),
		"deny",
		&["0.0"],
	);
	let answer = says(
		consent(),
		asking(json!({ "item": { "class": class("Immunization") } })),
		"permit",
		&["0"],
	);
	assert_eq!(answer["obligations"], json!([{ "effect": "forbid", "labels": ["R"] }]));
	let canonical = json!({ "item": { "class": "http://hl7.org/fhir/StructureDefinition/Condition" } });
	says(consent(), asking(canonical), "deny", &["0.0"]);
	let labelled = json!({ "item": { "class": "Immunization", "labels": ["N"] } });
	assert_eq!(
		says(consent(), asking(labelled), "permit", &["0"])["obligations"],
		json!([])
	);
}

#[test]
fn classes_should_be_told_apart_even_if_the_chain_has_one_group_for_them() {
	let consent =
		|| r4(json!({ "type": "permit", "provision": [{ "type": "deny", "class": [class("DeviceMetric")] }] }));
	says(
		consent(),
		asking(json!({ "item": { "class": "DeviceMetric" } })),
		"deny",
		&["0.0"],
	);
	says(
		consent(),
		asking(json!({ "item": { "class": "Device" } })),
		"permit",
		&["0"],
	);
	let profile = json!({ "system": "urn:ietf:rfc:3986", "code": "http://example.org/StructureDefinition/note" });
	let consent = || r4(json!({ "type": "permit", "provision": [{ "type": "deny", "class": [profile] }] }));
	says(
		consent(),
		asking(json!({ "item": { "class": "http://example.org/StructureDefinition/note" } })),
		"deny",
		&["0.0"],
	);
	says(
		consent(),
		asking(json!({ "item": { "class": "http://example.org/StructureDefinition/other" } })),
		"permit",
		&["0"],
	);
}

#[test]
fn a_deny_inside_a_bounded_permit_should_be_stated_by_its_outside() {
	let scope = json!({
		"type": "permit",
		"dataPeriod": { "start": "2022-01-01", "end": "2022-12-31" },
		"provision": [{ "type": "deny", "securityLabel": [v3("ActCode", "PSY")] }],
	});
	let answer = says(r4(scope), request(), "permit", &["0"]);
	assert_eq!(
		answer["obligations"],
		json!([
			{ "effect": "forbid", "dataPeriod": { "end": "2021-12-31" } },
			{ "effect": "forbid", "dataPeriod": { "start": "2023-01-01" } },
			{ "effect": "forbid", "labels": ["PSY"], "dataPeriod": { "start": "2022-01-01", "end": "2022-12-31" } },
		])
	);
	let rules =
		json!([{ "resourceType": [class("Observation")], "provision": [{ "securityLabel": [v3("ActCode", "PSY")] }] }]);
	let answer = says(r5("deny", rules), request(), "permit", &["0.0"]);
	let others = answer["obligations"][0]["classes"].as_array().unwrap();
	assert_eq!(others.len(), 177);
	assert!(!others.contains(&json!("Observation")) && others.contains(&json!("Patient")));
}

#[test]
fn recipients_should_be_known_by_reference_identifier_or_role() {
	let denies = |who: Value| r4(json!({ "type": "permit", "provision": [{ "type": "deny", "actor": [who] }] }));
	let asks = |consent: &Value, recipient: Value| {
		ask(
			std::slice::from_ref(consent),
			&asking(json!({ "recipient": recipient })),
		)["decision"]
			.as_str()
			.unwrap()
			.to_owned()
	};
	let clinic = denies(actor("IRCP", "https://fhir.example/r4/Organization/clinic"));
	assert_eq!(asks(&clinic, json!({ "references": ["Organization/clinic"] })), "deny");
	assert_eq!(
		asks(
			&clinic,
			json!({ "references": ["https://other.example/Organization/clinic"] })
		),
		"permit"
	);
	assert_eq!(
		asks(
			&clinic,
			json!({ "references": [{ "reference": "Organization/clinic" }] })
		),
		"deny"
	);
	let known = json!({ "system": "http://example.org/ids", "value": "77" });
	let by_identifier = denies(
		json!({ "role": { "coding": [v3("ParticipationType", "IRCP")] }, "reference": { "identifier": known } }),
	);
	assert_eq!(
		asks(&by_identifier, json!({ "references": ["http://example.org/ids|77"] })),
		"deny"
	);
	assert_eq!(asks(&by_identifier, json!({ "references": [known] })), "deny");
	assert_eq!(
		asks(&by_identifier, json!({ "references": ["Organization/clinic"] })),
		"permit"
	);
	let by_role = r5(
		"permit",
		json!([{ "actor": [{ "role": { "coding": [v3("RoleCode", "PROV")] } }] }]),
	);
	assert_eq!(asks(&by_role, json!({ "references": [], "roles": ["PROV"] })), "deny");
	assert_eq!(asks(&by_role, json!({ "roles": [v3("RoleCode", "PROV")] })), "deny");
	assert_eq!(
		asks(&by_role, json!({ "roles": ["http://example.org/roles|PROV"] })),
		"permit"
	);
	assert_eq!(asks(&by_role, json!({ "roles": ["AGNT"] })), "permit");
	let any_recipient = r5(
		"permit",
		json!([{ "actor": [{ "role": { "coding": [v3("ParticipationType", "IRCP")] } }] }]),
	);
	assert_eq!(
		asks(&any_recipient, json!({ "references": ["Practitioner/x"] })),
		"deny"
	);
	assert_eq!(asks(&any_recipient, json!({ "roles": ["PRCP"] })), "deny");
}

#[test]
fn contained_actors_should_be_known_by_their_identifiers() {
	let mut consent =
		r4(json!({ "type": "permit", "provision": [{ "type": "deny", "actor": [actor("IRCP", "#them")] }] }));
	consent["contained"] = json!([{
		"resourceType": "Organization", "id": "them", "identifier": [{ "system": "http://example.org/ids", "value": "9" }],
	}]);
	let asked = asking(json!({ "recipient": { "references": ["http://example.org/ids|9"] } }));
	says(consent, asked, "deny", &["0.0"]);
}

#[test]
fn the_custodian_should_be_who_enforces_the_consent() {
	let elsewhere = asking(json!({ "custodian": "Organization/elsewhere" }));
	let permit = r4(json!({ "type": "permit" }));
	assert_eq!(
		ask(std::slice::from_ref(&permit), &elsewhere)["decision"],
		"not-applicable"
	);
	assert_eq!(
		ask(&[merge(permit.clone(), json!({ "organization": null }))], &elsewhere)["decision"],
		"permit"
	);
	let reference = asking(json!({ "custodian": { "reference": "https://fhir.example/Organization/hospital" } }));
	assert_eq!(ask(std::slice::from_ref(&permit), &reference)["decision"], "permit");
	assert_eq!(
		ask(&[permit], &asking(json!({ "custodian": null })))["decision"],
		"permit"
	);
	let managed = merge(
		r5("permit", json!([{ "purpose": [v3("ActReason", "HMARKT")] }])),
		json!({ "controller": null, "manager": [{ "reference": "Organization/elsewhere" }] }),
	);
	assert_eq!(ask(&[managed], &elsewhere)["decision"], "permit");
	// A custodian among the actors bounds the rule in the same way.
	let at = |custodian: &str| r5("permit", json!([{ "actor": [actor("CST", custodian)] }]));
	assert_eq!(ask(&[at("Organization/hospital")], &request())["decision"], "deny");
	assert_eq!(ask(&[at("Organization/elsewhere")], &request())["decision"], "permit");
}

#[test]
fn categories_should_be_matched_with_scope_and_category() {
	let permit = r4(json!({ "type": "permit" }));
	let decision = |category: Value| {
		ask(std::slice::from_ref(&permit), &asking(json!({ "category": category })))["decision"].clone()
	};
	assert_eq!(decision(json!(["patient-privacy"])), "permit");
	assert_eq!(decision(json!(["research", "59284-0"])), "permit");
	assert_eq!(decision(json!(["http://loinc.org|59284-0"])), "permit");
	assert_eq!(decision(json!(["research"])), "not-applicable");
	assert_eq!(decision(json!(["http://example.org|59284-0"])), "not-applicable");
	assert_eq!(decision(json!([])), "permit");
}

#[test]
fn only_active_consents_in_force_should_count() {
	let deny = r4(json!({ "type": "deny", "period": { "start": "2020-01-01", "end": "2029-01-01" } }));
	assert_eq!(ask(std::slice::from_ref(&deny), &request())["decision"], "deny");
	for status in [
		"draft",
		"proposed",
		"rejected",
		"inactive",
		"entered-in-error",
		"not-done",
		"unknown",
	] {
		let consent = merge(deny.clone(), json!({ "status": status }));
		assert_eq!(ask(&[consent], &request())["decision"], "not-applicable", "{status}");
	}
	for at in ["2019-12-31T23:59:59Z", "2029-01-02T00:00:00Z"] {
		assert_eq!(
			ask(std::slice::from_ref(&deny), &asking(json!({ "at": at })))["decision"],
			"not-applicable",
			"{at}"
		);
	}
	let dated = merge(
		r5("deny", json!([])),
		json!({ "provision": null, "period": { "end": "2025" } }),
	);
	assert_eq!(ask(&[dated], &request())["decision"], "not-applicable");
	// A consent that decides nothing need not say what it would decide.
	let refused = json!({ "resourceType": "Consent", "status": "not-done", "subject": { "reference": "Patient/p" } });
	assert_eq!(ask(&[refused], &request())["decision"], "not-applicable");
}

#[test]
fn purposes_should_be_any_of_with_their_children_and_own_codes() {
	let permits = |purposes: Value| r4(json!({ "type": "permit", "purpose": purposes }));
	let research = || permits(json!([v3("ActReason", "HRESCH"), v3("ActReason", "ETREAT")]));
	says(research(), asking(json!({ "purpose": ["CLINTRCH"] })), "permit", &["0"]);
	says(
		research(),
		asking(json!({ "purpose": ["HMARKT", "ERTREAT"] })),
		"permit",
		&["0"],
	);
	says(research(), request(), "not-applicable", &[]);
	says(research(), asking(json!({ "purpose": null })), "not-applicable", &[]);
	let own = || permits(json!([{ "system": "http://example.org/projects", "code": "heart-study" }]));
	says(own(), asking(json!({ "purpose": ["heart-study"] })), "permit", &["0"]);
	says(
		own(),
		asking(json!({ "purpose": ["http://example.org/projects|heart-study"] })),
		"permit",
		&["0"],
	);
	says(
		own(),
		asking(json!({ "purpose": ["http://example.org/other|heart-study"] })),
		"not-applicable",
		&[],
	);
	says(own(), request(), "not-applicable", &[]);
	says(
		permits(json!([v3("ActReason", "PurposeOfUse")])),
		asking(json!({ "purpose": ["HMARKT"] })),
		"permit",
		&["0"],
	);
}

#[test]
fn part_2_consents_should_carry_the_notice() {
	let part2 = merge(
		r5("permit", json!([{ "purpose": [v3("ActReason", "HMARKT")] }])),
		json!({ "regulatoryBasis": [{ "coding": [v3("ActCode", "42CFRPart2")] }] }),
	);
	assert_eq!(
		ask(std::slice::from_ref(&part2), &request())["notices"],
		json!(["NORDSCLCD"])
	);
	assert_eq!(
		ask(&[part2], &asking(json!({ "purpose": ["HMARKT"] }))).get("notices"),
		None
	);
}

#[test]
fn authors_among_the_actors_should_be_data_they_wrote() {
	let rule = json!([{ "type": "deny", "actor": [actor("AUT", "Practitioner/writer")] }]);
	let answer = says(
		r4(json!({ "type": "permit", "provision": rule })),
		request(),
		"permit",
		&["0"],
	);
	let by = json!({ "meaning": "authoredby", "reference": { "reference": "Practitioner/writer" } });
	assert_eq!(answer["obligations"], json!([{ "effect": "forbid", "data": [by] }]));
}

#[test]
fn explain_should_tell_the_path_that_decided() {
	let consent = r4(json!({ "type": "permit", "provision": [
		{ "type": "permit", "purpose": [v3("ActReason", "HRESCH")] },
		{ "type": "deny", "actor": [actor("IRCP", "Organization/clinic")] },
	] }));
	let filed = [Filed {
		file: "a.json".into(),
		consent: import(&consent, "Consent").unwrap(),
	}];
	let read = Request::read(&request(), 0).unwrap();
	let decided = decide(&filed, &read, &Default::default()).unwrap();
	let text = words::explain(&decided.explanation, &decided.answer, &decided.consents);
	assert_eq!(
		text,
		"Denied by Consent/r4 at 0.1.\n\n\
		 Consent/r4\n  \
		 0 permit (root provision) — matches\n    \
		 0.0 permit to HRESCH — does not match: about other purposes\n    \
		 0.1 deny for Organization/clinic (IRCP) — matches; this decided\n"
	);
}

#[test]
fn an_exception_as_wide_as_its_deny_should_leave_nothing_to_hold_back() {
	for what in [
		json!({ "securityLabel": [v3("ActCode", "PSY")] }),
		json!({ "securityLabel": [v3("Confidentiality", "R")] }),
		json!({ "class": [class("Observation")] }),
	] {
		let excepted = json!([{ "type": "permit", "actor": [actor("IRCP", "Practitioner/asker")] }]);
		let deny = merge(what, json!({ "type": "deny", "provision": excepted }));
		let consent = r4(json!({ "type": "permit", "provision": [deny] }));
		let answer = says(consent, request(), "permit", &["0"]);
		assert_eq!((&answer["obligations"], &answer["redact"]), (&json!([]), &Value::Null));
	}
}

#[test]
fn redact_should_name_only_what_obligations_hold_back() {
	let root = |deny: Value| r4(json!({ "type": "permit", "provision": [merge(deny, json!({ "type": "deny" }))] }));
	// An exception that has one condition is out of it.
	let but = json!({
		"class": [class("Observation"), class("Condition")],
		"provision": [{ "type": "permit", "class": [class("Observation")] }],
	});
	let answer = says(root(but), request(), "permit", &["0"]);
	assert_eq!(
		answer["obligations"],
		json!([
			{ "effect": "forbid", "classes": ["Condition", "Observation"] },
			{ "effect": "permit", "classes": ["Observation"] },
		])
	);
	assert_eq!(answer["redact"], json!({ "codes": [class("Condition")] }));
	// One that has two is not: what has one of them alone is held back.
	let but = json!({
		"class": [class("Observation"), class("Condition")],
		"provision": [{ "type": "permit", "class": [class("Observation")], "dataPeriod": { "start": "2020" } }],
	});
	let answer = says(root(but), request(), "permit", &["0"]);
	assert_eq!(
		answer["redact"],
		json!({ "codes": [class("Condition"), class("Observation")] })
	);
	// Of a forbid with two conditions the narrower is named.
	let both = json!({ "class": [class("Observation")], "securityLabel": [v3("ActCode", "PSY")] });
	let answer = says(root(both), request(), "permit", &["0"]);
	assert_eq!(answer["redact"], json!({ "codes": [v3("ActCode", "PSY")] }));
}

#[test]
fn a_rule_for_a_role_should_deny_and_not_permit_where_no_role_is_stated() {
	let prov = json!([{ "role": { "coding": [v3("RoleClass", "PROV")] } }]);
	let acting =
		|roles: Value| asking(json!({ "recipient": { "references": ["Practitioner/asker"], "roles": roles } }));
	let denied = r4(json!({ "type": "permit", "provision": [{ "type": "deny", "actor": prov }] }));
	says(denied.clone(), acting(json!([])), "deny", &["0.0"]);
	says(denied.clone(), acting(json!(["PROV"])), "deny", &["0.0"]);
	says(denied, acting(json!(["IRCP"])), "permit", &["0"]);
	let permitted = r4(json!({ "type": "permit", "actor": prov }));
	says(permitted.clone(), acting(json!([])), "not-applicable", &[]);
	says(permitted, acting(json!(["PROV"])), "permit", &["0"]);
	// Whoever asks is an information recipient.
	let ircp = json!([{ "role": { "coding": [v3("ParticipationType", "IRCP")] } }]);
	says(
		r4(json!({ "type": "permit", "actor": ircp })),
		acting(json!([])),
		"permit",
		&["0"],
	);
	// A permit to somebody by name under it reaches no further than what is known.
	let excepted = json!([{ "type": "permit", "actor": [actor("IRCP", "Practitioner/asker")] }]);
	let named = json!([{ "type": "deny", "actor": prov, "provision": excepted }]);
	says(
		r4(json!({ "type": "permit", "provision": named })),
		acting(json!([])),
		"permit",
		&["0.0.0"],
	);
	says(
		r4(json!({ "type": "deny", "actor": prov, "provision": excepted })),
		acting(json!([])),
		"deny",
		&["0"],
	);
}

#[test]
fn part_2_should_bind_any_purpose_and_the_implicit_policy() {
	let under_part2 = |purpose: &str| {
		merge(
			r4(json!({ "type": "permit", "purpose": [v3("ActReason", purpose)] })),
			json!({ "policyRule": { "coding": [v3("ActCode", "42CFRPart2")] } }),
		)
	};
	let legal = asking(json!({ "purpose": ["HLEGAL"] }));
	says(under_part2("PurposeOfUse"), legal.clone(), "not-applicable", &[]);
	says(under_part2("HLEGAL"), legal.clone(), "permit", &["0"]);
	let implied = |request: &Value| {
		let answer = try_ask(&[under_part2("HOPERAT")], request, &json!({ "implicit": "all-normal" })).unwrap();
		(answer["implicitDecision"].clone(), answer["notices"].clone())
	};
	assert_eq!(implied(&legal), (json!("deny"), Value::Null));
	assert_eq!(implied(&request()), (json!("permit"), json!(["NORDSCLCD"])));
}

#[test]
fn explain_should_not_say_that_what_matched_did_not() {
	let told = |consent: Value, request: Value| {
		let filed = [Filed {
			file: "a.json".into(),
			consent: import(&consent, "Consent").unwrap(),
		}];
		let read = Request::read(&request, 0).unwrap();
		let decided = decide(&filed, &read, &Default::default()).unwrap();
		words::explain(&decided.explanation, &decided.answer, &decided.consents)
	};
	let nested = json!([{ "type": "permit", "actor": [actor("IRCP", "Practitioner/asker")] }]);
	let part = r4(json!({ "type": "deny", "action": [action("access")], "provision": nested }));
	let text = told(part, asking(json!({ "action": ["access", "disclose"] })));
	assert!(
		text.contains("0 deny (root provision) by access — matches; this decided"),
		"{text}"
	);
	assert!(
		text.contains("does not match: what it is an exception to is about part of what is asked for"),
		"{text}"
	);
	let part2 = merge(
		r4(json!({ "type": "permit", "purpose": [v3("ActReason", "HOPERAT")] })),
		json!({ "policyRule": { "coding": [v3("ActCode", "42CFRPart2")] } }),
	);
	let text = told(part2, asking(json!({ "purpose": ["HLEGAL"] })));
	assert!(
		text.contains("does not match: about other purposes, or does not name legal proceedings"),
		"{text}"
	);
}
