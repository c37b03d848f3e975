//! The council and the brakes.
//!
//! The council is a collective of member organisations. What it decides by majority is done with its own origin. What
//! only root may do (above all a runtime upgrade) passes `Whitelist`: two thirds of the council whitelist the hash of
//! the call and dispatch it. There is no sudo.

use super::system::RuntimeBlockWeights;
use crate::{
	constants::{DAYS, HOURS, UNIT},
	AccountId, Balances, BlockNumber, Council, Preimage, Runtime, RuntimeCall, RuntimeEvent, RuntimeHoldReason,
	RuntimeOrigin, System,
};
use polkadot_sdk::*;

use frame_support::{
	parameter_types,
	traits::{fungible::HoldConsideration, ConstU32, Contains, EitherOfDiverse, EnsureOrigin},
};
use frame_system::{EnsureRoot, EnsureWithSuccess};
use pallet_collective::{EnsureMembers, EnsureProportionAtLeast, EnsureProportionMoreThan, MemberCount};
use sp_runtime::{FixedU128, Perbill};

/// The collective behind the council.
pub type CouncilCollective = pallet_collective::Instance1;

/// More than half of the council, or root.
pub type CouncilMajority =
	EitherOfDiverse<EnsureRoot<AccountId>, EnsureProportionMoreThan<AccountId, CouncilCollective, 1, 2>>;

/// Two thirds of the council, or root.
pub type CouncilTwoThirds =
	EitherOfDiverse<EnsureRoot<AccountId>, EnsureProportionAtLeast<AccountId, CouncilCollective, 2, 3>>;

/// A third of the council and never one member alone, or root: enough to pull a brake, which others can release.
pub type CouncilThird = EitherOfDiverse<EnsureRoot<AccountId>, EnsureThird>;

/// A third of the council, and at least two members: in the smallest council a third is one seat, and one stolen key could
/// stop the chain as often as others start it again.
pub struct EnsureThird;
impl EnsureOrigin<RuntimeOrigin> for EnsureThird {
	type Success = ();

	fn try_origin(origin: RuntimeOrigin) -> Result<(), RuntimeOrigin> {
		EnsureMembers::<AccountId, CouncilCollective, 2>::try_origin(origin.clone())?;
		EnsureProportionAtLeast::<AccountId, CouncilCollective, 1, 3>::try_origin(origin)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn try_successful_origin() -> Result<RuntimeOrigin, ()> {
		EnsureMembers::<AccountId, CouncilCollective, 2>::try_successful_origin()
	}
}

/// Who has not voted when a motion ends has not agreed. With the SDK's defaults a bare majority, or the prime member alone,
/// would become unanimous after [`MotionDuration`], and two thirds would mean nothing.
pub struct SilenceIsNo;
impl pallet_collective::DefaultVote for SilenceIsNo {
	fn default_vote(_: Option<bool>, _: MemberCount, _: MemberCount, _: MemberCount) -> bool {
		false
	}
}

/// Seats on the council.
pub const MAX_COUNCIL_MEMBERS: u32 = 100;

parameter_types! {
	/// A proposal may use half a block.
	pub MaxProposalWeight: frame_support::weights::Weight =
		Perbill::from_percent(50) * RuntimeBlockWeights::get().max_block;
	pub const MotionDuration: BlockNumber = 7 * DAYS;
	pub const MotionHold: RuntimeHoldReason =
		RuntimeHoldReason::Council(pallet_collective::HoldReason::ProposalSubmission);
	/// Held of who proposes while no motion is open. Each open motion makes the next one dearer by a fifth: the thirtieth costs
	/// about 200 SALUS, the hundredth more than there are.
	pub const MotionDeposit: crate::Balance = UNIT;
	pub MotionRatio: FixedU128 = FixedU128::from_rational(6, 5);
}

#[cfg(not(feature = "runtime-benchmarks"))]
type MotionPrice = pallet_collective::deposit::Geometric<MotionRatio, MotionDeposit>;
/// The benchmarks fill the list of motions with one account.
#[cfg(feature = "runtime-benchmarks")]
type MotionPrice = pallet_collective::deposit::Constant<MotionDeposit>;

impl pallet_collective::Config<CouncilCollective> for Runtime {
	type RuntimeOrigin = RuntimeOrigin;
	type Proposal = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type MotionDuration = MotionDuration;
	type MaxProposals = ConstU32<100>;
	type MaxMembers = ConstU32<MAX_COUNCIL_MEMBERS>;
	type DefaultVote = SilenceIsNo;
	type WeightInfo = pallet_collective::weights::SubstrateWeight<Runtime>;
	type SetMembersOrigin = EnsureRoot<AccountId>;
	type MaxProposalWeight = MaxProposalWeight;
	type DisapproveOrigin = CouncilTwoThirds;
	type KillOrigin = CouncilTwoThirds;
	// One stolen key must not fill the list of motions, and keep the others from the brakes with that.
	type Consideration = HoldConsideration<AccountId, Balances, MotionHold, MotionPrice, u32>;
}

impl pallet_membership::Config<CouncilCollective> for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type AddOrigin = CouncilTwoThirds;
	type RemoveOrigin = CouncilTwoThirds;
	type SwapOrigin = CouncilTwoThirds;
	type ResetOrigin = EnsureRoot<AccountId>;
	type PrimeOrigin = CouncilTwoThirds;
	type MembershipInitialized = Council;
	type MembershipChanged = Council;
	type MaxMembers = ConstU32<MAX_COUNCIL_MEMBERS>;
	type WeightInfo = pallet_membership::weights::SubstrateWeight<Runtime>;
}

parameter_types! {
	pub const DeferredDispatchExpiration: BlockNumber = 28 * DAYS;
}

impl pallet_whitelist::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type WhitelistOrigin = CouncilTwoThirds;
	type DispatchWhitelistedOrigin = CouncilTwoThirds;
	type Preimages = Preimage;
	type DeferredDispatchExpiration = DeferredDispatchExpiration;
	type BlockNumberProvider = System;
	type WeightInfo = pallet_whitelist::weights::SubstrateWeight<Runtime>;
}

/// Calls that go through in safe mode: what authors the chain, what can end safe mode, a patient's "no", the review of an
/// emergency, whose deadline does not stop either, and the wrappers in which seats and relayers that are multisigs or pure proxies say both. What is wrapped passes this filter again.
pub struct SafeModeWhitelist;
impl Contains<RuntimeCall> for SafeModeWhitelist {
	fn contains(call: &RuntimeCall) -> bool {
		matches!(
			call,
			RuntimeCall::System(_)
				| RuntimeCall::ParachainSystem(_)
				| RuntimeCall::Timestamp(_)
				| RuntimeCall::MultiBlockMigrations(_)
				| RuntimeCall::Preimage(_)
				| RuntimeCall::Session(_)
				| RuntimeCall::Council(_)
				| RuntimeCall::CouncilMembership(_)
				| RuntimeCall::Whitelist(_)
				| RuntimeCall::SafeMode(_)
				| RuntimeCall::TxPause(_)
				| RuntimeCall::Multisig(_)
				| RuntimeCall::Proxy(
					pallet_proxy::Call::proxy { .. }
						| pallet_proxy::Call::proxy_announced { .. }
						| pallet_proxy::Call::announce { .. }
						| pallet_proxy::Call::reject_announcement { .. }
						| pallet_proxy::Call::remove_announcement { .. }
						| pallet_proxy::Call::remove_proxy { .. }
						| pallet_proxy::Call::remove_proxies {}
				) | RuntimeCall::Utility(
				pallet_utility::Call::batch { .. }
					| pallet_utility::Call::batch_all { .. }
					| pallet_utility::Call::force_batch { .. }
			) | RuntimeCall::Consent(
				pallet_consent::Call::revoke { .. }
					| pallet_consent::Call::revoke_signed { .. }
					| pallet_consent::Call::review_emergency { .. }
			)
		)
	}
}

/// Calls that cannot be paused: the same, by name.
pub struct TxPauseWhitelist;
impl Contains<pallet_tx_pause::RuntimeCallNameOf<Runtime>> for TxPauseWhitelist {
	fn contains((pallet, call): &pallet_tx_pause::RuntimeCallNameOf<Runtime>) -> bool {
		let listed = matches!(
			(pallet.as_slice(), call.as_slice()),
			(b"Consent", b"revoke" | b"revoke_signed" | b"review_emergency")
				| (b"Utility", b"batch" | b"batch_all" | b"force_batch")
				| (
					b"Proxy",
					b"proxy"
						| b"proxy_announced"
						| b"announce" | b"reject_announcement"
						| b"remove_announcement"
						| b"remove_proxy" | b"remove_proxies"
				)
		);
		listed
			|| matches!(
				pallet.as_slice(),
				b"System"
					| b"ParachainSystem"
					| b"Timestamp" | b"MultiBlockMigrations"
					| b"Preimage" | b"Session"
					| b"Council" | b"CouncilMembership"
					| b"Whitelist" | b"SafeMode"
					| b"TxPause" | b"Multisig"
			)
	}
}

parameter_types! {
	pub const SafeModeEnterDuration: BlockNumber = 4 * HOURS;
	pub const SafeModeExtendDuration: BlockNumber = 2 * HOURS;
	/// Nobody enters safe mode for a deposit.
	pub const NoDeposit: Option<crate::Balance> = None;
	pub const NoRelease: Option<BlockNumber> = None;
}

impl pallet_safe_mode::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type WhitelistedCalls = SafeModeWhitelist;
	type EnterDuration = SafeModeEnterDuration;
	type ExtendDuration = SafeModeExtendDuration;
	type EnterDepositAmount = NoDeposit;
	type ExtendDepositAmount = NoDeposit;
	type ForceEnterOrigin = EnsureWithSuccess<CouncilThird, AccountId, SafeModeEnterDuration>;
	type ForceExtendOrigin = EnsureWithSuccess<CouncilMajority, AccountId, SafeModeExtendDuration>;
	type ForceExitOrigin = CouncilMajority;
	type ForceDepositOrigin = CouncilMajority;
	type Notify = ();
	type ReleaseDelay = NoRelease;
	type WeightInfo = pallet_safe_mode::weights::SubstrateWeight<Runtime>;
}

impl pallet_tx_pause::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type PauseOrigin = CouncilThird;
	type UnpauseOrigin = CouncilMajority;
	type WhitelistedCalls = TxPauseWhitelist;
	type MaxNameLen = ConstU32<256>;
	type WeightInfo = pallet_tx_pause::weights::SubstrateWeight<Runtime>;
}
