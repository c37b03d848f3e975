//! The decision in the words of the consents: labels, classes, dates, data and codes as they were written.

use super::{
	codes::{Class, Coding, ACT_CODE, CONFIDENTIALITY},
	fhir::{self, Period, Provision},
	lower::{self, Lowered},
	request::implicit_name,
	time,
};
use salus_consent_engine::{self as engine, vocabulary, Decision, Effect, NodeRef, Outcome, Span};
use serde::Serialize;
use serde_json::{json, Value};

/// A consent with the name under which answers cite it.
pub struct Named<'a> {
	/// `Consent/<id>`, or the file if the resource has no id.
	pub name: String,
	/// The consent.
	pub lowered: Lowered<'a>,
}

/// The answer, in the order of its members.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Answer {
	/// `permit`, `deny` or `not-applicable`.
	pub decision: &'static str,
	/// The implicit policy, if it decides.
	pub implicit: Option<&'static str>,
	/// What the implicit policy says, if it decides.
	#[serde(rename = "implicitDecision", skip_serializing_if = "Option::is_none")]
	pub implicit_decision: Option<&'static str>,
	/// What must be held back: forbids, then permits that override them.
	pub obligations: Vec<Obligation>,
	/// What decided.
	pub basis: Vec<Basis>,
	/// The same as LEAP's `REDACT`, with the codes that obligations do not name.
	pub redact: Option<Redact>,
	/// Notices that go with whatever is released (HL7 v3 `RefrainPolicy`).
	#[serde(skip_serializing_if = "Vec::is_empty")]
	pub notices: Vec<&'static str>,
}

/// One obligation: all its members must be met by an item. One with an effect only is about everything.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Obligation {
	/// `forbid` or `permit`.
	pub effect: &'static str,
	/// Any of these labels.
	#[serde(skip_serializing_if = "Vec::is_empty")]
	pub labels: Vec<String>,
	/// Any of these classes.
	#[serde(skip_serializing_if = "Vec::is_empty")]
	pub classes: Vec<String>,
	/// Dates.
	#[serde(rename = "dataPeriod", skip_serializing_if = "Option::is_none")]
	pub data_period: Option<Dates>,
	/// Any of these.
	#[serde(skip_serializing_if = "Vec::is_empty")]
	pub data: Vec<Value>,
}

impl Obligation {
	fn is_about_everything(&self) -> bool {
		self.labels.is_empty() && self.classes.is_empty() && self.data_period.is_none() && self.data.is_empty()
	}
}

/// A FHIR period; its end includes all that is written.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Dates {
	/// Its start.
	#[serde(skip_serializing_if = "Option::is_none")]
	pub start: Option<String>,
	/// Its end.
	#[serde(skip_serializing_if = "Option::is_none")]
	pub end: Option<String>,
}

/// A code in its system.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Code {
	/// The system, if the consent names one.
	#[serde(skip_serializing_if = "Option::is_none")]
	pub system: Option<String>,
	/// The code.
	pub code: String,
}

impl Code {
	fn of(coding: &Coding) -> Self {
		Self {
			system: coding.system.clone(),
			code: coding.code.clone(),
		}
	}

	fn new(system: &str, code: &str) -> Self {
		Self {
			system: Some(system.to_owned()),
			code: code.to_owned(),
		}
	}
}

/// A provision of a consent.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Basis {
	/// The consent.
	pub consent: String,
	/// Where in it: `0` is the base rule, `0.1` the second exception to it.
	pub provision: String,
}

/// What is to be removed from what is released (HL7 v3 `ObligationPolicy` `REDACT`).
#[derive(Clone, PartialEq, Debug, Serialize)]
pub enum Redact {
	/// Whatever has any of these.
	#[serde(rename = "codes")]
	Codes(Vec<Code>),
	/// Whatever has none of these.
	#[serde(rename = "exceptAnyOf")]
	ExceptAnyOf(Vec<Code>),
}

/// An obligation of the engine with what its node says.
struct Stated {
	effect: Effect,
	shown: Obligation,
	labels: Vec<Code>,
	classes: Vec<Code>,
	codes: Vec<Code>,
	is_about_everything: bool,
}

impl Stated {
	/// The narrowest of its lists of codes; nothing if it is about dates or references alone.
	fn narrowest(&self) -> Option<&[Code]> {
		let lists = [&self.codes, &self.labels, &self.classes];
		lists.into_iter().find(|named| !named.is_empty()).map(Vec::as_slice)
	}

	/// Whether it has one condition only.
	fn has_one_member(&self) -> bool {
		let shown = &self.shown;
		let members = [
			!self.codes.is_empty(),
			!shown.labels.is_empty(),
			!shown.classes.is_empty(),
			!shown.data.is_empty(),
			shown.data_period.is_some(),
		];
		members.into_iter().filter(|stated| *stated).count() == 1
	}

	/// Whether its labels are levels of confidentiality, and nothing else.
	fn names_levels(&self) -> bool {
		let is_level = |code: &Code| {
			let system = code.system.as_deref();
			system.is_none_or(|system| CONFIDENTIALITY.contains(&system.trim_end_matches('/')))
				&& vocabulary::Confidentiality::from_code(&code.code).is_some()
		};
		!self.labels.is_empty() && self.labels.iter().all(is_level)
	}
}

/// Puts a decision into words.
pub fn answer(decision: &Decision, consents: &[Named]) -> Answer {
	let mut answer = Answer {
		decision: "deny",
		implicit: None,
		implicit_decision: None,
		obligations: Vec::new(),
		basis: decision
			.basis
			.iter()
			.filter_map(|basis| cite(consents, basis.node))
			.collect(),
		redact: None,
		notices: Vec::new(),
	};
	match decision.outcome {
		Outcome::Deny(_) => return answer,
		Outcome::NotApplicable { implicit, permitted } => {
			answer.decision = "not-applicable";
			answer.implicit = Some(implicit_name(implicit));
			answer.implicit_decision = Some(if permitted { "permit" } else { "deny" });
			answer.notices = notices(decision);
			return answer;
		},
		Outcome::Permit => answer.decision = "permit",
	}
	let stated: Vec<Stated> = decision
		.obligations
		.iter()
		.filter_map(|each| state(each, consents))
		.collect();
	let (forbids, permits): (Vec<_>, Vec<_>) = stated.into_iter().partition(|each| each.effect == Effect::Deny);
	let closed = forbids.iter().any(|forbid| forbid.is_about_everything);
	if closed && permits.is_empty() {
		// Nothing that was to be let through can be named.
		answer.decision = "deny";
		return answer;
	}
	answer.notices = notices(decision);
	let permits = merged(expressible(permits, closed));
	answer.redact = redact(&forbids, &permits, closed);
	// Codes are only in `redact`: without them a forbid would forbid too much here, and a permit is left to `redact` alone.
	let only_codes = closed && permits.iter().all(|permit| permit.shown.is_about_everything());
	if !only_codes {
		let forbids: Vec<_> = forbids.into_iter().filter(|forbid| forbid.codes.is_empty()).collect();
		// A permit only takes something out of a forbid.
		let permits = if forbids.is_empty() { Vec::new() } else { permits };
		answer.obligations = forbids.into_iter().chain(permits).map(|each| each.shown).collect();
	}
	answer
}

fn notices(decision: &Decision) -> Vec<&'static str> {
	decision.no_redisclosure.then_some("NORDSCLCD").into_iter().collect()
}

/// The permits that obligations and `redact` say together. An item flows if both let it: codes can therefore narrow what
/// is permitted, and not add to it.
fn expressible(permits: Vec<Stated>, closed: bool) -> Vec<Stated> {
	if permits.iter().all(|permit| permit.codes.is_empty()) {
		return permits;
	}
	if !closed || permits.iter().any(|permit| permit.codes.is_empty()) {
		return permits.into_iter().filter(|permit| permit.codes.is_empty()).collect();
	}
	let first = permits.first().map(|permit| permit.shown.clone());
	permits
		.into_iter()
		.filter(|permit| Some(&permit.shown) == first.as_ref())
		.collect()
}

/// Permits that differ in nothing but their levels of confidentiality are one: IHE PCF 1.1 says of «normal data, and
/// restricted data for one practitioner» that the practitioner's residual is that of «normal and restricted data». Labels
/// that are no levels stay apart, as in its «normal data, and mental health for one practitioner».
fn merged(permits: Vec<Stated>) -> Vec<Stated> {
	let mut all: Vec<Stated> = Vec::new();
	for permit in permits {
		let same = |other: &&mut Stated| {
			let (mine, theirs) = (&permit.shown, &other.shown);
			permit.names_levels()
				&& other.names_levels()
				&& (&mine.classes, &mine.data_period, &mine.data, &permit.codes)
					== (&theirs.classes, &theirs.data_period, &theirs.data, &other.codes)
		};
		match all.iter_mut().find(same) {
			None => all.push(permit),
			Some(other) => {
				for (label, code) in permit.shown.labels.into_iter().zip(permit.labels) {
					if !other.labels.contains(&code) {
						other.shown.labels.push(label);
						other.labels.push(code);
					}
				}
			},
		}
	}
	all
}

fn redact(forbids: &[Stated], permits: &[Stated], closed: bool) -> Option<Redact> {
	fn add<'a>(list: &mut Vec<Code>, more: impl IntoIterator<Item = &'a Code>) {
		for each in more {
			if !list.contains(each) {
				list.push(each.clone());
			}
		}
	}
	let mut list = Vec::new();
	// Of several conditions the narrowest is named: all of them must be met, and the list means any of.
	if closed {
		for permit in permits {
			// What is permitted by date or reference alone no list of codes can except.
			add(&mut list, permit.narrowest()?);
		}
		return (!list.is_empty()).then_some(Redact::ExceptAnyOf(list));
	}
	// Whatever has a code that a permit needs nothing beside flows.
	let lone = permits.iter().filter(|permit| permit.has_one_member());
	let free: Vec<&Code> = lone.filter_map(Stated::narrowest).flatten().collect();
	for named in forbids.iter().filter_map(Stated::narrowest) {
		add(&mut list, named.iter().filter(|code| !free.contains(code)));
	}
	(!list.is_empty()).then_some(Redact::Codes(list))
}

/// The provision behind a node of the engine.
fn provision<'a>(consents: &'a [Named], at: NodeRef) -> Option<&'a Provision> {
	let tree = &consents.get(usize::from(at.consent))?.lowered.tree;
	match at.node.checked_sub(1) {
		None => tree.scope.as_deref(),
		Some(index) => tree.nodes.get(usize::from(index)).map(|node| node.rule),
	}
}

/// Where a node is.
pub fn path<'a>(consents: &'a [Named], at: NodeRef) -> Option<&'a str> {
	let tree = &consents.get(usize::from(at.consent))?.lowered.tree;
	match at.node.checked_sub(1) {
		None => Some("0"),
		Some(index) => tree.nodes.get(usize::from(index)).map(|node| node.path.as_str()),
	}
}

fn cite(consents: &[Named], at: NodeRef) -> Option<Basis> {
	let consent = consents.get(usize::from(at.consent))?.name.clone();
	Some(Basis {
		consent,
		provision: path(consents, at)?.to_owned(),
	})
}

/// States an obligation in the words of its node; nothing if no item can meet it.
fn state(obligation: &engine::Obligation, consents: &[Named]) -> Option<Stated> {
	let word = if obligation.effect == Effect::Deny {
		"forbid"
	} else {
		"permit"
	};
	let mut shown = Obligation {
		effect: word,
		labels: Vec::new(),
		classes: Vec::new(),
		data_period: None,
		data: Vec::new(),
	};
	let stated = |shown: Obligation, labels, classes, codes| {
		let about_everything = shown.is_about_everything() && Vec::is_empty(&codes);
		Some(Stated {
			effect: obligation.effect,
			shown,
			labels,
			classes,
			codes,
			is_about_everything: about_everything,
		})
	};
	let Some(at) = obligation.node else {
		return stated(shown, Vec::new(), Vec::new(), Vec::new());
	};
	let consent = &consents.get(usize::from(at.consent))?.lowered.consent;
	let of = |node: u8| provision(consents, NodeRef { node, ..at });
	let (mut labels, mut classes, mut codes) = (Vec::new(), Vec::new(), Vec::new());
	if let Some(rule) = obligation.labels_of.and_then(of) {
		shown.labels = rule
			.labels
			.iter()
			.map(|label| label.name(&[ACT_CODE, CONFIDENTIALITY].concat()))
			.collect();
		labels = rule.labels.iter().map(Code::of).collect();
	}
	if let Some(from) = obligation.from_level {
		let levels = vocabulary::Confidentiality::ALL
			.into_iter()
			.filter(|level| *level >= from);
		shown.labels = levels.map(|level| level.code().to_owned()).collect();
		labels = shown
			.labels
			.iter()
			.map(|code| Code::new(CONFIDENTIALITY[0], code))
			.collect();
	}
	// A forbid from a permit forbids what lies outside that permit.
	let outside = obligation.effect == Effect::Deny && consent.effect(at.node) == Some(Effect::Permit);
	let lineage = consent.lineage(at.node);
	if !obligation.classes.is_empty() {
		let named = named_classes(lineage.iter().copied().filter_map(of))?;
		if outside {
			let all = vocabulary::RESOURCE_TYPES.iter().map(|(name, _)| Class::Resource(name));
			shown.classes = all
				.filter(|class| !named.contains(class))
				.map(|class| class.name().to_owned())
				.collect();
		} else {
			shown.classes = named.iter().map(|class| class.name().to_owned()).collect();
			classes = named.iter().map(class_coding).collect();
		}
	}
	if !obligation.data_period.is_always() {
		let periods = lineage
			.iter()
			.copied()
			.filter_map(of)
			.filter_map(|rule| rule.data_period.as_ref());
		shown.data_period = Some(period(&obligation.data_period, periods));
	}
	if let Some(rule) = obligation.data_of.and_then(of) {
		shown.data = rule.data.iter().map(data).collect();
		for actor in &rule.actors {
			let is_author = rule.part(actor) == super::codes::Part::Author;
			if let Some(reference) = actor.reference.as_ref().filter(|_| is_author) {
				shown
					.data
					.push(json!({ "meaning": "authoredby", "reference": reference.raw }));
			}
		}
	}
	if let Some(rule) = obligation.codes_of.and_then(of) {
		codes = rule
			.codes
			.iter()
			.flat_map(|concept| &concept.codings)
			.map(Code::of)
			.collect();
	}
	stated(shown, labels, classes, codes)
}

/// The classes that all rules on a path name; nothing if they have none in common.
fn named_classes<'a>(rules: impl Iterator<Item = &'a Provision>) -> Option<Vec<Class>> {
	let lists = rules.filter_map(|rule| lower::classes(rule).ok().flatten());
	let common = lists.reduce(|all, more| all.into_iter().filter(|class| more.contains(class)).collect())?;
	(!common.is_empty()).then_some(common)
}

fn class_coding(class: &Class) -> Code {
	match class {
		Class::Resource(name) => Code::new(super::codes::RESOURCE_TYPES[0], name),
		Class::Other(name) => match name.rsplit_once('|') {
			Some((system, code)) => Code::new(system, code),
			None => Code::new("urn:ietf:rfc:3986", name),
		},
	}
}

fn data(data: &fhir::Data) -> Value {
	let meaning = fhir::MEANINGS
		.iter()
		.find(|(meaning, _)| *meaning == data.meaning)
		.map_or("instance", |(_, code)| code);
	json!({ "meaning": meaning, "reference": data.reference })
}

/// A span as a FHIR period: in the words of the rule that set each end, if one did.
fn period<'a>(span: &Span, periods: impl Iterator<Item = &'a Period> + Clone) -> Dates {
	let start = span.from.map(|from| {
		let mut stamps = periods.clone().filter_map(|period| period.start.as_ref());
		let own = stamps
			.find(|stamp| stamp.span.from == Some(from))
			.map(|stamp| stamp.text.clone());
		own.unwrap_or_else(|| time::write_start(from))
	});
	let end = span.until.map(|until| {
		let mut stamps = periods.filter_map(|period| period.end.as_ref());
		let own = stamps
			.find(|stamp| stamp.span.until == Some(until))
			.map(|stamp| stamp.text.clone());
		own.unwrap_or_else(|| time::write_end(until))
	});
	Dates { start, end }
}
