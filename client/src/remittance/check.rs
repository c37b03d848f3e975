//! Does an 835 file balance? Streaming: the memory it takes is that of the largest claim, and of what it reports.

use crate::x12::{
	amount::Amount,
	error::{Error, Fault, Position},
	reader::{Event, Reader},
	remittance835::{Parser, Remittance, Shortfall, Tally, Totals, Warnings},
};
use serde::Serialize;
use std::{fmt, io::Read};

/// What was found in a file.
#[derive(Debug, Default)]
pub struct Report {
	/// The 835 transaction sets, in order.
	pub transactions: Vec<TransactionReport>,
	/// Transaction sets of other kinds, passed over.
	pub others: u64,
	/// Envelope trailers that do not match: something was lost or added on the way.
	pub mismatches: Vec<Error>,
	/// The file is a transaction set without ISA and GS.
	pub bare: bool,
}

impl Report {
	/// Whether every equation of every transaction set holds.
	pub fn is_balanced(&self) -> bool {
		self.transactions
			.iter()
			.all(|transaction| transaction.shortfalls.is_empty())
	}

	/// Equations that do not hold.
	pub fn shortfalls(&self) -> impl Iterator<Item = &Shortfall> {
		self.transactions.iter().flat_map(|transaction| &transaction.shortfalls)
	}
}

/// One transaction set.
#[derive(Debug)]
pub struct TransactionReport {
	/// ISA13; empty when bare.
	pub interchange: String,
	/// GS06; empty when bare.
	pub group: String,
	/// The remittance without its claims.
	pub remittance: Remittance,
	/// Sums.
	pub totals: Totals,
	/// Equations that do not hold.
	pub shortfalls: Vec<Shortfall>,
	/// What the guide has otherwise, and that moves no money.
	pub warnings: Warnings,
}

/// Reads a file and checks each 835 in it.
///
/// # Errors
///
/// What cannot be read. Trailers with a wrong count or control number are in [`Report::mismatches`] instead, so that the
/// amounts can be checked all the same. `lenient` lets bytes outside X12's character sets pass, and what
/// balancing does not need.
pub fn check(input: impl Read, lenient: bool) -> Result<Report, Error> {
	let mut reader = Reader::new(input).collecting_mismatches();
	if lenient {
		reader = reader.lenient();
	}
	let mut report = Report::default();
	let (mut interchange, mut group) = (String::new(), String::new());
	let mut found: Vec<String> = Vec::new();
	let mut open: Option<(Parser, Tally)> = None;
	while let Some(event) = reader.next_event()? {
		match event {
			Event::InterchangeStart(header) => interchange = header.control_number().into(),
			Event::GroupStart(header) => group = header.control_number,
			Event::TransactionStart(header) if header.set == "835" => {
				open = Some((
					Parser::new(&header).tolerant(lenient),
					Tally::new(header.control_number),
				));
			},
			Event::TransactionStart(header) => {
				report.others += 1;
				if !found.contains(&header.set) && found.len() < 10 {
					found.push(header.set);
				}
			},
			Event::Segment(segment) => {
				if let Some((parser, tally)) = &mut open {
					let group = parser.group_index();
					if let Some(claim) = parser.push(&segment)? {
						tally.claim(group, &claim);
					}
				}
			},
			Event::TransactionEnd(trailer) => {
				if let Some((parser, mut tally)) = open.take() {
					let index = parser.group_index();
					let (claim, remittance, mut warnings) = parser.finish(&trailer)?;
					if let Some(claim) = claim {
						tally.claim(index, &claim);
					}
					let (totals, shortfalls, more) = tally.finish(&remittance);
					warnings.extend(more);
					let (interchange, group) = (interchange.clone(), group.clone());
					report.transactions.push(TransactionReport {
						interchange,
						group,
						remittance,
						totals,
						shortfalls,
						warnings,
					});
				}
			},
			Event::GroupEnd => group.clear(),
			Event::InterchangeEnd => interchange.clear(),
		}
	}
	report.bare = reader.is_bare();
	report.mismatches = reader.mismatches().to_vec();
	if report.transactions.is_empty() {
		let found = if found.is_empty() {
			"none".into()
		} else {
			found.join(", ")
		};
		return Err(Error::of_file(Fault::WrongTransactionSet { wanted: "835", found }));
	}
	Ok(report)
}

// ---- table --------------------------------------------------------------------------------------------------------

/// Columns of equal width, right-aligned where numbers stand.
struct Table {
	rows: Vec<Vec<String>>,
	left: &'static [usize],
}

impl fmt::Display for Table {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		let width = |column: usize| {
			self.rows
				.iter()
				.filter_map(|row| row.get(column))
				.map(|text| text.chars().count())
				.max()
				.unwrap_or_default()
		};
		let widths: Vec<usize> = (0..self.rows.first().map_or(0, Vec::len)).map(width).collect();
		for row in &self.rows {
			let mut line = String::new();
			for (column, (text, width)) in row.iter().zip(&widths).enumerate() {
				let text = if self.left.contains(&column) {
					format!("{text:<width$}")
				} else {
					format!("{text:>width$}")
				};
				line.push_str(if column == 0 { "" } else { "  " });
				line.push_str(&text);
			}
			writeln!(f, "{}", line.trim_end())?;
		}
		Ok(())
	}
}

/// A table of the transaction sets, then every equation that does not hold.
impl fmt::Display for Report {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		let head = [
			"TRANSACTION",
			"TRACE",
			"CLAIMS",
			"LINES",
			"CHARGED",
			"ADJUSTED",
			"PAID",
			"PLB",
			"BPR02",
			"RESULT",
		];
		let mut rows = vec![head.map(String::from).to_vec()];
		for transaction in &self.transactions {
			let TransactionReport {
				remittance,
				totals,
				shortfalls,
				..
			} = transaction;
			rows.push(vec![
				remittance.control_number.clone(),
				remittance
					.trace
					.as_ref()
					.map(|trace| trace.number.clone())
					.unwrap_or_default(),
				totals.claims.to_string(),
				totals.services.to_string(),
				totals.charge.to_string(),
				totals.adjustments.to_string(),
				totals.paid.to_string(),
				totals.provider_adjustments.to_string(),
				remittance.payment.amount.to_string(),
				if shortfalls.is_empty() {
					"balanced".into()
				} else {
					"NOT BALANCED".into()
				},
			]);
		}
		Table { rows, left: &[0, 1, 9] }.fmt(f)?;
		for shortfall in self.shortfalls() {
			writeln!(f, "{shortfall} [TR3 {}]", shortfall.rule.section)?;
		}
		Ok(())
	}
}

// ---- JSON ---------------------------------------------------------------------------------------------------------

/// A file's result as JSON; see `docs/payers/remittance-check.md`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Json {
	file: String,
	readable: bool,
	balanced: Option<bool>,
	errors: Vec<JsonError>,
	transactions: Vec<JsonTransaction>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct JsonError {
	segment: Option<u64>,
	byte: Option<u64>,
	text: String,
	#[serde(rename = "loop")]
	in_loop: Option<&'static str>,
	reason: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct JsonTransaction {
	interchange: String,
	group: String,
	transaction: String,
	segment: u64,
	version: String,
	trace: Option<String>,
	payer: Option<String>,
	payee: Option<String>,
	handling: String,
	credit_debit: String,
	method: String,
	payment: Amount,
	claims: u64,
	services: u64,
	charged: Amount,
	adjusted: Amount,
	paid: Amount,
	patient_responsibility: Amount,
	provider_adjustments: Amount,
	balanced: bool,
	findings: Vec<JsonFinding>,
	warnings: Vec<JsonWarning>,
	warning_count: u64,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct JsonFinding {
	level: &'static str,
	rule: &'static str,
	section: &'static str,
	#[serde(rename = "loop")]
	in_loop: &'static str,
	segment: u64,
	byte: u64,
	claim: Option<String>,
	line: Option<usize>,
	procedure: Option<String>,
	from: Amount,
	adjustments: Amount,
	expected: Amount,
	stated: Amount,
	difference: Amount,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct JsonWarning {
	segment: u64,
	#[serde(rename = "loop")]
	in_loop: &'static str,
	text: String,
}

impl From<&Error> for JsonError {
	fn from(error: &Error) -> Self {
		let Position { segment, byte } = error.position.unwrap_or_default();
		Self {
			segment: error.position.map(|_| segment),
			byte: error.position.map(|_| byte),
			text: error.text.clone(),
			in_loop: error.in_loop,
			reason: error.fault.to_string(),
		}
	}
}

impl From<&Shortfall> for JsonFinding {
	fn from(shortfall: &Shortfall) -> Self {
		Self {
			level: shortfall.level.name(),
			rule: shortfall.rule.formula,
			section: shortfall.rule.section,
			in_loop: shortfall.level.loop_name(),
			segment: shortfall.position.segment,
			byte: shortfall.position.byte,
			claim: shortfall.claim.clone(),
			line: shortfall.line,
			procedure: shortfall.procedure.clone(),
			from: shortfall.from,
			adjustments: shortfall.adjustments,
			expected: shortfall.expected,
			stated: shortfall.stated,
			difference: shortfall.difference(),
		}
	}
}

impl From<&TransactionReport> for JsonTransaction {
	fn from(transaction: &TransactionReport) -> Self {
		let TransactionReport {
			interchange,
			group,
			remittance,
			totals,
			shortfalls,
			warnings,
		} = transaction;
		Self {
			interchange: interchange.clone(),
			group: group.clone(),
			transaction: remittance.control_number.clone(),
			segment: remittance.origin.0.segment,
			version: remittance.version.clone(),
			trace: remittance.trace.as_ref().map(|trace| trace.number.clone()),
			payer: remittance.payer.as_ref().and_then(|party| party.name.clone()),
			payee: remittance.payee.as_ref().and_then(|party| party.name.clone()),
			handling: remittance.payment.handling.clone(),
			credit_debit: remittance.payment.credit_debit.clone(),
			method: remittance.payment.method.clone(),
			payment: remittance.payment.amount,
			claims: totals.claims,
			services: totals.services,
			charged: totals.charge,
			adjusted: totals.adjustments,
			paid: totals.paid,
			patient_responsibility: totals.patient_responsibility,
			provider_adjustments: totals.provider_adjustments,
			balanced: shortfalls.is_empty(),
			findings: shortfalls.iter().map(Into::into).collect(),
			warnings: warnings
				.first
				.iter()
				.map(|warning| JsonWarning {
					segment: warning.position.segment,
					in_loop: warning.in_loop,
					text: warning.text.clone(),
				})
				.collect(),
			warning_count: warnings.count,
		}
	}
}

impl Json {
	/// Of a file that was read. Unless `lenient`, trailers that do not match make it unreadable.
	pub fn of_report(file: &str, report: &Report, lenient: bool) -> Self {
		let readable = lenient || report.mismatches.is_empty();
		Self {
			file: file.into(),
			readable,
			balanced: readable.then(|| report.is_balanced()),
			errors: report.mismatches.iter().map(Into::into).collect(),
			transactions: report.transactions.iter().map(Into::into).collect(),
		}
	}

	/// Of a file that cannot be read.
	pub fn of_error(file: &str, error: &Error) -> Self {
		Self {
			file: file.into(),
			readable: false,
			balanced: None,
			errors: vec![error.into()],
			transactions: Vec::new(),
		}
	}
}
