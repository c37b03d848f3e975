//! Claims of a file as the chain takes them: services blinded, no identifier, no code, no name.

use super::{
	register::{Document, Register},
	wire::{ClaimLine, Submission},
};
use crate::{
	claim::{
		book::{Book, Settings},
		history,
		json::Node,
		model::{ClaimIn, PriorIn},
		plan::PlanFile,
		x12,
	},
	outcome::Failure,
	x12::claim837,
};
use salus_claims_engine::{ClaimUse, Frequency};

/// The claims of a document, and what is odd about it.
pub fn read(document: &Document, plan: &PlanFile) -> Result<(Vec<ClaimIn>, Vec<String>), Failure> {
	let Document { name, text } = document;
	let bad = |why: String| Failure::Unreadable(format!("{name}: {why}"));
	let bytes = text.as_bytes();
	if x12::is(bytes) {
		let (claims, mismatches) = claim837::parse_as_sent(bytes).map_err(|e| bad(e.to_string()))?;
		let claims: Result<Vec<_>, _> = claims
			.iter()
			.map(|claim| x12::claim(claim, plan.currency).map_err(&bad))
			.collect();
		return Ok((claims?, mismatches.iter().map(|m| format!("{name}: {m}")).collect()));
	}
	let file = crate::json::parse(bytes).map_err(|problem| bad(problem.to_string()))?;
	let claims = history::claims(&Node::root(&file, name), plan).map_err(|problem| {
		let place = problem.to_string();
		let named = place.starts_with(name.as_str());
		Failure::Unreadable(if named { place } else { format!("{name}: {place}") })
	})?;
	Ok((claims, vec![]))
}

/// What goes with a claim beside what its document says.
#[derive(Clone, Debug, Default)]
pub struct Extras {
	/// The coverage, over what the register says of the patient.
	pub coverage: Option<u32>,
	/// The plans on chain that the plan file is: the register may know coverages of the patient in others, too.
	pub plans: Vec<u32>,
	/// Anchored records: of a line, or of all lines.
	pub anchors: Vec<(Option<u16>, u64)>,
	/// What the payers before this one did.
	pub priors: Vec<PriorIn>,
	/// What is asked of the chain.
	pub purpose: Purpose,
}

/// What is asked of the chain about a claim.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Purpose {
	/// It is filed.
	#[default]
	Submit,
	/// It takes the place of a claim that was filed.
	Replace,
	/// What it would pay.
	Estimate,
}

/// A claim that is ready for the chain, and remarks for people.
#[derive(Clone, Debug)]
pub struct Ready {
	/// What the document calls it.
	pub name: String,
	/// What is submitted.
	pub submission: Submission,
	/// What was inferred.
	pub warnings: Vec<String>,
}

/// Fails if a claim corrects an earlier one and that is not what is asked for: the chain would file it as one more.
fn ensure_original(claim: &ClaimIn, purpose: Purpose) -> Result<(), Failure> {
	let earlier = claim.replaces.as_ref().unwrap_or(&claim.id);
	let why = match (claim.frequency, purpose) {
		(Frequency::Original, _) | (Frequency::Replacement, Purpose::Replace) => return Ok(()),
		(Frequency::Void, _) => format!("takes back claim {earlier}, which is `salus claim void {earlier}`"),
		(Frequency::Replacement, Purpose::Submit) => format!(
			"takes the place of claim {earlier}, which is `salus claim replace {earlier} FILE`, with this claim alone in the file"
		),
		(Frequency::Replacement, Purpose::Estimate) => format!(
			"takes the place of claim {earlier}, and the chain estimates claims beside those that it has; `salus claim adjudicate` \
			 tells with a history of them"
		),
	};
	Err(Failure::Refused(format!("NotOriginal: claim {} {why}", claim.id)))
}

/// Why the register has no coverage for a claim.
fn not_covered(claim: &ClaimIn, plan: &PlanFile, register: &Register) -> Failure {
	let whom = match claim.members.as_slice() {
		[] => "a claim that names nobody".into(),
		ids => ids.join(", "),
	};
	Failure::Refused(match register.members(&claim.members).next() {
		Some(other) => format!(
			"WrongPlan: {}: the coverage {} that the register {} has of {whom} is of plan {} on chain, which is not {} as the file has \
			 it, or the secret is another; `salus claim plan check` tells what differs",
			claim.path,
			other.coverage,
			register.path().display(),
			other.plan,
			plan.id
		),
		None => format!(
			"UnknownCoverage: {}: the register {} has no coverage of {whom}; enrol the member, or name the coverage with --coverage",
			claim.path,
			register.path().display(),
		),
	})
}

/// Brings a claim into the form of the chain. `single` says that priors can only be about it.
pub fn ready(
	claim: &ClaimIn,
	plan: &PlanFile,
	register: Option<&Register>,
	extras: &Extras,
	single: bool,
) -> Result<Ready, Failure> {
	ensure_original(claim, extras.purpose)?;
	if claim.consent == Some(false) {
		return Err(Failure::Refused(format!(
			"NotPermitted: claim {} says that there is no consent to use its data for payment (`consent`, CLM09)",
			claim.id
		)));
	}
	let coverage = match (extras.coverage, register) {
		(Some(coverage), _) => coverage,
		(None, Some(register)) => {
			let mut known = register.members(&claim.members);
			let found = known.find(|member| extras.plans.contains(&member.plan));
			found.ok_or_else(|| not_covered(claim, plan, register))?.coverage
		},
		(None, None) => {
			return Err(Failure::Unreadable(format!(
				"{}: whose claim it is has to be said with --coverage",
				claim.path
			)));
		},
	};
	let estimate = extras.purpose == Purpose::Estimate;
	if claim.usage == ClaimUse::Predetermination && !estimate {
		return Err(Failure::Refused(format!(
			"NotForPayment: {}.use: the claim asks what it would come to, which is not filed; ask with `salus claim estimate`, or for \
			 an authorisation with `salus claim authorise request`",
			claim.path
		)));
	}
	// Who is covered, and by which network, the chain knows; the plan file need not.
	let mut open = plan.clone();
	open.members = None;
	open.providers = None;
	open.default_network = Some(0);
	let mut book = Book::new(&open, Settings::default());
	book.single = single;
	book.add_priors(extras.priors.clone());
	let refused = |code: &str, message: &str| Failure::Refused(format!("claim {}: {code}: {message}", claim.id));
	let (asked, prior, mut warnings) = book
		.engine_claim(claim)
		.map_err(|rejection| refused(&rejection.code, &rejection.message))?;
	if claim.good_cause || claim.notice.is_some() {
		warnings.push(
			"why it is late is not sent: the chain knows no good cause, and of a retroactive notice what the coverage says (`salus claim \
			 enrol --notice`)"
				.into(),
		);
	}
	let mut lines = vec![];
	for (line, read) in asked.lines.iter().zip(&claim.lines) {
		let mut authorisation = None;
		for name in &read.authorisations {
			match name.parse::<u32>() {
				Ok(number) => authorisation = authorisation.or(Some(number)),
				Err(_) => warnings.push(format!(
					"{}: authorisation {name} is no number of the chain; it is left out",
					read.path
				)),
			}
		}
		let anchor = |of: Option<u16>| extras.anchors.iter().find(|(line, _)| *line == of).map(|(_, id)| *id);
		lines.push(ClaimLine {
			number: line.number,
			category: line.category,
			service: line.service,
			units: line.units,
			billed: line.billed,
			day: line.day,
			authorisation,
			record: anchor(Some(line.number)).or_else(|| anchor(None)),
		});
	}
	for (line, _) in &extras.anchors {
		if let Some(number) = line.filter(|number| !lines.iter().any(|l| l.number == *number)) {
			return Err(refused(
				"NoSuchLine",
				&format!("--anchor names line {number}, which it does not have"),
			));
		}
	}
	Ok(Ready {
		name: claim.id.clone(),
		submission: Submission {
			coverage,
			usage: if estimate {
				ClaimUse::Predetermination
			} else {
				asked.usage
			},
			currency: asked.currency,
			total: asked.total,
			package: asked.package,
			prior,
			lines,
		},
		warnings,
	})
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::claim::onchain::register::MemberEntry;
	use codec::Encode as _;
	use serde_json::{json, Value};

	fn plan() -> PlanFile {
		let file = json!({"plan": "p", "secret": "0123456789abcdef", "coinsurance": 20,
			"categories": {"primary-care": ["99213"]}, "feeSchedule": {"99213": 100, "CPT|70551:26": 90},
			"members": ["somebody-else"], "providers": {"another": "in"}});
		crate::claim::plan::read(&file, "PLAN.json").unwrap()
	}

	fn document(text: Value) -> Document {
		Document {
			name: "c.json".into(),
			text: text.to_string(),
		}
	}

	#[test]
	fn submission_should_blind_services_as_the_schedule_does_when_systems_differ() {
		let plan = plan();
		let text = json!({"claim": "C", "patient": "Jo Doe", "lines": [
			{"code": "CPT|99213:25", "date": "2024-03-01", "billed": 175, "units": 2, "authorisation": "7"},
			{"code": "CPT|70551:26", "date": "2024-03-02", "billed": "20.50", "authorisation": "PA-1"}]});
		let (claims, _) = read(&document(text), &plan).unwrap();
		let extras = Extras {
			coverage: Some(3),
			anchors: vec![(Some(2), 9), (None, 8)],
			..Extras::default()
		};
		let Ready {
			submission, warnings, ..
		} = ready(&claims[0], &plan, None, &extras, true).unwrap();
		let key = |system: &str, code: &str, modifiers: &[&str]| {
			plan.blind(&crate::claim::plan::Code {
				system: crate::claim::plan::system_uri(system),
				code: code.into(),
				modifiers: modifiers.iter().map(|m| (*m).to_owned()).collect(),
			})
		};
		assert_eq!((submission.coverage, submission.total), (3, 19_550));
		assert_eq!(submission.lines[0].service, key("", "99213", &[]));
		assert_eq!(submission.lines[1].service, key("CPT", "70551", &["26"]));
		assert_eq!(
			submission
				.lines
				.iter()
				.map(|l| (l.authorisation, l.record))
				.collect::<Vec<_>>(),
			[(Some(7), Some(8)), (None, Some(9))]
		);
		assert!(warnings.iter().any(|w| w.contains("PA-1")), "{warnings:?}");
		// Nothing of the patient or of a code is in what is sent.
		let sent = submission.encode();
		for text in ["Jo", "Doe", "99213", "70551"] {
			assert!(!sent.windows(text.len()).any(|w| w == text.as_bytes()), "{text}");
		}
	}

	#[test]
	fn submission_should_name_the_path_when_it_cannot_be_made() {
		let plan = plan();
		let fhir = |item: Value| {
			document(json!({"resourceType": "Claim", "id": "F", "status": "active", "use": "claim", "item": [item]}))
		};
		let failure = read(&fhir(json!({"sequence": 1})), &plan).unwrap_err();
		assert!(
			failure.to_string().contains("Claim.item[0].productOrService"),
			"{failure}"
		);
		let good = json!({"claim": "C", "lines": [{"code": "x", "date": "2024-03-01", "billed": 1}]});
		let (claims, _) = read(&document(good), &plan).unwrap();
		assert_eq!(
			ready(&claims[0], &plan, None, &Extras::default(), true)
				.unwrap_err()
				.exit_code(),
			2
		);
		let wrong = Extras {
			coverage: Some(0),
			anchors: vec![(Some(5), 1)],
			..Extras::default()
		};
		let failure = ready(&claims[0], &plan, None, &wrong, true).unwrap_err();
		assert!(failure.to_string().contains("NoSuchLine"), "{failure}");
	}

	/// A claim of Salus' own format with these members more, brought into the form of the chain.
	fn made(more: Value, purpose: Purpose) -> Result<Ready, Failure> {
		let plan = plan();
		let mut claim = json!({"claim": "C", "lines": [{"code": "99213", "date": "2024-03-01", "billed": 1}]});
		claim.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
		let (claims, _) = read(&document(claim), &plan).unwrap();
		let extras = Extras {
			coverage: Some(0),
			purpose,
			..Extras::default()
		};
		ready(&claims[0], &plan, None, &extras, true)
	}

	#[test]
	fn submission_should_be_refused_when_the_claim_corrects_another() {
		let replacement = || json!({"frequency": 7, "replaces": "A"});
		for (claim, purpose, says) in [
			(
				json!({"frequency": 8, "replaces": "A"}),
				Purpose::Submit,
				"`salus claim void A`",
			),
			(json!({"frequency": 8}), Purpose::Replace, "`salus claim void C`"),
			(
				json!({"frequency": 8, "replaces": "A"}),
				Purpose::Estimate,
				"`salus claim void A`",
			),
			(replacement(), Purpose::Submit, "`salus claim replace A FILE`"),
			(replacement(), Purpose::Estimate, "`salus claim adjudicate`"),
		] {
			let failure = made(claim, purpose).unwrap_err();
			assert_eq!(failure.exit_code(), 1);
			assert!(failure.to_string().starts_with("NotOriginal: claim C "), "{failure}");
			assert!(failure.to_string().contains(says), "{failure}");
		}
		// What takes the place of a claim may say so, or not.
		assert!(made(replacement(), Purpose::Replace).is_ok());
		assert!(made(json!({}), Purpose::Replace).is_ok());
	}

	#[test]
	fn submission_should_be_refused_when_the_claim_says_that_there_is_no_consent() {
		for purpose in [Purpose::Submit, Purpose::Replace, Purpose::Estimate] {
			let failure = made(json!({"consent": false}), purpose).unwrap_err();
			assert!(failure.to_string().starts_with("NotPermitted: claim C "), "{failure}");
			assert!(made(json!({"consent": true}), purpose).is_ok());
		}
		let sent = include_str!("../../x12/fixtures/secondary.837").replace("*Y*A*Y*Y", "*Y*A*Y*N");
		let document = Document {
			name: "c".into(),
			text: sent,
		};
		let (claims, _) = read(&document, &plan()).unwrap();
		let failure = ready(&claims[0], &plan(), None, &Extras::default(), true).unwrap_err();
		assert!(failure.to_string().starts_with("NotPermitted"), "{failure}");
	}

	#[test]
	fn submission_should_be_of_the_coverage_in_the_plan_of_the_file_when_the_patient_has_several() {
		let folder = tempfile::tempdir().unwrap();
		let mut register = Register::open(&folder.path().join("r.json"), "0xaa").unwrap();
		for (coverage, plan) in [(3, 6), (4, 7), (5, 8)] {
			register.put_member(MemberEntry {
				coverage,
				plan,
				account: "5X".into(),
				ids: vec!["Patient/1".into()],
				family: None,
				household: None,
			});
		}
		let plan = plan();
		let claim = |patient: &str| {
			let lines = json!([{"code": "99213", "date": "2024-03-01", "billed": 1}]);
			let text = json!({"claim": "C", "patient": patient, "lines": lines});
			read(&document(text), &plan).unwrap().0.remove(0)
		};
		let of = |patient: &str, plans: &[u32]| {
			let extras = Extras {
				plans: plans.to_vec(),
				..Extras::default()
			};
			ready(&claim(patient), &plan, Some(&register), &extras, true).map(|ready| ready.submission.coverage)
		};
		assert_eq!(of("Patient/1", &[7]).unwrap(), 4);
		assert_eq!(of("Patient/1", &[6, 7]).unwrap(), 4);
		let failure = of("Patient/1", &[]).unwrap_err().to_string();
		assert!(
			failure.starts_with("WrongPlan: c.json: the coverage 5 ") && failure.contains("of plan 8"),
			"{failure}"
		);
		let failure = of("Patient/2", &[7]).unwrap_err().to_string();
		assert!(failure.starts_with("UnknownCoverage: c.json: "), "{failure}");
	}

	#[test]
	fn submission_should_say_what_is_not_sent_when_the_claim_says_why_it_is_late() {
		for (member, value) in [("goodCause", json!(true)), ("retroactiveNotice", json!("2024-05-01"))] {
			let warnings = made(json!({member: value}), Purpose::Submit).unwrap().warnings;
			assert!(
				warnings
					.iter()
					.any(|w| w.contains("not sent") && w.contains("--notice")),
				"{warnings:?}"
			);
		}
		assert_eq!(made(json!({}), Purpose::Submit).unwrap().warnings, Vec::<String>::new());
	}

	#[test]
	fn submission_should_be_refused_when_the_claim_names_another_plan() {
		let failure = made(json!({"plan": "q"}), Purpose::Submit).unwrap_err();
		assert!(failure.to_string().contains("UnknownPlan"), "{failure}");
		assert!(made(json!({"plan": "p"}), Purpose::Submit).is_ok());
	}

	#[test]
	fn submission_should_be_refused_when_an_x12_or_fhir_claim_corrects_another() {
		let plan = plan();
		let cancelled = json!({"resourceType": "Claim", "id": "F9", "status": "cancelled", "use": "claim",
			"item": [{"sequence": 1, "productOrService": {"coding": [{"code": "99213"}]}, "servicedDate": "2024-03-01",
				"net": {"value": 1, "currency": "USD"}}]});
		let sent = include_str!("../../x12/fixtures/professional.837");
		for (text, says) in [
			(cancelled.to_string(), "`salus claim void F9`"),
			(sent.replace("12:B:7", "12:B:8"), "`salus claim void MHP2600002`"),
			(sent.into(), "`salus claim replace MHP2600002 FILE`"),
		] {
			let document = Document { name: "c".into(), text };
			let (claims, _) = read(&document, &plan).unwrap();
			let extras = Extras {
				coverage: Some(0),
				..Extras::default()
			};
			let failure = ready(claims.last().unwrap(), &plan, None, &extras, true).unwrap_err();
			assert!(failure.to_string().contains(says), "{failure}");
		}
	}

	#[test]
	fn submission_should_be_refused_when_a_key_is_there_twice() {
		let text = r#"{"claim": "C", "lines": [{"code": "x", "date": "2024-03-01", "billed": 1, "billed": 2}]}"#;
		let document = Document {
			name: "c.json".into(),
			text: text.into(),
		};
		let failure = read(&document, &plan()).unwrap_err();
		assert_eq!(failure.exit_code(), 2);
		assert!(
			failure
				.to_string()
				.starts_with("c.json: lines[0]: `billed` is there twice"),
			"{failure}"
		);
	}

	#[test]
	fn submission_should_fit_520_bytes_when_it_has_four_lines() {
		let plan = plan();
		let lines: Vec<_> = (1..5)
			.map(|n| json!({"code": "99213", "date": "2024-03-01", "billed": 12_345 * n, "number": n}))
			.collect();
		let (claims, _) = read(&document(json!({"claim": "C", "lines": lines})), &plan).unwrap();
		let extras = Extras {
			coverage: Some(1_000_000),
			anchors: vec![(None, u64::from(u32::MAX))],
			..Extras::default()
		};
		let ready = ready(&claims[0], &plan, None, &extras, true).unwrap();
		// Signature, address, era, nonce, tip and extensions take at most 140 bytes.
		assert!(ready.submission.encode().len() + 140 <= 520);
	}
}
