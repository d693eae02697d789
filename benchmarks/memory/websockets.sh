#!/usr/bin/env bash
# Memory of the generator with many mostly idle WebSockets, one for each user.
# Usage: websockets.sh [CONNECTIONS]; the bar is for 10,000.
set -euo pipefail
. "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

users=${1:-10000}
port=${PORT:-18841}
hold_users websockets "$here/websockets.yaml"

# What the testbed says of a counter of its WebSockets, and the generator of one of its own.
said() {
  curl -sf "http://127.0.0.1:$port/_truth/ledger" |
    python3 -c 'import json, sys; print(json.load(sys.stdin)["routes"]["GET /ws/echo"]["socket"][sys.argv[1]])' "$1"
}
told() {
  python3 -c '
import json, sys
result = json.load(open(sys.argv[1]))
print(sum(c["value"] for c in result["counters"] if c["name"] == sys.argv[2]))' "$work/websockets.json" "$1"
}

echo "$users WebSockets, one for each user, for $RAMP and $HOLD:"
judge "connections open at once (testbed)" "$open" ">=" "$users"
judge "failed operations and dropped iterations" "$(failed websockets)" "<=" 0
judge "messages sent that the testbed did not receive" \
  $(($(told messages_sent) - $(said received))) "==" 0
judge "messages of the testbed that were not received" \
  $(($(said sent) - $(told messages_received))) "==" 0
judge "resident memory of the generator, peak, MB" "$most" "<=" 1000
echo "          at the end: $last MB; testbed: $(status "$testbed" VmHWM) MB; messages each way: $(said received)"
exit "$missed"
