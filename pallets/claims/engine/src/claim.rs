//! What an adjudication is given: coverage, claim, authorisations, another payer's result, overrides.

#![allow(clippy::as_conversions, reason = "the derived codecs convert the index of a variant")]

use crate::{
	bounded,
	calendar::Day,
	codes::{Group, Reason},
	money::{Money, Units},
	plan::{Category, Network, Plan, ServiceKey},
	tally::Accumulators,
};
use bounded_collections::{BoundedVec, ConstU32};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Most lines of a claim (X12 837P allows 50).
pub const MAX_LINES: u32 = 50;

/// Who bills: an account, or the hash of an identifier off chain.
pub type Provider = [u8; 32];

bounded! {
	/// A claim line.
	#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
	pub struct Line {
		/// Number, unique in the claim.
		#[codec(compact)]
		pub number: u16,
		/// Category as the provider states it; the fee schedule's own category wins.
		pub category: Category,
		/// Blinded service.
		pub service: ServiceKey,
		/// Units in thousandths, at least one thousandth.
		#[codec(compact)]
		pub units: Units,
		/// Billed amount for all units.
		#[codec(compact)]
		pub billed: Money,
		/// Day of service; the first day when there are several.
		pub day: Day,
		/// Authorisation the provider relies on.
		pub authorisation: Option<u32>,
		/// Record that shows the service took place.
		pub record: Option<[u8; 32]>,
	}
}

/// Whether a claim asks for money.
#[derive(
	Clone, Copy, PartialEq, Eq, Debug, Default, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum ClaimUse {
	/// For payment.
	#[default]
	Claim,
	/// For an estimate: the same arithmetic, no effect on accumulators.
	Predetermination,
}

/// Claim frequency (X12 CLM05-3).
#[derive(
	Clone, Copy, PartialEq, Eq, Debug, Default, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Frequency {
	/// `1`.
	#[default]
	Original,
	/// `7`: the claim it replaces is reversed first.
	Replacement,
	/// `8`: the claim it names is reversed. It is not adjudicated.
	Void,
}

/// Why a claim may arrive late.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum LateCause {
	/// Coverage was granted retroactively; the notice is of this day.
	RetroactiveNotice(Day),
	/// Good cause that the payer accepted.
	GoodCause,
}

bounded! {
	/// What a claim may be priced by as a whole.
	#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
	pub struct Package {
		/// The blinded group or case, such as a DRG.
		pub service: Option<ServiceKey>,
		/// Days of the stay in thousandths, as units are.
		#[codec(compact)]
		pub days: Units,
	}
}

bounded! {
	/// A claim.
	#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
	pub struct Claim {
		/// Claim or estimate.
		pub usage: ClaimUse,
		/// Frequency.
		pub frequency: Frequency,
		/// Who bills.
		pub provider: Provider,
		/// Currency of every amount.
		pub currency: [u8; 3],
		/// Day of receipt.
		pub received: Day,
		/// Sum of the lines as the provider states it.
		#[codec(compact)]
		pub total: Money,
		/// Why it may be late.
		pub late: Option<LateCause>,
		/// Group and days of a stay.
		pub package: Option<Package>,
		/// Lines.
		pub lines: BoundedVec<Line, ConstU32<MAX_LINES>>,
	}
}

/// Alone or with a family.
#[derive(
	Clone, Copy, PartialEq, Eq, Debug, Default, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Tier {
	/// Covered alone.
	#[default]
	Alone,
	/// Covered with a family: the family's accumulators count too.
	Family,
}

/// A member's coverage.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Coverage {
	/// First day.
	pub from: Day,
	/// Last day.
	pub until: Option<Day>,
	/// Day from which waiting periods run; earlier than `from` when earlier coverage is credited.
	pub enrolled: Day,
	/// Alone or family.
	pub tier: Tier,
	/// 1 is primary, 2 secondary.
	pub order: u8,
}

/// What became of a request for authorisation (Da Vinci PAS review actions).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Decision {
	/// A1: certified in total.
	Certified,
	/// A2: certified in part.
	Partial,
	/// A6: certified with changes.
	Modified,
	/// A4: not decided yet.
	Pended,
	/// A3: not certified.
	Denied,
}

/// An authorisation and what of it is left.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Authorisation {
	/// Its number.
	pub id: u32,
	/// Only this service, if named.
	pub service: Option<ServiceKey>,
	/// Only this category, if named.
	pub category: Option<Category>,
	/// Only this provider, if named.
	pub provider: Option<Provider>,
	/// What was decided.
	pub decision: Decision,
	/// First day.
	pub from: Day,
	/// Last day.
	pub until: Day,
	/// Units that are left, if it counts them.
	pub units: Option<Units>,
	/// Allowed amount that is left, if it counts it.
	pub amount: Option<Money>,
}

/// What another payer did with a line.
#[derive(
	Clone, Copy, PartialEq, Eq, Debug, Default, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct PriorAmounts {
	/// What it allowed; `None` when it is not known.
	pub allowed: Option<Money>,
	/// What it paid. Several prior payers: the sum.
	pub paid: Money,
	/// What it adjusted without making it the patient's (groups CO, OA, PI).
	pub adjusted: Money,
	/// What the provider must accept as payment in full, if that is stated.
	pub obliged: Option<Money>,
}

/// Another payer's result for a claim.
#[derive(Clone, PartialEq, Eq, Debug, Default, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct PriorPayer {
	/// The day it decided.
	pub decided: Option<Day>,
	/// The whole claim.
	pub claim: PriorAmounts,
	/// Its lines by number, when it reported lines. A line that is missing was not covered.
	pub lines: BoundedVec<(u16, PriorAmounts), ConstU32<MAX_LINES>>,
}

/// A line of an earlier, live claim of the same member.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct EarlierLine {
	/// Who billed it.
	pub provider: Provider,
	/// The service.
	pub service: ServiceKey,
	/// The day.
	pub day: Day,
	/// Units in thousandths.
	pub units: Units,
	/// Billed amount.
	pub billed: Money,
}

/// How alike an earlier line is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Likeness {
	/// Same provider, service, day, units and amount.
	Exact,
	/// Same service and day.
	Suspect,
}

/// Lines of earlier claims, wherever they are held.
pub trait Earlier {
	/// The closest likeness of any earlier line.
	fn like(&self, provider: &Provider, line: &Line) -> Option<Likeness>;
}

impl Earlier for () {
	fn like(&self, _: &Provider, _: &Line) -> Option<Likeness> {
		None
	}
}

impl Earlier for [EarlierLine] {
	fn like(&self, provider: &Provider, line: &Line) -> Option<Likeness> {
		let mut suspect = None;
		for earlier in self.iter().filter(|e| e.service == line.service && e.day == line.day) {
			if earlier.provider == *provider && earlier.units == line.units && earlier.billed == line.billed {
				return Some(Likeness::Exact);
			}
			suspect = Some(Likeness::Suspect);
		}
		suspect
	}
}

/// What an officer decides about a line in place of the plan's rule. The rest of the pipeline runs on from there, so
/// the result still balances and accumulators follow.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Ruling {
	/// The line is denied.
	Deny {
		/// Who bears it.
		group: Group,
		/// Why.
		reason: Reason,
	},
	/// The allowed amount is this (never above what is billed).
	Price(Money),
	/// The stages before the price do not stop the line: dates, duplicate, filing, network, authorisation, waiting,
	/// coverage of the service and benefit limits.
	Accept,
}

/// A ruling on a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Override {
	/// The line's number.
	pub line: u16,
	/// The ruling.
	pub ruling: Ruling,
}

/// Everything an adjudication depends on, apart from the fee schedule and earlier claims.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
	/// The plan; it passed [`Plan::check`].
	pub plan: &'a Plan,
	/// The member's coverage.
	pub coverage: &'a Coverage,
	/// Accumulators before the claim.
	pub accumulators: &'a Accumulators,
	/// The claim.
	pub claim: &'a Claim,
	/// The provider's network.
	pub network: Network,
	/// The member's authorisations.
	pub authorisations: &'a [Authorisation],
	/// What the payers before this one did.
	pub prior: Option<&'a PriorPayer>,
	/// Rulings of officers.
	pub overrides: &'a [Override],
	/// Whether the member consents to the use of these data for payment.
	pub consent: bool,
	/// Whether a person has looked at the claim: it no longer pends for suspicion, size or price.
	pub released: bool,
}
