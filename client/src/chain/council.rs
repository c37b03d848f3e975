//! A decision of the council: proposed, voted on and closed.

use super::{
	blake2_256, receipt, show, AccountId32, At, Chain, Connect, Format, Journal, Options, Receipt, Signer, Wait, H256,
};
use crate::{
	outcome::Failure,
	output::{pretty, print},
};
use clap::Args;
use codec::{DecodeAll, Encode};
use salus_api::salus::{self, runtime_types::sp_weights::weight_v2::Weight};
use serde_json::json;
use std::path::PathBuf;
use subxt::{error::DispatchError, tx::Payload};

/// How much of the council a decision takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Share {
	/// More than half: organisations, collators, assets.
	Majority,
	/// Two thirds: what only root may do, through the whitelist.
	TwoThirds,
}

impl Share {
	/// How many of `seats` members it takes.
	pub fn of(self, seats: usize) -> usize {
		match self {
			Self::Majority => seats / 2 + 1,
			Self::TwoThirds => (seats * 2).div_ceil(3),
		}
	}
}

/// How the council is asked.
#[derive(Clone, Debug, Args)]
pub struct Motion {
	#[command(flatten)]
	#[allow(missing_docs)]
	pub connect: Connect,
	/// The members of the council who propose, vote for it and close it, separated by commas: //Alice,//Bob, or keystore
	/// files, or file:PATH.
	#[arg(long, value_name = "SIGNERS", value_delimiter = ',', required = true)]
	pub council: Vec<String>,
	/// A file with the password of the keystores. Without it a terminal is asked.
	#[arg(long, value_name = "FILE")]
	pub password_file: Option<PathBuf>,
	/// Submit nothing: print the call of the motion, to be proposed elsewhere.
	#[arg(long)]
	pub dry_run: bool,
	/// How far the decision is followed.
	#[arg(long, value_enum, default_value_t = Wait::Finalized)]
	pub wait: Wait,
	/// How the result is printed.
	#[arg(long, value_enum, default_value_t = Format::Table)]
	pub format: Format,
}

impl Motion {
	/// Puts a call to the council and prints what came of it: the whole of a verb that the council decides on. `None`
	/// after `--dry-run`.
	pub async fn run<C: Payload>(&self, chain: &Chain, call: &C, share: Share) -> Result<Option<Receipt>, Failure> {
		if self.dry_run {
			let proposal = chain.as_call(call).await?.encode();
			let (hash, proposal) = (
				format!("{:?}", H256(blake2_256(&proposal))),
				format!("0x{}", hex::encode(proposal)),
			);
			print(&match self.format {
				Format::Table => format!(
					"{}.{} dry run: nothing was submitted\nproposal     {proposal}\nhash         {hash}\n",
					call.pallet_name(),
					call.call_name()
				),
				Format::Json => pretty(&json!({"dryRun": true, "proposal": proposal, "hash": hash}))?,
			})?;
			return Ok(None);
		}
		let members = self
			.council
			.iter()
			.map(|member| Signer::parse(member.trim(), self.password_file.as_deref()))
			.collect::<Result<Vec<_>, _>>()?;
		let options = Options {
			wait: self.wait,
			..Options::default()
		};
		let receipt = council(chain, &members, call, share, &options).await?;
		chain.report(&receipt, self.format)?;
		Ok(Some(receipt))
	}
}

impl Chain {
	/// A call as a value of the runtime's call type, to go into a batch, a proxy or a motion.
	pub async fn as_call<C: Payload>(&self, call: &C) -> Result<salus::Call, Failure> {
		let state = self.state_at(At::Finalized).await?;
		let transactions = state.inner().tx();
		transactions.validate(call).map_err(|error| self.failed(error))?;
		let bytes = transactions.call_data(call).map_err(|error| self.failed(error))?;
		salus::Call::decode_all(&mut bytes.as_slice()).map_err(|error| {
			Failure::Refused(format!(
				"{}: {}.{} has another encoding than this client's: {error}",
				self.url(),
				call.pallet_name(),
				call.call_name()
			))
		})
	}
}

/// How the transactions of a motion are submitted.
enum Via<'a> {
	/// One after the other.
	Directly,
	/// Under names, once and for all.
	Journal(&'a mut Journal, &'a str),
}

impl Via<'_> {
	async fn submit<C: Payload>(
		&mut self,
		chain: &Chain,
		part: &str,
		call: &C,
		signer: &Signer,
		options: &Options,
	) -> Result<Receipt, Failure> {
		match self {
			Self::Directly => chain.submit(call, signer, options).await,
			Self::Journal(journal, name) => {
				let name = format!("{name}/{part}");
				chain.submit_once(journal, &name, call, signer, options).await
			},
		}
	}

	fn has(&self, part: &str) -> bool {
		match self {
			Self::Directly => false,
			Self::Journal(journal, name) => journal.has(&format!("{name}/{part}")),
		}
	}
}

/// Lets the council decide on a call: the first of `members` proposes it, all of them vote for it, and the first closes
/// the motion. A motion that is open already is not proposed again, and nobody votes twice. The receipt is that of the
/// transaction in which the call was made; a call that was made and refused is a failure.
pub async fn council<C: Payload>(
	chain: &Chain,
	members: &[Signer],
	call: &C,
	share: Share,
	options: &Options,
) -> Result<Receipt, Failure> {
	decide(chain, members, call, share, options, Via::Directly).await
}

/// The same under a name of a journal: what was done before is not done again.
pub async fn council_once<C: Payload>(
	chain: &Chain,
	journal: &mut Journal,
	name: &str,
	members: &[Signer],
	call: &C,
	share: Share,
) -> Result<Receipt, Failure> {
	let via = Via::Journal(journal, name);
	decide(chain, members, call, share, &Options::default(), via).await
}

async fn decide<C: Payload>(
	chain: &Chain,
	members: &[Signer],
	call: &C,
	share: Share,
	options: &Options,
	mut via: Via<'_>,
) -> Result<Receipt, Failure> {
	let what = format!("{}.{}", call.pallet_name(), call.call_name());
	let state = chain.state_at(At::Best).await?;
	let seats = state
		.fetch(salus::storage().council().members(), ())
		.await?
		.unwrap_or_default();
	let first = quorum(&what, members, &seats, share)?;

	let proposal = chain.as_call(call).await?;
	let bytes = proposal.encode();
	let hash = H256(blake2_256(&bytes));
	let length = u32::try_from(bytes.len()).map_err(|_| Failure::Refused(format!("{what}: too long")))?;
	let threshold = u32::try_from(members.len()).unwrap_or(u32::MAX);
	let step = Options {
		wait: Wait::Best,
		nonce: None,
		..options.clone()
	};
	if threshold < 2 {
		// A council of one decides at once.
		let propose = salus::tx().council().propose(1, proposal, length);
		let receipt = via.submit(chain, "propose", &propose, first, options).await?;
		let executed = receipt.event::<salus::council::events::Executed>()?;
		return decided(chain, &what, receipt, executed.result).await;
	}

	let open = match via.has("propose") {
		true => None,
		false => state.fetch(salus::storage().council().voting(), (hash,)).await?,
	};
	let (index, voted) = match open {
		Some(votes) => (votes.index, votes.ayes),
		None => {
			let propose = salus::tx().council().propose(threshold, proposal, length);
			let receipt = via.submit(chain, "propose", &propose, first, &step).await?;
			let proposed = receipt.event::<salus::council::events::Proposed>()?;
			(proposed.proposal_index, vec![])
		},
	};
	let voters = members.iter().filter(|member| !voted.contains(&member.account()));
	match &mut via {
		Via::Directly => {
			let mut votes = vec![];
			for member in voters {
				let vote = salus::tx().council().vote(hash, index, true);
				votes.push(chain.send(&vote, member, &step).await?);
			}
			for vote in votes {
				vote.wait(Wait::Best).await?.accepted()?;
			}
		},
		Via::Journal(..) => {
			for (number, member) in voters.enumerate() {
				let vote = salus::tx().council().vote(hash, index, true);
				via.submit(chain, &format!("vote {number}"), &vote, member, &step)
					.await?;
			}
		},
	}
	// What the call weighs as a transaction of its own is more than it weighs in the motion.
	let weight = chain.dry_run(call, first, &Options::default()).await?.weight;
	let bound = Weight {
		ref_time: weight.ref_time,
		proof_size: weight.proof_size,
	};
	let close = salus::tx().council().close(hash, index, bound, length);
	let receipt = via.submit(chain, "close", &close, first, options).await?;
	let executed = receipt.event::<salus::council::events::Executed>()?;
	decided(chain, &what, receipt, executed.result).await
}

/// Makes sure, before anything is submitted, that these signers are members of the council and enough for a decision.
pub async fn ensure_council(chain: &Chain, members: &[Signer], share: Share) -> Result<(), Failure> {
	let state = chain.state_at(At::Best).await?;
	let seats = state
		.fetch(salus::storage().council().members(), ())
		.await?
		.unwrap_or_default();
	quorum("a decision of the council", members, &seats, share).map(|_| ())
}

/// The first of the members, if they are members, each once, and enough.
fn quorum<'a>(what: &str, members: &'a [Signer], seats: &[AccountId32], share: Share) -> Result<&'a Signer, Failure> {
	let mut ours: Vec<AccountId32> = vec![];
	for member in members {
		let account = member.account();
		if !seats.contains(&account) {
			return Err(Failure::Refused(format!(
				"{what}: {} is not on the council; its members are {}",
				show::ss58(&account),
				seats.iter().map(show::ss58).collect::<Vec<_>>().join(", ")
			)));
		}
		if ours.contains(&account) {
			return Err(Failure::Unreadable(format!(
				"--council: {} is named twice",
				show::ss58(&account)
			)));
		}
		ours.push(account);
	}
	let needed = share.of(seats.len());
	members.first().filter(|_| ours.len() >= needed).ok_or_else(|| {
		Failure::Refused(format!(
			"{what}: the council has {} members and {needed} of them must agree; {} were given (--council)",
			seats.len(),
			ours.len()
		))
	})
}

async fn decided(
	chain: &Chain,
	what: &str,
	receipt: Receipt,
	result: Result<(), salus::DispatchError>,
) -> Result<Receipt, Failure> {
	let Err(error) = result else {
		return Ok(receipt);
	};
	let state = chain.state_at_hash(receipt.block_hash).await?;
	let error =
		DispatchError::decode_from(error.encode(), state.inner().metadata()).map_err(|error| chain.failed(error))?;
	Err(Failure::Refused(format!(
		"{what}: the council decided for it in block {}, and the chain refused it: {}",
		receipt.block_number,
		receipt::explain(&error)
	)))
}
