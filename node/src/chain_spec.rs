//! The chains this node knows by name, and those it reads from a file.

use polkadot_omni_node_lib::chain_spec::{Extensions, GenericChainSpec, LoadSpec};
use polkadot_sdk::{
	sc_chain_spec::{ChainSpec, ChainType, Properties},
	sp_genesis_builder::{DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET},
};
use salus_runtime::{
	constants::{SS58_PREFIX, TOKEN_DECIMALS, TOKEN_SYMBOL},
	genesis_config_presets::CONSORTIUM_RUNTIME_PRESET,
};
use std::path::Path;

/// Loads `dev`, `local`, `consortium`, or a chain spec file.
pub struct Loader;

impl LoadSpec for Loader {
	fn load_spec(&self, id: &str) -> Result<Box<dyn ChainSpec>, String> {
		let spec = match id {
			"dev" => embedded(
				"Salus Development",
				"salus-dev",
				ChainType::Development,
				DEV_RUNTIME_PRESET,
			)?,
			"local" | "" => embedded(
				"Salus Local Testnet",
				"salus-local",
				ChainType::Local,
				LOCAL_TESTNET_RUNTIME_PRESET,
			)?,
			"consortium" => embedded(
				"Salus Consortium",
				"salus-consortium",
				ChainType::Live,
				CONSORTIUM_RUNTIME_PRESET,
			)?,
			path => from_file(Path::new(path))?,
		};
		Ok(Box::new(spec))
	}
}

/// What wallets show. Equal to the settings of the metadata hash (`runtime/build.rs`).
fn properties() -> Properties {
	let mut properties = Properties::new();
	properties.insert("tokenSymbol".into(), TOKEN_SYMBOL.into());
	properties.insert("tokenDecimals".into(), TOKEN_DECIMALS.into());
	properties.insert("ss58Format".into(), SS58_PREFIX.into());
	properties
}

fn embedded(name: &str, id: &str, chain_type: ChainType, preset: &str) -> Result<GenericChainSpec, String> {
	let code = salus_runtime::WASM_BINARY.ok_or(
		"This node was built without its Wasm runtime (SKIP_WASM_BUILD was set). Build it again without that \
		variable, or pass a chain spec file with --chain.",
	)?;
	Ok(
		GenericChainSpec::builder(code, Extensions::new_with_relay_chain("rococo-local".into()))
			.with_name(name)
			.with_id(id)
			.with_chain_type(chain_type)
			.with_protocol_id("salus")
			.with_properties(properties())
			.with_genesis_config_preset_name(preset)
			.build(),
	)
}

fn from_file(path: &Path) -> Result<GenericChainSpec, String> {
	let shown = path.display();
	match std::fs::metadata(path) {
		Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(format!(
			"'{shown}' is neither a chain this node knows (dev, local, consortium) nor a chain spec file. Check the \
			name, or write a spec with 'salus-node export-chain-spec --chain local > spec.json'."
		)),
		Err(error) => Err(format!("The chain spec file '{shown}' cannot be read: {error}.")),
		Ok(found) if !found.is_file() => Err(format!("'{shown}' is a folder, not a chain spec file.")),
		Ok(_) => GenericChainSpec::from_json_file(path.into()).map_err(|error| {
			format!("'{shown}' is not a chain spec of a Salus chain: {error}. Ask the operator you got it from for a new copy.")
		}),
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn error(id: &str) -> String {
		Loader.load_spec(id).err().expect("no spec")
	}

	#[test]
	fn load_spec_should_name_the_chains_when_the_name_is_unknown() {
		let message = error("mainnet");
		assert!(
			message.contains("'mainnet'") && message.contains("dev, local, consortium"),
			"{message}"
		);
	}

	#[test]
	fn load_spec_should_say_what_is_wrong_when_the_file_is_not_a_spec() {
		let folder = std::env::temp_dir().join(format!("salus-spec-{}", std::process::id()));
		std::fs::create_dir_all(&folder).unwrap();
		assert!(error(folder.to_str().unwrap()).contains("is a folder"));
		let file = folder.join("spec.json");
		for content in ["", "{", r#"{"name":"x"}"#] {
			std::fs::write(&file, content).unwrap();
			assert!(error(file.to_str().unwrap()).contains("not a chain spec of a Salus chain"));
		}
		std::fs::remove_dir_all(&folder).unwrap();
	}

	#[test]
	fn embedded_specs_should_carry_our_properties() {
		for (id, chain_type) in [
			("dev", ChainType::Development),
			("local", ChainType::Local),
			("consortium", ChainType::Live),
		] {
			let spec = Loader.load_spec(id).unwrap();
			assert_eq!(spec.chain_type(), chain_type);
			let properties = spec.properties();
			assert_eq!(properties["tokenSymbol"], "SALUS");
			assert_eq!(properties["tokenDecimals"], 12);
			assert_eq!(properties["ss58Format"], 42);
		}
	}

	// The development chain's genesis is built whenever a test starts a node, the consortium's below.
	#[test]
	fn local_spec_should_build_its_genesis() {
		Loader.load_spec("local").unwrap().build_storage().unwrap();
	}

	#[test]
	fn consortium_spec_should_hold_no_development_key() {
		use polkadot_sdk::sp_keyring::Sr25519Keyring;
		let mut state = Loader.load_spec("consortium").unwrap().build_storage().unwrap().top;
		// The runtime's code carries the well-known keys of the other presets.
		assert!(state.remove(&b":code"[..]).is_some());
		for key in Sr25519Keyring::iter() {
			let public = key.to_raw_public();
			let holds = |bytes: &Vec<u8>| bytes.windows(public.len()).any(|window| window == public);
			assert!(
				!state.iter().any(|(key, value)| holds(key) || holds(value)),
				"{key} is in the consortium genesis"
			);
		}
	}
}
