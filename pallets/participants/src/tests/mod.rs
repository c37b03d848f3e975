mod accreditation;
mod invariants;
mod standing;

use crate::{mock::*, Error, Event, RoleList, Status, Verdict};
use frame::testing_prelude::*;
use salus_primitives::{mock::MockClock, AccreditationInspect, Role, RoleSuspension, Roles, Seconds};

const HOSPITAL: u64 = 1;
const INSURER: u64 = 2;
const STRANGER: u64 = 99;

fn roles(roles: &[Role]) -> RoleList {
	RoleList::truncate_from(roles.to_vec())
}

fn accredit(organisation: u64, of: &[Role], expires_at: Option<Seconds>) {
	assert_ok!(Participants::accredit(
		RuntimeOrigin::root(),
		organisation,
		roles(of),
		CREDENTIAL,
		expires_at
	));
}

fn last_event() -> Event<Test> {
	match System::events().pop().expect("an event").event {
		RuntimeEvent::Participants(event) => event,
		other => panic!("not an event of this pallet: {other:?}"),
	}
}
