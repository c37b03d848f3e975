//! 16 consents of 16 provisions: `scripts/bench`.

#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark may panic")]

use criterion::{criterion_group, criterion_main, Criterion};
use salus_consent_engine::{
	vocabulary::{Actions, Classes, Confidentiality, Purposes, Roles, Sensitivity},
	*,
};
use std::hint::black_box;

/// Every condition is named, every list is full, the last of each list is what matches.
fn rule(number: u8) -> Rule {
	let actor = |last: u8| Actor {
		party: Some(PartyId([if last == 7 { 1 } else { 200 }; 32])),
		roles: Roles(1),
	};
	Rule {
		period: Span {
			from: Some(0),
			until: Some(100),
		},
		actors: (0..8).map(actor).collect::<Vec<_>>().try_into().unwrap(),
		actions: Actions(0b11111),
		purposes: Purposes::TREAT,
		labels: Labels {
			confidentiality: Some(Confidentiality::Restricted),
			sensitivity: Sensitivity(u32::MAX),
		},
		classes: Classes(u64::MAX >> (number % 8)),
		data_period: Span {
			from: Some(-1_000),
			until: Some(i64::from(number).saturating_add(1_000)),
		},
		..Rule::default()
	}
}

/// `shape` gives the parent of each provision, `effect` its effect.
fn consents(shape: fn(u8) -> u8, effect: fn(u8) -> Effect) -> Vec<Consent> {
	let provision = |node: u8| Provision {
		parent: shape(node),
		effect: effect(node),
		rule: rule(node),
	};
	(0..16)
		.map(|_| Consent {
			custodian: Some(PartyId([9; 32])),
			categories: Default::default(),
			regulations: Default::default(),
			period: Span {
				from: Some(0),
				until: Some(100),
			},
			base: Effect::Permit,
			scope: Rule {
				labels: Labels::default(),
				classes: Classes::EMPTY,
				data_period: Span::ALWAYS,
				..rule(0)
			},
			provisions: (1..=16).map(provision).collect::<Vec<_>>().try_into().unwrap(),
		})
		.collect()
}

/// As many permits as fit, none of which can meet any of as many denies as obligations hold: every pair is compared.
fn apart() -> Vec<Consent> {
	let mut all = consents(|_| 0, |_| Effect::Permit);
	for (number, consent) in all.iter_mut().enumerate() {
		consent.scope.classes = Classes(1 << 61);
		for provision in consent.provisions.as_mut() {
			provision.parent = 0;
			provision.rule.labels = Labels::default();
			provision.rule.classes = Classes(1 << 61);
			provision.rule.data_period = Span { from: Some(0), until: Some(10) };
			if number < 3 {
				provision.effect = Effect::Deny;
				provision.rule.data_period = Span { from: Some(20), until: Some(30) };
			}
		}
	}
	all
}

fn request(item: Item) -> Request {
	let mut parties: Vec<_> = (100..107).map(|number| PartyId([number; 32])).collect();
	parties.push(PartyId([1; 32]));
	Request {
		custodian: Some(PartyId([9; 32])),
		parties: parties.try_into().unwrap(),
		roles: Roles(1),
		purposes: Purposes::BTG,
		actions: Actions::ACCESS,
		categories: Default::default(),
		at: 50,
		item,
		emergency: true,
		duo: None,
	}
}

fn known() -> Item {
	Item {
		class: Some(Classes(1)),
		labels: Some(Labels {
			confidentiality: Some(Confidentiality::Restricted),
			sensitivity: Sensitivity(1),
		}),
		date: Some(Span {
			from: Some(10),
			until: Some(11),
		}),
	}
}

fn bench(c: &mut Criterion, name: &str, consents: &[Consent], item: Item) {
	let entries: Vec<_> = consents
		.iter()
		.zip(0u32..)
		.map(|(consent, rank)| Entry { consent, active: true, recorded_at: 1, rank })
		.collect();
	let request = request(item);
	for (how, combining) in [("deny overrides", Combining::DenyOverrides), ("permit overrides", Combining::PermitOverrides)]
	{
		let domain = Domain { version: 1, combining, implicit: Implicit::Deny };
		c.bench_function(&format!("16x16, {name}, {how}"), |b| {
			b.iter(|| evaluate(black_box(&entries), black_box(&request), &domain));
		});
	}
}

fn benches(c: &mut Criterion) {
	let flat: fn(u8) -> u8 = |_| 0;
	let deep: fn(u8) -> u8 = |node| if node % 4 == 1 { 0 } else { node.saturating_sub(1) };
	let permits: fn(u8) -> Effect = |_| Effect::Permit;
	let mixed: fn(u8) -> Effect = |node| if node % 2 == 0 { Effect::Permit } else { Effect::Deny };
	let few_denies: fn(u8) -> Effect = |node| if node % 5 == 1 { Effect::Deny } else { Effect::Permit };
	for (name, shape, effect, item) in [
		("one item, flat", flat, permits, known()),
		("one item, deep", deep, mixed, known()),
		("whatever you hold, flat", flat, mixed, Item::default()),
		("whatever you hold, deep", deep, mixed, Item::default()),
		("whatever you hold, few denies", deep, few_denies, Item::default()),
	] {
		bench(c, name, &consents(shape, effect), item);
	}
	bench(c, "whatever you hold, all apart", &apart(), Item::default());
}

criterion_group! {
	name = evaluation;
	config = Criterion::default().sample_size(30).warm_up_time(std::time::Duration::from_millis(300))
		.measurement_time(std::time::Duration::from_secs(1));
	targets = benches
}
criterion_main!(evaluation);
