//! `salus consent policy …`: what the council decides, and what it decided.

use super::{moment, print, read_bytes, When};
use crate::{
	chain::{self, Chain, Format, Motion, Share},
	consent::{
		onchain::{
			calls::{self, Policy},
			prepare, PolicyRef,
		},
		request::{implicit_name, COMBINING, IMPLICIT},
		time,
	},
	outcome::{Failure, Outcome},
	record::ids,
};
use clap::{Args, Subcommand};
use serde_json::json;
use std::path::{Path, PathBuf};

/// The verbs of `salus consent policy`.
#[derive(Debug, Subcommand)]
pub enum Command {
	/// Publish a version of a policy, by decision of the council.
	Publish(Box<Publish>),
	/// Show a version of a policy.
	Show(Show),
	/// Set how consents combine and what holds without them, by decision of the council.
	Domain(Box<SetDomain>),
}

/// `salus consent policy publish`
#[derive(Debug, Args)]
pub struct Publish {
	/// The policy and its version.
	#[arg(value_name = "ID:VERSION")]
	policy: PolicyRef,
	/// Its text: a file, which is committed to, or its commitment (0x and 64 hex digits).
	#[arg(long, value_name = "FILE|HEX")]
	text: String,
	/// Where the salt of the text goes: whoever is to check the text needs it. It is no secret.
	#[arg(long, value_name = "FILE")]
	salt_out: Option<PathBuf>,
	/// From when on consents may pin it: a date, or a span such as +1h. If not given: from now on.
	#[arg(long, value_name = "DATE|+SPAN", value_parser = moment)]
	from: Option<u64>,
	/// From when on no consent may pin it any more.
	#[arg(long, value_name = "DATE|+SPAN", value_parser = moment)]
	until: Option<u64>,
	/// A consent under it that permits anything counts only once an accredited verifier has confirmed it.
	#[arg(long)]
	requires_verification: bool,
	#[command(flatten)]
	motion: Motion,
}

/// `salus consent policy show`
#[derive(Debug, Args)]
pub struct Show {
	/// The policy and its version.
	#[arg(value_name = "ID:VERSION")]
	policy: PolicyRef,
	#[command(flatten)]
	when: When,
	/// How it is printed.
	#[arg(long, value_enum, default_value_t = Format::Table)]
	format: Format,
}

/// `salus consent policy domain`
#[derive(Debug, Args)]
pub struct SetDomain {
	/// How consents combine: deny-overrides, permit-overrides, most-recent or ordered.
	#[arg(long, value_name = "HOW")]
	combining: String,
	/// What holds without a consent: normal, all-normal, break-glass-only or deny.
	#[arg(long, value_name = "POLICY")]
	implicit: String,
	#[command(flatten)]
	motion: Motion,
}

/// Runs one verb.
pub fn run(command: Command) -> Outcome {
	match command {
		Command::Publish(verb) => verb.run(),
		Command::Show(verb) => verb.run(),
		Command::Domain(verb) => verb.run(),
	}
}

impl Publish {
	fn run(self) -> Outcome {
		if let (Some(from), Some(until)) = (self.from, self.until) {
			if until <= from {
				return Err(Failure::Unreadable(
					"--until: the policy would end before it begins".into(),
				));
			}
		}
		chain::block_on(async {
			let chain = Chain::connect(&self.motion.connect).await?;
			let state = chain.state().await?;
			if calls::policy(&state, self.policy).await?.is_some() {
				return Err(Failure::Refused(format!(
					"policy {} is published already, and stays as it is: publish a new version",
					self.policy
				)));
			}
			let is_hex = self.text.strip_prefix("0x").is_some_and(|digits| digits.len() == 64);
			let text = if is_hex {
				ids::parse_hex32(&self.text).map_err(|reason| Failure::Unreadable(format!("--text: {reason}")))?
			} else {
				let path = Path::new(&self.text);
				let Some(out) = &self.salt_out else {
					return Err(Failure::Unreadable(
						"--salt-out: say where the salt of the text goes".into(),
					));
				};
				let (commitment, opening) = prepare::committed("policy", &read_bytes(path)?, &json!(self.text))
					.map_err(|problem| super::unreadable(path, &problem))?;
				if !self.motion.dry_run {
					let opened = json!({
						"policy": self.policy.to_string(), "file": self.text,
						"salt": format!("0x{}", hex::encode(opening.salt.0)), "commitment": format!("0x{}", hex::encode(commitment)),
					});
					super::write(Some(out), &format!("{opened:#}\n"))?;
				}
				commitment
			};
			let effective_from = match self.from {
				Some(from) => from,
				None => state.now().await?,
			};
			let terms = Policy {
				text,
				effective_from,
				effective_until: self.until,
				requires_verification: self.requires_verification,
			};
			let call = calls::publish_policy(self.policy, &terms)?;
			self.motion.run(&chain, &call, Share::Majority).await.map(|_| ())
		})
	}
}

impl Show {
	fn run(self) -> Outcome {
		let (found, domain) = chain::block_on(async {
			let (_, state) = self.when.state().await?;
			Ok((calls::policy(&state, self.policy).await?, calls::domain(&state).await?))
		})?;
		let Some(policy) = found else {
			return Err(Failure::Refused(format!("policy {} was never published", self.policy)));
		};
		let at = |seconds: u64| time::write_second(i64::try_from(seconds).unwrap_or(i64::MAX));
		let combining = COMBINING
			.iter()
			.find(|(_, how)| *how == domain.combining)
			.map_or("?", |(name, _)| name);
		let text = format!("0x{}", hex::encode(policy.text));
		print(&match self.format {
			Format::Table => format!(
				"policy        {}\ntext          {text}\nin force      from {}{}\nverification  {}\ndomain        version {}: {combining}, without a consent {}\n",
				self.policy,
				at(policy.effective_from),
				policy.effective_until.map_or_else(String::new, |until| format!(" until {}", at(until))),
				if policy.requires_verification { "required" } else { "not required" },
				domain.version,
				implicit_name(domain.implicit),
			),
			Format::Json => {
				let value = json!({
					"policy": self.policy.to_string(), "text": text, "from": at(policy.effective_from),
					"until": policy.effective_until.map(at), "requiresVerification": policy.requires_verification,
					"domain": { "version": domain.version, "combining": combining, "implicit": implicit_name(domain.implicit) },
				});
				format!("{value:#}\n")
			},
		})
	}
}

impl SetDomain {
	fn run(self) -> Outcome {
		let combining = COMBINING
			.iter()
			.find(|(name, _)| *name == self.combining)
			.map(|(_, how)| *how);
		let combining = combining.ok_or_else(|| {
			Failure::Unreadable(format!(
				"--combining {}: is not one of deny-overrides, permit-overrides, most-recent, ordered",
				self.combining
			))
		})?;
		let implicit = IMPLICIT
			.iter()
			.find(|(name, ..)| *name == self.implicit)
			.map(|(.., policy)| *policy);
		let implicit = implicit.ok_or_else(|| {
			Failure::Unreadable(format!(
				"--implicit {}: is not one of normal, all-normal, break-glass-only, deny",
				self.implicit
			))
		})?;
		chain::block_on(async {
			let chain = Chain::connect(&self.motion.connect).await?;
			let call = calls::set_domain_parameters(combining, implicit)?;
			self.motion.run(&chain, &call, Share::Majority).await.map(|_| ())
		})
	}
}
