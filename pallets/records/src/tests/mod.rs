mod anchoring;
mod checkpoints;
mod erasure;
mod properties;
mod signatures;
mod status;

use crate::{
	mock::*, schema_of, Anchors, Authority, Content, Error, Event, Holder, Key, LeafContent, LeafPosition, LeafProof,
	LeafStatus, Leaves, LogItem, RetentionClass, RetractionReason, Schema, SchemaId, Series, State, Status,
};
use frame::testing_prelude::*;
use salus_primitives::{mock::MockAccreditation, AnchorId, AnchorInspect, LogAppend, LogSubject, Role};
use salus_records_engine::{
	commitment,
	hash::leaf_hash,
	leaf::{batch_digest, EntryKind, LogEntry},
	Canonicalisation, Hash, Leaf, MemoryTree, EMPTY_ROOT, MAX_BATCH_LEAVES,
};

const SCHEMA: SchemaId = [9; 16];

/// [`SCHEMA`] as a leaf binds it.
fn full_schema() -> Schema {
	schema_of(Some(SCHEMA))
}

const SERIES: [u8; 32] = [8; 32];
const MATTER: [u8; 32] = [7; 32];
const REASON: RetractionReason = RetractionReason::EnteredInError;

/// A hash that nothing else in a test has.
fn hash(of: impl Encode) -> Hash {
	leaf_hash(&of.encode())
}

fn signed(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

fn anchor_in(issuer: AccountId, series: Option<Hash>, commitment: Hash) -> DispatchResultWithPostInfo {
	let canonicalisation = Canonicalisation::Jcs;
	Records::anchor(
		signed(issuer),
		commitment,
		canonicalisation,
		Some(SCHEMA),
		series,
		RetentionClass::Standard,
	)
}

fn next_index() -> u64 {
	Records::log().size
}

/// Anchors a record of `issuer`, whose commitment is the hash of `seed`.
fn anchor(issuer: AccountId, seed: &str) -> AnchorId {
	let anchor = next_index();
	assert_ok!(anchor_in(issuer, None, hash(seed)));
	anchor
}

fn amend(issuer: AccountId, anchor: AnchorId, commitment: Hash) -> DispatchResultWithPostInfo {
	let canonicalisation = Canonicalisation::Raw;
	Records::amend(
		signed(issuer),
		anchor,
		commitment,
		canonicalisation,
		None,
		RetentionClass::Extended,
	)
}

/// The leaf at `index` of the batch that [`batch`] makes from `seed`.
fn leaf_content(seed: &str, index: u32) -> LeafContent {
	LeafContent {
		series: hash(("series", seed, index)),
		version: 1 + index % 3,
		canonicalisation: Canonicalisation::Jcs,
		schema: full_schema(),
		commitment: hash(("record", seed, index)),
	}
}

fn leaf_of(issuer: &AccountId, content: &LeafContent) -> Hash {
	Leaf {
		issuer: issuer.clone().into(),
		series: content.series,
		version: content.version,
		canonicalisation: content.canonicalisation,
		schema: content.schema,
		commitment: commitment::Commitment(content.commitment),
	}
	.hash()
}

fn tree(issuer: &AccountId, seed: &str, size: u32) -> MemoryTree {
	MemoryTree::from_leaves((0..size).map(|index| leaf_of(issuer, &leaf_content(seed, index)))).unwrap()
}

fn position(tree: &MemoryTree, index: u32) -> LeafPosition {
	let proof = tree.inclusion_proof(index.into()).unwrap();
	LeafPosition {
		index,
		proof: LeafProof::truncate_from(proof.to_vec()),
	}
}

fn anchor_batch(issuer: AccountId, root: Hash, size: u32) -> DispatchResultWithPostInfo {
	Records::anchor_batch(signed(issuer), root, size, Some(SCHEMA), None, RetentionClass::Standard)
}

/// Anchors a batch of `size` records of `issuer`; with its tree.
fn batch(issuer: AccountId, seed: &str, size: u32) -> (AnchorId, MemoryTree) {
	let (anchor, tree) = (next_index(), tree(&issuer, seed, size));
	assert_ok!(anchor_batch(issuer, tree.root(), size));
	(anchor, tree)
}

fn retract(who: RuntimeOrigin, anchor: AnchorId) -> DispatchResult {
	Records::retract(who, anchor, REASON)
}

fn retract_leaf(who: RuntimeOrigin, batch: AnchorId, tree: &MemoryTree, seed: &str, index: u32) -> DispatchResult {
	let leaf = leaf_of(&HOSPITAL, &leaf_content(seed, index));
	Records::retract_leaf(who, batch, position(tree, index), leaf, REASON)
}

fn erase_leaf(who: RuntimeOrigin, batch: AnchorId, tree: &MemoryTree, seed: &str, index: u32) -> DispatchResult {
	let leaf = leaf_of(&HOSPITAL, &leaf_content(seed, index));
	Records::attest_leaf_erasure(who, batch, position(tree, index), leaf)
}

fn amend_leaf(
	issuer: AccountId,
	batch: AnchorId,
	position: LeafPosition,
	old: LeafContent,
	commitment: Hash,
) -> DispatchResultWithPostInfo {
	let canonicalisation = Canonicalisation::Jcs;
	Records::amend_leaf(
		signed(issuer),
		batch,
		position,
		old,
		commitment,
		canonicalisation,
		RetentionClass::Standard,
	)
}

fn status(anchor: AnchorId) -> Status {
	Records::anchor_status(anchor).expect("an anchor")
}

fn state(anchor: AnchorId) -> State {
	status(anchor).state
}

fn leaf_state(batch: AnchorId, index: u32) -> State {
	Records::leaf_status(batch, index).expect("a leaf").state()
}

fn last_event() -> Event<Test> {
	match System::events().pop().expect("an event").event {
		RuntimeEvent::Records(event) => event,
		other => panic!("not an event of this pallet: {other:?}"),
	}
}

/// The leaves of the log, as the events tell them.
fn logged_leaves() -> Vec<Hash> {
	let mut leaves = Vec::new();
	for record in System::events() {
		let RuntimeEvent::Records(event) = record.event else {
			continue;
		};
		let (index, leaf) = match event {
			Event::Anchored { anchor, leaf } | Event::BatchAnchored { anchor, leaf } => (anchor, leaf),
			Event::Amended { anchor, leaf, .. } | Event::LeafAmended { anchor, leaf, .. } => (anchor, leaf),
			Event::Appended { index, leaf, .. } => (index, leaf),
			_ => continue,
		};
		assert_eq!(index, leaves.len() as u64, "the log has a gap");
		leaves.push(leaf);
	}
	leaves
}

/// The tree over them.
fn replay() -> MemoryTree {
	MemoryTree::from_leaves(logged_leaves()).unwrap()
}

/// The log that the events tell is the one that is stored.
fn assert_log_replays() {
	let (replayed, log) = (replay(), Records::log());
	assert_eq!((replayed.size(), replayed.root()), (log.size, log.root));
}
