//! `salus record batch`: any number of records into a store, in constant memory, on all cores.
//!
//! One thread reads, some compute commitments and leaves, and the calling one puts the results in order, grows the tree and writes.
//! A fixed number of chunks is under way at any time, so that memory does not depend on how many records there are.

use super::{
	content::{self, RecordError},
	ids,
	jcs::{Canonicaliser, Identity},
	source::{Chunk, Position, Source, Survey, Work},
	store::{Draft, Hex32, Manifest, Origin, Partial, Row, Rows, Store},
};
use crate::outcome::Failure;
use salus_records_engine::{commitment::CommitmentError, Canonicalisation, Salt};
use std::{
	collections::BTreeMap,
	ops::Range,
	path::{Path, PathBuf},
	sync::{
		mpsc::{channel, sync_channel, Receiver, Sender},
		Mutex,
	},
	thread,
};

/// What to make a store from and with.
#[derive(Clone, Debug)]
pub struct Options {
	/// A folder, or an NDJSON file.
	pub path: PathBuf,
	/// Where the store goes.
	pub store: PathBuf,
	/// The organisation that vouches for the records.
	pub issuer: Option<[u8; 32]>,
	/// What kind of records they are.
	pub schema: Option<[u8; 32]>,
	/// Position in their series, from 1.
	pub record_version: u32,
	/// The key of their series; fresh if there is none.
	pub series_key: Option<[u8; 32]>,
	/// How they become canonical; what suits each file if there is none.
	pub method: Option<Canonicalisation>,
	/// Most bytes of a JSON record.
	pub limit: u64,
	/// Most records of one batch.
	pub batch_leaves: u64,
	/// Threads that compute.
	pub threads: usize,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batched {
	/// What the store says.
	pub manifest: Manifest,
	/// Whether it was there already, from the same input and options.
	pub unchanged: bool,
}

/// Told about progress.
pub trait Watch {
	/// Before the first record: how much there is to read in all, and how much of it a run before has done.
	fn begin(&mut self, survey: &Survey, done: Position);
	/// Something was done.
	fn advance(&mut self, bytes: u64, records: u64);
	/// Something worth telling.
	fn note(&mut self, message: &str);
}

/// Makes the store, or continues one.
pub fn run(options: &Options, watch: &mut dyn Watch) -> Result<Batched, Failure> {
	let source = Source {
		path: options.path.clone(),
		limit: options.limit,
		batch_leaves: options.batch_leaves,
	};
	let survey = source.survey()?;
	let origin = Origin {
		source: options.path.display().to_string(),
		fingerprint: survey.fingerprint.map(Hex32),
		issuer: Hex32(options.issuer.unwrap_or_default()),
		schema: Hex32(options.schema.unwrap_or_default()),
		record_version: options.record_version,
		canonicalisation: options.method.map_or("auto", content::Method::name).into(),
		batch_leaves: options.batch_leaves,
	};
	if options.store.exists() {
		let store = Store::open(&options.store)?;
		if store.manifest().origin == origin && origin.fingerprint.is_some() {
			return Ok(Batched {
				manifest: store.manifest().clone(),
				unchanged: true,
			});
		}
		return Err(Failure::Refused(format!(
			"{}: there is a store already, from another input or other options; its salts are needed to prove its records. Give another \
			 place with --store",
			options.store.display()
		)));
	}
	let mut partial = Partial::begin(&options.store, origin, options.series_key, |message| {
		watch.note(message)
	})?;
	watch.begin(&survey, partial.position());
	match fill(options, &source, &mut partial, watch) {
		Ok(()) => {
			let manifest = partial.finish()?;
			Ok(Batched {
				manifest,
				unchanged: false,
			})
		},
		Err(failure) => {
			partial.abandon();
			Err(failure)
		},
	}
}

/// A chunk's records with what the collector needs to know of the chunk.
struct Done {
	rows: Result<Rows, Failure>,
	end: Position,
	closes_batch: bool,
	bytes: u64,
}

fn fill(options: &Options, source: &Source, partial: &mut Partial, watch: &mut dyn Watch) -> Result<(), Failure> {
	let threads = options.threads.max(1);
	let start = partial.position();
	let context = Context {
		key: *partial.key(),
		origin: partial.origin().clone(),
		method: options.method,
		limit: options.limit,
	};
	// One permit for each chunk that may be under way.
	let (permit, permits) = channel::<()>();
	for _ in 0..threads * 4 {
		let _ = permit.send(());
	}
	let (work, works) = sync_channel::<Chunk>(threads * 4);
	let works = Mutex::new(works);
	let (done, dones) = channel::<(u64, Done)>();
	thread::scope(|scope| {
		let reading =
			scope.spawn(move || source.read(start, |chunk| permits.recv().is_ok() && work.send(chunk).is_ok()));
		for _ in 0..threads {
			let (works, context, done) = (&works, &context, done.clone());
			scope.spawn(move || compute(works, context, done));
		}
		drop(done);
		// On a failure the channels close as this returns, and every thread ends.
		let collected = collect(partial, &dones, &permit, watch);
		drop((dones, permit));
		// A record that failed stands before the place where reading stopped.
		let open = collected?;
		match reading.join() {
			Ok(read) => read?,
			Err(_) => {
				return Err(Failure::Unreadable(format!(
					"{}: reading stopped",
					source.path.display()
				)))
			},
		}
		if let Some((draft, position)) = open {
			partial.close(draft, position)?;
		}
		if partial.position().records == 0 {
			return Err(Failure::Refused(format!(
				"{}: there are no records",
				source.path.display()
			)));
		}
		Ok(())
	})
}

/// Takes chunks in order, writes them, and returns the last batch if it is still open.
fn collect(
	partial: &mut Partial,
	dones: &Receiver<(u64, Done)>,
	permit: &Sender<()>,
	watch: &mut dyn Watch,
) -> Result<Option<(Draft, Position)>, Failure> {
	let mut early: BTreeMap<u64, Done> = BTreeMap::new();
	let mut next = 0;
	let mut open: Option<(Draft, Position)> = None;
	for (sequence, done) in dones.iter() {
		early.insert(sequence, done);
		while let Some(done) = early.remove(&next) {
			next += 1;
			let _ = permit.send(());
			let rows = done.rows?;
			let records = rows.leaves.len() as u64;
			if records != 0 {
				let mut draft = match open.take() {
					Some((draft, _)) => draft,
					None => partial.draft()?,
				};
				draft.add(rows)?;
				if done.closes_batch {
					partial.close(draft, done.end)?;
				} else {
					open = Some((draft, done.end));
				}
			}
			watch.advance(done.bytes, records);
		}
	}
	Ok(open)
}

/// What every record of a store shares.
struct Context {
	key: [u8; 32],
	origin: Origin,
	method: Option<Canonicalisation>,
	limit: u64,
}

/// Buffers of one thread.
#[derive(Default)]
struct Scratch {
	json: Canonicaliser,
	canonical: Vec<u8>,
	salts: Vec<u8>,
}

fn compute(works: &Mutex<Receiver<Chunk>>, context: &Context, done: Sender<(u64, Done)>) {
	let mut scratch = Scratch::default();
	loop {
		// The lock is held while waiting: one thread waits for work, the others for their turn.
		let next = works.lock().map(|works| works.recv());
		let Ok(Ok(chunk)) = next else { return };
		let rows = context.rows(&chunk.work, &mut scratch);
		let Chunk {
			sequence,
			end,
			closes_batch,
			bytes,
			..
		} = chunk;
		if done
			.send((
				sequence,
				Done {
					rows,
					end,
					closes_batch,
					bytes,
				},
			))
			.is_err()
		{
			return;
		}
	}
}

impl Context {
	fn rows(&self, work: &Work, scratch: &mut Scratch) -> Result<Rows, Failure> {
		let count = work.len();
		let mut rows = Rows {
			rows: Vec::with_capacity(count * Row::LEN),
			names: vec![],
			leaves: Vec::with_capacity(count),
		};
		scratch.salts.resize(count * 32, 0);
		getrandom::fill(&mut scratch.salts).map_err(|error| {
			Failure::Refused(format!("the operating system gives no randomness for salts: {error}"))
		})?;
		let mut name = String::new();
		for record in 0..count {
			let salt = Salt(std::array::from_fn(|i| scratch.salts[record * 32 + i]));
			let committed = match work {
				Work::Lines {
					file,
					prefix,
					text,
					lines,
				} => {
					let (begin, end, number) = lines[record];
					name.clear();
					name.push_str(prefix);
					self.line(&text[begin..end], number, &salt, &mut name, scratch)
						.map_err(|error| error.of(format_args!("{}, line {number}", file.display())))?
				},
				Work::Files(files) => {
					let (path, relative) = &files[record];
					name.clone_from(relative);
					content::commit_file(
						path,
						self.method,
						&salt,
						self.limit,
						&mut scratch.json,
						&mut scratch.canonical,
					)
					.map_err(|error| error.of(path.display()))?
				},
			};
			rows.names.extend_from_slice(name.as_bytes());
			let row = Row {
				salt,
				series: ids::series(&self.key, name.as_bytes()),
				commitment: committed.commitment,
				length: committed.length,
				name_end: rows.names.len() as u64,
				version: self.origin.record_version,
				canonicalisation: committed.canonicalisation,
			};
			rows.leaves.push(row.leaf(&self.origin).hash());
			rows.rows.extend_from_slice(&row.to_bytes());
		}
		Ok(rows)
	}

	/// A line of NDJSON, whose name is added to `name`.
	fn line(
		&self,
		text: &[u8],
		number: u64,
		salt: &Salt,
		name: &mut String,
		scratch: &mut Scratch,
	) -> Result<content::Committed, RecordError> {
		let canonical = match self.method {
			Some(Canonicalisation::Raw) => {
				push_name(name, None, text, number);
				text
			},
			Some(Canonicalisation::Jcs) | None => {
				let identity = scratch
					.json
					.canonicalise(text, &mut scratch.canonical)
					.map_err(|error| {
						let place = error.place(text);
						RecordError::Json(error, place)
					})?;
				push_name(name, Some(&identity), text, number);
				&scratch.canonical
			},
		};
		if canonical.is_empty() {
			return Err(RecordError::Commitment(CommitmentError::EmptyContent));
		}
		let method = self.method.unwrap_or(Canonicalisation::Jcs);
		let commitment = salus_records_engine::commitment::commit(salt, canonical).map_err(RecordError::Commitment)?;
		Ok(content::Committed {
			canonicalisation: method,
			length: canonical.len() as u64,
			commitment,
		})
	}
}

/// Adds the name of a line of NDJSON: `resourceType/id` if it has both, else `line-` and its number.
pub(crate) fn push_name(name: &mut String, identity: Option<&Identity>, text: &[u8], number: u64) {
	let part = |range: &Option<Range<usize>>| std::str::from_utf8(&text[range.clone()?]).ok();
	match identity.map(|identity| (part(&identity.resource_type), part(&identity.id))) {
		Some((Some(resource_type), Some(id))) => {
			name.push_str(resource_type);
			name.push('/');
			name.push_str(id);
		},
		_ => name.push_str(&format!("line-{number}")),
	}
}

/// Where a store goes if nobody says: `.salus/records/` and the name of the input.
pub fn default_store(path: &Path) -> Result<PathBuf, Failure> {
	let absolute =
		std::path::absolute(path).map_err(|error| Failure::Unreadable(format!("{}: {error}", path.display())))?;
	let name = absolute
		.components()
		.rev()
		.find_map(|part| match part {
			std::path::Component::Normal(name) => Some(name.to_owned()),
			_ => None,
		})
		.ok_or_else(|| Failure::Unreadable(format!("{}: give a place for the store with --store", path.display())))?;
	Ok(Path::new(".salus").join("records").join(name))
}
