//! From a consent of either release to one shape: a base effect, a scope, and exceptions with an effect each.
//!
//! | written | base | scope | exceptions |
//! |---|---|---|---|
//! | R5 `decision` | the decision | `period` | `provision`, each the opposite of what it is an exception to |
//! | R4 root `type` (IHE PCF, LEAP) | the type | the root provision | nested provisions, each with its `type` |
//! | R4 `policyRule` opt-in, implied or opt-out, no root `type` | permit or deny | `period` and custodian of the root | the root itself, if it names anything else, as the opposite; then as above |
//! | R4 `policyRule` and an opposite root `type` | as `policyRule` says | `period` and custodian of the root | the root with its type |
//!
//! The third and fourth row are how FHIR R4 itself defines the root provision: «an exception to the base policy of this
//! consent».

use super::{Consent, Period, Provision, Release, Status};
use crate::consent::{
	codes::{Coding, Part, ACT_CODE, CONFIDENTIALITY},
	json::{Found, Problem},
};
use salus_consent_engine::{Effect, Span, MAX_PROVISIONS};
use serde_json::json;
use std::borrow::Cow;

/// An exception.
#[derive(Clone, Debug)]
pub struct Node<'a> {
	/// The node above: 0 is the scope, `n` the `n`-th exception, always an earlier one.
	pub parent: u8,
	/// What it does.
	pub effect: Effect,
	/// Its conditions.
	pub rule: &'a Provision,
	/// Whether its period and its custodians are the scope's, and not its own.
	pub is_root: bool,
	/// Where it is, such as `0.1`.
	pub path: String,
}

/// A consent as a tree.
#[derive(Clone, Debug)]
pub struct Tree<'a> {
	/// What holds where no exception says otherwise.
	pub base: Effect,
	/// Where that is said, for people: the decision, the root provision, or the policy rule.
	pub base_source: &'static str,
	/// The provision whose conditions are the scope's.
	pub scope: Option<Cow<'a, Provision>>,
	/// Whether only the period and the custodians of that provision are the scope's.
	pub scope_is_narrow: bool,
	/// The exceptions, each after what it is an exception to.
	pub nodes: Vec<Node<'a>>,
}

/// What a policy says by itself.
fn policy(consent: &Consent) -> Option<Effect> {
	let says = |codes: &[&str]| {
		consent
			.regulations
			.iter()
			.any(|rule| codes.iter().any(|code| rule.has(code, ACT_CODE)))
	};
	if says(&["OPTOUT", "OPTOUTE"]) {
		Some(Effect::Deny)
	} else if says(&["OPTIN", "OPTINR", "IMPLIED", "IMPLIEDD"]) {
		Some(Effect::Permit)
	} else {
		None
	}
}

fn opposite(effect: Effect) -> Effect {
	match effect {
		Effect::Permit => Effect::Deny,
		Effect::Deny => Effect::Permit,
	}
}

/// Whether a root provision names more than when and where the consent is in force.
fn makes_an_exception(root: &Provision) -> bool {
	let only_custodians = root.actors.iter().all(|actor| root.part(actor) == Part::Custodian);
	!only_custodians
		|| root.data_period.is_some()
		|| ![
			root.actions.len(),
			root.labels.len(),
			root.purposes.len(),
			root.classes.len(),
			root.codes.len(),
			root.data.len(),
		]
		.iter()
		.all(|count| *count == 0)
}

/// When a consent is in force: R5 says so itself, R4 in its root provision.
pub fn validity(consent: &Consent) -> Span {
	let root = consent
		.provisions
		.first()
		.filter(|_| consent.release == Release::R4)
		.and_then(|root| root.period.as_ref());
	let own = consent.period.as_ref().or(root);
	own.map(Period::span).unwrap_or_default()
}

/// In R4 the root is an exception to the base policy; of a law or a form (`hipaa-auth`, `cric`) it does not follow which that is.
const NO_BASE: &str = "is missing, and `policyRule` is neither opt-in nor opt-out, so nothing says whether the consent permits \
	or denies: say `permit` or `deny` here, or give `policyRule` a code of v3-ActCode (OPTIN, OPTINR, IMPLIED, IMPLIEDD, OPTOUT, \
	OPTOUTE)";

/// The policy of HL7 Da Vinci HRex under which everything is shared that is not sensitive.
const NOT_SENSITIVE: &str = "http://hl7.org/fhir/us/davinci-hrex/StructureDefinition-hrex-consent.html#regular";

/// The root provision with what the policy of the consent says of the data, where that is known.
fn bounded<'a>(consent: &Consent, root: &'a Provision, base: Effect, narrow: bool) -> Found<Cow<'a, Provision>> {
	let is_it = |policy: &super::Policy| policy.uri.as_deref() == Some(NOT_SENSITIVE);
	if base == Effect::Deny || !consent.policies.iter().any(is_it) {
		return Ok(Cow::Borrowed(root));
	}
	let is_normal =
		|label: &Coding| label.is_of(CONFIDENTIALITY) && ["U", "L", "M", "N"].contains(&label.code.as_str());
	if !narrow && !root.labels.is_empty() && root.labels.iter().all(is_normal) {
		return Ok(Cow::Borrowed(root));
	}
	if narrow || !root.labels.is_empty() {
		return Err(Problem::new(
			"Consent.policy",
			"permits what is not sensitive, and the root provision must then permit, and name no other labels",
		));
	}
	let (system, code) = (CONFIDENTIALITY[0], "N");
	let normal = Coding {
		system: Some(system.to_owned()),
		code: code.to_owned(),
		raw: json!({ "system": system, "code": code }),
	};
	Ok(Cow::Owned(Provision {
		labels: vec![normal],
		..root.clone()
	}))
}

/// The tree of a consent. A consent that is not active need not say what it decides.
pub fn tree(consent: &Consent) -> Found<Option<Tree<'_>>> {
	let undecided = |path: &str, reason: &str| {
		if consent.status == Status::Active {
			Err(Problem::new(path, reason))
		} else {
			Ok(None)
		}
	};
	let mut tree = Tree {
		base: Effect::Deny,
		base_source: "decision",
		scope: None,
		scope_is_narrow: false,
		nodes: Vec::new(),
	};
	if consent.release == Release::R5 {
		let Some(base) = consent.decision else {
			return undecided(
				"Consent.decision",
				"is missing: nothing says whether the consent permits or denies",
			);
		};
		tree.base = base;
		add(&mut tree, &consent.provisions, 0, "0", base)?;
		return Ok(Some(tree));
	}
	let Some(root) = consent.provisions.first() else {
		let Some(base) = policy(consent) else {
			return undecided("Consent.provision", NO_BASE);
		};
		(tree.base, tree.base_source) = (base, "policyRule");
		return Ok(Some(tree));
	};
	let (base, exception) = match (root.effect, policy(consent)) {
		(None, None) => {
			return undecided("Consent.provision.type", NO_BASE);
		},
		(Some(own), Some(base)) if own != base => (base, Some(own)),
		(None, Some(base)) if makes_an_exception(root) => (base, Some(opposite(base))),
		(Some(base), _) | (None, Some(base)) => (base, None),
	};
	(tree.base, tree.base_source) = (base, "root provision");
	tree.scope = Some(bounded(consent, root, base, exception.is_some())?);
	match exception {
		None => add(&mut tree, &root.provisions, 0, "0", base)?,
		Some(effect) => {
			(tree.base_source, tree.scope_is_narrow) = ("policyRule", true);
			tree.nodes.push(Node {
				parent: 0,
				effect,
				rule: root,
				is_root: true,
				path: "0".into(),
			});
			add(&mut tree, &root.provisions, 1, "0", effect)?;
		},
	}
	Ok(Some(tree))
}

fn add<'a>(tree: &mut Tree<'a>, provisions: &'a [Provision], parent: u8, path: &str, above: Effect) -> Found<()> {
	for (index, rule) in provisions.iter().enumerate() {
		if tree.nodes.len() >= usize::try_from(MAX_PROVISIONS).unwrap_or(0) {
			return Err(Problem::new(
				&rule.path,
				format!("there are more than {MAX_PROVISIONS} provisions in this Consent"),
			));
		}
		let effect = rule.effect.unwrap_or_else(|| opposite(above));
		let path = format!("{path}.{index}");
		tree.nodes.push(Node {
			parent,
			effect,
			rule,
			is_root: false,
			path: path.clone(),
		});
		let number = u8::try_from(tree.nodes.len()).unwrap_or(u8::MAX);
		add(tree, &rule.provisions, number, &path, effect)?;
	}
	Ok(())
}
