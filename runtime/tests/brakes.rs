//! Safe mode and tx-pause stop what must stop, however deep it is nested, and nothing that ends them.

use crate::common::*;
use polkadot_sdk::*;

use codec::Encode;
use frame_support::{
	assert_err, assert_ok,
	dispatch::GetDispatchInfo,
	migrations::{FailedMigrationHandler, FailedMigrationHandling},
	traits::Contains,
};
use salus_runtime::{
	configs::{governance::SafeModeWhitelist, system::ProxyType},
	Balances, Council, Multisig, Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin, SafeMode, System,
};
use sp_runtime::{
	traits::{BadOrigin, Hash},
	DispatchError,
};

fn filtered() -> DispatchError {
	frame_system::Error::<Runtime>::CallFiltered.into()
}

/// The call itself and the call nested in every wrapper that dispatches, for Alice, whom [`employ`] made the proxy of Dave.
fn nested(call: RuntimeCall) -> Vec<RuntimeCall> {
	let batch = RuntimeCall::from(pallet_utility::Call::batch_all {
		calls: vec![call.clone()],
	});
	let inner = RuntimeCall::from(pallet_utility::Call::batch {
		calls: vec![call.clone()],
	});
	// `batch_all` takes no other `batch_all`.
	let twice = RuntimeCall::from(pallet_utility::Call::batch_all { calls: vec![inner] });
	let derivative = pallet_utility::Call::as_derivative {
		index: 0,
		call: Box::new(call.clone()),
	}
	.into();
	let multisig = pallet_multisig::Call::as_multi_threshold_1 {
		other_signatories: vec![account(Charlie)],
		call: Box::new(call.clone()),
	};
	let proxied = pallet_proxy::Call::proxy {
		real: account(Dave).into(),
		force_proxy_type: None,
		call: Box::new(call.clone()),
	};
	vec![call, batch, twice, derivative, multisig.into(), proxied.into()]
}

/// Makes Alice a proxy of Dave for everything.
fn employ() {
	let delegate = account(Alice).into();
	let proxy_type = ProxyType::Any;
	assert_ok!(dispatch(
		pallet_proxy::Call::add_proxy {
			delegate,
			proxy_type,
			delay: 0
		},
		signed(Dave)
	));
}

#[test]
fn safe_mode_should_stop_accounts_and_let_governance_through() {
	in_block(|| {
		employ();
		assert_ok!(pass_motion(pallet_safe_mode::Call::force_enter {}));
		assert!(SafeMode::is_entered());
		for call in nested(transfer(Bob)) {
			assert_err!(dispatch(call, signed(Alice)), filtered());
		}
		assert_err!(
			dispatch(pallet_participants::Call::withdraw {}, signed(Dave)),
			filtered()
		);
		assert_ok!(dispatch(frame_system::Call::remark { remark: vec![1] }, signed(Alice)));
		assert_ok!(pass_motion(pallet_safe_mode::Call::force_exit {}));
		assert_ok!(dispatch(transfer(Bob), signed(Alice)));
	});
}

/// The council's way to a call that safe mode stops, in one motion.
#[test]
fn council_should_leave_safe_mode_for_one_call() {
	in_block(|| {
		let suspend = || {
			RuntimeCall::from(pallet_participants::Call::suspend {
				organisation: account(Dave),
			})
		};
		assert_ok!(pass_motion(pallet_safe_mode::Call::force_enter {}));
		assert_err!(pass_motion(suspend()), filtered());
		assert_ok!(pass_motion(pallet_utility::Call::batch_all {
			calls: vec![
				pallet_safe_mode::Call::force_exit {}.into(),
				suspend(),
				pallet_safe_mode::Call::force_enter {}.into(),
			],
		}));
		assert!(SafeMode::is_entered());
		assert_err!(
			dispatch_unfiltered(pallet_participants::Call::withdraw {}, signed(Dave)),
			pallet_participants::Error::<Runtime>::Suspended
		);
	});
}

#[test]
fn safe_mode_should_let_the_inherents_through() {
	let time: RuntimeCall = pallet_timestamp::Call::set { now: 1 }.into();
	assert!(SafeModeWhitelist::contains(&time));
	let apply = frame_system::Call::apply_authorized_upgrade { code: vec![] }.into();
	assert!(SafeModeWhitelist::contains(&apply));
}

/// A patient's "no" is heard whatever else has stopped: it reaches the pallet, which does not know the consent.
#[test]
fn revocation_should_pass_both_brakes() {
	in_block(|| {
		let revoke = || pallet_consent::Call::revoke {
			subject: account(Alice),
			place: 0,
			version: 1,
			reason: pallet_consent::RevocationReason::Withdrawn,
		};
		let name =
			|pallet: &[u8], call: &[u8]| (pallet.to_vec().try_into().unwrap(), call.to_vec().try_into().unwrap());
		assert_err!(
			pass_motion(pallet_tx_pause::Call::pause {
				full_name: name(b"Consent", b"revoke")
			}),
			pallet_tx_pause::Error::<Runtime>::Unpausable
		);
		assert_ok!(pass_motion(pallet_safe_mode::Call::force_enter {}));
		let refused = dispatch(revoke(), signed(Alice)).unwrap_err();
		assert_ne!(refused, filtered());
		assert_eq!(refused, pallet_consent::Error::<Runtime>::NotFound.into());
	});
}

#[test]
fn safe_mode_should_be_for_the_council_alone() {
	in_block(|| {
		for origin in [signed(Alice), signed(Dave), RuntimeOrigin::none()] {
			assert_err!(
				dispatch(pallet_safe_mode::Call::force_enter {}, origin.clone()),
				BadOrigin
			);
			assert!(dispatch(pallet_safe_mode::Call::enter {}, origin).is_err());
		}
		// A third pulls the brake, but nobody alone; only the majority releases it.
		assert_err!(dispatch(pallet_safe_mode::Call::force_enter {}, council(1)), BadOrigin);
		assert_err!(
			dispatch(pallet_safe_mode::Call::force_enter {}, council_of(2, 7)),
			BadOrigin
		);
		assert_ok!(dispatch(pallet_safe_mode::Call::force_enter {}, council_of(2, 6)));
		assert_err!(
			dispatch(pallet_safe_mode::Call::force_exit {}, council_of(3, 6)),
			BadOrigin
		);
		assert_ok!(dispatch(pallet_safe_mode::Call::force_exit {}, council_of(4, 6)));
	});
}

#[test]
fn paused_call_should_be_refused_however_deep_it_is_nested() {
	in_block(|| {
		let name =
			|pallet: &[u8], call: &[u8]| (pallet.to_vec().try_into().unwrap(), call.to_vec().try_into().unwrap());
		employ();
		let full_name = name(b"Balances", b"transfer_keep_alive");
		assert_ok!(pass_motion(pallet_tx_pause::Call::pause {
			full_name: full_name.clone()
		}));
		for call in nested(transfer(Bob)) {
			assert_err!(dispatch(call, signed(Alice)), filtered());
		}
		let other = pallet_balances::Call::transfer_allow_death {
			dest: account(Bob).into(),
			value: 1_000_000_000,
		};
		assert_ok!(dispatch(other, signed(Alice)));
		assert_ok!(pass_motion(pallet_tx_pause::Call::unpause { ident: full_name }));
		assert_ok!(dispatch(transfer(Bob), signed(Alice)));

		let council = name(b"Council", b"propose");
		assert_err!(
			pass_motion(pallet_tx_pause::Call::pause { full_name: council }),
			pallet_tx_pause::Error::<Runtime>::Unpausable
		);
	});
}

/// The failed migration is let go: one that stays stuck would keep out the council's calls, too.
#[test]
fn failed_migration_should_leave_the_chain_to_the_council() {
	in_block(|| {
		type Handler = <Runtime as pallet_migrations::Config>::FailedMigrationHandler;
		for _ in 0..2 {
			assert!(matches!(
				Handler::failed(Some(0)),
				FailedMigrationHandling::ForceUnstuck
			));
			assert!(SafeMode::is_entered());
			assert_err!(dispatch(transfer(Bob), signed(Alice)), filtered());
		}
		assert_ok!(pass_motion(pallet_safe_mode::Call::force_exit {}));
		assert_ok!(dispatch(transfer(Bob), signed(Alice)));
	});
}

/// Seats are best held as multisigs: they vote whatever has stopped.
#[test]
fn multisig_should_vote_and_relay_under_both_brakes() {
	in_block(|| {
		let mut others = [account(Dave), account(Ferdie)];
		others.sort();
		let seat = Multisig::multi_account_id(&others, 2);
		assert_ok!(pass_motion(pallet_membership::Call::<
			Runtime,
			pallet_membership::Instance1,
		>::swap_member {
			remove: account(Charlie).into(),
			add: seat.into(),
		}));
		assert_ok!(dispatch(pallet_safe_mode::Call::force_enter {}, council(2)));
		let name =
			|pallet: &[u8], call: &[u8]| (pallet.to_vec().try_into().unwrap(), call.to_vec().try_into().unwrap());
		for (pallet, call) in [
			(&b"Multisig"[..], &b"as_multi"[..]),
			(b"Proxy", b"proxy"),
			(b"Utility", b"batch_all"),
		] {
			assert_err!(
				dispatch(
					pallet_tx_pause::Call::pause {
						full_name: name(pallet, call)
					},
					council(2)
				),
				pallet_tx_pause::Error::<Runtime>::Unpausable
			);
		}

		let exit = RuntimeCall::from(pallet_safe_mode::Call::force_exit {});
		let length = exit.encoded_size() as u32;
		let proposal = <Runtime as frame_system::Config>::Hashing::hash_of(&exit);
		assert_ok!(Council::propose(signed(Alice), 2, Box::new(exit), length));
		let index = pallet_collective::ProposalCount::<Runtime, pallet_collective::Instance1>::get() - 1;
		assert_ok!(Council::vote(signed(Alice), proposal, index, true));
		let vote = RuntimeCall::from(pallet_collective::Call::<Runtime, pallet_collective::Instance1>::vote {
			proposal,
			index,
			approve: true,
		});
		let together = |other, timepoint| pallet_multisig::Call::as_multi {
			threshold: 2,
			other_signatories: vec![account(other)],
			maybe_timepoint: timepoint,
			call: Box::new(vote.clone()),
			max_weight: vote.get_dispatch_info().call_weight,
		};
		assert_ok!(dispatch(together(Ferdie, None), signed(Dave)));
		let begun = pallet_multisig::Multisigs::<Runtime>::iter_values()
			.next()
			.expect("begun")
			.when;
		assert_ok!(dispatch(together(Dave, Some(begun)), signed(Ferdie)));
		let most = <Runtime as pallet_collective::Config<pallet_collective::Instance1>>::MaxProposalWeight::get();
		assert_ok!(Council::close(signed(Alice), proposal, index, most, length));
		assert!(!SafeMode::is_entered());
	});
}

/// Root passes the filter, and so does what it does in an account's name: `dispatch_as` is root's alone, and the SDK has it
/// bypass the filter. So the brakes bind accounts and the council's thirds, never the majority's motion that is root; who
/// has no root cannot use it, not even nested in what the scheduler runs for root.
#[test]
fn root_alone_should_pass_the_brakes_in_the_name_of_an_account() {
	let as_alice = || -> RuntimeCall {
		pallet_utility::Call::dispatch_as {
			as_origin: Box::new(salus_runtime::OriginCaller::system(frame_system::RawOrigin::Signed(
				account(Alice),
			))),
			call: Box::new(transfer(Bob)),
		}
		.into()
	};
	let inner = || {
		System::events()
			.into_iter()
			.rev()
			.find_map(|record| match record.event {
				RuntimeEvent::Utility(pallet_utility::Event::DispatchedAs { result }) => Some(result),
				_ => None,
			})
	};
	in_block(|| {
		employ();
		assert_ok!(dispatch(pallet_safe_mode::Call::force_enter {}, council(2)));
		let before = Balances::free_balance(account(Bob));
		for call in nested(as_alice()) {
			assert_err!(dispatch(call, signed(Alice)), filtered());
		}
		assert_err!(dispatch(as_alice(), council(2)), filtered());
		assert_eq!(inner(), None);
		assert_eq!(Balances::free_balance(account(Bob)), before);

		// The same as a task of the scheduler that root has set, after the brake was pulled.
		assert_ok!(dispatch(as_alice(), RuntimeOrigin::root()));
		assert_eq!(inner(), Some(Ok(())));
		assert_eq!(
			Balances::free_balance(account(Bob)),
			before + salus_runtime::constants::UNIT
		);
	});
}
