//! Identifiers: hex, accounts, schemas and series.

use blake2::{Blake2b512, Digest};
use salus_records_engine::hash::leaf_hash_of_parts;

/// First bytes of what a series is the hash of.
pub const SERIES_DOMAIN: &[u8] = b"salus/series/v1";

/// First bytes of what a schema's id is the hash of.
pub const SCHEMA_DOMAIN: &[u8] = b"salus/schema/v1";

/// 32 bytes from 64 hex digits of either case, with or without `0x`.
pub fn parse_hex32(text: &str) -> Result<[u8; 32], String> {
	let digits = text.strip_prefix("0x").unwrap_or(text);
	let bytes = hex::decode(digits).map_err(|error| format!("not hex: {error}"))?;
	bytes
		.try_into()
		.map_err(|bytes: Vec<u8>| format!("{} bytes, 32 (64 hex digits) are needed", bytes.len()))
}

/// An account: its 32 bytes in hex, or an SS58 address of any network.
pub fn parse_account(text: &str) -> Result<[u8; 32], String> {
	if text.len() >= 64 {
		return parse_hex32(text);
	}
	let bytes = bs58::decode(text)
		.into_vec()
		.map_err(|error| format!("neither 64 hex digits nor an SS58 address: {error}"))?;
	// One or two bytes of network, then the account, then two bytes of checksum.
	let prefix = match bytes.first() {
		Some(0..=63) => 1,
		Some(64..=127) => 2,
		_ => return Err("not an SS58 address".into()),
	};
	let (body, checksum) = bytes
		.split_at_checked(bytes.len().saturating_sub(2))
		.ok_or("not an SS58 address")?;
	let account: [u8; 32] = body
		.get(prefix..)
		.and_then(|account| account.try_into().ok())
		.ok_or("the SS58 address is not that of a 32-byte account")?;
	let hash = Blake2b512::new().chain_update(b"SS58PRE").chain_update(body).finalize();
	if hash[..2] != *checksum {
		return Err("the SS58 address has a wrong checksum (mistyped?)".into());
	}
	Ok(account)
}

/// How many bytes of a schema's id count. A call to the chain carries no more of them; in a leaf zeros follow.
pub const SCHEMA_LEN: usize = 16;

/// A schema: an id in hex, or the canonical URL it is the hash of (e.g. that of a FHIR profile, with `|version`). The first 16 bytes of the
/// hash, and zeros.
pub fn parse_schema(text: &str) -> Result<[u8; 32], String> {
	let mut id = [0; 32];
	if text.contains("://") || text.starts_with("urn:") {
		let hash = leaf_hash_of_parts(&[SCHEMA_DOMAIN, text.as_bytes()]);
		id[..SCHEMA_LEN].copy_from_slice(&hash[..SCHEMA_LEN]);
		return Ok(id);
	}
	let bytes = hex::decode(text.strip_prefix("0x").unwrap_or(text))
		.map_err(|error| format!("neither a URL, a URN nor an id in hex: {error}"))?;
	match bytes.split_at_checked(SCHEMA_LEN) {
		Some((first, rest)) if matches!(rest.len(), 0 | SCHEMA_LEN) && rest.iter().all(|byte| *byte == 0) => {
			id[..SCHEMA_LEN].copy_from_slice(first);
			Ok(id)
		},
		_ => Err(format!(
			"an id has 16 bytes (32 hex digits), and may have 16 zeros after them; these are {} bytes",
			bytes.len()
		)),
	}
}

/// A schema as calls to the chain name it; none if it is not stated.
pub fn schema_argument<const N: usize>(schema: &[u8; 32]) -> Result<Option<[u8; N]>, String> {
	if *schema == [0; 32] {
		return Ok(None);
	}
	match schema.split_at_checked(N) {
		Some((first, rest)) if rest.iter().all(|byte| *byte == 0) => {
			first.try_into().map(Some).map_err(|_| "not a schema".to_owned())
		},
		_ => Err(format!(
			"the schema {} has more than the {N} bytes that the chain keeps",
			hex::encode(schema)
		)),
	}
}

/// The series of a record: unguessable without the key, the same for every version of the record under one key.
pub fn series(key: &[u8; 32], name: &[u8]) -> [u8; 32] {
	leaf_hash_of_parts(&[SERIES_DOMAIN, key, name])
}

#[cfg(test)]
mod tests {
	use super::*;

	/// The development account Alice, as Substrate's own documentation shows it under several networks.
	#[test]
	fn account_should_be_read_in_every_form() {
		let alice = "d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d";
		let expected = parse_hex32(alice).unwrap();
		for form in [
			alice,
			"0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d",
			"5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY",
			"15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5",
			"HNZata7iMYWmk5RvZRTiAsSDhV8366zq2YGb3tLH5Upf74F",
		] {
			assert_eq!(parse_account(form), Ok(expected), "{form}");
		}
	}

	#[test]
	fn account_should_be_refused_when_mistyped() {
		for form in [
			"",
			"x",
			"0x00",
			"5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQZ",
			"5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKut",
			"0OIl",
		] {
			assert!(parse_account(form).is_err(), "{form}");
		}
	}

	#[test]
	fn schema_should_be_an_id_or_the_hash_of_a_url() {
		let url = "http://hl7.org/fhir/StructureDefinition/Patient|4.0.1";
		assert_ne!(parse_schema(url).unwrap(), parse_schema("urn:oid:1.2.3").unwrap());
		let id = parse_schema(&"ab".repeat(16)).unwrap();
		assert_eq!((&id[..16], &id[16..]), (&[0xab; 16][..], &[0; 16][..]));
		assert_eq!(parse_schema(&hex::encode(id)), Ok(id));
		assert_eq!(schema_argument(&id), Ok(Some([0xab; 16])));
		assert_eq!(schema_argument::<16>(&[0; 32]), Ok(None));
		assert!(schema_argument::<16>(&[0xab; 32]).is_err());
		assert!(parse_schema(&"ab".repeat(32)).is_err());
		assert!(parse_schema(&"ab".repeat(15)).is_err());
		assert_eq!(parse_schema(url).unwrap()[16..], [0; 16]);
		assert!(parse_schema("Patient").is_err());
	}
}
