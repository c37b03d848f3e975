//! The allow/deny matrix: every call of our pallets by everybody, directly and through everything that can nest a call.
//!
//! The rows are in one file for each pallet; `docs/security/call-matrix.md` is rendered from them. After a wanted change run
//! `UPDATE_GOLDEN=1 cargo test -p salus-runtime matrix` and read the difference.

pub mod actors;
mod braked;
pub mod claims;
pub mod consent;
mod participants;
mod records;
mod wrappers;

use crate::common::*;
use actors::{accredit_all, Actor};
use codec::Decode;
use polkadot_sdk::*;

use frame_support::{
	assert_ok,
	dispatch::GetDispatchInfo,
	hypothetically,
	traits::{GetCallMetadata, GetCallName},
};
use salus_primitives::Role;
use salus_runtime::{Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin, System};
use sp_runtime::{DispatchError, DispatchResult, ModuleError};
use std::{collections::BTreeMap, fmt::Write};

/// Who may make a call. Whoever may not gets a named error.
#[derive(Clone, Copy)]
enum By {
	/// The council's majority and root.
	Governance,
	/// Organisations that are accredited for one of these roles at this moment.
	Accredited(&'static [Role]),
	/// These, and nobody else: any other signer gets this error.
	Only(&'static [Actor], &'static str),
	/// These and governance.
	OrGovernance(&'static [Actor], &'static str),
	/// These, whatever they are accredited for; of all others those that are accredited for one of these roles.
	OrAccredited(&'static [Actor], &'static [Role]),
	/// Governance, and those that are accredited for one of these roles.
	AccreditedOrGovernance(&'static [Role]),
	/// Whoever signs.
	Anyone,
}

/// A row of the table: a call, who may make it, and exceptions.
pub(crate) struct Row {
	pub(crate) call: RuntimeCall,
	by: By,
	/// Actors that get another error than the rest of their kind.
	except: &'static [(Actor, &'static str)],
	/// What the call is about, where one call has several rows.
	about: &'static str,
	/// When it is made, if not at the time of the others.
	at: Option<u64>,
}

/// A row without exceptions.
fn row(call: impl Into<RuntimeCall>, by: By) -> Row {
	Row {
		call: call.into(),
		by,
		except: &[],
		about: "",
		at: None,
	}
}

impl Row {
	fn but(self, except: &'static [(Actor, &'static str)]) -> Self {
		Self { except, ..self }
	}

	fn about(self, about: &'static str) -> Self {
		Self { about, ..self }
	}

	fn at(self, at: u64) -> Self {
		Self { at: Some(at), ..self }
	}

	/// Moves the clock to when the call is made.
	pub(crate) fn set_time(&self) {
		if let Some(at) = self.at {
			set_time(at);
		}
	}

	pub(crate) fn name(&self) -> &'static str {
		self.call.get_call_metadata().function_name
	}

	/// Somebody who may make it.
	pub(crate) fn somebody(&self) -> Actor {
		let allowed = |actor: &&Actor| actor.signs() && self.expected(**actor).is_ok();
		*Actor::ALL.iter().find(allowed).expect("somebody may")
	}

	fn pallet(&self) -> &'static str {
		self.call.get_call_metadata().pallet_name
	}

	/// What `actor` gets: nothing, or the name of the error.
	fn expected(&self, actor: Actor) -> Result<(), &'static str> {
		if let Some((_, error)) = self.except.iter().find(|(except, _)| *except == actor) {
			return Err(error);
		}
		let governs = matches!(actor, Actor::Council | Actor::Root);
		let allowed = match self.by {
			By::Governance | By::AccreditedOrGovernance(_) | By::OrGovernance(..) if governs => return Ok(()),
			By::Governance => return Err("BadOrigin"),
			_ if !actor.signs() => return Err("BadOrigin"),
			By::Anyone => return Ok(()),
			By::Only(who, error) | By::OrGovernance(who, error) => {
				return who.contains(&actor).then_some(()).ok_or(error);
			},
			By::OrAccredited(who, _) if who.contains(&actor) => return Ok(()),
			By::Accredited(roles) | By::OrAccredited(_, roles) | By::AccreditedOrGovernance(roles) => roles,
		};
		match actor {
			Actor::Suspended => Err("Suspended"),
			Actor::Expired => Err("Expired"),
			Actor::Withdrawn => Err("NotAccredited"),
			_ if actor.roles().iter().any(|role| allowed.contains(role)) => Ok(()),
			_ => Err("NotAccredited"),
		}
	}
}

/// Every row, in a chain on which each call can succeed on its own; calls `test` there.
fn in_world(test: impl FnOnce(Vec<Row>)) {
	in_block(|| {
		accredit_all();
		let mut rows = participants::rows();
		rows.extend(records::rows());
		rows.extend(consent::rows());
		rows.extend(claims::rows());
		test(rows);
	});
}

/// The name of an error that was read from an event, where its text is not kept.
fn stored_name(error: ModuleError) -> &'static str {
	let bytes = &mut error.error.as_slice();
	let name = match error.index {
		0 => frame_system::Error::<Runtime>::decode(bytes).map(Into::into),
		60 => pallet_participants::Error::<Runtime>::decode(bytes).map(Into::into),
		61 => pallet_records::Error::<Runtime>::decode(bytes).map(Into::into),
		62 => pallet_consent::Error::<Runtime>::decode(bytes).map(Into::into),
		63 => pallet_claims::Error::<Runtime>::decode(bytes).map(Into::into),
		other => panic!("an error of pallet {other}, which gives no error here"),
	};
	name.expect("an error of this pallet")
}

/// The name of an error, as wallets show it.
fn name_of(error: DispatchError) -> &'static str {
	match error {
		DispatchError::Module(error) => error.message.unwrap_or_else(|| stored_name(error)),
		DispatchError::BadOrigin => "BadOrigin",
		other => other.into(),
	}
}

fn named(result: DispatchResult) -> Result<(), &'static str> {
	result.map_err(name_of)
}

/// What the nested call returned, where the wrapper reports it.
fn reported(find: impl Fn(RuntimeEvent) -> Option<DispatchResult>) -> DispatchResult {
	System::events()
		.into_iter()
		.rev()
		.find_map(|record| find(record.event))
		.expect("a report")
}

/// The state, to see whether something changed.
fn root() -> Vec<u8> {
	sp_io::storage::root(sp_storage::StateVersion::V1)
}

#[test]
fn matrix_should_have_every_call_of_our_pallets() {
	in_world(|rows| {
		let mut listed = BTreeMap::<&str, Vec<&str>>::new();
		for row in &rows {
			let names = listed.entry(row.pallet()).or_default();
			if row.about.is_empty() || names.last() != Some(&row.name()) {
				names.push(row.name());
			}
		}
		for (pallet, names) in [
			("Participants", pallet_participants::Call::<Runtime>::get_call_names()),
			("Records", pallet_records::Call::<Runtime>::get_call_names()),
			("Consent", pallet_consent::Call::<Runtime>::get_call_names()),
			("Claims", pallet_claims::Call::<Runtime>::get_call_names()),
		] {
			assert_eq!(listed.remove(pallet).unwrap_or_default(), names, "{pallet}");
		}
		assert!(listed.is_empty(), "rows of pallets that nobody asked for: {listed:?}");
		let ours = crate::metadata::OURS;
		assert!(
			ours.iter().all(|pallet| rows.iter().any(|row| row.pallet() == *pallet)),
			"a pallet of ours has no rows: {ours:?}"
		);
	});
}

#[test]
fn calls_should_follow_the_matrix_for_every_actor() {
	in_world(|rows| {
		for row in rows {
			for actor in Actor::ALL {
				let (pallet, name) = (row.pallet(), row.name());
				let expected = row.expected(*actor);
				let before = root();
				hypothetically!({
					row.set_time();
					let result = named(dispatch(row.call.clone(), actor.origin()));
					assert_eq!(result, expected, "{pallet}.{name} by {actor:?}");
				});
				assert_eq!(root(), before);
				if expected.is_err() {
					let result = named(dispatch_unfiltered(row.call.clone(), actor.origin()));
					assert_eq!(result, expected, "{pallet}.{name} by {actor:?}, past the filters");
					assert_eq!(
						root(),
						before,
						"{pallet}.{name} by {actor:?} was refused and left something"
					);
				}
			}
		}
	});
}

/// What a call that is free would cost the others.
#[test]
fn calls_should_all_weigh_something() {
	in_world(|rows| {
		for row in rows {
			let weight = row.call.get_dispatch_info().call_weight;
			assert!(
				weight.ref_time() > 1_000_000 && weight.proof_size() > 1_000,
				"{}.{}: {weight:?}",
				row.pallet(),
				row.name()
			);
		}
	});
}

/// The names of some actors, or words for many of them.
fn list(actors: &[Actor]) -> String {
	actors.iter().map(|actor| actor.name()).collect::<Vec<_>>().join(", ")
}

fn render(rows: &[Row]) -> String {
	let mut text = String::from(
		"# Who may call what\n\n\
		 Every call of our pallets by every kind of origin. The table is rendered from the one that the tests run\n\
		 (`cargo test -p salus-runtime matrix`), each cell of it on a chain on which the call can succeed; a call that is\n\
		 refused leaves the state as it was.\n\n\
		 An organisation here is accredited for the one role after which it is called; a suspended, expired or withdrawn one\n\
		 was accredited for all. The guardian is one by order of a court, who may revoke;\n\
		 the subject is a member of the plan, and the adjudicators are officers of its payer. A guardian, an adjudicator, a\n\
		 subject need no accreditation. *All others* are the actors that the\n\
		 row does not name, of: ",
	);
	text.push_str(&list(Actor::ALL));
	text.push_str(".\n");
	let mut pallet = "";
	for row in rows {
		if row.pallet() != pallet {
			pallet = row.pallet();
			write!(
				text,
				"\n## {pallet}\n\n| call | passes for | is refused with |\n|---|---|---|\n"
			)
			.unwrap();
		}
		let mut passes = Vec::new();
		let mut errors = BTreeMap::<&str, Vec<Actor>>::new();
		for actor in Actor::ALL {
			match row.expected(*actor) {
				Ok(()) => passes.push(*actor),
				Err(error) => errors.entry(error).or_default().push(*actor),
			}
		}
		let most = errors
			.iter()
			.max_by_key(|(_, actors)| actors.len())
			.map(|(error, _)| *error);
		let everybody = Actor::ALL.iter().filter(|actor| actor.signs()).count();
		let passes = if passes.len() == everybody {
			"whoever signs".into()
		} else {
			list(&passes)
		};
		let named = errors
			.iter()
			.filter(|(error, _)| Some(**error) != most)
			.map(|(error, actors)| format!("`{error}`: {}", list(actors)));
		let rest = most.map(|error| format!("`{error}`: all others"));
		let refused: Vec<_> = named.chain(rest).collect();
		let about = if row.about.is_empty() {
			String::new()
		} else {
			format!(" ({})", row.about)
		};
		writeln!(text, "| `{}`{about} | {passes} | {} |", row.name(), refused.join("; ")).unwrap();
	}
	text.push_str(wrappers::WORDS);
	text
}

#[test]
fn matrix_should_equal_the_page_of_the_documentation() {
	let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/security/call-matrix.md");
	let mut now = String::new();
	in_world(|rows| now = render(&rows));
	if std::env::var_os("UPDATE_GOLDEN").is_some() {
		std::fs::write(path, &now).unwrap();
	}
	let page = std::fs::read_to_string(path).expect("docs/security/call-matrix.md is part of the repository");
	for (line, (page, now)) in page.lines().zip(now.lines()).enumerate() {
		assert_eq!(page, now, "line {} of docs/security/call-matrix.md", line + 1);
	}
	assert_eq!(
		page, now,
		"docs/security/call-matrix.md has lines that the table has not, or lacks some"
	);
}

/// Makes a call as root: what a row needs before it can succeed.
#[track_caller]
fn prepare(call: impl Into<RuntimeCall>, origin: RuntimeOrigin) {
	assert_ok!(dispatch(call, origin));
}
