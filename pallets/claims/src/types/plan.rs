//! Plans, their prices, who is contracted and who decides.

use super::*;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame::prelude::{BoundedVec, ConstU32};
use salus_claims_engine::{plan::Network, Money, Plan, Price, ServiceKey};
use scale_info::TypeInfo;

stored! {
	/// How a plan is priced and paid, beside its terms.
	pub struct Settlement<AssetKind> {
		/// What the plan pays in. Its smallest unit is the minor unit of the plan's currency.
		pub asset: AssetKind,
		/// How many of the first bits of a service key name the page of its price: the schedule has 2^bits pages.
		pub page_bits: u8,
		/// The network of a provider without a contract.
		pub default_network: Network,
		/// Bit *n*: an accredited reviewer, not an officer of the payer, decides appeals of level *n* + 1.
		pub external_levels: u8,
	}

	/// A plan as it is stored.
	pub struct PlanRecord<AccountId, AssetKind> {
		/// Who publishes it, adjudicates by it and pays.
		pub payer: AccountId,
		/// How it is priced and paid.
		pub settlement: Settlement<AssetKind>,
		/// How many pages of prices there are so far.
		pub pages: u16,
		/// Whether anybody is or was enrolled: from then on nothing of it changes.
		pub used: bool,
		/// What results refer to: terms and prices in one hash.
		pub digest: [u8; 32],
		/// What decides what a claim pays.
		pub terms: Plan,
	}

	/// A price of the fee schedule.
	#[derive(Copy)]
	pub struct ScheduleEntry {
		/// The blinded service.
		pub service: ServiceKey,
		/// Bit *n*: it holds in network *n*.
		pub networks: u8,
		/// The price.
		pub price: Price,
	}
}

packed! {
	/// What a plan agreed with a provider, and what the provider owes the plan.
	#[derive(Copy, Default)]
	pub struct Contract {
		/// Its network.
		pub network: Network,
		/// What is taken off its next payments: overpayments that were set off.
		#[codec(compact)]
		pub owed: Money,
	}
}

packed! {
	/// A person who decides for a payer.
	#[derive(Copy)]
	pub struct Officer {
		/// The most that this officer alone may make a claim pay, or change what it pays.
		#[codec(compact)]
		pub limit: Money,
	}
}

/// A page of the fee schedule.
pub type Page = BoundedVec<ScheduleEntry, ConstU32<MAX_PAGE>>;

/// The page of a service in a schedule of 2^bits pages.
pub fn page_of(service: &ServiceKey, bits: u8) -> u16 {
	let [first, second, ..] = *service;
	let shift = u32::from(16u8.saturating_sub(bits.min(MAX_PAGE_BITS)));
	u16::from_be_bytes([first, second]).checked_shr(shift).unwrap_or(0)
}
