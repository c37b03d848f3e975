//! Anchored records and the chain's log: what the other pallets ask of record anchoring.

#![allow(clippy::as_conversions, reason = "the derived codecs convert the index of a variant")]

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame::prelude::{DispatchError, DispatchResult};
use scale_info::TypeInfo;

/// Which anchor: the index of its entry in the chain's log. So it is unique for ever without a counter of its own.
pub type AnchorId = u64;

/// What an entry of the chain's log that another pallet makes is about. Entries about records are made by record anchoring
/// alone: no other pallet can name them.
#[derive(
	Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum LogSubject {
	/// A consent was filed, revised or closed.
	#[codec(index = 0)]
	Consent,
	/// A claim was adjudicated.
	#[codec(index = 1)]
	Adjudication,
	/// A policy of the chain changed.
	#[codec(index = 2)]
	Policy,
}

/// Write access to the chain's append-only log.
pub trait LogAppend {
	/// Appends an entry about `subject` with this digest and returns its index. One storage item, read and written; the digest
	/// must come from a hash over a domain of the caller's own.
	fn append(subject: LogSubject, digest: [u8; 32]) -> Result<u64, DispatchError>;

	/// Appends an entry about `subject` for each digest, in this order, and returns the index of the first. However many there
	/// are, a log worth its name reads and writes its storage item once.
	fn append_all(subject: LogSubject, digests: &[[u8; 32]]) -> Result<u64, DispatchError> {
		let mut indices = digests.iter().map(|digest| Self::append(subject, *digest));
		let first = indices.next().unwrap_or(Err(DispatchError::Other("NothingToAppend")))?;
		indices.try_for_each(|index| index.map(|_| ()))?;
		Ok(first)
	}

	/// Makes the log as long as it gets, such that its next entry completes three nodes of its tree. Entries complete one
	/// each on average: any `n` in a row fewer than `n + 64`, so a block of any length stays below what its calls are
	/// charged and the time of 64 hashes.
	#[cfg(feature = "runtime-benchmarks")]
	fn grow_for_benchmark() {}
}

/// Read access to anchored records.
pub trait AnchorInspect<AccountId> {
	/// The issuer of an anchor that is valid now. Fails with a named error if there is no such anchor, or if it was superseded,
	/// retracted or erased. One storage read.
	fn ensure_valid(anchor: AnchorId) -> Result<AccountId, DispatchError>;

	/// Fails unless `anchor` is valid and `issuer` made it. One storage read.
	fn ensure_valid_by(anchor: AnchorId, issuer: &AccountId) -> DispatchResult;

	/// Makes a valid anchor of `issuer`.
	#[cfg(feature = "runtime-benchmarks")]
	fn anchor_for_benchmark(issuer: &AccountId) -> Result<AnchorId, DispatchError>;
}

/// A log and anchors in memory for the mocks of other pallets.
#[cfg(feature = "std")]
pub mod mock {
	use super::*;
	use std::{cell::RefCell, collections::BTreeMap, marker::PhantomData};

	std::thread_local! {
		static LOG: RefCell<Vec<(LogSubject, [u8; 32])>> = const { RefCell::new(Vec::new()) };
		static ANCHORS: RefCell<BTreeMap<AnchorId, Vec<u8>>> = const { RefCell::new(BTreeMap::new()) };
	}

	/// A log that remembers every entry; each test thread has its own. It does not roll back when a call fails.
	pub struct MockLog;

	impl MockLog {
		/// What was appended since the last [`MockLog::clear`].
		pub fn entries() -> Vec<(LogSubject, [u8; 32])> {
			LOG.with(|log| log.borrow().clone())
		}

		/// Forgets every entry.
		pub fn clear() {
			LOG.with(|log| log.borrow_mut().clear());
		}
	}

	impl LogAppend for MockLog {
		fn append(subject: LogSubject, digest: [u8; 32]) -> Result<u64, DispatchError> {
			LOG.with(|log| {
				let mut log = log.borrow_mut();
				log.push((subject, digest));
				u64::try_from(log.len())
					.ok()
					.and_then(|size| size.checked_sub(1))
					.ok_or(DispatchError::Other("LogFull"))
			})
		}
	}

	/// Anchors that [`MockAnchors::put`] made; each test thread has its own.
	pub struct MockAnchors<AccountId>(PhantomData<AccountId>);

	impl<AccountId: Encode> MockAnchors<AccountId> {
		/// Makes `anchor` valid, with this issuer.
		pub fn put(anchor: AnchorId, issuer: &AccountId) {
			ANCHORS.with(|anchors| anchors.borrow_mut().insert(anchor, issuer.encode()));
		}

		/// Makes `anchor` invalid.
		pub fn remove(anchor: AnchorId) {
			ANCHORS.with(|anchors| anchors.borrow_mut().remove(&anchor));
		}
	}

	impl<AccountId: Encode + Decode + PartialEq> AnchorInspect<AccountId> for MockAnchors<AccountId> {
		fn ensure_valid(anchor: AnchorId) -> Result<AccountId, DispatchError> {
			ANCHORS
				.with(|anchors| anchors.borrow().get(&anchor).cloned())
				.and_then(|issuer| AccountId::decode(&mut issuer.as_slice()).ok())
				.ok_or(DispatchError::Other("NotFound"))
		}

		fn ensure_valid_by(anchor: AnchorId, issuer: &AccountId) -> DispatchResult {
			if Self::ensure_valid(anchor)? == *issuer {
				Ok(())
			} else {
				Err(DispatchError::Other("NotAuthorized"))
			}
		}

		#[cfg(feature = "runtime-benchmarks")]
		fn anchor_for_benchmark(issuer: &AccountId) -> Result<AnchorId, DispatchError> {
			let anchor = ANCHORS.with(|anchors| {
				anchors
					.borrow()
					.keys()
					.next_back()
					.map_or(0, |last| last.saturating_add(1))
			});
			Self::put(anchor, issuer);
			Ok(anchor)
		}
	}
}
