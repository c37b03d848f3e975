//! The consent receipt: what the subject gets to keep (in the manner of ISO/IEC TS 27560), with a proof that it is what the
//! chain has.
//!
//! `record`, `processing` and `events` say in plain words and in codes what was agreed, by whom, until when and how to take it
//! back. `proof` holds the value of the chain's state, its path to the root of the state, and the block's header: whoever
//! trusts the hash of that block needs no node. Everything before `proof` is made from it, and verifying makes it again.

use super::{
	calls::{Entry, Grantor, Record},
	keys::blake2_256,
	raise::{self, About},
	words, ConsentId,
};
use crate::{
	chain::{rpc_params, AccountId32, Chain, State},
	consent::{
		book::{ss58, Book},
		fhir::effect_code,
		json::{At, Found, Problem},
		time,
	},
	outcome::Failure,
	record::ids,
};
use blake2::{digest::consts::U16, Blake2b, Digest};
use codec::{Decode, Encode};
use salus_api::salus;
use salus_receipt_verifier::{header::Header, state};
use serde_json::{json, Value};

/// What a receipt says it is.
pub const FORMAT: &str = "salus-consent-receipt/v1";

/// What the structure follows.
pub const SCHEMA: &str = "ISO/IEC TS 27560:2023";

/// `twox128("Consent") ‖ twox128("Consents")`: where the places of subjects are.
const PREFIX: [u8; 32] = [
	0xfb, 0xcd, 0xb4, 0x3f, 0x35, 0x63, 0xa7, 0x17, 0xfd, 0xf2, 0x67, 0xb0, 0x0a, 0xd2, 0xca, 0xed, 0x1f, 0x8c, 0x7b,
	0x08, 0x6e, 0xcb, 0x7c, 0xf9, 0x13, 0xb7, 0x0c, 0x18, 0x79, 0xc3, 0xd6, 0x51,
];

/// What a receipt proves: one value of the state after one block.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Proof {
	/// The chain.
	pub genesis: [u8; 32],
	/// The header of the block, encoded.
	pub header: Vec<u8>,
	/// Whose consent it is.
	pub subject: [u8; 32],
	/// The place.
	pub place: u8,
	/// The value, encoded; none if the place was never used.
	pub value: Vec<u8>,
	/// The nodes of the trie on the way to it.
	pub nodes: Vec<Vec<u8>>,
}

/// What a receipt was found to say.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Verified {
	/// The block whose state it is.
	pub block_number: u32,
	/// Its hash: whoever trusts it trusts the receipt.
	pub block_hash: [u8; 32],
	/// The place and version.
	pub id: ConsentId,
	/// Whether it was in force then.
	pub in_force: bool,
}

fn hex0x(bytes: &[u8]) -> String {
	format!("0x{}", hex::encode(bytes))
}

fn when(seconds: u64) -> String {
	time::write_second(i64::try_from(seconds).unwrap_or(i64::MAX))
}

/// The key of a place in the state.
pub fn key(subject: &[u8; 32], place: u8) -> Vec<u8> {
	let hash = Blake2b::<U16>::digest(subject);
	[&PREFIX[..], &hash[..], &subject[..], &[place]].concat()
}

/// What the evidence log got when the consent was filed.
pub fn log_digest(subject: &[u8; 32], place: u8, record: &Record) -> [u8; 32] {
	// Verifications came later.
	let filed = Record {
		verifications: Vec::new(),
		..record.clone()
	};
	let id = ConsentId {
		place,
		version: record.version,
	};
	let digest = blake2_256(&filed.encode());
	blake2_256(&("salus/consent-log/v1", 0u8, subject, id, digest).encode())
}

/// Everything that is in the chain about one place, at the block of `state`.
pub async fn proof(chain: &Chain, state: &State, subject: &[u8; 32], place: u8) -> Result<Proof, Failure> {
	let key = state.key(salus::storage().consent().consents(), (AccountId32(*subject), place))?;
	let read: Value = chain
		.rpc("state_getReadProof", rpc_params![vec![hex0x(&key)], state.hash()])
		.await?;
	let refused = |what: &str| Failure::Refused(format!("{}: {what}", chain.url()));
	let bytes = |value: &Value| {
		let text = value.as_str().unwrap_or_default();
		hex::decode(text.strip_prefix("0x").unwrap_or(text)).map_err(|_| refused("a proof that is not hex"))
	};
	let nodes = read
		.get("proof")
		.and_then(Value::as_array)
		.ok_or_else(|| refused("gave no proof"))?;
	let nodes = nodes.iter().map(bytes).collect::<Result<Vec<_>, _>>()?;
	let value: Value = chain
		.rpc("state_getStorage", rpc_params![hex0x(&key), state.hash()])
		.await?;
	let value = bytes(&value)?;
	let header: Value = chain.rpc("chain_getHeader", rpc_params![state.hash()]).await?;
	let header = encoded_header(&header).ok_or_else(|| refused("a header that cannot be read"))?;
	if blake2_256(&header) != state.hash().0 {
		return Err(refused("a header that is not that of its block"));
	}
	Ok(Proof {
		genesis: chain.genesis_hash().0,
		header,
		subject: *subject,
		place,
		value,
		nodes,
	})
}

/// A header as nodes give it, in its encoding.
fn encoded_header(json: &Value) -> Option<Vec<u8>> {
	let bytes = |value: &Value| hex::decode(value.as_str()?.strip_prefix("0x")?).ok();
	let number = u32::from_str_radix(json.get("number")?.as_str()?.strip_prefix("0x")?, 16).ok()?;
	let mut out = bytes(json.get("parentHash")?)?;
	codec::Compact(number).encode_to(&mut out);
	out.extend(bytes(json.get("stateRoot")?)?);
	out.extend(bytes(json.get("extrinsicsRoot")?)?);
	let logs = json.get("digest")?.get("logs")?.as_array()?;
	codec::Compact(u32::try_from(logs.len()).ok()?).encode_to(&mut out);
	for log in logs {
		out.extend(bytes(log)?);
	}
	Some(out)
}

/// The receipt of what a proof shows. With a book it speaks in names.
pub fn receipt(proof: &Proof, book: &Book) -> Found<Value> {
	let refused = |what: &str| Problem::new("proof.value", what);
	let mut rest = proof.value.as_slice();
	let entry = Entry::decode(&mut rest).map_err(|_| refused("is not what a place holds"))?;
	if !rest.is_empty() {
		return Err(refused("has bytes at its end"));
	}
	let header = Header::decode(&proof.header).ok_or_else(|| Problem::new("proof.header", "is not a header"))?;
	let version = match &entry {
		Entry::Active(record) => record.version,
		Entry::Closed(tombstone) => tombstone.version,
	};
	let id = ConsentId {
		place: proof.place,
		version,
	};
	let known = book.subjects.iter().find(|(_, own)| own.account == proof.subject);
	let mut record = json!({
		"recordId": format!("{}/{id}", ss58(&proof.subject)),
		"principal": known.map_or_else(|| ss58(&proof.subject), |(name, _)| name.clone()),
		"chain": hex0x(&proof.genesis),
		"place": id.place,
		"version": id.version,
	});
	let mut receipt = json!({ "format": FORMAT, "schemaVersion": SCHEMA });
	let mut events = Vec::new();
	match &entry {
		Entry::Active(own) => {
			record["status"] = json!("active");
			record["awaitsVerification"] = json!(own.requires_verification && own.verifications.is_empty());
			if let Some(before) = own.supersedes {
				record["supersedes"] = json!(before);
			}
			receipt["processing"] = processing(own, proof, book);
			let entity = match &own.grantor {
				Grantor::Subject => ss58(&proof.subject),
				Grantor::Guardian(guardian) => ss58(guardian),
			};
			let until = own.consent.period.until.map(time::write_end);
			events.push(json!({
				"time": when(own.recorded_at), "type": "explicit", "state": "given", "entity": entity, "validUntil": until,
			}));
			for verification in &own.verifications {
				events.push(json!({
					"time": when(verification.at), "type": "verification", "state": "verified",
					"entity": ss58(&verification.verifier),
				}));
			}
		},
		Entry::Closed(tombstone) => {
			record["status"] = json!(tombstone.status.words());
			let state = match tombstone.status {
				raise::Status::Revoked { .. } => "withdrawn",
				raise::Status::Expired => "expired",
				raise::Status::NotDone => "refused",
				raise::Status::EnteredInError => "invalidated",
				raise::Status::Superseded { .. } | raise::Status::Active => "superseded",
			};
			events.push(
				json!({ "time": when(tombstone.at), "type": "explicit", "state": state, "entity": ss58(&proof.subject) }),
			);
			record["digest"] = json!(hex0x(&tombstone.digest));
		},
	}
	receipt["record"] = record;
	receipt["events"] = json!(events);
	let mut written = json!({
		"block": { "number": header.number, "hash": hex0x(&blake2_256(&proof.header)) },
		"genesis": hex0x(&proof.genesis),
		"subject": ss58(&proof.subject),
		"place": proof.place,
		"value": hex0x(&proof.value),
		"nodes": proof.nodes.iter().map(|node| hex0x(node)).collect::<Vec<_>>(),
		"header": hex0x(&proof.header),
	});
	if let Entry::Active(own) = &entry {
		written["logDigest"] = json!(hex0x(&log_digest(&proof.subject, proof.place, own)));
	}
	receipt["proof"] = written;
	Ok(receipt)
}

fn processing(record: &Record, proof: &Proof, book: &Book) -> Value {
	let about = About {
		book,
		subject: proof.subject,
		id: None,
		policy: Some(record.policy),
		source: Some(record.source),
		recorded_at: i64::try_from(record.recorded_at).ok(),
	};
	let consent = &record.consent;
	let rules: Vec<_> = std::iter::once(&consent.scope)
		.chain(consent.provisions.iter().map(|one| &one.rule))
		.collect();
	let purposes: Vec<&str> = rules
		.iter()
		.fold(salus_consent_engine::vocabulary::Purposes::EMPTY, |all, rule| {
			all.union(rule.purposes)
		})
		.codes()
		.collect();
	let mut recipients: Vec<String> = rules
		.iter()
		.flat_map(|rule| rule.actors.iter())
		.filter_map(|actor| actor.party.as_ref().map(|party| book.reference(party)))
		.collect();
	recipients.sort();
	recipients.dedup();
	let id = format!("--place {} --version {}", proof.place, record.version);
	json!({
		"controller": consent.custodian.as_ref().map(|custodian| book.reference(custodian)),
		"policy": record.policy.to_string(),
		"document": hex0x(&record.source),
		"base": effect_code(consent.base),
		"purposes": purposes,
		"recipients": recipients,
		"validFrom": consent.period.from.map(time::write_start),
		"validUntil": consent.period.until.map(time::write_end),
		"withdrawal": format!("salus consent revoke --subject {} {id}", ss58(&proof.subject)),
		"words": words::consent(consent, &about).lines().collect::<Vec<_>>(),
		"resource": raise::consent(consent, &about),
	})
}

/// Verifies a receipt without a node: the value is in the state of the block whose header it has, and everything that the
/// receipt says is what the value says. Whether that block is one of the chain is for whoever trusts its hash.
pub fn verify(receipt: &Value, book: &Book) -> Found<Verified> {
	let top = At::top(receipt, "");
	fn needed<'a>(at: &At<'a>, key: &str) -> Found<At<'a>> {
		at.get(key).ok_or_else(|| Problem::new(at.path_of(key), "is missing"))
	}
	let format = needed(&top, "format")?;
	if format.string()? != FORMAT {
		return Err(format.problem(format!("is not `{FORMAT}`")));
	}
	let at = needed(&top, "proof")?;
	let bytes = |at: &At| {
		let text = at.string()?;
		hex::decode(text.strip_prefix("0x").unwrap_or(text)).map_err(|error| at.problem(format!("not hex: {error}")))
	};
	let subject = needed(&at, "subject")?;
	let genesis = needed(&at, "genesis")?;
	let place = needed(&at, "place")?;
	let header = needed(&at, "header")?;
	let value = needed(&at, "value")?;
	let mut nodes = Vec::new();
	for node in at.each("nodes") {
		nodes.push(bytes(&node)?);
	}
	let number = place.value.as_u64().and_then(|place| u8::try_from(place).ok());
	let proof = Proof {
		genesis: ids::parse_hex32(genesis.string()?).map_err(|reason| genesis.problem(reason))?,
		header: bytes(&header)?,
		subject: ids::parse_account(subject.string()?).map_err(|reason| subject.problem(reason))?,
		place: number.ok_or_else(|| place.problem("must be a place"))?,
		value: bytes(&value)?,
		nodes,
	};
	let block = Header::decode(&proof.header).ok_or_else(|| header.problem("is not a header"))?;
	let listed: Vec<_> = proof.nodes.iter().map(|node| node.clone().try_into().ok()).collect();
	let listed: Option<Vec<_>> = listed.into_iter().collect();
	let listed = listed.and_then(|nodes| nodes.try_into().ok());
	let listed = listed.ok_or_else(|| Problem::new("proof.nodes", "are more, or longer, than any proof has"))?;
	let key = key(&proof.subject, proof.place);
	let read = state::read(&block.state_root, &listed, &[&key]).map_err(|reason| {
		Problem::new(
			"proof.nodes",
			format!("prove nothing about this place in this block: {reason:?}"),
		)
	})?;
	if read.into_iter().next().flatten().as_ref() != Some(&proof.value) {
		return Err(value.problem("is not what this place holds in the state of this block"));
	}
	// Whatever the receipt says is what the proven value says. Names are the book's, so they are compared with the same book.
	let again = self::receipt(&proof, book)?;
	let bare = self::receipt(&proof, &Book::default())?;
	for key in ["schemaVersion", "record", "processing", "events", "proof"] {
		let said = receipt.get(key);
		if said != again.get(key) && said != bare.get(key) {
			return Err(Problem::new(
				key,
				"does not say what the proven value says (a receipt in names is verified with its book)",
			));
		}
	}
	let (version, in_force) = match Entry::decode(&mut proof.value.as_slice()) {
		Ok(Entry::Active(record)) => (record.version, true),
		Ok(Entry::Closed(tombstone)) => (tombstone.version, false),
		Err(_) => return Err(value.problem("is not what a place holds")),
	};
	Ok(Verified {
		block_number: block.number,
		block_hash: blake2_256(&proof.header),
		id: ConsentId {
			place: proof.place,
			version,
		},
		in_force,
	})
}
