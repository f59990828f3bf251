#!/usr/bin/env bash
# Brings copies of partitions to where the declaration wants them. Runs as a Job; running it again changes nothing.
#
# Promises:
# - It moves nothing while a declared broker is missing, while any partition is under-replicated, or while another reassignment is under way;
#   it waits for that, and then fails with 1 (the Job tries again).
# - What moves is what rebalance.awk says, a batch at a time: a broker receives at most MOVES partitions at once, THROTTLE bytes a second in
#   and out. The plan is made anew before each batch, so a run that was killed half-way is taken up by the next one.
# - The throttle is gone when it ends, however it ends: told to stop, it cancels its batch; what a killed run left behind, the next one lifts.
# - A broker that drains gets no new partitions (cordoned.log.dirs, KIP-1066), and holds none in the end. A broker that is gone, and empty, is
#   no longer registered.
# - Exit code 3 says that trying again is useless (podFailurePolicy: FailJob): fewer brokers would stay than a partition has copies, zones
#   would be filled unequally, or a newer declaration is about.
#
# Environment
#   BROKERS    node ids that hold partitions, with blanks between
#   DRAINING   node ids that shall hold none (empty)
#   MOVES      partitions that a broker receives at once (5), or more that are moved within a second; THROTTLE  bytes a second (50000000)
#   CURRENT_TASK, CURRENT_FILE  as in exclusive-task.sh
#   BOOTSTRAP  host:port of the brokers' own listener
#   TLS, MEMBER_DIR (a writable directory)  as in kafka-member.sh; WAIT_SECONDS (600)
set -euo pipefail

# shellcheck source=kafka-member.sh
. "$(dirname "${BASH_SOURCE[0]}")/kafka-member.sh"
# shellcheck source=exclusive-task.sh
. "$(dirname "${BASH_SOURCE[0]}")/exclusive-task.sh"

: "${DRAINING:=}"
: "${MOVES:=5}"
: "${THROTTLE:=50000000}"
: "${WAIT_SECONDS:=600}"
planner=$(dirname "${BASH_SOURCE[0]}")/rebalance.awk
work=$(mktemp -d "$MEMBER_DIR/rebalance.XXXXXX")
trap 'rm -rf "$work"' EXIT

# The brokers that serve, one a line: id rack. Those that are gone but still registered in $work/gone.
describe_brokers() {
  job_tool 'kafka-cluster.sh list-endpoints' --include-fenced-brokers >"$work/endpoints" || return 1
  awk '
    $1 == "ID" { for (i = 1; i <= NF; i++) column[$i] = i; next }
    column["STATE"] && $column["ENDPOINT_TYPE"] == "broker" { print $1, ($column["RACK"] == "null" ? "-" : $column["RACK"]), $column["STATE"] }
  ' "$work/endpoints" >"$work/registered"
  awk '$3 == "unfenced" { print $1, $2 }' "$work/registered" >"$work/brokers"
  awk '$3 != "unfenced" { print $1 }' "$work/registered" >"$work/gone"
}

declared() {
  case " $BROKERS $DRAINING " in *" $1 "*) ;; *) return 1 ;; esac
}

# Are those brokers here that the declaration names, and no others?
as_declared() {
  local id others=''
  describe_brokers || return 1
  for id in $BROKERS $DRAINING; do
    grep -q "^$id " "$work/brokers" || { tell "waiting: broker $id does not serve yet"; return 1; }
  done
  for id in $(cut -d ' ' -f 1 "$work/brokers"); do
    declared "$id" || others+=" $id"
  done
  [ -z "$others" ] || {
    tell "waiting: brokers$others are not declared here, and serve; they are about to stop, or this declaration is not the newest"
    return 1
  }
}

# A zone that lost a broker more than others would hold the same copies on fewer disks.
zones_stay_filled() {
  [ -n "$DRAINING" ] || return 0
  local report
  report=$(awk -v draining=" $DRAINING " '
    { zone[$2] += index(draining, " " $1 " ") ? 0 : 1; ids[$2] = ids[$2] " " $1 }
    END {
      for (z in zone) { if (most == "" || zone[z] > most) most = zone[z]; if (least == "" || zone[z] < least) { least = zone[z]; emptiest = z } }
      if (most - least > 1) print emptiest " would keep " least " of its brokers (" substr(ids[emptiest], 2) "), others " most
    }' "$work/brokers")
  [ -z "$report" ] || refuse "without $DRAINING, $report; drain brokers of the fullest zone, or as many in each"
}

cordon() {
  local id
  job_tool kafka-configs.sh --describe --entity-type brokers >"$work/broker-configs" || return 1
  awk '/^Dynamic configs for broker / { id = $5 } /^ +cordoned\.log\.dirs=./ { print id }' "$work/broker-configs" >"$work/cordoned"
  for id in $DRAINING; do
    grep -qx "$id" "$work/cordoned" && continue
    echo "broker $id: no new partitions any more"
    job_tool kafka-configs.sh --alter --entity-type brokers --entity-name "$id" --add-config 'cordoned.log.dirs=*' >"$work/said" || {
      # Metadata of versions before 4.3 knows no cordons.
      grep -qE 'InvalidConfiguration|UnsupportedVersion' "$work/said" "$work/errors" || return 1
      tell "broker $id can't be cordoned at this metadata version: partitions that are made from now on may still come to it"
    }
  done
  for id in $BROKERS; do
    grep -qx "$id" "$work/cordoned" || continue
    echo "broker $id: new partitions again"
    job_tool kafka-configs.sh --alter --entity-type brokers --entity-name "$id" --delete-config cordoned.log.dirs >/dev/null || return 1
  done
}

# The partitions as they are, one a line: topic number replicas. Fails while one of them lacks a copy, with 2 while one moves.
describe_topics() {
  job_tool kafka-topics.sh --describe >"$work/describe" || return 1
  awk -F '\t' "$FIELDS"'
    {
      read_fields()
      if (!(("Partition" in field) && ("Replicas" in field) && ("Isr" in field))) next
      name = field["Topic"] "-" field["Partition"]
      if (field["Adding Replicas"] field["Removing Replicas"] != "") print "moving " name
      else if (split(field["Isr"], isr, ",") < split(field["Replicas"], replicas, ",")) print "behind " name
      print "partition " field["Topic"] " " field["Partition"] " " field["Replicas"]
    }' "$work/describe" >"$work/state"
  grep '^partition ' "$work/state" | cut -d ' ' -f 2- >"$work/partitions" || true
  ! listed moving || return 2
  ! listed behind || return 1
}

listed() {
  grep "^$1 " "$work/state" >"$work/listed" || return 1
  tell "waiting: $(wc -l <"$work/listed") partitions are $1, such as $(head -n 3 "$work/listed" | cut -d ' ' -f 2 | tr '\n' ' ')"
}

# Bytes of the largest copy, one a line: topic-number bytes. A broker that can't tell counts as nothing.
describe_sizes() {
  job_tool kafka-log-dirs.sh --describe >"$work/logs" || return 1
  tr '{}' '\n\n' <"$work/logs" | awk '
    match($0, /"partition":"[^"]*"/) {
      name = substr($0, RSTART + 13, RLENGTH - 14)
      if (match($0, /"size":[0-9]+/)) { bytes = substr($0, RSTART + 7, RLENGTH - 7) + 0; if (bytes > size[name]) size[name] = bytes }
    }
    END { for (name in size) printf "%s %.0f\n", name, size[name] }' >"$work/sizes"
}

# The next batch in $work/moves.
plan() {
  describe_topics || return $?
  describe_sizes || return 1
  {
    awk -v draining=" $DRAINING " '{ print "broker", $1, $2, index(draining, " " $1 " ") ? "leave" : "keep" }' "$work/brokers"
    awk 'NR == FNR { size[$1] = $2; next } { print "partition", $1, $2, $3, size[$1 "-" $2] + 0 }' "$work/sizes" "$work/partitions"
  } | awk -v most="$MOVES" -v little="$THROTTLE" -f "$planner" >"$work/moves"
  ! grep -q '^blocked ' "$work/moves" || refuse "$(sed -n 's/^blocked //p' "$work/moves"); declare more brokers, or fewer copies"
}

# assignment FIELDS: "topic number replicas" lines as the JSON that the tool reads.
assignment() {
  awk '
    { rows = rows (rows == "" ? "" : ",") "{\"topic\":\"" $1 "\",\"partition\":" $2 ",\"replicas\":[" $3 "]}" }
    END { print "{\"version\":1,\"partitions\":[" rows "]}" }'
}

reassign() {
  job_tool kafka-reassign-partitions.sh "$@" >"$work/said" || { cat "$work/said" >&2; return 1; }
}

move() {
  local left
  awk '{ print $2, $3, $4 }' "$work/moves" | assignment >"$work/batch.json"
  awk '{ bytes += $5 } END { printf "moving %d partitions, %.0f bytes\n", NR, bytes }' "$work/moves"
  moving=$work/batch.json
  next_pause=''
  reassign --execute --disallow-replication-factor-change --throttle "$THROTTLE" --reassignment-json-file "$moving" || { cancel; return 1; }
  while true; do
    # Once nothing moves any more, this lifts the throttles.
    if reassign --verify --reassignment-json-file "$moving"; then
      left=$(grep -c 'is still in progress' "$work/said") || break
      tell "$left partitions are on their way"
    fi
    pause
  done
  moving=''
}

cancel() {
  [ -z "$moving" ] || reassign --cancel --reassignment-json-file "$moving" || echo 'the batch could not be cancelled: the next run waits for it' >&2
  moving=''
}

throttled() {
  local kind
  for kind in brokers topics; do
    job_tool kafka-configs.sh --describe --entity-type "$kind" >"$work/throttles" || return 0 # unknown: as if
    ! grep -qE '^ +(leader|follower)\.replication\.throttled\.' "$work/throttles" || return 0
  done
  return 1
}

# Whatever a killed run left: all throttles of all topics and brokers.
lift_throttles() {
  throttled || return 0
  echo 'lifting the throttles of a reassignment that is over'
  assignment <"$work/partitions" >"$work/all.json"
  reassign --verify --reassignment-json-file "$work/all.json" || return 1
  ! throttled || { echo 'throttles are still there' >&2; return 1; }
}

# A broker that was taken out of the declaration, and holds nothing, is forgotten by the controllers.
unregister() {
  local id
  while read -r id; do
    ! declared "$id" || continue
    echo "broker $id is gone and holds nothing: no longer registered"
    job_tool 'kafka-cluster.sh unregister' --id "$id" >/dev/null || return 1
  done <"$work/gone"
}

# One step: 0 when all is as it should be, 1 when something has to be waited for, 2 when something moves or did.
step() {
  stop_if_superseded
  as_declared || return 1
  zones_stay_filled
  cordon || return 1
  plan || return $?
  if [ ! -s "$work/moves" ]; then
    lift_throttles && unregister || return 1
    return 0
  fi
  move || return 1
  moved=yes
  return 2
}

moving=''
trap 'cancel; exit 143' TERM INT
while true; do
  code=0
  moved=''
  step || code=$?
  case $code in
    0) break ;;
    2) SECONDS=0 next_pause='' ;;
    *) ((SECONDS < WAIT_SECONDS)) || { echo "gave up after $WAIT_SECONDS s" >&2; exit 1; } ;;
  esac
  [ -n "$moved" ] || pause
done
echo "brokers ${BROKERS} hold all partitions, evenly${DRAINING:+; $DRAINING hold none}"
