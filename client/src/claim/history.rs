//! `--history`: accumulators and earlier claims. `docs/payers/claim-adjudicate.md` documents it.

use super::{
	book::Book,
	fhir,
	json::{parse_month, Node, Read},
	model::ClaimIn,
	native,
	plan::PlanFile,
};
use bounded_collections::BoundedVec;
use salus_claims_engine::{
	calendar::{plan_year, Day},
	plan::{Measure, Span},
	Adjudication, Adjustment, AuthorisationUse, ClaimUse, Counter, Effect, Effects, Group, LineResult, Owner, Reason,
	Tallies, Window,
};
use serde_json::Value;
use std::collections::BTreeMap;

/// Reads claims of a file: one, an array, a FHIR bundle, or the `claims` of a result of several.
pub fn claims(root: &Node<'_>, plan: &PlanFile) -> Read<Vec<ClaimIn>> {
	claims_at(root, plan, true)
}

fn claims_at(root: &Node<'_>, plan: &PlanFile, alone: bool) -> Read<Vec<ClaimIn>> {
	let value = root.value();
	if value.is_array() {
		let mut all = vec![];
		for item in root.items()? {
			all.extend(claims_at(&item, plan, false)?);
		}
		return Ok(all);
	}
	match root.text_of("resourceType")? {
		Some("Claim") => {
			// In a file of one claim the path is that of FHIR, among several the place in the file comes first.
			let node = if alone {
				Node::root(value, "Claim")
			} else {
				root.clone()
			};
			Ok(vec![fhir::read(value, &node)?])
		},
		Some("Bundle") => {
			let mut all = vec![];
			for entry in root.list("entry")? {
				if let Some(resource) = entry.get("resource") {
					if resource.text_of("resourceType")? == Some("Claim") {
						all.push(fhir::read(resource.value(), &resource)?);
					}
				}
			}
			if all.is_empty() {
				return Err(root.problem_at("entry", "holds no Claim"));
			}
			Ok(all)
		},
		Some(other) => Err(root.problem_at(
			"resourceType",
			format!("is {other}: expected Claim or a Bundle of Claims"),
		)),
		None if value.get("claims").is_some_and(Value::is_array) => claims_at(&root.must("claims")?, plan, false),
		None if value.is_object() => Ok(vec![native::read(root, plan.currency)?]),
		None => Err(root.problem("is neither a FHIR Claim nor a claim of Salus: see docs/payers/claim-adjudicate.md")),
	}
}

/// What a history holds.
#[derive(Debug, Default)]
pub struct History {
	/// Accumulators: owner, identifier, tallies.
	pub tallies: Vec<(Owner, String, Tallies)>,
	/// Earlier claims, with their result when the file has it.
	pub claims: Vec<(ClaimIn, Option<Adjudication>)>,
	/// Claims that wait for a person: only their lines matter, as earlier ones.
	pub waiting: Vec<ClaimIn>,
	/// Authorisations.
	pub authorisations: Vec<super::plan::NamedAuthorisation>,
}

/// Reads a history. `day` is the first day of service of the claims of this run: it tells the plan year where the file
/// does not, and `member` and `family` whose the accumulators are.
pub fn read(file: &Value, name: &str, plan: &PlanFile, day: Day, member: &str, family: Option<&str>) -> Read<History> {
	let root = Node::root(file, name);
	let mut history = History::default();
	let bare = root.value().is_array() || root.get("resourceType").is_some() || native::is(file);
	if bare {
		(history.claims, history.waiting) = with_results(&root, plan)?;
		return Ok(history);
	}
	root.only(&[
		"accumulators",
		"claims",
		"authorisations",
		"authorizations",
		"totals",
		"format",
		"plan",
	])?;
	let mut tallies: BTreeMap<(bool, String), Tallies> = BTreeMap::new();
	for node in root.list("accumulators")? {
		accumulators(&node, plan, day, member, family, &mut tallies)?;
	}
	history.tallies = tallies
		.into_iter()
		.map(|((is_family, id), t)| (if is_family { Owner::Family } else { Owner::Member }, id, t))
		.collect();
	if let Some(claims) = root.get("claims") {
		(history.claims, history.waiting) = with_results(&claims, plan)?;
	}
	for member in ["authorisations", "authorizations"] {
		for node in root.list(member)? {
			let at = plan.authorisations.len() + history.authorisations.len();
			history
				.authorisations
				.push(super::plan::authorisation(&node, plan, at)?);
		}
	}
	Ok(history)
}

/// Puts a history into a book.
pub fn apply(history: History, book: &mut Book<'_>) -> Result<(), super::book::Rejection> {
	// A prior payer's result that names no claim of this history is about the claims of the run.
	let single = std::mem::replace(&mut book.single, false);
	let unnamed = book.take_unnamed_priors();
	let done = remember(history, book);
	book.single = single;
	book.add_priors(unnamed);
	done
}

fn remember(history: History, book: &mut Book<'_>) -> Result<(), super::book::Rejection> {
	for (owner, id, tallies) in history.tallies {
		book.set(owner, &id, tallies);
	}
	book.authorisations.extend(history.authorisations);
	let mut claims = history.claims;
	claims.sort_by_key(|(c, _)| {
		(
			c.frequency != salus_claims_engine::Frequency::Original,
			c.first_day(),
			c.received,
		)
	});
	for (claim, result) in claims {
		book.remember(claim, result)?;
	}
	for claim in history.waiting {
		book.wait(claim)?;
	}
	Ok(())
}

/// Claims with their result if they have one, and claims that wait for a person.
type Remembered = (Vec<(ClaimIn, Option<Adjudication>)>, Vec<ClaimIn>);

fn with_results(root: &Node<'_>, plan: &PlanFile) -> Read<Remembered> {
	let mut all: Vec<(ClaimIn, Option<Adjudication>)> = vec![];
	let mut waiting: Vec<ClaimIn> = vec![];
	let same = |a: &ClaimIn, b: &ClaimIn| a.id == b.id && a.members.first() == b.members.first() && a.same_provider(b);
	for node in root.one_or_many()? {
		// Reversals, claims that were rejected and estimates changed nothing that lasts.
		let outcome = node.text_of("outcome").unwrap_or(None).map(str::to_owned);
		let estimate = outcome.is_some() && node.text_of("use")? == Some("predetermination");
		match outcome.as_deref() {
			Some(_) if estimate => {},
			Some("adjudicated") if node.flag("reversal", false)? => {
				let claim = native::read(&node, plan.currency)?;
				all.retain(|(known, _)| !same(known, &claim));
			},
			Some("adjudicated") => {
				let claim = native::read(&node, plan.currency)?;
				all.retain(|(known, _)| !same(known, &claim) || known.first_day() != claim.first_day());
				waiting.retain(|known| !same(known, &claim));
				let result = result(&node, plan)?;
				all.push((claim, Some(result)));
			},
			Some("pended") => waiting.push(native::read(&node, plan.currency)?),
			Some(_) => {},
			None => {
				let claims = claims_at(&node, plan, false)?.into_iter();
				let claims = claims.filter(|claim| claim.usage == ClaimUse::Claim);
				all.extend(claims.map(|claim| (claim, None)));
			},
		}
	}
	Ok((all, waiting))
}

/// Reads the result of a claim as `--format json` writes it.
fn result(root: &Node<'_>, plan: &PlanFile) -> Read<Adjudication> {
	let money = |node: &Node<'_>, member: &str| -> Read<i128> {
		let amount = node.must(member)?.money(plan.currency)?;
		i128::try_from(amount).map_err(|_| node.problem_at(member, "is too large"))
	};
	let full = || root.problem_at("lines", "are more than a claim may have");
	let mut lines: BoundedVec<LineResult, _> = BoundedVec::new();
	for node in root.list("lines")? {
		let mut line = LineResult {
			number: fhir::sequence(&node.must("number")?)?,
			billed: money(&node, "billed")?,
			allowed: money(&node, "allowed")?,
			paid: money(&node, "paid")?,
			patient: money(&node, "patientResponsibility")?,
			adjustments: BoundedVec::new(),
		};
		for entry in node.list("adjustments")? {
			let group = entry.must("group")?;
			let reason = entry.must("reason")?;
			let adjustment = Adjustment {
				group: Group::parse(group.text()?).ok_or_else(|| group.problem("write CO, PR, OA or PI"))?,
				reason: Reason::parse(&reason.word()?).ok_or_else(|| reason.problem("is not a reason code"))?,
				amount: money(&entry, "amount")?,
			};
			line.adjustments
				.try_push(adjustment)
				.map_err(|_| node.problem_at("adjustments", "are too many"))?;
		}
		lines.try_push(line).map_err(|_| full())?;
	}
	let mut effects = Effects::default();
	for node in root.list("effects")? {
		let effect = Effect {
			owner: match node.must("owner")?.text()? {
				"member" => Owner::Member,
				"family" => Owner::Family,
				other => return Err(node.problem_at("owner", format!("\"{other}\": write member or family"))),
			},
			counter: counter(&node, plan)?,
			window: window(&node)?,
			amount: {
				let amount = node.must("amount")?;
				amount
					.decimal()?
					.scaled(0)
					.ok_or_else(|| amount.problem("must be a whole number"))?
			},
		};
		effects.0.try_push(effect).map_err(|_| full())?;
	}
	let mut uses = BoundedVec::new();
	for node in root.list("authorisationUse")? {
		let name = node.must("id")?.word()?;
		let id = plan
			.authorisations
			.iter()
			.find(|a| a.name == name)
			.map_or(u32::MAX, |a| a.grant.id);
		let units = super::units_of(node.must("units")?.decimal()?).map_err(|e| node.problem_at("units", e))?;
		let used = AuthorisationUse {
			id,
			units: i64::try_from(units).unwrap_or(i64::MAX),
			amount: money(&node, "amount")?,
		};
		uses.try_push(used).map_err(|_| full())?;
	}
	let bad = |e: salus_claims_engine::Refusal| root.problem(format!("{e:?}: the result does not balance"));
	let totals = Adjudication::sum(&lines).map_err(bad)?;
	let result = Adjudication {
		reversal: false,
		lines,
		totals,
		effects,
		uses,
	};
	result.check().map_err(bad)?;
	Ok(result)
}

/// The names effects are written with: `kind` and `name`.
fn counter(node: &Node<'_>, plan: &PlanFile) -> Read<Counter> {
	let name = node.must("name")?;
	let text = name.word()?;
	let find = |names: &[String]| {
		names
			.iter()
			.position(|known| *known == text)
			.and_then(|at| u8::try_from(at).ok())
			.ok_or_else(|| name.problem(format!("\"{text}\" is not one of this plan's")))
	};
	Ok(match node.must("kind")?.text()? {
		"deductible" => Counter::Deductible(find(&plan.deductible_names)?),
		"outOfPocket" => Counter::Cap(find(&plan.cap_names)?),
		"limit" => Counter::Limit(find(&plan.limit_names)?),
		"deductibleMet" => Counter::MetDeductible(find(&plan.deductible_names)?),
		"outOfPocketMet" => Counter::MetCap(find(&plan.cap_names)?),
		"daysOfCare" => Counter::Care,
		other => {
			return Err(node.problem_at(
				"kind",
				format!(
					"\"{other}\": write deductible, outOfPocket, limit, deductibleMet, outOfPocketMet or daysOfCare"
				),
			));
		},
	})
}

fn window(node: &Node<'_>) -> Read<Window> {
	if let Some(day) = node.day_of("day")? {
		return Ok(Window::Day(day));
	}
	if let Some(month) = node.get("month") {
		return month_of(&month).map(Window::Month);
	}
	match node.get("year") {
		None => Ok(Window::Lifetime),
		Some(year) => year
			.decimal()?
			.scaled(0)
			.and_then(|y| i16::try_from(y).ok())
			.map(Window::Year)
			.ok_or_else(|| year.problem("must be a year")),
	}
}

/// `2026-02`.
fn month_of(node: &Node<'_>) -> Read<i32> {
	let text = node.text()?;
	parse_month(text).ok_or_else(|| node.problem(format!("\"{text}\" is not a month: write YYYY-MM")))
}

/// `450` for the first, or `{"medical": 450, "drug": 50}` by name.
fn by_name<'a>(node: &Node<'a>, names: &[String]) -> Read<Vec<(u8, Node<'a>)>> {
	if !node.value().is_object() {
		if names.is_empty() {
			return Err(node.problem("is given, but the plan has none"));
		}
		return Ok(vec![(0, node.clone())]);
	}
	let mut all = vec![];
	for (name, entry) in node.members()? {
		let at = names
			.iter()
			.position(|known| known == name)
			.and_then(|at| u8::try_from(at).ok())
			.ok_or_else(|| entry.problem(format!("is not one of this plan's: {}", names.join(", "))))?;
		all.push((at, entry));
	}
	Ok(all)
}

fn accumulators(
	node: &Node<'_>,
	plan: &PlanFile,
	day: Day,
	member: &str,
	family: Option<&str>,
	tallies: &mut BTreeMap<(bool, String), Tallies>,
) -> Read<()> {
	node.only(&[
		"member",
		"family",
		"year",
		"deductible",
		"outOfPocket",
		"limits",
		"deductibleMet",
		"outOfPocketMet",
		"daysOfCare",
		"remaining",
	])?;
	let year = match node.get("year") {
		None => plan_year(day, plan.plan.year),
		Some(year) => year
			.decimal()?
			.scaled(0)
			.and_then(|y| i16::try_from(y).ok())
			.ok_or_else(|| year.problem("must be the year in which the plan year starts"))?,
	};
	let key = match (node.get("member"), node.get("family")) {
		(Some(member), _) if !member.value().is_object() => {
			let id = member.word()?;
			let known = plan.members.iter().flatten().find(|m| m.ids.contains(&id));
			(false, known.map_or(id, |m| m.id.clone()))
		},
		(None, Some(family_node)) if !family_node.value().is_object() => {
			if let Some(true) = family_node.value().as_bool() {
				let id = family.ok_or_else(|| family_node.problem("is given, but the member is covered alone"))?;
				(true, id.to_owned())
			} else {
				(true, family_node.word()?)
			}
		},
		(None, None) => (false, member.to_owned()),
		_ => return Err(node.problem("names either a member or a family")),
	};
	let sheet = tallies.entry(key).or_default();
	let mut change = |at: &Node<'_>, counter: Counter, window: Window, amount: u128| -> Read<()> {
		let amount = i128::try_from(amount).map_err(|_| at.problem("is too large"))?;
		sheet
			.change(counter, window, amount)
			.map_err(|fault| at.problem(format!("{fault:?}")))
	};
	let terms = &plan.plan;
	let spans = |at: u8, cap: bool| match cap {
		false => terms.deductibles.get(usize::from(at)).map(|d| d.span),
		true => terms.caps.get(usize::from(at)).map(|c| c.span),
	};
	type Make = fn(u8) -> Counter;
	let pots: [(&str, bool, Make, Measure); 4] = [
		("deductible", false, Counter::Deductible, Measure::Paid),
		("outOfPocket", true, Counter::Cap, Measure::Paid),
		("deductibleMet", false, Counter::MetDeductible, Measure::Services),
		("outOfPocketMet", true, Counter::MetCap, Measure::Services),
	];
	for (kind, cap, make, measure) in pots {
		let names = if cap { &plan.cap_names } else { &plan.deductible_names };
		if let Some(value) = node.get(kind) {
			for (at, entry) in by_name(&value, names)? {
				let span = spans(at, cap).unwrap_or_default();
				used(make(at), &entry, (span, measure), plan, year, &mut change)?;
			}
		}
	}
	if let Some(value) = node.get("limits") {
		for (at, entry) in by_name(&value, &plan.limit_names)? {
			if let Some(limit) = terms.limits.get(usize::from(at)) {
				used(
					Counter::Limit(at),
					&entry,
					(limit.span, limit.measure),
					plan,
					year,
					&mut change,
				)?;
			}
		}
	}
	if let Some(value) = node.get("daysOfCare") {
		if terms.spell.is_none() {
			return Err(value.problem("is given, but the plan has no benefitPeriod"));
		}
		used(
			Counter::Care,
			&value,
			(Span::Spell, Measure::Units),
			plan,
			year,
			&mut change,
		)?;
	}
	Ok(())
}

/// What a counter has used: one number for a year or lifetime, `[{"month", "used"}]` where months are counted, `[{"day",
/// "used"}]` or dates where days are.
fn used(
	counter: Counter,
	entry: &Node<'_>,
	(span, measure): (Span, Measure),
	plan: &PlanFile,
	year: i16,
	change: &mut impl FnMut(&Node<'_>, Counter, Window, u128) -> Read<()>,
) -> Read<()> {
	let measured = |node: &Node<'_>| -> Read<u128> {
		match measure {
			Measure::Services | Measure::Visits => node.count(1_000_000).map(u128::from),
			Measure::Units => super::units_of(node.decimal()?)
				.map(u128::from)
				.map_err(|e| node.problem(e)),
			_ => node.money(plan.currency),
		}
	};
	let whole = match span {
		Span::Years(_) => Some(Window::Year(year)),
		Span::Lifetime => Some(Window::Lifetime),
		_ => None,
	};
	let by_parts = || {
		entry.problem(match span {
			Span::Months(_) => "counts by month: give [{\"month\": \"2024-03\", \"used\": 1}], the first month of each",
			_ => "counts by day: give [{\"day\": \"2024-03-01\", \"used\": 1}]",
		})
	};
	if entry.value().is_array() {
		for item in entry.items()? {
			let (window, amount) = if item.value().is_object() {
				item.only(&["day", "month", "used"])?;
				let amount = item.get("used").map_or(Ok(1), |n| measured(&n))?;
				let window = match (item.day_of("day")?, item.get("month")) {
					(Some(day), None) => Window::Day(day),
					(None, Some(month)) => Window::Month(month_of(&month)?),
					(None, None) => whole.ok_or_else(by_parts)?,
					_ => return Err(item.problem("names either a day or a month")),
				};
				(window, amount)
			} else {
				(Window::Day(item.day()?), 1)
			};
			// A day or a month counts where the span is kept by days or by months; visits are days whatever their span.
			let fits = match (window, span) {
				(Window::Month(month), Span::Months(together)) => month.rem_euclid(i32::from(together.max(1))) == 0,
				(Window::Month(_), _) => false,
				(Window::Day(_), Span::Months(_) | Span::Years(_) | Span::Lifetime) => measure == Measure::Visits,
				_ => true,
			};
			if !fits {
				return Err(match span {
					Span::Months(_) | Span::Visit | Span::Rolling(_) | Span::Spell => by_parts(),
					_ => item.problem("is counted over a year or lifetime: give one number"),
				});
			}
			change(&item, counter, window, amount)?;
		}
		return Ok(());
	}
	if matches!(span, Span::Line | Span::Claim) {
		// Nothing accumulates; a result says so with 0.
		return match measured(entry)? {
			0 => Ok(()),
			_ => Err(entry.problem("counts over one claim: nothing of it is used before another")),
		};
	}
	change(entry, counter, whole.ok_or_else(by_parts)?, measured(entry)?)
}
