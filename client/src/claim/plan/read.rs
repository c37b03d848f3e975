//! Reads `PLAN.json`.

use super::{
	names::{system_uri, Categories, CategoryRule, Pattern},
	rules::{self, Scopes},
	sharing::{self, Marks, Named},
	Code, Member, NamedAuthorisation, PlanFile, Scheduled,
};
use crate::claim::{
	decimal::Currency,
	json::{Node, Read},
};
use bounded_collections::BoundedVec;
use salus_claims_engine::{
	calendar::{Day, YearStart},
	money::{Rounding, ONE_UNIT},
	plan::{Network, Order, Price, PriceBasis, Share, Side, COPAY_FIRST},
	Authorisation, Coverage, Decision, Plan, PlanFault, Reason, Tier,
};
use serde_json::Value;
use std::collections::BTreeMap;

const KNOWN: &[&str] = &[
	"plan",
	"id",
	"name",
	"version",
	"payer",
	"currency",
	"rounding",
	"roundedSide",
	"planYear",
	"secret",
	"order",
	"deductible",
	"deductibles",
	"outOfPocketMax",
	"outOfPocketMaximums",
	"coinsurance",
	"copay",
	"costShare",
	"otherServices",
	"categories",
	"defaultCategory",
	"networks",
	"providers",
	"defaultNetwork",
	"closedNetworks",
	"balanceBilling",
	"feeSchedule",
	"defaultPrice",
	"wholeClaimCovers",
	"multipleProcedures",
	"benefitPeriod",
	"paymentReductions",
	"limits",
	"waitingPeriods",
	"priorAuthorisation",
	"priorAuthorization",
	"authorisations",
	"authorizations",
	"timelyFiling",
	"duplicates",
	"coordinationOfBenefits",
	"autoAdjudicationCeiling",
	"fourEyesAbove",
	"promptPay",
	"groups",
	"members",
	"appealLevels",
];

/// Reads a plan. `name` is the name of the file, for messages.
pub fn read(file: &Value, name: &str) -> Read<PlanFile> {
	let root = Node::root(file, name);
	root.only(KNOWN)?;
	let currency = currency(&root)?;
	let networks = networks(&root)?;
	let mut categories = categories(&root)?;
	let schedule = schedule(&root, currency, &networks, &mut categories)?;
	if let Some(node) = root.get("defaultCategory") {
		categories.default = find_category(&categories, &node)?;
	}
	let scopes = Scopes {
		categories: &categories,
		networks: &networks,
	};
	let spell = rules::benefit_period(&root, &scopes)?;
	let (deductibles, deductible_names) = sharing::deductibles(&root, currency, &scopes, spell.is_some())?;
	let (caps, cap_names) = sharing::caps(&root, currency, &scopes, spell.is_some())?;
	let mut marks = Marks::read(&root, currency, &scopes, spell.is_some())?;
	let named = Named {
		deductibles: &deductible_names,
		caps: &cap_names,
	};
	let shares = sharing::shares(&root, currency, &scopes, &named, &mut marks)?;
	let (limits, limit_names) = marks.finish(&root)?;
	let plan = Plan {
		currency: currency.code,
		rounding: rounding(&root)?,
		rounded: match root.text_of("roundedSide")? {
			None | Some("patient") => Side::Patient,
			Some("plan") => Side::Plan,
			Some(other) => return Err(root.problem_at("roundedSide", format!("\"{other}\": write patient or plan"))),
		},
		order: root.get("order").map_or(Ok(COPAY_FIRST), |node| order(&node))?,
		year: plan_year(&root)?,
		spell,
		shares,
		deductibles,
		caps,
		prices: rules::prices(&root, currency, &scopes)?,
		ranks: rules::ranks(&root, &scopes)?,
		packaged: rules::packaged(&root, &scopes)?,
		limits,
		waiting: rules::waiting(&root, &scopes)?,
		authorisations: rules::prior_authorisation(&root, currency, &scopes)?,
		closures: rules::closures(&root, &scopes)?,
		balance_billing: match root.get("balanceBilling") {
			None => 0,
			Some(node) => scopes.networks_of(&node)?,
		},
		filing: rules::filing(&root)?,
		duplicates: rules::duplicates(&root)?,
		cob: rules::coordination(&root)?,
		reductions: rules::reductions(&root, &scopes)?,
		ceiling: root
			.get("autoAdjudicationCeiling")
			.map(|n| n.money(currency))
			.transpose()?,
		four_eyes_above: root.get("fourEyesAbove").map(|n| n.money(currency)).transpose()?,
		prompt_pay: rules::prompt_pay(&root)?,
		groups: rules::groups(&root)?,
		appeals: rules::appeals(&root, currency)?,
	};
	plan.check().map_err(|fault| match fault {
		PlanFault::TooManyParts => root.problem_at("costShare", describe(fault)),
		_ => root.problem(describe(fault)),
	})?;
	let providers = providers(&root, &networks)?;
	let default_network = match root.get("defaultNetwork") {
		Some(node) => Some(find_network(&networks, &node)?),
		None if providers.is_none() => Some(0),
		None => None,
	};
	let networks_of_providers = networks.clone();
	let mut result = PlanFile {
		id: plan_id(&root)?,
		payer: vec![],
		payer_name: None,
		currency,
		plan,
		schedule,
		categories,
		networks,
		providers,
		accounts: accounts(&root, &networks_of_providers)?,
		default_network,
		members: members(&root)?,
		authorisations: vec![],
		deductible_names,
		cap_names,
		limit_names,
		secret: secret(&root)?,
	};
	if let Some(payer) = root.get("payer") {
		if payer.value().is_object() {
			payer.only(&["id", "ids", "name"])?;
			result.payer = ids(&payer)?;
			result.payer_name = payer.text_of("name")?.map(Into::into);
		} else {
			result.payer = vec![payer.word()?];
		}
	}
	for node in ["authorisations", "authorizations"] {
		for entry in root.list(node)? {
			let next = authorisation(&entry, &result, result.authorisations.len())?;
			result.authorisations.push(next);
		}
	}
	Ok(result)
}

/// A sentence for what [`Plan::check`] found.
fn describe(fault: PlanFault) -> String {
	let why = match fault {
		PlanFault::RateTooHigh => "a rate is above the whole",
		PlanFault::AmountTooLarge => "an amount is larger than any amount",
		PlanFault::OrderRepeats => "order names deductible, copay and coinsurance at most once each",
		PlanFault::NoSuchYearStart => "planYear starts on a day that does not exist",
		PlanFault::NoSuchAccumulator => {
			"a rule names a deductible or out-of-pocket maximum that the plan does not have"
		},
		PlanFault::DisallowedPair => "a reason code cannot be used with that group code",
		PlanFault::ReservedReason => "reasons 1, 2, 3, 23 and 45 are computed and cannot be chosen",
		PlanFault::LeastAboveMost => "the least coinsurance is above the most",
		PlanFault::NoSuchMark => "a rule holds within a limit that is no threshold",
		PlanFault::SpanNotAllowed => "something is counted over a time over which it cannot be",
		PlanFault::MeasureNotAllowed => "coinsured and patient are measures of thresholds only",
		PlanFault::MembersNotCountable => "members who have met theirs cannot be counted",
		PlanFault::TooManyParts => {
			"more than seven rules with first, through, within or firstVisits are for one category and network"
		},
		PlanFault::TooManyLinks => "a deductible or out-of-pocket maximum names more than three others",
	};
	format!("{fault:?}: {why}")
}

fn plan_id(root: &Node<'_>) -> Read<String> {
	let id = root
		.any(&["plan", "id", "name"])
		.map_or_else(|| Ok("plan".into()), |node| node.word())?;
	Ok(match root.get("version") {
		Some(version) => format!("{id}/{}", version.word()?),
		None => id,
	})
}

fn currency(root: &Node<'_>) -> Read<Currency> {
	let Some(node) = root.get("currency") else {
		return Ok(Currency {
			code: *b"USD",
			digits: 2,
		});
	};
	let (code, digits) = if node.value().is_object() {
		node.only(&["code", "digits"])?;
		let digits = node.get("digits").map(|d| d.count(6)).transpose()?;
		(node.must("code")?, digits.and_then(|d| u32::try_from(d).ok()))
	} else {
		(node.clone(), None)
	};
	let text = code.text()?;
	let known = Currency::parse(text)
		.ok_or_else(|| code.problem(format!("\"{text}\" is not an ISO 4217 code of three capital letters")))?;
	Ok(Currency {
		digits: digits.unwrap_or(known.digits),
		..known
	})
}

fn rounding(root: &Node<'_>) -> Read<Rounding> {
	match root.text_of("rounding")? {
		None | Some("half-up") => Ok(Rounding::HalfUp),
		Some("half-even") => Ok(Rounding::HalfEven),
		Some("truncate") => Ok(Rounding::Truncate),
		Some(other) => Err(root.problem_at("rounding", format!("\"{other}\": write half-up, half-even or truncate"))),
	}
}

pub(super) fn order(node: &Node<'_>) -> Read<Order> {
	let mut order = vec![];
	for item in node.items()? {
		order.push(match item.text()? {
			"deductible" => Share::Deductible,
			"coinsurance" => Share::Coinsurance,
			"copay" => Share::Copay,
			other => {
				return Err(item.problem(format!("\"{other}\": write deductible, copay or coinsurance")));
			},
		});
	}
	// What a plan does not have, it need not place.
	for share in [Share::Copay, Share::Deductible, Share::Coinsurance] {
		if !order.contains(&share) {
			order.push(share);
		}
	}
	order
		.try_into()
		.map_err(|_| node.problem("names deductible, copay and coinsurance at most once each"))
}

fn plan_year(root: &Node<'_>) -> Read<YearStart> {
	let Some(node) = root.get("planYear") else {
		return Ok(YearStart::default());
	};
	let starts = if node.value().is_object() {
		node.only(&["starts"])?;
		node.must("starts")?
	} else {
		node
	};
	let text = starts.text()?;
	if text == "calendar" {
		return Ok(YearStart::default());
	}
	let part = |text: Option<&str>| text.and_then(|t| t.parse::<u8>().ok());
	let tail = text.strip_prefix("--").unwrap_or(text);
	match tail
		.split_once('-')
		.map(|(month, day)| (part(Some(month)), part(Some(day))))
	{
		Some((Some(month), Some(day))) => Ok(YearStart { month, day }),
		_ => Err(starts.problem(format!("\"{text}\": write the first day as MM-DD, for example 07-01"))),
	}
}

fn secret(root: &Node<'_>) -> Read<Vec<u8>> {
	let Some(node) = root.get("secret") else {
		return Ok(vec![]);
	};
	let text = node.text()?;
	let Some(hex) = text.strip_prefix("hex:").or_else(|| text.strip_prefix("0x")) else {
		return Ok(text.as_bytes().to_vec());
	};
	let digits: Option<Vec<u8>> = hex
		.chars()
		.map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok()))
		.collect();
	match digits {
		Some(digits) if digits.len() % 2 == 0 => {
			Ok(digits.chunks_exact(2).map(|pair| pair[0] * 16 + pair[1]).collect())
		},
		_ => Err(node.problem("is not an even number of hexadecimal digits")),
	}
}

fn networks(root: &Node<'_>) -> Read<Vec<String>> {
	let names = match root.get("networks") {
		None => vec!["in".to_owned(), "out".to_owned()],
		Some(node) => {
			let items = node.items()?;
			let mut names: Vec<String> = vec![];
			for item in &items {
				let name = item.text()?.to_owned();
				if names.contains(&name) {
					return Err(item.problem("is named twice"));
				}
				names.push(name);
			}
			if names.is_empty() || names.len() > 8 {
				return Err(node.problem("has to name one to eight networks"));
			}
			names
		},
	};
	Ok(names)
}

pub(super) fn find_network(networks: &[String], node: &Node<'_>) -> Read<Network> {
	let name = node.text()?;
	networks
		.iter()
		.position(|known| known == name)
		.and_then(|at| Network::try_from(at).ok())
		.ok_or_else(|| {
			node.problem(format!(
				"\"{name}\" is not a network of this plan: {}",
				networks.join(", ")
			))
		})
}

pub(super) fn find_category(categories: &Categories, node: &Node<'_>) -> Read<salus_claims_engine::Category> {
	let name = node.text()?;
	categories.find(name).ok_or_else(|| {
		node.problem(format!(
			"\"{name}\" is neither a standard category nor declared under categories"
		))
	})
}

fn categories(root: &Node<'_>) -> Read<Categories> {
	let mut categories = Categories::default();
	let Some(node) = root.get("categories") else {
		return Ok(categories);
	};
	let entries: Vec<(String, Node<'_>)> = if node.value().is_array() {
		let mut entries = vec![];
		for item in node.items()? {
			entries.push((item.must("name")?.text()?.to_owned(), item));
		}
		entries
	} else {
		node.members()?
			.into_iter()
			.map(|(name, entry)| (name.to_owned(), entry))
			.collect()
	};
	for (name, entry) in entries {
		let category = categories
			.declare(&name)
			.ok_or_else(|| entry.problem("is one category too many: a plan may add 64 of its own"))?;
		let services = if entry.value().is_object() {
			entry.only(&[
				"name",
				"codes",
				"revenueCodes",
				"placesOfService",
				"claimTypes",
				"itemCategories",
			])?;
			type Make = fn(Pattern) -> CategoryRule;
			let others: [(&str, Make); 4] = [
				("revenueCodes", CategoryRule::Revenue),
				("placesOfService", CategoryRule::Place),
				("itemCategories", CategoryRule::Item),
				("claimTypes", CategoryRule::Kind),
			];
			for (member, make) in others {
				for pattern in entry.list(member)? {
					categories.rule(category, make(Pattern::parse(&pattern.word()?)));
				}
			}
			entry.list("codes")?
		} else {
			entry.one_or_many()?
		};
		for code in services {
			let text = code.word()?;
			let rule = match text.rsplit_once('|') {
				Some((system, code)) => CategoryRule::Service(Some(system_uri(system)), Pattern::parse(code)),
				None => CategoryRule::Service(None, Pattern::parse(&text)),
			};
			categories.rule(category, rule);
		}
	}
	Ok(categories)
}

/// Reads `system|code:modifier…`.
pub fn code(text: &str) -> Code {
	let (system, rest) = text.rsplit_once('|').unwrap_or(("", text));
	let mut parts = rest.split(':');
	let code = parts.next().unwrap_or_default().to_owned();
	Code {
		system: system_uri(system),
		code,
		modifiers: parts.map(Into::into).collect(),
	}
}

fn schedule(
	root: &Node<'_>,
	currency: Currency,
	networks: &[String],
	categories: &mut Categories,
) -> Read<BTreeMap<String, Vec<Scheduled>>> {
	let mut schedule: BTreeMap<String, Vec<Scheduled>> = BTreeMap::new();
	let Some(node) = root.get("feeSchedule") else {
		return Ok(schedule);
	};
	let mut add = |node: &Node<'_>, code: Code, entry: Scheduled| {
		let entries = schedule.entry(code.token()).or_default();
		if entries.iter().any(|known| known.networks & entry.networks != 0) {
			return Err(node.problem(format!("{} is priced twice for one network", code.token())));
		}
		entries.push(entry);
		Ok(())
	};
	if node.value().is_object() {
		for (name, amount) in node.members()? {
			let price = Price {
				basis: PriceBasis::Unit(amount.money(currency)?),
				category: None,
			};
			add(
				&amount,
				code(name),
				Scheduled {
					networks: u8::MAX,
					price,
				},
			)?;
		}
		return Ok(schedule);
	}
	for entry in node.items()? {
		entry.only(&[
			"system",
			"code",
			"codes",
			"modifiers",
			"amount",
			"per",
			"percentOfBilled",
			"price",
			"category",
			"network",
			"networks",
			"display",
		])?;
		let category = match entry.get("category") {
			None => None,
			Some(node) => {
				let name = node.text()?;
				Some(
					categories
						.declare(name)
						.ok_or_else(|| node.problem("is one category too many"))?,
				)
			},
		};
		let mut mask = 0u8;
		for node in entry.list("network")?.iter().chain(&entry.list("networks")?) {
			mask |= 1 << find_network(networks, node)?;
		}
		let price = Price {
			basis: price_basis(&entry, currency)?,
			category,
		};
		let scheduled = Scheduled {
			networks: if mask == 0 { u8::MAX } else { mask },
			price,
		};
		let system = entry.text_of("system")?.map(system_uri);
		let modifiers: Vec<String> = entry.list("modifiers")?.iter().map(|m| m.word()).collect::<Read<_>>()?;
		let mut codes = entry.list("code")?;
		codes.extend(entry.list("codes")?);
		if codes.is_empty() {
			return Err(entry.problem_at("code", "is missing"));
		}
		for node in codes {
			let mut one = code(&node.word()?);
			if let Some(system) = &system {
				one.system.clone_from(system);
			}
			one.modifiers.extend(modifiers.iter().cloned());
			add(&node, one, scheduled)?;
		}
	}
	Ok(schedule)
}

/// `amount` with `per` unit or line, `percentOfBilled`, or `price` deny or pend.
pub(super) fn price_basis(entry: &Node<'_>, currency: Currency) -> Read<PriceBasis> {
	let found: Vec<&str> = ["amount", "percentOfBilled", "price"]
		.into_iter()
		.filter(|m| entry.get(m).is_some())
		.collect();
	if found.len() != 1 {
		return Err(entry.problem("needs exactly one of amount, percentOfBilled and price"));
	}
	if let Some(rate) = entry.get("percentOfBilled") {
		return Ok(PriceBasis::Billed(rate.rate(100_000)?));
	}
	if let Some(word) = entry.get("price") {
		return match word.text()? {
			"deny" | "not-covered" => Ok(PriceBasis::Deny),
			"pend" => Ok(PriceBasis::Pend),
			"billed" => Ok(PriceBasis::Billed(10_000)),
			other => Err(word.problem(format!("\"{other}\": write billed, deny or pend"))),
		};
	}
	let amount = entry.must("amount")?.money(currency)?;
	match entry.text_of("per")? {
		None | Some("unit") => Ok(PriceBasis::Unit(amount)),
		Some("line" | "service") => Ok(PriceBasis::Line(amount)),
		Some("claim" | "case" | "admission" | "stay") => Ok(PriceBasis::Claim(amount)),
		Some("day") => Ok(PriceBasis::Day(amount)),
		Some(other) => Err(entry.problem_at("per", format!("\"{other}\": write unit, line, claim or day"))),
	}
}

fn providers(root: &Node<'_>, networks: &[String]) -> Read<Option<BTreeMap<String, Network>>> {
	let Some(node) = root.get("providers") else {
		return Ok(None);
	};
	let mut providers = BTreeMap::new();
	if node.value().is_object() {
		for (id, network) in node.members()? {
			providers.insert(id.to_owned(), find_network(networks, &network)?);
		}
		return Ok(Some(providers));
	}
	for entry in node.items()? {
		if entry.value().is_string() {
			providers.insert(entry.text()?.to_owned(), 0);
			continue;
		}
		entry.only(&["id", "ids", "name", "network", "account"])?;
		let network = entry.get("network").map_or(Ok(0), |n| find_network(networks, &n))?;
		for id in ids(&entry)? {
			providers.insert(id, network);
		}
	}
	Ok(Some(providers))
}

/// Accounts of providers on chain, and their networks.
fn accounts(root: &Node<'_>, networks: &[String]) -> Read<Vec<(String, Network)>> {
	let mut all = vec![];
	let Some(node) = root.get("providers").filter(|node| node.value().is_array()) else {
		return Ok(all);
	};
	for entry in node.items()? {
		if let Some(account) = entry.text_of("account")? {
			let network = entry.get("network").map_or(Ok(0), |n| find_network(networks, &n))?;
			all.push((account.to_owned(), network));
		}
	}
	Ok(all)
}

fn ids(entry: &Node<'_>) -> Read<Vec<String>> {
	let mut all = vec![];
	for node in entry.list("id")?.iter().chain(&entry.list("ids")?) {
		all.push(node.word()?);
	}
	if all.is_empty() {
		return Err(entry.problem_at("id", "is missing"));
	}
	Ok(all)
}

fn members(root: &Node<'_>) -> Read<Option<Vec<Member>>> {
	let Some(node) = root.get("members") else {
		return Ok(None);
	};
	let mut members: Vec<Member> = vec![];
	for entry in node.items()? {
		if !entry.value().is_object() {
			members.push(anybody(entry.word()?));
			continue;
		}
		entry.only(&[
			"id",
			"ids",
			"family",
			"tier",
			"from",
			"until",
			"enrolled",
			"order",
			"retroactiveNotice",
			"name",
			"account",
		])?;
		let ids = ids(&entry)?;
		let family = entry.get("family").map(|n| n.word()).transpose()?;
		let tier = match entry.text_of("tier")? {
			None if family.is_some() => Tier::Family,
			None => Tier::Alone,
			Some("self" | "self-only" | "individual") => Tier::Alone,
			Some("family") => Tier::Family,
			Some(other) => return Err(entry.problem_at("tier", format!("\"{other}\": write self or family"))),
		};
		let from = entry.day_of("from")?.unwrap_or(EVER);
		let coverage = Coverage {
			from,
			until: entry.day_of("until")?,
			enrolled: entry.day_of("enrolled")?.unwrap_or(from),
			tier,
			order: entry
				.get("order")
				.map_or(Ok(1), |n| n.count(9))?
				.try_into()
				.unwrap_or(1),
		};
		if coverage.until.is_some_and(|until| until < from) {
			return Err(entry.problem_at("until", "is before from"));
		}
		let family = family.or_else(|| (tier == Tier::Family).then(|| format!("family of {}", ids[0])));
		if members.iter().any(|known| known.ids.iter().any(|id| ids.contains(id))) {
			return Err(entry.problem("is named twice"));
		}
		members.push(Member {
			id: ids[0].clone(),
			ids,
			family: family.filter(|_| tier == Tier::Family),
			coverage,
			notice: entry.day_of("retroactiveNotice")?,
			account: entry.text_of("account")?.map(Into::into),
		});
	}
	Ok(Some(members))
}

/// A first day of coverage for plans that state none.
const EVER: Day = -200_000;

/// A member with a coverage that is always there.
pub fn anybody(id: String) -> Member {
	Member {
		ids: vec![id.clone()],
		id,
		family: None,
		coverage: Coverage {
			from: EVER,
			until: None,
			enrolled: EVER,
			tier: Tier::Alone,
			order: 1,
		},
		notice: None,
		account: None,
	}
}

/// Reads an authorisation of a plan or of a history.
pub fn authorisation(entry: &Node<'_>, plan: &PlanFile, position: usize) -> Read<NamedAuthorisation> {
	entry.only(&[
		"id", "member", "system", "code", "category", "provider", "decision", "units", "amount", "from", "until",
	])?;
	let service = match entry.get("code") {
		None => None,
		Some(node) => {
			let mut one = code(&node.word()?);
			if let Some(system) = entry.text_of("system")? {
				one.system = system_uri(system);
			}
			Some(plan.blind(&one))
		},
	};
	let decision = match entry.text_of("decision")? {
		None | Some("certified" | "A1") => Decision::Certified,
		Some("partial" | "A2") => Decision::Partial,
		Some("denied" | "A3") => Decision::Denied,
		Some("pended" | "A4") => Decision::Pended,
		Some("modified" | "A6") => Decision::Modified,
		Some(other) => {
			return Err(entry.problem_at(
				"decision",
				format!("\"{other}\": write certified, partial, modified, pended or denied"),
			));
		},
	};
	let units = match entry.get("units") {
		None => None,
		Some(node) => Some(
			node.decimal()?
				.scaled(3)
				.and_then(|u| u64::try_from(u).ok())
				.filter(|u| *u <= ONE_UNIT * 1_000_000)
				.ok_or_else(|| node.problem("must be a number of units with at most three decimals"))?,
		),
	};
	Ok(NamedAuthorisation {
		name: entry.must("id")?.word()?,
		member: entry.get("member").map(|n| n.word()).transpose()?,
		grant: Authorisation {
			id: u32::try_from(position).unwrap_or(u32::MAX),
			service,
			category: entry
				.get("category")
				.map(|n| find_category(&plan.categories, &n))
				.transpose()?,
			provider: entry
				.get("provider")
				.map(|n| n.word())
				.transpose()?
				.map(|id| crate::claim::provider_key(&id)),
			decision,
			from: entry.day_of("from")?.unwrap_or(EVER),
			until: entry.day_of("until")?.unwrap_or(Day::MAX),
			units,
			amount: entry.get("amount").map(|n| n.money(plan.currency)).transpose()?,
		},
	})
}

/// Reads a reason code.
pub(super) fn reason(node: &Node<'_>) -> Read<Reason> {
	let text = node.word()?;
	Reason::parse(&text).ok_or_else(|| node.problem(format!("\"{text}\" is not a claim adjustment reason code")))
}

/// Bounds a list of rules.
pub(super) fn bounded<T, S: bounded_collections::Get<u32>>(
	root: &Node<'_>,
	member: &str,
	rules: Vec<T>,
) -> Read<BoundedVec<T, S>> {
	let count = rules.len();
	rules
		.try_into()
		.map_err(|_| root.problem_at(member, format!("has {count} entries, a plan may have {}", S::get())))
}
