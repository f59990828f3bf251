#!/usr/bin/env bash
# preStop hook of a Kafka member: leave only when the others can spare it.
#
# Promise: it returns when stopping this member leaves every partition with its minimum of in-sync replicas and the
# metadata quorum with a caught-up majority, and in any case after STOP_WAIT_SECONDS. What can't be asked counts as
# "not now". It is a courtesy: crashes and reclaimed nodes skip it, and two members that ask at the same moment may
# both go; replication carries those.
# - Broker: a partition holds it if the broker is in its ISR and the ISR is at or under min.insync.replicas while
#   it has fewer members than replicas. With replicas = min.insync.replicas nothing could ever be stopped: not held
#   (the rule of Strimzi's KafkaAvailability).
# - Controller: a majority of all voters must remain that are caught up (Strimzi's KafkaQuorumCheck).
# SIGTERM follows and starts Kafka's own controlled shutdown, which has the rest of the grace period: up to 300 s
# for the controller's consent (BrokerServer), then flushing.
#
# Environment: STOP_WAIT_SECONDS (300), STOP_CHECK_SECONDS (20) for each tool call at most, else as in kafka-member.sh.
# STOP_ELSE=stay: who may choose (renew.sh) is told by 1 that the others could not spare this member all that time.
set -euo pipefail

# shellcheck source=kafka-member.sh
. "$(dirname "${BASH_SOURCE[0]}")/kafka-member.sh"

: "${STOP_WAIT_SECONDS:=300}"
: "${STOP_CHECK_SECONDS:=20}"
: "${STOP_PAUSE_SECONDS:=3}"

# To the container's log; the output of a hook is shown nowhere.
say() {
  echo "stop: $*" >>"$PROC/1/fd/1" || true
}

# The bound of the next call: no call may outlast the wait, for the rest of the grace period is Kafka's own.
call_seconds() {
  local left=$((deadline - SECONDS))
  if ((left > STOP_CHECK_SECONDS)); then echo "$STOP_CHECK_SECONDS"; else echo $((left > 1 ? left : 1)); fi
}

# find_held FILTER: leaves in $held the partitions of this view that this broker must stay for.
find_held() {
  describe_partitions "$(call_seconds)" "$1" || return 1
  held=$(awk -v id=",$(node_id)," '
    function size(list) { return gsub(/[0-9]+/, "&", list) }
    index($3, id) && size($3) < size($2) { print $1 }' <<<"$partitions")
}

broker_may_leave() {
  local filter held
  # Nearly always nothing is under-replicated, and one call tells. Only if something is, min.insync.replicas matters.
  find_held --under-replicated-partitions || return 1
  [ -n "$held" ] || return 0
  for filter in --under-min-isr-partitions --at-min-isr-partitions; do
    find_held "$filter" || return 1
    if [ -n "$held" ]; then
      reason="$(wc -l <<<"$held") partitions would be below min.insync.replicas, such as $(head -n 3 <<<"$held" | tr '\n' ' ')"
      return 1
    fi
  done
}

controller_may_leave() {
  local voters others
  describe_quorum "$(call_seconds)" || return 1
  voters=$(awk '$3 == "Leader" || $3 == "Follower"' <<<"$quorum")
  # Alone, or not a voter: nobody is served worse without it.
  if (($(wc -l <<<"$voters") == 1)) || ! grep -q "^$(node_id) $(own_directory) " <<<"$voters"; then return 0; fi
  others=$(awk -v id="$(node_id)" -v lag="$QUORUM_LAG_MS" '$1 != id && $4 <= lag' <<<"$voters" | wc -l)
  if ((others < $(wc -l <<<"$voters") / 2 + 1)); then
    reason="$others other caught-up controllers of $(wc -l <<<"$voters") voters are no majority"
    return 1
  fi
}

may_leave() {
  # A member that does not serve (still recovering its logs, or never started) is missed by nobody.
  listening || return 0
  [ -z "${CONTROLLER_PORT:-}" ] || controller_may_leave || return 1
  [ -z "${BROKER_PORT:-}" ] || broker_may_leave || return 1
}

said=''
reason=''
deadline=$((SECONDS + STOP_WAIT_SECONDS))
until may_leave; do
  [ "$reason" = "$said" ] || say "waiting: $reason"
  said=$reason
  if ((SECONDS >= deadline)); then
    if [ "${STOP_ELSE:-leave}" = stay ]; then
      say "staying: not spared in $STOP_WAIT_SECONDS s"
      exit 1
    fi
    say "leaving after $STOP_WAIT_SECONDS s all the same"
    exit 0
  fi
  sleep "$STOP_PAUSE_SECONDS"
done
say "the others can spare this member"
