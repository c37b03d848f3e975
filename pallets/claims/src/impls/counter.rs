//! Where claims are taken and decided: one provider, one transfer for each plan, one write of the log.

use super::{payments::Payment, take_id, Cost, Desk, Judgement, Seat};
use crate::*;
use alloc::collections::BTreeMap;
use frame::deps::frame_support::storage::with_storage_layer;
use salus_claims_engine::{claim::ClaimUse, PendReason};
use salus_primitives::{GatePurpose, LogSubject};

/// What working on claims cost beyond what every claim costs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spent {
	/// Consents that were read, by claims that were taken and by those that were refused.
	pub consents: u32,
	/// Whether consent and records were asked for.
	pub asked: bool,
	/// Pages of prices that were read.
	pub pages: u32,
	/// Days that are kept apart from their coverage and were read or written.
	pub days: u32,
	/// Plans that were opened.
	pub plans: u32,
	/// Plans that pay in something else than the native token.
	pub assets: u32,
	/// How often something was held in a pool or noted as lacking, or given back.
	pub holds: u32,
	/// Claims that wait until earlier ones are adjudicated anew.
	pub deferred: u32,
	/// Whether a plan or accumulators were larger than ordinary ones.
	pub large: bool,
}

impl Spent {
	/// Both together.
	pub fn and(self, other: Self) -> Self {
		Self {
			consents: self.consents.saturating_add(other.consents),
			asked: self.asked || other.asked,
			pages: self.pages.saturating_add(other.pages),
			days: self.days.saturating_add(other.days),
			plans: self.plans.saturating_add(other.plans),
			assets: self.assets.saturating_add(other.assets),
			holds: self.holds.saturating_add(other.holds),
			deferred: self.deferred.saturating_add(other.deferred),
			large: self.large || other.large,
		}
	}
}

/// A claim that is decided but not written.
struct Draft<T: Config> {
	id: ClaimId,
	record: ClaimOf<T>,
	judgement: Option<Judgement>,
	payment: Option<Payment>,
}

/// Where claims of one provider are taken and decided.
pub(crate) struct Counter<T: Config> {
	provider: T::AccountId,
	desks: BTreeMap<PlanId, Desk<T>>,
	drafts: Vec<Draft<T>>,
	spent: Spent,
}

/// What a replacement has from the claim it replaces.
pub(crate) struct Inherited {
	/// The claim's number.
	pub number: ClaimNumber,
	/// What the provider has of it.
	pub moved: Money,
}

impl<T: Config> Counter<T> {
	/// Opens it for a provider.
	pub fn new(provider: T::AccountId) -> Self {
		Self {
			provider,
			desks: BTreeMap::new(),
			drafts: Vec::new(),
			spent: Spent::default(),
		}
	}

	/// Asks whether the member lets the payer use its data for payment. A refusal counts as much as a pass.
	fn ask(&mut self, member: &T::AccountId, payer: &T::AccountId) -> Result<[u8; 32], DispatchError> {
		self.spent.asked = true;
		let answer = Pallet::<T>::ask_consent(member, &self.provider, payer, GatePurpose::Payment);
		let considered = match &answer {
			Ok(pass) => pass.considered,
			Err(refusal) => refusal.considered,
		};
		self.spent.consents = self.spent.consents.saturating_add(considered);
		Ok(answer?.decision)
	}

	fn desk(&mut self, plan: PlanId) -> Result<&mut Desk<T>, DispatchError> {
		if !self.desks.contains_key(&plan) {
			self.desks.insert(plan, Desk::open(plan, self.provider.clone())?);
		}
		self.desks.get_mut(&plan).ok_or_else(|| Error::<T>::UnknownPlan.into())
	}

	/// Takes a claim of a batch of so many: refused, it leaves no trace. A batch is charged for two consents a claim.
	pub fn take_apart(&mut self, submission: Submission, of: u32) -> Result<ClaimId, DispatchError> {
		let days = Cost::of(&submission).most_days();
		ensure!(self.spent.consents < of.saturating_mul(2), Error::<T>::TooManyConsents);
		let marks: BTreeMap<_, _> = self.desks.iter().map(|(plan, desk)| (*plan, desk.mark())).collect();
		let taken = with_storage_layer(|| self.take(submission, None));
		if taken.is_err() {
			// How many it got to does not matter.
			self.spent.days = self.spent.days.saturating_add(days);
			// Storage is as it was; so must be what is in memory, also at the desk that this claim was the first to open.
			for (plan, desk) in &mut self.desks {
				desk.go_back(marks.get(plan).copied());
			}
		}
		taken
	}

	/// Takes a claim and decides it, unless earlier claims are being adjudicated anew.
	pub fn take(&mut self, submission: Submission, old: Option<Inherited>) -> Result<ClaimId, DispatchError> {
		ensure!(submission.usage == ClaimUse::Claim, Error::<T>::NotForPayment);
		let mut seat = Seat::<T>::load(submission.coverage)?;
		self.spent.large |= seat.is_large();
		let provider = self.provider.clone();
		let payer = self.desk(seat.coverage.plan)?.plan.payer.clone();
		let strangers = provider != payer && provider != seat.coverage.member;
		ensure!(strangers, Error::<T>::SelfDealing);
		let consent = self.ask(&seat.coverage.member, &payer)?;
		Pallet::<T>::check_evidence(&provider, &submission)?;

		let number = take_id::<T>(&mut seat.coverage.next_claim)?;
		let id = ClaimId {
			coverage: submission.coverage,
			number,
		};
		let desk = self.desk(seat.coverage.plan)?;
		let mut record = Pallet::<T>::receive(&seat, desk, submission, consent);
		if let Some(old) = old {
			record.replaces = Some(old.number);
			record.moved = old.moved;
		}
		let judgement = if seat.is_replaying() {
			// It is sound, and waits for its turn.
			Pallet::<T>::judge(desk, &mut seat, id, &record, &[], false, &mut ()).map_err(Error::<T>::from)?;
			Pallet::<T>::expect_more(seat.scope());
			None
		} else {
			Some(Pallet::<T>::decide(desk, &mut seat, id, &mut record, &[], false, None)?)
		};
		seat.remember(&provider, &record.submission, number)?;
		seat.save();
		// Last: what is refused above has taken nothing from the pool.
		let payment = match judgement {
			None | Some(Judgement::Pended { .. }) => None,
			Some(_) => desk.plan_payment(&mut record)?,
		};
		self.spent.large |= seat.is_large();
		self.spent.days = self.spent.days.saturating_add(seat.days);
		if judgement.is_none() {
			self.spent.deferred = self.spent.deferred.saturating_add(1);
		}
		self.drafts.push(Draft {
			id,
			record,
			judgement,
			payment,
		});
		Ok(id)
	}

	/// Decides a claim that is there already, and is not in the accumulators. Consent and evidence are asked for again if
	/// it was never decided.
	pub fn decide_again(&mut self, seat: &mut Seat<T>, id: ClaimId, mut record: ClaimOf<T>) -> DispatchResult {
		let case = Pallet::<T>::stored_case(id);
		let first = record.revision == 0;
		if first {
			let payer = self.desk(record.plan)?.plan.payer.clone();
			record.consent = self.ask(&seat.coverage.member, &payer)?;
			Pallet::<T>::check_evidence(&record.provider, &record.submission)?;
		}
		let desk = self.desk(record.plan)?;
		let released = case.released || !first;
		// What a person let pass is decided up to what that person may decide.
		let most = case.released.then_some(case.up_to);
		let settled = record.state.is_decided() && record.due() == 0;
		let judgement = Pallet::<T>::decide(desk, seat, id, &mut record, &case.rulings, released, most)?;
		let days = core::mem::take(&mut seat.days);
		if settled && matches!(judgement, Judgement::Result { .. }) {
			// What a later decision adds was not late before.
			record.clock = Pallet::<T>::today();
		}
		let payment = match judgement {
			Judgement::Pended { .. } => {
				// It pays nothing while it waits.
				desk.lift(&mut record)?;
				None
			},
			// What is disputed is settled when the dispute is.
			_ if matches!(record.state, ClaimState::Appealed { .. }) => None,
			_ => desk.plan_payment(&mut record)?,
		};
		self.spent.days = self.spent.days.saturating_add(days);
		self.drafts.push(Draft {
			id,
			record,
			judgement: Some(judgement),
			payment,
		});
		Ok(())
	}

	/// Settles a claim whose result stands.
	pub fn settle_again(&mut self, id: ClaimId, mut record: ClaimOf<T>) -> DispatchResult {
		let payment = self.desk(record.plan)?.plan_payment(&mut record)?;
		self.drafts.push(Draft {
			id,
			record,
			judgement: Some(Judgement::Same),
			payment,
		});
		Ok(())
	}

	/// The result of the last claim, if it was decided.
	pub fn last_is_pended(&self) -> bool {
		matches!(
			self.drafts.last().and_then(|draft| draft.judgement.as_ref()),
			Some(Judgement::Pended { .. })
		)
	}

	/// Whether the last claim waits because it would pay more than whoever released it may decide: a released claim does
	/// not wait for the plan's own ceiling.
	pub fn last_is_above_limit(&self) -> bool {
		matches!(
			self.drafts.last().and_then(|draft| draft.judgement.as_ref()),
			Some(Judgement::Pended {
				cause: PendCause::Rule(PendReason::AboveCeiling),
				..
			})
		)
	}

	/// Writes the log, pays, and writes the claims.
	pub fn settle(mut self) -> Result<Spent, DispatchError> {
		self.write_log()?;
		let drafts = core::mem::take(&mut self.drafts);
		let mut unpaid = Vec::new();
		for (plan, desk) in &mut self.desks {
			if with_storage_layer(|| desk.pay()).is_err() {
				unpaid.push(*plan);
			}
		}
		for draft in drafts {
			self.write(draft, &unpaid)?;
		}
		let mut spent = self.spent;
		for desk in self.desks.values() {
			desk.close();
			spent = spent.and(desk.spent());
		}
		Ok(spent)
	}

	/// One entry for each new result, in one go.
	fn write_log(&mut self) -> DispatchResult {
		let digests: Vec<_> = self
			.drafts
			.iter()
			.filter_map(|draft| match draft.judgement {
				Some(Judgement::Result { digest }) => Some(digest),
				_ => None,
			})
			.collect();
		if digests.is_empty() {
			return Ok(());
		}
		let mut entry = T::Log::append_all(LogSubject::Adjudication, &digests)?;
		for draft in &mut self.drafts {
			if matches!(draft.judgement, Some(Judgement::Result { .. })) {
				draft.record.entry = entry;
				entry = entry.saturating_add(1);
			}
		}
		Ok(())
	}

	fn write(&mut self, draft: Draft<T>, unpaid: &[PlanId]) -> DispatchResult {
		let Draft {
			id,
			mut record,
			judgement,
			payment,
		} = draft;
		let paid = payment.filter(|_| !unpaid.contains(&record.plan));
		match (payment, paid) {
			(_, Some(payment)) => Desk::<T>::receipt(&mut record, payment)?,
			(Some(payment), None) => self.desk(record.plan)?.promise(&mut record, payment)?,
			(None, None) => {},
		}
		match judgement {
			None => Pallet::<T>::deposit_event(Event::Deferred { claim: id }),
			Some(Judgement::Pended { cause, line }) => {
				Pallet::<T>::suspend(id, &mut record, cause, line, PendOwner::Payer)?;
			},
			Some(judgement) => {
				if !matches!(record.state, ClaimState::Appealed { .. }) {
					let standing = Pallet::<T>::standing(&record);
					Pallet::<T>::move_to(&mut record, standing)?;
				}
				match (judgement, paid) {
					(Judgement::Result { .. }, _) => Pallet::<T>::deposit_event(Event::Decided {
						claim: id,
						revision: record.revision,
						pays: record.payable(),
						paid: record.moved,
						entry: record.entry,
					}),
					(_, Some(payment)) => Pallet::<T>::deposit_event(Event::Paid {
						claim: id,
						amount: payment.due,
						interest: payment.interest,
					}),
					_ => {},
				}
			},
		}
		Pallet::<T>::put_claim(id, &record);
		Ok(())
	}
}

impl<T: Config> Pallet<T> {
	/// A claim as it is received.
	pub(crate) fn receive(seat: &Seat<T>, desk: &Desk<T>, submission: Submission, consent: [u8; 32]) -> ClaimOf<T> {
		let today = Self::today();
		ClaimRecord {
			plan: seat.coverage.plan,
			provider: desk.provider.clone(),
			network: desk.contract.network,
			received: today,
			clock: today,
			clean: true,
			replaces: None,
			consent,
			submission,
			state: ClaimState::Submitted,
			revision: 0,
			sequence: seat.sequence(),
			counted: false,
			result: Adjudication::default(),
			entry: 0,
			decided: today,
			moved: 0,
			promised: 0,
			short: 0,
			interest: 0,
			withheld: 0,
			returned: 0,
			set_off: 0,
			told: Told::default(),
			remittance: None,
		}
	}

	/// A claim waits from now on. One that had a result before has none any more.
	pub(crate) fn suspend(
		claim: ClaimId,
		record: &mut ClaimOf<T>,
		cause: PendCause,
		line: Option<u16>,
		owner: PendOwner,
	) -> DispatchResult {
		if record.state.is_decided() {
			if record.due() == 0 {
				// What a later decision adds was not late before.
				record.clock = Self::today();
			}
			Self::keep_result(claim, record);
			record.result = Adjudication::default();
		}
		let to = Self::pended(cause, line, owner);
		Self::move_to(record, to)?;
		if let ClaimState::Pended { deadline, .. } = to {
			Self::deposit_event(Event::Pended {
				claim,
				cause,
				owner,
				deadline,
			});
		}
		Ok(())
	}

	/// What a claim of this provider would come to now. Nothing is kept.
	pub(crate) fn try_claim(provider: T::AccountId, mut submission: Submission) -> Result<ClaimOf<T>, DispatchError> {
		use frame::deps::{frame_support::storage::with_transaction, sp_runtime::TransactionOutcome};
		submission.usage = ClaimUse::Claim;
		with_transaction(|| {
			let run = || {
				T::Accreditation::ensure_accredited(&provider, Role::Provider)?;
				let mut counter = Counter::<T>::new(provider.clone());
				let id = counter.take(submission, None)?;
				counter.settle()?;
				Self::stored_claim(id)
			};
			TransactionOutcome::Rollback(run())
		})
	}
}
