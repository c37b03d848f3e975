//! The rows of `Participants`.

use super::{prepare, row, Actor, By::*, Row};

use pallet_participants::{Call, RoleList};
use salus_primitives::Role;
use salus_runtime::{AccountId, Runtime, RuntimeOrigin};

/// The organisation that governance calls are about: active, with one role suspended. Another one is suspended.
fn target() -> AccountId {
	AccountId::new([9; 32])
}

fn accredit(organisation: AccountId, roles: &[Role]) -> Call<Runtime> {
	Call::accredit {
		organisation,
		roles: RoleList::truncate_from(roles.to_vec()),
		credential: [1; 32],
		expires_at: None,
	}
}

pub fn rows() -> Vec<Row> {
	let organisation = target();
	let root = RuntimeOrigin::root;
	prepare(accredit(target(), &[Role::Reviewer, Role::Auditor]), root());
	let role = Role::Auditor;
	prepare(
		Call::<Runtime>::suspend_role {
			organisation: target(),
			role,
		},
		root(),
	);
	vec![
		row(accredit(AccountId::new([8; 32]), &[Role::Payer]), Governance),
		row(
			Call::amend {
				organisation: organisation.clone(),
				roles: RoleList::truncate_from(vec![Role::Auditor]),
				credential: [2; 32],
				expires_at: None,
			},
			Governance,
		),
		row(
			Call::suspend {
				organisation: organisation.clone(),
			},
			Governance,
		),
		row(
			Call::reinstate {
				organisation: Actor::Suspended.account(),
			},
			Governance,
		),
		row(
			Call::suspend_role {
				organisation: organisation.clone(),
				role: Role::Reviewer,
			},
			Governance,
		),
		row(Call::reinstate_role { organisation, role }, Governance),
		row(Call::withdraw {}, Accredited(&Role::ALL)),
	]
}
