//! The chains this node knows by name, and those it reads from a file.

use polkadot_omni_node_lib::chain_spec::{Extensions, GenericChainSpec, LoadSpec};
use polkadot_sdk::{
	sc_chain_spec::{self, ChainSpec, ChainType, NoExtension, Properties},
	sp_core::bytes,
	sp_genesis_builder::{DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET},
};
use salus_runtime::{
	constants::{SS58_PREFIX, TOKEN_DECIMALS, TOKEN_SYMBOL},
	genesis_config_presets::CONSORTIUM_RUNTIME_PRESET,
	VERSION,
};
use sc_executor::read_embedded_version;
use sc_executor_common::runtime_blob::RuntimeBlob;
use serde_json::Value;
use std::{
	io::{Error, ErrorKind},
	path::Path,
};

/// The relay chains whose specs the SDK carries.
pub const EMBEDDED_RELAY_CHAINS: [&str; 5] = ["kusama", "paseo", "polkadot", "rococo", "westend"];

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
	let unreadable = |error: Error| {
		format!("The chain spec file '{shown}' cannot be read: {error}. Give it to this user (chown), or let this user read it (chmod).")
	};
	match std::fs::metadata(path) {
		Err(error) if error.kind() == ErrorKind::NotFound => {
			return Err(format!(
				"'{shown}' is neither a chain this node knows (dev, local, consortium) nor a chain spec file. Check the \
				name, or write a spec with 'salus-node export-chain-spec --chain local > spec.json'."
			))
		},
		Err(error) => return Err(unreadable(error)),
		Ok(found) if found.is_dir() => return Err(format!("'{shown}' is a folder, not a chain spec file.")),
		Ok(_) => {},
	}
	let content = std::fs::read(path).map_err(unreadable)?;
	from_json(content).map_err(|error| {
		format!(
			"'{shown}' is not a chain spec of a Salus chain: {error}. Ask the operator you got it from for a new copy."
		)
	})
}

/// Fails unless the relay chain node inside can read its chain from this file.
pub fn ensure_of_relay_chain(path: &Path) -> Result<(), String> {
	let check = || {
		let content = std::fs::read(path).map_err(|error| format!("it cannot be read: {error}"))?;
		let json = json(&content)?;
		if let Some(relay_chain) = json.get("relay_chain").or(json.get("relayChain")) {
			return Err(format!("it is the spec of a parachain of {relay_chain}"));
		}
		let spec = sc_chain_spec::GenericChainSpec::<NoExtension>::from_json_bytes(content)?;
		ensure_names_a_folder(spec.id())
	};
	check().map_err(|error| {
		format!(
			"'{}' is not the chain spec of a relay chain: {error}. After the '--', name a relay chain that is in every node \
			({}), or the file that the relay chain's operators give out.",
			path.display(),
			EMBEDDED_RELAY_CHAINS.join(", ")
		)
	})
}

fn json(content: &[u8]) -> Result<Value, String> {
	serde_json::from_slice(content).map_err(|error| format!("it is not JSON: {error}"))
}

/// The folder of a chain's database and keys has the name of its id.
fn ensure_names_a_folder(id: &str) -> Result<(), String> {
	let fits = |letter: char| letter.is_ascii_alphanumeric() || ['.', '_', '-'].contains(&letter);
	if id.is_empty() || id.starts_with('.') || !id.chars().all(fits) {
		return Err(format!(
			"its id '{id}' cannot name a folder: letters, digits, '.', '_' and '-' can, and no '.' at the beginning"
		));
	}
	Ok(())
}

/// Reads what the SDK would read only when the node runs, and what it would not read at all.
fn from_json(content: Vec<u8>) -> Result<GenericChainSpec, String> {
	let json = json(&content)?;
	let spec = GenericChainSpec::from_json_bytes(content)?;
	ensure_names_a_folder(spec.id())?;
	for number in ["tokenDecimals", "ss58Format"] {
		if !json["properties"][number].is_u64() {
			return Err(format!("'{number}' in its properties is not a number"));
		}
	}
	let genesis = &json["genesis"];
	let code = if genesis["raw"].is_object() {
		&genesis["raw"]["top"]["0x3a636f6465"]
	} else {
		&genesis["runtimeGenesis"]["code"]
	};
	let code = code.as_str().ok_or("there is no runtime in its genesis")?;
	ensure_ours(&bytes::from_hex(code).map_err(|error| format!("the runtime in its genesis is not hex: {error}"))?)?;
	if genesis["raw"].is_object() {
		spec.as_storage_builder().build_storage()?;
	} else if !["patch", "config"]
		.iter()
		.any(|form| genesis["runtimeGenesis"][form].is_object())
	{
		return Err("its genesis has neither a patch nor a config that is an object".into());
	}
	Ok(spec)
}

/// Fails unless this is the code of a Salus runtime, whichever version of it. Runs none of it.
fn ensure_ours(code: &[u8]) -> Result<(), String> {
	let version = RuntimeBlob::uncompress_if_needed(code)
		.and_then(|blob| read_embedded_version(&blob))
		.map_err(|error| format!("the runtime in its genesis is not one: {error}"))?
		.ok_or("the runtime in its genesis does not say what it is")?;
	if version.spec_name != VERSION.spec_name {
		return Err(format!(
			"the runtime in its genesis is '{}', and this node runs '{}'",
			version.spec_name, VERSION.spec_name
		));
	}
	Ok(())
}

/// Why the runtime refused a genesis, if that is what this error of the SDK reports: the SDK adds all of the genesis, or where
/// in the code of the runtime it ended.
pub fn refused_genesis(error: &str) -> Option<String> {
	let reason = if let Some((reason, genesis)) = error.split_once(" for blob:\n") {
		let reason = reason.rsplit("Invalid JSON blob: ").next()?;
		// The line is one of the genesis with the defaults in it, which nobody has.
		let (reason, at) = reason.rsplit_once(" at line ").unwrap_or((reason, ""));
		let line = at.split(' ').next().and_then(|line| line.parse().ok()).unwrap_or(0);
		match field(genesis, line) {
			Some(field) => format!("{field}: {reason}"),
			None => reason.into(),
		}
	} else if error.contains("GenesisBuilder_build_state") {
		let pallet = error
			.split_once("::pallet::GenesisConfig")
			.and_then(|(before, _)| before.rsplit('<').next())
			.unwrap_or("a pallet");
		format!(
			"{pallet} is given a value that it does not take, such as an empty list, an account named twice, or an amount \
			below the least"
		)
	} else {
		return None;
	};
	Some(format!(
		"The runtime refuses the genesis of this chain spec: {reason}. Compare the genesis in the file with that of \
		'salus-node export-chain-spec --chain local'."
	))
}

/// The pallet and its field, such as `balances.balances`, in this line of JSON with an indent of two.
fn field(json: &str, line: usize) -> Option<String> {
	let mut keys = Vec::new();
	for line in json.lines().take(line) {
		let text = line.trim_start();
		let depth = (line.len() - text.len()) / 2;
		if let (1..=2, Some((key, _))) = (depth, text.split_once("\":")) {
			keys.truncate(depth - 1);
			keys.push(key.trim_start_matches('"'));
		}
	}
	(!keys.is_empty()).then(|| keys.join("."))
}

#[cfg(test)]
mod tests {
	use super::*;
	use serde_json::json;

	fn error(id: &str) -> String {
		Loader.load_spec(id).expect_err("no spec")
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
		let whole: Value = serde_json::from_str(&Loader.load_spec("local").unwrap().as_json(false).unwrap()).unwrap();
		let code = &whole["genesis"]["runtimeGenesis"]["code"];
		let with = |pointer: &str, value: Value| {
			let mut spec = whole.clone();
			*spec.pointer_mut(pointer).unwrap() = value;
			spec.to_string()
		};
		let with_code = |code: &[u8]| with("/genesis/runtimeGenesis/code", bytes::to_hex(code, false).into());
		let with_raw = |top: Value| with("/genesis", json!({ "raw": { "top": top, "childrenDefault": {} } }));
		for (content, words) in [
			("".into(), "it is not JSON"),
			("{".into(), "it is not JSON"),
			(r#"{"name":"x"}"#.into(), "missing field `id`"),
			(
				with("/properties", json!({})),
				"'tokenDecimals' in its properties is not a number",
			),
			(
				with("/properties/tokenDecimals", "twelve".into()),
				"'tokenDecimals' in its properties",
			),
			(
				with("/properties/ss58Format", Value::Null),
				"'ss58Format' in its properties",
			),
			(with("/id", "../../x".into()), "its id '../../x' cannot name a folder"),
			(with("/id", "".into()), "its id '' cannot name a folder"),
			(with("/genesis", json!({})), "there is no runtime in its genesis"),
			(with_raw(json!({})), "there is no runtime in its genesis"),
			(
				with("/genesis/runtimeGenesis/code", "0xcode".into()),
				"the runtime in its genesis is not hex",
			),
			(with_code(b"code"), "the runtime in its genesis is not one"),
			(
				with_code(b"\0asm\x01\0\0\0"),
				"the runtime in its genesis does not say what it is",
			),
			(
				with_code(&of_another_chain()),
				"the runtime in its genesis is 'other', and this node runs 'salus'",
			),
			(
				with("/genesis/runtimeGenesis/patch", 7.into()),
				"neither a patch nor a config that is an object",
			),
			(
				with_raw(json!({ "0x3a636f6465": code, "0xkey": "0x" })),
				"invalid hex character",
			),
		] {
			std::fs::write(&file, content).unwrap();
			let message = error(file.to_str().unwrap());
			assert!(
				message.contains("is not a chain spec of a Salus chain") && message.contains(words),
				"{words}: {message}"
			);
		}
		std::fs::write(&file, whole.to_string()).unwrap();
		assert_eq!(Loader.load_spec(file.to_str().unwrap()).unwrap().id(), "salus-local");
		std::fs::remove_dir_all(&folder).unwrap();
	}

	/// Our runtime, under the name of another.
	fn of_another_chain() -> Vec<u8> {
		let code = RuntimeBlob::uncompress_if_needed(salus_runtime::WASM_BINARY.unwrap()).unwrap();
		let ours = code.custom_section_contents("runtime_version").unwrap().to_vec();
		let mut code = code.serialize();
		let at = code.windows(ours.len()).position(|window| window == ours).unwrap();
		// The name is the first field, after a byte with its length.
		code[at + 1..at + 6].copy_from_slice(b"other");
		code
	}

	// A file of which the system lets nobody read the beginning.
	#[cfg(target_os = "linux")]
	#[test]
	fn load_spec_should_say_so_when_the_file_cannot_be_read() {
		let message = error("/proc/self/mem");
		assert!(
			message.contains("cannot be read") && message.contains("chmod"),
			"{message}"
		);
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
		use polkadot_sdk::{
			sp_core::{crypto::DEV_PHRASE, ed25519, sr25519, Pair},
			sp_keyring::{Ed25519Keyring, Sr25519Keyring},
		};
		let mut state = Loader.load_spec("consortium").unwrap().build_storage().unwrap().top;
		// The runtime's code carries the well-known keys of the other presets.
		assert!(state.remove(&b":code"[..]).is_some());
		let phrase = [
			sr25519::Pair::from_string(DEV_PHRASE, None).unwrap().public().0,
			ed25519::Pair::from_string(DEV_PHRASE, None).unwrap().public().0,
		];
		let keys = Sr25519Keyring::iter().map(Sr25519Keyring::to_raw_public);
		let keys = keys.chain(Ed25519Keyring::iter().map(Ed25519Keyring::to_raw_public));
		for public in keys.chain(phrase) {
			let holds = |bytes: &Vec<u8>| bytes.windows(public.len()).any(|window| window == public);
			assert!(
				!state.iter().any(|(key, value)| holds(key) || holds(value)),
				"the development key {} is in the consortium genesis",
				bytes::to_hex(&public, false)
			);
		}
	}
}
