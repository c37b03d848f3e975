//! Benchmarks. An entry of the log completes `h` inner nodes when the size of the log ends in `h` set bits, so each benchmark
//! of a call that appends begins with such a log; its other bits are set as well, up to 2^40 entries, so that the value has
//! its greatest length. Anchors and leaves have a fixed length. A proof of `p` hashes is that of leaf 0 in a batch of 2^p.

use super::*;
use frame::{benchmarking::prelude::*, traits::Consideration};
use salus_records_engine::{
	commitment,
	hash::{leaf_hash, node_hash},
	range::Peaks,
	CompactRange, Hash, Leaf,
};

const SCHEMA: SchemaId = [2; 16];
const JCS: Canonicalisation = Canonicalisation::Jcs;
const REASON: RetractionReason = RetractionReason::EnteredInError;

/// A log whose next entry completes `h` inner nodes.
pub(crate) fn log_before<T: Config>(h: u32) {
	let ones = 1u64.checked_shl(h).unwrap_or_default().saturating_sub(1);
	// Every higher bit but the one that the carry stops at.
	let high = 1u64
		.checked_shl(MAX_COMPLETED_NODES)
		.unwrap_or_default()
		.saturating_sub(1);
	let stop = 1u64.checked_shl(h).unwrap_or_default();
	let size = (high & !stop) | ones;
	let peaks = Peaks::truncate_from(
		(0..size.count_ones())
			.map(|peak| leaf_hash(&peak.to_be_bytes()))
			.collect(),
	);
	Log::<T>::put(LogState {
		range: CompactRange::from_parts(size, peaks).unwrap_or_default(),
		..Log::<T>::get()
	});
}

/// An accredited issuer with funds.
fn issuer<T: Config>() -> T::AccountId {
	// Its own account is read and written by the fee and the nonce of the extrinsic already, and paid there.
	let issuer: T::AccountId = whitelisted_caller();
	T::Accreditation::accredit_for_benchmark(&issuer, Role::Issuer);
	for _ in 0..4 {
		T::Consideration::ensure_successful(&issuer, Pallet::<T>::anchor_footprint());
	}
	issuer
}

fn governance<T: Config>() -> Result<T::RuntimeOrigin, BenchmarkError> {
	T::GovernanceOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)
}

fn old_leaf() -> LeafContent {
	LeafContent {
		series: [3; 32],
		version: 1,
		canonicalisation: JCS,
		schema: schema_of(Some(SCHEMA)),
		commitment: [4; 32],
	}
}

/// The hash of [`old_leaf`] of this issuer.
fn leaf_of<T: Config>(issuer: &T::AccountId) -> Hash {
	let old = old_leaf();
	Leaf {
		issuer: issuer.clone().into(),
		series: old.series,
		version: old.version,
		canonicalisation: old.canonicalisation,
		schema: old.schema,
		commitment: commitment::Commitment(old.commitment),
	}
	.hash()
}

/// Anchors a batch of 2^p leaves whose first is [`old_leaf`].
fn batch<T: Config>(issuer: &T::AccountId, p: u32) -> Result<(AnchorId, LeafPosition), BenchmarkError> {
	let proof = LeafProof::truncate_from((0..p).map(|level| leaf_hash(&level.to_be_bytes())).collect());
	let root = proof
		.iter()
		.fold(leaf_of::<T>(issuer), |node, sibling| node_hash(&node, sibling));
	let id = Log::<T>::get().range.size();
	Pallet::<T>::anchor_batch(
		RawOrigin::Signed(issuer.clone()).into(),
		root,
		1u32.checked_shl(p).unwrap_or_default(),
		Some(SCHEMA),
		None,
		RetentionClass::Standard,
	)
	.map_err(|error| error.error)?;
	Ok((id, LeafPosition { index: 0, proof }))
}

/// Anchors a record.
fn anchored<T: Config>(issuer: &T::AccountId) -> Result<AnchorId, BenchmarkError> {
	let id = Log::<T>::get().range.size();
	Pallet::<T>::anchor(
		RawOrigin::Signed(issuer.clone()).into(),
		[1; 32],
		JCS,
		Some(SCHEMA),
		None,
		RetentionClass::Standard,
	)
	.map_err(|error| error.error)?;
	Ok(id)
}

fn status<T: Config>(id: AnchorId) -> Option<State> {
	Pallet::<T>::anchor_status(id).map(|status| status.state)
}

fn leaf_state<T: Config>(batch: AnchorId) -> Option<State> {
	Pallet::<T>::leaf_status(batch, 0).map(|status| status.state())
}

#[benchmarks]
mod benches {
	use super::*;

	#[benchmark]
	fn anchor(h: Linear<0, { MAX_COMPLETED_NODES }>) {
		let issuer = issuer::<T>();
		log_before::<T>(h);
		let id = Log::<T>::get().range.size();

		#[extrinsic_call]
		_(
			RawOrigin::Signed(issuer),
			[1; 32],
			JCS,
			Some(SCHEMA),
			Some([5; 32]),
			RetentionClass::Standard,
		);

		assert_eq!(status::<T>(id), Some(State::Valid));
	}

	#[benchmark]
	fn anchor_batch(h: Linear<0, { MAX_COMPLETED_NODES }>) {
		let issuer = issuer::<T>();
		log_before::<T>(h);
		let id = Log::<T>::get().range.size();

		#[extrinsic_call]
		_(
			RawOrigin::Signed(issuer),
			[1; 32],
			1 << LEAF_PROOF_LIMIT,
			Some(SCHEMA),
			Some([5; 32]),
			RetentionClass::Standard,
		);

		assert_eq!(status::<T>(id), Some(State::Valid));
	}

	/// A record: its leaf is longer than what stands for a batch.
	#[benchmark]
	fn log_only(h: Linear<0, { MAX_COMPLETED_NODES }>) {
		let issuer = issuer::<T>();
		log_before::<T>(h);
		let size = Log::<T>::get().range.size();
		let item = LogItem::Record {
			commitment: [1; 32],
			canonicalisation: JCS,
			schema: Some(SCHEMA),
			series: Some([5; 32]),
			version: u32::MAX,
		};

		#[extrinsic_call]
		_(RawOrigin::Signed(issuer), item);

		assert_eq!(Log::<T>::get().range.size(), size.saturating_add(1));
	}

	#[benchmark]
	fn amend(h: Linear<0, { MAX_COMPLETED_NODES }>) -> Result<(), BenchmarkError> {
		let issuer = issuer::<T>();
		let old = anchored::<T>(&issuer)?;
		log_before::<T>(h);
		let by = Log::<T>::get().range.size();

		#[extrinsic_call]
		_(
			RawOrigin::Signed(issuer),
			old,
			[6; 32],
			JCS,
			Some(SCHEMA),
			RetentionClass::Standard,
		);

		assert_eq!(status::<T>(old), Some(State::Superseded { by }));
		Ok(())
	}

	#[benchmark]
	fn amend_batch(h: Linear<0, { MAX_COMPLETED_NODES }>) -> Result<(), BenchmarkError> {
		let issuer = issuer::<T>();
		let (old, _) = batch::<T>(&issuer, LEAF_PROOF_LIMIT)?;
		log_before::<T>(h);
		let by = Log::<T>::get().range.size();

		#[extrinsic_call]
		_(
			RawOrigin::Signed(issuer),
			old,
			[6; 32],
			1 << LEAF_PROOF_LIMIT,
			Some(SCHEMA),
			RetentionClass::Standard,
		);

		assert_eq!(status::<T>(old), Some(State::Superseded { by }));
		Ok(())
	}

	#[benchmark]
	fn amend_leaf(
		h: Linear<0, { MAX_COMPLETED_NODES }>,
		p: Linear<0, { LEAF_PROOF_LIMIT }>,
	) -> Result<(), BenchmarkError> {
		let issuer = issuer::<T>();
		let (batch, position) = batch::<T>(&issuer, p)?;
		log_before::<T>(h);
		let by = Log::<T>::get().range.size();

		#[extrinsic_call]
		_(
			RawOrigin::Signed(issuer),
			batch,
			position,
			old_leaf(),
			[6; 32],
			JCS,
			RetentionClass::Standard,
		);

		assert_eq!(leaf_state::<T>(batch), Some(State::Superseded { by }));
		Ok(())
	}

	/// The issuer: its accreditation is read, which governance does not need.
	#[benchmark]
	fn retract() -> Result<(), BenchmarkError> {
		let issuer = issuer::<T>();
		let id = anchored::<T>(&issuer)?;

		#[extrinsic_call]
		_(RawOrigin::Signed(issuer), id, REASON);

		assert_eq!(status::<T>(id), Some(State::Retracted { reason: REASON }));
		Ok(())
	}

	#[benchmark]
	fn retract_leaf(p: Linear<0, { LEAF_PROOF_LIMIT }>) -> Result<(), BenchmarkError> {
		let issuer = issuer::<T>();
		let (batch, position) = batch::<T>(&issuer, p)?;
		let leaf = leaf_of::<T>(&issuer);

		#[extrinsic_call]
		_(RawOrigin::Signed(issuer), batch, position, leaf, REASON);

		assert_eq!(leaf_state::<T>(batch), Some(State::Retracted { reason: REASON }));
		Ok(())
	}

	#[benchmark]
	fn attest_erasure() -> Result<(), BenchmarkError> {
		let issuer = issuer::<T>();
		let id = anchored::<T>(&issuer)?;

		#[extrinsic_call]
		_(RawOrigin::Signed(issuer), id);

		assert_eq!(status::<T>(id), Some(State::Erased));
		Ok(())
	}

	/// A leaf that was retracted before, so that a deposit is returned.
	#[benchmark]
	fn attest_leaf_erasure(p: Linear<0, { LEAF_PROOF_LIMIT }>) -> Result<(), BenchmarkError> {
		let issuer = issuer::<T>();
		let (batch, position) = batch::<T>(&issuer, p)?;
		let leaf = leaf_of::<T>(&issuer);
		let origin = RawOrigin::Signed(issuer.clone());
		Pallet::<T>::retract_leaf(origin.into(), batch, position.clone(), leaf, REASON)?;

		#[extrinsic_call]
		_(RawOrigin::Signed(issuer), batch, position, leaf);

		let found = Pallet::<T>::leaf_status(batch, 0).and_then(|status| status.erased_at());
		assert!(found.is_some());
		Ok(())
	}

	/// An auditor, who makes a deposit.
	#[benchmark]
	fn place_hold() -> Result<(), BenchmarkError> {
		let id = anchored::<T>(&issuer::<T>())?;
		let auditor: T::AccountId = account("auditor", 0, 0);
		T::Accreditation::accredit_for_benchmark(&auditor, Role::Auditor);
		T::Consideration::ensure_successful(&auditor, Pallet::<T>::hold_footprint());

		#[extrinsic_call]
		_(RawOrigin::Signed(auditor.clone()), id, [7; 32]);

		assert!(Holds::<T>::contains_key(Key::from(id), Holder::Organisation(auditor)));
		Ok(())
	}

	/// Governance lifts the hold of an auditor, whose deposit is returned.
	#[benchmark]
	fn lift_hold() -> Result<(), BenchmarkError> {
		let origin = governance::<T>()?;
		let id = anchored::<T>(&issuer::<T>())?;
		let auditor: T::AccountId = account("auditor", 0, 0);
		T::Accreditation::accredit_for_benchmark(&auditor, Role::Auditor);
		T::Consideration::ensure_successful(&auditor, Pallet::<T>::hold_footprint());
		Pallet::<T>::place_hold(RawOrigin::Signed(auditor.clone()).into(), id, [7; 32])?;
		let holder = Holder::Organisation(auditor);

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, id, holder.clone());

		assert!(!Holds::<T>::contains_key(Key::from(id), holder));
		Ok(())
	}

	#[benchmark]
	fn countersign() -> Result<(), BenchmarkError> {
		let id = anchored::<T>(&issuer::<T>())?;
		let other: T::AccountId = account("other", 0, 0);
		T::Consideration::ensure_successful(&other, Pallet::<T>::countersignature_footprint());

		#[extrinsic_call]
		_(RawOrigin::Signed(other.clone()), id);

		assert!(Countersignatures::<T>::contains_key(Key::from(id), other));
		Ok(())
	}

	#[benchmark]
	fn withdraw_countersignature() -> Result<(), BenchmarkError> {
		let id = anchored::<T>(&issuer::<T>())?;
		let other: T::AccountId = account("other", 0, 0);
		T::Consideration::ensure_successful(&other, Pallet::<T>::countersignature_footprint());
		Pallet::<T>::countersign(RawOrigin::Signed(other.clone()).into(), id)?;

		#[extrinsic_call]
		_(RawOrigin::Signed(other.clone()), id);

		assert!(!Countersignatures::<T>::contains_key(Key::from(id), other));
		Ok(())
	}

	/// The last auditor that has room: the others are compared.
	#[benchmark]
	fn cosign_checkpoint() -> Result<(), BenchmarkError> {
		let auditor: T::AccountId = account("auditor", 0, 0);
		T::Accreditation::accredit_for_benchmark(&auditor, Role::Auditor);
		let checkpoint = Checkpoint {
			size: u64::MAX,
			root: [8; 32],
			block: frame_system::Pallet::<T>::block_number(),
			time: 0,
		};
		let key = Key::from(0);
		Checkpoints::<T>::insert(key, checkpoint);
		let others = (1..T::MaxCosigners::get()).map(|index| account("cosigner", index, 0));
		Cosigners::<T>::insert(key, CosignersOf::<T>::truncate_from(others.collect()));

		#[extrinsic_call]
		_(RawOrigin::Signed(auditor.clone()), 0, checkpoint.size, checkpoint.root);

		assert!(Cosigners::<T>::get(key).is_some_and(|cosigners| cosigners.contains(&auditor)));
		Ok(())
	}

	/// A block in which the log grew, while a checkpoint with all its witnesses leaves the ring. The root is that over as many
	/// peaks as a log of fewer than 2^40 entries can have.
	#[benchmark]
	fn on_finalize() {
		log_before::<T>(0);
		// The number after a lasting one leaves the ring.
		let leaving = 1u64;
		let number = leaving.saturating_add(T::RecentCheckpoints::get().into());
		Log::<T>::mutate(|log| log.checkpoints = number);
		let block = frame_system::Pallet::<T>::block_number();
		let checkpoint = Checkpoint {
			size: 1,
			root: [8; 32],
			block,
			time: 0,
		};
		Checkpoints::<T>::insert(Key::from(leaving), checkpoint);
		let witnesses = (0..T::MaxCosigners::get()).map(|index| account("cosigner", index, 0));
		Cosigners::<T>::insert(Key::from(leaving), CosignersOf::<T>::truncate_from(witnesses.collect()));

		#[block]
		{
			Pallet::<T>::write_checkpoint(block);
		}

		assert!(Checkpoints::<T>::contains_key(Key::from(number)));
		assert!(!Checkpoints::<T>::contains_key(Key::from(leaving)) || Pallet::<T>::is_lasting(leaving));
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::ext(), crate::mock::Test);
}
