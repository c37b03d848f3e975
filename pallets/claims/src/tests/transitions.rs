//! Every state and every call: it moves as listed, or fails with the listed error and changes nothing.

use super::*;
use salus_primitives::mock::MockAnchors;

type E = Error<Test>;

#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
	Submitted,
	Rejected,
	Pended,
	Asked,
	Adjudicated,
	Payable,
	Paid,
	Appealed,
	Reversed,
	Replaced,
	Closed,
}

use State::*;

const STATES: [State; 11] = [
	Submitted,
	Rejected,
	Pended,
	Asked,
	Adjudicated,
	Payable,
	Paid,
	Appealed,
	Reversed,
	Replaced,
	Closed,
];

#[derive(Clone, Copy, Debug, PartialEq)]
enum Act {
	Adjudicate,
	Release,
	Reject,
	Ask,
	Override,
	Confirm,
	Void,
	Replace,
	Appeal,
	DecideAppeal,
	Remit,
	Retry,
	Recover,
	Answer,
	Close,
	Prune,
}

const ACTS: [Act; 16] = [
	Act::Adjudicate,
	Act::Release,
	Act::Reject,
	Act::Ask,
	Act::Override,
	Act::Confirm,
	Act::Void,
	Act::Replace,
	Act::Appeal,
	Act::DecideAppeal,
	Act::Remit,
	Act::Retry,
	Act::Recover,
	Act::Answer,
	Act::Close,
	Act::Prune,
];

/// A claim in a state, on a chain of its own. The member has nothing else but what the state needs.
fn in_state(state: State) -> ClaimId {
	let short = matches!(state, Payable);
	setup_with(terms(), if short { 10_000 } else { 100_000_000 });
	MockAnchors::put(1, &account(PROVIDER));
	match state {
		Submitted => {
			for ago in (20..32).rev() {
				submit(surgery(0, ago));
			}
			assert_ok!(Claims::void(signed(PROVIDER), id(0, 0)));
			submit(visit(0))
		},
		Rejected => {
			let claim = cases::unpriced();
			let reason = RejectReason::Invalid;
			assert_ok!(Claims::resolve_pended(
				signed(OFFICER),
				claim,
				Resolution::Reject { reason }
			));
			claim
		},
		Pended => cases::unpriced(),
		Asked => {
			let claim = cases::unpriced();
			assert_ok!(Claims::resolve_pended(signed(OFFICER), claim, Resolution::Ask));
			claim
		},
		// Below the deductible.
		Adjudicated => submit(visit(0)),
		Payable | Paid => submit(surgery(0, 3)),
		Appealed => {
			let claim = submit(surgery(0, 3));
			assert_ok!(Claims::appeal(signed(PROVIDER), claim, [1; 32]));
			claim
		},
		Reversed => {
			let claim = submit(surgery(0, 3));
			assert_ok!(Claims::void(signed(CHIEF), claim));
			idle();
			claim
		},
		Replaced => {
			let claim = submit(surgery(0, 3));
			assert_ok!(Claims::replace(signed(PROVIDER), claim, surgery(0, 4)));
			idle();
			claim
		},
		Closed => {
			let claim = submit(surgery(0, 3));
			pass_days(121);
			assert_ok!(Claims::close(signed(STRANGER), claim));
			claim
		},
	}
}

fn act(act: Act, claim: ClaimId) -> Result<(), DispatchError> {
	match act {
		Act::Adjudicate => plain(Claims::adjudicate(signed(STRANGER), claim)),
		Act::Release => plain(Claims::resolve_pended(signed(CHIEF), claim, Resolution::Release)),
		Act::Reject => {
			let reason = RejectReason::Invalid;
			plain(Claims::resolve_pended(
				signed(CHIEF),
				claim,
				Resolution::Reject { reason },
			))
		},
		Act::Ask => plain(Claims::resolve_pended(signed(CHIEF), claim, Resolution::Ask)),
		Act::Override => plain(Claims::override_line(
			signed(CHIEF),
			claim,
			1,
			Ruling::Price(5_000),
			[1; 32],
		)),
		Act::Confirm => plain(Claims::confirm_override(signed(SECOND), claim, true)),
		Act::Void => plain(Claims::void(signed(PROVIDER), claim)),
		Act::Replace => plain(Claims::replace(signed(PROVIDER), claim, surgery(0, 5))),
		Act::Appeal => Claims::appeal(signed(PROVIDER), claim, [1; 32]),
		Act::DecideAppeal => plain(Claims::decide_appeal(signed(CHIEF), claim, Finding::Uphold)),
		Act::Remit => plain(Claims::create_remittance(
			signed(OFFICER),
			0,
			account(PROVIDER),
			BoundedVec::truncate_from(vec![claim]),
			BoundedVec::new(),
		)),
		Act::Retry => plain(Claims::retry_payment(signed(STRANGER), claim)),
		Act::Recover => plain(Claims::recover_overpayment(signed(PROVIDER), claim)),
		Act::Answer => Claims::answer(signed(PROVIDER), claim, 1),
		Act::Close => Claims::close(signed(STRANGER), claim),
		Act::Prune => plain(Claims::prune(signed(STRANGER), Prunable::Claim(claim))),
	}
}

/// The table: what each call does in each state.
fn expected(state: State, act: Act) -> Result<(), E> {
	use Act::*;
	match (state, act) {
		// Somebody decides.
		(Submitted, Adjudicate) => Err(E::Replaying),
		(Appealed, Adjudicate) => Err(E::NotOverdue),
		(Pended | Asked, Release | Reject | Ask | Override) => Ok(()),
		(Adjudicated | Payable | Paid, Override) => Ok(()),
		(_, Adjudicate | Release | Reject | Ask | Override) => Err(E::InvalidTransition),
		(_, Confirm) => Err(E::NoProposal),
		// It is undone.
		(Submitted, Void | Replace) => Err(E::Replaying),
		(Pended | Asked | Adjudicated | Payable | Paid | Appealed, Void | Replace) => Ok(()),
		(Reversed | Replaced, Void | Replace) => Err(E::VoidOfVoid),
		(_, Void | Replace) => Err(E::InvalidTransition),
		// It is disputed.
		(Adjudicated | Payable | Paid, Appeal) => Ok(()),
		(Appealed, Appeal) => Err(E::NotOverdue),
		(_, Appeal) => Err(E::InvalidTransition),
		(Appealed, DecideAppeal) => Ok(()),
		(_, DecideAppeal) => Err(E::InvalidTransition),
		// Money.
		(Adjudicated | Paid | Replaced | Closed, Remit) => Ok(()),
		(Reversed, Remit) => Ok(()),
		(Rejected, Remit) => Err(E::AlreadyRemitted),
		(_, Remit) => Err(E::StillOpen),
		(Payable, Retry) => Err(E::PoolShort),
		(Paid | Closed, Retry) => Err(E::AlreadyPaid),
		(Adjudicated, Retry) => Err(E::NothingOwed),
		(_, Retry) => Err(E::InvalidTransition),
		(Reversed, Recover) => Ok(()),
		(_, Recover) => Err(E::NothingOwed),
		// The end.
		(Asked, Answer) => Ok(()),
		(_, Answer) => Err(E::InvalidTransition),
		(Adjudicated | Paid, Close) => Err(E::WindowOpen),
		(Reversed, Close) => Ok(()),
		(_, Close) => Err(E::InvalidTransition),
		(Rejected | Replaced | Closed, Prune) => Err(E::TooEarly),
		(_, Prune) => Err(E::StillOpen),
	}
}

#[test]
fn calls_should_follow_the_table_in_every_state() {
	for state in STATES {
		for call in ACTS {
			ext().execute_with(|| {
				let claim = in_state(state);
				if state == Reversed && matches!(call, Act::Remit | Act::Close) {
					// What an officer undid has to be recovered first.
					assert_noop!(act(call, claim), E::OverpaymentOpen);
					assert_ok!(Claims::recover_overpayment(signed(PROVIDER), claim));
				}
				match expected(state, call) {
					Ok(()) => {
						assert_ok!(act(call, claim));
					},
					Err(error) => {
						assert_noop!(act(call, claim), error);
					},
				}
				idle();
				assert_ok!(Claims::do_try_state());
			});
		}
	}
}

#[test]
fn states_should_lead_where_the_table_says() {
	let reason = RejectReason::Invalid;
	let pended = Claims::pended(PendCause::Information, None, PendOwner::Payer);
	let all = [
		ClaimState::Submitted,
		ClaimState::Rejected { reason },
		pended,
		ClaimState::Adjudicated,
		ClaimState::Payable,
		ClaimState::Paid { at: 1 },
		ClaimState::Appealed { level: 1, deadline: 1 },
		ClaimState::Reversed,
		ClaimState::Replaced { by: 1 },
		ClaimState::Closed,
	];
	// Rows: from; columns: to, in the order above.
	let table = [
		"01111 10110",
		"00000 00000",
		"01111 10110",
		"00111 11111",
		"00111 11110",
		"00111 11111",
		"00111 11110",
		"00000 00001",
		"00000 00000",
		"00000 00000",
	];
	for (from, row) in all.iter().zip(table) {
		let found: String = all.iter().map(|to| if from.leads_to(to) { '1' } else { '0' }).collect();
		assert_eq!(found, row.replace(' ', ""), "{from:?}");
	}
}
