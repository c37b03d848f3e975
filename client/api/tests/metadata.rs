//! `metadata.scale` is the metadata of the runtime in this repository, and what a Salus client assumes of it holds.

use codec::Decode;
use frame_metadata::{RuntimeMetadata, RuntimeMetadataPrefixed};
use polkadot_sdk::sp_io;
use salus_api::{salus, METADATA};
use std::path::Path;

/// The newest stable version that the client library reads.
const VERSION: u32 = 16;

/// Set to renew the file instead of comparing it.
const UPDATE: &str = "SALUS_UPDATE_METADATA";

fn of_the_runtime() -> Vec<u8> {
	// Some constants of the metadata are read from storage.
	sp_io::TestExternalities::default()
		.execute_with(|| salus_runtime::Runtime::metadata_at_version(VERSION))
		.expect("the runtime speaks this version of metadata")
		.to_vec()
}

#[test]
fn metadata_file_should_be_that_of_the_runtime() {
	let now = of_the_runtime();
	if std::env::var_os(UPDATE).is_some() {
		let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("metadata.scale");
		std::fs::write(&path, &now).expect("the metadata file can be written");
		return;
	}
	if now == METADATA {
		return;
	}
	let decode = |bytes: &[u8]| subxt_metadata::Metadata::decode(&mut &bytes[..]).expect("metadata decodes");
	let (committed, now) = (decode(METADATA), decode(&now));
	let mut differences = vec![];
	for pallet in now.pallets() {
		match committed.pallet_by_name(pallet.name()) {
			None => differences.push(format!("pallet {} is new", pallet.name())),
			Some(before) if before.hash() != pallet.hash() => {
				differences.push(format!("pallet {} has changed", pallet.name()))
			},
			Some(_) => (),
		}
	}
	for pallet in committed.pallets() {
		if now.pallet_by_name(pallet.name()).is_none() {
			differences.push(format!("pallet {} is gone", pallet.name()));
		}
	}
	for api in now.runtime_api_traits() {
		match committed.runtime_api_trait_by_name(api.name()) {
			Some(before) if before.hash() == api.hash() => (),
			_ => differences.push(format!("runtime API {} has changed", api.name())),
		}
	}
	if differences.is_empty() {
		differences.push("documentation, or an index, has changed".into());
	}
	panic!(
		"client/api/metadata.scale is not the metadata of this runtime: {}. Renew it with\n\n    scripts/metadata\n\n\
		 (that is `{UPDATE}=1 cargo test -p salus-api --test metadata`), and commit it with the change of the runtime.",
		differences.join(", ")
	);
}

#[test]
fn generated_types_should_be_valid_for_the_runtime() {
	let now = subxt_metadata::Metadata::decode(&mut &of_the_runtime()[..]).expect("metadata decodes");
	if std::env::var_os(UPDATE).is_none() {
		assert!(salus::is_codegen_valid_for(&now));
	}
}

#[test]
fn extensions_without_a_counterpart_should_carry_nothing() {
	let RuntimeMetadataPrefixed(_, RuntimeMetadata::V16(metadata)) =
		RuntimeMetadataPrefixed::decode(&mut &METADATA[..]).expect("metadata decodes")
	else {
		panic!("metadata is of version {VERSION}")
	};
	let known = [
		"CheckSpecVersion",
		"CheckTxVersion",
		"CheckGenesis",
		"CheckMortality",
		"CheckNonce",
		"ChargeTransactionPayment",
		"CheckMetadataHash",
	];
	let empty = |id: u32| match &metadata.types.resolve(id).expect("types resolve").type_def {
		scale_info::TypeDef::Tuple(tuple) => tuple.fields.is_empty(),
		scale_info::TypeDef::Composite(composite) => composite.fields.is_empty(),
		_ => false,
	};
	let names: Vec<_> = metadata
		.extrinsic
		.transaction_extensions
		.iter()
		.map(|extension| extension.identifier.as_str())
		.collect();
	assert_eq!(names.first(), Some(&"AuthorizeCall"));
	for extension in &metadata.extrinsic.transaction_extensions {
		if !known.contains(&extension.identifier.as_str()) {
			assert!(empty(extension.ty.id), "{} has a value", extension.identifier);
			assert!(empty(extension.implicit.id), "{} has an implicit", extension.identifier);
		}
	}
	for name in known {
		assert!(names.contains(&name), "the runtime has no {name}");
	}
}
