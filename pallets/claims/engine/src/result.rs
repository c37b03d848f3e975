//! What an adjudication answers.

#![allow(clippy::as_conversions, reason = "the derived codecs convert the index of a variant")]

use crate::{
	claim::MAX_LINES,
	codes::{pair_allowed, Group, Reason},
	money::Amount,
	tally::{Effects, TallyFault},
};
use bounded_collections::{BoundedVec, ConstU32};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::{
	prelude::{vec, vec::Vec},
	TypeInfo,
};

/// Most adjustments of a line.
pub const MAX_ADJUSTMENTS: u32 = 12;

/// Why billed and paid differ: positive amounts lower the payment.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Adjustment {
	/// Who bears it.
	pub group: Group,
	/// Why.
	pub reason: Reason,
	/// How much.
	pub amount: Amount,
}

/// The result of a line.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct LineResult {
	/// Its number.
	pub number: u16,
	/// What was billed.
	pub billed: Amount,
	/// What the plan allows, before the patient's shares and other payers.
	pub allowed: Amount,
	/// What the plan pays.
	pub paid: Amount,
	/// What the patient bears: the sum of group PR.
	pub patient: Amount,
	/// Billed = paid + Σ adjustments.
	pub adjustments: BoundedVec<Adjustment, ConstU32<MAX_ADJUSTMENTS>>,
}

impl LineResult {
	/// The amount of one adjustment, 0 if there is none.
	pub fn adjusted(&self, group: Group, reason: Reason) -> Amount {
		self.adjustments
			.iter()
			.find(|a| a.group == group && a.reason == reason)
			.map_or(0, |a| a.amount)
	}

	/// Adds to an adjustment.
	pub fn adjust(&mut self, group: Group, reason: Reason, amount: Amount) -> Result<(), Refusal> {
		if amount == 0 {
			return Ok(());
		}
		if !pair_allowed(group, reason) {
			return Err(Refusal::DisallowedPair);
		}
		if let Some(known) = self
			.adjustments
			.iter_mut()
			.find(|a| a.group == group && a.reason == reason)
		{
			known.amount = known.amount.checked_add(amount).ok_or(Refusal::AmountOverflow)?;
			return Ok(());
		}
		self.adjustments
			.try_push(Adjustment { group, reason, amount })
			.map_err(|_| Refusal::TooManyAdjustments)
	}
}

/// Sums over the lines.
#[derive(
	Clone, Copy, PartialEq, Eq, Debug, Default, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Totals {
	/// Billed.
	pub billed: Amount,
	/// Allowed.
	pub allowed: Amount,
	/// Paid by the plan.
	pub paid: Amount,
	/// Borne by the patient: group PR.
	pub patient: Amount,
	/// Group CO.
	pub contractual: Amount,
	/// Group OA.
	pub other: Amount,
	/// Group PI.
	pub payer: Amount,
}

/// What an adjudication takes from an authorisation.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct AuthorisationUse {
	/// Which.
	pub id: u32,
	/// Units in thousandths; negative in a reversal.
	pub units: i64,
	/// Allowed amount.
	pub amount: Amount,
}

/// An adjudication, or the reversal of one.
#[derive(Clone, PartialEq, Eq, Debug, Default, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Adjudication {
	/// Whether it is the reversal of an adjudication: every amount is negated.
	pub reversal: bool,
	/// Lines in the order of the claim.
	pub lines: BoundedVec<LineResult, ConstU32<MAX_LINES>>,
	/// Sums.
	pub totals: Totals,
	/// What changes in the accumulators.
	pub effects: Effects,
	/// What changes in authorisations.
	pub uses: BoundedVec<AuthorisationUse, ConstU32<MAX_LINES>>,
}

/// Why a claim waits for a person.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum PendReason {
	/// A line looks like one of an earlier claim.
	SuspectDuplicate,
	/// An authorisation is not decided yet.
	AuthorisationPended,
	/// The claim is above the plan's ceiling.
	AboveCeiling,
	/// Neither fee schedule nor rules price a line.
	NoPrice,
	/// The accumulators have no room.
	AccumulatorsFull,
}

/// A pend.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Pend {
	/// Why.
	pub reason: PendReason,
	/// The line, when one is the cause.
	pub line: Option<u16>,
}

/// What became of a claim.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Outcome {
	/// It is decided.
	Adjudicated(Adjudication),
	/// A person decides.
	Pended(Pend),
}

/// Why a claim is rejected as a whole. Nothing changes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Refusal {
	/// There is no line.
	ZeroLines,
	/// There are more lines than a claim may have.
	TooManyLines,
	/// Two lines have the same number.
	RepeatedLine,
	/// The currency is not the plan's.
	WrongCurrency,
	/// A line has no units.
	ZeroUnits,
	/// A line has more units than any service.
	UnitsOverflow,
	/// An amount, or a sum of amounts, is too large.
	AmountOverflow,
	/// The lines do not add up to the stated total.
	LineSumMismatch,
	/// There is no consent for payment.
	ConsentMissing,
	/// A void is not adjudicated: the claim it names is reversed.
	VoidNotAdjudicated,
	/// An override names a line that the claim does not have, or two name the same.
	NoSuchLine,
	/// A group cannot be used with a reason.
	DisallowedPair,
	/// A line needs more adjustments than there is room for.
	TooManyAdjustments,
	/// The other payer reported a line twice.
	RepeatedPriorLine,
	/// The accumulators given do not fit the claim: something would fall below zero.
	AccumulatorFault,
	/// A result that does not balance. Cannot happen; checked all the same.
	Unbalanced,
	/// Only an adjudication can be reversed, not a reversal.
	ReversalOfReversal,
}

impl From<TallyFault> for Refusal {
	fn from(fault: TallyFault) -> Self {
		match fault {
			TallyFault::Full | TallyFault::Below => Self::AccumulatorFault,
			TallyFault::TooLarge => Self::AmountOverflow,
		}
	}
}

impl Adjudication {
	/// Sums the lines.
	pub fn sum(lines: &[LineResult]) -> Result<Totals, Refusal> {
		let mut totals = Totals::default();
		let add = |sum: &mut Amount, amount: Amount| -> Result<(), Refusal> {
			*sum = sum.checked_add(amount).ok_or(Refusal::AmountOverflow)?;
			Ok(())
		};
		for line in lines {
			add(&mut totals.billed, line.billed)?;
			add(&mut totals.allowed, line.allowed)?;
			add(&mut totals.paid, line.paid)?;
			for adjustment in &line.adjustments {
				let sum = match adjustment.group {
					Group::Contractual => &mut totals.contractual,
					Group::Patient => &mut totals.patient,
					Group::Other => &mut totals.other,
					Group::PayerInitiated => &mut totals.payer,
				};
				add(sum, adjustment.amount)?;
			}
		}
		Ok(totals)
	}

	/// The balancing law (X12 005010X221 §1.10.2.1): each line's billed amount is what is paid plus its adjustments, the
	/// patient's part is the sum of group PR, the claim is the sum of its lines, and no amount has the wrong sign.
	pub fn check(&self) -> Result<(), Refusal> {
		let wrong_sign = |amount: Amount| if self.reversal { amount > 0 } else { amount < 0 };
		for line in &self.lines {
			let mut sum = line.paid;
			let mut patient: Amount = 0;
			for adjustment in &line.adjustments {
				sum = sum.checked_add(adjustment.amount).ok_or(Refusal::AmountOverflow)?;
				if adjustment.group == Group::Patient {
					patient = patient.checked_add(adjustment.amount).ok_or(Refusal::AmountOverflow)?;
				}
				if adjustment.amount == 0 || wrong_sign(adjustment.amount) {
					return Err(Refusal::Unbalanced);
				}
				if !pair_allowed(adjustment.group, adjustment.reason) {
					return Err(Refusal::DisallowedPair);
				}
			}
			let signs = [line.billed, line.allowed, line.paid, line.patient]
				.into_iter()
				.any(wrong_sign);
			if sum != line.billed || patient != line.patient || signs {
				return Err(Refusal::Unbalanced);
			}
		}
		if Self::sum(&self.lines)? != self.totals {
			return Err(Refusal::Unbalanced);
		}
		Ok(())
	}

	/// The reversal: every field negated, so that the two sum to nothing and accumulators, limits and authorisation
	/// units are as before.
	pub fn reverse(&self) -> Result<Self, Refusal> {
		if self.reversal {
			return Err(Refusal::ReversalOfReversal);
		}
		let mut reversal = Self {
			reversal: true,
			..self.clone()
		};
		let flip = |amount: &mut Amount| -> Result<(), Refusal> {
			*amount = amount.checked_neg().ok_or(Refusal::AmountOverflow)?;
			Ok(())
		};
		for line in reversal.lines.iter_mut() {
			flip(&mut line.billed)?;
			flip(&mut line.allowed)?;
			flip(&mut line.paid)?;
			flip(&mut line.patient)?;
			for adjustment in line.adjustments.iter_mut() {
				flip(&mut adjustment.amount)?;
			}
		}
		for effect in reversal.effects.0.iter_mut() {
			flip(&mut effect.amount)?;
		}
		for used in reversal.uses.iter_mut() {
			used.units = used.units.checked_neg().ok_or(Refusal::AmountOverflow)?;
			flip(&mut used.amount)?;
		}
		reversal.totals = Self::sum(&reversal.lines)?;
		Ok(reversal)
	}

	/// The bytes whose SHA-256 is the digest of a result: SCALE of the tag, the digest of the plan and the result.
	pub fn digest_preimage(&self, plan: &[u8; 32]) -> Vec<u8> {
		let mut bytes = vec![];
		b"salus/adjudication/v1".encode_to(&mut bytes);
		plan.encode_to(&mut bytes);
		self.encode_to(&mut bytes);
		bytes
	}
}
