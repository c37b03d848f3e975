//! A record held against its receipt: what it is under the receipt's salt and canonicalisation.

use crate::{
	content::{self, Committed, RecordError},
	jcs::Canonicaliser,
	outcome::Failure,
};
use salus_records_engine::{
	receipt::{Content, Presented},
	Receipt,
};
use std::{fmt, path::Path};

/// What a record's file is under a receipt, and why it has no canonical form. Without a salt in the receipt it has none.
pub fn present(receipt: &Receipt, record: &Path, limit: u64) -> Result<(Presented, Option<String>), Failure> {
	of(receipt, record.display(), |content| {
		content::commit_file(
			record,
			Some(content.canonicalisation),
			&content.salt,
			limit,
			&mut Canonicaliser::default(),
			&mut vec![],
		)
	})
}

/// The same of a line of NDJSON; `item` names it.
pub fn present_line(
	receipt: &Receipt,
	item: impl fmt::Display,
	text: &[u8],
) -> Result<(Presented, Option<String>), Failure> {
	of(receipt, item, |content| {
		content::commit_bytes(
			text,
			content.canonicalisation,
			&content.salt,
			&mut Canonicaliser::default(),
			&mut vec![],
		)
	})
}

fn of(
	receipt: &Receipt,
	item: impl fmt::Display,
	commit: impl FnOnce(&Content) -> Result<Committed, RecordError>,
) -> Result<(Presented, Option<String>), Failure> {
	let Some(content) = receipt.content() else {
		return Ok((Presented::Unreadable, None));
	};
	match commit(content) {
		Ok(committed) => Ok((
			Presented::Canonical {
				length: committed.length,
				commitment: Ok(committed.commitment),
			},
			None,
		)),
		Err(RecordError::Commitment(error)) => Ok((
			Presented::Canonical {
				length: 0,
				commitment: Err(error),
			},
			None,
		)),
		Err(error @ RecordError::Json(..)) => Ok((Presented::Unreadable, Some(error.to_string()))),
		Err(error) => Err(error.of(item)),
	}
}
