//! Those that vouch for an anchor besides its issuer.

use super::*;
use crate::Countersignatures;

#[test]
fn countersign_should_be_possible_once_for_each_other_account() {
	run(|| {
		let id = anchor(HOSPITAL, "a");
		assert_ok!(Records::countersign(signed(SUBJECT), id));
		assert_eq!(
			last_event(),
			Event::Countersigned {
				anchor: id,
				by: SUBJECT
			}
		);
		assert_noop!(Records::countersign(signed(SUBJECT), id), Error::<Test>::AlreadyExists);
		assert_ok!(Records::countersign(signed(CLINIC), id));
		let mut vouching = Records::countersigners_of(id, None);
		vouching.sort();
		assert_eq!(vouching, [(CLINIC, GENESIS_TIME), (SUBJECT, GENESIS_TIME)]);
		assert_eq!(held(&SUBJECT), 10 + Records::countersignature_footprint().size);
		assert_eq!(state(id), State::Valid);
	});
}

#[test]
fn countersign_should_fail_when_the_issuer_signs_itself_or_funds_are_missing() {
	run(|| {
		let id = anchor(HOSPITAL, "a");
		assert_noop!(Records::countersign(signed(HOSPITAL), id), Error::<Test>::SelfDealing);
		assert_noop!(Records::countersign(signed(SUBJECT), 99), Error::<Test>::NotFound);
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(Records::countersign(origin.clone(), id), BadOrigin);
			assert_noop!(Records::withdraw_countersignature(origin, id), BadOrigin);
		}
		assert_noop!(
			Records::countersign(signed(POOR), id),
			frame::deps::sp_runtime::TokenError::FundsUnavailable
		);
	});
}

#[test]
fn countersignature_should_be_withdrawn_with_its_deposit_whatever_became_of_the_anchor() {
	run(|| {
		let id = anchor(HOSPITAL, "a");
		assert_ok!(Records::countersign(signed(SUBJECT), id));
		assert_ok!(Records::countersign(signed(STRANGER), id));
		assert_ok!(Records::withdraw_countersignature(signed(STRANGER), id));
		assert_ok!(Records::attest_erasure(signed(HOSPITAL), id));
		assert_noop!(
			Records::withdraw_countersignature(signed(CLINIC), id),
			Error::<Test>::NotFound
		);
		assert_ok!(Records::withdraw_countersignature(signed(SUBJECT), id));
		assert_eq!(
			last_event(),
			Event::CountersignatureWithdrawn {
				anchor: id,
				by: SUBJECT
			}
		);
		assert_eq!(Countersignatures::<Test>::iter().count(), 0);
		assert_eq!((held(&SUBJECT), held(&STRANGER)), (0, 0));
	});
}

#[test]
fn pages_of_countersigners_should_hold_every_one_once_when_read_to_the_end() {
	run(|| {
		let id = anchor(HOSPITAL, "a");
		let accounts: Vec<AccountId> = (0..250u16).map(|n| AccountId::new(hash(("signer", n)))).collect();
		for account in &accounts {
			assert_ok!(<Balances as frame::token::fungible::Mutate<AccountId>>::mint_into(
				account, FUNDS
			));
			assert_ok!(Records::countersign(signed(account.clone()), id));
		}
		let (mut seen, mut after) = (Vec::new(), None);
		loop {
			let page = Records::countersigners_of(id, after);
			assert!(page.len() <= 100);
			let Some((last, _)) = page.last() else { break };
			after = Some(last.clone());
			seen.extend(page.into_iter().map(|(account, _)| account));
		}
		seen.sort();
		let mut accounts = accounts;
		accounts.sort();
		assert_eq!(seen, accounts);
	});
}
