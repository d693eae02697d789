#!/usr/bin/env bash
# Memory of the generator with many mostly idle virtual users, each with a connection of its own.
# Usage: idle-users.sh [USERS]; the bar is for 10,000.
set -euo pipefail
. "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

users=${1:-10000}
port=${PORT:-18821}
hold_users idle "$here/idle-users.yaml"

echo "$users idle users, one connection each, for $RAMP and $HOLD:"
judge "connections open at once (testbed)" "$open" ">=" "$users"
judge "failed operations and dropped iterations" "$(failed idle)" "<=" 0
judge "requests answered otherwise than well (testbed)" \
  $(($(served "$port") - $(served "$port" ok))) "<=" 0
judge "resident memory of the generator, peak, MB" "$most" "<=" 150
echo "          at the end: $last MB; testbed: $(status "$testbed" VmHWM) MB; requests: $(served "$port")"
exit "$missed"
