//! What is stored how: bounds, encodings that are read in part, and what a call says it weighed.

use super::*;
use crate::tests::signed as as_signed;
use salus_consent_engine::{Commitment as EngineCommitment, DataRef, Meaning};

/// A filing to which not even an end of a period (8 bytes) can be added.
fn largest() -> Filing {
	let code = |number: u8| EngineCommitment([number; 32]);
	let data = |number: u8| DataRef {
		meaning: Meaning::Instance,
		commitment: code(number),
	};
	let mut filing = filing();
	for index in 0..16 {
		let _ = filing
			.consent
			.provisions
			.try_push(provision(0, Effect::Deny, Rule::default()));
		for number in 1..9 {
			grow(&mut filing, index, |rule| rule.codes.try_push(code(number)).unwrap());
			grow(&mut filing, index, |rule| rule.data.try_push(data(number)).unwrap());
		}
	}
	for index in 0..16 {
		grow(&mut filing, index, |rule| rule.period.until = Some(i64::MAX));
		grow(&mut filing, index, |rule| rule.data_period.until = Some(i64::MAX));
	}
	for index in 0..16 {
		grow(&mut filing, index, |rule| rule.actions = Actions::ACCESS);
	}
	filing
}

/// Changes a rule, if the filing is not too large then; says whether it did.
fn grow(filing: &mut Filing, index: usize, change: impl FnOnce(&mut Rule)) -> bool {
	let larger = grown(filing, index, change);
	let fits = larger.encoded_size() <= MAX_FILING_BYTES;
	if fits {
		*filing = larger;
	}
	fits
}

fn grown(filing: &Filing, index: usize, change: impl FnOnce(&mut Rule)) -> Filing {
	let mut larger = filing.clone();
	let mut provisions = larger.consent.provisions.into_inner();
	change(&mut provisions[index].rule);
	larger.consent.provisions = provisions.try_into().unwrap();
	larger
}

#[test]
fn file_should_fail_when_the_filing_is_too_large() {
	with_policies(|| {
		let filing = largest();
		assert!((MAX_FILING_BYTES - 7..=MAX_FILING_BYTES).contains(&filing.encoded_size()));
		assert_ok!(try_file(ALICE, 0, filing.clone()));
		let larger = grown(&filing, 15, |rule| rule.period.from = Some(0));
		assert!(larger.encoded_size() > MAX_FILING_BYTES);
		assert_noop!(try_file(ALICE, 1, larger.clone()), Error::<Test>::TooLarge);
		assert_noop!(
			Consent::revise(as_signed(ALICE), account(ALICE), 0, 0, Box::new(larger)),
			Error::<Test>::TooLarge
		);
	});
}

#[test]
fn record_should_never_be_longer_than_its_bound() {
	with_policies(|| {
		assert_ok!(try_file(ALICE, 0, largest()));
		let Some(Entry::Active(mut record)) = Consents::<Test>::get(account(ALICE), 0) else {
			panic!("a consent in force")
		};
		record.grantor = Grantor::Guardian(account(GUARDIAN));
		record.supersedes = Some(Version::MAX);
		for _ in 0..MAX_VERIFICATIONS {
			let verification = Verification {
				verifier: account(VERIFIER),
				at: Seconds::MAX,
				evidence: [1; 32],
			};
			record.verifications.try_push(verification).unwrap();
		}
		assert!(record.encoded_size() <= Record::<Test>::max_encoded_len());
		// One key of a transfer records 128 bytes and the trie: three of them, and a fifth more, are what a call may record.
		let trie = 7 * 15 * 33;
		let key = 32 + 16 + 32 + 1;
		assert!(Entry::<Test>::max_encoded_len() + key + trie <= (128 + trie) * 3 * 6 / 5);
	});
}

#[test]
fn head_should_be_how_a_record_begins() {
	with_policies(|| {
		for (place, filing) in [(0, filing()), (1, until(GENESIS_TIME + 5)), (2, largest())] {
			assert_ok!(try_file(ALICE, place, filing));
			let Some(Entry::Active(record)) = Consents::<Test>::get(account(ALICE), place) else {
				panic!("a consent in force")
			};
			let bytes = record.encode();
			let head = Head::<Test>::decode(&mut &bytes[..]).unwrap();
			assert!(bytes.starts_with(&head.encode()));
			assert_eq!((head.version, &head.ticket), (record.version, &record.ticket));
			assert_eq!(head.custodian, record.consent.custodian);
			assert_eq!(head.categories, record.consent.categories);
			assert_eq!(head.period, record.consent.period);
			assert_eq!(head.grantor, record.grantor);
		}
	});
}

#[test]
fn tombstone_should_have_the_digest_of_the_whole_record() {
	use frame::deps::sp_io::hashing::blake2_256;
	with_policies(|| {
		assert_ok!(try_file(ALICE, 0, largest()));
		let Some(Entry::Active(record)) = Consents::<Test>::get(account(ALICE), 0) else {
			panic!("a consent in force")
		};
		assert_ok!(Consent::mark_entered_in_error(as_signed(ALICE), account(ALICE), 0, 0));
		let Some(Entry::Closed(tombstone)) = Consents::<Test>::get(account(ALICE), 0) else {
			panic!("a tombstone")
		};
		assert_eq!(tombstone.digest, blake2_256(&record.encode()));
	});
}

/// In the mock the dearer form of a call weighs 2 and the other 1.
#[test]
fn calls_should_give_back_what_a_fresh_place_and_an_own_deposit_save() {
	let weighed = |result: DispatchResultWithPostInfo| result.unwrap().actual_weight.map(|weight| weight.ref_time());
	let file = |who, place| {
		Consent::file(
			as_signed(who),
			account(ALICE),
			place,
			Box::new(until(GENESIS_TIME + 10)),
		)
	};
	let revoke = |who, place, version| {
		Consent::revoke(
			as_signed(who),
			account(ALICE),
			place,
			version,
			RevocationReason::Withdrawn,
		)
	};
	with_policies(|| {
		assert_eq!(weighed(file(ALICE, 0)), Some(1));
		assert_eq!(weighed(revoke(ALICE, 0, 0)), Some(1));
		assert_eq!(weighed(file(ALICE, 0)), None, "over a tombstone");
		set_time(GENESIS_TIME + 20);
		let again = Consent::file(as_signed(ALICE), account(ALICE), 0, Box::new(filing()));
		assert_eq!(weighed(again), None, "over an expired consent");
		let scope = GuardianScope {
			categories: CATEGORY,
			may_revoke: true,
			from: 0,
			until: None,
		};
		let kind = GuardianKind::PowerOfAttorney;
		assert_ok!(Consent::appoint_guardian(
			as_signed(ALICE),
			account(ALICE),
			account(GUARDIAN),
			kind,
			scope,
			[5; 32]
		));
		let by_guardian = Consent::file(as_signed(GUARDIAN), account(ALICE), 1, Box::new(filing_for_care()));
		assert_eq!(weighed(by_guardian), None);
		assert_eq!(weighed(revoke(ALICE, 1, 0)), None, "the guardian paid");
		assert_eq!(weighed(revoke(GUARDIAN, 0, 2)), None, "a guardian revokes");
	});
}
