//! `salus load`

use super::{run, stats::Summary, Figures, Kind, Plan, Work};
use crate::{
	chain::{self, At, Chain, Connect, Format, Signer},
	outcome::{Failure, Outcome},
	output::{pretty, print},
};
use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;
use std::{path::PathBuf, str::FromStr, time::Duration};

/// A kind, how many things are in a transaction, and its own rate.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Part {
	kind: Kind,
	items: Option<u64>,
	rate: Option<u64>,
}

impl FromStr for Part {
	type Err = String;

	fn from_str(text: &str) -> Result<Self, String> {
		let (text, rate) = match text.split_once('@') {
			Some((text, rate)) => (text, Some(rate)),
			None => (text, None),
		};
		let (name, items) = match text.split_once(':') {
			Some((name, items)) => (name, Some(items)),
			None => (text, None),
		};
		let kind = Kind::from_str(name, false).map_err(|_| {
			let kinds: Vec<_> = Kind::value_variants().iter().map(|kind| kind.name()).collect();
			format!("`{name}` is not a kind; the kinds are {}", kinds.join(", "))
		})?;
		let number = |text: &str, most: u64, what: &str| {
			text.parse::<u64>()
				.ok()
				.filter(|number| (1..=most).contains(number))
				.ok_or_else(|| format!("`{text}` is not a number of {what}: 1 to {most}"))
		};
		let in_one = format!("{} in a transaction", kind.things());
		Ok(Self {
			kind,
			items: items.map(|items| number(items, kind.most(), &in_one)).transpose()?,
			rate: rate
				.map(|rate| number(rate, MAX_RATE, "transactions a second"))
				.transpose()?,
		})
	}
}

/// The most transactions a second that can be asked for.
const MAX_RATE: u64 = 100_000;

/// `salus load`
#[derive(Debug, Args)]
pub struct Command {
	/// What is sent: KIND, KIND:ITEMS (so many in one transaction) or KIND:ITEMS@RATE (at a rate of its own); the kinds are
	/// transfer, consent, anchor and claim. Several, separated by commas, are measured one after the other in one run;
	/// throughput is then given as a ratio to that of the transfers.
	#[arg(long, value_delimiter = ',', required = true, value_name = "KINDS")]
	kind: Vec<Part>,
	/// Transactions a second.
	#[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=MAX_RATE))]
	rate: u64,
	/// For how many seconds each.
	#[arg(long = "for", value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=86_400))]
	period: u64,
	/// Consents, records or claims in one transaction, for kinds that have batches and do not say themselves.
	#[arg(long, value_name = "N", default_value_t = 1)]
	items: u64,
	/// How often all of it is done. Ratios are taken within a round, and the median is reported.
	#[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..=1_000))]
	rounds: u64,
	#[command(flatten)]
	connect: Connect,
	/// Who signs and pays: the account must have the role that the calls need.
	#[arg(long, value_name = "SIGNER", default_value = "//Dave")]
	signer: String,
	/// Who publishes the plan that claims are submitted under.
	#[arg(long, value_name = "SIGNER", default_value = "//Eve")]
	payer: String,
	/// Members of the council who publish the policy of the consents if the chain does not have it yet.
	#[arg(long, value_name = "SIGNERS", value_delimiter = ',', default_value = "//Alice,//Bob")]
	council: Vec<String>,
	/// A file with the password of the keystore.
	#[arg(long, value_name = "FILE")]
	password_file: Option<PathBuf>,
	/// How the figures are printed.
	#[arg(long, value_enum, default_value_t = Format::Table)]
	format: Format,
}

/// Runs it.
pub fn run_command(command: Command) -> Outcome {
	chain::block_on(command.run())
}

impl Command {
	async fn run(self) -> Outcome {
		let parse = |text: &str| Signer::parse(text.trim(), self.password_file.as_deref());
		let signer = parse(&self.signer)?;
		let payer = parse(&self.payer)?;
		let council = self
			.council
			.iter()
			.map(|member| parse(member))
			.collect::<Result<Vec<_>, _>>()?;
		if council.iter().chain([&signer, &payer]).any(Signer::is_external) {
			return Err(Failure::Unreadable(
				"--signer, --payer, --council: a load signs many transactions a second; an external signer cannot"
					.into(),
			));
		}
		let chain = Chain::connect(&self.connect).await?;
		let account = chain::ss58(&signer.account());
		let free = chain.state_at(At::Best).await?.free_balance(&signer.account()).await?;
		if free == 0 {
			return Err(Failure::Refused(format!(
				"{account} has no funds: it cannot pay for a load. Name an account with funds with --signer. Nothing was submitted"
			)));
		}
		let mut parts = vec![];
		for part in &self.kind {
			let items = part.items.unwrap_or(self.items.min(part.kind.most()));
			let plan = Plan {
				rate: part.rate.unwrap_or(self.rate),
				period: Duration::from_secs(self.period),
			};
			let work = Work::prepare(&chain, part.kind, items, &signer, &payer, &council).await?;
			parts.push((plan, work));
		}
		let mut rounds: Vec<Vec<Figures>> = vec![];
		'rounds: for round in 1..=self.rounds {
			rounds.push(vec![]);
			for (plan, work) in &mut parts {
				let figures = measure(&chain, &signer, work, plan, round, self.rounds).await?;
				if let Some(warning) = figures.warning() {
					eprintln!("note: {}: {warning}", figures.name());
				}
				let stopped = figures.open.is_some() || figures.refused > 0;
				if let Some(last) = rounds.last_mut() {
					last.push(figures);
				}
				// What is left over would be counted to the next.
				if stopped {
					break 'rounds;
				}
			}
		}
		let summaries = Summary::of(&rounds);
		print(&match self.format {
			Format::Json => pretty(&json!({
				"chain": chain.name(),
				"seconds": self.period,
				"rounds": self.rounds,
				"runs": rounds.iter().flat_map(|round| {
					let against = Figures::transfers(round);
					round.iter().map(move |figures| figures.json(against))
				}).collect::<Vec<_>>(),
				"summary": summaries.iter().map(Summary::json).collect::<Vec<_>>(),
			}))?,
			Format::Table => {
				let mut text = rounds
					.iter()
					.flat_map(|round| {
						let against = Figures::transfers(round);
						round.iter().map(move |figures| figures.table(against))
					})
					.collect::<Vec<_>>()
					.join("\n");
				if summaries.len() > 1 || rounds.len() > 1 {
					text += "\n";
					text += &Summary::table(&summaries, rounds.len());
				}
				text
			},
		})?;
		let all = || rounds.iter().flatten();
		let mut troubles: Vec<String> = all().filter_map(|figures| figures.left(&account)).collect();
		let failed: u64 = all().map(|figures| figures.failed + figures.refused).sum();
		if failed > 0 {
			let reason = all().find_map(|figures| figures.reason.clone()).unwrap_or_default();
			troubles.push(format!("{failed} transactions were refused: {reason}"));
		}
		troubles.extend(all().filter(|figures| figures.undone() > 0).map(|figures| {
			format!(
				"{}: {} of the {} in its blocks were not done",
				figures.name(),
				figures.undone(),
				figures.kind.things()
			)
		}));
		match troubles.is_empty() {
			true => Ok(()),
			false => Err(Failure::Refused(troubles.join("\n"))),
		}
	}
}

/// One kind, with a bar for whoever watches.
async fn measure(
	chain: &Chain,
	signer: &Signer,
	work: &mut Work,
	plan: &Plan,
	round: u64,
	rounds: u64,
) -> Result<Figures, Failure> {
	let total = plan.rate.saturating_mul(plan.period.as_secs());
	let bar = ProgressBar::new(total).with_style(
		ProgressStyle::with_template("{prefix:<16} {bar:30} {msg}").unwrap_or_else(|_| ProgressStyle::default_bar()),
	);
	bar.set_prefix(match rounds {
		1 => work.kind().name().to_owned(),
		_ => format!("{round}/{rounds} {}", work.kind().name()),
	});
	let shown = bar.clone();
	let figures = run(chain, signer, work, plan, move |sent, included, finalised| {
		shown.set_position(included);
		shown.set_message(format!("sent {sent}, included {included}, finalised {finalised}"));
	})
	.await;
	bar.finish_and_clear();
	figures
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn kinds_should_say_what_they_carry_and_how_fast() {
		let part = |text: &str| text.parse::<Part>();
		let plain = Part {
			kind: Kind::Consent,
			items: None,
			rate: None,
		};
		assert_eq!(part("consent"), Ok(plain));
		assert_eq!(
			part("consent:64@5"),
			Ok(Part {
				items: Some(64),
				rate: Some(5),
				..plain
			})
		);
		assert_eq!(part("consent@5").unwrap().rate, Some(5));
		for (wrong, reason) in [
			("gift", "the kinds are transfer, consent, anchor, claim"),
			("consent:65", "1 to 64"),
			("transfer:2", "1 to 1"),
			("claim:0", "1 to 64"),
			("claim@fast", "not a number of transactions a second"),
		] {
			let message = part(wrong).unwrap_err();
			assert!(message.contains(reason), "{wrong}: {message}");
		}
	}
}
