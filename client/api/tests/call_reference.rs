//! The call reference of the documentation, from the committed metadata (which `metadata.rs` compares with the runtime) and
//! the fees of the runtime: what the page says of a call is what wallets show and what the chain charges.
//!
//! After a change of a call, its documentation or its weight: `UPDATE_GOLDEN=1 cargo test --workspace call_reference`.

use codec::{Decode, Encode, Input};
use frame_metadata::{
	v16::{PalletConstantMetadata, PalletMetadata, RuntimeMetadataV16},
	RuntimeMetadata, RuntimeMetadataPrefixed,
};
use polkadot_sdk::sp_io;
use salus_api::METADATA;
use salus_runtime::{RuntimeCall, TransactionPayment, UncheckedExtrinsic};
use scale_info::{form::PortableForm, Field, PortableRegistry, TypeDef, TypeDefPrimitive, Variant};
use std::{collections::BTreeMap, fmt::Write};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/developers/calls.md");

/// Our own pallets, and their runtime APIs.
const OURS: [&str; 4] = ["Participants", "Records", "Consent", "Claims"];
const APIS: [&str; 3] = ["ConsentApi", "RecordsApi", "ClaimsApi"];

/// What is held or returned, of every call that does either: pallet, call, and what.
const DEPOSITS: [(&str, &str, &str); 29] = [
	("Records", "anchor", "Held from the issuer for the anchor, until its erasure is attested."),
	("Records", "anchor_batch", "Held from the issuer for the batch's anchor, whatever its size, until its erasure is attested."),
	("Records", "amend", "Held from the issuer for the new version's anchor, until its erasure is attested. That of the old one stays."),
	("Records", "amend_batch", "Held from the issuer for the new version's anchor, until its erasure is attested. That of the old one stays."),
	("Records", "amend_leaf", "Held from the issuer for the new version's anchor, and for the status of the leaf, each until its erasure is attested."),
	("Records", "retract_leaf", "Held from the issuer for the status of the leaf, until the leaf's erasure is attested; from governance nothing."),
	("Records", "attest_erasure", "That of the anchor goes back to the issuer."),
	("Records", "attest_leaf_erasure", "That of the leaf's status, if there is one, goes back to the issuer."),
	("Records", "place_hold", "Held from the organisation that signs, until it lifts the hold; from governance nothing."),
	("Records", "lift_hold", "That of the hold goes back to who made it."),
	("Records", "countersign", "Held from who signs, until the countersignature is withdrawn."),
	("Records", "withdraw_countersignature", "That of the countersignature goes back to who made it."),
	("Consent", "file", "Held from who signs, until the consent is closed. That of an expired consent in `place` goes back to whoever paid it."),
	("Consent", "revise", "Held from who signs, until the new version is closed. That of the old one goes back to whoever paid it."),
	("Consent", "revoke", "That of the consent goes back to whoever paid it."),
	("Consent", "refuse", "None is held. That of an expired consent in `place` goes back to whoever paid it."),
	("Consent", "file_signed", "Held from the relayer; else as in `file`."),
	("Consent", "revise_signed", "Held from the relayer; else as in `revise`."),
	("Consent", "revoke_signed", "That of the consent goes back to whoever paid it."),
	("Consent", "file_signed_batch", "Held from the relayer for each consent; else as in `file`."),
	("Consent", "mark_entered_in_error", "That of the consent goes back to whoever paid it."),
	("Consent", "appoint_guardian", "Held from who signs, until the guardianship is ended or cleaned up."),
	("Consent", "end_guardianship", "That of the guardianship goes back to whoever paid it."),
	("Consent", "declare_emergency", "Held from the declarer, until the emergency is reviewed."),
	("Consent", "review_emergency", "That of the emergency goes back to its declarer."),
	("Consent", "record_disclosure", "Held from the custodian, until the receipt is cleaned up after its retention."),
	("Consent", "clean_up", "That of each item goes back to whoever paid it."),
	("Claims", "publish_plan", "Held from the payer for the plan; it stays with the plan. With `amends` it follows the size of the new terms."),
	("Claims", "add_prices", "Held from the payer for the page; it stays with the plan. That of a page that is replaced follows its size."),
];

/// One SALUS in the smallest unit.
const UNIT: u128 = 1_000_000_000_000;

fn metadata() -> RuntimeMetadataV16 {
	let prefixed = RuntimeMetadataPrefixed::decode(&mut &METADATA[..]).expect("metadata");
	match prefixed.1 {
		RuntimeMetadata::V16(metadata) => metadata,
		_ => panic!("not version 16"),
	}
}

/// The variants of a call or error enum, by index.
fn variants(types: &PortableRegistry, id: u32) -> Vec<Variant<PortableForm>> {
	match &types.resolve(id).expect("the type is registered").type_def {
		TypeDef::Variant(variant) => {
			let mut variants = variant.variants.clone();
			variants.sort_by_key(|variant| variant.index);
			variants
		},
		other => panic!("not an enum: {other:?}"),
	}
}

type Pallet = PalletMetadata<PortableForm>;

/// Our own pallets.
fn ours(metadata: &RuntimeMetadataV16) -> impl Iterator<Item = &Pallet> {
	metadata
		.pallets
		.iter()
		.filter(|pallet| OURS.contains(&pallet.name.as_str()))
}

/// The calls of a pallet, by index.
fn calls(types: &PortableRegistry, pallet: &Pallet) -> Vec<Variant<PortableForm>> {
	let calls = pallet.calls.as_ref();
	calls.map_or_else(Vec::new, |calls| variants(types, calls.ty.id))
}

/// The errors of a pallet, by index.
fn errors(types: &PortableRegistry, pallet: &Pallet) -> Vec<Variant<PortableForm>> {
	let errors = pallet.error.as_ref();
	errors.map_or_else(Vec::new, |errors| variants(types, errors.ty.id))
}

/// The documentation of a call: its first paragraph, and what stands under each heading.
struct Docs {
	summary: String,
	sections: BTreeMap<String, String>,
}

impl Docs {
	fn new(lines: &[String]) -> Self {
		let (mut summary, mut sections, mut heading) = (String::new(), BTreeMap::<String, String>::new(), None);
		for line in lines {
			let line = plain(line.trim());
			if let Some(title) = line.strip_prefix("## ") {
				heading = Some(title.to_string());
				continue;
			}
			let text = match &heading {
				Some(title) => sections.entry(title.clone()).or_default(),
				None => &mut summary,
			};
			if !text.is_empty() {
				text.push(' ');
			}
			text.push_str(&line);
		}
		Self {
			summary: summary.trim().into(),
			sections,
		}
	}

	fn section(&self, title: &str) -> &str {
		self.sections.get(title).map_or("", |text| text.trim())
	}

	/// Whether origin, details or errors speak of a deposit.
	fn speaks_of_a_deposit(&self) -> bool {
		["Dispatch Origin", "Details", "Errors"]
			.iter()
			.any(|title| self.section(title).to_lowercase().contains("deposit"))
	}
}

/// What a call does to deposits; `None` if nothing.
fn deposit(pallet: &str, call: &str) -> Option<&'static str> {
	DEPOSITS
		.iter()
		.find(|(of, name, _)| (*of, *name) == (pallet, call))
		.map(|(.., what)| *what)
}

/// Links of rustdoc as plain code: ``[`Error::NotFound`]`` becomes `` `NotFound` ``.
fn plain(text: &str) -> String {
	text.replace("[`Error::", "`")
		.replace("[`Pallet::", "`")
		.replace("[`Event::", "`")
		.replace("[`", "`")
		.replace("`]", "`")
}

/// The name of an argument's type as the source has it, without what only Rust needs.
fn type_name(field: &Field<PortableForm>) -> String {
	let name = field.type_name.clone().unwrap_or_default();
	let name = name
		.replace("<T as frame_system::Config>::", "")
		.replace("T::", "")
		.replace("Of<T>", "")
		.replace("<T>", "");
	let inside = |name: &str, outer: &str| Some(name.strip_prefix(outer)?.strip_suffix('>')?.to_string());
	let name = inside(&name, "Box<").unwrap_or(name);
	match inside(&name, "BoundedVec<")
		.as_deref()
		.and_then(|inner| inner.rsplit_once(", ConstU32<"))
	{
		Some((item, bound)) => format!("at most {} of {item}", bound.trim_end_matches('>')),
		None => name,
	}
}

/// Lines of documentation as one.
fn joined(lines: &[String]) -> String {
	let lines: Vec<_> = lines.iter().map(|line| line.trim()).collect();
	plain(lines.join(" ").trim())
}

/// An amount in SALUS, without zeros at its end.
fn salus(amount: u128) -> String {
	let text = format!("{}.{:012}", amount / UNIT, amount % UNIT);
	format!("{} SALUS", text.trim_end_matches('0').trim_end_matches('.'))
}

fn constant(constant: &PalletConstantMetadata<PortableForm>, types: &PortableRegistry) -> String {
	let bytes = &mut &constant.value[..];
	let value = match &types.resolve(constant.ty.id).expect("the type is registered").type_def {
		TypeDef::Primitive(TypeDefPrimitive::U128) => u128::decode(bytes),
		TypeDef::Primitive(TypeDefPrimitive::U64) => u64::decode(bytes).map(u128::from),
		TypeDef::Primitive(TypeDefPrimitive::U32) => u32::decode(bytes).map(u128::from),
		TypeDef::Primitive(TypeDefPrimitive::U16) => u16::decode(bytes).map(u128::from),
		TypeDef::Primitive(TypeDefPrimitive::U8) => u8::decode(bytes).map(u128::from),
		// A `PalletId`: eight letters, from which the account of a pallet is derived.
		_ => return format!("`{}`", String::from_utf8_lossy(bytes)),
	};
	let value = value.expect("the metadata holds the value");
	if constant.name.contains("Deposit") {
		salus(value)
	} else {
		value.to_string()
	}
}

/// Two indices, if it is a call, and then what is as short as it can be: every number 0, every list empty, nothing optional
/// there.
struct Shortest<'a> {
	indices: std::iter::Copied<std::slice::Iter<'a, u8>>,
	/// Ends a decoding that would never end.
	left: usize,
}

impl<'a> Shortest<'a> {
	fn of<T: Decode>(indices: &'a [u8]) -> T {
		let mut input = Self {
			indices: indices.iter().copied(),
			left: 100_000,
		};
		T::decode(&mut input).expect("zeros are a value")
	}
}

impl Input for Shortest<'_> {
	fn remaining_len(&mut self) -> Result<Option<usize>, codec::Error> {
		Ok(None)
	}

	fn read(&mut self, into: &mut [u8]) -> Result<(), codec::Error> {
		self.left = self.left.checked_sub(into.len()).ok_or("it has no end")?;
		into.fill_with(|| self.indices.next().unwrap_or(0));
		Ok(())
	}
}

/// What a signed transaction of a call costs with the shortest arguments, at the fee multiplier of genesis.
fn least_fee(pallet: u8, call: u8) -> String {
	let call: RuntimeCall = Shortest::of(&[pallet, call]);
	let transaction = UncheckedExtrinsic::new_signed(call, Shortest::of(&[]), Shortest::of(&[]), Shortest::of(&[]));
	let length = u32::try_from(transaction.encoded_size()).expect("it is short");
	let info = sp_io::TestExternalities::default().execute_with(|| TransactionPayment::query_info(transaction, length));
	// The rest of the digits depends on the exact arguments.
	format!(
		"From {:.6} SALUS: {} µs and {} bytes of proof.",
		info.partial_fee as f64 / UNIT as f64,
		info.weight.ref_time() / 1_000_000,
		info.weight.proof_size()
	)
}

fn describe_call(text: &mut String, pallet: &Pallet, call: &Variant<PortableForm>) {
	let docs = Docs::new(&call.docs);
	let arguments: Vec<_> = call
		.fields
		.iter()
		.map(|field| format!("`{}: {}`", field.name.clone().unwrap_or_default(), type_name(field)))
		.collect();
	let arguments = if arguments.is_empty() {
		"none".into()
	} else {
		arguments.join(", ")
	};
	writeln!(text, "\n### `{}`\n\n{}\n", call.name, docs.summary).unwrap();
	writeln!(text, "| index {} | |\n|---|---|", call.index).unwrap();
	let rows = [
		("arguments", arguments),
		("origin", docs.section("Dispatch Origin").to_string()),
		("deposit", deposit(&pallet.name, &call.name).unwrap_or("None.").into()),
		("fee", least_fee(pallet.index, call.index)),
		("errors", docs.section("Errors").to_string()),
		("events", docs.section("Events").to_string()),
	];
	for (title, value) in rows {
		writeln!(text, "| {title} | {} |", value.replace('|', "\\|")).unwrap();
	}
	let details = docs.section("Details");
	if !details.is_empty() {
		writeln!(text, "\n{details}").unwrap();
	}
}

fn describe() -> String {
	let metadata = metadata();
	let types = &metadata.types;
	let mut text = String::from(
		"<!-- Written by client/api/tests/call_reference.rs. Change the documentation or the weight of the call, then run
     UPDATE_GOLDEN=1 cargo test --workspace call_reference -->

# Call reference

Every call of the pallets that are Salus's own, from the metadata of the runtime. Wallets show the same texts. The suite
fails when this page and the runtime differ.

- **Governance** is more than half of the council, or root: propose, vote and close a motion
  ([how](polkadot-js.md#3-decide-as-the-council)).
- **A deposit** is held, not paid: it comes back when what it pays for is gone.
- **The fee** follows weight and length. The figure is that of a signed transaction with the shortest arguments (numbers 0,
  lists empty, nothing optional), at the multiplier with which a chain begins: each further byte adds 0.000001 SALUS, and each
  provision, line or item of a list what it weighs. It is charged for the worst case, and what was not needed is given back. Who
  relays pays; for a motion, each member pays for the own vote, and the last one for the call. `--dry-run` of every `salus` verb
  and the window *Submit Transaction* of Polkadot.js Apps tell it for your own arguments.
- **Errors** are named `Pallet.Error` by every client. A call that is refused changes nothing but the fee.
",
	);

	text.push_str("\n| pallet | calls |\n|---|---|\n");
	for pallet in ours(&metadata) {
		let calls = calls(types, pallet);
		let links: Vec<_> = calls.iter().map(|call| format!("`{}`", call.name)).collect();
		writeln!(
			text,
			"| [{}](#{}) | {} |",
			pallet.name,
			pallet.name.to_lowercase(),
			links.join(" ")
		)
		.unwrap();
	}

	for pallet in ours(&metadata) {
		writeln!(text, "\n## {}\n\nPallet index {}.", pallet.name, pallet.index).unwrap();
		if !pallet.constants.is_empty() {
			text.push_str("\n| constant | value | |\n|---|---|---|\n");
			for item in &pallet.constants {
				let docs = joined(&item.docs);
				writeln!(text, "| `{}` | {} | {} |", item.name, constant(item, types), docs).unwrap();
			}
		}
		for call in calls(types, pallet) {
			describe_call(&mut text, pallet, &call);
		}
		writeln!(
			text,
			"\n### Errors of {}\n\n| error | when, and what to do |\n|---|---|",
			pallet.name
		)
		.unwrap();
		for error in errors(types, pallet) {
			writeln!(text, "| `{}` | {} |", error.name, joined(&error.docs)).unwrap();
		}
	}

	text.push_str(
		"\n## Runtime calls\n\nQuestions to a node, over `state_call`, at any block whose state it has. They cost nothing.\n",
	);
	for api in metadata.apis.iter().filter(|api| APIS.contains(&api.name.as_str())) {
		writeln!(
			text,
			"\n### {}\n\n{}\n\n| call | answers |\n|---|---|",
			api.name,
			joined(&api.docs)
		)
		.unwrap();
		for method in &api.methods {
			let inputs: Vec<_> = method.inputs.iter().map(|input| input.name.clone()).collect();
			let docs = joined(&method.docs);
			writeln!(text, "| `{}({})` | {} |", method.name, inputs.join(", "), docs).unwrap();
		}
	}
	text
}

#[test]
fn call_reference_should_equal_the_page() {
	let now = describe();
	if std::env::var_os("UPDATE_GOLDEN").is_some() {
		std::fs::write(PAGE, &now).unwrap();
	}
	let page = std::fs::read_to_string(PAGE).unwrap_or_default();
	let differs = page.lines().zip(now.lines()).position(|(page, now)| page != now);
	assert!(
		page == now,
		"docs/developers/calls.md differs from the runtime, first in line {}: UPDATE_GOLDEN=1 cargo test --workspace call_reference",
		differs.unwrap_or_else(|| page.lines().count().min(now.lines().count())) + 1
	);
}

#[test]
fn calls_and_errors_should_be_documented_and_their_deposits_told() {
	let metadata = metadata();
	let types = &metadata.types;
	let (mut found, mut known) = (Vec::new(), Vec::new());
	for pallet in ours(&metadata) {
		for call in calls(types, pallet) {
			let name = format!("{}.{}", pallet.name, call.name);
			let docs = Docs::new(&call.docs);
			let missing = ["Dispatch Origin", "Details", "Errors", "Events"]
				.into_iter()
				.filter(|title| docs.section(title).is_empty())
				.collect::<Vec<_>>();
			if docs.summary.is_empty() || !missing.is_empty() {
				found.push(format!("{name}: {missing:?}"));
			}
			// It says that it has none.
			let speaks = docs.speaks_of_a_deposit() && call.name != "log_only";
			if speaks && deposit(&pallet.name, &call.name).is_none() {
				found.push(format!("{name}: not in DEPOSITS"));
			}
			known.push(name);
		}
		for error in errors(types, pallet) {
			if error.docs.is_empty() {
				found.push(format!("{}.{}: no documentation", pallet.name, error.name));
			}
		}
	}
	for (pallet, call, _) in DEPOSITS {
		let name = format!("{pallet}.{call}");
		if !known.contains(&name) {
			found.push(format!("{name}: in DEPOSITS, and there is none"));
		}
	}
	assert_eq!(found, Vec::<String>::new());
}
