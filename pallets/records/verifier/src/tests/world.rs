//! A chain and a relay chain: states as tries, headers of the SDK's own type, votes signed by real keys.

use super::*;
use codec::{Compact, Encode};
use pallet_records as pallet;
use salus_records_engine::{
	chain::{Authorities, Bytes, HeaderEvidence, Headers, LogEvidence, Nodes},
	commitment::commit,
	hash::leaf_hash,
	leaf::{batch_digest, EntryKind, LogEntry},
	receipt::{BatchEvidence, Content, Evidence, LeafEvidence},
	Canonicalisation, Commitment, CompactRange, Leaf, MemoryTree, Salt,
};
use sp_core::{ed25519, Blake2Hasher, Pair, H256};
use sp_runtime::{generic, traits::BlakeTwo256, Digest as SdkDigest, DigestItem as SdkDigestItem};
use sp_trie::{
	recorder::Recorder,
	trie_types::{TrieDBBuilder, TrieDBMutBuilderV1},
	MemoryDB, TrieMut,
};

pub const RECORD: &[u8] = br#"{"id":"r1","resourceType":"Observation"}"#;
pub const PARA_ID: u32 = 2345;
pub const SET: u64 = 7;

pub type SdkHeader = generic::Header<u32, BlakeTwo256>;

/// What a receipt is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum About {
	/// A record in a batch that has an anchor.
	Batch,
	/// A record with an anchor of its own.
	Record,
	/// A record of which only the log knows.
	Logged,
	/// A batch of which only a checkpoint of the log knows.
	LoggedBatch,
	/// A consent's entry of the log.
	Statement,
	/// A value of another pallet.
	Value,
}

/// How far the chains have come.
#[derive(Clone, Copy, Debug)]
pub struct Options {
	pub about: About,
	/// Blocks of the chain between the receipt's and the head that the relay chain knows.
	pub later: u32,
	/// Blocks of the relay chain between the receipt's and the one that is justified.
	pub relay_later: u32,
	/// Authorities, and how many of them vote.
	pub authorities: u8,
	pub votes: u8,
	/// Blocks after the justified one that the second authority votes for.
	pub ahead: u32,
}

impl Default for Options {
	fn default() -> Self {
		Self {
			about: About::Batch,
			later: 2,
			relay_later: 1,
			authorities: 4,
			votes: 3,
			ahead: 2,
		}
	}
}

pub struct World {
	pub evidence: Vec<Evidence>,
	pub trust: Trust,
}

/// A state with one value more than asked for on each side, its root, and a proof of some keys.
pub fn state(values: &[(Vec<u8>, Vec<u8>)], keys: &[Vec<u8>]) -> (Hash, Nodes) {
	let mut all = values.to_vec();
	all.extend((0u32..200).map(|i| (sp_crypto_hashing::blake2_256(&i.encode()).to_vec(), vec![7; 40])));
	let mut db = MemoryDB::<Blake2Hasher>::default();
	let mut root = H256::default();
	{
		let mut trie = TrieDBMutBuilderV1::<Blake2Hasher>::new(&mut db, &mut root).build();
		for (key, value) in &all {
			trie.insert(key, value).unwrap();
		}
	}
	let recorder = Recorder::<Blake2Hasher>::default();
	{
		let mut trie_recorder = recorder.as_trie_recorder(root);
		let trie = TrieDBBuilder::<Blake2Hasher>::new(&db, &root)
			.with_recorder(&mut trie_recorder)
			.build();
		for key in keys {
			sp_trie::Trie::get(&trie, key).unwrap();
		}
	}
	let proof = recorder.drain_storage_proof();
	(root.0, nodes(proof.into_iter_nodes()))
}

pub fn nodes(nodes: impl Iterator<Item = Vec<u8>>) -> Nodes {
	nodes
		.map(|node| Bytes::try_from(node).unwrap())
		.collect::<Vec<_>>()
		.try_into()
		.unwrap()
}

pub fn header(number: u32, parent: H256, state_root: Hash) -> SdkHeader {
	let digest = SdkDigest {
		logs: vec![
			SdkDigestItem::PreRuntime(*b"aura", vec![1, 2, 3]),
			SdkDigestItem::Consensus(*b"FRNK", vec![0; 100]),
			SdkDigestItem::Other(vec![9]),
			SdkDigestItem::RuntimeEnvironmentUpdated,
			SdkDigestItem::Seal(*b"aura", vec![4; 64]),
		],
	};
	SdkHeader {
		parent_hash: parent,
		number,
		state_root: H256(state_root),
		extrinsics_root: H256([number as u8; 32]),
		digest,
	}
}

/// A block and as many after it.
pub fn chain(number: u32, state_root: Hash, later: u32) -> Vec<SdkHeader> {
	let mut headers = vec![header(number, H256([8; 32]), state_root)];
	for next in number + 1..=number + later {
		let parent = headers.last().unwrap().hash();
		headers.push(header(next, parent, [next as u8; 32]));
	}
	headers
}

pub fn encoded(headers: &[SdkHeader]) -> Headers {
	headers
		.iter()
		.map(|header| Bytes::try_from(header.encode()).unwrap())
		.collect::<Vec<_>>()
		.try_into()
		.unwrap()
}

pub fn keys(count: u8) -> Vec<ed25519::Pair> {
	(0..count).map(|i| ed25519::Pair::from_seed(&[i + 1; 32])).collect()
}

/// A justification in the SDK's own type: each of the votes is for a header.
pub fn justification(
	target: &SdkHeader,
	votes: &[(&ed25519::Pair, &SdkHeader)],
	ancestries: Vec<SdkHeader>,
	round: u64,
	set: u64,
) -> Vec<u8> {
	let precommits = votes
		.iter()
		.map(|(pair, header)| {
			let precommit = finality_grandpa::Precommit {
				target_hash: header.hash(),
				target_number: header.number,
			};
			let message = finality_grandpa::Message::Precommit(precommit.clone());
			let payload = sp_consensus_grandpa::localized_payload(round, set, &message);
			finality_grandpa::SignedPrecommit {
				precommit,
				signature: pair.sign(&payload).into(),
				id: pair.public().into(),
			}
		})
		.collect();
	sp_consensus_grandpa::GrandpaJustification::<SdkHeader> {
		round,
		commit: finality_grandpa::Commit {
			target_hash: target.hash(),
			target_number: target.number,
			precommits,
		},
		votes_ancestries: ancestries,
	}
	.encode()
}

fn leaf(issuer: [u8; 32], commitment: Commitment) -> Leaf {
	Leaf {
		issuer,
		series: [2; 32],
		version: 3,
		canonicalisation: Canonicalisation::Jcs,
		schema: [4; 32],
		commitment,
	}
}

/// The value of an anchor as the pallet stores it, with a deposit behind it.
pub fn anchor_value(issuer: [u8; 32], content: pallet::Content) -> Vec<u8> {
	let anchor = pallet::Anchor::<[u8; 32], u32> {
		issuer,
		content,
		schema: [4; 32],
		series: [2; 32],
		version: 3,
		retention: pallet::RetentionClass::Extended,
		holds: 1,
		block: 40,
		time: 1_700_000_000,
		status: pallet::Status {
			state: pallet::State::Superseded { by: 9 },
			since: 1_700_000_100,
			erased_at: Some(1_700_000_200),
		},
	};
	(anchor, Some(1_000_000_000_000u128)).encode()
}

impl World {
	/// A receipt that goes through all stages.
	pub fn new(options: Options) -> Self {
		let (salt, issuer) = (Salt([5; 32]), [1; 32]);
		let commitment = commit(&salt, RECORD).unwrap();
		let leaf = leaf(issuer, commitment);
		let leaves = (0..13u8).map(|i| if i == 5 { leaf.hash() } else { leaf_hash(&[i]) });
		let batch = MemoryTree::from_leaves(leaves).unwrap();
		let of_record = [
			Evidence::Content(Content {
				canonicalisation: Canonicalisation::Jcs,
				length: RECORD.len() as u64,
				salt,
			}),
			Evidence::Commitment(commitment),
			Evidence::Leaf(LeafEvidence {
				hash: leaf.hash(),
				leaf,
			}),
		];
		let in_batch = Evidence::Batch(BatchEvidence {
			index: 5,
			size: 13,
			root: batch.root(),
			path: batch.inclusion_proof(5).unwrap().into_inner().try_into().unwrap(),
		});
		let statement = Statement::consent();
		let (kind, digest, schema) = match options.about {
			About::LoggedBatch => {
				let schema = [6; 32];
				(
					EntryKind::Batch,
					batch_digest(&issuer, &batch.root(), 13, &schema),
					Some(schema),
				)
			},
			About::Statement => (EntryKind::Consent, statement_digest(&statement), None),
			_ => (EntryKind::Anchor, of_record_hash(&of_record), None),
		};
		let entry = LogEntry { kind, digest };
		let entries = (0..21u8).map(|i| if i == 8 { entry.hash() } else { leaf_hash(&[i, i]) });
		let log = MemoryTree::from_leaves(entries.clone()).unwrap();
		let mut range = CompactRange::new();
		entries.for_each(|entry| {
			range.append(entry).unwrap();
		});
		let in_log = Evidence::Log(LogEvidence {
			entry,
			schema,
			index: 8,
			size: 21,
			root: log.root(),
			path: log.inclusion_proof(8).unwrap(),
		});
		let item = match options.about {
			About::Batch | About::Record => StateItem::Anchor { id: 6 },
			About::Logged => StateItem::Log,
			About::LoggedBatch | About::Statement => StateItem::Checkpoint { number: 2 },
			About::Value => StateItem::Value {
				pallet: b"Consent".to_vec().try_into().unwrap(),
				item: b"Consents".to_vec().try_into().unwrap(),
				key: vec![3; 49].try_into().unwrap(),
			},
		};
		let value = match options.about {
			About::Batch => anchor_value(
				issuer,
				pallet::Content::Batch {
					root: batch.root(),
					size: 13,
				},
			),
			About::Record => anchor_value(
				issuer,
				pallet::Content::Record {
					commitment: commitment.0,
					canonicalisation: Canonicalisation::Jcs,
				},
			),
			About::Logged => pallet::LogState {
				range,
				checkpoints: 3,
				checkpointed: 20,
			}
			.encode(),
			About::LoggedBatch | About::Statement => pallet::Checkpoint::<u32> {
				size: 21,
				root: log.root(),
				block: 41,
				time: 1_700_000_000,
			}
			.encode(),
			About::Value => vec![1, 2, 3, 4],
		};
		let mut evidence: Vec<Evidence> = match options.about {
			About::Batch => of_record.into_iter().chain([in_batch]).collect(),
			About::Record => of_record.into(),
			About::Logged => of_record.into_iter().chain([in_log]).collect(),
			About::LoggedBatch => of_record.into_iter().chain([in_batch, in_log]).collect(),
			About::Statement => vec![Evidence::Statement(statement), in_log],
			About::Value => vec![],
		};
		let trust = on_chain(&mut evidence, item, value, &options);
		Self { evidence, trust }
	}

	pub fn receipt(&self) -> Receipt {
		Receipt::new(self.evidence.clone()).unwrap()
	}

	pub fn verify(&self) -> Verified {
		let receipt = self.receipt();
		let presented = match receipt.content() {
			Some(_) => receipt.present(RECORD),
			None => Presented::Nothing,
		};
		verify(&receipt, &presented, &self.trust)
	}
}

/// What a consent's entry stands for, as its pallet hashes it.
struct Statement;

impl Statement {
	fn consent() -> StatementEvidence {
		StatementEvidence {
			kind: EntryKind::Consent,
			digest: Digest::Blake2b256,
			preimage: ("salus/consent-log/v1", 0u8, [3u8; 32], [4u8; 40], [5u8; 32])
				.encode()
				.try_into()
				.unwrap(),
		}
	}
}

fn of_record_hash(evidence: &[Evidence]) -> Hash {
	evidence
		.iter()
		.find_map(|piece| match piece {
			Evidence::Leaf(leaf) => Some(leaf.hash),
			_ => None,
		})
		.unwrap()
}

/// Adds the stages on the chains.
fn on_chain(evidence: &mut Vec<Evidence>, item: StateItem, value: Vec<u8>, options: &Options) -> Trust {
	let (genesis, relay_genesis) = ([11; 32], [12; 32]);
	let key = state::key_of(&item);
	let wanted = [key.clone(), state::genesis_key()];
	let (root, proof) = state(
		&[(key, value.clone()), (state::genesis_key(), genesis.to_vec())],
		&wanted,
	);
	let blocks = chain(41, root, options.later);
	let head = (
		Compact(blocks.last().unwrap().encoded_size() as u32).encode(),
		blocks.last().unwrap().encode(),
	);
	let heads = state::heads_key(PARA_ID);
	let (relay_root, relay_proof) = state(
		&[
			(heads.clone(), [head.0, head.1].concat()),
			(state::genesis_key(), relay_genesis.to_vec()),
		],
		&[heads, state::genesis_key()],
	);
	let relay = chain(900, relay_root, options.relay_later + options.ahead);
	let target = options.relay_later as usize;
	let pairs = keys(options.authorities);
	let votes: Vec<_> = pairs
		.iter()
		.take(options.votes.into())
		.enumerate()
		.map(|(i, pair)| (pair, if i == 1 { relay.last().unwrap() } else { &relay[target] }))
		.collect();
	let ancestries = if options.votes > 1 {
		relay[target + 1..].to_vec()
	} else {
		vec![]
	};
	let justified = justification(&relay[target], &votes, ancestries, 55, SET);
	let authorities: Authorities = pairs
		.iter()
		.map(|pair| (pair.public().0, 1))
		.collect::<Vec<_>>()
		.try_into()
		.unwrap();
	let set = AuthoritySet { id: SET, authorities };

	evidence.extend([
		Evidence::State(StateEvidence {
			item,
			value: value.try_into().unwrap(),
			genesis,
			root,
			proof,
		}),
		Evidence::Header(HeaderEvidence {
			header: blocks[0].encode().try_into().unwrap(),
			hash: blocks[0].hash().0,
		}),
		Evidence::Relay(RelayEvidence {
			para_id: PARA_ID,
			genesis: relay_genesis,
			header: relay[0].encode().try_into().unwrap(),
			hash: relay[0].hash().0,
			proof: relay_proof,
			descendants: encoded(&blocks[1..]),
		}),
		Evidence::Finality(FinalityEvidence {
			set: set.clone(),
			justification: justified.try_into().unwrap(),
			descendants: encoded(&relay[1..=target]),
		}),
	]);
	Trust {
		genesis: Some(genesis),
		relay_genesis: Some(relay_genesis),
		para_id: Some(PARA_ID),
		authorities: Some(set),
	}
}
