# Finds a JDK of Java 25 or later and exports it as JAVA_HOME. To be sourced by a POSIX sh; exits 2
# when there is none. Reads each JDK's `release` file and starts no JVM, so it costs milliseconds.

jdk_wanted=25

# Prints the feature version of the JDK at $1 (25 for 25.0.3), or nothing where there is no JDK.
jdk_feature_version() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  while IFS= read -r jdk_line || [ -n "$jdk_line" ]; do
    case $jdk_line in
      JAVA_VERSION=*)
        jdk_line=${jdk_line#JAVA_VERSION=}
        jdk_line=${jdk_line#\"}
        jdk_line=${jdk_line%%[!0-9]*}
        printf '%s' "$jdk_line"
        return 0
        ;;
    esac
  done <"$1/release"
}

# Prints the home of the `java` on PATH, links resolved, or nothing.
jdk_home_on_path() {
  jdk_java=$(command -v java 2>/dev/null) || return 0
  while [ -L "$jdk_java" ]; do
    jdk_link=$(readlink "$jdk_java")
    case $jdk_link in
      /*) jdk_java=$jdk_link ;;
      *) jdk_java=${jdk_java%/*}/$jdk_link ;;
    esac
  done
  (CDPATH= cd -- "${jdk_java%/*}/.." 2>/dev/null && pwd -P) || return 0
}

# Prints the best JDK home: exactly the wanted version, in the order searched, else the oldest later one.
jdk_find() {
  jdk_best=
  jdk_best_version=
  for jdk_home in "${JAVA_HOME-}" "$(jdk_home_on_path)" \
    /usr/lib/jvm/* /opt/* "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -n "$jdk_home" ] || continue
    jdk_version=$(jdk_feature_version "$jdk_home")
    [ -n "$jdk_version" ] && [ "$jdk_version" -ge "$jdk_wanted" ] || continue
    if [ "$jdk_version" -eq "$jdk_wanted" ]; then
      printf '%s' "$jdk_home"
      return 0
    fi
    if [ -z "$jdk_best" ] || [ "$jdk_version" -lt "$jdk_best_version" ]; then
      jdk_best=$jdk_home
      jdk_best_version=$jdk_version
    fi
  done
  printf '%s' "$jdk_best"
}

if [ -n "${LOADSTONE_JAVA_HOME-}" ]; then
  JAVA_HOME=$LOADSTONE_JAVA_HOME
  jdk_version=$(jdk_feature_version "$JAVA_HOME")
  if [ "${jdk_version:-0}" -lt "$jdk_wanted" ]; then
    echo "LOADSTONE_JAVA_HOME must be the directory of a JDK $jdk_wanted or later, got: $LOADSTONE_JAVA_HOME (${jdk_version:-no JDK})." >&2
    echo "Correct it, or unset it to have one looked for." >&2
    exit 2
  fi
else
  JAVA_HOME=$(set +f && jdk_find)
  if [ -z "$JAVA_HOME" ]; then
    echo "No JDK $jdk_wanted or later found (looked at LOADSTONE_JAVA_HOME, JAVA_HOME, the java on PATH, /usr/lib/jvm, /opt, ~/.sdkman, ~/.jdks, /Library/Java)." >&2
    echo "Install one, for example from https://adoptium.net, or set LOADSTONE_JAVA_HOME to its directory." >&2
    exit 2
  fi
fi
export JAVA_HOME
