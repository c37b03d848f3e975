//! The members of a receipt's file that are about the chain.

use crate::store::Hex32;
use salus_records_engine::{
	chain::{
		AuthoritySet, Digest, FinalityEvidence, HeaderEvidence, LogEvidence, RelayEvidence, StateEvidence, StateItem,
		StatementEvidence,
	},
	leaf::{EntryKind, LogEntry},
};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Bytes, as lower-case hex digits in JSON.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct HexBytes(pub Vec<u8>);

impl Serialize for HexBytes {
	fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
		serializer.serialize_str(&hex::encode(&self.0))
	}
}

impl<'de> Deserialize<'de> for HexBytes {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
		// One spelling only, so that two files differ if their texts do.
		let lower = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
		match hex::decode(text.as_bytes()) {
			Ok(bytes) if lower => Ok(Self(bytes)),
			_ => Err(serde::de::Error::custom("not an even number of lower-case hex digits")),
		}
	}
}

fn hex_bytes(bytes: &[u8]) -> HexBytes {
	HexBytes(bytes.to_vec())
}

fn hex_list<'a>(list: impl IntoIterator<Item = &'a (impl AsRef<[u8]> + 'a)>) -> Vec<HexBytes> {
	list.into_iter().map(|bytes| hex_bytes(bytes.as_ref())).collect()
}

/// Bytes within the bound of their place.
fn bounded<T: TryFrom<Vec<u8>>>(bytes: HexBytes, what: &str) -> Result<T, String> {
	bytes.0.try_into().map_err(|_| format!("{what} is too long"))
}

fn bounded_list<B: TryFrom<Vec<u8>>, T: TryFrom<Vec<B>>>(list: Vec<HexBytes>, what: &str) -> Result<T, String> {
	let list: Vec<B> = list
		.into_iter()
		.map(|bytes| bounded(bytes, what))
		.collect::<Result<_, _>>()?;
	list.try_into().map_err(|_| format!("{what} has too many items"))
}

/// The word for a kind of entry.
pub fn kind_name(kind: EntryKind) -> &'static str {
	match kind {
		EntryKind::Anchor => "anchor",
		EntryKind::Batch => "batch",
		EntryKind::Consent => "consent",
		EntryKind::Adjudication => "adjudication",
		EntryKind::Policy => "policy",
	}
}

/// The kind of a word.
pub fn parse_kind(name: &str) -> Result<EntryKind, String> {
	[
		EntryKind::Anchor,
		EntryKind::Batch,
		EntryKind::Consent,
		EntryKind::Adjudication,
		EntryKind::Policy,
	]
	.into_iter()
	.find(|kind| kind_name(*kind) == name)
	.ok_or_else(|| format!("\"{name}\" is no kind of entry"))
}

const DIGESTS: [(Digest, &str); 2] = [(Digest::Blake2b256, "blake2b-256"), (Digest::Sha256, "sha-256")];

/// The digest of a word.
pub fn parse_digest(name: &str) -> Result<Digest, String> {
	DIGESTS
		.into_iter()
		.find(|(_, word)| *word == name)
		.map(|(digest, _)| digest)
		.ok_or_else(|| format!("\"{name}\" is no digest: blake2b-256 or sha-256"))
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StatementJson {
	kind: String,
	digest: String,
	preimage: HexBytes,
}

impl From<&StatementEvidence> for StatementJson {
	fn from(statement: &StatementEvidence) -> Self {
		let word = DIGESTS.iter().find(|(digest, _)| *digest == statement.digest);
		Self {
			kind: kind_name(statement.kind).into(),
			digest: word.map_or("", |(_, word)| word).into(),
			preimage: hex_bytes(&statement.preimage),
		}
	}
}

impl StatementJson {
	pub(super) fn into_evidence(self) -> Result<StatementEvidence, String> {
		Ok(StatementEvidence {
			kind: parse_kind(&self.kind)?,
			digest: parse_digest(&self.digest)?,
			preimage: bounded(self.preimage, "the statement")?,
		})
	}
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LogJson {
	kind: String,
	digest: Hex32,
	#[serde(default, skip_serializing_if = "Option::is_none")]
	schema: Option<Hex32>,
	index: u64,
	size: u64,
	root: Hex32,
	path: Vec<Hex32>,
}

impl From<&LogEvidence> for LogJson {
	fn from(log: &LogEvidence) -> Self {
		Self {
			kind: kind_name(log.entry.kind).into(),
			digest: Hex32(log.entry.digest),
			schema: log.schema.map(Hex32),
			index: log.index,
			size: log.size,
			root: Hex32(log.root),
			path: log.path.iter().copied().map(Hex32).collect(),
		}
	}
}

impl LogJson {
	pub(super) fn into_evidence(self) -> Result<LogEvidence, String> {
		let path: Vec<_> = self.path.iter().map(|hash| hash.0).collect();
		Ok(LogEvidence {
			entry: LogEntry {
				kind: parse_kind(&self.kind)?,
				digest: self.digest.0,
			},
			schema: self.schema.map(|schema| schema.0),
			index: self.index,
			size: self.size,
			root: self.root.0,
			path: path
				.try_into()
				.map_err(|path: Vec<_>| format!("a path of {} hashes is longer than that of any log", path.len()))?,
		})
	}
}

/// `item` says which value; the other members of the item are those that it needs, and no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct StateJson {
	item: String,
	#[serde(default, skip_serializing_if = "Option::is_none")]
	anchor: Option<u64>,
	#[serde(default, skip_serializing_if = "Option::is_none")]
	checkpoint: Option<u64>,
	#[serde(default, skip_serializing_if = "Option::is_none")]
	key: Option<HexBytes>,
	value: HexBytes,
	genesis: Hex32,
	root: Hex32,
	proof: Vec<HexBytes>,
}

const ANCHORS: &str = "Records.Anchors";
const LOG: &str = "Records.Log";
const CHECKPOINTS: &str = "Records.Checkpoints";

/// `Pallet.Item` of a value of the state.
pub fn item_name(item: &StateItem) -> String {
	match item {
		StateItem::Anchor { .. } => ANCHORS.into(),
		StateItem::Log => LOG.into(),
		StateItem::Checkpoint { .. } => CHECKPOINTS.into(),
		StateItem::Value { pallet, item, .. } => {
			format!("{}.{}", String::from_utf8_lossy(pallet), String::from_utf8_lossy(item))
		},
	}
}

/// Names of `Pallet.Item` for a value that is none of record anchoring's own.
pub fn value_item(name: &str, key: Vec<u8>) -> Result<StateItem, String> {
	let (pallet, item) = name
		.split_once('.')
		.filter(|(pallet, item)| !pallet.is_empty() && !item.is_empty())
		.ok_or_else(|| format!("\"{name}\" does not name a value of the state: Pallet.Item"))?;
	if [ANCHORS, LOG, CHECKPOINTS].contains(&name) {
		return Err(format!("{name} has a form of its own"));
	}
	let part = |text: &str| {
		text.as_bytes()
			.to_vec()
			.try_into()
			.map_err(|_| format!("\"{text}\" is longer than any name"))
	};
	Ok(StateItem::Value {
		pallet: part(pallet)?,
		item: part(item)?,
		key: key.try_into().map_err(|_| "the key is too long".to_owned())?,
	})
}

impl From<&StateEvidence> for StateJson {
	fn from(state: &StateEvidence) -> Self {
		let (anchor, checkpoint, key) = match &state.item {
			StateItem::Anchor { id } => (Some(*id), None, None),
			StateItem::Log => (None, None, None),
			StateItem::Checkpoint { number } => (None, Some(*number), None),
			StateItem::Value { key, .. } => (None, None, Some(hex_bytes(key))),
		};
		Self {
			item: item_name(&state.item),
			anchor,
			checkpoint,
			key,
			value: hex_bytes(&state.value),
			genesis: Hex32(state.genesis),
			root: Hex32(state.root),
			proof: hex_list(&state.proof),
		}
	}
}

impl StateJson {
	pub(super) fn into_evidence(self) -> Result<StateEvidence, String> {
		let item = match (self.item.as_str(), self.anchor, self.checkpoint, self.key) {
			(ANCHORS, Some(id), None, None) => StateItem::Anchor { id },
			(LOG, None, None, None) => StateItem::Log,
			(CHECKPOINTS, None, Some(number), None) => StateItem::Checkpoint { number },
			(name, None, None, Some(key)) => value_item(name, key.0)?,
			(name, ..) => return Err(format!("the state's item \"{name}\" has not the members that it needs")),
		};
		Ok(StateEvidence {
			item,
			value: bounded(self.value, "the value")?,
			genesis: self.genesis.0,
			root: self.root.0,
			proof: bounded_list(self.proof, "the storage proof")?,
		})
	}
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HeaderJson {
	header: HexBytes,
	hash: Hex32,
}

impl From<&HeaderEvidence> for HeaderJson {
	fn from(header: &HeaderEvidence) -> Self {
		Self {
			header: hex_bytes(&header.header),
			hash: Hex32(header.hash),
		}
	}
}

impl HeaderJson {
	pub(super) fn into_evidence(self) -> Result<HeaderEvidence, String> {
		Ok(HeaderEvidence {
			header: bounded(self.header, "the header")?,
			hash: self.hash.0,
		})
	}
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct RelayJson {
	para_id: u32,
	genesis: Hex32,
	header: HexBytes,
	hash: Hex32,
	proof: Vec<HexBytes>,
	descendants: Vec<HexBytes>,
}

impl From<&RelayEvidence> for RelayJson {
	fn from(relay: &RelayEvidence) -> Self {
		Self {
			para_id: relay.para_id,
			genesis: Hex32(relay.genesis),
			header: hex_bytes(&relay.header),
			hash: Hex32(relay.hash),
			proof: hex_list(&relay.proof),
			descendants: hex_list(&relay.descendants),
		}
	}
}

impl RelayJson {
	pub(super) fn into_evidence(self) -> Result<RelayEvidence, String> {
		Ok(RelayEvidence {
			para_id: self.para_id,
			genesis: self.genesis.0,
			header: bounded(self.header, "the relay chain's header")?,
			hash: self.hash.0,
			proof: bounded_list(self.proof, "the relay chain's storage proof")?,
			descendants: bounded_list(self.descendants, "the list of headers")?,
		})
	}
}

/// A set of GRANDPA authorities, also as a file for `--authorities`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuthoritySetJson {
	/// The number of the set.
	id: u64,
	/// Its members.
	authorities: Vec<AuthorityJson>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AuthorityJson {
	key: Hex32,
	weight: u64,
}

impl From<&AuthoritySet> for AuthoritySetJson {
	fn from(set: &AuthoritySet) -> Self {
		Self {
			id: set.id,
			authorities: set
				.authorities
				.iter()
				.map(|(key, weight)| AuthorityJson {
					key: Hex32(*key),
					weight: *weight,
				})
				.collect(),
		}
	}
}

impl AuthoritySetJson {
	/// The set.
	pub fn into_set(self) -> Result<AuthoritySet, String> {
		let members: Vec<_> = self
			.authorities
			.into_iter()
			.map(|authority| (authority.key.0, authority.weight))
			.collect();
		Ok(AuthoritySet {
			id: self.id,
			authorities: members
				.try_into()
				.map_err(|_| "more authorities than a set can have".to_owned())?,
		})
	}
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FinalityJson {
	set: AuthoritySetJson,
	justification: HexBytes,
	descendants: Vec<HexBytes>,
}

impl From<&FinalityEvidence> for FinalityJson {
	fn from(finality: &FinalityEvidence) -> Self {
		Self {
			set: (&finality.set).into(),
			justification: hex_bytes(&finality.justification),
			descendants: hex_list(&finality.descendants),
		}
	}
}

impl FinalityJson {
	pub(super) fn into_evidence(self) -> Result<FinalityEvidence, String> {
		Ok(FinalityEvidence {
			set: self.set.into_set()?,
			justification: bounded(self.justification, "the justification")?,
			descendants: bounded_list(self.descendants, "the list of headers")?,
		})
	}
}
