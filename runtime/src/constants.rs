//! Money, time and weight of the chain.

use crate::{Balance, BlockNumber};
use polkadot_sdk::*;

use frame_support::weights::{constants::WEIGHT_REF_TIME_PER_SECOND, Weight};
use sp_runtime::Perbill;

/// The ticker of the native token, as wallets show it.
pub const TOKEN_SYMBOL: &str = "SALUS";
/// Decimal places of the native token.
pub const TOKEN_DECIMALS: u32 = 12;
/// The generic SS58 prefix. A registered one replaces it before a public launch.
pub const SS58_PREFIX: u16 = 42;

/// One SALUS.
pub const UNIT: Balance = 1_000_000_000_000;
/// A thousandth of a SALUS.
pub const MILLI_UNIT: Balance = 1_000_000_000;
/// A millionth of a SALUS.
pub const MICRO_UNIT: Balance = 1_000_000;

/// Below this an account is removed.
pub const EXISTENTIAL_DEPOSIT: Balance = MILLI_UNIT;

/// What is held for `items` storage items of `bytes` bytes together.
pub const fn deposit(items: u32, bytes: u32) -> Balance {
	// Widening casts: `From` is not const.
	#[allow(clippy::as_conversions)]
	let (items, bytes) = (items as Balance, bytes as Balance);
	items
		.saturating_mul(20 * MILLI_UNIT)
		.saturating_add(bytes.saturating_mul(100 * MICRO_UNIT))
}

/// Length of an Aura slot. It cannot change once a chain has started.
pub const SLOT_DURATION: u64 = 6_000;
/// Blocks per relay chain block.
pub const BLOCK_PROCESSING_VELOCITY: u32 = 1;
/// Blocks that may wait for their inclusion by the relay chain.
pub const UNINCLUDED_SEGMENT_CAPACITY: u32 = 3;
/// Length of a slot of the relay chain.
pub const RELAY_CHAIN_SLOT_DURATION_MILLIS: u32 = 6_000;

/// Blocks per minute at six seconds a block. For lengths that are not promises to people: those are in seconds.
pub const MINUTES: BlockNumber = 10;
/// Blocks per hour.
pub const HOURS: BlockNumber = MINUTES * 60;
/// Blocks per day.
pub const DAYS: BlockNumber = HOURS * 24;

/// The part of a block that hooks may use on average.
pub const AVERAGE_ON_INITIALIZE_RATIO: Perbill = Perbill::from_percent(5);
/// The part of a block that normal extrinsics may use; the rest is for operational ones.
pub const NORMAL_DISPATCH_RATIO: Perbill = Perbill::from_percent(75);
/// Two seconds of execution, as a core of the relay chain gives, and its greatest proof of validity.
pub const MAXIMUM_BLOCK_WEIGHT: Weight = Weight::from_parts(
	WEIGHT_REF_TIME_PER_SECOND.saturating_mul(2),
	// A constant of the relay chain that is far below 2^64.
	#[allow(clippy::as_conversions)]
	{
		cumulus_primitives_core::relay_chain::MAX_POV_SIZE as u64
	},
);
/// The greatest block in bytes.
pub const MAXIMUM_BLOCK_LENGTH: u32 = 5 * 1024 * 1024;
