//! Files as they are sent: patients who are not the subscriber, payers who take a result back, results of many claims.

use super::{
	published::professional,
	*,
};

fn sent(plan: Value, text: String) -> Run {
	Run {
		plan,
		x12: Some(text),
		..Run::default()
	}
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
