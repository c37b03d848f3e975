//! Fees and weights: what is scarce costs, and nothing costs nothing.

use polkadot_sdk::*;

use frame_support::{
	dispatch::DispatchClass,
	weights::{constants::ExtrinsicBaseWeight, Weight, WeightToFee as _},
};
use pallet_balances::WeightInfo as _;
use pallet_participants::WeightInfo as _;
use salus_runtime::{
	configs::{monetary::WeightToFee, system::RuntimeBlockWeights},
	constants::{MILLI_UNIT, UNIT},
	weights, Runtime,
};

#[test]
fn fee_should_be_a_tenth_of_a_thousandth_for_the_base_weight() {
	let fee = WeightToFee::weight_to_fee(&Weight::from_parts(ExtrinsicBaseWeight::get().ref_time(), 0));
	assert_eq!(fee, MILLI_UNIT / 10);
}

#[test]
fn fee_should_follow_the_scarcer_of_time_and_proof() {
	let block = RuntimeBlockWeights::get().max_block;
	let half_time = WeightToFee::weight_to_fee(&Weight::from_parts(block.ref_time() / 2, 0));
	let half_proof = WeightToFee::weight_to_fee(&Weight::from_parts(0, block.proof_size() / 2));
	// Equal parts of the block cost the same; rounding is below a millionth.
	assert!(half_time.abs_diff(half_proof) <= half_time / 1_000_000);
	assert_eq!(
		WeightToFee::weight_to_fee(&Weight::from_parts(block.ref_time() / 2, block.proof_size() / 4)),
		half_time
	);
	assert!(WeightToFee::weight_to_fee(&block) > UNIT / 10);
	assert_eq!(WeightToFee::weight_to_fee(&Weight::zero()), 0);
}

#[test]
fn fee_should_not_overflow_for_any_weight() {
	assert!(WeightToFee::weight_to_fee(&Weight::MAX) > UNIT);
}

#[test]
fn limits_should_leave_room_for_operational_calls() {
	let weights = RuntimeBlockWeights::get();
	let normal = weights.get(DispatchClass::Normal).max_total.expect("a limit");
	assert!(normal.all_lt(weights.max_block));
	assert!(
		weights
			.get(DispatchClass::Operational)
			.reserved
			.expect("reserved")
			.ref_time()
			> 0
	);
}

/// Compared with `balances.transfer_keep_alive` with its storage: a decision of governance on one organisation touches
/// two values and the clock.
#[test]
fn calls_of_participants_should_weigh_little_more_than_a_transfer() {
	type Ours = weights::pallet_participants::WeightInfo<Runtime>;
	let transfer = pallet_balances::weights::SubstrateWeight::<Runtime>::transfer_keep_alive().ref_time();
	for weight in [
		Ours::accredit(),
		Ours::amend(),
		Ours::suspend(),
		Ours::reinstate(),
		Ours::suspend_role(),
		Ours::reinstate_role(),
		Ours::withdraw(),
	] {
		assert!(weight.ref_time() > 0 && weight.proof_size() > 0);
		assert!(
			weight.ref_time() * 2 < transfer * 5,
			"{} against {transfer}",
			weight.ref_time()
		);
	}
}
