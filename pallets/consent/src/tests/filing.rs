//! Filing, revising, revoking and refusing by the subject.

use super::*;
use crate::impls::Logged;
use codec::Encode;
use frame::deps::sp_io::hashing::blake2_256;
use salus_consent_engine::{Commitment as CodeCommitment, DataRef, Meaning};

#[test]
fn file_should_store_the_consent_hold_the_deposit_and_log_when_it_is_sound() {
	with_policies(|| {
		file(ALICE, 3);
		let Some(Entry::Active(record)) = Consents::<Test>::get(account(ALICE), 3) else {
			panic!("nothing stored");
		};
		assert_eq!((record.version, record.supersedes), (0, None));
		assert_eq!(
			(record.grantor.clone(), record.recorded_at),
			(Grantor::Subject, GENESIS_TIME)
		);
		assert_eq!(record.consent, filing().consent);
		let deposit = 100 + 2 * filing().encoded_size() as u64;
		assert_eq!(
			record.ticket,
			Ticket {
				payer: account(ALICE),
				amount: deposit
			}
		);
		assert_eq!(held(ALICE), deposit);
		assert_eq!(MockLog::entries().len(), 1);
		assert_eq!(status(ALICE, 3, 0), Some(Status::Active));
		assert_eq!(
			last_event(),
			Event::Filed {
				subject: account(ALICE),
				id: id(3, 0),
				by_guardian: false
			}
		);
	});
}

#[test]
fn a_permit_should_be_small() {
	// Signature, address, extensions of an extrinsic are about 110 bytes; the budget is 320.
	let call = Call::<Test>::file {
		subject: account(ALICE),
		place: 0,
		filing: Box::new(filing()),
	};
	assert!(call.encoded_size() < 200, "{}", call.encoded_size());
}

#[test]
fn file_should_fail_when_a_stranger_calls() {
	with_policies(|| {
		assert_noop!(
			Consent::file(signed(STRANGER), account(ALICE), 0, Box::new(filing())),
			Error::<Test>::NotAuthorized
		);
		assert_noop!(
			Consent::file(RuntimeOrigin::none(), account(ALICE), 0, Box::new(filing())),
			DispatchError::BadOrigin
		);
		assert_noop!(
			Consent::file(RuntimeOrigin::root(), account(ALICE), 0, Box::new(filing())),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn file_should_take_sixteen_places_and_no_more() {
	with_policies(|| {
		for place in 0..16 {
			assert_eq!(Consent::free_place(account(ALICE)), Some(id(place, 0)));
			file(ALICE, place);
		}
		assert_eq!(Consent::free_place(account(ALICE)), None);
		assert_noop!(try_file(ALICE, 16, filing()), Error::<Test>::TooManyConsents);
		assert_noop!(try_file(ALICE, 255, filing()), Error::<Test>::TooManyConsents);
		assert_noop!(try_file(ALICE, 15, filing()), Error::<Test>::AlreadyExists);
		assert_eq!(Consent::active_consents(&account(ALICE), 0, 100).len(), 16);
		assert_eq!(Consent::active_consents(&account(ALICE), 14, 100).len(), 2);
		assert_eq!(Consent::active_consents(&account(ALICE), 2, 3)[2].id, id(4, 0));
		assert_ok!(Consent::revoke(
			signed(ALICE),
			account(ALICE),
			5,
			0,
			RevocationReason::Withdrawn
		));
		assert_eq!(Consent::free_place(account(ALICE)), Some(id(5, 1)));
	});
}

#[test]
fn file_should_name_what_is_wrong_with_a_consent() {
	with_policies(|| {
		let refused = |change: &dyn Fn(&mut Filing), error: Error<Test>| {
			let mut filing = filing();
			filing.consent.provisions = vec![provision(0, Effect::Deny, Rule::default())].try_into().unwrap();
			change(&mut filing);
			assert_noop!(try_file(ALICE, 0, filing), error);
		};
		let span = |from, until| Span {
			from: Some(from),
			until: Some(until),
		};
		let at = GENESIS_TIME as i64;
		refused(&|f| f.consent.period = span(at + 9, at + 9), Error::EmptyPeriod);
		refused(&|f| f.consent.period = span(at + 9, at + 8), Error::EmptyPeriod);
		refused(&|f| f.consent.scope.period = span(5, 5), Error::EmptyPeriod);
		refused(
			&|f| f.consent.provisions[0].rule.data_period = span(5, 4),
			Error::EmptyPeriod,
		);
		refused(&|f| f.consent.period = span(0, at), Error::PeriodOver);
		refused(&|f| f.consent.provisions[0].parent = 1, Error::ParentOutOfOrder);
		let nested = |depth: u8| (0..depth).map(|parent| provision(parent, Effect::Permit, Rule::default()));
		refused(
			&|f| f.consent.provisions = nested(5).collect::<Vec<_>>().try_into().unwrap(),
			Error::TooDeep,
		);
		let nobody = Actor {
			party: None,
			roles: Default::default(),
		};
		refused(
			&|f| f.consent.scope.actors = vec![nobody].try_into().unwrap(),
			Error::EmptyActor,
		);
		refused(&|f| f.source = [0; 32], Error::EmptyCommitment);
		refused(
			&|f| f.consent.scope.codes = vec![CodeCommitment([0; 32])].try_into().unwrap(),
			Error::EmptyCommitment,
		);
		let nothing = DataRef {
			meaning: Meaning::Instance,
			commitment: CodeCommitment([0; 32]),
		};
		refused(
			&|f| f.consent.provisions[0].rule.data = vec![nothing].try_into().unwrap(),
			Error::EmptyCommitment,
		);
		refused(&|f| f.policy.id = 9, Error::UnknownPolicy);
		refused(&|f| f.consent.custodian = Some(party(ALICE)), Error::SameParty);
		assert_eq!(held(ALICE), 0);

		// One second left, and as deep as can be.
		let mut deep = until(GENESIS_TIME + 1);
		deep.consent.provisions = nested(4).collect::<Vec<_>>().try_into().unwrap();
		assert_ok!(try_file(ALICE, 0, deep));
	});
}

#[test]
fn a_call_should_not_decode_when_a_consent_has_too_many_provisions() {
	use codec::Decode;
	let full = agreed(
		Effect::Permit,
		Rule::default(),
		vec![provision(0, Effect::Deny, Rule::default()); 16],
	);
	let mut bytes = full.encode();
	assert!(Agreed::decode(&mut &bytes[..]).is_ok());
	let one = provision(0, Effect::Deny, Rule::default()).encode();
	let count = bytes.len() - 16 * one.len() - 1;
	assert_eq!(bytes[count], 16 << 2);
	bytes[count] = 17 << 2;
	bytes.extend(one);
	assert!(Agreed::decode(&mut &bytes[..]).is_err());
}

#[test]
fn file_should_leave_nothing_when_the_deposit_cannot_be_paid() {
	with_policies(|| {
		let poor = account(200);
		assert_ok!(<Balances as fungible::Mutate<_>>::mint_into(&poor, 50));
		let file = Call::file {
			subject: poor.clone(),
			place: 0,
			filing: Box::new(filing()),
		};
		assert_noop!(dispatch(200, file), Error::<Test>::DepositUnavailable);
		assert_eq!(Consents::<Test>::get(poor, 0), None);
	});
}

#[test]
fn revise_should_supersede_and_return_the_old_deposit() {
	with_policies(|| {
		file(ALICE, 0);
		let digest = |entry: Option<Entry<Test>>| match entry {
			Some(Entry::Active(record)) => blake2_256(&record.encode()),
			other => panic!("{other:?}"),
		};
		let before = digest(Consents::<Test>::get(account(ALICE), 0));
		set_time(GENESIS_TIME + 5);
		let newer = filing_of(agreed(Effect::Deny, actors(&[1, 2, 3]), vec![]));
		assert_ok!(Consent::revise(
			signed(ALICE),
			account(ALICE),
			0,
			0,
			Box::new(newer.clone())
		));
		assert_eq!(status(ALICE, 0, 0), Some(Status::Superseded { by: 1 }));
		assert_eq!(status(ALICE, 0, 1), Some(Status::Active));
		let tombstone = Archive::<Test>::get(account(ALICE), (0, 0)).unwrap();
		assert_eq!((tombstone.digest, tombstone.at), (before, GENESIS_TIME + 5));
		assert_eq!(held(ALICE), 100 + 2 * newer.encoded_size() as u64);
		assert_eq!(
			last_event(),
			Event::Revised {
				subject: account(ALICE),
				id: id(0, 1),
				by_guardian: false
			}
		);
		assert_eq!(Consent::active_consents(&account(ALICE), 0, 9)[0].supersedes, Some(0));
		assert_noop!(
			Consent::revise(signed(ALICE), account(ALICE), 0, 0, Box::new(filing())),
			Error::<Test>::StaleVersion
		);
		assert_noop!(
			Consent::revise(signed(ALICE), account(ALICE), 1, 0, Box::new(filing())),
			Error::<Test>::NotFound
		);
		assert_noop!(
			Consent::revise(signed(STRANGER), account(ALICE), 0, 1, Box::new(filing())),
			Error::<Test>::NotAuthorized
		);
		let mut empty = filing();
		empty.source = [0; 32];
		assert_noop!(
			Consent::revise(signed(ALICE), account(ALICE), 0, 1, Box::new(empty)),
			Error::<Test>::EmptyCommitment
		);
	});
}

/// Of a consent that was closed, as `clean_up` logs it, too.
fn closing_leaf(version: Version) -> [u8; 32] {
	let tombstone = Archive::<Test>::get(account(ALICE), (0, version)).expect("a tombstone in the archive");
	let digest = blake2_256(&tombstone.encode());
	Consent::log_digest(Logged::Closed, &account(ALICE), id(0, version), digest)
}

fn logged() -> Vec<[u8; 32]> {
	MockLog::entries().into_iter().map(|(_, digest)| digest).collect()
}

#[test]
fn revise_should_log_what_it_closes_and_what_it_files() {
	with_policies(|| {
		file(ALICE, 0);
		for version in 0..3 {
			MockLog::clear();
			assert_ok!(Consent::revise(
				signed(ALICE),
				account(ALICE),
				0,
				version,
				Box::new(filing())
			));
			assert_eq!(logged().len(), 2);
			assert_eq!(logged()[0], closing_leaf(version));
		}
	});
}

#[test]
fn file_and_refuse_should_log_what_has_expired_once() {
	type Next = fn() -> DispatchResult;
	let file_over: Next = || try_file(ALICE, 0, filing());
	let refuse: Next = || {
		let refusal = Refusal {
			categories: CATEGORY,
			policy: POLICY,
			source: SOURCE,
		};
		Consent::refuse(signed(ALICE), account(ALICE), 0, refusal)
	};
	for next in [file_over, refuse] {
		with_policies(|| {
			assert_ok!(try_file(ALICE, 0, until(GENESIS_TIME + 10)));
			set_time(GENESIS_TIME + 10);
			let clean = || {
				let item = CleanUp::Consent {
					subject: account(ALICE),
					place: 0,
				};
				Consent::clean_up(signed(STRANGER), vec![item].try_into().unwrap())
			};
			MockLog::clear();
			hypothetically!({
				assert_ok!(clean());
				assert_eq!(logged().len(), 1);
				// It is closed, and logged: what comes next logs itself alone.
				assert_ok!(next());
				assert_eq!(logged().len(), 2);
				assert_eq!(logged()[0], closing_leaf(0));
			});
			let by_clean_up = logged()[0];
			MockLog::clear();
			System::reset_events();
			assert_ok!(next());
			assert_eq!(logged().len(), 2);
			assert_eq!(logged()[0], by_clean_up);
			let expired = Event::<Test>::Expired {
				subject: account(ALICE),
				id: id(0, 0),
			};
			let own = System::events().into_iter().find_map(|record| match record.event {
				RuntimeEvent::Consent(event) => Some(event),
				_ => None,
			});
			assert_eq!(own, Some(expired));
		});
	}
}

#[test]
fn revoke_should_return_the_deposit_and_leave_a_tombstone() {
	with_policies(|| {
		let free = Balances::free_balance(account(ALICE));
		file(ALICE, 0);
		assert_ok!(Consent::revoke(
			signed(ALICE),
			account(ALICE),
			0,
			0,
			RevocationReason::CareEnded
		));
		assert_eq!(Balances::free_balance(account(ALICE)), free);
		assert_eq!(held(ALICE), 0);
		let reason = RevocationReason::CareEnded;
		assert_eq!(status(ALICE, 0, 0), Some(Status::Revoked { reason }));
		assert_eq!(
			last_event(),
			Event::Revoked {
				subject: account(ALICE),
				id: id(0, 0),
				by_guardian: false
			}
		);
		assert_eq!(MockLog::entries().len(), 2);
		assert_eq!(Consent::history(account(ALICE), 9).len(), 1);
	});
}

#[test]
fn revoke_should_fail_when_it_is_not_the_subjects_or_not_in_force() {
	with_policies(|| {
		let revoke = |who, place, version| {
			Consent::revoke(signed(who), account(ALICE), place, version, RevocationReason::Withdrawn)
		};
		assert_noop!(revoke(ALICE, 0, 0), Error::<Test>::NotFound);
		assert_ok!(try_file(ALICE, 0, until(GENESIS_TIME + 10)));
		assert_noop!(revoke(ALICE, 0, 1), Error::<Test>::StaleVersion);
		assert_noop!(revoke(STRANGER, 0, 0), Error::<Test>::NotAuthorized);
		assert_noop!(revoke(CUSTODIAN, 0, 0), Error::<Test>::NotAuthorized);
		for (at, expired) in [(9, false), (10, true), (11, true)] {
			set_time(GENESIS_TIME + at);
			let result = hypothetically!(revoke(ALICE, 0, 0));
			assert_eq!(result.is_err(), expired, "at {at}");
		}
		assert_noop!(revoke(ALICE, 0, 0), Error::<Test>::Expired);
	});
}

#[test]
fn refuse_should_leave_a_refusal_that_binds_nobody() {
	with_policies(|| {
		let refusal = Refusal {
			categories: CATEGORY,
			policy: POLICY,
			source: SOURCE,
		};
		let refuse =
			|who, place, refusal: &Refusal| Consent::refuse(signed(who), account(ALICE), place, refusal.clone());
		assert_ok!(refuse(ALICE, 0, &refusal));
		assert_eq!(status(ALICE, 0, 0), Some(Status::NotDone));
		assert_eq!(held(ALICE), 0);
		assert_eq!(Consent::active_consents(&account(ALICE), 0, 9), vec![]);
		assert_eq!(
			last_event(),
			Event::Refused {
				subject: account(ALICE),
				id: id(0, 0),
				by_guardian: false
			}
		);
		assert_noop!(refuse(STRANGER, 1, &refusal), Error::<Test>::NotAuthorized);
		assert_noop!(refuse(ALICE, 16, &refusal), Error::<Test>::TooManyConsents);
		let empty = Refusal {
			source: [0; 32],
			..refusal.clone()
		};
		assert_noop!(refuse(ALICE, 1, &empty), Error::<Test>::EmptyCommitment);
		let unknown = Refusal {
			policy: PolicyRef { id: 9, version: 9 },
			..refusal.clone()
		};
		assert_noop!(refuse(ALICE, 1, &unknown), Error::<Test>::UnknownPolicy);
		file(ALICE, 0);
		assert_eq!(
			(status(ALICE, 0, 0), status(ALICE, 0, 1)),
			(Some(Status::NotDone), Some(Status::Active))
		);
		assert_noop!(refuse(ALICE, 0, &refusal), Error::<Test>::AlreadyExists);
	});
}
