//! How a chain can begin.
//!
//! - `development`: one machine, well-known keys, sample organisations, a funded sample plan.
//! - `local_testnet`: two collators under a local relay chain, the same samples.
//! - `consortium`: nobody yet. The members' keys are patched in when the chain is launched; no well-known key is in it.

use crate::{
	configs::health::AssetKind,
	constants::{EXISTENTIAL_DEPOSIT, UNIT},
	sample_plan, AccountId, AssetsConfig, AuraId, Balance, BalancesConfig, ClaimsConfig, CollatorSelectionConfig,
	CouncilMembershipConfig, ParachainInfoConfig, ParticipantsConfig, PolkadotXcmConfig, RuntimeGenesisConfig,
	SessionConfig, SessionKeys,
};
use alloc::{vec, vec::Vec};
use polkadot_sdk::{staging_xcm as xcm, *};

use cumulus_primitives_core::ParaId;
use frame_support::build_struct_json_patch;
use salus_primitives::Role;
use serde_json::Value;
use sp_genesis_builder::PresetId;
use sp_keyring::Sr25519Keyring;

/// The id of the parachain in the presets. The relay chain gives a real one.
pub const PARACHAIN_ID: u32 = 2509;

/// The preset of a consortium's own chain.
pub const CONSORTIUM_RUNTIME_PRESET: &str = "consortium";

/// What a sample account starts with.
const ENDOWMENT: Balance = 1_000_000 * UNIT;

/// What a candidate for collation puts down.
const CANDIDACY_BOND: Balance = 1_000 * EXISTENTIAL_DEPOSIT;

type Organisation = pallet_participants::GenesisOrganisation<AccountId>;
type GenesisPlan = pallet_claims::GenesisPlan<AccountId, AssetKind>;

/// Dave is a hospital, Eve an insurer, Ferdie an independent reviewer. Their credentials are commitments to nothing but
/// the SHA-256 of their names.
fn sample_organisations() -> Vec<Organisation> {
	let organisation = |key: Sr25519Keyring, roles: &[Role], name: &[u8]| {
		(
			key.to_account_id(),
			roles.to_vec(),
			polkadot_sdk_frame::hashing::sha2_256(name),
			None,
		)
	};
	vec![
		organisation(
			Sr25519Keyring::Dave,
			&[
				Role::Custodian,
				Role::Provider,
				Role::Issuer,
				Role::Registrar,
				Role::Verifier,
				Role::EmergencyResponder,
				Role::Recipient,
			],
			b"sample hospital",
		),
		organisation(Sr25519Keyring::Eve, &[Role::Payer, Role::Recipient], b"sample insurer"),
		organisation(
			Sr25519Keyring::Ferdie,
			&[Role::Reviewer, Role::Auditor],
			b"sample reviewer",
		),
	]
}

fn genesis(
	collators: Vec<(AccountId, AuraId)>,
	council: Vec<AccountId>,
	endowed: Vec<AccountId>,
	organisations: Vec<Organisation>,
	plans: Vec<GenesisPlan>,
) -> Value {
	// Each plan pays in an asset of its payer.
	let payers = || plans.iter().map(|plan| (sample_plan::ASSET, plan.payer.clone()));
	build_struct_json_patch!(RuntimeGenesisConfig {
		balances: BalancesConfig {
			balances: endowed
				.into_iter()
				.map(|account| (account, ENDOWMENT))
				.collect::<Vec<_>>(),
		},
		parachain_info: ParachainInfoConfig {
			parachain_id: ParaId::from(PARACHAIN_ID)
		},
		collator_selection: CollatorSelectionConfig {
			invulnerables: collators.iter().map(|(account, _)| account.clone()).collect::<Vec<_>>(),
			candidacy_bond: CANDIDACY_BOND,
		},
		session: SessionConfig {
			keys: collators
				.into_iter()
				.map(|(account, aura)| (account.clone(), account, SessionKeys { aura }))
				.collect::<Vec<_>>(),
		},
		council_membership: CouncilMembershipConfig {
			members: sp_runtime::BoundedVec::truncate_from(council),
		},
		polkadot_xcm: PolkadotXcmConfig {
			safe_xcm_version: Some(xcm::prelude::XCM_VERSION)
		},
		participants: ParticipantsConfig { organisations },
		assets: AssetsConfig {
			assets: payers().map(|(id, payer)| (id, payer, true, 1)).collect::<Vec<_>>(),
			metadata: payers()
				.map(|(id, _)| (id, b"Sample dollar".to_vec(), b"SUSD".to_vec(), 2))
				.collect::<Vec<_>>(),
			accounts: payers()
				.map(|(id, payer)| (id, payer, sample_plan::FUNDS))
				.collect::<Vec<_>>(),
		},
		claims: ClaimsConfig { plans: plans.clone() },
	})
}

fn well_known(collators: &[Sr25519Keyring]) -> Value {
	genesis(
		collators
			.iter()
			.map(|key| (key.to_account_id(), key.public().into()))
			.collect(),
		[Sr25519Keyring::Alice, Sr25519Keyring::Bob, Sr25519Keyring::Charlie]
			.map(|key| key.to_account_id())
			.to_vec(),
		Sr25519Keyring::well_known().map(|key| key.to_account_id()).collect(),
		sample_organisations(),
		vec![sample_plan::plan()],
	)
}

/// The genesis patch with this name, as JSON.
pub fn get_preset(id: &PresetId) -> Option<Vec<u8>> {
	let patch = match id.as_ref() {
		sp_genesis_builder::DEV_RUNTIME_PRESET => well_known(&[Sr25519Keyring::Alice]),
		sp_genesis_builder::LOCAL_TESTNET_RUNTIME_PRESET => well_known(&[Sr25519Keyring::Alice, Sr25519Keyring::Bob]),
		CONSORTIUM_RUNTIME_PRESET => genesis(vec![], vec![], vec![], vec![], vec![]),
		_ => return None,
	};
	serde_json::to_vec(&patch).ok()
}

/// The names [`get_preset`] knows.
pub fn preset_names() -> Vec<PresetId> {
	vec![
		PresetId::from(sp_genesis_builder::DEV_RUNTIME_PRESET),
		PresetId::from(sp_genesis_builder::LOCAL_TESTNET_RUNTIME_PRESET),
		PresetId::from(CONSORTIUM_RUNTIME_PRESET),
	]
}
