//! `salus consent …`

use super::{
	decide, fhir, json,
	request::{read_domain, Request},
	words, Filed,
};
use crate::outcome::{Failure, Outcome};
use clap::{Args, Subcommand, ValueEnum};
use salus_consent_engine::{Domain, MAX_CONSENTS};
use serde_json::Value;
use std::{
	fs,
	io::{self, Read, Write},
	path::{Path, PathBuf},
	time::{SystemTime, UNIX_EPOCH},
};

/// The verbs of `salus consent`.
#[derive(Debug, Subcommand)]
pub enum Command {
	/// Decide a request on consents in files, with the engine of the chain.
	Evaluate(Evaluate),
	/// The same, with the path that decided, in words.
	Explain(Explain),
}

/// What is asked, and on which consents.
#[derive(Debug, Args)]
pub struct Question {
	/// A FHIR R4 or R5 Consent, or a Bundle of them. Their order is that of the `ordered` combining.
	#[arg(long = "consent", value_name = "FILE")]
	consents: Vec<PathBuf>,
	/// The request; `-` is standard input.
	#[arg(long, value_name = "FILE")]
	request: PathBuf,
	/// The domain's parameters; without them denies override and the implicit policy is `deny`.
	#[arg(long, value_name = "FILE")]
	domain: Option<PathBuf>,
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

/// How an answer is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Format {
	/// For tools.
	Json,
	/// For people.
	Table,
}

/// Runs one verb.
pub fn run(command: Command) -> Outcome {
	let (question, format, explains) = match command {
		Command::Evaluate(Evaluate { question, format }) => (question, format, false),
		Command::Explain(Explain { question, format }) => (question, format, true),
	};
	let text = answer(&question, format, explains)?;
	let mut out = io::stdout().lock();
	match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
		// The reader has seen enough.
		Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
		other => other.map_err(|error| Failure::Refused(format!("cannot write the answer: {error}"))),
	}
}

fn answer(question: &Question, format: Format, explains: bool) -> Result<String, Failure> {
	let mut consents = Vec::new();
	for path in &question.consents {
		let file = path.display().to_string();
		let found = fhir::import_all(&read(path)?).map_err(|problem| unreadable(path, &problem))?;
		consents.extend(found.into_iter().map(|consent| Filed {
			file: file.clone(),
			consent,
		}));
	}
	let active = consents
		.iter()
		.filter(|filed| filed.consent.status == fhir::Status::Active)
		.count();
	if active > usize::try_from(MAX_CONSENTS).unwrap_or(0) {
		return Err(Failure::Unreadable(format!(
			"{active} active consents are more than the {MAX_CONSENTS} of one subject that a decision considers"
		)));
	}
	let now = SystemTime::now()
		.duration_since(UNIX_EPOCH)
		.ok()
		.and_then(|now| i64::try_from(now.as_secs()).ok());
	let request = Request::read(&read(&question.request)?, now.unwrap_or(0))
		.map_err(|problem| unreadable(&question.request, &problem))?;
	let domain = match &question.domain {
		None => Domain::default(),
		Some(path) => read_domain(&read(path)?).map_err(|problem| unreadable(path, &problem))?,
	};
	let decided = decide(&consents, &request, &domain)
		.map_err(|(file, problem)| unreadable(file.map_or(question.request.as_path(), Path::new), &problem))?;
	Ok(match (explains, format) {
		(false, Format::Table) => words::table(&decided.answer),
		(true, Format::Table) => words::explain(&decided.explanation, &decided.answer, &decided.consents),
		(explains, Format::Json) => {
			let mut value = serde_json::to_value(&decided.answer).unwrap_or_default();
			if let (true, Value::Object(members)) = (explains, &mut value) {
				members.insert(
					"why".into(),
					words::headline(&decided.explanation, &decided.answer).into(),
				);
				members.insert("trace".into(), words::trace(&decided.explanation, &decided.consents));
				format!("{value:#}\n")
			} else {
				serde_json::to_string_pretty(&decided.answer).unwrap_or_default() + "\n"
			}
		},
	})
}

fn unreadable(path: &Path, problem: &json::Problem) -> Failure {
	Failure::Unreadable(format!("{}: {problem}", path.display()))
}

/// Reads a JSON file, or standard input for `-`, and never more than is read at all.
fn read(path: &Path) -> Result<Value, Failure> {
	let refused = |error: io::Error| Failure::Unreadable(format!("{}: cannot be read: {error}", path.display()));
	let most = u64::try_from(json::MAX_BYTES).unwrap_or(u64::MAX).saturating_add(1);
	let mut bytes = Vec::new();
	if path == Path::new("-") {
		io::stdin().lock().take(most).read_to_end(&mut bytes).map_err(refused)?;
	} else {
		let file = fs::File::open(path).map_err(refused)?;
		file.take(most).read_to_end(&mut bytes).map_err(refused)?;
	}
	json::parse(&bytes).map_err(|problem| unreadable(path, &problem))
}
