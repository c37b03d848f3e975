//! What the calls are made of, and what other pallets and the runtime API use.

use crate::*;
use frame::traits::{Consideration, Footprint, UnixTime};
use salus_primitives::{AnchorInspect, LogAppend, LogSubject};
use salus_records_engine::{
	commitment::{self, CommitmentError},
	leaf::{batch_digest, LeafError, LogEntry},
	range::AppendError,
	verify_inclusion, Leaf, ProofError,
};

/// Who calls: governance, or an account.
pub(crate) enum Caller<AccountId> {
	Governance,
	Account(AccountId),
}

/// An entry of the log that was just made.
pub(crate) struct Entry {
	/// Its index.
	pub index: u64,
	/// The hash that entered the tree.
	pub leaf: Hash,
	/// How many inner nodes it completed.
	pub completed: u32,
}

/// An anchor before it is in the log.
pub(crate) struct Draft<T: Config> {
	pub issuer: T::AccountId,
	pub content: Content,
	pub schema: Schema,
	pub series: SeriesId,
	pub version: u32,
	pub retention: RetentionClass,
}

impl<T: Config> Draft<T> {
	/// What an anchor of this item would be.
	pub fn from_item(issuer: T::AccountId, item: LogItem) -> Self {
		let (content, schema, series, version) = match item {
			LogItem::Record {
				commitment,
				canonicalisation,
				schema,
				series,
				version,
			} => {
				let content = Content::Record {
					commitment,
					canonicalisation,
				};
				(content, schema, series.unwrap_or(commitment), version)
			},
			LogItem::Batch { root, size, schema } => (Content::Batch { root, size }, schema, root, 1),
		};
		Self {
			issuer,
			content,
			schema: schema_of(schema),
			series,
			version,
			retention: RetentionClass::default(),
		}
	}

	/// The kind and the digest of its entry in the log, if it is sound.
	pub fn digest(&self) -> Result<(EntryKind, Hash), DispatchError> {
		let issuer: [u8; 32] = self.issuer.clone().into();
		match &self.content {
			Content::Record {
				commitment,
				canonicalisation,
			} => {
				let leaf = Leaf {
					issuer,
					series: self.series,
					version: self.version,
					canonicalisation: *canonicalisation,
					schema: self.schema,
					commitment: commitment::Commitment(*commitment),
				};
				leaf.check().map_err(|error| match error {
					LeafError::ZeroVersion => Error::<T>::ZeroVersion.into(),
					LeafError::Commitment(error) => Pallet::<T>::commitment_error(error),
				})?;
				Ok((EntryKind::Anchor, leaf.hash()))
			},
			Content::Batch { root, size } => {
				let size = u64::from(*size);
				ensure!(size > 0, Error::<T>::EmptyBatch);
				ensure!(size <= MAX_BATCH_LEAVES, Error::<T>::BatchTooLarge);
				Pallet::<T>::ensure_commitment(root)?;
				Ok((EntryKind::Batch, batch_digest(&issuer, root, size, &self.schema)))
			},
		}
	}
}

impl<T: Config> Pallet<T> {
	/// Seconds since the Unix epoch at this block.
	pub(crate) fn now() -> Seconds {
		T::Time::now().as_secs()
	}

	/// What the deposit of an anchor is for: the anchor with its ticket, and its place in the series.
	pub fn anchor_footprint() -> Footprint {
		Footprint::from_mel::<(AnchorOf<T>, Option<T::Consideration>, (Key, T::AccountId, SeriesId))>()
	}

	/// What the deposit of a leaf's status is for.
	pub fn leaf_footprint() -> Footprint {
		Footprint::from_mel::<(Key, LeafKey, Status, Option<T::Consideration>)>()
	}

	/// What the deposit of a hold is for.
	pub fn hold_footprint() -> Footprint {
		Footprint::from_mel::<(Key, HolderOf<T>, LegalHold, Option<T::Consideration>)>()
	}

	/// What the deposit of a countersignature is for.
	pub fn countersignature_footprint() -> Footprint {
		Footprint::from_mel::<(Key, T::AccountId, Seconds, T::Consideration)>()
	}

	/// The length of a proof, for the weight.
	pub(crate) fn proof_length(position: &LeafPosition) -> u32 {
		position.proof.len().try_into().unwrap_or(LEAF_PROOF_LIMIT)
	}

	/// The account of the issuer, to whom the deposit returns: not the caller's own when governance attests an erasure. The rare
	/// call is charged for it in any case.
	pub(crate) fn issuers_account() -> Weight {
		T::DbWeight::get().reads_writes(1, 1)
	}

	/// The signer, if it may anchor.
	pub(crate) fn accredited_issuer(origin: OriginFor<T>) -> Result<T::AccountId, DispatchError> {
		let issuer = ensure_signed(origin)?;
		T::Accreditation::ensure_accredited(&issuer, Role::Issuer)?;
		Ok(issuer)
	}

	/// Governance, or the account that signed.
	pub(crate) fn caller(origin: OriginFor<T>) -> Result<Caller<T::AccountId>, DispatchError> {
		match T::GovernanceOrigin::try_origin(origin) {
			Ok(_) => Ok(Caller::Governance),
			Err(origin) => Ok(Caller::Account(ensure_signed(origin)?)),
		}
	}

	/// On whose authority the caller may close what `issuer` anchored.
	pub(crate) fn authority(caller: &Caller<T::AccountId>, issuer: &T::AccountId) -> Result<Authority, DispatchError> {
		match caller {
			Caller::Governance => Ok(Authority::Governance),
			Caller::Account(who) => {
				ensure!(who == issuer, Error::<T>::NotAuthorized);
				T::Accreditation::ensure_accredited(who, Role::Issuer)?;
				Ok(Authority::Issuer)
			},
		}
	}

	/// As whom the caller may place a hold on what `issuer` anchored.
	pub(crate) fn entitled_holder(
		caller: Caller<T::AccountId>,
		issuer: &T::AccountId,
	) -> Result<HolderOf<T>, DispatchError> {
		match caller {
			Caller::Governance => Ok(Holder::Governance),
			Caller::Account(who) => {
				let as_issuer = [Role::Custodian, Role::Auditor];
				let roles = if who == *issuer {
					as_issuer.as_slice()
				} else {
					&[Role::Auditor]
				};
				T::Accreditation::ensure_accredited_as_any(&who, roles)?;
				Ok(Holder::Organisation(who))
			},
		}
	}

	/// An anchor with its ticket.
	pub(crate) fn stored_anchor(anchor: AnchorId) -> Result<(AnchorOf<T>, Option<T::Consideration>), DispatchError> {
		Anchors::<T>::get(Key::from(anchor)).ok_or_else(|| Error::<T>::NotFound.into())
	}

	/// Every change of what became of something passes here.
	pub(crate) fn transition(status: Status, to: State) -> Result<Status, DispatchError> {
		status
			.transition(to, Self::now())
			.ok_or_else(|| Error::<T>::InvalidTransition.into())
	}

	/// Fails with what became of it unless it is valid.
	pub(crate) fn ensure_standing(status: &Status) -> DispatchResult {
		match status.state {
			State::Valid => Ok(()),
			State::Superseded { .. } => Err(Error::<T>::Superseded.into()),
			State::Retracted { .. } => Err(Error::<T>::Retracted.into()),
			State::Erased => Err(Error::<T>::Erased.into()),
		}
	}

	/// Refuses what cannot be a salted commitment.
	pub(crate) fn ensure_commitment(commitment: &Commitment) -> DispatchResult {
		commitment::Commitment(*commitment)
			.check()
			.map_err(Self::commitment_error)
	}

	fn commitment_error(error: CommitmentError) -> DispatchError {
		match error {
			CommitmentError::ZeroCommitment | CommitmentError::ZeroSalt => Error::<T>::ZeroCommitment.into(),
			CommitmentError::EmptyHash | CommitmentError::EmptyContent => Error::<T>::EmptyContent.into(),
		}
	}

	/// Gives a deposit back to who made it.
	pub(crate) fn return_deposit(ticket: Option<T::Consideration>, who: &T::AccountId) -> DispatchResult {
		match ticket {
			Some(ticket) => ticket.drop(who),
			None => Ok(()),
		}
	}

	/// Appends an entry to the log.
	pub(crate) fn append_entry(kind: EntryKind, digest: Hash) -> Result<Entry, DispatchError> {
		let mut log = Log::<T>::get();
		let entry = Self::append_to(&mut log, kind, digest)?;
		Log::<T>::put(log);
		Ok(entry)
	}

	/// Appends an entry to a log that was read and will be written.
	fn append_to(log: &mut LogState, kind: EntryKind, digest: Hash) -> Result<Entry, DispatchError> {
		let leaf = LogEntry { kind, digest }.hash();
		let completed = log.range.size().trailing_ones();
		let index = log.range.append(leaf).map_err(|error| {
			if error == AppendError::Malformed {
				defensive!("the log's range was not written by this pallet");
			}
			Error::<T>::LogFull
		})?;
		Ok(Entry { index, leaf, completed })
	}

	/// Makes the first anchor of a series on chain.
	pub(crate) fn begin_series(draft: Draft<T>) -> Result<Entry, DispatchError> {
		ensure!(
			!Series::<T>::contains_key(&draft.issuer, draft.series),
			Error::<T>::AlreadyExists
		);
		Self::insert_anchor(draft)
	}

	/// Makes the next anchor of a series; the anchor before it is superseded.
	pub(crate) fn supersede(
		issuer: T::AccountId,
		anchor: AnchorId,
		content: Content,
		schema: Option<SchemaId>,
		retention: RetentionClass,
	) -> Result<Entry, DispatchError> {
		let (mut old, ticket) = Self::stored_anchor(anchor)?;
		ensure!(old.issuer == issuer, Error::<T>::NotAuthorized);
		Self::ensure_next(&old.content, &content)?;
		// Known only once the new anchor is in the log; checked before anything changes.
		Self::transition(old.status, State::Superseded { by: anchor })?;
		let version = old.version.checked_add(1).ok_or(Error::<T>::TooManyVersions)?;
		let series = old.series;
		let entry = Self::insert_anchor(Draft {
			issuer,
			content,
			schema: schema_of(schema),
			series,
			version,
			retention,
		})?;

		old.status = Self::transition(old.status, State::Superseded { by: entry.index })?;
		Anchors::<T>::insert(Key::from(anchor), (old, ticket));
		Ok(entry)
	}

	/// Makes the next anchor of the series of a leaf; the leaf is superseded.
	pub(crate) fn supersede_leaf(
		issuer: T::AccountId,
		batch: AnchorId,
		position: &LeafPosition,
		old: LeafContent,
		content: Content,
		retention: RetentionClass,
	) -> Result<Entry, DispatchError> {
		let (found, _) = Self::stored_anchor(batch)?;
		ensure!(found.issuer == issuer, Error::<T>::NotAuthorized);
		let leaf = Leaf {
			issuer: issuer.clone().into(),
			series: old.series,
			version: old.version,
			canonicalisation: old.canonicalisation,
			schema: old.schema,
			commitment: commitment::Commitment(old.commitment),
		};
		Self::ensure_leaf(&found, position, &leaf.hash())?;
		let before = Content::Record {
			commitment: old.commitment,
			canonicalisation: old.canonicalisation,
		};
		Self::ensure_next(&before, &content)?;
		let version = old.version.checked_add(1).ok_or(Error::<T>::TooManyVersions)?;
		// Known only once the new anchor is in the log; checked before anything changes.
		Self::next_leaf_status(batch, &found, position.index, State::Superseded { by: batch })?;
		let entry = Self::begin_series(Draft {
			issuer,
			content,
			schema: old.schema,
			series: old.series,
			version,
			retention,
		})?;

		let state = State::Superseded { by: entry.index };
		Self::move_leaf(batch, &found, position.index, state, Authority::Issuer)?;
		Ok(entry)
	}

	/// Fails unless `next` is content of the same kind as `old`, and other content.
	fn ensure_next(old: &Content, next: &Content) -> DispatchResult {
		match (old, next) {
			(Content::Record { commitment: old, .. }, Content::Record { commitment: next, .. }) => {
				ensure!(old != next, Error::<T>::Unchanged);
			},
			(Content::Batch { root: old, .. }, Content::Batch { root: next, .. }) => {
				ensure!(old != next, Error::<T>::Unchanged);
			},
			_ => return Err(Error::<T>::WrongKind.into()),
		}
		Ok(())
	}

	/// Puts an anchor into the log, the state and its series, against a deposit.
	fn insert_anchor(draft: Draft<T>) -> Result<Entry, DispatchError> {
		let (kind, digest) = draft.digest()?;
		let ticket = T::Consideration::new(&draft.issuer, Self::anchor_footprint())?;
		let entry = Self::append_entry(kind, digest)?;
		let now = Self::now();
		let Draft {
			issuer,
			content,
			schema,
			series,
			version,
			retention,
		} = draft;

		Series::<T>::insert(&issuer, series, entry.index);
		let anchor = Anchor {
			issuer,
			content,
			schema,
			series,
			version,
			retention,
			holds: 0,
			block: frame_system::Pallet::<T>::block_number(),
			time: now,
			status: Status::valid(now),
		};
		Anchors::<T>::insert(Key::from(entry.index), (anchor, Some(ticket)));
		Ok(entry)
	}

	/// Fails unless the leaf stands there in the batch.
	pub(crate) fn ensure_leaf(batch: &AnchorOf<T>, position: &LeafPosition, leaf: &Hash) -> DispatchResult {
		let Content::Batch { root, size } = &batch.content else {
			return Err(Error::<T>::WrongKind.into());
		};
		verify_inclusion(position.index.into(), (*size).into(), leaf, &position.proof, root).map_err(
			|error| match error {
				ProofError::IndexOutOfRange => Error::<T>::IndexOutOfRange.into(),
				ProofError::TooShort => Error::<T>::ProofTooShort.into(),
				ProofError::TooLong => Error::<T>::ProofTooLong.into(),
				_ => Error::<T>::ProofMismatch.into(),
			},
		)
	}

	/// The status of a leaf after a change, and the ticket it has now. One of which nothing became on its own stands like its
	/// batch.
	fn next_leaf_status(
		batch: AnchorId,
		found: &AnchorOf<T>,
		index: u32,
		to: State,
	) -> Result<(Status, Option<T::Consideration>), DispatchError> {
		// What became of the whole batch has become of the leaf. A leaf that was closed on its own before its batch was erased
		// can still be erased: that returns its deposit.
		let open = matches!(to, State::Erased) || found.status.is_valid();
		ensure!(open, Error::<T>::InvalidTransition);
		let stored = Leaves::<T>::get(Key::from(batch), LeafKey::from(index));
		let (before, ticket) = stored.unwrap_or((found.status, None));
		Ok((Self::transition(before, to)?, ticket))
	}

	/// Moves a leaf to another state, against a deposit of the issuer until it is erased.
	pub(crate) fn move_leaf(
		batch: AnchorId,
		found: &AnchorOf<T>,
		index: u32,
		to: State,
		by: Authority,
	) -> DispatchResult {
		let (status, ticket) = Self::next_leaf_status(batch, found, index, to)?;
		let ticket = match (ticket, to, by) {
			(ticket, State::Erased, _) => {
				Self::return_deposit(ticket, &found.issuer)?;
				None
			},
			(None, _, Authority::Issuer) => Some(T::Consideration::new(&found.issuer, Self::leaf_footprint())?),
			(ticket, ..) => ticket,
		};
		Leaves::<T>::insert(Key::from(batch), LeafKey::from(index), (status, ticket));
		Ok(())
	}

	/// Writes down what the log is now, if it grew since it was last written down, and forgets the checkpoint that leaves the
	/// ring unless it is a lasting one.
	pub(crate) fn write_checkpoint(block: BlockNumberFor<T>) {
		let mut log = Log::<T>::get();
		let size = log.range.size();
		if size == log.checkpointed {
			return;
		}
		let number = log.checkpoints;
		let checkpoint = Checkpoint {
			size,
			root: log.range.root(),
			block,
			time: Self::now(),
		};
		log.checkpoints = number.saturating_add(1);
		log.checkpointed = size;
		Checkpoints::<T>::insert(Key::from(number), checkpoint);
		Log::<T>::put(log);

		let leaving = number.checked_sub(T::RecentCheckpoints::get().into());
		if let Some(old) = leaving.filter(|old| !Self::is_lasting(*old)) {
			Checkpoints::<T>::remove(Key::from(old));
			Cosigners::<T>::remove(Key::from(old));
		}
	}

	/// The distance between checkpoints that are kept for ever.
	fn lasting_distance() -> u64 {
		1u64.checked_shl(T::LastingCheckpointExponent::get())
			.unwrap_or(u64::MAX)
	}

	/// Whether a checkpoint is kept for ever.
	pub(crate) fn is_lasting(number: u64) -> bool {
		number.checked_rem(Self::lasting_distance()) == Some(0)
	}

	/// The number of the checkpoint at `position` among those that are stored, and how many those are.
	fn nth_stored_checkpoint(checkpoints: u64, position: u64) -> u64 {
		let oldest_recent = checkpoints.saturating_sub(T::RecentCheckpoints::get().into());
		let lasting = oldest_recent.div_ceil(Self::lasting_distance().max(1));
		match position.checked_sub(lasting) {
			None => position.saturating_mul(Self::lasting_distance()),
			Some(after) => oldest_recent.saturating_add(after),
		}
	}

	/// How many checkpoints are stored.
	pub(crate) fn stored_checkpoints(checkpoints: u64) -> u64 {
		let oldest_recent = checkpoints.saturating_sub(T::RecentCheckpoints::get().into());
		let lasting = oldest_recent.div_ceil(Self::lasting_distance().max(1));
		checkpoints.saturating_sub(oldest_recent).saturating_add(lasting)
	}

	/// The first stored checkpoint of a log with at least `size` entries: the one that covers the entry before.
	pub fn checkpoint_from(size: u64) -> Option<WitnessedCheckpoint<T::AccountId, BlockNumberFor<T>>> {
		let checkpoints = Log::<T>::get().checkpoints;
		// Sizes rise with numbers: halve the range until it is empty, at most 64 times.
		let mut low = 0u64;
		let mut high = Self::stored_checkpoints(checkpoints);
		while low < high {
			let middle = low.saturating_add(high.saturating_sub(low) >> 1);
			let number = Self::nth_stored_checkpoint(checkpoints, middle);
			if Checkpoints::<T>::get(Key::from(number))?.size < size {
				low = middle.saturating_add(1);
			} else {
				high = middle;
			}
		}
		if low == Self::stored_checkpoints(checkpoints) {
			return None;
		}
		Self::witnessed_checkpoint(Self::nth_stored_checkpoint(checkpoints, low))
	}

	/// The stored checkpoint of a log with exactly `size` entries.
	pub fn checkpoint_at(size: u64) -> Option<WitnessedCheckpoint<T::AccountId, BlockNumberFor<T>>> {
		Self::checkpoint_from(size).filter(|found| found.checkpoint.size == size)
	}

	/// A checkpoint by its number, with its witnesses.
	pub fn witnessed_checkpoint(number: u64) -> Option<WitnessedCheckpoint<T::AccountId, BlockNumberFor<T>>> {
		let key = Key::from(number);
		Checkpoints::<T>::get(key).map(|checkpoint| WitnessedCheckpoint {
			number,
			checkpoint,
			cosigners: Cosigners::<T>::get(key).unwrap_or_default().into_inner(),
		})
	}

	/// What became of an anchor.
	pub fn anchor_status(anchor: AnchorId) -> Option<Status> {
		Anchors::<T>::get(Key::from(anchor)).map(|(anchor, _)| anchor.status)
	}

	/// What became of a leaf of a batch. `None` if there is no such batch, or no such leaf in it.
	pub fn leaf_status(batch: AnchorId, index: u32) -> Option<LeafStatus> {
		let key = Key::from(batch);
		let (found, _) = Anchors::<T>::get(key)?;
		match found.content {
			Content::Batch { size, .. } if index < size => Some(LeafStatus {
				batch: found.status,
				leaf: Leaves::<T>::get(key, LeafKey::from(index)).map(|(status, _)| status),
			}),
			_ => None,
		}
	}

	/// The latest anchor of a series of an issuer.
	pub fn series_head(issuer: &T::AccountId, series: &SeriesId) -> Option<SeriesHead> {
		let anchor = Series::<T>::get(issuer, series)?;
		let (found, _) = Anchors::<T>::get(Key::from(anchor))?;
		Some(SeriesHead {
			anchor,
			version: found.version,
			status: found.status,
		})
	}

	/// Size and root of the log at this block.
	pub fn log() -> LogInfo {
		let log = Log::<T>::get();
		LogInfo {
			size: log.range.size(),
			root: log.range.root(),
			checkpoints: log.checkpoints,
		}
	}
}

/// What an entry about `subject` is.
fn kind_of(subject: LogSubject) -> EntryKind {
	match subject {
		LogSubject::Consent => EntryKind::Consent,
		LogSubject::Adjudication => EntryKind::Adjudication,
		LogSubject::Policy => EntryKind::Policy,
	}
}

impl<T: Config> LogAppend for Pallet<T> {
	fn append(subject: LogSubject, digest: [u8; 32]) -> Result<u64, DispatchError> {
		Self::append_all(subject, &[digest])
	}

	fn append_all(subject: LogSubject, digests: &[[u8; 32]]) -> Result<u64, DispatchError> {
		let kind = kind_of(subject);
		let mut log = Log::<T>::get();
		let first = log.range.size();
		for digest in digests {
			let Entry { index, leaf, .. } = Self::append_to(&mut log, kind, *digest)?;
			Self::deposit_event(Event::Appended { index, kind, leaf });
		}
		Log::<T>::put(log);
		Ok(first)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn grow_for_benchmark() {
		crate::benchmarking::log_before::<T>(3);
	}
}

impl<T: Config> AnchorInspect<T::AccountId> for Pallet<T> {
	fn ensure_valid(anchor: AnchorId) -> Result<T::AccountId, DispatchError> {
		let (found, _) = Self::stored_anchor(anchor)?;
		Self::ensure_standing(&found.status)?;
		Ok(found.issuer)
	}

	fn ensure_valid_by(anchor: AnchorId, issuer: &T::AccountId) -> DispatchResult {
		ensure!(Self::ensure_valid(anchor)? == *issuer, Error::<T>::NotAuthorized);
		Ok(())
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn anchor_for_benchmark(issuer: &T::AccountId) -> Result<AnchorId, DispatchError> {
		T::Consideration::ensure_successful(issuer, Self::anchor_footprint());
		let commitment = distinct_commitment(Log::<T>::get().range.size());
		let entry = Self::begin_series(Draft {
			issuer: issuer.clone(),
			content: Content::Record {
				commitment,
				canonicalisation: Canonicalisation::Jcs,
			},
			schema: [0; 32],
			series: commitment,
			version: 1,
			retention: RetentionClass::Standard,
		})?;
		Ok(entry.index)
	}
}

/// A commitment that no other call of a benchmark has.
#[cfg(feature = "runtime-benchmarks")]
fn distinct_commitment(seed: u64) -> Commitment {
	salus_records_engine::hash::leaf_hash(&seed.to_be_bytes())
}
