//! 835, Health Care Claim Payment/Advice (005010X221A1): the typed remittance, its reader, its balance, its writer.
//!
//! A [`Remittance`] is one transaction set: one payment with the claims it is for. The reader takes 4010 (X091A1) as
//! well: its segments and its balancing are the same.

mod balance;
mod parse;
#[cfg(test)]
mod property_tests;
#[cfg(test)]
mod tests;
mod write;

pub use balance::{check, Level, Rule, Shortfall, Tally, Totals};
pub use parse::{parse, parse_reader, parse_tolerantly, Parser, Warning, Warnings};
pub use write::{write, Envelope, WriteError};

pub use super::common::{
	Address, Adjustment, Contact, Group, Name, Procedure, QualifiedAmount, QualifiedDate, QualifiedQuantity, Reference,
	Remarks,
};
use super::{
	amount::{Amount, Decimal},
	error::Origin,
};

/// ST … SE: one payment and what it is for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remittance {
	/// ST02.
	pub control_number: String,
	/// ST03 or GS08, as `005010X221A1`.
	pub version: String,
	/// BPR.
	pub payment: Payment,
	/// TRN: what ties the payment to this remittance.
	pub trace: Option<Trace>,
	/// CUR02: currency, when it is not the US dollar.
	pub currency: Option<Currency>,
	/// REF of the header: `EV` receiver, `F2` version of the payer's system.
	pub references: Vec<Reference>,
	/// DTM of the header: `405` production date.
	pub dates: Vec<QualifiedDate>,
	/// Loop 1000A.
	pub payer: Option<Party>,
	/// Loop 1000B.
	pub payee: Option<Party>,
	/// Loops 2000: the claims, in groups.
	pub groups: Vec<ClaimGroup>,
	/// PLB: adjustments of the payment that belong to no claim.
	pub provider_adjustments: Vec<ProviderAdjustment>,
	/// The ST segment.
	pub origin: Origin,
}

impl Remittance {
	/// Σ CLP04 − Σ PLB: what BPR02 must be (TR3 §1.10.2.1.3).
	pub fn expected_payment(&self) -> Amount {
		let paid: Amount = self.claims().map(|claim| claim.paid).sum();
		let adjusted: Amount = self
			.provider_adjustments
			.iter()
			.map(|adjustment| adjustment.amount)
			.sum();
		paid - adjusted
	}

	/// All claims, in order.
	pub fn claims(&self) -> impl Iterator<Item = &ClaimPayment> {
		self.groups.iter().flat_map(|group| &group.claims)
	}
}

/// BPR: how much is paid, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Payment {
	/// BPR01: `C` payment with remittance, `D` payment only, `H` no payment (notification), `I` remittance only (the
	/// payment moves apart), `P` prenotification, `U` split, `X` split or together as the handling party likes.
	pub handling: String,
	/// BPR02.
	pub amount: Amount,
	/// BPR03: `C` credit (the payer pays), `D` debit (the provider draws on the payer).
	pub credit_debit: String,
	/// BPR04: `ACH`, `CHK`, `FWT`, `BOP`, `NON`.
	pub method: String,
	/// BPR05: `CCP` or `CTX` for ACH.
	pub format: Option<String>,
	/// BPR06 to BPR09: the payer's account.
	pub sender: Account,
	/// BPR10: the payer's identifier.
	pub originator: Option<String>,
	/// BPR11: supplement to it.
	pub originator_supplement: Option<String>,
	/// BPR12 to BPR15: the payee's account.
	pub receiver: Account,
	/// BPR16: day of the payment, CCYYMMDD.
	pub date: Option<String>,
	/// The BPR segment.
	pub origin: Origin,
}

/// Four elements of BPR: a bank and an account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
	/// Kind of bank number: `01` (routing number) or `04` (Canada).
	pub bank_qualifier: Option<String>,
	/// Bank number.
	pub bank: Option<String>,
	/// Kind of account: `DA` demand deposit, `SG` savings.
	pub account_qualifier: Option<String>,
	/// Account number.
	pub account: Option<String>,
}

/// TRN.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace {
	/// TRN01: `1`.
	pub kind: String,
	/// TRN02: number of the cheque or transfer.
	pub number: String,
	/// TRN03: the payer's identifier.
	pub originator: Option<String>,
	/// TRN04: supplement to it.
	pub supplement: Option<String>,
}

/// CUR.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Currency {
	/// CUR01: `PR` payer.
	pub entity: String,
	/// CUR02: ISO 4217, as `CAD`.
	pub code: String,
}

/// Loop 1000A or 1000B: payer or payee.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Party {
	/// N102.
	pub name: Option<String>,
	/// N103: kind of identifier: `XV` plan, `XX` NPI, `FI` tax.
	pub id_qualifier: Option<String>,
	/// N104.
	pub id: Option<String>,
	/// N3 and N4.
	pub address: Address,
	/// REF.
	pub references: Vec<Reference>,
	/// PER.
	pub contacts: Vec<Contact>,
}

/// Loop 2000: LX with the claims under it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimGroup {
	/// LX01.
	pub number: String,
	/// TS3: totals of a provider (Medicare part A).
	pub summary: Option<ProviderSummary>,
	/// TS2: element number and value of further totals.
	pub supplement: Vec<(usize, Decimal)>,
	/// Loops 2100.
	pub claims: Vec<ClaimPayment>,
	/// The LX segment.
	pub origin: Origin,
}

/// TS3.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProviderSummary {
	/// TS301.
	pub provider: String,
	/// TS302.
	pub facility_type: String,
	/// TS303: end of the provider's fiscal period.
	pub fiscal_period_end: String,
	/// TS304 to TS324: element number and value. TS304 counts the claims, TS305 is the sum of their charges.
	pub values: Vec<(usize, Decimal)>,
	/// The TS3 segment.
	pub origin: Origin,
}

/// Loop 2100: what became of a claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimPayment {
	/// CLP01: the provider's number of the claim (CLM01 of the 837).
	pub control_number: String,
	/// CLP02: `1` primary, `2` secondary, `3` tertiary, `4` denied, `19`–`21` likewise and forwarded, `22` reversal,
	/// `23` not ours, forwarded, `25` predetermination.
	pub status: String,
	/// CLP03.
	pub charge: Amount,
	/// CLP04.
	pub paid: Amount,
	/// CLP05.
	pub patient_responsibility: Option<Amount>,
	/// CLP06: `12` PPO, `MB` Medicare part B, `MC` Medicaid …
	pub filing_indicator: Option<String>,
	/// CLP07: the payer's number of the claim.
	pub payer_control_number: Option<String>,
	/// CLP08.
	pub facility_type: Option<String>,
	/// CLP09: frequency of the claim: `1` original, `7` replacement, `8` void.
	pub frequency: Option<String>,
	/// CLP11.
	pub drg: Option<String>,
	/// CLP12.
	pub drg_weight: Option<Decimal>,
	/// CLP13.
	pub discharge_fraction: Option<Decimal>,
	/// CAS of the claim as a whole.
	pub adjustments: Vec<Adjustment>,
	/// NM1: patient (`QC`), insured (`IL`), corrected name (`74`), provider (`82`), other payers …
	pub names: Vec<Name>,
	/// MIA.
	pub inpatient: Option<Remarks>,
	/// MOA.
	pub outpatient: Option<Remarks>,
	/// REF.
	pub references: Vec<Reference>,
	/// DTM: `232` and `233` statement from and to, `050` received.
	pub dates: Vec<QualifiedDate>,
	/// PER.
	pub contacts: Vec<Contact>,
	/// AMT, for information: `AU` coverage amount, `I` interest, `D8` discount …
	pub amounts: Vec<QualifiedAmount>,
	/// QTY.
	pub quantities: Vec<QualifiedQuantity>,
	/// Loops 2110.
	pub services: Vec<ServicePayment>,
	/// The CLP segment.
	pub origin: Origin,
}

impl ClaimPayment {
	/// CLP02 is 22: it takes back what an earlier remittance said, with all signs turned.
	pub fn is_reversal(&self) -> bool {
		self.status == "22"
	}

	/// CLP02 is 25: what would be paid if it were billed.
	pub fn is_predetermination(&self) -> bool {
		self.status == "25"
	}

	/// Adjustments of the claim and of all its lines.
	pub fn all_adjustments(&self) -> impl Iterator<Item = &Adjustment> {
		self.adjustments
			.iter()
			.chain(self.services.iter().flat_map(|service| &service.adjustments))
	}
}

/// Loop 2110: what became of a service line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServicePayment {
	/// SVC01: the procedure that was paid.
	pub procedure: Procedure,
	/// SVC02.
	pub charge: Amount,
	/// SVC03.
	pub paid: Amount,
	/// SVC04.
	pub revenue_code: Option<String>,
	/// SVC05: units paid; one when absent.
	pub units: Option<Decimal>,
	/// SVC06: the procedure that was billed, when another one was paid.
	pub billed_procedure: Option<Procedure>,
	/// SVC07: units billed, when others were paid.
	pub billed_units: Option<Decimal>,
	/// DTM: `472` service day, `150` and `151` from and to.
	pub dates: Vec<QualifiedDate>,
	/// CAS of this line.
	pub adjustments: Vec<Adjustment>,
	/// REF: `6R` line item control number …
	pub references: Vec<Reference>,
	/// AMT, for information: `B6` allowed …
	pub amounts: Vec<QualifiedAmount>,
	/// QTY.
	pub quantities: Vec<QualifiedQuantity>,
	/// LQ: code list (`HE` remark codes) and code.
	pub remarks: Vec<(String, String)>,
	/// The SVC segment.
	pub origin: Origin,
}

/// One adjustment of a PLB segment. Positive lowers the payment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProviderAdjustment {
	/// PLB01.
	pub provider: String,
	/// PLB02: end of the provider's fiscal period, CCYYMMDD.
	pub fiscal_period_end: String,
	/// PLB03-1, 05-1 …: `FB` balance forward, `WO` overpayment recovery, `L6` interest, `72` authorised return, `CS` adjustment …
	pub reason: String,
	/// PLB03-2, 05-2 …: what it is about.
	pub identifier: Option<String>,
	/// PLB04, 06 …
	pub amount: Amount,
	/// The PLB segment.
	pub origin: Origin,
}

impl ProviderAdjustment {
	/// How many a PLB segment holds.
	pub const PER_SEGMENT: usize = 6;
}
