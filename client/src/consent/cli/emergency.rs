//! `salus consent emergency …`, `disclose` and `erase`.

use super::{account, file, print, read, seconds, show, unreadable, When, Whose};
use crate::{
	chain::{self, Chain, Format, Submit},
	consent::{
		book::ss58,
		onchain::{
			calls::{self, DisclosureRequest, Nature},
			lower,
		},
		request::Request,
		time,
	},
	outcome::{Failure, Outcome},
};
use clap::{Args, Subcommand, ValueEnum};
use serde_json::json;
use std::path::PathBuf;

/// The verbs of `salus consent emergency`.
#[derive(Debug, Subcommand)]
pub enum Command {
	/// Declare an emergency, as an accredited responder, to break the glass. Another organisation reviews it.
	Declare(Declare),
	/// Review an emergency, as an accredited reviewer of another organisation.
	Review(Review),
	/// Show the last emergency that somebody declared for a subject.
	Show(Show),
}

/// `salus consent emergency declare`
#[derive(Debug, Args)]
pub struct Declare {
	#[command(flatten)]
	whose: Whose,
	/// What kind of emergency it is.
	#[arg(long, value_enum)]
	nature: Nature,
	/// The credential of the person who acts: a file, which is committed to, or its commitment (0x and 64 hex digits).
	#[arg(long, value_name = "FILE|HEX")]
	credential: String,
	/// For how long, such as 30m or 4h; at most a day.
	#[arg(long, value_name = "SPAN", value_parser = seconds, default_value = "4h")]
	duration: u64,
	#[command(flatten)]
	submit: Submit,
}

/// `salus consent emergency review`
#[derive(Debug, Args)]
pub struct Review {
	#[command(flatten)]
	whose: Whose,
	/// Who declared it.
	#[arg(long, value_name = "ACCOUNT|REFERENCE")]
	declarer: String,
	/// Whether it was justified. If not, the declarer loses the role until governance gives it back.
	#[arg(long, value_enum)]
	finding: Finding,
	#[command(flatten)]
	submit: Submit,
}

/// What a reviewer finds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Finding {
	/// There was an emergency, and what was done was called for.
	Justified,
	/// There was none, or it was not.
	Unjustified,
}

/// `salus consent emergency show`
#[derive(Debug, Args)]
pub struct Show {
	#[command(flatten)]
	whose: Whose,
	/// Who declared it.
	#[arg(long, value_name = "ACCOUNT|REFERENCE")]
	declarer: String,
	#[command(flatten)]
	when: When,
	/// How it is printed.
	#[arg(long, value_enum, default_value_t = Format::Table)]
	format: Format,
}

/// Runs one verb.
pub fn run(command: Command) -> Outcome {
	match command {
		Command::Declare(verb) => verb.run(),
		Command::Review(verb) => verb.run(),
		Command::Show(verb) => verb.run(),
	}
}

impl Declare {
	fn run(self) -> Outcome {
		let (nature, duration, submit) = (self.nature, self.duration, self.submit.clone());
		file::with_evidence(
			&self.whose,
			&self.credential,
			"credential",
			&self.submit,
			|subject, credential| async move {
				let chain = Chain::connect(&submit.connect).await?;
				let call = calls::declare_emergency(&subject, nature, credential, duration)?;
				chain.run(&call, &submit).await.map(|_| ())
			},
		)
	}
}

impl Review {
	fn run(self) -> Outcome {
		let (subject, book) = self.whose.find()?;
		let declarer = account(&self.declarer, &book)?;
		chain::block_on(async {
			let chain = Chain::connect(&self.submit.connect).await?;
			let call = calls::review_emergency(&subject, &declarer, self.finding == Finding::Justified)?;
			chain.run(&call, &self.submit).await.map(|_| ())
		})
	}
}

impl Show {
	fn run(self) -> Outcome {
		let (subject, book) = self.whose.find()?;
		let declarer = account(&self.declarer, &book)?;
		let found = chain::block_on(async {
			let (_, state) = self.when.state().await?;
			calls::emergency(&state, &subject, &declarer).await
		})?;
		let Some((emergency, live)) = found else {
			return Err(Failure::Refused(format!(
				"{} never declared an emergency for {}",
				ss58(&declarer),
				ss58(&subject)
			)));
		};
		let at = |seconds: u64| time::write_second(i64::try_from(seconds).unwrap_or(i64::MAX));
		let nature = emergency
			.nature
			.to_possible_value()
			.map_or_else(String::new, |value| value.get_name().to_owned());
		let review = show::review(&emergency.review);
		print(&match self.format {
			Format::Table => format!(
				"subject       {}\ndeclarer      {}\nnature        {nature}\ndeclared      {}\nlapses        {}{}\nreview by     {}\nreview        {review}\n",
				ss58(&subject),
				ss58(&declarer),
				at(emergency.declared_at),
				at(emergency.lapses_at),
				if live { " (live)" } else { "" },
				at(emergency.review_by),
			),
			Format::Json => {
				let value = json!({
					"subject": ss58(&subject), "declarer": ss58(&declarer), "nature": nature, "live": live,
					"declaredAt": at(emergency.declared_at), "lapsesAt": at(emergency.lapses_at),
					"reviewBy": at(emergency.review_by), "review": review,
				});
				format!("{value:#}\n")
			},
		})
	}
}

/// `salus consent disclose`
#[derive(Debug, Args)]
pub struct Disclose {
	#[command(flatten)]
	whose: Whose,
	/// The request, as `evaluate` takes it, for one purpose. Its custodian is who signs, its time the chain's.
	#[arg(long, value_name = "FILE")]
	request: PathBuf,
	#[command(flatten)]
	submit: Submit,
}

impl Disclose {
	pub fn run(self) -> Outcome {
		let (subject, book) = self.whose.find()?;
		let asked = read(&self.request)?;
		let request = Request::read(&asked, 0)
			.and_then(|request| lower::disclosure(&request, &book))
			.map_err(|problem| unreadable(&self.request, &problem))?;
		let signer = self.submit.signer()?.account().0;
		if request.custodian.is_some_and(|custodian| custodian.0 != signer) {
			return Err(Failure::Refused(format!(
				"{}: custodian: is not {}, who signs; a custodian asks for itself",
				self.request.display(),
				ss58(&signer)
			)));
		}
		chain::block_on(async {
			let chain = Chain::connect(&self.submit.connect).await?;
			let call = calls::record_disclosure(&subject, &DisclosureRequest::from(&request))?;
			chain.run(&call, &self.submit).await.map(|_| ())
		})
	}
}

/// `salus consent erase`
#[derive(Debug, Args)]
pub struct Erase {
	#[command(flatten)]
	whose: Whose,
	/// The receipt under which data were received: 32 hex digits, as `show` prints it.
	#[arg(long, value_name = "ID")]
	receipt: String,
	#[command(flatten)]
	submit: Submit,
}

impl Erase {
	pub fn run(self) -> Outcome {
		let (subject, _) = self.whose.find()?;
		let receipt = file::receipt_id(&self.receipt)?;
		chain::block_on(async {
			let chain = Chain::connect(&self.submit.connect).await?;
			chain
				.run(&calls::attest_erasure(&subject, receipt), &self.submit)
				.await
				.map(|_| ())
		})
	}
}
