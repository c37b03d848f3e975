//! `salus record` on a development node: what is only tried leaves nothing behind and destroys nothing.

use crate::{node::Node, story::Desk};
use std::{
	fs,
	path::{Path, PathBuf},
};

const BEST: &str = "--wait best --at best";
/// //Dave, the hospital.
const ISSUER: &str = "5DAAnrj7VHTznn2AWBemMuyBwZWs6FNFjdyVXUeYum3PTXFy";

/// Every file below a folder.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
	let mut all = vec![];
	for entry in fs::read_dir(folder).unwrap() {
		let path = entry.unwrap().path();
		if path.is_dir() {
			all.extend(files(&path));
		} else {
			all.push((path.clone(), fs::read(path).unwrap()));
		}
	}
	all.sort();
	all
}

#[test]
fn records_should_stay_as_they_are_when_a_verb_is_only_tried() {
	let node = Node::start(&["--tmp", "--dev-block-time", "500"]);
	let desk = Desk::new("records", node.port());
	fs::create_dir(desk.path("visits")).unwrap();
	for number in 0..3 {
		desk.write(&format!("visits/{number}.json"), &format!("{{\"visit\": {number}}}"));
	}
	desk.ok(&format!("record batch visits --issuer {ISSUER} --store st"));
	let store = || files(&desk.path("st"));

	// An entry of the log; nothing is tried on the genesis state, which has no time yet.
	desk.ok(&format!(
		"record anchor visits/1.json --log-only --out l.json --signer //Dave {BEST}"
	));
	// A store, and a single record with its receipt.
	let anchor = format!("record anchor st --signer //Dave {BEST}");
	let before = store();
	let tried = desk.ok(&format!("{anchor} --dry-run"));
	assert!(tried.contains("nothing was submitted"), "{tried}");
	assert_eq!(store(), before);
	let single = format!("record anchor visits/0.json --out r.json --signer //Dave {BEST}");
	desk.ok(&format!("{single} --dry-run"));
	assert!(!desk.path("r.json").exists());
	desk.refused(
		"record status --store st --name 0.json --at best",
		1,
		"has no anchor on this chain",
	);
	desk.ok(&anchor);
	desk.ok(&single);
	assert!(desk.path("r.json").exists());
	let anchored = desk.json("record status --store st --name 0.json --at best")["anchor"]
		.as_u64()
		.unwrap();

	// A later version.
	let amend = format!("record amend visits/2.json --anchor {anchored} --out r2.json --signer //Dave {BEST}");
	desk.run(&format!("{amend} --dry-run"));
	assert!(!desk.path("r2.json").exists());

	// A salt that is destroyed does not come back.
	let before = store();
	for target in [
		"--store st --name 1.json".to_owned(),
		format!("--anchor {anchored} --salts st"),
	] {
		let erase = format!("record erase {target} --signer //Dave {BEST}");
		desk.ok(&format!("{erase} --dry-run"));
		assert_eq!(store(), before);
	}
	desk.ok(&format!("record erase --store st --name 1.json --signer //Dave {BEST}"));
	assert_ne!(store(), before);
	assert_eq!(node.stop_and_list_errors(), Vec::<String>::new());
}
