//! How a command ends: exit code 0 (fine), 1 (refused) or 2 (usage, or input that cannot be read).

use std::fmt;

/// Why a command did not end well.
#[derive(Debug)]
pub enum Failure {
	/// The input was understood and the answer is no: exit code 1.
	Refused(String),
	/// The call or its input could not be understood: exit code 2.
	Unreadable(String),
}

/// What a command returns.
pub type Outcome = Result<(), Failure>;

impl Failure {
	/// The exit code of the process.
	pub fn exit_code(&self) -> u8 {
		match self {
			Self::Refused(_) => 1,
			Self::Unreadable(_) => 2,
		}
	}
}

impl fmt::Display for Failure {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		let (Self::Refused(message) | Self::Unreadable(message)) = self;
		f.write_str(message)
	}
}

impl std::error::Error for Failure {}
