//! What a load is made of.

use crate::{
	chain::{self, AccountId32, At, Chain, Options, Share, Signer, State, H256},
	claim::{
		self,
		onchain::{
			node, publish,
			register::Document,
			submission::{self, Extras},
			wire::{Asset, Household, Submission, Terms},
		},
	},
	consent::onchain::{
		calls::{self, Policy},
		intent::{Act, Intent, Signed},
		keys::Key,
		Filing, PolicyRef, MAX_BATCH,
	},
	demo::input,
	outcome::{Failure, Outcome},
	participant::{self, Role},
};
use clap::ValueEnum;
use salus_api::salus::{
	self,
	runtime_types::{pallet_records::types::RetentionClass, salus_records_engine::leaf::Canonicalisation},
};
use salus_consent_engine::{
	vocabulary::{Categories, Purposes, Regulations},
	Consent, Effect, Rule, Span,
};
use serde_json::json;

/// The policy of the consents.
const POLICY: PolicyRef = PolicyRef { id: 1, version: 1 };

/// Members whose claims follow each other: the claims of one member are adjudicated one after the other.
const MEMBERS: usize = 16;

/// The first day of cover.
const COVERED_FROM: i32 = 10_957;

/// On how many days there are claims: all of them covered.
const DAYS: usize = 9_000;

/// What is sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Kind {
	/// `balances.transferKeepAlive`: what everything is measured against.
	Transfer,
	/// Consents, signed by patients and relayed.
	Consent,
	/// Commitments of records, or roots of batches of them.
	Anchor,
	/// Claims of four lines, adjudicated and paid at once.
	Claim,
}

impl Kind {
	/// Its name, as on the command line.
	pub fn name(self) -> &'static str {
		match self {
			Self::Transfer => "transfer",
			Self::Consent => "consent",
			Self::Anchor => "anchor",
			Self::Claim => "claim",
		}
	}

	/// What one transaction carries, in the plural.
	pub fn things(self) -> &'static str {
		match self {
			Self::Transfer => "transfers",
			Self::Consent => "consents",
			Self::Anchor => "records",
			Self::Claim => "claims",
		}
	}

	/// The event that says that a thing was done: once for each thing, or for a batch of records once.
	pub(super) fn event(self, items: u64) -> (&'static str, &'static str) {
		match self {
			Self::Transfer => ("Balances", "Transfer"),
			Self::Consent => ("Consent", "Filed"),
			Self::Anchor if items == 1 => ("Records", "Anchored"),
			Self::Anchor => ("Records", "BatchAnchored"),
			Self::Claim => ("Claims", "Decided"),
		}
	}

	/// How many things one such event stands for.
	pub(super) fn per_event(self, items: u64) -> u64 {
		match self {
			Self::Anchor => items,
			_ => 1,
		}
	}

	/// The most that one transaction carries.
	pub fn most(self) -> u64 {
		match self {
			Self::Transfer => 1,
			Self::Consent | Self::Claim => MAX_BATCH as u64,
			Self::Anchor => 1 << 20,
		}
	}
}

/// What was made ready for a kind.
enum Ready {
	Transfer {
		to: AccountId32,
	},
	Anchor,
	Consent {
		filing: Box<Filing>,
		version: u32,
		expires_at: u64,
	},
	Claim {
		/// One for each member.
		submissions: Vec<Submission>,
		/// How many claims there were.
		given: usize,
	},
}

/// A source of calls.
pub struct Work {
	kind: Kind,
	items: u64,
	ready: Ready,
	/// What commitments and keys are drawn from: they must differ, nothing else.
	seed: [u8; 32],
	counter: u64,
}

/// The policy of the consents: published if the chain does not have it and the council is there to decide so.
async fn ensure_policy(chain: &Chain, council: &[Signer]) -> Outcome {
	let state = chain.state_at(At::Best).await?;
	if calls::policy(&state, POLICY).await?.is_some() {
		return Ok(());
	}
	chain::ensure_council(chain, council, Share::Majority)
		.await
		.map_err(|failure| {
			Failure::Refused(format!(
				"the chain has no consent policy {POLICY}, and who --council names cannot publish it: {failure}. \
				 `salus consent policy publish` puts one to the council"
			))
		})?;
	let policy = Policy {
		text: [1; 32],
		effective_from: 0,
		effective_until: None,
		requires_verification: false,
	};
	let call = calls::publish_policy(POLICY, &policy)?;
	chain::council(chain, council, &call, Share::Majority, &Options::default()).await?;
	Ok(())
}

/// The claims of the members in turn, each time a day earlier: what a member has on one day is limited, and is compared.
fn nth_claim(submissions: &[Submission], number: usize) -> Option<Submission> {
	let members = submissions.len().max(1);
	let mut claim = submissions.get(number % members)?.clone();
	let earlier = i32::try_from(number / members % DAYS).unwrap_or(0);
	for line in &mut claim.lines {
		line.day -= earlier;
	}
	Some(claim)
}

impl Work {
	/// Makes sure that the signer may do it, and everything that has to be there first. `payer` publishes the plan of
	/// claims, `council` the policy of consents if the chain does not have it.
	pub async fn prepare(
		chain: &Chain,
		kind: Kind,
		items: u64,
		signer: &Signer,
		payer: &Signer,
		council: &[Signer],
	) -> Result<Self, Failure> {
		if items == 0 || items > kind.most() {
			return Err(Failure::Unreadable(format!(
				"{items} {}: one transaction carries 1 to {} of them",
				kind.things(),
				kind.most(),
			)));
		}
		let mut seed = [0; 32];
		getrandom::fill(&mut seed).map_err(|error| Failure::Refused(format!("no randomness: {error}")))?;
		let mut work = Self {
			kind,
			items,
			// Somebody who has an account already, as in the benchmark of a transfer.
			ready: Ready::Transfer {
				to: Signer::dev("//Bob")?.account(),
			},
			seed,
			counter: 0,
		};
		match kind {
			Kind::Transfer => (),
			Kind::Anchor => {
				participant::ensure(chain, &signer.account(), Role::Issuer).await?;
				work.ready = Ready::Anchor;
			},
			Kind::Consent => {
				participant::ensure(chain, &signer.account(), Role::Custodian).await?;
				ensure_policy(chain, council).await?;
				work.ready = work.consents(chain).await?;
			},
			Kind::Claim => {
				participant::ensure(chain, &signer.account(), Role::Provider).await?;
				participant::ensure(chain, &payer.account(), Role::Payer).await?;
				ensure_policy(chain, council).await?;
				work.ready = work.claims(chain, signer, payer).await?;
			},
		}
		Ok(work)
	}

	/// A consent as every patient of the load signs it: treatment and payment, whoever asks.
	async fn consents(&mut self, chain: &Chain) -> Result<Ready, Failure> {
		let state = chain.state_at(At::Best).await?;
		let payment = Purposes::from_code("HPAYMT").unwrap_or(Purposes::TREAT);
		let consent = Consent {
			custodian: None,
			categories: Categories::from_code("59284-0").unwrap_or(Categories::EMPTY),
			regulations: Regulations::default(),
			period: Span::ALWAYS,
			base: Effect::Permit,
			scope: Rule {
				purposes: Purposes::TREAT.union(payment),
				..Rule::default()
			},
			provisions: Default::default(),
		};
		// Every patient is new: what a new one gets, all get.
		let somebody = self.fresh();
		let version = calls::free_place(&state, &somebody).await?.version;
		Ok(Ready::Consent {
			filing: Box::new(Filing {
				consent,
				policy: POLICY,
				source: self.fresh(),
				part2: None,
			}),
			version,
			expires_at: state.now().await?.saturating_add(7 * 86_400),
		})
	}

	fn signed(&mut self, chain: &Chain, patient: &Signer) -> Result<Signed, Failure> {
		let source = self.fresh();
		let Ready::Consent {
			filing,
			version,
			expires_at,
		} = &self.ready
		else {
			return Err(Failure::Refused("no consents are made ready".into()));
		};
		let mut filing = filing.clone();
		filing.source = source;
		let intent = Intent {
			genesis: chain.genesis_hash().0,
			subject: patient.account().0,
			guardian: None,
			place: 0,
			version: *version,
			expires_at: *expires_at,
			act: Act::File(filing),
		};
		Signed::new(intent, &Key::Signer(patient.clone()), false)
	}

	/// A plan that pays what is billed, a pool, and members who consent.
	async fn claims(&mut self, chain: &Chain, provider: &Signer, payer: &Signer) -> Result<Ready, Failure> {
		let refused = |error: &dyn std::fmt::Display| Failure::Refused(format!("the plan of the load: {error}"));
		let plan = json!({
			"plan": "load",
			"payer": {"id": "Organization/payer", "name": "Load"},
			"currency": "USD",
			"secret": format!("hex:{}", hex::encode(self.fresh())),
			"defaultPrice": "billed",
			"coinsurance": 20,
			"duplicates": {"exact": "allow", "suspect": "allow", "withinClaim": false},
		});
		let plan = claim::plan::read(&plan, "the plan of the load").map_err(|error| refused(&error))?;
		let publication = publish::publication(&plan, Asset::Native, 0)?;
		let number = node::publish(chain, payer, &publication, None, &Options::best())
			.await?
			.plan;
		let one = 10u128.checked_pow(chain.properties().decimals).unwrap_or(1);
		let mut first = vec![
			chain
				.as_call(&node::set_contract(number, provider.account().0, 0))
				.await?,
			chain.as_call(&node::fund(number, 1_000 * one)).await?,
		];
		let terms = Terms {
			from: COVERED_FROM,
			until: None,
			enrolled: COVERED_FROM,
			order: 1,
			notice: None,
		};
		let mut members = vec![];
		for _ in 0..MEMBERS {
			let member = Signer::from_seed(self.fresh())?;
			let call = node::enrol(number, member.account().0, &Household::Alone, &terms)?;
			first.push(chain.as_call(&call).await?);
			members.push(member);
		}
		let receipt = chain
			.submit(&salus::tx().utility().batch_all(first), payer, &Options::best())
			.await?;
		let enrolled = receipt.events::<salus::claims::events::Enrolled>()?;
		// The members consent to payment.
		let consents = self.consents(chain).await?;
		self.ready = consents;
		let mut batch = vec![];
		for member in &members {
			batch.push(self.signed(chain, member)?);
		}
		chain
			.submit(
				&calls::file_signed_batch(&batch, &provider.account())?,
				provider,
				&Options::default(),
			)
			.await?;

		// Four lines, as in the figures of the design.
		let mut value = input::claim("load", "visit", 100, "2026-01-01");
		let line = value["item"][0].clone();
		let lines: Vec<_> = (1..=4)
			.map(|sequence| {
				let mut line = line.clone();
				line["sequence"] = json!(sequence);
				line["productOrService"]["coding"][0]["code"] = json!(format!("visit-{sequence}"));
				line
			})
			.collect();
		value["item"] = json!(lines);
		value["total"]["value"] = json!(400);
		let document = Document {
			name: "the claim of the load".into(),
			text: value.to_string(),
		};
		let (claims, _) = submission::read(&document, &plan)?;
		let claim = claims.first().ok_or_else(|| refused(&"it has no claim"))?;
		let mut submissions = vec![];
		for coverage in enrolled {
			let extras = Extras {
				coverage: Some(coverage.coverage),
				..Extras::default()
			};
			submissions.push(submission::ready(claim, &plan, None, &extras, true)?.submission);
		}
		Ok(Ready::Claim { submissions, given: 0 })
	}

	/// What is sent.
	pub fn kind(&self) -> Kind {
		self.kind
	}

	/// Things in one transaction.
	pub fn items(&self) -> u64 {
		self.items
	}

	/// 32 bytes that were not there before.
	fn fresh(&mut self) -> [u8; 32] {
		self.counter += 1;
		let mut bytes = self.seed;
		for (byte, count) in bytes.iter_mut().zip(self.counter.to_be_bytes()) {
			*byte ^= count;
		}
		bytes
	}

	/// The next transaction, signed.
	pub(super) fn sign(
		&mut self,
		chain: &Chain,
		state: &State,
		signer: &Signer,
		nonce: u64,
		blocks: u64,
	) -> Result<(H256, Vec<u8>), Failure> {
		let one = self.items == 1;
		let fresh = self.fresh();
		match &mut self.ready {
			Ready::Transfer { to } => {
				let call = salus::tx().balances().transfer_keep_alive((*to).into(), 1_000_000_000);
				chain.signed(state, &call, signer, nonce, blocks)
			},
			Ready::Anchor if one => {
				let retention = RetentionClass::Transient;
				let call = salus::tx()
					.records()
					.anchor(fresh, Canonicalisation::Raw, None, None, retention);
				chain.signed(state, &call, signer, nonce, blocks)
			},
			Ready::Anchor => {
				let size = u32::try_from(self.items).unwrap_or(u32::MAX);
				let call = salus::tx()
					.records()
					.anchor_batch(fresh, size, None, None, RetentionClass::Transient);
				chain.signed(state, &call, signer, nonce, blocks)
			},
			Ready::Consent { .. } => {
				let mut batch = vec![];
				for _ in 0..self.items {
					let patient = Signer::from_seed(self.fresh())?;
					batch.push(self.signed(chain, &patient)?);
				}
				let relayer = signer.account();
				match batch.as_slice() {
					[only] => chain.signed(state, &calls::file_signed(only, &relayer)?, signer, nonce, blocks),
					all => chain.signed(state, &calls::file_signed_batch(all, &relayer)?, signer, nonce, blocks),
				}
			},
			Ready::Claim { submissions, given } => {
				let mut batch = vec![];
				for _ in 0..self.items {
					batch.extend(nth_claim(submissions, *given));
					*given += 1;
				}
				match batch.as_slice() {
					[only] => chain.signed(state, &node::submit(only)?, signer, nonce, blocks),
					all => chain.signed(state, &node::submit_batch(all)?, signer, nonce, blocks),
				}
			},
		}
	}
}
