//! What a forger does: evidence is changed and sealed again. Each is stopped by the stage it is for.

use super::{
	world::{self, About},
	*,
};
use codec::Encode;
use salus_records_engine::{
	chain::{Bytes, HeaderEvidence, Headers, LogEvidence},
	receipt::Evidence,
};

fn world(about: About) -> World {
	World::new(Options {
		about,
		..Options::default()
	})
}

/// The failures of a receipt in which one stage's evidence was changed.
fn forged<T>(
	about: About,
	pick: fn(&mut Evidence) -> Option<&mut T>,
	change: impl FnOnce(&mut T),
) -> Vec<(Stage, Reason)> {
	let mut world = world(about);
	change(world.evidence.iter_mut().find_map(pick).unwrap());
	failed(&world.verify())
}

macro_rules! pick {
	($name:ident, $variant:ident, $type:ty) => {
		fn $name(piece: &mut Evidence) -> Option<&mut $type> {
			match piece {
				Evidence::$variant(evidence) => Some(evidence),
				_ => None,
			}
		}
	};
}

pick!(state_of, State, StateEvidence);
pick!(log_of, Log, LogEvidence);
pick!(statement_of, Statement, StatementEvidence);
pick!(header_of, Header, HeaderEvidence);
pick!(relay_of, Relay, RelayEvidence);
pick!(finality_of, Finality, FinalityEvidence);

fn one(stage: Stage, reason: ChainReason) -> Vec<(Stage, Reason)> {
	vec![(stage, reason.into())]
}

fn push(nodes: &mut salus_records_engine::chain::Nodes, node: Vec<u8>) {
	nodes.try_push(Bytes::try_from(node).unwrap()).unwrap();
}

#[test]
fn anchor_should_fail_when_its_evidence_is_forged() {
	let state = |change: fn(&mut StateEvidence)| forged(About::Batch, state_of, change);
	let anchor = |reason| one(Stage::Anchor, reason);
	assert_eq!(state(|state| state.value[0] ^= 1), anchor(ChainReason::OtherValue));
	// The chain is named by its state, so that both stages see another name.
	let renamed = state(|state| state.genesis[0] ^= 1);
	assert_eq!(renamed[0], (Stage::Anchor, ChainReason::OtherGenesis.into()));
	assert!(matches!(
		renamed[1],
		(Stage::Header, Reason::Chain(ChainReason::OtherChain { .. }))
	));
	assert_eq!(renamed.len(), 2);
	assert_eq!(state(|state| state.proof[0][4] ^= 1), anchor(ChainReason::Unproven));
	assert_eq!(
		state(|state| {
			state.proof.pop();
		}),
		anchor(ChainReason::Unproven)
	);
	assert_eq!(
		state(|state| push(&mut state.proof, vec![0; 40])),
		anchor(ChainReason::UnusedNodes)
	);
	assert_eq!(
		state(|state| {
			let twice = state.proof[0].to_vec();
			push(&mut state.proof, twice);
		}),
		anchor(ChainReason::DuplicateNodes)
	);
	// Another anchor of the same state.
	assert_eq!(
		state(|state| state.item = StateItem::Anchor { id: 7 }),
		anchor(ChainReason::UnusedNodes)
	);
	// A root of the forger's own does not become that of the block.
	assert_eq!(
		state(|state| state.root[0] ^= 1),
		[
			(Stage::Anchor, ChainReason::Unproven.into()),
			(Stage::Header, ChainReason::OtherState.into())
		]
	);
}

/// A state that a forger made whole: the proof holds, and the anchor is that of something else.
fn other_anchor(about: About, value: Vec<u8>) -> Vec<(Stage, Reason)> {
	let mut world = world(about);
	let state = world.evidence.iter_mut().find_map(state_of).unwrap();
	let key = state::key_of(&state.item);
	let values = [
		(key.clone(), value.clone()),
		(state::genesis_key(), state.genesis.to_vec()),
	];
	let (root, proof) = world::state(&values, &[key, state::genesis_key()]);
	state.value = value.try_into().unwrap();
	state.root = root;
	state.proof = proof;
	let mut failures = failed(&world.verify());
	assert_eq!(failures.pop(), Some((Stage::Header, ChainReason::OtherState.into())));
	failures
}

#[test]
fn anchor_should_fail_when_it_is_about_something_else() {
	use pallet_records::Content;
	use salus_records_engine::Canonicalisation;
	let anchor = |reason| one(Stage::Anchor, reason);
	let batch = |root, size| Content::Batch { root, size };
	let world = world(About::Batch);
	let receipt = world.receipt();
	let (root, commitment) = (receipt.batch().unwrap().root, receipt.commitment().unwrap().0);
	let record = |canonicalisation| Content::Record {
		commitment,
		canonicalisation,
	};
	let value = world::anchor_value;
	assert_eq!(
		other_anchor(About::Batch, value([9; 32], batch(root, 13))),
		anchor(ChainReason::OtherIssuer)
	);
	for content in [batch(root, 14), batch([0; 32], 13), record(Canonicalisation::Jcs)] {
		assert_eq!(
			other_anchor(About::Batch, value([1; 32], content)),
			anchor(ChainReason::OtherContent)
		);
	}
	for content in [batch(root, 13), record(Canonicalisation::Raw)] {
		assert_eq!(
			other_anchor(About::Record, value([1; 32], content)),
			anchor(ChainReason::OtherContent)
		);
	}
	let other_version = |at: usize| {
		let mut value = value([1; 32], record(Canonicalisation::Jcs));
		value[at] ^= 1;
		other_anchor(About::Record, value)
	};
	// Issuer, tag, commitment, canonicalisation, schema, series, version.
	for at in [66, 98, 130] {
		assert_eq!(other_version(at), anchor(ChainReason::OtherVersion));
	}
	assert_eq!(
		other_anchor(About::Batch, vec![1; 50]),
		anchor(ChainReason::ValueMalformed)
	);
	assert_eq!(
		other_anchor(About::Logged, vec![1; 50]),
		anchor(ChainReason::ValueMalformed)
	);
	// A log with a peak too few.
	let short = (3u64, vec![[1u8; 32]], 0u64, 0u64).encode();
	assert_eq!(other_anchor(About::Logged, short), anchor(ChainReason::ValueMalformed));
	let other_log = (1u64, vec![[1u8; 32]], 0u64, 0u64).encode();
	assert_eq!(other_anchor(About::Logged, other_log), anchor(ChainReason::OtherLog));
	let other_checkpoint = (21u64, [1u8; 32], 0u32, 0u64).encode();
	assert_eq!(
		other_anchor(About::Statement, other_checkpoint),
		anchor(ChainReason::OtherLog)
	);
}

#[test]
fn receipt_should_fail_when_its_state_is_that_of_another_receipt() {
	let anchored = |piece: &Evidence| piece.stage() >= Stage::Anchor;
	let spliced = |about: About, state: About| {
		let (mut world, other) = (world(about), world(state));
		world.evidence.retain(|piece| !anchored(piece));
		world
			.evidence
			.extend(other.evidence.iter().filter(|piece| anchored(piece)).cloned());
		world.trust = other.trust.clone();
		failed(&world.verify())
	};
	for about in [
		About::Batch,
		About::Record,
		About::Logged,
		About::LoggedBatch,
		About::Statement,
	] {
		let failures = spliced(about, About::Value);
		assert_eq!(failures[0], (Stage::Anchor, ChainReason::OtherContent.into()));
	}
	// A log that somebody made up, beside a true anchor.
	let mut anchor = world(About::Batch);
	let logged = world(About::LoggedBatch);
	let log = logged
		.evidence
		.iter()
		.find(|piece| piece.stage() == Stage::Log)
		.unwrap();
	let at = anchor.evidence.iter().position(anchored).unwrap();
	anchor.evidence.insert(at, log.clone());
	let failures = failed(&anchor.verify());
	assert!(
		failures.contains(&(Stage::Anchor, ChainReason::OtherLog.into())),
		"{failures:?}"
	);
}

#[test]
fn log_and_statement_should_fail_when_forged() {
	use salus_records_engine::leaf::EntryKind;
	let log = |about, change: fn(&mut LogEvidence)| forged(about, log_of, change);
	let entry = one(Stage::Log, ChainReason::OtherEntry);
	for about in [About::Logged, About::LoggedBatch] {
		assert_eq!(log(about, |log| log.entry.digest[0] ^= 1), entry);
		assert_eq!(
			log(about, |log| log.entry.kind = EntryKind::Consent),
			match about {
				About::Logged => entry.clone(),
				_ => entry.clone(),
			}
		);
	}
	let schema = one(Stage::Log, ChainReason::EntrySchema);
	assert_eq!(log(About::LoggedBatch, |log| log.schema = None), schema);
	assert_eq!(log(About::Logged, |log| log.schema = Some([0; 32])), schema);
	assert_eq!(log(About::LoggedBatch, |log| log.schema = Some([0; 32])), entry);
	assert_eq!(log(About::LoggedBatch, |log| log.entry.kind = EntryKind::Anchor), entry);
	assert_eq!(
		log(About::Logged, |log| log.entry.kind = EntryKind::Batch),
		[(Stage::Log, Reason::Without(Stage::Batch))]
	);
	for change in [
		(|log| log.index = 9) as fn(&mut LogEvidence),
		|log| log.path[0][0] ^= 1,
		|log| {
			log.path.pop();
		},
	] {
		let failures = log(About::Logged, change);
		assert!(
			matches!(failures.as_slice(), [(Stage::Log, Reason::Proof(_))]),
			"{failures:?}"
		);
	}
	// The size that nothing but the state binds.
	assert_eq!(
		log(About::Logged, |log| log.size = 22),
		one(Stage::Anchor, ChainReason::OtherLog)
	);
	let statement = |change: fn(&mut StatementEvidence)| forged(About::Statement, statement_of, change);
	let other = one(Stage::Statement, ChainReason::OtherStatement);
	assert_eq!(statement(|statement| statement.preimage[30] ^= 1), other);
	assert_eq!(statement(|statement| statement.kind = EntryKind::Policy), other);
	assert_eq!(statement(|statement| statement.digest = Digest::Sha256), other);
	assert_eq!(
		statement(|statement| statement.preimage[1] = b'S'),
		one(Stage::Statement, ChainReason::StatementDomain)
	);
	assert_eq!(
		log(About::Statement, |log| log.entry.kind = EntryKind::Adjudication)[0],
		(Stage::Statement, ChainReason::OtherStatement.into())
	);
}

#[test]
fn header_should_fail_when_its_evidence_is_forged() {
	let header = |change: fn(&mut HeaderEvidence)| forged(About::Batch, header_of, change);
	assert_eq!(
		header(|header| header.header[0] ^= 1),
		one(Stage::Header, ChainReason::OtherHash)
	);
	assert_eq!(
		header(|header| {
			header.header.pop();
		}),
		one(Stage::Header, ChainReason::HeaderMalformed)
	);
	// A block that the relay chain never saw.
	assert_eq!(
		header(|header| {
			header.header[0] ^= 1;
			header.hash = header::hash(&header.header);
		}),
		one(Stage::Relay, ChainReason::NotIncluded)
	);
}

#[test]
fn relay_should_fail_when_its_evidence_is_forged() {
	let relay = |change: fn(&mut RelayEvidence)| forged(About::Batch, relay_of, change);
	let failed = |reason| one(Stage::Relay, reason);
	assert_eq!(relay(|relay| relay.para_id += 1), failed(ChainReason::UnusedNodes));
	assert_eq!(relay(|relay| relay.genesis[0] ^= 1), failed(ChainReason::OtherGenesis));
	assert_eq!(relay(|relay| relay.proof[0][5] ^= 1), failed(ChainReason::Unproven));
	assert_eq!(
		relay(|relay| relay.descendants = Headers::default()),
		failed(ChainReason::NotIncluded)
	);
	assert_eq!(
		relay(|relay| {
			relay.descendants.pop();
		}),
		failed(ChainReason::NotIncluded)
	);
	assert_eq!(
		relay(|relay| relay.descendants[0][40] ^= 1),
		failed(ChainReason::NotIncluded)
	);
	assert_eq!(
		relay(|relay| {
			relay.descendants[0].pop();
		}),
		failed(ChainReason::HeaderMalformed)
	);
	assert_eq!(relay(|relay| relay.header[3] ^= 1), failed(ChainReason::OtherHash));
	// A block of the relay chain that was never finalised.
	assert_eq!(
		relay(|relay| {
			relay.header[0] ^= 1;
			relay.hash = header::hash(&relay.header);
		}),
		one(Stage::Finality, ChainReason::NotIncluded)
	);
}

#[test]
fn finality_should_fail_when_its_evidence_is_forged() {
	let finality = |change: fn(&mut FinalityEvidence)| forged(About::Batch, finality_of, change);
	let failed = |reason| one(Stage::Finality, reason);
	assert_eq!(
		finality(|finality| finality.descendants = Headers::default()),
		failed(ChainReason::OtherTarget)
	);
	assert_eq!(
		finality(|finality| finality.justification = Default::default()),
		failed(ChainReason::JustificationMalformed)
	);
	assert_eq!(
		finality(|finality| finality.justification.try_push(0).unwrap()),
		failed(ChainReason::JustificationMalformed)
	);
	// The round is signed.
	assert_eq!(
		finality(|finality| finality.justification[0] ^= 1),
		failed(ChainReason::BadSignature)
	);
}

/// Votes for the default world's relay chain: 4 authorities, justified block 901.
fn votes(make: impl Fn(&[world::SdkHeader], &[sp_core::ed25519::Pair]) -> Vec<u8>) -> Vec<(Stage, Reason)> {
	let mut world = world(About::Batch);
	let receipt = world.receipt();
	let root = header::Header::decode(&receipt.relay().unwrap().header)
		.unwrap()
		.state_root;
	let relay = world::chain(900, root, 3);
	let made = make(&relay, &world::keys(5));
	world.evidence.iter_mut().find_map(finality_of).unwrap().justification = made.try_into().unwrap();
	failed(&world.verify())
}

#[test]
fn votes_should_not_count_when_they_are_of_others_doubled_or_for_other_blocks() {
	let failed = |reason| one(Stage::Finality, reason);
	let set = world::SET;
	// As it should be.
	assert_eq!(
		votes(|relay, keys| {
			let votes: Vec<_> = keys[..3].iter().map(|key| (key, &relay[1])).collect();
			world::justification(&relay[1], &votes, vec![], 1, set)
		}),
		[]
	);
	// Two members and one stranger.
	assert_eq!(
		votes(|relay, keys| {
			let votes: Vec<_> = keys[2..5].iter().map(|key| (key, &relay[1])).collect();
			world::justification(&relay[1], &votes, vec![], 1, set)
		}),
		failed(ChainReason::TooFewVotes)
	);
	// One member three times.
	assert_eq!(
		votes(|relay, keys| {
			let votes = [(&keys[0], &relay[1]), (&keys[0], &relay[1]), (&keys[0], &relay[1])];
			world::justification(&relay[1], &votes, vec![], 1, set)
		}),
		failed(ChainReason::TooFewVotes)
	);
	// Three members, one of them for the block before.
	assert_eq!(
		votes(|relay, keys| {
			let votes = [(&keys[0], &relay[1]), (&keys[1], &relay[1]), (&keys[2], &relay[0])];
			world::justification(&relay[1], &votes, vec![relay[1].clone()], 1, set)
		}),
		failed(ChainReason::TooFewVotes)
	);
	// A vote for a later block without the headers between, and with a header too many.
	assert_eq!(
		votes(|relay, keys| {
			let votes = [(&keys[0], &relay[1]), (&keys[1], &relay[1]), (&keys[2], &relay[3])];
			world::justification(&relay[1], &votes, vec![relay[3].clone()], 1, set)
		}),
		failed(ChainReason::TooFewVotes)
	);
	assert_eq!(
		votes(|relay, keys| {
			let votes: Vec<_> = keys[..3].iter().map(|key| (key, &relay[1])).collect();
			world::justification(&relay[1], &votes, vec![relay[2].clone()], 1, set)
		}),
		failed(ChainReason::UnusedHeaders)
	);
	// Votes of the set before.
	assert_eq!(
		votes(|relay, keys| {
			let votes: Vec<_> = keys[..3].iter().map(|key| (key, &relay[1])).collect();
			world::justification(&relay[1], &votes, vec![], 1, set - 1)
		}),
		failed(ChainReason::BadSignature)
	);
	// Another block.
	assert_eq!(
		votes(|relay, keys| {
			let votes: Vec<_> = keys[..3].iter().map(|key| (key, &relay[2])).collect();
			world::justification(&relay[2], &votes, vec![], 1, set)
		}),
		failed(ChainReason::OtherTarget)
	);
	// Nobody.
	assert_eq!(
		votes(|relay, _| world::justification(&relay[1], &[], vec![], 1, set)),
		failed(ChainReason::TooFewVotes)
	);
}

#[test]
fn a_set_that_cannot_be_should_fail() {
	for authorities in [vec![], vec![([1; 32], 0)], vec![([1; 32], u64::MAX), ([2; 32], 1)]] {
		let mut world = world(About::Batch);
		let finality = world.evidence.iter_mut().find_map(finality_of).unwrap();
		finality.set.authorities = authorities.try_into().unwrap();
		world.trust.authorities = None;
		assert_eq!(failed(&world.verify()), one(Stage::Finality, ChainReason::NoSuchSet));
	}
}
