//! May this be used for that, now: what the other pallets ask of the consent registry.

#![allow(clippy::as_conversions, reason = "the derived codecs convert the index of a variant")]

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame::prelude::DispatchError;
use scale_info::TypeInfo;

/// Why a pallet wants to use a subject's data: purposes of HL7 v3 `PurposeOfUse` that claims have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum GatePurpose {
	/// `HPAYMT`
	#[codec(index = 0)]
	Payment,
	/// `CLMATTCH`
	#[codec(index = 1)]
	ClaimAttachment,
	/// `COVAUTH`
	#[codec(index = 2)]
	CoverageAuthorisation,
	/// `REMITADV`
	#[codec(index = 3)]
	Remittance,
}

/// A decision that let something pass. Equal state and question give an equal reference, so it can be re-computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct GatePass {
	/// BLAKE2b-256 of the SCALE encoding of the engine's decision.
	pub decision: [u8; 32],
	/// Whether a consent said yes; if not, the domain's implicit policy did.
	pub by_consent: bool,
	/// How many things the decision holds back or excepts; 0 lets everything pass.
	pub obligations: u32,
	/// Whether the notice against redisclosure (42 CFR §2.32) goes with what is used.
	pub no_redisclosure: bool,
	/// How many consents were read for it: what it cost.
	pub considered: u32,
}

/// Why nothing passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GateRefusal {
	/// The named error.
	pub error: DispatchError,
	/// How many consents were read for it: a refusal costs as much as a pass.
	pub considered: u32,
}

impl From<GateRefusal> for DispatchError {
	fn from(refusal: GateRefusal) -> Self {
		refusal.error
	}
}

/// Read access to the consent registry.
pub trait ConsentGate<AccountId> {
	/// Fails with a named error unless, at this moment, the consents of `subject` (or, where none says anything, the
	/// domain's implicit policy) let `recipient` use what `custodian` holds for `purpose`. A revocation earlier in the
	/// same block counts. Reads the consents of one subject, at most 16.
	fn ensure_permitted(
		subject: &AccountId,
		custodian: &AccountId,
		recipient: &AccountId,
		purpose: GatePurpose,
	) -> Result<GatePass, GateRefusal>;

	/// Makes [`Self::ensure_permitted`] pass with this many consents, from 1 to 16, each as costly as it gets.
	#[cfg(feature = "runtime-benchmarks")]
	fn permit_for_benchmark(subject: &AccountId, custodian: &AccountId, recipient: &AccountId, consents: u32);
}

/// An in-memory registry for the mocks of other pallets.
#[cfg(feature = "std")]
pub mod mock {
	use super::*;
	use std::{cell::RefCell, collections::BTreeSet, marker::PhantomData};

	std::thread_local! {
		static PERMITTED: RefCell<BTreeSet<Vec<u8>>> = const { RefCell::new(BTreeSet::new()) };
	}

	/// A registry that knows what [`MockConsents::permit`] put there; each test thread has its own.
	pub struct MockConsents<AccountId>(PhantomData<AccountId>);

	impl<AccountId: Encode> MockConsents<AccountId> {
		/// `subject` lets `recipient` use what `custodian` holds, for every purpose.
		pub fn permit(subject: &AccountId, custodian: &AccountId, recipient: &AccountId) {
			PERMITTED.with(|permitted| permitted.borrow_mut().insert((subject, custodian, recipient).encode()));
		}

		/// Takes it back.
		pub fn revoke(subject: &AccountId, custodian: &AccountId, recipient: &AccountId) {
			PERMITTED.with(|permitted| permitted.borrow_mut().remove(&(subject, custodian, recipient).encode()));
		}
	}

	impl<AccountId: Encode> ConsentGate<AccountId> for MockConsents<AccountId> {
		fn ensure_permitted(
			subject: &AccountId,
			custodian: &AccountId,
			recipient: &AccountId,
			_: GatePurpose,
		) -> Result<GatePass, GateRefusal> {
			let key = (subject, custodian, recipient).encode();
			if !PERMITTED.with(|permitted| permitted.borrow().contains(&key)) {
				return Err(GateRefusal {
					error: DispatchError::Other("NotPermitted"),
					considered: 1,
				});
			}
			Ok(GatePass {
				decision: [1; 32],
				by_consent: true,
				obligations: 0,
				no_redisclosure: false,
				considered: 1,
			})
		}

		#[cfg(feature = "runtime-benchmarks")]
		fn permit_for_benchmark(subject: &AccountId, custodian: &AccountId, recipient: &AccountId, _: u32) {
			Self::permit(subject, custodian, recipient);
		}
	}
}
