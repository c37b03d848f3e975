//! What must hold after every block, one function each.

use crate::*;
use alloc::collections::{BTreeMap, BTreeSet};
use frame::deps::sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Every invariant of the pallet.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::try_state_log_is_sound()?;
		Self::try_state_checkpoints_are_those_to_keep()?;
		Self::try_state_cosigners_are_distinct()?;
		Self::try_state_anchors_are_in_the_log()?;
		Self::try_state_series_are_contiguous()?;
		Self::try_state_deposits_end_with_erasure()?;
		Self::try_state_holds_are_counted_and_block_erasure()?;
		Self::try_state_leaves_are_of_batches()?;
		Self::try_state_countersignatures_are_by_others()
	}

	/// One peak for each set bit of the size; nothing was written down that the log never was.
	fn try_state_log_is_sound() -> Result<(), TryRuntimeError> {
		let log = Log::<T>::get();
		ensure!(
			log.range.is_well_formed(),
			"the log has other peaks than its size needs"
		);
		ensure!(log.checkpointed <= log.range.size(), "the log shrank");
		let last = log.checkpoints.checked_sub(1).map(Key::from);
		match last.map(Checkpoints::<T>::get) {
			None => ensure!(log.checkpointed == 0, "a checkpoint was not counted"),
			Some(None) => return Err("the latest checkpoint is gone".into()),
			Some(Some(last)) => {
				ensure!(last.size == log.checkpointed, "the latest checkpoint has another size");
				ensure!(
					last.size != log.range.size() || last.root == log.range.root(),
					"the latest checkpoint has another root than the log"
				);
			},
		}
		Ok(())
	}

	/// Exactly the ring and the lasting ones are stored, and each is of a larger log than the one before.
	fn try_state_checkpoints_are_those_to_keep() -> Result<(), TryRuntimeError> {
		let log = Log::<T>::get();
		let oldest_recent = log.checkpoints.saturating_sub(T::RecentCheckpoints::get().into());
		let stored: BTreeMap<Key, CheckpointOf<T>> = Checkpoints::<T>::iter().collect();
		let mut size = 0;
		let mut time = 0;
		for (number, checkpoint) in &stored {
			let number = u64::from(*number);
			ensure!(number < log.checkpoints, "a checkpoint with a number to come");
			ensure!(
				number >= oldest_recent || Self::is_lasting(number),
				"a checkpoint that was to be forgotten"
			);
			ensure!(checkpoint.size > size, "a checkpoint of a log that did not grow");
			ensure!(checkpoint.time >= time, "a checkpoint from before the one before");
			size = checkpoint.size;
			time = checkpoint.time;
		}
		ensure!(
			u64::try_from(stored.len()) == Ok(Self::stored_checkpoints(log.checkpoints)),
			"a checkpoint that was to be kept is gone"
		);
		Ok(())
	}

	fn try_state_cosigners_are_distinct() -> Result<(), TryRuntimeError> {
		for (key, cosigners) in Cosigners::<T>::iter() {
			ensure!(
				Checkpoints::<T>::contains_key(key),
				"witnesses of a checkpoint that is gone"
			);
			let distinct: BTreeSet<_> = cosigners.iter().collect();
			ensure!(distinct.len() == cosigners.len(), "an auditor cosigned twice");
			ensure!(!cosigners.is_empty(), "a list of witnesses without any");
		}
		Ok(())
	}

	fn try_state_anchors_are_in_the_log() -> Result<(), TryRuntimeError> {
		let size = Log::<T>::get().range.size();
		for (key, (anchor, _)) in Anchors::<T>::iter() {
			ensure!(u64::from(key) < size, "an anchor that is not in the log");
			ensure!(anchor.version > 0, "versions count from 1");
			ensure!(anchor.status.since >= anchor.time, "a status from before the anchor");
		}
		Ok(())
	}

	/// The versions of a series have no gap; all but the last are superseded by the next; its head is the last.
	fn try_state_series_are_contiguous() -> Result<(), TryRuntimeError> {
		type Versions = BTreeMap<u32, (AnchorId, Status)>;
		let mut all: BTreeMap<(T::AccountId, SeriesId), Versions> = BTreeMap::new();
		for (key, (anchor, _)) in Anchors::<T>::iter() {
			let versions = all.entry((anchor.issuer, anchor.series)).or_default();
			ensure!(
				versions
					.insert(anchor.version, (u64::from(key), anchor.status))
					.is_none(),
				"a version twice in a series"
			);
		}
		for ((issuer, series), versions) in &all {
			let mut next: Option<(u32, AnchorId)> = None;
			for (version, (anchor, status)) in versions.iter().rev() {
				match next {
					None => {
						ensure!(
							Series::<T>::get(issuer, series) == Some(*anchor),
							"the head of a series is not its last version"
						);
						ensure!(
							!matches!(status.state, State::Superseded { .. }),
							"the head of a series is superseded"
						);
					},
					Some((after, by)) => {
						ensure!(u32::checked_add(*version, 1) == Some(after), "a gap in a series");
						ensure!(
							status.state == State::Superseded { by },
							"an earlier version that is not superseded by the next"
						);
					},
				}
				next = Some((*version, *anchor));
			}
		}
		ensure!(Series::<T>::iter().count() == all.len(), "a series without an anchor");
		Ok(())
	}

	/// Whatever is not erased is paid for, unless governance did it; what is erased is not.
	fn try_state_deposits_end_with_erasure() -> Result<(), TryRuntimeError> {
		for (anchor, ticket) in Anchors::<T>::iter_values() {
			ensure!(
				anchor.status.erased_at.is_some() == ticket.is_none(),
				"the deposit of an anchor does not fit its status"
			);
		}
		for (status, ticket) in Leaves::<T>::iter_values() {
			ensure!(
				status.erased_at.is_none() || ticket.is_none(),
				"the deposit of an erased leaf"
			);
		}
		for (_, _, (_, ticket)) in Holds::<T>::iter().filter(|(_, holder, _)| *holder == Holder::Governance) {
			ensure!(ticket.is_none(), "a deposit of governance");
		}
		Ok(())
	}

	fn try_state_holds_are_counted_and_block_erasure() -> Result<(), TryRuntimeError> {
		let mut counted: BTreeMap<Key, u32> = BTreeMap::new();
		for (anchor, _) in Holds::<T>::iter_keys() {
			let count = counted.entry(anchor).or_default();
			*count = count.saturating_add(1);
		}
		for (key, (anchor, _)) in Anchors::<T>::iter() {
			ensure!(
				counted.remove(&key).unwrap_or_default() == anchor.holds,
				"a hold that is not counted"
			);
			ensure!(
				anchor.holds == 0 || anchor.status.erased_at.is_none(),
				"erased under a hold"
			);
		}
		ensure!(counted.is_empty(), "a hold on nothing");
		Ok(())
	}

	fn try_state_leaves_are_of_batches() -> Result<(), TryRuntimeError> {
		for (key, leaf, (status, _)) in Leaves::<T>::iter() {
			match Anchors::<T>::get(key).map(|(anchor, _)| anchor.content) {
				Some(Content::Batch { size, .. }) => ensure!(u32::from(leaf) < size, "a leaf outside its batch"),
				_ => return Err("a leaf of what is no batch".into()),
			}
			ensure!(!status.is_valid(), "a leaf of which nothing became");
		}
		Ok(())
	}

	fn try_state_countersignatures_are_by_others() -> Result<(), TryRuntimeError> {
		for (key, account) in Countersignatures::<T>::iter_keys() {
			let (anchor, _) = Anchors::<T>::get(key).ok_or("a countersignature on nothing")?;
			ensure!(anchor.issuer != account, "an issuer that countersigned its own anchor");
		}
		Ok(())
	}
}
