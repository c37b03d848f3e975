//! FHIR `Consent` resources, R4 and R5, as they are: everything that decides is typed, everything else is kept as written.

mod export;
mod import;
pub mod tree;

pub use export::export;
pub use import::{import, import_all};

use super::codes::{part, Coding, Concept, Part};
use salus_consent_engine::{Effect, Meaning, Span};
use serde_json::{Map, Value};

/// The release of FHIR that a resource is written in. R4B has the `Consent` of R4.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Release {
	/// 4.0.1
	R4,
	/// 5.0.0
	R5,
}

/// Status, in the codes of both releases.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Status {
	/// In force; the only one that counts.
	Active,
	/// R4 and R5.
	Draft,
	/// R4.
	Proposed,
	/// R4.
	Rejected,
	/// Terminated or replaced.
	Inactive,
	/// R4 and R5.
	EnteredInError,
	/// R5: a recorded refusal to say anything.
	NotDone,
	/// R5.
	Unknown,
}

impl Status {
	/// Every status with its code.
	pub const ALL: [(Self, &'static str); 8] = [
		(Self::Active, "active"),
		(Self::Draft, "draft"),
		(Self::Proposed, "proposed"),
		(Self::Rejected, "rejected"),
		(Self::Inactive, "inactive"),
		(Self::EnteredInError, "entered-in-error"),
		(Self::NotDone, "not-done"),
		(Self::Unknown, "unknown"),
	];

	/// The FHIR code.
	pub fn code(self) -> &'static str {
		Self::ALL
			.iter()
			.find(|(status, _)| *status == self)
			.map_or("unknown", |(_, code)| code)
	}
}

/// Members of an element that decide nothing: narrative, identifiers, extensions.
pub type Carried = Map<String, Value>;

/// A reference, and every name by which a request can mean the same thing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reference {
	/// `Type/id`, an absolute address, or `system|value` of an identifier.
	pub names: Vec<String>,
	/// As it was written.
	pub raw: Value,
}

/// A date as it was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stamp {
	/// As it was written.
	pub text: String,
	/// The seconds it stands for.
	pub span: Span,
}

/// A FHIR `Period`. Its end includes all that is written: an end of 2022 is the end of that year.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Period {
	/// Its start.
	pub start: Option<Stamp>,
	/// Its end.
	pub end: Option<Stamp>,
	/// What else it has.
	pub carried: Carried,
}

impl Period {
	/// From the first second of the start to the last of the end.
	pub fn span(&self) -> Span {
		Span {
			from: self.start.as_ref().and_then(|stamp| stamp.span.from),
			until: self.end.as_ref().and_then(|stamp| stamp.span.until),
		}
	}
}

/// Whom a rule is about, by role, by reference, or both.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Actor {
	/// The role.
	pub role: Option<Concept>,
	/// Who.
	pub reference: Option<Reference>,
	/// Where it is in the document.
	pub path: String,
	/// What else it has.
	pub carried: Carried,
}

/// Data by reference.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Data {
	/// How the reference is meant.
	pub meaning: Meaning,
	/// What it points to.
	pub reference: Value,
	/// What else it has.
	pub carried: Carried,
}

/// The codes of [`Meaning`].
pub const MEANINGS: [(Meaning, &str); 4] = [
	(Meaning::Instance, "instance"),
	(Meaning::Related, "related"),
	(Meaning::Dependents, "dependents"),
	(Meaning::AuthoredBy, "authoredby"),
];

/// A rule, with the rules in it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Provision {
	/// Where it is in the document.
	pub path: String,
	/// R4 `type`.
	pub effect: Option<Effect>,
	/// When it holds.
	pub period: Option<Period>,
	/// Whom it is about.
	pub actors: Vec<Actor>,
	/// What it is about.
	pub actions: Vec<Concept>,
	/// Labels of the data.
	pub labels: Vec<Coding>,
	/// Why.
	pub purposes: Vec<Coding>,
	/// R4 `class`: resource types, profiles, document types.
	pub classes: Vec<Coding>,
	/// R5 `documentType`.
	pub document_types: Vec<Coding>,
	/// R5 `resourceType`.
	pub resource_types: Vec<Coding>,
	/// Clinical codes in the data.
	pub codes: Vec<Concept>,
	/// Dates of the data.
	pub data_period: Option<Period>,
	/// Particular data.
	pub data: Vec<Data>,
	/// Exceptions to it.
	pub provisions: Vec<Provision>,
	/// What else it has.
	pub carried: Carried,
}

impl Actor {
	/// The codes of its role.
	fn codes(&self) -> impl Iterator<Item = &str> {
		let codings = self.role.iter().flat_map(|role| &role.codings);
		codings.map(|coding| coding.code.as_str())
	}
}

impl Provision {
	/// What an actor of this rule is to it. Whoever performs what others receive holds the data (HL7 Da Vinci HRex, which has
	/// no better code for who discloses).
	pub fn part(&self, actor: &Actor) -> Part {
		let is = |wanted: Part| actor.codes().any(|code| part(code) == wanted);
		let receives = |actor: &Actor| actor.codes().any(|code| code == "IRCP");
		let performs = actor.codes().any(|code| code == "performer") && !receives(actor);
		if is(Part::Custodian) {
			Part::Custodian
		} else if is(Part::Author) {
			Part::Author
		} else if performs && self.actors.iter().any(receives) {
			Part::Custodian
		} else {
			Part::Recipient
		}
	}
}

/// One verification of the consent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Verification {
	/// Whether it was verified.
	pub verified: bool,
	/// R5: the business case.
	pub kind: Option<Concept>,
	/// R5: by whom.
	pub by: Option<Reference>,
	/// With whom.
	pub with: Option<Reference>,
	/// When, once or more often.
	pub dates: Vec<Stamp>,
	/// What else it has.
	pub carried: Carried,
}

/// A policy the consent builds on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Policy {
	/// R4 `policy.authority`.
	pub authority: Option<String>,
	/// R4 `policy.uri`, R5 `policyBasis.url`.
	pub uri: Option<String>,
	/// R5 `policyBasis.reference`.
	pub reference: Option<Reference>,
	/// What else it has.
	pub carried: Carried,
}

/// The evidence of the consent.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Source {
	/// Attached.
	pub attachments: Vec<Value>,
	/// Referred to.
	pub references: Vec<Reference>,
}

/// A `Consent` of either release.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Consent {
	/// The release it is written in.
	pub release: Release,
	/// Its logical id.
	pub id: Option<String>,
	/// Its status.
	pub status: Status,
	/// R4 `scope`: which kind of consent it is.
	pub scope: Option<Concept>,
	/// How it is classified.
	pub categories: Vec<Concept>,
	/// R4 `patient`, R5 `subject`.
	pub subject: Option<Reference>,
	/// R4 `dateTime`, R5 `date`.
	pub recorded: Option<Stamp>,
	/// R5: when it is in force. In R4 the period of the root provision says that.
	pub period: Option<Period>,
	/// R4 `performer`, R5 `grantor`.
	pub grantors: Vec<Reference>,
	/// R5 `grantee`.
	pub grantees: Vec<Reference>,
	/// R4 `organization`.
	pub organizations: Vec<Reference>,
	/// R5 `controller`: who enforces it.
	pub controllers: Vec<Reference>,
	/// R5 `manager`: who manages it.
	pub managers: Vec<Reference>,
	/// What it was taken from.
	pub source: Source,
	/// R4 `policy`, R5 `policyBasis`.
	pub policies: Vec<Policy>,
	/// R5 `policyText`.
	pub policy_texts: Vec<Reference>,
	/// R4 `policyRule`, R5 `regulatoryBasis`.
	pub regulations: Vec<Concept>,
	/// Its verifications.
	pub verifications: Vec<Verification>,
	/// R5 `decision`.
	pub decision: Option<Effect>,
	/// R4: the one root provision. R5: exceptions to the decision.
	pub provisions: Vec<Provision>,
	/// What else it has.
	pub carried: Carried,
}

impl Consent {
	/// Who enforces the consent: R5 `controller`, R4 `organization`, or `manager` if neither is named.
	pub fn custodians(&self) -> &[Reference] {
		[&self.controllers, &self.organizations, &self.managers]
			.into_iter()
			.find(|named| !named.is_empty())
			.map_or(&[], Vec::as_slice)
	}
}

/// The code of an effect.
pub fn effect_code(effect: Effect) -> &'static str {
	match effect {
		Effect::Permit => "permit",
		Effect::Deny => "deny",
	}
}
