//! Nesting gives nobody what the caller has not: every row through everything that dispatches a call for somebody.

use super::{claims, in_world, named, reported, root, Actor, By, Row};
use crate::common::*;
use polkadot_sdk::{staging_xcm as xcm, staging_xcm_executor as xcm_executor, *};

use codec::Encode;
use frame_support::{
	assert_ok, hypothetically,
	traits::{fungible::Mutate, Hooks, InstanceFilter, StorePreimage},
	weights::Weight,
};
use salus_primitives::Role;
use salus_runtime::{
	configs::{system::ProxyType, xcm::XcmConfig},
	constants::UNIT,
	AccountId, Balances, Records, Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin, Scheduler, System,
};
use sp_runtime::{traits::BadOrigin, DispatchResult, MultiAddress};
use xcm::latest::prelude::*;
use xcm_executor::XcmExecutor;

/// What the page of the documentation says about this file.
pub const WORDS: &str = "
## Nested calls

| through | acts as | so it passes for |
|---|---|---|
| `utility.batch`, `batch_all`, `force_batch`, nested | the caller | whom the table says |
| `proxy.proxy`, type `Any` | the account that named the delegate | whom the table says |
| `proxy.proxy`, narrow types | that account | the calls that the type lists: those of the pallet after which it is called, and of `Claims` those of a biller, an adjudicator or a treasurer; others are `CallFiltered` |
| `utility.as_derivative` | an account of its own | a stranger, whoever calls |
| `multisig.as_multi`, threshold 2, and `as_multi_threshold_1` | an account of its own | a stranger, whoever signs; an organisation whose account it is |
| `utility.dispatch_as` | whom root names | root alone may use it, and it passes the filters as root does |
| `scheduler.schedule` | root | root alone may schedule, and what runs is root's |
| XCM `Transact` | | nobody: `NoPermission` for the relay chain, `Barrier` for everybody else |
";

fn batch_all(call: RuntimeCall) -> RuntimeCall {
	pallet_utility::Call::batch_all { calls: vec![call] }.into()
}

fn batch(call: RuntimeCall) -> RuntimeCall {
	pallet_utility::Call::batch { calls: vec![call] }.into()
}

fn force_batch(call: RuntimeCall) -> RuntimeCall {
	pallet_utility::Call::force_batch { calls: vec![call] }.into()
}

/// What a batch that goes on after a failure says of its one item.
fn item_result() -> DispatchResult {
	reported(|event| match event {
		RuntimeEvent::Utility(pallet_utility::Event::ItemFailed { error }) => Some(Err(error)),
		RuntimeEvent::Utility(pallet_utility::Event::ItemCompleted) => Some(Ok(())),
		_ => None,
	})
}

/// A key of Bob's calls for `real`.
fn through_proxy(real: Actor, proxy_type: ProxyType, call: RuntimeCall) -> DispatchResult {
	let add = pallet_proxy::Call::add_proxy {
		delegate: MultiAddress::Id(account(Bob)),
		proxy_type,
		delay: 0,
	};
	dispatch(add, real.origin())?;
	let proxy = pallet_proxy::Call::proxy {
		real: MultiAddress::Id(real.account()),
		force_proxy_type: None,
		call: Box::new(call),
	};
	dispatch(proxy, signed(Bob))?;
	reported(|event| match event {
		RuntimeEvent::Proxy(pallet_proxy::Event::ProxyExecuted { result }) => Some(result),
		_ => None,
	})
}

/// The account of Bob and Charlie together.
fn both() -> AccountId {
	let mut who = [account(Bob), account(Charlie)];
	who.sort();
	pallet_multisig::Pallet::<Runtime>::multi_account_id(&who, 2)
}

/// Bob and Charlie agree.
fn through_multisig(call: RuntimeCall) -> DispatchResult {
	let step = |other, maybe_timepoint| pallet_multisig::Call::as_multi {
		threshold: 2,
		other_signatories: vec![account(other)],
		maybe_timepoint,
		call: Box::new(call.clone()),
		max_weight: Weight::MAX,
	};
	let timepoint = pallet_multisig::Pallet::<Runtime>::timepoint();
	dispatch(step(Charlie, None), signed(Bob))?;
	dispatch(step(Bob, Some(timepoint)), signed(Charlie))?;
	reported(|event| match event {
		RuntimeEvent::Multisig(pallet_multisig::Event::MultisigExecuted { result, .. }) => Some(result),
		_ => None,
	})
}

/// Root schedules; the next block runs it.
fn through_scheduler(call: RuntimeCall) -> DispatchResult {
	let schedule = pallet_scheduler::Call::schedule_after {
		after: 1,
		maybe_periodic: None,
		priority: 0,
		call: Box::new(call),
	};
	assert_ok!(dispatch(schedule, RuntimeOrigin::root()));
	run_scheduled();
	scheduled_result()
}

fn run_scheduled() {
	let next = System::block_number() + 2;
	for block in System::block_number() + 1..=next {
		System::set_block_number(block);
		Scheduler::on_initialize(block);
	}
}

fn scheduled_result() -> DispatchResult {
	reported(|event| match event {
		RuntimeEvent::Scheduler(pallet_scheduler::Event::Dispatched { result, .. }) => Some(result),
		_ => None,
	})
}

#[test]
fn batches_and_full_proxies_should_act_as_the_caller() {
	in_world(|rows| {
		for row in &rows {
			for actor in Actor::ALL.iter().copied().filter(|actor| actor.signs()) {
				let expected = row.expected(actor);
				let check = |wrapper: &str, result: DispatchResult| {
					assert_eq!(named(result), expected, "{} by {actor:?} through {wrapper}", row.name());
				};
				let call = || {
					row.set_time();
					row.call.clone()
				};
				hypothetically!(check("batch_all", dispatch(batch_all(call()), actor.origin())));
				// `batch_all` takes no other `batch_all`.
				hypothetically!(check(
					"batch in batch_all",
					dispatch(batch_all(batch(call())), actor.origin())
				));
				hypothetically!({
					assert_ok!(dispatch(force_batch(call()), actor.origin()));
					check("force_batch", item_result());
				});
				hypothetically!(check("proxy", through_proxy(actor, ProxyType::Any, call())));
			}
		}
	});
}

#[test]
fn calls_that_change_the_caller_should_give_what_a_stranger_has() {
	in_world(|rows| {
		let derived = pallet_utility::derivative_account_id(Actor::Issuer.account(), 7);
		let alone = pallet_multisig::Pallet::<Runtime>::multi_account_id(
			&{
				let mut who = [Actor::Issuer.account(), account(Charlie)];
				who.sort();
				who
			},
			1,
		);
		for account in [derived, alone, both()] {
			assert_ok!(Balances::mint_into(&account, 1_000 * UNIT));
		}
		for row in &rows {
			let expected = row.expected(Actor::Stranger);
			let call = || {
				row.set_time();
				Box::new(row.call.clone())
			};
			hypothetically!({
				let derivative = pallet_utility::Call::as_derivative { index: 7, call: call() };
				let result = named(dispatch(derivative, Actor::Issuer.origin()));
				assert_eq!(result, expected, "{} through as_derivative", row.name());
			});
			hypothetically!({
				let multi = pallet_multisig::Call::as_multi_threshold_1 {
					other_signatories: vec![account(Charlie)],
					call: call(),
				};
				let result = named(dispatch(multi, Actor::Issuer.origin()));
				assert_eq!(result, expected, "{} through as_multi_threshold_1", row.name());
			});
			hypothetically!({
				let result = named(through_multisig(*call()));
				assert_eq!(result, expected, "{} through as_multi", row.name());
			});
			for actor in Actor::ALL.iter().filter(|actor| actor.signs()) {
				let as_root = Box::new(salus_runtime::OriginCaller::system(frame_system::RawOrigin::Root));
				let dispatch_as = pallet_utility::Call::dispatch_as {
					as_origin: as_root,
					call: Box::new(row.call.clone()),
				};
				let before = root();
				assert_eq!(dispatch(dispatch_as, actor.origin()), Err(BadOrigin.into()));
				assert_eq!(root(), before);
			}
		}
	});
}

#[test]
fn organisation_should_act_through_a_multisig_that_is_its_account() {
	in_world(|rows| {
		assert_ok!(Balances::mint_into(&both(), 1_000 * UNIT));
		let accredit = pallet_participants::Call::accredit {
			organisation: both(),
			roles: Role::ALL.to_vec().try_into().unwrap(),
			credential: [1; 32],
			expires_at: None,
		};
		assert_ok!(dispatch(accredit, council(2)));
		for row in &rows {
			let by_role = matches!(row.by, By::Accredited(_) | By::AccreditedOrGovernance(_)) && row.except.is_empty();
			if by_role {
				hypothetically!(assert_eq!(through_multisig(row.call.clone()), Ok(()), "{}", row.name()));
			}
		}
	});
}

/// A type and the pallets whose calls it lists.
const NARROW: &[(ProxyType, &[&str])] = &[
	(ProxyType::CancelProxy, &[]),
	(ProxyType::Treasury, &[]),
	(ProxyType::Council, &[]),
	(ProxyType::Collator, &[]),
	(ProxyType::Participation, &["Participants"]),
	(ProxyType::Records, &["Records"]),
	// These list calls of one pallet: `claims::lists` and `listed_of_consent`.
	(ProxyType::Consent, &[]),
	(ProxyType::Emergency, &[]),
	(ProxyType::Guardianship, &[]),
	(ProxyType::ClaimsSubmission, &[]),
	(ProxyType::Adjudication, &[]),
];

/// What a staff key of this type may do about consents. Governance's own calls are of none.
fn listed_of_consent(proxy_type: ProxyType, row: &Row) -> bool {
	const EMERGENCY: [&str; 2] = ["declare_emergency", "review_emergency"];
	const GUARDIANSHIP: [&str; 2] = ["appoint_guardian", "end_guardianship"];
	const GOVERNANCE: [&str; 2] = ["publish_policy", "set_domain_parameters"];
	row.pallet() == "Consent"
		&& match proxy_type {
			ProxyType::Emergency => EMERGENCY.contains(&row.name()),
			ProxyType::Guardianship => GUARDIANSHIP.contains(&row.name()),
			ProxyType::Consent => ![EMERGENCY, GUARDIANSHIP, GOVERNANCE].concat().contains(&row.name()),
			_ => false,
		}
}

#[test]
fn narrow_proxies_should_reach_the_calls_of_their_pallet_alone() {
	in_world(|rows| {
		for row in &rows {
			for (proxy_type, pallets) in NARROW {
				let listed = pallets.contains(&row.pallet())
					|| claims::lists(*proxy_type, &row.call)
					|| listed_of_consent(*proxy_type, row);
				assert_eq!(proxy_type.filter(&row.call), listed, "{} {proxy_type:?}", row.name());
				let actor = Actor::ALL
					.iter()
					.copied()
					.find(|actor| actor.signs() && row.expected(*actor).is_ok());
				let Some(actor) = actor else { continue };
				for call in [row.call.clone(), batch_all(row.call.clone())] {
					hypothetically!({
						row.set_time();
						let expected = if listed { Ok(()) } else { Err("CallFiltered") };
						let result = named(through_proxy(actor, *proxy_type, call));
						assert_eq!(result, expected, "{} through {proxy_type:?}", row.name());
					});
				}
			}
		}
	});
}

#[test]
fn scheduled_calls_should_be_roots_alone() {
	in_world(|rows| {
		for row in &rows {
			let schedule = |call: RuntimeCall| pallet_scheduler::Call::schedule_after {
				after: 1,
				maybe_periodic: None,
				priority: 0,
				call: Box::new(call),
			};
			for actor in Actor::ALL.iter().filter(|actor| **actor != Actor::Root) {
				let result = dispatch(schedule(row.call.clone()), actor.origin());
				assert_eq!(result, Err(BadOrigin.into()), "{} scheduled by {actor:?}", row.name());
			}
			hypothetically!({
				row.set_time();
				let result = named(through_scheduler(row.call.clone()));
				assert_eq!(
					result,
					row.expected(Actor::Root),
					"{} through the scheduler",
					row.name()
				);
			});
		}
	});
}

#[test]
fn messages_should_reach_no_call() {
	in_world(|rows| {
		for Row { call, .. } in &rows {
			for kind in [
				OriginKind::Native,
				OriginKind::SovereignAccount,
				OriginKind::Superuser,
				OriginKind::Xcm,
			] {
				let message = Xcm(vec![
					UnpaidExecution {
						weight_limit: Unlimited,
						check_origin: None,
					},
					Transact {
						origin_kind: kind,
						fallback_max_weight: None,
						call: call.encode().into(),
					},
				]);
				for (origin, error) in [
					(Location::parent(), XcmError::NoPermission),
					(Location::new(1, Parachain(1000)), XcmError::Barrier),
				] {
					hypothetically!({
						let outcome = execute(origin.clone(), message.clone());
						let refused = match outcome {
							Outcome::Incomplete { error: found, .. } | Outcome::Error(found) => found.error == error,
							Outcome::Complete { .. } => false,
						};
						assert!(refused, "{call:?} of {origin:?} as {kind:?}");
					});
				}
			}
		}
	});
}

fn execute(origin: Location, message: Xcm<RuntimeCall>) -> Outcome {
	let mut hash = message.using_encoded(sp_io::hashing::blake2_256);
	XcmExecutor::<XcmConfig>::prepare_and_execute(origin, message, &mut hash, Weight::MAX, Weight::zero())
}

#[test]
fn preimages_should_be_nobodys_way_to_root() {
	in_world(|rows| {
		for row in &rows {
			let bounded = <salus_runtime::Preimage as StorePreimage>::bound(row.call.clone()).unwrap();
			let call = Box::new(row.call.clone());
			let dispatch_it = pallet_whitelist::Call::dispatch_whitelisted_call_with_preimage { call };
			// What the council has not whitelisted, nobody dispatches.
			let refused = pallet_whitelist::Error::<Runtime>::DeferredDispatchNotFound;
			assert_eq!(dispatch(dispatch_it, Actor::Stranger.origin()), Err(refused.into()));
			drop(bounded);
		}
		assert!(Records::log().size > 0);
	});
}
