//! The balancing law of the 835 (TR3 005010X221 §1.10.2.1): three equations that every remittance must fulfil to the
//! cent. Adjustments are what the payment is lowered by, so a positive one is subtracted and a negative one raises it.

use super::{Adjustment, ClaimPayment, Group, Remittance, Warnings};
use crate::x12::{amount::Amount, error::Position};
use std::fmt;

/// Where an equation holds or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
	/// Loop 2110.
	Service,
	/// Loop 2100.
	Claim,
	/// The whole transaction set.
	Transaction,
}

impl Level {
	/// `service`, `claim`, `transaction`.
	pub const fn name(self) -> &'static str {
		match self {
			Self::Service => "service",
			Self::Claim => "claim",
			Self::Transaction => "transaction",
		}
	}

	/// The loop that it is about.
	pub const fn loop_name(self) -> &'static str {
		match self {
			Self::Service => "2110",
			Self::Claim => "2100",
			Self::Transaction => "header",
		}
	}
}

/// An equation of the guide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
	/// The equation.
	pub formula: &'static str,
	/// Its section in TR3 005010X221.
	pub section: &'static str,
}

impl Rule {
	/// Service line.
	pub const SERVICE: Self = Self {
		formula: "SVC02 - sum of CAS (2110) = SVC03",
		section: "1.10.2.1.1",
	};
	/// Claim.
	pub const CLAIM: Self = Self {
		formula: "CLP03 - sum of CAS (2100 and 2110) = CLP04",
		section: "1.10.2.1.2",
	};
	/// Transaction set.
	pub const TRANSACTION: Self = Self {
		formula: "sum of CLP04 - sum of PLB = BPR02",
		section: "1.10.2.1.3",
	};
}

/// An equation that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortfall {
	/// Where.
	pub level: Level,
	/// Which equation.
	pub rule: Rule,
	/// ST02.
	pub transaction: String,
	/// The segment that states the result: SVC, CLP or BPR.
	pub position: Position,
	/// CLP01, of a claim or a line.
	pub claim: Option<String>,
	/// Number of the service line in its claim, from 1.
	pub line: Option<usize>,
	/// SVC01 of the line.
	pub procedure: Option<String>,
	/// Left side of the equation before anything is subtracted: SVC02, CLP03 or Σ CLP04.
	pub from: Amount,
	/// What is subtracted: Σ CAS or Σ PLB.
	pub adjustments: Amount,
	/// What comes out.
	pub expected: Amount,
	/// What the file states: SVC03, CLP04 or BPR02.
	pub stated: Amount,
}

impl Shortfall {
	/// Stated − expected.
	pub fn difference(&self) -> Amount {
		self.stated - self.expected
	}
}

impl fmt::Display for Shortfall {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(f, "transaction {}, loop {}", self.transaction, self.level.loop_name())?;
		if let Some(claim) = &self.claim {
			write!(f, ", claim {claim}")?;
		}
		if let Some(line) = self.line {
			write!(f, ", line {line}")?;
		}
		if let Some(procedure) = &self.procedure {
			write!(f, " ({procedure})")?;
		}
		let (from, minus, result) = match self.level {
			Level::Service => ("SVC02", "CAS", "SVC03"),
			Level::Claim => ("CLP03", "CAS", "CLP04"),
			Level::Transaction => ("sum of CLP04", "PLB", "BPR02"),
		};
		write!(
			f,
			", segment {}: {from} {} - {minus} {} = {}, but {result} is {} (difference {})",
			self.position.segment,
			self.from,
			self.adjustments,
			self.expected,
			self.stated,
			self.difference()
		)
	}
}

/// Sums over a transaction set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
	/// CLP segments.
	pub claims: u64,
	/// SVC segments.
	pub services: u64,
	/// Σ CLP03.
	pub charge: Amount,
	/// Σ CAS, claims and lines.
	pub adjustments: Amount,
	/// Σ CLP04.
	pub paid: Amount,
	/// Σ CLP05.
	pub patient_responsibility: Amount,
	/// Σ PLB.
	pub provider_adjustments: Amount,
}

/// Checks a remittance claim by claim.
#[derive(Debug, Default)]
pub struct Tally {
	/// ST02, for what it reports.
	pub transaction: String,
	totals: Totals,
	shortfalls: Vec<Shortfall>,
	warnings: Warnings,
	/// Σ AMT*I of the claims.
	interest: Amount,
	/// Claims and their charges of the open group.
	group: (u64, Amount),
	groups: Vec<(u64, Amount)>,
}

impl Tally {
	/// For a transaction set.
	pub fn new(transaction: impl Into<String>) -> Self {
		Self {
			transaction: transaction.into(),
			..Self::default()
		}
	}

	/// Takes the next claim; `group` is the index of its loop 2000.
	pub fn claim(&mut self, group: usize, claim: &ClaimPayment) {
		self.lines(claim);
		let adjustments: Amount = claim.all_adjustments().map(|adjustment| adjustment.amount).sum();
		let expected = claim.charge - adjustments;
		if expected != claim.paid {
			self.shortfalls.push(Shortfall {
				level: Level::Claim,
				rule: Rule::CLAIM,
				transaction: self.transaction.clone(),
				position: claim.origin.0,
				claim: Some(claim.control_number.clone()),
				line: None,
				procedure: None,
				from: claim.charge,
				adjustments,
				expected,
				stated: claim.paid,
			});
		}
		self.warn_of_claim(claim);
		self.totals.claims += 1;
		self.totals.services += claim.services.len() as u64;
		self.totals.charge += claim.charge;
		self.totals.adjustments += adjustments;
		self.totals.paid += claim.paid;
		self.totals.patient_responsibility += claim.patient_responsibility.unwrap_or_default();
		self.interest += super::super::common::amount(&claim.amounts, "I").unwrap_or_default();
		while self.groups.len() < group {
			self.groups.push(std::mem::take(&mut self.group));
		}
		self.group.0 += 1;
		self.group.1 += claim.charge;
	}

	fn lines(&mut self, claim: &ClaimPayment) {
		for (index, service) in claim.services.iter().enumerate() {
			let adjustments = Adjustment::total(&service.adjustments);
			let expected = service.charge - adjustments;
			if expected != service.paid {
				self.shortfalls.push(Shortfall {
					level: Level::Service,
					rule: Rule::SERVICE,
					transaction: self.transaction.clone(),
					position: service.origin.0,
					claim: Some(claim.control_number.clone()),
					line: Some(index + 1),
					procedure: Some(service.procedure.to_string()),
					from: service.charge,
					adjustments,
					expected,
					stated: service.paid,
				});
			}
		}
	}

	/// What the guide wants beside the balance. None of it moves money, so none of it fails a remittance.
	fn warn_of_claim(&mut self, claim: &ClaimPayment) {
		let position = claim.origin.0;
		let name = &claim.control_number;
		let lines: Amount = claim.services.iter().map(|service| service.charge).sum();
		if !claim.services.is_empty() && lines != claim.charge {
			let text = format!(
				"claim {name}: the lines' charges (SVC02) add up to {lines}, CLP03 is {} (difference {}); professional, dental and \
				 outpatient claims report all their lines (2110 SVC), an inpatient claim need not",
				claim.charge,
				lines - claim.charge
			);
			self.warnings.add(position, "2100", text);
		}
		let patient: Amount = claim
			.all_adjustments()
			.filter(|a| a.group == Group::Patient)
			.map(|adjustment| adjustment.amount)
			.sum();
		let stated = claim.patient_responsibility.unwrap_or_default();
		if !claim.is_reversal() && stated != patient {
			let text = format!(
				"claim {name}: CLP05, the patient's responsibility, is {stated}, adjustments of group PR add up to {patient} \
				 (difference {}); they should agree (RFI 2548), but CLP05 takes no part in balancing",
				stated - patient
			);
			self.warnings.add(position, "2100", text);
		}
		if claim.is_reversal() && !claim.charge.is_negative() && !claim.charge.is_zero() {
			let text = format!(
				"claim {name}: a reversal (CLP02 22) has the signs turned, but its charge is {}",
				claim.charge
			);
			self.warnings.add(position, "2100", text);
		}
		if claim.is_predetermination() && !claim.paid.is_zero() {
			let text = format!(
				"claim {name}: a predetermination (CLP02 25) pays nothing, but CLP04 is {}; what would be paid is an OA-101 adjustment",
				claim.paid
			);
			self.warnings.add(position, "2100", text);
		}
	}

	/// After the last claim: the balance of the transaction set. `remittance` need not hold its claims.
	pub fn finish(mut self, remittance: &Remittance) -> (Totals, Vec<Shortfall>, Warnings) {
		self.groups.push(std::mem::take(&mut self.group));
		let payment = &remittance.payment;
		let adjustments: Amount = remittance
			.provider_adjustments
			.iter()
			.map(|adjustment| adjustment.amount)
			.sum();
		self.totals.provider_adjustments = adjustments;
		let expected = self.totals.paid - adjustments;

		let has_details = self.totals.claims > 0 || !remittance.provider_adjustments.is_empty();
		// "Make payment only" and "prenotification" may come without remittance information; then there is nothing that
		// could balance (TR3 §1.10.2.1: "whenever remittance information is included"; RFI 1870).
		let payment_only = matches!(payment.handling.as_str(), "D" | "P") && !has_details;
		// A debit is the provider drawing on the payer: it pays the provider all the same. Where a payer uses it to collect
		// a negative total, it states the amount without its sign.
		let collected = payment.credit_debit == "D" && expected.is_negative() && payment.amount == -expected;
		if !payment_only && !collected && expected != payment.amount {
			self.shortfalls.push(Shortfall {
				level: Level::Transaction,
				rule: Rule::TRANSACTION,
				transaction: self.transaction.clone(),
				position: payment.origin.0,
				claim: None,
				line: None,
				procedure: None,
				from: self.totals.paid,
				adjustments,
				expected,
				stated: payment.amount,
			});
		}
		self.warn_of_payment(remittance);
		(self.totals, self.shortfalls, self.warnings)
	}

	fn warn_of_payment(&mut self, remittance: &Remittance) {
		let payment = &remittance.payment;
		let start = payment.origin.0;
		if payment.amount.is_negative() {
			let text = "BPR02 is negative; a negative total is carried forward by a PLB adjustment FB instead";
			self.warnings.add(start, "header", text);
		}
		if payment.handling == "H" && !payment.amount.is_zero() {
			let text = format!("BPR01 is H (notification, no payment), but BPR02 is {}", payment.amount);
			self.warnings.add(start, "header", text);
		}
		if remittance.version.starts_with("004") {
			let text = format!(
				"version {}: read as 005010X221, which has the same equations",
				remittance.version
			);
			self.warnings.add(start, "header", text);
		}
		let paid_interest: Amount = remittance
			.provider_adjustments
			.iter()
			.filter(|a| a.reason == "L6")
			.map(|a| -a.amount)
			.sum();
		if self.interest != paid_interest {
			let text = format!(
				"interest of the claims (AMT*I) adds up to {}, PLB adjustments L6 pay {paid_interest}; they should agree (RFI 2123)",
				self.interest
			);
			self.warnings.add(start, "footer", text);
		}
		for (group, (claims, charge)) in remittance.groups.iter().zip(std::mem::take(&mut self.groups)) {
			let Some(summary) = &group.summary else { continue };
			for (number, element, actual) in [
				(
					4,
					"TS304, the number of claims,",
					Amount::from_minor(i128::from(claims) * 100),
				),
				(5, "TS305, their charges,", charge),
			] {
				let stated = summary
					.values
					.iter()
					.find(|(at, _)| *at == number)
					.and_then(|(_, value)| value.to_amount());
				if stated.is_some_and(|stated| stated != actual) {
					let text = format!(
						"{element} is {}, the claims of this LX have {}",
						stated.unwrap_or_default().to_element(),
						actual.to_element()
					);
					self.warnings.add(summary.origin.0, "2000", text);
				}
			}
		}
	}
}

/// The balance of a remittance in memory.
pub fn check(remittance: &Remittance) -> (Totals, Vec<Shortfall>, Warnings) {
	let mut tally = Tally::new(remittance.control_number.as_str());
	for (index, group) in remittance.groups.iter().enumerate() {
		for claim in &group.claims {
			tally.claim(index, claim);
		}
	}
	tally.finish(remittance)
}
