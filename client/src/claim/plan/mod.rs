//! `PLAN.json`: a payer's plan as a person writes it. `docs/payers/plan-format.md` documents it.

mod names;
mod read;
mod rules;
mod sharing;
#[cfg(test)]
mod tests;

pub use names::{category_number, system_uri, Categories, CategoryRule, Facts, Pattern};
pub use read::{anybody, authorisation, code as parse_code, read};

use super::decimal::Currency;
use codec::Encode;
use hmac::{Hmac, Mac};
use salus_claims_engine::{
	calendar::Day,
	plan::{Network, Price},
	Authorisation, Category, Coverage, Plan, ServiceKey,
};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// A code in its code system; an empty system in a plan stands for any.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Code {
	/// URI of the code system.
	pub system: String,
	/// The code.
	pub code: String,
	/// Modifiers.
	pub modifiers: Vec<String>,
}

impl Code {
	/// `system|code:modifier…`, the text that is blinded.
	pub fn token(&self) -> String {
		let mut token = format!("{}|{}", self.system, self.code);
		for modifier in &self.modifiers {
			token.push(':');
			token.push_str(modifier);
		}
		token
	}

	/// `code:modifier…`, for people.
	pub fn short(&self) -> String {
		let token = self.token();
		token.split_once('|').map_or(token.clone(), |(_, code)| code.into())
	}
}

/// A price of the fee schedule and the networks it holds in.
#[derive(Clone, Copy, Debug)]
pub struct Scheduled {
	/// Bit mask of networks.
	pub networks: u8,
	/// The price.
	pub price: Price,
}

/// A member of the plan.
#[derive(Clone, Debug)]
pub struct Member {
	/// The first of its identifiers: the key of accumulators.
	pub id: String,
	/// Every identifier a claim may use: of the patient or of the coverage.
	pub ids: Vec<String>,
	/// Family, when the coverage is shared.
	pub family: Option<String>,
	/// Coverage.
	pub coverage: Coverage,
	/// Day of the notice, when coverage was granted retroactively.
	pub notice: Option<Day>,
	/// The member's account on chain, as the file has it.
	pub account: Option<String>,
}

/// An authorisation, as files name it.
#[derive(Clone, Debug)]
pub struct NamedAuthorisation {
	/// Its number in claims.
	pub name: String,
	/// Whose it is; anybody's if none is named.
	pub member: Option<String>,
	/// What was authorised. Its `id` is the position in the list.
	pub grant: Authorisation,
}

/// A plan, its fee schedule and who is covered.
#[derive(Clone, Debug)]
pub struct PlanFile {
	/// Identifier of the plan.
	pub id: String,
	/// Identifiers of the payer.
	pub payer: Vec<String>,
	/// Name of the payer.
	pub payer_name: Option<String>,
	/// Currency.
	pub currency: Currency,
	/// What the engine works with.
	pub plan: Plan,
	/// Fee schedule by token.
	pub schedule: BTreeMap<String, Vec<Scheduled>>,
	/// Categories.
	pub categories: Categories,
	/// Networks by number.
	pub networks: Vec<String>,
	/// Network of each provider; `None`: providers are not listed.
	pub providers: Option<BTreeMap<String, Network>>,
	/// Accounts of providers on chain, as the file has them, and their networks.
	pub accounts: Vec<(String, Network)>,
	/// Network of providers that are not listed.
	pub default_network: Option<Network>,
	/// Members; `None`: anybody is covered.
	pub members: Option<Vec<Member>>,
	/// Authorisations.
	pub authorisations: Vec<NamedAuthorisation>,
	/// Names of deductibles, out-of-pocket maximums and limits, by position.
	pub deductible_names: Vec<String>,
	/// See `deductible_names`.
	pub cap_names: Vec<String>,
	/// See `deductible_names`.
	pub limit_names: Vec<String>,
	secret: Vec<u8>,
}

impl PlanFile {
	/// The secret that services are blinded with.
	pub fn secret(&self) -> &[u8] {
		&self.secret
	}

	/// Blinds services with another secret than the file has.
	pub fn set_secret(&mut self, secret: Vec<u8>) {
		self.secret = secret;
	}

	/// The service of a line: the code under which the schedule prices it, else its first.
	pub fn service<'c>(&self, codes: &'c [Code]) -> Option<std::borrow::Cow<'c, Code>> {
		use std::borrow::Cow;
		let bare = |code: &Code| Code {
			modifiers: vec![],
			..code.clone()
		};
		let any = |code: &Code| Code {
			system: String::new(),
			..code.clone()
		};
		let known = |code: &Code| self.schedule.contains_key(&code.token());
		let with = codes.iter().filter(|code| !code.modifiers.is_empty());
		let named = with.flat_map(|code| [code.clone(), any(code)]);
		let plain = codes.iter().flat_map(|code| [bare(code), any(&bare(code))]);
		named
			.chain(plain)
			.find(known)
			.map(Cow::Owned)
			.or_else(|| codes.first().map(Cow::Borrowed))
	}

	/// The blinded key of a service: HMAC-SHA-256 of the plan secret over `system|code`, the first 16 bytes.
	pub fn blind(&self, code: &Code) -> ServiceKey {
		let mut mac = Hmac::<Sha256>::new_from_slice(&self.secret).expect("HMAC takes keys of any length");
		mac.update(code.token().as_bytes());
		let full = mac.finalize().into_bytes();
		let mut key = ServiceKey::default();
		key.copy_from_slice(&full[..16]);
		key
	}

	/// The price of a service: of the first of its codes that the schedule has, with its modifiers, then without.
	pub fn price(&self, codes: &[Code], network: Network) -> Option<Price> {
		let find = |code: &Code| {
			let any = Code {
				system: String::new(),
				..code.clone()
			};
			[code.token(), any.token()].iter().find_map(|token| {
				let entries = self.schedule.get(token)?;
				entries
					.iter()
					.find(|e| (e.networks >> network) & 1 == 1)
					.map(|e| e.price)
			})
		};
		codes
			.iter()
			.filter(|code| !code.modifiers.is_empty())
			.find_map(find)
			.or_else(|| {
				codes.iter().find_map(|code| {
					find(&Code {
						modifiers: vec![],
						..code.clone()
					})
				})
			})
	}

	/// SHA-256 over the plan and its blinded fee schedule: what results refer to.
	pub fn digest(&self) -> [u8; 32] {
		let mut hash = Sha256::new();
		hash.update(self.plan.encode());
		let mut blinded: Vec<_> = self
			.schedule
			.iter()
			.flat_map(|(token, entries)| entries.iter().map(move |e| (token, e)))
			.map(|(token, entry)| {
				let (system, code) = token.split_once('|').unwrap_or(("", token));
				let code = Code {
					system: system.into(),
					code: code.into(),
					modifiers: vec![],
				};
				(self.blind(&code), entry.networks, entry.price).encode()
			})
			.collect();
		blinded.sort();
		for entry in blinded {
			hash.update(entry);
		}
		hash.finalize().into()
	}

	/// The name of a category.
	pub fn category_name(&self, category: Category) -> String {
		self.categories.name(category)
	}

	/// The name of a network.
	pub fn network_name(&self, network: Network) -> String {
		self.networks
			.get(usize::from(network))
			.cloned()
			.unwrap_or_else(|| network.to_string())
	}
}
