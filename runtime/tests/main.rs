//! The runtime as a whole: what is composed, who may do what, and what stops whom.

#![allow(
	clippy::arithmetic_side_effects,
	clippy::as_conversions,
	clippy::expect_used,
	clippy::indexing_slicing,
	clippy::panic,
	clippy::unwrap_used,
	reason = "tests are free"
)]

mod brakes;
mod budgets;
mod common;
mod council;
mod extrinsics;
mod golden;
mod hooks;
mod matrix;
mod metadata;
mod presets;
mod proxies;
mod weights;
mod xcm;
