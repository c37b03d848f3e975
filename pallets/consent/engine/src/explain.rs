//! The decision with the path that led to it.

#![allow(clippy::as_conversions, reason = "the derived codecs convert the index of a variant")]

use crate::{
	combine::combine,
	evaluate::{cases, finish},
	matching::{walk, Nodes, Question},
	model::{Decision, Domain, Entry, Request, MAX_CONSENTS},
};
use bounded_collections::{BoundedVec, ConstU32};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// A condition that a request can fail.
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Condition {
	/// The consent is not active.
	Status,
	/// The period does not include the time of the request.
	Period,
	/// The consent is for another custodian.
	Custodian,
	/// The consent is of another category.
	Category,
	/// The rule is about other recipients.
	Actor,
	/// The rule is about other actions.
	Action,
	/// The rule is about other purposes.
	Purpose,
	/// The glass is to be broken and there is no live emergency.
	Emergency,
	/// The research terms do not meet.
	Research,
	/// The rule is about data of other classes.
	Class,
	/// The rule is about data with other labels.
	Label,
	/// The rule is about data of another time.
	DataPeriod,
	/// The node above does not match.
	Parent,
}

/// What became of one node.
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
	/// It matches.
	Matches,
	/// It matches some data: what is open became obligations.
	Partly,
	/// It does not match, for this reason.
	Fails(Condition),
}

/// What became of one node, by its number.
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
pub struct NodeTrace {
	/// 0 is the scope, `n` the provision `n − 1`.
	pub node: u8,
	/// What became of it.
	pub verdict: Verdict,
}

/// What became of one consent.
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub enum ConsentTrace {
	/// It does not count, for this reason.
	LeftOut(Condition),
	/// It counts, and consents that outrank it decided everything.
	Outranked,
	/// It counts; node by node.
	Asked(BoundedVec<NodeTrace, ConstU32<{ crate::MAX_PROVISIONS + 1 }>>),
}

/// A decision explained.
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct Explanation {
	/// The decision, equal to what [`crate::evaluate()`] says.
	pub decision: Decision,
	/// One entry for each consent, in their order; those beyond twice [`MAX_CONSENTS`] are left out.
	pub consents: BoundedVec<ConsentTrace, ConstU32<{ MAX_CONSENTS * 2 }>>,
}

/// The decision, and what became of every consent and provision on the way to it.
pub fn explain(entries: &[Entry], request: &Request, domain: &Domain) -> Explanation {
	let question = Question::new(request);
	let all = cases(&question, entries, domain);
	let decided = combine(&all, domain.combining);
	let mut consents = BoundedVec::new();
	for (index, entry) in (0u8..=u8::MAX).zip(entries) {
		let outranked = decided.as_ref().is_some_and(|decided| {
			all.iter()
				.find(|case| case.index == index)
				.is_some_and(|case| !decided.asked(case))
		});
		let trace = match question.considers(entry) {
			Err(condition) => ConsentTrace::LeftOut(condition),
			Ok(()) if outranked => ConsentTrace::Outranked,
			Ok(()) => {
				let mut nodes: Nodes<NodeTrace> = BoundedVec::new();
				for (node, state) in (0u8..).zip(walk(&question, entry.consent)) {
					let verdict = match &state.region {
						Ok(region) if region.is_all() => Verdict::Matches,
						Ok(_) => Verdict::Partly,
						Err(condition) => Verdict::Fails(*condition),
					};
					let _ = nodes.try_push(NodeTrace { node, verdict });
				}
				ConsentTrace::Asked(nodes)
			},
		};
		if consents.try_push(trace).is_err() {
			break;
		}
	}
	Explanation {
		decision: finish(decided, &question, entries, domain),
		consents,
	}
}
