//! Plans whose rules hold for a part of a line or count over other times: what is refused, and what histories carry on.

use super::*;
use std::collections::BTreeMap;

#[test]
fn plan_should_name_the_place_when_a_mark_or_a_time_is_wrong() {
	let names = |plan: Value, place: &str| {
		let message = plan::read(&plan, "PLAN.json").unwrap_err().to_string();
		assert!(message.starts_with(place), "{message}");
	};
	let rule = |rule: Value| json!({"costShare": [rule]});
	let limit = |limit: Value| json!({"limits": [limit]});
	names(
		rule(json!({"first": {"units": 5, "allowed": 5}})),
		"PLAN.json.costShare[0].first: needs exactly one of services, visits, units",
	);
	names(
		rule(json!({"first": {"unit": 5}})),
		"PLAN.json.costShare[0].first.unit: is not known here; did you mean units?",
	);
	names(
		rule(json!({"first": {"units": "five"}})),
		"PLAN.json.costShare[0].first.units: ",
	);
	names(
		rule(json!({"first": {"units": 5}, "firstVisits": 3})),
		"PLAN.json.costShare[0].first: stands beside firstVisits",
	);
	names(
		rule(json!({"within": "annual"})),
		"PLAN.json.costShare[0].within: \"annual\" is not a limit with \"threshold\": true",
	);
	let mut denies = rule(json!({"within": "annual"}));
	denies["limits"] = json!([{"name": "annual", "measure": "paid", "max": 5}]);
	names(denies, "PLAN.json.costShare[0].within: ");
	names(
		rule(json!({"through": {"units": 20, "per": "benefit-period"}})),
		"PLAN.json.costShare[0].through.per: the plan does not say what one is",
	);
	names(
		rule(json!({"through": {"visits": 20, "per": "claim"}})),
		"PLAN.json.costShare[0].through.per: visits are days",
	);
	names(
		rule(json!({"ifClaimHas": "bed"})),
		"PLAN.json.costShare[0].ifClaimHas: ",
	);
	let eight: Vec<Value> = (1..9).map(|n| json!({"first": {"units": n}})).collect();
	names(
		json!({"costShare": eight}),
		"PLAN.json.costShare: TooManyParts: more than seven rules",
	);
	names(
		limit(json!({"measure": "paid", "per": "fortnight", "max": 1})),
		"PLAN.json.limits[0].per: \"fortnight\": write line, visit, claim, month",
	);
	names(
		limit(json!({"measure": "paid", "per": {"planYears": 0}, "max": 1})),
		"PLAN.json.limits[0].per.planYears: must be at least one",
	);
	names(
		limit(json!({"measure": "paid", "per": {"months": 0}, "max": 1})),
		"PLAN.json.limits[0].per: must be at least one day or month",
	);
	names(
		limit(json!({"measure": "patient", "max": 1})),
		"PLAN.json.limits[0].measure: counts for a threshold only",
	);
	names(
		json!({"deductible": {"individual": 5, "partOf": ["deductible"]}}),
		"PLAN.json.deductible.partOf[0]: is this one itself",
	);
	names(
		json!({"deductible": {"family": 5, "members": 2}}),
		"PLAN.json.deductible.members: counts members who have met theirs",
	);
	names(
		json!({"deductible": {"individual": 5, "members": 2, "per": "visit"}}),
		"PLAN.json.deductible.members: are counted per plan-year",
	);
	names(
		json!({"deductible": {"individual": 5, "per": "month", "carryOverMonths": 3}}),
		"PLAN.json.deductible.carryOverMonths: is for a deductible of the plan year",
	);
	names(json!({"benefitPeriod": {"days": 0}}), "PLAN.json.benefitPeriod.days: ");
	names(
		json!({"multipleProcedures": [{"percents": [100, 50, 25, 10, 5]}]}),
		"PLAN.json.multipleProcedures[0].percents: has to name one to four",
	);
}

#[test]
fn history_should_name_the_place_when_a_time_does_not_fit() {
	let names = |accumulators: Value, place: &str| {
		let plan = json!({"plan": "p", "benefitPeriod": {"days": 60}, "deductible": {"individual": 5, "per": "claim"},
			"limits": [{"name": "m", "measure": "paid", "per": "quarter", "max": 1},
				{"name": "y", "measure": "paid", "max": 1}]});
		let history = json!({"accumulators": accumulators});
		let message = run(plan, one(json!(100)))
			.since(history)
			.try_json()
			.unwrap_err()
			.to_string();
		assert!(message.starts_with(place), "{message}");
	};
	let limits = |name: &str, used: Value| json!({"limits": {name: used}});
	names(limits("m", json!(5)), "H.json.accumulators.limits.m: counts by month");
	names(
		limits("m", json!([{"month": "2024-02", "used": 5}])),
		"H.json.accumulators.limits.m: counts by month",
	);
	names(
		limits("m", json!([{"month": "2024-13", "used": 5}])),
		"H.json.accumulators.limits.m[0].month: \"2024-13\" is not a month",
	);
	names(
		limits("m", json!([{"day": "2024-01-01", "used": 5}])),
		"H.json.accumulators.limits.m: counts by month",
	);
	names(
		limits("y", json!([{"month": "2024-01", "used": 5}])),
		"H.json.accumulators.limits.y[0]: is counted over a year or lifetime",
	);
	names(
		json!({"deductible": 5}),
		"H.json.accumulators.deductible: counts over one claim",
	);
	names(
		json!({"daysOfCare": 5}),
		"H.json.accumulators.daysOfCare: counts by day",
	);
}

/// What one run decides of several claims, as many runs do that are each given what the one before left.
pub(super) fn carry_on(plan: &Value, claims: &[Value], together: &Value) {
	let mut left: BTreeMap<String, Value> = BTreeMap::new();
	for (at, claim) in claims.iter().enumerate() {
		let accumulators: Vec<&Value> = left.values().collect();
		let result = run(plan.clone(), claim.clone())
			.since(json!({"accumulators": accumulators}))
			.json();
		assert_eq!(
			result["lines"], together["claims"][at]["lines"],
			"claim {at} of {plan} after {left:?}"
		);
		for entry in result["accumulators"].as_array().unwrap() {
			let key = format!("{} {} {}", entry["member"], entry["family"], entry["year"]);
			left.insert(key, entry.clone());
		}
	}
}

/// The chain keeps the lines of a claim that waits; so does a run, and a history may say so.
#[test]
fn claim_should_be_a_duplicate_when_the_same_still_waits() {
	let plan = json!({"plan": "p", "autoAdjudicationCeiling": 150});
	let large = json!({"claim": "L", "provider": "P", "received": "2024-03-10", "lines": [
		{"code": "99213", "date": "2024-03-01", "billed": 100}, {"code": "99214", "date": "2024-03-01", "billed": 100}]});
	let again = json!({"claim": "S", "provider": "P", "received": "2024-03-11",
		"lines": [{"code": "99213", "date": "2024-03-01", "billed": 100}]});
	let both = run(plan.clone(), json!([large, again])).json();
	assert_eq!(both["claims"][0]["outcome"], "pended");
	assert_eq!(adjustments(&both["claims"][1], 0), "OA-18 100.00");
	let waiting = both["claims"][0].clone();
	let later = run(plan.clone(), again.clone())
		.since(json!({"claims": [waiting]}))
		.json();
	assert_eq!(adjustments(&later, 0), "OA-18 100.00");
	// The claim itself, released, is no duplicate of itself.
	let mut released = run(plan, large).since(json!([waiting]));
	released.settings = Some(Settings {
		consent: true,
		released: true,
		..Settings::default()
	});
	assert_eq!(released.paid(), pair("200.00", "0.00"));
}
