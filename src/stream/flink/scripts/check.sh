#!/usr/bin/env bash
# Probes of a process of Flink, by the port on which others reach it.
#
#   check.sh ready   it listens
#   check.sh alive   fails only if this process has listened before and no longer does: a long start is no reason to restart it, and neither is
#                    a leader that is away
#
# Environment: CHECK_PORT. It asks nobody and starts no JVM.
set -euo pipefail

: "${MEMBER_DIR:=/run/member}"
: "${PROC:=/proc}"

listening() {
  # the local address ends in the port, and state 0A is LISTEN (Documentation/networking/proc_net_tcp.rst)
  cat "$PROC/net/tcp" "$PROC/net/tcp6" 2>/dev/null | awk -v port="$(printf ':%04X' "$CHECK_PORT")" '
    $4 == "0A" && substr($2, length($2) - 4) == port { found = 1 } END { exit !found }'
}

# The process of the container, told from the one before by its start time: field 22 of stat, the 20th after the name in brackets.
process() {
  local stat fields
  stat=$(cat "$PROC/1/stat")
  read -ra fields <<<"${stat##*) }"
  echo "${fields[19]}"
}

if listening; then
  process >"$MEMBER_DIR/listened.$$"
  mv "$MEMBER_DIR/listened.$$" "$MEMBER_DIR/listened"
elif [ "$1" = ready ]; then
  echo "nothing listens on $CHECK_PORT yet"
  exit 1
elif [ "$(cat "$MEMBER_DIR/listened" 2>/dev/null)" = "$(process)" ]; then
  echo "the process no longer listens on $CHECK_PORT"
  exit 1
fi
