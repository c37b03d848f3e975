//! What the Salus pallets share: the words for organisations and their roles, and the small traits through which the
//! pallets meet. No pallet depends on another pallet's crate; the runtime plugs them together.

#![cfg_attr(not(feature = "std"), no_std)]
#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![cfg_attr(
	test,
	allow(
		clippy::arithmetic_side_effects,
		clippy::as_conversions,
		clippy::expect_used,
		clippy::indexing_slicing,
		clippy::unwrap_used
	)
)]

mod accreditation;
mod consent;
#[cfg(feature = "std")]
mod mocks;
mod records;
mod roles;

pub use accreditation::{AccreditationInspect, RoleSuspension, RoleType};
pub use consent::{ConsentGate, GatePass, GatePurpose, GateRefusal};
pub use records::{AnchorId, AnchorInspect, LogAppend, LogSubject};
pub use roles::{role, Role, Roles};

/// Stand-ins for the mocks of other pallets, one set for each topic.
#[cfg(feature = "std")]
pub mod mock {
	pub use crate::{accreditation::mock::*, consent::mock::*, mocks::MockClock, records::mock::*};
}

/// Seconds since the Unix epoch, from the block's timestamp. Durations are seconds too, never blocks: the block time
/// may change.
pub type Seconds = u64;

/// A salted SHA-256 over canonical bytes that stay off chain. Without the 256-bit salt it says nothing.
pub type Commitment = [u8; 32];
