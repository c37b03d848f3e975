//! What is stored and passed.

#![allow(clippy::as_conversions, reason = "the derived codecs convert the index of a variant")]

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use salus_claims_engine::calendar::Day;
use salus_primitives::Seconds;
use scale_info::TypeInfo;

/// Derives everything that a type in storage, in a call and in the metadata needs.
macro_rules! stored {
	($($item:item)*) => {$(
		#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug)]
		$item
	)*};
}

/// The same for one struct with compact fields, of which the derived bound would be too low.
macro_rules! packed {
	($($struct:tt)*) => {
		salus_claims_engine::bounded! {
			#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo, Clone, PartialEq, Eq, Debug)]
			$($struct)*
		}
	};
}

mod case;
mod claim;
mod member;
mod plan;
mod remittance;
mod replay;

pub use case::*;
pub use claim::*;
pub use member::*;
pub use plan::*;
pub use remittance::*;
pub use replay::*;

/// A version of a plan. A change of a plan that is used is a new plan.
pub type PlanId = u32;
/// A member's coverage.
pub type CoverageId = u32;
/// A family.
pub type FamilyId = u32;
/// A remittance.
pub type RemittanceId = u32;
/// Counts the claims of one coverage.
pub type ClaimNumber = u32;
/// Counts the authorisations of one coverage.
pub type AuthorisationNumber = u32;
/// Counts the results of one claim, from 1.
pub type Revision = u16;

/// Most claims in one batch, and in one remittance.
pub const MAX_BATCH: u32 = 64;
/// Most prices of one page.
pub const MAX_PAGE: u32 = 64;
/// Most bits of a service key that name its page: 1,024 pages.
pub const MAX_PAGE_BITS: u8 = 10;
/// Lines that a coverage keeps at hand to notice duplicates; older ones are kept by their day.
pub const MAX_RECENT: u32 = 32;
/// Most older lines of one coverage on one day.
pub const MAX_DAY_LINES: u32 = 128;
/// Most members of a family.
pub const MAX_FAMILY: u16 = 32;
/// Most people who decide about one claim.
pub const MAX_DECIDERS: u32 = 16;
/// Most claims that one pass of a replay puts in order.
pub const MAX_REPLAY: u32 = 128;
/// Most adjustments of a remittance that somebody states.
pub const MAX_STATED: u32 = 8;
/// Most adjustments of a remittance with those that follow from its claims.
pub const MAX_ADJUSTED: u32 = 16;
/// Rules of a plan that weigh no more than an ordinary claim is charged for.
pub const ORDINARY_RULES: usize = 24;
/// Accumulators of a member or a family that weigh no more than that.
pub const ORDINARY_TALLIES: usize = 16;
/// Most items that one call removes of what hangs on a claim or a coverage.
pub const PRUNED_AT_ONCE: u32 = 8;
/// Seconds in a day.
pub const DAY: Seconds = 86_400;

/// A sequential id as a storage key: big endian, so that neighbours share their path in the trie and keys sort like ids.
#[derive(
	Clone,
	Copy,
	Debug,
	Default,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Key([u8; 4]);

impl From<u32> for Key {
	fn from(id: u32) -> Self {
		Self(id.to_be_bytes())
	}
}

impl From<Key> for u32 {
	fn from(key: Key) -> Self {
		u32::from_be_bytes(key.0)
	}
}

/// The number of a page of prices as a storage key, big endian like [`Key`].
#[derive(
	Clone,
	Copy,
	Debug,
	Default,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct PageKey([u8; 2]);

impl From<u16> for PageKey {
	fn from(page: u16) -> Self {
		Self(page.to_be_bytes())
	}
}

impl From<PageKey> for u16 {
	fn from(key: PageKey) -> Self {
		u16::from_be_bytes(key.0)
	}
}

/// A day as a storage key: big endian with the sign bit turned, so that keys sort like days.
#[derive(
	Clone,
	Copy,
	Debug,
	Default,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct DayKey([u8; 4]);

impl From<Day> for DayKey {
	fn from(day: Day) -> Self {
		let [first, rest @ ..] = day.to_be_bytes();
		let [second, third, fourth] = rest;
		Self([first ^ 0x80, second, third, fourth])
	}
}

impl From<DayKey> for Day {
	fn from(key: DayKey) -> Self {
		let [first, second, third, fourth] = key.0;
		Day::from_be_bytes([first ^ 0x80, second, third, fourth])
	}
}

stored! {
	/// What can be removed from the state once it is old enough.
	#[derive(Copy)]
	pub enum Prunable {
		/// A closed or rejected claim, its results and its case.
		#[codec(index = 0)]
		Claim(ClaimId),
		/// An authorisation.
		#[codec(index = 1)]
		Authorisation(CoverageId, AuthorisationNumber),
		/// A coverage without claims and authorisations.
		#[codec(index = 2)]
		Coverage(CoverageId),
		/// A remittance.
		#[codec(index = 3)]
		Remittance(RemittanceId),
	}

	/// Ids that were given out last, plus one.
	#[derive(Copy, Default)]
	pub struct NextIds {
		/// Plans.
		pub plan: PlanId,
		/// Coverages.
		pub coverage: CoverageId,
		/// Families.
		pub family: FamilyId,
		/// Remittances.
		pub remittance: RemittanceId,
	}
}
