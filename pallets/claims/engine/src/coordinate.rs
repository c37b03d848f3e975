//! Coordination of benefits: what a plan pays after another payer, for a line or for a claim.

use crate::{
	claim::PriorAmounts,
	money::Money,
	plan::{Allowable, Cob, CobMethod, Obligation},
};

/// The plan's own figures for what is coordinated.
pub(crate) struct Own {
	/// Billed.
	pub billed: Money,
	/// What the plan would pay for the service before any comparison with the charge.
	pub gross: Money,
	/// Allowed.
	pub allowed: Money,
	/// Deductible, coinsurance and copay if the plan were alone.
	pub shares: Money,
	/// All the patient would bear if the plan were alone.
	pub patient: Money,
	/// What the plan would pay if it were alone.
	pub benefit: Money,
	/// Whether the provider may bill the patient above the allowed amounts.
	pub uncontracted: bool,
}

/// What comes of it.
pub(crate) struct Coordinated {
	/// What the plan pays.
	pub paid: Money,
	/// The most the patient may still be asked for.
	pub patient: Money,
}

/// What the provider must accept as payment in full: the stated amount, or the charge less what the prior payer
/// adjusted by contract, or the charge. A payer that paid nothing obliges to nothing.
fn obliged(cob: &Cob, billed: Money, prior: &PriorAmounts) -> Money {
	match (prior.obliged, cob.obligation) {
		(Some(stated), _) => stated.min(billed),
		(None, Obligation::Contractual) if prior.paid > 0 => billed.saturating_sub(prior.adjusted),
		_ => billed,
	}
}

/// Applies the plan's method.
pub(crate) fn coordinate(cob: &Cob, own: &Own, prior: &PriorAmounts) -> Coordinated {
	let paid = prior.paid;
	let obliged = obliged(cob, own.billed, prior);
	let theirs = prior.allowed.unwrap_or(paid);
	let higher = own.allowed.max(theirs).min(obliged);
	let allowable = match (cob.allowable, prior.allowed) {
		(Allowable::Own, _) | (_, None) => own.allowed,
		(Allowable::Higher, Some(_)) => higher,
		(Allowable::Prior, Some(theirs)) => theirs,
		(Allowable::Lower, Some(theirs)) => own.allowed.min(theirs),
	}
	.min(obliged);
	let left = |of: Money| of.saturating_sub(paid);
	let pays = match cob.method {
		CobMethod::Traditional | CobMethod::MaintenanceOfBenefits => own.benefit.min(left(allowable)),
		CobMethod::NonDuplication | CobMethod::CarveOut => left(own.benefit).min(left(allowable)),
		// 42 CFR 411.33(a)(1), (2), (3).
		CobMethod::LowestOf => left(obliged).min(own.benefit).min(left(own.gross.max(theirs))),
		// 42 CFR 411.33(e)(1), (2), (3), (4). The benefit is already the lower of gross and charge less the patient's
		// part.
		CobMethod::LowestOfGross => own
			.benefit
			.min(left(own.gross))
			.min(left(obliged))
			.min(obliged.saturating_sub(own.shares)),
	};
	// What the provider may collect in all, less what the payers pay.
	let collectable = if own.uncontracted {
		obliged
	} else if matches!(cob.method, CobMethod::LowestOf | CobMethod::LowestOfGross) {
		higher
	} else {
		allowable
	};
	let open = left(collectable).saturating_sub(pays);
	let patient = match cob.method {
		// 42 CFR 411.35: the prior payment satisfies deductible and coinsurance first.
		CobMethod::LowestOf | CobMethod::LowestOfGross => left(own.patient).min(open),
		_ => own.patient.min(open),
	};
	Coordinated { paid: pays, patient }
}

#[cfg(test)]
mod tests {
	use super::*;

	fn own(billed: Money, gross: Money, patient: Money) -> Own {
		let allowed = billed.min(gross);
		Own {
			billed,
			gross,
			allowed,
			shares: patient,
			patient,
			benefit: allowed - patient,
			uncontracted: false,
		}
	}

	fn prior(allowed: Option<Money>, paid: Money, obliged: Option<Money>) -> PriorAmounts {
		PriorAmounts {
			allowed,
			paid,
			adjusted: 0,
			obliged,
		}
	}

	fn with(method: CobMethod) -> Cob {
		Cob {
			method,
			..Cob::default()
		}
	}

	/// 42 CFR 411.33(b).
	#[test]
	fn lowest_of_should_pay_30_when_the_case_is_the_one_of_paragraph_b() {
		let result = coordinate(
			&with(CobMethod::LowestOf),
			&own(17_500, 12_500, 2_500),
			&prior(Some(15_000), 12_000, None),
		);
		assert_eq!((result.paid, result.patient), (3_000, 0));
	}

	/// 42 CFR 411.33(f)(1) to (4).
	#[test]
	fn lowest_of_gross_should_pay_as_published_when_the_cases_are_those_of_paragraph_f() {
		let cob = with(CobMethod::LowestOfGross);
		let run = |own: Own, prior: PriorAmounts| {
			let result = coordinate(&cob, &own, &prior);
			(result.paid, result.patient)
		};
		// 7 days of inpatient care, deductible $520, combined payment $2,700, nothing left for the patient.
		assert_eq!(
			run(own(280_000, 270_000, 52_000), prior(None, 236_000, None)),
			(34_000, 0)
		);
		// 1 day; the gross amount is above the charge; the hospital may bill $70.
		assert_eq!(
			run(own(75_000, 85_000, 52_000), prior(None, 45_000, None)),
			(23_000, 7_000)
		);
		// 8 dialysis treatments; deductible $75 and coinsurance $194.60.
		assert_eq!(
			run(own(128_000, 104_800, 7_500 + 19_460), prior(None, 102_400, None)),
			(2_400, 0)
		);
		// 5 days; the hospital must accept $3,000 as payment in full.
		assert_eq!(
			run(own(400_000, 350_000, 52_000), prior(None, 290_000, Some(300_000))),
			(10_000, 0)
		);
	}

	#[test]
	fn methods_should_differ_when_the_prior_payer_left_part_of_the_allowed_amount() {
		// Both allow 100, the first paid 50, this plan alone would pay 80.
		let figures = || own(10_000, 10_000, 2_000);
		let paid = prior(Some(10_000), 5_000, None);
		let run = |method| {
			let result = coordinate(&with(method), &figures(), &paid);
			(result.paid, result.patient)
		};
		assert_eq!(run(CobMethod::Traditional), (5_000, 0));
		assert_eq!(run(CobMethod::NonDuplication), (3_000, 2_000));
		assert_eq!(run(CobMethod::CarveOut), (3_000, 2_000));
	}
}
