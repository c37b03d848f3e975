//! Receipts: one file that proves where a record stands.

pub mod cli;
