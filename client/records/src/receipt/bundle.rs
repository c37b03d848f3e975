//! A bundle: the receipts of many records in one file, one a line with the record's name, and the records themselves found by it.
//!
//! ```json
//! {"name":"Observation/o1","receipt":{"format":"salus/receipt","version":1,…}}
//! ```

use super::{present, present_line, FileError, ReceiptFile};
use crate::{batch::push_name, jcs::Canonicaliser, outcome::Failure, source};
use salus_records_engine::{receipt::Presented, Receipt};
use serde::{Deserialize, Serialize};
use std::{
	fs::File,
	io::{BufRead, BufReader, Read, Seek, SeekFrom},
	path::{Component, Path, PathBuf},
};

/// Longest line of a bundle: a receipt that goes to finality, with room.
const LONGEST: u64 = 64 * 1024 * 1024;

/// A line of a bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
	/// The record's name in its store.
	pub name: String,
	/// Its receipt.
	pub receipt: ReceiptFile,
}

impl Named {
	/// The line, with its end.
	pub fn line(name: &str, receipt: &Receipt) -> Result<Vec<u8>, Failure> {
		let named = Self {
			name: name.into(),
			receipt: receipt.into(),
		};
		let mut line =
			serde_json::to_vec(&named).map_err(|error| Failure::Unreadable(format!("cannot print: {error}")))?;
		line.push(b'\n');
		Ok(line)
	}
}

/// Hands out the receipts of a bundle with the names of their records, in order.
pub fn each(path: &Path, mut give: impl FnMut(String, Receipt) -> Result<(), Failure>) -> Result<u64, Failure> {
	let file = File::open(path).map_err(|error| Failure::Unreadable(format!("{}: {error}", path.display())))?;
	let mut lines = Lines::new(file, path);
	let mut text = vec![];
	let mut count = 0;
	while lines.next(&mut text, LONGEST)? {
		let item = || format!("{}, line {}", path.display(), lines.number);
		if text.iter().all(u8::is_ascii_whitespace) {
			continue;
		}
		serde_json::from_slice::<serde::de::IgnoredAny>(&text)
			.map_err(|error| Failure::Unreadable(format!("{}: not JSON: {error}", item())))?;
		let named: Named = serde_json::from_slice(&text)
			.map_err(|error| Failure::Refused(format!("{}: not a receipt with a name: {error}", item())))?;
		let receipt = named.receipt.read().map_err(|error| match error {
			FileError::NotJson(reason) | FileError::NotAReceipt(reason) => Failure::Refused(format!(
				"{} ({}): not a receipt: {reason}",
				item(),
				named.name.escape_debug()
			)),
		})?;
		give(named.name, receipt)?;
		count += 1;
	}
	Ok(count)
}

/// The lines of a file, one in memory at a time.
struct Lines {
	path: PathBuf,
	reader: BufReader<File>,
	/// Number of the line that was read last, from 1.
	number: u64,
}

impl Lines {
	fn new(file: File, path: &Path) -> Self {
		Self {
			path: path.to_owned(),
			reader: BufReader::with_capacity(1 << 18, file),
			number: 0,
		}
	}

	fn failed(&self, error: std::io::Error) -> Failure {
		Failure::Unreadable(format!("{}: {error}", self.path.display()))
	}

	/// Reads the next line, without its end. `false` if there is none.
	fn next(&mut self, text: &mut Vec<u8>, limit: u64) -> Result<bool, Failure> {
		text.clear();
		let read = (&mut self.reader)
			.take(limit.saturating_add(1))
			.read_until(b'\n', text)
			.map_err(|error| self.failed(error))?;
		if read == 0 {
			return Ok(false);
		}
		self.number += 1;
		if text.last() == Some(&b'\n') {
			text.pop();
		} else if text.len() as u64 > limit {
			return Err(Failure::Refused(format!(
				"{}, line {}: the line is over the limit of {limit} bytes",
				self.path.display(),
				self.number
			)));
		}
		Ok(true)
	}

	fn rewind(&mut self) -> Result<(), Failure> {
		self.number = 0;
		self.reader
			.seek(SeekFrom::Start(0))
			.map(drop)
			.map_err(|error| self.failed(error))
	}
}

/// An NDJSON file in which records are looked for by name. Those in the order of the file cost one pass in all.
struct Search {
	lines: Lines,
	json: Canonicaliser,
	canonical: Vec<u8>,
	text: Vec<u8>,
}

impl Search {
	fn open(path: &Path) -> Result<Self, Failure> {
		let file = File::open(path).map_err(|error| Failure::Unreadable(format!("{}: {error}", path.display())))?;
		Ok(Self {
			lines: Lines::new(file, path),
			json: Canonicaliser::default(),
			canonical: vec![],
			text: vec![],
		})
	}

	/// Whether there is a line of this name; it stands in `text` then.
	fn find(&mut self, name: &str, limit: u64) -> Result<bool, Failure> {
		let began = self.lines.number;
		let mut again = false;
		loop {
			if again && self.lines.number >= began {
				return Ok(false);
			}
			if !self.lines.next(&mut self.text, limit)? {
				if again || began == 0 {
					return Ok(false);
				}
				again = true;
				self.lines.rewind()?;
				continue;
			}
			// A line that is no JSON goes by its number, as under `--canonicalisation raw`.
			let identity = self.json.canonicalise(&self.text, &mut self.canonical).ok();
			let mut found = String::new();
			push_name(&mut found, identity.as_ref(), &self.text, self.lines.number);
			let by_number = name.strip_prefix("line-").and_then(|number| number.parse().ok());
			if found == name || by_number == Some(self.lines.number) {
				return Ok(true);
			}
		}
	}
}

/// Where the records of a bundle are: a folder, or an NDJSON file.
pub struct Records {
	root: PathBuf,
	limit: u64,
	search: Option<Search>,
}

impl Records {
	/// Records in a folder, or lines of an NDJSON file.
	pub fn open(root: &Path, limit: u64) -> Result<Self, Failure> {
		let is_folder = std::fs::metadata(root)
			.map_err(|error| Failure::Unreadable(format!("{}: {error}", root.display())))?
			.is_dir();
		let search = if is_folder { None } else { Some(Search::open(root)?) };
		Ok(Self {
			root: root.to_owned(),
			limit,
			search,
		})
	}

	fn missing(&self, name: &str) -> Failure {
		Failure::Refused(format!(
			"{}: there is no record \"{}\"",
			self.root.display(),
			name.escape_debug()
		))
	}

	/// The record of this name, held against its receipt. One whose salt was erased need not be there any more.
	pub fn present(&mut self, name: &str, receipt: &Receipt) -> Result<(Presented, Option<String>), Failure> {
		match self.held(name, receipt) {
			Err(_) if receipt.content().is_none() => Ok((Presented::Nothing, None)),
			other => other,
		}
	}

	fn held(&mut self, name: &str, receipt: &Receipt) -> Result<(Presented, Option<String>), Failure> {
		let is_folder = self.root.is_dir();
		if is_folder {
			// A name comes from outside: it must not lead out of the folder.
			let within = Path::new(name)
				.components()
				.all(|part| matches!(part, Component::Normal(_)));
			if !within || name.is_empty() {
				return Err(self.missing(name));
			}
			let file = self.root.join(name);
			if file.is_file() {
				return present(receipt, &file, self.limit);
			}
		}
		let (file, line) = match name.split_once('#').filter(|_| is_folder) {
			Some((file, line)) if source::is_ndjson(Path::new(file)) => (self.root.join(file), line),
			_ if is_folder => return Err(self.missing(name)),
			_ => (self.root.clone(), name),
		};
		let search = match self.search.take().filter(|search| search.lines.path == file) {
			Some(search) => search,
			None => Search::open(&file)?,
		};
		let search = self.search.insert(search);
		if !search.find(line, self.limit)? {
			return Err(self.missing(name));
		}
		let item = format!("{}, line {}", file.display(), search.lines.number);
		present_line(receipt, item, &search.text)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{batch, source::Position, source::Survey, store::Store};
	use salus_records_engine::receipt::Report;
	use std::fs;

	struct Nobody;

	impl batch::Watch for Nobody {
		fn begin(&mut self, _: &Survey, _: Position) {}
		fn advance(&mut self, _: u64, _: u64) {}
		fn note(&mut self, _: &str) {}
	}

	/// A store of these records, and its bundle.
	fn bundle(folder: &Path, path: &Path) -> PathBuf {
		let options = batch::Options {
			path: path.to_owned(),
			store: folder.join("store"),
			issuer: Some([1; 32]),
			schema: None,
			record_version: 1,
			series_key: None,
			method: None,
			limit: 1 << 20,
			batch_leaves: 4,
			threads: 2,
		};
		batch::run(&options, &mut Nobody).unwrap();
		let store = Store::open(&options.store).unwrap();
		let out = folder.join("bundle");
		let mut text = vec![];
		store
			.each(|found| {
				text.extend(Named::line(&found.name, &store.receipt(&found)?)?);
				Ok(true)
			})
			.unwrap();
		fs::write(&out, text).unwrap();
		out
	}

	fn verify(bundle: &Path, records: &Path) -> Result<Vec<(String, Report)>, Failure> {
		let mut records = Records::open(records, 1 << 20)?;
		let mut reports = vec![];
		each(bundle, |name, receipt| {
			let (presented, _) = records.present(&name, &receipt)?;
			reports.push((name, receipt.verify(&presented)));
			Ok(())
		})?;
		Ok(reports)
	}

	fn names(reports: &[(String, Report)]) -> Vec<&str> {
		reports
			.iter()
			.filter(|(_, report)| !report.holds())
			.map(|(name, _)| name.as_str())
			.collect()
	}

	#[test]
	fn every_record_of_a_folder_should_be_found_and_hold() {
		let folder = tempfile::tempdir().unwrap();
		let records = folder.path().join("in");
		fs::create_dir_all(records.join("b/c")).unwrap();
		fs::write(records.join("a.json"), "{\"z\":1,\"a\":2}").unwrap();
		fs::write(records.join("b/scan#1.dcm"), [0, 1, 2]).unwrap();
		fs::write(
			records.join("b/c/more.ndjson"),
			"{\"resourceType\":\"X\",\"id\":\"1\"}\n\n{\"n\":1}\n{\"resourceType\":\"X\",\"id\":\"2\"}",
		)
		.unwrap();
		let bundle = bundle(folder.path(), &records);
		let reports = verify(&bundle, &records).unwrap();
		assert_eq!(reports.len(), 5);
		assert!(names(&reports).is_empty());
		// What changed is named; what is gone stops it.
		fs::write(records.join("a.json"), "{\"z\":1,\"a\":3}").unwrap();
		assert_eq!(names(&verify(&bundle, &records).unwrap()), ["a.json"]);
		fs::remove_file(records.join("a.json")).unwrap();
		assert!(verify(&bundle, &records)
			.unwrap_err()
			.to_string()
			.contains("\"a.json\""));
	}

	#[test]
	fn every_line_should_be_found_in_whatever_order() {
		let folder = tempfile::tempdir().unwrap();
		let records = folder.path().join("in.ndjson");
		let line = |i: u32| format!("{{\"resourceType\":\"X\",\"id\":\"{i}\",\"n\":{i}.0}}\n");
		let text: String = (0..9).map(line).collect();
		fs::write(&records, &text).unwrap();
		let bundle = bundle(folder.path(), &records);
		assert!(names(&verify(&bundle, &records).unwrap()).is_empty());
		fs::write(&records, (0..9).rev().map(line).collect::<String>()).unwrap();
		let reports = verify(&bundle, &records).unwrap();
		assert_eq!((reports.len(), names(&reports).len()), (9, 0));
		fs::write(&records, text.replace("\"n\":7.0", "\"n\":8.0")).unwrap();
		assert_eq!(names(&verify(&bundle, &records).unwrap()), ["X/7"]);
		fs::write(&records, (1..9).map(line).collect::<String>()).unwrap();
		assert!(verify(&bundle, &records).unwrap_err().to_string().contains("\"X/0\""));
	}

	#[test]
	fn bundle_should_be_refused_when_a_line_is_cut_changed_or_leads_out_of_the_folder() {
		let folder = tempfile::tempdir().unwrap();
		let records = folder.path().join("in");
		fs::create_dir_all(&records).unwrap();
		fs::write(records.join("a.json"), "{}").unwrap();
		fs::write(folder.path().join("secret.json"), "{}").unwrap();
		let bundle = bundle(folder.path(), &records);
		let text = fs::read_to_string(&bundle).unwrap();
		for (changed, code, said) in [
			(text[..text.len() / 2].to_owned(), 2, "line 1: not JSON"),
			(
				text.replace("\"name\"", "\"nam\""),
				1,
				"line 1: not a receipt with a name",
			),
			(
				text.replace("salus/receipt", "salus/other"),
				1,
				"line 1 (a.json): not a receipt",
			),
			(
				text.replace("a.json", "../secret.json"),
				1,
				"no record \"../secret.json\"",
			),
			(text.replace("a.json", "/etc/passwd"), 1, "no record \"/etc/passwd\""),
			(text.replace("a.json", ""), 1, "no record \"\""),
		] {
			fs::write(&bundle, changed).unwrap();
			let failure = verify(&bundle, &records).unwrap_err();
			assert_eq!(failure.exit_code(), code, "{failure}");
			assert!(failure.to_string().contains(said), "{failure}");
		}
	}
}
