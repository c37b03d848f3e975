//! The claims of a plan's members in order, with the accumulators they leave.

mod corrections;

use super::{
	json::minor,
	model::{ClaimIn, PriorIn, Source, Standing},
	plan::{Facts, Member, NamedAuthorisation, PlanFile},
	provider_key,
};
use salus_claims_engine::{
	adjudicate,
	calendar::Day,
	money::Money,
	plan::{Network, Price},
	Accumulators, Adjudication, Amount, Case, Claim, ClaimUse, EarlierLine, Frequency, LateCause, Line, Outcome, Owner,
	Package, Pend, PriorAmounts, PriorPayer, Refusal, Schedule, ServiceKey, Step, Tallies, MAX_LINES,
};
use std::collections::BTreeMap;

/// Why a claim is rejected as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection {
	/// Its name, for programs.
	pub code: String,
	/// Why, and what to do, for people.
	pub message: String,
}

impl Rejection {
	fn new(code: &str, message: impl Into<String>) -> Self {
		Self {
			code: code.into(),
			message: message.into(),
		}
	}
}

/// A sentence for each refusal of the engine.
fn sentence(refusal: Refusal) -> &'static str {
	match refusal {
		Refusal::ZeroLines => "the claim has no line",
		Refusal::TooManyLines => "the claim has more than 50 lines; split it",
		Refusal::RepeatedLine => "two lines have the same number",
		Refusal::WrongCurrency => "the claim is in another currency than the plan",
		Refusal::ZeroUnits => "a line has no units",
		Refusal::UnitsOverflow => "a line has more units than any service has",
		Refusal::AmountOverflow => "an amount, or a sum of amounts, is larger than any amount",
		Refusal::LineSumMismatch => "the lines do not add up to the total of the claim",
		Refusal::ConsentMissing => "there is no consent to use these data for payment",
		Refusal::VoidNotAdjudicated => "a void is not adjudicated",
		Refusal::NoSuchLine => "an override names a line that the claim does not have",
		Refusal::DisallowedPair => "a reason code cannot be used with that group code",
		Refusal::TooManyAdjustments => "a line needs more adjustments than there is room for",
		Refusal::RepeatedPriorLine => "the other payer reported a line twice",
		Refusal::AccumulatorFault => "the accumulators given do not fit the claim",
		Refusal::Unbalanced => "the result does not balance; please report this",
		Refusal::ReversalOfReversal => "a reversal cannot be reversed",
	}
}

impl From<Refusal> for Rejection {
	fn from(refusal: Refusal) -> Self {
		Self::new(&format!("{refusal:?}"), sentence(refusal))
	}
}

/// What became of a claim.
#[derive(Clone, Debug)]
pub enum Fate {
	/// Decided, or the reversal of what was decided.
	Decided(Box<Adjudication>),
	/// Waits for a person.
	Pended(Pend),
	/// Rejected as a whole.
	Rejected(Rejection),
}

/// One answer. A void answers with more than one: the reversal, and what it changed in other claims.
#[derive(Clone, Debug)]
pub struct Answer {
	/// The claim.
	pub claim: ClaimIn,
	/// The claim as the engine had it; `None` when it was rejected before.
	pub asked: Option<Claim>,
	/// The member.
	pub member: Option<Member>,
	/// The provider's network.
	pub network: Option<Network>,
	/// Whether another payer came before.
	pub secondary: bool,
	/// 1 for the first decision about the claim.
	pub revision: u32,
	/// The decision.
	pub fate: Fate,
	/// Accumulators after it.
	pub after: Accumulators,
	/// What was paid for the claim before this run: no interest is due on it again.
	pub before: Amount,
	/// The rules that were applied.
	pub trace: Vec<Step>,
	/// Remarks for people.
	pub warnings: Vec<String>,
}

/// A claim whose decision stands.
#[derive(Clone, Debug)]
pub struct Entry {
	claim: ClaimIn,
	ready: Ready,
	result: Adjudication,
	live: bool,
	seq: usize,
	revision: u32,
	/// What was paid for it before this run.
	before: Amount,
	/// Whether what it changed in the accumulators is known.
	known: bool,
	/// Whether it waits for a person: then only its lines count, as earlier ones.
	waits: bool,
}

impl Entry {
	/// The first decision about a claim.
	fn decided(claim: ClaimIn, ready: Ready, result: Adjudication, seq: usize) -> Self {
		Self {
			claim,
			ready,
			result,
			live: true,
			seq,
			revision: 1,
			before: 0,
			known: true,
			waits: false,
		}
	}

	/// A claim that waits for a person.
	fn waiting(claim: ClaimIn, ready: Ready, seq: usize) -> Self {
		Self {
			known: false,
			waits: true,
			..Self::decided(claim, ready, Adjudication::default(), seq)
		}
	}
}

/// A claim that is ready for the engine.
#[derive(Clone, Debug)]
struct Ready {
	/// The number that remittances give the claim.
	number: String,
	member: Member,
	network: Network,
	claim: Claim,
	prior: Option<PriorPayer>,
	prices: BTreeMap<ServiceKey, Price>,
	consent: bool,
	warnings: Vec<String>,
}

impl Schedule for Ready {
	fn price(&self, service: &ServiceKey, _: Network) -> Option<Price> {
		self.prices.get(service).copied()
	}
}

/// What holds for every claim of a run.
#[derive(Clone, Debug, Default)]
pub struct Settings {
	/// Day of receipt, over what the claims say.
	pub received: Option<Day>,
	/// Whether members consent to payment, unless a claim says.
	pub consent: bool,
	/// Whether a person released what would wait for one.
	pub released: bool,
	/// Process in the order of the file, not by day of service.
	pub as_submitted: bool,
}

/// A plan at work.
pub struct Book<'p> {
	/// The plan.
	pub plan: &'p PlanFile,
	/// Settings.
	pub settings: Settings,
	/// Authorisations of the plan and of the history.
	pub authorisations: Vec<NamedAuthorisation>,
	members: BTreeMap<String, Tallies>,
	families: BTreeMap<String, Tallies>,
	base_members: BTreeMap<String, Tallies>,
	base_families: BTreeMap<String, Tallies>,
	entries: Vec<Entry>,
	/// Which of them are a member's.
	by_member: BTreeMap<String, Vec<usize>>,
	priors: Vec<PriorIn>,
	/// How many claims came before those of this run.
	started: usize,
	/// Whether this run is about one claim, so that results of other payers can only be about it.
	pub single: bool,
	/// Whether nothing of an earlier claim is known: then a replacement stands for itself.
	blank: bool,
	next: usize,
}

impl<'p> Book<'p> {
	/// An empty book.
	pub fn new(plan: &'p PlanFile, settings: Settings) -> Self {
		Self {
			plan,
			settings,
			authorisations: plan.authorisations.clone(),
			members: BTreeMap::new(),
			families: BTreeMap::new(),
			base_members: BTreeMap::new(),
			base_families: BTreeMap::new(),
			started: 0,
			entries: vec![],
			by_member: BTreeMap::new(),
			priors: vec![],
			single: false,
			blank: false,
			next: 0,
		}
	}

	/// Gives what other payers did.
	pub fn add_priors(&mut self, priors: Vec<PriorIn>) {
		self.priors.extend(priors);
	}

	/// Takes out those that name no claim.
	pub fn take_unnamed_priors(&mut self) -> Vec<PriorIn> {
		let all = std::mem::take(&mut self.priors).into_iter();
		let (unnamed, named) = all.partition(|prior| prior.claims.is_empty());
		self.priors = named;
		unnamed
	}

	/// Sets accumulators of a member or family as they stand before the first claim of this run.
	pub fn set(&mut self, owner: Owner, id: &str, tallies: Tallies) {
		let (now, base) = match owner {
			Owner::Member => (&mut self.members, &mut self.base_members),
			Owner::Family => (&mut self.families, &mut self.base_families),
		};
		now.insert(id.into(), tallies.clone());
		base.insert(id.into(), tallies);
	}

	/// Whether accumulators of a member were set.
	pub fn has_member(&self, id: &str) -> bool {
		self.base_members.contains_key(id)
	}

	/// The member a claim is for.
	pub fn member(&self, claim: &ClaimIn) -> Result<Member, Rejection> {
		let Some(members) = &self.plan.members else {
			let id = claim.members.first().cloned().unwrap_or_else(|| "member".into());
			return Ok(super::plan::anybody(id));
		};
		let found = claim
			.members
			.iter()
			.find_map(|id| members.iter().find(|m| m.ids.contains(id)));
		if found.is_none() && claim.members.is_empty() && members.len() == 1 {
			return Ok(members[0].clone());
		}
		found.cloned().ok_or_else(|| {
			let mut message = format!(
				"{}: none of {} is a member of plan {}",
				claim.path,
				if claim.members.is_empty() {
					"no identifiers".into()
				} else {
					claim.members.join(", ")
				},
				self.plan.id
			);
			// An 837 gives them no identifier that a plan could have.
			if let (Source::X12(sent), Some(id)) = (&claim.source, claim.members.first()) {
				if sent.dependent().is_some() {
					message.push_str(&format!(
						"; the patient is not the subscriber: list them with this among the \"ids\" of a member: {id}"
					));
				}
			}
			Rejection::new("UnknownCoverage", message)
		})
	}

	fn network(&self, claim: &ClaimIn) -> Result<Network, Rejection> {
		if let Some(providers) = &self.plan.providers {
			if let Some(network) = claim.providers.iter().find_map(|id| providers.get(id)) {
				return Ok(*network);
			}
		}
		self.plan.default_network.ok_or_else(|| {
			Rejection::new(
				"UnknownProvider",
				format!(
					"{}: none of {} is a provider of plan {}, and it has no defaultNetwork",
					claim.path,
					if claim.providers.is_empty() {
						"no identifiers".into()
					} else {
						claim.providers.join(", ")
					},
					self.plan.id
				),
			)
		})
	}

	/// Accumulators of a member now.
	fn state(&self, member: &Member) -> Accumulators {
		Accumulators {
			member: self.members.get(&member.id).cloned().unwrap_or_default(),
			family: member
				.family
				.as_ref()
				.and_then(|f| self.families.get(f))
				.cloned()
				.unwrap_or_default(),
		}
	}

	fn keep(&mut self, member: &Member, state: Accumulators) {
		self.members.insert(member.id.clone(), state.member);
		if let Some(family) = &member.family {
			self.families.insert(family.clone(), state.family);
		}
	}

	/// Brings a claim into the engine's form.
	fn ready(&self, input: &ClaimIn) -> Result<Ready, Rejection> {
		let plan = self.plan;
		if let Some(named) = &input.plan {
			let short = plan.id.split('/').next().unwrap_or(&plan.id);
			if named != &plan.id && named != short {
				return Err(Rejection::new(
					"UnknownPlan",
					format!("{}.plan: is {named}, the plan given is {}", input.path, plan.id),
				));
			}
		}
		if let Some(stated) = &input.currency {
			if stated.as_bytes() != plan.currency.code {
				return Err(Rejection::new(
					"WrongCurrency",
					format!(
						"{}: amounts are in {stated}, plan {} is in {}",
						input.path,
						plan.id,
						plan.currency.name()
					),
				));
			}
		}
		let member = self.member(input)?;
		let network = self.network(input)?;
		if input.lines.len() > MAX_LINES as usize {
			return Err(Refusal::TooManyLines.into());
		}
		let mut warnings = vec![];
		let amounts = self.billed(input, &mut warnings)?;
		let mut prices = BTreeMap::new();
		let mut lines = vec![];
		for (line, billed) in input.lines.iter().zip(&amounts) {
			let service = plan
				.service(&line.codes)
				.map(|code| plan.blind(&code))
				.unwrap_or_default();
			if let Some(price) = plan.price(&line.codes, network) {
				prices.insert(service, price);
			}
			let facts = Facts {
				codes: &line.codes,
				revenue: line.revenue.as_deref(),
				place: line.place.as_deref(),
				item: line.item.as_deref(),
				kind: input.kind.as_deref(),
			};
			lines.push(Line {
				number: line.number,
				category: plan.categories.of(&facts),
				service,
				units: line.units,
				billed: *billed,
				day: line.day,
				authorisation: self.authorisation(&member, &line.authorisations),
				record: None,
			});
		}
		let group = plan.service(&input.group).map(|code| plan.blind(&code));
		if let (Some(service), Some(price)) = (group, plan.price(&input.group, network)) {
			prices.insert(service, price);
		}
		let total = match input.total {
			None => amounts
				.iter()
				.try_fold(0u128, |sum, a| sum.checked_add(*a))
				.ok_or(Refusal::AmountOverflow)?,
			Some(total) => minor(total, plan.currency)
				.map_err(|e| Rejection::new("BadAmount", format!("{}.total: {e}", input.path)))?,
		};
		let last = input.lines.iter().map(|line| line.until).max().unwrap_or(0);
		let claim = Claim {
			usage: input.usage,
			frequency: input.frequency,
			provider: provider_key(input.providers.first().map_or("", String::as_str)),
			currency: plan.currency.code,
			received: self.settings.received.unwrap_or_else(|| match input.source {
				Source::Native => input.received.unwrap_or(last),
				// A FHIR claim says when it was made and an 837 when its file was: it is not received before its services.
				_ => input.received.map_or(last, |day| day.max(last)),
			}),
			total,
			late: if input.good_cause {
				Some(LateCause::GoodCause)
			} else {
				input.notice.or(member.notice).map(LateCause::RetroactiveNotice)
			},
			package: (group.is_some() || input.days.is_some()).then(|| Package {
				service: group,
				days: input.days.unwrap_or(0),
			}),
			lines: lines.try_into().map_err(|_| Refusal::TooManyLines)?,
		};
		let prior = self.prior(input, &mut warnings)?;
		Ok(Ready {
			number: super::era::number(plan, &member, input),
			member,
			network,
			claim,
			prior,
			prices,
			consent: input.consent.unwrap_or(self.settings.consent),
			warnings,
		})
	}

	/// Billed amounts of the lines. Where a claim states its total but not each line, the first line without an amount
	/// takes what the others leave.
	fn billed(&self, input: &ClaimIn, warnings: &mut Vec<String>) -> Result<Vec<Money>, Rejection> {
		let currency = self.plan.currency;
		let bad = |path: &str, e: String| {
			let code = if e.starts_with("AmountOverflow") {
				"AmountOverflow"
			} else {
				"BadAmount"
			};
			Rejection::new(code, format!("{path}: {e}"))
		};
		let mut amounts = vec![];
		let mut open = None;
		let mut sum: Money = 0;
		for (at, line) in input.lines.iter().enumerate() {
			let amount = match line.billed {
				Some(billed) => {
					let rounded = billed
						.nearest(currency.digits)
						.filter(|_| billed.scaled(currency.digits).is_none());
					match rounded {
						Some(minor) if matches!(input.source, Source::Fhir(_)) => {
							warnings.push(format!(
								"{}: {billed} is rounded to {}",
								line.path,
								currency.text(minor)
							));
							u128::try_from(minor).map_err(|_| bad(&line.path, format!("{billed} is negative")))?
						},
						_ => minor(billed, currency).map_err(|e| bad(&line.path, e))?,
					}
				},
				None => {
					open = open.or(Some(at));
					0
				},
			};
			sum = sum.checked_add(amount).ok_or(Refusal::AmountOverflow)?;
			amounts.push(amount);
		}
		if let Some(at) = open {
			let path = &input.lines[at].path;
			let Some(total) = input.total else {
				return Err(bad(
					path,
					"has neither net nor unitPrice, and the claim has no total to infer it from".into(),
				));
			};
			let total = minor(total, currency).map_err(|e| bad(&format!("{}.total", input.path), e))?;
			if let Some(rest) = total.checked_sub(sum) {
				warnings.push(format!(
					"{path}: has no amount; it takes {} that the other lines leave of the total",
					currency.text(i128::try_from(rest).unwrap_or(i128::MAX))
				));
				amounts[at] = rest;
			}
		}
		Ok(amounts)
	}

	/// A claim and what other payers did with it, in the engine's form, for whoever decides it elsewhere. Remarks for people
	/// are the last part.
	pub fn engine_claim(&self, input: &ClaimIn) -> Result<(Claim, Option<PriorPayer>, Vec<String>), Rejection> {
		let ready = self.ready(input)?;
		Ok((ready.claim, ready.prior, ready.warnings))
	}

	fn authorisation(&self, member: &Member, named: &[String]) -> Option<u32> {
		named.iter().find_map(|name| {
			self.authorisations
				.iter()
				.find(|a| &a.name == name && a.member.as_ref().is_none_or(|m| member.ids.contains(m)))
				.map(|a| a.grant.id)
		})
	}

	/// What other payers did with this claim: as the claim itself says, and as files say that name it. A file that names
	/// no claim, or the only one that files name in a run with a single claim, is about it anyway.
	fn prior(&self, input: &ClaimIn, warnings: &mut Vec<String>) -> Result<Option<PriorPayer>, Rejection> {
		let mut about: Vec<&PriorIn> = self
			.priors
			.iter()
			.filter(|p| p.claims.is_empty() || p.claims.iter().any(|id| input.is(id)))
			.collect();
		if about.is_empty() && !self.priors.is_empty() && self.single {
			about = self.priors.iter().collect();
			let mut named: Vec<&str> = about
				.iter()
				.flat_map(|p| p.claims.first())
				.map(String::as_str)
				.collect();
			named.sort_unstable();
			named.dedup();
			let [named] = named.as_slice() else {
				return Err(Rejection::new(
					"UnknownClaim",
					format!(
						"{}: the prior payer's results are about claims {}, none of which is {}; give the result of this claim alone",
						input.path,
						named.join(", "),
						input.id
					),
				));
			};
			warnings.push(format!(
				"the prior payer's result names claim {named}, not {}; it is taken all the same",
				input.id
			));
		}
		about = decisions(about, warnings);
		// A claim that repeats what a file says must not count it twice.
		if about.is_empty() {
			about = decisions(input.priors.iter().collect(), warnings);
		}
		let about = standing(about, warnings);
		if about.is_empty() {
			return Ok(None);
		}
		let mut result = PriorPayer::default();
		let mut lines: Vec<(u16, PriorAmounts)> = vec![];
		let mut whole = false;
		let by_line = about.iter().all(|p| !p.lines.is_empty());
		for prior in about {
			result.decided = result.decided.max(prior.decided);
			combine(&mut result.claim, &prior.total)?;
			let mut own: Vec<(u16, PriorAmounts)> = vec![];
			for (line, amounts) in prior.lines.iter().filter(|_| by_line) {
				let taken: Vec<u16> = own.iter().map(|(n, _)| *n).collect();
				let Some(number) = line.find(&input.lines, &taken).map(|l| l.number) else {
					warnings.push(format!(
						"the prior payer reports a line that claim {} does not have ({line:?}), so its totals are used",
						input.id
					));
					whole = true;
					break;
				};
				match own.iter_mut().find(|(n, _)| *n == number) {
					Some((_, known)) => add(known, amounts)?,
					None => own.push((number, *amounts)),
				}
			}
			for (number, amounts) in own {
				match lines.iter_mut().find(|(n, _)| *n == number) {
					Some((_, known)) => combine(known, &amounts)?,
					None => lines.push((number, amounts)),
				}
			}
		}
		if whole {
			lines.clear();
		}
		result.lines = lines.try_into().map_err(|_| Refusal::TooManyLines)?;
		Ok(Some(result))
	}

	/// Keeps a claim whose decision stands, or that waits.
	fn enter(&mut self, entry: Entry) {
		let of_member = self.by_member.entry(entry.ready.member.id.clone()).or_default();
		of_member.push(self.entries.len());
		self.entries.push(entry);
	}

	/// Where the claims of a member are.
	fn of(&self, member: &Member) -> &[usize] {
		self.by_member.get(&member.id).map_or(&[], Vec::as_slice)
	}

	/// Runs the engine.
	fn run(&self, ready: &Ready, state: &Accumulators, seq: usize) -> (Result<Outcome, Refusal>, Vec<Step>) {
		let mut grants: Vec<_> = self
			.authorisations
			.iter()
			.filter(|a| a.member.as_ref().is_none_or(|m| ready.member.ids.contains(m)))
			.map(|a| a.grant)
			.collect();
		// What live claims took of an authorisation is gone.
		let others: &[Entry] = if grants.is_empty() { &[] } else { &self.entries };
		for used in others
			.iter()
			.filter(|e| e.live && e.seq != seq)
			.flat_map(|e| e.result.uses.iter())
		{
			if let Some(grant) = grants.iter_mut().find(|g| g.id == used.id) {
				grant.units = grant.units.map(|u| u.saturating_sub(used.units.unsigned_abs()));
				grant.amount = grant.amount.map(|a| a.saturating_sub(used.amount.unsigned_abs()));
			}
		}
		let earlier: Vec<EarlierLine> = self
			.of(&ready.member)
			.iter()
			.map(|at| &self.entries[*at])
			.filter(|e| e.live && e.seq < seq)
			.flat_map(|e| {
				e.ready.claim.lines.iter().map(|line| EarlierLine {
					provider: e.ready.claim.provider,
					service: line.service,
					day: line.day,
					units: line.units,
					billed: line.billed,
				})
			})
			.collect();
		let mut trace = vec![];
		let case = Case {
			plan: &self.plan.plan,
			coverage: &ready.member.coverage,
			accumulators: state,
			claim: &ready.claim,
			network: ready.network,
			authorisations: &grants,
			prior: ready.prior.as_ref(),
			overrides: &[],
			consent: ready.consent,
			released: self.settings.released,
		};
		let outcome = adjudicate(&case, ready, earlier.as_slice(), &mut trace);
		(outcome, trace)
	}
}

/// The results that decide something, with a remark about each other one.
fn decisions<'a>(mut about: Vec<&'a PriorIn>, warnings: &mut Vec<String>) -> Vec<&'a PriorIn> {
	about.retain(|prior| match &prior.standing {
		Standing::Nothing(why) => {
			warnings.push(format!("a result of the prior payer does not count: {why}"));
			false
		},
		_ => true,
	});
	about
}

/// The results that stand: of each that is taken back, the one of the same payer that paid as much, else the last before.
fn standing<'a>(about: Vec<&'a PriorIn>, warnings: &mut Vec<String>) -> Vec<&'a PriorIn> {
	let (mut stand, reversals): (Vec<_>, Vec<_>) = about
		.into_iter()
		.enumerate()
		.partition(|(_, prior)| prior.standing == Standing::Counts);
	let mut taken = false;
	for (at, reversal) in reversals {
		let fits = |(when, prior): &(usize, &PriorIn)| {
			let equal = reversal.standing == Standing::TakesBack(Some(prior.total.paid));
			(prior.same_payer(reversal) && (equal || *when < at)).then_some((equal, *when < at, *when))
		};
		match stand.iter().filter_map(fits).max() {
			Some((.., when)) => {
				stand.retain(|(at, _)| *at != when);
				taken = true;
			},
			None => warnings.push(
				"the prior payer takes back a result that is not among those given: it is left out, give that result too"
					.into(),
			),
		}
	}
	if taken && stand.is_empty() {
		warnings.push("the prior payer has taken its result back: nothing of it counts".into());
	}
	stand.into_iter().map(|(_, prior)| prior).collect()
}

/// Two parts of one payer's result.
fn add(sum: &mut PriorAmounts, more: &PriorAmounts) -> Result<(), Refusal> {
	let plus = |a: Money, b: Money| a.checked_add(b).ok_or(Refusal::AmountOverflow);
	let either = |a: Option<Money>, b: Option<Money>| match (a, b) {
		(Some(a), Some(b)) => plus(a, b).map(Some),
		(a, b) => Ok(a.or(b)),
	};
	sum.allowed = either(sum.allowed, more.allowed)?;
	sum.obliged = either(sum.obliged, more.obliged)?;
	sum.paid = plus(sum.paid, more.paid)?;
	sum.adjusted = plus(sum.adjusted, more.adjusted)?;
	Ok(())
}

/// The results of two payers for the same service: they paid together, the highest allowed amount counts, the least
/// that the provider must accept binds.
fn combine(sum: &mut PriorAmounts, more: &PriorAmounts) -> Result<(), Refusal> {
	let allowed = sum.allowed.max(more.allowed);
	let obliged = match (sum.obliged, more.obliged) {
		(Some(a), Some(b)) => Some(a.min(b)),
		(a, b) => a.or(b),
	};
	add(sum, more)?;
	sum.allowed = allowed;
	sum.obliged = obliged;
	Ok(())
}

impl Book<'_> {
	/// Processes claims: originals by day of service (then receipt, then their order), corrections after them in the
	/// order in which they came.
	pub fn process(&mut self, claims: Vec<ClaimIn>) -> Vec<Answer> {
		let (mut originals, corrections): (Vec<_>, Vec<_>) = claims
			.into_iter()
			.partition(|c| c.frequency == Frequency::Original || self.settings.as_submitted);
		if !self.settings.as_submitted {
			originals.sort_by_key(|c| (c.first_day(), c.received));
		}
		self.started = self.next;
		for entry in &mut self.entries {
			entry.before = entry.result.totals.paid;
		}
		let mut answers = vec![];
		let replacement = |claim: &ClaimIn| claim.frequency == Frequency::Replacement;
		self.blank = self.entries.is_empty() && originals.iter().chain(&corrections).all(replacement);
		for claim in originals.into_iter().chain(corrections) {
			answers.extend(self.take(claim));
		}
		answers
	}

	fn take(&mut self, claim: ClaimIn) -> Vec<Answer> {
		match claim.frequency {
			Frequency::Original => vec![self.original(claim)],
			Frequency::Void => self
				.void(&claim)
				.unwrap_or_else(|rejection| vec![self.rejected(claim, rejection)]),
			Frequency::Replacement => self.replace(claim),
		}
	}

	fn rejected(&self, claim: ClaimIn, rejection: Rejection) -> Answer {
		let member = self.member(&claim).ok();
		let after = member.as_ref().map(|m| self.state(m)).unwrap_or_default();
		Answer {
			claim,
			asked: None,
			member,
			network: None,
			secondary: false,
			revision: 1,
			fate: Fate::Rejected(rejection),
			after,
			before: 0,
			trace: vec![],
			warnings: vec![],
		}
	}

	fn original(&mut self, mut claim: ClaimIn) -> Answer {
		let ready = match self.ready(&claim) {
			Ok(ready) => ready,
			Err(rejection) => return self.rejected(claim, rejection),
		};
		claim.priors = ready.prior.iter().map(PriorIn::from).collect();
		// A claim that waited, as a history says, is taken up: it is no duplicate of itself.
		for at in self.of(&ready.member).to_vec() {
			let entry = &mut self.entries[at];
			if entry.waits
				&& entry.seq < self.started
				&& entry.claim.id == claim.id
				&& entry.claim.same_provider(&claim)
			{
				entry.live = false;
			}
		}
		let seq = self.next;
		self.next += 1;
		let mut state = self.state(&ready.member);
		let (outcome, trace) = self.run(&ready, &state, seq);
		let mut answer = Answer {
			asked: Some(ready.claim.clone()),
			member: Some(ready.member.clone()),
			network: Some(ready.network),
			secondary: ready.prior.is_some() || ready.member.coverage.order > 1,
			revision: 1,
			fate: Fate::Rejected(Refusal::Unbalanced.into()),
			after: state.clone(),
			before: 0,
			trace,
			warnings: ready.warnings.clone(),
			claim: claim.clone(),
		};
		match outcome {
			Err(refusal) => {
				let mut rejection = Rejection::from(refusal);
				rejection.message = format!("{}: {}", claim.path, rejection.message);
				if refusal == Refusal::LineSumMismatch {
					let lines = ready
						.claim
						.lines
						.iter()
						.fold(0u128, |sum, l| sum.saturating_add(l.billed));
					let text = |m: Money| self.plan.currency.text(i128::try_from(m).unwrap_or(i128::MAX));
					rejection
						.message
						.push_str(&format!(": {} and {}", text(lines), text(ready.claim.total)));
				}
				answer.fate = Fate::Rejected(rejection);
			},
			Ok(Outcome::Pended(pend)) => {
				answer.fate = Fate::Pended(pend);
				if ready.claim.usage == ClaimUse::Claim {
					self.enter(Entry::waiting(claim, ready, seq));
				}
			},
			Ok(Outcome::Adjudicated(result)) => {
				if let Err(fault) = state.apply(&result.effects.0) {
					answer.fate = Fate::Rejected(Refusal::from(fault).into());
					return answer;
				}
				self.keep(&ready.member, state.clone());
				answer.after = state;
				answer.fate = Fate::Decided(Box::new(result.clone()));
				if ready.claim.usage == ClaimUse::Claim {
					self.enter(Entry::decided(claim, ready, result, seq));
				}
			},
		}
		answer
	}

	/// What each member and family has used now.
	pub fn standing(&self) -> (&BTreeMap<String, Tallies>, &BTreeMap<String, Tallies>) {
		(&self.members, &self.families)
	}
}
