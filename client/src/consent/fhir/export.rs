//! To JSON, in the release in which a consent is written.

use super::{
	effect_code, Actor, Carried, Coding, Concept, Consent, Data, Period, Policy, Provision, Reference, Release, Stamp,
	Verification, MEANINGS,
};
use serde_json::{json, Map, Value};

/// An object under construction; what is empty is left out, as FHIR wants it.
struct Object(Map<String, Value>);

impl Object {
	fn with(carried: &Carried) -> Self {
		Self(carried.clone())
	}

	fn put(mut self, key: &str, value: Option<Value>) -> Self {
		if let Some(value) = value {
			self.0.insert(key.to_owned(), value);
		}
		self
	}

	fn list<T>(self, key: &str, items: &[T], one: impl Fn(&T) -> Value) -> Self {
		let values: Vec<Value> = items.iter().map(one).collect();
		self.put(key, (!values.is_empty()).then_some(Value::Array(values)))
	}

	/// For a member that one release has once.
	fn first<T>(self, key: &str, items: &[T], one: impl Fn(&T) -> Value) -> Self {
		self.put(key, items.first().map(one))
	}

	fn done(self) -> Value {
		Value::Object(self.0)
	}
}

fn raw(reference: &Reference) -> Value {
	reference.raw.clone()
}

fn concept(concept: &Concept) -> Value {
	concept.raw.clone()
}

fn coding(coding: &Coding) -> Value {
	coding.raw.clone()
}

fn stamp(stamp: &Stamp) -> Value {
	json!(stamp.text)
}

/// Writes a consent. What [`super::import`] reads from that is the same consent.
pub fn export(consent: &Consent) -> Value {
	let r4 = consent.release == Release::R4;
	let object = Object::with(&consent.carried)
		.put("resourceType", Some(json!("Consent")))
		.put("id", consent.id.as_ref().map(|id| json!(id)))
		.put("status", Some(json!(consent.status.code())))
		.put("scope", consent.scope.as_ref().map(concept))
		.list("category", &consent.categories, concept)
		.put(
			if r4 { "patient" } else { "subject" },
			consent.subject.as_ref().map(raw),
		)
		.put(
			if r4 { "dateTime" } else { "date" },
			consent.recorded.as_ref().map(stamp),
		)
		.put("period", consent.period.as_ref().map(period))
		.list(if r4 { "performer" } else { "grantor" }, &consent.grantors, raw)
		.list("grantee", &consent.grantees, raw)
		.list("organization", &consent.organizations, raw)
		// In R4 both are extensions, which are carried as they were written.
		.list("controller", if r4 { &[] } else { &consent.controllers }, raw)
		.list("manager", if r4 { &[] } else { &consent.managers }, raw)
		.list("policyText", &consent.policy_texts, raw)
		.list("verification", &consent.verifications, |own| {
			verification(own, consent.release)
		})
		.put("decision", consent.decision.map(|effect| json!(effect_code(effect))));
	let source = &consent.source;
	let object = if r4 {
		object
			.first("sourceAttachment", &source.attachments, Value::clone)
			.first("sourceReference", &source.references, raw)
			.list("policy", &consent.policies, |each| policy(each, "uri"))
			.first("policyRule", &consent.regulations, concept)
			.first("provision", &consent.provisions, provision)
	} else {
		object
			.list("sourceAttachment", &source.attachments, Value::clone)
			.list("sourceReference", &source.references, raw)
			.first("policyBasis", &consent.policies, |each| policy(each, "url"))
			.list("regulatoryBasis", &consent.regulations, concept)
			.list("provision", &consent.provisions, provision)
	};
	object.done()
}

fn period(period: &Period) -> Value {
	Object::with(&period.carried)
		.put("start", period.start.as_ref().map(stamp))
		.put("end", period.end.as_ref().map(stamp))
		.done()
}

fn policy(policy: &Policy, uri: &str) -> Value {
	Object::with(&policy.carried)
		.put("authority", policy.authority.as_ref().map(|text| json!(text)))
		.put(uri, policy.uri.as_ref().map(|text| json!(text)))
		.put("reference", policy.reference.as_ref().map(raw))
		.done()
}

fn verification(verification: &Verification, release: Release) -> Value {
	let object = Object::with(&verification.carried)
		.put("verified", Some(json!(verification.verified)))
		.put("verificationType", verification.kind.as_ref().map(concept))
		.put("verifiedBy", verification.by.as_ref().map(raw))
		.put("verifiedWith", verification.with.as_ref().map(raw));
	// R4 has one date and R5 a list; either is read either way.
	match verification.dates.as_slice() {
		[one] if release == Release::R4 => object.put("verificationDate", Some(stamp(one))).done(),
		many => object.list("verificationDate", many, stamp).done(),
	}
}

fn actor(actor: &Actor) -> Value {
	Object::with(&actor.carried)
		.put("role", actor.role.as_ref().map(concept))
		.put("reference", actor.reference.as_ref().map(raw))
		.done()
}

/// A data reference as FHIR and the residual of IHE PCF write it.
pub(crate) fn data(data: &Data) -> Value {
	let meaning = MEANINGS
		.iter()
		.find(|(meaning, _)| *meaning == data.meaning)
		.map(|(_, code)| json!(code));
	Object::with(&data.carried)
		.put("meaning", meaning)
		.put("reference", Some(data.reference.clone()))
		.done()
}

fn provision(rule: &Provision) -> Value {
	Object::with(&rule.carried)
		.put("type", rule.effect.map(|effect| json!(effect_code(effect))))
		.put("period", rule.period.as_ref().map(period))
		.list("actor", &rule.actors, actor)
		.list("action", &rule.actions, concept)
		.list("securityLabel", &rule.labels, coding)
		.list("purpose", &rule.purposes, coding)
		.list("class", &rule.classes, coding)
		.list("documentType", &rule.document_types, coding)
		.list("resourceType", &rule.resource_types, coding)
		.list("code", &rule.codes, concept)
		.put("dataPeriod", rule.data_period.as_ref().map(period))
		.list("data", &rule.data, data)
		.list("provision", &rule.provisions, provision)
		.done()
}
