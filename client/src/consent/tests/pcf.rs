//! IHE ITI Privacy Consent on FHIR 1.1: the decisions and residuals that its examples publish (the notes of
//! `Consent-ex-consent-*`), on consents of our own.

use super::*;

fn tpo(rule: Value) -> Value {
	let purposes = ["TREAT", "HPAYMT", "HOPERAT"].map(|code| v3("ActReason", code));
	r4(merge(json!({ "type": "permit", "purpose": purposes }), rule))
}

fn obligations(consent: Value, request: Value) -> Value {
	let answer = ask(&[consent], &request);
	assert_eq!(answer["decision"], "permit", "{answer:#}");
	answer["obligations"].clone()
}

fn data(meaning: &str, reference: &str) -> Value {
	json!({ "meaning": meaning, "reference": { "reference": reference } })
}

/// The one whom the rules name, who is also in the group that may break the glass.
fn named() -> Value {
	asking(json!({ "recipient": { "references": ["Practitioner/named", "Group/trusted"], "roles": ["IRCP"] } }))
}

fn glass() -> Value {
	merge(named(), json!({ "purpose": ["BTG"], "emergency": true }))
}

#[test]
fn basic_consents_should_permit_deny_or_expire_without_residuals() {
	assert_eq!(obligations(tpo(json!({})), request()), json!([]));
	assert_eq!(
		obligations(tpo(json!({})), asking(json!({ "purpose": ["CLMATTCH"] }))),
		json!([])
	);
	assert_eq!(
		ask(&[tpo(json!({}))], &asking(json!({ "purpose": ["HMARKT"] })))["decision"],
		"not-applicable"
	);
	assert_eq!(ask(&[tpo(json!({ "type": "deny" }))], &request())["decision"], "deny");
	let dated = || tpo(json!({ "period": { "end": "2026-01-31" } }));
	assert_eq!(
		ask(&[dated()], &asking(json!({ "at": "2026-01-31T23:59:59Z" })))["decision"],
		"permit"
	);
	assert_eq!(
		ask(&[dated()], &asking(json!({ "at": "2026-02-01T00:00:00Z" })))["decision"],
		"not-applicable"
	);
}

#[test]
fn intermediate_consents_should_give_the_published_residuals() {
	let year = json!({ "start": "2022-01-01", "end": "2022-12-31" });
	let encounter = data("related", "Encounter/e");
	let author = data("authoredby", "Practitioner/named");
	let records = json!([
		data("instance", "Observation/weight"),
		data("instance", "Observation/pressure")
	]);
	for (key, value) in [
		("dataPeriod", year),
		("data", json!([encounter])),
		("data", json!([author])),
		("data", records),
	] {
		let mut permit = json!({ "effect": "permit" });
		permit[key] = value.clone();
		let mut forbid = json!({ "effect": "forbid" });
		forbid[key] = value.clone();
		let mut rule = json!({});
		rule[key] = value;
		assert_eq!(
			obligations(tpo(rule.clone()), request()),
			json!([{ "effect": "forbid" }, permit])
		);
		let exception = json!({ "provision": [merge(rule, json!({ "type": "deny" }))] });
		assert_eq!(obligations(tpo(exception), request()), json!([forbid]));
	}
}

#[test]
fn an_additional_purpose_should_be_permitted_to_its_organisation_only() {
	let purpose = json!({ "system": "http://example.org/policies/purposeOfUse", "code": "Study7" });
	let consent =
		|| r4(json!({ "type": "permit", "purpose": [purpose], "actor": [actor("IRCP", "Organization/researchers")] }));
	let study = json!({ "purpose": ["Study7"], "recipient": { "references": ["Organization/researchers"], "roles": ["IRCP"] } });
	assert_eq!(obligations(consent(), asking(study)), json!([]));
	assert_eq!(
		ask(&[consent()], &asking(json!({ "purpose": ["Study7"] })))["decision"],
		"not-applicable"
	);
}

#[test]
fn dissent_should_yield_to_break_glass_of_the_trusted() {
	let exception =
		json!([{ "type": "permit", "purpose": [v3("ActReason", "BTG")], "actor": [actor("IRCP", "Group/trusted")] }]);
	let consent = || r4(json!({ "type": "deny", "provision": exception }));
	assert_eq!(obligations(consent(), glass()), json!([]));
	for request in [
		request(),
		named(),
		asking(json!({ "purpose": ["BTG"], "emergency": true })),
	] {
		assert_eq!(ask(&[consent()], &request)["decision"], "deny");
	}
	assert_eq!(
		ask(&[consent()], &merge(glass(), json!({ "emergency": false })))["decision"],
		"deny"
	);
}

#[test]
fn advanced_consents_should_give_the_published_residuals() {
	let normal = || json!({ "securityLabel": [v3("Confidentiality", "N")] });
	let only_normal = json!([{ "effect": "forbid" }, { "effect": "permit", "labels": ["N"] }]);
	assert_eq!(obligations(tpo(normal()), request()), only_normal);
	let both = json!({ "securityLabel": [v3("Confidentiality", "N"), v3("Confidentiality", "R")] });
	assert_eq!(
		obligations(tpo(both), request()),
		json!([{ "effect": "forbid" }, { "effect": "permit", "labels": ["N", "R"] }])
	);
	let except = |rule: Value| tpo(merge(normal(), json!({ "provision": [rule] })));
	let restricted = json!([v3("Confidentiality", "R")]);
	assert_eq!(
		obligations(
			except(json!({ "type": "deny", "securityLabel": restricted })),
			request()
		),
		json!([{ "effect": "forbid" }, { "effect": "forbid", "labels": ["R"] }, { "effect": "permit", "labels": ["N"] }])
	);
	let who = json!([actor("IRCP", "Practitioner/named")]);
	let both_levels = json!([{ "effect": "forbid" }, { "effect": "permit", "labels": ["N", "R"] }]);
	let focused = except(json!({ "type": "permit", "securityLabel": restricted, "actor": who }));
	assert_eq!(obligations(focused.clone(), request()), only_normal);
	// «No different than consent to allow NORMAL and RESTRICTED data access».
	assert_eq!(obligations(focused, named()), both_levels);
	for (labels, names) in [
		(json!([v3("ActCode", "PSY")]), json!(["PSY"])),
		(
			json!([v3("ActCode", "PSY"), v3("ActCode", "SDV")]),
			json!(["PSY", "SDV"]),
		),
	] {
		let focused = || except(json!({ "type": "permit", "securityLabel": labels, "actor": who }));
		assert_eq!(obligations(focused(), request()), only_normal);
		assert_eq!(
			obligations(focused(), named()),
			json!([{ "effect": "forbid" }, { "effect": "permit", "labels": ["N"] }, { "effect": "permit", "labels": names }])
		);
	}
	let trusted = json!([actor("IRCP", "Group/trusted")]);
	let rule =
		json!({ "type": "permit", "securityLabel": restricted, "actor": trusted, "purpose": [v3("ActReason", "BTG")] });
	assert_eq!(obligations(except(rule.clone()), named()), only_normal);
	assert_eq!(obligations(except(rule), glass()), both_levels);
}

#[test]
fn an_item_should_be_decided_as_the_residual_would() {
	let consent = || {
		tpo(json!({
			"securityLabel": [v3("Confidentiality", "N")],
			"provision": [{ "type": "permit", "securityLabel": [v3("ActCode", "PSY")], "actor": [actor("IRCP", "Practitioner/named")] }],
		}))
	};
	let item =
		|request: Value, labels: Value| merge(request, json!({ "item": { "class": "Observation", "labels": labels } }));
	assert_eq!(ask(&[consent()], &item(request(), json!(["N"])))["decision"], "permit");
	assert_eq!(
		ask(&[consent()], &item(request(), json!(["R", "PSY"])))["decision"],
		"not-applicable"
	);
	assert_eq!(
		ask(&[consent()], &item(named(), json!(["R", "PSY"])))["decision"],
		"permit"
	);
	assert_eq!(
		ask(&[consent()], &item(named(), json!(["R", "HIV"])))["decision"],
		"not-applicable"
	);
}
