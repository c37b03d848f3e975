//! The receipts, and their verification without a node.

use super::{
	claims::Told,
	input::Input,
	people::{private, read_json, unreadable, Agreed},
	records::Anchored,
	story::Story,
};
use crate::{
	chain::recode,
	consent,
	outcome::{Failure, Outcome},
	receipt::{self, make, onchain::value_item, ReceiptFile},
	record::{content, onchain, store::Store},
};
use salus_api::salus;
use salus_receipt_verifier::{verify, Trust};
use std::path::Path;

/// Makes the receipts of a record and of an adjudication, and verifies them and that of the consent from their files.
pub async fn receipts(
	story: &mut Story,
	agreed: &Agreed,
	anchored: &Anchored,
	input: &Input,
	claims: &[Told],
	remittance: u32,
) -> Outcome {
	story.begin(
		"verify",
		"Receipts of consent, record and adjudication verify without a node",
	);
	let record_path = story.out.join("record.receipt.json");
	if !record_path.exists() {
		let store = Store::open(&anchored.store)?;
		let found = store.named(&input.lab.name)?;
		let receipt = onchain::store_receipt(&story.chain, &store, &found).await?;
		write(&record_path, &receipt)?;
	}
	let claim_path = story.out.join("adjudication.receipt.json");
	if !claim_path.exists() {
		let claim = claims
			.first()
			.ok_or_else(|| Failure::Refused("there is no claim to prove".into()))?;
		let state = story.chain.state().await?;
		let keys = (
			recode(&claim.id.coverage.to_be_bytes())?,
			recode(&claim.id.number.to_be_bytes())?,
		);
		let key = state.key(salus::storage().claims().claims(), keys)?;
		// The prefix of the map is the name of the item; what follows are the keys.
		let rest = key.get(32..).unwrap_or_default().to_vec();
		let item = value_item("Claims.Claims", rest).map_err(Failure::Refused)?;
		let receipt = make::extend(&story.chain, &make::empty()?, item, None).await?;
		write(&claim_path, &receipt)?;
	}
	story.file("receipt of the laboratory result", &record_path);
	story.file("receipt of the first adjudication", &claim_path);

	// From here on nothing asks a node.
	let genesis = story.chain.genesis_hash().0;
	let consent_path = story.out.join("consent.receipt.json");
	let verified = consent::onchain::receipt::verify(&read_json(&consent_path)?, &consent::book::Book::default())
		.map_err(unreadable)?;
	if verified.id != agreed.id || !verified.in_force {
		return Err(Failure::Refused(format!(
			"{}: the receipt is not that of consent {}",
			consent_path.display(),
			agreed.id
		)));
	}
	holds(&record_path, Some(&input.lab.path), &genesis)?;
	holds(&claim_path, None, &genesis)?;
	story.end(format!(
		"3 of 3 hold; remittance {remittance} and all of the above can be checked by anybody who has the files"
	));
	Ok(())
}

fn write(path: &Path, receipt: &salus_records_engine::Receipt) -> Outcome {
	let value = serde_json::to_value(ReceiptFile::from(receipt))
		.map_err(|error| Failure::Refused(format!("{}: {error}", path.display())))?;
	private(path, &value)
}

/// A receipt in a file holds, for this record and on this chain.
fn holds(path: &Path, record: Option<&Path>, genesis: &[u8; 32]) -> Outcome {
	let text = std::fs::read(path).map_err(|error| Failure::Unreadable(format!("{}: {error}", path.display())))?;
	let parsed =
		ReceiptFile::parse(&text).map_err(|_| Failure::Refused(format!("{}: not a receipt", path.display())))?;
	let presented = match record {
		Some(record) => receipt::present(&parsed, record, content::DEFAULT_LIMIT)?.0,
		None => salus_receipt_verifier::Presented::Nothing,
	};
	let trust = Trust {
		genesis: Some(*genesis),
		..Trust::default()
	};
	if verify(&parsed, &presented, &trust).report.holds() {
		return Ok(());
	}
	Err(Failure::Refused(format!(
		"{}: the receipt does not hold",
		path.display()
	)))
}
