#!/usr/bin/env bash
# A cluster leaves nothing behind: neither after Ctrl-C nor after it was killed, and what a killed one could not take away, the next one does.
# Each look must have seen something before it may say that nothing is there.
set -euo pipefail
cd "$(dirname "$0")/.."
export TSX_TSCONFIG_PATH=conformance/tsconfig.json
cache=${CDK8S_DATA_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/cdk8s-data/conformance}
log=$(mktemp)
run=''
trap 'kill -9 $run 2>/dev/null || true; rm -f "$log"' EXIT

# One a line. The names of a run begin with the process id of its program: other runs and builds may go on beside it. The processes of
# containers are those in the cgroups.
runs=()
processes() {
  local each
  for each in "${runs[@]}"; do
    pgrep -f -- "$cache/runs/$each-" | sed 's/^/process /' || true
    find /sys/fs/cgroup -path "*cdk8s-data-$each-*" -name cgroup.procs -exec cat {} + 2>/dev/null | sort -u | sed 's/^/process of a container /'
  done
}
namespaces() {
  find /proc/[0-9]*/ns -name net -exec readlink {} \; 2>/dev/null | sort -u | sed 's/^/network namespace /'
}
mounts() {
  awk '{ print "mount", $5 }' /proc/self/mountinfo | sort
}
files() {
  local each
  for each in "${runs[@]}"; do
    find /sys/fs/cgroup -maxdepth 2 -name "cdk8s-data-$each-*" | sed 's/^/cgroup /'
    find "$cache/runs" -mindepth 1 -maxdepth 1 -name "$each-*" 2>/dev/null | sed 's/^/folder /' || true
  done
}
before=$(namespaces; mounts)
added() {
  comm -13 <(sort <<<"$before") <({ namespaces; mounts; } | sort)
  "$@"
}

start() {
  : >"$log"
  node --import tsx conformance/run.ts up >"$log" 2>&1 &
  run=$!
  runs+=("$run")
  for ((i = 0; i < 6000; i++)); do
    ! grep -q 'Ctrl-C ends it' "$log" || break
    kill -0 $run 2>/dev/null || { cat "$log"; echo 'the cluster did not come up'; exit 1; }
    sleep 0.1
  done
  local there=''
  there=$(added processes; files)
  for what in process 'network namespace' cgroup folder; do
    grep -q "^$what " <<<"$there" || { echo "saw no $what while a cluster was up: this check can't see any"; exit 1; }
  done
}
gone() { # WHAT it is after, LOOK: nothing is there within 10 s
  for ((i = 0; ; i++)); do
    left=$(added "${@:2}")
    [ -n "$left" ] || break
    ((i < 100)) || { printf 'left %s:\n%s\n' "$1" "$left"; exit 1; }
    sleep 0.1
  done
  echo "nothing is left $1"
}
both() { processes; files; }

start
kill -INT $run
wait $run || true
gone 'after Ctrl-C' both

start
kill -KILL $run
wait $run 2>/dev/null || true
gone 'of a killed one, but for a folder and empty cgroups' processes
[ -n "$(files)" ] || { echo 'a killed one left no folder: the next step proves nothing'; exit 1; }
start
grep -q '^removed what run ' "$log" || { echo 'the next one did not say that it removed anything'; exit 1; }
kill -INT $run
wait $run || true
gone 'of both' both
