//! A journal of transactions, so that a story of many survives the end of the process that tells it.
//!
//! Each transaction has a name. It is written down, signed, before it is offered to a node, and again when its block is
//! finalised. Who runs the same story again finds the transactions that are done in the chain, follows those that were
//! under way, and submits only what was never signed: nothing is submitted twice.

use super::{receipt::Receipt, submit::Sent, AccountId32, Chain, Options, Signer, H256};
use crate::{outcome::Failure, record::private};
use serde::{Deserialize, Serialize};
use std::{
	collections::BTreeMap,
	path::{Path, PathBuf},
};
use subxt::tx::Payload;

/// The version of the file.
const VERSION: u32 = 1;

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
	call: String,
	account: String,
	#[serde(default, skip_serializing_if = "Option::is_none")]
	on_behalf_of: Option<String>,
	nonce: u64,
	hash: String,
	bytes: String,
	from: u64,
	from_hash: String,
	until: u64,
	/// The hash of its finalised block.
	#[serde(skip_serializing_if = "Option::is_none")]
	block: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct File {
	version: u32,
	genesis: String,
	/// From which everything that must be the same the next time is derived.
	seed: String,
	#[serde(default)]
	facts: BTreeMap<String, serde_json::Value>,
	#[serde(default)]
	transactions: BTreeMap<String, Entry>,
}

/// The journal of one story on one chain.
#[derive(Debug)]
pub struct Journal {
	path: PathBuf,
	file: File,
	/// Held for as long as the journal is open: two programs with one journal would submit everything twice.
	_lock: std::fs::File,
}

fn hash(text: &str) -> Option<H256> {
	let bytes: [u8; 32] = hex::decode(text.strip_prefix("0x")?).ok()?.try_into().ok()?;
	Some(H256(bytes))
}

impl Entry {
	fn new(sent: &Sent) -> Self {
		Self {
			call: sent.call.clone(),
			account: super::ss58(&sent.account),
			on_behalf_of: sent.on_behalf_of.as_ref().map(super::ss58),
			nonce: sent.nonce,
			hash: format!("{:?}", sent.hash),
			bytes: format!("0x{}", hex::encode(&sent.bytes)),
			from: sent.from.0,
			from_hash: format!("{:?}", sent.from.1),
			until: sent.until,
			block: None,
		}
	}

	fn sent(&self) -> Option<Sent> {
		Some(Sent {
			call: self.call.clone(),
			account: super::account(&self.account).ok()?,
			on_behalf_of: match &self.on_behalf_of {
				Some(account) => Some(super::account(account).ok()?),
				None => None,
			},
			nonce: self.nonce,
			hash: hash(&self.hash)?,
			bytes: hex::decode(self.bytes.strip_prefix("0x")?).ok()?,
			from: (self.from, hash(&self.from_hash)?),
			until: self.until,
		})
	}
}

impl Journal {
	/// Opens the journal at `path`, or begins one. A journal of another chain is refused, and so is one whose blocks the
	/// chain does not have any more.
	pub async fn open(path: &Path, chain: &Chain) -> Result<Self, Failure> {
		let _lock = private::lock(path)?;
		let genesis = format!("{:?}", chain.genesis_hash());
		let text = match std::fs::read(path) {
			Ok(text) => text,
			Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
				let mut seed = [0; 32];
				getrandom::fill(&mut seed).map_err(|error| Failure::Refused(format!("no randomness: {error}")))?;
				let journal = Self {
					path: path.into(),
					file: File {
						version: VERSION,
						genesis,
						seed: hex::encode(seed),
						facts: BTreeMap::new(),
						transactions: BTreeMap::new(),
					},
					_lock,
				};
				journal.write()?;
				return Ok(journal);
			},
			Err(error) => return Err(Failure::Unreadable(format!("{}: {error}", path.display()))),
		};
		let file: File = serde_json::from_slice(&text).map_err(|error| {
			Failure::Unreadable(format!(
				"{}: not a journal: {error}. Choose another folder, or delete that file to begin anew",
				path.display()
			))
		})?;
		if file.version != VERSION {
			return Err(Failure::Unreadable(format!(
				"{}: a journal of version {}; this client writes version {VERSION}",
				path.display(),
				file.version
			)));
		}
		if file.genesis != genesis {
			return Err(Failure::Refused(format!(
				"{} was begun on another chain (genesis {}), {} is {genesis}. Choose another folder, or delete that file",
				path.display(),
				file.genesis,
				chain.url()
			)));
		}
		let journal = Self {
			path: path.into(),
			file,
			_lock,
		};
		journal.same_history(chain).await?;
		Ok(journal)
	}

	/// The blocks of the journal are still there.
	async fn same_history(&self, chain: &Chain) -> Result<(), Failure> {
		for entry in self.file.transactions.values() {
			if chain.hash_of(entry.from).await? != hash(&entry.from_hash) {
				return Err(Failure::Refused(format!(
					"{} was begun on a chain that has begun anew since: its block {} is another one now. Choose another folder, or \
					 delete that file",
					self.path.display(),
					entry.from
				)));
			}
		}
		Ok(())
	}

	/// Whether anything was written in it before.
	pub fn is_new(&self) -> bool {
		self.file.transactions.is_empty() && self.file.facts.is_empty()
	}

	/// How many transactions were ever signed.
	pub fn signed(&self) -> usize {
		self.file.transactions.len()
	}

	/// How many transactions are done.
	pub fn done(&self) -> usize {
		self.file
			.transactions
			.values()
			.filter(|entry| entry.block.is_some())
			.count()
	}

	/// Whether a transaction of this name was ever signed.
	pub fn has(&self, name: &str) -> bool {
		self.file.transactions.contains_key(name)
	}

	/// 32 bytes that belong to `name`, the same every time.
	pub fn derive(&self, name: &str) -> [u8; 32] {
		use hmac::Mac;
		let seed = self.file.seed.as_bytes();
		// HMAC takes keys of every length.
		match hmac::Hmac::<sha2::Sha256>::new_from_slice(seed) {
			Ok(mac) => mac.chain_update(name.as_bytes()).finalize().into_bytes().into(),
			Err(_) => super::blake2_256(&[seed, name.as_bytes()].concat()),
		}
	}

	/// Something that was written down before.
	pub fn fact(&self, name: &str) -> Option<&serde_json::Value> {
		self.file.facts.get(name)
	}

	/// Writes something down.
	pub fn note(&mut self, name: &str, value: serde_json::Value) -> Result<(), Failure> {
		self.file.facts.insert(name.into(), value);
		self.write()
	}

	/// Replaces the file as a whole, or leaves it as it was.
	fn write(&self) -> Result<(), Failure> {
		let text = serde_json::to_vec_pretty(&self.file)
			.map_err(|error| Failure::Refused(format!("{}: {error}", self.path.display())))?;
		private::write(&self.path, &text)
	}

	fn sent(&self, name: &str) -> Result<Option<(Sent, Option<H256>)>, Failure> {
		let Some(entry) = self.file.transactions.get(name) else {
			return Ok(None);
		};
		let sent = entry.sent().ok_or_else(|| {
			Failure::Unreadable(format!("{}: the transaction `{name}` is damaged", self.path.display()))
		})?;
		Ok(Some((sent, entry.block.as_deref().and_then(hash))))
	}
}

impl Chain {
	/// Submits a call under a name, once and for all: if the journal has it, it is found in the chain or followed to its
	/// end; if not, it is signed, written down, and submitted. A refusal by the chain is in the receipt.
	pub async fn try_submit_once<C: Payload>(
		&self,
		journal: &mut Journal,
		name: &str,
		call: &C,
		signer: &Signer,
		options: &Options,
	) -> Result<Receipt, Failure> {
		let known = journal.sent(name)?;
		let fresh = known.is_none();
		let sent = match known {
			Some((sent, Some(block))) => {
				return self.receipt_in(&sent, block, true).await?.ok_or_else(|| {
					Failure::Refused(format!(
						"{}: the transaction `{name}` is not in block {block:?} any more; has the chain begun anew?",
						journal.path.display()
					))
				})
			},
			Some((sent, None)) => sent,
			None => {
				let account: AccountId32 = signer.key();
				let nonce = self.reserve_nonce(&account).await?;
				let sent = match self.make(call, signer, nonce, options).await {
					Ok(sent) => sent,
					Err(failure) => {
						self.forget_nonce(&account);
						return Err(failure);
					},
				};
				journal.file.transactions.insert(name.into(), Entry::new(&sent));
				journal.write()?;
				sent
			},
		};
		match self.follow_anew(sent, fresh, options.wait).await {
			Ok(receipt) => {
				if receipt.finalised {
					if let Some(entry) = journal.file.transactions.get_mut(name) {
						entry.block = Some(format!("{:?}", receipt.block_hash));
					}
					journal.write()?;
				}
				Ok(receipt)
			},
			Err(trouble) => {
				// It is not in the chain and cannot get there: the next run may make it anew.
				if trouble.settled {
					journal.file.transactions.remove(name);
					journal.write()?;
				}
				Err(trouble.failure)
			},
		}
	}

	/// The same; a refusal by the chain is a failure.
	pub async fn submit_once<C: Payload>(
		&self,
		journal: &mut Journal,
		name: &str,
		call: &C,
		signer: &Signer,
		options: &Options,
	) -> Result<Receipt, Failure> {
		self.try_submit_once(journal, name, call, signer, options)
			.await?
			.accepted()
	}
}
