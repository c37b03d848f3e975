//! What another payer did: FHIR `ExplanationOfBenefit` and `ClaimResponse`, a result of Salus, or a few plain members.

use super::{
	decimal::{Currency, Decimal},
	fhir::{identifiers, sequence},
	json::{minor, Node, Read},
	model::{LineRef, PriorIn, Standing},
};
use salus_claims_engine::{money::Money, Group, PriorAmounts, Reason};
use serde_json::Value;

/// Reads every result in a file: one, an array, or a FHIR bundle of them.
pub fn read_all(root: &Node<'_>, currency: Currency) -> Read<Vec<PriorIn>> {
	let mut all = vec![];
	match root.text_of("resourceType").unwrap_or(None) {
		Some("Bundle") => {
			for entry in root.list("entry")? {
				if let Some(resource) = entry.get("resource") {
					if matches!(
						resource.text_of("resourceType")?,
						Some("ExplanationOfBenefit" | "ClaimResponse")
					) {
						all.push(fhir(&resource, currency)?);
					}
				}
			}
			if all.is_empty() {
				return Err(root.problem("holds neither an ExplanationOfBenefit nor a ClaimResponse"));
			}
		},
		Some("ExplanationOfBenefit" | "ClaimResponse") => all.push(fhir(root, currency)?),
		Some(other) => {
			return Err(root.problem_at(
				"resourceType",
				format!("is {other}: expected ExplanationOfBenefit, ClaimResponse or a Bundle of them"),
			));
		},
		None if root.value().is_array() => {
			for item in root.items()? {
				all.extend(read_all(&item, currency)?);
			}
		},
		None => match root.get("claims").filter(|claims| claims.value().is_array()) {
			Some(claims) => {
				for item in claims.items()? {
					all.extend(read_all(&item, currency)?);
				}
			},
			None => all.push(plain(root, currency)?),
		},
	}
	Ok(all)
}

/// Whether a result does not count, because it is an estimate or one of its members has such a value.
fn nothing(root: &Node<'_>, members: &[(&str, &[&str])]) -> Read<Option<Standing>> {
	let estimates = [
		"predetermination",
		"preauthorization",
		"estimate",
		"proposed",
		"exploratory",
	];
	for (member, values) in [("use", estimates.as_slice())].iter().chain(members) {
		let stated = root.text_of(member)?;
		if let Some(value) = stated.filter(|value| values.contains(value)) {
			return Ok(Some(Standing::Nothing(format!("its {member} is {value}"))));
		}
	}
	Ok(None)
}

/// A result that takes an earlier one back: what that paid has the other sign here.
fn taken_back(paid: Option<Node<'_>>, currency: Currency) -> Read<Standing> {
	let Some(paid) = paid else {
		return Ok(Standing::TakesBack(None));
	};
	let paid = paid.get("value").unwrap_or(paid);
	let amount = paid.decimal()?;
	let turned = Decimal::ZERO.minus(amount).filter(|_| amount.is_negative());
	let amount = minor(turned.unwrap_or(amount), currency).map_err(|reason| paid.problem(reason))?;
	Ok(Standing::TakesBack(Some(amount)))
}

/// Whether an amount somewhere in it is negative.
fn is_negative(value: &Value) -> bool {
	match value {
		Value::Array(items) => items.iter().any(is_negative),
		Value::Object(members) => members.iter().any(|(name, value)| match value.get("value") {
			Some(Value::Number(number)) if name == "amount" => number.to_string().starts_with('-'),
			_ => is_negative(value),
		}),
		_ => false,
	}
}

/// Adjustments `[{group, reason, amount}]`: what is the patient's, and what is nobody's or the provider's.
fn adjustments(node: &Node<'_>, currency: Currency) -> Read<(Money, Money)> {
	let (mut patient, mut other) = (0, 0);
	for entry in node.list("adjustments")? {
		let code = entry.must("group")?;
		let group = Group::parse(code.text()?).ok_or_else(|| code.problem("write CO, PR, OA or PI"))?;
		let reason = entry.must("reason")?;
		let reason =
			Reason::parse(&reason.word()?).ok_or_else(|| reason.problem("is not a claim adjustment reason code"))?;
		if !salus_claims_engine::pair_allowed(group, reason) {
			return Err(entry.problem(format!(
				"DisallowedPair: reason {reason} cannot be used with group {group}"
			)));
		}
		let amount = entry.must("amount")?.money(currency)?;
		match group {
			Group::Patient => patient += amount,
			// What this payer says of payers before it is theirs, and already counted there.
			_ if reason == Reason::PRIOR_PAYER => {},
			_ => other += amount,
		}
	}
	Ok((patient, other))
}

const LINE: &[&str] = &[
	"number",
	"control",
	"billed",
	"allowed",
	"paid",
	"adjusted",
	"obligatedToAccept",
	"adjustments",
	"patientResponsibility",
	"code",
	"system",
	"codes",
	"modifiers",
	"revenueCode",
	"placeOfService",
	"category",
	"units",
	"date",
	"until",
	"authorisation",
	"deductible",
	"coinsurance",
	"copay",
	"contractual",
	"other",
	"payerInitiated",
];

/// `allowed`, `paid`, `adjusted`, `obligatedToAccept`, `adjustments` of a claim or of a line.
fn amounts(node: &Node<'_>, currency: Currency) -> Read<PriorAmounts> {
	let money = |member: &str| node.get(member).map(|n| n.money(currency)).transpose();
	let (patient, other) = adjustments(node, currency)?;
	let paid = money("paid")?.unwrap_or(0);
	let stated = !node.list("adjustments")?.is_empty();
	Ok(PriorAmounts {
		allowed: money("allowed")?.or(stated.then_some(paid + patient)),
		paid,
		adjusted: money("adjusted")?.unwrap_or(other),
		obliged: money("obligatedToAccept")?,
	})
}

fn plain(root: &Node<'_>, currency: Currency) -> Read<PriorIn> {
	let word = |names: &[&str]| root.any(names).map(|n| n.word()).transpose();
	let told = PriorIn {
		claims: word(&["claim", "id"])?.into_iter().collect(),
		payer: word(&["plan"])?.into_iter().collect(),
		decided: root.day_of("decided")?,
		..PriorIn::default()
	};
	if let Some(standing) = nothing(root, &[("outcome", &["pended", "rejected"])])? {
		return Ok(PriorIn { standing, ..told });
	}
	let totals = root.get("totals").unwrap_or_else(|| root.clone());
	if root.flag("reversal", false)? {
		return Ok(PriorIn {
			standing: taken_back(totals.get("paid"), currency)?,
			..told
		});
	}
	if root.any(&["totals", "paid", "lines"]).is_none() {
		return Err(root.problem("says nothing that was paid: give paid and allowed, or lines with them"));
	}
	let mut lines = vec![];
	for (at, node) in root.list("lines")?.iter().enumerate() {
		node.only(LINE)?;
		let line = match node.get("number") {
			Some(number) => LineRef::Number(sequence(&number)?),
			None => LineRef::Place(at),
		};
		lines.push((line, amounts(node, currency)?));
	}
	let mut total = amounts(&totals, currency)?;
	if root.get("totals").is_some() {
		// The sums of a result of Salus: what is not the patient's and not from payers before.
		total.adjusted = lines.iter().map(|(_, a)| a.adjusted).sum();
	}
	if totals.get("paid").is_none() {
		total.paid = lines.iter().map(|(_, a)| a.paid).sum();
	}
	if total.allowed.is_none() && !lines.is_empty() {
		total.allowed = lines.iter().map(|(_, a)| a.allowed).sum();
	}
	Ok(PriorIn { total, lines, ..told })
}

/// What the adjudications of an item or of the whole say.
#[derive(Default)]
struct Said {
	allowed: Option<Money>,
	paid: Option<Money>,
	patient: Money,
	adjusted: Money,
}

impl Said {
	fn amounts(&self) -> PriorAmounts {
		let paid = self.paid.unwrap_or(0);
		PriorAmounts {
			allowed: self.allowed.or((self.patient > 0).then_some(paid + self.patient)),
			paid,
			adjusted: self.adjusted,
			obliged: None,
		}
	}

	fn add(&mut self, other: &Self) {
		let plus = |a: Option<Money>, b: Option<Money>| match (a, b) {
			(None, None) => None,
			_ => Some(a.unwrap_or(0) + b.unwrap_or(0)),
		};
		self.allowed = plus(self.allowed, other.allowed);
		self.paid = plus(self.paid, other.paid);
		self.patient += other.patient;
		self.adjusted += other.adjusted;
	}
}

/// Reads `adjudication` (or `total`): categories of HL7 and of CARIN Blue Button.
fn said(node: &Node<'_>, member: &str, currency: Currency) -> Read<Said> {
	let mut said = Said::default();
	let mut eligible = None;
	let (mut benefit, mut to_provider, mut to_patient) = (None, None, None);
	for entry in node.list(member)? {
		let mut names = vec![];
		for category in entry.list("category")? {
			for coding in category.list("coding")? {
				if let Some(code) = coding.get("code") {
					names.push(code.word()?.to_ascii_lowercase());
				}
			}
		}
		let Some(amount) = entry.get("amount") else { continue };
		let amount = amount.money(currency)?;
		let mut group = None;
		let mut reason = None;
		for concept in entry.list("reason")? {
			for coding in concept.list("coding")? {
				if let Some(code) = coding.get("code") {
					let code = code.word()?;
					group = group.or_else(|| Group::parse(&code));
					reason = reason.or_else(|| Reason::parse(&code));
				}
			}
		}
		let is = |name: &str| names.iter().any(|n| n == name);
		if is("allowed") {
			said.allowed = Some(amount);
		} else if is("eligible") {
			eligible = Some(amount);
		} else if is("benefit") {
			benefit = Some(amount);
		} else if is("paid") || is("paidtoprovider") {
			to_provider = Some(amount);
		} else if is("paidtopatient") {
			to_patient = Some(amount);
		} else if group == Some(Group::Patient) || is("copay") || is("deductible") || is("coinsurance") {
			said.patient += amount;
		} else if group.is_some_and(|g| g != Group::Patient) && reason != Some(Reason::PRIOR_PAYER) || is("discount") {
			said.adjusted += amount;
		}
	}
	said.allowed = said.allowed.or(eligible);
	said.paid = benefit.or(match (to_provider, to_patient) {
		(None, None) => None,
		(a, b) => Some(a.unwrap_or(0) + b.unwrap_or(0)),
	});
	Ok(said)
}

/// What is said of an item: by itself, else by its details.
fn item(node: &Node<'_>, currency: Currency) -> Read<Said> {
	let own = said(node, "adjudication", currency)?;
	if own.paid.is_some() || own.allowed.is_some() {
		return Ok(own);
	}
	let mut sum = own;
	for member in ["detail", "subDetail"] {
		for detail in node.list(member)? {
			sum.add(&item(&detail, currency)?);
		}
	}
	Ok(sum)
}

fn fhir(root: &Node<'_>, currency: Currency) -> Read<PriorIn> {
	let mut claims = vec![];
	for member in ["claim", "request"] {
		if let Some(reference) = root.get(member) {
			claims.extend(identifiers(&reference, root)?);
		}
	}
	let payer = root
		.get("insurer")
		.map_or(Ok(vec![]), |insurer| identifiers(&insurer, root))?;
	let told = PriorIn {
		claims,
		payer,
		decided: root.day_of("created")?,
		..PriorIn::default()
	};
	let amount = || root.get("payment").and_then(|p| p.get("amount"));
	let cancelled = root.text_of("status")? == Some("cancelled");
	let statuses: &[&str] = &["cancelled", "entered-in-error", "draft"];
	if cancelled && is_negative(root.value()) {
		return Ok(PriorIn {
			standing: taken_back(amount(), currency)?,
			..told
		});
	}
	if let Some(standing) = nothing(root, &[("status", statuses)])? {
		return Ok(PriorIn { standing, ..told });
	}
	let mut lines: Vec<(LineRef, Said)> = vec![];
	let mut add = |number: u16, more: Said| match lines.iter_mut().find(|(line, _)| *line == LineRef::Number(number)) {
		Some((_, known)) => known.add(&more),
		None => lines.push((LineRef::Number(number), more)),
	};
	for node in root.list("item")? {
		let number = node
			.any(&["itemSequence", "sequence"])
			.ok_or_else(|| node.problem_at("sequence", "is missing"))?;
		let more = item(&node, currency)?;
		// A sequence of several claim items is counted for the first.
		let number = match node.list("itemSequence")?.first() {
			Some(first) => sequence(first)?,
			None => sequence(&number)?,
		};
		if more.paid.is_some() || more.allowed.is_some() {
			add(number, more);
		}
	}
	for node in root.list("addItem")? {
		let more = item(&node, currency)?;
		if let Some(number) = node.list("itemSequence")?.first() {
			add(sequence(number)?, more);
		}
	}
	// Items that say what is allowed but not what is paid: only the whole can be coordinated.
	if lines.iter().all(|(_, said)| said.paid.is_none()) {
		lines.clear();
	}
	let mut total = said(root, "total", currency)?;
	let whole = said(root, "adjudication", currency)?;
	total.allowed = total.allowed.or(whole.allowed);
	total.paid = total.paid.or(whole.paid);
	if total.paid.is_none() && !lines.is_empty() {
		total.paid = Some(lines.iter().map(|(_, s)| s.paid.unwrap_or(0)).sum());
	}
	if total.paid.is_none() {
		if let Some(amount) = amount() {
			total.paid = Some(amount.money(currency)?);
		}
	}
	if total.paid.is_none() {
		if let Some(standing) = nothing(root, &[("outcome", &["queued", "partial", "error"])])? {
			return Ok(PriorIn { standing, ..told });
		}
		return Err(root.problem(
			"says nowhere what was paid: neither an adjudication of category benefit, a total, nor a payment",
		));
	}
	if total.allowed.is_none() && lines.iter().any(|(_, s)| s.allowed.is_some()) {
		total.allowed = Some(lines.iter().map(|(_, s)| s.allowed.unwrap_or(0)).sum());
	}
	if total.adjusted == 0 {
		total.adjusted = lines.iter().map(|(_, s)| s.adjusted).sum();
	}
	Ok(PriorIn {
		total: total.amounts(),
		lines: lines.into_iter().map(|(line, said)| (line, said.amounts())).collect(),
		..told
	})
}
