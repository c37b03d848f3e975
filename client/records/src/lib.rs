//! Records off the chain: what `salus record batch` works through millions of.
//!
//! [`jcs`] and [`content`] turn a file into a commitment, [`batch`] turns any number of records into a [`store`] of salts, leaves and
//! trees, a store gives a receipt for each of its records, and [`receipt`] is the file of one. Nothing here knows a node.
//!
//! A crate apart from the `salus` command because it runs hot: it is compiled optimised where the command, with the decoders of the
//! whole runtime, is not (`docs/decisions/0002-build-profile.md`). The command has these modules under their names: `salus::record::batch`,
//! `salus::receipt`, `salus::outcome`.

pub mod batch;
pub mod content;
pub mod ids;
pub mod jcs;
pub mod outcome;
pub mod private;
pub mod receipt;
pub mod source;
pub mod store;
