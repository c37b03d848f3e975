//! What anybody can ask of record anchoring without reading its storage: `state_call` on any node, at any block whose state
//! the node has.

#![cfg_attr(not(feature = "std"), no_std)]
#![warn(missing_docs)]

use codec::Codec;
use frame::deps::sp_api;
use pallet_records::{Anchor, LeafStatus, LogInfo, SeriesHead, SeriesId, Status, WitnessedCheckpoint};
use salus_primitives::AnchorId;

sp_api::decl_runtime_apis! {
	/// Anchored records and the chain's log.
	pub trait RecordsApi<AccountId, BlockNumber> where AccountId: Codec, BlockNumber: Codec {
		/// An anchor as it is stored.
		fn anchor(anchor: AnchorId) -> Option<Anchor<AccountId, BlockNumber>>;

		/// What became of an anchor.
		fn anchor_status(anchor: AnchorId) -> Option<Status>;

		/// What became of a leaf of a batch. `None` if there is no such batch, or no such leaf in it.
		fn leaf_status(batch: AnchorId, index: u32) -> Option<LeafStatus>;

		/// The latest anchor of a series of an issuer.
		fn head(issuer: AccountId, series: SeriesId) -> Option<SeriesHead>;

		/// Size and root of the log.
		fn log() -> LogInfo;

		/// The stored checkpoint of the log with exactly this size.
		fn checkpoint_at(size: u64) -> Option<WitnessedCheckpoint<AccountId, BlockNumber>>;

		/// The first stored checkpoint of the log with at least this size: for `size` = index + 1, the first that covers
		/// the entry at an index.
		fn checkpoint_from(size: u64) -> Option<WitnessedCheckpoint<AccountId, BlockNumber>>;
	}
}
