//! Builds the Wasm of the relay chain's runtime.

#[cfg(feature = "std")]
fn main() {
	// Its dependencies are in the lock file of this workspace. `.cargo/config.toml` names the main one, for all; only this
	// process is told otherwise, because build scripts of dependencies would run again if cargo saw a change.
	let workspace = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
	std::env::set_var("WASM_BUILD_WORKSPACE_HINT", workspace);
	substrate_wasm_builder::WasmBuilder::build_using_defaults();
}

#[cfg(not(feature = "std"))]
fn main() {}
