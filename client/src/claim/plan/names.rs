//! Categories of services and how a line finds its own.

use super::Code;
use salus_claims_engine::Category;

/// Categories that every plan knows, by number. Plans add their own from 64 on.
const STANDARD: [&str; 64] = [
	"other",
	"primary-care",
	"specialist",
	"preventive",
	"urgent-care",
	"emergency",
	"ambulance",
	"inpatient",
	"inpatient-professional",
	"outpatient-facility",
	"outpatient-professional",
	"surgery",
	"anesthesia",
	"maternity",
	"newborn",
	"imaging",
	"advanced-imaging",
	"laboratory",
	"mental-health-outpatient",
	"mental-health-inpatient",
	"substance-use-outpatient",
	"substance-use-inpatient",
	"rehabilitation",
	"habilitation",
	"physical-therapy",
	"occupational-therapy",
	"speech-therapy",
	"chiropractic",
	"acupuncture",
	"skilled-nursing",
	"home-health",
	"hospice",
	"durable-medical-equipment",
	"prosthetics",
	"supplies",
	"drug-generic",
	"drug-preferred",
	"drug-non-preferred",
	"drug-specialty",
	"drug-medical",
	"vaccine",
	"dialysis",
	"chemotherapy",
	"radiation",
	"transplant",
	"infusion",
	"telehealth",
	"dental-preventive",
	"dental-basic",
	"dental-major",
	"orthodontics",
	"vision-exam",
	"vision-hardware",
	"hearing",
	"nutrition",
	"diabetes-care",
	"allergy",
	"blood",
	"cosmetic",
	"fertility",
	"transport",
	"long-term-care",
	"experimental",
	"administrative",
];

/// First number of the categories a plan defines.
const OWN: u8 = 64;
/// Most categories in all.
const MOST: usize = 128;

/// The number of a standard category.
pub fn category_number(name: &str) -> Option<Category> {
	STANDARD
		.iter()
		.position(|known| *known == name)
		.and_then(|at| u8::try_from(at).ok())
		.map(Category)
}

/// What a code has to look like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pattern {
	/// This one.
	Exact(String),
	/// From one to another of the same length, both included.
	Range(String, String),
	/// Beginning like this.
	Prefix(String),
	/// Any.
	Any,
}

impl Pattern {
	/// Reads `99213`, `99202-99215`, `992*` or `*`.
	pub fn parse(text: &str) -> Self {
		if text == "*" {
			return Self::Any;
		}
		if let Some(prefix) = text.strip_suffix('*') {
			return Self::Prefix(prefix.into());
		}
		match text.split_once('-') {
			Some((from, to)) if !from.is_empty() && from.len() == to.len() && from <= to => {
				Self::Range(from.into(), to.into())
			},
			_ => Self::Exact(text.into()),
		}
	}

	/// How closely a code fits; `None` if it does not.
	pub fn fit(&self, code: &str) -> Option<u8> {
		match self {
			Self::Exact(exact) => (exact == code).then_some(4),
			Self::Range(from, to) => {
				(code.len() == from.len() && from.as_str() <= code && code <= to.as_str()).then_some(3)
			},
			Self::Prefix(prefix) => code.starts_with(prefix.as_str()).then_some(2),
			Self::Any => Some(1),
		}
	}
}

/// A rule that puts lines into a category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CategoryRule {
	/// By service code, in a code system or in any.
	Service(Option<String>, Pattern),
	/// By revenue code.
	Revenue(Pattern),
	/// By place of service.
	Place(Pattern),
	/// By the benefit category that the claim states for the line.
	Item(Pattern),
	/// By kind of claim: professional, institutional, oral, pharmacy, vision.
	Kind(Pattern),
}

/// What is known of a line when its category is looked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Facts<'a> {
	/// Its codes.
	pub codes: &'a [Code],
	/// Revenue code.
	pub revenue: Option<&'a str>,
	/// Place of service.
	pub place: Option<&'a str>,
	/// Benefit category.
	pub item: Option<&'a str>,
	/// Kind of claim.
	pub kind: Option<&'a str>,
}

/// The categories of a plan.
#[derive(Clone, Debug, Default)]
pub struct Categories {
	own: Vec<String>,
	rules: Vec<(Category, CategoryRule)>,
	/// For lines that no rule holds.
	pub default: Category,
}

impl Categories {
	/// The number of a category, standard or of this plan.
	pub fn find(&self, name: &str) -> Option<Category> {
		category_number(name).or_else(|| {
			let at = self.own.iter().position(|own| own == name)?;
			u8::try_from(at).ok().and_then(|at| at.checked_add(OWN)).map(Category)
		})
	}

	/// The same, adding it if it is new. `None` when there are too many.
	pub fn declare(&mut self, name: &str) -> Option<Category> {
		if let Some(known) = self.find(name) {
			return Some(known);
		}
		if usize::from(OWN) + self.own.len() >= MOST {
			return None;
		}
		self.own.push(name.into());
		self.find(name)
	}

	/// Adds a rule.
	pub fn rule(&mut self, category: Category, rule: CategoryRule) {
		self.rules.push((category, rule));
	}

	/// The name of a category.
	pub fn name(&self, category: Category) -> String {
		let at = usize::from(category.0);
		STANDARD
			.get(at)
			.map(|name| (*name).to_owned())
			.or_else(|| self.own.get(at.saturating_sub(usize::from(OWN))).cloned())
			.unwrap_or_else(|| at.to_string())
	}

	/// The category of a line: of the closest rule (a service code before a revenue code before a place before a stated
	/// category before a kind of claim; an exact code before a range before a beginning), among equals the first. Then
	/// the category that the claim states, if the plan has one of that name, then the default.
	pub fn of(&self, facts: &Facts<'_>) -> Category {
		let mut best: Option<(u8, Category)> = None;
		for (category, rule) in &self.rules {
			let fit = match rule {
				CategoryRule::Service(system, pattern) => facts
					.codes
					.iter()
					.filter(|code| system.as_ref().is_none_or(|s| *s == code.system))
					.filter_map(|code| pattern.fit(&code.code))
					.max()
					.map(|fit| fit + 40),
				CategoryRule::Revenue(pattern) => facts.revenue.and_then(|r| pattern.fit(r)).map(|fit| fit + 30),
				CategoryRule::Place(pattern) => facts.place.and_then(|p| pattern.fit(p)).map(|fit| fit + 20),
				CategoryRule::Item(pattern) => facts.item.and_then(|i| pattern.fit(i)).map(|fit| fit + 10),
				CategoryRule::Kind(pattern) => facts.kind.and_then(|k| pattern.fit(k)),
			};
			if let Some(fit) = fit {
				if best.is_none_or(|(other, _)| fit > other) {
					best = Some((fit, *category));
				}
			}
		}
		best.map(|(_, category)| category)
			.or_else(|| facts.item.and_then(|name| self.find(name)))
			.unwrap_or(self.default)
	}
}

/// Short names of code systems, and what they stand for.
const SYSTEMS: [(&str, &str); 14] = [
	("CPT", "http://www.ama-assn.org/go/cpt"),
	("HCPCS", "https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets"),
	("CDT", "http://www.ada.org/cdt"),
	("NDC", "http://hl7.org/fhir/sid/ndc"),
	("REV", "https://www.nubc.org/CodeSystem/RevenueCodes"),
	("HIPPS", "https://www.cms.gov/Medicare/Medicare-Fee-for-Service-Payment/ProspMedicareFeeSvcPmtGen/HIPPSCodes"),
	("DRG", "https://www.cms.gov/Medicare/Medicare-Fee-for-Service-Payment/AcuteInpatientPPS/MS-DRG-Classifications-and-Software"),
	("RXNORM", "http://www.nlm.nih.gov/research/umls/rxnorm"),
	("SNOMED", "http://snomed.info/sct"),
	("LOINC", "http://loinc.org"),
	("CVX", "http://hl7.org/fhir/sid/cvx"),
	("ICD10", "http://hl7.org/fhir/sid/icd-10"),
	("ICD10CM", "http://hl7.org/fhir/sid/icd-10-cm"),
	("ICD10PCS", "http://www.cms.gov/Medicare/Coding/ICD10"),
];

/// The URI of a code system by its short name; a URI is itself.
pub fn system_uri(name: &str) -> String {
	SYSTEMS
		.iter()
		.find(|(short, _)| short.eq_ignore_ascii_case(name))
		.map_or_else(|| name.to_owned(), |(_, uri)| (*uri).to_owned())
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn pattern_should_read_a_code_with_a_dash_when_it_is_no_range() {
		assert_eq!(Pattern::parse("8302-2"), Pattern::Exact("8302-2".into()));
		assert_eq!(
			Pattern::parse("99202-99215"),
			Pattern::Range("99202".into(), "99215".into())
		);
		assert_eq!(Pattern::parse("D0120-D0180").fit("D0140"), Some(3));
		assert_eq!(Pattern::parse("992*").fit("99213"), Some(2));
		assert_eq!(Pattern::parse("99202-99215").fit("9921"), None);
	}

	#[test]
	fn category_should_be_the_closest_when_several_rules_fit() {
		let mut categories = Categories::default();
		let visit = categories.declare("office").unwrap();
		let shots = categories.declare("shots").unwrap();
		categories.rule(visit, CategoryRule::Service(None, Pattern::parse("9*")));
		categories.rule(shots, CategoryRule::Service(None, Pattern::parse("90460-90474")));
		categories.rule(
			category_number("emergency").unwrap(),
			CategoryRule::Place(Pattern::parse("23")),
		);
		let of = |code: &str, place| {
			let codes = [Code {
				code: code.into(),
				..Code::default()
			}];
			categories.name(categories.of(&Facts {
				codes: &codes,
				place,
				..Facts::default()
			}))
		};
		assert_eq!(of("90471", None), "shots");
		assert_eq!(of("99213", Some("23")), "office");
		assert_eq!(of("X", Some("23")), "emergency");
		assert_eq!(of("X", None), "other");
	}
}
