//! The rules of `PLAN.json`: cost share, limits, prices, coordination and the rest.

use super::{
	names::Categories,
	read::{bounded, find_category, find_network, order, price_basis, reason},
};
use crate::claim::{
	decimal::{Currency, Decimal},
	json::{Node, Problem, Read},
	units_of,
};
use bounded_collections::{BoundedVec, ConstU32};
use salus_claims_engine::{calendar::Period, money::Money, pair_allowed, plan::*, Group, Owner, Reason};

/// What scopes are made of.
pub(super) struct Scopes<'a> {
	pub categories: &'a Categories,
	pub networks: &'a [String],
}

impl Scopes<'_> {
	pub fn networks_of(&self, node: &Node<'_>) -> Read<u8> {
		let mut mask = 0u8;
		for item in node.one_or_many()? {
			mask |= 1 << find_network(self.networks, &item)?;
		}
		Ok(mask)
	}

	fn categories_of(&self, node: &Node<'_>) -> Read<u128> {
		let mut mask = 0u128;
		for item in node.one_or_many()? {
			if item.text()? == "*" {
				return Ok(u128::MAX);
			}
			mask |= 1 << find_category(self.categories, &item)?.0;
		}
		Ok(mask)
	}

	/// `category`, `categories`, `exceptCategories`, `network`, `networks`; absent means all.
	fn scope(&self, entry: &Node<'_>) -> Read<Scope> {
		let mut scope = Scope::ALL;
		if let Some(node) = entry.any(&["categories", "category"]) {
			scope.categories = self.categories_of(&node)?;
		}
		if let Some(node) = entry.get("exceptCategories") {
			scope.categories &= !self.categories_of(&node)?;
		}
		if let Some(node) = entry.any(&["networks", "network"]) {
			scope.networks = self.networks_of(&node)?;
		}
		Ok(scope)
	}
}

const SCOPE: [&str; 5] = ["category", "categories", "exceptCategories", "network", "networks"];

fn only(entry: &Node<'_>, known: &[&str]) -> Read<()> {
	let all: Vec<&str> = known.iter().copied().chain(SCOPE).chain(["name"]).collect();
	entry.only(&all)
}

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
		});
	}
	let amount = |member: &str| entry.get(member).map(|n| n.money(currency)).transpose();
	let individual = amount("individual")?;
	let family = amount("family")?;
	let inside = amount("memberOfFamily")?;
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
	};
	if limits
		== (Limits {
			alone: None,
			member: None,
			family: None,
		}) {
		return Err(entry.problem("needs an amount: individual, selfOnly, memberOfFamily or family"));
	}
	Ok(limits)
}

const LIMITS: [&str; 6] = [
	"individual",
	"selfOnly",
	"memberOfFamily",
	"family",
	"familyType",
	"alsoCredits",
];

/// Members of a deductible, and of an out-of-pocket maximum, beside its amounts.
fn pot(entry: &Node<'_>, own: &'static str) -> Read<()> {
	only(entry, &[&LIMITS[..], &[own]].concat())
}

fn mask_of(entry: &Node<'_>, names: &[String]) -> Read<u8> {
	let mut mask = 0u8;
	if !entry.value().is_object() {
		return Ok(mask);
	}
	for node in entry.list("alsoCredits")? {
		let name = node.text()?;
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
) -> Read<Pots<Deductible, MAX_DEDUCTIBLES>> {
	let entries = narrowest_first(named(root, "deductible", "deductibles", "deductible")?, scopes)?;
	let names: Vec<String> = entries.iter().map(|(name, ..)| name.clone()).collect();
	let mut all = vec![];
	for (_, entry, scope) in &entries {
		let scope = *scope;
		if entry.value().is_object() {
			pot(entry, "per")?;
		}
		all.push(Deductible {
			scope,
			limits: limits_of(entry, currency)?,
			reach: match entry.text_of("per")? {
				None | Some("year" | "plan-year") => Reach::Year,
				Some("claim" | "admission" | "stay") => Reach::Claim,
				Some(other) => {
					return Err(entry.problem_at("per", format!("\"{other}\": write plan-year or claim")));
				},
			},
			also: mask_of(entry, &names)?,
		});
	}
	Ok((bounded(root, "deductibles", all)?, names))
}

pub(super) fn caps(root: &Node<'_>, currency: Currency, scopes: &Scopes<'_>) -> Read<Pots<Cap, MAX_CAPS>> {
	let entries = narrowest_first(
		named(root, "outOfPocketMax", "outOfPocketMaximums", "outOfPocketMax")?,
		scopes,
	)?;
	let names: Vec<String> = entries.iter().map(|(name, ..)| name.clone()).collect();
	let mut all = vec![];
	for (_, entry, scope) in &entries {
		let scope = *scope;
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
		all.push(Cap {
			scope,
			limits: limits_of(entry, currency)?,
			counts,
			also: mask_of(entry, &names)?,
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

fn share(
	entry: &Node<'_>,
	currency: Currency,
	scope: Scope,
	deductibles: &[String],
	caps: &[String],
) -> Read<ShareRule> {
	let money = |member: &str| entry.get(member).map(|n| n.money(currency)).transpose();
	Ok(ShareRule {
		scope,
		first_visits: match entry.get("firstVisits") {
			None => None,
			Some(node) => u16::try_from(node.count(u64::from(u16::MAX))?).ok(),
		},
		covered: entry.flag("covered", true)?,
		deductible: use_of(entry, "deductible", deductibles)?,
		copay: entry.get("copay").map_or(Ok(None), |n| copay(&n, currency))?,
		coinsurance: entry.get("coinsurance").map_or(Ok(0), |n| n.rate(10_000))?,
		least: money("coinsuranceMin")?,
		most: money("coinsuranceMax")?,
		cap: use_of(entry, "outOfPocket", caps)?,
		order: entry.get("order").map(|n| order(&n)).transpose()?,
	})
}

pub(super) fn shares(
	root: &Node<'_>,
	currency: Currency,
	scopes: &Scopes<'_>,
	deductibles: &[String],
	caps: &[String],
) -> Read<BoundedVec<ShareRule, ConstU32<MAX_SHARE_RULES>>> {
	let mut rules = vec![];
	for entry in root.list("costShare")? {
		only(
			&entry,
			&[
				"firstVisits",
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
		rules.push(share(&entry, currency, scopes.scope(&entry)?, deductibles, caps)?);
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
			first_visits: None,
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

pub(super) fn prices(
	root: &Node<'_>,
	currency: Currency,
	scopes: &Scopes<'_>,
) -> Read<BoundedVec<PriceRule, ConstU32<MAX_PRICE_RULES>>> {
	let mut rules = vec![];
	for entry in root.list("defaultPrice")? {
		if entry.value().is_string() {
			let basis = match entry.text()? {
				"billed" => PriceBasis::Billed(10_000),
				"deny" | "not-covered" => PriceBasis::Deny,
				"pend" => PriceBasis::Pend,
				other => return Err(entry.problem(format!("\"{other}\": write billed, deny or pend"))),
			};
			rules.push(PriceRule {
				scope: Scope::ALL,
				basis,
			});
			continue;
		}
		only(&entry, &["amount", "per", "percentOfBilled", "price"])?;
		rules.push(PriceRule {
			scope: scopes.scope(&entry)?,
			basis: price_basis(&entry, currency)?,
		});
	}
	// A plan that says nothing about a service takes the billed amount.
	rules.push(PriceRule {
		scope: Scope::ALL,
		basis: PriceBasis::Billed(10_000),
	});
	bounded(root, "defaultPrice", rules)
}

/// Lines that a price for the whole claim covers.
pub(super) fn packaged(root: &Node<'_>, scopes: &Scopes<'_>) -> Read<Scope> {
	let Some(node) = root.get("wholeClaimCovers") else {
		return Ok(Scope::ALL);
	};
	only(&node, &[])?;
	scopes.scope(&node)
}

/// `[{scope, "percent": 2, "reason": "253"}]`, or a percentage alone.
pub(super) fn reductions(
	root: &Node<'_>,
	scopes: &Scopes<'_>,
) -> Read<BoundedVec<Reduction, ConstU32<MAX_REDUCTIONS>>> {
	let mut all = vec![];
	for entry in root.list("paymentReductions")? {
		// Sequestration is what most of them are.
		let mut cut = Reduction {
			scope: Scope::ALL,
			rate: 0,
			reason: Reason(253),
		};
		if entry.value().is_object() {
			only(&entry, &["percent", "reason"])?;
			cut.scope = scopes.scope(&entry)?;
			cut.rate = entry.must("percent")?.rate(10_000)?;
			if let Some(node) = entry.get("reason") {
				cut.reason = reason(&node)?;
			}
		} else {
			cut.rate = entry.rate(10_000)?;
		}
		all.push(cut);
	}
	bounded(root, "paymentReductions", all)
}

type NamedLimits = (BoundedVec<Limit, ConstU32<MAX_LIMITS>>, Vec<String>);

pub(super) fn limits(root: &Node<'_>, currency: Currency, scopes: &Scopes<'_>) -> Read<NamedLimits> {
	let mut all = vec![];
	let mut names: Vec<String> = vec![];
	for entry in root.list("limits")? {
		only(&entry, &["measure", "per", "max", "reason", "sharedByFamily"])?;
		let measure = match entry.must("measure")?.text()? {
			"services" | "count" | "lines" => Measure::Services,
			"visits" | "days" => Measure::Visits,
			"units" => Measure::Units,
			"allowed" => Measure::Allowed,
			"paid" | "amount" => Measure::Paid,
			other => {
				return Err(entry.problem_at(
					"measure",
					format!("\"{other}\": write services, visits, units, allowed or paid"),
				));
			},
		};
		let most = entry.must("max")?;
		let name = entry
			.text_of("name")?
			.map_or_else(|| format!("limit-{}", all.len() + 1), Into::into);
		if names.contains(&name) {
			return Err(entry.problem_at("name", "is used twice"));
		}
		names.push(name);
		all.push(Limit {
			scope: scopes.scope(&entry)?,
			measure,
			span: span(&entry)?,
			most: match measure {
				Measure::Services | Measure::Visits => u128::from(most.count(1_000_000)?),
				Measure::Units => most
					.decimal()?
					.scaled(3)
					.and_then(|u| u128::try_from(u).ok())
					.ok_or_else(|| most.problem("must be a number of units with at most three decimals"))?,
				Measure::Allowed | Measure::Paid => most.money(currency)?,
			},
			reason: entry
				.get("reason")
				.map_or(Ok(Reason::BENEFIT_MAXIMUM), |n| reason(&n))?,
			owner: if entry.flag("sharedByFamily", false)? {
				Owner::Family
			} else {
				Owner::Member
			},
		});
	}
	Ok((bounded(root, "limits", all)?, names))
}

fn span(entry: &Node<'_>) -> Read<Span> {
	let Some(node) = entry.get("per") else {
		return Ok(Span::Year);
	};
	if node.value().is_object() {
		node.only(&["days"])?;
		let days = node.must("days")?;
		return match u16::try_from(days.count(u64::from(u16::MAX))?) {
			Ok(count) if count > 0 => Ok(Span::Rolling(count)),
			_ => Err(days.problem("must be at least one day")),
		};
	}
	match node.text()? {
		"visit" | "day" => Ok(Span::Visit),
		"year" | "plan-year" => Ok(Span::Year),
		"lifetime" => Ok(Span::Lifetime),
		other => Err(node.problem(format!(
			"\"{other}\": write visit, plan-year, lifetime or {{\"days\": 30}}"
		))),
	}
}

/// `{"days": 90}` or `{"months": 12}`; a number is days.
fn period(node: &Node<'_>) -> Read<Period> {
	let bad = || node.problem("needs days or months, a whole number");
	if !node.value().is_object() {
		return u16::try_from(node.count(u64::from(u16::MAX))?)
			.map(Period::Days)
			.map_err(|_| bad());
	}
	let count = |member: &str| -> Read<Option<u16>> {
		node.get(member)
			.map(|n| n.count(u64::from(u16::MAX)))
			.transpose()
			.map(|c| c.and_then(|c| u16::try_from(c).ok()))
	};
	match (count("days")?, count("months")?) {
		(Some(days), None) => Ok(Period::Days(days)),
		(None, Some(months)) => Ok(Period::Months(months)),
		_ => Err(bad()),
	}
}

pub(super) fn waiting(root: &Node<'_>, scopes: &Scopes<'_>) -> Read<BoundedVec<Waiting, ConstU32<MAX_RULES>>> {
	let mut all = vec![];
	for entry in root.list("waitingPeriods")? {
		only(&entry, &["days", "months"])?;
		all.push(Waiting {
			scope: scopes.scope(&entry)?,
			period: period(&entry)?,
		});
	}
	bounded(root, "waitingPeriods", all)
}

pub(super) fn prior_authorisation(
	root: &Node<'_>,
	currency: Currency,
	scopes: &Scopes<'_>,
) -> Read<BoundedVec<AuthorisationRule, ConstU32<MAX_RULES>>> {
	let mut all = vec![];
	for entry in root
		.list("priorAuthorisation")?
		.into_iter()
		.chain(root.list("priorAuthorization")?)
	{
		if entry.value().is_string() {
			let category = find_category(scopes.categories, &entry)?;
			let scope = Scope {
				networks: u8::MAX,
				categories: 1 << category.0,
			};
			all.push(AuthorisationRule {
				scope,
				above: None,
				absent: Absent::Deny,
			});
			continue;
		}
		only(&entry, &["above", "absent"])?;
		let absent = match entry.get("absent") {
			None => Absent::Deny,
			Some(node) if node.value().is_string() && node.text()? == "deny" => Absent::Deny,
			Some(node) if node.value().is_object() => {
				node.only(&["reduceBy", "max"])?;
				Absent::Reduce {
					rate: node.must("reduceBy")?.rate(10_000)?,
					most: node.get("max").map(|n| n.money(currency)).transpose()?,
				}
			},
			Some(node) => return Err(node.problem("write \"deny\" or {\"reduceBy\": 50, \"max\": 500}")),
		};
		all.push(AuthorisationRule {
			scope: scopes.scope(&entry)?,
			above: entry.get("above").map(|n| n.money(currency)).transpose()?,
			absent,
		});
	}
	bounded(root, "priorAuthorisation", all)
}

pub(super) fn closures(root: &Node<'_>, scopes: &Scopes<'_>) -> Read<BoundedVec<Closure, ConstU32<MAX_RULES>>> {
	let mut all = vec![];
	for entry in root.list("closedNetworks")? {
		if entry.value().is_string() {
			let networks = scopes.networks_of(&entry)?;
			all.push(Closure {
				scope: Scope {
					networks,
					categories: u128::MAX,
				},
				authorised: false,
			});
			continue;
		}
		only(&entry, &["unlessAuthorised", "unlessAuthorized"])?;
		let authorised = entry.flag("unlessAuthorised", false)? || entry.flag("unlessAuthorized", false)?;
		all.push(Closure {
			scope: scopes.scope(&entry)?,
			authorised,
		});
	}
	bounded(root, "closedNetworks", all)
}

pub(super) fn filing(root: &Node<'_>) -> Read<Option<Filing>> {
	let Some(node) = root.get("timelyFiling") else {
		return Ok(None);
	};
	if !node.value().is_object() {
		let period = period(&node)?;
		return Ok(Some(Filing {
			period,
			after_prior: Some(period),
			after_notice: Some(period),
			good_cause: true,
		}));
	}
	node.only(&[
		"days",
		"months",
		"afterPriorPayer",
		"afterRetroactiveNotice",
		"goodCause",
	])?;
	Ok(Some(Filing {
		period: period(&node)?,
		after_prior: node.get("afterPriorPayer").map(|n| period(&n)).transpose()?,
		after_notice: node.get("afterRetroactiveNotice").map(|n| period(&n)).transpose()?,
		good_cause: node.flag("goodCause", true)?,
	}))
}

pub(super) fn duplicates(root: &Node<'_>) -> Read<Duplicates> {
	let mut rules = Duplicates::default();
	let Some(node) = root.get("duplicates") else {
		return Ok(rules);
	};
	node.only(&["exact", "suspect", "withinClaim"])?;
	let read = |member: &str, default: OnDuplicate| match node.text_of(member)? {
		None => Ok(default),
		Some("deny") => Ok(OnDuplicate::Deny),
		Some("pend") => Ok(OnDuplicate::Pend),
		Some("allow") => Ok(OnDuplicate::Allow),
		Some(other) => Err(node.problem_at(member, format!("\"{other}\": write deny, pend or allow"))),
	};
	rules.exact = read("exact", rules.exact)?;
	rules.suspect = read("suspect", rules.suspect)?;
	rules.within = node.flag("withinClaim", false)?;
	Ok(rules)
}

fn method(node: &Node<'_>) -> Read<CobMethod> {
	Ok(match node.text()? {
		"traditional" | "standard" => CobMethod::Traditional,
		"non-duplication" => CobMethod::NonDuplication,
		"carve-out" => CobMethod::CarveOut,
		"maintenance-of-benefits" | "exclusion" => CobMethod::MaintenanceOfBenefits,
		"lowest-of" | "42-cfr-411.33(a)" => CobMethod::LowestOf,
		"lowest-of-gross" | "42-cfr-411.33(e)" => CobMethod::LowestOfGross,
		other => {
			return Err(node.problem(format!(
				"\"{other}\": write traditional, non-duplication, carve-out, maintenance-of-benefits, lowest-of or lowest-of-gross"
			)));
		},
	})
}

pub(super) fn coordination(root: &Node<'_>) -> Read<Cob> {
	let mut cob = Cob::default();
	let Some(node) = root.get("coordinationOfBenefits") else {
		return Ok(cob);
	};
	if !node.value().is_object() {
		cob.method = method(&node)?;
		return Ok(cob);
	}
	node.only(&[
		"method",
		"allowable",
		"level",
		"obligation",
		"deductibleCredit",
		"outOfPocketCredit",
		"requirePriorPayer",
	])?;
	if let Some(stated) = node.get("method") {
		cob.method = method(&stated)?;
	}
	let unknown = |member: &str, other: &str, write: &str| -> Problem {
		node.problem_at(member, format!("\"{other}\": write {write}"))
	};
	cob.allowable = match node.text_of("allowable")? {
		None | Some("higher") => Allowable::Higher,
		Some("own") => Allowable::Own,
		Some("prior") => Allowable::Prior,
		Some("lower") => Allowable::Lower,
		Some(other) => return Err(unknown("allowable", other, "higher, own, prior or lower")),
	};
	cob.level = match node.text_of("level")? {
		None | Some("reported") => Level::Reported,
		Some("claim") => Level::Claim,
		Some(other) => return Err(unknown("level", other, "reported or claim")),
	};
	cob.obligation = match node.text_of("obligation")? {
		None | Some("contractual") => Obligation::Contractual,
		Some("stated") => Obligation::Stated,
		Some(other) => return Err(unknown("obligation", other, "contractual or stated")),
	};
	let credit = |member: &str, default: Credit| match node.text_of(member)? {
		None => Ok(default),
		Some("as-if-primary") => Ok(Credit::AsIfPrimary),
		Some("borne") => Ok(Credit::Borne),
		Some(other) => Err(unknown(member, other, "as-if-primary or borne")),
	};
	cob.deductible = credit("deductibleCredit", cob.deductible)?;
	cob.out_of_pocket = credit("outOfPocketCredit", cob.out_of_pocket)?;
	cob.needs_prior = node.flag("requirePriorPayer", true)?;
	Ok(cob)
}

pub(super) fn prompt_pay(root: &Node<'_>) -> Read<Option<PromptPay>> {
	let Some(node) = root.get("promptPay") else {
		return Ok(None);
	};
	node.only(&["days", "rate", "daysOfYear"])?;
	let rate = node.must("rate")?;
	let percent = match rate.value().as_str().and_then(|t| t.trim().strip_suffix('%')) {
		Some(text) => Decimal::parse(text).ok_or_else(|| rate.problem("is not a percentage"))?,
		None => rate.decimal()?,
	};
	let millionths = percent
		.scaled(4)
		.and_then(|r| u32::try_from(r).ok())
		.filter(|r| *r <= 1_000_000)
		.ok_or_else(|| rate.problem("must be a yearly percentage from 0 to 100 with at most four decimals"))?;
	Ok(Some(PromptPay {
		ceiling: node
			.get("days")
			.map_or(Ok(30), |n| n.count(3_650))?
			.try_into()
			.unwrap_or(30),
		rate: millionths,
		year: match node.get("daysOfYear") {
			None => 0,
			Some(n) if n.value().as_str() == Some("actual") => 0,
			Some(n) => n.count(366)?.try_into().unwrap_or(365),
		},
	}))
}

pub(super) fn groups(root: &Node<'_>) -> Read<BoundedVec<(Reason, Group), ConstU32<MAX_RULES>>> {
	let mut all = vec![];
	if let Some(node) = root.get("groups") {
		for (code, entry) in node.members()? {
			let reason = Reason::parse(code)
				.ok_or_else(|| entry.problem(format!("\"{code}\" is not a claim adjustment reason code")))?;
			let text = entry.text()?;
			let group =
				Group::parse(text).ok_or_else(|| entry.problem(format!("\"{text}\": write CO, PR, OA or PI")))?;
			if !pair_allowed(group, reason) {
				return Err(entry.problem(format!(
					"DisallowedPair: reason {reason} cannot be used with group {group}"
				)));
			}
			all.push((reason, group));
		}
	}
	bounded(root, "groups", all)
}

pub(super) fn appeals(root: &Node<'_>, currency: Currency) -> Read<BoundedVec<AppealLevel, ConstU32<MAX_APPEALS>>> {
	let mut all = vec![];
	for entry in root.list("appealLevels")? {
		only(&entry, &["fileWithinDays", "decideWithinDays", "minimum"])?;
		let days = |member: &str| -> Read<u16> {
			let node = entry.must(member)?;
			u16::try_from(node.count(u64::from(u16::MAX))?).map_err(|_| node.problem("is too many days"))
		};
		all.push(AppealLevel {
			file_within: days("fileWithinDays")?,
			decide_within: days("decideWithinDays")?,
			least: entry.get("minimum").map_or(Ok(0 as Money), |n| n.money(currency))?,
		});
	}
	bounded(root, "appealLevels", all)
}
