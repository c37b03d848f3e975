//! Signed notes after [C2SP `signed-note`](https://c2sp.org/signed-note): text, and lines with the signatures of named keys over it.

use base64::{engine::general_purpose::STANDARD, Engine};
use ed25519_dalek::{Signature, VerifyingKey};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Signature type of plain Ed25519 notes.
const ED25519: u8 = 0x01;

/// Signature type of Ed25519 cosignatures with a time, after C2SP `tlog-cosignature`.
const COSIGNATURE: u8 = 0x04;

/// Most signatures that are looked at. The specification asks for at least 16.
pub const MAX_SIGNATURES: usize = 100;

/// A note: what is signed, and by whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
	/// The signed text, with the newline at its end.
	pub text: String,
	/// The signatures, as they stand.
	pub signatures: Vec<NoteSignature>,
}

/// One line under a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteSignature {
	/// Name of the key.
	pub name: String,
	/// Id of the key.
	pub key_id: u32,
	/// What the key made.
	pub signature: Vec<u8>,
}

/// A key that is trusted to sign notes: `<name>+<id in hex>+<base64 of type and key>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteKey {
	/// Name of the key.
	pub name: String,
	/// Id of the key.
	pub key_id: u32,
	kind: u8,
	key: VerifyingKey,
}

/// What a known key said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
	/// Name of the key.
	pub name: String,
	/// Id of the key: one name may have several, e.g. after a rotation.
	pub key_id: u32,
	/// When, in seconds since 1970, if the signature says so.
	pub timestamp: Option<u64>,
}

fn is_name(name: &str) -> bool {
	!name.is_empty() && !name.chars().any(|c| c.is_whitespace() || c == '+')
}

impl NoteKey {
	/// Whether it witnesses logs rather than being the key of one.
	pub fn is_witness(&self) -> bool {
		self.kind == COSIGNATURE
	}

	/// Whether this is what it signed.
	pub fn made(&self, signed: &Signed) -> bool {
		(self.name.as_str(), self.key_id) == (signed.name.as_str(), signed.key_id)
	}

	/// Reads a verifier key.
	pub fn parse(text: &str) -> Result<Self, String> {
		let mut parts = text.splitn(3, '+');
		let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
			return Err("a verifier key is <name>+<8 hex digits>+<base64>".into());
		};
		if !is_name(name) {
			return Err("the name of a key has neither spaces nor +, and is not empty".into());
		}
		if id.len() != 8 || !id.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
			return Err(format!("\"{id}\" is not 8 lower-case hex digits"));
		}
		let key_id = u32::from_str_radix(id, 16).map_err(|error| error.to_string())?;
		let bytes = STANDARD
			.decode(key)
			.map_err(|error| format!("the key is not base64: {error}"))?;
		let Some((kind @ (&ED25519 | &COSIGNATURE), material)) = bytes.split_first() else {
			return Err("only Ed25519 keys (types 1 and 4) are known here".into());
		};
		let material: [u8; 32] = material
			.try_into()
			.map_err(|_| "an Ed25519 key has 32 bytes".to_owned())?;
		let key = VerifyingKey::from_bytes(&material).map_err(|error| format!("not an Ed25519 key: {error}"))?;
		let digest = Sha256::new()
			.chain_update(name)
			.chain_update([b'\n', *kind])
			.chain_update(material)
			.finalize();
		if digest[..4] != key_id.to_be_bytes() {
			return Err(format!("the id {id} is not that of this key"));
		}
		Ok(Self {
			name: name.into(),
			key_id,
			kind: *kind,
			key,
		})
	}

	/// Checks a signature of this key over a note's text.
	fn verify(&self, text: &str, signature: &[u8]) -> Result<Signed, String> {
		let (timestamp, message, signature) = if self.kind == COSIGNATURE {
			let (time, signature) = signature.split_at_checked(8).ok_or("the cosignature is too short")?;
			let time = u64::from_be_bytes(time.try_into().map_err(|_| "the cosignature has no time")?);
			if i64::try_from(time).is_err() {
				return Err(format!("its time {time} is beyond 2^63 - 1"));
			}
			(Some(time), format!("cosignature/v1\ntime {time}\n{text}"), signature)
		} else {
			(None, text.to_owned(), signature)
		};
		let signature = Signature::from_slice(signature).map_err(|error| error.to_string())?;
		self.key
			.verify_strict(message.as_bytes(), &signature)
			.map_err(|error| error.to_string())?;
		Ok(Signed {
			name: self.name.clone(),
			key_id: self.key_id,
			timestamp,
		})
	}
}

impl Note {
	/// Reads a note. No signature is checked.
	pub fn parse(note: &str) -> Result<Self, String> {
		if let Some(control) = note.chars().find(|c| *c < ' ' && *c != '\n') {
			return Err(format!("a note has no control characters, this one has {control:?}"));
		}
		let at = note
			.rfind("\n\n")
			.ok_or("there is no empty line before the signatures")?;
		let (text, below) = (&note[..=at], &note[at + 2..]);
		if below.is_empty() || !below.ends_with('\n') {
			return Err("there is no signature line, or the last one does not end".into());
		}
		let mut signatures = vec![];
		for (i, line) in below.lines().enumerate() {
			if i == MAX_SIGNATURES {
				return Err(format!("more than {MAX_SIGNATURES} signatures"));
			}
			let number = i + 1;
			let line = line
				.strip_prefix("— ")
				.ok_or_else(|| format!("signature {number} does not begin with a dash"))?;
			let (name, encoded) = line
				.split_once(' ')
				.ok_or_else(|| format!("signature {number} has no key name"))?;
			if !is_name(name) {
				return Err(format!("signature {number}: \"{name}\" is no key name"));
			}
			let bytes = STANDARD
				.decode(encoded)
				.map_err(|error| format!("signature {number} is not base64: {error}"))?;
			let (id, signature) = bytes
				.split_first_chunk::<4>()
				.filter(|(_, signature)| !signature.is_empty())
				.ok_or_else(|| format!("signature {number} is too short"))?;
			signatures.push(NoteSignature {
				name: name.into(),
				key_id: u32::from_be_bytes(*id),
				signature: signature.to_vec(),
			});
		}
		Ok(Self {
			text: text.into(),
			signatures,
		})
	}

	/// The note as it is written.
	pub fn print(&self) -> String {
		let mut note = format!("{}\n", self.text);
		for signature in &self.signatures {
			let bytes = [&signature.key_id.to_be_bytes()[..], &signature.signature].concat();
			let _ = writeln!(note, "— {} {}", signature.name, STANDARD.encode(bytes));
		}
		note
	}

	/// Who of the known keys signed. Unknown keys are ignored; a false signature of a known key, or none of any, is an error.
	pub fn verify(&self, known: &[NoteKey]) -> Result<Vec<Signed>, String> {
		let mut signed = vec![];
		for signature in &self.signatures {
			for key in known
				.iter()
				.filter(|key| key.name == signature.name && key.key_id == signature.key_id)
			{
				signed.push(
					key.verify(&self.text, &signature.signature)
						.map_err(|error| format!("the signature of {} is false: {error}", key.name))?,
				);
			}
		}
		if signed.is_empty() {
			return Err("none of the keys given has signed".into());
		}
		Ok(signed)
	}
}

#[cfg(test)]
pub(crate) mod tests {
	use super::*;
	use ed25519_dalek::{Signer, SigningKey};

	/// The example of C2SP signed-note.
	const KEY: &str = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
	const NOTE: &str = "This is an example message.\n\n\
		— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

	/// A note signed by a fixed key, and that key.
	pub(crate) fn sign(name: &str, text: &str, kind: u8) -> (Note, String) {
		let key = SigningKey::from_bytes(&[kind + 40; 32]);
		let public = key.verifying_key().to_bytes();
		let digest = Sha256::new()
			.chain_update(name)
			.chain_update([b'\n', kind])
			.chain_update(public)
			.finalize();
		let key_id = u32::from_be_bytes(digest[..4].try_into().unwrap());
		let vkey = format!(
			"{name}+{key_id:08x}+{}",
			STANDARD.encode([&[kind][..], &public].concat())
		);
		let signature = if kind == COSIGNATURE {
			let time = 1_700_000_000u64;
			let message = format!("cosignature/v1\ntime {time}\n{text}");
			[&time.to_be_bytes()[..], &key.sign(message.as_bytes()).to_bytes()].concat()
		} else {
			key.sign(text.as_bytes()).to_bytes().to_vec()
		};
		let signatures = vec![NoteSignature {
			name: name.into(),
			key_id,
			signature,
		}];
		(
			Note {
				text: text.into(),
				signatures,
			},
			vkey,
		)
	}

	#[test]
	fn the_published_example_should_verify() {
		let (note, key) = (Note::parse(NOTE).unwrap(), NoteKey::parse(KEY).unwrap());
		assert_eq!(
			note.verify(&[key]),
			Ok(vec![Signed {
				name: "example.com/foo".into(),
				key_id: 0x530d_903a,
				timestamp: None
			}])
		);
		assert_eq!(note.print(), NOTE);
	}

	#[test]
	fn note_should_be_refused_when_text_or_signature_was_changed() {
		let key = [NoteKey::parse(KEY).unwrap()];
		assert!(Note::parse(&NOTE.replace("example message", "example massage"))
			.unwrap()
			.verify(&key)
			.is_err());
		assert!(Note::parse(&NOTE.replace("n8srV1", "n8srV2"))
			.unwrap()
			.verify(&key)
			.is_err());
		let error = Note::parse(&NOTE.replace("example.com/foo", "example.com/bar"))
			.unwrap()
			.verify(&key);
		assert_eq!(error, Err("none of the keys given has signed".into()));
		assert!(Note::parse(NOTE).unwrap().verify(&[]).is_err());
	}

	#[test]
	fn cosignatures_should_verify_with_their_time() {
		let (mut note, witness) = sign("witness.example/w1", "log.example\n1\nroot\n", COSIGNATURE);
		let witness = NoteKey::parse(&witness).unwrap();
		let expected = Signed {
			name: "witness.example/w1".into(),
			key_id: witness.key_id,
			timestamp: Some(1_700_000_000),
		};
		assert_eq!(note.verify(std::slice::from_ref(&witness)), Ok(vec![expected]));
		note.signatures[0].signature[7] ^= 1;
		assert!(note.verify(&[witness]).is_err());
	}

	/// C2SP tlog-cosignature: the time must not exceed 2^63 - 1, whoever signed it.
	#[test]
	fn cosignature_should_be_refused_when_its_time_is_beyond_63_bits() {
		let (mut note, witness) = sign("w", "log.example\n1\nroot\n", COSIGNATURE);
		let key = SigningKey::from_bytes(&[COSIGNATURE + 40; 32]);
		for (time, holds) in [(i64::MAX as u64, true), (1 << 63, false)] {
			let message = format!("cosignature/v1\ntime {time}\n{}", note.text);
			note.signatures[0].signature = [&time.to_be_bytes()[..], &key.sign(message.as_bytes()).to_bytes()].concat();
			let known = NoteKey::parse(&witness).unwrap();
			assert_eq!(note.verify(&[known]).is_ok(), holds, "{time}");
		}
	}

	/// The example of C2SP tlog-cosignature: a log's signature and that of a witness, whose time it tells.
	#[test]
	fn the_published_cosignature_should_read_with_its_time() {
		let text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n\
			— example.com/behind-the-sofa \
			Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n\
			— witness.example.com/w1 \
			jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n";
		let note = Note::parse(text).unwrap();
		assert_eq!(note.print(), text);
		let witness = &note.signatures[1];
		assert_eq!(witness.signature.len(), 8 + 64);
		assert_eq!(witness.signature[..8], 1_679_315_147u64.to_be_bytes());
	}

	/// C2SP signed-note: key names have no spaces, signatures of unknown keys are ignored even if they share a name, and at least 16 are read.
	#[test]
	fn keys_of_one_name_should_be_told_apart_and_unknown_ones_ignored() {
		let (mut note, key) = sign("log.example/one", "text\n", ED25519);
		let (other, other_key) = sign("log.example/one", "text\n", COSIGNATURE);
		let known = NoteKey::parse(&key).unwrap();
		let witness = NoteKey::parse(&other_key).unwrap();
		let unknown = NoteSignature {
			key_id: 7,
			..note.signatures[0].clone()
		};
		note.signatures.extend(vec![unknown; 20]);
		let note = Note::parse(&note.print()).unwrap();
		let signed = note.verify(&[known.clone(), witness.clone()]).unwrap();
		assert!(signed.iter().any(|signed| known.made(signed)));
		assert!(!signed.iter().any(|signed| witness.made(signed)));
		assert!(other.verify(&[known]).is_err());
		assert!(witness.is_witness());
		assert!(NoteKey::parse(&key.replace("/one", "\u{a0}one")).is_err());
		assert!(Note::parse(&note.print().replace("— log.example/one ", "— log.example/\u{2003}one ")).is_err());
	}

	#[test]
	fn notes_and_keys_should_be_unreadable_when_malformed() {
		for note in [
			"",
			"text\n",
			"text\n\n",
			"text\n\nsigned",
			"text\n\n— a\n",
			"text\n\n— a !!\n",
			"text\n\n— a AAA=\n",
			"te\txt\n\n— a AAAAAAAA\n",
			"text\n\n— a+b AAAAAAAA\n",
		] {
			assert!(Note::parse(note).is_err(), "{note:?}");
		}
		for key in [
			"",
			"a+b",
			"a+00000000+AA==",
			&KEY.replace("530d903a", "530d903b"),
			&KEY.replace("530d903a", "530D903A"),
			&KEY.replace("example.com/foo", "example.com/fo o"),
		] {
			assert!(NoteKey::parse(key).is_err(), "{key:?}");
		}
	}
}
