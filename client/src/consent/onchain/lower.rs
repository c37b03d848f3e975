//! From FHIR to what is filed.
//!
//! Everything that decides is lowered, or refused by its path in the document: nothing that decides is dropped. What decides
//! nothing (names, notes, verifications, the document itself) is covered by the commitment of the source and stays off chain.

use super::{Filing, Part2, Part2Kind, PolicyRef, MAX_FILING_BYTES};
use crate::consent::{
	book::{Book, PolicyEntry, COMMITMENT, LABEL_BIT},
	codes::{self, Class, Coding, Part, ACT_CODE, ACT_REASON, CONSENT_ACTION},
	fhir::{self, tree, Provision, Status},
	json::{Found, Problem},
	lower::{classes, hl7_purpose, label, regulations, unknown_term, Label},
	request::Request,
};
use crate::record::ids;
use codec::Encode;
use salus_consent_engine::{
	self as engine,
	vocabulary::{Actions, Categories, Classes, Duo, Purposes, Regulations, Roles, Sensitivity, RESOURCE_TYPES},
	Commitment, DataRef, Effect, Labels, Meaning, PartyId, Rule, Span,
};
use serde_json::{json, Value};

/// Code systems whose codes are [`Categories::CODES`].
const CATEGORY_SYSTEMS: [&str; 3] = [
	"http://terminology.hl7.org/CodeSystem/consentscope",
	"http://terminology.hl7.org/CodeSystem/consentcategorycodes",
	"http://loinc.org",
];

/// Commits to a value: what it is of, and the value. The salt is the caller's to keep.
pub type Committing<'a> = dyn FnMut(&'static str, &Value) -> Found<[u8; 32]> + 'a;

/// What the resource does not say, and whoever files it does.
#[derive(Clone, Debug, Default)]
pub struct Terms {
	/// The custodian for whom it is filed, if the resource names several or none is to be named.
	pub custodian: Option<String>,
	/// The policy, instead of what the resource names.
	pub policy: Option<PolicyRef>,
	/// What kind of consent under 42 CFR Part 2 it is, if it is one.
	pub part2: Option<Part2Kind>,
	/// The document states the right to revoke.
	pub states_right_to_revoke: bool,
	/// The document states that data may be redisclosed.
	pub states_redisclosure: bool,
}

/// The references by which the resource names its subject.
pub fn subject(consent: &fhir::Consent) -> Found<&[String]> {
	let path = if consent.release == fhir::Release::R4 {
		"Consent.patient"
	} else {
		"Consent.subject"
	};
	match &consent.subject {
		Some(subject) if !subject.names.is_empty() => Ok(&subject.names),
		_ => Err(Problem::new(path, "is missing: nobody is named whose consent this is")),
	}
}

/// What is filed for a consent. `source` is the commitment of the signed document.
pub fn filing(
	consent: &fhir::Consent,
	book: &Book,
	terms: &Terms,
	source: [u8; 32],
	commit: &mut Committing,
) -> Found<Filing> {
	if consent.status != Status::Active {
		let code = consent.status.code();
		return Err(Problem::new(
			"Consent.status",
			format!("`{code}`: only an active consent is filed; a refusal is recorded with `salus consent refuse`"),
		));
	}
	let tree = tree::tree(consent)?.ok_or_else(|| Problem::new("Consent", "does not say what it decides"))?;
	let custodian = custodian(consent, book, terms, tree.scope.as_deref())?;
	let mut lower = Lowering {
		book,
		custodian: custodian.as_ref(),
		commit,
	};
	let mut scope = match tree.scope.as_deref() {
		None => Rule::default(),
		// The period is the consent's, and the custodian too.
		Some(_) if tree.scope_is_narrow => Rule::default(),
		Some(root) => lower.rule(root, tree.base, true)?,
	};
	scope.period = Span::ALWAYS;
	let mut provisions = Vec::new();
	for node in &tree.nodes {
		let mut rule = lower.rule(node.rule, node.effect, node.is_root)?;
		if node.is_root {
			rule.period = Span::ALWAYS;
		}
		provisions.push(engine::Provision {
			parent: node.parent,
			effect: node.effect,
			rule,
		});
	}
	let regulations = regulations(consent);
	let (policy, states) = policy(consent, book, terms)?;
	let part2 = part2(regulations, terms, states)?;
	let consent = engine::Consent {
		custodian: custodian.map(|(party, _)| party),
		categories: categories(consent, book)?,
		regulations,
		period: tree::validity(consent),
		base: tree.base,
		scope,
		provisions: provisions
			.try_into()
			.map_err(|_| Problem::new("Consent.provision", "there are too many provisions"))?,
	};
	consent
		.validate()
		.map_err(|invalid| Problem::new("Consent", format!("cannot be stored on chain: {invalid:?}")))?;
	let filing = Filing {
		consent,
		policy,
		source,
		part2,
	};
	let bytes = filing.encoded_size();
	if bytes > MAX_FILING_BYTES {
		return Err(Problem::new(
			"Consent",
			format!("takes {bytes} bytes on chain, and {MAX_FILING_BYTES} are the most"),
		));
	}
	Ok(filing)
}

/// Who enforces the consent: the one custodian it names, or the one of several for whom it is filed.
fn custodian<'a>(
	consent: &'a fhir::Consent,
	book: &Book,
	terms: &Terms,
	scope: Option<&'a Provision>,
) -> Found<Option<(PartyId, Vec<String>)>> {
	let path = match consent.release {
		fhir::Release::R4 => "Consent.organization",
		fhir::Release::R5 => "Consent.controller",
	};
	let mut named: Vec<&[String]> = consent.custodians().iter().map(|one| one.names.as_slice()).collect();
	if named.is_empty() {
		// Where nobody else is named, the custodians of the root provision bound the whole consent.
		let of_root = scope.iter().flat_map(|root| {
			root.actors
				.iter()
				.filter(move |actor| root.part(actor) == Part::Custodian)
		});
		named.extend(of_root.filter_map(|actor| Some(actor.reference.as_ref()?.names.as_slice())));
	}
	let unknown = |names: &[String], path: &str| {
		let name = names.first().map_or("?", String::as_str);
		Problem::new(
			path,
			format!("`{name}` is not among the `parties` of the book: add its account with `salus consent book add`"),
		)
	};
	if let Some(wanted) = &terms.custodian {
		let wanted = [wanted.clone()];
		let party = book.party(&wanted).ok_or_else(|| unknown(&wanted, "--custodian"))?;
		let own = named.iter().find(|names| book.party(names) == Some(party));
		if !named.is_empty() && own.is_none() {
			return Err(Problem::new(
				path,
				format!("does not name `{}`, for whom it is to be filed", wanted[0]),
			));
		}
		let names = own.map_or_else(|| wanted.to_vec(), |names| names.to_vec());
		return Ok(Some((party, names)));
	}
	match named.as_slice() {
		[] => Ok(None),
		[one] => {
			let party = book.party(one).ok_or_else(|| unknown(one, &format!("{path}[0]")))?;
			Ok(Some((party, one.to_vec())))
		},
		several => Err(Problem::new(
			path,
			format!(
				"names {} custodians, and a consent on chain has one: file it for each with --custodian",
				several.len()
			),
		)),
	}
}

fn bit32(bit: u8) -> u32 {
	1u32.checked_shl(u32::from(bit)).unwrap_or(0)
}

fn bit64(bit: u8) -> u64 {
	1u64.checked_shl(u32::from(bit)).unwrap_or(0)
}

fn not_in_book(coding: &Coding, path: String, section: &str) -> Problem {
	let name = coding.name(&[]);
	Problem::new(
		path,
		format!("`{name}` has no bit in `{section}` of the book, and the chain knows no other codes than those"),
	)
}

fn category(coding: &Coding, book: &Book, path: String) -> Found<Categories> {
	let known = Categories::from_code(&coding.code).filter(|_| coding.is_of(&CATEGORY_SYSTEMS));
	known
		.or_else(|| book.bit("categories", coding).map(|bit| Categories(bit32(bit))))
		.ok_or_else(|| not_in_book(coding, path, "categories"))
}

/// What a consent is about.
pub fn categories(consent: &fhir::Consent, book: &Book) -> Found<Categories> {
	let mut all = Categories::EMPTY;
	let concepts = consent.categories.iter().enumerate();
	let concepts = concepts.map(|(index, concept)| (format!("Consent.category[{index}]"), concept));
	for (path, concept) in concepts.chain(consent.scope.iter().map(|scope| ("Consent.scope".to_owned(), scope))) {
		if concept.codings.is_empty() {
			let reason = format!("`{}` is only text, and no request can ask for it", concept.text());
			return Err(Problem::new(path, reason));
		}
		for coding in &concept.codings {
			all = all.union(category(coding, book, path.clone())?);
		}
	}
	Ok(all)
}

/// The policy version that is pinned, and what its text states.
pub fn policy(consent: &fhir::Consent, book: &Book, terms: &Terms) -> Found<(PolicyRef, (bool, bool))> {
	let stated = (terms.states_right_to_revoke, terms.states_redisclosure);
	if let Some(policy) = terms.policy {
		let own = book
			.policies
			.values()
			.find(|own| (own.id, own.version) == (policy.id, policy.version));
		let states = own.map_or((false, false), |own| {
			(own.states_right_to_revoke, own.states_redisclosure)
		});
		return Ok((policy, (stated.0 || states.0, stated.1 || states.1)));
	}
	let r4 = consent.release == fhir::Release::R4;
	let mut named: Vec<(String, String)> = Vec::new();
	for (index, policy) in consent.policies.iter().enumerate() {
		let path = if r4 {
			format!("Consent.policy[{index}].uri")
		} else {
			"Consent.policyBasis".to_owned()
		};
		let references = policy.reference.iter().flat_map(|reference| &reference.names);
		named.extend(
			policy
				.uri
				.iter()
				.chain(references)
				.map(|uri| (path.clone(), uri.clone())),
		);
	}
	for (index, concept) in consent.regulations.iter().enumerate() {
		let path = if r4 {
			"Consent.policyRule".to_owned()
		} else {
			format!("Consent.regulatoryBasis[{index}]")
		};
		for coding in &concept.codings {
			// What is a base rule or a regulation is one already; it may be a policy of the book as well.
			let decides = ["OPTIN", "OPTINR", "OPTOUT", "OPTOUTE"].contains(&coding.code.as_str());
			let is_regulation = !codes::regulation(&coding.code).is_empty();
			let name = coding.name(ACT_CODE);
			if book.policies.contains_key(&name) || !(decides || is_regulation) {
				named.push((path.clone(), name));
			}
		}
	}
	let mut found: Option<(&String, PolicyEntry)> = None;
	for (path, name) in &named {
		let Some(entry) = book.policies.get(name).copied() else {
			return Err(Problem::new(
				path,
				format!("`{name}` is not among the `policies` of the book: add it, or say which is meant with --policy ID:VERSION"),
			));
		};
		match found {
			Some((other, own)) if (own.id, own.version) != (entry.id, entry.version) => {
				return Err(Problem::new(
					path,
					format!("`{name}` is another policy than `{other}`, and a consent pins one: say which with --policy ID:VERSION"),
				));
			},
			_ => found = Some((name, entry)),
		}
	}
	let Some((_, entry)) = found else {
		let path = if r4 { "Consent.policy" } else { "Consent.policyBasis" };
		return Err(Problem::new(
			path,
			"names no policy, and a consent on chain pins a version of one: say which with --policy ID:VERSION",
		));
	};
	let policy = PolicyRef {
		id: entry.id,
		version: entry.version,
	};
	let states = (
		stated.0 || entry.states_right_to_revoke,
		stated.1 || entry.states_redisclosure,
	);
	Ok((policy, states))
}

fn part2(regulations: Regulations, terms: &Terms, states: (bool, bool)) -> Found<Option<Part2>> {
	let is_part2 = regulations.intersects(Regulations::PART2);
	match (is_part2, terms.part2) {
		(false, None) => Ok(None),
		(false, Some(_)) => Err(Problem::new(
			"Consent",
			"--part2: the consent does not name 42 CFR Part 2 (`policyRule`, `regulatoryBasis` or `category`)",
		)),
		(true, kind) => {
			for (stated, flag, what) in [
				(
					states.0,
					"--states-right-to-revoke",
					"the right to revoke and how (42 CFR §2.31(a)(6))",
				),
				(
					states.1,
					"--states-redisclosure",
					"that data may be redisclosed, and what refusing means (42 CFR §2.31(a)(4), (8))",
				),
			] {
				if !stated {
					return Err(Problem::new(
						"Consent",
						format!("is under 42 CFR Part 2, whose consents state {what}: if its document does, say so with {flag}, or in the policy of the book"),
					));
				}
			}
			Ok(Some(Part2 {
				kind: kind.unwrap_or(Part2Kind::General),
				states_right_to_revoke: true,
				states_redisclosure: true,
			}))
		},
	}
}

struct Lowering<'a, 'b> {
	book: &'a Book,
	custodian: Option<&'a (PartyId, Vec<String>)>,
	commit: &'a mut Committing<'b>,
}

fn too_many<T>(path: String) -> impl FnOnce(T) -> Problem {
	move |_| {
		let most = engine::model::MAX_PER_RULE;
		Problem::new(path, format!("more than {most} in one provision: split the provision"))
	}
}

impl Lowering<'_, '_> {
	fn rule(&mut self, rule: &Provision, effect: Effect, is_root: bool) -> Found<Rule> {
		let mut lowered = Rule {
			period: rule.period.as_ref().map(fhir::Period::span).unwrap_or_default(),
			actions: self.actions(rule)?,
			labels: self.labels(rule, effect)?,
			classes: self.classes(rule)?,
			data_period: rule.data_period.as_ref().map(fhir::Period::span).unwrap_or_default(),
			..Rule::default()
		};
		(lowered.purposes, lowered.duo) = self.purposes(rule)?;
		self.actors(rule, is_root, &mut lowered)?;
		for (index, data) in rule.data.iter().enumerate() {
			let path = format!("{}.data[{index}]", rule.path);
			let commitment = self.committed("data", &data.reference, &path)?;
			let own = DataRef {
				meaning: data.meaning,
				commitment,
			};
			lowered.data.try_push(own).map_err(too_many(path))?;
		}
		for (index, concept) in rule.codes.iter().enumerate() {
			let path = format!("{}.code[{index}]", rule.path);
			if concept.codings.is_empty() {
				let reason = format!(
					"the code `{}` is only text, and cannot be found in data",
					concept.text()
				);
				return Err(Problem::new(path, reason));
			}
			for coding in &concept.codings {
				let mut value = json!({ "code": coding.code });
				if let Some(system) = &coding.system {
					value["system"] = json!(system);
				}
				let commitment = self.committed("code", &value, &path)?;
				lowered.codes.try_push(commitment).map_err(too_many(path.clone()))?;
			}
		}
		Ok(lowered)
	}

	/// A commitment to a value; one that was made before, and came back from the chain without its opening, is itself.
	fn committed(&mut self, of: &'static str, value: &Value, path: &str) -> Found<Commitment> {
		let known = |value: &Value| {
			(value.get("system").and_then(Value::as_str) == Some(COMMITMENT))
				.then(|| value.get("code").or_else(|| value.get("value")).and_then(Value::as_str))
				.flatten()
				.map(str::to_owned)
		};
		let direct = known(value).or_else(|| value.get("identifier").and_then(known));
		let commitment = match direct {
			Some(hex) => ids::parse_hex32(&hex).map_err(|reason| Problem::new(path, reason))?,
			None => (self.commit)(of, value)?,
		};
		Ok(Commitment(commitment))
	}

	fn actors(&mut self, rule: &Provision, is_root: bool, lowered: &mut Rule) -> Found<()> {
		let (mut custodians, mut has_own) = (false, false);
		for actor in &rule.actors {
			let codes: Vec<&Coding> = actor.role.iter().flat_map(|role| &role.codings).collect();
			let part = rule.part(actor);
			if part == Part::Custodian {
				let Some(reference) = &actor.reference else { continue };
				custodians = true;
				let party = self.book.party(&reference.names);
				has_own = has_own || (party.is_some() && party == self.custodian.map(|(own, _)| *own));
			} else if part == Part::Author {
				let reference = actor
					.reference
					.as_ref()
					.ok_or_else(|| Problem::new(&actor.path, "an author must be named by a `reference`"))?;
				if !rule.data.is_empty() {
					let reason = "an author among the actors and data references in one provision: split the provision";
					return Err(Problem::new(&rule.path, reason));
				}
				let commitment = self.committed("data", &reference.raw, &actor.path)?;
				let own = DataRef {
					meaning: Meaning::AuthoredBy,
					commitment,
				};
				lowered.data.try_push(own).map_err(too_many(actor.path.clone()))?;
			} else {
				let own = self.recipient(actor, &codes)?;
				if !lowered.actors.contains(&own) {
					lowered
						.actors
						.try_push(own)
						.map_err(too_many(format!("{}.actor", rule.path)))?;
				}
			}
		}
		// The custodians of a root provision are the consent's. Elsewhere they must be the one for whom it is filed.
		if custodians && !has_own && !is_root {
			return Err(Problem::new(
				format!("{}.actor", rule.path),
				"is about another custodian than the consent on chain, which has one: file the consent for that custodian with --custodian",
			));
		}
		if custodians && !has_own && self.custodian.is_some() {
			return Err(Problem::new(
				format!("{}.actor", rule.path),
				"names another custodian than the consent itself, which would then apply nowhere",
			));
		}
		Ok(())
	}

	fn recipient(&self, actor: &fhir::Actor, codes: &[&Coding]) -> Found<engine::Actor> {
		// The reference says who; how the recipient takes part is what the role says, and any part is meant.
		if let Some(reference) = &actor.reference {
			let party = self.book.party(&reference.names).ok_or_else(|| {
				let name = reference.names.first().map_or("?", String::as_str);
				Problem::new(
					format!("{}.reference", actor.path),
					format!("`{name}` is not among the `parties` of the book: add its account with `salus consent book add`"),
				)
			})?;
			return Ok(engine::Actor {
				party: Some(party),
				roles: Roles::EMPTY,
			});
		}
		let mut roles = Roles::EMPTY;
		for coding in codes {
			let path = format!("{}.role", actor.path);
			let bit = self.book.bit("roles", coding);
			roles = roles.union(Roles(bit32(bit.ok_or_else(|| not_in_book(coding, path, "roles"))?)));
		}
		Ok(engine::Actor { party: None, roles })
	}

	fn actions(&self, rule: &Provision) -> Found<Actions> {
		let mut all = Actions::EMPTY;
		for (index, concept) in rule.actions.iter().enumerate() {
			let path = format!("{}.action[{index}]", rule.path);
			if concept.codings.is_empty() {
				return Err(Problem::new(
					path,
					format!("the action `{}` has no code", concept.text()),
				));
			}
			for coding in &concept.codings {
				all = all.union(action(coding, self.book, path.clone())?);
			}
		}
		Ok(all)
	}

	fn purposes(&self, rule: &Provision) -> Found<(Purposes, Duo)> {
		let (mut all, mut research) = (Purposes::EMPTY, Duo::EMPTY);
		for (index, coding) in rule.purposes.iter().enumerate() {
			purpose(
				coding,
				self.book,
				format!("{}.purpose[{index}]", rule.path),
				&mut all,
				&mut research,
			)?;
		}
		Ok((all, research))
	}

	fn labels(&self, rule: &Provision, effect: Effect) -> Found<Labels> {
		let mut all = Labels::default();
		for (index, coding) in rule.labels.iter().enumerate() {
			let path = format!("{}.securityLabel[{index}]", rule.path);
			match label(coding, &path)? {
				// Any of several levels: up to the highest for a permit, from the lowest for a deny.
				Label::Level(level) => {
					all.confidentiality = Some(match (all.confidentiality, effect) {
						(None, _) => level,
						(Some(other), Effect::Permit) => other.max(level),
						(Some(other), Effect::Deny) => other.min(level),
					});
				},
				_ => all.sensitivity = all.sensitivity.union(sensitivity(coding, self.book, path, true)?),
			}
		}
		Ok(all)
	}

	fn classes(&self, rule: &Provision) -> Found<Classes> {
		let Some(named) = classes(rule)? else {
			return Ok(Classes::EMPTY);
		};
		let key = if !rule.resource_types.is_empty() {
			"resourceType"
		} else if !rule.document_types.is_empty() {
			"documentType"
		} else {
			"class"
		};
		let path = format!("{}.{key}", rule.path);
		let mut all = Classes::EMPTY;
		for class in &named {
			all = all.union(self::class(class, self.book, path.clone())?);
		}
		// The chain has groups of types. What names a part of one would cover the rest of it on chain.
		let is_named = |name: &str| named.iter().any(|class| class.name() == name);
		let missing: Vec<&str> = Classes::resource_types(all.intersection(Classes::ALL_GROUPS))
			.filter(|name| !is_named(name))
			.collect();
		if let Some(first) = missing.first() {
			let group = Classes::of_resource_type(first).unwrap_or_default();
			let partner = named.iter().map(Class::name).find(|name| {
				RESOURCE_TYPES.iter().any(|(known, _)| known == name)
					&& Classes::of_resource_type(name).is_some_and(|own| own == group)
			});
			return Err(Problem::new(
				path,
				format!(
					"`{}` is one class with {} on chain: name all of them, or none",
					partner.unwrap_or("?"),
					missing
						.iter()
						.filter(|name| Classes::of_resource_type(name) == Some(group))
						.map(|name| format!("`{name}`"))
						.collect::<Vec<_>>()
						.join(", ")
				),
			));
		}
		Ok(all)
	}
}

fn action(coding: &Coding, book: &Book, path: String) -> Found<Actions> {
	let known = Actions::from_code(&coding.code).filter(|_| coding.is_of(CONSENT_ACTION));
	let own = || {
		book.bit("actions", coding)
			.map(|bit| Actions(1u8.checked_shl(u32::from(bit)).unwrap_or(0)))
	};
	known.or_else(own).ok_or_else(|| not_in_book(coding, path, "actions"))
}

fn purpose(coding: &Coding, book: &Book, path: String, all: &mut Purposes, research: &mut Duo) -> Found<()> {
	if let Some(term) = codes::duo(coding) {
		*research = research.union(term.ok_or_else(|| unknown_term(coding, &path))?);
		return Ok(());
	}
	let own = hl7_purpose(coding).or_else(|| book.bit("purposes", coding).map(|bit| Purposes(bit64(bit))));
	*all = all.union(own.ok_or_else(|| {
		if coding.is_of(ACT_REASON) {
			Problem::new(&path, format!("`{}` is not a purpose of use of HL7 v3", coding.code))
		} else {
			not_in_book(coding, path.clone(), "purposes")
		}
	})?);
	Ok(())
}

/// The bits of a label that is no level. A rule means whatever is under it, too; an item only has what it has.
fn sensitivity(coding: &Coding, book: &Book, path: String, is_rule: bool) -> Found<Sensitivity> {
	if coding.system.as_deref() == Some(LABEL_BIT) {
		let bit = coding.code.parse().ok().filter(|bit| *bit < 32);
		let bit = bit.ok_or_else(|| Problem::new(&path, format!("`{}` is not a bit from 0 to 31", coding.code)))?;
		return Ok(Sensitivity(bit32(bit)));
	}
	let own = match label(coding, &path)? {
		Label::Sensitivity(code) if is_rule => book.sensitivity(code),
		_ => book.bit("labels", coding).map(|bit| Sensitivity(bit32(bit))),
	};
	own.ok_or_else(|| not_in_book(coding, path, "labels"))
}

fn class(class: &Class, book: &Book, path: String) -> Found<Classes> {
	match class {
		Class::Resource(name) => Classes::of_resource_type(name)
			.ok_or_else(|| Problem::new(path, format!("`{name}` is not a resource type of FHIR R4 or R5"))),
		Class::Other(name) => {
			let (system, code) = match name.rsplit_once('|') {
				Some((system, code)) => (Some(system.to_owned()), code.to_owned()),
				None => (None, name.clone()),
			};
			let coding = Coding {
				system,
				code,
				raw: Value::Null,
			};
			let bit = book.bit("classes", &coding);
			bit.map(|bit| Classes(bit64(bit)))
				.ok_or_else(|| not_in_book(&coding, path, "classes"))
		},
	}
}

/// A request, as the chain is asked. Whoever and whatever the book does not know is refused: the chain would take it for
/// somebody and something that no consent is about.
pub fn request(request: &Request, book: &Book) -> Found<engine::Request> {
	let party = |name: &String, path: &str| {
		book.party(std::slice::from_ref(name))
			.ok_or_else(|| Problem::new(path, format!("`{name}` is not among the `parties` of the book")))
	};
	let mut parties = Vec::new();
	for name in &request.references {
		let own = party(name, "recipient.references")?;
		if !parties.contains(&own) {
			parties.push(own);
		}
	}
	let (mut purposes, mut research) = (Purposes::EMPTY, Duo::EMPTY);
	for (coding, path) in &request.purposes {
		purpose(coding, book, path.clone(), &mut purposes, &mut research)?;
	}
	if purposes.is_empty() && !research.is_empty() {
		purposes = Purposes::from_code("HRESCH").unwrap_or_default();
	}
	let mut actions = Actions::EMPTY;
	for (coding, path) in &request.actions {
		actions = actions.union(action(coding, book, path.clone())?);
	}
	let mut categories = Categories::EMPTY;
	for coding in &request.categories {
		categories = categories.union(category(coding, book, "category".to_owned())?);
	}
	let labels = request
		.item
		.labels
		.as_ref()
		.map(|labels| item_labels(labels, book))
		.transpose()?;
	let class = request
		.item
		.class
		.as_ref()
		.map(|own| class(own, book, "item.class".to_owned()))
		.transpose()?;
	let roles = book
		.roles_asked(&request.roles)
		.map_err(|reason| Problem::new("recipient.roles", reason))?;
	Ok(engine::Request {
		custodian: match request.custodian.first() {
			None => None,
			Some(first) => Some(book.party(&request.custodian).ok_or_else(|| {
				Problem::new("custodian", format!("`{first}` is not among the `parties` of the book"))
			})?),
		},
		parties: parties
			.try_into()
			.map_err(|_| Problem::new("recipient.references", "more parties than the chain takes"))?,
		roles: Roles(roles),
		purposes,
		actions,
		categories,
		at: request.at,
		item: engine::Item {
			class,
			labels,
			date: request.item.date,
		},
		emergency: false,
		duo: (!research.is_empty()).then_some(research),
	})
}

/// The same for a receipt, which is about one reason: the chain permits what is for any of several purposes, and a receipt of it
/// would say that it was for all of them.
pub fn disclosure(request: &Request, book: &Book) -> Found<engine::Request> {
	let asked = self::request(request, book)?;
	if !asked.purposes.is_empty() && !asked.purposes.is_one_reason() {
		let reason = "names several reasons, and a receipt is about one: disclose once for each";
		return Err(Problem::new("purpose", reason));
	}
	Ok(asked)
}

fn item_labels(labels: &[(Coding, String)], book: &Book) -> Found<Labels> {
	let mut all = Labels::default();
	let mut is_sensitive = false;
	for (coding, path) in labels {
		match label(coding, path)? {
			Label::Level(level) => all.confidentiality = all.confidentiality.max(Some(level)),
			other => {
				is_sensitive = is_sensitive || matches!(other, Label::Sensitivity(_));
				all.sensitivity = all.sensitivity.union(sensitivity(coding, book, path.clone(), false)?);
			},
		}
	}
	// The chain takes any bit for a sensitivity; a label of another kind makes nothing restricted.
	if all.confidentiality.is_none() {
		all.confidentiality = Some(if is_sensitive {
			engine::vocabulary::Confidentiality::Restricted
		} else {
			engine::vocabulary::Confidentiality::Normal
		});
	}
	Ok(all)
}

/// A reason by its name.
pub fn reason(name: &str) -> Result<super::Reason, String> {
	use clap::ValueEnum;
	let all = super::Reason::value_variants();
	let names: Vec<_> = all.iter().map(|reason| reason.name()).collect();
	let found = all.iter().find(|reason| reason.name() == name).copied();
	found.ok_or_else(|| format!("`{name}` is not one of {}", names.join(", ")))
}
