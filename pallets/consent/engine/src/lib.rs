//! Decides what a patient's consents say about one request.
//!
//! The engine is a pure function: it sees the active consents of one subject, a request and the domain's parameters, and
//! answers *permit* (with what must be held back), *deny* or *not applicable* (with what the implicit policy says). It has
//! no clock, no storage and no accounts; a pallet and the `salus` command call the same code.
//!
//! | module | what |
//! |---|---|
//! | [`vocabulary`] | purposes, actions, confidentiality, sensitivity, data classes, roles, categories, DUO |
//! | [`model`] | consents, provisions, requests, domain parameters; their bounds and validation |
//! | [`evaluate()`] | the decision |
//! | [`explain()`] | the decision and the path that led to it |
//!
//! # How a consent is read
//!
//! A consent has a base effect, a *scope* and a tree of provisions (HL7 FHIR R4 root `provision`, R5 `decision`). Who asks,
//! why, for what action and when must match the scope, or the consent does not apply. Then the deepest provision that
//! matches decides; among matching siblings deny wins. A deny matches where it touches any of what is asked (actions, the
//! item's date, purposes and research terms that are not stated), a permit only where it covers all of it, so that asking
//! for more is never answered more freely than asking for its parts. What depends on the data itself (class, labels, date, references,
//! codes) is decided if the request names an item, and else becomes [`model::Obligation`]s: forbids first, then permits,
//! where a permit overrides a forbid (IHE ITI PCF 1.1, `residual`).
//!
//! Obligations never let through what a question about the single item would deny. Where a tree cannot be written as
//! such a list exactly, something is held back rather than shown, and the item can be asked about on its own.

#![cfg_attr(not(feature = "std"), no_std)]
#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![cfg_attr(
	test,
	allow(
		clippy::arithmetic_side_effects,
		clippy::as_conversions,
		clippy::indexing_slicing,
		clippy::unwrap_used,
		clippy::expect_used,
		clippy::panic
	)
)]

extern crate alloc;

mod combine;
mod evaluate;
mod explain;
mod matching;
pub mod model;
mod terms;
pub mod vocabulary;

pub use evaluate::evaluate;
pub use explain::{explain, Condition, ConsentTrace, Explanation, NodeTrace, Verdict};
pub use model::{
	Actor, Basis, Combining, Commitment, Consent, DataRef, Decision, DenyReason, Domain, Effect, Entry, Implicit,
	Invalid, Item, Labels, Meaning, NodeRef, Obligation, Outcome, PartyId, Provision, Request, Rule, Span,
	MAX_CONSENTS, MAX_DEPTH, MAX_OBLIGATIONS, MAX_PROVISIONS,
};
pub use terms::{Term, MAX_TERMS};
