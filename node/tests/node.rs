//! The node as a process.

use std::{
	io::{BufRead, BufReader, Read},
	net::TcpListener,
	path::{Path, PathBuf},
	process::{Child, Command, Stdio},
	sync::{Arc, Mutex, OnceLock},
	thread::JoinHandle,
	time::{Duration, Instant},
};

const BINARY: &str = env!("CARGO_BIN_EXE_salus-node");

/// A port that nobody listens on.
pub fn free_port() -> u16 {
	TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// The development chain with its genesis state worked out, once for all tests: a node that works it out itself compiles the
/// runtime three times before it starts, with this once.
fn development_spec() -> &'static Path {
	static SPEC: OnceLock<PathBuf> = OnceLock::new();
	SPEC.get_or_init(|| {
		let spec = Path::new(env!("CARGO_TARGET_TMPDIR")).join("development.json");
		// Another run of the tests may be reading it.
		let part = spec.with_extension(format!("{}.part", std::process::id()));
		std::fs::write(&part, output(&["export-chain-spec", "--chain", "dev", "--raw"])).unwrap();
		std::fs::rename(&part, &spec).unwrap();
		spec
	})
}

/// The node with these options and those of every test.
pub fn command(options: &[&str]) -> Command {
	let mut command = Command::new(BINARY);
	// Only a detailed log says which lines are errors.
	command.args(["--no-hardware-benchmarks", "--no-telemetry", "--detailed-log-output"]);
	if !options.contains(&"--prometheus-port") {
		command.arg("--no-prometheus");
	}
	command
		.args(options)
		.stdin(Stdio::null())
		.stdout(Stdio::null())
		.stderr(Stdio::piped());
	command
}

/// A running node; killed when dropped.
pub struct Node {
	process: Child,
	port: u16,
	log: Arc<Mutex<Vec<String>>>,
	reader: Option<JoinHandle<()>>,
}

impl Node {
	/// Starts a development node with these options on a free port, reading its log.
	pub fn start(options: &[&str]) -> Self {
		Self::start_at(free_port(), options)
	}

	/// Starts a development node with these options on this port, reading its log.
	pub fn start_at(port: u16, options: &[&str]) -> Self {
		let spec = development_spec().to_str().unwrap();
		Self::start_as_typed(port, &[&["--dev", "--chain", spec], options].concat())
	}

	/// Starts a node with these options and no other chain than they name, on this port, reading its log.
	pub fn start_as_typed(port: u16, options: &[&str]) -> Self {
		let mut process = command(&[&["--rpc-port", &port.to_string()], options].concat())
			.spawn()
			.unwrap();
		let stderr = BufReader::new(process.stderr.take().unwrap());
		let log = Arc::new(Mutex::new(Vec::new()));
		let lines = log.clone();
		let reader = std::thread::spawn(move || {
			stderr
				.lines()
				.map_while(Result::ok)
				.for_each(|line| lines.lock().unwrap().push(line));
		});
		Self {
			process,
			port,
			log,
			reader: Some(reader),
		}
	}

	pub fn port(&self) -> u16 {
		self.port
	}

	/// Waits until a line of the log has these words.
	pub fn wait_for_log(&self, words: &str) {
		let deadline = Instant::now() + Duration::from_secs(60);
		while !self.log.lock().unwrap().iter().any(|line| line.contains(words)) {
			assert!(
				Instant::now() < deadline,
				"'{words}' is not in the log: {:?}",
				self.log.lock()
			);
			std::thread::sleep(Duration::from_millis(10));
		}
	}

	/// Stops the node; the lines of its log that report an error.
	pub fn stop_and_list_errors(mut self) -> Vec<String> {
		self.process.kill().unwrap();
		self.process.wait().unwrap();
		self.reader.take().unwrap().join().unwrap();
		let log = self.log.lock().unwrap();
		assert!(!log.is_empty(), "a node logs");
		log.iter()
			.filter(|line| line.contains(" ERROR ") || line.contains("panicked"))
			.cloned()
			.collect()
	}
}

impl Drop for Node {
	fn drop(&mut self) {
		let _ = self.process.kill();
		let _ = self.process.wait();
	}
}

/// What the binary prints on standard output when it succeeds.
pub fn output(options: &[&str]) -> String {
	let output = Command::new(BINARY)
		.args(options)
		.stdin(Stdio::null())
		.output()
		.unwrap();
	assert!(
		output.status.success(),
		"{options:?}: {}",
		String::from_utf8_lossy(&output.stderr)
	);
	String::from_utf8(output.stdout).unwrap()
}

/// What the binary says when it refuses these options, which start no node.
pub fn fails(options: &[&str]) -> String {
	let mut command = Command::new(BINARY);
	command
		.args(options)
		.stdin(Stdio::null())
		.stdout(Stdio::null())
		.stderr(Stdio::piped());
	refusal(command)
}

/// What the binary says when it refuses to start with these options.
pub fn refused(options: &[&str]) -> String {
	refusal(command(options))
}

/// What a command that pipes its errors says when it refuses to start, within a minute and with an exit code other than 0.
pub fn refusal(mut command: Command) -> String {
	let mut process = command.spawn().unwrap();
	let mut stderr = process.stderr.take().unwrap();
	let reader = std::thread::spawn(move || {
		let mut text = String::new();
		stderr.read_to_string(&mut text).unwrap();
		text
	});
	let deadline = Instant::now() + Duration::from_secs(60);
	let status = loop {
		if let Some(status) = process.try_wait().unwrap() {
			break status;
		}
		if Instant::now() > deadline {
			process.kill().unwrap();
			panic!("{command:?}: the node started: {}", reader.join().unwrap());
		}
		std::thread::sleep(Duration::from_millis(100));
	};
	let message = reader.join().unwrap();
	assert!(!status.success(), "{command:?} ended well: {message}");
	message
}
