//! A chain and a relay chain in memory, the receipts that they give, and what becomes of those receipts when something is changed.

mod forgeries;
mod properties;
mod rules;
mod world;

use crate::*;
use world::{Options, World, RECORD};

/// The stages that failed, and why.
fn failed(verified: &Verified) -> Vec<(Stage, Reason)> {
	verified
		.report
		.stages()
		.filter_map(|(stage, verdict)| match verdict {
			Verdict::Failed(reason) => Some((stage, reason)),
			_ => None,
		})
		.collect()
}

/// The stages that hold.
fn shown(verified: &Verified) -> Vec<Stage> {
	verified
		.report
		.stages()
		.filter(|(_, verdict)| *verdict == Verdict::Ok)
		.map(|(stage, _)| stage)
		.collect()
}
