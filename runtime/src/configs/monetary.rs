//! The native token, the assets that plans settle in, and fees.

use super::{governance::CouncilMajority, system::RuntimeBlockWeights};
use crate::{
	constants::{deposit, EXISTENTIAL_DEPOSIT, MICRO_UNIT, MILLI_UNIT},
	AccountId, AssetsHolder, Balance, Balances, Runtime, RuntimeEvent, RuntimeFreezeReason, RuntimeHoldReason, System,
};
use polkadot_sdk::*;

use frame_support::{
	dispatch::DispatchClass,
	parameter_types,
	traits::{AsEnsureOriginWithArg, ConstU128, ConstU32, ConstU8, NeverEnsureOrigin, VariantCountOf},
	weights::{ConstantMultiplier, Weight, WeightToFee as WeightToFeeT},
};
use polkadot_runtime_common::SlowAdjustingFeeUpdate;

impl pallet_balances::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeHoldReason = RuntimeHoldReason;
	type RuntimeFreezeReason = RuntimeFreezeReason;
	type WeightInfo = pallet_balances::weights::SubstrateWeight<Runtime>;
	type Balance = Balance;
	type DustRemoval = ();
	type ExistentialDeposit = ConstU128<EXISTENTIAL_DEPOSIT>;
	type AccountStore = System;
	type ReserveIdentifier = [u8; 8];
	type FreezeIdentifier = RuntimeFreezeReason;
	type MaxLocks = ConstU32<50>;
	type MaxReserves = ConstU32<50>;
	type MaxFreezes = VariantCountOf<RuntimeFreezeReason>;
	type DoneSlashHandler = ();
}

/// A tenth of a thousandth of a SALUS for the base weight of an extrinsic, and in proportion for more. Execution time
/// and proof size are both scarce: the scarcer of the two, as a part of the block, sets the price.
pub struct WeightToFee;
impl WeightToFee {
	const BASE_FEE: Balance = MILLI_UNIT / 10;

	fn proportional(amount: u64, block: u64, base: u64, block_time: u64) -> Balance {
		// amount / block, priced as that part of the block's time: BASE_FEE for each `base` of time.
		Self::BASE_FEE
			.saturating_mul(amount.into())
			.saturating_mul(block_time.into())
			.checked_div(Balance::from(block).saturating_mul(base.into()))
			.unwrap_or(Balance::MAX)
	}
}
impl WeightToFeeT for WeightToFee {
	type Balance = Balance;

	fn weight_to_fee(weight: &Weight) -> Balance {
		let weights = RuntimeBlockWeights::get();
		let base = weights.get(DispatchClass::Normal).base_extrinsic.ref_time();
		let (time, proof) = (weights.max_block.ref_time(), weights.max_block.proof_size());
		let by_time = Self::proportional(weight.ref_time(), time, base, time);
		by_time.max(Self::proportional(weight.proof_size(), proof, base, time))
	}
}

impl pallet_transaction_payment::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	// Fees go to the pot that pays the collators.
	type OnChargeTransaction =
		pallet_transaction_payment::FungibleAdapter<Balances, parachains_common::impls::DealWithFees<Runtime>>;
	type WeightToFee = WeightToFee;
	type LengthToFee = ConstantMultiplier<Balance, ConstU128<MICRO_UNIT>>;
	type FeeMultiplierUpdate = SlowAdjustingFeeUpdate<Self>;
	type OperationalFeeMultiplier = ConstU8<5>;
	type WeightInfo = pallet_transaction_payment::weights::SubstrateWeight<Runtime>;
}

parameter_types! {
	pub const AssetDeposit: Balance = deposit(1, 190);
	pub const AssetAccountDeposit: Balance = deposit(1, 16);
	pub const MetadataDepositBase: Balance = deposit(1, 68);
	pub const MetadataDepositPerByte: Balance = deposit(0, 1);
}

/// An asset that plans settle in: a stable coin, a consortium's own unit of account.
pub type AssetId = u32;

impl pallet_assets::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type Balance = Balance;
	type RemoveItemsLimit = ConstU32<1_000>;
	type AssetId = AssetId;
	type AssetIdParameter = codec::Compact<AssetId>;
	type ReserveData = ();
	type Currency = Balances;
	// The council alone decides what settles claims.
	type CreateOrigin = AsEnsureOriginWithArg<NeverEnsureOrigin<AccountId>>;
	type ForceOrigin = CouncilMajority;
	type AssetDeposit = AssetDeposit;
	type AssetAccountDeposit = AssetAccountDeposit;
	type MetadataDepositBase = MetadataDepositBase;
	type MetadataDepositPerByte = MetadataDepositPerByte;
	type ApprovalDeposit = ConstU128<EXISTENTIAL_DEPOSIT>;
	type StringLimit = ConstU32<50>;
	type Freezer = ();
	type Holder = AssetsHolder;
	type Extra = ();
	type CallbackHandle = ();
	type AssetIdAllocator = ();
	type WeightInfo = pallet_assets::weights::SubstrateWeight<Runtime>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = ();
}

impl pallet_assets_holder::Config for Runtime {
	type RuntimeHoldReason = RuntimeHoldReason;
	type RuntimeEvent = RuntimeEvent;
}
