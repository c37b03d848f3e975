//! What governance does, call by call.

use super::*;
use crate::{Authority, Credentials, Standings};

#[test]
fn accredit_should_store_terms_and_emit_when_governance_calls() {
	run(|| {
		let end = GENESIS_TIME + 10;
		accredit(HOSPITAL, &[Role::Provider, Role::Custodian, Role::Provider], Some(end));
		let standing = Standings::<Test>::get(HOSPITAL).unwrap();
		assert_eq!(standing.roles, [Role::Custodian, Role::Provider].into_iter().collect());
		assert_eq!(standing.status, Status::Active);
		assert_eq!(standing.accredited_at, GENESIS_TIME);
		assert_eq!(standing.expires_at, Some(end));
		assert_eq!(Credentials::<Test>::get(HOSPITAL), Some(CREDENTIAL));
		assert_eq!(
			last_event(),
			Event::Accredited {
				organisation: HOSPITAL,
				roles: standing.roles,
				expires_at: Some(end)
			}
		);
	});
}

#[test]
fn accredit_should_fail_when_terms_are_unsound() {
	run(|| {
		let accredit = |of: &[Role], credential, end| {
			Participants::accredit(RuntimeOrigin::root(), HOSPITAL, roles(of), credential, end)
		};
		assert_noop!(accredit(&[], CREDENTIAL, None), Error::<Test>::NoRoles);
		assert_noop!(accredit(&[Role::Payer], [0; 32], None), Error::<Test>::EmptyCommitment);
		for end in [0, GENESIS_TIME - 1, GENESIS_TIME] {
			assert_noop!(
				accredit(&[Role::Payer], CREDENTIAL, Some(end)),
				Error::<Test>::ExpiryNotInFuture
			);
		}
		assert_ok!(accredit(&[Role::Payer], CREDENTIAL, Some(GENESIS_TIME + 1)));
		assert_noop!(accredit(&[Role::Payer], CREDENTIAL, None), Error::<Test>::AlreadyExists);
	});
}

#[test]
fn list_of_roles_should_take_every_role_and_not_one_more() {
	assert!(RoleList::try_from(Role::ALL.to_vec()).is_ok());
	assert!(RoleList::try_from([Role::ALL.to_vec(), vec![Role::Payer]].concat()).is_err());
}

#[test]
fn any_of_several_roles_should_fail_as_the_one_that_it_has() {
	use salus_primitives::AccreditationInspect;
	run(|| {
		let asked =
			|| Participants::ensure_accredited_as_any(&HOSPITAL, &[Role::Custodian, Role::Provider, Role::Payer]);
		let root = RuntimeOrigin::root;
		assert_noop!(asked(), Error::<Test>::NotAccredited);
		let end = GENESIS_TIME + 10;
		accredit(HOSPITAL, &[Role::Provider, Role::Auditor], Some(end));
		assert_ok!(asked());
		assert_ok!(Participants::suspend_role(root(), HOSPITAL, Role::Provider));
		assert_noop!(asked(), Error::<Test>::Suspended);
		assert_ok!(Participants::reinstate_role(root(), HOSPITAL, Role::Provider));
		assert_ok!(Participants::suspend(root(), HOSPITAL));
		assert_noop!(asked(), Error::<Test>::Suspended);
		assert_ok!(Participants::reinstate(root(), HOSPITAL));
		MockClock::set(end);
		assert_noop!(asked(), Error::<Test>::Expired);
	});
}

#[test]
fn accredit_should_begin_anew_but_for_suspended_roles_when_the_organisation_has_withdrawn() {
	run(|| {
		accredit(HOSPITAL, &[Role::Provider], None);
		assert_ok!(Participants::suspend_role(
			RuntimeOrigin::root(),
			HOSPITAL,
			Role::Provider
		));
		assert_ok!(Participants::withdraw(RuntimeOrigin::signed(HOSPITAL)));
		MockClock::set(GENESIS_TIME + 5);
		accredit(HOSPITAL, &[Role::Provider], None);
		let standing = Standings::<Test>::get(HOSPITAL).unwrap();
		assert_eq!(standing.accredited_at, GENESIS_TIME + 5);
		assert_eq!(standing.suspended_roles, Roles::NONE.with(Role::Provider));
		assert_noop!(
			Participants::ensure_accredited(&HOSPITAL, Role::Provider),
			Error::<Test>::Suspended
		);
		assert_ok!(Participants::reinstate_role(
			RuntimeOrigin::root(),
			HOSPITAL,
			Role::Provider
		));
		assert_ok!(Participants::ensure_accredited(&HOSPITAL, Role::Provider));
	});
}

#[test]
fn amend_should_replace_terms_and_keep_status_when_the_organisation_is_suspended() {
	run(|| {
		accredit(HOSPITAL, &[Role::Provider, Role::Issuer], None);
		assert_ok!(Participants::suspend(RuntimeOrigin::root(), HOSPITAL));
		let end = Some(GENESIS_TIME + 100);
		assert_ok!(Participants::amend(
			RuntimeOrigin::root(),
			HOSPITAL,
			roles(&[Role::Payer]),
			[9; 32],
			end
		));
		let standing = Standings::<Test>::get(HOSPITAL).unwrap();
		assert_eq!(standing.roles, Roles::NONE.with(Role::Payer));
		assert_eq!(standing.status, Status::Suspended { since: GENESIS_TIME });
		assert_eq!(standing.accredited_at, GENESIS_TIME);
		assert_eq!(Credentials::<Test>::get(HOSPITAL), Some([9; 32]));
		assert_eq!(
			last_event(),
			Event::Amended {
				organisation: HOSPITAL,
				roles: standing.roles,
				expires_at: end
			}
		);
	});
}

#[test]
fn amend_should_keep_a_role_suspended_when_it_is_still_held_and_forget_it_when_not() {
	run(|| {
		accredit(HOSPITAL, &[Role::Provider, Role::EmergencyResponder], None);
		assert_ok!(Participants::suspend_role(
			RuntimeOrigin::root(),
			HOSPITAL,
			Role::EmergencyResponder
		));
		let amend = |of: &[Role]| {
			assert_ok!(Participants::amend(
				RuntimeOrigin::root(),
				HOSPITAL,
				roles(of),
				CREDENTIAL,
				None
			));
			Standings::<Test>::get(HOSPITAL).unwrap().suspended_roles
		};
		assert_eq!(
			amend(&[Role::EmergencyResponder]),
			Roles::NONE.with(Role::EmergencyResponder)
		);
		assert_eq!(amend(&[Role::Provider]), Roles::NONE);
	});
}

#[test]
fn amend_should_prolong_when_the_accreditation_has_expired() {
	run(|| {
		accredit(HOSPITAL, &[Role::Provider], Some(GENESIS_TIME + 1));
		MockClock::set(GENESIS_TIME + 50);
		assert_noop!(
			Participants::ensure_accredited(&HOSPITAL, Role::Provider),
			Error::<Test>::Expired
		);
		let amend = |end| {
			Participants::amend(
				RuntimeOrigin::root(),
				HOSPITAL,
				roles(&[Role::Provider]),
				CREDENTIAL,
				Some(end),
			)
		};
		assert_noop!(amend(GENESIS_TIME + 50), Error::<Test>::ExpiryNotInFuture);
		assert_ok!(amend(GENESIS_TIME + 51));
		assert_ok!(Participants::ensure_accredited(&HOSPITAL, Role::Provider));
	});
}

#[test]
fn amend_should_fail_when_terms_are_unsound_or_nobody_is_there() {
	run(|| {
		let amend =
			|who, of: &[Role], credential| Participants::amend(RuntimeOrigin::root(), who, roles(of), credential, None);
		assert_noop!(amend(HOSPITAL, &[Role::Payer], CREDENTIAL), Error::<Test>::NotFound);
		accredit(HOSPITAL, &[Role::Payer], None);
		assert_noop!(amend(HOSPITAL, &[], CREDENTIAL), Error::<Test>::NoRoles);
		assert_noop!(amend(HOSPITAL, &[Role::Payer], [0; 32]), Error::<Test>::EmptyCommitment);
		assert_ok!(Participants::withdraw(RuntimeOrigin::signed(HOSPITAL)));
		assert_noop!(amend(HOSPITAL, &[Role::Payer], CREDENTIAL), Error::<Test>::NotFound);
	});
}

#[test]
fn suspend_role_should_stop_that_role_alone_when_governance_calls() {
	run(|| {
		accredit(HOSPITAL, &[Role::Provider, Role::Issuer], None);
		assert_ok!(Participants::suspend_role(
			RuntimeOrigin::root(),
			HOSPITAL,
			Role::Issuer
		));
		assert_eq!(
			last_event(),
			Event::RoleSuspended {
				organisation: HOSPITAL,
				role: Role::Issuer,
				by: Authority::Governance
			}
		);
		assert_noop!(
			Participants::ensure_accredited(&HOSPITAL, Role::Issuer),
			Error::<Test>::Suspended
		);
		assert_ok!(Participants::ensure_accredited(&HOSPITAL, Role::Provider));
		assert_noop!(
			Participants::suspend_role(RuntimeOrigin::root(), HOSPITAL, Role::Issuer),
			Error::<Test>::InvalidTransition
		);
		assert_ok!(Participants::reinstate_role(
			RuntimeOrigin::root(),
			HOSPITAL,
			Role::Issuer
		));
		assert_eq!(
			last_event(),
			Event::RoleReinstated {
				organisation: HOSPITAL,
				role: Role::Issuer
			}
		);
		assert_ok!(Participants::ensure_accredited(&HOSPITAL, Role::Issuer));
		assert_noop!(
			Participants::reinstate_role(RuntimeOrigin::root(), HOSPITAL, Role::Issuer),
			Error::<Test>::InvalidTransition
		);
	});
}

#[test]
fn role_calls_should_fail_when_the_role_is_not_held_or_nobody_is_there() {
	run(|| {
		accredit(HOSPITAL, &[Role::Provider], None);
		for call in [Participants::suspend_role, Participants::reinstate_role] {
			assert_noop!(
				call(RuntimeOrigin::root(), HOSPITAL, Role::Payer),
				Error::<Test>::RoleNotHeld
			);
			assert_noop!(
				call(RuntimeOrigin::root(), STRANGER, Role::Payer),
				Error::<Test>::NotFound
			);
		}
	});
}

#[test]
fn rule_should_suspend_a_role_once_and_leave_it_to_governance_to_give_it_back() {
	run(|| {
		accredit(HOSPITAL, &[Role::EmergencyResponder], None);
		let suspend = || <Participants as RoleSuspension<u64>>::suspend_role(&HOSPITAL, Role::EmergencyResponder);
		assert_ok!(suspend());
		assert_eq!(
			last_event(),
			Event::RoleSuspended {
				organisation: HOSPITAL,
				role: Role::EmergencyResponder,
				by: Authority::Rule
			}
		);
		let events = System::event_count();
		assert_ok!(suspend());
		assert_eq!(System::event_count(), events);
		assert_ok!(Participants::reinstate_role(
			RuntimeOrigin::root(),
			HOSPITAL,
			Role::EmergencyResponder
		));
		// Nobody escapes it by leaving first.
		assert_ok!(Participants::withdraw(RuntimeOrigin::signed(HOSPITAL)));
		assert_ok!(suspend());
		accredit(HOSPITAL, &[Role::EmergencyResponder], None);
		assert_noop!(
			Participants::ensure_accredited(&HOSPITAL, Role::EmergencyResponder),
			Error::<Test>::Suspended
		);
		assert_noop!(
			<Participants as RoleSuspension<u64>>::suspend_role(&STRANGER, Role::Payer),
			Error::<Test>::NotFound
		);
	});
}

#[test]
fn governance_calls_should_fail_when_anybody_else_calls() {
	run(|| {
		accredit(HOSPITAL, &[Role::Provider, Role::Payer], None);
		for origin in [
			RuntimeOrigin::signed(HOSPITAL),
			RuntimeOrigin::signed(STRANGER),
			RuntimeOrigin::none(),
		] {
			let list = || roles(&[Role::Payer]);
			assert_noop!(
				Participants::accredit(origin.clone(), INSURER, list(), CREDENTIAL, None),
				BadOrigin
			);
			assert_noop!(
				Participants::amend(origin.clone(), HOSPITAL, list(), CREDENTIAL, None),
				BadOrigin
			);
			assert_noop!(Participants::suspend(origin.clone(), HOSPITAL), BadOrigin);
			assert_noop!(Participants::reinstate(origin.clone(), HOSPITAL), BadOrigin);
			assert_noop!(
				Participants::suspend_role(origin.clone(), HOSPITAL, Role::Payer),
				BadOrigin
			);
			assert_noop!(Participants::reinstate_role(origin, HOSPITAL, Role::Payer), BadOrigin);
		}
	});
}

#[test]
fn genesis_should_hold_organisations_when_they_are_configured() {
	let config = crate::GenesisConfig::<Test> {
		organisations: vec![(HOSPITAL, vec![Role::Provider, Role::Custodian], CREDENTIAL, None)],
	};
	let genesis = RuntimeGenesisConfig {
		participants: config,
		..Default::default()
	};
	TestState::new(genesis.build_storage().unwrap()).execute_with(|| {
		assert_ok!(Participants::ensure_accredited(&HOSPITAL, Role::Custodian));
		assert_eq!(Participants::check(HOSPITAL, Role::Payer), Verdict::NotAccredited);
		assert_eq!(Participants::credential(HOSPITAL), Some(CREDENTIAL));
		Participants::do_try_state().unwrap();
	});
}
