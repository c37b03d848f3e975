//! From a record's bytes to its commitment.

use super::jcs::{Canonicaliser, JsonError};
use crate::outcome::Failure;
use salus_records_engine::{commitment::CommitmentError, Canonicalisation, Commitment, Committer, Salt};
use std::{
	fmt,
	fs::File,
	io::{self, Read},
	path::Path,
};

/// Largest JSON record by default: 64 MiB. Larger raw records are fine, they are not held in memory.
pub const DEFAULT_LIMIT: u64 = 64 * 1024 * 1024;

/// How records become canonical, as asked for on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Method {
	/// JSON under RFC 8785.
	Jcs,
	/// The bytes as they are.
	Raw,
}

impl Method {
	/// The name in files and on the command line.
	pub fn name(method: Canonicalisation) -> &'static str {
		match method {
			Canonicalisation::Jcs => "jcs",
			Canonicalisation::Raw => "raw",
		}
	}

	/// The method of a name.
	pub fn parse(name: &str) -> Option<Canonicalisation> {
		match name {
			"jcs" => Some(Canonicalisation::Jcs),
			"raw" => Some(Canonicalisation::Raw),
			_ => None,
		}
	}
}

impl From<Method> for Canonicalisation {
	fn from(method: Method) -> Self {
		match method {
			Method::Jcs => Self::Jcs,
			Method::Raw => Self::Raw,
		}
	}
}

/// Why one record was not committed. The message names no file or line: who knows them puts them before it.
#[derive(Debug)]
pub enum RecordError {
	/// No canonical JSON; line and column in the text.
	Json(JsonError, (usize, usize)),
	/// More bytes than allowed.
	TooLarge {
		/// The limit.
		limit: u64,
	},
	/// No content, or no salt worth the name.
	Commitment(CommitmentError),
	/// The file cannot be read.
	Io(io::Error),
	/// The path is something else than a file.
	NotAFile,
}

impl fmt::Display for RecordError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::Json(error, (1, column)) => write!(f, "column {column}: {}", error.reason),
			Self::Json(error, (line, column)) => write!(f, "line {line}, column {column}: {}", error.reason),
			Self::TooLarge { limit } => {
				write!(
					f,
					"the record is over the limit of {limit} bytes; raise it with --max-record-bytes"
				)
			},
			Self::Commitment(error) => write!(f, "{error}"),
			Self::Io(error) => write!(f, "{error}"),
			Self::NotAFile => f.write_str("not a file"),
		}
	}
}

impl RecordError {
	/// The failure of a command, with what names the record.
	pub fn of(self, item: impl fmt::Display) -> Failure {
		let message = format!("{item}: {self}");
		match self {
			Self::Json(..) | Self::Io(_) | Self::NotAFile => Failure::Unreadable(message),
			Self::TooLarge { .. } | Self::Commitment(_) => Failure::Refused(message),
		}
	}
}

/// A commitment and what it was made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Committed {
	/// How the bytes became canonical.
	pub canonicalisation: Canonicalisation,
	/// How many canonical bytes there are.
	pub length: u64,
	/// The commitment to them.
	pub commitment: Commitment,
}

/// A fresh salt from the operating system.
pub fn fresh_salt() -> Result<Salt, Failure> {
	let mut salt = [0; 32];
	getrandom::fill(&mut salt)
		.map_err(|error| Failure::Refused(format!("the operating system gives no randomness for a salt: {error}")))?;
	Ok(Salt(salt))
}

/// Commits to bytes in memory. `buffer` is only there to be used again.
pub fn commit_bytes(
	bytes: &[u8],
	method: Canonicalisation,
	salt: &Salt,
	json: &mut Canonicaliser,
	buffer: &mut Vec<u8>,
) -> Result<Committed, RecordError> {
	let canonical = match method {
		Canonicalisation::Raw => bytes,
		Canonicalisation::Jcs => {
			canonical_json(bytes, json, buffer)?;
			buffer
		},
	};
	let mut committer = Committer::new(salt).map_err(RecordError::Commitment)?;
	committer.update(canonical);
	finish(committer, method)
}

/// Commits to a file: `method`, or what suits it. JSON is held in memory, anything else is streamed.
///
/// Without a method, a file named `.json` must be JSON. Any other file is taken for JSON if it starts as an object or array, is
/// within the limit, and really is JSON.
pub fn commit_file(
	path: &Path,
	method: Option<Canonicalisation>,
	salt: &Salt,
	limit: u64,
	json: &mut Canonicaliser,
	buffer: &mut Vec<u8>,
) -> Result<Committed, RecordError> {
	let mut file = open(path)?;
	let named_json = path
		.extension()
		.is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
	let method = if named_json {
		method.or(Some(Canonicalisation::Jcs))
	} else {
		method
	};
	let mut head = vec![];
	match method {
		Some(Canonicalisation::Jcs) => {
			let text = read_within(file, vec![], limit)?.map_err(|_| RecordError::TooLarge { limit })?;
			if text.is_empty() {
				return Err(RecordError::Commitment(CommitmentError::EmptyContent));
			}
			return commit_bytes(&text, Canonicalisation::Jcs, salt, json, buffer);
		},
		Some(Canonicalisation::Raw) => (),
		None => {
			// Blanks at the start are skipped only as far as one look reaches.
			head = vec![0; 4096];
			let length = read_some(&mut file, &mut head)?;
			head.truncate(length);
			let start = head.iter().find(|byte| !matches!(byte, b' ' | b'\t' | b'\r' | b'\n'));
			if matches!(start, Some(b'{' | b'[')) || head.starts_with(b"\xef\xbb\xbf") {
				match read_within(file, head, limit)? {
					Ok(text) => {
						let method = match canonical_json(&text, json, buffer) {
							Ok(()) => Canonicalisation::Jcs,
							Err(_) => Canonicalisation::Raw,
						};
						return commit_bytes(&text, method, salt, json, buffer);
					},
					Err((rest, text)) => {
						file = rest;
						head = text;
					},
				}
			}
		},
	}
	let mut committer = Committer::new(salt).map_err(RecordError::Commitment)?;
	committer.update(&head);
	let mut chunk = vec![0; 256 * 1024];
	loop {
		match read_some(&mut file, &mut chunk)? {
			0 => break,
			length => committer.update(&chunk[..length]),
		}
	}
	finish(committer, Canonicalisation::Raw)
}

fn finish(committer: Committer, canonicalisation: Canonicalisation) -> Result<Committed, RecordError> {
	let length = committer.length();
	let commitment = committer.finish().map_err(RecordError::Commitment)?;
	Ok(Committed {
		canonicalisation,
		length,
		commitment,
	})
}

fn canonical_json(text: &[u8], json: &mut Canonicaliser, buffer: &mut Vec<u8>) -> Result<(), RecordError> {
	match json.canonicalise(text, buffer) {
		Ok(_) => Ok(()),
		Err(error) => {
			let place = error.place(text);
			Err(RecordError::Json(error, place))
		},
	}
}

fn open(path: &Path) -> Result<File, RecordError> {
	let file = File::open(path).map_err(RecordError::Io)?;
	if file.metadata().map_err(RecordError::Io)?.is_dir() {
		return Err(RecordError::NotAFile);
	}
	Ok(file)
}

/// Reads until the buffer is full or the file is over.
fn read_some(file: &mut File, buffer: &mut [u8]) -> Result<usize, RecordError> {
	let mut length = 0;
	while length < buffer.len() {
		match file.read(&mut buffer[length..]) {
			Ok(0) => break,
			Ok(more) => length += more,
			Err(error) if error.kind() == io::ErrorKind::Interrupted => (),
			Err(error) => return Err(RecordError::Io(error)),
		}
	}
	Ok(length)
}

/// The rest of a file after `head`; or, if it is over the limit, the file and what was read so far.
#[allow(clippy::type_complexity)]
fn read_within(file: File, head: Vec<u8>, limit: u64) -> Result<Result<Vec<u8>, (File, Vec<u8>)>, RecordError> {
	let mut text = head;
	let room = limit.saturating_sub(text.len() as u64).saturating_add(1);
	let mut rest = file.take(room);
	rest.read_to_end(&mut text).map_err(RecordError::Io)?;
	Ok(if text.len() as u64 > limit {
		Err((rest.into_inner(), text))
	} else {
		Ok(text)
	})
}
