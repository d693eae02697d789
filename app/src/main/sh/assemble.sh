#!/bin/sh
# Turns the libraries gathered in target/assembly into the runnable directory target/loadstone:
# makes old classes fit for the AOT cache, swaps the directory in, so that a program running from the
# old one keeps its files, and records the cache. A training run that fails costs the cache, not the build.
#
# Usage: assemble.sh <jar of the app> <build start in UTC, as touch -t reads it>
# Environment: AOT_TRAINING_ARGS (words), AOT_SKIP (true to make no cache)
set -eu

jar=$1
built_at=$2
app=$(CDPATH= cd -- "$(dirname "$0")/../../.." && pwd -P)
root=$(dirname "$app")
assembly=$app/target/assembly
product=$app/target/loadstone

. "$root/.mvn/find-jdk.sh"

cp "$jar" "$assembly/lib/loadstone.jar"
cp "$app/src/main/jvm/jvm.options" "$root/.mvn/find-jdk.sh" "$root/loadstone" "$assembly/"
rm -rf "$assembly/suites"
cp -R "$root/suites" "$assembly/suites"
rm -f "$assembly/loadstone.aot" "$assembly/jdk-release"
log=$app/target/aot-training.log

if [ "${AOT_SKIP-}" != true ]; then
  "$JAVA_HOME/bin/java" "$app/src/main/build/RaiseClassVersions.java" "$assembly/lib" >"$log" 2>&1 || {
    cat "$log" >&2
    echo "Old classes could not be made fit for the AOT cache; Loadstone will start more slowly." >&2
  }
fi

rm -rf "$product.old"
[ ! -d "$product" ] || mv "$product" "$product.old"
mv "$assembly" "$product"
rm -rf "$product.old"

# In its place already: the cache knows its jars by their paths, and looks for each at every start.
if [ "${AOT_SKIP-}" != true ]; then
  training=${AOT_TRAINING_ARGS-version}
  # shellcheck disable=SC2086 # the arguments are words
  if ! "$JAVA_HOME/bin/java" "@$product/jvm.options" "-XX:AOTCacheOutput=$product/loadstone.aot" \
    -jar "$product/lib/loadstone.jar" $training >>"$log" 2>&1 ||
    [ ! -s "$product/loadstone.aot" ]; then
    cat "$log" >&2
    echo "The AOT training run failed (loadstone $training); built without a cache, so that it starts more slowly." >&2
    rm -f "$product/loadstone.aot"
  else
    # The cache is good for this JDK alone; the launcher compares.
    cp "$JAVA_HOME/release" "$product/jdk-release"
  fi
fi

TZ=UTC0 touch -t "$built_at" "$product/stamp"
