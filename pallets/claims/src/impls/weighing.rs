//! What calls are charged for, and what of it is given back.

use super::Spent;
use crate::*;

/// Most consents that are read for one decision.
const MAX_CONSENTS: u32 = 16;

/// Lines of each claim of the batch that is measured: an ordinary claim.
pub const BATCHED_LINES: u32 = 4;

/// What of a claim costs: known before it is taken.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cost {
	/// Lines.
	pub lines: u32,
	/// Services that can be on pages of their own.
	pub services: u32,
	/// Records that are looked up.
	pub records: u32,
	/// Authorisations that are looked up and used.
	pub authorisations: u32,
	/// Days of service: each can be kept apart from the coverage.
	pub days: u32,
}

fn distinct<X: Ord>(items: impl Iterator<Item = X>) -> u32 {
	let mut items: Vec<_> = items.collect();
	items.sort_unstable();
	items.dedup();
	u32::try_from(items.len()).unwrap_or(u32::MAX)
}

impl Cost {
	/// The cost of a claim.
	pub fn of(claim: &Submission) -> Self {
		Self {
			lines: length(&claim.lines),
			services: distinct(super::seat::services(claim)),
			records: distinct(claim.lines.iter().filter_map(|line| line.record)),
			authorisations: distinct(claim.lines.iter().filter_map(|line| line.authorisation)),
			days: distinct(claim.lines.iter().map(|line| line.day)),
		}
	}
}

impl Cost {
	/// Days that can be kept apart: its own, and for each of its lines one that makes room.
	pub fn most_days(&self) -> u32 {
		self.days.saturating_add(self.lines)
	}

	/// The greatest there can be.
	fn most() -> Self {
		Self {
			lines: MAX_LINES,
			services: MAX_LINES.saturating_add(1),
			records: MAX_LINES,
			authorisations: MAX_LINES,
			days: MAX_LINES,
		}
	}
}

/// What a call did about a stored claim.
pub(crate) struct Work {
	/// The size of the claim.
	pub cost: Cost,
	/// What it cost beyond what every such call costs.
	pub spent: Spent,
	/// What a decision in the call cost, if there was one beside what the call is about.
	pub decided: Option<Spent>,
	/// Whether a result that stands was settled.
	pub settled: bool,
	/// Whose claims are to be adjudicated anew.
	pub replay: Option<Scope>,
}

impl Work {
	/// Work on a claim, nothing spent yet.
	pub fn of<AccountId>(record: &ClaimRecord<AccountId>) -> Self {
		Self::at(record, Spent::default())
	}

	/// Work on a claim that cost this.
	pub fn at<AccountId>(record: &ClaimRecord<AccountId>, spent: Spent) -> Self {
		Self {
			cost: Cost::of(&record.submission),
			spent,
			decided: None,
			settled: false,
			replay: None,
		}
	}

	/// Neither records nor authorisations were looked up.
	pub fn unjudged(mut self) -> Self {
		self.cost.authorisations = 0;
		self.unevidenced()
	}

	/// Records were not looked up.
	pub fn unevidenced(mut self) -> Self {
		self.cost.records = 0;
		self
	}
}

/// One page, one record, one consent and one plan are in the weight of every claim.
fn beyond_first(count: u32) -> u64 {
	count.saturating_sub(1).into()
}

impl<T: Config> Pallet<T> {
	/// What reading this many consents weighs beyond the first.
	pub(crate) fn consents_weight(consents: u32) -> Weight {
		T::WeightInfo::ask_consent(consents).saturating_sub(T::WeightInfo::ask_consent(1))
	}

	/// The same for the most there can be.
	pub(crate) fn most_consents() -> Weight {
		Self::consents_weight(MAX_CONSENTS)
	}

	/// What a claim weighs beyond its lines, apart from consents, pages and the asset.
	fn extras(cost: Cost) -> Weight {
		T::WeightInfo::check_record()
			.saturating_mul(beyond_first(cost.records))
			.saturating_add(T::WeightInfo::use_authorisation().saturating_mul(cost.authorisations.into()))
	}

	fn pages_weight(pages: u32) -> Weight {
		T::WeightInfo::load_page().saturating_mul(beyond_first(pages))
	}

	/// What was spent beyond lines, records, authorisations and days.
	fn spent_weight(spent: Spent) -> Weight {
		Self::pages_weight(spent.pages)
			.saturating_add(Self::consents_weight(spent.consents))
			.saturating_add(T::WeightInfo::archive_day().saturating_mul(spent.days.into()))
			.saturating_add(T::WeightInfo::open_desk().saturating_mul(beyond_first(spent.plans)))
			.saturating_add(T::WeightInfo::pay_asset().saturating_mul(spent.assets.into()))
			.saturating_add(T::WeightInfo::hold_promise().saturating_mul(spent.holds.into()))
			.saturating_add(T::WeightInfo::end_replay().saturating_mul(spent.deferred.into()))
	}

	/// The most that one claim of this size can make a call spend: what it had in the pool is given back, and it is held again.
	fn most_spent(cost: Cost) -> Spent {
		Spent {
			consents: MAX_CONSENTS,
			asked: true,
			pages: cost.services,
			days: cost.most_days(),
			plans: 1,
			assets: 1,
			holds: 2,
			deferred: 1,
			large: true,
		}
	}

	/// The weight of a claim before it is taken.
	pub fn submit_weight(claim: &Submission) -> Weight {
		let cost = Cost::of(claim);
		T::WeightInfo::submit_largest(cost.lines)
			.max(T::WeightInfo::submit(cost.lines))
			.saturating_add(Self::extras(cost))
			.saturating_add(Self::spent_weight(Self::most_spent(cost)))
	}

	/// The weight of a claim that was taken.
	pub(crate) fn taken_weight(cost: Cost, spent: Spent) -> Weight {
		let base = if spent.large {
			T::WeightInfo::submit_largest(cost.lines)
		} else {
			T::WeightInfo::submit(cost.lines)
		};
		base.saturating_add(Self::extras(cost))
			.saturating_add(Self::spent_weight(spent))
	}

	/// What a claim of a batch weighs beyond one of [`BATCHED_LINES`] and an ordinary plan; below, nothing is given back.
	fn lines_weight(lines: u32, large: bool) -> Weight {
		let claim = if large {
			T::WeightInfo::submit_largest(lines)
		} else {
			T::WeightInfo::submit(lines)
		};
		claim.saturating_sub(T::WeightInfo::submit(BATCHED_LINES))
	}

	/// The weight of a batch before its claims are taken: each can be by a plan of its own.
	pub fn batch_weight(claims: &BoundedVec<Submission, ConstU32<MAX_BATCH>>) -> Weight {
		let count = length(claims);
		let mut weight = T::WeightInfo::submit_batch(count);
		let mut spent = Spent {
			// What one claim can read beyond what all together may.
			consents: count.saturating_add(MAX_CONSENTS),
			asked: true,
			// The first page of each plan is read with the plan.
			pages: 1,
			days: 0,
			plans: count,
			assets: count,
			holds: count,
			deferred: count,
			large: true,
		};
		for claim in claims {
			let cost = Cost::of(claim);
			spent.pages = spent.pages.saturating_add(cost.services);
			spent.days = spent.days.saturating_add(cost.most_days());
			weight = weight
				.saturating_add(Self::lines_weight(cost.lines, true))
				.saturating_add(Self::extras(cost));
		}
		weight.saturating_add(Self::spent_weight(spent))
	}

	/// The weight of a batch whose claims were taken.
	pub(crate) fn batch_taken_weight(costs: &[Cost], mut spent: Spent) -> Weight {
		let claims = u32::try_from(costs.len()).unwrap_or(MAX_BATCH);
		// One is in the weight of each claim.
		spent.consents = spent.consents.saturating_sub(claims).saturating_add(1);
		let mut weight = T::WeightInfo::submit_batch(claims).saturating_add(Self::spent_weight(spent));
		for cost in costs {
			weight = weight
				.saturating_add(Self::lines_weight(cost.lines, spent.large))
				.saturating_add(Self::extras(*cost));
		}
		weight
	}

	/// The weight of a decision about a stored claim of this size that spent so much.
	pub(crate) fn decision_weight(cost: Cost, spent: Spent) -> Weight {
		let asked = if spent.asked {
			T::WeightInfo::ask_consent(1).saturating_add(T::WeightInfo::check_record())
		} else {
			Weight::zero()
		};
		T::WeightInfo::replay_claim(cost.lines)
			.saturating_add(Self::extras(cost))
			.saturating_add(Self::spent_weight(spent))
			.saturating_add(asked)
	}

	/// The most that such a decision can weigh; `first`: it was never decided, so consent and records are asked for.
	pub(crate) fn most_of_a_decision(cost: Cost, first: bool) -> Weight {
		let mut spent = Self::most_spent(cost);
		spent.deferred = 0;
		if !first {
			(spent.asked, spent.consents) = (false, 0);
		}
		Self::decision_weight(cost, spent)
	}

	/// The weight of the greatest step of a replay, with its beginning.
	pub(crate) fn most_of_a_step() -> Weight {
		Self::most_of_a_decision(Cost::most(), true)
			.max(Self::unwinding_weight(Cost::most()))
			.saturating_add(T::WeightInfo::look_at_claim())
			.saturating_add(T::WeightInfo::end_replay())
			.saturating_add(T::WeightInfo::replay_nothing())
	}

	/// What taking a claim of this size out of the accumulators weighs.
	pub(crate) fn unwinding_weight(cost: Cost) -> Weight {
		T::WeightInfo::unwind_claim()
			.saturating_add(T::WeightInfo::use_authorisation().saturating_mul(cost.authorisations.into()))
	}

	/// The weight of a call about a stored claim of any size, apart from what it replays.
	pub fn work_weight(call: fn(u32) -> Weight) -> Weight {
		let cost = Cost::most();
		call(cost.lines)
			.saturating_add(Self::extras(cost))
			.saturating_add(Self::spent_weight(Self::most_spent(cost)))
	}

	/// The weight of a call that decides a stored claim, or lets a result stand.
	pub fn decide_weight(call: fn(u32) -> Weight) -> Weight {
		Self::work_weight(call).saturating_add(T::WeightInfo::retry_payment())
	}

	/// The weight of a call that undoes a stored claim: what it replays at once, too.
	pub fn undo_weight(call: fn(u32) -> Weight) -> Weight {
		Self::work_weight(call).saturating_add(Self::replay_budget())
	}

	/// The weight of a call that changes the result of a stored claim: it decides it, or replays it with what it affects.
	pub fn redecide_weight(call: fn(u32) -> Weight) -> Weight {
		let decision = Self::most_of_a_decision(Cost::most(), true);
		Self::work_weight(call)
			.saturating_add(decision.max(Self::replay_budget()))
			.saturating_add(T::WeightInfo::retry_payment())
	}

	/// What a call did, apart from what it replays.
	pub(crate) fn worked_weight(call: fn(u32) -> Weight, work: &Work) -> Weight {
		let mut weight = call(work.cost.lines)
			.saturating_add(Self::extras(work.cost))
			.saturating_add(Self::spent_weight(work.spent));
		if let Some(spent) = work.decided {
			weight = weight.saturating_add(Self::decision_weight(work.cost, spent));
		}
		if work.settled {
			weight = weight.saturating_add(T::WeightInfo::retry_payment());
		}
		weight
	}

	/// Goes on with what a call leaves to replay, as far as a call may; answers what all of it weighs.
	pub(crate) fn conclude(call: fn(u32) -> Weight, work: &Work) -> Weight {
		let replayed = work
			.replay
			.map(|scope| Self::advance(scope, Self::replay_budget()))
			.unwrap_or_default();
		Self::worked_weight(call, work).saturating_add(replayed)
	}

	/// The weight of a payment of a claim that was decided before, native or not.
	pub fn settle_weight(call: Weight) -> Weight {
		call.saturating_add(T::WeightInfo::pay_asset())
			.saturating_add(T::WeightInfo::hold_promise().saturating_mul(2))
	}

	/// The weight of such a payment that was made.
	pub(crate) fn settled_weight(call: Weight, spent: Spent) -> Weight {
		call.saturating_add(T::WeightInfo::pay_asset().saturating_mul(spent.assets.into()))
			.saturating_add(T::WeightInfo::hold_promise().saturating_mul(spent.holds.into()))
	}

	/// What a call replays by itself: eight claims of an ordinary size. The rest is for the ends of blocks.
	pub fn replay_budget() -> Weight {
		let ordinary = Cost {
			lines: 8,
			services: 4,
			records: 2,
			authorisations: 1,
			days: 1,
		};
		Self::most_of_a_decision(ordinary, false)
			.saturating_add(Self::unwinding_weight(ordinary))
			.saturating_add(T::WeightInfo::look_at_claim().saturating_mul(2))
			.saturating_mul(8)
			.saturating_add(T::WeightInfo::end_replay())
	}
}
