//! Accredited organisations.

pub mod cli;

use crate::{
	chain::{Chain, State},
	outcome::Failure,
};
use clap::ValueEnum;
use salus_api::salus::{self, runtime_types};
use serde_json::{json, Value as Json};
use subxt::utils::AccountId32;

/// The role of an organisation, in the types of the chain.
pub type ChainRole = runtime_types::salus_primitives::roles::Role;
/// The standing of an organisation, in the types of the chain.
pub type Standing = runtime_types::pallet_participants::types::Standing;
/// The status of an organisation, in the types of the chain.
pub type Status = runtime_types::pallet_participants::types::Status;

/// How many organisations the chain lists at a time.
const PAGE: u32 = 100;

/// What an organisation is accredited to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Role {
	/// Holds health data and enforces consents on it.
	Custodian,
	/// Renders care and bills for it.
	Provider,
	/// Publishes plans, adjudicates and pays claims.
	Payer,
	/// Anchors the commitments of the records it signs.
	Issuer,
	/// Registers guardianships on evidence.
	Registrar,
	/// Verifies that a consent was given.
	Verifier,
	/// May declare an emergency to break the glass.
	EmergencyResponder,
	/// Reviews emergencies that others declared, and appeals.
	Reviewer,
	/// Witnesses the log.
	Auditor,
	/// Receives data.
	Recipient,
}

impl Role {
	/// Every role, in the order of its encoding: the position is its bit in a set of roles.
	pub const ALL: [Self; 10] = [
		Self::Custodian,
		Self::Provider,
		Self::Payer,
		Self::Issuer,
		Self::Registrar,
		Self::Verifier,
		Self::EmergencyResponder,
		Self::Reviewer,
		Self::Auditor,
		Self::Recipient,
	];

	/// Its name, as on the command line.
	pub fn name(self) -> &'static str {
		match self {
			Self::Custodian => "custodian",
			Self::Provider => "provider",
			Self::Payer => "payer",
			Self::Issuer => "issuer",
			Self::Registrar => "registrar",
			Self::Verifier => "verifier",
			Self::EmergencyResponder => "emergency-responder",
			Self::Reviewer => "reviewer",
			Self::Auditor => "auditor",
			Self::Recipient => "recipient",
		}
	}

	/// The same role in the types of the chain.
	pub fn on_chain(self) -> ChainRole {
		match self {
			Self::Custodian => ChainRole::Custodian,
			Self::Provider => ChainRole::Provider,
			Self::Payer => ChainRole::Payer,
			Self::Issuer => ChainRole::Issuer,
			Self::Registrar => ChainRole::Registrar,
			Self::Verifier => ChainRole::Verifier,
			Self::EmergencyResponder => ChainRole::EmergencyResponder,
			Self::Reviewer => ChainRole::Reviewer,
			Self::Auditor => ChainRole::Auditor,
			Self::Recipient => ChainRole::Recipient,
		}
	}
}

/// The roles of a set, as the chain packs it.
pub fn roles(set: u16) -> Vec<Role> {
	Role::ALL
		.into_iter()
		.enumerate()
		.filter(|(bit, _)| set >> bit & 1 == 1)
		.map(|(_, role)| role)
		.collect()
}

/// What the chain accredits: organisation, roles, commitment of its credential, and the end in seconds of Unix time.
pub struct Terms {
	/// The organisation's account.
	pub organisation: AccountId32,
	/// What it may do.
	pub roles: Vec<Role>,
	/// The salted SHA-256 of its credential.
	pub credential: [u8; 32],
	/// From when on it counts as expired.
	pub expires_at: Option<u64>,
}

impl Terms {
	fn role_list(&self) -> runtime_types::bounded_collections::bounded_vec::BoundedVec<ChainRole> {
		runtime_types::bounded_collections::bounded_vec::BoundedVec(
			self.roles.iter().map(|role| role.on_chain()).collect(),
		)
	}

	/// The call that accredits it.
	pub fn accredit(&self) -> impl subxt::tx::Payload {
		salus::tx()
			.participants()
			.accredit(self.organisation, self.role_list(), self.credential, self.expires_at)
	}

	/// The call that changes an accreditation to these terms.
	pub fn amend(&self) -> impl subxt::tx::Payload {
		salus::tx()
			.participants()
			.amend(self.organisation, self.role_list(), self.credential, self.expires_at)
	}
}

/// How an organisation stands at a time of the chain, in a word.
pub fn word(standing: &Standing, now: u64) -> &'static str {
	match &standing.status {
		Status::Withdrawn { .. } => "withdrawn",
		Status::Suspended { .. } => "suspended",
		Status::Active if standing.expires_at.is_some_and(|end| end <= now) => "expired",
		Status::Active => "active",
	}
}

/// All organisations, page by page.
pub async fn all(state: &State) -> Result<Vec<(AccountId32, Standing)>, Failure> {
	let mut found: Vec<(AccountId32, Standing)> = vec![];
	loop {
		let after = found.last().map(|(account, _)| *account);
		let page = state
			.view(salus::view_functions().participants().organisations(after, PAGE))
			.await?;
		let last = page.len() < usize::try_from(PAGE).unwrap_or(usize::MAX);
		found.extend(page);
		if last {
			return Ok(found);
		}
	}
}

/// The standing of one organisation.
pub async fn standing(state: &State, organisation: &AccountId32) -> Result<Option<Standing>, Failure> {
	state
		.view(salus::view_functions().participants().standing(*organisation))
		.await
}

/// An organisation for programs.
pub fn as_json(account: &AccountId32, standing: &Standing, credential: Option<[u8; 32]>, now: u64) -> Json {
	let names = |set: u16| roles(set).into_iter().map(Role::name).collect::<Vec<_>>();
	let since = match &standing.status {
		Status::Active => None,
		Status::Suspended { since } | Status::Withdrawn { since } => Some(*since),
	};
	json!({
		"account": crate::chain::ss58(account),
		"status": word(standing, now),
		"since": since,
		"roles": names(standing.roles.0),
		"suspendedRoles": names(standing.suspended_roles.0),
		"accreditedAt": standing.accredited_at,
		"expiresAt": standing.expires_at,
		"credential": credential.map(|credential| format!("0x{}", hex::encode(credential))),
	})
}

/// Refuses an organisation that may not act in a role, before anything is signed.
pub async fn ensure(chain: &Chain, organisation: &AccountId32, role: Role) -> Result<(), Failure> {
	let state = chain.state().await?;
	let now = state.now().await?;
	let account = crate::chain::ss58(organisation);
	match standing(&state, organisation).await? {
		Some(standing) if word(&standing, now) != "active" => Err(Failure::Refused(format!(
			"{account} is {}: it may not act as {}",
			word(&standing, now),
			role.name()
		))),
		Some(standing) if roles(standing.roles.0).contains(&role) => Ok(()),
		Some(standing) => Err(Failure::Refused(format!(
			"{account} is not accredited as {}; it is {}",
			role.name(),
			roles(standing.roles.0)
				.into_iter()
				.map(Role::name)
				.collect::<Vec<_>>()
				.join(", ")
		))),
		None => Err(Failure::Refused(format!(
			"{account} is not accredited: `salus participant accredit` puts it to the council"
		))),
	}
}
