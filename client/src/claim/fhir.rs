//! FHIR `Claim`, R4 and R5.

use super::{
	decimal::Decimal,
	json::{Node, Read},
	model::{ClaimIn, LineIn, Source},
	plan::Code,
};
use salus_claims_engine::{calendar::Day, ClaimUse, Frequency};
use serde_json::Value;

/// Every way a reference may be meant: as it is written, type and id, id alone, identifiers, contained resources.
pub(super) fn identifiers(reference: &Node<'_>, root: &Node<'_>) -> Read<Vec<String>> {
	let mut found = vec![];
	let mut push = |id: String| {
		if !id.is_empty() && !found.contains(&id) {
			found.push(id);
		}
	};
	let mut contained = None;
	if let Some(text) = reference.text_of("reference")? {
		if let Some(local) = text.strip_prefix('#') {
			contained = root
				.list("contained")?
				.into_iter()
				.find(|r| r.value()["id"].as_str() == Some(local));
		}
		push(text.to_owned());
		let parts: Vec<&str> = text.split("/_history").next().unwrap_or(text).rsplit('/').collect();
		if let [id, kind, ..] = parts.as_slice() {
			push(format!("{kind}/{id}"));
			push((*id).to_owned());
		}
		if let Some(uuid) = text.strip_prefix("urn:uuid:") {
			push(uuid.to_owned());
		}
	}
	let mut nodes = reference.list("identifier")?;
	if let Some(resource) = &contained {
		nodes.extend(resource.list("identifier")?);
		for member in ["subscriberId", "subscriber", "beneficiary"] {
			if let Some(node) = resource.get(member) {
				if node.value().is_string() {
					push(node.text()?.to_owned());
				} else if let Some(reference) = node.text_of("reference")? {
					push(reference.to_owned());
				}
			}
		}
	}
	for identifier in nodes {
		if let Some(value) = identifier.get("value") {
			let value = value.word()?;
			if let Some(system) = identifier.text_of("system")? {
				push(format!("{system}|{value}"));
			}
			push(value);
		}
	}
	Ok(found)
}

/// The codes of a CodeableConcept.
fn codes(concept: &Node<'_>, modifiers: &[String]) -> Read<Vec<Code>> {
	let mut all = vec![];
	for coding in concept.list("coding")? {
		if let Some(code) = coding.get("code") {
			all.push(Code {
				system: coding.text_of("system")?.unwrap_or_default().to_owned(),
				code: code.word()?,
				modifiers: modifiers.to_vec(),
			});
		}
	}
	if all.is_empty() {
		if let Some(text) = concept.text_of("text")? {
			all.push(Code {
				system: String::new(),
				code: text.to_owned(),
				modifiers: modifiers.to_vec(),
			});
		}
	}
	Ok(all)
}

/// The first code of a CodeableConcept, wherever it is from.
pub(super) fn first_code(concept: &Node<'_>) -> Read<Option<String>> {
	Ok(codes(concept, &[])?.into_iter().next().map(|code| code.code))
}

fn money(node: &Node<'_>, currency: &mut Option<String>) -> Read<Decimal> {
	if let Some(stated) = node.text_of("currency")? {
		match currency {
			Some(known) if known != stated => {
				return Err(node.problem_at("currency", format!("is {stated}, elsewhere in the claim it is {known}")));
			},
			_ => *currency = Some(stated.to_owned()),
		}
	}
	node.must("value")?.decimal()
}

/// Net amount of an item: as stated, else units × price × factor, else the sum of its details.
fn net(item: &Node<'_>, currency: &mut Option<String>) -> Read<Option<Decimal>> {
	if let Some(net) = item.get("net") {
		return money(&net, currency).map(Some);
	}
	if let Some(price) = item.get("unitPrice") {
		let mut amount = money(&price, currency)?;
		for factor in [item.get("quantity").and_then(|q| q.get("value")), item.get("factor")]
			.into_iter()
			.flatten()
		{
			amount = amount
				.times(factor.decimal()?)
				.ok_or_else(|| factor.problem("AmountOverflow: is too large"))?;
		}
		// A product of price, quantity and factor may have parts below the minor unit.
		return Ok(amount.nearest(4).map(|n| Decimal::new(n, 4)));
	}
	let mut sum = None;
	for member in ["detail", "subDetail"] {
		for detail in item.list(member)? {
			if let Some(part) = net(&detail, currency)? {
				let so_far: Decimal = sum.unwrap_or(Decimal::ZERO);
				sum = Some(
					so_far
						.plus(part)
						.ok_or_else(|| detail.problem("AmountOverflow: is too large"))?,
				);
			}
		}
	}
	Ok(sum)
}

/// A day, or the days of a period.
fn days(node: &Node<'_>, date: &str, period: &str) -> Read<Option<(Day, Day)>> {
	if let Some(day) = node.day_of(date)? {
		return Ok(Some((day, day)));
	}
	let Some(period) = node.get(period) else {
		return Ok(None);
	};
	let (start, end) = (period.day_of("start")?, period.day_of("end")?);
	match (start, end) {
		(Some(start), Some(end)) if end < start => Err(period.problem_at("end", "is before start")),
		(Some(start), end) => Ok(Some((start, end.unwrap_or(start)))),
		(None, Some(end)) => Ok(Some((end, end))),
		(None, None) => Ok(None),
	}
}

/// A sequence number.
pub(super) fn sequence(node: &Node<'_>) -> Read<u16> {
	u16::try_from(node.count(u64::from(u16::MAX))?)
		.ok()
		.filter(|n| *n > 0)
		.ok_or_else(|| node.problem("must be a whole number from 1 on"))
}

fn item(
	node: &Node<'_>,
	claim_days: Option<(Day, Day)>,
	created: Option<Day>,
	currency: &mut Option<String>,
) -> Read<LineIn> {
	let mut modifiers = vec![];
	for modifier in node.list("modifier")? {
		modifiers.extend(first_code(&modifier)?);
	}
	let service = node
		.any(&["productOrService", "productOrServiceCodeableConcept", "service"])
		.or_else(|| node.get("revenue"))
		.ok_or_else(|| node.problem_at("productOrService", "is missing"))?;
	let mut all = codes(&service, &modifiers)?;
	let revenue = node.get("revenue").map(|r| first_code(&r)).transpose()?.flatten();
	if let Some(revenue) = &revenue {
		let code = Code {
			system: super::plan::system_uri("REV"),
			code: revenue.clone(),
			modifiers: vec![],
		};
		if !all.contains(&code) {
			all.push(code);
		}
	}
	if all.is_empty() {
		return Err(service.problem("has neither a code nor a text"));
	}
	let own = days(node, "servicedDate", "servicedPeriod")?;
	let (day, until) = own.or(claim_days).or_else(|| created.map(|d| (d, d))).ok_or_else(|| {
		node.problem_at(
			"servicedDate",
			"is missing, and the claim has neither billablePeriod nor created",
		)
	})?;
	let units = match node.get("quantity").and_then(|q| q.get("value")) {
		None => salus_claims_engine::money::ONE_UNIT,
		Some(value) => super::units_of(value.decimal()?).map_err(|reason| value.problem(reason))?,
	};
	Ok(LineIn {
		number: sequence(&node.must("sequence")?)?,
		control: None,
		codes: all,
		revenue,
		place: node
			.get("locationCodeableConcept")
			.map(|l| first_code(&l))
			.transpose()?
			.flatten(),
		item: node.get("category").map(|c| first_code(&c)).transpose()?.flatten(),
		units,
		billed: net(node, currency)?,
		day,
		until,
		authorisations: vec![],
		path: node.path().to_owned(),
	})
}

/// The group that prices the claim as a whole: `diagnosis.packageCode`, `diagnosisRelatedGroup` in R5, or supporting
/// information of category `drg`.
fn group(root: &Node<'_>) -> Read<Vec<Code>> {
	let mut all = vec![];
	for diagnosis in root.list("diagnosis")? {
		if let Some(package) = diagnosis.get("packageCode") {
			all.extend(codes(&package, &[])?);
		}
	}
	if let Some(package) = root.get("diagnosisRelatedGroup") {
		all.extend(codes(&package, &[])?);
	}
	for info in root.list("supportingInfo")? {
		let category = info.get("category").map(|c| first_code(&c)).transpose()?.flatten();
		if let (Some("drg"), Some(code)) = (category.as_deref(), info.get("code")) {
			all.extend(codes(&code, &[])?);
		}
	}
	Ok(all)
}

/// Days of a stay: the day of discharge does not count.
fn nights(kind: Option<&str>, days: Option<(Day, Day)>) -> Option<salus_claims_engine::money::Units> {
	let (from, until) = days.filter(|_| kind == Some("institutional"))?;
	let nights = u64::try_from(until.saturating_sub(from)).ok()?.max(1);
	nights.checked_mul(salus_claims_engine::money::ONE_UNIT)
}

/// Which claim this one replaces or voids.
fn related(root: &Node<'_>) -> Read<(Frequency, Option<String>)> {
	for entry in root.list("related")? {
		let Some(relationship) = entry.get("relationship").map(|r| first_code(&r)).transpose()?.flatten() else {
			continue;
		};
		let frequency = match relationship.to_ascii_lowercase().as_str() {
			"replaces" | "replaced" | "replacement" | "7" => Frequency::Replacement,
			"void" | "voids" | "cancel" | "cancels" | "8" => Frequency::Void,
			_ => continue,
		};
		let target = match entry.get("claim") {
			Some(claim) => identifiers(&claim, root)?.into_iter().next_back(),
			None => entry
				.get("reference")
				.and_then(|r| r.get("value"))
				.map(|v| v.word())
				.transpose()?,
		};
		let target = target.ok_or_else(|| entry.problem_at("claim", "is missing: which claim is meant?"))?;
		return Ok((frequency, Some(target)));
	}
	Ok((Frequency::Original, None))
}

/// Refuses what may change the meaning of the claim or of a part of it.
fn unmodified(node: &Node<'_>) -> Read<()> {
	if node.get("modifierExtension").is_some() {
		return Err(node.problem_at(
			"modifierExtension",
			"a modifier extension may change what the element means, and this one is not known here",
		));
	}
	let parts = [
		"item",
		"detail",
		"subDetail",
		"insurance",
		"related",
		"diagnosis",
		"supportingInfo",
	];
	for member in parts {
		for part in node.list(member)? {
			unmodified(&part)?;
		}
	}
	Ok(())
}

/// Reads one `Claim`.
pub fn read(value: &Value, root: &Node<'_>) -> Read<ClaimIn> {
	unmodified(root)?;
	let id = root.get("id").map(|n| n.word()).transpose()?;
	let mut ids: Vec<String> = vec![];
	for identifier in root.list("identifier")? {
		if let Some(value) = identifier.get("value") {
			ids.push(value.word()?);
		}
	}
	let id = id.or_else(|| ids.first().cloned()).unwrap_or_else(|| "claim".into());
	let status = root.text_of("status")?.unwrap_or("active");
	let (mut frequency, mut replaces) = related(root)?;
	match status {
		"active" => {},
		"cancelled" => {
			// Cancelling a claim voids it: its own earlier instance.
			frequency = Frequency::Void;
			replaces = replaces.or_else(|| Some(id.clone()));
		},
		other => {
			return Err(root.problem_at(
				"status",
				format!("is {other}: only active and cancelled claims are processed"),
			))
		},
	}
	let usage = match root.text_of("use")?.unwrap_or("claim") {
		"claim" | "complete" => ClaimUse::Claim,
		"preauthorization" | "predetermination" | "proposed" | "exploratory" => ClaimUse::Predetermination,
		other => {
			return Err(root.problem_at(
				"use",
				format!("is {other}: write claim, preauthorization or predetermination"),
			));
		},
	};
	let created = root.day_of("created")?;
	let claim_days = days(root, "billableDate", "billablePeriod")?;
	let mut currency = None;
	let total = root
		.get("total")
		.map(|total| money(&total, &mut currency))
		.transpose()?;
	let mut lines = vec![];
	for entry in root.list("item")? {
		lines.push(item(&entry, claim_days, created, &mut currency)?);
	}
	let mut members = vec![];
	if let Some(patient) = root.get("patient") {
		members.extend(identifiers(&patient, root)?);
	}
	let mut authorisations = vec![];
	let insurance = root.list("insurance")?;
	let focal = insurance
		.iter()
		.find(|i| i.value()["focal"].as_bool() == Some(true))
		.or_else(|| insurance.first());
	if let Some(focal) = focal {
		if let Some(coverage) = focal.get("coverage") {
			members.extend(identifiers(&coverage, root)?);
		}
		for reference in focal.list("preAuthRef")? {
			authorisations.push(reference.word()?);
		}
	}
	for line in &mut lines {
		line.authorisations.clone_from(&authorisations);
	}
	let providers = root
		.get("provider")
		.map_or(Ok(vec![]), |provider| identifiers(&provider, root))?;
	let kind = root.get("type").map(|t| first_code(&t)).transpose()?.flatten();
	Ok(ClaimIn {
		id,
		ids,
		group: group(root)?,
		days: nights(kind.as_deref(), claim_days),
		path: root.path().to_owned(),
		plan: None,
		usage,
		frequency,
		replaces,
		members,
		providers,
		kind,
		received: created,
		currency,
		total,
		lines,
		consent: None,
		notice: None,
		good_cause: false,
		priors: vec![],
		source: Source::Fhir(Box::new(value.clone())),
	})
}
