//! Records: canonical bytes, commitments, batches and proofs.

pub mod cli;
