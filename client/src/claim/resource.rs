//! What results have in common as FHIR R4 resources.
//!
//! Categories are those of HL7 (`submitted`, `eligible`, `deductible`, `copay`, `benefit`) and, where HL7 has none, of
//! CARIN Blue Button. Each adjustment names its X12 group and reason as `reason` codings.

use super::{
	book::{Answer, Fate},
	json::day_text,
	model::Source,
	output::{Json, Writer},
};
use salus_claims_engine::{Adjudication, Adjustment, Amount, ClaimUse, Group, LineResult};
use serde_json::Value;

const HL7: &str = "http://terminology.hl7.org/CodeSystem/adjudication";
const CARIN: &str = "http://hl7.org/fhir/us/carin-bb/CodeSystem/C4BBAdjudication";
const GROUPS: &str = "https://x12.org/codes/claim-adjustment-group-codes";
const REASONS: &str = "https://x12.org/codes/claim-adjustment-reason-codes";

/// One resource, or a `Bundle` of them.
pub(super) fn write(answers: &[Answer], one: impl Fn(&Answer) -> Json) -> String {
	if let [only] = answers {
		return one(only).pretty();
	}
	let entries = answers
		.iter()
		.map(|answer| Json::object([("resource", one(answer))]))
		.collect();
	Json::object([
		("resourceType", Json::text("Bundle")),
		("type", Json::text("collection")),
		("entry", Json::Array(entries)),
	])
	.pretty()
}

/// How a resource calls things.
pub(super) struct Kind {
	/// The type of the resource.
	pub resource: &'static str,
	/// What its id begins with.
	pub id: &'static str,
	/// The member for who billed.
	pub provider: &'static str,
	/// The member for the claim.
	pub claim: &'static str,
	/// The member for the days of the claim, if it has one.
	pub period: Option<&'static str>,
}

/// The claim as FHIR, if it came so.
pub(super) fn fhir(answer: &Answer) -> Option<&Value> {
	match &answer.claim.source {
		Source::Fhir(value) => Some(value.as_ref()),
		_ => None,
	}
}

/// The result, if there is one.
pub(super) fn decided(answer: &Answer) -> Option<&Adjudication> {
	match &answer.fate {
		Fate::Decided(result) => Some(result),
		_ => None,
	}
}

/// What a resource begins with: everything before the lines that is not of its type alone.
pub(super) fn head(writer: &Writer<'_>, answer: &Answer, kind: &Kind) -> Json {
	let claim = &answer.claim;
	let fhir = fhir(answer);
	let mut head = Json::object([("resourceType", Json::text(kind.resource))]);
	head.put("id", Json::text(id(kind.id, answer)));
	if let Some(contained) = fhir.and_then(|c| c.get("contained")) {
		head.put("contained", copy(contained));
	}
	let reversal = decided(answer).is_some_and(|r| r.reversal);
	head.put("status", Json::text(if reversal { "cancelled" } else { "active" }));
	head.put(
		"type",
		fhir.and_then(|c| c.get("type")).map_or_else(
			|| {
				let kind = claim.kind.as_deref().unwrap_or("professional");
				concept(vec![coding("http://terminology.hl7.org/CodeSystem/claim-type", kind)])
			},
			copy,
		),
	);
	if let Some(kind) = fhir.and_then(|c| c.get("subType")) {
		head.put("subType", copy(kind));
	}
	let usage = fhir.and_then(|c| c.get("use")).and_then(Value::as_str);
	let usage = usage.unwrap_or(match claim.usage {
		ClaimUse::Claim => "claim",
		ClaimUse::Predetermination => "predetermination",
	});
	head.put("use", Json::text(usage));
	head.put("patient", reference(fhir, "patient", claim.members.first(), "unknown"));
	if let Some(name) = kind.period {
		if let Some(period) = fhir.and_then(|c| c.get("billablePeriod")) {
			head.put(name, copy(period));
		}
	}
	let received = answer.asked.as_ref().map(|asked| asked.received).or(claim.received);
	if let Some(created) = writer.paid_on.or(received) {
		head.put("created", Json::text(day_text(created)));
	}
	head.put(
		"insurer",
		reference(fhir, "insurer", writer.plan.payer.first(), &writer.plan.id),
	);
	head.put(
		kind.provider,
		reference(fhir, "provider", claim.providers.first(), "unknown"),
	);
	head.put(
		kind.claim,
		match fhir {
			Some(_) => Json::object([("reference", Json::text(format!("Claim/{}", claim.id)))]),
			None => identified(&claim.id),
		},
	);
	let (outcome, disposition) = outcome(answer);
	head.put("outcome", Json::text(outcome));
	if let Some(disposition) = disposition {
		head.put("disposition", Json::text(disposition));
	}
	head
}

/// A value of the claim as it came.
pub(super) fn copy(value: &Value) -> Json {
	match value {
		Value::Null => Json::Object(vec![]),
		Value::Bool(value) => Json::Bool(*value),
		Value::Number(number) => Json::Number(number.to_string()),
		Value::String(text) => Json::text(text),
		Value::Array(items) => Json::Array(items.iter().map(copy).collect()),
		Value::Object(members) => Json::Object(
			members
				.iter()
				.map(|(name, value)| (name.clone(), copy(value)))
				.collect(),
		),
	}
}

pub(super) fn coding(system: &str, code: &str) -> Json {
	Json::object([("system", Json::text(system)), ("code", Json::text(code))])
}

pub(super) fn concept(codings: Vec<Json>) -> Json {
	Json::object([("coding", Json::Array(codings))])
}

pub(super) fn identified(value: &str) -> Json {
	Json::object([("identifier", Json::object([("value", Json::text(value))]))])
}

/// A reference as the claim has it, else one by identifier.
fn reference(claim: Option<&Value>, member: &str, known: Option<&String>, unknown: &str) -> Json {
	match claim.and_then(|c| c.get(member)) {
		Some(value) => copy(value),
		None => identified(known.map_or(unknown, String::as_str)),
	}
}

fn category(adjustment: &Adjustment) -> (&'static str, &'static str) {
	match (adjustment.group, adjustment.reason.0) {
		(Group::Patient, 1) => (HL7, "deductible"),
		(Group::Patient, 2) => (CARIN, "coinsurance"),
		(Group::Patient, 3) => (HL7, "copay"),
		(Group::Other, 23) => (CARIN, "priorpayerpaid"),
		(Group::Contractual, 45) => (CARIN, "discount"),
		_ => (CARIN, "noncovered"),
	}
}

impl Writer<'_> {
	pub(super) fn fhir_money(&self, amount: Amount) -> Json {
		Json::object([
			("value", self.money(amount)),
			("currency", Json::text(self.plan.currency.name())),
		])
	}

	fn said(&self, system: &str, code: &str, amount: Amount) -> Json {
		Json::object([
			("category", concept(vec![coding(system, code)])),
			("amount", self.fhir_money(amount)),
		])
	}

	pub(super) fn adjudication(&self, line: &LineResult) -> Json {
		let mut all = vec![
			self.said(HL7, "submitted", line.billed),
			self.said(HL7, "eligible", line.allowed),
		];
		for adjustment in &line.adjustments {
			let (system, code) = category(adjustment);
			all.push(Json::object([
				("category", concept(vec![coding(system, code)])),
				(
					"reason",
					concept(vec![
						coding(GROUPS, adjustment.group.code()),
						coding(REASONS, &adjustment.reason.to_string()),
					]),
				),
				("amount", self.fhir_money(adjustment.amount)),
			]));
		}
		all.push(self.said(CARIN, "memberliability", line.patient));
		all.push(self.said(HL7, "benefit", line.paid));
		Json::Array(all)
	}
}

/// FHIR ids have at most 64 characters of a small set. What tells decisions about one claim apart is never cut.
fn id(kind: &str, answer: &Answer) -> String {
	let suffix = match &answer.fate {
		Fate::Decided(result) if result.reversal => format!("-reversal-{}", answer.revision),
		Fate::Decided(_) if answer.revision > 1 => format!("-{}", answer.revision),
		_ => String::new(),
	};
	let stem = format!("{kind}-{}", answer.claim.id);
	let plain = |c: char| {
		if c.is_ascii_alphanumeric() || c == '.' {
			c
		} else {
			'-'
		}
	};
	let most = 64usize.saturating_sub(suffix.len());
	stem.chars().map(plain).take(most).chain(suffix.chars()).collect()
}

/// What is paid, from what the resource says of it; nothing is for an estimate.
pub(super) fn payment(writer: &Writer<'_>, answer: &Answer, result: &Adjudication, mut said: Json) -> Option<Json> {
	if answer.claim.usage == ClaimUse::Predetermination {
		return None;
	}
	if let Some(date) = writer.paid_on {
		said.put("date", Json::text(day_text(date)));
	}
	said.put("amount", writer.fhir_money(result.totals.paid));
	Some(said)
}

/// Outcome and disposition.
fn outcome(answer: &Answer) -> (&'static str, Option<String>) {
	match &answer.fate {
		Fate::Decided(_) => ("complete", None),
		Fate::Pended(pend) => ("partial", Some(format!("Waits for a person: {:?}", pend.reason))),
		Fate::Rejected(rejection) => ("error", Some(format!("{}: {}", rejection.code, rejection.message))),
	}
}

/// The sums by category.
pub(super) fn totals(writer: &Writer<'_>, result: &Adjudication) -> Vec<Json> {
	let mut totals = vec![
		writer.said(HL7, "submitted", result.totals.billed),
		writer.said(HL7, "eligible", result.totals.allowed),
	];
	for (system, code) in [
		(HL7, "deductible"),
		(CARIN, "coinsurance"),
		(HL7, "copay"),
		(CARIN, "priorpayerpaid"),
		(CARIN, "discount"),
		(CARIN, "noncovered"),
	] {
		let sum: Amount = result
			.lines
			.iter()
			.flat_map(|line| &line.adjustments)
			.filter(|a| category(a) == (system, code))
			.map(|a| a.amount)
			.sum();
		if sum != 0 {
			totals.push(writer.said(system, code, sum));
		}
	}
	totals.push(writer.said(CARIN, "memberliability", result.totals.patient));
	totals.push(writer.said(HL7, "benefit", result.totals.paid));
	totals
}
