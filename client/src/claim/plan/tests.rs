//! Tests of `PLAN.json`.

use super::*;
use salus_claims_engine::plan::*;
use serde_json::{json, Value};

fn plan(value: Value) -> PlanFile {
	read(&value, "PLAN.json").unwrap()
}

/// RFC 4231 test case 2 gives the HMAC; the key is its first 16 bytes. Here the message has a code system in front.
#[test]
fn service_should_be_blinded_with_the_secret_when_it_has_one() {
	let code = |system: &str, code: &str| Code {
		system: system.into(),
		code: code.into(),
		modifiers: vec![],
	};
	let secret = plan(json!({"secret": "hex:4a656665"}));
	let text = plan(json!({"secret": "Jefe"}));
	assert_eq!(
		secret.blind(&code("what do ya want ", " for nothing?")),
		text.blind(&code("what do ya want ", " for nothing?"))
	);
	assert_ne!(secret.blind(&code("s", "c")), plan(json!({})).blind(&code("s", "c")));
	assert_ne!(secret.blind(&code("s", "c")), secret.blind(&code("s", "d")));
	// HMAC-SHA-256 with key "Jefe" over "a|b".
	let expected = {
		let mut mac = Hmac::<Sha256>::new_from_slice(b"Jefe").unwrap();
		mac.update(b"a|b");
		mac.finalize().into_bytes()[..16].to_vec()
	};
	assert_eq!(text.blind(&code("a", "b")).to_vec(), expected);
}

#[test]
fn price_should_be_the_closest_when_modifiers_systems_and_networks_differ() {
	let plan = plan(json!({"feeSchedule": [
		{"code": "CPT|99213", "amount": 100, "network": "in"},
		{"code": "CPT|99213", "percentOfBilled": 60, "network": "out"},
		{"code": "99213:25", "amount": 80},
		{"system": "HCPCS", "codes": ["J1100", "J1200"], "amount": "0.75", "per": "unit"},
		{"code": "stay", "amount": 5000, "per": "line", "category": "inpatient"}]}));
	let of = |token: &str, network| plan.price(&[super::read::code(token)], network).map(|p| p.basis);
	assert_eq!(of("CPT|99213", 0), Some(PriceBasis::Unit(10_000)));
	assert_eq!(of("CPT|99213", 1), Some(PriceBasis::Billed(6_000)));
	assert_eq!(of("CPT|99213:25", 0), Some(PriceBasis::Unit(8_000)));
	assert_eq!(of("CPT|99213:59", 0), Some(PriceBasis::Unit(10_000)));
	assert_eq!(of("99213", 0), None);
	assert_eq!(of("HCPCS|J1200", 0), Some(PriceBasis::Unit(75)));
	assert_eq!(of("anything|stay", 0), Some(PriceBasis::Line(500_000)));
	assert_eq!(
		plan.price(&[super::read::code("stay")], 0).unwrap().category,
		category_number("inpatient")
	);
}

#[test]
fn limits_should_follow_the_family_type_when_it_is_given() {
	let limits = |value: Value| plan(json!({"deductible": value})).plan.deductibles[0].limits;
	let all = |alone, member, family| Limits {
		alone,
		member,
		family,
		members: 0,
	};
	assert_eq!(limits(json!(500)), all(Some(50_000), Some(50_000), None));
	assert_eq!(
		limits(json!({"individual": 500, "family": 1000})),
		all(Some(50_000), Some(50_000), Some(100_000))
	);
	assert_eq!(
		limits(json!({"individual": 500, "family": 1000, "familyType": "aggregate"})),
		all(Some(50_000), None, Some(100_000))
	);
	assert_eq!(
		limits(json!({"selfOnly": 1600, "memberOfFamily": 3200, "family": 4000})),
		all(Some(160_000), Some(320_000), Some(400_000))
	);
}

#[test]
fn digest_should_change_when_any_term_does() {
	let base = json!({"plan": "a", "deductible": 1, "feeSchedule": {"x": 1}});
	let digest = |change: &dyn Fn(&mut Value)| {
		let mut value = base.clone();
		change(&mut value);
		plan(value).digest()
	};
	let same = digest(&|_| ());
	assert_eq!(digest(&|v| v["members"] = json!(["m"])), same);
	for change in [
		&|v: &mut Value| v["deductible"] = json!(2),
		&|v: &mut Value| v["feeSchedule"]["x"] = json!(2),
		&|v: &mut Value| v["secret"] = json!("s"),
		&|v: &mut Value| v["rounding"] = json!("truncate"),
	] as [&dyn Fn(&mut Value); 4]
	{
		assert_ne!(digest(change), same);
	}
}
