//! The types of [`super::wire`] have the encoding that the chain's metadata states.

use super::wire::*;
use crate::chain::{recode, AccountId32};
use codec::{Decode, Encode};
use salus_api::salus::runtime_types::{
	frame_support::traits::tokens::fungible::union_of::NativeOrWithId,
	pallet_claims::{types as theirs, views},
};
use salus_claims_engine::{
	plan::{Price, PriceBasis},
	Adjudication, Category, ClaimUse, Decision, Override, Package, PendReason, PriorPayer, Ruling, Tallies,
};

/// There and back, and the same bytes.
fn same<W: Encode + Decode + PartialEq + std::fmt::Debug, T: Encode + Decode>(ours: W) {
	let chains: T = recode(&ours).unwrap_or_else(|failure| panic!("{failure}"));
	assert_eq!(chains.encode(), ours.encode(), "{ours:?}");
	assert_eq!(recode::<T, W>(&chains).unwrap(), ours);
}

fn line() -> ClaimLine {
	ClaimLine {
		number: 1,
		category: Category(3),
		service: [5; 16],
		units: 1_500,
		billed: 12_345,
		day: 20_000,
		authorisation: Some(2),
		record: Some(77),
	}
}

fn submission() -> Submission {
	Submission {
		coverage: 300,
		usage: ClaimUse::Claim,
		currency: *b"USD",
		total: 12_345,
		package: Some(Package {
			service: Some([9; 16]),
			days: 3_000,
		}),
		prior: Some(PriorPayer::default()),
		lines: vec![line(), line()],
	}
}

const ID: ClaimId = ClaimId {
	coverage: 300,
	number: 7,
};

fn states() -> Vec<ClaimState> {
	let causes = [
		PendCause::Rule(PendReason::NoPrice),
		PendCause::Information,
		PendCause::Consent,
		PendCause::Evidence,
		PendCause::Refused,
	];
	let mut all: Vec<_> = causes
		.into_iter()
		.map(|cause| ClaimState::Pended {
			cause,
			line: Some(4),
			owner: PendOwner::Provider,
			deadline: 5,
		})
		.collect();
	let reasons = [
		RejectReason::WrongPayer,
		RejectReason::Duplicate,
		RejectReason::NoInformation,
		RejectReason::NoConsent,
		RejectReason::Invalid,
	];
	all.extend(reasons.map(|reason| ClaimState::Rejected { reason }));
	all.extend([
		ClaimState::Submitted,
		ClaimState::Adjudicated,
		ClaimState::Payable,
		ClaimState::Paid { at: 9 },
		ClaimState::Appealed { level: 1, deadline: 8 },
		ClaimState::Reversed,
		ClaimState::Replaced { by: 3 },
		ClaimState::Closed,
	]);
	all
}

fn record(state: ClaimState) -> ClaimRecord {
	ClaimRecord {
		plan: 1,
		provider: [1; 32],
		network: 2,
		received: 20_001,
		clock: 20_002,
		clean: true,
		replaces: Some(1),
		consent: [3; 32],
		submission: submission(),
		state,
		revision: 4,
		sequence: 5,
		counted: true,
		result: Adjudication::default(),
		entry: 6,
		decided: 20_003,
		moved: 7,
		promised: 8,
		short: 9,
		interest: 10,
		withheld: 11,
		returned: 12,
		set_off: 13,
		told: Told {
			revision: 1,
			paid: 2,
			interest: 3,
			withheld: 4,
			returned: 5,
			set_off: 6,
		},
		remittance: Some(14),
	}
}

#[test]
fn what_is_submitted_should_have_the_encoding_of_the_chain() {
	same::<_, theirs::claim::ClaimId>(ID);
	same::<_, theirs::claim::Submission>(submission());
	for asset in [Asset::Native, Asset::Id(1)] {
		same::<_, theirs::plan::Settlement<NativeOrWithId<u32>>>(Settlement {
			asset,
			page_bits: 5,
			default_network: 1,
			external_levels: 2,
		});
	}
	same::<_, theirs::plan::ScheduleEntry>(ScheduleEntry {
		service: [4; 16],
		networks: 255,
		price: Price {
			basis: PriceBasis::Day(150_000),
			category: Some(Category(9)),
		},
	});
	same::<_, theirs::member::Terms>(Terms {
		from: 1,
		until: Some(2),
		enrolled: 3,
		order: 1,
		notice: Some(4),
	});
	for household in [Household::Alone, Household::New, Household::Join(6)] {
		same::<_, theirs::member::Household>(household);
	}
	same::<_, theirs::member::Request>(Request {
		service: Some([1; 16]),
		category: Some(Category(2)),
		from: 3,
		until: 4,
		units: Some(5),
		amount: Some(6),
		urgent: true,
	});
	same::<_, theirs::member::Grant>(Grant {
		decision: Decision::Modified,
		from: 1,
		until: 2,
		units: Some(3),
		amount: Some(4),
	});
	for resolution in [
		Resolution::Release,
		Resolution::Reject {
			reason: RejectReason::Invalid,
		},
		Resolution::Ask,
		Resolution::Assign { officer: [2; 32] },
	] {
		same::<_, theirs::case::Resolution<AccountId32>>(resolution);
	}
	let rulings = vec![Override {
		line: 1,
		ruling: Ruling::Price(100),
	}];
	for finding in [Finding::Uphold, Finding::Overturn { rulings }] {
		same::<_, theirs::case::Finding>(finding);
	}
	for reason in [
		PlbReason::Overpayment,
		PlbReason::ForwardBalance,
		PlbReason::Interest,
		PlbReason::Returned,
		PlbReason::Agreed,
	] {
		same::<_, theirs::remittance::ProviderAdjustment>(ProviderAdjustment { reason, amount: -5 });
	}
}

#[test]
fn what_is_stored_should_have_the_encoding_of_the_chain() {
	for state in states() {
		same::<_, theirs::claim::ClaimRecord<AccountId32>>(record(state));
	}
	same::<_, theirs::member::CoverageRecord<AccountId32>>(CoverageRecord {
		plan: 1,
		member: [2; 32],
		family: Some(3),
		terms: Terms {
			from: 1,
			until: None,
			enrolled: 1,
			order: 2,
			notice: None,
		},
		next_claim: 4,
		next_authorisation: 5,
		sequence: 6,
		replaying: true,
		pruned: true,
		floor: 7,
		recent: vec![Print {
			day: 8,
			service: [9; 8],
			rest: [10; 8],
			claim: 11,
		}],
		tallies: Tallies::default(),
	});
	same::<_, theirs::member::AuthorisationRecord<AccountId32>>(AuthorisationRecord {
		provider: [1; 32],
		request: Request {
			service: None,
			category: None,
			from: 3,
			until: 4,
			units: None,
			amount: None,
			urgent: false,
		},
		decision: Decision::Pended,
		asked: 5,
		deadline: 6,
	});
	let remittance = Remittance {
		plan: 1,
		provider: [2; 32],
		at: 3,
		claims: vec![RemittedClaim {
			claim: ID,
			revision: 4,
			amount: -5,
		}],
		adjustments: vec![ProviderAdjustment {
			reason: PlbReason::Interest,
			amount: -6,
		}],
		total: 7,
		entry: 8,
	};
	same::<_, theirs::remittance::Remittance<AccountId32>>(remittance.clone());
	same::<_, views::RemittanceView<AccountId32>>(RemittanceView {
		remittance,
		payer: [9; 32],
		currency: *b"USD",
		results: vec![(ID, Adjudication::default())],
	});
	same::<_, views::Pool<AccountId32>>(Pool {
		account: [1; 32],
		balance: 2,
		promised: 3,
		lacking: 4,
		unencumbered: 5,
	});
	same::<_, views::Estimate>(Estimate {
		state: ClaimState::Payable,
		result: Some(Adjudication::default()),
		paid: 1,
		rules: vec![],
	});
	same::<_, views::Explained>(Explained {
		revision: 1,
		state: ClaimState::Closed,
		rules: vec![],
		outcome: None,
		same: true,
	});
}
