//! Worked examples that others have published, each written as a plan from `docs/payers` alone. Sources by name; the
//! wording is ours.

use super::*;

/// What the plan pays and what the patient bears, for each claim in turn.
#[track_caller]
fn check(source: &str, run: &Run, expected: &[(f64, f64)]) {
	let json = run.json();
	let one = [json.clone()];
	let answers = json
		.get("claims")
		.and_then(Value::as_array)
		.map_or(&one[..], Vec::as_slice);
	let amount = |answer: &Value, name: &str| {
		let totals = answer
			.get("totals")
			.unwrap_or_else(|| panic!("{source}: not decided: {answer}"));
		totals[name].to_string()
	};
	let found: Vec<_> = answers
		.iter()
		.map(|answer| (amount(answer, "paid"), amount(answer, "patientResponsibility")))
		.collect();
	let expected: Vec<_> = expected
		.iter()
		.map(|(paid, patient)| (format!("{paid:.2}"), format!("{patient:.2}")))
		.collect();
	assert_eq!(found, expected, "{source}");
}

/// A line on 1 March 2024.
fn line(code: &str, billed: f64) -> Value {
	json!({"code": code, "date": "2024-03-01", "billed": billed})
}

/// A claim of one line, a month after the one before.
fn at(month: u8, code: &str, billed: f64) -> Value {
	json!({"claim": format!("C{month}"), "lines": [{"code": code, "date": format!("2024-{month:02}-01"), "billed": billed}]})
}

fn member(mut claim: Value, name: &str) -> Value {
	claim["patient"] = name.into();
	claim
}

fn with(mut plan: Value, more: Value) -> Value {
	for (name, value) in more.as_object().unwrap() {
		plan[name] = value.clone();
	}
	plan
}

/// Switzerland (KVG): a franchise, then 10 % up to 700 francs a year. Examples of esurance.ch, viz.ch, safeyourfate.ch.
#[test]
fn swiss_examples_should_come_out_when_coinsurance_alone_is_capped() {
	let plan = |franchise: u32| {
		json!({"plan": "kvg", "currency": "CHF", "deductible": franchise, "coinsurance": 10,
			"outOfPocketMax": {"individual": 700, "counts": ["coinsurance"]}})
	};
	let esurance = run(plan(300), json!([at(1, "a", 500.0), at(2, "b", 800.0)]));
	check("esurance.ch", &esurance, &[(180.0, 320.0), (720.0, 80.0)]);
	check("viz.ch", &run(plan(300), at(1, "a", 2600.0)), &[(2070.0, 530.0)]);
	let meyer = run(plan(1000), json!([at(1, "a", 5000.0), at(12, "b", 4000.0)]));
	check("safeyourfate.ch", &meyer, &[(3600.0, 1400.0), (3700.0, 300.0)]);
}

/// The Netherlands: own contributions before the own risk of 385 euros. Examples of anderzorg.nl and zorgverzekeraars.nl.
#[test]
fn dutch_examples_should_come_out_when_a_contribution_precedes_the_own_risk() {
	let plan = json!({"plan": "zvw", "currency": "EUR", "deductible": 385,
		"categories": {"transport": ["A0*"], "durable-medical-equipment": ["L3*"]},
		"costShare": [{"category": "transport", "copay": 113}, {"category": "durable-medical-equipment", "copay": 141}]});
	check(
		"anderzorg.nl 1",
		&run(plan.clone(), at(1, "a", 400.0)),
		&[(15.0, 385.0)],
	);
	check(
		"anderzorg.nl 3",
		&run(plan.clone(), at(1, "A0428", 220.0)),
		&[(0.0, 220.0)],
	);
	let fourth = run(plan.clone(), json!([at(1, "a", 90.0), at(2, "b", 300.0)]));
	check("anderzorg.nl 2, 4", &fourth, &[(0.0, 90.0), (5.0, 295.0)]);
	let shoes = run(with(plan, json!({"deductible": 385 + 300})), at(1, "L3000", 1200.0));
	check("zorgverzekeraars.nl", &shoes, &[(374.0, 826.0)]);
}

/// Germany (SGB V §61): 10 %, at least 5 and at most 10 euros, never above the price; 10 euros a day for 28 days of
/// hospital a year; 10 % and 10 euros a prescription for therapies. Amounts as Robert-Koch-Apotheke and DAK explain them.
#[test]
fn german_examples_should_come_out_when_shares_have_a_least_and_a_most() {
	let plan = json!({"plan": "gkv", "currency": "EUR",
		"categories": {"drug-generic": ["PZN"], "inpatient": ["stay"], "physical-therapy": ["X0501"]},
		"outOfPocketMaximums": {"hospital": {"individual": 280, "category": "inpatient", "counts": ["copay"]}},
		"costShare": [
			{"category": "drug-generic", "coinsurance": 10, "coinsuranceMin": 5, "coinsuranceMax": 10},
			{"category": "inpatient", "copay": {"amount": 10, "per": "unit"}},
			{"category": "physical-therapy", "order": ["coinsurance", "copay"], "coinsurance": 10,
				"copay": {"amount": 10, "per": "claim"}}]});
	for (price, share) in [
		(4.0, 4.0),
		(30.0, 5.0),
		(60.0, 6.0),
		(75.0, 7.5),
		(100.0, 10.0),
		(120.0, 10.0),
	] {
		check(
			"SGB V drugs",
			&run(plan.clone(), at(1, "PZN", price)),
			&[(price - share, share)],
		);
	}
	let stay = |month: u8, days: u8, billed: f64| {
		let mut claim = at(month, "stay", billed);
		claim["lines"][0]["units"] = days.into();
		claim
	};
	let stays = run(plan.clone(), json!([stay(3, 20, 8000.0), stay(6, 15, 6000.0)]));
	check("SGB V hospital", &stays, &[(7800.0, 200.0), (5920.0, 80.0)]);
	check("SGB V therapy", &run(plan, at(1, "X0501", 120.0)), &[(98.0, 22.0)]);
}

/// France: 70 % (drugs 65 %) of the tariff, less a flat participation. Examples of lelynx.fr and aide-sociale.fr.
#[test]
fn french_examples_should_come_out_when_a_flat_amount_follows_the_percentage() {
	let plan = json!({"plan": "amo", "currency": "EUR", "order": ["coinsurance", "copay"],
		"categories": {"primary-care": ["G"], "drug-generic": ["M"]},
		"costShare": [{"category": "primary-care", "coinsurance": 30, "copay": 1},
			{"category": "drug-generic", "coinsurance": 35, "copay": {"amount": 0.5, "per": "unit"}}]});
	check("lelynx.fr 1", &run(plan.clone(), at(1, "G", 26.5)), &[(17.55, 8.95)]);
	check("lelynx.fr 2", &run(plan, at(1, "M", 7.95)), &[(4.67, 3.28)]);
	let share = |percent: u8| json!({"plan": "amo", "currency": "EUR", "coinsurance": percent});
	check("aide-sociale.fr 1", &run(share(30), at(1, "G", 25.0)), &[(17.5, 7.5)]);
	check("aide-sociale.fr 2", &run(share(35), at(1, "M", 10.0)), &[(6.5, 3.5)]);
}

/// Singapore: deductible and 10 % on what may be claimed (tankinlian.blogspot.com). Australia: 85 % of the schedule fee,
/// the gap at most 98.70 dollars, and what is charged above the fee.
#[test]
fn other_national_examples_should_come_out() {
	let plan = json!({"plan": "shield", "currency": "SGD", "deductible": 1000, "coinsurance": 10,
		"categories": {"cosmetic": ["tv"]}, "costShare": [{"category": "cosmetic", "covered": false}]});
	let bill = json!({"claim": "C", "lines": [line("ward", 6000.0), line("tv", 500.0)]});
	check("tankinlian", &run(plan, bill), &[(4500.0, 2000.0)]);
	let plan = json!({"plan": "mbs", "currency": "AUD", "networks": ["none"], "balanceBilling": ["none"],
		"feeSchedule": {"104": 99.65, "big": 1200}, "costShare": [{"coinsurance": 15, "coinsuranceMax": 98.70}]});
	check("MBS 104", &run(plan.clone(), at(1, "104", 200.0)), &[(84.7, 115.3)]);
	check(
		"MBS greatest permissible gap",
		&run(plan, at(1, "big", 1500.0)),
		&[(1101.3, 398.7)],
	);
}

/// Copay, deductible, coinsurance and maximum as insurers explain them: helpbetter.org, bcbstx.com, bcbsil.com,
/// rlallenco.com, healthcare.gov.
#[test]
fn insurers_examples_should_come_out() {
	let plan = json!({"plan": "p", "deductible": 1000, "coinsurance": 20, "outOfPocketMax": 6000,
		"categories": {"primary-care": ["99213"]}, "feeSchedule": {"70551": 1500},
		"costShare": [{"category": "primary-care", "copay": 30, "deductible": false}]});
	check(
		"helpbetter.org copay",
		&run(plan.clone(), at(1, "99213", 200.0)),
		&[(170.0, 30.0)],
	);
	check(
		"helpbetter.org scan",
		&run(plan.clone(), at(1, "70551", 11000.0)),
		&[(400.0, 1100.0)],
	);
	let spent = json!({"accumulators": {"deductible": 1000, "outOfPocket": 1100}});
	let surgery = run(plan, at(3, "27447", 50000.0)).since(spent);
	check("helpbetter.org maximum", &surgery, &[(45100.0, 4900.0)]);
	let texas = json!({"plan": "p", "deductible": 5000, "coinsurance": 20, "outOfPocketMax": 6000});
	let year = run(
		texas,
		json!([at(1, "a", 5000.0), at(2, "b", 5000.0), at(3, "c", 777.0)]),
	);
	check("bcbstx.com 1", &year, &[(0.0, 5000.0), (4000.0, 1000.0), (777.0, 0.0)]);
	let xray = json!({"plan": "p", "coinsurance": 20, "networks": ["out"], "balanceBilling": ["out"], "feeSchedule": {"x": 200}});
	check("bcbstx.com 2 and 3", &run(xray, at(1, "x", 300.0)), &[(160.0, 140.0)]);
	let illinois = json!({"plan": "p", "deductible": 4000, "coinsurance": 25, "outOfPocketMax": 5000});
	let met = json!({"accumulators": {"deductible": 4000, "outOfPocket": 4000}});
	check(
		"bcbsil.com 2",
		&run(illinois, at(3, "x", 200.0)).since(met),
		&[(150.0, 50.0)],
	);
	let allen = json!({"plan": "p", "deductible": 1000, "coinsurance": 30,
		"outOfPocketMax": {"individual": 2500, "counts": ["coinsurance"]}});
	check("rlallenco.com", &run(allen, at(1, "x", 20000.0)), &[(16500.0, 3500.0)]);
	let healthcare = json!({"plan": "p", "deductible": 3000, "coinsurance": 20, "outOfPocketMax": 6850});
	check(
		"healthcare.gov",
		&run(healthcare, at(1, "x", 12000.0)),
		&[(7200.0, 4800.0)],
	);
	let balance = json!({"plan": "p", "networks": ["out"], "balanceBilling": ["out"], "feeSchedule": {"x": 70}});
	check(
		"healthcare.gov balance billing",
		&run(balance, at(1, "x", 100.0)),
		&[(70.0, 30.0)],
	);
}

/// The coverage example of a Summary of Benefits and Coverage (mshealth): 12,700 in all, deductible 1,800, 20 %.
#[test]
fn peg_should_pay_3980_when_her_plan_has_a_deductible_of_1800() {
	let plan = json!({"plan": "sbc", "deductible": 1800, "coinsurance": 20});
	let result = run(plan, at(3, "baby", 12700.0)).json();
	let totals = &result["totals"];
	assert_eq!(totals["deductible"].to_string(), "1800.00");
	assert_eq!(totals["coinsurance"].to_string(), "2180.00");
	assert_eq!(totals["patientResponsibility"].to_string(), "3980.00");
}

/// Families: IRS Notice 2004-2 Q&A 3 (embedded), a district's DHMO booklet, illinoisinsurance.org, and an aggregate.
#[test]
fn family_examples_should_come_out_when_deductibles_are_embedded_or_together() {
	let family = |plan: Value| {
		let members: Vec<_> = ["A", "B", "C", "D"].map(|id| json!({"id": id, "family": "F"})).into();
		with(plan, json!({"members": members}))
	};
	let notice = family(json!({"plan": "p", "deductible": {"individual": 1000, "family": 2000}}));
	check(
		"Notice 2004-2",
		&run(notice, member(at(1, "x", 1500.0), "A")),
		&[(500.0, 1000.0)],
	);
	let dhmo = family(
		json!({"plan": "p", "deductible": {"individual": 500, "family": 1000}, "coinsurance": 10,
		"outOfPocketMax": {"individual": 2000, "family": 4000}}),
	);
	let year = [
		member(at(1, "x", 1500.0), "A"),
		member(at(2, "x", 600.0), "B"),
		member(at(3, "x", 100.0), "C"),
	];
	check(
		"DHMO",
		&run(dhmo, json!(year)),
		&[(900.0, 600.0), (90.0, 510.0), (90.0, 10.0)],
	);
	let illinois = family(json!({"plan": "p", "deductible": {"individual": 5000, "family": 10000}, "coinsurance": 20}));
	let year = [
		member(at(1, "x", 6000.0), "A"),
		member(at(2, "x", 3000.0), "B"),
		member(at(3, "x", 2500.0), "C"),
		member(at(4, "x", 1000.0), "D"),
	];
	let expected = [(800.0, 5200.0), (0.0, 3000.0), (400.0, 2100.0), (800.0, 200.0)];
	check("illinoisinsurance.org", &run(illinois, json!(year)), &expected);
	let together = family(json!({"plan": "p", "coinsurance": 20,
		"deductible": {"individual": 1500, "family": 3000, "familyType": "aggregate"}}));
	let year = [member(at(1, "x", 2500.0), "A"), member(at(2, "x", 1000.0), "B")];
	check(
		"aggregate",
		&run(together, json!(year)),
		&[(0.0, 2500.0), (400.0, 600.0)],
	);
}

/// Coordination: Dentrix Ascend's maintenance of benefits and carve-out, the crown of zenefits.com, the ADA's
/// non-duplication, and a Medicaid agency that pays up to its own allowed amount after Medicare.
#[test]
fn coordination_examples_should_come_out() {
	let secondary = |percent: u8, fee: Value, method: Value, billed: f64, prior: Value| {
		let plan =
			json!({"plan": "second", "coinsurance": percent, "feeSchedule": fee, "coordinationOfBenefits": method});
		run(plan, at(3, "x", billed)).after(prior)
	};
	let first = |allowed: u32, paid: u32| json!({"allowed": allowed, "paid": paid});
	for (method, expected) in [("maintenance-of-benefits", (37.5, 12.5)), ("carve-out", (18.75, 31.25))] {
		let run = secondary(25, json!({"x": 125}), method.into(), 150.0, first(125, 75));
		check("dentrixascend.com", &run, &[expected]);
	}
	for (method, expected) in [("carve-out", (150.0, 100.0)), ("traditional", (250.0, 0.0))] {
		check(
			"zenefits.com",
			&secondary(20, json!({}), method.into(), 500.0, first(500, 250)),
			&[expected],
		);
	}
	for (paid, expected) in [(80, (0.0, 20.0)), (50, (30.0, 20.0))] {
		let run = secondary(20, json!({}), "non-duplication".into(), 100.0, first(100, paid));
		check("ADA", &run, &[expected]);
	}
	let medicare = json!({"allowed": 100, "paid": 80, "adjustments": [
		{"group": "CO", "reason": "45", "amount": 50}, {"group": "PR", "reason": "2", "amount": 20}]});
	for (fee, paid) in [(70, 0.0), (90, 10.0), (100, 20.0), (120, 20.0)] {
		let method = json!({"method": "traditional", "allowable": "lower"});
		let run = secondary(0, json!({"x": fee}), method, 150.0, medicare.clone());
		check("Medicaid after Medicare", &run, &[(paid, 0.0)]);
	}
}

/// Medicare: participating and other physicians (a textbook's fee of 90.08 and 77.72; MedPAC's limiting charge), Part A of
/// 2022, skilled nursing of 2024, and interest at the rates of 1993, 2022 and 2023.
#[test]
fn medicare_examples_should_come_out() {
	let fee = |amount: f64| json!({"plan": "part-b", "coinsurance": 20, "feeSchedule": {"x": amount}});
	check("participating", &run(fee(90.08), at(1, "x", 125.0)), &[(72.06, 18.02)]);
	check("participating", &run(fee(77.72), at(1, "x", 125.0)), &[(62.18, 15.54)]);
	let limiting = with(
		fee(95.0),
		json!({"networks": ["nonparticipating"], "balanceBilling": ["nonparticipating"]}),
	);
	check("MedPAC", &run(limiting, at(1, "x", 109.25)), &[(76.0, 33.25)]);
	let days = |units: u32, billed: f64, month: u8| {
		let mut claim = at(month, "stay", billed);
		claim["lines"][0]["units"] = units.into();
		claim
	};
	let part_a = json!({"plan": "part-a", "deductible": {"individual": 1556, "per": "claim"},
		"costShare": [{"copay": {"amount": 389, "per": "unit", "after": 60}}]});
	check(
		"Part A 2022",
		&run(part_a, days(90, 200_000.0, 3)),
		&[(186_774.0, 13_226.0)],
	);
	let nursing = json!({"plan": "snf", "costShare": [{"copay": {"amount": 204, "per": "unit", "after": 20}}]});
	check(
		"SNF 2024",
		&run(nursing.clone(), days(100, 100_000.0, 3)),
		&[(83_680.0, 16_320.0)],
	);
	let split = run(nursing, json!([days(10, 10_000.0, 3), days(30, 30_000.0, 4)]));
	check("SNF in two claims", &split, &[(10_000.0, 0.0), (27_960.0, 2040.0)]);
	for (rate, received, paid, interest) in [
		("5.625", "1993-11-01", "1993-12-06", "0.08"),
		("1.625", "2022-03-01", "2022-04-05", "0.02"),
		("4.625", "2023-03-01", "2023-04-05", "0.06"),
	] {
		let plan = json!({"plan": "p", "promptPay": {"days": 30, "rate": rate.parse::<f64>().unwrap()}});
		let claim =
			json!({"claim": "C", "received": received, "lines": [{"code": "x", "date": received, "billed": 100}]});
		let late = Run {
			paid_on: Some(paid),
			..run(plan, claim)
		};
		let json = late.json();
		assert_eq!(json["interest"]["days"], 5, "{json}");
		assert_eq!(json["interest"]["amount"].to_string(), interest);
	}
}

/// Dental 100/80/50 with an annual maximum, and the rules of an open-source engine (jameskbride/adjudication-engine-ruby).
#[test]
fn dental_examples_should_come_out() {
	let plan = json!({"plan": "dental", "deductible": 50,
		"categories": {"dental-preventive": ["D0100-D1999"], "dental-basic": ["D2000-D2699"], "dental-major": ["D2700-D3999"]},
		"costShare": [{"category": "dental-preventive", "deductible": false},
			{"category": "dental-basic", "coinsurance": 20}, {"category": "dental-major", "coinsurance": 50}],
		"limits": [{"name": "annual", "measure": "paid", "max": 1500}]});
	let visit = json!({"claim": "A", "lines": [line("D1110", 100.0), line("D2391", 250.0), line("D2750", 1200.0)]});
	let year = run(plan, json!([visit, at(9, "D2750", 1500.0)]));
	check("100/80/50", &year, &[(860.0, 690.0), (640.0, 860.0)]);
	let ruby = json!({"plan": "ruby", "otherServices": "not-covered",
		"categories": {"dental-preventive": ["D0000-D1999"], "orthodontics": ["D8000-D8999"]},
		"costShare": [{"category": "dental-preventive"}, {"category": "orthodontics", "coinsurance": 75}]});
	let claims = json!([at(1, "D1110", 47.0), at(2, "D8110", 100.0), at(3, "D2001", 47.0)]);
	check(
		"adjudication-engine-ruby",
		&run(ruby, claims),
		&[(47.0, 0.0), (25.0, 75.0), (0.0, 47.0)],
	);
}

/// Open Dental's published unit tests, by their numbers there: two PPOs under its basic and standard rules, carve-out,
/// annual maximums of members and families, and deductibles that override one another.
#[test]
fn open_dental_examples_should_come_out() {
	let plan = |more: Value| with(json!({"plan": "dental"}), more);
	let crown = |fee: Option<u32>, percent: u8, more: Value| {
		let schedule = fee.map_or_else(|| json!({}), |fee| json!({"D2750": fee}));
		run(
			with(
				json!({"plan": "dental", "coinsurance": percent, "feeSchedule": schedule}),
				more,
			),
			at(3, "D2750", 1200.0),
		)
	};
	let paid = |run: Run| run.paid().0;
	let first =
		|allowed: u32, paid: u32, adjusted: u32| json!({"allowed": allowed, "paid": paid, "adjusted": adjusted});
	assert_eq!(paid(crown(Some(900), 50, json!({}))), "450.00");
	let basic =
		json!({"coordinationOfBenefits": {"method": "traditional", "allowable": "own", "obligation": "stated"}});
	assert_eq!(
		paid(crown(Some(650), 50, basic.clone()).after(first(900, 450, 0))),
		"200.00",
		"1"
	);
	assert_eq!(
		paid(crown(Some(900), 50, basic).after(first(650, 325, 0))),
		"450.00",
		"2"
	);
	assert_eq!(
		paid(crown(Some(650), 50, json!({})).after(first(900, 450, 300))),
		"325.00",
		"17"
	);
	assert_eq!(
		paid(crown(Some(900), 50, json!({})).after(first(650, 325, 550))),
		"325.00",
		"17"
	);
	let carve_out = json!({"coordinationOfBenefits": "carve-out"});
	assert_eq!(
		paid(crown(None, 25, carve_out).after(first(1200, 600, 0))),
		"300.00",
		"18"
	);
	let exam = run(
		plan(json!({"deductible": 50, "coinsurance": 50})),
		at(3, "D0120", 150.0),
	);
	assert_eq!(paid(exam.after(first(150, 50, 0))), "50.00", "19");

	let two = |a: (&str, f64), b: (&str, f64)| json!({"claim": "C", "lines": [line(a.0, a.1), line(b.0, b.1)]});
	let annual = |max: u32| json!({"limits": [{"name": "annual", "measure": "paid", "max": max}]});
	let over = run(plan(annual(1000)), two(("D2750", 1100.0), ("D0274", 50.0)));
	check("3", &over, &[(1000.0, 150.0)]);
	let family = plan(
		json!({"members": [{"id": "A", "family": "F"}, {"id": "B", "family": "F"}],
		"limits": [{"name": "one", "measure": "paid", "max": 1000},
			{"name": "all", "measure": "paid", "max": 2500, "sharedByFamily": true}]}),
	);
	let crown_of_a = run(family, member(at(3, "D2750", 830.0), "A"));
	check("4", &crown_of_a, &[(830.0, 0.0)]);
	let used = json!({"accumulators": [{"family": "F", "limits": {"all": 2000}}]});
	check("5", &crown_of_a.since(used), &[(500.0, 330.0)]);
	let twice = run(plan(annual(400)), json!([at(3, "D1515", 500.0), at(4, "D1515", 500.0)]));
	check("10", &twice, &[(400.0, 100.0), (0.0, 500.0)]);
	let overrides = plan(
		json!({"coinsurance": 20, "categories": {"large": ["D2161"]}, "limits": [
		{"name": "annual", "exceptCategories": ["large"], "measure": "paid", "max": 200},
		{"name": "large", "category": "large", "measure": "paid", "max": 2000}]}),
	);
	check(
		"9",
		&run(overrides, two(("D2161", 300.0), ("D2160", 300.0))),
		&[(440.0, 160.0)],
	);

	// A name that comes after `general` in the alphabet does not make its deductible come after it.
	let preventive = plan(
		json!({"categories": {"dental-preventive": ["D0*", "D1*"]}, "deductibles": {
		"general": {"individual": 50}, "preventive": {"individual": 25, "category": "dental-preventive"}}}),
	);
	check(
		"7",
		&run(preventive, two(("D0120", 60.0), ("D1110", 70.0))),
		&[(105.0, 25.0)],
	);
	let panorex = plan(json!({"categories": {"panorex": ["D0330"], "dental-basic": ["D2*"]},
		"deductibles": {"general": 50, "panorex": {"individual": 45, "category": "panorex", "alsoCredits": ["general"]}},
		"costShare": [{"category": "dental-basic", "coinsurance": 20}]}));
	check(
		"15",
		&run(panorex, two(("D0330", 95.0), ("D2150", 200.0))),
		&[(206.0, 89.0)],
	);
	let three = plan(json!({"deductible": {"individual": 75, "family": 150},
		"members": [{"id": "A", "family": "F"}, {"id": "B", "family": "F"}, {"id": "C", "family": "F"}]}));
	let met = json!({"accumulators": [{"family": "F", "deductible": 125}]});
	check(
		"20",
		&run(three, member(at(3, "D4355", 135.0), "A")).since(met),
		&[(110.0, 25.0)],
	);
	let uncovered = plan(json!({"deductible": 50, "otherServices": "not-covered"}));
	let exam = run(uncovered, at(3, "D0120", 55.0)).json();
	assert_eq!(exam["totals"]["deductible"].to_string(), "0.00", "21");
	let half = with(
		annual(1300),
		json!({"plan": "dental", "deductible": 25, "coinsurance": 50}),
	);
	check(
		"28",
		&run(half, two(("D2790", 800.0), ("D2791", 800.0))),
		&[(787.5, 812.5)],
	);
}
