//! What the mocks of the pallets share beside the stand-ins for each other: a clock, and System and Balances.

use crate::Seconds;
use core::time::Duration;
use frame::traits::UnixTime;
use std::cell::Cell;

std::thread_local! {
	static NOW: Cell<Seconds> = const { Cell::new(0) };
}

/// A clock that tests move; each test thread has its own.
pub struct MockClock;

impl MockClock {
	/// Sets the time, in seconds since the Unix epoch.
	pub fn set(now: Seconds) {
		NOW.set(now);
	}

	/// The time.
	pub fn get() -> Seconds {
		NOW.get()
	}
}

impl UnixTime for MockClock {
	fn now() -> Duration {
		Duration::from_secs(NOW.get())
	}
}

/// Configures System, with accounts of 32 bytes as on the chain, and Balances for a mock runtime. The names of
/// `frame::testing_prelude` and the type `Block` have to be in scope.
#[macro_export]
macro_rules! mock_system_and_balances {
	($runtime:ident) => {
		#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
		impl frame_system::Config for $runtime {
			type Block = Block;
			type AccountId = frame::deps::sp_runtime::AccountId32;
			type Lookup = IdentityLookup<frame::deps::sp_runtime::AccountId32>;
			type AccountData = pallet_balances::AccountData<u64>;
		}

		#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
		impl pallet_balances::Config for $runtime {
			type AccountStore = System;
		}
	};
}
