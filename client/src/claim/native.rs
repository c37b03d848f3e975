//! Salus' own claim JSON: short to write, and the shape in which results repeat what was asked.

use super::{
	decimal::Currency,
	fhir::sequence,
	json::{Node, Read},
	model::{ClaimIn, LineIn, Source},
	plan::{system_uri, Code},
	prior,
};
use salus_claims_engine::{money::ONE_UNIT, ClaimUse, Frequency};

/// Members of a claim. Those after the gap are what a result adds; a result can be given as a claim again.
const CLAIM: &[&str] = &[
	"claim",
	"id",
	"plan",
	"use",
	"frequency",
	"replaces",
	"patient",
	"member",
	"coverage",
	"provider",
	"type",
	"received",
	"currency",
	"total",
	"lines",
	"consent",
	"retroactiveNotice",
	"goodCause",
	"priorPayer",
	"group",
	"drg",
	"days",
	//
	"format",
	"outcome",
	"revision",
	"totals",
	"accumulators",
	"effects",
	"digest",
	"interest",
	"trace",
	"pend",
	"error",
	"reversal",
	"network",
	"warnings",
	"authorisationUse",
	"planDigest",
	"secondary",
];

const LINE: &[&str] = &[
	"number",
	"control",
	"code",
	"system",
	"codes",
	"modifiers",
	"revenueCode",
	"placeOfService",
	"category",
	"units",
	"billed",
	"date",
	"until",
	"authorisation",
	"authorization",
	//
	"allowed",
	"adjustments",
	"paid",
	"patientResponsibility",
	"deductible",
	"coinsurance",
	"copay",
];

/// What the claim is priced by as a whole: `"group": "DRG|470"`, or `"drg": "470"`.
fn group(root: &Node<'_>) -> Read<Vec<Code>> {
	let mut all = vec![];
	for (member, default) in [("group", ""), ("drg", "DRG")] {
		for node in root.list(member)? {
			let text = node.word()?;
			let (system, code) = text.rsplit_once('|').unwrap_or((default, &text));
			all.push(Code {
				system: system_uri(system),
				code: code.to_owned(),
				modifiers: vec![],
			});
		}
	}
	Ok(all)
}

fn words(node: &Node<'_>, member: &str) -> Read<Vec<String>> {
	node.list(member)?.iter().map(|n| n.word()).collect()
}

/// Whether a value is such a claim.
pub fn is(value: &serde_json::Value) -> bool {
	value.get("resourceType").is_none() && value.get("lines").is_some()
}

/// Reads one claim.
pub fn read(root: &Node<'_>, currency: Currency) -> Read<ClaimIn> {
	root.only(CLAIM)?;
	let id = root
		.any(&["claim", "id"])
		.map_or_else(|| Ok("claim".into()), |n| n.word())?;
	let usage = match root.text_of("use")? {
		None | Some("claim") => ClaimUse::Claim,
		Some("predetermination" | "preauthorization" | "estimate") => ClaimUse::Predetermination,
		Some(other) => return Err(root.problem_at("use", format!("\"{other}\": write claim or predetermination"))),
	};
	let frequency = match root.get("frequency").map(|n| n.word()).transpose()?.as_deref() {
		None | Some("1" | "original") => Frequency::Original,
		Some("7" | "replacement") => Frequency::Replacement,
		Some("8" | "void") => Frequency::Void,
		Some(other) => {
			return Err(root.problem_at(
				"frequency",
				format!("\"{other}\": write 1 (original), 7 (replacement) or 8 (void)"),
			));
		},
	};
	let replaces = root.get("replaces").map(|n| n.word()).transpose()?;
	let mut members = vec![];
	for member in ["patient", "member", "coverage"] {
		members.extend(words(root, member)?);
	}
	let received = root.day_of("received")?;
	let mut lines = vec![];
	for (at, node) in root.list("lines")?.iter().enumerate() {
		node.only(LINE)?;
		let modifiers = words(node, "modifiers")?;
		let system = node.text_of("system")?.map(system_uri);
		let mut codes = vec![];
		for code in node.list("code")?.iter().chain(&node.list("codes")?) {
			let text = code.word()?;
			let (stated, rest) = text
				.rsplit_once('|')
				.map_or((None, text.as_str()), |(s, c)| (Some(s), c));
			let mut parts = rest.split(':').map(str::to_owned);
			let mut one = Code {
				system: stated.map(system_uri).or_else(|| system.clone()).unwrap_or_default(),
				code: parts.next().unwrap_or_default(),
				modifiers: parts.collect(),
			};
			one.modifiers.extend(modifiers.iter().cloned());
			codes.push(one);
		}
		let revenue = node.get("revenueCode").map(|n| n.word()).transpose()?;
		if let Some(revenue) = &revenue {
			let code = Code {
				system: system_uri("REV"),
				code: revenue.clone(),
				modifiers: vec![],
			};
			if !codes.contains(&code) {
				codes.push(code);
			}
		}
		if codes.is_empty() {
			return Err(node.problem_at("code", "is missing"));
		}
		let day = node
			.day_of("date")?
			.or(received)
			.ok_or_else(|| node.problem_at("date", "is missing"))?;
		let mut authorisations = words(node, "authorisation")?;
		authorisations.extend(words(node, "authorization")?);
		lines.push(LineIn {
			number: match node.get("number") {
				Some(number) => sequence(&number)?,
				None => u16::try_from(at + 1).unwrap_or(u16::MAX),
			},
			control: node.get("control").map(|n| n.word()).transpose()?,
			codes,
			revenue,
			place: node.get("placeOfService").map(|n| n.word()).transpose()?,
			item: node.text_of("category")?.map(Into::into),
			units: match node.get("units") {
				None => ONE_UNIT,
				Some(units) => super::units_of(units.decimal()?).map_err(|reason| units.problem(reason))?,
			},
			billed: Some(node.must("billed")?.decimal()?),
			day,
			until: node.day_of("until")?.unwrap_or(day),
			authorisations,
			path: node.path().to_owned(),
		});
	}
	Ok(ClaimIn {
		ids: vec![],
		path: root.path().to_owned(),
		plan: root.get("plan").map(|n| n.word()).transpose()?,
		usage,
		frequency,
		replaces: replaces.or_else(|| (frequency != Frequency::Original).then(|| id.clone())),
		id,
		members,
		providers: words(root, "provider")?,
		kind: root.text_of("type")?.map(Into::into),
		received,
		currency: root.text_of("currency")?.map(Into::into),
		total: root.get("total").map(|n| n.decimal()).transpose()?,
		lines,
		group: group(root)?,
		days: match root.get("days") {
			None => None,
			Some(days) => Some(super::units_of(days.decimal()?).map_err(|reason| days.problem(reason))?),
		},
		consent: root.get("consent").map(|n| n.boolean()).transpose()?,
		notice: root.day_of("retroactiveNotice")?,
		good_cause: root.flag("goodCause", false)?,
		priors: match root.get("priorPayer") {
			None => vec![],
			Some(node) => prior::read_all(&node, currency)?,
		},
		source: Source::Native,
	})
}
