mod disclosures;
mod emergencies;
mod filing;
mod guardians;
mod layout;
mod lifecycle;
mod papers;
mod part2;
mod policies;
mod sequences;
mod signed;
mod ten_cases;

use crate::{mock::*, *};
use frame::{
	deps::sp_runtime::{AccountId32, DispatchError},
	testing_prelude::*,
	traits::fungible::InspectHold,
};
use salus_consent_engine::{
	vocabulary::{Actions, Categories, Confidentiality, Purposes, Regulations},
	Actor, Consent as Agreed, Effect, Item, Labels, PartyId, Provision, Rule, Span,
};
use salus_primitives::mock::MockLog;

pub const POLICY: PolicyRef = PolicyRef { id: 1, version: 1 };
pub const VERIFIED_POLICY: PolicyRef = PolicyRef { id: 2, version: 1 };
pub const SOURCE: Commitment = [7; 32];
pub const ALICE: u8 = 1;
pub const BOB: u8 = 2;
pub const CATEGORY: Categories = Categories(0b100);

pub fn signed(number: u8) -> RuntimeOrigin {
	RuntimeOrigin::signed(account(number))
}

pub fn party(number: u8) -> PartyId {
	PartyId([number; 32])
}

pub fn purposes(codes: &[&str]) -> Purposes {
	codes.iter().fold(Purposes::EMPTY, |all, code| {
		all.union(Purposes::from_code(code).unwrap())
	})
}

pub fn actors(numbers: &[u8]) -> Rule {
	let actor = |number: &u8| Actor {
		party: Some(party(*number)),
		roles: Default::default(),
	};
	Rule {
		actors: numbers.iter().map(actor).collect::<Vec<_>>().try_into().unwrap(),
		..Rule::default()
	}
}

pub fn provision(parent: u8, effect: Effect, rule: Rule) -> Provision {
	Provision { parent, effect, rule }
}

/// A consent of `CATEGORY` with `CUSTODIAN`, without an end.
pub fn agreed(base: Effect, scope: Rule, provisions: Vec<Provision>) -> Agreed {
	Agreed {
		custodian: Some(party(CUSTODIAN)),
		categories: CATEGORY,
		regulations: Regulations::EMPTY,
		period: Span::ALWAYS,
		base,
		scope,
		provisions: provisions.try_into().unwrap(),
	}
}

pub fn filing_of(consent: Agreed) -> Filing {
	Filing {
		consent,
		policy: POLICY,
		source: SOURCE,
		part2: None,
	}
}

/// A permit of everything, to anybody.
pub fn filing() -> Filing {
	filing_of(agreed(Effect::Permit, Rule::default(), vec![]))
}

/// The same for treatment alone: what a guardian for `CATEGORY` may give.
pub fn filing_for_care() -> Filing {
	let mut filing = filing();
	filing.consent.scope.purposes = purposes(&["TREAT"]);
	filing
}

pub fn until(end: Seconds) -> Filing {
	let mut filing = filing();
	filing.consent.period.until = Some(end as i64);
	filing
}

pub fn terms() -> Policy {
	Policy {
		text: [3; 32],
		effective_from: 0,
		effective_until: None,
		requires_verification: false,
	}
}

pub fn publish() {
	assert_ok!(Consent::publish_policy(RuntimeOrigin::root(), POLICY, terms()));
	let verified = Policy {
		requires_verification: true,
		..terms()
	};
	assert_ok!(Consent::publish_policy(
		RuntimeOrigin::root(),
		VERIFIED_POLICY,
		verified
	));
}

/// Runs `test` with two policies published and nothing in the log.
pub fn with_policies(test: impl FnOnce()) {
	run(|| {
		publish();
		MockLog::clear();
		test();
	});
}

pub fn file(subject: u8, place: Place) {
	assert_ok!(try_file(subject, place, filing()));
}

pub fn try_file(subject: u8, place: Place, filing: Filing) -> DispatchResult {
	plain(Consent::file(
		signed(subject),
		account(subject),
		place,
		Box::new(filing),
	))
}

/// The result of a call without what it weighed.
pub fn plain(result: DispatchResultWithPostInfo) -> DispatchResult {
	result.map(|_| ()).map_err(|error| error.error)
}

/// Dispatches as an extrinsic would: what fails leaves nothing.
pub fn dispatch(who: u8, call: Call<Test>) -> DispatchResult {
	RuntimeCall::Consent(call)
		.dispatch(signed(who))
		.map(|_| ())
		.map_err(|error| error.error)
}

pub fn held(number: u8) -> u64 {
	Balances::balance_on_hold(&HoldReason::Deposit.into(), &account(number))
}

pub fn status(subject: u8, place: Place, version: Version) -> Option<Status> {
	Consent::status(account(subject), place, version)
}

pub fn id(place: Place, version: Version) -> ConsentId {
	ConsentId { place, version }
}

pub fn last_event() -> Event<Test> {
	match System::events().pop().expect("an event").event {
		RuntimeEvent::Consent(event) => event,
		RuntimeEvent::Balances(_) => {
			let own = System::events()
				.into_iter()
				.rev()
				.find_map(|record| match record.event {
					RuntimeEvent::Consent(event) => Some(event),
					_ => None,
				});
			own.expect("an event of this pallet")
		},
		other => panic!("not an event of this pallet: {other:?}"),
	}
}

/// Treatment, access, by `RECIPIENT`, whatever is held.
pub fn request() -> DisclosureRequest {
	DisclosureRequest {
		parties: vec![party(RECIPIENT)].try_into().unwrap(),
		roles: Default::default(),
		purposes: purposes(&["TREAT"]),
		actions: Actions::ACCESS,
		categories: Default::default(),
		item: Item::default(),
		duo: None,
	}
}

/// Records a disclosure and returns its receipt. Each is an extrinsic of its own.
pub fn disclose(subject: u8, request: DisclosureRequest) -> (ReceiptId, Receipt<Test>) {
	System::set_extrinsic_index(System::extrinsic_index().unwrap_or(0) + 1);
	assert_ok!(Consent::record_disclosure(
		signed(CUSTODIAN),
		account(subject),
		Box::new(request)
	));
	match last_event() {
		Event::DisclosureRecorded { id, .. } => (id, Disclosures::<Test>::get(account(subject), id).unwrap()),
		other => panic!("{other:?}"),
	}
}
