//! Random sequences of calls beside a plain model of the places; every invariant at the end of each.

use super::{
	papers::{self, Paper, Sealed, What},
	*,
};
use crate::impls::Logged;
use codec::Encode;
use frame::deps::sp_core::Pair;
use frame::deps::sp_io;
use frame::deps::sp_runtime::StateVersion;
use proptest::prelude::*;
use salus_consent_engine::{self as engine, Entry as EngineEntry, Outcome};
use salus_primitives::{mock::MockAccreditation, AccreditationInspect, Role};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Debug)]
enum Step {
	File(u8, u8, Place, Option<Seconds>, bool),
	Revise(u8, u8, Place, Version, Option<Seconds>, bool),
	Revoke(u8, u8, Place, Version),
	Refuse(u8, Place),
	Mark(u8, u8, Place, Version),
	Verify(u8, Place, Version),
	Appoint(u8, u8, Option<Seconds>, bool, bool),
	End(u8, u8),
	Declare(u8),
	Review(u8, bool),
	Disclose(u8, bool),
	Erase(u8),
	CleanConsent(u8, Place),
	CleanEmergency(u8),
	CleanReceipt(u8),
	Idle,
	Domain(bool),
	Publish(Version, Seconds, Option<Seconds>),
	Wait(Seconds),
	/// Signed off chain now and relayed by an organisation, alone or as a batch.
	Relay(u8, Vec<Paper>),
	/// Something that was relayed before, as it was, by whatever organisation.
	Replay(u8, prop::sample::Index),
}

/// A policy that no consent pins: it comes into force and ends as the sequence goes on.
const FLEETING_POLICY: u32 = 9;
const OTHER_CATEGORY: Categories = Categories(0b1000);

fn step() -> impl Strategy<Value = Step> {
	let subject = 1..3u8;
	let who = prop_oneof![3 => 1..3u8, 1 => Just(GUARDIAN), 1 => Just(CUSTODIAN)];
	let place = prop_oneof![6 => 0..2u8, 1 => Just(16u8)];
	let version = 0..3u32;
	let end = prop::option::of(0..60u64);
	prop_oneof![
		4 => (subject.clone(), who.clone(), place.clone(), end.clone(), any::<bool>())
			.prop_map(|(subject, who, place, end, permit)| Step::File(subject, who, place, end, permit)),
		2 => (subject.clone(), who.clone(), place.clone(), version.clone(), end.clone(), any::<bool>())
			.prop_map(|(subject, who, place, version, end, permit)| Step::Revise(subject, who, place, version, end, permit)),
		2 => (subject.clone(), who.clone(), place.clone(), version.clone())
			.prop_map(|(subject, who, place, version)| Step::Revoke(subject, who, place, version)),
		1 => (subject.clone(), place.clone()).prop_map(|(subject, place)| Step::Refuse(subject, place)),
		1 => (subject.clone(), who, place.clone(), version.clone())
			.prop_map(|(subject, who, place, version)| Step::Mark(subject, who, place, version)),
		1 => (subject.clone(), place.clone(), version).prop_map(|(subject, place, version)| Step::Verify(subject, place, version)),
		1 => (subject.clone(), prop_oneof![Just(GUARDIAN), 1..3u8], end.clone(), any::<bool>(), any::<bool>())
			.prop_map(|(ward, guardian, end, revoke, other)| Step::Appoint(ward, guardian, end, revoke, other)),
		1 => (subject.clone(), prop_oneof![Just(GUARDIAN), Just(REGISTRAR), 1..3u8]).prop_map(|(ward, who)| Step::End(ward, who)),
		1 => subject.clone().prop_map(Step::Declare),
		1 => (subject.clone(), any::<bool>()).prop_map(|(subject, justified)| Step::Review(subject, justified)),
		2 => (subject.clone(), any::<bool>()).prop_map(|(subject, glass)| Step::Disclose(subject, glass)),
		1 => subject.clone().prop_map(Step::Erase),
		1 => (subject.clone(), place).prop_map(|(subject, place)| Step::CleanConsent(subject, place)),
		1 => subject.clone().prop_map(Step::CleanEmergency),
		1 => subject.prop_map(Step::CleanReceipt),
		1 => Just(Step::Idle),
		1 => any::<bool>().prop_map(Step::Domain),
		1 => (0..4u32, 0..60u64, end).prop_map(|(version, from, end)| Step::Publish(version, from, end)),
		2 => prop_oneof![5 => 0..40u64, 1 => Just(7_200u64), 1 => Just(100_000u64)].prop_map(Step::Wait),
		8 => (papers::relayer(), papers::papers()).prop_map(|(relayer, papers)| Step::Relay(relayer, papers)),
		3 => (papers::relayer(), any::<prop::sample::Index>()).prop_map(|(relayer, earlier)| Step::Replay(relayer, earlier)),
	]
}

/// Subjects and the guardian have keys, to sign off chain; everybody else is a number.
pub fn account(number: u8) -> AccountId32 {
	match number {
		ALICE | BOB | GUARDIAN => AccountId32::new(papers::key(number).public().0),
		_ => mock::account(number),
	}
}

fn dispatch(who: u8, call: Call<Test>) -> DispatchResult {
	let result = RuntimeCall::Consent(call).dispatch(RuntimeOrigin::signed(account(who)));
	result.map(|_| ()).map_err(|error| error.error)
}

pub fn filing_with(end: Option<Seconds>, permit: bool) -> Filing {
	let glass = Rule {
		purposes: purposes(&["BTG"]),
		..Rule::default()
	};
	let base = if permit { Effect::Permit } else { Effect::Deny };
	let glass = vec![provision(0, Effect::Permit, glass)];
	let mut filing = filing_of(agreed(base, filing_for_care().consent.scope, glass));
	filing.consent.period.until = end.map(|end| (now() + end) as i64);
	if end == Some(0) {
		filing.policy = VERIFIED_POLICY;
		filing.consent.period.until = None;
		if !permit {
			// Only denies, and so waits for nobody.
			filing.consent.provisions = BoundedVec::new();
		}
	}
	filing
}

fn disclosure(glass: bool) -> DisclosureRequest {
	DisclosureRequest {
		parties: vec![party(RECIPIENT), party(RESPONDER)].try_into().unwrap(),
		purposes: purposes(if glass { &["BTG"] } else { &["TREAT"] }),
		..request()
	}
}

fn call_of(step: &Step) -> Option<(u8, Call<Test>)> {
	let call = match *step {
		Step::File(subject, who, place, end, permit) => {
			let filing = Box::new(filing_with(end, permit));
			(
				who,
				Call::file {
					subject: account(subject),
					place,
					filing,
				},
			)
		},
		Step::Revise(subject, who, place, version, end, permit) => {
			let filing = Box::new(filing_with(end, permit));
			(
				who,
				Call::revise {
					subject: account(subject),
					place,
					version,
					filing,
				},
			)
		},
		Step::Revoke(subject, who, place, version) => {
			let reason = RevocationReason::Withdrawn;
			(
				who,
				Call::revoke {
					subject: account(subject),
					place,
					version,
					reason,
				},
			)
		},
		Step::Refuse(subject, place) => {
			let refusal = Refusal {
				categories: CATEGORY,
				policy: POLICY,
				source: SOURCE,
			};
			(
				subject,
				Call::refuse {
					subject: account(subject),
					place,
					refusal,
				},
			)
		},
		Step::Mark(subject, who, place, version) => (
			who,
			Call::mark_entered_in_error {
				subject: account(subject),
				place,
				version,
			},
		),
		Step::Verify(subject, place, version) => (
			VERIFIER,
			Call::verify {
				subject: account(subject),
				place,
				version,
				evidence: [5; 32],
			},
		),
		Step::Appoint(ward, guardian, end, may_revoke, other) => {
			let scope = GuardianScope {
				categories: if other { OTHER_CATEGORY } else { CATEGORY },
				may_revoke,
				from: GENESIS_TIME,
				until: end.map(|end| now() + end),
			};
			let kind = GuardianKind::PowerOfAttorney;
			let (ward_account, guardian) = (account(ward), account(guardian));
			(
				ward,
				Call::appoint_guardian {
					ward: ward_account,
					guardian,
					kind,
					scope,
					evidence: [5; 32],
				},
			)
		},
		Step::End(ward, who) => (
			who,
			Call::end_guardianship {
				ward: account(ward),
				guardian: account(GUARDIAN),
			},
		),
		Step::Declare(subject) => {
			let nature = EmergencyNature::ThreatToLife;
			let subject = account(subject);
			(
				RESPONDER,
				Call::declare_emergency {
					subject,
					nature,
					credential: [4; 32],
					duration: 30,
				},
			)
		},
		Step::Review(subject, justified) => {
			let subject = account(subject);
			(
				REVIEWER,
				Call::review_emergency {
					subject,
					declarer: party(RESPONDER),
					justified,
				},
			)
		},
		Step::Disclose(subject, glass) => {
			let request = Box::new(disclosure(glass));
			(
				CUSTODIAN,
				Call::record_disclosure {
					subject: account(subject),
					request,
				},
			)
		},
		Step::Erase(subject) => {
			let id = Disclosures::<Test>::iter_key_prefix(account(subject))
				.next()
				.unwrap_or_default();
			(
				RECIPIENT,
				Call::attest_recipient_erasure {
					subject: account(subject),
					id,
				},
			)
		},
		Step::CleanConsent(subject, place) => clean(CleanUp::Consent {
			subject: account(subject),
			place,
		}),
		Step::CleanEmergency(subject) => clean(CleanUp::Emergency {
			subject: account(subject),
			declarer: party(RESPONDER),
		}),
		Step::CleanReceipt(subject) => {
			let id = Disclosures::<Test>::iter_key_prefix(account(subject))
				.next()
				.unwrap_or_default();
			clean(CleanUp::Disclosure {
				subject: account(subject),
				id,
			})
		},
		Step::Idle | Step::Domain(_) | Step::Publish(..) | Step::Wait(_) | Step::Relay(..) | Step::Replay(..) => {
			return None
		},
	};
	Some(call)
}

fn clean(item: CleanUp<AccountId32>) -> (u8, Call<Test>) {
	(
		STRANGER,
		Call::clean_up {
			items: vec![item].try_into().unwrap(),
		},
	)
}

/// A place in plain words: the version, its end, and whether it is open.
#[derive(Clone, Copy, Debug)]
struct Held {
	version: Version,
	end: Option<Seconds>,
	open: bool,
}

/// What a guardian may do, in plain words.
#[derive(Clone, Copy, Debug)]
struct May {
	other_category: bool,
	revoke: bool,
	until: Option<Seconds>,
}

/// What somebody does for a subject.
#[derive(Clone, Copy)]
enum Doing {
	Give(Option<Seconds>),
	End,
}

/// What the calls of subjects, guardians and relayers must do to the places.
#[derive(Clone, Default)]
struct Model {
	places: BTreeMap<(u8, Place), Held>,
	guardians: BTreeMap<(u8, u8), May>,
}

/// When what is filed now ends; 0 stands for a policy that asks for a verification.
fn end_of(end: Option<Seconds>) -> Option<Seconds> {
	end.filter(|end| *end > 0).map(|end| now() + end)
}

fn refused(error: Error<Test>) -> DispatchResult {
	Err(error.into())
}

impl Model {
	fn open(&self, subject: u8, place: Place) -> Option<Held> {
		let held = self.places.get(&(subject, place)).copied();
		held.filter(|held| held.open && held.end.is_none_or(|end| now() < end))
	}

	/// Whether the call must pass; none where the model does not say.
	fn foresees(&self, step: &Step) -> Option<bool> {
		match *step {
			Step::File(subject, who, place, end, _) => {
				let may = self.may(subject, who, Doing::Give(end_of(end)));
				Some(place < 16 && self.open(subject, place).is_none() && may.is_ok())
			},
			Step::Refuse(subject, place) => Some(place < 16 && self.open(subject, place).is_none()),
			Step::Revise(subject, who, place, version, end, _) => {
				let may = self.may(subject, who, Doing::End);
				let may = may.and_then(|()| self.may(subject, who, Doing::Give(end_of(end))));
				Some(self.open(subject, place).is_some_and(|held| held.version == version) && may.is_ok())
			},
			Step::Revoke(subject, who, place, version) => {
				let may = self.may(subject, who, Doing::End).is_ok();
				Some(self.open(subject, place).is_some_and(|held| held.version == version) && may)
			},
			Step::Mark(subject, who, place, version) => {
				let may = who == CUSTODIAN || self.may(subject, who, Doing::End).is_ok();
				Some(self.open(subject, place).is_some_and(|held| held.version == version) && may)
			},
			Step::CleanConsent(subject, place) => {
				let held = self.places.get(&(subject, place));
				Some(held.is_some_and(|held| held.open && held.end.is_some_and(|end| end <= now())))
			},
			_ => None,
		}
	}

	fn follow(&mut self, step: &Step) {
		match *step {
			Step::File(subject, _, place, end, _) => self.next(subject, place, end_of(end), true),
			Step::Revise(subject, _, place, _, end, _) => self.next(subject, place, end_of(end), true),
			Step::Refuse(subject, place) => self.next(subject, place, None, false),
			Step::Revoke(subject, _, place, _)
			| Step::Mark(subject, _, place, _)
			| Step::CleanConsent(subject, place) => self.close(subject, place),
			Step::Appoint(ward, guardian, end, revoke, other_category) => {
				let may = May {
					other_category,
					revoke,
					until: end.map(|end| now() + end),
				};
				self.guardians.insert((ward, guardian), may);
			},
			Step::End(ward, _) => {
				self.guardians.remove(&(ward, GUARDIAN));
			},
			_ => {},
		}
	}

	fn next(&mut self, subject: u8, place: Place, end: Option<Seconds>, open: bool) {
		let version = self.places.get(&(subject, place)).map_or(0, |held| held.version + 1);
		self.places.insert((subject, place), Held { version, end, open });
	}

	fn close(&mut self, subject: u8, place: Place) {
		if let Some(held) = self.places.get_mut(&(subject, place)) {
			held.open = false;
		}
	}

	/// What stands in the way of somebody who acts for a subject.
	fn may(&self, subject: u8, who: u8, doing: Doing) -> DispatchResult {
		if who == subject {
			return Ok(());
		}
		let Some(may) = self.guardians.get(&(subject, who)) else {
			return refused(Error::NotAuthorized);
		};
		if may.until.is_some_and(|until| until <= now()) {
			return refused(Error::GuardianshipLapsed);
		}
		if may.other_category {
			return refused(Error::GuardianshipOutOfScope);
		}
		match doing {
			Doing::Give(end) if may.until.is_some_and(|until| end.is_none_or(|end| until < end)) => {
				refused(Error::OutlivesGuardianship)
			},
			Doing::End if !may.revoke => refused(Error::GuardianMayNotRevoke),
			_ => Ok(()),
		}
	}

	/// The version that a paper must name.
	fn right_nonce(&self, paper: &Paper) -> Version {
		let held = self.places.get(&(paper.subject, paper.place));
		match paper.what {
			What::Revoke => held.map_or(0, |held| held.version),
			_ => held.map_or(0, |held| held.version + 1),
		}
	}

	/// What becomes of a relayed call: all of it, or nothing for this reason.
	fn relay(&mut self, relayer: u8, all: &[Sealed]) -> DispatchResult {
		if ![CUSTODIAN, PROVIDER, PAYER].contains(&relayer) {
			return Err(DispatchError::Other("NotAccredited"));
		}
		let mut after = self.clone();
		for sealed in all {
			after.accept(relayer, sealed)?;
		}
		*self = after;
		Ok(())
	}

	fn accept(&mut self, relayer: u8, sealed: &Sealed) -> DispatchResult {
		let Sealed { paper, nonce, end, .. } = sealed;
		let (subject, signer, place, nonce, end) = (paper.subject, paper.signer, paper.place, *nonce, *end);
		if sealed.expires_at <= now() {
			return refused(Error::SignatureExpired);
		}
		if !sealed.is_good_from(relayer) {
			return refused(Error::BadSignature);
		}
		match paper.what {
			What::File(..) => {
				let last = self.places.get(&(subject, place)).map(|held| held.version);
				match self.open(subject, place) {
					_ if place >= 16 => return refused(Error::TooManyConsents),
					Some(held) if nonce > held.version => return refused(Error::AlreadyExists),
					None if nonce == last.map_or(0, |last| last + 1) => {},
					_ => return refused(Error::StaleNonce),
				}
			},
			What::Revise(..) => self.is_in_force(subject, place, nonce.checked_sub(1))?,
			What::Revoke => self.is_in_force(subject, place, Some(nonce))?,
		}
		if !matches!(paper.what, What::File(..)) {
			self.may(subject, signer, Doing::End)?;
		}
		if paper.what == What::Revoke {
			self.close(subject, place);
			return Ok(());
		}
		self.may(subject, signer, Doing::Give(end))?;
		if end.is_some_and(|end| end <= now()) {
			return refused(Error::PeriodOver);
		}
		self.next(subject, place, end, true);
		Ok(())
	}

	/// What stands in the way of ending this version; none is before the first.
	fn is_in_force(&self, subject: u8, place: Place, version: Option<Version>) -> DispatchResult {
		match (version, self.places.get(&(subject, place))) {
			(None, _) => refused(Error::StaleNonce),
			(_, None) => refused(Error::NotFound),
			(Some(version), Some(held)) if version != held.version || !held.open => refused(Error::StaleNonce),
			(_, Some(held)) if held.end.is_some_and(|end| end <= now()) => refused(Error::Expired),
			_ => Ok(()),
		}
	}
}

fn root() -> Vec<u8> {
	sp_io::storage::root(StateVersion::V1)
}

/// What no later step may change.
fn closed() -> BTreeMap<(AccountId32, Place, Version), Status> {
	let here = Consents::<Test>::iter().filter_map(|(subject, place, entry)| match entry {
		Entry::Closed(tombstone) => Some(((subject, place, tombstone.version), tombstone.status)),
		Entry::Active(_) => None,
	});
	let archived = Archive::<Test>::iter()
		.map(|(subject, (place, version), tombstone)| ((subject, place, version), tombstone.status));
	here.chain(archived).collect()
}

fn ensure_unchanged(before: &BTreeMap<(AccountId32, Place, Version), Status>, step: &Step) {
	let after = closed();
	for (key, status) in before {
		assert_eq!(after.get(key), Some(status), "a closed consent changed by {step:?}");
	}
}

/// The engine asked directly, from the storage read by hand.
fn engines_answer(subject: u8, glass: bool) -> Outcome {
	let records: Vec<_> = (0..16)
		.filter_map(|place| match Consents::<Test>::get(account(subject), place) {
			Some(Entry::Active(record)) => Some((place, record)),
			_ => None,
		})
		.collect();
	let entries: Vec<_> = records
		.iter()
		.map(|(place, record)| EngineEntry {
			consent: &record.consent,
			active: counts(record),
			recorded_at: record.recorded_at as i64,
			rank: u32::from(*place),
		})
		.collect();
	let mut question = disclosure(glass).at(party(CUSTODIAN), now());
	let emergency = Emergencies::<Test>::get(account(subject), party(RESPONDER));
	question.emergency = glass
		&& emergency.is_some_and(|emergency| emergency.is_live(now()))
		&& MockAccreditation::ensure_accredited(&account(RESPONDER), Role::EmergencyResponder).is_ok();
	engine::evaluate(&entries, &question, &DomainParameters::<Test>::get()).outcome
}

/// Whether it is verified where that is required, or permits nothing.
fn counts(record: &Record<Test>) -> bool {
	let waits = record.requires_verification && record.verifications.is_empty();
	let permits = record.consent.base == Effect::Permit || !record.consent.provisions.is_empty();
	!(waits && permits)
}

/// What a receipt rests on counts at this moment: it is the version in the place, in force and verified.
fn ensure_cited_counts(subject: &AccountId32, basis: &[Cited]) {
	for cited in basis {
		let Some(Entry::Active(record)) = Consents::<Test>::get(subject, cited.place) else {
			panic!("{cited:?} is cited, and closed");
		};
		assert_eq!(record.version, cited.version);
		assert!(counts(&record), "{cited:?} is cited, and not verified");
		assert!(
			record.consent.period.contains(now() as i64),
			"{cited:?} is cited outside its period"
		);
	}
}

/// What a guardian filed is within what the ward, or the registrar, gave at this moment.
fn ensure_within_scope(ward: u8, place: Place) {
	let guardianship = Guardianships::<Test>::get(account(ward), account(GUARDIAN)).expect("nobody's guardian filed");
	let scope = guardianship.scope;
	let Some(Entry::Active(record)) = Consents::<Test>::get(account(ward), place) else {
		panic!("filed, and not there");
	};
	assert!(scope.from <= now() && scope.until.is_none_or(|until| now() < until));
	assert_eq!(scope.categories, CATEGORY, "filed outside the categories");
	assert_eq!(record.consent.scope.purposes, Purposes::TREAT);
	if let Some(until) = scope.until {
		assert!(record.consent.period.until.is_some_and(|end| end <= until as i64));
	}
}

/// Whatever was closed is in the log, and nothing is archived that is not.
fn ensure_closed_is_logged() {
	let logged: BTreeSet<_> = MockLog::entries().into_iter().map(|(_, digest)| digest).collect();
	let here = Consents::<Test>::iter().filter_map(|(subject, place, entry)| match entry {
		Entry::Closed(tombstone) => Some((subject, place, tombstone)),
		Entry::Active(_) => None,
	});
	let archived = Archive::<Test>::iter().map(|(subject, (place, _), tombstone)| (subject, place, tombstone));
	for (subject, place, tombstone) in here.chain(archived) {
		let digest = sp_io::hashing::blake2_256(&tombstone.encode());
		let leaf = Consent::log_digest(Logged::Closed, &subject, id(place, tombstone.version), digest);
		assert!(logged.contains(&leaf), "{tombstone:?} is not in the log");
	}
}

/// Every read leaves out what is closed or expired.
fn ensure_reads_agree(model: &Model, subject: u8) {
	let open: Vec<ConsentId> = (0..16)
		.filter_map(|place| {
			let version = model.open(subject, place)?.version;
			Some(ConsentId { place, version })
		})
		.collect();
	let active = Consent::active_consents(&account(subject), 0, 16);
	assert_eq!(active.into_iter().map(|own| own.id).collect::<Vec<_>>(), open);
	let authorised = Consent::authorised(&account(subject), &account(CUSTODIAN));
	assert!(authorised.iter().all(|own| open.contains(&own.id)));
}

/// Relays what a step says, or what an earlier one said; nothing if there was none.
fn relayed(model: &Model, step: &Step, earlier: &mut Vec<Vec<Sealed>>) -> Option<(u8, Vec<Sealed>)> {
	match step {
		Step::Relay(relayer, papers) => {
			// Each is right for what the places hold before the call: the second of two for one place is not.
			let seal = |paper: &Paper| paper.seal(model.right_nonce(paper));
			let sealed: Vec<_> = papers.iter().map(seal).collect();
			earlier.push(sealed.clone());
			Some((*relayer, sealed))
		},
		Step::Replay(relayer, index) if !earlier.is_empty() => Some((*relayer, index.get(&earlier[..]).clone())),
		_ => None,
	}
}

fn walk(steps: &[Step]) {
	let mut model = Model::default();
	let mut earlier = vec![];
	for who in [ALICE, BOB, GUARDIAN] {
		assert_ok!(<Balances as fungible::Mutate<_>>::mint_into(&account(who), FUNDS));
	}
	let issuance = Balances::total_issuance();
	for (number, step) in steps.iter().enumerate() {
		System::set_extrinsic_index(u32::try_from(number).unwrap());
		let (before, root_before) = (closed(), root());
		if let Some((relayer, sealed)) = relayed(&model, step, &mut earlier) {
			let expected = model.relay(relayer, &sealed);
			let result = dispatch(relayer, papers::call(&sealed));
			assert_eq!(result, expected, "{sealed:?} in {steps:?}");
			if result.is_err() {
				assert_eq!(root(), root_before, "{step:?} failed and changed something");
			}
			ensure_unchanged(&before, step);
			continue;
		}
		let Some((who, call)) = call_of(step) else {
			match *step {
				Step::Wait(seconds) => set_time(now() + seconds),
				Step::Domain(permit) => {
					let combining = if permit {
						Combining::PermitOverrides
					} else {
						Combining::DenyOverrides
					};
					let root = RuntimeOrigin::root();
					assert_ok!(Consent::set_domain_parameters(
						root,
						combining,
						Implicit::BreakGlassOnly
					));
				},
				Step::Publish(version, from, end) => {
					let policy = PolicyRef {
						id: FLEETING_POLICY,
						version,
					};
					let fleeting = Policy {
						effective_from: now() + from,
						effective_until: end.map(|end| now() + end),
						..terms()
					};
					let new = Policies::<Test>::get(policy).is_none() && end.is_none_or(|end| from < end);
					let published = Consent::publish_policy(RuntimeOrigin::root(), policy, fleeting);
					assert_eq!(published.is_ok(), new, "{step:?}: {published:?} in {steps:?}");
				},
				_ => {
					Consent::on_idle(1, Weight::MAX);
				},
			}
			continue;
		};
		let foreseen = model.foresees(step);
		let expected = match step {
			Step::Disclose(subject, glass) => Some(engines_answer(*subject, *glass)),
			_ => None,
		};
		let result = dispatch(who, call);
		if let Some(foreseen) = foreseen {
			assert_eq!(result.is_ok(), foreseen, "{step:?}: {result:?} in {steps:?}");
		}
		if result.is_ok() {
			model.follow(step);
		} else {
			assert_eq!(root(), root_before, "{step:?} failed and changed something");
		}
		if let (Some(expected), Ok(())) = (expected, result) {
			let Event::DisclosureRecorded { subject, id, .. } = last_event() else {
				panic!("no receipt")
			};
			let receipt = Disclosures::<Test>::get(&subject, id).unwrap();
			assert_eq!(receipt.outcome, expected);
			ensure_cited_counts(&subject, &receipt.basis);
		}
		if let (Step::File(ward, GUARDIAN, place, ..), Ok(())) = (step, result) {
			ensure_within_scope(*ward, *place);
		}
		ensure_unchanged(&before, step);
	}
	for ((subject, place), held) in &model.places {
		let open = Consent::status(account(*subject), *place, held.version) == Some(Status::Active);
		assert_eq!(
			open,
			model.open(*subject, *place).is_some(),
			"{place} of {subject} after {steps:?}"
		);
	}
	for subject in 1..3 {
		ensure_reads_agree(&model, subject);
	}
	ensure_closed_is_logged();
	// Whoever lets every review pass loses the role.
	set_time(now() + 7_200);
	let pending = Emergencies::<Test>::iter_values().any(|emergency| emergency.review == Review::Pending);
	Consent::on_idle(2, Weight::MAX);
	let role = MockAccreditation::ensure_accredited(&account(RESPONDER), Role::EmergencyResponder);
	assert!(!(pending && role.is_ok()), "{steps:?}");
	assert!(Emergencies::<Test>::iter_values().all(|emergency| emergency.review != Review::Pending));
	assert_eq!(Balances::total_issuance(), issuance);
}

proptest! {
	#![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(10_000) })]

	#[test]
	fn registry_should_keep_every_invariant_after_any_sequence(steps in prop::collection::vec(step(), 1..30)) {
		with_policies(|| walk(&steps));
	}
}
