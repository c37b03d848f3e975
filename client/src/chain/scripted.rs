//! What becomes of a transaction, told by a node that says what a test tells it to.

use super::{
	submit::{Sent, Trouble},
	AccountId32, Chain, Connect, Journal, Options, Signer, Wait, H256,
};
use codec::Encode;
use serde_json::{json, Value};
use std::{
	collections::VecDeque,
	sync::{Arc, Mutex},
	time::Duration,
};
use subxt::rpcs::{
	client::{RawRpcFuture, RawRpcSubscription, RawValue},
	Error, RpcClient, RpcClientT,
};

/// What an offer of a transaction leads to.
#[derive(Clone)]
enum Answer {
	/// The pool has it, and says this about it.
	Taken(Vec<Value>),
	/// The pool does not want it: the code, and the reason.
	Refused(i32, &'static str),
	/// The connection is gone for good.
	Gone,
}

const CANNOT_PAY: Answer = Answer::Refused(1010, "Inability to pay some fees");
const OUTDATED: Answer = Answer::Refused(1010, "Transaction is outdated");

#[derive(Clone)]
struct Script {
	best: u64,
	finalised: u64,
	/// What the hashes of its blocks begin with: another chain has another.
	chain: u8,
	/// Where the transaction is.
	included: Option<u64>,
	/// The first block whose transactions the node has.
	kept: u64,
	/// The nonce of everybody.
	nonce: u32,
	/// The last one is given again and again.
	answers: VecDeque<Answer>,
	offered: usize,
}

#[derive(Clone)]
struct Node(Arc<Mutex<Script>>);

const BYTES: [u8; 3] = [8, 1, 2];

impl Script {
	fn hash(&self, number: u64) -> String {
		format!("0x{:02x}{number:062x}", self.chain)
	}

	fn number(hash: &Value) -> u64 {
		u64::from_str_radix(&hash.as_str().unwrap()[50..], 16).unwrap()
	}

	fn header(&self, number: u64) -> Value {
		let zero = format!("0x{:064x}", 0);
		json!({"parentHash": zero, "number": format!("{number:#x}"), "stateRoot": zero, "extrinsicsRoot": zero,
			"digest": {"logs": []}})
	}

	fn state_call(&self, function: &str) -> Vec<u8> {
		match function {
			"AccountNonceApi_account_nonce" => self.nonce.encode(),
			"Core_version" => (
				"salus",
				"salus",
				1u32,
				1u32,
				1u32,
				Vec::<([u8; 8], u32)>::new(),
				1u32,
				1u8,
			)
				.encode(),
			"Metadata_metadata_versions" => vec![16u32].encode(),
			"Metadata_metadata_at_version" => Some(salus_api::METADATA.to_vec()).encode(),
			other => panic!("{other} is not in the script"),
		}
	}

	fn answer(&self, method: &str, params: &Value) -> Value {
		match method {
			"chain_getBlockHash" => match params[0].as_u64() {
				Some(number) if number > self.best => Value::Null,
				number => json!(self.hash(number.unwrap_or(self.best))),
			},
			"chain_getFinalizedHead" => json!(self.hash(self.finalised)),
			"chain_getHeader" => self.header(Self::number(&params[0])),
			"chain_getBlock" => {
				let number = Self::number(&params[0]);
				if number < self.kept {
					return Value::Null;
				}
				let extrinsics = match self.included == Some(number) {
					true => vec![format!("0x{}", hex::encode(BYTES))],
					false => vec![],
				};
				json!({"block": {"header": self.header(number), "extrinsics": extrinsics}, "justifications": null})
			},
			"state_getRuntimeVersion" => json!({"specName": "salus"}),
			"state_call" => {
				json!(format!(
					"0x{}",
					hex::encode(self.state_call(params[0].as_str().unwrap()))
				))
			},
			"system_accountNextIndex" => json!(self.nonce),
			_ => Value::Null,
		}
	}
}

fn raw(value: &Value) -> Box<RawValue> {
	RawValue::from_string(value.to_string()).unwrap()
}

impl RpcClientT for Node {
	fn request_raw<'a>(&'a self, method: &'a str, params: Option<Box<RawValue>>) -> RawRpcFuture<'a, Box<RawValue>> {
		Box::pin(async move {
			let params = params.map_or(Value::Null, |params| serde_json::from_str(params.get()).unwrap());
			Ok(raw(&self.0.lock().unwrap().answer(method, &params)))
		})
	}

	fn subscribe_raw<'a>(
		&'a self,
		_method: &'a str,
		_params: Option<Box<RawValue>>,
		_unsubscribe: &'a str,
	) -> RawRpcFuture<'a, RawRpcSubscription> {
		Box::pin(async move {
			let mut script = self.0.lock().unwrap();
			script.offered += 1;
			let answer = match script.answers.len() {
				1 => script.answers[0].clone(),
				_ => script.answers.pop_front().unwrap(),
			};
			match answer {
				Answer::Taken(statuses) => Ok(RawRpcSubscription {
					stream: Box::pin(futures::stream::iter(
						statuses.into_iter().map(|status| Ok(raw(&status))).collect::<Vec<_>>(),
					)),
					id: Some("1".into()),
				}),
				Answer::Refused(code, reason) => {
					let error = json!({"code": code, "message": "Invalid Transaction", "data": reason});
					Err(Error::User(serde_json::from_str(&error.to_string()).unwrap()))
				},
				Answer::Gone => Err(Error::Client("nobody answers".into())),
			}
		})
	}
}

/// A chain at block 12 of which 11 are final, and a transaction with nonce 5 that was made at block 10 and lives until 14.
fn script(answers: impl Into<VecDeque<Answer>>) -> Script {
	Script {
		best: 12,
		finalised: 11,
		chain: 0xaa,
		included: None,
		kept: 0,
		nonce: 5,
		answers: answers.into(),
		offered: 0,
	}
}

fn sent() -> Sent {
	let script = script([]);
	Sent {
		call: "Claims.submit".into(),
		account: AccountId32([7; 32]),
		on_behalf_of: None,
		nonce: 5,
		hash: H256([9; 32]),
		bytes: BYTES.to_vec(),
		from: (10, script.hash(10).parse().unwrap()),
		until: 14,
	}
}

async fn chain(script: Script) -> (Chain, Node) {
	let node = Node(Arc::new(Mutex::new(script)));
	let chain = Chain::over(RpcClient::new(node.clone()), &Connect::to("ws://scripted")).await;
	(chain.unwrap(), node)
}

fn run<T>(test: impl std::future::Future<Output = T>) -> T {
	super::block_on(async { Ok(test.await) }).unwrap()
}

/// Follows the transaction; `later` is what the node is half a second after that.
async fn trouble(script: Script, fresh: bool, later: impl FnOnce(&mut Script) + Send + 'static) -> Trouble {
	let (chain, node) = chain(script).await;
	let change = async {
		tokio::time::sleep(Duration::from_millis(500)).await;
		later(&mut node.0.lock().unwrap());
	};
	let (followed, ()) = tokio::join!(chain.follow_anew(sent(), fresh, Wait::Finalized), change);
	match followed {
		Ok(receipt) => panic!("it is in a block: {receipt:?}"),
		Err(trouble) => trouble,
	}
}

fn stays(_: &mut Script) {}

#[track_caller]
fn assert_trouble(trouble: &Trouble, settled: bool, says: &str) {
	let message = trouble.failure.to_string();
	assert!(message.contains(says), "{message}");
	assert_eq!(trouble.settled, settled, "{message}");
	assert_eq!(message.contains("salus chain find"), !settled, "{message}");
}

#[test]
fn follow_should_settle_when_bytes_are_refused_that_no_pool_had() {
	let refused = Answer::Refused(1010, "Transaction has a bad signature");
	assert_trouble(
		&run(trouble(script([refused]), true, stays)),
		true,
		"the signature does not fit",
	);
}

#[test]
fn follow_should_not_settle_when_another_pool_may_have_the_bytes() {
	let late = Answer::Refused(1010, "Transaction would exhaust the block limits");
	assert_trouble(
		&run(trouble(script([late.clone()]), false, stays)),
		false,
		"blocks 11 to 14",
	);
	// It was in the pool, and the connection broke; then the node does not want it any more.
	let taken = Answer::Taken(vec![json!("ready")]);
	assert_trouble(
		&run(trouble(script([taken, late]), true, stays)),
		false,
		"exhaust the block limits",
	);
}

#[test]
fn follow_should_settle_when_a_finalised_transaction_used_the_nonce() {
	let used = Script {
		nonce: 6,
		..script([OUTDATED])
	};
	assert_trouble(&run(trouble(used, false, stays)), true, "took its nonce 5");
}

#[test]
fn follow_should_wait_for_finality_when_the_nonce_is_used_in_the_best_block_only() {
	for answers in [
		vec![OUTDATED],
		vec![
			Answer::Taken(vec![json!({"usurped": format!("0x{:064x}", 1)})]),
			Answer::Refused(1014, ""),
		],
	] {
		let later = |script: &mut Script| {
			script.nonce = 6;
			script.finalised = 12;
		};
		assert_trouble(&run(trouble(script(answers), false, later)), true, "took its nonce 5");
	}
}

#[test]
fn follow_should_settle_when_its_era_is_over_and_final() {
	let later = |script: &mut Script| {
		script.best = 16;
		script.finalised = 14;
	};
	let busy = Answer::Refused(1016, "");
	assert_trouble(&run(trouble(script([busy]), false, later)), true, "up to block 14");
}

/// What is not seen is not taken for what is not there: whoever does so submits it twice.
#[test]
fn follow_should_not_settle_when_the_node_has_no_transactions_of_a_block() {
	let pruned = Script {
		best: 300,
		finalised: 299,
		kept: 200,
		included: Some(12),
		nonce: 6,
		..script([OUTDATED])
	};
	assert_trouble(
		&run(trouble(pruned, false, stays)),
		false,
		"the transactions of block 11",
	);
}

#[test]
fn follow_should_not_settle_when_the_node_goes_away() {
	let taken = Answer::Taken(vec![json!("ready")]);
	assert_trouble(
		&run(trouble(script([taken, Answer::Gone]), true, stays)),
		false,
		"nobody answers",
	);
	assert_trouble(
		&run(trouble(script([Answer::Gone]), true, stays)),
		false,
		"nobody answers",
	);
}

#[test]
fn follow_should_tell_a_chain_that_has_begun_anew_from_a_node_that_is_behind() {
	let other = Script {
		chain: 0xbb,
		..script([CANNOT_PAY])
	};
	assert_trouble(&run(trouble(other, false, stays)), true, "has begun anew: block 10");
	let behind = Script {
		best: 8,
		finalised: 8,
		..script([CANNOT_PAY])
	};
	assert_trouble(&run(trouble(behind, false, stays)), false, "does not know block 10");
}

#[test]
fn send_should_not_count_a_nonce_as_taken_when_nobody_answers() {
	run(async {
		let (chain, _) = chain(script([Answer::Gone])).await;
		let signer = Signer::dev("//Alice").unwrap();
		let call = salus_api::salus::tx().system().remark(vec![1]);
		let failure = chain.send(&call, &signer, &Options::default()).await.err().unwrap();
		assert!(failure.to_string().contains("nobody answers"), "{failure}");
		assert_eq!(chain.reserve_nonce(&signer.key()).await.unwrap(), 5);
	});
}

#[test]
fn journal_should_keep_a_transaction_until_it_is_settled() {
	run(async {
		let folder = tempfile::tempdir().unwrap();
		let late = Answer::Refused(1010, "Transaction would exhaust the block limits");
		let answers = [
			Answer::Taken(vec![json!("ready")]),
			late.clone(),
			late,
			OUTDATED,
			CANNOT_PAY,
		];
		let (chain, node) = chain(script(answers)).await;
		let mut journal = Journal::open(&folder.path().join("journal.json"), &chain)
			.await
			.unwrap();
		let (signer, call) = (
			Signer::dev("//Alice").unwrap(),
			salus_api::salus::tx().system().remark(vec![1]),
		);
		let options = Options::default();
		let mut submit = async || {
			let failure = chain
				.try_submit_once(&mut journal, "one", &call, &signer, &options)
				.await;
			(failure.unwrap_err().to_string(), journal.has("one"))
		};
		// A pool had it: whatever that pool says now, it may be in another one.
		let (message, kept) = submit().await;
		assert!(kept && message.contains("salus chain find"), "{message}");
		// The same bytes once more, until a finalised block has used the nonce without them.
		node.0.lock().unwrap().nonce = 6;
		let (message, kept) = submit().await;
		assert!(!kept && message.contains("took its nonce 5"), "{message}");
	});
}
