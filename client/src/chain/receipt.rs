//! What became of a transaction.

use super::{proxy, show, submit::Sent, AccountId32, Chain, State, H256};
use crate::outcome::Failure;
use salus_api::{salus, SalusConfig};
use serde_json::{json, Value as Json};
use subxt::{
	error::DispatchError,
	events::{DecodeAsEvent, Events, Phase},
};

/// Time and proof size.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Weight {
	/// Picoseconds of execution.
	pub ref_time: u64,
	/// Bytes of proof.
	pub proof_size: u64,
}

/// Why the chain refused a call that it had included.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refusal {
	/// The pallet whose error it is; `None` for those of the runtime itself (`BadOrigin`, `Token`).
	pub pallet: Option<String>,
	/// The name of the error.
	pub name: String,
	/// What its documentation says.
	pub doc: String,
}

impl std::fmt::Display for Refusal {
	fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
		if let Some(pallet) = &self.pallet {
			write!(f, "{pallet}::")?;
		}
		f.write_str(&self.name)?;
		if !self.doc.is_empty() {
			write!(f, ": {}", self.doc)?;
		}
		Ok(())
	}
}

/// A transaction in a block.
#[derive(Debug)]
pub struct Receipt {
	/// `Pallet.call`.
	pub call: String,
	/// Who signed.
	pub account: AccountId32,
	/// The organisation whose call it is, if a proxy signed for it.
	pub on_behalf_of: Option<AccountId32>,
	/// The nonce it used.
	pub nonce: u64,
	/// Its hash.
	pub extrinsic_hash: H256,
	/// Its size in bytes, with signature and extensions.
	pub size: usize,
	/// The height of its block.
	pub block_number: u64,
	/// The hash of its block.
	pub block_hash: H256,
	/// Its position in the block.
	pub extrinsic_index: u32,
	/// Whether that block is finalised.
	pub finalised: bool,
	/// What the signer paid, tip included; `None` if the call is free.
	pub fee: Option<u128>,
	/// What it weighed.
	pub weight: Weight,
	/// Why it was refused, if it was. A refused call has paid its fee and changed nothing else.
	pub refusal: Option<Refusal>,
	events: Events<SalusConfig>,
	shown: Vec<(String, Json)>,
}

/// Events of every transaction, which say nothing about this one.
const ALWAYS: [(&str, &str); 7] = [
	("System", "ExtrinsicSuccess"),
	("System", "ExtrinsicFailed"),
	("TransactionPayment", "TransactionFeePaid"),
	("Balances", "Withdraw"),
	("Balances", "Deposit"),
	("Balances", "Issued"),
	("Balances", "Rescinded"),
];

impl Receipt {
	/// Reads what the transaction at `index` of this block did.
	pub(super) async fn read(
		chain: &Chain,
		sent: &Sent,
		state: &State,
		index: u32,
		finalised: bool,
	) -> Result<Self, Failure> {
		let events = state
			.inner()
			.events()
			.fetch()
			.await
			.map_err(|error| chain.failed(error))?;
		let metadata = state.inner().metadata();
		let (mut fee, mut weight, mut refusal, mut shown) = (None, Weight::default(), None, vec![]);
		for event in events.iter() {
			let event = event.map_err(|error| chain.failed(error))?;
			if event.phase() != Phase::ApplyExtrinsic(index) {
				continue;
			}
			let (pallet, name) = (event.pallet_name(), event.event_name());
			let info = match (pallet, name) {
				("System", "ExtrinsicSuccess") => event
					.decode_fields_as::<salus::system::events::ExtrinsicSuccess>()
					.transpose()
					.map_err(|error| chain.failed(error))?
					.map(|event| event.dispatch_info),
				("System", "ExtrinsicFailed") => {
					let error = DispatchError::decode_from(event.field_bytes(), metadata.clone())
						.map_err(|error| chain.failed(error))?;
					refusal = Some(explain(&error));
					event
						.decode_fields_as::<salus::system::events::ExtrinsicFailed>()
						.transpose()
						.map_err(|error| chain.failed(error))?
						.map(|event| event.dispatch_info)
				},
				("Proxy", "ProxyExecuted") if sent.on_behalf_of.is_some() && refusal.is_none() => {
					refusal = proxy::failed_inside(chain, state, event.field_bytes())?;
					None
				},
				("TransactionPayment", "TransactionFeePaid") => {
					let paid = event
						.decode_fields_as::<salus::transaction_payment::events::TransactionFeePaid>()
						.transpose()
						.map_err(|error| chain.failed(error))?;
					fee = paid.map(|paid| paid.actual_fee.saturating_add(paid.tip));
					None
				},
				_ => None,
			};
			if let Some(info) = info {
				weight = Weight {
					ref_time: info.weight.ref_time,
					proof_size: info.weight.proof_size,
				};
			}
			if !ALWAYS.contains(&(pallet, name)) {
				let variant = metadata
					.pallet_by_event_index(event.pallet_index())
					.and_then(|pallet| pallet.event_variant_by_index(event.event_index()));
				let fields = variant
					.and_then(|variant| show::fields_to_json(event.field_bytes(), variant, metadata.types()))
					.unwrap_or(Json::Null);
				shown.push((format!("{pallet}.{name}"), fields));
			}
		}
		Ok(Self {
			call: sent.call.clone(),
			account: sent.account,
			on_behalf_of: sent.on_behalf_of,
			nonce: sent.nonce,
			extrinsic_hash: sent.hash,
			size: sent.bytes.len(),
			block_number: state.number(),
			block_hash: state.hash(),
			extrinsic_index: index,
			finalised,
			fee,
			weight,
			refusal,
			events,
			shown,
		})
	}

	/// The first event of this type that the transaction emitted.
	pub fn event<E: DecodeAsEvent>(&self) -> Result<E, Failure> {
		self.events::<E>()?.into_iter().next().ok_or_else(|| {
			let seen: Vec<_> = self.shown.iter().map(|(name, _)| name.as_str()).collect();
			Failure::Refused(format!(
				"{} in block {} did not do what was expected: it emitted {}",
				self.call,
				self.block_number,
				if seen.is_empty() {
					"nothing".into()
				} else {
					seen.join(", ")
				}
			))
		})
	}

	/// Every event of this type that the transaction emitted.
	pub fn events<E: DecodeAsEvent>(&self) -> Result<Vec<E>, Failure> {
		let mut found = vec![];
		for event in self.events.iter() {
			let event = event.map_err(|error| Failure::Refused(format!("{}: {error}", self.call)))?;
			if event.phase() == Phase::ApplyExtrinsic(self.extrinsic_index) {
				if let Some(event) = event.decode_fields_as::<E>() {
					found.push(event.map_err(|error| Failure::Refused(format!("{}: {error}", self.call)))?);
				}
			}
		}
		Ok(found)
	}

	/// The receipt, or the chain's refusal as a failure.
	pub fn accepted(self) -> Result<Self, Failure> {
		match &self.refusal {
			None => Ok(self),
			Some(refusal) => Err(Failure::Refused(format!(
				"{} was refused in block {}: {refusal}",
				self.call, self.block_number
			))),
		}
	}

	/// For programs.
	pub fn json(&self) -> Json {
		json!({
			"call": self.call,
			"result": match &self.refusal {
				None => json!("ok"),
				Some(refusal) => json!({"error": refusal.name, "pallet": refusal.pallet, "doc": refusal.doc}),
			},
			"block": self.block_number,
			"blockHash": format!("{:?}", self.block_hash),
			"finalised": self.finalised,
			"extrinsic": self.extrinsic_index,
			"extrinsicHash": format!("{:?}", self.extrinsic_hash),
			"account": show::ss58(&self.account),
			"onBehalfOf": self.on_behalf_of.as_ref().map(show::ss58),
			"nonce": self.nonce,
			"size": self.size,
			"fee": self.fee.map(|fee| fee.to_string()),
			"weight": {"refTime": self.weight.ref_time, "proofSize": self.weight.proof_size},
			"events": self.shown.iter().map(|(name, fields)| json!({"event": name, "fields": fields})).collect::<Vec<_>>(),
		})
	}

	/// For people.
	pub fn table(&self, chain: &Chain) -> String {
		let mut text = format!(
			"{:<12} {}\n{}block        {} {:?} ({})\nextrinsic    {} {:?}, {} bytes\nfee          {}\nweight       {} µs, {} bytes of proof\n",
			self.call,
			match &self.refusal {
				None => "ok".into(),
				Some(refusal) => format!("refused: {refusal}"),
			},
			show::on_behalf_of(self.on_behalf_of.as_ref()),
			self.block_number,
			self.block_hash,
			if self.finalised { "finalised" } else { "best, not finalised yet" },
			self.extrinsic_index,
			self.extrinsic_hash,
			self.size,
			self.fee.map_or("none".into(), |fee| chain.amount(fee)),
			self.weight.ref_time / 1_000_000,
			self.weight.proof_size,
		);
		for (name, fields) in &self.shown {
			text += &format!("event        {name} {}\n", show::one_line(fields));
		}
		text
	}
}

/// The chain's error by name.
pub(super) fn explain(error: &DispatchError) -> Refusal {
	match error {
		DispatchError::Module(module) => match module.details() {
			Ok(details) => Refusal {
				pallet: Some(details.pallet.name().into()),
				name: details.variant.name.clone(),
				doc: details
					.variant
					.docs
					.iter()
					.map(|line| line.trim())
					.collect::<Vec<_>>()
					.join(" "),
			},
			Err(_) => Refusal {
				pallet: None,
				name: module.details_string(),
				doc: String::new(),
			},
		},
		other => {
			let name = format!("{other:?}");
			Refusal {
				pallet: None,
				doc: match other {
					DispatchError::BadOrigin => "this account may not make this call".into(),
					other => other.to_string(),
				},
				name,
			}
		},
	}
}
