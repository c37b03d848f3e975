//! 10,000 cases each: what is written is read again, a cent never goes unnoticed, nothing panics.

use super::{tests::envelope, *};
use crate::x12::segment::Delimiters;
use proptest::{collection::vec, option, prelude::*, sample::Index};

const FIXTURES: [&str; 4] = [
	include_str!("../fixtures/professional.835"),
	include_str!("../fixtures/institutional.835"),
	include_str!("../fixtures/provider-adjustments.835"),
	include_str!("../fixtures/several.835"),
];

/// Texts of 1 to 10 characters. Built from a number, since strings from regular expressions take most of the time.
fn text() -> impl Strategy<Value = String> {
	any::<u64>().prop_map(|seed| spell(seed, b"ABCXYZabz0189 #.,/()'&+=?;<>@-_", 10))
}

fn code() -> impl Strategy<Value = String> {
	any::<u32>().prop_map(|seed| spell(seed.into(), b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 4))
}

/// Of exactly two characters.
fn pair() -> impl Strategy<Value = String> {
	code().prop_map(|text| format!("{text}XX").chars().take(2).collect())
}

fn day() -> impl Strategy<Value = String> {
	(0_u32..1_000_000).prop_map(|rest| format!("20{rest:06}"))
}

fn spell(mut seed: u64, alphabet: &[u8], most: u64) -> String {
	let length = seed % most + 1;
	seed /= most;
	let letters = alphabet.len() as u64;
	let mut next = || {
		let letter = alphabet[(seed % letters) as usize];
		seed = (seed / letters).wrapping_mul(0x9E37_79B9).rotate_left(7);
		char::from(letter)
	};
	(0..length).map(|_| next()).collect()
}

fn amount() -> impl Strategy<Value = Amount> {
	prop_oneof![
		(-100_000_i64..100_000).prop_map(|minor| Amount::from_minor(minor.into())),
		(-1_000_000_000_000_i64..1_000_000_000_000).prop_map(|minor| Amount::from_minor(minor.into())),
		Just(Amount::ZERO),
	]
}

fn decimal() -> impl Strategy<Value = Decimal> {
	(-1_000_000_i64..1_000_000, 0_u8..6).prop_map(|(mantissa, scale)| Decimal::new(mantissa, scale).unwrap())
}

fn group() -> impl Strategy<Value = Group> {
	prop_oneof![
		Just(Group::Contractual),
		Just(Group::Other),
		Just(Group::Payer),
		Just(Group::Patient)
	]
}

fn adjustments() -> impl Strategy<Value = Vec<Adjustment>> {
	let one = || {
		(group(), code(), amount(), option::of(decimal())).prop_map(|(group, reason, amount, quantity)| Adjustment {
			group,
			reason,
			amount,
			quantity,
		})
	};
	prop_oneof![4 => vec(one(), 0..3), 1 => vec(one(), 0..15)]
}

fn references() -> impl Strategy<Value = Vec<Reference>> {
	vec(
		(code(), text(), option::of(text())).prop_map(|(qualifier, value, description)| Reference {
			qualifier,
			value,
			description,
		}),
		0..3,
	)
}

fn dates() -> impl Strategy<Value = Vec<QualifiedDate>> {
	vec(
		(pair(), day()).prop_map(|(qualifier, value)| QualifiedDate { qualifier, value }),
		0..3,
	)
}

fn amounts() -> impl Strategy<Value = Vec<QualifiedAmount>> {
	vec(
		(code(), amount()).prop_map(|(qualifier, amount)| QualifiedAmount { qualifier, amount }),
		0..3,
	)
}

fn quantities() -> impl Strategy<Value = Vec<QualifiedQuantity>> {
	vec(
		(code(), decimal()).prop_map(|(qualifier, quantity)| QualifiedQuantity { qualifier, quantity }),
		0..2,
	)
}

fn procedure() -> impl Strategy<Value = Procedure> {
	(
		pair(),
		code(),
		vec(pair(), 0..5),
		option::of(text()),
		option::of(code()),
	)
		.prop_map(|(qualifier, code, modifiers, description, end_code)| Procedure {
			qualifier,
			code,
			modifiers,
			description,
			end_code,
		})
}

fn contacts() -> impl Strategy<Value = Vec<Contact>> {
	vec(
		(pair(), option::of(text()), vec((pair(), text()), 0..4)).prop_map(|(function, name, numbers)| Contact {
			function,
			name,
			numbers,
		}),
		0..2,
	)
}

fn name() -> impl Strategy<Value = Name> {
	let optional = || option::of(text());
	(
		pair(),
		pair(),
		optional(),
		optional(),
		optional(),
		optional(),
		optional(),
		optional(),
		optional(),
	)
		.prop_map(
			|(entity, kind, last, first, middle, prefix, suffix, id_qualifier, id)| Name {
				entity,
				kind,
				last,
				first,
				middle,
				prefix,
				suffix,
				id_qualifier,
				id,
			},
		)
}

fn service() -> impl Strategy<Value = ServicePayment> {
	(
		(
			procedure(),
			amount(),
			option::of(code()),
			option::of(decimal()),
			option::of(procedure()),
			option::of(decimal()),
		),
		(
			dates(),
			adjustments(),
			references(),
			amounts(),
			quantities(),
			vec((code(), code()), 0..2),
		),
	)
		.prop_map(
			|(
				(procedure, charge, revenue_code, units, billed_procedure, billed_units),
				(dates, adjustments, references, amounts, quantities, remarks),
			)| ServicePayment {
				procedure,
				charge,
				paid: charge - Adjustment::total(&adjustments),
				revenue_code,
				units,
				billed_procedure,
				billed_units,
				dates,
				adjustments,
				references,
				amounts,
				quantities,
				remarks,
				..ServicePayment::default()
			},
		)
}

/// Values or codes at some of the elements that may have them.
fn remarks((codes, last): (&'static [usize], usize)) -> impl Strategy<Value = Remarks> {
	(vec(option::of(decimal()), last), vec(option::of(code()), last)).prop_map(move |(values, texts)| Remarks {
		values: (1..=last)
			.zip(values)
			.filter(|(at, _)| !codes.contains(at))
			.filter_map(|(at, v)| Some((at, v?)))
			.collect(),
		codes: (1..=last)
			.zip(texts)
			.filter(|(at, _)| codes.contains(at))
			.filter_map(|(at, v)| Some((at, v?)))
			.collect(),
	})
}

fn claim() -> impl Strategy<Value = ClaimPayment> {
	(
		(
			text(),
			code(),
			amount(),
			option::of(amount()),
			option::of(code()),
			option::of(text()),
			option::of(code()),
			option::of(code()),
		),
		(
			option::of(code()),
			option::of(decimal()),
			option::of(decimal()),
			adjustments(),
			vec(name(), 0..3),
		),
		(
			option::of(remarks(Remarks::MIA)),
			option::of(remarks(Remarks::MOA)),
			references(),
			dates(),
			contacts(),
		),
		(amounts(), quantities(), vec(service(), 0..4)),
	)
		.prop_map(
			|(
				(
					control_number,
					status,
					charge,
					patient_responsibility,
					filing_indicator,
					payer_control_number,
					facility_type,
					frequency,
				),
				(drg, drg_weight, discharge_fraction, adjustments, names),
				(inpatient, outpatient, references, dates, contacts),
				(amounts, quantities, services),
			)| {
				let mut claim = ClaimPayment {
					control_number,
					status,
					charge,
					patient_responsibility,
					filing_indicator,
					payer_control_number,
					facility_type,
					frequency,
					drg,
					drg_weight,
					discharge_fraction,
					adjustments,
					names,
					inpatient,
					outpatient,
					references,
					dates,
					contacts,
					amounts,
					quantities,
					services,
					..ClaimPayment::default()
				};
				claim.paid = charge - claim.all_adjustments().map(|adjustment| adjustment.amount).sum();
				claim
			},
		)
}

fn party() -> impl Strategy<Value = Party> {
	let optional = || option::of(text());
	(
		(optional(), optional(), optional(), vec(text(), 0..3)),
		(optional(), optional(), optional(), optional(), optional()),
		(references(), contacts()),
	)
		.prop_map(
			|(
				(name, id_qualifier, id, lines),
				(city, state, postal_code, country, subdivision),
				(references, contacts),
			)| Party {
				name,
				id_qualifier,
				id,
				address: Address {
					lines,
					city,
					state,
					postal_code,
					country,
					subdivision,
				},
				references,
				contacts,
			},
		)
}

fn provider_adjustments() -> impl Strategy<Value = Vec<ProviderAdjustment>> {
	vec(
		(any::<bool>(), code(), option::of(text()), amount()).prop_map(|(provider, reason, identifier, amount)| {
			ProviderAdjustment {
				provider: if provider { "A" } else { "B" }.into(),
				fiscal_period_end: "20261231".into(),
				reason,
				identifier,
				amount,
				..ProviderAdjustment::default()
			}
		}),
		0..9,
	)
}

fn claim_group() -> impl Strategy<Value = ClaimGroup> {
	let summary = (text(), code(), vec(option::of(decimal()), 21)).prop_map(|(provider, facility_type, values)| {
		ProviderSummary {
			provider,
			facility_type,
			fiscal_period_end: "20261231".into(),
			values: (4..).zip(values).filter_map(|(at, value)| Some((at, value?))).collect(),
			..ProviderSummary::default()
		}
	});
	let supplement = vec(option::of(decimal()), 0..19)
		.prop_map(|values| (1..).zip(values).filter_map(|(at, value)| Some((at, value?))).collect());
	(
		code(),
		option::weighted(0.2, summary),
		prop_oneof![3 => Just(Vec::new()), 1 => supplement],
		vec(claim(), 1..3),
	)
		.prop_map(|(number, summary, supplement, claims)| ClaimGroup {
			number,
			summary,
			supplement,
			claims,
			..ClaimGroup::default()
		})
}

/// Any remittance that balances and has a claim.
fn remittance() -> impl Strategy<Value = Remittance> {
	let account = || {
		(
			option::of(code()),
			option::of(code()),
			option::of(code()),
			option::of(code()),
		)
			.prop_map(|(bank_qualifier, bank, account_qualifier, account)| Account {
				bank_qualifier,
				bank,
				account_qualifier,
				account,
			})
	};
	let payment = (
		(0_usize..7, any::<bool>(), code()),
		option::of(code()),
		account(),
		(option::of(text()), option::of(text())),
		account(),
		option::of(day()),
	)
		.prop_map(
			|((handling, debit, method), format, sender, (originator, originator_supplement), receiver, date)| {
				Payment {
					handling: "CDHIPUX"[handling..=handling].into(),
					credit_debit: if debit { "D" } else { "C" }.into(),
					method,
					format,
					sender,
					originator,
					originator_supplement,
					receiver,
					date,
					..Payment::default()
				}
			},
		);
	let trace = (text(), option::of(text()), option::of(text())).prop_map(|(number, originator, supplement)| Trace {
		kind: "1".into(),
		number,
		originator,
		supplement,
	});
	let currency = option::weighted(
		0.1,
		code().prop_map(|code| Currency {
			entity: "PR".into(),
			code,
		}),
	);
	(
		(
			(1_u32..1_000_000).prop_map(|number| format!("{number:04}")),
			payment,
			trace,
			currency,
			references(),
			dates(),
		),
		(party(), party(), vec(claim_group(), 1..3), provider_adjustments()),
	)
		.prop_map(
			|(
				(control_number, payment, trace, currency, references, dates),
				(payer, payee, groups, provider_adjustments),
			)| {
				let mut remittance = Remittance {
					control_number,
					version: "005010X221A1".into(),
					payment,
					trace: Some(trace),
					currency,
					references,
					dates,
					payer: Some(payer),
					payee: Some(payee),
					groups,
					provider_adjustments,
					..Remittance::default()
				};
				remittance.payment.amount = remittance.expected_payment();
				remittance
			},
		)
}

/// The amounts that take part in an equation, by segment.
fn balanced_elements(id: &str, length: usize) -> Vec<usize> {
	match id {
		"BPR" => vec![2],
		"CLP" => vec![3, 4],
		"SVC" => vec![2, 3],
		"CAS" => (3..=length).step_by(3).collect(),
		"PLB" => (4..=length).step_by(2).collect(),
		_ => Vec::new(),
	}
}

fn shortfalls(text: &str) -> usize {
	let all = parse(text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{text}"));
	all.iter().map(|remittance| check(remittance).1.len()).sum()
}

proptest! {
	#![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(10_000) })]

	#[test]
	fn parse_should_give_back_whatever_was_written(one in remittance(), newline in any::<bool>(), other in any::<bool>()) {
		let delimiters = if other {
			Delimiters { element: b'|', repetition: Some(b'!'), component: b'\\', terminator: b'\n' }
		} else {
			Delimiters::default()
		};
		let envelope = Envelope { line_breaks: newline, delimiters, ..envelope() };
		let text = write(&envelope, std::slice::from_ref(&one)).map_err(|error| TestCaseError::fail(error.to_string()))?;
		let again = parse(text.as_bytes()).map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?;
		prop_assert_eq!(again, [one]);
	}

	#[test]
	fn check_should_fail_when_any_amount_is_changed_by_a_cent(one in remittance(), which in any::<Index>(), up in any::<bool>()) {
		let text = write(&Envelope { line_breaks: false, ..envelope() }, std::slice::from_ref(&one)).unwrap();
		prop_assert_eq!(shortfalls(&text), 0);
		let mut segments: Vec<Vec<String>> =
			text.split('~').map(|segment| segment.split('*').map(Into::into).collect()).collect();
		let places: Vec<(usize, usize)> = segments
			.iter()
			.enumerate()
			.flat_map(|(at, segment)| balanced_elements(&segment[0], segment.len() - 1).into_iter().map(move |element| (at, element)))
			.collect();
		let (segment, element) = places[which.index(places.len())];
		let before = Amount::parse(&segments[segment][element]).unwrap();
		let cent = Amount::from_minor(if up { 1 } else { -1 });
		segments[segment][element] = (before + cent).to_element();
		let changed: Vec<String> = segments.iter().map(|segment| segment.join("*")).collect();
		prop_assert!(shortfalls(&changed.join("~")) > 0, "{}", segments[segment].join("*"));
	}

	#[test]
	fn check_should_agree_with_itself_when_a_claim_is_reversed(one in remittance()) {
		// A reversal turns every sign; together with its original it comes to nothing.
		let mut both = one.clone();
		let mut reversed = one.groups.clone();
		for claim in reversed.iter_mut().flat_map(|group| &mut group.claims) {
			claim.status = "22".into();
			(claim.charge, claim.paid) = (-claim.charge, -claim.paid);
			claim.adjustments.iter_mut().for_each(|adjustment| adjustment.amount = -adjustment.amount);
			for service in &mut claim.services {
				(service.charge, service.paid) = (-service.charge, -service.paid);
				service.adjustments.iter_mut().for_each(|adjustment| adjustment.amount = -adjustment.amount);
			}
		}
		both.groups.extend(reversed);
		both.provider_adjustments.clear();
		both.payment.amount = Amount::ZERO;
		let (totals, found, _) = check(&both);
		prop_assert_eq!(found, []);
		prop_assert_eq!((totals.charge, totals.adjustments, totals.paid), (Amount::ZERO, Amount::ZERO, Amount::ZERO));
	}

	#[test]
	fn parse_should_not_panic_when_a_file_is_damaged(
		which in any::<Index>(),
		changes in vec((any::<Index>(), any::<Index>(), any::<u8>(), 0_u8..5), 1..6),
	) {
		let mut bytes = FIXTURES[which.index(FIXTURES.len())].as_bytes().to_vec();
		for (at, other, byte, kind) in changes {
			if bytes.is_empty() {
				break;
			}
			let (at, other) = (at.index(bytes.len()), other.index(bytes.len()));
			match kind {
				0 => bytes[at] = byte,
				1 => bytes.insert(at, byte),
				2 => {
					bytes.remove(at);
				},
				3 => bytes.swap(at, other),
				_ => bytes.truncate(at.max(other)),
			}
		}
		if let Ok(all) = parse(&bytes) {
			all.iter().for_each(|remittance| {
				let _ = check(remittance);
				let _ = write(&envelope(), std::slice::from_ref(remittance));
			});
		}
	}

	#[test]
	fn parse_should_not_panic_when_segments_are_lost_doubled_or_moved(
		which in any::<Index>(),
		changes in vec((any::<Index>(), any::<Index>(), 0_u8..3), 1..5),
	) {
		let mut segments: Vec<&str> = FIXTURES[which.index(3)].split_inclusive("~\n").collect();
		for (at, other, kind) in changes {
			let (at, other) = (1 + at.index(segments.len() - 1), 1 + other.index(segments.len() - 1));
			match kind {
				0 => {
					segments.remove(at);
				},
				1 => segments.insert(at, segments[other]),
				_ => segments.swap(at, other),
			}
		}
		let text = segments.concat();
		let mut reader = crate::x12::Reader::new(text.as_bytes()).collecting_mismatches();
		if let Ok(all) = parse_reader(&mut reader) {
			all.iter().for_each(|remittance| {
				let _ = check(remittance);
			});
		}
	}
}
