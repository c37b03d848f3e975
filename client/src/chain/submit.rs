//! Transactions: made, offered, followed, looked for.
//!
//! The rule is that a transaction is never doubled. Its bytes are made once; they carry the nonce, and an era after which
//! no block may take them. If the connection breaks, the bytes are looked for in the chain from the block they were made
//! at; only if they are not there are the *same* bytes offered again. A transaction is made anew, with another nonce, only
//! when no block can ever include the first one: a finalised block has passed its nonce or its era without it, or the node
//! refused its bytes for their nonce before any pool had them.

use super::{
	proxy, receipt, show, AccountId32, At, Chain, Format, Options, Receipt, Refusal, Signer, State, Wait, Weight, H256,
};
use crate::{
	outcome::{Failure, Outcome},
	output::{pretty, print},
};
use codec::{Compact, Decode, Encode};
use salus_api::{params, Mortality};
use serde_json::json;
use std::{io::IsTerminal as _, time::Duration};
use subxt::{
	error::DispatchError,
	rpcs::{client::RpcSubscription, methods::legacy::TransactionStatus, Error as RpcError, UserError},
	tx::{Payload, TransactionInvalid, ValidationResult},
	utils::MultiSignature,
};

/// How long nothing may be heard of a transaction before the chain itself is asked.
const SILENCE: Duration = Duration::from_secs(30);

/// How often the chain is asked while a transaction is looked for.
const GLANCE: Duration = Duration::from_secs(2);

/// How often, and after what pause, bytes are offered again to a pool that is behind.
pub(crate) const POOL_WAITS: usize = 6;
pub(crate) const POOL_PAUSE: Duration = Duration::from_millis(500);

/// How often a transaction is made anew because its nonce was taken.
const RENEWALS: usize = 3;

/// Why a transaction could not be followed to its end.
pub(super) struct Trouble {
	pub failure: Failure,
	/// It is certain that the transaction is not in the chain and cannot get there.
	pub settled: bool,
}

impl From<Failure> for Trouble {
	fn from(failure: Failure) -> Self {
		Self {
			failure,
			settled: false,
		}
	}
}

impl Trouble {
	fn settled(message: String) -> Self {
		Self {
			failure: Failure::Refused(message),
			settled: true,
		}
	}
}

/// A transaction that is signed.
#[derive(Clone, Debug)]
pub(super) struct Sent {
	pub call: String,
	pub account: AccountId32,
	/// The organisation whose call it is, if a proxy signs for it.
	pub on_behalf_of: Option<AccountId32>,
	pub nonce: u64,
	pub hash: H256,
	pub bytes: Vec<u8>,
	/// The block that it was made at, and the last one that may include it.
	pub from: (u64, H256),
	pub until: u64,
}

/// Whether a transaction would be let into a block.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Validity {
	/// It would.
	Valid,
	/// It would not, and why.
	Invalid(String),
}

/// What would happen.
#[derive(Clone, Debug)]
pub struct DryRun {
	/// `Pallet.call`.
	pub call: String,
	/// Who would sign.
	pub account: AccountId32,
	/// The organisation whose call it would be, if a proxy signs for it.
	pub on_behalf_of: Option<AccountId32>,
	/// The nonce it would use.
	pub nonce: u64,
	/// Its size in bytes.
	pub size: usize,
	/// What it would cost at most, tip included.
	pub fee: u128,
	/// What it would weigh at most.
	pub weight: Weight,
	/// Whether it would be let in.
	pub validity: Validity,
	/// What the call would do, if runtime or node let one try: `Ok`, or the chain's refusal.
	pub outcome: Option<Result<(), Refusal>>,
}

impl DryRun {
	/// Fails if it is known that it would be refused.
	pub fn accepted(&self) -> Outcome {
		match (&self.validity, &self.outcome) {
			(Validity::Invalid(reason), _) => Err(Failure::Refused(format!("it would not be accepted: {reason}"))),
			(_, Some(Err(refusal))) => Err(Failure::Refused(format!("{} would be refused: {refusal}", self.call))),
			_ => Ok(()),
		}
	}

	/// Prints it.
	pub fn print(&self, chain: &Chain, format: Format) -> Outcome {
		let outcome = match &self.outcome {
			None => "not tried: the node does not offer it".to_owned(),
			Some(Ok(())) => "ok".to_owned(),
			Some(Err(refusal)) => format!("refused: {refusal}"),
		};
		match format {
			Format::Table => print(&format!(
				"{:<12} dry run: nothing was submitted\naccount      {}, nonce {}\n{}size         {} bytes\nfee          at most {}\n\
				 weight       at most {} µs, {} bytes of proof\naccepted     {}\noutcome      {outcome}\n",
				self.call,
				show::ss58(&self.account),
				self.nonce,
				show::on_behalf_of(self.on_behalf_of.as_ref()),
				self.size,
				chain.amount(self.fee),
				self.weight.ref_time / 1_000_000,
				self.weight.proof_size,
				match &self.validity {
					Validity::Valid => "yes",
					Validity::Invalid(reason) => reason,
				},
			)),
			Format::Json => print(&pretty(&json!({
				"call": self.call,
				"dryRun": true,
				"account": show::ss58(&self.account),
				"onBehalfOf": self.on_behalf_of.as_ref().map(show::ss58),
				"nonce": self.nonce,
				"size": self.size,
				"fee": self.fee.to_string(),
				"weight": {"refTime": self.weight.ref_time, "proofSize": self.weight.proof_size},
				"accepted": self.validity == Validity::Valid,
				"reason": match &self.validity {
					Validity::Valid => None,
					Validity::Invalid(reason) => Some(reason),
				},
				"outcome": match &self.outcome {
					None => json!(null),
					Some(Ok(())) => json!("ok"),
					Some(Err(refusal)) => json!({"error": refusal.name, "pallet": refusal.pallet, "doc": refusal.doc}),
				},
			}))?),
		}
	}
}

type Watch = RpcSubscription<TransactionStatus<H256>>;

/// What one offer to the node led to.
enum Offer {
	/// It is in the pool and can be watched.
	Watched(Box<Watch>),
	/// It may be in the pool or in the chain: look.
	Unclear,
	/// The node does not want it.
	Refused(UserError),
}

/// Where in a block a transaction is.
enum Place {
	/// There, counted from 0.
	At(u32),
	/// In none of its places.
	Nowhere,
	/// The node does not have the transactions of the block: pruned, or not fetched yet.
	Unknown,
}

/// What was heard of a transaction from the node that watches it.
enum Heard {
	/// It is in this block, and whether that is finalised.
	In(H256, bool),
	/// The pool has thrown it out as invalid.
	Invalid,
	/// Nothing more will be heard.
	Nothing,
}

/// A transaction that the node has taken. Follow it with [`Pending::wait`].
pub struct Pending {
	chain: Chain,
	sent: Sent,
	watch: Option<Box<Watch>>,
}

impl Pending {
	/// The hash of the transaction.
	pub fn hash(&self) -> H256 {
		self.sent.hash
	}

	/// Follows it to its block, or to finality. The receipt may hold the chain's refusal.
	pub async fn wait(self, wait: Wait) -> Result<Receipt, Failure> {
		let Self { chain, sent, watch } = self;
		chain.follow(sent, watch, wait).await.map_err(|trouble| trouble.failure)
	}
}

impl Chain {
	/// Submits a call and follows it as `options` say. A refusal by the chain is a failure.
	pub async fn submit<C: Payload>(&self, call: &C, signer: &Signer, options: &Options) -> Result<Receipt, Failure> {
		self.try_submit(call, signer, options).await?.accepted()
	}

	/// The same; a refusal by the chain is in the receipt. Whoever sits before it and stops waiting knows what to ask for.
	pub async fn try_submit<C: Payload>(
		&self,
		call: &C,
		signer: &Signer,
		options: &Options,
	) -> Result<Receipt, Failure> {
		let pending = self.send(call, signer, options).await?;
		if std::io::stderr().is_terminal() {
			let hash = pending.hash();
			eprintln!("note: the node has it; `salus chain find {hash:?}` tells what became of it, if you do not wait");
		}
		pending.wait(options.wait).await
	}

	/// Signs a call and gives it to the node. Many may be under way at once: nonces are counted here.
	pub async fn send<C: Payload>(&self, call: &C, signer: &Signer, options: &Options) -> Result<Pending, Failure> {
		let account = signer.key();
		let renewals = if options.nonce.is_some() || signer.is_external() {
			0
		} else {
			RENEWALS
		};
		for renewal in 0..=renewals {
			let nonce = match options.nonce {
				Some(nonce) => nonce,
				None => self.reserve_nonce(&account).await?,
			};
			let sent = match self.make(call, signer, nonce, options).await {
				Ok(sent) => sent,
				Err(failure) => {
					self.release_nonce(&account, nonce);
					return Err(failure);
				},
			};
			match self.offer(&sent).await? {
				Offer::Watched(watch) => {
					return Ok(Pending {
						chain: self.clone(),
						sent,
						watch: Some(watch),
					})
				},
				Offer::Unclear => {
					return Ok(Pending {
						chain: self.clone(),
						sent,
						watch: None,
					})
				},
				Offer::Refused(error) => {
					self.forget_nonce(&account);
					if renewal < renewals && nonce_was_taken(&error) {
						continue;
					}
					return Err(self.refused(&sent, &error).await);
				},
			}
		}
		Err(Failure::Refused(format!(
			"{}: other transactions of {} keep taking its nonce; is another program signing for it?",
			name(call),
			show::ss58(&account)
		)))
	}

	/// Fee, weight and whether a call would be accepted. Nothing is submitted.
	pub async fn dry_run<C: Payload>(&self, call: &C, signer: &Signer, options: &Options) -> Result<DryRun, Failure> {
		match signer.acts_for() {
			None => self.dry_run_as_is(call, signer, options).await,
			Some(organisation) => {
				let wrapped = proxy::wrapped(organisation, self.as_call(call).await?);
				Ok(DryRun {
					call: name(call),
					..self.dry_run_as_is(&wrapped, signer, options).await?
				})
			},
		}
	}

	async fn dry_run_as_is<C: Payload>(&self, call: &C, signer: &Signer, options: &Options) -> Result<DryRun, Failure> {
		let account = signer.key();
		let nonce = match options.nonce {
			Some(nonce) => nonce,
			None => self
				.methods()
				.system_account_next_index(&account)
				.await
				.map_err(|error| self.failed(error))?,
		};
		let state = self.state_at(At::Best).await?;
		let asks = signer.is_external();
		// Whoever signs elsewhere is not asked for the signature of something that is not sent.
		let blank = |payload: &[u8]| match asks {
			true => Ok(MultiSignature::Sr25519([0; 64])),
			false => signer.sign(payload),
		};
		let sent = self.make_at(&state, call, &account, nonce, options, blank)?;
		let effects = self.effects(&state, call, signer).await;

		let mut arguments = sent.bytes.clone();
		u32::try_from(sent.bytes.len())
			.unwrap_or(u32::MAX)
			.encode_to(&mut arguments);
		let answer = state.call_raw("TransactionPaymentApi_query_info", &arguments).await?;
		let (ref_time, proof_size, _, fee) =
			<(Compact<u64>, Compact<u64>, u8, u128)>::decode(&mut answer.as_slice())
				.map_err(|error| Failure::Refused(format!("{}: cannot read the fee: {error}", self.url())))?;

		let (validity, outcome) = if asks {
			(Validity::Valid, effects)
		} else {
			let transaction = state.inner().tx().from_bytes(sent.bytes.clone());
			let validity = match transaction.validate().await.map_err(|error| self.failed(error))? {
				ValidationResult::Valid(_) => Validity::Valid,
				ValidationResult::Invalid(reason) => Validity::Invalid(self.why_invalid(&account, &reason).await),
				ValidationResult::Unknown(reason) => Validity::Invalid(format!("{reason:?}")),
			};
			let outcome = match (&validity, effects) {
				(Validity::Invalid(_), _) => None,
				(Validity::Valid, Some(effects)) => Some(effects),
				// What a call of a proxy comes to is in its events, and the node does not show those.
				(Validity::Valid, None) => match self.try_out(&state, call, signer, nonce, options).await {
					Some(Ok(())) if signer.acts_for().is_some() => None,
					tried => tried,
				},
			};
			(validity, outcome)
		};
		Ok(DryRun {
			call: sent.call,
			account,
			on_behalf_of: signer.acts_for(),
			nonce,
			size: sent.bytes.len(),
			fee: fee.saturating_add(options.tip),
			weight: Weight {
				ref_time: ref_time.0,
				proof_size: proof_size.0,
			},
			validity,
			outcome,
		})
	}

	/// What the call would do at this state. Nodes offer it to their operators only.
	async fn try_out<C: Payload>(
		&self,
		state: &State,
		call: &C,
		signer: &Signer,
		nonce: u64,
		options: &Options,
	) -> Option<Result<(), Refusal>> {
		// A state does not know the hash of its own block yet, from which an era would begin.
		let mut signable = state
			.inner()
			.tx()
			.create_signable_offline(call, params(nonce, None, options.tip))
			.ok()?;
		let signature = signer.sign(&signable.signer_payload().ok()?).ok()?;
		let transaction = signable
			.sign_with_account_and_signature(&signer.key(), &signature)
			.ok()?;
		let answer = self
			.methods()
			.dry_run(&transaction.into_encoded(), Some(state.hash()))
			.await
			.ok()?;
		match answer.0.as_slice() {
			[0, 0, ..] => Some(Ok(())),
			[0, 1, error @ ..] => DispatchError::decode_from(error, state.inner().metadata())
				.ok()
				.map(|error| Err(receipt::explain(&error))),
			_ => None,
		}
	}

	/// Makes and signs a transaction at the last finalised block.
	pub(super) async fn make<C: Payload>(
		&self,
		call: &C,
		signer: &Signer,
		nonce: u64,
		options: &Options,
	) -> Result<Sent, Failure> {
		let Some(organisation) = signer.acts_for() else {
			return self.make_as_is(call, signer, nonce, options).await;
		};
		let wrapped = proxy::wrapped(organisation, self.as_call(call).await?);
		Ok(Sent {
			call: name(call),
			on_behalf_of: Some(organisation),
			..self.make_as_is(&wrapped, signer, nonce, options).await?
		})
	}

	async fn make_as_is<C: Payload>(
		&self,
		call: &C,
		signer: &Signer,
		nonce: u64,
		options: &Options,
	) -> Result<Sent, Failure> {
		let state = self.state_at(At::Finalized).await?;
		let options = Options {
			mortal_blocks: options
				.mortal_blocks
				.or(signer.is_external().then_some(super::MORTAL_BLOCKS_EXTERNAL)),
			..options.clone()
		};
		self.make_at(&state, call, &signer.key(), nonce, &options, |payload| {
			if signer.is_external() {
				Signer::tell(&name(call), nonce, state.inner().tx().call_data(call).ok().as_deref());
			}
			signer.sign(payload)
		})
	}

	pub(super) fn make_at<C: Payload>(
		&self,
		state: &State,
		call: &C,
		account: &AccountId32,
		nonce: u64,
		options: &Options,
		sign: impl FnOnce(&[u8]) -> Result<MultiSignature, Failure>,
	) -> Result<Sent, Failure> {
		let blocks = options.mortal_blocks.unwrap_or(super::MORTAL_BLOCKS);
		let mortality = Mortality {
			from: state.number(),
			hash: state.hash(),
			blocks,
		};
		let mut signable = state
			.inner()
			.tx()
			.create_signable_offline(call, params(nonce, Some(mortality), options.tip))
			.map_err(|error| self.failed(error))?;
		let payload = signable.signer_payload().map_err(|error| self.failed(error))?;
		let signature = sign(&payload)?;
		let transaction = signable
			.sign_with_account_and_signature(account, &signature)
			.map_err(|error| self.failed(error))?;
		Ok(Sent {
			call: name(call),
			account: *account,
			on_behalf_of: None,
			nonce,
			hash: transaction.hash(),
			bytes: transaction.into_encoded(),
			from: (state.number(), state.hash()),
			until: state.number().saturating_add(blocks),
		})
	}

	/// Gives a transaction to the node, once; the same bytes again while its pool does not know the block that they were made
	/// at. If there is no answer, the nonce is not counted as taken: the node is asked for it next time.
	async fn offer(&self, sent: &Sent) -> Result<Offer, Failure> {
		let mut waits = 0..POOL_WAITS;
		loop {
			return match self.methods().author_submit_and_watch_extrinsic(&sent.bytes).await {
				Ok(watch) => Ok(Offer::Watched(Box::new(watch))),
				Err(RpcError::DisconnectedWillReconnect(_)) => Ok(Offer::Unclear),
				// Already in the pool, or just included and banned from coming again.
				Err(RpcError::User(error)) if matches!(error.code, 1012 | 1013) => Ok(Offer::Unclear),
				Err(RpcError::User(error)) if pool_is_behind(&error) && waits.next().is_some() => {
					tokio::time::sleep(POOL_PAUSE).await;
					continue;
				},
				Err(RpcError::User(error)) => Ok(Offer::Refused(error)),
				Err(error) => {
					self.forget_nonce(&sent.account);
					Err(self.failed(error))
				},
			};
		}
	}

	/// Offers a transaction, and follows it to its end. `fresh` says that its bytes have never been offered: if the node does
	/// not take them now, no pool has them.
	pub(super) async fn follow_anew(&self, sent: Sent, fresh: bool, wait: Wait) -> Result<Receipt, Trouble> {
		let watch = match self
			.offer(&sent)
			.await
			.map_err(|failure| self.doubted(&sent, failure))?
		{
			Offer::Watched(watch) => Some(watch),
			Offer::Refused(error) if fresh => {
				self.forget_nonce(&sent.account);
				return Err(Trouble {
					failure: self.refused(&sent, &error).await,
					settled: matches!(error.code, 1010 | 1014),
				});
			},
			Offer::Unclear | Offer::Refused(_) => None,
		};
		self.follow(sent, watch, wait).await
	}

	/// Follows a transaction to its end.
	async fn follow(&self, sent: Sent, mut watch: Option<Box<Watch>>, wait: Wait) -> Result<Receipt, Trouble> {
		let mut scanned = sent.from.0;
		let doubted = |failure| self.doubted(&sent, failure);
		loop {
			let heard = match watch.take() {
				Some(watch) => self.watch(&sent, watch, wait).await,
				None => Heard::Nothing,
			};
			// If nothing more will be heard, the chain is asked.
			let found = match heard {
				Heard::In(hash, finalised) => Some((hash, finalised)),
				Heard::Invalid | Heard::Nothing => self.find(&sent, &mut scanned).await?,
			};
			if let Some((hash, finalised)) = found {
				if finalised || wait == Wait::Best {
					// It is not there if another block has replaced that one in the meantime.
					if let Some(receipt) = self.receipt_in(&sent, hash, finalised).await.map_err(doubted)? {
						return Ok(receipt);
					}
				}
				tokio::time::sleep(GLANCE).await;
				continue;
			}
			if let Heard::Invalid = heard {
				if let Some(why) = self.why_not(&sent).await.map_err(doubted)? {
					return Err(self.in_doubt(&sent, &format!("{} became invalid while it waited: {why}", sent.call)));
				}
			}
			match self.offer(&sent).await.map_err(doubted)? {
				Offer::Watched(again) => watch = Some(again),
				Offer::Refused(error) if error.code == 1010 && !time_will_tell(&error) => {
					// It may have got in between the two questions.
					if self.find(&sent, &mut scanned).await?.is_none() {
						let (Failure::Refused(why) | Failure::Unreadable(why)) = self.refused(&sent, &error).await;
						return Err(self.in_doubt(&sent, &why));
					}
				},
				Offer::Unclear | Offer::Refused(_) => tokio::time::sleep(GLANCE).await,
			}
		}
	}

	/// Why the best block would not take a transaction; `None` if it would, or if that is for the chain to settle: a nonce or
	/// an era that has passed there may not have in the block that stays.
	async fn why_not(&self, sent: &Sent) -> Result<Option<String>, Failure> {
		let state = self.state_at(At::Best).await?;
		let transaction = state.inner().tx().from_bytes(sent.bytes.clone());
		Ok(
			match transaction.validate().await.map_err(|error| self.failed(error))? {
				ValidationResult::Invalid(TransactionInvalid::Stale | TransactionInvalid::AncientBirthBlock) => None,
				ValidationResult::Invalid(reason) => Some(self.why_invalid(&sent.account, &reason).await),
				ValidationResult::Valid(_) | ValidationResult::Unknown(_) => None,
			},
		)
	}

	/// Listens to the node until the transaction is where `wait` wants it.
	async fn watch(&self, sent: &Sent, mut watch: Box<Watch>, wait: Wait) -> Heard {
		loop {
			let Ok(status) = tokio::time::timeout(SILENCE, watch.next()).await else {
				return Heard::Nothing;
			};
			match status {
				Some(Ok(TransactionStatus::InBlock(hash))) if wait == Wait::Best => return Heard::In(hash, false),
				Some(Ok(TransactionStatus::Finalized(hash))) => return Heard::In(hash, true),
				Some(Ok(TransactionStatus::Invalid)) => {
					self.forget_nonce(&sent.account);
					return Heard::Invalid;
				},
				// Another one has its place in this pool. Which of the two gets into the chain is not said with that.
				Some(Ok(TransactionStatus::Usurped(_))) => {
					self.forget_nonce(&sent.account);
					return Heard::Nothing;
				},
				// Out of the pool, or nobody is left to ask: the chain knows more.
				Some(Ok(TransactionStatus::Dropped | TransactionStatus::FinalityTimeout(_))) | Some(Err(_)) | None => {
					return Heard::Nothing;
				},
				Some(Ok(_)) => (),
			}
		}
	}

	/// Looks for the transaction in the chain. `scanned` is the last finalised block that was seen not to have it. Fails,
	/// settled, when the finalised chain does not have it and no block after that can take it.
	async fn find(&self, sent: &Sent, scanned: &mut u64) -> Result<Option<(H256, bool)>, Trouble> {
		let methods = self.methods();
		let lost = |error| self.lost(sent, error);
		let head = methods.chain_get_finalized_head().await.map_err(lost)?;
		let header = methods.chain_get_header(Some(head)).await.map_err(lost)?;
		let finalised = header.map_or(0, |header| header.number);
		// Asked before the blocks are: those that used it are among them then.
		let nonce = self.nonce_at(&sent.account, head).await.map_err(lost)?;
		let from = methods
			.chain_get_block_hash(Some(sent.from.0.into()))
			.await
			.map_err(lost)?;
		if from != Some(sent.from.1) {
			let number = sent.from.0;
			return Err(if from.is_some() && finalised >= number {
				self.forget_nonce(&sent.account);
				Trouble::settled(format!(
					"{}: the chain at {} has begun anew: block {number} is not the one that the transaction was made at, so it is not in \
					 the chain and cannot get there",
					sent.call,
					self.url(),
				))
			} else {
				self.in_doubt(
					sent,
					&format!(
						"{} has finalised block {finalised} and does not know block {number}, at which the transaction was made: it is \
						 behind, or the chain has begun anew",
						self.url()
					),
				)
			});
		}
		let best = self
			.head(At::Best)
			.await
			.map_err(|failure| self.doubted(sent, failure))?;
		for number in scanned.saturating_add(1)..=best.min(sent.until) {
			let Some(hash) = methods.chain_get_block_hash(Some(number.into())).await.map_err(lost)? else {
				break;
			};
			match self.place(sent, hash).await.map_err(lost)? {
				Place::At(_) => return Ok(Some((hash, number <= finalised))),
				Place::Nowhere => (),
				// Whoever takes it for one that is not in the block submits it twice.
				Place::Unknown => {
					let node = self.url();
					let why = format!(
						"{node} does not have the transactions of block {number} any more: ask a node that keeps them"
					);
					return Err(self.in_doubt(sent, &why));
				},
			}
			if number <= finalised {
				*scanned = number;
			}
		}
		if *scanned >= sent.until {
			self.forget_nonce(&sent.account);
			return Err(Trouble::settled(format!(
				"{}: no block took the transaction up to block {}, the last that may: it is not in the chain, and it is safe to submit \
				 it anew",
				sent.call, sent.until
			)));
		}
		if nonce > sent.nonce && *scanned >= finalised {
			self.forget_nonce(&sent.account);
			return Err(Trouble::settled(format!(
				"{}: another transaction of {} took its nonce {}; this one is not in the chain and cannot get there",
				sent.call,
				show::ss58(&sent.account),
				sent.nonce
			)));
		}
		Ok(None)
	}

	/// The next nonce of an account after this block.
	async fn nonce_at(&self, account: &AccountId32, block: H256) -> Result<u64, RpcError> {
		let answer = self
			.methods()
			.state_call("AccountNonceApi_account_nonce", Some(account.0.as_slice()), Some(block))
			.await?;
		u32::decode(&mut answer.as_slice())
			.map(u64::from)
			.map_err(|error| RpcError::Deserialization(<serde_json::Error as serde::de::Error>::custom(error)))
	}

	/// Where in a block the transaction is.
	async fn place(&self, sent: &Sent, block: H256) -> Result<Place, RpcError> {
		let Some(found) = self.methods().chain_get_block(Some(block)).await? else {
			return Ok(Place::Unknown);
		};
		let mut extrinsics = (0..).zip(&found.block.extrinsics);
		let ours = extrinsics.find(|(_, extrinsic)| extrinsic.0 == sent.bytes);
		Ok(ours.map_or(Place::Nowhere, |(index, _)| Place::At(index)))
	}

	/// What the transaction did in this block; `None` if it is not in it.
	pub(super) async fn receipt_in(
		&self,
		sent: &Sent,
		block: H256,
		finalised: bool,
	) -> Result<Option<Receipt>, Failure> {
		let Place::At(index) = self.place(sent, block).await.map_err(|error| self.failed(error))? else {
			return Ok(None);
		};
		let state = self.state_at_hash(block).await?;
		Receipt::read(self, sent, &state, index, finalised).await.map(Some)
	}

	/// The node does not answer while a transaction is under way.
	fn lost(&self, sent: &Sent, error: RpcError) -> Trouble {
		self.doubted(sent, self.failed(error))
	}

	/// It cannot be told what became of a transaction that was offered.
	fn doubted(&self, sent: &Sent, failure: Failure) -> Trouble {
		let (Failure::Refused(reason) | Failure::Unreadable(reason)) = failure;
		self.in_doubt(sent, &reason)
	}

	/// A transaction is given up whose bytes are valid still: another pool may have them.
	fn in_doubt(&self, sent: &Sent, reason: &str) -> Trouble {
		self.forget_nonce(&sent.account);
		Failure::Refused(format!(
			"{reason}. {} {:?} may or may not be in the chain: only blocks {} to {} can have it. Look before you submit it again: \
			 `salus chain find {:?}`",
			sent.call,
			sent.hash,
			sent.from.0.saturating_add(1),
			sent.until,
			sent.hash
		))
		.into()
	}

	/// Why the node did not take a transaction, in words that help.
	async fn refused(&self, sent: &Sent, error: &UserError) -> Failure {
		let detail = error.data.as_ref().map(|data| data.get().trim_matches('"').to_owned());
		let detail = detail.unwrap_or_default();
		let why = match error.code {
			1010 if detail.contains("Inability to pay") => self.cannot_pay(&sent.account).await,
			1010 if detail.contains("outdated") => format!(
				"nonce {} of {} is used already; nothing was submitted",
				sent.nonce,
				show::ss58(&sent.account)
			),
			1010 if detail.contains("bad signature") => {
				"the signature does not fit: made by another account, for another chain, or too long ago".into()
			},
			1014 => format!(
				"another transaction with nonce {} of {} waits in the node's pool already",
				sent.nonce,
				show::ss58(&sent.account)
			),
			1016 => "the pool of the node is full: it takes no more transactions at the moment".into(),
			_ if detail.is_empty() => error.to_string(),
			_ => format!("{} ({detail})", error.message),
		};
		Failure::Refused(format!("{} was not accepted: {why}", sent.call))
	}

	async fn cannot_pay(&self, account: &AccountId32) -> String {
		let free = match self.state_at(At::Best).await {
			Ok(state) => state.free_balance(account).await.unwrap_or(0),
			Err(_) => 0,
		};
		format!(
			"{} cannot pay for it: it has {}. Give it funds, or let an organisation submit for it",
			show::ss58(account),
			self.amount(free)
		)
	}

	async fn why_invalid(&self, account: &AccountId32, reason: &TransactionInvalid) -> String {
		match reason {
			TransactionInvalid::Payment => self.cannot_pay(account).await,
			TransactionInvalid::Stale => "its nonce is used already".into(),
			TransactionInvalid::Future => "its nonce is too far ahead".into(),
			TransactionInvalid::BadProof => "the signature does not fit".into(),
			TransactionInvalid::AncientBirthBlock => "it is too old".into(),
			TransactionInvalid::ExhaustsResources => "it does not fit into a block".into(),
			other => format!("{other:?}"),
		}
	}

	/// The next nonce of an account; it is taken from now on.
	pub(crate) async fn reserve_nonce(&self, account: &AccountId32) -> Result<u64, Failure> {
		let take = |next: &mut u64| {
			let nonce = *next;
			*next = next.saturating_add(1);
			nonce
		};
		if let Some(next) = self.nonces().get_mut(account) {
			return Ok(take(next));
		}
		let next = self
			.methods()
			.system_account_next_index(account)
			.await
			.map_err(|error| self.failed(error))?;
		Ok(take(self.nonces().entry(*account).or_insert(next)))
	}

	/// A reserved nonce that was not used after all.
	fn release_nonce(&self, account: &AccountId32, nonce: u64) {
		let mut nonces = self.nonces();
		match nonces.get_mut(account) {
			Some(next) if *next == nonce.saturating_add(1) => *next = nonce,
			_ => {
				nonces.remove(account);
			},
		}
	}

	/// The node is asked for the account's nonce next time.
	pub(crate) fn forget_nonce(&self, account: &AccountId32) {
		self.nonces().remove(account);
	}

	fn nonces(&self) -> std::sync::MutexGuard<'_, std::collections::BTreeMap<AccountId32, u64>> {
		// Nothing panics while it is held; and if something did, a map of numbers is still a map of numbers.
		self.0.nonces.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
	}
}

fn name<C: Payload>(call: &C) -> String {
	format!("{}.{}", call.pallet_name(), call.call_name())
}

/// Stale, or the same nonce waits in the pool: bytes that no pool had before cannot get into a block.
fn nonce_was_taken(error: &UserError) -> bool {
	error.code == 1014
		|| (error.code == 1010 && error.data.as_ref().is_some_and(|data| data.get().contains("outdated")))
}

/// A nonce that is used, an era that has passed: if not ours, then another finalised block settles what became of the bytes.
fn time_will_tell(error: &UserError) -> bool {
	nonce_was_taken(error) || pool_is_behind(error)
}

/// What the pool of a busy node says to a transaction that was made at the newest block: it judges at the block before, which
/// does not know the newest one. It says the same to one that is really too old.
pub(crate) fn pool_is_behind(error: &UserError) -> bool {
	error.code == 1010
		&& error
			.data
			.as_ref()
			.is_some_and(|data| data.get().contains("ancient birth block"))
}
