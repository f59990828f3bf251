#!/usr/bin/env bash
# Gives the whole cluster its settings that change live. Runs as a Job; running it again changes nothing.
#
# Promises:
# - Only the cluster's own entity is touched (`--entity-type brokers --entity-default`): what is set for single brokers, such as throttles and
#   cordons, is somebody else's.
# - Of the settings that change live (LIVE_FILE), the declared ones that differ are set, and the undeclared ones go back to the default: in one
#   call, all or none. What else stands there is left, and named.
# - Other declared settings stand in the file of every member, and need no cluster-wide value. Where there is one all the same, it would win, so
#   it becomes what is declared. There always is one of min.insync.replicas under eligible leader replicas; to set it forgets those (KIP-966),
#   so it is left alone when it is right.
# - A value that Kafka refuses is refused for good: exit code 3, with Kafka's words; so is a declaration that is no longer the newest.
# - It waits WAIT_SECONDS for the cluster, then fails with 1 (the Job tries again).
#
# Environment
#   SETTINGS   what is declared, one a line: KEY=VALUE; the value is the rest of the line, blanks and commas too
#   LIVE_FILE  names of the settings that change live, one a line
#   CURRENT_TASK, CURRENT_FILE  as in exclusive-task.sh
#   BOOTSTRAP, TLS, MEMBER_DIR, WAIT_SECONDS (300)  as in topics.sh
set -euo pipefail

# shellcheck source=kafka-member.sh
. "$(dirname "${BASH_SOURCE[0]}")/kafka-member.sh"
# shellcheck source=exclusive-task.sh
. "$(dirname "${BASH_SOURCE[0]}")/exclusive-task.sh"

: "${WAIT_SECONDS:=300}"
work=$(mktemp -d "$MEMBER_DIR/config.XXXXXX")
trap 'rm -rf "$work"' EXIT

# What is set for the whole cluster, one a line: key=value, as it was given (ConfigHelper.createBrokerConfigEntry).
describe() {
  job_tool kafka-configs.sh --describe --entity-type brokers --entity-default >"$work/describe" || return 1
  grep -q '^Default configs for brokers in the cluster are:' "$work/describe" || { tell 'waiting: kafka-configs shows no settings of the cluster'; return 1; }
  sed -nE 's/^  ([^ =]+=.*) sensitive=(true|false) synonyms=.*$/\1/p' "$work/describe" >"$work/found"
}

# value_of KEY FILE: fails if there is none.
value_of() {
  awk -v key="$1" 'index($0, key "=") == 1 { print substr($0, length(key) + 2); found = 1 } END { exit !found }' "$2"
}

live() {
  grep -qxF -e "$1" "$LIVE_FILE"
}

compare() {
  local line key now
  : >"$work/add"
  : >"$work/remove"
  while IFS= read -r line; do
    key=${line%%=*}
    [ -n "$key" ] && ! grep -qxF -e "$line" "$work/found" || continue
    if ! live "$key"; then
      now=$(value_of "$key" "$work/found") || continue
      tell "$key is $now for the whole cluster, declared is ${line#*=}"
    fi
    echo "$line" >>"$work/add"
  done <<<"$SETTINGS"
  while IFS= read -r line; do
    key=${line%%=*}
    ! value_of "$key" <(echo "$SETTINGS") >/dev/null || continue
    if live "$key"; then echo "$key" >>"$work/remove"; else tell "left as somebody set it: $line"; fi
  done <"$work/found"
}

change() {
  local options=() keys
  if [ -s "$work/add" ]; then
    echo "setting for the whole cluster: $(tr '\n' ' ' <"$work/add")"
    # The file is a properties file (ConfigCommand): a backslash needs another one.
    sed 's/\\/\\\\/g' "$work/add" >"$work/add.properties"
    options+=(--add-config-file "$work/add.properties")
  fi
  if [ -s "$work/remove" ]; then
    echo "not declared, back to the default: $(tr '\n' ' ' <"$work/remove")"
    keys=$(tr '\n' ',' <"$work/remove")
    options+=(--delete-config "${keys%,}")
  fi
  job_tool kafka-configs.sh --alter --entity-type brokers --entity-default "${options[@]}"
}

bring_about() {
  local words
  describe || return 1
  compare
  [ -s "$work/add" ] || [ -s "$work/remove" ] || return 0
  stop_if_superseded
  change && return 0
  # "Invalid config(s)": somebody else was faster, or the broker that answered knew less (ConfigCommand.alterConfig); the next look tells.
  words=$(sed -nE '/Invalid config\(s\)/d; s/^.*\.(InvalidRequest|InvalidConfiguration|PolicyViolation)Exception: //p' "$work/errors" | head -n 1)
  [ -z "$words" ] || refuse "by Kafka, and nothing is changed: $words"
  return 1
}

until bring_about; do
  ((SECONDS < WAIT_SECONDS)) || { echo "gave up after $WAIT_SECONDS s" >&2; exit 1; }
  echo "not done yet, trying again"
  pause
done
echo "the cluster's settings are as declared"
