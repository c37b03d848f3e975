//! A claim as it comes in, whatever the format: nothing is decided yet.

use super::{decimal::Decimal, plan::Code};
use salus_claims_engine::{
	calendar::Day,
	money::{Money, Units},
	ClaimUse, Frequency, PriorAmounts, PriorPayer,
};
use serde_json::Value;

/// What another payer did with a claim, as a file states it.
#[derive(Clone, Debug, Default)]
pub struct PriorIn {
	/// Identifiers of the claim it is about; empty when the file names none.
	pub claims: Vec<String>,
	/// Names and identifiers of the payer; empty when the file names none.
	pub payer: Vec<String>,
	/// What it is worth.
	pub standing: Standing,
	/// Day of its decision.
	pub decided: Option<Day>,
	/// The claim as a whole.
	pub total: PriorAmounts,
	/// Lines: how the file refers to them, and what was done.
	pub lines: Vec<(LineRef, PriorAmounts)>,
}

impl PriorIn {
	/// Whether it may be of the same payer as another.
	pub fn same_payer(&self, other: &Self) -> bool {
		self.payer.is_empty() || other.payer.is_empty() || self.payer.iter().any(|id| other.payer.contains(id))
	}
}

/// What a result of another payer is worth.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Standing {
	/// It counts, unless another takes it back.
	#[default]
	Counts,
	/// It takes an earlier one back, which paid so much, if the file says.
	TakesBack(Option<Money>),
	/// It does not count, and why.
	Nothing(String),
}

impl From<&PriorPayer> for PriorIn {
	fn from(prior: &PriorPayer) -> Self {
		let lines = prior.lines.iter();
		Self {
			decided: prior.decided,
			total: prior.claim,
			lines: lines
				.map(|(number, amounts)| (LineRef::Number(*number), *amounts))
				.collect(),
			..Self::default()
		}
	}
}

/// How a file refers to a line of the claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineRef {
	/// By its number.
	Number(u16),
	/// As remittances do: by line item control number if there is one, else by the procedure and its place, from 0.
	Remitted {
		/// REF*6R: the control number of the line, or its number.
		control: Option<String>,
		/// The procedure or revenue code.
		code: String,
		/// Its place among the lines.
		place: usize,
	},
	/// By its place among the lines, from 0.
	Place(usize),
}

impl LineRef {
	/// The line that is meant, among those that no other reference has taken.
	pub fn find<'a>(&self, lines: &'a [LineIn], taken: &[u16]) -> Option<&'a LineIn> {
		let free = |line: &&LineIn| !taken.contains(&line.number);
		match self {
			Self::Number(number) => lines.iter().find(|l| l.number == *number),
			Self::Place(at) => lines.get(*at),
			Self::Remitted { control, code, place } => {
				let control = control.as_deref();
				let same = |line: &&LineIn| line.codes.iter().any(|c| c.code == *code);
				control
					.and_then(|text| lines.iter().find(|l| l.control.as_deref() == Some(text)))
					.or_else(|| {
						let number = control?.parse::<u16>().ok()?;
						lines.iter().find(|l| l.control.is_none() && l.number == number)
					})
					.or_else(|| lines.get(*place).filter(same).filter(free))
					.or_else(|| lines.iter().filter(free).find(same))
			},
		}
	}
}

/// Where a claim came from, for what is written back.
#[derive(Clone, Debug)]
pub enum Source {
	/// A FHIR `Claim`, with its contained resources.
	Fhir(Box<Value>),
	/// Salus' own format.
	Native,
	/// X12 837.
	X12(Box<crate::x12::claim837::Claim>),
}

/// A line as it comes in.
#[derive(Clone, Debug)]
pub struct LineIn {
	/// Number, unique in the claim.
	pub number: u16,
	/// Line item control number, if the provider gave one.
	pub control: Option<String>,
	/// Its codes, the first is the one that was billed.
	pub codes: Vec<Code>,
	/// Revenue code.
	pub revenue: Option<String>,
	/// Place of service.
	pub place: Option<String>,
	/// Benefit category that the claim states.
	pub item: Option<String>,
	/// Units in thousandths.
	pub units: Units,
	/// Billed amount; `None` when only the claim's total is known.
	pub billed: Option<Decimal>,
	/// First day of service.
	pub day: Day,
	/// Last day of service.
	pub until: Day,
	/// Authorisations the line names.
	pub authorisations: Vec<String>,
	/// Where it is in the file.
	pub path: String,
}

/// A claim as it comes in.
#[derive(Clone, Debug)]
pub struct ClaimIn {
	/// The provider's or resource's identifier.
	pub id: String,
	/// Further identifiers.
	pub ids: Vec<String>,
	/// Where it is in the file.
	pub path: String,
	/// Plan it names, if any.
	pub plan: Option<String>,
	/// Claim or estimate.
	pub usage: ClaimUse,
	/// Original, replacement or void.
	pub frequency: Frequency,
	/// The claim that is replaced or voided.
	pub replaces: Option<String>,
	/// Identifiers of the patient and of the coverage, the best first.
	pub members: Vec<String>,
	/// Identifiers of the billing provider, the best first.
	pub providers: Vec<String>,
	/// Kind of claim: professional, institutional, oral, pharmacy, vision.
	pub kind: Option<String>,
	/// Day of receipt.
	pub received: Option<Day>,
	/// Currency; `None`: the plan's.
	pub currency: Option<String>,
	/// Stated total.
	pub total: Option<Decimal>,
	/// Lines.
	pub lines: Vec<LineIn>,
	/// Group or case that the claim is priced by as a whole, such as a DRG.
	pub group: Vec<Code>,
	/// Days of the stay in thousandths.
	pub days: Option<Units>,
	/// Consent for payment, if the claim says.
	pub consent: Option<bool>,
	/// Retroactive notice, if the claim says.
	pub notice: Option<Day>,
	/// Good cause for lateness.
	pub good_cause: bool,
	/// What other payers did, if the claim says.
	pub priors: Vec<PriorIn>,
	/// What it was read from.
	pub source: Source,
}

impl ClaimIn {
	/// The first day of service.
	pub fn first_day(&self) -> Day {
		self.lines.iter().map(|line| line.day).min().unwrap_or(0)
	}

	/// Whether an identifier is one of this claim's.
	pub fn is(&self, id: &str) -> bool {
		let tail = |text: &str| text.rsplit('/').next().unwrap_or(text).to_owned();
		self.id == id || self.ids.iter().any(|own| own == id) || tail(id) == self.id
	}

	/// Whether both are billed by one provider, as far as they say.
	pub fn same_provider(&self, other: &Self) -> bool {
		let (own, theirs) = (&self.providers, &other.providers);
		own.is_empty() || theirs.is_empty() || own.iter().any(|id| theirs.contains(id))
	}
}
