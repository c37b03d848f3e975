//! `salus consent show` and `salus consent receipt`.

use super::{open, print, read, write, When, Whose};
use crate::{
	chain::{self, AccountId32, Format},
	consent::{
		book::ss58,
		onchain::{
			calls::{self, Entry, Grantor, Record, Review},
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
use std::path::PathBuf;

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

impl Show {
	pub fn run(self) -> Outcome {
		let (subject, book) = self.whose.find()?;
		let shown = chain::block_on(async {
			let (chain, state) = self.when.state().await?;
			let now = state.now().await?;
			let places = calls::places(&state, &subject).await?;
			let history = calls::history(&state, &subject).await?;
			let disclosures = calls::disclosures(&state, &subject).await?;
			let is_over = |record: &Record| {
				record
					.consent
					.period
					.until
					.is_some_and(|until| until <= i64::try_from(now).unwrap_or(i64::MAX))
			};
			let (mut text, mut consents) = (String::new(), Vec::new());
			text += &format!(
				"subject       {}\nblock         {} ({:?}), {}\n",
				ss58(&subject),
				state.number(),
				state.hash(),
				at(now)
			);
			for (place, entry) in &places {
				let Entry::Active(record) = entry else { continue };
				let id = ConsentId {
					place: *place,
					version: record.version,
				};
				let about = About {
					book: &book,
					subject,
					id: Some(id.to_string()),
					policy: Some(record.policy),
					source: Some(record.source),
					recorded_at: i64::try_from(record.recorded_at).ok(),
				};
				let waits = !record.is_effective();
				let status = match (is_over(record), waits) {
					(true, _) => "expired",
					(false, true) => "waits for a verification",
					(false, false) => "active",
				};
				let grantor = match &record.grantor {
					Grantor::Subject => "the subject".to_owned(),
					Grantor::Guardian(guardian) => format!("the guardian {}", ss58(guardian)),
				};
				text += &format!(
					"\n{id}: {status}, given by {grantor}, recorded {}, policy {}\n",
					at(record.recorded_at),
					record.policy
				);
				for line in words::consent(&record.consent, &about).lines() {
					text += &format!("  {line}\n");
				}
				if let Some(part2) = &record.part2 {
					text += &format!(
						"  law           42 CFR Part 2, {}: not to be redisclosed\n",
						words::part2(part2.kind)
					);
				}
				text += &format!(
					"  deposit       {} by {}\n",
					chain.amount(record.ticket.amount),
					ss58(&record.ticket.payer)
				);
				consents.push(json!({
					"place": place, "version": record.version, "status": status, "grantor": match &record.grantor {
						Grantor::Subject => ss58(&subject),
						Grantor::Guardian(guardian) => ss58(guardian),
					},
					"recordedAt": at(record.recorded_at), "policy": record.policy.to_string(),
					"supersedes": record.supersedes, "verifications": record.verifications.len(),
					"part2": record.part2.as_ref().map(|part2| words::part2(part2.kind)),
					"deposit": { "payer": ss58(&record.ticket.payer), "amount": record.ticket.amount.to_string() },
					"resource": raise::consent(&record.consent, &about),
				}));
			}
			let mut closed = Vec::new();
			for (place, tombstone) in &history {
				let id = ConsentId {
					place: *place,
					version: tombstone.version,
				};
				text += &format!("\n{id}: {} at {}\n", tombstone.status.words(), at(tombstone.at));
				closed.push(json!({
					"place": place, "version": tombstone.version, "status": tombstone.status.words(),
					"at": at(tombstone.at), "digest": format!("0x{}", hex::encode(tombstone.digest)),
				}));
			}
			let mut receipts = Vec::new();
			for (id, disclosure) in &disclosures {
				let recipient = book.reference(&disclosure.recipient);
				let why: Vec<&str> = disclosure.purposes.codes().collect();
				let id = format!("0x{}", hex::encode(id));
				text += &format!(
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
				receipts.push(json!({
					"id": id, "decision": decided(&disclosure.outcome), "custodian": ss58(&disclosure.custodian),
					"recipient": recipient, "purposes": why, "at": at(disclosure.at), "block": disclosure.block,
					"emergency": disclosure.emergency, "noRedisclosure": disclosure.no_redisclosure,
					"eraseBy": disclosure.erase_by.map(at), "erasedAt": disclosure.erased_at.map(at),
					"basis": disclosure.basis.iter().map(|cited| json!({
						"consent": format!("{}.{}", cited.place, cited.version), "node": cited.node,
					})).collect::<Vec<_>>(),
				}));
			}
			if places.is_empty() && history.is_empty() && disclosures.is_empty() {
				text += "\nnothing: no consent was ever recorded for this account\n";
			}
			let block = json!({ "number": state.number(), "hash": format!("{:?}", state.hash()) });
			Ok(match self.format {
				Format::Table => text,
				Format::Json => {
					let value = json!({
						"subject": ss58(&subject), "block": block, "consents": consents, "closed": closed,
						"disclosures": receipts,
					});
					format!("{value:#}\n")
				},
			})
		})?;
		print(&shown)
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
			let value = read(path)?;
			let verified = receipt::verify(&value, &book)
				.map_err(|problem| Failure::Refused(format!("{}: {problem}", path.display())))?;
			if let Some(meant) = self.when.connect.genesis.filter(|meant| meant.0 != verified.genesis) {
				return Err(Failure::Refused(format!(
					"{}: proof.genesis: is of the chain 0x{}, and {meant:?} is meant",
					path.display(),
					hex::encode(verified.genesis)
				)));
			}
			let hash = format!("0x{}", hex::encode(verified.block_hash));
			return print(&match self.format {
				Format::Table => {
					let logged = verified.logged.map_or_else(String::new, |logged| {
						format!(
							"logged        entry {} of {}, in the state of block {} (0x{})\n",
							logged.index,
							logged.size,
							logged.block_number,
							hex::encode(logged.block_hash)
						)
					});
					format!(
						"proven        consent {} {} in the state of block {} ({hash})\n{logged}chain         0x{}\ntrust         ask somebody you trust whether {}\n",
						verified.id,
						if verified.in_force { "was in force" } else { "was closed" },
						verified.block_number,
						hex::encode(verified.genesis),
						if logged.is_empty() {
							"that block is one of the chain"
						} else {
							"these blocks are of the chain"
						},
					)
				},
				Format::Json => {
					let value = json!({
						"proven": true, "consent": verified.id.to_string(), "inForce": verified.in_force,
						"block": { "number": verified.block_number, "hash": hash },
						"chain": format!("0x{}", hex::encode(verified.genesis)),
						"log": verified.logged.map(|logged| json!({
							"entry": logged.index, "size": logged.size,
							"block": {
								"number": logged.block_number,
								"hash": format!("0x{}", hex::encode(logged.block_hash)),
							},
						})),
					});
					format!("{value:#}\n")
				},
			});
		}
		let (Some(subject), Some(place)) = (&self.subject, self.place) else {
			return Err(Failure::Unreadable("--subject and --place: say which consent".into()));
		};
		let subject = super::account(subject, &book)?;
		let log = self.log.as_deref().map(LocalLog::open).transpose()?;
		let written: Value = chain::block_on(async {
			let (chain, state) = self.when.state().await?;
			if !calls::places(&state, &subject).await?.contains_key(&place) {
				return Err(Failure::Refused(format!(
					"place {place} of {} never held a consent at block {}",
					ss58(&subject),
					state.number()
				)));
			}
			let mut proof = receipt::proof(&chain, &state, &subject, place).await?;
			if let Some(log) = &log {
				proof.log = Some(receipt::logged(&chain, log, &proof).await?);
			}
			let value = receipt::receipt(&proof, &book)
				.map_err(|problem| Failure::Refused(format!("{}: {problem}", chain.url())))?;
			// What is given out is what verifies.
			receipt::verify(&value, &book)
				.map_err(|problem| Failure::Refused(format!("{}: {problem}", chain.url())))?;
			Ok(value)
		})?;
		write(self.out.as_deref(), &format!("{written:#}\n"))
	}
}
