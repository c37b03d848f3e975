//! The verbs of `salus claim` and `salus remittance` that need a node.

mod claims;
mod decisions;
mod plans;
mod show;

pub use claims::{Authorise, AuthoriseVerb, Estimate, Replace, SubmitClaims};
pub use decisions::{Answer, Appeal, Decide, OnClaim, Override};
pub use plans::{EndCoverage, Enrol, Money as PlanMoney, PlanCommand};
pub use show::{remittance, Explain, Prove, RemittanceCommand, Show, Verify};

use super::{
	node,
	publish::{publication, settle_secret, Absent},
	register::{Document, Register},
	wire::{Account, Asset, ClaimId, ClaimState},
};
use crate::{
	chain::{AccountId32, Chain, State},
	claim::{
		decimal::{Currency, Decimal},
		json::{minor, no_decimal},
		model::PriorIn,
		plan::{self, PlanFile},
		prior, x12,
	},
	outcome::{Failure, Outcome},
	output::{pretty, print},
};
use claims::state_name;
use clap::Args;
use salus_claims_engine::{
	calendar::Day,
	money::{Money, Units},
};
use std::{
	io::Read as _,
	path::{Path, PathBuf},
};

fn default_register() -> PathBuf {
	std::env::var_os("SALUS_REGISTER").map_or_else(|| "salus-register.json".into(), PathBuf::from)
}

/// The private files of an organisation.
#[derive(Clone, Debug, Args)]
pub struct Private {
	/// The register: who a coverage is, and the documents of submitted claims. Private: it holds what the chain must not. The
	/// environment variable SALUS_REGISTER changes the default.
	#[arg(long, value_name = "FILE", default_value_os_t = default_register())]
	register: PathBuf,
	/// The file with the plan's secret, in hex, where the plan file has none. Private. Default: the plan file's name with the
	/// ending `.secret`.
	#[arg(long, value_name = "FILE")]
	secret: Option<PathBuf>,
}

impl Private {
	fn register(&self, chain: &Chain) -> Result<Register, Failure> {
		Register::open(&self.register, &format!("{:?}", chain.genesis_hash()))
	}

	/// The same, to change it.
	fn register_to_write(&self, chain: &Chain) -> Result<Register, Failure> {
		Register::open_to_write(&self.register, &format!("{:?}", chain.genesis_hash()))
	}

	/// The plan of a file, with its secret.
	fn plan(&self, path: &Path, absent: Absent) -> Result<PlanFile, Failure> {
		let mut plan = crate::claim::cli::read_plan(path)?;
		let secret = self.secret.clone().unwrap_or_else(|| path.with_extension("secret"));
		if settle_secret(&mut plan, &secret, absent)? {
			match absent {
				Absent::Pretend => eprintln!(
					"note: the plan has no secret yet; publishing it makes one and writes it to {}",
					secret.display()
				),
				Absent::Make | Absent::Refuse => eprintln!(
					"note: a secret was made and is in {}; the plan's network needs it, nobody else may have it",
					secret.display()
				),
			}
		}
		Ok(plan)
	}
}

/// A file as text, `-` is standard input.
fn document(path: &Path) -> Result<Document, Failure> {
	let bad = |why: String| Failure::Unreadable(format!("{}: {why}", path.display()));
	let mut bytes = vec![];
	if path == Path::new("-") {
		std::io::stdin()
			.lock()
			.read_to_end(&mut bytes)
			.map_err(|e| bad(e.to_string()))?;
	} else {
		bytes = std::fs::read(path).map_err(|e| bad(e.to_string()))?;
	}
	let name = path
		.file_name()
		.map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned());
	let text = if x12::is(&bytes) {
		crate::x12::text(bytes)
	} else {
		String::from_utf8(bytes)
			.map_err(|e| bad(format!("byte {} is not text in UTF-8", e.utf8_error().valid_up_to())))?
	};
	Ok(Document { name, text })
}

/// What the payers before this one did.
fn priors(paths: &[PathBuf], plan: &PlanFile) -> Result<Vec<PriorIn>, Failure> {
	let mut all = vec![];
	for path in paths {
		let Document { name, text } = document(path)?;
		let bad = |why: String| Failure::Unreadable(format!("{name}: {why}"));
		if x12::is(text.as_bytes()) {
			all.extend(x12::prior(text.as_bytes(), plan.currency).map_err(bad)?);
			continue;
		}
		let file = crate::json::parse(text.as_bytes()).map_err(|problem| bad(problem.to_string()))?;
		let root = crate::claim::json::Node::root(&file, &name);
		all.extend(prior::read_all(&root, plan.currency).map_err(|p| bad(p.to_string()))?);
	}
	Ok(all)
}

/// A claim as people name it: `COVERAGE/NUMBER`, or the name its document gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimRef(String);

impl std::str::FromStr for ClaimRef {
	type Err = String;

	fn from_str(text: &str) -> Result<Self, String> {
		if text.is_empty() {
			return Err("write COVERAGE/NUMBER, or the name of a claim in the register".into());
		}
		Ok(Self(text.into()))
	}
}

impl ClaimRef {
	/// The claim that is meant. What can stand for several is refused: money moves.
	async fn find(&self, state: &State, register: &Register) -> Result<ClaimId, Failure> {
		let mut meant = register.claims_named(&self.0);
		meant.extend(self.number().filter(|id| !meant.contains(id)));
		if let [only] = meant.as_slice() {
			return Ok(*only);
		}
		let mut found = vec![];
		for id in meant {
			if let Some(record) = node::claim(state, id).await? {
				found.push((id, record.state));
			}
		}
		self.one_of(&found)
	}

	/// The claim as a number, if it is one.
	fn number(&self) -> Option<ClaimId> {
		self.0.parse().ok()
	}

	/// Of claims on chain that bear the name, or are the number, the one that is not over; the latest if all are.
	fn one_of(&self, found: &[(ClaimId, ClaimState)]) -> Result<ClaimId, Failure> {
		let over = |state: &ClaimState| {
			matches!(
				state,
				ClaimState::Rejected { .. } | ClaimState::Reversed | ClaimState::Replaced { .. } | ClaimState::Closed
			)
		};
		let mut open: Vec<_> = found.iter().filter(|(_, state)| !over(state)).collect();
		let number = self.number().filter(|number| found.iter().any(|(id, _)| id == number));
		if number.is_some() {
			// Who wrote a number may mean a claim that is over.
			open = found.iter().collect();
		}
		match (open.as_slice(), found.last()) {
			([(only, _)], _) | ([], Some((only, _))) => Ok(*only),
			([], None) => Err(Failure::Refused(format!(
				"UnknownClaim: {}: neither COVERAGE/NUMBER nor a claim of the register",
				self.0
			))),
			(several, _) => {
				let all: Vec<_> = several
					.iter()
					.map(|(id, state)| format!("{id} ({})", state_name(state)))
					.collect();
				let hint = number.map_or(String::new(), |id| format!("; claim {id} itself is 0{id}"));
				Err(Failure::Refused(format!(
					"AmbiguousClaim: {} can be {}: write the COVERAGE/NUMBER of the one that is meant{hint}",
					self.0,
					all.join(" or ")
				)))
			},
		}
	}
}

/// The currency that a plan on chain states.
fn currency(code: [u8; 3]) -> Currency {
	let known = std::str::from_utf8(&code).ok().and_then(Currency::parse);
	known.unwrap_or(Currency { code, digits: 2 })
}

/// An amount in a currency, as a person writes it.
fn amount(text: &str, currency: Currency) -> Result<Money, Failure> {
	let decimal = Decimal::parse(text).ok_or_else(|| Failure::Unreadable(no_decimal(text)))?;
	minor(decimal, currency).map_err(Failure::Unreadable)
}

fn day(text: &str) -> Result<Day, String> {
	crate::claim::json::parse_day(text).ok_or_else(|| "write YYYY-MM-DD".into())
}

fn units(text: &str) -> Result<Units, String> {
	let decimal = Decimal::parse(text).ok_or_else(|| no_decimal(text))?;
	crate::claim::units_of(decimal)
}

fn account(text: &str) -> Result<AccountId32, String> {
	crate::chain::parse_account(text)
}

fn bytes(account: &AccountId32) -> Account {
	account.0
}

/// `LINE=ANCHOR`, or `ANCHOR` for all lines.
fn anchor(text: &str) -> Result<(Option<u16>, u64), String> {
	let bad = || "write LINE=ANCHOR, or ANCHOR for all lines".to_owned();
	match text.split_once('=') {
		Some((line, id)) => Ok((Some(line.parse().map_err(|_| bad())?), id.parse().map_err(|_| bad())?)),
		None => Ok((None, text.parse().map_err(|_| bad())?)),
	}
}

/// A plan file for what the chain has, where the real one is not at hand: names are numbers.
fn bare_plan(id: u32, terms: &salus_claims_engine::Plan) -> Result<PlanFile, Failure> {
	let file = serde_json::json!({
		"plan": format!("plan {id}"),
		"currency": std::str::from_utf8(&terms.currency).unwrap_or("USD"),
		"networks": ["0", "1", "2", "3", "4", "5", "6", "7"],
	});
	let mut bare = plan::read(&file, "plan").map_err(|problem| Failure::Refused(problem.to_string()))?;
	let names = |kind: &str, count: usize| (1..=count).map(|n| format!("{kind} {n}")).collect();
	bare.deductible_names = names("deductible", terms.deductibles.len());
	bare.cap_names = names("maximum", terms.caps.len());
	bare.limit_names = names("limit", terms.limits.len());
	bare.plan = terms.clone();
	Ok(bare)
}

/// A commitment on a text about a claim; text and salt go into the register, unless it is only tried.
fn note(register: &mut Register, claim: ClaimId, path: &Path, dry_run: bool) -> Result<[u8; 32], Failure> {
	let text = document(path)?.text;
	let salt = crate::record::content::fresh_salt()?;
	let commitment = salus_records_engine::commitment::commit(&salt, text.as_bytes())
		.map_err(|why| Failure::Unreadable(format!("{}: {why}", path.display())))?;
	if dry_run {
		return Ok(commitment.0);
	}
	register.put_note(super::register::NoteEntry {
		claim: claim.to_string(),
		commitment: hex::encode(commitment.0),
		salt: hex::encode(salt.0),
		text,
	});
	// Saved before it is submitted: a commitment whose salt is lost says nothing.
	register.save()?;
	Ok(commitment.0)
}

/// Whether a plan on chain is the one of a file, prices and all.
async fn is_plan(state: &State, id: u32, plan: &PlanFile) -> Result<bool, Failure> {
	// The asset and the levels of appeal are no part of the digest.
	node::matches(state, id, &publication(plan, Asset::Native, 0)?).await
}

/// Fails if a plan on chain is not the one of a file: then its codes, categories and currency are not those of the file either.
async fn ensure_plan(state: &State, id: u32, plan: &PlanFile) -> Outcome {
	if is_plan(state, id, plan).await? {
		return Ok(());
	}
	Err(Failure::Refused(format!(
		"WrongPlan: plan {id} on chain is not {} as the file has it, or the secret is another; `salus claim plan check FILE --plan-id \
		 {id}` tells what differs",
		plan.id
	)))
}

/// The plan file if one is named, which has to be this plan on chain; else what the chain has.
async fn plan_of(state: &State, id: u32, file: Option<&PathBuf>, private: &Private) -> Result<PlanFile, Failure> {
	match file {
		Some(path) => {
			let plan = private.plan(path, Absent::Refuse)?;
			ensure_plan(state, id, &plan).await?;
			Ok(plan)
		},
		None => bare_plan(id, &node::plan(state, id).await?.terms),
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::claim::onchain::wire::RejectReason;

	const PAID: ClaimState = ClaimState::Paid { at: 0 };

	fn one_of(text: &str, found: &[(&str, ClaimState)]) -> Result<String, String> {
		let claim: ClaimRef = text.parse().unwrap();
		let found: Vec<_> = found.iter().map(|(id, state)| (id.parse().unwrap(), *state)).collect();
		match claim.one_of(&found) {
			Ok(id) => Ok(id.to_string()),
			Err(failure) => Err(failure.to_string()),
		}
	}

	#[test]
	fn claim_should_be_the_one_that_is_not_over_when_several_have_its_name() {
		for over in [
			ClaimState::Reversed,
			ClaimState::Replaced { by: 1 },
			ClaimState::Closed,
			ClaimState::Rejected {
				reason: RejectReason::Invalid,
			},
		] {
			assert_eq!(one_of("A", &[("3/0", PAID), ("3/1", over)]).unwrap(), "3/0");
			assert_eq!(one_of("A", &[("3/0", over), ("3/1", over)]).unwrap(), "3/1");
		}
		assert!(one_of("A", &[]).unwrap_err().starts_with("UnknownClaim: A"));
	}

	#[test]
	fn claim_should_be_refused_when_its_name_or_number_can_be_several() {
		let pended = ClaimState::Submitted;
		assert_eq!(
			one_of("A", &[("3/0", PAID), ("3/1", ClaimState::Reversed), ("3/2", pended)]).unwrap_err(),
			"AmbiguousClaim: A can be 3/0 (paid) or 3/2 (submitted): write the COVERAGE/NUMBER of the one that is meant"
		);
		// A name that is the number of another claim.
		let refused = one_of("26/15", &[("3/0", PAID), ("26/15", ClaimState::Reversed)]).unwrap_err();
		assert!(
			refused.contains("3/0 (paid) or 26/15 (reversed)") && refused.ends_with("claim 26/15 itself is 026/15"),
			"{refused}"
		);
		assert_eq!("026/15".parse::<ClaimId>(), "26/15".parse());
		assert_eq!(one_of("26/15", &[("3/0", PAID)]).unwrap(), "3/0");
	}
}
