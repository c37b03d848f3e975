//! The allow/deny matrix: every call of `Participants` by everybody, directly and through every wrapper.

use crate::common::*;
use polkadot_sdk::*;

use frame_support::{assert_noop, assert_ok, traits::StorePreimage};
use pallet_participants::{Call, Error, RoleList, Verdict};
use salus_primitives::Role;
use salus_runtime::{configs::system::ProxyType, AccountId, Participants, Runtime, RuntimeCall, RuntimeOrigin};
use sp_runtime::{traits::BadOrigin, DispatchResult};

/// Who calls.
#[derive(Clone, Copy, Debug)]
enum Actor {
	Nobody,
	Stranger,
	Organisation,
	SuspendedOrganisation,
	ExpiredOrganisation,
	WithdrawnOrganisation,
	CouncilMember,
	CouncilThird,
	CouncilMajority,
	Root,
}

const ACTORS: [Actor; 10] = [
	Actor::Nobody,
	Actor::Stranger,
	Actor::Organisation,
	Actor::SuspendedOrganisation,
	Actor::ExpiredOrganisation,
	Actor::WithdrawnOrganisation,
	Actor::CouncilMember,
	Actor::CouncilThird,
	Actor::CouncilMajority,
	Actor::Root,
];

/// The organisation that governance calls are about: active, with one role suspended.
fn target() -> AccountId {
	account(Ferdie)
}

fn setup() {
	let accredit = |key, end| {
		let call = accredit(account(key), end);
		assert_ok!(dispatch(call, RuntimeOrigin::root()));
	};
	accredit(One, Some(NOW + 10));
	accredit(Two, None);
	assert_ok!(Participants::suspend(RuntimeOrigin::root(), account(Eve)));
	assert_ok!(Participants::withdraw(signed(Two)));
	set_time(NOW + 10);
}

fn accredit(organisation: AccountId, expires_at: Option<u64>) -> Call<Runtime> {
	Call::accredit {
		organisation,
		roles: RoleList::truncate_from(vec![Role::Payer]),
		credential: [1; 32],
		expires_at,
	}
}

fn origin(actor: Actor) -> RuntimeOrigin {
	match actor {
		Actor::Nobody => RuntimeOrigin::none(),
		Actor::Stranger => RuntimeOrigin::signed(AccountId::new([9; 32])),
		Actor::Organisation => signed(Dave),
		Actor::SuspendedOrganisation => signed(Eve),
		Actor::ExpiredOrganisation => signed(One),
		Actor::WithdrawnOrganisation => signed(Two),
		Actor::CouncilMember => signed(Alice),
		Actor::CouncilThird => council(1),
		Actor::CouncilMajority => council(2),
		Actor::Root => RuntimeOrigin::root(),
	}
}

/// Every call of the pallet, in an order in which each can succeed after [`setup`] on its own.
fn calls() -> Vec<(&'static str, Call<Runtime>)> {
	let organisation = target();
	vec![
		("accredit", accredit(AccountId::new([8; 32]), None)),
		(
			"amend",
			Call::amend {
				organisation: organisation.clone(),
				roles: RoleList::truncate_from(vec![Role::Auditor]),
				credential: [2; 32],
				expires_at: None,
			},
		),
		(
			"suspend",
			Call::suspend {
				organisation: organisation.clone(),
			},
		),
		(
			"reinstate",
			Call::reinstate {
				organisation: account(Eve),
			},
		),
		(
			"suspend_role",
			Call::suspend_role {
				organisation: organisation.clone(),
				role: Role::Reviewer,
			},
		),
		(
			"reinstate_role",
			Call::reinstate_role {
				organisation: organisation.clone(),
				role: Role::Auditor,
			},
		),
		("withdraw", Call::withdraw {}),
	]
}

/// What each actor gets for each call: the table that the documentation shows.
fn expected(call: &str, actor: Actor) -> DispatchResult {
	use Actor::*;
	match (call, actor) {
		("withdraw", Organisation) => Ok(()),
		("withdraw", SuspendedOrganisation) => Err(Error::<Runtime>::Suspended.into()),
		("withdraw", ExpiredOrganisation) => Err(Error::<Runtime>::Expired.into()),
		("withdraw", Stranger | WithdrawnOrganisation | CouncilMember) => Err(Error::<Runtime>::NotAccredited.into()),
		("withdraw", Nobody | CouncilThird | CouncilMajority | Root) => Err(BadOrigin.into()),
		(_, CouncilMajority | Root) => Ok(()),
		_ => Err(BadOrigin.into()),
	}
}

#[test]
fn calls_should_follow_the_matrix_for_every_actor() {
	let all = calls();
	assert_eq!(
		all.iter().map(|(name, _)| *name).collect::<Vec<_>>(),
		<Call<Runtime> as frame_support::traits::GetCallName>::get_call_names(),
		"a call is missing in the matrix"
	);
	for (name, call) in all {
		for actor in ACTORS {
			in_block(|| {
				setup();
				assert_ok!(Participants::suspend_role(
					RuntimeOrigin::root(),
					target(),
					Role::Auditor
				));
				match expected(name, actor) {
					Ok(()) => assert_eq!(dispatch(call.clone(), origin(actor)), Ok(()), "{name} by {actor:?}"),
					Err(error) => {
						assert_eq!(dispatch(call.clone(), origin(actor)), Err(error), "{name} by {actor:?}");
						assert_noop!(dispatch_unfiltered(call.clone(), origin(actor)), error);
					},
				}
			});
		}
	}
}

type Wrapper = fn(RuntimeCall) -> DispatchResult;

/// What the wrapped call returned, wherever the wrapper reports it.
fn reported(find: impl Fn(salus_runtime::RuntimeEvent) -> Option<DispatchResult>) -> DispatchResult {
	salus_runtime::System::events()
		.into_iter()
		.rev()
		.find_map(|record| find(record.event))
		.expect("a report")
}

/// Every way for a stranger's account (Charlie holds no accreditation) to nest a call.
const WRAPPERS: [(&str, Wrapper); 6] = [
	("batch_all", |call| {
		dispatch(pallet_utility::Call::batch_all { calls: vec![call] }, signed(Charlie))
	}),
	("batch in batch", |call| {
		// `batch_all` takes no other `batch_all`.
		let inner = pallet_utility::Call::batch { calls: vec![call] }.into();
		dispatch(pallet_utility::Call::batch_all { calls: vec![inner] }, signed(Charlie))
	}),
	("as_derivative", |call| {
		dispatch(
			pallet_utility::Call::as_derivative {
				index: 7,
				call: Box::new(call),
			},
			signed(Charlie),
		)
	}),
	("proxy", |call| {
		let delegate = sp_runtime::MultiAddress::Id(account(Bob));
		let add = pallet_proxy::Call::add_proxy {
			delegate,
			proxy_type: ProxyType::Any,
			delay: 0,
		};
		dispatch(add, signed(Charlie))?;
		let real = sp_runtime::MultiAddress::Id(account(Charlie));
		let proxy = pallet_proxy::Call::proxy {
			real,
			force_proxy_type: None,
			call: Box::new(call),
		};
		dispatch(proxy, signed(Bob))?;
		reported(|event| match event {
			salus_runtime::RuntimeEvent::Proxy(pallet_proxy::Event::ProxyExecuted { result }) => Some(result),
			_ => None,
		})
	}),
	("multisig", |call| {
		let others = vec![account(Bob)];
		let call = pallet_multisig::Call::as_multi_threshold_1 {
			other_signatories: others,
			call: Box::new(call),
		};
		dispatch(call, signed(Charlie))
	}),
	("dispatch_as", |call| {
		let origin = frame_system::RawOrigin::Signed(account(Charlie));
		let as_origin = Box::new(salus_runtime::OriginCaller::system(origin));
		let call = pallet_utility::Call::dispatch_as {
			as_origin,
			call: Box::new(call),
		};
		dispatch(call, signed(Charlie))
	}),
];

#[test]
fn wrappers_should_not_give_a_stranger_what_it_has_not() {
	for (call_name, call) in calls() {
		for (wrapper, wrap) in WRAPPERS {
			in_block(|| {
				setup();
				let before: Vec<_> = pallet_participants::Standings::<Runtime>::iter().collect();
				let result = wrap(call.clone().into());
				assert!(
					result == Err(BadOrigin.into()) || result == Err(Error::<Runtime>::NotAccredited.into()),
					"{call_name} through {wrapper}: {result:?}"
				);
				assert_eq!(
					pallet_participants::Standings::<Runtime>::iter().collect::<Vec<_>>(),
					before
				);
			});
		}
	}
}

#[test]
fn schedule_should_be_refused_when_anybody_but_root_calls() {
	in_block(|| {
		let call: RuntimeCall = Call::suspend { organisation: target() }.into();
		let schedule = |call| pallet_scheduler::Call::schedule_after {
			after: 1,
			maybe_periodic: None,
			priority: 0,
			call: Box::new(call),
		};
		for origin in [signed(Charlie), signed(Dave), council(3)] {
			assert_eq!(dispatch(schedule(call.clone()), origin), Err(BadOrigin.into()));
		}
		assert_ok!(dispatch(schedule(call), RuntimeOrigin::root()));
	});
}

#[test]
fn organisation_should_act_through_batch_proxy_and_multisig_when_it_may_act_itself() {
	for (wrapper, wrap) in WRAPPERS {
		// These two change who calls; `dispatch_as` is root's.
		if matches!(wrapper, "as_derivative" | "multisig" | "dispatch_as") {
			continue;
		}
		in_block(|| {
			assert_ok!(dispatch(accredit(account(Charlie), None), council(2)));
			assert_eq!(wrap(Call::withdraw {}.into()), Ok(()), "{wrapper}");
			assert_eq!(
				Participants::check(account(Charlie), Role::Payer),
				Verdict::NotAccredited
			);
		});
	}
}

#[test]
fn preimages_should_be_nobodys_way_to_root() {
	in_block(|| {
		let call: RuntimeCall = Call::suspend { organisation: target() }.into();
		let bounded = <salus_runtime::Preimage as StorePreimage>::bound(call.clone()).unwrap();
		let dispatch_it = pallet_whitelist::Call::dispatch_whitelisted_call_with_preimage { call: Box::new(call) };
		// What the council has not whitelisted, nobody dispatches.
		let refused = pallet_whitelist::Error::<Runtime>::DeferredDispatchNotFound;
		assert_eq!(dispatch(dispatch_it, signed(Charlie)), Err(refused.into()));
		drop(bounded);
	});
}
