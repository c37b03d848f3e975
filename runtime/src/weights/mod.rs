//! Measured weights. Those of the SDK's pallets come with the SDK, with two exceptions.

pub mod cumulus_pallet_weight_reclaim;
pub mod pallet_claims;
pub mod pallet_consent;
pub mod pallet_participants;
pub mod pallet_records;
pub mod pallet_xcm;
