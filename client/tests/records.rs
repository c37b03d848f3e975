//! The commands of records, receipts and the log, as a person types them: output, exit code, and what is left on disk.

use sha2::{Digest, Sha256};
use std::{
	fs,
	path::Path,
	process::{Command, Output},
};

struct Place(tempfile::TempDir);

impl Place {
	fn new() -> Self {
		Self(tempfile::tempdir().expect("a temporary folder"))
	}

	fn path(&self, name: &str) -> std::path::PathBuf {
		self.0.path().join(name)
	}

	fn write(&self, name: &str, content: impl AsRef<[u8]>) {
		let path = self.path(name);
		fs::create_dir_all(path.parent().expect("has a folder")).expect("can be made");
		fs::write(path, content).expect("can be written");
	}

	fn salus(&self, arguments: &[&str]) -> Output {
		Command::new(env!("CARGO_BIN_EXE_salus"))
			.args(arguments)
			.current_dir(self.0.path())
			.output()
			.expect("runs")
	}

	/// Standard output of a command that must end with this code.
	fn expect(&self, code: i32, arguments: &[&str]) -> String {
		let output = self.salus(arguments);
		let (out, err) = (
			String::from_utf8_lossy(&output.stdout),
			String::from_utf8_lossy(&output.stderr),
		);
		assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{out}{err}");
		if code == 0 {
			out.into_owned()
		} else {
			err.into_owned()
		}
	}

	fn json(&self, arguments: &[&str]) -> serde_json::Value {
		serde_json::from_str(&self.expect(0, arguments)).expect("JSON")
	}
}

const SALT: &str = "0707070707070707070707070707070707070707070707070707070707070707";

fn commitment(canonical: &[u8]) -> String {
	let bytes = [b"\0salus/record/v1", &[7; 32][..], canonical].concat();
	hex::encode(Sha256::digest(bytes))
}

#[test]
fn commit_should_be_over_canonical_json_when_the_record_is_json() {
	let place = Place::new();
	place.write("a.json", "{ \"b\" : 2.50,\n\"a\" : \"\\u20ac\" }\n");
	let canonical = "{\"a\":\"€\",\"b\":2.5}";
	let made = place.json(&["record", "commit", "a.json", "--salt", SALT, "--format", "json"]);
	assert_eq!(made["commitment"], commitment(canonical.as_bytes()));
	assert_eq!(
		(made["canonicalisation"].as_str(), made["length"].as_u64()),
		(Some("jcs"), Some(canonical.len() as u64))
	);
	let table = place.expect(0, &["record", "commit", "a.json", "--salt", &format!("0x{SALT}")]);
	assert!(table.contains(&commitment(canonical.as_bytes())), "{table}");
	// Without the name, JSON is found by looking.
	place.write("noname", "{ \"b\" : 2.50,\n\"a\" : \"\\u20ac\" }\n");
	let made = place.json(&["record", "commit", "noname", "--salt", SALT, "--format", "json"]);
	assert_eq!(made["commitment"], commitment(canonical.as_bytes()));
}

#[test]
fn commit_should_be_over_the_bytes_when_the_record_is_not_json_or_raw_is_asked_for() {
	let place = Place::new();
	let large: Vec<u8> = (0..700_000u32).flat_map(|i| i.to_le_bytes()).collect();
	for (name, content) in [
		("a.pdf", &large[..]),
		("b.txt", b"{\"a\":1,\"a\":2}"),
		("c", b"[not json"),
		("d.txt", b"plain\n"),
	] {
		place.write(name, content);
		let made = place.json(&["record", "commit", name, "--salt", SALT, "--format", "json"]);
		assert_eq!(made["canonicalisation"], "raw");
		assert_eq!(made["commitment"], commitment(content), "{name}");
	}
	place.write("e.json", "{ }");
	let made = place.json(&[
		"record",
		"commit",
		"e.json",
		"--salt",
		SALT,
		"--canonicalisation",
		"raw",
		"--format",
		"json",
	]);
	assert_eq!(made["commitment"], commitment(b"{ }"));
}

#[test]
fn commit_should_take_a_fresh_salt_when_none_is_given() {
	let place = Place::new();
	place.write("a.json", "{}");
	let run = || place.json(&["record", "commit", "a.json", "--format", "json"]);
	let (first, second) = (run(), run());
	assert_ne!(first["salt"], second["salt"]);
	assert_ne!(first["commitment"], second["commitment"]);
	let salt = first["salt"].as_str().expect("text").to_owned();
	let again = place.json(&["record", "commit", "a.json", "--salt", &salt, "--format", "json"]);
	assert_eq!(again["commitment"], first["commitment"]);
}

#[test]
fn commit_should_be_refused_with_a_message_when_the_record_is_bad() {
	let place = Place::new();
	place.write("empty.json", "");
	place.write("empty", "");
	place.write("twice.json", "{\"a\":1,\n \"a\":2}");
	place.write("cut.json", "{\"a\":[1,");
	place.write("large.json", "{\"a\":\"0123456789\"}");
	for (code, arguments, said) in [
		(1, vec!["empty.json"], "empty.json: the content is empty"),
		(1, vec!["empty"], "empty: the content is empty"),
		(
			2,
			vec!["twice.json"],
			"twice.json: line 2, column 2: the name \"a\" is there twice",
		),
		(2, vec!["cut.json"], "truncated"),
		(
			1,
			vec!["large.json", "--max-record-bytes", "10"],
			"large.json: the record is over the limit of 10 bytes",
		),
		(2, vec!["nothing.json"], "nothing.json: "),
		(2, vec!["."], "not a file"),
		(2, vec!["cut.json", "--canonicalisation", "c14n"], "c14n"),
		(2, vec!["cut.json", "--salt", "07"], "32"),
		(2, vec!["cut.json", "--salt", &"0".repeat(64)], "all zero"),
	] {
		let said_really = place.expect(code, &[&["record", "commit"][..], &arguments].concat());
		assert!(said_really.contains(said), "{arguments:?}: {said_really}");
	}
}

fn ndjson(range: std::ops::Range<u32>) -> String {
	range
		.map(|i| format!("{{\"resourceType\": \"Observation\", \"id\": \"o{i}\", \"value\": {i}.50}}\n"))
		.collect()
}

#[test]
fn batch_should_prove_every_record_when_the_input_is_ndjson() {
	let place = Place::new();
	place.write("records.ndjson", ndjson(0..25) + "\n  \r\n{\"no\":\"id\"}");
	let issuer = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
	let made = place.json(&[
		"record",
		"batch",
		"records.ndjson",
		"--issuer",
		issuer,
		"--batch-leaves",
		"10",
		"--store",
		"st",
		"--format",
		"json",
	]);
	assert_eq!(made["records"], 26);
	let sizes: Vec<_> = made["batches"]
		.as_array()
		.expect("list")
		.iter()
		.map(|batch| batch["size"].as_u64())
		.collect();
	assert_eq!(sizes, [Some(10), Some(10), Some(6)]);
	assert_eq!(
		made["issuer"],
		"d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d"
	);

	for (name, record) in [
		(
			"Observation/o0",
			"{\"value\":0.5,\"id\":\"o0\",\"resourceType\":\"Observation\"}",
		),
		(
			"Observation/o24",
			"{\"id\":\"o24\",\"resourceType\":\"Observation\",\"value\":24.5}",
		),
		("line-28", "{\"no\":\"id\"}"),
	] {
		place.write("record.json", record);
		place.expect(0, &["record", "prove", "st", name, "--out", "receipt.json"]);
		let said = place.expect(0, &["receipt", "verify", "receipt.json", "--record", "record.json"]);
		for stage in ["content", "commitment", "leaf", "batch"] {
			assert!(
				said.lines()
					.any(|line| line.split_whitespace().take(2).eq([stage, "ok"])),
				"{said}"
			);
		}
		for stage in ["anchor", "header", "relay inclusion", "finality"] {
			assert!(
				said.lines()
					.any(|line| line.starts_with(stage) && line.ends_with("not included")),
				"{said}"
			);
		}
		place.write("record.json", record.replace("o", "p"));
		let said = place.expect(1, &["receipt", "verify", "receipt.json", "--record", "record.json"]);
		assert!(said.contains("commitment"), "{said}");
	}
	let all = place.expect(0, &["record", "prove", "st", "--all"]);
	assert_eq!(all.lines().count(), 26);
	let by_index = place.expect(0, &["record", "prove", "st", "--batch", "2", "--index", "5"]);
	let by_index: serde_json::Value = serde_json::from_str(&by_index).expect("JSON");
	assert_eq!(
		all.lines().last().and_then(|line| serde_json::from_str(line).ok()),
		Some(by_index)
	);
	let listed = place.expect(0, &["record", "show", "st", "--list", "--check"]);
	assert_eq!(listed.lines().count(), 26);
	assert!(listed.lines().all(|line| line.split('\t').count() == 4), "{listed}");
}

#[test]
fn batch_should_prove_every_file_when_the_input_is_a_folder() {
	let place = Place::new();
	place.write("in/b/scan.dcm", [0u8, 1, 2, 3]);
	place.write("in/a.json", "{ \"z\": 1, \"a\": 2 }");
	place.write("in/b/c/d.json", "[]");
	place.write("in/more.ndjson", ndjson(0..3));
	let made = place.json(&["record", "batch", "in", "--format", "json"]);
	assert_eq!(
		(made["records"].as_u64(), made["store"].as_str()),
		(Some(6), Some(".salus/records/in"))
	);
	for name in ["a.json", "b/scan.dcm", "b/c/d.json"] {
		let receipt = place.expect(0, &["receipt", "make", name, "--store", ".salus/records/in"]);
		place.write("r.json", receipt);
		place.expect(0, &["receipt", "verify", "r.json", "--record", &format!("in/{name}")]);
	}
	place.expect(
		0,
		&["record", "prove", ".salus/records/in", "more.ndjson#Observation/o2"],
	);
	// The same command again changes nothing; other input is refused.
	let again = place.json(&["record", "batch", "in", "--format", "json"]);
	assert_eq!(again["batches"], made["batches"]);
	place.write("in/e.json", "{}");
	assert!(place.expect(1, &["record", "batch", "in"]).contains("--store"));
}

#[test]
fn batch_should_leave_no_store_and_name_the_item_when_a_record_is_bad() {
	let place = Place::new();
	place.write(
		"cut.ndjson",
		ndjson(0..3) + "{\"resourceType\":\"Observation\",\"id\":\"o3",
	);
	place.write("twice.ndjson", ndjson(0..3) + &ndjson(1..2));
	place.write(
		"large.ndjson",
		ndjson(0..3) + &format!("{{\"a\":\"{}\"}}\n", "x".repeat(300_000)) + &ndjson(4..5),
	);
	place.write("two.ndjson", "{} {}\n");
	place.write("none.ndjson", "\n\n");
	place.write("folder/ok.json", "{}");
	place.write("folder/empty.pdf", "");
	for (code, input, said) in [
		(
			2,
			"cut.ndjson",
			"cut.ndjson, line 4: column 39: the JSON text ends before its value does (truncated?)",
		),
		(
			1,
			"twice.ndjson",
			"twice.ndjson: record 2 and record 4 are both \"Observation/o1\", version 1 of one series",
		),
		(
			1,
			"large.ndjson",
			"large.ndjson, line 4: the record is over the limit of 200000 bytes",
		),
		(2, "two.ndjson", "two.ndjson, line 1: column 4: more text follows"),
		(1, "none.ndjson", "none.ndjson: there are no records"),
		(1, "folder", "folder/empty.pdf: the content is empty"),
		(2, "missing", "missing: "),
	] {
		let message = place.expect(
			code,
			&[
				"record",
				"batch",
				input,
				"--store",
				"st",
				"--max-record-bytes",
				"200000",
			],
		);
		assert!(message.contains(said), "{input}: {message}");
		assert!(
			!place.path("st").exists() && !place.path("st.partial").exists(),
			"{input}"
		);
	}
	place.expect(2, &["record", "batch", "cut.ndjson", "--canonicalisation", "xml"]);
	place.expect(2, &["record", "batch", "cut.ndjson", "--batch-leaves", "1048577"]);
	place.expect(2, &["record", "batch", "cut.ndjson", "--record-version", "0"]);
	// What was wrong is mended; nothing of the failed runs is in the way.
	place.write("cut.ndjson", ndjson(0..4));
	place.expect(0, &["record", "batch", "cut.ndjson", "--store", "st"]);
}

#[test]
fn versions_of_a_record_should_share_a_series_when_they_share_its_key() {
	let place = Place::new();
	place.write("v1.ndjson", ndjson(0..3));
	place.write("v2.ndjson", ndjson(1..2));
	place.expect(0, &["record", "batch", "v1.ndjson", "--store", "one"]);
	place.expect(
		0,
		&[
			"record",
			"batch",
			"v2.ndjson",
			"--store",
			"two",
			"--series-key",
			"one/series.key",
			"--record-version",
			"2",
		],
	);
	let show = |store: &str| place.json(&["record", "show", store, "Observation/o1", "--format", "json"]);
	assert_eq!(show("one")["series"], show("two")["series"]);
	assert_eq!(
		(show("one")["version"].as_u64(), show("two")["version"].as_u64()),
		(Some(1), Some(2))
	);
	assert_ne!(show("one")["commitment"], show("two")["commitment"]);
	place.write("short.key", "x");
	place.expect(
		2,
		&[
			"record",
			"batch",
			"v2.ndjson",
			"--store",
			"three",
			"--series-key",
			"short.key",
		],
	);
}

#[test]
fn receipt_should_be_made_without_a_store_when_the_record_stands_alone() {
	let place = Place::new();
	place.write("a.json", "{\"a\":1}");
	let (issuer, series) = ("11".repeat(32), "22".repeat(32));
	let text = place.expect(
		0,
		&[
			"receipt", "make", "a.json", "--salt", SALT, "--issuer", &issuer, "--series", &series,
		],
	);
	place.write("r.json", &text);
	let said = place.expect(0, &["receipt", "verify", "r.json", "--record", "a.json"]);
	assert!(
		said.lines()
			.any(|line| line.starts_with("leaf") && line.ends_with("ok")),
		"{said}"
	);
	assert!(
		said.lines()
			.any(|line| line.starts_with("batch") && line.ends_with("not included")),
		"{said}"
	);
	place.expect(2, &["receipt", "make", "a.json"]);
	place.expect(2, &["receipt", "make", "a.json", "--salt", SALT, "--issuer", &issuer]);

	place.write("bad.json", text.replace(&issuer, &"12".repeat(32)));
	assert!(place.expect(1, &["receipt", "verify", "bad.json"]).contains("leaf"));
	place.write("bad.json", text.replace("\"leaf\"", "\"anchor\""));
	assert!(place.expect(1, &["receipt", "verify", "bad.json"]).contains("anchor"));
	place.write("bad.json", &text[..text.len() / 2]);
	place.expect(2, &["receipt", "verify", "bad.json"]);
	place.expect(2, &["receipt", "verify", "missing.json"]);
	place.expect(2, &["receipt", "verify", "r.json", "--record", "missing.json"]);
	place.write("other.json", "not json");
	let said = place.expect(1, &["receipt", "verify", "r.json", "--record", "other.json"]);
	assert!(said.contains("content"), "{said}");
	let report: serde_json::Value =
		serde_json::from_slice(&place.salus(&["receipt", "verify", "r.json", "--format", "json"]).stdout)
			.expect("JSON");
	assert_eq!(report["holds"], true);
	assert_eq!(report["stages"].as_array().map(Vec::len), Some(11));
}

#[test]
fn bundle_should_hold_for_every_record_and_name_the_one_that_changed() {
	let place = Place::new();
	for i in 0..40 {
		place.write(&format!("in/{i}.json"), format!("{{\"b\": {i}, \"a\": [{i}.50]}}"));
	}
	place.write("in/deep/more.ndjson", ndjson(0..20));
	place.write("in/scan.dcm", [1u8, 0, 2]);
	place.expect(0, &["record", "batch", "in", "--store", "st", "--batch-leaves", "16"]);
	place.expect(0, &["receipt", "make", "--all", "--store", "st", "--out", "all.bundle"]);
	let verify = ["receipt", "verify", "all.bundle", "--records", "in"];
	let said = place.expect(0, &verify);
	assert!(said.starts_with("receipts         61, 61 of them hold\n"), "{said}");
	for line in [
		"content          61 ok",
		"batch            61 ok",
		"header           61 not included",
	] {
		assert!(said.contains(line), "{said}");
	}
	// A receipt is not written over; a name without --all, or --all without a file, is no call.
	place.expect(1, &["receipt", "make", "--all", "--store", "st", "--out", "all.bundle"]);
	place.expect(2, &["receipt", "make", "--all", "--store", "st"]);
	place.expect(2, &["receipt", "make", "--store", "st"]);

	place.write("in/7.json", "{\"b\": 7, \"a\": [7.51]}");
	fs::remove_file(place.path("in/8.json")).expect("removed");
	let message = place.expect(1, &verify);
	assert!(message.contains("7.json: commitment"), "{message}");
	assert!(message.contains("8.json: content"), "{message}");
	assert!(message.contains("2 of 61 receipts do not hold"), "{message}");
	let report: serde_json::Value =
		serde_json::from_slice(&place.salus(&[&verify[..], &["--format", "json"]].concat()).stdout).expect("JSON");
	assert_eq!(
		(report["receipts"].as_u64(), report["holding"].as_u64()),
		(Some(61), Some(59))
	);

	let text = fs::read_to_string(place.path("all.bundle")).expect("text");
	let first = text.lines().next().expect("a line");
	place.write("all.bundle", format!("{first}\n{first}\n"));
	assert!(place.expect(1, &verify).contains("is there twice"));
	place.write("all.bundle", &text[..text.len() - 100]);
	assert!(place.expect(2, &verify).contains("line 61: not JSON"));
	place.write("all.bundle", "\n");
	assert!(place.expect(1, &verify).contains("there are no receipts"));
	place.expect(2, &["receipt", "verify", "all.bundle", "--records", "missing"]);
}

/// A vector of transparency-dev/merkle `testdata/consistency`, "happy path" from size 6 to 8: facts about the published test tree.
const CONSISTENCY: &str = r#"{
	"size1": 6, "size2": 8,
	"root1": "duZ9rbzfHhDht03cYIq9L5jfsW+851J3tSMqEn8gh+8=",
	"root2": "XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=",
	"proof": ["DrxdNDf74tsVi58Sah0RjjCBgQMdCpSfje3t68VY72o=", "yoVOoSjtBQtBs1/8G4e46yveRh6eO1WW7Oa51ZdaCuA=", "037kGJdt2VdTwcc4Yrk5j6Kiz5tP8P3+izDNlSCWFLc="],
	"desc": "happy path", "wantErr": false
}"#;

#[test]
fn log_verify_should_end_with_0_exactly_when_the_result_is_the_wanted_one() {
	let place = Place::new();
	let sound: serde_json::Value = serde_json::from_str(CONSISTENCY).expect("JSON");
	let with = |changes: &[(&str, serde_json::Value)]| {
		let mut vector = sound.clone();
		for (name, value) in changes {
			vector[*name] = value.clone();
		}
		vector.to_string()
	};
	let run = |code: i32, text: &str| {
		place.write("v.json", text);
		place.expect(code, &["log", "verify", "--consistency", "v.json"]);
	};
	run(0, CONSISTENCY);
	run(1, &with(&[("wantErr", true.into())]));
	run(0, &with(&[("wantErr", true.into()), ("size1", 5.into())]));
	run(1, &with(&[("size1", 5.into())]));
	run(
		0,
		&with(&[("wantErr", true.into()), ("proof", serde_json::Value::Null)]),
	);
	run(
		0,
		&format!(
			"[{CONSISTENCY}, {}]",
			with(&[("wantErr", true.into()), ("root1", "".into())])
		),
	);
	run(1, &format!("[{CONSISTENCY}, {}]", with(&[("wantErr", true.into())])));
	run(2, "{}");
	run(2, "[]");
	run(2, "nonsense");
	run(1, &with(&[("root1", "*".into())]));
	place.expect(2, &["log", "verify", "--inclusion", "v.json"]);
	place.expect(2, &["log", "verify", "--inclusion", "missing.json"]);
	place.expect(2, &["log", "verify"]);
}

#[test]
fn log_checkpoint_should_tell_size_and_root_when_a_known_key_signed() {
	// The note and key of C2SP signed-note: a note, but not a checkpoint.
	let place = Place::new();
	let key = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
	place.write(
		"note",
		"This is an example message.\n\n\
		 — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n",
	);
	assert!(place
		.expect(2, &["log", "checkpoint", "note", "--key", key])
		.contains("line 2"));
	// The checkpoint of C2SP tlog-checkpoint, whose key is not published.
	place.write(
		"checkpoint",
		"example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n\
		 — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n",
	);
	assert!(place
		.expect(1, &["log", "checkpoint", "checkpoint", "--key", key])
		.contains("none of the keys"));
	place.expect(2, &["log", "checkpoint", "checkpoint"]);
	place.expect(2, &["log", "checkpoint", "checkpoint", "--key", "nonsense"]);
}

#[test]
fn batch_should_continue_when_it_was_killed() {
	let place = Place::new();
	place.write("records.ndjson", ndjson(0..60_000));
	let mut first = Command::new(env!("CARGO_BIN_EXE_salus"))
		.args([
			"record",
			"batch",
			"records.ndjson",
			"--store",
			"st",
			"--batch-leaves",
			"1000",
		])
		.current_dir(place.0.path())
		.stdout(std::process::Stdio::null())
		.stderr(std::process::Stdio::null())
		.spawn()
		.expect("runs");
	// Kill it as soon as one batch is whole; should it be done by then, the rest of the test still holds.
	let journal = place.path("st.partial/journal.json");
	while !journal.exists() && first.try_wait().expect("can be asked").is_none() {
		std::thread::yield_now();
	}
	first.kill().expect("can be killed");
	first.wait().expect("ends");
	let whole_at_once = place.path("st").exists();
	let kept = whole_batches(&journal);
	assert!(whole_at_once || !kept.is_empty());
	let output = place.salus(&[
		"record",
		"batch",
		"records.ndjson",
		"--store",
		"st",
		"--batch-leaves",
		"1000",
		"--format",
		"json",
	]);
	let (out, err) = (
		String::from_utf8_lossy(&output.stdout),
		String::from_utf8_lossy(&output.stderr),
	);
	assert!(output.status.success(), "{err}");
	assert!(whole_at_once || err.contains("continuing"), "{err}");
	let made: serde_json::Value = serde_json::from_str(&out).expect("JSON");
	assert_eq!(made["records"], 60_000);
	// The batches that were whole kept their salts, and so their roots.
	for (i, root) in kept.iter().enumerate() {
		assert_eq!(made["batches"][i]["root"], *root);
	}
	place.expect(0, &["record", "show", "st", "--check"]);
}

fn whole_batches(journal: &Path) -> Vec<serde_json::Value> {
	let text = fs::read(journal).unwrap_or_default();
	let journal: serde_json::Value = serde_json::from_slice(&text).unwrap_or_default();
	journal["batches"]
		.as_array()
		.map(|list| list.iter().map(|batch| batch["root"].clone()).collect())
		.unwrap_or_default()
}
