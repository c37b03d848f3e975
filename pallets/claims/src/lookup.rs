//! What the engine looks up in storage: prices and earlier lines.

use crate::{page_of, ClaimNumber, Page, Print};
use alloc::{collections::BTreeMap, vec::Vec};
use codec::Encode;
use salus_claims_engine::{
	plan::{Network, Schedule},
	Earlier, Likeness, Line, Price, ServiceKey,
};

/// The pages of a fee schedule that the lines of a claim need.
#[derive(Clone, Debug, Default)]
pub struct LoadedPrices {
	/// How many bits name a page.
	pub bits: u8,
	/// Pages by number.
	pub pages: BTreeMap<u16, Page>,
}

impl Schedule for LoadedPrices {
	fn price(&self, service: &ServiceKey, network: Network) -> Option<Price> {
		let page = self.pages.get(&page_of(service, self.bits))?;
		let first = page.partition_point(|entry| entry.service < *service);
		page.iter()
			.skip(first)
			.take_while(|entry| entry.service == *service)
			.find(|entry| {
				entry
					.networks
					.checked_shr(network.into())
					.is_some_and(|mask| mask & 1 == 1)
			})
			.map(|entry| entry.price)
	}
}

/// Earlier lines of a member, as far as a claim's days need them.
#[derive(Clone, Debug, Default)]
pub struct EarlierPrints {
	/// The claim: only lines of claims with a lower number are earlier.
	pub before: ClaimNumber,
	/// The claim it replaces, whose lines do not count.
	pub but: Option<ClaimNumber>,
	/// The lines.
	pub prints: Vec<Print>,
}

/// The print of a line of a provider.
pub fn print_of(provider: &[u8; 32], line: &Line, claim: ClaimNumber) -> Print {
	let half = |bytes: [u8; 16]| {
		let [a, b, c, d, e, f, g, h, ..] = bytes;
		[a, b, c, d, e, f, g, h]
	};
	let rest = (provider, line.units, line.billed).using_encoded(frame::hashing::blake2_128);
	Print {
		day: line.day,
		service: half(line.service),
		rest: half(rest),
		claim,
	}
}

impl Earlier for EarlierPrints {
	fn like(&self, provider: &[u8; 32], line: &Line) -> Option<Likeness> {
		let mut own = None;
		let mut like = None;
		for print in self.prints.iter().filter(|print| print.day == line.day) {
			if print.claim >= self.before || Some(print.claim) == self.but {
				continue;
			}
			let own: &Print = own.get_or_insert_with(|| print_of(provider, line, self.before));
			if print.service != own.service {
				continue;
			}
			if print.rest == own.rest {
				return Some(Likeness::Exact);
			}
			like = Some(Likeness::Suspect);
		}
		like
	}
}
