//! What a subject or guardian signs off chain, and the file in which it travels to a relayer.
//!
//! Signed is the SCALE encoding of `(tag, genesis hash, signer, version, expires at, body)`, alone or between `<Bytes>` and
//! `</Bytes>`. The version is the one that the consent gets, or the one that is revoked: each signature works once, on one
//! chain, until it expires.
//!
//! ```json
//! {
//!   "format": "salus-signed-consent/v1",
//!   "intent": "file",
//!   "genesis": "0x…",
//!   "subject": "5…",
//!   "guardian": null,
//!   "place": 0,
//!   "version": 0,
//!   "expires": "2026-01-31T00:00:00Z",
//!   "filing": "0x…",
//!   "wrapped": false,
//!   "signature": "0x01…"
//! }
//! ```
//!
//! To revoke, `reason` stands in the place of `filing`. The file says no more than the chain will: accounts, bits, commitments.

use super::{keys::Signature, Filing, Reason};
use crate::consent::{
	book::ss58,
	json::{At, Found, Problem},
	time,
};
use crate::record::ids;
use codec::{Compact, Decode, Encode};
use serde_json::{json, Value};

/// What a signed file says it is.
pub const FORMAT: &str = "salus-signed-consent/v1";

/// What is put around the bytes by browser wallets.
const WRAP: (&[u8], &[u8]) = (b"<Bytes>", b"</Bytes>");

/// What is agreed to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Act {
	/// A consent is filed.
	File(Box<Filing>),
	/// A consent takes the place of the version before.
	Revise(Box<Filing>),
	/// A consent is revoked.
	Revoke(Reason),
}

impl Act {
	/// As it is written in files.
	pub fn name(&self) -> &'static str {
		match self {
			Self::File(_) => "file",
			Self::Revise(_) => "revise",
			Self::Revoke(_) => "revoke",
		}
	}

	fn tag(&self) -> &'static str {
		match self {
			Self::File(_) => "salus/file-consent/v1",
			Self::Revise(_) => "salus/revise-consent/v1",
			Self::Revoke(_) => "salus/revoke-consent/v1",
		}
	}
}

/// An intent: everything that is signed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Intent {
	/// The chain on which it counts.
	pub genesis: [u8; 32],
	/// Whose consent it is.
	pub subject: [u8; 32],
	/// The guardian that signs, if it is not the subject.
	pub guardian: Option<[u8; 32]>,
	/// The place of the consent.
	pub place: u8,
	/// The version that it gets, or that is revoked.
	pub version: u32,
	/// From when on the signature is worth nothing, in seconds.
	pub expires_at: u64,
	/// What is agreed to.
	pub act: Act,
}

impl Intent {
	/// Who signs.
	pub fn signer(&self) -> &[u8; 32] {
		self.guardian.as_ref().unwrap_or(&self.subject)
	}

	/// The bytes that are signed.
	pub fn bytes(&self, wrapped: bool) -> Vec<u8> {
		let mut bytes = if wrapped { WRAP.0.to_vec() } else { Vec::new() };
		(
			self.act.tag(),
			self.genesis,
			self.signer(),
			self.version,
			self.expires_at,
		)
			.encode_to(&mut bytes);
		match &self.act {
			Act::File(filing) | Act::Revise(filing) => (self.subject, self.place, filing).encode_to(&mut bytes),
			Act::Revoke(reason) => (self.subject, self.place, reason).encode_to(&mut bytes),
		}
		if wrapped {
			bytes.extend_from_slice(WRAP.1);
		}
		bytes
	}
}

/// An intent and a signature under it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Signed {
	/// What is signed.
	pub intent: Intent,
	/// Whether it is signed between `<Bytes>` and `</Bytes>`.
	pub wrapped: bool,
	/// The signature; none yet if the file was only prepared.
	pub signature: Option<Signature>,
	/// The public key, where the account does not tell it.
	pub public: Option<[u8; 33]>,
}

#[derive(Encode)]
struct Proof<'a> {
	signature: &'a Signature,
	wrapped: bool,
}

impl Signed {
	/// Whether the signature is the signer's; nothing if that cannot be told here.
	pub fn is_good(&self) -> Option<bool> {
		let bytes = self.intent.bytes(self.wrapped);
		self.signature
			.as_ref()?
			.is_of(self.intent.signer(), &bytes, self.public.as_ref())
	}

	/// The argument of `file_signed`, `revise_signed` or `revoke_signed`, encoded for who relays it: a custodian need not repeat
	/// its own account.
	pub fn argument(&self, relayer: &[u8; 32]) -> Option<Vec<u8>> {
		let intent = &self.intent;
		let proof = Proof {
			signature: self.signature.as_ref()?,
			wrapped: self.wrapped,
		};
		let head = (
			intent.subject,
			intent.guardian,
			intent.place,
			Compact(intent.version),
			Compact(intent.expires_at),
		);
		Some(match &intent.act {
			Act::File(filing) | Act::Revise(filing) => {
				let mut sent = filing.clone();
				let custodian = &mut sent.consent.custodian;
				let custodian_relays = custodian.take_if(|custodian| custodian.0 == *relayer).is_some();
				(head, custodian_relays, sent, proof).encode()
			},
			Act::Revoke(reason) => (head, reason, proof).encode(),
		})
	}

	/// The file.
	pub fn to_json(&self) -> Value {
		let hex = |bytes: &[u8]| format!("0x{}", hex::encode(bytes));
		let intent = &self.intent;
		let expires = i64::try_from(intent.expires_at).unwrap_or(i64::MAX);
		let mut file = json!({
			"format": FORMAT,
			"intent": intent.act.name(),
			"genesis": hex(&intent.genesis),
			"subject": ss58(&intent.subject),
			"guardian": intent.guardian.as_ref().map(ss58),
			"place": intent.place,
			"version": intent.version,
			"expires": time::write_second(expires),
			"wrapped": self.wrapped,
			"signature": self.signature.as_ref().map(|signature| hex(&signature.encode())),
		});
		match &intent.act {
			Act::File(filing) | Act::Revise(filing) => file["filing"] = json!(hex(&filing.encode())),
			Act::Revoke(reason) => file["reason"] = json!(reason.name()),
		}
		if let Some(public) = &self.public {
			file["publicKey"] = json!(hex(public));
		}
		if self.signature.is_none() {
			file["sign"] = json!(hex(&intent.bytes(self.wrapped)));
		}
		file
	}

	/// Reads a file.
	pub fn from_json(value: &Value) -> Found<Self> {
		let top = At::top(value, "");
		top.only(
			&[
				"format",
				"intent",
				"genesis",
				"subject",
				"guardian",
				"place",
				"version",
				"expires",
				"filing",
				"reason",
				"wrapped",
				"signature",
				"publicKey",
				"sign",
				"description",
			],
			"a signed consent",
		)?;
		let needed = |key: &str| top.get(key).ok_or_else(|| Problem::new(key, "is missing"));
		let format = needed("format")?;
		if format.string()? != FORMAT {
			return Err(format.problem(format!("is not `{FORMAT}`")));
		}
		let bytes = |at: &At| {
			let text = at.string()?;
			hex::decode(text.strip_prefix("0x").unwrap_or(text))
				.map_err(|error| at.problem(format!("not hex: {error}")))
		};
		let account = |at: At| ids::parse_account(at.string()?).map_err(|reason| at.problem(reason));
		let number = |key: &str| {
			let at = needed(key)?;
			let number = at.value.as_u64().and_then(|number| u32::try_from(number).ok());
			number.ok_or_else(|| at.problem("must be a number"))
		};
		let filing = || {
			let at = needed("filing")?;
			let bytes = bytes(&at)?;
			let mut rest = bytes.as_slice();
			let filing = Filing::decode(&mut rest).map_err(|error| {
				// The codec says where it was on lines of their own.
				let text = error.to_string();
				let steps: Vec<&str> = text.lines().map(|line| line.trim().trim_end_matches(':')).collect();
				at.problem(format!("not a filing: {}", steps.join(": ")))
			})?;
			if !rest.is_empty() {
				return Err(at.problem("has bytes after the filing"));
			}
			Ok(Box::new(filing))
		};
		let kind = needed("intent")?;
		let act = match kind.string()? {
			"file" => Act::File(filing()?),
			"revise" => Act::Revise(filing()?),
			"revoke" => {
				let at = needed("reason")?;
				Act::Revoke(super::lower::reason(at.string()?).map_err(|reason| at.problem(reason))?)
			},
			other => return Err(kind.problem(format!("`{other}` is not `file`, `revise` or `revoke`"))),
		};
		let unused = if matches!(act, Act::Revoke(_)) {
			"filing"
		} else {
			"reason"
		};
		if let Some(at) = top.get(unused) {
			return Err(at.problem(format!("has no place in an intent to {}", act.name())));
		}
		let expires = needed("expires")?;
		let span = time::parse(expires.string()?).map_err(|reason| expires.problem(reason))?;
		let genesis = needed("genesis")?;
		let place = number("place")?;
		let intent = Intent {
			genesis: ids::parse_hex32(genesis.string()?).map_err(|reason| genesis.problem(reason))?,
			subject: account(needed("subject")?)?,
			guardian: top.get("guardian").map(account).transpose()?,
			place: u8::try_from(place)
				.ok()
				.filter(|place| *place < super::PLACES)
				.ok_or_else(|| Problem::new("place", format!("{place} is not a place: they are 0 to 15")))?,
			version: number("version")?,
			expires_at: span.from.and_then(|from| u64::try_from(from).ok()).unwrap_or(0),
			act,
		};
		let signature = top
			.get("signature")
			.map(|at| {
				let bytes = bytes(&at)?;
				let mut rest = bytes.as_slice();
				let signature = Signature::decode(&mut rest).ok().filter(|_| rest.is_empty());
				signature.ok_or_else(|| {
					at.problem("not a signature: its first byte is the scheme (00 ed25519, 01 sr25519, 02 ecdsa), then 64 or 65 bytes")
				})
			})
			.transpose()?;
		let public = top
			.get("publicKey")
			.map(|at| bytes(&at)?.try_into().map_err(|_| at.problem("must be 33 bytes")))
			.transpose()?;
		Ok(Self {
			intent,
			wrapped: top.get("wrapped").map(|at| at.boolean()).transpose()?.unwrap_or(false),
			signature,
			public,
		})
	}
}
