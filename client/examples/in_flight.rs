//! Has many transfers of one account under way at once, and counts how often each is in the chain. Stop the node while it runs, and
//! start it again: each is there once all the same.

use salus::chain::{self, At, Chain, Connect, Options, Signer};
use salus_api::salus as api;
use std::collections::BTreeMap;

const MANY: u128 = 200;

fn main() -> salus::outcome::Outcome {
	let url = std::env::var("SALUS_URL").unwrap_or_else(|_| "ws://127.0.0.1:9944".into());
	chain::block_on(async {
		let chain = Chain::connect(&Connect::to(url)).await?;
		let (alice, bob) = (Signer::dev("//Alice")?, Signer::dev("//Bob")?.account());
		let first = chain.head(At::Finalized).await?;

		let mut under_way = vec![];
		for number in 0..MANY {
			// Each with an amount of its own, so that no two have the same bytes.
			let call = api::tx()
				.balances()
				.transfer_keep_alive(bob.into(), 1_000_000_000 + number);
			let pending = chain.send(&call, &alice, &Options::default()).await?;
			under_way.push((pending.hash(), tokio::spawn(pending.wait(Default::default()))));
		}
		let mut blocks: BTreeMap<u64, u32> = BTreeMap::new();
		let mut hashes = vec![];
		for (hash, waiting) in under_way {
			let receipt = waiting.await.expect("it is not cancelled")?.accepted()?;
			*blocks.entry(receipt.block_number).or_default() += 1;
			hashes.push(hash);
		}
		println!("{} transfers are final, in {} blocks", hashes.len(), blocks.len());

		let mut found: BTreeMap<_, u32> = hashes.iter().map(|hash| (*hash, 0)).collect();
		for number in first + 1..=chain.head(At::Finalized).await? {
			if let Some(block) = chain.hash_of(number).await? {
				for hash in chain.extrinsic_hashes(block).await? {
					found.entry(hash).and_modify(|times| *times += 1);
				}
			}
		}
		let once = found.values().filter(|times| **times == 1).count();
		println!("{once} of {} are in the chain exactly once", found.len());
		Ok(())
	})
}
