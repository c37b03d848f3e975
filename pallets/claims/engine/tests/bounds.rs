//! Values at their largest are as long as their types say.

#![allow(
	clippy::arithmetic_side_effects,
	clippy::as_conversions,
	clippy::indexing_slicing,
	clippy::unwrap_used,
	clippy::expect_used,
	clippy::panic
)]

mod support;

use codec::{Encode, MaxEncodedLen};
use salus_claims_engine::{claim::LateCause, tally::Tally, *};
use support::*;

fn largest_line() -> Line {
	Line {
		units: u64::MAX,
		billed: u128::MAX,
		authorisation: Some(u32::MAX),
		record: Some([0xff; 32]),
		..line(u16::MAX, "a", 1)
	}
}

#[test]
fn bound_should_be_the_length_of_the_largest_line() {
	assert_eq!(largest_line().encoded_size(), Line::max_encoded_len());
}

#[test]
fn bound_should_be_the_length_of_the_largest_claim() {
	let package = Package {
		service: Some(key("a")),
		days: u64::MAX,
	};
	assert_eq!(package.encoded_size(), Package::max_encoded_len());
	let largest = Claim {
		total: u128::MAX,
		late: Some(LateCause::RetroactiveNotice(0)),
		package: Some(package),
		lines: vec![largest_line(); 50].try_into().unwrap(),
		..claim(vec![])
	};
	assert_eq!(largest.encoded_size(), Claim::max_encoded_len());
}

#[test]
fn bound_should_be_the_length_of_the_largest_tally() {
	let tally = Tally {
		counter: Counter::MetCap(u8::MAX),
		window: Window::Day(i32::MAX),
		used: u128::MAX,
	};
	assert_eq!(tally.encoded_size(), Tally::max_encoded_len());
}
