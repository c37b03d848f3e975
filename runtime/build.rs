//! Builds the Wasm that the node embeds.

#[cfg(all(feature = "std", feature = "metadata-hash"))]
fn main() {
	// Symbol and decimals equal the properties of the chain specs (`node/src/chain_spec.rs`).
	substrate_wasm_builder::WasmBuilder::init_with_defaults()
		.enable_metadata_hash("SALUS", 12)
		.build();
}

#[cfg(all(feature = "std", not(feature = "metadata-hash")))]
fn main() {
	substrate_wasm_builder::WasmBuilder::build_using_defaults();
}

#[cfg(not(feature = "std"))]
fn main() {}
