//! Who signs: a development key, a keystore file of Polkadot.js, a file with a secret URI, or somebody outside.

use super::account;
use crate::outcome::Failure;
use std::{
	fmt,
	io::{BufRead, IsTerminal, Write},
	path::{Path, PathBuf},
	str::FromStr,
};
use subxt::utils::{AccountId32, MultiSignature};
use subxt_signer::{polkadot_js_compat, sr25519::Keypair, SecretUri};

/// How a signer is named, for `--help`.
pub const HELP: &str =
	"//Alice (a development key), a Polkadot.js keystore file (.json), file:PATH (a secret phrase or \
                        URI in a file), or external:ACCOUNT (prints what is to be signed, reads the signature)";

/// Who signs, and for whom.
#[derive(Clone)]
pub struct Signer {
	kind: Kind,
	/// The organisation whose proxy the key is.
	acts_for: Option<AccountId32>,
}

#[derive(Clone)]
enum Kind {
	Pair(Box<Keypair>),
	External(AccountId32),
}

impl fmt::Debug for Signer {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(f, "Signer({})", self.key())?;
		match &self.acts_for {
			Some(account) => write!(f, " for {account}"),
			None => Ok(()),
		}
	}
}

impl From<Kind> for Signer {
	fn from(kind: Kind) -> Self {
		Self { kind, acts_for: None }
	}
}

/// A secret that a file holds. Without a phrase it would be a key of the development phrase, which everybody knows: that is
/// taken only where it is written as such (`//Alice`).
pub(crate) fn secret_uri(text: &str) -> Result<SecretUri, &'static str> {
	let text = text.trim();
	if text.is_empty() {
		return Err("it is empty: it should hold a secret phrase or URI");
	}
	if text.starts_with("///") || (text.starts_with('/') && !text.starts_with("//")) {
		return Err("it has no secret phrase: what it says would be a key that everybody knows");
	}
	SecretUri::from_str(text).map_err(|_| "not a secret phrase or URI")
}

impl Signer {
	/// The signer that `text` names (see `HELP`). `password` is a file with the password of a keystore; without it a
	/// terminal is asked.
	pub fn parse(text: &str, password: Option<&Path>) -> Result<Self, Failure> {
		if let Some(who) = text.strip_prefix("external:") {
			return Ok(Kind::External(account(who)?).into());
		}
		if text == "external" {
			return Err(Failure::Unreadable(
				"--signer external: say for which account: external:ACCOUNT".into(),
			));
		}
		if let Some(path) = text.strip_prefix("file:") {
			return Self::secret_file(Path::new(path));
		}
		if text.starts_with("//") && !Path::new(text).is_file() {
			return Self::dev(text);
		}
		let path = PathBuf::from(text);
		if path.is_file() {
			return Self::keystore(&path, password);
		}
		let hex = text.strip_prefix("0x").unwrap_or(text);
		let seed = hex.len() == 64 && hex.bytes().all(|byte| byte.is_ascii_hexdigit());
		if seed || text.split_whitespace().count() >= 12 || text.starts_with("0x") {
			return Err(Failure::Unreadable(
				"--signer: a secret on the command line is visible to every process of this machine: put it into a file and name file:PATH"
					.into(),
			));
		}
		Err(Failure::Unreadable(format!(
			"--signer {text}: no such file, and not a signer either. A signer is {HELP}"
		)))
	}

	/// A key derived from the development phrase that everybody knows: `//Alice`, `//Alice//patient`.
	pub fn dev(path: &str) -> Result<Self, Failure> {
		let refused = |reason: String| Failure::Unreadable(format!("--signer {path}: not a key: {reason}"));
		if !path.starts_with("//") || path.starts_with("///") {
			return Err(refused("a development key begins with //".into()));
		}
		let uri = SecretUri::from_str(path).map_err(|error| refused(error.to_string()))?;
		let pair = Keypair::from_uri(&uri).map_err(|error| refused(error.to_string()))?;
		Ok(Kind::Pair(Box::new(pair)).into())
	}

	/// A key from its 32 secret bytes.
	pub fn from_seed(seed: [u8; 32]) -> Result<Self, Failure> {
		Keypair::from_secret_key(seed)
			.map(|pair| Kind::Pair(Box::new(pair)).into())
			.map_err(|error| Failure::Unreadable(format!("not a secret key: {error}")))
	}

	fn secret_file(path: &Path) -> Result<Self, Failure> {
		let refused = |reason: String| Failure::Unreadable(format!("{}: {reason}", path.display()));
		let text = std::fs::read_to_string(path).map_err(|error| refused(error.to_string()))?;
		let uri = secret_uri(&text).map_err(|reason| refused(reason.into()))?;
		// The secret itself must not show up in a message.
		let pair = Keypair::from_uri(&uri).map_err(|_| refused("not a secret phrase or URI".into()))?;
		Ok(Kind::Pair(Box::new(pair)).into())
	}

	fn keystore(path: &Path, password: Option<&Path>) -> Result<Self, Failure> {
		let refused = |reason: String| Failure::Unreadable(format!("{}: {reason}", path.display()));
		let json = std::fs::read_to_string(path).map_err(|error| refused(error.to_string()))?;
		let value: serde_json::Value = serde_json::from_str(&json)
			.map_err(|error| refused(format!("not a keystore file: {error}. A signer is {HELP}")))?;
		if value.get("encoded").is_none() {
			return Err(refused(
				"not a keystore file of Polkadot.js: it has no `encoded`".into(),
			));
		}
		let encoding = |part: &str| value["encoding"][part].to_string();
		let unfit = [
			(
				encoding("content").contains("batch-pkcs8"),
				"it is a backup of several accounts; export the one account",
			),
			(
				encoding("type").contains("none"),
				"it is not encrypted; export the account with a password, or put its secret phrase into a file and name file:PATH",
			),
			(
				["ed25519", "ecdsa", "ethereum"].iter().any(|kind| encoding("content").contains(kind)),
				"its key is not sr25519; name external:ACCOUNT and sign where the key is",
			),
		];
		if let Some((_, reason)) = unfit.iter().find(|(is, _)| *is) {
			return Err(refused((*reason).into()));
		}
		let password = match password {
			Some(file) => std::fs::read_to_string(file)
				.map_err(|error| Failure::Unreadable(format!("{}: {error}", file.display())))?
				.trim_end_matches(['\r', '\n'])
				.to_owned(),
			None if std::io::stdin().is_terminal() => {
				rpassword::prompt_password(format!("Password of {}: ", path.display()))
					.map_err(|error| refused(format!("no password: {error}")))?
			},
			None => {
				return Err(refused(
					"it needs a password and there is no terminal to ask: give --password-file".into(),
				))
			},
		};
		let pair = polkadot_js_compat::decrypt_json(&json, &password).map_err(|error| match error {
			polkadot_js_compat::Error::Secretbox(_) => refused("wrong password".into()),
			polkadot_js_compat::Error::UnsupportedEncoding => {
				refused("only sr25519 keystores of version 3 are supported; export the account again".into())
			},
			other => refused(other.to_string()),
		})?;
		Ok(Kind::Pair(Box::new(pair)).into())
	}

	/// The same key as a proxy of an organisation: its calls are wrapped into `proxy.proxy`.
	pub fn on_behalf_of(self, account: AccountId32) -> Self {
		Self {
			acts_for: Some(account),
			..self
		}
	}

	/// The account whose calls these are: that of the key, or of the organisation that it is a proxy of.
	pub fn account(&self) -> AccountId32 {
		self.acts_for.unwrap_or_else(|| self.key())
	}

	/// The organisation whose proxy the key is, if it is used as one.
	pub fn acts_for(&self) -> Option<AccountId32> {
		self.acts_for
	}

	/// The account of the key: it signs and pays.
	pub fn key(&self) -> AccountId32 {
		match &self.kind {
			Kind::Pair(pair) => pair.public_key().to_account_id(),
			Kind::External(account) => *account,
		}
	}

	/// Whether somebody has to be asked for each signature.
	pub fn is_external(&self) -> bool {
		matches!(self.kind, Kind::External(_))
	}

	/// Tells who signs elsewhere which call the next signature is for.
	pub(super) fn tell(call: &str, nonce: u64, data: Option<&[u8]>) {
		eprintln!("call                   {call}, nonce {nonce}");
		if let Some(data) = data {
			eprintln!("call data              0x{}", hex::encode(data));
		}
	}

	/// A signature under `payload`. An external signer is asked: the payload goes to standard error in hex, the
	/// signature comes from standard input.
	pub fn sign(&self, payload: &[u8]) -> Result<MultiSignature, Failure> {
		match &self.kind {
			Kind::Pair(pair) => Ok(pair.sign(payload).into()),
			Kind::External(account) => {
				eprintln!("account to sign with   {account}");
				eprintln!("bytes to sign          0x{}", hex::encode(payload));
				eprint!("signature (hex)        ");
				let _ = std::io::stderr().flush();
				let mut line = String::new();
				std::io::stdin()
					.lock()
					.read_line(&mut line)
					.map_err(|error| Failure::Unreadable(format!("no signature: {error}")))?;
				parse_signature(&line)
			},
		}
	}
}

/// A signature in hex: 64 bytes (sr25519), or a `MultiSignature` of 65 or 66 bytes that names its scheme first, as
/// wallets print it.
pub fn parse_signature(text: &str) -> Result<MultiSignature, Failure> {
	let text = text.trim();
	let refused = |reason: &str| Failure::Unreadable(format!("not a signature: {reason}"));
	if text.is_empty() {
		return Err(refused("nothing was given"));
	}
	let bytes = hex::decode(text.strip_prefix("0x").unwrap_or(text)).map_err(|_| refused("it is not hex"))?;
	match (bytes.len(), bytes.split_first()) {
		(64, _) => bytes.try_into().map(MultiSignature::Sr25519).map_err(|_| refused("length")),
		(65, Some((0, rest))) => rest.try_into().map(MultiSignature::Ed25519).map_err(|_| refused("length")),
		(65, Some((1, rest))) => rest.try_into().map(MultiSignature::Sr25519).map_err(|_| refused("length")),
		(66, Some((2, rest))) => rest.try_into().map(MultiSignature::Ecdsa).map_err(|_| refused("length")),
		(length, _) => Err(Failure::Unreadable(format!(
			"not a signature: {length} bytes. 64 bytes are an sr25519 signature; 65 or 66 begin with the scheme (00 ed25519, 01 sr25519, 02 ecdsa)"
		))),
	}
}
