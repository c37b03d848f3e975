//! The plan that development chains begin with: of the sample insurer, funded, with a family of two. It is there to try
//! the calls of claims with; `docs/payers/sample-plan.md` says what it covers.

use crate::{
	configs::{health::AssetKind, monetary::AssetId},
	AccountId, Balance,
};
use alloc::{vec, vec::Vec};
use codec::Encode;
use pallet_claims::{GenesisPlan, Page, ScheduleEntry};
use polkadot_sdk::*;

use frame_support::traits::tokens::fungible::NativeOrWithId;
use salus_claims_engine::{
	calendar::{day_of, Period, YearStart},
	plan::{Absent, Category},
	plan::{
		AppealLevel, AuthorisationRule, Cap, Cob, Copay, Deductible, Duplicates, Filing, Limits, Per, Plan, Price,
		PriceBasis, PriceRule, PromptPay, Scope, ShareRule, Side, Span, Use, COPAY_FIRST,
	},
	Rounding, ServiceKey,
};
use sp_keyring::Sr25519Keyring;

/// The asset that the plan pays in: cents of a sample dollar.
pub const ASSET: AssetId = 1;
/// What the insurer and the pool have of it: ten million dollars each.
pub const FUNDS: Balance = 1_000_000_000;

const OFFICE: Category = Category(1);
const DIAGNOSTICS: Category = Category(2);
const SURGERY: Category = Category(3);
const EMERGENCY: Category = Category(4);
const DENTAL: Category = Category(5);

/// The insurer's network, and everybody else.
const IN_NETWORK: u8 = 0b01;
const OUTSIDE: u8 = 0b10;

fn in_categories(networks: u8, categories: &[Category]) -> Scope {
	Scope {
		networks,
		categories: categories.iter().fold(0, |mask, category| {
			mask | 1u128.checked_shl(category.0.into()).unwrap_or(0)
		}),
	}
}

fn rule(scope: Scope, copay: Option<u128>, coinsurance: u32) -> ShareRule {
	ShareRule {
		scope,
		within: None,
		beside: None,
		covered: true,
		deductible: if copay.is_some() { Use::None } else { Use::Matching },
		copay: copay.map(|amount| Copay {
			amount,
			per: Per::Visit,
			most: None,
			free: 0,
		}),
		coinsurance,
		least: None,
		most: None,
		cap: Use::Matching,
		order: None,
	}
}

/// The terms of the plan.
pub fn terms() -> Plan {
	let everything = Scope::ALL;
	Plan {
		currency: *b"USD",
		rounding: Rounding::HalfUp,
		rounded: Side::Patient,
		order: COPAY_FIRST,
		year: YearStart::default(),
		spell: None,
		deductibles: list(vec![Deductible {
			scope: everything,
			limits: Limits {
				alone: Some(150_000),
				member: Some(150_000),
				family: Some(300_000),
				members: 0,
			},
			span: Span::YEAR,
			also: 0,
			part_of: 0,
			carry: 0,
		}]),
		caps: list(vec![Cap {
			scope: everything,
			limits: Limits {
				alone: Some(600_000),
				member: Some(600_000),
				family: Some(1_200_000),
				members: 0,
			},
			span: Span::YEAR,
			counts: [true; 3],
			also: 0,
			part_of: 0,
		}]),
		shares: list(vec![
			rule(in_categories(IN_NETWORK, &[OFFICE]), Some(2_500), 0),
			rule(in_categories(IN_NETWORK | OUTSIDE, &[EMERGENCY]), Some(25_000), 0),
			ShareRule {
				covered: false,
				..rule(in_categories(IN_NETWORK | OUTSIDE, &[DENTAL]), None, 0)
			},
			rule(in_categories(IN_NETWORK, &[DIAGNOSTICS, SURGERY]), None, 2_000),
			rule(
				Scope {
					networks: OUTSIDE,
					categories: u128::MAX,
				},
				None,
				4_000,
			),
		]),
		// What the schedule does not price is priced by a person.
		prices: list(vec![PriceRule {
			scope: everything,
			basis: PriceBasis::Pend,
		}]),
		ranks: list(vec![]),
		packaged: everything,
		reductions: list(vec![]),
		limits: list(vec![]),
		waiting: list(vec![]),
		authorisations: list(vec![AuthorisationRule {
			scope: in_categories(IN_NETWORK | OUTSIDE, &[SURGERY]),
			above: Some(500_000),
			absent: Absent::Deny,
		}]),
		closures: list(vec![]),
		balance_billing: OUTSIDE,
		filing: Some(Filing {
			period: Period::Days(180),
			after_prior: Some(Period::Days(90)),
			after_notice: Some(Period::Days(90)),
			good_cause: false,
		}),
		duplicates: Duplicates::default(),
		cob: Cob::default(),
		ceiling: Some(1_000_000),
		four_eyes_above: Some(50_000),
		prompt_pay: Some(PromptPay {
			ceiling: 30,
			rate: 56_250,
			year: 0,
		}),
		groups: list(vec![]),
		appeals: list(vec![
			AppealLevel {
				file_within: 180,
				decide_within: 30,
				least: 0,
			},
			AppealLevel {
				file_within: 60,
				decide_within: 45,
				least: 10_000,
			},
		]),
	}
}

fn list<X, S: frame_support::traits::Get<u32>>(items: Vec<X>) -> sp_runtime::BoundedVec<X, S> {
	sp_runtime::BoundedVec::truncate_from(items)
}

/// The blinded services and their prices in and outside the network, sorted. Each key is the first 16 bytes of
/// HMAC-SHA-256 under the secret `salus sample plan`; the page of the documentation says of what.
const PRICES: [(ServiceKey, Category, u128, u128); 6] = [
	(
		[
			0x0a, 0x98, 0x0b, 0x52, 0x8a, 0xe7, 0xfa, 0x5f, 0x37, 0x2c, 0x88, 0xcd, 0x07, 0x54, 0xb2, 0xe1,
		],
		OFFICE,
		12_000,
		9_000,
	),
	(
		[
			0x0e, 0xd5, 0xb4, 0x74, 0x8e, 0x86, 0x5a, 0xbd, 0xa7, 0x29, 0xcb, 0xe4, 0x39, 0xde, 0x54, 0x2b,
		],
		DIAGNOSTICS,
		4_500,
		3_500,
	),
	(
		[
			0x70, 0x3a, 0xdb, 0x3f, 0x78, 0xf0, 0x55, 0x41, 0x06, 0x60, 0xce, 0x11, 0xed, 0x96, 0xd0, 0xcc,
		],
		SURGERY,
		800_000,
		600_000,
	),
	(
		[
			0x76, 0x0b, 0x7e, 0xe6, 0x34, 0x84, 0x0d, 0x7f, 0x9f, 0xb3, 0xd3, 0xd7, 0x67, 0x45, 0x67, 0x8b,
		],
		DIAGNOSTICS,
		15_000,
		11_000,
	),
	(
		[
			0xc9, 0x3b, 0x4b, 0xb3, 0xac, 0xc8, 0x41, 0x8b, 0xd5, 0xfa, 0xbf, 0xd1, 0xe9, 0x37, 0x07, 0x08,
		],
		EMERGENCY,
		90_000,
		90_000,
	),
	(
		[
			0xee, 0xa9, 0xeb, 0xdc, 0x93, 0xec, 0x98, 0x2f, 0xb7, 0x5c, 0x65, 0x0c, 0x39, 0x4b, 0x5c, 0xb7,
		],
		DENTAL,
		8_000,
		8_000,
	),
];

fn prices() -> Page {
	let entry = |service, networks, category, amount| ScheduleEntry {
		service,
		networks,
		price: Price {
			basis: PriceBasis::Unit(amount),
			category: Some(category),
		},
	};
	list(
		PRICES
			.into_iter()
			.flat_map(|(service, category, inside, outside)| {
				[
					entry(service, IN_NETWORK, category, inside),
					entry(service, !IN_NETWORK, category, outside),
				]
			})
			.collect(),
	)
}

/// The plan of the sample insurer, with the sample hospital in its network, two officers, and One and Two as a family.
pub fn plan() -> GenesisPlan<AccountId, AssetKind> {
	let account = |key: Sr25519Keyring| key.to_account_id();
	GenesisPlan {
		payer: account(Sr25519Keyring::Eve),
		asset: NativeOrWithId::WithId(ASSET),
		terms: terms().encode(),
		page_bits: 0,
		prices: vec![prices().encode()],
		default_network: 1,
		external_levels: 0b10,
		contracts: vec![(account(Sr25519Keyring::Dave), 0)],
		officers: vec![
			(account(Sr25519Keyring::Bob), 200_000),
			(account(Sr25519Keyring::Charlie), 10_000_000),
		],
		households: vec![vec![account(Sr25519Keyring::One), account(Sr25519Keyring::Two)]],
		from: day_of(2020, 1, 1).unwrap_or(0),
		until: None,
		funds: FUNDS,
	}
}
