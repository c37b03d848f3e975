//! `salus receipt …`

use super::{
	bulk, consent, make,
	onchain::{self, AuthoritySetJson},
	present,
	relay::Relay,
	FileError, ReceiptFile,
};
use crate::{
	chain::{self, Chain, Connect},
	claim::onchain::{node, proof, wire::ClaimId},
	log::local::LocalLog,
	outcome::{Failure, Outcome},
	output::{pretty, print, Format},
	record::{
		chain_cli::status_words,
		cli::salt,
		content::{self, Method},
		ids,
		jcs::Canonicaliser,
		private,
		store::Store,
	},
};
use clap::{Args, Subcommand};
use salus_api::salus;
use salus_receipt_verifier::{verify, Facts, Source, Trust, Verified};
use salus_records_engine::{
	chain::{AuthoritySet, Digest, StateItem},
	leaf::{batch_digest, EntryKind, LogEntry},
	receipt::{Content, Evidence, LeafEvidence, Presented},
	Leaf, Receipt, Salt, Stage, Verdict,
};
use serde_json::json;
use std::path::{Path, PathBuf};

/// The verbs of `salus receipt`.
#[derive(Debug, Subcommand)]
pub enum Command {
	/// Make the receipt of a record: of one in a store, or of a single one that is in no batch. With --url it leads on to the chain, with
	/// --relay-url to the finality of the relay chain. With --all the receipts of all records of a store, a bundle. Also of a consent, an
	/// adjudication or a remittance (--entry), and of any value of the chain's state (--value).
	Make(Box<Make>),
	/// Verify a receipt, stage by stage, without a node; or with --records a whole bundle.
	Verify(Verify),
	/// The set of authorities that finalises a relay chain now, or the one of a receipt: a file for `verify --authorities`.
	Authorities(Authorities),
}

/// `salus receipt make`
#[derive(Debug, Args)]
pub struct Make {
	/// The record: with --store its name there, else a file.
	#[arg(required_unless_present_any = ["all", "from", "entry", "value", "claim", "remittance"], conflicts_with_all = ["from", "value", "claim", "remittance"])]
	record: Option<String>,
	/// The receipts of all records of the store, one a line with the record's name: a bundle for `verify --records`.
	#[arg(long, requires_all = ["store", "out"], conflicts_with_all = ["record", "from", "entry", "value", "anchor"])]
	all: bool,
	/// A receipt that leads up to the batch or the leaf. It is led on.
	#[arg(long, value_name = "FILE", requires = "url")]
	from: Option<PathBuf>,
	/// The store that the record was committed in.
	#[arg(long, value_name = "FOLDER", conflicts_with_all = ["from", "value", "salt", "issuer", "series", "schema", "record_version", "canonicalisation"])]
	store: Option<PathBuf>,
	/// Salt that the record was committed under, 32 bytes in hex.
	#[arg(long, value_name = "HEX", value_parser = salt, requires = "record")]
	salt: Option<[u8; 32]>,
	/// Account of the organisation that vouches for the record: SS58 or 32 bytes in hex.
	#[arg(long, value_name = "ACCOUNT", value_parser = ids::parse_account, requires = "series")]
	issuer: Option<[u8; 32]>,
	/// Lineage of the record, 32 bytes in hex.
	#[arg(long, value_name = "HEX", value_parser = ids::parse_hex32, requires = "issuer")]
	series: Option<[u8; 32]>,
	/// Position of the record in its series.
	#[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
	record_version: u32,
	/// What kind of record it is: a canonical URL (it is hashed), or 32 bytes in hex.
	#[arg(long, value_name = "URL|HEX", value_parser = ids::parse_schema)]
	schema: Option<[u8; 32]>,
	/// How the record becomes canonical. If not given: JCS for JSON, raw for everything else.
	#[arg(long, alias = "canonicalization")]
	canonicalisation: Option<Method>,
	/// Largest JSON record.
	#[arg(long, value_name = "BYTES", default_value_t = content::DEFAULT_LIMIT)]
	max_record_bytes: u64,
	/// A private file for the receipt. Standard output if not given.
	#[arg(long, value_name = "FILE")]
	out: Option<PathBuf>,
	/// A node of the chain: the receipt leads on to the chain's state and the block.
	#[arg(long, value_name = "URL")]
	url: Option<String>,
	/// A node of the relay chain: the receipt leads on to its finality.
	#[arg(long, value_name = "URL", requires = "url")]
	relay_url: Option<String>,
	/// The anchor of the record, or of its batch. Known to a store that was anchored with `salus record anchor`.
	#[arg(long, value_name = "ID", requires = "url", conflicts_with_all = ["entry", "value"])]
	anchor: Option<u64>,
	/// The entry of the chain's log, from 0, in place of an anchor.
	#[arg(long, value_name = "INDEX", requires_all = ["log", "url"])]
	entry: Option<u64>,
	/// The chain's log, from `salus log sync`.
	#[arg(long, value_name = "FOLDER")]
	log: Option<PathBuf>,
	/// What the entry says: the bytes that its digest is taken over, in hex. Not for records.
	#[arg(long, value_name = "HEX", requires = "entry", conflicts_with_all = ["record", "from"])]
	statement: Option<String>,
	/// What kind of entry it is: consent, adjudication or policy.
	#[arg(long, value_name = "KIND", value_parser = onchain::parse_kind, default_value = "consent")]
	kind: EntryKind,
	/// How the statement's digest is taken: blake2b-256 or sha-256.
	#[arg(long, value_name = "NAME", value_parser = onchain::parse_digest, default_value = "blake2b-256")]
	digest: Digest,
	/// Pallet.Item of a value of the chain's state.
	#[arg(long, value_name = "NAME", requires = "url", conflicts_with_all = ["entry", "record", "from"])]
	value: Option<String>,
	/// What follows the names in the value's key, in hex: hashes and keys of a map.
	#[arg(long, value_name = "HEX", requires = "value", default_value = "")]
	key: String,
	/// A claim: what the chain's state says of it; with --log the entry of its latest result in the chain's log.
	#[arg(long, value_name = "COVERAGE/NUMBER", requires = "url", conflicts_with_all = ["entry", "value", "from", "store"])]
	claim: Option<ClaimId>,
	/// A remittance: what the chain's state says of it.
	#[arg(long, value_name = "ID", requires = "url", conflicts_with_all = ["entry", "value", "from", "store", "claim", "log"])]
	remittance: Option<u32>,
}

/// `salus receipt verify`
#[derive(Debug, Args)]
pub struct Verify {
	/// The receipt (of a record, a consent, a claim, …), or a bundle.
	receipt: PathBuf,
	/// The record that it should be about. Without it, content and commitment are not included.
	#[arg(long, value_name = "FILE")]
	record: Option<PathBuf>,
	/// The records of a bundle: the folder or NDJSON file that the store was made from. Each is held against its receipt.
	#[arg(long, value_name = "PATH", conflicts_with = "record")]
	records: Option<PathBuf>,
	/// Largest JSON record.
	#[arg(long, value_name = "BYTES", default_value_t = content::DEFAULT_LIMIT)]
	max_record_bytes: u64,
	/// The hash of the first block of the chain that the receipt should be of.
	#[arg(long, value_name = "HEX", value_parser = ids::parse_hex32)]
	genesis: Option<[u8; 32]>,
	/// The hash of the first block of the relay chain that the receipt should be of.
	#[arg(long, value_name = "HEX", value_parser = ids::parse_hex32)]
	relay_genesis: Option<[u8; 32]>,
	/// The id that the chain should have on the relay chain.
	#[arg(long, value_name = "N")]
	para_id: Option<u32>,
	/// The authorities of the relay chain: a file as `salus receipt authorities` prints it. Without it those of the receipt are used.
	#[arg(long, value_name = "FILE")]
	authorities: Option<PathBuf>,
	/// How to print.
	#[arg(long, default_value = "table")]
	format: Format,
}

/// `salus receipt authorities`
#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("source").required(true).args(["relay_url", "receipt"]))]
pub struct Authorities {
	/// A node of the relay chain: the set that finalises its next blocks.
	#[arg(long, value_name = "URL")]
	relay_url: Option<String>,
	/// A receipt: the set that it names.
	#[arg(long, value_name = "FILE")]
	receipt: Option<PathBuf>,
}

/// Runs one verb.
pub fn run(command: Command) -> Outcome {
	match command {
		Command::Make(make) => make.run(),
		Command::Verify(verify) => verify.run(),
		Command::Authorities(authorities) => authorities.run(),
	}
}

/// Where the way of a receipt through the chain begins.
enum Start {
	/// The anchor of a record or a batch, if it is known already.
	Anchor(Option<u64>),
	/// An entry of the log; the schema of a batch.
	Entry(EntryKind, Option<[u8; 32]>),
	/// A value of the state.
	Value(StateItem),
	/// The entry of a claim's latest result in the log.
	Claim(ClaimId),
}

impl Make {
	fn run(self) -> Outcome {
		if let (true, Some(store), Some(out)) = (self.all, &self.store, &self.out) {
			let (store, relay) = (Store::open(store)?, self.relay_url.as_deref());
			return match &self.url {
				None => bulk::make(&store, out),
				Some(url) => chain::block_on(bulk::make_on_chain(&store, out, url, relay)),
			};
		}
		let receipt = match &self.url {
			None => self.offline()?.0,
			Some(url) => chain::block_on(self.on_chain(url))?,
		};
		let text = pretty(&ReceiptFile::from(&receipt))?;
		match &self.out {
			Some(out) => private::write(out, text.as_bytes()),
			None => print(&text),
		}
	}

	/// What needs no node, and how it goes on.
	fn offline(&self) -> Result<(Receipt, Start), Failure> {
		if let Some(name) = &self.value {
			let key = hex::decode(self.key.strip_prefix("0x").unwrap_or(&self.key))
				.map_err(|error| Failure::Unreadable(format!("--key {}: {error}", self.key)))?;
			let item =
				onchain::value_item(name, key).map_err(|reason| Failure::Unreadable(format!("--value: {reason}")))?;
			return Ok((make::empty()?, Start::Value(item)));
		}
		if let Some(claim) = self.claim {
			if self.log.is_some() {
				return Ok((make::empty()?, Start::Claim(claim)));
			}
			let key = [claim.coverage.to_be_bytes(), claim.number.to_be_bytes()].concat();
			let item = onchain::value_item("Claims.Claims", key).map_err(Failure::Refused)?;
			return Ok((make::empty()?, Start::Value(item)));
		}
		if let Some(remittance) = self.remittance {
			let key = remittance.to_be_bytes().to_vec();
			let item = onchain::value_item("Claims.Remittances", key).map_err(Failure::Refused)?;
			return Ok((make::empty()?, Start::Value(item)));
		}
		if self.log.is_some() && self.entry.is_none() {
			return Err(Failure::Unreadable(
				"--log: say which entry with --entry, or --claim".into(),
			));
		}
		let (receipt, batch) = match (&self.record, &self.from, &self.store) {
			(_, Some(from), _) => (load(from)?, None),
			(Some(name), _, Some(folder)) => {
				let store = Store::open(folder)?;
				let found = store.named(name)?;
				(store.receipt(&found)?, Some((store, found.batch)))
			},
			(Some(_), ..) => (self.single()?, None),
			(None, _, Some(_)) => {
				return Err(Failure::Unreadable(
					"--store: give the record's name in it, or --all for every record".into(),
				))
			},
			(None, ..) => return Ok((make::empty()?, Start::Entry(self.kind, None))),
		};
		if self.entry.is_some() {
			let schema = batch.as_ref().map(|(store, _)| store.manifest().origin.schema.0);
			let start = match receipt.batch() {
				// A receipt alone does not say which schema its batch was anchored with: that of its leaf, as `salus record anchor` has it.
				Some(_) => Start::Entry(EntryKind::Batch, schema.or(receipt.leaf().map(|leaf| leaf.leaf.schema))),
				None => Start::Entry(EntryKind::Anchor, None),
			};
			return Ok((receipt, start));
		}
		let known = match batch {
			Some((store, batch)) if self.anchor.is_none() => store.anchors()?.of_batch(batch).cloned().collect(),
			_ => vec![],
		};
		if known.len() > 1 {
			return Err(Failure::Unreadable(
				"the batch is anchored on several chains: say which anchor with --anchor".into(),
			));
		}
		Ok((
			receipt,
			Start::Anchor(self.anchor.or(known.first().map(|anchored| anchored.anchor))),
		))
	}

	async fn on_chain(&self, url: &str) -> Result<Receipt, Failure> {
		let (receipt, start) = self.offline()?;
		let chain = Chain::connect(&Connect::to(url)).await?;
		let relay = match &self.relay_url {
			Some(url) => Some(Relay::connect(url).await?),
			None => None,
		};
		let (receipt, item) = match start {
			Start::Value(item) => (receipt, item),
			Start::Anchor(Some(id)) => (receipt, StateItem::Anchor { id }),
			Start::Anchor(None) => {
				return Err(Failure::Unreadable(
					"which anchor? --anchor ID says it; a store that was anchored with `salus record anchor` knows"
						.into(),
				))
			},
			Start::Entry(kind, schema) => self.entry(&chain, receipt, kind, schema).await?,
			Start::Claim(claim) => self.claim(&chain, claim).await?,
		};
		if let (StateItem::Anchor { id }, Some(batch)) = (&item, receipt.batch()) {
			tell_leaf(&chain, *id, batch.index).await?;
		}
		make::extend(&chain, &receipt, item, relay.as_ref()).await
	}

	/// What the log says of a claim's latest result, and the checkpoint that covers it.
	async fn claim(&self, chain: &Chain, id: ClaimId) -> Result<(Receipt, StateItem), Failure> {
		let folder = self.log.as_deref().unwrap_or(Path::new(""));
		let state = chain.state().await?;
		let record = node::claim(&state, id)
			.await?
			.ok_or_else(|| Failure::Refused(format!("{}: there is no claim {id}", chain.url())))?;
		if record.revision == 0 {
			return Err(Failure::Refused(format!("claim {id} is not decided yet")));
		}
		let plan = node::plan(&state, record.plan).await?;
		let statement = proof::statement(id, record.revision, &plan.digest, &record.result);
		let entry = LogEntry {
			kind: EntryKind::Adjudication,
			digest: salus_receipt_verifier::digest(Digest::Sha256, &statement),
		};
		let log = LocalLog::open(folder)?;
		let (evidence, item) = make::log_evidence(chain, &log, record.entry, entry).await?;
		Ok((make::entry_receipt(evidence, Some((Digest::Sha256, statement)))?, item))
	}

	/// The receipt with its place in the log, and the checkpoint that covers it.
	async fn entry(
		&self,
		chain: &Chain,
		receipt: Receipt,
		kind: EntryKind,
		schema: Option<[u8; 32]>,
	) -> Result<(Receipt, StateItem), Failure> {
		let (Some(index), Some(folder)) = (self.entry, &self.log) else {
			return Err(Failure::Unreadable("give --entry and --log".into()));
		};
		let statement = match &self.statement {
			Some(text) => Some((
				self.digest,
				hex::decode(text.strip_prefix("0x").unwrap_or(text))
					.map_err(|error| Failure::Unreadable(format!("--statement: {error}")))?,
			)),
			None => None,
		};
		let digest = match (kind, receipt.leaf(), receipt.batch(), &statement) {
			(EntryKind::Anchor, Some(leaf), ..) => leaf.hash,
			(EntryKind::Batch, Some(leaf), Some(batch), _) => {
				batch_digest(&leaf.leaf.issuer, &batch.root, batch.size, &schema.unwrap_or_default())
			},
			(_, _, _, Some((digest, preimage))) => salus_receipt_verifier::digest(*digest, preimage),
			_ => {
				return Err(Failure::Unreadable(
					"what does the entry say? Name a record, or give --statement".into(),
				))
			},
		};
		let log = LocalLog::open(folder)?;
		let (mut evidence, item) = make::log_evidence(chain, &log, index, LogEntry { kind, digest }).await?;
		evidence.schema = schema.filter(|_| kind == EntryKind::Batch);
		let receipt = match statement {
			Some(statement) => make::entry_receipt(evidence, Some(statement))?,
			None => make::with_log(&receipt, evidence)?,
		};
		Ok((receipt, item))
	}

	/// The receipt of a record that is anchored by itself: it goes to the leaf, or to the commitment if no issuer is given.
	fn single(&self) -> Result<Receipt, Failure> {
		let record = self.record.as_deref().unwrap_or_default();
		let salt = Salt(self.salt.ok_or_else(|| {
			Failure::Unreadable(format!(
				"{record}: give --salt, the salt that it was committed under, or --store, the store that it is in"
			))
		})?);
		let committed = content::commit_file(
			Path::new(record),
			self.canonicalisation.map(Into::into),
			&salt,
			self.max_record_bytes,
			&mut Canonicaliser::default(),
			&mut vec![],
		)
		.map_err(|error| error.of(record))?;
		let canonicalisation = committed.canonicalisation;
		let mut evidence = vec![
			Evidence::Content(Content {
				canonicalisation,
				length: committed.length,
				salt,
			}),
			Evidence::Commitment(committed.commitment),
		];
		if let (Some(issuer), Some(series)) = (self.issuer, self.series) {
			let leaf = Leaf {
				issuer,
				series,
				version: self.record_version,
				canonicalisation,
				schema: self.schema.unwrap_or_default(),
				commitment: committed.commitment,
			};
			evidence.push(Evidence::Leaf(LeafEvidence {
				hash: leaf.hash(),
				leaf,
			}));
		}
		Receipt::new(evidence).map_err(|error| Failure::Refused(format!("{record}: {error:?}")))
	}
}

/// The anchor of a batch does not say what became of one leaf: says so, if something did.
async fn tell_leaf(chain: &Chain, anchor: u64, index: u64) -> Outcome {
	let Ok(leaf) = u32::try_from(index) else { return Ok(()) };
	let state = chain.state().await?;
	let status = state
		.call(salus::runtime_apis().records_api().leaf_status(anchor, leaf))
		.await?
		.and_then(|found| found.leaf);
	if let Some(status) = status {
		eprintln!(
			"note: the chain says of this record: {}. The receipt shows where it stands, not that; `salus receipt make --value Records.Leaves \
			 --key {}{} --url {}` does",
			status_words(&status)?,
			hex::encode(anchor.to_be_bytes()),
			hex::encode(leaf.to_be_bytes()),
			chain.url()
		);
	}
	Ok(())
}

/// Reads a receipt.
pub fn load(path: &Path) -> Result<Receipt, Failure> {
	parse(path, &bytes(path)?)
}

fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
	std::fs::read(path).map_err(|error| Failure::Unreadable(format!("{}: {error}", path.display())))
}

fn parse(path: &Path, text: &[u8]) -> Result<Receipt, Failure> {
	let place = path.display();
	ReceiptFile::parse(text).map_err(|error| match error {
		FileError::NotJson(reason) => Failure::Unreadable(format!("{place}: not JSON: {reason}")),
		FileError::NotAReceipt(reason) => Failure::Refused(format!("{place}: not a receipt: {reason}")),
	})
}

/// Writes a receipt to a private file, whole or not at all.
pub fn save(path: &Path, receipt: &Receipt) -> Outcome {
	private::write(path, pretty(&ReceiptFile::from(receipt))?.as_bytes())
}

/// Reads a set of authorities.
fn load_authorities(path: &Path) -> Result<AuthoritySet, Failure> {
	let place = path.display();
	serde_json::from_slice::<AuthoritySetJson>(&bytes(path)?)
		.map_err(|error| error.to_string())
		.and_then(AuthoritySetJson::into_set)
		.map_err(|reason| Failure::Unreadable(format!("{place}: not a set of authorities: {reason}")))
}

impl Authorities {
	fn run(self) -> Outcome {
		let set = match (&self.relay_url, &self.receipt) {
			(Some(url), _) => chain::block_on(async { Relay::connect(url).await?.current_authorities().await })?,
			(None, Some(path)) => match load(path)?.finality() {
				Some(finality) => finality.set.clone(),
				None => {
					return Err(Failure::Refused(format!(
						"{}: the receipt does not go to finality",
						path.display()
					)))
				},
			},
			(None, None) => return Err(Failure::Unreadable("give --relay-url or --receipt".into())),
		};
		print(&pretty(&AuthoritySetJson::from(&set))?)
	}
}

impl Verify {
	fn run(self) -> Outcome {
		let trust = Trust {
			genesis: self.genesis,
			relay_genesis: self.relay_genesis,
			para_id: self.para_id,
			authorities: match &self.authorities {
				Some(path) => Some(load_authorities(path)?),
				None => None,
			},
		};
		if let Some(records) = &self.records {
			return bulk::verify_all(&self.receipt, records, self.max_record_bytes, &trust, self.format);
		}
		let path = self.receipt.display();
		let text = bytes(&self.receipt)?;
		if let Some(value) = consent::read(&text) {
			let without = [
				("--record", self.record.is_some()),
				("--relay-genesis", self.relay_genesis.is_some()),
				("--para-id", self.para_id.is_some()),
				("--authorities", self.authorities.is_some()),
			];
			if let Some((option, _)) = without.iter().find(|(_, given)| *given) {
				return Err(Failure::Unreadable(format!(
					"{path}: the receipt of a consent is about no record and ends at the block of the chain: leave {option} out"
				)));
			}
			return consent::run(&self.receipt, &value, self.genesis, self.format);
		}
		let receipt = parse(&self.receipt, &text)?;
		let (presented, detail) = match &self.record {
			Some(record) => present(&receipt, record, self.max_record_bytes)?,
			None => (Presented::Nothing, None),
		};
		let verified = verify(&receipt, &presented, &trust);
		print(&match self.format {
			Format::Table => table(&verified, &receipt, &trust, detail.as_deref()),
			Format::Json => pretty(&as_json(&verified, &receipt))?,
		})?;
		if verified.report.holds() {
			return Ok(());
		}
		let failed: Vec<_> = verified
			.report
			.stages()
			.filter(|(_, verdict)| matches!(verdict, Verdict::Failed(_)))
			.map(|(stage, _)| label(stage))
			.collect();
		Err(Failure::Refused(format!(
			"{path}: the receipt does not hold: {}",
			failed.join(", ")
		)))
	}
}

pub(super) fn label(stage: Stage) -> &'static str {
	match stage {
		Stage::Anchor => "anchor in state",
		Stage::Relay => "relay inclusion",
		other => other.name(),
	}
}

/// What a stage that holds says.
pub(super) fn fact(stage: Stage, facts: &Facts, receipt: &Receipt, trust: &Trust) -> Option<String> {
	let block = |chain: &str, block: &salus_receipt_verifier::Block, compared: bool, option: &str| {
		let compared = if compared {
			String::new()
		} else {
			format!(", not compared: {option} does")
		};
		format!(
			"block {} 0x{} of {chain} 0x{}{compared}",
			block.number,
			hex::encode(block.hash),
			hex::encode(block.genesis)
		)
	};
	match stage {
		Stage::Batch => receipt
			.batch()
			.map(|batch| format!("leaf {} of {}", batch.index, batch.size)),
		Stage::Log => receipt.log().map(|log| {
			format!(
				"entry {} of {}, {}",
				log.index,
				log.size,
				onchain::kind_name(log.entry.kind)
			)
		}),
		Stage::Anchor => receipt.state().map(|state| match (&state.item, &facts.anchor) {
			(StateItem::Anchor { id }, Some(anchor)) => format!(
				"anchor {id} of block {}, {}{} in this block{}",
				anchor.block,
				match receipt.batch() {
					// What became of one leaf is not in the value of the anchor.
					Some(_) => "batch ",
					None => "",
				},
				anchor.state,
				match anchor.erased_at {
					Some(_) => ", salt destroyed",
					None => "",
				}
			),
			(item @ StateItem::Value { .. }, _) => {
				format!("{} is 0x{}", onchain::item_name(item), hex::encode(&state.value))
			},
			(item, _) => onchain::item_name(item),
		}),
		Stage::Header => facts
			.block
			.as_ref()
			.map(|found| block("chain", found, trust.genesis.is_some(), "--genesis")),
		Stage::Relay => facts
			.relay
			.as_ref()
			.map(|found| block("relay chain", found, trust.relay_genesis.is_some(), "--relay-genesis")),
		Stage::Finality => facts.finalised.as_ref().map(|finalised| {
			format!(
				"{} of {} authorities of set {}{}, {}",
				finalised.votes,
				finalised.authorities,
				finalised.set,
				match facts.relay {
					Some(relay) if relay.number != finalised.target => format!(" for block {}", finalised.target),
					_ => String::new(),
				},
				match finalised.source {
					Source::Verifier => "the set given with --authorities",
					Source::Receipt => "a set that only the receipt names: --authorities compares it",
				}
			)
		}),
		_ => None,
	}
}

fn table(verified: &Verified, receipt: &Receipt, trust: &Trust, detail: Option<&str>) -> String {
	verified
		.report
		.stages()
		.map(|(stage, verdict)| match verdict {
			Verdict::Ok => match fact(stage, &verified.facts, receipt, trust) {
				Some(fact) => format!("{:<16} ok ({fact})\n", label(stage)),
				None => format!("{:<16} ok\n", label(stage)),
			},
			Verdict::NotIncluded => format!("{:<16} not included\n", label(stage)),
			Verdict::Failed(reason) => match detail.filter(|_| stage == Stage::Content) {
				Some(detail) => format!("{:<16} failed: {reason} ({detail})\n", label(stage)),
				None => format!("{:<16} failed: {reason}\n", label(stage)),
			},
		})
		.collect()
}

fn as_json(verified: &Verified, receipt: &Receipt) -> serde_json::Value {
	let stages: Vec<_> = verified
		.report
		.stages()
		.map(|(stage, verdict)| match verdict {
			Verdict::Ok => json!({"stage": stage.name(), "result": "ok"}),
			Verdict::NotIncluded => json!({"stage": stage.name(), "result": "not included"}),
			Verdict::Failed(reason) => {
				json!({"stage": stage.name(), "result": "failed", "reason": reason.to_string()})
			},
		})
		.collect();
	let block = |block: &salus_receipt_verifier::Block| {
		json!({
			"genesis": hex::encode(block.genesis),
			"number": block.number,
			"hash": hex::encode(block.hash),
		})
	};
	let facts = &verified.facts;
	json!({
		"holds": verified.report.holds(),
		"stages": stages,
		"anchor": facts.anchor.as_ref().map(|anchor| json!({
			"id": match receipt.state().map(|state| &state.item) {
				Some(StateItem::Anchor { id }) => Some(*id),
				_ => None,
			},
			"issuer": hex::encode(anchor.issuer),
			"version": anchor.version,
			"block": anchor.block,
			"time": anchor.time,
			"state": anchor.state.to_string(),
			"since": anchor.since,
			"erasedAt": anchor.erased_at,
			"holds": anchor.holds,
		})),
		"block": facts.block.as_ref().map(block),
		"relayBlock": facts.relay.as_ref().map(block),
		"finality": facts.finalised.as_ref().map(|finalised| json!({
			"set": finalised.set,
			"votes": finalised.votes,
			"authorities": finalised.authorities,
			"setFrom": match finalised.source {
				Source::Verifier => "verifier",
				Source::Receipt => "receipt",
			},
		})),
	})
}
