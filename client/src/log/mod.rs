//! The append-only log: inclusion and consistency, in the shapes that other logs and their tools use.

pub mod checkpoint;
pub mod cli;
pub mod note;
pub mod tlog_proof;
pub mod vectors;
