//! From storage to the engine and back.

use crate::*;
use codec::Encode;
use frame::deps::sp_io::hashing::blake2_256;
use salus_consent_engine::{
	self as engine,
	vocabulary::{Actions, Purposes},
	Effect, Entry as EngineEntry, Outcome, Request,
};
use salus_primitives::{ConsentGate, GatePass, GatePurpose, GateRefusal};

/// The consents of one subject, in the order of their places, and how many places were read for them.
pub(crate) struct Loaded<T: Config>(pub Vec<(Place, Record<T>)>, pub u32);

impl<T: Config> Loaded<T> {
	/// Reads the prefix of a subject: at most 16 values.
	pub fn of(subject: &T::AccountId) -> Self {
		let mut read = 0u32;
		let open = Consents::<T>::iter_prefix(subject).filter_map(|(place, entry)| {
			read = read.saturating_add(1);
			match entry {
				Entry::Active(record) => Some((place, record)),
				Entry::Closed(_) => None,
			}
		});
		let mut all: Vec<_> = open.collect();
		all.sort_by_key(|(place, _)| *place);
		Self(all, read)
	}

	/// As the engine sees them. Their rank is their place.
	pub fn entries(&self) -> Vec<EngineEntry<'_>> {
		let all = self.0.iter();
		all.map(|(place, record)| EngineEntry {
			consent: &record.consent,
			active: record.is_effective(),
			recorded_at: moment(record.recorded_at),
			rank: u32::from(*place),
		})
		.collect()
	}

	/// Which consent each number of the engine stands for.
	pub fn ids(&self) -> Vec<ConsentId> {
		let id = |(place, record): &(Place, Record<T>)| ConsentId {
			place: *place,
			version: record.version,
		};
		self.0.iter().map(id).collect()
	}
}

impl<T: Config> Pallet<T> {
	/// The question with what the chain knows of emergencies.
	pub(crate) fn informed(subject: &T::AccountId, mut request: Request) -> Request {
		request.emergency = request.purposes.intersects(Purposes::BTG)
			&& request
				.parties
				.iter()
				.any(|party| Self::has_live_emergency(subject, party, seconds(request.at)));
		request
	}

	/// What the consents of `subject` say about `request`, from what is known at this block.
	pub fn evaluate(subject: &T::AccountId, request: Request) -> Answer {
		let request = Self::informed(subject, request);
		let consents = Loaded::<T>::of(subject);
		Answer {
			decision: engine::evaluate(&consents.entries(), &request, &DomainParameters::<T>::get()),
			consents: consents.ids(),
			emergency: request.emergency,
		}
	}

	/// The same with what became of every consent and provision.
	pub fn explain(subject: &T::AccountId, request: Request) -> Explained {
		let request = Self::informed(subject, request);
		let consents = Loaded::<T>::of(subject);
		Explained {
			explanation: engine::explain(&consents.entries(), &request, &DomainParameters::<T>::get()),
			consents: consents.ids(),
			emergency: request.emergency,
		}
	}

	/// Consents in force now, or as soon as their period begins or they are verified.
	pub fn active_consents(subject: &T::AccountId, start: Place, limit: u32) -> Vec<ActiveConsent<T::AccountId>> {
		let now = Self::now();
		let limit = usize::try_from(limit).unwrap_or(PAGE);
		Loaded::<T>::of(subject)
			.0
			.into_iter()
			.filter(|(place, record)| *place >= start && !record.is_over(now))
			.take(limit)
			.map(|(place, record)| ActiveConsent {
				id: ConsentId {
					place,
					version: record.version,
				},
				awaits_verification: !record.is_effective(),
				verifications: u32::try_from(record.verifications.len()).unwrap_or(MAX_VERIFICATIONS),
				supersedes: record.supersedes,
				grantor: record.grantor,
				policy: record.policy,
				recorded_at: record.recorded_at,
				consent: record.consent,
			})
			.collect()
	}

	/// The rules in force that let data of `custodian` pass.
	pub fn authorised(subject: &T::AccountId, custodian: &T::AccountId) -> Vec<Authorisation> {
		let now = moment(Self::now());
		let custodian = Self::party(custodian);
		let mut all = Vec::new();
		for (place, record) in Loaded::<T>::of(subject).0 {
			let consent = &record.consent;
			let concerns = consent.custodian.is_none_or(|named| named == custodian);
			if !concerns || !record.is_effective() || !consent.period.contains(now) {
				continue;
			}
			let id = ConsentId {
				place,
				version: record.version,
			};
			let last = u8::try_from(consent.provisions.len()).unwrap_or(u8::MAX);
			let permits = (0..=last).filter(|node| consent.effect(*node) == Some(Effect::Permit));
			all.extend(permits.filter_map(|node| Self::authorisation(consent, id, node, now)));
		}
		all
	}

	/// What a node lets pass, together with what is above it.
	fn authorisation(consent: &engine::Consent, id: ConsentId, node: u8, now: i64) -> Option<Authorisation> {
		let lineage = consent.lineage(node);
		let rules: Vec<_> = lineage.iter().rev().filter_map(|node| consent.rule(*node)).collect();
		if rules.iter().any(|rule| !rule.period.contains(now)) {
			return None;
		}
		let actors = rules.iter().map(|rule| &rule.actors).find(|actors| !actors.is_empty());
		let (mut purposes, mut actions) = (Purposes::EMPTY, Actions::EMPTY);
		for rule in &rules {
			purposes = both(purposes, rule.purposes, Purposes::is_empty, Purposes::shared)?;
			actions = both(actions, rule.actions, Actions::is_empty, Actions::intersection)?;
		}
		let ends = rules.iter().filter_map(|rule| rule.period.until);
		Some(Authorisation {
			id,
			node,
			actors: actors.map(|actors| actors.to_vec()).unwrap_or_default(),
			purposes,
			actions,
			until: ends.chain(consent.period.until).min().map(seconds),
		})
	}
}

/// What two rules of a lineage let pass together, where an empty set is everything; nothing if they share nothing.
fn both<S: Copy>(one: S, other: S, is_empty: fn(S) -> bool, shared: fn(S, S) -> S) -> Option<S> {
	match (is_empty(one), is_empty(other)) {
		(true, _) => Some(other),
		(_, true) => Some(one),
		(false, false) => Some(shared(one, other)).filter(|shared| !is_empty(*shared)),
	}
}

/// The engine's set for a purpose of a claim.
fn purposes_of(purpose: GatePurpose) -> Purposes {
	let code = match purpose {
		GatePurpose::Payment => "HPAYMT",
		GatePurpose::ClaimAttachment => "CLMATTCH",
		GatePurpose::CoverageAuthorisation => "COVAUTH",
		GatePurpose::Remittance => "REMITADV",
	};
	Purposes::from_code(code).unwrap_or_default()
}

impl<T: Config> ConsentGate<T::AccountId> for Pallet<T> {
	fn ensure_permitted(
		subject: &T::AccountId,
		custodian: &T::AccountId,
		recipient: &T::AccountId,
		purpose: GatePurpose,
	) -> Result<GatePass, GateRefusal> {
		let mut parties = BoundedVec::new();
		let _ = parties.try_push(Self::party(recipient));
		let request = Request {
			custodian: Some(Self::party(custodian)),
			parties,
			roles: Default::default(),
			purposes: purposes_of(purpose),
			actions: Actions::ACCESS,
			categories: Default::default(),
			at: moment(Self::now()),
			item: Default::default(),
			emergency: false,
			duo: None,
		};
		let request = Self::informed(subject, request);
		let consents = Loaded::<T>::of(subject);
		let Loaded(_, considered) = consents;
		let decision = engine::evaluate(&consents.entries(), &request, &DomainParameters::<T>::get());
		let by_consent = match decision.outcome {
			Outcome::Permit => true,
			Outcome::NotApplicable { permitted: true, .. } => false,
			Outcome::Deny(_) | Outcome::NotApplicable { .. } => {
				return Err(GateRefusal {
					error: Error::<T>::NotPermitted.into(),
					considered,
				})
			},
		};
		Ok(GatePass {
			decision: blake2_256(&decision.encode()),
			by_consent,
			obligations: u32::try_from(decision.obligations.len()).unwrap_or(u32::MAX),
			no_redisclosure: decision.no_redisclosure,
			considered,
		})
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn permit_for_benchmark(subject: &T::AccountId, _: &T::AccountId, _: &T::AccountId, consents: u32) {
		crate::benchmarking::fill::<T>(subject, u8::try_from(consents).unwrap_or(MAX_ACTIVE).min(MAX_ACTIVE));
	}
}
