//! What calls are charged for, and what of it is given back.

use super::Spent;
use crate::*;

/// Most consents that are read for one decision.
const MAX_CONSENTS: u32 = 16;

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
	/// Days of service.
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

/// One page, one record and one consent are in the weight of every claim.
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
			// Lines of old days, and one day that makes room for new ones.
			.saturating_add(T::WeightInfo::archive_day().saturating_mul(u64::from(cost.days)))
	}

	fn pages_weight(pages: u32) -> Weight {
		T::WeightInfo::load_page().saturating_mul(beyond_first(pages))
	}

	/// The weight of a claim before it is taken.
	pub fn submit_weight(claim: &Submission) -> Weight {
		let cost = Cost::of(claim);
		T::WeightInfo::submit_largest(cost.lines)
			.max(T::WeightInfo::submit(cost.lines))
			.saturating_add(Self::extras(cost))
			.saturating_add(Self::pages_weight(cost.services))
			.saturating_add(Self::most_consents())
			.saturating_add(T::WeightInfo::pay_asset())
	}

	/// The weight of a claim that was taken.
	pub(crate) fn taken_weight(cost: Cost, spent: Spent) -> Weight {
		let asset = if spent.asset {
			T::WeightInfo::pay_asset()
		} else {
			Weight::zero()
		};
		let base = if spent.large {
			T::WeightInfo::submit_largest(cost.lines)
		} else {
			T::WeightInfo::submit(cost.lines)
		};
		base.saturating_add(Self::extras(cost))
			.saturating_add(Self::pages_weight(spent.pages))
			.saturating_add(Self::consents_weight(spent.consents))
			.saturating_add(asset)
	}

	/// What a claim of a batch weighs beyond one of a single line and an ordinary plan.
	fn lines_weight(lines: u32, large: bool) -> Weight {
		let claim = if large {
			T::WeightInfo::submit_largest(lines)
		} else {
			T::WeightInfo::submit(lines)
		};
		claim.saturating_sub(T::WeightInfo::submit(1))
	}

	/// The weight of a batch before its claims are taken.
	pub fn batch_weight(claims: &BoundedVec<Submission, ConstU32<MAX_BATCH>>) -> Weight {
		let mut weight = T::WeightInfo::submit_batch(length(claims));
		for claim in claims {
			let cost = Cost::of(claim);
			weight = weight
				.saturating_add(Self::lines_weight(cost.lines, true))
				.saturating_add(Self::extras(cost))
				.saturating_add(T::WeightInfo::load_page().saturating_mul(cost.services.into()))
				.saturating_add(T::WeightInfo::pay_asset());
		}
		// What one claim can read beyond what all together may.
		weight
			.saturating_add(Self::consents_weight(length(claims).saturating_add(1)))
			.saturating_add(Self::most_consents())
	}

	/// The weight of a batch whose claims were taken.
	pub(crate) fn batch_taken_weight(costs: &[Cost], spent: Spent) -> Weight {
		let claims = u32::try_from(costs.len()).unwrap_or(MAX_BATCH);
		let mut weight = T::WeightInfo::submit_batch(claims)
			.saturating_add(Self::pages_weight(spent.pages))
			// One is in the weight of each claim.
			.saturating_add(Self::consents_weight(
				spent.consents.saturating_sub(claims).saturating_add(1),
			));
		if spent.asset {
			weight = weight.saturating_add(T::WeightInfo::pay_asset());
		}
		for cost in costs {
			weight = weight
				.saturating_add(Self::lines_weight(cost.lines, spent.large))
				.saturating_add(Self::extras(*cost));
		}
		weight
	}

	/// The weight of deciding a stored claim of this size by any plan.
	pub(crate) fn decided_weight(cost: Cost) -> Weight {
		T::WeightInfo::replay_claim(cost.lines)
			.saturating_add(Self::extras(cost))
			.saturating_add(Self::pages_weight(cost.services))
			.saturating_add(T::WeightInfo::pay_asset())
	}

	/// The weight of the greatest step of a replay.
	pub(crate) fn most_of_a_step() -> Weight {
		let most = MAX_LINES;
		Self::decided_weight(Cost {
			lines: most,
			services: most.saturating_add(1),
			records: most,
			authorisations: most,
			days: most,
		})
		.saturating_add(Self::most_consents())
		.saturating_add(T::WeightInfo::replay_nothing())
	}

	/// The weight of a call that decides a stored claim of any size.
	pub fn decide_weight(call: Weight) -> Weight {
		call.saturating_add(Self::most_of_a_step())
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
		Self::decided_weight(ordinary)
			.saturating_add(T::WeightInfo::unwind_claim().saturating_mul(2))
			.saturating_mul(8)
			.saturating_add(T::WeightInfo::replay_nothing())
	}

	/// The weight of a call that decides stored claims anew: its own of any size, and what it replays.
	pub fn redecide_weight(call: Weight) -> Weight {
		call.saturating_add(Self::most_of_a_step())
			.saturating_add(Self::replay_budget())
	}

	/// The weight of such a call that replayed so much.
	pub(crate) fn redecided_weight(call: Weight, replayed: Weight) -> Weight {
		call.saturating_add(Self::most_of_a_step()).saturating_add(replayed)
	}
}
