//! The Rococo runtime with epochs of a minute, as Wasm.
//!
//! Natively this crate is nothing but [`WASM_BINARY`]: the node runs the Wasm, and compiling the runtime for the machine as
//! well would be the larger half of the work.

#![cfg_attr(substrate_runtime, no_std)]

#[cfg(substrate_runtime)]
pub use rococo_runtime::*;

#[cfg(not(substrate_runtime))]
include!(concat!(env!("OUT_DIR"), "/wasm_binary.rs"));
