# shellcheck shell=bash
# What scripts/test-clients and scripts/test-docs share: the packages of the clients, and a development node of their own.
# Source it after scripts/lib.sh; it runs nothing by itself.

# Packages, descriptors and reports are kept here, outside the repository.
CLIENTS=$SALUS_CACHE/clients
# Node.js runs TypeScript as it is from this version on; chopsticks wants 22, too.
readonly NODE_JS_NEEDED=22.18

# newer VERSION FLOOR: whether a version is at least another.
newer() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

# install_npm: the npm packages of the lock file, and Node.js 22 among them where the system's own is older.
install_npm() {
	have npm || die "npm is not installed" "apt-get install npm, or install Node.js $NODE_JS_NEEDED or later: nodejs.org"
	local lock
	lock=$(digest "$SALUS_ROOT/scripts/clients/package-lock.json")
	mkdir -p "$CLIENTS"
	cp "$SALUS_ROOT"/scripts/clients/{.npmrc,*.json,*.ts,*.py,*.txt} "$CLIENTS/"
	if [ "$(cat "$CLIENTS/node_modules/.installed" 2>/dev/null)" != "$lock" ]; then
		heading "installing the npm packages (half a gigabyte, once)"
		# Packages without install scripts: .npmrc says so. What the system's Node.js is too old for runs under Node.js 22.
		(cd "$CLIENTS" && npm ci --loglevel=error >&2) ||
			die "npm ci failed: see above" "is the npm registry reachable? npm ping"
		printf '%s\n' "$lock" >"$CLIENTS/node_modules/.installed"
	fi
	NODE_JS=$(command -v node || true)
	if [ -z "$NODE_JS" ] || ! newer "$("$NODE_JS" --version | tr -d v)" "$NODE_JS_NEEDED"; then
		NODE_JS=$CLIENTS/node_modules/.bin/node
	fi
	"$NODE_JS" --version >/dev/null 2>&1 ||
		die "Node.js $NODE_JS_NEEDED or later is missing, and npm has none for this system" "install it: nodejs.org"
	export NODE_JS
}

# install_python: the Python packages of the lock file, in an environment of their own.
install_python() {
	local lock venv=$CLIENTS/venv
	have python3 || die "python3 is not installed" "apt-get install python3 python3-venv"
	lock=$(digest "$SALUS_ROOT/scripts/clients/requirements.txt")
	if [ "$(cat "$venv/installed" 2>/dev/null)" != "$lock" ]; then
		heading "installing the Python packages"
		rm -rf "$venv"
		python3 -m venv "$venv" >&2 || die "no Python environment could be made in $venv" "apt-get install python3-venv"
		"$venv/bin/pip" install --quiet --disable-pip-version-check --require-hashes \
			-r "$SALUS_ROOT/scripts/clients/requirements.txt" >&2 ||
			die "pip install failed: see above" "is the Python package index reachable?"
		printf '%s\n' "$lock" >"$venv/installed"
	fi
}

# build_node: sets NODE to the node's binary; builds it (and with EXAMPLES=--examples, the examples) unless --node named one.
build_node() {
	if [ -n "${NODE:-}" ]; then
		[ -x "$NODE" ] || usage_error "--node $NODE is not a program"
		return
	fi
	set_up
	heading "building what changed"
	if ! (cd "$SALUS_ROOT" && cargo build --locked --workspace && { [ -z "${EXAMPLES:-}" ] || cargo build --locked --workspace --examples; }); then
		cargo_failed "the build failed"
	fi
	NODE=$CARGO_TARGET_DIR/debug/salus-node
}

# free_port: a port from FIRST_PORT on where nobody listens.
free_port() {
	local port=${FIRST_PORT:-10085}
	while port_taken "$port"; do port=$((port + 1)); done
	printf '%s' "$port"
}

NODE_PID='' NODE_HOME=''
# start_node [NODE-OPTION…]: a development chain from genesis on a free port; sets PORT.
start_node() {
	NODE_HOME=$(mktemp -d "${TMPDIR:-/tmp}/salus-clients.XXXXXX")
	PORT=$(free_port)
	"$NODE" --dev --base-path "$NODE_HOME/chain" --rpc-port "$PORT" --listen-addr /ip4/127.0.0.1/tcp/0 --no-prometheus \
		--dev-block-time "${BLOCK_TIME:-500}" "$@" >"$NODE_HOME/node.log" 2>&1 </dev/null &
	NODE_PID=$!
	local reached=0
	# A busy machine compiles the runtime for minutes.
	wait_for_block "$PORT" 300 "$NODE_PID" || reached=$?
	if [ "$reached" -ne 0 ]; then
		tail -n 15 "$NODE_HOME/node.log" | sed 's/^/  | /' >&2
		stop_node
		die "the development node did not make a block" "does it run by itself? scripts/dev"
	fi
}

# stop_node: ends it and deletes its chain.
stop_node() {
	if [ -n "$NODE_PID" ]; then
		kill -TERM "$NODE_PID" 2>/dev/null || true
		wait "$NODE_PID" 2>/dev/null || true
		NODE_PID=''
	fi
	if [ -n "$NODE_HOME" ]; then
		rm -rf -- "$NODE_HOME"
		NODE_HOME=''
	fi
}

# describe SOURCE…: descriptors for the typed clients, from `--url URL` or `--metadata FILE`.
describe() {
	heading "generating descriptors from ${2}"
	(
		cd "$CLIENTS"
		"$NODE_JS" descriptors.ts "$@"
		"$NODE_JS" node_modules/polkadot-api/bin/cli.js generate
		# Under the name that PAPI gives them where it may change package.json.
		ln -sfn ../../.papi/descriptors node_modules/@polkadot-api/descriptors
		"$NODE_JS" node_modules/dedot/bin/dedot.mjs chaintypes -m metadata.scale -c salus -o dedot-types
	) >&2
}
