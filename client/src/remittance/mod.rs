//! Remittances: 835 files, and whether they balance.

pub mod check;
pub mod cli;
#[cfg(test)]
mod tests;
