//! The network's processes, through `scripts/network`.

use crate::{ensure, Failed, Outcome};
use serde_json::Value;
use std::{
	fs,
	path::{Path, PathBuf},
	process::{Command, Output},
};

/// Seconds to a finalised parachain block, on a machine that does other work too.
const PATIENCE: &str = "900";

/// A network that is ended and deleted when this value goes.
pub struct Network {
	script: PathBuf,
	base: PathBuf,
	nodes: Value,
	kept: bool,
}

impl Network {
	/// Starts one in `base`, on ports from `first_port` on, and waits for its first finalised parachain block.
	pub fn start(repository: &Path, base: &Path, first_port: u16) -> Outcome<Self> {
		let mut network = Network {
			script: repository.join("scripts/network"),
			base: base.into(),
			nodes: Value::Null,
			kept: false,
		};
		let port = first_port.to_string();
		let started = network.run(&["--no-build", "--first-port", &port, "--timeout", PATIENCE])?;
		if !started.status.success() {
			// The script has cleaned up, or refused because of a network that is not ours to end.
			network.kept = true;
			return Err(Failed(String::from_utf8_lossy(&started.stderr).into_owned()));
		}
		let description = fs::read_to_string(base.join("network.json"))?;
		network.nodes = serde_json::from_str(&description)?;
		Ok(network)
	}

	fn run(&self, arguments: &[&str]) -> Outcome<Output> {
		let output = Command::new(&self.script)
			.arg("--base-path")
			.arg(&self.base)
			.args(arguments)
			.output()?;
		Ok(output)
	}

	fn must(&self, arguments: &[&str]) -> Outcome<String> {
		let output = self.run(arguments)?;
		ensure(output.status.success(), || {
			format!("{arguments:?}: {}", String::from_utf8_lossy(&output.stderr))
		})?;
		Ok(String::from_utf8_lossy(&output.stdout).into_owned())
	}

	/// What the script says about its nodes.
	pub fn status(&self) -> Outcome<String> {
		self.must(&["--status"])
	}

	/// The id of the parachain.
	pub fn para_id(&self) -> u32 {
		self.nodes["para_id"]
			.as_u64()
			.and_then(|id| id.try_into().ok())
			.unwrap_or_default()
	}

	/// The WebSocket address of a node.
	pub fn url(&self, node: &str) -> String {
		let port = self.nodes["nodes"]
			.as_array()
			.into_iter()
			.flatten()
			.find(|entry| entry["name"] == node)
			.map_or(Value::Null, |entry| entry["rpc"].clone());
		format!("ws://127.0.0.1:{port}")
	}

	/// Ends a node with kill -9.
	pub fn kill(&self, node: &str) -> Outcome {
		self.must(&["--kill", node]).map(drop)
	}

	/// Starts a node again, with its data.
	pub fn launch(&self, node: &str) -> Outcome {
		self.must(&["--launch", node]).map(drop)
	}

	/// Ends all nodes, starts them again with their data, and waits for a finalised parachain block.
	pub fn restart(&self) -> Outcome {
		self.must(&["--stop"])?;
		self.must(&["--no-build", "--timeout", PATIENCE]).map(drop)
	}

	/// Ends all nodes and deletes everything. Fails if something of it is left.
	pub fn down(mut self) -> Outcome {
		self.kept = true;
		self.must(&["--down"])?;
		ensure(!self.base.exists(), || {
			format!("{} is still there", self.base.display())
		})?;
		let left = self.processes()?;
		ensure(left.is_empty(), || format!("processes are left: {left}"))
	}

	/// The processes that name the network's folder.
	fn processes(&self) -> Outcome<String> {
		let all = Command::new("ps").args(["-eo", "pid=,args="]).output()?;
		let folder = format!("{}/", self.base.display());
		Ok(String::from_utf8_lossy(&all.stdout)
			.lines()
			.filter(|line| line.contains(&folder))
			.collect::<Vec<_>>()
			.join("\n"))
	}
}

impl Drop for Network {
	fn drop(&mut self) {
		if !self.kept {
			// A test failed: the nodes must not outlive it. Whatever this says, the failure was said before.
			let _ = self.run(&["--down"]);
		}
	}
}
