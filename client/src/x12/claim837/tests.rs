use super::*;
use crate::x12::{interchange::for_each_transaction, reader::Reader};
use proptest::{collection::vec, prelude::*, sample::Index};

const PROFESSIONAL: &str = include_str!("../fixtures/professional.837");
const INSTITUTIONAL: &str = include_str!("../fixtures/institutional.837");
const SECONDARY: &str = include_str!("../fixtures/secondary.837");

fn money(text: &str) -> Amount {
	Amount::parse(text).unwrap()
}

fn day(text: &str) -> Date {
	Date::parse(text).unwrap()
}

/// All claims of a file whose segments a test has changed: counts are not looked at.
fn read(text: &str) -> Result<Vec<Claim>, Error> {
	let mut claims = Vec::new();
	parse_each(&mut Reader::new(text.as_bytes()).collecting_mismatches(), |claim| {
		claims.push(claim);
		Ok(())
	})?;
	Ok(claims)
}

#[test]
fn parse_should_give_every_element_when_claims_are_professional() {
	let claims = parse(PROFESSIONAL.as_bytes()).unwrap();
	assert_eq!(claims.len(), 2);
	let claim = &claims[0];
	assert_eq!(
		(claim.kind, claim.control_number.as_str(), claim.total_charge),
		(Kind::Professional, "HC-1001", money("250"))
	);
	assert_eq!(
		(
			claim.facility_code.as_str(),
			claim.facility_qualifier.as_str(),
			claim.frequency.as_str()
		),
		("11", "B", "1")
	);
	assert_eq!(
		(claim.batch.as_deref(), claim.purpose.as_deref()),
		(Some("BATCH1"), Some("CH"))
	);
	assert_eq!(claim.billing_provider.taxonomy.as_deref(), Some("207Q00000X"));
	assert_eq!(claim.billing_provider.name.id.as_deref(), Some("1999999984"));
	assert_eq!(reference(&claim.billing_provider.references, "EI"), Some("999999999"));
	assert_eq!(claim.pay_to.as_ref().unwrap().address.lines, ["PO BOX 1"]);
	let subscriber = &claim.subscriber;
	assert_eq!(
		(subscriber.responsibility.as_str(), subscriber.relationship.as_deref()),
		("P", Some("18"))
	);
	assert_eq!(
		(
			subscriber.group_number.as_deref(),
			subscriber.filing_indicator.as_deref()
		),
		(Some("GROUP7"), Some("CI"))
	);
	assert_eq!(
		(subscriber.party.name.id.as_deref(), subscriber.party.birth_date),
		(Some("M0000001"), Some(day("19800229")))
	);
	assert_eq!(
		(claim.payer.name.id.as_deref(), claim.patient.is_none()),
		(Some("99999"), true)
	);
	assert_eq!(
		(claim.prior_authorisation(), claim.patient_paid()),
		(Some("AUTH77"), Some(money("10")))
	);
	assert_eq!(
		(
			claim.provider_signature,
			claim.assignment.as_deref(),
			claim.benefits_assigned.as_deref()
		),
		(Some(true), Some("A"), Some("Y"))
	);
	assert_eq!(
		claim.diagnoses().map(|code| code.code.as_str()).collect::<Vec<_>>(),
		["J0190", "E119"]
	);
	assert_eq!(claim.notes[0].text, "INVENTED NOTE");
	assert_eq!(
		(
			claim.providers[0].name.entity.as_str(),
			claim.providers[0].taxonomy.as_deref()
		),
		("82", Some("207Q00000X"))
	);
	assert_eq!(claim.service_dates(), Some((day("20261102"), day("20261103"))));

	let line = &claim.lines[0];
	assert_eq!(
		(line.procedure.as_ref().unwrap().to_string().as_str(), line.charge),
		("HC:99213:25", money("150"))
	);
	assert_eq!(
		(line.units, line.unit_basis.as_deref(), &line.diagnosis_pointers[..]),
		(
			Some(Decimal::from(1)),
			Some("UN"),
			&["1".to_owned(), "2".to_owned()][..]
		)
	);
	assert_eq!((line.emergency, line.control_number()), (true, Some("L1")));
	let line = &claim.lines[1];
	assert_eq!((line.place_of_service.as_deref(), line.emergency), (Some("11"), false));
	assert_eq!(line.service_dates(), Some((day("20261102"), day("20261103"))));
	let drug = &line.drugs[0];
	assert_eq!(
		(
			drug.code.as_str(),
			drug.quantity.unwrap().to_string(),
			drug.unit.as_deref()
		),
		("01234567890", "2.5".into(), Some("ML"))
	);
	assert_eq!(line.providers[0].name.entity, "DK");

	let claim = &claims[1];
	assert_eq!(
		(claim.frequency.as_str(), claim.original_reference()),
		("7", Some("MHP2600002"))
	);
	assert_eq!(
		(&claim.related_causes[..], claim.delay_reason.as_deref()),
		(&["AA".to_owned(), "OA".to_owned()][..], Some("2"))
	);
	let patient = claim.patient.as_ref().unwrap();
	assert_eq!(
		(patient.relationship.as_deref(), patient.party.name.last.as_deref()),
		(Some("19"), Some("TESTCHILD"))
	);
	assert_eq!(claim.patient_party().birth_date, Some(day("20150315")));
	assert_eq!(claim.subscriber.group_number.as_deref(), Some("GROUP8"));
	assert_eq!(claim.lines[0].unit_basis.as_deref(), Some("MJ"));
}

#[test]
fn parse_should_give_codes_dates_and_revenue_lines_when_a_claim_is_institutional() {
	let claims = parse(INSTITUTIONAL.as_bytes()).unwrap();
	let claim = &claims[0];
	assert_eq!(
		(claims.len(), claim.kind, claim.facility_qualifier.as_str()),
		(1, Kind::Institutional, "A")
	);
	assert_eq!(
		date_range(&claim.dates, "434"),
		Some((day("20261010"), day("20261014")))
	);
	assert_eq!(
		date_range(&claim.dates, "435"),
		Some((day("20261010"), day("20261010")))
	);
	assert_eq!(date_range(&claim.dates, "096"), None);
	assert_eq!(claim.admission.as_ref().unwrap().patient_status.as_deref(), Some("01"));
	let codes: Vec<_> = claim
		.codes
		.iter()
		.map(|code| (code.qualifier.as_str(), code.code.as_str()))
		.collect();
	assert_eq!(
		codes,
		[
			("ABK", "I2109"),
			("ABJ", "R079"),
			("ABF", "E119"),
			("ABF", "I10"),
			("DR", "470"),
			("BBR", "0270346"),
			("BH", "11"),
			("BE", "01"),
			("BE", "80"),
			("BG", "C1")
		]
	);
	assert_eq!(
		(
			claim.codes[0].present_on_admission.as_deref(),
			claim.codes[2].present_on_admission.as_deref()
		),
		(Some("Y"), Some("N"))
	);
	assert_eq!(claim.codes[5].date, Some(("D8".into(), "20261011".into())));
	assert_eq!(claim.codes[7].amount, Some(money("1250.5")));
	assert_eq!(claim.lines[0].revenue_code.as_deref(), Some("0120"));
	assert_eq!(
		(claim.lines[0].units, claim.lines[0].unit_basis.as_deref()),
		(Some(Decimal::from(4)), Some("DA"))
	);
	assert_eq!(claim.lines[1].procedure.as_ref().unwrap().code, "92941");
	assert_eq!(
		(claim.lines[2].units.unwrap().to_string(), claim.lines[2].non_covered),
		("37.5".into(), Some(money("150")))
	);
	// Lines without a day of their own are of the statement.
	assert_eq!(
		claim.line_dates(&claim.lines[1]),
		Some((day("20261011"), day("20261011")))
	);
	assert_eq!(
		claim.line_dates(&claim.lines[0]),
		Some((day("20261010"), day("20261014")))
	);
	assert_eq!(claim.service_dates(), Some((day("20261010"), day("20261014"))));
}

#[test]
fn parse_should_give_what_the_first_payer_did_when_a_claim_goes_to_the_second() {
	let claims = parse(SECONDARY.as_bytes()).unwrap();
	let claim = &claims[0];
	let first = &claim.other_payers[0];
	assert_eq!(
		(first.subscriber.responsibility.as_str(), first.payer_id(), first.paid()),
		("P", Some("11111"), Some(money("118.5")))
	);
	assert_eq!(
		(
			first.adjustments.len(),
			first.adjustments[0].group,
			first.adjustments[0].amount
		),
		(1, Group::Contractual, money("1.5"))
	);
	assert_eq!(first.subscriber.party.name.id.as_deref(), Some("A0000007"));
	assert_eq!(first.other_insurance.as_ref().unwrap().assigned.as_deref(), Some("Y"));
	assert_eq!(first.outpatient.as_ref().unwrap().codes, [(3, "MA01".into())]);
	assert_eq!(
		date_range(&first.payer.dates, "573"),
		Some((day("20261101"), day("20261101")))
	);
	assert_eq!(reference(&first.payer.references, "F8"), Some("FP1"));
	let lines: Vec<_> = claim.line_adjudications(first).collect();
	assert_eq!(
		(lines.len(), lines[0].0, lines[0].1.paid, lines[0].1.adjustments.len()),
		(1, 0, money("120"), 2)
	);
	assert_eq!(amount(&lines[0].1.amounts, "EAF"), Some(money("30")));
	assert_eq!(claim.paid_by(first), money("118.5"));
	let without = read(&SECONDARY.replace("AMT*D*118.5~\n", "")).unwrap();
	assert_eq!(without[0].paid_by(&without[0].other_payers[0]), money("120"));
}

#[test]
fn parse_should_refuse_a_claim_whose_lines_do_not_add_up() {
	let error = read(&PROFESSIONAL.replace("CLM*HC-1001*250*", "CLM*HC-1001*250.01*")).unwrap_err();
	assert_eq!(
		*error.fault,
		Fault::LineSum {
			claim: "HC-1001".into(),
			total: money("250.01"),
			lines: money("250")
		}
	);
	assert_eq!((error.in_loop, error.position.unwrap().segment), (Some("2300"), 24));
	let shown = error.in_file("x.837").to_string();
	assert!(shown.contains("loop 2300: claim HC-1001 has a total charge CLM02 of 250.01, but its service lines add up to 250.00 (difference 0.01)"), "{shown}");
}

/// Found in published 837s: numbers of levels that repeat or lead nowhere, names without a level, roles of older guides,
/// DTM for DTP, no guide in GS08, a second service under one LX. They decide no amount; strict reading refuses them.
#[test]
fn parse_as_sent_should_remark_what_decides_no_amount() {
	let as_sent = |text: &str| parse_as_sent(text.as_bytes()).unwrap();
	let charges = |claims: &[Claim]| claims.iter().map(|claim| claim.total_charge).collect::<Vec<_>>();
	let (claims, remarks) = as_sent(PROFESSIONAL);
	assert_eq!(remarks, []);
	let expected = charges(&claims);
	for (text, remark) in [
		(
			PROFESSIONAL.replace("HL*2*1*22*0", "HL*2*9*22*0"),
			"no HL segment before this one",
		),
		(
			PROFESSIONAL.replace("HL*4*3*23*0", "HL*4*1*23*0"),
			"parent of a patient",
		),
		(PROFESSIONAL.replace("HL*4*3*23*0", "HL*3*3*23*0"), "has this number"),
		(PROFESSIONAL.replace("NM1*QC*", "NM1*QD*"), "nobody of this role"),
		(PROFESSIONAL.replacen("NM1*PR*", "NM1**", 1), "NM101 is required"),
		(PROFESSIONAL.replacen("DTP*472*", "DTM*472*", 1), "DTM"),
	] {
		assert!(read(&text).is_err(), "{remark}");
		let (claims, remarks) = as_sent(&text);
		assert_eq!(charges(&claims), expected, "{remark}");
		let found: Vec<_> = remarks.iter().map(ToString::to_string).collect();
		assert!(found.iter().any(|text| text.contains(remark)), "{remark}: {found:?}");
		assert_eq!(
			claims[0].service_dates(),
			read(PROFESSIONAL).unwrap()[0].service_dates(),
			"{remark}"
		);
	}
	// Without levels, roles tell who is who.
	let flat: String = PROFESSIONAL
		.split_inclusive("~\n")
		.filter(|segment| !["HL*", "SBR", "PAT"].iter().any(|id| segment.starts_with(id)))
		.collect();
	let (claims, remarks) = as_sent(&flat);
	assert_eq!(charges(&claims), expected);
	assert!(!remarks.is_empty());
	assert_eq!(claims[0].billing_provider.name.id.as_deref(), Some("1999999984"));
	assert_eq!(claims[0].subscriber.party.name.id.as_deref(), Some("M0000001"));
	// The services say what the file does not.
	let anonymous = PROFESSIONAL
		.replace("*005010X222A1", "*005010")
		.replace("11:B:1", "11::1");
	assert!(read(&anonymous).is_err());
	assert_eq!(as_sent(&anonymous).0[0].kind, Kind::Professional);
	let named_wrongly = PROFESSIONAL.replace("005010X222A1", "005010X223A2");
	assert!(read(&named_wrongly).is_err());
	let (claims, remarks) = as_sent(&named_wrongly);
	assert_eq!(
		(claims[0].kind, charges(&claims), remarks.len()),
		(Kind::Professional, expected.clone(), 1)
	);
	// A service whose LX is lost keeps its charge.
	let lost = PROFESSIONAL.replacen("LX*2~\n", "", 1);
	assert!(read(&lost).is_err());
	let (claims, _) = as_sent(&lost);
	assert_eq!(charges(&claims), expected);
	assert!(claims[0].check_total().is_ok());
}

#[test]
fn parse_should_name_segment_and_loop_when_something_is_wrong() {
	let cases = [
		(
			PROFESSIONAL.replace("HL*2*1*22*0", "HL*2*9*22*0"),
			"HL",
			"no HL segment before this one",
		),
		(
			PROFESSIONAL.replace("HL*2*1*22*0", "HL*2**22*0"),
			"HL",
			"parent of a subscriber",
		),
		(
			PROFESSIONAL.replace("HL*4*3*23*0", "HL*4*1*23*0"),
			"HL",
			"parent of a patient",
		),
		(
			PROFESSIONAL.replace("HL*4*3*23*0", "HL*4*3*20*0"),
			"HL",
			"has no parent",
		),
		(
			PROFESSIONAL.replace("HL*4*3*23*0", "HL*3*3*23*0"),
			"HL",
			"has this number",
		),
		(
			PROFESSIONAL.replace("HL*4*3*23*0", "HL*4*3*19*0"),
			"HL",
			"a level is 20",
		),
		(
			PROFESSIONAL.replace("HL*2*1*22*0", "CLM*X*1***11:B:1"),
			"2010AB",
			"there is none before it",
		),
		(
			PROFESSIONAL.replace("CLM*HC-1001*250*", "CLM*HC-1001**"),
			"2300",
			"CLM02 is required",
		),
		(
			PROFESSIONAL.replace("CLM*HC-1001*250*", "CLM*HC-1001*25O*"),
			"2300",
			"CLM02 is \"25O\"",
		),
		(
			PROFESSIONAL.replace("CLM*HC-1001*", "CLM**"),
			"2300",
			"CLM01 is required",
		),
		(PROFESSIONAL.replace("***11:B:1*", "****"), "2300", "CLM05 is required"),
		(
			PROFESSIONAL.replace("SV1*HC:99213:25*150*UN", "SV1*HC:99213:25*1,50*UN"),
			"2400",
			"SV102 is \"1,50\"",
		),
		(
			PROFESSIONAL.replace("SV1*HC:99213:25*150*UN*1", "SV1*HC:99213:25*150*UN*one"),
			"2400",
			"SV104 is \"one\"",
		),
		(
			PROFESSIONAL.replace("SV1*HC:99213:25*", "SV1**"),
			"2400",
			"SV101 is required",
		),
		(
			PROFESSIONAL.replace("SV1*HC:99213:25*150", "SV2*0120**150"),
			"2400",
			"institutional service",
		),
		(
			INSTITUTIONAL.replace("SV2*0120**8000", "SV1*HC:1*8000"),
			"2400",
			"professional service",
		),
		(
			PROFESSIONAL.replace("SV1*HC:99213:25*150", "SV3*AD:D0120*150"),
			"2400",
			"837D",
		),
		(PROFESSIONAL.replace("LX*2~\n", "LX*2~\nLX*3~\n"), "2400", "SV1 or SV2"),
		(PROFESSIONAL.replace("LX*1~\n", ""), "2310", "there is no LX before it"),
		(
			PROFESSIONAL.replace("DTP*472*D8*20261102", "DTP*472*D8*20261302"),
			"2400",
			"DTP03 is \"20261302\"",
		),
		(
			PROFESSIONAL.replace("RD8*20261102-20261103", "RD8*20261103-20261102"),
			"2400",
			"a day of service",
		),
		(
			PROFESSIONAL.replace("HI*ABK:J0190", "HI*ABK"),
			"2300",
			"HI01 is \"ABK\"",
		),
		(
			INSTITUTIONAL.replace("BE:01:::1250.5", "BE:01:::x"),
			"2300",
			"HI01-5 is \"x\"",
		),
		(
			PROFESSIONAL.replace("AMT*F5*10", "CAS*CO*45*10"),
			"2300",
			"an adjustment (CAS) belongs to another payer",
		),
		(
			PROFESSIONAL.replace("AMT*F5*10", "OI***Y***Y"),
			"2300",
			"there is no SBR",
		),
		(PROFESSIONAL.replace("AMT*F5*10", "SVD*1*1"), "2300", "there is no LX"),
		(
			PROFESSIONAL.replace("NTE*ADD", "QQQ*ADD"),
			"2300",
			"no segment of this name",
		),
		(
			SECONDARY.replace("SVD*11111*120", "SVD*11111*"),
			"2430",
			"SVD02 is required",
		),
		(
			SECONDARY.replace("CAS*PR*2*30", "CAS*PP*2*30"),
			"2430",
			"CAS01 is \"PP\"",
		),
		(
			SECONDARY.replace("LX*1~\n", "LX*1~\nSBR*T*18~\n"),
			"2400",
			"stands before the service lines",
		),
	];
	for (text, in_loop, expected) in cases {
		let error = read(&text).expect_err(expected);
		assert!(error.to_string().contains(expected), "{expected}: {error}");
		assert_eq!(error.in_loop, Some(in_loop), "{error}");
		assert!(error.position.is_some());
	}
}

#[test]
fn parse_should_refuse_what_holds_no_claim() {
	let start = PROFESSIONAL.find("HL*2").unwrap();
	let end = PROFESSIONAL.find("SE*").unwrap();
	let without = format!("{}{}", &PROFESSIONAL[..start], &PROFESSIONAL[end..]);
	assert_eq!(
		*read(&without).unwrap_err().fault,
		Fault::MissingSegment("CLM, a claim,")
	);
	let no_lines = PROFESSIONAL.replace("LX*1~\nSV1*HC:97110:GP*200*MJ*60***1~\nDTP*472*D8*20261103~\n", "");
	assert_eq!(
		*read(&no_lines).unwrap_err().fault,
		Fault::MissingSegment("LX, a service line of this claim,")
	);
	let remittance = include_str!("../fixtures/professional.835");
	assert_eq!(
		*read(remittance).unwrap_err().fault,
		Fault::WrongTransactionSet {
			wanted: "837",
			found: "835".into()
		}
	);
	let dental = PROFESSIONAL.replace("005010X222A1", "005010X224A2");
	assert!(
		matches!(*read(&dental).unwrap_err().fault, Fault::WrongTransactionSet { found, .. } if found.contains("dental"))
	);
	assert!(matches!(
		*parse(PROFESSIONAL.replace("HI*ABK:J0190*ABF:E119~\n", "").as_bytes())
			.unwrap_err()
			.fault,
		Fault::WrongCount { .. }
	));
}

#[test]
fn parse_should_tell_the_kind_from_the_claim_when_the_version_does_not_say() {
	for (text, version, kind) in [
		(PROFESSIONAL, "005010X222A1", Kind::Professional),
		(INSTITUTIONAL, "005010X223A2", Kind::Institutional),
	] {
		assert_eq!(parse(text.replace(version, "005010").as_bytes()).unwrap()[0].kind, kind);
		assert_eq!(
			parse(
				text.replace(
					version,
					if kind == Kind::Professional {
						"004010X098A1"
					} else {
						"004010X096A1"
					}
				)
				.as_bytes()
			)
			.unwrap()[0]
				.kind,
			kind
		);
	}
	let error = parse(
		PROFESSIONAL
			.replace("005010X222A1", "005010")
			.replace("11:B:1", "11::1")
			.as_bytes(),
	)
	.unwrap_err();
	assert!(error.to_string().contains("CLM05-2 is neither A nor B"), "{error}");
}

#[test]
fn parse_should_read_composites_when_isa16_is_wrong() {
	// As in widely copied examples: ISA16 says ':', the file uses '>'.
	let other = PROFESSIONAL.replace(':', ">").replacen("*T*>~", "*T*:~", 1);
	assert_eq!(
		parse(other.as_bytes()).unwrap(),
		parse(PROFESSIONAL.as_bytes()).unwrap()
	);
}

proptest! {
	#![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(10_000) })]

	#[test]
	fn parse_should_not_panic_when_a_file_is_damaged(
		which in any::<Index>(),
		changes in vec((any::<Index>(), any::<Index>(), any::<u8>(), 0_u8..4), 1..6),
	) {
		let files = [PROFESSIONAL, INSTITUTIONAL, SECONDARY];
		let mut bytes = files[which.index(files.len())].as_bytes().to_vec();
		for (at, other, byte, kind) in changes {
			let (at, other) = (at.index(bytes.len()), other.index(bytes.len()));
			match kind {
				0 => bytes[at] = byte,
				1 => bytes.insert(at, byte),
				2 => {
					bytes.remove(at);
				},
				_ => bytes.swap(at, other),
			}
		}
		let _ = for_each_transaction(&mut Reader::new(&bytes[..]).collecting_mismatches().lenient(), |set| {
			parse_transaction(&set).map(|claims| claims.iter().for_each(|claim| {
				let _ = (claim.service_dates(), claim.check_total());
			}))
		});
	}

	#[test]
	fn parse_should_not_panic_when_segments_are_lost_doubled_or_moved(
		which in any::<Index>(),
		changes in vec((any::<Index>(), any::<Index>(), 0_u8..3), 1..5),
	) {
		let files = [PROFESSIONAL, INSTITUTIONAL, SECONDARY];
		let mut segments: Vec<&str> = files[which.index(files.len())].split_inclusive("~\n").collect();
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
		// What is read, adds up.
		if let Ok(claims) = read(&segments.concat()) {
			prop_assert!(claims.iter().all(|claim| claim.check_total().is_ok() && !claim.lines.is_empty()));
		}
	}

	#[test]
	fn parse_should_refuse_when_any_charge_is_changed_by_a_cent(which in any::<Index>(), up in any::<bool>()) {
		let text = [PROFESSIONAL, INSTITUTIONAL, SECONDARY].concat();
		let mut segments: Vec<Vec<&str>> = text.split('~').map(|segment| segment.split('*').collect()).collect();
		let places: Vec<(usize, usize)> = segments
			.iter()
			.enumerate()
			.filter_map(|(at, segment)| match segment[0].trim() {
				"CLM" | "SV1" => Some((at, 2)),
				"SV2" => Some((at, 3)),
				_ => None,
			})
			.collect();
		let (at, element) = places[which.index(places.len())];
		let changed = (money(segments[at][element]) + Amount::from_minor(if up { 1 } else { -1 })).to_element();
		segments[at][element] = &changed;
		let text = segments.iter().map(|segment| segment.join("*")).collect::<Vec<_>>().join("~");
		let is_sum = matches!(*read(&text).expect_err("changed").fault, Fault::LineSum { .. });
		prop_assert!(is_sum);
	}
}
