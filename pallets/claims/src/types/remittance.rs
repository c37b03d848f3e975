//! Remittances.

use super::*;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame::prelude::{BoundedVec, ConstU32};
use salus_claims_engine::Amount;
use salus_primitives::Seconds;
use scale_info::TypeInfo;

stored! {
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
}
