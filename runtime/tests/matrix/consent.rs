//! The rows of `Consent`.

use super::{prepare, row, Actor, By::*, Row};
use crate::common::*;
use codec::Encode;
use polkadot_sdk::*;

use pallet_consent::{
	intent, Call, CleanUp, DisclosureRequest, Disclosures, EmergencyNature, Filing, GuardianKind, GuardianScope, Place,
	Policy, PolicyRef, Proof, Refusal, RevocationReason, SignedFiling, SignedRevocation, Version,
};
use salus_consent_engine::{
	vocabulary::{Actions, Categories, Purposes, Regulations},
	Combining, Consent, Effect, Implicit, Item, PartyId, Rule, Span,
};
use salus_primitives::Role;
use salus_runtime::{AccountId, Runtime, RuntimeOrigin, Signature, System};
use sp_core::{sr25519, Pair};

pub const POLICY: PolicyRef = PolicyRef { id: 1, version: 1 };
const REASON: RevocationReason = RevocationReason::Withdrawn;
const RELAYERS: &[Role] = &[Role::Custodian, Role::Provider, Role::Payer];
/// Another subject, about whom an emergency was declared.
const OTHER: AccountId = AccountId::new([9; 32]);

pub fn publish(policy: PolicyRef) -> Call<Runtime> {
	Call::publish_policy {
		policy,
		terms: Policy {
			text: [1; 32],
			effective_from: 0,
			effective_until: None,
			requires_verification: false,
		},
	}
}

/// A permit of everything the custodian has, to anybody.
pub fn filing(until: Option<u64>) -> Filing {
	let custodian = PartyId(Actor::Custodian.account().into());
	let consent = Consent {
		custodian: Some(custodian),
		categories: Categories(1),
		regulations: Regulations::EMPTY,
		period: Span {
			from: None,
			until: until.map(|until| until as i64),
		},
		base: Effect::Permit,
		scope: Rule::default(),
		provisions: Default::default(),
	};
	Filing {
		consent,
		policy: POLICY,
		source: [1; 32],
		part2: None,
	}
}

fn file(subject: AccountId, place: Place, until: Option<u64>) -> Call<Runtime> {
	Call::file {
		subject,
		place,
		filing: Box::new(filing(until)),
	}
}

/// The key of a subject without an account on the chain.
fn patient() -> sr25519::Pair {
	sr25519::Pair::from_string("//Patient", None).expect("a derivation path")
}

/// Its account.
pub fn patient_account() -> AccountId {
	patient().public().into()
}

/// What the patient signs.
fn proof(tag: &str, nonce: Version, body: &impl Encode) -> Proof<Runtime> {
	let genesis = System::block_hash(0);
	let bytes = intent::bytes(tag, &genesis, &patient_account(), nonce, u64::MAX, body, false);
	Proof {
		signature: Signature::Sr25519(patient().sign(&bytes)),
		wrapped: false,
	}
}

pub fn signed_filing(tag: &str, place: Place, nonce: Version, filing: Filing) -> SignedFiling<Runtime> {
	let subject = patient_account();
	let proof = proof(tag, nonce, &(&subject, place, &filing));
	SignedFiling {
		subject,
		guardian: None,
		place,
		nonce,
		expires_at: u64::MAX,
		custodian_relays: false,
		filing,
		proof,
	}
}

pub fn signed_revocation(place: Place, nonce: Version) -> SignedRevocation<Runtime> {
	let subject = patient_account();
	let proof = proof(intent::REVOKE, nonce, &(&subject, place, REASON));
	SignedRevocation {
		subject,
		guardian: None,
		place,
		nonce,
		expires_at: u64::MAX,
		reason: REASON,
		proof,
	}
}

fn request() -> DisclosureRequest {
	let recipient = PartyId(Actor::Recipient.account().into());
	DisclosureRequest {
		parties: vec![recipient].try_into().unwrap(),
		roles: Default::default(),
		purposes: Purposes::from_code("TREAT").unwrap(),
		actions: Actions::ACCESS,
		categories: Categories::EMPTY,
		item: Item::default(),
		duo: None,
	}
}

fn appoint(guardian: AccountId, kind: GuardianKind) -> Call<Runtime> {
	let scope = GuardianScope {
		categories: Categories::EMPTY,
		may_revoke: true,
		from: 0,
		until: None,
	};
	Call::appoint_guardian {
		ward: Actor::Subject.account(),
		guardian,
		kind,
		scope,
		evidence: [1; 32],
	}
}

fn declare(subject: AccountId) -> Call<Runtime> {
	Call::declare_emergency {
		subject,
		nature: EmergencyNature::Unconscious,
		credential: [1; 32],
		duration: 60,
	}
}

/// A policy, a guardian, consents that the subject filed (one of which has expired) and one that a relayer did, a receipt, and
/// an emergency.
pub fn rows() -> Vec<Row> {
	let subject = Actor::Subject;
	prepare(publish(POLICY), RuntimeOrigin::root());
	let guardian = appoint(Actor::Guardian.account(), GuardianKind::Court);
	prepare(guardian, Actor::Registrar.origin());
	prepare(file(subject.account(), 0, None), subject.origin());
	prepare(file(subject.account(), 1, Some(NOW + 20)), subject.origin());
	let first = Call::<Runtime>::file_signed {
		signed: Box::new(signed_filing(intent::FILE, 0, 0, filing(None))),
	};
	prepare(first, Actor::Provider.origin());
	let disclose = || Call::<Runtime>::record_disclosure {
		subject: subject.account(),
		request: Box::new(request()),
	};
	System::set_extrinsic_index(1);
	prepare(disclose(), Actor::Custodian.origin());
	let (receipt, _) = Disclosures::<Runtime>::iter_prefix(subject.account())
		.next()
		.expect("a receipt");
	System::set_extrinsic_index(2);
	prepare(declare(OTHER), Actor::Emergency.origin());
	set_time(NOW + 20);

	let acting = Only(&[Actor::Subject, Actor::Guardian], "NotAuthorized");
	let (place, version) = (0, 0);
	let of_subject = subject.account();
	let revised = || Box::new(signed_filing(intent::REVISE, 0, 1, filing(None)));
	vec![
		row(publish(PolicyRef { id: 1, version: 2 }), Governance),
		row(
			Call::set_domain_parameters {
				combining: Combining::DenyOverrides,
				implicit: Implicit::Deny,
			},
			Governance,
		),
		row(file(subject.account(), 2, None), acting),
		row(
			Call::revise {
				subject: of_subject.clone(),
				place,
				version,
				filing: Box::new(filing(None)),
			},
			acting,
		),
		row(
			Call::revoke {
				subject: of_subject.clone(),
				place,
				version,
				reason: REASON,
			},
			acting,
		),
		row(
			Call::refuse {
				subject: of_subject.clone(),
				place: 3,
				refusal: Refusal {
					categories: Categories(1),
					policy: POLICY,
					source: [1; 32],
				},
			},
			acting,
		),
		row(
			Call::file_signed {
				signed: Box::new(signed_filing(intent::FILE, 1, 0, filing(None))),
			},
			Accredited(RELAYERS),
		),
		row(Call::revise_signed { signed: revised() }, Accredited(RELAYERS)),
		row(
			Call::revoke_signed {
				signed: Box::new(signed_revocation(0, 0)),
			},
			Accredited(RELAYERS),
		),
		row(
			Call::file_signed_batch {
				batch: vec![signed_filing(intent::FILE, 1, 0, filing(None))]
					.try_into()
					.unwrap(),
			},
			Accredited(RELAYERS),
		),
		row(
			Call::verify {
				subject: of_subject.clone(),
				place,
				version,
				evidence: [1; 32],
			},
			Accredited(&[Role::Verifier]),
		),
		row(
			Call::mark_entered_in_error {
				subject: of_subject.clone(),
				place,
				version,
			},
			Only(&[Actor::Subject, Actor::Guardian, Actor::Custodian], "NotAuthorized"),
		),
		row(
			appoint(AccountId::new([8; 32]), GuardianKind::PowerOfAttorney),
			OrAccredited(&[Actor::Subject], &[Role::Registrar]),
		),
		row(
			Call::end_guardianship {
				ward: of_subject.clone(),
				guardian: Actor::Guardian.account(),
			},
			OrAccredited(&[Actor::Guardian], &[Role::Registrar]),
		)
		.but(&[(Actor::Subject, "RegistrarRequired")]),
		row(declare(of_subject.clone()), Accredited(&[Role::EmergencyResponder])),
		row(
			Call::review_emergency {
				subject: OTHER,
				declarer: PartyId(Actor::Emergency.account().into()),
				justified: true,
			},
			Accredited(&[Role::Reviewer]),
		),
		row(disclose(), Accredited(&[Role::Custodian])),
		row(
			Call::attest_recipient_erasure {
				subject: of_subject.clone(),
				id: receipt,
			},
			Only(&[Actor::Recipient], "NotAuthorized"),
		),
		row(
			Call::clean_up {
				items: vec![CleanUp::Consent {
					subject: of_subject,
					place: 1,
				}]
				.try_into()
				.unwrap(),
			},
			Anyone,
		),
	]
}
