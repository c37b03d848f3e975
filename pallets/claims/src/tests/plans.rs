//! Plans, prices, contracts, coverage.

use super::*;
use salus_claims_engine::Category as Kind;

type E = Error<Test>;

#[test]
fn plan_should_be_open_to_change_until_somebody_is_enrolled() {
	run(|| {
		let plan = publish(terms(), native(), 0);
		let digest = Claims::plan_of(plan).unwrap().digest;
		let dearer = Plan {
			ceiling: None,
			..terms()
		};
		assert_ok!(Claims::publish_plan(
			signed(PAYER),
			Some(plan),
			Box::new(dearer),
			native()
		));
		assert_ne!(Claims::plan_of(plan).unwrap().digest, digest);
		assert_noop!(
			Claims::enrol(signed(PAYER), plan, account(MEMBER), Household::Alone, cover_terms()),
			E::PlanIncomplete
		);
		for entries in [&[entry(VISIT, OFFICE, 1)], &[entry(SURGERY, HOSPITAL, 2)]] {
			assert_ok!(Claims::add_prices(signed(PAYER), plan, page(entries)));
		}
		assert_noop!(Claims::add_prices(signed(PAYER), plan, page(&[])), E::ScheduleComplete);
		assert_ok!(Claims::enrol(
			signed(PAYER),
			plan,
			account(MEMBER),
			Household::Alone,
			cover_terms()
		));
		assert_noop!(
			Claims::publish_plan(signed(PAYER), Some(plan), Box::new(terms()), native()),
			E::PlanImmutable
		);
		assert_noop!(Claims::add_prices(signed(PAYER), plan, page(&[])), E::PlanImmutable);
	});
}

#[test]
fn plan_should_refuse_by_name_when_it_is_bad() {
	run(|| {
		let refused = |plan: Plan, error: E| {
			assert_noop!(
				Claims::publish_plan(signed(PAYER), None, Box::new(plan), native()),
				error
			);
		};
		refused(
			Plan {
				ceiling: Some(u128::MAX),
				..terms()
			},
			E::AmountTooLarge,
		);
		refused(
			Plan {
				year: YearStart { month: 2, day: 30 },
				..terms()
			},
			E::NoSuchYearStart,
		);
		let mut shares = terms().shares;
		shares[0].coinsurance = 10_001;
		refused(Plan { shares, ..terms() }, E::RateTooHigh);
		let mut shares = terms().shares;
		shares[0].cap = Use::Nth(3);
		refused(Plan { shares, ..terms() }, E::NoSuchAccumulator);
		assert_noop!(
			Claims::publish_plan(
				signed(PAYER),
				None,
				Box::new(terms()),
				Settlement {
					page_bits: 11,
					..native()
				}
			),
			E::InvalidSettlement
		);
		assert_noop!(
			Claims::publish_plan(signed(STRANGER), None, Box::new(terms()), native()),
			DispatchError::Other("NotAccredited")
		);
		assert_noop!(
			Claims::publish_plan(signed(PAYER), Some(7), Box::new(terms()), native()),
			E::UnknownPlan
		);
	});
}

#[test]
fn prices_should_refuse_by_name_when_they_are_bad() {
	run(|| {
		assert_ok!(Claims::publish_plan(signed(PAYER), None, Box::new(terms()), native()));
		let refused = |entries: &[ScheduleEntry], error: E| {
			assert_noop!(Claims::add_prices(signed(PAYER), 0, page(entries)), error);
		};
		let visit = entry(VISIT, OFFICE, 1);
		refused(&[entry(SURGERY, OFFICE, 1)], E::WrongPage);
		refused(&[ScheduleEntry { networks: 0, ..visit }], E::WrongPage);
		refused(&[visit, visit], E::PricesNotSorted);
		refused(&[entry([0x20; 16], OFFICE, 1), visit], E::PricesNotSorted);
		let one = ScheduleEntry {
			networks: 0b01,
			..visit
		};
		refused(
			&[
				one,
				ScheduleEntry {
					networks: 0b11,
					..visit
				},
			],
			E::PricesNotSorted,
		);
		refused(&[entry(VISIT, OFFICE, u128::MAX)], E::AmountTooLarge);
		let rate = ScheduleEntry {
			price: Price {
				basis: PriceBasis::Billed(100_001),
				category: None,
			},
			..visit
		};
		refused(&[rate], E::RateTooHigh);
		assert_noop!(Claims::add_prices(signed(OTHER_PAYER), 0, page(&[])), E::NotAuthorized);
		let two = ScheduleEntry {
			networks: 0b10,
			..visit
		};
		assert_ok!(Claims::add_prices(signed(PAYER), 0, page(&[one, two])));
	});
}

#[test]
fn digest_should_be_computable_from_what_is_stored() {
	run(|| {
		use frame::hashing::sha2_256;
		let plan = publish(terms(), native(), 0);
		let stored = Claims::plan_of(plan).unwrap();
		let settlement = &stored.settlement;
		let mut digest = sha2_256(
			&(
				b"salus/plan/v1",
				&stored.terms,
				settlement.page_bits,
				settlement.default_network,
			)
				.encode(),
		);
		for number in 0..stored.pages {
			let of_page = sha2_256(&page(&Claims::prices_of(plan, number)).encode());
			digest = sha2_256(&[digest, of_page].concat());
		}
		assert_eq!(digest, stored.digest);
	});
}

#[test]
fn network_should_decide_price_and_stay_with_the_claim() {
	run(|| {
		let plan = setup();
		assert_ok!(Claims::set_contract(signed(PAYER), plan, account(PROVIDER), 3));
		let claim = submit(visit(0));
		assert_ok!(Claims::set_contract(signed(PAYER), plan, account(PROVIDER), 4));
		assert_eq!(stored(claim).network, 3);
		assert_noop!(
			Claims::set_contract(signed(PAYER), plan, account(PROVIDER), 8),
			E::InvalidNetwork
		);
		assert_noop!(
			Claims::set_contract(signed(PAYER), plan, account(STRANGER), 1),
			DispatchError::Other("NotAccredited")
		);
		assert_noop!(
			Claims::set_contract(signed(PAYER), plan, account(PAYER), 1),
			E::SelfDealing
		);
		assert_eq!(
			Claims::contracts_of(plan, None),
			vec![(account(PROVIDER), Contract { network: 4, owed: 0 })]
		);
	});
}

#[test]
fn enrolment_should_refuse_by_name_when_it_is_bad() {
	run(|| {
		let plan = setup();
		let refused = |member: u8, household: Household, terms: Terms, error: E| {
			assert_noop!(
				Claims::enrol(signed(PAYER), plan, account(member), household, terms),
				error
			);
		};
		refused(MEMBER, Household::Alone, cover_terms(), E::AlreadyExists);
		refused(PAYER, Household::Alone, cover_terms(), E::SelfDealing);
		refused(STRANGER, Household::Join(9), cover_terms(), E::UnknownFamily);
		let backwards = Terms {
			until: Some(cover_terms().from - 1),
			..cover_terms()
		};
		refused(STRANGER, Household::Alone, backwards, E::EmptyPeriod);
		let zero = Terms {
			order: 0,
			..cover_terms()
		};
		refused(STRANGER, Household::Alone, zero, E::InvalidOrder);
		for number in 0..30 {
			let member = account(100 + number);
			assert_ok!(Claims::enrol(
				signed(PAYER),
				plan,
				member,
				Household::Join(0),
				cover_terms()
			));
		}
		refused(STRANGER, Household::Join(0), cover_terms(), E::TooManyMembers);
	});
}

#[test]
fn coverage_should_deny_what_is_after_its_last_day() {
	run(|| {
		setup();
		assert_ok!(Claims::end_coverage(signed(PAYER), 0, today() - 1));
		let after = submit(visit(0));
		let reason = stored(after).result.lines[0].adjustments[0].reason;
		assert_eq!(reason, salus_claims_engine::Reason::AFTER_COVERAGE);
		assert_noop!(
			Claims::end_coverage(signed(PAYER), 0, cover_terms().from - 1),
			E::EmptyPeriod
		);
		assert_noop!(Claims::end_coverage(signed(OTHER_PAYER), 0, today()), E::NotAuthorized);
		let eligible = Claims::eligibility(0, today()).unwrap();
		assert!(!eligible.covered && !eligible.family);
		assert!(Claims::eligibility(1, today()).unwrap().family);
		assert_eq!(Claims::eligibility(9, today()), None);
	});
}

#[test]
fn retroactive_notice_should_extend_the_time_to_file() {
	run(|| {
		let plan = publish(terms(), native(), 1_000_000);
		for (member, notice) in [(MEMBER, None), (MOTHER, Some(today() - 60))] {
			let terms = Terms {
				from: today() - 600,
				notice,
				..cover_terms()
			};
			assert_ok!(Claims::enrol(
				signed(PAYER),
				plan,
				account(member),
				Household::Alone,
				terms
			));
		}
		let late = submit(surgery(0, 400));
		assert_eq!(stored(late).payable(), 0);
		assert_eq!(
			stored(late).result.lines[0].adjustments[0].reason,
			salus_claims_engine::Reason::LATE
		);
		let excused = submit(surgery(1, 400));
		assert_eq!(stored(excused).payable(), 40_000);
	});
}

#[test]
fn deposit_should_follow_the_size_of_a_plan() {
	run(|| {
		use frame::token::fungible::InspectHold;
		let held = || Balances::balance_on_hold(&PlanHold::get(), &account(PAYER));
		assert_ok!(Claims::publish_plan(signed(PAYER), None, Box::new(terms()), native()));
		let first = held();
		assert!(first > 0);
		assert_ok!(Claims::add_prices(signed(PAYER), 0, page(&[entry(VISIT, Kind(1), 1)])));
		let second = held();
		assert!(second > first);
		// Amended to the same: the same deposit.
		assert_ok!(Claims::publish_plan(
			signed(PAYER),
			Some(0),
			Box::new(terms()),
			native()
		));
		assert_ok!(Claims::add_prices(signed(PAYER), 0, page(&[entry(VISIT, Kind(1), 1)])));
		assert_eq!(held(), second);
	});
}

#[test]
fn page_should_be_the_first_bits_of_the_key() {
	let key = [0b1010_0000, 0b0100_0000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
	for (bits, page) in [(0, 0), (1, 1), (3, 0b101), (10, 0b10_1000_0001)] {
		assert_eq!(page_of(&key, bits), page, "{bits}");
	}
}

#[test]
fn day_key_should_sort_like_days() {
	let days = [Day::MIN, -400, -1, 0, 1, 20_000, Day::MAX];
	let keys: Vec<_> = days.into_iter().map(DayKey::from).collect();
	assert!(keys.windows(2).all(|pair| pair[0] < pair[1]));
	assert_eq!(keys.into_iter().map(Day::from).collect::<Vec<_>>(), days);
}
