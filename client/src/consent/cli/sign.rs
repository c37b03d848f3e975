//! `salus consent sign`, offline, and `salus consent relay`.

use super::{account, file, keep, moment, now, open, read, unreadable, write};
use crate::{
	chain::{self, Chain, Connect, Submit, H256},
	consent::{
		book::{ss58, Book},
		onchain::{
			calls,
			intent::{Act, Intent, Signed},
			keys::{Key, Scheme, Signature},
			words, ConsentId, Reason, MAX_BATCH,
		},
		time,
	},
	outcome::{Failure, Outcome},
};
use clap::Args;
use codec::Decode;
use std::{
	collections::BTreeMap,
	path::{Path, PathBuf},
};

/// How long a signature is worth something if nothing else is said: a week.
const WEEK: u64 = 7 * 86_400;

/// `salus consent sign`
///
/// Prints what is signed in plain words (to standard error), and writes the signed file. It needs no node: which chain, place and
/// version are meant can be said; with --url they are asked for.
#[derive(Debug, Args)]
pub struct Sign {
	/// The FHIR R4 or R5 Consent that is signed.
	#[arg(long, value_name = "FILE", required_unless_present_any = ["revoke", "prepared"], conflicts_with_all = ["revoke", "prepared"])]
	consent: Option<PathBuf>,
	/// Sign a newer version of the consent in the place, instead of a new consent.
	#[arg(long, requires = "consent")]
	revise: bool,
	/// Sign that the consent in the place is revoked, and why.
	#[arg(long, value_enum, value_name = "REASON", num_args = 0..=1, default_missing_value = "withdrawn")]
	revoke: Option<Reason>,
	/// A file that was prepared before, to be signed or given its signature.
	#[arg(long, value_name = "FILE", conflicts_with = "revoke")]
	prepared: Option<PathBuf>,
	/// The book. It keeps the salts of a consent.
	#[arg(long, value_name = "FILE")]
	book: Option<PathBuf>,
	/// The subject, if the resource names them differently than the book, or to revoke.
	#[arg(long, value_name = "ACCOUNT|REFERENCE")]
	subject: Option<String>,
	/// The guardian that signs for the subject, an account.
	#[arg(long, value_name = "ACCOUNT")]
	guardian: Option<String>,
	#[command(flatten)]
	terms: Beside,
	/// Who signs: //NAME (a development key), file:PATH (a secret phrase or URI), a keystore file of Polkadot.js, or
	/// external:ACCOUNT (prints the bytes and reads the signature).
	#[arg(long, value_name = "KEY", required_unless_present_any = ["prepare", "signature"], conflicts_with_all = ["prepare", "signature"])]
	key: Option<String>,
	/// What the key is.
	#[arg(long, value_enum, default_value_t = Scheme::Sr25519)]
	scheme: Scheme,
	/// A file with the password of the keystore.
	#[arg(long, value_name = "FILE")]
	password_file: Option<PathBuf>,
	/// Sign the bytes between <Bytes> and </Bytes>, as browser wallets do.
	#[arg(long)]
	wrapped: bool,
	/// Sign nothing: write the file with the bytes that are to be signed elsewhere.
	#[arg(long)]
	prepare: bool,
	/// The signature that was made elsewhere, in hex; its first byte is the scheme (00 ed25519, 01 sr25519, 02 ecdsa).
	#[arg(long, value_name = "HEX", requires = "prepared")]
	signature: Option<String>,
	/// The genesis hash of the chain on which it counts.
	#[arg(long, value_name = "HEX", value_parser = chain::parse_hash)]
	genesis: Option<H256>,
	/// The place of the consent, 0 to 15.
	#[arg(long, value_parser = clap::value_parser!(u8).range(0..16))]
	place: Option<u8>,
	/// The version that the consent gets, or that is revoked.
	#[arg(long)]
	version: Option<u32>,
	/// From when on the signature is worth nothing: a date, or a span such as +12h or +7d. If not given: a week from now.
	#[arg(long, value_name = "DATE|+SPAN", value_parser = moment)]
	expires: Option<u64>,
	/// Ask this node for what is not given: the chain, a free place, the version in force.
	#[arg(long, value_name = "URL")]
	url: Option<String>,
	/// Where the signed file goes. If not given: standard output.
	#[arg(long, value_name = "FILE")]
	out: Option<PathBuf>,
	/// Write neither the book nor the signed file.
	#[arg(long)]
	dry_run: bool,
}

/// What a resource does not say.
#[derive(Debug, Args)]
pub struct Beside {
	/// The custodian for whom it is filed, if the resource names several or none.
	#[arg(long, value_name = "REFERENCE")]
	custodian: Option<String>,
	/// The version of the policy that it pins, instead of the one that the resource names.
	#[arg(long, value_name = "ID:VERSION")]
	policy: Option<crate::consent::onchain::PolicyRef>,
	/// The signed document. Without it the resource itself is committed to, in canonical form.
	#[arg(long, value_name = "FILE")]
	document: Option<PathBuf>,
	/// What kind of consent under 42 CFR Part 2 it is.
	#[arg(long, value_enum)]
	part2: Option<crate::consent::onchain::Part2Kind>,
	/// The document states the right to revoke and how (42 CFR Part 2).
	#[arg(long)]
	states_right_to_revoke: bool,
	/// The document states that data may be redisclosed (42 CFR Part 2).
	#[arg(long)]
	states_redisclosure: bool,
}

impl Sign {
	pub fn run(mut self) -> Outcome {
		if let Some(path) = self.prepared.take() {
			return self.finish(&path);
		}
		let (mut kept, book) = match (&self.consent, &self.book) {
			(Some(_), Some(path)) => (Some(keep(path)?), None),
			(Some(_), None) => {
				return Err(Failure::Unreadable(
					"--book: a consent is signed with a book, which keeps its salts".into(),
				))
			},
			(None, path) => (None, Some(open(path.as_deref())?)),
		};
		let (subject, act) = match (&self.consent, self.revoke) {
			(Some(path), _) => {
				let consent = file::Consent {
					consent: path.clone(),
					book: self.book.clone().unwrap_or_default(),
					subject: self.subject.clone(),
					custodian: self.terms.custodian.clone(),
					policy: self.terms.policy,
					document: self.terms.document.clone(),
					part2: self.terms.part2,
					states_right_to_revoke: self.terms.states_right_to_revoke,
					states_redisclosure: self.terms.states_redisclosure,
				};
				let Some(kept) = &mut kept else {
					return Err(Failure::Unreadable("--book is missing".into()));
				};
				let prepared = consent.prepare(&mut kept.book)?;
				let filing = Box::new(prepared.filing);
				(
					prepared.subject,
					if self.revise {
						Act::Revise(filing)
					} else {
						Act::File(filing)
					},
				)
			},
			(None, Some(reason)) => {
				let text = self.subject.as_deref();
				let text = text.ok_or_else(|| Failure::Unreadable("--subject: say whose consent is revoked".into()))?;
				(
					account(text, book.as_ref().unwrap_or(&Book::default()))?,
					Act::Revoke(reason),
				)
			},
			(None, None) => return Err(Failure::Unreadable("--consent or --revoke: say what is signed".into())),
		};
		let known = kept.as_ref().map(|kept| kept.book.clone()).or(book).unwrap_or_default();
		let guardian = self.guardian.as_deref().map(|text| account(text, &known)).transpose()?;
		let intent = self.intent(subject, guardian, act)?;
		let signed = self.signed(intent, &known)?;
		if self.dry_run {
			return Ok(());
		}
		// Salts that are lost cannot be made again: they are on the disk before the signed file is.
		if let Some(kept) = &kept {
			kept.save().map_err(Failure::Refused)?;
		}
		write(self.out.as_deref(), &format!("{:#}\n", signed.to_json()))
	}

	/// Signs what was prepared, or gives it the signature that was made elsewhere.
	fn finish(self, path: &Path) -> Outcome {
		let prepared = Signed::from_json(&read(path)?).map_err(|problem| unreadable(path, &problem))?;
		let known = open(self.book.as_deref())?;
		let signed = match &self.signature {
			Some(text) => {
				eprint!("{}", words::intent(&prepared.intent, &known));
				let bytes = hex::decode(text.strip_prefix("0x").unwrap_or(text)).unwrap_or_default();
				let mut rest = bytes.as_slice();
				// Wallets that know one scheme print 64 bytes without it.
				let bare: Option<[u8; 64]> = bytes.clone().try_into().ok();
				let tagged = Signature::decode(&mut rest).ok().filter(|_| rest.is_empty());
				let signature = bare.map(Signature::Sr25519).or(tagged).ok_or_else(|| {
					Failure::Unreadable("--signature: 64 bytes are an sr25519 signature; 65 or 66 begin with the scheme (00 ed25519, 01 sr25519, 02 ecdsa)".into())
				})?;
				let signed = Signed {
					signature: Some(signature),
					wrapped: self.wrapped || prepared.wrapped,
					..prepared
				};
				if signed.is_good() == Some(false) {
					return Err(Failure::Refused(format!(
						"--signature: is not {}'s under these bytes{}",
						ss58(signed.intent.signer()),
						if signed.wrapped {
							""
						} else {
							"; if a browser wallet made it, say --wrapped"
						}
					)));
				}
				signed
			},
			None => self.signed(prepared.intent, &known)?,
		};
		if self.dry_run {
			return Ok(());
		}
		write(self.out.as_deref(), &format!("{:#}\n", signed.to_json()))
	}

	fn signed(&self, intent: Intent, book: &Book) -> Result<Signed, Failure> {
		eprint!("{}", words::intent(&intent, book));
		match &self.key {
			Some(key) => {
				let key = Key::parse(key, self.scheme, self.password_file.as_deref())?;
				Signed::new(intent, &key, self.wrapped)
			},
			None => Ok(Signed {
				intent,
				wrapped: self.wrapped,
				signature: None,
				public: None,
			}),
		}
	}

	fn intent(&self, subject: [u8; 32], guardian: Option<[u8; 32]>, act: Act) -> Result<Intent, Failure> {
		let (genesis, id) = match &self.url {
			Some(url) => {
				let connect = Connect {
					genesis: self.genesis,
					..Connect::to(url.clone())
				};
				chain::block_on(async {
					let chain = Chain::connect(&connect).await?;
					let id = self.id_on(&chain, &subject, &act).await?;
					Ok((chain.genesis_hash(), id))
				})?
			},
			None => {
				let genesis = self.genesis.ok_or_else(|| {
					Failure::Unreadable("--genesis: say on which chain it counts (`salus chain status` prints its genesis hash), or give --url".into())
				})?;
				let fresh = matches!(act, Act::File(_));
				let version = match (self.version, fresh) {
					(Some(version), _) => version,
					(None, true) => 0,
					(None, false) => {
						return Err(Failure::Unreadable(
							"--version: say which version is meant (`salus consent show` prints it), or give --url"
								.into(),
						))
					},
				};
				let place = match (self.place, fresh) {
					(Some(place), _) => place,
					(None, true) => 0,
					(None, false) => return Err(Failure::Unreadable("--place: say which consent is meant".into())),
				};
				(genesis, ConsentId { place, version })
			},
		};
		Ok(Intent {
			genesis: genesis.0,
			subject,
			guardian,
			place: id.place,
			version: id.version,
			expires_at: self.expires.unwrap_or_else(|| now().saturating_add(WEEK)),
			act,
		})
	}

	async fn id_on(&self, chain: &Chain, subject: &[u8; 32], act: &Act) -> Result<ConsentId, Failure> {
		let state = chain.state().await?;
		match (act, self.place, self.version) {
			(_, Some(place), Some(version)) => Ok(ConsentId { place, version }),
			(Act::File(_), None, _) => calls::free_place(&state, subject).await,
			(Act::File(_), Some(place), None) => {
				let places = calls::places(&state, subject).await?;
				let version = match places.get(&place) {
					None => 0,
					Some(calls::Entry::Active(record)) => record.version.saturating_add(1),
					Some(calls::Entry::Closed(tombstone)) => tombstone.version.saturating_add(1),
				};
				Ok(ConsentId { place, version })
			},
			(_, None, _) => Err(Failure::Unreadable("--place: say which consent is meant".into())),
			(act, Some(place), None) => {
				let version = calls::in_force(&state, subject, place).await?.version;
				let next = version.saturating_add(u32::from(matches!(act, Act::Revise(_))));
				Ok(ConsentId { place, version: next })
			},
		}
	}
}

/// `salus consent relay`
#[derive(Debug, Args)]
pub struct Relay {
	/// Signed files. Up to 64 new consents are one transaction: all of them or none.
	#[arg(value_name = "FILE", required = true)]
	files: Vec<PathBuf>,
	#[command(flatten)]
	submit: Submit,
}

impl Relay {
	pub fn run(self) -> Outcome {
		let mut all = Vec::new();
		for path in &self.files {
			let signed = Signed::from_json(&read(path)?).map_err(|problem| unreadable(path, &problem))?;
			let refused = |reason: String| Failure::Refused(format!("{}: {reason}", path.display()));
			if signed.signature.is_none() {
				return Err(refused("is prepared, and not signed".into()));
			}
			if signed.is_good() == Some(false) {
				return Err(refused(format!(
					"signature: is not that of {} under what the file says",
					ss58(signed.intent.signer())
				)));
			}
			all.push(signed);
		}
		if all.len() > MAX_BATCH {
			return Err(Failure::Unreadable(format!(
				"{} files are more than the {MAX_BATCH} that are relayed at once",
				all.len()
			)));
		}
		chain::block_on(self.relay(&all))
	}

	async fn relay(&self, all: &[Signed]) -> Outcome {
		let chain = Chain::connect(&self.submit.connect).await?;
		let genesis = chain.genesis_hash().0;
		let now = chain.state().await?.now().await?;
		for (path, signed) in self.files.iter().zip(all) {
			let refused = |reason: String| Err(Failure::Refused(format!("{}: {reason}", path.display())));
			let intent = &signed.intent;
			if intent.genesis != genesis {
				return refused(format!(
					"genesis: is signed for the chain {:?}, and {} is {:?}",
					H256(intent.genesis),
					chain.url(),
					chain.genesis_hash()
				));
			}
			if intent.expires_at <= now {
				let at = time::write_second(i64::try_from(intent.expires_at).unwrap_or(i64::MAX));
				return refused(format!(
					"expires: the signature of {} is worth nothing since {at}",
					ss58(intent.signer())
				));
			}
		}
		let signer = self.submit.signer()?;
		let relayer = signer.account();
		let is_file = |signed: &Signed| matches!(signed.intent.act, Act::File(_));
		if all.len() > 1 && all.iter().all(is_file) {
			// The chain says why a batch is refused, and not which of its consents is in the way.
			self.ensure_free(&chain, all, now).await?;
			let call = calls::file_signed_batch(all, &relayer)?;
			return chain.run_as(&call, &signer, &self.submit).await.map(|_| ());
		}
		for (path, signed) in self.files.iter().zip(all) {
			let ran = match signed.intent.act {
				Act::File(_) => {
					let call = calls::file_signed(signed, &relayer)?;
					chain.run_as(&call, &signer, &self.submit).await
				},
				Act::Revise(_) => {
					let call = calls::revise_signed(signed, &relayer)?;
					chain.run_as(&call, &signer, &self.submit).await
				},
				Act::Revoke(_) => {
					let call = calls::revoke_signed(signed, &relayer)?;
					chain.run_as(&call, &signer, &self.submit).await
				},
			};
			match ran {
				Err(Failure::Refused(reason)) => return Err(Failure::Refused(format!("{}: {reason}", path.display()))),
				other => other?,
			};
		}
		Ok(())
	}

	/// Fails, by file, where a place of a batch does not wait for the version that was signed for it.
	async fn ensure_free(&self, chain: &Chain, all: &[Signed], now: u64) -> Outcome {
		let state = chain.state().await?;
		let mut seen = BTreeMap::new();
		for (path, Signed { intent, .. }) in self.files.iter().zip(all) {
			let refused = |reason: String| Err(Failure::Refused(format!("{}: {reason}", path.display())));
			let whose = format!("place {} of {}", intent.place, ss58(&intent.subject));
			if let Some(before) = seen.insert((intent.subject, intent.place), path) {
				return refused(format!("place: {whose} is that of {}, too", before.display()));
			}
			let next = match calls::places(&state, &intent.subject).await?.remove(&intent.place) {
				None => 0,
				Some(calls::Entry::Closed(tombstone)) => tombstone.version.saturating_add(1),
				Some(calls::Entry::Active(record)) => {
					let until = record.consent.period.until.and_then(|until| u64::try_from(until).ok());
					let next = record.version.saturating_add(1);
					if intent.version == next && until.is_none_or(|until| now < until) {
						return refused(format!(
							"place: {whose} holds a consent in force (AlreadyExists): revise it, or sign for another place"
						));
					}
					next
				},
			};
			if intent.version != next {
				return refused(format!(
					"version: {whose} waits for version {next}, and {} is signed (StaleNonce): it was used, or something came before it",
					intent.version
				));
			}
		}
		Ok(())
	}
}
