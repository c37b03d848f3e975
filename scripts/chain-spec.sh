# shellcheck shell=bash
# What scripts/network and scripts/launch read out of chain specs and keys. Source it after lib.sh; it runs nothing by
# itself. `SALUS_NODE` is the node binary that is asked.

# Storage keys: the twox128 hashes of the names of a pallet and of its item.
readonly KEY_PARA_ID=0x0d715f2646c8f85767b5d2764bb2782604a74d81251e398fd8a0a4d55023bb3f # ParachainInfo, ParachainId
readonly KEY_AUTHORITIES=0x57f8dc2f5ab09467896f47300f0424385e0621c4869aa60c02be9adcc98a0d1d # Aura, Authorities
readonly KEY_PARA_LIFECYCLES=0xcd710b30bd2eab0352ddcc26417aa194281e0bfde17b36573208a06cb5cfba6b # Paras, ParaLifecycles
readonly KEY_RESERVATIONS=0x3fba98689ebed1138735e0e7a5a790abcd710b30bd2eab0352ddcc26417aa194 # Registrar, Paras

# is_spec FILE: whether it is the JSON of a chain spec.
is_spec() { jq -e 'type == "object" and has("id") and has("genesis")' "$1" >/dev/null 2>&1; }

# write_raw_spec SPEC OUTPUT: SPEC is a file or a name the node knows. Shows what the node says when it fails.
write_raw_spec() {
	local said
	said=$("$SALUS_NODE" export-chain-spec --chain "$1" --raw --output "$2" 2>&1) && return
	printf '%s\n' "$said" | cut -c1-600 >&2
	return 1
}

# spec_para_id RAW-SPEC: the para id in the genesis.
spec_para_id() {
	local hex
	hex=$(jq -r --arg key "$KEY_PARA_ID" '.genesis.raw.top[$key] // empty' "$1" 2>/dev/null) || return 1
	[ "${#hex}" -eq 10 ] || return 1
	printf '%d' "0x${hex:8:2}${hex:6:2}${hex:4:2}${hex:2:2}"
}

# spec_relay RAW-SPEC: the id of the relay chain that it names.
spec_relay() { jq -r '.relay_chain // .relayChain // empty' "$1"; }

# spec_authorities RAW-SPEC: the session keys of the first collators, one 0x… a line.
spec_authorities() {
	local hex
	hex=$(jq -r --arg key "$KEY_AUTHORITIES" '.genesis.raw.top[$key] // empty' "$1") || return 1
	# The length before the keys has one byte below 64 keys, two above.
	case $(((${#hex} - 2) % 64)) in
		2) hex=${hex:4} ;;
		4) hex=${hex:6} ;;
		*) return 0 ;;
	esac
	while [ -n "$hex" ]; do
		printf '0x%s\n' "${hex:0:64}"
		hex=${hex:64}
	done
}

# public_key KEY [SCHEME]: 0x… of an address (SS58) or of a public key in hex; fails when it is neither.
public_key() {
	case $1 in
		0x*)
			[[ $1 =~ ^0x[0-9a-fA-F]{64}$ ]] || return 1
			printf '%s' "$1" | tr 'A-F' 'a-f'
			;;
		*' '* | */* | '') return 1 ;;
		*) "$SALUS_NODE" key inspect --scheme "${2:-sr25519}" --output-type json "$1" 2>/dev/null |
			jq -er 'select(has("secretSeed") | not) | .publicKey' 2>/dev/null ;;
	esac
}

# secret_public_key FILE [SCHEME]: the public key of the secret (a phrase or a URI) in a file. The secret is on no command line.
secret_public_key() {
	"$SALUS_NODE" key inspect --scheme "${2:-sr25519}" --output-type json "$1" 2>/dev/null |
		jq -er 'select(has("secretSeed")) | .publicKey' 2>/dev/null
}

# The phrase behind `//Alice` and the others; who knows it has the account without a path, too.
readonly DEVELOPMENT_PHRASE='bottom drive obey lake curtain smoke basket hold race lonely fit walk'

# development_keys: `0x… name` of every account that everybody knows. An address does not say of which scheme its key is.
development_keys() {
	local scheme name path
	for scheme in sr25519 ed25519 ecdsa; do
		for path in '' {//Alice,//Bob,//Charlie,//Dave,//Eve,//Ferdie,//One,//Two}{,//stash}; do
			name="${path:-the development phrase} ($scheme)"
			"$SALUS_NODE" key inspect --scheme "$scheme" --output-type json "$DEVELOPMENT_PHRASE$path" |
				jq -r --arg name "$name" '.accountId + " " + $name'
		done
	done
}

# code_hash CODE-FILE: BLAKE2-256 of the code in a file of `export-genesis-wasm`.
code_hash() { hex_bytes "$1" | b2sum -l 256 | cut -d' ' -f1; }

# genesis_hash HEAD-FILE: the hash of the first block.
genesis_hash() { code_hash "$1"; }

# hex_bytes FILE: the bytes of a file of `0x` and hex.
hex_bytes() { tr -d '\n' <"$1" | sed 's/^0x//' | xxd_reverse; }

xxd_reverse() {
	if have xxd; then xxd -r -p; else perl -0777 -ne 'print pack("H*", $_)'; fi
}
