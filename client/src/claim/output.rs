//! Results as JSON, in the order in which a person reads them.

use super::{
	book::{Answer, Fate},
	decimal::fixed,
	json::{day_text, month_text},
	model::LineIn,
	plan::PlanFile,
};
use salus_claims_engine::{
	calendar::{day_of, month_parts, Day},
	interest,
	money::WHOLE,
	plan::{Limits, Measure, Span},
	Adjudication, Amount, ClaimUse, Counter, Group, LineResult, Owner, Reason, Stage, Step, Tallies, Tier, Verdict,
	Window,
};
use sha2::{Digest, Sha256};
use std::{collections::BTreeSet, fmt::Write};

/// A JSON value whose members keep their order and whose numbers keep their decimals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
	/// `true`, `false`.
	Bool(bool),
	/// A number as it is written.
	Number(String),
	/// Text.
	Text(String),
	/// An array.
	Array(Vec<Json>),
	/// An object.
	Object(Vec<(String, Json)>),
}

impl Json {
	/// Text.
	pub fn text(text: impl Into<String>) -> Self {
		Self::Text(text.into())
	}

	/// A whole number.
	pub fn count(number: impl Into<i128>) -> Self {
		Self::Number(number.into().to_string())
	}

	/// An object.
	pub fn object<const N: usize>(members: [(&str, Json); N]) -> Self {
		Self::Object(
			members
				.into_iter()
				.map(|(name, value)| (name.to_owned(), value))
				.collect(),
		)
	}

	/// Adds a member to an object.
	pub fn put(&mut self, name: &str, value: Json) {
		if let Self::Object(members) = self {
			members.push((name.into(), value));
		}
	}

	/// With indentation, and a line feed at the end.
	pub fn pretty(&self) -> String {
		let mut out = String::new();
		self.write(&mut out, 0);
		out.push('\n');
		out
	}

	fn short(&self) -> bool {
		match self {
			Self::Array(items) => items.iter().all(|i| !matches!(i, Self::Array(_) | Self::Object(_))),
			Self::Object(members) => {
				members.len() <= 4
					&& members
						.iter()
						.all(|(_, v)| !matches!(v, Self::Array(_) | Self::Object(_)))
			},
			_ => true,
		}
	}

	fn write(&self, out: &mut String, depth: usize) {
		let (open, close) = if matches!(self, Self::Array(_)) {
			('[', ']')
		} else {
			('{', '}')
		};
		let quoted = |text: &str| serde_json::Value::String(text.to_owned()).to_string();
		let parts: Vec<(Option<&str>, &Json)> = match self {
			Self::Bool(value) => return out.push_str(if *value { "true" } else { "false" }),
			Self::Number(number) => return out.push_str(number),
			Self::Text(text) => return out.push_str(&quoted(text)),
			Self::Array(items) => items.iter().map(|item| (None, item)).collect(),
			Self::Object(members) => members
				.iter()
				.map(|(name, value)| (Some(name.as_str()), value))
				.collect(),
		};
		let flat = self.short();
		out.push(open);
		for (at, (name, value)) in parts.iter().enumerate() {
			if at > 0 {
				out.push(',');
			}
			if flat {
				if at > 0 {
					out.push(' ');
				}
			} else {
				out.push('\n');
				out.extend(std::iter::repeat_n("  ", depth + 1));
			}
			if let Some(name) = name {
				out.push_str(&quoted(name));
				out.push_str(": ");
			}
			value.write(out, depth + 1);
		}
		if !flat && !parts.is_empty() {
			out.push('\n');
			out.extend(std::iter::repeat_n("  ", depth));
		}
		out.push(close);
	}
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
	bytes.iter().fold(String::new(), |mut text, byte| {
		let _ = write!(text, "{byte:02x}");
		text
	})
}

/// What the writers need besides the answer.
pub struct Writer<'p> {
	/// The plan.
	pub plan: &'p PlanFile,
	/// Day of payment: interest is due on what is late by then.
	pub paid_on: Option<Day>,
	/// Whether the trace is written.
	pub explain: bool,
	/// Names of authorisations, by number.
	pub authorisations: Vec<String>,
	digest: [u8; 32],
}

impl<'p> Writer<'p> {
	/// A writer for results under a plan.
	pub fn new(plan: &'p PlanFile, paid_on: Option<Day>, explain: bool, authorisations: Vec<String>) -> Self {
		Self {
			plan,
			paid_on,
			explain,
			authorisations,
			digest: plan.digest(),
		}
	}

	/// An amount with all decimals of the currency.
	pub fn money(&self, amount: Amount) -> Json {
		Json::Number(self.plan.currency.text(amount))
	}

	/// Thousandths of units.
	pub(super) fn units(units: u64) -> Json {
		let text = fixed(i128::from(units), 3);
		Json::Number(text.trim_end_matches('0').trim_end_matches('.').to_owned())
	}

	/// Several answers: the object of the only one, or `{claims, totals, accumulators}`.
	pub fn all(&self, answers: &[Answer]) -> Json {
		if let [only] = answers {
			return self.answer(only);
		}
		let mut sums: [Amount; 4] = [0; 4];
		for answer in answers {
			if let Fate::Decided(result) = &answer.fate {
				let t = result.totals;
				for (sum, more) in sums.iter_mut().zip([t.billed, t.allowed, t.paid, t.patient]) {
					*sum = sum.saturating_add(more);
				}
			}
		}
		let [billed, allowed, paid, patient] = sums.map(|s| self.money(s));
		let mut accumulators = vec![];
		let mut seen = BTreeSet::new();
		for answer in answers.iter().rev() {
			if let Some(member) = &answer.member {
				let family = member.family.clone();
				for (owner, id) in [(Owner::Member, Some(member.id.clone())), (Owner::Family, family)] {
					let Some(id) = id else { continue };
					if seen.insert((owner == Owner::Family, id)) {
						accumulators.extend(self.accumulators_of(answer, owner));
					}
				}
			}
		}
		Json::object([
			("claims", Json::Array(answers.iter().map(|a| self.answer(a)).collect())),
			(
				"totals",
				Json::object([
					("billed", billed),
					("allowed", allowed),
					("paid", paid),
					("patientResponsibility", patient),
				]),
			),
			("accumulators", Json::Array(accumulators)),
		])
	}

	/// One answer.
	pub fn answer(&self, answer: &Answer) -> Json {
		let claim = &answer.claim;
		let mut json = Json::object([("claim", Json::text(&claim.id))]);
		let outcome = match &answer.fate {
			Fate::Decided(_) => "adjudicated",
			Fate::Pended(_) => "pended",
			Fate::Rejected(_) => "rejected",
		};
		json.put("outcome", Json::text(outcome));
		if let Fate::Decided(result) = &answer.fate {
			json.put("reversal", Json::Bool(result.reversal));
			json.put("revision", Json::count(answer.revision));
		}
		let usage = match claim.usage {
			ClaimUse::Claim => "claim",
			ClaimUse::Predetermination => "predetermination",
		};
		json.put("use", Json::text(usage));
		json.put("plan", Json::text(&self.plan.id));
		json.put("currency", Json::text(self.plan.currency.name()));
		if let Some(member) = &answer.member {
			json.put("patient", Json::text(&member.id));
		}
		if let Some(provider) = claim.providers.first() {
			json.put("provider", Json::text(provider));
		}
		if let Some(kind) = &claim.kind {
			json.put("type", Json::text(kind));
		}
		if let Some(network) = answer.network {
			json.put("network", Json::text(self.plan.network_name(network)));
		}
		json.put("secondary", Json::Bool(answer.secondary));
		if let Some(asked) = &answer.asked {
			json.put("received", Json::text(day_text(asked.received)));
		}
		self.echo_claim(claim, &mut json);
		match &answer.fate {
			Fate::Rejected(rejection) => {
				json.put(
					"error",
					Json::object([
						("code", Json::text(&rejection.code)),
						("message", Json::text(&rejection.message)),
					]),
				);
			},
			Fate::Pended(pend) => {
				let mut why = Json::object([("reason", Json::text(format!("{:?}", pend.reason)))]);
				if let Some(line) = pend.line {
					why.put("line", Json::count(line));
				}
				json.put("pend", why);
				// What was asked: a history takes it as an earlier claim.
				let asked = |line: &LineIn| {
					let mut json = Json::object([("number", Json::count(line.number))]);
					self.echo(line, &mut json);
					let engine = answer.asked.as_ref();
					if let Some(engine) = engine.and_then(|c| c.lines.iter().find(|l| l.number == line.number)) {
						json.put("units", Self::units(engine.units));
						json.put("billed", self.money(i128::try_from(engine.billed).unwrap_or(i128::MAX)));
					}
					json
				};
				json.put("lines", Json::Array(claim.lines.iter().map(asked).collect()));
			},
			Fate::Decided(result) => self.decided(answer, result, &mut json),
		}
		if !matches!(answer.fate, Fate::Rejected(_)) {
			json.put("accumulators", Json::Array(self.accumulators(answer)));
		}
		if let Fate::Decided(result) = &answer.fate {
			json.put(
				"effects",
				Json::Array(result.effects.0.iter().map(|e| self.effect(e)).collect()),
			);
			if !result.uses.is_empty() {
				json.put(
					"authorisationUse",
					Json::Array(result.uses.iter().map(|u| self.authorisation_use(u)).collect()),
				);
			}
			json.put("planDigest", Json::text(hex(&self.digest)));
			json.put(
				"digest",
				Json::text(hex(&Sha256::digest(result.digest_preimage(&self.digest)))),
			);
		}
		if !answer.warnings.is_empty() {
			json.put(
				"warnings",
				Json::Array(answer.warnings.iter().map(Json::text).collect()),
			);
		}
		if self.explain && !answer.trace.is_empty() {
			json.put(
				"trace",
				Json::Array(answer.trace.iter().map(|s| self.step(s)).collect()),
			);
		}
		json
	}

	fn decided(&self, answer: &Answer, result: &Adjudication, json: &mut Json) {
		let lines = result.lines.iter().map(|line| self.line(answer, line)).collect();
		json.put("lines", Json::Array(lines));
		let t = &result.totals;
		let sum = |reason: Reason| result.lines.iter().map(|l| l.adjusted(Group::Patient, reason)).sum();
		json.put(
			"totals",
			Json::object([
				("billed", self.money(t.billed)),
				("allowed", self.money(t.allowed)),
				("paid", self.money(t.paid)),
				("patientResponsibility", self.money(t.patient)),
				("deductible", self.money(sum(Reason::DEDUCTIBLE))),
				("coinsurance", self.money(sum(Reason::COINSURANCE))),
				("copay", self.money(sum(Reason::COPAY))),
				("contractual", self.money(t.contractual)),
				("other", self.money(t.other)),
				("payerInitiated", self.money(t.payer)),
			]),
		);
		if let Some(due) = self.interest(answer, result) {
			json.put("interest", due);
		}
	}

	/// Interest, if the plan pays it and a day of payment is given. A predetermination and a reversal earn none, a claim that
	/// is decided again only on what is paid more.
	pub fn interest_of(&self, answer: &Answer, result: &Adjudication) -> Option<interest::Interest> {
		let terms = self.plan.plan.prompt_pay.as_ref()?;
		let asked = answer.asked.as_ref()?;
		if asked.usage != ClaimUse::Claim || result.reversal {
			return None;
		}
		let net = u128::try_from(result.totals.paid.saturating_sub(answer.before)).unwrap_or(0);
		salus_claims_engine::interest(net, terms, asked.received, self.paid_on?)
	}

	fn interest(&self, answer: &Answer, result: &Adjudication) -> Option<Json> {
		let due = self.interest_of(answer, result)?;
		let terms = self.plan.plan.prompt_pay.as_ref()?;
		Some(Json::object([
			("days", Json::count(due.days)),
			("rate", Json::Number(fixed(i128::from(terms.rate), 4))),
			("amount", self.money(i128::try_from(due.amount).unwrap_or(i128::MAX))),
		]))
	}

	fn line(&self, answer: &Answer, line: &LineResult) -> Json {
		let mut json = Json::object([("number", Json::count(line.number))]);
		let asked = answer.claim.lines.iter().find(|l| l.number == line.number);
		if let Some(asked) = asked {
			self.echo(asked, &mut json);
		}
		let engine = answer
			.asked
			.as_ref()
			.and_then(|c| c.lines.iter().find(|l| l.number == line.number));
		if let (Some(engine), Some(asked)) = (engine, asked) {
			json.put("units", Self::units(engine.units));
			let category = answer
				.network
				.and_then(|n| self.plan.price(&asked.codes, n))
				.and_then(|p| p.category)
				.unwrap_or(engine.category);
			json.put("category", Json::text(self.plan.category_name(category)));
		}
		json.put("billed", self.money(line.billed));
		json.put("allowed", self.money(line.allowed));
		let adjustments = line
			.adjustments
			.iter()
			.map(|a| {
				Json::object([
					("group", Json::text(a.group.code())),
					("reason", Json::text(a.reason.to_string())),
					("amount", self.money(a.amount)),
				])
			})
			.collect();
		json.put("adjustments", Json::Array(adjustments));
		json.put("paid", self.money(line.paid));
		json.put("patientResponsibility", self.money(line.patient));
		for (name, reason) in [
			("deductible", Reason::DEDUCTIBLE),
			("coinsurance", Reason::COINSURANCE),
			("copay", Reason::COPAY),
		] {
			json.put(name, self.money(line.adjusted(Group::Patient, reason)));
		}
		json
	}

	fn authorisation_use(&self, used: &salus_claims_engine::AuthorisationUse) -> Json {
		let name = usize::try_from(used.id)
			.ok()
			.and_then(|at| self.authorisations.get(at))
			.cloned();
		let units = fixed(i128::from(used.units), 3);
		Json::object([
			("id", Json::text(name.unwrap_or_default())),
			(
				"units",
				Json::Number(units.trim_end_matches('0').trim_end_matches('.').to_owned()),
			),
			("amount", self.money(used.amount)),
		])
	}

	fn name_of(&self, counter: Counter) -> (&'static str, String) {
		let get = |names: &[String], at: u8| names.get(usize::from(at)).cloned().unwrap_or_else(|| at.to_string());
		match counter {
			Counter::Deductible(at) => ("deductible", get(&self.plan.deductible_names, at)),
			Counter::Cap(at) => ("outOfPocket", get(&self.plan.cap_names, at)),
			Counter::Limit(at) => ("limit", get(&self.plan.limit_names, at)),
			Counter::Care => ("daysOfCare", String::new()),
			Counter::MetDeductible(at) => ("deductibleMet", get(&self.plan.deductible_names, at)),
			Counter::MetCap(at) => ("outOfPocketMet", get(&self.plan.cap_names, at)),
		}
	}

	/// An effect in whole numbers: minor units, thousandths of units, or a count.
	fn effect(&self, effect: &salus_claims_engine::Effect) -> Json {
		let (kind, name) = self.name_of(effect.counter);
		let owner = if effect.owner == Owner::Member {
			"member"
		} else {
			"family"
		};
		let mut json = Json::object([
			("owner", Json::text(owner)),
			("kind", Json::text(kind)),
			("name", Json::text(name)),
		]);
		match effect.window {
			Window::Year(year) => json.put("year", Json::count(year)),
			Window::Day(day) => json.put("day", Json::text(day_text(day))),
			Window::Month(month) => json.put("month", Json::text(month_text(month))),
			Window::Lifetime => {},
		}
		json.put("amount", Json::count(effect.amount));
		json
	}

	/// Accumulators of the member and the family after an answer.
	pub fn accumulators(&self, answer: &Answer) -> Vec<Json> {
		let mut all = self.accumulators_of(answer, Owner::Member);
		all.extend(self.accumulators_of(answer, Owner::Family));
		all
	}

	fn accumulators_of(&self, answer: &Answer, owner: Owner) -> Vec<Json> {
		let Some(member) = &answer.member else { return vec![] };
		let (name, id, tallies) = match owner {
			Owner::Member => ("member", member.id.clone(), &answer.after.member),
			Owner::Family => match &member.family {
				Some(family) => ("family", family.clone(), &answer.after.family),
				None => return vec![],
			},
		};
		let mut years: BTreeSet<i16> = tallies
			.iter()
			.filter_map(|t| match t.window {
				Window::Year(year) => Some(year),
				Window::Day(day) => Some(self.year(day)),
				Window::Month(month) => Some(self.year_of_month(month)),
				Window::Lifetime => None,
			})
			.collect();
		years.extend(answer.claim.lines.iter().map(|l| self.year(l.day)));
		let last = years.iter().next_back().copied();
		years
			.into_iter()
			.map(|year| {
				let mut json = Json::object([(name, Json::text(&id)), ("year", Json::count(year))]);
				self.used(
					tallies,
					owner,
					member.coverage.tier,
					year,
					last == Some(year),
					&mut json,
				);
				json
			})
			.collect()
	}

	fn year(&self, day: Day) -> i16 {
		salus_claims_engine::calendar::plan_year(day, self.plan.plan.year)
	}

	fn year_of_month(&self, month: i32) -> i16 {
		let (year, of_year) = month_parts(month);
		day_of(year, of_year, 1).map_or(i16::MAX, |day| self.year(day))
	}

	fn used(&self, tallies: &Tallies, owner: Owner, tier: Tier, year: i16, last: bool, json: &mut Json) {
		let plan = &self.plan.plan;
		let limit = |limits: &Limits| match (owner, tier) {
			(Owner::Family, _) => limits.family,
			(Owner::Member, Tier::Alone) => limits.alone,
			(Owner::Member, Tier::Family) => limits.member,
		};
		struct Pot {
			counter: Counter,
			met: Counter,
			span: Span,
			limit: Option<u128>,
			members: u8,
		}
		let deductibles = (0u8..).zip(&plan.deductibles).map(|(n, d)| Pot {
			counter: Counter::Deductible(n),
			met: Counter::MetDeductible(n),
			span: d.span,
			limit: limit(&d.limits),
			members: d.limits.members,
		});
		let caps = (0u8..).zip(&plan.caps).map(|(n, c)| Pot {
			counter: Counter::Cap(n),
			met: Counter::MetCap(n),
			span: c.span,
			limit: limit(&c.limits),
			members: c.limits.members,
		});
		let pots: [(&str, &str, &[String], Vec<Pot>); 2] = [
			(
				"deductible",
				"deductibleMet",
				&self.plan.deductible_names,
				deductibles.collect(),
			),
			("outOfPocket", "outOfPocketMet", &self.plan.cap_names, caps.collect()),
		];
		let mut remaining = Json::Object(vec![]);
		for (kind, met_kind, names, counters) in pots {
			let mut used_all = Json::Object(vec![]);
			let mut left_all = Json::Object(vec![]);
			let mut met_all = Json::Object(vec![]);
			for (name, pot) in names.iter().zip(&counters) {
				let kept = self.kept(tallies, pot.counter, pot.span, Measure::Paid, year, last);
				if let Some(used) = kept {
					used_all.put(name, used);
				}
				let window = match pot.span {
					Span::Lifetime => Window::Lifetime,
					_ => Window::Year(year),
				};
				// What is left of a month or a benefit period depends on the day.
				let known = matches!(pot.span, Span::Years(1) | Span::Lifetime | Span::Claim | Span::Line);
				if let (Some(limit), true) = (pot.limit, known) {
					let left = limit.saturating_sub(tallies.used(pot.counter, window));
					left_all.put(name, self.measured(Measure::Paid, left));
				}
				if owner == Owner::Family && pot.members > 0 {
					if let Some(met) = self.kept(tallies, pot.met, pot.span, Measure::Services, year, last) {
						met_all.put(name, met);
					}
				}
			}
			// One deductible is a number, several are an object.
			let flat = |all: Json| match all {
				Json::Object(mut members) if members.len() == 1 && counters.len() == 1 => members.pop().map(|(_, v)| v),
				Json::Object(members) if members.is_empty() => None,
				other => Some(other),
			};
			if let Some(used) = flat(used_all) {
				json.put(kind, used);
			}
			if let Some(met) = flat(met_all) {
				json.put(met_kind, met);
			}
			if let Some(left) = flat(left_all) {
				remaining.put(kind, left);
			}
		}
		if !matches!(&remaining, Json::Object(members) if members.is_empty()) {
			json.put("remaining", remaining);
		}
		let mut limits = Json::Object(vec![]);
		for (at, (name, limit)) in (0u8..).zip(self.plan.limit_names.iter().zip(&plan.limits)) {
			if owner == Owner::Member || limit.owner == Owner::Family {
				if let Some(value) = self.kept(tallies, Counter::Limit(at), limit.span, limit.measure, year, last) {
					limits.put(name, value);
				}
			}
		}
		if !matches!(&limits, Json::Object(members) if members.is_empty()) {
			json.put("limits", limits);
		}
		if owner == Owner::Member && plan.spell.is_some() {
			if let Some(care) = self.kept(tallies, Counter::Care, Span::Spell, Measure::Units, year, last) {
				json.put("daysOfCare", care);
			}
		}
	}

	fn measured(&self, measure: Measure, used: u128) -> Json {
		match measure {
			Measure::Services | Measure::Visits => Json::Number(used.to_string()),
			Measure::Units => Self::units(u64::try_from(used).unwrap_or(u64::MAX)),
			_ => self.money(i128::try_from(used).unwrap_or(i128::MAX)),
		}
	}

	/// What a counter has used, in the shape that a history takes: a number for a year, lifetime or claim, else by month or
	/// day.
	fn kept(
		&self,
		tallies: &Tallies,
		counter: Counter,
		span: Span,
		measure: Measure,
		year: i16,
		last: bool,
	) -> Option<Json> {
		if measure != Measure::Visits {
			match span {
				Span::Years(_) => return Some(self.measured(measure, tallies.used(counter, Window::Year(year)))),
				Span::Lifetime => return last.then(|| self.measured(measure, tallies.used(counter, Window::Lifetime))),
				// Nothing accumulates.
				Span::Line | Span::Claim => return Some(self.measured(measure, 0)),
				_ => {},
			}
		}
		let parts: Vec<Json> = tallies
			.iter()
			.filter(|t| t.counter == counter)
			.filter_map(|t| {
				let used = ("used", self.measured(measure, t.used));
				match t.window {
					Window::Day(day) if self.year(day) == year => {
						Some(Json::object([("day", Json::text(day_text(day))), used]))
					},
					Window::Month(month) if self.year_of_month(month) == year => {
						Some(Json::object([("month", Json::text(month_text(month))), used]))
					},
					Window::Year(of) if of == year => Some(Json::object([used])),
					Window::Lifetime if last => Some(Json::object([used])),
					_ => None,
				}
			})
			.collect();
		(!parts.is_empty()).then_some(Json::Array(parts))
	}

	/// One step of a trace.
	pub fn step(&self, step: &Step) -> Json {
		let mut json = Json::Object(vec![]);
		if let Some(line) = step.line {
			json.put("line", Json::count(line));
		}
		json.put("rule", Json::text(stage_name(step.stage)));
		json.put("verdict", Json::text(format!("{:?}", step.verdict).to_lowercase()));
		if let Some(rule) = step.rule {
			json.put("number", Json::count(rule));
		}
		json.put("amount", self.money(step.amount));
		json.put("text", Json::text(self.sentence(step)));
		json
	}

	/// A number of what a measure counts, for people.
	fn counted(&self, measure: Measure, number: Amount) -> String {
		match measure {
			Measure::Services | Measure::Visits => number.to_string(),
			Measure::Units => fixed(number, 3).trim_end_matches('0').trim_end_matches('.').to_owned(),
			_ => self.plan.currency.text(number),
		}
	}

	/// A step as a sentence.
	pub fn sentence(&self, step: &Step) -> String {
		let plan = &self.plan.plan;
		let money = |amount: Amount| self.plan.currency.text(amount);
		let name = |names: &[String]| {
			step.rule
				.and_then(|at| names.get(usize::from(at)))
				.cloned()
				.unwrap_or_default()
		};
		let named = |names: &[String], plain: &str| match name(names) {
			found if found == plain => String::new(),
			found => format!(" {found}"),
		};
		let rule = step
			.rule
			.map_or(String::new(), |at| format!(" (rule {})", u32::from(at) + 1));
		let percent = |bps: u32| {
			let text = fixed(i128::from(bps), 2);
			text.trim_end_matches('0').trim_end_matches('.').to_owned()
		};
		let (amount, basis) = (money(step.amount), money(step.basis));
		match (step.stage, step.verdict) {
			(_, Verdict::Denied) => match step.stage {
				Stage::Limit => format!("limit {} is reached: {amount} denied", name(&self.plan.limit_names)),
				stage => format!("{}{rule}: {amount} denied", stage_name(stage)),
			},
			(_, Verdict::Pended) => format!("{}: waits for a person", stage_name(step.stage)),
			(Stage::Envelope, _) => format!("well formed, {amount} billed"),
			(Stage::Coverage, _) => "within the coverage".into(),
			(Stage::Consent, _) => "consent for payment".into(),
			(Stage::Duplicate, _) => "no duplicate".into(),
			(Stage::Filing, _) => "filed in time".into(),
			(Stage::Network, _) => "network covered".into(),
			(Stage::Authorisation, Verdict::Applied) => format!("{amount} above what was authorised"),
			(Stage::Authorisation, _) => "authorised".into(),
			(Stage::Waiting, _) => "waiting period over".into(),
			(Stage::Covered, _) => "covered".into(),
			(Stage::Limit, Verdict::Applied) => {
				format!("limit {}: {amount} above what is left", name(&self.plan.limit_names))
			},
			(Stage::Limit, _) => {
				let measure = step
					.rule
					.and_then(|at| plan.limits.get(usize::from(at)))
					.map_or(Measure::Paid, |l| l.measure);
				format!(
					"limit {}: {} of {} used before",
					name(&self.plan.limit_names),
					self.counted(measure, step.amount),
					self.counted(measure, step.basis)
				)
			},
			(Stage::Price, _) if step.line.is_none() => {
				format!("one price for the claim: {amount}, spread over {basis} billed{rule}")
			},
			(Stage::Price, _) => format!("{amount} allowed of {basis}{rule}"),
			(Stage::Penalty, _) => format!("{amount} cut from {basis}, no authorisation"),
			(Stage::Deductible, _) if step.rule.is_none() => "no deductible".into(),
			(Stage::Deductible, _) => {
				format!(
					"deductible{}: {amount}, {basis} was left",
					named(&self.plan.deductible_names, "deductible")
				)
			},
			(Stage::Copay, _) if step.basis == 0 => "no copay".into(),
			(Stage::Copay, _) => format!("copay: {amount} of {basis}"),
			(Stage::Coinsurance, _) => {
				let rate = step
					.rule
					.and_then(|at| plan.shares.get(usize::from(at)))
					.map_or(0, |r| r.coinsurance.min(WHOLE));
				format!("coinsurance {} % of {basis}: {amount}", percent(rate))
			},
			(Stage::OutOfPocket, _) => format!(
				"out-of-pocket maximum{}: {basis} was left, {amount} taken over by the plan",
				named(&self.plan.cap_names, "outOfPocketMax")
			),
			(Stage::Benefit, _) => format!("the plan alone would pay {amount} of {basis}"),
			(Stage::Coordination, _) => format!("other payers paid {basis}: {amount}"),
			(Stage::Balance, _) => "every line balances".into(),
			(Stage::Override, _) => format!("ruling of an officer: {amount}"),
			(Stage::Reduction, _) => format!("{amount} of {basis} is not paid out"),
			(Stage::Part, _) => {
				let measure = step
					.rule
					.and_then(|at| plan.limits.get(usize::from(at)))
					.map_or(Measure::Paid, |l| l.measure);
				let mark = name(&self.plan.limit_names);
				match step.basis {
					// A visit that was counted already goes on.
					Amount::MAX => format!("within {mark}: {amount}"),
					left => format!(
						"within {mark}, of which {} were left: {amount}",
						self.counted(measure, left)
					),
				}
			},
			(Stage::Rank, _) => format!("one of several procedures of the day: {amount} of {basis}{rule}"),
			(Stage::Members, _) => format!(
				"deductible{}: met for the family, since {} members have met theirs",
				named(&self.plan.deductible_names, "deductible"),
				step.amount
			),
			(Stage::CarryOver, _) => format!(
				"deductible{}: {amount} of {basis} counts for the next plan year too",
				named(&self.plan.deductible_names, "deductible")
			),
		}
	}
}

/// The name of a stage.
pub fn stage_name(stage: Stage) -> &'static str {
	match stage {
		Stage::Envelope => "envelope",
		Stage::Coverage => "coverage",
		Stage::Consent => "consent",
		Stage::Duplicate => "duplicate",
		Stage::Filing => "timely-filing",
		Stage::Network => "network",
		Stage::Authorisation => "authorisation",
		Stage::Waiting => "waiting-period",
		Stage::Covered => "covered-service",
		Stage::Limit => "benefit-limit",
		Stage::Price => "price",
		Stage::Penalty => "authorisation-penalty",
		Stage::Deductible => "deductible",
		Stage::Copay => "copay",
		Stage::Coinsurance => "coinsurance",
		Stage::OutOfPocket => "out-of-pocket",
		Stage::Benefit => "benefit",
		Stage::Coordination => "coordination",
		Stage::Balance => "balance",
		Stage::Override => "override",
		Stage::Reduction => "payment-reduction",
		Stage::Part => "part-of-line",
		Stage::Rank => "multiple-procedures",
		Stage::Members => "family-met",
		Stage::CarryOver => "carry-over",
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn json_should_keep_order_and_decimals_when_it_is_written() {
		let json = Json::object([
			("z", Json::Number("1.50".into())),
			("a", Json::Array(vec![Json::object([("text", Json::text("\"x\"\n"))])])),
			("empty", Json::Array(vec![])),
		]);
		let text = json.pretty();
		assert_eq!(
			text,
			"{\n  \"z\": 1.50,\n  \"a\": [\n    {\"text\": \"\\\"x\\\"\\n\"}\n  ],\n  \"empty\": []\n}\n"
		);
		let back: serde_json::Value = serde_json::from_str(&text).unwrap();
		assert_eq!(back["a"][0]["text"], "\"x\"\n");
	}
}
