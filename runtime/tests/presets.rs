//! How a chain begins.

use crate::common::*;
use polkadot_sdk::*;

use pallet_participants::Verdict;
use salus_primitives::Role;
use salus_runtime::{
	genesis_config_presets::{get_preset, preset_names, PARACHAIN_ID},
	Balances, ParachainInfo, Participants, Runtime,
};

#[test]
fn presets_should_all_build() {
	let names: Vec<_> = preset_names().into_iter().map(|name| name.to_string()).collect();
	assert_eq!(names, ["development", "local_testnet", "consortium"]);
	for name in &names {
		chain(name).execute_with(|| {
			assert_eq!(u32::from(ParachainInfo::parachain_id()), PARACHAIN_ID, "{name}");
			Participants::organisations(None, 100)
				.iter()
				.for_each(|(_, standing)| assert!(!standing.is_withdrawn()));
		});
	}
	assert!(get_preset(&"staging".into()).is_none());
}

#[test]
fn development_should_embed_a_council_and_sample_organisations() {
	chain("development").execute_with(|| {
		assert_eq!(council_members().len(), 3);
		for (key, role) in [(Dave, Role::Provider), (Eve, Role::Payer), (Ferdie, Role::Reviewer)] {
			assert_eq!(Participants::check(account(key), role), Verdict::Accredited);
			assert!(Balances::free_balance(account(key)) > 0);
		}
		assert_eq!(pallet_aura::Authorities::<Runtime>::get().len(), 1);
	});
	chain("local_testnet").execute_with(|| assert_eq!(pallet_aura::Authorities::<Runtime>::get().len(), 2));
}

#[test]
fn consortium_should_hold_nobody_until_it_is_launched() {
	let patch = String::from_utf8(get_preset(&"consortium".into()).unwrap()).unwrap();
	let accounts = sp_keyring::Sr25519Keyring::iter().map(|key| key.to_account_id());
	for account in accounts.chain(sp_keyring::Ed25519Keyring::iter().map(|key| key.to_account_id())) {
		assert!(!patch.contains(&account.to_string()), "{account}");
	}
	chain("consortium").execute_with(|| {
		assert_eq!(Balances::total_issuance(), 0);
		assert!(council_members().is_empty());
		assert!(Participants::organisations(None, 1).is_empty());
		assert!(pallet_aura::Authorities::<Runtime>::get().is_empty());
	});
}
