//! Files as they are sent: patients who are not the subscriber, payers who take a result back, results of many claims.

use super::{
	published::{professional, remittance},
	*,
};
use crate::claim::book::Answer;

/// What Medicare would pay of $175: 125.00 is allowed.
fn medicare() -> Value {
	json!({"plan": "part-b", "coinsurance": 20, "feeSchedule": {"CPT|99213": 125, "DRG|470": 12000},
		"coordinationOfBenefits": "lowest-of"})
}

fn sent(plan: Value, text: String) -> Run {
	Run {
		plan,
		x12: Some(text),
		..Run::default()
	}
}

/// Two children of M1, seen on the same day for the same service.
fn children() -> String {
	let child = |level: u8, name: &str, born: &str, claim: &str| {
		format!(
			"HL*{level}*2*23*0~\nPAT*19~\nNM1*QC*1*DOE*{name}~\nN3*1 ROAD~\nN4*TOWN*FL*33111~\nDMG*D8*{born}*F~\n\
			CLM*{claim}*175***11:B:1*Y*A*Y*Y~\nHI*ABK:R05~\nLX*1~\nSV1*HC:99213*175*UN*1***1~\nDTP*472*D8*20240301~\n"
		)
	};
	let whole = professional("", "");
	let (start, end) = (whole.find("CLM*").unwrap(), whole.find("SE*").unwrap());
	let text = format!(
		"{}{}{}{}",
		&whole[..start],
		child(3, "Ana", "20150101", "K1"),
		child(4, "EVA ", "20170101", "K2"),
		&whole[end..]
	);
	text.replace("HL*2*1*22*0~", "HL*2*1*22*1~")
		.replace("SBR*S*18*", "SBR*P**")
		.replace("SE*23*", "SE*40*")
}

/// 005010X222 gives the patient of loop 2010CA no identifier: the subscriber's is not theirs.
#[test]
fn dependents_should_be_members_of_their_own_when_the_837_names_them() {
	let plan = json!({"plan": "p", "deductible": 100});
	let result = sent(plan.clone(), children()).json();
	for (claim, patient) in result["claims"]
		.as_array()
		.unwrap()
		.iter()
		.zip(["M1/ANA/20150101", "M1/EVA/20170101"])
	{
		assert_eq!(claim["patient"], patient);
		assert_eq!(adjustments(claim, 0), "PR-1 100.00");
	}
	// A plan that lists its members lists them so.
	let mut listed = plan.clone();
	listed["members"] = json!([{"id": "M1", "family": "F"}, {"id": "D1", "ids": ["M1/ANA/20150101"], "family": "F"}]);
	let result = sent(listed, children()).json();
	assert_eq!(
		(&result["claims"][0]["patient"], &result["claims"][0]["outcome"]),
		(&json!("D1"), &json!("adjudicated"))
	);
	let error = &result["claims"][1]["error"];
	assert_eq!(error["code"], "UnknownCoverage");
	let message = error["message"].as_str().unwrap();
	assert!(message.contains("\"ids\" of a member: M1/EVA/20170101"), "{message}");
	// The subscriber's number repeated for the patient makes nobody the subscriber; a number of the patient's own counts.
	let repeated = children()
		.replace("NM1*QC*1*DOE*Ana", "NM1*QC*1*DOE*Ana****MI*M1")
		.replace("EVA ", "EVA****MI*M1-02");
	let read = claim837::parse(repeated.as_bytes()).unwrap();
	let usd = plan::read(&plan, "PLAN.json").unwrap().currency;
	let members: Vec<_> = read.iter().map(|c| x12::claim(c, usd).unwrap().members).collect();
	assert_eq!(members[0], ["M1/ANA/20150101"]);
	assert_eq!(members[1], ["M1/EVA/20170101", "M1-02"]);
}

/// The first payer's 835 for claim C: `status` 22 turns the signs.
fn told(status: &str, paid: i32, patient: i32) -> String {
	let sign = if status == "22" { "-" } else { "" };
	let amount = |n: i32| if n == 0 { "0".into() } else { format!("{sign}{n}") };
	let left = if sign.is_empty() {
		patient.to_string()
	} else {
		String::new()
	};
	remittance()
		.replace(
			"CLP*C*1*175*120*30*",
			&format!("CLP*C*{status}*{}*{}*{left}*", amount(175), amount(paid)),
		)
		.replace(
			"SVC*HC:99213*175*120",
			&format!("SVC*HC:99213*{}*{}", amount(175), amount(paid)),
		)
		.replace("CAS*CO*45*25", &format!("CAS*CO*45*{}", amount(25)))
		.replace("CAS*PR*2*30", &format!("CAS*PR*2*{}", amount(patient)))
		.replace("AMT*B6*150~\n", "")
		.replace("SE*14*", "SE*13*")
}

fn after_835(files: &[&str]) -> Run {
	Run {
		priors_835: files.iter().map(|file| (*file).to_owned()).collect(),
		..sent(medicare(), professional("", ""))
	}
}

fn warnings(run: &Run) -> String {
	run.json()["warnings"].to_string()
}

/// The transaction set of one file after that of another.
fn joined(first: &str, second: &str) -> String {
	let set = &second[second.find("ST*").unwrap()..second.find("GE*").unwrap()];
	first.replace("GE*1*1~", &format!("{set}GE*2*1~"))
}

#[test]
fn reversal_should_take_back_what_the_payer_told_before() {
	let (original, reversal, correction) = (told("1", 120, 30), told("22", 120, 30), told("1", 60, 90));
	assert_eq!(after_835(&[&original]).paid(), pair("30.00", "0.00"));
	let corrected = after_835(&[&correction]).paid();
	assert_eq!(corrected, pair("90.00", "0.00"));
	let later = joined(&reversal, &correction);
	let all = joined(&joined(&original, &reversal).replace("GE*2*1~", "GE*1*1~"), &correction);
	for files in [[original.as_str(), &later].as_slice(), &[&later, &original], &[&all]] {
		assert_eq!(after_835(files).paid(), corrected, "{files:?}");
	}
	// Nothing is left of what is only taken back; what nobody told is not taken back.
	let undone = after_835(&[&original, &reversal]);
	assert_eq!(undone.paid(), pair("100.00", "25.00"));
	assert!(
		warnings(&undone).contains("has taken its result back"),
		"{}",
		warnings(&undone)
	);
	let alone = after_835(&[&reversal]);
	assert_eq!(alone.paid(), pair("100.00", "25.00"));
	assert!(
		warnings(&alone).contains("not among those given"),
		"{}",
		warnings(&alone)
	);
	let other = reversal
		.replace("N1*PR*FIRST", "N1*PR*THIRD")
		.replace("TRN*1*T1*F1", "TRN*1*T1*F3");
	let run = after_835(&[&original, &other]);
	assert_eq!(run.paid(), pair("30.00", "0.00"));
	assert!(warnings(&run).contains("not among those given"), "{}", warnings(&run));
}

/// The only file of a run with one claim may call it otherwise, but not if it tells of several.
#[test]
fn only_file_should_be_refused_when_it_names_other_claims() {
	let one = told("1", 120, 30).replace("CLP*C*", "CLP*X*");
	let run = after_835(&[&one]);
	assert_eq!(run.paid(), pair("30.00", "0.00"));
	assert!(warnings(&run).contains("names claim X, not C"), "{}", warnings(&run));
	let many = joined(&one, &one.replace("CLP*X*", "CLP*Y*"));
	let result = after_835(&[&many]).json();
	assert_eq!(result["error"]["code"], "UnknownClaim");
	let message = result["error"]["message"].as_str().unwrap();
	assert!(message.contains("claims X, Y, none of which is C"), "{message}");
}

#[test]
fn claims_should_be_received_with_their_own_group() {
	let first = professional("", "");
	let second = &first[first.find("GS*").unwrap()..first.find("IEA*").unwrap()];
	let second = second
		.replace("GS*HC*S*R*20240310", "GS*HC*S*R*20241231")
		.replace("CLM*C*", "CLM*D*")
		.replace("HC:99213", "HC:99214");
	let both = first.replace("IEA*1*", &format!("{second}IEA*2*"));
	let late = json!({"plan": "p", "timelyFiling": 90});
	let result = sent(late, both).json();
	let received: Vec<_> = result["claims"]
		.as_array()
		.unwrap()
		.iter()
		.map(|c| &c["received"])
		.collect();
	assert_eq!(received, ["2024-03-10", "2024-12-31"]);
	assert_eq!(adjustments(&result["claims"][1], 0), "CO-29 175.00");
}

/// X12 has no letters with accents: what is written has none, and one of them stops nobody's remittance.
#[test]
fn remittance_should_be_written_when_names_have_accents() {
	let text = professional("", "")
		.replace("DOE*JO", "MUÑOZ*JOSÉ")
		.replace("CLINIC*", "CLÍNICA*")
		.replace("N3*1 ROAD", "N3*1 CAÑADA");
	let as_sent = |bytes: &[u8]| {
		let plan = plan::read(&medicare(), "PLAN.json").unwrap();
		let (claims, _) = claim837::parse_as_sent(bytes).unwrap();
		let claims: Vec<_> = claims.iter().map(|c| x12::claim(c, plan.currency).unwrap()).collect();
		let settings = Settings {
			consent: true,
			..Settings::default()
		};
		let answers: Vec<Answer> = Book::new(&plan, settings).process(claims);
		super::super::era::write(&Writer::new(&plan, None, false, vec![]), &answers).unwrap()
	};
	let written = as_sent(text.as_bytes());
	for part in ["NM1*QC*1*MU-OZ*JOS-*", "N1*PE*CL-NICA*", "N3*1 CA-ADA~"] {
		assert!(written.contains(part), "{written}");
	}
	// The same from a file in Latin-1.
	let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
	assert!(String::from_utf8(latin.clone()).is_err());
	assert_eq!(as_sent(&latin), written);
	assert_eq!(crate::x12::text(latin), text);
}

/// Results of payers before this one as FHIR and as this command writes them: what is no decision does not count.
#[test]
fn prior_result_should_not_count_when_it_is_no_decision_that_stands() {
	let said = |code: &str, value: &str| json!({"category": {"coding": [{"code": code}]}, "amount": {"value": value}});
	let eob = |kind: &str, status: &str, usage: &str| {
		json!({"resourceType": kind, "status": status, "use": usage, "claim": {"reference": "Claim/C"},
			"total": [said("eligible", "150"), said("benefit", "120")]})
	};
	let claim = || json!({"claim": "C", "lines": [{"code": "CPT|99213", "date": "2024-03-01", "billed": 175}]});
	let after = |prior: Value| run(medicare(), claim()).after(prior);
	assert_eq!(
		after(eob("ExplanationOfBenefit", "active", "claim")).paid(),
		pair("30.00", "0.00")
	);
	for (prior, why) in [
		(eob("ExplanationOfBenefit", "cancelled", "claim"), "status is cancelled"),
		(
			eob("ClaimResponse", "entered-in-error", "claim"),
			"status is entered-in-error",
		),
		(eob("ExplanationOfBenefit", "draft", "claim"), "status is draft"),
		(
			eob("ClaimResponse", "active", "predetermination"),
			"use is predetermination",
		),
		(
			eob("ClaimResponse", "active", "preauthorization"),
			"use is preauthorization",
		),
		(
			json!({"claim": "C", "use": "predetermination", "paid": 120, "allowed": 150}),
			"use is predetermination",
		),
		(
			json!({"claim": "C", "outcome": "pended", "lines": [{"number": 1}]}),
			"outcome is pended",
		),
	] {
		let run = after(prior.clone());
		assert_eq!(run.paid(), pair("100.00", "25.00"), "{prior}");
		assert!(warnings(&run).contains(why), "{prior}: {}", warnings(&run));
	}
	let estimate = after_835(&[&told("1", 120, 30).replace("CLP*C*1*", "CLP*C*25*")]);
	assert_eq!(estimate.paid(), pair("100.00", "25.00"));
	assert!(warnings(&estimate).contains("CLP02 is 25"), "{}", warnings(&estimate));
}

/// What this command writes of a claim that was corrected is a result of another payer as well.
#[test]
fn own_results_should_count_net_when_one_of_them_is_reversed() {
	let claim =
		json!({"claim": "C", "provider": "P", "lines": [{"code": "CPT|99213", "date": "2024-03-01", "billed": 175}]});
	let mut corrected = claim.clone();
	(corrected["frequency"], corrected["replaces"]) = (7.into(), "C".into());
	corrected["lines"][0]["units"] = json!(2);
	let first = json!({"plan": "first", "feeSchedule": {"CPT|99213": 70}, "coinsurance": 20});
	let texts = |claims: Value, format: fn(&Writer<'_>, &[Answer]) -> String| -> Value {
		serde_json::from_str(&run(first.clone(), claims).text(format).unwrap()).unwrap()
	};
	let json = |writer: &Writer<'_>, answers: &[Answer]| writer.all(answers).pretty();
	for format in [json, super::super::eob::write, super::super::response::write] {
		let mut paid = vec![];
		for told in [json!([claim, corrected]), json!([corrected])] {
			let second = run(medicare(), claim.clone()).after(texts(told, format));
			paid.push(second.paid());
		}
		assert_eq!(paid[0], paid[1]);
		let void = json!({"claim": "V", "frequency": 8, "replaces": "C", "lines": []});
		let second = run(medicare(), claim.clone()).after(texts(json!([claim, void]), format));
		assert_eq!(second.paid(), pair("100.00", "25.00"));
		assert!(
			warnings(&second).contains("has taken its result back"),
			"{}",
			warnings(&second)
		);
	}
}

/// FHIR R5 has the group of a stay in a member of its own.
#[test]
fn fhir_should_be_priced_by_its_group_in_r4_and_r5() {
	let plan = json!({"plan": "p", "feeSchedule": [{"code": "DRG|470", "amount": 12000, "per": "claim"}]});
	let claim = |member: &str, value: Value| {
		let mut claim = json!({"resourceType": "Claim", "id": "c", "status": "active", "use": "claim", "created": "2024-05-10",
			"type": {"coding": [{"code": "institutional"}]}, "item": [{"sequence": 1,
				"productOrService": {"coding": [{"code": "0120"}]}, "net": {"value": 30000, "currency": "USD"}}]});
		claim[member] = value;
		run(plan.clone(), claim).paid()
	};
	let drg = json!({"coding": [{"system": plan::system_uri("DRG"), "code": "470"}]});
	assert_eq!(
		claim("diagnosis", json!([{"sequence": 1, "packageCode": drg}])),
		pair("12000.00", "0.00")
	);
	assert_eq!(claim("diagnosisRelatedGroup", drg), pair("12000.00", "0.00"));
}

#[test]
fn line_adjudication_should_be_refused_when_no_other_payer_has_its_identifier() {
	let payers = "SBR*P*18*******CI~\nAMT*D*120~\nOI***Y***Y~\nNM1*IL*1*DOE*JO****MI*111~\nNM1*PR*2*FIRST*****PI*F1~\n";
	let text = professional(
		payers,
		"SVD*F2*120*HC:99213**1~\nCAS*CO*45*25~\nCAS*PR*2*30~\nDTP*573*D8*20240320~\n",
	);
	let error = claim837::parse_as_sent(text.as_bytes()).unwrap_err().to_string();
	assert!(
		error.contains("2430") && error.contains("SVD01") && error.contains("F2"),
		"{error}"
	);
	assert!(claim837::parse(text.as_bytes()).is_err());
}

#[test]
fn x12_should_be_known_when_marks_and_blanks_stand_before_it() {
	let text = professional("", "");
	for before in ["", "\u{FEFF}", "\u{FEFF}\r\n", "\0\0", "\r\n\0", "\u{1A}"] {
		let file = format!("{before}{text}");
		assert!(x12::is(file.as_bytes()), "{before:?}");
		assert!(claim837::parse(file.as_bytes()).is_ok(), "{before:?}");
	}
}

#[test]
fn line_of_an_837_should_be_refused_when_it_has_no_units() {
	let text = professional("", "").replace("*UN*1*", "*UN*0*");
	let result = sent(medicare(), text).json();
	assert_eq!(result["error"]["code"], "ZeroUnits");
}
