//! From a resource and a book to what is filed, with fresh salts that stay in the book.

use super::{
	intent::{Intent, Signed},
	keys::Key,
	lower::{self, Terms},
	Filing,
};
use crate::{
	consent::{
		book::{Book, Opening, Subject},
		fhir,
		json::{Found, Problem},
	},
	outcome::Failure,
	record::{content::fresh_salt, jcs},
};
use salus_records_engine::commitment::commit;
use serde_json::{json, Value};

/// The signed document behind a consent.
#[derive(Clone, Copy, Debug)]
pub enum Document<'a> {
	/// The resource is all there is: its canonical JSON (RFC 8785) is committed to.
	Resource,
	/// A file, as it is.
	File {
		/// What names it in the book.
		name: &'a str,
		/// Its bytes.
		bytes: &'a [u8],
	},
}

/// What is filed, and for whom.
#[derive(Clone, Debug)]
pub struct Prepared {
	/// The reference of the subject.
	pub name: String,
	/// The account of the subject.
	pub subject: [u8; 32],
	/// What is filed.
	pub filing: Filing,
}

/// Canonical JSON of a value.
pub fn canonical(value: &Value) -> Found<Vec<u8>> {
	jcs::canonicalise(value.to_string().as_bytes())
		.map_err(|error| Problem::new("", format!("has no canonical form: {}", error.reason)))
}

/// Commits to some bytes under a fresh salt.
pub fn committed(of: &str, bytes: &[u8], value: &Value) -> Found<([u8; 32], Opening)> {
	let salt = fresh_salt().map_err(|failure| Problem::new("", failure.to_string()))?;
	let commitment = commit(&salt, bytes).map_err(|error| Problem::new("", error.to_string()))?;
	let opening = Opening {
		of: of.to_owned(),
		salt,
		value: value.clone(),
	};
	Ok((commitment.0, opening))
}

/// Commits to a document for a subject, and keeps the salt in the book.
pub fn document(book: &mut Book, name: &str, resource: &Value, document: Document) -> Found<[u8; 32]> {
	let canonical;
	let (bytes, value) = match document {
		Document::Resource => {
			canonical = self::canonical(resource)?;
			let named = json!({ "canonicalisation": "jcs", "id": resource.get("id") });
			(canonical.as_slice(), named)
		},
		Document::File { name, bytes } => (bytes, json!({ "canonicalisation": "raw", "file": name })),
	};
	if bytes.is_empty() {
		return Err(Problem::new("", "the document is empty"));
	}
	let (commitment, opening) = committed("source", bytes, &value)?;
	keep(book, name, vec![(commitment, opening)]);
	Ok(commitment)
}

fn keep(book: &mut Book, name: &str, openings: Vec<([u8; 32], Opening)>) {
	if let Some(subject) = book.subjects.get_mut(name) {
		subject.openings.extend(openings);
	}
}

/// The subject of a resource: the one whom it names, or the one who is named beside it.
pub fn subject(book: &Book, consent: &fhir::Consent, named: Option<&str>) -> Found<(String, Subject)> {
	let names = match named {
		Some(name) => vec![name.to_owned()],
		None => lower::subject(consent)?.to_vec(),
	};
	let found = names.iter().find_map(|name| book.subject(name));
	let (name, subject) = found.ok_or_else(|| {
		let name = names.first().map_or("?", String::as_str);
		let path = if named.is_some() { "--subject" } else { "Consent" };
		Problem::new(
			path,
			format!("`{name}` is not among the `subjects` of the book: add the account with `salus consent book add --subject {name}=ACCOUNT`"),
		)
	})?;
	Ok((name.to_owned(), subject.clone()))
}

/// What is filed for a resource. The book keeps the salts: write it to the disk before anything is sent.
pub fn filing(
	resource: &Value,
	book: &mut Book,
	named: Option<&str>,
	terms: &Terms,
	document: Document,
) -> Found<Prepared> {
	let consent = fhir::import(resource, "Consent")?;
	let (name, subject) = subject(book, &consent, named)?;
	let mut openings = Vec::new();
	let mut commit = |of: &'static str, value: &Value| {
		let bytes = canonical(value)?;
		let (commitment, opening) = committed(of, &bytes, value)?;
		openings.push((commitment, opening));
		Ok(commitment)
	};
	// First everything that can be refused: a book is not written to for a consent that is not filed.
	let mut filing = lower::filing(&consent, book, terms, [0; 32], &mut commit)?;
	filing.source = self::document(book, &name, resource, document)?;
	keep(book, &name, openings);
	Ok(Prepared {
		name,
		subject: subject.account,
		filing,
	})
}

impl Signed {
	/// Signs an intent.
	pub fn new(intent: Intent, key: &Key, wrapped: bool) -> Result<Self, Failure> {
		let account = key.account().0;
		if account != *intent.signer() {
			return Err(Failure::Refused(format!(
				"the key is that of {}, and {} has to sign",
				crate::consent::book::ss58(&account),
				crate::consent::book::ss58(intent.signer())
			)));
		}
		let signature = key.sign(&intent.bytes(wrapped))?;
		let signed = Self {
			signature: Some(signature),
			public: key.public(),
			wrapped,
			intent,
		};
		if signed.is_good() == Some(false) {
			return Err(Failure::Refused(
				"the signature is not one under these bytes: sign exactly what was printed".into(),
			));
		}
		Ok(signed)
	}
}
