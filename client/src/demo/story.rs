//! How the story is told: steps that are remembered, shown while they run, and summed up at the end.

use crate::{
	chain::{council_once, Chain, Journal, Options, Receipt, Share, Signer, Weight},
	outcome::Failure,
};
use indicatif::{MultiProgress, ProgressBar, ProgressStyle};
use serde_json::{json, Value as Json};
use std::{
	io::IsTerminal,
	path::{Path, PathBuf},
	time::Duration,
};
use subxt::tx::Payload;

/// One line of the table at the end.
#[derive(Clone, Debug, Default)]
pub struct Row {
	/// A short name of the step.
	pub id: &'static str,
	/// What happens, for a person.
	pub title: &'static str,
	/// The block of its last transaction.
	pub block: Option<u64>,
	/// The hash of that block.
	pub block_hash: Option<String>,
	/// What its transactions cost together.
	pub fee: u128,
	/// What its transactions weighed together.
	pub weight: Weight,
	/// Its transactions, as `Pallet.call`.
	pub calls: Vec<String>,
	/// What a claim paid, in the smallest unit of the plan's asset.
	pub paid: Option<u128>,
	/// What is left to the patient.
	pub patient_share: Option<u128>,
	/// What came of it, in a few words.
	pub result: String,
}

impl Row {
	fn json(&self) -> Json {
		json!({
			"step": self.id,
			"title": self.title,
			"block": self.block,
			"blockHash": self.block_hash,
			"calls": self.calls,
			"fee": self.fee.to_string(),
			"weight": {"refTime": self.weight.ref_time, "proofSize": self.weight.proof_size},
			"paid": self.paid.map(|paid| paid.to_string()),
			"patientShare": self.patient_share.map(|share| share.to_string()),
			"result": self.result,
		})
	}
}

/// The story on one chain, with its journal and its files.
pub struct Story {
	/// The chain it is told on.
	pub chain: Chain,
	/// What was done already.
	pub journal: Journal,
	/// Where its files go.
	pub out: PathBuf,
	council: Vec<Signer>,
	rows: Vec<Row>,
	files: Vec<(String, PathBuf)>,
	bars: MultiProgress,
	bar: Option<ProgressBar>,
	steps: usize,
}

impl Story {
	/// Begins, or goes on.
	pub fn new(chain: Chain, journal: Journal, out: PathBuf, council: Vec<Signer>, steps: usize) -> Self {
		let story = Self {
			chain,
			journal,
			out,
			council,
			rows: vec![],
			files: vec![],
			bars: MultiProgress::new(),
			bar: None,
			steps,
		};
		story.say(&format!("Salus demo on {} ({})", story.chain.name(), story.chain.url()));
		if story.journal.done() > 0 {
			story.say(&format!(
				"going on: {} transactions of an earlier run are in the chain and are not submitted again",
				story.journal.done()
			));
		}
		story
	}

	/// A line for whoever watches.
	pub fn say(&self, text: &str) {
		if std::io::stderr().is_terminal() {
			// Above the bars. If that fails there is nobody to tell.
			let _ = self.bars.println(text);
		} else {
			eprintln!("{text}");
		}
	}

	/// Begins a step.
	pub fn begin(&mut self, id: &'static str, title: &'static str) {
		let bar = self.bars.add(ProgressBar::new_spinner());
		bar.set_style(
			ProgressStyle::with_template("{prefix:>5} {spinner} {wide_msg}")
				.unwrap_or_else(|_| ProgressStyle::default_spinner())
				.tick_strings(&["·  ", "·· ", "···", " ··", "  ·", "   ", "ok "]),
		);
		bar.set_prefix(format!("{}/{}", self.rows.len() + 1, self.steps));
		bar.set_message(title);
		bar.enable_steady_tick(Duration::from_millis(150));
		self.bar = Some(bar);
		self.rows.push(Row {
			id,
			title,
			..Row::default()
		});
	}

	/// The step that runs.
	pub fn row(&mut self) -> &mut Row {
		if self.rows.is_empty() {
			self.rows.push(Row::default());
		}
		// It is not empty.
		let last = self.rows.len() - 1;
		&mut self.rows[last]
	}

	/// Ends a step.
	pub fn end(&mut self, result: impl Into<String>) {
		self.row().result = result.into();
		let row = self.row().clone();
		let mut line = format!("{} — {}", row.title, row.result);
		if let Some(block) = row.block {
			line += &format!("  [block {block}");
			if row.fee > 0 {
				line += &format!(", fee {}", self.chain.amount(row.fee));
			}
			line += "]";
		}
		let step = format!("{}/{}", self.rows.len(), self.steps);
		if let Some(bar) = self.bar.take() {
			bar.finish_and_clear();
		}
		self.say(&format!("{step:>5} ok  {line}"));
	}

	/// What is under way, for a message about where the story stopped.
	pub fn where_it_stopped(&self) -> String {
		self.rows.last().map_or_else(
			|| "before the first step".into(),
			|row| {
				format!(
					"in step {} of {} ({})",
					self.rows.len(),
					self.steps,
					row.title.to_lowercase()
				)
			},
		)
	}

	/// Clears the display without an end.
	pub fn stop(&mut self) {
		if let Some(bar) = self.bar.take() {
			bar.finish_and_clear();
		}
	}

	fn add(&mut self, receipt: &Receipt) {
		let row = self.row();
		row.block = Some(receipt.block_number);
		row.block_hash = Some(format!("{:?}", receipt.block_hash));
		row.fee = row.fee.saturating_add(receipt.fee.unwrap_or(0));
		row.weight.ref_time = row.weight.ref_time.saturating_add(receipt.weight.ref_time);
		row.weight.proof_size = row.weight.proof_size.saturating_add(receipt.weight.proof_size);
		row.calls.push(receipt.call.clone());
	}

	fn name(&mut self, part: &str) -> String {
		format!("{}/{part}", self.row().id)
	}

	/// Submits a call, once and for all, and counts it to the step.
	pub async fn submit<C: Payload>(&mut self, part: &str, call: &C, signer: &Signer) -> Result<Receipt, Failure> {
		self.try_submit(part, call, signer).await?.accepted()
	}

	/// The same; a refusal by the chain is in the receipt.
	pub async fn try_submit<C: Payload>(&mut self, part: &str, call: &C, signer: &Signer) -> Result<Receipt, Failure> {
		let name = self.name(part);
		let receipt = self
			.chain
			.try_submit_once(&mut self.journal, &name, call, signer, &Options::default())
			.await?;
		self.add(&receipt);
		Ok(receipt)
	}

	/// Lets the council decide on a call, once and for all, and counts its last transaction to the step.
	pub async fn council<C: Payload>(&mut self, part: &str, call: &C, share: Share) -> Result<Receipt, Failure> {
		let name = self.name(part);
		let receipt = council_once(&self.chain, &mut self.journal, &name, &self.council, call, share).await?;
		self.add(&receipt);
		Ok(receipt)
	}

	/// A key that belongs to this story: the same every time, and to no other.
	pub fn key(&self, name: &str) -> Result<Signer, Failure> {
		Signer::from_seed(self.journal.derive(&format!("key/{name}")))
	}

	/// A salt that belongs to this story.
	pub fn salt(&self, name: &str) -> [u8; 32] {
		self.journal.derive(&format!("salt/{name}"))
	}

	/// Writes a file of the story. Written again, it is the same.
	pub fn write(&mut self, what: &str, name: &str, text: &[u8]) -> Result<PathBuf, Failure> {
		let path = self.out.join(name);
		std::fs::write(&path, text).map_err(|error| Failure::Refused(format!("{}: {error}", path.display())))?;
		self.file(what, &path);
		Ok(path)
	}

	/// Names a file that something else wrote.
	pub fn file(&mut self, what: &str, path: &Path) {
		self.files.push((what.into(), path.into()));
	}

	/// The whole, for programs.
	pub fn json(&self) -> Json {
		json!({
			"chain": self.chain.name(),
			"genesis": format!("{:?}", self.chain.genesis_hash()),
			"steps": self.rows.iter().map(Row::json).collect::<Vec<_>>(),
			"fees": self.rows.iter().map(|row| row.fee).sum::<u128>().to_string(),
			"files": self.files.iter().map(|(what, path)| json!({"what": what, "path": path.display().to_string()})).collect::<Vec<_>>(),
		})
	}

	/// The whole, for people. `money` writes an amount of the plan's asset.
	pub fn table(&self, money: impl Fn(u128) -> String) -> String {
		let cells: Vec<[String; 7]> = self
			.rows
			.iter()
			.enumerate()
			.map(|(number, row)| {
				[
					(number + 1).to_string(),
					row.title.into(),
					row.block.map_or_else(String::new, |block| block.to_string()),
					match row.fee {
						0 => String::new(),
						fee => format!(
							"{:.6}",
							fee as f64 / 10f64.powi(self.chain.properties().decimals as i32)
						),
					},
					match row.weight.ref_time {
						0 => String::new(),
						time => format!("{:.2}", time as f64 / 1e9),
					},
					row.paid.map_or_else(String::new, &money),
					row.patient_share.map_or_else(String::new, &money),
				]
			})
			.collect();
		let header = ["", "what happened", "block", "fee", "ms", "paid", "patient"].map(str::to_owned);
		let mut widths = header.clone().map(|cell| cell.chars().count());
		for row in &cells {
			for (width, cell) in widths.iter_mut().zip(row) {
				*width = (*width).max(cell.chars().count());
			}
		}
		let line = |row: &[String; 7]| {
			let mut text = String::new();
			for (column, (cell, width)) in row.iter().zip(widths).enumerate() {
				let pad = " ".repeat(width.saturating_sub(cell.chars().count()));
				// Text to the left, numbers to the right.
				text += &if column == 1 {
					format!("{cell}{pad}  ")
				} else {
					format!("{pad}{cell}  ")
				};
			}
			text.trim_end().to_owned() + "\n"
		};
		let mut text = line(&header);
		for row in &cells {
			text += &line(row);
		}
		text += "\nfiles\n";
		let width = self
			.files
			.iter()
			.map(|(what, _)| what.chars().count())
			.max()
			.unwrap_or(0);
		for (what, path) in &self.files {
			text += &format!("  {what:<width$}  {}\n", path.display());
		}
		text
	}
}
