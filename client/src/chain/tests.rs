use super::*;
use crate::chain::show;
use subxt::utils::MultiSignature;

fn properties() -> Properties {
	Properties {
		symbol: "SALUS".into(),
		decimals: 12,
		ss58: 42,
	}
}

#[test]
fn amount_should_be_exact() {
	let amount = |units| show::amount(units, &properties());
	assert_eq!(amount(0), "0 SALUS");
	assert_eq!(amount(1), "0.000000000001 SALUS");
	assert_eq!(amount(1_250_000_000_000), "1.25 SALUS");
	assert_eq!(amount(u128::MAX), "340282366920938463463374607.431768211455 SALUS");
}

#[test]
fn account_should_read_addresses_hex_and_development_keys() {
	let alice = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
	let hex = "0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d";
	assert_eq!(account(alice).unwrap(), account("//Alice").unwrap());
	assert_eq!(account(hex).unwrap(), account("//Alice").unwrap());
	assert_eq!(ss58(&account(hex).unwrap()), alice);
	let mistyped = account("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQX").unwrap_err();
	assert!(mistyped.to_string().contains("checksum"), "{mistyped}");
}

#[test]
fn signer_should_never_take_a_secret_from_the_command_line() {
	let phrase = "bottom drive obey lake curtain smoke basket hold race lonely fit walk";
	for secret in [
		phrase,
		"0xe5be9a5092b81bca64be81d212e7f2f9eba183bb7a90954f7b76361f6edb5c0a",
	] {
		let message = Signer::parse(secret, None).unwrap_err().to_string();
		assert!(message.contains("file:PATH") && !message.contains(secret), "{message}");
	}
}

#[test]
fn signer_should_read_a_secret_file_and_not_print_it() {
	let folder = tempfile::tempdir().unwrap();
	let file = folder.path().join("key");
	std::fs::write(
		&file,
		"bottom drive obey lake curtain smoke basket hold race lonely fit walk//Alice\n",
	)
	.unwrap();
	let signer = Signer::parse(&format!("file:{}", file.display()), None).unwrap();
	assert_eq!(signer.account(), account("//Alice").unwrap());
	assert!(!format!("{signer:?}").contains("bottom"));

	std::fs::write(&file, "bottom drive obey").unwrap();
	let message = Signer::parse(&format!("file:{}", file.display()), None)
		.unwrap_err()
		.to_string();
	assert!(
		message.contains("key: not a secret") && !message.contains("drive"),
		"{message}"
	);
}

#[test]
fn signer_should_be_no_key_that_everybody_knows_when_a_file_is_empty_or_not_there() {
	let folder = tempfile::tempdir().unwrap();
	let path = folder.path().join("secret");
	for text in ["", " \n", "/soft", "///password"] {
		std::fs::write(&path, text).unwrap();
		let refused = Signer::parse(&format!("file:{}", path.display()), None).unwrap_err();
		assert!(matches!(refused, Failure::Unreadable(_)), "{text:?}: {refused}");
	}
	let absent = folder.path().join("provider.json").display().to_string();
	assert!(Signer::parse(&absent, None)
		.unwrap_err()
		.to_string()
		.contains("no such file"));
	assert!(account(&absent).is_err());
	// A seed that was typed is not repeated.
	let seed = "5".repeat(64);
	assert!(!Signer::parse(&seed, None).unwrap_err().to_string().contains(&seed));
}

#[test]
fn signer_should_name_what_is_wrong_with_a_keystore() {
	let folder = tempfile::tempdir().unwrap();
	let file = folder.path().join("keystore.json");
	let password = folder.path().join("password");
	std::fs::write(&password, "salus\n").unwrap();
	let parse =
		|password: Option<&std::path::Path>| Signer::parse(file.to_str().unwrap(), password).unwrap_err().to_string();
	std::fs::write(&file, "{").unwrap();
	assert!(parse(Some(&password)).contains("not a keystore file"));
	std::fs::write(&file, "{}").unwrap();
	assert!(parse(Some(&password)).contains("no `encoded`"));
	let keystore = |content: &str, cipher: &str| {
		let value = serde_json::json!({
			"encoded": "", "encoding": {"content": [content, "sr25519"], "type": [cipher], "version": "3"},
			"address": "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY", "meta": {},
		});
		std::fs::write(&file, value.to_string()).unwrap();
	};
	keystore("ed25519", "scrypt");
	assert!(parse(Some(&password)).contains("its key is not sr25519"));
	keystore("batch-pkcs8", "scrypt");
	assert!(parse(Some(&password)).contains("several accounts"));
	keystore("pkcs8", "none");
	assert!(parse(Some(&password)).contains("not encrypted"));
	let missing = Signer::parse("nobody.json", None).unwrap_err().to_string();
	assert!(missing.contains("no such file"), "{missing}");
}

#[test]
fn signer_should_read_a_keystore_of_polkadot_js() {
	// Made by @polkadot/keyring 13 for //Dave.
	let keystore = "{\"encoded\":\"uC0e/vqgaAMmNLG2auhyisrHTTdV0zMdYOtvktkajq0AAAIAAQAAAAgAAAB2tcrd/zP41lYN/FCD0l89+Xq0i8Nlj0j7Fq70agFMtsnsGFJR5uLDh9pLskVnZwni9+/zO8RdnkwFGxsM7N00y9NXZI2NBm+jHNOhVa8ah3u7+w26fIugwwoYs/NkuM38+3fiRsGdjIky3Ae9XFV6RMCCEQsuzDwmSG3yQgC/PVTjJ47y99WRpFLhhS0PKrAQ81Ka5Mqpl83MRDHU\",\"encoding\":{\"content\":[\"pkcs8\",\"sr25519\"],\"type\":[\"scrypt\",\"xsalsa20-poly1305\"],\"version\":\"3\"},\"address\":\"5DAAnrj7VHTznn2AWBemMuyBwZWs6FNFjdyVXUeYum3PTXFy\",\"meta\":{\"name\":\"dave\"}}";
	let folder = tempfile::tempdir().unwrap();
	let (file, password) = (folder.path().join("dave.json"), folder.path().join("password"));
	std::fs::write(&file, keystore).unwrap();
	let parse = || Signer::parse(file.to_str().unwrap(), Some(&password));
	std::fs::write(&password, "salus-pass\n").unwrap();
	assert_eq!(parse().unwrap().account(), account("//Dave").unwrap());
	std::fs::write(&password, "salus\n").unwrap();
	assert!(parse().unwrap_err().to_string().ends_with("dave.json: wrong password"));
}

#[test]
fn signature_should_be_read_as_wallets_print_it() {
	let plain = parse_signature(&format!("0x{}", "07".repeat(64))).unwrap();
	assert_eq!(plain, MultiSignature::Sr25519([7; 64]));
	assert_eq!(parse_signature(&format!("0x01{}", "07".repeat(64))).unwrap(), plain);
	assert_eq!(
		parse_signature(&format!("0x00{}", "07".repeat(64))).unwrap(),
		MultiSignature::Ed25519([7; 64])
	);
	assert_eq!(
		parse_signature(&format!("0x02{}", "07".repeat(65))).unwrap(),
		MultiSignature::Ecdsa([7; 65])
	);
	for wrong in ["", "0x", "zz", "0x0102"] {
		assert!(matches!(parse_signature(wrong), Err(Failure::Unreadable(_))), "{wrong}");
	}
}

#[test]
fn recode_should_refuse_bytes_that_are_left_over() {
	assert_eq!(recode::<u32, [u8; 4]>(&1).unwrap(), [1, 0, 0, 0]);
	assert!(recode::<u64, u32>(&1).is_err());
	assert!(recode::<u32, u64>(&1).is_err());
}

#[test]
fn share_should_round_as_the_origins_do() {
	assert_eq!([1, 2, 3, 4, 5].map(|seats| Share::Majority.of(seats)), [1, 2, 2, 3, 3]);
	assert_eq!(
		[1, 2, 3, 4, 5, 6].map(|seats| Share::TwoThirds.of(seats)),
		[1, 2, 2, 3, 4, 4]
	);
}

#[test]
fn connect_should_name_a_node_that_is_away() {
	let failure = block_on(async { Chain::connect(&Connect::to("ws://127.0.0.1:1")).await.map(|_| ()) }).unwrap_err();
	assert_eq!(failure.exit_code(), 2);
	assert!(
		failure.to_string().contains("no node answers at ws://127.0.0.1:1"),
		"{failure}"
	);
	let failure = block_on(async { Chain::connect(&Connect::to("http://127.0.0.1:1")).await.map(|_| ()) }).unwrap_err();
	assert!(failure.to_string().contains("begins with ws://"), "{failure}");
}
