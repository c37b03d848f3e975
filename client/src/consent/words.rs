//! Decisions for people: a table, and the path that decided.

use super::{
	answer::{Answer, Code, Named, Redact},
	codes::{Coding, ACT_CODE, ACT_REASON, CONFIDENTIALITY, CONSENT_ACTION},
	fhir::{effect_code, Period, Provision},
	lower,
};
use salus_consent_engine::{
	vocabulary::Regulations, Condition, Consent, ConsentTrace, DenyReason, Effect, Explanation, NodeTrace, Outcome,
	Verdict,
};
use serde_json::{json, Value};
use std::fmt::Write;

/// The answer as a few lines.
pub fn table(answer: &Answer) -> String {
	let mut text = String::new();
	let mut row = |name: &str, value: &str| {
		let _ = writeln!(text, "{name:<12} {value}");
	};
	row("decision", answer.decision);
	if let (Some(policy), Some(says)) = (answer.implicit, answer.implicit_decision) {
		row("implicit", &format!("{policy}: {says}"));
	}
	for basis in &answer.basis {
		row("basis", &format!("{}, provision {}", basis.consent, basis.provision));
	}
	for obligation in &answer.obligations {
		row(obligation.effect, &obligation_words(obligation));
	}
	match &answer.redact {
		None => {},
		Some(Redact::Codes(codes)) => row("redact", &codings(codes)),
		Some(Redact::ExceptAnyOf(codes)) => row("redact", &format!("all but {}", codings(codes))),
	}
	for notice in &answer.notices {
		row("notice", notice);
	}
	text
}

fn obligation_words(obligation: &super::answer::Obligation) -> String {
	let mut parts = Vec::new();
	if !obligation.labels.is_empty() {
		parts.push(format!("labelled {}", obligation.labels.join(" or ")));
	}
	if !obligation.classes.is_empty() {
		parts.push(format!("of class {}", shortened(&obligation.classes)));
	}
	if let Some(dates) = &obligation.data_period {
		let end = |end: &Option<String>| end.clone().unwrap_or_else(|| "…".into());
		parts.push(format!("dated {} to {}", end(&dates.start), end(&dates.end)));
	}
	for data in &obligation.data {
		parts.push(data_words(data));
	}
	if parts.is_empty() {
		"everything".into()
	} else {
		parts.join(", ")
	}
}

fn shortened(classes: &[String]) -> String {
	match classes {
		[first, second, third, rest @ ..] if rest.len() > 5 => {
			format!("{first}, {second}, {third} and {} more", rest.len())
		},
		_ => classes.join(" or "),
	}
}

fn data_words(data: &Value) -> String {
	let meaning = data.get("meaning").and_then(Value::as_str).unwrap_or("instance");
	let reference = data.get("reference");
	let text = |key: &str| {
		reference
			.and_then(|reference| reference.get(key))
			.and_then(Value::as_str)
	};
	format!(
		"{meaning} {}",
		text("reference").or_else(|| text("display")).unwrap_or("?")
	)
}

fn codings(codes: &[Code]) -> String {
	codes
		.iter()
		.map(|code| code.code.clone())
		.collect::<Vec<_>>()
		.join(", ")
}

/// Why, in one sentence.
pub fn headline(explanation: &Explanation, answer: &Answer) -> String {
	let cited: Vec<_> = answer
		.basis
		.iter()
		.map(|b| format!("{} at {}", b.consent, b.provision))
		.collect();
	let cited = if cited.is_empty() {
		"the consents".to_owned()
	} else {
		cited.join(", ")
	};
	match explanation.decision.outcome {
		Outcome::Permit if answer.decision == "deny" => {
			"Denied: what is permitted is named in a way that no obligation can state; ask about single items.".into()
		},
		Outcome::Permit if answer.obligations.is_empty() && answer.redact.is_none() => format!("Permitted by {cited}."),
		Outcome::Permit => format!("Permitted by {cited}, with what follows held back."),
		Outcome::Deny(DenyReason::Consent) => format!("Denied by {cited}."),
		Outcome::Deny(DenyReason::NoLiveEmergency) => {
			"Denied: breaking the glass is allowed in a live emergency only, and there is none.".into()
		},
		Outcome::Deny(DenyReason::AskForItems) => {
			"Denied as a whole: part of it is permitted, in a way that obligations cannot state; ask about single items.".into()
		},
		Outcome::Deny(DenyReason::TooMany) => "Denied: more consents or conditions than one decision considers.".into(),
		Outcome::NotApplicable { .. } => format!(
			"No consent says anything about this. The implicit policy `{}` says {}.",
			answer.implicit.unwrap_or("deny"),
			answer.implicit_decision.unwrap_or("deny")
		),
	}
}

/// The path that decided, line by line.
pub fn explain(explanation: &Explanation, answer: &Answer, consents: &[Named]) -> String {
	let mut text = format!("{}\n", headline(explanation, answer));
	if answer.decision == "permit" || !answer.notices.is_empty() {
		for line in table(answer)
			.lines()
			.filter(|line| !line.starts_with("decision") && !line.starts_with("basis"))
		{
			let _ = writeln!(text, "  {line}");
		}
	}
	for (index, (named, trace)) in consents.iter().zip(explanation.consents.iter()).enumerate() {
		let _ = writeln!(text, "\n{}", named.name);
		match trace {
			ConsentTrace::LeftOut(condition) => {
				let _ = writeln!(text, "  left out: {}", left_out(*condition));
			},
			ConsentTrace::Outranked => {
				let _ = writeln!(text, "  not asked: a consent before it decided everything");
			},
			ConsentTrace::Asked(nodes) => {
				for node in nodes.iter() {
					let tree = &named.lowered.tree;
					let below = node.node.checked_sub(1).and_then(|at| tree.nodes.get(usize::from(at)));
					let (path, effect, rule) = match below {
						Some(below) => (below.path.as_str(), below.effect, Some(below.rule)),
						None => ("0", tree.base, tree.scope.as_deref()),
					};
					let decided = explanation
						.decision
						.basis
						.iter()
						.any(|basis| usize::from(basis.node.consent) == index && basis.node.node == node.node);
					let narrow = node.node == 0 && tree.scope_is_narrow;
					let conditions = rule.filter(|_| !narrow).map(conditions).unwrap_or_default();
					let indent = path.matches('.').count();
					let _ = writeln!(
						text,
						"  {}{path} {}{}{} — {}{}",
						"  ".repeat(indent),
						effect_code(effect),
						if node.node == 0 {
							format!(" ({})", tree.base_source)
						} else {
							String::new()
						},
						if conditions.is_empty() {
							String::new()
						} else {
							format!(" {conditions}")
						},
						verdict(*node, nodes, &named.lowered.consent),
						if decided { "; this decided" } else { "" },
					);
				}
			},
		}
	}
	text
}

/// The trace as JSON, for tools.
pub fn trace(explanation: &Explanation, consents: &[Named]) -> Value {
	let each = consents
		.iter()
		.zip(explanation.consents.iter())
		.map(|(named, trace)| match trace {
			ConsentTrace::LeftOut(condition) => json!({ "consent": named.name, "leftOut": left_out(*condition) }),
			ConsentTrace::Outranked => {
				json!({ "consent": named.name, "leftOut": "a consent before it decided everything" })
			},
			ConsentTrace::Asked(nodes) => {
				let all = nodes;
				let nodes = nodes.iter().map(|node| {
					let verdict = verdict(*node, all, &named.lowered.consent);
					let tree = &named.lowered.tree;
					let below = node.node.checked_sub(1).and_then(|at| tree.nodes.get(usize::from(at)));
					let (path, effect) = below.map_or(("0", tree.base), |below| (below.path.as_str(), below.effect));
					json!({ "provision": path, "effect": effect_code(effect), "verdict": verdict })
				});
				json!({ "consent": named.name, "provisions": nodes.collect::<Vec<_>>() })
			},
		});
	Value::Array(each.collect())
}

fn left_out(condition: Condition) -> &'static str {
	match condition {
		Condition::Status => "it is not active",
		Condition::Period => "it is not in force at that time",
		Condition::Custodian => "it is for another custodian",
		Condition::Category => "it is of another category",
		other => failure(other),
	}
}

fn failure(condition: Condition) -> &'static str {
	match condition {
		Condition::Status => "not active",
		Condition::Period => "not in force at that time",
		Condition::Custodian => "for another custodian",
		Condition::Category => "of another category",
		Condition::Actor => "about other actors",
		Condition::Action => "about other actions",
		Condition::Purpose => "about other purposes",
		Condition::Emergency => "there is no live emergency",
		Condition::Research => "about other research",
		Condition::Class => "about other classes of data",
		Condition::Label => "about data with other labels",
		Condition::DataPeriod => "about data of another time",
		Condition::Parent => "what it is an exception to does not match",
	}
}

fn verdict(node: NodeTrace, all: &[NodeTrace], consent: &Consent) -> String {
	let of = |node| all.iter().find(|trace| trace.node == node).map(|trace| trace.verdict);
	let above = consent.parent(node.node).and_then(of);
	let is_part2 = consent.regulations.intersects(Regulations::PART2);
	let why = match node.verdict {
		Verdict::Matches => return "matches".into(),
		Verdict::Partly => return "matches some of the data".into(),
		Verdict::Fails(Condition::Parent) if matches!(above, Some(Verdict::Matches | Verdict::Partly)) => {
			"what it is an exception to is about part of what is asked for"
		},
		Verdict::Fails(Condition::Purpose) if is_part2 && consent.effect(node.node) == Some(Effect::Permit) => {
			"about other purposes, or does not name legal proceedings"
		},
		Verdict::Fails(condition) => failure(condition),
	};
	format!("does not match: {why}")
}

/// The conditions of a rule, in words.
fn conditions(rule: &Provision) -> String {
	let mut parts = Vec::new();
	let names = |codings: &[Coding], aliases: &[&str]| {
		codings
			.iter()
			.map(|coding| coding.name(aliases))
			.collect::<Vec<_>>()
			.join(" or ")
	};
	let span = |period: &Period| {
		let text =
			|stamp: &Option<super::fhir::Stamp>| stamp.as_ref().map_or("…".to_owned(), |stamp| stamp.text.clone());
		format!("{} to {}", text(&period.start), text(&period.end))
	};
	if !rule.actors.is_empty() {
		let who = rule.actors.iter().map(|actor| {
			let name = actor.reference.as_ref().and_then(|named| named.names.first()).cloned();
			let role = actor
				.role
				.iter()
				.flat_map(|role| &role.codings)
				.map(|coding| coding.code.clone())
				.next();
			match (name, role) {
				(Some(name), Some(role)) => format!("{name} ({role})"),
				(Some(name), None) => name,
				(None, role) => role.unwrap_or_default(),
			}
		});
		parts.push(format!("for {}", who.collect::<Vec<_>>().join(" or ")));
	}
	if !rule.purposes.is_empty() {
		parts.push(format!("to {}", names(&rule.purposes, ACT_REASON)));
	}
	if !rule.actions.is_empty() {
		let actions: Vec<Coding> = rule.actions.iter().flat_map(|action| action.codings.clone()).collect();
		parts.push(format!("by {}", names(&actions, CONSENT_ACTION)));
	}
	if !rule.labels.is_empty() {
		parts.push(format!(
			"of data labelled {}",
			names(&rule.labels, &[ACT_CODE, CONFIDENTIALITY].concat())
		));
	}
	if let Ok(Some(classes)) = lower::classes(rule) {
		let names: Vec<_> = classes.iter().map(|class| class.name().to_owned()).collect();
		parts.push(format!("of class {}", shortened(&names)));
	}
	if !rule.codes.is_empty() {
		let codes: Vec<Coding> = rule.codes.iter().flat_map(|code| code.codings.clone()).collect();
		parts.push(format!("with code {}", names(&codes, &[])));
	}
	if let Some(period) = &rule.data_period {
		parts.push(format!("dated {}", span(period)));
	}
	for data in &rule.data {
		let reference = data.reference.get("reference").and_then(Value::as_str).unwrap_or("?");
		parts.push(format!("data {reference}"));
	}
	if let Some(period) = &rule.period {
		parts.push(format!("from {}", span(period)));
	}
	parts.join(", ")
}
