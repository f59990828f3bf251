#!/usr/bin/env bash
# Starts a Kafka member: completes its configuration, formats an empty disk, and becomes the server.
#
# Promises:
# - Identity comes from the ordinal: node.id = NODE_ID_OFFSET + ordinal, names = pod name under the headless Service.
# - A quorum is founded only where prepare.sh decided it, and that decision is spent once the disk is formatted;
#   every other empty disk joins (KIP-853 --no-initial-controllers, KIP-1186 controller.quorum.auto.join.enable).
# - A volume of another cluster is refused, before the server sees it.
# - Java becomes pid 1 and gets the SIGTERM that starts the controlled shutdown. Beside it, with TLS, waits renew.sh.
#
# Environment: CLUSTER_ID, NODE_ID_OFFSET, HEADLESS, ADVERTISED (list of `LISTENER:port`, at the member's own name, or
# `LISTENER:host:port`; controllers too: the voter's endpoint is the advertised one), TLS (`true` or unset),
# NAME_WAIT_SECONDS (120), FOUNDING_DIR as in prepare.sh; the rest as in kafka-member.sh.
# Files: server.properties, log4j2.yaml and metadata-version (of a new cluster: an empty metadata log begins with it, others
# have their own, ActivationRecordsGenerator) in $MEMBER_DIR/files; $MEMBER_DIR/zone, $MEMBER_DIR/founder from prepare.sh.
set -euo pipefail

# shellcheck source=kafka-member.sh
. "$(dirname "${BASH_SOURCE[0]}")/kafka-member.sh"

refuse() {
  echo "refused: $*" >&2
  exit 1
}

properties=$MEMBER_DIR/server.properties

# A name that does not resolve yet would be advertised, and its failure cached by resolvers on the way
# (a controller stayed wedged after such a race: strimzi-kafka-operator#12760).
wait_for_own_name() {
  local deadline=$((SECONDS + ${NAME_WAIT_SECONDS:-120}))
  until getent hosts "$(own_name)" >/dev/null; do
    ((SECONDS < deadline)) || refuse "$(own_name) does not resolve; the headless Service must publish not-ready addresses"
    sleep 1
  done
}

write_properties() {
  local one listener host port advertised=''
  # shellcheck disable=SC2153 # from the environment
  for one in $ADVERTISED; do
    IFS=: read -r listener host port <<<"$one"
    [ -n "$port" ] || port=$host host=$(own_name)
    advertised+="${advertised:+,}$listener://$host:$port"
  done
  {
    cat "$MEMBER_DIR/files/server.properties"
    echo
    echo "node.id=$(node_id)"
    echo "log.dirs=$DATA_DIR"
    echo "advertised.listeners=$advertised"
    [ ! -s "$MEMBER_DIR/zone" ] || [ -z "${BROKER_PORT:-}" ] || echo "broker.rack=$(cat "$MEMBER_DIR/zone")"
  } >"$properties"
}

# `kafka-storage format` writes meta.properties last and by rename (Formatter.doFormat: everything else happens in
# the handler before that write), so a disk has it or is formatted again from the start.
format_disk() {
  local meta=$DATA_DIR/meta.properties flags=() found founder
  if [ -f "$meta" ]; then
    found=$(sed -n 's/^cluster\.id=//p' "$meta")
    [ "$found" = "$CLUSTER_ID" ] ||
      refuse "the volume belongs to cluster \"$found\", expected \"$CLUSTER_ID\"; give this member the volume of its own cluster"
  else
    mkdir -p "$DATA_DIR"
    if [ -n "${CONTROLLER_PORT:-}" ]; then
      # Both must say so: $MEMBER_DIR/founder outlives a restart of the container, and the disk may have been emptied
      # meanwhile (seen: it founded a second time); what is on the disk goes with the disk.
      founder=$(cat "$MEMBER_DIR/founder")
      [ "$(cat "$FOUNDING_DIR/founding.decision" 2>/dev/null)" = yes ] || founder=no
      if [ "$founder" = yes ]; then flags=(--standalone); else flags=(--no-initial-controllers); fi
    fi
    # "=", because an id may begin with "-".
    kafka_tool 120 kafka-storage.sh format --config="$properties" --cluster-id="$CLUSTER_ID" \
      --release-version="$(<"$MEMBER_DIR/files/metadata-version")" --ignore-formatted "${flags[@]}"
    [ -f "$meta" ] || refuse "kafka-storage format left no $meta"
    sync -f "$meta" 2>/dev/null || sync
  fi
  # The right to found is used up: should the log directory be emptied by hand, this member joins the others.
  if [ -n "${FOUNDING_DIR:-}" ] && [ "$(cat "$FOUNDING_DIR/founding.decision" 2>/dev/null)" = yes ]; then
    echo spent >"$FOUNDING_DIR/founding.decision.new"
    sync -f "$FOUNDING_DIR/founding.decision.new" 2>/dev/null || sync
    mv "$FOUNDING_DIR/founding.decision.new" "$FOUNDING_DIR/founding.decision"
  fi
}

wait_for_own_name
[ "${TLS:-false}" != true ] || pem_store "$TLS_DIR/member" "$MEMBER_DIR/keystore.pem"
write_properties
format_disk
if [ "${TLS:-false}" = true ]; then
  bash "$(dirname "${BASH_SOURCE[0]}")/renew.sh" &
fi

# bin/kafka-server-start.sh and kafka-run-class.sh: -loggc writes a GC log under /opt/kafka/logs, so it is left out;
# the launcher takes these variables for its own.
export EXTRA_ARGS='-name kafkaServer' LOG_DIR=/tmp
# Unset, the launcher opens a JMX agent on a random port; a blank keeps it closed unless somebody asked for it.
[ -n "${JMX_PORT:-}" ] || export KAFKA_JMX_OPTS="${KAFKA_JMX_OPTS:- }"
KAFKA_HEAP_OPTS="${KAFKA_HEAP_OPTS:--Xmx1G -Xms1G} $(class_archive)" # unlike KAFKA_JVM_PERFORMANCE_OPTS, which would replace the launcher's own
export KAFKA_HEAP_OPTS
export KAFKA_LOG4J_OPTS="-Dlog4j2.configurationFile=$MEMBER_DIR/files/log4j2.yaml"
unset KAFKA_DEBUG CLASSPATH DAEMON_MODE INCLUDE_TEST_JARS
exec "$KAFKA_HOME/bin/kafka-server-start.sh" "$properties"
