//! What a runtime upgrade does to storage. Single-block migrations run before the first block of the new runtime;
//! what does not fit one block is stepped by `MultiBlockMigrations`.

use crate::Runtime;
use polkadot_sdk::*;

/// Migrations of one block, in order. Each is idempotent.
pub type SingleBlockMigrations = (
	// Kept for ever: brings stored XCM to the version of the SDK.
	pallet_xcm::migration::MigrateToLatestXcmVersion<Runtime>,
);
