//! `salus consent show` and `salus consent receipt`.

use super::{open, print, read, write, When, Whose};
use crate::{
	chain::{self, AccountId32, Chain, Format},
	consent::{
		book::{ss58, Book},
		onchain::{
			calls::{self, Disclosure, Entry, Grantor, Record, Review, Tombstone},
			raise::{self, About},
			receipt, words, ConsentId,
		},
		time,
	},
	log::local::LocalLog,
	outcome::{Failure, Outcome},
};
use clap::Args;
use salus_consent_engine::Outcome as Decided;
use serde_json::{json, Value};
use std::path::{Path, PathBuf};

/// `salus consent show`
#[derive(Debug, Args)]
pub struct Show {
	#[command(flatten)]
	whose: Whose,
	#[command(flatten)]
	when: When,
	/// How it is printed.
	#[arg(long, value_enum, default_value_t = Format::Table)]
	format: Format,
}

fn at(seconds: u64) -> String {
	time::write_second(i64::try_from(seconds).unwrap_or(i64::MAX))
}

fn decided(outcome: &Decided) -> &'static str {
	match outcome {
		Decided::Permit => "permit",
		Decided::Deny(_) => "deny",
		Decided::NotApplicable { permitted: true, .. } => "permit (implicit policy)",
		Decided::NotApplicable { permitted: false, .. } => "deny (implicit policy)",
	}
}

/// What is shown: lines for people, and values for programs.
#[derive(Default)]
struct Shown {
	text: String,
	consents: Vec<Value>,
	closed: Vec<Value>,
	disclosures: Vec<Value>,
}

impl Show {
	pub fn run(self) -> Outcome {
		let (subject, book) = self.whose.find()?;
		let shown = chain::block_on(async {
			let (chain, state) = self.when.state().await?;
			let now = state.now().await?;
			let places = calls::places(&state, &subject).await?;
			let history = calls::history(&state, &subject).await?;
			let disclosures = calls::disclosures(&state, &subject).await?;
			let mut shown = Shown {
				text: format!(
					"subject       {}\nblock         {} ({:?}), {}\n",
					ss58(&subject),
					state.number(),
					state.hash(),
					at(now)
				),
				..Shown::default()
			};
			for (place, entry) in &places {
				if let Entry::Active(record) = entry {
					shown.consent(&chain, &book, &subject, *place, record, now);
				}
			}
			for (place, tombstone) in &history {
				shown.closed(*place, tombstone);
			}
			for (id, disclosure) in &disclosures {
				shown.disclosure(&book, id, disclosure);
			}
			if places.is_empty() && history.is_empty() && disclosures.is_empty() {
				shown.text += "\nnothing: no consent was ever recorded for this account\n";
			}
			Ok(match self.format {
				Format::Table => shown.text,
				Format::Json => {
					let block = json!({ "number": state.number(), "hash": format!("{:?}", state.hash()) });
					let value = json!({
						"subject": ss58(&subject), "block": block, "consents": shown.consents, "closed": shown.closed,
						"disclosures": shown.disclosures,
					});
					format!("{value:#}\n")
				},
			})
		})?;
		print(&shown)
	}
}

/// Whether a consent counts at `now`.
fn status(record: &Record, now: u64) -> &'static str {
	let now = i64::try_from(now).unwrap_or(i64::MAX);
	let is_over = record.consent.period.until.is_some_and(|until| until <= now);
	match (is_over, record.is_effective()) {
		(true, _) => "expired",
		(false, false) => "waits for a verification",
		(false, true) => "active",
	}
}

impl Shown {
	/// A consent that is not closed.
	fn consent(&mut self, chain: &Chain, book: &Book, subject: &[u8; 32], place: u8, record: &Record, now: u64) {
		let id = ConsentId {
			place,
			version: record.version,
		};
		let about = About {
			book,
			subject: *subject,
			id: Some(id.to_string()),
			policy: Some(record.policy),
			source: Some(record.source),
			recorded_at: i64::try_from(record.recorded_at).ok(),
		};
		let status = status(record, now);
		let (grantor, account) = match &record.grantor {
			Grantor::Subject => ("the subject".to_owned(), ss58(subject)),
			Grantor::Guardian(guardian) => (format!("the guardian {}", ss58(guardian)), ss58(guardian)),
		};
		self.text += &format!(
			"\n{id}: {status}, given by {grantor}, recorded {}, policy {}\n",
			at(record.recorded_at),
			record.policy
		);
		for line in words::consent(&record.consent, &about).lines() {
			self.text += &format!("  {line}\n");
		}
		if let Some(part2) = &record.part2 {
			self.text += &format!(
				"  law           42 CFR Part 2, {}: not to be redisclosed\n",
				words::part2(part2.kind)
			);
		}
		self.text += &format!(
			"  deposit       {} by {}\n",
			chain.amount(record.ticket.amount),
			ss58(&record.ticket.payer)
		);
		self.consents.push(json!({
			"place": place, "version": record.version, "status": status, "grantor": account,
			"recordedAt": at(record.recorded_at), "policy": record.policy.to_string(),
			"supersedes": record.supersedes, "verifications": record.verifications.len(),
			"part2": record.part2.as_ref().map(|part2| words::part2(part2.kind)),
			"deposit": { "payer": ss58(&record.ticket.payer), "amount": record.ticket.amount.to_string() },
			"resource": raise::consent(&record.consent, &about),
		}));
	}

	/// What remains of a consent that is closed.
	fn closed(&mut self, place: u8, tombstone: &Tombstone) {
		let id = ConsentId {
			place,
			version: tombstone.version,
		};
		self.text += &format!("\n{id}: {} at {}\n", tombstone.status.words(), at(tombstone.at));
		self.closed.push(json!({
			"place": place, "version": tombstone.version, "status": tombstone.status.words(),
			"at": at(tombstone.at), "digest": format!("0x{}", hex::encode(tombstone.digest)),
		}));
	}

	/// The receipt of a disclosure.
	fn disclosure(&mut self, book: &Book, id: &[u8; 16], disclosure: &Disclosure) {
		let recipient = book.reference(&disclosure.recipient);
		let why: Vec<&str> = disclosure.purposes.codes().collect();
		let id = format!("0x{}", hex::encode(id));
		self.text += &format!(
			"\ndisclosure {id}: {} to {recipient} for {}, {}, block {}{}{}\n",
			decided(&disclosure.outcome),
			why.join(", "),
			at(disclosure.at),
			disclosure.block,
			if disclosure.emergency { ", in an emergency" } else { "" },
			disclosure
				.erased_at
				.map_or_else(String::new, |erased| format!(", erased {}", at(erased))),
		);
		self.disclosures.push(json!({
			"id": id, "decision": decided(&disclosure.outcome), "custodian": ss58(&disclosure.custodian),
			"recipient": recipient, "purposes": why, "at": at(disclosure.at), "block": disclosure.block,
			"emergency": disclosure.emergency, "noRedisclosure": disclosure.no_redisclosure,
			"eraseBy": disclosure.erase_by.map(at), "erasedAt": disclosure.erased_at.map(at),
			"basis": disclosure.basis.iter().map(|cited| json!({
				"consent": format!("{}.{}", cited.place, cited.version), "node": cited.node,
			})).collect::<Vec<_>>(),
		}));
	}
}

/// The words of a review.
pub fn review(review: &Review) -> String {
	match review {
		Review::Pending => "not reviewed yet".into(),
		Review::Reviewed {
			justified,
			reviewer,
			at,
		} => format!(
			"found {} by {} at {}",
			if *justified { "justified" } else { "unjustified" },
			chain::ss58(&AccountId32(*reviewer)),
			self::at(*at)
		),
		Review::Overdue { at } => format!("not reviewed in time, found at {}", self::at(*at)),
	}
}

/// `salus consent receipt`
#[derive(Debug, Args)]
pub struct Receipt {
	/// Verify this receipt, without a node, instead of writing one.
	#[arg(long, value_name = "FILE", conflicts_with_all = ["subject", "place", "out", "block"])]
	verify: Option<PathBuf>,
	/// The subject: an account, or a reference that the book knows.
	#[arg(long, value_name = "ACCOUNT|REFERENCE", required_unless_present = "verify")]
	subject: Option<String>,
	/// The place of the consent.
	#[arg(long, value_parser = clap::value_parser!(u8).range(0..16), required_unless_present = "verify")]
	place: Option<u8>,
	/// The book, for names instead of accounts. Such a receipt is for the subject and nobody else.
	#[arg(long, value_name = "FILE")]
	book: Option<PathBuf>,
	/// The chain's log, from `salus log sync`: the receipt shows where the log has the consent, too.
	#[arg(long, value_name = "FOLDER", conflicts_with = "verify")]
	log: Option<PathBuf>,
	/// Where the receipt goes. If not given: standard output.
	#[arg(long, value_name = "FILE")]
	out: Option<PathBuf>,
	#[command(flatten)]
	when: When,
	/// How the result of --verify is printed.
	#[arg(long, value_enum, default_value_t = Format::Table)]
	format: Format,
}

impl Receipt {
	pub fn run(self) -> Outcome {
		let book = open(self.book.as_deref())?;
		if let Some(path) = &self.verify {
			return self.verify(path, &book);
		}
		let (Some(subject), Some(place)) = (&self.subject, self.place) else {
			return Err(Failure::Unreadable("--subject and --place: say which consent".into()));
		};
		let subject = super::account(subject, &book)?;
		let written = chain::block_on(self.make(&book, &subject, place))?;
		write(self.out.as_deref(), &format!("{written:#}\n"))
	}

	/// The receipt of a consent.
	async fn make(&self, book: &Book, subject: &[u8; 32], place: u8) -> Result<Value, Failure> {
		let log = self.log.as_deref().map(LocalLog::open).transpose()?;
		let (chain, state) = self.when.state().await?;
		if !calls::places(&state, subject).await?.contains_key(&place) {
			return Err(Failure::Refused(format!(
				"place {place} of {} never held a consent at block {}",
				ss58(subject),
				state.number()
			)));
		}
		let mut proof = receipt::proof(&chain, &state, subject, place).await?;
		if let Some(log) = &log {
			proof.log = Some(receipt::logged(&chain, log, &proof).await?);
		}
		let refused = |problem| Failure::Refused(format!("{}: {problem}", chain.url()));
		let value = receipt::receipt(&proof, book).map_err(refused)?;
		// What is given out is what verifies.
		receipt::verify(&value, book).map_err(refused)?;
		Ok(value)
	}

	/// Verifies a receipt and tells what it proves.
	fn verify(&self, path: &Path, book: &Book) -> Outcome {
		let verified = receipt::verify(&read(path)?, book)
			.map_err(|problem| Failure::Refused(format!("{}: {problem}", path.display())))?;
		if let Some(meant) = self.when.connect.genesis.filter(|meant| meant.0 != verified.genesis) {
			return Err(Failure::Refused(format!(
				"{}: proof.genesis: is of the chain 0x{}, and {meant:?} is meant",
				path.display(),
				hex::encode(verified.genesis)
			)));
		}
		print(&match self.format {
			Format::Table => proven(&verified),
			Format::Json => format!("{:#}\n", proven_json(&verified)),
		})
	}
}

/// What a receipt proves, for people.
fn proven(verified: &receipt::Verified) -> String {
	let logged = verified.logged.as_ref().map_or_else(String::new, |logged| {
		format!(
			"logged        entry {} of {}, in the state of block {} (0x{})\n",
			logged.index,
			logged.size,
			logged.block_number,
			hex::encode(logged.block_hash)
		)
	});
	format!(
		"proven        consent {} {} in the state of block {} (0x{})\n{logged}chain         0x{}\ntrust         ask somebody you trust whether {}\n",
		verified.id,
		if verified.in_force { "was in force" } else { "was closed" },
		verified.block_number,
		hex::encode(verified.block_hash),
		hex::encode(verified.genesis),
		if logged.is_empty() {
			"that block is one of the chain"
		} else {
			"these blocks are of the chain"
		},
	)
}

/// What a receipt proves, for programs.
fn proven_json(verified: &receipt::Verified) -> Value {
	json!({
		"proven": true, "consent": verified.id.to_string(), "inForce": verified.in_force,
		"block": { "number": verified.block_number, "hash": format!("0x{}", hex::encode(verified.block_hash)) },
		"chain": format!("0x{}", hex::encode(verified.genesis)),
		"log": verified.logged.as_ref().map(|logged| json!({
			"entry": logged.index, "size": logged.size,
			"block": {
				"number": logged.block_number,
				"hash": format!("0x{}", hex::encode(logged.block_hash)),
			},
		})),
	})
}
