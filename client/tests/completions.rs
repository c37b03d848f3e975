//! Completions for a shell.

use std::process::{Command, Stdio};

fn completions(to: Stdio) -> std::process::Output {
	let mut command = Command::new(env!("CARGO_BIN_EXE_salus"));
	command.args(["completions", "bash"]).stdout(to).output().expect("runs")
}

#[test]
fn completions_should_know_the_nouns_when_they_are_printed() {
	let output = completions(Stdio::piped());
	assert_eq!(output.status.code(), Some(0));
	assert!(String::from_utf8(output.stdout).unwrap().contains("remittance"));
}

#[cfg(target_os = "linux")]
#[test]
fn completions_should_fail_when_they_cannot_be_written() {
	let full = std::fs::File::options()
		.write(true)
		.open("/dev/full")
		.expect("is there");
	let output = completions(full.into());
	assert_eq!(output.status.code(), Some(1));
	assert!(String::from_utf8(output.stderr)
		.unwrap()
		.starts_with("error: standard output: "));
}
