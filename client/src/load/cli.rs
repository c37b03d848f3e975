//! `salus load`

use super::{run, Figures, Kind, Plan, Work};
use crate::{
	chain::{self, At, Chain, Connect, Format, Signer},
	outcome::{Failure, Outcome},
	record::cli::{pretty, print},
};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;
use std::{path::PathBuf, time::Duration};

/// `salus load`
#[derive(Debug, Args)]
pub struct Command {
	/// What is sent. Several kinds, separated by commas, are measured one after the other in one run; throughput is then
	/// given as a ratio to that of the transfers.
	#[arg(long, value_enum, value_delimiter = ',', required = true, value_name = "KINDS")]
	kind: Vec<Kind>,
	/// Transactions a second.
	#[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=100_000))]
	rate: u64,
	/// For how many seconds.
	#[arg(long = "for", value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=86_400))]
	period: u64,
	/// Consents, records or claims in one transaction, for kinds that have batches.
	#[arg(long, value_name = "N", default_value_t = 1)]
	items: u64,
	#[command(flatten)]
	connect: Connect,
	/// Who signs and pays: the account must have the role that the calls need.
	#[arg(long, value_name = "SIGNER", default_value = "//Dave")]
	signer: String,
	/// Who publishes the plan that claims are submitted under.
	#[arg(long, value_name = "SIGNER", default_value = "//Eve")]
	payer: String,
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
		let chain = Chain::connect(&self.connect).await?;
		let signer = Signer::parse(&self.signer, self.password_file.as_deref())?;
		if signer.is_external() {
			return Err(Failure::Unreadable(
				"--signer: a load signs many transactions a second; an external signer cannot".into(),
			));
		}
		let payer = Signer::parse(&self.payer, self.password_file.as_deref())?;
		let free = chain.state_at(At::Best).await?.free_balance(&signer.account()).await?;
		if free == 0 {
			return Err(Failure::Refused(format!(
				"{} has no funds: it cannot pay for a load",
				chain::ss58(&signer.account())
			)));
		}
		let plan = Plan {
			rate: self.rate,
			period: Duration::from_secs(self.period),
		};
		let mut all: Vec<Figures> = vec![];
		for kind in &self.kind {
			let items = self.items.min(kind.most());
			let mut work = Work::prepare(&chain, *kind, items, &signer, &payer).await?;
			let total = self.rate.saturating_mul(self.period);
			let bar = ProgressBar::new(total).with_style(
				ProgressStyle::with_template("{prefix:<9} {bar:30} {msg}")
					.unwrap_or_else(|_| ProgressStyle::default_bar()),
			);
			bar.set_prefix(kind.name());
			let shown = bar.clone();
			let figures = run(&chain, &signer, &mut work, &plan, move |sent, included, finalised| {
				shown.set_position(included);
				shown.set_message(format!("sent {sent}, included {included}, finalised {finalised}"));
			})
			.await;
			bar.finish_and_clear();
			let figures = figures?;
			if let Some(warning) = figures.warning() {
				eprintln!("note: {}: {warning}", kind.name());
			}
			all.push(figures);
		}
		let against = all
			.iter()
			.find(|figures| figures.kind == Kind::Transfer)
			.map(Figures::items_per_second)
			.filter(|_| all.len() > 1);
		print(&match self.format {
			Format::Json => pretty(&json!({
				"chain": chain.name(),
				"seconds": self.period,
				"runs": all.iter().map(|figures| figures.json(against)).collect::<Vec<_>>(),
			}))?,
			Format::Table => all
				.iter()
				.map(|figures| figures.table(against))
				.collect::<Vec<_>>()
				.join("\n"),
		})?;
		let lost: u64 = all.iter().map(|figures| figures.sent - figures.finalised).sum();
		let failed: u64 = all.iter().map(|figures| figures.failed + figures.refused).sum();
		if lost + failed > 0 {
			return Err(Failure::Refused(format!(
				"{lost} transactions were not finalised and {failed} were refused"
			)));
		}
		Ok(())
	}
}
