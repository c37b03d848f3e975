//! Adjudicates health-care claims from a published plan.
//!
//! [`adjudicate`] is a pure function: the same plan, coverage, accumulators, claim and other payers' results give the
//! same [`Adjudication`] everywhere, so anybody can compute again what a claim pays. It uses integers only and cannot
//! panic. Its stages, in order: envelope, coverage and dates, consent, duplicate, timely filing, network,
//! authorisation, waiting periods and benefit limits, price, cost share, out-of-pocket maximum, coordination of
//! benefits, balance, accumulators. Each can end a line with an adjustment.
//!
//! A result always balances, or there is none. [`Adjudication::reverse`] undoes one exactly, and
//! [`Accumulators::apply`] moves accumulators forth and back.
//!
//! The crate holds no state and knows no account: the pallet and the command line call it alike.

#![cfg_attr(not(feature = "std"), no_std)]
#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![cfg_attr(
	test,
	allow(
		clippy::arithmetic_side_effects,
		clippy::as_conversions,
		clippy::indexing_slicing,
		clippy::unwrap_used,
		clippy::expect_used,
		clippy::panic
	)
)]

pub mod calendar;
pub mod claim;
pub mod codes;
pub mod interest;
pub mod money;
pub mod plan;
pub mod result;
pub mod tally;
pub mod trace;

mod adjudicate;
mod bound;
mod coordinate;
mod share;

pub use adjudicate::adjudicate;
pub use claim::{
	Authorisation, Case, Claim, ClaimUse, Coverage, Decision, Earlier, EarlierLine, Frequency, LateCause, Likeness,
	Line, Override, Package, PriorAmounts, PriorPayer, Ruling, Tier, MAX_LINES,
};
pub use codes::{pair_allowed, Group, Reason};
pub use interest::{interest, Interest};
pub use money::{Amount, Money, Rounding, Units};
pub use plan::{Category, Plan, PlanFault, Price, PriceBasis, Schedule, ServiceKey, Span};
pub use result::{Adjudication, Adjustment, AuthorisationUse, LineResult, Outcome, Pend, PendReason, Refusal, Totals};
pub use tally::{Accumulators, Counter, Effect, Effects, Owner, Tallies, TallyFault, Window};
pub use trace::{Stage, Step, Trace, Verdict};
