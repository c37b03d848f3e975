//! The library under the `salus` command: health-data formats on one side, the Salus engines on the other.

pub mod chain;
pub mod claim;
pub mod consent;
pub mod demo;
mod json;
pub mod load;
pub mod log;
pub mod output;
pub mod participant;
pub mod receipt;
pub mod record;
pub mod remittance;
pub mod x12;

pub use salus_records::outcome;
