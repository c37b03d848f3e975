//! `salus chain metrics`: what no node reports about itself, in the text format of Prometheus.
//!
//! A node's own metrics tell whether it runs and makes blocks. Whether people are late is in the chain's state: claims whose
//! deadline has passed, emergencies that nobody reviewed in time, plans whose pool is short of what it promised. The file is
//! for node_exporter's *textfile* collector, written by a timer.

use super::{AccountId32, Chain, Connect};
use crate::{
	outcome::{Failure, Outcome},
	output::print,
};
use clap::Args;
use salus_api::salus::{
	self,
	runtime_types::{pallet_claims::types::claim::ClaimState, pallet_consent::types::Review},
};
use std::{
	collections::BTreeMap,
	fmt::Write as _,
	fs,
	path::{Path, PathBuf},
};

/// `salus chain metrics`
#[derive(Debug, Args)]
pub struct Metrics {
	#[command(flatten)]
	connect: Connect,
	/// The file, replaced as a whole, such as /var/lib/prometheus/node-exporter/salus.prom. Standard output if not given.
	#[arg(long, value_name = "FILE")]
	out: Option<PathBuf>,
}

/// What is counted, at one block.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counted {
	block: u64,
	clock: u64,
	/// Claims that wait for a person, and those of them whose deadline has passed.
	claims: Late,
	/// Emergencies that nobody has reviewed, and those of them that had to be by now.
	emergencies: Late,
	/// What the pool of a plan is short of, in the smallest unit.
	shortfalls: BTreeMap<u32, u128>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Late {
	waiting: u64,
	overdue: u64,
}

impl Late {
	fn count(&mut self, deadline: u64, now: u64) {
		self.waiting += 1;
		self.overdue += u64::from(deadline < now);
	}

	/// An emergency that was found to be late still waits for its review.
	fn review(&mut self, review: &Review<AccountId32>, review_by: u64, now: u64) {
		match review {
			Review::Pending => self.count(review_by, now),
			Review::Overdue { .. } => {
				self.waiting += 1;
				self.overdue += 1;
			},
			Review::Reviewed { .. } => (),
		}
	}
}

impl Metrics {
	pub(super) async fn run(self) -> Outcome {
		let chain = Chain::connect(&self.connect).await?;
		let state = chain.state().await?;
		let mut counted = Counted {
			block: state.number(),
			clock: state.now().await?,
			..Counted::default()
		};
		for (_, claim) in state.entries(salus::storage().claims().claims(), ()).await? {
			match claim.state {
				ClaimState::Pended { deadline, .. } | ClaimState::Appealed { deadline, .. } => {
					counted.claims.count(deadline, counted.clock)
				},
				_ => (),
			}
		}
		for (_, emergency) in state.entries(salus::storage().consent().emergencies(), ()).await? {
			counted
				.emergencies
				.review(&emergency.review, emergency.review_by, counted.clock);
		}
		for (key, short) in state.entries(salus::storage().claims().shortfalls(), ()).await? {
			// The key ends in the plan, most significant byte first.
			let plan = key.last_chunk().copied().map(u32::from_be_bytes).unwrap_or_default();
			counted.shortfalls.insert(plan, short);
		}
		let text = counted.text();
		match &self.out {
			Some(path) => replace(path, &text),
			None => print(&text),
		}
	}
}

/// Writes a file whose readers see either the old content or the new.
fn replace(path: &Path, text: &str) -> Outcome {
	let mut next = path.as_os_str().to_owned();
	next.push(".next");
	let next = PathBuf::from(next);
	fs::write(&next, text)
		.and_then(|()| fs::rename(&next, path))
		.map_err(|error| Failure::Unreadable(format!("--out {}: {error}", path.display())))
}

impl Counted {
	fn text(&self) -> String {
		let mut text = String::new();
		for (name, help, value) in [
			("salus_state_block", "The block that was read.", self.block),
			(
				"salus_state_clock_seconds",
				"The chain's clock in that block, in seconds since 1970.",
				self.clock,
			),
			(
				"salus_claims_waiting",
				"Claims that wait for a person.",
				self.claims.waiting,
			),
			(
				"salus_claims_overdue",
				"Claims that wait for a person beyond their deadline.",
				self.claims.overdue,
			),
			(
				"salus_emergencies_waiting",
				"Emergencies that nobody has reviewed.",
				self.emergencies.waiting,
			),
			(
				"salus_emergencies_overdue",
				"Emergencies that nobody reviewed in time.",
				self.emergencies.overdue,
			),
		] {
			// Writing to a text cannot fail.
			let _ = write!(text, "# HELP {name} {help}\n# TYPE {name} gauge\n{name} {value}\n");
		}
		let name = "salus_pool_shortfall";
		let _ = write!(
			text,
			"# HELP {name} What decided claims wait for because the pool of their plan is short, in the smallest unit.\n\
			 # TYPE {name} gauge\n"
		);
		for (plan, short) in &self.shortfalls {
			let _ = writeln!(text, "{name}{{plan=\"{plan}\"}} {short}");
		}
		text
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn text_should_be_what_prometheus_reads() {
		let mut claims = Late::default();
		for deadline in [99, 100, 101] {
			claims.count(deadline, 100);
		}
		let counted = Counted {
			block: 7,
			clock: 100,
			claims,
			shortfalls: [(1, 250)].into(),
			..Counted::default()
		};
		let text = counted.text();
		let lines: Vec<_> = text.lines().filter(|line| !line.starts_with('#')).collect();
		assert_eq!(
			lines,
			[
				"salus_state_block 7",
				"salus_state_clock_seconds 100",
				"salus_claims_waiting 3",
				"salus_claims_overdue 1",
				"salus_emergencies_waiting 0",
				"salus_emergencies_overdue 0",
				"salus_pool_shortfall{plan=\"1\"} 250",
			]
		);
		assert_eq!(text.matches("# TYPE").count(), 7);
	}

	#[test]
	fn review_should_be_overdue_when_the_chain_has_found_it_late() {
		let mut late = Late::default();
		let mut count = |review| {
			late.review(&review, 100, 100);
			late
		};
		let counts = |waiting, overdue| Late { waiting, overdue };
		assert_eq!(count(Review::Pending), counts(1, 0));
		// At the deadline itself the chain's hook has marked it already.
		assert_eq!(count(Review::Overdue { at: 100 }), counts(2, 1));
		let reviewed = Review::Reviewed {
			justified: true,
			reviewer: AccountId32([0; 32]),
			at: 99,
		};
		assert_eq!(count(reviewed), counts(2, 1));
	}

	#[test]
	fn replace_should_name_the_file_when_it_cannot_be_written() {
		let refused = replace(Path::new("/nowhere/salus.prom"), "").unwrap_err();
		assert!(refused.to_string().contains("/nowhere/salus.prom"));
	}
}
