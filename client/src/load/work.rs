//! What a load is made of.

use crate::{
	chain::{AccountId32, Chain, Signer, State, H256},
	outcome::Failure,
	participant::{self, Role},
};
use clap::ValueEnum;
use salus_api::salus::{
	self,
	runtime_types::{pallet_records::types::RetentionClass, salus_records_engine::leaf::Canonicalisation},
};

/// What is sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Kind {
	/// `balances.transferKeepAlive`: what everything is measured against.
	Transfer,
	/// Commitments of records, or roots of batches of them.
	Anchor,
}

impl Kind {
	/// Its name, as on the command line.
	pub fn name(self) -> &'static str {
		match self {
			Self::Transfer => "transfer",
			Self::Anchor => "anchor",
		}
	}

	/// What one transaction carries, in the plural.
	pub fn things(self) -> &'static str {
		match self {
			Self::Transfer => "transfers",
			Self::Anchor => "records",
		}
	}
}

/// A source of calls.
pub struct Work {
	kind: Kind,
	items: u64,
	to: AccountId32,
	/// The SHA-256-like stream that commitments are drawn from: they must differ, nothing else.
	counter: u64,
	seed: [u8; 32],
}

impl Work {
	/// Makes sure that the signer may do it.
	pub async fn prepare(chain: &Chain, kind: Kind, items: u64, signer: &Signer) -> Result<Self, Failure> {
		let mut seed = [0; 32];
		getrandom::fill(&mut seed).map_err(|error| Failure::Refused(format!("no randomness: {error}")))?;
		match kind {
			Kind::Transfer if items != 1 => {
				return Err(Failure::Unreadable("--items: a transfer is one transfer".into()))
			},
			Kind::Transfer => (),
			Kind::Anchor => participant::ensure(chain, &signer.account(), Role::Issuer).await?,
		}
		if kind == Kind::Anchor && (items == 0 || items > 1 << 20) {
			return Err(Failure::Unreadable(
				"--items: a batch of records has 1 to 1,048,576".into(),
			));
		}
		Ok(Self {
			kind,
			items,
			// Somebody who has an account already, as in the benchmark of a transfer.
			to: Signer::dev("//Bob")?.account(),
			counter: 0,
			seed,
		})
	}

	/// What is sent.
	pub fn kind(&self) -> Kind {
		self.kind
	}

	/// Things in one transaction.
	pub fn items(&self) -> u64 {
		self.items
	}

	/// A hash that was not there before.
	fn fresh(&mut self) -> [u8; 32] {
		self.counter += 1;
		let mut bytes = self.seed;
		for (byte, count) in bytes.iter_mut().zip(self.counter.to_be_bytes()) {
			*byte ^= count;
		}
		bytes
	}

	/// The next transaction, signed.
	pub(super) fn sign(
		&mut self,
		chain: &Chain,
		state: &State,
		signer: &Signer,
		nonce: u64,
		blocks: u64,
	) -> Result<(H256, Vec<u8>), Failure> {
		match self.kind {
			Kind::Transfer => {
				let call = salus::tx()
					.balances()
					.transfer_keep_alive(self.to.into(), 1_000_000_000);
				chain.signed(state, &call, signer, nonce, blocks)
			},
			Kind::Anchor if self.items == 1 => {
				let call = salus::tx().records().anchor(
					self.fresh(),
					Canonicalisation::Raw,
					None,
					None,
					RetentionClass::Transient,
				);
				chain.signed(state, &call, signer, nonce, blocks)
			},
			Kind::Anchor => {
				let size = u32::try_from(self.items).unwrap_or(u32::MAX);
				let call =
					salus::tx()
						.records()
						.anchor_batch(self.fresh(), size, None, None, RetentionClass::Transient);
				chain.signed(state, &call, signer, nonce, blocks)
			},
		}
	}
}
