//! The benchmarks of our pallets, and of the transfer that weights are compared with.

use crate::*;
use alloc::string::String;
use frame_benchmarking::{define_benchmarks, BenchmarkBatch, BenchmarkConfig, BenchmarkList};
use frame_support::traits::{StorageInfo, StorageInfoTrait, WhitelistedStorageKeys};

define_benchmarks!(
	[pallet_balances, Balances]
	[pallet_claims, Claims]
	[pallet_consent, Consent]
	[pallet_participants, Participants]
	[pallet_records, Records]
);

pub(crate) fn metadata(extra: bool) -> (Vec<BenchmarkList>, Vec<StorageInfo>) {
	let mut list = Vec::<BenchmarkList>::new();
	list_benchmarks!(list, extra);
	(list, AllPalletsWithSystem::storage_info())
}

pub(crate) fn dispatch(config: BenchmarkConfig) -> Result<Vec<BenchmarkBatch>, String> {
	let mut whitelist = AllPalletsWithSystem::whitelisted_storage_keys();
	// Each block writes its time before any extrinsic runs, and each signed extrinsic reads the hash of the genesis block
	// for its own signature: both are paid for where that is done, and calls find them read.
	whitelist.push(pallet_timestamp::Now::<Runtime>::hashed_key().to_vec().into());
	whitelist.push(frame_system::BlockHash::<Runtime>::hashed_key_for(0).into());
	let mut batches = Vec::<BenchmarkBatch>::new();
	let params = (&config, &whitelist);
	add_benchmarks!(params, batches);
	Ok(batches)
}
