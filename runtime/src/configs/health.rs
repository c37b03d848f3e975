//! Participants, records, consent and claims.

use super::governance::CouncilMajority;
use crate::{
	constants::deposit, weights, AccountId, Assets, AssetsHolder, Balance, Balances, Consent, Participants, Records,
	Runtime, RuntimeHoldReason, Signature, Timestamp,
};
use polkadot_sdk::*;

use frame_support::{
	parameter_types,
	traits::{
		fungible::{HoldConsideration, NativeFromLeft, NativeOrWithId, UnionOf},
		ConstU32, ConstU64, LinearStoragePrice,
	},
	PalletId,
};

impl pallet_participants::Config for Runtime {
	type GovernanceOrigin = CouncilMajority;
	type Time = Timestamp;
	type WeightInfo = weights::pallet_participants::WeightInfo<Runtime>;
}

parameter_types! {
	pub const RecordsHold: RuntimeHoldReason = RuntimeHoldReason::Records(pallet_records::HoldReason::Records);
	pub const ItemDeposit: Balance = deposit(1, 0);
	pub const ByteDeposit: Balance = deposit(0, 1);
}

impl pallet_records::Config for Runtime {
	type GovernanceOrigin = CouncilMajority;
	type Accreditation = Participants;
	type Consideration =
		HoldConsideration<AccountId, Balances, RecordsHold, LinearStoragePrice<ItemDeposit, ByteDeposit, Balance>>;
	type Time = Timestamp;
	// A day of six-second blocks. Must never be reduced.
	type RecentCheckpoints = ConstU32<14_400>;
	// Must never change.
	type LastingCheckpointExponent = ConstU32<10>;
	// Must never be reduced.
	type MaxCosigners = ConstU32<16>;
	type WeightInfo = weights::pallet_records::WeightInfo<Runtime>;
}

parameter_types! {
	pub const ConsentDepositBase: Balance = deposit(1, 200);
	pub const ConsentDepositPerByte: Balance = deposit(0, 1);
}

/// Seconds in an hour and a day.
const HOUR: u64 = 3_600;
const DAY: u64 = 24 * HOUR;

impl pallet_consent::Config for Runtime {
	type GovernanceOrigin = CouncilMajority;
	type Accreditation = Participants;
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Signature = Signature;
	type PartyOf = pallet_consent::AccountParty;
	type Log = Records;
	type Time = Timestamp;
	type DepositBase = ConsentDepositBase;
	type DepositPerByte = ConsentDepositPerByte;
	type MaxEmergency = ConstU64<DAY>;
	type ReviewPeriod = ConstU64<{ 3 * DAY }>;
	// Six years: how long HIPAA documentation is kept (45 CFR 164.316(b)(2)(i)).
	type Retention = ConstU64<{ 6 * 365 * DAY }>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = pallet_consent::benchmarking::KeystoreSigner;
	type WeightInfo = weights::pallet_consent::WeightInfo<Runtime>;
}

/// What a plan pays in: the native token, or an asset that the council admitted.
pub type AssetKind = NativeOrWithId<super::monetary::AssetId>;

parameter_types! {
	pub const PlanHold: RuntimeHoldReason = RuntimeHoldReason::Claims(pallet_claims::HoldReason::Plan);
	// Must never change.
	pub const ClaimsPalletId: PalletId = PalletId(*b"sa/claim");
	pub const NativeAsset: AssetKind = NativeOrWithId::Native;
}

impl pallet_claims::Config for Runtime {
	type Accreditation = Participants;
	type Consent = Consent;
	type Anchors = Records;
	type Log = Records;
	type AssetKind = AssetKind;
	type NativeAsset = NativeAsset;
	type Assets = UnionOf<Balances, Assets, NativeFromLeft, AssetKind, AccountId>;
	type AssetHolds = UnionOf<Balances, AssetsHolder, NativeFromLeft, AssetKind, AccountId>;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Consideration =
		HoldConsideration<AccountId, Balances, PlanHold, LinearStoragePrice<ItemDeposit, ByteDeposit, Balance>>;
	type Time = Timestamp;
	type PalletId = ClaimsPalletId;
	type PendPeriod = ConstU64<{ 30 * DAY }>;
	// 42 CFR 422.568(b)(1): seven calendar days from 2026 on.
	type AuthorisationPeriod = ConstU64<{ 7 * DAY }>;
	// 42 CFR 422.572(a): 72 hours.
	type UrgentPeriod = ConstU64<{ 3 * DAY }>;
	// Ten years: how long records of Medicare plans are kept (42 CFR 422.504(d)).
	type Retention = ConstU64<{ 10 * 365 * DAY }>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = ClaimsBenchmarkHelper;
	type WeightInfo = weights::pallet_claims::WeightInfo<Runtime>;
}

/// Makes an asset for the benchmarks of claims.
#[cfg(feature = "runtime-benchmarks")]
pub struct ClaimsBenchmarkHelper;

#[cfg(feature = "runtime-benchmarks")]
impl pallet_claims::benchmarking::BenchmarkHelper<AccountId, AssetKind> for ClaimsBenchmarkHelper {
	fn asset(owner: &AccountId) -> AssetKind {
		use frame_support::traits::fungibles::Create;
		const ASSET: super::monetary::AssetId = 1_000;
		let _ = <Assets as Create<AccountId>>::create(ASSET, owner.clone(), true, 1);
		NativeOrWithId::WithId(ASSET)
	}

	fn set_time(now: u64) {
		polkadot_sdk::pallet_timestamp::Now::<Runtime>::put(now.saturating_mul(1_000));
	}
}
