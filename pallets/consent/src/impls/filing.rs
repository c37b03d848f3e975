//! Filing, revising, revoking, refusing, verifying, marking.

use super::{guardians::Act, Logged};
use crate::*;
use alloc::collections::BTreeMap;
use codec::Encode;
use frame::deps::sp_io::hashing::blake2_256;
use salus_consent_engine::{vocabulary::Regulations, Invalid};
use salus_primitives::{AccreditationInspect, Role};

/// A filing that passed every check, and what it replaces.
pub(crate) struct Prepared<T: Config> {
	id: ConsentId,
	previous: Previous<T>,
	grantor: Grantor<T::AccountId>,
	requires_verification: bool,
	now: Seconds,
}

/// What a place held before.
enum Previous<T: Config> {
	Nothing,
	Closed(Tombstone),
	/// Over, and nobody said so yet.
	Expired(Record<T>),
	/// To be superseded.
	Replaced(Record<T>),
}

impl<T: Config> Pallet<T> {
	/// The consent of a place in force, if it is this version.
	pub(crate) fn active(subject: &T::AccountId, id: ConsentId, now: Seconds) -> Result<Record<T>, DispatchError> {
		let entry = Consents::<T>::get(subject, id.place).ok_or(Error::<T>::NotFound)?;
		ensure!(entry.version() == id.version, Error::<T>::StaleVersion);
		match entry {
			Entry::Closed(_) => Err(Error::<T>::InvalidTransition.into()),
			Entry::Active(record) if record.is_over(now) => Err(Error::<T>::Expired.into()),
			Entry::Active(record) => Ok(record),
		}
	}

	/// What a free place holds, and the version that comes next.
	fn free(subject: &T::AccountId, place: Place, now: Seconds) -> Result<(ConsentId, Previous<T>), DispatchError> {
		ensure!(place < MAX_ACTIVE, Error::<T>::TooManyConsents);
		let previous = match Consents::<T>::get(subject, place) {
			None => return Ok((ConsentId { place, version: 0 }, Previous::Nothing)),
			Some(Entry::Closed(tombstone)) => Previous::Closed(tombstone),
			Some(Entry::Active(record)) if record.is_over(now) => Previous::Expired(record),
			Some(Entry::Active(_)) => return Err(Error::<T>::AlreadyExists.into()),
		};
		let last = match &previous {
			Previous::Closed(tombstone) => tombstone.version,
			Previous::Expired(record) | Previous::Replaced(record) => record.version,
			Previous::Nothing => 0,
		};
		let version = last.checked_add(1).ok_or(Error::<T>::VersionsExhausted)?;
		Ok((ConsentId { place, version }, previous))
	}

	/// Checks a new consent.
	pub(crate) fn prepare_file(
		subject: &T::AccountId,
		grantor: &T::AccountId,
		place: Place,
		filing: &Filing,
		nonce: Option<Version>,
	) -> Result<Prepared<T>, DispatchError> {
		let now = Self::now();
		let free = Self::free(subject, place, now);
		if let (Some(_), Err(error)) = (nonce, &free) {
			// A consent that was filed with this very nonce is what stands in the way of a replay.
			let replayed = Consents::<T>::get(subject, place).is_some_and(|entry| Some(entry.version()) >= nonce);
			ensure!(!replayed, Error::<T>::StaleNonce);
			return Err(*error);
		}
		let (id, previous) = free?;
		ensure!(nonce.is_none_or(|nonce| nonce == id.version), Error::<T>::StaleNonce);
		let grantor = Self::ensure_may(
			subject,
			grantor,
			Act::Give {
				categories: filing.consent.categories,
				until: filing.consent.period.until,
			},
			now,
		)?;
		let requires_verification = Self::ensure_sound(subject, filing, now)?;
		Ok(Prepared {
			id,
			previous,
			grantor,
			requires_verification,
			now,
		})
	}

	/// Checks a newer version.
	pub(crate) fn prepare_revise(
		subject: &T::AccountId,
		grantor: &T::AccountId,
		place: Place,
		version: Version,
		filing: &Filing,
	) -> Result<Prepared<T>, DispatchError> {
		let now = Self::now();
		let record = Self::active(subject, ConsentId { place, version }, now)?;
		Self::ensure_may_end(subject, grantor, &record, now)?;
		let grantor = Self::ensure_may(
			subject,
			grantor,
			Act::Give {
				categories: filing.consent.categories,
				until: filing.consent.period.until,
			},
			now,
		)?;
		let requires_verification = Self::ensure_sound(subject, filing, now)?;
		let version = version.checked_add(1).ok_or(Error::<T>::VersionsExhausted)?;
		Ok(Prepared {
			id: ConsentId { place, version },
			previous: Previous::Replaced(record),
			grantor,
			requires_verification,
			now,
		})
	}

	/// Checks what is filed; says whether its policy requires a verification.
	fn ensure_sound(subject: &T::AccountId, filing: &Filing, now: Seconds) -> Result<bool, DispatchError> {
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
		Ok(Self::policy_in_force(filing.policy, now)?.requires_verification)
	}

	/// A policy version that may be pinned now.
	fn policy_in_force(policy: PolicyRef, now: Seconds) -> Result<Policy, DispatchError> {
		let policy = Policies::<T>::get(policy).ok_or(Error::<T>::UnknownPolicy)?;
		let ended = policy.effective_until.is_some_and(|until| until <= now);
		ensure!(policy.effective_from <= now && !ended, Error::<T>::PolicyNotInForce);
		Ok(policy)
	}

	/// Writes a consent and holds its deposit.
	pub(crate) fn record_consent(
		subject: T::AccountId,
		payer: T::AccountId,
		filing: Filing,
		prepared: Prepared<T>,
	) -> DispatchResult {
		let amount = Self::write_consent(subject, payer.clone(), filing, prepared)?;
		Self::hold(&payer, amount)
	}

	/// Writes a consent; returns the deposit that its payer has to give for it. What is released on the way can pay for it.
	pub(crate) fn write_consent(
		subject: T::AccountId,
		payer: T::AccountId,
		filing: Filing,
		prepared: Prepared<T>,
	) -> Result<BalanceOf<T>, DispatchError> {
		let Prepared {
			id,
			previous,
			grantor,
			requires_verification,
			now,
		} = prepared;
		let supersedes = Self::make_room(&subject, id, previous, now)?;
		let amount = Self::price(filing.encoded_size());
		let by_guardian = grantor != Grantor::Subject;
		let record = Record {
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
		};
		Self::log(Logged::Filed, &subject, id, blake2_256(&record.encode()))?;
		Consents::<T>::insert(&subject, id.place, Entry::Active(record));
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
		Ok(amount)
	}

	/// Moves what a place held to the archive; says which version is superseded, if any.
	fn make_room(
		subject: &T::AccountId,
		next: ConsentId,
		previous: Previous<T>,
		now: Seconds,
	) -> Result<Option<Version>, DispatchError> {
		let (tombstone, supersedes) = match previous {
			Previous::Nothing => return Ok(None),
			Previous::Closed(tombstone) => (tombstone, None),
			Previous::Expired(record) => (Self::close(&record, Status::Expired, now)?, None),
			Previous::Replaced(record) => {
				let by = next.version;
				(
					Self::close(&record, Status::Superseded { by }, now)?,
					Some(record.version),
				)
			},
		};
		Archive::<T>::insert(subject, (next.place, tombstone.version), tombstone);
		Ok(supersedes)
	}

	/// The one way out of `Active`: returns the deposit and what remains.
	fn close(record: &Record<T>, to: Status, now: Seconds) -> Result<Tombstone, DispatchError> {
		let allowed = match to {
			Status::Expired => record.is_over(now),
			Status::Superseded { .. } | Status::Revoked { .. } | Status::EnteredInError => !record.is_over(now),
			Status::Active | Status::NotDone => false,
		};
		ensure!(allowed, Error::<T>::InvalidTransition);
		Self::release(&record.ticket)?;
		Ok(Tombstone {
			version: record.version,
			status: to,
			at: now,
			digest: blake2_256(&record.encode()),
		})
	}

	/// Closes a consent in its place.
	fn close_in_place(subject: &T::AccountId, id: ConsentId, record: &Record<T>, to: Status) -> DispatchResult {
		let tombstone = Self::close(record, to, Self::now())?;
		Self::log(Logged::Closed, subject, id, blake2_256(&tombstone.encode()))?;
		Consents::<T>::insert(subject, id.place, Entry::Closed(tombstone));
		Ok(())
	}

	pub(crate) fn do_revoke(
		subject: T::AccountId,
		who: T::AccountId,
		id: ConsentId,
		reason: RevocationReason,
	) -> DispatchResult {
		let now = Self::now();
		let record = Self::active(&subject, id, now)?;
		Self::ensure_may_end(&subject, &who, &record, now)?;

		Self::close_in_place(&subject, id, &record, Status::Revoked { reason })?;
		let by_guardian = who != subject;
		Self::deposit_event(Event::Revoked {
			subject,
			id,
			by_guardian,
		});
		Ok(())
	}

	pub(crate) fn do_refuse(
		subject: T::AccountId,
		who: T::AccountId,
		place: Place,
		refusal: Refusal,
	) -> DispatchResult {
		let now = Self::now();
		let (id, previous) = Self::free(&subject, place, now)?;
		ensure!(refusal.source != [0; 32], Error::<T>::EmptyCommitment);
		let categories = refusal.categories;
		let grantor = Self::ensure_may(&subject, &who, Act::Refuse { categories }, now)?;
		Self::policy_in_force(refusal.policy, now)?;

		Self::make_room(&subject, id, previous, now)?;
		let digest = blake2_256(&refusal.encode());
		let tombstone = Tombstone {
			version: id.version,
			status: Status::NotDone,
			at: now,
			digest,
		};
		Self::log(Logged::Closed, &subject, id, blake2_256(&tombstone.encode()))?;
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
		let mut record = Self::active(&subject, id, at)?;
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
		let record = Self::active(&subject, id, now)?;
		let by_custodian = record.consent.custodian == Some(Self::party(&who));
		if by_custodian {
			T::Accreditation::ensure_accredited(&who, Role::Custodian)?;
		} else {
			Self::ensure_may_end(&subject, &who, &record, now)?;
		}

		Self::close_in_place(&subject, id, &record, Status::EnteredInError)?;
		Self::deposit_event(Event::EnteredInError {
			subject,
			id,
			by_custodian,
		});
		Ok(())
	}

	/// Closes a consent whose period is over.
	pub(crate) fn expire(subject: T::AccountId, place: Place) -> DispatchResult {
		let record = match Consents::<T>::get(&subject, place) {
			None => return Err(Error::<T>::NotFound.into()),
			Some(Entry::Active(record)) if record.is_over(Self::now()) => record,
			Some(_) => return Err(Error::<T>::NotDue.into()),
		};
		let id = ConsentId {
			place,
			version: record.version,
		};
		Self::close_in_place(&subject, id, &record, Status::Expired)?;
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
