//! Everything about consents that needs a node: reading, asking, and the calls that are submitted.
//!
//! The calls are made here and submitted by whoever has a signer: `chain.submit(&calls::file(…)?, &signer, &options)`.

use super::{
	intent::{Act, Signed},
	raise::{self, About, Status},
	ConsentId, Filing, Part2, PolicyRef, Reason, Refusal,
};
use crate::{
	chain::{recode, AccountId32, State},
	consent::{
		answer::{self, Answer, Named},
		book::{ss58, Book},
		fhir,
		lower::Lowered,
		words, Decided,
	},
	outcome::Failure,
};
use codec::{Decode, Encode, Output};
use salus_api::salus;
use salus_consent_engine::{
	vocabulary::{Actions, Categories, Duo, Purposes, Roles},
	Basis, Combining, Consent, ConsentTrace, Domain, Explanation, Implicit, Item, NodeRef, Outcome, PartyId, Request,
};
use std::collections::BTreeMap;
use subxt::tx::Payload;

/// Bytes that are an encoding already.
struct Encoded(Vec<u8>);

impl Encode for Encoded {
	fn encode_to<T: Output + ?Sized>(&self, out: &mut T) {
		out.write(&self.0);
	}
}

// ---- What the chain has -------------------------------------------------------------------------------------------

/// A deposit.
#[derive(Encode, Decode, Clone, PartialEq, Eq, Debug)]
pub struct Ticket {
	/// Who gets it back.
	pub payer: [u8; 32],
	/// The amount on hold.
	pub amount: u128,
}

/// Who gave a consent.
#[derive(Encode, Decode, Clone, PartialEq, Eq, Debug)]
pub enum Grantor {
	/// The subject.
	#[codec(index = 0)]
	Subject,
	/// A guardian.
	#[codec(index = 1)]
	Guardian([u8; 32]),
}

/// That a consent was confirmed.
#[derive(Encode, Decode, Clone, PartialEq, Eq, Debug)]
pub struct Verification {
	/// By whom.
	pub verifier: [u8; 32],
	/// When, in seconds.
	pub at: u64,
	/// Commitment of the evidence.
	pub evidence: [u8; 32],
}

/// A consent in force, or in force as soon as its period begins or it is verified.
#[derive(Encode, Decode, Clone, PartialEq, Eq, Debug)]
pub struct Record {
	/// Its version.
	pub version: u32,
	/// The version before it, if it revised one.
	pub supersedes: Option<u32>,
	/// Who gave it.
	pub grantor: Grantor,
	/// Its policy, pinned.
	pub policy: PolicyRef,
	/// Whether it counts only once it is verified.
	pub requires_verification: bool,
	/// Commitment of the signed document.
	pub source: [u8; 32],
	/// When it was recorded, in seconds.
	pub recorded_at: u64,
	/// Elements of 42 CFR Part 2.
	pub part2: Option<Part2>,
	/// Who confirmed it.
	pub verifications: Vec<Verification>,
	/// The deposit.
	pub ticket: Ticket,
	/// What was agreed.
	pub consent: Consent,
}

impl Record {
	/// Whether a decision may rest on it, its period aside: what permits waits for its verification where its policy requires
	/// one, what only denies does not.
	pub fn is_effective(&self) -> bool {
		!self.requires_verification || !self.verifications.is_empty() || !self.consent.permits()
	}
}

/// What remains of a consent that is closed.
#[derive(Encode, Decode, Clone, PartialEq, Eq, Debug)]
pub struct Tombstone {
	/// Its version.
	pub version: u32,
	/// How it ended.
	pub status: Status,
	/// When, in seconds.
	pub at: u64,
	/// BLAKE2b-256 of the full record at that moment.
	pub digest: [u8; 32],
}

/// What a place holds.
#[derive(Encode, Decode, Clone, PartialEq, Eq, Debug)]
#[allow(clippy::large_enum_variant, reason = "there are sixteen of them at most")]
pub enum Entry {
	/// A consent.
	#[codec(index = 0)]
	Active(Record),
	/// What remains of one.
	#[codec(index = 1)]
	Closed(Tombstone),
}

/// What kind of emergency it is.
#[derive(Encode, Decode, Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
pub enum Nature {
	/// The subject cannot answer.
	#[codec(index = 0)]
	Unconscious,
	/// A threat to the subject's life.
	#[codec(index = 1)]
	ThreatToLife,
	/// A threat to others.
	#[codec(index = 2)]
	ThreatToOthers,
	/// A disaster.
	#[codec(index = 3)]
	Disaster,
	/// A public authority notifies of an error in food or drugs.
	#[codec(index = 4)]
	ProductSafety,
}

/// Where the review of an emergency is.
#[derive(Encode, Decode, Clone, PartialEq, Eq, Debug)]
pub enum Review {
	/// Nobody has reviewed it.
	#[codec(index = 0)]
	Pending,
	/// Somebody has.
	#[codec(index = 1)]
	Reviewed {
		/// Whether it was justified.
		justified: bool,
		/// By whom.
		reviewer: [u8; 32],
		/// When, in seconds.
		at: u64,
	},
	/// Nobody did in time.
	#[codec(index = 2)]
	Overdue {
		/// When this was found.
		at: u64,
	},
}

/// A declared emergency.
#[derive(Encode, Decode, Clone, PartialEq, Eq, Debug)]
pub struct Emergency {
	/// Who declared it.
	pub declarer: [u8; 32],
	/// What kind it is.
	pub nature: Nature,
	/// Commitment of the credential of the person who acted.
	pub credential: [u8; 32],
	/// When it was declared, in seconds.
	pub declared_at: u64,
	/// From when on it is over.
	pub lapses_at: u64,
	/// By when it has to be reviewed.
	pub review_by: u64,
	/// Its review.
	pub review: Review,
	/// The deposit; gone once reviewed.
	pub ticket: Option<Ticket>,
}

/// On what a guardian's right rests.
#[derive(Encode, Decode, Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
pub enum GuardianKind {
	/// A parent, until majority.
	#[codec(index = 0)]
	Parent,
	/// A power of attorney.
	#[codec(index = 1)]
	PowerOfAttorney,
	/// A court.
	#[codec(index = 2)]
	Court,
}

/// What a guardian may do.
#[derive(Encode, Decode, Clone, Copy, PartialEq, Eq, Debug)]
pub struct GuardianScope {
	/// Consents of these categories; empty is every category.
	pub categories: Categories,
	/// Whether the guardian may revoke, too.
	pub may_revoke: bool,
	/// From when on, in seconds.
	pub from: u64,
	/// Until when, if there is an end.
	pub until: Option<u64>,
}

/// A custodian's question before it discloses.
#[derive(Encode, Decode, Clone, PartialEq, Eq, Debug)]
pub struct DisclosureRequest {
	/// As whom the recipient is known, the recipient's own account first.
	pub parties: Vec<PartyId>,
	/// In which roles the recipient acts.
	pub roles: Roles,
	/// Why.
	pub purposes: Purposes,
	/// What for.
	pub actions: Actions,
	/// Consents of which categories count; empty is all.
	pub categories: Categories,
	/// The item, or what is known of it.
	pub item: Item,
	/// Research terms that the recipient states to meet.
	pub duo: Option<Duo>,
}

impl DisclosureRequest {
	/// A question about whatever is held: for whom, why and what for, in codes of HL7.
	pub fn plain(parties: &[[u8; 32]], purpose: &str, action: &str) -> Result<Self, Failure> {
		let unknown = |what: &str, code: &str| Failure::Unreadable(format!("`{code}` is not {what} of HL7"));
		Ok(Self {
			parties: parties.iter().map(|party| PartyId(*party)).collect(),
			roles: Roles::EMPTY,
			purposes: Purposes::from_code(purpose).ok_or_else(|| unknown("a purpose of use", purpose))?,
			actions: Actions::from_code(action).ok_or_else(|| unknown("a consent action", action))?,
			categories: Categories::EMPTY,
			item: Item::default(),
			duo: None,
		})
	}
}

impl From<&Request> for DisclosureRequest {
	fn from(request: &Request) -> Self {
		Self {
			parties: request.parties.to_vec(),
			roles: request.roles,
			purposes: request.purposes,
			actions: request.actions,
			categories: request.categories,
			item: request.item,
			duo: request.duo,
		}
	}
}

/// A node of a consent that led to a decision.
#[derive(Encode, Decode, Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cited {
	/// Place of the consent.
	pub place: u8,
	/// Its version.
	pub version: u32,
	/// The node.
	pub node: u8,
}

/// The receipt of a decision on chain.
#[derive(Encode, Decode, Clone, PartialEq, Eq, Debug)]
pub struct Disclosure {
	/// Who asked and holds the data.
	pub custodian: [u8; 32],
	/// Who wanted it.
	pub recipient: PartyId,
	/// Why.
	pub purposes: Purposes,
	/// When, in seconds.
	pub at: u64,
	/// The block whose state decided.
	pub block: u32,
	/// The answer.
	pub outcome: Outcome,
	/// Whether it rests on a live emergency.
	pub emergency: bool,
	/// Whether the notice against redisclosure goes with the data.
	pub no_redisclosure: bool,
	/// By when the recipient has to erase what it got.
	pub erase_by: Option<u64>,
	/// When the recipient said that it did.
	pub erased_at: Option<u64>,
	/// Version of the domain's parameters.
	pub domain_version: u32,
	/// BLAKE2b-256 of the engine's request.
	pub request: [u8; 32],
	/// BLAKE2b-256 of the engine's decision.
	pub decision: [u8; 32],
	/// What decided.
	pub basis: Vec<Cited>,
	/// The deposit.
	pub ticket: Ticket,
}

/// A version of a policy, as it was published.
#[derive(Encode, Decode, Clone, PartialEq, Eq, Debug)]
pub struct Policy {
	/// Salted SHA-256 of its text.
	pub text: [u8; 32],
	/// From when on consents may pin it, in seconds.
	pub effective_from: u64,
	/// From when on no consent may pin it any more.
	pub effective_until: Option<u64>,
	/// Whether a consent under it that permits anything counts only once it was verified.
	pub requires_verification: bool,
}

// ---- Reading ------------------------------------------------------------------------------------------------------

/// The places of a subject that were ever used.
pub async fn places(state: &State, subject: &[u8; 32]) -> Result<BTreeMap<u8, Entry>, Failure> {
	let found = state
		.entries(salus::storage().consent().consents(), (AccountId32(*subject),))
		.await?;
	let mut places = BTreeMap::new();
	for (key, entry) in found {
		// The place is the last byte of the key, as it is.
		let place = key.last().copied().unwrap_or_default();
		places.insert(place, recode(&entry)?);
	}
	Ok(places)
}

/// The first place where something can be filed, and the version that it gets.
pub async fn free_place(state: &State, subject: &[u8; 32]) -> Result<ConsentId, Failure> {
	let free = state
		.view(salus::view_functions().consent().free_place(AccountId32(*subject)))
		.await?;
	match free {
		Some(id) => recode(&id),
		None => Err(Failure::Refused(format!(
			"{} has no free place: all 16 hold a consent in force; revise or revoke one",
			ss58(subject)
		))),
	}
}

/// The consent in force in a place.
pub async fn in_force(state: &State, subject: &[u8; 32], place: u8) -> Result<Record, Failure> {
	match places(state, subject).await?.remove(&place) {
		Some(Entry::Active(record)) => Ok(record),
		Some(Entry::Closed(tombstone)) => Err(Failure::Refused(format!(
			"place {place} of {}: version {} is {} and no longer in force",
			ss58(subject),
			tombstone.version,
			tombstone.status.words()
		))),
		None => Err(Failure::Refused(format!(
			"place {place} of {} never held a consent",
			ss58(subject)
		))),
	}
}

/// What remains of closed consents, by place and version.
pub async fn history(state: &State, subject: &[u8; 32]) -> Result<Vec<(u8, Tombstone)>, Failure> {
	let found = state
		.view(salus::view_functions().consent().history(AccountId32(*subject), 100))
		.await?;
	recode(&found)
}

/// The guardians of a ward.
pub async fn guardians(
	state: &State,
	ward: &[u8; 32],
) -> Result<Vec<([u8; 32], GuardianKind, GuardianScope)>, Failure> {
	let found = state
		.view(salus::view_functions().consent().guardians(AccountId32(*ward)))
		.await?;
	recode(&found)
}

/// The last emergency that a party declared for a subject, and whether it is live.
pub async fn emergency(
	state: &State,
	subject: &[u8; 32],
	declarer: &[u8; 32],
) -> Result<Option<(Emergency, bool)>, Failure> {
	let party = recode(&PartyId(*declarer))?;
	let found = state
		.view(
			salus::view_functions()
				.consent()
				.emergency(AccountId32(*subject), party),
		)
		.await?;
	recode(&found)
}

/// Receipts of decisions about a subject.
pub async fn disclosures(state: &State, subject: &[u8; 32]) -> Result<Vec<([u8; 16], Disclosure)>, Failure> {
	let found = state
		.view(salus::view_functions().consent().receipts(AccountId32(*subject), 100))
		.await?;
	recode(&found)
}

/// A version of a policy.
pub async fn policy(state: &State, policy: PolicyRef) -> Result<Option<Policy>, Failure> {
	let found = state
		.view(salus::view_functions().consent().policy(recode(&policy)?))
		.await?;
	recode(&found)
}

/// How consents combine and what holds without them.
pub async fn domain(state: &State) -> Result<Domain, Failure> {
	let found = state.view(salus::view_functions().consent().domain()).await?;
	recode(&found)
}

#[derive(Decode)]
struct Explained {
	explanation: Explanation,
	consents: Vec<ConsentId>,
	emergency: bool,
}

/// A decision of the chain, in the words of a book.
pub struct Asked {
	/// The answer, as it is given offline.
	pub answer: Answer,
	/// What became of every consent, in words.
	pub words: String,
	/// The same for tools.
	pub trace: serde_json::Value,
	/// The one sentence.
	pub why: String,
	/// The engine's outcome.
	pub outcome: Outcome,
	/// Whether a live emergency of the recipient was found.
	pub emergency: bool,
}

/// Asks the chain, at the block of `state`.
pub async fn ask(state: &State, subject: &[u8; 32], request: &Request, book: &Book) -> Result<Asked, Failure> {
	let answer = state
		.call_raw("ConsentApi_explain", &(subject, request).encode())
		.await?;
	let explained = Explained::decode(&mut answer.as_slice()).map_err(|error| {
		Failure::Refused(format!(
			"the chain's answer cannot be read: {error}; is this the `salus` of its release?"
		))
	})?;
	let places = places(state, subject).await?;
	let mut read = Vec::new();
	for id in &explained.consents {
		let Some(Entry::Active(record)) = places.get(&id.place) else {
			return Err(Failure::Refused(format!(
				"the chain decided on consent {id}, and does not have it"
			)));
		};
		let (ordered, numbers) = raise::ordered(&record.consent);
		let about = About {
			book,
			subject: *subject,
			id: Some(id.to_string()),
			policy: Some(record.policy),
			source: Some(record.source),
			recorded_at: i64::try_from(record.recorded_at).ok(),
		};
		let resource = fhir::import(&raise::consent(&ordered, &about), "Consent")
			.map_err(|problem| Failure::Refused(format!("consent {id}: {problem}")))?;
		read.push((*id, ordered, numbers, resource, record));
	}
	let maps: Vec<Vec<u8>> = read.iter().map(|(_, _, numbers, ..)| numbers.clone()).collect();
	let explanation = renumbered(explained.explanation, &maps);
	let mut named = Vec::new();
	for (id, ordered, _, resource, record) in &read {
		let tree =
			fhir::tree::tree(resource).map_err(|problem| Failure::Refused(format!("consent {id}: {problem}")))?;
		let Some(tree) = tree else { continue };
		named.push(Named {
			name: format!("Consent/{id}"),
			lowered: Lowered {
				consent: ordered.clone(),
				tree,
				active: record.is_effective(),
				recorded_at: i64::try_from(record.recorded_at).unwrap_or(i64::MAX),
			},
		});
	}
	let decided = Decided {
		answer: answer::answer(&explanation.decision, &named),
		explanation,
		consents: named,
	};
	Ok(Asked {
		words: words::explain(&decided.explanation, &decided.answer, &decided.consents),
		trace: words::trace(&decided.explanation, &decided.consents),
		why: words::headline(&decided.explanation, &decided.answer),
		outcome: decided.explanation.decision.outcome,
		answer: decided.answer,
		emergency: explained.emergency,
	})
}

/// An explanation whose nodes have the numbers of the ordered consents.
fn renumbered(mut explanation: Explanation, maps: &[Vec<u8>]) -> Explanation {
	let number = |consent: u8, node: u8| {
		let own = maps
			.get(usize::from(consent))
			.and_then(|map| map.get(usize::from(node)));
		own.copied().unwrap_or(node)
	};
	let decision = &mut explanation.decision;
	let basis: Vec<Basis> = decision
		.basis
		.iter()
		.map(|basis| Basis {
			node: NodeRef {
				node: number(basis.node.consent, basis.node.node),
				..basis.node
			},
		})
		.collect();
	decision.basis = basis.try_into().unwrap_or_default();
	for obligation in &mut decision.obligations {
		let Some(node) = &mut obligation.node else { continue };
		let consent = node.consent;
		node.node = number(consent, node.node);
		for own in [
			&mut obligation.labels_of,
			&mut obligation.data_of,
			&mut obligation.codes_of,
		] {
			*own = own.map(|node| number(consent, node));
		}
	}
	for (consent, trace) in (0u8..).zip(explanation.consents.iter_mut()) {
		if let ConsentTrace::Asked(nodes) = trace {
			for node in nodes.iter_mut() {
				node.node = number(consent, node.node);
			}
			nodes.as_mut().sort_by_key(|node| node.node);
		}
	}
	explanation
}

// ---- Calls --------------------------------------------------------------------------------------------------------

/// `consent.file`
pub fn file(subject: &[u8; 32], place: u8, filing: &Filing) -> Result<impl Payload + use<>, Failure> {
	Ok(salus::tx()
		.consent()
		.file(AccountId32(*subject), place, recode(filing)?))
}

/// `consent.revise`
pub fn revise(subject: &[u8; 32], id: ConsentId, filing: &Filing) -> Result<impl Payload + use<>, Failure> {
	let call = salus::tx()
		.consent()
		.revise(AccountId32(*subject), id.place, id.version, recode(filing)?);
	Ok(call)
}

/// `consent.revoke`
pub fn revoke(subject: &[u8; 32], id: ConsentId, reason: Reason) -> Result<impl Payload + use<>, Failure> {
	let call = salus::tx()
		.consent()
		.revoke(AccountId32(*subject), id.place, id.version, recode(&reason)?);
	Ok(call)
}

/// `consent.refuse`
pub fn refuse(subject: &[u8; 32], place: u8, refusal: &Refusal) -> Result<impl Payload + use<>, Failure> {
	Ok(salus::tx()
		.consent()
		.refuse(AccountId32(*subject), place, recode(refusal)?))
}

fn argument(signed: &Signed, relayer: &AccountId32) -> Result<Encoded, Failure> {
	let missing = || Failure::Unreadable("the file is prepared but not signed: give it its signature first".into());
	signed.argument(&relayer.0).map(Encoded).ok_or_else(missing)
}

fn wrong(signed: &Signed, wanted: &str) -> Failure {
	Failure::Unreadable(format!(
		"the intent is to {}, not to {wanted}",
		signed.intent.act.name()
	))
}

/// `consent.file_signed`, as `relayer` submits it.
pub fn file_signed(signed: &Signed, relayer: &AccountId32) -> Result<impl Payload + use<>, Failure> {
	match signed.intent.act {
		Act::File(_) => Ok(salus::tx().consent().file_signed(recode(&argument(signed, relayer)?)?)),
		_ => Err(wrong(signed, "file")),
	}
}

/// `consent.revise_signed`, as `relayer` submits it.
pub fn revise_signed(signed: &Signed, relayer: &AccountId32) -> Result<impl Payload + use<>, Failure> {
	match signed.intent.act {
		Act::Revise(_) => Ok(salus::tx()
			.consent()
			.revise_signed(recode(&argument(signed, relayer)?)?)),
		_ => Err(wrong(signed, "revise")),
	}
}

/// `consent.revoke_signed`, as `relayer` submits it.
pub fn revoke_signed(signed: &Signed, relayer: &AccountId32) -> Result<impl Payload + use<>, Failure> {
	match signed.intent.act {
		Act::Revoke(_) => Ok(salus::tx()
			.consent()
			.revoke_signed(recode(&argument(signed, relayer)?)?)),
		_ => Err(wrong(signed, "revoke")),
	}
}

/// `consent.file_signed_batch`, as `relayer` submits it.
pub fn file_signed_batch(batch: &[Signed], relayer: &AccountId32) -> Result<impl Payload + use<>, Failure> {
	let mut all = Vec::new();
	for signed in batch {
		if !matches!(signed.intent.act, Act::File(_)) {
			return Err(wrong(signed, "file"));
		}
		all.push(argument(signed, relayer)?);
	}
	Ok(salus::tx().consent().file_signed_batch(recode(&all)?))
}

/// `consent.verify`
pub fn verify(subject: &[u8; 32], id: ConsentId, evidence: [u8; 32]) -> impl Payload + use<> {
	salus::tx()
		.consent()
		.verify(AccountId32(*subject), id.place, id.version, evidence)
}

/// `consent.mark_entered_in_error`
pub fn mark_entered_in_error(subject: &[u8; 32], id: ConsentId) -> impl Payload + use<> {
	salus::tx()
		.consent()
		.mark_entered_in_error(AccountId32(*subject), id.place, id.version)
}

/// `consent.appoint_guardian`
pub fn appoint_guardian(
	ward: &[u8; 32],
	guardian: &[u8; 32],
	kind: GuardianKind,
	scope: &GuardianScope,
	evidence: [u8; 32],
) -> Result<impl Payload + use<>, Failure> {
	Ok(salus::tx().consent().appoint_guardian(
		AccountId32(*ward),
		AccountId32(*guardian),
		recode(&kind)?,
		recode(scope)?,
		evidence,
	))
}

/// `consent.end_guardianship`
pub fn end_guardianship(ward: &[u8; 32], guardian: &[u8; 32]) -> impl Payload + use<> {
	salus::tx()
		.consent()
		.end_guardianship(AccountId32(*ward), AccountId32(*guardian))
}

/// `consent.declare_emergency`
pub fn declare_emergency(
	subject: &[u8; 32],
	nature: Nature,
	credential: [u8; 32],
	seconds: u64,
) -> Result<impl Payload + use<>, Failure> {
	let call = salus::tx()
		.consent()
		.declare_emergency(AccountId32(*subject), recode(&nature)?, credential, seconds);
	Ok(call)
}

/// `consent.review_emergency`
pub fn review_emergency(
	subject: &[u8; 32],
	declarer: &[u8; 32],
	justified: bool,
) -> Result<impl Payload + use<>, Failure> {
	let party = recode(&PartyId(*declarer))?;
	Ok(salus::tx()
		.consent()
		.review_emergency(AccountId32(*subject), party, justified))
}

/// `consent.record_disclosure`
pub fn record_disclosure(subject: &[u8; 32], request: &DisclosureRequest) -> Result<impl Payload + use<>, Failure> {
	Ok(salus::tx()
		.consent()
		.record_disclosure(AccountId32(*subject), recode(request)?))
}

/// `consent.attest_recipient_erasure`
pub fn attest_erasure(subject: &[u8; 32], receipt: [u8; 16]) -> impl Payload + use<> {
	salus::tx()
		.consent()
		.attest_recipient_erasure(AccountId32(*subject), receipt)
}

/// `consent.publish_policy`, for the council.
pub fn publish_policy(policy: PolicyRef, terms: &Policy) -> Result<impl Payload + use<>, Failure> {
	Ok(salus::tx().consent().publish_policy(recode(&policy)?, recode(terms)?))
}

/// `consent.set_domain_parameters`, for the council.
pub fn set_domain_parameters(combining: Combining, implicit: Implicit) -> Result<impl Payload + use<>, Failure> {
	Ok(salus::tx()
		.consent()
		.set_domain_parameters(recode(&combining)?, recode(&implicit)?))
}

/// Something that is due to be cleaned up.
#[derive(Encode, Clone, PartialEq, Eq, Debug)]
pub enum CleanUp {
	/// A consent whose period is over.
	#[codec(index = 0)]
	Consent {
		/// Its subject.
		subject: [u8; 32],
		/// Its place.
		place: u8,
	},
	/// A guardianship that has lapsed.
	#[codec(index = 1)]
	Guardianship {
		/// The ward.
		ward: [u8; 32],
		/// The guardian.
		guardian: [u8; 32],
	},
	/// An emergency that nobody reviewed in time, or one whose retention is over.
	#[codec(index = 2)]
	Emergency {
		/// The subject.
		subject: [u8; 32],
		/// The declarer.
		declarer: PartyId,
	},
	/// A receipt whose retention is over.
	#[codec(index = 3)]
	Disclosure {
		/// The subject.
		subject: [u8; 32],
		/// The receipt.
		id: [u8; 16],
	},
}

/// `consent.clean_up`
pub fn clean_up(items: &Vec<CleanUp>) -> Result<impl Payload + use<>, Failure> {
	Ok(salus::tx().consent().clean_up(recode(items)?))
}
