//! One segment: its identifier and its elements.

use super::{
	amount::{Amount, Decimal},
	error::{Error, Fault, Position},
};
use std::borrow::Cow;

/// The characters that structure an interchange (X12.5; TR3 appendix B.1.1.2.5). They are what the ISA segment says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Delimiters {
	/// Between elements: the byte after `ISA`.
	pub element: u8,
	/// Between repetitions of an element: ISA11, from version 00402 on.
	pub repetition: Option<u8>,
	/// Between components of a composite element: ISA16.
	pub component: u8,
	/// After a segment: the byte after ISA16.
	pub terminator: u8,
}

impl Default for Delimiters {
	/// What nearly everybody uses: `*`, `^`, `:`, `~`.
	fn default() -> Self {
		Self {
			element: b'*',
			repetition: Some(b'^'),
			component: b':',
			terminator: b'~',
		}
	}
}

impl Delimiters {
	/// Whether a byte is one of them.
	pub fn contains(&self, byte: u8) -> bool {
		byte == self.element || byte == self.component || byte == self.terminator || self.repetition == Some(byte)
	}
}

/// A segment, without its terminator. Elements are split when they are asked for: nothing is copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment<'a> {
	text: Cow<'a, str>,
	delimiters: Delimiters,
	position: Position,
}

impl<'a> Segment<'a> {
	/// From its text, without the terminator.
	pub fn new(text: impl Into<Cow<'a, str>>, delimiters: Delimiters, position: Position) -> Self {
		Self {
			text: text.into(),
			delimiters,
			position,
		}
	}

	/// A copy that owns its text.
	pub fn into_owned(self) -> Segment<'static> {
		let Self {
			text,
			delimiters,
			position,
		} = self;
		Segment {
			text: Cow::Owned(text.into_owned()),
			delimiters,
			position,
		}
	}

	/// The text, without the terminator.
	pub fn text(&self) -> &str {
		&self.text
	}

	/// Where it stands.
	pub fn position(&self) -> Position {
		self.position
	}

	/// The delimiters of its interchange.
	pub fn delimiters(&self) -> Delimiters {
		self.delimiters
	}

	/// The identifier, as `CLP`.
	pub fn id(&self) -> &str {
		self.raw(0)
	}

	/// All elements, the identifier first, empty ones too.
	pub fn elements(&self) -> impl Iterator<Item = &str> {
		self.text.split(char::from(self.delimiters.element))
	}

	/// How many elements it has after the identifier.
	pub fn len(&self) -> usize {
		self.elements().count().saturating_sub(1)
	}

	/// Whether an element after this one has a value.
	pub fn has_more_than(&self, number: usize) -> bool {
		self.elements().skip(number + 1).any(|text| !text.is_empty())
	}

	/// Whether it is an identifier and nothing more.
	pub fn is_empty(&self) -> bool {
		self.len() == 0
	}

	/// The text of an element by its number in the standard (`CLP03` is 3); empty when it is not there.
	pub fn raw(&self, number: usize) -> &str {
		// By bytes: the separator is ASCII, and this is what reading a large file spends its time on.
		let bytes = self.text.as_bytes();
		let mut start = 0;
		for _ in 0..number {
			match memchr::memchr(self.delimiters.element, bytes.get(start..).unwrap_or_default()) {
				Some(length) => start += length + 1,
				None => return "",
			}
		}
		let rest = self.text.get(start..).unwrap_or_default();
		let length = memchr::memchr(self.delimiters.element, rest.as_bytes()).unwrap_or(rest.len());
		rest.get(..length).unwrap_or_default()
	}

	/// An element, if it has a value.
	pub fn element(&self, number: usize) -> Option<&str> {
		Some(self.raw(number)).filter(|text| !text.is_empty())
	}

	/// An element as text of its own, if it has a value.
	pub fn owned(&self, number: usize) -> Option<String> {
		self.element(number).map(Into::into)
	}

	/// The repetitions in an element's text; none when it has no value.
	pub fn repetitions_of<'t>(&self, text: &'t str) -> impl Iterator<Item = &'t str> {
		let separator = self.delimiters.repetition.map(char::from);
		let whole = Some(text).filter(|text| !text.is_empty());
		whole
			.into_iter()
			.flat_map(move |text| text.split(move |character| Some(character) == separator))
	}

	/// A component of a composite element, by its number in the standard (`CLM05-3` is 3); if it has a value.
	pub fn component(&self, number: usize, component: usize) -> Option<&str> {
		self.components_of(self.raw(number))
			.nth(component.checked_sub(1)?)
			.filter(|text| !text.is_empty())
	}

	/// The components of an element's text.
	///
	/// Many files have ISA16 wrong and use `:` or `>` all the same (published examples as well). An element that has none
	/// of the declared separator, but the other usual one, is split at that: no code has such a character in it.
	pub fn components_of<'t>(&self, text: &'t str) -> impl Iterator<Item = &'t str> {
		text.split(self.separator_in(text))
	}

	/// Whether an element's components are separated by another character than ISA16 says.
	pub fn is_separated_otherwise(&self, number: usize) -> bool {
		self.separator_in(self.raw(number)) != char::from(self.delimiters.component)
	}

	fn separator_in(&self, text: &str) -> char {
		let declared = char::from(self.delimiters.component);
		let other = |usual: &u8| !self.delimiters.contains(*usual) && text.contains(char::from(*usual));
		match [b':', b'>'].iter().find(|usual| other(usual)) {
			Some(usual) if !text.contains(declared) => char::from(*usual),
			_ => declared,
		}
	}

	/// `CLP` and 3 as `CLP03`.
	pub fn element_name(&self, number: usize) -> String {
		format!("{}{number:02}", self.id())
	}

	/// A fault of this segment.
	pub fn error(&self, in_loop: &'static str, fault: Fault) -> Error {
		Error::at(self.position, self.text(), fault).in_loop(in_loop)
	}

	/// An element that must have a value.
	pub fn required(&self, in_loop: &'static str, number: usize) -> Result<&str, Error> {
		self.element(number)
			.ok_or_else(|| self.error(in_loop, Fault::MissingElement(self.element_name(number))))
	}

	/// An element that must have a value, as text of its own.
	pub fn required_owned(&self, in_loop: &'static str, number: usize) -> Result<String, Error> {
		self.required(in_loop, number).map(Into::into)
	}

	/// An element that is a number: blanks around it, which some senders leave, say nothing.
	fn numeric(&self, number: usize) -> Option<&str> {
		self.element(number).map(str::trim).filter(|text| !text.is_empty())
	}

	/// An amount, if the element has a value.
	pub fn amount(&self, in_loop: &'static str, number: usize) -> Result<Option<Amount>, Error> {
		self.numeric(number)
			.map(|text| {
				Amount::parse(text).map_err(|why| {
					self.error(
						in_loop,
						Fault::BadNumber {
							element: self.element_name(number),
							value: text.into(),
							why,
						},
					)
				})
			})
			.transpose()
	}

	/// An amount that must be there.
	pub fn required_amount(&self, in_loop: &'static str, number: usize) -> Result<Amount, Error> {
		self.amount(in_loop, number)?
			.ok_or_else(|| self.error(in_loop, Fault::MissingElement(self.element_name(number))))
	}

	/// A decimal, if the element has a value.
	pub fn decimal(&self, in_loop: &'static str, number: usize) -> Result<Option<Decimal>, Error> {
		self.numeric(number)
			.map(|text| {
				Decimal::parse(text).map_err(|why| {
					self.error(
						in_loop,
						Fault::BadNumber {
							element: self.element_name(number),
							value: text.into(),
							why,
						},
					)
				})
			})
			.transpose()
	}

	/// A fault of one element's value.
	pub fn bad_value(&self, in_loop: &'static str, number: usize, why: impl Into<String>) -> Error {
		let fault = Fault::BadValue {
			element: self.element_name(number),
			value: self.raw(number).into(),
			why: why.into(),
		};
		self.error(in_loop, fault)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn segment(text: &str) -> Segment<'_> {
		Segment::new(text, Delimiters::default(), Position { segment: 7, byte: 99 })
	}

	#[test]
	fn segment_should_give_elements_by_their_number_in_the_standard() {
		let svc = segment("SVC*HC:99213:25*100*80**1");
		assert_eq!(
			(svc.id(), svc.raw(2), svc.element(4), svc.element(5), svc.element(9)),
			("SVC", "100", None, Some("1"), None)
		);
		assert_eq!(
			(
				svc.component(1, 2),
				svc.component(1, 3),
				svc.component(1, 4),
				svc.component(1, 0)
			),
			(Some("99213"), Some("25"), None, None)
		);
		assert_eq!(svc.len(), 5);
	}

	#[test]
	fn segment_should_split_repetitions_when_the_interchange_has_a_separator_for_them() {
		assert_eq!(segment("DMG").repetitions_of(":RET:1^:RET:2").count(), 2);
		let old = Segment::new(
			"DMG*A^B",
			Delimiters {
				repetition: None,
				..Delimiters::default()
			},
			Position::default(),
		);
		assert_eq!(old.repetitions_of(old.raw(1)).collect::<Vec<_>>(), ["A^B"]);
	}

	#[test]
	fn composite_should_be_split_when_the_file_uses_another_separator_than_isa16_says() {
		let hi = segment("HI*ABK>J0690*ABF:I10>X*BE");
		assert_eq!(
			(hi.component(1, 1), hi.component(1, 2), hi.is_separated_otherwise(1)),
			(Some("ABK"), Some("J0690"), true)
		);
		assert_eq!(
			(hi.component(2, 2), hi.is_separated_otherwise(2)),
			(Some("I10>X"), false)
		);
		assert_eq!((hi.component(3, 1), hi.component(3, 2)), (Some("BE"), None));
	}

	#[test]
	fn segment_should_name_itself_when_an_amount_is_wrong() {
		let error = segment("CLP*A*1*12,50*0").required_amount("2100", 3).unwrap_err();
		let shown = error.in_file("a.835").to_string();
		assert!(shown.starts_with("a.835: segment 7 (byte 99) \"CLP*A*1*12,50*0\", loop 2100: CLP03 is \"12,50\", which is no decimal number"), "{shown}");
	}
}
