//! The elements of a consent under 42 CFR Part 2 (§2.31, rule of 2024).
//!
//! | element | here |
//! |---|---|
//! | (a)(1) the patient | the subject |
//! | (a)(2) who discloses | the consent's custodian, or any accredited |
//! | (a)(3) how much and what kind | each permit, with what is above it, names labels, classes, a data period, data or codes |
//! | (a)(4) to whom | each permit names recipients |
//! | (a)(5) why | each permit names purposes |
//! | (a)(6), (8) right to revoke; redisclosure, what refusing means | stated |
//! | (a)(7) its end | a period with an end; none is needed for treatment, payment and operations, which legal proceedings (§2.31(d)) are not |
//! | (a)(8), (9) signature and date | the grantor's, and the time of recording |
//!
//! A consent that permits nothing discloses nothing, and needs (a)(6) alone.

use crate::{Config, Error, Part2, Part2Kind};
use frame::prelude::*;
use salus_consent_engine::{vocabulary::Purposes, Consent, Effect, Rule};

/// Fails with the first element that is missing.
pub(crate) fn ensure_complete<T: Config>(consent: &Consent, part2: &Part2) -> DispatchResult {
	ensure!(
		part2.states_right_to_revoke && part2.states_redisclosure,
		Error::<T>::Part2StatementMissing
	);
	let mut purposes = Purposes::EMPTY;
	let last = u8::try_from(consent.provisions.len()).unwrap_or(u8::MAX);
	for node in (0..=last).filter(|node| consent.effect(*node) == Some(Effect::Permit)) {
		let lineage = consent.lineage(node);
		let names = |what: fn(&Rule) -> bool| lineage.iter().filter_map(|node| consent.rule(*node)).any(what);
		ensure!(names(says_what), Error::<T>::Part2AmountMissing);
		ensure!(names(|rule| !rule.actors.is_empty()), Error::<T>::Part2RecipientMissing);
		ensure!(names(|rule| !rule.purposes.is_empty()), Error::<T>::Part2PurposeMissing);
		let own = lineage
			.iter()
			.rev()
			.filter_map(|node| consent.rule(*node))
			.map(|rule| rule.purposes)
			.find(|purposes| !purposes.is_empty());
		purposes = purposes.union(own.unwrap_or_default());
	}
	ensure!(
		consent.period.until.is_some() || is_tpo(purposes),
		Error::<T>::Part2ExpiryMissing
	);
	let legal = Purposes::HLEGAL;
	let separate = match part2.kind {
		Part2Kind::General => !purposes.intersects(legal),
		Part2Kind::CounsellingNotes => !purposes.intersects(legal) && consent.provisions.is_empty(),
		Part2Kind::Proceedings => purposes.without(legal).is_empty(),
	};
	ensure!(separate, Error::<T>::Part2NotSeparate);
	Ok(())
}

/// Whether a rule says how much and what kind of data it is about.
fn says_what(rule: &Rule) -> bool {
	!rule.labels.is_empty()
		|| !rule.classes.is_empty()
		|| !rule.data_period.is_always()
		|| !rule.data.is_empty()
		|| !rule.codes.is_empty()
}

/// Whether every purpose is treatment, payment or operations, or under one of these and no legal proceeding.
fn is_tpo(purposes: Purposes) -> bool {
	let above = ["TREAT", "HPAYMT", "HOPERAT"]
		.into_iter()
		.filter_map(Purposes::from_code)
		.fold(Purposes::EMPTY, Purposes::union);
	let others = Purposes::DOMAIN_A.union(Purposes::DOMAIN_B).union(Purposes::HLEGAL);
	let each = purposes.codes().filter_map(Purposes::from_code);
	!purposes.intersects(others) && each.into_iter().all(|purpose| above.covers(purpose))
}
