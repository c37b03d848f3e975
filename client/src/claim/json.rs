//! JSON with a path: whatever is wrong names the place, as `Claim.item[1].net.value`.

use super::decimal::{Currency, Decimal};
pub use crate::json::Problem;
use salus_claims_engine::{
	calendar::{date_of, day_of, month_of, month_parts, Day},
	money::{Money, MAX_AMOUNT},
};
use serde_json::{Map, Value};

/// A result that names the place.
pub type Read<T> = Result<T, Problem>;

/// A value and where it is.
#[derive(Clone, Debug)]
pub struct Node<'a> {
	value: &'a Value,
	path: String,
}

impl<'a> Node<'a> {
	/// The root of a file.
	pub fn root(value: &'a Value, name: &str) -> Self {
		Self {
			value,
			path: name.into(),
		}
	}

	/// The value.
	pub fn value(&self) -> &'a Value {
		self.value
	}

	/// The place.
	pub fn path(&self) -> &str {
		&self.path
	}

	/// A problem at this place.
	pub fn problem(&self, reason: impl Into<String>) -> Problem {
		Problem {
			path: self.path.clone(),
			reason: reason.into(),
		}
	}

	/// A problem at a member.
	pub fn problem_at(&self, member: &str, reason: impl Into<String>) -> Problem {
		Problem {
			path: format!("{}.{member}", self.path),
			reason: reason.into(),
		}
	}

	/// The object.
	pub fn object(&self) -> Read<&'a Map<String, Value>> {
		self.value
			.as_object()
			.ok_or_else(|| self.problem(format!("must be an object, is {}", kind(self.value))))
	}

	/// A member; `null` counts as absent.
	pub fn get(&self, member: &str) -> Option<Node<'a>> {
		let value = self.value.as_object()?.get(member)?;
		(!value.is_null()).then(|| Node {
			value,
			path: format!("{}.{member}", self.path),
		})
	}

	/// The first of several names of a member.
	pub fn any(&self, members: &[&str]) -> Option<Node<'a>> {
		members.iter().find_map(|member| self.get(member))
	}

	/// A member that has to be there.
	pub fn must(&self, member: &str) -> Read<Node<'a>> {
		self.get(member).ok_or_else(|| self.problem_at(member, "is missing"))
	}

	/// The members of an object, in the order of the file.
	pub fn members(&self) -> Read<Vec<(&'a str, Node<'a>)>> {
		Ok(self
			.object()?
			.iter()
			.filter(|(_, value)| !value.is_null())
			.map(|(name, value)| {
				(
					name.as_str(),
					Node {
						value,
						path: format!("{}.{name}", self.path),
					},
				)
			})
			.collect())
	}

	/// The items of an array.
	pub fn items(&self) -> Read<Vec<Node<'a>>> {
		let items = self
			.value
			.as_array()
			.ok_or_else(|| self.problem(format!("must be an array, is {}", kind(self.value))))?;
		Ok(items
			.iter()
			.enumerate()
			.map(|(at, value)| Node {
				value,
				path: format!("{}[{at}]", self.path),
			})
			.collect())
	}

	/// The items of an array, or the value itself as the only one.
	pub fn one_or_many(&self) -> Read<Vec<Node<'a>>> {
		if self.value.is_array() {
			return self.items();
		}
		Ok(vec![self.clone()])
	}

	/// The items of an array member; none when it is absent.
	pub fn list(&self, member: &str) -> Read<Vec<Node<'a>>> {
		self.get(member).map_or_else(|| Ok(vec![]), |node| node.one_or_many())
	}

	/// Refuses members that are not known: a misspelt one would be a rule that is silently not applied.
	pub fn only(&self, known: &[&str]) -> Read<()> {
		for (name, node) in self.members()? {
			let comment = name.starts_with('_') || name == "$schema" || name == "comment" || name == "description";
			if !known.contains(&name) && !comment {
				let near = known
					.iter()
					.min_by_key(|k| distance(k, name))
					.filter(|k| distance(k, name) <= 3);
				let hint = near.map_or_else(
					|| format!("known are {}", known.join(", ")),
					|k| format!("did you mean {k}?"),
				);
				return Err(node.problem(format!("is not known here; {hint}")));
			}
		}
		Ok(())
	}

	/// Text.
	pub fn text(&self) -> Read<&'a str> {
		self.value
			.as_str()
			.ok_or_else(|| self.problem(format!("must be text, is {}", kind(self.value))))
	}

	/// Text of a member, if it is there.
	pub fn text_of(&self, member: &str) -> Read<Option<&'a str>> {
		self.get(member).map(|node| node.text()).transpose()
	}

	/// Text, or a number as it is written.
	pub fn word(&self) -> Read<String> {
		match self.value {
			Value::String(text) => Ok(text.clone()),
			Value::Number(number) => Ok(number.to_string()),
			other => Err(self.problem(format!("must be text, is {}", kind(other)))),
		}
	}

	/// True or false.
	pub fn boolean(&self) -> Read<bool> {
		self.value
			.as_bool()
			.ok_or_else(|| self.problem(format!("must be true or false, is {}", kind(self.value))))
	}

	/// True or false of a member, else a default.
	pub fn flag(&self, member: &str, default: bool) -> Read<bool> {
		self.get(member).map_or(Ok(default), |node| node.boolean())
	}

	/// A number, or text that is one.
	pub fn decimal(&self) -> Read<Decimal> {
		let text = match self.value {
			Value::Number(number) => number.to_string(),
			Value::String(text) => text.clone(),
			other => return Err(self.problem(format!("must be a number, is {}", kind(other)))),
		};
		Decimal::parse(&text).ok_or_else(|| self.problem(no_decimal(&text)))
	}

	/// A whole number from 0 to `most`.
	pub fn count(&self, most: u64) -> Read<u64> {
		let decimal = self.decimal()?;
		decimal
			.scaled(0)
			.and_then(|n| u64::try_from(n).ok())
			.filter(|n| *n <= most)
			.ok_or_else(|| self.problem(format!("must be a whole number from 0 to {most}, is {decimal}")))
	}

	/// An amount in minor units. An object with `value` and `currency` (FHIR Money) will do.
	pub fn money(&self, currency: Currency) -> Read<Money> {
		if self.value.is_object() {
			if let Some(stated) = self.text_of("currency")? {
				if stated.as_bytes() != currency.code {
					return Err(self.problem_at("currency", format!("is {stated}, the plan's is {}", currency.name())));
				}
			}
			return self.must("value")?.money(currency);
		}
		let decimal = self.decimal()?;
		minor(decimal, currency).map_err(|reason| self.problem(reason))
	}

	/// A rate in basis points: `20` and `"20%"` are 20 percent, `"2000bp"` as well.
	pub fn rate(&self, most: u32) -> Read<u32> {
		let stated = match self.value {
			Value::String(text) => text.trim(),
			_ => "",
		};
		let points = if let Some(points) = stated.strip_suffix("bp") {
			Decimal::parse(points).and_then(|d| d.scaled(0))
		} else if let Some(percent) = stated.strip_suffix('%') {
			Decimal::parse(percent).and_then(|d| d.scaled(2))
		} else {
			let decimal = self.decimal()?;
			let whole = decimal.scaled(2);
			if whole.is_some_and(|w| w > 0 && w < 100) {
				return Err(self.problem(format!(
					"{decimal} may mean {decimal} percent or a fraction: write \"{decimal}%\", or the percentage as a whole number"
				)));
			}
			whole
		};
		points
			.and_then(|p| u32::try_from(p).ok())
			.filter(|p| *p <= most)
			.ok_or_else(|| {
				self.problem(format!(
					"must be a percentage from 0 to {} with at most two decimals",
					super::decimal::fixed(i128::from(most), 2)
				))
			})
	}

	/// A day: `2024-03-01`; of a date and time the date.
	pub fn day(&self) -> Read<Day> {
		let text = self.text()?;
		parse_day(text).ok_or_else(|| self.problem(format!("\"{text}\" is not a date; write YYYY-MM-DD")))
	}

	/// A day of a member, if it is there.
	pub fn day_of(&self, member: &str) -> Read<Option<Day>> {
		self.get(member).map(|node| node.day()).transpose()
	}
}

/// An amount in minor units, or why it is none.
pub fn minor(decimal: Decimal, currency: Currency) -> Result<Money, String> {
	if decimal.is_negative() {
		return Err(format!("{decimal} is negative; amounts start at 0"));
	}
	let minor = decimal.scaled(currency.digits).ok_or_else(|| {
		format!(
			"{decimal} has parts below the minor unit of {} ({} decimals), or is too large",
			currency.name(),
			currency.digits
		)
	})?;
	u128::try_from(minor)
		.ok()
		.filter(|m| *m <= MAX_AMOUNT)
		.ok_or_else(|| format!("AmountOverflow: {decimal} is larger than any amount"))
}

/// Reads `YYYY-MM-DD`, with or without a time behind it.
pub fn parse_day(text: &str) -> Option<Day> {
	let date = text.get(..10)?;
	if !matches!(text.as_bytes().get(10), None | Some(b'T' | b' ')) {
		return None;
	}
	let mut parts = date.split('-');
	let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
	if year.len() != 4 || month.len() != 2 || day.len() != 2 {
		return None;
	}
	day_of(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// Reads a month, `YYYY-MM`, as the engine counts them.
pub fn parse_month(text: &str) -> Option<i32> {
	(text.len() == 7)
		.then(|| parse_day(&format!("{text}-01")))?
		.map(month_of)
}

/// Writes a month.
pub fn month_text(month: i32) -> String {
	let (year, month) = month_parts(month);
	format!("{year:04}-{month:02}")
}

/// Writes `YYYY-MM-DD`.
pub fn day_text(day: Day) -> String {
	let (year, month, of_month) = date_of(day);
	format!("{year:04}-{month:02}-{of_month:02}")
}

/// Why a text is not read as a number.
pub fn no_decimal(text: &str) -> String {
	match Decimal::is_too_long(text) {
		true => format!("AmountOverflow: {text} has more digits than any amount"),
		false => format!("\"{text}\" is not a decimal number"),
	}
}

fn kind(value: &Value) -> &'static str {
	match value {
		Value::Null => "null",
		Value::Bool(_) => "true or false",
		Value::Number(_) => "a number",
		Value::String(_) => "text",
		Value::Array(_) => "an array",
		Value::Object(_) => "an object",
	}
}

/// Edit distance without regard to case, for hints.
fn distance(a: &str, b: &str) -> usize {
	let (a, b) = (a.to_ascii_lowercase(), b.to_ascii_lowercase());
	let b: Vec<char> = b.chars().collect();
	let sorted = |mut letters: Vec<char>| {
		letters.sort_unstable();
		letters
	};
	// Letters in the wrong order are one slip, not two.
	if sorted(a.chars().collect()) == sorted(b.clone()) {
		return usize::from(!a.chars().eq(b.iter().copied()));
	}
	let mut row: Vec<usize> = (0..=b.len()).collect();
	for (i, x) in a.chars().enumerate() {
		let mut diagonal = row[0];
		row[0] = i + 1;
		for (j, y) in b.iter().enumerate() {
			let above = row[j + 1];
			row[j + 1] = (diagonal + usize::from(x != *y)).min(above + 1).min(row[j] + 1);
			diagonal = above;
		}
	}
	row[b.len()]
}

#[cfg(test)]
mod tests {
	use super::*;
	use serde_json::json;

	const USD: Currency = Currency {
		code: *b"USD",
		digits: 2,
	};

	#[test]
	fn node_should_name_the_place_when_something_is_wrong() {
		let file = json!({"item": [{"net": {"value": "12.345"}}]});
		let root = Node::root(&file, "Claim");
		let net = root.list("item").unwrap()[0].must("net").unwrap();
		let problem = net.money(USD).unwrap_err();
		assert_eq!(problem.path, "Claim.item[0].net.value");
		assert!(problem.reason.contains("minor unit"));
		assert_eq!(root.must("total").unwrap_err().path, "Claim.total");
	}

	#[test]
	fn node_should_offer_the_near_name_when_a_member_is_misspelt() {
		let file = json!({"dedutible": 5});
		let problem = Node::root(&file, "plan")
			.only(&["deductible", "coinsurance"])
			.unwrap_err();
		assert_eq!(
			problem.to_string(),
			"plan.dedutible: is not known here; did you mean deductible?"
		);
	}

	#[test]
	fn rate_should_be_refused_when_it_may_be_a_fraction() {
		let rate = |value: Value| Node::root(&value, "x").rate(10_000).map_err(|p| p.reason);
		assert_eq!(rate(json!(20)), Ok(2_000));
		assert_eq!(rate(json!("20%")), Ok(2_000));
		assert_eq!(rate(json!("0.2%")), Ok(20));
		assert_eq!(rate(json!("2000bp")), Ok(2_000));
		assert_eq!(rate(json!(33.33)), Ok(3_333));
		assert!(rate(json!(0.2)).unwrap_err().contains("fraction"));
		assert!(rate(json!(101)).is_err());
		assert!(rate(json!(-1)).is_err());
	}

	#[test]
	fn day_should_be_refused_when_there_is_no_such_date() {
		assert_eq!(parse_day("2015-10-16T00:00:00-07:00"), parse_day("2015-10-16"));
		for text in ["2023-02-29", "2023-2-1", "20230201", "2023-02-01x", "", "2023-02"] {
			assert_eq!(parse_day(text), None, "{text}");
		}
		assert_eq!(day_text(parse_day("2024-02-29").unwrap()), "2024-02-29");
	}
}
