# shellcheck shell=bash
# Functions that the scripts share. Source it; it runs nothing by itself.
#
# It works with bash 3.2 (macOS) and later, and exports the environment that `scripts/setup` found this machine needs.

SALUS_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)

if [ -t 2 ] && [ -z "${NO_COLOR:-}" ]; then
	C_BOLD=$'\033[1m' C_RED=$'\033[31m' C_YELLOW=$'\033[33m' C_GREEN=$'\033[32m' C_OFF=$'\033[0m'
else
	C_BOLD='' C_RED='' C_YELLOW='' C_GREEN='' C_OFF=''
fi
# shellcheck disable=SC2034 # used by the scripts that source this
readonly C_BOLD C_RED C_YELLOW C_GREEN C_OFF

# say TEXT: progress, to stderr so that a script's output stays clean.
say() { printf '%s\n' "$*" >&2; }

# heading TEXT: the start of a step.
heading() { printf '%s==> %s%s\n' "$C_BOLD" "$*" "$C_OFF" >&2; }

# warn TEXT
warn() { printf '%swarning:%s %s\n' "$C_YELLOW" "$C_OFF" "$*" >&2; }

# fail CODE PROBLEM [FIX-LINE…]: what is wrong, what to do about it, and the end.
fail() {
	local code=$1
	shift
	printf '%serror:%s %s\n' "$C_RED" "$C_OFF" "$1" >&2
	shift
	local line
	for line in "$@"; do printf '  fix: %s\n' "$line" >&2; done
	exit "$code"
}

# die PROBLEM [FIX-LINE…]: `fail` with exit code 1.
die() { fail 1 "$@"; }

# usage_error PROBLEM: a call that is not understood, exit code 2.
usage_error() { fail 2 "$1" "scripts/${0##*/} --help shows the options"; }

# absolute PATH: a path that is seen from the folder of the call, wherever a script goes.
absolute() {
	case $1 in /*) printf '%s' "$1" ;; *) printf '%s' "$PWD/$1" ;; esac
}

[ -n "${HOME:-}" ] || die "HOME is not set" "set it to a folder that you can write to: export HOME=/home/you"
# Everything that a script keeps for later is here, so that nothing of this machine lands in the repository.
SALUS_CACHE=$(absolute "${XDG_CACHE_HOME:-$HOME/.cache}")/salus
[ -z "${XDG_CACHE_HOME:-}" ] || export XDG_CACHE_HOME=${SALUS_CACHE%/salus}
SALUS_ENV=$SALUS_CACHE/env
# Compiled code is kept outside the clone: a second clone of the same commit reuses it.
CARGO_TARGET_DIR=$(absolute "${CARGO_TARGET_DIR:-$SALUS_CACHE/target}")
export CARGO_TARGET_DIR
# With a target folder outside the workspace the Wasm builder cannot find `Cargo.lock` by walking up, and would build the
# runtime from whatever versions are newest. `.cargo/config.toml` tells plain cargo calls the same.
if ! grep -q '^WASM_BUILD_WORKSPACE_HINT' "$SALUS_ROOT/.cargo/config.toml" 2>/dev/null; then
	export WASM_BUILD_WORKSPACE_HINT=${WASM_BUILD_WORKSPACE_HINT:-$SALUS_ROOT}
fi

# print_help FILE: the comment block at the top of a script is its help text.
print_help() { awk 'NR > 1 { if (!/^#/) exit; sub(/^# ?/, ""); print }' "$1"; }

have() { command -v "$1" >/dev/null 2>&1; }

# duration SECONDS: `75` becomes `1 min 15 s`.
duration() {
	if [ "$1" -ge 60 ]; then printf '%d min %02d s' $(($1 / 60)) $(($1 % 60)); else printf '%d s' "$1"; fi
}

# digest FILE: SHA-256 of a file, in hex.
digest() {
	if have sha256sum; then sha256sum "$1" | cut -d' ' -f1; else shasum -a 256 "$1" | cut -d' ' -f1; fi
}

# file_size FILE: bytes.
file_size() { wc -c <"$1" | tr -d ' '; }

# free_mib PATH: free space of the file system of PATH, or of its closest parent that exists.
free_mib() {
	local path=$1
	while [ ! -e "$path" ]; do path=$(dirname "$path"); done
	df -Pk "$path" | awk 'NR == 2 { print int($4 / 1024) }'
}

# port_taken PORT: whether something listens on 127.0.0.1:PORT.
port_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# port_owner PORT: a few words about who listens there, if this system tells.
port_owner() {
	local owner=''
	if have ss; then
		owner=$(ss -Hltnp "sport = :$1" 2>/dev/null | sed -n 's/.*users:((\("[^"]*",pid=[0-9]*\).*/\1/p' | head -n 1)
	fi
	printf '%s' "${owner:+ (by $owner)}"
}

# rpc PORT METHOD [PARAMS]: one JSON-RPC call over HTTP; prints the response.
rpc() {
	curl --silent --fail --noproxy '*' --max-time 5 --header 'Content-Type: application/json' \
		--data "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"$2\",\"params\":${3:-[]}}" "http://127.0.0.1:$1"
}

# best_block PORT: the number of the best block, or nothing while the node does not answer.
best_block() {
	local hex
	hex=$(rpc "$1" chain_getHeader 2>/dev/null | jq -r '.result.number // empty' 2>/dev/null) || return 1
	[ -n "$hex" ] || return 1
	printf '%d' "$hex"
}

# wait_for_block PORT SECONDS PID [answer]: waits until the chain behind PORT adds a block, while PID lives; sets BLOCK to
# its number. With `answer`, until the node answers at all.
# A chain that starts from genesis has then block 1; one that goes on, the next after the one it had.
# Returns 1 when PID ended, 2 when the time is over. Run in the script itself, not in a subshell, signals are seen at once.
wait_for_block() {
	local port=$1 limit=$((SECONDS + $2)) pid=$3 first=''
	while [ "$SECONDS" -lt "$limit" ]; do
		kill -0 "$pid" 2>/dev/null || return 1
		if BLOCK=$(best_block "$port"); then
			[ -n "$first" ] || first=$BLOCK
			[ "${4:-}" != answer ] || return 0
			if [ "$BLOCK" -gt "$first" ] || { [ "$first" -le 1 ] && [ "$BLOCK" -ge 1 ]; }; then return 0; fi
		fi
		sleep 0.25
	done
	return 2
}

# load_environment: what `scripts/setup` wrote for this machine.
load_environment() {
	[ -f "$SALUS_ENV" ] || die "there is no environment file at $SALUS_ENV" "run scripts/setup"
	# shellcheck source=/dev/null
	. "$SALUS_ENV"
}

# set_up [OPTION…]: runs `scripts/setup` (it is quick when nothing is to be done) and loads its environment.
set_up() {
	local code=0
	"$SALUS_ROOT/scripts/setup" --quiet "$@" || code=$?
	[ "$code" -eq 0 ] || exit "$code"
	load_environment
}

# explain_cargo_failure [VARIABLE]: what usually lies behind a cargo call that failed, where it can be told. VARIABLE names
# the folder that cargo wrote to (default CARGO_TARGET_DIR).
explain_cargo_failure() {
	local variable=${1:-CARGO_TARGET_DIR} free
	free=$(free_mib "${!variable}")
	if [ "$free" -lt 1024 ]; then
		die "the disk is full: $free MiB are left for ${!variable}" \
			"free some space, or set $variable to a folder on another disk"
	fi
}

# cargo_failed PROBLEM [FIX-LINE…]: the end, after a cargo call that has said why it failed.
cargo_failed() {
	local problem=$1
	shift
	explain_cargo_failure
	[ $# -gt 0 ] || set -- "if a tool is missing: scripts/setup" "if the sources were changed: git status"
	die "$problem: see above" "$@"
}
