//! A runtime of System, Balances, a clock, a registry of participants in memory, and this pallet.

use crate as pallet_records;
use frame::{testing_prelude::*, token::fungible::HoldConsideration, traits::LinearStoragePrice};
use salus_primitives::{
	mock::{MockAccreditation, MockClock},
	Role, Seconds,
};

type Block = MockBlock<Test>;

/// Accounts of 32 bytes, as on the chain.
pub type AccountId = frame::deps::sp_runtime::AccountId32;

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
	pub type Records = pallet_records;
}

salus_primitives::mock_system_and_balances!(Test);

/// The time at which each test begins.
pub const GENESIS_TIME: Seconds = 1_790_000_000;

pub fn set_time(now: Seconds) {
	MockClock::set(now);
}

pub fn time() -> Seconds {
	MockClock::get()
}

parameter_types! {
	pub const RecordsHold: RuntimeHoldReason = RuntimeHoldReason::Records(pallet_records::HoldReason::Records);
}

/// Small numbers, so that tests see what happens at the bounds.
pub const RECENT: u32 = 4;
pub const EXPONENT: u32 = 3;
pub const COSIGNERS: u32 = 2;

impl pallet_records::Config for Test {
	type GovernanceOrigin = EnsureRoot<AccountId>;
	type Accreditation = MockAccreditation<AccountId>;
	type Consideration =
		HoldConsideration<AccountId, Balances, RecordsHold, LinearStoragePrice<ConstU64<10>, ConstU64<1>, u64>>;
	type Time = MockClock;
	type RecentCheckpoints = ConstU32<RECENT>;
	type LastingCheckpointExponent = ConstU32<EXPONENT>;
	type MaxCosigners = ConstU32<COSIGNERS>;
	type WeightInfo = ();
}

pub const HOSPITAL: AccountId = AccountId::new([1; 32]);
pub const CLINIC: AccountId = AccountId::new([2; 32]);
pub const AUDITOR: AccountId = AccountId::new([3; 32]);
pub const SECOND_AUDITOR: AccountId = AccountId::new([4; 32]);
pub const THIRD_AUDITOR: AccountId = AccountId::new([5; 32]);
pub const SUBJECT: AccountId = AccountId::new([6; 32]);
pub const STRANGER: AccountId = AccountId::new([7; 32]);
/// Accredited, without funds.
pub const POOR: AccountId = AccountId::new([8; 32]);

/// What each account has at the start.
pub const FUNDS: u64 = 1_000_000;

pub fn ext() -> TestState {
	set_time(GENESIS_TIME);
	type Registry = MockAccreditation<AccountId>;
	Registry::accredit(&HOSPITAL, &[Role::Issuer, Role::Custodian]);
	Registry::accredit(&CLINIC, &[Role::Issuer, Role::Custodian]);
	Registry::accredit(&POOR, &[Role::Issuer]);
	for auditor in [AUDITOR, SECOND_AUDITOR, THIRD_AUDITOR] {
		Registry::accredit(&auditor, &[Role::Auditor]);
	}
	let genesis = RuntimeGenesisConfig {
		balances: pallet_balances::GenesisConfig {
			balances: [
				HOSPITAL,
				CLINIC,
				AUDITOR,
				SECOND_AUDITOR,
				THIRD_AUDITOR,
				SUBJECT,
				STRANGER,
			]
			.map(|account| (account, FUNDS))
			.to_vec(),
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
		check();
	});
}

/// Every invariant of the pallet, and the sum of what is held.
pub fn check() {
	Records::do_try_state().unwrap();
	for account in [
		HOSPITAL,
		CLINIC,
		AUDITOR,
		SECOND_AUDITOR,
		THIRD_AUDITOR,
		SUBJECT,
		STRANGER,
		POOR,
	] {
		assert_eq!(held(&account), tickets(&account), "holds of {account:?}");
	}
}

/// What is held of an account.
pub fn held(account: &AccountId) -> u64 {
	use frame::token::fungible::InspectHold;
	Balances::balance_on_hold(&RecordsHold::get(), account)
}

/// The sum of an account's tickets.
fn tickets(account: &AccountId) -> u64 {
	use pallet_records::{Anchors, Countersignatures, Holder, Holds, Key, Leaves};
	// A ticket of `HoldConsideration` is its amount.
	let amount = |ticket: &dyn Fn() -> Vec<u8>| u64::decode(&mut ticket().as_slice()).unwrap();
	let issued = |key: Key| Anchors::<Test>::get(key).is_some_and(|(anchor, _)| anchor.issuer == *account);
	let anchors = Anchors::<Test>::iter().filter(|(key, _)| issued(*key));
	let anchors = anchors.filter_map(|(_, (_, ticket))| ticket.map(|ticket| amount(&|| ticket.encode())));
	let leaves = Leaves::<Test>::iter().filter(|(key, _, _)| issued(*key));
	let leaves = leaves.filter_map(|(_, _, (_, ticket))| ticket.map(|ticket| amount(&|| ticket.encode())));
	let holds = Holds::<Test>::iter().filter(|(_, holder, _)| *holder == Holder::Organisation(account.clone()));
	let holds = holds.filter_map(|(_, _, (_, ticket))| ticket.map(|ticket| amount(&|| ticket.encode())));
	let vouched = Countersignatures::<Test>::iter().filter(|(_, by, _)| by == account);
	let vouched = vouched.map(|(_, _, (_, ticket))| amount(&|| ticket.encode()));
	anchors.chain(leaves).chain(holds).chain(vouched).sum()
}

/// Ends this block and begins the next, six seconds later.
pub fn next_block() {
	let block = System::block_number();
	Records::on_finalize(block);
	System::set_block_number(block + 1);
	set_time(time() + 6);
	Records::on_initialize(block + 1);
}
