//! Results as X12 835.

use super::{
	book::{Answer, Fate},
	model::{ClaimIn, LineIn, Source},
	output::{hex, Writer},
	plan::{system_uri, Code, Member, PlanFile},
};
use crate::x12::{
	amount::{Amount, Decimal},
	common::{Address, Adjustment, Date, Group, Name, Procedure, QualifiedAmount, QualifiedDate, Reference},
	remittance835::{
		self, ClaimGroup, ClaimPayment, Envelope, Party, Payment, ProviderAdjustment, Remittance, ServicePayment, Trace,
	},
	segment::Delimiters,
};
use salus_claims_engine::{
	calendar::{date_of, Day},
	Adjudication, ClaimUse, LineResult,
};
use sha2::{Digest, Sha256};

fn date(day: Day) -> Option<Date> {
	let (year, month, of_month) = date_of(day);
	Date::new(u16::try_from(year).ok()?, month, of_month)
}

fn element(day: Day) -> Option<String> {
	date(day).map(Date::to_element)
}

/// Printable ASCII without delimiters; X12 cannot carry anything else.
fn ascii(text: &str) -> String {
	text.chars()
		.map(|c| {
			if (' '..='~').contains(&c) && !"*~:^".contains(c) {
				c
			} else {
				'-'
			}
		})
		.collect()
}

/// No longer than an element may be.
fn cut(text: &str, most: usize) -> String {
	ascii(text).chars().take(most).collect()
}

/// The number that remittances give a claim (CLP07), and corrections name (REF*F8): one of its own for each claim of a
/// provider about a member, that its reversal and later decisions keep.
pub(super) fn number(plan: &PlanFile, member: &Member, claim: &ClaimIn) -> String {
	let provider = claim.providers.first().map_or("", String::as_str);
	let day = claim.first_day().to_string();
	let mut digest = Sha256::new();
	for part in [&plan.id, &member.id, provider, &claim.id, &day] {
		digest.update(u32::try_from(part.len()).unwrap_or(u32::MAX).to_be_bytes());
		digest.update(part);
	}
	hex(&digest.finalize()[..8]).to_uppercase()
}

/// How a payment differs from the sum of its claims: an adjustment of the provider (PLB).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adjusted {
	/// PLB03-1.
	pub reason: String,
	/// PLB03-2.
	pub identifier: String,
	/// Minor units; a positive amount lowers the payment.
	pub amount: i128,
}

/// A payment that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
	/// The day.
	pub day: Day,
	/// What ties remittance and payment (TRN02).
	pub trace: String,
	/// Who is paid, where no claim says.
	pub provider: String,
	/// Its adjustments.
	pub adjustments: Vec<Adjusted>,
}

/// What is decided about a claim.
type Decided<'a> = (&'a Answer, &'a Adjudication);

fn decided(answers: &[Answer]) -> Vec<Decided<'_>> {
	let fates = answers.iter().filter_map(|a| match &a.fate {
		Fate::Decided(result) => Some((a, result.as_ref())),
		_ => None,
	});
	fates.collect()
}

/// Only the decisions are remitted: what waits or is rejected has no place in an 835. Each provider has its own.
pub fn write(writer: &Writer<'_>, answers: &[Answer]) -> Result<String, String> {
	let decided = decided(answers);
	if decided.is_empty() {
		return Err("there is nothing to remit: no claim was decided".into());
	}
	let received = decided.iter().filter_map(|(a, _)| a.asked.as_ref()).map(|c| c.received);
	let day = writer.paid_on.or(received.max()).unwrap_or(0);
	let mut by_provider: Vec<(&str, Vec<Decided<'_>>)> = vec![];
	for (answer, result) in decided {
		let provider = answer.claim.providers.first().map_or("UNKNOWN", String::as_str);
		match by_provider.iter_mut().find(|(known, _)| *known == provider) {
			Some((_, claims)) => claims.push((answer, result)),
			None => by_provider.push((provider, vec![(answer, result)])),
		}
	}
	let mut transactions = vec![];
	for (provider, decided) in &by_provider {
		let interest: Vec<i128> = decided.iter().map(|one| interest_paid(writer, decided, one)).collect();
		let adjustments = decided.iter().zip(&interest).filter(|(_, due)| **due != 0);
		let digest = Sha256::digest(
			decided
				.iter()
				.flat_map(|(a, r)| r.digest_preimage(&Sha256::digest(a.claim.id.as_bytes()).into()))
				.collect::<Vec<u8>>(),
		);
		let made = Made {
			day,
			trace: hex(&digest[..8]).to_uppercase(),
			provider: (*provider).into(),
			adjustments: adjustments
				.map(|((answer, _), due)| Adjusted {
					reason: "L6".into(),
					identifier: answer.claim.id.clone(),
					// A payment of interest raises the total, so it is negative here.
					amount: due.saturating_neg(),
				})
				.collect(),
		};
		transactions.push(transaction(writer, decided, &interest, &made)?);
	}
	interchange(writer, transactions, day)
}

/// Interest in minor units. A reversal takes back what this remittance pays with the result that it reverses.
fn interest_paid(writer: &Writer<'_>, decided: &[Decided<'_>], (answer, result): &Decided<'_>) -> i128 {
	let paid = |answer: &Answer, result: &Adjudication| {
		let due = writer.interest_of(answer, result).map_or(0, |due| due.amount);
		i128::try_from(due).unwrap_or(i128::MAX)
	};
	if !result.reversal {
		return paid(answer, result);
	}
	let reversed = |(other, of): &&Decided<'_>| {
		!of.reversal && other.claim.id == answer.claim.id && other.revision == answer.revision
	};
	let original = decided.iter().find(reversed);
	original.map_or(0, |(other, of)| paid(other, of).saturating_neg())
}

/// The remittance of a payment that was made elsewhere.
pub fn write_made(writer: &Writer<'_>, answers: &[Answer], made: &Made) -> Result<String, String> {
	interchange(
		writer,
		vec![transaction(writer, &decided(answers), &[], made)?],
		made.day,
	)
}

/// One payment to one provider; `interest` is what is paid with each claim, where that is known.
fn transaction(
	writer: &Writer<'_>,
	decided: &[Decided<'_>],
	interest: &[i128],
	made: &Made,
) -> Result<Remittance, String> {
	let digits = writer.plan.currency.digits;
	if digits > 2 {
		return Err(format!(
			"an 835 has two decimals, {} has {digits}",
			writer.plan.currency.name()
		));
	}
	let first = decided.first().map(|(answer, _)| *answer);
	let named = first.and_then(|answer| answer.claim.providers.first());
	let provider = ascii(named.unwrap_or(&made.provider));
	let on = made.day;
	let day = date(on).ok_or("the day of payment is out of the range of X12")?;
	let cents = Cents(10i128.pow(2 - digits));
	let claims: Vec<ClaimPayment> = decided
		.iter()
		.zip(interest.iter().chain(core::iter::repeat(&0)))
		.map(|((answer, result), interest)| claim(writer, answer, result, *interest, cents))
		.collect();
	let adjustment = |reason: &str, identifier: &str, amount| ProviderAdjustment {
		provider: provider.clone(),
		fiscal_period_end: year_end(on),
		reason: reason.into(),
		identifier: Some(cut(identifier, 50)),
		amount,
		..ProviderAdjustment::default()
	};
	let mut provider_adjustments: Vec<_> = made
		.adjustments
		.iter()
		.map(|a| adjustment(&a.reason, &a.identifier, cents.of(a.amount)))
		.collect();
	let paid: Amount = claims.iter().map(|c| c.paid).sum();
	let owed: Amount = provider_adjustments.iter().map(|p| p.amount).sum();
	let mut total = paid - owed;
	if total.is_negative() {
		// A payment cannot be negative: what the provider owes is carried forward.
		provider_adjustments.push(adjustment("FB", "FORWARD", total));
		total = Amount::ZERO;
	}
	let trace = ascii(&made.trace);
	let payer_id = ascii(writer.plan.payer.first().unwrap_or(&writer.plan.id));
	let x12 = match first.map(|answer| &answer.claim.source) {
		Some(Source::X12(claim)) => Some(claim),
		_ => None,
	};
	Ok(Remittance {
		version: "005010X221A1".into(),
		payment: Payment {
			handling: if total.is_zero() { "H" } else { "I" }.into(),
			amount: total,
			credit_debit: "C".into(),
			method: "NON".into(),
			date: Some(day.to_element()),
			..Payment::default()
		},
		trace: Some(Trace {
			kind: "1".into(),
			number: trace,
			originator: Some(payer_id.clone()),
			supplement: None,
		}),
		currency: (writer.plan.currency.code != *b"USD").then(|| remittance835::Currency {
			entity: "PR".into(),
			code: writer.plan.currency.name().into(),
		}),
		dates: vec![QualifiedDate {
			qualifier: "405".into(),
			value: day.to_element(),
		}],
		payer: Some(Party {
			name: Some(ascii(writer.plan.payer_name.as_ref().unwrap_or(&payer_id))),
			..Party::default()
		}),
		payee: Some(payee(provider.clone(), x12.map(|c| &c.billing_provider))),
		groups: if claims.is_empty() {
			vec![]
		} else {
			vec![ClaimGroup {
				number: "1".into(),
				claims,
				..ClaimGroup::default()
			}]
		},
		provider_adjustments,
		..Remittance::default()
	})
}

fn interchange(writer: &Writer<'_>, mut transactions: Vec<Remittance>, on: Day) -> Result<String, String> {
	for (number, transaction) in (1u32..).zip(&mut transactions) {
		transaction.control_number = format!("{number:04}");
	}
	let payees = transactions.iter().filter_map(|one| one.payee.as_ref()?.id.clone());
	let limited = |text: &str| -> String { text.chars().take(15).collect() };
	let envelope = Envelope {
		sender_qualifier: "ZZ".into(),
		sender: limited(&ascii(writer.plan.payer.first().unwrap_or(&writer.plan.id))),
		receiver_qualifier: "ZZ".into(),
		receiver: limited(&payees.take(1).collect::<String>()),
		date: date(on).ok_or("the day of payment is out of the range of X12")?,
		time: (0, 0),
		interchange_control_number: 1,
		group_control_number: 1,
		test: false,
		delimiters: Delimiters::default(),
		line_breaks: true,
	};
	remittance835::write(&envelope, &transactions).map_err(|e| e.to_string())
}

fn year_end(on: Day) -> String {
	format!("{:04}1231", date_of(on).0)
}

/// Minor units to cents.
#[derive(Clone, Copy)]
struct Cents(i128);

impl Cents {
	fn of(self, minor: i128) -> Amount {
		Amount::from_minor(minor.saturating_mul(self.0))
	}
}

/// The text of an element that may be absent.
fn each(text: &Option<String>) -> Option<String> {
	text.as_deref().map(ascii)
}

fn address(address: &Address) -> Address {
	Address {
		lines: address.lines.iter().map(|line| ascii(line)).collect(),
		city: each(&address.city),
		state: each(&address.state),
		postal_code: each(&address.postal_code),
		country: each(&address.country),
		subdivision: each(&address.subdivision),
	}
}

/// The name of a patient.
fn name(name: &Name) -> Name {
	Name {
		entity: "QC".into(),
		kind: ascii(&name.kind),
		last: each(&name.last),
		first: each(&name.first),
		middle: each(&name.middle),
		prefix: each(&name.prefix),
		suffix: each(&name.suffix),
		id_qualifier: each(&name.id_qualifier),
		id: each(&name.id),
	}
}

/// A procedure as the claim has it.
fn written(procedure: &Procedure) -> Procedure {
	Procedure {
		qualifier: ascii(&procedure.qualifier),
		code: ascii(&procedure.code),
		modifiers: procedure.modifiers.iter().map(|m| ascii(m)).collect(),
		description: each(&procedure.description),
		end_code: each(&procedure.end_code),
	}
}

fn payee(id: String, party: Option<&crate::x12::claim837::Party>) -> Party {
	match party {
		Some(party) => Party {
			name: Some(ascii(party.name.last.as_deref().unwrap_or(&id))),
			id_qualifier: Some(party.name.id_qualifier.clone().unwrap_or_else(|| "XX".into())),
			id: Some(party.name.id.clone().map_or(id, |id| ascii(&id))),
			address: address(&party.address),
			..Party::default()
		},
		None => Party {
			name: Some(id.clone()),
			id_qualifier: Some(
				if id.len() == 10 && id.bytes().all(|b| b.is_ascii_digit()) {
					"XX"
				} else {
					"FI"
				}
				.into(),
			),
			id: Some(id),
			..Party::default()
		},
	}
}

fn claim(writer: &Writer<'_>, answer: &Answer, result: &Adjudication, interest: i128, cents: Cents) -> ClaimPayment {
	let x12 = match &answer.claim.source {
		Source::X12(claim) => Some(claim),
		_ => None,
	};
	let order = answer.member.as_ref().map_or(1, |m| m.coverage.order);
	let status = match (result.reversal, answer.claim.usage) {
		(true, _) => "22",
		(_, ClaimUse::Predetermination) => "25",
		_ if order >= 3 => "3",
		_ if answer.secondary => "2",
		_ => "1",
	};
	let patient = match x12 {
		Some(claim) => name(&claim.patient_party().name),
		None => Name {
			entity: "QC".into(),
			kind: "1".into(),
			last: Some(ascii(answer.claim.members.first().map_or("UNKNOWN", String::as_str))),
			id_qualifier: Some("MI".into()),
			id: Some(ascii(answer.member.as_ref().map_or("UNKNOWN", |m| m.id.as_str()))),
			..Name::default()
		},
	};
	let received = answer.asked.as_ref().and_then(|c| element(c.received));
	const FILING: &[&str] = &[
		"12", "13", "14", "15", "16", "17", "AM", "CH", "DS", "HM", "LM", "MA", "MB", "MC", "OF", "TV", "VA", "WC",
		"ZZ",
	];
	let filing = x12
		.and_then(|c| c.subscriber.filing_indicator.clone())
		.filter(|code| FILING.contains(&code.as_str()))
		.unwrap_or_else(|| "ZZ".into());
	ClaimPayment {
		// The guide wants 20 characters of CLM01 back; an element has 38.
		control_number: cut(&answer.claim.id, 38),
		status: status.into(),
		charge: cents.of(result.totals.billed),
		paid: cents.of(if is_estimate(answer) { 0 } else { result.totals.paid }),
		// A reversal states none (X12 RFI 2548).
		patient_responsibility: (result.totals.patient != 0 && !result.reversal)
			.then(|| cents.of(result.totals.patient)),
		filing_indicator: Some(filing),
		payer_control_number: answer
			.member
			.as_ref()
			.map(|member| number(writer.plan, member, &answer.claim)),
		facility_type: x12.map(|c| c.facility_code.clone()).filter(|c| !c.is_empty()),
		frequency: x12.map(|c| c.frequency.clone()).filter(|c| !c.is_empty()),
		names: vec![patient],
		dates: received
			.map(|value| QualifiedDate {
				qualifier: "050".into(),
				value,
			})
			.into_iter()
			.collect(),
		amounts: if interest == 0 {
			vec![]
		} else {
			vec![QualifiedAmount {
				qualifier: "I".into(),
				amount: cents.of(interest),
			}]
		},
		services: result.lines.iter().map(|line| service(answer, line, cents)).collect(),
		..ClaimPayment::default()
	}
}

/// The qualifier of a code system.
fn procedure(codes: &[Code]) -> Option<Procedure> {
	let known = [
		("CPT", "HC"),
		("HCPCS", "HC"),
		("CDT", "AD"),
		("NDC", "N4"),
		("HIPPS", "HP"),
		("REV", "NU"),
	];
	let qualifier = |code: &Code| {
		known
			.iter()
			.find(|(short, _)| system_uri(short) == code.system)
			.map(|(_, q)| *q)
	};
	let code = codes
		.iter()
		.find(|c| qualifier(c).is_some())
		.or_else(|| codes.first())?;
	Some(Procedure {
		qualifier: qualifier(code).unwrap_or("ZZ").into(),
		code: ascii(&code.code),
		modifiers: code.modifiers.iter().map(|m| ascii(m)).collect(),
		description: None,
		end_code: None,
	})
}

/// Nothing is paid for an estimate: what would be paid is adjusted with reason 101.
fn is_estimate(answer: &Answer) -> bool {
	answer.claim.usage == ClaimUse::Predetermination
}

fn service(answer: &Answer, line: &LineResult, cents: Cents) -> ServicePayment {
	let asked: Option<&LineIn> = answer.claim.lines.iter().find(|l| l.number == line.number);
	let x12 = match &answer.claim.source {
		Source::X12(claim) => claim
			.lines
			.iter()
			.find(|l| l.number.parse::<u16>().ok() == Some(line.number)),
		_ => None,
	};
	let procedure = x12
		.and_then(|l| l.procedure.as_ref().map(written))
		.or_else(|| asked.and_then(|l| procedure(&l.codes)))
		.unwrap_or_default();
	let dates = match asked {
		Some(l) if l.until != l.day => [("150", l.day), ("151", l.until)]
			.into_iter()
			.filter_map(|(q, d)| {
				Some(QualifiedDate {
					qualifier: q.into(),
					value: element(d)?,
				})
			})
			.collect(),
		Some(l) => element(l.day)
			.map(|value| QualifiedDate {
				qualifier: "472".into(),
				value,
			})
			.into_iter()
			.collect(),
		None => vec![],
	};
	let mut adjustments: Vec<_> = line
		.adjustments
		.iter()
		.map(|a| Adjustment {
			group: match a.group {
				salus_claims_engine::Group::Contractual => Group::Contractual,
				salus_claims_engine::Group::Patient => Group::Patient,
				salus_claims_engine::Group::Other => Group::Other,
				salus_claims_engine::Group::PayerInitiated => Group::Payer,
			},
			reason: a.reason.to_string(),
			amount: cents.of(a.amount),
			quantity: None,
		})
		.collect();
	let estimate = if is_estimate(answer) { line.paid } else { 0 };
	if estimate != 0 {
		adjustments.push(Adjustment {
			group: Group::Other,
			reason: "101".into(),
			amount: cents.of(estimate),
			quantity: None,
		});
	}
	let control = asked
		.and_then(|l| l.control.clone())
		.unwrap_or_else(|| line.number.to_string());
	let units = asked.and_then(|l| Decimal::new(i64::try_from(l.units).ok()?, 3));
	ServicePayment {
		procedure,
		charge: cents.of(line.billed),
		paid: cents.of(line.paid.saturating_sub(estimate)),
		revenue_code: asked.and_then(|l| l.revenue.clone()),
		units: units.filter(|u| u.whole() != Some(1)),
		dates,
		adjustments,
		references: vec![Reference {
			qualifier: "6R".into(),
			value: ascii(&control),
			description: None,
		}],
		amounts: if line.allowed > 0 {
			vec![QualifiedAmount {
				qualifier: "B6".into(),
				amount: cents.of(line.allowed),
			}]
		} else {
			vec![]
		},
		..ServicePayment::default()
	}
}
