//! What the chain does not know: who a coverage is, which codes a blinded service is, what a note said. One file, that only
//! its owner can read. Without it claims on chain are numbers; with it they become remittances again.

use super::wire::ClaimId;
use crate::{outcome::Failure, record::private};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{
	collections::BTreeMap,
	fs,
	path::{Path, PathBuf},
	sync::Arc,
};

/// The name of the format.
const FORMAT: &str = "salus/claims-register/v1";

/// A plan that was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanEntry {
	/// Its number on chain.
	pub id: u32,
	/// What the file calls it.
	pub name: String,
	/// The digest on chain when it was published, in hex.
	pub digest: String,
}

/// A member and the coverage on chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MemberEntry {
	/// The coverage.
	pub coverage: u32,
	/// The plan.
	pub plan: u32,
	/// The member's account, as an address.
	pub account: String,
	/// Identifiers that claims use: of the patient or of the coverage.
	pub ids: Vec<String>,
	/// The family on chain.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub family: Option<u32>,
	/// What the file calls the family.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub household: Option<String>,
}

/// A claim that was submitted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimEntry {
	/// On chain.
	pub id: String,
	/// What the document calls it.
	pub claim: String,
	/// The document, by its SHA-256.
	pub source: String,
	/// Its place among the claims of the document.
	pub place: usize,
}

/// A document as it was submitted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceEntry {
	/// The name of the file.
	pub name: String,
	/// Its text.
	pub text: String,
}

/// A text that the chain has the commitment of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoteEntry {
	/// The claim it is about.
	pub claim: String,
	/// The commitment, in hex.
	pub commitment: String,
	/// The salt, in hex. Destroying it is erasure.
	pub salt: String,
	/// The text.
	pub text: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
	format: String,
	/// The chain it is about.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	genesis: Option<String>,
	#[serde(default)]
	plans: Vec<PlanEntry>,
	#[serde(default)]
	members: Vec<MemberEntry>,
	#[serde(default)]
	claims: Vec<ClaimEntry>,
	#[serde(default)]
	sources: BTreeMap<String, SourceEntry>,
	#[serde(default)]
	notes: Vec<NoteEntry>,
}

/// The register of one organisation on one chain.
#[derive(Clone, Debug)]
pub struct Register {
	path: PathBuf,
	content: Content,
	/// Held by who writes: of two at once the later one would undo what the earlier one noted.
	_lock: Option<Arc<fs::File>>,
}

impl Register {
	/// The same, to change it: refused while another program does.
	pub fn open_to_write(path: &Path, genesis: &str) -> Result<Self, Failure> {
		Ok(Self {
			_lock: Some(Arc::new(private::lock(path)?)),
			..Self::open(path, genesis)?
		})
	}

	/// Opens a register, or begins one. A register of another chain is refused.
	pub fn open(path: &Path, genesis: &str) -> Result<Self, Failure> {
		let bad = |why: String| Failure::Unreadable(format!("{}: {why}", path.display()));
		let mut content = match fs::read(path) {
			Ok(bytes) => {
				crate::json::parse(&bytes).map_err(|problem| bad(problem.to_string()))?;
				serde_json::from_slice::<Content>(&bytes)
					.map_err(|e| bad(format!("line {}, column {}: {e}", e.line(), e.column())))?
			},
			Err(error) if error.kind() == std::io::ErrorKind::NotFound => Content {
				format: FORMAT.into(),
				..Content::default()
			},
			Err(error) => return Err(bad(error.to_string())),
		};
		if content.format != FORMAT {
			return Err(bad(format!(
				"its format is \"{}\"; this client reads {FORMAT}",
				content.format
			)));
		}
		match &content.genesis {
			Some(other) if other != genesis => {
				return Err(Failure::Refused(format!(
					"{}: is about another chain ({other}), the node is on {genesis}; name another file with --register",
					path.display()
				)));
			},
			_ => content.genesis = Some(genesis.into()),
		}
		Ok(Self {
			path: path.into(),
			content,
			_lock: None,
		})
	}

	/// Writes it, whole or not at all; only its owner can read it.
	pub fn save(&self) -> Result<(), Failure> {
		let text = serde_json::to_string_pretty(&self.content)
			.map_err(|e| Failure::Refused(format!("{}: {e}", self.path.display())))?;
		private::write(&self.path, text.as_bytes())
	}

	/// Where it is.
	pub fn path(&self) -> &Path {
		&self.path
	}

	/// Adds a plan, or what is new about it.
	pub fn put_plan(&mut self, entry: PlanEntry) {
		self.content.plans.retain(|known| known.id != entry.id);
		self.content.plans.push(entry);
	}

	/// The plan of this name that was published last.
	pub fn plan(&self, name: &str) -> Option<u32> {
		let named = self.content.plans.iter().rev().find(|plan| plan.name == name);
		named.map(|plan| plan.id)
	}

	/// Adds a member, or what is new about them.
	pub fn put_member(&mut self, entry: MemberEntry) {
		self.content.members.retain(|known| known.coverage != entry.coverage);
		self.content.members.push(entry);
	}

	/// The members with one of these identifiers, the best first, and of those with the same one the latest: somebody has a
	/// coverage for each plan.
	pub fn members<'a>(&'a self, ids: &'a [String]) -> impl Iterator<Item = &'a MemberEntry> {
		let found = |id: &'a String| self.content.members.iter().rev().filter(|m| m.ids.contains(id));
		ids.iter().flat_map(found)
	}

	/// The member of a coverage.
	pub fn coverage(&self, coverage: u32) -> Option<&MemberEntry> {
		self.content.members.iter().find(|member| member.coverage == coverage)
	}

	/// The family of this name in a plan.
	pub fn family(&self, plan: u32, household: &str) -> Option<u32> {
		let of = |m: &&MemberEntry| m.plan == plan && m.household.as_deref() == Some(household);
		self.content.members.iter().find(of).and_then(|member| member.family)
	}

	/// Adds a claim and the document it is in.
	pub fn put_claim(&mut self, id: ClaimId, claim: &str, document: &Document, place: usize) {
		let source = document.digest();
		let entry = ClaimEntry {
			id: id.to_string(),
			claim: claim.into(),
			source: source.clone(),
			place,
		};
		self.content.claims.retain(|known| known.id != entry.id);
		self.content.claims.push(entry);
		self.content.sources.entry(source).or_insert_with(|| SourceEntry {
			name: document.name.clone(),
			text: document.text.clone(),
		});
	}

	/// A claim by its number on chain.
	pub fn claim(&self, id: ClaimId) -> Option<&ClaimEntry> {
		let id = id.to_string();
		self.content.claims.iter().find(|claim| claim.id == id)
	}

	/// The claims on chain that documents call so, the latest last.
	pub fn claims_named(&self, name: &str) -> Vec<ClaimId> {
		let named = self.content.claims.iter().filter(|claim| claim.claim == name);
		named.filter_map(|claim| claim.id.parse().ok()).collect()
	}

	/// The document of a claim.
	pub fn document(&self, claim: &ClaimEntry) -> Option<Document> {
		let source = self.content.sources.get(&claim.source)?;
		Some(Document {
			name: source.name.clone(),
			text: source.text.clone(),
		})
	}

	/// Adds a note.
	pub fn put_note(&mut self, note: NoteEntry) {
		self.content.notes.push(note);
	}

	/// Notes about a claim.
	pub fn notes(&self, claim: ClaimId) -> impl Iterator<Item = &NoteEntry> {
		let id = claim.to_string();
		self.content.notes.iter().filter(move |note| note.claim == id)
	}
}

/// A file with claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
	/// Its name, for messages.
	pub name: String,
	/// Its text.
	pub text: String,
}

impl Document {
	/// SHA-256 of the text, in hex.
	pub fn digest(&self) -> String {
		hex::encode(Sha256::digest(self.text.as_bytes()))
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn register_should_be_refused_when_another_program_writes_to_it() {
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("r.json");
		let first = Register::open_to_write(&path, "0xaa").unwrap();
		let refused = Register::open_to_write(&path, "0xaa").unwrap_err();
		assert!(
			refused.to_string().contains("r.json: another program is at work"),
			"{refused}"
		);
		assert!(Register::open(&path, "0xaa").is_ok());
		drop(first);
		assert!(Register::open_to_write(&path, "0xaa").is_ok());
		// What cannot be written is said before anything is submitted.
		assert!(Register::open_to_write(&folder.path().join("none/r.json"), "0xaa").is_err());
	}

	#[test]
	fn register_should_hold_what_was_put_when_it_is_opened_again() {
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("r.json");
		let mut register = Register::open(&path, "0xaa").unwrap();
		let member = |coverage, id: &str| MemberEntry {
			coverage,
			plan: 0,
			account: "5X".into(),
			ids: vec![id.into()],
			family: Some(7),
			household: Some("F".into()),
		};
		register.put_member(member(0, "Patient/1"));
		register.put_member(member(1, "Patient/2"));
		let document = Document {
			name: "c.json".into(),
			text: "{}".into(),
		};
		let id = ClaimId { coverage: 1, number: 4 };
		let later = ClaimId { coverage: 0, number: 0 };
		register.put_claim(id, "C-1", &document, 0);
		register.put_claim(later, "C-1", &document, 0);
		register.save().unwrap();
		let again = Register::open(&path, "0xaa").unwrap();
		let ids = ["x".into(), "Patient/2".into(), "Patient/1".into()];
		assert_eq!(again.members(&ids).map(|m| m.coverage).collect::<Vec<_>>(), [1, 0]);
		assert_eq!(again.family(0, "F"), Some(7));
		assert_eq!(again.claims_named("C-1"), [id, later]);
		assert_eq!(again.claims_named("C-2"), []);
		assert_eq!(again.document(again.claim(id).unwrap()), Some(document));
		#[cfg(unix)]
		{
			use std::os::unix::fs::PermissionsExt as _;
			assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
		}
		let other = Register::open(&path, "0xbb").unwrap_err();
		assert!(other.to_string().contains("another chain"), "{other}");
	}

	#[test]
	fn register_should_name_the_place_when_it_cannot_be_read() {
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("r.json");
		for (text, part) in [
			("{", "line 1"),
			("{\"format\": \"x\"}", "format is \"x\""),
			("{\"format\": \"salus/claims-register/v1\", \"plan\": []}", "plan"),
		] {
			fs::write(&path, text).unwrap();
			let failure = Register::open(&path, "0xaa").unwrap_err();
			assert_eq!(failure.exit_code(), 2);
			assert!(failure.to_string().contains(part), "{failure}");
		}
	}
}
