//! What a Rust service needs to speak with a Salus chain through `subxt`: the static types of the runtime ([`salus`]),
//! generated from the committed `metadata.scale`, and the chain's [`SalusConfig`].
//!
//! ```no_run
//! # async fn example() -> Result<(), subxt::Error> {
//! use salus_api::{salus, SalusConfig};
//!
//! let chain = subxt::OnlineClient::<SalusConfig>::from_insecure_url("ws://127.0.0.1:9944").await?;
//! let at = chain.at_current_block().await?;
//! let councillors = at.storage().fetch(salus::storage().council().members(), ()).await?;
//! println!("{} councillors", councillors.decode().map(|members| members.len()).unwrap_or(0));
//! # Ok(())
//! # }
//! ```
//!
//! The types are those of one release of the runtime. A call whose encoding has changed since is refused before it is
//! signed (`IncompatibleCodegen`), not sent in the hope that it means the same. `tests/metadata.rs` fails when
//! `metadata.scale` is not the metadata of the runtime beside it, and says how to renew it.

use subxt::{
	config::{
		substrate::{BlakeTwo256, SubstrateHeader},
		transaction_extensions::{
			ChargeTransactionPayment, ChargeTransactionPaymentParams, CheckGenesis, CheckMetadataHash, CheckMortality,
			CheckMortalityParams, CheckNonce, CheckNonceParams, CheckSpecVersion, CheckTxVersion,
		},
		Config, ParamsFor,
	},
	utils::{AccountId32, MultiAddress, MultiSignature, H256},
	ArcMetadata, SubstrateConfig,
};

/// The metadata the types were generated from, as `Metadata_metadata_at_version` returns it.
pub const METADATA: &[u8] = include_bytes!("../metadata.scale");

/// The calls, storage, events, errors, constants, runtime APIs and view functions of the Salus runtime.
///
/// Every type also has the SCALE encoding of the runtime's own (`codec::Encode`, `codec::Decode`), which makes it the
/// same, byte for byte, as the engines' types.
#[subxt::subxt(
	runtime_metadata_path = "metadata.scale",
	derive_for_all_types = "Clone, PartialEq, ::codec::Encode, ::codec::Decode"
)]
pub mod salus {}

/// The `spec_name` of every Salus runtime.
pub const SPEC_NAME: &str = "salus";

/// Types and transaction format of a Salus chain. It remembers the metadata it has fetched, per version of the runtime;
/// clones share that memory.
#[derive(Clone, Debug)]
pub struct SalusConfig(SubstrateConfig);

impl Default for SalusConfig {
	fn default() -> Self {
		Self(SubstrateConfig::new())
	}
}

impl Config for SalusConfig {
	type AccountId = AccountId32;
	type Address = MultiAddress<AccountId32, ()>;
	type Signature = MultiSignature;
	type Header = SubstrateHeader<H256>;
	type TransactionExtensions = Extensions;
	type AssetId = u32;
	type Hasher = BlakeTwo256;

	fn metadata_for_spec_version(&self, spec_version: u32) -> Option<ArcMetadata> {
		self.0.metadata_for_spec_version(spec_version)
	}

	fn set_metadata_for_spec_version(&self, spec_version: u32, metadata: ArcMetadata) {
		self.0.set_metadata_for_spec_version(spec_version, metadata);
	}
}

/// The extensions of a transaction that carry something. The others of the runtime (`AuthorizeCall`,
/// `CheckNonZeroSender`, `CheckWeight`, `StorageWeightReclaim`) have neither a value nor an implicit.
pub type Extensions = (
	CheckSpecVersion,
	CheckTxVersion,
	CheckGenesis<SalusConfig>,
	CheckMortality<SalusConfig>,
	CheckNonce,
	ChargeTransactionPayment,
	CheckMetadataHash,
);

/// How long a transaction may wait for its block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mortality {
	/// The block from which it counts. It must be an ancestor of the block that includes the transaction.
	pub from: u64,
	/// The hash of that block.
	pub hash: H256,
	/// For how many blocks: a power of two, at least 4.
	pub blocks: u64,
}

/// The parameters of a transaction: its nonce, how long it lives (`None`: for ever), and a tip for the author.
pub fn params(nonce: u64, mortality: Option<Mortality>, tip: u128) -> ParamsFor<SalusConfig> {
	let mortality = match mortality {
		Some(Mortality { from, hash, blocks }) => CheckMortalityParams::mortal_from_unchecked(blocks, from, hash),
		None => CheckMortalityParams::immortal(),
	};
	(
		(),
		(),
		(),
		mortality,
		CheckNonceParams::with_nonce(nonce),
		ChargeTransactionPaymentParams::tip(tip),
		(),
	)
}
