//! What the pallet says: events and errors. A section of the pallet's module, which names it.

use frame::prelude::*;

/// Events and errors of the pallet.
#[pallet_section]
mod events {
	/// Past tense; ids, not blobs.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// Governance published a version of a policy.
		PolicyPublished {
			/// The policy and its version.
			policy: PolicyRef,
		},
		/// Governance set the domain's parameters.
		DomainParametersSet {
			/// Their version.
			version: u32,
		},
		/// A consent was filed.
		Filed {
			/// The subject.
			subject: T::AccountId,
			/// Where, and which version.
			id: ConsentId,
			/// Whether a guardian gave it.
			by_guardian: bool,
		},
		/// A consent was replaced by a newer version in its place.
		Revised {
			/// The subject.
			subject: T::AccountId,
			/// Where, and which version it is now.
			id: ConsentId,
			/// Whether a guardian gave it.
			by_guardian: bool,
		},
		/// A consent was revoked.
		Revoked {
			/// The subject.
			subject: T::AccountId,
			/// Where, and which version.
			id: ConsentId,
			/// Whether a guardian revoked it.
			by_guardian: bool,
		},
		/// A subject was asked and refused.
		Refused {
			/// The subject.
			subject: T::AccountId,
			/// Where, and which version.
			id: ConsentId,
			/// Whether a guardian refused.
			by_guardian: bool,
		},
		/// A consent whose period is over was closed, by a clean-up or by what its place holds now.
		Expired {
			/// The subject.
			subject: T::AccountId,
			/// Where, and which version.
			id: ConsentId,
		},
		/// A consent was marked as entered in error.
		EnteredInError {
			/// The subject.
			subject: T::AccountId,
			/// Where, and which version.
			id: ConsentId,
			/// On whose authority: the custodian's, or the grantor's.
			by_custodian: bool,
		},
		/// A consent was verified.
		Verified {
			/// The subject.
			subject: T::AccountId,
			/// Where, and which version.
			id: ConsentId,
		},
		/// A guardian was appointed.
		GuardianAppointed {
			/// The ward.
			ward: T::AccountId,
			/// The guardian.
			guardian: T::AccountId,
		},
		/// A guardianship ended.
		GuardianshipEnded {
			/// The ward.
			ward: T::AccountId,
			/// The guardian.
			guardian: T::AccountId,
		},
		/// An emergency was declared. Whoever acts for the subject should tell them.
		EmergencyDeclared {
			/// The subject.
			subject: T::AccountId,
			/// The declarer.
			declarer: PartyId,
		},
		/// An emergency was reviewed.
		EmergencyReviewed {
			/// The subject.
			subject: T::AccountId,
			/// The declarer.
			declarer: PartyId,
			/// Whether it was justified. If not, the declarer's role is suspended.
			justified: bool,
		},
		/// An emergency was not reviewed in time. The declarer's role is suspended.
		EmergencyOverdue {
			/// The subject.
			subject: T::AccountId,
			/// The declarer.
			declarer: PartyId,
		},
		/// A custodian asked, and the answer was recorded.
		DisclosureRecorded {
			/// The subject.
			subject: T::AccountId,
			/// The receipt.
			id: ReceiptId,
			/// Whether the answer was yes.
			permitted: bool,
		},
		/// A recipient said that it erased what it got.
		ErasureAttested {
			/// The subject.
			subject: T::AccountId,
			/// The receipt.
			id: ReceiptId,
		},
		/// Items that were due were cleaned up.
		CleanedUp {
			/// How many.
			items: u32,
		},
	}

	/// Why a call was refused. Nothing changed on chain.
	#[pallet::error]
	pub enum Error<T> {
		/// There is no such consent, guardianship, emergency or receipt.
		NotFound,
		/// The caller, or signer, is neither the subject, nor a guardian, nor whoever else may do this.
		NotAuthorized,
		/// The policy version exists already, the place holds a consent in force (revise it, or take another place), the
		/// guardian is appointed, the emergency awaits its review, the receipt exists, or the erasure is attested.
		AlreadyExists,
		/// The consent is closed, or the emergency reviewed: nothing changes it any more.
		InvalidTransition,
		/// The consent's period is over.
		Expired,
		/// A subject has sixteen places, 0 to 15. Revoke a consent that is no longer needed, or revise one.
		TooManyConsents,
		/// The place holds another version by now. Read it again.
		StaleVersion,
		/// The version counter of this place is at its end. Take another place.
		VersionsExhausted,
		/// The policy version was never published.
		UnknownPolicy,
		/// The policy version is not yet, or no longer, in force.
		PolicyNotInForce,
		/// A policy's period ends before it begins, or has ended.
		InvalidPolicyPeriod,
		/// A period of the consent is empty or reversed.
		EmptyPeriod,
		/// The consent's period is over already.
		PeriodOver,
		/// A provision's parent does not come before it.
		ParentOutOfOrder,
		/// Provisions are nested too deeply.
		TooDeep,
		/// An actor names neither a party nor a role.
		EmptyActor,
		/// A commitment of zeros commits to nothing. Salt and hash.
		EmptyCommitment,
		/// The consent names 42 CFR Part 2 and states none of its elements, or the other way round.
		Part2Undeclared,
		/// 42 CFR §2.31(a)(4), (6), (8): the right to revoke or the notice of redisclosure is not stated.
		Part2StatementMissing,
		/// 42 CFR §2.31(a)(3): a permit says nothing of what and how much is disclosed.
		Part2AmountMissing,
		/// 42 CFR §2.31(a)(4): a permit names no recipient.
		Part2RecipientMissing,
		/// 42 CFR §2.31(a)(5): a permit names no purpose.
		Part2PurposeMissing,
		/// 42 CFR §2.31(a)(7): the consent has no end, which only treatment, payment and operations may lack.
		Part2ExpiryMissing,
		/// 42 CFR §2.31(b), (d): consent for counselling notes or for proceedings stands alone.
		Part2NotSeparate,
		/// The signature is not the signer's over this intent on this chain.
		BadSignature,
		/// The signature has expired. Sign again.
		SignatureExpired,
		/// The nonce is not the version that this would make or revoke: it was used, or something came before it.
		StaleNonce,
		/// The guardianship has not begun.
		GuardianshipNotBegun,
		/// The guardianship has lapsed.
		GuardianshipLapsed,
		/// The guardian's scope does not include this category; or it is limited to some, and the consent is about research or
		/// care alone without saying so: name purposes under HRESCH or TREAT in its scope, and no others.
		GuardianshipOutOfScope,
		/// A guardian's consent ends no later than the guardianship. Set the end of its period.
		OutlivesGuardianship,
		/// This guardian may not revoke, revise or mark consents.
		GuardianMayNotRevoke,
		/// A parent cannot touch what the ward agreed to.
		WardsOwnConsent,
		/// Only a registrar can record a guardian of this kind; a subject appoints by power of attorney.
		RegistrarRequired,
		/// A parent's guardianship needs the time of majority.
		MajorityMissing,
		/// The time of majority is too precise: round it down to a multiple of thirty days.
		MajorityTooPrecise,
		/// The guardianship ends before it begins, or has ended.
		InvalidGuardianshipPeriod,
		/// The parties must be different: ward and guardian or registrar, declarer and subject or reviewer, grantor and
		/// verifier.
		SameParty,
		/// The consent has as many verifications as it can have.
		TooManyVerifications,
		/// An emergency lasts at least one second and at most as long as the runtime allows.
		InvalidDuration,
		/// A disclosure needs a recipient.
		NoRecipient,
		/// A disclosure needs a purpose.
		NoPurpose,
		/// Nothing was released under this receipt.
		NothingReleased,
		/// The item is not due to be cleaned up.
		NotDue,
		/// A batch needs at least one item.
		EmptyBatch,
		/// The payer cannot pay the deposit.
		DepositUnavailable,
		/// What the subject agreed to does not permit this.
		NotPermitted,
		/// As many policy versions as there can be are in force, or will be. Wait until one has ended.
		TooManyPolicies,
		/// The filing is too large: more than [`MAX_FILING_BYTES`] bytes when encoded. Split it into several consents.
		TooLarge,
		/// A receipt is about one reason, and the request is for several purposes. Record one disclosure for each; those above a
		/// purpose may stand beside it.
		SeveralPurposes,
	}
}
