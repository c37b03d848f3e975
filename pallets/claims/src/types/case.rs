//! What people did about claims.

use super::*;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame::prelude::{BoundedVec, ConstU32};
use salus_claims_engine::{Money, Override, MAX_LINES};
use salus_primitives::{AnchorId, Commitment};
use scale_info::TypeInfo;

stored! {
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
		/// Another officer takes it. A note for people: any officer may still decide.
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
