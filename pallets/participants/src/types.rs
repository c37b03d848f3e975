//! Standing of an organisation and what follows from it.

#![allow(
	clippy::as_conversions,
	reason = "what the derived codecs of indexed variants expand to"
)]

use crate::{Config, Error};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame::prelude::{BoundedVec, ConstU32, DispatchResult};
use salus_primitives::{Role, Roles, Seconds};
use scale_info::TypeInfo;

/// A list of roles in a call: each role at most once is all that makes sense, so there are at most as many as roles.
pub type RoleList = BoundedVec<Role, ConstU32<{ Role::COUNT }>>;

/// Whether an organisation takes part. Times are seconds since the Unix epoch.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Status {
	/// It may act in its roles.
	#[codec(index = 0)]
	Active,
	/// Governance stopped it, for the time being.
	#[codec(index = 1)]
	Suspended {
		/// Since when.
		since: Seconds,
	},
	/// It left. Only a new accreditation brings it back.
	#[codec(index = 2)]
	Withdrawn {
		/// Since when.
		since: Seconds,
	},
}

/// What decides whether an organisation may act: 30 bytes at the most.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Standing {
	/// What it is accredited for.
	pub roles: Roles,
	/// Those of its roles that are suspended on their own.
	pub suspended_roles: Roles,
	/// Whether it takes part.
	pub status: Status,
	/// When it was accredited, in seconds since the Unix epoch; 0 for genesis.
	pub accredited_at: Seconds,
	/// From when on it counts as expired, in seconds since the Unix epoch.
	pub expires_at: Option<Seconds>,
}

/// Whether an organisation may act in a role, and why not.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub enum Verdict {
	/// It may.
	#[codec(index = 0)]
	Accredited,
	/// It is not accredited, or not for this role, or it has withdrawn.
	#[codec(index = 1)]
	NotAccredited,
	/// It, or this role, is suspended.
	#[codec(index = 2)]
	Suspended,
	/// Its accreditation has ended.
	#[codec(index = 3)]
	Expired,
}

/// On whose authority a role was suspended.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Authority {
	/// A decision of governance.
	#[codec(index = 0)]
	Governance,
	/// A rule of the chain, applied by another pallet.
	#[codec(index = 1)]
	Rule,
}

impl Standing {
	/// A new accreditation.
	pub(crate) fn new(roles: Roles, accredited_at: Seconds, expires_at: Option<Seconds>) -> Self {
		Self {
			roles,
			suspended_roles: Roles::NONE,
			status: Status::Active,
			accredited_at,
			expires_at,
		}
	}

	/// The same organisation under other terms.
	pub(crate) fn with_terms(self, roles: Roles, expires_at: Option<Seconds>) -> Self {
		Self {
			suspended_roles: self.suspended_roles.intersection(roles),
			roles,
			expires_at,
			..self
		}
	}

	/// Whether the organisation left.
	pub fn is_withdrawn(&self) -> bool {
		matches!(self.status, Status::Withdrawn { .. })
	}

	/// Whether the organisation may act in `role` at `now`. What governance decided is named before what time did.
	pub fn verdict(&self, role: Role, now: Seconds) -> Verdict {
		match self.general_verdict(now) {
			_ if self.is_withdrawn() || !self.roles.contains(role) => Verdict::NotAccredited,
			_ if self.suspended_roles.contains(role) => Verdict::Suspended,
			verdict => verdict,
		}
	}

	/// The verdict that does not depend on a role.
	fn general_verdict(&self, now: Seconds) -> Verdict {
		match self.status {
			Status::Withdrawn { .. } => Verdict::NotAccredited,
			Status::Suspended { .. } => Verdict::Suspended,
			Status::Active if self.expires_at.is_some_and(|end| now >= end) => Verdict::Expired,
			Status::Active => Verdict::Accredited,
		}
	}

	/// Fails unless the organisation takes part at `now`, in whatever role.
	pub(crate) fn ensure_active<T: Config>(&self, now: Seconds) -> DispatchResult {
		self.general_verdict(now).into_result::<T>()
	}
}

impl Verdict {
	/// The verdict as the error a call returns.
	pub(crate) fn into_result<T: Config>(self) -> DispatchResult {
		match self {
			Verdict::Accredited => Ok(()),
			Verdict::NotAccredited => Err(Error::<T>::NotAccredited.into()),
			Verdict::Suspended => Err(Error::<T>::Suspended.into()),
			Verdict::Expired => Err(Error::<T>::Expired.into()),
		}
	}
}
