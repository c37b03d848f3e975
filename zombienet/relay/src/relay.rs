//! The relay chain node: the `polkadot` command as published, without native runtimes. It runs from a chain spec file.

fn main() -> Result<(), polkadot_cli::Error> {
	polkadot_cli::run()
}
