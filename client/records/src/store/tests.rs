use super::*;
use proptest::prelude::*;
use std::{
	fs,
	os::unix::fs::{symlink, FileExt, PermissionsExt},
	sync::LazyLock,
};

fn origin(batch_leaves: u64) -> Origin {
	Origin {
		source: "test".into(),
		fingerprint: Some(Hex32([1; 32])),
		issuer: Hex32([2; 32]),
		schema: Hex32([3; 32]),
		record_version: 1,
		canonicalisation: "jcs".into(),
		batch_leaves,
	}
}

fn row(number: u64, series: u64) -> Row {
	let mut bytes = [9; 32];
	bytes[..8].copy_from_slice(&number.to_be_bytes());
	let series = salus_records_engine::hash::leaf_hash(&series.to_be_bytes());
	Row {
		salt: Salt(bytes),
		series,
		commitment: Commitment(salus_records_engine::hash::leaf_hash(&bytes)),
		length: 100 + number,
		name_end: 0,
		version: 1,
		canonicalisation: Canonicalisation::Jcs,
	}
}

/// A chunk of records, named `record-N`.
fn chunk(origin: &Origin, numbers: std::ops::Range<u64>, series: impl Fn(u64) -> u64) -> Rows {
	let mut rows = Rows::default();
	for number in numbers {
		rows.names.extend_from_slice(format!("record-{number}").as_bytes());
		let row = Row {
			name_end: rows.names.len() as u64,
			..row(number, series(number))
		};
		rows.leaves.push(row.leaf(origin).hash());
		rows.rows.extend_from_slice(&row.to_bytes());
	}
	rows
}

fn begin(store: &Path, origin: &Origin) -> Partial {
	Partial::begin(store, origin.clone(), None, |_| ()).unwrap()
}

/// Writes batches of ten records each.
fn fill(partial: &mut Partial, batches: std::ops::Range<u64>, series: impl Fn(u64) -> u64 + Copy) {
	let origin = partial.origin().clone();
	for batch in batches {
		let mut draft = partial.draft().unwrap();
		draft.add(chunk(&origin, batch * 10..batch * 10 + 4, series)).unwrap();
		draft
			.add(chunk(&origin, batch * 10 + 4..batch * 10 + 10, series))
			.unwrap();
		let records = (batch + 1) * 10;
		partial
			.close(
				draft,
				Position {
					records,
					lines: records,
					..Position::default()
				},
			)
			.unwrap();
	}
}

#[test]
fn store_should_give_a_receipt_for_each_of_its_records() {
	let folder = tempfile::tempdir().unwrap();
	let path = folder.path().join("store");
	let mut partial = begin(&path, &origin(10));
	fill(&mut partial, 0..3, |number| number);
	assert!(!path.exists());
	let manifest = partial.finish().unwrap();
	assert_eq!((manifest.records, manifest.batches.len()), (30, 3));
	assert!(!Partial::folder_of(&path).exists());

	let store = Store::open(&path).unwrap();
	assert_eq!(store.check().unwrap(), Check { records: 30 });
	let mut number = 0;
	store
		.each(|found| {
			assert_eq!((found.batch as u64, found.index), (number / 10, number % 10));
			assert_eq!(found.name, format!("record-{number}"));
			let receipt = store.receipt(&found)?;
			let batch = receipt.batch().unwrap();
			assert_eq!(batch.root, manifest.batches[found.batch].root.0);
			assert_eq!(receipt.commitment(), Some(&found.row.commitment));
			assert_eq!(store.named(&found.name)?, found);
			assert_eq!(store.at(found.batch, found.index)?, found);
			number += 1;
			Ok(true)
		})
		.unwrap();
	assert_eq!(number, 30);
	assert!(matches!(store.named("record-30"), Err(Failure::Refused(_))));
	assert!(matches!(store.at(3, 0), Err(Failure::Refused(_))));
	assert!(matches!(store.at(0, 10), Err(Failure::Refused(_))));
}

#[test]
fn files_should_be_readable_by_their_owner_only() {
	fn modes(path: &Path) {
		let mode = fs::metadata(path).unwrap().permissions().mode() & 0o777;
		assert_eq!(mode, if path.is_dir() { 0o700 } else { 0o600 }, "{}", path.display());
		if path.is_dir() {
			fs::read_dir(path)
				.unwrap()
				.for_each(|entry| modes(&entry.unwrap().path()));
		}
	}
	let folder = tempfile::tempdir().unwrap();
	let path = folder.path().join("store");
	let mut partial = begin(&path, &origin(10));
	fill(&mut partial, 0..2, |number| number);
	modes(&Partial::folder_of(&path));
	partial.finish().unwrap();
	modes(&path);
}

#[test]
fn second_run_should_continue_after_the_last_whole_batch_when_the_first_was_cut_off() {
	let folder = tempfile::tempdir().unwrap();
	let path = folder.path().join("store");
	let mut first = begin(&path, &origin(10));
	fill(&mut first, 0..2, |number| number);
	let key = *first.key();
	// The machine stops in the third batch: nothing is closed, flushed or cleaned up in order.
	let mut draft = first.draft().unwrap();
	draft.add(chunk(&origin(10), 20..25, |number| number)).unwrap();
	drop((draft, first));
	assert!(matches!(Store::open(&path), Err(Failure::Refused(message)) if message.contains("not whole")));

	let mut notes = vec![];
	let mut second = Partial::begin(&path, origin(10), None, |note| notes.push(note.to_owned())).unwrap();
	assert!(notes[0].contains("continuing"), "{notes:?}");
	assert_eq!((second.position().records, *second.key()), (20, key));
	fill(&mut second, 2..3, |number| number);
	second.finish().unwrap();
	assert_eq!(Store::open(&path).unwrap().check().unwrap().records, 30);
}

#[test]
fn second_run_should_start_again_when_input_or_options_are_others() {
	let folder = tempfile::tempdir().unwrap();
	let path = folder.path().join("store");
	let mut first = begin(&path, &origin(10));
	fill(&mut first, 0..2, |number| number);
	drop(first);
	let other = Origin {
		fingerprint: Some(Hex32([9; 32])),
		..origin(10)
	};
	let mut notes = vec![];
	let second = Partial::begin(&path, other, None, |note| notes.push(note.to_owned())).unwrap();
	assert!(notes[0].contains("starting again"), "{notes:?}");
	assert_eq!(second.position(), Position::default());
	assert!(!Partial::folder_of(&path).join(batch_folder(0)).exists());
	// A pipe has no fingerprint: it cannot be continued.
	drop(second);
	let pipe = Origin {
		fingerprint: None,
		..origin(10)
	};
	let mut third = begin(&path, &pipe);
	fill(&mut third, 0..1, |number| number);
	drop(third);
	assert_eq!(begin(&path, &pipe).position(), Position::default());
}

#[test]
fn store_should_be_refused_to_a_second_command_when_one_is_writing_it() {
	let folder = tempfile::tempdir().unwrap();
	let path = folder.path().join("store");
	let _first = begin(&path, &origin(10));
	assert!(
		matches!(Partial::begin(&path, origin(10), None, |_| ()), Err(Failure::Refused(message)) if message.contains("another"))
	);
}

#[test]
fn store_should_not_be_there_when_the_disk_is_full() {
	let folder = tempfile::tempdir().unwrap();
	let path = folder.path().join("store");
	for name in [ROWS, NAMES, TREE] {
		let mut partial = begin(&path, &origin(10));
		// `/dev/full` fails every write as a full disk does.
		let batch = Partial::folder_of(&path).join(batch_folder(0));
		fs::create_dir_all(&batch).unwrap();
		symlink("/dev/full", batch.join(name)).unwrap();
		let mut draft = partial.draft().unwrap();
		let written = draft.add(chunk(&origin(10), 0..10, |number| number));
		let failure = written
			.and_then(|()| partial.close(draft, Position::default()).map(|_| ()))
			.unwrap_err();
		let message = failure.to_string();
		assert!(
			message.contains(name) && message.contains("No store was made"),
			"{message}"
		);
		assert_eq!(failure.exit_code(), 1);
		partial.abandon();
		assert!(!path.exists());
		assert!(!Partial::folder_of(&path).exists());
	}
	assert!(fs::read_dir(folder.path()).unwrap().next().is_none());
}

#[test]
fn store_should_not_be_there_when_a_version_of_a_series_is_doubled() {
	let folder = tempfile::tempdir().unwrap();
	let path = folder.path().join("store");
	for series in [
		|number: u64| if number == 17 { 3 } else { number },
		|number: u64| number / 20 * 20,
	] {
		let mut partial = begin(&path, &origin(10));
		fill(&mut partial, 0..3, series);
		for at_once in [1, 4, 7, 1_000] {
			assert!(partial.refuse_duplicates(at_once).is_err(), "{at_once}");
		}
		let message = partial.finish().unwrap_err().to_string();
		assert!(
			message.starts_with("test: record ") && message.contains("of one series"),
			"{message}"
		);
		assert!(!path.exists());
	}
	let mut partial = begin(&path, &origin(10));
	fill(&mut partial, 0..3, |number| number);
	for at_once in [1, 4, 7, 1_000] {
		assert!(partial.refuse_duplicates(at_once).is_ok(), "{at_once}");
	}
}

#[test]
fn store_should_be_unreadable_when_its_manifest_is_another() {
	let folder = tempfile::tempdir().unwrap();
	let path = folder.path().join("store");
	assert!(matches!(Store::open(&path), Err(Failure::Unreadable(_))));
	let mut partial = begin(&path, &origin(10));
	fill(&mut partial, 0..1, |number| number);
	partial.finish().unwrap();
	let manifest = path.join(MANIFEST);
	let text = fs::read_to_string(&manifest).unwrap();
	for changed in [
		text.replace("\"version\": 1", "\"version\": 2"),
		text.replace(FORMAT, "other"),
		"{".into(),
	] {
		fs::write(&manifest, changed).unwrap();
		assert!(matches!(Store::open(&path), Err(Failure::Unreadable(_))));
	}
}

fn arb_row() -> impl Strategy<Value = Row> {
	(
		any::<[u8; 32]>(),
		any::<[u8; 32]>(),
		any::<[u8; 32]>(),
		any::<u64>(),
		any::<u64>(),
		any::<u32>(),
		any::<bool>(),
	)
		.prop_map(|(salt, series, commitment, length, name_end, version, jcs)| Row {
			salt: Salt(salt),
			series,
			commitment: Commitment(commitment),
			length,
			name_end,
			version,
			canonicalisation: if jcs {
				Canonicalisation::Jcs
			} else {
				Canonicalisation::Raw
			},
		})
}

proptest! {
	#![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(10_000) })]

	#[test]
	fn row_should_read_back_as_it_was_written(row in arb_row()) {
		prop_assert_eq!(Row::from_bytes(&row.to_bytes()), Some(row));
	}
}

/// A store of ten records, made once.
static STORE: LazyLock<(tempfile::TempDir, Vec<u8>, Vec<u8>)> = LazyLock::new(|| {
	let folder = tempfile::tempdir().unwrap();
	let path = folder.path().join("store");
	let mut partial = begin(&path, &origin(10));
	fill(&mut partial, 0..1, |number| number);
	partial.finish().unwrap();
	let read = |name: &str| fs::read(path.join(batch_folder(0)).join(name)).unwrap();
	let (rows, tree) = (read(ROWS), read(TREE));
	(folder, rows, tree)
});

proptest! {
	#![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(10_000) })]

	/// Whatever bit of rows or tree is flipped, the check names the damage.
	#[test]
	fn damage_should_be_found_when_any_bit_of_rows_or_tree_is_flipped(
		at in any::<prop::sample::Index>(),
		bit in 0..8u8,
		tree in any::<bool>(),
	) {
		let (folder, rows, nodes) = &*STORE;
		let store = folder.path().join("store");
		let (name, sound) = if tree { (TREE, nodes) } else { (ROWS, rows) };
		let file = store.join(batch_folder(0)).join(name);
		let at = at.index(sound.len());
		let open = fs::OpenOptions::new().write(true).open(&file).unwrap();
		open.write_all_at(&[sound[at] ^ 1 << bit], at as u64).unwrap();
		let found = Store::open(&store).unwrap().check();
		open.write_all_at(&[sound[at]], at as u64).unwrap();
		// What no hash covers: the salt (a receipt with another one fails at the commitment), the length, the end of a name.
		let uncovered = !tree && matches!(at % Row::LEN, 0..32 | 96..112);
		prop_assert!(found.is_err() || uncovered, "{} of {}", at, file.display());
	}
}
