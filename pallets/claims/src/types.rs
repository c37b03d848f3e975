//! What is stored and passed.

#![allow(clippy::as_conversions, reason = "the derived codecs convert the index of a variant")]

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame::prelude::{BoundedVec, ConstU32};
use salus_claims_engine::{
	calendar::Day, claim::Package, plan::Network, Adjudication, Amount, Authorisation, Category, ClaimUse, Coverage,
	Decision, Line, Money, Override, PendReason, Plan, Price, PriorPayer, ServiceKey, Tallies, Tier, Units, MAX_LINES,
};
use salus_primitives::{AnchorId, Commitment, Seconds};
use scale_info::TypeInfo;

/// Derives everything that a type in storage, in a call and in the metadata needs.
macro_rules! stored {
	($($item:item)*) => {$(
		#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug)]
		$item
	)*};
}

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
	/// A claim: the coverage it is about and its number among that coverage's claims.
	#[derive(Copy, PartialOrd, Ord, Default)]
	pub struct ClaimId {
		/// The coverage.
		#[codec(compact)]
		pub coverage: CoverageId,
		/// The number, from 0.
		#[codec(compact)]
		pub number: ClaimNumber,
	}

	/// How a plan is priced and paid, beside its terms.
	pub struct Settlement<AssetKind> {
		/// What the plan pays in. Its smallest unit is the minor unit of the plan's currency.
		pub asset: AssetKind,
		/// How many of the first bits of a service key name the page of its price: the schedule has 2^bits pages.
		pub page_bits: u8,
		/// The network of a provider without a contract.
		pub default_network: Network,
		/// Bit *n*: an accredited reviewer, not an officer of the payer, decides appeals of level *n* + 1.
		pub external_levels: u8,
	}

	/// A plan as it is stored.
	pub struct PlanRecord<AccountId, AssetKind> {
		/// Who publishes it, adjudicates by it and pays.
		pub payer: AccountId,
		/// How it is priced and paid.
		pub settlement: Settlement<AssetKind>,
		/// How many pages of prices there are so far.
		pub pages: u16,
		/// Whether anybody is or was enrolled: from then on nothing of it changes.
		pub used: bool,
		/// What results refer to: terms and prices in one hash.
		pub digest: [u8; 32],
		/// What decides what a claim pays.
		pub terms: Plan,
	}

	/// A price of the fee schedule.
	#[derive(Copy)]
	pub struct ScheduleEntry {
		/// The blinded service.
		pub service: ServiceKey,
		/// Bit *n*: it holds in network *n*.
		pub networks: u8,
		/// The price.
		pub price: Price,
	}

	/// What a plan agreed with a provider, and what the provider owes the plan.
	#[derive(Copy, Default)]
	pub struct Contract {
		/// Its network.
		pub network: Network,
		/// What is taken off its next payments: overpayments that were set off.
		#[codec(compact)]
		pub owed: Money,
	}

	/// A person who decides for a payer.
	#[derive(Copy)]
	pub struct Officer {
		/// The most that this officer alone may make a claim pay, or change what it pays.
		#[codec(compact)]
		pub limit: Money,
	}

	/// When and how a member is covered.
	#[derive(Copy)]
	pub struct Terms {
		/// First day.
		pub from: Day,
		/// Last day.
		pub until: Option<Day>,
		/// Day from which waiting periods run; earlier than `from` when earlier coverage is credited.
		pub enrolled: Day,
		/// 1 is primary, 2 secondary.
		pub order: u8,
		/// Day of the notice, when coverage was granted retroactively.
		pub notice: Option<Day>,
	}

	/// With whom a member is covered.
	#[derive(Copy)]
	pub enum Household {
		/// With nobody.
		#[codec(index = 0)]
		Alone,
		/// With a family, of which this member is the first.
		#[codec(index = 1)]
		New,
		/// With this family.
		#[codec(index = 2)]
		Join(FamilyId),
	}

	/// What is left of a line to notice that it comes again.
	#[derive(Copy)]
	pub struct Print {
		/// The day of service.
		pub day: Day,
		/// The first half of the blinded service.
		pub service: [u8; 8],
		/// The first half of BLAKE2b-128 over provider, units and billed amount.
		pub rest: [u8; 8],
		/// The claim.
		#[codec(compact)]
		pub claim: ClaimNumber,
	}

	/// A member's coverage as it is stored: everything a claim reads and changes of a member, in one value.
	pub struct CoverageRecord<AccountId> {
		/// The plan.
		#[codec(compact)]
		pub plan: PlanId,
		/// The member: the subject of the consents that are asked for.
		pub member: AccountId,
		/// The family, if there is one.
		pub family: Option<FamilyId>,
		/// When and how.
		pub terms: Terms,
		/// The number of the next claim.
		#[codec(compact)]
		pub next_claim: ClaimNumber,
		/// The number of the next authorisation.
		#[codec(compact)]
		pub next_authorisation: AuthorisationNumber,
		/// Counts the adjudications of a member who is covered alone.
		#[codec(compact)]
		pub sequence: u32,
		/// Whether its claims are being adjudicated anew: new ones wait.
		pub replaying: bool,
		/// Whether claims were removed that are in the accumulators still.
		pub pruned: bool,
		/// Lines on days before this one are not in `recent` but in `Services`.
		pub floor: Day,
		/// The latest lines, by day.
		pub recent: BoundedVec<Print, ConstU32<MAX_RECENT>>,
		/// The member's accumulators.
		pub tallies: Tallies,
	}

	/// A family: the accumulators its members share.
	#[derive(Default)]
	pub struct Family {
		/// The plan.
		#[codec(compact)]
		pub plan: PlanId,
		/// How many members it has.
		pub members: u16,
		/// Counts the adjudications of its members.
		#[codec(compact)]
		pub sequence: u32,
		/// Whether the claims of its members are being adjudicated anew: new ones wait.
		pub replaying: bool,
		/// The family's accumulators.
		pub tallies: Tallies,
	}

	/// What a provider asks to be authorised.
	#[derive(Copy)]
	pub struct Request {
		/// Only this service, if named.
		pub service: Option<ServiceKey>,
		/// Only this category, if named.
		pub category: Option<Category>,
		/// First day.
		pub from: Day,
		/// Last day.
		pub until: Day,
		/// Units, if counted.
		pub units: Option<Units>,
		/// Allowed amount, if counted.
		pub amount: Option<Money>,
		/// Whether health is at risk if it waits: the shorter clock.
		pub urgent: bool,
	}

	/// What is authorised.
	#[derive(Copy)]
	pub struct Grant {
		/// The decision; not [`Decision::Pended`].
		pub decision: Decision,
		/// First day.
		pub from: Day,
		/// Last day.
		pub until: Day,
		/// Units, if counted.
		pub units: Option<Units>,
		/// Allowed amount, if counted.
		pub amount: Option<Money>,
	}

	/// A request for authorisation, its decision and what is left of it.
	pub struct AuthorisationRecord<AccountId> {
		/// Who asked; it holds for this provider alone.
		pub provider: AccountId,
		/// What was asked; once decided, what was granted. Units and amount are what is left.
		pub request: Request,
		/// The decision.
		pub decision: Decision,
		/// When it was asked for.
		pub asked: Seconds,
		/// By when the payer has to decide.
		pub deadline: Seconds,
	}

	/// A line as a provider bills it.
	#[derive(Copy)]
	pub struct ClaimLine {
		/// Number, unique in the claim.
		#[codec(compact)]
		pub number: u16,
		/// Category as the provider states it; the fee schedule's own category wins.
		pub category: Category,
		/// Blinded service.
		pub service: ServiceKey,
		/// Units in thousandths.
		#[codec(compact)]
		pub units: Units,
		/// Billed amount for all units.
		#[codec(compact)]
		pub billed: Money,
		/// Day of service.
		pub day: Day,
		/// The authorisation the provider relies on. One that is not named is not used.
		pub authorisation: Option<AuthorisationNumber>,
		/// The anchored record that shows the service took place; the billing provider issued it.
		pub record: Option<AnchorId>,
	}

	/// What a provider submits.
	pub struct Submission {
		/// The member's coverage.
		#[codec(compact)]
		pub coverage: CoverageId,
		/// For payment; for an estimate only where one is asked for.
		pub usage: ClaimUse,
		/// ISO 4217 code of every amount.
		pub currency: [u8; 3],
		/// Sum of the lines.
		#[codec(compact)]
		pub total: Money,
		/// The package that prices the claim as a whole (a case rate, days of a stay).
		pub package: Option<Package>,
		/// What other payers did before this one.
		pub prior: Option<PriorPayer>,
		/// Lines.
		pub lines: BoundedVec<ClaimLine, ConstU32<MAX_LINES>>,
	}

	/// Why a claim waits.
	#[derive(Copy)]
	pub enum PendCause {
		/// A rule of the plan says so.
		#[codec(index = 0)]
		Rule(PendReason),
		/// An officer asked the provider for information.
		#[codec(index = 1)]
		Information,
		/// The consent for payment is not there any more.
		#[codec(index = 2)]
		Consent,
		/// A record that a line names is not valid any more.
		#[codec(index = 3)]
		Evidence,
		/// Adjudicated anew, the claim was refused as a whole.
		#[codec(index = 4)]
		Refused,
	}

	/// Whose turn it is.
	#[derive(Copy)]
	pub enum PendOwner {
		/// An officer of the payer.
		#[codec(index = 0)]
		Payer,
		/// The provider.
		#[codec(index = 1)]
		Provider,
	}

	/// Why an officer rejects a claim as a whole.
	#[derive(Copy)]
	pub enum RejectReason {
		/// It is not for this payer.
		#[codec(index = 0)]
		WrongPayer,
		/// It was billed before.
		#[codec(index = 1)]
		Duplicate,
		/// What was asked for did not come.
		#[codec(index = 2)]
		NoInformation,
		/// There is no consent for payment.
		#[codec(index = 3)]
		NoConsent,
		/// It cannot be what it says.
		#[codec(index = 4)]
		Invalid,
	}

	/// Where a claim is in its life. [`ClaimState::leads_to`] says which changes there are.
	#[derive(Copy)]
	pub enum ClaimState {
		/// Received, not adjudicated: earlier claims of the member are being adjudicated anew.
		#[codec(index = 0)]
		Submitted,
		/// An officer rejected it as a whole.
		#[codec(index = 1)]
		Rejected {
			/// Why.
			reason: RejectReason,
		},
		/// It waits for a person.
		#[codec(index = 2)]
		Pended {
			/// Why.
			cause: PendCause,
			/// The line, when one is the cause.
			line: Option<u16>,
			/// Whose turn it is.
			owner: PendOwner,
			/// Until when.
			deadline: Seconds,
		},
		/// Decided, and the plan pays nothing.
		#[codec(index = 3)]
		Adjudicated,
		/// Decided, and something is still to be paid.
		#[codec(index = 4)]
		Payable,
		/// Decided and paid.
		#[codec(index = 5)]
		Paid {
			/// When.
			at: Seconds,
		},
		/// Somebody decides anew.
		#[codec(index = 6)]
		Appealed {
			/// The level, from 1.
			level: u8,
			/// By when it has to be decided.
			deadline: Seconds,
		},
		/// Undone: every amount was given back.
		#[codec(index = 7)]
		Reversed,
		/// Undone, and another claim of the same coverage took its place.
		#[codec(index = 8)]
		Replaced {
			/// That claim.
			by: ClaimNumber,
		},
		/// Over.
		#[codec(index = 9)]
		Closed,
	}

	/// What of a claim is in a remittance already.
	#[derive(Copy, Default)]
	pub struct Told {
		/// The latest result that is.
		pub revision: Revision,
		/// What was paid.
		pub paid: Amount,
		/// Interest.
		pub interest: Money,
		/// What was taken off to settle a debt.
		pub withheld: Money,
		/// What the provider paid back.
		pub returned: Money,
		/// What became a debt.
		pub set_off: Money,
	}

	/// A claim as it is stored, with its latest result.
	pub struct ClaimRecord<AccountId> {
		/// The plan.
		#[codec(compact)]
		pub plan: PlanId,
		/// Who bills.
		pub provider: AccountId,
		/// The provider's network when the claim was received.
		pub network: Network,
		/// The day it was received.
		pub received: Day,
		/// The day from which the time to pay without interest counts.
		pub clock: Day,
		/// Whether interest is due when it is paid late: it never waited for the provider.
		pub clean: bool,
		/// The claim it replaces.
		pub replaces: Option<ClaimNumber>,
		/// The decision that let the data be used for payment.
		pub consent: [u8; 32],
		/// What was submitted.
		pub submission: Submission,
		/// Where it is in its life.
		pub state: ClaimState,
		/// How many results there were. The latest is here.
		pub revision: Revision,
		/// The place of the latest adjudication among those of the member or family.
		#[codec(compact)]
		pub sequence: u32,
		/// Whether the result is in the accumulators.
		pub counted: bool,
		/// The latest result; empty before there is one.
		pub result: Adjudication,
		/// The entry of the latest result in the chain's log.
		#[codec(compact)]
		pub entry: u64,
		/// The day of the latest result.
		pub decided: Day,
		/// What the provider has of the plan for this claim, interest aside.
		#[codec(compact)]
		pub moved: Money,
		/// Of what is to be paid, what is held in the pool.
		#[codec(compact)]
		pub promised: Money,
		/// Of what is to be paid, what the pool lacks.
		#[codec(compact)]
		pub short: Money,
		/// Interest paid.
		#[codec(compact)]
		pub interest: Money,
		/// What was taken off payments to settle the provider's debt.
		#[codec(compact)]
		pub withheld: Money,
		/// What the provider paid back.
		#[codec(compact)]
		pub returned: Money,
		/// What became a debt of the provider.
		#[codec(compact)]
		pub set_off: Money,
		/// What of it is in a remittance already.
		pub told: Told,
		/// The latest remittance that has it.
		pub remittance: Option<RemittanceId>,
	}

	/// A ruling that waits for a second officer.
	pub struct Proposal<AccountId> {
		/// The ruling.
		pub ruling: Override,
		/// Who proposes it.
		pub by: AccountId,
		/// By how much it changes what the claim pays.
		pub amount: Money,
		/// Commitment of the reasons.
		pub note: Commitment,
	}

	/// What people did about a claim.
	pub struct Case<AccountId> {
		/// Everybody who decided something about it: none of them decides an appeal.
		pub deciders: BoundedVec<AccountId, ConstU32<MAX_DECIDERS>>,
		/// Rulings that hold.
		pub rulings: BoundedVec<Override, ConstU32<MAX_LINES>>,
		/// A ruling that waits for a second officer.
		pub proposal: Option<Proposal<AccountId>>,
		/// Whether a person released the claim: it does not pend for suspicion, size or price.
		pub released: bool,
		/// The officer it is assigned to.
		pub assigned: Option<AccountId>,
		/// Levels of appeal that were used.
		pub levels: u8,
		/// Who appealed last.
		pub appellant: Option<AccountId>,
		/// Commitment of the grounds of the last appeal.
		pub grounds: Option<Commitment>,
		/// What the provider answered when asked.
		pub answer: Option<AnchorId>,
	}

	/// What an officer does with a pended claim.
	pub enum Resolution<AccountId> {
		/// It is adjudicated; it pends no more for suspicion, size or price.
		#[codec(index = 0)]
		Release,
		/// It is rejected as a whole.
		#[codec(index = 1)]
		Reject {
			/// Why.
			reason: RejectReason,
		},
		/// The provider has to answer first.
		#[codec(index = 2)]
		Ask,
		/// Another officer takes it.
		#[codec(index = 3)]
		Assign {
			/// Who.
			officer: AccountId,
		},
	}

	/// The end of an appeal.
	pub enum Finding {
		/// The result stands.
		#[codec(index = 0)]
		Uphold,
		/// These rulings hold.
		#[codec(index = 1)]
		Overturn {
			/// The rulings, one for a line at most.
			rulings: BoundedVec<Override, ConstU32<MAX_LINES>>,
		},
	}

	/// Why a remittance pays other than the sum of its claims (X12 PLB). Numbers and letters of that list only.
	#[derive(Copy)]
	pub enum PlbReason {
		/// `WO`: an overpayment is recovered.
		#[codec(index = 0)]
		Overpayment,
		/// `FB`: carried to or from another remittance.
		#[codec(index = 1)]
		ForwardBalance,
		/// `L6`: interest.
		#[codec(index = 2)]
		Interest,
		/// `72`: what the provider paid back by itself.
		#[codec(index = 3)]
		Returned,
		/// `CS`: anything else that the parties agreed.
		#[codec(index = 4)]
		Agreed,
	}

	/// An adjustment of a remittance. A positive amount lowers the payment.
	#[derive(Copy)]
	pub struct ProviderAdjustment {
		/// Why.
		pub reason: PlbReason,
		/// How much.
		pub amount: Amount,
	}

	/// A claim in a remittance.
	#[derive(Copy)]
	pub struct RemittedClaim {
		/// The claim.
		pub claim: ClaimId,
		/// The result that is paid.
		pub revision: Revision,
		/// What it pays beyond what earlier remittances said; negative when a result was corrected or undone.
		pub amount: Amount,
	}

	/// A remittance: Σ claims − Σ adjustments = total.
	pub struct Remittance<AccountId> {
		/// The plan that pays.
		pub plan: PlanId,
		/// Who is paid.
		pub provider: AccountId,
		/// When it was made.
		pub at: Seconds,
		/// The claims.
		pub claims: BoundedVec<RemittedClaim, ConstU32<MAX_BATCH>>,
		/// The adjustments.
		pub adjustments: BoundedVec<ProviderAdjustment, ConstU32<MAX_ADJUSTED>>,
		/// What was paid.
		pub total: Amount,
		/// Its entry in the chain's log.
		pub entry: u64,
	}

	/// Whose claims are adjudicated anew together.
	#[derive(Copy)]
	pub enum Scope {
		/// Those of a member who is covered alone.
		#[codec(index = 0)]
		Member(CoverageId),
		/// Those of a family.
		#[codec(index = 1)]
		Family(FamilyId),
	}

	/// The place of a claim in a replay: by day of service, then receipt, then number.
	#[derive(Copy, PartialOrd, Ord)]
	pub struct Place {
		/// The first day of service.
		pub day: Day,
		/// The day of receipt.
		pub received: Day,
		/// The claim.
		pub claim: ClaimId,
	}

	/// How far a replay is.
	#[derive(Copy)]
	pub enum Progress {
		/// Taking claims out of the accumulators: every claim before this one was looked at.
		#[codec(index = 0)]
		Unwinding(ClaimId),
		/// Adjudicating the claims of the list: as many as this are done.
		#[codec(index = 1)]
		Deciding(u32),
	}

	/// Claims that are adjudicated anew, in order, because one before them changed.
	pub struct Replay {
		/// Claims at this place or after it are affected,
		pub from: Place,
		/// and those adjudicated after this one.
		pub after: u32,
		/// How far it is.
		pub progress: Progress,
		/// Claims to adjudicate, in order.
		pub list: BoundedVec<Place, ConstU32<MAX_REPLAY>>,
		/// Whether there are more than the list has room for, or came since.
		pub more: bool,
		/// Whether claims that were looked at are affected after all: one that was adjudicated before them is.
		pub again: bool,
	}

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

/// A page of the fee schedule.
pub type Page = BoundedVec<ScheduleEntry, ConstU32<MAX_PAGE>>;

/// Older lines of one day.
pub type DayPrints = BoundedVec<Print, ConstU32<MAX_DAY_LINES>>;

/// The page of a service in a schedule of 2^bits pages.
pub fn page_of(service: &ServiceKey, bits: u8) -> u16 {
	let [first, second, ..] = *service;
	let shift = u32::from(16u8.saturating_sub(bits.min(MAX_PAGE_BITS)));
	u16::from_be_bytes([first, second]).checked_shr(shift).unwrap_or(0)
}

impl ClaimState {
	/// Whether a claim in this state can get into another. Everything else is an invalid transition.
	pub fn leads_to(&self, to: &Self) -> bool {
		use ClaimState::*;
		match self {
			// Decided for the first time, or undone before that.
			Submitted => !matches!(to, Submitted | Closed | Appealed { .. }),
			Pended { .. } => !matches!(to, Submitted | Closed | Appealed { .. }),
			// Decided anew, appealed, undone, over. One that is still to be paid is not over.
			Payable => !matches!(to, Submitted | Rejected { .. } | Closed),
			Adjudicated | Paid { .. } => !matches!(to, Submitted | Rejected { .. }),
			Appealed { .. } => !matches!(to, Submitted | Rejected { .. } | Closed),
			Reversed => matches!(to, Closed),
			Rejected { .. } | Replaced { .. } | Closed => false,
		}
	}

	/// Whether there is a result that stands.
	pub fn is_decided(&self) -> bool {
		use ClaimState::*;
		matches!(self, Adjudicated | Payable | Paid { .. } | Appealed { .. })
	}
}

impl Terms {
	/// As the engine sees it.
	pub fn coverage(&self, family: bool) -> Coverage {
		Coverage {
			from: self.from,
			until: self.until,
			enrolled: self.enrolled,
			tier: if family { Tier::Family } else { Tier::Alone },
			order: self.order,
		}
	}
}

impl<AccountId: Clone + Into<[u8; 32]>> AuthorisationRecord<AccountId> {
	/// As the engine sees it.
	pub fn authorisation(&self, number: AuthorisationNumber) -> Authorisation {
		Authorisation {
			id: number,
			service: self.request.service,
			category: self.request.category,
			provider: Some(self.provider.clone().into()),
			decision: self.decision,
			from: self.request.from,
			until: self.request.until,
			units: self.request.units,
			amount: self.request.amount,
		}
	}
}

impl From<&ClaimLine> for Line {
	fn from(line: &ClaimLine) -> Self {
		Self {
			number: line.number,
			category: line.category,
			service: line.service,
			units: line.units,
			billed: line.billed,
			day: line.day,
			authorisation: line.authorisation,
			// The evidence gate has checked it; no rule of a plan asks for it.
			record: None,
		}
	}
}

impl<AccountId> ClaimRecord<AccountId> {
	/// What the latest result pays; nothing once it is undone or before there is one.
	pub fn payable(&self) -> Money {
		Money::try_from(self.result.totals.paid).unwrap_or(0)
	}

	/// What is to be paid still.
	pub fn due(&self) -> Money {
		self.payable().saturating_sub(self.moved)
	}

	/// What the provider has beyond what the claim pays.
	pub fn overpaid(&self) -> Money {
		self.moved.saturating_sub(self.payable())
	}

	/// The first day of service.
	pub fn day(&self) -> Day {
		self.submission.lines.iter().map(|line| line.day).min().unwrap_or(0)
	}

	/// Its place in a replay.
	pub fn place(&self, claim: ClaimId) -> Place {
		Place {
			day: self.day(),
			received: self.received,
			claim,
		}
	}

	/// Whether it was decided and is out of the accumulators, waiting to be decided anew.
	pub fn is_unwound(&self) -> bool {
		self.state.is_decided() && !self.counted
	}
}

impl<AccountId> Default for Case<AccountId> {
	fn default() -> Self {
		Self {
			deciders: BoundedVec::new(),
			rulings: BoundedVec::new(),
			proposal: None,
			released: false,
			assigned: None,
			levels: 0,
			appellant: None,
			grounds: None,
			answer: None,
		}
	}
}
