//! Reads interchanges as a stream: one buffer, one segment at a time, whatever the size of the file.
//!
//! The reader knows the envelope (ISA/IEA, GS/GE, ST/SE; X12.5 and TR3 appendix C) and nothing of what is inside. It
//! checks what the trailers say: number of segments, transaction sets and groups, and the control numbers.

use super::{
	error::{Error, Fault, Position},
	segment::{Delimiters, Segment},
};
use std::{io::Read, ops::Range};

/// No segment of a health-care transaction set comes near this length; a longer one means a wrong terminator.
pub const MAX_SEGMENT: usize = 1 << 20;

const CHUNK: usize = 64 * 1024;

/// The ISA segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InterchangeHeader {
	/// The delimiters it defines.
	pub delimiters: Delimiters,
	/// ISA01 to ISA16, padding kept, in order.
	pub elements: Vec<String>,
	/// Where it stands.
	pub position: Position,
}

impl InterchangeHeader {
	fn element(&self, number: usize) -> &str {
		self.elements
			.get(number.wrapping_sub(1))
			.map_or("", |text| text.trim_end())
	}

	/// ISA05 and ISA06, padding removed.
	pub fn sender(&self) -> (&str, &str) {
		(self.element(5), self.element(6))
	}

	/// ISA07 and ISA08, padding removed.
	pub fn receiver(&self) -> (&str, &str) {
		(self.element(7), self.element(8))
	}

	/// ISA13.
	pub fn control_number(&self) -> &str {
		self.element(13)
	}

	/// ISA12, as `00501`.
	pub fn version(&self) -> &str {
		self.element(12)
	}

	/// Whether ISA15 marks it as test data.
	pub fn is_test(&self) -> bool {
		self.element(15) == "T"
	}
}

/// The GS segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupHeader {
	/// GS01: `HP` for 835, `HC` for 837.
	pub functional_id: String,
	/// GS02.
	pub sender: String,
	/// GS03.
	pub receiver: String,
	/// GS04.
	pub date: String,
	/// GS05.
	pub time: String,
	/// GS06.
	pub control_number: String,
	/// GS08: version and implementation guide, as `005010X221A1`.
	pub version: String,
	/// Where it stands.
	pub position: Position,
}

/// The ST segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransactionHeader {
	/// ST01: `835`, `837` …
	pub set: String,
	/// ST02.
	pub control_number: String,
	/// ST03, or else GS08.
	pub version: String,
	/// GS04 of its group; empty without one.
	pub date: String,
	/// Where it stands.
	pub position: Position,
}

/// What comes next in the stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event<'a> {
	/// ISA.
	InterchangeStart(InterchangeHeader),
	/// GS.
	GroupStart(GroupHeader),
	/// ST.
	TransactionStart(TransactionHeader),
	/// A segment between ST and SE.
	Segment(Segment<'a>),
	/// SE, after its count and control number were checked.
	TransactionEnd(Segment<'a>),
	/// GE, likewise.
	GroupEnd,
	/// IEA, likewise.
	InterchangeEnd,
}

struct Open<H> {
	header: H,
	/// Segments of a transaction, transactions of a group, groups of an interchange.
	count: u64,
}

/// A streaming reader of X12 interchanges.
pub struct Reader<R> {
	input: R,
	buffer: Vec<u8>,
	/// What of the buffer is read and not used yet.
	pending: Range<usize>,
	at_end: bool,
	/// Offset in the file of `buffer[0]`.
	base: u64,
	segments: u64,
	delimiters: Delimiters,
	bare: bool,
	interchange: Option<Open<InterchangeHeader>>,
	group: Option<Open<GroupHeader>>,
	transaction: Option<Open<TransactionHeader>>,
	joined: String,
	collect: bool,
	lenient: bool,
	mismatches: Vec<Error>,
}

/// A segment in the reader's buffer.
struct Raw {
	position: Position,
	/// In the buffer; `None` when it was put together in `joined`.
	range: Option<Range<usize>>,
	terminated: bool,
}

impl<R: Read> Reader<R> {
	/// Starts at the beginning of a file.
	pub fn new(input: R) -> Self {
		Self {
			input,
			buffer: vec![0; CHUNK],
			pending: 0..0,
			at_end: false,
			base: 0,
			segments: 0,
			delimiters: Delimiters::default(),
			bare: false,
			interchange: None,
			group: None,
			transaction: None,
			joined: String::new(),
			collect: false,
			lenient: false,
			mismatches: Vec::new(),
		}
	}

	/// Goes on after a trailer that does not match, and gives all of these at the end by [`Reader::mismatches`].
	#[must_use]
	pub fn collecting_mismatches(mut self) -> Self {
		self.collect = true;
		self
	}

	/// Lets bytes outside the character set of X12 pass.
	#[must_use]
	pub fn lenient(mut self) -> Self {
		self.lenient = true;
		self
	}

	/// Trailers that count something else than is there, or have another control number than their header. Empty unless
	/// [`Reader::collecting_mismatches`] was asked for: otherwise the first one ends the reading.
	pub fn mismatches(&self) -> &[Error] {
		&self.mismatches
	}

	/// Whether the file is a bare transaction set (it begins with ST), as implementation guides print them.
	pub fn is_bare(&self) -> bool {
		self.bare
	}

	/// The next event; `None` at a proper end of the file.
	pub fn next_event(&mut self) -> Result<Option<Event<'_>>, Error> {
		if self.interchange.is_none() && !self.bare {
			return self.start();
		}
		let (raw, id) = loop {
			let Some(raw) = self.raw_segment()? else {
				return self.end_of_file();
			};
			let id = self.identify(&raw)?;
			if &id != b"TA1" || self.group.is_some() {
				break (raw, id);
			}
		};
		if let Some(transaction) = &mut self.transaction {
			transaction.count += 1;
		}
		if !raw.terminated && !matches!((&id, self.bare), (b"IEA", false) | (b"SE\0", true)) {
			let segment = self.view(&raw)?;
			let fault = Fault::Truncated("this last segment has no terminator".into());
			return Err(Error::at(raw.position, segment.text(), fault));
		}
		match &id {
			b"ISA" => Err(self.misplaced(&raw, "an ISA segment inside an interchange: the IEA segment before it is missing")),
			b"IEA" => self.interchange_end(&raw),
			b"GS\0" => self.group_start(&raw),
			b"GE\0" => self.group_end(&raw),
			b"ST\0" => self.transaction_start(&raw),
			b"SE\0" => self.transaction_end(&raw),
			_ if self.transaction.is_none() => Err(self.misplaced(
				&raw,
				"a segment outside a transaction set: the ST segment before it is missing, or the SE segment came too early",
			)),
			_ => self.view(&raw).map(|segment| Some(Event::Segment(segment))),
		}
	}

	/// The identifier, filled up with a NUL when it has two characters.
	fn identify(&self, raw: &Raw) -> Result<[u8; 3], Error> {
		let segment = self.view(raw)?;
		let name = segment.id().as_bytes();
		let id = match *name {
			[a, b] => [a, b, 0],
			[a, b, c] => [a, b, c],
			// A name that is too long is a segment that no transaction set has; whoever takes it may pass over it.
			[a, b, _, _] | [a, b, _, _, _] if self.lenient && self.transaction.is_some() => [a, b, b'?'],
			_ => return Err(Error::at(raw.position, segment.text(), Fault::BadSegmentId)),
		};
		if name
			.iter()
			.all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
		{
			Ok(id)
		} else {
			Err(Error::at(raw.position, segment.text(), Fault::BadSegmentId))
		}
	}

	fn misplaced(&self, raw: &Raw, why: &str) -> Error {
		let text = self
			.view(raw)
			.map(|segment| segment.text().to_owned())
			.unwrap_or_default();
		Error::at(raw.position, text, Fault::Misplaced(why.into()))
	}

	fn end_of_file(&mut self) -> Result<Option<Event<'_>>, Error> {
		let open = if let Some(open) = &self.transaction {
			Some((
				open.header.position,
				"the SE segment of this transaction set is missing",
			))
		} else if let Some(open) = &self.group {
			Some((
				open.header.position,
				"the GE segment of this functional group is missing",
			))
		} else {
			self.interchange
				.as_ref()
				.map(|open| (open.header.position, "the IEA segment of this interchange is missing"))
		};
		match open {
			Some((position, what)) => Err(Error::at(position, "", Fault::Truncated(what.into()))),
			None => Ok(None),
		}
	}

	// ---- envelope -------------------------------------------------------------------------------------------------

	/// Between interchanges: an ISA segment, a bare ST at the beginning of the file, or the end.
	fn start(&mut self) -> Result<Option<Event<'_>>, Error> {
		if self.base == 0 && self.pending.start == 0 {
			self.fill(3)?;
			if self.pending_bytes().starts_with(&[0xEF, 0xBB, 0xBF]) {
				self.pending.start += 3;
			}
		}
		// Mainframes and DOS leave NUL and Ctrl-Z behind.
		self.skip(|byte| byte.is_ascii_whitespace() || byte == 0 || byte == 0x1A)?;
		self.fill(MAX_ISA)?;
		let position = Position {
			segment: self.segments + 1,
			byte: self.base + self.pending.start as u64,
		};
		let bytes = self.pending_bytes();
		if bytes.is_empty() {
			return if self.segments == 0 {
				Err(Error::of_file(Fault::Empty))
			} else {
				Ok(None)
			};
		}
		if self.segments == 0 && bytes.starts_with(b"ST") && bytes.get(2).is_some_and(|&byte| may_delimit(byte)) {
			// Guides and companion documents print examples without envelope. The separator shows itself; the rest is
			// what they all use.
			let newline = !bytes.contains(&b'~');
			self.delimiters.element = bytes.get(2).copied().unwrap_or(b'*');
			self.delimiters.terminator = if newline { b'\n' } else { b'~' };
			self.bare = true;
			return self.next_event();
		}
		if [[0xFF, 0xFE], [0xFE, 0xFF], *b"I\0"]
			.iter()
			.any(|mark| bytes.starts_with(mark))
		{
			let fault = Fault::Misplaced("the file is UTF-16 text; X12 is ASCII: save it as such".into());
			return Err(Error::at(position, "", fault));
		}
		if !bytes.starts_with(b"ISA") {
			let text = String::from_utf8_lossy(bytes.get(..bytes.len().min(20)).unwrap_or_default()).into_owned();
			return Err(Error::at(position, text, Fault::NotAnInterchange));
		}
		let (delimiters, length) = match isa_delimiters(bytes, self.lenient) {
			Ok(found) => found,
			Err(why) => {
				let text = String::from_utf8_lossy(bytes.get(..bytes.len().min(106)).unwrap_or_default()).into_owned();
				let separated = bytes.get(3).is_none_or(|&byte| may_delimit(byte));
				let short = self.at_end && bytes.len() < 106 && !bytes.contains(&b'~');
				let fault = if short && separated {
					Fault::Truncated("the ISA segment is not complete".into())
				} else {
					Fault::BadDelimiters(why)
				};
				return Err(Error::at(position, text, fault));
			},
		};
		let text: Vec<u8> = bytes
			.iter()
			.take(length)
			.copied()
			.filter(|byte| !matches!(byte, b'\r' | b'\n'))
			.collect();
		if let Some(&byte) = text.iter().find(|&&byte| !acceptable(byte, &delimiters)) {
			return Err(Error::at(
				position,
				String::from_utf8_lossy(&text),
				Fault::BadCharacter(byte),
			));
		}
		let text = String::from_utf8_lossy(&text).into_owned();
		let elements = text
			.split(char::from(delimiters.element))
			.skip(1)
			.map(Into::into)
			.collect();
		self.pending.start += length + 1;
		self.segments += 1;
		self.delimiters = delimiters;
		let header = InterchangeHeader {
			delimiters,
			elements,
			position,
		};
		self.interchange = Some(Open {
			header: header.clone(),
			count: 0,
		});
		Ok(Some(Event::InterchangeStart(header)))
	}

	fn interchange_end(&mut self, raw: &Raw) -> Result<Option<Event<'_>>, Error> {
		if self.group.is_some() {
			return Err(self.misplaced(raw, "IEA before the GE segment of the functional group that is open"));
		}
		let Some(open) = self.interchange.take() else {
			return Err(self.misplaced(raw, "IEA without ISA: a bare transaction set has no envelope"));
		};
		self.count(raw, "IEA01", open.count, "functional groups")?;
		self.control(raw, "IEA02", "ISA13", open.header.control_number().to_owned())?;
		Ok(Some(Event::InterchangeEnd))
	}

	fn group_start(&mut self, raw: &Raw) -> Result<Option<Event<'_>>, Error> {
		if self.group.is_some() {
			return Err(self.misplaced(raw, "GS inside a functional group: the GE segment before it is missing"));
		}
		let Some(interchange) = &mut self.interchange else {
			return Err(self.misplaced(raw, "GS without ISA: a bare transaction set has no envelope"));
		};
		interchange.count += 1;
		let gs = self.view(raw)?;
		let text = |number| gs.raw(number).to_owned();
		let header = GroupHeader {
			functional_id: text(1),
			sender: text(2),
			receiver: text(3),
			date: text(4),
			time: text(5),
			control_number: text(6),
			version: text(8),
			position: raw.position,
		};
		self.group = Some(Open {
			header: header.clone(),
			count: 0,
		});
		Ok(Some(Event::GroupStart(header)))
	}

	fn group_end(&mut self, raw: &Raw) -> Result<Option<Event<'_>>, Error> {
		if self.transaction.is_some() {
			return Err(self.misplaced(raw, "GE before the SE segment of the transaction set that is open"));
		}
		let Some(open) = self.group.take() else {
			return Err(self.misplaced(raw, "GE without GS"));
		};
		self.count(raw, "GE01", open.count, "transaction sets")?;
		self.control(raw, "GE02", "GS06", open.header.control_number)?;
		Ok(Some(Event::GroupEnd))
	}

	fn transaction_start(&mut self, raw: &Raw) -> Result<Option<Event<'_>>, Error> {
		if self.transaction.is_some() {
			return Err(self.misplaced(raw, "ST inside a transaction set: the SE segment before it is missing"));
		}
		if let Some(group) = &mut self.group {
			group.count += 1;
		} else if !self.bare {
			return Err(self.misplaced(
				raw,
				"ST outside a functional group: the GS segment before it is missing",
			));
		}
		let st = self.view(raw)?;
		let (in_group, date) = self
			.group
			.as_ref()
			.map(|open| (open.header.version.as_str(), open.header.date.as_str()))
			.unwrap_or_default();
		let header = TransactionHeader {
			set: st.raw(1).to_owned(),
			control_number: st.raw(2).to_owned(),
			version: st.element(3).unwrap_or(in_group).to_owned(),
			date: date.to_owned(),
			position: raw.position,
		};
		self.transaction = Some(Open {
			header: header.clone(),
			count: 1,
		});
		Ok(Some(Event::TransactionStart(header)))
	}

	fn transaction_end(&mut self, raw: &Raw) -> Result<Option<Event<'_>>, Error> {
		let Some(open) = self.transaction.take() else {
			return Err(self.misplaced(raw, "SE without ST"));
		};
		self.count(raw, "SE01", open.count, "segments (ST and SE included)")?;
		self.control(raw, "SE02", "ST02", open.header.control_number)?;
		self.view(raw).map(|segment| Some(Event::TransactionEnd(segment)))
	}

	/// First element of a trailer: how many.
	fn count(&mut self, raw: &Raw, element: &'static str, counted: u64, what: &'static str) -> Result<(), Error> {
		let trailer = self.view(raw)?;
		let stated = trailer.raw(1);
		if stated.bytes().all(|byte| byte.is_ascii_digit()) && stated.parse() == Ok(counted) {
			return Ok(());
		}
		let fault = Fault::WrongCount {
			element,
			stated: stated.to_owned(),
			counted,
			what,
		};
		let error = Error::at(raw.position, trailer.text(), fault);
		self.mismatch(error)
	}

	/// Second element of a trailer: which. Numeric ones may differ in leading zeros (type N0), ST02 may not (type AN).
	fn control(
		&mut self,
		raw: &Raw,
		element: &'static str,
		header: &'static str,
		expected: String,
	) -> Result<(), Error> {
		let trailer = self.view(raw)?;
		let stated = trailer.raw(2).trim_end();
		let number = |text: &str| text.parse::<u64>().ok();
		let same =
			stated == expected || (header != "ST02" && number(stated).is_some() && number(stated) == number(&expected));
		if same {
			return Ok(());
		}
		let fault = Fault::WrongControlNumber {
			element,
			stated: stated.to_owned(),
			header,
			expected,
		};
		let error = Error::at(raw.position, trailer.text(), fault);
		self.mismatch(error)
	}

	fn mismatch(&mut self, error: Error) -> Result<(), Error> {
		if self.collect {
			self.mismatches.push(error);
			Ok(())
		} else {
			Err(error)
		}
	}

	// ---- bytes ----------------------------------------------------------------------------------------------------

	fn pending_bytes(&self) -> &[u8] {
		self.buffer.get(self.pending.clone()).unwrap_or_default()
	}

	/// Has at least `wanted` unused bytes in the buffer, or all that are left.
	fn fill(&mut self, wanted: usize) -> Result<(), Error> {
		while self.pending.len() < wanted && !self.at_end {
			if self.pending.start > 0 && self.pending.start + wanted > self.buffer.len() {
				self.buffer.copy_within(self.pending.clone(), 0);
				self.base += self.pending.start as u64;
				self.pending = 0..self.pending.len();
			}
			if self.pending.end == self.buffer.len() {
				let longer = (self.buffer.len() * 2).max(wanted);
				self.buffer.resize(longer, 0);
			}
			let free = self.buffer.get_mut(self.pending.end..).unwrap_or_default();
			match self.input.read(free) {
				Ok(0) => self.at_end = true,
				Ok(read) => self.pending.end += read,
				Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {},
				Err(error) => return Err(Error::of_file(Fault::Io(error.to_string()))),
			}
		}
		Ok(())
	}

	fn skip(&mut self, filler: impl Fn(u8) -> bool) -> Result<(), Error> {
		loop {
			self.fill(1)?;
			let bytes = self.pending_bytes();
			if bytes.is_empty() {
				return Ok(());
			}
			let count = bytes.iter().take_while(|&&byte| filler(byte)).count();
			let more = count == bytes.len();
			self.pending.start += count;
			if !more {
				return Ok(());
			}
		}
	}

	/// The next segment: found, checked for its characters, line breaks taken out.
	fn raw_segment(&mut self) -> Result<Option<Raw>, Error> {
		let Delimiters { terminator, .. } = self.delimiters;
		let delimiters = self.delimiters;
		self.skip(|byte| matches!(byte, b'\r' | b'\n' | b' ' | b'\t') && byte != delimiters.element)?;
		let mut searched = 0;
		let (length, terminated) = loop {
			let bytes = self.pending_bytes();
			if let Some(found) = memchr::memchr(terminator, bytes.get(searched..).unwrap_or_default()) {
				let end = searched + found;
				if terminator != b'\n' || !self.is_wrapped(end)? {
					break (end, true);
				}
				searched = end + 1;
				continue;
			}
			if self.at_end {
				break (bytes.len(), false);
			}
			searched = bytes.len();
			if searched > MAX_SEGMENT {
				let position = Position {
					segment: self.segments + 1,
					byte: self.base + self.pending.start as u64,
				};
				let text = String::from_utf8_lossy(bytes.get(..80).unwrap_or_default()).into_owned();
				return Err(Error::at(position, text, Fault::SegmentTooLong(MAX_SEGMENT)));
			}
			self.fill(searched + CHUNK / 2)?;
		};
		let start = self.pending.start;
		let position = Position {
			segment: self.segments + 1,
			byte: self.base + start as u64,
		};
		let bytes = self.buffer.get(start..start + length).unwrap_or_default();
		let trimmed = if terminated { bytes } else { trim_end(bytes) };
		if trimmed.is_empty() && !terminated {
			self.pending.start += length;
			return Ok(None);
		}
		// Nearly every segment is plain; only the others are looked at twice.
		let plain = trimmed.iter().all(|&byte| self.plain(byte));
		if !plain {
			let good = |byte: u8| {
				matches!(byte, b'\r' | b'\n') || acceptable(byte, &delimiters) || (self.lenient && byte >= 0x80)
			};
			if let Some(&byte) = trimmed.iter().find(|&&byte| !good(byte)) {
				let text = String::from_utf8_lossy(trimmed);
				return Err(Error::at(position, text, Fault::BadCharacter(byte)));
			}
		}
		let range = if !plain {
			// Some senders wrap their files at 80 columns: a line break is no character of X12, it is not data.
			let whole: Vec<u8> = trimmed
				.iter()
				.copied()
				.filter(|byte| !matches!(byte, b'\r' | b'\n'))
				.collect();
			self.joined = super::text(whole);
			None
		} else {
			Some(start..start + trimmed.len())
		};
		self.segments += 1;
		self.pending.start += length + usize::from(terminated);
		Ok(Some(Raw {
			position,
			range,
			terminated,
		}))
	}

	/// Where lines end segments: whether the line that ends here goes on in the next, because that begins with no letter, as
	/// every segment does. Some files are both: segments end with their line, and long ones are wrapped.
	fn is_wrapped(&mut self, end: usize) -> Result<bool, Error> {
		self.fill(end + 2)?;
		let next = self.pending_bytes().get(end + 1).copied();
		Ok(next.is_some_and(|byte| {
			byte == self.delimiters.element
				|| byte == self.delimiters.component
				|| byte.is_ascii_digit()
				|| matches!(byte, b'-' | b'.')
		}))
	}

	/// Printable ASCII, or a delimiter that is no line break.
	fn plain(&self, byte: u8) -> bool {
		matches!(byte, 0x20..=0x7E) || (byte < 0x20 && !matches!(byte, b'\r' | b'\n') && self.delimiters.contains(byte))
	}

	fn view(&self, raw: &Raw) -> Result<Segment<'_>, Error> {
		let text = match &raw.range {
			Some(range) => std::str::from_utf8(self.buffer.get(range.clone()).unwrap_or_default())
				.map_err(|_| Error::at(raw.position, "", Fault::BadCharacter(0xFF)))?,
			None => &self.joined,
		};
		Ok(Segment::new(text, self.delimiters, raw.position))
	}
}

/// An ISA segment has 106 bytes with its terminator. Sloppy padding makes it a little longer or shorter.
const MAX_ISA: usize = 512;

fn trim_end(bytes: &[u8]) -> &[u8] {
	let used = bytes
		.iter()
		.rposition(|byte| !(byte.is_ascii_whitespace() || matches!(byte, 0 | 0x1A)))
		.map_or(0, |last| last + 1);
	bytes.get(..used).unwrap_or_default()
}

/// Basic and extended character set (TR3 appendix B.1.1.2): printable ASCII, and the delimiters, which may be control
/// characters.
fn acceptable(byte: u8, delimiters: &Delimiters) -> bool {
	matches!(byte, 0x20..=0x7E) || delimiters.contains(byte)
}

fn may_delimit(byte: u8) -> bool {
	!byte.is_ascii_alphanumeric() && byte != b' ' && byte < 0x80 && byte != 0
}

/// The delimiters, and the offset of the terminator. Elements are found by their separators rather than by the fixed
/// offsets of the standard, since hand-made files get the padding wrong.
///
/// `lenient` reads two more kinds of such files: lines that *begin* with the terminator, and an ISA segment whose last
/// element got lost, so that it ends with its line.
fn isa_delimiters(bytes: &[u8], lenient: bool) -> Result<(Delimiters, usize), String> {
	let element = *bytes.get(3).ok_or("it has no element separator")?;
	if !may_delimit(element) || matches!(element, b'\r' | b'\n') {
		return Err(format!("the element separator after ISA is {}", show(element)));
	}
	let mut separators = bytes
		.iter()
		.enumerate()
		.filter(|(_, &byte)| byte == element)
		.map(|(at, _)| at);
	let sixteenth = separators.nth(15).ok_or("it has fewer than 16 elements")?;
	let mut component = *bytes
		.get(sixteenth + 1)
		.ok_or("ISA16, the component separator, is missing")?;
	let mut length = sixteenth + 2;
	if lenient && matches!(component, b'\r' | b'\n') && element != b':' {
		component = b':';
		length -= 1;
	}
	let mut terminator = *bytes
		.get(length)
		.ok_or("the segment terminator after ISA16 is missing")?;
	if terminator == b'\r' && bytes.get(length + 1) == Some(&b'\n') {
		// Lines ended by CR LF: the line feed ends the segment, the carriage return before it is dropped.
		terminator = b'\n';
		length += 1;
	}
	if let (true, b'\n', [first, b'G', b'S', next, ..]) =
		(lenient, terminator, bytes.get(length + 1..).unwrap_or_default())
	{
		if may_delimit(*first) && *first != element && *next == element {
			terminator = *first;
			length += 1;
		}
	}
	for (name, byte) in [
		("component separator (ISA16)", component),
		("segment terminator", terminator),
	] {
		if !may_delimit(byte) {
			return Err(format!(
				"the {name} is {}; ISA has 16 elements, the last of one character",
				show(byte)
			));
		}
	}
	if matches!(component, b'\r' | b'\n') {
		return Err(format!("the component separator (ISA16) is {}", show(component)));
	}
	let eleventh: Vec<&[u8]> = bytes
		.get(..length)
		.unwrap_or_default()
		.split(|&byte| byte == element)
		.collect();
	let repetition = match (eleventh.get(11), eleventh.get(12)) {
		// Up to 00401, ISA11 named the standard (`U`).
		// The same character for both is a common mistake; components are what is needed.
		(Some([byte]), Some(version))
			if *version >= b"00402".as_slice() && may_delimit(*byte) && *byte != component =>
		{
			Some(*byte)
		},
		_ => None,
	};
	let mut used = vec![element, component, terminator];
	used.extend(repetition);
	used.sort_unstable();
	if used.windows(2).any(|pair| pair.first() == pair.last()) {
		return Err("two of its delimiters are the same character".into());
	}
	Ok((
		Delimiters {
			element,
			repetition,
			component,
			terminator,
		},
		length,
	))
}

fn show(byte: u8) -> String {
	if byte.is_ascii_graphic() {
		format!("'{}'", char::from(byte))
	} else {
		format!("byte 0x{byte:02X}")
	}
}
