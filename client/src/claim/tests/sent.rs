//! Files as they are sent: patients who are not the subscriber, payers who take a result back, results of many claims.

use super::{published::professional, *};

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
