//! Receipts: one file that proves where a record stands, without a node. [`salus_records::receipt`] has its form; here receipts are led on
//! to the chain and verified.

pub mod bulk;
pub mod cli;
mod consent;
pub mod make;
pub mod relay;

pub use salus_records::receipt::{bundle, onchain, present, FileError, ReceiptFile, FORMAT, VERSION};
