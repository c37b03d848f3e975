//! The levels of an 837 (HL) and who stands in them.
//!
//! Which level a segment belongs to decides no amount. Where claims are read as they were sent, a wrong number of a level
//! or a name out of place is remarked, and the role says who it is.

use super::{At, Error, Fault, Name, OtherPayer, Parser, Party, Patient, Subscriber};
use crate::x12::{error::Origin, segment::Segment};

impl Parser {
	pub(super) fn level(&mut self, hl: &Segment<'_>) -> Result<(), Error> {
		self.end_claim()?;
		let (id, code) = (hl.required_owned("HL", 1)?, hl.required_owned("HL", 3)?);
		if self.levels.contains_key(&id) {
			let why = "another HL segment of this transaction set has this number";
			self.against_the_guide(hl.bad_value("HL", 1, why))?;
		}
		let parent = hl.element(2).map(|parent| self.levels.get(parent).map(String::as_str));
		let (at, fault) = match (code.as_str(), parent) {
			("20", None) => (At::BillingLevel, None),
			("22", Some(Some("20"))) => (At::SubscriberLevel, None),
			("23", Some(Some("22"))) => (At::PatientLevel, None),
			("20", _) => (At::BillingLevel, Some("a billing provider (HL03 20) has no parent")),
			("22" | "23", Some(None)) => (
				if code == "22" {
					At::SubscriberLevel
				} else {
					At::PatientLevel
				},
				Some("no HL segment before this one has this number"),
			),
			("22", _) => (
				At::SubscriberLevel,
				Some("the parent of a subscriber (HL03 22) is a billing provider (20)"),
			),
			("23", _) => (
				At::PatientLevel,
				Some("the parent of a patient (HL03 23) is a subscriber (22)"),
			),
			_ => {
				let why = "a level is 20 (billing provider), 22 (subscriber) or 23 (patient)";
				return Err(hl.bad_value("HL", 3, why));
			},
		};
		if let Some(why) = fault {
			self.against_the_guide(hl.bad_value("HL", 2, why))?;
		}
		self.at = at;
		match at {
			At::BillingLevel => {
				self.billing_provider = Party::default();
				self.currency = None;
				self.pay_to = None;
			},
			At::SubscriberLevel => {
				self.subscriber = Subscriber::default();
				self.payer = Party::default();
				self.patient = None;
			},
			_ => self.patient = Some(Patient::default()),
		}
		self.levels.insert(id, code);
		Ok(())
	}

	pub(super) fn subscriber(&mut self, sbr: &Segment<'_>) -> Result<(), Error> {
		let subscriber = Subscriber {
			responsibility: sbr.required_owned(self.at.name(), 1)?,
			relationship: sbr.owned(2),
			group_number: sbr.owned(3),
			group_name: sbr.owned(4),
			insurance_type: sbr.owned(5),
			filing_indicator: sbr.owned(9),
			party: Party::default(),
		};
		if self.at.in_claim() {
			let other = OtherPayer {
				subscriber,
				origin: Origin(sbr.position()),
				..OtherPayer::default()
			};
			if self.at.in_line() {
				return Err(self.misplaced(sbr, "another payer (SBR) stands before the service lines of its claim"));
			}
			self.claim_here(sbr)?.other_payers.push(other);
			self.at = At::OtherPayer;
		} else {
			if self.at != At::SubscriberLevel {
				let why = "SBR belongs to a subscriber (HL03 22) or to a claim (CLM)";
				self.against_the_guide(self.misplaced(sbr, why))?;
				self.patient = None;
			}
			self.subscriber = subscriber;
		}
		Ok(())
	}

	pub(super) fn name(&mut self, nm1: &Segment<'_>) -> Result<(), Error> {
		let party = Party {
			name: Name::read(nm1),
			..Party::default()
		};
		let entity = nm1.raw(1);
		if entity.is_empty() {
			self.against_the_guide(nm1.error(self.at.name(), Fault::MissingElement("NM101".into())))?;
		}
		self.at = match (self.at, entity) {
			(At::Header | At::Submitter | At::Receiver, "41") => {
				self.submitter = party;
				At::Submitter
			},
			(At::Header | At::Submitter | At::Receiver, "40") => {
				self.receiver = party;
				At::Receiver
			},
			(At::BillingLevel | At::BillingProvider | At::PayTo | At::PayToPlan, "85") => {
				// PRV of the level comes before the name.
				let taxonomy = self.billing_provider.taxonomy.take();
				self.billing_provider = Party { taxonomy, ..party };
				At::BillingProvider
			},
			(At::BillingLevel | At::BillingProvider | At::PayTo | At::PayToPlan, "87") => {
				self.pay_to = Some(party);
				At::PayTo
			},
			(At::BillingLevel | At::BillingProvider | At::PayTo | At::PayToPlan, "PE") => {
				self.pay_to_plan = party;
				At::PayToPlan
			},
			(At::SubscriberLevel | At::SubscriberName | At::PayerName | At::Somebody, "IL") => {
				self.subscriber.party = party;
				At::SubscriberName
			},
			(At::SubscriberLevel | At::SubscriberName | At::PayerName | At::Somebody, "PR") => {
				self.payer = party;
				At::PayerName
			},
			(At::PatientLevel | At::PatientName, "QC") => {
				if let Some(patient) = &mut self.patient {
					patient.party = party;
				}
				At::PatientName
			},
			(at, _) if at.in_line() => {
				self.line(nm1)?.providers.push(party);
				At::LineProvider
			},
			(at, "IL") if at.in_other_payer() => {
				self.other_payer(nm1)?.subscriber.party = party;
				At::OtherSubscriber
			},
			(at, "PR") if at.in_other_payer() => {
				self.other_payer(nm1)?.payer = party;
				At::OtherPayerName
			},
			(at, _) if at.in_other_payer() => {
				self.other_payer(nm1)?.providers.push(party);
				At::OtherPayerProvider
			},
			(at, _) if at.in_claim() => {
				self.claim_here(nm1)?.providers.push(party);
				At::ClaimProvider
			},
			(at, _) => {
				// The first of them is told; what follows a name that is out of place mostly is so too.
				if at != At::Somebody && !entity.is_empty() {
					let why = "nobody of this role stands in this loop";
					self.against_the_guide(nm1.bad_value(at.name(), 1, why))?;
				}
				self.misplaced_name(entity, party)
			},
		};
		Ok(())
	}

	/// A name by its role alone, wherever it stands before the claim.
	fn misplaced_name(&mut self, entity: &str, party: Party) -> At {
		match entity {
			"85" => {
				self.billing_provider = party;
				At::BillingProvider
			},
			"IL" => {
				self.subscriber.party = party;
				At::SubscriberName
			},
			"PR" => {
				self.payer = party;
				At::PayerName
			},
			"QC" => {
				self.patient.get_or_insert_with(Patient::default).party = party;
				At::PatientName
			},
			_ => At::Somebody,
		}
	}
}
