//! From the chain to FHIR R4: a consent as it stands, in the words of the book where it has them.
//!
//! What has no name in the book keeps its number: an account is `urn:salus:account:…`, a label `urn:salus:label-bit|7`, a
//! commitment without its opening `urn:salus:commitment|0x…`. Lowering takes these for what they are, so that lowering what was
//! raised gives the same consent, with any book.

use super::{PolicyRef, Reason};
use crate::consent::{
	book::{self, Book, Opening, COMMITMENT},
	codes::{ACT_CODE, ACT_REASON, CONFIDENTIALITY, CONSENT_ACTION, DUO_TERMS, RESOURCE_TYPES},
	fhir::{effect_code, MEANINGS},
	time,
};
use codec::{Decode, Encode};
use salus_consent_engine::{
	vocabulary::{Actions, Categories, Classes, Duo, Purposes, Regulations},
	Commitment, Consent, Meaning, Provision, Rule, Span, MAX_PROVISIONS,
};
use serde_json::{json, Map, Value};

const PARTICIPATION: &str = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";

/// Where a consent is in its life, as the chain writes it.
#[derive(Encode, Decode, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Status {
	/// In force, within its period and once verified where that is required.
	#[codec(index = 0)]
	Active,
	/// A newer version took its place.
	#[codec(index = 1)]
	Superseded {
		/// The version.
		by: u32,
	},
	/// Taken back.
	#[codec(index = 2)]
	Revoked {
		/// Why.
		reason: Reason,
	},
	/// Its period is over.
	#[codec(index = 3)]
	Expired,
	/// Should never have been recorded.
	#[codec(index = 4)]
	EnteredInError,
	/// The subject was asked and refused.
	#[codec(index = 5)]
	NotDone,
}

impl Status {
	/// In words.
	pub fn words(self) -> String {
		match self {
			Self::Active => "active".into(),
			Self::Superseded { by } => format!("superseded by version {by}"),
			Self::Revoked { reason } => format!("revoked ({})", reason.name()),
			Self::Expired => "expired".into(),
			Self::EnteredInError => "entered in error".into(),
			Self::NotDone => "refused".into(),
		}
	}
}

/// What the chain knows beside the consent itself.
#[derive(Clone, Debug)]
pub struct About<'a> {
	/// The book; an empty one gives numbers for names.
	pub book: &'a Book,
	/// Whose consent it is.
	pub subject: [u8; 32],
	/// The id that the resource gets.
	pub id: Option<String>,
	/// The policy that it pins.
	pub policy: Option<PolicyRef>,
	/// The commitment of the signed document.
	pub source: Option<[u8; 32]>,
	/// When it was recorded.
	pub recorded_at: Option<i64>,
}

/// The consent with its provisions in the order in which FHIR nests them, and for each node of the old one its number in the
/// new one.
pub fn ordered(consent: &Consent) -> (Consent, Vec<u8>) {
	let count = u8::try_from(consent.provisions.len()).unwrap_or(0);
	let mut numbers = vec![0u8; usize::from(count).saturating_add(1)];
	let mut provisions: Vec<Provision> = Vec::new();
	fn add(consent: &Consent, above: u8, count: u8, numbers: &mut Vec<u8>, provisions: &mut Vec<Provision>) {
		for node in 1..=count {
			if consent.parent(node) != Some(above) {
				continue;
			}
			let Some(own) = consent.provisions.get(usize::from(node - 1)) else {
				continue;
			};
			provisions.push(Provision {
				parent: numbers[usize::from(above)],
				..own.clone()
			});
			numbers[usize::from(node)] = u8::try_from(provisions.len()).unwrap_or(u8::MAX);
			add(consent, node, count, numbers, provisions);
		}
	}
	add(consent, 0, count, &mut numbers, &mut provisions);
	provisions.truncate(usize::try_from(MAX_PROVISIONS).unwrap_or(0));
	let ordered = Consent {
		provisions: provisions.try_into().unwrap_or_default(),
		..consent.clone()
	};
	(ordered, numbers)
}

/// The resource.
pub fn consent(consent: &Consent, about: &About) -> Value {
	let raise = Raising { about };
	let mut top = Map::new();
	top.insert("resourceType".into(), json!("Consent"));
	if let Some(id) = &about.id {
		top.insert("id".into(), json!(id));
	}
	top.insert("status".into(), json!("active"));
	let categories = raise.categories(consent.categories);
	if !categories.is_empty() {
		top.insert("category".into(), json!(categories));
	}
	let subject = about.book.subjects.iter().find(|(_, own)| own.account == about.subject);
	let patient = subject.map_or_else(
		|| format!("{}{}", book::ACCOUNT, book::ss58(&about.subject)),
		|(name, _)| name.clone(),
	);
	top.insert("patient".into(), json!({ "reference": patient }));
	if let Some(at) = about.recorded_at {
		top.insert("dateTime".into(), json!(time::write_second(at)));
	}
	if let Some(custodian) = &consent.custodian {
		let reference = about.book.reference(custodian);
		top.insert("organization".into(), json!([{ "reference": reference }]));
	}
	if let Some(source) = &about.source {
		let value = format!("0x{}", hex::encode(source));
		let identifier = json!({ "system": COMMITMENT, "value": value });
		top.insert("sourceReference".into(), json!({ "identifier": identifier }));
	}
	if let Some(policy) = &about.policy {
		let own = about
			.book
			.policies
			.iter()
			.find(|(name, own)| (own.id, own.version) == (policy.id, policy.version) && !name.contains('|'));
		let uri = own.map_or_else(|| format!("urn:salus:policy:{policy}"), |(name, _)| name.clone());
		top.insert("policy".into(), json!([{ "uri": uri }]));
	}
	let rules: Vec<Value> = [
		(Regulations::PART2, ACT_CODE[0], "42CFRPart2"),
		(
			Regulations::HIPAA,
			"http://terminology.hl7.org/CodeSystem/consentpolicycodes",
			"hipaa-auth",
		),
		(Regulations::GDPR, ACT_CODE[0], "GDPRCONSENT"),
	]
	.into_iter()
	.filter(|(regulation, ..)| consent.regulations.intersects(*regulation))
	.map(|(_, system, code)| json!({ "system": system, "code": code }))
	.collect();
	if !rules.is_empty() {
		top.insert("policyRule".into(), json!({ "coding": rules }));
	}
	let mut root = raise.rule(&consent.scope, effect_code(consent.base));
	// Both are when the consent holds; R4 has one place for it.
	let period = consent.period.intersection(&consent.scope.period);
	put_period(&mut root, "period", &period);
	let count = u8::try_from(consent.provisions.len()).unwrap_or(0);
	raise.nest(consent, 0, count, &mut root);
	top.insert("provision".into(), Value::Object(root));
	Value::Object(top)
}

struct Raising<'a> {
	about: &'a About<'a>,
}

fn put(object: &mut Map<String, Value>, key: &str, list: Vec<Value>) {
	if !list.is_empty() {
		object.insert(key.into(), Value::Array(list));
	}
}

fn put_period(object: &mut Map<String, Value>, key: &str, span: &Span) {
	object.remove(key);
	let mut period = Map::new();
	if let Some(from) = span.from {
		period.insert("start".into(), json!(time::write_start(from)));
	}
	if let Some(until) = span.until {
		period.insert("end".into(), json!(time::write_end(until)));
	}
	if !period.is_empty() {
		object.insert(key.into(), Value::Object(period));
	}
}

impl Raising<'_> {
	fn nest(&self, consent: &Consent, above: u8, count: u8, object: &mut Map<String, Value>) {
		let mut below = Vec::new();
		for node in (1..=count).filter(|node| consent.parent(*node) == Some(above)) {
			if let (Some(rule), Some(effect)) = (consent.rule(node), consent.effect(node)) {
				let mut own = self.rule(rule, effect_code(effect));
				self.nest(consent, node, count, &mut own);
				below.push(Value::Object(own));
			}
		}
		put(object, "provision", below);
	}

	/// A code of a bit that the book names, or the bit.
	fn own(&self, section: &str, bit: u8) -> Value {
		match self
			.about
			.book
			.name(section, bit)
			.map(|name| name.rsplit_once('|').ok_or(name))
		{
			Some(Ok((system, code))) => json!({ "system": system, "code": code }),
			Some(Err(code)) => json!({ "code": code }),
			None => json!({ "system": format!("urn:salus:{section}-bit"), "code": bit.to_string() }),
		}
	}

	fn categories(&self, categories: Categories) -> Vec<Value> {
		let bits = (0..32u8).filter(|bit| categories.0.wrapping_shr(u32::from(*bit)) & 1 == 1);
		bits.map(|bit| {
			let coding = match Categories::CODES.get(usize::from(bit)) {
				Some(code) if code.contains('-') && code.starts_with(|c: char| c.is_ascii_digit()) => {
					json!({ "system": "http://loinc.org", "code": code })
				},
				Some(code) => {
					let system = if bit < 4 {
						"consentscope"
					} else {
						"consentcategorycodes"
					};
					json!({ "system": format!("http://terminology.hl7.org/CodeSystem/{system}"), "code": code })
				},
				None => self.own("categories", bit),
			};
			json!({ "coding": [coding] })
		})
		.collect()
	}

	fn rule(&self, rule: &Rule, effect: &str) -> Map<String, Value> {
		let mut object = Map::new();
		object.insert("type".into(), json!(effect));
		put_period(&mut object, "period", &rule.period);
		put(&mut object, "actor", self.actors(rule));
		put(&mut object, "action", self.actions(rule.actions));
		put(&mut object, "securityLabel", self.labels(rule));
		put(&mut object, "purpose", self.purposes(rule.purposes, rule.duo));
		put(&mut object, "class", self.classes(rule.classes));
		put(
			&mut object,
			"code",
			rule.codes.iter().map(|code| self.code(code)).collect(),
		);
		put_period(&mut object, "dataPeriod", &rule.data_period);
		let data = rule.data.iter().map(|data| {
			let reference = self.opened(&data.commitment).map_or_else(
				|| json!({ "identifier": unopened(&data.commitment, "value") }),
				|opening| opening.value.clone(),
			);
			let meaning = |known: &&(Meaning, &str)| known.0 == data.meaning;
			let code = MEANINGS.iter().find(meaning).map_or("instance", |(_, code)| code);
			json!({ "meaning": code, "reference": reference })
		});
		put(&mut object, "data", data.collect());
		object
	}

	fn opened(&self, commitment: &Commitment) -> Option<&Opening> {
		self.about.book.opening(&self.about.subject, commitment)
	}

	fn code(&self, commitment: &Commitment) -> Value {
		let coding = self
			.opened(commitment)
			.map_or_else(|| unopened(commitment, "code"), |opening| opening.value.clone());
		json!({ "coding": [coding] })
	}

	fn actors(&self, rule: &Rule) -> Vec<Value> {
		let role = |coding: Value| json!({ "coding": [coding] });
		let recipient = json!({ "system": PARTICIPATION, "code": "IRCP" });
		let mut all = Vec::new();
		for actor in rule.actors.iter() {
			let roles = (0..32u8).filter(|bit| actor.roles.0.wrapping_shr(u32::from(*bit)) & 1 == 1);
			let named: Vec<Value> = roles
				.map(|bit| match self.about.book.name("roles", bit) {
					Some(name) if !name.contains('|') => json!({ "system": PARTICIPATION, "code": name }),
					_ => self.own("roles", bit),
				})
				.collect();
			let mut own = Map::new();
			if let Some(party) = &actor.party {
				own.insert("role".into(), role(recipient.clone()));
				own.insert(
					"reference".into(),
					json!({ "reference": self.about.book.reference(party) }),
				);
			} else {
				own.insert("role".into(), json!({ "coding": named }));
			}
			all.push(Value::Object(own));
		}
		all
	}

	fn actions(&self, actions: Actions) -> Vec<Value> {
		let bits = (0..8u8).filter(|bit| actions.0.wrapping_shr(u32::from(*bit)) & 1 == 1);
		bits.map(|bit| {
			let coding = match Actions::CODES.get(usize::from(bit)) {
				Some(code) => json!({ "system": CONSENT_ACTION[0], "code": code }),
				None => self.own("actions", bit),
			};
			json!({ "coding": [coding] })
		})
		.collect()
	}

	fn labels(&self, rule: &Rule) -> Vec<Value> {
		let level = rule.labels.confidentiality;
		let mut all: Vec<Value> = level
			.map(|level| json!({ "system": CONFIDENTIALITY[0], "code": level.code() }))
			.into_iter()
			.collect();
		all.extend(self.about.book.label_names(rule.labels.sensitivity));
		all
	}

	fn purposes(&self, purposes: Purposes, research: Duo) -> Vec<Value> {
		let mut all = Vec::new();
		if purposes == Purposes(u64::MAX) {
			all.push(json!({ "system": ACT_REASON[0], "code": "PurposeOfUse" }));
		} else {
			all.extend(
				purposes
					.codes()
					.map(|code| json!({ "system": ACT_REASON[0], "code": code })),
			);
			let own = [62u8, 63]
				.into_iter()
				.filter(|bit| purposes.0.wrapping_shr(u32::from(*bit)) & 1 == 1);
			all.extend(own.map(|bit| self.own("purposes", bit)));
		}
		let terms = Duo::CODES
			.iter()
			.filter(|code| Duo::from_code(code).is_some_and(|own| research.intersects(own)));
		all.extend(terms.map(|code| {
			let number = DUO_TERMS
				.iter()
				.find(|(_, name)| name == code)
				.map_or("", |(number, _)| number);
			json!({ "system": "http://purl.obolibrary.org/obo/duo.owl", "code": format!("DUO:{number}") })
		}));
		all
	}

	fn classes(&self, classes: Classes) -> Vec<Value> {
		let types = classes.intersection(Classes::ALL_GROUPS).resource_types();
		let mut all: Vec<Value> = types
			.map(|name| json!({ "system": RESOURCE_TYPES[0], "code": name }))
			.collect();
		let own = [62u8, 63]
			.into_iter()
			.filter(|bit| classes.0.wrapping_shr(u32::from(*bit)) & 1 == 1);
		all.extend(own.map(|bit| self.own("classes", bit)));
		all
	}
}

fn unopened(commitment: &Commitment, key: &str) -> Value {
	json!({ "system": COMMITMENT, key: format!("0x{}", hex::encode(commitment.0)) })
}
