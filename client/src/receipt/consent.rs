//! The receipt of a consent, told in the stages of all receipts. It has a form of its own, which a person can read
//! ([`crate::consent::onchain::receipt`]); who is handed a file need not know that.

use super::cli::label;
use crate::{
	consent::{
		book::Book,
		onchain::receipt::{self, Verified, FORMAT},
	},
	outcome::{Failure, Outcome},
	output::{print, Format},
};
use salus_records_engine::Stage;
use serde_json::{json, Value};
use std::path::Path;

/// The file, if it is the receipt of a consent. Whatever cannot be read is for who reads the other kind.
pub(super) fn read(text: &[u8]) -> Option<Value> {
	let value = crate::json::parse(text).ok()?;
	(value.get("format").and_then(Value::as_str) == Some(FORMAT)).then_some(value)
}

/// Verifies it and prints each stage. One that speaks in names is refused: `salus consent receipt --verify` takes its book.
pub(super) fn run(path: &Path, value: &Value, genesis: Option<[u8; 32]>, format: Format) -> Outcome {
	let refused =
		|problem: String| Failure::Refused(format!("{}: the receipt does not hold: {problem}", path.display()));
	let verified = receipt::verify(value, &Book::default()).map_err(|problem| refused(problem.to_string()))?;
	let is_other_chain = genesis.is_some_and(|genesis| genesis != verified.genesis);
	print(&match format {
		Format::Table => table(&verified, genesis.is_some(), is_other_chain),
		Format::Json => format!("{:#}\n", as_json(&verified, is_other_chain)),
	})?;
	if is_other_chain {
		return Err(refused("header".into()));
	}
	Ok(())
}

/// What each stage came to: nothing if the receipt has none of it.
fn results(
	verified: &Verified,
	is_other_chain: bool,
) -> impl Iterator<Item = (Stage, Option<Result<(), String>>)> + '_ {
	Stage::ALL.into_iter().map(move |stage| {
		let result = match stage {
			Stage::Statement | Stage::Anchor => Some(Ok(())),
			Stage::Log => verified.logged.map(|_| Ok(())),
			Stage::Header if is_other_chain => Some(Err(format!(
				"of another chain, whose first block is 0x{}",
				hex::encode(verified.genesis)
			))),
			Stage::Header => Some(Ok(())),
			_ => None,
		};
		(stage, result)
	})
}

fn table(verified: &Verified, is_compared: bool, is_other_chain: bool) -> String {
	let fact = |stage| match (stage, verified.logged) {
		(Stage::Statement, _) => "what it says is what the proven value says".into(),
		(Stage::Log, Some(logged)) => format!("entry {} of {}, consent", logged.index, logged.size),
		(Stage::Anchor, _) => format!(
			"consent {}, {} in this block",
			verified.id,
			if verified.in_force { "in force" } else { "closed" }
		),
		_ => format!(
			"block {} 0x{} of chain 0x{}{}",
			verified.block_number,
			hex::encode(verified.block_hash),
			hex::encode(verified.genesis),
			if is_compared {
				""
			} else {
				", not compared: --genesis does"
			}
		),
	};
	results(verified, is_other_chain)
		.map(|(stage, result)| match result {
			None => format!("{:<16} not included\n", label(stage)),
			Some(Ok(())) => format!("{:<16} ok ({})\n", label(stage), fact(stage)),
			Some(Err(reason)) => format!("{:<16} failed: {reason}\n", label(stage)),
		})
		.collect()
}

fn as_json(verified: &Verified, is_other_chain: bool) -> Value {
	let stages: Vec<_> = results(verified, is_other_chain)
		.map(|(stage, result)| match result {
			None => json!({ "stage": stage.name(), "result": "not included" }),
			Some(Ok(())) => json!({ "stage": stage.name(), "result": "ok" }),
			Some(Err(reason)) => json!({ "stage": stage.name(), "result": "failed", "reason": reason }),
		})
		.collect();
	json!({
		"holds": !is_other_chain,
		"stages": stages,
		"consent": { "id": verified.id.to_string(), "inForce": verified.in_force },
		"block": {
			"genesis": hex::encode(verified.genesis),
			"number": verified.block_number,
			"hash": hex::encode(verified.block_hash),
		},
		"log": verified.logged.map(|logged| json!({ "index": logged.index, "size": logged.size })),
	})
}
