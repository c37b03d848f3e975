use super::*;
use crate::x12::error::{Error, Fault};

const PROFESSIONAL: &str = include_str!("../fixtures/professional.835");
const INSTITUTIONAL: &str = include_str!("../fixtures/institutional.835");
const REVERSAL: &str = include_str!("../fixtures/reversal.835");
const PROVIDER: &str = include_str!("../fixtures/provider-adjustments.835");
const PREDETERMINATION: &str = include_str!("../fixtures/predetermination.835");
const SECONDARY: &str = include_str!("../fixtures/secondary.835");
const PAYMENT_ONLY: &str = include_str!("../fixtures/payment-only.835");
const UNBALANCED: &str = include_str!("../fixtures/unbalanced.835");
const SEVERAL: &str = include_str!("../fixtures/several.835");
const BALANCED: [&str; 7] = [
	PROFESSIONAL,
	INSTITUTIONAL,
	REVERSAL,
	PROVIDER,
	PREDETERMINATION,
	SECONDARY,
	PAYMENT_ONLY,
];

fn one(text: &str) -> Remittance {
	let mut all = parse(text.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
	assert_eq!(all.len(), 1);
	all.remove(0)
}

fn money(text: &str) -> Amount {
	Amount::parse(text).unwrap()
}

/// SE01 of the only transaction set, counted anew after a test has changed the segments.
fn recount(text: &str) -> String {
	let count = text.split('~').filter(|segment| !segment.trim().is_empty()).count() - 4;
	let start = text.find("SE*").unwrap();
	let end = start + text[start..].find("*0001").unwrap();
	format!("{}SE*{count}{}", &text[..start], &text[end..])
}

fn refused(text: &str) -> Error {
	parse(recount(text).as_bytes()).expect_err("it should not be read")
}

#[test]
fn parse_should_give_every_element_when_a_professional_remittance_is_read() {
	let remittance = one(PROFESSIONAL);
	assert_eq!(
		(remittance.control_number.as_str(), remittance.version.as_str()),
		("0001", "005010X221A1")
	);
	let payment = &remittance.payment;
	assert_eq!(
		(payment.amount, payment.method.as_str(), payment.format.as_deref()),
		(money("262.40"), "ACH", Some("CCP"))
	);
	assert_eq!(
		(payment.receiver.account.as_deref(), payment.date.as_deref()),
		(Some("987654321"), Some("20261124"))
	);
	assert_eq!(remittance.trace.as_ref().unwrap().number, "EFT2611220001");
	let payer = remittance.payer.as_ref().unwrap();
	assert_eq!(
		payer.contacts[0].numbers,
		[("TE".into(), "5555550100".into()), ("EX".into(), "12".into())]
	);
	assert_eq!(
		payer.contacts[2].numbers,
		[("UR".into(), "WWW.EXAMPLE.COM/POLICY".into())]
	);
	let payee = remittance.payee.as_ref().unwrap();
	assert_eq!(
		(payee.address.lines.len(), payee.id.as_deref()),
		(2, Some("1999999984"))
	);
	let claims: Vec<_> = remittance.claims().collect();
	assert_eq!(claims.len(), 2);
	let claim = claims[0];
	assert_eq!(
		(claim.charge, claim.paid, claim.patient_responsibility),
		(money("250"), money("152.4"), Some(money("37.6")))
	);
	assert_eq!(
		(
			claim.names.len(),
			claim.references.len(),
			claim.dates.len(),
			claim.amounts.len()
		),
		(2, 1, 3, 1)
	);
	let line = &claim.services[0];
	assert_eq!(line.procedure.to_string(), "HC:99213:25");
	assert_eq!(line.adjustments.len(), 3);
	assert_eq!(
		(
			line.adjustments[2].group,
			line.adjustments[2].reason.as_str(),
			line.adjustments[2].amount
		),
		(Group::Patient, "2", money("7.6"))
	);
	assert_eq!(line.remarks, [("HE".into(), "N130".into())]);
	let therapy = &claims[1].services[0];
	assert_eq!(
		(therapy.units, therapy.adjustments[0].quantity),
		(Some(Decimal::from(4)), Some(Decimal::from(2)))
	);
}

#[test]
fn parse_should_give_totals_and_remarks_when_the_remittance_is_institutional() {
	let remittance = one(INSTITUTIONAL);
	assert_eq!(remittance.groups.len(), 2);
	let summary = remittance.groups[0].summary.as_ref().unwrap();
	assert_eq!(
		(summary.facility_type.as_str(), &summary.values[..]),
		("11", &[(4, Decimal::from(1)), (5, Decimal::from(25_000))][..])
	);
	assert_eq!(remittance.groups[0].supplement.len(), 3);
	let stay = &remittance.groups[0].claims[0];
	assert_eq!(
		(stay.drg.as_deref(), stay.drg_weight.map(|weight| weight.to_string())),
		(Some("470"), Some("1.9876".into()))
	);
	let remarks = stay.inpatient.as_ref().unwrap();
	assert_eq!(
		(remarks.codes.as_slice(), remarks.values.len()),
		(&[(5, "MA01".to_owned())][..], 4)
	);
	let visit = &remittance.groups[1].claims[0];
	assert_eq!(visit.outpatient.as_ref().unwrap().codes, [(3, "MA18".into())]);
	assert_eq!(visit.services[0].revenue_code.as_deref(), Some("0351"));
}

#[test]
fn parse_should_give_the_billed_procedure_when_lines_were_bundled() {
	let remittance = one(SECONDARY);
	let line = &remittance.groups[0].claims[1].services[0];
	assert_eq!(
		line.billed_procedure.as_ref().map(ToString::to_string),
		Some("HC:82310".into())
	);
	assert_eq!(line.billed_units, Some(Decimal::from(1)));
}

#[test]
fn parse_should_give_every_adjustment_when_a_provider_has_more_than_six() {
	let adjustments = one(PROVIDER).provider_adjustments;
	assert_eq!(adjustments.len(), 7);
	assert_eq!(
		(
			adjustments[0].reason.as_str(),
			adjustments[0].identifier.as_deref(),
			adjustments[0].amount
		),
		("L6", Some("INTEREST 26-3001"), money("-2.47"))
	);
	assert_eq!(
		(adjustments[5].reason.as_str(), adjustments[5].identifier.as_deref()),
		("J1", None)
	);
}

#[test]
fn check_should_find_nothing_when_a_remittance_balances() {
	for text in BALANCED {
		let (_, shortfalls, warnings) = check(&one(text));
		assert_eq!(shortfalls, [], "{text}");
		assert_eq!(warnings, Warnings::default(), "{text}");
	}
	let several = parse(SEVERAL.as_bytes()).unwrap();
	assert_eq!(several.len(), 3);
	assert!(several.iter().all(|remittance| check(remittance).1.is_empty()));
}

#[test]
fn check_should_name_line_claim_and_payment_when_each_is_wrong() {
	let (totals, shortfalls, _) = check(&one(UNBALANCED));
	let found: Vec<_> = shortfalls
		.iter()
		.map(|s| {
			(
				s.level,
				s.line,
				s.expected,
				s.stated,
				s.difference(),
				s.position.segment,
			)
		})
		.collect();
	assert_eq!(
		found,
		[
			(Level::Service, Some(1), money("80"), money("80.03"), money("0.03"), 22),
			(Level::Claim, None, money("80"), money("75"), money("-5"), 20),
			(Level::Transaction, None, money("75"), money("100"), money("25"), 4),
		]
	);
	assert_eq!(
		(totals.claims, totals.services, totals.adjustments),
		(1, 1, money("20"))
	);
	assert_eq!(
		shortfalls[0].to_string(),
		"transaction 0001, loop 2110, claim HC-6001, line 1 (HC:99212), segment 22: SVC02 100.00 - CAS 20.00 = 80.00, but SVC03 is 80.03 (difference 0.03)"
	);
}

#[test]
fn check_should_count_claim_and_line_adjustments_when_a_claim_has_both() {
	// TR3 §1.10.2.1.2: claim-level CAS and the CAS of all lines. Line: 100 − 10 = 90; claim: 100 − 5 − 10 = 85.
	let text = PROFESSIONAL
		.replace("BPR*I*262.4", "BPR*I*257.4")
		.replace("CLP*HC-1001*1*250*152.4", "CLP*HC-1001*1*250*147.4")
		.replace(
			"NM1*QC*1*TESTPATIENT*ALPHA",
			"CAS*OA*209*5~\nNM1*QC*1*TESTPATIENT*ALPHA",
		);
	assert_eq!(check(&one(&recount(&text))).1, []);
	assert_eq!(check(&one(&recount(&text.replace("147.4", "152.4")))).1.len(), 2);
}

#[test]
fn check_should_take_a_payment_alone_when_there_is_no_remittance_information() {
	// RFI 1870: D may come without table 2 and PLB, I may not.
	assert_eq!(check(&one(PAYMENT_ONLY)).1, []);
	assert_eq!(check(&one(&PAYMENT_ONLY.replace("BPR*D*", "BPR*P*"))).1, []);
	for handling in ["C", "I", "U", "X", "H"] {
		let remittance = one(&PAYMENT_ONLY.replace("BPR*D*", &format!("BPR*{handling}*")));
		assert_eq!(check(&remittance).1.len(), 1, "{handling}");
	}
	// With remittance information the equation holds for D as well.
	assert_eq!(
		check(&one(&PROFESSIONAL.replace("BPR*I*262.4", "BPR*D*262.41")))
			.1
			.len(),
		1
	);
}

#[test]
fn check_should_take_a_debit_as_payment_to_the_provider() {
	let debit = PROFESSIONAL.replace("BPR*I*262.4*C", "BPR*I*262.4*D");
	assert_eq!(check(&one(&debit)).1, []);
	// A payer that collects what it reversed states the amount without its sign.
	let collected = recount(&REVERSAL.replace("BPR*I*15*C", "BPR*I*152.4*D"));
	let from = collected.find("CLP*HC-1001*1").unwrap();
	let to = collected.find("SE*").unwrap();
	let collected = recount(&format!("{}{}", &collected[..from], &collected[to..]));
	assert_eq!(check(&one(&collected)).1, []);
	assert_eq!(check(&one(&collected.replace("152.4*D", "152.4*C"))).1.len(), 1);
	assert_eq!(check(&one(&collected.replace("152.4*D", "152.41*D"))).1.len(), 1);
}

#[test]
fn check_should_warn_and_not_fail_when_the_guide_is_broken_without_moving_money() {
	let cases = [
		(PROFESSIONAL.replace("*152.4*37.6*", "*152.4*30*"), "CLP05"),
		(
			PROFESSIONAL
				.replace("CLP*HC-1001*1*250*152.4", "CLP*HC-1001*1*260*162.4")
				.replace("BPR*I*262.4", "BPR*I*272.4"),
			"add up to 250.00",
		),
		(REVERSAL.replace("*22*-250*-152.4*", "*22*250*-152.4*"), "a reversal"),
		(
			PREDETERMINATION.replace("*25*800*0*", "*25*800*1*"),
			"a predetermination",
		),
		(PROVIDER.replace("AMT*I*2.47", "AMT*I*2.48"), "interest"),
		(
			INSTITUTIONAL.replace("TS3*1999999984*11*20261231*1*", "TS3*1999999984*11*20261231*2*"),
			"TS304",
		),
		(INSTITUTIONAL.replace("*1*25000~", "*1*25000.01~"), "TS305"),
		(PROFESSIONAL.replace("BPR*I*262.4", "BPR*H*262.4"), "BPR01 is H"),
		(PROFESSIONAL.replace("005010X221A1", "004010X091A1"), "004010X091A1"),
	];
	for (text, expected) in cases {
		let (_, _, warnings) = check(&one(&text));
		assert!(
			warnings.first.iter().any(|warning| warning.text.contains(expected)),
			"{expected}: {warnings:?}"
		);
	}
	// CLP05 of a reversal is left out (RFI 2548): no warning.
	assert_eq!(check(&one(REVERSAL)).2, Warnings::default());
}

#[test]
fn parse_should_read_on_when_a_segment_stands_where_the_guide_has_none() {
	// Some payers repeat N1*PE before each LX.
	let text = recount(&PROFESSIONAL.replace(
		"CLP*HC-1002",
		"N1*PE*OTHER SITE*XX*1999999950~\nREF*TJ*1~\nLX*2~\nCLP*HC-1002",
	));
	let remittance = one(&text);
	assert_eq!(check(&remittance).1, []);
	assert_eq!(
		remittance
			.groups
			.iter()
			.map(|group| group.claims.len())
			.collect::<Vec<_>>(),
		[1, 1]
	);
	assert_eq!(remittance.payee.unwrap().id.as_deref(), Some("1999999984"));
	// A claim without LX.
	assert_eq!(one(&recount(&PROFESSIONAL.replace("LX*1~\n", ""))).claims().count(), 2);
}

#[test]
fn parse_should_read_what_other_releases_have() {
	// 4010 had group CR, and an ISA without repetition separator.
	let text = REVERSAL
		.replace("CAS*CO*45*-30", "CAS*CR*45*-30")
		.replace("*^*00501*", "*U*00401*")
		.replace("005010X221A1", "004010X091A1");
	let remittance = one(&text);
	assert_eq!(check(&remittance).1, []);
	assert_eq!(
		remittance.groups[0].claims[0].services[0].adjustments[0].group,
		Group::Correction
	);
}

#[test]
fn parse_should_name_segment_and_loop_when_something_is_wrong() {
	let cases: [(String, &str, &str); 21] = [
		(
			PROFESSIONAL.replace("CLP*HC-1001*1*250*", "CLP*HC-1001*1*2x0*"),
			"2100",
			"CLP03 is \"2x0\"",
		),
		(
			PROFESSIONAL.replace("CLP*HC-1001*1*250*152.4", "CLP*HC-1001*1*250*"),
			"2100",
			"CLP04 is required",
		),
		(
			PROFESSIONAL.replace("CLP*HC-1001*", "CLP**"),
			"2100",
			"CLP01 is required",
		),
		(
			PROFESSIONAL.replace("CLP*HC-1001*1*", "CLP*HC-1001**"),
			"2100",
			"CLP02 is required",
		),
		(
			PROFESSIONAL.replace("SVC*HC:99213:25*150*", "SVC*HC:99213:25**"),
			"2110",
			"SVC02 is required",
		),
		(
			PROFESSIONAL.replace("SVC*HC:99213:25*", "SVC**"),
			"2110",
			"SVC01 is required",
		),
		(
			PROFESSIONAL.replace("CAS*CO*45*30~\nCAS*PR*1", "CAS*CO*45~\nCAS*PR*1"),
			"2110",
			"CAS03 is required",
		),
		(
			PROFESSIONAL.replace("CAS*CO*45*30**253*0", "CAS*CO*45*30**253"),
			"2110",
			"CAS06 is required",
		),
		(
			PROFESSIONAL.replace("CAS*CO*45*30**253*0", "CAS*CO*45*30***0"),
			"2110",
			"CAS05 is required",
		),
		(
			PROFESSIONAL.replace("CAS*CO*45*30**253*0", "CAS*CO*45*1**1*1**1*1**1*1**1*1**1*1**1*1"),
			"2110",
			"at most six",
		),
		(
			PROFESSIONAL.replace("CAS*CO*119*90*2", "CAS*XX*119*90*2"),
			"2110",
			"CAS01 is \"XX\"",
		),
		(
			PROFESSIONAL.replace("CAS*CO*119*90*2", "CAS*CO*119*90*two"),
			"2110",
			"CAS04 is \"two\"",
		),
		(
			PROFESSIONAL.replace("BPR*I*262.4", "BPR*I*2.624E2"),
			"header",
			"BPR02 is \"2.624E2\"",
		),
		(
			PROFESSIONAL.replace("BPR*I*262.4", "BPR*Z*262.4"),
			"header",
			"BPR01 is \"Z\"",
		),
		(
			PROFESSIONAL.replace("BPR*I*262.4*C", "BPR*I*262.4*Q"),
			"header",
			"BPR03 is \"Q\"",
		),
		(
			PROFESSIONAL.replace("LX*1~\n", "CAS*CO*45*1~\nLX*1~\n"),
			"1000B",
			"none before it",
		),
		(
			PROFESSIONAL.replace("LX*1~\n", "LX*1~\nSVC*HC:1*1*1~\n"),
			"2000",
			"no CLP before it",
		),
		(
			PROFESSIONAL.replace("LX*1~\n", "LX*1~\nLX*2~\n"),
			"2000",
			"CLP, the claim",
		),
		(
			PROFESSIONAL.replace("LX*1~\n", "LX*1~\nZZZ*2~\n"),
			"2000",
			"no segment of this name",
		),
		(PROVIDER.replace("*J1*-10", "*J1"), "footer", "PLB14 is required"),
		(PROVIDER.replace("*J1*-10", "*J1*-10*FB*1"), "footer", "at most six"),
	];
	for (text, in_loop, expected) in cases {
		let error = refused(&text);
		assert_eq!(error.in_loop, Some(in_loop), "{error}");
		assert!(error.to_string().contains(expected), "{expected}: {error}");
		assert!(error.position.is_some());
	}
	let bpr = PROFESSIONAL.find("BPR").unwrap();
	let without = recount(&format!(
		"{}{}",
		&PROFESSIONAL[..bpr],
		&PROFESSIONAL[bpr + PROFESSIONAL[bpr..].find("TRN").unwrap()..]
	));
	assert_eq!(
		*parse(without.as_bytes()).unwrap_err().fault,
		Fault::MissingSegment("BPR, the payment,")
	);
	let twice = recount(&PROFESSIONAL.replace("TRN*1", "BPR*I*1*C~\nTRN*1"));
	assert!(matches!(
		*parse(twice.as_bytes()).unwrap_err().fault,
		Fault::Misplaced(_)
	));
}

#[test]
fn parse_should_refuse_a_file_without_835() {
	let claims = include_bytes!("../fixtures/professional.837");
	assert_eq!(
		*parse(claims).unwrap_err().fault,
		Fault::WrongTransactionSet {
			wanted: "835",
			found: "837".into()
		}
	);
}

#[test]
fn parse_should_take_a_missing_paid_amount_of_a_line_as_zero() {
	let text = include_str!("../fixtures/several.835").replace("SVC*HC:99212*50*0**1", "SVC*HC:99212*50");
	assert!(parse(text.as_bytes())
		.unwrap()
		.iter()
		.all(|remittance| check(remittance).1.is_empty()));
}

// ---- writer -------------------------------------------------------------------------------------------------------

pub(super) fn envelope() -> Envelope {
	Envelope {
		sender_qualifier: "ZZ".into(),
		sender: "SALUSPAYER".into(),
		receiver_qualifier: "ZZ".into(),
		receiver: "SALUSCLINIC".into(),
		date: crate::x12::common::Date::new(2026, 11, 22).unwrap(),
		time: (15, 30),
		interchange_control_number: 1,
		group_control_number: 1,
		test: true,
		delimiters: Default::default(),
		line_breaks: true,
	}
}

#[test]
fn write_should_give_back_the_file_that_was_read() {
	for text in BALANCED {
		assert_eq!(write(&envelope(), &[one(text)]).unwrap(), text);
	}
}

#[test]
fn write_should_count_and_number_when_there_are_several_remittances() {
	let mut second = one(REVERSAL);
	second.control_number = "0002".into();
	let envelope = Envelope {
		delimiters: crate::x12::Delimiters {
			element: b'|',
			repetition: Some(b'!'),
			component: b'>',
			terminator: b'\n',
		},
		interchange_control_number: 42,
		group_control_number: 7,
		..envelope()
	};
	let text = write(&envelope, &[one(PROFESSIONAL), second.clone()]).unwrap();
	assert_eq!(parse(text.as_bytes()).unwrap(), [one(PROFESSIONAL), second]);
	assert!(text.ends_with("GE|2|7\nIEA|1|000000042\n"), "{text}");
}

#[test]
fn write_should_refuse_what_does_not_balance() {
	let error = write(&envelope(), &[one(UNBALANCED)]).unwrap_err();
	assert!(matches!(&error, WriteError::Unbalanced(shortfall) if shortfall.level == Level::Service));
	assert!(error.to_string().contains("difference 0.03"), "{error}");
}

#[test]
fn write_should_refuse_what_x12_cannot_carry() {
	type Change = fn(&mut Remittance);
	let changes: [(&str, Change); 14] = [
		("CLP01", |r| r.groups[0].claims[0].control_number = "A*B".into()),
		("CLP01", |r| r.groups[0].claims[0].control_number = String::new()),
		("CLP07", |r| {
			r.groups[0].claims[0].payer_control_number = Some("~".into())
		}),
		("NM103", |r| r.groups[0].claims[0].names[0].last = Some("NUÑEZ".into())),
		("NM103", |r| r.groups[0].claims[0].names[0].last = Some("A\nB".into())),
		("SVC01", |r| {
			r.groups[0].claims[0].services[0].procedure.code = "99:213".into()
		}),
		("SVC01", |r| r.groups[0].claims[0].services[0].procedure.code.clear()),
		("SVC01", |r| {
			r.groups[0].claims[0].services[0].procedure.modifiers = vec!["25".into(); 5]
		}),
		("CAS02", |r| {
			r.groups[0].claims[0].services[0].adjustments[0].reason.clear()
		}),
		("ST02", |r| r.control_number = "1".into()),
		("ST02", |r| r.version = "004010X091A1".into()),
		("BPR01", |r| r.payment.handling = "Q".into()),
		("BPR03", |r| r.payment.credit_debit = "Q".into()),
		("N302", |r| {
			r.payer.as_mut().unwrap().address.lines = vec!["1".into(), "2".into(), "3".into()]
		}),
	];
	for (expected, change) in changes {
		let mut remittance = one(PROFESSIONAL);
		change(&mut remittance);
		match write(&envelope(), &[remittance]).unwrap_err() {
			WriteError::BadElement { element, .. } if expected == "N302" => assert_eq!(element, "N303"),
			WriteError::BadElement { element, .. } => assert_eq!(element, expected),
			other => panic!("{expected}: {other}"),
		}
	}
	let mut huge = one(PAYMENT_ONLY);
	huge.payment.amount = Amount::from_minor(10_i128.pow(18));
	assert!(matches!(write(&envelope(), &[huge]), Err(WriteError::BadElement { element, .. }) if element == "BPR02"));
	let without: [Change; 4] = [
		|r| r.trace = None,
		|r| r.payer = None,
		|r| r.payee = None,
		|r| r.groups[0].claims.clear(),
	];
	for missing in without {
		let mut remittance = one(PROFESSIONAL);
		remittance.payment.amount = Amount::ZERO;
		remittance.groups[0].claims.iter_mut().for_each(|claim| {
			claim.services.clear();
			(claim.charge, claim.paid) = (Amount::ZERO, Amount::ZERO);
		});
		missing(&mut remittance);
		assert!(matches!(write(&envelope(), &[remittance]), Err(WriteError::Missing(_))));
	}
	assert_eq!(write(&envelope(), &[]), Err(WriteError::Missing("a remittance")));
}

#[test]
fn write_should_refuse_an_envelope_that_cannot_be() {
	type Change = fn(&mut Envelope);
	let changes: [Change; 9] = [
		|e| e.interchange_control_number = 0,
		|e| e.interchange_control_number = 1_000_000_000,
		|e| e.group_control_number = 0,
		|e| e.sender = "A NAME THAT IS TOO LONG".into(),
		|e| e.receiver = String::new(),
		|e| e.sender_qualifier = "Z".into(),
		|e| e.time = (24, 0),
		|e| e.delimiters.component = b'*',
		|e| e.delimiters.element = b'A',
	];
	for change in changes {
		let mut envelope = envelope();
		change(&mut envelope);
		assert!(matches!(
			write(&envelope, &[one(PROFESSIONAL)]),
			Err(WriteError::BadElement { .. })
		));
	}
}
