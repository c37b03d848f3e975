//! What the calls do, by topic.

mod disclosures;
mod emergencies;
mod evaluation;
mod filing;
mod guardians;
mod part2;
mod policies;
mod signed;
#[cfg(any(test, feature = "try-runtime"))]
mod try_state;

pub(crate) use policies::Known;
pub use signed::intent;
pub(crate) use signed::Here;

use crate::*;
use codec::Encode;
use frame::{
	deps::{
		sp_io::hashing::blake2_256,
		sp_runtime::{traits::SaturatedConversion, AccountId32},
	},
	traits::{fungible::MutateHold, UnixTime},
};
use salus_primitives::{AccreditationInspect, LogAppend, LogSubject, Role};

/// What an entry of the log is about.
pub(crate) enum Logged {
	Filed,
	Closed,
	Verified,
	Disclosed,
}

/// The party that an account of 32 bytes is: its bytes.
pub struct AccountParty;

impl Convert<AccountId32, PartyId> for AccountParty {
	fn convert(account: AccountId32) -> PartyId {
		PartyId(account.into())
	}
}

impl<T: Config> Pallet<T> {
	/// Seconds since the Unix epoch at this block. The author of a block may set its clock a little off; no rule here
	/// depends on less than the drift that Timestamp allows.
	pub(crate) fn now() -> Seconds {
		T::Time::now().as_secs()
	}

	/// The party that an account is.
	pub(crate) fn party(account: &T::AccountId) -> PartyId {
		T::PartyOf::convert(account.clone())
	}

	/// What is held for an item of this many bytes.
	pub(crate) fn price(bytes: usize) -> BalanceOf<T> {
		let bytes: BalanceOf<T> = bytes.saturated_into();
		T::DepositPerByte::get()
			.saturating_mul(bytes)
			.saturating_add(T::DepositBase::get())
	}

	/// Holds an amount.
	pub(crate) fn hold(payer: &T::AccountId, amount: BalanceOf<T>) -> DispatchResult {
		T::Currency::hold(&HoldReason::Deposit.into(), payer, amount).map_err(|_| Error::<T>::DepositUnavailable.into())
	}

	/// Holds the deposit for an item of this many bytes.
	pub(crate) fn deposit(payer: T::AccountId, bytes: usize) -> Result<Ticket<T>, DispatchError> {
		let amount = Self::price(bytes);
		Self::hold(&payer, amount)?;
		Ok(Ticket { payer, amount })
	}

	/// Returns a deposit. What is missing (burnt by a rule of the runtime) does not stop the return of the rest.
	pub(crate) fn release(ticket: &Ticket<T>) -> DispatchResult {
		let reason = HoldReason::Deposit.into();
		T::Currency::release(&reason, &ticket.payer, ticket.amount, Precision::BestEffort).map(|_| ())
	}

	/// What the evidence log gets.
	pub(crate) fn log_digest(what: Logged, subject: &T::AccountId, id: ConsentId, digest: [u8; 32]) -> [u8; 32] {
		let kind: u8 = match what {
			Logged::Filed => 0,
			Logged::Closed => 1,
			Logged::Verified => 2,
			Logged::Disclosed => 3,
		};
		blake2_256(&("salus/consent-log/v1", kind, subject, id, digest).encode())
	}

	/// Appends to the evidence log.
	pub(crate) fn log(what: Logged, subject: &T::AccountId, id: ConsentId, digest: [u8; 32]) -> DispatchResult {
		T::Log::append(LogSubject::Consent, Self::log_digest(what, subject, id, digest)).map(|_| ())
	}

	/// Fails unless the caller is an organisation that may relay what subjects signed: a custodian, provider or payer.
	pub(crate) fn ensure_relayer(origin: OriginFor<T>) -> Result<T::AccountId, DispatchError> {
		let relayer = ensure_signed(origin)?;
		T::Accreditation::ensure_accredited_as_any(&relayer, &[Role::Custodian, Role::Provider, Role::Payer])?;
		Ok(relayer)
	}
}
