//! Salus' own claim JSON: short to write, and the shape in which results repeat what was asked.

use super::{
	decimal::Currency,
	fhir::sequence,
	json::{day_text, Node, Read},
	model::{ClaimIn, LineIn, PriorIn, Source},
	output::{Json, Writer},
	plan::{system_uri, Code},
	prior,
};
use salus_claims_engine::{
	money::{Money, ONE_UNIT},
	ClaimUse, Frequency, PriorAmounts,
};

/// Members of a claim. Those after the gap are what a result adds; a result can be given as a claim again.
const CLAIM: &[&str] = &[
	"claim",
	"id",
	"identifiers",
	"plan",
	"use",
	"frequency",
	"replaces",
	"patient",
	"member",
	"coverage",
	"provider",
	"providers",
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
	let mut providers = words(root, "provider")?;
	providers.extend(words(root, "providers")?);
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
		ids: words(root, "identifiers")?,
		path: root.path().to_owned(),
		plan: root.get("plan").map(|n| n.word()).transpose()?,
		usage,
		frequency,
		replaces: replaces.or_else(|| (frequency != Frequency::Original).then(|| id.clone())),
		id,
		members,
		providers,
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

/// Texts: the only one, or an array.
fn listed(texts: impl IntoIterator<Item = String>) -> Option<Json> {
	let mut all: Vec<Json> = texts.into_iter().map(Json::text).collect();
	match all.len() {
		0 => None,
		1 => all.pop(),
		_ => Some(Json::Array(all)),
	}
}

impl Writer<'_> {
	/// What decided a claim besides what a result says anyway: without it a history could not decide it again as it was.
	pub(super) fn echo_claim(&self, claim: &ClaimIn, json: &mut Json) {
		for (name, texts) in [
			("identifiers", claim.ids.as_slice()),
			("providers", claim.providers.get(1..).unwrap_or_default()),
		] {
			if !texts.is_empty() {
				json.put(name, Json::Array(texts.iter().map(Json::text).collect()));
			}
		}
		if let Some(group) = listed(claim.group.iter().map(Code::token)) {
			json.put("group", group);
		}
		if let Some(days) = claim.days {
			json.put("days", Self::units(days));
		}
		if let Some(consent) = claim.consent {
			json.put("consent", Json::Bool(consent));
		}
		if let Some(day) = claim.notice {
			json.put("retroactiveNotice", Json::text(day_text(day)));
		}
		if claim.good_cause {
			json.put("goodCause", Json::Bool(true));
		}
		if !claim.priors.is_empty() {
			let priors = claim.priors.iter().map(|prior| self.echo_prior(claim, prior));
			json.put("priorPayer", Json::Array(priors.collect()));
		}
	}

	fn echo_prior(&self, claim: &ClaimIn, prior: &PriorIn) -> Json {
		let mut json = Json::Object(vec![]);
		if let Some(day) = prior.decided {
			json.put("decided", Json::text(day_text(day)));
		}
		self.echo_amounts(&prior.total, &mut json);
		let mut taken = vec![];
		let mut lines = vec![];
		for (line, amounts) in &prior.lines {
			// As it is decided: what is about a line that the claim does not have is about the whole.
			let Some(line) = line.find(&claim.lines, &taken) else {
				return json;
			};
			taken.push(line.number);
			let mut entry = Json::object([("number", Json::count(line.number))]);
			self.echo_amounts(amounts, &mut entry);
			lines.push(entry);
		}
		if !lines.is_empty() {
			json.put("lines", Json::Array(lines));
		}
		json
	}

	fn echo_amounts(&self, amounts: &PriorAmounts, json: &mut Json) {
		let money = |amount: Money| self.money(i128::try_from(amount).unwrap_or(i128::MAX));
		let known = [
			("allowed", amounts.allowed),
			("paid", Some(amounts.paid)),
			("adjusted", Some(amounts.adjusted)),
			("obligatedToAccept", amounts.obliged),
		];
		for (name, amount) in known {
			if let Some(amount) = amount {
				json.put(name, money(amount));
			}
		}
	}

	/// A line as it was asked.
	pub(super) fn echo(&self, asked: &LineIn, json: &mut Json) {
		if let Some(control) = &asked.control {
			json.put("control", Json::text(control));
		}
		let rest = asked.codes.get(1..).unwrap_or_default();
		if let Some(code) = asked.codes.first() {
			if !code.system.is_empty() {
				json.put("system", Json::text(&code.system));
			}
			json.put("code", Json::text(code.short()));
		}
		if !rest.is_empty() {
			json.put(
				"codes",
				Json::Array(rest.iter().map(|c| Json::text(c.token())).collect()),
			);
		}
		if let Some(revenue) = &asked.revenue {
			json.put("revenueCode", Json::text(revenue));
		}
		if let Some(place) = &asked.place {
			json.put("placeOfService", Json::text(place));
		}
		json.put("date", Json::text(day_text(asked.day)));
		if asked.until != asked.day {
			json.put("until", Json::text(day_text(asked.until)));
		}
		if let Some(names) = listed(asked.authorisations.iter().cloned()) {
			json.put("authorisation", names);
		}
	}
}
