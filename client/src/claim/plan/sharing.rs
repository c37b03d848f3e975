//! What the patient bears by `PLAN.json`: deductibles, out-of-pocket maximums, cost share, limits and marks.

use super::{
	read::{bounded, find_category, order, reason},
	rules::{only, period, Scopes},
};
use crate::claim::{
	decimal::Currency,
	json::{Node, Read},
	units_of,
};
use bounded_collections::{BoundedVec, ConstU32};
use salus_claims_engine::{calendar::Period, plan::*, Owner, Reason};

/// A single one under one name, or several by name under another.
fn named<'a>(root: &Node<'a>, one: &str, many: &str, default: &str) -> Read<Vec<(String, Node<'a>)>> {
	let mut found = vec![];
	if let Some(node) = root.get(one) {
		found.push((default.to_owned(), node));
	}
	if let Some(node) = root.get(many) {
		if node.value().is_array() {
			for item in node.items()? {
				found.push((item.must("name")?.text()?.to_owned(), item));
			}
		} else {
			for (name, item) in node.members()? {
				found.push((name.to_owned(), item));
			}
		}
	}
	Ok(found)
}

/// A number is an amount for each member; an object says more.
fn limits_of(entry: &Node<'_>, currency: Currency) -> Read<Limits> {
	if !entry.value().is_object() {
		let amount = entry.money(currency)?;
		return Ok(Limits {
			alone: Some(amount),
			member: Some(amount),
			family: None,
			members: 0,
		});
	}
	let amount = |member: &str| entry.get(member).map(|n| n.money(currency)).transpose();
	let individual = amount("individual")?;
	let family = amount("family")?;
	let inside = amount("memberOfFamily")?;
	let members = match entry.get("members") {
		None => 0,
		Some(node) => match u8::try_from(node.count(u64::from(u8::MAX))?) {
			Ok(members) if members > 0 => members,
			_ => return Err(node.problem("must be at least one member who has met theirs")),
		},
	};
	let aggregate = match entry.text_of("familyType")? {
		None | Some("embedded") => false,
		Some("aggregate" | "non-embedded") => true,
		Some(other) => {
			return Err(entry.problem_at("familyType", format!("\"{other}\": write embedded or aggregate")));
		},
	};
	if aggregate && family.is_none() {
		return Err(entry.problem_at("family", "is missing: an aggregate needs an amount for the family"));
	}
	let limits = Limits {
		alone: amount("selfOnly")?.or(individual),
		member: if aggregate { inside } else { inside.or(individual) },
		family,
		members,
	};
	if members > 0 && limits.member.is_none() {
		return Err(entry.problem_at(
			"members",
			"counts members who have met theirs: give individual or memberOfFamily",
		));
	}
	if limits.alone.or(limits.member).or(limits.family).is_none() {
		return Err(entry.problem("needs an amount: individual, selfOnly, memberOfFamily or family"));
	}
	Ok(limits)
}

const LIMITS: [&str; 9] = [
	"individual",
	"selfOnly",
	"memberOfFamily",
	"family",
	"familyType",
	"members",
	"per",
	"alsoCredits",
	"partOf",
];

/// Over which time a deductible or a maximum counts.
fn pot_span(entry: &Node<'_>, limits: &Limits, spell: bool) -> Read<Span> {
	let node = entry.value().is_object().then(|| entry.get("per")).flatten();
	let span = node.as_ref().map_or(Ok(Span::YEAR), |node| span(node, spell))?;
	if limits.members > 0 && !matches!(span, Span::Years(1) | Span::Months(_) | Span::Lifetime) {
		return Err(entry.problem_at(
			"members",
			"are counted per plan-year, month, quarter, half-year or lifetime",
		));
	}
	Ok(span)
}

/// Members of a deductible, and of an out-of-pocket maximum, beside its amounts.
fn pot(entry: &Node<'_>, own: &'static str) -> Read<()> {
	only(entry, &[&LIMITS[..], &[own]].concat())
}

/// Other deductibles or maximums that one names.
fn mask_of(entry: &Node<'_>, member: &str, own: &str, names: &[String]) -> Read<u8> {
	let mut mask = 0u8;
	if !entry.value().is_object() {
		return Ok(mask);
	}
	for node in entry.list(member)? {
		let name = node.text()?;
		if name == own {
			return Err(node.problem("is this one itself: name another"));
		}
		let at = names
			.iter()
			.position(|known| known == name)
			.ok_or_else(|| node.problem(format!("\"{name}\" is not one of {}", names.join(", "))))?;
		mask |= 1u8.checked_shl(u32::try_from(at).unwrap_or(8)).unwrap_or(0);
	}
	Ok(mask)
}

/// The members of a JSON object have no order, and the engine takes the first whose scope fits: those for fewer lines come
/// first, then by name.
fn narrowest_first<'a>(entries: Vec<(String, Node<'a>)>, scopes: &Scopes<'_>) -> Read<Vec<(String, Node<'a>, Scope)>> {
	let mut all = vec![];
	for (name, entry) in entries {
		let scope = scopes.scope(&entry)?;
		all.push((name, entry, scope));
	}
	all.sort_by_key(|(.., scope)| (scope.categories.count_ones(), scope.networks.count_ones()));
	Ok(all)
}

type Pots<T, const N: u32> = (BoundedVec<T, ConstU32<N>>, Vec<String>);

pub(super) fn deductibles(
	root: &Node<'_>,
	currency: Currency,
	scopes: &Scopes<'_>,
	spell: bool,
) -> Read<Pots<Deductible, MAX_DEDUCTIBLES>> {
	let entries = narrowest_first(named(root, "deductible", "deductibles", "deductible")?, scopes)?;
	let names: Vec<String> = entries.iter().map(|(name, ..)| name.clone()).collect();
	let mut all = vec![];
	for (name, entry, scope) in &entries {
		let mut carry = 0;
		if entry.value().is_object() {
			pot(entry, "carryOverMonths")?;
			if let Some(node) = entry.get("carryOverMonths") {
				carry = u8::try_from(node.count(12)?).unwrap_or(12);
			}
		}
		let limits = limits_of(entry, currency)?;
		let span = pot_span(entry, &limits, spell)?;
		if carry > 0 && span != Span::YEAR {
			return Err(entry.problem_at("carryOverMonths", "is for a deductible of the plan year"));
		}
		all.push(Deductible {
			scope: *scope,
			limits,
			span,
			also: mask_of(entry, "alsoCredits", name, &names)?,
			part_of: mask_of(entry, "partOf", name, &names)?,
			carry,
		});
	}
	Ok((bounded(root, "deductibles", all)?, names))
}

pub(super) fn caps(root: &Node<'_>, currency: Currency, scopes: &Scopes<'_>, spell: bool) -> Read<Pots<Cap, MAX_CAPS>> {
	let entries = narrowest_first(
		named(root, "outOfPocketMax", "outOfPocketMaximums", "outOfPocketMax")?,
		scopes,
	)?;
	let names: Vec<String> = entries.iter().map(|(name, ..)| name.clone()).collect();
	let mut all = vec![];
	for (name, entry, scope) in &entries {
		let mut counts = [true; 3];
		if entry.value().is_object() {
			pot(entry, "counts")?;
			if let Some(node) = entry.get("counts") {
				counts = [false; 3];
				for item in node.items()? {
					match item.text()? {
						"deductible" => counts[0] = true,
						"coinsurance" => counts[1] = true,
						"copay" => counts[2] = true,
						other => {
							return Err(item.problem(format!("\"{other}\": write deductible, copay or coinsurance")));
						},
					}
				}
			}
		}
		let limits = limits_of(entry, currency)?;
		all.push(Cap {
			scope: *scope,
			span: pot_span(entry, &limits, spell)?,
			limits,
			counts,
			also: mask_of(entry, "alsoCredits", name, &names)?,
			part_of: mask_of(entry, "partOf", name, &names)?,
		});
	}
	Ok((bounded(root, "outOfPocketMaximums", all)?, names))
}

/// `true`: the one whose scope holds the line; `false`: none; a name: that one.
fn use_of(entry: &Node<'_>, member: &str, names: &[String]) -> Read<Use> {
	let Some(node) = entry.get(member) else {
		return Ok(Use::Matching);
	};
	if let Some(applies) = node.value().as_bool() {
		return Ok(if applies { Use::Matching } else { Use::None });
	}
	let name = node.text()?;
	names
		.iter()
		.position(|known| known == name)
		.and_then(|at| u8::try_from(at).ok())
		.map(Use::Nth)
		.ok_or_else(|| node.problem(format!("\"{name}\" is not one of {}", names.join(", "))))
}

fn copay(node: &Node<'_>, currency: Currency) -> Read<Option<Copay>> {
	if !node.value().is_object() {
		let amount = node.money(currency)?;
		return Ok((amount > 0).then_some(Copay {
			amount,
			per: Per::Visit,
			most: None,
			free: 0,
		}));
	}
	node.only(&["amount", "per", "max", "after"])?;
	let per = match node.text_of("per")? {
		None | Some("visit" | "day-of-service") => Per::Visit,
		Some("line" | "service") => Per::Line,
		Some("unit" | "day") => Per::Unit,
		Some("claim" | "admission" | "stay") => Per::Claim,
		Some(other) => {
			return Err(node.problem_at("per", format!("\"{other}\": write visit, line, unit or claim")));
		},
	};
	Ok(Some(Copay {
		amount: node.must("amount")?.money(currency)?,
		per,
		most: node.get("max").map(|n| n.money(currency)).transpose()?,
		free: match node.get("after") {
			None => 0,
			Some(after) if per == Per::Unit => units_of(after.decimal()?).map_err(|reason| after.problem(reason))?,
			Some(after) => return Err(after.problem("counts units: write \"per\": \"unit\" with it")),
		},
	}))
}

/// What the rules of `costShare` refer to.
pub(super) struct Named<'a> {
	pub deductibles: &'a [String],
	pub caps: &'a [String],
}

fn share(
	entry: &Node<'_>,
	currency: Currency,
	scopes: &Scopes<'_>,
	named: &Named<'_>,
	marks: &mut Marks,
) -> Read<ShareRule> {
	let money = |member: &str| entry.get(member).map(|n| n.money(currency)).transpose();
	let scope = scopes.scope(entry)?;
	Ok(ShareRule {
		scope,
		within: marks.of_rule(entry, currency, scope)?,
		beside: entry
			.get("ifClaimHas")
			.map(|node| find_category(scopes.categories, &node))
			.transpose()?,
		covered: entry.flag("covered", true)?,
		deductible: use_of(entry, "deductible", named.deductibles)?,
		copay: entry.get("copay").map_or(Ok(None), |n| copay(&n, currency))?,
		coinsurance: entry.get("coinsurance").map_or(Ok(0), |n| n.rate(10_000))?,
		least: money("coinsuranceMin")?,
		most: money("coinsuranceMax")?,
		cap: use_of(entry, "outOfPocket", named.caps)?,
		order: entry.get("order").map(|n| order(&n)).transpose()?,
	})
}

pub(super) fn shares(
	root: &Node<'_>,
	currency: Currency,
	scopes: &Scopes<'_>,
	named: &Named<'_>,
	marks: &mut Marks,
) -> Read<BoundedVec<ShareRule, ConstU32<MAX_SHARE_RULES>>> {
	let mut rules = vec![];
	for entry in root.list("costShare")? {
		only(
			&entry,
			&[
				"firstVisits",
				"first",
				"through",
				"within",
				"ifClaimHas",
				"covered",
				"deductible",
				"copay",
				"coinsurance",
				"coinsuranceMin",
				"coinsuranceMax",
				"outOfPocket",
				"order",
			],
		)?;
		rules.push(share(&entry, currency, scopes, named, marks)?);
	}
	let covered = match root.text_of("otherServices")? {
		None | Some("covered") => true,
		Some("not-covered") => false,
		Some(other) => {
			return Err(root.problem_at("otherServices", format!("\"{other}\": write covered or not-covered")));
		},
	};
	if covered {
		rules.push(ShareRule {
			scope: Scope::ALL,
			within: None,
			beside: None,
			covered: true,
			deductible: Use::Matching,
			copay: root.get("copay").map_or(Ok(None), |n| copay(&n, currency))?,
			coinsurance: root.get("coinsurance").map_or(Ok(0), |n| n.rate(10_000))?,
			least: None,
			most: None,
			cap: Use::Matching,
			order: None,
		});
	}
	bounded(root, "costShare", rules)
}

/// The limits of a plan, and the marks that its cost-share rules add to them.
#[derive(Default)]
pub(super) struct Marks {
	limits: Vec<Limit>,
	names: Vec<String>,
	spell: bool,
}

/// Names of measures, as `limits` and the marks of rules use them.
const MEASURES: [(&str, Measure); 7] = [
	("services", Measure::Services),
	("visits", Measure::Visits),
	("units", Measure::Units),
	("allowed", Measure::Allowed),
	("paid", Measure::Paid),
	("coinsured", Measure::Coinsured),
	("patient", Measure::Patient),
];

/// A number of what a measure counts.
fn most(node: &Node<'_>, measure: Measure, currency: Currency) -> Read<u128> {
	Ok(match measure {
		Measure::Services | Measure::Visits => u128::from(node.count(1_000_000)?),
		Measure::Units => node
			.decimal()?
			.scaled(3)
			.and_then(|u| u128::try_from(u).ok())
			.ok_or_else(|| node.problem("must be a number of units with at most three decimals"))?,
		Measure::Allowed | Measure::Paid | Measure::Coinsured | Measure::Patient => node.money(currency)?,
	})
}

fn owner(entry: &Node<'_>) -> Read<Owner> {
	Ok(if entry.flag("sharedByFamily", false)? {
		Owner::Family
	} else {
		Owner::Member
	})
}

impl Marks {
	/// Reads `limits`.
	pub fn read(root: &Node<'_>, currency: Currency, scopes: &Scopes<'_>, spell: bool) -> Read<Self> {
		let mut marks = Self {
			spell,
			..Self::default()
		};
		for entry in root.list("limits")? {
			only(
				&entry,
				&["measure", "per", "max", "reason", "sharedByFamily", "threshold"],
			)?;
			let stated = entry.must("measure")?;
			let measure = match stated.text()? {
				"count" | "lines" => Measure::Services,
				"days" => Measure::Visits,
				"amount" => Measure::Paid,
				name => MEASURES
					.iter()
					.find(|(known, _)| *known == name)
					.map(|(_, measure)| *measure)
					.ok_or_else(|| {
						stated.problem(format!(
							"\"{name}\": write services, visits, units, allowed or paid; for a threshold also coinsured or patient"
						))
					})?,
			};
			let role = if entry.flag("threshold", false)? {
				Role::Marks
			} else {
				Role::Ends
			};
			if role == Role::Ends && matches!(measure, Measure::Coinsured | Measure::Patient) {
				return Err(stated.problem("counts for a threshold only: add \"threshold\": true"));
			}
			let span = marks.span(&entry, measure)?;
			let limit = Limit {
				role,
				scope: scopes.scope(&entry)?,
				measure,
				span,
				most: most(&entry.must("max")?, measure, currency)?,
				reason: entry
					.get("reason")
					.map_or(Ok(Reason::BENEFIT_MAXIMUM), |n| reason(&n))?,
				owner: owner(&entry)?,
			};
			let plain = format!("limit-{}", marks.limits.len() + 1);
			marks.add(&entry, plain, limit)?;
		}
		Ok(marks)
	}

	/// The limits and their names.
	pub fn finish(self, root: &Node<'_>) -> Read<(BoundedVec<Limit, ConstU32<MAX_LIMITS>>, Vec<String>)> {
		Ok((bounded(root, "limits", self.limits)?, self.names))
	}

	fn add(&mut self, entry: &Node<'_>, plain: String, limit: Limit) -> Read<u8> {
		let name = entry.text_of("name")?.map_or(plain, Into::into);
		if self.names.contains(&name) {
			return Err(entry.problem_at("name", "is used twice"));
		}
		let at = u8::try_from(self.limits.len()).map_err(|_| entry.problem("is one limit too many"))?;
		self.names.push(name);
		self.limits.push(limit);
		Ok(at)
	}

	fn span(&self, entry: &Node<'_>, measure: Measure) -> Read<Span> {
		let Some(node) = entry.get("per") else {
			return Ok(Span::YEAR);
		};
		let found = span(&node, self.spell)?;
		if measure == Measure::Visits && matches!(found, Span::Line | Span::Claim) {
			return Err(node.problem("visits are days: they are not counted over a line or a claim"));
		}
		Ok(found)
	}

	/// The mark within which a rule holds: `firstVisits`, `first`, `through`, or the one that `within` names.
	fn of_rule(&mut self, entry: &Node<'_>, currency: Currency, scope: Scope) -> Read<Option<u8>> {
		let given: Vec<&str> = ["firstVisits", "first", "through", "within"]
			.into_iter()
			.filter(|member| entry.get(member).is_some())
			.collect();
		let (member, node) = match given[..] {
			[] => return Ok(None),
			[member] => (member, entry.must(member)?),
			[_, second, ..] => {
				return Err(entry.problem_at(second, format!("stands beside {}: a rule has one mark", given[0])));
			},
		};
		let plain = format!("{member}-{}", self.limits.len() + 1);
		let limit = |role, measure, span, most, owner| Limit {
			role,
			scope,
			measure,
			span,
			most,
			reason: Reason::BENEFIT_MAXIMUM,
			owner,
		};
		match member {
			"within" => {
				let name = node.text()?;
				let of_marks = |at: &usize| self.limits.get(*at).is_some_and(|limit| limit.role != Role::Ends);
				let at = self.names.iter().position(|known| known == name).filter(of_marks);
				let at = at.and_then(|at| u8::try_from(at).ok()).ok_or_else(|| {
					node.problem(format!(
						"\"{name}\" is not a limit with \"threshold\": true, nor the name of a mark of a rule above"
					))
				})?;
				Ok(Some(at))
			},
			"firstVisits" => {
				let visits = u128::from(node.count(u64::from(u16::MAX))?);
				let limit = limit(Role::MarksOwn, Measure::Visits, Span::YEAR, visits, Owner::Member);
				// A number has no name of its own.
				let unnamed = serde_json::Value::Null;
				self.add(&Node::root(&unnamed, node.path()), plain, limit).map(Some)
			},
			_ => {
				let known: Vec<&str> = MEASURES.iter().map(|(name, _)| *name).collect();
				node.only(&[&known[..], &["per", "name", "sharedByFamily"]].concat())?;
				let stated: Vec<_> = MEASURES
					.iter()
					.filter_map(|(name, measure)| Some((node.get(name)?, *measure)))
					.collect();
				let [(count, measure)] = &stated[..] else {
					return Err(node.problem(format!("needs exactly one of {}", known.join(", "))));
				};
				let role = if member == "first" { Role::MarksOwn } else { Role::Marks };
				let limit = limit(
					role,
					*measure,
					self.span(&node, *measure)?,
					most(count, *measure, currency)?,
					owner(&node)?,
				);
				self.add(&node, plain, limit).map(Some)
			},
		}
	}
}

/// Over which time something counts.
fn span(node: &Node<'_>, spell: bool) -> Read<Span> {
	const WRITE: &str = "write line, visit, claim, month, quarter, half-year, plan-year, benefit-period, lifetime, \
		{\"days\": 30}, {\"months\": 24} or {\"planYears\": 2}";
	if node.value().is_object() {
		node.only(&["days", "months", "planYears"])?;
		if let Some(years) = node.get("planYears") {
			return match (u8::try_from(years.count(100)?), node.object()?.len()) {
				(Ok(count), 1) if count > 0 => Ok(Span::Years(count)),
				_ => Err(years.problem("must be at least one plan year, and stand alone")),
			};
		}
		return match period(node)? {
			Period::Days(0) | Period::Months(0) => Err(node.problem("must be at least one day or month")),
			length => Ok(Span::Rolling(length)),
		};
	}
	Ok(match node.text()? {
		"line" | "service" => Span::Line,
		"visit" | "day" => Span::Visit,
		"claim" | "admission" | "stay" => Span::Claim,
		"month" => Span::Months(1),
		"quarter" => Span::Months(3),
		"half-year" => Span::Months(6),
		"year" | "plan-year" => Span::YEAR,
		"lifetime" => Span::Lifetime,
		"benefit-period" if spell => Span::Spell,
		"benefit-period" => {
			return Err(node.problem("the plan does not say what one is: add benefitPeriod {\"categories\", \"days\"}"));
		},
		other => return Err(node.problem(format!("\"{other}\": {WRITE}"))),
	})
}
