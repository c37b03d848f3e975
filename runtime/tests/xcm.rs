//! Messages from other chains: what is not opened is closed.

use crate::common::*;
use polkadot_sdk::{staging_xcm as xcm, staging_xcm_executor as xcm_executor, *};

use codec::Encode;
use frame_support::{assert_err, assert_ok, weights::Weight};
use salus_runtime::{
	configs::xcm::{PriceForParentDelivery, XcmConfig},
	constants::UNIT,
	Balances, Runtime, RuntimeCall, RuntimeOrigin,
};
use sp_runtime::traits::BadOrigin;
use xcm::{latest::prelude::*, VersionedXcm};
use xcm_executor::XcmExecutor;

fn execute(origin: Location, message: Xcm<RuntimeCall>) -> Outcome {
	let mut hash = message.using_encoded(sp_io::hashing::blake2_256);
	XcmExecutor::<XcmConfig>::prepare_and_execute(origin, message, &mut hash, Weight::MAX, Weight::zero())
}

fn blocked(outcome: Outcome) -> bool {
	matches!(
		outcome,
		Outcome::Incomplete {
			error: InstructionError {
				error: XcmError::Barrier,
				..
			},
			..
		}
	) || matches!(
		outcome,
		Outcome::Error(InstructionError {
			error: XcmError::Barrier,
			..
		})
	)
}

fn transact(call: RuntimeCall) -> Instruction<RuntimeCall> {
	Transact {
		origin_kind: OriginKind::Native,
		fallback_max_weight: None,
		call: call.encode().into(),
	}
}

#[test]
fn barrier_should_refuse_messages_of_siblings_and_strangers() {
	in_block(|| {
		let pay = || {
			Xcm(vec![
				WithdrawAsset((Here, UNIT).into()),
				BuyExecution {
					fees: (Here, UNIT).into(),
					weight_limit: Unlimited,
				},
			])
		};
		let unpaid = || {
			Xcm(vec![
				UnpaidExecution {
					weight_limit: Unlimited,
					check_origin: None,
				},
				ClearOrigin,
			])
		};
		let sibling = Location::new(1, Parachain(1000));
		let plurality = Location::new(
			1,
			Plurality {
				id: BodyId::Executive,
				part: BodyPart::Voice,
			},
		);
		let foreign = Location::new(2, GlobalConsensus(NetworkId::Kusama));
		for origin in [sibling, plurality, foreign] {
			assert!(blocked(execute(origin.clone(), pay())), "{origin:?}");
			assert!(blocked(execute(origin.clone(), unpaid())), "{origin:?}");
		}
		// The relay chain is let in only where it says that it does not pay.
		assert!(blocked(execute(Location::parent(), pay())));
		assert!(matches!(
			execute(Location::parent(), unpaid()),
			Outcome::Complete { .. }
		));
	});
}

#[test]
fn relay_chain_should_reach_no_call_of_this_chain() {
	in_block(|| {
		for call in [
			RuntimeCall::from(pallet_participants::Call::suspend {
				organisation: account(Dave),
			}),
			frame_system::Call::remark { remark: vec![1] }.into(),
			frame_system::Call::set_code { code: vec![] }.into(),
			pallet_utility::Call::batch {
				calls: vec![frame_system::Call::remark { remark: vec![] }.into()],
			}
			.into(),
		] {
			let message = Xcm(vec![
				UnpaidExecution {
					weight_limit: Unlimited,
					check_origin: None,
				},
				transact(call),
			]);
			let outcome = execute(Location::parent(), message);
			assert!(
				matches!(
					outcome,
					Outcome::Incomplete {
						error: InstructionError {
							error: XcmError::NoPermission,
							..
						},
						..
					}
				),
				"{outcome:?}"
			);
		}
		assert!(pallet_participants::Standings::<Runtime>::contains_key(account(Dave)));
	});
}

#[test]
fn messages_should_bring_no_asset_in() {
	in_block(|| {
		let issuance = Balances::total_issuance();
		for instruction in [
			ReserveAssetDeposited((Parent, UNIT).into()),
			ReserveAssetDeposited((Here, UNIT).into()),
			ReceiveTeleportedAsset((Here, UNIT).into()),
		] {
			let message = Xcm(vec![
				UnpaidExecution {
					weight_limit: Unlimited,
					check_origin: None,
				},
				instruction.clone(),
			]);
			let outcome = execute(Location::parent(), message);
			assert!(
				matches!(outcome, Outcome::Incomplete { .. }),
				"{instruction:?}: {outcome:?}"
			);
		}
		assert_eq!(Balances::total_issuance(), issuance);
	});
}

#[test]
fn accounts_should_send_execute_and_transfer_nothing() {
	in_block(|| {
		let dest = || Box::new(Location::parent().into());
		let message = || Box::new(VersionedXcm::from(Xcm::<()>(vec![ClearOrigin])));
		let send = pallet_xcm::Call::send {
			dest: dest(),
			message: message(),
		};
		for key in [Alice, Dave] {
			assert_err!(dispatch(send.clone(), signed(key)), BadOrigin);
			let local = Box::new(VersionedXcm::from(Xcm::<RuntimeCall>(vec![ClearOrigin])));
			let execute = pallet_xcm::Call::execute {
				message: local,
				max_weight: Weight::MAX,
			};
			assert_err!(dispatch(execute, signed(key)), BadOrigin);
			let transfer = pallet_xcm::Call::transfer_assets {
				dest: dest(),
				beneficiary: Box::new(
					Location::new(
						0,
						AccountId32 {
							network: None,
							id: [1; 32],
						},
					)
					.into(),
				),
				assets: Box::new(Assets::from(vec![(Here, UNIT).into()]).into()),
				fee_asset_item: 0,
				weight_limit: Unlimited,
			};
			assert_err!(dispatch(transfer, signed(key)), BadOrigin);
		}
	});
}

#[test]
fn council_should_administer_xcm_and_nobody_else() {
	in_block(|| {
		let force = || pallet_xcm::Call::force_default_xcm_version {
			maybe_xcm_version: Some(5),
		};
		for origin in [signed(Alice), council(1), RuntimeOrigin::none()] {
			assert_err!(dispatch(force(), origin), BadOrigin);
		}
		assert_ok!(dispatch(force(), council(2)));
	});
}

#[test]
fn delivery_should_cost() {
	use polkadot_runtime_common::xcm_sender::PriceForMessageDelivery;
	in_block(|| {
		let price = PriceForParentDelivery::price_for_delivery((), &Xcm(vec![ClearOrigin]));
		let fee = price.get(0).expect("a price").clone();
		assert!(matches!(fee.fun, Fungible(amount) if amount > 0), "{fee:?}");
	});
}
