//! The engine's reasons as named errors.

use crate::{Config, Error};
use salus_claims_engine::{PlanFault, Refusal, TallyFault};

impl<T: Config> From<Refusal> for Error<T> {
	fn from(refusal: Refusal) -> Self {
		// The engine may learn further reasons.
		#[allow(unreachable_patterns)]
		match refusal {
			Refusal::ZeroLines => Self::ZeroLines,
			Refusal::TooManyLines => Self::TooManyLines,
			Refusal::RepeatedLine => Self::RepeatedLine,
			Refusal::WrongCurrency => Self::WrongCurrency,
			Refusal::ZeroUnits => Self::ZeroUnits,
			Refusal::UnitsOverflow => Self::UnitsOverflow,
			Refusal::AmountOverflow => Self::AmountOverflow,
			Refusal::LineSumMismatch => Self::LineSumMismatch,
			Refusal::NoSuchLine => Self::NoSuchLine,
			Refusal::DisallowedPair => Self::DisallowedPair,
			Refusal::TooManyAdjustments => Self::TooManyAdjustments,
			Refusal::RepeatedPriorLine => Self::RepeatedPriorLine,
			Refusal::AccumulatorFault => Self::AccumulatorFault,
			Refusal::Unbalanced => Self::Unbalanced,
			Refusal::ReversalOfReversal => Self::ReversalOfReversal,
			Refusal::VoidNotAdjudicated => Self::InvalidTransition,
			// The gate has been asked before the engine.
			Refusal::ConsentMissing => Self::NotAuthorized,
			_ => Self::ClaimRefused,
		}
	}
}

impl<T: Config> From<TallyFault> for Error<T> {
	fn from(fault: TallyFault) -> Self {
		match fault {
			TallyFault::Full | TallyFault::Below => Self::AccumulatorFault,
			TallyFault::TooLarge => Self::AmountOverflow,
		}
	}
}

impl<T: Config> From<PlanFault> for Error<T> {
	fn from(fault: PlanFault) -> Self {
		// The engine may learn further faults.
		#[allow(unreachable_patterns)]
		match fault {
			PlanFault::RateTooHigh => Self::RateTooHigh,
			PlanFault::AmountTooLarge => Self::AmountTooLarge,
			PlanFault::OrderRepeats => Self::OrderRepeats,
			PlanFault::NoSuchYearStart => Self::NoSuchYearStart,
			PlanFault::NoSuchAccumulator => Self::NoSuchAccumulator,
			PlanFault::DisallowedPair => Self::DisallowedPair,
			PlanFault::ReservedReason => Self::ReservedReason,
			PlanFault::LeastAboveMost => Self::LeastAboveMost,
			_ => Self::InvalidPlan,
		}
	}
}
