//! Tests of the whole path: files in, results out.

mod cases;
mod flow;
mod input;
mod parts;
mod published;
mod sent;

use super::{
	book::{Book, Settings},
	history,
	json::{Node, Problem},
	output::Writer,
	plan, prior, x12,
};
use crate::x12::claim837;
use serde_json::{json, Value};

/// A run of `salus claim adjudicate` without files.
#[derive(Default)]
struct Run {
	plan: Value,
	claims: Option<Value>,
	x12: Option<String>,
	history: Option<Value>,
	priors: Vec<Value>,
	priors_835: Vec<String>,
	settings: Option<Settings>,
	paid_on: Option<&'static str>,
}

fn run(plan: Value, claims: Value) -> Run {
	Run {
		plan,
		claims: Some(claims),
		..Run::default()
	}
}

impl Run {
	fn after(mut self, prior: Value) -> Self {
		self.priors.push(prior);
		self
	}

	fn since(mut self, history: Value) -> Self {
		self.history = Some(history);
		self
	}

	/// The text of a format.
	fn text(&self, format: fn(&Writer<'_>, &[super::book::Answer]) -> String) -> Result<String, Problem> {
		let plan = plan::read(&self.plan, "PLAN.json")?;
		let claims = match (&self.claims, &self.x12) {
			(Some(claims), _) => history::claims(&Node::root(claims, "CLAIM.json"), &plan)?,
			(_, Some(text)) => claim837::parse(text.as_bytes())
				.unwrap()
				.iter()
				.map(|c| x12::claim(c, plan.currency).unwrap())
				.collect(),
			_ => vec![],
		};
		let settings = self.settings.clone().unwrap_or(Settings {
			consent: true,
			..Settings::default()
		});
		let mut book = Book::new(&plan, settings);
		book.single = claims.len() == 1;
		for value in &self.priors {
			book.add_priors(prior::read_all(&Node::root(value, "EOB.json"), plan.currency)?);
		}
		for text in &self.priors_835 {
			book.add_priors(x12::prior(text.as_bytes(), plan.currency).unwrap());
		}
		if let Some(value) = &self.history {
			let about = book.member(&claims[0]).unwrap();
			let day = claims[0].first_day();
			let read = history::read(value, "H.json", &plan, day, &about.id, about.family.as_deref())?;
			history::apply(read, &mut book).map_err(|r| Problem {
				path: r.code,
				reason: r.message,
			})?;
		}
		let answers = book.process(claims);
		let names = book.authorisations.iter().map(|a| a.name.clone()).collect();
		let paid_on = self.paid_on.map(|d| super::json::parse_day(d).unwrap());
		Ok(format(&Writer::new(&plan, paid_on, true, names), &answers))
	}

	/// The result, or the problem with a file.
	fn try_json(&self) -> Result<Value, Problem> {
		let text = self.text(|writer, answers| writer.all(answers).pretty())?;
		Ok(serde_json::from_str(&text).unwrap())
	}

	fn json(&self) -> Value {
		self.try_json().unwrap()
	}

	/// What the plan pays, and what the patient.
	fn paid(&self) -> (String, String) {
		let json = self.json();
		let totals = json.get("totals").unwrap_or_else(|| panic!("not decided: {json}"));
		(totals["paid"].to_string(), totals["patientResponsibility"].to_string())
	}
}

fn pair(paid: &str, patient: &str) -> (String, String) {
	(paid.into(), patient.into())
}

/// A claim of one line.
fn one(billed: Value) -> Value {
	json!({"claim": "C", "provider": "P", "received": "2024-03-10",
		"lines": [{"code": "99213", "date": "2024-03-01", "billed": billed}]})
}

/// `CO-45 50.00, PR-2 25.00` of a line.
fn adjustments(result: &Value, line: usize) -> String {
	let all: Vec<String> = result["lines"][line]["adjustments"]
		.as_array()
		.unwrap()
		.iter()
		.map(|a| {
			format!(
				"{}-{} {}",
				a["group"].as_str().unwrap(),
				a["reason"].as_str().unwrap(),
				a["amount"]
			)
		})
		.collect();
	all.join(", ")
}

/// The worked examples of `docs/payers/claim-adjudicate.md` are what the command does, and its plans are plans.
#[test]
fn documentation_should_say_what_the_command_does() {
	let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
	let run_all = |page: &str| {
		let mut examples = 0;
		let mut parts: Run = Run::default();
		for block in page.split("\n```").skip(1).step_by(2) {
			let (kind, text) = block.split_once('\n').unwrap_or((block, ""));
			let value = || serde_json::from_str::<Value>(text).unwrap_or_else(|e| panic!("{e}: {text}"));
			match kind {
				"json plan" => {
					parts = Run {
						plan: value(),
						..Run::default()
					}
				},
				"json claim" => parts.claims = Some(value()),
				"json history" => parts.history = Some(value()),
				"json prior" => parts.priors.push(value()),
				"text result" => {
					let table = parts.text(super::table::write).unwrap_or_else(|e| panic!("{e}"));
					let mut rows = table.lines().map(squeezed);
					// In their order: each is a whole line of the table.
					for line in text.lines().map(squeezed) {
						assert!(rows.any(|row| row == line), "{line}\nis not in\n{table}");
					}
					examples += 1;
					// What was left by one run carries on in the next.
					let claims = parts.claims.as_ref().and_then(Value::as_array);
					let originals = |claims: &&Vec<Value>| claims.iter().all(|c| c.get("frequency").is_none());
					if let Some(claims) = claims.filter(originals).filter(|_| parts.history.is_none()) {
						parts::carry_on(&parts.plan, claims, &parts.json());
					}
				},
				_ => {},
			}
		}
		examples
	};
	assert_eq!(run_all(include_str!("../../../../docs/payers/claim-adjudicate.md")), 5);
	assert_eq!(run_all(include_str!("../../../../docs/payers/plan-examples.md")), 25);
	let mut plans = 0;
	for block in include_str!("../../../../docs/payers/plan-format.md")
		.split("\n```")
		.skip(1)
		.step_by(2)
	{
		if let Some(text) = block.strip_prefix("json\n") {
			plan::read(&serde_json::from_str(text).unwrap(), "PLAN.json").unwrap();
			plans += 1;
		}
	}
	assert_eq!(plans, 2);
}
