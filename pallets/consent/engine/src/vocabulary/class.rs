//! Data classes: groups of FHIR resource types.

use super::bit_set;

bit_set! {
	/// A set of data classes: bits 0 to 61 are [`CLASS_GROUPS`], 62 and 63 are free for a domain.
	///
	/// Clinical resource types have a group of their own; what carries no patient data shares one.
	Classes(#[codec(compact)] u64)
}

/// The groups by bit.
pub const CLASS_GROUPS: [&str; 62] = [
	"Patients",
	"RelatedPersons",
	"Groups",
	"Providers",
	"Encounters",
	"Episodes",
	"Appointments",
	"Allergies",
	"AdverseEvents",
	"DetectedIssues",
	"Conditions",
	"Procedures",
	"FamilyHistories",
	"Impressions",
	"Risks",
	"Flags",
	"Lists",
	"Goals",
	"CarePlans",
	"CareTeams",
	"Nutrition",
	"Observations",
	"DiagnosticReports",
	"Specimens",
	"Imaging",
	"Media",
	"Genomics",
	"BodyStructures",
	"Vision",
	"Medications",
	"MedicationRequests",
	"MedicationDispenses",
	"MedicationAdministrations",
	"MedicationStatements",
	"Immunizations",
	"ImmunizationPlans",
	"ServiceRequests",
	"Devices",
	"DeviceRequests",
	"DeviceUses",
	"Supplies",
	"BiologicalProducts",
	"QuestionnaireAnswers",
	"Communications",
	"Documents",
	"Compositions",
	"Binaries",
	"Containers",
	"Coverages",
	"Claims",
	"ExplanationsOfBenefit",
	"Billing",
	"Payments",
	"Contracts",
	"Consents",
	"AuditTrails",
	"Workflow",
	"ResearchSubjects",
	"ResearchStudies",
	"Measures",
	"Products",
	"Definitions",
];

/// Every concrete resource type of FHIR R4 (4.0.1) and R5 (5.0.0) in alphabetical order, with the bit of its group.
pub const RESOURCE_TYPES: [(&str, u8); 178] = [
	("Account", 51),
	("ActivityDefinition", 61),
	("ActorDefinition", 61),
	("AdministrableProductDefinition", 60),
	("AdverseEvent", 8),
	("AllergyIntolerance", 7),
	("Appointment", 6),
	("AppointmentResponse", 6),
	("ArtifactAssessment", 61),
	("AuditEvent", 55),
	("Basic", 47),
	("Binary", 46),
	("BiologicallyDerivedProduct", 41),
	("BiologicallyDerivedProductDispense", 41),
	("BodyStructure", 27),
	("Bundle", 47),
	("CapabilityStatement", 61),
	("CarePlan", 18),
	("CareTeam", 19),
	("CatalogEntry", 61),
	("ChargeItem", 51),
	("ChargeItemDefinition", 61),
	("Citation", 61),
	("Claim", 49),
	("ClaimResponse", 49),
	("ClinicalImpression", 13),
	("ClinicalUseDefinition", 60),
	("CodeSystem", 61),
	("Communication", 43),
	("CommunicationRequest", 43),
	("CompartmentDefinition", 61),
	("Composition", 45),
	("ConceptMap", 61),
	("Condition", 10),
	("ConditionDefinition", 61),
	("Consent", 54),
	("Contract", 53),
	("Coverage", 48),
	("CoverageEligibilityRequest", 48),
	("CoverageEligibilityResponse", 48),
	("DetectedIssue", 9),
	("Device", 37),
	("DeviceAssociation", 37),
	("DeviceDefinition", 61),
	("DeviceDispense", 39),
	("DeviceMetric", 37),
	("DeviceRequest", 38),
	("DeviceUsage", 39),
	("DeviceUseStatement", 39),
	("DiagnosticReport", 22),
	("DocumentManifest", 44),
	("DocumentReference", 44),
	("EffectEvidenceSynthesis", 61),
	("Encounter", 4),
	("EncounterHistory", 4),
	("Endpoint", 3),
	("EnrollmentRequest", 48),
	("EnrollmentResponse", 48),
	("EpisodeOfCare", 5),
	("EventDefinition", 61),
	("Evidence", 61),
	("EvidenceReport", 61),
	("EvidenceVariable", 61),
	("ExampleScenario", 61),
	("ExplanationOfBenefit", 50),
	("FamilyMemberHistory", 12),
	("Flag", 15),
	("FormularyItem", 60),
	("GenomicStudy", 26),
	("Goal", 17),
	("GraphDefinition", 61),
	("Group", 2),
	("GuidanceResponse", 56),
	("HealthcareService", 3),
	("ImagingSelection", 24),
	("ImagingStudy", 24),
	("Immunization", 34),
	("ImmunizationEvaluation", 34),
	("ImmunizationRecommendation", 35),
	("ImplementationGuide", 61),
	("Ingredient", 60),
	("InsurancePlan", 61),
	("InventoryItem", 40),
	("InventoryReport", 40),
	("Invoice", 51),
	("Library", 61),
	("Linkage", 47),
	("List", 16),
	("Location", 3),
	("ManufacturedItemDefinition", 60),
	("Measure", 59),
	("MeasureReport", 59),
	("Media", 25),
	("Medication", 29),
	("MedicationAdministration", 32),
	("MedicationDispense", 31),
	("MedicationKnowledge", 60),
	("MedicationRequest", 30),
	("MedicationStatement", 33),
	("MedicinalProduct", 60),
	("MedicinalProductAuthorization", 60),
	("MedicinalProductContraindication", 60),
	("MedicinalProductDefinition", 60),
	("MedicinalProductIndication", 60),
	("MedicinalProductIngredient", 60),
	("MedicinalProductInteraction", 60),
	("MedicinalProductManufactured", 60),
	("MedicinalProductPackaged", 60),
	("MedicinalProductPharmaceutical", 60),
	("MedicinalProductUndesirableEffect", 60),
	("MessageDefinition", 61),
	("MessageHeader", 47),
	("MolecularSequence", 26),
	("NamingSystem", 61),
	("NutritionIntake", 20),
	("NutritionOrder", 20),
	("NutritionProduct", 20),
	("Observation", 21),
	("ObservationDefinition", 61),
	("OperationDefinition", 61),
	("OperationOutcome", 47),
	("Organization", 3),
	("OrganizationAffiliation", 3),
	("PackagedProductDefinition", 60),
	("Parameters", 47),
	("Patient", 0),
	("PaymentNotice", 52),
	("PaymentReconciliation", 52),
	("Permission", 54),
	("Person", 0),
	("PlanDefinition", 61),
	("Practitioner", 3),
	("PractitionerRole", 3),
	("Procedure", 11),
	("Provenance", 55),
	("Questionnaire", 61),
	("QuestionnaireResponse", 42),
	("RegulatedAuthorization", 60),
	("RelatedPerson", 1),
	("RequestGroup", 56),
	("RequestOrchestration", 56),
	("Requirements", 61),
	("ResearchDefinition", 58),
	("ResearchElementDefinition", 58),
	("ResearchStudy", 58),
	("ResearchSubject", 57),
	("RiskAssessment", 14),
	("RiskEvidenceSynthesis", 61),
	("Schedule", 6),
	("SearchParameter", 61),
	("ServiceRequest", 36),
	("Slot", 6),
	("Specimen", 23),
	("SpecimenDefinition", 61),
	("StructureDefinition", 61),
	("StructureMap", 61),
	("Subscription", 61),
	("SubscriptionStatus", 61),
	("SubscriptionTopic", 61),
	("Substance", 60),
	("SubstanceDefinition", 60),
	("SubstanceNucleicAcid", 60),
	("SubstancePolymer", 60),
	("SubstanceProtein", 60),
	("SubstanceReferenceInformation", 60),
	("SubstanceSourceMaterial", 60),
	("SubstanceSpecification", 60),
	("SupplyDelivery", 40),
	("SupplyRequest", 40),
	("Task", 56),
	("TerminologyCapabilities", 61),
	("TestPlan", 61),
	("TestReport", 61),
	("TestScript", 61),
	("Transport", 40),
	("ValueSet", 61),
	("VerificationResult", 55),
	("VisionPrescription", 28),
];

impl Classes {
	/// Every group of resource types.
	pub const ALL_GROUPS: Self = Self(u64::MAX >> 2);
	/// Bit 62, free for a domain.
	pub const DOMAIN_A: Self = Self(1 << 62);
	/// Bit 63, free for a domain.
	pub const DOMAIN_B: Self = Self(1 << 63);

	/// The group of a resource type, or nothing if neither R4 nor R5 has it.
	pub fn of_resource_type(name: &str) -> Option<Self> {
		let found = RESOURCE_TYPES.binary_search_by(|(known, _)| (*known).cmp(name)).ok()?;
		let (_, bit) = RESOURCE_TYPES.get(found)?;
		1u64.checked_shl(u32::from(*bit)).map(Self)
	}

	/// The resource types in the groups of this set.
	pub fn resource_types(self) -> impl Iterator<Item = &'static str> {
		RESOURCE_TYPES
			.iter()
			.filter(move |(_, bit)| self.0.wrapping_shr(u32::from(*bit)) & 1 == 1)
			.map(|(name, _)| *name)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn resource_types_should_be_sorted_and_each_in_a_group() {
		assert!(RESOURCE_TYPES.windows(2).all(|pair| pair[0].0 < pair[1].0));
		assert!(RESOURCE_TYPES
			.iter()
			.all(|(_, bit)| usize::from(*bit) < CLASS_GROUPS.len()));
		for (bit, group) in CLASS_GROUPS.iter().enumerate() {
			assert!(
				RESOURCE_TYPES.iter().any(|(_, own)| usize::from(*own) == bit),
				"{group}"
			);
		}
		assert!(CLASS_GROUPS.len() <= 62);
	}

	#[test]
	fn classes_should_keep_clinical_types_apart() {
		let of = |name| Classes::of_resource_type(name).unwrap();
		assert!(!of("MedicationStatement").intersects(of("MedicationRequest")));
		assert_eq!(of("Observation").resource_types().collect::<Vec<_>>(), ["Observation"]);
		assert!(of("DeviceUsage").intersects(of("DeviceUseStatement")));
		assert_eq!(Classes::of_resource_type("Resource"), None);
	}
}
