//! Everything that can be wrong with what is asked: each has a name of its own, and changes nothing; or it is an adjustment
//! that anybody can read.

use super::*;
use salus_claims_engine::{plan::AuthorisationRule, Group, Reason};
use salus_primitives::mock::{MockAccreditation, MockConsents};

type E = Error<Test>;
/// What is wrong; what comes before; the call; its error.
type Row = (
	&'static str,
	fn() -> ClaimId,
	fn(ClaimId) -> Result<(), DispatchError>,
	DispatchError,
);

fn nothing() -> ClaimId {
	id(0, 0)
}

fn paid() -> ClaimId {
	submit(surgery(0, 3))
}

fn submitted(claim: Submission) -> Result<(), DispatchError> {
	plain(Claims::submit(signed(PROVIDER), claim))
}

fn one() -> ClaimLine {
	line(1, VISIT, 12_000, today())
}

/// A ruling that changes too much for one officer waits.
fn proposed() -> ClaimId {
	paid();
	let claim = cases::unpriced();
	assert_ok!(Claims::override_line(
		signed(OFFICER),
		claim,
		1,
		Ruling::Price(30_000),
		[1; 32]
	));
	claim
}

#[test]
fn bad_input_should_be_refused_by_a_name_of_its_own() {
	let other = |name| DispatchError::Other(name);
	let rows: &[Row] = &[
		(
			"unknown plan",
			nothing,
			|_| Claims::fund_plan(signed(PAYER), 9, 1),
			E::UnknownPlan.into(),
		),
		(
			"unknown coverage",
			nothing,
			|_| submitted(visit(9)),
			E::UnknownCoverage.into(),
		),
		(
			"unknown provider that bills",
			nothing,
			|_| plain(Claims::submit(signed(STRANGER), visit(0))),
			other("NotAccredited"),
		),
		(
			"unknown provider in a contract",
			nothing,
			|_| Claims::set_contract(signed(PAYER), 0, account(STRANGER), 0),
			other("NotAccredited"),
		),
		(
			"unknown claim",
			nothing,
			|_| plain(Claims::void(signed(PROVIDER), id(0, 9))),
			E::UnknownClaim.into(),
		),
		(
			"unknown asset",
			nothing,
			|_| {
				let asset = NativeOrWithId::WithId(99);
				let settlement = Settlement { asset, ..native() };
				Claims::publish_plan(signed(PAYER), None, Box::new(terms()), settlement)
			},
			E::UnknownAsset.into(),
		),
		(
			"wrong currency",
			nothing,
			|_| {
				submitted(Submission {
					currency: *b"EUR",
					..visit(0)
				})
			},
			E::WrongCurrency.into(),
		),
		("zero lines", nothing, |_| submitted(claim(0, &[])), E::ZeroLines.into()),
		(
			"zero units",
			nothing,
			|_| submitted(claim(0, &[ClaimLine { units: 0, ..one() }])),
			E::ZeroUnits.into(),
		),
		(
			"too many units",
			nothing,
			|_| {
				submitted(claim(
					0,
					&[ClaimLine {
						units: u64::MAX,
						..one()
					}],
				))
			},
			E::UnitsOverflow.into(),
		),
		(
			"amount that overflows",
			nothing,
			|_| {
				submitted(claim(
					0,
					&[ClaimLine {
						billed: u128::MAX,
						..one()
					}],
				))
			},
			E::AmountOverflow.into(),
		),
		(
			"lines that are not the total",
			nothing,
			|_| submitted(Submission { total: 1, ..visit(0) }),
			E::LineSumMismatch.into(),
		),
		(
			"disallowed group and reason",
			cases::unpriced,
			|claim| {
				let deny = Ruling::Deny {
					group: Group::Contractual,
					reason: Reason::COPAY,
				};
				plain(Claims::override_line(signed(CHIEF), claim, 1, deny, [1; 32]))
			},
			E::DisallowedPair.into(),
		),
		(
			"missing consent",
			nothing,
			|_| {
				MockConsents::revoke(&account(MEMBER), &account(PROVIDER), &account(PAYER));
				submitted(visit(0))
			},
			other("NotPermitted"),
		),
		(
			"same account as payer and provider",
			nothing,
			|_| {
				MockAccreditation::accredit(&account(PAYER), &[Role::Payer, Role::Provider]);
				plain(Claims::submit(signed(PAYER), visit(0)))
			},
			E::SelfDealing.into(),
		),
		(
			"second officer is the first",
			proposed,
			|claim| plain(Claims::confirm_override(signed(OFFICER), claim, true)),
			E::SameOfficer.into(),
		),
		(
			"decider repeats",
			|| {
				let claim = paid();
				assert_ok!(Claims::override_line(signed(CHIEF), claim, 1, Ruling::Accept, [1; 32]));
				idle();
				assert_ok!(Claims::appeal(signed(PROVIDER), claim, [1; 32]));
				claim
			},
			|claim| plain(Claims::decide_appeal(signed(CHIEF), claim, Finding::Uphold)),
			E::DecidedBefore.into(),
		),
		(
			"window closed",
			|| {
				let claim = paid();
				pass_days(121);
				claim
			},
			|claim| Claims::appeal(signed(PROVIDER), claim, [1; 32]),
			E::WindowClosed.into(),
		),
		(
			"void of a void",
			|| {
				let claim = paid();
				assert_ok!(Claims::void(signed(PROVIDER), claim));
				idle();
				claim
			},
			|claim| plain(Claims::void(signed(PROVIDER), claim)),
			E::VoidOfVoid.into(),
		),
		(
			"void of what was replaced",
			|| {
				let claim = paid();
				assert_ok!(Claims::replace(signed(PROVIDER), claim, surgery(0, 4)));
				idle();
				claim
			},
			|claim| plain(Claims::void(signed(OFFICER), claim)),
			E::VoidOfVoid.into(),
		),
		(
			"double payment",
			paid,
			|claim| plain(Claims::retry_payment(signed(STRANGER), claim)),
			E::AlreadyPaid.into(),
		),
		(
			"payment of nothing",
			|| submit(visit(0)),
			|claim| plain(Claims::retry_payment(signed(STRANGER), claim)),
			E::NothingOwed.into(),
		),
		(
			"pool short",
			nothing,
			|_| Claims::withdraw_unencumbered(signed(PAYER), 0, 100_000_000),
			E::PoolShort.into(),
		),
	];
	for (what, prepare, attempt, error) in rows {
		run(|| {
			setup();
			let claim = prepare();
			println!("{what}: {error:?}");
			assert_noop!(attempt(claim), *error);
		});
	}
}

/// Refused with one more line than a claim can have: it cannot even be said.
#[test]
fn too_many_lines_should_not_decode() {
	use codec::{Decode, Encode};
	let most = claim(0, &(1..=50).map(|number| line(number, VISIT, 1, 0)).collect::<Vec<_>>());
	let mut bytes = most.encode();
	assert_eq!(Submission::decode(&mut &bytes[..]), Ok(most.clone()));
	let lines = most.lines.encode();
	let at = bytes.len() - lines.len();
	let mut more = most.lines.to_vec();
	more.push(line(51, VISIT, 1, 0));
	bytes.truncate(at);
	bytes.extend(more.encode());
	assert!(Submission::decode(&mut &bytes[..]).is_err());
}

fn first_adjustment(claim: ClaimId) -> (Group, Reason) {
	let adjustment = stored(claim).result.lines[0].adjustments[0];
	(adjustment.group, adjustment.reason)
}

#[test]
fn what_a_plan_does_not_cover_should_be_an_adjustment() {
	run(|| {
		let plan = Plan {
			authorisations: BoundedVec::truncate_from(vec![AuthorisationRule {
				scope: PlanScope::ALL,
				above: Some(50_000),
				absent: salus_claims_engine::plan::Absent::Deny,
			}]),
			..terms()
		};
		setup_with(plan, 100_000_000);
		// Before the coverage: 26; after it: 27; without authorisation: 197; again: 18.
		let on = |day| claim(0, &[line(1, VISIT, 12_000, day)]);
		let before = submit(on(GENESIS_DAY - 166));
		assert_eq!(first_adjustment(before).1, Reason(26));
		pass_days(201);
		let after = submit(on(GENESIS_DAY + 200));
		assert_eq!(first_adjustment(after).1, Reason(27));
		set_time(GENESIS_TIME);
		let unauthorised = submit(surgery(0, 3));
		assert_eq!(first_adjustment(unauthorised).1, Reason(197));
		submit(visit(0));
		let again = submit(visit(0));
		assert_eq!(first_adjustment(again).1, Reason(18));
	});
}

/// Limits of what is kept: each refuses by its name.
#[test]
fn what_has_no_room_should_be_refused_by_its_name() {
	run(|| {
		setup();
		// More lines on one old day than are kept.
		let old = today() - 60;
		for number in 0..40 {
			submit(claim(0, &[line(1, VISIT, 12_000, today() - number)]));
		}
		let many = |first: u128| {
			let lines: Vec<_> = (1..=50)
				.map(|number| line(number, VISIT, first + u128::from(number), old))
				.collect();
			claim(0, &lines)
		};
		submit(many(0));
		submit(many(100));
		assert_noop!(Claims::submit(signed(PROVIDER), many(200)), E::TooManyLines);
		// The other payer names a line twice.
		let amounts = salus_claims_engine::PriorAmounts::default();
		let prior = salus_claims_engine::PriorPayer {
			decided: None,
			claim: amounts,
			lines: BoundedVec::truncate_from(vec![(1, amounts), (1, amounts)]),
		};
		let twice = Submission {
			prior: Some(prior),
			..surgery(1, 3)
		};
		assert_noop!(Claims::submit(signed(PROVIDER), twice), E::RepeatedPriorLine);
		// Numbers run out.
		let claim = submit(surgery(1, 3));
		let key = (Key::from(claim.coverage), Key::from(claim.number));
		let record = stored(claim);
		let mut last = record.clone();
		last.revision = Revision::MAX;
		Claims::put_claim(claim, &last);
		assert_noop!(Claims::void(signed(PROVIDER), claim), E::TooManyRevisions);
		Claims::put_claim(claim, &record);
		assert!(!Revisions::<Test>::contains_key((
			key.0,
			key.1,
			PageKey::from(Revision::MAX)
		)));
		let next = Next::<Test>::get();
		Next::<Test>::mutate(|next| next.plan = u32::MAX);
		assert_noop!(
			Claims::publish_plan(signed(PAYER), None, Box::new(terms()), native()),
			E::TooManyItems
		);
		Next::<Test>::put(next);
	});
}
