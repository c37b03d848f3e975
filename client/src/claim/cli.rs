//! `salus claim …`

use super::{
	book::{Answer, Book, Fate, Settings},
	eob, era, history,
	json::{parse_day, Node},
	model::ClaimIn,
	onchain,
	output::Writer,
	plan::{self, PlanFile},
	prior, table, x12,
};
use crate::{
	outcome::{Failure, Outcome},
	x12::claim837,
};
use clap::{Args, Subcommand, ValueEnum};
use salus_claims_engine::calendar::Day;
use serde_json::Value;
use std::{
	fs,
	io::{Read as _, Write as _},
	path::{Path, PathBuf},
};

/// The verbs of `salus claim`.
#[derive(Debug, Subcommand)]
pub enum Command {
	/// Adjudicates claims under a plan, from files, with the engine that runs on the chain.
	///
	/// Exit code 0: decided or waiting for a person; 1: a claim is rejected as a whole; 2: a file cannot be read.
	Adjudicate {
		#[command(flatten)]
		input: Input,
		/// What is written to standard output.
		#[arg(long, value_enum, default_value_t = Format::Json)]
		format: Format,
		/// Adds the rules behind the result, in the order in which they were applied.
		#[arg(long)]
		explain: bool,
	},
	/// The rules behind each amount, as a table: of a claim on chain, or of files as `adjudicate` takes them.
	Explain {
		/// The claim on chain: COVERAGE/NUMBER, or its name in the register. Without it `--plan` and `--claim` name files.
		id: Option<onchain::cli::ClaimRef>,
		#[command(flatten)]
		input: Input,
		#[command(flatten)]
		chain: Box<onchain::cli::Explain>,
	},
	/// Plans on chain: publish, check, show; contracts and officers.
	#[command(subcommand)]
	Plan(Box<onchain::cli::PlanCommand>),
	/// Puts money into the pool of a plan.
	Fund(Box<onchain::cli::PlanMoney>),
	/// Takes money that nobody waits for out of the pool.
	Withdraw(Box<onchain::cli::PlanMoney>),
	/// Covers members.
	Enrol(Box<onchain::cli::Enrol>),
	/// Ends a coverage after a day.
	EndCoverage(Box<onchain::cli::EndCoverage>),
	/// What claims would come to, asked of the chain. Nothing is submitted.
	Estimate(Box<onchain::cli::Estimate>),
	/// Submits claims to the chain: it decides and pays them.
	///
	/// Exit code 0: taken; 1: the chain refused a claim; 2: a file cannot be read, with the JSON path or the segment.
	Submit(Box<onchain::cli::SubmitClaims>),
	/// Authorisations: ask, decide, show.
	Authorise(Box<onchain::cli::Authorise>),
	/// Decides about a pended or an appealed claim.
	Decide(Box<onchain::cli::Decide>),
	/// Rules on a line in place of the plan; above an officer's limit a second one confirms.
	Override(Box<onchain::cli::Override>),
	/// Disputes a result.
	Appeal(Box<onchain::cli::Appeal>),
	/// Answers what an officer asked, with an anchored record.
	Answer(Box<onchain::cli::Answer>),
	/// Undoes a claim; later claims that it changes are decided anew.
	Void(Box<onchain::cli::OnClaim>),
	/// Undoes a claim and submits another in its place.
	Replace(Box<onchain::cli::Replace>),
	/// Writes the result of a claim on chain to a file that anybody can check.
	Prove(Box<onchain::cli::Prove>),
	/// Checks such a file without a node: the result balances, is of the plan, and is the one of its log entry.
	Verify(Box<onchain::cli::Verify>),
	/// Shows a claim on chain, or those of a coverage.
	Show(Box<onchain::cli::Show>),
	/// Pays what the pool was short of. Anybody may.
	Retry(Box<onchain::cli::OnClaim>),
	/// Pays an overpayment back, or sets it off.
	Recover(Box<onchain::cli::OnClaim>),
	/// Has a claim decided that waited for earlier ones or for an authorisation, or ends an appeal that was not decided in
	/// time. Anybody may.
	Process(Box<onchain::cli::OnClaim>),
	/// Ends the life of a claim, once no appeal is open. Anybody may.
	Close(Box<onchain::cli::OnClaim>),
}

/// Output formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
	/// One object, documented in `docs/payers/claim-adjudicate.md`.
	Json,
	/// X12 835.
	#[value(name = "835")]
	X835,
	/// FHIR R4 ExplanationOfBenefit.
	Eob,
	/// A table for people.
	Table,
}

/// What is adjudicated.
#[derive(Debug, Args)]
pub struct Input {
	/// The plan: `PLAN.json`.
	#[arg(long)]
	plan: Option<PathBuf>,
	/// Claims: FHIR Claim, a bundle or array of them, Salus claim JSON, or X12 837. `-` is standard input.
	#[arg(long)]
	claim: Vec<PathBuf>,
	/// Accumulators and earlier claims.
	#[arg(long)]
	history: Vec<PathBuf>,
	/// What a payer before this one did: FHIR ExplanationOfBenefit or ClaimResponse, a result of this command, or X12 835.
	#[arg(long)]
	prior_payer: Vec<PathBuf>,
	/// Day of receipt, in place of the one the claims state.
	#[arg(long, value_parser = day)]
	received: Option<Day>,
	/// Day of payment: interest is computed for what is late by then.
	#[arg(long, value_parser = day)]
	paid_on: Option<Day>,
	/// Whether members consent to the use of their data for payment, unless a claim says so itself.
	#[arg(long, value_enum, default_value_t = Consent::Granted)]
	consent: Consent,
	/// A person released the claims: nothing waits for suspicion, size or price.
	#[arg(long)]
	released: bool,
	/// Order of the claims of one run.
	#[arg(long, value_enum, default_value_t = Order::Service)]
	order: Order,
}

/// Consent for payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Consent {
	/// Given.
	Granted,
	/// Not given.
	Missing,
}

/// Order of the claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Order {
	/// By day of service, then receipt.
	Service,
	/// As they are in the files.
	Submission,
}

fn day(text: &str) -> Result<Day, String> {
	parse_day(text).ok_or_else(|| "write YYYY-MM-DD".into())
}

/// Runs one verb.
pub fn run(command: Command) -> Outcome {
	let (input, format, explain) = match command {
		Command::Adjudicate { input, format, explain } => (input, format, explain),
		Command::Explain {
			id: Some(id),
			input,
			chain,
		} => return chain.run(&id, input.plan.as_ref()),
		Command::Explain { input, .. } => (input, Format::Table, true),
		Command::Plan(verb) => return verb.run(),
		Command::Fund(verb) => return verb.fund(),
		Command::Withdraw(verb) => return verb.withdraw(),
		Command::Enrol(verb) => return verb.run(),
		Command::EndCoverage(verb) => return verb.run(),
		Command::Estimate(verb) => return verb.run(),
		Command::Submit(verb) => return verb.run(),
		Command::Authorise(verb) => return verb.run(),
		Command::Decide(verb) => return verb.run(),
		Command::Override(verb) => return verb.run(),
		Command::Appeal(verb) => return verb.run(),
		Command::Answer(verb) => return verb.run(),
		Command::Void(verb) => return verb.void(),
		Command::Replace(verb) => return verb.run(),
		Command::Show(verb) => return verb.run(),
		Command::Prove(verb) => return verb.run(),
		Command::Verify(verb) => return verb.run(),
		Command::Retry(verb) => return verb.retry(),
		Command::Recover(verb) => return verb.recover(),
		Command::Process(verb) => return verb.process(),
		Command::Close(verb) => return verb.close(),
	};
	let (Some(path), false) = (&input.plan, input.claim.is_empty()) else {
		return Err(Failure::Unreadable(
			"--plan PLAN.json and --claim CLAIM are needed; `salus claim adjudicate --help` says more".into(),
		));
	};
	let plan = read_plan(path)?;
	let (answers, names) = adjudicate(&input, &plan)?;
	let writer = Writer::new(&plan, input.paid_on, explain, names);
	let text = match format {
		Format::Json => writer.all(&answers).pretty(),
		Format::Eob => eob::write(&writer, &answers),
		Format::Table => table::write(&writer, &answers),
		Format::X835 => {
			let nothing = answers.iter().all(|a| !matches!(a.fate, Fate::Decided(_)));
			if nothing {
				rejected(&answers)?;
			}
			era::write(&writer, &answers).map_err(|e| Failure::Refused(format!("835: {e}")))?
		},
	};
	let mut out = std::io::stdout().lock();
	out.write_all(text.as_bytes())
		.and_then(|()| out.flush())
		.map_err(|e| Failure::Unreadable(format!("standard output: {e}")))?;
	for answer in &answers {
		for warning in &answer.warnings {
			eprintln!("note: claim {}: {warning}", answer.claim.id);
		}
	}
	rejected(&answers)
}

/// An error if any claim is rejected as a whole.
fn rejected(answers: &[Answer]) -> Outcome {
	let all: Vec<String> = answers
		.iter()
		.filter_map(|a| match &a.fate {
			Fate::Rejected(rejection) => Some(format!(
				"claim {} is rejected, {}: {}",
				a.claim.id, rejection.code, rejection.message
			)),
			_ => None,
		})
		.collect();
	if all.is_empty() {
		return Ok(());
	}
	Err(Failure::Refused(all.join("\nerror: ")))
}

fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
	let mut bytes = vec![];
	let read = if path == Path::new("-") {
		std::io::stdin().lock().read_to_end(&mut bytes).map(|_| ())
	} else {
		fs::read(path).map(|found| bytes = found)
	};
	read.map_err(|e| Failure::Unreadable(format!("{}: {e}", path.display())))?;
	Ok(bytes)
}

fn name(path: &Path) -> String {
	path.file_name()
		.map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned())
}

fn json(path: &Path, bytes: &[u8]) -> Result<Value, Failure> {
	crate::json::parse(bytes).map_err(|problem| Failure::Unreadable(format!("{}: {problem}", path.display())))
}

fn at(path: &Path, problem: &super::json::Problem) -> Failure {
	let place = problem.to_string();
	let file = name(path);
	if place.starts_with(&file) {
		return Failure::Unreadable(place);
	}
	Failure::Unreadable(format!("{file}: {place}"))
}

/// Reads a plan.
pub fn read_plan(path: &Path) -> Result<PlanFile, Failure> {
	let file = json(path, &bytes(path)?)?;
	plan::read(&file, &name(path)).map_err(|p| at(path, &p))
}

fn read_claims(path: &Path, plan: &PlanFile) -> Result<Vec<ClaimIn>, Failure> {
	let bytes = bytes(path)?;
	if !x12::is(&bytes) {
		let file = json(path, &bytes)?;
		return history::claims(&Node::root(&file, &name(path)), plan).map_err(|p| at(path, &p));
	}
	let bad = |e: String| Failure::Unreadable(format!("{}: {e}", name(path)));
	let (claims, mismatches) = claim837::parse_as_sent(&bytes).map_err(|e| bad(e.to_string()))?;
	for mismatch in mismatches {
		eprintln!("warning: {}: {mismatch}", name(path));
	}
	claims
		.iter()
		.map(|claim| x12::claim(claim, plan.currency).map_err(bad))
		.collect()
}

fn adjudicate(input: &Input, plan: &PlanFile) -> Result<(Vec<Answer>, Vec<String>), Failure> {
	let mut claims = vec![];
	for path in &input.claim {
		claims.extend(read_claims(path, plan)?);
	}
	let settings = Settings {
		received: input.received,
		consent: input.consent == Consent::Granted,
		released: input.released,
		as_submitted: input.order == Order::Submission,
	};
	let mut book = Book::new(plan, settings);
	book.single = claims.len() == 1;
	for path in &input.prior_payer {
		let bytes = bytes(path)?;
		let priors = if x12::is(&bytes) {
			x12::prior(&bytes, plan.currency).map_err(|e| Failure::Unreadable(format!("{}: {e}", name(path))))?
		} else {
			let file = json(path, &bytes)?;
			prior::read_all(&Node::root(&file, &name(path)), plan.currency).map_err(|p| at(path, &p))?
		};
		book.add_priors(priors);
	}
	if let Some(first) = claims.first() {
		let about = book.member(first).ok();
		let member = about.as_ref().map_or_else(|| "member".to_owned(), |m| m.id.clone());
		let family = about.as_ref().and_then(|m| m.family.clone());
		for path in &input.history {
			let file = json(path, &bytes(path)?)?;
			let day = first.first_day();
			let found =
				history::read(&file, &name(path), plan, day, &member, family.as_deref()).map_err(|p| at(path, &p))?;
			history::apply(found, &mut book)
				.map_err(|r| Failure::Unreadable(format!("{}: {}: {}", name(path), r.code, r.message)))?;
		}
	} else {
		return Err(Failure::Refused("ZeroClaims: the files hold no claim".into()));
	}
	let answers = book.process(claims);
	let names = book.authorisations.iter().map(|a| a.name.clone()).collect();
	Ok((answers, names))
}
