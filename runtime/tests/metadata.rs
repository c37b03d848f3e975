//! Nothing that could carry personal data, and nothing unbounded, in any call, event or storage of our pallets.

use crate::golden::metadata;
use frame_metadata::v14::StorageEntryType;
use scale_info::{PortableRegistry, TypeDef, TypeDefPrimitive};
use std::collections::BTreeSet;

/// Our own pallets.
pub const OURS: [&str; 4] = ["Participants", "Records", "Consent", "Claims"];

/// Walks a type and all it holds; what in it is unbounded.
fn unbounded(types: &PortableRegistry, id: u32, seen: &mut BTreeSet<u32>, found: &mut Vec<String>, trail: &str) {
	if !seen.insert(id) {
		return;
	}
	let ty = types.resolve(id).expect("the type is registered");
	let trail = format!("{trail} > {}", ty.path.segments.join("::"));
	// A bounded collection holds a plain one; its bound is a type parameter. What its items hold still counts.
	if ty
		.path
		.segments
		.first()
		.is_some_and(|root| root == "bounded_collections")
	{
		for parameter in ty.type_params.iter().filter_map(|parameter| parameter.ty) {
			unbounded(types, parameter.id, seen, found, &trail);
		}
		return;
	}
	let mut visit = |id, found: &mut Vec<String>| unbounded(types, id, seen, found, &trail);
	match &ty.type_def {
		TypeDef::Composite(composite) => composite.fields.iter().for_each(|field| visit(field.ty.id, found)),
		TypeDef::Variant(variant) => variant
			.variants
			.iter()
			.flat_map(|variant| &variant.fields)
			.for_each(|field| visit(field.ty.id, found)),
		TypeDef::Tuple(tuple) => tuple.fields.iter().for_each(|field| visit(field.id, found)),
		TypeDef::Array(array) => visit(array.type_param.id, found),
		TypeDef::Compact(compact) => visit(compact.type_param.id, found),
		TypeDef::Sequence(_) => found.push(format!("{trail}: an unbounded sequence")),
		TypeDef::BitSequence(_) => found.push(format!("{trail}: an unbounded bit sequence")),
		TypeDef::Primitive(TypeDefPrimitive::Str) => found.push(format!("{trail}: text")),
		TypeDef::Primitive(_) => {},
	}
}

#[test]
fn our_pallets_should_hold_no_free_bytes_text_or_unbounded_collection() {
	let metadata = metadata();
	let mut found = Vec::new();
	let mut checked = 0;
	for pallet in metadata
		.pallets
		.iter()
		.filter(|pallet| OURS.contains(&pallet.name.as_str()))
	{
		let mut roots = Vec::new();
		roots.extend(pallet.calls.iter().map(|calls| ("call", calls.ty.id)));
		roots.extend(pallet.event.iter().map(|event| ("event", event.ty.id)));
		for entry in pallet.storage.iter().flat_map(|storage| &storage.entries) {
			match &entry.ty {
				StorageEntryType::Plain(value) => roots.push((entry.name.as_str(), value.id)),
				StorageEntryType::Map { key, value, .. } => {
					roots.push((entry.name.as_str(), key.id));
					roots.push((entry.name.as_str(), value.id));
				},
			}
		}
		for (name, id) in roots {
			checked += 1;
			unbounded(
				&metadata.types,
				id,
				&mut BTreeSet::new(),
				&mut found,
				&format!("{}.{name}", pallet.name),
			);
		}
	}
	assert!(checked >= 5 * OURS.len(), "only {checked} types were checked");
	assert!(found.is_empty(), "{found:#?}");
}

/// The check itself finds what it should: the SDK's own pallets do hold free bytes.
#[test]
fn check_should_notice_free_bytes_where_there_are_some() {
	let metadata = metadata();
	let system = metadata
		.pallets
		.iter()
		.find(|pallet| pallet.name == "System")
		.expect("System");
	let mut found = Vec::new();
	let calls = system.calls.as_ref().expect("calls").ty.id;
	unbounded(&metadata.types, calls, &mut BTreeSet::new(), &mut found, "System");
	assert!(!found.is_empty());
}

#[test]
fn calls_of_our_pallets_should_be_documented_for_wallets() {
	let metadata = metadata();
	for pallet in metadata
		.pallets
		.iter()
		.filter(|pallet| OURS.contains(&pallet.name.as_str()))
	{
		for call in crate::golden::variants(&metadata.types, pallet.calls.as_ref().expect("calls").ty.id) {
			let docs = call.docs.join("\n");
			for part in ["## Dispatch Origin", "## Details", "## Errors", "## Events"] {
				assert!(docs.contains(part), "{}.{} has no '{part}'", pallet.name, call.name);
			}
		}
	}
}
