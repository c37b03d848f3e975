//! Results as a table for people.

use super::{
	book::{Answer, Fate},
	output::Writer,
};
use salus_claims_engine::{Amount, ClaimUse, Group};
use std::fmt::Write;

/// A table: columns are as wide as their widest cell; the first column and the last one are text, the rest amounts.
fn grid(rows: &[Vec<String>]) -> String {
	let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
	let width = |c: usize| {
		rows.iter()
			.filter_map(|r| r.get(c))
			.map(|t| t.chars().count())
			.max()
			.unwrap_or(0)
	};
	let widths: Vec<usize> = (0..columns).map(width).collect();
	let mut out = String::new();
	for (at, row) in rows.iter().enumerate() {
		let mut line = String::new();
		for (c, cell) in row.iter().enumerate() {
			let pad = widths[c] - cell.chars().count();
			let left = c <= 1 || c + 1 == columns;
			let (before, behind) = if left { (0, pad) } else { (pad, 0) };
			let _ = write!(line, "{}{cell}{}  ", " ".repeat(before), " ".repeat(behind));
		}
		out.push_str(line.trim_end());
		out.push('\n');
		if at == 0 {
			let _ = writeln!(
				out,
				"{}",
				widths.iter().map(|w| "-".repeat(*w)).collect::<Vec<_>>().join("  ")
			);
		}
	}
	out
}

/// Every answer, one after the other; with the rules behind it if the writer explains.
pub fn write(writer: &Writer<'_>, answers: &[Answer]) -> String {
	let mut out = String::new();
	for (at, answer) in answers.iter().enumerate() {
		if at > 0 {
			out.push('\n');
		}
		one(writer, answer, &mut out);
	}
	out
}

fn one(writer: &Writer<'_>, answer: &Answer, out: &mut String) {
	let money = |amount: Amount| writer.plan.currency.text(amount);
	let _ = writeln!(
		out,
		"Claim {} under {} ({})",
		answer.claim.id,
		writer.plan.id,
		writer.plan.currency.name()
	);
	match &answer.fate {
		Fate::Rejected(rejection) => {
			let _ = writeln!(out, "Rejected, {}: {}", rejection.code, rejection.message);
		},
		Fate::Pended(pend) => {
			let line = pend.line.map_or(String::new(), |l| format!(", line {l}"));
			let _ = writeln!(out, "Waits for a person: {:?}{line}", pend.reason);
		},
		Fate::Decided(result) => {
			let kind = match (answer.claim.usage, result.reversal) {
				(ClaimUse::Predetermination, _) => "Estimate",
				(_, true) => "Reversal",
				_ if answer.revision > 1 => "Decided again",
				_ => "Decided",
			};
			let _ = writeln!(out, "{kind}");
			let header = [
				"line",
				"service",
				"billed",
				"allowed",
				"deductible",
				"copay",
				"coinsurance",
				"other payer",
				"patient",
				"paid",
				"adjustments",
			];
			let mut rows = vec![header.map(str::to_owned).to_vec()];
			let mut sums: [Amount; 8] = [0; 8];
			for line in &result.lines {
				let service = answer
					.claim
					.lines
					.iter()
					.find(|l| l.number == line.number)
					.and_then(|l| l.codes.first())
					.map_or(String::new(), super::plan::Code::short);
				let patient = |reason| line.adjusted(Group::Patient, salus_claims_engine::Reason(reason));
				let amounts = [
					line.billed,
					line.allowed,
					patient(1),
					patient(3),
					patient(2),
					line.adjusted(Group::Other, salus_claims_engine::Reason::PRIOR_PAYER),
					line.patient,
					line.paid,
				];
				for (sum, amount) in sums.iter_mut().zip(amounts) {
					*sum = sum.saturating_add(amount);
				}
				let adjustments: Vec<String> = line
					.adjustments
					.iter()
					.map(|a| format!("{}-{} {}", a.group, a.reason, money(a.amount)))
					.collect();
				let mut row = vec![line.number.to_string(), service];
				row.extend(amounts.map(money));
				row.push(adjustments.join(", "));
				rows.push(row);
			}
			let mut row = vec!["total".to_owned(), String::new()];
			row.extend(sums.map(money));
			row.push(String::new());
			rows.push(row);
			out.push_str(&grid(&rows));
			if let Some(due) = writer.interest_of(answer, result) {
				let amount = i128::try_from(due.amount).unwrap_or(i128::MAX);
				let _ = writeln!(out, "Interest for {} days: {}", due.days, money(amount));
			}
		},
	}
	for warning in &answer.warnings {
		let _ = writeln!(out, "Note: {warning}");
	}
	if writer.explain && !answer.trace.is_empty() {
		out.push('\n');
		let mut rows = vec![["line", "rule", "what it did"].map(str::to_owned).to_vec()];
		for step in &answer.trace {
			rows.push(vec![
				step.line.map_or("claim".into(), |l| l.to_string()),
				super::output::stage_name(step.stage).into(),
				writer.sentence(step),
			]);
		}
		out.push_str(&grid(&rows));
	}
}
