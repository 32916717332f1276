# Sourced by ./mvnw and ./botflow: points JAVA_HOME at a JDK of at least the version that the build and
# the command need. Leaves JAVA_HOME alone where none is found, and returns 1. POSIX sh, works under `set -euf`.
botflow_jdk=25

botflow_jdk_at() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  botflow_found=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [ "${botflow_found:-0}" -ge "$botflow_jdk" ]
}

botflow_find_jdk() {
  if [ -n "${JAVA_HOME-}" ] && botflow_jdk_at "$JAVA_HOME"; then return 0; fi
  botflow_java=$(command -v java) || botflow_java=
  case $(uname) in
    Darwin) botflow_system=$(/usr/libexec/java_home -v "$botflow_jdk+" 2>/dev/null) || botflow_system= ;;
    *) botflow_system= ;;
  esac
  if [ -n "$botflow_java" ]; then
    botflow_java=$(readlink -f "$botflow_java" 2>/dev/null) || botflow_java=
    botflow_java=${botflow_java%/bin/java}
  fi
  set +f
  for botflow_home in "$botflow_java" "$botflow_system" /usr/lib/jvm/* /opt/* /opt/java/* /usr/java/* \
    "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -n "$botflow_home" ] && botflow_jdk_at "$botflow_home"; then
      JAVA_HOME=$botflow_home
      export JAVA_HOME
      return 0
    fi
  done
  return 1
}
