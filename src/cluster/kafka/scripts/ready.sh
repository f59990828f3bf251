#!/usr/bin/env bash
# Readiness probe of a Kafka member: Ready means "a full member again".
#
# Promise: it passes for the first time in the life of a process only when this member is back in full, so that a
# roll that waits for Ready never takes two copies away; afterwards only a listening socket is asked for, so that
# a slow or dead neighbour makes nobody unready and a ready member costs no JVM.
# - Broker: it is in the ISR of every partition that it hosts. Other brokers' absence does not hold it.
# - Controller: it is a voter with this very disk (leader or follower, not observer) and caught up.
# An error, a hang, and a view without a leader are not readiness.
#
# Source: kafka-topics (TopicCommand), kafka-metadata-quorum (MetadataQuorumCommand); the rule for controllers is
# Strimzi's KafkaQuorumCheck. Environment: as in kafka-member.sh; READY_LISTEN_SECONDS (0) bounds the wait
# for the socket of a process that starts, READY_CHECK_SECONDS (20) each tool call: the probe's timeoutSeconds must be longer than both
# (with the second twice for a member with both roles).
set -euo pipefail

# shellcheck source=kafka-member.sh
. "$(dirname "${BASH_SOURCE[0]}")/kafka-member.sh"

: "${READY_CHECK_SECONDS:=20}"
: "${READY_LISTEN_SECONDS:=0}"

not_ready() {
  echo "not ready: $*"
  exit 1
}

broker_is_back() {
  local missing
  describe_partitions "$READY_CHECK_SECONDS" --under-replicated-partitions || not_ready "$reason"
  # A replica that a reassignment is only adding here is no part of anybody's guarantee yet.
  missing=$(awk -v id=",$(node_id)," 'index($2, id) && !index($3, id) && !index($4, id) { print $1 }' <<<"$partitions")
  [ -z "$missing" ] ||
    not_ready "not in sync for $(wc -l <<<"$missing") partitions, such as $(head -n 3 <<<"$missing" | tr '\n' ' ')"
}

controller_is_back() {
  local row
  describe_quorum "$READY_CHECK_SECONDS" || not_ready "$reason"
  row=$(awk -v id="$(node_id)" -v directory="$(own_directory)" '$1 == id && $2 == directory' <<<"$quorum")
  case $row in
    *' Leader '* | *' Follower '*) ;;
    *) not_ready "no voter yet: ${row:-this disk is not in the quorum}" ;;
  esac
  ((${row##* } <= QUORUM_LAG_MS)) || not_ready "${row##* } ms behind the leader"
}

# The socket is watched, so that a start does not wait for the next probe; who was Ready before has no such time.
caught_up=no
if marked caught-up; then caught_up=yes; fi
until listening; do
  [ "$caught_up" = no ] && ((SECONDS < READY_LISTEN_SECONDS)) || not_ready "not listening yet"
  sleep 1
done
[ "$caught_up" = no ] || exit 0

# One check at a time: after a probe's timeout the killed script may leave its tool behind, which holds this lock
# until its own time is up.
exec 9>"$MEMBER_DIR/ready.lock"
flock -n 9 || not_ready "the check before is still running"

[ -z "${CONTROLLER_PORT:-}" ] || controller_is_back
[ -z "${BROKER_PORT:-}" ] || broker_is_back
mark caught-up
