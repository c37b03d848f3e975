//! Histories, duplicates, voids, replacements, limits and authorisations over several claims.

use super::*;

fn family() -> Value {
	json!({"plan": "hdhp", "deductible": {"individual": 1500, "family": 3000},
		"outOfPocketMax": {"individual": 3000, "family": 6000}, "coinsurance": 20,
		"members": [{"id": "M1", "family": "F"}, {"id": "M2", "family": "F"}]})
}

fn at(id: &str, member: &str, date: &str, billed: Value) -> Value {
	json!({"claim": id, "patient": member, "provider": "P", "received": "2024-12-01",
		"lines": [{"code": format!("S{id}"), "date": date, "billed": billed}]})
}

fn year() -> Vec<Value> {
	vec![
		at("A", "M1", "2024-01-10", json!(1000)),
		at("B", "M1", "2024-02-10", json!(1000)),
		at("C", "M2", "2024-03-10", json!(2000.50)),
		at("D", "M1", "2024-04-10", json!(4000)),
	]
}

/// The net of every answer, and the accumulators at the end, by owner.
fn summary(result: &Value) -> (Value, Vec<Value>) {
	let mut all = result["accumulators"].as_array().unwrap().clone();
	all.sort_by_key(|a| a.to_string());
	(result["totals"].clone(), all)
}

#[test]
fn year_should_equal_a_clean_one_when_a_claim_is_voided_in_its_middle() {
	for gone in 0..4 {
		let mut with = year();
		let id = with[gone]["claim"].clone();
		let voided =
			json!({"claim": "V", "frequency": "8", "replaces": id, "patient": with[gone]["patient"], "lines": []});
		with.push(voided);
		let mut without = year();
		without.remove(gone);
		let (result, clean) = (run(family(), json!(with)).json(), run(family(), json!(without)).json());
		let ((net, left), (clean_net, clean_left)) = (summary(&result), summary(&clean));
		assert_eq!(net, clean_net, "{id}");
		// The member of a voided claim is listed with what is left of it: nothing, unless other claims remain.
		for sheet in &clean_left {
			assert!(left.contains(sheet), "{id}: {sheet} is not in {left:?}");
		}
	}
}

#[test]
fn later_claim_should_be_decided_again_when_an_earlier_one_is_voided() {
	let mut claims = year()[..2].to_vec();
	claims.push(json!({"claim": "V", "frequency": 8, "replaces": "A", "patient": "M1", "lines": []}));
	let result = run(family(), json!(claims)).json();
	let answers: Vec<(String, bool, u64, String)> = result["claims"]
		.as_array()
		.unwrap()
		.iter()
		.map(|c| {
			(
				c["claim"].as_str().unwrap().to_owned(),
				c["reversal"].as_bool().unwrap(),
				c["revision"].as_u64().unwrap(),
				c["totals"]["paid"].to_string(),
			)
		})
		.collect();
	let expect = |id: &str, reversal, revision, paid: &str| (id.to_owned(), reversal, revision, paid.to_owned());
	assert_eq!(
		answers,
		[
			expect("A", false, 1, "0.00"),
			expect("B", false, 1, "400.00"),
			expect("A", true, 1, "0.00"),
			expect("B", true, 1, "-400.00"),
			expect("B", false, 2, "0.00"),
		]
	);
}

#[test]
fn replacement_should_reverse_the_original_when_it_is_decided() {
	let mut claims = year()[..2].to_vec();
	let mut again = at("A2", "M1", "2024-01-10", json!(1200));
	again["frequency"] = json!("7");
	again["replaces"] = json!("A");
	claims.push(again.clone());
	let result = run(family(), json!(claims)).json();
	let clean = run(
		family(),
		json!([at("A2", "M1", "2024-01-10", json!(1200)), year()[1].clone()]),
	)
	.json();
	assert_eq!(summary(&result).0, summary(&clean).0);
	// A replacement that is rejected leaves everything as it was.
	again["total"] = json!(1);
	claims[2] = again;
	let result = run(family(), json!(claims)).json();
	assert_eq!(result["claims"][2]["error"]["code"], "LineSumMismatch");
	assert_eq!(summary(&result).0, summary(&run(family(), json!(year()[..2])).json()).0);
}

#[test]
fn correction_should_be_rejected_when_there_is_nothing_to_correct() {
	let void = |id: &str| json!({"claim": "V", "frequency": 8, "replaces": id, "patient": "M1", "lines": []});
	let result = run(family(), json!([year()[0], void("X")])).json();
	assert_eq!(result["claims"][1]["error"]["code"], "UnknownClaim");
	let result = run(family(), json!([year()[0], void("A"), void("A")])).json();
	assert_eq!(result["claims"][2]["error"]["code"], "VoidOfVoid");
}

/// A published 837 with frequency 7 comes without the claim it replaces. Where anything else is known, nothing is paid
/// twice by a wrong name.
#[test]
fn replacement_should_stand_for_itself_when_no_earlier_claim_is_known() {
	let mut alone = year()[0].clone();
	(alone["frequency"], alone["replaces"]) = (7.into(), "X".into());
	let result = run(family(), alone.clone()).json();
	assert_eq!(result["totals"], run(family(), year()[0].clone()).json()["totals"]);
	assert!(result["warnings"][0].as_str().unwrap().contains("claim X"), "{result}");
	let mut second = year()[1].clone();
	(second["frequency"], second["replaces"]) = (7.into(), "X".into());
	let result = run(family(), second.clone()).since(json!([year()[0]])).json();
	assert_eq!(result["error"]["code"], "UnknownClaim");
	let result = run(family(), json!([year()[0], second])).json();
	assert_eq!(result["claims"][1]["error"]["code"], "UnknownClaim");
}

#[test]
fn cancelled_fhir_claim_should_void_its_earlier_instance() {
	let claim = |status: &str| {
		json!({"resourceType": "Claim", "id": "f", "status": status, "use": "claim", "patient": {"reference": "Patient/M1"},
			"created": "2024-01-20", "item": [{"sequence": 1, "productOrService": {"coding": [{"code": "x"}]},
				"servicedDate": "2024-01-10", "net": {"value": 100}}]})
	};
	let bundle =
		json!({"resourceType": "Bundle", "entry": [{"resource": claim("active")}, {"resource": claim("cancelled")}]});
	let result = run(family(), bundle).json();
	assert_eq!(result["claims"][1]["reversal"], true);
	assert_eq!(result["totals"]["billed"].to_string(), "0.00");
}

#[test]
fn history_should_count_the_same_when_it_is_claims_results_or_accumulators() {
	let claims = year();
	let results = run(family(), json!(claims[..3])).json();
	let last = |history: Value| {
		let result = run(family(), claims[3].clone()).since(history).json();
		(result["totals"].clone(), result["accumulators"].clone())
	};
	let replayed = last(json!({"claims": claims[..3]}));
	assert_eq!(replayed.0["patientResponsibility"].to_string(), "800.00");
	assert_eq!(last(json!(claims[..3])), replayed);
	assert_eq!(last(json!({"claims": results["claims"]})), replayed);
	assert_eq!(
		last(json!({"claims": results["claims"], "accumulators": results["accumulators"]})),
		replayed
	);
	assert_eq!(last(json!({"accumulators": results["accumulators"]})), replayed);
	// Order of service, whatever the order of the file.
	let mut turned = claims[..3].to_vec();
	turned.reverse();
	assert_eq!(last(json!(turned)), replayed);
}

#[test]
fn void_should_start_from_the_history_when_its_results_are_there() {
	let results = run(family(), json!(year()[..2])).json();
	let void = json!({"claim": "V", "frequency": 8, "replaces": "A", "patient": "M1", "lines": []});
	for history in [
		json!({"claims": results["claims"]}),
		json!({"claims": results["claims"], "accumulators": results["accumulators"]}),
		json!(year()[..2]),
	] {
		let result = run(family(), void.clone()).since(history).json();
		let ids: Vec<&str> = result["claims"]
			.as_array()
			.unwrap()
			.iter()
			.map(|c| c["claim"].as_str().unwrap())
			.collect();
		assert_eq!(ids, ["A", "B", "B"]);
		assert_eq!(result["totals"]["paid"].to_string(), "-400.00");
	}
	// Without results nobody knows what the claim changed.
	let history = json!({"claims": year()[..2], "accumulators": results["accumulators"]});
	assert_eq!(
		run(family(), void).since(history).json()["error"]["code"],
		"UnknownEffects"
	);
}

#[test]
fn duplicate_should_be_denied_or_wait_when_an_earlier_claim_has_the_service() {
	let first = one(json!(100));
	let plan = json!({"plan": "p"});
	let result = run(plan.clone(), json!([first, first])).json();
	assert_eq!(adjustments(&result["claims"][1], 0), "OA-18 100.00");
	let mut other = first.clone();
	other["provider"] = json!("Q");
	let result = run(plan.clone(), other.clone()).since(json!([first])).json();
	assert_eq!(result["outcome"], "pended");
	assert_eq!(result["pend"]["reason"], "SuspectDuplicate");
	let settings = Settings {
		consent: true,
		released: true,
		..Settings::default()
	};
	let released = Run {
		settings: Some(settings),
		..run(plan.clone(), other.clone()).since(json!([first]))
	};
	assert_eq!(released.paid(), pair("100.00", "0.00"));
	let lenient = json!({"plan": "p", "duplicates": {"suspect": "allow"}});
	assert_eq!(run(lenient, other).since(json!([first])).paid(), pair("100.00", "0.00"));
}

#[test]
fn limit_should_go_on_from_the_history_when_it_is_given() {
	let plan = json!({"plan": "p", "limits": [
		{"name": "visits", "measure": "visits", "max": 2},
		{"name": "month", "measure": "services", "per": {"days": 30}, "max": 1},
		{"name": "life", "measure": "paid", "per": "lifetime", "max": "150.00"}]});
	let with = |limits: Value| {
		let history = json!({"accumulators": {"limits": limits}});
		adjustments(&run(plan.clone(), one(json!(100))).since(history).json(), 0)
	};
	assert_eq!(with(json!({})), "");
	assert_eq!(with(json!({"visits": 1})), "");
	assert_eq!(with(json!({"visits": 2})), "PR-119 100.00");
	assert_eq!(with(json!({"visits": ["2024-01-05", "2024-01-06"]})), "PR-119 100.00");
	// A visit on the day of the claim is the same visit.
	assert_eq!(with(json!({"visits": ["2024-01-05", "2024-03-01"]})), "");
	assert_eq!(with(json!({"month": [{"day": "2024-02-01"}]})), "PR-119 100.00");
	assert_eq!(with(json!({"month": [{"day": "2024-01-31", "used": 1}]})), "");
	assert_eq!(with(json!({"life": 80})), "PR-119 30.00");
}

#[test]
fn authorisation_should_be_used_up_when_claims_draw_on_it() {
	let plan = json!({"plan": "p", "categories": {"skilled-nursing": ["snf"]},
		"priorAuthorisation": ["skilled-nursing"],
		"authorisations": [{"id": "PA1", "category": "skilled-nursing", "units": 5, "from": "2024-01-01", "until": "2024-12-31"}]});
	let stay = |id: &str, date: &str, units: u32| json!({"claim": id, "received": "2024-12-01", "lines": [{"code": "snf", "date": date, "units": units, "billed": 100 * units, "authorisation": "PA1"}]});
	let result = run(
		plan.clone(),
		json!([
			stay("A", "2024-02-01", 3),
			stay("B", "2024-03-01", 4),
			stay("C", "2024-04-01", 1)
		]),
	)
	.json();
	assert_eq!(adjustments(&result["claims"][0], 0), "");
	assert_eq!(adjustments(&result["claims"][1], 0), "CO-198 200.00");
	assert_eq!(adjustments(&result["claims"][2], 0), "CO-198 100.00");
	assert_eq!(result["claims"][0]["authorisationUse"][0]["units"].to_string(), "3");
	// A void gives units back.
	let void = json!({"claim": "V", "frequency": 8, "replaces": "A", "lines": []});
	let result = run(
		plan.clone(),
		json!([stay("A", "2024-02-01", 3), stay("B", "2024-03-01", 4), void]),
	)
	.json();
	assert_eq!(result["totals"]["paid"].to_string(), "400.00");
	let absent = json!({"claim": "X", "lines": [{"code": "snf", "date": "2025-02-01", "billed": 100}]});
	assert_eq!(adjustments(&run(plan, absent).json(), 0), "CO-197 100.00");
}

#[test]
fn estimate_should_pay_the_same_and_leave_no_trace() {
	let mut asked = one(json!(400));
	let plan = json!({"plan": "p", "deductible": 300, "coinsurance": 10});
	let decided = run(plan.clone(), asked.clone()).json();
	asked["use"] = json!("predetermination");
	let estimate = run(plan, asked).json();
	assert_eq!(estimate["totals"], decided["totals"]);
	assert_eq!(estimate["lines"], decided["lines"]);
	assert_eq!(estimate["accumulators"][0]["deductible"].to_string(), "0.00");
	assert!(estimate["effects"].as_array().unwrap().is_empty());
}

#[test]
fn result_should_be_the_same_to_the_byte_when_it_is_computed_again() {
	let again = || run(family(), json!(year())).text(|w, a| w.all(a).pretty()).unwrap();
	assert_eq!(again(), again());
	let digest = |billed: u32| run(family(), at("A", "M1", "2024-01-01", json!(billed))).json()["digest"].clone();
	assert_ne!(digest(100), digest(101));
}

#[test]
fn remittance_should_balance_when_it_holds_reversals_and_interest() {
	let mut claims = year();
	claims.push(json!({"claim": "V", "frequency": 8, "replaces": "D", "patient": "M1", "lines": []}));
	let mut plan = family();
	plan["promptPay"] = json!({"days": 30, "rate": "10%"});
	let run = Run {
		paid_on: Some("2025-02-01"),
		..run(plan, json!(claims))
	};
	let text = run.text(|w, a| crate::claim::era::write(w, a).unwrap()).unwrap();
	let remittance = &crate::x12::remittance835::parse(text.as_bytes()).unwrap()[0];
	assert!(crate::x12::remittance835::check(remittance).1.is_empty());
	let statuses: Vec<&str> = remittance.claims().map(|c| c.status.as_str()).collect();
	assert_eq!(statuses, ["1", "1", "1", "1", "22"]);
	// Interest is stated with each claim, and a reversal takes back what was paid with what it reverses.
	let interest: Vec<_> = remittance
		.claims()
		.map(|c| {
			c.amounts
				.iter()
				.find(|a| a.qualifier == "I")
				.map(|a| a.amount.to_string())
		})
		.collect();
	assert_eq!(interest[4], interest[3].as_ref().map(|paid| format!("-{paid}")));
	assert!(interest[3].is_some());
	assert!(remittance
		.provider_adjustments
		.iter()
		.any(|p| p.reason == "L6" && p.amount.is_negative()));
	// Only a reversal: what the provider owes is carried forward, a payment is never negative.
	let table = run.text(crate::claim::table::write).unwrap();
	assert!(table.contains("Reversal") && table.contains("Interest for"), "{table}");
}

#[test]
fn remittance_should_pay_nothing_for_an_estimate() {
	let estimate = json!({"claim": "E", "use": "predetermination", "patient": "M1",
		"lines": [{"code": "99213", "date": "2024-05-01", "billed": 5000}]});
	let run = run(family(), json!([estimate]));
	assert_ne!(run.json()["claims"][0]["totals"]["paid"].to_string(), "0.00");
	let text = run.text(|w, a| crate::claim::era::write(w, a).unwrap()).unwrap();
	let remittance = &crate::x12::remittance835::parse(text.as_bytes()).unwrap()[0];
	let (_, shortfalls, warnings) = crate::x12::remittance835::check(remittance);
	assert!(shortfalls.is_empty() && warnings.count == 0, "{warnings:?}");
	assert!(
		remittance.payment.amount.is_zero() && text.contains("CAS*OA*101*"),
		"{text}"
	);
}

#[test]
fn remittance_should_be_one_for_each_provider() {
	let of = |id: &str, provider: &str, date: &str| {
		json!({"claim": id, "provider": provider, "patient": "M1",
			"lines": [{"code": "99213", "date": date, "billed": 5000}]})
	};
	let (one, other) = ("1999999984", "1888888884");
	let claims = json!([
		of("A", one, "2024-05-01"),
		of("B", other, "2024-05-02"),
		of("C", one, "2024-05-03")
	]);
	let run = run(family(), claims);
	let text = run.text(|w, a| crate::claim::era::write(w, a).unwrap()).unwrap();
	let all = crate::x12::remittance835::parse(text.as_bytes()).unwrap();
	let claims: Vec<Vec<&str>> = all
		.iter()
		.map(|one| one.claims().map(|c| c.control_number.as_str()).collect())
		.collect();
	assert_eq!(claims, [vec!["A", "C"], vec!["B"]]);
	let payees = all.iter().map(|one| one.payee.as_ref().unwrap().id.clone().unwrap());
	assert_eq!(payees.collect::<Vec<_>>(), [one, other]);
	assert!(all.iter().all(|one| crate::x12::remittance835::check(one).1.is_empty()));
}

/// A void of a claim, from a history of results and in the run that decided them: each with what it does to other claims.
fn voided(plan: &Value, claims: Value, prior: Option<Value>) -> (Value, Value) {
	let void = json!({"claim": "V", "frequency": 8, "replaces": "A", "patient": "M1", "lines": []});
	let with = |claims: Value| {
		let made = run(plan.clone(), claims);
		prior.iter().cloned().fold(made, Run::after)
	};
	let decided = with(claims.clone()).json();
	let later = run(plan.clone(), void.clone()).since(decided["claims"].clone()).json();
	let mut all = claims.as_array().unwrap().clone();
	let before = all.len();
	all.push(void);
	let together = with(json!(all)).json();
	let answers = |result: &Value, skip: usize| match result["claims"].as_array() {
		Some(claims) => json!(claims[skip..]),
		None => json!([result]),
	};
	(answers(&later, 0), answers(&together, before))
}

#[test]
fn void_should_do_the_same_from_a_history_when_other_facts_than_the_lines_decided() {
	let plan = json!({"plan": "p", "coinsurance": 20, "coordinationOfBenefits": "lowest-of",
		"feeSchedule": {"CPT|99213": 125, "CPT|99214": 200}, "timelyFiling": {"days": 90, "goodCause": true, "afterRetroactiveNotice": {"days": 90}},
		"networks": ["in", "out"], "providers": {"NPI-1": "in"}, "defaultNetwork": "out",
		"costShare": [{"network": "out", "coinsurance": 50}]});
	let first = json!({"claim": "A", "patient": "M1", "provider": "NPI-1",
		"lines": [{"code": "CPT|99214", "date": "2024-02-01", "billed": 200}]});
	let second = |more: Value| {
		let mut claim = json!({"claim": "B", "patient": "M1", "provider": "NPI-1", "received": "2024-03-30",
			"lines": [{"code": "CPT|99213", "date": "2024-03-01", "billed": 175}]});
		claim.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
		json!([first, claim])
	};
	let file = json!({"allowed": 150, "paid": 120, "claim": "B"});
	let by_line = json!({"decided": "2024-04-01", "lines": [{"number": 1, "allowed": 150, "paid": 120, "adjusted": 25,
		"obligatedToAccept": 140}]});
	for (more, prior) in [
		(json!({}), Some(file)),
		(json!({"priorPayer": by_line}), None),
		(json!({"priorPayer": [by_line, by_line]}), None),
		(json!({"received": "2024-12-01", "goodCause": true}), None),
		(
			json!({"received": "2024-12-01", "retroactiveNotice": "2024-11-01"}),
			None,
		),
		(json!({"provider": ["Org/1", "NPI-1"]}), None),
		(json!({"consent": true, "group": ["x|1", "DRG|470"]}), None),
	] {
		let (later, together) = voided(&plan, second(more.clone()), prior);
		assert_eq!(later, together, "{more}");
		assert_eq!(later.as_array().unwrap().len(), 1, "{more}: {later}");
	}
}

fn void_of(id: &str, more: Value) -> Value {
	let mut void = json!({"claim": "V", "frequency": 8, "replaces": id, "lines": []});
	void.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
	void
}

#[test]
fn resource_should_have_no_payment_when_it_is_an_estimate() {
	let mut estimate = one(json!(100));
	let payments = |claim: &Value| {
		let made = run(json!({"plan": "p"}), claim.clone());
		let [eob, response] = [crate::claim::eob::write, crate::claim::response::write]
			.map(|format| serde_json::from_str::<Value>(&made.text(format).unwrap()).unwrap());
		[
			eob["payment"]["amount"]["value"].clone(),
			response["payment"]["amount"]["value"].clone(),
		]
	};
	assert_eq!(payments(&estimate).map(|paid| paid.to_string()), ["100.00", "100.00"]);
	estimate["use"] = json!("predetermination");
	assert_eq!(payments(&estimate), [Value::Null, Value::Null]);
}

#[test]
fn resources_should_have_ids_of_their_own_when_the_claim_has_a_long_one() {
	let long = "a".repeat(63);
	let mut claims = vec![
		at("A", "M1", "2024-01-10", json!(1000)),
		at("B", "M1", "2024-02-10", json!(1000)),
	];
	claims[1]["claim"] = json!(long);
	claims.push(void_of("A", json!({"patient": "M1"})));
	let text = run(family(), json!(claims)).text(crate::claim::eob::write).unwrap();
	let bundle: Value = serde_json::from_str(&text).unwrap();
	let entries = bundle["entry"].as_array().unwrap();
	let mut ids: Vec<&str> = entries.iter().map(|e| e["resource"]["id"].as_str().unwrap()).collect();
	assert!(ids.iter().all(|id| id.len() <= 64), "{ids:?}");
	ids.sort_unstable();
	ids.dedup();
	assert_eq!(ids.len(), 5, "{ids:?}");
}

/// A result that names no claim is about those of the run, not about all that was before.
#[test]
fn prior_result_should_not_be_about_claims_of_a_history_when_it_names_none() {
	let plan = json!({"plan": "p", "deductible": 500, "coordinationOfBenefits": "traditional",
		"limits": [{"name": "year", "measure": "paid", "max": 5000}]});
	let first = at("A", "M1", "2024-01-10", json!(1000));
	let decided = run(plan.clone(), first.clone()).json();
	for file in [
		json!({"allowed": 1000, "paid": 800}),
		json!({"claim": "Z", "allowed": 1000, "paid": 800}),
	] {
		let with = |history: &Value| {
			let claim = at("B", "M1", "2024-02-10", json!(1000));
			run(plan.clone(), claim)
				.after(file.clone())
				.since(json!([history]))
				.json()
		};
		let (raw, result) = (with(&first), with(&decided));
		assert_eq!(raw["lines"], result["lines"]);
		assert_eq!(raw["accumulators"], result["accumulators"]);
		assert_eq!(result["secondary"], true);
	}
}

/// Providers number their claims themselves, so a number alone is nobody's.
#[test]
fn correction_should_reach_only_claims_of_its_member_and_provider() {
	let of = |member: &str, provider: &str, billed: u32| {
		json!({"claim": "1", "patient": member, "provider": provider,
			"lines": [{"code": "x", "date": "2024-01-10", "billed": billed}]})
	};
	let claims = json!([of("M1", "P", 100), of("M2", "P", 200), of("M2", "Q", 300)]);
	let plan = json!({"plan": "p", "duplicates": {"suspect": "allow"}});
	let results = run(plan.clone(), claims.clone()).json()["claims"].clone();
	let decide = |void: Value| {
		let mut all = claims.as_array().unwrap().clone();
		all.push(void.clone());
		let together = run(plan.clone(), json!(all)).json()["claims"][3].clone();
		let later = run(plan.clone(), void).since(results.clone()).json();
		assert_eq!(later["totals"], together["totals"]);
		assert_eq!(later["error"]["code"], together["error"]["code"]);
		later
	};
	for (more, billed) in [
		(json!({"patient": "M2", "provider": "Q"}), "-300.00"),
		(json!({"patient": "M2", "provider": ["x", "P"]}), "-200.00"),
		(json!({"patient": "M1"}), "-100.00"),
		(json!({"provider": "Q"}), "-300.00"),
	] {
		let result = decide(void_of("1", more.clone()));
		assert_eq!(result["totals"]["billed"].to_string(), billed, "{more}: {result}");
	}
	for (more, code) in [
		(json!({"patient": "M1", "provider": "Q"}), "UnknownClaim"),
		(json!({"patient": "M3", "provider": "P"}), "UnknownClaim"),
		(json!({"provider": "P"}), "AmbiguousClaim"),
		(json!({}), "AmbiguousClaim"),
	] {
		assert_eq!(decide(void_of("1", more.clone()))["error"]["code"], code, "{more}");
	}
	// What is reversed in a history, or waits in it, is one claim too.
	let mut history = results.as_array().unwrap().clone();
	history.push(run(plan.clone(), json!([of("M2", "Q", 300), void_of("1", json!({}))])).json()["claims"][1].clone());
	let left = |more: Value| run(plan.clone(), void_of("1", more)).since(json!(history)).json();
	assert_eq!(
		left(json!({"patient": "M1"}))["totals"]["billed"].to_string(),
		"-100.00"
	);
	assert_eq!(
		left(json!({"patient": "M2"}))["totals"]["billed"].to_string(),
		"-200.00"
	);
}

fn sent(run: &Run) -> crate::x12::remittance835::Remittance {
	let text = run.text(|w, a| crate::claim::era::write(w, a).unwrap()).unwrap();
	crate::x12::remittance835::parse(text.as_bytes()).unwrap().remove(0)
}

/// REF*F8 of an 837 is the payer's number of the claim, which providers have from the 835.
#[test]
fn correction_should_name_a_claim_by_the_number_that_the_remittance_gave_it() {
	let of = |id: &str, member: &str| {
		json!({"claim": id, "patient": member, "provider": "P",
			"lines": [{"code": "x", "date": "2024-01-10", "billed": 100}]})
	};
	let plan = json!({"plan": "p"});
	let claims = vec![of("1", "M1"), of("2", "M1"), of("1", "M2")];
	let decided = run(plan.clone(), json!(claims));
	let numbers: Vec<String> = sent(&decided)
		.claims()
		.map(|c| c.payer_control_number.clone().unwrap())
		.collect();
	assert!(numbers[0] != numbers[1] && numbers[0] != numbers[2] && numbers[1] != numbers[2]);
	let void = void_of(&numbers[2], json!({"provider": "P", "patient": "M2"}));
	let mut all = claims.clone();
	all.push(void.clone());
	let together = run(plan.clone(), json!(all));
	assert_eq!(together.json()["claims"][3]["patient"], "M2");
	// The reversal has the number of what it reverses.
	let reversal = sent(&together).claims().nth(3).unwrap().payer_control_number.clone();
	assert_eq!(reversal.as_ref(), Some(&numbers[2]));
	let later = run(plan, void).since(decided.json()["claims"].clone()).json();
	assert_eq!((&later["reversal"], &later["patient"]), (&json!(true), &json!("M2")));
}

#[test]
fn remittance_should_keep_to_the_lengths_of_elements() {
	let long = "a".repeat(60);
	let mut claim = at(&long, "M1", "2024-01-10", json!(3000));
	claim["claim"] = json!(long);
	let mut plan = family();
	plan["promptPay"] = json!({"days": 30, "rate": "10%"});
	let remittance = sent(&Run {
		paid_on: Some("2025-02-01"),
		..run(plan, claim)
	});
	assert_eq!(remittance.claims().next().unwrap().control_number, long[..38]);
	assert_eq!(
		remittance.provider_adjustments[0].identifier.as_deref(),
		Some(&long[..50])
	);
}

#[test]
fn estimate_should_reverse_nothing_when_it_corrects_a_claim() {
	let estimate = |frequency: u8| {
		json!({"claim": "E", "use": "predetermination", "frequency": frequency, "replaces": "A", "patient": "M1",
			"lines": [{"code": "SA", "date": "2024-01-10", "billed": 1200}]})
	};
	let with = |more: Value| {
		let mut claims = year()[..2].to_vec();
		claims.push(more);
		run(family(), json!(claims)).json()["claims"].clone()
	};
	let voided = with(estimate(8));
	assert_eq!(voided[2]["error"]["code"], "VoidOfEstimate");
	// It comes to what the replacement would, and the claim stands.
	let mut replacement = estimate(7);
	replacement["use"] = json!("claim");
	let (estimated, replaced) = (with(estimate(7)), with(replacement));
	assert_eq!(estimated.as_array().unwrap().len(), 3, "{estimated}");
	assert_eq!(estimated[2]["lines"], replaced[3]["lines"]);
	let mut after = year()[..2].to_vec();
	after.extend([estimate(7), void_of("A", json!({"patient": "M1"}))]);
	let after = run(family(), json!(after)).json();
	assert_eq!(after["claims"][3]["reversal"], true, "{after}");
	// What it would replace may be an estimate, of which nothing is known.
	let mut other = estimate(7);
	other["replaces"] = json!("E0");
	other["lines"][0]["code"] = json!("SX");
	let other = with(other);
	assert_eq!(other[2]["outcome"], "adjudicated");
	assert!(other[2]["warnings"][0].as_str().unwrap().contains("claim E0"));
}

#[test]
fn estimate_should_count_for_nothing_in_a_history() {
	let claim = at("A", "M1", "2024-01-10", json!(2000));
	let mut estimate = claim.clone();
	estimate["use"] = json!("predetermination");
	let plan = json!({"plan": "hdhp", "deductible": 1500});
	let clean = run(plan.clone(), claim.clone()).json();
	let decided = run(plan.clone(), estimate.clone()).json();
	for history in [decided.clone(), estimate] {
		let result = run(plan.clone(), claim.clone()).since(json!([history])).json();
		assert_eq!(result["lines"], clean["lines"]);
		assert_eq!(result["accumulators"], clean["accumulators"]);
	}
	// Nor does it take the place of the claim it was about.
	let void = void_of("A", json!({"patient": "M1"}));
	let result = run(plan, void).since(json!([clean, decided])).json();
	assert_eq!(result["totals"]["paid"].to_string(), "-500.00");
}

/// What was paid before the correction has had its interest, if any was due.
#[test]
fn interest_should_be_due_on_what_is_added_when_a_claim_of_a_history_is_decided_again() {
	let mut plan = family();
	plan["promptPay"] = json!({"days": 30, "rate": "10%"});
	let results = run(plan.clone(), json!(year())).json()["claims"].clone();
	let again = |correction: Value, id: &str| {
		let made = Run {
			paid_on: Some("2025-02-01"),
			..run(plan.clone(), correction).since(results.clone())
		};
		let result = made.json();
		let mut claims = result["claims"].as_array().unwrap().iter();
		let claim = claims.find(|c| c["claim"] == id && c["revision"] == 2).unwrap();
		[&claim["totals"]["paid"], &claim["interest"]["amount"]].map(Value::to_string)
	};
	// Of D 3200 was paid, of B 400.
	assert_eq!(again(void_of("A", json!({"patient": "M1"})), "D"), ["2800.00", "0.00"]);
	let mut more = at("A", "M1", "2024-01-10", json!(1500));
	(more["frequency"], more["replaces"]) = (json!(7), json!("A"));
	assert_eq!(again(more, "B"), ["800.00", "3.51"]);
}
