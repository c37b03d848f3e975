//! Results as FHIR R4 `ExplanationOfBenefit`.
//!
//! Categories are those of HL7 (`submitted`, `eligible`, `deductible`, `copay`, `benefit`) and, where HL7 has none, of
//! CARIN Blue Button. Each adjustment names its X12 group and reason as `reason` codings.

use super::{
	book::{Answer, Fate},
	json::day_text,
	model::Source,
	output::{Json, Writer},
};
use salus_claims_engine::{Adjudication, Adjustment, Amount, ClaimUse, Group, LineResult, Owner, Tier, Window};
use serde_json::Value;

pub(super) const HL7: &str = "http://terminology.hl7.org/CodeSystem/adjudication";
const CARIN: &str = "http://hl7.org/fhir/us/carin-bb/CodeSystem/C4BBAdjudication";
const GROUPS: &str = "https://x12.org/codes/claim-adjustment-group-codes";
const REASONS: &str = "https://x12.org/codes/claim-adjustment-reason-codes";

/// One `ExplanationOfBenefit`, or a `Bundle` of them.
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
pub(super) fn reference(claim: Option<&Value>, member: &str, known: Option<&String>, unknown: &str) -> Json {
	match claim.and_then(|c| c.get(member)) {
		Some(value) => copy(value),
		None => identified(known.map_or(unknown, String::as_str)),
	}
}

pub(super) fn category(adjustment: &Adjustment) -> (&'static str, &'static str) {
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

	pub(super) fn said(&self, system: &str, code: &str, amount: Amount) -> Json {
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

/// FHIR ids have at most 64 characters of a small set.
pub(super) fn id(kind: &str, answer: &Answer) -> String {
	let suffix = match &answer.fate {
		Fate::Decided(result) if result.reversal => format!("-reversal-{}", answer.revision),
		Fate::Decided(_) if answer.revision > 1 => format!("-{}", answer.revision),
		_ => String::new(),
	};
	format!("{kind}-{}{suffix}", answer.claim.id)
		.chars()
		.map(|c| {
			if c.is_ascii_alphanumeric() || c == '-' || c == '.' {
				c
			} else {
				'-'
			}
		})
		.take(64)
		.collect()
}

/// Outcome and disposition.
pub(super) fn outcome(answer: &Answer) -> (&'static str, Option<String>) {
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
	let mut eob = Json::object([("resourceType", Json::text("ExplanationOfBenefit"))]);
	let id = id("eob", answer);
	eob.put("id", Json::text(id));
	if let Some(contained) = fhir.and_then(|c| c.get("contained")) {
		eob.put("contained", copy(contained));
	}
	let reversal = decided.is_some_and(|r| r.reversal);
	eob.put("status", Json::text(if reversal { "cancelled" } else { "active" }));
	eob.put(
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
		eob.put("subType", copy(kind));
	}
	let usage = fhir
		.and_then(|c| c.get("use"))
		.and_then(Value::as_str)
		.unwrap_or(match claim.usage {
			ClaimUse::Claim => "claim",
			ClaimUse::Predetermination => "predetermination",
		});
	eob.put("use", Json::text(usage));
	eob.put("patient", reference(fhir, "patient", claim.members.first(), "unknown"));
	if let Some(period) = fhir.and_then(|c| c.get("billablePeriod")) {
		eob.put("billablePeriod", copy(period));
	}
	let received = answer.asked.as_ref().map(|asked| asked.received).or(claim.received);
	if let Some(created) = writer.paid_on.or(received) {
		eob.put("created", Json::text(day_text(created)));
	}
	eob.put(
		"insurer",
		reference(fhir, "insurer", writer.plan.payer.first(), &writer.plan.id),
	);
	eob.put(
		"provider",
		reference(fhir, "provider", claim.providers.first(), "unknown"),
	);
	eob.put(
		"claim",
		match fhir {
			Some(_) => Json::object([("reference", Json::text(format!("Claim/{}", claim.id)))]),
			None => identified(&claim.id),
		},
	);
	let (outcome, disposition) = outcome(answer);
	eob.put("outcome", Json::text(outcome));
	if let Some(disposition) = disposition {
		eob.put("disposition", Json::text(disposition));
	}
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
	let Some(result) = decided else { return eob };
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
	let totals = totals(writer, result);
	eob.put("total", Json::Array(totals));
	let mut payment = Json::Object(vec![]);
	if let Some(date) = writer.paid_on {
		payment.put("date", Json::text(day_text(date)));
	}
	payment.put("amount", writer.fhir_money(result.totals.paid));
	eob.put("payment", payment);
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
				&d.limits,
				&writer.plan.deductible_names,
			)
		})
		.chain((0u8..).zip(&plan.caps).map(|(n, c)| {
			(
				salus_claims_engine::Counter::Cap(n),
				"copay-maximum",
				&c.limits,
				&writer.plan.cap_names,
			)
		}));
	let mut all = vec![];
	for (counter, code, limits, names) in pots {
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
			let used = answer.after.of(owner).used(counter, Window::Year(year));
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
