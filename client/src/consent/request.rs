//! The question and the domain's parameters, as files.

use super::{
	codes::{Class, Coding},
	json::{At, Found, Problem, MAX_ASKED},
	time,
};
use salus_consent_engine::{Combining, Domain, Implicit, Span};
use serde_json::Value;

/// What may be written beside the members of a request or a domain, for people.
const NOTES: &[&str] = &["$schema", "id", "title", "description", "comment"];

/// A question, in the words of the file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Request {
	/// As whom whoever holds the data is known; nobody is any custodian.
	pub custodian: Vec<String>,
	/// As whom the recipient is known.
	pub references: Vec<String>,
	/// In which roles the recipient acts.
	pub roles: Vec<Coding>,
	/// Why, with the path of each.
	pub purposes: Vec<(Coding, String)>,
	/// What for, with the path of each.
	pub actions: Vec<(Coding, String)>,
	/// Consents of which categories count.
	pub categories: Vec<Coding>,
	/// Now, in seconds.
	pub at: i64,
	/// The item.
	pub item: Item,
	/// Whether a live emergency of the recipient exists.
	pub emergency: bool,
}

/// What is known of the item asked for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Item {
	/// Its class. An abstract type is not a class that an item has.
	pub class: Option<Class>,
	/// Its labels; an empty list is an item without labels.
	pub labels: Option<Vec<(Coding, String)>>,
	/// When it was made.
	pub date: Option<Span>,
}

/// A reference: text, or what FHIR writes for one.
fn reference(at: &At) -> Found<Vec<String>> {
	if let Value::String(_) = at.value {
		return Ok(vec![at.string()?.trim().to_owned()]);
	}
	at.object()?;
	let mut names = Vec::new();
	for holder in [at.get("identifier"), Some(at.clone())].into_iter().flatten() {
		if let Some(value) = holder.get("value") {
			let system = holder.get("system").map(|at| at.string()).transpose()?.unwrap_or("");
			names.push(format!("{system}|{}", value.string()?));
		}
	}
	if let Some(target) = at.get("reference") {
		names.extend(reference(&target)?);
	}
	if names.is_empty() {
		return Err(at.problem("a reference is text such as `Organization/y`, or has `reference` or `identifier`"));
	}
	Ok(names)
}

fn codes(at: &At, key: &str) -> Found<Vec<(Coding, String)>> {
	let mut all = Vec::new();
	at.get(key).map_or(Ok(()), |list| list.bounded(MAX_ASKED))?;
	for each in at.each(key) {
		all.extend(
			Coding::read_any(&each)?
				.into_iter()
				.map(|coding| (coding, each.path.clone())),
		);
	}
	Ok(all)
}

fn without_paths(codes: Vec<(Coding, String)>) -> Vec<Coding> {
	codes.into_iter().map(|(coding, _)| coding).collect()
}

impl Request {
	/// Reads a question. `now` is used where it does not say when it is asked.
	pub fn read(value: &Value, now: i64) -> Found<Self> {
		let at = At::top(value, "");
		let known = [
			"custodian",
			"recipient",
			"purpose",
			"action",
			"category",
			"at",
			"item",
			"emergency",
		];
		at.only(&[&known[..], NOTES].concat(), "a request")?;
		let custodian = at
			.get("custodian")
			.map(|at| reference(&at))
			.transpose()?
			.unwrap_or_default();
		let (mut references, mut roles) = (Vec::new(), Vec::new());
		if let Some(recipient) = at.get("recipient") {
			match recipient.value {
				Value::Object(_) if recipient.get("reference").is_none() && recipient.get("identifier").is_none() => {
					recipient.only(&[&["references", "roles"][..], NOTES].concat(), "a recipient")?;
					recipient
						.get("references")
						.map_or(Ok(()), |list| list.bounded(MAX_ASKED))?;
					for each in recipient.each("references") {
						references.extend(reference(&each)?);
					}
					roles = without_paths(codes(&recipient, "roles")?);
				},
				_ => {
					recipient.bounded(MAX_ASKED)?;
					for each in recipient.items() {
						references.extend(reference(&each)?);
					}
				},
			}
		}
		let mut actions = codes(&at, "action")?;
		if actions.is_empty() {
			actions.push((
				Coding {
					system: None,
					code: "access".into(),
					raw: Value::Null,
				},
				"action".into(),
			));
		}
		let moment = match at.get("at") {
			None => now,
			Some(at) => {
				let span = time::parse(at.string()?).map_err(|reason| at.problem(reason))?;
				span.from.unwrap_or(now)
			},
		};
		Ok(Self {
			custodian,
			references,
			roles,
			purposes: codes(&at, "purpose")?,
			actions,
			categories: without_paths(codes(&at, "category")?),
			at: moment,
			item: at
				.get("item")
				.map(|at| Item::read(&at))
				.transpose()?
				.unwrap_or_default(),
			emergency: at.get("emergency").map(|at| at.boolean()).transpose()?.unwrap_or(false),
		})
	}
}

impl Item {
	fn read(at: &At) -> Found<Self> {
		at.only(&[&["class", "labels", "date"][..], NOTES].concat(), "an item")?;
		let class = match codes(at, "class")?.as_slice() {
			[] => None,
			[(coding, path)] => {
				let at = At {
					value: at.value,
					path: path.clone(),
				};
				match Class::read(coding, &at)?.as_deref() {
					Some([class]) => Some(class.clone()),
					_ => {
						return Err(at.problem(format!("`{}` is abstract: an item is of a concrete type", coding.code)))
					},
				}
			},
			_ => return Err(Problem::new(at.path_of("class"), "an item has one class")),
		};
		let labels = at.get("labels").map(|_| codes(at, "labels")).transpose()?;
		let date = at
			.get("date")
			.map(|at| time::parse(at.string()?).map_err(|reason| at.problem(reason)))
			.transpose()?;
		Ok(Self { class, labels, date })
	}
}

/// The names of the combining algorithms.
pub const COMBINING: [(&str, Combining); 4] = [
	("deny-overrides", Combining::DenyOverrides),
	("permit-overrides", Combining::PermitOverrides),
	("most-recent", Combining::MostRecent),
	("ordered", Combining::Ordered),
];

/// The names of the implicit policies, and what IHE PCF calls them.
pub const IMPLICIT: [(&str, &str, Implicit); 4] = [
	("normal", "Policy-basic-normal", Implicit::Normal),
	("all-normal", "Policy-all-normal", Implicit::AllNormal),
	("break-glass-only", "Policy-break-glass-only", Implicit::BreakGlassOnly),
	("deny", "Policy-deny", Implicit::Deny),
];

/// The name of an implicit policy.
pub fn implicit_name(policy: Implicit) -> &'static str {
	IMPLICIT
		.iter()
		.find(|(_, _, known)| *known == policy)
		.map_or("deny", |(name, ..)| name)
}

/// Reads the domain's parameters; what is not stated is deny-overrides and deny.
pub fn read_domain(value: &Value) -> Found<Domain> {
	let at = At::top(value, "");
	match at.value {
		Value::Object(map) if map.is_empty() => return Ok(Domain::default()),
		_ => at.only(&[&["combining", "implicit"][..], NOTES].concat(), "a domain")?,
	}
	fn pick<T>(at: Option<At>, named: impl Fn(&str) -> Option<T>, names: &str) -> Found<Option<T>> {
		at.map(|at| {
			let text = at.string()?;
			named(text).ok_or_else(|| Problem::new(&at.path, format!("`{text}` is not one of {names}")))
		})
		.transpose()
	}
	let combining = pick(
		at.get("combining"),
		|text| COMBINING.iter().find(|(name, _)| *name == text).map(|(_, how)| *how),
		"deny-overrides, permit-overrides, most-recent, ordered",
	)?;
	let implicit = pick(
		at.get("implicit"),
		|text| {
			let last = text.rsplit('/').next().unwrap_or(text);
			IMPLICIT
				.iter()
				.find(|(name, address, _)| *name == text || *address == last)
				.map(|(_, _, policy)| *policy)
		},
		"normal, all-normal, break-glass-only, deny",
	)?;
	Ok(Domain {
		version: 0,
		combining: combining.unwrap_or_default(),
		implicit: implicit.unwrap_or_default(),
	})
}
