//! Who takes part: funds, accreditation, consent, emergency.

use super::{story::Story, NEEDED};
use crate::{
	chain::{self, At, Share, Signer},
	consent::{
		book::{Book, Subject},
		json::Problem,
		onchain::{
			calls::{self, DisclosureRequest, Nature, Policy},
			intent::{Act, Intent, Signed},
			keys::Key,
			lower::Terms as ConsentTerms,
			prepare, receipt, ConsentId, PolicyRef, Reason,
		},
	},
	outcome::{Failure, Outcome},
	participant::{Role, Terms},
};
use salus_api::salus;
use serde_json::{json, Value};

/// The policy under which the patient consents.
const POLICY: PolicyRef = PolicyRef { id: 1, version: 1 };

/// How the consent document names the organisations.
const HOSPITAL: &str = "Organization/hospital";
const INSURER: &str = "Organization/insurer";
const PATIENT: &str = "Patient/demo";

/// Everybody in the story. Their keys belong to it and to no other.
pub struct People {
	/// Holds and bills.
	pub hospital: Signer,
	/// Pays.
	pub insurer: Signer,
	/// Reviews emergencies and appeals.
	pub reviewer: Signer,
	/// Decides for the insurer.
	pub officer: Signer,
	/// Has no funds, and needs none.
	pub patient: Signer,
}

/// What the patient agreed to.
pub struct Agreed {
	/// What the consent is known by.
	pub id: ConsentId,
}

pub(super) fn unreadable(problem: Problem) -> Failure {
	Failure::Refused(problem.to_string())
}

fn codings(system: &str, codes: &[&str]) -> Vec<Value> {
	codes
		.iter()
		.map(|code| json!({"system": system, "code": code}))
		.collect()
}

/// What the patient signs, as a FHIR Consent: no paper, no policy text, only what may be done by whom and why.
fn document() -> Value {
	let reason = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
	let actor = |who: &str| {
		json!({
			"role": {"coding": codings("http://terminology.hl7.org/CodeSystem/v3-ParticipationType", &["IRCP"])},
			"reference": {"reference": who},
		})
	};
	json!({
		"resourceType": "Consent",
		"id": "demo",
		"status": "active",
		"scope": {"coding": codings("http://terminology.hl7.org/CodeSystem/consentscope", &["patient-privacy"])},
		"category": [{"coding": codings("http://loinc.org", &["59284-0"])}],
		"patient": {"reference": PATIENT},
		"dateTime": "2026-01-01",
		"organization": [{"reference": HOSPITAL}],
		"provision": {"type": "deny", "provision": [
			{"type": "permit", "actor": [actor(INSURER)], "purpose": codings(reason, &["HPAYMT"])},
			{"type": "permit", "actor": [actor(HOSPITAL)], "purpose": codings(reason, &["TREAT"])},
		]},
	})
}

impl People {
	/// The people of a story.
	pub fn of(story: &Story) -> Result<Self, Failure> {
		Ok(Self {
			hospital: story.key("hospital")?,
			insurer: story.key("insurer")?,
			reviewer: story.key("reviewer")?,
			officer: story.key("officer")?,
			patient: story.key("patient")?,
		})
	}

	/// First funds for the organisations. The patient gets nothing.
	pub async fn fund(&self, story: &mut Story, funder: &Signer) -> Outcome {
		story.begin("fund", "Organisations get their first funds");
		let one = 10u128.checked_pow(story.chain.properties().decimals).unwrap_or(1);
		if !story.journal.has("fund/transfers") {
			let free = story
				.chain
				.state_at(At::Best)
				.await?
				.free_balance(&funder.account())
				.await?;
			if free < NEEDED * one {
				return Err(Failure::Refused(format!(
					"{} has {}, and the story needs {}: name an account with funds with --funder. Nothing was submitted",
					chain::ss58(&funder.account()),
					story.chain.amount(free),
					story.chain.amount(NEEDED * one)
				)));
			}
		}
		let shares = [
			(&self.hospital, 1_000),
			(&self.insurer, 1_500),
			(&self.reviewer, 100),
			(&self.officer, 100),
		];
		let mut transfers = vec![];
		for (who, share) in shares {
			let call = salus::tx()
				.balances()
				.transfer_keep_alive(who.account().into(), share * one);
			transfers.push(story.chain.as_call(&call).await?);
		}
		story
			.submit("transfers", &salus::tx().utility().batch_all(transfers), funder)
			.await?;
		story.end("hospital, insurer, its officer and a reviewer can pay fees; the patient's account stays empty");
		Ok(())
	}

	/// The council accredits the organisations, and publishes the policy if the chain does not have it.
	pub async fn accredit(&self, story: &mut Story) -> Outcome {
		story.begin(
			"accredit",
			"The council accredits a hospital, an insurer and a reviewer",
		);
		let roles = [
			(
				&self.hospital,
				vec![
					Role::Custodian,
					Role::Provider,
					Role::Issuer,
					Role::EmergencyResponder,
					Role::Recipient,
				],
			),
			(&self.insurer, vec![Role::Payer, Role::Recipient]),
			(&self.reviewer, vec![Role::Reviewer, Role::Auditor]),
		];
		let mut calls = vec![];
		for (who, roles) in roles {
			let terms = Terms {
				organisation: who.account(),
				roles,
				credential: story.salt(&format!("credential/{}", who.account())),
				expires_at: None,
			};
			calls.push(story.chain.as_call(&terms.accredit()).await?);
		}
		// Asked once: the motion must be the same when the story goes on.
		let missing = match story.journal.fact("policy is missing").and_then(Value::as_bool) {
			Some(missing) => missing,
			None => {
				let state = story.chain.state().await?;
				let missing = calls::policy(&state, POLICY).await?.is_none();
				story.journal.note("policy is missing", json!(missing))?;
				missing
			},
		};
		if missing {
			let policy = Policy {
				text: story.salt("policy"),
				effective_from: 0,
				effective_until: None,
				requires_verification: false,
			};
			calls.push(story.chain.as_call(&calls::publish_policy(POLICY, &policy)?).await?);
		}
		story
			.council("motion", &salus::tx().utility().batch_all(calls), Share::Majority)
			.await?;
		story.end("proposed, voted for and carried out in one motion");
		Ok(())
	}

	fn parties(&self, book: &mut Book) {
		book.parties.insert(HOSPITAL.into(), self.hospital.account().0);
		book.parties.insert(INSURER.into(), self.insurer.account().0);
		book.subjects.entry(PATIENT.into()).or_insert_with(|| Subject {
			account: self.patient.account().0,
			..Subject::default()
		});
	}

	/// The patient signs off chain; the hospital relays it and pays.
	pub async fn consent(&self, story: &mut Story) -> Result<Agreed, Failure> {
		story.begin(
			"consent",
			"A patient without funds signs a consent; the hospital relays it",
		);
		let (book_path, signed_path) = (
			story.out.join("consent.book.json"),
			story.out.join("consent.signed.json"),
		);
		let resource = document();
		let signed = if signed_path.exists() && book_path.exists() {
			Signed::from_json(&read_json(&signed_path)?).map_err(unreadable)?
		} else {
			let mut book = Book::new(&Book::usual_labels()).map_err(unreadable)?;
			self.parties(&mut book);
			let terms = ConsentTerms {
				policy: Some(POLICY),
				..ConsentTerms::default()
			};
			let prepared = prepare::filing(&resource, &mut book, Some(PATIENT), &terms, prepare::Document::Resource)
				.map_err(unreadable)?;
			let state = story.chain.state_at(At::Best).await?;
			let id = calls::free_place(&state, &prepared.subject).await?;
			let intent = Intent {
				genesis: story.chain.genesis_hash().0,
				subject: prepared.subject,
				guardian: None,
				place: id.place,
				version: id.version,
				expires_at: state.now().await?.saturating_add(86_400),
				act: Act::File(Box::new(prepared.filing)),
			};
			let signed = Signed::new(intent, &Key::Signer(self.patient.clone()), false)?;
			// The salts are on the disk before anything is sent.
			private(&book_path, &book.to_json())?;
			private(&signed_path, &signed.to_json())?;
			signed
		};
		let id = ConsentId {
			place: signed.intent.place,
			version: signed.intent.version,
		};
		let filed = story
			.submit(
				"file",
				&calls::file_signed(&signed, &self.hospital.account())?,
				&self.hospital,
			)
			.await?;
		let text = serde_json::to_vec_pretty(&resource).unwrap_or_default();
		story.write("the consent, as FHIR", "consent.json", &text)?;
		let receipt_path = story.out.join("consent.receipt.json");
		if !receipt_path.exists() {
			let state = story.chain.state_at_hash(filed.block_hash).await?;
			let proof = receipt::proof(&story.chain, &state, &signed.intent.subject, id.place).await?;
			// In accounts instead of names: whoever has it needs nothing else.
			private(
				&receipt_path,
				&receipt::receipt(&proof, &Book::default()).map_err(unreadable)?,
			)?;
		}
		story.file("receipt of the consent", &receipt_path);
		story.end(format!(
			"consent {id} is in force; the patient paid nothing, the hospital {}",
			story.chain.amount(filed.fee.unwrap_or(0))
		));
		Ok(Agreed { id })
	}

	/// The hospital asks the chain before it discloses, and the answer is recorded.
	pub async fn ask(&self, story: &mut Story, agreed: &Agreed, expected: bool) -> Outcome {
		match expected {
			true => story.begin("ask", "May the insurer see the bill? The chain decides and records it"),
			false => story.begin("ask again", "The next disclosure is refused"),
		}
		let request = DisclosureRequest::plain(&[self.insurer.account().0], "HPAYMT", "access")?;
		let call = calls::record_disclosure(&self.patient.account().0, &request)?;
		let receipt = story.submit("disclosure", &call, &self.hospital).await?;
		let recorded = receipt.event::<salus::consent::events::DisclosureRecorded>()?;
		if recorded.permitted != expected {
			return Err(Failure::Refused(format!(
				"the chain says {} to payment by the insurer under consent {}, and the opposite was expected",
				if recorded.permitted { "yes" } else { "no" },
				agreed.id
			)));
		}
		story.end(match expected {
			true => "permitted, for payment, by the patient's consent",
			false => "denied: no consent of the patient is in force any more",
		});
		Ok(())
	}

	/// The hospital breaks the glass; somebody independent looks at it.
	pub async fn emergency(&self, story: &mut Story) -> Outcome {
		story.begin(
			"emergency",
			"An emergency access is declared, and reviewed by somebody else",
		);
		let patient = self.patient.account().0;
		let call = calls::declare_emergency(&patient, Nature::Unconscious, story.salt("emergency"), 3_600)?;
		story.submit("declare", &call, &self.hospital).await?;
		let call = calls::review_emergency(&patient, &self.hospital.account().0, true)?;
		story.submit("review", &call, &self.reviewer).await?;
		story.end("one hour of access, found justified by the reviewer");
		Ok(())
	}

	/// The patient takes the consent back.
	pub async fn revoke(&self, story: &mut Story, agreed: &mut Agreed) -> Outcome {
		story.begin("revoke", "The patient revokes the consent");
		let path = story.out.join("revocation.signed.json");
		let signed = if path.exists() {
			Signed::from_json(&read_json(&path)?).map_err(unreadable)?
		} else {
			let state = story.chain.state_at(At::Best).await?;
			let intent = Intent {
				genesis: story.chain.genesis_hash().0,
				subject: self.patient.account().0,
				guardian: None,
				place: agreed.id.place,
				version: agreed.id.version,
				expires_at: state.now().await?.saturating_add(86_400),
				act: Act::Revoke(Reason::Withdrawn),
			};
			let signed = Signed::new(intent, &Key::Signer(self.patient.clone()), false)?;
			private(&path, &signed.to_json())?;
			signed
		};
		story
			.submit(
				"revoke",
				&calls::revoke_signed(&signed, &self.hospital.account())?,
				&self.hospital,
			)
			.await?;
		story.end("signed by the patient, relayed by the hospital");
		Ok(())
	}
}

pub(super) fn read_json(path: &std::path::Path) -> Result<Value, Failure> {
	let text = std::fs::read(path).map_err(|error| Failure::Unreadable(format!("{}: {error}", path.display())))?;
	serde_json::from_slice(&text).map_err(|error| Failure::Unreadable(format!("{}: {error}", path.display())))
}

/// Writes a file that only its owner reads, whole or not at all.
pub(super) fn private(path: &std::path::Path, value: &Value) -> Outcome {
	let text = crate::output::pretty(value)?;
	crate::record::private::write(path, text.as_bytes())
}
