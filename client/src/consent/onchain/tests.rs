//! FHIR to the chain and back, what is signed, and what the chain never sees.

use super::{
	intent::{Act, Intent, Signed},
	keys::{Key, Scheme},
	lower::{self, Terms},
	raise::{self, About},
	Filing, PolicyRef, Reason,
};
use crate::consent::{
	book::{Book, Opening, PolicyEntry, Subject},
	fhir::{self, import},
	json::{Found, Problem},
	request::Request,
	tests::{action, actor, asking, class, merge, r4, r5, v3},
};
use codec::{Decode, Encode};
use salus_consent_engine::{
	vocabulary::{Classes, Purposes, Sensitivity},
	Effect, PartyId,
};
use salus_records_engine::Salt;
use serde_json::{json, Value};

const PATIENT: [u8; 32] = [9; 32];
const POLICY: &str = "http://example.org/policies/sharing";

fn book() -> Book {
	let mut book = Book::default();
	for (name, byte) in [
		("Organization/hospital", 1),
		("Organization/clinic", 2),
		("Practitioner/asker", 3),
		("Group/trusted", 4),
		("http://hl7.org/fhir/sid/us-npi|1234567893", 5),
	] {
		book.parties.insert(name.into(), [byte; 32]);
	}
	let section = |codes: &[(&str, u8)]| codes.iter().map(|(code, bit)| ((*code).to_owned(), *bit)).collect();
	book.bits.insert(
		"roles",
		section(&[("IRCP", 0), ("PRCP", 1), ("http://example.org/roles|nurse", 7)]),
	);
	book.bits.insert(
		"labels",
		section(&[
			("ETH", 17),
			("SUD", 3),
			("ETHUD", 5),
			("OPIOIDUD", 30),
			("PSY", 0),
			("HIV", 31),
			("http://example.org/labels|vip", 12),
		]),
	);
	book.bits.insert(
		"purposes",
		section(&[("http://example.org/policies/purposeOfUse|FooBar", 62)]),
	);
	book.bits.insert(
		"classes",
		section(&[("http://example.org/StructureDefinition/note", 63)]),
	);
	book.bits.insert(
		"categories",
		section(&[("http://terminology.hl7.org/CodeSystem/v3-ActCode|INFA", 20)]),
	);
	book.policies.insert(
		POLICY.into(),
		PolicyEntry {
			id: 7,
			version: 2,
			..PolicyEntry::default()
		},
	);
	let part2 = PolicyEntry {
		id: 8,
		version: 1,
		states_right_to_revoke: true,
		states_redisclosure: true,
	};
	book.policies.insert("http://example.org/policies/part2".into(), part2);
	book.subjects.insert(
		"Patient/p".into(),
		Subject {
			account: PATIENT,
			..Subject::default()
		},
	);
	book
}

/// Commits with a salt for each value, and keeps the openings in the book.
fn lowered_with(resource: &Value, book: &mut Book, terms: &Terms) -> Found<Filing> {
	let consent = import(resource, "Consent")?;
	let known = book.clone();
	let mut openings = Vec::new();
	let mut count = 0u8;
	let mut commit = |of: &'static str, value: &Value| {
		count = count.wrapping_add(1);
		let salt = Salt([count.max(1); 32]);
		let bytes = value.to_string();
		let commitment = salus_records_engine::commitment::commit(&salt, bytes.as_bytes())
			.map_err(|error| Problem::new("test", error.to_string()))?;
		openings.push((
			commitment.0,
			Opening {
				of: of.into(),
				salt,
				value: value.clone(),
			},
		));
		Ok(commitment.0)
	};
	let filing = lower::filing(&consent, &known, terms, [0xaa; 32], &mut commit)?;
	for (commitment, opening) in openings {
		book.subjects
			.get_mut("Patient/p")
			.unwrap()
			.openings
			.insert(commitment, opening);
	}
	Ok(filing)
}

fn with_policy(resource: Value) -> Value {
	let member = if resource.get("decision").is_some() {
		"policyBasis"
	} else {
		"policy"
	};
	let policy = if member == "policy" {
		json!([{ "uri": POLICY }])
	} else {
		json!({ "url": POLICY })
	};
	let mut all = resource;
	if all.get(member).is_none() {
		all[member] = policy;
	}
	all
}

fn lowered(resource: Value) -> Filing {
	lowered_with(&with_policy(resource), &mut book(), &Terms::default()).unwrap()
}

fn refused(resource: Value) -> String {
	lowered_with(&with_policy(resource), &mut book(), &Terms::default())
		.unwrap_err()
		.to_string()
}

fn about(book: &Book) -> About<'_> {
	About {
		book,
		subject: PATIENT,
		id: Some("x".into()),
		policy: Some(PolicyRef { id: 7, version: 2 }),
		source: Some([0xaa; 32]),
		recorded_at: Some(1_750_000_000),
	}
}

/// Consents of every kind of rule.
fn examples() -> Vec<Value> {
	let loinc = json!({ "coding": [{ "system": "http://loinc.org", "code": "20568-3" }] });
	vec![
		r4(json!({ "type": "permit" })),
		r4(json!({
			"type": "permit",
			"period": { "start": "2025-01-01", "end": "2029-12-31" },
			"purpose": [v3("ActReason", "TREAT"), v3("ActReason", "HPAYMT")],
			"dataPeriod": { "start": "2022", "end": "2022-12-31" },
			"provision": [
				{ "type": "deny", "securityLabel": [v3("ActCode", "ETH"), v3("Confidentiality", "R")], "provision": [
					{ "type": "permit", "actor": [actor("IRCP", "Practitioner/asker")], "purpose": [v3("ActReason", "BTG")] },
				] },
				{ "type": "deny", "action": [action("disclose")], "period": { "end": "2026-06-30T12:00:00Z" } },
				{ "type": "permit", "class": [class("Observation"), class("Condition")], "code": [loinc] },
				{ "type": "deny", "data": [{ "meaning": "related", "reference": { "reference": "Encounter/e" } }] },
				{ "type": "deny", "actor": [actor("AUT", "Practitioner/writer")] },
			],
		})),
		r5(
			"deny",
			json!([
				{ "purpose": [{ "system": "http://example.org/policies/purposeOfUse", "code": "FooBar" }] },
				{ "purpose": [v3("ActReason", "HRESCH"), { "system": "http://purl.obolibrary.org/obo/duo.owl", "code": "DUO:0000042" }] },
				{ "resourceType": [{ "code": "http://example.org/StructureDefinition/note" }] },
				{ "securityLabel": [{ "system": "http://example.org/labels", "code": "vip" }] },
				{ "actor": [{ "role": { "coding": [{ "system": "http://example.org/roles", "code": "nurse" }] } }], "provision": [
					{ "actor": [actor("CST", "Organization/hospital")], "action": [action("correct")] },
				] },
			]),
		),
		merge(
			r4(json!({ "type": "permit", "purpose": [v3("ActReason", "PurposeOfUse")] })),
			json!({ "organization": null }),
		),
	]
}

#[test]
fn a_consent_should_be_lowered_to_accounts_bits_and_commitments() {
	let filing = lowered(examples().swap_remove(1));
	let consent = &filing.consent;
	assert_eq!(consent.custodian, Some(PartyId([1; 32])));
	assert_eq!(
		(consent.base, filing.policy),
		(Effect::Permit, PolicyRef { id: 7, version: 2 })
	);
	assert_eq!(consent.period.until, Some(1_893_456_000));
	assert!(consent.scope.period.is_always());
	assert_eq!(
		consent.scope.purposes,
		Purposes::TREAT.union(Purposes::from_code("HPAYMT").unwrap())
	);
	// The parent stands for all of its children that have a bit.
	let substances = [17, 3, 5, 30].into_iter().fold(0u32, |all, bit| all | 1 << bit);
	assert_eq!(consent.provisions[0].rule.labels.sensitivity, Sensitivity(substances));
	assert_eq!(consent.provisions[1].rule.actors[0].party, Some(PartyId([3; 32])));
	assert_eq!(consent.provisions[1].parent, 1);
	let observation = Classes::of_resource_type("Observation").unwrap();
	assert!(consent.provisions[3].rule.classes.contains(observation));
	assert_eq!(consent.provisions[3].rule.codes.len(), 1);
	assert_eq!(consent.provisions[5].rule.data.len(), 1);
	assert_eq!(
		filing.encode().len(),
		Filing::decode(&mut filing.encode().as_slice()).unwrap().encode().len()
	);
}

#[test]
fn what_was_raised_should_lower_to_the_same_consent_with_any_book() {
	for (index, example) in examples().into_iter().enumerate() {
		let mut own = book();
		let filing = lowered_with(&with_policy(example), &mut own, &Terms::default()).unwrap();
		for (name, known) in [("its own", own), ("an empty", Book::default())] {
			let resource = raise::consent(&filing.consent, &about(&known));
			let read = import(&resource, "Consent")
				.unwrap_or_else(|problem| panic!("{index}, {name} book: {problem}\n{resource:#}"));
			let terms = Terms {
				policy: Some(filing.policy),
				..Terms::default()
			};
			// A value that was opened is committed to again, under the salt that it had.
			let mut again = |_: &'static str, value: &Value| {
				let openings = &known.subjects["Patient/p"].openings;
				let found = openings.iter().find(|(_, opening)| opening.value == *value);
				Ok(*found
					.unwrap_or_else(|| panic!("{index}: {value} was never committed to"))
					.0)
			};
			let mut lowering = known.clone();
			for (section, codes) in book().bits {
				// Bits without a name are of a domain, whose codes only a book can give.
				if name == "an empty" && section != "labels" {
					for bit in codes.values() {
						let code = format!("urn:salus:{section}-bit|{bit}");
						lowering.bits.entry(section).or_default().insert(code, *bit);
					}
				}
			}
			let same = lower::filing(&read, &lowering, &terms, filing.source, &mut again)
				.unwrap_or_else(|problem| panic!("{index}, {name} book: {problem}\n{resource:#}"));
			assert_eq!(same, filing, "{index}, {name} book: {resource:#}");
			assert!(!super::words::consent(&filing.consent, &about(&known)).is_empty());
		}
	}
}

#[test]
fn what_cannot_be_stored_should_be_refused_by_path() {
	let nested = |rule: Value| r4(json!({ "type": "permit", "provision": [merge(rule, json!({ "type": "deny" }))] }));
	let role = |code: &str| json!([{ "role": { "coding": [{ "code": code }] } }]);
	let many: Vec<Value> = (0..9)
		.map(|id| json!({ "meaning": "instance", "reference": { "reference": format!("Observation/{id}") } }))
		.collect();
	for (resource, says) in [
		(merge(r4(json!({ "type": "permit" })), json!({ "status": "draft" })), "Consent.status: `draft`"),
		(
			merge(r4(json!({ "type": "permit" })), json!({ "organization": [{ "reference": "Organization/hospital" }, { "reference": "Organization/clinic" }] })),
			"Consent.organization: names 2 custodians",
		),
		(
			merge(r4(json!({ "type": "permit" })), json!({ "organization": [{ "reference": "Organization/elsewhere" }] })),
			"Consent.organization[0]: `Organization/elsewhere` is not among the `parties`",
		),
		(
			nested(json!({ "actor": [actor("IRCP", "Practitioner/stranger")] })),
			"Consent.provision.provision[0].actor[0].reference: `Practitioner/stranger`",
		),
		(nested(json!({ "actor": role("AGNT") })), "Consent.provision.provision[0].actor[0].role: `AGNT` has no bit in `roles`"),
		(
			nested(json!({ "actor": [actor("CST", "Organization/clinic")] })),
			"Consent.provision.provision[0].actor: is about another custodian",
		),
		(
			nested(json!({ "securityLabel": [v3("ActCode", "SDV")] })),
			"Consent.provision.provision[0].securityLabel[0]: `http://terminology.hl7.org/CodeSystem/v3-ActCode|SDV` has no bit in `labels`",
		),
		(
			nested(json!({ "purpose": [{ "system": "http://example.org/x", "code": "y" }] })),
			"Consent.provision.provision[0].purpose[0]: `http://example.org/x|y` has no bit in `purposes`",
		),
		(nested(json!({ "purpose": [v3("ActReason", "TREATS")] })), "Consent.provision.provision[0].purpose[0]: `TREATS` is not a purpose"),
		(
			nested(json!({ "class": [class("Patient")] })),
			"Consent.provision.provision[0].class: `Patient` is one class with `Person` on chain",
		),
		(
			nested(json!({ "class": [class("Observation"), class("Claim")] })),
			"Consent.provision.provision[0].class: `Claim` is one class with `ClaimResponse` on chain",
		),
		(
			nested(json!({ "class": [{ "code": "http://example.org/StructureDefinition/other" }] })),
			"Consent.provision.provision[0].class: `http://example.org/StructureDefinition/other` has no bit in `classes`",
		),
		(nested(json!({ "code": [{ "text": "flu" }] })), "Consent.provision.provision[0].code[0]: the code `flu` is only text"),
		(nested(json!({ "action": [{ "text": "look" }] })), "Consent.provision.provision[0].action[0]: the action `look` has no code"),
		(nested(json!({ "data": many })), "Consent.provision.provision[0].data[8]: more than 8"),
		(
			merge(r4(json!({ "type": "permit" })), json!({ "category": [{ "coding": [{ "system": "http://loinc.org", "code": "59284-6" }] }] })),
			"Consent.category[0]: `http://loinc.org|59284-6` has no bit in `categories`",
		),
		(
			merge(r4(json!({ "type": "permit" })), json!({ "policy": [{ "uri": "http://example.org/other" }] })),
			"Consent.policy[0].uri: `http://example.org/other` is not among the `policies`",
		),
		(
			merge(r4(json!({ "type": "permit" })), json!({ "policy": [{ "uri": POLICY }, { "uri": "http://example.org/policies/part2" }] })),
			"Consent.policy[1].uri: `http://example.org/policies/part2` is another policy",
		),
		(
			merge(r4(json!({ "type": "permit" })), json!({ "policyRule": { "coding": [v3("ActCode", "42CFRPart2")] } })),
			"Consent: is under 42 CFR Part 2, whose consents state the right to revoke",
		),
	] {
		let got = refused(resource);
		assert!(got.starts_with(says), "{got}\nnot: {says}");
	}
	// In whatever role a party takes part, it is the party that counts.
	let witness = lowered(nested(json!({ "actor": [actor("WIT", "Practitioner/asker")] })));
	let recipient = lowered(nested(json!({ "actor": [actor("IRCP", "Practitioner/asker")] })));
	assert_eq!(witness.consent, recipient.consent);
	let none = lowered_with(&r4(json!({ "type": "permit" })), &mut book(), &Terms::default())
		.unwrap_err()
		.to_string();
	assert!(none.starts_with("Consent.policy: names no policy"), "{none}");
}

#[test]
fn part_2_should_come_from_the_policy_or_from_whoever_files() {
	let rule = json!({ "coding": [v3("ActCode", "42CFRPart2")] });
	let by_policy = merge(
		r4(json!({ "type": "permit" })),
		json!({ "policyRule": rule, "policy": [{ "uri": "http://example.org/policies/part2" }] }),
	);
	let part2 = lowered(by_policy).part2.unwrap();
	assert!(part2.states_redisclosure && part2.states_right_to_revoke);
	let stated = Terms {
		states_right_to_revoke: true,
		states_redisclosure: true,
		part2: Some(super::Part2Kind::Proceedings),
		..Terms::default()
	};
	let by_hand = with_policy(merge(r4(json!({ "type": "permit" })), json!({ "policyRule": rule })));
	let filing = lowered_with(&by_hand, &mut book(), &stated).unwrap();
	assert_eq!(filing.part2.unwrap().kind, super::Part2Kind::Proceedings);
	let plain = with_policy(r4(json!({ "type": "permit" })));
	let refused = lowered_with(&plain, &mut book(), &stated).unwrap_err();
	assert!(refused.to_string().contains("does not name 42 CFR Part 2"), "{refused}");
}

/// Nothing that names somebody or something of theirs is in what the chain gets.
#[test]
fn nothing_personal_should_reach_the_chain() {
	for example in examples() {
		let mut example = with_policy(example);
		example["identifier"] = json!([{ "system": "http://hospital.example/consents", "value": "C-4711" }]);
		example["text"] = json!({ "status": "generated", "div": "<div>Erika Mustermann, born 1964-08-12</div>" });
		example["sourceAttachment"] = json!(if example.get("decision").is_some() {
			json!([{ "title": "Signed by Erika Mustermann" }])
		} else {
			json!({ "title": "Signed by Erika Mustermann" })
		});
		for key in ["patient", "subject"] {
			if example.get(key).is_some() {
				example[key] = json!({ "reference": "Patient/p", "display": "Erika Mustermann", "identifier": { "value": "MRN-0815" } });
			}
		}
		let mut own = book();
		let filing = lowered_with(&example, &mut own, &Terms::default()).unwrap();
		let intent = intent(Act::File(Box::new(filing.clone())));
		let key = Key::parse("//Erika", Scheme::Sr25519, None).unwrap();
		let signed = Signed {
			signature: Some(key.sign(&intent.bytes(true)).unwrap()),
			wrapped: true,
			public: None,
			intent,
		};
		let argument = signed.argument(&[0; 32]).unwrap();
		for bytes in [filing.encode(), argument, signed.to_json().to_string().into_bytes()] {
			let told = |text: &str| {
				let plain = bytes
					.windows(text.len())
					.any(|part| part.eq_ignore_ascii_case(text.as_bytes()));
				let hexed = hex::encode(text);
				plain || bytes.windows(hexed.len()).any(|part| part == hexed.as_bytes())
			};
			for secret in [
				"Erika",
				"Mustermann",
				"MRN-0815",
				"C-4711",
				"1964",
				"Patient/p",
				"Practitioner",
				"Organization",
				"Encounter",
				"20568-3",
				"loinc",
				"ETH",
				"PSY",
				"example.org",
				"http",
				"FooBar",
				"2025-06-13",
				"nurse",
			] {
				// A short code could be there by chance in random bytes: those of the signature and the salts.
				assert!(secret.len() < 4 || !told(secret), "{secret}");
			}
			for code in ["\"ETH\"", "|ETH", "Coding"] {
				assert!(!told(code), "{code}");
			}
		}
		// Not even a commitment without its salt.
		for (commitment, opening) in &own.subjects["Patient/p"].openings {
			let unsalted = salus_records_engine::hash::leaf_hash_of_parts(&[opening.value.to_string().as_bytes()]);
			assert_ne!(*commitment, unsalted);
		}
	}
}

#[test]
fn a_custodian_should_leave_itself_out_of_what_it_relays() {
	let filing = lowered(r4(json!({ "type": "permit" })));
	let hospital = filing.consent.custodian.expect("Organization/hospital").0;
	let intent = intent(Act::File(Box::new(filing)));
	let key = Key::parse("//Erika", Scheme::Sr25519, None).unwrap();
	let signed = Signed {
		signature: Some(key.sign(&intent.bytes(false)).unwrap()),
		wrapped: false,
		public: None,
		intent,
	};
	let (other, own) = (signed.argument(&[2; 32]).unwrap(), signed.argument(&hospital).unwrap());
	assert_eq!(other.len(), own.len() + 32);
	let names = |bytes: &[u8]| bytes.windows(32).any(|part| part == hospital);
	assert!(names(&other) && !names(&own));
	// What was signed says it in either case.
	assert!(names(&signed.intent.bytes(false)));
}

fn intent(act: Act) -> Intent {
	Intent {
		genesis: [0x11; 32],
		subject: PATIENT,
		guardian: None,
		place: 3,
		version: 4,
		expires_at: 1_900_000_000,
		act,
	}
}

#[test]
fn a_signature_should_be_good_for_every_scheme_and_form_and_for_nothing_else() {
	let filing = Box::new(lowered(examples().swap_remove(1)));
	for scheme in [Scheme::Sr25519, Scheme::Ed25519, Scheme::Ecdsa] {
		let key = Key::parse("//Alice", scheme, None).unwrap();
		for wrapped in [false, true] {
			for act in [
				Act::File(filing.clone()),
				Act::Revise(filing.clone()),
				Act::Revoke(Reason::CareEnded),
			] {
				let intent = Intent {
					subject: key.account().0,
					..intent(act)
				};
				let signed = Signed {
					signature: Some(key.sign(&intent.bytes(wrapped)).unwrap()),
					public: key.public(),
					wrapped,
					intent,
				};
				assert_eq!(signed.is_good(), Some(true), "{scheme:?} {wrapped}");
				let read = Signed::from_json(&signed.to_json()).unwrap();
				assert_eq!(read, signed);
				let changes: [fn(&mut Intent); 6] = [
					|intent| intent.genesis[0] ^= 1,
					|intent| intent.subject[31] ^= 1,
					|intent| intent.place ^= 1,
					|intent| intent.version += 1,
					|intent| intent.expires_at += 1,
					|intent| intent.guardian = Some([8; 32]),
				];
				for change in changes {
					let mut forged = signed.clone();
					change(&mut forged.intent);
					assert_ne!(forged.is_good(), Some(true));
				}
				let mut other = signed.clone();
				other.wrapped = !wrapped;
				assert_eq!(other.is_good(), Some(false));
			}
		}
	}
}

/// The accounts that `subkey inspect --scheme … //Alice` prints.
#[test]
fn development_keys_should_be_those_that_everybody_knows() {
	for (scheme, account) in [
		(Scheme::Sr25519, "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY"),
		(Scheme::Ed25519, "5FA9nQDVg267DEd8m1ZypXLBnvN7SFxYwV7ndqSYGiN9TTpu"),
		(Scheme::Ecdsa, "5C7C2Z5sWbytvHpuLTvzKunnnRwQxft1jiqrLD5rhucQ5S9X"),
	] {
		let key = Key::parse("//Alice", scheme, None).unwrap();
		assert_eq!(crate::chain::ss58(&key.account()), account);
	}
	assert!(Key::parse("//Alice/soft", Scheme::Ed25519, None).is_err());
	assert!(Key::parse("twelve words", Scheme::Ecdsa, None).is_err());
}

#[test]
fn signed_files_should_be_refused_by_path_and_reason() {
	let revoke = Signed {
		intent: intent(Act::Revoke(Reason::Withdrawn)),
		wrapped: false,
		signature: None,
		public: None,
	};
	let good = revoke.to_json();
	assert!(good["sign"].as_str().unwrap().starts_with("0x"));
	for (change, says) in [
		(json!({ "format": "x" }), "format: is not"),
		(json!({ "intent": "delete" }), "intent: `delete`"),
		(json!({ "genesis": "0x12" }), "genesis: 1 bytes"),
		(json!({ "subject": "5Grw" }), "subject: "),
		(json!({ "place": 16 }), "place: 16 is not a place"),
		(json!({ "version": -1 }), "version: must be a number"),
		(json!({ "expires": "soon" }), "expires: `soon` is not a date"),
		(
			json!({ "reason": "because" }),
			"reason: `because` is not one of withdrawn",
		),
		(json!({ "reason": null }), "reason: is missing"),
		(json!({ "filing": "0x00" }), "filing: has no place"),
		(json!({ "signature": "0x0102" }), "signature: not a signature"),
		(json!({ "name": "x" }), "name: `name` is not part of"),
	] {
		let got = Signed::from_json(&merge(good.clone(), change.clone()))
			.unwrap_err()
			.to_string();
		assert!(got.starts_with(says), "{change}: {got}");
	}
	let filed = json!({ "intent": "file", "reason": null, "filing": "0x00" });
	let got = Signed::from_json(&merge(good, filed)).unwrap_err().to_string();
	assert!(got.starts_with("filing: not a filing"), "{got}");
}

#[test]
fn a_request_should_be_asked_as_the_consents_were_filed() {
	let book = book();
	let read = |changes: Value| {
		lower::request(&Request::read(&asking(changes), 0).unwrap(), &book).map_err(|problem| problem.to_string())
	};
	let request = read(json!({ "item": { "class": "Observation", "labels": ["ETHUD"] } })).unwrap();
	assert_eq!(request.parties.to_vec(), [PartyId([3; 32]), PartyId([2; 32])]);
	assert_eq!((request.custodian, request.roles.0), (Some(PartyId([1; 32])), 1));
	// An item has the label it has, and a rule about what is above it has that bit too.
	assert_eq!(request.item.labels.unwrap().sensitivity, Sensitivity(1 << 5));
	assert_eq!(
		read(json!({ "recipient": { "references": [], "roles": ["PRCP"] } }))
			.unwrap()
			.roles
			.0,
		0b11
	);
	// Who states no role is not taken for one of those that the chain knows.
	assert!(read(json!({ "recipient": "Practitioner/asker" }))
		.unwrap()
		.roles
		.is_empty());
	for (changes, says) in [
		(
			json!({ "custodian": "Organization/x" }),
			"custodian: `Organization/x` is not among the `parties`",
		),
		(
			json!({ "recipient": "Practitioner/x" }),
			"recipient.references: `Practitioner/x`",
		),
		(
			json!({ "recipient": { "roles": ["AGNT"] } }),
			"recipient.roles: the role `AGNT`",
		),
		(
			json!({ "item": { "labels": ["SDV"] } }),
			"item.labels[0]: `SDV` has no bit",
		),
		(json!({ "category": ["x"] }), "category: `x` has no bit"),
	] {
		let got = read(changes).unwrap_err();
		assert!(got.starts_with(says), "{got}");
	}
	// A receipt is about one reason; what lies above a purpose adds none.
	let disclosed = |purposes: &[&str]| {
		let asked = Request::read(&asking(json!({ "purpose": purposes })), 0).unwrap();
		lower::disclosure(&asked, &book).map_err(|problem| problem.to_string())
	};
	assert_eq!(disclosed(&["TREAT", "BTG"]).unwrap().purposes.0, 0b1_0001);
	assert!(disclosed(&["HPAYMT"]).is_ok());
	let several = disclosed(&["HPAYMT", "HMARKT"]).unwrap_err();
	assert!(several.starts_with("purpose: names several reasons"), "{several}");
	// The engine decides the same on what was filed as offline on the files.
	let consent = import(&with_policy(examples().swap_remove(1)), "Consent").unwrap();
	let filing = lowered(examples().swap_remove(1));
	for (changes, decision) in [
		(json!({}), "permit"),
		(json!({ "purpose": ["HMARKT"] }), "not-applicable"),
		(json!({ "action": ["disclose"] }), "deny"),
		(
			json!({ "item": { "class": "Observation", "labels": ["OPIOIDUD"], "date": "2022-05" } }),
			"deny",
		),
		(
			json!({ "item": { "class": "Observation", "labels": ["N"], "date": "2022-05" } }),
			"permit",
		),
		(
			json!({ "item": { "class": "Observation", "labels": ["N"], "date": "2023-05" } }),
			"not-applicable",
		),
	] {
		let asked = Request::read(&asking(changes.clone()), 0).unwrap();
		let entry = salus_consent_engine::Entry {
			consent: &filing.consent,
			active: true,
			recorded_at: 0,
			rank: 0,
		};
		let on_chain =
			salus_consent_engine::evaluate(&[entry], &lower::request(&asked, &book).unwrap(), &Default::default());
		let word = match on_chain.outcome {
			salus_consent_engine::Outcome::Permit => "permit",
			salus_consent_engine::Outcome::Deny(_) => "deny",
			salus_consent_engine::Outcome::NotApplicable { .. } => "not-applicable",
		};
		assert_eq!(word, decision, "{changes}");
		let filed = [crate::consent::Filed {
			file: "a".into(),
			consent: consent.clone(),
		}];
		let offline = crate::consent::decide(&filed, &asked, &Default::default()).unwrap();
		assert_eq!(offline.answer.decision, decision, "{changes}");
	}
	assert!(fhir::tree::tree(&consent).unwrap().is_some());
}

#[test]
fn a_book_should_survive_its_file_and_be_refused_by_path() {
	let mut own = book();
	lowered_with(&with_policy(examples().swap_remove(1)), &mut own, &Terms::default()).unwrap();
	assert_eq!(Book::from_json(&own.to_json()).unwrap(), own);
	let fresh = Book::new(&Book::usual_labels()).unwrap();
	let bits: std::collections::BTreeSet<u8> = fresh.bits["labels"].values().copied().collect();
	assert_eq!(bits.len(), fresh.bits["labels"].len());
	assert!(fresh.bits["labels"].contains_key("OPIOIDUD") && fresh.bits["roles"]["IRCP"] == 0);
	assert!(Book::new(&["NOPE"]).is_err());
	let good = own.to_json();
	for (change, says) in [
		(json!({ "format": "x" }), "format: is not"),
		(
			json!({ "labels": { "ETH": 32 } }),
			"labels[\"ETH\"]: must be a bit from 0 to 31",
		),
		(
			json!({ "labels": { "ETH": 1, "PSY": 1 } }),
			"labels[\"PSY\"]: `ETH` has bit 1 already",
		),
		(
			json!({ "purposes": { "a|b": 3 } }),
			"purposes[\"a|b\"]: must be a bit from 62 to 63",
		),
		(
			json!({ "parties": { "Organization/x": "5Grw" } }),
			"parties[\"Organization/x\"]: ",
		),
		(
			json!({ "policies": { "p": { "id": 1 } } }),
			"policies[\"p\"].version: is missing",
		),
		(json!({ "subjects": { "Patient/p": {} } }), "subjects[\"Patient/p\"]: "),
		(json!({ "names": {} }), "names: `names` is not part of a book"),
	] {
		let got = Book::from_json(&merge(good.clone(), change.clone()))
			.unwrap_err()
			.to_string();
		assert!(got.starts_with(says), "{change}: {got}");
	}
}
