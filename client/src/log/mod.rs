//! The append-only log: the chain's own in a folder, and inclusion and consistency in the shapes that other logs and their tools use.

pub mod checkpoint;
pub mod cli;
pub mod local;
pub mod note;
pub mod signer;
pub mod sync;
pub mod tlog_proof;
pub mod vectors;
