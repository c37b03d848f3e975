//! Participants, records and consent; claims join here.

use super::governance::CouncilMajority;
use crate::{
	constants::deposit, weights, AccountId, Balance, Balances, Participants, Records, Runtime, RuntimeHoldReason,
	Signature, Timestamp,
};
use polkadot_sdk::*;

use frame_support::{
	parameter_types,
	traits::{fungible::HoldConsideration, ConstU32, ConstU64, LinearStoragePrice},
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
