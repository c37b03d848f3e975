//! Patient consents: FHIR `Consent` in and out, and decisions on files.
//!
//! | module | what |
//! |---|---|
//! | [`json`] | strict JSON, paths, problems |
//! | [`fhir`] | R4 and R5 resources, in and out, and their one shape |
//! | [`request`] | the question and the domain's parameters |
//! | [`lower`] | from FHIR to the engine |
//! | [`book`] | what clients keep so that the chain need not know it |
//! | [`onchain`] | consents as the chain has them: filing, signing, asking, receipts |
//! | [`answer`] | the decision in the words of the consents |
//! | [`words`] | the decision for people |
//! | [`decide()`] | all of it together |

pub mod answer;
pub mod book;
pub mod cli;
pub mod codes;
pub mod fhir;
pub mod json;
pub mod lower;
pub mod onchain;
pub mod request;
pub mod time;
pub mod words;

#[cfg(test)]
mod tests;

use answer::{Answer, Named};
use json::Problem;
use salus_consent_engine::{Combining, Domain, Entry, Explanation};

/// A decision with what led to it.
pub struct Decided<'a> {
	/// The answer.
	pub answer: Answer,
	/// The trace of the engine.
	pub explanation: Explanation,
	/// The consents that it is about, as the engine saw them.
	pub consents: Vec<Named<'a>>,
}

/// A consent and the file it came from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Filed {
	/// The file, for messages.
	pub file: String,
	/// The consent.
	pub consent: fhir::Consent,
}

/// Answers a request. Consents are in the order in which they are given; a problem comes with the file it is in, or
/// without one if it is in the request.
pub fn decide<'a>(
	consents: &'a [Filed],
	request: &request::Request,
	domain: &Domain,
) -> Result<Decided<'a>, (Option<&'a str>, Problem)> {
	let resources: Vec<_> = consents.iter().map(|filed| &filed.consent).collect();
	let question = lower::request(request, &resources).map_err(|problem| (None, problem))?;
	let (mut named, mut written) = (Vec::new(), Vec::new());
	for filed in consents {
		let lowered =
			lower::consent(&filed.consent, request).map_err(|problem| (Some(filed.file.as_str()), problem))?;
		if let Some(lowered) = lowered {
			let name = filed
				.consent
				.id
				.as_ref()
				.map_or_else(|| filed.file.clone(), |id| format!("Consent/{id}"));
			named.push(Named { name, lowered });
			written.push(fhir::export(&filed.consent).to_string());
		}
	}
	let entries: Vec<Entry> = named
		.iter()
		.zip(ranks(&written, domain.combining))
		.map(|(named, rank)| Entry {
			consent: &named.lowered.consent,
			active: named.lowered.active,
			recorded_at: named.lowered.recorded_at,
			rank,
		})
		.collect();
	let explanation = salus_consent_engine::explain(&entries, &question, domain);
	let answer = answer::answer(&explanation.decision, &named);
	Ok(Decided {
		answer,
		explanation,
		consents: named,
	})
}

/// The place of each consent in lists, and in the order of [`Combining::Ordered`]: that in which they are given if it
/// counts, and else one that depends on nothing but what they say.
fn ranks(written: &[String], combining: Combining) -> Vec<u32> {
	let mut order: Vec<usize> = (0..written.len()).collect();
	if combining != Combining::Ordered {
		order.sort_by_key(|at| &written[*at]);
	}
	let mut ranks = vec![0; written.len()];
	for (rank, at) in (0u32..).zip(order) {
		ranks[at] = rank;
	}
	ranks
}
