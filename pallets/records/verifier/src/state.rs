//! Reading the state of a chain from a storage proof.

use alloc::vec::Vec;
use codec::{Decode, DecodeAll};
use salus_records_engine::{
	chain::{ChainReason, Nodes, StateItem},
	CompactRange, Hash,
};
use sp_core::{Blake2Hasher, H256};
use sp_crypto_hashing::{twox_128, twox_64};
use sp_trie::{accessed_nodes_tracker::AccessedNodesTracker, read_trie_value, LayoutV1, StorageProof};

/// The name of record anchoring in the runtime.
pub const RECORDS: &[u8] = b"Records";

/// The first bytes of the key of a storage item.
fn prefix(pallet: &[u8], item: &[u8]) -> Vec<u8> {
	[twox_128(pallet), twox_128(item)].concat()
}

/// The storage key of an item.
pub fn key_of(item: &StateItem) -> Vec<u8> {
	match item {
		StateItem::Anchor { id } => {
			let mut key = prefix(RECORDS, b"Anchors");
			key.extend(id.to_be_bytes());
			key
		},
		StateItem::Log => prefix(RECORDS, b"Log"),
		StateItem::Checkpoint { number } => {
			let mut key = prefix(RECORDS, b"Checkpoints");
			key.extend(number.to_be_bytes());
			key
		},
		StateItem::Value { pallet, item, key } => {
			let mut full = prefix(pallet, item);
			full.extend(key.iter());
			full
		},
	}
}

/// `Twox64Concat` of a number.
fn twox_64_concat(number: u32) -> impl Iterator<Item = u8> {
	let bytes = number.to_le_bytes();
	twox_64(&bytes).into_iter().chain(bytes)
}

/// The key under which every chain keeps the hash of its first block: `System::BlockHash(0)`.
pub fn genesis_key() -> Vec<u8> {
	let mut key = prefix(b"System", b"BlockHash");
	key.extend(twox_64_concat(0));
	key
}

/// The key under which a relay chain keeps the head of a parachain: `Paras::Heads(id)`.
pub fn heads_key(para_id: u32) -> Vec<u8> {
	let mut key = prefix(b"Paras", b"Heads");
	key.extend(twox_64_concat(para_id));
	key
}

/// The values of some keys in the state with this root. Every node has to be needed, so that a proof has one form.
pub fn read(root: &Hash, nodes: &Nodes, keys: &[&[u8]]) -> Result<Vec<Option<Vec<u8>>>, ChainReason> {
	let proof = StorageProof::new_with_duplicate_nodes_check(nodes.iter().map(|node| node.to_vec()))
		.map_err(|_| ChainReason::DuplicateNodes)?;
	let mut accessed = AccessedNodesTracker::<H256>::new(proof.len());
	let db = proof.into_memory_db::<Blake2Hasher>();
	let values = keys
		.iter()
		.map(|key| {
			read_trie_value::<LayoutV1<Blake2Hasher>, _>(&db, &H256(*root), key, Some(&mut accessed), None)
				.map_err(|_| ChainReason::Unproven)
		})
		.collect::<Result<_, _>>()?;
	accessed
		.ensure_no_unused_nodes()
		.map_err(|_| ChainReason::UnusedNodes)?;
	Ok(values)
}

/// Size and root of a log from its value in the state.
pub fn log(value: &[u8]) -> Option<(u64, Hash)> {
	let (range, _checkpoints, _checkpointed) = <(CompactRange, u64, u64)>::decode_all(&mut &*value).ok()?;
	range.is_well_formed().then(|| (range.size(), range.root()))
}

/// Size and root of a checkpoint from its value in the state.
pub fn checkpoint(value: &[u8]) -> Option<(u64, Hash)> {
	let (size, root, _block, _time) = <(u64, Hash, u32, u64)>::decode_all(&mut &*value).ok()?;
	Some((size, root))
}

/// The header in a parachain's head data.
pub fn head_data(value: &[u8]) -> Option<Vec<u8>> {
	Vec::<u8>::decode_all(&mut &*value).ok()
}

/// Reads the front of a value: what follows belongs to the chain alone.
pub(crate) fn decode_front<T: Decode>(value: &[u8]) -> Option<T> {
	T::decode(&mut &*value).ok()
}
