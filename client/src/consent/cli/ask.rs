//! `salus consent evaluate` and `explain`: on files, or on chain.

use super::{open, print, read, state_at, unreadable, Format};
use crate::{
	chain::{self, At, Chain, Connect, H256},
	consent::{
		decide, fhir,
		onchain::{calls, lower},
		request::{read_domain, Request},
		words, Filed,
	},
	outcome::{Failure, Outcome},
};
use clap::Args;
use salus_consent_engine::{Domain, MAX_CONSENTS};
use serde_json::{json, Value};
use std::path::{Path, PathBuf};

/// What is asked, and on which consents.
#[derive(Debug, Args)]
pub struct Question {
	/// A FHIR R4 or R5 Consent, or a Bundle of them. Their order is that of the `ordered` combining.
	#[arg(long = "consent", value_name = "FILE", conflicts_with = "subject")]
	consents: Vec<PathBuf>,
	/// The request; `-` is standard input.
	#[arg(long, value_name = "FILE")]
	request: PathBuf,
	/// The domain's parameters; without them denies override and the implicit policy is `deny`.
	#[arg(long, value_name = "FILE", conflicts_with = "subject")]
	domain: Option<PathBuf>,
	/// Ask the chain about this subject: an account, or a reference that the book knows.
	#[arg(long, value_name = "ACCOUNT|REFERENCE")]
	subject: Option<String>,
	/// The book in which the request is asked and the answer is read.
	#[arg(long, value_name = "FILE", requires = "subject")]
	book: Option<PathBuf>,
	/// The node's WebSocket address.
	#[arg(long, value_name = "URL", requires = "subject")]
	url: Option<String>,
	/// Where state is read: at the last finalised block, or at the best one.
	#[arg(long, value_enum, value_name = "BLOCK", requires = "subject")]
	at: Option<At>,
	/// The block whose state answers, by number or hash: what was known then.
	#[arg(long, value_name = "NUMBER|HASH", requires = "subject")]
	block: Option<String>,
	/// The genesis hash of the chain that is meant.
	#[arg(long, value_name = "HEX", value_parser = chain::parse_hash, requires = "subject")]
	genesis: Option<H256>,
}

/// `salus consent evaluate`
#[derive(Debug, Args)]
pub struct Evaluate {
	#[command(flatten)]
	question: Question,
	/// How the answer is written.
	#[arg(long, value_enum, default_value_t = Format::Json)]
	format: Format,
}

/// `salus consent explain`
#[derive(Debug, Args)]
pub struct Explain {
	#[command(flatten)]
	question: Question,
	/// How the explanation is written.
	#[arg(long, value_enum, default_value_t = Format::Table)]
	format: Format,
}

impl Evaluate {
	pub fn run(self) -> Outcome {
		print(&answer(&self.question, self.format, false)?)
	}
}

impl Explain {
	pub fn run(self) -> Outcome {
		print(&answer(&self.question, self.format, true)?)
	}
}

fn answer(question: &Question, format: Format, explains: bool) -> Result<String, Failure> {
	let now = i64::try_from(super::now()).unwrap_or(0);
	match &question.subject {
		None => offline(question, format, explains, now),
		Some(subject) => chain::block_on(on_chain(question, subject, format, explains)),
	}
}

fn offline(question: &Question, format: Format, explains: bool, now: i64) -> Result<String, Failure> {
	let mut consents = Vec::new();
	for path in &question.consents {
		let file = path.display().to_string();
		let found = fhir::import_all(&read(path)?).map_err(|problem| unreadable(path, &problem))?;
		consents.extend(found.into_iter().map(|consent| Filed {
			file: file.clone(),
			consent,
		}));
	}
	let request =
		Request::read(&read(&question.request)?, now).map_err(|problem| unreadable(&question.request, &problem))?;
	// What expired is as good as absent here, too.
	let in_force = |consent: &fhir::Consent| {
		consent.status == fhir::Status::Active && fhir::tree::validity(consent).contains(request.at)
	};
	let active = consents.iter().filter(|filed| in_force(&filed.consent));
	if let (count, Some(one_more)) = (
		active.clone().count(),
		active.clone().nth(usize::try_from(MAX_CONSENTS).unwrap_or(0)),
	) {
		return Err(Failure::Unreadable(format!(
			"{}: {count} active consents are more than the {MAX_CONSENTS} of one subject that a decision considers",
			one_more.file
		)));
	}
	let domain = match &question.domain {
		None => Domain::default(),
		Some(path) => read_domain(&read(path)?).map_err(|problem| unreadable(path, &problem))?,
	};
	let decided = decide(&consents, &request, &domain)
		.map_err(|(file, problem)| unreadable(file.map_or(question.request.as_path(), Path::new), &problem))?;
	Ok(match (explains, format) {
		(false, Format::Table) => words::table(&decided.answer),
		(true, Format::Table) => words::explain(&decided.explanation, &decided.answer, &decided.consents),
		(false, Format::Json) => serde_json::to_string_pretty(&decided.answer).unwrap_or_default() + "\n",
		(true, Format::Json) => {
			let why = words::headline(&decided.explanation, &decided.answer);
			let trace = words::trace(&decided.explanation, &decided.consents);
			let value = serde_json::to_value(&decided.answer).unwrap_or_default();
			explained(value, why, trace)
		},
	})
}

fn explained(mut value: Value, why: String, trace: Value) -> String {
	value["why"] = json!(why);
	value["trace"] = trace;
	format!("{value:#}\n")
}

async fn on_chain(question: &Question, subject: &str, format: Format, explains: bool) -> Result<String, Failure> {
	let book = open(question.book.as_deref())?;
	let subject = super::account(subject, &book)?;
	let asked = read(&question.request)?;
	let connect = Connect {
		url: question.url.clone().unwrap_or_else(chain::default_url),
		at: question.at.unwrap_or_default(),
		genesis: question.genesis,
	};
	let chain = Chain::connect(&connect).await?;
	let state = state_at(&chain, question.block.as_deref()).await?;
	// Without a time of its own the question is asked by the clock of the block.
	let now = i64::try_from(state.now().await?).unwrap_or(0);
	let request = Request::read(&asked, now)
		.and_then(|request| lower::request(&request, &book))
		.map_err(|problem| unreadable(&question.request, &problem))?;
	let asked = calls::ask(&state, &subject, &request, &book).await?;
	let block = format!("{} ({:?})", state.number(), state.hash());
	Ok(match (explains, format) {
		(false, Format::Table) => format!("{}{:<12} {block}\n", words::table(&asked.answer), "block"),
		(true, Format::Table) => format!("{}\nat block {block}\n", asked.words),
		(explains, Format::Json) => {
			let mut value = serde_json::to_value(&asked.answer).unwrap_or_default();
			value["block"] = json!({ "number": state.number(), "hash": format!("{:?}", state.hash()) });
			value["emergency"] = json!(asked.emergency);
			if explains {
				explained(value, asked.why, asked.trace)
			} else {
				format!("{value:#}\n")
			}
		},
	})
}
