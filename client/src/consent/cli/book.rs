//! `salus consent book …`

use super::{keep, open, print, Format};
use crate::{
	consent::{
		book::{self, ss58, Book, PolicyEntry, Subject, BITS},
		onchain::{
			keys::{Key, Scheme},
			PolicyRef,
		},
	},
	outcome::{Failure, Outcome},
	record::content::fresh_salt,
};
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// The verbs of `salus consent book`.
#[derive(Debug, Subcommand)]
pub enum Command {
	/// Make a book with random bits for labels. One consortium has one assignment of labels: make it once, and share it.
	New(New),
	/// Add parties, subjects, policies and codes.
	Add(Box<Add>),
	/// Forget a subject, salts and all: what was committed to about them can never be opened again.
	Forget(Forget),
	/// Show what a book has, without salts.
	Show(Show),
}

/// `salus consent book new`
#[derive(Debug, Args)]
pub struct New {
	/// The file.
	#[arg(value_name = "FILE")]
	file: PathBuf,
	/// The labels that get a bit: sensitivities of HL7 v3, or `system|code`; at most 32. If not given: those of illness and
	/// treatment.
	#[arg(long, value_name = "CODES", value_delimiter = ',')]
	labels: Vec<String>,
}

/// `salus consent book add`
#[derive(Debug, Args)]
pub struct Add {
	/// The book.
	#[arg(long, value_name = "FILE")]
	book: PathBuf,
	/// A party, as REFERENCE=ACCOUNT; a reference alone gets a random number, for persons without an account.
	#[arg(long = "party", value_name = "REFERENCE=ACCOUNT")]
	parties: Vec<String>,
	/// A subject, as REFERENCE=ACCOUNT.
	#[arg(long = "subject", value_name = "REFERENCE=ACCOUNT")]
	subjects: Vec<String>,
	/// What the keys of subjects are that are named as //NAME, a development key.
	#[arg(long, value_enum, default_value_t = Scheme::Sr25519)]
	scheme: Scheme,
	/// A policy, as ADDRESS=ID:VERSION. A newer version takes the place of the one before.
	#[arg(long = "policy", value_name = "ADDRESS=ID:VERSION")]
	policies: Vec<String>,
	/// The policies that are added state the right to revoke and how (42 CFR Part 2).
	#[arg(long, requires = "policies")]
	states_right_to_revoke: bool,
	/// The policies that are added state that data may be redisclosed (42 CFR Part 2).
	#[arg(long, requires = "policies")]
	states_redisclosure: bool,
	/// A label, as `system|code` or a sensitivity of HL7 v3; with =BIT if the consortium gave it one.
	#[arg(long = "label", value_name = "CODE[=BIT]")]
	labels: Vec<String>,
	/// A role.
	#[arg(long = "role", value_name = "CODE[=BIT]")]
	roles: Vec<String>,
	/// A purpose that HL7 v3 does not have.
	#[arg(long = "purpose", value_name = "CODE[=BIT]")]
	purposes: Vec<String>,
	/// An action that FHIR does not have.
	#[arg(long = "action", value_name = "CODE[=BIT]")]
	actions: Vec<String>,
	/// A category that FHIR does not have.
	#[arg(long = "category", value_name = "CODE[=BIT]")]
	categories: Vec<String>,
	/// A class that is no resource type: a profile, a document type.
	#[arg(long = "class", value_name = "CODE[=BIT]")]
	classes: Vec<String>,
}

/// `salus consent book forget`
#[derive(Debug, Args)]
pub struct Forget {
	/// The book.
	#[arg(long, value_name = "FILE")]
	book: PathBuf,
	/// The subject: a reference of the book, or an account.
	#[arg(long, value_name = "REFERENCE|ACCOUNT")]
	subject: String,
}

/// `salus consent book show`
#[derive(Debug, Args)]
pub struct Show {
	/// The book.
	#[arg(long, value_name = "FILE")]
	book: PathBuf,
	/// How it is printed.
	#[arg(long, value_enum, default_value_t = Format::Table)]
	format: Format,
}

/// Runs one verb.
pub fn run(command: Command) -> Outcome {
	match command {
		Command::New(verb) => verb.run(),
		Command::Add(verb) => verb.run(),
		Command::Forget(verb) => verb.run(),
		Command::Show(verb) => verb.run(),
	}
}

impl New {
	fn run(self) -> Outcome {
		let labels: Vec<&str> = if self.labels.is_empty() {
			Book::usual_labels()
		} else {
			self.labels.iter().map(String::as_str).collect()
		};
		let book = Book::new(&labels).map_err(|problem| Failure::Unreadable(format!("--{problem}")))?;
		book::write(&self.file, &book, true).map_err(Failure::Refused)
	}
}

fn pair<'a>(text: &'a str, flag: &str) -> Result<(&'a str, &'a str), Failure> {
	text.rsplit_once('=')
		.filter(|(name, value)| !name.is_empty() && !value.is_empty())
		.ok_or_else(|| Failure::Unreadable(format!("--{flag} {text}: write NAME=VALUE")))
}

impl Add {
	fn run(self) -> Outcome {
		let mut kept = keep(&self.book)?;
		let book = &mut kept.book;
		for text in &self.parties {
			let (name, party) = match text.rsplit_once('=') {
				Some((name, account)) => {
					let account = crate::chain::account(account)?;
					(name.to_owned(), account.0)
				},
				None => (text.clone(), fresh_salt()?.0),
			};
			match book.parties.get(&name) {
				Some(own) if *own != party => {
					return Err(Failure::Refused(format!(
						"--party {name}: is {} in the book already, and consents on chain name that",
						ss58(own)
					)))
				},
				_ => book.parties.insert(name, party),
			};
		}
		for text in &self.subjects {
			let (name, account) = pair(text, "subject")?;
			let account = match account.starts_with("//") {
				true => Key::parse(account, self.scheme, None)?.account().0,
				false => crate::chain::account(account)?.0,
			};
			match book.subjects.get(name) {
				Some(own) if own.account != account => {
					return Err(Failure::Refused(format!(
						"--subject {name}: has the account {} in the book already",
						ss58(&own.account)
					)))
				},
				Some(_) => {},
				None => {
					let subject = Subject {
						account,
						..Subject::default()
					};
					book.subjects.insert(name.to_owned(), subject);
				},
			}
		}
		for text in &self.policies {
			let (name, version) = pair(text, "policy")?;
			let policy: PolicyRef = version
				.parse()
				.map_err(|reason| Failure::Unreadable(format!("--policy {text}: {reason}")))?;
			let entry = PolicyEntry {
				id: policy.id,
				version: policy.version,
				states_right_to_revoke: self.states_right_to_revoke,
				states_redisclosure: self.states_redisclosure,
			};
			if let Some(own) = book.policies.get(name).filter(|own| own.id != policy.id) {
				return Err(Failure::Refused(format!(
					"--policy {name}: is policy {} in the book already, of which another version can be named",
					own.id
				)));
			}
			book.policies.insert(name.to_owned(), entry);
		}
		for (section, flag, codes) in [
			("labels", "label", &self.labels),
			("roles", "role", &self.roles),
			("purposes", "purpose", &self.purposes),
			("actions", "action", &self.actions),
			("categories", "category", &self.categories),
			("classes", "class", &self.classes),
		] {
			for text in codes {
				add_code(book, section, flag, text)?;
			}
		}
		// What was put together is what a book may be.
		Book::from_json(&book.to_json()).map_err(|problem| Failure::Unreadable(problem.to_string()))?;
		kept.save().map_err(Failure::Refused)
	}
}

fn add_code(book: &mut Book, section: &'static str, flag: &str, text: &str) -> Outcome {
	let (code, bit) = match text.rsplit_once('=') {
		Some((code, bit)) => {
			let bit: u8 = bit
				.parse()
				.map_err(|_| Failure::Unreadable(format!("--{flag} {text}: `{bit}` is not a bit")))?;
			(code, Some(bit))
		},
		None => (text, None),
	};
	let range = BITS
		.iter()
		.find(|(name, _)| *name == section)
		.map(|(_, range)| range.clone());
	let range = range.unwrap_or(0..0);
	let codes = book.bits.entry(section).or_default();
	if let Some(own) = codes.get(code) {
		return match bit {
			Some(bit) if bit != *own => Err(Failure::Refused(format!("--{flag} {code}: has bit {own} already"))),
			_ => Ok(()),
		};
	}
	let mut free: Vec<u8> = range.filter(|bit| !codes.values().any(|own| own == bit)).collect();
	let bit = match bit {
		Some(bit) if free.contains(&bit) => bit,
		Some(bit) => {
			return Err(Failure::Refused(format!(
				"--{flag} {text}: bit {bit} is taken, or not one of {section}"
			)))
		},
		None if free.is_empty() => {
			return Err(Failure::Refused(format!(
				"--{flag} {code}: no bit of {section} is free"
			)))
		},
		// What a label's bit is must not be guessed from the order in which labels came.
		None if section == "labels" => {
			let random = usize::from(fresh_salt()?.0[0]);
			free.swap_remove(random % free.len())
		},
		None => free.remove(0),
	};
	codes.insert(code.to_owned(), bit);
	Ok(())
}

impl Forget {
	fn run(self) -> Outcome {
		let mut kept = keep(&self.book)?;
		let found = kept
			.book
			.subject(&self.subject)
			.map(|(name, own)| (name.to_owned(), own.openings.len()));
		let (name, openings) = found
			.ok_or_else(|| Failure::Unreadable(format!("--subject {}: the book has no such subject", self.subject)))?;
		kept.book.subjects.remove(&name);
		kept.save().map_err(Failure::Refused)?;
		print(&format!(
			"forgot {name} and {openings} salts; copies of the book are yours to find\n"
		))
	}
}

impl Show {
	fn run(self) -> Outcome {
		let book = open(Some(&self.book))?;
		if self.format == Format::Json {
			let mut value = book.to_json();
			if let Some(subjects) = value["subjects"].as_object_mut() {
				for subject in subjects.values_mut() {
					let count = subject["openings"].as_object().map_or(0, serde_json::Map::len);
					subject["openings"] = count.into();
				}
			}
			return print(&format!("{value:#}\n"));
		}
		let mut text = String::new();
		let mut row = |kind: &str, name: &str, value: String| text += &format!("{kind:<10} {name:<48} {value}\n");
		for (name, party) in &book.parties {
			row("party", name, ss58(party));
		}
		for (section, codes) in &book.bits {
			for (code, bit) in codes {
				row(section, code, format!("bit {bit}"));
			}
		}
		for (name, policy) in &book.policies {
			row("policy", name, format!("{}:{}", policy.id, policy.version));
		}
		for (name, subject) in &book.subjects {
			row(
				"subject",
				name,
				format!("{}, {} salts", ss58(&subject.account), subject.openings.len()),
			);
		}
		print(&text)
	}
}
