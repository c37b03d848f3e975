//! The consent receipt: what the subject gets to keep (in the manner of ISO/IEC TS 27560), with a proof that it is what the
//! chain has.
//!
//! `record`, `processing` and `events` say in plain words and in codes what was agreed, by whom, until when and how to take it
//! back. `proof` holds the value of the chain's state, its path to the root of the state, and the block's header: whoever
//! trusts the hash of that block needs no node. Everything before `proof` is made from it, and verifying makes it again.
//!
//! `proof.log`, which takes the chain's log to make, is a [receipt](crate::receipt) of the entry that the log got for the
//! same consent: that it was filed, or how it ended, among all that the chain ever recorded.

use super::{
	calls::{Entry, Grantor, Record},
	raise::{self, About},
	words, ConsentId,
};
use crate::{
	chain::{blake2_256, rpc_params, AccountId32, Chain, State},
	consent::{
		book::{ss58, Book},
		fhir::effect_code,
		json::{At, Found, Problem},
		time,
	},
	log::local::LocalLog,
	outcome::Failure,
	receipt::{make, FileError, ReceiptFile},
	record::ids,
};
use blake2::{digest::consts::U16, Blake2b, Digest};
use codec::{Decode, Encode};
use salus_api::salus;
use salus_receipt_verifier::{header::Header, state, Presented, Stage, Trust, Verdict};
use salus_records_engine::{
	chain::Digest as DigestKind,
	leaf::{EntryKind, LogEntry},
	Receipt,
};
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
	/// The nodes of the trie on the way to it, and to the hash of the chain's first block.
	pub nodes: Vec<Vec<u8>>,
	/// The entry of the chain's log that says the same, with its path to a block of the chain.
	pub log: Option<Receipt>,
}

/// What a receipt was found to say.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Verified {
	/// The hash of the first block of the chain.
	pub genesis: [u8; 32],
	/// The block whose state it is.
	pub block_number: u32,
	/// Its hash: whoever trusts it trusts the receipt.
	pub block_hash: [u8; 32],
	/// The place and version.
	pub id: ConsentId,
	/// Whether it was in force then.
	pub in_force: bool,
	/// Where the chain's log has it, if the receipt says so.
	pub logged: Option<Logged>,
}

/// Where the chain's log has an entry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Logged {
	/// The number of the entry, from 0.
	pub index: u64,
	/// The size of the log at the checkpoint that shows it.
	pub size: u64,
	/// The block whose state has that checkpoint.
	pub block_number: u32,
	/// Its hash.
	pub block_hash: [u8; 32],
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

/// What the evidence log got when the consent was filed, or when it ended: the bytes that the entry's digest is taken over.
pub fn log_statement(subject: &[u8; 32], place: u8, entry: &Entry) -> Vec<u8> {
	let (kind, version, digest) = match entry {
		Entry::Active(record) => {
			// Verifications came later.
			let filed = Record {
				verifications: Vec::new(),
				..record.clone()
			};
			(0u8, record.version, blake2_256(&filed.encode()))
		},
		Entry::Closed(tombstone) => (1u8, tombstone.version, blake2_256(&tombstone.encode())),
	};
	(
		"salus/consent-log/v1",
		kind,
		subject,
		ConsentId { place, version },
		digest,
	)
		.encode()
}

/// The digest of what the evidence log got.
pub fn log_digest(subject: &[u8; 32], place: u8, entry: &Entry) -> [u8; 32] {
	blake2_256(&log_statement(subject, place, entry))
}

/// Everything that is in the chain about one place, at the block of `state`.
pub async fn proof(chain: &Chain, state: &State, subject: &[u8; 32], place: u8) -> Result<Proof, Failure> {
	let key = state.key(salus::storage().consent().consents(), (AccountId32(*subject), place))?;
	let keys = vec![hex0x(&key), hex0x(&state::genesis_key())];
	let read: Value = chain.rpc("state_getReadProof", rpc_params![keys, state.hash()]).await?;
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
		log: None,
	})
}

/// The receipt of the entry that the log got for what a proof shows, up to the state of the last block.
pub async fn logged(chain: &Chain, log: &LocalLog, proof: &Proof) -> Result<Receipt, Failure> {
	let refused = |reason: &str| Failure::Refused(format!("{}: {reason}", log.folder().display()));
	log.ensure_of(&proof.genesis)?;
	let held = Entry::decode(&mut proof.value.as_slice())
		.map_err(|_| refused("the node gave something that is not what a place holds"))?;
	let statement = log_statement(&proof.subject, proof.place, &held);
	let entry = LogEntry {
		kind: EntryKind::Consent,
		digest: blake2_256(&statement),
	};
	// What is asked for is often what was done last.
	let hash = entry.hash();
	let mut index = None;
	for candidate in (0..log.size()).rev() {
		if log.leaf(candidate)? == hash {
			index = Some(candidate);
			break;
		}
	}
	let index =
		index.ok_or_else(|| refused("has no entry of this consent: `salus log sync` brings what the chain has now"))?;
	let (evidence, item) = make::log_evidence(chain, log, index, entry).await?;
	let receipt = make::entry_receipt(evidence, Some((DigestKind::Blake2b256, statement)))?;
	make::extend(chain, &receipt, item, None).await
}

/// Checks that a receipt of the log is of this entry, on this chain, and says where it is.
fn ensure_logged(log: &Receipt, proof: &Proof, held: &Entry) -> Result<Logged, String> {
	let stated = log_statement(&proof.subject, proof.place, held);
	let says = log.statement().map(|statement| statement.preimage.as_slice());
	if says != Some(stated.as_slice()) {
		return Err("is of another entry of the log".into());
	}
	if log.statement().map(|statement| statement.kind) != Some(EntryKind::Consent) {
		return Err("is of an entry about something else than consents".into());
	}
	let trust = Trust {
		genesis: Some(proof.genesis),
		..Trust::default()
	};
	let verified = salus_receipt_verifier::verify(log, &Presented::Nothing, &trust);
	for (stage, verdict) in verified.report.stages() {
		if let Verdict::Failed(reason) = verdict {
			return Err(format!("{}: {reason}", stage.name()));
		}
	}
	for stage in [Stage::Statement, Stage::Log, Stage::Anchor, Stage::Header] {
		if !matches!(verified.report.verdict(stage), Verdict::Ok) {
			return Err(format!("does not show the stage {}", stage.name()));
		}
	}
	let (Some(place), Some(block)) = (log.log(), verified.facts.block) else {
		return Err("does not say where the entry is".into());
	};
	Ok(Logged {
		index: place.index,
		size: place.size,
		block_number: block.number,
		block_hash: block.hash,
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
			record["awaitsVerification"] = json!(!own.is_effective());
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
	written["logDigest"] = json!(hex0x(&log_digest(&proof.subject, proof.place, &entry)));
	if let Some(log) = &proof.log {
		written["log"] = serde_json::to_value(ReceiptFile::from(log)).map_err(|error| refused(&error.to_string()))?;
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
	let log = at
		.get("log")
		.map(|at| {
			ReceiptFile::parse(at.value.to_string().as_bytes()).map_err(|error| match error {
				FileError::NotJson(reason) | FileError::NotAReceipt(reason) => at.problem(reason),
			})
		})
		.transpose()?;
	let proof = Proof {
		genesis: ids::parse_hex32(genesis.string()?).map_err(|reason| genesis.problem(reason))?,
		header: bytes(&header)?,
		subject: ids::parse_account(subject.string()?).map_err(|reason| subject.problem(reason))?,
		place: number.ok_or_else(|| place.problem("must be a place"))?,
		value: bytes(&value)?,
		nodes,
		log,
	};
	let block = Header::decode(&proof.header).ok_or_else(|| header.problem("is not a header"))?;
	let listed: Vec<_> = proof.nodes.iter().map(|node| node.clone().try_into().ok()).collect();
	let listed: Option<Vec<_>> = listed.into_iter().collect();
	let listed = listed.and_then(|nodes| nodes.try_into().ok());
	let listed = listed.ok_or_else(|| Problem::new("proof.nodes", "are more, or longer, than any proof has"))?;
	let key = key(&proof.subject, proof.place);
	let read = state::read(&block.state_root, &listed, &[&key, &state::genesis_key()]).map_err(|reason| {
		Problem::new(
			"proof.nodes",
			format!("prove nothing about this place in this block: {reason:?}"),
		)
	})?;
	let mut read = read.into_iter().map(Option::unwrap_or_default);
	if read.next().as_ref() != Some(&proof.value) {
		return Err(value.problem("is not what this place holds in the state of this block"));
	}
	if read.next().as_deref() != Some(&proof.genesis[..]) {
		return Err(genesis.problem("is not the chain that this block is of"));
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
	let held = Entry::decode(&mut proof.value.as_slice()).map_err(|_| value.problem("is not what a place holds"))?;
	let (version, in_force) = match &held {
		Entry::Active(record) => (record.version, true),
		Entry::Closed(tombstone) => (tombstone.version, false),
	};
	let logged = proof
		.log
		.as_ref()
		.map(|log| ensure_logged(log, &proof, &held))
		.transpose();
	let logged = logged.map_err(|reason| Problem::new("proof.log", reason))?;
	Ok(Verified {
		genesis: proof.genesis,
		block_number: block.number,
		block_hash: blake2_256(&proof.header),
		id: ConsentId {
			place: proof.place,
			version,
		},
		in_force,
		logged,
	})
}
