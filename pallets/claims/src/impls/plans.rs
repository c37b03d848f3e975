//! Plans, their prices, and who is covered.

use super::take_id;
use crate::*;
use codec::{Decode, Encode};
use frame::hashing::sha2_256;
use salus_claims_engine::{
	money::{MAX_AMOUNT, WHOLE},
	PriceBasis, Tallies,
};

impl<T: Config> Pallet<T> {
	/// What the deposit of an item of this many bytes is for.
	pub fn footprint(bytes: usize) -> Footprint {
		Footprint::from_parts(1, bytes)
	}

	/// The digest of a plan before its prices.
	pub(crate) fn terms_digest(terms: &Plan, settlement: &SettlementOf<T>) -> [u8; 32] {
		(
			b"salus/plan/v1",
			terms,
			settlement.page_bits,
			settlement.default_network,
		)
			.using_encoded(sha2_256)
	}

	/// Writes a plan, or one that nobody uses in place of what it was.
	pub(crate) fn write_plan(
		payer: &T::AccountId,
		amends: Option<PlanId>,
		terms: Plan,
		settlement: SettlementOf<T>,
		against_deposit: bool,
	) -> Result<PlanId, DispatchError> {
		terms.check().map_err(Error::<T>::from)?;
		ensure!(
			settlement.page_bits <= MAX_PAGE_BITS && settlement.default_network < 8,
			Error::<T>::InvalidSettlement
		);
		let known = <T::Assets as fungibles::Inspect<T::AccountId>>::asset_exists(settlement.asset.clone());
		ensure!(known, Error::<T>::UnknownAsset);
		let digest = Self::terms_digest(&terms, &settlement);
		let (id, ticket) = match amends {
			Some(id) => {
				let (old, ticket) = Self::own_plan(payer, id)?;
				ensure!(!old.used, Error::<T>::PlanImmutable);
				// Prices are begun anew: each page takes the place of an old one.
				ensure!(
					settlement.page_bits >= old.settlement.page_bits && settlement.asset == old.settlement.asset,
					Error::<T>::InvalidSettlement
				);
				(id, ticket)
			},
			None => (Next::<T>::try_mutate(|next| take_id::<T>(&mut next.plan))?, None),
		};
		let record = PlanRecord {
			payer: payer.clone(),
			settlement,
			pages: 0,
			used: false,
			digest,
			terms,
		};
		let footprint = Self::footprint(record.encoded_size());
		let ticket = match ticket {
			Some(ticket) => Some(ticket.update(payer, footprint)?),
			None if against_deposit => Some(T::Consideration::new(payer, footprint)?),
			None => None,
		};
		Plans::<T>::insert(Key::from(id), (record, ticket));
		Ok(id)
	}

	/// Writes the next page of a plan's prices; answers its number.
	pub(crate) fn write_page(
		payer: &T::AccountId,
		plan: PlanId,
		entries: Page,
		against_deposit: bool,
	) -> Result<u16, DispatchError> {
		let (mut record, ticket) = Self::own_plan(payer, plan)?;
		ensure!(!record.used, Error::<T>::PlanImmutable);
		let page = record.pages;
		ensure!(page < pages_of(&record.settlement), Error::<T>::ScheduleComplete);
		Self::check_page(page, record.settlement.page_bits, &entries)?;

		let (plan, page_key) = (Key::from(plan), PageKey::from(page));
		let footprint = Self::footprint(entries.encoded_size());
		let old = Prices::<T>::get(plan, page_key).and_then(|(_, ticket)| ticket);
		let page_ticket = match old {
			Some(ticket) => Some(ticket.update(payer, footprint)?),
			None if against_deposit => Some(T::Consideration::new(payer, footprint)?),
			None => None,
		};
		let of_page = entries.using_encoded(sha2_256);
		let [mut chained, mut second] = [[0; 32]; 2];
		chained.copy_from_slice(&record.digest);
		second.copy_from_slice(&of_page);
		record.digest = sha2_256(&[chained, second].concat());
		record.pages = page.saturating_add(1);
		Prices::<T>::insert(plan, page_key, (entries, page_ticket));
		Plans::<T>::insert(plan, (record, ticket));
		Ok(page)
	}

	fn check_page(page: u16, bits: u8, entries: &Page) -> DispatchResult {
		let mut last: Option<&ScheduleEntry> = None;
		let mut networks = 0u8;
		for entry in entries {
			let placed = page_of(&entry.service, bits) == page && entry.networks != 0;
			ensure!(placed, Error::<T>::WrongPage);
			match entry.price.basis {
				PriceBasis::Billed(rate) => {
					ensure!(rate <= WHOLE.saturating_mul(10), Error::<T>::RateTooHigh);
				},
				PriceBasis::Unit(amount)
				| PriceBasis::Line(amount)
				| PriceBasis::Claim(amount)
				| PriceBasis::Day(amount) => {
					ensure!(amount <= MAX_AMOUNT, Error::<T>::AmountTooLarge);
				},
				PriceBasis::Deny | PriceBasis::Pend => {},
			}
			if let Some(last) = last {
				let sorted = (last.service, last.networks) < (entry.service, entry.networks);
				ensure!(sorted, Error::<T>::PricesNotSorted);
				networks = if last.service == entry.service { networks } else { 0 };
			}
			ensure!(networks & entry.networks == 0, Error::<T>::PricesNotSorted);
			networks |= entry.networks;
			last = Some(entry);
		}
		Ok(())
	}

	/// Covers a member.
	pub(crate) fn cover(
		payer: &T::AccountId,
		plan: PlanId,
		member: T::AccountId,
		household: Household,
		terms: Terms,
	) -> Result<(CoverageId, Option<FamilyId>), DispatchError> {
		let (mut record, ticket) = Self::own_plan(payer, plan)?;
		ensure!(record.pages == pages_of(&record.settlement), Error::<T>::PlanIncomplete);
		ensure!(member != *payer, Error::<T>::SelfDealing);
		ensure!(!Members::<T>::contains_key(&member), Error::<T>::AlreadyExists);
		ensure!(
			terms.until.is_none_or(|until| terms.from <= until),
			Error::<T>::EmptyPeriod
		);
		ensure!(terms.order > 0, Error::<T>::InvalidOrder);

		let (id, family) = Next::<T>::try_mutate(|next| -> Result<_, DispatchError> {
			let id = take_id::<T>(&mut next.coverage)?;
			let family = match household {
				Household::Alone => None,
				Household::New => Some((
					take_id::<T>(&mut next.family)?,
					Family {
						plan,
						..Family::default()
					},
				)),
				Household::Join(family) => {
					let found = Families::<T>::get(Key::from(family))
						.filter(|found| found.plan == plan)
						.ok_or(Error::<T>::UnknownFamily)?;
					Some((family, found))
				},
			};
			Ok((id, family))
		})?;
		if let Some((family, mut found)) = family.clone() {
			ensure!(found.members < MAX_FAMILY, Error::<T>::TooManyMembers);
			found.members = found.members.saturating_add(1);
			Families::<T>::insert(Key::from(family), found);
			Households::<T>::insert(Key::from(family), Key::from(id), ());
		}
		let family = family.map(|(family, _)| family);
		if !record.used {
			record.used = true;
			Plans::<T>::insert(Key::from(plan), (record, ticket));
		}
		Members::<T>::insert(&member, id);
		Coverages::<T>::insert(
			Key::from(id),
			CoverageRecord {
				plan,
				member,
				family,
				terms,
				next_claim: 0,
				next_authorisation: 0,
				sequence: 0,
				replaying: false,
				pruned: false,
				floor: Day::MIN,
				recent: BoundedVec::new(),
				tallies: Tallies::default(),
			},
		);
		Ok((id, family))
	}

	/// Writes a plan of the genesis state.
	pub(crate) fn build_plan(plan: &GenesisPlan<T::AccountId, T::AssetKind>) -> DispatchResult {
		use frame::token::fungibles::Mutate;
		let decoded = Plan::decode(&mut plan.terms.as_slice());
		let terms = decoded.map_err(|_| Error::<T>::InvalidPlan)?;
		let settlement = Settlement {
			asset: plan.asset.clone(),
			page_bits: plan.page_bits,
			default_network: plan.default_network,
			external_levels: plan.external_levels,
		};
		let id = Self::write_plan(&plan.payer, None, terms, settlement, false)?;
		for page in &plan.prices {
			let page = Page::decode(&mut page.as_slice()).map_err(|_| Error::<T>::WrongPage)?;
			Self::write_page(&plan.payer, id, page, false)?;
		}
		for (provider, network) in &plan.contracts {
			let contract = Contract {
				network: *network,
				owed: 0,
			};
			Contracts::<T>::insert(Key::from(id), provider, contract);
		}
		for (officer, limit) in &plan.officers {
			Officers::<T>::insert(&plan.payer, officer, Officer { limit: *limit });
		}
		let terms = Terms {
			from: plan.from,
			until: plan.until,
			enrolled: plan.from,
			order: 1,
			notice: None,
		};
		for members in &plan.households {
			let mut household = if members.len() > 1 {
				Household::New
			} else {
				Household::Alone
			};
			for member in members {
				let (_, family) = Self::cover(&plan.payer, id, member.clone(), household, terms)?;
				household = family.map_or(household, Household::Join);
			}
		}
		if plan.funds > 0 {
			T::Assets::mint_into(plan.asset.clone(), &Self::pool_account(id), plan.funds)?;
		}
		Ok(())
	}
}

/// How many pages a schedule has.
fn pages_of<AssetKind>(settlement: &Settlement<AssetKind>) -> u16 {
	1u16.checked_shl(settlement.page_bits.min(MAX_PAGE_BITS).into())
		.unwrap_or(0)
}
