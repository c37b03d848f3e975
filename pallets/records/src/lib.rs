#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
#![warn(missing_docs)]
#![cfg_attr(
	test,
	allow(
		clippy::arithmetic_side_effects,
		clippy::as_conversions,
		clippy::expect_used,
		clippy::indexing_slicing,
		clippy::panic,
		clippy::unwrap_used
	)
)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod events;
mod impls;
#[cfg(any(test, feature = "try-runtime"))]
mod invariants;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
mod types;
pub mod weights;

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

use alloc::vec::Vec;
use frame::prelude::*;
use impls::{Caller, Draft};
use salus_primitives::{AccreditationInspect, AnchorId, Commitment, Role, Seconds};
use salus_records_engine::{leaf::EntryKind, Canonicalisation, Hash, MAX_BATCH_LEAVES};

/// An [`Anchor`] of the runtime `T`.
pub type AnchorOf<T> = Anchor<<T as frame_system::Config>::AccountId, BlockNumberFor<T>>;

/// A [`Checkpoint`] of the runtime `T`.
pub type CheckpointOf<T> = Checkpoint<BlockNumberFor<T>>;

/// A [`Holder`] of the runtime `T`.
pub type HolderOf<T> = Holder<<T as frame_system::Config>::AccountId>;

/// The auditors that cosigned a checkpoint.
pub type CosignersOf<T> = BoundedVec<<T as frame_system::Config>::AccountId, <T as Config>::MaxCosigners>;

/// The nodes that the entry of a call can complete, for the weight that is charged before it runs: a log reaches a worse
/// case after 2^41 entries. What was not needed is given back.
pub const MAX_COMPLETED_NODES: u32 = 40;

/// The longest page that a view function returns.
pub const PAGE_LIMIT: u32 = 100;

// For what the macros of FRAME write: codecs that convert the index of a variant, names that they expect. The code of this
// module does neither.
#[allow(clippy::as_conversions, clippy::expect_used)]
#[import_section(events::events)]
#[frame::pallet]
pub mod pallet {
	use super::*;
	use frame::traits::{Consideration, Footprint, UnixTime};

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// What the runtime sets. An account is 32 bytes, as a leaf binds it.
	#[pallet::config]
	pub trait Config: frame_system::Config<AccountId: Into<[u8; 32]>> {
		/// Who acts for an issuer that cannot act any more, and may place and lift any hold: the council, in the Salus runtime.
		type GovernanceOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// Who may anchor, hold and witness.
		type Accreditation: AccreditationInspect<Self::AccountId>;

		/// What is held of an account for what it stores.
		type Consideration: Consideration<Self::AccountId, Footprint>;

		/// The clock.
		type Time: UnixTime;

		/// How many of the latest checkpoints are kept. Stored checkpoints depend on it: it must never be reduced.
		#[pallet::constant]
		type RecentCheckpoints: Get<u32>;

		/// Every 2^k-th checkpoint is kept for ever, where this is k. Stored checkpoints depend on it: it must never change.
		#[pallet::constant]
		type LastingCheckpointExponent: Get<u32>;

		/// How many auditors can cosign one checkpoint. Stored lists depend on it: it must never be reduced.
		#[pallet::constant]
		type MaxCosigners: Get<u32>;

		/// Measured weights of the calls.
		type WeightInfo: WeightInfo;
	}

	/// The chain's log: size and compact range in one value, so that an entry is one read and one write.
	#[pallet::storage]
	pub type Log<T: Config> = StorageValue<_, LogState, ValueQuery>;

	/// What the log was at the end of a block in which it grew: a ring of recent ones, and every 2^k-th for ever.
	///
	/// Key: the number of the checkpoint, big endian. Value: size, root, block, time.
	// `Identity`: the chain counts checkpoints.
	#[pallet::storage]
	pub type Checkpoints<T: Config> = StorageMap<_, Identity, Key, CheckpointOf<T>>;

	/// The auditors that cosigned a checkpoint that is still stored.
	///
	/// Key: the number of the checkpoint, big endian. Value: their accounts, in the order in which they cosigned.
	// `Identity`: the chain counts checkpoints.
	#[pallet::storage]
	pub type Cosigners<T: Config> = StorageMap<_, Identity, Key, CosignersOf<T>>;

	/// The anchors, and the deposit of each until its erasure is attested.
	///
	/// Key: the index of the anchor's entry in the log, big endian. Value: the anchor and its ticket.
	// `Identity`: the chain counts entries.
	#[pallet::storage]
	pub type Anchors<T: Config> = StorageMap<_, Identity, Key, (AnchorOf<T>, Option<T::Consideration>)>;

	/// The latest anchor of each lineage.
	///
	/// Keys: the issuer's account, the series. Value: the anchor, whose version is the highest; it is the valid one, if one is.
	// `Blake2_128Concat`: an issuer chooses its account and its series.
	#[pallet::storage]
	pub type Series<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Blake2_128Concat, SeriesId, AnchorId>;

	/// The leaves of batches of which something became on its own, and the deposit of each until its erasure is attested.
	///
	/// Keys: the anchor of the batch and the index of the leaf, both big endian. Value: the status, never valid, and the ticket.
	// `Identity`: the chain counts anchors, and leaves of a batch are counted from 0.
	#[pallet::storage]
	pub type Leaves<T: Config> =
		StorageDoubleMap<_, Identity, Key, Identity, LeafKey, (Status, Option<T::Consideration>)>;

	/// The legal holds on anchors, and the deposit of each; governance makes none.
	///
	/// Keys: the anchor, big endian; who placed the hold. Value: the hold and the ticket.
	// `Identity` for the anchor, which the chain counts; `Blake2_128Concat` for an account, which its owner chooses.
	#[pallet::storage]
	pub type Holds<T: Config> =
		StorageDoubleMap<_, Identity, Key, Blake2_128Concat, HolderOf<T>, (LegalHold, Option<T::Consideration>)>;

	/// Who vouches for an anchor besides its issuer, and the deposit of each.
	///
	/// Keys: the anchor, big endian; the account that vouches. Value: since when, in seconds since the Unix epoch, and the
	/// ticket.
	// `Identity` for the anchor, which the chain counts; `Blake2_128Concat` for an account, which its owner chooses.
	#[pallet::storage]
	pub type Countersignatures<T: Config> =
		StorageDoubleMap<_, Identity, Key, Blake2_128Concat, T::AccountId, (Seconds, T::Consideration)>;

	/// Why funds are held.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// For what an account stores: an anchor, the state of a leaf, a legal hold, a countersignature.
		#[codec(index = 0)]
		Records,
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// An anchor as it is stored.
		pub fn anchor_of(anchor: AnchorId) -> Option<AnchorOf<T>> {
			Anchors::<T>::get(Key::from(anchor)).map(|(anchor, _)| anchor)
		}

		/// What became of a leaf of a batch. `None` if there is no such batch, or no such leaf in it.
		pub fn leaf_status_of(batch: AnchorId, index: u32) -> Option<LeafStatus> {
			Self::leaf_status(batch, index)
		}

		/// The latest anchor of a series of an issuer.
		pub fn head_of(issuer: T::AccountId, series: SeriesId) -> Option<SeriesHead> {
			Self::series_head(&issuer, &series)
		}

		/// Size and root of the log at this block.
		pub fn log_info() -> LogInfo {
			Self::log()
		}

		/// A checkpoint by its number, with its witnesses.
		pub fn checkpoint_of(number: u64) -> Option<WitnessedCheckpoint<T::AccountId, BlockNumberFor<T>>> {
			Self::witnessed_checkpoint(number)
		}

		/// The holds on an anchor, at most 100.
		pub fn holds_of(anchor: AnchorId) -> Vec<(HolderOf<T>, LegalHold)> {
			let limit = PAGE_LIMIT.try_into().unwrap_or_default();
			Holds::<T>::iter_prefix(Key::from(anchor))
				.take(limit)
				.map(|(holder, (hold, _))| (holder, hold))
				.collect()
		}

		/// Who vouches for an anchor and since when, at most 100. Pass the last account of one page as `after` to get the
		/// next.
		pub fn countersigners_of(anchor: AnchorId, after: Option<T::AccountId>) -> Vec<(T::AccountId, Seconds)> {
			let limit = PAGE_LIMIT.try_into().unwrap_or_default();
			let key = Key::from(anchor);
			let all = match after {
				Some(last) => {
					Countersignatures::<T>::iter_prefix_from(key, Countersignatures::<T>::hashed_key_for(key, last))
				},
				None => Countersignatures::<T>::iter_prefix(key),
			};
			all.take(limit).map(|(account, (since, _))| (account, since)).collect()
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		/// Charges for what [`Hooks::on_finalize`] will do. The benchmark counts its proof too.
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			T::WeightInfo::on_finalize()
		}

		/// Writes a checkpoint if the log grew in this block. At the end of the block, so that the block's own state proves it.
		fn on_finalize(block: BlockNumberFor<T>) {
			Self::write_checkpoint(block);
		}

		fn integrity_test() {
			assert!(T::RecentCheckpoints::get() > 0, "the latest checkpoint must be kept");
			assert!(
				T::LastingCheckpointExponent::get() < 64,
				"numbers of checkpoints have 64 bits"
			);
			assert!(T::MaxCosigners::get() > 0, "a checkpoint must have room for a witness");
			assert!(
				1u64.checked_shl(LEAF_PROOF_LIMIT) == Some(MAX_BATCH_LEAVES),
				"the longest proof must be that of the largest batch"
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), frame::try_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Anchor a record.
		///
		/// ## Dispatch Origin
		///
		/// Signed by an organisation that is accredited as issuer.
		///
		/// ## Details
		///
		/// Registers the salted commitment as version 1 of `series`, and appends the leaf that binds issuer, series, version,
		/// canonicalisation, schema and commitment to the log. Without a `series` the commitment is the series too; the leaf
		/// has the 16 bytes of `schema` and 16 zeros, or zeros alone. The deposit is returned when the erasure is attested.
		///
		/// ## Errors
		///
		/// Those of the registry of participants, [`Error::ZeroCommitment`], [`Error::EmptyContent`],
		/// [`Error::AlreadyExists`], [`Error::LogFull`], and those of the deposit.
		///
		/// ## Events
		///
		/// [`Event::Anchored`].
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::anchor(MAX_COMPLETED_NODES))]
		pub fn anchor(
			origin: OriginFor<T>,
			commitment: Commitment,
			canonicalisation: Canonicalisation,
			schema: Option<SchemaId>,
			series: Option<SeriesId>,
			retention: RetentionClass,
		) -> DispatchResultWithPostInfo {
			let issuer = Self::accredited_issuer(origin)?;
			let content = Content::Record {
				commitment,
				canonicalisation,
			};
			let series = series.unwrap_or(commitment);
			let entry = Self::begin_series(Draft {
				issuer,
				content,
				schema: schema_of(schema),
				series,
				version: 1,
				retention,
			})?;

			Self::deposit_event(Event::Anchored {
				anchor: entry.index,
				leaf: entry.leaf,
			});
			Ok(Some(T::WeightInfo::anchor(entry.completed)).into())
		}

		/// Anchor a batch of up to 2^20 records.
		///
		/// ## Dispatch Origin
		///
		/// Signed by an organisation that is accredited as issuer.
		///
		/// ## Details
		///
		/// Registers the root and the size of an RFC 9162 tree over the leaves of the records, as version 1 of `series` (the
		/// root, if absent), and appends it to the log. The size of the call does not depend on that of the batch.
		///
		/// ## Errors
		///
		/// Those of the registry of participants, [`Error::EmptyBatch`], [`Error::BatchTooLarge`], [`Error::ZeroCommitment`],
		/// [`Error::EmptyContent`], [`Error::AlreadyExists`], [`Error::LogFull`], and those of the deposit.
		///
		/// ## Events
		///
		/// [`Event::BatchAnchored`].
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::anchor_batch(MAX_COMPLETED_NODES))]
		pub fn anchor_batch(
			origin: OriginFor<T>,
			root: Hash,
			#[pallet::compact] size: u32,
			schema: Option<SchemaId>,
			series: Option<SeriesId>,
			retention: RetentionClass,
		) -> DispatchResultWithPostInfo {
			let issuer = Self::accredited_issuer(origin)?;
			let entry = Self::begin_series(Draft {
				issuer,
				content: Content::Batch { root, size },
				schema: schema_of(schema),
				series: series.unwrap_or(root),
				version: 1,
				retention,
			})?;

			Self::deposit_event(Event::BatchAnchored {
				anchor: entry.index,
				leaf: entry.leaf,
			});
			Ok(Some(T::WeightInfo::anchor_batch(entry.completed)).into())
		}

		/// Put a record or a batch into the log and keep nothing else of it.
		///
		/// ## Dispatch Origin
		///
		/// Signed by an organisation that is accredited as issuer.
		///
		/// ## Details
		///
		/// The cheapest proof that a record was there at a time: the same leaf as an anchor's, without a status, so that it
		/// cannot be amended, retracted or held, and without a deposit, as the state of the chain does not grow.
		///
		/// ## Errors
		///
		/// Those of the registry of participants, [`Error::ZeroCommitment`], [`Error::EmptyContent`],
		/// [`Error::ZeroVersion`], [`Error::EmptyBatch`], [`Error::BatchTooLarge`], [`Error::LogFull`].
		///
		/// ## Events
		///
		/// [`Event::Appended`].
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::log_only(MAX_COMPLETED_NODES))]
		pub fn log_only(origin: OriginFor<T>, item: LogItem) -> DispatchResultWithPostInfo {
			let issuer = Self::accredited_issuer(origin)?;
			let (kind, digest) = Draft::<T>::from_item(issuer, item).digest()?;
			let entry = Self::append_entry(kind, digest)?;

			Self::deposit_event(Event::Appended {
				index: entry.index,
				kind,
				leaf: entry.leaf,
			});
			Ok(Some(T::WeightInfo::log_only(entry.completed)).into())
		}

		/// Replace a record by a later version.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the issuer of the anchor, accredited as issuer.
		///
		/// ## Details
		///
		/// Makes a new anchor in the same series with the next version; the old one is superseded by it. Receipts of the old
		/// one go on proving what they did. Holds on the old anchor stay there.
		///
		/// ## Errors
		///
		/// Those of the registry of participants, [`Error::NotFound`], [`Error::NotAuthorized`], [`Error::WrongKind`],
		/// [`Error::Unchanged`], [`Error::InvalidTransition`], [`Error::TooManyVersions`], [`Error::ZeroCommitment`],
		/// [`Error::EmptyContent`], [`Error::LogFull`], and those of the deposit.
		///
		/// ## Events
		///
		/// [`Event::Amended`].
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::amend(MAX_COMPLETED_NODES))]
		pub fn amend(
			origin: OriginFor<T>,
			anchor: AnchorId,
			commitment: Commitment,
			canonicalisation: Canonicalisation,
			schema: Option<SchemaId>,
			retention: RetentionClass,
		) -> DispatchResultWithPostInfo {
			let issuer = Self::accredited_issuer(origin)?;
			let content = Content::Record {
				commitment,
				canonicalisation,
			};
			let entry = Self::supersede(issuer, anchor, content, schema, retention)?;

			Self::deposit_event(Event::Amended {
				anchor: entry.index,
				supersedes: anchor,
				leaf: entry.leaf,
			});
			Ok(Some(T::WeightInfo::amend(entry.completed)).into())
		}

		/// Replace a batch by a later version.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the issuer of the anchor, accredited as issuer.
		///
		/// ## Details
		///
		/// As `amend`, for a whole batch: every leaf of the old batch is superseded with it, but for those of which
		/// something became on its own before.
		///
		/// ## Errors
		///
		/// Those of `amend`, [`Error::EmptyBatch`], [`Error::BatchTooLarge`].
		///
		/// ## Events
		///
		/// [`Event::Amended`].
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::amend_batch(MAX_COMPLETED_NODES))]
		pub fn amend_batch(
			origin: OriginFor<T>,
			anchor: AnchorId,
			root: Hash,
			#[pallet::compact] size: u32,
			schema: Option<SchemaId>,
			retention: RetentionClass,
		) -> DispatchResultWithPostInfo {
			let issuer = Self::accredited_issuer(origin)?;
			let entry = Self::supersede(issuer, anchor, Content::Batch { root, size }, schema, retention)?;

			Self::deposit_event(Event::Amended {
				anchor: entry.index,
				supersedes: anchor,
				leaf: entry.leaf,
			});
			Ok(Some(T::WeightInfo::amend_batch(entry.completed)).into())
		}

		/// Replace one record of a batch by a later version.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the issuer of the batch, accredited as issuer.
		///
		/// ## Details
		///
		/// `old` at `position` proves which leaf it is. The later version gets an anchor of its own, in the leaf's series and
		/// with the version after the leaf's; the leaf is superseded by it. From there on the record is amended like any other.
		///
		/// ## Errors
		///
		/// Those of the registry of participants, [`Error::NotFound`], [`Error::NotAuthorized`], [`Error::WrongKind`],
		/// [`Error::IndexOutOfRange`], [`Error::ProofTooShort`], [`Error::ProofTooLong`], [`Error::ProofMismatch`],
		/// [`Error::Unchanged`], [`Error::InvalidTransition`], [`Error::AlreadyExists`], [`Error::TooManyVersions`],
		/// [`Error::ZeroCommitment`], [`Error::EmptyContent`], [`Error::LogFull`], and those of the deposit.
		///
		/// ## Events
		///
		/// [`Event::LeafAmended`].
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::amend_leaf(MAX_COMPLETED_NODES, Pallet::<T>::proof_length(position)))]
		pub fn amend_leaf(
			origin: OriginFor<T>,
			batch: AnchorId,
			position: LeafPosition,
			old: LeafContent,
			commitment: Commitment,
			canonicalisation: Canonicalisation,
			retention: RetentionClass,
		) -> DispatchResultWithPostInfo {
			let issuer = Self::accredited_issuer(origin)?;
			let content = Content::Record {
				commitment,
				canonicalisation,
			};
			let entry = Self::supersede_leaf(issuer, batch, &position, old, content, retention)?;

			Self::deposit_event(Event::LeafAmended {
				anchor: entry.index,
				batch,
				index: position.index,
				leaf: entry.leaf,
			});
			let length = Self::proof_length(&position);
			Ok(Some(T::WeightInfo::amend_leaf(entry.completed, length)).into())
		}

		/// Declare an anchor wrong.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the issuer of the anchor, accredited as issuer; or governance.
		///
		/// ## Details
		///
		/// Final: the series has no valid version any more, and a corrected record begins another. The anchor stays readable,
		/// with the reason. A batch is retracted with all its leaves.
		///
		/// ## Errors
		///
		/// Those of the registry of participants, [`Error::NotFound`], [`Error::NotAuthorized`],
		/// [`Error::InvalidTransition`].
		///
		/// ## Events
		///
		/// [`Event::Retracted`].
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::retract())]
		pub fn retract(origin: OriginFor<T>, anchor: AnchorId, reason: RetractionReason) -> DispatchResult {
			let caller = Self::caller(origin)?;
			let (mut found, ticket) = Self::stored_anchor(anchor)?;
			let by = Self::authority(&caller, &found.issuer)?;
			found.status = Self::transition(found.status, State::Retracted { reason })?;

			Anchors::<T>::insert(Key::from(anchor), (found, ticket));
			Self::deposit_event(Event::Retracted { anchor, reason, by });
			Ok(())
		}

		/// Declare one record of a batch wrong.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the issuer of the batch, accredited as issuer; or governance.
		///
		/// ## Details
		///
		/// `leaf` is the hash of the leaf, and `position` proves that it is in the batch; the leaf's fields stay off chain. The
		/// other leaves stay valid. The deposit of the issuer is returned when the leaf's erasure is attested; governance
		/// makes none.
		///
		/// ## Errors
		///
		/// Those of the registry of participants, [`Error::NotFound`], [`Error::NotAuthorized`], [`Error::WrongKind`],
		/// [`Error::IndexOutOfRange`], [`Error::ProofTooShort`], [`Error::ProofTooLong`], [`Error::ProofMismatch`],
		/// [`Error::InvalidTransition`], and those of the deposit.
		///
		/// ## Events
		///
		/// [`Event::LeafRetracted`].
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::retract_leaf(Pallet::<T>::proof_length(position)))]
		pub fn retract_leaf(
			origin: OriginFor<T>,
			batch: AnchorId,
			position: LeafPosition,
			leaf: Hash,
			reason: RetractionReason,
		) -> DispatchResult {
			let caller = Self::caller(origin)?;
			let (found, _) = Self::stored_anchor(batch)?;
			let by = Self::authority(&caller, &found.issuer)?;
			Self::ensure_leaf(&found, &position, &leaf)?;
			let state = State::Retracted { reason };
			Self::move_leaf(batch, &found, position.index, state, by)?;

			Self::deposit_event(Event::LeafRetracted {
				batch,
				index: position.index,
				reason,
				by,
			});
			Ok(())
		}

		/// Attest that the salt of a record, or that all salts of a batch, are destroyed.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the issuer of the anchor, accredited as issuer; or governance.
		///
		/// ## Details
		///
		/// Without the salt nobody can tell what the commitment was to. A valid anchor is erased; a superseded or retracted
		/// one stays what it is and notes when it was erased. Either way it cannot be undone, and the issuer gets the deposit
		/// back. Refused while a legal hold keeps the anchor.
		///
		/// ## Errors
		///
		/// Those of the registry of participants, [`Error::NotFound`], [`Error::NotAuthorized`], [`Error::UnderHold`],
		/// [`Error::InvalidTransition`] if it is erased already.
		///
		/// ## Events
		///
		/// [`Event::ErasureAttested`].
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::attest_erasure().saturating_add(Pallet::<T>::issuers_account()))]
		pub fn attest_erasure(origin: OriginFor<T>, anchor: AnchorId) -> DispatchResult {
			let caller = Self::caller(origin)?;
			let (mut found, ticket) = Self::stored_anchor(anchor)?;
			let by = Self::authority(&caller, &found.issuer)?;
			ensure!(found.holds == 0, Error::<T>::UnderHold);
			found.status = Self::transition(found.status, State::Erased)?;

			Self::return_deposit(ticket, &found.issuer)?;
			Anchors::<T>::insert(Key::from(anchor), (found, None::<T::Consideration>));
			Self::deposit_event(Event::ErasureAttested { anchor, by });
			Ok(())
		}

		/// Attest that the salt of one record of a batch is destroyed.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the issuer of the batch, accredited as issuer; or governance.
		///
		/// ## Details
		///
		/// As `attest_erasure`, for one leaf. A hold on the batch keeps every leaf of it. A leaf that was amended or retracted
		/// before its whole batch was erased is erased with it; naming it here returns its deposit.
		///
		/// ## Errors
		///
		/// Those of the registry of participants, [`Error::NotFound`], [`Error::NotAuthorized`], [`Error::WrongKind`],
		/// [`Error::UnderHold`], [`Error::IndexOutOfRange`], [`Error::ProofTooShort`], [`Error::ProofTooLong`],
		/// [`Error::ProofMismatch`], [`Error::InvalidTransition`] if the leaf is erased already, alone or with its batch.
		///
		/// ## Events
		///
		/// [`Event::LeafErasureAttested`].
		#[pallet::call_index(9)]
		#[pallet::weight(
			T::WeightInfo::attest_leaf_erasure(Pallet::<T>::proof_length(position))
				.saturating_add(Pallet::<T>::issuers_account())
		)]
		pub fn attest_leaf_erasure(
			origin: OriginFor<T>,
			batch: AnchorId,
			position: LeafPosition,
			leaf: Hash,
		) -> DispatchResult {
			let caller = Self::caller(origin)?;
			let (found, _) = Self::stored_anchor(batch)?;
			let by = Self::authority(&caller, &found.issuer)?;
			ensure!(found.holds == 0, Error::<T>::UnderHold);
			Self::ensure_leaf(&found, &position, &leaf)?;
			Self::move_leaf(batch, &found, position.index, State::Erased, by)?;

			Self::deposit_event(Event::LeafErasureAttested {
				batch,
				index: position.index,
				by,
			});
			Ok(())
		}

		/// Keep an anchor from erasure.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the issuer of the anchor, accredited as custodian; or by any organisation that is accredited as auditor;
		/// or governance.
		///
		/// ## Details
		///
		/// `matter` is the salted SHA-256 of the order or the case. Several holds can be on one anchor; each of those entitled
		/// places at most one, and erasure waits for the last. A custodian cannot hold what another organisation issued: it
		/// could stop that one from erasing what it must.
		///
		/// ## Errors
		///
		/// Those of the registry of participants, [`Error::NotFound`], [`Error::ZeroCommitment`], [`Error::EmptyContent`],
		/// [`Error::InvalidTransition`] if the anchor is erased, [`Error::AlreadyExists`], and those of the deposit.
		///
		/// ## Events
		///
		/// [`Event::HoldPlaced`].
		#[pallet::call_index(10)]
		#[pallet::weight(T::WeightInfo::place_hold())]
		pub fn place_hold(origin: OriginFor<T>, anchor: AnchorId, matter: Commitment) -> DispatchResult {
			let caller = Self::caller(origin)?;
			Self::ensure_commitment(&matter)?;
			let (mut found, ticket) = Self::stored_anchor(anchor)?;
			let holder = Self::entitled_holder(caller, &found.issuer)?;
			ensure!(found.status.erased_at.is_none(), Error::<T>::InvalidTransition);
			let key = Key::from(anchor);
			ensure!(!Holds::<T>::contains_key(key, &holder), Error::<T>::AlreadyExists);
			let deposit = match &holder {
				Holder::Governance => None,
				Holder::Organisation(who) => Some(T::Consideration::new(who, Self::hold_footprint())?),
			};
			let since = Self::now();

			// Each hold is a storage item of its own: there are fewer than 2^32.
			found.holds = found.holds.saturating_add(1);
			Anchors::<T>::insert(key, (found, ticket));
			Holds::<T>::insert(key, &holder, (LegalHold { matter, since }, deposit));
			Self::deposit_event(Event::HoldPlaced { anchor, holder });
			Ok(())
		}

		/// Take a hold off an anchor.
		///
		/// ## Dispatch Origin
		///
		/// Signed by whoever placed the hold, whether accredited or not; or governance, for any hold.
		///
		/// ## Details
		///
		/// `holder` says whose hold: an issuer cannot lift that of an auditor. The deposit is returned to who made it.
		///
		/// ## Errors
		///
		/// [`Error::NotAuthorized`], [`Error::NotFound`].
		///
		/// ## Events
		///
		/// [`Event::HoldLifted`].
		#[pallet::call_index(11)]
		#[pallet::weight(T::WeightInfo::lift_hold())]
		pub fn lift_hold(origin: OriginFor<T>, anchor: AnchorId, holder: HolderOf<T>) -> DispatchResult {
			let by_governance = match (Self::caller(origin)?, &holder) {
				(Caller::Governance, _) => true,
				(Caller::Account(who), Holder::Organisation(holder)) if who == *holder => false,
				_ => return Err(Error::<T>::NotAuthorized.into()),
			};
			let (mut found, ticket) = Self::stored_anchor(anchor)?;
			let key = Key::from(anchor);
			let (_, deposit) = Holds::<T>::get(key, &holder).ok_or(Error::<T>::NotFound)?;

			if let Holder::Organisation(who) = &holder {
				Self::return_deposit(deposit, who)?;
			}
			found.holds = found.holds.saturating_sub(1);
			Anchors::<T>::insert(key, (found, ticket));
			Holds::<T>::remove(key, &holder);
			Self::deposit_event(Event::HoldLifted {
				anchor,
				holder,
				by_governance,
			});
			Ok(())
		}

		/// Vouch for an anchor that another account issued.
		///
		/// ## Dispatch Origin
		///
		/// Signed by any account but the issuer's: the subject, a second provider, a laboratory.
		///
		/// ## Details
		///
		/// Each account vouches once. The chain says who vouched and since when; what that is worth is for the reader to judge.
		/// The deposit is returned when the countersignature is withdrawn.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::SelfDealing`], [`Error::Superseded`], [`Error::Retracted`], [`Error::Erased`],
		/// [`Error::AlreadyExists`], and those of the deposit.
		///
		/// ## Events
		///
		/// [`Event::Countersigned`].
		#[pallet::call_index(12)]
		#[pallet::weight(T::WeightInfo::countersign())]
		pub fn countersign(origin: OriginFor<T>, anchor: AnchorId) -> DispatchResult {
			let by = ensure_signed(origin)?;
			let (found, _) = Self::stored_anchor(anchor)?;
			ensure!(found.issuer != by, Error::<T>::SelfDealing);
			Self::ensure_standing(&found.status)?;
			let key = Key::from(anchor);
			ensure!(
				!Countersignatures::<T>::contains_key(key, &by),
				Error::<T>::AlreadyExists
			);
			let ticket = T::Consideration::new(&by, Self::countersignature_footprint())?;

			Countersignatures::<T>::insert(key, &by, (Self::now(), ticket));
			Self::deposit_event(Event::Countersigned { anchor, by });
			Ok(())
		}

		/// Stop vouching for an anchor.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the account that vouched.
		///
		/// ## Details
		///
		/// Removes the countersignature and returns its deposit, whatever became of the anchor. The blocks in between still
		/// show it.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`].
		///
		/// ## Events
		///
		/// [`Event::CountersignatureWithdrawn`].
		#[pallet::call_index(13)]
		#[pallet::weight(T::WeightInfo::withdraw_countersignature())]
		pub fn withdraw_countersignature(origin: OriginFor<T>, anchor: AnchorId) -> DispatchResult {
			let by = ensure_signed(origin)?;
			let key = Key::from(anchor);
			let (_, ticket) = Countersignatures::<T>::get(key, &by).ok_or(Error::<T>::NotFound)?;

			Self::return_deposit(Some(ticket), &by)?;
			Countersignatures::<T>::remove(key, &by);
			Self::deposit_event(Event::CountersignatureWithdrawn { anchor, by });
			Ok(())
		}

		/// Witness the log.
		///
		/// ## Dispatch Origin
		///
		/// Signed by an organisation that is accredited as auditor.
		///
		/// ## Details
		///
		/// The auditor has followed the log off chain, and states the size and the root that it computed for this checkpoint.
		/// Who does not trust the operators of the chain counts the auditors that say the same.
		///
		/// ## Errors
		///
		/// Those of the registry of participants, [`Error::NotFound`], [`Error::CheckpointMismatch`],
		/// [`Error::AlreadyExists`], [`Error::TooManyCosigners`].
		///
		/// ## Events
		///
		/// [`Event::CheckpointCosigned`].
		#[pallet::call_index(14)]
		#[pallet::weight(T::WeightInfo::cosign_checkpoint())]
		pub fn cosign_checkpoint(origin: OriginFor<T>, checkpoint: u64, size: u64, root: Hash) -> DispatchResult {
			let by = ensure_signed(origin)?;
			T::Accreditation::ensure_accredited(&by, Role::Auditor)?;
			let key = Key::from(checkpoint);
			let stored = Checkpoints::<T>::get(key).ok_or(Error::<T>::NotFound)?;
			ensure!(
				stored.size == size && stored.root == root,
				Error::<T>::CheckpointMismatch
			);
			let mut cosigners = Cosigners::<T>::get(key).unwrap_or_default();
			ensure!(!cosigners.contains(&by), Error::<T>::AlreadyExists);
			cosigners
				.try_push(by.clone())
				.map_err(|_| Error::<T>::TooManyCosigners)?;

			Cosigners::<T>::insert(key, cosigners);
			Self::deposit_event(Event::CheckpointCosigned { checkpoint, by });
			Ok(())
		}
	}
}
