# shellcheck shell=bash disable=SC2034,SC2154 # variables here are read or set by the scripts that source this
# What the scripts that run beside a Kafka member know about it, and how they ask Kafka: sourced by them.
#
# Environment: HOSTNAME (pod name), HEADLESS (`service.namespace.svc`), NODE_ID_OFFSET, TLS (`true` or unset),
# BROKER_PORT (port of the listener that brokers and tools use; unset: this member is no broker),
# CONTROLLER_PORT (unset: this member is no controller).

: "${KAFKA_HOME:=/opt/kafka}"
: "${MEMBER_DIR:=/run/member}"
: "${PROC:=/proc}"
: "${TLS_DIR:=/etc/kafka/tls}"
: "${DATA_DIR:=/var/lib/kafka/data/log}"

# Classes that the image has parsed already: half of the processor time of a tool's call, and a third of a server's start.
# The official image has them beside its programs, for its own launcher; without them, or with others, Java starts as ever.
class_archive() {
  [ ! -r "$KAFKA_HOME/kafka.jsa" ] || echo "-XX:SharedArchiveFile=$KAFKA_HOME/kafka.jsa"
}

# Tools are clients of their own: nothing of the server's agents, ports, heap or logging may reach them
# (bin/kafka-run-class.sh hands all of these on; a JMX_PORT in use makes the tool fail), and they stay small,
# because their memory counts against the server's container.
# $1 bounds the call in seconds, the rest is the command. An out-of-memory tool must fail, not linger.
kafka_tool() {
  local seconds=$1
  shift
  timeout -k 2 "$seconds" env -u KAFKA_OPTS -u JMX_PORT -u KAFKA_GC_LOG_OPTS -u KAFKA_LOG4J_OPTS -u KAFKA_DEBUG \
    -u CLASSPATH -u JAVA_TOOL_OPTIONS -u JDK_JAVA_OPTIONS \
    LOG_DIR=/tmp KAFKA_JMX_OPTS=' ' KAFKA_HEAP_OPTS="-Xms16m -Xmx${TOOL_HEAP:-96m}" \
    KAFKA_JVM_PERFORMANCE_OPTS="-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -XX:+ExitOnOutOfMemoryError -Xlog:disable $(class_archive)" \
    "$KAFKA_HOME/bin/$1" "${@:2}" </dev/null
}

# ask SECONDS COMMAND...: the same for checks. What the tool prints is left in $answer; if it fails or takes too
# long, $reason is the one line that says why (a probe's output becomes an event: no stack traces).
ask() {
  local errors=$MEMBER_DIR/tool.$$.errors code=0
  answer=$(kafka_tool "$@" 2>"$errors") || code=$?
  reason=''
  case $code in
    0) ;;
    124 | 137 | 143) reason="$2 did not answer within $1 s" ;;
    *) reason="$2 failed ($code): $(grep -vE '^(\[|[[:space:]]|$)' "$errors" | head -n 1 | cut -c 1-300)" ;;
  esac
  rm -f "$errors"
  return "$code"
}

# A PEM store for Kafka: key and chain in one file (org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
# the key must be PKCS#8). It appears whole, and only its owner reads it.
pem_store() {
  (
    umask 077
    cat "$1/tls.key" "$1/tls.crt" >"$2.new.$$"
    mv "$2.new.$$" "$2"
  )
}

# The client configuration of the tools, made at every call: the admin certificate is renewed while the member runs.
# $1: the bound of the call in seconds; the client gives up a little earlier by itself and says why, and a tool whose
# caller was killed does not linger.
admin_configuration() {
  local file=$MEMBER_DIR/admin.properties new=$MEMBER_DIR/admin.properties.new.$$
  {
    echo "default.api.timeout.ms=$(($1 * 900))"
    echo "request.timeout.ms=$(($1 * 900))"
    if [ "${TLS:-false}" = true ]; then
      pem_store "$TLS_DIR/admin" "$MEMBER_DIR/admin.pem"
      echo 'security.protocol=SSL'
      echo 'ssl.keystore.type=PEM'
      echo "ssl.keystore.location=$MEMBER_DIR/admin.pem"
      echo 'ssl.truststore.type=PEM'
      echo "ssl.truststore.location=$TLS_DIR/admin/ca.crt"
    fi
  } >"$new"
  mv "$new" "$file"
  echo "$file"
}

# job_tool COMMAND...: the same for Jobs, against the brokers at $BOOTSTRAP and with more time. What it said on
# standard error is left in $work/errors.
job_tool() {
  local seconds=${TOOL_SECONDS:-60} code=0
  # shellcheck disable=SC2086 # the tool, and its command where it has several: `kafka-cluster.sh unregister`
  kafka_tool "$seconds" $1 --bootstrap-server "$BOOTSTRAP" --command-config "$(admin_configuration "$seconds")" "${@:2}" \
    2>"$work/errors" || code=$?
  if ((code != 0)); then
    cat "$work/errors" >&2
    echo "$1 failed ($code; 124: no answer within $seconds s)" >&2
  fi
  return "$code"
}

# Between two questions of a Job: PAUSE_SECONDS (5) at first, half as long again each time, four times as long at most,
# because each costs a JVM where brokers may be starting; next_pause='' begins anew. A signal ends it.
pause() {
  : "${PAUSE_SECONDS:=5}"
  : "${next_pause:=$PAUSE_SECONDS}"
  sleep "$next_pause" &
  wait $!
  next_pause=$(awk -v now="$next_pause" -v first="$PAUSE_SECONDS" 'BEGIN { longer = now * 1.5; print (longer < 4 * first ? longer : 4 * first) }')
}

own_name() {
  echo "$HOSTNAME.$HEADLESS"
}

node_id() {
  echo $((NODE_ID_OFFSET + ${HOSTNAME##*-}))
}

# The start of pid 1 in clock ticks since boot: another one for every start of the container, and not changed by exec.
# Field 22 of /proc/1/stat (proc(5)); counted after the last `)`, because a process may have spaces in its name.
process_start() {
  local line fields
  line=$(<"$PROC/1/stat")
  read -r -a fields <<<"${line##*) }"
  echo "${fields[19]}"
}

# A mark that holds for this process only: $MEMBER_DIR outlives a restart of the container.
mark() {
  process_start >"$MEMBER_DIR/$1"
}

marked() {
  [ "$(cat "$MEMBER_DIR/$1" 2>/dev/null)" = "$(process_start)" ]
}

# Does a socket listen on each of this member's ports? Read from the kernel's table (state 0A = LISTEN): connecting to
# a TLS port would leave a failed handshake in Kafka's log at every probe.
listening() {
  local port hex
  for port in ${BROKER_PORT:-} ${CONTROLLER_PORT:-}; do
    printf -v hex %04X "$port"
    grep -qsE "^ *[0-9]+: [0-9A-F]+:$hex [0-9A-F]+:0000 0A " "$PROC/net/tcp6" "$PROC/net/tcp" || return 1
  done
}

# For awk -F '\t': read_fields() leaves a line of `kafka-topics --describe` in field[NAME]. By name, because versions
# add some (Elr, LastKnownElr: KIP-966); in a line without them (a log line, an agent's banner) none of ours is found.
# shellcheck disable=SC2016
FIELDS='
  function read_fields(    i, colon) {
    split("", field)
    for (i = 1; i <= NF; i++) {
      colon = index($i, ": ")
      if (colon) field[substr($i, 1, colon - 1)] = substr($i, colon + 2)
    }
  }'

# describe_partitions SECONDS FILTER: the partitions that `kafka-topics --describe FILTER` lists, one a line:
#   topic-partition replicas isr adding      (comma-separated node ids, each list between commas: ",1,2,")
# Left in $partitions; fails with $reason.
describe_partitions() {
  ask "$1" kafka-topics.sh --bootstrap-server "$(own_name):$BROKER_PORT" \
    --command-config "$(admin_configuration "$1")" --describe "$2" || return 1
  partitions=$(awk -F '\t' "$FIELDS"'
    {
      read_fields()
      if (("Partition" in field) && ("Replicas" in field) && ("Isr" in field))
        print field["Topic"] "-" field["Partition"], "," field["Replicas"] ",", "," field["Isr"] ",", "," field["Adding Replicas"] ","
    }' <<<"$answer")
}

# describe_quorum SECONDS: the rows of `kafka-metadata-quorum describe --replication`, one a line:
#   node-id directory-id status milliseconds-behind-the-leader
# Columns are read by the names in the header. Left in $quorum; fails with $reason, also if no leader is shown.
describe_quorum() {
  ask "$1" kafka-metadata-quorum.sh --bootstrap-controller "$(own_name):$CONTROLLER_PORT" \
    --command-config "$(admin_configuration "$1")" describe --replication || return 1
  quorum=$(awk '
    !header && /NodeId/ && /LastCaughtUpTimestamp/ && /Status/ {
      for (i = 1; i <= NF; i++) column[$i] = i
      header = 1
      next
    }
    header && NF >= column["Status"] && $column["NodeId"] ~ /^[0-9]+$/ {
      rows++
      node[rows] = $column["NodeId"]; directory[rows] = $column["DirectoryId"]; status[rows] = $column["Status"]
      caughtUp[rows] = $column["LastCaughtUpTimestamp"]
      if (status[rows] == "Leader") { leader = 1; now = caughtUp[rows] }
    }
    END {
      if (!leader) exit 1
      for (i = 1; i <= rows; i++) printf "%s %s %s %.0f\n", node[i], directory[i], status[i], now - caughtUp[i]
    }' <<<"$answer") || {
    reason="the metadata quorum shows no leader"
    return 1
  }
}

# The directory id tells this disk from one that the same node id had before it was emptied (KIP-853).
own_directory() {
  sed -n 's/^directory\.id=//p' "$DATA_DIR/meta.properties"
}

# A voter is caught up if it was level with the leader within this time: controller.quorum.fetch.timeout.ms.
: "${QUORUM_LAG_MS:=2000}"
