//! Benchmarks. The worst case of each is stated at the helper that builds it: consents as large as they get, another payer
//! than the caller, an expired consent in the way, a review that is late and finds fault, a log as long as it gets.
//!
//! `file`, `file_signed`, `file_signed_batch`, `revoke` and `revoke_signed` are what most calls are: by the subject (or what
//! the subject signed), to a place that never held anything, with a deposit of the caller's. The call itself says so, or what
//! it cost less is given back. They only ask whether there is a value in the place, so their proof of it is measured: the
//! greatest value could not be in it.
//!
//! The caller's own account is read and written by the fee already, and paid there.

use super::*;
use crate::types::Entry;
use codec::Encode;
use frame::{
	benchmarking::prelude::*,
	deps::{
		sp_core::{crypto::KeyTypeId, sr25519},
		sp_io::crypto::{sr25519_generate, sr25519_sign},
		sp_runtime::{AccountId32, MultiSignature},
	},
	traits::{fungible::Mutate, Zero},
};
use salus_consent_engine::{
	vocabulary::{Actions, Categories, Classes, Confidentiality, Purposes, Regulations, Sensitivity},
	Actor, Commitment as EngineCommitment, Consent, DataRef, Effect, Item, Labels, Meaning, Provision, Rule, Span,
};
use salus_primitives::{AccreditationInspect, LogAppend, Role};

/// Signs for the benchmarks of signed intents.
pub trait BenchmarkHelper<AccountId, Signature> {
	/// An account whose key is at hand; another one for each number.
	fn signer(number: u32) -> AccountId;

	/// Its signature.
	fn sign(number: u32, bytes: &[u8]) -> Signature;
}

/// Keys of the keystore that the benchmark runs with: sr25519, the slowest to verify.
pub struct KeystoreSigner;

const KEY_TYPE: KeyTypeId = KeyTypeId(*b"bnch");

fn public(number: u32) -> sr25519::Public {
	sr25519_generate(KEY_TYPE, Some(alloc::format!("//{number}").into_bytes()))
}

impl BenchmarkHelper<AccountId32, MultiSignature> for KeystoreSigner {
	fn signer(number: u32) -> AccountId32 {
		AccountId32::new(public(number).0)
	}

	fn sign(number: u32, bytes: &[u8]) -> MultiSignature {
		match sr25519_sign(KEY_TYPE, &public(number), bytes) {
			Some(signature) => MultiSignature::Sr25519(signature),
			None => MultiSignature::Sr25519(sr25519::Signature::from_raw([0; 64])),
		}
	}
}

const POLICY: PolicyRef = PolicyRef { id: 1, version: 1 };

/// A rule with every condition, of which sixteen nearly fill [`MAX_FILING_BYTES`]; nobody in it is who asks.
fn full_rule() -> Rule {
	let actor = |number: u8| Actor {
		party: Some(PartyId([number; 32])),
		roles: Default::default(),
	};
	let data = |number: u8| DataRef {
		meaning: Meaning::Related,
		commitment: EngineCommitment([number; 32]),
	};
	let span = Span {
		from: Some(0),
		until: Some(i64::MAX),
	};
	Rule {
		period: span,
		actors: BoundedVec::truncate_from((100..108).map(actor).collect()),
		actions: Actions(0b11111),
		purposes: Purposes(u64::MAX),
		labels: Labels {
			confidentiality: Some(Confidentiality::Restricted),
			sensitivity: Sensitivity(u32::MAX),
		},
		classes: Classes(u64::MAX),
		data_period: span,
		data: BoundedVec::truncate_from((1..6).map(data).collect()),
		codes: BoundedVec::truncate_from(alloc::vec![EngineCommitment([9; 32])]),
		duo: Default::default(),
	}
}

/// A consent that permits, with `provisions` provisions: the first three withhold data of some time from everybody, which
/// leaves three obligations (with 16 consents 48, where 63 fit); the others are nested down to depth four and about other
/// recipients.
fn full_consent(provisions: u32) -> Consent {
	let provision = |number: u32| {
		let parent = match number % 4 {
			0 => 0,
			_ if number > 4 => number,
			_ => 0,
		};
		let rule = if number < 3 {
			Rule {
				data_period: Span {
					from: Some(i64::from(number)),
					until: Some(i64::from(number).saturating_add(1)),
				},
				..Rule::default()
			}
		} else {
			full_rule()
		};
		Provision {
			parent: u8::try_from(parent).unwrap_or(0),
			effect: Effect::Deny,
			rule,
		}
	};
	Consent {
		custodian: None,
		categories: Categories(u32::MAX),
		regulations: Regulations::EMPTY,
		period: Span::ALWAYS,
		base: Effect::Permit,
		scope: Rule::default(),
		provisions: BoundedVec::truncate_from((0..provisions).map(provision).collect()),
	}
}

fn filing(provisions: u32) -> Filing {
	Filing {
		consent: full_consent(provisions),
		policy: POLICY,
		source: [1; 32],
		part2: None,
	}
}

fn publish<T: Config>() {
	let terms = Policy {
		text: [1; 32],
		effective_from: 0,
		effective_until: Some(Seconds::MAX),
		requires_verification: false,
	};
	let known = InForce {
		policy: POLICY,
		from: terms.effective_from,
		until: terms.effective_until,
		requires_verification: terms.requires_verification,
	};
	Policies::<T>::insert(POLICY, terms);
	// The last one that filing comes to.
	let mut in_force = alloc::vec![InForce { policy: PolicyRef { id: 9, version: 9 }, ..known }; in_force_before()];
	in_force.push(known);
	PoliciesInForce::<T>::put(BoundedVec::<_, ConstU32<MAX_IN_FORCE>>::truncate_from(in_force));
	T::Log::grow_for_benchmark();
}

/// How many versions are in force beside the one that is filed under.
fn in_force_before() -> usize {
	usize::try_from(MAX_IN_FORCE.saturating_sub(1)).unwrap_or(0)
}

/// An account that can pay for everything.
fn funded<T: Config>(name: &'static str, number: u32) -> T::AccountId {
	let who: T::AccountId = account(name, number, 0);
	fund::<T>(&who);
	who
}

fn fund<T: Config>(who: &T::AccountId) {
	let _ = T::Currency::mint_into(who, Pallet::<T>::price(10_000_000));
}

fn accredited<T: Config>(name: &'static str, role: Role) -> T::AccountId {
	let who = funded::<T>(name, 0);
	T::Accreditation::accredit_for_benchmark(&who, role);
	who
}

/// A consent of 16 provisions in a place, whose deposit somebody else paid.
fn put<T: Config>(subject: &T::AccountId, place: Place, end: Option<i64>) -> DispatchResult {
	let payer = funded::<T>("payer", u32::from(place));
	put_paid::<T>(subject, place, end, payer)
}

fn put_paid<T: Config>(subject: &T::AccountId, place: Place, end: Option<i64>, payer: T::AccountId) -> DispatchResult {
	let mut filing = filing(16);
	filing.consent.period.until = end;
	let ticket = Pallet::<T>::deposit(payer, filing.encoded_size())?;
	let record = Record {
		version: 0,
		supersedes: None,
		grantor: Grantor::Subject,
		policy: POLICY,
		requires_verification: false,
		source: filing.source,
		recorded_at: 0,
		part2: None,
		verifications: BoundedVec::new(),
		ticket,
		consent: filing.consent,
	};
	Consents::<T>::insert(subject, place, Entry::Active(record));
	Ok(())
}

/// Fills `count` places of a subject with consents that permit, for [`salus_primitives::ConsentGate`]'s benchmarks, too.
pub(crate) fn fill<T: Config>(subject: &T::AccountId, count: Place) {
	publish::<T>();
	for place in 0..count {
		let _ = put::<T>(subject, place, None);
	}
}

/// The account that calls, with funds.
fn caller<T: Config>() -> T::AccountId {
	let caller: T::AccountId = whitelisted_caller();
	fund::<T>(&caller);
	caller
}

/// The caller, accredited.
fn accredited_caller<T: Config>(role: Role) -> T::AccountId {
	let caller = caller::<T>();
	T::Accreditation::accredit_for_benchmark(&caller, role);
	caller
}

/// A guardian of every category, who calls: the longest way to an authority.
fn guardian<T: Config>(ward: &T::AccountId) -> Result<T::AccountId, BenchmarkError> {
	let guardian = caller::<T>();
	appoint::<T>(ward, &guardian)?;
	Ok(guardian)
}

fn appoint<T: Config>(ward: &T::AccountId, guardian: &T::AccountId) -> DispatchResult {
	let payer = funded::<T>("registrar", 1);
	let ticket = Pallet::<T>::deposit(payer.clone(), 100)?;
	let guardianship = Guardianship {
		kind: GuardianKind::Court,
		scope: GuardianScope {
			categories: Categories::EMPTY,
			may_revoke: true,
			from: 0,
			until: None,
		},
		registrar: Some(payer),
		evidence: [1; 32],
		appointed_at: 0,
		ticket,
	};
	Guardianships::<T>::insert(ward, guardian, guardianship);
	Ok(())
}

fn sign<T: Config, B: Encode>(number: u32, signer: &T::AccountId, tag: &str, nonce: Version, body: &B) -> Proof<T> {
	let genesis = frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::zero());
	let bytes = intent::bytes(tag, &genesis, signer, nonce, Seconds::MAX, body, true);
	Proof {
		signature: T::BenchmarkHelper::sign(number, &bytes),
		wrapped: true,
	}
}

/// A signed filing by a guardian, to a place that was used (`nonce` 1).
fn signed_filing<T: Config>(tag: &str, provisions: u32) -> Result<SignedFiling<T>, BenchmarkError> {
	let signer = T::BenchmarkHelper::signer(0);
	let subject = funded::<T>("subject", 0);
	appoint::<T>(&subject, &signer)?;
	let filing = filing(provisions);
	let proof = sign::<T, _>(0, &signer, tag, 1, &(&subject, 0u8, &filing));
	Ok(SignedFiling {
		subject,
		guardian: Some(signer),
		place: 0,
		nonce: 1,
		expires_at: Seconds::MAX,
		custodian_relays: false,
		filing,
		proof,
	})
}

/// A signed filing by the subject, to a fresh place.
fn first_filing<T: Config>(number: u32, provisions: u32) -> SignedFiling<T> {
	let subject = T::BenchmarkHelper::signer(number);
	let filing = filing(provisions);
	let proof = sign::<T, _>(number, &subject, intent::FILE, 0, &(&subject, 0u8, &filing));
	SignedFiling {
		subject,
		guardian: None,
		place: 0,
		nonce: 0,
		expires_at: Seconds::MAX,
		custodian_relays: false,
		filing,
		proof,
	}
}

/// A revocation of version 0.
fn revocation<T: Config>(subject: T::AccountId, guardian: bool) -> SignedRevocation<T> {
	let signer = T::BenchmarkHelper::signer(0);
	let reason = RevocationReason::Withdrawn;
	let proof = sign::<T, _>(0, &signer, intent::REVOKE, 0, &(&subject, 0u8, reason));
	SignedRevocation {
		subject,
		guardian: guardian.then_some(signer),
		place: 0,
		nonce: 0,
		expires_at: Seconds::MAX,
		reason,
		proof,
	}
}

/// A pending emergency whose review is late, in the queue.
fn overdue<T: Config>(subject: &T::AccountId, declarer: &T::AccountId) -> Result<PartyId, BenchmarkError> {
	let party = Pallet::<T>::party(declarer);
	let emergency = Emergency {
		declarer: declarer.clone(),
		nature: EmergencyNature::Disaster,
		credential: [1; 32],
		declared_at: 0,
		lapses_at: 1,
		review_by: 0,
		review: Review::Pending,
		ticket: Some(Pallet::<T>::deposit(declarer.clone(), 100)?),
	};
	Emergencies::<T>::insert(subject, party, emergency);
	ReviewQueue::<T>::insert(0, (subject, party, 0));
	ReviewQueueBounds::<T>::put((0, 1));
	Ok(party)
}

fn governance<T: Config>() -> Result<T::RuntimeOrigin, BenchmarkError> {
	T::GovernanceOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)
}

fn question() -> DisclosureRequest {
	let parties = (1..=8).map(|number: u8| PartyId([number; 32])).collect();
	DisclosureRequest {
		parties: BoundedVec::truncate_from(parties),
		roles: Default::default(),
		purposes: Purposes::BTG.union(Purposes::TREAT),
		actions: Actions::ACCESS,
		categories: Categories(u32::MAX),
		item: Item::default(),
		duo: None,
	}
}

#[benchmarks]
mod benches {
	use super::*;

	#[benchmark]
	fn publish_policy() -> Result<(), BenchmarkError> {
		let origin = governance::<T>()?;
		publish::<T>();
		// One has ended and makes room.
		PoliciesInForce::<T>::mutate(|policies| {
			if let Some(first) = policies.iter_mut().next() {
				first.until = Some(0);
			}
		});
		let policy = PolicyRef { id: 2, version: 1 };
		let terms = Policy {
			text: [1; 32],
			effective_from: 0,
			effective_until: Some(Seconds::MAX),
			requires_verification: true,
		};

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, policy, terms);

		assert!(Policies::<T>::contains_key(policy));
		Ok(())
	}

	#[benchmark]
	fn set_domain_parameters() -> Result<(), BenchmarkError> {
		let origin = governance::<T>()?;
		T::Log::grow_for_benchmark();

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, Combining::Ordered, Implicit::Normal);

		assert_eq!(DomainParameters::<T>::get().version, 1);
		Ok(())
	}

	/// By the subject, to a place that never held anything.
	#[benchmark(pov_mode = MaxEncodedLen {
		Consent::Consents: Measured
	})]
	fn file(p: Linear<0, 16>) -> Result<(), BenchmarkError> {
		publish::<T>();
		let subject = caller::<T>();

		#[extrinsic_call]
		_(
			RawOrigin::Signed(subject.clone()),
			subject.clone(),
			0,
			Box::new(filing(p)),
		);

		assert!(Consents::<T>::get(&subject, 0).is_some_and(|entry| entry.version() == 0));
		Ok(())
	}

	/// By a guardian, over an expired consent with 16 provisions that somebody else paid for.
	#[benchmark]
	fn file_over(p: Linear<0, 16>) -> Result<(), BenchmarkError> {
		publish::<T>();
		let subject = funded::<T>("subject", 0);
		let guardian = guardian::<T>(&subject)?;
		put::<T>(&subject, 0, Some(0))?;

		#[extrinsic_call]
		file(RawOrigin::Signed(guardian), subject.clone(), 0, Box::new(filing(p)));

		assert!(Consents::<T>::get(&subject, 0).is_some_and(|entry| entry.version() == 1));
		Ok(())
	}

	/// By a guardian, of a consent with 16 provisions that somebody else paid for.
	#[benchmark]
	fn revise(p: Linear<0, 16>) -> Result<(), BenchmarkError> {
		publish::<T>();
		let subject = funded::<T>("subject", 0);
		let guardian = guardian::<T>(&subject)?;
		put::<T>(&subject, 0, None)?;

		#[extrinsic_call]
		_(RawOrigin::Signed(guardian), subject.clone(), 0, 0, Box::new(filing(p)));

		assert!(Consents::<T>::get(&subject, 0).is_some_and(|entry| entry.version() == 1));
		Ok(())
	}

	/// By the subject, who paid for it: a consent with 16 provisions.
	#[benchmark]
	fn revoke() -> Result<(), BenchmarkError> {
		T::Log::grow_for_benchmark();
		let subject = caller::<T>();
		put_paid::<T>(&subject, 0, None, subject.clone())?;

		#[extrinsic_call]
		_(
			RawOrigin::Signed(subject.clone()),
			subject.clone(),
			0,
			0,
			RevocationReason::Withdrawn,
		);

		assert!(matches!(Consents::<T>::get(&subject, 0), Some(Entry::Closed(_))));
		Ok(())
	}

	/// By a guardian, of a consent with 16 provisions that somebody else paid for.
	#[benchmark]
	fn revoke_for() -> Result<(), BenchmarkError> {
		T::Log::grow_for_benchmark();
		let subject = funded::<T>("subject", 0);
		let guardian = guardian::<T>(&subject)?;
		put::<T>(&subject, 0, None)?;

		#[extrinsic_call]
		revoke(
			RawOrigin::Signed(guardian),
			subject.clone(),
			0,
			0,
			RevocationReason::Withdrawn,
		);

		assert!(matches!(Consents::<T>::get(&subject, 0), Some(Entry::Closed(_))));
		Ok(())
	}

	/// By a guardian, to a place with an expired consent.
	#[benchmark]
	fn refuse() -> Result<(), BenchmarkError> {
		publish::<T>();
		let subject = funded::<T>("subject", 0);
		let guardian = guardian::<T>(&subject)?;
		put::<T>(&subject, 0, Some(0))?;
		let refusal = Refusal {
			categories: Categories(u32::MAX),
			policy: POLICY,
			source: [1; 32],
		};

		#[extrinsic_call]
		_(RawOrigin::Signed(guardian), subject.clone(), 0, refusal);

		assert!(matches!(Consents::<T>::get(&subject, 0), Some(Entry::Closed(_))));
		Ok(())
	}

	/// Signed by the subject, for a place that never held anything; by the relayer with the last role that is tried.
	#[benchmark(pov_mode = MaxEncodedLen {
		Consent::Consents: Measured
	})]
	fn file_signed(p: Linear<0, 16>) -> Result<(), BenchmarkError> {
		publish::<T>();
		let relayer = accredited_caller::<T>(Role::Payer);
		let signed = first_filing::<T>(0, p);
		let subject = signed.subject.clone();

		#[extrinsic_call]
		_(RawOrigin::Signed(relayer), Box::new(signed));

		assert!(Consents::<T>::get(&subject, 0).is_some_and(|entry| entry.version() == 0));
		Ok(())
	}

	/// Signed by a guardian, over an expired consent with 16 provisions that somebody else paid for.
	#[benchmark]
	fn file_signed_over(p: Linear<0, 16>) -> Result<(), BenchmarkError> {
		publish::<T>();
		let relayer = accredited_caller::<T>(Role::Payer);
		let signed = signed_filing::<T>(intent::FILE, p)?;
		let subject = signed.subject.clone();
		put::<T>(&subject, 0, Some(0))?;

		#[extrinsic_call]
		file_signed(RawOrigin::Signed(relayer), Box::new(signed));

		assert!(Consents::<T>::get(&subject, 0).is_some_and(|entry| entry.version() == 1));
		Ok(())
	}

	#[benchmark]
	fn revise_signed(p: Linear<0, 16>) -> Result<(), BenchmarkError> {
		publish::<T>();
		let relayer = accredited_caller::<T>(Role::Payer);
		let signed = signed_filing::<T>(intent::REVISE, p)?;
		let subject = signed.subject.clone();
		put::<T>(&subject, 0, None)?;

		#[extrinsic_call]
		_(RawOrigin::Signed(relayer), Box::new(signed));

		assert!(Consents::<T>::get(&subject, 0).is_some_and(|entry| entry.version() == 1));
		Ok(())
	}

	/// Signed by the subject; the relayer paid for it.
	#[benchmark]
	fn revoke_signed() -> Result<(), BenchmarkError> {
		T::Log::grow_for_benchmark();
		let relayer = accredited_caller::<T>(Role::Payer);
		let subject = T::BenchmarkHelper::signer(0);
		put_paid::<T>(&subject, 0, None, relayer.clone())?;

		#[extrinsic_call]
		_(
			RawOrigin::Signed(relayer),
			Box::new(revocation::<T>(subject.clone(), false)),
		);

		assert!(matches!(Consents::<T>::get(&subject, 0), Some(Entry::Closed(_))));
		Ok(())
	}

	/// Signed by a guardian; neither of them paid for it.
	#[benchmark]
	fn revoke_signed_for() -> Result<(), BenchmarkError> {
		T::Log::grow_for_benchmark();
		let relayer = accredited_caller::<T>(Role::Payer);
		let subject = funded::<T>("subject", 0);
		appoint::<T>(&subject, &T::BenchmarkHelper::signer(0))?;
		put::<T>(&subject, 0, None)?;

		#[extrinsic_call]
		revoke_signed(
			RawOrigin::Signed(relayer),
			Box::new(revocation::<T>(subject.clone(), true)),
		);

		assert!(matches!(Consents::<T>::get(&subject, 0), Some(Entry::Closed(_))));
		Ok(())
	}

	/// `n` subjects that file for the first time, without provisions: what these add is in `file_signed`.
	#[benchmark(pov_mode = MaxEncodedLen {
		Consent::Consents: Measured
	})]
	fn file_signed_batch(n: Linear<1, 64>) -> Result<(), BenchmarkError> {
		publish::<T>();
		let relayer = accredited_caller::<T>(Role::Payer);
		let batch = BoundedVec::truncate_from((0..n).map(|number| first_filing::<T>(number, 0)).collect());

		#[extrinsic_call]
		_(RawOrigin::Signed(relayer), batch);

		assert_eq!(Consents::<T>::iter().count(), usize::try_from(n).unwrap_or(0));
		Ok(())
	}

	/// A consent with 16 provisions.
	#[benchmark]
	// Not `verify`: the macro has a parameter of that name.
	fn verify_consent() -> Result<(), BenchmarkError> {
		T::Log::grow_for_benchmark();
		let verifier = accredited_caller::<T>(Role::Verifier);
		let subject = funded::<T>("subject", 0);
		put::<T>(&subject, 0, None)?;

		#[extrinsic_call]
		verify(RawOrigin::Signed(verifier), subject.clone(), 0, 0, [1; 32]);

		assert!(
			matches!(Consents::<T>::get(&subject, 0), Some(Entry::Active(record)) if record.verifications.len() == 1)
		);
		Ok(())
	}

	/// By the custodian, for whom the rules are read, of a consent with 16 provisions that somebody else paid for.
	#[benchmark]
	fn mark_entered_in_error() -> Result<(), BenchmarkError> {
		T::Log::grow_for_benchmark();
		let subject = funded::<T>("subject", 0);
		let custodian = accredited_caller::<T>(Role::Custodian);
		put::<T>(&subject, 0, None)?;
		Consents::<T>::mutate(&subject, 0, |entry| {
			if let Some(Entry::Active(record)) = entry {
				record.consent.custodian = Some(Pallet::<T>::party(&custodian));
			}
		});

		#[extrinsic_call]
		_(RawOrigin::Signed(custodian), subject.clone(), 0, 0);

		assert!(matches!(Consents::<T>::get(&subject, 0), Some(Entry::Closed(_))));
		Ok(())
	}

	/// By a registrar.
	#[benchmark]
	fn appoint_guardian() {
		let registrar = accredited::<T>("registrar", Role::Registrar);
		let (ward, guardian) = (funded::<T>("ward", 0), funded::<T>("guardian", 0));
		let scope = GuardianScope {
			categories: Categories(u32::MAX),
			may_revoke: true,
			from: 0,
			until: None,
		};

		#[extrinsic_call]
		_(
			RawOrigin::Signed(registrar),
			ward.clone(),
			guardian.clone(),
			GuardianKind::Court,
			scope,
			[1; 32],
		);

		assert!(Guardianships::<T>::contains_key(&ward, &guardian));
	}

	/// By a registrar that did not pay the deposit.
	#[benchmark]
	fn end_guardianship() -> Result<(), BenchmarkError> {
		let registrar = accredited::<T>("registrar", Role::Registrar);
		let ward = funded::<T>("ward", 0);
		let guardian = guardian::<T>(&ward)?;

		#[extrinsic_call]
		_(RawOrigin::Signed(registrar), ward.clone(), guardian.clone());

		assert!(!Guardianships::<T>::contains_key(&ward, &guardian));
		Ok(())
	}

	/// Where an earlier emergency was reviewed.
	#[benchmark]
	fn declare_emergency() -> Result<(), BenchmarkError> {
		let declarer = accredited_caller::<T>(Role::EmergencyResponder);
		let subject = funded::<T>("subject", 0);
		let party = overdue::<T>(&subject, &declarer)?;
		Emergencies::<T>::mutate(&subject, party, |emergency| {
			if let Some(emergency) = emergency {
				emergency.ticket = None;
				emergency.review = Review::Reviewed {
					justified: true,
					reviewer: declarer.clone(),
					at: 0,
				};
			}
		});

		#[extrinsic_call]
		_(
			RawOrigin::Signed(declarer),
			subject.clone(),
			EmergencyNature::Disaster,
			[2; 32],
			T::MaxEmergency::get(),
		);

		assert!(Emergencies::<T>::get(&subject, party).is_some_and(|emergency| emergency.review == Review::Pending));
		Ok(())
	}

	/// Late, and unjustified.
	#[benchmark]
	fn review_emergency() -> Result<(), BenchmarkError> {
		let declarer = accredited::<T>("declarer", Role::EmergencyResponder);
		let reviewer = accredited_caller::<T>(Role::Reviewer);
		let subject = funded::<T>("subject", 0);
		let party = overdue::<T>(&subject, &declarer)?;

		#[extrinsic_call]
		_(RawOrigin::Signed(reviewer), subject.clone(), party, false);

		assert!(Emergencies::<T>::get(&subject, party).is_some_and(|emergency| emergency.ticket.is_none()));
		Ok(())
	}

	/// `c` consents of 16 provisions, three of which leave obligations; eight parties that could have declared an emergency.
	#[benchmark]
	fn record_disclosure(c: Linear<0, 16>) -> Result<(), BenchmarkError> {
		let custodian = accredited_caller::<T>(Role::Custodian);
		let subject = funded::<T>("subject", 0);
		fill::<T>(&subject, u8::try_from(c).unwrap_or(MAX_ACTIVE));

		#[extrinsic_call]
		_(RawOrigin::Signed(custodian), subject.clone(), Box::new(question()));

		assert_eq!(Disclosures::<T>::iter_prefix(&subject).count(), 1);
		Ok(())
	}

	/// A receipt that cites sixteen consents.
	#[benchmark]
	fn attest_recipient_erasure() -> Result<(), BenchmarkError> {
		let custodian = accredited::<T>("custodian", Role::Custodian);
		let recipient = funded::<T>("recipient", 0);
		let subject = funded::<T>("subject", 0);
		fill::<T>(&subject, MAX_ACTIVE);
		let mut asked = question();
		asked.parties = BoundedVec::truncate_from(alloc::vec![Pallet::<T>::party(&recipient)]);
		Pallet::<T>::do_record_disclosure(custodian, subject.clone(), asked)?;
		let id = Disclosures::<T>::iter_key_prefix(&subject).next().unwrap_or_default();

		#[extrinsic_call]
		_(RawOrigin::Signed(recipient), subject.clone(), id);

		assert!(Disclosures::<T>::get(&subject, id).is_some_and(|receipt| receipt.erased_at.is_some()));
		Ok(())
	}

	/// `n` expired consents of 16 provisions, of as many subjects and payers: of all items the one that touches most.
	#[benchmark]
	fn clean_up(n: Linear<1, 64>) -> Result<(), BenchmarkError> {
		T::Log::grow_for_benchmark();
		let mut items = BoundedVec::new();
		for number in 0..n {
			let subject = funded::<T>("subject", number);
			put_paid::<T>(&subject, 0, Some(0), funded::<T>("payer", number))?;
			let _ = items.try_push(CleanUp::Consent { subject, place: 0 });
		}

		#[extrinsic_call]
		_(RawOrigin::Signed(caller::<T>()), items);

		assert!(Consents::<T>::iter_values().all(|entry| matches!(entry, Entry::Closed(_))));
		Ok(())
	}

	/// As many policy versions as can be in force.
	#[benchmark]
	fn on_initialize() {
		publish::<T>();

		#[block]
		{
			let _ = (PoliciesInForce::<T>::get(), DomainParameters::<T>::get());
		}
	}

	/// The sweep of an empty queue.
	#[benchmark]
	fn sweep_nothing() {
		#[block]
		{
			Pallet::<T>::sweep_reviews(Weight::MAX);
		}
	}

	/// One overdue review.
	#[benchmark]
	fn sweep_review() -> Result<(), BenchmarkError> {
		let declarer = accredited::<T>("declarer", Role::EmergencyResponder);
		let subject = funded::<T>("subject", 0);
		overdue::<T>(&subject, &declarer)?;

		#[block]
		{
			Pallet::<T>::sweep_reviews(Weight::MAX);
		}

		assert_eq!(ReviewQueueBounds::<T>::get(), (1, 1));
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::ext(), crate::mock::Test);
}
