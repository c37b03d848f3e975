//! What anybody can ask of claims adjudication without reading its storage: `state_call` on any node, at any block whose
//! state the node has.

#![cfg_attr(not(feature = "std"), no_std)]
#![warn(missing_docs)]

use codec::Codec;
use frame::deps::sp_api;
use pallet_claims::{
	AccumulatorsView, AppealView, ClaimId, CoverageId, Eligibility, Estimate, EstimateError, Explained, RemittanceId,
	RemittanceView, Submission,
};

sp_api::decl_runtime_apis! {
	/// Plans, coverage and claims.
	pub trait ClaimsApi<AccountId> where AccountId: Codec {
		/// Whether and how a member is covered on a day, in days since 1970-01-01.
		fn eligibility(coverage: CoverageId, day: i32) -> Option<Eligibility>;

		/// What a claim of a provider would come to: exactly what `submit` would do, and nothing of it is kept.
		fn estimate(provider: AccountId, claim: Submission) -> Result<Estimate, EstimateError>;

		/// What deductibles, out-of-pocket maximums and limits have used.
		fn accumulators(coverage: CoverageId) -> Option<AccumulatorsView>;

		/// The rules behind the result of a claim, in the order in which they were applied.
		fn explain(claim: ClaimId) -> Option<Explained>;

		/// A remittance with the results of its claims.
		fn remittance(id: RemittanceId) -> Option<RemittanceView<AccountId>>;

		/// The next level of appeal of a claim, if it can be appealed at this block.
		fn appeal_open(claim: ClaimId) -> Option<AppealView>;
	}
}
