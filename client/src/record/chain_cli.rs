//! The verbs of `salus record` that need a node.

use super::{
	cli::salt,
	content::{self, Committed, Method},
	ids,
	jcs::Canonicaliser,
	onchain::{self, Reason, Retention},
	store::{Anchored, Found, Hex32, Partial, Store},
};
use crate::{
	chain::{self, AccountId32, Chain, Connect, Format, Submit, Wait},
	outcome::{Failure, Outcome},
	output::{pretty, print},
	receipt::{cli::save, make},
};
use clap::{ArgGroup, Args};
use codec::Encode;
use salus_api::salus;
use salus_records_engine::{chain::StateItem, Leaf, Salt};
use serde_json::json;
use std::path::{Path, PathBuf};

/// `salus record anchor`
#[derive(Debug, Args)]
pub struct Anchor {
	/// A store, whose batches are anchored, or a file: one record.
	path: PathBuf,
	/// Only this batch of the store, from 0.
	#[arg(long, value_name = "N")]
	batch: Option<usize>,
	/// Put it into the chain's log and keep nothing else: the cheapest proof that it was there. It cannot be amended or retracted.
	#[arg(long)]
	log_only: bool,
	/// How long the record is meant to be kept.
	#[arg(long, value_enum, default_value_t = Retention::Standard)]
	retention: Retention,
	#[command(flatten)]
	single: Single,
	/// What kind of record it is: a canonical URL (it is hashed), or 16 bytes in hex. Of a file.
	#[arg(long, value_name = "URL|HEX", value_parser = ids::parse_schema)]
	schema: Option<[u8; 32]>,
	/// Lineage of the record, 32 bytes in hex. Its commitment if not given. Of a file.
	#[arg(long, value_name = "HEX", value_parser = ids::parse_hex32)]
	series: Option<[u8; 32]>,
	#[command(flatten)]
	submit: Submit,
}

/// What is asked of one record that is committed to on the way.
#[derive(Debug, Args)]
pub struct Single {
	/// A private file for the receipt, which has the salt. Needed for a file.
	#[arg(long, value_name = "FILE")]
	out: Option<PathBuf>,
	/// Salt of the commitment, 32 bytes in hex. Fresh from the operating system if not given.
	#[arg(long, value_name = "HEX", value_parser = salt)]
	salt: Option<[u8; 32]>,
	/// How the record becomes canonical. If not given: JCS for JSON, raw for everything else.
	#[arg(long, alias = "canonicalization")]
	canonicalisation: Option<Method>,
	/// Largest JSON record.
	#[arg(long, value_name = "BYTES", default_value_t = content::DEFAULT_LIMIT)]
	max_record_bytes: u64,
}

/// Which anchor, or which record of a batch.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("target").required(true).args(["anchor", "store"]))]
pub struct Target {
	/// An anchor.
	#[arg(long, value_name = "ID")]
	anchor: Option<u64>,
	/// The store of a batch that is anchored on this chain.
	#[arg(long, value_name = "FOLDER", requires = "name")]
	store: Option<PathBuf>,
	/// The record's name in the store.
	#[arg(long, value_name = "NAME", requires = "store")]
	name: Option<String>,
}

/// `salus record amend`
#[derive(Debug, Args)]
pub struct Amend {
	/// The later version: a file, or for the anchor of a batch a store with one batch.
	path: PathBuf,
	#[command(flatten)]
	target: Target,
	/// How long the record is meant to be kept.
	#[arg(long, value_enum, default_value_t = Retention::Standard)]
	retention: Retention,
	#[command(flatten)]
	single: Single,
	#[command(flatten)]
	submit: Submit,
}

/// `salus record retract`
#[derive(Debug, Args)]
pub struct Retract {
	#[command(flatten)]
	target: Target,
	/// Why.
	#[arg(long, value_enum)]
	reason: Reason,
	#[command(flatten)]
	submit: Submit,
}

/// `salus record hold`
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("what").required(true).args(["matter", "lift"]))]
pub struct Hold {
	/// The anchor.
	#[arg(long, value_name = "ID")]
	anchor: u64,
	/// The salted SHA-256 of the order or the case: from `salus record commit ORDER.pdf`.
	#[arg(long, value_name = "HEX", value_parser = ids::parse_hex32)]
	matter: Option<[u8; 32]>,
	/// Take the hold of the signer off the anchor.
	#[arg(long)]
	lift: bool,
	#[command(flatten)]
	submit: Submit,
}

/// `salus record erase`
#[derive(Debug, Args)]
pub struct Erase {
	#[command(flatten)]
	target: Target,
	/// The store whose batch the anchor is of: the salts in it are destroyed too.
	#[arg(long, value_name = "FOLDER", requires = "anchor")]
	salts: Option<PathBuf>,
	#[command(flatten)]
	submit: Submit,
}

/// `salus record countersign`
#[derive(Debug, Args)]
pub struct Countersign {
	/// The anchor.
	#[arg(long, value_name = "ID")]
	anchor: u64,
	/// Stop vouching for it.
	#[arg(long)]
	withdraw: bool,
	#[command(flatten)]
	submit: Submit,
}

/// `salus record status`
#[derive(Debug, Args)]
pub struct Status {
	#[command(flatten)]
	target: Target,
	/// The record of a batch, by its index. With --anchor.
	#[arg(long, value_name = "INDEX", requires = "anchor")]
	leaf: Option<u32>,
	#[command(flatten)]
	connect: Connect,
	/// How to print.
	#[arg(long, value_enum, default_value_t = Format::Table)]
	format: Format,
}

/// What a [`Target`] names.
enum Named {
	Anchor(u64),
	Leaf {
		store: Box<Store>,
		found: Found,
		batch: u64,
	},
}

impl Target {
	fn find(&self, chain: &Chain) -> Result<Named, Failure> {
		match (self.anchor, &self.store, &self.name) {
			(Some(anchor), ..) => Ok(Named::Anchor(anchor)),
			(None, Some(folder), Some(name)) => {
				let store = Store::open(folder)?;
				let found = store.named(name)?;
				let anchors = store.anchors()?;
				let anchored = anchors.find(found.batch, &chain.genesis_hash().0);
				let anchored = anchored.filter(|anchored| !anchored.log_only).ok_or_else(|| {
					Failure::Refused(format!(
						"{}: batch {} has no anchor on this chain; `salus record anchor {}` makes one",
						folder.display(),
						found.batch,
						folder.display()
					))
				})?;
				Ok(Named::Leaf {
					batch: anchored.anchor,
					store: Box::new(store),
					found,
				})
			},
			_ => Err(Failure::Unreadable("give --anchor, or --store and --name".into())),
		}
	}
}

/// Whether the path is that of a store, whole or not: opening it says which.
fn is_store(path: &Path) -> bool {
	path.join("store.json").exists() || (!path.exists() && Partial::folder_of(path).exists())
}

impl Single {
	fn commit(&self, path: &Path) -> Result<(Committed, Salt), Failure> {
		let salt = match self.salt {
			Some(salt) => Salt(salt),
			None => content::fresh_salt()?,
		};
		let committed = content::commit_file(
			path,
			self.canonicalisation.map(Into::into),
			&salt,
			self.max_record_bytes,
			&mut Canonicaliser::default(),
			&mut vec![],
		)
		.map_err(|error| error.of(path.display()))?;
		Ok((committed, salt))
	}

	/// Where the receipt goes, before anything is submitted: a salt that is lost cannot be had again. Nowhere, if it is only tried.
	fn out(&self, dry_run: bool) -> Result<Option<&Path>, Failure> {
		match &self.out {
			Some(out) if out.exists() => Err(Failure::Refused(format!(
				"{}: there is a file already; a receipt is not written over",
				out.display()
			))),
			_ if dry_run => Ok(None),
			Some(out) => Ok(Some(out)),
			None => Err(Failure::Unreadable(
				"give --out, a private file for the receipt: it has the salt, without which the record cannot be proven".into(),
			)),
		}
	}
}

impl Anchor {
	/// Runs it.
	pub async fn run(self) -> Outcome {
		if self.path.is_dir() && !is_store(&self.path) {
			return Err(Failure::Unreadable(format!(
				"{}: this folder is no store; `salus record batch {} --issuer ACCOUNT` makes one of the records in it",
				self.path.display(),
				self.path.display()
			)));
		}
		if is_store(&self.path) {
			if self.series.is_some() || self.schema.is_some() || self.single.out.is_some() {
				return Err(Failure::Unreadable(
					"--series, --schema and --out are of a single record; a store says them itself".into(),
				));
			}
			return self.store().await;
		}
		self.record().await
	}

	async fn store(self) -> Outcome {
		let store = Store::open(&self.path)?;
		let chain = Chain::connect(&self.submit.connect).await?;
		let batches = match self.batch {
			Some(batch) => batch..batch + 1,
			None => 0..store.manifest().batches.len(),
		};
		let (signer, options) = (self.submit.signer()?, self.submit.options());
		for batch in batches {
			let genesis = chain.genesis_hash().0;
			if self.submit.dry_run {
				onchain::ensure_issuer(&store, &signer.account())?;
				let dry = if self.log_only {
					chain
						.dry_run(&onchain::log_batch(&store, batch)?, &signer, &options)
						.await?
				} else {
					let call = onchain::anchor_batch(&store, batch, self.retention)?;
					chain.dry_run(&call, &signer, &options).await?
				};
				dry.print(&chain, self.submit.format)?;
				dry.accepted()?;
				continue;
			}
			let (anchored, included) = if self.log_only {
				match store.anchors()?.find(batch, &genesis) {
					Some(known) => (known.clone(), None),
					None => {
						onchain::ensure_issuer(&store, &signer.account())?;
						let included = chain
							.submit(&onchain::log_batch(&store, batch)?, &signer, &options)
							.await?;
						let event = included.event::<salus::records::events::Appended>()?;
						let anchored = Anchored {
							genesis: Hex32(genesis),
							batch,
							anchor: event.index,
							log_only: true,
							block: included.block_number,
							block_hash: Hex32(included.block_hash.0),
						};
						store.note_anchor(anchored.clone())?;
						(anchored, Some(included))
					},
				}
			} else {
				onchain::anchor_store(&chain, &store, batch, self.retention, &signer, &options).await?
			};
			match &included {
				Some(included) => chain.report(included, self.submit.format)?,
				None => eprintln!("note: batch {batch} was there already; nothing was submitted"),
			}
			let what = if anchored.log_only { "entry" } else { "anchor" };
			if self.submit.format == Format::Table {
				print(&format!(
					"batch {batch}      {what} {} in block {}, {} records\n",
					anchored.anchor,
					anchored.block,
					store.manifest().batches[batch].size
				))?;
			}
		}
		Ok(())
	}

	async fn record(self) -> Outcome {
		let out = self.single.out(self.submit.dry_run)?;
		let (committed, salt) = self.single.commit(&self.path)?;
		let chain = Chain::connect(&self.submit.connect).await?;
		let signer = self.submit.signer()?;
		let leaf = Leaf {
			issuer: signer.account().0,
			series: self.series.unwrap_or(committed.commitment.0),
			version: 1,
			canonicalisation: committed.canonicalisation,
			schema: self.schema.unwrap_or_default(),
			commitment: committed.commitment,
		};
		// The salt is on disk before the chain knows the commitment.
		let offline = onchain::leaf_receipt(&committed, salt, leaf.clone())?;
		if let Some(out) = out {
			save(out, &offline)?;
		}
		if self.log_only {
			let Some(included) = chain.run(&onchain::log_record(&leaf)?, &self.submit).await? else {
				return Ok(());
			};
			let event = included.event::<salus::records::events::Appended>()?;
			eprintln!(
				"note: entry {}; `salus log sync`, then `salus receipt make --from {} --entry {} --log FOLDER --url {}` leads the receipt on",
				event.index,
				out.unwrap_or(Path::new("R.json")).display(),
				event.index,
				chain.url()
			);
			return Ok(());
		}
		let Some(included) = chain
			.run(&onchain::anchor(&leaf, self.retention)?, &self.submit)
			.await?
		else {
			return Ok(());
		};
		let event = included.event::<salus::records::events::Anchored>()?;
		finish(&chain, &offline, event.anchor, out, self.submit.wait).await
	}
}

/// Leads a receipt on to the anchor that was just made, and says where it is.
async fn finish(
	chain: &Chain,
	offline: &salus_records_engine::Receipt,
	anchor: u64,
	out: Option<&Path>,
	wait: Wait,
) -> Outcome {
	let Some(out) = out else { return Ok(()) };
	if wait == Wait::Best {
		eprintln!(
			"note: {} goes to the leaf; `salus receipt make --from {} --anchor {anchor} --url {}` leads it on once the block is final",
			out.display(),
			out.display(),
			chain.url()
		);
		return Ok(());
	}
	let receipt = make::extend(chain, offline, StateItem::Anchor { id: anchor }, None).await?;
	save(out, &receipt)?;
	eprintln!(
		"note: anchor {anchor}; the receipt with the salt is in {}: keep it private",
		out.display()
	);
	Ok(())
}

impl Amend {
	/// Runs it.
	pub async fn run(self) -> Outcome {
		let chain = Chain::connect(&self.submit.connect).await?;
		let named = self.target.find(&chain)?;
		if is_store(&self.path) {
			let Named::Anchor(anchor) = named else {
				return Err(Failure::Unreadable(
					"a store takes the place of a whole batch: say which with --anchor".into(),
				));
			};
			return self.batch(&chain, anchor).await;
		}
		let out = self.single.out(self.submit.dry_run)?;
		let (committed, salt) = self.single.commit(&self.path)?;
		let signer = self.submit.signer()?;
		match named {
			Named::Anchor(anchor) => {
				let state = chain.state().await?;
				let old = state
					.call(salus::runtime_apis().records_api().anchor(anchor))
					.await?
					.ok_or_else(|| Failure::Refused(format!("{}: there is no anchor {anchor}", chain.url())))?;
				let leaf = Leaf {
					issuer: signer.account().0,
					series: old.series,
					version: old.version.saturating_add(1),
					canonicalisation: committed.canonicalisation,
					schema: old.schema,
					commitment: committed.commitment,
				};
				let offline = onchain::leaf_receipt(&committed, salt, leaf.clone())?;
				if let Some(out) = out {
					save(out, &offline)?;
				}
				let call = onchain::amend(anchor, &leaf, self.retention)?;
				let Some(included) = chain.run(&call, &self.submit).await? else {
					return Ok(());
				};
				let event = included.event::<salus::records::events::Amended>()?;
				finish(&chain, &offline, event.anchor, out, self.submit.wait).await
			},
			Named::Leaf { store, found, batch } => {
				onchain::ensure_issuer(&store, &signer.account())?;
				let leaf = onchain::next_leaf(&store, &found, &committed);
				let offline = onchain::leaf_receipt(&committed, salt, leaf.clone())?;
				if let Some(out) = out {
					save(out, &offline)?;
				}
				let call = onchain::amend_leaf(batch, &store, &found, &leaf, self.retention)?;
				let Some(included) = chain.run(&call, &self.submit).await? else {
					return Ok(());
				};
				let event = included.event::<salus::records::events::LeafAmended>()?;
				finish(&chain, &offline, event.anchor, out, self.submit.wait).await
			},
		}
	}

	async fn batch(&self, chain: &Chain, anchor: u64) -> Outcome {
		let store = Store::open(&self.path)?;
		if store.manifest().batches.len() != 1 {
			return Err(Failure::Refused(format!(
				"{}: the store has {} batches, one takes the place of one",
				self.path.display(),
				store.manifest().batches.len()
			)));
		}
		onchain::ensure_issuer(&store, &self.submit.signer()?.account())?;
		let call = onchain::amend_batch(anchor, &store, 0, self.retention)?;
		let Some(included) = chain.run(&call, &self.submit).await? else {
			return Ok(());
		};
		let event = included.event::<salus::records::events::Amended>()?;
		store.note_anchor(Anchored {
			genesis: Hex32(chain.genesis_hash().0),
			batch: 0,
			anchor: event.anchor,
			log_only: false,
			block: included.block_number,
			block_hash: Hex32(included.block_hash.0),
		})
	}
}

impl Retract {
	/// Runs it.
	pub async fn run(self) -> Outcome {
		let chain = Chain::connect(&self.submit.connect).await?;
		match self.target.find(&chain)? {
			Named::Anchor(anchor) => chain.run(&onchain::retract(anchor, self.reason)?, &self.submit).await?,
			Named::Leaf { store, found, batch } => {
				let call = onchain::retract_leaf(batch, &store, &found, self.reason)?;
				chain.run(&call, &self.submit).await?
			},
		};
		Ok(())
	}
}

impl Hold {
	/// Runs it.
	pub async fn run(self) -> Outcome {
		let chain = Chain::connect(&self.submit.connect).await?;
		match self.matter {
			Some(matter) => {
				let call = salus::tx().records().place_hold(self.anchor, matter);
				chain.run(&call, &self.submit).await?
			},
			None => {
				// The variant of an organisation.
				let holder = (1u8, self.submit.signer()?.account().0);
				let call = salus::tx().records().lift_hold(self.anchor, chain::recode(&holder)?);
				chain.run(&call, &self.submit).await?
			},
		};
		Ok(())
	}
}

impl Erase {
	/// Runs it. The chain is asked first: it alone knows whether a legal hold keeps the record, and once it has said yes the salt goes.
	pub async fn run(self) -> Outcome {
		let chain = Chain::connect(&self.submit.connect).await?;
		match self.target.find(&chain)? {
			Named::Anchor(anchor) => {
				let batch = match &self.salts {
					None => None,
					Some(folder) => {
						let store = Store::open(folder)?;
						let genesis = chain.genesis_hash().0;
						let batches = 0..store.manifest().batches.len();
						let anchors = store.anchors()?;
						let batch = batches
							.into_iter()
							.find(|batch| {
								anchors
									.find(*batch, &genesis)
									.is_some_and(|known| known.anchor == anchor)
							})
							.ok_or_else(|| {
								Failure::Refused(format!(
									"{}: no batch of this store is anchor {anchor} on this chain",
									folder.display()
								))
							})?;
						Some((store, batch))
					},
				};
				let state = chain.state().await?;
				let status = state
					.call(salus::runtime_apis().records_api().anchor_status(anchor))
					.await?
					.ok_or_else(|| Failure::Refused(format!("{}: there is no anchor {anchor}", chain.url())))?;
				if status.erased_at.is_none() {
					let call = salus::tx().records().attest_erasure(anchor);
					if chain.run(&call, &self.submit).await?.is_none() {
						return Ok(());
					}
				} else if batch.is_none() {
					return Err(Failure::Refused(format!("anchor {anchor} is erased already")));
				}
				match batch {
					Some((store, _)) if self.submit.dry_run => {
						eprintln!(
							"note: it is erased on chain; the salts of {} would be destroyed",
							store.folder().display()
						);
					},
					Some((store, batch)) => {
						let salts = store.destroy_salts(batch)?;
						eprintln!(
							"note: {salts} salts of {} are destroyed; destroy those in copies of it and in receipts too",
							store.folder().display()
						);
					},
					None => eprintln!("note: destroy the salt itself now, wherever a receipt or a copy has it"),
				}
				Ok(())
			},
			Named::Leaf { store, found, batch } => {
				let state = chain.state().await?;
				let index = u32::try_from(found.index).unwrap_or(u32::MAX);
				let status = state
					.call(salus::runtime_apis().records_api().leaf_status(batch, index))
					.await?;
				let erased = status.is_some_and(|status| {
					status.batch.erased_at.is_some() || status.leaf.is_some_and(|leaf| leaf.erased_at.is_some())
				});
				if erased && found.row.is_erased() {
					return Err(Failure::Refused(format!("{} is erased already", found.name)));
				}
				if !erased
					&& chain
						.run(&onchain::erase_leaf(batch, &store, &found)?, &self.submit)
						.await?
						.is_none()
				{
					return Ok(());
				}
				if self.submit.dry_run {
					eprintln!(
						"note: it is erased on chain; the salt of {} would be destroyed",
						found.name
					);
					return Ok(());
				}
				store.destroy_salt(&found)?;
				eprintln!(
					"note: the salt of {} in {} is destroyed; destroy it in copies of the store and in receipts too",
					found.name,
					store.folder().display()
				);
				Ok(())
			},
		}
	}
}

impl Countersign {
	/// Runs it.
	pub async fn run(self) -> Outcome {
		let chain = Chain::connect(&self.submit.connect).await?;
		if self.withdraw {
			let call = salus::tx().records().withdraw_countersignature(self.anchor);
			chain.run(&call, &self.submit).await?;
		} else {
			chain
				.run(&salus::tx().records().countersign(self.anchor), &self.submit)
				.await?;
		}
		Ok(())
	}
}

/// A status of the chain in words: the state, since when, when erased.
pub(crate) type StaticStatus = salus::runtime_types::pallet_records::types::Status;

pub(crate) fn status_words(status: &StaticStatus) -> Result<String, Failure> {
	let (state, _since, _erased): (salus_receipt_verifier::anchor::State, u64, Option<u64>) = chain::recode(status)?;
	Ok(match status.erased_at {
		Some(_) if state != salus_receipt_verifier::anchor::State::Erased => format!("{state}, salt destroyed"),
		_ => state.to_string(),
	})
}

impl Status {
	/// Runs it.
	pub async fn run(self) -> Outcome {
		let chain = Chain::connect(&self.connect).await?;
		let (anchor, leaf) = match self.target.find(&chain)? {
			Named::Anchor(anchor) => (anchor, self.leaf),
			Named::Leaf { found, batch, .. } => (batch, u32::try_from(found.index).ok()),
		};
		let state = chain.state().await?;
		let found = state
			.call(salus::runtime_apis().records_api().anchor(anchor))
			.await?
			.ok_or_else(|| {
				Failure::Refused(format!(
					"{}: there is no anchor {anchor} at block {}",
					chain.url(),
					state.number()
				))
			})?;
		let value = salus_receipt_verifier::anchor::AnchorValue::decode(&found.encode())
			.ok_or_else(|| Failure::Refused("the chain's anchor has another form than this client knows".into()))?;
		// Both prefixes hold the anchor as its key, big endian.
		let key = anchor.to_be_bytes();
		let holds = state
			.entries(salus::storage().records().holds(), (chain::recode(&key)?,))
			.await?;
		let vouching: Vec<String> = state
			.entries(salus::storage().records().countersignatures(), (chain::recode(&key)?,))
			.await?
			.iter()
			.filter_map(|(key, _)| key.last_chunk::<32>())
			.map(|account| chain::ss58(&AccountId32(*account)))
			.collect();
		let (kind, identity) = match &value.content {
			salus_receipt_verifier::anchor::Content::Record { commitment, .. } => (
				"record".to_owned(),
				format!("commitment   {}", hex::encode(commitment.0)),
			),
			salus_receipt_verifier::anchor::Content::Batch { root, size } => (
				format!("batch of {size}"),
				format!("root         {}", hex::encode(root)),
			),
		};
		let leaf_status = match leaf {
			None => None,
			Some(index) => Some((
				index,
				state
					.call(salus::runtime_apis().records_api().leaf_status(anchor, index))
					.await?
					.ok_or_else(|| Failure::Refused(format!("anchor {anchor} is no batch, or has no leaf {index}")))?,
			)),
		};
		let anchor_words = status_words(&found.status)?;
		let leaf_words = match &leaf_status {
			Some((index, status)) => Some((*index, status_words(status.leaf.as_ref().unwrap_or(&status.batch))?)),
			None => None,
		};
		match self.format {
			Format::Table => {
				let mut text = format!(
					"anchor       {anchor}, a {kind}\n{identity}\nissuer       {}\nseries       {}, version {}\nanchored     block {}, \
					 time {}\nstatus       {anchor_words}\nholds        {}\nvouched for  {}\n",
					chain::ss58(&AccountId32(value.issuer)),
					hex::encode(value.series),
					value.version,
					value.block,
					value.time,
					holds.len(),
					vouching.join(", ")
				);
				if let Some((index, words)) = leaf_words {
					text += &format!("leaf {index:<7} {words}\n");
				}
				text += &format!("at block     {} {:?}\n", state.number(), state.hash());
				print(&text)
			},
			Format::Json => print(&pretty(&json!({
				"anchor": anchor,
				"kind": kind,
				"issuer": chain::ss58(&AccountId32(value.issuer)),
				"series": hex::encode(value.series),
				"version": value.version,
				"block": value.block,
				"time": value.time,
				"status": anchor_words,
				"since": value.since,
				"erasedAt": value.erased_at,
				"holds": holds.len(),
				"countersigners": vouching,
				"leaf": leaf_words.map(|(index, words)| json!({"index": index, "status": words})),
				"atBlock": state.number(),
			}))?),
		}
	}
}
