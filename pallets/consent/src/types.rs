//! What is stored and passed.

#![allow(clippy::as_conversions, reason = "the derived codecs convert the index of a variant")]

use crate::{BalanceOf, Config, Pallet, WeightInfo};
use alloc::vec::Vec;
use codec::{Compact, Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame::prelude::*;
use salus_consent_engine::{
	vocabulary::{Actions, Categories, Duo, Purposes, Regulations, Roles as RecipientRoles},
	Actor, Consent, Decision, Explanation, Item, Outcome, PartyId, Span, MAX_OBLIGATIONS,
};
use salus_primitives::{Commitment, Seconds};
use scale_info::TypeInfo;

/// Places for consents in force of one subject: as many as one decision considers.
pub const MAX_ACTIVE: u8 = 16;
/// Most signed consents in one batch, and most items of one clean-up.
pub const MAX_BATCH: u32 = 64;
/// Most versions of policies that are in force or to come. Stored values depend on it: it must never be reduced.
pub const MAX_IN_FORCE: u32 = 32;
/// Most bytes of an encoded [`Filing`]: what one key can add to a proof stays small. Stored values depend on it: it must never
/// be reduced.
pub const MAX_FILING_BYTES: usize = 8_192;
/// Most verifications of one consent.
pub const MAX_VERIFICATIONS: u32 = 8;
/// Most parties as which a recipient is known.
pub const MAX_PARTIES: u32 = salus_consent_engine::model::MAX_PARTIES;
/// A guardianship of a minor ends on a multiple of thirty days, so that no date of birth can be told from it.
pub const MAJORITY_GRID: Seconds = 30 * 24 * 60 * 60;

/// Derives everything that a type in storage, in a call and in the metadata needs.
macro_rules! stored {
	($($item:item)*) => {$(
		#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug)]
		$item
	)*};
}

/// One of the 16 places of a subject. A version chain lives in one place.
pub type Place = u8;
/// Counts what one place has held; never goes back.
pub type Version = u32;

/// A version of a policy, as a consent pins it.
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
pub struct PolicyRef {
	/// The policy.
	#[codec(compact)]
	pub id: u32,
	/// Its version.
	#[codec(compact)]
	pub version: u32,
}

/// The derived one does not see that a field is compact.
impl MaxEncodedLen for PolicyRef {
	fn max_encoded_len() -> usize {
		<(Compact<u32>, Compact<u32>)>::max_encoded_len()
	}
}

stored! {
	/// A version of a policy.
	pub struct Policy {
		/// Salted SHA-256 of its text.
		pub text: Commitment,
		/// From when on consents may pin it.
		pub effective_from: Seconds,
		/// From when on no consent may pin it any more.
		pub effective_until: Option<Seconds>,
		/// Whether a consent under it that permits anything counts only once it was verified.
		pub requires_verification: bool,
	}

	/// A policy version that is in force or will be, as filing asks for it.
	#[derive(Copy)]
	pub struct InForce {
		/// The version.
		pub policy: PolicyRef,
		/// From when on consents may pin it.
		pub from: Seconds,
		/// From when on no consent may pin it any more.
		pub until: Option<Seconds>,
		/// Whether a consent under it counts only once it was verified.
		pub requires_verification: bool,
	}

	/// What kind of consent under 42 CFR Part 2 this is.
	#[derive(Copy)]
	pub enum Part2Kind {
		/// Disclosure of records (§2.31(a)).
		#[codec(index = 0)]
		General,
		/// Counselling notes: never together with another consent (§2.31(b)).
		#[codec(index = 1)]
		CounsellingNotes,
		/// Civil, criminal, administrative or legislative proceedings: never for another purpose too (§2.31(d)).
		#[codec(index = 2)]
		Proceedings,
	}

	/// What a consent under 42 CFR Part 2 states beyond what its provisions say.
	#[derive(Copy)]
	pub struct Part2 {
		/// What kind it is.
		pub kind: Part2Kind,
		/// It states the right to revoke it and how (§2.31(a)(6)).
		pub states_right_to_revoke: bool,
		/// It states that what is disclosed may be redisclosed, and what refusing to sign means (§2.31(a)(4), (8)).
		pub states_redisclosure: bool,
	}

	/// What is filed.
	pub struct Filing {
		/// What the subject agreed to.
		pub consent: Consent,
		/// Under which policy.
		pub policy: PolicyRef,
		/// Commitment of the signed document.
		pub source: Commitment,
		/// Elements of 42 CFR Part 2; exactly when the consent names that regulation.
		pub part2: Option<Part2>,
	}

	/// A refusal to consent.
	pub struct Refusal {
		/// What it is about.
		pub categories: Categories,
		/// Under which policy.
		pub policy: PolicyRef,
		/// Commitment of the document.
		pub source: Commitment,
	}

	/// Why a consent was revoked.
	#[derive(Copy)]
	pub enum RevocationReason {
		/// No reason is given.
		#[codec(index = 0)]
		Withdrawn,
		/// What it was given for is done.
		#[codec(index = 1)]
		PurposeEnded,
		/// The subject left the custodian.
		#[codec(index = 2)]
		CareEnded,
		/// The guardianship under which it was given should not have been.
		#[codec(index = 3)]
		GuardianshipDisputed,
	}

	/// Where a consent is in its life. `Active` leads to any other but `NotDone`; nothing leads further.
	#[derive(Copy)]
	pub enum Status {
		/// In force, within its period and once verified where that is required.
		#[codec(index = 0)]
		Active,
		/// A newer version took its place.
		#[codec(index = 1)]
		Superseded {
			/// The version.
			by: Version,
		},
		/// Taken back.
		#[codec(index = 2)]
		Revoked {
			/// Why.
			reason: RevocationReason,
		},
		/// Its period is over.
		#[codec(index = 3)]
		Expired,
		/// Should never have been recorded.
		#[codec(index = 4)]
		EnteredInError,
		/// The subject was asked and refused.
		#[codec(index = 5)]
		NotDone,
	}

	/// Who gave a consent.
	pub enum Grantor<AccountId> {
		/// The subject.
		#[codec(index = 0)]
		Subject,
		/// A guardian.
		#[codec(index = 1)]
		Guardian(AccountId),
	}

	/// That a consent was given, confirmed by an accredited verifier.
	pub struct Verification<AccountId> {
		/// By whom.
		pub verifier: AccountId,
		/// When.
		pub at: Seconds,
		/// Commitment of the evidence.
		pub evidence: Commitment,
	}

	/// What remains of a consent that is closed.
	pub struct Tombstone {
		/// Its version.
		pub version: Version,
		/// How it ended.
		pub status: Status,
		/// When.
		pub at: Seconds,
		/// BLAKE2b-256 of the SCALE encoding of the full record at that moment; of the [`Refusal`] for `NotDone`.
		pub digest: [u8; 32],
	}

	/// On what a guardian's right rests.
	#[derive(Copy)]
	pub enum GuardianKind {
		/// A parent, until majority.
		#[codec(index = 0)]
		Parent,
		/// A power of attorney.
		#[codec(index = 1)]
		PowerOfAttorney,
		/// A court.
		#[codec(index = 2)]
		Court,
	}

	/// What a guardian may do.
	#[derive(Copy)]
	pub struct GuardianScope {
		/// Consents of these categories; empty is every category. What is about research or care alone names its purposes.
		pub categories: Categories,
		/// Whether the guardian may revoke, too.
		pub may_revoke: bool,
		/// From when on.
		pub from: Seconds,
		/// Until when, if there is an end. For a parent: majority, rounded down to [`MAJORITY_GRID`].
		pub until: Option<Seconds>,
	}

	/// What kind of emergency it is (42 CFR §2.51 asks for its nature).
	#[derive(Copy)]
	pub enum EmergencyNature {
		/// The subject cannot answer.
		#[codec(index = 0)]
		Unconscious,
		/// A threat to the subject's life.
		#[codec(index = 1)]
		ThreatToLife,
		/// A threat to others.
		#[codec(index = 2)]
		ThreatToOthers,
		/// A disaster.
		#[codec(index = 3)]
		Disaster,
		/// A public authority notifies of an error in food or drugs.
		#[codec(index = 4)]
		ProductSafety,
	}

	/// Where the review of an emergency is. `Pending` leads to the others, `Overdue` to `Reviewed`.
	pub enum Review<AccountId> {
		/// Nobody has reviewed it.
		#[codec(index = 0)]
		Pending,
		/// Somebody has.
		#[codec(index = 1)]
		Reviewed {
			/// Whether it was justified.
			justified: bool,
			/// By whom.
			reviewer: AccountId,
			/// When.
			at: Seconds,
		},
		/// Nobody did in time, and the declarer lost the role.
		#[codec(index = 2)]
		Overdue {
			/// When this was found.
			at: Seconds,
		},
	}

	/// What a declarer has done so far.
	#[derive(Default, Copy)]
	pub struct Tally {
		/// Emergencies declared.
		pub declared: u32,
		/// … that a reviewer found unjustified.
		pub unjustified: u32,
		/// … that nobody reviewed in time.
		pub overdue: u32,
	}

	/// A custodian's question before it discloses.
	pub struct DisclosureRequest {
		/// As whom the recipient is known, the recipient's own account first.
		pub parties: BoundedVec<PartyId, ConstU32<MAX_PARTIES>>,
		/// In which roles the recipient acts.
		pub roles: RecipientRoles,
		/// Why.
		pub purposes: Purposes,
		/// What for.
		pub actions: Actions,
		/// Consents of which categories count; empty is all.
		pub categories: Categories,
		/// The item, or what is known of it.
		pub item: Item,
		/// Research terms that the recipient states to meet.
		pub duo: Option<Duo>,
	}

	/// A node of a consent that led to a decision.
	#[derive(Copy)]
	pub struct Cited {
		/// Place of the consent.
		pub place: Place,
		/// Its version.
		pub version: Version,
		/// The node: 0 is the scope, `n` the provision `n − 1`.
		pub node: u8,
	}

	/// Where and which version of a consent.
	#[derive(Copy, Default)]
	pub struct ConsentId {
		/// The place.
		pub place: Place,
		/// The version.
		pub version: Version,
	}

	/// Something that is due to be cleaned up.
	pub enum CleanUp<AccountId> {
		/// A consent whose period is over.
		#[codec(index = 0)]
		Consent {
			/// Its subject.
			subject: AccountId,
			/// Its place.
			place: Place,
		},
		/// A guardianship that has lapsed.
		#[codec(index = 1)]
		Guardianship {
			/// The ward.
			ward: AccountId,
			/// The guardian.
			guardian: AccountId,
		},
		/// An emergency that nobody reviewed in time, or one whose retention is over.
		#[codec(index = 2)]
		Emergency {
			/// The subject.
			subject: AccountId,
			/// The declarer.
			declarer: PartyId,
		},
		/// A receipt whose retention is over.
		#[codec(index = 3)]
		Disclosure {
			/// The subject.
			subject: AccountId,
			/// The receipt.
			id: ReceiptId,
		},
	}
}

impl Filing {
	/// How many provisions the consent has.
	pub fn provisions(&self) -> u32 {
		u32::try_from(self.consent.provisions.len()).unwrap_or(u32::MAX)
	}
}

/// A receipt's id: the first 16 bytes of a hash that the chain computed.
pub type ReceiptId = [u8; 16];

/// A deposit: who paid it and how much is held for it.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	CloneNoBound,
	PartialEqNoBound,
	EqNoBound,
	DebugNoBound,
)]
#[codec(encode_bound())]
#[codec(decode_bound())]
#[codec(decode_with_mem_tracking_bound())]
#[codec(mel_bound())]
#[scale_info(skip_type_params(T))]
pub struct Ticket<T: Config> {
	/// Who gets it back.
	pub payer: T::AccountId,
	/// The amount on hold.
	pub amount: BalanceOf<T>,
}

/// A consent in force, or in force as soon as its period begins or it is verified.
///
/// What comes before the consent's rules is encoded first: see [`Head`].
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo, CloneNoBound, PartialEqNoBound, EqNoBound, DebugNoBound)]
#[codec(encode_bound())]
#[codec(decode_bound())]
#[codec(decode_with_mem_tracking_bound())]
#[scale_info(skip_type_params(T))]
pub struct Record<T: Config> {
	/// Its version.
	pub version: Version,
	/// The version before it, if it revised one.
	pub supersedes: Option<Version>,
	/// Who gave it.
	pub grantor: Grantor<T::AccountId>,
	/// Its policy, pinned.
	pub policy: PolicyRef,
	/// Whether it counts only once it is verified.
	pub requires_verification: bool,
	/// Commitment of the signed document.
	pub source: Commitment,
	/// When it was recorded.
	pub recorded_at: Seconds,
	/// Elements of 42 CFR Part 2.
	pub part2: Option<Part2>,
	/// Who confirmed it. Only grows.
	pub verifications: BoundedVec<Verification<T::AccountId>, ConstU32<MAX_VERIFICATIONS>>,
	/// The deposit.
	pub ticket: Ticket<T>,
	/// What was agreed.
	pub consent: Consent,
}

/// The derived bound would count every list of every provision as full, which [`MAX_FILING_BYTES`] excludes.
impl<T: Config> MaxEncodedLen for Record<T> {
	fn max_encoded_len() -> usize {
		let around = Head::<T>::max_encoded_len();
		MAX_FILING_BYTES.saturating_add(around)
	}
}

/// How a [`Record`] begins: all that it takes to end a consent. Decodes from the encoding of a record.
#[derive(Encode, Decode, MaxEncodedLen, CloneNoBound, PartialEqNoBound, EqNoBound, DebugNoBound)]
#[codec(encode_bound())]
#[codec(decode_bound())]
#[codec(mel_bound())]
pub struct Head<T: Config> {
	/// Its version.
	pub version: Version,
	/// The version before it, if it revised one.
	pub supersedes: Option<Version>,
	/// Who gave it.
	pub grantor: Grantor<T::AccountId>,
	/// Its policy, pinned.
	pub policy: PolicyRef,
	/// Whether it counts only once it is verified.
	pub requires_verification: bool,
	/// Commitment of the signed document.
	pub source: Commitment,
	/// When it was recorded.
	pub recorded_at: Seconds,
	/// Elements of 42 CFR Part 2.
	pub part2: Option<Part2>,
	/// Who confirmed it.
	pub verifications: BoundedVec<Verification<T::AccountId>, ConstU32<MAX_VERIFICATIONS>>,
	/// The deposit.
	pub ticket: Ticket<T>,
	/// Who holds the data and enforces the consent.
	pub custodian: Option<PartyId>,
	/// What it is about.
	pub categories: Categories,
	/// Under which regulations it was given.
	pub regulations: Regulations,
	/// When it holds.
	pub period: Span,
}

impl<T: Config> Head<T> {
	/// Whether its period is over.
	pub fn is_over(&self, now: Seconds) -> bool {
		self.period.until.is_some_and(|until| until <= moment(now))
	}
}

/// What a place holds.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	CloneNoBound,
	PartialEqNoBound,
	EqNoBound,
	DebugNoBound,
)]
#[codec(encode_bound())]
#[codec(decode_bound())]
#[codec(decode_with_mem_tracking_bound())]
#[codec(mel_bound())]
#[scale_info(skip_type_params(T))]
#[allow(clippy::large_enum_variant, reason = "one is decoded at a time")]
pub enum Entry<T: Config> {
	/// A consent.
	#[codec(index = 0)]
	Active(Record<T>),
	/// What remains of one.
	#[codec(index = 1)]
	Closed(Tombstone),
}

impl<T: Config> Entry<T> {
	/// The version it is of.
	pub fn version(&self) -> Version {
		match self {
			Entry::Active(record) => record.version,
			Entry::Closed(tombstone) => tombstone.version,
		}
	}

	/// Its status at `now`: a period that is over is *expired*, whether anybody said so or not.
	pub fn status(&self, now: Seconds) -> Status {
		match self {
			Entry::Active(record) if record.is_over(now) => Status::Expired,
			Entry::Active(_) => Status::Active,
			Entry::Closed(tombstone) => tombstone.status,
		}
	}
}

impl<T: Config> Record<T> {
	/// Whether its period is over.
	pub fn is_over(&self, now: Seconds) -> bool {
		self.consent.period.until.is_some_and(|until| until <= moment(now))
	}

	/// Whether a decision may rest on it, its period aside. What permits waits for its verification where its policy requires
	/// one; what only denies does not, for until then the subject's no would open what it closes.
	pub fn is_effective(&self) -> bool {
		!self.requires_verification || !self.verifications.is_empty() || !self.consent.permits()
	}
}

/// A guardianship.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	CloneNoBound,
	PartialEqNoBound,
	EqNoBound,
	DebugNoBound,
)]
#[codec(encode_bound())]
#[codec(decode_bound())]
#[codec(decode_with_mem_tracking_bound())]
#[codec(mel_bound())]
#[scale_info(skip_type_params(T))]
pub struct Guardianship<T: Config> {
	/// On what it rests.
	pub kind: GuardianKind,
	/// What the guardian may do.
	pub scope: GuardianScope,
	/// The registrar that recorded it; none if the ward appointed the guardian.
	pub registrar: Option<T::AccountId>,
	/// Commitment of the evidence.
	pub evidence: Commitment,
	/// When it was recorded here.
	pub appointed_at: Seconds,
	/// The deposit.
	pub ticket: Ticket<T>,
}

/// A declared emergency.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	CloneNoBound,
	PartialEqNoBound,
	EqNoBound,
	DebugNoBound,
)]
#[codec(encode_bound())]
#[codec(decode_bound())]
#[codec(decode_with_mem_tracking_bound())]
#[codec(mel_bound())]
#[scale_info(skip_type_params(T))]
pub struct Emergency<T: Config> {
	/// Who declared it.
	pub declarer: T::AccountId,
	/// What kind it is.
	pub nature: EmergencyNature,
	/// Commitment of the credential of the person who acted.
	pub credential: Commitment,
	/// When it was declared.
	pub declared_at: Seconds,
	/// From when on it is over.
	pub lapses_at: Seconds,
	/// By when it has to be reviewed.
	pub review_by: Seconds,
	/// Its review.
	pub review: Review<T::AccountId>,
	/// The deposit; gone once reviewed.
	pub ticket: Option<Ticket<T>>,
}

impl<T: Config> Emergency<T> {
	/// Whether it opens the glass at `now`. One that was found unjustified does not.
	pub fn is_live(&self, now: Seconds) -> bool {
		let refused = matches!(
			self.review,
			Review::Reviewed { justified: false, .. } | Review::Overdue { .. }
		);
		self.declared_at <= now && now < self.lapses_at && !refused
	}
}

/// The receipt of a decision, granted or denied.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	CloneNoBound,
	PartialEqNoBound,
	EqNoBound,
	DebugNoBound,
)]
#[codec(encode_bound())]
#[codec(decode_bound())]
#[codec(decode_with_mem_tracking_bound())]
#[codec(mel_bound())]
#[scale_info(skip_type_params(T))]
pub struct Receipt<T: Config> {
	/// Who asked and holds the data.
	pub custodian: T::AccountId,
	/// Who wanted it.
	pub recipient: PartyId,
	/// Why.
	pub purposes: Purposes,
	/// When.
	pub at: Seconds,
	/// The block whose state decided.
	pub block: BlockNumberFor<T>,
	/// The answer.
	pub outcome: Outcome,
	/// Whether it rests on a live emergency.
	pub emergency: bool,
	/// Whether the notice against redisclosure goes with the data (42 CFR §2.32).
	pub no_redisclosure: bool,
	/// By when the recipient has to erase what it got.
	pub erase_by: Option<Seconds>,
	/// When the recipient said that it did.
	pub erased_at: Option<Seconds>,
	/// Version of the domain's parameters.
	pub domain_version: u32,
	/// BLAKE2b-256 of the SCALE encoding of the engine's request.
	pub request: [u8; 32],
	/// BLAKE2b-256 of the SCALE encoding of the engine's decision, obligations included.
	pub decision: [u8; 32],
	/// What decided.
	pub basis: BoundedVec<Cited, ConstU32<MAX_OBLIGATIONS>>,
	/// The deposit.
	pub ticket: Ticket<T>,
}

/// What a subject or guardian signed to file or revise a consent, and their signature.
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo, CloneNoBound, PartialEqNoBound, EqNoBound, DebugNoBound)]
#[codec(encode_bound())]
#[codec(decode_bound())]
#[codec(decode_with_mem_tracking_bound())]
#[scale_info(skip_type_params(T))]
pub struct SignedFiling<T: Config> {
	/// The subject.
	pub subject: T::AccountId,
	/// The guardian that signed, if not the subject.
	pub guardian: Option<T::AccountId>,
	/// The place of the consent.
	pub place: Place,
	/// The version that it gets: each can be used once.
	#[codec(compact)]
	pub nonce: Version,
	/// From when on the signature is worth nothing.
	#[codec(compact)]
	pub expires_at: Seconds,
	/// Whether the custodian that was signed for is the relayer. It takes the place of `filing.consent.custodian`, which then
	/// need not be sent, before the signature is checked.
	pub custodian_relays: bool,
	/// What is filed.
	pub filing: Filing,
	/// Over the intent.
	pub proof: Proof<T>,
}

impl<T: Config> SignedFiling<T> {
	/// With the custodian that was signed for, as this organisation relays it.
	pub(crate) fn relayed_by(mut self, relayer: &T::AccountId) -> Self {
		if self.custodian_relays {
			self.filing.consent.custodian = Some(Pallet::<T>::party(relayer));
		}
		self
	}

	/// What filing it weighs: less where the call itself says that the place is fresh and that no guardian acts. (A call that
	/// says so and is wrong is refused before it reads more.)
	pub(crate) fn weight(&self) -> Weight {
		let provisions = self.filing.provisions();
		if self.nonce == 0 && self.guardian.is_none() {
			T::WeightInfo::file_signed(provisions)
		} else {
			T::WeightInfo::file_signed_over(provisions)
		}
	}
}

/// What a subject or guardian signed to revoke a consent, and their signature.
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo, CloneNoBound, PartialEqNoBound, EqNoBound, DebugNoBound)]
#[codec(encode_bound())]
#[codec(decode_bound())]
#[codec(decode_with_mem_tracking_bound())]
#[scale_info(skip_type_params(T))]
pub struct SignedRevocation<T: Config> {
	/// The subject.
	pub subject: T::AccountId,
	/// The guardian that signed, if not the subject.
	pub guardian: Option<T::AccountId>,
	/// The place of the consent.
	pub place: Place,
	/// The version that is revoked.
	#[codec(compact)]
	pub nonce: Version,
	/// From when on the signature is worth nothing.
	#[codec(compact)]
	pub expires_at: Seconds,
	/// Why.
	pub reason: RevocationReason,
	/// Over the intent.
	pub proof: Proof<T>,
}

/// A signature and what exactly it covers.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	CloneNoBound,
	PartialEqNoBound,
	EqNoBound,
	DebugNoBound,
)]
#[codec(encode_bound())]
#[codec(decode_bound())]
#[codec(decode_with_mem_tracking_bound())]
#[codec(mel_bound())]
#[scale_info(skip_type_params(T))]
pub struct Proof<T: Config> {
	/// The signature.
	pub signature: T::Signature,
	/// Whether it covers `<Bytes>` + intent + `</Bytes>`, as browser wallets sign, or the intent alone.
	pub wrapped: bool,
}

/// A decision and the consents that its numbers stand for.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct Answer {
	/// The decision.
	pub decision: Decision,
	/// The consents by the number that the decision gives them.
	pub consents: Vec<ConsentId>,
	/// Whether a live emergency of the recipient was found.
	pub emergency: bool,
}

/// A decision explained, and the consents that its numbers stand for.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct Explained {
	/// The decision and its path.
	pub explanation: Explanation,
	/// The consents by the number that the explanation gives them.
	pub consents: Vec<ConsentId>,
	/// Whether a live emergency of the recipient was found.
	pub emergency: bool,
}

/// A consent in force.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct ActiveConsent<AccountId> {
	/// Where it is, and which version.
	pub id: ConsentId,
	/// The version before it, if it revised one.
	pub supersedes: Option<Version>,
	/// Who gave it.
	pub grantor: Grantor<AccountId>,
	/// Its policy.
	pub policy: PolicyRef,
	/// When it was recorded.
	pub recorded_at: Seconds,
	/// How often it was verified.
	pub verifications: u32,
	/// Whether it waits for a verification.
	pub awaits_verification: bool,
	/// What was agreed.
	pub consent: Consent,
}

/// A rule of a consent in force that lets data pass.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct Authorisation {
	/// The consent.
	pub id: ConsentId,
	/// The node.
	pub node: u8,
	/// To whom: the actors named nearest; empty is anybody. Where more are named above, the recipient is one of those, too.
	pub actors: Vec<Actor>,
	/// Why: what the rule and all above it share; empty is whatever for. Under 42 CFR Part 2 HLEGAL is open only if it is named
	/// here, and not by HOPERAT above it.
	pub purposes: Purposes,
	/// For what: what the rule and all above it share; empty is everything.
	pub actions: Actions,
	/// Until when, if there is an end.
	pub until: Option<Seconds>,
}

/// Seconds of the chain as seconds of the engine.
pub(crate) fn moment(seconds: Seconds) -> i64 {
	i64::try_from(seconds).unwrap_or(i64::MAX)
}

/// Seconds of the engine as seconds of the chain.
pub(crate) fn seconds(moment: i64) -> Seconds {
	Seconds::try_from(moment).unwrap_or(0)
}
