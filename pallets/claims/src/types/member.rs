//! Members: coverage, family, authorisations.

use super::*;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame::prelude::{BoundedVec, ConstU32};
use salus_claims_engine::{
	calendar::Day, Authorisation, Category, Coverage, Decision, Money, ServiceKey, Tallies, Tier, Units,
};
use salus_primitives::Seconds;
use scale_info::TypeInfo;

stored! {
	/// When and how a member is covered.
	#[derive(Copy)]
	pub struct Terms {
		/// First day.
		pub from: Day,
		/// Last day.
		pub until: Option<Day>,
		/// Day from which waiting periods run; earlier than `from` when earlier coverage is credited.
		pub enrolled: Day,
		/// 1 is primary, 2 secondary.
		pub order: u8,
		/// Day of the notice, when coverage was granted retroactively.
		pub notice: Option<Day>,
	}

	/// With whom a member is covered.
	#[derive(Copy)]
	pub enum Household {
		/// With nobody.
		#[codec(index = 0)]
		Alone,
		/// With a family, of which this member is the first.
		#[codec(index = 1)]
		New,
		/// With this family.
		#[codec(index = 2)]
		Join(FamilyId),
	}
}

packed! {
	/// What is left of a line to notice that it comes again.
	#[derive(Copy)]
	pub struct Print {
		/// The day of service.
		pub day: Day,
		/// The first half of the blinded service.
		pub service: [u8; 8],
		/// The first half of BLAKE2b-128 over provider, units and billed amount.
		pub rest: [u8; 8],
		/// The claim.
		#[codec(compact)]
		pub claim: ClaimNumber,
	}
}

packed! {
	/// A member's coverage as it is stored: everything a claim reads and changes of a member, in one value.
	pub struct CoverageRecord<AccountId> {
		/// The plan.
		#[codec(compact)]
		pub plan: PlanId,
		/// The member: the subject of the consents that are asked for.
		pub member: AccountId,
		/// The family, if there is one.
		pub family: Option<FamilyId>,
		/// When and how.
		pub terms: Terms,
		/// The number of the next claim.
		#[codec(compact)]
		pub next_claim: ClaimNumber,
		/// The number of the next authorisation.
		#[codec(compact)]
		pub next_authorisation: AuthorisationNumber,
		/// Counts the adjudications of a member who is covered alone.
		#[codec(compact)]
		pub sequence: u32,
		/// Whether its claims are being adjudicated anew: new ones wait.
		pub replaying: bool,
		/// Whether claims were removed that are in the accumulators still.
		pub pruned: bool,
		/// Lines on days before this one are not in `recent` but in `Services`.
		pub floor: Day,
		/// The latest lines, by day.
		pub recent: BoundedVec<Print, ConstU32<MAX_RECENT>>,
		/// The member's accumulators.
		pub tallies: Tallies,
	}
}

packed! {
	/// A family: the accumulators its members share.
	#[derive(Default)]
	pub struct Family {
		/// The plan.
		#[codec(compact)]
		pub plan: PlanId,
		/// How many members it has.
		pub members: u16,
		/// Counts the adjudications of its members.
		#[codec(compact)]
		pub sequence: u32,
		/// Whether the claims of its members are being adjudicated anew: new ones wait.
		pub replaying: bool,
		/// The family's accumulators.
		pub tallies: Tallies,
	}
}

stored! {
	/// What a provider asks to be authorised.
	#[derive(Copy)]
	pub struct Request {
		/// Only this service, if named.
		pub service: Option<ServiceKey>,
		/// Only this category, if named.
		pub category: Option<Category>,
		/// First day.
		pub from: Day,
		/// Last day.
		pub until: Day,
		/// Units, if counted.
		pub units: Option<Units>,
		/// Allowed amount, if counted.
		pub amount: Option<Money>,
		/// Whether health is at risk if it waits: the shorter clock.
		pub urgent: bool,
	}

	/// What is authorised.
	#[derive(Copy)]
	pub struct Grant {
		/// The decision; not [`Decision::Pended`].
		pub decision: Decision,
		/// First day.
		pub from: Day,
		/// Last day.
		pub until: Day,
		/// Units, if counted.
		pub units: Option<Units>,
		/// Allowed amount, if counted.
		pub amount: Option<Money>,
	}

	/// A request for authorisation, its decision and what is left of it.
	pub struct AuthorisationRecord<AccountId> {
		/// Who asked; it holds for this provider alone.
		pub provider: AccountId,
		/// What was asked; once decided, what was granted. Units and amount are what is left.
		pub request: Request,
		/// The decision.
		pub decision: Decision,
		/// When it was asked for.
		pub asked: Seconds,
		/// By when the payer has to decide.
		pub deadline: Seconds,
	}
}

/// Older lines of one day.
pub type DayPrints = BoundedVec<Print, ConstU32<MAX_DAY_LINES>>;

impl Terms {
	/// As the engine sees it.
	pub fn coverage(&self, family: bool) -> Coverage {
		Coverage {
			from: self.from,
			until: self.until,
			enrolled: self.enrolled,
			tier: if family { Tier::Family } else { Tier::Alone },
			order: self.order,
		}
	}
}

impl<AccountId: Clone + Into<[u8; 32]>> AuthorisationRecord<AccountId> {
	/// As the engine sees it.
	pub fn authorisation(&self, number: AuthorisationNumber) -> Authorisation {
		Authorisation {
			id: number,
			service: self.request.service,
			category: self.request.category,
			provider: Some(self.provider.clone().into()),
			decision: self.decision,
			from: self.request.from,
			until: self.request.until,
			units: self.request.units,
			amount: self.request.amount,
		}
	}
}
