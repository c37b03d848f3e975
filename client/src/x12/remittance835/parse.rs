//! Reads the segments of an 835 into types, claim by claim.

use super::{
	Account, Adjustment, ClaimGroup, ClaimPayment, Contact, Currency, Name, Party, Payment, Procedure,
	ProviderAdjustment, ProviderSummary, QualifiedAmount, QualifiedDate, QualifiedQuantity, Reference, Remarks,
	Remittance, ServicePayment, Trace,
};
use crate::x12::{
	amount::Amount,
	error::{Error, Fault, Origin, Position},
	reader::{Event, Reader, TransactionHeader},
	segment::Segment,
};
use std::{fmt, io::Read};

/// Something that the guide has otherwise, and that does not stop the reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
	/// The segment.
	pub position: Position,
	/// Its loop.
	pub in_loop: &'static str,
	/// What, and why it matters.
	pub text: String,
}

impl fmt::Display for Warning {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(
			f,
			"segment {}, loop {}: {}",
			self.position.segment, self.in_loop, self.text
		)
	}
}

/// The first hundred warnings, and how many there were.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Warnings {
	/// The first ones.
	pub first: Vec<Warning>,
	/// All of them.
	pub count: u64,
}

impl Warnings {
	/// How many are kept.
	pub const KEPT: usize = 100;

	/// Adds one.
	pub fn add(&mut self, position: Position, in_loop: &'static str, text: impl Into<String>) {
		self.count += 1;
		if self.first.len() < Self::KEPT {
			self.first.push(Warning {
				position,
				in_loop,
				text: text.into(),
			});
		}
	}

	/// Adds all of another.
	pub fn extend(&mut self, other: Self) {
		self.count += other.count;
		let free = Self::KEPT.saturating_sub(self.first.len());
		self.first.extend(other.first.into_iter().take(free));
	}
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
	Header,
	Payer,
	Payee,
	Group,
	Claim,
	Service,
	/// After a segment that stands where the guide has none; what follows belongs to it until the next loop begins.
	Stray,
	Footer,
}

impl At {
	const fn name(self) -> &'static str {
		match self {
			Self::Header => "header",
			Self::Payer => "1000A",
			Self::Payee => "1000B",
			Self::Group => "2000",
			Self::Claim => "2100",
			Self::Service => "2110",
			Self::Stray => "?",
			Self::Footer => "footer",
		}
	}
}

/// Takes the segments of one 835 and gives its claims one by one, so that a file of any size needs the memory of its
/// largest claim.
#[derive(Debug)]
pub struct Parser {
	/// Everything but the claims: groups stay without them.
	remittance: Remittance,
	at: At,
	has_payment: bool,
	claim: Option<ClaimPayment>,
	service: Option<ServicePayment>,
	/// The LX segment of the group that is open, until it has a claim.
	waiting_group: Option<Segment<'static>>,
	warnings: Warnings,
	warned_of_separator: bool,
	tolerant: bool,
}

impl Parser {
	/// Starts after ST.
	pub fn new(header: &TransactionHeader) -> Self {
		let remittance = Remittance {
			control_number: header.control_number.clone(),
			version: header.version.clone(),
			origin: Origin(header.position),
			..Remittance::default()
		};
		Self {
			remittance,
			at: At::Header,
			has_payment: false,
			claim: None,
			service: None,
			waiting_group: None,
			warnings: Warnings::default(),
			warned_of_separator: false,
			tolerant: false,
		}
	}

	/// Passes, with a warning, over what the equations do not need: segments that an 835 does not have, information that is
	/// no number, a loop without claims.
	#[must_use]
	pub fn tolerant(mut self, tolerant: bool) -> Self {
		self.tolerant = tolerant;
		self
	}

	/// What was read of a segment that is information only: nothing, with a warning, when it cannot be read.
	fn information<X>(&mut self, segment: &Segment<'_>, read: Result<X, Error>) -> Result<Option<X>, Error> {
		match read {
			Ok(value) => Ok(Some(value)),
			Err(error) if self.tolerant => {
				let text = format!("{}: {}; balancing does not need it", segment.id(), error.fault);
				self.warnings.add(segment.position(), self.at.name(), text);
				Ok(None)
			},
			Err(error) => Err(error),
		}
	}

	/// Takes the next segment; gives the claim that it ends, if it ends one. That claim belongs to
	/// [`Parser::group_index`] as it was before the call.
	pub fn push(&mut self, segment: &Segment<'_>) -> Result<Option<ClaimPayment>, Error> {
		let done = match segment.id() {
			"LX" | "CLP" | "PLB" => self.end_claim(),
			_ => None,
		};
		match segment.id() {
			"BPR" => self.payment(segment)?,
			"TRN" => self.trace(segment)?,
			"CUR" => {
				self.remittance.currency = Some(Currency {
					entity: segment.raw(1).into(),
					code: segment.required_owned("header", 2)?,
				});
			},
			"N1" => self.party(segment),
			"LX" => self.group(segment)?,
			"TS3" | "TS2" => self.group_totals(segment)?,
			"CLP" => self.claim(segment)?,
			"SVC" => self.service(segment)?,
			"PLB" => self.provider_adjustment(segment)?,
			"CAS" => {
				match (self.at, &mut self.service, &mut self.claim) {
					(At::Service, Some(service), _) => Adjustment::read(segment, "2110", &mut service.adjustments)?,
					(At::Claim, _, Some(claim)) => Adjustment::read(segment, "2100", &mut claim.adjustments)?,
					_ => return Err(self.misplaced(
						segment,
						"an adjustment (CAS) belongs to a claim (CLP) or a service line (SVC); there is none before it",
					)),
				}
			},
			"REF" => self.reference(segment),
			"DTM" => self.date(segment),
			"N3" | "N4" => match self.party_here() {
				Some(party) => party.address.read(segment),
				None => self.stray(segment),
			},
			"PER" => match (self.at, &mut self.claim) {
				(At::Claim | At::Service, Some(claim)) => claim.contacts.push(Contact::read(segment)),
				_ => match self.party_here() {
					Some(party) => party.contacts.push(Contact::read(segment)),
					None => self.stray(segment),
				},
			},
			"NM1" => match &mut self.claim {
				Some(claim) => claim.names.push(Name::read(segment)),
				None => self.stray(segment),
			},
			"MIA" | "MOA" => self.remarks(segment)?,
			"AMT" => {
				let read = QualifiedAmount::read(segment, self.at.name());
				let amount = self.information(segment, read)?;
				match (self.at, &mut self.service, &mut self.claim) {
					(At::Service, Some(service), _) => service.amounts.extend(amount),
					(At::Claim, _, Some(claim)) => claim.amounts.extend(amount),
					_ => self.stray(segment),
				}
			},
			"QTY" => {
				let read = QualifiedQuantity::read(segment, self.at.name());
				let quantity = self.information(segment, read)?;
				match (self.at, &mut self.service, &mut self.claim) {
					(At::Service, Some(service), _) => service.quantities.extend(quantity),
					(At::Claim, _, Some(claim)) => claim.quantities.extend(quantity),
					_ => self.stray(segment),
				}
			},
			"LQ" => match (self.at, &mut self.service) {
				(At::Service, Some(service)) => service.remarks.push((segment.raw(1).into(), segment.raw(2).into())),
				_ => self.stray(segment),
			},
			"RDM" | "N2" | "NTE" | "K3" => {},
			_ if self.tolerant => {
				let text = format!("no segment of an 835 is called {}; it is left out", segment.id());
				self.warnings.add(segment.position(), self.at.name(), text);
			},
			_ => return Err(segment.error(self.at.name(), Fault::UnknownSegment("835"))),
		}
		Ok(done)
	}

	/// At SE: the last claim, and everything but the claims.
	pub fn finish(mut self, trailer: &Segment<'_>) -> Result<(Option<ClaimPayment>, Remittance, Warnings), Error> {
		let claim = self.end_claim();
		self.group_has_claims()?;
		if !self.has_payment {
			return Err(trailer.error("header", Fault::MissingSegment("BPR, the payment,")));
		}
		let start = self.remittance.origin.0;
		if self.remittance.trace.is_none() {
			self.warnings.add(
				start,
				"header",
				"TRN is missing: nothing ties this remittance to its payment",
			);
		}
		for (party, name, what) in [
			(&self.remittance.payer, "1000A", "N1*PR, the payer, is missing"),
			(&self.remittance.payee, "1000B", "N1*PE, the payee, is missing"),
		] {
			if party.is_none() {
				self.warnings.add(start, name, what);
			}
		}
		Ok((claim, self.remittance, self.warnings))
	}

	/// Index in [`Remittance::groups`] of the group that the open claim belongs to.
	pub fn group_index(&self) -> usize {
		self.remittance.groups.len().saturating_sub(1)
	}

	fn misplaced(&self, segment: &Segment<'_>, why: &str) -> Error {
		segment.error(self.at.name(), Fault::Misplaced(why.into()))
	}

	fn stray(&mut self, segment: &Segment<'_>) {
		if self.at != At::Stray {
			let text = format!(
				"{} may not stand here; it is left out, balancing does not need it",
				segment.id()
			);
			self.warnings.add(segment.position(), self.at.name(), text);
		}
	}

	fn end_service(&mut self) {
		if let (Some(service), Some(claim)) = (self.service.take(), &mut self.claim) {
			claim.services.push(service);
		}
	}

	fn end_claim(&mut self) -> Option<ClaimPayment> {
		self.end_service();
		self.claim.take()
	}

	fn group_has_claims(&mut self) -> Result<(), Error> {
		match self.waiting_group.take() {
			Some(lx) if self.tolerant => {
				self.warnings.add(
					lx.position(),
					"2000",
					"no CLP: loop 2000 (LX) is for claims and has none",
				);
				Ok(())
			},
			Some(lx) => Err(lx.error(
				"2000",
				Fault::MissingSegment("CLP, the claim that loop 2000 (LX) is for,"),
			)),
			None => Ok(()),
		}
	}

	fn payment(&mut self, bpr: &Segment<'_>) -> Result<(), Error> {
		if self.has_payment {
			return Err(self.misplaced(
				bpr,
				"a transaction set has one payment (BPR); the SE segment before this one may be missing",
			));
		}
		let account = |from: usize| Account {
			bank_qualifier: bpr.owned(from),
			bank: bpr.owned(from + 1),
			account_qualifier: bpr.owned(from + 2),
			account: bpr.owned(from + 3),
		};
		self.has_payment = true;
		self.remittance.payment = Payment {
			handling: bpr.required_owned("header", 1)?,
			amount: bpr.required_amount("header", 2)?,
			credit_debit: bpr.raw(3).into(),
			method: bpr.raw(4).into(),
			format: bpr.owned(5),
			sender: account(6),
			originator: bpr.owned(10),
			originator_supplement: bpr.owned(11),
			receiver: account(12),
			date: bpr.owned(16),
			origin: Origin(bpr.position()),
		};
		if !matches!(bpr.raw(1), "C" | "D" | "H" | "I" | "P" | "U" | "X") {
			return Err(bpr.bad_value("header", 1, "the handling of a payment is C, D, H, I, P, U or X"));
		}
		if !matches!(bpr.raw(3), "C" | "D" | "") {
			return Err(bpr.bad_value("header", 3, "a payment is a credit (C) or a debit (D)"));
		}
		Ok(())
	}

	fn trace(&mut self, trn: &Segment<'_>) -> Result<(), Error> {
		self.remittance.trace = Some(Trace {
			kind: trn.raw(1).into(),
			number: trn.required_owned("header", 2)?,
			originator: trn.owned(3),
			supplement: trn.owned(4),
		});
		Ok(())
	}

	fn party(&mut self, n1: &Segment<'_>) {
		let slot = match (self.at, n1.raw(1)) {
			(At::Header | At::Payer | At::Payee, "PR") => {
				self.at = At::Payer;
				&mut self.remittance.payer
			},
			(At::Header | At::Payer | At::Payee, "PE") => {
				self.at = At::Payee;
				&mut self.remittance.payee
			},
			(at, _) => {
				let text =
					"N1 may not stand here; it and what belongs to it are left out, balancing does not need them";
				self.warnings.add(n1.position(), at.name(), text);
				self.end_service();
				self.at = At::Stray;
				return;
			},
		};
		*slot = Some(Party {
			name: n1.owned(2),
			id_qualifier: n1.owned(3),
			id: n1.owned(4),
			..Party::default()
		});
	}

	fn party_here(&mut self) -> Option<&mut Party> {
		match self.at {
			At::Payer => self.remittance.payer.as_mut(),
			At::Payee => self.remittance.payee.as_mut(),
			_ => None,
		}
	}

	fn group(&mut self, lx: &Segment<'_>) -> Result<(), Error> {
		self.group_has_claims()?;
		self.waiting_group = Some(lx.clone().into_owned());
		self.at = At::Group;
		self.remittance.groups.push(ClaimGroup {
			number: lx.raw(1).into(),
			origin: Origin(lx.position()),
			..ClaimGroup::default()
		});
		Ok(())
	}

	fn group_totals(&mut self, segment: &Segment<'_>) -> Result<(), Error> {
		let (At::Group, Some(group)) = (self.at, self.remittance.groups.last_mut()) else {
			self.stray(segment);
			return Ok(());
		};
		let (from, to) = if segment.id() == "TS3" { (4, 24) } else { (1, 19) };
		let read: Result<Vec<_>, Error> = (from..=to)
			.filter_map(|at| Some(segment.decimal("2000", at).transpose()?.map(|value| (at, value))))
			.collect();
		let values = match read {
			Err(_) if self.tolerant => {
				self.information(segment, read)?;
				return Ok(());
			},
			other => other?,
		};
		if segment.id() == "TS3" {
			group.summary = Some(ProviderSummary {
				provider: segment.raw(1).into(),
				facility_type: segment.raw(2).into(),
				fiscal_period_end: segment.raw(3).into(),
				values,
				origin: Origin(segment.position()),
			});
		} else {
			group.supplement = values;
		}
		Ok(())
	}

	fn claim(&mut self, clp: &Segment<'_>) -> Result<(), Error> {
		self.waiting_group = None;
		if self.remittance.groups.is_empty() {
			self.warnings.add(
				clp.position(),
				"2100",
				"no LX before this claim; loop 2000 begins with one",
			);
			self.remittance.groups.push(ClaimGroup {
				origin: Origin(clp.position()),
				..ClaimGroup::default()
			});
		}
		self.at = At::Claim;
		let weight = self.information(clp, clp.decimal("2100", 12))?.flatten();
		let fraction = self.information(clp, clp.decimal("2100", 13))?.flatten();
		self.claim = Some(ClaimPayment {
			control_number: clp.required_owned("2100", 1)?,
			status: clp.required_owned("2100", 2)?,
			charge: clp.required_amount("2100", 3)?,
			paid: clp.required_amount("2100", 4)?,
			patient_responsibility: clp.amount("2100", 5)?,
			filing_indicator: clp.owned(6),
			payer_control_number: clp.owned(7),
			facility_type: clp.owned(8),
			frequency: clp.owned(9),
			drg: clp.owned(11),
			drg_weight: weight,
			discharge_fraction: fraction,
			origin: Origin(clp.position()),
			..ClaimPayment::default()
		});
		Ok(())
	}

	fn service(&mut self, svc: &Segment<'_>) -> Result<(), Error> {
		if self.claim.is_none() {
			return Err(self.misplaced(
				svc,
				"a service line (SVC) belongs to a claim; there is no CLP before it",
			));
		}
		self.end_service();
		self.at = At::Service;
		if svc.is_separated_otherwise(1) && !self.warned_of_separator {
			self.warned_of_separator = true;
			let text = "SVC01 has another component separator than ISA16 says; it is split all the same";
			self.warnings.add(svc.position(), "2110", text);
		}
		let unpriced = self.tolerant && svc.element(2).is_none() && svc.element(3).is_none();
		if unpriced {
			let text = "SVC02 and SVC03, what was charged and paid, have no value; they are taken as zero";
			self.warnings.add(svc.position(), "2110", text);
		} else if svc.element(3).is_none() {
			self.warnings.add(
				svc.position(),
				"2110",
				"SVC03, what was paid, has no value; it is taken as zero",
			);
		}
		let units = self.information(svc, svc.decimal("2110", 5))?.flatten();
		let billed_units = self.information(svc, svc.decimal("2110", 7))?.flatten();
		self.service = Some(ServicePayment {
			procedure: Procedure::read(svc, 1)
				.ok_or_else(|| svc.error("2110", Fault::MissingElement(svc.element_name(1))))?,
			charge: match svc.amount("2110", 2)? {
				None if unpriced => Amount::ZERO,
				_ => svc.required_amount("2110", 2)?,
			},
			paid: svc.amount("2110", 3)?.unwrap_or_default(),
			revenue_code: svc.owned(4),
			units,
			billed_procedure: Procedure::read(svc, 6),
			billed_units,
			origin: Origin(svc.position()),
			..ServicePayment::default()
		});
		Ok(())
	}

	fn provider_adjustment(&mut self, plb: &Segment<'_>) -> Result<(), Error> {
		self.at = At::Footer;
		plb.required("footer", 3)?;
		for at in (0..ProviderAdjustment::PER_SEGMENT).map(|at| 3 + 2 * at) {
			if plb.element(at).is_none() && plb.element(at + 1).is_none() {
				continue;
			}
			let identifier = plb.required("footer", at)?;
			let mut parts = plb.components_of(identifier);
			let adjustment = ProviderAdjustment {
				provider: plb.raw(1).into(),
				fiscal_period_end: plb.raw(2).into(),
				reason: parts.next().unwrap_or_default().into(),
				identifier: parts.next().filter(|text| !text.is_empty()).map(Into::into),
				amount: plb.required_amount("footer", at + 1)?,
				origin: Origin(plb.position()),
			};
			self.remittance.provider_adjustments.push(adjustment);
		}
		if plb.has_more_than(14) {
			return Err(plb.bad_value(
				"footer",
				15,
				"a PLB segment holds at most six adjustments; use another one",
			));
		}
		Ok(())
	}

	fn reference(&mut self, segment: &Segment<'_>) {
		let reference = Reference::read(segment);
		match (self.at, &mut self.service, &mut self.claim) {
			(At::Header, ..) => self.remittance.references.push(reference),
			(At::Service, Some(service), _) => service.references.push(reference),
			(At::Claim, _, Some(claim)) => claim.references.push(reference),
			_ => match self.party_here() {
				Some(party) => party.references.push(reference),
				None => self.stray(segment),
			},
		}
	}

	fn date(&mut self, segment: &Segment<'_>) {
		let date = QualifiedDate::read(segment);
		match (self.at, &mut self.service, &mut self.claim) {
			(At::Header, ..) => self.remittance.dates.push(date),
			(At::Service, Some(service), _) => service.dates.push(date),
			(At::Claim, _, Some(claim)) => claim.dates.push(date),
			_ => self.stray(segment),
		}
	}

	fn remarks(&mut self, segment: &Segment<'_>) -> Result<(), Error> {
		let inpatient = segment.id() == "MIA";
		let layout = if inpatient { Remarks::MIA } else { Remarks::MOA };
		let remarks = self.information(segment, Remarks::read(segment, "2100", layout))?;
		match &mut self.claim {
			Some(claim) if inpatient => claim.inpatient = remarks.or(claim.inpatient.take()),
			Some(claim) => claim.outpatient = remarks.or(claim.outpatient.take()),
			None => self.stray(segment),
		}
		Ok(())
	}
}

/// Reads all 835 transaction sets of a file; other sets are passed over. There must be an 835, and counts and control
/// numbers must be right unless the reader collects what does not match. Whether it balances is another question:
/// [`super::check`].
pub fn parse_reader(reader: &mut Reader<impl Read>) -> Result<Vec<Remittance>, Error> {
	read_all(reader, false)
}

/// [`parse_reader`] that passes over what balancing does not need, as [`Parser::tolerant`] says.
pub fn parse_tolerantly(reader: &mut Reader<impl Read>) -> Result<Vec<Remittance>, Error> {
	read_all(reader, true)
}

fn read_all(reader: &mut Reader<impl Read>, tolerant: bool) -> Result<Vec<Remittance>, Error> {
	let mut all = Vec::new();
	let mut found = Vec::new();
	let mut open: Option<(Parser, Vec<Vec<ClaimPayment>>)> = None;
	let place = |claims: &mut Vec<Vec<ClaimPayment>>, group: usize, claim: Option<ClaimPayment>| {
		if let Some(claim) = claim {
			claims.resize_with(claims.len().max(group + 1), Vec::new);
			if let Some(claims) = claims.get_mut(group) {
				claims.push(claim);
			}
		}
	};
	while let Some(event) = reader.next_event()? {
		match event {
			Event::TransactionStart(header) if header.set == "835" => {
				open = Some((Parser::new(&header).tolerant(tolerant), Vec::new()));
			},
			Event::TransactionStart(header) => found.push(header.set),
			Event::Segment(segment) => {
				if let Some((parser, claims)) = &mut open {
					let group = parser.group_index();
					let claim = parser.push(&segment)?;
					place(claims, group, claim);
				}
			},
			Event::TransactionEnd(trailer) => {
				if let Some((parser, mut claims)) = open.take() {
					let group = parser.group_index();
					let (claim, mut remittance, _) = parser.finish(&trailer)?;
					place(&mut claims, group, claim);
					for (group, claims) in remittance.groups.iter_mut().zip(claims) {
						group.claims = claims;
					}
					all.push(remittance);
				}
			},
			_ => {},
		}
	}
	if all.is_empty() {
		let found = if found.is_empty() {
			"none".into()
		} else {
			found.join(", ")
		};
		return Err(Error::of_file(Fault::WrongTransactionSet { wanted: "835", found }));
	}
	Ok(all)
}

/// [`parse_reader`] of bytes in memory; counts and control numbers must be right.
pub fn parse(bytes: &[u8]) -> Result<Vec<Remittance>, Error> {
	parse_reader(&mut Reader::new(bytes))
}
