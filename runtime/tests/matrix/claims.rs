//! The rows of `Claims`.

use super::{consent, prepare, row, Actor, By::*, Row};
use crate::common::*;
use codec::Decode;
use polkadot_sdk::*;

use frame_support::{
	assert_ok,
	traits::{fungible::Mutate, tokens::fungible::NativeOrWithId},
};
use pallet_claims::{
	Call, ClaimId, ClaimLine, ClaimState, CoverageId, Coverages, Finding, Grant, Household, Key, Next, Prunable,
	RejectReason, Replay, Replays, Request, Resolution, ScheduleEntry, Scope as ReplayScope, Settlement, Submission,
	Terms,
};
use pallet_consent::{intent, Call as Consent};
use pallet_participants::{Call as Participants, RoleList};
use pallet_records::{Call as Records, RetentionClass};
use salus_claims_engine::{
	calendar::{Day, YearStart},
	claim::{ClaimUse, Decision, Ruling},
	money::ONE_UNIT,
	plan::{
		Absent, AppealLevel, AuthorisationRule, Cob, Duplicates, Plan, Price, PriceBasis, Scope, ShareRule, Side, Use,
		COPAY_FIRST,
	},
	Category, Rounding,
};
use salus_primitives::{AnchorId, Role};
use salus_records_engine::Canonicalisation;
use salus_runtime::{
	configs::health::AssetKind, constants::UNIT, AccountId, Claims, Runtime, RuntimeCall, RuntimeOrigin,
};
use sp_runtime::traits::TrailingZeroInput;

const OFFICERS: &[Actor] = &[Actor::Adjudicator, Actor::SecondAdjudicator];
const VISIT: [u8; 16] = [0x10; 16];
const SURGERY: [u8; 16] = [0x20; 16];
const UNKNOWN: [u8; 16] = [0xf0; 16];
const TODAY: Day = (NOW / 86_400) as Day;

/// Four fifths of everything; a surgery has to be authorised; a second officer from ten units of money on; two appeals.
fn terms() -> Plan {
	let level = AppealLevel {
		file_within: 120,
		decide_within: 60,
		least: 0,
	};
	Plan {
		currency: *b"USD",
		rounding: Rounding::HalfUp,
		rounded: Side::Patient,
		order: COPAY_FIRST,
		year: YearStart::default(),
		spell: None,
		deductibles: Default::default(),
		caps: Default::default(),
		shares: vec![ShareRule {
			scope: Scope::ALL,
			within: None,
			beside: None,
			covered: true,
			deductible: Use::None,
			copay: None,
			coinsurance: 2_000,
			least: None,
			most: None,
			cap: Use::None,
			order: None,
		}]
		.try_into()
		.unwrap(),
		prices: Default::default(),
		ranks: Default::default(),
		packaged: Scope::ALL,
		reductions: Default::default(),
		limits: Default::default(),
		waiting: Default::default(),
		authorisations: vec![AuthorisationRule {
			scope: Scope::ALL,
			above: Some(50_000),
			absent: Absent::Deny,
		}]
		.try_into()
		.unwrap(),
		closures: Default::default(),
		balance_billing: 0,
		filing: None,
		duplicates: Duplicates::default(),
		cob: Cob::default(),
		ceiling: None,
		four_eyes_above: Some(1_000),
		prompt_pay: None,
		groups: Default::default(),
		appeals: vec![level, level].try_into().unwrap(),
	}
}

fn publish() -> Call<Runtime> {
	Call::publish_plan {
		amends: None,
		terms: Box::new(terms()),
		settlement: Settlement::<AssetKind> {
			asset: NativeOrWithId::Native,
			page_bits: 0,
			default_network: 0,
			// An accredited reviewer decides the second level.
			external_levels: 0b10,
		},
	}
}

fn prices(plan: u32) -> Call<Runtime> {
	let entry = |service, price| ScheduleEntry {
		service,
		networks: 0xff,
		price: Price {
			basis: PriceBasis::Unit(price),
			category: Some(Category(1)),
		},
	};
	Call::add_prices {
		plan,
		entries: vec![entry(VISIT, 10_000), entry(SURGERY, 100_000)].try_into().unwrap(),
	}
}

fn enrol(plan: u32, member: AccountId) -> Call<Runtime> {
	Call::enrol {
		plan,
		member,
		household: Household::Alone,
		terms: Terms {
			from: TODAY - 100,
			until: None,
			enrolled: TODAY - 100,
			order: 1,
			notice: None,
		},
	}
}

/// Bills one unit of a service some days ago.
fn bill(coverage: CoverageId, service: [u8; 16], billed: u128, ago: Day, authorisation: Option<u32>) -> Submission {
	let line = ClaimLine {
		number: 1,
		category: Category(1),
		service,
		units: ONE_UNIT,
		billed,
		day: TODAY - ago,
		authorisation,
		record: None,
	};
	Submission {
		coverage,
		usage: ClaimUse::Claim,
		currency: *b"USD",
		total: billed,
		package: None,
		prior: None,
		lines: vec![line].try_into().unwrap(),
	}
}

fn visit(coverage: CoverageId, ago: Day) -> Submission {
	bill(coverage, VISIT, 12_000, ago, None)
}

/// Submits as the provider.
fn submit(claim: Submission) -> ClaimId {
	let coverage = claim.coverage;
	let number = Coverages::<Runtime>::get(Key::from(coverage))
		.expect("it was enrolled")
		.next_claim;
	prepare(Call::<Runtime>::submit { claim }, Actor::Provider.origin());
	ClaimId { coverage, number }
}

fn state(claim: ClaimId) -> ClaimState {
	Claims::claim_of(claim).expect("it was submitted").state
}

fn request() -> Request {
	Request {
		service: Some(SURGERY),
		category: None,
		from: TODAY - 30,
		until: TODAY + 30,
		units: None,
		amount: None,
		urgent: false,
	}
}

fn decide(coverage: CoverageId, number: u32) -> Call<Runtime> {
	Call::decide_authorisation {
		coverage,
		number,
		grant: Grant {
			decision: Decision::Certified,
			from: TODAY - 30,
			until: TODAY + 30,
			units: None,
			amount: None,
		},
	}
}

/// Anchors a record of the provider, which for that is an issuer for a moment.
fn provider_record() -> AnchorId {
	let [record] = provider_records();
	record
}

fn provider_records<const N: usize>() -> [AnchorId; N] {
	let amend = |roles: &[Role]| Participants::<Runtime>::amend {
		organisation: Actor::Provider.account(),
		roles: RoleList::truncate_from(roles.to_vec()),
		credential: [1; 32],
		expires_at: None,
	};
	prepare(amend(&[Role::Provider, Role::Issuer]), RuntimeOrigin::root());
	let records = std::array::from_fn(|at| {
		let record = salus_runtime::Records::log().size;
		let anchor = Records::<Runtime>::anchor {
			commitment: [0x77 ^ at as u8; 32],
			canonicalisation: Canonicalisation::Jcs,
			schema: None,
			series: None,
			retention: RetentionClass::Standard,
		};
		prepare(anchor, Actor::Provider.origin());
		record
	});
	prepare(amend(&[Role::Provider]), RuntimeOrigin::root());
	records
}

/// Claims of four lines, each of another member, who has a family, a consent and a record of its own; of a funded native
/// plan that has a contract with the provider.
pub fn ordinary<const N: usize>() -> [Submission; N] {
	let payer = || Actor::Payer.origin();
	let plan = Next::<Runtime>::get().plan;
	prepare(publish(), payer());
	prepare(prices(plan), payer());
	let provider = Actor::Provider.account();
	prepare(
		Call::<Runtime>::set_contract {
			plan,
			provider,
			network: 0,
		},
		payer(),
	);
	let amount = 1_000 * UNIT;
	prepare(Call::<Runtime>::fund_plan { plan, amount }, payer());
	let records = provider_records::<N>();
	std::array::from_fn(|at| {
		let member = AccountId::new([at as u8 + 1; 32]);
		assert_ok!(salus_runtime::Balances::mint_into(&member, 100 * UNIT));
		let mut filing = consent::filing(None);
		filing.consent.custodian = None;
		let file = Consent::<Runtime>::file {
			subject: member.clone(),
			place: 0,
			filing: Box::new(filing),
		};
		prepare(file, RuntimeOrigin::signed(member.clone()));
		let coverage = Next::<Runtime>::get().coverage;
		let mut enrolment = enrol(plan, member);
		if let Call::enrol { household, .. } = &mut enrolment {
			*household = Household::New;
		}
		prepare(enrolment, payer());
		// What happened before is in the accumulators and among the latest lines.
		submit(visit(coverage, 40));
		let mut claim = visit(coverage, 10);
		let line = ClaimLine {
			record: Some(records[at]),
			..claim.lines[0]
		};
		let lines = (1..=4).map(|number| ClaimLine {
			number,
			day: line.day + Day::from(number),
			..line
		});
		claim.lines = lines.collect::<Vec<_>>().try_into().unwrap();
		claim.total = 4 * line.billed;
		claim
	})
}

/// A funded plan with the subject as member, one that is being priced, and one that had no money when it had to pay.
struct Plans {
	funded: u32,
	priced: u32,
	poor: u32,
	coverage: CoverageId,
	poor_coverage: CoverageId,
}

fn plans() -> Plans {
	let payer = || Actor::Payer.origin();
	let next = || Next::<Runtime>::get();
	// The subject lets everybody use everything; so does the patient, who signs and has no account.
	let open = || {
		let mut filing = consent::filing(None);
		filing.consent.custodian = None;
		filing
	};
	let file = Consent::<Runtime>::file {
		subject: Actor::Subject.account(),
		place: 8,
		filing: Box::new(open()),
	};
	prepare(file, Actor::Subject.origin());
	let signed = Box::new(consent::signed_filing(intent::FILE, 8, 0, open()));
	prepare(Consent::<Runtime>::file_signed { signed }, Actor::Provider.origin());

	let mut ids = [0; 3];
	for id in &mut ids {
		*id = next().plan;
		prepare(publish(), payer());
	}
	let [funded, priced, poor] = ids;
	for (officer, limit) in OFFICERS.iter().zip([100_000, 200_000]) {
		let call = Call::<Runtime>::set_officer {
			officer: officer.account(),
			limit: Some(limit),
		};
		prepare(call, payer());
	}
	let fund = |plan| Call::<Runtime>::fund_plan {
		plan,
		amount: 1_000 * UNIT,
	};
	prepare(prices(funded), payer());
	prepare(prices(poor), payer());
	prepare(fund(funded), payer());
	let coverage = next().coverage;
	prepare(enrol(funded, Actor::Subject.account()), payer());
	let poor_coverage = next().coverage;
	prepare(enrol(poor, consent::patient_account()), payer());
	Plans {
		funded,
		priced,
		poor,
		coverage,
		poor_coverage,
	}
}

/// A claim in each state that a call needs.
pub(crate) fn rows() -> Vec<Row> {
	let Plans {
		funded,
		priced,
		poor,
		coverage,
		poor_coverage,
	} = plans();
	// Claims that wait to be adjudicated anew: none that anybody would see change.
	let replayed = ReplayScope::Member(poor_coverage);
	Replays::<Runtime>::insert(
		replayed,
		Replay::decode(&mut TrailingZeroInput::zeroes()).expect("nothing done of nothing"),
	);
	let (provider, officer) = (Actor::Provider, Actor::Adjudicator);
	let appeal = |claim| Call::<Runtime>::appeal {
		claim,
		grounds: [1; 32],
	};
	let uphold = |claim| Call::<Runtime>::decide_appeal {
		claim,
		finding: Finding::Uphold,
	};
	let rule = |claim| Call::<Runtime>::override_line {
		claim,
		line: 1,
		ruling: Ruling::Price(2_000),
		note: [1; 32],
	};
	let resolve = |claim, resolution| Call::<Runtime>::resolve_pended { claim, resolution };
	let reject = || Resolution::Reject {
		reason: RejectReason::Invalid,
	};

	let paid = submit(visit(coverage, 1));
	assert!(matches!(state(paid), ClaimState::Paid { .. }));
	let unknown = |ago| submit(bill(coverage, UNKNOWN, 30_000, ago, None));
	let pended = unknown(2);
	assert!(matches!(state(pended), ClaimState::Pended { .. }));
	let asked = unknown(3);
	prepare(resolve(asked, Resolution::Ask), officer.origin());
	let rejected = unknown(4);
	prepare(resolve(rejected, reject()), officer.origin());
	let proposed = submit(visit(coverage, 5));
	prepare(rule(proposed), officer.origin());
	let appealed = submit(visit(coverage, 6));
	prepare(appeal(appealed), provider.origin());
	let again = submit(visit(coverage, 7));
	prepare(appeal(again), provider.origin());
	prepare(uphold(again), Actor::SecondAdjudicator.origin());
	prepare(appeal(again), provider.origin());
	let overpaid = submit(visit(coverage, 8));
	prepare(Call::<Runtime>::void { claim: overpaid }, officer.origin());
	let voided = submit(visit(coverage, 9));
	prepare(Call::<Runtime>::void { claim: voided }, provider.origin());
	let request = |coverage| Call::<Runtime>::request_authorisation {
		coverage,
		request: request(),
	};
	prepare(request(coverage), provider.origin());
	let waiting = submit(bill(coverage, SURGERY, 100_000, 10, Some(0)));
	assert!(matches!(state(waiting), ClaimState::Pended { .. }));
	prepare(decide(coverage, 0), officer.origin());
	prepare(request(coverage), provider.origin());
	let short = submit(visit(poor_coverage, 1));
	assert!(matches!(state(short), ClaimState::Payable));
	let fund = |plan| Call::<Runtime>::fund_plan { plan, amount: UNIT };
	prepare(fund(poor), Actor::Payer.origin());
	let record = provider_record();

	let payers = Accredited(&[Role::Payer]);
	let providers = Accredited(&[Role::Provider]);
	// Accredited as the plan's payer or the claim's provider is, and another one.
	let other_payer = &[(Actor::OtherPayer, "NotAuthorized")];
	let other_provider = &[(Actor::OtherProvider, "NotAuthorized")];
	let payer_alone = Only(&[Actor::Payer], "NotAuthorized");
	let officers = Only(OFFICERS, "NotOfficer");
	vec![
		row(publish(), payers),
		row(prices(priced), payers).but(other_payer),
		row(
			Call::set_contract {
				plan: funded,
				provider: Actor::OtherProvider.account(),
				network: 1,
			},
			payers,
		)
		.but(other_payer),
		row(
			Call::set_officer {
				officer: consent::patient_account(),
				limit: Some(1),
			},
			payers,
		),
		row(fund(funded), payer_alone),
		row(
			Call::withdraw_unencumbered {
				plan: funded,
				amount: 1,
			},
			payer_alone,
		),
		row(enrol(funded, AccountId::new([7; 32])), payers).but(other_payer),
		row(
			Call::end_coverage {
				coverage,
				until: TODAY + 10,
			},
			payers,
		)
		.but(other_payer),
		row(request(coverage), providers),
		row(decide(coverage, 1), officers),
		row(
			Call::submit {
				claim: visit(coverage, 20),
			},
			providers,
		),
		row(
			Call::submit_batch {
				claims: vec![visit(coverage, 20)].try_into().unwrap(),
			},
			providers,
		),
		row(Call::adjudicate { claim: waiting }, Anyone),
		row(resolve(pended, reject()), officers),
		row(rule(paid), officers),
		row(
			Call::confirm_override {
				claim: proposed,
				agree: true,
			},
			Only(&[Actor::SecondAdjudicator], "NotOfficer"),
		)
		.but(&[(Actor::Adjudicator, "SameOfficer")]),
		row(
			Call::void { claim: paid },
			Only(
				&[Actor::Provider, Actor::Adjudicator, Actor::SecondAdjudicator],
				"NotAuthorized",
			),
		),
		row(
			Call::replace {
				claim: paid,
				by: visit(coverage, 20),
			},
			providers,
		)
		.but(other_provider),
		row(appeal(paid), Only(&[Actor::Provider, Actor::Subject], "NotAuthorized")),
		row(uphold(appealed), officers).about("an appeal that an officer decides"),
		row(uphold(again), Accredited(&[Role::Reviewer])).about("an appeal that a reviewer decides"),
		row(
			Call::create_remittance {
				plan: funded,
				provider: provider.account(),
				claims: vec![paid].try_into().unwrap(),
				adjustments: Default::default(),
			},
			officers,
		),
		row(Call::retry_payment { claim: short }, Anyone),
		row(
			Call::recover_overpayment { claim: overpaid },
			Only(
				&[Actor::Provider, Actor::Adjudicator, Actor::SecondAdjudicator],
				"NotOfficer",
			),
		),
		row(Call::answer { claim: asked, record }, providers).but(other_provider),
		row(Call::close { claim: voided }, Anyone),
		row(
			Call::prune {
				what: Prunable::Claim(rejected),
			},
			Anyone,
		)
		// Ten years and a day later.
		.at(NOW + 3_651 * 86_400),
		row(Call::replay { scope: replayed }, Anyone),
	]
}

/// What a staff key of this type may do of the rows of this pallet.
pub fn lists(proxy_type: salus_runtime::configs::system::ProxyType, call: &RuntimeCall) -> bool {
	use salus_runtime::configs::system::ProxyType::*;
	let RuntimeCall::Claims(call) = call else { return false };
	let name = frame_support::traits::GetCallName::get_call_name(call);
	let names: &[&str] = match proxy_type {
		Treasury => &[
			"fund_plan",
			"withdraw_unencumbered",
			"retry_payment",
			"recover_overpayment",
		],
		ClaimsSubmission => &[
			"submit",
			"submit_batch",
			"adjudicate",
			"void",
			"replace",
			"answer",
			"appeal",
			"request_authorisation",
			"retry_payment",
		],
		Adjudication => &[
			"set_contract",
			"enrol",
			"end_coverage",
			"decide_authorisation",
			"adjudicate",
			"resolve_pended",
			"override_line",
			"confirm_override",
			"void",
			"decide_appeal",
			"create_remittance",
			"recover_overpayment",
			"close",
		],
		_ => &[],
	};
	names.contains(&name)
}
