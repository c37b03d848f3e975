//! Decisions published beside those of LEAP's own tests and of IHE PCF, and ways in which published consents write what the
//! others write in one way; each on consents of our own.

use super::*;

fn decided(consents: &[Value], request: &Value) -> (String, Vec<String>) {
	gist(&ask(consents, request))
}

fn says(consent: &Value, request: &Value) -> String {
	decided(std::slice::from_ref(consent), request).0
}

/// HL7 FHIR Connectathon, September 2020, consent track (sdhealthconnect/leap-demos): its seven patients and their answers.
#[test]
fn the_patients_of_the_connectathon_should_get_the_published_answers() {
	let optin = |nested: Value| {
		let root = json!({ "period": { "start": "2025-11-01", "end": "2026-02-01" }, "provision": [nested] });
		let rule = json!({ "coding": [v3("ActCode", "OPTIN")] });
		merge(r4(root), json!({ "policyRule": rule }))
	};
	let of = |kind: &str, who: &str| json!({ "type": kind, "actor": [actor("IRCP", who)], "action": [action("access"), action("correct")] });
	let restricted = |rule: Value| merge(rule, json!({ "securityLabel": [v3("Confidentiality", "R")] }));
	let by = |who: &str| asking(json!({ "recipient": { "references": [who], "roles": ["IRCP"] } }));
	let (exchange, bob) = ("Organization/exchange", "Practitioner/bob");

	// A and D: everything. B and E: everything but what is restricted. C and G: nothing.
	for who in [exchange, bob] {
		assert_eq!(says(&optin(of("permit", who)), &by(who)), "permit");
		let answer = ask(&[optin(restricted(of("deny", who)))], &by(who));
		assert_eq!(gist(&answer), ("permit".to_owned(), vec!["0".to_owned()]));
		assert_eq!(answer["redact"], json!({ "codes": [v3("Confidentiality", "R")] }));
		assert_eq!(says(&optin(of("deny", who)), &by(who)), "deny");
	}
	// F: for one day. D and F are published as opt-outs whose exceptions say «deny», with «permit» for their answer: by R4 an
	// exception says itself what it does, and with «permit» in it these two agree.
	let day = json!({ "start": "2026-01-31", "end": "2026-01-31" });
	let optout = |kind: &str| {
		let root = json!({ "period": day, "provision": [of(kind, bob)] });
		merge(
			r4(root),
			json!({ "policyRule": { "coding": [v3("ActCode", "OPTOUT")] } }),
		)
	};
	let at = |moment: &str| merge(by(bob), json!({ "at": moment }));
	assert_eq!(says(&optout("permit"), &at("2026-01-31T23:59:59Z")), "permit");
	assert_eq!(says(&optout("permit"), &at("2026-02-01T00:00:00Z")), "not-applicable");
	assert_eq!(says(&optout("permit"), &merge(at("2026-01-31"), by(exchange))), "deny");
	assert_eq!(says(&optout("deny"), &at("2026-01-31")), "deny");
}

/// MITRE's access control guide (awatson1978/fhir-access-control-ig), scenarios 1 and 2: anybody reads what is public, only
/// providers where a shelter is. Each consent denies but for one permit, so that they combine by permits.
#[test]
fn directories_with_restricted_data_should_open_to_providers_only() {
	let only = |role: &str, level: &str| {
		let permit = json!({
			"type": "permit",
			"actor": [{ "role": { "coding": [v3("RoleClass", role)] }, "reference": { "reference": format!("{role}Role") } }],
			"action": [{ "coding": [action("access")["coding"][0], action("correct")["coding"][0]] }],
			"securityLabel": [v3("Confidentiality", level)],
			"class": [{ "code": "Organization" }],
		});
		merge(
			r4(json!({ "type": "deny", "provision": [permit] })),
			json!({ "organization": null }),
		)
	};
	let consents = [only("CIT", "U"), only("PROV", "R")];
	let read = |who: &str, level: &str| {
		let item = json!({ "class": "Organization", "labels": [level] });
		let asked = asking(json!({ "recipient": { "references": [who] }, "item": item }));
		try_ask(&consents, &asked, &json!({ "combining": "permit-overrides" })).unwrap()["decision"].clone()
	};
	assert_eq!(
		(read("CITRole", "U"), read("CITRole", "R")),
		(json!("permit"), json!("deny"))
	);
	assert_eq!(
		(read("PROVRole", "R"), read("PROVRole", "U")),
		(json!("permit"), json!("permit"))
	);
	assert_eq!(read("nobody", "U"), "deny");
}

/// HL7 FAST consent management: manager and recipient by their NPI.
#[test]
fn a_recipient_should_be_found_by_an_identifier() {
	let npi = json!({ "identifier": { "system": "http://hl7.org/fhir/sid/us-npi", "value": "1234567893" } });
	let role = actor("IRCP", "x")["role"].clone();
	let consent = merge(
		r4(
			json!({ "type": "permit", "period": { "start": "2024-01-01" }, "actor": [{ "role": role, "reference": npi }] }),
		),
		json!({ "organization": [npi] }),
	);
	let both = json!({ "reference": "Organization/42", "identifier": npi["identifier"] });
	for who in [json!("http://hl7.org/fhir/sid/us-npi|1234567893"), npi, both] {
		let asked = asking(json!({ "custodian": who, "recipient": { "references": [who] } }));
		assert_eq!(says(&consent, &asked), "permit", "{who}");
	}
	let other =
		asking(json!({ "custodian": null, "recipient": { "references": ["http://hl7.org/fhir/sid/us-npi|1"] } }));
	assert_eq!(says(&consent, &other), "not-applicable");
	// A custodian that is asked for by several names is found by any of them.
	let named = merge(
		consent,
		json!({ "organization": [{ "reference": "https://fhir.example/Organization/42" }] }),
	);
	let asked = asking(
		json!({ "custodian": { "reference": "Organization/42", "identifier": { "value": "7" } }, "recipient": ["http://hl7.org/fhir/sid/us-npi|1234567893"] }),
	);
	assert_eq!(says(&named, &asked), "permit");
}

/// Manaaki Ngātahi of New Zealand names data collectors and data subjects by role, others witnesses by reference. By FHIR an
/// actor is «who or what is controlled by the rule», in whatever role.
#[test]
fn actors_in_any_role_should_be_controlled_by_the_rule() {
	let role = |code: &str| json!({ "role": { "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/extra-security-role-type", "code": code }] } });
	let consent = r4(json!({ "type": "permit", "actor": [role("datacollector"), role("datasubject")] }));
	let acting = |roles: Value| asking(json!({ "recipient": { "references": ["Organization/any"], "roles": roles } }));
	assert_eq!(says(&consent, &acting(json!(["datacollector"]))), "permit");
	assert_eq!(says(&consent, &acting(json!(["IRCP"]))), "not-applicable");
	for code in ["EVTWIT", "GRANTOR", "WIT"] {
		let permit = r4(json!({ "type": "permit", "actor": [actor(code, "Organization/clinic")] }));
		assert_eq!(says(&permit, &request()), "permit", "{code}");
		assert_eq!(says(&permit, &acting(json!([code]))), "not-applicable", "{code}");
	}
}

/// The example of JohnMoehrke/xacml-consent for Californian law AB 352: what it permits in the State must not be taken for
/// a permit everywhere.
#[test]
fn a_rule_for_one_location_should_be_refused() {
	let location = json!([{
		"url": "http://hl7.org/fhir/StructureDefinition/consent-location",
		"valueReference": { "reference": "Location/california" },
	}]);
	let label = json!([{ "system": "http://example.org/sensitivity", "code": "CONTRACEPTION" }]);
	let deny = json!({ "type": "deny", "securityLabel": label });
	let purposes = ["TREAT", "HPAYMT", "HOPERAT"].map(|code| v3("ActReason", code));
	let consent = |rules: Value| {
		r4(
			json!({ "type": "permit", "purpose": purposes, "securityLabel": [v3("Confidentiality", "N")], "provision": rules }),
		)
	};
	let item = |labels: Value| asking(json!({ "item": { "class": "Observation", "labels": labels } }));
	let elsewhere = consent(json!([deny]));
	assert_eq!(says(&elsewhere, &item(json!(["N"]))), "permit");
	assert_eq!(says(&elsewhere, &item(json!(["N", label[0]]))), "deny");
	let inside = merge(
		deny,
		json!({ "provision": [{ "type": "permit", "extension": location }] }),
	);
	let refused = try_ask(&[consent(json!([inside]))], &request(), &json!({})).unwrap_err();
	assert!(
		refused.starts_with(
			"0.json: Consent.provision.provision[0].provision[0].extension[0]: restricts the rule to a location"
		),
		"{refused}"
	);
}

/// One system has many names: the value set's, an object identifier, a version, `https`.
#[test]
fn a_system_should_be_known_by_each_of_its_names() {
	let level = |system: &str| {
		r4(
			json!({ "type": "permit", "provision": [{ "type": "deny", "securityLabel": [{ "system": system, "code": "R" }] }] }),
		)
	};
	let item = asking(json!({ "item": { "class": "Observation", "labels": ["R"] } }));
	for system in [
		"https://terminology.hl7.org/CodeSystem/v3-Confidentiality",
		"http://terminology.hl7.org/CodeSystem/v3-Confidentiality|2.2.0",
		"http://terminology.hl7.org/CodeSystem/v3-Confidentiality/",
		"http://hl7.org/fhir/v3/Confidentiality",
		"urn:oid:2.16.840.1.113883.5.25",
		"urn:oid:2.16.840.1.113883.1.11.16926",
		// A system of somebody's own: the request means the code in any system.
		"http://example.org/confidentiality",
	] {
		assert_eq!(says(&level(system), &item), "deny", "{system}");
	}
	let purpose = |system: &str| r4(json!({ "type": "permit", "purpose": [{ "system": system, "code": "TREAT" }] }));
	for system in [
		"https://terminology.hl7.org/CodeSystem/v3-ActReason",
		"urn:oid:2.16.840.1.113883.1.11.20448",
		"http://hl7.org/fhir/v3/vs/PurposeOfUse",
	] {
		assert_eq!(
			says(&purpose(system), &asking(json!({ "purpose": ["COC"] }))),
			"permit",
			"{system}"
		);
	}
	// In a system of somebody's own it is that code, not what HL7 has under it.
	let own = purpose("http://example.org/purposes");
	assert_eq!(says(&own, &request()), "permit");
	assert_eq!(says(&own, &asking(json!({ "purpose": ["COC"] }))), "not-applicable");
	assert_eq!(
		says(&own, &asking(json!({ "purpose": [v3("ActReason", "TREAT")] }))),
		"not-applicable"
	);
	// To break the glass is HL7's alone.
	let glass =
		r4(json!({ "type": "permit", "purpose": [{ "system": "http://example.org/purposes", "code": "BTG" }] }));
	assert_eq!(
		says(&glass, &asking(json!({ "purpose": ["BTG"], "emergency": true }))),
		"not-applicable"
	);
	let reading = |system: &str| {
		r4(
			json!({ "type": "permit", "provision": [{ "type": "deny", "action": [{ "coding": [{ "system": system, "code": "access" }] }] }] }),
		)
	};
	for system in [
		"https://terminology.hl7.org/CodeSystem/consentaction",
		"http://example.org/actions",
	] {
		assert_eq!(says(&reading(system), &request()), "deny", "{system}");
	}
	let kind = |system: &str| {
		r4(
			json!({ "type": "permit", "provision": [{ "type": "deny", "class": [{ "system": system, "code": "Observation" }] }] }),
		)
	};
	for system in [
		"http://hl7.org/fhir/resource-types",
		"http://hl7.org/fhir/R4/resource-types",
		"https://hl7.org/fhir/fhir-types",
	] {
		assert_eq!(says(&kind(system), &item), "deny", "{system}");
	}
}

/// The matcher of DUOS (DataBiosphere/consent-ontology, version 4): which research a data set of which terms is open to.
#[test]
fn research_should_be_matched_as_the_ontology_matcher_of_duos_does() {
	let term = |name: &str| {
		let (number, _) = crate::consent::codes::DUO_TERMS
			.iter()
			.find(|(_, own)| *own == name)
			.unwrap();
		json!({ "system": "http://purl.obolibrary.org/obo/duo.owl", "code": format!("DUO:{number}") })
	};
	let disease = |code: &str| json!({ "system": "http://purl.obolibrary.org/obo/mondo.owl", "code": code });
	let coded = |names: &[&str]| -> Vec<Value> {
		names
			.iter()
			.map(|name| {
				if name.starts_with("MONDO") {
					disease(name)
				} else {
					term(name)
				}
			})
			.collect()
	};
	for (set, research, open) in [
		(&["GRU"][..], &["HMB"][..], true),
		(&["HMB"], &["HMB"], true),
		(&["HMB"], &["GRU"], false),
		(&["DS", "MONDO:1"], &["HMB"], false),
		(&["POA"], &["HMB"], false),
		(&["GRU"], &["DS", "MONDO:1"], true),
		(&["HMB"], &["DS", "MONDO:1"], true),
		(&["DS", "MONDO:1"], &["DS", "MONDO:1"], true),
		(&["DS", "MONDO:1"], &["DS", "MONDO:2"], false),
		(&["GRU"], &["POA"], true),
		(&["POA"], &["POA"], true),
		(&["HMB"], &["POA"], false),
		(&["DS", "MONDO:1"], &["POA"], false),
		(&["GRU", "NPU"], &["GRU"], false),
		(&["GRU", "NPU"], &["GRU", "NPU"], true),
		(&["GRU"], &["GRU", "NPU"], true),
	] {
		let consent = r4(json!({ "type": "deny", "provision": [{ "type": "permit", "purpose": coded(set) }] }));
		let expected = if open { "permit" } else { "deny" };
		assert_eq!(
			says(&consent, &asking(json!({ "purpose": coded(research) }))),
			expected,
			"{set:?} for {research:?}"
		);
	}
}

/// The broad consent of the German Medical Informatics Initiative: everything is denied but what is coded, each for its
/// time. Collecting ends years before using does.
#[test]
fn a_broad_consent_should_permit_each_policy_for_its_time() {
	let policy =
		|code: &str| json!({ "coding": [{ "system": "urn:oid:2.16.840.1.113883.3.1937.777.24.5.3", "code": code }] });
	let until = |end: &str, codes: &[&str]| {
		let codes: Vec<Value> = codes.iter().map(|code| policy(code)).collect();
		json!({ "type": "permit", "period": { "start": "2020-09-01", "end": end }, "code": codes })
	};
	let consent = r4(json!({
		"type": "deny",
		"period": { "start": "2020-09-01", "end": "2050-08-31" },
		"provision": [until("2025-08-31", &["6", "7"]), until("2050-08-31", &["8"])],
	}));
	let at = |moment: &str| {
		ask(
			std::slice::from_ref(&consent),
			&asking(json!({ "purpose": ["HRESCH"], "action": ["use"], "at": moment })),
		)
	};
	let coded = |codes: &[&str]| -> Value { codes.iter().map(|code| policy(code)["coding"][0].clone()).collect() };
	for (moment, paths, codes) in [
		("2025-08-31T23:59:59Z", vec!["0.0", "0.1"], coded(&["6", "7", "8"])),
		("2025-09-01", vec!["0.1"], coded(&["8"])),
	] {
		let answer = at(moment);
		assert_eq!(
			gist(&answer),
			("permit".to_owned(), paths.into_iter().map(str::to_owned).collect())
		);
		assert_eq!(answer["redact"], json!({ "exceptAnyOf": codes }), "{moment}");
	}
	assert_eq!(at("2050-09-01")["decision"], "not-applicable");
}

/// The shared health record of New Zealand: two records of one facility are withheld from it, whatever they are about.
#[test]
fn records_withheld_from_a_facility_should_be_forbidden_to_it_alone() {
	let facility = "https://registry.example/fhir/Location/F1-A";
	let data = json!([
		{ "meaning": "instance", "reference": { "reference": "Condition/one" } },
		{ "meaning": "instance", "reference": { "reference": "Condition/another" } },
	]);
	let withheld = json!({
		"type": "deny",
		"actor": [{ "role": { "coding": [{ "code": "PROV" }] }, "reference": { "reference": facility } }],
		"data": data,
		"extension": [{ "url": "https://registry.example/StructureDefinition/participation", "valueCode": "opt-in" }],
	});
	let root = json!({ "type": "permit", "action": [{ "coding": [{ "code": "access" }] }], "provision": [withheld] });
	let obligations = |who: &str| {
		let answer = ask(&[r4(root.clone())], &asking(json!({ "recipient": [who] })));
		assert_eq!(answer["decision"], "permit");
		answer["obligations"].clone()
	};
	let forbid = json!([{ "effect": "forbid", "data": data }]);
	assert_eq!(obligations("Location/F1-A"), forbid);
	assert_eq!(obligations(facility), forbid);
	assert_eq!(obligations("https://other.example/fhir/Location/F1-A"), json!([]));
	assert_eq!(obligations("Practitioner/gp"), json!([]));
}

/// HL7 v3 `ActConsentDirective`: an implied consent is a presumed assent, with or without the right to dissent.
#[test]
fn an_implied_consent_should_permit_but_what_is_dissented_from() {
	for code in ["IMPLIED", "IMPLIEDD"] {
		let dissent = json!({ "period": { "start": "2025" }, "provision": [
			{ "type": "deny", "actor": [actor("IRCP", "Organization/clinic")] },
		] });
		let consent = merge(
			r4(dissent),
			json!({ "policyRule": { "coding": [v3("ActCode", code)] } }),
		);
		assert_eq!(says(&consent, &request()), "deny", "{code}");
		let other = asking(json!({ "recipient": ["Organization/other"] }));
		assert_eq!(says(&consent, &other), "permit", "{code}");
	}
	// What would be permitted in an emergency only is not said by the code alone.
	let consent = merge(
		r4(json!({ "period": { "start": "2025" } })),
		json!({ "policyRule": { "coding": [v3("ActCode", "EMRGONLY")] } }),
	);
	let refused = try_ask(&[consent], &request(), &json!({})).unwrap_err();
	assert!(
		refused.starts_with("0.json: Consent.provision.type: is missing"),
		"{refused}"
	);
}

/// HL7 Da Vinci HRex, the consent with which payers exchange records: who performs the disclosure, who receives it, and under
/// the policy `regular` nothing that is sensitive.
#[test]
fn a_consent_between_payers_should_bind_both_and_hold_back_what_is_sensitive() {
	let npi = |value: &str| json!({ "identifier": { "system": "http://hl7.org/fhir/sid/us-npi", "value": value } });
	let performs = |value: &str| {
		let role = json!({ "system": "http://terminology.hl7.org/CodeSystem/provenance-participant-type", "code": "performer" });
		json!({ "role": { "coding": [role] }, "reference": npi(value) })
	};
	let receives = |value: &str| json!({ "role": actor("IRCP", "x")["role"], "reference": npi(value) });
	let consent = |actors: Value, policy: &str| {
		let uri = format!("http://hl7.org/fhir/us/davinci-hrex/StructureDefinition-hrex-consent.html#{policy}");
		let root = json!({
			"type": "permit",
			"period": { "start": "2026-01-01", "end": "2026-01-31" },
			"actor": actors,
			"action": [action("disclose")],
		});
		merge(r4(root), json!({ "organization": null, "policy": [{ "uri": uri }] }))
	};
	let asks = |from: &str, to: &str| {
		let named = |value: &str| format!("http://hl7.org/fhir/sid/us-npi|{value}");
		asking(json!({
			"custodian": named(from), "recipient": [named(to)], "purpose": ["HPAYMT"], "action": ["disclose"],
		}))
	};
	let labelled = |labels: Value| {
		merge(
			asks("old", "new"),
			json!({ "item": { "class": "Condition", "labels": labels } }),
		)
	};
	let one_way = json!([performs("old"), receives("new")]);
	let all = consent(one_way.clone(), "sensitive");
	assert_eq!(says(&all, &asks("old", "new")), "permit");
	assert_eq!(says(&all, &asks("new", "old")), "not-applicable");
	assert_eq!(says(&all, &asks("other", "new")), "not-applicable");
	assert_eq!(says(&all, &asks("old", "other")), "not-applicable");
	assert_eq!(says(&all, &labelled(json!(["R", "PSY"]))), "permit");
	let regular = consent(one_way, "regular");
	let answer = ask(std::slice::from_ref(&regular), &asks("old", "new"));
	assert_eq!(
		answer["obligations"],
		json!([{ "effect": "forbid" }, { "effect": "permit", "labels": ["N"] }])
	);
	assert_eq!(says(&regular, &labelled(json!([]))), "permit");
	assert_eq!(says(&regular, &labelled(json!(["PSY"]))), "not-applicable");
	// A mutual consent names both as both.
	let mutual = consent(
		json!([performs("old"), performs("new"), receives("old"), receives("new")]),
		"sensitive",
	);
	assert_eq!(says(&mutual, &asks("old", "new")), "permit");
	assert_eq!(says(&mutual, &asks("new", "old")), "permit");
	assert_eq!(says(&mutual, &asks("other", "old")), "not-applicable");
	// Whoever performs something by itself is whom the rule is about.
	let alone = consent(json!([performs("old")]), "sensitive");
	assert_eq!(says(&alone, &asks("any", "old")), "permit");
	// The chain gives it back with the label, which says the same.
	let mut stated = regular.clone();
	stated["provision"]["securityLabel"] = json!([v3("Confidentiality", "N")]);
	assert_eq!(
		ask(&[stated], &asks("old", "new"))["obligations"],
		answer["obligations"]
	);
	// Other labels would add to what the policy permits.
	let labels = json!([v3("Confidentiality", "R")]);
	let mut wider = regular;
	wider["provision"]["securityLabel"] = labels;
	let refused = try_ask(&[wider], &asks("old", "new"), &json!({})).unwrap_err();
	assert!(
		refused.starts_with("0.json: Consent.policy: permits what is not sensitive"),
		"{refused}"
	);
}
