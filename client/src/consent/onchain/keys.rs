//! Keys of subjects and guardians: sr25519, ed25519 and ecdsa.

use crate::{
	chain::{blake2_256, secret_uri, AccountId32, Signer},
	outcome::Failure,
};
use codec::Encode;
use ed25519_dalek::{Signer as _, SigningKey, VerifyingKey};
use std::{
	path::{Path, PathBuf},
	str::FromStr,
};
use subxt_signer::{ecdsa, sr25519, ExposeSecret, SecretUri};

/// What is signed with.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, clap::ValueEnum)]
pub enum Scheme {
	/// Schnorr over Ristretto: what wallets of this ecosystem have.
	#[default]
	Sr25519,
	/// EdDSA: what many hardware and health cards have.
	Ed25519,
	/// secp256k1: what Ethereum wallets have.
	Ecdsa,
}

/// A signature with its scheme.
#[derive(codec::Encode, codec::Decode, Clone, PartialEq, Eq, Debug)]
pub enum Signature {
	/// Of an ed25519 key.
	#[codec(index = 0)]
	Ed25519([u8; 64]),
	/// Of an sr25519 key.
	#[codec(index = 1)]
	Sr25519([u8; 64]),
	/// Of a secp256k1 key, recoverable.
	#[codec(index = 2)]
	Ecdsa([u8; 65]),
}

/// Who signs what a subject or guardian agrees to.
pub enum Key {
	/// An sr25519 key, or somebody outside.
	Signer(Signer),
	/// An ed25519 key.
	Ed25519(Box<SigningKey>),
	/// A secp256k1 key.
	Ecdsa(Box<ecdsa::Keypair>),
}

/// The secret of the development phrase, from which `//Alice` and the like are derived.
const DEV_SEED: [u8; 32] = [
	0xfa, 0xc7, 0x95, 0x9d, 0xbf, 0xe7, 0x2f, 0x05, 0x2e, 0x5a, 0x0c, 0x3c, 0x8d, 0x65, 0x30, 0xf2, 0x02, 0xb0, 0x2f,
	0xd8, 0xf9, 0xf5, 0xca, 0x35, 0x80, 0xec, 0x8d, 0xeb, 0x77, 0x97, 0x47, 0x9e,
];

impl Key {
	/// The key that `text` names: `//Alice`, `file:PATH`, and for sr25519 a keystore file or `external:ACCOUNT` too.
	pub fn parse(text: &str, scheme: Scheme, password: Option<&Path>) -> Result<Self, Failure> {
		if scheme == Scheme::Sr25519 || text.starts_with("external:") {
			return Signer::parse(text, password).map(Self::Signer);
		}
		// A secret that was typed by mistake must not show up in a message.
		let named = text.starts_with("//") || text.starts_with("file:");
		let shown = if named { text } else { "(not shown)" };
		let refused = |reason: &str| Failure::Unreadable(format!("--key {shown}: {reason}"));
		let uri = match text.strip_prefix("file:") {
			Some(path) => {
				let path = PathBuf::from(path);
				let secret = std::fs::read_to_string(&path)
					.map_err(|error| Failure::Unreadable(format!("{}: {error}", path.display())))?;
				secret_uri(&secret).map_err(refused)?
			},
			None if text.starts_with("//") => {
				SecretUri::from_str(text).map_err(|error| refused(&format!("not a key: {error}")))?
			},
			None => {
				return Err(refused(
					"a key of this scheme is //NAME (a development key), file:PATH (a secret URI in a file) or external:ACCOUNT",
				))
			},
		};
		match scheme {
			Scheme::Sr25519 => Signer::parse(text, password).map(Self::Signer),
			Scheme::Ecdsa => ecdsa::Keypair::from_uri(&uri)
				.map(|pair| Self::Ecdsa(Box::new(pair)))
				.map_err(|_| refused("not an ecdsa key: only hard derivations (//) are possible")),
			Scheme::Ed25519 => Self::ed25519(&uri, &refused),
		}
	}

	fn ed25519(uri: &SecretUri, refused: &dyn Fn(&str) -> Failure) -> Result<Self, Failure> {
		if uri.password.is_some() {
			return Err(refused("an ed25519 key has no password here"));
		}
		let phrase = uri.phrase.expose_secret();
		let mut seed = if phrase == subxt_signer::DEV_PHRASE {
			DEV_SEED
		} else {
			let digits = phrase.strip_prefix("0x").ok_or_else(|| {
				refused("an ed25519 key is given as its secret seed, 0x and 64 hex digits (`subkey inspect --scheme ed25519` prints it)")
			})?;
			hex::decode(digits)
				.ok()
				.and_then(|bytes| bytes.try_into().ok())
				.ok_or_else(|| refused("the secret seed is not 64 hex digits"))?
		};
		for junction in &uri.junctions {
			if junction.is_soft() {
				return Err(refused("an ed25519 key has only hard derivations (//)"));
			}
			seed = blake2_256(&("Ed25519HDKD", seed, junction.inner()).encode());
		}
		Ok(Self::Ed25519(Box::new(SigningKey::from_bytes(&seed))))
	}

	/// The account of the key.
	pub fn account(&self) -> AccountId32 {
		match self {
			Self::Signer(signer) => signer.account(),
			Self::Ed25519(key) => AccountId32(key.verifying_key().to_bytes()),
			Self::Ecdsa(pair) => AccountId32(blake2_256(&pair.public_key().0)),
		}
	}

	/// The public key of an ecdsa key, whose account does not tell it.
	pub fn public(&self) -> Option<[u8; 33]> {
		match self {
			Self::Ecdsa(pair) => Some(pair.public_key().0),
			Self::Signer(_) | Self::Ed25519(_) => None,
		}
	}

	/// A signature under `bytes`.
	pub fn sign(&self, bytes: &[u8]) -> Result<Signature, Failure> {
		Ok(match self {
			Self::Signer(signer) => {
				let signature = signer.sign(bytes)?.encode();
				codec::Decode::decode(&mut signature.as_slice())
					.map_err(|_| Failure::Unreadable("the signature is of a kind that is not known here".into()))?
			},
			Self::Ed25519(key) => Signature::Ed25519(key.sign(bytes).to_bytes()),
			Self::Ecdsa(pair) => Signature::Ecdsa(pair.sign(bytes).0),
		})
	}
}

impl Signature {
	/// Whether it is `account`'s under `bytes`. An ecdsa account is a hash of its key: without the key nothing is said.
	pub fn is_of(&self, account: &[u8; 32], bytes: &[u8], public: Option<&[u8; 33]>) -> Option<bool> {
		Some(match self {
			Self::Ed25519(signature) => VerifyingKey::from_bytes(account).is_ok_and(|key| {
				key.verify_strict(bytes, &ed25519_dalek::Signature::from_bytes(signature))
					.is_ok()
			}),
			Self::Sr25519(signature) => {
				sr25519::verify(&sr25519::Signature(*signature), bytes, &sr25519::PublicKey(*account))
			},
			Self::Ecdsa(signature) => {
				let public = public?;
				blake2_256(public) == *account
					&& ecdsa::verify(&ecdsa::Signature(*signature), bytes, &ecdsa::PublicKey(*public))
			},
		})
	}

	/// The name of its scheme.
	pub fn scheme(&self) -> &'static str {
		match self {
			Self::Ed25519(_) => "ed25519",
			Self::Sr25519(_) => "sr25519",
			Self::Ecdsa(_) => "ecdsa",
		}
	}
}
