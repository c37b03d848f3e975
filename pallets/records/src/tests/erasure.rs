//! Attested erasure, the legal holds that stop it, and the deposits that it returns.

use super::*;
use crate::{HolderOf, Holds};

fn hold(who: AccountId, anchor: AnchorId) -> DispatchResult {
	Records::place_hold(signed(who), anchor, MATTER)
}

fn lift(who: RuntimeOrigin, anchor: AnchorId, holder: HolderOf<Test>) -> DispatchResult {
	Records::lift_hold(who, anchor, holder)
}

fn of(who: AccountId) -> HolderOf<Test> {
	Holder::Organisation(who)
}

#[test]
fn attest_erasure_should_return_the_deposit_and_keep_the_anchor_when_nothing_holds_it() {
	run(|| {
		let id = anchor(HOSPITAL, "a");
		assert!(held(&HOSPITAL) > 0);
		set_time(GENESIS_TIME + 9);
		assert_ok!(Records::attest_erasure(signed(HOSPITAL), id));
		let expected = Status {
			state: State::Erased,
			since: GENESIS_TIME + 9,
			erased_at: Some(GENESIS_TIME + 9),
		};
		assert_eq!(status(id), expected);
		assert_eq!(held(&HOSPITAL), 0);
		assert_eq!(Balances::free_balance(HOSPITAL), FUNDS);
		assert_eq!(
			last_event(),
			Event::ErasureAttested {
				anchor: id,
				by: Authority::Issuer
			}
		);
		// What an old receipt proves is not touched.
		assert_eq!(Records::anchor_of(id).unwrap().series, hash("a"));
		assert_log_replays();
	});
}

#[test]
fn attest_erasure_should_return_the_issuers_deposit_when_governance_attests() {
	run(|| {
		let id = anchor(HOSPITAL, "a");
		assert_ok!(Records::attest_erasure(RuntimeOrigin::root(), id));
		assert_eq!(
			last_event(),
			Event::ErasureAttested {
				anchor: id,
				by: Authority::Governance
			}
		);
		assert_eq!(Balances::free_balance(HOSPITAL), FUNDS);
	});
}

#[test]
fn attest_erasure_should_reach_every_version_of_a_series() {
	run(|| {
		let id = anchor(HOSPITAL, "a");
		let _ = amend(HOSPITAL, id, hash("b")).unwrap();
		let _ = amend(HOSPITAL, id + 1, hash("c")).unwrap();
		for version in [id + 1, id, id + 2] {
			assert_ok!(Records::attest_erasure(signed(HOSPITAL), version));
		}
		assert_eq!(state(id), State::Superseded { by: id + 1 });
		assert_eq!(state(id + 2), State::Erased);
		assert_eq!(held(&HOSPITAL), 0);
	});
}

#[test]
fn deposits_of_leaves_should_go_round_when_a_leaf_is_retracted_and_erased() {
	run(|| {
		let (id, tree) = batch(HOSPITAL, "b", 4);
		let before = held(&HOSPITAL);
		assert_ok!(retract_leaf(signed(HOSPITAL), id, &tree, "b", 1));
		assert_eq!(held(&HOSPITAL), before + 10 + Records::leaf_footprint().size);
		assert_ok!(erase_leaf(signed(HOSPITAL), id, &tree, "b", 1));
		assert_eq!(
			last_event(),
			Event::LeafErasureAttested {
				batch: id,
				index: 1,
				by: Authority::Issuer
			}
		);
		assert_eq!(held(&HOSPITAL), before);
		assert_ok!(erase_leaf(signed(HOSPITAL), id, &tree, "b", 2));
		assert_eq!(held(&HOSPITAL), before);
		assert_eq!(leaf_state(id, 2), State::Erased);
	});
}

#[test]
fn deposit_of_a_leaf_should_come_back_when_its_batch_was_erased_before_it() {
	run(|| {
		let (id, tree) = batch(HOSPITAL, "b", 4);
		assert_ok!(retract_leaf(signed(HOSPITAL), id, &tree, "b", 1));
		set_time(GENESIS_TIME + 5);
		assert_ok!(Records::attest_erasure(signed(HOSPITAL), id));
		assert_eq!(held(&HOSPITAL), 10 + Records::leaf_footprint().size);
		set_time(GENESIS_TIME + 6);
		assert_ok!(erase_leaf(signed(HOSPITAL), id, &tree, "b", 1));
		assert_eq!(held(&HOSPITAL), 0);
		let found = Records::leaf_status(id, 1).unwrap();
		assert_eq!(found.state(), State::Retracted { reason: REASON });
		assert_eq!(found.erased_at(), Some(GENESIS_TIME + 5));
		for index in 0..2 {
			assert_noop!(
				erase_leaf(signed(HOSPITAL), id, &tree, "b", index),
				Error::<Test>::InvalidTransition
			);
		}
	});
}

#[test]
fn hold_should_keep_anchor_and_leaves_from_erasure_until_the_last_one_is_lifted() {
	run(|| {
		let (id, tree) = batch(HOSPITAL, "b", 4);
		assert_ok!(hold(HOSPITAL, id));
		assert_eq!(
			last_event(),
			Event::HoldPlaced {
				anchor: id,
				holder: of(HOSPITAL)
			}
		);
		assert_ok!(hold(AUDITOR, id));
		assert_ok!(Records::place_hold(RuntimeOrigin::root(), id, MATTER));
		assert_eq!(Records::anchor_of(id).unwrap().holds, 3);
		assert_eq!(Records::holds_of(id).len(), 3);
		let erase_is = |expected: DispatchResult| {
			for origin in [signed(HOSPITAL), RuntimeOrigin::root()] {
				let all = hypothetically!(Records::attest_erasure(origin.clone(), id));
				let leaf = hypothetically!(erase_leaf(origin, id, &tree, "b", 0));
				assert_eq!((all, leaf), (expected, expected));
			}
		};
		for holder in [of(HOSPITAL), Holder::Governance, of(AUDITOR)] {
			erase_is(Err(Error::<Test>::UnderHold.into()));
			assert_ok!(lift(RuntimeOrigin::root(), id, holder.clone()));
			assert_eq!(
				last_event(),
				Event::HoldLifted {
					anchor: id,
					holder,
					by_governance: true
				}
			);
		}
		erase_is(Ok(()));
		assert_eq!(held(&AUDITOR), 0);
	});
}

#[test]
fn place_hold_should_be_for_the_issuer_as_custodian_auditors_and_governance_alone() {
	run(|| {
		let id = anchor(HOSPITAL, "a");
		let unaccredited = DispatchError::Other("NotAccredited");
		for who in [CLINIC, SUBJECT, STRANGER] {
			assert_noop!(hold(who, id), unaccredited);
		}
		assert_noop!(Records::place_hold(RuntimeOrigin::none(), id, MATTER), BadOrigin);
		// An issuer that is no custodian does not decide it.
		MockAccreditation::accredit(&HOSPITAL, &[Role::Issuer]);
		assert_noop!(hold(HOSPITAL, id), unaccredited);
		MockAccreditation::accredit(&HOSPITAL, &[Role::Issuer, Role::Custodian]);
		assert_ok!(hold(HOSPITAL, id));
		assert_noop!(hold(HOSPITAL, id), Error::<Test>::AlreadyExists);
		assert_ok!(Records::place_hold(RuntimeOrigin::root(), id, MATTER));
		assert_noop!(
			Records::place_hold(RuntimeOrigin::root(), id, MATTER),
			Error::<Test>::AlreadyExists
		);
		let (kept, deposit) = Holds::<Test>::get(Key::from(id), of(HOSPITAL)).unwrap();
		assert_eq!((kept.matter, kept.since), (MATTER, GENESIS_TIME));
		assert!(deposit.is_some());
		assert!(Holds::<Test>::get(Key::from(id), Holder::Governance)
			.unwrap()
			.1
			.is_none());
	});
}

#[test]
fn lift_hold_should_fail_when_it_is_anothers() {
	run(|| {
		let id = anchor(HOSPITAL, "a");
		assert_ok!(hold(AUDITOR, id));
		assert_ok!(Records::place_hold(RuntimeOrigin::root(), id, MATTER));
		for who in [HOSPITAL, SECOND_AUDITOR, STRANGER] {
			for holder in [of(AUDITOR), Holder::Governance] {
				assert_noop!(lift(signed(who.clone()), id, holder), Error::<Test>::NotAuthorized);
			}
			assert_noop!(lift(signed(who.clone()), id, of(who)), Error::<Test>::NotFound);
		}
		assert_noop!(
			lift(signed(AUDITOR), id, Holder::Governance),
			Error::<Test>::NotAuthorized
		);
		assert_noop!(lift(RuntimeOrigin::none(), id, of(AUDITOR)), BadOrigin);
		assert_noop!(lift(signed(AUDITOR), 99, of(AUDITOR)), Error::<Test>::NotFound);
		// Who placed it lifts it, accredited or not.
		MockAccreditation::accredit(&AUDITOR, &[]);
		assert_ok!(lift(signed(AUDITOR), id, of(AUDITOR)));
		assert_eq!(
			last_event(),
			Event::HoldLifted {
				anchor: id,
				holder: of(AUDITOR),
				by_governance: false
			}
		);
		assert_eq!(Balances::free_balance(AUDITOR), FUNDS);
	});
}

/// An issuer that holds its own record first cannot by that keep an auditor's hold away.
#[test]
fn own_hold_should_not_stand_in_the_way_of_an_auditors() {
	run(|| {
		let id = anchor(HOSPITAL, "a");
		assert_ok!(hold(HOSPITAL, id));
		assert_ok!(hold(AUDITOR, id));
		assert_ok!(lift(signed(HOSPITAL), id, of(HOSPITAL)));
		assert_noop!(Records::attest_erasure(signed(HOSPITAL), id), Error::<Test>::UnderHold);
	});
}

#[test]
fn hold_and_erasure_in_one_block_should_count_in_their_order() {
	run(|| {
		let (first, second) = (anchor(HOSPITAL, "a"), anchor(HOSPITAL, "b"));
		assert_ok!(hold(AUDITOR, first));
		assert_noop!(
			Records::attest_erasure(signed(HOSPITAL), first),
			Error::<Test>::UnderHold
		);
		assert_ok!(Records::attest_erasure(signed(HOSPITAL), second));
		assert_noop!(hold(AUDITOR, second), Error::<Test>::InvalidTransition);
	});
}
