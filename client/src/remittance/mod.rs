//! Remittances: 835 files, and whether they balance.

pub mod cli;
