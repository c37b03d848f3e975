//! Whole extrinsics through `Executive`, with every extension.

use crate::common::*;
use codec::{DecodeLimit, Encode};
use polkadot_sdk::*;

use frame_support::assert_ok;
use salus_runtime::{
	constants::UNIT, Address, Balances, Executive, Runtime, RuntimeCall, Signature, System, UncheckedExtrinsic,
};
use sp_core::Pair;
use sp_runtime::{
	generic::{Era, SignedPayload},
	transaction_validity::{InvalidTransaction, TransactionValidityError},
};

#[test]
fn transfer_should_move_money_charge_a_fee_and_use_a_nonce() {
	in_block(|| {
		let (alice, bob) = (
			Balances::free_balance(account(Alice)),
			Balances::free_balance(account(Bob)),
		);
		assert_ok!(submit(Alice, transfer(Bob)).unwrap());
		assert_eq!(Balances::free_balance(account(Bob)), bob + UNIT);
		let fee = alice - UNIT - Balances::free_balance(account(Alice));
		assert!(fee > 0 && fee < UNIT / 100, "a transfer costs {fee}");
		assert_eq!(System::account_nonce(account(Alice)), 1);
	});
}

#[test]
fn fees_should_go_to_the_pot_of_the_collators() {
	in_block(|| {
		let pot = pallet_collator_selection::Pallet::<Runtime>::account_id();
		// The pot exists once it holds the existential deposit.
		assert_ok!(submit(
			Alice,
			pallet_balances::Call::transfer_keep_alive {
				dest: pot.clone().into(),
				value: UNIT
			}
		));
		let before = Balances::free_balance(&pot);
		assert_ok!(submit(Alice, transfer(Bob)).unwrap());
		assert!(Balances::free_balance(&pot) > before);
	});
}

#[test]
fn failed_call_should_keep_the_fee_and_nothing_else() {
	in_block(|| {
		let before = pallet_participants::Standings::<Runtime>::iter().count();
		let result = submit(Alice, pallet_participants::Call::withdraw {}).unwrap();
		assert_eq!(result, Err(pallet_participants::Error::<Runtime>::NotAccredited.into()));
		assert_eq!(pallet_participants::Standings::<Runtime>::iter().count(), before);
		assert_eq!(System::account_nonce(account(Alice)), 1);
	});
}

/// One test per bound field of a transaction: each changed alone makes the signature or the field invalid.
#[test]
fn extrinsic_should_be_invalid_when_any_bound_field_differs() {
	let tamper = |change: fn(UncheckedExtrinsic) -> UncheckedExtrinsic| {
		let mut result = None;
		in_block(|| result = Some(Executive::apply_extrinsic(change(extrinsic(Alice, transfer(Bob))))));
		result.expect("the block ran")
	};
	let invalid = |error| Err(TransactionValidityError::Invalid(error));

	assert!(tamper(|extrinsic| extrinsic).is_ok());
	// Another call under the same signature.
	let changed = tamper(|mut extrinsic| {
		extrinsic.function = pallet_balances::Call::transfer_all {
			dest: account(Eve).into(),
			keep_alive: false,
		}
		.into();
		extrinsic
	});
	assert_eq!(changed, invalid(InvalidTransaction::BadProof));
	// Another signer.
	let stolen = tamper(|extrinsic| {
		let (_, signature, extension) = match extrinsic.preamble {
			sp_runtime::generic::Preamble::Signed(address, signature, extension) => (address, signature, extension),
			_ => unreachable!("it was signed"),
		};
		UncheckedExtrinsic::new_signed(extrinsic.function, Address::Id(account(Bob)), signature, extension)
	});
	assert_eq!(stolen, invalid(InvalidTransaction::BadProof));
	// Another chain: the genesis hash is signed, not sent.
	let foreign = tamper(|_| {
		let (call, extension) = (transfer(Bob), extension(Alice, 0));
		let payload = (
			&call,
			&extension,
			(
				1u32,
				1u32,
				sp_core::H256::repeat_byte(1),
				sp_core::H256::repeat_byte(1),
				None::<[u8; 32]>,
			),
		);
		let signature = Alice.pair().sign(&payload.encode());
		UncheckedExtrinsic::new_signed(
			call,
			Address::Id(account(Alice)),
			Signature::Sr25519(signature),
			extension,
		)
	});
	assert_eq!(foreign, invalid(InvalidTransaction::BadProof));
}

#[test]
fn extrinsic_should_be_invalid_when_it_is_replayed() {
	in_block(|| {
		let extrinsic = extrinsic(Alice, transfer(Bob));
		assert_ok!(Executive::apply_extrinsic(extrinsic.clone()).unwrap());
		assert_eq!(
			Executive::apply_extrinsic(extrinsic),
			Err(TransactionValidityError::Invalid(InvalidTransaction::Stale))
		);
	});
}

#[test]
fn extrinsic_should_be_invalid_when_the_account_cannot_pay() {
	in_block(|| {
		let (call, extension) = (transfer(Bob), extension(Alice, 0));
		let pair = sp_core::sr25519::Pair::from_seed(&[3; 32]);
		let payload = SignedPayload::new(call.clone(), extension.clone()).unwrap();
		let signature = payload.using_encoded(|bytes| pair.sign(bytes));
		let poor = Address::Id(sp_runtime::AccountId32::from(pair.public()));
		let extrinsic = UncheckedExtrinsic::new_signed(call, poor, Signature::Sr25519(signature), extension);
		assert_eq!(
			Executive::apply_extrinsic(extrinsic),
			Err(TransactionValidityError::Invalid(InvalidTransaction::Payment))
		);
	});
}

#[test]
fn mortal_era_should_encode_as_wallets_do() {
	// The two bytes that every client computes for a period of 64 at block 42.
	assert_eq!(Era::mortal(64, 42).encode(), vec![0xa5, 0x02]);
}

#[test]
fn nested_calls_should_not_decode_when_they_are_too_deep() {
	// Native code without full optimisation needs more stack for the allowed depth than a test thread has.
	let test = std::thread::Builder::new().stack_size(256 * 1024 * 1024).spawn(|| {
		// Written as bytes: a value this deep would overflow the stack when it is dropped.
		let remark = RuntimeCall::from(frame_system::Call::remark { remark: vec![] });
		let one = RuntimeCall::from(pallet_utility::Call::batch {
			calls: vec![remark.clone()],
		})
		.encode();
		let remark = remark.encode();
		let prefix = one[..one.len() - remark.len()].to_vec();
		let nest = |depth: usize| [prefix.repeat(depth), remark.clone()].concat();
		let limit = frame_support::MAX_EXTRINSIC_DEPTH;
		assert!(RuntimeCall::decode_all_with_depth_limit(limit, &mut &nest(8)[..]).is_ok());
		assert!(RuntimeCall::decode_all_with_depth_limit(limit, &mut &nest(5_000)[..]).is_err());
		// So does the extrinsic around it, as the runtime API decodes it: its length, version 5 of a bare one, the call.
		let bare = |depth| [vec![5u8], nest(depth)].concat().encode();
		assert!(UncheckedExtrinsic::decode_all_with_depth_limit(limit, &mut &bare(8)[..]).is_ok());
		assert!(UncheckedExtrinsic::decode_all_with_depth_limit(limit, &mut &bare(5_000)[..]).is_err());
	});
	test.unwrap().join().unwrap();
}
