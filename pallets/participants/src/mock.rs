//! A runtime of System, Timestamp-like clock and this pallet.

use crate as pallet_participants;
use frame::testing_prelude::*;
use salus_primitives::{mock::MockClock, Commitment, Seconds};

type Block = MockBlock<Test>;

#[frame_construct_runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(RuntimeCall, RuntimeEvent, RuntimeError, RuntimeOrigin, RuntimeTask)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type Participants = pallet_participants;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
}

/// The time at which each test begins.
pub const GENESIS_TIME: Seconds = 1_790_000_000;

impl pallet_participants::Config for Test {
	type GovernanceOrigin = EnsureRoot<u64>;
	type Time = MockClock;
	type WeightInfo = ();
}

/// A credential commitment that tests use.
pub const CREDENTIAL: Commitment = [7; 32];

pub fn ext() -> TestState {
	MockClock::set(GENESIS_TIME);
	let mut ext = TestState::new(RuntimeGenesisConfig::default().build_storage().unwrap());
	ext.execute_with(|| System::set_block_number(1));
	ext
}

/// Runs `test` on an empty registry and checks every invariant at its end.
pub fn run(test: impl FnOnce()) {
	ext().execute_with(|| {
		test();
		Participants::do_try_state().unwrap();
	});
}
