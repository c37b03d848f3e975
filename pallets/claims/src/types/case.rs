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
		/// How much it decides about, in minor units: what it changes of what is paid or allowed, or what is billed.
		pub amount: Money,
		/// Commitment of the reasons.
		pub note: Commitment,
	}
}

packed! {
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
		/// The most that a released claim pays without a further person: the limit of who released it, and what rulings
		/// since then add.
		#[codec(compact)]
		pub up_to: Money,
		/// By how much officers changed it alone since a second one agreed.
		#[codec(compact)]
		pub alone: Money,
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
}

stored! {
	/// What an officer does with a pended claim.
	pub enum Resolution<AccountId> {
		/// It is adjudicated; it pends no more for suspicion, size or price, unless it comes to pay more than this officer may
		/// decide.
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
			up_to: 0,
			alone: 0,
			assigned: None,
			levels: 0,
			appellant: None,
			grounds: None,
			answer: None,
		}
	}
}
