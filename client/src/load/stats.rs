//! What a load came to.

use super::{Kind, Open, Plan};
use serde_json::{json, Value as Json};
use std::time::{Duration, Instant};

/// Three percentiles of a set of durations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Percentiles {
	/// Half are shorter.
	pub p50: Duration,
	/// 95 of 100 are shorter.
	pub p95: Duration,
	/// 99 of 100 are shorter.
	pub p99: Duration,
}

impl Percentiles {
	/// Of these durations; `None` if there are none. Nearest rank.
	pub fn of(mut durations: Vec<Duration>) -> Option<Self> {
		durations.sort_unstable();
		let rank = |percent: usize| {
			let rank = (durations.len() * percent).div_ceil(100).max(1);
			durations.get(rank - 1).copied()
		};
		Some(Self {
			p50: rank(50)?,
			p95: rank(95)?,
			p99: rank(99)?,
		})
	}

	fn json(&self) -> Json {
		json!({
			"p50Ms": self.p50.as_millis() as u64,
			"p95Ms": self.p95.as_millis() as u64,
			"p99Ms": self.p99.as_millis() as u64,
		})
	}

	fn words(&self) -> String {
		format!(
			"p50 {:.2} s, p95 {:.2} s, p99 {:.2} s",
			self.p50.as_secs_f64(),
			self.p95.as_secs_f64(),
			self.p99.as_secs_f64()
		)
	}
}

/// One block.
#[derive(Clone, Debug)]
pub(super) struct BlockRow {
	pub number: u64,
	pub included: u64,
	/// Of the weight that normal transactions may use.
	pub fullness: f64,
	pub failed: u64,
	/// Things that were done, by the events.
	pub done: u64,
	pub reason: Option<String>,
}

/// What a load came to.
#[derive(Clone, Debug)]
pub struct Figures {
	/// What was sent.
	pub kind: Kind,
	/// Things (transfers, consents, records, claims) in one transaction.
	pub items: u64,
	/// Transactions a second that were asked for.
	pub rate: u64,
	/// Transactions given to the node.
	pub sent: u64,
	/// Of these, in a block.
	pub included: u64,
	/// Of these, in a finalised block.
	pub finalised: u64,
	/// Of those included, refused by the runtime.
	pub failed: u64,
	/// Things that were done: a batch can be included with some of its things refused.
	pub done: u64,
	/// The first reason of a refusal.
	pub reason: Option<String>,
	/// Offers that the pool had no room for; each was made again.
	pub full: u64,
	/// Transactions that the node had taken and forgot, which were offered again.
	pub forgotten: u64,
	/// Transactions that the node refused for good.
	pub refused: u64,
	/// Transactions a second that were really sent.
	pub sent_rate: f64,
	/// Transactions a second that were included and not refused, from the first sent to the last included.
	pub throughput: f64,
	/// Things a second that were done.
	pub done_rate: f64,
	/// From sent to included.
	pub inclusion: Option<Percentiles>,
	/// From sent to finalised.
	pub finality: Option<Percentiles>,
	/// The first that was not finalised.
	pub open: Option<Open>,
	blocks: Vec<BlockRow>,
}

impl Figures {
	#[allow(clippy::too_many_arguments)]
	pub(super) fn new(
		kind: Kind,
		items: u64,
		plan: &Plan,
		begun: Instant,
		last_sent: Instant,
		traces: impl Iterator<Item = (Instant, Option<Instant>, Option<Instant>)>,
		full: u64,
		forgotten: u64,
		refused: u64,
		reason: Option<String>,
		blocks: Option<Vec<BlockRow>>,
		open: Option<Open>,
	) -> Self {
		let (mut sent, mut inclusion, mut finality) = (0u64, vec![], vec![]);
		let mut last_included = begun;
		for (at, included, finalised) in traces {
			sent += 1;
			if let Some(included) = included {
				inclusion.push(included.duration_since(at));
				last_included = last_included.max(included);
			}
			if let Some(finalised) = finalised {
				finality.push(finalised.duration_since(at));
			}
		}
		let (included, finalised) = (inclusion.len() as u64, finality.len() as u64);
		let (failed, done) = match &blocks {
			Some(blocks) => (
				blocks.iter().map(|block| block.failed).sum(),
				blocks.iter().map(|block| block.done).sum(),
			),
			// The blocks cannot be read any more: nothing is known of their events.
			None => (0, included.saturating_mul(items)),
		};
		let blocks = blocks.unwrap_or_default();
		let seconds = |period: Duration| period.as_secs_f64().max(0.001);
		Self {
			kind,
			items,
			rate: plan.rate,
			sent,
			included,
			finalised,
			failed,
			done,
			reason: reason.or_else(|| blocks.iter().find_map(|block| block.reason.clone())),
			full,
			forgotten,
			refused,
			sent_rate: sent as f64 / seconds(last_sent.duration_since(begun)),
			throughput: included.saturating_sub(failed) as f64 / seconds(last_included.duration_since(begun)),
			done_rate: done as f64 / seconds(last_included.duration_since(begun)),
			inclusion: Percentiles::of(inclusion),
			finality: Percentiles::of(finality),
			open,
			blocks,
		}
	}

	/// Things that were in the blocks and were not done, without those of transactions that were refused as a whole.
	pub fn undone(&self) -> u64 {
		self.included
			.saturating_sub(self.failed)
			.saturating_mul(self.items)
			.saturating_sub(self.done)
	}

	/// What is measured: `consent`, or `consent:64` for batches.
	pub fn name(&self) -> String {
		match self.items {
			1 => self.kind.name().into(),
			items => format!("{}:{items}", self.kind.name()),
		}
	}

	/// Transfers a second of a round, if it has more than transfers.
	pub fn transfers(round: &[Self]) -> Option<f64> {
		round
			.iter()
			.find(|figures| figures.kind == Kind::Transfer)
			.map(|figures| figures.done_rate)
			.filter(|rate| round.len() > 1 && *rate > 0.0)
	}

	/// What the figures say about the rate, if it was too high.
	pub fn warning(&self) -> Option<String> {
		if self.full > 0 {
			return Some(format!(
				"the rate of {}/s is beyond the pool: it was full {} times and dropped {} transactions. All were offered again, the same \
				 bytes. This node took {:.1}/s: use a lower --rate, or give the node a larger pool (--pool-limit, --pool-kbytes)",
				self.rate, self.full, self.forgotten, self.throughput,
			));
		}
		if self.forgotten > 0 {
			return Some(format!(
				"the node forgot {} transactions (it was restarted, or its pool was full); they were offered again, the same bytes",
				self.forgotten
			));
		}
		(self.sent_rate < self.rate as f64 * 0.9).then(|| {
			format!(
				"only {:.0}/s of the {}/s asked for were sent: this machine, or its connection to the node, is the limit",
				self.sent_rate, self.rate
			)
		})
	}

	/// Where it stopped and how to go on, if not everything was finalised.
	pub fn left(&self, account: &str) -> Option<String> {
		let open = self.open?;
		Some(format!(
			"{}: {} of {} transactions were sent and not seen in a finalised block, from nonce {} of {account} on. They may be in the \
			 chain or wait in the node's pool; no block takes them after block {}, and this command offers nothing any more. `salus \
			 chain find {:?}` looks for the first; a new load begins behind what the chain and the pool have",
			self.name(),
			self.sent - self.finalised,
			self.sent,
			open.nonce,
			open.until,
			open.hash
		))
	}

	/// For programs. `against` is what things a second are divided by.
	pub fn json(&self, against: Option<f64>) -> Json {
		json!({
			"kind": self.kind.name(),
			"itemsPerTransaction": self.items,
			"rate": self.rate,
			"sent": self.sent,
			"included": self.included,
			"finalised": self.finalised,
			"failed": self.failed,
			"refused": self.refused,
			"done": self.done,
			"poolFull": self.full,
			"forgotten": self.forgotten,
			"reason": self.reason,
			"sentPerSecond": round(self.sent_rate),
			"transactionsPerSecond": round(self.throughput),
			"itemsPerSecond": round(self.done_rate),
			"ratio": against.filter(|against| *against > 0.0).map(|against| round(self.done_rate / against)),
			"inclusion": self.inclusion.map(|percentiles| percentiles.json()),
			"finality": self.finality.map(|percentiles| percentiles.json()),
			"warning": self.warning(),
			"blocks": self.blocks.iter().map(|block| json!({
				"block": block.number,
				"included": block.included,
				"failed": block.failed,
				"fullness": round(block.fullness),
			})).collect::<Vec<_>>(),
		})
	}

	/// For people.
	pub fn table(&self, against: Option<f64>) -> String {
		let mut text = format!(
			"{:<10} {} asked for, {:.0} sent a second{}\nsent       {}\nincluded   {}{}\nfinalised  {}\nthroughput {:.1} transactions/s, {:.1} {}/s{}\n",
			self.kind.name(),
			self.rate,
			self.sent_rate,
			match self.items {
				1 => String::new(),
				items => format!(", {items} {} in each", self.kind.things()),
			},
			self.sent,
			self.included,
			match self.failed {
				0 => String::new(),
				failed => format!(", of which the runtime refused {failed}"),
			},
			self.finalised,
			self.throughput,
			self.done_rate,
			self.kind.things(),
			against
				.filter(|against| *against > 0.0)
				.map_or(String::new(), |against| format!(" ({:.2} × transfers)", self.done_rate / against)),
		);
		for (label, percentiles) in [("inclusion", self.inclusion), ("finality", self.finality)] {
			if let Some(percentiles) = percentiles {
				text += &format!("{label:<10} {}\n", percentiles.words());
			}
		}
		text += "\n   block  included   full\n";
		for block in &self.blocks {
			text += &format!(
				"{:>8}  {:>8}  {:>4.0}%{}\n",
				block.number,
				block.included,
				block.fullness * 100.0,
				match block.failed {
					0 => String::new(),
					failed => format!("  {failed} refused"),
				}
			);
		}
		if self.undone() > 0 {
			text += &format!(
				"\n{} {} were in blocks and were not done\n",
				self.undone(),
				self.kind.things()
			);
		}
		if let Some(reason) = &self.reason {
			text += &format!("\nfirst trouble: {reason}\n");
		}
		text
	}
}

/// The middle one, or the mean of the two.
fn median(mut values: Vec<f64>) -> f64 {
	values.sort_unstable_by(f64::total_cmp);
	let at = |index: usize| values.get(index).copied().unwrap_or_default();
	match values.len() {
		0 => 0.0,
		length if length % 2 == 1 => at(length / 2),
		length => (at(length / 2 - 1) + at(length / 2)) / 2.0,
	}
}

/// What the rounds came to for one kind.
#[derive(Clone, Debug)]
pub(super) struct Summary {
	name: String,
	things: &'static str,
	throughput: f64,
	done_rate: f64,
	/// To the transfers of the same round: median, least and most.
	ratio: Option<(f64, f64, f64)>,
}

impl Summary {
	/// One for each kind of the first round.
	pub fn of(rounds: &[Vec<Figures>]) -> Vec<Self> {
		let kinds = rounds.first().map_or(&[][..], Vec::as_slice);
		kinds
			.iter()
			.enumerate()
			.map(|(place, first)| {
				let column: Vec<(&Figures, Option<f64>)> = rounds
					.iter()
					.filter_map(|round| Some((round.get(place)?, Figures::transfers(round))))
					.collect();
				let ratios: Vec<f64> = column
					.iter()
					.filter_map(|(figures, against)| Some(figures.done_rate / (*against)?))
					.collect();
				Self {
					name: first.name(),
					things: first.kind.things(),
					throughput: median(column.iter().map(|(figures, _)| figures.throughput).collect()),
					done_rate: median(column.iter().map(|(figures, _)| figures.done_rate).collect()),
					ratio: (!ratios.is_empty()).then(|| {
						let least = ratios.iter().copied().fold(f64::INFINITY, f64::min);
						let most = ratios.iter().copied().fold(0.0, f64::max);
						(median(ratios), least, most)
					}),
				}
			})
			.collect()
	}

	/// For programs.
	pub fn json(&self) -> Json {
		json!({
			"kind": self.name,
			"transactionsPerSecond": round(self.throughput),
			"itemsPerSecond": round(self.done_rate),
			"ratio": self.ratio.map(|(median, least, most)| json!({
				"median": round(median), "least": round(least), "most": round(most),
			})),
		})
	}

	/// For people.
	pub fn table(summaries: &[Self], rounds: usize) -> String {
		let mut text = format!(
			"medians of {rounds} round{}\n{:<16} {:>15} {:>24}  × transfers\n",
			if rounds == 1 { "" } else { "s" },
			"",
			"transactions/s",
			"things/s"
		);
		for summary in summaries {
			let things = format!("{:.1} {}", summary.done_rate, summary.things);
			let ratio = summary
				.ratio
				.map_or(String::new(), |(median, least, most)| match rounds {
					1 => format!("{median:.2}"),
					_ => format!("{median:.2} ({least:.2} to {most:.2})"),
				});
			text += format!(
				"{:<16} {:>15.1} {things:>24}  {ratio}",
				summary.name, summary.throughput
			)
			.trim_end();
			text += "\n";
		}
		text
	}
}

fn round(value: f64) -> f64 {
	(value * 1_000.0).round() / 1_000.0
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn percentiles_should_be_of_nearest_rank() {
		let of = |count: u64| Percentiles::of((1..=count).rev().map(Duration::from_millis).collect());
		assert_eq!(of(0), None);
		let one = of(1).unwrap();
		assert_eq!((one.p50.as_millis(), one.p99.as_millis()), (1, 1));
		let hundred = of(100).unwrap();
		assert_eq!(
			(
				hundred.p50.as_millis(),
				hundred.p95.as_millis(),
				hundred.p99.as_millis()
			),
			(50, 95, 99)
		);
	}

	#[test]
	fn median_should_be_the_middle() {
		assert_eq!(median(vec![]), 0.0);
		assert_eq!(median(vec![3.0, 1.0, 2.0]), 2.0);
		assert_eq!(median(vec![4.0, 1.0, 2.0, 3.0]), 2.5);
	}

	#[test]
	fn figures_should_count_only_what_worked() {
		let begun = Instant::now();
		let at = |ms| begun + Duration::from_millis(ms);
		let plan = Plan {
			rate: 2,
			period: Duration::from_secs(1),
		};
		let traces = [
			(at(0), Some(at(1_000)), Some(at(1_500))),
			(at(500), Some(at(1_000)), None),
		];
		let blocks = vec![BlockRow {
			number: 7,
			included: 2,
			fullness: 0.5,
			failed: 1,
			done: 10,
			reason: Some("Records::NotAccredited".into()),
		}];
		let figures = Figures::new(
			Kind::Anchor,
			10,
			&plan,
			begun,
			at(500),
			traces.into_iter(),
			3,
			0,
			0,
			None,
			Some(blocks),
			None,
		);
		assert_eq!(
			(figures.sent, figures.included, figures.finalised, figures.failed),
			(2, 2, 1, 1)
		);
		assert!((figures.throughput - 1.0).abs() < 1e-9);
		assert!((figures.done_rate - 10.0).abs() < 1e-9);
		assert_eq!((figures.undone(), figures.name().as_str()), (0, "anchor:10"));
		assert!(figures.warning().unwrap().contains("beyond the pool"));
		assert!(figures.table(Some(5.0)).contains("(2.00 × transfers)"));
	}
}
