//! The Salus parachain runtime: composition only. What the pallets do is in `pallets/`; how they are set, by theme, is
//! in [`configs`].

#![cfg_attr(not(feature = "std"), no_std)]
#![recursion_limit = "512"]
// `construct_runtime` and the runtime APIs expand to code of the SDK's own style.
#![allow(clippy::as_conversions, clippy::arithmetic_side_effects)]

#[cfg(feature = "std")]
include!(concat!(env!("OUT_DIR"), "/wasm_binary.rs"));

extern crate alloc;

pub mod apis;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarks;
pub mod configs;
pub mod constants;
pub mod genesis_config_presets;
pub mod migrations;
pub mod sample_plan;
pub mod weights;

use alloc::vec::Vec;
use polkadot_sdk::{staging_parachain_info as parachain_info, *};

use sp_runtime::{
	generic, impl_opaque_keys,
	traits::{BlakeTwo256, IdentifyAccount, Verify},
	MultiAddress, MultiSignature,
};
use sp_version::RuntimeVersion;

pub use sp_consensus_aura::sr25519::AuthorityId as AuraId;

/// A signature of any of the three key types.
pub type Signature = MultiSignature;
/// An account: a public key, or the hash of one.
pub type AccountId = <<Signature as Verify>::Signer as IdentifyAccount>::AccountId;
/// An amount of the native token, in units of 10⁻¹² SALUS.
pub type Balance = u128;
/// How many transactions an account has sent.
pub type Nonce = u32;
/// Blake2-256.
pub type Hash = sp_core::H256;
/// The height of a block.
pub type BlockNumber = u32;
/// How extrinsics name an account.
pub type Address = MultiAddress<AccountId, ()>;
/// A block header.
pub type Header = generic::Header<BlockNumber, BlakeTwo256>;
/// A block.
pub type Block = generic::Block<Header, UncheckedExtrinsic>;

/// What every transaction carries. `AuthorizeCall` first, `CheckMetadataHash` last, and the reclaim of unused proof size
/// around the whole, so that every extension's own proof counts too.
pub type TxExtension = cumulus_pallet_weight_reclaim::StorageWeightReclaim<
	Runtime,
	(
		frame_system::AuthorizeCall<Runtime>,
		frame_system::CheckNonZeroSender<Runtime>,
		frame_system::CheckSpecVersion<Runtime>,
		frame_system::CheckTxVersion<Runtime>,
		frame_system::CheckGenesis<Runtime>,
		frame_system::CheckEra<Runtime>,
		frame_system::CheckNonce<Runtime>,
		frame_system::CheckWeight<Runtime>,
		pallet_transaction_payment::ChargeTransactionPayment<Runtime>,
		frame_metadata_hash_extension::CheckMetadataHash<Runtime>,
	),
>;

/// An extrinsic as it comes from outside.
pub type UncheckedExtrinsic = generic::UncheckedExtrinsic<Address, RuntimeCall, Signature, TxExtension>;

/// Executes blocks.
pub type Executive =
	frame_executive::Executive<Runtime, Block, frame_system::ChainContext<Runtime>, Runtime, AllPalletsWithSystem>;

impl_opaque_keys! {
	/// The keys of a collator.
	pub struct SessionKeys {
		/// Signs blocks.
		pub aura: Aura,
	}
}

/// The version of this runtime. A change of what it does raises `spec_version`; a change of how a call or the extension
/// tuple is encoded raises `transaction_version` too (`tests/golden.rs` notices).
#[sp_version::runtime_version]
pub const VERSION: RuntimeVersion = RuntimeVersion {
	spec_name: alloc::borrow::Cow::Borrowed("salus"),
	impl_name: alloc::borrow::Cow::Borrowed("salus"),
	authoring_version: 1,
	spec_version: 1,
	impl_version: 0,
	apis: apis::RUNTIME_API_VERSIONS,
	transaction_version: 1,
	system_version: 1,
};

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask,
		RuntimeViewFunction
	)]
	pub struct Runtime;

	// System
	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type ParachainSystem = cumulus_pallet_parachain_system;
	#[runtime::pallet_index(2)]
	pub type Timestamp = pallet_timestamp;
	#[runtime::pallet_index(3)]
	pub type ParachainInfo = parachain_info;
	#[runtime::pallet_index(4)]
	pub type WeightReclaim = cumulus_pallet_weight_reclaim;
	#[runtime::pallet_index(5)]
	pub type MultiBlockMigrations = pallet_migrations;
	#[runtime::pallet_index(6)]
	pub type Utility = pallet_utility;
	#[runtime::pallet_index(7)]
	pub type Multisig = pallet_multisig;
	#[runtime::pallet_index(8)]
	pub type Proxy = pallet_proxy;
	#[runtime::pallet_index(9)]
	pub type Scheduler = pallet_scheduler;
	#[runtime::pallet_index(10)]
	pub type Preimage = pallet_preimage;

	// Monetary
	#[runtime::pallet_index(20)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(21)]
	pub type TransactionPayment = pallet_transaction_payment;
	#[runtime::pallet_index(22)]
	pub type Assets = pallet_assets;
	#[runtime::pallet_index(23)]
	pub type AssetsHolder = pallet_assets_holder;

	// Collation. The order of these is fixed: each reads what the one before it wrote.
	#[runtime::pallet_index(30)]
	pub type Authorship = pallet_authorship;
	#[runtime::pallet_index(31)]
	pub type CollatorSelection = pallet_collator_selection;
	#[runtime::pallet_index(32)]
	pub type Session = pallet_session;
	#[runtime::pallet_index(33)]
	pub type Aura = pallet_aura;
	#[runtime::pallet_index(34)]
	pub type AuraExt = cumulus_pallet_aura_ext;

	// Governance
	#[runtime::pallet_index(40)]
	pub type Council = pallet_collective<Instance1>;
	#[runtime::pallet_index(41)]
	pub type CouncilMembership = pallet_membership<Instance1>;
	#[runtime::pallet_index(42)]
	pub type Whitelist = pallet_whitelist;
	#[runtime::pallet_index(43)]
	pub type SafeMode = pallet_safe_mode;
	#[runtime::pallet_index(44)]
	pub type TxPause = pallet_tx_pause;

	// XCM
	#[runtime::pallet_index(50)]
	pub type XcmpQueue = cumulus_pallet_xcmp_queue;
	#[runtime::pallet_index(51)]
	pub type PolkadotXcm = pallet_xcm;
	#[runtime::pallet_index(52)]
	pub type CumulusXcm = cumulus_pallet_xcm;
	#[runtime::pallet_index(53)]
	pub type MessageQueue = pallet_message_queue;

	// Health
	#[runtime::pallet_index(60)]
	pub type Participants = pallet_participants;
	#[runtime::pallet_index(61)]
	pub type Records = pallet_records;
	#[runtime::pallet_index(62)]
	pub type Consent = pallet_consent;
	#[runtime::pallet_index(63)]
	pub type Claims = pallet_claims;
}

cumulus_pallet_parachain_system::register_validate_block! {
	Runtime = Runtime,
	BlockExecutor = cumulus_pallet_aura_ext::BlockExecutor::<Runtime, Executive>,
}
