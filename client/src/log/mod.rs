//! The append-only log: inclusion and consistency.

pub mod cli;
