//! Files for their owner's eyes (0600) that are there whole or not at all, and who may write them.

use crate::outcome::{Failure, Outcome};
use std::{
	fs::{self, File, OpenOptions, TryLockError},
	io::{self, BufWriter, Write},
	os::unix::fs::OpenOptionsExt,
	path::{Path, PathBuf},
};

/// A private file that is written piece by piece and gets its name when it is whole. Until then there is a temporary file beside it, which is
/// taken away if the work is given up. A link is followed; a device or a pipe is written to as it is.
pub struct PrivateFile {
	path: PathBuf,
	temporary: Option<PathBuf>,
	writer: BufWriter<File>,
}

impl PrivateFile {
	/// Begins the file that will be at `path`.
	pub fn create(path: &Path) -> Result<Self, Failure> {
		let path = real(path);
		let is_special = fs::metadata(&path).is_ok_and(|found| !found.is_file());
		let temporary = (!is_special).then(|| beside(&path, &format!(".{}.tmp", std::process::id())));
		let file = match &temporary {
			Some(temporary) => create(temporary),
			None => OpenOptions::new().write(true).open(&path),
		};
		let file = file.map_err(|error| failed(&path, &error))?;
		Ok(Self {
			path,
			temporary,
			writer: BufWriter::with_capacity(1 << 16, file),
		})
	}

	/// Adds to it.
	pub fn write(&mut self, content: &[u8]) -> Outcome {
		self.writer
			.write_all(content)
			.map_err(|error| failed(&self.path, &error))
	}

	/// Puts it on disk and gives it its name, in place of what may have been there.
	pub fn finish(mut self) -> Outcome {
		self.named().map_err(|error| failed(&self.path, &error))
	}

	fn named(&mut self) -> io::Result<()> {
		self.writer.flush()?;
		let Some(temporary) = &self.temporary else {
			return Ok(());
		};
		self.writer.get_ref().sync_all()?;
		fs::rename(temporary, &self.path)?;
		self.temporary = None;
		sync_folder(self.path.parent().unwrap_or(Path::new("")))
	}
}

impl Drop for PrivateFile {
	fn drop(&mut self) {
		if let Some(temporary) = &self.temporary {
			// Best effort: the message about the first failure is the one that counts.
			let _ = fs::remove_file(temporary);
		}
	}
}

/// Writes a private file so that it is there with all of its content, or as it was before.
pub fn write(path: &Path, content: &[u8]) -> Outcome {
	let mut file = PrivateFile::create(path)?;
	file.write(content)?;
	file.finish()
}

/// Makes sure that no other program has a file open to write, by a lock on an empty file beside it. It is released with the answer, however the
/// program ends.
pub fn lock(path: &Path) -> Result<File, Failure> {
	let lock = beside(&real(path), ".lock");
	let file = create(&lock).map_err(|error| Failure::Unreadable(format!("{}: {error}", lock.display())))?;
	match file.try_lock() {
		Err(TryLockError::WouldBlock) => Err(Failure::Refused(format!(
			"{}: another program is at work with this file. Wait for its end, or choose another",
			path.display()
		))),
		// Also on a file system without locks.
		Ok(()) | Err(TryLockError::Error(_)) => Ok(file),
	}
}

/// Where links lead.
fn real(path: &Path) -> PathBuf {
	fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

fn beside(path: &Path, ending: &str) -> PathBuf {
	let mut name = path.file_name().unwrap_or_default().to_owned();
	name.push(ending);
	path.with_file_name(name)
}

fn failed(path: &Path, error: &io::Error) -> Failure {
	let path = path.display();
	match error.kind() {
		io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Failure::Refused(format!(
			"{path}: {error}. The file was not written; free some space and run the same command again"
		)),
		_ => Failure::Unreadable(format!("{path}: cannot be written: {error}")),
	}
}

/// A private file, empty.
pub(crate) fn create(path: &Path) -> io::Result<File> {
	OpenOptions::new()
		.read(true)
		.write(true)
		.create(true)
		.truncate(true)
		.mode(0o600)
		.open(path)
}

/// Puts the names of a folder on disk.
pub(crate) fn sync_folder(path: &Path) -> io::Result<()> {
	let here = Path::new(".");
	File::open(if path.as_os_str().is_empty() { here } else { path })?.sync_all()
}

#[cfg(test)]
mod tests {
	use super::*;
	use std::os::unix::fs::{symlink, PermissionsExt};

	#[test]
	fn file_should_be_private_and_replaced_whole() {
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("receipt");
		write(&path, b"first").unwrap();
		write(&path, b"second").unwrap();
		assert_eq!(fs::read(&path).unwrap(), b"second");
		assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
		assert!(write(&folder.path().join("no/such/folder"), b"x").is_err());
		assert!(write(folder.path(), b"x").is_err());
		drop(PrivateFile::create(&path).unwrap());
		assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
	}

	#[test]
	fn link_should_stay_a_link() {
		let folder = tempfile::tempdir().unwrap();
		let (path, link) = (folder.path().join("book"), folder.path().join("link"));
		write(&path, b"first").unwrap();
		symlink(&path, &link).unwrap();
		write(&link, b"second").unwrap();
		assert_eq!(fs::read(&path).unwrap(), b"second");
		assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
	}

	#[test]
	fn device_should_stay_a_device() {
		let folder = tempfile::tempdir().unwrap();
		let link = folder.path().join("null");
		symlink("/dev/null", &link).unwrap();
		write(&link, b"gone").unwrap();
		assert!(!fs::metadata("/dev/null").unwrap().is_file());
		assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
	}

	#[test]
	fn lock_should_be_one_for_all_names_of_a_file_and_end_with_its_holder() {
		let folder = tempfile::tempdir().unwrap();
		let (path, link) = (folder.path().join("book"), folder.path().join("link"));
		write(&path, b"").unwrap();
		symlink(&path, &link).unwrap();
		let held = lock(&path).unwrap();
		assert!(matches!(lock(&link), Err(Failure::Refused(_))));
		drop(held);
		lock(&link).unwrap();
	}
}
