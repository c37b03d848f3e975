//! What the consent registry answers without a transaction. Polkadot.js shows it under *Runtime calls*; called at a past
//! block it answers from what was known then.

#![cfg_attr(not(feature = "std"), no_std)]
#![warn(missing_docs)]
#![allow(clippy::multiple_bound_locations, reason = "what the macro of the API expands to")]

extern crate alloc;

use alloc::vec::Vec;
use codec::Codec;
use pallet_consent::{ActiveConsent, Answer, Authorisation, Explained};
use salus_consent_engine::Request;

frame::deps::sp_api::decl_runtime_apis! {
	/// Questions to the consent registry.
	pub trait ConsentApi<AccountId: Codec> {
		/// What the consents of `subject` say about `request` at `request.at` (seconds since the Unix epoch), from what is
		/// known at this block. Whether a live emergency exists is looked up: `request.emergency` is ignored.
		fn evaluate(subject: AccountId, request: Request) -> Answer;

		/// The same with what became of every consent and provision on the way.
		fn explain(subject: AccountId, request: Request) -> Explained;

		/// Consents in force at this block, from place `start` on, at most `limit`.
		fn active_consents(subject: AccountId, start: u8, limit: u32) -> Vec<ActiveConsent<AccountId>>;

		/// Whom the consents in force at this block let receive data from `custodian`, each with why, for what and until
		/// when. What a consent also forbids is for `evaluate` to weigh.
		fn authorised(subject: AccountId, custodian: AccountId) -> Vec<Authorisation>;
	}
}
