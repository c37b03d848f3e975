//! A plan file as the chain takes it: terms, pages of blinded prices, contracts.

use super::wire::{page_of, Account, Asset, ScheduleEntry, Settlement};
use crate::{
	claim::plan::{Code, PlanFile},
	outcome::Failure,
	record::{ids::parse_account, private},
};
use codec::Encode as _;
use salus_claims_engine::plan::{Network, Plan};
use sha2::{Digest, Sha256};
use std::{fs, path::Path};

/// Most prices of one page.
const PAGE: usize = 64;
/// Most bits of a service key that name its page.
const PAGE_BITS: u8 = 10;
/// Fewest bytes of a secret: what it blinds is guessable, so it must not be.
const SECRET: usize = 16;

/// Everything that is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
	/// What decides what a claim pays.
	pub terms: Plan,
	/// How it is priced and paid.
	pub settlement: Settlement,
	/// The fee schedule: 2^bits pages.
	pub pages: Vec<Vec<ScheduleEntry>>,
	/// Providers with an account, and their networks.
	pub contracts: Vec<(Account, Network)>,
}

impl Publication {
	/// What results on chain refer to.
	pub fn digest(&self) -> [u8; 32] {
		let Settlement {
			page_bits,
			default_network,
			..
		} = self.settlement;
		let start = (b"salus/plan/v1", &self.terms, page_bits, default_network).encode();
		let mut digest: [u8; 32] = Sha256::digest(start).into();
		for page in &self.pages {
			let page: [u8; 32] = Sha256::digest(page.encode()).into();
			digest = Sha256::digest([digest, page].concat()).into();
		}
		digest
	}
}

/// Brings a plan file into the form of the chain.
pub fn publication(plan: &PlanFile, asset: Asset, external_levels: u8) -> Result<Publication, Failure> {
	if plan.secret().len() < SECRET {
		return Err(Failure::Refused(format!(
			"the secret of plan {} has {} bytes; at least {SECRET} are needed, or anybody can find the codes behind the keys by \
			 trying. Leave `secret` out of the plan to have one made, see --secret",
			plan.id,
			plan.secret().len()
		)));
	}
	let mut entries = vec![];
	for (token, scheduled) in &plan.schedule {
		let service = plan.blind(&code(token));
		for entry in scheduled {
			entries.push(ScheduleEntry {
				service,
				networks: entry.networks,
				price: entry.price,
			});
		}
	}
	entries.sort_by_key(|entry| (entry.service, entry.networks));
	let (page_bits, pages) = pages(&entries).ok_or_else(|| {
		Failure::Refused(format!(
			"plan {} has {} prices: more than the {} pages of a fee schedule hold; split it into plans by network or service",
			plan.id,
			entries.len(),
			1u32 << PAGE_BITS
		))
	})?;
	let mut contracts = vec![];
	for (account, network) in &plan.accounts {
		let account = parse_account(account)
			.map_err(|why| Failure::Unreadable(format!("plan {}: providers: {account}: {why}", plan.id)))?;
		contracts.push((account, *network));
	}
	let default_network = plan.default_network.unwrap_or(0);
	Ok(Publication {
		terms: plan.plan.clone(),
		settlement: Settlement {
			asset,
			page_bits,
			default_network,
			external_levels,
		},
		pages,
		contracts,
	})
}

/// `system|code:modifier…` as a code.
fn code(token: &str) -> Code {
	let (system, rest) = token.rsplit_once('|').unwrap_or(("", token));
	let mut parts = rest.split(':').map(str::to_owned);
	Code {
		system: system.into(),
		code: parts.next().unwrap_or_default(),
		modifiers: parts.collect(),
	}
}

/// As few pages as hold the prices. Keys are uniform, so half-full pages are the rule.
fn pages(entries: &[ScheduleEntry]) -> Option<(u8, Vec<Vec<ScheduleEntry>>)> {
	(0..=PAGE_BITS).find_map(|bits| {
		let mut pages = vec![vec![]; 1 << bits];
		for entry in entries {
			let page: &mut Vec<ScheduleEntry> = pages.get_mut(usize::from(page_of(&entry.service, bits)))?;
			if page.len() == PAGE {
				return None;
			}
			page.push(*entry);
		}
		Some((bits, pages))
	})
}

/// What to do about a secret that is not there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Absent {
	/// The plan cannot be read.
	Refuse,
	/// One is made and written down.
	Make,
	/// One is made for this time only: nothing is written.
	Pretend,
}

/// Gives the plan the secret that its services are blinded with: the one in the plan file, else that of `path`, else what
/// `absent` says. Answers whether one was made.
pub fn settle_secret(plan: &mut PlanFile, path: &Path, absent: Absent) -> Result<bool, Failure> {
	if !plan.secret().is_empty() {
		return Ok(false);
	}
	let unreadable = |why: String| Failure::Unreadable(format!("{}: {why}", path.display()));
	match fs::read_to_string(path) {
		Ok(text) => {
			let secret = hex::decode(text.trim()).map_err(|e| unreadable(format!("is not a secret in hex: {e}")))?;
			if secret.len() < SECRET {
				return Err(unreadable(format!(
					"has {} bytes; a secret has at least {SECRET}",
					secret.len()
				)));
			}
			plan.set_secret(secret);
			Ok(false)
		},
		Err(error) if error.kind() == std::io::ErrorKind::NotFound && absent != Absent::Refuse => {
			let secret = crate::record::content::fresh_salt()?.0;
			if absent == Absent::Make {
				private::write(path, format!("{}\n", hex::encode(secret)).as_bytes())?;
			}
			plan.set_secret(secret.to_vec());
			Ok(true)
		},
		Err(error) => Err(unreadable(format!(
			"{error}; it holds the secret of plan {}. Ask the payer for it, or name it with --secret",
			plan.id
		))),
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use serde_json::json;

	fn plan(file: serde_json::Value) -> PlanFile {
		crate::claim::plan::read(&file, "PLAN.json").unwrap()
	}

	#[test]
	fn publication_should_hold_every_price_on_its_page_when_there_are_many() {
		let schedule: serde_json::Map<_, _> = (10_000..11_000).map(|n| (format!("CPT|{n}"), json!(n))).collect();
		let file = plan(json!({"plan": "p", "secret": "0123456789abcdef", "feeSchedule": schedule}));
		let publication = publication(&file, Asset::Native, 0).unwrap();
		let bits = publication.settlement.page_bits;
		assert_eq!(publication.pages.len(), 1 << bits);
		assert_eq!(publication.pages.iter().map(Vec::len).sum::<usize>(), 1_000);
		for (at, page) in publication.pages.iter().enumerate() {
			assert!(page.len() <= PAGE);
			assert!(page.windows(2).all(|pair| pair[0].service < pair[1].service));
			assert!(page
				.iter()
				.all(|entry| usize::from(page_of(&entry.service, bits)) == at));
		}
	}

	#[test]
	fn publication_should_be_refused_when_the_secret_is_short() {
		let failure = publication(&plan(json!({"plan": "p", "secret": "abc"})), Asset::Native, 0).unwrap_err();
		assert!(failure.to_string().contains("16"), "{failure}");
	}

	#[test]
	fn publication_should_change_its_digest_when_a_price_or_the_secret_changes() {
		let digest = |secret: &str, amount: u32| {
			let file = plan(json!({"plan": "p", "secret": secret, "feeSchedule": {"99213": amount}}));
			publication(&file, Asset::Native, 0).unwrap().digest()
		};
		let base = digest("0123456789abcdef", 100);
		assert_eq!(base, digest("0123456789abcdef", 100));
		assert_ne!(base, digest("0123456789abcdef", 101));
		assert_ne!(base, digest("0123456789abcdeg", 100));
	}

	#[test]
	fn secret_should_be_made_once_and_read_again_when_the_plan_has_none() {
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("plan.secret");
		let mut first = plan(json!({"plan": "p"}));
		assert!(settle_secret(&mut first, &path, Absent::Refuse).is_err());
		assert!(settle_secret(&mut first.clone(), &path, Absent::Pretend).unwrap());
		assert!(!path.exists(), "what is only tried leaves nothing behind");
		assert!(settle_secret(&mut first, &path, Absent::Make).unwrap());
		let mut second = plan(json!({"plan": "p"}));
		assert!(!settle_secret(&mut second, &path, Absent::Make).unwrap());
		assert_eq!(first.secret(), second.secret());
		assert_eq!(first.secret().len(), 32);
		let mut own = plan(json!({"plan": "p", "secret": "0123456789abcdef"}));
		assert!(!settle_secret(&mut own, &path, Absent::Make).unwrap());
		assert_eq!(own.secret(), b"0123456789abcdef");
	}
}
