//! X12 in: claims of an 837, and what another payer did from an 835 or from the 837 itself.

use super::{
	decimal::{Currency, Decimal},
	json::minor,
	model::{ClaimIn, LineIn, LineRef, PriorIn, Source, Standing},
	plan::{system_uri, Code},
};
use crate::x12::{
	claim837::{self, Kind},
	common::{amount, reference, Adjustment, Date, Group, Procedure},
	remittance835, Amount, Reader,
};
use salus_claims_engine::{
	calendar::{day_of, Day},
	money::{Money, ONE_UNIT},
	ClaimUse, Frequency, PriorAmounts,
};

/// Whether a file is X12.
pub fn is(bytes: &[u8]) -> bool {
	let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
	// What the reader passes over: blanks, NUL and Ctrl-Z.
	let filler = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, 0 | 0x1A);
	let start = bytes.iter().position(|byte| !filler(byte)).unwrap_or(0);
	bytes[start..].starts_with(b"ISA") || bytes[start..].starts_with(b"ST")
}

fn day(date: Date) -> Day {
	let text = date.to_element();
	let part = |range: std::ops::Range<usize>| text.get(range).and_then(|t| t.parse::<u16>().ok()).unwrap_or(0);
	let small = |n: u16| u8::try_from(n).unwrap_or(0);
	day_of(i32::from(part(0..4)), small(part(4..6)), small(part(6..8))).unwrap_or(0)
}

fn decimal(amount: Amount) -> Decimal {
	Decimal::new(amount.minor(), 2)
}

/// The code system of a procedure qualifier.
fn codes(procedure: &Procedure) -> Vec<Code> {
	let systems: &[&str] = match procedure.qualifier.as_str() {
		// HC is HCPCS, whose first level is CPT: five digits, or four and a letter.
		"HC" if procedure.code.starts_with(|c: char| c.is_ascii_digit()) => &["CPT", "HCPCS"],
		"HC" => &["HCPCS", "CPT"],
		"AD" => &["CDT"],
		"N4" => &["NDC"],
		"NU" => &["REV"],
		"HP" => &["HIPPS"],
		_ => &[""],
	};
	let one = |system: &&str| Code {
		system: if system.is_empty() {
			String::new()
		} else {
			system_uri(system)
		},
		code: procedure.code.clone(),
		modifiers: procedure.modifiers.clone(),
	};
	systems.iter().map(one).collect()
}

fn ids(party: &claim837::Party) -> Vec<String> {
	let mut all: Vec<String> = party.name.id.iter().cloned().collect();
	all.extend(party.references.iter().map(|r| r.value.clone()));
	all
}

/// Who was treated. A patient of loop 2010CA has no identifier in 5010 and is not the subscriber: what the subscriber's
/// identifier, first name and day of birth make, in capitals, is theirs.
fn members(claim: &claim837::Claim) -> Vec<String> {
	let mut subscriber = ids(&claim.subscriber.party);
	let Some(patient) = claim.dependent() else {
		subscriber.extend(claim.subscriber.group_number.clone());
		return subscriber;
	};
	let party = &patient.party;
	let born = party.birth_date.map(Date::to_element);
	let parts = [subscriber.first(), party.name.first.as_ref(), born.as_ref()];
	let parts = parts.map(|part| part.map_or("", |text| text.trim()).to_uppercase());
	let own = ids(party).into_iter().filter(|id| !subscriber.contains(id));
	std::iter::once(parts.join("/")).chain(own).collect()
}

/// The DRG of an inpatient claim (HI*DR).
fn group(claim: &claim837::Claim) -> Vec<Code> {
	let groups = claim.codes.iter().filter(|code| code.qualifier == "DR");
	groups
		.map(|code| Code {
			system: system_uri("DRG"),
			code: code.code.clone(),
			modifiers: vec![],
		})
		.collect()
}

/// Days of a stay: covered days (value code 80), else days in rooms (revenue codes 010x to 021x), else from admission to
/// discharge, whose day does not count.
fn stay(claim: &claim837::Claim, lines: &[LineIn]) -> Option<u64> {
	if claim.kind == Kind::Professional {
		return None;
	}
	let covered = claim
		.codes
		.iter()
		.find(|code| code.qualifier == "BE" && code.code == "80")
		.and_then(|code| code.amount)
		.and_then(|days| u64::try_from(days.minor()).ok())
		.and_then(|hundredths| hundredths.checked_mul(10));
	let room = |line: &&LineIn| {
		let code = line.revenue.as_deref().unwrap_or_default();
		let digits = code.trim_start_matches('0');
		digits.len() == 3 && ("100".."220").contains(&digits)
	};
	let rooms: u64 = lines.iter().filter(room).map(|line| line.units).sum();
	let statement = claim837::date_range(&claim.dates, "434");
	let nights = statement.and_then(|(from, to)| u64::try_from(day(to).saturating_sub(day(from))).ok());
	covered
		.or((rooms > 0).then_some(rooms))
		.or_else(|| nights.and_then(|n| n.max(1).checked_mul(ONE_UNIT)))
}

/// Brings a claim of an 837 into the common form.
pub fn claim(claim: &claim837::Claim, currency: Currency) -> Result<ClaimIn, String> {
	let path = format!("claim {}", claim.control_number);
	let received = claim.sent.map(day);
	let mut lines = vec![];
	for (at, line) in claim.lines.iter().enumerate() {
		let number = line.number.parse::<u16>().ok().filter(|n| *n > 0);
		let number = number.unwrap_or_else(|| u16::try_from(at + 1).unwrap_or(u16::MAX));
		let place = format!("{path}, line {number}");
		let mut all = line.procedure.as_ref().map(codes).unwrap_or_default();
		if let Some(revenue) = &line.revenue_code {
			all.push(Code {
				system: system_uri("REV"),
				code: revenue.clone(),
				modifiers: vec![],
			});
		}
		for drug in &line.drugs {
			all.push(Code {
				system: system_uri("NDC"),
				code: drug.code.clone(),
				modifiers: vec![],
			});
		}
		if all.is_empty() {
			return Err(format!("{place}: has neither a procedure nor a revenue code"));
		}
		let (from, to) = claim
			.line_dates(line)
			.or_else(|| claim837::date_range(&claim.dates, "435"))
			.map(|(from, to)| (day(from), day(to)))
			.or_else(|| received.map(|d| (d, d)))
			.ok_or_else(|| format!("{place}: has no day of service (DTP*472), and the claim has no statement dates"))?;
		let units = match line.units {
			None => ONE_UNIT,
			Some(units) => {
				let (mantissa, scale) = units.parts();
				super::units_of(Decimal::new(i128::from(mantissa), u32::from(scale)))
					.map_err(|e| format!("{place}: {e}"))?
			},
		};
		lines.push(LineIn {
			number,
			control: line.control_number().map(Into::into),
			codes: all,
			revenue: line.revenue_code.clone(),
			place: line
				.place_of_service
				.clone()
				.or_else(|| (claim.kind == Kind::Professional).then(|| claim.facility_code.clone())),
			item: None,
			units,
			billed: Some(decimal(line.charge)),
			day: from,
			until: to,
			authorisations: line
				.prior_authorisation()
				.or_else(|| claim.prior_authorisation())
				.map(Into::into)
				.into_iter()
				.collect(),
			path: place,
		});
	}
	let frequency = match claim.frequency.as_str() {
		"7" => Frequency::Replacement,
		"8" => Frequency::Void,
		_ => Frequency::Original,
	};
	Ok(ClaimIn {
		id: claim.control_number.clone(),
		ids: vec![],
		plan: None,
		usage: ClaimUse::Claim,
		frequency,
		replaces: (frequency != Frequency::Original)
			.then(|| claim.original_reference().unwrap_or(&claim.control_number).to_owned()),
		members: members(claim),
		providers: ids(&claim.billing_provider),
		kind: Some(
			if claim.kind == Kind::Professional {
				"professional"
			} else {
				"institutional"
			}
			.into(),
		),
		received,
		currency: claim.currency.clone(),
		total: Some(decimal(claim.total_charge)),
		group: group(claim),
		days: stay(claim, &lines),
		lines,
		consent: match claim.release.as_deref() {
			// CLM09 N: the provider has no signed release of data for payment.
			Some("N") => Some(false),
			_ => None,
		},
		notice: None,
		good_cause: claim.delay_reason.is_some(),
		priors: own_priors(claim, currency).map_err(|e| format!("{path}: {e}"))?,
		source: Source::X12(Box::new(claim.clone())),
		path,
	})
}

/// Amounts of CAS: what is the patient's, and what is neither the patient's nor a payer's before.
fn adjusted(adjustments: &[Adjustment], currency: Currency) -> Result<(Money, Money), String> {
	let (mut patient, mut other) = (0i128, 0i128);
	for adjustment in adjustments {
		match adjustment.group {
			Group::Patient => patient += adjustment.amount.minor(),
			_ if adjustment.reason == "23" => {},
			_ => other += adjustment.amount.minor(),
		}
	}
	let money = |cents: i128| minor(Decimal::new(cents.max(0), 2), currency);
	Ok((money(patient)?, money(other)?))
}

/// What another payer did, from its payment and adjustments: it allowed what it paid and left to the patient.
fn amounts(
	paid: Amount,
	stated: Option<Amount>,
	adjustments: &[Adjustment],
	currency: Currency,
) -> Result<PriorAmounts, String> {
	let money = |amount: Amount| minor(Decimal::new(amount.minor().max(0), 2), currency);
	let (patient, other) = adjusted(adjustments, currency)?;
	let paid = money(paid)?;
	let allowed = match stated {
		Some(stated) => money(stated)?,
		None => paid.checked_add(patient).ok_or("AmountOverflow")?,
	};
	Ok(PriorAmounts {
		allowed: Some(allowed),
		paid,
		adjusted: other,
		obliged: None,
	})
}

/// What the provider must accept: CN1 of contract type 09 (other, with the amount it agreed to).
fn obliged(others: &[claim837::Untyped], currency: Currency) -> Result<Option<Money>, String> {
	let Some(contract) = others.iter().find(|s| s.id == "CN1") else {
		return Ok(None);
	};
	match contract.elements.get(1).filter(|a| !a.is_empty()) {
		Some(text) if contract.elements.first().map(String::as_str) == Some("09") => {
			let amount = Amount::parse(text).map_err(|e| format!("CN102: {e}"))?;
			minor(decimal(amount), currency).map(Some)
		},
		_ => Ok(None),
	}
}

/// Loops 2320 and 2430 of the 837 itself.
fn own_priors(claim: &claim837::Claim, currency: Currency) -> Result<Vec<PriorIn>, String> {
	let rank = |r: &str| "PSTABCDEFGH".find(r).unwrap_or(99);
	let ours = rank(&claim.subscriber.responsibility);
	let mut all = vec![];
	for payer in &claim.other_payers {
		let lines: Vec<_> = claim.line_adjudications(payer).collect();
		// A payer that comes later, or has not decided yet, says nothing.
		let decided = payer.paid().is_some() || !lines.is_empty() || !payer.adjustments.is_empty();
		if rank(&payer.subscriber.responsibility) >= ours || !decided {
			continue;
		}
		let mut reported = vec![];
		let mut every: Vec<Adjustment> = payer.adjustments.clone();
		for (at, line) in &lines {
			let mut one = amounts(line.paid, None, &line.adjustments, currency)?;
			one.obliged = obliged(&claim.lines[*at].others, currency)?;
			reported.push((LineRef::Place(*at), one));
			every.extend(line.adjustments.iter().cloned());
		}
		// Where the payer adjusted the claim as a whole, what it paid by line is before that (X222 §1.4.4).
		if !payer.adjustments.is_empty() {
			reported.clear();
		}
		let mut total = amounts(claim.paid_by(payer), None, &every, currency)?;
		total.obliged = obliged(&claim.others, currency)?;
		if lines.is_empty() && every.is_empty() {
			// Only a payment is known.
			total.allowed = None;
		}
		let date = payer
			.payer
			.dates
			.iter()
			.chain(lines.iter().flat_map(|(_, l)| &l.dates))
			.filter(|d| d.qualifier == "573")
			.filter_map(claim837::Dtp::range)
			.map(|(_, to)| day(to))
			.max();
		all.push(PriorIn {
			decided: date,
			total,
			lines: reported,
			..PriorIn::default()
		});
	}
	Ok(all)
}

/// Who sent an 835: name and number (N1*PR), and the number that goes with the payment (TRN03).
fn payer(remittance: &remittance835::Remittance) -> Vec<String> {
	let party = remittance.payer.iter().flat_map(|party| [&party.name, &party.id]);
	let trace = remittance.trace.iter().map(|trace| &trace.originator);
	let known = party.chain(trace).flatten();
	known.map(|text| text.trim().to_uppercase()).collect()
}

/// Claims of an 835, as results of the payer that sent it.
pub fn prior(bytes: &[u8], currency: Currency) -> Result<Vec<PriorIn>, String> {
	// What balancing does not need, and a wrong count in a trailer, say nothing about the amounts.
	let mut reader = Reader::new(bytes).collecting_mismatches().lenient();
	let remittances = remittance835::parse_tolerantly(&mut reader).map_err(|e| e.to_string())?;
	let mut all = vec![];
	for remittance in &remittances {
		let stated = remittance.currency.as_ref().map_or("USD", |c| c.code.as_str());
		if stated.as_bytes() != currency.code {
			return Err(format!(
				"WrongCurrency: the remittance is in {stated}, the plan in {}",
				currency.name()
			));
		}
		let paid_on = remittance.payment.date.as_deref().and_then(Date::parse).map(day);
		let payer = payer(remittance);
		for claim in remittance.claims() {
			let at = |e: String| format!("loop 2100, claim {}: {e}", claim.control_number);
			let mut told = PriorIn {
				claims: vec![claim.control_number.clone()],
				payer: payer.clone(),
				decided: paid_on,
				..PriorIn::default()
			};
			if claim.is_predetermination() {
				told.standing = Standing::Nothing("CLP02 is 25, an estimate".into());
				all.push(told);
				continue;
			}
			if claim.is_reversal() {
				let paid = Decimal::new(claim.paid.minor().saturating_neg().max(0), 2);
				told.standing = Standing::TakesBack(Some(minor(paid, currency).map_err(at)?));
				all.push(told);
				continue;
			}
			let mut lines = vec![];
			let mut every = claim.adjustments.clone();
			for (place, service) in claim.services.iter().enumerate() {
				let allowed = amount(&service.amounts, "B6");
				let one = amounts(service.paid, allowed, &service.adjustments, currency).map_err(at)?;
				let billed = service.billed_procedure.as_ref().unwrap_or(&service.procedure);
				let line = LineRef::Remitted {
					control: reference(&service.references, "6R").map(Into::into),
					code: billed.code.clone(),
					place,
				};
				lines.push((line, one));
				every.extend(service.adjustments.iter().cloned());
			}
			// Where the payer adjusted the claim as a whole, its lines do not tell everything.
			if !claim.adjustments.is_empty() {
				lines.clear();
			}
			let mut total = amounts(claim.paid, None, &every, currency).map_err(at)?;
			if !lines.is_empty() {
				total.allowed = Some(lines.iter().map(|(_, a)| a.allowed.unwrap_or(0)).sum());
			}
			all.push(PriorIn { total, lines, ..told });
		}
	}
	if all.is_empty() {
		return Err("the remittance holds no claim".into());
	}
	Ok(all)
}
