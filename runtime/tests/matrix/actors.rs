//! Who calls: an account for each actor of the matrix, with exactly what makes it that actor.

use crate::common::*;
use polkadot_sdk::*;

use frame_support::{assert_ok, traits::fungible::Mutate};
use pallet_participants::RoleList;
use salus_primitives::Role;
use salus_runtime::{constants::UNIT, AccountId, Balances, Participants, RuntimeOrigin};

/// Declares the actors, their order and their names in the documentation.
macro_rules! actors {
	($($actor:ident $name:literal,)*) => {
		/// Who calls.
		#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
		pub enum Actor {
			$($actor,)*
		}

		impl Actor {
			/// Everybody, in the order of the table.
			pub const ALL: &'static [Actor] = &[$(Actor::$actor,)*];

			/// As the documentation names it.
			pub fn name(self) -> &'static str {
				match self {
					$(Actor::$actor => $name,)*
				}
			}
		}
	};
}

actors! {
	Nobody "nobody (unsigned)",
	Stranger "stranger",
	Subject "subject",
	Guardian "guardian",
	Custodian "custodian",
	Provider "provider",
	OtherProvider "another provider",
	Payer "payer",
	OtherPayer "another payer",
	Adjudicator "adjudicator",
	SecondAdjudicator "second adjudicator",
	Issuer "issuer",
	OtherIssuer "another issuer",
	Registrar "registrar",
	Verifier "verifier",
	Emergency "emergency responder",
	Reviewer "reviewer",
	Auditor "auditor",
	Recipient "recipient",
	Suspended "suspended organisation",
	Expired "expired organisation",
	Withdrawn "withdrawn organisation",
	CouncilMember "council member",
	CouncilThird "third of the council",
	Council "council majority",
	Root "root",
}

use Actor::*;

impl Actor {
	/// Its account. Origins that are not signed have one that nothing is done with.
	pub fn account(self) -> AccountId {
		match self {
			CouncilMember => account(Alice),
			_ => AccountId::new([0x60 + self as u8; 32]),
		}
	}

	/// The origin of its calls.
	pub fn origin(self) -> RuntimeOrigin {
		match self {
			Nobody => RuntimeOrigin::none(),
			CouncilThird => council_of(2, 6),
			Council => council(2),
			Root => RuntimeOrigin::root(),
			_ => RuntimeOrigin::signed(self.account()),
		}
	}

	/// Whether its calls are signed.
	pub fn signs(self) -> bool {
		!matches!(self, Nobody | CouncilThird | Council | Root)
	}

	/// The roles that its account is accredited for.
	pub fn roles(self) -> &'static [Role] {
		match self {
			Custodian => &[Role::Custodian],
			Provider | OtherProvider => &[Role::Provider],
			Payer | OtherPayer => &[Role::Payer],
			Issuer | OtherIssuer => &[Role::Issuer],
			Registrar => &[Role::Registrar],
			Verifier => &[Role::Verifier],
			Emergency => &[Role::EmergencyResponder],
			Reviewer => &[Role::Reviewer],
			Auditor => &[Role::Auditor],
			Recipient => &[Role::Recipient],
			Suspended | Expired | Withdrawn => &Role::ALL,
			_ => &[],
		}
	}
}

/// Gives everybody money and the organisations their accreditation, at [`NOW`]; moves the clock on by the ten seconds after
/// which one of them has expired.
pub fn accredit_all() {
	for actor in Actor::ALL.iter().filter(|actor| actor.signs()) {
		assert_ok!(Balances::mint_into(&actor.account(), 100_000 * UNIT));
		if !actor.roles().is_empty() {
			let expires_at = (*actor == Expired).then_some(NOW + 10);
			assert_ok!(Participants::accredit(
				RuntimeOrigin::root(),
				actor.account(),
				RoleList::truncate_from(actor.roles().to_vec()),
				[1; 32],
				expires_at,
			));
		}
	}
	assert_ok!(Participants::suspend(RuntimeOrigin::root(), Suspended.account()));
	assert_ok!(Participants::withdraw(Withdrawn.origin()));
	set_time(NOW + 10);
}
