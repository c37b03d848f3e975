//! Consents as the chain has them: accounts, bits and commitments instead of names, labels and codes.
//!
//! | module | what |
//! |---|---|
//! | [`lower`] | from FHIR to what is filed, and from a request to what the chain is asked |
//! | [`raise`] | from the chain to FHIR |
//! | [`prepare`] | both, with a book that keeps the salts |
//! | [`intent`] | what subjects and guardians sign, and the file it is kept in |
//! | [`keys`] | sr25519, ed25519 and ecdsa |
//! | [`words`] | what is filed, in plain words |
//! | [`calls`] | everything that needs a node |
//! | [`receipt`] | the consent receipt |
//!
//! The types here have the encoding of those of `pallet-consent`; a test holds them against the committed metadata.

pub mod calls;
pub mod intent;
pub mod keys;
pub mod lower;
pub mod prepare;
pub mod raise;
pub mod receipt;
pub mod words;

#[cfg(test)]
mod tests;

use codec::{Decode, Encode};
use salus_consent_engine::{vocabulary::Categories, Consent};

/// A consent has one of this many places of its subject.
pub const PLACES: u8 = 16;
/// Most signed consents in one batch.
pub const MAX_BATCH: usize = 64;
/// Most bytes that the encoding of a [`Filing`] may have.
pub const MAX_FILING_BYTES: usize = 8_192;

/// A version of a policy.
#[derive(Encode, Decode, Clone, Copy, PartialEq, Eq, Debug)]
pub struct PolicyRef {
	/// The policy.
	#[codec(compact)]
	pub id: u32,
	/// Its version.
	#[codec(compact)]
	pub version: u32,
}

impl std::fmt::Display for PolicyRef {
	fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
		write!(f, "{}:{}", self.id, self.version)
	}
}

impl std::str::FromStr for PolicyRef {
	type Err = String;

	fn from_str(text: &str) -> Result<Self, String> {
		let refused = || format!("`{text}` is not a version of a policy: write ID:VERSION, such as 1:1");
		let (id, version) = text.split_once(':').ok_or_else(refused)?;
		Ok(Self {
			id: id.parse().map_err(|_| refused())?,
			version: version.parse().map_err(|_| refused())?,
		})
	}
}

/// What kind of consent under 42 CFR Part 2 it is.
#[derive(Encode, Decode, Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
pub enum Part2Kind {
	/// Disclosure of records (§2.31(a)).
	#[codec(index = 0)]
	General,
	/// Counselling notes, which need a consent of their own (§2.31(b)).
	#[codec(index = 1)]
	CounsellingNotes,
	/// Proceedings, which need a consent of their own (§2.31(d)).
	#[codec(index = 2)]
	Proceedings,
}

/// What a consent under 42 CFR Part 2 states beside its provisions.
#[derive(Encode, Decode, Clone, Copy, PartialEq, Eq, Debug)]
pub struct Part2 {
	/// What kind it is.
	pub kind: Part2Kind,
	/// It states the right to revoke it and how.
	pub states_right_to_revoke: bool,
	/// It states that data may be redisclosed, and what refusing means.
	pub states_redisclosure: bool,
}

/// What is filed.
#[derive(Encode, Decode, Clone, PartialEq, Eq, Debug)]
pub struct Filing {
	/// What the subject agreed to.
	pub consent: Consent,
	/// Under which policy.
	pub policy: PolicyRef,
	/// Commitment of the signed document.
	pub source: [u8; 32],
	/// Elements of 42 CFR Part 2.
	pub part2: Option<Part2>,
}

/// A refusal to consent.
#[derive(Encode, Decode, Clone, PartialEq, Eq, Debug)]
pub struct Refusal {
	/// What it is about.
	pub categories: Categories,
	/// Under which policy.
	pub policy: PolicyRef,
	/// Commitment of the document.
	pub source: [u8; 32],
}

/// Why a consent is revoked.
#[derive(Encode, Decode, Clone, Copy, PartialEq, Eq, Debug, Default, clap::ValueEnum)]
pub enum Reason {
	/// No reason is given.
	#[default]
	#[codec(index = 0)]
	Withdrawn,
	/// What it was given for is done.
	#[codec(index = 1)]
	PurposeEnded,
	/// The subject left the custodian.
	#[codec(index = 2)]
	CareEnded,
	/// The guardianship under which it was given should not have been.
	#[codec(index = 3)]
	GuardianshipDisputed,
}

impl Reason {
	/// As it is written in files and on the command line.
	pub fn name(self) -> &'static str {
		match self {
			Self::Withdrawn => "withdrawn",
			Self::PurposeEnded => "purpose-ended",
			Self::CareEnded => "care-ended",
			Self::GuardianshipDisputed => "guardianship-disputed",
		}
	}
}

/// Where and which version of a consent.
#[derive(Encode, Decode, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct ConsentId {
	/// The place, 0 to 15.
	pub place: u8,
	/// The version.
	pub version: u32,
}

impl std::fmt::Display for ConsentId {
	fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
		write!(f, "{}.{}", self.place, self.version)
	}
}
