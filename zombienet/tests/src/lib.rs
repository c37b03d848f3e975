//! What the network tests are made of: the processes of `scripts/network`, and the relay chain's view of the parachain.
//!
//! The nodes are real and are started, killed and ended by the script that a person uses. Nothing here runs without the
//! feature `network`; `scripts/test-network` turns it on.

#![cfg(feature = "network")]
#![warn(missing_docs)]

mod processes;
mod relay;

pub use processes::Network;
pub use relay::{Counted, Relay};

use std::{error::Error, fmt};

/// Why a test failed, in words.
#[derive(Debug)]
pub struct Failed(pub String);

impl fmt::Display for Failed {
	fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
		f.write_str(&self.0)
	}
}

impl<E: Error> From<E> for Failed {
	fn from(error: E) -> Self {
		Failed(error.to_string())
	}
}

/// What a test returns.
pub type Outcome<T = ()> = Result<T, Failed>;

/// Fails with `message` unless `holds`.
pub fn ensure(holds: bool, message: impl FnOnce() -> String) -> Outcome {
	if holds {
		Ok(())
	} else {
		Err(Failed(message()))
	}
}
