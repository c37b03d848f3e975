//! From FHIR to the engine, for one question.
//!
//! The chain knows parties as accounts, data and codes as commitments, and sensitivities as bits whose meaning is secret.
//! Offline all of them are in clear, so each rule is compared here with what the request names, and the engine gets the
//! result: a party that is asked for or another one, a class that is the item's or another one. What the engine decides
//! itself is everything else: purposes, actions, confidentiality, periods, the tree, and how consents combine.

use super::{
	codes::{
		self, role_covers, same_reference, Class, Coding, Part, ACT_CODE, ACT_REASON, CONFIDENTIALITY, CONSENT_ACTION,
		POLICY_LABELS,
	},
	fhir::{self, tree::Tree, Provision, Status},
	json::{At, Found, Problem},
	request::Request,
};
use salus_consent_engine::{
	self as engine,
	vocabulary::{Actions, Categories, Classes, Confidentiality, Duo, Purposes, Regulations, Roles, Sensitivity},
	Commitment, DataRef, Effect, Labels, Meaning, PartyId, Rule,
};
use serde_json::Value;

/// The recipient, the custodian and the item of the request.
const ASKED: PartyId = PartyId([1; 32]);
/// Anybody else.
const OTHER: PartyId = PartyId([2; 32]);
/// The bit of every role, where the request states none: the engine is never asked with it.
const SOME_ROLE: Roles = Roles(1);
/// The sensitivity bit for a label that the item has, or may have.
const HIT: Sensitivity = Sensitivity(1);
/// The sensitivity bit for labels that it has not.
const MISS: Sensitivity = Sensitivity(2);

/// A consent made ready for one question.
#[derive(Debug)]
pub struct Lowered<'a> {
	/// What the engine evaluates.
	pub consent: engine::Consent,
	/// What it was made from.
	pub tree: Tree<'a>,
	/// Whether its status is active.
	pub active: bool,
	/// When it was recorded.
	pub recorded_at: i64,
}

/// The question, as the engine takes it.
pub fn request(request: &Request, consents: &[&fhir::Consent]) -> Found<engine::Request> {
	let (mut purposes, mut research) = (Purposes::EMPTY, Duo::EMPTY);
	for (coding, path) in &request.purposes {
		if let Some(term) = codes::duo(coding) {
			research = research.union(term.ok_or_else(|| unknown_term(coding, path))?);
			continue;
		}
		purposes = purposes.union(match hl7_purpose(coding) {
			// Without a system a code means that code in any system. To break the glass is HL7's alone: it needs an emergency.
			Some(purpose) if coding.system.is_none() && purpose != Purposes::BTG && names_purpose(consents, coding) => {
				purpose.union(Purposes::DOMAIN_A)
			},
			Some(purpose) => purpose,
			None if coding.system.is_some() && !coding.is_of(ACT_REASON) => Purposes::DOMAIN_A,
			None if coding.system.is_none() && names_purpose(consents, coding) => Purposes::DOMAIN_A,
			None => {
				return Err(Problem::new(
					path,
					format!("`{}` is not a purpose of use of HL7 v3", coding.code),
				))
			},
		});
	}
	if purposes.is_empty() && !research.is_empty() {
		// Whoever states research terms and no other purpose asks for research.
		purposes = Purposes::from_code("HRESCH").unwrap_or_default();
	}
	let mut actions = Actions::EMPTY;
	for (coding, path) in &request.actions {
		let known = Some(coding)
			.filter(|coding| coding.is_of(CONSENT_ACTION))
			.and_then(|c| Actions::from_code(&c.code));
		let unknown = || {
			let names = Actions::CODES.join(", ");
			Problem::new(
				path,
				format!("`{}` is not a consent action: use {names}", coding.name(CONSENT_ACTION)),
			)
		};
		actions = actions.union(known.ok_or_else(unknown)?);
	}
	let labels = request.item.labels.as_deref().map(item_labels).transpose()?;
	Ok(engine::Request {
		custodian: request.custodian.first().map(|_| ASKED),
		parties: vec![ASKED].try_into().unwrap_or_default(),
		roles: Roles::EMPTY,
		purposes,
		actions,
		categories: if request.categories.is_empty() {
			Categories::EMPTY
		} else {
			Categories::DOMAIN_A
		},
		at: request.at,
		item: engine::Item {
			class: request.item.class.as_ref().map(|_| Classes::DOMAIN_A),
			labels,
			date: request.item.date,
		},
		emergency: request.emergency,
		duo: (!research.is_empty()).then_some(research),
	})
}

pub(crate) fn unknown_term(coding: &Coding, path: &str) -> Problem {
	Problem::new(
		path,
		format!(
			"`{}` is not a term of the Data Use Ontology that is known here",
			coding.code
		),
	)
}

/// A consent, as the engine takes it; nothing if it is not active and does not say what it decides.
pub fn consent<'a>(consent: &'a fhir::Consent, asked: &Request) -> Found<Option<Lowered<'a>>> {
	let Some(tree) = fhir::tree::tree(consent)? else {
		return Ok(None);
	};
	let lower = Lowering { asked };
	let mut provisions = Vec::new();
	for node in &tree.nodes {
		let rule = lower.rule(
			node.rule,
			node.effect,
			if node.is_root { Which::AllButScope } else { Which::All },
		)?;
		provisions.push(engine::Provision {
			parent: node.parent,
			effect: node.effect,
			rule,
		});
	}
	let which = if tree.scope_is_narrow {
		Which::OnlyScope
	} else {
		Which::All
	};
	let scope = tree
		.scope
		.as_deref()
		.map(|root| lower.rule(root, tree.base, which))
		.transpose()?
		.unwrap_or_default();
	let in_category = consent
		.categories
		.iter()
		.chain(&consent.scope)
		.flat_map(|concept| &concept.codings)
		.any(|own| asked.categories.iter().any(|asked| asked.is_same(own)));
	let lowered = engine::Consent {
		custodian: lower.custodian(consent.custodians()),
		categories: if in_category {
			Categories::DOMAIN_A
		} else {
			Categories::DOMAIN_B
		},
		regulations: regulations(consent),
		period: fhir::tree::validity(consent),
		base: tree.base,
		scope,
		provisions: provisions
			.try_into()
			.map_err(|_| Problem::new("Consent.provision", "there are too many provisions"))?,
	};
	let recorded_at = consent
		.recorded
		.as_ref()
		.and_then(|stamp| stamp.span.from)
		.unwrap_or(i64::MIN);
	Ok(Some(Lowered {
		consent: lowered,
		tree,
		active: consent.status == Status::Active,
		recorded_at,
	}))
}

/// The set of an HL7 purpose, the top of the tree included.
pub(crate) fn hl7_purpose(coding: &Coding) -> Option<Purposes> {
	if !coding.is_of(ACT_REASON) {
		return None;
	}
	match coding.code.as_str() {
		"PurposeOfUse" => Some(Purposes(u64::MAX)),
		code => Purposes::from_code(code),
	}
}

/// Whether any rule names this code as a purpose of a system of its own.
fn names_purpose(consents: &[&fhir::Consent], asked: &Coding) -> bool {
	fn within(provisions: &[Provision], asked: &Coding) -> bool {
		provisions.iter().any(|rule| {
			let own = |named: &Coding| !named.is_of(ACT_REASON) && named.is_same(asked);
			rule.purposes.iter().any(own) || within(&rule.provisions, asked)
		})
	}
	consents.iter().any(|consent| within(&consent.provisions, asked))
}

fn item_labels(labels: &[(Coding, String)]) -> Found<Labels> {
	let mut level: Option<Confidentiality> = None;
	let mut sensitive = false;
	for (coding, path) in labels {
		match label(coding, path)? {
			// Of several levels the highest counts: a high-water mark.
			Label::Level(own) => level = level.max(Some(own)),
			Label::Sensitivity(_) => sensitive = true,
			Label::Own => {},
		}
	}
	let default = if sensitive {
		Confidentiality::Restricted
	} else {
		Confidentiality::Normal
	};
	Ok(Labels {
		confidentiality: Some(level.unwrap_or(default)),
		sensitivity: HIT,
	})
}

/// What a security label is.
pub enum Label<'a> {
	/// A level of confidentiality.
	Level(Confidentiality),
	/// A sensitivity of HL7 v3.
	Sensitivity(&'a str),
	/// A label of another system, compared as it is written.
	Own,
}

/// What a security label is, or why it cannot be used.
pub fn label<'a>(coding: &'a Coding, path: &str) -> Found<Label<'a>> {
	let code = coding.code.as_str();
	if coding.is_of(CONFIDENTIALITY) {
		if let Some(level) = Confidentiality::from_code(code) {
			return Ok(Label::Level(level));
		}
	}
	if coding.is_of(ACT_CODE) && Sensitivity::is_known(code) {
		return Ok(Label::Sensitivity(code));
	}
	if coding.is_of(ACT_CODE) && POLICY_LABELS.contains(&code) {
		return Ok(Label::Own);
	}
	if coding.is_of(CONFIDENTIALITY) || coding.is_of(ACT_CODE) {
		return Err(Problem::new(
			path,
			format!(
				"`{code}` is neither a confidentiality nor a sensitivity of HL7 v3, nor another security label of it"
			),
		));
	}
	Ok(Label::Own)
}

/// A deny of a sensitivity of HL7 v3 in a system that is not known would be met by nothing that is labelled with it.
fn hl7_in_disguise(coding: &Coding, path: &str) -> Found<()> {
	if !Sensitivity::is_known(&coding.code) {
		return Ok(());
	}
	let (code, system) = (&coding.code, coding.system.as_deref().unwrap_or(""));
	Err(Problem::new(
		path,
		format!(
			"`{code}` is a sensitivity of HL7 v3, and `{system}` is not known for its system, so this would deny nothing: write `{}`",
			ACT_CODE[0]
		),
	))
}

/// The classes that a rule names, or nothing if it names none or all.
pub fn classes(rule: &Provision) -> Found<Option<Vec<Class>>> {
	let lists = [
		(&rule.classes, "class"),
		(&rule.document_types, "documentType"),
		(&rule.resource_types, "resourceType"),
	];
	let named: Vec<_> = lists.into_iter().filter(|(list, _)| !list.is_empty()).collect();
	let (list, key) = match named.as_slice() {
		[] => return Ok(None),
		[one] => *one,
		_ => {
			let reason =
				"documentType and resourceType in one provision: an item has one class, so split the provision";
			return Err(Problem::new(&rule.path, reason));
		},
	};
	let mut classes = Vec::new();
	for (index, coding) in list.iter().enumerate() {
		let at = At {
			value: &Value::Null,
			path: format!("{}.{key}[{index}]", rule.path),
		};
		match Class::read(coding, &at)? {
			Some(some) => classes.extend(some),
			None => return Ok(None),
		}
	}
	classes.sort();
	classes.dedup();
	Ok(Some(classes))
}

/// The regulations a consent names.
pub(crate) fn regulations(consent: &fhir::Consent) -> Regulations {
	let concepts = consent.regulations.iter().chain(&consent.categories);
	concepts
		.flat_map(|concept| &concept.codings)
		.fold(Regulations::EMPTY, |all, coding| {
			all.union(codes::regulation(&coding.code))
		})
}

/// Which conditions of a provision a rule takes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
	All,
	/// When and where the consent is in force.
	OnlyScope,
	AllButScope,
}

struct Lowering<'a> {
	asked: &'a Request,
}

impl Lowering<'_> {
	fn custodian(&self, named: &[fhir::Reference]) -> Option<PartyId> {
		let stated = !named.is_empty() && !self.asked.custodian.is_empty();
		stated.then(|| {
			if named.iter().any(|named| self.is_custodian(named)) {
				ASKED
			} else {
				OTHER
			}
		})
	}

	/// Whether this is the custodian asked for, by any of its names.
	fn is_custodian(&self, named: &fhir::Reference) -> bool {
		let is_one = |asked: &String| named.names.iter().any(|name| same_reference(name, asked));
		self.asked.custodian.iter().any(is_one)
	}

	fn rule(&self, rule: &Provision, effect: Effect, which: Which) -> Found<Rule> {
		let mut lowered = Rule::default();
		let mut parties = self.actors(rule)?;
		if which != Which::AllButScope {
			lowered.period = rule.period.as_ref().map(fhir::Period::span).unwrap_or_default();
		} else {
			parties.custodian = None;
		}
		if which == Which::OnlyScope {
			parties = Parties {
				custodian: parties.custodian,
				..Parties::default()
			};
		}
		let concerns = match (parties.recipient, parties.custodian) {
			(None, None) => None,
			(recipient, custodian) => Some(recipient.unwrap_or(true) && custodian.unwrap_or(true)),
		};
		if let Some(concerns) = concerns {
			let party = Some(if concerns { ASKED } else { OTHER });
			let _ = lowered.actors.try_push(engine::Actor {
				party,
				roles: Roles::EMPTY,
			});
		}
		if parties.in_some_role && parties.custodian.unwrap_or(true) {
			let _ = lowered.actors.try_push(engine::Actor {
				party: None,
				roles: SOME_ROLE,
			});
		}
		if which == Which::OnlyScope {
			return Ok(lowered);
		}
		lowered.actions = self.actions(rule)?;
		(lowered.purposes, lowered.duo) = self.purposes(rule)?;
		lowered.labels = self.labels(rule, effect)?;
		lowered.classes = self.classes(rule)?;
		lowered.data_period = rule.data_period.as_ref().map(fhir::Period::span).unwrap_or_default();
		if !rule.data.is_empty() || parties.has_authors {
			if !rule.data.is_empty() && parties.has_authors {
				let reason = "an author among the actors and data references in one provision: split the provision";
				return Err(Problem::new(&rule.path, reason));
			}
			let _ = lowered.data.try_push(DataRef {
				meaning: Meaning::Instance,
				commitment: Commitment([0; 32]),
			});
		}
		if !rule.codes.is_empty() {
			for (index, concept) in rule.codes.iter().enumerate() {
				if concept.codings.is_empty() {
					let path = format!("{}.code[{index}]", rule.path);
					return Err(Problem::new(
						path,
						format!(
							"the code `{}` is only text, and cannot be found in data",
							concept.text()
						),
					));
				}
			}
			let _ = lowered.codes.try_push(Commitment([0; 32]));
		}
		Ok(lowered)
	}

	/// Whether the recipient and the custodian of the request are among the actors; nothing if no such actor is named.
	fn actors(&self, rule: &Provision) -> Found<Parties> {
		let mut parties = Parties::default();
		for actor in &rule.actors {
			let codes = actor.role.iter().flat_map(|role| &role.codings);
			let part = rule.part(actor);
			let is_named = |asked: &str| {
				actor
					.reference
					.as_ref()
					.is_some_and(|named| named.names.iter().any(|name| same_reference(name, asked)))
			};
			if part == Part::Custodian {
				let same = self.asked.custodian.is_empty()
					|| actor.reference.as_ref().is_none_or(|named| self.is_custodian(named));
				parties.custodian = Some(parties.custodian.unwrap_or(false) || same);
			} else if part == Part::Author {
				if actor.reference.is_none() {
					return Err(Problem::new(&actor.path, "an author must be named by a `reference`"));
				}
				parties.has_authors = true;
			} else {
				let concerns = match &actor.reference {
					// The reference says who; how the recipient takes part is what the role says, and any part is meant.
					Some(_) => self.asked.references.iter().any(|asked| is_named(asked)),
					None => codes.clone().any(|named| {
						// Whoever asks is an information recipient.
						let anybody = named.code == "IRCP" && self.asked.roles.is_empty();
						anybody || self.asked.roles.iter().any(|asked| role_covers(named, asked))
					}),
				};
				parties.in_some_role |= actor.reference.is_none() && self.asked.roles.is_empty();
				parties.recipient = Some(parties.recipient.unwrap_or(false) || concerns);
			}
		}
		Ok(parties)
	}

	/// Whether the request names this action without a system.
	fn asks_in_any_system(&self, action: &Coding) -> bool {
		let asked = |(asked, _): &(Coding, String)| asked.system.is_none() && asked.code == action.code;
		self.asked.actions.iter().any(asked)
	}

	fn actions(&self, rule: &Provision) -> Found<Actions> {
		let mut actions = Actions::EMPTY;
		for (index, concept) in rule.actions.iter().enumerate() {
			let path = format!("{}.action[{index}]", rule.path);
			if concept.codings.is_empty() {
				return Err(Problem::new(
					path,
					format!("the action `{}` has no code", concept.text()),
				));
			}
			let mut own = Actions::EMPTY;
			for coding in &concept.codings {
				own = own.union(match Actions::from_code(&coding.code) {
					Some(action) if coding.is_of(CONSENT_ACTION) || self.asks_in_any_system(coding) => action,
					// An action of another vocabulary is none that a request can ask for.
					_ if !coding.is_of(CONSENT_ACTION) => Actions::DOMAIN_B,
					_ => return Err(Problem::new(path, format!("`{}` is not a consent action", coding.code))),
				});
			}
			actions = actions.union(own);
		}
		Ok(actions)
	}

	fn purposes(&self, rule: &Provision) -> Found<(Purposes, Duo)> {
		let (mut purposes, mut research) = (Purposes::EMPTY, Duo::EMPTY);
		for (index, coding) in rule.purposes.iter().enumerate() {
			if let Some(term) = codes::duo(coding) {
				let path = format!("{}.purpose[{index}]", rule.path);
				research = research.union(term.ok_or_else(|| unknown_term(coding, &path))?);
				continue;
			}
			purposes = purposes.union(match hl7_purpose(coding) {
				Some(purpose) => purpose,
				None if !coding.is_of(ACT_REASON) => {
					let asked = |(asked, _): &(Coding, String)| {
						coding.is_same(asked) && hl7_purpose(asked) != Some(Purposes::BTG)
					};
					if self.asked.purposes.iter().any(asked) {
						Purposes::DOMAIN_A
					} else {
						Purposes::DOMAIN_B
					}
				},
				None => {
					let path = format!("{}.purpose[{index}]", rule.path);
					return Err(Problem::new(
						path,
						format!("`{}` is not a purpose of use of HL7 v3", coding.code),
					));
				},
			});
		}
		Ok((purposes, research))
	}

	fn labels(&self, rule: &Provision, effect: Effect) -> Found<Labels> {
		let mut labels = Labels::default();
		for (index, coding) in rule.labels.iter().enumerate() {
			let path = format!("{}.securityLabel[{index}]", rule.path);
			let named = label(coding, &path)?;
			if effect == Effect::Deny && matches!(named, Label::Own) && !coding.is_of(ACT_CODE) {
				hl7_in_disguise(coding, &path)?;
			}
			if let Label::Level(level) = named {
				// Any of several levels: up to the highest for a permit, from the lowest for a deny.
				labels.confidentiality = Some(match (labels.confidentiality, effect) {
					(None, _) => level,
					(Some(other), Effect::Permit) => other.max(level),
					(Some(other), Effect::Deny) => other.min(level),
				});
				continue;
			}
			let hit = match &self.asked.item.labels {
				None => true,
				Some(own) => own.iter().any(|(own, path)| match named {
					Label::Sensitivity(above) => {
						matches!(label(own, path), Ok(Label::Sensitivity(below)) if Sensitivity::subsumes(above, below))
					},
					// A label of another system, or one that the request names without a system.
					_ => coding.is_same(own),
				}),
			};
			labels.sensitivity = labels.sensitivity.union(if hit { HIT } else { MISS });
		}
		Ok(labels)
	}

	fn classes(&self, rule: &Provision) -> Found<Classes> {
		let Some(named) = classes(rule)? else {
			return Ok(Classes::EMPTY);
		};
		if let Some(own) = &self.asked.item.class {
			return Ok(if named.contains(own) {
				Classes::DOMAIN_A
			} else {
				Classes::DOMAIN_B
			});
		}
		// Nothing is known of the item: the bits only tell apart what the rules of this question name.
		Ok(named.iter().fold(Classes::EMPTY, |all, class| {
			all.union(match class {
				Class::Resource(name) => Classes::of_resource_type(name).unwrap_or(Classes::DOMAIN_B),
				Class::Other(_) => Classes::DOMAIN_B,
			})
		}))
	}
}

/// What the actors of a rule say about the request.
#[derive(Clone, Copy, Default)]
struct Parties {
	recipient: Option<bool>,
	/// A role alone is named, and the request states none.
	in_some_role: bool,
	custodian: Option<bool>,
	has_authors: bool,
}
