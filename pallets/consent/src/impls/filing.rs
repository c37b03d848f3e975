//! Filing, revising, revoking, refusing, verifying, marking.

use super::{guardians::Act, Known, Logged};
use crate::*;
use alloc::collections::BTreeMap;
use codec::{Decode, Encode};
use frame::{
	deps::{frame_support::storage::unhashed, sp_io::hashing::blake2_256},
	traits::Defensive,
};
use salus_consent_engine::{vocabulary::Regulations, Invalid};
use salus_primitives::{AccreditationInspect, LogAppend, LogSubject, Role};

/// A filing that passed every check, and what it replaces.
pub(crate) struct Prepared<T: Config> {
	id: ConsentId,
	previous: Previous<T>,
	grantor: Grantor<T::AccountId>,
	requires_verification: bool,
	/// Of the encoded filing.
	bytes: usize,
	now: Seconds,
}

impl<T: Config> Prepared<T> {
	/// Whether the subject files and the place never held anything: then filing touches least.
	pub fn is_simple(&self) -> bool {
		self.grantor == Grantor::Subject && matches!(self.previous, Previous::Nothing)
	}
}

/// What a place held before.
enum Previous<T: Config> {
	Nothing,
	Closed(Tombstone),
	/// Over, and nobody said so yet.
	Expired(Open<T>),
	/// To be superseded.
	Replaced(Open<T>),
}

/// A consent that is not closed, as far as it takes to close it.
pub(crate) struct Open<T: Config> {
	pub head: Head<T>,
	/// BLAKE2b-256 of the SCALE encoding of the record.
	digest: [u8; 32],
}

/// What a place holds, as far as it takes to close it.
enum Held<T: Config> {
	Closed(Tombstone),
	Open(Open<T>),
}

impl<T: Config> Held<T> {
	/// Reads a place. Neither decodes rules that nobody asks for nor encodes them again for their digest.
	fn read(subject: &T::AccountId, place: Place) -> Option<Self> {
		let bytes = unhashed::get_raw(&Consents::<T>::hashed_key_for(subject, place))?;
		// The variants of `Entry`, by their index.
		let held = match bytes.split_first() {
			Some((0, mut record)) => {
				let digest = blake2_256(record);
				Head::decode(&mut record).map(|head| Self::Open(Open { head, digest }))
			},
			Some((1, mut tombstone)) => Tombstone::decode(&mut tombstone).map(Self::Closed),
			_ => Err("neither a record nor a tombstone".into()),
		};
		held.defensive_proof("this pallet wrote it").ok()
	}

	fn version(&self) -> Version {
		match self {
			Self::Closed(tombstone) => tombstone.version,
			Self::Open(open) => open.head.version,
		}
	}
}

/// What was written, for those who log and pay.
pub(crate) struct Written<T: Config> {
	/// What the log gets: what was closed to make room, if anything was, and what was filed.
	pub digests: Vec<[u8; 32]>,
	/// What the payer has to give.
	pub amount: BalanceOf<T>,
}

impl<T: Config> Pallet<T> {
	/// The whole record of a consent in force, if it is this version.
	fn active_record(subject: &T::AccountId, id: ConsentId, now: Seconds) -> Result<Record<T>, DispatchError> {
		Self::active(subject, id, now)?;
		match Consents::<T>::get(subject, id.place) {
			Some(Entry::Active(record)) => Ok(record),
			_ => Err(Error::<T>::NotFound.into()),
		}
	}

	/// The consent of a place in force, if it is this version.
	pub(crate) fn active(subject: &T::AccountId, id: ConsentId, now: Seconds) -> Result<Open<T>, DispatchError> {
		let held = Held::<T>::read(subject, id.place).ok_or(Error::<T>::NotFound)?;
		ensure!(held.version() == id.version, Error::<T>::StaleVersion);
		match held {
			Held::Closed(_) => Err(Error::<T>::InvalidTransition.into()),
			Held::Open(open) if open.head.is_over(now) => Err(Error::<T>::Expired.into()),
			Held::Open(open) => Ok(open),
		}
	}

	/// What a free place holds, and the version that comes next.
	fn free(subject: &T::AccountId, place: Place, now: Seconds) -> Result<(ConsentId, Previous<T>), DispatchError> {
		ensure!(place < MAX_ACTIVE, Error::<T>::TooManyConsents);
		let Some(held) = Held::<T>::read(subject, place) else {
			return Ok((ConsentId { place, version: 0 }, Previous::Nothing));
		};
		let last = held.version();
		let previous = match held {
			Held::Closed(tombstone) => Previous::Closed(tombstone),
			Held::Open(open) if open.head.is_over(now) => Previous::Expired(open),
			Held::Open(_) => return Err(Error::<T>::AlreadyExists.into()),
		};
		let version = last.checked_add(1).ok_or(Error::<T>::VersionsExhausted)?;
		Ok((ConsentId { place, version }, previous))
	}

	/// The same for a signed filing, which says the version that it expects to get.
	fn free_for(
		subject: &T::AccountId,
		place: Place,
		nonce: Version,
		now: Seconds,
	) -> Result<(ConsentId, Previous<T>), DispatchError> {
		ensure!(place < MAX_ACTIVE, Error::<T>::TooManyConsents);
		if nonce == 0 {
			// Asks whether there is a value, and does not load it: what a relayer pays for is that the place is fresh.
			ensure!(!Consents::<T>::contains_key(subject, place), Error::<T>::StaleNonce);
			return Ok((ConsentId { place, version: 0 }, Previous::Nothing));
		}
		let free = Self::free(subject, place, now);
		if let Err(error) = free {
			// A consent that was filed with this very nonce is what stands in the way of a replay.
			let last = Held::<T>::read(subject, place).map(|held| held.version());
			ensure!(last.is_none_or(|last| last < nonce), Error::<T>::StaleNonce);
			return Err(error);
		}
		free.and_then(|(id, previous)| {
			ensure!(nonce == id.version, Error::<T>::StaleNonce);
			Ok((id, previous))
		})
	}

	/// Checks a new consent.
	pub(crate) fn prepare_file(
		known: &Known,
		subject: &T::AccountId,
		grantor: &T::AccountId,
		place: Place,
		filing: &Filing,
		nonce: Option<Version>,
	) -> Result<Prepared<T>, DispatchError> {
		let now = known.now;
		let (id, previous) = match nonce {
			Some(nonce) => Self::free_for(subject, place, nonce, now)?,
			None => Self::free(subject, place, now)?,
		};
		Self::prepare(known, subject, grantor, filing, id, previous)
	}

	/// Checks a newer version.
	pub(crate) fn prepare_revise(
		known: &Known,
		subject: &T::AccountId,
		grantor: &T::AccountId,
		place: Place,
		version: Version,
		filing: &Filing,
	) -> Result<Prepared<T>, DispatchError> {
		let open = Self::active(subject, ConsentId { place, version }, known.now)?;
		Self::ensure_may_end(subject, grantor, &open.head, known.now)?;
		let version = version.checked_add(1).ok_or(Error::<T>::VersionsExhausted)?;
		let id = ConsentId { place, version };
		Self::prepare(known, subject, grantor, filing, id, Previous::Replaced(open))
	}

	/// Checks who gives what, once it is known where it goes.
	fn prepare(
		known: &Known,
		subject: &T::AccountId,
		grantor: &T::AccountId,
		filing: &Filing,
		id: ConsentId,
		previous: Previous<T>,
	) -> Result<Prepared<T>, DispatchError> {
		let act = Act::Give {
			categories: filing.consent.categories,
			purposes: filing.consent.scope.purposes,
			until: filing.consent.period.until,
		};
		let grantor = Self::ensure_may(subject, grantor, act, known.now)?;
		let bytes = Self::ensure_sound(subject, filing, known.now)?;
		let requires_verification = known.policy_in_force::<T>(filing.policy)?.requires_verification;
		Ok(Prepared {
			id,
			previous,
			grantor,
			requires_verification,
			bytes,
			now: known.now,
		})
	}

	/// Checks what is filed; says how many bytes it has when encoded.
	fn ensure_sound(subject: &T::AccountId, filing: &Filing, now: Seconds) -> Result<usize, DispatchError> {
		let bytes = filing.encoded_size();
		ensure!(bytes <= MAX_FILING_BYTES, Error::<T>::TooLarge);
		let consent = &filing.consent;
		consent.validate().map_err(|invalid| match invalid {
			Invalid::EmptyPeriod { .. } => Error::<T>::EmptyPeriod,
			Invalid::ParentOutOfOrder { .. } => Error::<T>::ParentOutOfOrder,
			Invalid::TooDeep { .. } => Error::<T>::TooDeep,
			Invalid::EmptyActor { .. } => Error::<T>::EmptyActor,
		})?;
		ensure!(
			consent.period.until.is_none_or(|until| moment(now) < until),
			Error::<T>::PeriodOver
		);
		ensure!(filing.source != [0; 32], Error::<T>::EmptyCommitment);
		let rules = core::iter::once(&consent.scope).chain(consent.provisions.iter().map(|provision| &provision.rule));
		for rule in rules {
			let zero = rule.codes.iter().any(|code| code.0 == [0; 32])
				|| rule.data.iter().any(|data| data.commitment.0 == [0; 32]);
			ensure!(!zero, Error::<T>::EmptyCommitment);
		}
		ensure!(consent.custodian != Some(Self::party(subject)), Error::<T>::SameParty);
		let declared = consent.regulations.contains(Regulations::PART2);
		match &filing.part2 {
			Some(part2) if declared => super::part2::ensure_complete::<T>(consent, part2)?,
			None if !declared => {},
			_ => return Err(Error::<T>::Part2Undeclared.into()),
		}
		Ok(bytes)
	}

	/// Writes a consent, logs it and holds its deposit.
	pub(crate) fn record_consent(
		subject: T::AccountId,
		payer: T::AccountId,
		filing: Filing,
		prepared: Prepared<T>,
	) -> DispatchResult {
		let Written { digests, amount } = Self::write_consent(subject, payer.clone(), filing, prepared)?;
		T::Log::append_all(LogSubject::Consent, &digests)?;
		Self::hold(&payer, amount)
	}

	/// Writes a consent. What is released on the way can pay for its deposit, which the caller holds, as it logs.
	pub(crate) fn write_consent(
		subject: T::AccountId,
		payer: T::AccountId,
		filing: Filing,
		prepared: Prepared<T>,
	) -> Result<Written<T>, DispatchError> {
		let Prepared {
			id,
			previous,
			grantor,
			requires_verification,
			bytes,
			now,
		} = prepared;
		let (supersedes, closed) = Self::make_room(&subject, id, previous, now)?;
		let amount = Self::price(bytes);
		let by_guardian = grantor != Grantor::Subject;
		let entry = Entry::<T>::Active(Record {
			version: id.version,
			supersedes,
			grantor,
			policy: filing.policy,
			requires_verification,
			source: filing.source,
			recorded_at: now,
			part2: filing.part2,
			verifications: BoundedVec::new(),
			ticket: Ticket { payer, amount },
			consent: filing.consent,
		})
		.encode();
		// The record without the index of the variant, encoded once for its digest and for the storage.
		let digest = blake2_256(entry.get(1..).unwrap_or_default());
		let digest = Self::log_digest(Logged::Filed, &subject, id, digest);
		unhashed::put_raw(&Consents::<T>::hashed_key_for(&subject, id.place), &entry);
		Self::deposit_event(if supersedes.is_some() {
			Event::Revised {
				subject,
				id,
				by_guardian,
			}
		} else {
			Event::Filed {
				subject,
				id,
				by_guardian,
			}
		});
		let digests = closed.into_iter().chain([digest]).collect();
		Ok(Written { digests, amount })
	}

	/// Moves what a place held to the archive; says which version is superseded, if any, and what the log gets if it was not
	/// closed before.
	fn make_room(
		subject: &T::AccountId,
		next: ConsentId,
		previous: Previous<T>,
		now: Seconds,
	) -> Result<(Option<Version>, Option<[u8; 32]>), DispatchError> {
		let place = next.place;
		let (tombstone, supersedes, closed) = match previous {
			Previous::Nothing => return Ok((None, None)),
			Previous::Closed(tombstone) => (tombstone, None, None),
			Previous::Expired(open) => {
				let (tombstone, closed) = Self::close(subject, place, &open, Status::Expired, now)?;
				let version = open.head.version;
				Self::deposit_event(Event::Expired {
					subject: subject.clone(),
					id: ConsentId { place, version },
				});
				(tombstone, None, Some(closed))
			},
			Previous::Replaced(open) => {
				let (version, by) = (open.head.version, next.version);
				let (tombstone, closed) = Self::close(subject, place, &open, Status::Superseded { by }, now)?;
				(tombstone, Some(version), Some(closed))
			},
		};
		Archive::<T>::insert(subject, (place, tombstone.version), tombstone);
		Ok((supersedes, closed))
	}

	/// The one way out of `Active`: returns the deposit, what remains, and what the log gets for it.
	fn close(
		subject: &T::AccountId,
		place: Place,
		open: &Open<T>,
		to: Status,
		now: Seconds,
	) -> Result<(Tombstone, [u8; 32]), DispatchError> {
		let allowed = match to {
			Status::Expired => open.head.is_over(now),
			Status::Superseded { .. } | Status::Revoked { .. } | Status::EnteredInError => !open.head.is_over(now),
			Status::Active | Status::NotDone => false,
		};
		ensure!(allowed, Error::<T>::InvalidTransition);
		Self::release(&open.head.ticket)?;
		let tombstone = Tombstone {
			version: open.head.version,
			status: to,
			at: now,
			digest: open.digest,
		};
		let logged = Self::closing_digest(subject, place, &tombstone);
		Ok((tombstone, logged))
	}

	/// What the log gets for a tombstone.
	fn closing_digest(subject: &T::AccountId, place: Place, tombstone: &Tombstone) -> [u8; 32] {
		let version = tombstone.version;
		let digest = blake2_256(&tombstone.encode());
		Self::log_digest(Logged::Closed, subject, ConsentId { place, version }, digest)
	}

	/// Closes a consent in its place.
	fn close_in_place(
		subject: &T::AccountId,
		place: Place,
		open: &Open<T>,
		to: Status,
		now: Seconds,
	) -> DispatchResult {
		let (tombstone, closed) = Self::close(subject, place, open, to, now)?;
		T::Log::append(LogSubject::Consent, closed)?;
		Consents::<T>::insert(subject, place, Entry::Closed(tombstone));
		Ok(())
	}

	/// Revokes; says who had paid the deposit.
	pub(crate) fn do_revoke(
		subject: T::AccountId,
		who: T::AccountId,
		id: ConsentId,
		reason: RevocationReason,
		now: Seconds,
	) -> Result<T::AccountId, DispatchError> {
		let open = Self::active(&subject, id, now)?;
		Self::ensure_may_end(&subject, &who, &open.head, now)?;

		Self::close_in_place(&subject, id.place, &open, Status::Revoked { reason }, now)?;
		let by_guardian = who != subject;
		Self::deposit_event(Event::Revoked {
			subject,
			id,
			by_guardian,
		});
		Ok(open.head.ticket.payer)
	}

	pub(crate) fn do_refuse(
		subject: T::AccountId,
		who: T::AccountId,
		place: Place,
		refusal: Refusal,
	) -> DispatchResult {
		let known = Known::load::<T>();
		let now = known.now;
		let (id, previous) = Self::free(&subject, place, now)?;
		ensure!(refusal.source != [0; 32], Error::<T>::EmptyCommitment);
		let categories = refusal.categories;
		let grantor = Self::ensure_may(&subject, &who, Act::Refuse { categories }, now)?;
		known.policy_in_force::<T>(refusal.policy)?;

		let (_, closed) = Self::make_room(&subject, id, previous, now)?;
		let digest = blake2_256(&refusal.encode());
		let tombstone = Tombstone {
			version: id.version,
			status: Status::NotDone,
			at: now,
			digest,
		};
		let refused = Self::closing_digest(&subject, place, &tombstone);
		let digests: Vec<_> = closed.into_iter().chain([refused]).collect();
		T::Log::append_all(LogSubject::Consent, &digests)?;
		Consents::<T>::insert(&subject, place, Entry::Closed(tombstone));
		let by_guardian = grantor != Grantor::Subject;
		Self::deposit_event(Event::Refused {
			subject,
			id,
			by_guardian,
		});
		Ok(())
	}

	pub(crate) fn do_verify(
		subject: T::AccountId,
		verifier: T::AccountId,
		id: ConsentId,
		evidence: Commitment,
	) -> DispatchResult {
		T::Accreditation::ensure_accredited(&verifier, Role::Verifier)?;
		ensure!(evidence != [0; 32], Error::<T>::EmptyCommitment);
		let at = Self::now();
		let mut record = Self::active_record(&subject, id, at)?;
		let gave_it = verifier == subject || record.grantor == Grantor::Guardian(verifier.clone());
		ensure!(!gave_it, Error::<T>::SameParty);
		let verification = Verification { verifier, at, evidence };
		let digest = blake2_256(&verification.encode());
		record
			.verifications
			.try_push(verification)
			.map_err(|_| Error::<T>::TooManyVerifications)?;

		Self::log(Logged::Verified, &subject, id, digest)?;
		Consents::<T>::insert(&subject, id.place, Entry::Active(record));
		Self::deposit_event(Event::Verified { subject, id });
		Ok(())
	}

	pub(crate) fn do_mark_entered_in_error(subject: T::AccountId, who: T::AccountId, id: ConsentId) -> DispatchResult {
		let now = Self::now();
		let open = Self::active(&subject, id, now)?;
		// What only denies is the subject's no: who holds the data does not take it away.
		let permits = || matches!(Consents::<T>::get(&subject, id.place), Some(Entry::Active(record)) if record.consent.permits());
		let by_custodian = open.head.custodian == Some(Self::party(&who)) && permits();
		if by_custodian {
			T::Accreditation::ensure_accredited(&who, Role::Custodian)?;
		} else {
			Self::ensure_may_end(&subject, &who, &open.head, now)?;
		}

		Self::close_in_place(&subject, id.place, &open, Status::EnteredInError, now)?;
		Self::deposit_event(Event::EnteredInError {
			subject,
			id,
			by_custodian,
		});
		Ok(())
	}

	/// Closes a consent whose period is over.
	pub(crate) fn expire(subject: T::AccountId, place: Place) -> DispatchResult {
		let now = Self::now();
		let open = match Held::<T>::read(&subject, place) {
			None => return Err(Error::<T>::NotFound.into()),
			Some(Held::Open(open)) if open.head.is_over(now) => open,
			Some(_) => return Err(Error::<T>::NotDue.into()),
		};
		let id = ConsentId {
			place,
			version: open.head.version,
		};
		Self::close_in_place(&subject, place, &open, Status::Expired, now)?;
		Self::deposit_event(Event::Expired { subject, id });
		Ok(())
	}

	/// The status of a consent, wherever it is.
	pub(crate) fn status_of(subject: &T::AccountId, place: Place, version: Version) -> Option<Status> {
		let entry = Consents::<T>::get(subject, place)?;
		if entry.version() == version {
			return Some(entry.status(Self::now()));
		}
		Archive::<T>::get(subject, (place, version)).map(|tombstone| tombstone.status)
	}

	/// The first place where something can be filed.
	pub(crate) fn first_free_place(subject: &T::AccountId) -> Option<ConsentId> {
		let now = Self::now();
		(0..MAX_ACTIVE).find_map(|place| Self::free(subject, place, now).ok().map(|(id, _)| id))
	}

	/// What remains of closed consents.
	pub(crate) fn tombstones(subject: &T::AccountId, limit: u32) -> Vec<(Place, Tombstone)> {
		let limit = usize::try_from(limit).unwrap_or(PAGE).min(PAGE);
		let here = Consents::<T>::iter_prefix(subject).filter_map(|(place, entry)| match entry {
			Entry::Closed(tombstone) => Some((place, tombstone)),
			Entry::Active(_) => None,
		});
		let archived = Archive::<T>::iter_prefix(subject).map(|((place, _), tombstone)| (place, tombstone));
		let all: BTreeMap<_, _> = here
			.chain(archived)
			.take(limit)
			.map(|(place, tombstone)| ((place, tombstone.version), (place, tombstone)))
			.collect();
		all.into_values().collect()
	}
}
