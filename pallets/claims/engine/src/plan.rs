//! A payer's published plan: everything that decides what a claim pays, except the fee schedule itself.

#![allow(clippy::as_conversions, reason = "the derived codecs convert the index of a variant")]

mod check;

pub use check::PlanFault;

use crate::{
	calendar::{Period, YearStart},
	codes::{default_group, Group, Reason},
	money::{Money, Rounding, Units},
	tally::Owner,
};
use bounded_collections::{BoundedVec, ConstU32};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// A coarse kind of service, 0 to 127. The chain knows no more of a service than this and its blinded key.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
	Default,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Category(pub u8);

/// A network of the plan, 0 to 7. Network 0 is the plan's own.
pub type Network = u8;

/// Most deductibles of a plan.
pub const MAX_DEDUCTIBLES: u32 = 8;
/// Most out-of-pocket maximums of a plan.
pub const MAX_CAPS: u32 = 8;
/// Most others that a deductible or an out-of-pocket maximum credits or is a part of.
pub const MAX_LINKS: u32 = 3;
/// Most cost-share rules of a plan.
pub const MAX_SHARE_RULES: u32 = 96;
/// Most price rules of a plan.
pub const MAX_PRICE_RULES: u32 = 32;
/// Most benefit limits of a plan.
pub const MAX_LIMITS: u32 = 32;
/// Most waiting periods, authorisation rules, network closures and group overrides of a plan, each.
pub const MAX_RULES: u32 = 16;
/// Most levels of appeal.
pub const MAX_APPEALS: u32 = 6;
/// Most reductions of what a plan pays.
pub const MAX_REDUCTIONS: u32 = 4;
/// Most rules for several procedures of one day.
pub const MAX_RANKS: u32 = 4;
/// Most parts of one line: the cost-share rules within a mark that can hold a line of one category and network are one
/// less.
pub const MAX_PARTS: u32 = 8;

/// Which lines a rule is about: the sets of networks and categories, as bit masks.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Scope {
	/// Bit *n* is network *n*.
	pub networks: u8,
	/// Bit *n* is category *n*.
	pub categories: u128,
}

impl Scope {
	/// Every line.
	pub const ALL: Self = Self {
		networks: u8::MAX,
		categories: u128::MAX,
	};

	/// Whether a line of this category and network is meant.
	pub fn holds(&self, category: Category, network: Network) -> bool {
		bit8(self.networks, network) && bit128(self.categories, category.0)
	}
}

impl Default for Scope {
	fn default() -> Self {
		Self::ALL
	}
}

/// Whether a set has this member.
pub(crate) fn bit8(mask: u8, bit: u8) -> bool {
	mask.checked_shr(u32::from(bit)).is_some_and(|m| m & 1 == 1)
}

pub(crate) fn bit128(mask: u128, bit: u8) -> bool {
	mask.checked_shr(u32::from(bit)).is_some_and(|m| m & 1 == 1)
}

/// The three shares of a patient.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Share {
	/// PR-1.
	Deductible,
	/// PR-2.
	Coinsurance,
	/// PR-3.
	Copay,
}

/// The order in which the shares are taken; each is computed on what the ones before it left.
pub type Order = [Share; 3];

/// Copay, then deductible, then coinsurance.
pub const COPAY_FIRST: Order = [Share::Copay, Share::Deductible, Share::Coinsurance];

/// Whose amount of a coinsurance is rounded; the other side takes the rest.
#[derive(
	Clone, Copy, PartialEq, Eq, Debug, Default, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Side {
	/// The patient's part.
	#[default]
	Patient,
	/// The plan's part.
	Plan,
}

/// The limit of a deductible or of an out-of-pocket maximum.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Limits {
	/// For a member who is covered alone.
	pub alone: Option<Money>,
	/// For one member of a family. `None` makes the family amount an aggregate: nothing stops at a single member.
	pub member: Option<Money>,
	/// For the family together.
	pub family: Option<Money>,
	/// The family has met it once so many members have met theirs; 0: that plays no part.
	pub members: u8,
}

/// Over which time something counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Span {
	/// One line: nothing accumulates.
	Line,
	/// One visit: the service day.
	Visit,
	/// One claim, for example an admission: nothing accumulates.
	Claim,
	/// So many calendar months together, counted from January: 1, 2, 3 (a quarter), 4 or 6.
	Months(u8),
	/// So many plan years, that of the service day the last of them.
	Years(u8),
	/// A length of time, the service day the last of it.
	Rolling(Period),
	/// The benefit period: see [`Spell`].
	Spell,
	/// For ever.
	Lifetime,
}

impl Span {
	/// The plan year of the service day.
	pub const YEAR: Self = Self::Years(1);
}

impl Default for Span {
	fn default() -> Self {
		Self::YEAR
	}
}

/// A benefit period, as Medicare calls it (42 CFR 409.60): days of care on which it goes on until there were none for
/// `gap` days. A line's units are its days; those of a price for the whole claim are the claim's.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Spell {
	/// The lines that are such care.
	pub scope: Scope,
	/// Days without care after which the period is over, the day of discharge the first of them.
	pub gap: u16,
}

/// A deductible.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Deductible {
	/// Lines it applies to, unless their rule names another or none.
	pub scope: Scope,
	/// Its amounts.
	pub limits: Limits,
	/// Over which time.
	pub span: Span,
	/// Bit *n*: what is taken here is also credited to deductible *n*, up to what remains there.
	pub also: u8,
	/// Bit *n*: this one is a part of deductible *n*: never more is taken than remains there, and it is credited there.
	pub part_of: u8,
	/// What is taken in so many last months of a plan year is credited to the next one too.
	pub carry: u8,
}

/// An out-of-pocket maximum.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Cap {
	/// Lines it applies to, unless their rule names another or none.
	pub scope: Scope,
	/// Its amounts.
	pub limits: Limits,
	/// Over which time.
	pub span: Span,
	/// Which shares count, in the order deductible, coinsurance, copay. What does not count is not capped.
	pub counts: [bool; 3],
	/// Bit *n*: what counts here is also credited to maximum *n*, up to what remains there.
	pub also: u8,
	/// Bit *n*: this one is a part of maximum *n*, which caps the line too and is credited with what counts there.
	pub part_of: u8,
}

/// Which deductible or out-of-pocket maximum a rule uses.
#[derive(
	Clone, Copy, PartialEq, Eq, Debug, Default, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Use {
	/// The first whose scope holds the line.
	#[default]
	Matching,
	/// None.
	None,
	/// The one at this position.
	Nth(u8),
}

/// What a copay is charged for.
#[derive(
	Clone, Copy, PartialEq, Eq, Debug, Default, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Per {
	/// Once for the lines of one rule on one day of one claim.
	#[default]
	Visit,
	/// Each line.
	Line,
	/// Each unit, for example each day of a stay. Under a price for the whole claim: each of its days.
	Unit,
	/// Once for the lines of one rule of one claim, for example an admission.
	Claim,
}

/// A copay.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Copay {
	/// The amount.
	pub amount: Money,
	/// What it is charged for.
	pub per: Per,
	/// Most for one line, for example five days of a stay.
	pub most: Option<Money>,
	/// Units that bear no copay, the first ones: for a copay for each unit, such as from the 21st day on.
	pub free: Units,
}

/// What the patient bears of the lines in a scope. The first rule that holds a line is used; a line that no rule holds
/// is not covered.
///
/// A rule may hold only within a mark, such as the first 20 days of a stay or the first 10,000 of a year. A line that crosses
/// it is divided there: the rule has the part within the mark, the next that holds has the rest.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct ShareRule {
	/// The lines.
	pub scope: Scope,
	/// The rule holds only within this limit, which is a mark.
	pub within: Option<u8>,
	/// The rule holds only for a claim that has a line of this category too.
	pub beside: Option<Category>,
	/// Whether the service is covered at all; if not, reason 96.
	pub covered: bool,
	/// Which deductible is taken.
	pub deductible: Use,
	/// The copay.
	pub copay: Option<Copay>,
	/// The patient's coinsurance in basis points.
	pub coinsurance: u32,
	/// Least and most coinsurance for one line, or for all that a price for the whole claim covers.
	pub least: Option<Money>,
	/// See `least`.
	pub most: Option<Money>,
	/// Which out-of-pocket maximum the shares count towards.
	pub cap: Use,
	/// Another order than the plan's.
	pub order: Option<Order>,
}

/// How a line that the fee schedule does not price is priced.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum PriceBasis {
	/// Basis points of what is billed.
	Billed(u32),
	/// An amount for each unit.
	Unit(Money),
	/// An amount for the line.
	Line(Money),
	/// Not covered: reason 96.
	Deny,
	/// A person prices it.
	Pend,
	/// An amount for the claim, such as a case rate or a DRG: spread over the lines by what each bills.
	Claim(Money),
	/// An amount for each day of a stay, spread likewise.
	Day(Money),
}

/// A price rule: the first that holds a line is used. Without one a line is priced by a person.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct PriceRule {
	/// The lines.
	pub scope: Scope,
	/// The price.
	pub basis: PriceBasis,
}

/// What a benefit limit counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Measure {
	/// Lines.
	Services,
	/// Days on which there was at least one such service.
	Visits,
	/// Units, in thousandths.
	Units,
	/// Allowed amount, before the patient's shares.
	Allowed,
	/// What the plan pays.
	Paid,
	/// What coinsurance is computed on; for marks only.
	Coinsured,
	/// The patient's shares; for marks only.
	Patient,
}

/// What a limit is for.
#[derive(
	Clone, Copy, PartialEq, Eq, Debug, Default, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Role {
	/// What is above it is not covered.
	#[default]
	Ends,
	/// It marks how far cost-share rules hold, and counts every line of its scope.
	Marks,
	/// The same, but it counts only what those rules had.
	MarksOwn,
}

/// A benefit limit, or a mark up to which cost-share rules hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Limit {
	/// What it is for.
	pub role: Role,
	/// The lines it counts.
	pub scope: Scope,
	/// What it counts.
	pub measure: Measure,
	/// Over which time.
	pub span: Span,
	/// The most: services, visits, thousandths of units or minor units.
	pub most: u128,
	/// Reason of what is above it; 119 unless the plan says otherwise.
	pub reason: Reason,
	/// Whether the members of a family share it.
	pub owner: Owner,
}

/// Several procedures of one day: the dearest is priced by the first rate, the next by the second, and so on.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Rank {
	/// The lines.
	pub scope: Scope,
	/// Basis points of the price, in order; the last is that of all further ones.
	pub rates: [u32; 4],
}

/// A waiting period, counted from the member's enrolment.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Waiting {
	/// The lines.
	pub scope: Scope,
	/// How long.
	pub period: Period,
}

/// What happens to a line without the authorisation it needs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Absent {
	/// It is denied: reason 197.
	Deny,
	/// The allowed amount is cut by a part (basis points) or at most an amount: reason 197.
	Reduce {
		/// Basis points of the allowed amount.
		rate: u32,
		/// Most that is cut.
		most: Option<Money>,
	},
}

/// Lines that need an authorisation.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct AuthorisationRule {
	/// The lines.
	pub scope: Scope,
	/// Only when more than this is billed for the line.
	pub above: Option<Money>,
	/// What happens without one.
	pub absent: Absent,
}

/// A network that is not covered: reason 242.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Closure {
	/// The lines that are denied. Leave out categories that are covered everywhere, such as emergencies.
	pub scope: Scope,
	/// Whether an authorisation for the line opens the network.
	pub authorised: bool,
}

/// Timely filing: how long after the service a claim may arrive.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Filing {
	/// From the service day.
	pub period: Period,
	/// When another payer decided first: from that decision, if later.
	pub after_prior: Option<Period>,
	/// When coverage was granted retroactively: from the notice, if later.
	pub after_notice: Option<Period>,
	/// Whether a claim with good cause for lateness is taken.
	pub good_cause: bool,
}

/// What happens to a duplicate.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum OnDuplicate {
	/// Reason 18.
	Deny,
	/// A person decides.
	Pend,
	/// Nothing.
	Allow,
}

/// Duplicates.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Duplicates {
	/// Same provider, service, day, units and amount as a line of an earlier claim.
	pub exact: OnDuplicate,
	/// Same service and day as a line of an earlier claim, else different.
	pub suspect: OnDuplicate,
	/// Whether the exact rule also holds between the lines of one claim.
	pub within: bool,
}

impl Default for Duplicates {
	fn default() -> Self {
		Self {
			exact: OnDuplicate::Deny,
			suspect: OnDuplicate::Pend,
			within: false,
		}
	}
}

/// How the plan pays after another payer.
#[derive(
	Clone, Copy, PartialEq, Eq, Debug, Default, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum CobMethod {
	/// Up to the allowable amount together with the other payers.
	#[default]
	Traditional,
	/// The plan's own benefit less what was paid: nothing when the other payers reached it.
	NonDuplication,
	/// The same arithmetic under the name retiree plans give it.
	CarveOut,
	/// What was paid is taken off the allowed amount first; deductible, copay and coinsurance come after.
	MaintenanceOfBenefits,
	/// 42 CFR 411.33(a): services paid by fee schedule or reasonable charge.
	LowestOf,
	/// 42 CFR 411.33(e): services paid on another basis, for example by stay.
	LowestOfGross,
}

/// Which amount the payers may reach together.
#[derive(
	Clone, Copy, PartialEq, Eq, Debug, Default, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Allowable {
	/// The highest of the allowed amounts.
	#[default]
	Higher,
	/// This plan's.
	Own,
	/// The prior payer's.
	Prior,
	/// The lowest.
	Lower,
}

/// Whether coordination works on lines or on the claim.
#[derive(
	Clone, Copy, PartialEq, Eq, Debug, Default, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Level {
	/// On lines when the prior payer reported lines, else on the claim.
	#[default]
	Reported,
	/// On the claim.
	Claim,
}

/// What binds the provider to less than the charge.
#[derive(
	Clone, Copy, PartialEq, Eq, Debug, Default, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Obligation {
	/// The stated amount, else the charge less what the prior payer adjusted by contract when it paid something.
	#[default]
	Contractual,
	/// Only a stated amount.
	Stated,
}

/// What a secondary plan credits to an accumulator.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Credit {
	/// What the patient would have borne without the other payer.
	AsIfPrimary,
	/// What the patient bears.
	Borne,
}

/// Coordination of benefits.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Cob {
	/// The method.
	pub method: CobMethod,
	/// The common ceiling.
	pub allowable: Allowable,
	/// Lines or claim.
	pub level: Level,
	/// What binds the provider.
	pub obligation: Obligation,
	/// Credit to deductibles.
	pub deductible: Credit,
	/// Credit to out-of-pocket maximums.
	pub out_of_pocket: Credit,
	/// Whether a claim on a coverage that is not the first needs the prior payer's result: else reason 22.
	pub needs_prior: bool,
}

impl Default for Cob {
	fn default() -> Self {
		Self {
			method: CobMethod::default(),
			allowable: Allowable::default(),
			level: Level::default(),
			obligation: Obligation::default(),
			// NAIC model regulation 120 §7: the secondary plan credits its deductible as if it were alone.
			deductible: Credit::AsIfPrimary,
			out_of_pocket: Credit::Borne,
			needs_prior: true,
		}
	}
}

/// Interest on late payment of clean claims (Medicare Claims Processing Manual, 100-04, ch. 1 §80.2.2).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct PromptPay {
	/// Days from receipt within which a clean claim is paid without interest.
	pub ceiling: u16,
	/// Yearly rate in millionths: 56,250 is 5.625 %.
	pub rate: u32,
	/// Days of a year; 0 means those of the payment day's year.
	pub year: u16,
}

/// A cut of what the plan pays, after everything else: sequestration (253), a withhold (104).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Reduction {
	/// The lines.
	pub scope: Scope,
	/// Basis points of what the plan would pay.
	pub rate: u32,
	/// Its reason.
	pub reason: Reason,
}

/// A level of appeal.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct AppealLevel {
	/// Days to file after the decision before.
	pub file_within: u16,
	/// Days to decide.
	pub decide_within: u16,
	/// Least amount in controversy.
	pub least: Money,
}

/// A plan.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Plan {
	/// ISO 4217 code of the currency.
	pub currency: [u8; 3],
	/// How amounts are rounded.
	pub rounding: Rounding,
	/// Whose part of a coinsurance is rounded.
	pub rounded: Side,
	/// Order of the shares.
	pub order: Order,
	/// Start of the plan year.
	pub year: YearStart,
	/// Benefit period.
	pub spell: Option<Spell>,
	/// Deductibles.
	pub deductibles: BoundedVec<Deductible, ConstU32<MAX_DEDUCTIBLES>>,
	/// Out-of-pocket maximums.
	pub caps: BoundedVec<Cap, ConstU32<MAX_CAPS>>,
	/// Cost-share rules.
	pub shares: BoundedVec<ShareRule, ConstU32<MAX_SHARE_RULES>>,
	/// Prices outside the fee schedule.
	pub prices: BoundedVec<PriceRule, ConstU32<MAX_PRICE_RULES>>,
	/// Several procedures of one day.
	pub ranks: BoundedVec<Rank, ConstU32<MAX_RANKS>>,
	/// Lines that a price of the whole claim covers when the fee schedule has one; the others are priced alone.
	pub packaged: Scope,
	/// Benefit limits.
	pub limits: BoundedVec<Limit, ConstU32<MAX_LIMITS>>,
	/// Waiting periods.
	pub waiting: BoundedVec<Waiting, ConstU32<MAX_RULES>>,
	/// Authorisations.
	pub authorisations: BoundedVec<AuthorisationRule, ConstU32<MAX_RULES>>,
	/// Networks that are not covered.
	pub closures: BoundedVec<Closure, ConstU32<MAX_RULES>>,
	/// Bit *n*: providers of network *n* have no contract, so what is billed above the allowed amount is the patient's
	/// (PR-45) instead of the provider's (CO-45).
	pub balance_billing: u8,
	/// Timely filing.
	pub filing: Option<Filing>,
	/// Duplicates.
	pub duplicates: Duplicates,
	/// Coordination of benefits.
	pub cob: Cob,
	/// Cuts of what the plan pays.
	pub reductions: BoundedVec<Reduction, ConstU32<MAX_REDUCTIONS>>,
	/// Largest billed total that is decided without a person.
	pub ceiling: Option<Money>,
	/// Largest amount one officer may change in an override.
	pub four_eyes_above: Option<Money>,
	/// Interest on late payment.
	pub prompt_pay: Option<PromptPay>,
	/// Groups of reasons, where they differ from the usual ones.
	pub groups: BoundedVec<(Reason, Group), ConstU32<MAX_RULES>>,
	/// Levels of appeal.
	pub appeals: BoundedVec<AppealLevel, ConstU32<MAX_APPEALS>>,
}

impl Plan {
	/// Whether a line takes many times the work that it takes under other plans: it is divided, what is counted is summed over
	/// days or years, or deductibles and maximums go along with others.
	pub fn is_intricate(&self) -> bool {
		let summed = |span: Span| match span {
			Span::Rolling(_) | Span::Spell => true,
			Span::Years(years) => years > 1,
			Span::Line | Span::Visit | Span::Claim | Span::Months(_) | Span::Lifetime => false,
		};
		self.shares.iter().any(|rule| rule.within.is_some())
			|| self.limits.iter().any(|limit| summed(limit.span))
			|| self.caps.iter().any(|c| c.also | c.part_of != 0 || summed(c.span))
			|| self
				.deductibles
				.iter()
				.any(|d| d.also | d.part_of != 0 || d.carry != 0 || summed(d.span))
	}

	/// The group of a reason in this plan.
	pub fn group_of(&self, reason: Reason) -> Group {
		self.groups
			.iter()
			.find(|(r, _)| *r == reason)
			.map_or_else(|| default_group(reason), |(_, group)| *group)
	}

	/// The group of what is billed above the allowed amount.
	pub fn excess_group(&self, network: Network) -> Group {
		if bit8(self.balance_billing, network) {
			Group::Patient
		} else {
			Group::Contractual
		}
	}

	/// The position of the deductible a rule uses.
	pub fn deductible_of(&self, rule: Use, category: Category, network: Network) -> Option<usize> {
		match rule {
			Use::None => None,
			Use::Nth(n) => Some(usize::from(n)).filter(|n| *n < self.deductibles.len()),
			Use::Matching => self.deductibles.iter().position(|d| d.scope.holds(category, network)),
		}
	}

	/// The position of the out-of-pocket maximum a rule uses.
	pub fn cap_of(&self, rule: Use, category: Category, network: Network) -> Option<usize> {
		match rule {
			Use::None => None,
			Use::Nth(n) => Some(usize::from(n)).filter(|n| *n < self.caps.len()),
			Use::Matching => self.caps.iter().position(|c| c.scope.holds(category, network)),
		}
	}
}

/// A price of the fee schedule.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Price {
	/// How the line is priced.
	pub basis: PriceBasis,
	/// The category of the service; without it the line's own is used.
	pub category: Option<Category>,
}

/// A blinded service: HMAC-SHA-256 of the plan secret over code system and code, the first 16 bytes.
pub type ServiceKey = [u8; 16];

/// The fee schedule of a plan, wherever it is held.
pub trait Schedule {
	/// The price of a service in a network.
	fn price(&self, service: &ServiceKey, network: Network) -> Option<Price>;
}

impl Schedule for () {
	fn price(&self, _: &ServiceKey, _: Network) -> Option<Price> {
		None
	}
}

impl Schedule for [(ServiceKey, Price)] {
	fn price(&self, service: &ServiceKey, _: Network) -> Option<Price> {
		self.iter().find(|(key, _)| key == service).map(|(_, price)| *price)
	}
}
