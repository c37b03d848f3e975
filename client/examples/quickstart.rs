//! Anchors a record on a development chain, reads what became of it, and shows how a refusal comes back.

use salus::chain::{self, Chain, Connect, Options, Signer};
use salus_api::salus::{
	self as api,
	records::events::Anchored,
	runtime_types::{pallet_records::types::RetentionClass, salus_records_engine::leaf::Canonicalisation},
};

fn main() -> salus::outcome::Outcome {
	let url = std::env::var("SALUS_URL").unwrap_or_else(|_| "ws://127.0.0.1:9944".into());
	chain::block_on(async {
		let chain = Chain::connect(&Connect::to(url)).await?;
		let dave = Signer::dev("//Dave")?;

		let call = api::tx()
			.records()
			.anchor([0x63; 32], Canonicalisation::Jcs, None, None, RetentionClass::Standard);
		let receipt = chain.submit(&call, &dave, &Options::default()).await?; // resolves at finality
		let anchored: Anchored = receipt.event()?;
		println!("anchor {} in block {}", anchored.anchor, receipt.block_number);

		let question = api::runtime_apis().records_api().anchor_status(anchored.anchor);
		let status = chain.state().await?.call(question).await?;
		println!("it is {:?}", status.map(|status| status.state));

		let again = chain.try_submit(&call, &dave, &Options::default()).await?;
		if let Some(refusal) = again.refusal {
			println!("refused: {refusal}");
		}
		Ok(())
	})
}
