//! Whatever is changed: the receipt no longer reads, or it fails.

use super::{world::About, *};
use codec::{Decode, DecodeAll, Encode};
use proptest::prelude::*;
use salus_records_engine::receipt::{Evidence, EvidenceList};

const KINDS: [About; 6] = [
	About::Batch,
	About::Record,
	About::Logged,
	About::LoggedBatch,
	About::Statement,
	About::Value,
];

fn holds(receipt: &Receipt, trust: &Trust) -> bool {
	verify(receipt, &receipt.present(RECORD), trust).report.holds()
}

#[test]
fn receipt_should_fail_when_any_byte_is_changed() {
	for about in KINDS {
		let world = World::new(Options {
			about,
			..Options::default()
		});
		let receipt = world.receipt();
		let bytes = receipt.encode();
		for at in 0..bytes.len() {
			let mut changed = bytes.clone();
			changed[at] ^= 1 << (at % 8);
			if let Ok(changed) = Receipt::decode(&mut &changed[..]) {
				assert!(
					changed != receipt && !holds(&changed, &world.trust),
					"{about:?} byte {at}"
				);
			}
		}
	}
}

proptest! {
	#![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1_000) })]

	/// A forger can seal what was changed: the stages stop it all the same, if what they lead to is known. Evidence that is
	/// only cut short, with bytes left over, is no list: what is left of it would hold, as a receipt that goes less far.
	#[test]
	fn receipt_should_fail_when_any_bit_is_flipped_and_it_is_sealed_again(
		bit in any::<prop::sample::Index>(), kind in 0..KINDS.len(), later in 0u32..3, relay_later in 0u32..3, ahead in 0u32..3,
	) {
		let world = World::new(Options { about: KINDS[kind], later, relay_later, ahead, ..Options::default() });
		let mut bytes = EvidenceList::try_from(world.evidence.clone()).unwrap().encode();
		let bit = bit.index(bytes.len() * 8);
		bytes[bit / 8] ^= 1 << (bit % 8);
		let Ok(evidence) = EvidenceList::decode_all(&mut &bytes[..]) else { return Ok(()) };
		let Ok(receipt) = Receipt::new(evidence) else { return Ok(()) };
		prop_assert!(!holds(&receipt, &world.trust), "{:?} bit {}", KINDS[kind], bit);
	}

	/// Any bytes in place of a stage's evidence are refused or fail, and nothing panics.
	#[test]
	fn nothing_should_panic_when_evidence_is_noise(noise in prop::collection::vec(any::<u8>(), 0..300), tag in 5u8..11) {
		let mut bytes = vec![tag];
		bytes.extend(noise);
		let world = World::new(Options::default());
		if let Ok(piece) = Evidence::decode(&mut &bytes[..]) {
			let evidence = world.evidence.iter().map(|old| if old.stage() == piece.stage() { piece.clone() } else { old.clone() });
			if let Ok(receipt) = Receipt::new(evidence) {
				let included = world.evidence.iter().any(|old| old.stage() == piece.stage());
				prop_assert!(!included || !holds(&receipt, &world.trust));
			}
		}
	}
}
