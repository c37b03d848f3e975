//! Results as FHIR R4 `ExplanationOfBenefit`, in the words of `resource`.

use super::{
	book::Answer,
	json::day_text,
	output::{Json, Writer},
	resource::{self, coding, concept, copy, decided, fhir, head, identified, payment, totals, Kind},
};
use salus_claims_engine::{LineResult, Owner, Span, Tier, Window};
use serde_json::Value;

const KIND: Kind = Kind {
	resource: "ExplanationOfBenefit",
	id: "eob",
	provider: "provider",
	claim: "claim",
	period: Some("billablePeriod"),
};

/// One `ExplanationOfBenefit`, or a `Bundle` of them.
pub fn write(writer: &Writer<'_>, answers: &[Answer]) -> String {
	resource::write(answers, |answer| one(writer, answer))
}

fn one(writer: &Writer<'_>, answer: &Answer) -> Json {
	let claim = &answer.claim;
	let fhir = fhir(answer);
	let mut eob = head(writer, answer, &KIND);
	if let Some(order) = answer
		.member
		.as_ref()
		.map(|m| m.coverage.order)
		.filter(|order| *order > 1)
	{
		eob.put("precedence", Json::count(order));
	}
	let focal = fhir.and_then(|c| c["insurance"].as_array()).and_then(|all| {
		all.iter()
			.find(|i| i["focal"].as_bool() == Some(true))
			.or_else(|| all.first())
	});
	let coverage = focal.and_then(|f| f.get("coverage")).map_or_else(
		|| identified(claim.members.first().map_or(&writer.plan.id, |id| id)),
		copy,
	);
	eob.put(
		"insurance",
		Json::Array(vec![Json::object([
			("focal", Json::Bool(true)),
			("coverage", coverage),
		])]),
	);
	let Some(result) = decided(answer) else { return eob };
	eob.put(
		"item",
		Json::Array(
			result
				.lines
				.iter()
				.map(|line| item(writer, answer, fhir, line))
				.collect(),
		),
	);
	eob.put("total", Json::Array(totals(writer, result)));
	if let Some(payment) = payment(writer, answer, result, Json::Object(vec![])) {
		eob.put("payment", payment);
	}
	if let Some(balances) = balances(writer, answer) {
		eob.put("benefitBalance", balances);
	}
	eob
}

fn item(writer: &Writer<'_>, answer: &Answer, fhir: Option<&Value>, line: &LineResult) -> Json {
	let mut item = Json::object([("sequence", Json::count(line.number))]);
	let original = fhir.and_then(|c| c["item"].as_array()).and_then(|items| {
		items
			.iter()
			.find(|i| i["sequence"].as_u64() == Some(u64::from(line.number)))
	});
	if let Some(original) = original {
		for member in [
			"revenue",
			"category",
			"productOrService",
			"modifier",
			"servicedDate",
			"servicedPeriod",
			"locationCodeableConcept",
			"quantity",
			"unitPrice",
			"factor",
			"bodySite",
			"subSite",
		] {
			if let Some(value) = original.get(member) {
				item.put(member, copy(value));
			}
		}
	} else if let Some(asked) = answer.claim.lines.iter().find(|l| l.number == line.number) {
		if let Some(revenue) = &asked.revenue {
			item.put(
				"revenue",
				concept(vec![coding("https://www.nubc.org/CodeSystem/RevenueCodes", revenue)]),
			);
		}
		let codes = asked
			.codes
			.iter()
			.map(|c| {
				if c.system.is_empty() {
					Json::object([("code", Json::text(&c.code))])
				} else {
					coding(&c.system, &c.code)
				}
			})
			.collect();
		item.put("productOrService", concept(codes));
		if let Some(modifiers) = asked.codes.first().map(|c| &c.modifiers).filter(|m| !m.is_empty()) {
			let all = modifiers
				.iter()
				.map(|m| concept(vec![Json::object([("code", Json::text(m))])]))
				.collect();
			item.put("modifier", Json::Array(all));
		}
		if asked.until == asked.day {
			item.put("servicedDate", Json::text(day_text(asked.day)));
		} else {
			item.put(
				"servicedPeriod",
				Json::object([
					("start", Json::text(day_text(asked.day))),
					("end", Json::text(day_text(asked.until))),
				]),
			);
		}
	}
	item.put("net", writer.fhir_money(line.billed));
	item.put("adjudication", writer.adjudication(line));
	item
}

/// Deductibles and out-of-pocket maximums after the claim.
fn balances(writer: &Writer<'_>, answer: &Answer) -> Option<Json> {
	const TYPE: &str = "http://terminology.hl7.org/CodeSystem/benefit-type";
	const UNIT: &str = "http://terminology.hl7.org/CodeSystem/benefit-unit";
	let member = answer.member.as_ref()?;
	let plan = &writer.plan.plan;
	let year = salus_claims_engine::calendar::plan_year(answer.claim.first_day(), plan.year);
	let pots = (0u8..)
		.zip(&plan.deductibles)
		.map(|(n, d)| {
			(
				salus_claims_engine::Counter::Deductible(n),
				"deductible",
				(&d.limits, d.span),
				&writer.plan.deductible_names,
			)
		})
		.chain((0u8..).zip(&plan.caps).map(|(n, c)| {
			(
				salus_claims_engine::Counter::Cap(n),
				"copay-maximum",
				(&c.limits, c.span),
				&writer.plan.cap_names,
			)
		}));
	let mut all = vec![];
	for (counter, code, (limits, span), names) in pots {
		let window = match span {
			Span::Years(1) => Window::Year(year),
			Span::Lifetime => Window::Lifetime,
			// What is used of others depends on the day, which a benefit balance does not have.
			_ => continue,
		};
		let (salus_claims_engine::Counter::Deductible(at) | salus_claims_engine::Counter::Cap(at)) = counter else {
			continue;
		};
		let name = names.get(usize::from(at)).map_or(code, String::as_str);
		for owner in [Owner::Member, Owner::Family] {
			let limit = match (owner, member.coverage.tier) {
				(Owner::Member, Tier::Alone) => limits.alone,
				(Owner::Member, Tier::Family) => limits.member,
				(Owner::Family, Tier::Family) => limits.family,
				(Owner::Family, Tier::Alone) => None,
			};
			let Some(limit) = limit else { continue };
			let used = answer.after.of(owner).used(counter, window);
			let money = |m: u128| writer.fhir_money(i128::try_from(m).unwrap_or(i128::MAX));
			let unit = if owner == Owner::Member { "individual" } else { "family" };
			all.push(Json::object([
				(
					"category",
					concept(vec![coding(
						"http://terminology.hl7.org/CodeSystem/ex-benefitcategory",
						"1",
					)]),
				),
				("name", Json::text(name)),
				("unit", concept(vec![coding(UNIT, unit)])),
				(
					"financial",
					Json::Array(vec![Json::object([
						("type", concept(vec![coding(TYPE, code)])),
						("allowedMoney", money(limit)),
						("usedMoney", money(used)),
					])]),
				),
			]));
		}
	}
	(!all.is_empty()).then_some(Json::Array(all))
}
