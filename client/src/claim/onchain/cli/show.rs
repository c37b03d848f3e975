//! What became of claims: states, rules, remittances.

use super::{account, amount, bytes, claims::state_name, currency, plan_of, pretty, print, Absent, ClaimRef, Private};
use crate::{
	chain::{self, ss58, AccountId32, At, Chain, Connect, Format, State, Submit},
	claim::{
		book::Answer,
		decimal::Currency,
		eob,
		era::{self, Adjusted, Made},
		json::day_text,
		onchain::{
			node,
			opened::{self, OnChain},
			proof::Proof,
			publish::publication,
			register::{Document, Register},
			submission,
			wire::{
				ClaimId, ClaimRecord, ClaimState, CoverageRecord, PlbReason, ProviderAdjustment, RemittanceView,
				Submission, Told,
			},
		},
		output::Writer,
		plan::PlanFile,
		response, table,
	},
	outcome::{Failure, Outcome},
};
use clap::{Args, Subcommand, ValueEnum};
use salus_claims_engine::{calendar::Day, Adjudication, Step, Tallies};
use serde_json::{json, Value};
use std::path::PathBuf;

/// `salus claim show`.
#[derive(Debug, Args)]
pub struct Show {
	/// The claim on chain: COVERAGE/NUMBER, or its name in the register.
	#[arg(required_unless_present = "coverage")]
	claim: Option<ClaimRef>,
	/// Lists the claims of this coverage.
	#[arg(long, conflicts_with = "claim")]
	coverage: Option<u32>,
	/// The plan: `PLAN.json`, for the names of codes and categories.
	#[arg(long, value_name = "PLAN.json")]
	plan: Option<PathBuf>,
	#[command(flatten)]
	private: Private,
	#[command(flatten)]
	connect: Connect,
	/// How the result is printed.
	#[arg(long, value_enum, default_value_t = Format::Table)]
	format: Format,
}

/// What `salus claim explain` needs for a claim on chain.
#[derive(Debug, Args)]
pub struct Explain {
	#[command(flatten)]
	private: Private,
	#[command(flatten)]
	connect: Connect,
	/// How the rules of a claim on chain are printed.
	#[arg(long, value_enum, default_value_t = Format::Table)]
	format: Format,
}

/// `salus claim prove`.
#[derive(Debug, Args)]
pub struct Prove {
	/// The claim on chain: COVERAGE/NUMBER, or its name in the register.
	claim: ClaimRef,
	#[command(flatten)]
	private: Private,
	#[command(flatten)]
	connect: Connect,
}

/// `salus claim verify`.
#[derive(Debug, Args)]
pub struct Verify {
	/// What `salus claim prove` wrote.
	file: PathBuf,
	/// The plan: `PLAN.json`. With it the result has to be of this plan, prices and all.
	#[arg(long, value_name = "PLAN.json")]
	plan: Option<PathBuf>,
	#[command(flatten)]
	private: Private,
}

/// The verbs of `salus remittance` that need a node.
#[derive(Debug, Subcommand)]
pub enum RemittanceCommand {
	/// Puts together what was paid to a provider: an officer of the payer does.
	Create(Create),
	/// Shows a remittance on chain.
	Show(ShowRemittance),
	/// Writes a remittance on chain as X12 835, or as FHIR.
	///
	/// The register opens what the chain has blinded; without it services are keys and members are coverages.
	Export(Export),
}

/// `salus remittance create`.
#[derive(Debug, Args)]
pub struct Create {
	/// The plan on chain.
	plan: u32,
	/// The provider that is paid.
	#[arg(long, value_parser = account)]
	provider: AccountId32,
	/// The claims: COVERAGE/NUMBER, or their names in the register.
	claims: Vec<ClaimRef>,
	/// Further adjustments: `CODE=AMOUNT` with WO, FB, L6, 72 or CS; a positive amount lowers the payment.
	#[arg(long = "adjust", value_name = "CODE=AMOUNT", allow_hyphen_values = true)]
	adjustments: Vec<String>,
	#[command(flatten)]
	private: Private,
	#[command(flatten)]
	submit: Submit,
}

/// `salus remittance show`.
#[derive(Debug, Args)]
pub struct ShowRemittance {
	/// The remittance on chain.
	remittance: u32,
	#[command(flatten)]
	connect: Connect,
	/// How the result is printed.
	#[arg(long, value_enum, default_value_t = Format::Table)]
	format: Format,
}

/// What a remittance is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum As {
	/// X12 835.
	#[value(name = "835")]
	X835,
	/// FHIR R4 ExplanationOfBenefit.
	Eob,
	/// FHIR R4 ClaimResponse.
	#[value(name = "claim-response")]
	ClaimResponse,
	/// A table for people.
	Table,
}

/// `salus remittance export`.
#[derive(Debug, Args)]
pub struct Export {
	/// The remittance on chain.
	#[arg(required_unless_present = "claim")]
	remittance: Option<u32>,
	/// One claim instead of a remittance (not for 835): COVERAGE/NUMBER, or its name in the register.
	#[arg(long, conflicts_with = "remittance")]
	claim: Option<ClaimRef>,
	/// What is written to standard output.
	#[arg(long = "as", value_enum, default_value_t = As::X835)]
	form: As,
	/// The plan: `PLAN.json`, for the names of payer, codes and categories.
	#[arg(long, value_name = "PLAN.json")]
	plan: Option<PathBuf>,
	#[command(flatten)]
	private: Private,
	#[command(flatten)]
	connect: Connect,
}

/// Seconds since 1970 as a date and time.
pub(super) fn moment(seconds: u64) -> String {
	let day = Day::try_from(seconds / 86_400).unwrap_or(Day::MAX);
	let of_day = seconds % 86_400;
	format!(
		"{} {:02}:{:02}:{:02} UTC",
		day_text(day),
		of_day / 3_600,
		of_day / 60 % 60,
		of_day % 60
	)
}

fn day_of(seconds: u64) -> Day {
	Day::try_from(seconds / 86_400).unwrap_or(Day::MAX)
}

/// An answer for a claim that was only estimated.
pub(super) fn estimated(
	document: &Document,
	place: usize,
	plan: &PlanFile,
	coverage: &CoverageRecord,
	asked: Submission,
	result: Adjudication,
	rules: Vec<Step>,
) -> Result<Answer, Failure> {
	let (claims, _) = submission::read(document, plan)?;
	let claim = claims
		.into_iter()
		.nth(place)
		.ok_or_else(|| Failure::Unreadable(format!("{}: has no claim at place {place}", document.name)))?;
	let on = OnChain {
		id: ClaimId {
			coverage: asked.coverage,
			number: coverage.next_claim,
		},
		record: ClaimRecord {
			plan: coverage.plan,
			provider: [0; 32],
			network: 0,
			received: claim.received.unwrap_or(0),
			clock: 0,
			clean: true,
			replaces: None,
			consent: [0; 32],
			submission: asked,
			state: ClaimState::Submitted,
			revision: 1,
			sequence: 0,
			counted: false,
			result: Adjudication::default(),
			entry: 0,
			decided: 0,
			moved: 0,
			promised: 0,
			short: 0,
			interest: 0,
			withheld: 0,
			returned: 0,
			set_off: 0,
			told: Told {
				revision: 0,
				paid: 0,
				interest: 0,
				withheld: 0,
				returned: 0,
				set_off: 0,
			},
			remittance: None,
		},
		coverage: coverage.clone(),
		family: Tallies::default(),
	};
	let mut answer = opened::answer(&on, plan, None, Some((result, 1)), rules)?;
	answer.warnings.clear();
	answer.claim = claim;
	answer.claim.usage = salus_claims_engine::ClaimUse::Predetermination;
	Ok(answer)
}

fn claim_json(on: &OnChain, state: &State) -> Value {
	let currency = currency(on.record.submission.currency);
	let text = |amount: i128| currency.text(amount);
	let money = |amount: u128| text(i128::try_from(amount).unwrap_or(i128::MAX));
	let record = &on.record;
	let totals = record.result.totals;
	json!({
		"id": on.id.to_string(),
		"block": state.number(),
		"plan": record.plan,
		"provider": ss58(&AccountId32(record.provider)),
		"network": record.network,
		"state": state_name(&record.state),
		"deadline": match record.state {
			ClaimState::Pended { deadline, .. } | ClaimState::Appealed { deadline, .. } => Some(moment(deadline)),
			_ => None,
		},
		"received": day_text(record.received),
		"decided": (record.revision > 0).then(|| day_text(record.decided)),
		"revision": record.revision,
		"currency": currency.name(),
		"billed": money(record.submission.total),
		"allowed": text(totals.allowed),
		"patientResponsibility": text(totals.patient),
		"planPays": text(totals.paid),
		"paid": money(record.moved),
		"promised": money(record.promised),
		"short": money(record.short),
		"interest": money(record.interest),
		"withheld": money(record.withheld),
		"consent": hex::encode(record.consent),
		"logEntry": record.entry,
		"replaces": record.replaces,
		"remittance": record.remittance,
		"lines": record.result.lines.iter().map(|line| json!({
			"number": line.number,
			"billed": text(line.billed),
			"allowed": text(line.allowed),
			"paid": text(line.paid),
			"patientResponsibility": text(line.patient),
			"adjustments": line.adjustments.iter().map(|a| json!({
				"group": a.group.code(),
				"reason": a.reason.to_string(),
				"amount": text(a.amount),
			})).collect::<Vec<_>>(),
		})).collect::<Vec<_>>(),
	})
}

/// `name value` for each member that says something.
fn sheet(value: &Value, members: &[&str]) -> String {
	let mut text = String::new();
	for member in members {
		let shown = match &value[*member] {
			Value::Null => continue,
			Value::String(text) => text.clone(),
			other => other.to_string(),
		};
		text += &format!("{member:<22} {shown}\n");
	}
	text
}

impl Show {
	/// Runs the verb.
	pub fn run(self) -> Outcome {
		chain::block_on(async {
			let chain = Chain::connect(&self.connect).await?;
			let register = self.private.register(&chain)?;
			let state = chain.state().await?;
			if let Some(coverage) = self.coverage {
				return self.list(&state, coverage).await;
			}
			let Some(claim) = &self.claim else {
				return Err(Failure::Unreadable(
					"name a claim, or a coverage with --coverage".into(),
				));
			};
			let id = claim.find(&state, &register).await?;
			let on = node::on_chain(&state, id).await?;
			let plan = plan_of(&state, on.record.plan, self.plan.as_ref(), &self.private).await?;
			let value = claim_json(&on, &state);
			if self.format == Format::Json {
				return print(&pretty(&value)?);
			}
			print(&sheet(
				&value,
				&[
					"id",
					"state",
					"deadline",
					"plan",
					"provider",
					"received",
					"decided",
					"revision",
					"paid",
					"promised",
					"short",
					"interest",
					"withheld",
					"replaces",
					"remittance",
					"consent",
					"logEntry",
					"block",
				],
			))?;
			if on.record.revision == 0 {
				return Ok(());
			}
			let answer = opened::answer(&on, &plan, Some(&register), None, vec![])?;
			print(&format!(
				"\n{}",
				table::write(&Writer::new(&plan, None, false, vec![]), &[answer])
			))
		})
	}

	async fn list(&self, state: &State, coverage: u32) -> Outcome {
		let (mut rows, mut start) = (vec![], 0);
		loop {
			let page = node::claims_of(state, coverage, start).await?;
			let Some((last, _)) = page.last() else { break };
			start = last.number.saturating_add(1);
			rows.extend(page);
		}
		match self.format {
			Format::Json => print(&pretty(&json!(rows
				.iter()
				.map(|(id, state)| json!({"id": id.to_string(), "state": state_name(state)}))
				.collect::<Vec<_>>()))?),
			Format::Table => {
				let all: String = rows
					.iter()
					.map(|(id, state)| format!("{:<12} {}\n", id.to_string(), state_name(state)))
					.collect();
				print(&all)
			},
		}
	}
}

impl Explain {
	/// Explains a claim on chain.
	pub fn run(self, claim: &ClaimRef, plan: Option<&PathBuf>) -> Outcome {
		chain::block_on(async {
			let chain = Chain::connect(&self.connect).await?;
			let register = self.private.register(&chain)?;
			let state = chain.state().await?;
			let id = claim.find(&state, &register).await?;
			let on = node::on_chain(&state, id).await?;
			let explained = node::explain(&state, id).await?;
			let plan = plan_of(&state, on.record.plan, plan, &self.private).await?;
			let mut answer = opened::answer(&on, &plan, Some(&register), None, explained.rules)?;
			if on.record.revision > 0 && !explained.same {
				answer.warnings.push(
					"the rules are those of now: the accumulators that the claim was decided with cannot be told any more".into(),
				);
			}
			let writer = Writer::new(&plan, None, true, vec![]);
			match self.format {
				Format::Json => print(&writer.all(std::slice::from_ref(&answer)).pretty()),
				Format::Table => print(&table::write(&writer, &[answer])),
			}
		})
	}
}

impl Prove {
	/// Runs the verb.
	pub fn run(self) -> Outcome {
		chain::block_on(async {
			let chain = Chain::connect(&self.connect).await?;
			let register = self.private.register(&chain)?;
			let state = chain.state().await?;
			let id = self.claim.find(&state, &register).await?;
			let on = node::on_chain(&state, id).await?;
			if on.record.revision == 0 {
				return Err(Failure::Refused(format!("claim {id} is not decided yet")));
			}
			let plan = node::plan(&state, on.record.plan).await?;
			let proof = Proof::new(id, &on.record, &plan);
			proof.check(None)?;
			let value = serde_json::to_value(&proof).map_err(|e| Failure::Refused(e.to_string()))?;
			print(&pretty(&value)?)
		})
	}
}

impl Verify {
	/// Runs the verb, without a node.
	pub fn run(self) -> Outcome {
		let document = super::document(&self.file)?;
		let proof = Proof::parse(&document.text).map_err(|failure| named(&document.name, &failure))?;
		let plan = match &self.plan {
			Some(path) => {
				let plan = self.private.plan(path, Absent::Refuse)?;
				Some(publication(&plan, crate::claim::onchain::wire::Asset::Native, 0)?)
			},
			None => None,
		};
		let checked = proof
			.check(plan.as_ref())
			.map_err(|failure| named(&document.name, &failure))?;
		print(&format!(
			"claim {} revision {}: the result balances{}; plan pays {} and patient bears {} minor units\nlog entry {} has to be of kind \
			 adjudication and digest {}\n",
			proof.claim,
			proof.revision,
			if plan.is_some() { " and is of this plan" } else { "" },
			checked.paid,
			checked.patient,
			proof.log_entry,
			hex::encode(checked.log_digest)
		))
	}
}

fn named(file: &str, failure: &Failure) -> Failure {
	match failure {
		Failure::Refused(why) => Failure::Refused(format!("{file}: {why}")),
		Failure::Unreadable(why) => Failure::Unreadable(format!("{file}: {why}")),
	}
}

/// Runs one verb of `salus remittance`.
pub fn remittance(command: RemittanceCommand) -> Outcome {
	match command {
		RemittanceCommand::Create(arguments) => chain::block_on(arguments.run()),
		RemittanceCommand::Show(arguments) => chain::block_on(arguments.run()),
		RemittanceCommand::Export(arguments) => chain::block_on(arguments.run()),
	}
}

/// Says which claim is not ready for a remittance; the chain would only say that one is not.
async fn ensure_settled(chain: &Chain, id: ClaimId, currency: Currency) -> Outcome {
	let Some(record) = node::claim(&chain.state_at(At::Best).await?, id).await? else {
		return Err(Failure::Refused(format!(
			"UnknownClaim: there is no claim {id} on chain"
		)));
	};
	let money = |amount: u128| currency.text(i128::try_from(amount).unwrap_or(i128::MAX));
	let over = record.overpaid();
	let why = match record.state {
		_ if over > 0 => format!(
			"OverpaymentOpen: the provider has {} more than claim {id} pays; recover it first: `salus claim recover {id}`",
			money(over)
		),
		ClaimState::Adjudicated
		| ClaimState::Paid { .. }
		| ClaimState::Reversed
		| ClaimState::Replaced { .. }
		| ClaimState::Rejected { .. }
		| ClaimState::Closed => return Ok(()),
		state => format!(
			"StillOpen: claim {id} is {}; a remittance tells of claims that are decided and paid",
			state_name(&state)
		),
	};
	Err(Failure::Refused(why))
}

impl Create {
	async fn run(self) -> Outcome {
		let chain = Chain::connect(&self.submit.connect).await?;
		let register = self.private.register(&chain)?;
		let state = chain.state().await?;
		let currency = currency(node::plan(&state, self.plan).await?.terms.currency);
		let mut claims = vec![];
		for claim in &self.claims {
			let id = claim.find(&state, &register).await?;
			ensure_settled(&chain, id, currency).await?;
			claims.push(id);
		}
		let mut adjustments = vec![];
		for text in &self.adjustments {
			let bad = || Failure::Unreadable(format!("--adjust {text}: write CODE=AMOUNT with WO, FB, L6, 72 or CS"));
			let (code, stated) = text.split_once('=').ok_or_else(bad)?;
			let reason = match code {
				"WO" => PlbReason::Overpayment,
				"FB" => PlbReason::ForwardBalance,
				"L6" => PlbReason::Interest,
				"72" => PlbReason::Returned,
				"CS" => PlbReason::Agreed,
				_ => return Err(bad()),
			};
			let (negative, stated) = stated.strip_prefix('-').map_or((false, stated), |rest| (true, rest));
			let magnitude = i128::try_from(amount(stated, currency)?).map_err(|_| bad())?;
			adjustments.push(ProviderAdjustment {
				reason,
				amount: if negative { -magnitude } else { magnitude },
			});
		}
		let call = node::create_remittance(self.plan, bytes(&self.provider), &claims, &adjustments)?;
		if let Some(receipt) = chain.run(&call, &self.submit).await? {
			let id = node::created(&receipt)?;
			if self.submit.format == Format::Table {
				print(&format!("remittance   {id}\n"))?;
			}
		}
		Ok(())
	}
}

impl ShowRemittance {
	async fn run(self) -> Outcome {
		let chain = Chain::connect(&self.connect).await?;
		let state = chain.state().await?;
		let view = node::remittance(&state, self.remittance).await?;
		let currency = currency(view.currency);
		let made = &view.remittance;
		let value = json!({
			"remittance": self.remittance,
			"block": state.number(),
			"plan": made.plan,
			"payer": ss58(&AccountId32(view.payer)),
			"provider": ss58(&AccountId32(made.provider)),
			"made": moment(made.at),
			"currency": currency.name(),
			"claims": made.claims.iter().map(|item| json!({
				"id": item.claim.to_string(),
				"revision": item.revision,
				"amount": currency.text(item.amount),
			})).collect::<Vec<_>>(),
			"adjustments": made.adjustments.iter().map(|a| json!({
				"code": a.reason.code(),
				"amount": currency.text(a.amount),
			})).collect::<Vec<_>>(),
			"total": currency.text(made.total),
			"logEntry": made.entry,
		});
		if self.format == Format::Json {
			return print(&pretty(&value)?);
		}
		let mut text = sheet(&value, &["remittance", "plan", "payer", "provider", "made", "currency"]);
		for item in &made.claims {
			text += &format!(
				"claim                  {:<12} revision {:<3} {}\n",
				item.claim.to_string(),
				item.revision,
				currency.text(item.amount)
			);
		}
		for adjustment in &made.adjustments {
			text += &format!(
				"adjustment             {:<25} {}\n",
				adjustment.reason.code(),
				currency.text(-adjustment.amount)
			);
		}
		text += &sheet(&value, &["total", "logEntry", "block"]);
		print(&text)
	}
}

/// What a remittance says of its claims: results of earlier remittances are taken back before new ones follow.
async fn told(
	state: &State,
	id: u32,
	view: &RemittanceView,
	plan: &PlanFile,
	register: &Register,
) -> Result<Vec<Answer>, Failure> {
	let before = node::told_before(state, id, view).await?;
	let mut answers = vec![];
	for item in &view.remittance.claims {
		let on = node::on_chain(state, item.claim).await?;
		let now = view.results.iter().find(|(claim, _)| *claim == item.claim);
		let Some((_, now)) = now else { continue };
		let earlier = before
			.iter()
			.find(|(claim, _)| *claim == item.claim)
			.map(|(_, revision)| *revision);
		if earlier == Some(item.revision) {
			// Told before; what is new of it is among the adjustments.
			continue;
		}
		let mut all = vec![];
		let taken_back = match earlier {
			Some(revision) => Some(revision),
			// Undone before anything was told: what was decided, and that it was taken back.
			None if now.reversal && item.revision > 1 => {
				let revision = item.revision - 1;
				all.push((node::result(state, item.claim, revision).await?, revision));
				Some(revision)
			},
			None => None,
		};
		if let Some(revision) = taken_back {
			let old = node::result(state, item.claim, revision).await?;
			if !old.reversal {
				let reversal = old
					.reverse()
					.map_err(|refusal| Failure::Refused(format!("claim {}: {refusal:?}", item.claim)))?;
				all.push((reversal, revision));
			}
		}
		if !now.reversal {
			all.push((now.clone(), item.revision));
		}
		for (result, revision) in all {
			answers.push(opened::answer(
				&on,
				plan,
				Some(register),
				Some((result, revision)),
				vec![],
			)?);
		}
	}
	Ok(answers)
}

impl Export {
	async fn run(self) -> Outcome {
		let chain = Chain::connect(&self.connect).await?;
		let register = self.private.register(&chain)?;
		let state = chain.state().await?;
		let Some(id) = self.remittance else {
			return self.one(&state, &register).await;
		};
		let view = node::remittance(&state, id).await?;
		let made = &view.remittance;
		let mut plan = plan_of(&state, made.plan, self.plan.as_ref(), &self.private).await?;
		if plan.payer.is_empty() {
			plan.payer.push(ss58(&AccountId32(view.payer)));
		}
		let answers = told(&state, id, &view, &plan, &register).await?;
		for warning in answers.iter().flat_map(|answer| &answer.warnings) {
			eprintln!("note: {warning}");
		}
		let day = day_of(made.at);
		let writer = Writer::new(&plan, Some(day), false, vec![]);
		let adjustments = made.adjustments.iter().map(|a| Adjusted {
			reason: a.reason.code().into(),
			identifier: format!("REMITTANCE {id}"),
			amount: a.amount,
		});
		let text = match self.form {
			As::X835 => {
				let payment = Made {
					day,
					trace: format!("{}-{id}", made.entry),
					provider: ss58(&AccountId32(made.provider)),
					adjustments: adjustments.collect(),
				};
				let text = era::write_made(&writer, &answers, &payment)
					.map_err(|why| Failure::Refused(format!("remittance {id}: 835: {why}")))?;
				balanced(id, &text, made.total, plan.currency.digits)?;
				text
			},
			form => write(form, &writer, &answers),
		};
		print(&text)
	}

	async fn one(&self, state: &State, register: &Register) -> Outcome {
		let Some(claim) = &self.claim else {
			return Err(Failure::Unreadable("name a remittance, or a claim with --claim".into()));
		};
		if self.form == As::X835 {
			return Err(Failure::Unreadable(
				"an 835 is of a remittance; write one claim with --as eob or --as claim-response".into(),
			));
		}
		let on = node::on_chain(state, claim.find(state, register).await?).await?;
		let plan = plan_of(state, on.record.plan, self.plan.as_ref(), &self.private).await?;
		let paid = match on.record.state {
			ClaimState::Paid { at } => Some(day_of(at)),
			_ => None,
		};
		let answer = opened::answer(&on, &plan, Some(register), None, vec![])?;
		for warning in &answer.warnings {
			eprintln!("note: {warning}");
		}
		print(&write(self.form, &Writer::new(&plan, paid, false, vec![]), &[answer]))
	}
}

fn write(form: As, writer: &Writer<'_>, answers: &[Answer]) -> String {
	match form {
		As::Eob => eob::write(writer, answers),
		As::ClaimResponse => response::write(writer, answers),
		As::Table | As::X835 => table::write(writer, answers),
	}
}

/// What is written balances, and pays what the chain says; else it is not written.
fn balanced(id: u32, text: &str, total: i128, digits: u32) -> Outcome {
	let report = crate::remittance::check::check(text.as_bytes(), false)
		.map_err(|error| Failure::Refused(format!("remittance {id}: what was written cannot be read: {error}")))?;
	let paid = report.transactions.first().map(|t| t.remittance.payment.amount.minor());
	let cents = total.saturating_mul(10i128.saturating_pow(2u32.saturating_sub(digits)));
	if !report.is_balanced() || paid != Some(cents.max(0)) {
		return Err(Failure::Refused(format!(
			"remittance {id}: what was written does not balance with the chain's total; please report this"
		)));
	}
	Ok(())
}
