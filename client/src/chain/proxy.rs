//! Calls of an organisation that a member of its staff signs, and the staff of an organisation.
//!
//! The organisation's account names proxies, each of a type that says which calls it may make; such a call is wrapped into
//! `proxy.proxy`. The chain includes it as done even if the call inside fails, so its end is read from the event.

use super::{receipt, show, AccountId32, Chain, Connect, Format, Refusal, Signer, State, Submit};
use crate::{
	outcome::{Failure, Outcome},
	output::{pretty, print},
};
use clap::{Args, Subcommand, ValueEnum};
use codec::{Compact, Decode, Encode};
use salus_api::salus::{
	self,
	runtime_types::{pallet_proxy::ProxyDefinition, salus_runtime::configs::system::ProxyType},
};
use serde_json::json;
use subxt::{error::DispatchError, ext::scale_value, tx::Payload};

/// The version of XCM that effects on other chains would be told in. No call here has any.
const XCM_VERSION: u32 = 5;

/// A call as the organisation's own.
pub(super) fn wrapped(organisation: AccountId32, call: salus::Call) -> impl Payload {
	salus::tx().proxy().proxy(organisation.into(), None, call)
}

/// Why the call inside failed, if it did, from the fields of `Proxy.ProxyExecuted`.
pub(super) fn failed_inside(chain: &Chain, state: &State, fields: &[u8]) -> Result<Option<Refusal>, Failure> {
	match fields.split_first() {
		Some((0, _)) => Ok(None),
		Some((1, error)) => explain(chain, state, error).map(Some),
		_ => Err(Failure::Refused(format!(
			"{}: the chain does not say what became of the call of the proxy",
			chain.url()
		))),
	}
}

/// The error at the front of these bytes, by name.
fn explain(chain: &Chain, state: &State, bytes: &[u8]) -> Result<Refusal, Failure> {
	// An error of a pallet takes six bytes, and the library wants no more than those.
	let bytes = match bytes {
		[3, ..] => bytes.get(..6).unwrap_or(bytes),
		_ => bytes,
	};
	let error = DispatchError::decode_from(bytes, state.inner().metadata()).map_err(|error| chain.failed(error))?;
	let mut refusal = receipt::explain(&error);
	if refusal.name == "CallFiltered" {
		refusal.doc = "a proxy of this type may not make this call, or the chain has stopped it".into();
	}
	Ok(refusal)
}

impl Chain {
	/// What a call of `signer` would do at this state, by the runtime's own dry run: no signature is needed, and no right
	/// on the node. `None` if the runtime has none.
	pub(super) async fn effects<C: Payload>(
		&self,
		state: &State,
		call: &C,
		signer: &Signer,
	) -> Option<Result<(), Refusal>> {
		let metadata = state.inner().metadata();
		metadata
			.runtime_api_trait_by_name("DryRunApi")
			.filter(|api| api.method_by_name("dry_run_call").is_some())?;
		// The origin of a signed call: `system`, `Signed`.
		let mut arguments = (0u8, 1u8, signer.key().0).encode();
		arguments.extend(state.inner().tx().call_data(call).ok()?);
		XCM_VERSION.encode_to(&mut arguments);
		let answer = state.call_raw("DryRunApi_dry_run_call", &arguments).await.ok()?;
		let [0, done, rest @ ..] = answer.as_slice() else {
			return None;
		};
		let mut rest = rest;
		// Weight and whether fees are due.
		<(Option<(Compact<u64>, Compact<u64>)>, u8)>::decode(&mut rest).ok()?;
		if *done != 0 {
			return explain(self, state, rest).ok().map(Err);
		}
		if signer.acts_for().is_none() {
			return Some(Ok(()));
		}
		let types = metadata.types();
		let event = metadata.outer_enums().event_enum_ty();
		let count = Compact::<u32>::decode(&mut rest).ok()?.0;
		for _ in 0..count {
			let before = rest;
			scale_value::scale::decode_as_type(&mut rest, event, types).ok()?;
			let [pallet, variant, fields @ ..] = before else {
				return None;
			};
			let pallet = metadata.pallet_by_event_index(*pallet)?;
			let name = &pallet.event_variant_by_index(*variant)?.name;
			if pallet.name() == "Proxy" && name == "ProxyExecuted" {
				return match failed_inside(self, state, fields).ok()? {
					None => Some(Ok(())),
					Some(refusal) => Some(Err(refusal)),
				};
			}
		}
		None
	}
}

/// The verbs of `salus chain proxy`.
#[derive(Debug, Subcommand)]
pub enum Command {
	/// Name a proxy: somebody who makes calls of this type for the signer.
	Add(Change),
	/// End that.
	Remove(Change),
	/// List the proxies of an account.
	List(List),
}

/// `salus chain proxy add` and `… remove`.
#[derive(Debug, Args)]
pub struct Change {
	/// Who is, or was, a proxy of the signer (or of the organisation that `--on-behalf-of` names).
	#[arg(value_parser = super::parse_account)]
	proxy: AccountId32,
	/// What it may do.
	#[arg(long, value_enum)]
	kind: Kind,
	/// For how many blocks each of its calls has to be announced before it is made.
	#[arg(long, value_name = "BLOCKS", default_value_t = 0)]
	delay: u32,
	#[command(flatten)]
	submit: Submit,
}

/// `salus chain proxy list`.
#[derive(Debug, Args)]
pub struct List {
	/// Whose proxies.
	#[arg(value_parser = super::parse_account)]
	account: AccountId32,
	#[command(flatten)]
	connect: Connect,
	/// How it is printed.
	#[arg(long, value_enum, default_value_t = Format::Table)]
	format: Format,
}

/// What a proxy may do.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Kind {
	/// Everything. For an organisation's board, not for staff.
	Any,
	/// Reject announced calls of other proxies.
	CancelProxy,
	/// Move money: tokens, assets, pools of plans.
	Treasury,
	/// Vote on the council.
	Council,
	/// Run a collator.
	Collator,
	/// Change the organisation's own standing in the registry of participants.
	Participation,
	/// Relay, verify and manage consents; record disclosures.
	Consent,
	/// Anchor, amend, retract and erase records.
	Records,
	/// Bill for a provider.
	ClaimsSubmission,
	/// Work for a payer, or for one of its officers.
	Adjudication,
	/// Declare emergencies, or review those of others.
	Emergency,
	/// Appoint guardians, and end guardianships.
	Guardianship,
}

impl From<Kind> for ProxyType {
	fn from(kind: Kind) -> Self {
		match kind {
			Kind::Any => Self::Any,
			Kind::CancelProxy => Self::CancelProxy,
			Kind::Treasury => Self::Treasury,
			Kind::Council => Self::Council,
			Kind::Collator => Self::Collator,
			Kind::Participation => Self::Participation,
			Kind::Consent => Self::Consent,
			Kind::Records => Self::Records,
			Kind::ClaimsSubmission => Self::ClaimsSubmission,
			Kind::Adjudication => Self::Adjudication,
			Kind::Emergency => Self::Emergency,
			Kind::Guardianship => Self::Guardianship,
		}
	}
}

/// The name of a type as `--kind` takes it.
fn kind(of: &ProxyType) -> String {
	Kind::value_variants()
		.iter()
		.find(|kind| ProxyType::from(**kind) == *of)
		.and_then(Kind::to_possible_value)
		.map_or_else(|| "unknown".into(), |value| value.get_name().to_owned())
}

impl Command {
	/// Runs the verb.
	pub(super) async fn run(self) -> Outcome {
		match self {
			Self::Add(change) => {
				let call = salus::tx()
					.proxy()
					.add_proxy(change.proxy.into(), change.kind.into(), change.delay);
				change.run(&call).await
			},
			Self::Remove(change) => {
				let call = salus::tx()
					.proxy()
					.remove_proxy(change.proxy.into(), change.kind.into(), change.delay);
				change.run(&call).await
			},
			Self::List(list) => list.run().await,
		}
	}
}

impl Change {
	async fn run(&self, call: &impl Payload) -> Outcome {
		let chain = Chain::connect(&self.submit.connect).await?;
		chain.run(call, &self.submit).await.map(|_| ())
	}
}

impl List {
	async fn run(self) -> Outcome {
		let chain = Chain::connect(&self.connect).await?;
		let state = chain.state().await?;
		let found = state
			.fetch(salus::storage().proxy().proxies(), (self.account,))
			.await?
			.map(|(proxies, _)| proxies.0)
			.unwrap_or_default();
		match self.format {
			Format::Json => print(&pretty(&json!(found
				.iter()
				.map(
					|ProxyDefinition {
					     delegate,
					     proxy_type,
					     delay,
					 }| json!({
						"proxy": show::ss58(delegate),
						"kind": kind(proxy_type),
						"delay": delay,
					})
				)
				.collect::<Vec<_>>()))?),
			Format::Table if found.is_empty() => print("no proxies\n"),
			Format::Table => print(
				&found
					.iter()
					.map(
						|ProxyDefinition {
						     delegate,
						     proxy_type,
						     delay,
						 }| { format!("{} {:<18} delay {delay}\n", show::ss58(delegate), kind(proxy_type)) },
					)
					.collect::<String>(),
			),
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn kind_should_name_every_type_of_proxy() {
		for value in Kind::value_variants() {
			let name = value.to_possible_value().unwrap().get_name().to_owned();
			assert_eq!(kind(&(*value).into()), name);
			assert_eq!(Kind::from_str(&name, false), Ok(*value));
		}
	}

	#[test]
	fn signer_should_act_for_the_organisation_and_sign_and_pay_itself() {
		let organisation = Signer::dev("//Dave").unwrap().account();
		let clerk = Signer::dev("//Ferdie").unwrap();
		assert_eq!((clerk.acts_for(), clerk.account()), (None, clerk.key()));
		let staff = clerk.clone().on_behalf_of(organisation);
		assert_eq!((staff.account(), staff.key()), (organisation, clerk.key()));
		assert!(format!("{staff:?}").ends_with(&format!("for {organisation}")));
	}
}
