//! SHA-256 with the domain separation of RFC 9162 §2.1.1: `0x00` before a leaf, `0x01` before a node.

use sha2::{Digest, Sha256};

/// A SHA-256 hash.
pub type Hash = [u8; 32];

/// The root of a tree without leaves: `SHA-256()` (RFC 9162 §2.1.1).
pub const EMPTY_ROOT: Hash = [
	0xe3, 0xb0, 0xc4, 0x42, 0x98, 0xfc, 0x1c, 0x14, 0x9a, 0xfb, 0xf4, 0xc8, 0x99, 0x6f, 0xb9, 0x24, 0x27, 0xae, 0x41,
	0xe4, 0x64, 0x9b, 0x93, 0x4c, 0xa4, 0x95, 0x99, 0x1b, 0x78, 0x52, 0xb8, 0x55,
];

/// First byte of what a leaf hash is taken over, and of every other hash of this crate that is not a node.
pub const LEAF_PREFIX: u8 = 0x00;

/// First byte of what a node hash is taken over.
pub const NODE_PREFIX: u8 = 0x01;

/// `SHA-256(0x00 ‖ data)`: the hash of a leaf (RFC 9162 §2.1.1).
pub fn leaf_hash(data: &[u8]) -> Hash {
	leaf_hash_of_parts(&[data])
}

/// [`leaf_hash`] of the concatenation of `parts`.
pub fn leaf_hash_of_parts(parts: &[&[u8]]) -> Hash {
	let mut hasher = Sha256::new_with_prefix([LEAF_PREFIX]);
	for part in parts {
		hasher.update(part);
	}
	hasher.finalize().into()
}

/// `SHA-256(0x01 ‖ left ‖ right)`: the hash of an inner node (RFC 9162 §2.1.1).
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
	Sha256::new_with_prefix([NODE_PREFIX])
		.chain_update(left)
		.chain_update(right)
		.finalize()
		.into()
}
