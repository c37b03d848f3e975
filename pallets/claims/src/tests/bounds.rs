//! What is stored is at its largest as long as its type says: the weights count on it.

use super::*;
use codec::MaxEncodedLen;
use salus_claims_engine::{
	claim::{Package, PriorPayer},
	Adjudication, PendReason, Tallies,
};

type Account = [u8; 32];

/// How many bytes a value lacks to what its type says of the largest; negative if it is larger.
fn lacks<T: Encode + MaxEncodedLen>(value: &T) -> isize {
	T::max_encoded_len() as isize - value.encoded_size() as isize
}

fn largest_line() -> ClaimLine {
	ClaimLine {
		number: u16::MAX,
		category: OFFICE,
		service: VISIT,
		units: u64::MAX,
		billed: u128::MAX,
		day: 0,
		authorisation: Some(u32::MAX),
		record: Some(u64::MAX),
	}
}

fn largest_submission() -> Submission {
	Submission {
		coverage: u32::MAX,
		usage: ClaimUse::Claim,
		currency: *b"USD",
		total: u128::MAX,
		package: Some(Package {
			service: Some(VISIT),
			days: u64::MAX,
		}),
		prior: Some(PriorPayer::default()),
		lines: BoundedVec::truncate_from(vec![largest_line(); 50]),
	}
}

fn largest_print() -> Print {
	Print {
		day: 0,
		service: [0; 8],
		rest: [0; 8],
		claim: u32::MAX,
	}
}

#[test]
fn bounds_should_be_the_lengths_of_the_largest_values_when_a_claim_is_stored() {
	let id = ClaimId {
		coverage: u32::MAX,
		number: u32::MAX,
	};
	assert_eq!(lacks(&id), 0);
	assert_eq!(lacks(&largest_line()), 0);
	let submission = largest_submission();
	assert_eq!(lacks(&submission), lacks(&submission.prior));
	let record = ClaimRecord::<Account> {
		plan: u32::MAX,
		provider: [0; 32],
		network: 0,
		received: 0,
		clock: 0,
		clean: true,
		replaces: Some(0),
		consent: [0; 32],
		submission,
		state: ClaimState::Pended {
			cause: PendCause::Rule(PendReason::SuspectDuplicate),
			line: Some(0),
			owner: PendOwner::Payer,
			deadline: 0,
		},
		revision: 0,
		sequence: u32::MAX,
		counted: true,
		result: Adjudication::default(),
		entry: u64::MAX,
		decided: 0,
		moved: u128::MAX,
		promised: u128::MAX,
		short: u128::MAX,
		interest: u128::MAX,
		withheld: u128::MAX,
		returned: u128::MAX,
		set_off: u128::MAX,
		told: Told::default(),
		remittance: Some(0),
	};
	assert_eq!(
		lacks(&record),
		lacks(&record.submission) + lacks(&record.state) + lacks(&record.result)
	);
}

#[test]
fn bounds_should_be_the_lengths_of_the_largest_values_when_a_member_is_stored() {
	assert_eq!(lacks(&largest_print()), 0);
	let record = CoverageRecord::<Account> {
		plan: u32::MAX,
		member: [0; 32],
		family: Some(0),
		terms: Terms {
			from: 0,
			until: Some(0),
			enrolled: 0,
			order: 1,
			notice: Some(0),
		},
		next_claim: u32::MAX,
		next_authorisation: u32::MAX,
		sequence: u32::MAX,
		replaying: false,
		pruned: false,
		floor: 0,
		recent: BoundedVec::truncate_from(vec![largest_print(); MAX_RECENT as usize]),
		tallies: Tallies::default(),
	};
	assert_eq!(lacks(&record), lacks(&record.tallies));
	let family = Family {
		plan: u32::MAX,
		sequence: u32::MAX,
		..Family::default()
	};
	assert_eq!(lacks(&family), lacks(&family.tallies));
}

#[test]
fn bounds_should_be_the_lengths_of_the_largest_values_when_amounts_are_stored() {
	let contract = Contract {
		network: 0,
		owed: u128::MAX,
	};
	assert_eq!(lacks(&contract), 0);
	assert_eq!(lacks(&Officer { limit: u128::MAX }), 0);
}
