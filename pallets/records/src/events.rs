//! What the pallet says: events and errors. A section of the pallet's module, which names it.

use frame::prelude::*;

/// Events and errors of the pallet.
#[pallet_section]
mod events {
	/// Past tense; ids, not blobs. `leaf` is the hash that entered the log: with it anyone can rebuild the log's tree.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// An issuer anchored a record.
		Anchored {
			/// The anchor: its index in the log.
			anchor: AnchorId,
			/// The leaf of the log.
			leaf: Hash,
		},
		/// An issuer anchored a batch of records.
		BatchAnchored {
			/// The anchor: its index in the log.
			anchor: AnchorId,
			/// The leaf of the log.
			leaf: Hash,
		},
		/// Something entered the log without a status of its own.
		Appended {
			/// Its index in the log.
			index: u64,
			/// What it is about.
			kind: EntryKind,
			/// The leaf of the log.
			leaf: Hash,
		},
		/// An issuer replaced an anchor by a later version.
		Amended {
			/// The new anchor: its index in the log.
			anchor: AnchorId,
			/// The anchor that it supersedes.
			supersedes: AnchorId,
			/// The leaf of the log.
			leaf: Hash,
		},
		/// An issuer replaced a leaf of a batch by a later version, which has an anchor of its own.
		LeafAmended {
			/// The new anchor: its index in the log.
			anchor: AnchorId,
			/// The anchor of the batch.
			batch: AnchorId,
			/// The leaf of the batch that it supersedes.
			index: u32,
			/// The leaf of the log.
			leaf: Hash,
		},
		/// An anchor was declared wrong.
		Retracted {
			/// The anchor.
			anchor: AnchorId,
			/// Why.
			reason: RetractionReason,
			/// On whose authority.
			by: Authority,
		},
		/// A leaf of a batch was declared wrong.
		LeafRetracted {
			/// The anchor of the batch.
			batch: AnchorId,
			/// The leaf.
			index: u32,
			/// Why.
			reason: RetractionReason,
			/// On whose authority.
			by: Authority,
		},
		/// The destruction of an anchor's salt, or of all salts of a batch, was attested.
		ErasureAttested {
			/// The anchor.
			anchor: AnchorId,
			/// On whose authority.
			by: Authority,
		},
		/// The destruction of the salt of a leaf was attested.
		LeafErasureAttested {
			/// The anchor of the batch.
			batch: AnchorId,
			/// The leaf.
			index: u32,
			/// On whose authority.
			by: Authority,
		},
		/// A legal hold was placed.
		HoldPlaced {
			/// The anchor.
			anchor: AnchorId,
			/// Who placed it.
			holder: HolderOf<T>,
		},
		/// A legal hold was lifted.
		HoldLifted {
			/// The anchor.
			anchor: AnchorId,
			/// Who had placed it.
			holder: HolderOf<T>,
			/// Whether governance lifted it.
			by_governance: bool,
		},
		/// Another account vouched for an anchor.
		Countersigned {
			/// The anchor.
			anchor: AnchorId,
			/// The account.
			by: T::AccountId,
		},
		/// An account does not vouch for an anchor any more.
		CountersignatureWithdrawn {
			/// The anchor.
			anchor: AnchorId,
			/// The account.
			by: T::AccountId,
		},
		/// An auditor witnessed the log.
		CheckpointCosigned {
			/// The number of the checkpoint.
			checkpoint: u64,
			/// The auditor.
			by: T::AccountId,
		},
	}

	/// Why a call was refused. Nothing changed on chain.
	#[pallet::error]
	pub enum Error<T> {
		/// There is no such anchor, hold, countersignature or checkpoint. Old checkpoints are kept in part only.
		NotFound,
		/// The series has an anchor already, the hold is placed, or the account signed already. A later version of a record
		/// is an amendment.
		AlreadyExists,
		/// Only the issuer of the anchor may do this (or, where the call says so, governance).
		NotAuthorized,
		/// An issuer cannot countersign its own anchor: another party has to.
		SelfDealing,
		/// What became of the anchor or leaf does not allow this change: only a valid one can be amended or retracted, and
		/// nothing can be erased twice.
		InvalidTransition,
		/// A later version took the anchor's place.
		Superseded,
		/// The anchor was retracted.
		Retracted,
		/// The anchor's salt was destroyed.
		Erased,
		/// A legal hold keeps the anchor, and every leaf of it, from erasure. Whoever placed it has to lift it.
		UnderHold,
		/// The call is about a batch and the anchor is one record, or the other way round.
		WrongKind,
		/// A commitment or root of zeros commits to nothing.
		ZeroCommitment,
		/// The commitment or root is the hash of empty content.
		EmptyContent,
		/// Versions count from 1.
		ZeroVersion,
		/// The series has 2^32 − 1 versions. Begin another.
		TooManyVersions,
		/// The new version commits to the same content as the one before it.
		Unchanged,
		/// A batch has at least one leaf.
		EmptyBatch,
		/// A batch has at most 2^20 leaves. Anchor several.
		BatchTooLarge,
		/// The index is not below the size of the batch.
		IndexOutOfRange,
		/// The proof has fewer hashes than a batch of this size needs.
		ProofTooShort,
		/// The proof has more hashes than a batch of this size needs.
		ProofTooLong,
		/// The proof does not lead from this leaf at this index to the root of the batch.
		ProofMismatch,
		/// The checkpoint has another size or another root. Compare before you sign: this is what a witness is for.
		CheckpointMismatch,
		/// As many auditors as can be have cosigned this checkpoint.
		TooManyCosigners,
		/// The log holds 2^64 − 1 entries.
		LogFull,
	}
}
