//! The ordered trace of rules behind a result.

#![allow(clippy::as_conversions, reason = "the derived codecs convert the index of a variant")]

use crate::money::Amount;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::{prelude::vec::Vec, TypeInfo};

/// A stage of the pipeline.
#[derive(
	Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Stage {
	/// The claim is well formed.
	Envelope,
	/// Service within the coverage.
	Coverage,
	/// Consent for payment.
	Consent,
	/// Not a duplicate.
	Duplicate,
	/// Filed in time.
	Filing,
	/// Network covered.
	Network,
	/// Authorised.
	Authorisation,
	/// Waiting period over.
	Waiting,
	/// Service covered.
	Covered,
	/// Within a benefit limit.
	Limit,
	/// Priced.
	Price,
	/// Cut for want of authorisation.
	Penalty,
	/// Deductible.
	Deductible,
	/// Copay.
	Copay,
	/// Coinsurance.
	Coinsurance,
	/// Out-of-pocket maximum.
	OutOfPocket,
	/// What the plan would pay alone.
	Benefit,
	/// Coordination with other payers.
	Coordination,
	/// The balancing law.
	Balance,
	/// An officer's ruling.
	Override,
	/// A cut of what the plan pays.
	Reduction,
	/// The part of a line that a cost-share rule has within its mark.
	Part,
	/// Several procedures of one day.
	Rank,
	/// Members of the family who met theirs.
	Members,
	/// What of a deductible also counts next year.
	CarryOver,
}

/// What a stage did.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Verdict {
	/// Went on unchanged.
	Passed,
	/// Changed an amount.
	Applied,
	/// Ended the line.
	Denied,
	/// Stopped the claim.
	Pended,
}

/// One step of a trace.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Step {
	/// The line's number; `None` for the claim.
	pub line: Option<u16>,
	/// The stage.
	pub stage: Stage,
	/// What it did.
	pub verdict: Verdict,
	/// Position of the plan's rule in its list.
	pub rule: Option<u8>,
	/// The amount it decided: what was taken, allowed, denied or paid; how many members met a deductible or maximum.
	pub amount: Amount,
	/// What it decided from: billed for a price, remaining for a deductible or maximum, basis for a coinsurance, the most
	/// for a limit, what was left of a mark in its own measure, the price before that of several procedures, what other payers
	/// paid for coordination.
	pub basis: Amount,
}

/// Where steps go.
pub trait Trace {
	/// Takes a step.
	fn step(&mut self, step: Step);
}

/// Keeps nothing: what a dispatchable uses.
impl Trace for () {
	#[inline]
	fn step(&mut self, _: Step) {}
}

/// Keeps every step: what `explain` uses.
impl Trace for Vec<Step> {
	fn step(&mut self, step: Step) {
		self.push(step);
	}
}
