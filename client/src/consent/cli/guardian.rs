//! `salus consent guardian …`

use super::{account, file::with_evidence, moment, open, print, When, Whose};
use crate::{
	chain::{self, Chain, Format, Submit},
	consent::{
		book::ss58,
		codes::Coding,
		onchain::calls::{self, GuardianKind, GuardianScope},
		time,
	},
	outcome::{Failure, Outcome},
};
use clap::{Args, Subcommand, ValueEnum};
use salus_consent_engine::vocabulary::Categories;
use serde_json::{json, Value};
use std::path::PathBuf;

/// A guardianship of a minor ends on a multiple of thirty days, so that no date of birth can be told from it.
const GRID: u64 = 30 * 86_400;

/// The verbs of `salus consent guardian`.
#[derive(Debug, Subcommand)]
pub enum Command {
	/// Appoint a guardian: as the ward by power of attorney, or as a registrar on evidence.
	Appoint(Box<Appoint>),
	/// End a guardianship: as the guardian, as the ward who appointed, or as a registrar.
	End(End),
	/// Show the guardians of a ward.
	Show(Show),
}

/// `salus consent guardian appoint`
#[derive(Debug, Args)]
pub struct Appoint {
	/// The ward: an account, or a reference that the book knows.
	#[arg(long, value_name = "ACCOUNT|REFERENCE")]
	ward: String,
	/// The guardian: an account, or a reference that the book knows.
	#[arg(long, value_name = "ACCOUNT|REFERENCE")]
	guardian: String,
	/// On what the right rests.
	#[arg(long, value_enum)]
	kind: GuardianKind,
	/// Consents of these categories. If not given: of every category.
	#[arg(long = "category", value_name = "CODE")]
	categories: Vec<String>,
	/// The guardian may revoke, too.
	#[arg(long)]
	may_revoke: bool,
	/// From when on: a date, or a span such as +1h. If not given: from now on.
	#[arg(long, value_name = "DATE|+SPAN", value_parser = moment)]
	from: Option<u64>,
	/// Until when. For a parent: majority; it is rounded down to a multiple of thirty days.
	#[arg(long, value_name = "DATE|+SPAN", value_parser = moment)]
	until: Option<u64>,
	/// The evidence: a file, which is committed to, or its commitment (0x and 64 hex digits).
	#[arg(long, value_name = "FILE|HEX")]
	evidence: String,
	/// The book.
	#[arg(long, value_name = "FILE")]
	book: Option<PathBuf>,
	#[command(flatten)]
	submit: Submit,
}

/// `salus consent guardian end`
#[derive(Debug, Args)]
pub struct End {
	/// The ward.
	#[arg(long, value_name = "ACCOUNT|REFERENCE")]
	ward: String,
	/// The guardian.
	#[arg(long, value_name = "ACCOUNT|REFERENCE")]
	guardian: String,
	/// The book.
	#[arg(long, value_name = "FILE")]
	book: Option<PathBuf>,
	#[command(flatten)]
	submit: Submit,
}

/// `salus consent guardian show`
#[derive(Debug, Args)]
pub struct Show {
	#[command(flatten)]
	whose: Whose,
	#[command(flatten)]
	when: When,
	/// How it is printed.
	#[arg(long, value_enum, default_value_t = Format::Table)]
	format: Format,
}

/// Runs one verb.
pub fn run(command: Command) -> Outcome {
	match command {
		Command::Appoint(verb) => verb.run(),
		Command::End(verb) => verb.run(),
		Command::Show(verb) => verb.run(),
	}
}

impl Appoint {
	fn run(self) -> Outcome {
		let book = open(self.book.as_deref())?;
		let guardian = account(&self.guardian, &book)?;
		let mut categories = Categories::EMPTY;
		for code in &self.categories {
			let coding = Coding {
				system: None,
				code: code.clone(),
				raw: Value::Null,
			};
			let own = Categories::from_code(code).or_else(|| {
				let bit = book.bit("categories", &coding)?;
				1u32.checked_shl(u32::from(bit)).map(Categories)
			});
			categories = categories.union(own.ok_or_else(|| {
				Failure::Unreadable(format!("--category {code}: is neither one of FHIR nor one of the book"))
			})?);
		}
		let until = match self.kind {
			// A date of birth can be told from the day of majority.
			GuardianKind::Parent => self.until.map(|until| until - until % GRID),
			GuardianKind::PowerOfAttorney | GuardianKind::Court => self.until,
		};
		let (kind, may_revoke, from) = (self.kind, self.may_revoke, self.from);
		let whose = Whose {
			subject: self.ward.clone(),
			book: self.book.clone(),
		};
		let submit = self.submit.clone();
		with_evidence(
			&whose,
			&self.evidence,
			"guardianship",
			&self.submit,
			|ward, evidence| async move {
				let chain = Chain::connect(&submit.connect).await?;
				// The clock of the chain, which is what counts.
				let from = match from {
					Some(from) => from,
					None => chain.state().await?.now().await?,
				};
				let scope = GuardianScope {
					categories,
					may_revoke,
					from,
					until,
				};
				let call = calls::appoint_guardian(&ward, &guardian, kind, &scope, evidence)?;
				chain.run(&call, &submit).await.map(|_| ())
			},
		)
	}
}

impl End {
	fn run(self) -> Outcome {
		let book = open(self.book.as_deref())?;
		let (ward, guardian) = (account(&self.ward, &book)?, account(&self.guardian, &book)?);
		chain::block_on(async {
			let chain = Chain::connect(&self.submit.connect).await?;
			chain
				.run(&calls::end_guardianship(&ward, &guardian), &self.submit)
				.await
				.map(|_| ())
		})
	}
}

impl Show {
	fn run(self) -> Outcome {
		let (ward, book) = self.whose.find()?;
		let (guardians, now) = chain::block_on(async {
			let (_, state) = self.when.state().await?;
			Ok((calls::guardians(&state, &ward).await?, state.now().await?))
		})?;
		let at = |seconds: u64| time::write_second(i64::try_from(seconds).unwrap_or(i64::MAX));
		let mut text = format!("ward          {}\n", ss58(&ward));
		let mut all = Vec::new();
		for (guardian, kind, scope) in &guardians {
			let kind = kind
				.to_possible_value()
				.map_or_else(String::new, |value| value.get_name().to_owned());
			let state = if now < scope.from {
				"not begun"
			} else if scope.until.is_some_and(|until| until <= now) {
				"lapsed"
			} else {
				"acts"
			};
			let name = book.reference(&salus_consent_engine::PartyId(*guardian));
			let until = scope.until.map_or_else(|| "no end".to_owned(), at);
			text += &format!(
				"{:<13} {name}, {kind}, from {} until {until}, {}\n",
				state,
				at(scope.from),
				if scope.may_revoke {
					"may revoke"
				} else {
					"may not revoke"
				},
			);
			all.push(json!({
				"guardian": ss58(guardian), "kind": kind, "state": state, "from": at(scope.from),
				"until": scope.until.map(at), "mayRevoke": scope.may_revoke, "categories": scope.categories.0,
			}));
		}
		print(&match self.format {
			Format::Table => text,
			Format::Json => format!("{:#}\n", json!({ "ward": ss58(&ward), "guardians": all })),
		})
	}
}
