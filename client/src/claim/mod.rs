//! Claims: plans, and adjudication on files.
//!
//! | module | what |
//! |---|---|
//! | [`plan`] | `PLAN.json` |
//! | [`fhir`], [`native`], [`x12`] | claims in: FHIR `Claim`, Salus' own JSON, 837 |
//! | [`prior`] | what another payer did: FHIR, Salus, 835 |
//! | [`history`] | accumulators and earlier claims |
//! | [`book`] | one member's and family's claims in order, voids and replacements |
//! | [`output`], [`table`], [`eob`], [`era`], [`response`] | results out: JSON, a table, `ExplanationOfBenefit`, 835, `ClaimResponse` |
//! | [`onchain`] | plans and claims on the chain |
//!
//! The arithmetic is that of `salus-claims-engine`, the same that runs on the chain.

pub mod book;
pub mod cli;
pub mod decimal;
pub mod eob;
pub mod era;
pub mod fhir;
pub mod history;
pub mod json;
pub mod model;
pub mod native;
pub mod onchain;
pub mod output;
pub mod plan;
pub mod prior;
mod resource;
pub mod response;
pub mod table;
pub mod x12;

#[cfg(test)]
mod tests;

use decimal::Decimal;
use salus_claims_engine::money::{Units, MAX_UNITS};
use sha2::{Digest, Sha256};

/// Units in thousandths, or why not.
pub fn units_of(decimal: Decimal) -> Result<Units, String> {
	let thousandths = decimal
		.scaled(3)
		.ok_or_else(|| format!("{decimal} units: at most three decimals can be counted"))?;
	match Units::try_from(thousandths) {
		Ok(units) if units > MAX_UNITS => Err(format!("UnitsOverflow: {decimal} units are more than any service has")),
		Ok(units) => Ok(units),
		Err(_) if thousandths < 0 => Err(format!("{decimal} units: cannot be negative")),
		Err(_) => Err(format!("UnitsOverflow: {decimal} units are more than any service has")),
	}
}

/// The engine's key of a provider: the hash of its identifier.
pub fn provider_key(id: &str) -> [u8; 32] {
	Sha256::digest(id.as_bytes()).into()
}
