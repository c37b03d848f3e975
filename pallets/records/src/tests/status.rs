//! What becomes of anchors and leaves, and who decides it.

use super::*;

/// Every (state, call) either moves as listed or fails with the listed error and no change.
#[test]
fn state_of_an_anchor_should_move_as_listed_and_no_other_way() {
	type Setup = fn();
	let valid: Setup = || {
		anchor(HOSPITAL, "a");
	};
	let superseded: Setup = || {
		anchor(HOSPITAL, "a");
		assert_ok!(amend(HOSPITAL, 0, hash("b")));
	};
	let retracted: Setup = || {
		anchor(HOSPITAL, "a");
		assert_ok!(retract(signed(HOSPITAL), 0));
	};
	let erased: Setup = || {
		anchor(HOSPITAL, "a");
		assert_ok!(Records::attest_erasure(signed(HOSPITAL), 0));
	};
	let superseded_and_erased: Setup = || {
		anchor(HOSPITAL, "a");
		assert_ok!(amend(HOSPITAL, 0, hash("b")));
		assert_ok!(Records::attest_erasure(signed(HOSPITAL), 0));
	};
	let held: Setup = || {
		anchor(HOSPITAL, "a");
		assert_ok!(Records::place_hold(signed(AUDITOR), 0, MATTER));
	};
	let absent: Setup = || {};

	type Call = fn() -> DispatchResult;
	let do_amend: Call = || amend(HOSPITAL, 0, hash("c")).map(drop).map_err(|error| error.error);
	let do_retract: Call = || retract(signed(HOSPITAL), 0);
	let do_erase: Call = || Records::attest_erasure(signed(HOSPITAL), 0);
	let do_hold: Call = || Records::place_hold(signed(HOSPITAL), 0, MATTER);
	let do_countersign: Call = || Records::countersign(signed(SUBJECT), 0);

	use Error::*;
	let retracted_state = State::Retracted { reason: REASON };
	let superseded_state = State::Superseded { by: 1 };
	type Row = (Setup, Call, Result<(State, bool), Error<Test>>);
	let table: [Row; 35] = [
		(absent, do_amend, Err(NotFound)),
		(absent, do_retract, Err(NotFound)),
		(absent, do_erase, Err(NotFound)),
		(absent, do_hold, Err(NotFound)),
		(absent, do_countersign, Err(NotFound)),
		(valid, do_amend, Ok((superseded_state, false))),
		(valid, do_retract, Ok((retracted_state, false))),
		(valid, do_erase, Ok((State::Erased, true))),
		(valid, do_hold, Ok((State::Valid, false))),
		(valid, do_countersign, Ok((State::Valid, false))),
		(held, do_amend, Ok((superseded_state, false))),
		(held, do_retract, Ok((retracted_state, false))),
		(held, do_erase, Err(UnderHold)),
		(held, do_hold, Ok((State::Valid, false))),
		(held, do_countersign, Ok((State::Valid, false))),
		(superseded, do_amend, Err(InvalidTransition)),
		(superseded, do_retract, Err(InvalidTransition)),
		(superseded, do_erase, Ok((superseded_state, true))),
		(superseded, do_hold, Ok((superseded_state, false))),
		(superseded, do_countersign, Err(Superseded)),
		(retracted, do_amend, Err(InvalidTransition)),
		(retracted, do_retract, Err(InvalidTransition)),
		(retracted, do_erase, Ok((retracted_state, true))),
		(retracted, do_hold, Ok((retracted_state, false))),
		(retracted, do_countersign, Err(Retracted)),
		(erased, do_amend, Err(InvalidTransition)),
		(erased, do_retract, Err(InvalidTransition)),
		(erased, do_erase, Err(InvalidTransition)),
		(erased, do_hold, Err(InvalidTransition)),
		(erased, do_countersign, Err(Erased)),
		(superseded_and_erased, do_amend, Err(InvalidTransition)),
		(superseded_and_erased, do_retract, Err(InvalidTransition)),
		(superseded_and_erased, do_erase, Err(InvalidTransition)),
		(superseded_and_erased, do_hold, Err(InvalidTransition)),
		(superseded_and_erased, do_countersign, Err(Superseded)),
	];
	for (row, (setup, call, expected)) in table.into_iter().enumerate() {
		run(|| {
			setup();
			match expected {
				Ok((state, erased)) => {
					assert_ok!(call());
					let found = status(0);
					assert_eq!((found.state, found.erased_at.is_some()), (state, erased), "row {row}");
				},
				Err(error) => {
					assert_noop!(call(), error);
				},
			}
		});
	}
}

#[test]
fn state_of_a_leaf_should_move_as_listed_and_no_other_way() {
	type Act = fn(AnchorId, &MemoryTree) -> DispatchResult;
	let do_amend: Act = |id, tree| {
		amend_leaf(HOSPITAL, id, position(tree, 2), leaf_content("b", 2), hash("n"))
			.map(drop)
			.map_err(|error| error.error)
	};
	let do_retract: Act = |id, tree| retract_leaf(signed(HOSPITAL), id, tree, "b", 2);
	let do_erase: Act = |id, tree| erase_leaf(signed(HOSPITAL), id, tree, "b", 2);
	let do_nothing: Act = |_, _| Ok(());
	let do_retract_all: Act = |id, _| retract(signed(HOSPITAL), id);
	let do_erase_all: Act = |id, _| Records::attest_erasure(signed(HOSPITAL), id);
	let do_hold: Act = |id, _| Records::place_hold(RuntimeOrigin::root(), id, MATTER);

	use Error::*;
	let retracted = State::Retracted { reason: REASON };
	let superseded = State::Superseded { by: 1 };
	type Row = (Act, Act, Result<(State, bool), Error<Test>>);
	let table: [Row; 21] = [
		(do_nothing, do_amend, Ok((superseded, false))),
		(do_nothing, do_retract, Ok((retracted, false))),
		(do_nothing, do_erase, Ok((State::Erased, true))),
		(do_hold, do_amend, Ok((superseded, false))),
		(do_hold, do_retract, Ok((retracted, false))),
		(do_hold, do_erase, Err(UnderHold)),
		(do_amend, do_amend, Err(InvalidTransition)),
		(do_amend, do_retract, Err(InvalidTransition)),
		(do_amend, do_erase, Ok((superseded, true))),
		(do_retract, do_amend, Err(InvalidTransition)),
		(do_retract, do_retract, Err(InvalidTransition)),
		(do_retract, do_erase, Ok((retracted, true))),
		(do_erase, do_amend, Err(InvalidTransition)),
		(do_erase, do_retract, Err(InvalidTransition)),
		(do_erase, do_erase, Err(InvalidTransition)),
		(do_retract_all, do_amend, Err(InvalidTransition)),
		(do_retract_all, do_retract, Err(InvalidTransition)),
		(do_retract_all, do_erase, Ok((retracted, true))),
		(do_erase_all, do_amend, Err(InvalidTransition)),
		(do_erase_all, do_retract, Err(InvalidTransition)),
		(do_erase_all, do_erase, Err(InvalidTransition)),
	];
	for (row, (setup, act, expected)) in table.into_iter().enumerate() {
		run(|| {
			let (id, tree) = batch(HOSPITAL, "b", 5);
			assert_ok!(setup(id, &tree));
			match expected {
				Ok((state, erased)) => {
					assert_ok!(act(id, &tree));
					let found = Records::leaf_status(id, 2).unwrap();
					assert_eq!(
						(found.state(), found.erased_at().is_some()),
						(state, erased),
						"row {row}"
					);
					// The leaves beside it stay as their batch.
					assert_eq!(
						leaf_state(id, 1),
						Records::anchor_status(id).unwrap().state,
						"row {row}"
					);
				},
				Err(error) => {
					assert_noop!(act(id, &tree), error);
				},
			}
		});
	}
}

#[test]
fn retract_should_name_reason_and_authority_when_issuer_or_governance_calls() {
	run(|| {
		let (first, second) = (anchor(HOSPITAL, "a"), anchor(HOSPITAL, "b"));
		let deposits = held(&HOSPITAL);
		set_time(GENESIS_TIME + 5);
		let reason = RetractionReason::WrongSubject;
		assert_ok!(Records::retract(signed(HOSPITAL), first, reason));
		assert_eq!(
			last_event(),
			Event::Retracted {
				anchor: first,
				reason,
				by: Authority::Issuer
			}
		);
		assert_eq!(status(first).since, GENESIS_TIME + 5);
		assert_ok!(Records::retract(RuntimeOrigin::root(), second, reason));
		assert_eq!(
			last_event(),
			Event::Retracted {
				anchor: second,
				reason,
				by: Authority::Governance
			}
		);
		assert_eq!(
			Records::head_of(HOSPITAL, hash("a")).unwrap().status.state,
			State::Retracted { reason }
		);
		// It stays readable, and paid for.
		assert_eq!(held(&HOSPITAL), deposits);
	});
}

#[test]
fn closing_calls_should_fail_when_anybody_but_issuer_and_governance_calls() {
	run(|| {
		let id = anchor(HOSPITAL, "a");
		let (batch, tree) = batch(HOSPITAL, "b", 3);
		let all = |origin: RuntimeOrigin| {
			[
				retract(origin.clone(), id),
				Records::attest_erasure(origin.clone(), id),
				retract_leaf(origin.clone(), batch, &tree, "b", 0),
				erase_leaf(origin, batch, &tree, "b", 0),
			]
		};
		let size = System::events().len();
		for who in [CLINIC, AUDITOR, SUBJECT, STRANGER] {
			assert_eq!(all(signed(who)), [Err(Error::<Test>::NotAuthorized.into()); 4]);
		}
		assert_eq!(all(RuntimeOrigin::none()), [Err(DispatchError::BadOrigin); 4]);
		// An issuer that lost its accreditation leaves it to governance.
		MockAccreditation::accredit(&HOSPITAL, &[Role::Custodian]);
		let unaccredited = DispatchError::Other("NotAccredited");
		assert_eq!(all(signed(HOSPITAL)), [Err(unaccredited); 4]);
		assert_eq!(System::events().len(), size);
		assert_eq!((state(id), leaf_state(batch, 0)), (State::Valid, State::Valid));
		assert_ok!(Records::attest_erasure(RuntimeOrigin::root(), id));
		assert_ok!(retract_leaf(RuntimeOrigin::root(), batch, &tree, "b", 0));
		assert_eq!(
			last_event(),
			Event::LeafRetracted {
				batch,
				index: 0,
				reason: REASON,
				by: Authority::Governance
			}
		);
		// Governance made no deposit, so that none is returned.
		let deposits = held(&HOSPITAL);
		assert_ok!(erase_leaf(RuntimeOrigin::root(), batch, &tree, "b", 0));
		assert_eq!(held(&HOSPITAL), deposits);
	});
}

#[test]
fn leaf_should_be_refused_when_its_proof_does_not_hold() {
	run(|| {
		let single = anchor(HOSPITAL, "a");
		let (id, tree) = batch(HOSPITAL, "b", 7);
		let leaf = |index| leaf_of(&HOSPITAL, &leaf_content("b", index));
		let calls = |batch, position: LeafPosition, leaf: Hash| {
			let retracted = hypothetically!(Records::retract_leaf(
				signed(HOSPITAL),
				batch,
				position.clone(),
				leaf,
				REASON
			));
			let erased = hypothetically!(Records::attest_leaf_erasure(signed(HOSPITAL), batch, position, leaf));
			assert_eq!(retracted, erased);
			retracted
		};
		let refused = |error: Error<Test>| Err::<(), DispatchError>(error.into());
		let at = |index| position(&tree, index);

		assert_eq!(calls(id, at(3), leaf(3)), Ok(()));
		assert_eq!(calls(99, at(3), leaf(3)), refused(Error::NotFound));
		assert_eq!(calls(single, at(3), leaf(3)), refused(Error::WrongKind));
		assert_eq!(calls(id, at(3), leaf(4)), refused(Error::ProofMismatch));
		let moved = LeafPosition { index: 4, ..at(3) };
		assert_eq!(calls(id, moved, leaf(3)), refused(Error::ProofMismatch));
		for index in [7, 8, u32::MAX] {
			let outside = LeafPosition { index, ..at(3) };
			assert_eq!(calls(id, outside, leaf(3)), refused(Error::IndexOutOfRange));
		}
		let shorter = LeafPosition {
			index: 3,
			proof: LeafProof::truncate_from(at(3).proof[..2].to_vec()),
		};
		assert_eq!(calls(id, shorter, leaf(3)), refused(Error::ProofTooShort));
		let mut longer = at(3);
		longer.proof.try_push(hash("more")).unwrap();
		assert_eq!(calls(id, longer, leaf(3)), refused(Error::ProofTooLong));
		let mut swapped = at(3);
		swapped.proof[..2].reverse();
		assert_eq!(calls(id, swapped, leaf(3)), refused(Error::ProofMismatch));
		for byte in 0..32 {
			let mut changed = at(3);
			changed.proof[1][byte] ^= 0x80;
			assert_eq!(calls(id, changed, leaf(3)), refused(Error::ProofMismatch));
		}
		// The leaf of another issuer with the same content.
		let other = leaf_of(&CLINIC, &leaf_content("b", 3));
		assert_eq!(calls(id, at(3), other), refused(Error::ProofMismatch));
		assert_eq!(Leaves::<Test>::iter().count(), 0);
	});
}

#[test]
fn proof_should_take_as_many_hashes_as_the_largest_batch_needs_and_not_one_more() {
	run(|| {
		assert!(LeafProof::try_from(vec![[1; 32]; 20]).is_ok());
		assert!(LeafProof::try_from(vec![[1; 32]; 21]).is_err());
		// The path of leaf 0 in a batch of 2^20 leaves, folded by hand.
		let (leaf, proof) = (hash("leaf"), LeafProof::truncate_from(vec![hash("sibling"); 20]));
		let root = proof.iter().fold(leaf, |node, sibling| {
			salus_records_engine::hash::node_hash(&node, sibling)
		});
		assert_ok!(anchor_batch(HOSPITAL, root, MAX_BATCH_LEAVES as u32));
		let position = LeafPosition { index: 0, proof };
		assert_ok!(Records::retract_leaf(signed(HOSPITAL), 0, position, leaf, REASON));
		assert_eq!(leaf_state(0, 0), State::Retracted { reason: REASON });
		assert_eq!(leaf_state(0, 1), State::Valid);
		assert_eq!(Records::leaf_status(0, MAX_BATCH_LEAVES as u32), None);
	});
}

#[test]
fn status_should_say_nothing_when_there_is_no_such_anchor_or_leaf() {
	run(|| {
		let single = anchor(HOSPITAL, "a");
		let (id, _) = batch(HOSPITAL, "b", 3);
		assert_eq!(Records::anchor_status(99), None);
		assert_eq!(Records::leaf_status(99, 0), None);
		assert_eq!(Records::leaf_status(single, 0), None);
		assert_eq!(Records::leaf_status(id, 3), None);
		let untouched = LeafStatus {
			batch: Status::valid(GENESIS_TIME),
			leaf: None,
		};
		assert_eq!(Records::leaf_status_of(id, 2), Some(untouched));
		assert_eq!(Records::head_of(HOSPITAL, SERIES), None);
	});
}

#[test]
fn inspection_should_name_what_became_of_an_anchor() {
	run(|| {
		let valid = anchor(HOSPITAL, "a");
		let superseded = anchor(HOSPITAL, "b");
		let _ = amend(HOSPITAL, superseded, hash("c")).unwrap();
		let retracted = anchor(HOSPITAL, "d");
		assert_ok!(retract(signed(HOSPITAL), retracted));
		let erased = anchor(HOSPITAL, "e");
		assert_ok!(Records::attest_erasure(signed(HOSPITAL), erased));
		assert_eq!(Records::ensure_valid(valid), Ok(HOSPITAL));
		assert_ok!(Records::ensure_valid_by(valid, &HOSPITAL));
		assert_noop!(Records::ensure_valid_by(valid, &CLINIC), Error::<Test>::NotAuthorized);
		assert_noop!(Records::ensure_valid(superseded), Error::<Test>::Superseded);
		assert_noop!(Records::ensure_valid(retracted), Error::<Test>::Retracted);
		assert_noop!(Records::ensure_valid(erased), Error::<Test>::Erased);
		assert_noop!(Records::ensure_valid(99), Error::<Test>::NotFound);
	});
}
