//! What the chain stores and is passed, as this client holds it.
//!
//! These types have the encoding of those of the claims pallet, whose documentation they share: [`crate::chain::recode`]
//! turns one into the other, and a test does it for each. They let everything but [`super::node`] be written, and tested,
//! without a node.

use codec::{Decode, Encode};
use salus_claims_engine::{
	calendar::Day,
	claim::Package,
	money::{Money, Units},
	plan::{Network, Plan, Price},
	Adjudication, Amount, Category, ClaimUse, Decision, Outcome, Override, PendReason, PriorPayer, ServiceKey, Step,
	Tallies,
};

/// An account of the chain.
pub type Account = [u8; 32];

macro_rules! wire {
	($($item:item)*) => {$(
		#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
		$item
	)*};
}

wire! {
	/// A claim: the coverage it is about and its number among that coverage's claims.
	#[derive(Copy, PartialOrd, Ord)]
	pub struct ClaimId {
		/// The coverage.
		#[codec(compact)]
		pub coverage: u32,
		/// The number, from 0.
		#[codec(compact)]
		pub number: u32,
	}

	/// What a plan pays in.
	#[derive(Copy)]
	pub enum Asset {
		/// The chain's own token.
		Native,
		/// An asset of the assets pallet.
		Id(u32),
	}

	/// How a plan is priced and paid, beside its terms.
	#[derive(Copy)]
	pub struct Settlement {
		/// What the plan pays in.
		pub asset: Asset,
		/// How many of the first bits of a service key name the page of its price.
		pub page_bits: u8,
		/// The network of a provider without a contract.
		pub default_network: Network,
		/// Bit *n*: an accredited reviewer decides appeals of level *n* + 1.
		pub external_levels: u8,
	}

	/// A plan as it is stored.
	pub struct PlanRecord {
		/// The payer.
		pub payer: Account,
		/// How it is priced and paid.
		pub settlement: Settlement,
		/// How many pages of prices there are.
		pub pages: u16,
		/// Whether anybody is or was enrolled.
		pub used: bool,
		/// What results refer to.
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

	/// When and how a member is covered.
	#[derive(Copy)]
	pub struct Terms {
		/// First day.
		pub from: Day,
		/// Last day.
		pub until: Option<Day>,
		/// Day from which waiting periods run.
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
		Alone,
		/// With a family, of which this member is the first.
		New,
		/// With this family.
		Join(u32),
	}

	/// What is left of a line to notice that it comes again.
	#[derive(Copy)]
	pub struct Print {
		/// The day of service.
		pub day: Day,
		/// Of the blinded service.
		pub service: [u8; 8],
		/// Of provider, units and billed amount.
		pub rest: [u8; 8],
		/// The claim.
		#[codec(compact)]
		pub claim: u32,
	}

	/// A member's coverage as it is stored.
	pub struct CoverageRecord {
		/// The plan.
		#[codec(compact)]
		pub plan: u32,
		/// The member.
		pub member: Account,
		/// The family, if there is one.
		pub family: Option<u32>,
		/// When and how.
		pub terms: Terms,
		/// The number of the next claim.
		#[codec(compact)]
		pub next_claim: u32,
		/// The number of the next authorisation.
		#[codec(compact)]
		pub next_authorisation: u32,
		/// Counts the adjudications of a member who is covered alone.
		#[codec(compact)]
		pub sequence: u32,
		/// Whether its claims are being adjudicated anew.
		pub replaying: bool,
		/// Whether claims were removed that are in the accumulators still.
		pub pruned: bool,
		/// Lines on days before this one are kept by their day.
		pub floor: Day,
		/// The latest lines.
		pub recent: Vec<Print>,
		/// The member's accumulators.
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
		/// Whether health is at risk if it waits.
		pub urgent: bool,
	}

	/// What is authorised.
	#[derive(Copy)]
	pub struct Grant {
		/// The decision.
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
	pub struct AuthorisationRecord {
		/// Who asked.
		pub provider: Account,
		/// What was asked; once decided, what was granted and is left.
		pub request: Request,
		/// The decision.
		pub decision: Decision,
		/// When it was asked for.
		pub asked: u64,
		/// By when the payer has to decide.
		pub deadline: u64,
	}

	/// A line as a provider bills it.
	#[derive(Copy)]
	pub struct ClaimLine {
		/// Number, unique in the claim.
		#[codec(compact)]
		pub number: u16,
		/// Category.
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
		/// The authorisation the provider relies on.
		pub authorisation: Option<u32>,
		/// The anchored record that shows the service took place.
		pub record: Option<u64>,
	}

	/// What a provider submits.
	pub struct Submission {
		/// The member's coverage.
		#[codec(compact)]
		pub coverage: u32,
		/// For payment, or for an estimate.
		pub usage: ClaimUse,
		/// ISO 4217 code of every amount.
		pub currency: [u8; 3],
		/// Sum of the lines.
		#[codec(compact)]
		pub total: Money,
		/// What prices the claim as a whole.
		pub package: Option<Package>,
		/// What other payers did before this one.
		pub prior: Option<PriorPayer>,
		/// Lines.
		pub lines: Vec<ClaimLine>,
	}

	/// Why a claim waits.
	#[derive(Copy)]
	pub enum PendCause {
		/// A rule of the plan says so.
		Rule(PendReason),
		/// An officer asked the provider for information.
		Information,
		/// The consent for payment is not there any more.
		Consent,
		/// A record that a line names is not valid any more.
		Evidence,
		/// Adjudicated anew, the claim was refused as a whole.
		Refused,
	}

	/// Whose turn it is.
	#[derive(Copy)]
	pub enum PendOwner {
		/// An officer of the payer.
		Payer,
		/// The provider.
		Provider,
	}

	/// Why an officer rejects a claim as a whole.
	#[derive(Copy)]
	pub enum RejectReason {
		/// It is not for this payer.
		WrongPayer,
		/// It was billed before.
		Duplicate,
		/// What was asked for did not come.
		NoInformation,
		/// There is no consent for payment.
		NoConsent,
		/// It cannot be what it says.
		Invalid,
	}

	/// Where a claim is in its life.
	#[derive(Copy)]
	pub enum ClaimState {
		/// Received, not adjudicated yet.
		Submitted,
		/// An officer rejected it as a whole.
		Rejected {
			/// Why.
			reason: RejectReason,
		},
		/// It waits for a person.
		Pended {
			/// Why.
			cause: PendCause,
			/// The line, when one is the cause.
			line: Option<u16>,
			/// Whose turn it is.
			owner: PendOwner,
			/// Until when.
			deadline: u64,
		},
		/// Decided, and the plan pays nothing.
		Adjudicated,
		/// Decided, and something is still to be paid.
		Payable,
		/// Decided and paid.
		Paid {
			/// When.
			at: u64,
		},
		/// Somebody decides anew.
		Appealed {
			/// The level, from 1.
			level: u8,
			/// By when it has to be decided.
			deadline: u64,
		},
		/// Undone.
		Reversed,
		/// Undone, and another claim of the same coverage took its place.
		Replaced {
			/// That claim.
			by: u32,
		},
		/// Over.
		Closed,
	}

	/// What of a claim is in a remittance already.
	#[derive(Copy)]
	pub struct Told {
		/// The latest result that is.
		pub revision: u16,
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
	pub struct ClaimRecord {
		/// The plan.
		#[codec(compact)]
		pub plan: u32,
		/// Who bills.
		pub provider: Account,
		/// The provider's network when the claim was received.
		pub network: Network,
		/// The day it was received.
		pub received: Day,
		/// The day from which the time to pay without interest counts.
		pub clock: Day,
		/// Whether interest is due when it is paid late.
		pub clean: bool,
		/// The claim it replaces.
		pub replaces: Option<u32>,
		/// The decision that let the data be used for payment.
		pub consent: [u8; 32],
		/// What was submitted.
		pub submission: Submission,
		/// Where it is in its life.
		pub state: ClaimState,
		/// How many results there were.
		pub revision: u16,
		/// The place of the latest adjudication.
		#[codec(compact)]
		pub sequence: u32,
		/// Whether the result is in the accumulators.
		pub counted: bool,
		/// The latest result.
		pub result: Adjudication,
		/// The entry of the latest result in the chain's log.
		#[codec(compact)]
		pub entry: u64,
		/// The day of the latest result.
		pub decided: Day,
		/// What the provider has of the plan for this claim.
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
		pub remittance: Option<u32>,
	}

	/// What an officer does with a pended claim.
	pub enum Resolution {
		/// It is adjudicated.
		Release,
		/// It is rejected as a whole.
		Reject {
			/// Why.
			reason: RejectReason,
		},
		/// The provider has to answer first.
		Ask,
		/// Another officer takes it.
		Assign {
			/// Who.
			officer: Account,
		},
	}

	/// The end of an appeal.
	pub enum Finding {
		/// The result stands.
		Uphold,
		/// These rulings hold.
		Overturn {
			/// The rulings.
			rulings: Vec<Override>,
		},
	}

	/// Why a remittance pays other than the sum of its claims.
	#[derive(Copy)]
	pub enum PlbReason {
		/// `WO`.
		Overpayment,
		/// `FB`.
		ForwardBalance,
		/// `L6`.
		Interest,
		/// `72`.
		Returned,
		/// `CS`.
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
		pub revision: u16,
		/// What it pays beyond what earlier remittances said.
		pub amount: Amount,
	}

	/// A remittance.
	pub struct Remittance {
		/// The plan that pays.
		pub plan: u32,
		/// Who is paid.
		pub provider: Account,
		/// When it was made.
		pub at: u64,
		/// The claims.
		pub claims: Vec<RemittedClaim>,
		/// The adjustments.
		pub adjustments: Vec<ProviderAdjustment>,
		/// What was paid.
		pub total: Amount,
		/// Its entry in the chain's log.
		pub entry: u64,
	}

	/// A remittance and what there is to say of its claims.
	pub struct RemittanceView {
		/// The remittance.
		pub remittance: Remittance,
		/// Who pays.
		pub payer: Account,
		/// Currency of the amounts.
		pub currency: [u8; 3],
		/// Each claim with the result it was remitted with.
		pub results: Vec<(ClaimId, Adjudication)>,
	}

	/// The pool of a plan.
	#[derive(Copy)]
	pub struct Pool {
		/// Its account.
		pub account: Account,
		/// All that is in it.
		pub balance: Money,
		/// Of that, what is held for decided claims.
		pub promised: Money,
		/// What decided claims wait for because the pool is short.
		pub lacking: Money,
		/// What the payer can take out.
		pub unencumbered: Money,
	}

	/// What a claim would come to.
	pub struct Estimate {
		/// Where it would be.
		pub state: ClaimState,
		/// Its result, if it would be decided.
		pub result: Option<Adjudication>,
		/// What would be paid at once.
		pub paid: Money,
		/// The rules behind it.
		pub rules: Vec<Step>,
	}

	/// The rules behind a result, in the order in which they were applied.
	pub struct Explained {
		/// The result.
		pub revision: u16,
		/// Where the claim is.
		pub state: ClaimState,
		/// The steps.
		pub rules: Vec<Step>,
		/// What they come to now.
		pub outcome: Option<Outcome>,
		/// Whether that is the result as it is stored.
		pub same: bool,
	}
}

impl ClaimRecord {
	/// What the provider has beyond what the claim pays.
	pub fn overpaid(&self) -> Money {
		let payable = Money::try_from(self.result.totals.paid).unwrap_or(0);
		self.moved.saturating_sub(payable)
	}
}

impl PlbReason {
	/// The code of X12 PLB03-1.
	pub const fn code(self) -> &'static str {
		match self {
			Self::Overpayment => "WO",
			Self::ForwardBalance => "FB",
			Self::Interest => "L6",
			Self::Returned => "72",
			Self::Agreed => "CS",
		}
	}
}

impl std::fmt::Display for ClaimId {
	fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
		write!(f, "{}/{}", self.coverage, self.number)
	}
}

impl std::str::FromStr for ClaimId {
	type Err = String;

	/// `COVERAGE/NUMBER`.
	fn from_str(text: &str) -> Result<Self, String> {
		let bad = || format!("\"{text}\": write COVERAGE/NUMBER, for example 3/0");
		let (coverage, number) = text.split_once('/').ok_or_else(bad)?;
		Ok(Self {
			coverage: coverage.parse().map_err(|_| bad())?,
			number: number.parse().map_err(|_| bad())?,
		})
	}
}

/// The page of a service in a schedule of 2^bits pages.
pub fn page_of(service: &ServiceKey, bits: u8) -> u16 {
	let [first, second, ..] = *service;
	let shift = u32::from(16u8.saturating_sub(bits));
	u16::from_be_bytes([first, second]).checked_shr(shift).unwrap_or(0)
}
