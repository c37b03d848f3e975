//! GRANDPA justifications, by the same rules as a node of the relay chain has them: `finality_grandpa::validate_commit` decides whether the
//! votes are enough, every vote is signed, and no header is there that no vote needs.

use crate::header::Header;
use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec::Vec,
};
use codec::{Decode, DecodeAll, Encode};
use finality_grandpa::{validate_commit, voter_set::VoterSet, Chain, Commit, Error, Message};
use salus_records_engine::{
	chain::{AuthorityKey, ChainReason},
	Hash,
};
use sp_core::{
	crypto::Pair,
	ed25519::{Pair as Ed25519, Public, Signature},
};

/// A justification: votes of one round, and the headers between their targets.
#[derive(Clone, Encode, Decode)]
pub struct Justification {
	/// The round.
	pub round: u64,
	/// The block and the votes for it.
	pub commit: Commit<Hash, u32, [u8; 64], AuthorityKey>,
	/// Headers from the highest vote down to the lowest.
	pub votes_ancestries: Vec<Header>,
}

/// The block that a justification is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Target {
	/// Its hash.
	pub hash: Hash,
	/// Its number.
	pub number: u32,
	/// How many authorities voted for it or a descendant.
	pub votes: usize,
	/// How many there are.
	pub voters: usize,
}

/// The parents of the headers that came with the votes.
struct Ancestry(BTreeMap<Hash, Hash>);

impl Chain<Hash, u32> for Ancestry {
	fn ancestry(&self, base: Hash, block: Hash) -> Result<Vec<Hash>, Error> {
		let mut route = Vec::new();
		let mut current = block;
		// A hash cannot lead back to itself; the count only makes that plain.
		for _ in 0..=self.0.len() {
			if current == base {
				route.pop();
				return Ok(route);
			}
			current = *self.0.get(&current).ok_or(Error::NotDescendent)?;
			route.push(current);
		}
		Err(Error::NotDescendent)
	}
}

/// Checks a justification against a set of authorities.
pub fn verify(justification: &[u8], set: u64, authorities: Vec<(AuthorityKey, u64)>) -> Result<Target, ChainReason> {
	let justification =
		Justification::decode_all(&mut &*justification).map_err(|_| ChainReason::JustificationMalformed)?;
	let commit = &justification.commit;
	let voters = VoterSet::new(authorities).ok_or(ChainReason::NoSuchSet)?;
	let mut parents = BTreeMap::new();
	for header in &justification.votes_ancestries {
		if parents.insert(header.hash(), header.parent).is_some() {
			return Err(ChainReason::UnusedHeaders);
		}
	}
	let ancestry = Ancestry(parents);

	// Signatures first: what is counted has been said.
	for signed in &commit.precommits {
		let vote: Message<Hash, u32> = Message::Precommit(signed.precommit.clone());
		let payload = (vote, justification.round, set).encode();
		let (signature, key) = (Signature::from_raw(signed.signature), Public::from_raw(signed.id));
		if !Ed25519::verify(&signature, payload, &key) {
			return Err(ChainReason::BadSignature);
		}
	}
	let valid = validate_commit(commit, &voters, &ancestry).is_ok_and(|result| result.is_valid());
	if !valid {
		return Err(ChainReason::TooFewVotes);
	}
	ensure_needed(&justification, &ancestry)?;

	let signers: BTreeSet<_> = commit
		.precommits
		.iter()
		.map(|signed| signed.id)
		.filter(|id| voters.contains(id))
		.collect();
	Ok(Target {
		hash: commit.target_hash,
		number: commit.target_number,
		votes: signers.len(),
		voters: voters.len().get(),
	})
}

/// Fails unless every header lies between the lowest vote and another one.
fn ensure_needed(justification: &Justification, ancestry: &Ancestry) -> Result<(), ChainReason> {
	let votes = || justification.commit.precommits.iter().map(|signed| &signed.precommit);
	let base = votes()
		.min_by_key(|vote| vote.target_number)
		.ok_or(ChainReason::TooFewVotes)?;
	let mut needed = BTreeSet::new();
	for vote in votes().filter(|vote| vote.target_hash != base.target_hash) {
		let route = ancestry
			.ancestry(base.target_hash, vote.target_hash)
			.map_err(|_| ChainReason::TooFewVotes)?;
		needed.insert(vote.target_hash);
		needed.extend(route);
	}
	if needed.iter().eq(ancestry.0.keys()) {
		Ok(())
	} else {
		Err(ChainReason::UnusedHeaders)
	}
}
