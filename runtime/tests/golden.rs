//! What clients, wallets and stored data depend on, pinned: indices of pallets and calls, arguments, the order of the
//! extensions, and the bounds of what our pallets store.
//!
//! After a wanted change run `UPDATE_GOLDEN=1 cargo test -p salus-runtime golden`, read the difference, and raise
//! `spec_version` (and `transaction_version`, if an index, an argument or an extension changed).

use polkadot_sdk::*;

use frame_metadata::{v14::RuntimeMetadataV14, RuntimeMetadata};
use frame_support::traits::StorageInfoTrait;
use salus_runtime::{AllPalletsWithSystem, Runtime, VERSION};
use scale_info::{form::PortableForm, PortableRegistry, TypeDef, Variant};
use std::fmt::Write;

pub fn metadata() -> RuntimeMetadataV14 {
	// Some constants of the metadata are read from storage.
	match sp_io::TestExternalities::default().execute_with(Runtime::metadata).1 {
		RuntimeMetadata::V14(metadata) => metadata,
		_ => panic!("the runtime serves metadata of version 14"),
	}
}

/// The variants of a call, event or error enum, by index.
pub fn variants(types: &PortableRegistry, id: u32) -> Vec<Variant<PortableForm>> {
	match &types.resolve(id).expect("the type is registered").type_def {
		TypeDef::Variant(variant) => {
			let mut variants = variant.variants.clone();
			variants.sort_by_key(|variant| variant.index);
			variants
		},
		other => panic!("not an enum: {other:?}"),
	}
}

fn describe() -> String {
	let metadata = metadata();
	let mut text = format!(
		"spec_version {}, transaction_version {}\n\nextensions\n",
		VERSION.spec_version, VERSION.transaction_version
	);
	for extension in &metadata.extrinsic.signed_extensions {
		writeln!(text, "  {}", extension.identifier).unwrap();
	}
	let mut pallets = metadata.pallets.clone();
	pallets.sort_by_key(|pallet| pallet.index);
	for pallet in pallets {
		writeln!(text, "\n{} {}", pallet.index, pallet.name).unwrap();
		for call in pallet
			.calls
			.iter()
			.flat_map(|calls| variants(&metadata.types, calls.ty.id))
		{
			let arguments: Vec<_> = call.fields.iter().filter_map(|field| field.name.clone()).collect();
			writeln!(text, "  {:>3} {}({})", call.index, call.name, arguments.join(", ")).unwrap();
		}
	}
	text.push_str("\nbytes stored at the most\n");
	for info in AllPalletsWithSystem::storage_info() {
		let pallet = String::from_utf8(info.pallet_name).unwrap();
		if crate::metadata::OURS.contains(&pallet.as_str()) {
			let item = String::from_utf8(info.storage_name).unwrap();
			writeln!(text, "  {pallet}.{item} {}", info.max_size.expect("bounded")).unwrap();
		}
	}
	text
}

#[test]
fn indices_extensions_and_bounds_should_equal_the_golden_file() {
	let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden.txt");
	let now = describe();
	if std::env::var_os("UPDATE_GOLDEN").is_some() {
		std::fs::write(path, &now).unwrap();
	}
	let golden = std::fs::read_to_string(path).expect("tests/golden.txt is part of the repository");
	for (line, (golden, now)) in golden.lines().zip(now.lines()).enumerate() {
		assert_eq!(golden, now, "line {} of tests/golden.txt", line + 1);
	}
	assert_eq!(
		golden, now,
		"tests/golden.txt has lines that the runtime has not, or lacks some"
	);
}

#[test]
fn pallets_that_the_node_finds_by_name_should_have_that_name() {
	let names: Vec<_> = metadata().pallets.into_iter().map(|pallet| pallet.name).collect();
	for name in ["System", "ParachainSystem", "Aura"] {
		assert!(names.iter().any(|found| found == name), "{name}");
	}
}

#[test]
fn extension_tuple_should_begin_and_end_as_designed() {
	let extensions: Vec<_> = metadata()
		.extrinsic
		.signed_extensions
		.into_iter()
		.map(|extension| extension.identifier)
		.collect();
	assert_eq!(extensions.first().map(String::as_str), Some("AuthorizeCall"));
	assert_eq!(extensions.last().map(String::as_str), Some("StorageWeightReclaim"));
	assert_eq!(
		extensions.iter().rev().nth(1).map(String::as_str),
		Some("CheckMetadataHash")
	);
}

/// Generic clients fill in only extensions whose payload is `()` or an `Option`, or which every Substrate chain has.
#[test]
fn extensions_should_be_those_that_every_client_knows() {
	let known = [
		"AuthorizeCall",
		"CheckNonZeroSender",
		"CheckSpecVersion",
		"CheckTxVersion",
		"CheckGenesis",
		"CheckMortality",
		"CheckNonce",
		"CheckWeight",
		"ChargeTransactionPayment",
		"CheckMetadataHash",
		"StorageWeightReclaim",
	];
	for extension in metadata().extrinsic.signed_extensions {
		assert!(
			known.contains(&extension.identifier.as_str()),
			"{}",
			extension.identifier
		);
	}
}
