#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
#![warn(missing_docs)]
#![cfg_attr(
	test,
	allow(
		clippy::arithmetic_side_effects,
		clippy::as_conversions,
		clippy::expect_used,
		clippy::indexing_slicing,
		clippy::panic,
		clippy::unwrap_used
	)
)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
mod events;
mod impls;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
mod types;
pub mod weights;

pub use impls::{intent, AccountParty};
pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

use alloc::{boxed::Box, vec::Vec};
use frame::prelude::*;
use salus_consent_engine::{Combining, Domain, Implicit, PartyId};
use salus_primitives::{Commitment, Seconds};

/// Amounts of the currency in which deposits are held.
pub type BalanceOf<T> = <<T as Config>::Currency as fungible::Inspect<<T as frame_system::Config>::AccountId>>::Balance;

#[import_section(events::events)]
#[frame::pallet]
#[allow(
	clippy::as_conversions,
	clippy::expect_used,
	reason = "what FRAME and the derived codecs expand to"
)]
pub mod pallet {
	use super::*;
	use crate::impls::{Here, Known};
	use frame::traits::{IdentifyAccount, UnixTime, Verify};
	use salus_primitives::{AccreditationInspect, LogAppend, RoleSuspension};

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// What the runtime sets.
	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Who publishes policies and sets the domain's parameters.
		type GovernanceOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// The registry of organisations.
		type Accreditation: AccreditationInspect<Self::AccountId> + RoleSuspension<Self::AccountId>;

		/// Where deposits are held.
		type Currency: fungible::hold::Mutate<Self::AccountId, Reason = Self::RuntimeHoldReason>
			+ fungible::Mutate<Self::AccountId>;

		/// The runtime's reasons for a hold.
		type RuntimeHoldReason: From<HoldReason>;

		/// What subjects sign intents with.
		type Signature: Verify<Signer: IdentifyAccount<AccountId = Self::AccountId>> + Parameter + MaxEncodedLen;

		/// The party that an account is in the consents.
		type PartyOf: Convert<Self::AccountId, PartyId>;

		/// The evidence log.
		type Log: LogAppend;

		/// The clock.
		type Time: UnixTime;

		/// What is held for one item, whatever its size.
		#[pallet::constant]
		type DepositBase: Get<BalanceOf<Self>>;

		/// What is held for each byte of an item.
		#[pallet::constant]
		type DepositPerByte: Get<BalanceOf<Self>>;

		/// The longest an emergency may last, in seconds.
		#[pallet::constant]
		type MaxEmergency: Get<Seconds>;

		/// How long after its declaration an emergency has to be reviewed, in seconds.
		#[pallet::constant]
		type ReviewPeriod: Get<Seconds>;

		/// How long receipts and reviewed emergencies are kept at least, in seconds.
		#[pallet::constant]
		type Retention: Get<Seconds>;

		/// Signs for benchmarks.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: crate::benchmarking::BenchmarkHelper<Self::AccountId, Self::Signature>;

		/// Measured weights of the calls.
		type WeightInfo: WeightInfo;
	}

	/// Versions of policies.
	///
	/// Key: policy and version. Value: the version's terms. Never changed once published.
	// `Blake2_128Concat`: governance chooses the numbers.
	#[pallet::storage]
	pub type Policies<T: Config> = StorageMap<_, Blake2_128Concat, PolicyRef, Policy>;

	/// The policy versions that are in force or will be: what filing asks, so that it need not read [`Policies`].
	///
	/// Value: each version with its terms but for the text, in the order in which they were published.
	// Read at the start of each block, which pays for it: no call does.
	#[pallet::storage]
	#[pallet::whitelist_storage]
	pub type PoliciesInForce<T: Config> = StorageValue<_, BoundedVec<InForce, ConstU32<MAX_IN_FORCE>>, ValueQuery>;

	/// How consents combine and what holds without them; the version counts the changes.
	// Read at the start of each block, which pays for it: no call does.
	#[pallet::storage]
	#[pallet::whitelist_storage]
	pub type DomainParameters<T: Config> = StorageValue<_, Domain, ValueQuery>;

	/// The 16 places of each subject: a consent, or the tombstone of the last one.
	///
	/// Keys: subject, place. One prefix holds all that a decision needs, and never more than 16 values, whatever happened
	/// before. An entry is never removed: its version is the nonce of what the subject signs.
	// `Blake2_128Concat` for the subject, who chooses the account; `Identity` for the place, which is below 16.
	#[pallet::storage]
	pub type Consents<T: Config> = StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Identity, Place, Entry<T>>;

	/// Tombstones of consents whose place holds another one by now.
	///
	/// Keys: subject; place and version.
	// `Blake2_128Concat` for the subject, who chooses the account; `Identity` for what the chain counted.
	#[pallet::storage]
	pub type Archive<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Identity, (Place, Version), Tombstone>;

	/// Guardianships.
	///
	/// Keys: ward, guardian.
	// `Blake2_128Concat`: both choose their accounts.
	#[pallet::storage]
	pub type Guardianships<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Blake2_128Concat, T::AccountId, Guardianship<T>>;

	/// The last emergency of each declarer for each subject.
	///
	/// Keys: subject, declarer as a party.
	// `Blake2_128Concat`: both choose their accounts.
	#[pallet::storage]
	pub type Emergencies<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Blake2_128Concat, PartyId, Emergency<T>>;

	/// What each declarer has done so far.
	///
	/// Key: the declarer's account.
	// `Blake2_128Concat`: the declarer chooses the account.
	#[pallet::storage]
	pub type Tallies<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, Tally, ValueQuery>;

	/// Emergencies in the order in which they have to be reviewed.
	///
	/// Key: a number that the chain counts. Value: subject, declarer and when it was declared.
	// `Twox64Concat`: the chain counts the numbers.
	#[pallet::storage]
	pub type ReviewQueue<T: Config> = StorageMap<_, Twox64Concat, u64, (T::AccountId, PartyId, Seconds)>;

	/// First number in the queue, and the number that the next emergency gets.
	#[pallet::storage]
	pub type ReviewQueueBounds<T: Config> = StorageValue<_, (u64, u64), ValueQuery>;

	/// Receipts of decisions, granted or denied.
	///
	/// Keys: subject, id.
	// `Blake2_128Concat` for the subject, who chooses the account; `Identity` for a hash that the chain computed.
	#[pallet::storage]
	pub type Disclosures<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Identity, ReceiptId, Receipt<T>>;

	/// Why this pallet holds money.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// Deposit for a consent, a guardianship, an emergency or a receipt.
		#[codec(index = 0)]
		Deposit,
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// A version of a policy.
		pub fn policy(policy: PolicyRef) -> Option<Policy> {
			Policies::<T>::get(policy)
		}

		/// The domain's parameters.
		pub fn domain() -> Domain {
			DomainParameters::<T>::get()
		}

		/// The status of a consent at this block, also of one that is closed for long.
		pub fn status(subject: T::AccountId, place: Place, version: Version) -> Option<Status> {
			Self::status_of(&subject, place, version)
		}

		/// A place where a consent can be filed, and the version (so the nonce) that it gets.
		pub fn free_place(subject: T::AccountId) -> Option<ConsentId> {
			Self::first_free_place(&subject)
		}

		/// Tombstones of a subject, in the order of storage, at most 100.
		pub fn history(subject: T::AccountId, limit: u32) -> Vec<(Place, Tombstone)> {
			Self::tombstones(&subject, limit)
		}

		/// The guardians of a ward, lapsed or not, at most 100.
		pub fn guardians(ward: T::AccountId) -> Vec<(T::AccountId, GuardianKind, GuardianScope)> {
			let all = Guardianships::<T>::iter_prefix(ward).take(PAGE);
			all.map(|(guardian, entry)| (guardian, entry.kind, entry.scope))
				.collect()
		}

		/// Receipts about a subject, in the order of storage, at most 100.
		pub fn receipts(subject: T::AccountId, limit: u32) -> Vec<(ReceiptId, Receipt<T>)> {
			let limit = usize::try_from(limit).unwrap_or(PAGE).min(PAGE);
			Disclosures::<T>::iter_prefix(subject).take(limit).collect()
		}

		/// The last emergency that a party declared for a subject, and whether it is live.
		pub fn emergency(subject: T::AccountId, declarer: PartyId) -> Option<(Emergency<T>, bool)> {
			let live = Self::has_live_emergency(&subject, &declarer, Self::now());
			Emergencies::<T>::get(subject, declarer).map(|emergency| (emergency, live))
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(T::MaxEmergency::get() > 0, "an emergency must last");
			assert!(T::ReviewPeriod::get() > 0, "a review needs time");
			assert!(
				u32::from(MAX_ACTIVE) == salus_consent_engine::MAX_CONSENTS,
				"a decision must consider every place"
			);
			let policies = BoundedVec::<InForce, ConstU32<MAX_IN_FORCE>>::max_encoded_len();
			assert!(
				u64::try_from(policies).is_ok_and(|bytes| bytes < POLICIES_PROOF / 2),
				"the proof of the policies in force must leave room for the trie"
			);
		}

		/// Reads what filing and evaluating ask in this block, so that calls find it read.
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			let _ = (PoliciesInForce::<T>::get(), DomainParameters::<T>::get());
			T::WeightInfo::on_initialize()
				.saturating_add(T::DbWeight::get().reads(2))
				.saturating_add(Weight::from_parts(0, POLICIES_PROOF))
		}

		fn on_idle(_: BlockNumberFor<T>, limit: Weight) -> Weight {
			Self::sweep_reviews(limit)
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), frame::deps::sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Publish a version of a policy.
		///
		/// ## Dispatch Origin
		///
		/// Governance.
		///
		/// ## Details
		///
		/// Consents may pin it from `effective_from` until before `effective_until` (seconds since the Unix epoch). Those
		/// that pinned it stay as they are. With `requires_verification` a consent that permits anything counts only once it
		/// was verified; one that only denies counts at once. The terms go into the log. At most [`MAX_IN_FORCE`] versions
		/// are in force or to come.
		///
		/// ## Errors
		///
		/// [`Error::AlreadyExists`], [`Error::EmptyCommitment`], [`Error::InvalidPolicyPeriod`],
		/// [`Error::TooManyPolicies`].
		///
		/// ## Events
		///
		/// [`Event::PolicyPublished`].
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::publish_policy())]
		pub fn publish_policy(origin: OriginFor<T>, policy: PolicyRef, terms: Policy) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			Self::do_publish_policy(policy, terms)
		}

		/// Set how consents combine and what holds without them.
		///
		/// ## Dispatch Origin
		///
		/// Governance.
		///
		/// ## Details
		///
		/// Takes effect in this block and raises the version that every decision carries. Past decisions are re-computed at
		/// their block, under the parameters of that block. The parameters go into the log.
		///
		/// ## Errors
		///
		/// [`Error::VersionsExhausted`].
		///
		/// ## Events
		///
		/// [`Event::DomainParametersSet`].
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::set_domain_parameters())]
		pub fn set_domain_parameters(origin: OriginFor<T>, combining: Combining, implicit: Implicit) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			Self::do_set_domain_parameters(combining, implicit)
		}

		/// File a consent.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the subject or a guardian, who pays the deposit.
		///
		/// ## Details
		///
		/// The consent goes to a free `place` (0 to 15): one that holds nothing, or a consent that is closed or expired.
		/// A guardian files for the categories of the guardianship, until its end at the latest; what a guardian of some
		/// categories files about research or care alone names purposes under HRESCH or TREAT in its scope. A consent under 42 CFR
		/// Part 2 has every element of §2.31, and whatever it permits carries the notice against redisclosure.
		///
		/// ## Errors
		///
		/// Place: [`Error::TooManyConsents`], [`Error::AlreadyExists`]. Filing: [`Error::EmptyPeriod`],
		/// [`Error::PeriodOver`], [`Error::ParentOutOfOrder`], [`Error::TooDeep`], [`Error::EmptyActor`],
		/// [`Error::EmptyCommitment`], [`Error::TooLarge`], [`Error::UnknownPolicy`], [`Error::PolicyNotInForce`], those
		/// named `Part2…`. Guardian: [`Error::NotAuthorized`], [`Error::GuardianshipNotBegun`], [`Error::GuardianshipLapsed`],
		/// [`Error::GuardianshipOutOfScope`], [`Error::OutlivesGuardianship`]. [`Error::DepositUnavailable`].
		///
		/// ## Events
		///
		/// [`Event::Filed`]; before it [`Event::Expired`] where an expired consent was in the place.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::file_over(filing.provisions()))]
		pub fn file(
			origin: OriginFor<T>,
			subject: T::AccountId,
			place: Place,
			filing: Box<Filing>,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let prepared = Self::prepare_file(&Known::load::<T>(), &subject, &who, place, &filing, None)?;
			let weight = prepared.is_simple().then(|| T::WeightInfo::file(filing.provisions()));
			Self::record_consent(subject, who, *filing, prepared)?;
			Ok(weight.into())
		}

		/// Replace a consent by a newer version.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the subject or a guardian, who pays the deposit.
		///
		/// ## Details
		///
		/// The consent in `place`, of which `version` is in force, becomes `Superseded`; its deposit is returned. Where the
		/// policy requires a verification, what permits counts only once the new version has one; what only denies, at once.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::StaleVersion`], [`Error::InvalidTransition`], [`Error::Expired`],
		/// [`Error::GuardianMayNotRevoke`], [`Error::WardsOwnConsent`], and those of `file`.
		///
		/// ## Events
		///
		/// [`Event::Revised`].
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::revise(filing.provisions()))]
		pub fn revise(
			origin: OriginFor<T>,
			subject: T::AccountId,
			place: Place,
			version: Version,
			filing: Box<Filing>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			let prepared = Self::prepare_revise(&Known::load::<T>(), &subject, &who, place, version, &filing)?;
			Self::record_consent(subject, who, *filing, prepared)
		}

		/// Revoke a consent.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the subject, or by a guardian who may revoke. A parent cannot revoke what the ward agreed to.
		///
		/// ## Details
		///
		/// Takes effect at once, in this block too. The tombstone stays; the deposit goes back to whoever paid it.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::StaleVersion`], [`Error::InvalidTransition`], [`Error::Expired`],
		/// [`Error::NotAuthorized`], [`Error::GuardianshipNotBegun`], [`Error::GuardianshipLapsed`],
		/// [`Error::GuardianshipOutOfScope`], [`Error::GuardianMayNotRevoke`], [`Error::WardsOwnConsent`].
		///
		/// ## Events
		///
		/// [`Event::Revoked`].
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::revoke_for())]
		pub fn revoke(
			origin: OriginFor<T>,
			subject: T::AccountId,
			place: Place,
			version: Version,
			reason: RevocationReason,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let own = who == subject;
			let payer = Self::do_revoke(subject, who.clone(), ConsentId { place, version }, reason, Self::now())?;
			Ok((own && payer == who).then(T::WeightInfo::revoke).into())
		}

		/// Record that the subject was asked and refused.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the subject or a guardian.
		///
		/// ## Details
		///
		/// Leaves a `NotDone` tombstone in a free `place`; no decision rests on it. Who wants a refusal to bind files a
		/// consent that denies.
		///
		/// ## Errors
		///
		/// [`Error::TooManyConsents`], [`Error::AlreadyExists`], [`Error::EmptyCommitment`], [`Error::UnknownPolicy`],
		/// [`Error::PolicyNotInForce`], [`Error::NotAuthorized`], [`Error::GuardianshipNotBegun`],
		/// [`Error::GuardianshipLapsed`], [`Error::GuardianshipOutOfScope`].
		///
		/// ## Events
		///
		/// [`Event::Refused`]; before it [`Event::Expired`] where an expired consent was in the place.
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::refuse())]
		pub fn refuse(origin: OriginFor<T>, subject: T::AccountId, place: Place, refusal: Refusal) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_refuse(subject, who, place, refusal)
		}

		/// File a consent that the subject or a guardian signed off chain.
		///
		/// ## Dispatch Origin
		///
		/// Signed by a relayer: an accredited custodian, provider or payer. The relayer pays fee and deposit.
		///
		/// ## Details
		///
		/// What is signed is the SCALE encoding of `("salus/file-consent/v1", genesis hash, signer, nonce, expires_at,
		/// (subject, place, filing))`, alone or between `<Bytes>` and `</Bytes>`. The nonce is the version that the
		/// consent gets in its place, so each signature works once. Where the relayer is the custodian that was signed for,
		/// `custodian_relays` says so, and the filing need not repeat its account.
		///
		/// ## Errors
		///
		/// Those of `file`, of the relayer's accreditation, and [`Error::BadSignature`], [`Error::SignatureExpired`],
		/// [`Error::StaleNonce`].
		///
		/// ## Events
		///
		/// [`Event::Filed`]; before it [`Event::Expired`] where an expired consent was in the place.
		#[pallet::call_index(6)]
		#[pallet::weight(signed.weight())]
		pub fn file_signed(origin: OriginFor<T>, signed: Box<SignedFiling<T>>) -> DispatchResult {
			let relayer = Self::ensure_relayer(origin)?;
			let (known, signed) = (Known::load::<T>(), signed.relayed_by(&relayer));
			let (subject, filing, prepared) = Self::prepare_signed_file(&known, &Here::at(known.now), signed)?;
			Self::record_consent(subject, relayer, filing, prepared)
		}

		/// Replace a consent as the subject or a guardian signed off chain.
		///
		/// ## Dispatch Origin
		///
		/// Signed by a relayer: an accredited custodian, provider or payer. The relayer pays fee and deposit.
		///
		/// ## Details
		///
		/// As `file_signed`, tag `salus/revise-consent/v1`. The nonce is the version that the consent gets, so one more
		/// than the version that is replaced.
		///
		/// ## Errors
		///
		/// Those of `revise` and `file_signed`.
		///
		/// ## Events
		///
		/// [`Event::Revised`].
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::revise_signed(signed.filing.provisions()))]
		pub fn revise_signed(origin: OriginFor<T>, signed: Box<SignedFiling<T>>) -> DispatchResult {
			let relayer = Self::ensure_relayer(origin)?;
			let (known, signed) = (Known::load::<T>(), signed.relayed_by(&relayer));
			let (subject, filing, prepared) = Self::prepare_signed_revise(&known, &Here::at(known.now), signed)?;
			Self::record_consent(subject, relayer, filing, prepared)
		}

		/// Revoke a consent as the subject or a guardian signed off chain.
		///
		/// ## Dispatch Origin
		///
		/// Signed by a relayer: an accredited custodian, provider or payer.
		///
		/// ## Details
		///
		/// Tag `salus/revoke-consent/v1`, body `(subject, place, reason)`, nonce the version that is revoked.
		///
		/// ## Errors
		///
		/// Those of `revoke` and of the signature, as in `file_signed`.
		///
		/// ## Events
		///
		/// [`Event::Revoked`].
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::revoke_signed_for())]
		pub fn revoke_signed(origin: OriginFor<T>, signed: Box<SignedRevocation<T>>) -> DispatchResultWithPostInfo {
			let relayer = Self::ensure_relayer(origin)?;
			let own = signed.guardian.is_none();
			let payer = Self::do_revoke_signed(*signed)?;
			Ok((own && payer == relayer).then(T::WeightInfo::revoke_signed).into())
		}

		/// File up to 64 consents that subjects or guardians signed off chain.
		///
		/// ## Dispatch Origin
		///
		/// Signed by a relayer: an accredited custodian, provider or payer. The relayer pays fee and deposits.
		///
		/// ## Details
		///
		/// All or none. The same consent twice fails like a replay. One hold and one write of the log for all.
		///
		/// ## Errors
		///
		/// [`Error::EmptyBatch`], and those of `file_signed` for the first item that fails.
		///
		/// ## Events
		///
		/// [`Event::Filed`] for each; before it [`Event::Expired`] where an expired consent was in the place.
		#[pallet::call_index(9)]
		#[pallet::weight(Pallet::<T>::batch_weight(batch))]
		pub fn file_signed_batch(
			origin: OriginFor<T>,
			batch: BoundedVec<SignedFiling<T>, ConstU32<MAX_BATCH>>,
		) -> DispatchResult {
			let relayer = Self::ensure_relayer(origin)?;
			ensure!(!batch.is_empty(), Error::<T>::EmptyBatch);
			Self::do_file_batch(relayer, batch.into_inner())
		}

		/// Confirm that a consent was given.
		///
		/// ## Dispatch Origin
		///
		/// Signed by an accredited verifier who did not give the consent.
		///
		/// ## Details
		///
		/// Adds to the consent's verifications; none is ever removed. The first one puts a consent into effect that permits
		/// anything and whose policy requires it.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::StaleVersion`], [`Error::InvalidTransition`], [`Error::Expired`],
		/// [`Error::SameParty`], [`Error::EmptyCommitment`], [`Error::TooManyVerifications`].
		///
		/// ## Events
		///
		/// [`Event::Verified`].
		#[pallet::call_index(10)]
		#[pallet::weight(T::WeightInfo::verify_consent())]
		pub fn verify(
			origin: OriginFor<T>,
			subject: T::AccountId,
			place: Place,
			version: Version,
			evidence: Commitment,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_verify(subject, who, ConsentId { place, version }, evidence)
		}

		/// Mark a consent that should never have been recorded.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the custodian that the consent names, while accredited and if the consent permits anything, or by
		/// whoever could revoke it.
		///
		/// ## Details
		///
		/// Takes effect at once; the deposit is returned.
		///
		/// ## Errors
		///
		/// Those of `revoke`, and of the custodian's accreditation.
		///
		/// ## Events
		///
		/// [`Event::EnteredInError`].
		#[pallet::call_index(11)]
		#[pallet::weight(T::WeightInfo::mark_entered_in_error())]
		pub fn mark_entered_in_error(
			origin: OriginFor<T>,
			subject: T::AccountId,
			place: Place,
			version: Version,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_mark_entered_in_error(subject, who, ConsentId { place, version })
		}

		/// Appoint a guardian.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the ward, who appoints by power of attorney; or by an accredited registrar, on evidence. The caller
		/// pays the deposit.
		///
		/// ## Details
		///
		/// The guardianship lapses at `scope.until` without a call. A parent's lapses at majority, which is given rounded
		/// down to a multiple of [`MAJORITY_GRID`]. What a guardian agrees to ends with the guardianship, too.
		///
		/// ## Errors
		///
		/// [`Error::RegistrarRequired`], [`Error::SameParty`], [`Error::EmptyCommitment`], [`Error::MajorityMissing`],
		/// [`Error::MajorityTooPrecise`], [`Error::InvalidGuardianshipPeriod`], [`Error::AlreadyExists`],
		/// [`Error::DepositUnavailable`], those of the registrar's accreditation.
		///
		/// ## Events
		///
		/// [`Event::GuardianAppointed`].
		#[pallet::call_index(12)]
		#[pallet::weight(T::WeightInfo::appoint_guardian())]
		pub fn appoint_guardian(
			origin: OriginFor<T>,
			ward: T::AccountId,
			guardian: T::AccountId,
			kind: GuardianKind,
			scope: GuardianScope,
			evidence: Commitment,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_appoint_guardian(who, ward, guardian, kind, scope, evidence)
		}

		/// End a guardianship.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the guardian; by the ward, if the ward appointed the guardian; or by an accredited registrar.
		///
		/// ## Details
		///
		/// Takes effect at once; the deposit is returned. What the guardian agreed to stays until it is revoked or ends.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::RegistrarRequired`], those of the registrar's accreditation.
		///
		/// ## Events
		///
		/// [`Event::GuardianshipEnded`].
		#[pallet::call_index(13)]
		#[pallet::weight(T::WeightInfo::end_guardianship())]
		pub fn end_guardianship(origin: OriginFor<T>, ward: T::AccountId, guardian: T::AccountId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_end_guardianship(who, ward, guardian)
		}

		/// Declare an emergency, to break the glass.
		///
		/// ## Dispatch Origin
		///
		/// Signed by an organisation accredited as emergency responder, which pays the deposit.
		///
		/// ## Details
		///
		/// For `duration` seconds, requests for the purpose BTG by this organisation are backed by an emergency; whether
		/// they are permitted is for the subject's consents and the implicit policy to say. Another organisation has to
		/// review it. A declarer has one emergency for a subject until that is reviewed.
		///
		/// ## Errors
		///
		/// [`Error::SameParty`], [`Error::EmptyCommitment`], [`Error::InvalidDuration`], [`Error::AlreadyExists`],
		/// [`Error::DepositUnavailable`], those of the declarer's accreditation.
		///
		/// ## Events
		///
		/// [`Event::EmergencyDeclared`].
		#[pallet::call_index(14)]
		#[pallet::weight(T::WeightInfo::declare_emergency())]
		pub fn declare_emergency(
			origin: OriginFor<T>,
			subject: T::AccountId,
			nature: EmergencyNature,
			credential: Commitment,
			duration: Seconds,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_declare_emergency(who, subject, nature, credential, duration)
		}

		/// Review an emergency.
		///
		/// ## Dispatch Origin
		///
		/// Signed by an accredited reviewer that is neither the declarer nor the subject.
		///
		/// ## Details
		///
		/// An unjustified emergency ends at once and suspends the declarer's role; so does a review that comes too late,
		/// whatever it finds. Only governance gives the role back. The deposit is returned.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::SameParty`], [`Error::InvalidTransition`], those of the reviewer's accreditation.
		///
		/// ## Events
		///
		/// [`Event::EmergencyReviewed`].
		#[pallet::call_index(15)]
		#[pallet::weight(T::WeightInfo::review_emergency())]
		pub fn review_emergency(
			origin: OriginFor<T>,
			subject: T::AccountId,
			declarer: PartyId,
			justified: bool,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_review_emergency(who, subject, declarer, justified)
		}

		/// Ask what the subject's consents say, and record the answer, be it yes or no.
		///
		/// ## Dispatch Origin
		///
		/// Signed by an accredited custodian, which pays the deposit.
		///
		/// ## Details
		///
		/// The chain evaluates with its own clock and its own knowledge of emergencies. The receipt names the recipient,
		/// the purpose, the outcome and what decided; obligations are re-computed at this block by the runtime API. It is about
		/// one reason: one purpose, beside which those above it may stand.
		///
		/// ## Errors
		///
		/// [`Error::NoRecipient`], [`Error::NoPurpose`], [`Error::SeveralPurposes`], [`Error::AlreadyExists`],
		/// [`Error::DepositUnavailable`], those of the custodian's accreditation.
		///
		/// ## Events
		///
		/// [`Event::DisclosureRecorded`].
		#[pallet::call_index(16)]
		#[pallet::weight(T::WeightInfo::record_disclosure(MAX_ACTIVE.into()))]
		pub fn record_disclosure(
			origin: OriginFor<T>,
			subject: T::AccountId,
			request: Box<DisclosureRequest>,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let consents = Self::do_record_disclosure(who, subject, *request)?;
			Ok(Some(T::WeightInfo::record_disclosure(consents)).into())
		}

		/// State that what was received under a receipt is erased.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the recipient of the receipt.
		///
		/// ## Details
		///
		/// Can be stated once.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotAuthorized`], [`Error::NothingReleased`], [`Error::AlreadyExists`].
		///
		/// ## Events
		///
		/// [`Event::ErasureAttested`].
		#[pallet::call_index(17)]
		#[pallet::weight(T::WeightInfo::attest_recipient_erasure())]
		pub fn attest_recipient_erasure(origin: OriginFor<T>, subject: T::AccountId, id: ReceiptId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_attest_erasure(who, subject, id)
		}

		/// Clean up what is due.
		///
		/// ## Dispatch Origin
		///
		/// Signed by anyone.
		///
		/// ## Details
		///
		/// Closes consents whose period is over; removes guardianships that have lapsed, and receipts and reviewed
		/// emergencies whose retention is over; enforces reviews that are overdue. Deposits go back to whoever paid them.
		/// All or none.
		///
		/// ## Errors
		///
		/// [`Error::EmptyBatch`], [`Error::NotFound`], [`Error::NotDue`].
		///
		/// ## Events
		///
		/// [`Event::CleanedUp`], and those of what happened.
		#[pallet::call_index(18)]
		#[pallet::weight(T::WeightInfo::clean_up(items.len().try_into().unwrap_or(MAX_BATCH)))]
		pub fn clean_up(
			origin: OriginFor<T>,
			items: BoundedVec<CleanUp<T::AccountId>, ConstU32<MAX_BATCH>>,
		) -> DispatchResult {
			ensure_signed(origin)?;
			ensure!(!items.is_empty(), Error::<T>::EmptyBatch);
			let count = items.len().try_into().unwrap_or(MAX_BATCH);
			for item in items {
				Self::do_clean_up(item)?;
			}
			Self::deposit_event(Event::CleanedUp { items: count });
			Ok(())
		}
	}
}

/// The longest page that a view function returns.
pub(crate) const PAGE: usize = 100;

/// The proof of [`PoliciesInForce`] and [`DomainParameters`], which a benchmark does not see: the values (the second has
/// six bytes), and the trie above them.
const POLICIES_PROOF: u64 = 4_096;
