//! The genesis of a relay chain for one machine: Rococo with epochs of a minute, two well-known validators, and parachains
//! that are registered from the first block.
//!
//! The validators are Alice and Bob, whose keys everybody knows: no such chain may be reachable from elsewhere.

pub mod registration;

use polkadot_service::GenericChainSpec;
use sc_chain_spec::{ChainType, GenesisConfigBuilderRuntimeCaller};
use serde_json::{json, Value};
use std::{
	collections::BTreeSet,
	fmt, fs,
	path::{Path, PathBuf},
	str::FromStr,
};

/// The preset of the Rococo runtime that has Alice and Bob as validators.
const PRESET: &str = "local_testnet";

/// What a compressed runtime begins with (`sp-maybe-compressed-blob`).
const COMPRESSED: [u8; 8] = [82, 188, 83, 118, 70, 219, 142, 5];

/// Sessions in which validators vote on new code. Sessions last a minute here, and a busy machine compiles longer.
const CODE_VOTING_SESSIONS: u32 = 10;

/// Ids below are of system parachains.
const FIRST_PARA_ID: u32 = 1_000;

/// Why there is no chain spec.
#[derive(Debug, PartialEq, Eq)]
pub enum Error {
	/// `--para` is not `ID,HEAD-FILE,CODE-FILE`.
	Argument(String),
	/// A file cannot be read, or is not what it should be.
	File { path: PathBuf, problem: String },
	/// Two parachains have one id.
	ParaIdTaken(u32),
	/// The id is one of those that only system parachains have.
	ParaIdReserved(u32),
	/// The runtime refuses the genesis.
	Genesis(String),
	/// This binary was built without its runtime.
	NoRuntime,
}

impl fmt::Display for Error {
	fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
		match self {
			Error::Argument(given) => write!(f, "'{given}' is not ID,HEAD-FILE,CODE-FILE"),
			Error::File { path, problem } => write!(f, "{}: {problem}", path.display()),
			Error::ParaIdTaken(id) => write!(
				f,
				"para id {id} is taken: two parachains ask for it. Give one of them another"
			),
			Error::ParaIdReserved(id) => write!(
				f,
				"para id {id} is reserved: ids below {FIRST_PARA_ID} are of system parachains. Choose a higher one"
			),
			Error::Genesis(problem) => write!(f, "the relay chain's runtime refuses this genesis: {problem}"),
			Error::NoRuntime => write!(
				f,
				"built without the relay chain's runtime: unset SKIP_WASM_BUILD and build again"
			),
		}
	}
}

impl std::error::Error for Error {}

/// A parachain that is registered in the genesis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Para {
	/// Its id on the relay chain.
	pub id: u32,
	/// The file that `salus-node export-genesis-head` writes: `0x` and hex.
	pub head: PathBuf,
	/// The file that `salus-node export-genesis-wasm` writes: `0x` and hex.
	pub code: PathBuf,
}

impl FromStr for Para {
	type Err = Error;

	fn from_str(text: &str) -> Result<Self, Error> {
		let refuse = || Error::Argument(text.into());
		let mut parts = text.splitn(3, ',');
		let id = parts.next().and_then(|id| id.parse().ok()).ok_or_else(refuse)?;
		match (parts.next(), parts.next()) {
			(Some(head), Some(code)) if !head.is_empty() && !code.is_empty() => Ok(Para {
				id,
				head: head.into(),
				code: code.into(),
			}),
			_ => Err(refuse()),
		}
	}
}

/// How a chain spec holds its genesis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
	/// As the state of the first block: nodes that hold the same file hold the same chain.
	Raw,
	/// As the runtime's own configuration, which other tools can still change.
	Plain,
}

/// The chain spec, as JSON, of the relay chain `id` with these parachains. `next_para_id` is what the first reservation
/// gives; without it, the first id of those that are open to all (2000).
pub fn relay_spec(id: &str, paras: &[Para], next_para_id: Option<u32>, form: Form) -> Result<String, Error> {
	let paras = genesis_entries(paras)?;
	let code = salus_relay_runtime::WASM_BINARY.ok_or(Error::NoRuntime)?;
	let mut genesis = GenesisConfigBuilderRuntimeCaller::<()>::new(code)
		.get_named_preset(Some(&PRESET.into()))
		.map_err(Error::Genesis)?;
	sc_chain_spec::json_patch::merge(
		&mut genesis,
		json!({
			"paras": { "paras": paras },
			"configuration": { "config": { "pvf_voting_ttl": CODE_VOTING_SESSIONS } },
		}),
	);
	if let Some(next) = next_para_id {
		sc_chain_spec::json_patch::merge(&mut genesis, json!({ "registrar": { "nextFreeParaId": next } }));
	}
	GenericChainSpec::builder(code, Default::default())
		.with_name("Salus Local Relay")
		.with_id(id)
		.with_chain_type(ChainType::Local)
		.with_protocol_id("salus-relay")
		.with_genesis_config_patch(genesis)
		.build()
		.as_json(form == Form::Raw)
		.map_err(Error::Genesis)
}

/// The entries of the pallet `paras`: `[id, [head, code, is a parachain]]`.
fn genesis_entries(paras: &[Para]) -> Result<Vec<Value>, Error> {
	let mut ids = BTreeSet::new();
	paras
		.iter()
		.map(|para| {
			if para.id < FIRST_PARA_ID {
				return Err(Error::ParaIdReserved(para.id));
			}
			if !ids.insert(para.id) {
				return Err(Error::ParaIdTaken(para.id));
			}
			let head = read_hex(&para.head)?;
			let code = read_hex(&para.code)?;
			if !code.starts_with(&COMPRESSED) {
				return Err(Error::File {
					path: para.code.clone(),
					problem: "this is not a compressed runtime. 'salus-node export-genesis-wasm' writes one".into(),
				});
			}
			Ok(json!([para.id, [prefixed(&head), prefixed(&code), true]]))
		})
		.collect()
}

fn prefixed(bytes: &[u8]) -> String {
	format!("0x{}", hex::encode(bytes))
}

fn read_hex(path: &Path) -> Result<Vec<u8>, Error> {
	let refuse = |problem: String| Error::File {
		path: path.into(),
		problem,
	};
	let text = fs::read_to_string(path).map_err(|error| refuse(error.to_string()))?;
	let digits = text.trim();
	let bytes = hex::decode(digits.strip_prefix("0x").unwrap_or(digits))
		.map_err(|error| refuse(format!("not hexadecimal: {error}")))?;
	if bytes.is_empty() {
		return Err(refuse("it is empty".into()));
	}
	Ok(bytes)
}

#[cfg(test)]
mod tests {
	use super::*;

	fn folder() -> PathBuf {
		let folder = std::env::temp_dir().join(format!(
			"salus-relay-{}-{:?}",
			std::process::id(),
			std::thread::current().id()
		));
		fs::create_dir_all(&folder).unwrap();
		folder
	}

	fn para(folder: &Path, id: u32, head: &str, code: &str) -> Para {
		let para = Para {
			id,
			head: folder.join("head"),
			code: folder.join("code"),
		};
		fs::write(&para.head, head).unwrap();
		fs::write(&para.code, code).unwrap();
		para
	}

	fn code() -> String {
		prefixed(&[&COMPRESSED[..], &[1, 2, 3]].concat())
	}

	#[test]
	fn para_should_parse_when_it_has_three_parts() {
		let para: Para = "2509,head,code,with,commas".parse().unwrap();
		assert_eq!((para.id, para.code), (2509, "code,with,commas".into()));
		for wrong in [
			"",
			"2509",
			"2509,head",
			"2509,,code",
			"x,head,code",
			"-1,head,code",
			"4294967296,head,code",
		] {
			assert_eq!(wrong.parse::<Para>(), Err(Error::Argument(wrong.into())), "{wrong}");
		}
	}

	#[test]
	fn genesis_entries_should_be_tuples() {
		let folder = folder();
		let entries = genesis_entries(&[para(&folder, 2509, "0x0102\n", &code())]).unwrap();
		assert_eq!(entries, [json!([2509, ["0x0102", code(), true]])]);
	}

	#[test]
	fn genesis_entries_should_refuse_when_an_id_is_taken_or_reserved() {
		let folder = folder();
		let first = para(&folder, 2509, "0x01", &code());
		assert_eq!(
			genesis_entries(&[first.clone(), first.clone()]),
			Err(Error::ParaIdTaken(2509))
		);
		assert_eq!(
			genesis_entries(&[Para {
				id: 999,
				..first.clone()
			}]),
			Err(Error::ParaIdReserved(999))
		);
		assert!(genesis_entries(&[Para { id: 1000, ..first }]).is_ok());
	}

	#[test]
	fn genesis_entries_should_name_the_file_when_it_is_wrong() {
		let folder = folder();
		for (head, code, named, says) in [
			("", code(), "head", "empty"),
			("0x0g", code(), "head", "hexadecimal"),
			("0x01", "0x0061736d".to_string(), "code", "compressed"),
		] {
			let Err(Error::File { path, problem }) = genesis_entries(&[para(&folder, 2509, head, &code)]) else {
				panic!("{head} {code} passed");
			};
			assert!(
				path.ends_with(named) && problem.contains(says),
				"{} {problem}",
				path.display()
			);
		}
		let missing = Para {
			id: 2509,
			head: folder.join("nothing"),
			code: folder.join("code"),
		};
		assert!(matches!(genesis_entries(&[missing]), Err(Error::File { .. })));
	}

	#[test]
	fn relay_spec_should_build_its_genesis_when_a_parachain_is_in_it() {
		let folder = folder();
		let paras = [para(&folder, 2509, "0x01", &code())];
		let plain = relay_spec("rococo-local", &paras, None, Form::Plain).unwrap();
		let plain: Value = serde_json::from_str(&plain).unwrap();
		assert_eq!(
			plain["genesis"]["runtimeGenesis"]["patch"]["paras"]["paras"][0][0],
			2509
		);
		let config = &plain["genesis"]["runtimeGenesis"]["patch"]["configuration"]["config"];
		assert_eq!(config["pvf_voting_ttl"], CODE_VOTING_SESSIONS);
		assert!(config["scheduler_params"].is_object(), "{config}");
		let spec = relay_spec("rococo-local", &paras, Some(4321), Form::Raw).unwrap();
		let spec: Value = serde_json::from_str(&spec).unwrap();
		assert_eq!(spec["id"], "rococo-local");
		// Paras::Parachains: twox128 of both names.
		let parachains =
			&spec["genesis"]["raw"]["top"]["0xcd710b30bd2eab0352ddcc26417aa1940b76934f4cc08dee01012d059e1b83ee"];
		assert_eq!(
			parachains,
			&json!(prefixed(&[&[4][..], &2509u32.to_le_bytes()].concat()))
		);
		// Registrar::NextFreeParaId
		assert_eq!(
			spec["genesis"]["raw"]["top"]["0x3fba98689ebed1138735e0e7a5a790abee99a84ccbfb4b82e714617e5e06f6f7"],
			json!(prefixed(&4321u32.to_le_bytes()))
		);
	}
}
