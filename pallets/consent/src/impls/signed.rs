//! What subjects and guardians sign off chain.

use super::{
	filing::{Prepared, Written},
	Known,
};
use crate::*;
use codec::Encode;
use frame::traits::{Verify, Zero};
use salus_primitives::{LogAppend, LogSubject};

/// Tags of the intents.
pub mod tag {
	/// To file a consent.
	pub const FILE: &str = "salus/file-consent/v1";
	/// To revise one.
	pub const REVISE: &str = "salus/revise-consent/v1";
	/// To revoke one.
	pub const REVOKE: &str = "salus/revoke-consent/v1";
}

/// Intents: what exactly is signed.
pub mod intent {
	pub use super::tag::*;
	use super::*;

	/// What is put around an intent by browser wallets.
	pub const WRAP: (&[u8], &[u8]) = (b"<Bytes>", b"</Bytes>");

	/// The bytes that are signed.
	pub fn bytes<A: Encode, H: Encode, B: Encode>(
		tag: &str,
		genesis: &H,
		signer: &A,
		nonce: Version,
		expires_at: Seconds,
		body: &B,
		wrapped: bool,
	) -> Vec<u8> {
		let intent = (tag, genesis, signer, nonce, expires_at, body);
		if !wrapped {
			return intent.encode();
		}
		let mut bytes = WRAP.0.to_vec();
		intent.encode_to(&mut bytes);
		bytes.extend_from_slice(WRAP.1);
		bytes
	}
}

/// What tells whether a signature is worth something here and now, read once however many a call carries.
pub(crate) struct Here<T: Config> {
	genesis: T::Hash,
	now: Seconds,
}

impl<T: Config> Here<T> {
	/// At this time.
	pub fn at(now: Seconds) -> Self {
		Self {
			genesis: frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::zero()),
			now,
		}
	}

	/// Fails unless `signer` signed the intent, here and in time.
	fn ensure_signed<B: Encode>(
		&self,
		tag: &str,
		signer: &T::AccountId,
		nonce: Version,
		expires_at: Seconds,
		body: &B,
		proof: &Proof<T>,
	) -> DispatchResult {
		ensure!(self.now < expires_at, Error::<T>::SignatureExpired);
		let bytes = intent::bytes(tag, &self.genesis, signer, nonce, expires_at, body, proof.wrapped);
		ensure!(proof.signature.verify(&bytes[..], signer), Error::<T>::BadSignature);
		Ok(())
	}

	fn ensure_signed_filing(&self, tag: &str, signed: &SignedFiling<T>) -> DispatchResult {
		let signer = signed.guardian.as_ref().unwrap_or(&signed.subject);
		let body = (&signed.subject, signed.place, &signed.filing);
		self.ensure_signed(tag, signer, signed.nonce, signed.expires_at, &body, &signed.proof)
	}
}

impl<T: Config> Pallet<T> {
	/// Checks a signed filing.
	pub(crate) fn prepare_signed_file(
		known: &Known,
		here: &Here<T>,
		signed: SignedFiling<T>,
	) -> Result<(T::AccountId, Filing, Prepared<T>), DispatchError> {
		here.ensure_signed_filing(tag::FILE, &signed)?;
		let signer = signed.guardian.as_ref().unwrap_or(&signed.subject);
		let nonce = Some(signed.nonce);
		let prepared = Self::prepare_file(known, &signed.subject, signer, signed.place, &signed.filing, nonce)?;
		Ok((signed.subject, signed.filing, prepared))
	}

	/// Checks a signed revision.
	pub(crate) fn prepare_signed_revise(
		known: &Known,
		here: &Here<T>,
		signed: SignedFiling<T>,
	) -> Result<(T::AccountId, Filing, Prepared<T>), DispatchError> {
		here.ensure_signed_filing(tag::REVISE, &signed)?;
		let signer = signed.guardian.as_ref().unwrap_or(&signed.subject);
		let replaced = signed.nonce.checked_sub(1).ok_or(Error::<T>::StaleNonce)?;
		let prepared = Self::prepare_revise(known, &signed.subject, signer, signed.place, replaced, &signed.filing)
			.map_err(Self::nonce_error)?;
		Ok((signed.subject, signed.filing, prepared))
	}

	/// Revokes as signed; says who had paid the deposit.
	pub(crate) fn do_revoke_signed(signed: SignedRevocation<T>) -> Result<T::AccountId, DispatchError> {
		let now = Self::now();
		let signer = signed.guardian.as_ref().unwrap_or(&signed.subject);
		let body = (&signed.subject, signed.place, signed.reason);
		Here::at(now).ensure_signed(
			tag::REVOKE,
			signer,
			signed.nonce,
			signed.expires_at,
			&body,
			&signed.proof,
		)?;
		let id = ConsentId {
			place: signed.place,
			version: signed.nonce,
		};
		let signer = signer.clone();
		Self::do_revoke(signed.subject, signer, id, signed.reason, now).map_err(Self::nonce_error)
	}

	/// Who signs a version that has passed uses a nonce again.
	fn nonce_error(error: DispatchError) -> DispatchError {
		if error == Error::<T>::StaleVersion.into() || error == Error::<T>::InvalidTransition.into() {
			return Error::<T>::StaleNonce.into();
		}
		error
	}

	/// What a batch weighs: its items, and what the provisions of each add to it, a place that was used and a guardian.
	pub(crate) fn batch_weight(batch: &[SignedFiling<T>]) -> Weight {
		let count = u32::try_from(batch.len()).unwrap_or(MAX_BATCH);
		let plain = T::WeightInfo::file_signed(0);
		batch
			.iter()
			.map(|signed| signed.weight().saturating_sub(plain))
			.fold(T::WeightInfo::file_signed_batch(count), Weight::saturating_add)
	}

	/// Files a batch: one hold for all, one write of the log.
	pub(crate) fn do_file_batch(relayer: T::AccountId, batch: Vec<SignedFiling<T>>) -> DispatchResult {
		let known = Known::load::<T>();
		let here = Here::at(known.now);
		let mut total = BalanceOf::<T>::zero();
		let mut logged = Vec::with_capacity(batch.len());
		for signed in batch {
			let signed = signed.relayed_by(&relayer);
			let (subject, filing, prepared) = Self::prepare_signed_file(&known, &here, signed)?;
			let Written { digests, amount } = Self::write_consent(subject, relayer.clone(), filing, prepared)?;
			logged.extend(digests);
			total = total.saturating_add(amount);
		}
		T::Log::append_all(LogSubject::Consent, &logged)?;
		Self::hold(&relayer, total)
	}
}
