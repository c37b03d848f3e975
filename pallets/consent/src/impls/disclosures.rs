//! Receipts of decisions.

use super::{evaluation::Loaded, Logged};
use crate::*;
use codec::Encode;
use frame::deps::sp_io::hashing::{blake2_128, blake2_256};
use salus_consent_engine::{self as engine, Basis, Outcome, Request, MAX_OBLIGATIONS};
use salus_primitives::{AccreditationInspect, Role};

impl<T: Config> Pallet<T> {
	/// Evaluates and stores the receipt; says how many places were read for it, those with tombstones too.
	pub(crate) fn do_record_disclosure(
		custodian: T::AccountId,
		subject: T::AccountId,
		asked: DisclosureRequest,
	) -> Result<u32, DispatchError> {
		T::Accreditation::ensure_accredited(&custodian, Role::Custodian)?;
		ensure!(custodian != subject, Error::<T>::SameParty);
		let recipient = *asked.parties.first().ok_or(Error::<T>::NoRecipient)?;
		ensure!(!asked.purposes.is_empty(), Error::<T>::NoPurpose);
		// The engine permits what is for any of the purposes, and the receipt would say that it was for all.
		ensure!(asked.purposes.is_one_reason(), Error::<T>::SeveralPurposes);
		let now = Self::now();
		let request = Self::informed(&subject, asked.at(Self::party(&custodian), now));
		let block = frame_system::Pallet::<T>::block_number();
		let digest = blake2_256(&request.encode());
		let index = frame_system::Pallet::<T>::extrinsic_index();
		let id = blake2_128(&(&subject, &custodian, digest, block, index).encode());
		ensure!(!Disclosures::<T>::contains_key(&subject, id), Error::<T>::AlreadyExists);

		let consents = Loaded::<T>::of(&subject);
		let decision = engine::evaluate(&consents.entries(), &request, &DomainParameters::<T>::get());
		let permitted = decision.outcome == Outcome::Permit;
		let basis = Self::cited(&consents, &decision.basis);
		let erase_by = permitted.then(|| Self::erase_by(&consents, &decision.basis)).flatten();
		let decided = blake2_256(&decision.encode());
		let bytes = RECEIPT_BYTES.saturating_add(basis.encoded_size());
		let receipt = Receipt {
			ticket: Self::deposit(custodian.clone(), bytes)?,
			custodian,
			recipient,
			purposes: request.purposes,
			at: now,
			block,
			outcome: decision.outcome,
			emergency: request.emergency,
			no_redisclosure: decision.no_redisclosure,
			erase_by,
			erased_at: None,
			domain_version: decision.domain_version,
			request: digest,
			decision: decided,
			basis,
		};
		let leaf = blake2_256(&(id, &receipt).encode());
		Self::log(Logged::Disclosed, &subject, ConsentId::default(), leaf)?;
		Disclosures::<T>::insert(&subject, id, receipt);
		Self::deposit_event(Event::DisclosureRecorded {
			subject,
			id,
			permitted: permitted || matches!(decision.outcome, Outcome::NotApplicable { permitted: true, .. }),
		});
		Ok(consents.1)
	}

	/// The nodes that decided, by place and version.
	fn cited(consents: &Loaded<T>, basis: &[Basis]) -> BoundedVec<Cited, ConstU32<MAX_OBLIGATIONS>> {
		let cited = basis.iter().filter_map(|basis| {
			let (place, record) = consents.0.get(usize::from(basis.node.consent))?;
			Some(Cited {
				place: *place,
				version: record.version,
				node: basis.node.node,
			})
		});
		BoundedVec::truncate_from(cited.collect())
	}

	/// By when the recipient has to erase: when the first of what permits it ends.
	fn erase_by(consents: &Loaded<T>, basis: &[Basis]) -> Option<Seconds> {
		let ends = basis.iter().filter_map(|basis| {
			let (_, record) = consents.0.get(usize::from(basis.node.consent))?;
			let consent = &record.consent;
			let lineage = consent.lineage(basis.node.node);
			let rules = lineage.iter().filter_map(|node| consent.rule(*node)?.period.until);
			rules.chain(consent.period.until).min()
		});
		ends.min().map(seconds)
	}

	pub(crate) fn do_attest_erasure(who: T::AccountId, subject: T::AccountId, id: ReceiptId) -> DispatchResult {
		let mut receipt = Disclosures::<T>::get(&subject, id).ok_or(Error::<T>::NotFound)?;
		ensure!(receipt.recipient == Self::party(&who), Error::<T>::NotAuthorized);
		let released = matches!(
			receipt.outcome,
			Outcome::Permit | Outcome::NotApplicable { permitted: true, .. }
		);
		ensure!(released, Error::<T>::NothingReleased);
		ensure!(receipt.erased_at.is_none(), Error::<T>::AlreadyExists);

		receipt.erased_at = Some(Self::now());
		Disclosures::<T>::insert(&subject, id, receipt);
		Self::deposit_event(Event::ErasureAttested { subject, id });
		Ok(())
	}

	/// Removes a receipt whose retention is over.
	fn clean_up_disclosure(subject: &T::AccountId, id: ReceiptId) -> DispatchResult {
		let receipt = Disclosures::<T>::get(subject, id).ok_or(Error::<T>::NotFound)?;
		let kept_until = receipt.at.saturating_add(T::Retention::get());
		ensure!(kept_until <= Self::now(), Error::<T>::NotDue);
		Self::release(&receipt.ticket)?;
		Disclosures::<T>::remove(subject, id);
		Ok(())
	}

	pub(crate) fn do_clean_up(item: CleanUp<T::AccountId>) -> DispatchResult {
		match item {
			CleanUp::Consent { subject, place } => Self::expire(subject, place),
			CleanUp::Guardianship { ward, guardian } => Self::clean_up_guardianship(ward, guardian),
			CleanUp::Emergency { subject, declarer } => Self::clean_up_emergency(subject, declarer),
			CleanUp::Disclosure { subject, id } => Self::clean_up_disclosure(&subject, id),
		}
	}
}

/// Bytes of a receipt without its basis: the price of one does not depend on how its numbers encode.
const RECEIPT_BYTES: usize = 256;

impl DisclosureRequest {
	/// The engine's question, asked by this custodian now.
	pub(crate) fn at(self, custodian: PartyId, now: Seconds) -> Request {
		Request {
			custodian: Some(custodian),
			parties: self.parties,
			roles: self.roles,
			purposes: self.purposes,
			actions: self.actions,
			categories: self.categories,
			at: moment(now),
			item: self.item,
			emergency: false,
			duo: self.duo,
		}
	}
}
