//! Published cases through files: what somebody who only reads `docs/payers` would write.

use super::*;

/// 42 CFR 411.33(b), the prior payer's result in every shape it may come in.
#[test]
fn secondary_should_pay_30_when_the_prior_result_comes_in_any_shape() {
	let medicare = json!({"plan": "part-b", "deductible": 240, "coinsurance": 20,
		"feeSchedule": {"CPT|99213": 125}, "coordinationOfBenefits": "lowest-of"});
	let met = json!({"accumulators": [{"year": 2024, "deductible": 240}]});
	let category = |code: &str| json!({"coding": [{"code": code}]});
	let said =
		|code: &str, value: &str| json!({"category": category(code), "amount": {"value": value, "currency": "USD"}});
	let eob = json!({"resourceType": "ExplanationOfBenefit", "claim": {"reference": "Claim/C"}, "item": [
		{"sequence": 1, "adjudication": [said("submitted", "175"), said("eligible", "150.00"), said("benefit", "120.00")]}]});
	let totals = json!({"resourceType": "ClaimResponse", "request": {"reference": "Claim/C"},
		"total": [said("submitted", "175"), said("eligible", "150"), said("benefit", "120")]});
	let carin = json!({"resourceType": "ExplanationOfBenefit", "item": [{"sequence": 1, "adjudication": [
		said("allowed", "150"), said("discount", "25"), said("coinsurance", "30"), said("paidtoprovider", "120")]}]});
	for prior in [
		json!({"allowed": 150, "paid": 120}),
		json!({"lines": [{"number": 1, "allowed": "150.00", "paid": "120.00"}]}),
		json!({"paid": 120, "adjustments": [{"group": "CO", "reason": "45", "amount": 25}, {"group": "PR", "reason": 2, "amount": 30}]}),
		eob.clone(),
		totals,
		carin,
		json!({"resourceType": "Bundle", "entry": [{"resource": eob}]}),
	] {
		let claim =
			json!({"claim": "C", "lines": [{"system": "CPT", "code": "99213", "date": "2024-03-01", "billed": 175}]});
		let result = run(medicare.clone(), claim)
			.since(met.clone())
			.after(prior.clone())
			.json();
		assert_eq!(result["totals"]["paid"].to_string(), "30.00", "{prior}");
		assert_eq!(result["totals"]["patientResponsibility"].to_string(), "0.00", "{prior}");
		assert_eq!(result["secondary"], true);
	}
}

/// The same with an 835 of the primary, and with loops 2320 and 2430 of the 837 itself.
#[test]
fn secondary_should_pay_30_when_the_prior_result_is_x12() {
	let medicare = json!({"plan": "part-b", "coinsurance": 20,
		"feeSchedule": {"CPT|99213": 125}, "coordinationOfBenefits": "lowest-of"});
	let plain = Run {
		plan: medicare.clone(),
		x12: Some(professional("", "")),
		priors_835: vec![remittance()],
		..Run::default()
	};
	assert_eq!(plain.paid(), pair("30.00", "0.00"));
	let own = Run {
		plan: medicare,
		x12: Some(professional(
			"SBR*P*18*******CI~\nAMT*D*120~\nOI***Y***Y~\nNM1*IL*1*DOE*JO****MI*111~\nNM1*PR*2*FIRST*****PI*F1~\n",
			"SVD*F1*120*HC:99213**1~\nCAS*CO*45*25~\nCAS*PR*2*30~\nDTP*573*D8*20240320~\n",
		)),
		..Run::default()
	};
	assert_eq!(own.paid(), pair("30.00", "0.00"));
}

/// 005010X222 §3.1.3, Example 3: three lines of 79.04, 76.04 of them allowed; the first payer left 21.89 of its deductible and
/// 15.00 of coinsurance on the claim as a whole, and paid 39.15. The lines say 76.04, which is before that.
#[test]
fn secondary_should_pay_36_89_when_the_first_payer_adjusted_the_claim_as_a_whole() {
	let payers = "SBR*P*01*******12~\nCAS*PR*1*21.89**2*15~\nAMT*D*39.15~\nAMT*EAF*36.89~\nOI***Y*B**Y~\n\
		NM1*IL*1*DOE*JO****MI*111~\nNM1*PR*2*FIRST*****PI*F1~\n";
	let lines = "SVD*F1*40*HC:99213**1~\nCAS*CO*42*3~\nDTP*573*D8*20240320~\nLX*2~\nSV1*HC:90782*15*UN*1***1~\nDTP*472*D8*20240301~\n\
		SVD*F1*15*HC:90782**1~\nDTP*573*D8*20240320~\nLX*3~\nSV1*HC:J3301*21.04*UN*1***1~\nDTP*472*D8*20240301~\n\
		SVD*F1*21.04*HC:J3301**1~\nDTP*573*D8*20240320~\n";
	let text = professional(payers, lines)
		.replace("CLM*C*175*", "CLM*C*79.04*")
		.replace("SV1*HC:99213*175*", "SV1*HC:99213*43*");
	let second = Run {
		plan: json!({"plan": "second"}),
		x12: Some(text),
		..Run::default()
	};
	assert_eq!(second.paid(), pair("36.89", "0.00"));
	let result = second.json();
	let other: f64 = result["totals"]["other"].as_f64().unwrap();
	assert!((other - 42.15).abs() < 1e-9, "{result}");
}

/// Guides print transaction sets without envelope, and some without a day of service: the transaction's own day counts.
#[test]
fn x12_should_be_decided_when_it_has_no_envelope_and_no_days() {
	let whole = professional("", "").replace("DTP*472*D8*20240301~\n", "");
	let bare = &whole[whole.find("ST*").unwrap()..whole.find("GE*").unwrap()];
	for text in [bare.replace("SE*23", "SE*22"), whole.replace("SE*23", "SE*22")] {
		let run = Run {
			plan: json!({"plan": "open"}),
			x12: Some(text),
			..Run::default()
		};
		let json = run.json();
		assert_eq!(
			(json["totals"]["paid"].to_string(), &json["lines"][0]["date"]),
			("175.00".into(), &"2024-03-10".into())
		);
	}
}

/// An 837P of one line of $175.
pub(super) fn professional(payers: &str, adjudication: &str) -> String {
	let body = format!(
		"ST*837*0001*005010X222A1~\nBHT*0019*00*1*20240310*1200*CH~\nNM1*41*2*SENDER*****46*S~\nPER*IC*X*TE*5~\n\
		NM1*40*2*RECEIVER*****46*R~\nHL*1**20*1~\nNM1*85*2*CLINIC*****XX*1234567893~\nN3*1 ROAD~\nN4*TOWN*FL*33111~\n\
		REF*EI*123456789~\nHL*2*1*22*0~\nSBR*S*18*******MB~\nNM1*IL*1*DOE*JO****MI*M1~\nN3*1 ROAD~\nN4*TOWN*FL*33111~\n\
		DMG*D8*19400101*F~\nNM1*PR*2*MEDICARE*****PI*MC~\nCLM*C*175***11:B:1*Y*A*Y*Y~\nHI*ABK:R05~\n{payers}LX*1~\n\
		SV1*HC:99213*175*UN*1***1~\nDTP*472*D8*20240301~\n{adjudication}"
	);
	let segments = body.matches('~').count() + 1;
	format!(
		"ISA*00*          *00*          *ZZ*S              *ZZ*R              *240310*1200*^*00501*000000001*0*T*:~\n\
		GS*HC*S*R*20240310*1200*1*X*005010X222A1~\n{body}SE*{segments}*0001~\nGE*1*1~\nIEA*1*000000001~\n"
	)
}

/// What the first payer did with it.
pub(super) fn remittance() -> String {
	"ISA*00*          *00*          *ZZ*F1             *ZZ*P              *240320*0000*^*00501*000000001*0*P*:~\n\
	GS*HP*F1*P*20240320*0000*1*X*005010X221A1~\nST*835*0001~\nBPR*I*120*C*NON************20240320~\nTRN*1*T1*F1~\n\
	N1*PR*FIRST~\nN1*PE*CLINIC*XX*1234567893~\nLX*1~\nCLP*C*1*175*120*30*12*X1~\nNM1*QC*1*DOE*JO****MI*111~\n\
	SVC*HC:99213*175*120~\nDTM*472*20240301~\nCAS*CO*45*25~\nCAS*PR*2*30~\nAMT*B6*150~\nSE*14*0001~\nGE*1*1~\n\
	IEA*1*000000001~\n"
		.into()
}

/// 42 CFR 411.33(f)(1) to (4), the hospital cases.
#[test]
fn secondary_should_pay_as_published_when_the_cases_are_42_cfr_411_33_f() {
	let hospital = |deductible: u32, coinsurance: u32, gross: &str| {
		json!({"plan": "part-a", "deductible": deductible, "coinsurance": coinsurance,
			"feeSchedule": {"stay": gross}, "coordinationOfBenefits": "lowest-of-gross"})
	};
	let stay = |billed: u32, units: u32| {
		json!({"claim": "C", "type": "institutional",
			"lines": [{"code": "stay", "date": "1987-05-01", "units": units, "billed": billed}]})
	};
	let case = |plan: Value, claim: Value, prior: Value| run(plan, claim).after(prior).paid();
	assert_eq!(
		case(hospital(520, 0, "2700"), stay(2_800, 1), json!({"paid": 2360})),
		pair("340.00", "0.00")
	);
	assert_eq!(
		case(hospital(520, 0, "850"), stay(750, 1), json!({"paid": 450})),
		pair("230.00", "70.00")
	);
	assert_eq!(
		case(hospital(75, 20, "131"), stay(1_280, 8), json!({"paid": 1024})),
		pair("24.00", "0.00")
	);
	let agreed = json!({"paid": 2900, "obligatedToAccept": 3000});
	assert_eq!(
		case(hospital(520, 0, "3500"), stay(4_000, 1), agreed),
		pair("100.00", "0.00")
	);
}

/// Uniform Glossary (45 CFR 147.200): Jane's visits of $125 before, after and above.
#[test]
fn jane_should_pay_as_published_when_the_plan_is_that_of_the_uniform_glossary() {
	let plan = json!({"plan": "jane", "deductible": 1500, "coinsurance": 20, "outOfPocketMax": 5000});
	let visit = |used: Value| {
		run(plan.clone(), one(json!(125)))
			.since(json!({"accumulators": used}))
			.paid()
	};
	assert_eq!(visit(json!([])), pair("0.00", "125.00"));
	assert_eq!(
		visit(json!({"deductible": 1500, "outOfPocket": 1500})),
		pair("100.00", "25.00")
	);
	assert_eq!(
		visit(json!({"deductible": 1500, "outOfPocket": 5000})),
		pair("125.00", "0.00")
	);
}

/// (500,000 − 50,000) × 80 % = 360,000, in a currency without decimals.
#[test]
fn plan_should_pay_360000_when_the_currency_is_the_yen() {
	let plan = json!({"plan": "big", "currency": "JPY", "deductible": 50000, "coinsurance": 20});
	assert_eq!(run(plan, one(json!(500_000))).paid(), pair("360000", "140000"));
}

/// Prompt pay (CMS 100-04, chapter 1, §80.2.2): received 1 October 1993, ceiling 31 October.
#[test]
fn interest_should_run_from_the_day_after_the_ceiling_when_payment_is_late() {
	let plan = json!({"plan": "pp", "promptPay": {"days": 30, "rate": 5.625}});
	let claim = json!({"claim": "C", "received": "1993-10-01",
		"lines": [{"code": "x", "date": "1993-09-01", "billed": 100}]});
	let due = |paid_on| {
		Run {
			paid_on: Some(paid_on),
			..run(plan.clone(), claim.clone())
		}
		.json()["interest"]
			.clone()
	};
	assert_eq!(
		due("1993-10-31").to_string(),
		r#"{"amount":0.00,"days":0,"rate":5.6250}"#
	);
	assert_eq!(
		due("1993-11-02").to_string(),
		r#"{"amount":0.03,"days":2,"rate":5.6250}"#
	);
}

/// Coordination methods on one case: both allow 100, the first paid 50, this plan alone would pay 80.
#[test]
fn methods_should_pay_as_defined_when_the_first_payer_left_half() {
	let with = |method: &str| {
		let plan = json!({"plan": "second", "coinsurance": 20, "coordinationOfBenefits": method});
		run(plan, one(json!(100)))
			.after(json!({"allowed": 100, "paid": 50}))
			.paid()
	};
	assert_eq!(with("traditional"), pair("50.00", "0.00"));
	assert_eq!(with("non-duplication"), pair("30.00", "20.00"));
	assert_eq!(with("carve-out"), pair("30.00", "20.00"));
	assert_eq!(with("maintenance-of-benefits"), pair("40.00", "10.00"));
}

/// 45 CFR 156.130 as the departments explain it (ACA FAQ part XXVII): an embedded self-only limit of $6,850 in a family
/// maximum of $13,000; cost sharing of 10,000 and three times 3,000.
#[test]
fn family_should_stop_at_its_maximum_when_members_come_in_one_bundle() {
	let plan = json!({"plan": "aca", "deductible": 20000, "outOfPocketMax": {"individual": 6850, "family": 13000},
		"members": [{"id": "1", "family": "F"}, {"id": "2", "family": "F"}, {"id": "3", "family": "F"}, {"id": "4", "family": "F"}]});
	let claims: Vec<Value> = [10_000, 3_000, 3_000, 3_000]
		.iter()
		.enumerate()
		.map(|(n, billed)| {
			json!({"claim": n + 1, "patient": n + 1, "lines": [{"code": "x", "date": format!("2016-0{}-01", n + 1), "billed": billed}]})
		})
		.collect();
	let result = run(plan, json!(claims)).json();
	let patients: Vec<String> = result["claims"]
		.as_array()
		.unwrap()
		.iter()
		.map(|c| c["totals"]["patientResponsibility"].to_string())
		.collect();
	assert_eq!(patients, ["6850.00", "3000.00", "3000.00", "150.00"]);
	let family = result["accumulators"]
		.as_array()
		.unwrap()
		.iter()
		.find(|a| a["family"] == "F")
		.unwrap();
	assert_eq!(family["outOfPocket"].to_string(), "13000.00");
	assert_eq!(family["remaining"]["outOfPocket"].to_string(), "0.00");
}

/// FHIR R4 example Claim 100150 under the terms its ClaimResponse R3500 states: 135.57 eligible, copay 10, 80 %.
#[test]
fn fhir_example_should_pay_100_46_when_its_response_says_80_percent_after_copay() {
	let claim = json!({"resourceType": "Claim", "id": "100150", "status": "active", "use": "claim",
		"type": {"coding": [{"code": "oral"}]}, "patient": {"reference": "Patient/1"}, "created": "2014-08-16",
		"provider": {"reference": "Organization/1"},
		"insurance": [{"sequence": 1, "focal": true, "coverage": {"reference": "Coverage/9876B1"}}],
		"item": [{"sequence": 1, "productOrService": {"coding": [{"code": "1200"}]}, "servicedDate": "2014-08-16",
			"unitPrice": {"value": 135.57, "currency": "USD"}, "net": {"value": 135.57, "currency": "USD"}}]});
	let plan = json!({"plan": "dental", "copay": 10, "coinsurance": 20,
		"members": [{"id": "Coverage/9876B1", "from": "2014-01-01"}]});
	let result = run(plan, claim);
	assert_eq!(result.paid(), pair("100.46", "35.11"));
	// What is written is an ExplanationOfBenefit that the next payer can read.
	let eob: Value = serde_json::from_str(&result.text(crate::claim::eob::write).unwrap()).unwrap();
	assert_eq!(eob["resourceType"], "ExplanationOfBenefit");
	assert_eq!(eob["patient"]["reference"], "Patient/1");
	assert_eq!(eob["item"][0]["productOrService"]["coding"][0]["code"], "1200");
	assert_eq!(eob["payment"]["amount"]["value"].to_string(), "100.46");
	let second = json!({"plan": "second"});
	assert_eq!(
		run(second, result.claims.unwrap()).after(eob).paid(),
		pair("35.11", "0.00")
	);
}

/// Synthea writes the encounter as a first item without an amount and states the total: the rest is the encounter's.
#[test]
fn item_without_amount_should_take_the_rest_of_the_total_when_there_is_one() {
	let item = |n: u32, code: &str, net: Option<f64>| {
		let mut item = json!({"sequence": n, "productOrService": {"coding": [{"system": "http://snomed.info/sct", "code": code}]}});
		if let Some(net) = net {
			item["net"] = json!({"value": net, "currency": "USD"});
		}
		item
	};
	let claim = json!({"resourceType": "Claim", "id": "s", "status": "active", "use": "claim",
		"billablePeriod": {"start": "2019-05-01T10:00:00-04:00", "end": "2019-05-01T10:15:00-04:00"}, "created": "2019-05-01T10:15:00-04:00",
		"patient": {"reference": "urn:uuid:p"}, "provider": {"reference": "urn:uuid:o"},
		"item": [item(1, "185349003", None), item(2, "44465007", None), item(3, "430193006", Some(516.65))],
		"total": {"value": 645.81, "currency": "USD"}});
	let result = run(json!({"plan": "s", "coinsurance": 20, "defaultPrice": "billed"}), claim).json();
	let billed: Vec<String> = result["lines"]
		.as_array()
		.unwrap()
		.iter()
		.map(|l| l["billed"].to_string())
		.collect();
	assert_eq!(billed, ["129.16", "0.00", "516.65"]);
	assert_eq!(result["totals"]["paid"].to_string(), "516.65");
}

/// CMS on sequestration: approved $100, $50 applied to the deductible, $40 of the rest is Medicare's, 2 % of that is not paid.
#[test]
fn payment_should_be_39_20_when_medicare_is_sequestered() {
	let plan = json!({"plan": "part-b", "deductible": 50, "coinsurance": 20, "paymentReductions": 2,
		"feeSchedule": {"99213": 100}});
	let result = run(plan, one(json!(100))).json();
	assert_eq!(adjustments(&result, 0), "PR-1 50.00, PR-2 10.00, CO-253 0.80");
	assert_eq!(result["totals"]["paid"].to_string(), "39.20");
}

/// A stay: Medicare Part A 2024, $1,632 for the stay and $408 for each of the days 61 to 90.
#[test]
fn stay_should_bear_1632_and_408_a_day_when_it_is_long() {
	let plan = json!({"plan": "part-a", "deductible": {"individual": 1632, "per": "claim"},
		"order": ["deductible", "copay", "coinsurance"],
		"copay": {"amount": 408, "per": "unit", "after": 60},
		"feeSchedule": [{"code": "DRG|207", "amount": 60000, "per": "claim"}]});
	let claim = json!({"claim": "C", "drg": 207, "days": 70, "lines": [
		{"code": "REV|0120", "date": "2024-03-01", "units": 70, "billed": 90000},
		{"code": "REV|0250", "date": "2024-03-01", "billed": 30000}]});
	let result = run(plan, claim).json();
	assert_eq!(result["totals"]["allowed"].to_string(), "60000.00");
	assert_eq!(result["totals"]["patientResponsibility"].to_string(), "5712.00");
	assert_eq!(adjustments(&result, 0), "CO-45 45000.00, PR-1 1632.00, PR-3 4080.00");
}

/// The group of an 837I (HI*DR) and the days of its rooms, and those of a FHIR claim.
#[test]
fn group_and_days_should_be_found_when_claims_come_as_x12_or_fhir() {
	// HI*DR:470, and four covered days (value code 80).
	let x12 = Run {
		plan: json!({"plan": "p", "feeSchedule": [{"code": "DRG|470", "amount": 100, "per": "day"}]}),
		x12: Some(include_str!("../../x12/fixtures/institutional.837").into()),
		..Run::default()
	};
	assert_eq!(x12.json()["totals"]["allowed"].to_string(), "400.00");
	let fhir = json!({"resourceType": "Claim", "id": "F", "status": "active", "use": "claim",
		"type": {"coding": [{"code": "institutional"}]},
		"billablePeriod": {"start": "2024-03-01", "end": "2024-03-05"},
		"diagnosis": [{"sequence": 1, "packageCode": {"coding": [{"system": "http://example.org/drg", "code": "470"}]}}],
		"item": [{"sequence": 1, "productOrService": {"coding": [{"code": "room"}]}, "net": {"value": 9000}}]});
	let plan = json!({"plan": "p", "feeSchedule": [{"code": "470", "amount": 1000, "per": "day"}]});
	assert_eq!(run(plan, fhir).paid(), pair("4000.00", "0.00"));
}

/// A limit that the members of a family share, across claims and through a history.
#[test]
fn limit_should_be_the_familys_when_it_is_shared() {
	let plan = json!({"plan": "p",
		"members": [{"id": "M1", "family": "F"}, {"id": "M2", "family": "F"}],
		"limits": [{"name": "annual", "measure": "paid", "max": 150, "sharedByFamily": true}]});
	let claim = |id: &str, member: &str| json!({"claim": id, "patient": member, "lines": [{"code": id, "date": "2024-03-01", "billed": 100}]});
	let both = run(plan.clone(), json!([claim("A", "M1"), claim("B", "M2")])).json();
	assert_eq!(both["totals"]["paid"].to_string(), "150.00");
	let rest = run(plan, claim("C", "M2"))
		.since(json!({"accumulators": [{"family": "F", "limits": {"annual": 120}}]}))
		.paid();
	assert_eq!(rest, pair("30.00", "70.00"));
}
