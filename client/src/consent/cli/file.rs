//! What subjects and guardians submit themselves, and what verifiers and custodians add: `file`, `revise`, `revoke`, `refuse`,
//! `verify`, `entered-in-error`, `clean-up`.

use super::{account, evidence, keep, open, read, read_bytes, unreadable, Whose};
use crate::{
	chain::{self, Chain, Submit},
	consent::{
		fhir,
		onchain::{
			calls::{self, CleanUp as Item},
			lower::{self, Terms},
			prepare::{self, Document, Prepared},
			ConsentId, Part2Kind, PolicyRef, Reason, Refusal,
		},
	},
	outcome::{Failure, Outcome},
};
use clap::Args;
use salus_consent_engine::PartyId;
use serde_json::Value;
use std::path::PathBuf;

/// A consent, and what it takes to bring it to the chain.
#[derive(Debug, Args)]
pub struct Consent {
	/// A FHIR R4 or R5 Consent.
	#[arg(long, value_name = "FILE")]
	pub consent: PathBuf,
	/// The book. It keeps the salts.
	#[arg(long, value_name = "FILE")]
	pub book: PathBuf,
	/// The subject, if the resource names them differently than the book.
	#[arg(long, value_name = "ACCOUNT|REFERENCE")]
	pub subject: Option<String>,
	/// The custodian for whom it is filed, if the resource names several or none.
	#[arg(long, value_name = "REFERENCE")]
	pub custodian: Option<String>,
	/// The version of the policy that it pins, instead of the one that the resource names.
	#[arg(long, value_name = "ID:VERSION")]
	pub policy: Option<PolicyRef>,
	/// The signed document. Without it the resource itself is committed to, in canonical form.
	#[arg(long, value_name = "FILE")]
	pub document: Option<PathBuf>,
	/// What kind of consent under 42 CFR Part 2 it is.
	#[arg(long, value_enum)]
	pub part2: Option<Part2Kind>,
	/// The document states the right to revoke and how (42 CFR Part 2).
	#[arg(long)]
	pub states_right_to_revoke: bool,
	/// The document states that data may be redisclosed (42 CFR Part 2).
	#[arg(long)]
	pub states_redisclosure: bool,
}

impl Consent {
	fn terms(&self) -> Terms {
		Terms {
			custodian: self.custodian.clone(),
			policy: self.policy,
			part2: self.part2,
			states_right_to_revoke: self.states_right_to_revoke,
			states_redisclosure: self.states_redisclosure,
		}
	}

	/// What is filed; the book has the salts, and is not written yet.
	pub fn prepare(&self, book: &mut crate::consent::book::Book) -> Result<Prepared, Failure> {
		let resource = read(&self.consent)?;
		let bytes = self.document.as_deref().map(read_bytes).transpose()?;
		let name = self
			.document
			.as_ref()
			.map(|path| path.display().to_string())
			.unwrap_or_default();
		let document = match &bytes {
			None => Document::Resource,
			Some(bytes) => Document::File { name: &name, bytes },
		};
		prepare::filing(&resource, book, self.subject.as_deref(), &self.terms(), document)
			.map_err(|problem| unreadable(&self.consent, &problem))
	}
}

/// `salus consent file`
#[derive(Debug, Args)]
pub struct File {
	#[command(flatten)]
	consent: Consent,
	/// The place, 0 to 15. If not given: the first that is free.
	#[arg(long, value_parser = clap::value_parser!(u8).range(0..16))]
	place: Option<u8>,
	#[command(flatten)]
	submit: Submit,
}

impl File {
	pub fn run(self) -> Outcome {
		let mut kept = keep(&self.consent.book)?;
		let prepared = self.consent.prepare(&mut kept.book)?;
		chain::block_on(async {
			let chain = Chain::connect(&self.submit.connect).await?;
			let place = match self.place {
				Some(place) => place,
				None => calls::free_place(&chain.state().await?, &prepared.subject).await?.place,
			};
			let call = calls::file(&prepared.subject, place, &prepared.filing)?;
			// Salts that are lost cannot be made again: they are on the disk before the consent is on chain.
			if !self.submit.dry_run {
				kept.save().map_err(Failure::Refused)?;
			}
			chain.run(&call, &self.submit).await.map(|_| ())
		})
	}
}

/// `salus consent revise`
#[derive(Debug, Args)]
pub struct Revise {
	#[command(flatten)]
	consent: Consent,
	/// The place of the consent that is replaced.
	#[arg(long, value_parser = clap::value_parser!(u8).range(0..16))]
	place: u8,
	/// The version that is replaced. If not given: the one in force.
	#[arg(long)]
	version: Option<u32>,
	#[command(flatten)]
	submit: Submit,
}

impl Revise {
	pub fn run(self) -> Outcome {
		let mut kept = keep(&self.consent.book)?;
		let prepared = self.consent.prepare(&mut kept.book)?;
		chain::block_on(async {
			let chain = Chain::connect(&self.submit.connect).await?;
			let id = in_place(&chain, &prepared.subject, self.place, self.version).await?;
			let call = calls::revise(&prepared.subject, id, &prepared.filing)?;
			if !self.submit.dry_run {
				kept.save().map_err(Failure::Refused)?;
			}
			chain.run(&call, &self.submit).await.map(|_| ())
		})
	}
}

/// The version that is meant: the one that is named, or the one in force.
pub async fn in_place(
	chain: &Chain,
	subject: &[u8; 32],
	place: u8,
	version: Option<u32>,
) -> Result<ConsentId, Failure> {
	let version = match version {
		Some(version) => version,
		None => calls::in_force(&chain.state().await?, subject, place).await?.version,
	};
	Ok(ConsentId { place, version })
}

/// Which consent of a subject.
#[derive(Debug, Args)]
pub struct Which {
	#[command(flatten)]
	whose: Whose,
	/// The place of the consent.
	#[arg(long, value_parser = clap::value_parser!(u8).range(0..16))]
	place: u8,
	/// Its version. If not given: the one in force.
	#[arg(long)]
	version: Option<u32>,
}

/// `salus consent revoke`
#[derive(Debug, Args)]
pub struct Revoke {
	#[command(flatten)]
	which: Which,
	/// Why.
	#[arg(long, value_enum, default_value_t = Reason::Withdrawn)]
	reason: Reason,
	#[command(flatten)]
	submit: Submit,
}

impl Revoke {
	pub fn run(self) -> Outcome {
		let (subject, _) = self.which.whose.find()?;
		chain::block_on(async {
			let chain = Chain::connect(&self.submit.connect).await?;
			let id = in_place(&chain, &subject, self.which.place, self.which.version).await?;
			let call = calls::revoke(&subject, id, self.reason)?;
			chain.run(&call, &self.submit).await.map(|_| ())
		})
	}
}

/// `salus consent refuse`
#[derive(Debug, Args)]
pub struct Refuse {
	#[command(flatten)]
	consent: Consent,
	/// The place, 0 to 15. If not given: the first that is free.
	#[arg(long, value_parser = clap::value_parser!(u8).range(0..16))]
	place: Option<u8>,
	#[command(flatten)]
	submit: Submit,
}

impl Refuse {
	pub fn run(self) -> Outcome {
		let mut kept = keep(&self.consent.book)?;
		let path = &self.consent.consent;
		let resource = read(path)?;
		let (subject, refusal) = self
			.refusal(&resource, &mut kept.book)
			.map_err(|problem| unreadable(path, &problem))?;
		chain::block_on(async {
			let chain = Chain::connect(&self.submit.connect).await?;
			let place = match self.place {
				Some(place) => place,
				None => calls::free_place(&chain.state().await?, &subject).await?.place,
			};
			let call = calls::refuse(&subject, place, &refusal)?;
			if !self.submit.dry_run {
				kept.save().map_err(Failure::Refused)?;
			}
			chain.run(&call, &self.submit).await.map(|_| ())
		})
	}

	fn refusal(
		&self,
		resource: &Value,
		book: &mut crate::consent::book::Book,
	) -> crate::consent::json::Found<([u8; 32], Refusal)> {
		let consent = fhir::import(resource, "Consent")?;
		let (name, subject) = prepare::subject(book, &consent, self.consent.subject.as_deref())?;
		let (policy, _) = lower::policy(&consent, book, &self.consent.terms())?;
		let categories = lower::categories(&consent, book)?;
		let bytes = self.consent.document.as_deref().map(read_bytes).transpose();
		let bytes = bytes.map_err(|failure| crate::consent::json::Problem::new("--document", failure.to_string()))?;
		let file = self
			.consent
			.document
			.as_ref()
			.map(|path| path.display().to_string())
			.unwrap_or_default();
		let document = match &bytes {
			None => Document::Resource,
			Some(bytes) => Document::File { name: &file, bytes },
		};
		let refusal = Refusal {
			categories,
			policy,
			source: prepare::document(book, &name, resource, document)?,
		};
		Ok((subject.account, refusal))
	}
}

/// `salus consent verify`
#[derive(Debug, Args)]
pub struct Verify {
	#[command(flatten)]
	which: Which,
	/// The evidence: a file, which is committed to, or its commitment (0x and 64 hex digits).
	#[arg(long, value_name = "FILE|HEX")]
	evidence: String,
	#[command(flatten)]
	submit: Submit,
}

impl Verify {
	pub fn run(self) -> Outcome {
		with_evidence(
			&self.which.whose,
			&self.evidence,
			"verification",
			&self.submit,
			|subject, evidence| {
				let (place, version, submit) = (self.which.place, self.which.version, self.submit.clone());
				async move {
					let chain = Chain::connect(&submit.connect).await?;
					let id = in_place(&chain, &subject, place, version).await?;
					chain
						.run(&calls::verify(&subject, id, evidence), &submit)
						.await
						.map(|_| ())
				}
			},
		)
	}
}

/// Runs a call that commits to evidence: the book has the salt before anything is sent.
pub fn with_evidence<F: std::future::Future<Output = Outcome>>(
	whose: &Whose,
	text: &str,
	of: &str,
	submit: &Submit,
	call: impl FnOnce([u8; 32], [u8; 32]) -> F,
) -> Outcome {
	let mut kept = whose.book.as_deref().map(keep).transpose()?;
	let empty = crate::consent::book::Book::default();
	let subject = account(&whose.subject, kept.as_ref().map_or(&empty, |kept| &kept.book))?;
	let evidence = evidence(text, kept.as_mut(), &subject, of)?;
	if let (Some(kept), false) = (&kept, submit.dry_run) {
		kept.save().map_err(Failure::Refused)?;
	}
	chain::block_on(call(subject, evidence))
}

/// `salus consent entered-in-error`
#[derive(Debug, Args)]
pub struct EnteredInError {
	#[command(flatten)]
	which: Which,
	#[command(flatten)]
	submit: Submit,
}

impl EnteredInError {
	pub fn run(self) -> Outcome {
		let (subject, _) = self.which.whose.find()?;
		chain::block_on(async {
			let chain = Chain::connect(&self.submit.connect).await?;
			let id = in_place(&chain, &subject, self.which.place, self.which.version).await?;
			chain
				.run(&calls::mark_entered_in_error(&subject, id), &self.submit)
				.await
				.map(|_| ())
		})
	}
}

/// `salus consent clean-up`
#[derive(Debug, Args)]
pub struct CleanUp {
	/// A consent whose period is over, as SUBJECT:PLACE.
	#[arg(long = "consent", value_name = "SUBJECT:PLACE")]
	consents: Vec<String>,
	/// A guardianship that has lapsed, as WARD:GUARDIAN.
	#[arg(long = "guardianship", value_name = "WARD:GUARDIAN")]
	guardianships: Vec<String>,
	/// An emergency that nobody reviewed in time or that was kept long enough, as SUBJECT:DECLARER.
	#[arg(long = "emergency", value_name = "SUBJECT:DECLARER")]
	emergencies: Vec<String>,
	/// A receipt that was kept long enough, as SUBJECT:RECEIPT.
	#[arg(long = "disclosure", value_name = "SUBJECT:RECEIPT")]
	disclosures: Vec<String>,
	/// The book, for references instead of accounts.
	#[arg(long, value_name = "FILE")]
	book: Option<PathBuf>,
	#[command(flatten)]
	submit: Submit,
}

impl CleanUp {
	pub fn run(self) -> Outcome {
		let book = open(self.book.as_deref())?;
		let own = |text: &str| account(text, &book);
		fn two<'a>(text: &'a str, flag: &str) -> Result<(&'a str, &'a str), Failure> {
			text.rsplit_once(':')
				.ok_or_else(|| Failure::Unreadable(format!("--{flag} {text}: write both, with a colon between them")))
		}
		let mut items = Vec::new();
		for text in &self.consents {
			let (subject, place) = two(text, "consent")?;
			let place = place
				.parse()
				.map_err(|_| Failure::Unreadable(format!("--consent {text}: `{place}` is not a place")))?;
			items.push(Item::Consent {
				subject: own(subject)?,
				place,
			});
		}
		for text in &self.guardianships {
			let (ward, guardian) = two(text, "guardianship")?;
			items.push(Item::Guardianship {
				ward: own(ward)?,
				guardian: own(guardian)?,
			});
		}
		for text in &self.emergencies {
			let (subject, declarer) = two(text, "emergency")?;
			items.push(Item::Emergency {
				subject: own(subject)?,
				declarer: PartyId(own(declarer)?),
			});
		}
		for text in &self.disclosures {
			let (subject, id) = two(text, "disclosure")?;
			items.push(Item::Disclosure {
				subject: own(subject)?,
				id: receipt_id(id)?,
			});
		}
		if items.is_empty() || items.len() > crate::consent::onchain::MAX_BATCH {
			return Err(Failure::Unreadable(format!(
				"{} items: one to {} can be cleaned up at once",
				items.len(),
				crate::consent::onchain::MAX_BATCH
			)));
		}
		chain::block_on(async {
			let chain = Chain::connect(&self.submit.connect).await?;
			chain.run(&calls::clean_up(&items)?, &self.submit).await.map(|_| ())
		})
	}
}

/// A receipt's id: 32 hex digits.
pub fn receipt_id(text: &str) -> Result<[u8; 16], Failure> {
	let bytes = hex::decode(text.strip_prefix("0x").unwrap_or(text)).ok();
	bytes
		.and_then(|bytes| bytes.try_into().ok())
		.ok_or_else(|| Failure::Unreadable(format!("`{text}` is not the id of a receipt (32 hex digits)")))
}
