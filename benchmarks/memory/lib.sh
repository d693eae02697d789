# What the memory benchmarks share. To be sourced by bash; needs Linux and curl.
# Starts processes and ends only those.

here=$(CDPATH= cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
root=$(dirname "$(dirname "$here")")
work=$(mktemp -d)
pids=()
missed=0

finish() {
  local pid
  for pid in "${pids[@]}"; do
    kill "$pid" 2>/dev/null || true
  done
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

# As many descriptors as the machine gives.
raise_limit() {
  ulimit -n "$1" 2>/dev/null || ulimit -n "$(ulimit -Hn)"
}

# Builds what is missing or stale, so that no figure includes it.
build() {
  "$root/loadstone" version >/dev/null
}

# testbed PORT: serves until the end; its process id is in $testbed.
testbed() {
  "$root/loadstone" testbed --port "$1" >"$work/testbed-$1.log" 2>&1 &
  testbed=$!
  pids+=("$testbed")
  local tries=0
  until curl -sf "http://127.0.0.1:$1/health" >/dev/null; do
    tries=$((tries + 1))
    if [ "$tries" -gt 100 ]; then
      cat "$work/testbed-$1.log" >&2
      exit 1
    fi
    sleep 0.2
  done
}

# run NAME PLAN OPTION...: starts a run; its process id is in $generator. A run whose generator was
# late (exit code 5) is a run all the same: these benchmarks look at memory and errors.
run() {
  local name=$1 plan=$2
  shift 2
  "$root/loadstone" run "$plan" --quiet --format json --out "$work/$name" "$@" \
    >"$work/$name.json" 2>"$work/$name.log" &
  generator=$!
  pids+=("$generator")
}

# status PID FIELD: a figure of /proc/PID/status in MB; nothing if the process has ended.
status() {
  awk -v field="$2:" '$1 == field { printf "%.1f\n", $2 / 1000 * 1.024 }' "/proc/$1/status" 2>/dev/null || true
}

# open_now PORT, open_max PORT: connections as the testbed counts them, without the one that asks.
open_now() {
  curl -sf "http://127.0.0.1:$1/_truth/ledger" |
    awk '/"open_connections"/ { found = 1 } found && /"now"/ { gsub(/[^0-9]/, ""); print $0 - 1; exit }'
}

# served PORT OUTCOME: requests to GET /plain with that outcome; without one, all of them.
served() {
  curl -sf "http://127.0.0.1:$1/_truth/ledger" | awk -v key="\"${2-requests}\"" '
    /"GET \/plain"/ { found = 1 }
    found && $1 == key { gsub(/[^0-9]/, ""); print; told = 1; exit }
    END { if (!told) print 0 }'
}

# judge TEXT VALUE OPERATOR BAR
judge() {
  if awk -v a="$2" -v b="$4" "BEGIN { exit !(a $3 b) }"; then
    printf '  ok      %-46s %12s   (bar: %s %s)\n' "$1" "$2" "$3" "$4"
  else
    printf '  MISSED  %-46s %12s   (bar: %s %s)\n' "$1" "$2" "$3" "$4"
    missed=1
  fi
}

# failed NAME: failed operations and dropped iterations of a finished run.
failed() {
  python3 - "$work/$1.json" <<'PY'
import json, sys
load = json.load(open(sys.argv[1]))["load"]
print(load["failed_operations"] + load["dropped"])
PY
}

# hold_users NAME PLAN: runs a plan of $users users against a testbed at $port, and watches them. Most
# connections at once are in $open; resident memory, the peak and the last, in $most and $last.
hold_users() {
  raise_limit $((users + 1000))
  build
  testbed "$port"
  export TARGET=http://127.0.0.1:$port USERS=$users RAMP=${RAMP:-15s} HOLD=${HOLD:-30s}
  run "$1" "$2"
  local now peak rss
  open=0
  while kill -0 "$generator" 2>/dev/null; do
    now=$(open_now "$port")
    [ "${now:-0}" -le "$open" ] || open=$now
    peak=$(status "$generator" VmHWM)
    rss=$(status "$generator" VmRSS)
    [ -z "$peak" ] || most=$peak
    [ -z "$rss" ] || last=$rss
    sleep 1
  done
  [ -s "$work/$1.json" ] || { cat "$work/$1.log" >&2; exit 1; }
}
