//! The JSON Canonicalization Scheme, RFC 8785: strict I-JSON in, canonical bytes out, in one pass and without a tree.
//!
//! Both well-known crates for this (`serde_json_canonicalizer`, `serde_jcs`) switch on a feature of `serde_json` that the node's
//! whole dependency tree would be rebuilt for, go through `serde_json::Value` (which keeps the last of two equal names and
//! silently reads `{"$serde_json::private::Number":"1"}` as a number), and are several times slower than a batch of a million
//! records can wait for. So the reading and sorting is here; numbers, where the difficulty lies, come from `ryu-js`, the
//! ECMAScript formatter of the Boa engine. `docs/developers/records-canonical-json.md` has the comparison.
//!
//! Refused, as RFC 8785 §3.1 and RFC 7493 (I-JSON) ask: repeated names, lone surrogates, numbers beyond IEEE 754 doubles, bytes that
//! are not UTF-8; also nesting deeper than [`MAX_DEPTH`].

#[cfg(test)]
mod es6_numbers;
mod number;
#[cfg(test)]
mod tests;

use std::{cmp::Ordering, fmt, ops::Range};

/// How deep arrays and objects may be nested.
pub const MAX_DEPTH: usize = 512;

/// Why a text has no canonical form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonError {
	/// Offset in bytes from the start of the text.
	pub offset: usize,
	/// What is wrong there.
	pub reason: Reason,
}

/// What is wrong with a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
	/// The text ends before the value does.
	Truncated,
	/// There is no value at all.
	Empty,
	/// A byte that cannot stand here; what could.
	Unexpected(&'static str),
	/// More text follows after the value.
	Trailing,
	/// The bytes are not UTF-8.
	NotUtf8,
	/// A control character inside a string that is not escaped.
	Control,
	/// A backslash followed by something that is no escape.
	Escape,
	/// Half of a surrogate pair.
	LoneSurrogate,
	/// A number beyond what an IEEE 754 double can hold.
	NumberRange,
	/// A name that the object already has.
	RepeatedName(String),
	/// Nested deeper than [`MAX_DEPTH`].
	TooDeep,
}

impl fmt::Display for Reason {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::Truncated => f.write_str("the JSON text ends before its value does (truncated?)"),
			Self::Empty => f.write_str("there is no JSON value"),
			Self::Unexpected(expected) => write!(f, "expected {expected}"),
			Self::Trailing => f.write_str("more text follows after the JSON value"),
			Self::NotUtf8 => f.write_str("the bytes are not UTF-8"),
			Self::Control => f.write_str("a control character in a string must be escaped"),
			Self::Escape => f.write_str("no such escape in JSON"),
			Self::LoneSurrogate => f.write_str("half of a surrogate pair: the string is not Unicode"),
			Self::NumberRange => f.write_str("the number does not fit an IEEE 754 double, which RFC 8785 needs"),
			Self::RepeatedName(name) => write!(f, "the name \"{name}\" is there twice in one object"),
			Self::TooDeep => write!(f, "nested deeper than {MAX_DEPTH}"),
		}
	}
}

impl JsonError {
	/// Line and column, both from 1, columns in bytes.
	pub fn place(&self, text: &[u8]) -> (usize, usize) {
		let before = &text[..self.offset.min(text.len())];
		let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
		let column = before.iter().rev().take_while(|byte| **byte != b'\n').count() + 1;
		(line, column)
	}
}

/// What a FHIR resource calls itself: ranges of the text that was canonicalised, without quotes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
	/// The value of `resourceType` at the top.
	pub resource_type: Option<Range<usize>>,
	/// The value of `id` at the top.
	pub id: Option<Range<usize>>,
}

/// Canonicalises one text after the other, keeping its buffers.
#[derive(Default)]
pub struct Canonicaliser {
	members: Vec<Member>,
	scratch: Vec<u8>,
}

/// The canonical form of `text`.
pub fn canonicalise(text: &[u8]) -> Result<Vec<u8>, JsonError> {
	let mut out = Vec::with_capacity(text.len());
	Canonicaliser::default().canonicalise(text, &mut out)?;
	Ok(out)
}

impl Canonicaliser {
	/// Replaces what is in `out` by the canonical form of `text`.
	pub fn canonicalise(&mut self, text: &[u8], out: &mut Vec<u8>) -> Result<Identity, JsonError> {
		out.clear();
		self.members.clear();
		if let Err(error) = std::str::from_utf8(text) {
			return Err(JsonError {
				offset: error.valid_up_to(),
				reason: Reason::NotUtf8,
			});
		}
		let mut pass = Pass {
			text,
			at: 0,
			depth: 0,
			out,
			members: &mut self.members,
			scratch: &mut self.scratch,
			identity: Identity::default(),
		};
		// A reader may ignore a byte order mark (RFC 8259 §8.1).
		if text.starts_with(b"\xef\xbb\xbf") {
			pass.at = 3;
		}
		pass.space();
		if pass.at == text.len() {
			return Err(pass.error(Reason::Empty));
		}
		pass.value()?;
		pass.space();
		if pass.at != text.len() {
			return Err(pass.error(Reason::Trailing));
		}
		Ok(pass.identity)
	}
}

/// One member of an object, as it stands in the output: `"name":value` at `start..end`.
#[derive(Clone, Copy)]
struct Member {
	start: usize,
	/// End of the name with its quotes.
	name_end: usize,
	end: usize,
	/// Where the name stands in the text.
	offset: usize,
	/// Only ASCII and no escapes: then bytes sort as UTF-16 does.
	plain: bool,
}

struct Pass<'a> {
	text: &'a [u8],
	at: usize,
	depth: usize,
	out: &'a mut Vec<u8>,
	members: &'a mut Vec<Member>,
	scratch: &'a mut Vec<u8>,
	identity: Identity,
}

impl Pass<'_> {
	fn error(&self, reason: Reason) -> JsonError {
		JsonError {
			offset: self.at,
			reason,
		}
	}

	/// Something else than `expected` stands here, or the text is over.
	fn unexpected(&self, expected: &'static str) -> JsonError {
		self.error(if self.at >= self.text.len() {
			Reason::Truncated
		} else {
			Reason::Unexpected(expected)
		})
	}

	fn peek(&self) -> Option<u8> {
		self.text.get(self.at).copied()
	}

	fn space(&mut self) {
		while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
			self.at += 1;
		}
	}

	fn value(&mut self) -> Result<(), JsonError> {
		match self.peek() {
			Some(b'{') => self.nested(Self::object),
			Some(b'[') => self.nested(Self::array),
			Some(b'"') => self.string().map(|_| ()),
			Some(b't') => self.literal(b"true"),
			Some(b'f') => self.literal(b"false"),
			Some(b'n') => self.literal(b"null"),
			Some(b'-' | b'0'..=b'9') => self.number(),
			_ => Err(self.unexpected("a JSON value")),
		}
	}

	fn nested(&mut self, inner: fn(&mut Self) -> Result<(), JsonError>) -> Result<(), JsonError> {
		if self.depth == MAX_DEPTH {
			return Err(self.error(Reason::TooDeep));
		}
		self.depth += 1;
		inner(self)?;
		self.depth -= 1;
		Ok(())
	}

	fn literal(&mut self, word: &'static [u8]) -> Result<(), JsonError> {
		for byte in word {
			if self.peek() != Some(*byte) {
				return Err(self.unexpected("true, false or null"));
			}
			self.at += 1;
		}
		self.out.extend_from_slice(word);
		Ok(())
	}

	fn array(&mut self) -> Result<(), JsonError> {
		self.at += 1;
		self.out.push(b'[');
		self.space();
		if self.peek() == Some(b']') {
			self.at += 1;
			self.out.push(b']');
			return Ok(());
		}
		loop {
			self.space();
			self.value()?;
			self.space();
			let next = self.peek();
			match next {
				Some(b',') => self.out.push(b','),
				Some(b']') => self.out.push(b']'),
				_ => return Err(self.unexpected("a comma or ]")),
			}
			self.at += 1;
			if next == Some(b']') {
				return Ok(());
			}
		}
	}

	fn object(&mut self) -> Result<(), JsonError> {
		self.at += 1;
		self.out.push(b'{');
		let begin = self.out.len();
		let first = self.members.len();
		let mut sorted = true;
		self.space();
		if self.peek() == Some(b'}') {
			self.at += 1;
			self.out.push(b'}');
			return Ok(());
		}
		loop {
			self.space();
			if self.peek() != Some(b'"') {
				return Err(self.unexpected("a member's name in quotes"));
			}
			let (start, offset) = (self.out.len(), self.at);
			let plain = self.string()?;
			let name_end = self.out.len();
			self.space();
			if self.peek() != Some(b':') {
				return Err(self.unexpected("a colon"));
			}
			self.at += 1;
			self.out.push(b':');
			self.space();
			let value = self.at;
			self.value()?;
			if self.depth == 1 {
				self.note_identity(start..name_end, value);
			}
			let member = Member {
				start,
				name_end,
				end: self.out.len(),
				offset,
				plain,
			};
			if let Some(last) = self.members[first..].last() {
				match compare(self.out, last, &member) {
					Ordering::Less => (),
					Ordering::Equal => return Err(repeated(self.out, &member)),
					Ordering::Greater => sorted = false,
				}
			}
			self.members.push(member);
			self.space();
			let next = self.peek();
			match next {
				Some(b',') => self.out.push(b','),
				Some(b'}') => (),
				_ => return Err(self.unexpected("a comma or }")),
			}
			self.at += 1;
			if next == Some(b'}') {
				break;
			}
		}
		if !sorted {
			self.sort(first, begin)?;
		}
		self.members.truncate(first);
		self.out.push(b'}');
		Ok(())
	}

	/// Puts the members from `first` on, whose text begins at `begin` of the output, into the order of RFC 8785 §3.2.3.
	fn sort(&mut self, first: usize, begin: usize) -> Result<(), JsonError> {
		let out = &mut *self.out;
		let members = &mut self.members[first..];
		members.sort_by(|a, b| compare(out, a, b));
		if let Some(pair) = members.windows(2).find(|pair| compare(out, &pair[0], &pair[1]).is_eq()) {
			return Err(repeated(
				out,
				if pair[0].offset > pair[1].offset {
					&pair[0]
				} else {
					&pair[1]
				},
			));
		}
		self.scratch.clear();
		for (i, member) in members.iter().enumerate() {
			if i != 0 {
				self.scratch.push(b',');
			}
			self.scratch.extend_from_slice(&out[member.start..member.end]);
		}
		out.truncate(begin);
		out.extend_from_slice(self.scratch);
		Ok(())
	}

	/// Remembers `resourceType` and `id` of the object at the top, if they are plain strings.
	fn note_identity(&mut self, name: Range<usize>, value: usize) {
		let slot = match &self.out[name] {
			b"\"resourceType\"" => &mut self.identity.resource_type,
			b"\"id\"" => &mut self.identity.id,
			_ => return,
		};
		let quoted = &self.text[value..self.at];
		if quoted.len() > 2 && quoted[0] == b'"' && !quoted.contains(&b'\\') {
			*slot = Some(value + 1..self.at - 1);
		}
	}

	/// Returns whether the string is plain: ASCII without escapes.
	fn string(&mut self) -> Result<bool, JsonError> {
		let mut plain = true;
		self.out.push(b'"');
		self.at += 1;
		let mut run = self.at;
		loop {
			self.at += ordinary(&self.text[self.at..]);
			match self.peek() {
				None => return Err(self.error(Reason::Truncated)),
				Some(b'"') => {
					self.out.extend_from_slice(&self.text[run..self.at]);
					self.out.push(b'"');
					self.at += 1;
					return Ok(plain);
				},
				Some(b'\\') => {
					plain = false;
					self.out.extend_from_slice(&self.text[run..self.at]);
					self.escape()?;
					run = self.at;
				},
				Some(0..=0x1f) => return Err(self.error(Reason::Control)),
				// The text is UTF-8 throughout; nothing outside ASCII is escaped (RFC 8785 §3.2.2.2).
				Some(_) => {
					plain = false;
					self.at += 1;
				},
			}
		}
	}

	fn escape(&mut self) -> Result<(), JsonError> {
		match self.text.get(self.at + 1) {
			None => Err(JsonError {
				offset: self.text.len(),
				reason: Reason::Truncated,
			}),
			Some(byte @ (b'"' | b'\\' | b'b' | b'f' | b'n' | b'r' | b't')) => {
				self.out.extend_from_slice(&[b'\\', *byte]);
				self.at += 2;
				Ok(())
			},
			Some(b'/') => {
				self.out.push(b'/');
				self.at += 2;
				Ok(())
			},
			Some(b'u') => {
				let start = self.at;
				let unit = self.unit()?;
				let character = match unit {
					0xd800..=0xdbff => {
						let lone = JsonError {
							offset: start,
							reason: Reason::LoneSurrogate,
						};
						if self.text[self.at..].starts_with(b"\\u") {
							let low = self.unit()?;
							char::decode_utf16([unit, low])
								.next()
								.and_then(Result::ok)
								.ok_or(lone)?
						} else if self.at >= self.text.len() {
							return Err(self.error(Reason::Truncated));
						} else {
							return Err(lone);
						}
					},
					_ => char::from_u32(u32::from(unit)).ok_or(JsonError {
						offset: start,
						reason: Reason::LoneSurrogate,
					})?,
				};
				write_character(character, self.out);
				Ok(())
			},
			Some(_) => Err(self.error(Reason::Escape)),
		}
	}

	/// Reads `\uXXXX` and returns the code unit.
	fn unit(&mut self) -> Result<u16, JsonError> {
		let mut unit = 0u16;
		for i in 2..6 {
			let digit = match self.text.get(self.at + i) {
				None => {
					return Err(JsonError {
						offset: self.text.len(),
						reason: Reason::Truncated,
					})
				},
				Some(byte) => char::from(*byte)
					.to_digit(16)
					.ok_or_else(|| self.error(Reason::Escape))?,
			};
			unit = unit << 4 | digit as u16;
		}
		self.at += 6;
		Ok(unit)
	}

	fn number(&mut self) -> Result<(), JsonError> {
		let start = self.at;
		if self.peek() == Some(b'-') {
			self.at += 1;
		}
		match self.peek() {
			Some(b'0') => self.at += 1,
			Some(b'1'..=b'9') => self.digits(),
			_ => return Err(self.unexpected("a digit")),
		}
		if self.peek() == Some(b'.') {
			self.at += 1;
			self.some_digits()?;
		}
		if let Some(b'e' | b'E') = self.peek() {
			self.at += 1;
			if let Some(b'+' | b'-') = self.peek() {
				self.at += 1;
			}
			self.some_digits()?;
		}
		let token = &self.text[start..self.at];
		number::write(token, self.out).ok_or(JsonError {
			offset: start,
			reason: Reason::NumberRange,
		})
	}

	fn some_digits(&mut self) -> Result<(), JsonError> {
		if !self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
			return Err(self.unexpected("a digit"));
		}
		self.digits();
		Ok(())
	}

	fn digits(&mut self) {
		while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
			self.at += 1;
		}
	}
}

/// How many bytes at the start are ASCII and need no look: no quote, no backslash, no control character.
fn ordinary(bytes: &[u8]) -> usize {
	const ONES: u64 = u64::from_ne_bytes([0x01; 8]);
	const HIGH: u64 = u64::from_ne_bytes([0x80; 8]);
	let mut at = 0;
	// Eight bytes at a time: a high bit is set where a byte is below 0x20, equal to a quote or backslash, or not ASCII.
	while let Some(chunk) = bytes.get(at..at + 8) {
		let word = u64::from_le_bytes([
			chunk[0], chunk[1], chunk[2], chunk[3], chunk[4], chunk[5], chunk[6], chunk[7],
		]);
		let below = |word: u64, limit: u64| word.wrapping_sub(ONES * limit) & !word;
		let special = below(word, 0x20)
			| below(word ^ (ONES * u64::from(b'"')), 1)
			| below(word ^ (ONES * u64::from(b'\\')), 1)
			| word;
		let special = special & HIGH;
		if special != 0 {
			// The lowest mark is exact; a borrow can only mark bytes above it.
			return at + (special.trailing_zeros() / 8) as usize;
		}
		at += 8;
	}
	at + bytes[at..]
		.iter()
		.take_while(|byte| matches!(byte, 0x20..=0x7f) && !matches!(byte, b'"' | b'\\'))
		.count()
}

/// Writes one character of a string as RFC 8785 §3.2.2.2 wants it.
fn write_character(character: char, out: &mut Vec<u8>) {
	match character {
		'"' => out.extend_from_slice(b"\\\""),
		'\\' => out.extend_from_slice(b"\\\\"),
		'\u{8}' => out.extend_from_slice(b"\\b"),
		'\t' => out.extend_from_slice(b"\\t"),
		'\n' => out.extend_from_slice(b"\\n"),
		'\u{c}' => out.extend_from_slice(b"\\f"),
		'\r' => out.extend_from_slice(b"\\r"),
		'\0'..='\u{1f}' => out.extend_from_slice(format!("\\u{:04x}", u32::from(character)).as_bytes()),
		_ => out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes()),
	}
}

/// Orders names by UTF-16 code units (RFC 8785 §3.2.3).
fn compare(out: &[u8], a: &Member, b: &Member) -> Ordering {
	let (left, right) = (&out[a.start + 1..a.name_end - 1], &out[b.start + 1..b.name_end - 1]);
	if a.plain && b.plain {
		left.cmp(right)
	} else {
		decode(left).encode_utf16().cmp(decode(right).encode_utf16())
	}
}

fn repeated(out: &[u8], member: &Member) -> JsonError {
	let name = decode(&out[member.start + 1..member.name_end - 1]);
	JsonError {
		offset: member.offset,
		reason: Reason::RepeatedName(name),
	}
}

/// The characters of a canonical string, without its quotes.
fn decode(canonical: &[u8]) -> String {
	let text = String::from_utf8_lossy(canonical);
	let mut decoded = String::with_capacity(text.len());
	let mut characters = text.chars();
	while let Some(character) = characters.next() {
		if character != '\\' {
			decoded.push(character);
			continue;
		}
		decoded.push(match characters.next() {
			Some('b') => '\u{8}',
			Some('f') => '\u{c}',
			Some('n') => '\n',
			Some('r') => '\r',
			Some('t') => '\t',
			// Only control characters are written this way.
			Some('u') => {
				let digits: String = characters.by_ref().take(4).collect();
				u32::from_str_radix(&digits, 16)
					.ok()
					.and_then(char::from_u32)
					.unwrap_or(char::REPLACEMENT_CHARACTER)
			},
			Some(other) => other,
			None => break,
		});
	}
	decoded
}
