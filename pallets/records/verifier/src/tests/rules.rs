//! What holds, and against whom it is checked.

use super::{
	world::{About, PARA_ID, SET},
	*,
};
use crate::anchor::{Content, State};

#[test]
fn receipt_should_hold_through_all_stages() {
	let verified = World::new(Options::default()).verify();
	assert_eq!(failed(&verified), []);
	assert_eq!(shown(&verified).len(), 9, "all but statement and log");
	let anchor = verified.facts.anchor.unwrap();
	assert!(matches!(anchor.content, Content::Batch { size: 13, .. }));
	assert_eq!((anchor.block, anchor.version, anchor.holds), (40, 3, 1));
	assert_eq!(anchor.state, State::Superseded { by: 9 });
	assert_eq!(anchor.erased_at, Some(1_700_000_200));
	let block = verified.facts.block.unwrap();
	assert_eq!((block.number, block.genesis), (41, [11; 32]));
	let relay = verified.facts.relay.unwrap();
	assert_eq!((relay.number, relay.genesis), (900, [12; 32]));
	assert_eq!(
		verified.facts.finalised,
		Some(Finalised {
			set: SET,
			votes: 3,
			authorities: 4,
			source: Source::Verifier,
			target: 901,
		})
	);
}

#[test]
fn every_kind_of_receipt_should_hold() {
	for about in [
		About::Batch,
		About::Record,
		About::Logged,
		About::LoggedBatch,
		About::Statement,
		About::Value,
	] {
		for (later, relay_later, ahead) in [(0, 0, 0), (1, 0, 2), (0, 3, 0), (4, 4, 1)] {
			let world = World::new(Options {
				about,
				later,
				relay_later,
				ahead,
				..Options::default()
			});
			assert_eq!(failed(&world.verify()), [], "{about:?} {later} {relay_later} {ahead}");
		}
	}
}

#[test]
fn receipt_should_hold_up_to_where_it_goes() {
	let world = World::new(Options::default());
	for length in 0..world.evidence.len() {
		let receipt = Receipt::new(world.evidence[..length].to_vec()).unwrap();
		let verified = verify(&receipt, &Presented::Nothing, &Trust::default());
		// What opens a commitment has to come with the commitment.
		let expected = if length == 1 {
			vec![(Stage::Commitment, Reason::Without(Stage::Commitment))]
		} else {
			vec![]
		};
		assert_eq!(failed(&verified), expected, "{length}");
	}
}

#[test]
fn receipt_should_fail_where_it_ends_before_what_the_verifier_compares() {
	let world = World::new(Options::default());
	let authorities = world.trust.authorities.clone();
	for (trust, stage) in [
		(
			Trust {
				genesis: Some([11; 32]),
				..Trust::default()
			},
			Stage::Header,
		),
		(
			Trust {
				relay_genesis: Some([12; 32]),
				..Trust::default()
			},
			Stage::Relay,
		),
		(
			Trust {
				para_id: Some(PARA_ID),
				..Trust::default()
			},
			Stage::Relay,
		),
		(
			Trust {
				authorities,
				..Trust::default()
			},
			Stage::Finality,
		),
	] {
		for length in 2..=world.evidence.len() {
			let evidence = &world.evidence[..length];
			let receipt = Receipt::new(evidence.to_vec()).unwrap();
			let verified = verify(&receipt, &receipt.present(RECORD), &trust);
			let expected = if evidence.iter().any(|piece| piece.stage() == stage) {
				vec![]
			} else {
				vec![(stage, Reason::NotReached)]
			};
			assert_eq!(failed(&verified), expected, "{stage:?} {length}");
		}
	}
}

#[test]
fn a_stage_should_fail_when_the_one_it_builds_on_is_missing() {
	let world = World::new(Options::default());
	for (without, stage) in [
		(Stage::Leaf, Stage::Anchor),
		(Stage::Anchor, Stage::Header),
		(Stage::Header, Stage::Relay),
		(Stage::Relay, Stage::Finality),
	] {
		let evidence = world.evidence.iter().filter(|piece| piece.stage() != without).cloned();
		let receipt = Receipt::new(evidence).unwrap();
		let verified = verify(&receipt, &receipt.present(RECORD), &world.trust);
		assert!(
			failed(&verified).contains(&(stage, Reason::Without(without))),
			"{without:?}: {:?}",
			failed(&verified)
		);
	}
	let logged = World::new(Options {
		about: About::Statement,
		..Options::default()
	});
	let receipt = Receipt::new(logged.evidence.into_iter().filter(|piece| piece.stage() != Stage::Log)).unwrap();
	assert_eq!(
		failed(&verify(&receipt, &Presented::Nothing, &logged.trust)),
		[
			(Stage::Statement, Reason::Without(Stage::Log)),
			(Stage::Anchor, Reason::Without(Stage::Log))
		]
	);
}

#[test]
fn engine_alone_should_not_pass_what_it_does_not_check() {
	let receipt = World::new(Options::default()).receipt();
	let report = receipt.verify(&receipt.present(RECORD));
	for stage in [Stage::Anchor, Stage::Header, Stage::Relay, Stage::Finality] {
		assert_eq!(report.verdict(stage), Verdict::Failed(Reason::Unchecked));
	}
}

#[test]
fn the_sets_source_should_be_the_receipt_when_the_verifier_has_none() {
	let world = World::new(Options::default());
	let receipt = world.receipt();
	let verified = verify(&receipt, &Presented::Nothing, &Trust::default());
	assert_eq!(failed(&verified), []);
	assert_eq!(verified.facts.finalised.unwrap().source, Source::Receipt);
}

#[test]
fn receipt_of_another_chain_should_fail_and_be_named() {
	let mut world = World::new(Options::default());
	world.trust.genesis = Some([99; 32]);
	assert_eq!(
		failed(&world.verify()),
		[(
			Stage::Header,
			ChainReason::OtherChain {
				expected: [99; 32],
				found: [11; 32]
			}
			.into()
		)]
	);
	let mut world = World::new(Options::default());
	world.trust.relay_genesis = Some([99; 32]);
	world.trust.para_id = None;
	assert_eq!(
		failed(&world.verify()),
		[(
			Stage::Relay,
			ChainReason::OtherRelay {
				expected: [99; 32],
				found: [12; 32]
			}
			.into()
		)]
	);
	let mut world = World::new(Options::default());
	world.trust.para_id = Some(1);
	let reason = ChainReason::OtherPara {
		expected: 1,
		found: PARA_ID,
	};
	assert_eq!(failed(&world.verify()), [(Stage::Relay, reason.into())]);
}

#[test]
fn finality_should_fail_when_the_set_is_another() {
	let mut world = World::new(Options::default());
	world.trust.authorities.as_mut().unwrap().id += 1;
	let reason = ChainReason::OtherSet {
		expected: SET + 1,
		found: SET,
	};
	assert_eq!(failed(&world.verify()), [(Stage::Finality, reason.into())]);
	let mut world = World::new(Options::default());
	world.trust.authorities.as_mut().unwrap().authorities[3].0 = [1; 32];
	assert_eq!(
		failed(&world.verify()),
		[(Stage::Finality, ChainReason::OtherAuthorities.into())]
	);
}

#[test]
fn two_thirds_and_one_should_be_needed() {
	for (authorities, votes, enough) in [
		(1, 1, true),
		(2, 1, false),
		(2, 2, true),
		(3, 2, false),
		(3, 3, true),
		(4, 2, false),
		(4, 3, true),
		(6, 4, false),
		(6, 5, true),
		(7, 4, false),
		(7, 5, true),
		(10, 6, false),
		(10, 7, true),
	] {
		let verified = World::new(Options {
			authorities,
			votes,
			..Options::default()
		})
		.verify();
		let expected = if enough {
			vec![]
		} else {
			vec![(Stage::Finality, ChainReason::TooFewVotes.into())]
		};
		assert_eq!(failed(&verified), expected, "{votes} of {authorities}");
	}
}

#[test]
fn headers_should_hash_as_those_of_the_sdk() {
	use codec::Encode;
	for number in [0, 1, 63, 64, 16_384, 1 << 30, u32::MAX] {
		let sdk = super::world::header(number, sp_core::H256([3; 32]), [4; 32]);
		let ours = header::Header::decode(&sdk.encode()).unwrap();
		assert_eq!((ours.number, ours.parent, ours.state_root), (number, [3; 32], [4; 32]));
		assert_eq!(ours.hash(), sdk.hash().0);
		let mut longer = sdk.encode();
		longer.push(0);
		assert_eq!(header::Header::decode(&longer), None);
		assert_eq!(header::Header::decode(&sdk.encode()[1..]), None);
	}
}

#[test]
fn keys_should_be_those_of_the_pallets() {
	use salus_records_engine::chain::StateItem;
	// From `System::BlockHash(0)`, `Paras::Heads(2000)` of Polkadot and the names of our own items.
	let hex = |bytes: Vec<u8>| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
	assert_eq!(
		hex(state::genesis_key()),
		"26aa394eea5630e07c48ae0c9558cef7a44704b568d21667356a5a050c118746b4def25cfda6ef3a00000000"
	);
	assert_eq!(
		hex(state::heads_key(2000)),
		"cd710b30bd2eab0352ddcc26417aa1941b3c252fcb29d88eff4f3de5de4476c363f5a4efb16ffa83d0070000"
	);
	let key = state::key_of(&StateItem::Anchor { id: 258 });
	assert_eq!(key.len(), 40);
	assert!(key.ends_with(&[0, 0, 0, 0, 0, 0, 1, 2]));
}

/// FIPS 180-4 and RFC 7693 have these of "abc".
#[test]
fn digests_of_statements_should_be_plain_ones() {
	let hex = |hash: Hash| hash.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
	assert_eq!(
		hex(digest(Digest::Sha256, b"abc")),
		"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
	);
	assert_eq!(
		hex(digest(Digest::Blake2b256, b"abc")),
		"bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319"
	);
}
