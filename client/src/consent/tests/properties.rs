//! What holds for every document.

use super::*;
use crate::consent::fhir::import_all;
use proptest::{collection::vec, option, prelude::*, sample::select};

fn config() -> ProptestConfig {
	ProptestConfig {
		cases: 10_000,
		failure_persistence: None,
		max_shrink_iters: 1_000,
		..ProptestConfig::default()
	}
}

fn any_date() -> impl Strategy<Value = String> {
	(1990i32..2035, 1u32..13, 1u32..29, 0u32..24, 0usize..4).prop_map(|(year, month, day, hour, precision)| {
		match precision {
			0 => format!("{year}"),
			1 => format!("{year}-{month:02}"),
			2 => format!("{year}-{month:02}-{day:02}"),
			_ => format!("{year}-{month:02}-{day:02}T{hour:02}:30:00+02:00"),
		}
	})
}

/// A period that does not end before it starts.
fn any_period() -> impl Strategy<Value = Value> {
	(any_date(), any_date(), 0usize..3).prop_map(|(one, other, which)| {
		let (start, end) = if one <= other { (one, other) } else { (other, one) };
		match which {
			0 => json!({ "start": start }),
			1 => json!({ "end": end }),
			_ => json!({ "start": start.get(..4), "end": end.get(..4) }),
		}
	})
}

fn codes(system: &'static str, names: &'static [&'static str]) -> impl Strategy<Value = Value> {
	vec(select(names), 1..3)
		.prop_map(move |names| Value::Array(names.into_iter().map(|name| v3(system, name)).collect()))
}

fn any_actors() -> impl Strategy<Value = Value> {
	let who = select(&[
		"Practitioner/asker",
		"Organization/clinic",
		"Organization/hospital",
		"Organization/other",
		"Group/g",
	]);
	let role = select(&["IRCP", "PRCP", "CST", "PROV"]);
	vec((role, who), 1..3).prop_map(|all| Value::Array(all.into_iter().map(|(role, who)| actor(role, who)).collect()))
}

fn any_rule(r5: bool) -> impl Strategy<Value = Value> {
	let labels = prop_oneof![
		codes("Confidentiality", &["L", "N", "R", "V"]),
		codes("ActCode", &["PSY", "ETH", "ETHUD", "HIV"]),
	];
	let actions = vec(select(&["access", "disclose", "use"]), 1..3)
		.prop_map(|names| Value::Array(names.into_iter().map(action).collect()));
	let classes = vec(select(&["Observation", "Condition", "Device", "DeviceMetric"]), 1..3)
		.prop_map(|names| Value::Array(names.into_iter().map(class).collect()));
	let data = select(&["instance", "related", "dependents", "authoredby"])
		.prop_map(|meaning| json!([{ "meaning": meaning, "reference": { "reference": "Observation/o" } }]));
	let clinical = Just(json!([{ "coding": [{ "system": "http://loinc.org", "code": "20568-3", "display": "x" }] }]));
	(
		(
			option::weighted(0.2, any_period()),
			option::weighted(0.3, any_actors()),
			option::weighted(0.2, actions),
		),
		(
			option::weighted(0.3, labels),
			option::weighted(0.3, codes("ActReason", &["TREAT", "BTG", "HRESCH", "HPAYMT"])),
		),
		(
			option::weighted(0.2, classes),
			option::weighted(0.1, clinical),
			option::weighted(0.2, any_period()),
		),
		option::weighted(0.1, data),
		any::<bool>(),
	)
		.prop_map(
			move |((period, actor, action), (label, purpose), (class, code, dated), data, permit)| {
				let class_key = if r5 { "resourceType" } else { "class" };
				let members = [
					("period", period),
					("actor", actor),
					("action", action),
					("securityLabel", label),
					("purpose", purpose),
					(class_key, class),
					("code", code),
					("dataPeriod", dated),
					("data", data),
				];
				let mut rule = if r5 {
					json!({ "id": "r" })
				} else {
					json!({ "type": if permit { "permit" } else { "deny" } })
				};
				for (key, value) in members {
					if let Some(value) = value {
						rule[key] = value;
					}
				}
				rule
			},
		)
}

/// A rule with up to two levels of rules in it.
fn any_tree(r5: bool) -> impl Strategy<Value = Value> {
	let nest = |rule: Value, inner: Vec<Value>| {
		if inner.is_empty() {
			rule
		} else {
			merge(rule, json!({ "provision": inner }))
		}
	};
	let leaf = (any_rule(r5), vec(any_rule(r5), 0..2)).prop_map(move |(rule, inner)| nest(rule, inner));
	(any_rule(r5), vec(leaf, 0..3)).prop_map(move |(rule, inner)| nest(rule, inner))
}

fn any_consent() -> impl Strategy<Value = Value> {
	let r4s = (
		any_tree(false),
		select(&["none", "OPTIN", "OPTOUT"]),
		any::<bool>(),
		any_date(),
	)
		.prop_map(|(root, policy, typed, date)| {
			let mut consent = merge(r4(root), json!({ "dateTime": date, "text": { "status": "empty" } }));
			if policy != "none" {
				consent["policyRule"] = json!({ "coding": [v3("ActCode", policy)] });
				if !typed {
					consent["provision"].as_object_mut().unwrap().remove("type");
				}
				if consent["provision"] == json!({}) {
					consent.as_object_mut().unwrap().remove("provision");
				}
			}
			consent
		});
	let r5s = (
		select(&["permit", "deny"]),
		vec(any_tree(true), 0..3),
		option::of(any_period()),
		select(&["active", "inactive"]),
	)
		.prop_map(|(decision, provisions, period, status)| {
			let mut consent = merge(
				r5(decision, json!([])),
				json!({ "status": status, "provision": provisions }),
			);
			if let Some(period) = period {
				consent["period"] = period;
			}
			consent
		});
	prop_oneof![r4s, r5s]
}

fn any_request() -> impl Strategy<Value = Value> {
	(
		vec(select(&["TREAT", "BTG", "CLINTRCH", "HPAYMT"]), 1..3),
		vec(select(&["access", "disclose"]), 1..3),
		option::of((
			option::of(select(&["Observation", "Device", "DeviceMetric"])),
			option::of(vec(select(&["N", "R", "PSY", "ETHUD"]), 0..3)),
		)),
		any_date(),
		any::<bool>(),
	)
		.prop_map(|(purpose, action, item, at, emergency)| {
			let mut request = asking(json!({ "purpose": purpose, "action": action, "at": at, "emergency": emergency }));
			if let Some((class, labels)) = item.filter(|(class, labels)| class.is_some() || labels.is_some()) {
				request["item"] = merge(
					json!({ "date": "2021-06" }),
					json!({ "class": class, "labels": labels }),
				);
			}
			request
		})
}

/// Any JSON, made of words that mean something here.
fn any_json() -> impl Strategy<Value = Value> {
	let word = select(&[
		"permit",
		"deny",
		"active",
		"Consent",
		"Bundle",
		"2022",
		"TREAT",
		"x",
		"",
		"Organization/hospital",
	]);
	let leaf = prop_oneof![
		Just(Value::Null),
		any::<bool>().prop_map(Value::from),
		any::<i32>().prop_map(Value::from),
		word.prop_map(Value::from),
	];
	let key = select(&[
		"resourceType",
		"status",
		"provision",
		"type",
		"period",
		"start",
		"end",
		"actor",
		"role",
		"reference",
		"coding",
		"code",
		"system",
		"action",
		"purpose",
		"securityLabel",
		"class",
		"data",
		"meaning",
		"dataPeriod",
		"decision",
		"policyRule",
		"category",
		"verification",
		"entry",
		"resource",
		"identifier",
		"value",
		"item",
		"labels",
		"at",
		"recipient",
		"references",
	]);
	leaf.prop_recursive(6, 48, 6, move |inner| {
		prop_oneof![
			vec(inner.clone(), 0..4).prop_map(Value::Array),
			vec((key.clone(), inner), 0..6).prop_map(|members| Value::Object(
				members
					.into_iter()
					.map(|(key, value)| (key.to_owned(), value))
					.collect()
			)),
		]
	})
}

proptest! {
	#![proptest_config(config())]

	#[test]
	fn import_export_import_should_be_the_identity(consent in any_consent()) {
		let first = import(&consent, "Consent").unwrap();
		let written = export(&first);
		prop_assert_eq!(&import(&written, "Consent").unwrap(), &first);
		// Nothing is added and nothing is lost: only an empty list is not written.
		let mut plain = consent.clone();
		if plain["provision"] == json!([]) {
			plain.as_object_mut().unwrap().remove("provision");
		}
		prop_assert_eq!(written, plain);
	}

	#[test]
	fn an_answer_should_be_given_to_every_well_formed_question(
		consents in vec(any_consent(), 0..4), request in any_request(),
		combining in select(&["deny-overrides", "permit-overrides", "most-recent", "ordered"]),
		implicit in select(&["normal", "all-normal", "break-glass-only", "deny"]),
	) {
		let domain = json!({ "combining": combining, "implicit": implicit });
		let answer = try_ask(&consents, &request, &domain).map_err(TestCaseError::fail)?;
		let decision = answer["decision"].as_str().unwrap();
		prop_assert!(["permit", "deny", "not-applicable"].contains(&decision));
		prop_assert_eq!(answer["implicit"].is_null(), decision != "not-applicable");
		let effects: Vec<_> = answer["obligations"].as_array().unwrap().iter().map(|o| o["effect"] == "permit").collect();
		prop_assert!(effects.is_sorted(), "forbids first");
		prop_assert!(decision == "permit" || (effects.is_empty() && answer["redact"].is_null()));
		prop_assert!(!effects.contains(&true) || effects.contains(&false));
		for obligation in answer["obligations"].as_array().unwrap() {
			let lists = ["labels", "classes", "data"];
			prop_assert!(lists.iter().all(|key| obligation[*key].as_array().is_none_or(|list| !list.is_empty())));
		}
	}

	#[test]
	fn the_order_of_the_files_should_not_matter_but_where_it_is_asked_for(
		consents in vec(any_consent(), 2..4), request in any_request(),
		combining in select(&["deny-overrides", "permit-overrides", "most-recent"]),
	) {
		let numbered: Vec<Value> =
			consents.into_iter().enumerate().map(|(n, consent)| merge(consent, json!({ "id": format!("c{n}") }))).collect();
		let mut reversed = numbered.clone();
		reversed.reverse();
		let domain = json!({ "combining": combining });
		let (one, other) = (try_ask(&numbered, &request, &domain), try_ask(&reversed, &request, &domain));
		let (one, other) = (one.map_err(TestCaseError::fail)?, other.map_err(TestCaseError::fail)?);
		prop_assert_eq!(one, other);
	}

	#[test]
	fn nothing_should_panic_on_any_json(consent in any_json(), request in any_json(), domain in any_json()) {
		let _ = import_all(&consent);
		if let Ok(consent) = import(&consent, "Consent") {
			prop_assert_eq!(import(&export(&consent), "Consent").ok(), Some(consent));
		}
		let _ = Request::read(&request, 0);
		let _ = read_domain(&domain);
	}
}
