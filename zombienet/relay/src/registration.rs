//! Registering a parachain on a relay chain that runs: reserve an id, register genesis head and code, assign a core.
//!
//! The calls are made from the metadata of the chain that answers, so they fit every relay chain that has the pallets
//! `Registrar`, `Paras` and `Coretime`.

use std::{error::Error as StdError, fmt, fs, path::Path, str::FromStr};
use subxt::{
	client::{ClientAtBlock, OnlineClientAtBlockImpl},
	dynamic::{self, Value},
	error::{DispatchError, TransactionEventsError, TransactionFinalizedSuccessError},
	events::Event,
	ext::{scale_decode::DecodeAsType, scale_value::Composite},
	tx::Payload,
	utils::AccountId32,
	OnlineClient, PolkadotConfig,
};
use subxt_signer::{sr25519::Keypair, SecretUri};

/// A whole core, in the parts that a core is divided into.
const WHOLE_CORE: u128 = 57_600;

/// Why something was not done.
#[derive(Debug)]
pub enum Failure {
	/// The chain refuses, or would.
	Refused(String),
	/// Something that was named cannot be read or reached.
	Unreadable(String),
}

impl fmt::Display for Failure {
	fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
		match self {
			Failure::Refused(reason) | Failure::Unreadable(reason) => f.write_str(reason),
		}
	}
}

impl StdError for Failure {}

/// Reads who signs: a key that everybody knows (`//Alice`), or `file:PATH` with a secret phrase or URI in the file.
pub fn signer(text: &str) -> Result<Keypair, Failure> {
	let unreadable = |reason: &str| Failure::Unreadable(format!("--signer {text}: {reason}"));
	let secret = match text.strip_prefix("file:") {
		Some(path) => fs::read_to_string(path).map_err(|error| Failure::Unreadable(format!("{path}: {error}")))?,
		None if text.starts_with("//") => text.into(),
		None => {
			return Err(Failure::Unreadable(
				"--signer: a key that everybody knows, such as //Alice, or file:PATH with a secret in the file; \
				 a secret on the command line would be visible to every process"
					.into(),
			))
		},
	};
	SecretUri::from_str(secret.trim())
		.ok()
		.and_then(|uri| Keypair::from_uri(&uri).ok())
		.ok_or_else(|| unreadable("not a secret phrase or URI"))
}

/// Reads a file of `salus-node export-genesis-head` or `export-genesis-wasm`.
pub fn genesis_file(path: &Path) -> Result<Vec<u8>, Failure> {
	crate::read_hex(path).map_err(|error| Failure::Unreadable(error.to_string()))
}

/// Where a parachain stands on the relay chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
pub enum Lifecycle {
	/// The validators check its code; it begins at the second session after.
	Onboarding,
	/// It is there, and makes blocks when it has a core.
	Parathread,
	/// It is there, and has a core by lease or from the first block on.
	Parachain,
	/// On its way to a lease.
	UpgradingParathread,
	/// On its way from a lease.
	DowngradingParachain,
	/// On its way out.
	OffboardingParathread,
	/// On its way out.
	OffboardingParachain,
}

#[derive(DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
struct ParaInfo {
	manager: AccountId32,
}

#[derive(DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
struct Reserved {
	para_id: u32,
}

/// What the relay chain knows of an id, in its last finalised block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
	/// The account that reserved it.
	pub manager: Option<AccountId32>,
	/// What is registered under it.
	pub lifecycle: Option<Lifecycle>,
	/// The relay chain has a first head of it.
	pub head: bool,
}

impl fmt::Display for Status {
	fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
		match (&self.lifecycle, &self.manager) {
			(Some(Lifecycle::Onboarding), _) => f.write_str("onboarding"),
			(Some(Lifecycle::Parathread), _) => f.write_str("registered"),
			(Some(Lifecycle::Parachain), _) => f.write_str("registered, with a lease"),
			(Some(other), _) => write!(f, "{other:?}"),
			(None, Some(manager)) => write!(f, "reserved by {manager}"),
			(None, None) => f.write_str("free"),
		}
	}
}

/// A relay chain, through one of its nodes.
pub struct Relay {
	client: OnlineClient<PolkadotConfig>,
	url: String,
}

impl Relay {
	/// Connects to the node at `url`. Without encryption only `localhost` and addresses of this machine are safe.
	pub async fn connect(url: &str) -> Result<Self, Failure> {
		let client = OnlineClient::from_insecure_url(url)
			.await
			.map_err(|error| Failure::Unreadable(format!("no relay chain node answers at {url}: {error}")))?;
		Ok(Relay {
			client,
			url: url.into(),
		})
	}

	fn lost(&self, error: impl fmt::Display) -> Failure {
		Failure::Unreadable(format!("{}: {error}", self.url))
	}

	async fn state(&self) -> Result<ClientAtBlock<PolkadotConfig, OnlineClientAtBlockImpl<PolkadotConfig>>, Failure> {
		self.client.at_current_block().await.map_err(|error| self.lost(error))
	}

	/// What is known of the id.
	pub async fn status(&self, id: u32) -> Result<Status, Failure> {
		let state = self.state().await?;
		let storage = state.storage();
		let lost = |error| self.lost(error);
		let info = storage
			.try_fetch(dynamic::storage::<(u32,), ParaInfo>("Registrar", "Paras"), (id,))
			.await
			.map_err(lost)?;
		let lifecycle = storage
			.try_fetch(dynamic::storage::<(u32,), Lifecycle>("Paras", "ParaLifecycles"), (id,))
			.await
			.map_err(lost)?;
		let head = storage
			.try_fetch(dynamic::storage::<(u32,), Value>("Paras", "Heads"), (id,))
			.await
			.map_err(lost)?;
		let decode = |error| self.lost(error);
		Ok(Status {
			manager: info
				.map(|info| info.decode())
				.transpose()
				.map_err(decode)?
				.map(|info| info.manager),
			lifecycle: lifecycle.map(|stage| stage.decode()).transpose().map_err(decode)?,
			head: head.is_some(),
		})
	}

	/// Reserves the next free id, for a deposit.
	pub async fn reserve(&self, signer: &Keypair) -> Result<u32, Failure> {
		let mut id = None;
		self.submit(&dynamic::tx("Registrar", "reserve", ()), signer, |event| {
			if (event.pallet_name(), event.event_name()) == ("Registrar", "Reserved") {
				id = event
					.decode_fields_unchecked_as::<Reserved>()
					.ok()
					.map(|event| event.para_id);
			}
		})
		.await?;
		id.ok_or_else(|| Failure::Refused("the id was reserved, and the event does not tell which".into()))
	}

	/// Registers genesis head and code under an id that the signer reserved, for a deposit.
	pub async fn register(&self, id: u32, head: Vec<u8>, code: Vec<u8>, signer: &Keypair) -> Result<(), Failure> {
		let own = AccountId32(signer.public_key().0);
		let status = self.status(id).await?;
		let refused = |reason: String| Err(Failure::Refused(reason));
		match (status.lifecycle, &status.manager) {
			(Some(_), _) => {
				return refused(format!(
					"para id {id} is taken: a parachain is registered with it ({status})"
				))
			},
			(None, None) => return refused(format!("para id {id} is not reserved: reserve one first")),
			(None, Some(manager)) if *manager != own => {
				return refused(format!("para id {id} is taken: {manager} reserved it, and {own} signs"))
			},
			_ => {},
		}
		self.submit(&dynamic::tx("Registrar", "register", (id, head, code)), signer, |_| ())
			.await
	}

	/// Gives the parachain a whole core from the next block on. Only root may, through the key that `sudo` knows: on a
	/// public relay chain coretime is bought instead.
	pub async fn assign_core(&self, id: u32, core: u16, signer: &Keypair) -> Result<(), Failure> {
		let next = self.state().await?.block_number() + 1;
		let task = Value::unnamed_variant("Task", [Value::u128(id.into())]);
		let assignment = Value::unnamed_composite([Value::unnamed_composite([task, Value::u128(WHOLE_CORE)])]);
		let none = Value::unnamed_variant("None", []);
		let call = dynamic::tx(
			"Coretime",
			"assign_core",
			Composite::unnamed([Value::u128(core.into()), Value::u128(next.into()), assignment, none]),
		);
		let mut outcome = None;
		self.submit(
			&dynamic::tx("Sudo", "sudo", (call.into_value(),)),
			signer,
			|event| match (event.pallet_name(), event.event_name()) {
				("Coretime", "CoreAssigned") => outcome = Some(Ok(())),
				("Sudo", "Sudid") if outcome.is_none() => {
					outcome = Some(Err(format!("the relay chain refuses the core {core} for {id}")))
				},
				_ => {},
			},
		)
		.await?;
		outcome
			.unwrap_or_else(|| Err("the call of root left no event".into()))
			.map_err(Failure::Refused)
	}

	/// Signs, submits, waits for finality, and shows the events of the transaction.
	async fn submit<'a>(
		&self,
		call: &impl Payload,
		signer: &Keypair,
		mut see: impl FnMut(&Event<'_, PolkadotConfig>),
	) -> Result<(), Failure> {
		let name = format!("{}.{}", call.pallet_name(), call.call_name());
		let state = self.state().await?;
		let progress = state
			.transactions()
			.sign_and_submit_then_watch_default(call, signer)
			.await
			.map_err(|error| Failure::Refused(format!("{name}: {}", causes(&error))))?;
		let events = progress
			.wait_for_finalized_success()
			.await
			.map_err(|error| match error {
				TransactionFinalizedSuccessError::SuccessError(TransactionEventsError::ExtrinsicFailed(
					DispatchError::Module(error),
				)) => Failure::Refused(format!("{name}: {}", error.details_string())),
				other => Failure::Refused(format!("{name}: {}", causes(&other))),
			})?;
		for event in events.iter() {
			see(&event.map_err(|error| self.lost(error))?);
		}
		Ok(())
	}
}

/// An error and what lies behind it, each once.
fn causes(error: &dyn StdError) -> String {
	let mut text = error.to_string();
	let mut next = error.source();
	while let Some(cause) = next {
		let cause_text = cause.to_string();
		if !text.contains(&cause_text) {
			text = format!("{text}: {cause_text}");
		}
		next = cause.source();
	}
	text
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn signer_should_be_a_known_key_or_a_file() {
		assert_eq!(
			signer("//Alice").unwrap().public_key().0,
			subxt_signer::sr25519::dev::alice().public_key().0
		);
		let file = std::env::temp_dir().join(format!("salus-relay-signer-{}", std::process::id()));
		fs::write(&file, "//Bob\n").unwrap();
		assert_eq!(
			signer(&format!("file:{}", file.display())).unwrap().public_key().0,
			subxt_signer::sr25519::dev::bob().public_key().0
		);
		fs::write(&file, "no words of a phrase").unwrap();
		for wrong in [&format!("file:{}", file.display()), "file:/nowhere", "Alice", ""] {
			assert!(matches!(signer(wrong), Err(Failure::Unreadable(_))), "{wrong}");
		}
		fs::remove_file(file).unwrap();
	}

	#[test]
	fn status_should_say_what_an_id_is() {
		let status = |manager, lifecycle| Status {
			manager,
			lifecycle,
			head: false,
		};
		let alice = AccountId32(subxt_signer::sr25519::dev::alice().public_key().0);
		assert_eq!(status(None, None).to_string(), "free");
		assert_eq!(
			status(Some(alice.clone()), None).to_string(),
			"reserved by 5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY"
		);
		assert_eq!(
			status(Some(alice), Some(Lifecycle::Onboarding)).to_string(),
			"onboarding"
		);
	}
}
