//! A chain in memory, from a genesis preset, at its first block.

use codec::Encode;
use polkadot_sdk::*;

use frame_support::{
	genesis_builder_helper::{build_state, get_preset as default_config},
	traits::UnfilteredDispatchable,
};
use salus_runtime::{
	genesis_config_presets::get_preset, AccountId, Address, Council, Executive, Header, Runtime, RuntimeCall,
	RuntimeGenesisConfig, RuntimeOrigin, Signature, System, TxExtension, UncheckedExtrinsic,
};
use serde_json::Value;
use sp_core::{Pair, H256};
use sp_io::TestExternalities;
use sp_keyring::Sr25519Keyring;
use sp_runtime::{
	generic::Era,
	traits::{Hash as _, Header as _},
	ApplyExtrinsicResult, DispatchResult,
};

pub use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Dave, Eve, Ferdie};

/// The time of the first block: seconds since the Unix epoch.
pub const NOW: u64 = 1_790_000_000;

fn merge(base: &mut Value, patch: Value) {
	match (base, patch) {
		(Value::Object(base), Value::Object(patch)) => {
			for (key, value) in patch {
				merge(base.entry(key).or_insert(Value::Null), value);
			}
		},
		(base, patch) => *base = patch,
	}
}

/// The whole genesis config of a preset, as JSON.
pub fn genesis(preset: &str) -> Value {
	let default = default_config::<RuntimeGenesisConfig>(&None, |_| None).expect("a default config");
	let mut config: Value = serde_json::from_slice(&default).unwrap();
	let patch = get_preset(&preset.into()).expect("the preset exists");
	merge(&mut config, serde_json::from_slice(&patch).unwrap());
	config
}

/// The chain of a preset, before its first block.
pub fn chain(preset: &str) -> TestExternalities {
	let config = serde_json::to_vec(&genesis(preset)).unwrap();
	let mut ext = TestExternalities::default();
	ext.execute_with(|| build_state::<RuntimeGenesisConfig>(config).expect("the preset builds"));
	ext
}

/// Runs `test` in block 1 of the development chain.
pub fn in_block(test: impl FnOnce()) {
	chain("development").execute_with(|| {
		begin_block();
		test();
	});
}

/// Begins block 1 at [`NOW`].
pub fn begin_block() {
	let header = Header::new(1, H256::zero(), H256::zero(), H256::zero(), Default::default());
	Executive::initialize_block(&header);
	set_time(NOW);
}

/// Moves the clock without authoring a block.
pub fn set_time(seconds: u64) {
	pallet_timestamp::Now::<Runtime>::put(seconds * 1_000);
}

pub fn account(key: Sr25519Keyring) -> AccountId {
	key.to_account_id()
}

pub fn signed(key: Sr25519Keyring) -> RuntimeOrigin {
	RuntimeOrigin::signed(account(key))
}

/// Dispatches as an extrinsic would: through every filter. A batch that was interrupted, and a call that failed for a proxy,
/// count as their error.
pub fn dispatch(call: impl Into<RuntimeCall>, origin: RuntimeOrigin) -> DispatchResult {
	use sp_runtime::traits::Dispatchable;
	let before = System::events().len();
	call.into().dispatch(origin).map_err(|error| error.error)?;
	let within = System::events()
		.into_iter()
		.skip(before)
		.find_map(|record| match record.event {
			salus_runtime::RuntimeEvent::Utility(pallet_utility::Event::BatchInterrupted { error, .. }) => Some(error),
			salus_runtime::RuntimeEvent::Proxy(pallet_proxy::Event::ProxyExecuted { result }) => result.err(),
			_ => None,
		});
	within.map_or(Ok(()), Err)
}

/// Dispatches past the filters, as root does.
pub fn dispatch_unfiltered(call: impl Into<RuntimeCall>, origin: RuntimeOrigin) -> DispatchResult {
	call.into()
		.dispatch_bypass_filter(origin)
		.map(|_| ())
		.map_err(|error| error.error)
}

/// The origin of a motion that `ayes` of the three council members approved.
pub fn council(ayes: u32) -> RuntimeOrigin {
	council_of(ayes, 3)
}

/// The origin of a motion that `ayes` of so many council members approved.
pub fn council_of(ayes: u32, seats: u32) -> RuntimeOrigin {
	pallet_collective::RawOrigin::<AccountId, pallet_collective::Instance1>::Members(ayes, seats).into()
}

pub fn transfer(to: Sr25519Keyring) -> RuntimeCall {
	pallet_balances::Call::transfer_keep_alive {
		dest: account(to).into(),
		value: salus_runtime::constants::UNIT,
	}
	.into()
}

/// Who sits on the council.
pub fn council_members() -> Vec<AccountId> {
	pallet_collective::Members::<Runtime, pallet_collective::Instance1>::get()
}

/// Proposes a motion as Alice, votes as Bob, and closes it; what the call returned.
pub fn pass_motion(call: impl Into<RuntimeCall>) -> DispatchResult {
	let call: RuntimeCall = call.into();
	let hash = <Runtime as frame_system::Config>::Hashing::hash_of(&call);
	let length = call.encoded_size() as u32;
	Council::propose(signed(Alice), 2, Box::new(call), length).map_err(|error| error.error)?;
	let index = pallet_collective::ProposalCount::<Runtime, pallet_collective::Instance1>::get() - 1;
	Council::vote(signed(Alice), hash, index, true).map_err(|error| error.error)?;
	Council::vote(signed(Bob), hash, index, true).map_err(|error| error.error)?;
	let most = <Runtime as pallet_collective::Config<pallet_collective::Instance1>>::MaxProposalWeight::get();
	Council::close(signed(Charlie), hash, index, most, length).map_err(|error| error.error)?;
	System::events()
		.into_iter()
		.rev()
		.find_map(|record| match record.event {
			salus_runtime::RuntimeEvent::Council(pallet_collective::Event::Executed { result, .. }) => Some(result),
			_ => None,
		})
		.expect("the motion was executed")
}

/// The extension tuple as a wallet fills it.
pub fn extension(key: Sr25519Keyring, tip: u128) -> TxExtension {
	TxExtension::new((
		frame_system::AuthorizeCall::<Runtime>::new(),
		frame_system::CheckNonZeroSender::<Runtime>::new(),
		frame_system::CheckSpecVersion::<Runtime>::new(),
		frame_system::CheckTxVersion::<Runtime>::new(),
		frame_system::CheckGenesis::<Runtime>::new(),
		frame_system::CheckEra::<Runtime>::from(Era::Immortal),
		frame_system::CheckNonce::<Runtime>::from(System::account_nonce(account(key))),
		frame_system::CheckWeight::<Runtime>::new(),
		pallet_transaction_payment::ChargeTransactionPayment::<Runtime>::from(tip),
		frame_metadata_hash_extension::CheckMetadataHash::<Runtime>::new(false),
	))
}

/// A signed extrinsic.
pub fn extrinsic(key: Sr25519Keyring, call: impl Into<RuntimeCall>) -> UncheckedExtrinsic {
	let (call, extension) = (call.into(), extension(key, 0));
	let payload = sp_runtime::generic::SignedPayload::new(call.clone(), extension.clone()).unwrap();
	let signature = payload.using_encoded(|bytes| key.pair().sign(bytes));
	UncheckedExtrinsic::new_signed(
		call,
		Address::Id(account(key)),
		Signature::Sr25519(signature),
		extension,
	)
}

/// Signs and applies a call in this block.
pub fn submit(key: Sr25519Keyring, call: impl Into<RuntimeCall>) -> ApplyExtrinsicResult {
	Executive::apply_extrinsic(extrinsic(key, call))
}
