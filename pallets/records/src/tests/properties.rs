//! Random sequences of calls beside a plain model, with a replay of the log and consistency proofs between checkpoints.

use super::*;
use crate::{Checkpoints, HolderOf};
use proptest::prelude::*;
use salus_records_engine::verify_consistency;
use std::collections::{BTreeMap, BTreeSet};

/// Who acts: an index into [`ACTORS`], or governance.
type Actor = usize;
const GOVERNANCE: Actor = 5;
const ACTORS: [AccountId; 5] = [HOSPITAL, CLINIC, AUDITOR, SECOND_AUDITOR, STRANGER];

#[derive(Clone, Debug)]
enum Step {
	Anchor(Actor, u8, u8),
	Batch(Actor, u8, u32),
	LogOnly(Actor, u8),
	Append(u8),
	Amend(Actor, usize, u8),
	AmendLeaf(Actor, usize, u32, u8),
	Retract(Actor, usize),
	RetractLeaf(Actor, usize, u32),
	Erase(Actor, usize),
	EraseLeaf(Actor, usize, u32),
	Hold(Actor, usize),
	Lift(Actor, usize, Actor),
	Countersign(Actor, usize),
	Withdraw(Actor, usize),
	Cosign(Actor, u64, bool),
	EndBlock,
}

fn step() -> impl Strategy<Value = Step> {
	let who = 0..6usize;
	let issuer = prop_oneof![4 => 0..2usize, 1 => 2..6usize];
	let nth = prop_oneof![4 => 0..4usize, 1 => 0..64usize];
	let seed = 0..6u8;
	let leaf = 0..5u32;
	let (w, i, n, s, l) = (who, issuer, nth, seed, leaf);
	prop_oneof![
		(i.clone(), 0..3u8, s.clone()).prop_map(|(i, series, s)| Step::Anchor(i, series, s)),
		(i.clone(), s.clone(), 0..5u32).prop_map(|(i, s, size)| Step::Batch(i, s, size)),
		(i.clone(), s.clone()).prop_map(|(i, s)| Step::LogOnly(i, s)),
		s.clone().prop_map(Step::Append),
		(i.clone(), n.clone(), s.clone()).prop_map(|(i, n, s)| Step::Amend(i, n, s)),
		(i.clone(), n.clone(), l.clone(), s).prop_map(|(i, n, l, s)| Step::AmendLeaf(i, n, l, s)),
		(w.clone(), n.clone()).prop_map(|(w, n)| Step::Retract(w, n)),
		(w.clone(), n.clone(), l.clone()).prop_map(|(w, n, l)| Step::RetractLeaf(w, n, l)),
		(w.clone(), n.clone()).prop_map(|(w, n)| Step::Erase(w, n)),
		(w.clone(), n.clone(), l).prop_map(|(w, n, l)| Step::EraseLeaf(w, n, l)),
		(w.clone(), n.clone()).prop_map(|(w, n)| Step::Hold(w, n)),
		(w.clone(), n.clone(), w.clone()).prop_map(|(w, n, of)| Step::Lift(w, n, of)),
		(w.clone(), n.clone()).prop_map(|(w, n)| Step::Lift(w, n, w)),
		(w.clone(), n.clone()).prop_map(|(w, n)| Step::Countersign(w, n)),
		(w.clone(), n).prop_map(|(w, n)| Step::Withdraw(w, n)),
		(w, 0..12u64, prop::bool::weighted(0.9)).prop_map(|(w, number, right)| Step::Cosign(w, number, right)),
		Just(Step::EndBlock),
		Just(Step::EndBlock),
	]
}

/// Two issuers with a record and a batch each, and then anything.
fn steps() -> impl Strategy<Value = Vec<Step>> {
	prop::collection::vec(step(), 1..56).prop_map(|more| {
		let mut steps = vec![
			Step::Anchor(0, 0, 0),
			Step::Batch(0, 0, 4),
			Step::Anchor(1, 1, 1),
			Step::Batch(1, 1, 3),
			Step::EndBlock,
		];
		steps.extend(more);
		steps
	})
}

/// The step with the anchor that it is about taken from those that there are.
fn resolve(mut step: Step, count: usize) -> Step {
	match &mut step {
		Step::Amend(_, nth, _) | Step::AmendLeaf(_, nth, ..) | Step::Lift(_, nth, _) => *nth %= count,
		Step::Retract(_, nth) | Step::RetractLeaf(_, nth, _) => *nth %= count,
		Step::Erase(_, nth) | Step::EraseLeaf(_, nth, _) => *nth %= count,
		Step::Hold(_, nth) | Step::Countersign(_, nth) | Step::Withdraw(_, nth) => *nth %= count,
		_ => (),
	}
	step
}

/// What became of something, in the plainest form: the state and whether it is erased.
type Fate = (State, bool);
const UNTOUCHED: Fate = (State::Valid, false);

/// What a fate becomes, if it can.
fn erased(fate: Fate) -> Option<Fate> {
	match fate {
		(_, true) => None,
		(State::Valid, false) => Some((State::Erased, true)),
		(state, false) => Some((state, true)),
	}
}

#[derive(Clone, Debug)]
struct ModelAnchor {
	id: AnchorId,
	issuer: Actor,
	content: Hash,
	/// For a batch, its seed and size.
	batch: Option<(u8, u32)>,
	series: Hash,
	version: u32,
	fate: Fate,
	leaves: BTreeMap<u32, Fate>,
	holders: BTreeSet<Actor>,
	vouching: BTreeSet<Actor>,
}

/// The records in plain lists.
#[derive(Clone, Default)]
struct Model {
	anchors: Vec<ModelAnchor>,
	/// How many entries the log has.
	size: u64,
	/// Sizes of the log at its checkpoints, and who cosigned.
	checkpoints: Vec<(u64, BTreeSet<Actor>)>,
}

const TREE_SEEDS: [&str; 6] = ["s0", "s1", "s2", "s3", "s4", "s5"];

fn model_tree(issuer: Actor, seed: u8, size: u32) -> MemoryTree {
	tree(&ACTORS[issuer], TREE_SEEDS[seed as usize], size)
}

fn model_leaf(seed: u8, index: u32) -> LeafContent {
	leaf_content(TREE_SEEDS[seed as usize], index)
}

fn is_issuer(who: Actor) -> bool {
	who < 2
}

fn is_auditor(who: Actor) -> bool {
	who == 2 || who == 3
}

impl Model {
	fn series_exists(&self, issuer: Actor, series: Hash) -> bool {
		let same = |anchor: &ModelAnchor| anchor.issuer == issuer && anchor.series == series;
		self.anchors.iter().any(same)
	}

	fn insert(&mut self, issuer: Actor, content: Hash, batch: Option<(u8, u32)>, series: Hash, version: u32) {
		self.anchors.push(ModelAnchor {
			id: self.size,
			issuer,
			content,
			batch,
			series,
			version,
			fate: UNTOUCHED,
			leaves: BTreeMap::new(),
			holders: BTreeSet::new(),
			vouching: BTreeSet::new(),
		});
		self.size += 1;
	}

	fn has(&self, number: u64) -> bool {
		let count = self.checkpoints.len() as u64;
		number < count && (number + u64::from(RECENT) >= count || number.is_multiple_of(1 << EXPONENT))
	}

	/// The leaf's fate, if the anchor is a batch that has it.
	fn leaf(&self, nth: usize, index: u32) -> Option<Fate> {
		let anchor = &self.anchors[nth];
		let (_, size) = anchor.batch?;
		(index < size).then(|| anchor.leaves.get(&index).copied().unwrap_or(anchor.fate))
	}

	fn may_close(&self, who: Actor, nth: usize) -> bool {
		who == GOVERNANCE || who == self.anchors[nth].issuer
	}

	/// Applies the step if it is allowed; says whether it was.
	fn apply(&mut self, step: &Step) -> bool {
		match *step {
			Step::EndBlock => {
				if self.checkpoints.last().map_or(0, |last| last.0) != self.size {
					self.checkpoints.push((self.size, BTreeSet::new()));
				}
				true
			},
			Step::Append(_) => {
				self.size += 1;
				true
			},
			Step::LogOnly(who, _) => {
				let allowed = is_issuer(who);
				self.size += u64::from(allowed);
				allowed
			},
			Step::Anchor(who, series, seed) => {
				let series = hash(("series", series));
				let allowed = is_issuer(who) && !self.series_exists(who, series);
				if allowed {
					self.insert(who, hash(seed), None, series, 1);
				}
				allowed
			},
			Step::Batch(who, seed, size) => {
				is_issuer(who) && size > 0 && {
					let root = model_tree(who, seed, size).root();
					let free = !self.series_exists(who, root);
					if free {
						self.insert(who, root, Some((seed, size)), root, 1);
					}
					free
				}
			},
			Step::Amend(who, nth, seed) => {
				let old = self.anchors[nth].clone();
				let allowed =
					who == old.issuer && old.batch.is_none() && old.content != hash(seed) && old.fate.0 == State::Valid;
				if allowed {
					self.anchors[nth].fate.0 = State::Superseded { by: self.size };
					self.insert(who, hash(seed), None, old.series, old.version + 1);
				}
				allowed
			},
			Step::AmendLeaf(who, nth, index, seed) => {
				let old = self.anchors[nth].clone();
				let leaf = old.batch.map(|(tree, _)| model_leaf(tree, index));
				let allowed = who == old.issuer
					&& old.fate.0 == State::Valid
					&& self.leaf(nth, index).is_some_and(|fate| fate.0 == State::Valid)
					&& leaf.as_ref().is_some_and(|leaf| !self.series_exists(who, leaf.series));
				if let (true, Some(leaf)) = (allowed, leaf) {
					let by = State::Superseded { by: self.size };
					self.anchors[nth].leaves.insert(index, (by, false));
					self.insert(who, hash(seed), None, leaf.series, leaf.version + 1);
				}
				allowed
			},
			Step::Retract(who, nth) => {
				let allowed = self.may_close(who, nth) && self.anchors[nth].fate.0 == State::Valid;
				if allowed {
					self.anchors[nth].fate.0 = State::Retracted { reason: REASON };
				}
				allowed
			},
			Step::RetractLeaf(who, nth, index) => {
				let allowed = self.may_close(who, nth)
					&& self.anchors[nth].fate.0 == State::Valid
					&& self.leaf(nth, index).is_some_and(|fate| fate.0 == State::Valid);
				if allowed {
					let fate = (State::Retracted { reason: REASON }, false);
					self.anchors[nth].leaves.insert(index, fate);
				}
				allowed
			},
			Step::Erase(who, nth) => {
				let allowed = self.may_close(who, nth) && self.anchors[nth].holders.is_empty();
				match erased(self.anchors[nth].fate) {
					Some(fate) if allowed => {
						self.anchors[nth].fate = fate;
						true
					},
					_ => false,
				}
			},
			Step::EraseLeaf(who, nth, index) => {
				let anchor = &self.anchors[nth];
				let allowed = self.may_close(who, nth) && anchor.holders.is_empty();
				match self.leaf(nth, index).and_then(erased) {
					Some(fate) if allowed => {
						self.anchors[nth].leaves.insert(index, fate);
						true
					},
					_ => false,
				}
			},
			Step::Hold(who, nth) => {
				let anchor = &self.anchors[nth];
				let entitled = who == GOVERNANCE || is_auditor(who) || who == anchor.issuer;
				entitled && !anchor.fate.1 && self.anchors[nth].holders.insert(who)
			},
			Step::Lift(who, nth, of) => {
				let anchor = &mut self.anchors[nth];
				(who == GOVERNANCE || who == of) && anchor.holders.remove(&of)
			},
			Step::Countersign(who, nth) => {
				let anchor = &mut self.anchors[nth];
				who != GOVERNANCE
					&& who != anchor.issuer
					&& anchor.fate.0 == State::Valid
					&& anchor.vouching.insert(who)
			},
			Step::Withdraw(who, nth) => self.anchors[nth].vouching.remove(&who),
			Step::Cosign(who, number, right) => {
				right && is_auditor(who) && self.has(number) && {
					let cosigners = &mut self.checkpoints[number as usize].1;
					(cosigners.len() < COSIGNERS as usize || cosigners.contains(&who)) && cosigners.insert(who)
				}
			},
		}
	}
}

fn origin(who: Actor) -> RuntimeOrigin {
	match who {
		GOVERNANCE => RuntimeOrigin::root(),
		who => signed(ACTORS[who].clone()),
	}
}

fn holder(who: Actor) -> HolderOf<Test> {
	match who {
		GOVERNANCE => Holder::Governance,
		who => Holder::Organisation(ACTORS[who].clone()),
	}
}

/// Where a leaf stands in the batch that the model says; something that proves nothing if there is none.
fn place(anchor: &ModelAnchor, index: u32) -> (LeafPosition, LeafContent, Hash) {
	let nowhere = || LeafPosition {
		index,
		proof: LeafProof::new(),
	};
	let Some((seed, size)) = anchor.batch else {
		return (nowhere(), model_leaf(0, index), hash("nothing"));
	};
	let position = match index < size {
		true => position(&model_tree(anchor.issuer, seed, size), index),
		false => nowhere(),
	};
	let content = model_leaf(seed, index);
	let leaf = leaf_of(&ACTORS[anchor.issuer], &content);
	(position, content, leaf)
}

fn execute(step: &Step, model: &Model) -> DispatchResult {
	let plain = |result: DispatchResultWithPostInfo| result.map(drop).map_err(|error| error.error);
	let (class, jcs) = (RetentionClass::Standard, Canonicalisation::Jcs);
	let id = |nth: usize| model.anchors[nth].id;
	match *step {
		Step::EndBlock => {
			next_block();
			Ok(())
		},
		Step::Append(seed) => Records::append(LogSubject::Adjudication, hash(seed)).map(drop),
		Step::LogOnly(who, seed) => plain(Records::log_only(
			origin(who),
			LogItem::Record {
				commitment: hash(seed),
				canonicalisation: jcs,
				schema: None,
				series: None,
				version: 1,
			},
		)),
		Step::Anchor(who, series, seed) => {
			let series = Some(hash(("series", series)));
			plain(Records::anchor(origin(who), hash(seed), jcs, None, series, class))
		},
		Step::Batch(who, seed, size) => {
			let root = model_tree(who.min(1), seed, size).root();
			plain(Records::anchor_batch(origin(who), root, size, None, None, class))
		},
		Step::Amend(who, nth, seed) => plain(Records::amend(origin(who), id(nth), hash(seed), jcs, None, class)),
		Step::AmendLeaf(who, nth, index, seed) => {
			let (position, old, _) = place(&model.anchors[nth], index);
			plain(Records::amend_leaf(
				origin(who),
				id(nth),
				position,
				old,
				hash(seed),
				jcs,
				class,
			))
		},
		Step::Retract(who, nth) => Records::retract(origin(who), id(nth), REASON),
		Step::RetractLeaf(who, nth, index) => {
			let (position, _, leaf) = place(&model.anchors[nth], index);
			Records::retract_leaf(origin(who), id(nth), position, leaf, REASON)
		},
		Step::Erase(who, nth) => Records::attest_erasure(origin(who), id(nth)),
		Step::EraseLeaf(who, nth, index) => {
			let (position, _, leaf) = place(&model.anchors[nth], index);
			Records::attest_leaf_erasure(origin(who), id(nth), position, leaf)
		},
		Step::Hold(who, nth) => Records::place_hold(origin(who), id(nth), MATTER),
		Step::Lift(who, nth, of) => Records::lift_hold(origin(who), id(nth), holder(of)),
		Step::Countersign(who, nth) => Records::countersign(origin(who), id(nth)),
		Step::Withdraw(who, nth) => Records::withdraw_countersignature(origin(who), id(nth)),
		Step::Cosign(who, number, right) => {
			let stored = Checkpoints::<Test>::get(Key::from(number));
			let (size, root) = stored.map_or((1, [1; 32]), |found| (found.size, found.root));
			let size = if right { size } else { size + 1 };
			Records::cosign_checkpoint(origin(who), number, size, root)
		},
	}
}

fn compare(model: &Model) {
	for anchor in &model.anchors {
		let stored = Records::anchor_of(anchor.id).unwrap();
		let fate = (stored.status.state, stored.status.erased_at.is_some());
		assert_eq!(fate, anchor.fate, "{anchor:?}");
		assert_eq!((stored.series, stored.version), (anchor.series, anchor.version));
		assert_eq!(stored.holds as usize, anchor.holders.len());
		let vouching = Records::countersigners_of(anchor.id, None).len();
		assert_eq!(vouching, anchor.vouching.len());
		let size = anchor.batch.map_or(0, |(_, size)| size);
		for index in 0..size {
			let found = Records::leaf_status(anchor.id, index).unwrap();
			let expected = anchor.leaves.get(&index).copied().unwrap_or(anchor.fate);
			let expected = (expected.0, expected.1 || anchor.fate.1);
			assert_eq!(
				(found.state(), found.erased_at().is_some()),
				expected,
				"leaf {index} of {anchor:?}"
			);
		}
	}
	let heads: BTreeMap<_, _> = model
		.anchors
		.iter()
		.map(|anchor| ((anchor.issuer, anchor.series), anchor.id))
		.collect();
	for ((issuer, series), id) in heads {
		let head = Records::head_of(ACTORS[issuer].clone(), series).unwrap();
		assert_eq!(head.anchor, id);
	}
}

/// The log is the replay of its events, and each stored checkpoint is consistent with the next and with the log.
fn compare_log(model: &Model) {
	let tree = replay();
	assert_eq!(tree.size(), model.size);
	assert_log_replays();
	let mut sizes = Vec::new();
	for (number, (size, cosigners)) in model.checkpoints.iter().enumerate() {
		let stored = Records::checkpoint_of(number as u64);
		assert_eq!(stored.is_some(), model.has(number as u64));
		let Some(stored) = stored else { continue };
		assert_eq!(stored.checkpoint.size, *size);
		let found: BTreeSet<_> = stored.cosigners.iter().cloned().collect();
		assert_eq!(found, cosigners.iter().map(|who| ACTORS[*who].clone()).collect());
		assert_eq!(
			Records::checkpoint_at(*size).map(|found| found.number),
			Some(number as u64)
		);
		sizes.push((*size, stored.checkpoint.root));
	}
	if tree.size() > 0 {
		sizes.push((tree.size(), Records::log().root));
	}
	for pair in sizes.windows(2) {
		let ((first, first_root), (second, second_root)) = (pair[0], pair[1]);
		let proof = tree.consistency_proof(first, second).unwrap();
		verify_consistency(first, second, &proof, &first_root, &second_root).unwrap();
	}
}

proptest! {
	#![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(10_000) })]

	#[test]
	fn records_should_agree_with_the_model_after_any_sequence(steps in steps()) {
		run(|| {
			let mut model = Model::default();
			for step in &steps {
				let before = model.clone();
				let step = &resolve(step.clone(), before.anchors.len().max(1));
				let allowed = model.apply(step);
				let result = hypothetically!(execute(step, &before));
				if result.is_ok() {
					execute(step, &before).unwrap();
				}
				assert_eq!(result.is_ok(), allowed, "{step:?} in {steps:?}: {result:?}");
			}
			compare(&model);
			compare_log(&model);
		});
	}
}
