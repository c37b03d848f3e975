//! Both brakes, on every call of our pallets by everybody.

use super::*;
use std::collections::BTreeSet;

const STOPPED: Result<(), &str> = Err("CallFiltered");

/// What goes on whatever has stopped: a patient's "no", and the review of an emergency, whose deadline does not stop.
const GOES_ON: [&str; 3] = ["review_emergency", "revoke", "revoke_signed"];

fn goes_on(row: &Row) -> bool {
	row.pallet() == "Consent" && GOES_ON.contains(&row.name())
}

/// Checks that `row` is stopped for everybody whom filters bind: all but root. State stays as it was.
fn assert_stopped(row: &Row, brake: &str) {
	for actor in Actor::ALL.iter().copied() {
		let before = root();
		let expected = if actor == Actor::Root {
			row.expected(actor)
		} else {
			STOPPED
		};
		hypothetically!({
			row.set_time();
			let clock = root();
			let result = named(dispatch(row.call.clone(), actor.origin()));
			assert_eq!(
				result,
				expected,
				"{}.{} by {actor:?} under {brake}",
				row.pallet(),
				row.name()
			);
			assert!(
				expected.is_ok() || root() == clock,
				"{} by {actor:?} left something",
				row.name()
			);
		});
		assert_eq!(root(), before);
	}
}

#[test]
fn safe_mode_should_stop_all_calls_of_ours_but_what_goes_on() {
	in_world(|rows| {
		assert_ok!(dispatch(pallet_safe_mode::Call::force_enter {}, council(2)));
		let mut passed = BTreeSet::new();
		for row in &rows {
			if !goes_on(row) {
				assert_stopped(row, "safe mode");
				continue;
			}
			for actor in Actor::ALL.iter().copied() {
				hypothetically!({
					row.set_time();
					let result = named(dispatch(row.call.clone(), actor.origin()));
					assert_eq!(result, row.expected(actor), "{} by {actor:?} in safe mode", row.name());
				});
			}
			passed.insert(row.name());
		}
		assert_eq!(passed, BTreeSet::from(GOES_ON));
	});
}

#[test]
fn pause_should_stop_each_call_of_ours_but_what_goes_on() {
	in_world(|rows| {
		for row in &rows {
			let name = |text: &str| text.as_bytes().to_vec().try_into().expect("short enough");
			let pause = pallet_tx_pause::Call::pause {
				full_name: (name(row.pallet()), name(row.name())),
			};
			hypothetically!({
				let paused = named(dispatch(pause, council(2)));
				if goes_on(row) {
					assert_eq!(paused, Err("Unpausable"));
				} else {
					assert_eq!(paused, Ok(()));
					assert_stopped(row, "a pause");
				}
			});
		}
	});
}
