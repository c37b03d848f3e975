//! Every invariant, one function each.
use crate::*;
use frame::deps::sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Every invariant of the pallet.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Ok(())
	}
}
