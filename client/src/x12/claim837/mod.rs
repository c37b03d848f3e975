//! 837, Health Care Claim: Professional (005010X222A1) and Institutional (005010X223A2, A3), typed.
//!
//! One [`Claim`] is one CLM with everything that holds for it: provider, subscriber, payer and patient of the hierarchy
//! above it (HL) are copied into it, so that a claim can be used alone.

mod parse;
#[cfg(test)]
mod tests;

pub use parse::{parse, parse_as_sent, parse_each, parse_transaction};

pub use super::common::{
	amount, reference, Address, Adjustment, Contact, Date, Group, Name, Procedure, QualifiedAmount, Reference, Remarks,
};
use super::{
	amount::{Amount, Decimal},
	error::{Error, Fault, Origin},
};

/// Which guide a claim follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
	/// 837P: service lines are SV1.
	Professional,
	/// 837I: service lines are SV2.
	Institutional,
}

impl Kind {
	/// `837P` or `837I`.
	pub const fn name(self) -> &'static str {
		match self {
			Self::Professional => "837P",
			Self::Institutional => "837I",
		}
	}
}

/// DTP: a day, a range of days or a moment, with its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dtp {
	/// DTP01: the kind, as `472` (service), `434` (statement), `435` (admission), `096` (discharge), `431` (onset), `573`
	/// (claim paid).
	pub qualifier: String,
	/// DTP02: `D8` (CCYYMMDD), `RD8` (CCYYMMDD-CCYYMMDD), `DT` (CCYYMMDDHHMM), `TM` (HHMM).
	pub format: String,
	/// DTP03.
	pub value: String,
}

impl Dtp {
	/// First and last day; `None` for a time of day.
	pub fn range(&self) -> Option<(Date, Date)> {
		match self.format.as_str() {
			"DT" => Date::parse_range(self.value.get(..8)?),
			"TM" => None,
			_ => Date::parse_range(&self.value),
		}
	}
}

/// The first and last day of the first date of a kind.
pub fn date_range(dates: &[Dtp], qualifier: &str) -> Option<(Date, Date)> {
	dates
		.iter()
		.find(|date| date.qualifier == qualifier)
		.and_then(Dtp::range)
}

/// A person or organisation with what belongs to it: loops 1000, 2010, 2310, 2330, 2420.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Party {
	/// NM1.
	pub name: Name,
	/// N3 and N4.
	pub address: Address,
	/// REF: `EI` tax number, `G2` commercial number …
	pub references: Vec<Reference>,
	/// PER.
	pub contacts: Vec<Contact>,
	/// DMG02, of a person, if it is a day.
	pub birth_date: Option<Date>,
	/// DMG03: `F`, `M`, `U`.
	pub sex: Option<String>,
	/// PRV03: taxonomy of a provider.
	pub taxonomy: Option<String>,
	/// DTP, of another payer (2330B: `573` when it paid).
	pub dates: Vec<Dtp>,
}

/// SBR and loop 2010BA: who is insured, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subscriber {
	/// SBR01: rank of this payer: `P` primary, `S` secondary, `T` tertiary, `A`–`H` further ones, `U` unknown.
	pub responsibility: String,
	/// SBR02: `18` when the patient is the subscriber.
	pub relationship: Option<String>,
	/// SBR03: policy or group number.
	pub group_number: Option<String>,
	/// SBR04.
	pub group_name: Option<String>,
	/// SBR05: kind of insurance, when Medicare is secondary.
	pub insurance_type: Option<String>,
	/// SBR09: `MB` Medicare part B, `CI` commercial, `MC` Medicaid …
	pub filing_indicator: Option<String>,
	/// Loop 2010BA (NM1*IL), or 2330A.
	pub party: Party,
}

/// Loops 2000C and 2010CA: the patient, when another than the subscriber.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Patient {
	/// PAT01: relationship to the subscriber, as `19` (child).
	pub relationship: Option<String>,
	/// NM1*QC.
	pub party: Party,
}

/// One code of an HI segment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HealthCode {
	/// C022-1: what it is: `ABK`/`BK` principal diagnosis, `ABF`/`BF` other diagnosis, `ABJ`/`BJ` admitting, `APR`/`PR`
	/// reason for visit, `BBR`/`BR` principal procedure, `BBQ`/`BQ` other procedure, `BE` value, `BG` condition, `BH`
	/// occurrence, `BI` occurrence span, `DR` DRG …
	pub qualifier: String,
	/// C022-2.
	pub code: String,
	/// C022-3 and C022-4: format and day, of a procedure or an occurrence.
	pub date: Option<(String, String)>,
	/// C022-5, of a value code.
	pub amount: Option<Amount>,
	/// C022-9: present on admission: `Y`, `N`, `U`, `W`.
	pub present_on_admission: Option<String>,
}

impl HealthCode {
	/// Whether it is a diagnosis (of any rank).
	pub fn is_diagnosis(&self) -> bool {
		matches!(
			self.qualifier.as_str(),
			"ABK" | "BK" | "ABF" | "BF" | "ABJ" | "BJ" | "APR" | "PR" | "ABN" | "BN"
		)
	}
}

/// NTE or K3: free text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Note {
	/// NTE01, as `ADD`; `K3` for a K3 segment.
	pub kind: String,
	/// NTE02.
	pub text: String,
}

/// A segment that is kept as it is, in its elements, the identifier first: PWK, CN1, CRC, CR1, HCP, OI, PS1, MEA …
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Untyped {
	/// `PWK` …
	pub id: String,
	/// Elements from 01 on, empty ones too.
	pub elements: Vec<String>,
}

/// CL1: admission and discharge of an institutional claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Admission {
	/// CL101: type (priority) of admission.
	pub kind: Option<String>,
	/// CL102: source.
	pub source: Option<String>,
	/// CL103: patient status at discharge.
	pub patient_status: Option<String>,
}

/// OI: what the other subscriber agreed to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OtherInsurance {
	/// OI03: benefits assigned to the provider.
	pub assigned: Option<String>,
	/// OI06: release of information.
	pub release: Option<String>,
}

/// Loops 2320 and 2330: another payer and what it did with the claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OtherPayer {
	/// SBR, and loop 2330A.
	pub subscriber: Subscriber,
	/// CAS at the level of the claim.
	pub adjustments: Vec<Adjustment>,
	/// AMT: `D` paid, `EAF` remaining patient liability, `A8` non-covered.
	pub amounts: Vec<QualifiedAmount>,
	/// OI.
	pub other_insurance: Option<OtherInsurance>,
	/// MIA.
	pub inpatient: Option<Remarks>,
	/// MOA.
	pub outpatient: Option<Remarks>,
	/// Loop 2330B (NM1*PR).
	pub payer: Party,
	/// Loops 2330C and on: its numbers of the providers.
	pub providers: Vec<Party>,
	/// The SBR segment.
	pub origin: Origin,
}

impl OtherPayer {
	/// NM109 of loop 2330B: what SVD01 of the lines refers to.
	pub fn payer_id(&self) -> Option<&str> {
		self.payer.name.id.as_deref()
	}

	/// AMT*D: what it paid for the claim.
	pub fn paid(&self) -> Option<Amount> {
		amount(&self.amounts, "D")
	}
}

/// Loop 2430: what another payer did with a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineAdjudication {
	/// SVD01: [`OtherPayer::payer_id`].
	pub payer_id: String,
	/// SVD02.
	pub paid: Amount,
	/// SVD03.
	pub procedure: Option<Procedure>,
	/// SVD04.
	pub revenue_code: Option<String>,
	/// SVD05.
	pub units: Option<Decimal>,
	/// SVD06: number of the line it was bundled into.
	pub bundled_into: Option<String>,
	/// CAS.
	pub adjustments: Vec<Adjustment>,
	/// DTP: `573` when it paid.
	pub dates: Vec<Dtp>,
	/// AMT: `EAF` remaining patient liability.
	pub amounts: Vec<QualifiedAmount>,
	/// The SVD segment.
	pub origin: Origin,
}

/// LIN and CTP: the drug of a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drug {
	/// LIN02: `N4` (NDC).
	pub qualifier: String,
	/// LIN03.
	pub code: String,
	/// CTP04.
	pub quantity: Option<Decimal>,
	/// CTP05-1: `UN`, `ML`, `GR`, `ME`, `F2`.
	pub unit: Option<String>,
}

/// Loop 2400: a service line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServiceLine {
	/// LX01.
	pub number: String,
	/// SV101 or SV202.
	pub procedure: Option<Procedure>,
	/// SV201.
	pub revenue_code: Option<String>,
	/// SV102 or SV203.
	pub charge: Amount,
	/// SV103 or SV204: `UN` units, `MJ` minutes, `DA` days.
	pub unit_basis: Option<String>,
	/// SV104 or SV205.
	pub units: Option<Decimal>,
	/// SV105.
	pub place_of_service: Option<String>,
	/// SV107: numbers of the diagnoses (from 1) that the line is for.
	pub diagnosis_pointers: Vec<String>,
	/// SV109 is `Y`.
	pub emergency: bool,
	/// SV111 is `Y`: EPSDT.
	pub epsdt: bool,
	/// SV112 is `Y`.
	pub family_planning: bool,
	/// SV115 is `0`.
	pub copay_exempt: bool,
	/// SV207.
	pub non_covered: Option<Amount>,
	/// DTP.
	pub dates: Vec<Dtp>,
	/// REF: `6R` line item control number, `G1` prior authorisation, `9F` referral …
	pub references: Vec<Reference>,
	/// AMT: `T` sales tax, `F4` postage, `GT` service tax, `N8` facility tax.
	pub amounts: Vec<QualifiedAmount>,
	/// NTE and K3.
	pub notes: Vec<Note>,
	/// Loops 2410.
	pub drugs: Vec<Drug>,
	/// Loops 2420.
	pub providers: Vec<Party>,
	/// Loops 2430.
	pub adjudications: Vec<LineAdjudication>,
	/// Other segments of loop 2400.
	pub others: Vec<Untyped>,
	/// The LX segment.
	pub origin: Origin,
}

impl ServiceLine {
	/// DTP*472: first and last day of service.
	pub fn service_dates(&self) -> Option<(Date, Date)> {
		date_range(&self.dates, "472")
	}

	/// REF*6R, which the 835 gives back.
	pub fn control_number(&self) -> Option<&str> {
		reference(&self.references, "6R")
	}

	/// REF*G1.
	pub fn prior_authorisation(&self) -> Option<&str> {
		reference(&self.references, "G1")
	}
}

/// Loop 2300 with the hierarchy above it and the lines below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
	/// Which guide.
	pub kind: Kind,
	/// ST02 of its transaction set.
	pub transaction: String,
	/// BHT03: the submitter's number of the batch.
	pub batch: Option<String>,
	/// GS04, the day of its functional group, else BHT04, that of the transaction: when it is received, for want of anything
	/// better.
	pub sent: Option<Date>,
	/// BHT06: `CH` chargeable, `RP` reporting (encounter), `31` subrogation.
	pub purpose: Option<String>,
	/// Loop 1000A.
	pub submitter: Party,
	/// Loop 1000B.
	pub receiver: Party,
	/// Loop 2010AA, with PRV of 2000A.
	pub billing_provider: Party,
	/// CUR02, when it is not the US dollar.
	pub currency: Option<String>,
	/// Loop 2010AB.
	pub pay_to: Option<Party>,
	/// Loops 2000B and 2010BA.
	pub subscriber: Subscriber,
	/// Loop 2010BB: the payer this claim goes to.
	pub payer: Party,
	/// Loops 2000C and 2010CA; `None` when the patient is the subscriber.
	pub patient: Option<Patient>,
	/// CLM01.
	pub control_number: String,
	/// CLM02.
	pub total_charge: Amount,
	/// CLM05-1: place of service (837P) or type of bill without its frequency (837I).
	pub facility_code: String,
	/// CLM05-2: `B` place of service, `A` type of bill.
	pub facility_qualifier: String,
	/// CLM05-3: `1` original, `7` replacement, `8` void …
	pub frequency: String,
	/// CLM06 is `Y`.
	pub provider_signature: Option<bool>,
	/// CLM07: `A` assigned, `B` assigned for laboratory only, `C` not assigned.
	pub assignment: Option<String>,
	/// CLM08: `Y`, `N`, `W`.
	pub benefits_assigned: Option<String>,
	/// CLM09: `I`, `Y`.
	pub release: Option<String>,
	/// CLM11-1 to 11-3: causes: `AA` car accident, `EM` employment, `OA` other accident.
	pub related_causes: Vec<String>,
	/// CLM20.
	pub delay_reason: Option<String>,
	/// DTP.
	pub dates: Vec<Dtp>,
	/// CL1.
	pub admission: Option<Admission>,
	/// AMT: `F5` patient paid, `F3` patient's estimated due.
	pub amounts: Vec<QualifiedAmount>,
	/// REF: `F8` original reference, `G1` prior authorisation, `9F` referral, `4N` exception, `EA` medical record, `D9`.
	pub references: Vec<Reference>,
	/// NTE and K3.
	pub notes: Vec<Note>,
	/// HI.
	pub codes: Vec<HealthCode>,
	/// Loops 2310: `82` rendering, `DN` referring, `71` attending, `72` operating, `77` facility …
	pub providers: Vec<Party>,
	/// Loops 2320.
	pub other_payers: Vec<OtherPayer>,
	/// Loops 2400.
	pub lines: Vec<ServiceLine>,
	/// Other segments of loop 2300.
	pub others: Vec<Untyped>,
	/// The CLM segment.
	pub origin: Origin,
}

impl Claim {
	/// REF*F8: the payer's number of the claim that this one replaces or voids.
	pub fn original_reference(&self) -> Option<&str> {
		reference(&self.references, "F8")
	}

	/// REF*G1.
	pub fn prior_authorisation(&self) -> Option<&str> {
		reference(&self.references, "G1")
	}

	/// The diagnoses, in order: SV107 counts them from 1.
	pub fn diagnoses(&self) -> impl Iterator<Item = &HealthCode> {
		self.codes.iter().filter(|code| code.is_diagnosis())
	}

	/// First and last day of service, over all lines ([`Claim::line_dates`]).
	pub fn service_dates(&self) -> Option<(Date, Date)> {
		self.lines
			.iter()
			.filter_map(|line| self.line_dates(line))
			.reduce(|(from, to), (first, last)| (from.min(first), to.max(last)))
	}

	/// Days of service of a line: its own, else those of the claim's statement (DTP*434).
	pub fn line_dates(&self, line: &ServiceLine) -> Option<(Date, Date)> {
		line.service_dates()
			.or_else(|| date_range(&self.dates, "434"))
			.or_else(|| date_range(&self.dates, "472"))
	}

	/// Who was treated: patient, or subscriber.
	pub fn patient_party(&self) -> &Party {
		self.patient
			.as_ref()
			.map_or(&self.subscriber.party, |patient| &patient.party)
	}

	/// The patient, if another than the subscriber. Some files name the subscriber (18) once more as the patient.
	pub fn dependent(&self) -> Option<&Patient> {
		self.patient.as_ref().filter(|patient| {
			let stated = patient.relationship.as_ref().or(self.subscriber.relationship.as_ref());
			stated.map(String::as_str) != Some("18")
		})
	}

	/// AMT*F5 (837P, 837I): what the patient has paid.
	pub fn patient_paid(&self) -> Option<Amount> {
		amount(&self.amounts, "F5")
	}

	/// What the other payers paid: per claim (AMT*D), and else the sum over its lines (SVD02).
	pub fn paid_by(&self, payer: &OtherPayer) -> Amount {
		payer
			.paid()
			.unwrap_or_else(|| self.line_adjudications(payer).map(|(_, line)| line.paid).sum())
	}

	/// What another payer did with the lines: index of the line, and its adjudication.
	pub fn line_adjudications<'a>(
		&'a self,
		payer: &'a OtherPayer,
	) -> impl Iterator<Item = (usize, &'a LineAdjudication)> {
		let id = payer.payer_id();
		self.lines.iter().enumerate().flat_map(move |(index, line)| {
			line.adjudications
				.iter()
				.filter(move |adjudication| Some(adjudication.payer_id.as_str()) == id)
				.map(move |adjudication| (index, adjudication))
		})
	}

	/// CLM02 = Σ charges of the lines (TR3 X222 and X223, note on CLM02). [`parse`] refuses a claim where it is not.
	pub fn check_total(&self) -> Result<(), Error> {
		let lines: Amount = self.lines.iter().map(|line| line.charge).sum();
		if lines == self.total_charge {
			return Ok(());
		}
		let fault = Fault::LineSum {
			claim: self.control_number.clone(),
			total: self.total_charge,
			lines,
		};
		Err(Error::at(self.origin.0, "", fault).in_loop("2300"))
	}
}
