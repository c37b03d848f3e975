//! What is wrong with an X12 file, and where.

use super::amount::{Amount, NumberError};
use std::fmt;

/// The place of a segment in its file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Position {
	/// Number of the segment, from 1 (the first ISA).
	pub segment: u64,
	/// Offset of its first byte in the file, from 0.
	pub byte: u64,
}

/// The place that a typed value came from. It is no part of the value: any two are equal, so that what was read
/// compares with what was built.
#[derive(Clone, Copy, Debug, Default)]
pub struct Origin(pub Position);

impl PartialEq for Origin {
	fn eq(&self, _: &Self) -> bool {
		true
	}
}

impl Eq for Origin {}

/// Why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
	/// The system could not read the file.
	Io(String),
	/// The file holds nothing but white space.
	Empty,
	/// The file does not begin with an interchange.
	NotAnInterchange,
	/// The ISA segment does not give usable delimiters.
	BadDelimiters(String),
	/// The file ends in the middle of something.
	Truncated(String),
	/// No segment terminator within the longest segment that is read.
	SegmentTooLong(usize),
	/// A byte that X12's character sets do not have.
	BadCharacter(u8),
	/// What should be a segment identifier is not one.
	BadSegmentId,
	/// A segment that the transaction set does not have.
	UnknownSegment(&'static str),
	/// A segment where it may not stand.
	Misplaced(String),
	/// A segment that must be there is not.
	MissingSegment(&'static str),
	/// An element that must have a value has none.
	MissingElement(String),
	/// An element with a value that it cannot have.
	BadValue {
		/// Which, as `CLP02`.
		element: String,
		/// What it holds.
		value: String,
		/// Why that cannot be.
		why: String,
	},
	/// An element that is not the decimal it must be.
	BadNumber {
		/// Which, as `CLP03`.
		element: String,
		/// What it holds.
		value: String,
		/// Why that is none.
		why: NumberError,
	},
	/// A trailer counts something else than what is there.
	WrongCount {
		/// Which, as `SE01`.
		element: &'static str,
		/// What it says.
		stated: String,
		/// What is there.
		counted: u64,
		/// What is counted.
		what: &'static str,
	},
	/// A trailer has another control number than its header.
	WrongControlNumber {
		/// Element of the trailer, as `SE02`.
		element: &'static str,
		/// What it says.
		stated: String,
		/// Element of the header, as `ST02`.
		header: &'static str,
		/// What that says.
		expected: String,
	},
	/// A transaction set that the command does not read.
	WrongTransactionSet {
		/// What was asked for.
		wanted: &'static str,
		/// What is there.
		found: String,
	},
	/// 837: the charges of the service lines do not add up to CLM02.
	LineSum {
		/// CLM01.
		claim: String,
		/// CLM02.
		total: Amount,
		/// Σ SV102 or Σ SV203.
		lines: Amount,
	},
}

impl fmt::Display for Fault {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::Io(why) => write!(f, "the file cannot be read: {why}"),
			Self::Empty => f.write_str("the file is empty; an X12 interchange begins with an ISA segment"),
			Self::NotAnInterchange => f.write_str(
				"the file does not begin with an ISA segment, so it is no X12 interchange (nor a bare transaction set, which begins with ST)",
			),
			Self::BadDelimiters(why) => write!(f, "the ISA segment gives no usable delimiters: {why}"),
			Self::Truncated(what) => write!(f, "the file ends too early: {what}; ask the sender for the whole file"),
			Self::SegmentTooLong(most) => {
				write!(f, "no segment terminator within {most} bytes; the terminator of the ISA segment is not the one the file uses")
			},
			Self::BadCharacter(byte) => write!(
				f,
				"byte 0x{byte:02X} is outside the basic and extended character sets of X12 (ASCII); remove it, or check without --strict"
			),
			Self::BadSegmentId => f.write_str("a segment begins with two or three capital letters or digits; this one does not"),
			Self::UnknownSegment(set) => write!(f, "no segment of this name in transaction set {set}"),
			Self::Misplaced(why) => f.write_str(why),
			Self::MissingSegment(what) => write!(f, "{what} is missing"),
			Self::MissingElement(element) => write!(f, "{element} is required and has no value"),
			Self::BadValue { element, value, why } => write!(f, "{element} is \"{}\": {why}", Excerpt(value)),
			Self::BadNumber { element, value, why } => write!(f, "{element} is \"{}\", which is no decimal number: {why}", Excerpt(value)),
			Self::WrongCount { element, stated, counted, what } => write!(
				f,
				"{element} counts \"{}\" {what}, there are {counted}; something was lost or added on the way",
				Excerpt(stated)
			),
			Self::WrongControlNumber { element, stated, header, expected } => {
				write!(f, "{element} is \"{}\", but {header} is \"{}\"; they must be the same", Excerpt(stated), Excerpt(expected))
			},
			Self::WrongTransactionSet { wanted, found } => write!(f, "the file has no transaction set {wanted} (found: {found})"),
			Self::LineSum { claim, total, lines } => write!(
				f,
				"claim {} has a total charge CLM02 of {total}, but its service lines add up to {lines} (difference {})",
				Excerpt(claim),
				*total - *lines
			),
		}
	}
}

/// At most 120 characters of a text.
struct Excerpt<'a>(&'a str);

impl fmt::Display for Excerpt<'_> {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		const MOST: usize = 120;
		let mut characters = self.0.chars();
		for character in characters.by_ref().take(MOST) {
			write!(f, "{}", character.escape_debug())?;
		}
		if characters.next().is_some() {
			f.write_str("…")?;
		}
		Ok(())
	}
}

/// A [`Fault`] and where it is: file, segment, loop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
	/// The file, if it has a name.
	pub file: Option<String>,
	/// The segment, if it is about one.
	pub position: Option<Position>,
	/// The text of that segment.
	pub text: String,
	/// The loop of the implementation guide that it stands in, as `2110`.
	pub in_loop: Option<&'static str>,
	/// What is wrong.
	pub fault: Box<Fault>,
}

impl Error {
	/// A fault of the file as a whole.
	pub fn of_file(fault: Fault) -> Self {
		Self {
			file: None,
			position: None,
			text: String::new(),
			in_loop: None,
			fault: Box::new(fault),
		}
	}

	/// A fault of a segment.
	pub fn at(position: Position, text: impl Into<String>, fault: Fault) -> Self {
		Self {
			file: None,
			position: Some(position),
			text: text.into(),
			in_loop: None,
			fault: Box::new(fault),
		}
	}

	/// Names the loop.
	#[must_use]
	pub fn in_loop(mut self, name: &'static str) -> Self {
		self.in_loop = Some(name);
		self
	}

	/// Names the file.
	#[must_use]
	pub fn in_file(mut self, name: impl Into<String>) -> Self {
		self.file = Some(name.into());
		self
	}
}

impl fmt::Display for Error {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		if let Some(file) = &self.file {
			write!(f, "{file}: ")?;
		}
		if let Some(position) = self.position {
			write!(f, "segment {} (byte {})", position.segment, position.byte)?;
			if !self.text.is_empty() {
				write!(f, " \"{}\"", Excerpt(&self.text))?;
			}
			if let Some(name) = self.in_loop {
				write!(f, ", loop {name}")?;
			}
			f.write_str(": ")?;
		}
		self.fault.fmt(f)
	}
}

impl std::error::Error for Error {}
