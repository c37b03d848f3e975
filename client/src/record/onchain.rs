//! Anchoring: what a store or a record becomes in a call to the chain, and what the chain says about it.

use super::{
	content::Committed,
	ids,
	store::{Anchored, Found, Hex32, Store},
};
use crate::{
	chain::{recode, AccountId32, Chain, Options, Receipt as Included, Signer},
	outcome::Failure,
	receipt::make,
};
use codec::Encode;
use salus_api::salus;
use salus_receipt_verifier::anchor::{self, AnchorValue};
use salus_records_engine::{
	chain::StateItem,
	receipt::{Content, Evidence, LeafEvidence},
	Canonicalisation, Hash, Leaf, Receipt, Salt,
};
use subxt::tx::Payload;

/// The static type of a leaf's place.
pub type LeafPosition = salus::runtime_types::pallet_records::types::LeafPosition;

/// The static type of what a leaf binds.
pub type LeafContent = salus::runtime_types::pallet_records::types::LeafContent;

/// How long an issuer means to keep a record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, clap::ValueEnum)]
pub enum Retention {
	/// Operational: no longer than a year.
	#[codec(index = 0)]
	Transient,
	/// The general term of the issuer's law.
	#[default]
	#[codec(index = 1)]
	Standard,
	/// A longer term that some law sets.
	#[codec(index = 2)]
	Extended,
	/// Without an end.
	#[codec(index = 3)]
	Permanent,
}

/// Why a record is retracted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, clap::ValueEnum)]
pub enum Reason {
	/// It should never have been made.
	#[codec(index = 0)]
	EnteredInError,
	/// It is filed under the wrong subject.
	#[codec(index = 1)]
	WrongSubject,
	/// The same record is anchored elsewhere.
	#[codec(index = 2)]
	Duplicate,
	/// Who signed it was not entitled to.
	#[codec(index = 3)]
	NotAuthorised,
	/// The key under which it was anchored was not in its owner's hands.
	#[codec(index = 4)]
	KeyCompromised,
}

/// The number of leaves as a call has it.
fn size_of(store: &Store, batch: usize) -> Result<(Hash, u32), Failure> {
	let place = store.folder().display();
	let summary = store.manifest().batches.get(batch).ok_or_else(|| {
		Failure::Refused(format!(
			"{place}: there is no batch {batch}; the store has {}, counted from 0",
			store.manifest().batches.len()
		))
	})?;
	let size = u32::try_from(summary.size)
		.map_err(|_| Failure::Refused(format!("{place}: batch {batch} has more records than a batch may have")))?;
	Ok((summary.root.0, size))
}

/// The leaves of a store name their issuer: only that account can anchor it.
pub fn ensure_issuer(store: &Store, account: &AccountId32) -> Result<(), Failure> {
	let issuer = store.manifest().origin.issuer.0;
	if issuer == account.0 {
		return Ok(());
	}
	let place = store.folder().display();
	Err(Failure::Refused(if issuer == [0; 32] {
		format!(
			"{place}: the leaves of this store name no organisation. Make it again with --issuer {} to anchor it",
			crate::chain::ss58(account)
		)
	} else {
		format!(
			"{place}: the leaves of this store name {}, the signer is {}: nobody else can anchor it",
			crate::chain::ss58(&AccountId32(issuer)),
			crate::chain::ss58(account)
		)
	}))
}

fn schema<const N: usize>(schema: &[u8; 32]) -> Result<Option<[u8; N]>, Failure> {
	ids::schema_argument(schema).map_err(Failure::Refused)
}

/// The call that anchors a batch of a store. The schema of its leaves is that of the batch, its series is its root.
pub fn anchor_batch(store: &Store, batch: usize, retention: Retention) -> Result<impl Payload, Failure> {
	let (root, size) = size_of(store, batch)?;
	Ok(salus::tx().records().anchor_batch(
		root,
		size,
		schema(&store.manifest().origin.schema.0)?,
		None,
		recode(&retention)?,
	))
}

/// The call that puts a batch of a store into the log and keeps nothing else of it.
pub fn log_batch(store: &Store, batch: usize) -> Result<impl Payload, Failure> {
	let (root, size) = size_of(store, batch)?;
	let schema = schema::<16>(&store.manifest().origin.schema.0)?;
	// The variant of a batch.
	let item = (1u8, root, codec::Compact(size), schema);
	Ok(salus::tx().records().log_only(recode(&item)?))
}

/// The call that anchors one record.
pub fn anchor(leaf: &Leaf, retention: Retention) -> Result<impl Payload, Failure> {
	Ok(salus::tx().records().anchor(
		leaf.commitment.0,
		recode(&leaf.canonicalisation)?,
		schema(&leaf.schema)?,
		series(leaf),
		recode(&retention)?,
	))
}

/// The call that puts one record into the log and keeps nothing else of it.
pub fn log_record(leaf: &Leaf) -> Result<impl Payload, Failure> {
	let schema = schema::<16>(&leaf.schema)?;
	// The variant of a record.
	let item = (
		0u8,
		leaf.commitment.0,
		leaf.canonicalisation,
		schema,
		series(leaf),
		codec::Compact(leaf.version),
	);
	Ok(salus::tx().records().log_only(recode(&item)?))
}

/// The series as calls name it: none if it is the commitment.
fn series(leaf: &Leaf) -> Option<[u8; 32]> {
	Some(leaf.series).filter(|series| *series != leaf.commitment.0)
}

/// The call that replaces a record that has an anchor of its own.
pub fn amend(anchor: u64, leaf: &Leaf, retention: Retention) -> Result<impl Payload, Failure> {
	Ok(salus::tx().records().amend(
		anchor,
		leaf.commitment.0,
		recode(&leaf.canonicalisation)?,
		schema(&leaf.schema)?,
		recode(&retention)?,
	))
}

/// The call that replaces a whole batch by one of a store.
pub fn amend_batch(anchor: u64, store: &Store, batch: usize, retention: Retention) -> Result<impl Payload, Failure> {
	let (root, size) = size_of(store, batch)?;
	Ok(salus::tx().records().amend_batch(
		anchor,
		root,
		size,
		schema(&store.manifest().origin.schema.0)?,
		recode(&retention)?,
	))
}

/// Where a record of a store stands in its batch.
pub fn position(store: &Store, found: &Found) -> Result<LeafPosition, Failure> {
	let receipt = store.receipt(found)?;
	let batch = receipt
		.batch()
		.ok_or_else(|| Failure::Refused("the record is in no batch".into()))?;
	let index = u32::try_from(batch.index).map_err(|_| Failure::Refused("the batch is too large".into()))?;
	recode(&(index, batch.path.to_vec()))
}

/// What the leaf of a record of a store binds.
pub fn content(found: &Found, store: &Store) -> Result<LeafContent, Failure> {
	let leaf = found.row.leaf(&store.manifest().origin);
	recode(&(
		leaf.series,
		leaf.version,
		leaf.canonicalisation,
		leaf.schema,
		leaf.commitment,
	))
}

/// The call that replaces a record of a batch by a later version, which gets an anchor of its own.
pub fn amend_leaf(
	batch: u64,
	store: &Store,
	found: &Found,
	next: &Leaf,
	retention: Retention,
) -> Result<impl Payload, Failure> {
	Ok(salus::tx().records().amend_leaf(
		batch,
		position(store, found)?,
		content(found, store)?,
		next.commitment.0,
		recode(&next.canonicalisation)?,
		recode(&retention)?,
	))
}

/// The leaf of the version after one of a store.
pub fn next_leaf(store: &Store, found: &Found, committed: &Committed) -> Leaf {
	let old = found.row.leaf(&store.manifest().origin);
	Leaf {
		version: old.version.saturating_add(1),
		canonicalisation: committed.canonicalisation,
		commitment: committed.commitment,
		..old
	}
}

/// The call that retracts an anchor.
pub fn retract(anchor: u64, reason: Reason) -> Result<impl Payload, Failure> {
	Ok(salus::tx().records().retract(anchor, recode(&reason)?))
}

/// The call that retracts one record of a batch.
pub fn retract_leaf(batch: u64, store: &Store, found: &Found, reason: Reason) -> Result<impl Payload, Failure> {
	let leaf = found.row.leaf(&store.manifest().origin).hash();
	Ok(salus::tx()
		.records()
		.retract_leaf(batch, position(store, found)?, leaf, recode(&reason)?))
}

/// The call that attests that the salt of one record of a batch is destroyed.
pub fn erase_leaf(batch: u64, store: &Store, found: &Found) -> Result<impl Payload, Failure> {
	let leaf = found.row.leaf(&store.manifest().origin).hash();
	Ok(salus::tx()
		.records()
		.attest_leaf_erasure(batch, position(store, found)?, leaf))
}

/// Anchors a batch of a store and remembers it there. A batch that this chain has already is not anchored again: a run that was cut off
/// is taken up.
pub async fn anchor_store(
	chain: &Chain,
	store: &Store,
	batch: usize,
	retention: Retention,
	signer: &Signer,
	options: &Options,
) -> Result<(Anchored, Option<Included>), Failure> {
	let genesis = chain.genesis_hash().0;
	if let Some(known) = store.anchors()?.find(batch, &genesis) {
		return Ok((known.clone(), None));
	}
	ensure_issuer(store, &signer.account())?;
	if let Some(known) = on_chain_already(chain, store, batch).await? {
		store.note_anchor(known.clone())?;
		return Ok((known, None));
	}
	let included = chain
		.submit(&anchor_batch(store, batch, retention)?, signer, options)
		.await?;
	let event = included.event::<salus::records::events::BatchAnchored>()?;
	let anchored = Anchored {
		genesis: Hex32(genesis),
		batch,
		anchor: event.anchor,
		log_only: false,
		block: included.block_number,
		block_hash: Hex32(included.block_hash.0),
	};
	store.note_anchor(anchored.clone())?;
	Ok((anchored, Some(included)))
}

/// The anchor of a batch that was anchored without the store having noted it. Its series is its root; the chain knows the last version of a
/// series, so that a batch that was amended since cannot be told from here.
async fn on_chain_already(chain: &Chain, store: &Store, batch: usize) -> Result<Option<Anchored>, Failure> {
	let (root, size) = size_of(store, batch)?;
	let issuer = AccountId32(store.manifest().origin.issuer.0);
	let state = chain.state_at(crate::chain::At::Best).await?;
	let head = state
		.call(salus::runtime_apis().records_api().head(issuer, root))
		.await?;
	let Some(head) = head else { return Ok(None) };
	let anchor = state
		.call(salus::runtime_apis().records_api().anchor(head.anchor))
		.await?;
	let value = anchor.and_then(|anchor| AnchorValue::decode(&anchor.encode()));
	if value.as_ref().map(|value| &value.content) != Some(&anchor::Content::Batch { root, size }) {
		return Err(Failure::Refused(format!(
			"{}: batch {batch} was anchored on this chain and has been replaced since, by anchor {}; which anchor it had is not noted in the \
			 store. Nothing was submitted",
			store.folder().display(),
			head.anchor
		)));
	}
	let block = value.map_or(0, |value| u64::from(value.block));
	Ok(Some(Anchored {
		genesis: Hex32(chain.genesis_hash().0),
		batch,
		anchor: head.anchor,
		log_only: false,
		block,
		block_hash: Hex32(chain.state_at_number(block).await?.hash().0),
	}))
}

/// The receipt of one record up to its leaf.
pub fn leaf_receipt(committed: &Committed, salt: Salt, leaf: Leaf) -> Result<Receipt, Failure> {
	Receipt::new([
		Evidence::Content(Content {
			canonicalisation: committed.canonicalisation,
			length: committed.length,
			salt,
		}),
		Evidence::Commitment(committed.commitment),
		Evidence::Leaf(LeafEvidence {
			hash: leaf.hash(),
			leaf,
		}),
	])
	.map_err(|error| Failure::Refused(format!("not a receipt: {error:?}")))
}

/// The receipt of a record of a store, up to the header of a block of the chain that its batch is anchored on.
pub async fn store_receipt(chain: &Chain, store: &Store, found: &Found) -> Result<Receipt, Failure> {
	let genesis = chain.genesis_hash().0;
	let anchors = store.anchors()?;
	let anchored = anchors.find(found.batch, &genesis).ok_or_else(|| {
		Failure::Refused(format!(
			"{}: batch {} is not anchored on this chain; `salus record anchor` does it",
			store.folder().display(),
			found.batch
		))
	})?;
	make::extend(
		chain,
		&store.receipt(found)?,
		StateItem::Anchor { id: anchored.anchor },
		None,
	)
	.await
}

/// The method of a static type.
pub fn canonicalisation<T: Encode>(method: &T) -> Result<Canonicalisation, Failure> {
	recode(method)
}
