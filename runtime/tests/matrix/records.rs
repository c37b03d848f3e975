//! The rows of `Records`.

use super::{prepare, row, Actor, By::*, Row};
use polkadot_sdk::*;

use frame_support::traits::Hooks;
use pallet_records::{
	Call, Checkpoints, Holder, Key, LeafContent, LeafPosition, LeafProof, LogItem, RetentionClass, RetractionReason,
};
use salus_primitives::Role;
use salus_records_engine::{commitment::Commitment, hash::leaf_hash, Canonicalisation, Leaf, MemoryTree};
use salus_runtime::{Records, Runtime, System};

const JCS: Canonicalisation = Canonicalisation::Jcs;
const REASON: RetractionReason = RetractionReason::EnteredInError;

fn anchor(seed: u8) -> Call<Runtime> {
	Call::anchor {
		commitment: [seed; 32],
		canonicalisation: JCS,
		schema: None,
		series: None,
		retention: RetentionClass::Standard,
	}
}

fn anchor_batch(root: [u8; 32], size: u32) -> Call<Runtime> {
	Call::anchor_batch {
		root,
		size,
		schema: None,
		series: None,
		retention: RetentionClass::Standard,
	}
}

/// Two records, a batch, a hold, a countersignature and a checkpoint.
pub fn rows() -> Vec<Row> {
	let issuer = Actor::Issuer;
	let next = || Records::log().size;
	let record = next();
	prepare(anchor(1), issuer.origin());
	let held = next();
	prepare(anchor(2), issuer.origin());
	let content = LeafContent {
		series: [3; 32],
		version: 1,
		canonicalisation: JCS,
		schema: [0; 32],
		commitment: [4; 32],
	};
	let leaf = Leaf {
		issuer: issuer.account().into(),
		series: content.series,
		version: content.version,
		canonicalisation: JCS,
		schema: content.schema,
		commitment: Commitment(content.commitment),
	}
	.hash();
	let tree = MemoryTree::from_leaves([leaf, leaf_hash(b"another")]).unwrap();
	let position = LeafPosition {
		index: 0,
		proof: LeafProof::truncate_from(tree.inclusion_proof(0).unwrap().to_vec()),
	};
	let batch = next();
	prepare(anchor_batch(tree.root(), 2), issuer.origin());
	prepare(
		Call::<Runtime>::place_hold {
			anchor: held,
			matter: [5; 32],
		},
		Actor::Auditor.origin(),
	);
	let countersign = |anchor| Call::<Runtime>::countersign { anchor };
	prepare(countersign(record), Actor::Recipient.origin());
	Records::on_finalize(System::block_number());
	let checkpoint = Checkpoints::<Runtime>::get(Key::from(0)).expect("the log grew");
	assert_eq!(checkpoint.size, next());

	let issuers = Accredited(&[Role::Issuer]);
	// Whoever is an issuer, and not the one of the anchor.
	let other = &[(Actor::OtherIssuer, "NotAuthorized")];
	let issuer_or_governance = OrGovernance(&[Actor::Issuer], "NotAuthorized");
	vec![
		row(anchor(7), issuers),
		row(anchor_batch([7; 32], 1), issuers),
		row(
			Call::log_only {
				item: LogItem::Batch {
					root: [8; 32],
					size: 1,
					schema: None,
				},
			},
			issuers,
		),
		row(
			Call::amend {
				anchor: record,
				commitment: [9; 32],
				canonicalisation: JCS,
				schema: None,
				retention: RetentionClass::Standard,
			},
			issuers,
		)
		.but(other),
		row(
			Call::amend_batch {
				anchor: batch,
				root: [9; 32],
				size: 2,
				schema: None,
				retention: RetentionClass::Standard,
			},
			issuers,
		)
		.but(other),
		row(
			Call::amend_leaf {
				batch,
				position: position.clone(),
				old: content,
				commitment: [9; 32],
				canonicalisation: JCS,
				retention: RetentionClass::Standard,
			},
			issuers,
		)
		.but(other),
		row(
			Call::retract {
				anchor: record,
				reason: REASON,
			},
			issuer_or_governance,
		),
		row(
			Call::retract_leaf {
				batch,
				position: position.clone(),
				leaf,
				reason: REASON,
			},
			issuer_or_governance,
		),
		row(Call::attest_erasure { anchor: record }, issuer_or_governance),
		row(
			Call::attest_leaf_erasure { batch, position, leaf },
			issuer_or_governance,
		),
		row(
			Call::place_hold {
				anchor: record,
				matter: [6; 32],
			},
			AccreditedOrGovernance(&[Role::Auditor]),
		),
		row(
			Call::lift_hold {
				anchor: held,
				holder: Holder::Organisation(Actor::Auditor.account()),
			},
			OrGovernance(&[Actor::Auditor], "NotAuthorized"),
		),
		row(countersign(batch), Anyone).but(&[(Actor::Issuer, "SelfDealing")]),
		row(
			Call::withdraw_countersignature { anchor: record },
			Only(&[Actor::Recipient], "NotFound"),
		),
		row(
			Call::cosign_checkpoint {
				checkpoint: 0,
				size: checkpoint.size,
				root: checkpoint.root,
			},
			Accredited(&[Role::Auditor]),
		),
	]
}
