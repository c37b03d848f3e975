//! Records: canonical bytes, commitments, batches and proofs, and what the chain is told of them.
//!
//! All but [`onchain`] works without a node, and lives in [`salus_records`].

pub mod chain_cli;
pub mod cli;
pub mod onchain;

pub use salus_records::{batch, content, ids, jcs, private, source, store};
