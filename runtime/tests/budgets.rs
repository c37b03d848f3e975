//! What the calls that people make most may touch, record and say: distinct keys read and written, bytes of proof, bytes of a
//! signed extrinsic. These are exact, so they gate; times are in the weights.
//!
//! `docs/decisions/0028-touch-budgets.md` says what is counted and why.

use crate::{
	common::*,
	matrix::{
		actors::{accredit_all, Actor},
		claims, consent as rows,
	},
};
use codec::Encode;
use polkadot_sdk::*;

use frame_support::{
	assert_ok,
	dispatch::{extract_actual_weight, GetDispatchInfo},
	traits::{StorageInfoTrait, UnfilteredDispatchable, WhitelistedStorageKeys},
	weights::{constants::RocksDbWeight, Weight},
};
use pallet_consent::{intent, Archive, Call as Consent, Filing, RevocationReason, SignedFiling, Status, Tombstone};
use pallet_records::{Call as Records, LogItem, RetentionClass};
use salus_consent_engine::{
	vocabulary::{Actions, Confidentiality, Purposes, Sensitivity},
	Actor as Recipient, Effect, Labels, PartyId, Provision, Rule,
};
use salus_records_engine::Canonicalisation;
use salus_runtime::{AllPalletsWithSystem, Runtime, RuntimeCall, RuntimeOrigin, System};
use sp_core::{Blake2Hasher, Pair};
use sp_io::TestExternalities;
use sp_keyring::Sr25519Keyring;
use sp_trie::recorder::Recorder;
use std::collections::BTreeSet;

/// What a call touched.
struct Touched {
	reads: BTreeSet<String>,
	writes: BTreeSet<String>,
	/// Bytes of the storage proof, what is not counted included.
	proof: usize,
	/// What the call is charged for in the end.
	weight: Weight,
	/// What it was charged for before it ran.
	charged: Weight,
}

impl Touched {
	fn counts(&self) -> (usize, usize) {
		(self.reads.len(), self.writes.len())
	}
}

/// The chain of the matrix, all written to the state, with a block begun.
fn world() -> TestExternalities {
	let mut ext = chain("development");
	ext.execute_with(|| {
		begin_block();
		accredit_all();
		assert_ok!(dispatch(rows::publish(rows::POLICY), RuntimeOrigin::root()));
	});
	ext
}

/// Keys that the block, or the fee, nonce and signature of the extrinsic, touch and pay for already.
fn uncounted(caller: &RuntimeOrigin) -> BTreeSet<Vec<u8>> {
	let mut keys: BTreeSet<_> = AllPalletsWithSystem::whitelisted_storage_keys()
		.into_iter()
		.map(|tracked| tracked.key)
		.collect();
	keys.insert(pallet_timestamp::Now::<Runtime>::hashed_key().to_vec());
	keys.insert(frame_system::BlockHash::<Runtime>::hashed_key_for(0));
	// How deep transactions of the storage are nested: never in the state.
	keys.insert(b":transaction_level:".to_vec());
	if let Ok(who) = frame_system::ensure_signed(caller.clone()) {
		keys.insert(frame_system::Account::<Runtime>::hashed_key_for(who));
	}
	keys
}

/// A key as `Pallet.Item` and what distinguishes it.
pub fn name(key: &[u8]) -> String {
	let item = AllPalletsWithSystem::storage_info()
		.into_iter()
		.find(|info| key.starts_with(&info.prefix));
	match item {
		Some(info) => format!(
			"{}.{} {}",
			String::from_utf8_lossy(&info.pallet_name),
			String::from_utf8_lossy(&info.storage_name),
			sp_core::hexdisplay::HexDisplay::from(&&key[info.prefix.len()..])
		),
		None => format!("{}", sp_core::hexdisplay::HexDisplay::from(&key)),
	}
}

/// Makes a call on a state that nothing is cached of.
fn touch(ext: &mut TestExternalities, origin: RuntimeOrigin, call: impl Into<RuntimeCall>) -> Touched {
	ext.commit_all().expect("no open transaction");
	let recorder = Recorder::<Blake2Hasher>::default();
	let call = call.into();
	let uncounted = uncounted(&origin);
	let info = call.get_dispatch_info();
	let mut weight = Weight::zero();
	ext.execute_with_recorder(recorder.clone(), || {
		let done = call.dispatch_bypass_filter(origin);
		assert!(done.is_ok(), "{done:?}");
		weight = extract_actual_weight(&done, &info);
	});
	let count = |key: &[u8]| !uncounted.contains(key);
	let recorded = recorder.recorded_keys();
	let reads = recorded.values().flat_map(|keys| keys.keys());
	let writes = ext.overlayed_changes().changes();
	Touched {
		reads: reads.filter(|key| count(key)).map(|key| name(key)).collect(),
		writes: writes.filter(|(key, _)| count(key)).map(|(key, _)| name(key)).collect(),
		proof: recorder.to_storage_proof().encoded_size(),
		weight,
		charged: info.call_weight,
	}
}

fn file(subject: Actor, place: u8) -> Consent<Runtime> {
	Consent::file {
		subject: subject.account(),
		place,
		filing: Box::new(rows::filing(None)),
	}
}

fn file_signed(place: u8) -> Consent<Runtime> {
	Consent::file_signed {
		signed: Box::new(rows::signed_filing(intent::FILE, place, 0, rows::filing(None))),
	}
}

/// Filings of subjects that never filed anything.
fn file_batch(count: u8) -> Consent<Runtime> {
	let signed = |seed: u8| {
		let pair = sp_core::sr25519::Pair::from_seed(&[seed; 32]);
		let subject = salus_runtime::AccountId::new(pair.public().0);
		let filing = rows::filing(None);
		let genesis = System::block_hash(0);
		let body = (&subject, 0u8, &filing);
		let bytes = intent::bytes(intent::FILE, &genesis, &subject, 0, u64::MAX, &body, false);
		SignedFiling {
			subject: subject.clone(),
			guardian: None,
			place: 0,
			nonce: 0,
			expires_at: u64::MAX,
			custodian_relays: false,
			filing,
			proof: pallet_consent::Proof {
				signature: pair.sign(&bytes).into(),
				wrapped: false,
			},
		}
	};
	let batch: Vec<_> = (0..count).map(|index| signed(index + 1)).collect();
	Consent::file_signed_batch {
		batch: batch.try_into().unwrap(),
	}
}

fn anchor(schema: bool, series: bool) -> Records<Runtime> {
	Records::anchor {
		commitment: [1; 32],
		canonicalisation: Canonicalisation::Jcs,
		schema: schema.then_some([2; 16]),
		series: series.then_some([3; 32]),
		retention: RetentionClass::Permanent,
	}
}

fn log_only() -> Records<Runtime> {
	Records::log_only {
		item: LogItem::Record {
			commitment: [1; 32],
			canonicalisation: Canonicalisation::Jcs,
			schema: Some([2; 16]),
			series: Some([3; 32]),
			version: u32::MAX,
		},
	}
}

#[test]
fn filing_should_touch_consent_hold_and_log() {
	let mut ext = world();
	let touched = touch(&mut ext, Actor::Subject.origin(), file(Actor::Subject, 0));
	assert_eq!(touched.counts(), (3, 3), "{:?} {:?}", touched.reads, touched.writes);
}

#[test]
fn relayed_filing_should_touch_the_accreditation_too() {
	let mut ext = world();
	let call = ext.execute_with(|| file_signed(0));
	let touched = touch(&mut ext, Actor::Provider.origin(), call);
	assert_eq!(touched.counts(), (4, 3), "{:?} {:?}", touched.reads, touched.writes);
	assert!(touched
		.reads
		.iter()
		.any(|key| key.starts_with("Participants.Standings")));
}

#[test]
fn filing_in_a_batch_should_touch_the_consent_alone() {
	let touched = [1, 2, 64].map(|count| {
		let mut ext = world();
		let call = ext.execute_with(|| file_batch(count));
		touch(&mut ext, Actor::Provider.origin(), call)
	});
	assert_eq!(touched[0].counts(), (4, 3), "{:?}", touched[0].reads);
	assert_eq!(touched[1].counts(), (5, 4), "{:?}", touched[1].reads);
	assert_eq!(touched[2].counts(), (67, 66));
}

#[test]
fn revoking_should_touch_consent_hold_and_log() {
	let mut ext = world();
	let revoke = Consent::revoke {
		subject: Actor::Subject.account(),
		place: 0,
		version: 0,
		reason: RevocationReason::Withdrawn,
	};
	let _ = touch(&mut ext, Actor::Subject.origin(), file(Actor::Subject, 0));
	let touched = touch(&mut ext, Actor::Subject.origin(), revoke);
	assert_eq!(touched.counts(), (3, 3), "{:?} {:?}", touched.reads, touched.writes);

	let (filing, revocation) = ext.execute_with(|| (file_signed(0), rows::signed_revocation(0, 0)));
	let _ = touch(&mut ext, Actor::Provider.origin(), filing);
	let signed = Box::new(revocation);
	let touched = touch(&mut ext, Actor::Provider.origin(), Consent::revoke_signed { signed });
	assert_eq!(touched.counts(), (4, 3), "{:?} {:?}", touched.reads, touched.writes);
}

#[test]
fn anchoring_should_touch_anchor_series_hold_and_log() {
	let mut ext = world();
	let touched = touch(&mut ext, Actor::Issuer.origin(), anchor(true, true));
	assert_eq!(touched.counts(), (4, 4), "{:?} {:?}", touched.reads, touched.writes);
	let batch = Records::anchor_batch {
		root: [1; 32],
		size: 1 << 20,
		schema: Some([2; 16]),
		series: Some([4; 32]),
		retention: RetentionClass::Permanent,
	};
	let touched = touch(&mut ext, Actor::Issuer.origin(), batch);
	assert_eq!(touched.counts(), (4, 4), "{:?} {:?}", touched.reads, touched.writes);
}

#[test]
fn anchoring_into_the_log_should_touch_accreditation_and_log() {
	let mut ext = world();
	let touched = touch(&mut ext, Actor::Issuer.origin(), log_only());
	assert_eq!(touched.counts(), (2, 1), "{:?} {:?}", touched.reads, touched.writes);
}

#[test]
fn claim_should_touch_what_its_budget_names() {
	let mut ext = world();
	let [claim] = ext.execute_with(claims::ordinary::<1>);
	let touched = touch(
		&mut ext,
		Actor::Provider.origin(),
		pallet_claims::Call::submit { claim },
	);
	println!("claim of 4 lines: {:#?} {:#?}", touched.reads, touched.writes);
	println!(
		"{} bytes of proof, {:?} of {:?}",
		touched.proof, touched.weight, touched.charged
	);
	assert_eq!(touched.counts(), (10, 5), "{:?} {:?}", touched.reads, touched.writes);
	let transfer = pallet_balances::Call::<Runtime>::transfer_keep_alive {
		dest: Actor::Stranger.account().into(),
		value: 1,
	};
	let transfer = touch(&mut ext, Actor::Provider.origin(), transfer);
	println!("a transfer: {:?}, {} bytes of proof", transfer.counts(), transfer.proof);
	assert!(touched.proof * 10 <= 12 * touched.reads.len() * transfer.proof);
}

#[test]
fn claim_in_a_batch_should_touch_member_family_consent_and_record() {
	let mut ext = world();
	let all = ext.execute_with(claims::ordinary::<64>);
	let claims = all.to_vec().try_into().unwrap();
	let touched = touch(
		&mut ext,
		Actor::Provider.origin(),
		pallet_claims::Call::submit_batch { claims },
	);
	let (reads, writes) = touched.counts();
	println!(
		"64 claims of 4 lines: {reads} read, {writes} written, {} bytes of proof, {:?}",
		touched.proof, touched.weight
	);
	// Accreditation, plan, contract, page, pool and log are touched once.
	assert_eq!((reads, writes), (6 + 64 * 4, 2 + 64 * 3));
}

/// Every call of claims as the matrix makes it: what stays of its charge pays for each key that it touched, and is no more
/// than was charged.
#[test]
fn calls_of_claims_should_be_charged_for_what_they_touch() {
	let count = world().execute_with(claims::rows).len();
	for index in 0..count {
		let mut ext = world();
		let row = ext.execute_with(|| {
			let row = claims::rows().swap_remove(index);
			row.set_time();
			row
		});
		let touched = touch(&mut ext, row.somebody().origin(), row.call.clone());
		let (reads, writes) = touched.counts();
		let least = RocksDbWeight::get().reads_writes(reads as u64, writes as u64);
		let name = row.name();
		println!(
			"{name}: {reads} read, {writes} written, {} us of {} us",
			touched.weight.ref_time() / 1_000_000,
			touched.charged.ref_time() / 1_000_000
		);
		assert!(
			touched.weight.ref_time() > least.ref_time(),
			"{name}: {:?}",
			touched.reads
		);
		assert!(touched.weight.all_lte(touched.charged), "{name}");
	}
}

/// 300 versions of another place, and 15 places in use.
#[test]
fn proof_should_not_grow_with_the_history_of_a_subject() {
	let subject = Actor::Subject;
	let proof = |history: u32| {
		let mut ext = world();
		ext.execute_with(|| {
			for version in 0..history {
				let tombstone = Tombstone {
					version,
					status: Status::Superseded { by: version + 1 },
					at: NOW,
					digest: sp_io::hashing::blake2_256(&version.encode()),
				};
				Archive::<Runtime>::insert(subject.account(), (15, version), tombstone);
			}
			for place in 1..16 {
				if history > 0 {
					assert_ok!(dispatch(file(subject, place), subject.origin()));
				}
			}
		});
		let filed = touch(&mut ext, subject.origin(), file(subject, 0)).proof;
		let revoke = Consent::revoke {
			subject: subject.account(),
			place: 0,
			version: 0,
			reason: RevocationReason::Withdrawn,
		};
		(filed, touch(&mut ext, subject.origin(), revoke).proof)
	};
	let (fresh, old) = (proof(0), proof(300));
	// With the logarithm of the entries alone: two full branch nodes of 544 bytes more for each of three keys.
	let deeper = 3 * 2 * 544;
	assert!(old.0 < fresh.0 + deeper, "filing: {fresh:?} {old:?}");
	assert!(old.1 < fresh.1 + deeper, "revoking: {fresh:?} {old:?}");
}

/// Signed, with the longest era and a nonce below 2^14.
fn signed_size(call: impl Into<RuntimeCall>) -> usize {
	let mut size = 0;
	in_block(|| {
		frame_system::Account::<Runtime>::mutate(account(Alice), |account| account.nonce = (1 << 14) - 1);
		size = extrinsic(Alice, call).encoded_size();
	});
	// `extrinsic` makes an immortal one, of one byte; wallets make mortal ones, of two.
	size + 1
}

/// Treatment by one hospital, for a year: what most people agree to.
fn ordinary() -> Filing {
	let recipient = |key: Sr25519Keyring| Recipient {
		party: Some(PartyId(account(key).into())),
		roles: Default::default(),
	};
	let mut filing = rows::filing(Some(NOW + 31_536_000));
	filing.consent.scope = Rule {
		actors: vec![recipient(Dave)].try_into().unwrap(),
		purposes: Purposes::from_code("TREAT").unwrap(),
		actions: Actions::ACCESS,
		..Rule::default()
	};
	filing
}

/// With so many exceptions: not what has one of these labels, and is restricted.
fn except(mut filing: Filing, exceptions: usize) -> Filing {
	let labels = Labels {
		confidentiality: Some(Confidentiality::Restricted),
		sensitivity: Sensitivity(1 << 17 | 1 << 5),
	};
	let deny = Provision {
		parent: 0,
		effect: Effect::Deny,
		rule: Rule {
			labels,
			..Rule::default()
		},
	};
	for _ in 0..exceptions {
		filing.consent.provisions.try_push(deny.clone()).unwrap();
	}
	filing
}

/// Signed by the patient for a month, in a place that held something before; relayed by the custodian, or by somebody else.
fn relayed(filing: Filing, by_custodian: bool) -> SignedFiling<Runtime> {
	let mut signed = rows::signed_filing(intent::FILE, 15, 63, filing);
	signed.expires_at = NOW + 2_592_000;
	if by_custodian {
		signed.filing.consent.custodian = None;
		signed.custodian_relays = true;
	}
	signed
}

#[test]
fn signed_extrinsics_should_be_short() {
	let file = |filing| Consent::<Runtime>::file {
		subject: account(Alice),
		place: 0,
		filing: Box::new(filing),
	};
	let mut claim = None;
	let mut ext = world();
	ext.execute_with(|| claim = claims::ordinary::<1>().into_iter().next());
	let mut claim = claim.expect("there is one");
	for line in claim.lines.iter_mut() {
		// As long as they get in practice: an authorisation, an amount of millions.
		line.authorisation = Some(1_000);
		line.billed = 1_000_000_000;
	}
	claim.total = 4_000_000_000;
	let claim = pallet_claims::Call::<Runtime>::submit { claim };
	let relay = |filing: Filing, by_custodian| {
		let mut call = None;
		in_block(|| {
			let signed = Box::new(relayed(filing, by_custodian));
			call = Some(Consent::<Runtime>::file_signed { signed });
		});
		signed_size(call.unwrap())
	};
	let base = || rows::filing(None);
	let mut sizes = vec![
		("claim with 4 lines".into(), signed_size(claim), 520),
		("consent, base rule alone".into(), signed_size(file(base())), 320),
		("consent, ordinary".into(), signed_size(file(ordinary())), 320),
		("anchor".into(), signed_size(anchor(false, false)), 200),
		(
			"anchor with schema and series".into(),
			signed_size(anchor(true, true)),
			200,
		),
		("log entry with schema and series".into(), signed_size(log_only()), 200),
	];
	for exceptions in 0..3 {
		let of = |what: &str| format!("{what} with {exceptions} exceptions");
		sizes.push((of("relayed, base rule"), relay(except(base(), exceptions), false), 320));
		let ordinary = relay(except(ordinary(), exceptions), true);
		let most = if exceptions < 2 { 320 } else { 330 };
		sizes.push((of("relayed by its custodian, ordinary"), ordinary, most));
	}
	// Custodian, recipient and relayer that all differ: nothing can be left out of them.
	let widest = relay(except(ordinary(), 1), false);
	println!("relayed by another organisation, ordinary with 1 exceptions: {widest} bytes signed");
	for (what, size, budget) in sizes {
		println!("{what}: {size} bytes signed, budget {budget}");
		assert!(size <= budget, "{what}: {size} bytes signed, budget {budget}");
	}
	let batch = {
		let mut calls = None;
		in_block(|| calls = Some((file_batch(64), file_batch(1))));
		let (all, one) = calls.unwrap();
		(signed_size(all) - signed_size(one)) / 63
	};
	println!("relayed, each of a batch: {batch} bytes");
	assert!(batch <= 320, "relayed, each of a batch: {batch} bytes");
}
