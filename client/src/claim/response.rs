//! Results as FHIR R4 `ClaimResponse`, with the categories that [`super::eob`] uses.

use super::{
	book::{Answer, Fate},
	eob::{coding, concept, copy, id, identified, outcome, reference, totals},
	json::day_text,
	model::Source,
	output::{Json, Writer},
};
use salus_claims_engine::ClaimUse;
use serde_json::Value;

/// One `ClaimResponse`, or a `Bundle` of them.
pub fn write(writer: &Writer<'_>, answers: &[Answer]) -> String {
	if let [only] = answers {
		return one(writer, only).pretty();
	}
	let entries = answers
		.iter()
		.map(|answer| Json::object([("resource", one(writer, answer))]))
		.collect();
	Json::object([
		("resourceType", Json::text("Bundle")),
		("type", Json::text("collection")),
		("entry", Json::Array(entries)),
	])
	.pretty()
}

fn one(writer: &Writer<'_>, answer: &Answer) -> Json {
	let claim = &answer.claim;
	let fhir = match &claim.source {
		Source::Fhir(value) => Some(value.as_ref()),
		_ => None,
	};
	let decided = match &answer.fate {
		Fate::Decided(result) => Some(result),
		_ => None,
	};
	let mut response = Json::object([("resourceType", Json::text("ClaimResponse"))]);
	response.put("id", Json::text(id("response", answer)));
	if let Some(contained) = fhir.and_then(|c| c.get("contained")) {
		response.put("contained", copy(contained));
	}
	let reversal = decided.is_some_and(|r| r.reversal);
	response.put("status", Json::text(if reversal { "cancelled" } else { "active" }));
	let kind = claim.kind.as_deref().unwrap_or("professional");
	response.put(
		"type",
		fhir.and_then(|c| c.get("type")).map_or_else(
			|| concept(vec![coding("http://terminology.hl7.org/CodeSystem/claim-type", kind)]),
			copy,
		),
	);
	let usage = fhir.and_then(|c| c.get("use")).and_then(Value::as_str);
	let usage = usage.unwrap_or(match claim.usage {
		ClaimUse::Claim => "claim",
		ClaimUse::Predetermination => "predetermination",
	});
	response.put("use", Json::text(usage));
	response.put("patient", reference(fhir, "patient", claim.members.first(), "unknown"));
	let received = answer.asked.as_ref().map(|asked| asked.received).or(claim.received);
	if let Some(created) = writer.paid_on.or(received) {
		response.put("created", Json::text(day_text(created)));
	}
	response.put(
		"insurer",
		reference(fhir, "insurer", writer.plan.payer.first(), &writer.plan.id),
	);
	response.put(
		"requestor",
		reference(fhir, "provider", claim.providers.first(), "unknown"),
	);
	response.put(
		"request",
		match fhir {
			Some(_) => Json::object([("reference", Json::text(format!("Claim/{}", claim.id)))]),
			None => identified(&claim.id),
		},
	);
	let (outcome, disposition) = outcome(answer);
	response.put("outcome", Json::text(outcome));
	if let Some(disposition) = disposition {
		response.put("disposition", Json::text(disposition));
	}
	let Some(result) = decided else { return response };
	let items = result.lines.iter().map(|line| {
		Json::object([
			("itemSequence", Json::count(line.number)),
			("adjudication", writer.adjudication(line)),
		])
	});
	response.put("item", Json::Array(items.collect()));
	response.put("total", Json::Array(totals(writer, result)));
	let complete = result.totals.paid.unsigned_abs() >= result.totals.allowed.unsigned_abs();
	let mut payment = Json::object([(
		"type",
		concept(vec![coding(
			"http://terminology.hl7.org/CodeSystem/ex-paymenttype",
			if complete { "complete" } else { "partial" },
		)]),
	)]);
	if let Some(date) = writer.paid_on {
		payment.put("date", Json::text(day_text(date)));
	}
	payment.put("amount", writer.fhir_money(result.totals.paid));
	response.put("payment", payment);
	response
}
