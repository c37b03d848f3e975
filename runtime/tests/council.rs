//! Governance end to end: motions, the way to root, upgrades.

use crate::common::*;
use polkadot_sdk::*;

use frame_support::{assert_err, assert_ok};
use pallet_participants::Verdict;
use salus_primitives::Role;
use salus_runtime::{Council, CouncilMembership, Participants, Runtime, RuntimeCall, RuntimeOrigin, System};
use sp_runtime::{
	traits::{BadOrigin, Hash},
	DispatchError,
};

#[test]
fn motion_should_suspend_an_organisation_when_the_majority_agrees() {
	in_block(|| {
		assert_eq!(Participants::check(account(Dave), Role::Provider), Verdict::Accredited);
		assert_ok!(pass_motion(pallet_participants::Call::suspend {
			organisation: account(Dave)
		}));
		assert_eq!(Participants::check(account(Dave), Role::Provider), Verdict::Suspended);
		assert_err!(
			dispatch(pallet_participants::Call::withdraw {}, signed(Dave)),
			pallet_participants::Error::<Runtime>::Suspended
		);
	});
}

#[test]
fn motion_should_not_reach_root_by_itself() {
	in_block(|| {
		let upgrade = frame_system::Call::authorize_upgrade {
			code_hash: Default::default(),
		};
		assert_eq!(pass_motion(upgrade), Err(DispatchError::BadOrigin));
	});
}

fn propose(who: sp_keyring::Sr25519Keyring, number: u32) -> Result<sp_core::H256, DispatchError> {
	let remark = number.to_le_bytes().to_vec();
	let remark = RuntimeCall::from(frame_system::Call::remark { remark });
	let hash = <Runtime as frame_system::Config>::Hashing::hash_of(&remark);
	let length = u32::try_from(codec::Encode::encoded_size(&remark)).unwrap();
	Council::propose(signed(who), 2, Box::new(remark), length)
		.map(|_| hash)
		.map_err(|error| error.error)
}

/// The list of motions has an end: a stolen key that filled it would keep the others from the brakes.
#[test]
fn motions_should_leave_room_for_others_when_one_seat_floods_them() {
	in_block(|| {
		let flood = (0..100).take_while(|number| propose(Charlie, *number).is_ok()).count();
		assert!(flood < 90, "{flood} motions of one seat");
		assert_ok!(propose(Alice, 100));
	});
}

#[test]
fn what_a_motion_holds_should_return_when_it_is_over() {
	in_block(|| {
		let held = || {
			use frame_support::traits::fungible::InspectHold;
			salus_runtime::Balances::total_balance_on_hold(&account(Alice))
		};
		let hash = propose(Alice, 0).unwrap();
		assert_eq!(held(), salus_runtime::constants::UNIT);
		for who in [Alice, Bob] {
			assert_ok!(Council::vote(signed(who), hash, 0, true));
		}
		let most = frame_support::weights::Weight::from_parts(1_000_000_000, 100_000);
		assert_ok!(Council::close(signed(Bob), hash, 0, most, 1_000));
		assert_ok!(Council::release_proposal_cost(signed(Bob), hash));
		assert_eq!(held(), 0);
	});
}

/// A whole upgrade decision: whitelist the hash, then dispatch the call as root, in one motion of two thirds.
fn upgrade(code_hash: sp_core::H256) -> RuntimeCall {
	let upgrade: RuntimeCall = frame_system::Call::authorize_upgrade { code_hash }.into();
	let call_hash = <Runtime as frame_system::Config>::Hashing::hash_of(&upgrade);
	let dispatch_it = pallet_whitelist::Call::dispatch_whitelisted_call_with_preimage {
		call: Box::new(upgrade),
	};
	pallet_utility::Call::batch_all {
		calls: vec![
			pallet_whitelist::Call::whitelist_call { call_hash }.into(),
			dispatch_it.into(),
		],
	}
	.into()
}

#[test]
fn council_should_authorise_an_upgrade_through_the_whitelist() {
	in_block(|| {
		let code_hash = sp_core::H256::repeat_byte(5);
		assert_ok!(pass_motion(upgrade(code_hash)));
		let authorised = frame_system::Pallet::<Runtime>::authorized_upgrade().expect("an authorised upgrade");
		assert_eq!(*authorised.code_hash(), code_hash);
	});
}

/// As [`council_should_authorise_an_upgrade_through_the_whitelist`], when everything else has stopped.
#[test]
fn council_should_upgrade_in_safe_mode() {
	in_block(|| {
		assert_ok!(dispatch(pallet_safe_mode::Call::force_enter {}, council(2)));
		assert_ok!(pass_motion(upgrade(sp_core::H256::repeat_byte(5))));
		assert!(frame_system::Pallet::<Runtime>::authorized_upgrade().is_some());
	});
}

/// Two of three agree to what takes all three, and the third says nothing until the motion ends.
#[test]
fn silence_should_not_count_as_agreement() {
	in_block(|| {
		type Motions = pallet_collective::Event<Runtime, pallet_collective::Instance1>;
		let remark: RuntimeCall = frame_system::Call::remark { remark: vec![1] }.into();
		let length = codec::Encode::encoded_size(&remark) as u32;
		let hash = <Runtime as frame_system::Config>::Hashing::hash_of(&remark);
		assert_ok!(Council::propose(signed(Alice), 3, Box::new(remark), length));
		assert_ok!(Council::vote(signed(Alice), hash, 0, true));
		assert_ok!(Council::vote(signed(Bob), hash, 0, true));
		let most = <Runtime as pallet_collective::Config<pallet_collective::Instance1>>::MaxProposalWeight::get();
		assert_err!(
			Council::close(signed(Alice), hash, 0, most, length).map_err(|error| error.error),
			pallet_collective::Error::<Runtime, pallet_collective::Instance1>::TooEarly
		);
		System::set_block_number(System::block_number() + 7 * salus_runtime::constants::DAYS + 1);
		assert_ok!(Council::close(signed(Alice), hash, 0, most, length));
		let told = |event: Motions| {
			System::events()
				.iter()
				.any(|record| record.event == event.clone().into())
		};
		assert!(told(Motions::Disapproved { proposal_hash: hash }));
	});
}

#[test]
fn whitelist_should_refuse_when_less_than_two_thirds_agree() {
	in_block(|| {
		let call = pallet_whitelist::Call::whitelist_call {
			call_hash: sp_core::H256::zero(),
		};
		for origin in [council(1), signed(Alice), signed(Dave), RuntimeOrigin::none()] {
			assert_err!(dispatch(call.clone(), origin), BadOrigin);
		}
		assert_ok!(dispatch(call, council(2)));
	});
}

#[test]
fn membership_should_change_the_council_when_two_thirds_agree() {
	in_block(|| {
		let who = sp_runtime::MultiAddress::Id(account(Dave));
		let add = pallet_membership::Call::<Runtime, pallet_membership::Instance1>::add_member { who };
		assert_err!(dispatch(add.clone(), council(1)), BadOrigin);
		assert_ok!(pass_motion(add));
		assert!(CouncilMembership::members().contains(&account(Dave)));
		assert!(council_members().contains(&account(Dave)));
	});
}

#[test]
fn stranger_should_not_propose_or_vote() {
	in_block(|| {
		let remark: RuntimeCall = frame_system::Call::remark { remark: vec![] }.into();
		let propose = pallet_collective::Call::<Runtime, pallet_collective::Instance1>::propose {
			threshold: 1,
			proposal: Box::new(remark),
			length_bound: 100,
		};
		assert_err!(
			dispatch(propose, signed(Dave)),
			pallet_collective::Error::<Runtime, pallet_collective::Instance1>::NotMember
		);
		assert_eq!(System::event_count(), System::events().len() as u32);
	});
}
