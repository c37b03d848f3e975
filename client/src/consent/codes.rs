//! Code systems by their names, and how a code that a rule names meets one that a request names.

use super::json::{At, Found, MAX_ITEMS};
use salus_consent_engine::vocabulary::{Duo, Regulations};
use serde_json::{json, Value};
use std::borrow::Cow;

/// The address of a code system without what does not tell systems apart: its version, a slash at its end, and whether it is
/// written with `http` or `https`.
fn plain(system: &str) -> Cow<'_, str> {
	let bare = system.split('|').next().unwrap_or(system).trim().trim_end_matches('/');
	match bare.strip_prefix("https://") {
		Some(rest) => Cow::Owned(format!("http://{rest}")),
		None => Cow::Borrowed(bare),
	}
}

/// A code in its system. Members that decide nothing (`display`, `version`) stay in `raw`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Coding {
	/// The system, if one is named.
	pub system: Option<String>,
	/// The code.
	pub code: String,
	/// As it was written.
	pub raw: Value,
}

impl Coding {
	/// Reads a FHIR `Coding`; the code must be there.
	pub fn read(at: &At) -> Found<Self> {
		at.object()?;
		let code = at.get("code").ok_or_else(|| at.problem("a coding needs a `code`"))?;
		let system = at
			.get("system")
			.map(|system| system.string().map(str::to_owned))
			.transpose()?;
		Ok(Self {
			system,
			code: code.string()?.trim().to_owned(),
			raw: at.value.clone(),
		})
	}

	/// Reads what a request may write for a code: `"code"`, `"system|code"`, a FHIR `Coding`, or a `CodeableConcept`.
	pub fn read_any(at: &At) -> Found<Vec<Self>> {
		if let Value::String(_) = at.value {
			let text = at.string()?.trim();
			let (system, code) = match text.rsplit_once('|') {
				Some((system, code)) if !code.is_empty() => (Some(system).filter(|system| !system.is_empty()), code),
				_ => (None, text),
			};
			let system = system.map(str::to_owned);
			return Ok(vec![Self {
				raw: json!({ "code": code }),
				system,
				code: code.to_owned(),
			}]);
		}
		if at.get("coding").is_some() {
			return Ok(Concept::read(at)?.codings);
		}
		Ok(vec![Self::read(at)?])
	}

	/// Whether the system is not named or is one of `aliases`.
	pub fn is_of(&self, aliases: &[&str]) -> bool {
		self.system
			.as_deref()
			.is_none_or(|system| aliases.contains(&plain(system).as_ref()))
	}

	/// Whether two codes are one: equal, and of one system where both name theirs.
	pub fn is_same(&self, other: &Self) -> bool {
		/// A system by the first of its names.
		fn canonical(system: &str) -> Cow<'_, str> {
			let bare = plain(system);
			let known = [ACT_REASON, CONFIDENTIALITY, ACT_CODE, CONSENT_ACTION];
			known
				.into_iter()
				.find(|names| names.contains(&bare.as_ref()))
				.and_then(|names| names.first().copied())
				.map_or(bare, Cow::Borrowed)
		}
		let systems = self.system.as_deref().zip(other.system.as_deref());
		self.code == other.code && systems.is_none_or(|(one, other)| canonical(one) == canonical(other))
	}

	/// `code`, or `system|code` if the system is not one of `aliases`.
	pub fn name(&self, aliases: &[&str]) -> String {
		match &self.system {
			Some(system) if !self.is_of(aliases) => format!("{system}|{}", self.code),
			_ => self.code.clone(),
		}
	}
}

/// A FHIR `CodeableConcept`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Concept {
	/// Its codings that have a code.
	pub codings: Vec<Coding>,
	/// As it was written.
	pub raw: Value,
}

impl Concept {
	/// Reads a concept. A coding in place of a concept, as older drafts have it, is taken as a concept of one.
	pub fn read(at: &At) -> Found<Self> {
		at.object()?;
		let mut codings = Vec::new();
		if at.get("coding").is_none() && at.get("code").is_some() {
			codings.push(Coding::read(at)?);
		}
		at.get("coding").map_or(Ok(()), |list| list.bounded(MAX_ITEMS))?;
		for coding in at.each("coding") {
			coding.object()?;
			if coding.get("code").is_some() {
				codings.push(Coding::read(&coding)?);
			}
		}
		Ok(Self {
			codings,
			raw: at.value.clone(),
		})
	}

	/// Whether it has this code in one of these systems, or in none.
	pub fn has(&self, code: &str, aliases: &[&str]) -> bool {
		self.codings
			.iter()
			.any(|coding| coding.code == code && coding.is_of(aliases))
	}

	/// Its text, for messages.
	pub fn text(&self) -> &str {
		self.raw.get("text").and_then(Value::as_str).unwrap_or("")
	}
}

/// HL7 v3 `ActReason`, where purposes of use are.
pub const ACT_REASON: &[&str] = &[
	"http://terminology.hl7.org/CodeSystem/v3-ActReason",
	"http://terminology.hl7.org/ValueSet/v3-PurposeOfUse",
	"http://terminology.hl7.org/ValueSet/v3-ActReason",
	"http://hl7.org/fhir/v3/ActReason",
	"http://hl7.org/fhir/ValueSet/v3-ActReason",
	"http://hl7.org/fhir/v3/vs/ActReason",
	"http://hl7.org/fhir/ValueSet/v3-PurposeOfUse",
	"http://hl7.org/fhir/v3/vs/PurposeOfUse",
	"http://terminology.hl7.org/CodeSystem/v3-PurposeOfUse",
	"urn:oid:2.16.840.1.113883.5.8",
	"2.16.840.1.113883.5.8",
	"urn:oid:2.16.840.1.113883.1.11.20448",
	"2.16.840.1.113883.1.11.20448",
];

/// HL7 v3 `Confidentiality`.
pub const CONFIDENTIALITY: &[&str] = &[
	"http://terminology.hl7.org/CodeSystem/v3-Confidentiality",
	"http://terminology.hl7.org/ValueSet/v3-Confidentiality",
	"http://terminology.hl7.org/ValueSet/v3-ConfidentialityClassification",
	"http://hl7.org/fhir/v3/Confidentiality",
	"http://hl7.org/fhir/v3/vs/Confidentiality",
	"http://hl7.org/fhir/ValueSet/v3-Confidentiality",
	"http://hl7.org/fhir/ValueSet/v3-ConfidentialityClassification",
	"urn:oid:2.16.840.1.113883.5.25",
	"2.16.840.1.113883.5.25",
	"urn:oid:2.16.840.1.113883.1.11.10228",
	"2.16.840.1.113883.1.11.10228",
	"urn:oid:2.16.840.1.113883.1.11.16926",
	"2.16.840.1.113883.1.11.16926",
];

/// HL7 v3 `ActCode`, where sensitivities and consent directives are. Some files name the value set for the code system.
pub const ACT_CODE: &[&str] = &[
	"http://terminology.hl7.org/CodeSystem/v3-ActCode",
	"http://terminology.hl7.org/ValueSet/v3-ActCode",
	"http://terminology.hl7.org/ValueSet/v3-InformationSensitivityPolicy",
	"http://terminology.hl7.org/ValueSet/v3-ActInformationSensitivityPolicy",
	"http://terminology.hl7.org/CodeSystem/v3-InformationSensitivityPolicy",
	"http://terminology.hl7.org/CodeSystem/v3-ActInformationSensitivityPolicy",
	"http://hl7.org/fhir/v3/ActCode",
	"http://hl7.org/fhir/ValueSet/v3-ActCode",
	"http://hl7.org/fhir/v3/vs/ActCode",
	"http://hl7.org/fhir/ValueSet/v3-ActInformationSensitivityPolicy",
	"http://hl7.org/fhir/ValueSet/v3-InformationSensitivityPolicy",
	"http://hl7.org/fhir/v3/vs/InformationSensitivityPolicy",
	"urn:oid:2.16.840.1.113883.5.4",
	"2.16.840.1.113883.5.4",
	"urn:oid:2.16.840.1.113883.1.11.20428",
	"2.16.840.1.113883.1.11.20428",
];

/// The other security labels of `ActCode` (HL7 Terminology 7.0): privacy laws and directives, obligations, refrains, marks,
/// trust and compartments. They have no order among them that a decision could rest on, and are compared as written.
pub const POLICY_LABELS: [&str; 106] = [
	"42CFRPart2",
	"ACCESSCONSCHEME",
	"ACOCOMPT",
	"ANONY",
	"AOD",
	"AUDIT",
	"AUDTR",
	"AUTHPOL",
	"CDSSCOMPT",
	"COMPT",
	"CONTROLLED",
	"COPYMark",
	"CPLYCC",
	"CPLYCD",
	"CPLYCUI",
	"CPLYJPP",
	"CPLYJSP",
	"CPLYOPP",
	"CPLYOSP",
	"CPLYPOL",
	"CTCOMPT",
	"CUI",
	"CUIHLTH",
	"CUIHLTHP",
	"CUIMark",
	"CUIP",
	"CUIPRVCY",
	"CUIPRVCYP",
	"CUISP-HLTH",
	"CUISP-HLTHP",
	"CUISP-PRVCY",
	"CUISP-PRVCYP",
	"CommonRule",
	"ConfidentialMark",
	"ControlledUnclassifiedInformation",
	"DECLASSIFYLABEL",
	"DEID",
	"DELAU",
	"DELEPOL",
	"DOWNGRDLABEL",
	"DRAFTMark",
	"DRIVLABEL",
	"DeliverToAddresseeOnlyMark",
	"EMRGONLY",
	"ENCRYPT",
	"ENCRYPTR",
	"ENCRYPTT",
	"ENCRYPTU",
	"FMCOMPT",
	"GDPRCONSENT",
	"GRANTORCHOICE",
	"HIPAAAuth",
	"HIPAAConsent",
	"HIPAANOPP",
	"HIPAAPsyNotes",
	"HIPAAROA",
	"HIPAASelfPay",
	"HRCOMPT",
	"HUAPRV",
	"IMPLIED",
	"IMPLIEDD",
	"LABEL",
	"LRCOMPT",
	"MASK",
	"MINEC",
	"NOAUTH",
	"NOCOLLECT",
	"NOCONSENT",
	"NODSCLCD",
	"NODSCLCDS",
	"NOINTEGRATE",
	"NOLIST",
	"NOMOU",
	"NOORGPOL",
	"NOPAT",
	"NOPERSISTP",
	"NOPP",
	"NORDSCLCD",
	"NORDSCLCDS",
	"NORDSCLW",
	"NORDSLCD",
	"NORELINK",
	"NOREUSE",
	"NOVIP",
	"OPTIN",
	"OPTINR",
	"OPTOUT",
	"OPTOUTE",
	"ORCON",
	"ObligationPolicy",
	"PACOMPT",
	"PERSISTLABEL",
	"PRIVMARK",
	"PROCESSINLINELABEL",
	"PSEUD",
	"PrivacyMark",
	"REDACT",
	"RESCOMPT",
	"RMGTCOMPT",
	"RedisclosureProhibitionMark",
	"RefrainPolicy",
	"RestrictedConfidentialityMark",
	"SecurityLabelMark",
	"Title38Section7332",
	"UPGRDLABEL",
	"UUI",
];

/// GA4GH Data Use Ontology: its numbers and the shorthands of the engine.
pub const DUO_TERMS: [(&str, &str); 21] = [
	("0000004", "NRES"),
	("0000042", "GRU"),
	("0000006", "HMB"),
	("0000007", "DS"),
	("0000011", "POA"),
	("0000012", "RS"),
	("0000015", "NMDS"),
	("0000016", "GSO"),
	("0000018", "NPUNCU"),
	("0000045", "NPU"),
	("0000046", "NCU"),
	("0000019", "PUB"),
	("0000020", "COL"),
	("0000021", "IRB"),
	("0000022", "GS"),
	("0000024", "MOR"),
	("0000025", "TS"),
	("0000026", "US"),
	("0000027", "PS"),
	("0000028", "IS"),
	("0000029", "RTN"),
];

/// Whether a code is of the Data Use Ontology, and the term it stands for: `DUO:0000042`, `DUO_0000042`, the address of the
/// term, or a shorthand in a system that ends in `duo` or `duo.owl`. Nothing is a code of another system, an inner nothing
/// one that the ontology does not have here.
pub fn duo(coding: &Coding) -> Option<Option<Duo>> {
	const ADDRESS: &str = "http://purl.obolibrary.org/obo/";
	let system = coding.system.as_deref().unwrap_or("").to_ascii_lowercase();
	let code = coding.code.strip_prefix(ADDRESS).unwrap_or(&coding.code);
	let number = ["DUO:", "DUO_"]
		.into_iter()
		.find_map(|prefix| code.strip_prefix(prefix));
	let is_of_it = ["duo", "duo.owl", "duo_"]
		.into_iter()
		.any(|end| system.trim_end_matches(['/', '#']).ends_with(end));
	let name = match number {
		Some(number) => DUO_TERMS.iter().find(|(own, _)| *own == number).map(|(_, name)| *name),
		None if is_of_it => Some(code),
		None => return None,
	};
	Some(name.and_then(Duo::from_code))
}

/// FHIR `consentaction`.
pub const CONSENT_ACTION: &[&str] = &[
	"http://terminology.hl7.org/CodeSystem/consentaction",
	"http://hl7.org/fhir/consentaction",
	"http://hl7.org/fhir/ValueSet/consent-action",
];

/// The systems in which a class is the name of a FHIR resource type.
pub const RESOURCE_TYPES: &[&str] = &[
	"http://hl7.org/fhir/resource-types",
	"http://hl7.org/fhir/fhir-types",
	"http://hl7.org/fhir/ValueSet/resource-types",
];

/// The canonical address before the name of a core type.
const CORE: &str = "http://hl7.org/fhir/StructureDefinition/";

/// What a class is: a FHIR resource type, or something else that is compared as it is written.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Class {
	/// A resource type of R4 or R5.
	Resource(&'static str),
	/// A profile, a document type, a MIME type.
	Other(String),
}

impl Class {
	/// The classes that a code stands for: one, or the members of an abstract type. Nothing is «all».
	pub fn read(coding: &Coding, at: &At) -> Found<Option<Vec<Self>>> {
		use salus_consent_engine::vocabulary::RESOURCE_TYPES as ALL;
		let known = |name: &str| ALL.iter().map(|(known, _)| *known).find(|known| *known == name);
		let code = coding.code.as_str();
		let bare = code.split('|').next().unwrap_or(code);
		if let Some(name) = bare.strip_prefix(CORE).and_then(known) {
			return Ok(Some(vec![Self::Resource(name)]));
		}
		let is_of_fhir = coding
			.system
			.as_deref()
			.is_some_and(|system| plain(system).starts_with("http://hl7.org/fhir"));
		if let (true, Some(name)) = (is_of_fhir, known(code)) {
			return Ok(Some(vec![Self::Resource(name)]));
		}
		if !coding.is_of(RESOURCE_TYPES) {
			return Ok(Some(vec![Self::Other(coding.name(&["urn:ietf:rfc:3986"]))]));
		}
		match (known(code), code) {
			(Some(name), _) => Ok(Some(vec![Self::Resource(name)])),
			(None, "Resource") => Ok(None),
			(None, "DomainResource") => {
				let domain = |name: &&str| !["Binary", "Bundle", "Parameters"].contains(name);
				Ok(Some(
					ALL.iter()
						.map(|(name, _)| *name)
						.filter(domain)
						.map(Self::Resource)
						.collect(),
				))
			},
			(None, code) if coding.system.is_none() && code.contains([':', '/']) => {
				Ok(Some(vec![Self::Other(code.to_owned())]))
			},
			(None, code) => Err(at.problem(format!("`{code}` is not a resource type of FHIR R4 or R5"))),
		}
	}

	/// As an obligation names it.
	pub fn name(&self) -> &str {
		match self {
			Self::Resource(name) => name,
			Self::Other(name) => name,
		}
	}
}

/// The regulation that a code of a policy or a category stands for.
pub fn regulation(code: &str) -> Regulations {
	match code {
		"42CFRPart2" | "42CFRPart2CD" | "MDHHS-5515Part2" | "42-CFR-part-2" => Regulations::PART2,
		"hipaa-auth" | "hipaa-research" | "hipaa-restrictions" | "hipaa-self-pay" | "HIPAAAuth" => Regulations::HIPAA,
		"GDPRCONSENT" | "GDPRCD" | "GDPRResearchCD" => Regulations::GDPR,
		_ => Regulations::EMPTY,
	}
}

/// What an actor's role says about the actor.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
	/// The actor asks for data or receives it, whatever else it does.
	Recipient,
	/// The actor holds the data.
	Custodian,
	/// The actor wrote the data.
	Author,
}

/// What a role means for a rule.
pub fn part(code: &str) -> Part {
	match code {
		"CST" => Part::Custodian,
		"AUT" | "PRIMAUTH" | "COAUTH" => Part::Author,
		_ => Part::Recipient,
	}
}

/// Whether a role that a rule names covers one that a request names. `IRCP`, the information recipient, is above the other
/// kinds of recipient in HL7 v3 `ParticipationType`.
pub fn role_covers(named: &Coding, asked: &Coding) -> bool {
	named.is_same(asked)
		|| (named.code == "IRCP" && ["PRCP", "NOT", "REFB", "REFT", "TRC"].contains(&asked.code.as_str()))
}

/// Whether a reference of a consent and one of a request are to the same thing. A relative reference is to the thing of that
/// type and id wherever it is; two absolute ones must be equal.
pub fn same_reference(one: &str, other: &str) -> bool {
	fn bare(reference: &str) -> &str {
		reference
			.trim()
			.split("/_history/")
			.next()
			.unwrap_or("")
			.trim_end_matches('/')
	}
	fn tail(reference: &str) -> Option<(&str, &str)> {
		let (rest, id) = reference.rsplit_once('/')?;
		Some((rest.rsplit_once('/').map_or(rest, |(_, kind)| kind), id))
	}
	let (one, other) = (bare(one), bare(other));
	let absolute = |reference: &str| reference.contains("://") || reference.starts_with("urn:");
	if one == other {
		return true;
	}
	if absolute(one) && absolute(other) {
		return false;
	}
	tail(one).is_some_and(|tail_of_one| tail(other) == Some(tail_of_one))
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn same_reference_should_compare_type_and_id_when_one_is_relative() {
		assert!(same_reference(
			"Organization/54",
			"https://fhir.example/r4/Organization/54"
		));
		assert!(same_reference("Organization/54/_history/2", "Organization/54"));
		assert!(!same_reference(
			"https://a.example/Organization/54",
			"https://b.example/Organization/54"
		));
		assert!(!same_reference("Organization/54", "Practitioner/54"));
		assert!(same_reference("urn:uuid:1", "urn:uuid:1") && !same_reference("urn:uuid:1", "urn:uuid:2"));
		assert!(!same_reference("54", "Organization/54"));
	}

	#[test]
	fn class_should_be_a_resource_type_by_name_or_canonical_address() {
		let read = |system: Option<&str>, code: &str| {
			let coding = Coding {
				system: system.map(str::to_owned),
				code: code.to_owned(),
				raw: Value::Null,
			};
			Class::read(&coding, &At::top(&Value::Null, "class"))
		};
		let observation = Ok(Some(vec![Class::Resource("Observation")]));
		assert_eq!(read(None, "Observation"), observation);
		assert_eq!(
			read(Some("http://hl7.org/fhir/resource-types"), "Observation"),
			observation
		);
		assert_eq!(
			read(
				Some("urn:ietf:rfc:3986"),
				"http://hl7.org/fhir/StructureDefinition/Observation"
			),
			observation
		);
		assert_eq!(read(None, "Resource"), Ok(None));
		assert!(read(None, "Observations").is_err());
		let cda = read(Some("urn:ietf:bcp:13"), "application/hl7-cda+xml")
			.unwrap()
			.unwrap();
		assert_eq!(cda[0].name(), "urn:ietf:bcp:13|application/hl7-cda+xml");
		let profile = read(None, "http://example.org/StructureDefinition/x").unwrap().unwrap();
		assert_eq!(profile[0].name(), "http://example.org/StructureDefinition/x");
	}

	#[test]
	fn systems_should_be_known_by_code_system_value_set_and_number() {
		for aliases in [ACT_REASON, CONFIDENTIALITY, ACT_CODE] {
			let name = aliases[0].rsplit('/').next().unwrap();
			for place in ["http://terminology.hl7.org/ValueSet", "http://hl7.org/fhir/ValueSet"] {
				assert!(aliases.contains(&format!("{place}/{name}").as_str()), "{place}/{name}");
			}
			for number in aliases.iter().filter_map(|alias| alias.strip_prefix("urn:oid:")) {
				assert!(aliases.contains(&number), "{number} alone");
			}
		}
	}

	#[test]
	fn codes_should_match_without_a_system_and_not_across_systems() {
		let value = json!(["TREAT", "http://a|X", { "system": "http://b", "code": "X" }]);
		let codes: Vec<_> = At::top(&value, "p")
			.items()
			.iter()
			.flat_map(|at| Coding::read_any(at).unwrap())
			.collect();
		assert_eq!(codes[1].system.as_deref(), Some("http://a"));
		assert!(!codes[1].is_same(&codes[2]));
		let bare = Coding {
			system: None,
			code: "X".into(),
			raw: Value::Null,
		};
		assert!(bare.is_same(&codes[1]) && bare.is_same(&codes[2]) && !bare.is_same(&codes[0]));
	}
}
