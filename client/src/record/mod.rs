//! Records: canonical bytes, commitments, batches and proofs.
//!
//! All but [`onchain`] works without a node. [`jcs`] and [`content`] turn a file into a commitment, [`batch`] turns any number of records
//! into a [`store`] of salts, leaves and trees, and a store gives a receipt for each of its records.

pub mod batch;
pub mod chain_cli;
pub mod cli;
pub mod content;
pub mod ids;
pub mod jcs;
pub mod onchain;
pub mod source;
pub mod store;
