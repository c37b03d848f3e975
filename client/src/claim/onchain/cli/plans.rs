//! Plans, pools, officers and members.

use super::{account, amount, bytes, claims::dry_run, currency, day, pretty, print, Private};
use crate::{
	chain::{self, ss58, AccountId32, At, Chain, Connect, Format, Receipt, Submit},
	claim::{
		json::day_text,
		onchain::{
			node,
			publish::{publication, Absent, Publication},
			register::{MemberEntry, PlanEntry, Register},
			wire::{Asset, Household, Terms},
		},
	},
	outcome::{Failure, Outcome},
};
use clap::{Args, Subcommand};
use salus_claims_engine::calendar::Day;
use serde_json::json;
use std::path::PathBuf;

/// The verbs of `salus claim plan`.
#[derive(Debug, Subcommand)]
pub enum PlanCommand {
	/// Publishes a plan: terms, fee schedule with blinded codes, networks of providers with an account.
	Publish(Publish),
	/// Whether a plan on chain is the one of this file. Exit code 0: it is; 1: it is not.
	Check(Check),
	/// Shows a plan on chain and its pool.
	Show(ShowPlan),
	/// Sets the network of a provider.
	Contract(Contract),
	/// Names a person who decides for the payer, or ends that.
	Officer(Officer),
}

/// `salus claim plan publish`.
#[derive(Debug, Args)]
pub struct Publish {
	/// The plan: `PLAN.json`.
	plan: PathBuf,
	/// What it pays in: `native`, or the number of an asset. Its smallest unit is the minor unit of the plan's currency.
	#[arg(long, value_parser = asset, default_value = "native")]
	asset: Asset,
	/// Changes this plan, which nobody is enrolled in yet, instead of publishing a new one.
	#[arg(long, value_name = "PLAN")]
	amends: Option<u32>,
	/// Levels of appeal that an accredited reviewer decides, not an officer: `2,3`.
	#[arg(long, value_name = "LEVELS", value_delimiter = ',', value_parser = clap::value_parser!(u8).range(1..=8))]
	external_levels: Vec<u8>,
	#[command(flatten)]
	private: Private,
	#[command(flatten)]
	submit: Submit,
}

/// `salus claim plan check`.
#[derive(Debug, Args)]
pub struct Check {
	/// The plan: `PLAN.json`.
	plan: PathBuf,
	/// The plan on chain; without it the one that the register says was published from a plan of this name.
	#[arg(long, value_name = "PLAN")]
	plan_id: Option<u32>,
	#[command(flatten)]
	private: Private,
	#[command(flatten)]
	connect: Connect,
}

/// `salus claim plan show`.
#[derive(Debug, Args)]
pub struct ShowPlan {
	/// The plan on chain.
	plan: u32,
	#[command(flatten)]
	connect: Connect,
	/// How the result is printed.
	#[arg(long, value_enum, default_value_t = Format::Table)]
	format: Format,
}

/// `salus claim plan contract`.
#[derive(Debug, Args)]
pub struct Contract {
	/// The plan on chain.
	plan: u32,
	/// The provider.
	#[arg(value_parser = account)]
	provider: AccountId32,
	/// The network, 0 to 7, in the order of the plan file.
	#[arg(value_parser = clap::value_parser!(u8).range(0..=7))]
	network: u8,
	#[command(flatten)]
	submit: Submit,
}

/// `salus claim plan officer`.
#[derive(Debug, Args)]
pub struct Officer {
	/// The officer's account.
	#[arg(value_parser = account)]
	officer: AccountId32,
	/// The most this officer may decide alone, in minor units of a plan's currency.
	#[arg(long, value_name = "MINOR UNITS", required_unless_present = "remove")]
	limit: Option<u128>,
	/// Not an officer any more.
	#[arg(long, conflicts_with = "limit")]
	remove: bool,
	#[command(flatten)]
	submit: Submit,
}

/// `salus claim fund` and `salus claim withdraw`.
#[derive(Debug, Args)]
pub struct Money {
	/// The plan on chain.
	plan: u32,
	/// How much, in the plan's currency: `1000.00`.
	amount: String,
	#[command(flatten)]
	submit: Submit,
}

/// `salus claim enrol`.
#[derive(Debug, Args)]
pub struct Enrol {
	/// The plan on chain; without it the one that the register says was published from `--members-of`.
	#[arg(long, value_name = "PLAN")]
	plan_id: Option<u32>,
	/// Enrols every member of a plan file that has an `account` and is not in the register yet.
	#[arg(long, value_name = "PLAN.json", conflicts_with = "member")]
	members_of: Option<PathBuf>,
	/// The member's account: a fresh one for this payer and plan year.
	#[arg(long, value_parser = account, requires = "plan_id", required_unless_present = "members_of")]
	member: Option<AccountId32>,
	/// Identifiers of the patient or coverage in claims: they go into the register, not on chain.
	#[arg(long = "id", value_name = "IDENTIFIER")]
	ids: Vec<String>,
	/// With whom: `alone`, `new` (the first of a family), or the number of a family.
	#[arg(long, value_parser = household, default_value = "alone")]
	family: Household,
	/// First day covered.
	#[arg(long, value_parser = day, required_unless_present = "members_of")]
	from: Option<Day>,
	/// Last day covered.
	#[arg(long, value_parser = day)]
	until: Option<Day>,
	/// Day from which waiting periods run; the first day covered if not given.
	#[arg(long, value_parser = day)]
	enrolled: Option<Day>,
	/// 1 primary, 2 secondary, 3 tertiary.
	#[arg(long, default_value_t = 1)]
	order: u8,
	/// Day of the notice, when coverage is granted retroactively.
	#[arg(long, value_parser = day)]
	notice: Option<Day>,
	#[command(flatten)]
	private: Private,
	#[command(flatten)]
	submit: Submit,
}

/// `salus claim end-coverage`.
#[derive(Debug, Args)]
pub struct EndCoverage {
	/// The coverage on chain.
	coverage: u32,
	/// The last day covered.
	#[arg(long, value_parser = day)]
	until: Day,
	#[command(flatten)]
	submit: Submit,
}

impl EndCoverage {
	/// Runs the verb.
	pub fn run(self) -> Outcome {
		chain::block_on(async {
			let chain = Chain::connect(&self.submit.connect).await?;
			let call = node::end_coverage(self.coverage, self.until);
			chain.run(&call, &self.submit).await.map(|_| ())
		})
	}
}

fn asset(text: &str) -> Result<Asset, String> {
	match text {
		"native" => Ok(Asset::Native),
		number => number
			.parse()
			.map(Asset::Id)
			.map_err(|_| "write native, or the number of an asset".into()),
	}
}

fn household(text: &str) -> Result<Household, String> {
	match text {
		"alone" => Ok(Household::Alone),
		"new" => Ok(Household::New),
		number => number
			.parse()
			.map(Household::Join)
			.map_err(|_| "write alone, new, or the number of a family".into()),
	}
}

impl PlanCommand {
	/// Runs the verb.
	pub fn run(self) -> Outcome {
		match self {
			Self::Publish(arguments) => chain::block_on(arguments.run()),
			Self::Check(arguments) => chain::block_on(arguments.run()),
			Self::Show(arguments) => chain::block_on(arguments.run()),
			Self::Contract(arguments) => chain::block_on(arguments.run()),
			Self::Officer(arguments) => chain::block_on(arguments.run()),
		}
	}
}

impl Publish {
	async fn run(self) -> Outcome {
		// A secret is made for a plan that can be published, not for one that cannot.
		crate::claim::cli::read_plan(&self.plan)?;
		let chain = Chain::connect(&self.submit.connect).await?;
		node::ensure_asset(&chain.state_at(At::Best).await?, self.asset).await?;
		let absent = if self.submit.dry_run {
			Absent::Pretend
		} else {
			Absent::Make
		};
		let plan = self.private.plan(&self.plan, absent)?;
		let external = self
			.external_levels
			.iter()
			.fold(0u8, |mask, level| mask | 1 << (level - 1));
		let publication = publication(&plan, self.asset, external)?;
		let prices: usize = publication.pages.iter().map(Vec::len).sum();
		if self.submit.dry_run {
			eprintln!(
				"note: the plan has {prices} prices on {} pages and {} contracts; they follow in further transactions",
				publication.pages.len(),
				publication.contracts.len()
			);
			chain
				.run(&node::publish_plan(&publication, self.amends)?, &self.submit)
				.await?;
			return Ok(());
		}
		let mut register = self.private.register_to_write(&chain)?;
		let signer = self.submit.signer()?;
		let options = self.submit.options();
		let published = node::publish(&chain, &signer, &publication, self.amends, &options).await?;
		let digest = hex::encode(publication.digest());
		register.put_plan(PlanEntry {
			id: published.plan,
			name: plan.id.clone(),
			digest: digest.clone(),
		});
		register.save()?;
		match self.submit.format {
			Format::Json => print(&pretty(&json!({
				"plan": published.plan,
				"name": plan.id,
				"digest": digest,
				"prices": prices,
				"pages": publication.pages.len(),
				"contracts": publication.contracts.len(),
				"transactions": published.receipts.iter().map(chain::Receipt::json).collect::<Vec<_>>(),
			}))?),
			Format::Table => {
				for receipt in &published.receipts {
					chain.report(receipt, Format::Table)?;
				}
				print(&format!(
					"plan         {}\nname         {}\nprices       {prices} on {} pages\ncontracts    {}\ndigest       {digest}\nregister     {}\n",
					published.plan,
					plan.id,
					publication.pages.len(),
					publication.contracts.len(),
					register.path().display()
				))
			},
		}
	}
}

/// The plan on chain that is meant.
fn plan_id(given: Option<u32>, register: &Register, name: &str) -> Result<u32, Failure> {
	given.or_else(|| register.plan(name)).ok_or_else(|| {
		Failure::Unreadable(format!(
			"the register {} has no published plan {name}; name it with --plan-id",
			register.path().display()
		))
	})
}

impl Check {
	async fn run(self) -> Outcome {
		let plan = self.private.plan(&self.plan, Absent::Refuse)?;
		let chain = Chain::connect(&self.connect).await?;
		let register = self.private.register(&chain)?;
		let id = plan_id(self.plan_id, &register, &plan.id)?;
		let state = chain.state().await?;
		let record = node::plan(&state, id).await?;
		// Asset and levels of appeal are no part of the digest.
		let expected: Publication = publication(&plan, record.settlement.asset, record.settlement.external_levels)?;
		if node::matches(&state, id, &expected).await? {
			return print(&format!(
				"plan {id} at block {} is {}: digest {}\n",
				state.number(),
				plan.id,
				hex::encode(record.digest)
			));
		}
		let why = if record.terms != expected.terms {
			"its terms differ"
		} else if record.pages < u16::try_from(expected.pages.len()).unwrap_or(u16::MAX) {
			"pages of prices are missing"
		} else {
			"its prices or its default network differ, or the secret is another"
		};
		Err(Failure::Refused(format!(
			"plan {id} on chain is not {}: {why}",
			plan.id
		)))
	}
}

impl ShowPlan {
	async fn run(self) -> Outcome {
		let chain = Chain::connect(&self.connect).await?;
		let state = chain.state().await?;
		let record = node::plan(&state, self.plan).await?;
		let pool = node::pool(&state, self.plan).await?;
		let currency = currency(record.terms.currency);
		let text = |money: u128| currency.text(i128::try_from(money).unwrap_or(i128::MAX));
		let payer = ss58(&AccountId32(record.payer));
		let pool_account = ss58(&AccountId32(pool.account));
		let pages = 1u32.checked_shl(record.settlement.page_bits.into()).unwrap_or(0);
		match self.format {
			Format::Json => print(&pretty(&json!({
				"plan": self.plan,
				"block": state.number(),
				"payer": payer,
				"currency": currency.name(),
				"asset": match record.settlement.asset {
					Asset::Native => json!("native"),
					Asset::Id(id) => json!(id),
				},
				"pages": record.pages,
				"pagesNeeded": pages,
				"used": record.used,
				"digest": hex::encode(record.digest),
				"pool": {
					"account": pool_account,
					"balance": text(pool.balance),
					"promised": text(pool.promised),
					"lacking": text(pool.lacking),
					"unencumbered": text(pool.unencumbered),
				},
			}))?),
			Format::Table => print(&format!(
				"plan          {}\npayer         {payer}\ncurrency      {}, paid in {}\nprices        {} of {pages} pages\n\
				 used          {}\ndigest        {}\npool          {} ({pool_account})\npromised      {}\nlacking       {}\n\
				 unencumbered  {}\nblock         {}\n",
				self.plan,
				currency.name(),
				match record.settlement.asset {
					Asset::Native => "the native token".into(),
					Asset::Id(id) => format!("asset {id}"),
				},
				record.pages,
				if record.used { "yes: it does not change any more" } else { "no" },
				hex::encode(record.digest),
				text(pool.balance),
				text(pool.promised),
				text(pool.lacking),
				text(pool.unencumbered),
				state.number(),
			)),
		}
	}
}

impl Contract {
	async fn run(self) -> Outcome {
		let chain = Chain::connect(&self.submit.connect).await?;
		let call = node::set_contract(self.plan, bytes(&self.provider), self.network);
		chain.run(&call, &self.submit).await.map(|_| ())
	}
}

impl Officer {
	async fn run(self) -> Outcome {
		let chain = Chain::connect(&self.submit.connect).await?;
		let call = node::set_officer(bytes(&self.officer), self.limit);
		chain.run(&call, &self.submit).await.map(|_| ())
	}
}

impl Money {
	async fn amount(&self, chain: &Chain) -> Result<u128, Failure> {
		let state = chain.state().await?;
		let record = node::plan(&state, self.plan).await?;
		amount(&self.amount, currency(record.terms.currency))
	}

	/// `salus claim fund`.
	pub fn fund(self) -> Outcome {
		chain::block_on(async {
			let chain = Chain::connect(&self.submit.connect).await?;
			let amount = self.amount(&chain).await?;
			chain
				.run(&node::fund(self.plan, amount), &self.submit)
				.await
				.map(|_| ())
		})
	}

	/// `salus claim withdraw`.
	pub fn withdraw(self) -> Outcome {
		chain::block_on(async {
			let chain = Chain::connect(&self.submit.connect).await?;
			let amount = self.amount(&chain).await?;
			chain
				.run(&node::withdraw(self.plan, amount), &self.submit)
				.await
				.map(|_| ())
		})
	}
}

/// Somebody who is to be enrolled.
struct Candidate {
	account: AccountId32,
	ids: Vec<String>,
	household: Household,
	/// What the plan file calls the family.
	name: Option<String>,
	terms: Terms,
}

impl Enrol {
	fn candidates(&self, register: &Register) -> Result<(u32, Vec<Candidate>), Failure> {
		let Some(path) = &self.members_of else {
			let (Some(plan), Some(member), Some(from)) = (self.plan_id, self.member, self.from) else {
				return Err(Failure::Unreadable("--plan-id, --member and --from are needed".into()));
			};
			let terms = Terms {
				from,
				until: self.until,
				enrolled: self.enrolled.unwrap_or(from),
				order: self.order,
				notice: self.notice,
			};
			let one = Candidate {
				account: member,
				ids: self.ids.clone(),
				household: self.family,
				name: None,
				terms,
			};
			return Ok((plan, vec![one]));
		};
		let plan = crate::claim::cli::read_plan(path)?;
		let id = plan_id(self.plan_id, register, &plan.id)?;
		let mut all = vec![];
		for member in plan.members.iter().flatten() {
			let Some(account) = &member.account else { continue };
			if register.members(&member.ids).any(|known| known.plan == id) {
				continue;
			}
			all.push(Candidate {
				account: super::account(account).map_err(Failure::Unreadable)?,
				ids: member.ids.clone(),
				household: if member.family.is_some() {
					Household::New
				} else {
					Household::Alone
				},
				name: member.family.clone(),
				terms: Terms {
					from: member.coverage.from,
					until: member.coverage.until,
					enrolled: member.coverage.enrolled,
					order: member.coverage.order,
					notice: member.notice,
				},
			});
		}
		Ok((id, all))
	}

	/// What the chain has of somebody already: of a command that was ended before it wrote the register. Refused if it is anything else than what
	/// is asked for.
	async fn enrolled_before(
		chain: &Chain,
		plan: u32,
		household: Household,
		one: &Candidate,
	) -> Result<Option<(u32, Option<u32>)>, Failure> {
		let state = chain.state_at(At::Best).await?;
		let Some(coverage) = node::coverage_of_member(&state, &one.account).await? else {
			return Ok(None);
		};
		let record = node::coverage(&state, coverage).await?;
		let is_household = match household {
			Household::Alone => record.family.is_none(),
			Household::New => record.family.is_some(),
			Household::Join(family) => record.family == Some(family),
		};
		if record.plan == plan && record.terms == one.terms && is_household {
			return Ok(Some((coverage, record.family)));
		}
		Err(Failure::Refused(format!(
			"AlreadyExists: {} is coverage {coverage} already, of plan {} and on other terms",
			ss58(&one.account),
			record.plan
		)))
	}

	/// Runs the verb.
	pub fn run(self) -> Outcome {
		chain::block_on(async {
			let chain = Chain::connect(&self.submit.connect).await?;
			let mut register = self.private.register_to_write(&chain)?;
			let (plan, candidates) = self.candidates(&register)?;
			if candidates.is_empty() {
				return print("nobody to enrol: every member with an account is in the register\n");
			}
			let signer = self.submit.signer()?;
			let options = self.submit.options();
			let mut done = vec![];
			for one in candidates {
				let household = match (&one.name, one.household) {
					(Some(name), Household::New) => register.family(plan, name).map_or(Household::New, Household::Join),
					(_, given) => given,
				};
				let before = Self::enrolled_before(&chain, plan, household, &one).await?;
				let call = node::enrol(plan, bytes(&one.account), &household, &one.terms)?;
				if self.submit.dry_run {
					if before.is_none() {
						dry_run(&chain, &call, &self.submit).await?;
					}
					continue;
				}
				let ((coverage, family), receipt) = match before {
					Some(before) => (before, None),
					None => {
						let receipt = chain.submit(&call, &signer, &options).await?;
						(node::enrolled(&receipt)?, Some(receipt))
					},
				};
				register.put_member(MemberEntry {
					coverage,
					plan,
					account: ss58(&one.account),
					ids: one.ids.clone(),
					family,
					household: one.name.clone(),
				});
				register.save()?;
				match &receipt {
					Some(receipt) if self.submit.format == Format::Table => chain.report(receipt, Format::Table)?,
					Some(_) => {},
					None => eprintln!(
						"note: {} is on chain already; the register knows now",
						ss58(&one.account)
					),
				}
				done.push((coverage, family, one, receipt));
			}
			match self.submit.format {
				_ if self.submit.dry_run => Ok(()),
				Format::Json => print(&pretty(&json!(done
					.iter()
					.map(|(coverage, family, one, receipt)| json!({
						"coverage": coverage,
						"plan": plan,
						"family": family,
						"member": ss58(&one.account),
						"ids": one.ids,
						"from": day_text(one.terms.from),
						"until": one.terms.until.map(day_text),
						"transaction": receipt.as_ref().map(Receipt::json),
					}))
					.collect::<Vec<_>>()))?),
				Format::Table => {
					for (coverage, family, one, _) in &done {
						print(&format!(
							"coverage {coverage}{}: {}\n",
							family.map_or(String::new(), |f| format!(", family {f}")),
							one.ids.first().cloned().unwrap_or_else(|| ss58(&one.account))
						))?;
					}
					Ok(())
				},
			}
		})
	}
}
