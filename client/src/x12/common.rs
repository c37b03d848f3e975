//! Segments that 835 and 837 share, as types.

use super::{
	amount::{Amount, Decimal},
	error::Error,
	segment::Segment,
};
use std::fmt;

/// REF: an identifier with its kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reference {
	/// REF01: the kind, as `F8` (original reference number), `G1` (prior authorisation), `6R` (line item control number).
	pub qualifier: String,
	/// REF02.
	pub value: String,
	/// REF03.
	pub description: Option<String>,
}

impl Reference {
	pub(crate) fn read(segment: &Segment<'_>) -> Self {
		Self {
			qualifier: segment.raw(1).into(),
			value: segment.raw(2).into(),
			description: segment.owned(3),
		}
	}
}

/// The value of the first reference of a kind.
pub fn reference<'a>(references: &'a [Reference], qualifier: &str) -> Option<&'a str> {
	references
		.iter()
		.find(|reference| reference.qualifier == qualifier)
		.map(|reference| reference.value.as_str())
}

/// DTM of an 835: a day with its kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QualifiedDate {
	/// DTM01: the kind, as `472` (service), `232` and `233` (statement from and to).
	pub qualifier: String,
	/// DTM02: CCYYMMDD, as the file has it; see [`Date::parse`].
	pub value: String,
}

impl QualifiedDate {
	pub(crate) fn read(segment: &Segment<'_>) -> Self {
		Self {
			qualifier: segment.raw(1).into(),
			value: segment.raw(2).into(),
		}
	}
}

/// AMT: an amount for information. It takes no part in balancing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QualifiedAmount {
	/// AMT01: the kind, as `AU` (coverage amount), `B6` (allowed), `I` (interest), `D` (payer amount paid).
	pub qualifier: String,
	/// AMT02.
	pub amount: Amount,
}

impl QualifiedAmount {
	pub(crate) fn read(segment: &Segment<'_>, in_loop: &'static str) -> Result<Self, Error> {
		Ok(Self {
			qualifier: segment.raw(1).into(),
			amount: segment.required_amount(in_loop, 2)?,
		})
	}
}

/// The first amount of a kind.
pub fn amount(amounts: &[QualifiedAmount], qualifier: &str) -> Option<Amount> {
	amounts
		.iter()
		.find(|amount| amount.qualifier == qualifier)
		.map(|amount| amount.amount)
}

/// QTY: a quantity for information.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QualifiedQuantity {
	/// QTY01: the kind, as `CA` (covered, actual).
	pub qualifier: String,
	/// QTY02.
	pub quantity: Decimal,
}

impl QualifiedQuantity {
	pub(crate) fn read(segment: &Segment<'_>, in_loop: &'static str) -> Result<Self, Error> {
		segment.required(in_loop, 2)?;
		Ok(Self {
			qualifier: segment.raw(1).into(),
			quantity: segment.decimal(in_loop, 2)?.unwrap_or_default(),
		})
	}
}

/// N3 and N4.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
	/// N301 and N302.
	pub lines: Vec<String>,
	/// N401.
	pub city: Option<String>,
	/// N402.
	pub state: Option<String>,
	/// N403.
	pub postal_code: Option<String>,
	/// N404.
	pub country: Option<String>,
	/// N407.
	pub subdivision: Option<String>,
}

impl Address {
	pub(crate) fn read(&mut self, segment: &Segment<'_>) {
		if segment.id() == "N3" {
			self.lines
				.extend([segment.owned(1), segment.owned(2)].into_iter().flatten());
		} else {
			self.city = segment.owned(1);
			self.state = segment.owned(2);
			self.postal_code = segment.owned(3);
			self.country = segment.owned(4);
			self.subdivision = segment.owned(7);
		}
	}
}

/// PER: whom to ask.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
	/// PER01: `BL` technical, `CX` business, `IC` information.
	pub function: String,
	/// PER02.
	pub name: Option<String>,
	/// Kind (`TE` telephone, `EM` mail, `UR` web, `FX` fax, `EX` extension) and number: PER03/04, PER05/06, PER07/08.
	pub numbers: Vec<(String, String)>,
}

impl Contact {
	pub(crate) fn read(segment: &Segment<'_>) -> Self {
		let numbers = [3, 5, 7]
			.into_iter()
			.filter_map(|at| Some((segment.owned(at)?, segment.owned(at + 1)?)))
			.collect();
		Self {
			function: segment.raw(1).into(),
			name: segment.owned(2),
			numbers,
		}
	}
}

/// NM1: a person or an organisation in its role.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
	/// NM101: the role, as `QC` (patient), `IL` (insured), `85` (billing provider), `82` (rendering provider), `PR` (payer).
	pub entity: String,
	/// NM102: `1` person, `2` organisation.
	pub kind: String,
	/// NM103: last name, or name of the organisation.
	pub last: Option<String>,
	/// NM104.
	pub first: Option<String>,
	/// NM105.
	pub middle: Option<String>,
	/// NM106.
	pub prefix: Option<String>,
	/// NM107.
	pub suffix: Option<String>,
	/// NM108: kind of identifier, as `MI` (member), `XX` (NPI), `PI` (payer).
	pub id_qualifier: Option<String>,
	/// NM109.
	pub id: Option<String>,
}

impl Name {
	pub(crate) fn read(segment: &Segment<'_>) -> Self {
		Self {
			entity: segment.raw(1).into(),
			kind: segment.raw(2).into(),
			last: segment.owned(3),
			first: segment.owned(4),
			middle: segment.owned(5),
			prefix: segment.owned(6),
			suffix: segment.owned(7),
			id_qualifier: segment.owned(8),
			id: segment.owned(9),
		}
	}
}

/// A procedure as billed or paid: C003 (SVC01, SVC06, SV101, SV202, SVD03).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Procedure {
	/// C003-1: code system: `HC` (HCPCS/CPT), `HP` (HIPPS), `N4` (NDC), `NU` (revenue code), `AD` (dental) …
	pub qualifier: String,
	/// C003-2.
	pub code: String,
	/// C003-3 to C003-6, empty ones left out.
	pub modifiers: Vec<String>,
	/// C003-7.
	pub description: Option<String>,
	/// C003-8: end of a range of codes.
	pub end_code: Option<String>,
}

impl Procedure {
	/// `None` when the element has no value.
	pub(crate) fn read(segment: &Segment<'_>, number: usize) -> Option<Self> {
		let text = segment.element(number)?;
		let parts: Vec<&str> = segment.components_of(text).collect();
		let part = |at: usize| parts.get(at).copied().filter(|text| !text.is_empty());
		Some(Self {
			qualifier: part(0).unwrap_or_default().into(),
			code: part(1).unwrap_or_default().into(),
			modifiers: (2..6).filter_map(part).map(Into::into).collect(),
			description: part(6).map(Into::into),
			end_code: part(7).map(Into::into),
		})
	}
}

/// `HC:99213:25`.
impl fmt::Display for Procedure {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(&self.qualifier)?;
		if !self.code.is_empty() {
			write!(f, ":{}", self.code)?;
		}
		self.modifiers.iter().try_for_each(|modifier| write!(f, ":{modifier}"))
	}
}

/// CAS01: who bears an adjustment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
	/// `CO`: contractual obligation, borne by the provider.
	Contractual,
	/// `CR`: correction or reversal; up to 4010 only.
	Correction,
	/// `OA`: other.
	Other,
	/// `PI`: initiated by the payer.
	Payer,
	/// `PR`: the patient's responsibility.
	Patient,
}

impl Group {
	/// All of them.
	pub const ALL: [Self; 5] = [
		Self::Contractual,
		Self::Correction,
		Self::Other,
		Self::Payer,
		Self::Patient,
	];

	/// The code of the standard.
	pub const fn code(self) -> &'static str {
		match self {
			Self::Contractual => "CO",
			Self::Correction => "CR",
			Self::Other => "OA",
			Self::Payer => "PI",
			Self::Patient => "PR",
		}
	}

	/// From the code of the standard.
	pub fn from_code(code: &str) -> Option<Self> {
		Self::ALL.into_iter().find(|group| group.code() == code)
	}
}

/// One adjustment of a CAS segment: billed − Σ adjustments = paid, so a positive amount lowers the payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adjustment {
	/// CAS01.
	pub group: Group,
	/// CAS02, 05, 08, 11, 14, 17: claim adjustment reason code.
	pub reason: String,
	/// CAS03, 06, 09, 12, 15, 18.
	pub amount: Amount,
	/// CAS04, 07, 10, 13, 16, 19: units adjusted, if it is about units.
	pub quantity: Option<Decimal>,
}

impl Adjustment {
	/// How many a CAS segment holds.
	pub const PER_SEGMENT: usize = 6;

	/// Reads a CAS segment: one to six adjustments of a group.
	pub(crate) fn read(segment: &Segment<'_>, in_loop: &'static str, into: &mut Vec<Self>) -> Result<(), Error> {
		let code = segment.required(in_loop, 1)?;
		let group = Group::from_code(code)
			.ok_or_else(|| segment.bad_value(in_loop, 1, "the group code is CO, OA, PI or PR (or CR, up to 4010)"))?;
		segment.required(in_loop, 2)?;
		for at in (0..Self::PER_SEGMENT).map(|at| 2 + 3 * at) {
			if segment.element(at).is_none() && segment.element(at + 1).is_none() && segment.element(at + 2).is_none() {
				continue;
			}
			into.push(Self {
				group,
				reason: segment.required_owned(in_loop, at)?,
				amount: segment.required_amount(in_loop, at + 1)?,
				quantity: segment.decimal(in_loop, at + 2)?,
			});
		}
		if segment.has_more_than(1 + 3 * Self::PER_SEGMENT) {
			return Err(segment.bad_value(
				in_loop,
				20,
				"a CAS segment holds at most six adjustments; use another one",
			));
		}
		Ok(())
	}

	/// Their sum.
	pub fn total(adjustments: &[Self]) -> Amount {
		adjustments.iter().map(|adjustment| adjustment.amount).sum()
	}
}

/// MIA or MOA: what adjudication says of a claim beside its adjustments. Numbers and remark codes by element number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remarks {
	/// Element number and value: amounts, days, percentages.
	pub values: Vec<(usize, Decimal)>,
	/// Element number and remittance advice remark code.
	pub codes: Vec<(usize, String)>,
}

impl Remarks {
	/// Elements of MIA that hold remark codes, and its last element.
	pub(crate) const MIA: (&'static [usize], usize) = (&[5, 20, 21, 22, 23], 24);
	/// Likewise of MOA.
	pub(crate) const MOA: (&'static [usize], usize) = (&[3, 4, 5, 6, 7], 9);

	pub(crate) fn read(
		segment: &Segment<'_>,
		in_loop: &'static str,
		(codes, last): (&[usize], usize),
	) -> Result<Self, Error> {
		let mut remarks = Self::default();
		for at in 1..=last {
			if codes.contains(&at) {
				remarks.codes.extend(segment.owned(at).map(|code| (at, code)));
			} else {
				remarks
					.values
					.extend(segment.decimal(in_loop, at)?.map(|value| (at, value)));
			}
		}
		Ok(remarks)
	}
}

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
	year: u16,
	month: u8,
	day: u8,
}

impl Date {
	/// `None` when there is no such day.
	pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
		let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
		let days = match month {
			1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
			4 | 6 | 9 | 11 => 30,
			2 if leap => 29,
			2 => 28,
			_ => return None,
		};
		((1..=days).contains(&day) && year > 0).then_some(Self { year, month, day })
	}

	/// Reads CCYYMMDD.
	pub fn parse(text: &str) -> Option<Self> {
		if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
			return None;
		}
		Self::new(
			text.get(..4)?.parse().ok()?,
			text.get(4..6)?.parse().ok()?,
			text.get(6..)?.parse().ok()?,
		)
	}

	/// Reads one CCYYMMDD, or two with a hyphen between them, the second not before the first.
	pub fn parse_range(text: &str) -> Option<(Self, Self)> {
		let (from, to) = text.split_once('-').unwrap_or((text, text));
		let (from, to) = (Self::parse(from)?, Self::parse(to)?);
		(from <= to).then_some((from, to))
	}

	/// Year, month (1–12), day (1–31).
	pub const fn parts(self) -> (u16, u8, u8) {
		(self.year, self.month, self.day)
	}

	/// As X12 has it: CCYYMMDD.
	pub fn to_element(self) -> String {
		format!("{:04}{:02}{:02}", self.year, self.month, self.day)
	}
}

/// ISO 8601: `2026-11-22`.
impl fmt::Display for Date {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn date_should_be_refused_when_there_is_no_such_day() {
		for text in [
			"20230229",
			"20231301",
			"20230100",
			"2023011",
			"202301011",
			"2023010A",
			"00000101",
			"1900-1-1",
		] {
			assert_eq!(Date::parse(text), None, "{text}");
		}
		assert_eq!(
			Date::parse("20240229").map(|date| date.to_string()),
			Some("2024-02-29".into())
		);
	}

	#[test]
	fn range_should_be_refused_when_it_ends_before_it_begins() {
		assert!(Date::parse_range("20240101-20240103").is_some());
		assert!(Date::parse_range("20240103").is_some());
		assert_eq!(Date::parse_range("20240103-20240101"), None);
	}
}
