//! Random sequences of calls beside a plain model.

use super::*;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Debug)]
enum Step {
	Accredit(u64, Vec<Role>, Option<Seconds>),
	Amend(u64, Vec<Role>, Option<Seconds>),
	Suspend(u64),
	Reinstate(u64),
	SuspendRole(u64, Role),
	ReinstateRole(u64, Role),
	Withdraw(u64),
	Wait(Seconds),
}

fn step() -> impl Strategy<Value = Step> {
	let who = 1..4u64;
	let role = prop::sample::select(Role::ALL.to_vec());
	let list = prop::collection::vec(role.clone(), 0..4);
	let end = prop::option::of(GENESIS_TIME - 2..GENESIS_TIME + 30);
	prop_oneof![
		(who.clone(), list.clone(), end.clone()).prop_map(|(who, list, end)| Step::Accredit(who, list, end)),
		(who.clone(), list, end).prop_map(|(who, list, end)| Step::Amend(who, list, end)),
		who.clone().prop_map(Step::Suspend),
		who.clone().prop_map(Step::Reinstate),
		(who.clone(), role.clone()).prop_map(|(who, role)| Step::SuspendRole(who, role)),
		(who.clone(), role).prop_map(|(who, role)| Step::ReinstateRole(who, role)),
		who.prop_map(Step::Withdraw),
		(0..4u64).prop_map(Step::Wait),
	]
}

/// The registry in plain sets: who holds which role, and what stops them.
#[derive(Default)]
struct Model {
	held: BTreeMap<u64, BTreeSet<Role>>,
	stopped: BTreeMap<u64, BTreeSet<Role>>,
	suspended: BTreeSet<u64>,
	ends: BTreeMap<u64, Seconds>,
	now: Seconds,
}

impl Model {
	fn may(&self, who: u64, role: Role) -> bool {
		self.held.get(&who).is_some_and(|held| held.contains(&role))
			&& !self.stopped.get(&who).is_some_and(|stopped| stopped.contains(&role))
			&& !self.suspended.contains(&who)
			&& self.ends.get(&who).is_none_or(|end| self.now < *end)
	}

	/// Applies the step if it is allowed; says whether it was.
	fn apply(&mut self, step: &Step) -> bool {
		let sound = |list: &[Role], end: &Option<Seconds>, now| !list.is_empty() && end.is_none_or(|end| end > now);
		match step {
			Step::Wait(seconds) => {
				self.now += seconds;
				true
			},
			Step::Accredit(who, list, end) => {
				let allowed = sound(list, end, self.now) && !self.held.contains_key(who);
				if allowed {
					let held: BTreeSet<_> = list.iter().copied().collect();
					self.stopped.entry(*who).or_default().retain(|role| held.contains(role));
					self.held.insert(*who, held);
					self.set_end(*who, *end);
				}
				allowed
			},
			Step::Amend(who, list, end) => {
				let allowed = sound(list, end, self.now) && self.held.contains_key(who);
				if allowed {
					let held: BTreeSet<_> = list.iter().copied().collect();
					self.stopped.entry(*who).or_default().retain(|role| held.contains(role));
					self.held.insert(*who, held);
					self.set_end(*who, *end);
				}
				allowed
			},
			Step::Suspend(who) => self.held.contains_key(who) && self.suspended.insert(*who),
			Step::Reinstate(who) => self.suspended.remove(who),
			Step::SuspendRole(who, role) => {
				self.held.get(who).is_some_and(|held| held.contains(role))
					&& self.stopped.entry(*who).or_default().insert(*role)
			},
			Step::ReinstateRole(who, role) => {
				self.held.contains_key(who) && self.stopped.entry(*who).or_default().remove(role)
			},
			Step::Withdraw(who) => {
				let allowed = self.held.contains_key(who)
					&& !self.suspended.contains(who)
					&& self.ends.get(who).is_none_or(|end| self.now < *end);
				if allowed {
					self.held.remove(who);
				}
				allowed
			},
		}
	}

	fn set_end(&mut self, who: u64, end: Option<Seconds>) {
		match end {
			Some(end) => self.ends.insert(who, end),
			None => self.ends.remove(&who),
		};
	}
}

fn execute(step: &Step, now: Seconds) -> DispatchResult {
	let root = RuntimeOrigin::root;
	match step.clone() {
		Step::Accredit(who, list, end) => Participants::accredit(root(), who, roles(&list), CREDENTIAL, end),
		Step::Amend(who, list, end) => Participants::amend(root(), who, roles(&list), CREDENTIAL, end),
		Step::Suspend(who) => Participants::suspend(root(), who),
		Step::Reinstate(who) => Participants::reinstate(root(), who),
		Step::SuspendRole(who, role) => Participants::suspend_role(root(), who, role),
		Step::ReinstateRole(who, role) => Participants::reinstate_role(root(), who, role),
		Step::Withdraw(who) => Participants::withdraw(RuntimeOrigin::signed(who)),
		Step::Wait(_) => {
			MockClock::set(now);
			Ok(())
		},
	}
}

proptest! {
	#![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(10_000) })]

	#[test]
	fn registry_should_agree_with_the_model_after_any_sequence(steps in prop::collection::vec(step(), 1..24)) {
		run(|| {
			let mut model = Model { now: GENESIS_TIME, ..Default::default() };
			for step in &steps {
				let allowed = model.apply(step);
				let result = hypothetically!(execute(step, model.now));
				if result.is_ok() {
					execute(step, model.now).unwrap();
				}
				assert_eq!(result.is_ok(), allowed, "{step:?} in {steps:?}: {result:?}");
			}
			for who in 1..4 {
				for role in Role::ALL {
					let may = Participants::ensure_accredited(&who, role).is_ok();
					assert_eq!(may, model.may(who, role), "{who} as {role:?} after {steps:?}");
				}
			}
		});
	}
}
