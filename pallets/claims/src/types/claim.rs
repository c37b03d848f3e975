//! Claims and where they are in their life.

use super::*;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame::prelude::{BoundedVec, ConstU32};
use salus_claims_engine::{
	calendar::Day, claim::Package, plan::Network, Adjudication, Amount, Category, ClaimUse, Line, Money, PendReason,
	PriorPayer, ServiceKey, Units, MAX_LINES,
};
use salus_primitives::{AnchorId, Seconds};
use scale_info::TypeInfo;

packed! {
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
}

packed! {
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
}

packed! {
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
}

stored! {
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
}

packed! {
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
		/// The place of the latest adjudication among those of the member or family; of one that was never decided, how many there
		/// were before it came.
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
