//! Writes remittances as an interchange of version 005010X221A1. What does not balance is not written.

use super::{
	check, Account, Address, Adjustment, ClaimPayment, Contact, Name, Party, Procedure, ProviderAdjustment,
	QualifiedAmount, QualifiedDate, QualifiedQuantity, Reference, Remarks, Remittance, ServicePayment, Shortfall,
};
use crate::x12::{
	amount::{Amount, Decimal},
	common::Date,
	segment::Delimiters,
};
use std::fmt;

/// The implementation guide that is written.
const VERSION: &str = "005010X221A1";

/// Who sends what to whom: ISA and GS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
	/// ISA05: kind of [`Envelope::sender`], as `ZZ` (mutually agreed), `30` (tax number), `XX` …
	pub sender_qualifier: String,
	/// ISA06, up to 15 characters; GS02 too.
	pub sender: String,
	/// ISA07.
	pub receiver_qualifier: String,
	/// ISA08, up to 15 characters; GS03 too.
	pub receiver: String,
	/// ISA09 and GS04.
	pub date: Date,
	/// ISA10 and GS05: hour and minute.
	pub time: (u8, u8),
	/// ISA13: 1 to 999,999,999.
	pub interchange_control_number: u32,
	/// GS06: 1 to 999,999,999.
	pub group_control_number: u32,
	/// ISA15: test data.
	pub test: bool,
	/// What structures the file.
	pub delimiters: Delimiters,
	/// A line feed after each segment, for people.
	pub line_breaks: bool,
}

/// Why a remittance is not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WriteError {
	/// It does not balance.
	Unbalanced(Box<Shortfall>),
	/// An element cannot hold the value, or has none and needs one.
	BadElement {
		/// Which, as `CLP01`.
		element: String,
		/// What it would hold.
		value: String,
		/// Why it cannot.
		why: &'static str,
	},
	/// Something that the guide requires is not there.
	Missing(&'static str),
}

impl fmt::Display for WriteError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::Unbalanced(shortfall) => {
				write!(f, "the remittance does not balance, so it is not written: {shortfall}")
			},
			Self::BadElement { element, value, why } => {
				write!(f, "{element} cannot be \"{}\": {why}", value.escape_debug())
			},
			Self::Missing(what) => write!(f, "{what} is required in an 835"),
		}
	}
}

impl std::error::Error for WriteError {}

type Written = Result<(), WriteError>;

/// Writes one interchange with one functional group and a transaction set per remittance. [`super::parse`] gives back
/// what was written.
///
/// # Errors
///
/// A remittance that does not balance ([`check`]), a value that X12 cannot carry (a delimiter or a character that is not
/// printable ASCII in a text, an amount of more than 18 digits), a required element without a value.
pub fn write(envelope: &Envelope, remittances: &[Remittance]) -> Result<String, WriteError> {
	let mut out = Writer {
		out: String::new(),
		segment: String::new(),
		name: "",
		elements: 0,
		count: 0,
		envelope,
	};
	out.isa()?;
	let date = envelope.date.to_element();
	let time = format!("{:02}{:02}", envelope.time.0, envelope.time.1);
	let group = envelope.group_control_number.to_string();
	out.open("GS");
	for text in [
		"HP",
		envelope.sender.trim_end(),
		envelope.receiver.trim_end(),
		&date,
		&time,
		&group,
		"X",
		VERSION,
	] {
		out.must(text)?;
	}
	out.close();
	for remittance in remittances {
		out.remittance(remittance)?;
	}
	if remittances.is_empty() {
		return Err(WriteError::Missing("a remittance"));
	}
	out.line("GE", &[&remittances.len().to_string(), &group])?;
	out.line("IEA", &["1", &format!("{:09}", envelope.interchange_control_number)])?;
	Ok(out.out)
}

struct Writer<'e> {
	out: String,
	segment: String,
	name: &'static str,
	/// Elements of the open segment so far.
	elements: usize,
	/// Segments of the open transaction set so far.
	count: u64,
	envelope: &'e Envelope,
}

impl Writer<'_> {
	fn delimiters(&self) -> Delimiters {
		self.envelope.delimiters
	}

	fn bad(&self, value: &str, why: &'static str) -> WriteError {
		WriteError::BadElement {
			element: format!("{}{:02}", self.name, self.elements),
			value: value.into(),
			why,
		}
	}

	// ---- elements -------------------------------------------------------------------------------------------------

	fn open(&mut self, name: &'static str) {
		self.segment.clear();
		self.segment.push_str(name);
		self.name = name;
		self.elements = 0;
	}

	fn close(&mut self) {
		let delimiters = self.delimiters();
		let used = self.segment.trim_end_matches(char::from(delimiters.element)).len();
		self.segment.truncate(used);
		self.out.push_str(&self.segment);
		self.out.push(char::from(delimiters.terminator));
		if self.envelope.line_breaks && delimiters.terminator != b'\n' {
			self.out.push('\n');
		}
		self.count += 1;
	}

	fn next(&mut self) {
		self.elements += 1;
		self.segment.push(char::from(self.delimiters().element));
	}

	fn check(&self, text: &str) -> Written {
		let delimiters = self.delimiters();
		if text.bytes().any(|byte| delimiters.contains(byte)) {
			return Err(self.bad(text, "it has a delimiter of the interchange in it"));
		}
		if !text.bytes().all(|byte| matches!(byte, 0x20..=0x7E)) {
			return Err(self.bad(text, "X12 has printable ASCII only"));
		}
		Ok(())
	}

	/// A text that must have a value.
	fn must(&mut self, text: &str) -> Written {
		self.next();
		if text.is_empty() {
			return Err(self.bad(text, "it needs a value"));
		}
		self.check(text)?;
		self.segment.push_str(text);
		Ok(())
	}

	/// A text that may have no value.
	fn text(&mut self, text: Option<&str>) -> Written {
		match text {
			Some(text) => self.must(text),
			None => {
				self.next();
				Ok(())
			},
		}
	}

	fn amount(&mut self, amount: Option<Amount>) -> Written {
		self.next();
		let Some(amount) = amount else { return Ok(()) };
		let text = amount.to_element();
		if !amount.fits_element() {
			return Err(self.bad(&text, "an amount has at most 18 digits"));
		}
		self.segment.push_str(&text);
		Ok(())
	}

	fn decimal(&mut self, value: Option<Decimal>) {
		self.next();
		if let Some(value) = value {
			self.segment.push_str(&value.to_string());
		}
	}

	fn composite(&mut self, parts: &[&str]) -> Written {
		self.next();
		let separator = char::from(self.delimiters().component);
		for part in parts {
			self.check(part)?;
		}
		let text = parts.join(separator.encode_utf8(&mut [0; 4]));
		self.segment.push_str(text.trim_end_matches(separator));
		Ok(())
	}

	fn line(&mut self, name: &'static str, elements: &[&str]) -> Written {
		self.open(name);
		for text in elements {
			self.must(text)?;
		}
		self.close();
		Ok(())
	}

	fn numbered(&mut self, values: &[(usize, Decimal)], first: usize, last: usize) -> Written {
		let texts = values
			.iter()
			.map(|(at, value)| (*at, value.to_string()))
			.collect::<Vec<_>>();
		self.placed(&texts, first, last)
	}

	/// Elements by their number; each at most once and within the bounds.
	fn placed(&mut self, values: &[(usize, String)], first: usize, last: usize) -> Written {
		let used = values.iter().filter(|(at, _)| (first..=last).contains(at)).count();
		for at in first..=last {
			let mut here = values.iter().filter(|(number, _)| *number == at);
			self.text(here.next().map(|(_, text)| text.as_str()))?;
			if let Some((_, text)) = here.next() {
				return Err(self.bad(text, "the element is given twice"));
			}
		}
		if used != values.len() {
			return Err(self.bad(
				"",
				"a value has the number of an element that the segment does not have",
			));
		}
		Ok(())
	}

	// ---- segments -------------------------------------------------------------------------------------------------

	fn isa(&mut self) -> Written {
		let Envelope {
			sender_qualifier,
			sender,
			receiver_qualifier,
			receiver,
			date,
			time,
			..
		} = self.envelope;
		let delimiters = self.delimiters();
		let repetition = delimiters.repetition.unwrap_or(b'^');
		let all = [
			delimiters.element,
			repetition,
			delimiters.component,
			delimiters.terminator,
		];
		let usable =
			|byte: &u8| byte.is_ascii() && !byte.is_ascii_alphanumeric() && !matches!(byte, b' ' | b'-' | b'.' | 0);
		let distinct = all
			.iter()
			.enumerate()
			.all(|(at, byte)| !all.iter().skip(at + 1).any(|other| other == byte));
		self.name = "ISA";
		if !distinct || !all.iter().all(usable) || all.iter().take(3).any(|byte| matches!(byte, b'\n' | b'\r')) {
			return Err(self.bad(
				"",
				"the delimiters must differ and be neither letters, digits, '-', '.', spaces nor line breaks",
			));
		}
		if self.envelope.interchange_control_number == 0 || self.envelope.interchange_control_number > 999_999_999 {
			return Err(self.bad("", "ISA13 is 1 to 999999999"));
		}
		if self.envelope.group_control_number == 0 || self.envelope.group_control_number > 999_999_999 {
			return Err(self.bad("", "GS06 is 1 to 999999999"));
		}
		if time.0 > 23 || time.1 > 59 {
			return Err(self.bad("", "ISA10 is a time of day"));
		}
		for (qualifier, id) in [(sender_qualifier, sender), (receiver_qualifier, receiver)] {
			self.check(qualifier)?;
			self.check(id)?;
			if qualifier.len() != 2 || id.trim_end().is_empty() || id.len() > 15 {
				return Err(self.bad(
					id,
					"a sender or receiver has a qualifier of two characters and 1 to 15 characters",
				));
			}
		}
		let day = date.to_element();
		let element = char::from(delimiters.element);
		let fields = [
			"ISA".to_owned(),
			"00".to_owned(),
			" ".repeat(10),
			"00".to_owned(),
			" ".repeat(10),
			sender_qualifier.clone(),
			format!("{sender:<15}"),
			receiver_qualifier.clone(),
			format!("{receiver:<15}"),
			day.get(2..).unwrap_or_default().to_owned(),
			format!("{:02}{:02}", time.0, time.1),
			char::from(repetition).to_string(),
			"00501".to_owned(),
			format!("{:09}", self.envelope.interchange_control_number),
			"0".to_owned(),
			if self.envelope.test { "T" } else { "P" }.to_owned(),
			char::from(delimiters.component).to_string(),
		];
		self.segment = fields.join(element.encode_utf8(&mut [0; 4]));
		self.close();
		Ok(())
	}

	fn remittance(&mut self, remittance: &Remittance) -> Written {
		let (_, shortfalls, _) = check(remittance);
		if let Some(shortfall) = shortfalls.into_iter().next() {
			return Err(WriteError::Unbalanced(Box::new(shortfall)));
		}
		let trace = remittance
			.trace
			.as_ref()
			.ok_or(WriteError::Missing("TRN, the trace number,"))?;
		let payer = remittance
			.payer
			.as_ref()
			.ok_or(WriteError::Missing("N1*PR, the payer,"))?;
		let payee = remittance
			.payee
			.as_ref()
			.ok_or(WriteError::Missing("N1*PE, the payee,"))?;
		self.count = 0;
		self.open("ST");
		self.must("835")?;
		self.must(&remittance.control_number)?;
		if !(4..=9).contains(&remittance.control_number.len()) {
			return Err(self.bad(&remittance.control_number, "it has 4 to 9 characters"));
		}
		if remittance.version != VERSION {
			return Err(self.bad(&remittance.version, "the version that is written is 005010X221A1"));
		}
		self.close();
		self.payment(remittance)?;
		self.open("TRN");
		self.must(&trace.kind)?;
		self.must(&trace.number)?;
		self.text(trace.originator.as_deref())?;
		self.text(trace.supplement.as_deref())?;
		self.close();
		if let Some(currency) = &remittance.currency {
			self.line("CUR", &[&currency.entity, &currency.code])?;
		}
		self.references(&remittance.references)?;
		self.dates(&remittance.dates)?;
		self.party("PR", payer)?;
		self.party("PE", payee)?;
		for group in &remittance.groups {
			if group.claims.is_empty() {
				return Err(WriteError::Missing("a claim (CLP) in each group (LX)"));
			}
			self.line("LX", &[&group.number])?;
			if let Some(summary) = &group.summary {
				self.open("TS3");
				self.must(&summary.provider)?;
				self.must(&summary.facility_type)?;
				self.must(&summary.fiscal_period_end)?;
				self.numbered(&summary.values, 4, 24)?;
				self.close();
			}
			if !group.supplement.is_empty() {
				self.open("TS2");
				self.numbered(&group.supplement, 1, 19)?;
				self.close();
			}
			group.claims.iter().try_for_each(|claim| self.claim(claim))?;
		}
		self.provider_adjustments(&remittance.provider_adjustments)?;
		let count = self.count + 1;
		self.line("SE", &[&count.to_string(), &remittance.control_number])
	}

	fn payment(&mut self, remittance: &Remittance) -> Written {
		let payment = &remittance.payment;
		self.open("BPR");
		self.must(&payment.handling)?;
		if !matches!(payment.handling.as_str(), "C" | "D" | "H" | "I" | "P" | "U" | "X") {
			return Err(self.bad(&payment.handling, "the handling of a payment is C, D, H, I, P, U or X"));
		}
		self.amount(Some(payment.amount))?;
		self.must(&payment.credit_debit)?;
		if !matches!(payment.credit_debit.as_str(), "C" | "D") {
			return Err(self.bad(&payment.credit_debit, "a payment is a credit (C) or a debit (D)"));
		}
		self.must(&payment.method)?;
		self.text(payment.format.as_deref())?;
		self.account(&payment.sender)?;
		self.text(payment.originator.as_deref())?;
		self.text(payment.originator_supplement.as_deref())?;
		self.account(&payment.receiver)?;
		self.text(payment.date.as_deref())?;
		self.close();
		Ok(())
	}

	fn account(&mut self, account: &Account) -> Written {
		self.text(account.bank_qualifier.as_deref())?;
		self.text(account.bank.as_deref())?;
		self.text(account.account_qualifier.as_deref())?;
		self.text(account.account.as_deref())
	}

	fn party(&mut self, entity: &str, party: &Party) -> Written {
		self.open("N1");
		self.must(entity)?;
		self.text(party.name.as_deref())?;
		self.text(party.id_qualifier.as_deref())?;
		self.text(party.id.as_deref())?;
		self.close();
		self.address(&party.address)?;
		self.references(&party.references)?;
		party.contacts.iter().try_for_each(|contact| self.contact(contact))
	}

	fn address(&mut self, address: &Address) -> Written {
		let Address {
			lines,
			city,
			state,
			postal_code,
			country,
			subdivision,
		} = address;
		if !lines.is_empty() {
			self.open("N3");
			for line in lines {
				self.must(line)?;
			}
			if lines.len() > 2 {
				return Err(self.bad("", "an address has at most two lines"));
			}
			self.close();
		}
		let parts = [city, state, postal_code, country, &None, &None, subdivision];
		if parts.iter().any(|part| part.is_some()) {
			self.open("N4");
			for part in parts {
				self.text(part.as_deref())?;
			}
			self.close();
		}
		Ok(())
	}

	fn contact(&mut self, contact: &Contact) -> Written {
		self.open("PER");
		self.must(&contact.function)?;
		self.text(contact.name.as_deref())?;
		for (kind, number) in &contact.numbers {
			self.must(kind)?;
			self.must(number)?;
		}
		if contact.numbers.len() > 3 {
			return Err(self.bad("", "a contact has at most three numbers"));
		}
		self.close();
		Ok(())
	}

	fn references(&mut self, references: &[Reference]) -> Written {
		references.iter().try_for_each(|reference| {
			self.open("REF");
			self.must(&reference.qualifier)?;
			self.must(&reference.value)?;
			self.text(reference.description.as_deref())?;
			self.close();
			Ok(())
		})
	}

	fn dates(&mut self, dates: &[QualifiedDate]) -> Written {
		dates
			.iter()
			.try_for_each(|date| self.line("DTM", &[&date.qualifier, &date.value]))
	}

	fn amounts(&mut self, amounts: &[QualifiedAmount]) -> Written {
		amounts.iter().try_for_each(|amount| {
			self.open("AMT");
			self.must(&amount.qualifier)?;
			self.amount(Some(amount.amount))?;
			self.close();
			Ok(())
		})
	}

	fn quantities(&mut self, quantities: &[QualifiedQuantity]) -> Written {
		quantities.iter().try_for_each(|quantity| {
			self.open("QTY");
			self.must(&quantity.qualifier)?;
			self.decimal(Some(quantity.quantity));
			self.close();
			Ok(())
		})
	}

	fn adjustments(&mut self, adjustments: &[Adjustment]) -> Written {
		for same_group in adjustments.chunk_by(|one, next| one.group == next.group) {
			for chunk in same_group.chunks(Adjustment::PER_SEGMENT) {
				let Some(first) = chunk.first() else { continue };
				self.open("CAS");
				self.must(first.group.code())?;
				for adjustment in chunk {
					self.must(&adjustment.reason)?;
					self.amount(Some(adjustment.amount))?;
					self.decimal(adjustment.quantity);
				}
				self.close();
			}
		}
		Ok(())
	}

	fn name(&mut self, name: &Name) -> Written {
		let Name {
			entity,
			kind,
			last,
			first,
			middle,
			prefix,
			suffix,
			id_qualifier,
			id,
		} = name;
		self.open("NM1");
		self.must(entity)?;
		self.must(kind)?;
		for text in [last, first, middle, prefix, suffix, id_qualifier, id] {
			self.text(text.as_deref())?;
		}
		self.close();
		Ok(())
	}

	fn remarks(&mut self, name: &'static str, remarks: &Remarks, (codes, last): (&[usize], usize)) -> Written {
		self.open(name);
		let mut values: Vec<_> = remarks
			.values
			.iter()
			.map(|(at, value)| (*at, value.to_string()))
			.collect();
		if remarks.values.iter().any(|(at, _)| codes.contains(at))
			|| remarks.codes.iter().any(|(at, _)| !codes.contains(at))
		{
			return Err(self.bad(
				"",
				"a remark code stands where a number must, or a number where a remark code must",
			));
		}
		values.extend(remarks.codes.iter().cloned());
		self.placed(&values, 1, last)?;
		self.close();
		Ok(())
	}

	fn claim(&mut self, claim: &ClaimPayment) -> Written {
		self.open("CLP");
		self.must(&claim.control_number)?;
		self.must(&claim.status)?;
		self.amount(Some(claim.charge))?;
		self.amount(Some(claim.paid))?;
		self.amount(claim.patient_responsibility)?;
		self.text(claim.filing_indicator.as_deref())?;
		self.text(claim.payer_control_number.as_deref())?;
		self.text(claim.facility_type.as_deref())?;
		self.text(claim.frequency.as_deref())?;
		self.text(None)?;
		self.text(claim.drg.as_deref())?;
		self.decimal(claim.drg_weight);
		self.decimal(claim.discharge_fraction);
		self.close();
		self.adjustments(&claim.adjustments)?;
		claim.names.iter().try_for_each(|name| self.name(name))?;
		if let Some(remarks) = &claim.inpatient {
			self.remarks("MIA", remarks, Remarks::MIA)?;
		}
		if let Some(remarks) = &claim.outpatient {
			self.remarks("MOA", remarks, Remarks::MOA)?;
		}
		self.references(&claim.references)?;
		self.dates(&claim.dates)?;
		claim.contacts.iter().try_for_each(|contact| self.contact(contact))?;
		self.amounts(&claim.amounts)?;
		self.quantities(&claim.quantities)?;
		claim.services.iter().try_for_each(|service| self.service(service))
	}

	fn service(&mut self, service: &ServicePayment) -> Written {
		self.open("SVC");
		self.procedure(Some(&service.procedure))?;
		self.amount(Some(service.charge))?;
		self.amount(Some(service.paid))?;
		self.text(service.revenue_code.as_deref())?;
		self.decimal(service.units);
		self.procedure(service.billed_procedure.as_ref())?;
		self.decimal(service.billed_units);
		self.close();
		self.dates(&service.dates)?;
		self.adjustments(&service.adjustments)?;
		self.references(&service.references)?;
		self.amounts(&service.amounts)?;
		self.quantities(&service.quantities)?;
		service
			.remarks
			.iter()
			.try_for_each(|(list, code)| self.line("LQ", &[list, code]))
	}

	fn procedure(&mut self, procedure: Option<&Procedure>) -> Written {
		let Some(Procedure {
			qualifier,
			code,
			modifiers,
			description,
			end_code,
		}) = procedure
		else {
			self.next();
			return Ok(());
		};
		if qualifier.is_empty() || code.is_empty() {
			self.next();
			return Err(self.bad(code, "a procedure has a qualifier and a code"));
		}
		let mut parts = vec![qualifier.as_str(), code];
		parts.extend((0..4).map(|at| modifiers.get(at).map_or("", String::as_str)));
		parts.push(description.as_deref().unwrap_or_default());
		parts.push(end_code.as_deref().unwrap_or_default());
		self.composite(&parts)?;
		let empty = |text: &String| text.is_empty();
		if modifiers.len() > 4 || modifiers.iter().chain(description).chain(end_code).any(empty) {
			return Err(self.bad(code, "a procedure has at most four modifiers, none of them empty"));
		}
		Ok(())
	}

	fn provider_adjustments(&mut self, adjustments: &[ProviderAdjustment]) -> Written {
		let same = |one: &ProviderAdjustment, next: &ProviderAdjustment| {
			one.provider == next.provider && one.fiscal_period_end == next.fiscal_period_end
		};
		for provider in adjustments.chunk_by(same) {
			for chunk in provider.chunks(ProviderAdjustment::PER_SEGMENT) {
				let Some(first) = chunk.first() else { continue };
				self.open("PLB");
				self.must(&first.provider)?;
				self.must(&first.fiscal_period_end)?;
				for adjustment in chunk {
					let identifier = adjustment.identifier.as_deref();
					self.composite(&[&adjustment.reason, identifier.unwrap_or_default()])?;
					let is_code = adjustment.reason.bytes().all(|byte| byte.is_ascii_alphanumeric());
					if adjustment.reason.is_empty() || !is_code || identifier == Some("") {
						return Err(self.bad(&adjustment.reason, "a reason is a code, and an identifier is not empty"));
					}
					self.amount(Some(adjustment.amount))?;
				}
				self.close();
			}
		}
		Ok(())
	}
}
