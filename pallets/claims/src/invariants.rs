//! Every invariant, one function each.

use crate::*;
use alloc::collections::BTreeMap;
use frame::deps::{frame_support::ensure, sp_runtime::TryRuntimeError};
use salus_claims_engine::{claim::Decision, tally::Owner, Tallies};

type Check = Result<(), TryRuntimeError>;

impl<T: Config> Pallet<T> {
	/// Every invariant of the pallet.
	pub fn do_try_state() -> Check {
		Self::try_state_results_balance()?;
		Self::try_state_states_and_amounts_agree()?;
		Self::try_state_accumulators_are_the_fold()?;
		Self::try_state_pools_hold_what_is_promised()?;
		Self::try_state_shortfalls_are_the_sum()?;
		Self::try_state_payers_pay_no_more_than_billed()?;
		Self::try_state_reversals_cancel()?;
		Self::try_state_remittances_balance()?;
		Self::try_state_replays_are_marked()?;
		Self::try_state_families_are_whole()?;
		Self::try_state_members_have_one_coverage()?;
		Self::try_state_plans_are_sound()?;
		Self::try_state_lines_are_remembered()?;
		Self::try_state_proposals_wait_for_another()
	}

	/// Line and claim balance; the patient's part is the sum of group PR.
	fn try_state_results_balance() -> Check {
		let kept = Revisions::<T>::iter_values;
		ensure!(
			kept().all(|result| !result.lines.is_empty()),
			"a kept result without lines"
		);
		for result in Claims::<T>::iter_values().map(|record| record.result).chain(kept()) {
			ensure!(result.check().is_ok(), "a result that does not balance");
		}
		Ok(())
	}

	/// What is paid, held and lacking fits the state of each claim: so there is at most one live payment for a result.
	fn try_state_states_and_amounts_agree() -> Check {
		for record in Claims::<T>::iter_values() {
			let owed = record.promised.saturating_add(record.short);
			match record.state {
				ClaimState::Adjudicated => {
					ensure!(record.payable() == 0 && owed == 0, "an unpaid claim that pays nothing");
				},
				ClaimState::Paid { .. } => {
					ensure!(record.due() == 0 && owed == 0, "a paid claim with something due");
					ensure!(record.payable() > 0, "a paid claim that pays nothing");
				},
				ClaimState::Payable => {
					ensure!(record.due() > 0, "a payable claim with nothing due");
					ensure!(
						owed == record.due() || record.is_unwound(),
						"what is due is neither held nor lacking"
					);
				},
				ClaimState::Appealed { .. } => {},
				ClaimState::Closed => ensure!(record.due() == 0 && owed == 0, "a closed claim that is unpaid"),
				_ => {
					ensure!(record.payable() == 0, "a claim that pays without a result that stands");
					ensure!(owed == 0, "a claim that waits for nothing");
				},
			}
			ensure!(record.promised == 0 || record.short == 0, "both held and lacking");
			ensure!(!record.counted || record.revision > 0, "counted without a result");
		}
		Ok(())
	}

	/// The accumulators are the sum of the results that stand and do not wait to be decided anew.
	fn try_state_accumulators_are_the_fold() -> Check {
		let mut members = BTreeMap::<CoverageId, Tallies>::new();
		let mut families = BTreeMap::<FamilyId, Tallies>::new();
		let mut pruned = Vec::new();
		for (coverage, _, record) in Claims::<T>::iter() {
			if !record.counted {
				continue;
			}
			let coverage = CoverageId::from(coverage);
			let family = Coverages::<T>::get(Key::from(coverage)).and_then(|found| found.family);
			for effect in &record.result.effects.0 {
				let tallies = match (effect.owner, family) {
					(Owner::Member, _) => members.entry(coverage).or_default(),
					(Owner::Family, Some(family)) => families.entry(family).or_default(),
					(Owner::Family, None) => return Err("an effect on a family that is not there".into()),
				};
				ensure!(
					tallies.change(effect.counter, effect.window, effect.amount).is_ok(),
					"effects that cannot be added"
				);
			}
		}
		for (key, coverage) in Coverages::<T>::iter() {
			if coverage.pruned {
				pruned.extend(coverage.family);
				continue;
			}
			let fold = members.remove(&key.into()).unwrap_or_default();
			ensure!(fold == coverage.tallies, "a member's accumulators are not the fold");
		}
		for (key, family) in Families::<T>::iter() {
			let id = FamilyId::from(key);
			let fold = families.remove(&id).unwrap_or_default();
			ensure!(
				fold == family.tallies || pruned.contains(&id),
				"a family's accumulators are not the fold"
			);
		}
		Ok(())
	}

	fn try_state_pools_hold_what_is_promised() -> Check {
		let mut promised = BTreeMap::<PlanId, Money>::new();
		for record in Claims::<T>::iter_values() {
			let sum = promised.entry(record.plan).or_default();
			*sum = sum.saturating_add(record.promised);
		}
		for (key, (plan, _)) in Plans::<T>::iter() {
			let id = PlanId::from(key);
			let sum = promised.remove(&id).unwrap_or_default();
			ensure!(Self::promised(&plan, id) == sum, "a pool holds other than it promised");
		}
		Ok(())
	}

	fn try_state_shortfalls_are_the_sum() -> Check {
		let mut lacking = BTreeMap::<PlanId, Money>::new();
		for record in Claims::<T>::iter_values() {
			let sum = lacking.entry(record.plan).or_default();
			*sum = sum.saturating_add(record.short);
		}
		for (key, _) in Plans::<T>::iter() {
			let sum = lacking.remove(&key.into()).unwrap_or_default();
			ensure!(Shortfalls::<T>::get(key) == sum, "a shortfall that is not the sum");
		}
		Ok(())
	}

	/// What this plan pays and what others paid is never more than what is billed.
	fn try_state_payers_pay_no_more_than_billed() -> Check {
		for record in Claims::<T>::iter_values() {
			let others = record.submission.prior.as_ref().map_or(0, |prior| prior.claim.paid);
			let total = record.submission.total;
			let fits = record.payable() <= total.saturating_sub(others.min(total)) || record.submission.prior.is_none();
			ensure!(record.payable() <= total && fits, "payers pay more than is billed");
		}
		Ok(())
	}

	/// The result of an undone claim is the one before it, negated.
	fn try_state_reversals_cancel() -> Check {
		for (coverage, number, record) in Claims::<T>::iter() {
			if !record.result.reversal {
				continue;
			}
			let before = PageKey::from(record.revision.saturating_sub(1));
			let original = Revisions::<T>::get((coverage, number, before));
			let negated = original.and_then(|original| original.reverse().ok());
			ensure!(
				negated.as_ref() == Some(&record.result),
				"a reversal that does not cancel"
			);
			ensure!(!record.counted, "an undone claim that is counted");
		}
		Ok(())
	}

	/// Σ claims − Σ adjustments = total.
	fn try_state_remittances_balance() -> Check {
		for remittance in Remittances::<T>::iter_values() {
			let claims = remittance
				.claims
				.iter()
				.fold(0i128, |sum, claim| sum.saturating_add(claim.amount));
			let total = remittance
				.adjustments
				.iter()
				.fold(claims, |sum, adjustment| sum.saturating_sub(adjustment.amount));
			ensure!(total == remittance.total, "a remittance that does not balance");
		}
		Ok(())
	}

	/// Whose claims are adjudicated anew is marked, and nothing waits where nothing is.
	fn try_state_replays_are_marked() -> Check {
		for (key, family) in Families::<T>::iter() {
			let scope = Scope::Family(key.into());
			ensure!(
				family.replaying == Replays::<T>::contains_key(scope),
				"a family without its replay, or the other way round"
			);
		}
		for (key, coverage) in Coverages::<T>::iter() {
			let scope = match coverage.family {
				Some(family) => Scope::Family(family),
				None => Scope::Member(key.into()),
			};
			let replaying = Replays::<T>::contains_key(scope);
			ensure!(
				coverage.replaying == (replaying && coverage.family.is_none()),
				"a member without its replay, or the other way round"
			);
			for record in Claims::<T>::iter_prefix_values(key) {
				let waits = record.is_unwound() || record.state == ClaimState::Submitted;
				ensure!(replaying || !waits, "a claim that waits for no replay");
			}
		}
		Ok(())
	}

	fn try_state_families_are_whole() -> Check {
		let mut members = BTreeMap::<FamilyId, u16>::new();
		for (family, coverage, ()) in Households::<T>::iter() {
			let of = Coverages::<T>::get(coverage).and_then(|coverage| coverage.family);
			ensure!(of == Some(family.into()), "a household with a stranger");
			let count = members.entry(family.into()).or_default();
			*count = count.saturating_add(1);
		}
		for (key, family) in Families::<T>::iter() {
			let count = members.remove(&key.into()).unwrap_or_default();
			ensure!(
				count == family.members && count <= MAX_FAMILY,
				"a family miscounts its members"
			);
		}
		ensure!(members.is_empty(), "a household without a family");
		Ok(())
	}

	fn try_state_members_have_one_coverage() -> Check {
		for (key, coverage) in Coverages::<T>::iter() {
			let of = Members::<T>::get(&coverage.member);
			ensure!(of == Some(key.into()), "a coverage that its member does not have");
			let plan = Plans::<T>::get(Key::from(coverage.plan));
			ensure!(plan.is_some_and(|(plan, _)| plan.used), "a coverage of an unused plan");
		}
		ensure!(
			Members::<T>::iter().count() == Coverages::<T>::iter().count(),
			"a member without a coverage"
		);
		Ok(())
	}

	fn try_state_plans_are_sound() -> Check {
		for (_, (plan, _)) in Plans::<T>::iter() {
			ensure!(plan.terms.check().is_ok(), "a plan that is not sound");
		}
		for record in Authorisations::<T>::iter_values() {
			let decided = record.decision != Decision::Pended;
			ensure!(
				decided || record.deadline >= record.asked,
				"a request whose time ran out before it was made"
			);
		}
		Ok(())
	}

	/// The lines of every claim that is not undone are kept to notice duplicates.
	fn try_state_lines_are_remembered() -> Check {
		for (key, coverage) in Coverages::<T>::iter() {
			let recent = coverage.recent.iter();
			ensure!(
				recent.clone().all(|print| print.day >= coverage.floor),
				"an old line among the recent ones"
			);
			let sorted = recent.clone().zip(recent.clone().skip(1)).all(|(a, b)| a.day <= b.day);
			ensure!(sorted, "recent lines out of order");
			let mut kept = BTreeMap::<ClaimNumber, usize>::new();
			let old = Services::<T>::iter_prefix_values(key).flatten();
			for print in recent.copied().chain(old) {
				let count = kept.entry(print.claim).or_default();
				*count = count.saturating_add(1);
			}
			for (number, record) in Claims::<T>::iter_prefix(key) {
				let gone = matches!(
					record.state,
					ClaimState::Reversed
						| ClaimState::Replaced { .. }
						| ClaimState::Rejected { .. }
						| ClaimState::Closed
				);
				let lines = kept.get(&number.into()).copied().unwrap_or_default();
				ensure!(
					gone || lines == record.submission.lines.len(),
					"lines that are not remembered"
				);
			}
		}
		Ok(())
	}

	fn try_state_proposals_wait_for_another() -> Check {
		for case in Cases::<T>::iter_values() {
			if let Some(proposal) = case.proposal {
				ensure!(case.deciders.contains(&proposal.by), "a proposal of nobody");
			}
		}
		Ok(())
	}
}
