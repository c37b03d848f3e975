//! What is signed off chain in random sequences: papers that are sealed once and relayed, rightly or not, any number of times.

use super::{
	sequences::{account, filing_with},
	*,
};
use frame::deps::{
	sp_core::{ed25519, Pair},
	sp_runtime::MultiSignature,
};
use proptest::prelude::*;

/// Why a signature is no good.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Forged {
	Not,
	/// Somebody else signed.
	Key,
	/// It was signed for another chain.
	Chain,
	/// Something else was signed.
	Place,
	/// Another intent was signed.
	Tag,
	/// It lasts longer than was signed.
	Expiry,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum What {
	File(Option<Seconds>, bool),
	Revise(Option<Seconds>, bool),
	Revoke,
}

/// What somebody is about to sign.
#[derive(Clone, Debug)]
pub struct Paper {
	pub subject: u8,
	/// The subject, or somebody who acts as a guardian.
	pub signer: u8,
	pub place: Place,
	/// The right one if none is given.
	pub nonce: Option<Version>,
	/// How long the signature is worth something.
	pub lasts: Seconds,
	pub wrapped: bool,
	/// Whether the custodian is left out of the filing, for it to relay it.
	pub custodian_relays: bool,
	pub forged: Forged,
	pub what: What,
}

/// What is sent, and what of it depends on when it was signed.
#[derive(Clone, Debug)]
pub struct Sealed {
	pub paper: Paper,
	pub nonce: Version,
	pub expires_at: Seconds,
	/// Until when the consent holds.
	pub end: Option<Seconds>,
	pub argument: Argument,
}

#[derive(Clone, Debug)]
#[allow(clippy::large_enum_variant)]
pub enum Argument {
	Filing(SignedFiling<Test>),
	Revocation(SignedRevocation<Test>),
}

pub fn key(number: u8) -> ed25519::Pair {
	ed25519::Pair::from_seed(&[number; 32])
}

fn paper_to(what: impl Strategy<Value = What>) -> impl Strategy<Value = Paper> {
	let forged = prop_oneof![
		20 => Just(Forged::Not),
		1 => Just(Forged::Key),
		1 => Just(Forged::Chain),
		1 => Just(Forged::Place),
		1 => Just(Forged::Tag),
		1 => Just(Forged::Expiry),
	];
	(
		1..3u8,
		prop_oneof![6 => Just(None), 1 => (1..3u8).prop_map(Some), 2 => Just(Some(GUARDIAN))],
		prop_oneof![8 => 0..2u8, 1 => Just(16u8)],
		prop_oneof![3 => Just(None), 1 => (0..4u32).prop_map(Some)],
		prop_oneof![1 => Just(0u64), 6 => 1..200u64],
		any::<bool>(),
		prop::bool::weighted(0.2),
		forged,
		what,
	)
		.prop_map(
			|(subject, signer, place, nonce, lasts, wrapped, custodian_relays, forged, what)| Paper {
				subject,
				signer: signer.unwrap_or(subject),
				place,
				nonce,
				lasts,
				wrapped,
				custodian_relays,
				forged,
				what,
			},
		)
}

fn filed() -> impl Strategy<Value = (Option<Seconds>, bool)> {
	(prop::option::of(0..60u64), any::<bool>())
}

/// One of any kind, or up to four filings for one batch.
pub fn papers() -> impl Strategy<Value = Vec<Paper>> {
	let any = prop_oneof![
		3 => filed().prop_map(|(end, permit)| What::File(end, permit)),
		2 => filed().prop_map(|(end, permit)| What::Revise(end, permit)),
		2 => Just(What::Revoke),
	];
	let filing = filed().prop_map(|(end, permit)| What::File(end, permit));
	prop_oneof![
		3 => paper_to(any).prop_map(|paper| vec![paper]),
		1 => prop::collection::vec(paper_to(filing), 2..5),
	]
}

/// Who relays: organisations that may and, now and then, one that may not.
pub fn relayer() -> impl Strategy<Value = u8> {
	prop_oneof![6 => Just(CUSTODIAN), 4 => Just(PROVIDER), 4 => Just(PAYER), 1 => Just(VERIFIER)]
}

impl Paper {
	/// Signs it now, for the version that is right or another one.
	pub fn seal(&self, right: Version) -> Sealed {
		let nonce = self.nonce.unwrap_or(right);
		let expires_at = now() + self.lasts;
		let (tag, other) = match self.what {
			What::File(..) => (intent::FILE, intent::REVISE),
			What::Revise(..) => (intent::REVISE, intent::FILE),
			What::Revoke => (intent::REVOKE, intent::FILE),
		};
		let subject = account(self.subject);
		let signed_place = self.place ^ u8::from(self.forged == Forged::Place);
		match self.what {
			What::File(end, permit) | What::Revise(end, permit) => {
				let mut filing = filing_with(end, permit);
				let end = filing.consent.period.until.map(|end| end as Seconds);
				let proof = self.sign([tag, other], nonce, expires_at, &(&subject, signed_place, &filing));
				if self.custodian_relays {
					filing.consent.custodian = None;
				}
				let argument = Argument::Filing(SignedFiling {
					subject,
					guardian: self.guardian(),
					place: self.place,
					nonce,
					expires_at,
					custodian_relays: self.custodian_relays,
					filing,
					proof,
				});
				self.sealed(nonce, expires_at, end, argument)
			},
			What::Revoke => {
				let reason = RevocationReason::Withdrawn;
				let proof = self.sign([tag, other], nonce, expires_at, &(&subject, signed_place, reason));
				let argument = Argument::Revocation(SignedRevocation {
					subject,
					guardian: self.guardian(),
					place: self.place,
					nonce,
					expires_at,
					reason,
					proof,
				});
				self.sealed(nonce, expires_at, None, argument)
			},
		}
	}

	fn sealed(&self, nonce: Version, expires_at: Seconds, end: Option<Seconds>, argument: Argument) -> Sealed {
		Sealed {
			paper: self.clone(),
			nonce,
			expires_at,
			end,
			argument,
		}
	}

	fn guardian(&self) -> Option<AccountId32> {
		(self.signer != self.subject).then(|| account(self.signer))
	}

	fn sign(
		&self,
		[tag, other]: [&str; 2],
		nonce: Version,
		expires_at: Seconds,
		body: &impl codec::Encode,
	) -> Proof<Test> {
		let forged = |way| self.forged == way;
		let genesis = if forged(Forged::Chain) {
			H256::repeat_byte(9)
		} else {
			System::block_hash(0)
		};
		let bytes = intent::bytes(
			if forged(Forged::Tag) { other } else { tag },
			&genesis,
			&account(self.signer),
			nonce,
			expires_at - u64::from(forged(Forged::Expiry)),
			body,
			self.wrapped,
		);
		let signer = key(if forged(Forged::Key) { STRANGER } else { self.signer });
		Proof {
			signature: MultiSignature::Ed25519(signer.sign(&bytes)),
			wrapped: self.wrapped,
		}
	}
}

impl Sealed {
	/// Whether the signature is that of the signer under what this relayer's call says.
	pub fn is_good_from(&self, relayer: u8) -> bool {
		let paper = &self.paper;
		let custodian_is_right = paper.what == What::Revoke || !paper.custodian_relays || relayer == CUSTODIAN;
		paper.forged == Forged::Not && custodian_is_right
	}
}

/// One call for all.
pub fn call(all: &[Sealed]) -> Call<Test> {
	let filing = |sealed: &Sealed| match &sealed.argument {
		Argument::Filing(signed) => signed.clone(),
		Argument::Revocation(_) => panic!("batches are of filings"),
	};
	match all {
		[one] => match (&one.paper.what, &one.argument) {
			(What::Revise(..), Argument::Filing(signed)) => Call::revise_signed {
				signed: Box::new(signed.clone()),
			},
			(_, Argument::Filing(signed)) => Call::file_signed {
				signed: Box::new(signed.clone()),
			},
			(_, Argument::Revocation(signed)) => Call::revoke_signed {
				signed: Box::new(signed.clone()),
			},
		},
		many => Call::file_signed_batch {
			batch: many.iter().map(filing).collect::<Vec<_>>().try_into().unwrap(),
		},
	}
}
