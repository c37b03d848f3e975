//! The log, what is written down of it, and who witnesses that.

use super::*;
use crate::{Checkpoints, Cosigners, Log, LogState};
use frame::traits::Hooks;
use salus_records_engine::{range::Peaks, verify_consistency, verify_inclusion, CompactRange};

fn cosign(who: AccountId, number: u64) -> DispatchResult {
	let Some(stored) = Checkpoints::<Test>::get(Key::from(number)) else {
		return Records::cosign_checkpoint(signed(who), number, 1, [1; 32]);
	};
	Records::cosign_checkpoint(signed(who), number, stored.size, stored.root)
}

/// Lets the log grow by one entry and ends the block.
fn grow() {
	let digest = hash(next_index());
	assert_ok!(Records::append(LogSubject::Consent, digest));
	next_block();
}

#[test]
fn log_should_take_entries_of_other_pallets_and_tell_their_index() {
	run(|| {
		for (index, (subject, kind)) in [
			(LogSubject::Consent, EntryKind::Consent),
			(LogSubject::Adjudication, EntryKind::Adjudication),
			(LogSubject::Policy, EntryKind::Policy),
		]
		.into_iter()
		.enumerate()
		{
			let digest = hash(index as u32);
			assert_eq!(Records::append(subject, digest), Ok(index as u64));
			let leaf = LogEntry { kind, digest }.hash();
			let index = index as u64;
			assert_eq!(last_event(), Event::Appended { index, kind, leaf });
		}
		// Ids of anchors go on from there.
		assert_eq!(anchor(HOSPITAL, "a"), 3);
		assert_log_replays();
	});
}

#[test]
fn log_should_have_the_root_of_nothing_when_it_is_empty() {
	run(|| {
		let log = Records::log_info();
		assert_eq!((log.size, log.root, log.checkpoints), (0, EMPTY_ROOT, 0));
		next_block();
		assert_eq!(Checkpoints::<Test>::iter().count(), 0);
		assert_eq!(Records::checkpoint_from(0), None);
	});
}

#[test]
fn append_should_fail_without_a_trace_when_the_log_is_full() {
	ext().execute_with(|| {
		let peaks = Peaks::truncate_from(vec![[1; 32]; 64]);
		let range = CompactRange::from_parts(u64::MAX, peaks).unwrap();
		Log::<Test>::put(LogState {
			range,
			..Default::default()
		});
		assert_noop!(Records::append(LogSubject::Policy, hash("x")), Error::<Test>::LogFull);
	});
}

#[test]
fn checkpoint_should_be_written_at_the_end_of_a_block_in_which_the_log_grew_and_of_no_other() {
	run(|| {
		anchor(HOSPITAL, "a");
		anchor(HOSPITAL, "b");
		assert_eq!(Checkpoints::<Test>::iter().count(), 0);
		let root = Records::log().root;
		next_block();
		let first = Checkpoints::<Test>::get(Key::from(0)).unwrap();
		assert_eq!((first.size, first.root), (2, root));
		assert_eq!((first.block, first.time), (1, GENESIS_TIME));
		next_block();
		next_block();
		assert_eq!(Records::log().checkpoints, 1);
		anchor(HOSPITAL, "c");
		next_block();
		let second = Checkpoints::<Test>::get(Key::from(1)).unwrap();
		assert_eq!((second.size, second.block, second.time), (3, 4, GENESIS_TIME + 18));
		assert_eq!(Records::on_initialize(9), Weight::from_parts(1_000, 1_000));
	});
}

#[test]
fn checkpoints_should_be_kept_in_a_ring_and_every_eighth_for_ever() {
	run(|| {
		for _ in 0..40 {
			grow();
		}
		let mut stored: Vec<u64> = Checkpoints::<Test>::iter_keys().map(u64::from).collect();
		stored.sort();
		assert_eq!(stored, [0, 8, 16, 24, 32, 36, 37, 38, 39]);
		// Number n is of a log with n + 1 entries here.
		for size in 0..=41u64 {
			let exact = Records::checkpoint_at(size).map(|found| found.number);
			assert_eq!(
				exact,
				size.checked_sub(1).filter(|number| stored.contains(number)),
				"size {size}"
			);
			let covering = Records::checkpoint_from(size).map(|found| found.number);
			let expected = stored.iter().copied().find(|number| number + 1 >= size);
			assert_eq!(covering, expected, "size {size}");
		}
	});
}

#[test]
fn checkpoints_should_be_consistent_with_each_other_and_cover_every_entry() {
	run(|| {
		for index in 0..30u32 {
			for more in 0..index % 4 {
				assert_ok!(Records::append(LogSubject::Consent, hash((index, more))));
			}
			next_block();
		}
		let tree = replay();
		let stored: Vec<_> = {
			let mut all: Vec<_> = Checkpoints::<Test>::iter().collect();
			all.sort_by_key(|(key, _)| *key);
			all.into_iter().map(|(_, checkpoint)| checkpoint).collect()
		};
		assert!(stored.len() > 4);
		for pair in stored.windows(2) {
			let proof = tree.consistency_proof(pair[0].size, pair[1].size).unwrap();
			verify_consistency(pair[0].size, pair[1].size, &proof, &pair[0].root, &pair[1].root).unwrap();
		}
		let leaves = logged_leaves();
		for index in 0..tree.size() {
			let found = Records::checkpoint_from(index + 1).unwrap().checkpoint;
			let covered = leaves.iter().take(found.size as usize).copied();
			let proof = MemoryTree::from_leaves(covered)
				.unwrap()
				.inclusion_proof(index)
				.unwrap();
			verify_inclusion(index, found.size, &leaves[index as usize], &proof, &found.root).unwrap();
		}
	});
}

#[test]
fn cosign_should_list_each_auditor_once_and_up_to_the_bound() {
	run(|| {
		grow();
		assert_ok!(cosign(AUDITOR, 0));
		assert_eq!(
			last_event(),
			Event::CheckpointCosigned {
				checkpoint: 0,
				by: AUDITOR
			}
		);
		assert_noop!(cosign(AUDITOR, 0), Error::<Test>::AlreadyExists);
		assert_ok!(cosign(SECOND_AUDITOR, 0));
		assert_noop!(cosign(THIRD_AUDITOR, 0), Error::<Test>::TooManyCosigners);
		let found = Records::checkpoint_of(0).unwrap();
		assert_eq!(found.cosigners, [AUDITOR, SECOND_AUDITOR]);
		grow();
		assert_ok!(cosign(THIRD_AUDITOR, 1));
	});
}

#[test]
fn cosign_should_fail_when_size_root_number_or_caller_are_wrong() {
	run(|| {
		grow();
		let stored = Checkpoints::<Test>::get(Key::from(0)).unwrap();
		let cosign = |who, number, size, root| Records::cosign_checkpoint(signed(who), number, size, root);
		assert_noop!(cosign(AUDITOR, 1, stored.size, stored.root), Error::<Test>::NotFound);
		assert_noop!(
			cosign(AUDITOR, 0, stored.size + 1, stored.root),
			Error::<Test>::CheckpointMismatch
		);
		let mut root = stored.root;
		root[31] ^= 1;
		assert_noop!(cosign(AUDITOR, 0, stored.size, root), Error::<Test>::CheckpointMismatch);
		for who in [HOSPITAL, STRANGER] {
			assert_noop!(
				cosign(who, 0, stored.size, stored.root),
				DispatchError::Other("NotAccredited")
			);
		}
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(
				Records::cosign_checkpoint(origin, 0, stored.size, stored.root),
				BadOrigin
			);
		}
	});
}

#[test]
fn witnesses_should_go_when_their_checkpoint_leaves_the_ring_and_stay_when_it_is_lasting() {
	run(|| {
		grow();
		grow();
		assert_ok!(cosign(AUDITOR, 0));
		assert_ok!(cosign(AUDITOR, 1));
		for _ in 0..4 {
			grow();
		}
		assert!(Cosigners::<Test>::contains_key(Key::from(0)));
		assert!(!Cosigners::<Test>::contains_key(Key::from(1)));
		assert_noop!(cosign(SECOND_AUDITOR, 1), Error::<Test>::NotFound);
		assert_ok!(cosign(SECOND_AUDITOR, 0));
	});
}
