//! What the command says about consents, end to end but for files.

mod cases;
mod conformance;
mod fhir_examples;
mod pcf;
mod properties;
mod published;
mod refusals;

use super::{
	decide,
	fhir::{export, import},
	json::Problem,
	request::{read_domain, Request},
	words, Filed,
};
use serde_json::{json, Value};

/// Reads and answers, or says which file is refused and why.
pub fn try_ask(consents: &[Value], request: &Value, domain: &Value) -> Result<Value, String> {
	let mut filed = Vec::new();
	for (index, value) in consents.iter().enumerate() {
		let file = format!("{index}.json");
		let consent = import(value, "Consent").map_err(|problem| format!("{file}: {problem}"))?;
		let again = import(&export(&consent), "Consent").map_err(|problem| format!("exported {file}: {problem}"))?;
		assert_eq!(again, consent, "import, export, import must give the same");
		filed.push(Filed { file, consent });
	}
	let in_request = |problem: Problem| format!("request: {problem}");
	let request = Request::read(request, 0).map_err(in_request)?;
	let domain = read_domain(domain).map_err(in_request)?;
	let decided = decide(&filed, &request, &domain)
		.map_err(|(file, problem)| format!("{}: {problem}", file.unwrap_or("request")))?;
	// Whatever is answered can be told.
	assert!(!words::table(&decided.answer).is_empty());
	assert!(words::explain(&decided.explanation, &decided.answer, &decided.consents).ends_with('\n'));
	assert_eq!(
		words::trace(&decided.explanation, &decided.consents)
			.as_array()
			.map(Vec::len),
		Some(decided.consents.len())
	);
	Ok(serde_json::to_value(&decided.answer).unwrap())
}

/// Answers with denies overriding and nothing implied.
pub fn ask(consents: &[Value], request: &Value) -> Value {
	try_ask(consents, request, &json!({})).unwrap()
}

/// A request for access by `Practitioner/asker` of `Organization/clinic` to what `Organization/hospital` holds.
pub fn request() -> Value {
	json!({
		"custodian": "Organization/hospital",
		"recipient": { "references": ["Practitioner/asker", "Organization/clinic"], "roles": ["IRCP"] },
		"purpose": ["TREAT"],
		"action": ["access"],
		"at": "2026-01-31T00:00:00Z",
	})
}

/// The same with some members replaced; `null` takes one away.
pub fn asking(changes: Value) -> Value {
	merge(request(), changes)
}

/// One object over another, member by member.
pub fn merge(mut base: Value, changes: Value) -> Value {
	for (key, value) in changes.as_object().unwrap().clone() {
		if value.is_null() {
			base.as_object_mut().unwrap().remove(&key);
		} else {
			base[key] = value;
		}
	}
	base
}

/// An R4 consent with this root provision.
pub fn r4(provision: Value) -> Value {
	json!({
		"resourceType": "Consent",
		"id": "r4",
		"status": "active",
		"scope": { "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/consentscope", "code": "patient-privacy" }] },
		"category": [{ "coding": [{ "system": "http://loinc.org", "code": "59284-0" }] }],
		"patient": { "reference": "Patient/p" },
		"dateTime": "2025-06-13",
		"organization": [{ "reference": "Organization/hospital" }],
		"provision": provision,
	})
}

/// An R5 consent with this decision and these exceptions.
pub fn r5(decision: &str, provisions: Value) -> Value {
	json!({
		"resourceType": "Consent",
		"id": "r5",
		"status": "active",
		"category": [{ "coding": [{ "system": "http://loinc.org", "code": "59284-0" }] }],
		"subject": { "reference": "Patient/p" },
		"date": "2025-06-13",
		"controller": [{ "reference": "Organization/hospital" }],
		"decision": decision,
		"provision": provisions,
	})
}

/// A coding of HL7 v3 by the name of its code system.
pub fn v3(system: &str, code: &str) -> Value {
	json!({ "system": format!("http://terminology.hl7.org/CodeSystem/v3-{system}"), "code": code })
}

/// An actor by role and reference.
pub fn actor(role: &str, reference: &str) -> Value {
	json!({ "role": { "coding": [v3("ParticipationType", role)] }, "reference": { "reference": reference } })
}

/// A consent action.
pub fn action(code: &str) -> Value {
	json!({ "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/consentaction", "code": code }] })
}

/// A class that is a resource type.
pub fn class(name: &str) -> Value {
	json!({ "system": "http://hl7.org/fhir/resource-types", "code": name })
}

/// `(decision, paths of the basis)`.
pub fn gist(answer: &Value) -> (String, Vec<String>) {
	let paths = answer["basis"]
		.as_array()
		.unwrap()
		.iter()
		.map(|basis| basis["provision"].as_str().unwrap().to_owned());
	(answer["decision"].as_str().unwrap().to_owned(), paths.collect())
}
