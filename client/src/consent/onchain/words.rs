//! What is filed, in plain words: what somebody reads before they sign.

use super::{
	intent::{Act, Intent},
	raise::{self, About},
	Part2Kind,
};
use crate::consent::{
	book::{ss58, Book},
	codes::{Coding, ACT_CODE, ACT_REASON, CONFIDENTIALITY, CONSENT_ACTION},
	fhir::{self, Period, Provision},
	lower, time,
};
use salus_consent_engine::Effect;
use serde_json::Value;
use std::fmt::Write;

/// Codes that a reader meets, in words.
const PLAIN: [(&str, &str); 51] = [
	("TREAT", "treatment"),
	("ETREAT", "emergency treatment"),
	("BTG", "breaking the glass in a declared emergency"),
	("COC", "coordination of care"),
	("POPHLTH", "population health"),
	("CLINTRL", "treatment in a clinical trial"),
	("HPAYMT", "payment"),
	("CLMATTCH", "attachments to claims"),
	("COVAUTH", "authorisation of coverage"),
	("COVERAGE", "matters of coverage"),
	("ELIGVER", "checks of eligibility"),
	("REMITADV", "remittance advice"),
	("HOPERAT", "operation of healthcare"),
	("HQUALIMP", "improvement of quality"),
	("HLEGAL", "legal matters"),
	("HRESCH", "research"),
	("CLINTRCH", "clinical research"),
	("HMARKT", "marketing"),
	("PATRQT", "what the patient asks for"),
	("FAMRQT", "what the family asks for"),
	("PUBHLTH", "public health"),
	("THREAT", "averting a threat"),
	("DISASTER", "disasters"),
	("PurposeOfUse", "any purpose"),
	("U", "unrestricted data"),
	("L", "data of low confidentiality"),
	("M", "data of moderate confidentiality"),
	("N", "normal data"),
	("R", "restricted data"),
	("V", "very restricted data"),
	("ETH", "substance use"),
	("ETHUD", "use of alcohol"),
	("OPIOIDUD", "use of opioids"),
	("SUD", "substance use disorders"),
	("PSY", "psychiatry"),
	("PSYTHPN", "psychotherapy notes"),
	("MH", "mental health"),
	("BH", "behavioural health"),
	("HIV", "HIV"),
	("STD", "sexually transmitted diseases"),
	("SEX", "sexuality and reproduction"),
	("SDV", "sexual assault, abuse or domestic violence"),
	("GDIS", "genetic disease"),
	("PREGNANT", "pregnancy"),
	("SCA", "sickle cell anaemia"),
	("IRCP", "any recipient"),
	("collect", "collecting"),
	("access", "seeing"),
	("use", "using"),
	("disclose", "passing on"),
	("correct", "correcting"),
];

fn plain(coding: &Coding, aliases: &[&str]) -> String {
	let name = coding.name(aliases);
	let known = PLAIN.iter().find(|(code, _)| *code == name);
	known.map_or(name, |(_, words)| (*words).to_owned())
}

/// What a consent under 42 CFR Part 2 is about.
pub fn part2(kind: Part2Kind) -> &'static str {
	match kind {
		Part2Kind::General => "records",
		Part2Kind::CounsellingNotes => "counselling notes",
		Part2Kind::Proceedings => "proceedings",
	}
}

fn list(items: Vec<String>) -> String {
	match items.as_slice() {
		[] => String::new(),
		[one] => one.clone(),
		[before @ .., last] => format!("{} or {last}", before.join(", ")),
	}
}

fn span(period: &Period) -> String {
	let text = |stamp: &Option<fhir::Stamp>| stamp.as_ref().map(|stamp| stamp.text.clone());
	match (text(&period.start), text(&period.end)) {
		(Some(start), Some(end)) => format!("from {start} to {end}"),
		(Some(start), None) => format!("from {start} on"),
		(None, Some(end)) => format!("until {end}"),
		(None, None) => "at any time".into(),
	}
}

/// What a rule is about.
fn about(rule: &Provision) -> String {
	let mut parts = Vec::new();
	let labels: Vec<String> = rule
		.labels
		.iter()
		.map(|label| plain(label, &[ACT_CODE, CONFIDENTIALITY].concat()))
		.collect();
	let mut what = match lower::classes(rule) {
		Ok(Some(classes)) => list(classes.iter().map(|class| class.name().to_owned()).collect()),
		_ => "all data".into(),
	};
	if !labels.is_empty() {
		what = format!("{what} labelled as {}", list(labels));
	}
	if let Some(period) = &rule.data_period {
		what = format!("{what}, dated {}", span(period));
	}
	if !rule.codes.is_empty() {
		let codes: Vec<String> = rule
			.codes
			.iter()
			.flat_map(|code| &code.codings)
			.map(|code| code.name(&[]))
			.collect();
		what = format!("{what}, with the code {}", list(codes));
	}
	if !rule.data.is_empty() {
		let named = |reference: &Value| {
			let text = reference.get("reference").and_then(Value::as_str).map(str::to_owned);
			text.unwrap_or_else(|| reference.get("identifier").unwrap_or(reference).to_string())
		};
		let data = rule.data.iter().map(|data| {
			let meaning = fhir::MEANINGS.iter().find(|(meaning, _)| *meaning == data.meaning);
			match meaning.map_or("", |(_, code)| code) {
				"authoredby" => format!("what {} wrote", named(&data.reference)),
				"related" => format!("what relates to {}", named(&data.reference)),
				"dependents" => format!("what depends on {}", named(&data.reference)),
				_ => named(&data.reference),
			}
		});
		what = format!("{what}, namely {}", list(data.collect()));
	}
	parts.push(what);
	if !rule.actors.is_empty() {
		let who = rule.actors.iter().map(|actor| {
			let name = actor.reference.as_ref().and_then(|named| named.names.first()).cloned();
			name.unwrap_or_else(|| {
				let roles = actor.role.iter().flat_map(|role| &role.codings);
				list(roles.map(|role| plain(role, &[])).collect())
			})
		});
		parts.push(format!("to {}", list(who.collect())));
	}
	if !rule.purposes.is_empty() {
		let why = rule.purposes.iter().map(|purpose| plain(purpose, ACT_REASON));
		parts.push(format!("for {}", list(why.collect())));
	}
	if !rule.actions.is_empty() {
		let how = rule
			.actions
			.iter()
			.flat_map(|action| &action.codings)
			.map(|action| plain(action, CONSENT_ACTION));
		parts.push(format!("by {}", list(how.collect())));
	}
	if let Some(period) = &rule.period {
		parts.push(span(period));
	}
	parts.join(", ")
}

fn rules(text: &mut String, rules: &[Provision], depth: usize) {
	for rule in rules {
		let word = match rule.effect {
			Some(Effect::Permit) => "but shared is",
			_ => "but not shared is",
		};
		let _ = writeln!(text, "{}{word}: {}", "  ".repeat(depth), about(rule));
		self::rules(text, &rule.provisions, depth.saturating_add(1));
	}
}

/// A consent, line by line.
pub fn consent(consent: &salus_consent_engine::Consent, about_it: &About) -> String {
	let mut text = String::new();
	let resource = raise::consent(consent, about_it);
	let who = match &consent.custodian {
		Some(custodian) => about_it.book.reference(custodian),
		None => "every accredited custodian".into(),
	};
	let _ = writeln!(text, "held by       {who}");
	match fhir::import(&resource, "Consent") {
		Err(problem) => {
			let _ = writeln!(text, "cannot be told in words: {problem}");
		},
		Ok(read) => {
			let root = read.provisions.first().cloned().unwrap_or_default();
			let (when, root) = (root.period.clone(), Provision { period: None, ..root });
			let base = match consent.base {
				Effect::Permit => "shared is",
				Effect::Deny => "not shared is",
			};
			let _ = writeln!(
				text,
				"in force      {}",
				when.as_ref().map_or("at any time".into(), span)
			);
			let _ = writeln!(text, "{base}: {}", about(&root));
			rules(&mut text, &root.provisions, 1);
			let categories: Vec<String> = read
				.categories
				.iter()
				.flat_map(|one| &one.codings)
				.map(|one| one.name(&[]))
				.collect();
			if !categories.is_empty() {
				let _ = writeln!(text, "about         {}", categories.join(", "));
			}
		},
	}
	text
}

/// An intent, as it is shown before it is signed.
pub fn intent(intent: &Intent, book: &Book) -> String {
	let mut text = String::new();
	let name = |account: &[u8; 32]| {
		let known = book
			.subjects
			.iter()
			.find(|(_, own)| own.account == *account)
			.map(|(name, _)| name);
		match known {
			Some(name) => format!("{name} ({})", ss58(account)),
			None => ss58(account),
		}
	};
	let what = match &intent.act {
		Act::File(_) => "agrees to this consent",
		Act::Revise(_) => "agrees to this consent in the place of the one before",
		Act::Revoke(_) => "revokes a consent",
	};
	match &intent.guardian {
		None => {
			let _ = writeln!(text, "{} {what}.", name(&intent.subject));
		},
		Some(guardian) => {
			let _ = writeln!(text, "{} {what} for {}.", ss58(guardian), name(&intent.subject));
		},
	}
	text.push('\n');
	match &intent.act {
		Act::Revoke(reason) => {
			let _ = writeln!(text, "reason        {}", reason.name());
		},
		Act::File(filing) | Act::Revise(filing) => {
			text.push_str(&consent(
				&filing.consent,
				&About {
					book,
					subject: intent.subject,
					id: None,
					policy: Some(filing.policy),
					source: Some(filing.source),
					recorded_at: None,
				},
			));
			let policies = book.policies.iter();
			let own = policies.filter(|(_, own)| (own.id, own.version) == (filing.policy.id, filing.policy.version));
			let names: Vec<&str> = own.map(|(name, _)| name.as_str()).collect();
			let _ = writeln!(text, "policy        {} {}", filing.policy, names.join(", "));
			if let Some(part2) = &filing.part2 {
				let kind = self::part2(part2.kind);
				let _ = writeln!(
					text,
					"42 CFR Part 2 {kind}; the right to revoke and the notice on redisclosure are stated"
				);
			}
			let _ = writeln!(text, "document      0x{}", hex::encode(filing.source));
		},
	}
	let expires = i64::try_from(intent.expires_at).unwrap_or(i64::MAX);
	let _ = writeln!(text, "place         {}, version {}", intent.place, intent.version);
	let _ = writeln!(text, "worth nothing from {} on", time::write_second(expires));
	let _ = writeln!(text, "on the chain  0x{}", hex::encode(intent.genesis));
	text
}
