//! A runtime of System, Balances, a clock that tests move, and this pallet.

use crate as pallet_consent;
use frame::{
	deps::sp_runtime::{AccountId32, MultiSignature},
	testing_prelude::*,
};
use salus_primitives::{
	mock::{MockAccreditation, MockClock, MockLog},
	Role, Seconds,
};

type Block = MockBlock<Test>;

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
	pub type Consent = pallet_consent;
}

salus_primitives::mock_system_and_balances!(Test);

/// The time at which each test begins: a multiple of thirty days.
pub const GENESIS_TIME: Seconds = 691 * crate::MAJORITY_GRID;

pub fn set_time(now: Seconds) {
	MockClock::set(now);
}

pub fn now() -> Seconds {
	MockClock::get()
}

parameter_types! {
	pub const DepositBase: u64 = 100;
	pub const DepositPerByte: u64 = 2;
	pub const MaxEmergency: Seconds = 3_600;
	pub const ReviewPeriod: Seconds = 7_200;
	pub const Retention: Seconds = 100_000;
}

impl pallet_consent::Config for Test {
	type GovernanceOrigin = EnsureRoot<AccountId32>;
	type Accreditation = MockAccreditation<AccountId32>;
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Signature = MultiSignature;
	type PartyOf = crate::AccountParty;
	type Log = MockLog;
	type Time = MockClock;
	type DepositBase = DepositBase;
	type DepositPerByte = DepositPerByte;
	type MaxEmergency = MaxEmergency;
	type ReviewPeriod = ReviewPeriod;
	type Retention = Retention;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarking::KeystoreSigner;
	type WeightInfo = ();
}

/// What every funded account has at first.
pub const FUNDS: u64 = 1_000_000;

pub fn account(number: u8) -> AccountId32 {
	AccountId32::new([number; 32])
}

/// The accounts that tests use as subjects, by number.
pub const SUBJECTS: core::ops::RangeInclusive<u8> = 1..=6;
pub const CUSTODIAN: u8 = 21;
pub const OTHER_CUSTODIAN: u8 = 22;
pub const PROVIDER: u8 = 23;
pub const PAYER: u8 = 24;
pub const VERIFIER: u8 = 25;
pub const REGISTRAR: u8 = 26;
pub const RESPONDER: u8 = 27;
pub const REVIEWER: u8 = 28;
pub const RECIPIENT: u8 = 29;
pub const GUARDIAN: u8 = 30;
pub const STRANGER: u8 = 99;

pub fn accredit_all() {
	use Role::*;
	for (who, roles) in [
		(CUSTODIAN, &[Custodian][..]),
		(OTHER_CUSTODIAN, &[Custodian]),
		(PROVIDER, &[Provider]),
		(PAYER, &[Payer]),
		(VERIFIER, &[Verifier]),
		(REGISTRAR, &[Registrar]),
		(RESPONDER, &[EmergencyResponder, Reviewer, Custodian]),
		(REVIEWER, &[Reviewer]),
		(RECIPIENT, &[Recipient]),
	] {
		MockAccreditation::accredit(&account(who), roles);
	}
}

pub fn ext() -> TestState {
	set_time(GENESIS_TIME);
	MockLog::clear();
	accredit_all();
	let numbers = SUBJECTS.chain(21..=30).chain([STRANGER]);
	let balances = numbers.map(|number| (account(number), FUNDS)).collect();
	let genesis = RuntimeGenesisConfig {
		balances: pallet_balances::GenesisConfig {
			balances,
			..Default::default()
		},
		..Default::default()
	};
	let mut ext = TestState::new(genesis.build_storage().unwrap());
	#[cfg(feature = "runtime-benchmarks")]
	ext.register_extension(sp_keystore::KeystoreExt::new(
		sp_keystore::testing::MemoryKeystore::new(),
	));
	ext.execute_with(|| {
		System::set_block_number(1);
		System::set_extrinsic_index(0);
	});
	ext
}

/// Runs `test` on an empty registry and checks every invariant at its end.
pub fn run(test: impl FnOnce()) {
	ext().execute_with(|| {
		test();
		Consent::do_try_state().unwrap();
	});
}
