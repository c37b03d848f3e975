//! `salus consent …`

mod ask;
mod book;
mod emergency;
mod file;
mod guardian;
mod policy;
mod show;
mod sign;

use super::{
	book::{self as kept, Book, Kept},
	json::{self, Problem},
	onchain::prepare,
};
use crate::{
	chain::{self, Connect, State},
	outcome::{Failure, Outcome},
	output::{print, Format},
	record::ids,
};
use clap::{Args, Subcommand};
use serde_json::{json, Value};
use std::{
	fs,
	io::{self, Read, Write},
	path::{Path, PathBuf},
	time::{SystemTime, UNIX_EPOCH},
};

/// The verbs of `salus consent`.
#[derive(Debug, Subcommand)]
#[allow(clippy::large_enum_variant, reason = "there is one")]
pub enum Command {
	/// Decide a request: on consents in files, or on those of a subject on chain.
	Evaluate(ask::Evaluate),
	/// The same, with the path that decided, in words.
	Explain(ask::Explain),
	/// Make and keep the book: references to accounts, labels to bits, salts.
	#[command(subcommand)]
	Book(book::Command),
	/// File a FHIR Consent as its subject or a guardian.
	File(file::File),
	/// Replace a consent by a newer version as its subject or a guardian.
	Revise(file::Revise),
	/// Take a consent back as its subject or a guardian.
	Revoke(file::Revoke),
	/// Record that the subject was asked and refused.
	Refuse(file::Refuse),
	/// Sign a consent or its revocation offline, for somebody else to relay.
	Sign(sign::Sign),
	/// Submit what subjects and guardians signed, up to 64 at once.
	Relay(sign::Relay),
	/// Confirm, as an accredited verifier, that a consent was given.
	Verify(file::Verify),
	/// Mark a consent that should never have been recorded.
	EnteredInError(file::EnteredInError),
	/// Show what a subject has on chain.
	Show(show::Show),
	/// Write the consent receipt, or verify one without a node.
	Receipt(show::Receipt),
	/// Guardians: who may act for whom.
	#[command(subcommand)]
	Guardian(guardian::Command),
	/// Emergencies: declare, review, show.
	#[command(subcommand)]
	Emergency(emergency::Command),
	/// Ask the chain before disclosing, and have the answer recorded, yes or no.
	Disclose(emergency::Disclose),
	/// State, as the recipient, that what was received is erased.
	Erase(emergency::Erase),
	/// Close what has expired, and take off what has been kept long enough.
	CleanUp(file::CleanUp),
	/// Policies and the parameters of the domain.
	#[command(subcommand)]
	Policy(policy::Command),
}

/// Runs one verb.
pub fn run(command: Command) -> Outcome {
	match command {
		Command::Evaluate(verb) => verb.run(),
		Command::Explain(verb) => verb.run(),
		Command::Book(verb) => book::run(verb),
		Command::File(verb) => verb.run(),
		Command::Revise(verb) => verb.run(),
		Command::Revoke(verb) => verb.run(),
		Command::Refuse(verb) => verb.run(),
		Command::Sign(verb) => verb.run(),
		Command::Relay(verb) => verb.run(),
		Command::Verify(verb) => verb.run(),
		Command::EnteredInError(verb) => verb.run(),
		Command::Show(verb) => verb.run(),
		Command::Receipt(verb) => verb.run(),
		Command::Guardian(verb) => guardian::run(verb),
		Command::Emergency(verb) => emergency::run(verb),
		Command::Disclose(verb) => verb.run(),
		Command::Erase(verb) => verb.run(),
		Command::CleanUp(verb) => verb.run(),
		Command::Policy(verb) => policy::run(verb),
	}
}

fn unreadable(path: &Path, problem: &Problem) -> Failure {
	Failure::Unreadable(format!("{}: {problem}", path.display()))
}

/// The bytes of a file, or of standard input for `-`, and never more than is read at all.
fn read_bytes(path: &Path) -> Result<Vec<u8>, Failure> {
	let refused = |error: io::Error| Failure::Unreadable(format!("{}: cannot be read: {error}", path.display()));
	let most = u64::try_from(json::MAX_BYTES).unwrap_or(u64::MAX).saturating_add(1);
	let mut bytes = Vec::new();
	if path == Path::new("-") {
		io::stdin().lock().take(most).read_to_end(&mut bytes).map_err(refused)?;
	} else {
		let file = fs::File::open(path).map_err(refused)?;
		file.take(most).read_to_end(&mut bytes).map_err(refused)?;
	}
	Ok(bytes)
}

/// Reads a JSON file.
fn read(path: &Path) -> Result<Value, Failure> {
	json::parse(&read_bytes(path)?).map_err(|problem| unreadable(path, &problem))
}

/// Writes a file that does not exist yet, or standard output.
fn write(path: Option<&Path>, text: &str) -> Outcome {
	let Some(path) = path else { return print(text) };
	let refused = |error: io::Error| Failure::Refused(format!("{}: cannot be written: {error}", path.display()));
	let mut file = fs::OpenOptions::new()
		.write(true)
		.create_new(true)
		.open(path)
		.map_err(refused)?;
	file.write_all(text.as_bytes())
		.and_then(|()| file.sync_all())
		.map_err(refused)
}

/// Seconds since 1970, by this machine's clock.
fn now() -> u64 {
	SystemTime::now()
		.duration_since(UNIX_EPOCH)
		.map_or(0, |now| now.as_secs())
}

/// A book that is only read; none is an empty one.
fn open(path: Option<&Path>) -> Result<Book, Failure> {
	path.map_or_else(
		|| Ok(Book::default()),
		|path| kept::read(path).map_err(Failure::Unreadable),
	)
}

/// A book that is written to.
fn keep(path: &Path) -> Result<Kept, Failure> {
	Kept::open(path).map_err(Failure::Unreadable)
}

/// Whose consents.
#[derive(Debug, Args)]
struct Whose {
	/// The subject: an account, or a reference that the book knows.
	#[arg(long, value_name = "ACCOUNT|REFERENCE")]
	subject: String,
	/// The book.
	#[arg(long, value_name = "FILE")]
	book: Option<PathBuf>,
}

impl Whose {
	/// The account, and the book.
	fn find(&self) -> Result<([u8; 32], Book), Failure> {
		let book = open(self.book.as_deref())?;
		let account = account(&self.subject, &book)?;
		Ok((account, book))
	}
}

/// An account, by itself or by what the book calls it.
fn account(text: &str, book: &Book) -> Result<[u8; 32], Failure> {
	if let Some((_, subject)) = book.subject(text) {
		return Ok(subject.account);
	}
	if let Some(party) = book.party(&[text.to_owned()]) {
		return Ok(party.0);
	}
	chain::account(text)
		.map(|account| account.0)
		.map_err(|failure| Failure::Unreadable(format!("{failure}; and the book knows no reference `{text}`")))
}

/// Which state is read.
#[derive(Debug, Args)]
struct When {
	#[command(flatten)]
	connect: Connect,
	/// The block whose state answers, by number or hash, instead of the last one: what was known then.
	#[arg(long, value_name = "NUMBER|HASH")]
	block: Option<String>,
}

impl When {
	async fn state(&self) -> Result<(chain::Chain, State), Failure> {
		let chain = chain::Chain::connect(&self.connect).await?;
		let state = state_at(&chain, self.block.as_deref()).await?;
		Ok((chain, state))
	}
}

async fn state_at(chain: &chain::Chain, block: Option<&str>) -> Result<State, Failure> {
	let Some(text) = block else { return chain.state().await };
	let found = match text.parse() {
		Ok(number) => chain.state_at_number(number).await,
		Err(_) => {
			let hash =
				chain::parse_hash(text).map_err(|reason| Failure::Unreadable(format!("--block {text}: {reason}")))?;
			chain.state_at_hash(hash).await
		},
	};
	match found {
		// Whatever the node says of it: without a block it answers nothing else either.
		Err(Failure::Refused(reason)) => {
			let last = chain.state().await?.number();
			Err(Failure::Refused(format!(
				"--block {text}: {} has no such block, or not its state any more (the last is {last}; what an archive node keeps, others drop): {reason}",
				chain.url()
			)))
		},
		other => other,
	}
}

/// A commitment: 64 hex digits, or a file that is committed to under a fresh salt, which the book keeps.
fn evidence(text: &str, book: Option<&mut Kept>, subject: &[u8; 32], of: &str) -> Result<[u8; 32], Failure> {
	if text.strip_prefix("0x").is_some_and(|digits| digits.len() == 64) {
		return ids::parse_hex32(text).map_err(|reason| Failure::Unreadable(format!("{text}: {reason}")));
	}
	let Some(kept) = book else {
		return Err(Failure::Unreadable(format!(
			"{text}: a document is committed to under a salt that a book keeps: name it with --book, or give the commitment (0x and 64 hex digits)"
		)));
	};
	let bytes = read_bytes(Path::new(text))?;
	let found = kept.book.subjects.values_mut().find(|own| own.account == *subject);
	let own = found.ok_or_else(|| {
		Failure::Unreadable(format!(
			"{text}: the salt is kept with the subject, and {} is not among the `subjects` of the book",
			kept::ss58(subject)
		))
	})?;
	let value = json!({ "canonicalisation": "raw", "file": text });
	let (commitment, opening) =
		prepare::committed(of, &bytes, &value).map_err(|problem| unreadable(Path::new(text), &problem))?;
	own.openings.insert(commitment, opening);
	Ok(commitment)
}

/// Seconds from a date, or from a span such as `90s`, `15m`, `12h`, `7d`.
fn seconds(text: &str) -> Result<u64, String> {
	let refused = || format!("`{text}` is not a number of seconds: write 90s, 15m, 12h or 7d");
	let unit = text.chars().last().filter(char::is_ascii_alphabetic);
	let digits = unit.map_or(text, |unit| text.strip_suffix(unit).unwrap_or(text));
	let factor = match unit {
		None | Some('s') => 1,
		Some('m') => 60,
		Some('h') => 3_600,
		Some('d') => 86_400,
		Some(_) => return Err(refused()),
	};
	let count: u64 = digits.parse().map_err(|_| refused())?;
	count.checked_mul(factor).ok_or_else(refused)
}

/// A moment: a date, or a span from now on.
fn moment(text: &str) -> Result<u64, String> {
	if let Some(span) = text.strip_prefix('+') {
		return Ok(now().saturating_add(seconds(span)?));
	}
	let span = super::time::parse(text)?;
	span.from
		.and_then(|from| u64::try_from(from).ok())
		.ok_or_else(|| format!("`{text}` is before 1970"))
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn every_verb_should_be_well_formed() {
		Command::augment_subcommands(clap::Command::new("consent")).debug_assert();
	}

	#[test]
	fn spans_and_moments_should_be_read_or_refused() {
		for (text, seconds) in [("90", 90), ("90s", 90), ("15m", 900), ("4h", 14_400), ("7d", 604_800)] {
			assert_eq!(super::seconds(text), Ok(seconds));
		}
		for text in [
			"",
			"m",
			"1w",
			"-1h",
			"1.5h",
			"99999999999999999999d",
			"18446744073709551615d",
		] {
			assert!(super::seconds(text).is_err(), "{text}");
		}
		assert_eq!(moment("1970-01-02"), Ok(86_400));
		assert!(moment("+1h").unwrap() > moment("+1m").unwrap());
		assert!(moment("1969-01-01").is_err() && moment("tomorrow").is_err());
	}
}
