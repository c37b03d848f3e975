//! Status machine, verification, marking, expiry and clean-up.

use super::*;

fn revoked() -> Status {
	Status::Revoked {
		reason: RevocationReason::Withdrawn,
	}
}

/// Every (status, call) either moves as listed or fails with the listed error and no change.
#[test]
fn status_should_move_as_listed_and_no_other_way() {
	type Setup = fn();
	let absent: Setup = || {};
	let active: Setup = || {
		assert_ok!(try_file(ALICE, 0, until(GENESIS_TIME + 10)));
	};
	let over: Setup = || {
		assert_ok!(try_file(ALICE, 0, until(GENESIS_TIME + 10)));
		set_time(GENESIS_TIME + 10);
	};
	let closed: Setup = || {
		assert_ok!(try_file(ALICE, 0, until(GENESIS_TIME + 10)));
		assert_ok!(revoke());
	};
	let mistaken: Setup = || {
		file(ALICE, 0);
		assert_ok!(mark());
	};
	let expired: Setup = || {
		assert_ok!(try_file(ALICE, 0, until(GENESIS_TIME + 10)));
		set_time(GENESIS_TIME + 10);
		assert_ok!(clean());
	};
	let refused: Setup = || {
		assert_ok!(refuse());
	};

	type Step = fn() -> DispatchResult;
	fn refile() -> DispatchResult {
		try_file(ALICE, 0, filing())
	}
	fn revise() -> DispatchResult {
		Consent::revise(signed(ALICE), account(ALICE), 0, 0, Box::new(filing()))
	}
	fn revoke() -> DispatchResult {
		plain(Consent::revoke(
			signed(ALICE),
			account(ALICE),
			0,
			0,
			RevocationReason::Withdrawn,
		))
	}
	fn refuse() -> DispatchResult {
		let refusal = Refusal {
			categories: CATEGORY,
			policy: POLICY,
			source: SOURCE,
		};
		Consent::refuse(signed(ALICE), account(ALICE), 0, refusal)
	}
	fn mark() -> DispatchResult {
		Consent::mark_entered_in_error(signed(CUSTODIAN), account(ALICE), 0, 0)
	}
	fn verify() -> DispatchResult {
		Consent::verify(signed(VERIFIER), account(ALICE), 0, 0, [5; 32])
	}
	fn clean() -> DispatchResult {
		let item = CleanUp::Consent {
			subject: account(ALICE),
			place: 0,
		};
		Consent::clean_up(signed(STRANGER), vec![item].try_into().unwrap())
	}

	use Error::*;
	use Status::*;
	// What becomes of version 0.
	type Row = [(Step, Result<Status, Error<Test>>); 7];
	let table: [(Setup, &str, Row); 7] = [
		(
			absent,
			"absent",
			[
				(refile, Ok(Active)),
				(revise, Err(NotFound)),
				(revoke, Err(NotFound)),
				(refuse, Ok(NotDone)),
				(mark, Err(NotFound)),
				(verify, Err(NotFound)),
				(clean, Err(NotFound)),
			],
		),
		(
			active,
			"active",
			[
				(refile, Err(AlreadyExists)),
				(revise, Ok(Superseded { by: 1 })),
				(revoke, Ok(revoked())),
				(refuse, Err(AlreadyExists)),
				(mark, Ok(Status::EnteredInError)),
				(verify, Ok(Active)),
				(clean, Err(NotDue)),
			],
		),
		(
			over,
			"over",
			[
				(refile, Ok(Status::Expired)),
				(revise, Err(Error::Expired)),
				(revoke, Err(Error::Expired)),
				(refuse, Ok(Status::Expired)),
				(mark, Err(Error::Expired)),
				(verify, Err(Error::Expired)),
				(clean, Ok(Status::Expired)),
			],
		),
		(
			expired,
			"expired",
			terminal(refile, revise, revoke, refuse, mark, verify, clean, Status::Expired),
		),
		(
			closed,
			"revoked",
			terminal(refile, revise, revoke, refuse, mark, verify, clean, revoked()),
		),
		(
			mistaken,
			"in error",
			terminal(
				refile,
				revise,
				revoke,
				refuse,
				mark,
				verify,
				clean,
				Status::EnteredInError,
			),
		),
		(
			refused,
			"refused",
			terminal(refile, revise, revoke, refuse, mark, verify, clean, NotDone),
		),
	];

	#[allow(clippy::too_many_arguments)]
	fn terminal(
		refile: Step,
		revise: Step,
		revoke: Step,
		refuse: Step,
		mark: Step,
		verify: Step,
		clean: Step,
		status: Status,
	) -> Row {
		[
			(refile, Ok(status)),
			(revise, Err(InvalidTransition)),
			(revoke, Err(InvalidTransition)),
			(refuse, Ok(status)),
			(mark, Err(InvalidTransition)),
			(verify, Err(InvalidTransition)),
			(clean, Err(NotDue)),
		]
	}

	for (setup, from, steps) in table {
		for (number, (step, expected)) in steps.into_iter().enumerate() {
			with_policies(|| {
				setup();
				match expected {
					Ok(becomes) => {
						assert_ok!(step());
						assert_eq!(status(ALICE, 0, 0), Some(becomes), "{from}, step {number}");
					},
					Err(error) => {
						assert_noop!(step(), error);
					},
				}
			});
		}
	}
}

#[test]
fn a_place_should_keep_every_tombstone_when_it_is_used_again() {
	with_policies(|| {
		for version in 0..5 {
			assert_ok!(try_file(ALICE, 0, filing()));
			assert_ok!(Consent::revoke(
				signed(ALICE),
				account(ALICE),
				0,
				version,
				RevocationReason::Withdrawn
			));
		}
		let history = Consent::history(account(ALICE), 100);
		let versions: Vec<_> = history.iter().map(|(_, tombstone)| tombstone.version).collect();
		assert_eq!(versions, [0, 1, 2, 3, 4]);
		assert_eq!(Consents::<Test>::iter_prefix(account(ALICE)).count(), 1);
	});
}

#[test]
fn verify_should_add_to_the_verifications_when_a_verifier_calls() {
	with_policies(|| {
		file(ALICE, 0);
		let verify = |who, evidence| Consent::verify(signed(who), account(ALICE), 0, 0, evidence);
		assert_noop!(verify(STRANGER, [5; 32]), DispatchError::Other("NotAccredited"));
		assert_noop!(verify(VERIFIER, [0; 32]), Error::<Test>::EmptyCommitment);
		for count in 1..=8 {
			assert_ok!(verify(VERIFIER, [count; 32]));
			assert_eq!(
				Consent::active_consents(&account(ALICE), 0, 1)[0].verifications,
				count as u32
			);
		}
		assert_eq!(
			last_event(),
			Event::Verified {
				subject: account(ALICE),
				id: id(0, 0)
			}
		);
		assert_noop!(verify(VERIFIER, [9; 32]), Error::<Test>::TooManyVerifications);
	});
}

#[test]
fn verify_should_fail_when_the_verifier_gave_the_consent() {
	with_policies(|| {
		salus_primitives::mock::MockAccreditation::accredit(&account(BOB), &[salus_primitives::Role::Verifier]);
		file(BOB, 0);
		assert_noop!(
			Consent::verify(signed(BOB), account(BOB), 0, 0, [5; 32]),
			Error::<Test>::SameParty
		);
	});
}

#[test]
fn a_consent_should_count_only_once_verified_when_its_policy_requires_it() {
	with_policies(|| {
		let mut waiting = filing();
		waiting.policy = VERIFIED_POLICY;
		assert_ok!(try_file(ALICE, 0, waiting));
		assert!(Consent::active_consents(&account(ALICE), 0, 1)[0].awaits_verification);
		let decided = || disclose(ALICE, request()).1.outcome;
		assert_ne!(decided(), salus_consent_engine::Outcome::Permit);
		assert_eq!(Consent::authorised(&account(ALICE), &account(CUSTODIAN)), vec![]);
		assert_ok!(Consent::verify(signed(VERIFIER), account(ALICE), 0, 0, [5; 32]));
		assert_eq!(decided(), salus_consent_engine::Outcome::Permit);
		assert_eq!(Consent::authorised(&account(ALICE), &account(CUSTODIAN)).len(), 1);
	});
}

/// Under the policy that requires a verification.
fn waiting(consent: Agreed) -> Filing {
	Filing {
		policy: VERIFIED_POLICY,
		..filing_of(consent)
	}
}

/// Asks where everything is permitted of which no consent says otherwise.
fn decided() -> salus_consent_engine::Outcome {
	assert_ok!(Consent::set_domain_parameters(
		RuntimeOrigin::root(),
		Combining::DenyOverrides,
		Implicit::AllNormal
	));
	disclose(ALICE, request()).1.outcome
}

const NO: salus_consent_engine::Outcome =
	salus_consent_engine::Outcome::Deny(salus_consent_engine::DenyReason::Consent);
const NOTHING_SAID: salus_consent_engine::Outcome = salus_consent_engine::Outcome::NotApplicable {
	implicit: Implicit::AllNormal,
	permitted: true,
};

#[test]
fn a_consent_that_only_denies_should_count_before_it_is_verified() {
	with_policies(|| {
		let verify = |version| Consent::verify(signed(VERIFIER), account(ALICE), 0, version, [5; 32]);
		let revise = |version, filing| Consent::revise(signed(ALICE), account(ALICE), 0, version, Box::new(filing));
		let deny = || waiting(agreed(Effect::Deny, Rule::default(), vec![]));
		let denies_more = provision(0, Effect::Deny, actors(&[RECIPIENT]));
		assert_eq!(decided(), NOTHING_SAID);
		assert_ok!(try_file(ALICE, 0, deny()));
		assert_eq!(decided(), NO);
		assert!(!Consent::active_consents(&account(ALICE), 0, 1)[0].awaits_verification);
		assert_ok!(verify(0));
		assert_eq!(decided(), NO);
		assert_ok!(revise(
			0,
			waiting(agreed(Effect::Deny, Rule::default(), vec![denies_more]))
		));
		assert_eq!(decided(), NO);
		// A permit waits, and the no that takes its place does not.
		assert_ok!(revise(1, waiting(agreed(Effect::Permit, Rule::default(), vec![]))));
		assert_eq!(decided(), NOTHING_SAID);
		assert_ok!(verify(2));
		assert_eq!(decided(), salus_consent_engine::Outcome::Permit);
		assert_ok!(revise(2, deny()));
		assert_eq!(decided(), NO);
	});
}

#[test]
fn a_consent_that_denies_and_permits_should_wait_for_its_verification() {
	with_policies(|| {
		let mixed = |base, other| {
			waiting(agreed(
				base,
				Rule::default(),
				vec![provision(0, other, actors(&[STRANGER]))],
			))
		};
		let verify = |version| Consent::verify(signed(VERIFIER), account(ALICE), 0, version, [5; 32]);
		let revise = |version, filing| Consent::revise(signed(ALICE), account(ALICE), 0, version, Box::new(filing));
		assert_ok!(try_file(ALICE, 0, mixed(Effect::Deny, Effect::Permit)));
		assert!(Consent::active_consents(&account(ALICE), 0, 1)[0].awaits_verification);
		assert_eq!(decided(), NOTHING_SAID);
		assert_ok!(verify(0));
		assert_eq!(decided(), NO);
		// Until the newer version is verified too, nothing is said.
		assert_ok!(revise(0, mixed(Effect::Permit, Effect::Deny)));
		assert_eq!(decided(), NOTHING_SAID);
		assert_ok!(verify(1));
		assert_eq!(decided(), salus_consent_engine::Outcome::Permit);
	});
}

#[test]
fn mark_entered_in_error_should_be_the_named_custodians_or_the_grantors() {
	with_policies(|| {
		let mark = |who, place| Consent::mark_entered_in_error(signed(who), account(ALICE), place, 0);
		file(ALICE, 0);
		assert_noop!(mark(OTHER_CUSTODIAN, 0), Error::<Test>::NotAuthorized);
		assert_noop!(mark(STRANGER, 0), Error::<Test>::NotAuthorized);
		hypothetically!({
			salus_primitives::mock::MockAccreditation::accredit(&account(CUSTODIAN), &[]);
			assert_noop!(mark(CUSTODIAN, 0), DispatchError::Other("NotAccredited"));
			accredit_all();
		});
		assert_ok!(mark(CUSTODIAN, 0));
		assert_eq!(
			last_event(),
			Event::EnteredInError {
				subject: account(ALICE),
				id: id(0, 0),
				by_custodian: true
			}
		);
		assert_eq!(held(ALICE), 0);

		let mut of_anybody = filing();
		of_anybody.consent.custodian = None;
		assert_ok!(try_file(ALICE, 1, of_anybody));
		assert_noop!(mark(CUSTODIAN, 1), Error::<Test>::NotAuthorized);
		assert_ok!(mark(ALICE, 1));
		assert_eq!(status(ALICE, 1, 0), Some(Status::EnteredInError));
	});
}

#[test]
fn mark_entered_in_error_should_leave_the_custodian_no_consent_that_only_denies() {
	with_policies(|| {
		let mark = |who, place| Consent::mark_entered_in_error(signed(who), account(ALICE), place, 0);
		let deny = |permits| {
			let below = provision(
				0,
				if permits { Effect::Permit } else { Effect::Deny },
				actors(&[RECIPIENT]),
			);
			filing_of(agreed(Effect::Deny, Rule::default(), vec![below]))
		};
		assert_ok!(try_file(ALICE, 0, deny(false)));
		assert_noop!(mark(CUSTODIAN, 0), Error::<Test>::NotAuthorized);
		assert_ok!(mark(ALICE, 0));
		assert_eq!(status(ALICE, 0, 0), Some(Status::EnteredInError));
		assert_ok!(try_file(ALICE, 1, deny(true)));
		assert_ok!(mark(CUSTODIAN, 1));
	});
}

#[test]
fn expired_should_equal_absent_on_every_read() {
	with_policies(|| {
		assert_ok!(try_file(ALICE, 0, until(GENESIS_TIME + 10)));
		for (at, there) in [(9, true), (10, false), (11, false)] {
			set_time(GENESIS_TIME + at);
			let permitted = disclose(ALICE, request()).1.outcome == salus_consent_engine::Outcome::Permit;
			assert_eq!(permitted, there, "at {at}");
			assert_eq!(
				Consent::active_consents(&account(ALICE), 0, 9).len(),
				usize::from(there)
			);
			assert_eq!(
				Consent::authorised(&account(ALICE), &account(CUSTODIAN)).len(),
				usize::from(there)
			);
			assert_eq!(status(ALICE, 0, 0) == Some(Status::Active), there);
			assert_eq!(
				Consent::free_place(account(ALICE)),
				Some(if there { id(1, 0) } else { id(0, 1) })
			);
		}
	});
}

#[test]
fn clean_up_should_return_deposits_to_who_paid_them_when_items_are_due() {
	with_policies(|| {
		assert_ok!(try_file(ALICE, 0, until(GENESIS_TIME + 10)));
		assert_ok!(try_file(BOB, 4, until(GENESIS_TIME + 20)));
		let item = |who, place| CleanUp::Consent {
			subject: account(who),
			place,
		};
		let clean = |items: Vec<CleanUp<AccountId32>>| Call::clean_up {
			items: items.try_into().unwrap(),
		};
		set_time(GENESIS_TIME + 9);
		assert_noop!(dispatch(STRANGER, clean(vec![item(ALICE, 0)])), Error::<Test>::NotDue);
		assert_noop!(dispatch(STRANGER, clean(vec![])), Error::<Test>::EmptyBatch);
		set_time(GENESIS_TIME + 10);
		// All or none.
		let both = clean(vec![item(ALICE, 0), item(BOB, 4)]);
		assert_noop!(dispatch(STRANGER, both.clone()), Error::<Test>::NotDue);
		let twice = clean(vec![item(ALICE, 0), item(ALICE, 0)]);
		assert_noop!(dispatch(STRANGER, twice), Error::<Test>::NotDue);
		set_time(GENESIS_TIME + 20);
		assert_ok!(dispatch(STRANGER, both));
		assert_eq!(last_event(), Event::CleanedUp { items: 2 });
		assert_eq!((held(ALICE), held(BOB), held(STRANGER)), (0, 0, 0));
		assert_eq!(status(BOB, 4, 0), Some(Status::Expired));
	});
}

#[test]
fn nothing_should_be_named_in_calls_events_or_storage_that_is_unbounded() {
	use scale_info::{MetaType, Registry, TypeDef};
	let mut registry = Registry::new();
	for meta in [
		MetaType::new::<Call<Test>>(),
		MetaType::new::<Event<Test>>(),
		MetaType::new::<Entry<Test>>(),
		MetaType::new::<Receipt<Test>>(),
		MetaType::new::<Emergency<Test>>(),
		MetaType::new::<Guardianship<Test>>(),
	] {
		registry.register_type(&meta);
	}
	let types: scale_info::PortableRegistry = registry.into();
	for entry in &types.types {
		let name = entry.ty.path.segments.join("::");
		assert!(!matches!(
			entry.ty.type_def,
			TypeDef::Primitive(scale_info::TypeDefPrimitive::Str)
		));
		if let TypeDef::Composite(composite) = &entry.ty.type_def {
			for field in &composite.fields {
				let inner = types.resolve(field.ty.id).unwrap();
				let sequence = matches!(inner.type_def, TypeDef::Sequence(_));
				assert!(!sequence || name.ends_with("BoundedVec"), "{name}");
			}
		}
		if let TypeDef::Variant(variants) = &entry.ty.type_def {
			for field in variants.variants.iter().flat_map(|variant| &variant.fields) {
				let inner = types.resolve(field.ty.id).unwrap();
				assert!(!matches!(inner.type_def, TypeDef::Sequence(_)), "{name}");
			}
		}
	}
}
