//! The connection to a node. It outlives a restart of the node: a question that was under way is asked again, and the
//! chain that answers must be the one from before. A transaction is never sent again from here: `submit.rs` looks for
//! it in the chain first.

use futures::StreamExt;
use std::{
	error::Error as StdError,
	fmt,
	sync::{Arc, OnceLock},
	time::{Duration, Instant},
};
use subxt::rpcs::{
	client::{rpc_params, RawRpcFuture, RawRpcSubscription, RawValue},
	Error, RpcClient, RpcClientT,
};
use tokio::sync::Mutex;

/// How long one attempt to connect may take.
const ATTEMPT: Duration = Duration::from_secs(10);

/// How long to wait between attempts.
const PAUSE: Duration = Duration::from_millis(500);

/// Why there is no connection.
#[derive(Debug)]
pub(super) enum Lost {
	/// Nobody answers there.
	Away {
		url: String,
		reason: String,
		waited: Duration,
	},
	/// Somebody answers, for another chain.
	OtherChain { url: String, before: String, now: String },
}

impl fmt::Display for Lost {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::Away { url, reason, waited } if waited.is_zero() => write!(
				f,
				"no node answers at {url}: {reason}. Is it running? `scripts/dev` starts one; --url (or SALUS_URL) names another"
			),
			Self::Away { url, reason, waited } => write!(
				f,
				"the node at {url} went away and did not come back within {} s: {reason}",
				waited.as_secs()
			),
			Self::OtherChain { url, before, now } => write!(
				f,
				"the node at {url} came back with another chain: genesis {now}, it was {before}"
			),
		}
	}
}

impl StdError for Lost {}

fn client_error(error: impl StdError + Send + Sync + 'static) -> Error {
	Error::Client(Box::new(error))
}

/// The innermost reason of an error: what a person can act on.
fn root(error: &(dyn StdError + 'static)) -> String {
	let mut error = error;
	while let Some(source) = error.source() {
		error = source;
	}
	error.to_string()
}

/// Calls after which the node's state may differ. They are not asked twice.
fn changes_something(method: &str) -> bool {
	["author_", "transaction_", "transactionWatch_", "dev_", "engine_"]
		.iter()
		.any(|prefix| method.starts_with(prefix))
}

struct Current {
	/// Counts the connections: who finds one broken says which.
	generation: u64,
	client: Option<RpcClient>,
	/// When it was last waited for in vain, and what came of it: who has waited as long gets the same answer.
	lost: Option<(Instant, Arc<Lost>)>,
}

struct Inner {
	url: String,
	/// How long a node may be away once it has been there.
	patience: Duration,
	genesis: OnceLock<String>,
	current: Mutex<Current>,
}

/// A connection that comes back.
#[derive(Clone)]
pub(super) struct Link(Arc<Inner>);

impl Link {
	/// Connects, once.
	pub async fn connect(url: &str, patience: Duration) -> Result<Self, Lost> {
		let client = attempt(url).await.map_err(|reason| Lost::Away {
			url: url.into(),
			reason,
			waited: Duration::ZERO,
		})?;
		Ok(Self(Arc::new(Inner {
			url: url.into(),
			patience,
			genesis: OnceLock::new(),
			current: Mutex::new(Current {
				generation: 0,
				client: Some(client),
				lost: None,
			}),
		})))
	}

	/// From here on only a node of this chain is good enough.
	pub fn pin(&self, genesis: &str) {
		let _ = self.0.genesis.set(genesis.into());
	}

	/// A live connection, made anew if need be.
	async fn client(&self) -> Result<(u64, RpcClient), Error> {
		let asked = Instant::now();
		let mut current = self.0.current.lock().await;
		if let Some(client) = &current.client {
			return Ok((current.generation, client.clone()));
		}
		if let Some((_, lost)) = current.lost.as_ref().filter(|(at, _)| *at >= asked) {
			return Err(client_error(lost.clone()));
		}
		tracing::warn!(
			"the node at {} went away; waiting up to {} s for it",
			self.0.url,
			self.0.patience.as_secs()
		);
		let since = Instant::now();
		let client = loop {
			match self.again().await {
				Ok(client) => break client,
				Err(Lost::Away { .. }) if since.elapsed() < self.0.patience => tokio::time::sleep(PAUSE).await,
				Err(lost) => {
					let lost = Arc::new(lost);
					current.lost = Some((Instant::now(), lost.clone()));
					return Err(client_error(lost));
				},
			}
		};
		tracing::info!("the node at {} is back", self.0.url);
		current.generation += 1;
		current.client = Some(client.clone());
		Ok((current.generation, client))
	}

	async fn again(&self) -> Result<RpcClient, Lost> {
		let away = |reason| Lost::Away {
			url: self.0.url.clone(),
			reason,
			waited: self.0.patience,
		};
		let client = attempt(&self.0.url).await.map_err(away)?;
		let genesis: Option<String> = client
			.request("chain_getBlockHash", rpc_params![0u32])
			.await
			.map_err(|error| away(root(&error)))?;
		match (self.0.genesis.get(), genesis) {
			(Some(before), Some(now)) if *before != now => Err(Lost::OtherChain {
				url: self.0.url.clone(),
				before: before.clone(),
				now,
			}),
			(_, None) => Err(away("it has no genesis block yet".into())),
			_ => Ok(client),
		}
	}

	/// Somebody found this connection broken.
	async fn broken(&self, generation: u64) {
		let mut current = self.0.current.lock().await;
		if current.generation == generation {
			current.client = None;
		}
	}
}

async fn attempt(url: &str) -> Result<RpcClient, String> {
	match tokio::time::timeout(ATTEMPT, RpcClient::from_insecure_url(url)).await {
		Ok(Ok(client)) => Ok(client),
		Ok(Err(error)) => Err(root(&error)),
		Err(_) => Err(format!("no answer within {} s", ATTEMPT.as_secs())),
	}
}

impl RpcClientT for Link {
	fn request_raw<'a>(&'a self, method: &'a str, params: Option<Box<RawValue>>) -> RawRpcFuture<'a, Box<RawValue>> {
		Box::pin(async move {
			loop {
				let (generation, client) = self.client().await?;
				match client.request_raw(method, params.clone()).await {
					Err(error @ Error::Client(_)) => {
						self.broken(generation).await;
						if changes_something(method) {
							return Err(Error::DisconnectedWillReconnect(root(&error)));
						}
					},
					answer => return answer,
				}
			}
		})
	}

	fn subscribe_raw<'a>(
		&'a self,
		method: &'a str,
		params: Option<Box<RawValue>>,
		unsubscribe: &'a str,
	) -> RawRpcFuture<'a, RawRpcSubscription> {
		Box::pin(async move {
			loop {
				let (generation, client) = self.client().await?;
				match client.subscribe_raw(method, params.clone(), unsubscribe).await {
					Err(error @ Error::Client(_)) => {
						self.broken(generation).await;
						if changes_something(method) {
							return Err(Error::DisconnectedWillReconnect(root(&error)));
						}
					},
					Err(error) => return Err(error),
					Ok(subscription) => {
						let link = self.clone();
						let stream = subscription.stream.then(move |item| {
							let link = link.clone();
							async move {
								if matches!(item, Err(Error::Client(_))) {
									link.broken(generation).await;
								}
								item
							}
						});
						return Ok(RawRpcSubscription {
							stream: Box::pin(stream),
							id: subscription.id,
						});
					},
				}
			}
		})
	}
}
