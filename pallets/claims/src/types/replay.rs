//! Claims that are adjudicated anew.

use super::*;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame::prelude::{BoundedVec, ConstU32};
use salus_claims_engine::calendar::Day;
use scale_info::TypeInfo;

stored! {
	/// Whose claims are adjudicated anew together.
	#[derive(Copy)]
	pub enum Scope {
		/// Those of a member who is covered alone.
		#[codec(index = 0)]
		Member(CoverageId),
		/// Those of a family.
		#[codec(index = 1)]
		Family(FamilyId),
	}

	/// The place of a claim in a replay: by day of service, then receipt, then number.
	#[derive(Copy, PartialOrd, Ord)]
	pub struct Place {
		/// The first day of service.
		pub day: Day,
		/// The day of receipt.
		pub received: Day,
		/// The claim.
		pub claim: ClaimId,
	}

	/// How far a replay is.
	#[derive(Copy)]
	pub enum Progress {
		/// Taking claims out of the accumulators: every claim before this one was looked at.
		#[codec(index = 0)]
		Unwinding(ClaimId),
		/// Adjudicating the claims of the list: as many as this are done.
		#[codec(index = 1)]
		Deciding(u32),
	}

	/// Claims that are adjudicated anew, in order, because one before them changed.
	pub struct Replay {
		/// Claims at this place or after it are affected,
		pub from: Place,
		/// and those adjudicated after this one.
		pub after: u32,
		/// How far it is.
		pub progress: Progress,
		/// Claims to adjudicate, in order.
		pub list: BoundedVec<Place, ConstU32<MAX_REPLAY>>,
		/// Whether there are more than the list has room for, or came since.
		pub more: bool,
		/// Whether claims that were looked at are affected after all: one that was adjudicated before them is.
		pub again: bool,
	}
}
