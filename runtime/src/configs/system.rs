//! The frame of the chain: blocks, time, the relay chain, and the tools of accounts.

use super::collation::ConsensusHook;
use crate::{
	constants::{
		deposit, AVERAGE_ON_INITIALIZE_RATIO, MAXIMUM_BLOCK_LENGTH, MAXIMUM_BLOCK_WEIGHT, NORMAL_DISPATCH_RATIO,
		SLOT_DURATION, SS58_PREFIX,
	},
	migrations, weights, AccountId, Aura, Balance, Balances, Block, Hash, MessageQueue, MultiBlockMigrations, Nonce,
	OriginCaller, PalletInfo, Preimage, Runtime, RuntimeCall, RuntimeEvent, RuntimeHoldReason, RuntimeOrigin,
	RuntimeTask, SafeMode, System, TxPause, XcmpQueue, VERSION,
};
use polkadot_sdk::{staging_parachain_info as parachain_info, *};

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use cumulus_pallet_parachain_system::RelayNumberMonotonicallyIncreases;
use cumulus_primitives_core::AggregateMessageOrigin;
use frame_support::{
	derive_impl,
	dispatch::DispatchClass,
	migrations::{
		EnterSafeModeOnFailedMigration, FailedMigrationHandler, FailedMigrationHandling, FreezeChainOnFailedMigration,
	},
	parameter_types,
	traits::{
		fungible::HoldConsideration, ConstU32, ConstU64, EqualPrivilegeOnly, InsideBoth, InstanceFilter,
		LinearStoragePrice,
	},
	weights::{
		constants::{BlockExecutionWeight, ExtrinsicBaseWeight, RocksDbWeight},
		Weight,
	},
};
use frame_system::{
	limits::{BlockLength, BlockWeights},
	EnsureRoot,
};
use scale_info::TypeInfo;
use sp_runtime::{traits::BlakeTwo256, Perbill};
use sp_version::RuntimeVersion;

parameter_types! {
	pub const Version: RuntimeVersion = VERSION;
	pub const BlockHashCount: crate::BlockNumber = 4096;
	pub RuntimeBlockLength: BlockLength = BlockLength::builder()
		.max_length(MAXIMUM_BLOCK_LENGTH)
		.modify_max_length_for_class(DispatchClass::Normal, |length| *length = NORMAL_DISPATCH_RATIO * *length)
		.build();
	pub RuntimeBlockWeights: BlockWeights = BlockWeights::builder()
		.base_block(BlockExecutionWeight::get())
		.for_class(DispatchClass::all(), |weights| {
			weights.base_extrinsic = ExtrinsicBaseWeight::get();
		})
		.for_class(DispatchClass::Normal, |weights| {
			weights.max_total = Some(NORMAL_DISPATCH_RATIO * MAXIMUM_BLOCK_WEIGHT);
		})
		.for_class(DispatchClass::Operational, |weights| {
			weights.max_total = Some(MAXIMUM_BLOCK_WEIGHT);
			// Operational extrinsics fit even where normal ones have filled the block.
			weights.reserved = Some(MAXIMUM_BLOCK_WEIGHT - NORMAL_DISPATCH_RATIO * MAXIMUM_BLOCK_WEIGHT);
		})
		.avg_block_initialization(AVERAGE_ON_INITIALIZE_RATIO)
		.build_or_panic();
	pub const SS58Prefix: u16 = SS58_PREFIX;
}

#[derive_impl(frame_system::config_preludes::ParaChainDefaultConfig)]
impl frame_system::Config for Runtime {
	// Every call passes both brakes, however deep it is nested: batch, proxy, multisig and scheduler dispatch anew.
	type BaseCallFilter = InsideBoth<SafeMode, TxPause>;
	type AccountId = AccountId;
	type Nonce = Nonce;
	type Hash = Hash;
	type Block = Block;
	type BlockHashCount = BlockHashCount;
	type Version = Version;
	type AccountData = pallet_balances::AccountData<Balance>;
	type DbWeight = RocksDbWeight;
	type BlockWeights = RuntimeBlockWeights;
	type BlockLength = RuntimeBlockLength;
	type SS58Prefix = SS58Prefix;
	type OnSetCode = cumulus_pallet_parachain_system::ParachainSetCode<Self>;
	type MaxConsumers = ConstU32<16>;
	type SystemWeightInfo = frame_system::weights::SubstrateWeight<Runtime>;
	type ExtensionsWeightInfo = frame_system::SubstrateExtensionsWeight<Runtime>;
	type SingleBlockMigrations = migrations::SingleBlockMigrations;
	type MultiBlockMigrator = MultiBlockMigrations;
}

impl cumulus_pallet_weight_reclaim::Config for Runtime {
	type WeightInfo = weights::cumulus_pallet_weight_reclaim::WeightInfo<Runtime>;
}

impl pallet_timestamp::Config for Runtime {
	type Moment = u64;
	type OnTimestampSet = Aura;
	type MinimumPeriod = ConstU64<{ SLOT_DURATION / 2 }>;
	type WeightInfo = pallet_timestamp::weights::SubstrateWeight<Runtime>;
}

parameter_types! {
	pub const ReservedXcmpWeight: Weight = MAXIMUM_BLOCK_WEIGHT.saturating_div(4);
	pub const ReservedDmpWeight: Weight = MAXIMUM_BLOCK_WEIGHT.saturating_div(4);
	pub const RelayOrigin: AggregateMessageOrigin = AggregateMessageOrigin::Parent;
}

impl cumulus_pallet_parachain_system::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type OnSystemEvent = ();
	type SelfParaId = parachain_info::Pallet<Runtime>;
	type OutboundXcmpMessageSource = XcmpQueue;
	type DmpQueue = frame_support::traits::EnqueueWithOrigin<MessageQueue, RelayOrigin>;
	type ReservedDmpWeight = ReservedDmpWeight;
	type XcmpMessageHandler = XcmpQueue;
	type ReservedXcmpWeight = ReservedXcmpWeight;
	type CheckAssociatedRelayNumber = RelayNumberMonotonicallyIncreases;
	type ConsensusHook = ConsensusHook;
	type RelayParentOffset = ConstU32<0>;
	type SchedulingSignatureVerifier = ();
	type WeightInfo = cumulus_pallet_parachain_system::weights::SubstrateWeight<Runtime>;
}

impl parachain_info::Config for Runtime {}

parameter_types! {
	pub MigrationsServiceWeight: Weight = Perbill::from_percent(80) * RuntimeBlockWeights::get().max_block;
}

/// Enters safe mode without an end, and lets the failed migration go, so that blocks take the council's calls again: a
/// migration that stays stuck keeps every extrinsic out, and with them the upgrade that would mend it. Where safe mode cannot
/// be entered the chain freezes.
pub struct SafeModeOnFailedMigration;
impl FailedMigrationHandler for SafeModeOnFailedMigration {
	fn failed(migration: Option<u32>) -> FailedMigrationHandling {
		let handling = EnterSafeModeOnFailedMigration::<SafeMode, FreezeChainOnFailedMigration>::failed(migration);
		if SafeMode::is_entered() {
			FailedMigrationHandling::ForceUnstuck
		} else {
			handling
		}
	}
}

impl pallet_migrations::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	#[cfg(not(feature = "runtime-benchmarks"))]
	type Migrations = ();
	#[cfg(feature = "runtime-benchmarks")]
	type Migrations = pallet_migrations::mock_helpers::MockedMigrations;
	type CursorMaxLen = ConstU32<65_536>;
	type IdentifierMaxLen = ConstU32<256>;
	type MigrationStatusHandler = ();
	type FailedMigrationHandler = SafeModeOnFailedMigration;
	type MaxServiceWeight = MigrationsServiceWeight;
	type WeightInfo = pallet_migrations::weights::SubstrateWeight<Runtime>;
}

impl pallet_utility::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type PalletsOrigin = OriginCaller;
	type WeightInfo = pallet_utility::weights::SubstrateWeight<Runtime>;
}

parameter_types! {
	pub const MultisigDepositBase: Balance = deposit(1, 88);
	pub const MultisigDepositFactor: Balance = deposit(0, 32);
	pub const ProxyDepositBase: Balance = deposit(1, 8);
	pub const ProxyDepositFactor: Balance = deposit(0, 33);
	pub const AnnouncementDepositBase: Balance = deposit(1, 8);
	pub const AnnouncementDepositFactor: Balance = deposit(0, 66);
}

impl pallet_multisig::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type Currency = Balances;
	type DepositBase = MultisigDepositBase;
	type DepositFactor = MultisigDepositFactor;
	type MaxSignatories = ConstU32<100>;
	type WeightInfo = pallet_multisig::weights::SubstrateWeight<Runtime>;
	type BlockNumberProvider = System;
}

/// What a staff key may do for its organisation. Denies by default: a type lists the calls it allows.
///
/// The filter of a proxy stays on the origin of every call nested in a batch. Calls that would give a nested call a
/// fresh origin (`Proxy`, `Multisig`) are in no type but [`ProxyType::Any`].
#[derive(
	Copy,
	Clone,
	Eq,
	PartialEq,
	Ord,
	PartialOrd,
	Encode,
	Decode,
	DecodeWithMemTracking,
	Debug,
	MaxEncodedLen,
	TypeInfo,
	Default,
)]
pub enum ProxyType {
	/// Everything. For the members of an organisation's own board, not for staff.
	#[default]
	#[codec(index = 0)]
	Any,
	/// Rejects announced calls of other proxies: the watch dog of a delayed proxy.
	#[codec(index = 1)]
	CancelProxy,
	/// Moves the organisation's money: native token, assets, and the pools of its plans. Issues none.
	#[codec(index = 2)]
	Treasury,
	/// Votes on the council.
	#[codec(index = 3)]
	Council,
	/// Runs a collator: session keys and candidacy.
	#[codec(index = 4)]
	Collator,
	/// The organisation's own standing in the registry of participants.
	#[codec(index = 5)]
	Participation,
	/// Relays, verifies and manages consents; records disclosures.
	#[codec(index = 6)]
	Consent,
	/// Anchors, amends, retracts and erases records.
	#[codec(index = 7)]
	Records,
	/// Bills for a provider: claims, their replacement, authorisations, appeals.
	#[codec(index = 8)]
	ClaimsSubmission,
	/// Works for a payer or for one of its officers: coverage, authorisations, pended claims, rulings, appeals, remittances.
	#[codec(index = 9)]
	Adjudication,
	/// Declares emergencies for an organisation that responds to them, or reviews those of others.
	#[codec(index = 10)]
	Emergency,
	/// Appoints guardians for a registrar, and ends guardianships. Who is appointed acts after the staff key is gone.
	#[codec(index = 11)]
	Guardianship,
}

impl InstanceFilter<RuntimeCall> for ProxyType {
	fn filter(&self, call: &RuntimeCall) -> bool {
		if matches!(self, ProxyType::Any) {
			return true;
		}
		let batch = matches!(
			call,
			RuntimeCall::Utility(
				pallet_utility::Call::batch { .. }
					| pallet_utility::Call::batch_all { .. }
					| pallet_utility::Call::force_batch { .. }
			)
		);
		batch
			|| match self {
				ProxyType::Any => true,
				ProxyType::CancelProxy => {
					matches!(call, RuntimeCall::Proxy(pallet_proxy::Call::reject_announcement { .. }))
				},
				ProxyType::Treasury => matches!(
					call,
					RuntimeCall::Balances(
						pallet_balances::Call::transfer_allow_death { .. }
							| pallet_balances::Call::transfer_keep_alive { .. }
							| pallet_balances::Call::transfer_all { .. }
					) | RuntimeCall::Assets(
						// No approval: it would outlive the staff key.
						pallet_assets::Call::transfer { .. }
							| pallet_assets::Call::transfer_keep_alive { .. }
							| pallet_assets::Call::transfer_all { .. }
							| pallet_assets::Call::cancel_approval { .. }
							| pallet_assets::Call::transfer_approved { .. }
					) | RuntimeCall::Claims(
						pallet_claims::Call::fund_plan { .. }
							| pallet_claims::Call::withdraw_unencumbered { .. }
							| pallet_claims::Call::retry_payment { .. }
							| pallet_claims::Call::recover_overpayment { .. }
					)
				),
				ProxyType::Council => matches!(call, RuntimeCall::Council(_) | RuntimeCall::Preimage(_)),
				ProxyType::Collator => matches!(call, RuntimeCall::Session(_) | RuntimeCall::CollatorSelection(_)),
				ProxyType::Participation => matches!(call, RuntimeCall::Participants(_)),
				ProxyType::Consent => matches!(
					call,
					RuntimeCall::Consent(
						pallet_consent::Call::file { .. }
							| pallet_consent::Call::revise { .. }
							| pallet_consent::Call::revoke { .. }
							| pallet_consent::Call::refuse { .. }
							| pallet_consent::Call::file_signed { .. }
							| pallet_consent::Call::revise_signed { .. }
							| pallet_consent::Call::revoke_signed { .. }
							| pallet_consent::Call::file_signed_batch { .. }
							| pallet_consent::Call::verify { .. }
							| pallet_consent::Call::mark_entered_in_error { .. }
							| pallet_consent::Call::record_disclosure { .. }
							| pallet_consent::Call::attest_recipient_erasure { .. }
							| pallet_consent::Call::clean_up { .. }
					)
				),
				ProxyType::Emergency => matches!(
					call,
					RuntimeCall::Consent(
						pallet_consent::Call::declare_emergency { .. } | pallet_consent::Call::review_emergency { .. }
					)
				),
				ProxyType::Guardianship => matches!(
					call,
					RuntimeCall::Consent(
						pallet_consent::Call::appoint_guardian { .. } | pallet_consent::Call::end_guardianship { .. }
					)
				),
				ProxyType::Records => matches!(call, RuntimeCall::Records(_)),
				ProxyType::ClaimsSubmission => matches!(
					call,
					RuntimeCall::Claims(
						pallet_claims::Call::submit { .. }
							| pallet_claims::Call::submit_batch { .. }
							| pallet_claims::Call::adjudicate { .. }
							| pallet_claims::Call::void { .. }
							| pallet_claims::Call::replace { .. }
							| pallet_claims::Call::answer { .. }
							| pallet_claims::Call::appeal { .. }
							| pallet_claims::Call::request_authorisation { .. }
							| pallet_claims::Call::retry_payment { .. }
					)
				),
				ProxyType::Adjudication => matches!(
					call,
					RuntimeCall::Claims(
						pallet_claims::Call::set_contract { .. }
							| pallet_claims::Call::enrol { .. }
							| pallet_claims::Call::end_coverage { .. }
							| pallet_claims::Call::decide_authorisation { .. }
							| pallet_claims::Call::adjudicate { .. }
							| pallet_claims::Call::resolve_pended { .. }
							| pallet_claims::Call::override_line { .. }
							| pallet_claims::Call::confirm_override { .. }
							| pallet_claims::Call::void { .. }
							| pallet_claims::Call::decide_appeal { .. }
							| pallet_claims::Call::create_remittance { .. }
							| pallet_claims::Call::recover_overpayment { .. }
							| pallet_claims::Call::close { .. }
					)
				),
			}
	}

	fn is_superset(&self, other: &Self) -> bool {
		self == other || matches!(self, ProxyType::Any)
	}
}

impl pallet_proxy::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type Currency = Balances;
	type ProxyType = ProxyType;
	type ProxyDepositBase = ProxyDepositBase;
	type ProxyDepositFactor = ProxyDepositFactor;
	type MaxProxies = ConstU32<32>;
	type WeightInfo = pallet_proxy::weights::SubstrateWeight<Runtime>;
	type MaxPending = ConstU32<32>;
	type CallHasher = BlakeTwo256;
	type AnnouncementDepositBase = AnnouncementDepositBase;
	type AnnouncementDepositFactor = AnnouncementDepositFactor;
	type BlockNumberProvider = System;
}

parameter_types! {
	pub MaximumSchedulerWeight: Weight = Perbill::from_percent(60) * RuntimeBlockWeights::get().max_block;
	pub const PreimageBaseDeposit: Balance = deposit(2, 64);
	pub const PreimageByteDeposit: Balance = deposit(0, 1);
	pub const PreimageHoldReason: RuntimeHoldReason =
		RuntimeHoldReason::Preimage(pallet_preimage::HoldReason::Preimage);
}

impl pallet_scheduler::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeOrigin = RuntimeOrigin;
	type PalletsOrigin = OriginCaller;
	type RuntimeCall = RuntimeCall;
	type MaximumWeight = MaximumSchedulerWeight;
	type ScheduleOrigin = EnsureRoot<AccountId>;
	type OriginPrivilegeCmp = EqualPrivilegeOnly;
	type MaxScheduledPerBlock = ConstU32<50>;
	type WeightInfo = pallet_scheduler::weights::SubstrateWeight<Runtime>;
	type Preimages = Preimage;
	type BlockNumberProvider = System;
}

impl pallet_preimage::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = pallet_preimage::weights::SubstrateWeight<Runtime>;
	type Currency = Balances;
	type ManagerOrigin = super::governance::CouncilMajority;
	type Consideration = HoldConsideration<
		AccountId,
		Balances,
		PreimageHoldReason,
		LinearStoragePrice<PreimageBaseDeposit, PreimageByteDeposit, Balance>,
	>;
}
