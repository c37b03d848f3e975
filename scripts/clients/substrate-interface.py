"""The story through substrate-interface, the Python library for Substrate chains.

The library reads metadata of version 14, which does not describe runtime APIs. `python-types.json`, which `descriptors.ts`
writes from the node, describes those that the story asks.
"""

import argparse
import importlib.metadata
import json
import pathlib
import sys
import traceback

from substrateinterface import Keypair, SubstrateInterface

HERE = pathlib.Path(__file__).parent
STORY = json.loads((HERE / "story.json").read_text())
VOCABULARY = STORY["vocabulary"]
TYPES = json.loads((HERE / "python-types.json").read_text())

arguments = argparse.ArgumentParser(description=__doc__)
arguments.add_argument("--url", default="ws://127.0.0.1:9944")
arguments.add_argument("--out")
arguments = arguments.parse_args()


class Refused(Exception):
    """A call that the chain refused, by the name of the error: `Records.AlreadyExists`."""


def key(uri):
    return Keypair.create_from_uri(uri, ss58_format=42)


proposer, voter = map(key, STORY["council"])
hospital, patient, payer, stranger = (key(STORY[who]) for who in ("hospital", "patient", "payer", "stranger"))
chain = SubstrateInterface(url=arguments.url, type_registry=TYPES)
GENESIS = chain.get_block_hash(0)


def call(pallet, function, **parameters):
    return chain.compose_call(call_module=pallet, call_function=function, call_params=parameters)


def send(composed, signer):
    """The receipt of a transaction that is in a block; raises the name of the error if it was refused there."""
    extrinsic = chain.create_signed_extrinsic(call=composed, keypair=signer, era={"period": 64})
    receipt = chain.submit_extrinsic(extrinsic, wait_for_inclusion=True)
    for record in receipt.triggered_events:
        if named(record) == "System.ExtrinsicFailed":
            raise Refused(error_name(record.value["attributes"]["dispatch_error"]))
    return receipt


def named(record):
    return f"{record.value['module_id']}.{record.value['event_id']}"


def error_name(error):
    """The pallet and the name behind the indices of a `DispatchError`."""
    if not isinstance(error, dict) or "Module" not in error:
        return error if isinstance(error, str) else next(iter(error))
    index, code = error["Module"]["index"], error["Module"]["error"]
    code = bytes.fromhex(code[2:])[0] if isinstance(code, str) else code
    found = chain.metadata.get_module_error(module_index=index, error_index=code)
    pallet = next(p for p in chain.metadata.pallets if p.value["index"] == index)
    return f"{pallet.value['name']}.{found.name}"


def event(receipt, name):
    return next(record.value["attributes"] for record in receipt.triggered_events if named(record) == name)


def done(receipt, result):
    return {"result": result, "block": chain.get_block_number(receipt.block_hash), "fee": str(receipt.total_fee_amount)}


def decide(composed):
    """The council decides: proposed, two votes, closed."""
    length = len(composed.data)
    proposed = event(send(call("Council", "propose", threshold=2, proposal=composed, length_bound=length), proposer),
                     "Council.Proposed")
    motion = {"proposal": proposed["proposal_hash"], "index": proposed["proposal_index"]}
    for member in (proposer, voter):
        send(call("Council", "vote", approve=True, **motion), member)
    closed = send(call("Council", "close", proposal_hash=motion["proposal"], index=motion["index"],
                       proposal_weight_bound={"ref_time": 1_000_000_000, "proof_size": 100_000}, length_bound=length),
                  proposer)
    executed = event(closed, "Council.Executed")["result"]
    if "Ok" not in executed:
        raise RuntimeError(f"the council's decision failed: {executed}")
    return closed


def refusal(composed, signer):
    try:
        send(composed, signer)
    except Refused as error:
        return str(error)
    raise RuntimeError("the chain accepted what it must refuse")


def now():
    return chain.query("Timestamp", "Now").value // 1000


def held(account):
    return sum(hold["amount"] for hold in chain.query("Balances", "Holds", [account.ss58_address]).value)


def encoded(composed):
    return composed.data.to_hex()


def public(account):
    return "0x" + account.public_key.hex()


def intent(tag, nonce, expires_at, body):
    """The bytes that the patient signs: SCALE of (tag, genesis hash, signer, nonce, expires_at, body)."""
    text = tag.encode()
    return (bytes([len(text) << 2]) + text + bytes.fromhex(GENESIS[2:]) + patient.public_key
            + nonce.to_bytes(4, "little") + expires_at.to_bytes(8, "little") + body)


def proof(message):
    return {"signature": {"Sr25519": "0x" + patient.sign(message).hex()}, "wrapped": False}


def connect():
    return {"result": {
        "chain": chain.chain,
        "genesis": GENESIS,
        "spec": f"{chain.get_constant('System', 'Version').value['spec_name']} {chain.runtime_version}",
        "token": chain.properties["tokenSymbol"],
        "decimals": chain.properties["tokenDecimals"],
    }}


def fund():
    sent = send(call("Balances", "transfer_keep_alive", dest=hospital.ss58_address, value=int(STORY["funds"])), proposer)
    transfer = event(sent, "Balances.Transfer")
    return done(sent, {"to": transfer["to"], "amount": str(transfer["amount"])})


def accredit():
    composed = call("Participants", "accredit", organisation=hospital.ss58_address, roles=STORY["roles"],
                    credential=STORY["credential"], expires_at=None)
    accredited = event(decide(composed), "Participants.Accredited")
    return {"result": {
        "call": encoded(composed),
        "organisation": accredited["organisation"],
        "roles": accredited["roles"],
        "expires": accredited["expires_at"] is not None,
    }}


def policy():
    terms = {"text": STORY["policyText"], "effective_from": 0, "effective_until": None, "requires_verification": False}
    closed = decide(call("Consent", "publish_policy", policy=STORY["policy"], terms=terms))
    return {"result": event(closed, "Consent.PolicyPublished")["policy"]}


ALWAYS = {"from": None, "until": None}
PERMITTED = VOCABULARY["action"]["access"] | VOCABULARY["action"]["disclose"]
FILING = {
    "consent": {
        "custodian": public(hospital),
        "categories": VOCABULARY["category"]["patientPrivacy"],
        "regulations": VOCABULARY["regulation"]["hipaa"],
        "period": ALWAYS,
        "base": "Deny",
        "scope": [],
        "provisions": [{"parent": 0, "effect": "Permit", "rule": [
            {"Actors": [{"party": public(payer), "roles": 0}]},
            {"Actions": PERMITTED},
            {"Purposes": int(VOCABULARY["purpose"]["payment"])},
        ]}],
    },
    "policy": STORY["policy"],
    "source": STORY["consentSource"],
    "part2": None,
}
SIGNED = {"subject": patient.ss58_address, "guardian": None, "place": 0, "nonce": 0}
made = {}


def consent():
    expires_at = now() + STORY["intentLastsSeconds"]
    direct = call("Consent", "file", subject=patient.ss58_address, place=0, filing=FILING)
    # Behind the two index bytes of the direct call is (subject, place, filing): the body of the intent.
    message = intent("salus/file-consent/v1", 0, expires_at, bytes(direct.data.data[2:]))
    before = held(hospital)
    made["filing"] = call("Consent", "file_signed", signed=SIGNED | {
        "expires_at": expires_at, "custodian_relays": False, "filing": FILING, "proof": proof(message)})
    sent = send(made["filing"], hospital)
    filed = event(sent, "Consent.Filed")
    return done(sent, {
        "call": encoded(direct),
        "subject": filed["subject"],
        "place": filed["id"]["place"],
        "version": filed["id"]["version"],
        "byGuardian": filed["by_guardian"],
        "held": str(held(hospital) - before),
    })


def evaluate(purpose):
    request = {"custodian": public(hospital), "parties": [public(payer)], "roles": 0,
               "purposes": int(VOCABULARY["purpose"][purpose]), "actions": VOCABULARY["action"]["access"], "categories": 0,
               "at": now(), "item": {"class": None, "labels": None, "date": None}, "emergency": False, "duo": None}
    answer = chain.runtime_call("ConsentApi", "evaluate", [patient.ss58_address, request]).value
    outcome = answer["decision"]["outcome"]
    if isinstance(outcome, str):
        return outcome
    kind, value = next(iter(outcome.items()))
    return f"Deny: {value}" if kind == "Deny" else kind


def evaluation():
    return {"result": {purpose: evaluate(purpose) for purpose in ("payment", "marketing")}}


def anchor():
    made["anchor"] = call("Records", "anchor", commitment=STORY["record"], canonicalisation="Raw", schema=None, series=None,
                          retention="Standard")
    sent = send(made["anchor"], hospital)
    anchored = event(sent, "Records.Anchored")
    made["evidence"] = anchored["anchor"]
    return done(sent, {"call": encoded(made["anchor"]), "anchor": anchored["anchor"], "leaf": anchored["leaf"]})


CLAIM = STORY["claim"]
EVERY = {"networks": CLAIM["everyNetwork"], "categories": int(CLAIM["everyCategory"])}
PLAN = {
    "currency": CLAIM["currency"],
    "rounding": "HalfUp",
    "rounded": "Patient",
    "order": ["Copay", "Deductible", "Coinsurance"],
    "year": {"month": 1, "day": 1},
    "spell": None,
    "deductibles": [],
    "caps": [],
    "shares": [{"scope": EVERY, "within": None, "beside": None, "covered": True, "deductible": "None", "copay": None,
                "coinsurance": CLAIM["coinsuranceBasisPoints"], "least": None, "most": None, "cap": "None", "order": None}],
    "prices": [{"scope": EVERY, "basis": {"Billed": CLAIM["allowedBasisPoints"]}}],
    "ranks": [],
    "packaged": EVERY,
    "limits": [],
    "waiting": [],
    "authorisations": [],
    "closures": [],
    "balance_billing": 0,
    "filing": None,
    "duplicates": {"exact": "Deny", "suspect": "Pend", "within": False},
    "cob": {"method": "Traditional", "allowable": "Higher", "level": "Reported", "obligation": "Contractual",
            "deductible": "AsIfPrimary", "out_of_pocket": "AsIfPrimary", "needs_prior": False},
    "reductions": [],
    "ceiling": None,
    "four_eyes_above": None,
    "prompt_pay": None,
    "groups": [],
    "appeals": [],
}


def day():
    return now() // 86_400


def submission(coverage, record):
    return call("Claims", "submit", claim={
        "coverage": coverage, "usage": "Claim", "currency": CLAIM["currency"], "total": CLAIM["billed"], "package": None,
        "prior": None, "lines": [{"number": 1, "category": CLAIM["category"], "service": CLAIM["service"], "units": 1_000,
                                  "billed": CLAIM["billed"], "day": day(), "authorisation": None, "record": record}]})


def plan():
    publish = call("Claims", "publish_plan", amends=None, terms=PLAN, settlement={
        "asset": "Native", "page_bits": 0, "default_network": 0, "external_levels": 0})
    number = event(send(publish, payer), "Claims.PlanPublished")["plan"]
    # A fee schedule without entries: the plan's own rule prices every line.
    send(call("Claims", "add_prices", plan=number, entries=[]), payer)
    send(call("Claims", "fund_plan", plan=number, amount=int(CLAIM["funds"])), payer)
    start = day() - 30
    enrol = call("Claims", "enrol", plan=number, member=patient.ss58_address, household="Alone", terms={
        "from": start, "until": None, "enrolled": start, "order": 1, "notice": None})
    enrolled = event(send(enrol, payer), "Claims.Enrolled")
    made["coverage"] = enrolled["coverage"]
    return {"result": {"call": encoded(publish), "plan": number, "coverage": enrolled["coverage"]}}


def claim():
    sent = send(submission(made["coverage"], made["evidence"]), hospital)
    decided = event(sent, "Claims.Decided")
    explained = chain.runtime_call("ClaimsApi", "explain", [decided["claim"]]).value
    return done(sent, {
        "coverage": decided["claim"]["coverage"],
        "number": decided["claim"]["number"],
        "pays": str(decided["pays"]),
        "paid": str(decided["paid"]),
        "state": explained["state"] if isinstance(explained["state"], str) else next(iter(explained["state"])),
        "recomputes": explained["same"],
    })


def read():
    standing = chain.query("Participants", "Standings", [hospital.ss58_address]).value
    log = chain.runtime_call("RecordsApi", "log").value
    consents = [entry.value for _, entry in chain.query_map("Consent", "Consents", [patient.ss58_address])]
    active = [entry["Active"] for entry in consents if "Active" in entry]
    return {"result": {
        "roles": standing["roles"],
        "status": standing["status"],
        "consents": len(active),
        "grantor": active[0]["grantor"],
        "logSize": log["size"],
    }}


def refuse():
    return {"result": {
        "anchorTwice": refusal(made["anchor"], hospital),
        "replayedIntent": refusal(made["filing"], hospital),
        "withdrawByStranger": refusal(call("Participants", "withdraw"), proposer),
        "councilAlone": refusal(call("Participants", "suspend", organisation=hospital.ss58_address), stranger),
    }}


def revoke():
    expires_at = now() + STORY["intentLastsSeconds"]
    # (subject, place, reason): place 0, no reason given.
    message = intent("salus/revoke-consent/v1", 0, expires_at, patient.public_key + bytes([0, 0]))
    sent = send(call("Consent", "revoke_signed", signed=SIGNED | {
        "expires_at": expires_at, "reason": "Withdrawn", "proof": proof(message)}), hospital)
    revoked = event(sent, "Consent.Revoked")
    return done(sent, {
        "version": revoked["id"]["version"],
        "payment": evaluate("payment"),
        "claim": refusal(submission(made["coverage"], made["evidence"]), hospital),
    })


STEPS = {"connect": connect, "fund": fund, "accredit": accredit, "policy": policy, "consent": consent,
         "evaluate": evaluation, "anchor": anchor, "plan": plan, "claim": claim, "read": read, "refuse": refuse, "revoke": revoke}
report = {"client": f"substrate-interface {importlib.metadata.version('substrate-interface')}", "steps": {}}
print(report["client"], file=sys.stderr)
for name, step in STEPS.items():
    try:
        report["steps"][name] = found = step()
    except Exception:  # whatever it is, the report says so
        report["failed"] = {"step": name, "error": traceback.format_exc()}
        print(f"  {name:<10} FAILED: {report['failed']['error']}", file=sys.stderr)
        break
    at = f"block {found['block']}" if "block" in found else ""
    paid = f"{int(found['fee']) / 1e12:.6f} SALUS" if "fee" in found else ""
    text = " ".join(f"{k}={v if isinstance(v, str) else json.dumps(v)}" for k, v in found["result"].items())
    print(f"  {name:<10} {at:<10} {paid:>16}  {text if len(text) <= 120 else text[:117] + '…'}", file=sys.stderr)

text = json.dumps(report, indent=2) + "\n"
if arguments.out:
    pathlib.Path(arguments.out).write_text(text)
else:
    print(text)
sys.exit(1 if "failed" in report else 0)
