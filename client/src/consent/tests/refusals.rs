//! What is refused, where, and why.

use super::*;
use crate::consent::{fhir::import_all, json::parse};

fn refused_consent(consent: &Value) -> String {
	try_ask(std::slice::from_ref(consent), &request(), &json!({})).expect_err(&format!("taken: {consent:#}"))
}

fn refused_request(changes: Value) -> String {
	try_ask(&[], &asking(changes.clone()), &json!({})).expect_err(&format!("taken: {changes:#}"))
}

#[test]
fn a_provision_should_be_refused_by_path_and_reason() {
	let nested = |mut levels: usize| {
		let mut rule = json!({ "type": "deny" });
		while levels > 1 {
			rule = json!({ "type": "deny", "provision": [rule] });
			levels -= 1;
		}
		json!([rule])
	};
	let many = |count: usize| Value::Array(vec![json!({ "type": "deny" }); count]);
	assert!(try_ask(
		&[r4(json!({ "type": "permit", "provision": nested(4) }))],
		&request(),
		&json!({})
	)
	.is_ok());
	assert!(try_ask(
		&[r4(json!({ "type": "permit", "provision": many(16) }))],
		&request(),
		&json!({})
	)
	.is_ok());
	for (rule, path, reason) in [
		(
			json!({ "provision": nested(5) }),
			"Consent.provision.provision[0].provision[0].provision[0].provision[0].provision[0]",
			"deeper than 4",
		),
		(
			json!({ "provision": many(17) }),
			"Consent.provision.provision[16]",
			"more than 16 provisions",
		),
		(
			json!({ "provision": [{ "period": { "end": "2026" } }] }),
			"Consent.provision.provision[0].type",
			"is missing",
		),
		(
			json!({ "provision": [{ "type": "refuse" }] }),
			"Consent.provision.provision[0].type",
			"`refuse` is neither",
		),
		(
			json!({ "provision": [{}] }),
			"Consent.provision.provision[0]",
			"empty object",
		),
		(json!({ "period": {} }), "Consent.provision.period", "empty object"),
		(
			json!({ "period": { "start": "2026-02-01", "end": "2026-01-31" } }),
			"Consent.provision.period",
			"before it starts",
		),
		(
			json!({ "dataPeriod": { "start": "2026", "end": "2025" } }),
			"Consent.provision.dataPeriod",
			"before it starts",
		),
		(
			json!({ "period": { "start": "01/02/2026" } }),
			"Consent.provision.period.start",
			"is not a date",
		),
		(
			json!({ "period": { "from": "2026" } }),
			"Consent.provision.period.from",
			"not a member of a Period",
		),
		(json!({ "actor": [{}] }), "Consent.provision.actor[0]", "empty object"),
		(
			json!({ "actor": [{ "id": "a" }] }),
			"Consent.provision.actor[0]",
			"needs a `role`",
		),
		(
			json!({ "actor": [{ "reference": { "display": "Dr X" } }] }),
			"Consent.provision.actor[0].reference",
			"names nobody",
		),
		(
			json!({ "actor": [{ "reference": "Organization/x" }] }),
			"Consent.provision.actor[0].reference",
			"a reference is an object",
		),
		(
			json!({ "actor": [{ "reference": { "reference": "#x" } }] }),
			"Consent.provision.actor[0].reference.reference",
			"nothing contained",
		),
		(
			json!({ "actor": [{ "role": { "text": "nurses" } }] }),
			"Consent.provision.actor[0].role",
			"has no code",
		),
		(
			json!({ "action": [{ "text": "read" }] }),
			"Consent.provision.action[0]",
			"has no code",
		),
		(
			json!({ "action": [action("read")] }),
			"Consent.provision.action[0]",
			"`read` is not a consent action",
		),
		(
			json!({ "purpose": [v3("ActReason", "TREATS")] }),
			"Consent.provision.purpose[0]",
			"`TREATS` is not a purpose",
		),
		(
			json!({ "purpose": [{ "code": "STUDY" }] }),
			"Consent.provision.purpose[0]",
			"`STUDY` is not a purpose",
		),
		(
			json!({ "purpose": [{ "system": "http://example.org" }] }),
			"Consent.provision.purpose[0]",
			"needs a `code`",
		),
		(
			json!({ "securityLabel": [v3("Confidentiality", "X")] }),
			"Consent.provision.securityLabel[0]",
			"`X` is neither",
		),
		(
			json!({ "securityLabel": [v3("ActCode", "ALC")] }),
			"Consent.provision.securityLabel[0]",
			"`ALC` is neither",
		),
		(
			json!({ "provision": [{ "type": "deny", "securityLabel": [{ "system": "http://example.org/labels", "code": "PSY" }] }] }),
			"Consent.provision.provision[0].securityLabel[0]",
			"would deny nothing",
		),
		(
			json!({ "class": [class("Observations")] }),
			"Consent.provision.class[0]",
			"not a resource type",
		),
		(
			json!({ "code": [{ "text": "diabetes" }] }),
			"Consent.provision.code[0]",
			"is only text",
		),
		(
			json!({ "data": [{ "meaning": "instance" }] }),
			"Consent.provision.data[0].reference",
			"is missing",
		),
		(
			json!({ "data": [{ "meaning": "near", "reference": { "reference": "Observation/o" } }] }),
			"Consent.provision.data[0].meaning",
			"`near` is not a meaning",
		),
		(
			json!({ "modifierExtension": [{ "url": "http://example.org" }] }),
			"Consent.provision.modifierExtension",
			"modifier extension",
		),
		(
			json!({ "resourceType": [class("Observation")] }),
			"Consent.provision.resourceType",
			"not a member of a provision",
		),
		(
			json!({ "recipient": "all" }),
			"Consent.provision.recipient",
			"not a member of a provision",
		),
	] {
		let refused = refused_consent(&r4(merge(json!({ "type": "permit" }), rule)));
		assert!(
			refused.starts_with(&format!("0.json: {path}: ")) && refused.contains(reason),
			"{refused}"
		);
	}
}

#[test]
fn a_consent_should_be_refused_by_path_and_reason() {
	let good = || r4(json!({ "type": "permit" }));
	for (changes, path, reason) in [
		(
			json!({ "resourceType": "Patient" }),
			"Consent.resourceType",
			"a `Consent` is needed",
		),
		(json!({ "resourceType": null }), "Consent.resourceType", "is missing"),
		(json!({ "status": null }), "Consent.status", "is missing"),
		(json!({ "status": "on" }), "Consent.status", "`on` is not a status"),
		(
			json!({ "status": 1 }),
			"Consent.status",
			"must be a string, not a number",
		),
		(json!({ "provision": null }), "Consent.provision", "permits or denies"),
		(
			json!({ "provision": { "action": [action("access")] } }),
			"Consent.provision.type",
			"permits or denies",
		),
		(
			json!({ "provision": [{ "type": "permit" }, { "type": "deny" }] }),
			"Consent.provision",
			"one root provision",
		),
		(
			json!({ "provision": "permit" }),
			"Consent.provision",
			"must be an object, not a string",
		),
		(json!({ "dateTime": "yesterday" }), "Consent.dateTime", "is not a date"),
		(
			json!({ "implicitRules": "http://example.org" }),
			"Consent.implicitRules",
			"must be known",
		),
		(
			json!({ "modifierExtension": [{ "url": "http://example.org" }] }),
			"Consent.modifierExtension",
			"modifier extension",
		),
		(
			json!({ "colour": "red" }),
			"Consent.colour",
			"not a member of a Consent",
		),
		(
			json!({ "controller": [{ "reference": "Organization/x" }] }),
			"Consent.dateTime",
			"of FHIR R4",
		),
		(
			json!({ "verification": [{ "verifiedWith": { "reference": "Patient/p" } }] }),
			"Consent.verification[0].verified",
			"is missing",
		),
		(
			json!({ "verification": [{ "verified": "yes" }] }),
			"Consent.verification[0].verified",
			"true or false",
		),
	] {
		let refused = refused_consent(&merge(good(), changes));
		assert!(
			refused.starts_with(&format!("0.json: {path}: ")) && refused.contains(reason),
			"{refused}"
		);
	}
	for (consent, path, reason) in [
		(
			merge(
				r5("permit", json!([{ "period": { "end": "2026" } }])),
				json!({ "decision": null }),
			),
			"Consent.decision",
			"is missing",
		),
		(
			r5("allow", json!([])),
			"Consent.decision",
			"neither `permit` nor `deny`",
		),
		(
			r5(
				"permit",
				json!([{ "expression": { "language": "text/fhirpath", "expression": "true" } }]),
			),
			"Consent.provision[0].expression",
			"another language",
		),
		(
			r5(
				"permit",
				json!([{ "documentType": [{ "code": "urn:x" }], "resourceType": [class("Observation")] }]),
			),
			"Consent.provision[0]",
			"split the provision",
		),
	] {
		let refused = refused_consent(&consent);
		assert!(
			refused.starts_with(&format!("0.json: {path}: ")) && refused.contains(reason),
			"{refused}"
		);
	}
}

#[test]
fn a_request_should_be_refused_by_path_and_reason() {
	for (changes, path, reason) in [
		(
			json!({ "purpose": ["TREATS"] }),
			"purpose[0]",
			"`TREATS` is not a purpose of use",
		),
		(
			json!({ "purpose": [v3("ActReason", "X")] }),
			"purpose[0]",
			"is not a purpose of use",
		),
		(
			json!({ "purpose": [7] }),
			"purpose[0]",
			"must be an object, not a number",
		),
		(
			json!({ "action": ["read"] }),
			"action[0]",
			"use collect, access, use, disclose, correct",
		),
		(json!({ "at": "now" }), "at", "is not a date"),
		(json!({ "at": 17 }), "at", "must be a string"),
		(json!({ "emergency": "true" }), "emergency", "true or false"),
		(
			json!({ "recipient": { "reference": 5 } }),
			"recipient.reference",
			"must be an object",
		),
		(
			json!({ "recipient": { "references": ["a"], "role": ["IRCP"] } }),
			"recipient.role",
			"not part of a recipient",
		),
		(json!({ "item": {} }), "item", "empty object"),
		(json!({ "item": { "class": "Resource" } }), "item.class", "is abstract"),
		(
			json!({ "item": { "class": "Obs" } }),
			"item.class",
			"not a resource type",
		),
		(
			json!({ "item": { "labels": ["Q"] } }),
			"item.labels[0]",
			"`Q` is neither",
		),
		(json!({ "item": { "date": "2022-13" } }), "item.date", "is not a date"),
		(json!({ "item": { "code": "x" } }), "item.code", "not part of an item"),
		(json!({ "urgent": true }), "urgent", "not part of a request"),
	] {
		let refused = refused_request(changes);
		assert!(
			refused.starts_with(&format!("request: {path}: ")) && refused.contains(reason),
			"{refused}"
		);
	}
	for (domain, path) in [
		(json!({ "combining": "all" }), "combining"),
		(json!({ "implicit": "permit" }), "implicit"),
		(json!({ "default": "deny" }), "default"),
	] {
		let refused = try_ask(&[], &request(), &domain).unwrap_err();
		assert!(refused.starts_with(&format!("request: {path}: ")), "{refused}");
	}
}

#[test]
fn notes_for_people_should_be_let_alone() {
	let noted = asking(json!({ "description": "a question", "comment": "x", "id": "q1" }));
	assert!(try_ask(&[], &noted, &json!({ "description": "d" })).is_ok());
}

#[test]
fn a_bundle_should_give_its_consents_and_nothing_else() {
	let bundle = json!({ "resourceType": "Bundle", "type": "collection", "entry": [
		{ "resource": r4(json!({ "type": "permit" })) },
		{ "resource": { "resourceType": "Patient" } },
		{ "resource": r5("deny", json!([{ "period": { "end": "2020" } }])) },
	] });
	assert_eq!(import_all(&bundle).unwrap().len(), 2);
	let bad = json!({ "resourceType": "Bundle", "entry": [{ "resource": { "resourceType": "Consent" } }] });
	assert_eq!(import_all(&bad).unwrap_err().path, "Bundle.entry[0].resource.status");
	assert!(import_all(&parse(b"[]").unwrap()).is_err());
}

/// Every item of a rule is compared with every item asked for.
#[test]
fn a_list_should_be_refused_when_it_is_longer_than_any_that_is_compared() {
	let many = |count: usize, item: Value| Value::Array(vec![item; count]);
	let coding = json!({ "system": "http://example.org", "code": "x" });
	for (rule, path, most) in [
		(
			json!({ "securityLabel": many(1_025, coding.clone()) }),
			"securityLabel",
			1_024,
		),
		(json!({ "purpose": many(1_025, coding.clone()) }), "purpose", 1_024),
		(
			json!({ "code": [{ "coding": many(1_025, coding.clone()) }] }),
			"code[0].coding",
			1_024,
		),
		(
			json!({ "actor": many(257, actor("IRCP", "Organization/x")) }),
			"actor",
			256,
		),
	] {
		let refused = refused_consent(&r4(merge(json!({ "type": "permit" }), rule)));
		let count = most + 1;
		assert_eq!(
			refused,
			format!("0.json: Consent.provision.{path}: has {count} items, and {most} are the most")
		);
	}
	for (changes, path) in [
		(json!({ "purpose": many(257, json!("TREAT")) }), "purpose"),
		(
			json!({ "recipient": { "references": many(257, json!("Organization/x")) } }),
			"recipient.references",
		),
		(json!({ "item": { "labels": many(257, json!("N")) } }), "item.labels"),
	] {
		assert_eq!(
			refused_request(changes),
			format!("request: {path}: has 257 items, and 256 are the most")
		);
	}
	let most = json!({ "type": "permit", "purpose": many(1_024, v3("ActReason", "TREAT")) });
	assert!(try_ask(&[r4(most)], &request(), &json!({})).is_ok());
}
