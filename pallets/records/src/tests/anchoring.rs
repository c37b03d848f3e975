//! What enters the log, with and without a status: `anchor`, `anchor_batch`, `log_only`, `amend`, `amend_batch`, `amend_leaf`.

use super::*;
use codec::MaxEncodedLen;
use salus_records_engine::hash::leaf_hash;

#[test]
fn anchor_should_store_log_and_hold_a_deposit_when_the_issuer_is_accredited() {
	run(|| {
		assert_ok!(Records::anchor(
			signed(HOSPITAL),
			hash("a"),
			Canonicalisation::Jcs,
			Some(SCHEMA),
			Some(SERIES),
			RetentionClass::Extended,
		));
		let (stored, _) = Anchors::<Test>::get(Key::from(0)).unwrap();
		assert_eq!(stored.issuer, HOSPITAL);
		let content = Content::Record {
			commitment: hash("a"),
			canonicalisation: Canonicalisation::Jcs,
		};
		assert_eq!(stored.content, content);
		assert_eq!(
			(stored.schema, stored.series, stored.version),
			(full_schema(), SERIES, 1)
		);
		assert_eq!((stored.retention, stored.holds), (RetentionClass::Extended, 0));
		assert_eq!((stored.block, stored.time), (1, GENESIS_TIME));
		assert_eq!(stored.status, Status::valid(GENESIS_TIME));
		assert_eq!(Series::<Test>::get(HOSPITAL, SERIES), Some(0));
		assert_eq!(held(&HOSPITAL), 10 + Records::anchor_footprint().size);

		let leaf = Leaf {
			issuer: [1; 32],
			series: SERIES,
			version: 1,
			canonicalisation: Canonicalisation::Jcs,
			schema: full_schema(),
			commitment: commitment::Commitment(hash("a")),
		};
		let entry = LogEntry {
			kind: EntryKind::Anchor,
			digest: leaf.hash(),
		};
		assert_eq!(
			last_event(),
			Event::Anchored {
				anchor: 0,
				leaf: entry.hash()
			}
		);
		assert_eq!((Records::log().size, Records::log().root), (1, entry.hash()));
	});
}

#[test]
fn anchor_should_take_the_commitment_as_series_and_no_schema_when_neither_is_given() {
	run(|| {
		let raw = Canonicalisation::Raw;
		assert_ok!(Records::anchor(
			signed(HOSPITAL),
			hash("a"),
			raw,
			None,
			None,
			RetentionClass::Standard
		));
		let stored = Records::anchor_of(0).unwrap();
		assert_eq!((stored.series, stored.schema), (hash("a"), [0; 32]));
		let head = Records::head_of(HOSPITAL, hash("a")).unwrap();
		assert_eq!((head.anchor, head.version, head.status.state), (0, 1, State::Valid));
	});
}

#[test]
fn anchor_should_fail_when_the_series_has_an_anchor_whatever_became_of_it() {
	run(|| {
		assert_ok!(anchor_in(HOSPITAL, Some(SERIES), hash("a")));
		assert_noop!(
			anchor_in(HOSPITAL, Some(SERIES), hash("b")),
			Error::<Test>::AlreadyExists
		);
		assert_ok!(retract(signed(HOSPITAL), 0));
		assert_noop!(
			anchor_in(HOSPITAL, Some(SERIES), hash("b")),
			Error::<Test>::AlreadyExists
		);
		assert_ok!(anchor_in(CLINIC, Some(SERIES), hash("b")));
		assert_eq!(Series::<Test>::get(HOSPITAL, SERIES), Some(0));
		assert_eq!(Series::<Test>::get(CLINIC, SERIES), Some(1));
	});
}

#[test]
fn commitment_should_be_refused_when_it_is_zero_or_of_nothing() {
	run(|| {
		let id = anchor(HOSPITAL, "a");
		let (batch, tree) = batch(HOSPITAL, "b", 3);
		for (commitment, error) in [
			([0; 32], Error::<Test>::ZeroCommitment),
			(EMPTY_ROOT, Error::<Test>::EmptyContent),
			(leaf_hash(b""), Error::<Test>::EmptyContent),
		] {
			assert_noop!(anchor_in(HOSPITAL, Some(SERIES), commitment), error);
			let error = || match commitment {
				[0, ..] => Error::<Test>::ZeroCommitment,
				_ => Error::<Test>::EmptyContent,
			};
			assert_noop!(anchor_batch(HOSPITAL, commitment, 1), error());
			assert_noop!(amend(HOSPITAL, id, commitment), error());
			let retention = RetentionClass::Standard;
			assert_noop!(
				Records::amend_batch(signed(HOSPITAL), batch, commitment, 1, None, retention),
				error()
			);
			assert_noop!(
				amend_leaf(HOSPITAL, batch, position(&tree, 0), leaf_content("b", 0), commitment),
				error()
			);
			let record = LogItem::Record {
				commitment,
				canonicalisation: Canonicalisation::Raw,
				schema: None,
				series: Some(SERIES),
				version: 1,
			};
			assert_noop!(Records::log_only(signed(HOSPITAL), record), error());
			let item = LogItem::Batch {
				root: commitment,
				size: 1,
				schema: None,
			};
			assert_noop!(Records::log_only(signed(HOSPITAL), item), error());
			assert_noop!(Records::place_hold(signed(HOSPITAL), id, commitment), error());
		}
	});
}

#[test]
fn canonicalisation_should_not_decode_when_it_is_unknown() {
	// A call can only name a method that the chain knows.
	for code in 0..=u8::MAX {
		let known = Canonicalisation::decode(&mut &[code][..]).ok();
		assert_eq!(known, Canonicalisation::from_code(code), "code {code}");
		assert_eq!(known.is_some(), code < 2);
	}
}

#[test]
fn anchoring_should_fail_when_the_caller_is_not_an_accredited_issuer() {
	run(|| {
		let id = anchor(HOSPITAL, "a");
		let (batch, tree) = batch(HOSPITAL, "b", 2);
		let item = || LogItem::Batch {
			root: hash("x"),
			size: 1,
			schema: None,
		};
		let unaccredited = DispatchError::Other("NotAccredited");
		for who in [STRANGER, SUBJECT, AUDITOR] {
			assert_noop!(anchor_in(who.clone(), None, hash("x")), unaccredited);
			assert_noop!(anchor_batch(who.clone(), hash("x"), 1), unaccredited);
			assert_noop!(Records::log_only(signed(who.clone()), item()), unaccredited);
			assert_noop!(amend(who.clone(), id, hash("x")), unaccredited);
			assert_noop!(
				Records::amend_batch(signed(who.clone()), batch, hash("x"), 1, None, RetentionClass::Standard),
				unaccredited
			);
			assert_noop!(
				amend_leaf(who, batch, position(&tree, 0), leaf_content("b", 0), hash("x")),
				unaccredited
			);
		}
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			let (jcs, class) = (Canonicalisation::Jcs, RetentionClass::Standard);
			assert_noop!(
				Records::anchor(origin.clone(), hash("x"), jcs, None, None, class),
				BadOrigin
			);
			assert_noop!(
				Records::anchor_batch(origin.clone(), hash("x"), 1, None, None, class),
				BadOrigin
			);
			assert_noop!(Records::log_only(origin.clone(), item()), BadOrigin);
			assert_noop!(
				Records::amend(origin.clone(), id, hash("x"), jcs, None, class),
				BadOrigin
			);
			assert_noop!(
				Records::amend_batch(origin.clone(), batch, hash("x"), 1, None, class),
				BadOrigin
			);
			let (at, old) = (position(&tree, 0), leaf_content("b", 0));
			assert_noop!(
				Records::amend_leaf(origin, batch, at, old, hash("x"), jcs, class),
				BadOrigin
			);
		}
		// An issuer that lost its accreditation cannot go on.
		MockAccreditation::accredit(&HOSPITAL, &[Role::Custodian]);
		assert_noop!(anchor_in(HOSPITAL, None, hash("x")), unaccredited);
		assert_noop!(amend(HOSPITAL, id, hash("x")), unaccredited);
	});
}

#[test]
fn anchoring_should_fail_without_a_trace_when_the_deposit_cannot_be_held() {
	run(|| {
		assert_noop!(
			anchor_in(POOR, None, hash("x")),
			frame::deps::sp_runtime::TokenError::FundsUnavailable
		);
		let item = LogItem::Batch {
			root: hash("x"),
			size: 1,
			schema: None,
		};
		// What adds nothing to the state needs no deposit.
		assert_ok!(Records::log_only(signed(POOR), item));
		assert_eq!(held(&POOR), 0);
	});
}

#[test]
fn anchor_batch_should_take_any_size_up_to_the_limit_and_not_one_more() {
	run(|| {
		let limit = MAX_BATCH_LEAVES as u32;
		assert_noop!(anchor_batch(HOSPITAL, hash("x"), 0), Error::<Test>::EmptyBatch);
		assert_noop!(
			anchor_batch(HOSPITAL, hash("x"), limit + 1),
			Error::<Test>::BatchTooLarge
		);
		assert_noop!(
			anchor_batch(HOSPITAL, hash("x"), u32::MAX),
			Error::<Test>::BatchTooLarge
		);
		assert_ok!(anchor_batch(HOSPITAL, hash("one"), 1));
		assert_ok!(anchor_batch(HOSPITAL, hash("all"), limit));
		let stored = Records::anchor_of(1).unwrap();
		let content = Content::Batch {
			root: hash("all"),
			size: limit,
		};
		assert_eq!((stored.content, stored.series), (content, hash("all")));
		let digest = batch_digest(&[1; 32], &hash("all"), limit.into(), &full_schema());
		let kind = EntryKind::Batch;
		let leaf = LogEntry { kind, digest }.hash();
		assert_eq!(last_event(), Event::BatchAnchored { anchor: 1, leaf });
		assert_log_replays();
	});
}

#[test]
fn log_only_should_log_what_an_anchor_would_and_store_nothing_else() {
	run(|| {
		let record = |version| LogItem::Record {
			commitment: hash("a"),
			canonicalisation: Canonicalisation::Jcs,
			schema: Some(SCHEMA),
			series: None,
			version,
		};
		assert_noop!(
			Records::log_only(signed(HOSPITAL), record(0)),
			Error::<Test>::ZeroVersion
		);
		assert_ok!(Records::log_only(signed(HOSPITAL), record(1)));
		assert_eq!(Anchors::<Test>::iter().count() + Series::<Test>::iter().count(), 0);
		assert_eq!(held(&HOSPITAL), 0);
		let Event::Appended { index: 0, kind, leaf } = last_event() else {
			panic!("another event")
		};
		assert_eq!(kind, EntryKind::Anchor);
		anchor(HOSPITAL, "a");
		assert_eq!(last_event(), Event::Anchored { anchor: 1, leaf });

		for (size, error) in [
			(0, Error::<Test>::EmptyBatch),
			(MAX_BATCH_LEAVES as u32 + 1, Error::<Test>::BatchTooLarge),
		] {
			let item = LogItem::Batch {
				root: hash("b"),
				size,
				schema: None,
			};
			assert_noop!(Records::log_only(signed(HOSPITAL), item), error);
		}
		let item = LogItem::Batch {
			root: hash("b"),
			size: 5,
			schema: Some(SCHEMA),
		};
		assert_ok!(Records::log_only(signed(HOSPITAL), item));
		let Event::Appended { index: 2, leaf, .. } = last_event() else {
			panic!("another event")
		};
		assert_ok!(anchor_batch(HOSPITAL, hash("b"), 5));
		assert_eq!(last_event(), Event::BatchAnchored { anchor: 3, leaf });
		assert_log_replays();
	});
}

#[test]
fn log_only_should_bind_the_issuer_when_two_log_the_same() {
	run(|| {
		let item = || LogItem::Batch {
			root: hash("b"),
			size: 5,
			schema: None,
		};
		assert_ok!(Records::log_only(signed(HOSPITAL), item()));
		let first = last_event();
		assert_ok!(Records::log_only(signed(CLINIC), item()));
		let (Event::Appended { leaf: first, .. }, Event::Appended { leaf: second, .. }) = (first, last_event()) else {
			panic!("other events")
		};
		assert_ne!(first, second);
	});
}

#[test]
fn amend_should_move_the_head_and_supersede_the_version_before() {
	run(|| {
		assert_ok!(anchor_in(HOSPITAL, Some(SERIES), hash("a")));
		set_time(GENESIS_TIME + 60);
		assert_ok!(amend(HOSPITAL, 0, hash("b")));
		let status = |state, since| Status {
			state,
			since,
			erased_at: None,
		};
		assert_eq!(
			Records::anchor_status(0),
			Some(status(State::Superseded { by: 1 }, GENESIS_TIME + 60))
		);
		let new = Records::anchor_of(1).unwrap();
		assert_eq!((new.version, new.series, new.schema), (2, SERIES, [0; 32]));
		assert_eq!(new.retention, RetentionClass::Extended);
		let head = Records::head_of(HOSPITAL, SERIES).unwrap();
		assert_eq!((head.anchor, head.version), (1, 2));
		let Event::Amended {
			anchor: 1,
			supersedes: 0,
			..
		} = last_event()
		else {
			panic!("another event")
		};
		assert_eq!(held(&HOSPITAL), 2 * (10 + Records::anchor_footprint().size));

		assert_noop!(amend(HOSPITAL, 0, hash("c")), Error::<Test>::InvalidTransition);
		assert_ok!(amend(HOSPITAL, 1, hash("c")));
		assert_eq!(Records::anchor_of(2).unwrap().version, 3);
		assert_log_replays();
	});
}

#[test]
fn amend_should_fail_when_there_is_nothing_to_amend_or_it_is_not_the_callers() {
	run(|| {
		let id = anchor(HOSPITAL, "a");
		let (batch, _) = batch(HOSPITAL, "b", 2);
		let class = RetentionClass::Standard;
		let amend_batch =
			|who, batch, root, size| Records::amend_batch(signed(who), batch, hash(root), size, None, class);
		assert_noop!(amend(HOSPITAL, 99, hash("x")), Error::<Test>::NotFound);
		assert_noop!(amend(CLINIC, id, hash("x")), Error::<Test>::NotAuthorized);
		assert_noop!(amend(HOSPITAL, batch, hash("x")), Error::<Test>::WrongKind);
		assert_noop!(amend(HOSPITAL, id, hash("a")), Error::<Test>::Unchanged);
		assert_noop!(amend_batch(HOSPITAL, 99, "x", 1), Error::<Test>::NotFound);
		assert_noop!(amend_batch(CLINIC, batch, "x", 1), Error::<Test>::NotAuthorized);
		assert_noop!(amend_batch(HOSPITAL, id, "x", 1), Error::<Test>::WrongKind);
		assert_noop!(amend_batch(HOSPITAL, batch, "x", 0), Error::<Test>::EmptyBatch);
		let too_many = MAX_BATCH_LEAVES as u32 + 1;
		assert_noop!(
			amend_batch(HOSPITAL, batch, "x", too_many),
			Error::<Test>::BatchTooLarge
		);
		let same = Records::anchor_of(batch).unwrap().content;
		let Content::Batch { root, .. } = same else {
			panic!("not a batch")
		};
		assert_noop!(
			Records::amend_batch(signed(HOSPITAL), batch, root, 3, None, class),
			Error::<Test>::Unchanged
		);
	});
}

#[test]
fn amend_should_fail_when_there_is_no_version_left() {
	run(|| {
		let id = anchor(HOSPITAL, "a");
		Anchors::<Test>::mutate(Key::from(id), |stored| {
			stored.as_mut().unwrap().0.version = u32::MAX - 1;
		});
		assert_ok!(amend(HOSPITAL, id, hash("b")));
		assert_noop!(amend(HOSPITAL, id + 1, hash("c")), Error::<Test>::TooManyVersions);
	});
}

#[test]
fn amend_batch_should_supersede_every_leaf_but_those_of_which_something_became() {
	run(|| {
		let (first, tree) = batch(HOSPITAL, "b", 4);
		assert_ok!(retract_leaf(signed(HOSPITAL), first, &tree, "b", 2));
		let second = next_index();
		let class = RetentionClass::Standard;
		assert_ok!(Records::amend_batch(
			signed(HOSPITAL),
			first,
			hash("c"),
			9,
			Some(SCHEMA),
			class
		));
		for index in [0, 1, 3] {
			assert_eq!(leaf_state(first, index), State::Superseded { by: second });
		}
		assert_eq!(leaf_state(first, 2), State::Retracted { reason: REASON });
		assert_eq!(Records::anchor_of(second).unwrap().version, 2);
		assert_noop!(
			retract_leaf(signed(HOSPITAL), first, &tree, "b", 0),
			Error::<Test>::InvalidTransition
		);
		assert_log_replays();
	});
}

#[test]
fn amend_leaf_should_go_on_with_the_leafs_series_and_version() {
	run(|| {
		let (id, tree) = batch(HOSPITAL, "b", 5);
		let old = leaf_content("b", 1);
		assert_ok!(amend_leaf(HOSPITAL, id, position(&tree, 1), old.clone(), hash("new")));
		let new = Records::anchor_of(1).unwrap();
		assert_eq!((new.series, new.version), (old.series, old.version + 1));
		assert_eq!((new.schema, new.status.state), (old.schema, State::Valid));
		assert_eq!(leaf_state(id, 1), State::Superseded { by: 1 });
		assert_eq!(leaf_state(id, 0), State::Valid);
		let Event::LeafAmended {
			anchor: 1,
			batch: 0,
			index: 1,
			..
		} = last_event()
		else {
			panic!("another event")
		};
		let deposits = 2 * (10 + Records::anchor_footprint().size) + 10 + Records::leaf_footprint().size;
		assert_eq!(held(&HOSPITAL), deposits);
		assert_noop!(
			amend_leaf(HOSPITAL, id, position(&tree, 1), old, hash("newer")),
			Error::<Test>::InvalidTransition
		);
		assert_ok!(amend(HOSPITAL, 1, hash("newer")));
		assert_eq!(Records::anchor_of(2).unwrap().version, 4);
		assert_log_replays();
	});
}

#[test]
fn amend_leaf_should_fail_when_leaf_or_batch_do_not_allow_it() {
	run(|| {
		let single = anchor(HOSPITAL, "a");
		let (id, tree) = batch(HOSPITAL, "b", 5);
		let at = |index| position(&tree, index);
		let old = |index| leaf_content("b", index);
		assert_noop!(
			amend_leaf(HOSPITAL, 99, at(0), old(0), hash("n")),
			Error::<Test>::NotFound
		);
		assert_noop!(
			amend_leaf(CLINIC, id, at(0), old(0), hash("n")),
			Error::<Test>::NotAuthorized
		);
		assert_noop!(
			amend_leaf(HOSPITAL, single, at(0), old(0), hash("n")),
			Error::<Test>::WrongKind
		);
		assert_noop!(
			amend_leaf(HOSPITAL, id, at(0), old(1), hash("n")),
			Error::<Test>::ProofMismatch
		);
		assert_noop!(
			amend_leaf(HOSPITAL, id, at(0), old(0), old(0).commitment),
			Error::<Test>::Unchanged
		);
		// Each field of the leaf is bound.
		let changed: [fn(&mut LeafContent); 5] = [
			|leaf| leaf.series[0] ^= 1,
			|leaf| leaf.version += 1,
			|leaf| leaf.canonicalisation = Canonicalisation::Raw,
			|leaf| leaf.schema[31] ^= 1,
			|leaf| leaf.commitment[9] ^= 1,
		];
		for change in changed {
			let mut other = old(0);
			change(&mut other);
			assert_noop!(
				amend_leaf(HOSPITAL, id, at(0), other, hash("n")),
				Error::<Test>::ProofMismatch
			);
		}
		assert_ok!(retract_leaf(signed(HOSPITAL), id, &tree, "b", 3));
		assert_noop!(
			amend_leaf(HOSPITAL, id, at(3), old(3), hash("n")),
			Error::<Test>::InvalidTransition
		);
		assert_ok!(anchor_in(HOSPITAL, Some(old(4).series), hash("other")));
		assert_noop!(
			amend_leaf(HOSPITAL, id, at(4), old(4), hash("n")),
			Error::<Test>::AlreadyExists
		);
		assert_ok!(retract(signed(HOSPITAL), id));
		assert_noop!(
			amend_leaf(HOSPITAL, id, at(0), old(0), hash("n")),
			Error::<Test>::InvalidTransition
		);
	});
}

#[test]
fn call_should_be_charged_for_the_nodes_that_its_entry_completed_and_no_more() {
	run(|| {
		let mut charged = Vec::new();
		for seed in 0..8u32 {
			let info = anchor_in(HOSPITAL, None, hash(seed)).unwrap();
			charged.push(info.actual_weight.unwrap().ref_time());
		}
		assert_eq!(charged, [0, 1, 0, 2, 0, 1, 0, 3]);
		let call = crate::Call::<Test>::anchor {
			commitment: hash("a"),
			canonicalisation: Canonicalisation::Jcs,
			schema: None,
			series: None,
			retention: RetentionClass::Standard,
		};
		assert_eq!(call.get_dispatch_info().call_weight.ref_time(), 40);
	});
}

#[test]
fn calls_and_events_should_be_short() {
	// 200 bytes signed, of which signature, signer and extensions take about 107: `runtime/tests/budgets.rs` weighs the whole.
	let anchor = |schema, series| {
		RuntimeCall::from(crate::Call::<Test>::anchor {
			commitment: hash("a"),
			canonicalisation: Canonicalisation::Jcs,
			schema,
			series,
			retention: RetentionClass::Standard,
		})
		.encoded_size()
	};
	assert_eq!(anchor(None, None), 38);
	assert_eq!(anchor(Some(SCHEMA), None), 54);
	assert_eq!(anchor(Some(SCHEMA), Some(SERIES)), 86);
	let call = crate::Call::<Test>::anchor_batch {
		root: hash("a"),
		size: MAX_BATCH_LEAVES as u32,
		schema: Some(SCHEMA),
		series: Some(SERIES),
		retention: RetentionClass::Standard,
	};
	assert_eq!(RuntimeCall::from(call).encoded_size(), 89);
	let holder = Holder::Organisation(HOSPITAL);
	let (anchor, batch, index, leaf) = (u64::MAX, u64::MAX, u32::MAX, hash("a"));
	let events: [Event<Test>; 3] = [
		Event::LeafAmended {
			anchor,
			batch,
			index,
			leaf,
		},
		Event::Amended {
			anchor,
			supersedes: batch,
			leaf,
		},
		Event::HoldLifted {
			anchor,
			holder,
			by_governance: true,
		},
	];
	for event in events {
		assert!(RuntimeEvent::from(event.clone()).encoded_size() <= 64, "{event:?}");
	}
}

#[test]
fn bound_should_be_the_length_of_the_largest_item_of_the_log() {
	let record = LogItem::Record {
		commitment: [0; 32],
		canonicalisation: Canonicalisation::Jcs,
		schema: Some(SCHEMA),
		series: Some(SERIES),
		version: u32::MAX,
	};
	assert_eq!(record.encoded_size(), LogItem::max_encoded_len());
	let batch = LogItem::Batch {
		root: [0; 32],
		size: u32::MAX,
		schema: Some(SCHEMA),
	};
	assert!(batch.encoded_size() < record.encoded_size());
}
