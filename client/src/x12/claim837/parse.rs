//! Reads the loops of an 837 into claims.

use super::{
	Admission, Claim, Date, Drug, Dtp, HealthCode, Kind, LineAdjudication, Note, OtherInsurance, OtherPayer, Party,
	Patient, ServiceLine, Subscriber, Untyped,
};
use crate::x12::{
	amount::Amount,
	common::{Adjustment, Contact, Name, Procedure, QualifiedAmount, Reference, Remarks},
	error::{Error, Fault, Origin},
	interchange::{for_each_transaction, Transaction},
	reader::Reader,
	segment::Segment,
};
use std::{collections::HashMap, io::Read};

mod hierarchy;

/// The loop that a segment without a loop of its own belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
	Header,
	Submitter,
	Receiver,
	BillingLevel,
	BillingProvider,
	PayTo,
	PayToPlan,
	SubscriberLevel,
	SubscriberName,
	PayerName,
	PatientLevel,
	PatientName,
	/// A name of a role that the guide does not have there.
	Somebody,
	Claim,
	ClaimProvider,
	OtherPayer,
	OtherSubscriber,
	OtherPayerName,
	OtherPayerProvider,
	Line,
	Drug,
	LineProvider,
	LineAdjudication,
	Form,
}

impl At {
	const fn name(self) -> &'static str {
		match self {
			Self::Header => "header",
			Self::Submitter => "1000A",
			Self::Receiver => "1000B",
			Self::BillingLevel => "2000A",
			Self::BillingProvider => "2010AA",
			Self::PayTo => "2010AB",
			Self::PayToPlan => "2010AC",
			Self::SubscriberLevel => "2000B",
			Self::SubscriberName => "2010BA",
			Self::PayerName => "2010BB",
			Self::PatientLevel => "2000C",
			Self::PatientName => "2010CA",
			Self::Somebody => "2010",
			Self::Claim => "2300",
			Self::ClaimProvider => "2310",
			Self::OtherPayer => "2320",
			Self::OtherSubscriber => "2330A",
			Self::OtherPayerName => "2330B",
			Self::OtherPayerProvider => "2330",
			Self::Line => "2400",
			Self::Drug => "2410",
			Self::LineProvider => "2420",
			Self::LineAdjudication => "2430",
			Self::Form => "2440",
		}
	}

	const fn in_claim(self) -> bool {
		matches!(self, Self::Claim | Self::ClaimProvider) || self.in_other_payer() || self.in_line()
	}

	const fn in_other_payer(self) -> bool {
		matches!(
			self,
			Self::OtherPayer | Self::OtherSubscriber | Self::OtherPayerName | Self::OtherPayerProvider
		)
	}

	const fn in_line(self) -> bool {
		matches!(
			self,
			Self::Line | Self::Drug | Self::LineProvider | Self::LineAdjudication | Self::Form
		)
	}
}

/// Segments that the transaction set has and that are kept as they are, or not at all.
const UNTYPED: &[&str] = &[
	"BHT", "CN1", "CR1", "CR2", "CR3", "CR4", "CR5", "CR6", "CR7", "CR8", "CRC", "DSB", "FRM", "HCP", "HSD", "IMM",
	"LE", "LQ", "LS", "MEA", "MSG", "N2", "PS1", "PSV", "PWK", "QTY", "STC", "SV4", "SV5", "SV6", "SV7", "TOO", "UR",
];

struct Parser {
	kind: Option<Kind>,
	transaction: String,
	at: At,
	/// HL01 and HL03.
	levels: HashMap<String, String>,
	batch: Option<String>,
	sent: Option<Date>,
	purpose: Option<String>,
	submitter: Party,
	receiver: Party,
	billing_provider: Party,
	currency: Option<String>,
	pay_to: Option<Party>,
	pay_to_plan: Party,
	subscriber: Subscriber,
	payer: Party,
	patient: Option<Patient>,
	claim: Option<Claim>,
	/// The LX segment of the line that is open, until it has its service (SV1, SV2).
	waiting_line: Option<Segment<'static>>,
	claims: Vec<Claim>,
	/// Whether a claim without lines, or whose lines do not add up, and what else is against the guide, is refused here.
	checked: bool,
	/// What is against the guide and was passed over.
	remarks: Vec<Error>,
}

/// Reads one transaction set.
///
/// # Errors
///
/// What cannot be read, names segment and loop; so does a claim whose lines do not add up to CLM02
/// ([`Fault::LineSum`]).
pub fn parse_transaction(transaction: &Transaction) -> Result<Vec<Claim>, Error> {
	claims_of(transaction, true).map(|(claims, _)| claims)
}

/// What a file is by its first service, whatever guide it names.
fn kind_of(transaction: &Transaction) -> Option<Kind> {
	transaction.segments.iter().find_map(|segment| match segment.id() {
		"SV1" => Some(Kind::Professional),
		"SV2" => Some(Kind::Institutional),
		_ => None,
	})
}

fn claims_of(transaction: &Transaction, checked: bool) -> Result<(Vec<Claim>, Vec<Error>), Error> {
	let header = &transaction.header;
	if header.set != "837" {
		let fault = Fault::WrongTransactionSet {
			wanted: "837",
			found: header.set.clone(),
		};
		return Err(Error::at(header.position, "", fault));
	}
	let kind = match header.version.as_str() {
		version if version.contains("X222") || version.contains("X098") => Some(Kind::Professional),
		version if version.contains("X223") || version.contains("X096") => Some(Kind::Institutional),
		version if version.contains("X224") || version.contains("X097") => {
			let found = format!("837 dental ({version}); 837P (X222) and 837I (X223) are read");
			return Err(Error::at(
				header.position,
				"",
				Fault::WrongTransactionSet { wanted: "837", found },
			));
		},
		_ => None,
	};
	let served = if checked { None } else { kind_of(transaction) };
	let mut parser = Parser::new(served.or(kind), header.control_number.clone(), checked);
	if let (Some(kind), Some(served)) = (kind, served) {
		if kind != served {
			let why = format!(
				"this is {} by its version, but its services are those of {}",
				kind.name(),
				served.name()
			);
			parser.against_the_guide(Error::at(header.position, &header.version, Fault::Misplaced(why)))?;
		}
	}
	parser.sent = match header.date.len() {
		6 => Date::parse(&format!("20{}", header.date)),
		_ => Date::parse(&header.date),
	};
	for segment in &transaction.segments {
		parser.push(segment)?;
	}
	parser.end_claim()?;
	if parser.claims.is_empty() {
		return Err(transaction
			.trailer
			.error("2300", Fault::MissingSegment("CLM, a claim,")));
	}
	Ok((parser.claims, parser.remarks))
}

/// Reads a file one transaction set at a time and gives each claim to `visit`. Counts and control numbers must be right
/// unless the reader collects what does not match.
pub fn parse_each(reader: &mut Reader<impl Read>, visit: impl FnMut(Claim) -> Result<(), Error>) -> Result<(), Error> {
	each(reader, true, visit).map(|_| ())
}

/// Reads all claims of a file as they are: sums are left to who decides the claims, and trailers that do not match, names
/// and levels that are not where the guide has them, are given beside them.
pub fn parse_as_sent(bytes: &[u8]) -> Result<(Vec<Claim>, Vec<Error>), Error> {
	let mut claims = Vec::new();
	let mut reader = Reader::new(bytes).collecting_mismatches().lenient();
	let mut remarks = each(&mut reader, false, |claim| {
		claims.push(claim);
		Ok(())
	})?;
	remarks.extend_from_slice(reader.mismatches());
	Ok((claims, remarks))
}

fn each(
	reader: &mut Reader<impl Read>,
	checked: bool,
	mut visit: impl FnMut(Claim) -> Result<(), Error>,
) -> Result<Vec<Error>, Error> {
	let mut found = Vec::new();
	let mut any = false;
	let mut remarks = Vec::new();
	for_each_transaction(reader, |transaction| {
		if transaction.header.set != "837" {
			found.push(transaction.header.set);
			return Ok(());
		}
		any = true;
		let (claims, more) = claims_of(&transaction, checked)?;
		remarks.extend(more);
		claims.into_iter().try_for_each(&mut visit)
	})?;
	if any {
		return Ok(remarks);
	}
	found.sort_unstable();
	found.dedup();
	let found = if found.is_empty() {
		"none".into()
	} else {
		found.join(", ")
	};
	Err(Error::of_file(Fault::WrongTransactionSet { wanted: "837", found }))
}

/// Reads all claims of a file; counts and control numbers must be right.
pub fn parse(bytes: &[u8]) -> Result<Vec<Claim>, Error> {
	let mut claims = Vec::new();
	parse_each(&mut Reader::new(bytes), |claim| {
		claims.push(claim);
		Ok(())
	})?;
	Ok(claims)
}

impl Parser {
	fn new(kind: Option<Kind>, transaction: String, checked: bool) -> Self {
		Self {
			checked,
			kind,
			transaction,
			at: At::Header,
			levels: HashMap::new(),
			batch: None,
			sent: None,
			purpose: None,
			submitter: Party::default(),
			receiver: Party::default(),
			billing_provider: Party::default(),
			currency: None,
			pay_to: None,
			pay_to_plan: Party::default(),
			subscriber: Subscriber::default(),
			payer: Party::default(),
			patient: None,
			claim: None,
			waiting_line: None,
			claims: Vec::new(),
			remarks: Vec::new(),
		}
	}

	/// Refuses what is against the guide, or remarks it where claims are read as they were sent.
	fn against_the_guide(&mut self, error: Error) -> Result<(), Error> {
		if self.checked {
			return Err(error);
		}
		self.remarks.push(error);
		Ok(())
	}

	fn push(&mut self, segment: &Segment<'_>) -> Result<(), Error> {
		match segment.id() {
			"BHT" => {
				self.batch = segment.owned(3);
				self.sent = self.sent.or_else(|| Date::parse(segment.raw(4)));
				self.purpose = segment.owned(6);
			},
			"HL" => self.level(segment)?,
			"SBR" => self.subscriber(segment)?,
			"PAT" => {
				if let Some(patient) = &mut self.patient {
					patient.relationship = segment.owned(1);
				}
			},
			"NM1" => self.name(segment)?,
			"N3" | "N4" => {
				if let Some(party) = self.party() {
					party.address.read(segment);
				}
			},
			"PER" => {
				if let Some(party) = self.party() {
					party.contacts.push(Contact::read(segment));
				}
			},
			"DMG" => {
				if let Some(party) = self.party() {
					party.birth_date = segment.element(2).and_then(Date::parse);
					party.sex = segment.owned(3);
				}
			},
			"PRV" => match self.at {
				At::BillingLevel => self.billing_provider.taxonomy = segment.owned(3),
				_ => {
					if let Some(party) = self.party() {
						party.taxonomy = segment.owned(3);
					}
				},
			},
			"CUR" => self.currency = segment.owned(2),
			"REF" => self.reference(segment)?,
			"CLM" => self.claim(segment)?,
			"DTP" => self.date(segment)?,
			// DTM is the date of other transaction sets; some senders have it here, filled in as a DTP.
			"DTM" if !self.checked => {
				self.against_the_guide(segment.error(self.at.name(), Fault::UnknownSegment("837")))?;
				if segment.element(3).is_some() {
					self.date(segment)?;
				}
			},
			"CL1" => {
				self.claim_here(segment)?.admission = Some(Admission {
					kind: segment.owned(1),
					source: segment.owned(2),
					patient_status: segment.owned(3),
				});
			},
			"HI" => self.codes(segment)?,
			"AMT" => self.amount(segment)?,
			"NTE" | "K3" => self.note(segment)?,
			"CAS" => self.adjustments(segment)?,
			"OI" => {
				self.other_payer(segment)?.other_insurance = Some(OtherInsurance {
					assigned: segment.owned(3),
					release: segment.owned(6),
				});
			},
			"MIA" => self.other_payer(segment)?.inpatient = Some(Remarks::read(segment, "2320", Remarks::MIA)?),
			"MOA" => self.other_payer(segment)?.outpatient = Some(Remarks::read(segment, "2320", Remarks::MOA)?),
			"LX" => {
				let line = ServiceLine {
					number: segment.raw(1).into(),
					origin: Origin(segment.position()),
					..ServiceLine::default()
				};
				self.claim_here(segment)?.lines.push(line);
				self.line_has_service()?;
				self.waiting_line = Some(segment.clone().into_owned());
				self.at = At::Line;
			},
			"SV1" => self.professional_line(segment)?,
			"SV2" => self.institutional_line(segment)?,
			"SV3" => {
				return Err(segment.error(
					self.at.name(),
					Fault::Misplaced("SV3 is a dental service (837D); 837P and 837I are read".into()),
				))
			},
			"LIN" => {
				let drug = Drug {
					qualifier: segment.raw(2).into(),
					code: segment.raw(3).into(),
					..Drug::default()
				};
				self.line(segment)?.drugs.push(drug);
				self.at = At::Drug;
			},
			"CTP" => {
				let quantity = segment.decimal("2410", 4)?;
				let unit = segment.component(5, 1).map(Into::into);
				if let Some(drug) = self.line(segment)?.drugs.last_mut() {
					(drug.quantity, drug.unit) = (quantity, unit);
				}
			},
			"SVD" => self.line_adjudication(segment)?,
			id if UNTYPED.contains(&id) => self.untyped(segment),
			_ => return Err(segment.error(self.at.name(), Fault::UnknownSegment("837"))),
		}
		Ok(())
	}

	fn misplaced(&self, segment: &Segment<'_>, why: impl Into<String>) -> Error {
		segment.error(self.at.name(), Fault::Misplaced(why.into()))
	}

	fn line_has_service(&mut self) -> Result<(), Error> {
		match self.waiting_line.take() {
			Some(lx) => Err(lx.error("2400", Fault::MissingSegment("SV1 or SV2, the service of this line,"))),
			None => Ok(()),
		}
	}

	fn end_claim(&mut self) -> Result<(), Error> {
		self.line_has_service()?;
		let Some(claim) = self.claim.take() else { return Ok(()) };
		if !self.checked {
			self.claims.push(claim);
			return Ok(());
		}
		if claim.lines.is_empty() {
			let text = format!("CLM {}", claim.control_number);
			return Err(Error::at(
				claim.origin.0,
				text,
				Fault::MissingSegment("LX, a service line of this claim,"),
			)
			.in_loop("2400"));
		}
		claim.check_total()?;
		self.claims.push(claim);
		Ok(())
	}

	/// The person or organisation that N3, N4, PER, REF and so on are about here.
	fn party(&mut self) -> Option<&mut Party> {
		match self.at {
			At::Submitter => Some(&mut self.submitter),
			At::Receiver => Some(&mut self.receiver),
			At::BillingProvider => Some(&mut self.billing_provider),
			At::PayTo => self.pay_to.as_mut(),
			At::PayToPlan => Some(&mut self.pay_to_plan),
			At::SubscriberName => Some(&mut self.subscriber.party),
			At::PayerName => Some(&mut self.payer),
			At::PatientName => self.patient.as_mut().map(|patient| &mut patient.party),
			At::ClaimProvider => self.claim.as_mut()?.providers.last_mut(),
			At::OtherPayer => self
				.claim
				.as_mut()?
				.other_payers
				.last_mut()
				.map(|other| &mut other.subscriber.party),
			At::OtherSubscriber => self
				.claim
				.as_mut()?
				.other_payers
				.last_mut()
				.map(|other| &mut other.subscriber.party),
			At::OtherPayerName => self
				.claim
				.as_mut()?
				.other_payers
				.last_mut()
				.map(|other| &mut other.payer),
			At::OtherPayerProvider => self.claim.as_mut()?.other_payers.last_mut()?.providers.last_mut(),
			At::LineProvider => self.claim.as_mut()?.lines.last_mut()?.providers.last_mut(),
			_ => None,
		}
	}

	// ---- claim ----------------------------------------------------------------------------------------------------

	fn claim_here(&mut self, segment: &Segment<'_>) -> Result<&mut Claim, Error> {
		let name = self.at.name();
		self.claim.as_mut().ok_or_else(|| {
			let why = format!("{} belongs to a claim; there is no CLM before it", segment.id());
			segment.error(name, Fault::Misplaced(why))
		})
	}

	fn other_payer(&mut self, segment: &Segment<'_>) -> Result<&mut OtherPayer, Error> {
		let name = self.at.name();
		self.claim_here(segment)?.other_payers.last_mut().ok_or_else(|| {
			let why = format!(
				"{} belongs to another payer (loop 2320); there is no SBR in this claim",
				segment.id()
			);
			segment.error(name, Fault::Misplaced(why))
		})
	}

	fn line(&mut self, segment: &Segment<'_>) -> Result<&mut ServiceLine, Error> {
		let name = self.at.name();
		self.claim_here(segment)?.lines.last_mut().ok_or_else(|| {
			let why = format!("{} belongs to a service line; there is no LX before it", segment.id());
			segment.error(name, Fault::Misplaced(why))
		})
	}

	fn claim(&mut self, clm: &Segment<'_>) -> Result<(), Error> {
		self.end_claim()?;
		if matches!(
			self.at,
			At::Header
				| At::Submitter
				| At::Receiver
				| At::BillingLevel
				| At::BillingProvider
				| At::PayTo | At::PayToPlan
		) {
			let why = "a claim belongs to a subscriber (HL03 22) or a patient (HL03 23); there is none before it";
			self.against_the_guide(self.misplaced(clm, why))?;
		}
		let component = |at: usize| clm.component(5, at).unwrap_or_default().to_owned();
		let kind = match (self.kind, clm.component(5, 2)) {
			(Some(kind), _) => kind,
			(None, Some("B")) => Kind::Professional,
			(None, Some("A")) => Kind::Institutional,
			(None, _) => return Err(clm.bad_value(
				"2300",
				5,
				"neither GS08 nor ST03 says whether this is 837P (X222) or 837I (X223), and CLM05-2 is neither A nor B",
			)),
		};
		clm.required("2300", 5)?;
		self.claim = Some(Claim {
			kind,
			transaction: self.transaction.clone(),
			batch: self.batch.clone(),
			sent: self.sent,
			purpose: self.purpose.clone(),
			submitter: self.submitter.clone(),
			receiver: self.receiver.clone(),
			billing_provider: self.billing_provider.clone(),
			currency: self.currency.clone(),
			pay_to: self.pay_to.clone(),
			subscriber: self.subscriber.clone(),
			payer: self.payer.clone(),
			patient: self.patient.clone(),
			control_number: clm.required_owned("2300", 1)?,
			total_charge: clm.required_amount("2300", 2)?,
			facility_code: component(1),
			facility_qualifier: component(2),
			frequency: component(3),
			provider_signature: clm.element(6).map(|text| text == "Y"),
			assignment: clm.owned(7),
			benefits_assigned: clm.owned(8),
			release: clm.owned(9),
			related_causes: (1..=3).filter_map(|at| clm.component(11, at)).map(Into::into).collect(),
			delay_reason: clm.owned(20),
			dates: Vec::new(),
			admission: None,
			amounts: Vec::new(),
			references: Vec::new(),
			notes: Vec::new(),
			codes: Vec::new(),
			providers: Vec::new(),
			other_payers: Vec::new(),
			lines: Vec::new(),
			others: Vec::new(),
			origin: Origin(clm.position()),
		});
		self.at = At::Claim;
		Ok(())
	}

	fn reference(&mut self, segment: &Segment<'_>) -> Result<(), Error> {
		let reference = Reference::read(segment);
		match self.at {
			At::Claim => self.claim_here(segment)?.references.push(reference),
			At::Line | At::Drug | At::LineAdjudication | At::Form => self.line(segment)?.references.push(reference),
			_ => {
				if let Some(party) = self.party() {
					party.references.push(reference);
				}
			},
		}
		Ok(())
	}

	fn date(&mut self, segment: &Segment<'_>) -> Result<(), Error> {
		let name = self.at.name();
		let date = Dtp {
			qualifier: segment.required_owned(name, 1)?,
			format: segment.raw(2).into(),
			value: segment.required_owned(name, 3)?,
		};
		// The days that adjudication depends on must be days.
		if matches!(date.qualifier.as_str(), "472" | "434") && date.range().is_none() {
			return Err(segment.bad_value(
				name,
				3,
				"a day of service is CCYYMMDD (D8) or CCYYMMDD-CCYYMMDD (RD8), the end not before the beginning",
			));
		}
		match self.at {
			At::Claim | At::ClaimProvider => self.claim_here(segment)?.dates.push(date),
			At::OtherPayer | At::OtherSubscriber | At::OtherPayerName | At::OtherPayerProvider => {
				self.other_payer(segment)?.payer.dates.push(date)
			},
			At::LineAdjudication => {
				if let Some(adjudication) = self.line(segment)?.adjudications.last_mut() {
					adjudication.dates.push(date);
				}
			},
			at if at.in_line() => self.line(segment)?.dates.push(date),
			_ => {},
		}
		Ok(())
	}

	fn codes(&mut self, hi: &Segment<'_>) -> Result<(), Error> {
		let mut codes = Vec::new();
		for (at, element) in hi.elements().enumerate().skip(1) {
			// X223 lets an element repeat for value, condition and occurrence codes.
			for text in hi.repetitions_of(element) {
				let parts: Vec<&str> = hi.components_of(text).collect();
				let part = |at: usize| {
					parts
						.get(at)
						.copied()
						.filter(|text| !text.is_empty())
						.map(str::to_owned)
				};
				let (Some(qualifier), Some(code)) = (part(0), part(1)) else {
					// Diagnoses do not decide what is paid.
					if !self.checked {
						continue;
					}
					return Err(hi.bad_value("2300", at, "a code is a qualifier and a value, as ABK:J0690"));
				};
				let amount = match part(4) {
					None => None,
					Some(text) => Some(Amount::parse(&text).map_err(|why| {
						hi.error(
							"2300",
							Fault::BadNumber {
								element: format!("{}-5", hi.element_name(at)),
								value: text,
								why,
							},
						)
					})?),
				};
				codes.push(HealthCode {
					qualifier,
					code,
					date: part(2).zip(part(3)),
					amount,
					present_on_admission: part(8),
				});
			}
		}
		self.claim_here(hi)?.codes.extend(codes);
		Ok(())
	}

	fn amount(&mut self, segment: &Segment<'_>) -> Result<(), Error> {
		let amount = QualifiedAmount::read(segment, self.at.name())?;
		match self.at {
			At::LineAdjudication => {
				if let Some(adjudication) = self.line(segment)?.adjudications.last_mut() {
					adjudication.amounts.push(amount);
				}
			},
			at if at.in_line() => self.line(segment)?.amounts.push(amount),
			at if at.in_other_payer() => self.other_payer(segment)?.amounts.push(amount),
			_ => self.claim_here(segment)?.amounts.push(amount),
		}
		Ok(())
	}

	fn note(&mut self, segment: &Segment<'_>) -> Result<(), Error> {
		let note = if segment.id() == "K3" {
			Note {
				kind: "K3".into(),
				text: segment.raw(1).into(),
			}
		} else {
			Note {
				kind: segment.raw(1).into(),
				text: segment.raw(2).into(),
			}
		};
		if self.at.in_line() {
			self.line(segment)?.notes.push(note);
		} else {
			self.claim_here(segment)?.notes.push(note);
		}
		Ok(())
	}

	fn adjustments(&mut self, segment: &Segment<'_>) -> Result<(), Error> {
		let mut adjustments = Vec::new();
		Adjustment::read(segment, self.at.name(), &mut adjustments)?;
		if self.at == At::LineAdjudication {
			if let Some(adjudication) = self.line(segment)?.adjudications.last_mut() {
				adjudication.adjustments.extend(adjustments);
			}
			return Ok(());
		}
		if !self.at.in_other_payer() {
			return Err(self.misplaced(
				segment,
				"an adjustment (CAS) belongs to another payer (loop 2320, SBR) or to its decision on a line (loop 2430, SVD)",
			));
		}
		self.other_payer(segment)?.adjustments.extend(adjustments);
		Ok(())
	}

	fn untyped(&mut self, segment: &Segment<'_>) {
		let untyped = Untyped {
			id: segment.id().into(),
			elements: segment.elements().skip(1).map(Into::into).collect(),
		};
		if segment.id() == "LQ" && self.at.in_line() {
			self.at = At::Form;
		}
		let at = self.at;
		let Some(claim) = &mut self.claim else { return };
		match claim.lines.last_mut() {
			Some(line) if at.in_line() => line.others.push(untyped),
			_ => claim.others.push(untyped),
		}
	}

	// ---- lines ----------------------------------------------------------------------------------------------------

	/// A line has one service; a second one under the same LX is a line of its own.
	fn one_service(&mut self, service: &Segment<'_>) -> Result<(), Error> {
		if self.waiting_line.take().is_some() {
			return Ok(());
		}
		if let Err(error) = self.line(service) {
			self.against_the_guide(error)?;
		} else {
			let why = format!(
				"a second {} in one service line: the LX segment before it is missing",
				service.id()
			);
			self.against_the_guide(self.misplaced(service, why))?;
		}
		let claim = self.claim_here(service)?;
		let line = ServiceLine {
			number: (claim.lines.len() + 1).to_string(),
			origin: Origin(service.position()),
			..ServiceLine::default()
		};
		claim.lines.push(line);
		self.at = At::Line;
		Ok(())
	}

	fn professional_line(&mut self, sv1: &Segment<'_>) -> Result<(), Error> {
		let kind = self.claim_here(sv1)?.kind;
		if kind != Kind::Professional {
			return Err(self.misplaced(
				sv1,
				"SV1 is a professional service, but this is an institutional claim (837I has SV2)",
			));
		}
		let procedure =
			Procedure::read(sv1, 1).ok_or_else(|| sv1.error("2400", Fault::MissingElement("SV101".into())))?;
		let charge = sv1.required_amount("2400", 2)?;
		let units = sv1.decimal("2400", 4)?;
		let pointers = sv1.element(7).map(|text| {
			sv1.components_of(text)
				.filter(|text| !text.is_empty())
				.map(Into::into)
				.collect()
		});
		self.one_service(sv1)?;
		let line = self.line(sv1)?;
		line.procedure = Some(procedure);
		line.charge = charge;
		line.unit_basis = sv1.owned(3);
		line.units = units;
		line.place_of_service = sv1.owned(5);
		line.diagnosis_pointers = pointers.unwrap_or_default();
		line.emergency = sv1.raw(9) == "Y";
		line.epsdt = sv1.raw(11) == "Y";
		line.family_planning = sv1.raw(12) == "Y";
		line.copay_exempt = sv1.raw(15) == "0";
		Ok(())
	}

	fn institutional_line(&mut self, sv2: &Segment<'_>) -> Result<(), Error> {
		let kind = self.claim_here(sv2)?.kind;
		if kind != Kind::Institutional {
			return Err(self.misplaced(
				sv2,
				"SV2 is an institutional service, but this is a professional claim (837P has SV1)",
			));
		}
		let charge = sv2.required_amount("2400", 3)?;
		let units = sv2.decimal("2400", 5)?;
		let non_covered = sv2.amount("2400", 7)?;
		self.one_service(sv2)?;
		let line = self.line(sv2)?;
		line.revenue_code = sv2.owned(1);
		// Some senders fill an element that they have nothing for with blanks.
		line.procedure = Procedure::read(sv2, 2).filter(|procedure| !procedure.to_string().trim().is_empty());
		line.charge = charge;
		line.unit_basis = sv2.owned(4);
		line.units = units;
		line.non_covered = non_covered;
		Ok(())
	}

	fn line_adjudication(&mut self, svd: &Segment<'_>) -> Result<(), Error> {
		let adjudication = LineAdjudication {
			payer_id: svd.required_owned("2430", 1)?,
			paid: svd.required_amount("2430", 2)?,
			procedure: Procedure::read(svd, 3),
			revenue_code: svd.owned(4),
			units: svd.decimal("2430", 5)?,
			bundled_into: svd.owned(6),
			origin: Origin(svd.position()),
			..LineAdjudication::default()
		};
		self.line(svd)?;
		let known = |other: &OtherPayer| other.payer_id() == Some(&adjudication.payer_id);
		if !self.claim_here(svd)?.other_payers.iter().any(known) {
			let why = "no other payer of this claim has this identifier (NM109 of loop 2330B)";
			return Err(svd.bad_value("2430", 1, why));
		}
		self.line(svd)?.adjudications.push(adjudication);
		self.at = At::LineAdjudication;
		Ok(())
	}
}
