//! Guardians: appointment, scope, lapse, end.

use super::*;
use salus_primitives::{ConsentGate, GatePurpose};

const MAJORITY: Seconds = GENESIS_TIME + 2 * MAJORITY_GRID;

fn scope(until: Option<Seconds>) -> GuardianScope {
	GuardianScope {
		categories: CATEGORY,
		may_revoke: true,
		from: GENESIS_TIME,
		until,
	}
}

/// What a guardian for `CATEGORY` may give.
fn filing() -> Filing {
	filing_for_care()
}

fn until(end: Seconds) -> Filing {
	let mut filing = filing();
	filing.consent.period.until = Some(end as i64);
	filing
}

/// A permit to anybody, of these categories and for these purposes.
fn filing_for(categories: Categories, purposes: Purposes) -> Filing {
	let scope = Rule {
		purposes,
		..Rule::default()
	};
	let mut filing = filing_of(agreed(Effect::Permit, scope, vec![]));
	filing.consent.categories = categories;
	filing
}

fn appoint(who: u8, ward: u8, guardian: u8, kind: GuardianKind, scope: GuardianScope) -> DispatchResult {
	Consent::appoint_guardian(signed(who), account(ward), account(guardian), kind, scope, [5; 32])
}

fn parent() {
	assert_ok!(appoint(
		REGISTRAR,
		ALICE,
		GUARDIAN,
		GuardianKind::Parent,
		scope(Some(MAJORITY))
	));
}

fn attorney(until: Option<Seconds>) {
	assert_ok!(appoint(
		ALICE,
		ALICE,
		GUARDIAN,
		GuardianKind::PowerOfAttorney,
		scope(until)
	));
}

fn file_for(guardian: u8, filing: Filing) -> DispatchResult {
	plain(Consent::file(signed(guardian), account(ALICE), 0, Box::new(filing)))
}

fn revoke_by(guardian: u8) -> DispatchResult {
	plain(Consent::revoke(
		signed(guardian),
		account(ALICE),
		0,
		0,
		RevocationReason::Withdrawn,
	))
}

#[test]
fn appoint_guardian_should_record_and_hold_when_ward_or_registrar_calls() {
	with_policies(|| {
		attorney(None);
		assert!(held(ALICE) > 0);
		assert_ok!(appoint(REGISTRAR, ALICE, BOB, GuardianKind::Court, scope(None)));
		assert!(held(REGISTRAR) > 0);
		assert_eq!(
			last_event(),
			Event::GuardianAppointed {
				ward: account(ALICE),
				guardian: account(BOB)
			}
		);
		assert_eq!(Consent::guardians(account(ALICE)).len(), 2);
	});
}

#[test]
fn appoint_guardian_should_fail_when_it_is_not_sound() {
	with_policies(|| {
		use GuardianKind::*;
		let attorney = PowerOfAttorney;
		assert_noop!(
			appoint(STRANGER, ALICE, GUARDIAN, Court, scope(None)),
			DispatchError::Other("NotAccredited")
		);
		for kind in [Parent, Court] {
			let until = Some(MAJORITY);
			assert_noop!(
				appoint(ALICE, ALICE, GUARDIAN, kind, scope(until)),
				Error::<Test>::RegistrarRequired
			);
		}
		assert_noop!(
			appoint(ALICE, ALICE, ALICE, attorney, scope(None)),
			Error::<Test>::SameParty
		);
		assert_noop!(
			appoint(REGISTRAR, ALICE, REGISTRAR, Court, scope(None)),
			Error::<Test>::SameParty
		);
		assert_noop!(
			Consent::appoint_guardian(
				signed(ALICE),
				account(ALICE),
				account(GUARDIAN),
				attorney,
				scope(None),
				[0; 32]
			),
			Error::<Test>::EmptyCommitment
		);
		assert_noop!(
			appoint(REGISTRAR, ALICE, GUARDIAN, Parent, scope(None)),
			Error::<Test>::MajorityMissing
		);
		assert_noop!(
			appoint(REGISTRAR, ALICE, GUARDIAN, Parent, scope(Some(MAJORITY + 1))),
			Error::<Test>::MajorityTooPrecise
		);
		for until in [GENESIS_TIME, GENESIS_TIME - 1] {
			assert_noop!(
				appoint(ALICE, ALICE, GUARDIAN, attorney, scope(Some(until))),
				Error::<Test>::InvalidGuardianshipPeriod
			);
		}
		assert_ok!(appoint(ALICE, ALICE, GUARDIAN, attorney, scope(Some(GENESIS_TIME + 1))));
		assert_noop!(
			appoint(ALICE, ALICE, GUARDIAN, attorney, scope(None)),
			Error::<Test>::AlreadyExists
		);
	});
}

#[test]
fn a_guardian_should_act_only_in_scope() {
	with_policies(|| {
		attorney(None);
		let mut other = filing();
		other.consent.categories = Categories(0b1000);
		assert_noop!(file_for(GUARDIAN, other.clone()), Error::<Test>::GuardianshipOutOfScope);
		other.consent.categories = Categories(0b1100);
		assert_noop!(file_for(GUARDIAN, other.clone()), Error::<Test>::GuardianshipOutOfScope);
		other.consent.categories = Categories::EMPTY;
		assert_noop!(file_for(GUARDIAN, other.clone()), Error::<Test>::GuardianshipOutOfScope);
		assert_ok!(file_for(GUARDIAN, filing()));
		let Some(Entry::Active(record)) = Consents::<Test>::get(account(ALICE), 0) else {
			panic!("nothing stored");
		};
		assert_eq!(record.grantor, Grantor::Guardian(account(GUARDIAN)));
		assert!(held(GUARDIAN) > 0);
		assert_eq!(
			last_event(),
			Event::Filed {
				subject: account(ALICE),
				id: id(0, 0),
				by_guardian: true
			}
		);
		// The ward's own, of another category.
		other.consent.categories = Categories(0b1000);
		assert_ok!(try_file(ALICE, 1, other));
		assert_noop!(
			Consent::revoke(signed(GUARDIAN), account(ALICE), 1, 0, RevocationReason::Withdrawn),
			Error::<Test>::GuardianshipOutOfScope
		);
		let refusal = Refusal {
			categories: Categories(0b1000),
			policy: POLICY,
			source: SOURCE,
		};
		assert_noop!(
			Consent::refuse(signed(GUARDIAN), account(ALICE), 2, refusal),
			Error::<Test>::GuardianshipOutOfScope
		);
		assert_ok!(revoke_by(GUARDIAN));
		assert_eq!(held(GUARDIAN), 0);
	});
}

#[test]
fn a_guardian_of_every_category_should_act_in_each() {
	with_policies(|| {
		let all = GuardianScope {
			categories: Categories::EMPTY,
			..scope(None)
		};
		assert_ok!(appoint(ALICE, ALICE, GUARDIAN, GuardianKind::PowerOfAttorney, all));
		let mut none = filing();
		none.consent.categories = Categories::EMPTY;
		assert_ok!(file_for(GUARDIAN, none));
		let of_research = filing_for(category("research"), Purposes::EMPTY);
		assert_ok!(plain(Consent::file(
			signed(GUARDIAN),
			account(ALICE),
			1,
			Box::new(of_research)
		)));
	});
}

fn category(code: &str) -> Categories {
	Categories::from_code(code).unwrap()
}

/// A category is a label: what a consent opens is in its purposes, and the gate for claims asks for no category.
#[test]
fn a_guardian_for_research_or_care_should_open_nothing_else() {
	for (label, within, outside) in [
		("research", [&["HRESCH"][..], &["CLINTRCHPC", "BIORCH"]], "TREAT"),
		("rsdid", [&["HRESCH"], &["DSRCH"]], "HPAYMT"),
		("treatment", [&["TREAT"], &["ERTREAT", "COC"]], "HRESCH"),
		("dnr", [&["TREAT"], &["BTG"]], "HMARKT"),
	] {
		with_policies(|| {
			let label = category(label);
			let scope = GuardianScope {
				categories: label.union(category("npp")),
				..scope(None)
			};
			assert_ok!(appoint(ALICE, ALICE, GUARDIAN, GuardianKind::PowerOfAttorney, scope));
			let [first, second] = within.map(purposes);
			for beyond in [
				Purposes::EMPTY,
				purposes(&[outside]),
				first.union(purposes(&[outside])),
				first.union(Purposes::DOMAIN_A),
				second.union(Purposes::DOMAIN_B),
			] {
				let filing = filing_for(label, beyond);
				assert_noop!(file_for(GUARDIAN, filing), Error::<Test>::GuardianshipOutOfScope);
			}
			assert_ok!(file_for(GUARDIAN, filing_for(label, first)));
			let gate = Consent::ensure_permitted(
				&account(ALICE),
				&account(CUSTODIAN),
				&account(PAYER),
				GatePurpose::Payment,
			);
			assert!(gate.is_err());
			let revise =
				|version, filing| Consent::revise(signed(GUARDIAN), account(ALICE), 0, version, Box::new(filing));
			let wider = filing_for(label, Purposes::EMPTY);
			assert_noop!(revise(0, wider.clone()), Error::<Test>::GuardianshipOutOfScope);
			assert_ok!(revise(0, filing_for(label, second)));
			// Beside a category that may be about anything, and the ward, who may do anything.
			assert_ok!(revise(1, filing_for(label.union(category("npp")), Purposes::EMPTY)));
			assert_ok!(try_file(ALICE, 1, wider));
		});
	}
}

#[test]
fn a_guardian_for_research_and_care_should_open_both() {
	with_policies(|| {
		let both = category("research").union(category("treatment"));
		let scope = GuardianScope {
			categories: both,
			..scope(None)
		};
		assert_ok!(appoint(ALICE, ALICE, GUARDIAN, GuardianKind::PowerOfAttorney, scope));
		let (of_both, research) = (purposes(&["TREAT", "HRESCH"]), category("research"));
		assert_noop!(
			file_for(GUARDIAN, filing_for(research, of_both)),
			Error::<Test>::GuardianshipOutOfScope
		);
		assert_ok!(file_for(GUARDIAN, filing_for(both, of_both)));
	});
}

#[test]
fn a_guardianship_should_begin_and_lapse_without_a_call() {
	with_policies(|| {
		let mut later = scope(Some(MAJORITY));
		later.from = GENESIS_TIME + 10;
		assert_ok!(appoint(REGISTRAR, ALICE, GUARDIAN, GuardianKind::Parent, later));
		let bounded = until(MAJORITY);
		for (at, expected) in [
			(GENESIS_TIME + 9, Err(Error::<Test>::GuardianshipNotBegun)),
			(GENESIS_TIME + 10, Ok(())),
			(GENESIS_TIME + 11, Ok(())),
			(MAJORITY - 1, Ok(())),
		] {
			set_time(at);
			let result = hypothetically!(file_for(GUARDIAN, bounded.clone()));
			assert_eq!(result, expected.map_err(Into::into), "at {at}");
		}
		assert_ok!(file_for(GUARDIAN, bounded.clone()));
		for at in [MAJORITY, MAJORITY + 1] {
			set_time(at);
			// What the parent agreed to has ended with the guardianship.
			assert_eq!(status(ALICE, 0, 0), Some(Status::Expired));
			assert_noop!(
				file_for(GUARDIAN, until(MAJORITY + 100)),
				Error::<Test>::GuardianshipLapsed
			);
		}
	});
}

#[test]
fn a_guardians_consent_should_not_outlive_the_guardianship() {
	with_policies(|| {
		parent();
		assert_noop!(file_for(GUARDIAN, filing()), Error::<Test>::OutlivesGuardianship);
		assert_noop!(
			file_for(GUARDIAN, until(MAJORITY + 1)),
			Error::<Test>::OutlivesGuardianship
		);
		assert_ok!(file_for(GUARDIAN, until(MAJORITY)));
		assert_noop!(
			Consent::revise(signed(GUARDIAN), account(ALICE), 0, 0, Box::new(filing())),
			Error::<Test>::OutlivesGuardianship
		);
	});
}

#[test]
fn a_parent_should_not_touch_what_the_ward_agreed_to() {
	with_policies(|| {
		parent();
		file(ALICE, 0);
		let own = DispatchError::from(Error::<Test>::WardsOwnConsent);
		assert_noop!(revoke_by(GUARDIAN), own);
		assert_noop!(
			Consent::revise(signed(GUARDIAN), account(ALICE), 0, 0, Box::new(until(MAJORITY))),
			own
		);
		assert_noop!(
			Consent::mark_entered_in_error(signed(GUARDIAN), account(ALICE), 0, 0),
			own
		);
	});
}

#[test]
fn an_attorney_should_revoke_only_if_that_was_given() {
	for may_revoke in [false, true] {
		with_policies(|| {
			let scope = GuardianScope {
				may_revoke,
				..scope(None)
			};
			assert_ok!(appoint(ALICE, ALICE, GUARDIAN, GuardianKind::PowerOfAttorney, scope));
			file(ALICE, 0);
			if may_revoke {
				assert_ok!(revoke_by(GUARDIAN));
			} else {
				assert_noop!(revoke_by(GUARDIAN), Error::<Test>::GuardianMayNotRevoke);
			}
		});
	}
}

#[test]
fn end_guardianship_should_end_it_at_once() {
	with_policies(|| {
		let end = |who| Consent::end_guardianship(signed(who), account(ALICE), account(GUARDIAN));
		assert_noop!(end(ALICE), Error::<Test>::NotFound);
		for who in [ALICE, GUARDIAN, REGISTRAR] {
			attorney(None);
			assert_noop!(end(STRANGER), DispatchError::Other("NotAccredited"));
			assert_ok!(end(who));
			assert_eq!(
				last_event(),
				Event::GuardianshipEnded {
					ward: account(ALICE),
					guardian: account(GUARDIAN)
				}
			);
			assert_eq!(held(ALICE), 0);
			assert_noop!(file_for(GUARDIAN, filing()), Error::<Test>::NotAuthorized);
		}
		parent();
		assert_noop!(end(ALICE), Error::<Test>::RegistrarRequired);
		assert_ok!(end(REGISTRAR));
		assert_eq!(held(REGISTRAR), 0);
	});
}

#[test]
fn clean_up_should_remove_a_guardianship_when_it_has_lapsed() {
	with_policies(|| {
		attorney(Some(GENESIS_TIME + 10));
		let clean = || {
			let item = CleanUp::Guardianship {
				ward: account(ALICE),
				guardian: account(GUARDIAN),
			};
			Consent::clean_up(signed(STRANGER), vec![item].try_into().unwrap())
		};
		set_time(GENESIS_TIME + 9);
		assert_noop!(clean(), Error::<Test>::NotDue);
		set_time(GENESIS_TIME + 10);
		assert_ok!(clean());
		assert_eq!(held(ALICE), 0);
		assert_noop!(clean(), Error::<Test>::NotFound);
	});
}
