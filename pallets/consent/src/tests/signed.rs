//! What subjects sign off chain: every bound field, every scheme, both forms.

use super::*;
use codec::Encode;
use frame::{
	deps::{
		sp_core::{ecdsa, ed25519, sr25519, Pair},
		sp_runtime::{traits::IdentifyAccount, MultiSignature, MultiSigner},
	},
	testing_prelude::*,
};

/// A key of each scheme.
#[derive(Clone)]
#[allow(clippy::large_enum_variant)]
enum Key {
	Sr(sr25519::Pair),
	Ed(ed25519::Pair),
	Ec(ecdsa::Pair),
}

impl Key {
	fn all() -> [Key; 3] {
		[
			Key::Sr(sr25519::Pair::from_seed(&[1; 32])),
			Key::Ed(ed25519::Pair::from_seed(&[2; 32])),
			Key::Ec(ecdsa::Pair::from_seed(&[3; 32])),
		]
	}

	fn sr(seed: u8) -> Key {
		Key::Sr(sr25519::Pair::from_seed(&[seed; 32]))
	}

	fn account(&self) -> AccountId32 {
		match self {
			Key::Sr(pair) => MultiSigner::from(pair.public()).into_account(),
			Key::Ed(pair) => MultiSigner::from(pair.public()).into_account(),
			Key::Ec(pair) => MultiSigner::from(pair.public()).into_account(),
		}
	}

	fn sign(&self, bytes: &[u8]) -> MultiSignature {
		match self {
			Key::Sr(pair) => pair.sign(bytes).into(),
			Key::Ed(pair) => pair.sign(bytes).into(),
			Key::Ec(pair) => pair.sign(bytes).into(),
		}
	}
}

const EXPIRY: Seconds = GENESIS_TIME + 60;

fn genesis() -> H256 {
	System::block_hash(0)
}

/// What a wallet would sign, written out without the pallet's own function.
fn payload(
	tag: &str,
	genesis: H256,
	signer: &AccountId32,
	nonce: u32,
	expires: u64,
	body: &[u8],
	wrapped: bool,
) -> Vec<u8> {
	let mut intent = tag.as_bytes().to_vec();
	intent.insert(0, (tag.len() as u8) << 2);
	intent.extend(genesis.as_bytes());
	intent.extend(AsRef::<[u8; 32]>::as_ref(signer));
	intent.extend(nonce.to_le_bytes());
	intent.extend(expires.to_le_bytes());
	intent.extend(body);
	if wrapped {
		[b"<Bytes>", &intent[..], b"</Bytes>"].concat()
	} else {
		intent
	}
}

fn filing_by(key: &Key, tag: &str, place: Place, nonce: Version, filing: Filing, wrapped: bool) -> SignedFiling<Test> {
	let subject = key.account();
	let body = (&subject, place, &filing).encode();
	let bytes = payload(tag, genesis(), &subject, nonce, EXPIRY, &body, wrapped);
	SignedFiling {
		subject,
		guardian: None,
		place,
		nonce,
		expires_at: EXPIRY,
		custodian_relays: false,
		filing,
		proof: Proof {
			signature: key.sign(&bytes),
			wrapped,
		},
	}
}

fn to_file(key: &Key, place: Place, nonce: Version) -> SignedFiling<Test> {
	filing_by(key, "salus/file-consent/v1", place, nonce, filing(), false)
}

fn revocation(key: &Key, place: Place, nonce: Version, wrapped: bool) -> SignedRevocation<Test> {
	let subject = key.account();
	let reason = RevocationReason::Withdrawn;
	let body = (&subject, place, reason).encode();
	let bytes = payload(
		"salus/revoke-consent/v1",
		genesis(),
		&subject,
		nonce,
		EXPIRY,
		&body,
		wrapped,
	);
	SignedRevocation {
		subject,
		guardian: None,
		place,
		nonce,
		expires_at: EXPIRY,
		reason,
		proof: Proof {
			signature: key.sign(&bytes),
			wrapped,
		},
	}
}

fn relay(signed_filing: SignedFiling<Test>) -> DispatchResult {
	Consent::file_signed(signed(PROVIDER), Box::new(signed_filing))
}

fn status_of(key: &Key, place: Place, version: Version) -> Option<Status> {
	Consent::status(key.account(), place, version)
}

#[test]
fn signed_forms_should_work_with_every_scheme_raw_and_wrapped_when_the_subject_has_no_account() {
	for key in Key::all() {
		for wrapped in [false, true] {
			with_policies(|| {
				assert!(!System::account_exists(&key.account()));
				let file = filing_by(&key, "salus/file-consent/v1", 2, 0, filing(), wrapped);
				assert_ok!(relay(file));
				assert_eq!(held(PROVIDER), 100 + 2 * filing().encoded_size() as u64);
				let revise = filing_by(&key, "salus/revise-consent/v1", 2, 1, filing(), wrapped);
				assert_ok!(Consent::revise_signed(signed(PAYER), Box::new(revise)));
				assert_eq!(held(PROVIDER), 0);
				assert!(held(PAYER) > 0);
				assert_eq!(status_of(&key, 2, 0), Some(Status::Superseded { by: 1 }));
				let revoke = revocation(&key, 2, 1, wrapped);
				assert_ok!(Consent::revoke_signed(signed(CUSTODIAN), Box::new(revoke)));
				assert_eq!(held(PAYER), 0);
				let reason = RevocationReason::Withdrawn;
				assert_eq!(status_of(&key, 2, 1), Some(Status::Revoked { reason }));
				assert!(!System::account_exists(&key.account()));
			});
		}
	}
}

#[test]
fn signed_forms_should_fail_when_the_relayer_is_not_accredited() {
	with_policies(|| {
		let key = Key::sr(1);
		let refused = DispatchError::Other("NotAccredited");
		for who in [STRANGER, VERIFIER, RECIPIENT] {
			assert_noop!(
				Consent::file_signed(signed(who), Box::new(to_file(&key, 0, 0))),
				refused
			);
			let batch = vec![to_file(&key, 0, 0)].try_into().unwrap();
			assert_noop!(Consent::file_signed_batch(signed(who), batch), refused);
		}
		assert_ok!(relay(to_file(&key, 0, 0)));
		let revise = filing_by(&key, "salus/revise-consent/v1", 0, 1, filing(), false);
		assert_noop!(Consent::revise_signed(signed(STRANGER), Box::new(revise)), refused);
		assert_noop!(
			Consent::revoke_signed(signed(STRANGER), Box::new(revocation(&key, 0, 0, false))),
			refused
		);
	});
}

fn bad(change: impl Fn(&mut SignedFiling<Test>)) {
	for key in Key::all() {
		for wrapped in [false, true] {
			with_policies(|| {
				let mut file = filing_by(&key, "salus/file-consent/v1", 0, 0, filing(), wrapped);
				change(&mut file);
				assert_noop!(relay(file), Error::<Test>::BadSignature);
			});
		}
	}
}

#[test]
fn file_signed_should_fail_when_signed_for_another_chain() {
	for key in Key::all() {
		with_policies(|| {
			let mut file = to_file(&key, 0, 0);
			let body = (&file.subject, 0u8, &file.filing).encode();
			let elsewhere = payload(
				"salus/file-consent/v1",
				H256::repeat_byte(9),
				&file.subject,
				0,
				EXPIRY,
				&body,
				false,
			);
			file.proof.signature = key.sign(&elsewhere);
			assert_noop!(relay(file), Error::<Test>::BadSignature);
		});
	}
}

#[test]
fn file_signed_should_fail_when_signed_for_another_purpose() {
	with_policies(|| {
		for tag in ["salus/revise-consent/v1", "salus/file-consent/v2", "salus/file-consent"] {
			let file = filing_by(&Key::sr(1), tag, 0, 0, filing(), false);
			assert_noop!(relay(file), Error::<Test>::BadSignature);
		}
	});
}

#[test]
fn file_signed_should_fail_when_somebody_else_signed() {
	bad(|file| file.subject = account(77));
	for key in Key::all() {
		with_policies(|| {
			let mut file = to_file(&key, 0, 0);
			file.proof = to_file(&Key::sr(9), 0, 0).proof;
			assert_noop!(relay(file), Error::<Test>::BadSignature);
		});
	}
}

#[test]
fn file_signed_should_fail_when_the_body_was_changed() {
	bad(|file| file.place = 1);
	bad(|file| file.filing.consent.base = Effect::Deny);
	bad(|file| file.filing.source = [8; 32]);
	bad(|file| file.filing.policy = VERIFIED_POLICY);
	bad(|file| file.filing.consent.custodian = None);
}

#[test]
fn file_signed_should_fail_when_nonce_or_expiry_was_changed() {
	bad(|file| file.nonce = 1);
	bad(|file| file.expires_at += 1);
	bad(|file| file.expires_at = u64::MAX);
}

#[test]
fn file_signed_should_fail_when_the_form_is_not_the_signed_one() {
	bad(|file| file.proof.wrapped = !file.proof.wrapped);
}

#[test]
fn signed_forms_should_fail_when_expired() {
	for (at, expired) in [(59, false), (60, true), (61, true)] {
		with_policies(|| {
			let key = Key::sr(1);
			set_time(GENESIS_TIME + at);
			let result = relay(to_file(&key, 0, 0));
			assert_eq!(
				result == Err(Error::<Test>::SignatureExpired.into()),
				expired,
				"at {at}"
			);
			assert_eq!(result.is_ok(), !expired);
			if !expired {
				set_time(EXPIRY);
				let revise = filing_by(&key, "salus/revise-consent/v1", 0, 1, filing(), false);
				assert_noop!(
					Consent::revise_signed(signed(PAYER), Box::new(revise)),
					Error::<Test>::SignatureExpired
				);
				assert_noop!(
					Consent::revoke_signed(signed(PAYER), Box::new(revocation(&key, 0, 0, false))),
					Error::<Test>::SignatureExpired
				);
			}
		});
	}
}

#[test]
fn signed_forms_should_fail_when_replayed() {
	with_policies(|| {
		let key = Key::sr(1);
		let (file, revoke) = (to_file(&key, 0, 0), revocation(&key, 0, 0, false));
		let revise = filing_by(&key, "salus/revise-consent/v1", 0, 1, filing(), false);
		let stale = DispatchError::from(Error::<Test>::StaleNonce);
		assert_noop!(relay(to_file(&key, 0, 1)), stale);
		assert_ok!(relay(file.clone()));
		assert_noop!(relay(file.clone()), stale);
		assert_ok!(Consent::revise_signed(signed(PAYER), Box::new(revise.clone())));
		assert_noop!(Consent::revise_signed(signed(PAYER), Box::new(revise.clone())), stale);
		// Signed for version 0, which is superseded.
		assert_noop!(Consent::revoke_signed(signed(PAYER), Box::new(revoke)), stale);
		let revoke = revocation(&key, 0, 1, false);
		assert_ok!(Consent::revoke_signed(signed(PAYER), Box::new(revoke.clone())));
		assert_noop!(Consent::revoke_signed(signed(PAYER), Box::new(revoke)), stale);
		assert_noop!(relay(file), stale);
		assert_noop!(Consent::revise_signed(signed(PAYER), Box::new(revise)), stale);
		assert_ok!(relay(to_file(&key, 0, 2)));
		let nothing = filing_by(&key, "salus/revise-consent/v1", 3, 0, filing(), false);
		assert_noop!(Consent::revise_signed(signed(PAYER), Box::new(nothing)), stale);
	});
}

#[test]
fn file_signed_should_fail_when_the_place_holds_a_consent_that_came_before() {
	with_policies(|| {
		let key = Key::sr(1);
		assert_ok!(relay(to_file(&key, 0, 0)));
		assert_noop!(relay(to_file(&key, 0, 1)), Error::<Test>::AlreadyExists);
		assert_noop!(relay(to_file(&key, 16, 0)), Error::<Test>::TooManyConsents);
	});
}

#[test]
fn signed_forms_should_work_when_a_guardian_signed() {
	with_policies(|| {
		let key = Key::sr(5);
		let scope = GuardianScope {
			categories: CATEGORY,
			may_revoke: true,
			from: 0,
			until: None,
		};
		let kind = GuardianKind::PowerOfAttorney;
		assert_ok!(Consent::appoint_guardian(
			signed(ALICE),
			account(ALICE),
			key.account(),
			kind,
			scope,
			[5; 32]
		));
		let sign = |subject: AccountId32| {
			let body = (&subject, 0u8, &filing_for_care()).encode();
			let bytes = payload(
				"salus/file-consent/v1",
				genesis(),
				&key.account(),
				0,
				EXPIRY,
				&body,
				true,
			);
			SignedFiling::<Test> {
				subject,
				guardian: Some(key.account()),
				place: 0,
				nonce: 0,
				expires_at: EXPIRY,
				custodian_relays: false,
				filing: filing_for_care(),
				proof: Proof {
					signature: key.sign(&bytes),
					wrapped: true,
				},
			}
		};
		assert_noop!(relay(sign(account(BOB))), Error::<Test>::NotAuthorized);
		assert_ok!(relay(sign(account(ALICE))));
		assert_eq!(
			last_event(),
			Event::Filed {
				subject: account(ALICE),
				id: id(0, 0),
				by_guardian: true
			}
		);
	});
}

/// What the custodian of a consent sends when it relays it: the same, without its own account.
fn without_custodian(mut file: SignedFiling<Test>) -> SignedFiling<Test> {
	file.filing.consent.custodian = None;
	file.custodian_relays = true;
	file
}

#[test]
fn signed_forms_should_be_the_same_when_the_custodian_relays_them_and_leaves_itself_out() {
	with_policies(|| {
		let key = Key::sr(1);
		let by_custodian = |call: Call<Test>| dispatch(CUSTODIAN, call);
		let whole = to_file(&key, 0, 0);
		let short = without_custodian(whole.clone());
		assert_eq!(whole.encoded_size() - short.encoded_size(), 32);
		assert_ok!(by_custodian(Call::file_signed {
			signed: Box::new(short.clone())
		}));
		let Some(Entry::Active(record)) = Consents::<Test>::get(key.account(), 0) else {
			panic!("filed")
		};
		assert_eq!(record.consent, whole.filing.consent);
		assert_eq!(record.ticket.amount, 100 + 2 * whole.filing.encoded_size() as u64);
		let stale = DispatchError::from(Error::<Test>::StaleNonce);
		assert_noop!(Consent::file_signed(signed(CUSTODIAN), Box::new(whole)), stale);
		assert_noop!(Consent::file_signed(signed(CUSTODIAN), Box::new(short)), stale);
		let revise = without_custodian(filing_by(&key, "salus/revise-consent/v1", 0, 1, filing(), true));
		assert_ok!(by_custodian(Call::revise_signed {
			signed: Box::new(revise)
		}));
		let batch = vec![without_custodian(to_file(&key, 1, 0)), to_file(&key, 2, 0)];
		assert_ok!(by_custodian(Call::file_signed_batch {
			batch: batch.try_into().unwrap()
		}));
	});
}

#[test]
fn file_signed_should_fail_when_it_says_that_somebody_else_is_the_custodian() {
	with_policies(|| {
		let key = Key::sr(1);
		let bad = DispatchError::from(Error::<Test>::BadSignature);
		let short = without_custodian(to_file(&key, 0, 0));
		for who in [OTHER_CUSTODIAN, PROVIDER, PAYER] {
			assert_noop!(Consent::file_signed(signed(who), Box::new(short.clone())), bad);
			let batch = vec![short.clone()].try_into().unwrap();
			assert_noop!(Consent::file_signed_batch(signed(who), batch), bad);
			// Nor does it become theirs by naming them.
			let mut named = to_file(&key, 0, 0);
			named.filing.consent.custodian = Some(party(who));
			assert_noop!(Consent::file_signed(signed(who), Box::new(named)), bad);
		}
		let mut any = filing();
		any.consent.custodian = None;
		let mut for_any = filing_by(&key, "salus/file-consent/v1", 0, 0, any, false);
		for_any.custodian_relays = true;
		assert_noop!(Consent::file_signed(signed(CUSTODIAN), Box::new(for_any.clone())), bad);
		for_any.custodian_relays = false;
		assert_ok!(Consent::file_signed(signed(CUSTODIAN), Box::new(for_any)));
	});
}

fn batch(count: u8) -> Vec<SignedFiling<Test>> {
	(0..count).map(|seed| to_file(&Key::sr(seed + 1), 0, 0)).collect()
}

fn relay_batch(batch: Vec<SignedFiling<Test>>) -> DispatchResult {
	dispatch(
		PROVIDER,
		Call::file_signed_batch {
			batch: batch.try_into().unwrap(),
		},
	)
}

#[test]
fn file_signed_batch_should_file_up_to_sixty_four() {
	with_policies(|| {
		assert_noop!(relay_batch(vec![]), Error::<Test>::EmptyBatch);
		assert!(BoundedVec::<_, ConstU32<MAX_BATCH>>::try_from(batch(65)).is_err());
		assert_ok!(relay_batch(batch(64)));
		assert_eq!(held(PROVIDER), 64 * (100 + 2 * filing().encoded_size() as u64));
		assert_eq!(Consents::<Test>::iter().count(), 64);
		assert_eq!(MockLog::entries().len(), 64);
	});
}

#[test]
fn file_signed_batch_should_log_what_it_files_over() {
	with_policies(|| {
		let keys = [Key::sr(1), Key::sr(2)];
		for key in &keys {
			let over = filing_by(key, "salus/file-consent/v1", 0, 0, until(GENESIS_TIME + 10), false);
			assert_ok!(relay(over));
		}
		set_time(GENESIS_TIME + 10);
		let again = |key: &Key, nonce| to_file(key, 0, nonce);
		assert_ok!(relay_batch(vec![
			again(&keys[0], 1),
			again(&Key::sr(3), 0),
			again(&keys[1], 1)
		]));
		// Two that were filed; then two that have expired, and three.
		assert_eq!(MockLog::entries().len(), 2 + 2 + 3);
		for key in &keys {
			let id = id(0, 0);
			assert!(System::events().iter().any(|record| {
				record.event
					== RuntimeEvent::Consent(Event::Expired {
						subject: key.account(),
						id,
					})
			}));
		}
	});
}

#[test]
fn file_signed_batch_should_file_none_when_one_is_bad() {
	with_policies(|| {
		let mut forged = batch(4);
		forged[2].place = 7;
		assert_noop!(relay_batch(forged), Error::<Test>::BadSignature);
		let mut twice = batch(4);
		twice.push(twice[1].clone());
		assert_noop!(relay_batch(twice), Error::<Test>::StaleNonce);
		assert_ok!(<Balances as fungible::Mutate<_>>::burn_from(
			&account(PROVIDER),
			FUNDS - 1_000,
			Preservation::Preserve,
			Precision::Exact,
			Fortitude::Polite
		));
		assert_noop!(relay_batch(batch(4)), Error::<Test>::DepositUnavailable);
		assert_ok!(relay_batch(batch(1)));
	});
}

#[test]
fn intent_bytes_should_be_what_is_documented() {
	with_policies(|| {
		let signer = Key::sr(1).account();
		for wrapped in [false, true] {
			let body = (&signer, 3u8, RevocationReason::Withdrawn);
			let ours = intent::bytes(intent::REVOKE, &genesis(), &signer, 4, EXPIRY, &body, wrapped);
			let theirs = payload(
				"salus/revoke-consent/v1",
				genesis(),
				&signer,
				4,
				EXPIRY,
				&body.encode(),
				wrapped,
			);
			assert_eq!(ours, theirs);
		}
	});
}

/// What a relayer pays for is in the call: a fresh place, and no guardian.
#[test]
fn signed_filing_should_weigh_less_for_a_fresh_place() {
	with_policies(|| {
		let weight = |signed: &SignedFiling<Test>| signed.weight().ref_time();
		let mut signed = to_file(&Key::sr(1), 0, 0);
		assert_eq!(weight(&signed), 1);
		signed.nonce = 1;
		assert_eq!(weight(&signed), 2);
		signed.nonce = 0;
		signed.guardian = Some(account(GUARDIAN));
		assert_eq!(weight(&signed), 2);
		let both = [to_file(&Key::sr(1), 0, 0), signed];
		assert_eq!(Consent::batch_weight(&both).ref_time(), 1);
	});
}

#[test]
fn file_signed_batch_should_log_what_single_filings_do() {
	let log = |relay: fn(Vec<SignedFiling<Test>>)| {
		let mut entries = vec![];
		with_policies(|| {
			relay(batch(5));
			entries = MockLog::entries();
		});
		entries
	};
	let one_by_one = log(|items| {
		for item in items {
			assert_ok!(relay(item));
		}
	});
	let together = log(|items| {
		assert_ok!(relay_batch(items));
	});
	assert_eq!(one_by_one.len(), 5);
	assert_eq!(together, one_by_one);
}
