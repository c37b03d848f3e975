//! The book: what a client keeps to itself so that the chain need not know it.
//!
//! References of FHIR become accounts, labels become bits, texts of policies become numbers, and what is committed to stays
//! here with its salt. A book is one JSON file:
//!
//! ```json
//! {
//!   "format": "salus-consent-book/v1",
//!   "parties": { "Organization/hospital": "5DAAnrj7VHTznn2AWBemMuyBwZWs6FNFjdyVXUeYum3PTXFy" },
//!   "roles": { "IRCP": 0 },
//!   "labels": { "ETH": 17, "PSY": 4 },
//!   "policies": { "http://example.org/policies/sharing|1": { "id": 1, "version": 1 } },
//!   "subjects": {
//!     "Patient/p": {
//!       "account": "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY",
//!       "openings": { "0x…": { "of": "code", "salt": "0x…", "value": { "system": "…", "code": "…" } } }
//!     }
//!   }
//! }
//! ```
//!
//! `purposes`, `actions`, `categories` and `classes` give bits to codes of other systems, as `system|code`. Whoever has the
//! book can read what the chain only compares: it is a secret of the consortium, and its `subjects` of one custodian.

use super::{
	codes::{role_covers, same_reference, Coding, ACT_CODE},
	json::{self, At, Found, Problem},
};
use crate::record::{content::fresh_salt, ids, private};
use salus_consent_engine::{
	vocabulary::{Sensitivity, SENSITIVITY_CODES},
	Commitment, PartyId,
};
use salus_records_engine::Salt;
use serde_json::{json, Map, Value};
use std::{
	collections::BTreeMap,
	fs::{self, File},
	path::{Path, PathBuf},
};

/// What a book says it is.
pub const FORMAT: &str = "salus-consent-book/v1";

/// The sections that give bits to codes, with the bits that are free for a domain.
pub const BITS: [(&str, std::ops::Range<u8>); 6] = [
	("roles", 0..32),
	("labels", 0..32),
	("purposes", 62..64),
	("actions", 5..8),
	("categories", 16..32),
	("classes", 62..64),
];

/// A version of a policy, and what its text states.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct PolicyEntry {
	/// Its number on chain.
	pub id: u32,
	/// Its version.
	pub version: u32,
	/// Its text states the right to revoke and how (42 CFR §2.31(a)(6)).
	pub states_right_to_revoke: bool,
	/// Its text states that data may be redisclosed, and what refusing means (42 CFR §2.31(a)(4), (8)).
	pub states_redisclosure: bool,
}

/// What was committed to, and how.
#[derive(Clone, PartialEq, Eq)]
pub struct Opening {
	/// `source`, `code`, `data`, or what else.
	pub of: String,
	/// The salt.
	pub salt: Salt,
	/// What was committed to; for a document, what names it.
	pub value: Value,
}

/// A subject, as the custodian knows and as the chain knows them.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Subject {
	/// The account.
	pub account: [u8; 32],
	/// What was committed to about them, by commitment.
	pub openings: BTreeMap<[u8; 32], Opening>,
}

/// A book.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Book {
	/// References to parties.
	pub parties: BTreeMap<String, [u8; 32]>,
	/// Codes to bits, by section of [`BITS`].
	pub bits: BTreeMap<&'static str, BTreeMap<String, u8>>,
	/// Addresses of policies, or `system|code`, to versions on chain.
	pub policies: BTreeMap<String, PolicyEntry>,
	/// References to subjects.
	pub subjects: BTreeMap<String, Subject>,
}

// A salt in a log file would undo what it is for.
impl std::fmt::Debug for Book {
	fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
		write!(
			f,
			"Book({} parties, {} subjects)",
			self.parties.len(),
			self.subjects.len()
		)
	}
}

fn hex32(at: &At) -> Found<[u8; 32]> {
	ids::parse_hex32(at.string()?).map_err(|reason| at.problem(reason))
}

fn account(at: &At) -> Found<[u8; 32]> {
	ids::parse_account(at.string()?).map_err(|reason| at.problem(reason))
}

fn number(at: &At) -> Found<u32> {
	at.value
		.as_u64()
		.and_then(|number| u32::try_from(number).ok())
		.ok_or_else(|| at.problem("must be a number"))
}

/// Every member of an object, with its path.
fn members<'a>(at: Option<At<'a>>) -> Vec<(&'a String, At<'a>)> {
	let Some(at) = at else { return Vec::new() };
	let path = at.path.clone();
	let Value::Object(map) = at.value else {
		return Vec::new();
	};
	map.iter()
		.map(move |(key, value)| {
			let path = format!("{path}[{key:?}]");
			(key, At { value, path })
		})
		.collect()
}

impl Book {
	/// A book with a random bit for each of `labels`, and bits for the roles of recipients.
	pub fn new(labels: &[&str]) -> Found<Self> {
		if labels.len() > 32 {
			return Err(Problem::new(
				"labels",
				format!("{} labels are more than the 32 that have a bit", labels.len()),
			));
		}
		let unknown = labels
			.iter()
			.find(|label| !label.contains('|') && !Sensitivity::is_known(label));
		if let Some(label) = unknown {
			return Err(Problem::new(
				"labels",
				format!("`{label}` is not a sensitivity of HL7 v3; a label of another system is written `system|code`"),
			));
		}
		let mut free: Vec<u8> = (0..32).collect();
		let mut book = Self::default();
		for label in labels {
			let random = fresh_salt().map_err(|failure| Problem::new("labels", failure.to_string()))?;
			let draw = u64::from_le_bytes(random.0.first_chunk().copied().unwrap_or_default());
			let at = usize::try_from(draw % u64::try_from(free.len()).unwrap_or(1)).unwrap_or(0);
			let section = book.bits.entry("labels").or_default();
			if !section.contains_key(*label) {
				section.insert((*label).to_owned(), free.swap_remove(at));
			}
		}
		let roles = book.bits.entry("roles").or_default();
		for (role, bit) in ["IRCP", "PRCP", "NOT", "REFB", "REFT", "TRC"].into_iter().zip(0..) {
			roles.insert(role.into(), bit);
		}
		Ok(book)
	}

	/// The labels that a new book has if nobody says otherwise: those of IHE PCF and of illness and treatment in HL7 v3.
	pub fn usual_labels() -> Vec<&'static str> {
		SENSITIVITY_CODES.iter().map(|(code, _)| *code).take(24).collect()
	}

	/// Reads a book.
	pub fn from_json(value: &Value) -> Found<Self> {
		let top = At::top(value, "");
		let sections = BITS.map(|(section, _)| section);
		top.only(
			&[
				&["format", "description", "parties", "policies", "subjects"][..],
				&sections[..],
			]
			.concat(),
			"a book",
		)?;
		match top.get("format") {
			Some(format) if format.string()? == FORMAT => {},
			Some(format) => return Err(format.problem(format!("is not `{FORMAT}`"))),
			None => {
				return Err(Problem::new(
					"format",
					format!("is missing: a book begins with `{FORMAT}`"),
				))
			},
		}
		let mut book = Self::default();
		for (reference, at) in members(top.get("parties")) {
			book.parties.insert(reference.clone(), account(&at)?);
		}
		for (section, range) in BITS {
			let mut codes: BTreeMap<String, u8> = BTreeMap::new();
			for (code, at) in members(top.get(section)) {
				let bit = u8::try_from(number(&at)?).ok().filter(|bit| range.contains(bit));
				let bit = bit.ok_or_else(|| {
					at.problem(format!(
						"must be a bit from {} to {}",
						range.start,
						range.end.saturating_sub(1)
					))
				})?;
				// Two labels of one bit would be one label to the chain.
				if let Some((other, _)) = codes.iter().find(|(_, own)| **own == bit) {
					return Err(at.problem(format!("`{other}` has bit {bit} already")));
				}
				codes.insert(code.clone(), bit);
			}
			if !codes.is_empty() {
				book.bits.insert(section, codes);
			}
		}
		for (policy, at) in members(top.get("policies")) {
			at.only(
				&["id", "version", "statesRightToRevoke", "statesRedisclosure"],
				"a policy",
			)?;
			let needed = |key: &str| at.get(key).ok_or_else(|| Problem::new(at.path_of(key), "is missing"));
			let states = |key: &str| {
				at.get(key)
					.map(|at| at.boolean())
					.transpose()
					.map(Option::unwrap_or_default)
			};
			let entry = PolicyEntry {
				id: number(&needed("id")?)?,
				version: number(&needed("version")?)?,
				states_right_to_revoke: states("statesRightToRevoke")?,
				states_redisclosure: states("statesRedisclosure")?,
			};
			book.policies.insert(policy.clone(), entry);
		}
		for (reference, at) in members(top.get("subjects")) {
			at.only(&["account", "openings"], "a subject")?;
			let own = at
				.get("account")
				.ok_or_else(|| Problem::new(at.path_of("account"), "is missing"))?;
			let mut subject = Subject {
				account: account(&own)?,
				openings: BTreeMap::new(),
			};
			for (commitment, at) in members(at.get("openings")) {
				at.only(&["of", "salt", "value"], "an opening")?;
				let key = ids::parse_hex32(commitment).map_err(|reason| at.problem(reason))?;
				let needed = |name: &str| at.get(name).ok_or_else(|| Problem::new(at.path_of(name), "is missing"));
				let opening = Opening {
					of: needed("of")?.string()?.to_owned(),
					salt: Salt(hex32(&needed("salt")?)?),
					value: needed("value")?.value.clone(),
				};
				subject.openings.insert(key, opening);
			}
			book.subjects.insert(reference.clone(), subject);
		}
		Ok(book)
	}

	/// The book as JSON.
	pub fn to_json(&self) -> Value {
		let hex = |bytes: &[u8; 32]| format!("0x{}", hex::encode(bytes));
		let ss58 = |bytes: &[u8; 32]| ss58(bytes);
		let mut top = Map::new();
		top.insert("format".into(), json!(FORMAT));
		let parties: Map<String, Value> = self
			.parties
			.iter()
			.map(|(name, party)| (name.clone(), json!(ss58(party))))
			.collect();
		top.insert("parties".into(), Value::Object(parties));
		for (section, codes) in &self.bits {
			if !codes.is_empty() {
				top.insert((*section).into(), json!(codes));
			}
		}
		let policies: Map<String, Value> = self
			.policies
			.iter()
			.map(|(name, entry)| {
				let mut policy = json!({ "id": entry.id, "version": entry.version });
				for (key, states) in [
					("statesRightToRevoke", entry.states_right_to_revoke),
					("statesRedisclosure", entry.states_redisclosure),
				] {
					if states {
						policy[key] = json!(true);
					}
				}
				(name.clone(), policy)
			})
			.collect();
		top.insert("policies".into(), Value::Object(policies));
		let subjects: Map<String, Value> = self
			.subjects
			.iter()
			.map(|(name, subject)| {
				let openings: Map<String, Value> = subject
					.openings
					.iter()
					.map(|(commitment, opening)| {
						let own = json!({ "of": opening.of, "salt": hex(&opening.salt.0), "value": opening.value });
						(hex(commitment), own)
					})
					.collect();
				(
					name.clone(),
					json!({ "account": ss58(&subject.account), "openings": openings }),
				)
			})
			.collect();
		top.insert("subjects".into(), Value::Object(subjects));
		Value::Object(top)
	}

	/// The party of a reference: as it is written, or as it is known under another form of the same address. A reference
	/// `urn:salus:account:…` is an account by itself.
	pub fn party(&self, names: &[String]) -> Option<PartyId> {
		let written = names.iter().find_map(|name| self.parties.get(name));
		let same = || {
			let meant = |known: &&String| names.iter().any(|name| same_reference(known, name));
			self.parties
				.keys()
				.find(meant)
				.and_then(|known| self.parties.get(known))
		};
		let direct = || {
			let mut accounts = names.iter().filter_map(|name| name.strip_prefix(ACCOUNT));
			accounts.find_map(|account| ids::parse_account(account).ok())
		};
		written.or_else(same).copied().or_else(direct).map(PartyId)
	}

	/// The reference of a party, or its account.
	pub fn reference(&self, party: &PartyId) -> String {
		let known = self.parties.iter().find(|(_, own)| **own == party.0);
		known.map_or_else(|| format!("{ACCOUNT}{}", ss58(&party.0)), |(name, _)| name.clone())
	}

	/// The subject of a reference, or of an account.
	pub fn subject(&self, name: &str) -> Option<(&str, &Subject)> {
		let account = ids::parse_account(name).ok();
		let is_meant = |(known, own): &(&String, &Subject)| same_reference(known, name) || Some(own.account) == account;
		self.subjects
			.iter()
			.find(is_meant)
			.map(|(known, own)| (known.as_str(), own))
	}

	/// The bit that a code has in a section.
	pub fn bit(&self, section: &str, coding: &Coding) -> Option<u8> {
		let codes = self.bits.get(section)?;
		let own = |name: &str| {
			let (system, code) = match name.rsplit_once('|') {
				Some((system, code)) => (Some(system.to_owned()), code),
				None => (None, name),
			};
			Coding {
				system,
				code: code.to_owned(),
				raw: Value::Null,
			}
			.is_same(coding)
		};
		codes.iter().find(|(name, _)| own(name)).map(|(_, bit)| *bit)
	}

	/// The name of a bit in a section.
	pub fn name(&self, section: &str, bit: u8) -> Option<&str> {
		let codes = self.bits.get(section)?;
		codes
			.iter()
			.find(|(_, own)| **own == bit)
			.map(|(name, _)| name.as_str())
	}

	/// The bits of a sensitivity of HL7 v3 and of everything under it that has a bit; nothing if it has none itself.
	pub fn sensitivity(&self, code: &str) -> Option<Sensitivity> {
		let codes = self.bits.get("labels")?;
		codes.get(code)?;
		let below = codes.iter().filter(|(name, _)| Sensitivity::subsumes(code, name));
		Some(Sensitivity(below.fold(0, |all, (_, bit)| {
			all | 1u32.checked_shl(u32::from(*bit)).unwrap_or(0)
		})))
	}

	/// The roles that a request's roles count as: themselves, and those above them.
	pub fn roles_asked(&self, asked: &[Coding]) -> Result<u32, String> {
		let codes = self.bits.get("roles").cloned().unwrap_or_default();
		let bit = |bit: &u8| 1u32.checked_shl(u32::from(*bit)).unwrap_or(0);
		let mut all = 0;
		for role in asked {
			let named = |name: &String| {
				let (system, code) = match name.rsplit_once('|') {
					Some((system, code)) => (Some(system.to_owned()), code),
					None => (None, name.as_str()),
				};
				let own = Coding {
					system,
					code: code.to_owned(),
					raw: Value::Null,
				};
				role_covers(&own, role)
			};
			let own = codes
				.iter()
				.filter(|(name, _)| named(name))
				.fold(0, |all, (_, own)| all | bit(own));
			if own == 0 {
				return Err(format!("the role `{}` has no bit in the book", role.name(&[])));
			}
			all |= own;
		}
		Ok(all)
	}

	/// The codes of a set of label bits, parents instead of all their children; bits without a name as they are.
	pub fn label_names(&self, set: Sensitivity) -> Vec<Value> {
		let empty = BTreeMap::new();
		let codes = self.bits.get("labels").unwrap_or(&empty);
		let shift = |bit: u8| 1u32.checked_shl(u32::from(bit)).unwrap_or(0);
		let whole = |name: &str| self.sensitivity(name).is_some_and(|own| set.contains(own));
		let named: Vec<&String> = codes
			.iter()
			.filter(|(name, bit)| set.0 & shift(**bit) != 0 && (name.contains('|') || whole(name)))
			.map(|(name, _)| name)
			.collect();
		let is_below = |name: &str| {
			named
				.iter()
				.any(|above| *above != name && Sensitivity::subsumes(above, name))
		};
		let mut covered = 0u32;
		let mut all = Vec::new();
		for name in &named {
			let own = if name.contains('|') {
				codes.get(*name).map_or(0, |bit| shift(*bit))
			} else {
				self.sensitivity(name).unwrap_or_default().0
			};
			covered |= own;
			if !is_below(name) {
				all.push(match name.rsplit_once('|') {
					Some((system, code)) => json!({ "system": system, "code": code }),
					None => json!({ "system": ACT_CODE[0], "code": name }),
				});
			}
		}
		for bit in (0..32u8).filter(|bit| set.0 & !covered & shift(*bit) != 0) {
			all.push(json!({ "system": LABEL_BIT, "code": bit.to_string() }));
		}
		all
	}

	/// What was committed to about a subject.
	pub fn opening(&self, account: &[u8; 32], commitment: &Commitment) -> Option<&Opening> {
		let subject = self.subjects.values().find(|subject| subject.account == *account)?;
		subject.openings.get(&commitment.0)
	}
}

/// The system of labels that have no name here.
pub const LABEL_BIT: &str = "urn:salus:label-bit";
/// The system of commitments that are not opened here.
pub const COMMITMENT: &str = "urn:salus:commitment";
/// What an account looks like as a reference.
pub const ACCOUNT: &str = "urn:salus:account:";

/// An account as an SS58 address of the generic network.
pub fn ss58(account: &[u8; 32]) -> String {
	crate::chain::ss58(&crate::chain::AccountId32(*account))
}

/// A book and the file it is kept in. Nobody else writes the file while this lives.
pub struct Kept {
	/// The book.
	pub book: Book,
	path: PathBuf,
	_lock: File,
}

/// Reads a book; what is wrong with it, with the name of the file.
pub fn read(path: &Path) -> Result<Book, String> {
	let bytes = fs::read(path).map_err(|error| format!("{}: cannot be read: {error}", path.display()))?;
	json::parse(&bytes)
		.and_then(|value| Book::from_json(&value))
		.map_err(|problem| format!("{}: {problem}", path.display()))
}

impl Kept {
	/// Opens a book to write to it.
	pub fn open(path: &Path) -> Result<Self, String> {
		let _lock = private::lock(path).map_err(|failure| failure.to_string())?;
		Ok(Self {
			book: read(path)?,
			path: path.to_owned(),
			_lock,
		})
	}

	/// Writes the book back: whole or not at all, and on the disk before anything that rests on it is sent.
	pub fn save(&self) -> Result<(), String> {
		write(&self.path, &self.book, false)
	}
}

/// Writes a book. A new one does not replace another.
pub fn write(path: &Path, book: &Book, is_new: bool) -> Result<(), String> {
	if is_new && path.exists() {
		return Err(format!(
			"{}: is there already; a book is never replaced",
			path.display()
		));
	}
	let text = format!("{:#}\n", book.to_json());
	private::write(path, text.as_bytes()).map_err(|failure| failure.to_string())
}
