//! The rules of `PLAN.json`: prices, coordination and the rest; cost share and limits are in [`sharing`](super::sharing).

use super::{
	names::Categories,
	read::{bounded, find_category, find_network, price_basis, reason},
};
use crate::claim::{
	decimal::{Currency, Decimal},
	json::{Node, Problem, Read},
};
use bounded_collections::{BoundedVec, ConstU32};
use salus_claims_engine::{calendar::Period, money::Money, pair_allowed, plan::*, Group, Reason};

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
	pub fn scope(&self, entry: &Node<'_>) -> Read<Scope> {
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

pub(super) fn only(entry: &Node<'_>, known: &[&str]) -> Read<()> {
	let all: Vec<&str> = known.iter().copied().chain(SCOPE).chain(["name"]).collect();
	entry.only(&all)
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

/// `[{scope, "percents": [100, 50, 25]}]`: the last percentage is that of all further procedures.
pub(super) fn ranks(root: &Node<'_>, scopes: &Scopes<'_>) -> Read<BoundedVec<Rank, ConstU32<MAX_RANKS>>> {
	let mut all = vec![];
	for entry in root.list("multipleProcedures")? {
		only(&entry, &["percents"])?;
		let stated = entry.must("percents")?;
		let percents = stated
			.items()?
			.iter()
			.map(|n| n.rate(10_000))
			.collect::<Read<Vec<u32>>>()?;
		let (Some(last), true) = (percents.last(), percents.len() <= 4) else {
			return Err(stated.problem("has to name one to four percentages: of the dearest procedure, the next, …"));
		};
		let mut rates = [*last; 4];
		for (rate, percent) in rates.iter_mut().zip(&percents) {
			*rate = *percent;
		}
		all.push(Rank {
			scope: scopes.scope(&entry)?,
			rates,
		});
	}
	bounded(root, "multipleProcedures", all)
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

/// `{scope, "days": 60}`: the lines that are care, and the days without after which the period is over.
pub(super) fn benefit_period(root: &Node<'_>, scopes: &Scopes<'_>) -> Read<Option<Spell>> {
	let Some(node) = root.get("benefitPeriod") else {
		return Ok(None);
	};
	only(&node, &["days"])?;
	let days = node.must("days")?;
	match u16::try_from(days.count(u64::from(u16::MAX))?) {
		Ok(gap) if gap > 0 => Ok(Some(Spell {
			scope: scopes.scope(&node)?,
			gap,
		})),
		_ => Err(days.problem("must be at least one day without care")),
	}
}

/// `{"days": 90}` or `{"months": 12}`; a number is days.
pub(super) fn period(node: &Node<'_>) -> Read<Period> {
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
