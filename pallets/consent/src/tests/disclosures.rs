//! Receipts, erasure, the gate for other pallets, and the answers of the runtime API.

use super::*;
use codec::Encode;
use salus_consent_engine::{vocabulary::Roles, DenyReason, Outcome, Request};
use salus_primitives::{ConsentGate, GatePurpose};

#[test]
fn record_disclosure_should_store_a_receipt_when_granted() {
	with_policies(|| {
		assert_ok!(try_file(ALICE, 3, until(GENESIS_TIME + 500)));
		let (id, receipt) = disclose(ALICE, request());
		assert_eq!(receipt.outcome, Outcome::Permit);
		assert_eq!(
			(receipt.custodian, receipt.recipient),
			(account(CUSTODIAN), party(RECIPIENT))
		);
		assert_eq!((receipt.at, receipt.block), (GENESIS_TIME, 1));
		assert_eq!(receipt.erase_by, Some(GENESIS_TIME + 500));
		let cited = Cited {
			place: 3,
			version: 0,
			node: 0,
		};
		assert_eq!(receipt.basis.to_vec(), vec![cited]);
		assert_eq!(held(CUSTODIAN), receipt.ticket.amount);
		assert_eq!(
			last_event(),
			Event::DisclosureRecorded {
				subject: account(ALICE),
				id,
				permitted: true
			}
		);
		assert_eq!(Consent::receipts(account(ALICE), 9).len(), 1);
		assert_eq!(Consent::receipts(account(BOB), 9).len(), 0);
	});
}

#[test]
fn record_disclosure_should_store_a_receipt_when_denied() {
	with_policies(|| {
		let deny = filing_of(agreed(Effect::Deny, Rule::default(), vec![]));
		assert_ok!(try_file(ALICE, 0, deny));
		let (_, receipt) = disclose(ALICE, request());
		assert_eq!(receipt.outcome, Outcome::Deny(DenyReason::Consent));
		assert_eq!(receipt.erase_by, None);
		assert_eq!(receipt.basis.len(), 1);
		let (_, nothing) = disclose(BOB, request());
		let implicit = Implicit::Deny;
		let permitted = false;
		assert_eq!(nothing.outcome, Outcome::NotApplicable { implicit, permitted });
		assert_eq!(nothing.basis.len(), 0);
	});
}

#[test]
fn record_disclosure_should_say_so_when_the_implicit_policy_decides() {
	with_policies(|| {
		assert_ok!(Consent::set_domain_parameters(
			RuntimeOrigin::root(),
			Combining::DenyOverrides,
			Implicit::Normal
		));
		let (id, receipt) = disclose(ALICE, request());
		let implicit = Implicit::Normal;
		let permitted = true;
		assert_eq!(receipt.outcome, Outcome::NotApplicable { implicit, permitted });
		assert_eq!(receipt.domain_version, 1);
		assert_eq!(
			last_event(),
			Event::DisclosureRecorded {
				subject: account(ALICE),
				id,
				permitted
			}
		);
	});
}

#[test]
fn record_disclosure_should_fail_when_it_is_not_sound() {
	with_policies(|| {
		let record = |who, subject, request: DisclosureRequest| {
			Consent::record_disclosure(signed(who), account(subject), Box::new(request)).map_err(|error| error.error)
		};
		assert_noop!(
			record(PROVIDER, ALICE, request()),
			DispatchError::Other("NotAccredited")
		);
		assert_noop!(record(CUSTODIAN, CUSTODIAN, request()), Error::<Test>::SameParty);
		let nobody = DisclosureRequest {
			parties: BoundedVec::new(),
			..request()
		};
		assert_noop!(record(CUSTODIAN, ALICE, nobody), Error::<Test>::NoRecipient);
		let pointless = DisclosureRequest {
			purposes: Purposes::EMPTY,
			..request()
		};
		assert_noop!(record(CUSTODIAN, ALICE, pointless), Error::<Test>::NoPurpose);
		for several in [&["HPAYMT", "HMARKT"][..], &["TREAT", "HMARKT"], &["HMARKT", "BTG"]] {
			let vague = DisclosureRequest {
				purposes: purposes(several),
				..request()
			};
			assert_noop!(record(CUSTODIAN, ALICE, vague), Error::<Test>::SeveralPurposes);
		}
		assert_ok!(record(CUSTODIAN, ALICE, request()));
		// The same question again in one batch.
		assert_noop!(record(CUSTODIAN, ALICE, request()), Error::<Test>::AlreadyExists);
		assert_ok!(record(OTHER_CUSTODIAN, ALICE, request()));
	});
}

/// A purpose that is permitted lets none pass that is not.
#[test]
fn record_disclosure_should_say_one_reason() {
	with_policies(|| {
		let payment = Rule {
			purposes: purposes(&["HPAYMT"]),
			..Rule::default()
		};
		assert_ok!(try_file(ALICE, 0, filing_of(agreed(Effect::Permit, payment, vec![]))));
		for (codes, outcome) in [
			(&["HPAYMT"][..], Ok(true)),
			(&["HPAYMT", "CLMATTCH"], Ok(true)),
			(&["HMARKT"], Ok(false)),
			(&["TREAT", "BTG"], Ok(false)),
			(&["HPAYMT", "HMARKT"], Err(Error::<Test>::SeveralPurposes)),
		] {
			let asked = DisclosureRequest {
				purposes: purposes(codes),
				..request()
			};
			let recorded = Consent::record_disclosure(signed(CUSTODIAN), account(ALICE), Box::new(asked));
			let granted = outcome.as_ref().ok().copied();
			assert_eq!(plain(recorded), outcome.map(|_| ()).map_err(Into::into), "{codes:?}");
			let Some(expected) = granted else { continue };
			let Event::DisclosureRecorded { permitted, .. } = last_event() else {
				panic!("no receipt of {codes:?}")
			};
			assert_eq!(permitted, expected, "{codes:?}");
		}
	});
}

/// In the mock it weighs as much as places are read.
#[test]
fn record_disclosure_should_pay_for_the_tombstones_that_it_reads() {
	with_policies(|| {
		let weighed = || {
			System::set_extrinsic_index(System::extrinsic_index().unwrap_or(0) + 1);
			let recorded = Consent::record_disclosure(signed(CUSTODIAN), account(ALICE), Box::new(request()));
			recorded.unwrap().actual_weight.map(|weight| weight.ref_time())
		};
		assert_eq!(weighed(), Some(0));
		let withdrawn = RevocationReason::Withdrawn;
		for place in 0..MAX_ACTIVE {
			file(ALICE, place);
			assert_ok!(Consent::revoke(signed(ALICE), account(ALICE), place, 0, withdrawn));
		}
		assert_eq!(weighed(), Some(16));
	});
}

#[test]
fn a_consent_should_bind_the_custodian_it_names() {
	with_policies(|| {
		file(ALICE, 0);
		assert_eq!(disclose(ALICE, request()).1.outcome, Outcome::Permit);
		assert_ok!(Consent::record_disclosure(
			signed(OTHER_CUSTODIAN),
			account(ALICE),
			Box::new(request())
		));
		let all = Consent::receipts(account(ALICE), 9);
		let others = all
			.iter()
			.find(|(_, receipt)| receipt.custodian == account(OTHER_CUSTODIAN))
			.unwrap();
		assert_ne!(others.1.outcome, Outcome::Permit);
	});
}

#[test]
fn a_revocation_should_count_in_its_own_block() {
	with_policies(|| {
		file(ALICE, 0);
		let gate = || {
			Consent::ensure_permitted(
				&account(ALICE),
				&account(CUSTODIAN),
				&account(PAYER),
				GatePurpose::Payment,
			)
			.map_err(DispatchError::from)
		};
		assert_eq!(disclose(ALICE, request()).1.outcome, Outcome::Permit);
		assert!(gate().is_ok());
		let block = System::block_number();
		assert_ok!(Consent::revoke(
			signed(ALICE),
			account(ALICE),
			0,
			0,
			RevocationReason::Withdrawn
		));
		assert_ne!(disclose(ALICE, request()).1.outcome, Outcome::Permit);
		assert_noop!(gate(), Error::<Test>::NotPermitted);
		assert_eq!(System::block_number(), block);
	});
}

#[test]
fn the_gate_should_pass_when_consent_or_policy_permits_the_purpose() {
	with_policies(|| {
		let payment = Rule {
			purposes: purposes(&["HPAYMT"]),
			..actors(&[PAYER])
		};
		let mut filing = filing_of(agreed(Effect::Permit, payment, vec![]));
		filing.consent.custodian = None;
		assert_ok!(try_file(ALICE, 0, filing));
		let gate = |subject, recipient, purpose| {
			Consent::ensure_permitted(&account(subject), &account(CUSTODIAN), &account(recipient), purpose)
				.map_err(DispatchError::from)
		};
		use GatePurpose::*;
		for purpose in [Payment, ClaimAttachment, CoverageAuthorisation, Remittance] {
			let pass = gate(ALICE, PAYER, purpose).unwrap();
			assert!(pass.by_consent && pass.obligations == 0 && !pass.no_redisclosure);
			assert_eq!(gate(ALICE, STRANGER, purpose), Err(Error::<Test>::NotPermitted.into()));
			assert_eq!(gate(BOB, PAYER, purpose), Err(Error::<Test>::NotPermitted.into()));
		}
		assert_ok!(Consent::set_domain_parameters(
			RuntimeOrigin::root(),
			Combining::DenyOverrides,
			Implicit::AllNormal
		));
		assert!(!gate(BOB, PAYER, Payment).unwrap().by_consent);
	});
}

/// What roles a payer has the chain does not know, so that a deny for a role holds for each unless the payer is named.
#[test]
fn the_gate_should_refuse_where_a_deny_for_a_role_may_be_the_payers() {
	with_policies(|| {
		let role = Actor {
			party: None,
			roles: Roles(1),
		};
		let denied = Rule {
			actors: vec![role].try_into().unwrap(),
			..Rule::default()
		};
		let gate = |subject, recipient| {
			let purpose = GatePurpose::Payment;
			Consent::ensure_permitted(&account(subject), &account(CUSTODIAN), &account(recipient), purpose).is_ok()
		};
		let node = |parent, effect, rule| Provision { parent, effect, rule };
		let filed = |provisions| filing_of(agreed(Effect::Permit, Rule::default(), provisions));
		assert_ok!(try_file(ALICE, 0, filed(vec![node(0, Effect::Deny, denied.clone())])));
		assert!(!gate(ALICE, PAYER));
		let excepted = vec![node(0, Effect::Deny, denied), node(1, Effect::Permit, actors(&[PAYER]))];
		assert_ok!(try_file(BOB, 0, filed(excepted)));
		assert!(gate(BOB, PAYER) && !gate(BOB, STRANGER));
	});
}

#[test]
fn attest_recipient_erasure_should_be_the_recipients_and_once() {
	with_policies(|| {
		file(ALICE, 0);
		let (granted, _) = disclose(ALICE, request());
		let (denied, _) = disclose(BOB, request());
		let attest = |who, subject, id| Consent::attest_recipient_erasure(signed(who), account(subject), id);
		assert_noop!(attest(RECIPIENT, ALICE, [9; 16]), Error::<Test>::NotFound);
		assert_noop!(attest(CUSTODIAN, ALICE, granted), Error::<Test>::NotAuthorized);
		assert_noop!(attest(RECIPIENT, BOB, denied), Error::<Test>::NothingReleased);
		set_time(GENESIS_TIME + 7);
		assert_ok!(attest(RECIPIENT, ALICE, granted));
		assert_eq!(
			last_event(),
			Event::ErasureAttested {
				subject: account(ALICE),
				id: granted
			}
		);
		let receipt = Disclosures::<Test>::get(account(ALICE), granted).unwrap();
		assert_eq!(receipt.erased_at, Some(GENESIS_TIME + 7));
		assert_noop!(attest(RECIPIENT, ALICE, granted), Error::<Test>::AlreadyExists);
	});
}

#[test]
fn erase_by_should_be_the_first_end_of_what_permits() {
	with_policies(|| {
		let mut filing = until(GENESIS_TIME + 500);
		let mut rule = actors(&[RECIPIENT]);
		rule.period.until = Some(GENESIS_TIME as i64 + 300);
		filing.consent.base = Effect::Deny;
		filing.consent.provisions = vec![provision(0, Effect::Permit, rule)].try_into().unwrap();
		assert_ok!(try_file(ALICE, 0, filing));
		assert_eq!(disclose(ALICE, request()).1.erase_by, Some(GENESIS_TIME + 300));
	});
}

#[test]
fn clean_up_should_remove_a_receipt_when_its_retention_is_over() {
	with_policies(|| {
		let (id, _) = disclose(ALICE, request());
		let clean = || {
			let item = CleanUp::Disclosure {
				subject: account(ALICE),
				id,
			};
			Consent::clean_up(signed(STRANGER), vec![item].try_into().unwrap())
		};
		set_time(GENESIS_TIME + 99_999);
		assert_noop!(clean(), Error::<Test>::NotDue);
		set_time(GENESIS_TIME + 100_000);
		assert_ok!(clean());
		assert_eq!(held(CUSTODIAN), 0);
		assert_noop!(clean(), Error::<Test>::NotFound);
	});
}

#[test]
fn the_receipt_should_be_recomputed_from_the_same_state() {
	with_policies(|| {
		file(ALICE, 0);
		let (_, receipt) = disclose(ALICE, request());
		let question: Request = request().at(party(CUSTODIAN), receipt.at);
		let answer = Consent::evaluate(&account(ALICE), question.clone());
		let digest = |bytes: Vec<u8>| frame::deps::sp_io::hashing::blake2_256(&bytes);
		assert_eq!(digest(answer.decision.encode()), receipt.decision);
		assert_eq!(digest(question.encode()), receipt.request);
		let explained = Consent::explain(&account(ALICE), question);
		assert_eq!(explained.explanation.decision, answer.decision);
		assert_eq!((explained.consents, answer.consents), (vec![id(0, 0)], vec![id(0, 0)]));
	});
}

#[test]
fn evaluate_should_ignore_a_claimed_emergency() {
	with_policies(|| {
		let glass = Rule {
			purposes: purposes(&["BTG"]),
			..Rule::default()
		};
		let consent = agreed(Effect::Deny, Rule::default(), vec![provision(0, Effect::Permit, glass)]);
		assert_ok!(try_file(ALICE, 0, filing_of(consent)));
		let mut question = request().at(party(CUSTODIAN), GENESIS_TIME);
		question.purposes = purposes(&["BTG"]);
		question.emergency = true;
		let answer = Consent::evaluate(&account(ALICE), question);
		assert_eq!(answer.decision.outcome, Outcome::Deny(DenyReason::NoLiveEmergency));
		assert!(!answer.emergency);
	});
}

#[test]
fn authorised_should_state_what_a_rule_shares_with_those_above_it() {
	with_policies(|| {
		let rule = |codes: &[&str], actions| Rule {
			purposes: purposes(codes),
			actions,
			..Rule::default()
		};
		let (access, other) = (Actions::ACCESS, Actions(0b100));
		let provisions = vec![
			// Below what the scope names, and above it.
			provision(0, Effect::Permit, rule(&["ETREAT", "HMARKT"], Actions::EMPTY)),
			provision(0, Effect::Permit, rule(&["HRESCH"], access.union(other))),
			// Nothing meets both.
			provision(0, Effect::Permit, rule(&["HPAYMT"], Actions::EMPTY)),
			provision(0, Effect::Permit, rule(&[], other)),
		];
		let scope = rule(&["TREAT", "CLINTRCH"], access);
		assert_ok!(try_file(ALICE, 0, filing_of(agreed(Effect::Permit, scope, provisions))));
		let all = Consent::authorised(&account(ALICE), &account(CUSTODIAN));
		let stated: Vec<_> = all.iter().map(|a| (a.node, a.purposes, a.actions)).collect();
		let expected = [
			(0, purposes(&["TREAT", "CLINTRCH"]), access),
			(1, purposes(&["ETREAT"]), access),
			(2, purposes(&["CLINTRCH"]), access),
		];
		assert_eq!(stated, expected);
	});
}

#[test]
fn authorised_should_list_the_permits_in_force_for_a_custodian() {
	with_policies(|| {
		let mut nested = actors(&[5]);
		nested.period.until = Some(GENESIS_TIME as i64 + 50);
		let scope = Rule {
			purposes: purposes(&["TREAT"]),
			..actors(&[4, 5])
		};
		let provisions = vec![
			provision(0, Effect::Deny, actors(&[4])),
			provision(1, Effect::Permit, nested),
		];
		assert_ok!(try_file(ALICE, 0, filing_of(agreed(Effect::Permit, scope, provisions))));
		let list = || Consent::authorised(&account(ALICE), &account(CUSTODIAN));
		let all = list();
		assert_eq!(all.iter().map(|a| a.node).collect::<Vec<_>>(), [0, 2]);
		assert_eq!(all[0].actors.len(), 2);
		assert_eq!((all[1].actors.len(), all[1].purposes), (1, purposes(&["TREAT"])));
		assert_eq!((all[0].until, all[1].until), (None, Some(GENESIS_TIME + 50)));
		set_time(GENESIS_TIME + 50);
		assert_eq!(list().len(), 1);
		assert_eq!(Consent::authorised(&account(ALICE), &account(OTHER_CUSTODIAN)), vec![]);
	});
}
