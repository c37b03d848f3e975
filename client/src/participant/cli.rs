//! `salus participant …`

use super::{all, as_json, roles, standing, word, Role, Terms};
use crate::{
	chain::{self, AccountId32, Chain, Connect, Format, Motion, Share, Submit},
	outcome::{Failure, Outcome},
	output::{pretty, print},
	record::{content, ids::parse_hex32, jcs::Canonicaliser},
};
use clap::{Args, Subcommand};
use salus_api::salus;
use salus_records_engine::Salt;
use std::path::PathBuf;

/// The verbs of `salus participant`.
#[derive(Debug, Subcommand)]
pub enum Command {
	/// Accredit an organisation for roles, by a decision of the council.
	Accredit(Accredit),
	/// Replace roles, credential and end of an accreditation, by a decision of the council.
	Amend(Accredit),
	/// Stop an organisation for the time being, in all its roles or in one, by a decision of the council.
	Suspend(Change),
	/// Let a suspended organisation, or role, act again, by a decision of the council.
	Reinstate(Change),
	/// Leave: signed by the organisation itself.
	Withdraw(Withdraw),
	/// One organisation: roles, status, credential, end.
	Show(Show),
	/// All organisations.
	List(List),
}

/// `salus participant accredit` and `amend`
#[derive(Debug, Args)]
pub struct Accredit {
	/// The organisation's account: an SS58 address, hex, or //Name.
	#[arg(value_parser = chain::parse_account)]
	organisation: AccountId32,
	/// What it may do.
	#[arg(long, value_enum, value_delimiter = ',', required = true, value_name = "ROLES")]
	roles: Vec<Role>,
	/// The document that it is accredited on. Its salted hash goes on chain; the salt is printed and must be kept.
	#[arg(long, value_name = "FILE", required_unless_present = "commitment")]
	credential: Option<PathBuf>,
	/// The commitment of that document, if it was made before (`salus record commit`).
	#[arg(long, value_name = "HEX", value_parser = parse_hex32, conflicts_with = "credential")]
	commitment: Option<[u8; 32]>,
	/// The end of the accreditation, in seconds of Unix time.
	#[arg(long, value_name = "SECONDS")]
	expires_at: Option<u64>,
	#[command(flatten)]
	motion: Motion,
}

/// `salus participant suspend` and `reinstate`
#[derive(Debug, Args)]
pub struct Change {
	/// The organisation's account.
	#[arg(value_parser = chain::parse_account)]
	organisation: AccountId32,
	/// Only this role.
	#[arg(long, value_enum, value_name = "ROLE")]
	role: Option<Role>,
	#[command(flatten)]
	motion: Motion,
}

/// `salus participant withdraw`
#[derive(Debug, Args)]
pub struct Withdraw {
	#[command(flatten)]
	submit: Submit,
}

/// `salus participant show`
#[derive(Debug, Args)]
pub struct Show {
	/// The organisation's account.
	#[arg(value_parser = chain::parse_account)]
	organisation: AccountId32,
	#[command(flatten)]
	connect: Connect,
	/// How it is printed.
	#[arg(long, value_enum, default_value_t = Format::Table)]
	format: Format,
}

/// `salus participant list`
#[derive(Debug, Args)]
pub struct List {
	/// Only those that have this role.
	#[arg(long, value_enum, value_name = "ROLE")]
	role: Option<Role>,
	#[command(flatten)]
	connect: Connect,
	/// How it is printed.
	#[arg(long, value_enum, default_value_t = Format::Table)]
	format: Format,
}

/// Runs one verb.
pub fn run(command: Command) -> Outcome {
	match command {
		Command::Accredit(accredit) => chain::block_on(accredit.run(false)),
		Command::Amend(amend) => chain::block_on(amend.run(true)),
		Command::Suspend(suspend) => chain::block_on(suspend.run(true)),
		Command::Reinstate(reinstate) => chain::block_on(reinstate.run(false)),
		Command::Withdraw(withdraw) => chain::block_on(async {
			let chain = Chain::connect(&withdraw.submit.connect).await?;
			chain
				.run(&salus::tx().participants().withdraw(), &withdraw.submit)
				.await?;
			Ok(())
		}),
		Command::Show(show) => chain::block_on(show.run()),
		Command::List(list) => chain::block_on(list.run()),
	}
}

impl Accredit {
	async fn run(self, amends: bool) -> Outcome {
		let credential = match (self.commitment, &self.credential) {
			(Some(commitment), _) => commitment,
			(None, Some(file)) => {
				let salt: Salt = content::fresh_salt()?;
				let committed = content::commit_file(
					file,
					None,
					&salt,
					content::DEFAULT_LIMIT,
					&mut Canonicaliser::default(),
					&mut vec![],
				)
				.map_err(|error| error.of(file.display()))?;
				eprintln!(
					"note: salt of the credential, to be kept with {}: {}",
					file.display(),
					hex::encode(salt.0)
				);
				committed.commitment.0
			},
			(None, None) => return Err(Failure::Unreadable("--credential or --commitment is needed".into())),
		};
		let terms = Terms {
			organisation: self.organisation,
			roles: self.roles,
			credential,
			expires_at: self.expires_at,
		};
		let chain = Chain::connect(&self.motion.connect).await?;
		if amends {
			self.motion.run(&chain, &terms.amend(), Share::Majority).await?;
		} else {
			self.motion.run(&chain, &terms.accredit(), Share::Majority).await?;
		}
		Ok(())
	}
}

impl Change {
	async fn run(self, suspends: bool) -> Outcome {
		let chain = Chain::connect(&self.motion.connect).await?;
		let tx = salus::tx().participants();
		let (motion, who, half) = (&self.motion, self.organisation, Share::Majority);
		match (suspends, self.role.map(Role::on_chain)) {
			(true, None) => motion.run(&chain, &tx.suspend(who), half).await?,
			(false, None) => motion.run(&chain, &tx.reinstate(who), half).await?,
			(true, Some(role)) => motion.run(&chain, &tx.suspend_role(who, role), half).await?,
			(false, Some(role)) => motion.run(&chain, &tx.reinstate_role(who, role), half).await?,
		};
		Ok(())
	}
}

fn names(set: u16) -> String {
	match roles(set).as_slice() {
		[] => "none".into(),
		roles => roles.iter().map(|role| role.name()).collect::<Vec<_>>().join(", "),
	}
}

fn seconds(at: Option<u64>) -> String {
	at.map_or("none".into(), |at| at.to_string())
}

impl Show {
	async fn run(self) -> Outcome {
		let chain = Chain::connect(&self.connect).await?;
		let state = chain.state().await?;
		let Some(standing) = standing(&state, &self.organisation).await? else {
			return Err(Failure::Refused(format!(
				"{} is not an organisation of this chain at block {}",
				chain::ss58(&self.organisation),
				state.number()
			)));
		};
		let credential = state
			.view(salus::view_functions().participants().credential(self.organisation))
			.await?;
		let now = state.now().await?;
		print(&match self.format {
			Format::Json => pretty(&as_json(&self.organisation, &standing, credential, now))?,
			Format::Table => format!(
				"account          {}\nstatus           {}\nroles            {}\nsuspended roles  {}\naccredited at    {}\nexpires at       {}\ncredential       {}\nat block         {}\n",
				chain::ss58(&self.organisation),
				word(&standing, now),
				names(standing.roles.0),
				names(standing.suspended_roles.0),
				match standing.accredited_at {
					0 => "genesis".into(),
					at => at.to_string(),
				},
				seconds(standing.expires_at),
				credential.map_or("none".into(), |credential| format!("0x{}", hex::encode(credential))),
				state.number(),
			),
		})
	}
}

impl List {
	async fn run(self) -> Outcome {
		let chain = Chain::connect(&self.connect).await?;
		let state = chain.state().await?;
		let now = state.now().await?;
		let mut organisations = all(&state).await?;
		organisations.retain(|(_, standing)| self.role.is_none_or(|role| roles(standing.roles.0).contains(&role)));
		organisations.sort_by_key(|(account, _)| *account);
		print(&match self.format {
			Format::Json => pretty(
				&organisations
					.iter()
					.map(|(account, standing)| as_json(account, standing, None, now))
					.collect::<Vec<_>>(),
			)?,
			Format::Table => organisations
				.iter()
				.map(|(account, standing)| {
					format!(
						"{}  {:<9}  {}\n",
						chain::ss58(account),
						word(standing, now),
						names(standing.roles.0)
					)
				})
				.collect(),
		})
	}
}
