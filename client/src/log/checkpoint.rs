//! Checkpoints after [C2SP `tlog-checkpoint`](https://c2sp.org/tlog-checkpoint): size and root of a log, in a signed note.

use super::note::Note;
use base64::{engine::general_purpose::STANDARD, Engine};
use salus_records_engine::Hash;

/// What a log says about itself at one size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
	/// Name of the log.
	pub origin: String,
	/// Leaves of its tree.
	pub size: u64,
	/// Root of its tree.
	pub root: Hash,
	/// Further lines, without a meaning here.
	pub extensions: Vec<String>,
}

/// A decimal number without leading zeros.
pub(super) fn decimal(text: &str) -> Option<u64> {
	let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
	if !digits || text.len() > 1 && text.starts_with('0') {
		return None;
	}
	text.parse().ok()
}

/// A hash in base64.
pub(super) fn hash(text: &str) -> Option<Hash> {
	STANDARD.decode(text).ok()?.try_into().ok()
}

impl Checkpoint {
	/// Reads the text of a note.
	pub fn parse(text: &str) -> Result<Self, String> {
		let body = text.strip_suffix('\n').ok_or("a checkpoint ends with a newline")?;
		let mut lines = body.split('\n');
		let origin = lines
			.next()
			.filter(|origin| !origin.is_empty())
			.ok_or("line 1, the origin, is empty")?;
		let size = lines
			.next()
			.and_then(decimal)
			.ok_or("line 2 is not a size: decimal, without leading zeros")?;
		let root = lines
			.next()
			.and_then(hash)
			.ok_or("line 3 is not a root: 32 bytes in base64")?;
		let extensions: Vec<String> = lines.map(Into::into).collect();
		if extensions.iter().any(String::is_empty) {
			return Err("an extension line is empty".into());
		}
		Ok(Self {
			origin: origin.into(),
			size,
			root,
			extensions,
		})
	}

	/// The text that is signed.
	pub fn print(&self) -> String {
		let mut text = format!("{}\n{}\n{}\n", self.origin, self.size, STANDARD.encode(self.root));
		for line in &self.extensions {
			text.push_str(line);
			text.push('\n');
		}
		text
	}

	/// Reads a signed checkpoint. No signature is checked.
	pub fn of_note(note: &str) -> Result<(Self, Note), String> {
		let note = Note::parse(note)?;
		Ok((Self::parse(&note.text)?, note))
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	/// The example of C2SP tlog-checkpoint.
	const EXAMPLE: &str = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n\
		— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n";

	#[test]
	fn the_published_example_should_read_and_print_as_it_is() {
		let (checkpoint, note) = Checkpoint::of_note(EXAMPLE).unwrap();
		assert_eq!(checkpoint.origin, "example.com/behind-the-sofa");
		assert_eq!(checkpoint.size, 20_852_163);
		assert_eq!(checkpoint.root[..3], [0x0a, 0xc5, 0x18]);
		assert!(checkpoint.extensions.is_empty());
		assert_eq!(
			Note {
				text: checkpoint.print(),
				..note
			}
			.print(),
			EXAMPLE
		);
	}

	#[test]
	fn extension_lines_should_be_kept() {
		let text = "o\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nmore\nand more\n";
		let checkpoint = Checkpoint::parse(text).unwrap();
		assert_eq!(checkpoint.extensions, ["more", "and more"]);
		assert_eq!(checkpoint.print(), text);
	}

	#[test]
	fn checkpoint_should_be_unreadable_when_malformed() {
		let root = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
		for text in [
			String::new(),
			format!("o\n1\n{root}"),
			format!("\n1\n{root}\n"),
			format!("o\n01\n{root}\n"),
			format!("o\n+1\n{root}\n"),
			format!("o\n\n{root}\n"),
			format!("o\n18446744073709551616\n{root}\n"),
			"o\n1\nAAAA\n".into(),
			"o\n1\n".into(),
			format!("o\n1\n{root}\n\nx\n"),
		] {
			assert!(Checkpoint::parse(&text).is_err(), "{text:?}");
		}
	}
}
