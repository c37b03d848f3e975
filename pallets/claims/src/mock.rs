//! A runtime of System, Balances, Assets with holds, a clock, registries in memory, and this pallet.

use crate as pallet_claims;
use crate::*;
use core::time::Duration;
use frame::{
	testing_prelude::*,
	token::fungible::{HoldConsideration, NativeFromLeft, NativeOrWithId, UnionOf},
	traits::{AsEnsureOriginWithArg, LinearStoragePrice, UnixTime},
};
use salus_primitives::{
	mock::{MockAccreditation, MockAnchors, MockConsents, MockLog},
	Role, Seconds,
};
use std::cell::Cell;

type Block = MockBlock<Test>;

/// Accounts of 32 bytes, as on the chain.
pub type AccountId = frame::deps::sp_runtime::AccountId32;
/// What plans pay in.
pub type AssetKind = NativeOrWithId<u32>;

#[frame_construct_runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeTask,
		RuntimeHoldReason,
		RuntimeFreezeReason
	)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(2)]
	pub type Assets = pallet_assets;
	#[runtime::pallet_index(3)]
	pub type AssetsHolder = pallet_assets_holder;
	#[runtime::pallet_index(4)]
	pub type Claims = pallet_claims;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
	type AccountId = AccountId;
	type Lookup = IdentityLookup<AccountId>;
	type AccountData = pallet_balances::AccountData<Money>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type Balance = Money;
	type ExistentialDeposit = ConstU128<ED>;
	type AccountStore = System;
}

#[derive_impl(pallet_assets::config_preludes::TestDefaultConfig)]
impl pallet_assets::Config for Test {
	type Balance = Money;
	type Currency = Balances;
	type CreateOrigin = AsEnsureOriginWithArg<EnsureSigned<AccountId>>;
	type ForceOrigin = EnsureRoot<AccountId>;
	type Holder = AssetsHolder;
	type Freezer = ();
}

impl pallet_assets_holder::Config for Test {
	type RuntimeHoldReason = RuntimeHoldReason;
	type RuntimeEvent = RuntimeEvent;
}

std::thread_local! {
	static NOW: Cell<Seconds> = const { Cell::new(GENESIS_TIME) };
}

/// The least balance of the native token.
pub const ED: Money = 5;
/// The day at which each test begins: 2026-06-15.
pub const GENESIS_DAY: Day = 20_619;
/// The time at which each test begins: noon.
pub const GENESIS_TIME: Seconds = GENESIS_DAY as u64 * DAY + DAY / 2;

/// A clock that tests move.
pub struct Clock;
impl UnixTime for Clock {
	fn now() -> Duration {
		Duration::from_secs(NOW.get())
	}
}

pub fn set_time(now: Seconds) {
	NOW.set(now);
}

pub fn time() -> Seconds {
	NOW.get()
}

pub fn pass_days(days: u64) {
	NOW.set(time() + days * DAY);
}

pub fn today() -> Day {
	(time() / DAY) as Day
}

parameter_types! {
	pub const PlanHold: RuntimeHoldReason = RuntimeHoldReason::Claims(pallet_claims::HoldReason::Plan);
	pub const ClaimsPallet: PalletId = PalletId(*b"sa/claim");
	pub const Native: AssetKind = NativeOrWithId::Native;
}

pub const PEND: Seconds = 30 * DAY;
pub const STANDARD: Seconds = 7 * DAY;
pub const URGENT: Seconds = 3 * DAY;
pub const RETENTION: Seconds = 1_000 * DAY;

impl pallet_claims::Config for Test {
	type Accreditation = MockAccreditation<AccountId>;
	type Consent = MockConsents<AccountId>;
	type Anchors = MockAnchors<AccountId>;
	type Log = MockLog;
	type AssetKind = AssetKind;
	type NativeAsset = Native;
	type Assets = UnionOf<Balances, Assets, NativeFromLeft, AssetKind, AccountId>;
	type AssetHolds = UnionOf<Balances, AssetsHolder, NativeFromLeft, AssetKind, AccountId>;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Consideration =
		HoldConsideration<AccountId, Balances, PlanHold, LinearStoragePrice<ConstU128<10>, ConstU128<1>, Money>>;
	type Time = Clock;
	type PalletId = ClaimsPallet;
	type PendPeriod = ConstU64<PEND>;
	type AuthorisationPeriod = ConstU64<STANDARD>;
	type UrgentPeriod = ConstU64<URGENT>;
	type Retention = ConstU64<RETENTION>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = AssetMaker;
	type WeightInfo = ();
}

/// Makes assets for benchmarks.
#[cfg(feature = "runtime-benchmarks")]
pub struct AssetMaker;

#[cfg(feature = "runtime-benchmarks")]
impl crate::benchmarking::BenchmarkHelper<AccountId, AssetKind> for AssetMaker {
	fn asset(owner: &AccountId) -> AssetKind {
		let _ = Assets::force_create(RuntimeOrigin::root(), ASSET, owner.clone(), true, 1);
		NativeOrWithId::WithId(ASSET)
	}

	fn set_time(now: Seconds) {
		set_time(now);
	}
}

pub fn account(number: u8) -> AccountId {
	AccountId::new([number; 32])
}

pub const PAYER: u8 = 1;
pub const OTHER_PAYER: u8 = 2;
pub const PROVIDER: u8 = 3;
pub const OTHER_PROVIDER: u8 = 4;
pub const OFFICER: u8 = 5;
pub const SECOND: u8 = 6;
pub const CHIEF: u8 = 7;
pub const REVIEWER: u8 = 8;
pub const STRANGER: u8 = 9;
/// Members of the first plan: alone; two of a family.
pub const MEMBER: u8 = 11;
pub const MOTHER: u8 = 12;
pub const CHILD: u8 = 13;

/// What each account has at the start.
pub const FUNDS: Money = 1_000_000_000;
/// An asset that plans pay in, with two decimal places.
pub const ASSET: u32 = 7;

type Registry = MockAccreditation<AccountId>;

pub fn accredit_all() {
	Registry::accredit(&account(PAYER), &[Role::Payer]);
	Registry::accredit(&account(OTHER_PAYER), &[Role::Payer]);
	Registry::accredit(&account(PROVIDER), &[Role::Provider]);
	Registry::accredit(&account(OTHER_PROVIDER), &[Role::Provider]);
	Registry::accredit(&account(REVIEWER), &[Role::Reviewer]);
	for number in [OFFICER, SECOND, CHIEF, STRANGER] {
		Registry::accredit(&account(number), &[]);
	}
}

pub fn permit_all() {
	for member in [MEMBER, MOTHER, CHILD] {
		for provider in [PROVIDER, OTHER_PROVIDER] {
			MockConsents::permit(&account(member), &account(provider), &account(PAYER));
		}
	}
}

pub fn ext() -> TestState {
	set_time(GENESIS_TIME);
	MockLog::clear();
	accredit_all();
	permit_all();
	let genesis = RuntimeGenesisConfig {
		balances: pallet_balances::GenesisConfig {
			balances: (1..=13).map(|number| (account(number), FUNDS)).collect(),
			..Default::default()
		},
		assets: pallet_assets::GenesisConfig {
			assets: vec![(ASSET, account(PAYER), true, 1)],
			accounts: vec![(ASSET, account(PAYER), FUNDS), (ASSET, account(PROVIDER), 1)],
			..Default::default()
		},
		..Default::default()
	};
	let mut ext = TestState::new(genesis.build_storage().unwrap());
	ext.execute_with(|| System::set_block_number(1));
	ext
}

/// Runs `test` on an empty chain and checks every invariant at its end.
pub fn run(test: impl FnOnce()) {
	ext().execute_with(|| {
		test();
		Claims::do_try_state().unwrap();
	});
}
