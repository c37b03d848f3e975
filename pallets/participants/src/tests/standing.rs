//! Whether an organisation may act: status, roles, time; and the origin that asks.

use super::*;
use crate::{EnsureAccredited, Standings};
use salus_primitives::role;

/// Every (status, call) either moves as listed or fails with the listed error and no change.
#[test]
fn status_should_move_as_listed_and_no_other_way() {
	type Setup = fn();
	let active: Setup = || accredit(HOSPITAL, &[Role::Provider], None);
	let suspended: Setup = || {
		accredit(HOSPITAL, &[Role::Provider], None);
		assert_ok!(Participants::suspend(RuntimeOrigin::root(), HOSPITAL));
	};
	let withdrawn: Setup = || {
		accredit(HOSPITAL, &[Role::Provider], None);
		assert_ok!(Participants::withdraw(RuntimeOrigin::signed(HOSPITAL)));
	};
	let absent: Setup = || {};

	type Call = fn() -> DispatchResult;
	let suspend: Call = || Participants::suspend(RuntimeOrigin::root(), HOSPITAL);
	let reinstate: Call = || Participants::reinstate(RuntimeOrigin::root(), HOSPITAL);
	let withdraw: Call = || Participants::withdraw(RuntimeOrigin::signed(HOSPITAL));
	let accredit_again: Call = || {
		Participants::accredit(
			RuntimeOrigin::root(),
			HOSPITAL,
			roles(&[Role::Provider]),
			CREDENTIAL,
			None,
		)
	};

	let now = GENESIS_TIME;
	use Error::*;
	let table: [(Setup, Call, Result<Status, Error<Test>>); 16] = [
		(absent, accredit_again, Ok(Status::Active)),
		(absent, suspend, Err(NotFound)),
		(absent, reinstate, Err(NotFound)),
		(absent, withdraw, Err(NotAccredited)),
		(active, accredit_again, Err(AlreadyExists)),
		(active, suspend, Ok(Status::Suspended { since: now })),
		(active, reinstate, Err(InvalidTransition)),
		(active, withdraw, Ok(Status::Withdrawn { since: now })),
		(suspended, accredit_again, Err(AlreadyExists)),
		(suspended, suspend, Err(InvalidTransition)),
		(suspended, reinstate, Ok(Status::Active)),
		(suspended, withdraw, Err(Suspended)),
		(withdrawn, accredit_again, Ok(Status::Active)),
		(withdrawn, suspend, Err(NotFound)),
		(withdrawn, reinstate, Err(NotFound)),
		(withdrawn, withdraw, Err(NotAccredited)),
	];
	for (row, (setup, call, expected)) in table.into_iter().enumerate() {
		run(|| {
			setup();
			match expected {
				Ok(status) => {
					assert_ok!(call());
					assert_eq!(Standings::<Test>::get(HOSPITAL).unwrap().status, status, "row {row}");
				},
				Err(error) => {
					assert_noop!(call(), error);
				},
			}
		});
	}
}

#[test]
fn suspend_reinstate_and_withdraw_should_emit_when_they_succeed() {
	run(|| {
		accredit(HOSPITAL, &[Role::Provider], None);
		assert_ok!(Participants::suspend(RuntimeOrigin::root(), HOSPITAL));
		assert_eq!(last_event(), Event::Suspended { organisation: HOSPITAL });
		assert_ok!(Participants::reinstate(RuntimeOrigin::root(), HOSPITAL));
		assert_eq!(last_event(), Event::Reinstated { organisation: HOSPITAL });
		assert_ok!(Participants::withdraw(RuntimeOrigin::signed(HOSPITAL)));
		assert_eq!(last_event(), Event::Withdrawn { organisation: HOSPITAL });
	});
}

#[test]
fn accreditation_should_count_as_expired_at_its_end_without_a_call() {
	run(|| {
		let end = GENESIS_TIME + 100;
		accredit(HOSPITAL, &[Role::Provider], Some(end));
		for (now, expected) in [
			(end - 1, Verdict::Accredited),
			(end, Verdict::Expired),
			(end + 1, Verdict::Expired),
		] {
			MockClock::set(now);
			assert_eq!(Participants::check(HOSPITAL, Role::Provider), expected);
		}
		assert_noop!(
			Participants::ensure_accredited(&HOSPITAL, Role::Provider),
			Error::<Test>::Expired
		);
		assert_noop!(
			Participants::withdraw(RuntimeOrigin::signed(HOSPITAL)),
			Error::<Test>::Expired
		);
		assert_eq!(
			<Participants as AccreditationInspect<u64>>::expires_at(&HOSPITAL),
			Some(Some(end))
		);
		assert_eq!(<Participants as AccreditationInspect<u64>>::expires_at(&STRANGER), None);
	});
}

#[test]
fn verdict_should_name_what_governance_decided_before_what_time_did() {
	run(|| {
		accredit(HOSPITAL, &[Role::Provider, Role::Issuer], Some(GENESIS_TIME + 1));
		assert_ok!(Participants::suspend_role(
			RuntimeOrigin::root(),
			HOSPITAL,
			Role::Issuer
		));
		MockClock::set(GENESIS_TIME + 2);
		assert_eq!(Participants::check(HOSPITAL, Role::Provider), Verdict::Expired);
		assert_eq!(Participants::check(HOSPITAL, Role::Issuer), Verdict::Suspended);
		assert_eq!(Participants::check(HOSPITAL, Role::Payer), Verdict::NotAccredited);
		assert_ok!(Participants::suspend(RuntimeOrigin::root(), HOSPITAL));
		assert_eq!(Participants::check(HOSPITAL, Role::Provider), Verdict::Suspended);
		assert_eq!(Participants::check(HOSPITAL, Role::Payer), Verdict::NotAccredited);
		assert_eq!(Participants::check(STRANGER, Role::Payer), Verdict::NotAccredited);
	});
}

#[test]
fn suspension_should_work_in_its_own_block() {
	run(|| {
		accredit(HOSPITAL, &[Role::Provider], None);
		assert_ok!(Participants::ensure_accredited(&HOSPITAL, Role::Provider));
		assert_ok!(Participants::suspend(RuntimeOrigin::root(), HOSPITAL));
		assert_noop!(
			Participants::ensure_accredited(&HOSPITAL, Role::Provider),
			Error::<Test>::Suspended
		);
	});
}

#[test]
fn origin_should_yield_the_organisation_when_it_holds_the_role_and_refuse_all_others() {
	run(|| {
		accredit(HOSPITAL, &[Role::Provider], Some(GENESIS_TIME + 10));
		type AsProvider = EnsureAccredited<Test, role::Provider>;
		type AsPayer = EnsureAccredited<Test, role::Payer>;
		assert_eq!(
			AsProvider::ensure_origin(RuntimeOrigin::signed(HOSPITAL)).ok(),
			Some(HOSPITAL)
		);
		assert!(AsPayer::ensure_origin(RuntimeOrigin::signed(HOSPITAL)).is_err());
		for origin in [
			RuntimeOrigin::signed(STRANGER),
			RuntimeOrigin::root(),
			RuntimeOrigin::none(),
		] {
			assert!(AsProvider::ensure_origin(origin).is_err());
		}
		MockClock::set(GENESIS_TIME + 10);
		assert!(AsProvider::ensure_origin(RuntimeOrigin::signed(HOSPITAL)).is_err());
	});
}

#[test]
fn pages_should_hold_every_organisation_once_when_read_to_the_end() {
	run(|| {
		for organisation in 0..250 {
			accredit(organisation, &[Role::Provider], None);
		}
		let mut seen = Vec::new();
		let mut after = None;
		loop {
			let page = Participants::organisations(after, 1_000);
			assert!(page.len() <= 100);
			let Some((last, _)) = page.last() else { break };
			after = Some(*last);
			seen.extend(page.into_iter().map(|(organisation, _)| organisation));
		}
		seen.sort();
		assert_eq!(seen, (0..250).collect::<Vec<_>>());
		assert_eq!(Participants::organisations(None, 7).len(), 7);
		assert!(Participants::organisations(None, 0).is_empty());
	});
}
