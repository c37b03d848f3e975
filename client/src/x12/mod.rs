//! X12 005010: 837 claims in, 835 remittances in and out.
//!
//! | module | what |
//! |---|---|
//! | [`Reader`] | any interchange as a stream of [`Event`]s; delimiters from ISA; envelope counts and control numbers |
//! | [`Interchange`] | a whole file as a tree |
//! | [`remittance835`] | typed 835: reader, balance (TR3 §1.10.2.1), writer |
//! | [`claim837`] | typed 837P and 837I |
//!
//! # Why a reader of our own
//!
//! `x12-types` 0.12 was looked at first: it is alive, well made, and has the segments of all transaction sets. It cannot
//! read *any* 835, though: it knows `*` and `~` only and not what ISA says, it takes a loop's segments in exactly the
//! order of the standard and stops with a parser error that has no position where a sender has another, and it gives
//! amounts as `f64` or `i64` only. A checker must read what senders send, say where it is wrong, and be exact to the cent.
//!
//! # Errors
//!
//! Every [`Error`] names the file (by the caller), the segment by number and byte offset, its text, its loop, and the
//! reason. Nothing here panics, whatever the bytes.

pub mod amount;
pub mod claim837;
pub mod common;
pub mod error;
pub mod interchange;
pub mod reader;
#[cfg(test)]
mod reader_tests;
pub mod remittance835;
pub mod segment;

pub use amount::{Amount, Decimal};
pub use error::{Error, Fault, Origin, Position};
pub use interchange::{for_each_transaction, FunctionalGroup, Interchange, Transaction};
pub use reader::{Event, Reader};
pub use segment::{Delimiters, Segment};

/// The text of a file or of a segment: UTF-8, else Latin-1, as older systems write names.
pub fn text(bytes: Vec<u8>) -> String {
	String::from_utf8(bytes).unwrap_or_else(|error| error.as_bytes().iter().copied().map(char::from).collect())
}
