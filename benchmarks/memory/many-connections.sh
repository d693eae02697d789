#!/usr/bin/env bash
# Connections open and served at once. One generator and one testbed if a process may have so many
# file descriptors; else as many pairs as it takes, and the output says so.
# Usage: many-connections.sh [CONNECTIONS]; the bar is 50,000.
set -euo pipefail
. "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

connections=${1:-50000}
port=${PORT:-18831}
raise_limit $((connections + 1000))
limit=$(ulimit -n)
pairs=$(((connections + limit - 1001) / (limit - 1000)))
build
export USERS=$(((connections + pairs - 1) / pairs)) RAMP=${RAMP:-60s} HOLD=${HOLD:-45s}

testbeds=()
generators=()
for ((i = 0; i < pairs; i++)); do
  testbed $((port + i))
  testbeds+=("$testbed")
done
for ((i = 0; i < pairs; i++)); do
  export TARGET=http://127.0.0.1:$((port + i))
  run "many-$i" "$here/idle-users.yaml"
  generators+=("$generator")
done

open=0
declare -A most
alive() {
  local pid
  for pid in "${generators[@]}"; do
    kill -0 "$pid" 2>/dev/null && return 0
  done
  return 1
}
while alive; do
  now=0
  for ((i = 0; i < pairs; i++)); do
    one=$(open_now $((port + i)))
    now=$((now + ${one:-0}))
    peak=$(status "${generators[i]}" VmHWM)
    [ -z "$peak" ] || most[$i]=$peak
  done
  [ "$now" -le "$open" ] || open=$now
  sleep 1
done

errors=0
requests=0
unwell=0
memory=
for ((i = 0; i < pairs; i++)); do
  [ -s "$work/many-$i.json" ] || { cat "$work/many-$i.log" >&2; exit 1; }
  errors=$((errors + $(failed "many-$i")))
  all=$(served $((port + i)))
  requests=$((requests + all))
  unwell=$((unwell + all - $(served $((port + i)) ok)))
  memory="$memory generator ${most[$i]} MB, testbed $(status "${testbeds[i]}" VmHWM) MB;"
done

echo "$connections connections, each of a user who asks every 20 s:"
if [ "$pairs" -gt 1 ]; then
  echo "  A process may have $limit file descriptors here (ulimit -Hn), so they are spread over $pairs pairs"
  echo "  of generator and testbed with $USERS connections each."
fi
judge "connections open at once (testbed)" "$open" ">=" "$connections"
judge "failed operations and dropped iterations" "$errors" "<=" 0
judge "requests answered otherwise than well (testbed)" "$unwell" "<=" 0
echo "          requests: $requests; peak resident memory:$memory"
exit "$missed"
