//! Claims of a node: calls to submit, state to read. What the static types of the runtime touch is here; the rest of this
//! client sees [`super::wire`].

use super::{
	opened::OnChain,
	publish::Publication,
	wire::{
		Account, Asset, AuthorisationRecord, ClaimId, ClaimRecord, ClaimState, CoverageRecord, Estimate, Explained,
		Finding, Grant, Household, PlanRecord, Pool, ProviderAdjustment, Remittance, RemittanceView, Request,
		Resolution, ScheduleEntry, Submission, Terms,
	},
};
use crate::{
	chain::{recode, AccountId32, Chain, Options, Receipt, Signer, State},
	outcome::Failure,
};
use codec::Encode as _;
use salus_api::salus;
use salus_claims_engine::{
	calendar::Day,
	money::Money,
	plan::{Network, Plan},
	Adjudication, Ruling, Tallies,
};
use subxt::tx::Payload;

/// Most pages of prices, and most contracts, that one transaction adds.
const PER_TRANSACTION: usize = 16;

// ---- calls --------------------------------------------------------------------------------------------------------

/// Publishes a plan, or changes one that nobody uses.
pub fn publish_plan(publication: &Publication, amends: Option<u32>) -> Result<impl Payload, Failure> {
	let terms = recode(&publication.terms)?;
	let settlement = recode(&publication.settlement)?;
	Ok(salus::tx().claims().publish_plan(amends, terms, settlement))
}

/// Adds the next page of prices.
pub fn add_prices(plan: u32, page: &[ScheduleEntry]) -> Result<impl Payload, Failure> {
	Ok(salus::tx().claims().add_prices(plan, recode(&page.to_vec())?))
}

/// Sets the network of a provider.
pub fn set_contract(plan: u32, provider: Account, network: Network) -> impl Payload {
	salus::tx().claims().set_contract(plan, AccountId32(provider), network)
}

/// Names an officer, or ends that.
pub fn set_officer(officer: Account, limit: Option<Money>) -> impl Payload {
	salus::tx().claims().set_officer(AccountId32(officer), limit)
}

/// Puts money into the pool of a plan.
pub fn fund(plan: u32, amount: Money) -> impl Payload {
	salus::tx().claims().fund_plan(plan, amount)
}

/// Takes money that nobody waits for out of the pool.
pub fn withdraw(plan: u32, amount: Money) -> impl Payload {
	salus::tx().claims().withdraw_unencumbered(plan, amount)
}

/// Covers a member.
pub fn enrol(plan: u32, member: Account, household: &Household, terms: &Terms) -> Result<impl Payload, Failure> {
	let (household, terms) = (recode(household)?, recode(terms)?);
	Ok(salus::tx().claims().enrol(plan, AccountId32(member), household, terms))
}

/// Ends a coverage after a day.
pub fn end_coverage(coverage: u32, until: Day) -> impl Payload {
	salus::tx().claims().end_coverage(coverage, until)
}

/// Asks for an authorisation.
pub fn request_authorisation(coverage: u32, request: &Request) -> Result<impl Payload, Failure> {
	Ok(salus::tx().claims().request_authorisation(coverage, recode(request)?))
}

/// Decides about an authorisation.
pub fn decide_authorisation(coverage: u32, number: u32, grant: &Grant) -> Result<impl Payload, Failure> {
	Ok(salus::tx()
		.claims()
		.decide_authorisation(coverage, number, recode(grant)?))
}

/// Submits a claim.
pub fn submit(claim: &Submission) -> Result<impl Payload, Failure> {
	Ok(salus::tx().claims().submit(recode(claim)?))
}

/// Submits up to 64 claims.
pub fn submit_batch(claims: &[Submission]) -> Result<impl Payload, Failure> {
	Ok(salus::tx().claims().submit_batch(recode(&claims.to_vec())?))
}

/// Has a claim adjudicated that waited for earlier ones, or an appeal ended that was not decided in time.
pub fn adjudicate(claim: ClaimId) -> Result<impl Payload, Failure> {
	Ok(salus::tx().claims().adjudicate(recode(&claim)?))
}

/// Decides about a pended claim.
pub fn resolve(claim: ClaimId, resolution: &Resolution) -> Result<impl Payload, Failure> {
	Ok(salus::tx()
		.claims()
		.resolve_pended(recode(&claim)?, recode(resolution)?))
}

/// Rules on a line in place of the plan.
pub fn override_line(claim: ClaimId, line: u16, ruling: &Ruling, note: [u8; 32]) -> Result<impl Payload, Failure> {
	let (claim, ruling, note) = (recode(&claim)?, recode(ruling)?, recode(&note)?);
	Ok(salus::tx().claims().override_line(claim, line, ruling, note))
}

/// Confirms, or does not, what another officer ruled.
pub fn confirm_override(claim: ClaimId, agree: bool) -> Result<impl Payload, Failure> {
	Ok(salus::tx().claims().confirm_override(recode(&claim)?, agree))
}

/// Undoes a claim.
pub fn void(claim: ClaimId) -> Result<impl Payload, Failure> {
	Ok(salus::tx().claims().void(recode(&claim)?))
}

/// Undoes a claim and submits another in its place.
pub fn replace(claim: ClaimId, by: &Submission) -> Result<impl Payload, Failure> {
	Ok(salus::tx().claims().replace(recode(&claim)?, recode(by)?))
}

/// Disputes a result.
pub fn appeal(claim: ClaimId, grounds: [u8; 32]) -> Result<impl Payload, Failure> {
	Ok(salus::tx().claims().appeal(recode(&claim)?, recode(&grounds)?))
}

/// Ends an appeal.
pub fn decide_appeal(claim: ClaimId, finding: &Finding) -> Result<impl Payload, Failure> {
	Ok(salus::tx().claims().decide_appeal(recode(&claim)?, recode(finding)?))
}

/// Puts together what was paid to a provider.
pub fn create_remittance(
	plan: u32,
	provider: Account,
	claims: &[ClaimId],
	adjustments: &[ProviderAdjustment],
) -> Result<impl Payload, Failure> {
	let (claims, adjustments) = (recode(&claims.to_vec())?, recode(&adjustments.to_vec())?);
	Ok(salus::tx()
		.claims()
		.create_remittance(plan, AccountId32(provider), claims, adjustments))
}

/// Pays what a pool was short of.
pub fn retry_payment(claim: ClaimId) -> Result<impl Payload, Failure> {
	Ok(salus::tx().claims().retry_payment(recode(&claim)?))
}

/// Pays back an overpayment, or sets it off.
pub fn recover(claim: ClaimId) -> Result<impl Payload, Failure> {
	Ok(salus::tx().claims().recover_overpayment(recode(&claim)?))
}

/// Answers what an officer asked.
pub fn answer(claim: ClaimId, record: u64) -> Result<impl Payload, Failure> {
	Ok(salus::tx().claims().answer(recode(&claim)?, record))
}

/// Ends the life of a claim.
pub fn close(claim: ClaimId) -> Result<impl Payload, Failure> {
	Ok(salus::tx().claims().close(recode(&claim)?))
}

// ---- stories of several calls ---------------------------------------------------------------------------------------

/// A plan that is on chain now.
#[derive(Debug)]
pub struct Published {
	/// Its number.
	pub plan: u32,
	/// The transactions.
	pub receipts: Vec<Receipt>,
}

/// Publishes a plan: terms, every page of prices, contracts.
pub async fn publish(
	chain: &Chain,
	signer: &Signer,
	publication: &Publication,
	amends: Option<u32>,
	options: &Options,
) -> Result<Published, Failure> {
	let receipt = chain
		.submit(&publish_plan(publication, amends)?, signer, options)
		.await?;
	let plan = receipt.event::<salus::claims::events::PlanPublished>()?.plan;
	let mut receipts = vec![receipt];
	for pages in publication.pages.chunks(PER_TRANSACTION) {
		let mut calls = vec![];
		for page in pages {
			calls.push(chain.as_call(&add_prices(plan, page)?).await?);
		}
		receipts.push(
			chain
				.submit(&salus::tx().utility().batch_all(calls), signer, options)
				.await?,
		);
	}
	for contracts in publication.contracts.chunks(PER_TRANSACTION) {
		let mut calls = vec![];
		for (provider, network) in contracts {
			calls.push(chain.as_call(&set_contract(plan, *provider, *network)).await?);
		}
		receipts.push(
			chain
				.submit(&salus::tx().utility().batch_all(calls), signer, options)
				.await?,
		);
	}
	Ok(Published { plan, receipts })
}

/// What became of a claim of a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
	/// The chain has it under this number.
	Claim(ClaimId),
	/// The chain refused it.
	Refused(String),
}

/// What became of each claim of a transaction that submitted or replaced claims.
pub async fn taken(chain: &Chain, receipt: &Receipt, claims: &[Submission]) -> Result<Vec<Taken>, Failure> {
	let state = chain.state_at_hash(receipt.block_hash).await?;
	let mut numbers: Vec<ClaimId> = vec![];
	let mut note = |id: ClaimId| {
		if !numbers.contains(&id) {
			numbers.push(id);
		}
	};
	for event in receipt.events::<salus::claims::events::Decided>()? {
		note(recode(&event.claim)?);
	}
	for event in receipt.events::<salus::claims::events::Pended>()? {
		note(recode(&event.claim)?);
	}
	for event in receipt.events::<salus::claims::events::Deferred>()? {
		note(recode(&event.claim)?);
	}
	numbers.sort();
	let mut records = vec![];
	for id in numbers {
		if let Some(record) = claim(&state, id).await? {
			records.push((id, record.submission));
		}
	}
	let mut refused = vec![];
	for event in receipt.events::<salus::claims::events::Refused>()? {
		let error = chain.explain_dispatch(&state, &event.error.encode());
		refused.push((usize::try_from(event.index).unwrap_or(usize::MAX), error));
	}
	let mut all = vec![];
	// The newest first: an older claim that was decided anew in the same transaction may be like one of these.
	for (at, submission) in claims.iter().enumerate().rev() {
		if let Some((_, error)) = refused.iter().find(|(index, _)| *index == at) {
			all.push(Taken::Refused(error.clone()));
			continue;
		}
		let found = records.iter().rposition(|(_, record)| record == submission);
		let Some(found) = found else {
			return Err(Failure::Refused(format!(
				"{} in block {}: the chain says nothing of claim {} of the batch",
				receipt.call,
				receipt.block_number,
				at + 1
			)));
		};
		all.push(Taken::Claim(records.remove(found).0));
	}
	all.reverse();
	Ok(all)
}

// ---- state ----------------------------------------------------------------------------------------------------------

/// Fails if there is no such asset on chain.
pub async fn ensure_asset(state: &State, asset: Asset) -> Result<(), Failure> {
	let Asset::Id(id) = asset else { return Ok(()) };
	let found = state.fetch(salus::storage().assets().asset(), (id,)).await?;
	found.map(|_| ()).ok_or_else(|| {
		Failure::Refused(format!(
			"UnknownAsset: there is no asset {id} on chain that a plan could pay in"
		))
	})
}

/// A plan.
pub async fn plan(state: &State, id: u32) -> Result<PlanRecord, Failure> {
	let found = state.view(salus::view_functions().claims().plan_of(id)).await?;
	let found = found.ok_or_else(|| Failure::Refused(format!("UnknownPlan: there is no plan {id} on chain")))?;
	recode(&found)
}

/// A page of prices.
pub async fn prices(state: &State, plan: u32, page: u16) -> Result<Vec<ScheduleEntry>, Failure> {
	recode(
		&state
			.view(salus::view_functions().claims().prices_of(plan, page))
			.await?,
	)
}

/// The pool of a plan.
pub async fn pool(state: &State, plan: u32) -> Result<Pool, Failure> {
	let found = state.view(salus::view_functions().claims().pool_of(plan)).await?;
	let found = found.ok_or_else(|| Failure::Refused(format!("UnknownPlan: there is no plan {plan} on chain")))?;
	recode(&found)
}

/// A coverage.
pub async fn coverage(state: &State, id: u32) -> Result<CoverageRecord, Failure> {
	let found = state.view(salus::view_functions().claims().coverage_of(id)).await?;
	let found =
		found.ok_or_else(|| Failure::Refused(format!("UnknownCoverage: there is no coverage {id} on chain")))?;
	recode(&found)
}

/// The coverage of a member, if it has one.
pub async fn coverage_of_member(state: &State, member: &AccountId32) -> Result<Option<u32>, Failure> {
	let view = salus::view_functions().claims().coverage_of_member(*member);
	state.view(view).await
}

/// A claim.
pub async fn claim(state: &State, id: ClaimId) -> Result<Option<ClaimRecord>, Failure> {
	let found = state
		.view(salus::view_functions().claims().claim_of(recode(&id)?))
		.await?;
	found.map(|record| recode(&record)).transpose()
}

/// An authorisation.
pub async fn authorisation(state: &State, coverage: u32, number: u32) -> Result<AuthorisationRecord, Failure> {
	let page = salus::view_functions().claims().authorisations_of(coverage, number, 1);
	let found: Vec<(u32, AuthorisationRecord)> = recode(&state.view(page).await?)?;
	let found = found.into_iter().find(|(found, _)| *found == number);
	found.map(|(_, record)| record).ok_or_else(|| {
		Failure::Refused(format!(
			"UnknownAuthorisation: coverage {coverage} has no authorisation {number}"
		))
	})
}

/// A result of a claim.
pub async fn result(state: &State, id: ClaimId, revision: u16) -> Result<Adjudication, Failure> {
	let found = state
		.view(salus::view_functions().claims().result_of(recode(&id)?, revision))
		.await?;
	let found = found.ok_or_else(|| Failure::Refused(format!("claim {id} has no result {revision}")))?;
	recode(&found)
}

/// A claim and what belongs to it.
pub async fn on_chain(state: &State, id: ClaimId) -> Result<OnChain, Failure> {
	let record = claim(state, id)
		.await?
		.ok_or_else(|| Failure::Refused(format!("UnknownClaim: there is no claim {id} on chain")))?;
	let accumulators = state
		.call(salus::runtime_apis().claims_api().accumulators(id.coverage))
		.await?;
	let family: Option<Tallies> = match accumulators {
		Some(accumulators) => recode(&accumulators.family)?,
		None => None,
	};
	Ok(OnChain {
		id,
		record,
		coverage: coverage(state, id.coverage).await?,
		family: family.unwrap_or_default(),
	})
}

/// The claims of a coverage from `start` on, a hundred at most.
pub async fn claims_of(state: &State, coverage: u32, start: u32) -> Result<Vec<(ClaimId, ClaimState)>, Failure> {
	let page = state
		.view(salus::view_functions().claims().claims_of(coverage, start, 100))
		.await?;
	page.iter()
		.map(|summary| Ok((recode(&summary.claim)?, recode(&summary.state)?)))
		.collect()
}

/// What a claim of a provider would come to.
pub async fn estimate(
	state: &State,
	chain: &Chain,
	provider: Account,
	claim: &Submission,
) -> Result<Estimate, Failure> {
	let call = salus::runtime_apis()
		.claims_api()
		.estimate(AccountId32(provider), recode(claim)?);
	let answer: Result<Estimate, Vec<u8>> = match state.call(call).await? {
		Ok(estimate) => Ok(recode(&estimate)?),
		Err(error) => Err(error.encode()),
	};
	// The error is an enum of one variant around the error of the call.
	answer.map_err(|error| {
		let why = chain.explain_dispatch(state, error.get(1..).unwrap_or_default());
		Failure::Refused(format!("the claim would be refused: {why}"))
	})
}

/// The rules behind the result of a claim.
pub async fn explain(state: &State, id: ClaimId) -> Result<Explained, Failure> {
	let call = salus::runtime_apis().claims_api().explain(recode(&id)?);
	let found = state.call(call).await?;
	let found = found.ok_or_else(|| Failure::Refused(format!("UnknownClaim: there is no claim {id} on chain")))?;
	recode(&found)
}

/// A remittance and the results of its claims.
pub async fn remittance(state: &State, id: u32) -> Result<RemittanceView, Failure> {
	let found = state.call(salus::runtime_apis().claims_api().remittance(id)).await?;
	let found = found.ok_or_else(|| Failure::Refused(format!("there is no remittance {id} on chain")))?;
	recode(&found)
}

/// Which result of each claim of a remittance an earlier remittance told.
pub async fn told_before(state: &State, id: u32, view: &RemittanceView) -> Result<Vec<(ClaimId, u16)>, Failure> {
	let mut told: Vec<(ClaimId, u16)> = vec![];
	let mut start = 0;
	while start < id {
		let page = salus::view_functions().claims().remittances_of(start, 100);
		let page: Vec<(u32, Remittance)> = recode(&state.view(page).await?)?;
		let Some((last, _)) = page.last() else { break };
		start = last.saturating_add(1);
		for (_, remittance) in page.iter().filter(|(number, _)| *number < id) {
			for item in &remittance.claims {
				if view.remittance.claims.iter().any(|own| own.claim == item.claim) {
					told.retain(|(claim, _)| *claim != item.claim);
					told.push((item.claim, item.revision));
				}
			}
		}
	}
	Ok(told)
}

/// Whether a published file has the terms and the digest of a plan on chain.
pub async fn matches(state: &State, id: u32, publication: &Publication) -> Result<bool, Failure> {
	let record = plan(state, id).await?;
	let terms: &Plan = &record.terms;
	Ok(*terms == publication.terms && record.digest == publication.digest())
}

/// The enrolment that a transaction made.
pub fn enrolled(receipt: &Receipt) -> Result<(u32, Option<u32>), Failure> {
	let event = receipt.event::<salus::claims::events::Enrolled>()?;
	Ok((event.coverage, event.family))
}

/// The number of the authorisation that a transaction asked for.
pub fn requested(receipt: &Receipt) -> Result<u32, Failure> {
	Ok(receipt.event::<salus::claims::events::AuthorisationRequested>()?.number)
}

/// The remittance that a transaction made.
pub fn created(receipt: &Receipt) -> Result<u32, Failure> {
	Ok(receipt.event::<salus::claims::events::RemittanceCreated>()?.remittance)
}

impl Chain {
	/// The error of a dispatch, from its SCALE, by name and with what the chain says of it.
	pub(crate) fn explain_dispatch(&self, state: &State, error: &[u8]) -> String {
		use subxt::error::DispatchError;
		let metadata = state.inner().metadata();
		match DispatchError::decode_from(error, metadata) {
			Ok(DispatchError::Module(module)) => match module.details() {
				Ok(details) => {
					let docs: Vec<&str> = details.variant.docs.iter().map(|line| line.trim()).collect();
					format!("{}: {}", details.variant.name, docs.join(" "))
				},
				Err(_) => module.details_string(),
			},
			Ok(other) => other.to_string(),
			Err(_) => format!("0x{}", hex::encode(error)),
		}
	}
}
