//! Results as FHIR R4 `ClaimResponse`, in the words of `resource`.

use super::{
	book::Answer,
	output::{Json, Writer},
	resource::{self, coding, concept, decided, head, payment, totals, Kind},
};

const KIND: Kind = Kind {
	resource: "ClaimResponse",
	id: "response",
	provider: "requestor",
	claim: "request",
	period: None,
};

/// One `ClaimResponse`, or a `Bundle` of them.
pub fn write(writer: &Writer<'_>, answers: &[Answer]) -> String {
	resource::write(answers, |answer| one(writer, answer))
}

fn one(writer: &Writer<'_>, answer: &Answer) -> Json {
	let mut response = head(writer, answer, &KIND);
	let Some(result) = decided(answer) else { return response };
	let items = result.lines.iter().map(|line| {
		Json::object([
			("itemSequence", Json::count(line.number)),
			("adjudication", writer.adjudication(line)),
		])
	});
	response.put("item", Json::Array(items.collect()));
	response.put("total", Json::Array(totals(writer, result)));
	let complete = result.totals.paid.unsigned_abs() >= result.totals.allowed.unsigned_abs();
	let kind = Json::object([(
		"type",
		concept(vec![coding(
			"http://terminology.hl7.org/CodeSystem/ex-paymenttype",
			if complete { "complete" } else { "partial" },
		)]),
	)]);
	if let Some(payment) = payment(writer, answer, result, kind) {
		response.put("payment", payment);
	}
	response
}
