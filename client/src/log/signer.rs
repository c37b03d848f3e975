//! Keys that sign notes, in the form that Go's `sumdb/note` gave them: `PRIVATE+KEY+<name>+<id>+<base64 of type and seed>`.

use super::note::{Note, NoteKey, NoteSignature};
use crate::{outcome::Failure, record::content::fresh_salt};
use base64::{engine::general_purpose::STANDARD, Engine};
use ed25519_dalek::{Signer, SigningKey};
use sha2::{Digest, Sha256};
use std::fmt;

/// Signature type of plain Ed25519 notes.
const ED25519: u8 = 0x01;

const PREFIX: &str = "PRIVATE+KEY+";

/// A key that signs notes.
pub struct NoteSigner {
	name: String,
	key: SigningKey,
}

// The seed stays out of messages.
impl fmt::Debug for NoteSigner {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(f, "NoteSigner({})", self.name)
	}
}

impl NoteSigner {
	/// A fresh key of this name.
	pub fn fresh(name: &str) -> Result<Self, Failure> {
		if name.is_empty() || name.chars().any(|c| c.is_whitespace() || c == '+') {
			return Err(Failure::Unreadable(
				"the name of a key has neither spaces nor +, and is not empty".into(),
			));
		}
		Ok(Self {
			name: name.into(),
			key: SigningKey::from_bytes(&fresh_salt()?.0),
		})
	}

	/// Reads a signer key.
	pub fn parse(text: &str) -> Result<Self, String> {
		let wanted = || "a signer key is PRIVATE+KEY+<name>+<8 hex digits>+<base64>".to_owned();
		let rest = text.trim_end().strip_prefix(PREFIX).ok_or_else(wanted)?;
		let mut parts = rest.splitn(3, '+');
		let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
			return Err(wanted());
		};
		let bytes = STANDARD.decode(key).map_err(|_| wanted())?;
		let seed: [u8; 32] = match bytes.split_first() {
			Some((&ED25519, seed)) => seed.try_into().map_err(|_| "an Ed25519 seed has 32 bytes".to_owned())?,
			_ => return Err("only Ed25519 keys (type 1) sign here".into()),
		};
		let signer = Self {
			name: name.into(),
			key: SigningKey::from_bytes(&seed),
		};
		if format!("{:08x}", signer.id()) != id {
			return Err(format!("the id {id} is not that of this key"));
		}
		// The public half checks the name.
		NoteKey::parse(&signer.verifier())?;
		Ok(signer)
	}

	fn public(&self) -> Vec<u8> {
		[&[ED25519][..], &self.key.verifying_key().to_bytes()].concat()
	}

	fn id(&self) -> u32 {
		let digest = Sha256::new()
			.chain_update(&self.name)
			.chain_update([b'\n'])
			.chain_update(self.public())
			.finalize();
		u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]])
	}

	/// Its name.
	pub fn name(&self) -> &str {
		&self.name
	}

	/// The key that others verify with.
	pub fn verifier(&self) -> String {
		format!("{}+{:08x}+{}", self.name, self.id(), STANDARD.encode(self.public()))
	}

	/// The key itself, for a private file.
	pub fn secret(&self) -> String {
		let seed = [&[ED25519][..], &self.key.to_bytes()].concat();
		format!("{PREFIX}{}+{:08x}+{}", self.name, self.id(), STANDARD.encode(seed))
	}

	/// Signs a text.
	pub fn sign(&self, text: &str) -> Note {
		Note {
			text: text.into(),
			signatures: vec![NoteSignature {
				name: self.name.clone(),
				key_id: self.id(),
				signature: self.key.sign(text.as_bytes()).to_bytes().to_vec(),
			}],
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_fresh_key_should_read_back_and_sign_what_its_public_half_verifies() {
		let signer = NoteSigner::fresh("log.example/one").unwrap();
		let again = NoteSigner::parse(&signer.secret()).unwrap();
		assert_eq!(again.verifier(), signer.verifier());
		let note = again.sign("text\n");
		let key = NoteKey::parse(&signer.verifier()).unwrap();
		assert_eq!(note.verify(&[key]).unwrap()[0].name, "log.example/one");
		assert_eq!(Note::parse(&note.print()).unwrap(), note);
		assert!(!format!("{signer:?}").contains(&signer.secret()));
	}

	#[test]
	fn signer_keys_should_be_unreadable_when_malformed() {
		let secret = NoteSigner::fresh("a").unwrap().secret();
		for text in [
			"",
			"PRIVATE+KEY+a",
			&secret[1..],
			&secret.replacen("+a+", "+b+", 1),
			&secret[..secret.len() - 4],
		] {
			assert!(NoteSigner::parse(text).is_err(), "{text}");
		}
		assert!(NoteSigner::fresh("a b").is_err());
		assert!(NoteSigner::fresh("").is_err());
	}

	/// The key of the example in Go's package `golang.org/x/mod/sumdb/note`.
	#[test]
	fn the_published_key_should_have_its_published_public_half() {
		let signer =
			NoteSigner::parse("PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")
				.unwrap();
		assert_eq!(
			signer.verifier(),
			"PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
		);
	}
}
