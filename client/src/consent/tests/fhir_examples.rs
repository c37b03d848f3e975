//! The twelve example Consents of FHIR R4 (`hl7.fhir.r4.examples` 4.0.1), by what each of them shows, on inputs of our own:
//! opt-in and opt-out by `policyRule`, and a root provision without a type, as R4 defines it.

use super::*;

fn by_policy(rule: &str, provision: Value) -> Value {
	merge(
		r4(provision),
		json!({ "policyRule": { "coding": [v3("ActCode", rule)] } }),
	)
}

fn at_hospital() -> Value {
	actor("CST", "Organization/hospital")
}

fn decision(consent: &Value, request: &Value) -> String {
	ask(std::slice::from_ref(consent), request)["decision"]
		.as_str()
		.unwrap()
		.to_owned()
}

fn by(reference: &str) -> Value {
	asking(json!({ "recipient": { "references": [reference], "roles": ["IRCP"] } }))
}

#[test]
fn opt_in_for_a_time_should_permit_in_that_time() {
	// consent-example-basic
	let consent = by_policy(
		"OPTIN",
		json!({ "period": { "start": "1990-01-01", "end": "2026-01-31" } }),
	);
	assert_eq!(decision(&consent, &request()), "permit");
	assert_eq!(
		decision(&consent, &asking(json!({ "at": "2026-02-01T00:00:00Z" }))),
		"not-applicable"
	);
	// consent-example-notTime
	let short = by_policy(
		"OPTIN",
		json!({ "period": { "start": "2025-01-01", "end": "2025-02-01" } }),
	);
	assert_eq!(decision(&short, &request()), "not-applicable");
}

#[test]
fn opt_out_at_a_custodian_should_deny_there() {
	// consent-example-Out
	let consent = by_policy("OPTOUT", json!({ "actor": [at_hospital()] }));
	assert_eq!(decision(&consent, &request()), "deny");
	let elsewhere = merge(consent, json!({ "organization": null }));
	assert_eq!(
		decision(&elsewhere, &asking(json!({ "custodian": "Organization/elsewhere" }))),
		"not-applicable"
	);
	// consent-example-notAuthor
	let consent = by_policy("OPTIN", json!({ "actor": [at_hospital()] }));
	assert_eq!(decision(&consent, &request()), "permit");
}

#[test]
fn opt_out_with_a_grantee_should_permit_the_grantee() {
	// consent-example-grantor
	let rule = json!({ "actor": [at_hospital(), actor("PRCP", "RelatedPerson/sister")], "action": [action("access")] });
	let consent = by_policy("OPTOUT", rule);
	assert_eq!(decision(&consent, &by("RelatedPerson/sister")), "permit");
	assert_eq!(decision(&consent, &by("RelatedPerson/brother")), "deny");
	let correct = merge(by("RelatedPerson/sister"), json!({ "action": ["correct"] }));
	assert_eq!(decision(&consent, &correct), "deny");
}

#[test]
fn opt_in_but_not_for_them_should_deny_them_only() {
	let actions = json!([action("access"), action("correct")]);
	for (who, kind) in [("Practitioner/former", None), ("Organization/rival", Some("deny"))] {
		// consent-example-notThem has no type at the root, consent-example-notOrg says deny.
		let mut rule = json!({ "actor": [actor("PRCP", who)], "action": actions });
		if let Some(kind) = kind {
			rule["type"] = json!(kind);
		}
		let consent = by_policy("OPTIN", rule);
		let answer = ask(std::slice::from_ref(&consent), &by(who));
		assert_eq!(gist(&answer), ("deny".to_owned(), vec!["0".to_owned()]));
		assert_eq!(decision(&consent, &request()), "permit");
		assert_eq!(
			decision(&consent, &merge(by(who), json!({ "action": ["use"] }))),
			"permit"
		);
	}
}

#[test]
fn opt_in_but_not_for_this_should_forbid_this() {
	// consent-example-notThis
	let data = json!([{ "meaning": "related", "reference": { "reference": "ServiceRequest/order" } }]);
	let answer = ask(&[by_policy("OPTIN", json!({ "data": data }))], &request());
	assert_eq!(answer["decision"], "permit");
	assert_eq!(answer["obligations"], json!([{ "effect": "forbid", "data": data }]));
}

#[test]
fn opt_out_but_for_emergencies_should_deny_all_that_its_exception_denies_again() {
	// consent-example-Emergency: the exception for emergency treatment has a deny for the same custodian inside.
	let exception = json!({ "actor": [at_hospital()], "purpose": [v3("ActReason", "ETREAT")] });
	let consent = by_policy("OPTOUT", exception.clone());
	assert_eq!(decision(&consent, &request()), "deny");
	assert_eq!(decision(&consent, &asking(json!({ "purpose": ["ETREAT"] }))), "permit");
	let inside = merge(
		exception,
		json!({ "provision": [{ "type": "deny", "actor": [at_hospital()] }] }),
	);
	let consent = by_policy("OPTOUT", inside);
	let answer = ask(&[consent], &asking(json!({ "purpose": ["ETREAT"] })));
	assert_eq!(gist(&answer), ("deny".to_owned(), vec!["0.0".to_owned()]));
}

#[test]
fn a_nested_rule_without_a_type_should_be_refused() {
	// consent-example-pkb
	let nested = json!({ "securityLabel": [v3("ActCode", "PSY")] });
	let rule = json!({ "securityLabel": [v3("Confidentiality", "N")], "provision": [nested] });
	let refused = try_ask(&[by_policy("OPTOUT", rule)], &request(), &json!({})).unwrap_err();
	assert_eq!(
		refused,
		"0.json: Consent.provision.provision[0].type: is missing: a nested provision must say `permit` or `deny`"
	);
}

#[test]
fn a_signed_opt_in_should_permit_documents_of_an_author_to_one_practitioner() {
	// consent-example-signature
	let codes = json!([{ "coding": [{ "system": "http://loinc.org", "code": "34133-9" }] }]);
	let rule = json!({
		"period": { "start": "2025-10-10", "end": "2026-10-10" },
		"actor": [actor("PRCP", "Practitioner/reader")],
		"provision": [{
			"type": "permit",
			"actor": [actor("AUT", "Practitioner/writer")],
			"class": [{ "system": "urn:ietf:bcp:13", "code": "application/hl7-cda+xml" }],
			"code": codes,
		}],
	});
	let answer = ask(&[by_policy("OPTIN", rule)], &by("Practitioner/reader"));
	assert_eq!(
		answer["obligations"],
		json!([
			{ "effect": "forbid" },
			{
				"effect": "permit",
				"classes": ["urn:ietf:bcp:13|application/hl7-cda+xml"],
				"data": [{ "meaning": "authoredby", "reference": { "reference": "Practitioner/writer" } }],
			},
		])
	);
	assert_eq!(answer["redact"], json!({ "exceptAnyOf": [codes[0]["coding"][0]] }));
}

#[test]
fn an_app_should_be_permitted_for_half_an_hour() {
	// consent-example-smartonfhir
	let rule = json!({
		"period": { "start": "2026-01-31T09:45:00+10:00", "end": "2026-01-31T10:15:00+10:00" },
		"provision": [{ "type": "permit", "action": [action("access")], "class": [class("MedicationRequest")] }],
	});
	let consent = by_policy("OPTIN", rule);
	let asked = |at: &str| asking(json!({ "at": at, "item": { "class": "MedicationRequest" } }));
	assert_eq!(decision(&consent, &asked("2026-01-31T00:15:00Z")), "permit");
	assert_eq!(decision(&consent, &asked("2026-01-31T00:15:01Z")), "not-applicable");
	assert_eq!(decision(&consent, &asked("2026-01-30T23:44:59Z")), "not-applicable");
}

/// A law or a form under which a consent is given does not say what holds where no rule does.
#[test]
fn a_policy_without_a_default_should_be_refused_unless_the_root_says_it() {
	let nested = json!([{ "type": "permit", "purpose": [v3("ActReason", "TREAT")] }]);
	for code in ["hipaa-auth", "hipaa-npp", "cric", "nih-hipaa", "va-10-5345"] {
		let under = |provision: Value| {
			let policy =
				json!([{ "system": "http://terminology.hl7.org/CodeSystem/consentpolicycodes", "code": code }]);
			merge(r4(provision), json!({ "policyRule": { "coding": policy } }))
		};
		for provision in [
			json!({ "period": { "start": "2020" } }),
			json!({ "actor": [at_hospital()] }),
			json!({ "provision": nested }),
		] {
			let refused = try_ask(&[under(provision)], &request(), &json!({})).unwrap_err();
			assert!(
				refused.starts_with("0.json: Consent.provision.type: is missing"),
				"{refused}"
			);
			assert!(
				refused.contains("say `permit` or `deny` here") && refused.contains("OPTIN"),
				"{refused}"
			);
		}
		assert_eq!(decision(&under(json!({ "type": "permit" })), &request()), "permit");
		assert_eq!(
			decision(&under(json!({ "type": "deny", "provision": nested })), &request()),
			"permit"
		);
		assert_eq!(decision(&under(json!({ "type": "deny" })), &request()), "deny");
	}
	for code in ["NOCONSENT", "NOPP", "EMRGONLY", "GRANTORCHOICE"] {
		let plain = by_policy(code, json!({ "actor": [at_hospital()] }));
		let refused = try_ask(&[plain], &request(), &json!({})).unwrap_err();
		assert!(refused.contains("OPTIN"), "{code}: {refused}");
	}
}

/// R5 examples: every provision is the opposite of what it is an exception to.
#[test]
fn provisions_of_r5_should_alternate() {
	let document = json!([{ "system": "urn:ietf:bcp:13", "code": "application/hl7-cda+xml" }]);
	let rules = json!([{
		"actor": [actor("PRCP", "Practitioner/reader")],
		"provision": [{ "documentType": document }],
	}]);
	let consent = r5("permit", rules);
	assert_eq!(decision(&consent, &request()), "permit");
	let answer = ask(&[consent], &by("Practitioner/reader"));
	assert_eq!(gist(&answer), ("permit".to_owned(), vec!["0.0.0".to_owned()]));
	assert_eq!(
		answer["obligations"],
		json!([{ "effect": "forbid" }, { "effect": "permit", "classes": ["urn:ietf:bcp:13|application/hl7-cda+xml"] }])
	);
}

#[test]
fn members_that_decide_nothing_should_survive() {
	let consent = merge(
		r5(
			"permit",
			json!([{ "id": "x", "extension": [{ "url": "http://example.org/e", "valueBoolean": true }], "period": { "start": "2020" } }]),
		),
		json!({
			"meta": { "versionId": "3" },
			"text": { "status": "generated", "div": "<div xmlns='http://www.w3.org/1999/xhtml'>x</div>" },
			"identifier": [{ "value": "1" }],
			"_status": { "extension": [{ "url": "http://example.org/e", "valueString": "y" }] },
			"grantor": [{ "reference": "Patient/p" }],
			"grantee": [{ "display": "a clinic" }],
			"manager": [{ "reference": "Organization/m" }],
			"sourceAttachment": [{ "title": "terms" }],
			"sourceReference": [{ "reference": "DocumentReference/d" }],
			"policyBasis": { "url": "http://example.org/policy|2", "reference": { "reference": "Consent/base" } },
			"policyText": [{ "reference": "DocumentReference/t" }],
			"verification": [{
				"verified": true, "verificationType": { "text": "family" }, "verifiedBy": { "reference": "Organization/m" },
				"verifiedWith": { "reference": "RelatedPerson/r" }, "verificationDate": ["2021-11-11", "2022"],
			}],
		}),
	);
	assert_eq!(export(&import(&consent, "Consent").unwrap()), consent);
	let consent = merge(
		by_policy("OPTIN", json!({ "type": "permit" })),
		json!({
			"performer": [{ "reference": "Patient/p" }],
			"sourceAttachment": { "title": "terms" },
			"policy": [{ "authority": "http://example.org", "uri": "http://example.org/policy" }],
			"verification": [{ "verified": false, "verificationDate": "2021-11-11" }],
		}),
	);
	assert_eq!(export(&import(&consent, "Consent").unwrap()), consent);
}

#[test]
fn dates_of_verifications_should_be_written_as_their_release_has_them() {
	// consent-example-notThem of FHIR R5 has a list of one date.
	let verified = |date: Value| json!({ "verification": [{ "verified": true, "verificationDate": date }] });
	for consent in [
		merge(r5("permit", json!([])), verified(json!(["2021-11-11"]))),
		merge(r5("permit", json!([])), verified(json!(["2021-11-11", "2022-11-11"]))),
		merge(r4(json!({ "type": "permit" })), verified(json!("2021-11-11"))),
	] {
		let mut plain = consent.clone();
		if plain["provision"] == json!([]) {
			plain.as_object_mut().unwrap().remove("provision");
		}
		assert_eq!(export(&import(&consent, "Consent").unwrap()), plain);
	}
}
