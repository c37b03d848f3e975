use super::*;
use frame::deps::sp_io::hashing::blake2_256;
use salus_primitives::LogSubject;

#[test]
fn publish_policy_should_store_the_terms_when_governance_calls() {
	run(|| {
		assert_ok!(Consent::publish_policy(RuntimeOrigin::root(), POLICY, terms()));
		assert_eq!(Policies::<Test>::get(POLICY), Some(terms()));
		assert_eq!(last_event(), Event::PolicyPublished { policy: POLICY });
	});
}

#[test]
fn publish_policy_should_fail_when_its_terms_are_not_sound() {
	with_policies(|| {
		let publish = |policy, terms| Consent::publish_policy(RuntimeOrigin::root(), policy, terms);
		let next = PolicyRef { id: 1, version: 2 };
		assert_noop!(
			Consent::publish_policy(signed(ALICE), next, terms()),
			DispatchError::BadOrigin
		);
		assert_noop!(publish(POLICY, terms()), Error::<Test>::AlreadyExists);
		let empty = Policy {
			text: [0; 32],
			..terms()
		};
		assert_noop!(publish(next, empty), Error::<Test>::EmptyCommitment);
		for (from, end) in [(5, 5), (6, 5), (0, GENESIS_TIME)] {
			let over = Policy {
				effective_from: from,
				effective_until: Some(end),
				..terms()
			};
			assert_noop!(publish(next, over), Error::<Test>::InvalidPolicyPeriod);
		}
		let last_second = Policy {
			effective_until: Some(GENESIS_TIME + 1),
			..terms()
		};
		assert_ok!(publish(next, last_second));
	});
}

#[test]
fn policies_should_be_pinned_only_while_in_force() {
	run(|| {
		let bounded = Policy {
			effective_from: GENESIS_TIME + 10,
			effective_until: Some(GENESIS_TIME + 20),
			..terms()
		};
		assert_ok!(Consent::publish_policy(RuntimeOrigin::root(), POLICY, bounded));
		for (at, allowed) in [(9, false), (10, true), (11, true), (19, true), (20, false), (21, false)] {
			set_time(GENESIS_TIME + at);
			let place = (at % 16) as Place;
			if allowed {
				assert_ok!(try_file(ALICE, place, filing()));
			} else {
				assert_noop!(try_file(ALICE, place, filing()), Error::<Test>::PolicyNotInForce);
			}
		}
		let mut unknown = filing();
		unknown.policy.version = 9;
		assert_noop!(try_file(ALICE, 0, unknown), Error::<Test>::UnknownPolicy);
	});
}

#[test]
fn set_domain_parameters_should_count_its_versions() {
	run(|| {
		assert_eq!(Consent::domain(), Domain::default());
		assert_noop!(
			Consent::set_domain_parameters(signed(ALICE), Combining::Ordered, Implicit::Normal),
			DispatchError::BadOrigin
		);
		for version in 1..4 {
			assert_ok!(Consent::set_domain_parameters(
				RuntimeOrigin::root(),
				Combining::Ordered,
				Implicit::Normal
			));
			assert_eq!(last_event(), Event::DomainParametersSet { version });
			assert_eq!(Consent::domain().version, version);
		}
		DomainParameters::<Test>::mutate(|domain| domain.version = u32::MAX);
		assert_noop!(
			Consent::set_domain_parameters(RuntimeOrigin::root(), Combining::Ordered, Implicit::Normal),
			Error::<Test>::VersionsExhausted
		);
	});
}

#[test]
fn publish_policy_and_set_domain_parameters_should_enter_the_log() {
	run(|| {
		assert_ok!(Consent::publish_policy(RuntimeOrigin::root(), POLICY, terms()));
		let policy = blake2_256(&("salus/consent-policy/v1", POLICY, terms()).encode());
		assert_ok!(Consent::set_domain_parameters(
			RuntimeOrigin::root(),
			Combining::Ordered,
			Implicit::Normal
		));
		let domain = blake2_256(&("salus/consent-domain/v1", Consent::domain()).encode());
		assert_eq!(
			MockLog::entries(),
			vec![(LogSubject::Policy, policy), (LogSubject::Policy, domain)]
		);
	});
}

#[test]
fn publish_policy_should_fail_when_too_many_are_in_force_or_to_come() {
	run(|| {
		let publish = |version, until| {
			let terms = Policy {
				effective_from: GENESIS_TIME + 1,
				effective_until: until,
				..terms()
			};
			Consent::publish_policy(RuntimeOrigin::root(), PolicyRef { id: 3, version }, terms)
		};
		for version in 1..=MAX_IN_FORCE {
			assert_ok!(publish(version, (version == 1).then_some(GENESIS_TIME + 10)));
		}
		assert_noop!(publish(33, None), Error::<Test>::TooManyPolicies);
		set_time(GENESIS_TIME + 9);
		assert_noop!(publish(33, None), Error::<Test>::TooManyPolicies);
		// One has ended: it makes room, and is known for ever.
		set_time(GENESIS_TIME + 10);
		assert_ok!(publish(33, None));
		assert_eq!(PoliciesInForce::<Test>::get().len(), MAX_IN_FORCE as usize);
		let mut ended = filing();
		ended.policy = PolicyRef { id: 3, version: 1 };
		assert_noop!(try_file(ALICE, 0, ended.clone()), Error::<Test>::PolicyNotInForce);
		assert_noop!(
			Consent::publish_policy(RuntimeOrigin::root(), ended.policy, terms()),
			Error::<Test>::AlreadyExists
		);
	});
}
