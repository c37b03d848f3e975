//! Claims in: estimates, submission, replacement, and authorisations before them.

use super::{
	account, amount, anchor, bytes, currency, day, decisions::void_of_void, document, ensure_plan, is_plan, pretty,
	print, priors, units, Absent, ClaimRef, Private,
};
use crate::{
	chain::{self, AccountId32, At, Chain, Connect, Format, Receipt, State, Submit},
	claim::{
		decimal::Currency,
		json::day_text,
		model::ClaimIn,
		onchain::{
			node::{self, Taken},
			register::{Document, Register},
			submission::{self, Extras, Purpose, Ready},
			wire::{ClaimState, Grant, Request},
		},
		output::Writer,
		plan::{category_number, PlanFile},
		table,
	},
	outcome::{Failure, Outcome},
};
use clap::{Args, Subcommand, ValueEnum};
use salus_claims_engine::{calendar::Day, money::Units, Category, Decision};
use serde_json::{json, Value};
use std::path::PathBuf;

/// Most claims of one transaction.
const BATCH: usize = 64;

/// What goes with claims.
#[derive(Debug, Args)]
pub struct With {
	/// The plan: `PLAN.json`. It says which codes the services are blinded from, and their categories.
	#[arg(long, value_name = "PLAN.json")]
	plan: PathBuf,
	/// The coverage on chain, for every claim. Without it the register says whose coverage the patient is.
	#[arg(long, value_name = "COVERAGE")]
	coverage: Option<u32>,
	/// The anchored record that shows a service: `LINE=ANCHOR`, or `ANCHOR` for all lines.
	#[arg(long = "anchor", value_name = "LINE=ANCHOR", value_parser = anchor)]
	anchors: Vec<(Option<u16>, u64)>,
	/// What a payer before this one did: FHIR ExplanationOfBenefit or ClaimResponse, a result of this command, or X12 835.
	#[arg(long, value_name = "FILE")]
	prior_payer: Vec<PathBuf>,
	#[command(flatten)]
	private: Private,
}

/// `salus claim submit`.
#[derive(Debug, Args)]
pub struct SubmitClaims {
	/// Claims: FHIR Claim, a Bundle or array of them, Salus claim JSON, or X12 837. `-` is standard input.
	#[arg(required = true)]
	files: Vec<PathBuf>,
	#[command(flatten)]
	with: With,
	#[command(flatten)]
	submit: Submit,
}

/// `salus claim replace`.
#[derive(Debug, Args)]
pub struct Replace {
	/// The claim on chain that is undone: COVERAGE/NUMBER, or its name in the register.
	claim: ClaimRef,
	/// The claim that takes its place.
	file: PathBuf,
	#[command(flatten)]
	with: With,
	#[command(flatten)]
	submit: Submit,
}

/// `salus claim estimate`.
#[derive(Debug, Args)]
pub struct Estimate {
	/// Claims, as for `submit`.
	#[arg(required = true)]
	files: Vec<PathBuf>,
	/// Who would submit them.
	#[arg(long, value_parser = account)]
	provider: AccountId32,
	#[command(flatten)]
	with: With,
	#[command(flatten)]
	connect: Connect,
	/// How the result is printed.
	#[arg(long, value_enum, default_value_t = Format::Table)]
	format: Format,
}

/// `salus claim authorise …`.
#[derive(Debug, Subcommand)]
pub enum AuthoriseVerb {
	/// A provider asks for an authorisation.
	Request(RequestAuthorisation),
	/// An officer decides about one.
	Decide(DecideAuthorisation),
	/// Shows one.
	Show(ShowAuthorisation),
}

/// `salus claim authorise`.
#[derive(Debug, Args)]
pub struct Authorise {
	#[command(subcommand)]
	verb: AuthoriseVerb,
}

/// `salus claim authorise request`.
#[derive(Debug, Args)]
pub struct RequestAuthorisation {
	/// The coverage on chain.
	coverage: u32,
	/// Only this service: `CPT|70551`. Needs `--plan`.
	#[arg(long, requires = "plan")]
	code: Option<String>,
	/// Only this category, as the plan file names it.
	#[arg(long)]
	category: Option<String>,
	/// The plan: `PLAN.json`.
	#[arg(long, value_name = "PLAN.json")]
	plan: Option<PathBuf>,
	/// First day.
	#[arg(long, value_parser = day)]
	from: Day,
	/// Last day.
	#[arg(long, value_parser = day)]
	until: Day,
	/// How many units.
	#[arg(long, value_parser = units)]
	units: Option<Units>,
	/// Up to which allowed amount.
	#[arg(long)]
	amount: Option<String>,
	/// Health is at risk if it waits: the shorter clock.
	#[arg(long)]
	urgent: bool,
	#[command(flatten)]
	private: Private,
	#[command(flatten)]
	submit: Submit,
}

/// Da Vinci review actions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Action {
	/// A1.
	Certified,
	/// A2.
	Partial,
	/// A6.
	Modified,
	/// A3.
	Denied,
}

/// `salus claim authorise decide`.
#[derive(Debug, Args)]
pub struct DecideAuthorisation {
	/// The coverage on chain.
	coverage: u32,
	/// The number of the authorisation.
	number: u32,
	/// The decision.
	#[arg(value_enum)]
	decision: Action,
	/// First day; as asked for if not given, like all that follows.
	#[arg(long, value_parser = day)]
	from: Option<Day>,
	/// Last day.
	#[arg(long, value_parser = day)]
	until: Option<Day>,
	/// How many units.
	#[arg(long, value_parser = units)]
	units: Option<Units>,
	/// Up to which allowed amount.
	#[arg(long)]
	amount: Option<String>,
	#[command(flatten)]
	submit: Submit,
}

/// `salus claim authorise show`.
#[derive(Debug, Args)]
pub struct ShowAuthorisation {
	/// The coverage on chain.
	coverage: u32,
	/// The number of the authorisation.
	number: u32,
	#[command(flatten)]
	connect: Connect,
}

/// A claim that is ready, and where it is from.
struct Prepared {
	ready: Ready,
	document: usize,
	place: usize,
}

/// What was read of the files.
struct Batch {
	plan: PlanFile,
	documents: Vec<Document>,
	prepared: Vec<Prepared>,
	/// Files and claims that cannot be taken. The others go on.
	failures: Vec<Failure>,
}

/// The plans on chain that a file is: that of the coverage, which has to be one, or those that the patients of the claims are
/// covered by.
async fn plans(
	state: &State,
	with: &With,
	plan: &PlanFile,
	register: &Register,
	claims: impl Iterator<Item = &ClaimIn>,
) -> Result<Vec<u32>, Failure> {
	if let Some(coverage) = with.coverage {
		let id = node::coverage(state, coverage).await?.plan;
		ensure_plan(state, id, plan).await?;
		return Ok(vec![id]);
	}
	let mut known: Vec<u32> = claims
		.flat_map(|claim| register.members(&claim.members))
		.map(|member| member.plan)
		.collect();
	known.sort_unstable();
	known.dedup();
	let mut own = vec![];
	for id in known {
		if is_plan(state, id, plan).await? {
			own.push(id);
		}
	}
	Ok(own)
}

async fn prepare(
	state: &State,
	files: &[PathBuf],
	with: &With,
	register: &Register,
	purpose: Purpose,
) -> Result<Batch, Failure> {
	let plan = with.private.plan(&with.plan, Absent::Refuse)?;
	let (mut documents, mut claims, mut failures) = (vec![], vec![], vec![]);
	for path in files {
		let read = document(path).and_then(|document| Ok((submission::read(&document, &plan)?, document)));
		match read {
			Ok(((read, warnings), document)) => {
				for warning in warnings {
					eprintln!("warning: {warning}");
				}
				let at = documents.len();
				claims.extend(read.into_iter().enumerate().map(|(place, claim)| (at, place, claim)));
				documents.push(document);
			},
			Err(failure) => failures.push(failure),
		}
	}
	let extras = Extras {
		coverage: with.coverage,
		plans: plans(state, with, &plan, register, claims.iter().map(|(_, _, claim)| claim)).await?,
		anchors: with.anchors.clone(),
		priors: priors(&with.prior_payer, &plan)?,
		purpose,
	};
	let single = claims.len() == 1;
	let mut prepared = vec![];
	for (document, place, claim) in &claims {
		match submission::ready(claim, &plan, Some(register), &extras, single) {
			Ok(ready) => {
				for warning in &ready.warnings {
					eprintln!("note: claim {}: {warning}", ready.name);
				}
				prepared.push(Prepared {
					ready,
					document: *document,
					place: *place,
				});
			},
			Err(failure) => failures.push(failure),
		}
	}
	if prepared.is_empty() {
		failed(failures)?;
		return Err(Failure::Refused("ZeroClaims: the files hold no claim".into()));
	}
	Ok(Batch {
		plan,
		documents,
		prepared,
		failures,
	})
}

/// All failures as one: the worse exit code counts.
fn failed(failures: Vec<Failure>) -> Outcome {
	if failures.is_empty() {
		return Ok(());
	}
	let unreadable = failures.iter().any(|failure| matches!(failure, Failure::Unreadable(_)));
	let all: Vec<String> = failures.iter().map(Failure::to_string).collect();
	let text = all.join("\nerror: ");
	Err(if unreadable {
		Failure::Unreadable(text)
	} else {
		Failure::Refused(text)
	})
}

/// What became of a claim, for people and programs.
async fn summary(state: &State, name: &str, taken: &Taken, currency: Currency) -> Result<Value, Failure> {
	let text = |amount: i128| currency.text(amount);
	let id = match taken {
		Taken::Refused(why) => return Ok(json!({"claim": name, "refused": why})),
		Taken::Claim(id) => *id,
	};
	let on = node::on_chain(state, id).await?;
	let totals = on.record.result.totals;
	Ok(json!({
		"claim": name,
		"id": id.to_string(),
		"state": state_name(&on.record.state),
		"billed": text(i128::try_from(on.record.submission.total).unwrap_or(i128::MAX)),
		"allowed": text(totals.allowed),
		"patientResponsibility": text(totals.patient),
		"paid": text(totals.paid),
		"revision": on.record.revision,
	}))
}

/// A state as one word, or a few.
pub(super) fn state_name(state: &ClaimState) -> String {
	match state {
		ClaimState::Pended { cause, .. } => format!("pended: {cause:?}"),
		ClaimState::Rejected { reason } => format!("rejected: {reason:?}"),
		ClaimState::Appealed { level, .. } => format!("appealed, level {level}"),
		ClaimState::Replaced { by } => format!("replaced by number {by}"),
		ClaimState::Paid { .. } => "paid".into(),
		other => format!("{other:?}").to_lowercase(),
	}
}

fn row(summary: &Value) -> String {
	let word = |member: &str| summary[member].as_str().unwrap_or_default().to_owned();
	if let Some(why) = summary["refused"].as_str() {
		return format!("{}: refused: {why}\n", word("claim"));
	}
	format!(
		"{}: {} {}, billed {}, allowed {}, patient {}, paid {}\n",
		word("claim"),
		word("id"),
		word("state"),
		word("billed"),
		word("allowed"),
		word("patientResponsibility"),
		word("paid")
	)
}

/// What the chain answered: transactions, each with its claims by name.
#[derive(Default)]
struct Answers(Vec<(Receipt, Vec<(String, Taken)>)>);

impl Answers {
	/// Notes a transaction with claims, and writes them into the register.
	async fn note(
		&mut self,
		chain: &Chain,
		register: &mut Register,
		claims: &[Prepared],
		documents: &[Document],
		receipt: Receipt,
	) -> Outcome {
		let submissions: Vec<_> = claims.iter().map(|one| one.ready.submission.clone()).collect();
		let taken = node::taken(chain, &receipt, &submissions).await;
		let mut named = vec![];
		for (one, taken) in claims.iter().zip(taken.as_deref().unwrap_or_default()) {
			if let (Taken::Claim(id), Some(document)) = (taken, documents.get(one.document)) {
				register.put_claim(*id, &one.ready.name, document, one.place);
			}
			named.push((one.ready.name.clone(), taken.clone()));
		}
		self.0.push((receipt, named));
		taken?;
		register.save()
	}

	/// Prints what became of claims. Refused ones make the exit code 1, files that cannot be read 2.
	async fn conclude(&self, chain: &Chain, format: Format, currency: Currency, mut failures: Vec<Failure>) -> Outcome {
		let mut summaries = vec![];
		for (receipt, claims) in &self.0 {
			let state = chain.state_at_hash(receipt.block_hash).await?;
			for (name, taken) in claims {
				if let Taken::Refused(why) = taken {
					failures.push(Failure::Refused(format!("claim {name} was refused: {why}")));
				}
				summaries.push(summary(&state, name, taken, currency).await?);
			}
		}
		match format {
			Format::Json => print(&pretty(&json!({
				"transactions": self.0.iter().map(|(receipt, _)| receipt.json()).collect::<Vec<_>>(),
				"claims": summaries,
			}))?)?,
			Format::Table => {
				for (receipt, _) in &self.0 {
					chain.report(receipt, Format::Table)?;
				}
				for summary in &summaries {
					print(&row(summary))?;
				}
			},
		}
		failed(failures)
	}
}

impl SubmitClaims {
	/// Runs the verb.
	pub fn run(self) -> Outcome {
		chain::block_on(async {
			let chain = Chain::connect(&self.submit.connect).await?;
			let mut register = self.with.private.register_to_write(&chain)?;
			let Batch {
				plan,
				documents,
				prepared,
				mut failures,
			} = prepare(
				&chain.state_at(At::Best).await?,
				&self.files,
				&self.with,
				&register,
				Purpose::Submit,
			)
			.await?;
			let mut answers = Answers::default();
			let mut left = prepared.len();
			for chunk in prepared.chunks(BATCH) {
				left = left.saturating_sub(chunk.len());
				let outcome = match chunk {
					[only] => {
						let call = node::submit(&only.ready.submission)?;
						self.send(&call, &chain, &mut register, chunk, &documents, &mut answers)
							.await
					},
					several => {
						let claims: Vec<_> = several.iter().map(|one| one.ready.submission.clone()).collect();
						let call = node::submit_batch(&claims)?;
						self.send(&call, &chain, &mut register, chunk, &documents, &mut answers)
							.await
					},
				};
				if let Err(failure) = outcome {
					failures.push(failure);
					if left != 0 {
						failures.push(Failure::Refused(format!(
							"{left} claims after these were not submitted"
						)));
					}
					break;
				}
			}
			if self.submit.dry_run {
				return failed(failures);
			}
			answers
				.conclude(&chain, self.submit.format, plan.currency, failures)
				.await
		})
	}

	/// Submits claims in one transaction, or tries it.
	async fn send<C: subxt::tx::Payload>(
		&self,
		call: &C,
		chain: &Chain,
		register: &mut Register,
		claims: &[Prepared],
		documents: &[Document],
		answers: &mut Answers,
	) -> Outcome {
		if self.submit.dry_run {
			return dry_run(chain, call, &self.submit).await;
		}
		let receipt = chain
			.submit(call, &self.submit.signer()?, &self.submit.options())
			.await?;
		answers.note(chain, register, claims, documents, receipt).await
	}
}

pub(super) async fn dry_run<C: subxt::tx::Payload>(chain: &Chain, call: &C, submit: &Submit) -> Outcome {
	let dry = chain.dry_run(call, &submit.signer()?, &submit.options()).await?;
	dry.print(chain, submit.format)?;
	dry.accepted()
}

impl Replace {
	/// Runs the verb.
	pub fn run(self) -> Outcome {
		chain::block_on(async {
			let chain = Chain::connect(&self.submit.connect).await?;
			let mut register = self.with.private.register_to_write(&chain)?;
			let state = chain.state_at(At::Best).await?;
			let id = self.claim.find(&state, &register).await?;
			let with = With {
				coverage: self.with.coverage.or(Some(id.coverage)),
				..self.with
			};
			let Batch {
				plan,
				documents,
				prepared,
				failures,
			} = prepare(
				&state,
				std::slice::from_ref(&self.file),
				&with,
				&register,
				Purpose::Replace,
			)
			.await?;
			failed(failures)?;
			let [one] = prepared.as_slice() else {
				return Err(Failure::Refused(format!(
					"{}: has {} claims; one takes the place of one",
					self.file.display(),
					prepared.len()
				)));
			};
			if let Some(old) = node::claim(&state, id).await? {
				if let Some(why) = void_of_void(&old.state) {
					return Err(Failure::Refused(format!("{why} (claim {id})")));
				}
			}
			let call = node::replace(id, &one.ready.submission)?;
			if self.submit.dry_run {
				return dry_run(&chain, &call, &self.submit).await;
			}
			let receipt = chain
				.submit(&call, &self.submit.signer()?, &self.submit.options())
				.await?;
			let mut answers = Answers::default();
			answers
				.note(&chain, &mut register, &prepared, &documents, receipt)
				.await?;
			answers
				.conclude(&chain, self.submit.format, plan.currency, vec![])
				.await
		})
	}
}

impl Estimate {
	/// Runs the verb.
	pub fn run(self) -> Outcome {
		chain::block_on(async {
			let chain = Chain::connect(&self.connect).await?;
			let register = self.with.private.register(&chain)?;
			let state = chain.state().await?;
			let Batch {
				plan,
				documents,
				prepared,
				failures,
			} = prepare(&state, &self.files, &self.with, &register, Purpose::Estimate).await?;
			let (mut answers, mut rows) = (vec![], vec![]);
			for one in &prepared {
				// The chain estimates what it would decide about a claim for payment.
				let mut asked = one.ready.submission.clone();
				asked.usage = salus_claims_engine::ClaimUse::Claim;
				let estimate = node::estimate(&state, &chain, bytes(&self.provider), &asked).await?;
				let totals = estimate.result.as_ref().map(|result| result.totals).unwrap_or_default();
				rows.push(json!({
					"claim": one.ready.name,
					"block": state.number(),
					"state": state_name(&estimate.state),
					"billed": plan.currency.text(i128::try_from(asked.total).unwrap_or(i128::MAX)),
					"allowed": plan.currency.text(totals.allowed),
					"patientResponsibility": plan.currency.text(totals.patient),
					"paid": plan.currency.text(totals.paid),
				}));
				if let (Some(result), Some(document)) = (estimate.result, documents.get(one.document)) {
					let coverage = node::coverage(&state, asked.coverage).await?;
					answers.push(super::show::estimated(
						document,
						one.place,
						&plan,
						&coverage,
						asked,
						result,
						estimate.rules,
					)?);
				}
			}
			match self.format {
				Format::Json => print(&pretty(&Value::Array(rows))?)?,
				Format::Table => {
					for row in rows
						.iter()
						.filter(|row| row["state"].as_str().is_some_and(|s| s.starts_with("pended")))
					{
						print(&format!(
							"claim {} would wait for a person: {}\n",
							row["claim"].as_str().unwrap_or_default(),
							row["state"].as_str().unwrap_or_default()
						))?;
					}
					print(&table::write(&Writer::new(&plan, None, true, vec![]), &answers))?;
				},
			}
			failed(failures)
		})
	}
}

impl Authorise {
	/// Runs the verb.
	pub fn run(self) -> Outcome {
		match self.verb {
			AuthoriseVerb::Request(arguments) => chain::block_on(arguments.run()),
			AuthoriseVerb::Decide(arguments) => chain::block_on(arguments.run()),
			AuthoriseVerb::Show(arguments) => chain::block_on(arguments.run()),
		}
	}
}

/// The currency of a coverage's plan.
async fn currency_of(state: &State, coverage: u32) -> Result<Currency, Failure> {
	let coverage = node::coverage(state, coverage).await?;
	Ok(currency(node::plan(state, coverage.plan).await?.terms.currency))
}

impl RequestAuthorisation {
	async fn run(self) -> Outcome {
		let chain = Chain::connect(&self.submit.connect).await?;
		let state = chain.state().await?;
		let plan = self
			.plan
			.as_ref()
			.map(|path| self.private.plan(path, Absent::Refuse))
			.transpose()?;
		if let Some(plan) = &plan {
			ensure_plan(&state, node::coverage(&state, self.coverage).await?.plan, plan).await?;
		}
		let service = match (&self.code, &plan) {
			(Some(text), Some(plan)) => {
				let code = crate::claim::plan::parse_code(text);
				plan.service(&[code]).map(|code| plan.blind(&code))
			},
			_ => None,
		};
		let category = match &self.category {
			None => None,
			Some(name) => {
				let found = match &plan {
					Some(plan) => plan.categories.find(name),
					None => category_number(name),
				};
				Some(found.ok_or_else(|| {
					Failure::Unreadable(format!(
						"--category {name}: is no standard category; name the plan with --plan"
					))
				})?)
			},
		};
		let amount = match &self.amount {
			None => None,
			Some(text) => Some(amount(text, currency_of(&state, self.coverage).await?)?),
		};
		let request = Request {
			service,
			category: category.map(|c: Category| c),
			from: self.from,
			until: self.until,
			units: self.units,
			amount,
			urgent: self.urgent,
		};
		let call = node::request_authorisation(self.coverage, &request)?;
		if let Some(receipt) = chain.run(&call, &self.submit).await? {
			let number = node::requested(&receipt)?;
			if self.submit.format == Format::Table {
				print(&format!("authorisation {number} of coverage {}\n", self.coverage))?;
			}
		}
		Ok(())
	}
}

impl DecideAuthorisation {
	async fn run(self) -> Outcome {
		let chain = Chain::connect(&self.submit.connect).await?;
		let state = chain.state().await?;
		let asked = node::authorisation(&state, self.coverage, self.number).await?.request;
		let denied = self.decision == Action::Denied;
		let amount = match &self.amount {
			None => asked.amount,
			Some(text) => Some(amount(text, currency_of(&state, self.coverage).await?)?),
		};
		let grant = Grant {
			decision: match self.decision {
				Action::Certified => Decision::Certified,
				Action::Partial => Decision::Partial,
				Action::Modified => Decision::Modified,
				Action::Denied => Decision::Denied,
			},
			from: self.from.unwrap_or(asked.from),
			until: self.until.unwrap_or(asked.until),
			units: if denied { None } else { self.units.or(asked.units) },
			amount: if denied { None } else { amount },
		};
		let call = node::decide_authorisation(self.coverage, self.number, &grant)?;
		chain.run(&call, &self.submit).await.map(|_| ())
	}
}

impl ShowAuthorisation {
	async fn run(self) -> Outcome {
		let chain = Chain::connect(&self.connect).await?;
		let state = chain.state().await?;
		let found = node::authorisation(&state, self.coverage, self.number).await?;
		let currency = currency_of(&state, self.coverage).await?;
		let request = found.request;
		let units = request
			.units
			.map_or("any".into(), |units| crate::claim::decimal::fixed(i128::from(units), 3));
		let amount = request.amount.map_or("any".into(), |amount| {
			currency.text(i128::try_from(amount).unwrap_or(i128::MAX))
		});
		print(&format!(
			"authorisation  {} of coverage {}\nprovider       {}\ndecision       {:?}\ndays           {} to {}\nunits left     {units}\n\
			 amount left    {amount}\ncategory       {}\nservice        {}\ndeadline       {}\nblock          {}\n",
			self.number,
			self.coverage,
			chain::ss58(&AccountId32(found.provider)),
			found.decision,
			day_text(request.from),
			day_text(request.until),
			request.category.map_or("any".into(), |category| category.0.to_string()),
			request.service.map_or("any".into(), hex::encode),
			super::show::moment(found.deadline),
			state.number(),
		))
	}
}
