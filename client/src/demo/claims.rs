//! Claims: a plan, five claims, a remittance.

use super::{
	input::{self, Input},
	people::People,
	story::Story,
};
use crate::{
	chain::{ss58, At, Receipt, Signer},
	claim::{
		self,
		era::{self, Made},
		onchain::{
			node::{self, Taken},
			opened,
			publish::{self, Publication},
			register::{Document, MemberEntry, PlanEntry, Register},
			submission::{self, Extras},
			wire::{Asset, ClaimId, ClaimState, Finding, Household, Resolution, Submission, Terms},
		},
		output::Writer,
		plan::PlanFile,
	},
	outcome::Failure,
	remittance,
};
use salus_api::salus;
use salus_claims_engine::{claim::Override, Ruling};
use serde_json::{json, Value};

/// What the plan's pool begins with, in whole tokens.
const POOL: u128 = 500;

/// What an officer may decide alone, in cents.
const OFFICER_LIMIT: u128 = 10_000_000;

/// Covered from the first of January 2000 on: claims of example data are old.
const COVERED_FROM: i32 = 10_957;

/// The code that no plan covers, until somebody overturns it.
const EXPERIMENTAL: &str = "demo-experimental";

/// What is left of a claim for the end of the story.
pub struct Told {
	/// Its number on chain.
	pub id: ClaimId,
}

/// The provider's and the payer's desk: plan, register and what they are known by on chain.
pub struct Desk {
	plan: PlanFile,
	register: Register,
	number: u32,
	coverage: u32,
	first: Document,
	evidence: Option<u64>,
	today: String,
}

fn plan_json(secret: &[u8; 32], codes: &[String]) -> Value {
	json!({
		"plan": "demo-silver",
		"version": "1",
		"payer": {"id": "Organization/insurer", "name": "Demo Insurer"},
		"currency": "USD",
		"secret": format!("hex:{}", hex::encode(secret)),
		"deductible": 500,
		"outOfPocketMax": 3000,
		"coinsurance": 20,
		"categories": {"primary-care": codes, "experimental": [EXPERIMENTAL]},
		"costShare": [
			{"category": "primary-care", "copay": 20, "deductible": false},
			{"category": "experimental", "covered": false},
			{"coinsurance": 20},
		],
		"defaultPrice": "billed",
		"autoAdjudicationCeiling": 2000,
		"appealLevels": [{"fileWithinDays": 180, "decideWithinDays": 30}],
	})
}

fn document(name: &str, value: &Value) -> Document {
	Document {
		name: name.into(),
		text: value.to_string(),
	}
}

/// A document as a claim of the chain's form.
fn ready(
	document: &Document,
	plan: &PlanFile,
	coverage: u32,
	evidence: Option<u64>,
) -> Result<(String, Submission), Failure> {
	let (claims, _) = submission::read(document, plan)?;
	let first = claims
		.first()
		.ok_or_else(|| Failure::Unreadable(format!("{}: no claim in it", document.name)))?;
	let extras = Extras {
		coverage: Some(coverage),
		anchors: evidence.map(|anchor| (None, anchor)).into_iter().collect(),
		..Extras::default()
	};
	let ready = submission::ready(first, plan, None, &extras, true)?;
	Ok((ready.name, ready.submission))
}

/// `YYYY-MM-DD` of a day.
fn iso(day: i64) -> String {
	// Howard Hinnant's days-to-civil.
	let shifted = day + 719_468;
	let era = shifted.div_euclid(146_097);
	let of_era = shifted.rem_euclid(146_097);
	let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
	let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	let month_index = (5 * of_year + 2) / 153;
	let day = of_year - (153 * month_index + 2) / 5 + 1;
	let month = if month_index < 10 {
		month_index + 3
	} else {
		month_index - 9
	};
	let year = year_of_era + era * 400 + i64::from(month <= 2);
	format!("{year:04}-{month:02}-{day:02}")
}

impl Desk {
	/// The insurer publishes a plan, funds its pool, names an officer and covers the patient.
	pub async fn open(story: &mut Story, people: &People, input: &Input) -> Result<Self, Failure> {
		story.begin(
			"plan",
			"The insurer publishes a plan, funds its pool and enrols the patient",
		);
		let secret = story.journal.derive("plan secret");
		let read = |codes: &[String]| {
			claim::plan::read(&plan_json(&secret, codes), "plan.json")
				.map_err(|problem| Failure::Refused(format!("the plan of the demo: {problem}")))
		};
		// The day is asked for once: what is submitted must be the same when the story goes on.
		let today = match story.journal.fact("today").and_then(Value::as_str) {
			Some(today) => today.to_owned(),
			None => {
				let now = story.chain.state_at(At::Best).await?.now().await?;
				let today = iso(i64::try_from(now / 86_400).unwrap_or(0));
				story.journal.note("today", json!(today))?;
				today
			},
		};
		// The first claim of the folder that this plan can be asked about; if there is none, one of the demo's own.
		let own = input::claim("demo-1", "demo-visit", 150, &today);
		let candidates = input
			.claims
			.iter()
			.map(|claim| (claim.name.as_str(), &claim.value))
			.chain([("claim-1.json", &own)]);
		let mut chosen = None;
		for (name, value) in candidates {
			let codes = input::codes(value);
			let plan = read(&codes)?;
			let document = document(name, value);
			let fits = ready(&document, &plan, 0, None).is_ok_and(|(_, submission)| {
				submission.currency == *b"USD" && submission.total > 2_000 && submission.total < 200_000
			});
			if fits {
				chosen = Some((plan, document, codes));
				break;
			}
		}
		let (plan, first, codes) =
			chosen.ok_or_else(|| Failure::Refused("the demo's own claim does not fit its plan".into()))?;
		story.write(
			"the plan, with the secret of its codes (private)",
			"plan.json",
			serde_json::to_string_pretty(&plan_json(&secret, &codes))
				.unwrap_or_default()
				.as_bytes(),
		)?;

		let publication: Publication = publish::publication(&plan, Asset::Native, 1)?;
		let call = node::publish_plan(&publication, None)?;
		let published = story.submit("publish", &call, &people.insurer).await?;
		let number = published.event::<salus::claims::events::PlanPublished>()?.plan;
		let chain = &story.chain;
		let one = 10u128.checked_pow(chain.properties().decimals).unwrap_or(1);
		let mut calls = vec![];
		for page in &publication.pages {
			calls.push(chain.as_call(&node::add_prices(number, page)?).await?);
		}
		calls.push(
			chain
				.as_call(&node::set_contract(number, people.hospital.account().0, 0))
				.await?,
		);
		calls.push(
			chain
				.as_call(&node::set_officer(people.officer.account().0, Some(OFFICER_LIMIT)))
				.await?,
		);
		calls.push(chain.as_call(&node::fund(number, POOL * one)).await?);
		story
			.submit("open", &salus::tx().utility().batch_all(calls), &people.insurer)
			.await?;
		let terms = Terms {
			from: COVERED_FROM,
			until: None,
			enrolled: COVERED_FROM,
			order: 1,
			notice: None,
		};
		let call = node::enrol(number, people.patient.account().0, &Household::Alone, &terms)?;
		let enrolled = story.submit("enrol", &call, &people.insurer).await?;
		let (coverage, family) = node::enrolled(&enrolled)?;

		let genesis = hex::encode(story.chain.genesis_hash().0);
		let mut register = Register::open(&story.out.join("claims.register.json"), &genesis)?;
		register.put_plan(PlanEntry {
			id: number,
			name: plan.id.clone(),
			digest: hex::encode(publication.digest()),
		});
		register.put_member(MemberEntry {
			coverage,
			plan: number,
			account: ss58(&people.patient.account()),
			ids: vec!["Patient/demo".into(), "Coverage/demo".into()],
			family,
			household: None,
		});
		register.save()?;
		story.file("register of claims (private)", &story.out.join("claims.register.json"));
		story.end(format!(
			"plan {number}: $20 a visit, $500 deductible, then 20 %; the pool has {}",
			story.chain.amount(POOL * one)
		));
		Ok(Self {
			plan,
			register,
			number,
			coverage,
			first,
			evidence: None,
			today,
		})
	}

	/// Four claims, each with another fate.
	pub async fn story(&mut self, story: &mut Story, people: &People, evidence: u64) -> Result<Vec<Told>, Failure> {
		self.evidence = Some(evidence);
		let day = self.today.clone();
		let own = |number: u32, code: &str, amount: u32| {
			document(
				&format!("claim-{number}.json"),
				&input::claim(&format!("demo-{number}"), code, amount, &day),
			)
		};
		let mut told = vec![];

		story.begin(
			"claim",
			"A FHIR Claim with consent and evidence: decided and paid in one block",
		);
		let first = self.first.clone();
		let (id, receipt) = self.submit(story, people, "submit", &first).await?;
		self.ensure_paid(story, &receipt, id).await?;
		self.count(story, &receipt, id).await?;
		story.end(format!("{} is claim {id}", first.name));
		told.push(Told { id });

		story.begin("deductible", "A second claim crosses the deductible");
		let (id, receipt) = self
			.submit(story, people, "submit", &own(2, "demo-procedure", 1_200))
			.await?;
		self.ensure_paid(story, &receipt, id).await?;
		self.count(story, &receipt, id).await?;
		story.end("$500 of it is the patient's deductible, of the rest 20 %");
		told.push(Told { id });

		story.begin("pend", "A third is above the ceiling: it waits, and an officer decides");
		let (id, receipt) = self
			.submit(story, people, "submit", &own(3, "demo-surgery", 2_400))
			.await?;
		receipt.event::<salus::claims::events::Pended>()?;
		let call = node::resolve(id, &Resolution::Release)?;
		let receipt = story.submit("release", &call, &people.officer).await?;
		self.ensure_paid(story, &receipt, id).await?;
		self.count(story, &receipt, id).await?;
		story.end("released by the officer, and paid in that block");
		told.push(Told { id });

		story.begin("appeal", "A fourth is denied, and wins on appeal before the reviewer");
		let (id, receipt) = self.submit(story, people, "submit", &own(4, EXPERIMENTAL, 300)).await?;
		let state = story.chain.state_at_hash(receipt.block_hash).await?;
		let denied = node::on_chain(&state, id).await?;
		if denied.record.result.totals.paid != 0 {
			return Err(Failure::Refused(format!(
				"claim {id} should have been denied, and pays"
			)));
		}
		let grounds = story.salt("grounds of the appeal");
		story
			.submit("appeal", &node::appeal(id, grounds)?, &people.hospital)
			.await?;
		let line = denied.record.submission.lines.first().map_or(1, |line| line.number);
		let finding = Finding::Overturn {
			rulings: vec![Override {
				line,
				ruling: Ruling::Accept,
			}],
		};
		let receipt = story
			.submit("decide", &node::decide_appeal(id, &finding)?, &people.reviewer)
			.await?;
		self.ensure_paid(story, &receipt, id).await?;
		self.count(story, &receipt, id).await?;
		story.end("the reviewer, who had no part in it before, accepts the service");
		told.push(Told { id });
		Ok(told)
	}

	async fn submit(
		&mut self,
		story: &mut Story,
		people: &People,
		part: &str,
		document: &Document,
	) -> Result<(ClaimId, Receipt), Failure> {
		let (name, submission) = ready(document, &self.plan, self.coverage, self.evidence)?;
		let receipt = story
			.submit(part, &node::submit(&submission)?, &people.hospital)
			.await?;
		let taken = node::taken(&story.chain, &receipt, std::slice::from_ref(&submission)).await?;
		let id = match taken.first() {
			Some(Taken::Claim(id)) => *id,
			Some(Taken::Refused(reason)) => return Err(Failure::Refused(format!("{}: {reason}", document.name))),
			None => return Err(Failure::Refused(format!("{}: the chain took no claim", document.name))),
		};
		self.register.put_claim(id, &name, document, 0);
		self.register.save()?;
		Ok((id, receipt))
	}

	/// Decided and paid in the block of this transaction.
	async fn ensure_paid(&self, story: &Story, receipt: &Receipt, id: ClaimId) -> Result<(), Failure> {
		let state = story.chain.state_at_hash(receipt.block_hash).await?;
		match node::on_chain(&state, id).await?.record.state {
			ClaimState::Paid { .. } => Ok(()),
			other => Err(Failure::Refused(format!(
				"claim {id} should be paid in block {}, and is {other:?}",
				receipt.block_number
			))),
		}
	}

	/// What the claim came to, for the table.
	async fn count(&self, story: &mut Story, receipt: &Receipt, id: ClaimId) -> Result<(), Failure> {
		let state = story.chain.state_at_hash(receipt.block_hash).await?;
		let totals = node::on_chain(&state, id).await?.record.result.totals;
		let row = story.row();
		row.paid = u128::try_from(totals.paid).ok();
		row.patient_share = u128::try_from(totals.patient).ok();
		Ok(())
	}

	/// The payments leave as an X12 835 and as FHIR, and both balance. Answers the number of the remittance.
	pub async fn remit(&mut self, story: &mut Story, people: &People, told: &[Told]) -> Result<u32, Failure> {
		story.begin("remit", "The remittance leaves as X12 835 and FHIR, and both balance");
		let ids: Vec<ClaimId> = told.iter().map(|claim| claim.id).collect();
		let provider = people.hospital.account().0;
		let call = node::create_remittance(self.number, provider, &ids, &[])?;
		let officer: &Signer = &people.officer;
		let receipt = story.submit("remittance", &call, officer).await?;
		let number = node::created(&receipt)?;
		let state = story.chain.state_at_hash(receipt.block_hash).await?;
		let view = node::remittance(&state, number).await?;
		let mut answers = vec![];
		for (id, result) in &view.results {
			let on = node::on_chain(&state, *id).await?;
			let revision = on.record.revision;
			answers.push(opened::answer(
				&on,
				&self.plan,
				Some(&self.register),
				Some((result.clone(), revision)),
				vec![],
			)?);
		}
		let made = &view.remittance;
		let day = i32::try_from(made.at / 86_400).unwrap_or(0);
		let writer = Writer::new(&self.plan, Some(day), false, vec![]);
		let payment = Made {
			day,
			trace: format!("{}-{number}", made.entry),
			provider: ss58(&people.hospital.account()),
			adjustments: vec![],
		};
		let text = era::write_made(&writer, &answers, &payment)
			.map_err(|reason| Failure::Refused(format!("remittance {number}: 835: {reason}")))?;
		let report = remittance::check::check(text.as_bytes(), false)
			.map_err(|error| Failure::Refused(format!("remittance {number}: 835: {error}")))?;
		let paid = report
			.transactions
			.first()
			.map(|transaction| transaction.remittance.payment.amount.minor());
		if !report.is_balanced() || paid != Some(made.total) {
			return Err(Failure::Refused(format!(
				"remittance {number}: the 835 says {paid:?}, the chain paid {}",
				made.total
			)));
		}
		story.write("remittance, X12 835", "remittance.835", text.as_bytes())?;
		let eob = claim::eob::write(&writer, &answers);
		let bundle: Value = serde_json::from_str(&eob)
			.map_err(|error| Failure::Refused(format!("remittance {number}: EOB: {error}")))?;
		let benefit =
			eob_balances(&bundle).map_err(|reason| Failure::Refused(format!("remittance {number}: {reason}")))?;
		if benefit != made.total {
			return Err(Failure::Refused(format!(
				"remittance {number}: the EOBs say {benefit} cents, the chain paid {}",
				made.total
			)));
		}
		story.write(
			"remittance, FHIR ExplanationOfBenefit",
			"remittance.eob.json",
			eob.as_bytes(),
		)?;
		story.row().paid = u128::try_from(made.total).ok();
		story.end(format!("remittance {number} of {} claims", made.claims.len()));
		Ok(number)
	}
}

/// Each ExplanationOfBenefit balances: what was billed is what was adjusted and what is paid. Answers the sum paid, in
/// cents.
fn eob_balances(file: &Value) -> Result<i128, String> {
	let resources: Vec<&Value> = match file["resourceType"].as_str() {
		Some("Bundle") => file["entry"]
			.as_array()
			.into_iter()
			.flatten()
			.map(|entry| &entry["resource"])
			.collect(),
		_ => vec![file],
	};
	let mut sum = 0;
	for eob in resources {
		let cents = |code: &str| -> Result<i128, String> {
			let total = eob["total"]
				.as_array()
				.into_iter()
				.flatten()
				.find(|total| total["category"]["coding"][0]["code"] == code);
			match total {
				None => Ok(0),
				Some(total) => {
					let text = total["amount"]["value"].to_string();
					let amount = text
						.parse::<f64>()
						.map_err(|_| format!("EOB: {code}: {text} is no amount"))?;
					Ok((amount * 100.0).round() as i128)
				},
			}
		};
		let mut adjusted = 0;
		for code in [
			"deductible",
			"coinsurance",
			"copay",
			"priorpayerpaid",
			"discount",
			"noncovered",
		] {
			adjusted += cents(code)?;
		}
		let (billed, paid) = (cents("submitted")?, cents("benefit")?);
		if billed - adjusted != paid {
			return Err(format!(
				"EOB {}: {billed} cents billed less {adjusted} adjusted are not {paid} paid",
				eob["id"]
			));
		}
		sum += paid;
	}
	Ok(sum)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn iso_should_know_the_calendar() {
		assert_eq!(iso(0), "1970-01-01");
		assert_eq!(iso(i64::from(COVERED_FROM)), "2000-01-01");
		assert_eq!(iso(19_782), "2024-02-29");
		assert_eq!(iso(-1), "1969-12-31");
	}

	#[test]
	fn eob_balances_should_find_a_cent() {
		let total =
			|code: &str, value: f64| json!({"category": {"coding": [{"code": code}]}, "amount": {"value": value}});
		let eob = |paid: f64| {
			json!({"resourceType": "ExplanationOfBenefit", "id": "e",
				"total": [total("submitted", 150.0), total("copay", 20.0), total("benefit", paid)]})
		};
		assert_eq!(eob_balances(&eob(130.0)), Ok(13_000));
		assert!(eob_balances(&eob(130.01)).unwrap_err().contains("not 13001 paid"));
	}

	#[test]
	fn own_claims_should_fit_the_plan() {
		let plan = claim::plan::read(&plan_json(&[7; 32], &["demo-visit".into()]), "plan.json").expect("a plan");
		for (number, code, amount) in [
			(1, "demo-visit", 150),
			(2, "demo-procedure", 1_200),
			(4, EXPERIMENTAL, 300),
		] {
			let value = input::claim(&format!("demo-{number}"), code, amount, "2026-01-01");
			let (name, submission) = ready(&document("claim.json", &value), &plan, 3, Some(9)).expect("a claim");
			assert_eq!(name, format!("demo-{number}"));
			assert_eq!((submission.coverage, submission.total), (3, u128::from(amount) * 100));
			assert_eq!(submission.lines[0].record, Some(9));
		}
		publish::publication(&plan, Asset::Native, 1).expect("a publication");
	}
}
