//! The command line of `salus remittance check`, on files.

use super::{
	check::{check, Json},
	cli::{execute, Command},
};
use crate::outcome::Failure;
use clap::Parser;
use std::io::Write;

#[derive(Debug, Parser)]
struct Cli {
	#[command(subcommand)]
	command: Command,
}

const PROFESSIONAL: &str = include_str!("../x12/fixtures/professional.835");
const UNBALANCED: &str = include_str!("../x12/fixtures/unbalanced.835");

/// Writes the file, runs the command on it, and gives the exit code and the message.
fn outcome(bytes: impl AsRef<[u8]>, options: &[&str]) -> (u8, String) {
	let mut file = tempfile::NamedTempFile::new().unwrap();
	file.write_all(bytes.as_ref()).unwrap();
	let path = file.path().to_str().unwrap();
	let arguments = [&["remittance", "check", path], options].concat();
	match execute(Cli::try_parse_from(arguments).unwrap().command, &mut Vec::new()) {
		Ok(()) => (0, String::new()),
		Err(failure) => {
			let message = failure.to_string();
			assert!(message.contains(path), "{message}");
			(failure.exit_code(), message)
		},
	}
}

#[test]
fn check_should_exit_0_when_the_file_balances() {
	for text in [
		PROFESSIONAL,
		include_str!("../x12/fixtures/institutional.835"),
		include_str!("../x12/fixtures/reversal.835"),
		include_str!("../x12/fixtures/provider-adjustments.835"),
		include_str!("../x12/fixtures/predetermination.835"),
		include_str!("../x12/fixtures/secondary.835"),
		include_str!("../x12/fixtures/payment-only.835"),
		include_str!("../x12/fixtures/several.835"),
	] {
		assert_eq!(outcome(text, &[]), (0, String::new()));
		assert_eq!(outcome(text, &["--format", "json"]), (0, String::new()));
	}
}

#[test]
fn check_should_exit_1_and_name_everything_when_the_file_does_not_balance() {
	let (code, message) = outcome(UNBALANCED, &[]);
	assert_eq!(code, 1);
	for part in [
		"3 equations",
		"transaction 0001",
		"loop 2110",
		"claim HC-6001",
		"line 1",
		"segment 22",
		"difference 0.03",
	] {
		assert!(message.contains(part), "{part}: {message}");
	}
	let (code, message) = outcome(
		PROFESSIONAL.replace("BPR*I*262.4*", "BPR*I*262.39*"),
		&["--format", "json"],
	);
	assert_eq!(code, 1);
	assert!(message.contains("BPR02 is 262.39 (difference -0.01)"), "{message}");
}

#[test]
fn check_should_exit_2_and_name_the_segment_when_the_file_cannot_be_read() {
	let cut = &PROFESSIONAL[..PROFESSIONAL.find("SVC*HC:80053").unwrap()];
	let cases: [(&[u8], &str); 9] = [
		(b"", "the file is empty"),
		(b"not an interchange", "segment 1 (byte 0)"),
		(cut.as_bytes(), "segment 3 (byte"),
		(&PROFESSIONAL.as_bytes()[..1_300], "the file ends too early"),
		(&PROFESSIONAL.replace("SE*", "SE*1").into_bytes(), "SE01"),
		(&PROFESSIONAL.replace("*T*:~", "*T*A~").into_bytes(), "ISA16"),
		(&PROFESSIONAL.replace("MERIDIAN", "MÉRIDIEN").into_bytes(), "segment 8"),
		(
			&PROFESSIONAL.replace("*92.4**1", "*92.4.0**1").into_bytes(),
			"SVC03 is \"92.4.0\"",
		),
		(
			&PROFESSIONAL.replace("CLP*HC-1001", "CLX*HC-1001").into_bytes(),
			"\"CLX*HC-1001",
		),
	];
	for (bytes, expected) in cases {
		for format in ["table", "json"] {
			let (code, message) = outcome(bytes, &["--strict", "--format", format]);
			assert_eq!(code, 2, "{message}");
			assert!(message.contains(expected), "{expected}: {message}");
		}
	}
	let check_file = |path: &str| {
		execute(
			Cli::try_parse_from(["remittance", "check", path]).unwrap().command,
			&mut Vec::new(),
		)
	};
	let missing = check_file("/nowhere/at/all.835");
	assert!(
		matches!(missing, Err(Failure::Unreadable(message)) if message.contains("/nowhere/at/all.835: the file cannot be read"))
	);
	let folder = tempfile::tempdir().unwrap();
	assert!(matches!(
		check_file(folder.path().to_str().unwrap()),
		Err(Failure::Unreadable(_))
	));
}

#[test]
fn check_should_warn_of_the_envelope_and_refuse_it_when_it_is_strict() {
	let wrong_count = PROFESSIONAL.replace("SE*", "SE*1");
	let foreign = PROFESSIONAL.replace("MERIDIAN", "MÉRIDIEN");
	let unbalanced = UNBALANCED.replace("IEA*1*000000001", "IEA*1*000000009");
	for (text, code) in [(&wrong_count, 0), (&foreign, 0), (&unbalanced, 1)] {
		assert_eq!(outcome(text, &[]).0, code);
		assert_eq!(outcome(text, &["--strict"]).0, 2);
	}
	// What is lost stays lost.
	let truncated = &PROFESSIONAL[..PROFESSIONAL.find("SE*").unwrap()];
	assert_eq!(outcome(truncated, &[]).0, 2);
}

/// Found in published files: they move no money.
#[test]
fn check_should_pass_over_what_the_equations_do_not_need() {
	for text in [
		PROFESSIONAL.replace("LX*1~", "PLXX*1*20261231*WO:1*5~\nLX*1~"),
		PROFESSIONAL.replace("LX*1~", "ZZZ*2~\nLX*1~"),
		PROFESSIONAL.replace("LX*1~", "LX*0~\nLX*1~"),
		PROFESSIONAL.replace("SE*", "SVC*HC:59426******742**1~\nSE*"),
		PROFESSIONAL.replace("**1~", "**one~"),
	] {
		let (code, message) = outcome(&text, &[]);
		assert_eq!(code, 0, "{message}\n{text}");
		assert_eq!(outcome(&text, &["--strict"]).0, 2, "{text}");
	}
	// Lines that end segments and are wrapped as well, and blanks around a number.
	let lines = PROFESSIONAL.replace("~\n", "\n");
	for text in [
		lines.replace("CAS*CO*45*30**", "CAS*CO*45*\n30**"),
		PROFESSIONAL.replace("**1~", "** 1 ~"),
	] {
		assert_eq!(outcome(&text, &["--strict"]), (0, String::new()), "{text}");
	}
	// An amount that hides in such a segment is missed.
	let hidden = PROFESSIONAL.replace("CLP*HC-1001", "CLX*HC-1001");
	assert_ne!(outcome(hidden, &[]).0, 0);
}

#[test]
fn report_should_be_the_same_in_table_and_json() {
	let report = check(UNBALANCED.as_bytes(), false).unwrap();
	let table = report.to_string();
	let lines: Vec<_> = table.lines().collect();
	assert_eq!(
		lines[..2],
		[
			"TRANSACTION  TRACE          CLAIMS  LINES  CHARGED  ADJUSTED   PAID   PLB   BPR02  RESULT",
			"0001         EFT2611220001       1      1   100.00     20.00  75.00  0.00  100.00  NOT BALANCED",
		]
	);
	assert_eq!(lines.len(), 5);
	assert!(
		lines[2].ends_with("SVC02 100.00 - CAS 20.00 = 80.00, but SVC03 is 80.03 (difference 0.03) [TR3 1.10.2.1.1]")
	);
	let json = serde_json::to_value(Json::of_report("a.835", &report, false)).unwrap();
	assert_eq!((&json["readable"], &json["balanced"]), (&true.into(), &false.into()));
	let transaction = &json["transactions"][0];
	assert_eq!(
		(&transaction["payment"], &transaction["paid"], &transaction["balanced"]),
		(&"100.00".into(), &"75.00".into(), &false.into())
	);
	let finding = &transaction["findings"][0];
	for (field, value) in [
		("level", serde_json::json!("service")),
		("loop", "2110".into()),
		("section", "1.10.2.1.1".into()),
		("claim", "HC-6001".into()),
		("line", 1.into()),
		("segment", 22.into()),
		("expected", "80.00".into()),
		("stated", "80.03".into()),
		("difference", "0.03".into()),
	] {
		assert_eq!(finding[field], value, "{field}");
	}
	let broken = check(&b"ISA"[..], false).unwrap_err();
	let json = serde_json::to_value(Json::of_error("b.835", &broken)).unwrap();
	assert_eq!(
		(&json["readable"], &json["balanced"], &json["errors"][0]["segment"]),
		(&false.into(), &serde_json::Value::Null, &1.into())
	);
}

#[test]
fn report_should_say_which_trailers_do_not_match() {
	let report = check(
		PROFESSIONAL.replace("SE*", "SE*1").replace("GE*1*", "GE*4*").as_bytes(),
		false,
	)
	.unwrap();
	assert_eq!((report.mismatches.len(), report.is_balanced()), (2, true));
	let json = serde_json::to_value(Json::of_report("a.835", &report, false)).unwrap();
	assert_eq!(
		(
			&json["readable"],
			&json["balanced"],
			json["errors"].as_array().unwrap().len()
		),
		(&false.into(), &serde_json::Value::Null, 2)
	);
	let json = serde_json::to_value(Json::of_report("a.835", &report, true)).unwrap();
	assert_eq!((&json["readable"], &json["balanced"]), (&true.into(), &true.into()));
}
