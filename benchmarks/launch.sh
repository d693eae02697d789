# Builds what is out of date, then runs a command of the benchmarks. To be sourced by a POSIX sh that
# has set `command`, and `home` if it does not lie in benchmarks itself.
home=${home:-$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd -P)}
. "$home/.mvn/find-jdk.sh"

stamp=$home/benchmarks/target/stamp
if [ ! -f "$stamp" ] || [ -n "$(find "$home"/*/src/main "$home"/*/pom.xml "$home/pom.xml" "$home/.mvn" \
  -newer "$stamp" -print -quit)" ]; then
  echo "building Loadstone and its benchmarks …" >&2
  mkdir -p "$home/benchmarks/target"
  touch "$stamp.new"
  log=$home/benchmarks/target/build.log
  if ! (cd "$home" && ./mvnw -q -Dmaven.test.skip=true package) >"$log" 2>&1 </dev/null; then
    cat "$log" >&2
    echo "The build failed; its output is above and in $log." >&2
    exit 1
  fi
  mv "$stamp.new" "$stamp"
fi

run_command() {
  exec "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -cp "$home/benchmarks/target/classes:$home/benchmarks/target/lib/*" \
    dev.loadstone.benchmarks.Main "$home" "$@"
}
