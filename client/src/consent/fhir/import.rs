//! From JSON.

use super::{
	Actor, Carried, Consent, Data, Period, Policy, Provision, Reference, Release, Source, Stamp, Status, Verification,
	MEANINGS,
};
use crate::consent::{
	codes::{Coding, Concept},
	json::{At, Found, Problem, MAX_ASKED, MAX_ITEMS},
	time,
};
use salus_consent_engine::{Effect, MAX_DEPTH, MAX_PROVISIONS};
use serde_json::Value;

/// Members of every element, and of every resource, that decide nothing.
const OF_ELEMENTS: &[&str] = &["id", "extension"];
const OF_RESOURCES: &[&str] = &["meta", "language", "text", "contained", "extension", "identifier"];

/// The extension of HL7 that names where a rule holds.
const LOCATION: &str = "http://hl7.org/fhir/StructureDefinition/consent-location";

/// Members that only one release has, and by which it is told.
const OF_R4: &[&str] = &[
	"scope",
	"patient",
	"dateTime",
	"performer",
	"organization",
	"sourceAttachment",
	"sourceReference",
	"policy",
	"policyRule",
];
const OF_R5: &[&str] = &[
	"subject",
	"date",
	"period",
	"grantor",
	"grantee",
	"manager",
	"controller",
	"sourceAttachment",
	"sourceReference",
	"regulatoryBasis",
	"policyBasis",
	"policyText",
	"decision",
	// Drafts of R5 still had it.
	"organization",
];
const OF_BOTH: &[&str] = &["resourceType", "id", "status", "category", "verification", "provision"];
const TELLS_R5: &[&str] = &[
	"decision",
	"subject",
	"grantor",
	"grantee",
	"manager",
	"controller",
	"regulatoryBasis",
	"policyBasis",
	"policyText",
	"period",
	"date",
];
const OF_PROVISIONS: &[&str] = &[
	"period",
	"actor",
	"action",
	"securityLabel",
	"purpose",
	"code",
	"dataPeriod",
	"data",
	"provision",
	"type",
	"class",
];

/// Reads one `Consent`, called `name` in paths.
pub fn import(value: &Value, name: &str) -> Found<Consent> {
	read(&At::top(value, name))
}

/// Reads one `Consent`, or every `Consent` of a `Bundle`.
pub fn import_all(value: &Value) -> Found<Vec<Consent>> {
	let top = At::top(value, "");
	top.object()?;
	match top.get("resourceType").map(|at| at.string()).transpose()? {
		Some("Bundle") => {
			let mut consents = Vec::new();
			for entry in At::top(value, "Bundle").each("entry") {
				let resource = entry
					.get("resource")
					.ok_or_else(|| entry.problem("the entry has no `resource`"))?;
				if resource.get("resourceType").and_then(|at| at.value.as_str()) == Some("Consent") {
					consents.push(read(&resource)?);
				}
			}
			Ok(consents)
		},
		_ => Ok(vec![read(&At::top(value, "Consent"))?]),
	}
}

fn read(at: &At) -> Found<Consent> {
	let release = read_release(at)?;
	let carried = read_carried(at, release)?;
	for key in ["contained", "category", "organization", "controller", "manager"] {
		at.get(key).map_or(Ok(()), |list| list.bounded(MAX_ITEMS))?;
	}
	let r4 = release == Release::R4;
	let contained = at.each("contained");
	let references = |key| {
		at.each(key)
			.iter()
			.map(|each| reference(each, &contained))
			.collect::<Found<Vec<_>>>()
	};
	// Who enforces and who manages a consent are members of R5, and in R4 extensions with these addresses (HL7 FAST).
	let extended = |key: &str| {
		let address = format!("http://hl7.org/fhir/5.0/StructureDefinition/extension-Consent.{key}");
		let of_r4 = |each: &At| r4 && each.get("url").is_some_and(|url| url.value.as_str() == Some(&address));
		at.each("extension")
			.iter()
			.filter(|each| of_r4(each))
			.filter_map(|each| each.get("valueReference"))
			.map(|value| reference(&value, &contained))
			.collect::<Found<Vec<_>>>()
	};
	let concepts = |key| at.each(key).iter().map(Concept::read).collect::<Found<Vec<_>>>();
	let stamp = |key: &str| at.get(key).map(|at| read_stamp(&at)).transpose();
	let one = |key: &str| at.get(key).map(|at| reference(&single(&at)?, &contained)).transpose();
	let status = read_status(at)?;
	let policies = at
		.each(if r4 { "policy" } else { "policyBasis" })
		.iter()
		.map(|policy| read_policy(policy, r4, &contained))
		.collect::<Found<_>>()?;
	let verifications = at
		.each("verification")
		.iter()
		.map(|verification| read_verification(verification, &contained))
		.collect::<Found<_>>()?;
	let provisions = read_roots(at, release, &contained)?;
	let source = Source {
		attachments: at
			.each("sourceAttachment")
			.into_iter()
			.map(|at| at.value.clone())
			.collect(),
		references: references("sourceReference")?,
	};
	Ok(Consent {
		release,
		id: at.get("id").map(|at| at.string().map(str::to_owned)).transpose()?,
		status,
		scope: at.get("scope").map(|at| Concept::read(&at)).transpose()?,
		categories: concepts("category")?,
		subject: one(if r4 { "patient" } else { "subject" })?,
		recorded: stamp(if r4 { "dateTime" } else { "date" })?,
		period: at.get("period").map(|at| read_period(&at)).transpose()?,
		grantors: references(if r4 { "performer" } else { "grantor" })?,
		grantees: references("grantee")?,
		organizations: references("organization")?,
		controllers: [references("controller")?, extended("controller")?].concat(),
		managers: [references("manager")?, extended("manager")?].concat(),
		source,
		policies,
		policy_texts: references("policyText")?,
		regulations: concepts(if r4 { "policyRule" } else { "regulatoryBasis" })?,
		verifications,
		decision: at.get("decision").map(|at| read_effect(&at)).transpose()?,
		provisions,
		carried,
	})
}

/// Of which release it is, if it is a Consent at all.
fn read_release(at: &At) -> Found<Release> {
	let members = at.object()?;
	let kind = at
		.get("resourceType")
		.ok_or_else(|| Problem::new(at.path_of("resourceType"), "is missing: a `Consent` resource is needed"))?;
	if kind.string()? != "Consent" {
		return Err(kind.problem(format!("is a `{}`, and a `Consent` is needed", kind.string()?)));
	}
	Ok(match TELLS_R5.iter().any(|key| members.contains_key(*key)) {
		true => Release::R5,
		false => told_by_provision(at),
	})
}

/// Checks that a Consent has only members of its release, and gives those that decide nothing.
fn read_carried(at: &At, release: Release) -> Found<Carried> {
	let (own, other, name, there) = match release {
		Release::R4 => (OF_R4, OF_R5, "R4", "R5"),
		Release::R5 => (OF_R5, OF_R4, "R5", "R4"),
	};
	let mut carried = Carried::new();
	for (key, value) in at.object()? {
		let known = key.as_str();
		if OF_RESOURCES.contains(&known) || is_primitive_extension(known) {
			carried.insert(key.clone(), value.clone());
		} else if other.contains(&known) && !own.contains(&known) {
			return Err(Problem::new(
				at.path_of(key),
				format!("`{key}` is of FHIR {there}, and this Consent is of {name}"),
			));
		} else if !own.contains(&known) && !OF_BOTH.contains(&known) {
			return Err(unknown(at, key, "Consent"));
		}
	}
	Ok(carried)
}

fn read_status(at: &At) -> Found<Status> {
	let status = at
		.get("status")
		.ok_or_else(|| Problem::new(at.path_of("status"), "is missing"))?;
	let code = status.string()?;
	Status::ALL
		.iter()
		.find(|(_, known)| *known == code)
		.map(|(status, _)| *status)
		.ok_or_else(|| status.problem(format!("`{code}` is not a status of a Consent")))
}

/// The provisions at the top. The root provision of R4 is the scope of the consent; what R5 has at that place is already an
/// exception.
fn read_roots(at: &At, release: Release, contained: &[At]) -> Found<Vec<Provision>> {
	let roots = at.each("provision");
	let depth = match release {
		Release::R4 => 0,
		Release::R5 => 1,
	};
	if release == Release::R4 && roots.len() > 1 {
		return Err(Problem::new(
			at.path_of("provision"),
			"R4 has one root provision, and this is a list",
		));
	}
	let mut left = usize::try_from(MAX_PROVISIONS).unwrap_or(0);
	roots
		.iter()
		.map(|root| read_provision(root, release, depth, &mut left, contained))
		.collect()
}

/// Without a member that tells: R4 has one provision, R5 a list.
fn told_by_provision(at: &At) -> Release {
	match at.get("provision") {
		Some(At {
			value: Value::Array(items),
			..
		}) if items.len() != 1 || items.iter().all(|item| item.get("type").is_none()) => {
			let r4 = OF_R4.iter().any(|key| at.get(key).is_some());
			if r4 {
				Release::R4
			} else {
				Release::R5
			}
		},
		_ => Release::R4,
	}
}

/// `_status` and the like: extensions of a member that is a primitive.
fn is_primitive_extension(key: &str) -> bool {
	key.starts_with('_')
}

fn unknown(at: &At, key: &str, of: &str) -> Problem {
	let reason = match key {
		"modifierExtension" => {
			"a modifier extension may change what the element means, and this one is not known here".into()
		},
		"implicitRules" => "the rules under which this was written must be known, and are not known here".into(),
		"expression" => {
			"a rule in another language cannot be evaluated here: state it with the members of the provision".into()
		},
		_ => format!("`{key}` is not a member of a {of}, and cannot be left out in silence"),
	};
	Problem::new(at.path_of(key), reason)
}

/// Checks that an element has only `known` members, and gives those that decide nothing.
fn carried(at: &At, known: &[&str], of: &str) -> Found<Carried> {
	let mut carried = Carried::new();
	for (key, value) in at.object()? {
		if OF_ELEMENTS.contains(&key.as_str()) || is_primitive_extension(key) {
			carried.insert(key.clone(), value.clone());
		} else if !known.contains(&key.as_str()) {
			return Err(unknown(at, key, of));
		}
	}
	Ok(carried)
}

/// The one item of a member that may be written as a list of one.
fn single<'a>(at: &At<'a>) -> Found<At<'a>> {
	let mut items = at.items();
	match (items.pop(), items.is_empty()) {
		(Some(item), true) => Ok(item),
		_ => Err(at.problem("must be exactly one")),
	}
}

fn read_effect(at: &At) -> Found<Effect> {
	match at.string()? {
		"permit" => Ok(Effect::Permit),
		"deny" => Ok(Effect::Deny),
		other => Err(at.problem(format!("`{other}` is neither `permit` nor `deny`"))),
	}
}

fn read_stamp(at: &At) -> Found<Stamp> {
	let text = at.string()?;
	let span = time::parse(text).map_err(|reason| at.problem(reason))?;
	Ok(Stamp {
		text: text.to_owned(),
		span,
	})
}

fn read_period(at: &At) -> Found<Period> {
	let carried = carried(at, &["start", "end"], "Period")?;
	let stamp = |key: &str| at.get(key).map(|at| read_stamp(&at)).transpose();
	let period = Period {
		start: stamp("start")?,
		end: stamp("end")?,
		carried,
	};
	match (&period.start, &period.end) {
		(None, None) => Err(at.problem("a period without start and end says nothing")),
		(Some(start), Some(end)) if period.span().is_empty() => Err(at.problem(format!(
			"the period ends on {} before it starts on {}",
			end.text, start.text
		))),
		_ => Ok(period),
	}
}

fn reference(at: &At, contained: &[At]) -> Found<Reference> {
	if let Value::String(_) = at.value {
		return Err(at.problem("a reference is an object with `reference`, `identifier` or both"));
	}
	at.object()?;
	let mut names = Vec::new();
	let mut name_of = |identifier: &At| -> Found<()> {
		if let Some(value) = identifier.get("value") {
			let system = identifier
				.get("system")
				.map(|at| at.string())
				.transpose()?
				.unwrap_or("");
			names.push(format!("{system}|{}", value.string()?));
		}
		Ok(())
	};
	if let Some(identifier) = at.get("identifier") {
		name_of(&identifier)?;
	}
	if let Some(target) = at.get("reference") {
		let target_text = target.string()?;
		match target_text.strip_prefix('#') {
			None => names.push(target_text.to_owned()),
			Some(id) => {
				let is_it = |each: &&At| each.get("id").and_then(|at| at.value.as_str()) == Some(id);
				let resource = contained
					.iter()
					.find(is_it)
					.ok_or_else(|| target.problem(format!("nothing contained is called `{id}`")))?;
				for identifier in resource.each("identifier") {
					name_of(&identifier)?;
				}
				names.push(target_text.to_owned());
			},
		}
	}
	Ok(Reference {
		names,
		raw: at.value.clone(),
	})
}

fn read_policy(at: &At, r4: bool, contained: &[At]) -> Found<Policy> {
	let known: &[&str] = if r4 {
		&["authority", "uri"]
	} else {
		&["reference", "url"]
	};
	let carried = carried(at, known, "policy")?;
	let text = |key: &str| at.get(key).map(|at| at.string().map(str::to_owned)).transpose();
	Ok(Policy {
		authority: text("authority")?,
		uri: text(if r4 { "uri" } else { "url" })?,
		reference: at.get("reference").map(|at| reference(&at, contained)).transpose()?,
		carried,
	})
}

fn read_verification(at: &At, contained: &[At]) -> Found<Verification> {
	let known = &[
		"verified",
		"verificationType",
		"verifiedBy",
		"verifiedWith",
		"verificationDate",
	];
	let carried = carried(at, known, "verification")?;
	let verified = at
		.get("verified")
		.ok_or_else(|| Problem::new(at.path_of("verified"), "is missing"))?
		.boolean()?;
	let who = |key: &str| at.get(key).map(|at| reference(&at, contained)).transpose();
	Ok(Verification {
		verified,
		kind: at.get("verificationType").map(|at| Concept::read(&at)).transpose()?,
		by: who("verifiedBy")?,
		with: who("verifiedWith")?,
		dates: at
			.each("verificationDate")
			.iter()
			.map(read_stamp)
			.collect::<Found<_>>()?,
		carried,
	})
}

fn read_provision(at: &At, release: Release, depth: u8, left: &mut usize, contained: &[At]) -> Found<Provision> {
	let mut known = OF_PROVISIONS.to_vec();
	if release == Release::R5 {
		known.extend(["documentType", "resourceType"]);
	}
	let carried = carried(at, &known, "provision")?;
	for key in &known {
		let most = if *key == "actor" { MAX_ASKED } else { MAX_ITEMS };
		at.get(key).map_or(Ok(()), |list| list.bounded(most))?;
	}
	for extension in at.each("extension") {
		if extension.get("url").and_then(|url| url.value.as_str()) == Some(LOCATION) {
			return Err(extension.problem(
				"restricts the rule to a location, which no request states: name who is there as an `actor`",
			));
		}
	}
	if depth > MAX_DEPTH {
		return Err(at.problem(format!("provisions are nested deeper than {MAX_DEPTH}")));
	}
	if depth > 0 {
		*left = left.checked_sub(1).ok_or_else(|| {
			at.problem(format!(
				"there are more than {MAX_PROVISIONS} provisions in this Consent"
			))
		})?;
	}
	let effect = at.get("type").map(|at| read_effect(&at)).transpose()?;
	if release == Release::R4 && depth > 0 && effect.is_none() {
		return Err(Problem::new(
			at.path_of("type"),
			"is missing: a nested provision must say `permit` or `deny`",
		));
	}
	let codings = |key| at.each(key).iter().map(Coding::read).collect::<Found<Vec<_>>>();
	let concepts = |key| at.each(key).iter().map(Concept::read).collect::<Found<Vec<_>>>();
	let period = |key: &str| at.get(key).map(|at| read_period(&at)).transpose();
	let mut actors = Vec::new();
	for each in at.each("actor") {
		actors.push(read_actor(&each, contained)?);
	}
	let mut data = Vec::new();
	for each in at.each("data") {
		data.push(read_data(&each)?);
	}
	let mut provisions = Vec::new();
	for each in at.each("provision") {
		provisions.push(read_provision(
			&each,
			release,
			depth.saturating_add(1),
			left,
			contained,
		)?);
	}
	Ok(Provision {
		path: at.path.clone(),
		effect,
		period: period("period")?,
		actors,
		actions: concepts("action")?,
		labels: codings("securityLabel")?,
		purposes: codings("purpose")?,
		classes: codings("class")?,
		document_types: codings("documentType")?,
		resource_types: codings("resourceType")?,
		codes: concepts("code")?,
		data_period: period("dataPeriod")?,
		data,
		provisions,
		carried,
	})
}

fn read_actor(at: &At, contained: &[At]) -> Found<Actor> {
	let carried = carried(at, &["role", "reference"], "actor")?;
	let actor = Actor {
		role: at.get("role").map(|at| Concept::read(&single(&at)?)).transpose()?,
		reference: at.get("reference").map(|at| reference(&at, contained)).transpose()?,
		path: at.path.clone(),
		carried,
	};
	match (&actor.role, &actor.reference) {
		(None, None) => Err(at.problem("an actor needs a `role`, a `reference` or both")),
		(_, Some(reference)) if reference.names.is_empty() => Err(Problem::new(
			at.path_of("reference"),
			"names nobody that a request could name: it needs a `reference` or an `identifier`",
		)),
		(Some(role), None) if role.codings.is_empty() => Err(Problem::new(
			at.path_of("role"),
			format!("the role `{}` has no code", role.text()),
		)),
		_ => Ok(actor),
	}
}

fn read_data(at: &At) -> Found<Data> {
	let carried = carried(at, &["meaning", "reference"], "data")?;
	let missing = |key: &str| Problem::new(at.path_of(key), "is missing");
	let meaning = at.get("meaning").ok_or_else(|| missing("meaning"))?;
	let code = meaning.string()?;
	let known = MEANINGS.iter().find(|(_, known)| *known == code);
	let (known, _) = known.ok_or_else(|| meaning.problem(format!("`{code}` is not a meaning of a data reference")))?;
	let reference = at.get("reference").ok_or_else(|| missing("reference"))?;
	reference.object()?;
	Ok(Data {
		meaning: *known,
		reference: reference.value.clone(),
		carried,
	})
}
