//! The command `salus` on a node, for tests that tell a story.

use serde_json::Value;
use std::{
	fs,
	net::TcpStream,
	path::{Path, PathBuf},
	process::{Command, Output, Stdio},
	time::{Duration, Instant},
};

/// How long anything may take on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(300);

/// A folder that is removed at the end.
pub struct Folder(PathBuf);

impl Folder {
	pub fn new(name: &str) -> Self {
		let path = std::env::temp_dir().join(format!("salus-test-{name}-{}", std::process::id()));
		let _ = fs::remove_dir_all(&path);
		fs::create_dir_all(&path).unwrap();
		Self(path)
	}

	pub fn path(&self, name: &str) -> PathBuf {
		self.0.join(name)
	}

	/// Writes a file; answers its path.
	pub fn write(&self, name: &str, text: &str) -> PathBuf {
		let path = self.path(name);
		fs::write(&path, text).unwrap();
		path
	}
}

impl Drop for Folder {
	fn drop(&mut self) {
		let _ = fs::remove_dir_all(&self.0);
	}
}

/// The command `salus`, built with the workspace beside the node.
pub fn salus() -> Command {
	let binary = Path::new(env!("CARGO_BIN_EXE_salus-node")).with_file_name("salus");
	assert!(
		binary.is_file(),
		"{} is not there: run these tests with --workspace, which builds it",
		binary.display()
	);
	let mut command = Command::new(binary);
	command.stdin(Stdio::null()).env_remove("SALUS_URL");
	command
}

pub fn said(output: &Output) -> String {
	String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Waits until a node listens at the port.
pub fn listening(port: u16) {
	let deadline = Instant::now() + PATIENCE;
	while TcpStream::connect(("127.0.0.1", port)).is_err() {
		assert!(Instant::now() < deadline, "no node at port {port}");
		std::thread::sleep(Duration::from_millis(200));
	}
}

/// `salus` in one folder, with one node and one register.
pub struct Desk {
	folder: Folder,
	url: String,
}

impl Desk {
	/// A new folder, as soon as the node listens.
	pub fn new(name: &str, port: u16) -> Self {
		listening(port);
		Self {
			folder: Folder::new(name),
			url: format!("ws://127.0.0.1:{port}"),
		}
	}

	pub fn write(&self, name: &str, text: &str) {
		self.folder.write(name, text);
	}

	pub fn path(&self, name: &str) -> PathBuf {
		self.folder.path(name)
	}

	pub fn read(&self, name: &str) -> Value {
		serde_json::from_slice(&fs::read(self.path(name)).unwrap()).unwrap()
	}

	/// The words of a command line, split at blanks, run in the folder.
	pub fn run(&self, line: &str) -> Output {
		salus()
			.current_dir(&self.folder.0)
			.env("SALUS_URL", &self.url)
			.env("SALUS_REGISTER", self.folder.path("register.json"))
			.args(line.split_whitespace())
			.output()
			.unwrap()
	}

	/// What it prints, when it has to work.
	pub fn ok(&self, line: &str) -> String {
		let output = self.run(line);
		assert!(output.status.success(), "salus {line}: {}", said(&output));
		String::from_utf8(output.stdout).unwrap()
	}

	/// The same as JSON.
	pub fn json(&self, line: &str) -> Value {
		let text = self.ok(&format!("{line} --format json"));
		serde_json::from_str(&text).unwrap_or_else(|error| panic!("salus {line}: {error}: {text}"))
	}

	/// Runs it; it has to fail with this exit code and say these words. What it prints.
	pub fn refused(&self, line: &str, code: i32, words: &str) -> String {
		let output = self.run(line);
		let message = said(&output);
		assert_eq!(output.status.code(), Some(code), "salus {line}: {message}");
		assert!(message.contains(words), "salus {line}: {message}");
		String::from_utf8(output.stdout).unwrap()
	}
}
