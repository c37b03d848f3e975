//! What people decide about claims: officers, providers, reviewers.

use super::{account, amount, bytes, currency, note, ClaimRef, Private};
use crate::{
	chain::{self, AccountId32, At, Chain, Submit},
	claim::onchain::{
		node,
		wire::{ClaimId, ClaimState, Finding, RejectReason, Resolution},
	},
	outcome::{Failure, Outcome},
};
use clap::{Args, Subcommand, ValueEnum};
use salus_claims_engine::{pair_allowed, Group, Override as LineRuling, Reason, Ruling};
use std::path::PathBuf;

/// `salus claim decide`.
#[derive(Debug, Args)]
pub struct Decide {
	/// The claim on chain: COVERAGE/NUMBER, or its name in the register.
	claim: ClaimRef,
	#[command(subcommand)]
	action: Action,
}

/// What is decided.
#[derive(Debug, Subcommand)]
pub enum Action {
	/// A pended claim is adjudicated; it pends no more for suspicion, size or price.
	Release(Who),
	/// A pended claim is rejected as a whole.
	Reject {
		/// Why.
		#[arg(long, value_enum)]
		reason: Why,
		#[command(flatten)]
		who: Who,
	},
	/// The provider of a pended claim has to answer first.
	Ask(Who),
	/// Another officer takes a pended claim.
	Assign {
		/// Who.
		#[arg(value_parser = account)]
		officer: AccountId32,
		#[command(flatten)]
		who: Who,
	},
	/// An appeal ends: the result stands.
	Uphold(Who),
	/// An appeal ends: these rulings hold.
	Overturn {
		/// `LINE=accept`, `LINE=price:AMOUNT` or `LINE=deny:GROUP-REASON`, for example `1=price:120.00` or `2=deny:CO-50`.
		#[arg(required = true)]
		rulings: Vec<String>,
		#[command(flatten)]
		who: Who,
	},
}

/// Who decides, and how it is submitted.
#[derive(Debug, Args)]
pub struct Who {
	#[command(flatten)]
	private: Private,
	#[command(flatten)]
	submit: Submit,
}

/// Why a claim is rejected as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Why {
	/// It is not for this payer.
	WrongPayer,
	/// It was billed before.
	Duplicate,
	/// What was asked for did not come.
	NoInformation,
	/// There is no consent for payment.
	NoConsent,
	/// It cannot be what it says.
	Invalid,
}

/// `salus claim override`.
#[derive(Debug, Args)]
pub struct Override {
	/// The claim on chain: COVERAGE/NUMBER, or its name in the register.
	claim: ClaimRef,
	/// `LINE=accept`, `LINE=price:AMOUNT` or `LINE=deny:GROUP-REASON`, for example `1=price:120.00` or `2=deny:CO-50`.
	#[arg(required_unless_present_any = ["confirm", "drop"], requires = "note")]
	ruling: Option<String>,
	/// A file with the reasons. The chain gets a commitment, the register text and salt.
	#[arg(long, value_name = "FILE")]
	note: Option<PathBuf>,
	/// As the second officer: agree to the ruling that waits.
	#[arg(long, conflicts_with_all = ["ruling", "drop"])]
	confirm: bool,
	/// As the second officer: do not agree to the ruling that waits.
	#[arg(long, conflicts_with = "ruling")]
	drop: bool,
	#[command(flatten)]
	who: Who,
}

/// `salus claim appeal`.
#[derive(Debug, Args)]
pub struct Appeal {
	/// The claim on chain: COVERAGE/NUMBER, or its name in the register.
	claim: ClaimRef,
	/// A file with the grounds. The chain gets a commitment, the register text and salt.
	#[arg(long, value_name = "FILE")]
	grounds: PathBuf,
	#[command(flatten)]
	who: Who,
}

/// `salus claim answer`.
#[derive(Debug, Args)]
pub struct Answer {
	/// The claim on chain: COVERAGE/NUMBER, or its name in the register.
	claim: ClaimRef,
	/// The anchored record that answers what the officer asked.
	record: u64,
	#[command(flatten)]
	who: Who,
}

/// Verbs that need no more than a claim.
#[derive(Debug, Args)]
pub struct OnClaim {
	/// The claim on chain: COVERAGE/NUMBER, or its name in the register.
	claim: ClaimRef,
	#[command(flatten)]
	who: Who,
}

impl Who {
	async fn open(&self, claim: &ClaimRef) -> Result<(Chain, ClaimId), Failure> {
		let chain = Chain::connect(&self.submit.connect).await?;
		let register = self.private.register(&chain)?;
		let id = claim.find(&chain.state_at(At::Best).await?, &register).await?;
		Ok((chain, id))
	}

	/// Fails by the name that the chain has for it, before anything is submitted and paid for, if the claim is one that this
	/// cannot be done to.
	async fn ensure(&self, chain: &Chain, id: ClaimId, refuse: fn(&ClaimState) -> Option<&'static str>) -> Outcome {
		let state = chain.state_at(At::Best).await?;
		let record = node::claim(&state, id)
			.await?
			.ok_or_else(|| Failure::Refused(format!("UnknownClaim: there is no claim {id} on chain")))?;
		match refuse(&record.state) {
			Some(why) => Err(Failure::Refused(format!("{why} (claim {id})"))),
			None => Ok(()),
		}
	}

	async fn run<C: subxt::tx::Payload>(&self, chain: &Chain, call: &C) -> Outcome {
		chain.run(call, &self.submit).await.map(|_| ())
	}
}

/// A claim that is undone is not undone again.
pub(super) fn void_of_void(state: &ClaimState) -> Option<&'static str> {
	matches!(state, ClaimState::Reversed | ClaimState::Replaced { .. })
		.then_some("VoidOfVoid: the claim is undone already, and what is undone is not undone again")
}

/// Reads `1=price:120.00`.
async fn ruling(chain: &Chain, claim: ClaimId, text: &str) -> Result<LineRuling, Failure> {
	let bad = |why: &str| {
		Failure::Unreadable(format!(
			"{text}: {why}; write LINE=accept, LINE=price:AMOUNT or LINE=deny:GROUP-REASON"
		))
	};
	let (line, what) = text.split_once('=').ok_or_else(|| bad("no line"))?;
	let line = line.parse().map_err(|_| bad("no line number"))?;
	let ruling = match what.split_once(':') {
		None if what == "accept" => Ruling::Accept,
		Some(("price", text)) => {
			let state = chain.state().await?;
			let coverage = node::coverage(&state, claim.coverage).await?;
			let plan = node::plan(&state, coverage.plan).await?;
			Ruling::Price(amount(text, currency(plan.terms.currency))?)
		},
		Some(("deny", code)) => {
			let (group, reason) = code.split_once(['-', ':']).ok_or_else(|| bad("no reason"))?;
			let group = Group::parse(group).ok_or_else(|| bad("the group is CO, PR, OA or PI"))?;
			let reason = Reason::parse(reason).ok_or_else(|| bad("no claim adjustment reason code"))?;
			if !pair_allowed(group, reason) {
				return Err(Failure::Refused(format!(
					"DisallowedPair: {text}: reason {reason} cannot be used with group {group}"
				)));
			}
			Ruling::Deny { group, reason }
		},
		_ => return Err(bad("no ruling")),
	};
	Ok(LineRuling { line, ruling })
}

impl Decide {
	/// Runs the verb.
	pub fn run(self) -> Outcome {
		chain::block_on(async {
			let who = match &self.action {
				Action::Release(who) | Action::Ask(who) | Action::Uphold(who) => who,
				Action::Reject { who, .. } | Action::Assign { who, .. } | Action::Overturn { who, .. } => who,
			};
			let (chain, id) = who.open(&self.claim).await?;
			let resolution = match &self.action {
				Action::Release(_) => Resolution::Release,
				Action::Ask(_) => Resolution::Ask,
				Action::Reject { reason, .. } => Resolution::Reject {
					reason: match reason {
						Why::WrongPayer => RejectReason::WrongPayer,
						Why::Duplicate => RejectReason::Duplicate,
						Why::NoInformation => RejectReason::NoInformation,
						Why::NoConsent => RejectReason::NoConsent,
						Why::Invalid => RejectReason::Invalid,
					},
				},
				Action::Assign { officer, .. } => Resolution::Assign {
					officer: bytes(officer),
				},
				Action::Uphold(_) => return who.run(&chain, &node::decide_appeal(id, &Finding::Uphold)?).await,
				Action::Overturn { rulings, .. } => {
					let mut all = vec![];
					for text in rulings {
						all.push(ruling(&chain, id, text).await?);
					}
					let finding = Finding::Overturn { rulings: all };
					return who.run(&chain, &node::decide_appeal(id, &finding)?).await;
				},
			};
			who.run(&chain, &node::resolve(id, &resolution)?).await
		})
	}
}

impl Override {
	/// Runs the verb.
	pub fn run(self) -> Outcome {
		chain::block_on(async {
			let (chain, id) = self.who.open(&self.claim).await?;
			let (Some(text), Some(path)) = (&self.ruling, &self.note) else {
				return self.who.run(&chain, &node::confirm_override(id, self.confirm)?).await;
			};
			let LineRuling { line, ruling } = ruling(&chain, id, text).await?;
			let mut register = self.who.private.register_to_write(&chain)?;
			let commitment = note(&mut register, id, path, self.who.submit.dry_run)?;
			let call = node::override_line(id, line, &ruling, commitment)?;
			self.who.run(&chain, &call).await
		})
	}
}

impl Appeal {
	/// Runs the verb.
	pub fn run(self) -> Outcome {
		chain::block_on(async {
			let (chain, id) = self.who.open(&self.claim).await?;
			let mut register = self.who.private.register_to_write(&chain)?;
			let commitment = note(&mut register, id, &self.grounds, self.who.submit.dry_run)?;
			self.who.run(&chain, &node::appeal(id, commitment)?).await
		})
	}
}

impl Answer {
	/// Runs the verb.
	pub fn run(self) -> Outcome {
		chain::block_on(async {
			let (chain, id) = self.who.open(&self.claim).await?;
			self.who.run(&chain, &node::answer(id, self.record)?).await
		})
	}
}

impl OnClaim {
	/// `salus claim void`.
	pub fn void(self) -> Outcome {
		chain::block_on(async {
			let (chain, id) = self.who.open(&self.claim).await?;
			self.who.ensure(&chain, id, void_of_void).await?;
			self.who.run(&chain, &node::void(id)?).await
		})
	}

	/// `salus claim retry`.
	pub fn retry(self) -> Outcome {
		chain::block_on(async {
			let (chain, id) = self.who.open(&self.claim).await?;
			let paid = |state: &ClaimState| {
				matches!(state, ClaimState::Paid { .. }).then_some("AlreadyPaid: all that the claim pays was paid")
			};
			self.who.ensure(&chain, id, paid).await?;
			self.who.run(&chain, &node::retry_payment(id)?).await
		})
	}

	/// `salus claim recover`.
	pub fn recover(self) -> Outcome {
		chain::block_on(async {
			let (chain, id) = self.who.open(&self.claim).await?;
			self.who.run(&chain, &node::recover(id)?).await
		})
	}

	/// `salus claim close`.
	pub fn close(self) -> Outcome {
		chain::block_on(async {
			let (chain, id) = self.who.open(&self.claim).await?;
			self.who.run(&chain, &node::close(id)?).await
		})
	}

	/// `salus claim process`.
	pub fn process(self) -> Outcome {
		chain::block_on(async {
			let (chain, id) = self.who.open(&self.claim).await?;
			self.who.run(&chain, &node::adjudicate(id)?).await
		})
	}
}
