//! Every call by everybody: who may, and with which error the others fail.

use super::*;
use salus_primitives::mock::MockAccreditation;

type E = Error<Test>;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Who {
	Stranger,
	Member,
	Payer,
	OtherPayer,
	Provider,
	OtherProvider,
	Officer,
	Reviewer,
}

use Who::*;

const ALL: [Who; 8] = [
	Stranger,
	Member,
	Payer,
	OtherPayer,
	Provider,
	OtherProvider,
	Officer,
	Reviewer,
];

fn number(who: Who) -> u8 {
	match who {
		Stranger => STRANGER,
		Member => MEMBER,
		Payer => PAYER,
		OtherPayer => OTHER_PAYER,
		Provider => PROVIDER,
		OtherProvider => OTHER_PROVIDER,
		Officer => CHIEF,
		Reviewer => REVIEWER,
	}
}

const UNACCREDITED: DispatchError = DispatchError::Other("NotAccredited");

type Row = (
	&'static str,
	fn(RuntimeOrigin, ClaimId) -> Result<(), DispatchError>,
	fn(Who) -> Result<(), DispatchError>,
);

fn payer_only(who: Who) -> Result<(), DispatchError> {
	match who {
		Payer => Ok(()),
		OtherPayer => Err(E::NotAuthorized.into()),
		_ => Err(UNACCREDITED),
	}
}

fn any_payer(who: Who) -> Result<(), DispatchError> {
	match who {
		Payer | OtherPayer => Ok(()),
		_ => Err(UNACCREDITED),
	}
}

fn any_provider(who: Who) -> Result<(), DispatchError> {
	match who {
		Provider | OtherProvider => Ok(()),
		_ => Err(UNACCREDITED),
	}
}

fn officer_only(who: Who) -> Result<(), DispatchError> {
	match who {
		Officer => Ok(()),
		_ => Err(E::NotOfficer.into()),
	}
}

fn billing_provider(who: Who) -> Result<(), DispatchError> {
	match who {
		Provider => Ok(()),
		OtherProvider => Err(E::NotAuthorized.into()),
		_ => Err(UNACCREDITED),
	}
}

/// The claim is one of 1,000.00 that is paid, unless a row makes another of it.
const ROWS: &[Row] = &[
	(
		"publish_plan",
		|who, _| Claims::publish_plan(who, None, Box::new(terms()), native()),
		any_payer,
	),
	("add_prices", |who, _| Claims::add_prices(who, 1, page(&[])), payer_only),
	(
		"set_contract",
		|who, _| Claims::set_contract(who, 0, account(PROVIDER), 1),
		payer_only,
	),
	(
		"set_officer",
		|who, _| Claims::set_officer(who, account(20), Some(1)),
		any_payer,
	),
	(
		"fund_plan",
		|who, _| Claims::fund_plan(who, 0, 1),
		|who| match who {
			Payer => Ok(()),
			_ => Err(E::NotAuthorized.into()),
		},
	),
	(
		"withdraw_unencumbered",
		|who, _| Claims::withdraw_unencumbered(who, 0, 1),
		|who| match who {
			Payer => Ok(()),
			_ => Err(E::NotAuthorized.into()),
		},
	),
	(
		"enrol",
		|who, _| Claims::enrol(who, 0, account(30), Household::Alone, cover_terms()),
		payer_only,
	),
	(
		"end_coverage",
		|who, _| Claims::end_coverage(who, 0, today()),
		payer_only,
	),
	(
		"request_authorisation",
		|who, _| plain(Claims::request_authorisation(who, 0, authorisations::request())),
		any_provider,
	),
	(
		"decide_authorisation",
		|who, _| {
			assert_ok!(Claims::request_authorisation(
				signed(PROVIDER),
				0,
				authorisations::request()
			));
			Claims::decide_authorisation(who, 0, 0, authorisations::grant(1))
		},
		officer_only,
	),
	("submit", |who, _| plain(Claims::submit(who, visit(0))), any_provider),
	(
		"submit_batch",
		|who, _| plain(Claims::submit_batch(who, BoundedVec::truncate_from(vec![visit(0)]))),
		any_provider,
	),
	(
		"resolve_pended",
		|who, _| plain(Claims::resolve_pended(who, cases::unpriced(), Resolution::Ask)),
		officer_only,
	),
	(
		"override_line",
		|who, claim| plain(Claims::override_line(who, claim, 1, Ruling::Price(90_000), [1; 32])),
		officer_only,
	),
	(
		"confirm_override",
		|who, claim| {
			let ruling = Ruling::Price(50_000);
			assert_ok!(Claims::override_line(signed(SECOND), claim, 1, ruling, [1; 32]));
			plain(Claims::confirm_override(who, claim, true))
		},
		officer_only,
	),
	(
		"void",
		|who, claim| plain(Claims::void(who, claim)),
		|who| match who {
			Provider | Officer => Ok(()),
			_ => Err(E::NotAuthorized.into()),
		},
	),
	(
		"replace",
		|who, claim| plain(Claims::replace(who, claim, visit(0))),
		billing_provider,
	),
	(
		"appeal",
		|who, claim| Claims::appeal(who, claim, [1; 32]),
		|who| match who {
			Provider | Member => Ok(()),
			_ => Err(E::NotAuthorized.into()),
		},
	),
	(
		"decide_appeal",
		|who, claim| {
			assert_ok!(Claims::appeal(signed(PROVIDER), claim, [1; 32]));
			plain(Claims::decide_appeal(who, claim, Finding::Uphold))
		},
		officer_only,
	),
	(
		"decide_appeal, external level",
		|who, claim| {
			assert_ok!(Claims::appeal(signed(PROVIDER), claim, [1; 32]));
			assert_ok!(Claims::decide_appeal(signed(OFFICER), claim, Finding::Uphold));
			assert_ok!(Claims::appeal(signed(MEMBER), claim, [1; 32]));
			plain(Claims::decide_appeal(who, claim, Finding::Uphold))
		},
		|who| match who {
			Reviewer => Ok(()),
			_ => Err(UNACCREDITED),
		},
	),
	(
		"create_remittance",
		|who, claim| {
			plain(Claims::create_remittance(
				who,
				0,
				account(PROVIDER),
				BoundedVec::truncate_from(vec![claim]),
				BoundedVec::new(),
			))
		},
		officer_only,
	),
	(
		"recover_overpayment",
		|who, claim| {
			assert_ok!(Claims::void(signed(CHIEF), claim));
			plain(Claims::recover_overpayment(who, claim))
		},
		|who| match who {
			Provider | Officer => Ok(()),
			_ => Err(E::NotOfficer.into()),
		},
	),
	(
		"answer",
		|who, _| {
			let claim = cases::unpriced();
			assert_ok!(Claims::resolve_pended(signed(OFFICER), claim, Resolution::Ask));
			salus_primitives::mock::MockAnchors::put(1, &account(PROVIDER));
			Claims::answer(who, claim, 1)
		},
		billing_provider,
	),
	(
		"adjudicate",
		|who, claim| plain(Claims::adjudicate(who, claim)),
		|_| Err(E::InvalidTransition.into()),
	),
	(
		"retry_payment",
		|who, claim| plain(Claims::retry_payment(who, claim)),
		|_| Err(E::AlreadyPaid.into()),
	),
	(
		"close",
		|who, claim| {
			pass_days(121);
			Claims::close(who, claim)
		},
		|_| Ok(()),
	),
	(
		"prune",
		|who, claim| plain(Claims::prune(who, Prunable::Claim(claim))),
		|_| Err(E::StillOpen.into()),
	),
	(
		"replay",
		|who, _| plain(Claims::replay(who, Scope::Member(0))),
		|_| Err(E::UnknownReplay.into()),
	),
];

#[test]
fn calls_should_follow_the_matrix_for_everybody() {
	for (name, call, expected) in ROWS {
		for who in ALL {
			ext().execute_with(|| {
				setup();
				// Plan 1 is not used yet.
				assert_ok!(Claims::publish_plan(signed(PAYER), None, Box::new(terms()), native()));
				let claim = submit(surgery(0, 3));
				let result = call(signed(number(who)), claim);
				assert_eq!(result, expected(who), "{name} by {who:?}");
				idle();
				assert_ok!(Claims::do_try_state());
			});
		}
	}
}

#[test]
fn calls_should_be_refused_when_nobody_signs() {
	for (name, call, _) in ROWS {
		ext().execute_with(|| {
			setup();
			let claim = submit(surgery(0, 3));
			assert_eq!(call(RuntimeOrigin::none(), claim), Err(BadOrigin.into()), "{name}");
		});
		ext().execute_with(|| {
			setup();
			let claim = submit(surgery(0, 3));
			// Root is nobody's account either.
			assert_eq!(call(RuntimeOrigin::root(), claim), Err(BadOrigin.into()), "{name}");
		});
	}
}

#[test]
fn matrix_should_name_every_call() {
	use frame::deps::frame_support::traits::GetCallName;
	for name in Call::<Test>::get_call_names() {
		assert!(ROWS.iter().any(|(row, ..)| row == name), "{name}");
	}
}

#[test]
fn organisation_should_stop_at_once_when_its_accreditation_ends() {
	run(|| {
		setup();
		let pended = cases::unpriced();
		MockAccreditation::accredit(&account(PROVIDER), &[]);
		assert_noop!(Claims::submit(signed(PROVIDER), visit(0)), UNACCREDITED);
		MockAccreditation::accredit(&account(PAYER), &[]);
		assert_noop!(
			Claims::resolve_pended(signed(OFFICER), pended, Resolution::Release),
			UNACCREDITED
		);
	});
}
