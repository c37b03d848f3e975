//! Emergencies and their review.

use super::*;
use salus_consent_engine::{DenyReason, Outcome};
use salus_primitives::{mock::MockAccreditation, AccreditationInspect, Role};

const HOUR: Seconds = 3_600;
/// `ReviewPeriod` of the mock.
const REVIEW: Seconds = 7_200;
const RETENTION: Seconds = 100_000;

fn declare_for(subject: u8, duration: Seconds) -> DispatchResult {
	let nature = EmergencyNature::Unconscious;
	Consent::declare_emergency(signed(RESPONDER), account(subject), nature, [4; 32], duration)
}

fn declare() {
	assert_ok!(declare_for(ALICE, HOUR));
}

fn review(who: u8, justified: bool) -> DispatchResult {
	Consent::review_emergency(signed(who), account(ALICE), party(RESPONDER), justified)
}

fn has_role() -> bool {
	MockAccreditation::ensure_accredited(&account(RESPONDER), Role::EmergencyResponder).is_ok()
}

fn stored() -> Emergency<Test> {
	Emergencies::<Test>::get(account(ALICE), party(RESPONDER)).unwrap()
}

fn tally() -> (u32, u32, u32) {
	let tally = Tallies::<Test>::get(account(RESPONDER));
	(tally.declared, tally.unjustified, tally.overdue)
}

fn idle() -> Weight {
	Consent::on_idle(2, Weight::from_parts(1_000, u64::MAX))
}

/// Deny to all, except to break the glass.
fn file_with_exception() {
	let glass = Rule {
		purposes: purposes(&["BTG"]),
		..Rule::default()
	};
	let consent = agreed(Effect::Deny, Rule::default(), vec![provision(0, Effect::Permit, glass)]);
	assert_ok!(try_file(ALICE, 0, filing_of(consent)));
}

fn break_glass(as_party: u8) -> Receipt<Test> {
	let request = DisclosureRequest {
		parties: vec![party(RECIPIENT), party(as_party)].try_into().unwrap(),
		purposes: purposes(&["BTG"]),
		..request()
	};
	disclose(ALICE, request).1
}

#[test]
fn declare_emergency_should_count_hold_and_tell() {
	with_policies(|| {
		declare();
		let emergency = stored();
		assert_eq!(emergency.lapses_at, GENESIS_TIME + HOUR);
		assert_eq!(emergency.review_by, GENESIS_TIME + REVIEW);
		assert_eq!(emergency.review, Review::Pending);
		assert!(held(RESPONDER) > 0);
		assert_eq!(tally(), (1, 0, 0));
		assert_eq!(
			last_event(),
			Event::EmergencyDeclared {
				subject: account(ALICE),
				declarer: party(RESPONDER)
			}
		);
	});
}

#[test]
fn declare_emergency_should_fail_when_it_is_not_sound() {
	with_policies(|| {
		let declare_by = |who, credential, duration| {
			let nature = EmergencyNature::Disaster;
			Consent::declare_emergency(signed(who), account(ALICE), nature, credential, duration)
		};
		assert_noop!(declare_by(CUSTODIAN, [4; 32], 1), DispatchError::Other("NotAccredited"));
		assert_noop!(declare_by(RESPONDER, [0; 32], 1), Error::<Test>::EmptyCommitment);
		assert_noop!(declare_by(RESPONDER, [4; 32], 0), Error::<Test>::InvalidDuration);
		assert_noop!(declare_by(RESPONDER, [4; 32], HOUR + 1), Error::<Test>::InvalidDuration);
		assert_noop!(declare_for(RESPONDER, 1), Error::<Test>::SameParty);
		assert_ok!(declare_by(RESPONDER, [4; 32], HOUR));
		assert_noop!(declare_by(RESPONDER, [4; 32], HOUR), Error::<Test>::AlreadyExists);
		assert_ok!(declare_for(BOB, 1));
		assert_ok!(review(REVIEWER, true));
		assert_ok!(declare_by(RESPONDER, [4; 32], HOUR));
		assert_eq!(tally(), (3, 0, 0));
	});
}

#[test]
fn the_glass_should_break_only_while_an_emergency_of_the_recipient_is_live() {
	with_policies(|| {
		file_with_exception();
		let lacking = Outcome::Deny(DenyReason::NoLiveEmergency);
		assert_eq!(break_glass(RESPONDER).outcome, lacking);
		declare();
		for (at, outcome) in [
			(0, Outcome::Permit),
			(HOUR - 1, Outcome::Permit),
			(HOUR, lacking),
			(HOUR + 1, lacking),
		] {
			set_time(GENESIS_TIME + at);
			let receipt = break_glass(RESPONDER);
			assert_eq!(receipt.outcome, outcome, "at {at}");
			assert_eq!(receipt.emergency, outcome == Outcome::Permit);
			// Somebody else's emergency is none of theirs.
			assert_eq!(break_glass(CUSTODIAN).outcome, lacking);
		}
	});
}

#[test]
fn the_glass_should_hold_when_no_provision_and_no_policy_lets_it_break() {
	with_policies(|| {
		assert_ok!(try_file(
			ALICE,
			0,
			filing_of(agreed(Effect::Deny, Rule::default(), vec![]))
		));
		declare();
		assert_eq!(break_glass(RESPONDER).outcome, Outcome::Deny(DenyReason::Consent));
	});
}

#[test]
fn review_emergency_should_return_the_deposit_when_justified() {
	with_policies(|| {
		file_with_exception();
		declare();
		assert_ok!(review(REVIEWER, true));
		assert_eq!(held(RESPONDER), 0);
		assert!(has_role());
		assert_eq!(tally(), (1, 0, 0));
		assert_eq!(
			last_event(),
			Event::EmergencyReviewed {
				subject: account(ALICE),
				declarer: party(RESPONDER),
				justified: true
			}
		);
		// Still live.
		assert_eq!(break_glass(RESPONDER).outcome, Outcome::Permit);
		assert_noop!(review(REVIEWER, false), Error::<Test>::InvalidTransition);
	});
}

#[test]
fn review_emergency_should_suspend_and_close_the_glass_when_unjustified() {
	with_policies(|| {
		file_with_exception();
		declare();
		assert_ok!(review(REVIEWER, false));
		assert!(!has_role());
		assert_eq!(tally(), (1, 1, 0));
		assert_eq!(
			break_glass(RESPONDER).outcome,
			Outcome::Deny(DenyReason::NoLiveEmergency)
		);
		assert_noop!(declare_for(BOB, 1), DispatchError::Other("NotAccredited"));
	});
}

#[test]
fn review_emergency_should_close_the_other_emergencies_of_the_declarer_when_unjustified() {
	with_policies(|| {
		declare();
		assert_ok!(declare_for(BOB, HOUR));
		assert!(Consent::emergency(account(BOB), party(RESPONDER)).unwrap().1);
		assert_ok!(review(REVIEWER, false));
		assert!(!Consent::emergency(account(BOB), party(RESPONDER)).unwrap().1);
	});
}

#[test]
fn review_emergency_should_fail_when_the_reviewer_is_the_declarer_or_the_subject_or_a_stranger() {
	with_policies(|| {
		assert_noop!(review(REVIEWER, true), Error::<Test>::NotFound);
		declare();
		// The responder of the mock is a reviewer, too.
		assert_noop!(review(RESPONDER, true), Error::<Test>::SameParty);
		assert_noop!(review(STRANGER, true), DispatchError::Other("NotAccredited"));
		MockAccreditation::accredit(&account(ALICE), &[Role::Reviewer]);
		assert_noop!(review(ALICE, true), Error::<Test>::SameParty);
		MockAccreditation::accredit(&account(ALICE), &[]);
	});
}

#[test]
fn an_emergency_should_end_reviewed_or_its_declarer_suspended() {
	for (at, suspended) in [(REVIEW - 1, false), (REVIEW, true), (REVIEW + 1, true)] {
		with_policies(|| {
			declare();
			set_time(GENESIS_TIME + at);
			idle();
			assert_eq!(has_role(), !suspended, "at {at}");
			assert_eq!(tally(), (1, 0, u32::from(suspended)));
			if suspended {
				assert_eq!(
					last_event(),
					Event::EmergencyOverdue {
						subject: account(ALICE),
						declarer: party(RESPONDER)
					}
				);
				assert!(held(RESPONDER) > 0);
				assert_noop!(declare_for(ALICE, 1), DispatchError::Other("NotAccredited"));
				// Better late than never, but the role stays with governance.
				assert_ok!(review(REVIEWER, true));
				assert_eq!(held(RESPONDER), 0);
				assert!(!has_role());
			}
		});
	}
}

#[test]
fn a_late_review_should_suspend_even_before_anybody_noticed() {
	with_policies(|| {
		declare();
		set_time(GENESIS_TIME + REVIEW);
		assert_ok!(review(REVIEWER, true));
		assert!(!has_role());
		assert_eq!(tally(), (1, 0, 1));
	});
}

#[test]
fn on_idle_should_keep_within_its_weight_and_go_on_in_the_next_block() {
	with_policies(|| {
		for subject in SUBJECTS {
			assert_ok!(declare_for(subject, 1));
		}
		let left = || ReviewQueue::<Test>::iter().count();
		assert_eq!(Consent::on_idle(2, Weight::zero()), Weight::zero());
		assert_eq!(idle(), Weight::from_parts(2, 0));
		assert_eq!(left(), 6);
		set_time(GENESIS_TIME + REVIEW);
		// One for looking, two for steps.
		assert_eq!(Consent::on_idle(2, Weight::from_parts(3, 0)), Weight::from_parts(3, 0));
		assert_eq!(left(), 4);
		idle();
		assert_eq!(left(), 0);
		assert_eq!(tally(), (6, 0, 6));
		assert_eq!(ReviewQueueBounds::<Test>::get(), (6, 6));
	});
}

#[test]
fn on_idle_should_pass_over_what_was_reviewed_or_declared_anew() {
	with_policies(|| {
		declare();
		assert_ok!(review(REVIEWER, true));
		set_time(GENESIS_TIME + 100);
		declare();
		set_time(GENESIS_TIME + REVIEW);
		idle();
		assert!(has_role());
		assert_eq!(ReviewQueue::<Test>::iter().count(), 1);
		set_time(GENESIS_TIME + 100 + REVIEW);
		idle();
		assert!(!has_role());
		assert_eq!(ReviewQueue::<Test>::iter().count(), 0);
	});
}

#[test]
fn clean_up_should_enforce_a_review_or_remove_an_emergency_when_due() {
	with_policies(|| {
		let clean = || {
			let item = CleanUp::Emergency {
				subject: account(ALICE),
				declarer: party(RESPONDER),
			};
			Consent::clean_up(signed(STRANGER), vec![item].try_into().unwrap())
		};
		assert_noop!(clean(), Error::<Test>::NotFound);
		declare();
		set_time(GENESIS_TIME + REVIEW - 1);
		assert_noop!(clean(), Error::<Test>::NotDue);
		set_time(GENESIS_TIME + REVIEW);
		assert_ok!(clean());
		assert!(!has_role());
		assert_noop!(clean(), Error::<Test>::NotDue);
		set_time(GENESIS_TIME + RETENTION);
		assert_ok!(clean());
		assert_eq!(held(RESPONDER), 0);
		assert_eq!(Emergencies::<Test>::iter().count(), 0);
	});
}
