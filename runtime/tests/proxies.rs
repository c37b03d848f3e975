//! Staff keys: each proxy type allows what it lists, nested or not, and nothing else.

use crate::common::*;
use polkadot_sdk::*;

use frame_support::{assert_err, assert_ok, traits::InstanceFilter};
use salus_runtime::{configs::system::ProxyType, Balances, Runtime, RuntimeCall};
use sp_runtime::{DispatchError, DispatchResult, MultiAddress};

const TYPES: [ProxyType; 12] = [
	ProxyType::Any,
	ProxyType::CancelProxy,
	ProxyType::Treasury,
	ProxyType::Council,
	ProxyType::Collator,
	ProxyType::Participation,
	ProxyType::Consent,
	ProxyType::Records,
	ProxyType::ClaimsSubmission,
	ProxyType::Adjudication,
	ProxyType::Emergency,
	ProxyType::Guardianship,
];

fn withdraw() -> RuntimeCall {
	pallet_participants::Call::withdraw {}.into()
}

/// A staff key (Bob) of the hospital (Dave) calls through a proxy of this type.
fn by_staff(proxy_type: ProxyType, call: RuntimeCall) -> DispatchResult {
	let delegate = MultiAddress::Id(account(Bob));
	assert_ok!(dispatch(
		pallet_proxy::Call::add_proxy {
			delegate,
			proxy_type,
			delay: 0
		},
		signed(Dave)
	));
	let real = MultiAddress::Id(account(Dave));
	let call = pallet_proxy::Call::proxy {
		real,
		force_proxy_type: None,
		call: Box::new(call),
	};
	dispatch(call, signed(Bob))
}

fn filtered() -> DispatchError {
	frame_system::Error::<Runtime>::CallFiltered.into()
}

fn in_batch(call: RuntimeCall) -> RuntimeCall {
	pallet_utility::Call::batch_all { calls: vec![call] }.into()
}

#[test]
fn proxy_should_allow_exactly_what_its_type_lists() {
	let session = || RuntimeCall::from(pallet_session::Call::purge_keys {});
	let propose = || {
		RuntimeCall::from(
			pallet_collective::Call::<Runtime, pallet_collective::Instance1>::propose {
				threshold: 1,
				proposal: Box::new(frame_system::Call::remark { remark: vec![] }.into()),
				length_bound: 100,
			},
		)
	};
	// A payer may own the asset it settles in: its cashier moves money and issues none.
	let id = 1u32.into();
	let beneficiary = || MultiAddress::Id(account(Ferdie));
	let mint = || {
		RuntimeCall::from(pallet_assets::Call::mint {
			id,
			beneficiary: beneficiary(),
			amount: 1,
		})
	};
	let pay = || {
		RuntimeCall::from(pallet_assets::Call::transfer {
			id,
			target: beneficiary(),
			amount: 1,
		})
	};
	let fund = || RuntimeCall::from(pallet_claims::Call::fund_plan { plan: 0, amount: 1 });
	for proxy_type in TYPES {
		let any = proxy_type == ProxyType::Any;
		assert_eq!(proxy_type.filter(&mint()), any);
		assert_eq!(proxy_type.filter(&pay()), any || proxy_type == ProxyType::Treasury);
		assert_eq!(proxy_type.filter(&fund()), any || proxy_type == ProxyType::Treasury);
		assert_eq!(
			proxy_type.filter(&transfer(Ferdie)),
			any || proxy_type == ProxyType::Treasury
		);
		assert_eq!(
			proxy_type.filter(&withdraw()),
			any || proxy_type == ProxyType::Participation
		);
		assert_eq!(proxy_type.filter(&session()), any || proxy_type == ProxyType::Collator);
		assert_eq!(proxy_type.filter(&propose()), any || proxy_type == ProxyType::Council);
	}
}

#[test]
fn staff_should_act_in_a_batch_only_within_its_type() {
	for (proxy_type, call, allowed) in [
		(ProxyType::Treasury, transfer(Ferdie), true),
		(ProxyType::Treasury, withdraw(), false),
		(ProxyType::Participation, withdraw(), true),
		(ProxyType::Participation, transfer(Ferdie), false),
		(ProxyType::Council, transfer(Ferdie), false),
		(ProxyType::Collator, transfer(Ferdie), false),
		(ProxyType::CancelProxy, transfer(Ferdie), false),
	] {
		// `batch_all` takes no other `batch_all`.
		let inner = pallet_utility::Call::batch {
			calls: vec![call.clone()],
		};
		for call in [call.clone(), in_batch(call), in_batch(inner.into())] {
			in_block(|| {
				let before = Balances::free_balance(account(Ferdie));
				let result = by_staff(proxy_type, call.clone());
				assert_eq!(
					result,
					if allowed { Ok(()) } else { Err(filtered()) },
					"{proxy_type:?} {call:?}"
				);
				if !allowed {
					assert_eq!(Balances::free_balance(account(Ferdie)), before);
				}
			});
		}
	}
}

/// Calls that give what they nest a fresh origin would shake the filter off.
#[test]
fn staff_should_not_escape_through_proxy_or_multisig() {
	let multisig = |call| {
		RuntimeCall::from(pallet_multisig::Call::as_multi_threshold_1 {
			other_signatories: vec![account(Charlie)],
			call: Box::new(call),
		})
	};
	let again = |call| {
		let real = MultiAddress::Id(account(Dave));
		RuntimeCall::from(pallet_proxy::Call::proxy {
			real,
			force_proxy_type: None,
			call: Box::new(call),
		})
	};
	for proxy_type in TYPES.into_iter().filter(|proxy_type| *proxy_type != ProxyType::Any) {
		for call in [
			multisig(transfer(Ferdie)),
			again(transfer(Ferdie)),
			in_batch(again(transfer(Ferdie))),
		] {
			in_block(|| assert_err!(by_staff(proxy_type, call), filtered()));
		}
	}
}

#[test]
fn staff_should_not_add_a_wider_proxy_than_its_own() {
	let widen = || {
		let delegate = MultiAddress::Id(account(Charlie));
		RuntimeCall::from(pallet_proxy::Call::add_proxy {
			delegate,
			proxy_type: ProxyType::Any,
			delay: 0,
		})
	};
	for proxy_type in TYPES.into_iter().filter(|proxy_type| *proxy_type != ProxyType::Any) {
		in_block(|| assert_err!(by_staff(proxy_type, widen()), filtered()));
		assert!(!proxy_type.is_superset(&ProxyType::Any));
		assert!(ProxyType::Any.is_superset(&proxy_type));
	}
}
