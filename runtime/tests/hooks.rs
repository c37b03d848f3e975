//! What runs without anybody asking: storage versions, and what the hooks of our pallets say that they cost.

use crate::{budgets::name, common::*};
use codec::Encode;
use polkadot_sdk::*;

use frame_support::{
	traits::{GetStorageVersion, Hooks, PalletInfoAccess, PalletsInfoAccess, StorageVersion},
	weights::Weight,
};
use salus_runtime::{AllPalletsWithSystem, Consent, Records, Runtime, RuntimeOrigin, System};
use sp_core::Blake2Hasher;
use sp_trie::recorder::Recorder;
use std::collections::BTreeSet;

/// Compares the version in the state with that of the code, for each pallet; says which pallets it compared.
macro_rules! versions {
	($($pallet:ident)*) => {{
		let mut compared = BTreeSet::new();
		$(
			type $pallet = salus_runtime::$pallet;
			let stored = StorageVersion::get::<$pallet>();
			let code = in_code::<<$pallet as GetStorageVersion>::InCodeStorageVersion>(
				<$pallet as GetStorageVersion>::in_code_storage_version(),
			);
			assert_eq!(stored, code, "{}", $pallet::name());
			compared.insert($pallet::name());
		)*
		compared
	}};
}

/// A pallet that declares no version is at 0, as its state is.
trait InCode {
	fn version(self) -> StorageVersion;
}

impl InCode for StorageVersion {
	fn version(self) -> StorageVersion {
		self
	}
}

impl InCode for frame_support::traits::NoStorageVersionSet {
	fn version(self) -> StorageVersion {
		StorageVersion::new(0)
	}
}

fn in_code<V: InCode>(version: V) -> StorageVersion {
	version.version()
}

#[test]
fn storage_versions_should_be_those_of_the_code_after_genesis() {
	for preset in ["development", "local_testnet", "consortium"] {
		chain(preset).execute_with(|| {
			let compared = versions!(
				System ParachainSystem Timestamp ParachainInfo WeightReclaim MultiBlockMigrations Utility Multisig Proxy
				Scheduler Preimage Balances TransactionPayment Assets AssetsHolder Authorship CollatorSelection Session Aura
				AuraExt Council CouncilMembership Whitelist SafeMode TxPause XcmpQueue PolkadotXcm CumulusXcm MessageQueue
				Participants Records Consent Claims
			);
			let all: BTreeSet<_> = AllPalletsWithSystem::infos()
				.into_iter()
				.map(|info| info.name)
				.collect();
			assert_eq!(compared, all, "a pallet is missing here");
		});
	}
}

/// What a hook says that it costs, the distinct keys of `pallet` that it reads and writes, and its bytes of proof.
struct Cost {
	declared: Weight,
	reads: usize,
	writes: usize,
	proof: usize,
}

fn cost(ext: &mut sp_io::TestExternalities, pallet: &str, hook: impl FnOnce() -> Weight) -> Cost {
	ext.commit_all().expect("no open transaction");
	let recorder = Recorder::<Blake2Hasher>::default();
	let declared = ext.execute_with_recorder(recorder.clone(), hook);
	let ours = |key: &[u8]| name(key).starts_with(pallet);
	let recorded = recorder.recorded_keys();
	let reads = recorded.values().flat_map(|keys| keys.keys());
	let writes = ext.overlayed_changes().changes();
	Cost {
		declared,
		reads: reads.filter(|key| ours(key)).count(),
		writes: writes.filter(|(key, _)| ours(key)).count(),
		proof: recorder.to_storage_proof().encoded_size(),
	}
}

fn assert_covers(cost: &Cost, what: &str) {
	let db = <Runtime as frame_system::Config>::DbWeight::get();
	let Cost {
		declared,
		reads,
		writes,
		proof,
	} = *cost;
	let touched = db.reads_writes(reads as u64, writes as u64);
	assert!(
		declared.ref_time() > touched.ref_time(),
		"{what}: {declared:?} for {reads} reads and {writes} writes"
	);
	assert!(
		declared.proof_size() >= proof as u64,
		"{what}: {declared:?} for {proof} bytes of proof"
	);
}

#[test]
fn hooks_should_declare_what_they_cost() {
	let mut ext = chain("development");
	ext.execute_with(|| {
		begin_block();
		let policy = crate::matrix::consent::publish(crate::matrix::consent::POLICY);
		dispatch(policy, RuntimeOrigin::root()).unwrap();
	});
	let consent = cost(&mut ext, "Consent.", || Consent::on_initialize(2));
	assert_eq!(
		(consent.reads, consent.writes),
		(2, 0),
		"the policies in force, and the domain's parameters"
	);
	assert_covers(&consent, "Consent.on_initialize");
	// The log grew: `on_finalize` writes a checkpoint, which `on_initialize` has charged for.
	let records = cost(&mut ext, "Records.", || {
		let declared = Records::on_initialize(2);
		Records::on_finalize(2);
		declared
	});
	assert_eq!((records.reads, records.writes), (1, 2), "the log, and a checkpoint");
	assert_covers(&records, "Records.on_finalize");
}

#[test]
fn sweep_should_do_nothing_without_weight_and_never_exceed_it() {
	let mut ext = chain("development");
	ext.execute_with(|| {
		begin_block();
		crate::matrix::actors::accredit_all();
		let rows = crate::matrix::consent::rows();
		assert!(!rows.is_empty(), "an emergency waits for its review");
		// Nobody reviews it.
		set_time(NOW + 30 * 24 * 3_600);
		assert_eq!(Consent::on_idle(System::block_number(), Weight::zero()), Weight::zero());
		let (first, next) = pallet_consent::ReviewQueueBounds::<Runtime>::get();
		assert_eq!((first, next), (0, 1));
		let enough = Weight::from_parts(1_000_000_000_000, 1_000_000);
		let mut limit = Weight::zero();
		for parts in 0..64 {
			limit = enough.saturating_mul(parts).saturating_div(64);
			let used = Consent::on_idle(System::block_number(), limit);
			assert!(used.all_lte(limit), "{used:?} of {limit:?}");
			if pallet_consent::ReviewQueueBounds::<Runtime>::get().0 == 1 {
				break;
			}
		}
		assert_eq!(
			pallet_consent::ReviewQueueBounds::<Runtime>::get(),
			(1, 1),
			"with {limit:?}"
		);
	});
}
