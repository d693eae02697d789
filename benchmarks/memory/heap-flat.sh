#!/usr/bin/env bash
# Live heap of the generator after 100 thousand and after 10 million operations of one run.
# Usage: heap-flat.sh [OPERATIONS_FIRST [OPERATIONS_LAST]]
set -euo pipefail
. "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

first=${1:-100000}
last=${2:-10000000}
port=${PORT:-18841}
build
testbed "$port"
export TARGET=http://127.0.0.1:$port
run busy "$here/busy-users.yaml"
jcmd=$(dirname "$(readlink "/proc/$generator/exe")")/jcmd

# Live bytes by kind after a full collection; waits for so many operations first.
heap_after() {
  local served=0
  while [ "$served" -lt "$1" ]; do
    kill -0 "$generator" 2>/dev/null || { cat "$work/busy.log" >&2; exit 1; }
    sleep 0.5
    served=$(served "$port")
  done
  "$jcmd" "$generator" GC.class_histogram >"$work/histogram-$1"
  awk '$1 == "Total" { print $3 }' "$work/histogram-$1"
}

begun=$(date +%s)
small=$(heap_after "$first")
large=$(heap_after "$last")
took=$(($(date +%s) - begun))
# Not SIGINT, which a shell without job control makes its background processes ignore.
kill -TERM "$generator"
wait "$generator" 2>/dev/null || true

ratio=$(awk -v a="$large" -v b="$small" 'BEGIN { printf "%.3f", a / b }')
echo "Live heap of one run, 64 users, after $first and $last operations ($took s):"
echo "          $small bytes, then $large bytes; failed or dropped: $(failed busy)"
judge "live heap, last to first" "$ratio" "<=" 1.1
judge "live heap, last to first" "$ratio" ">=" 0.9
echo "          what grew most:"
awk 'NR == FNR { before[$4] = $3; next } $1 ~ /^[0-9]+:$/ && $3 - before[$4] > 0 { print $3 - before[$4], $4 }' \
  "$work/histogram-$first" "$work/histogram-$last" | sort -rn | head -5 | sed 's/^/            /'
exit "$missed"
