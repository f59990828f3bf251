#!/usr/bin/env bash
# Brings the declared topics about. Runs as a Job; running it again changes nothing.
#
# Promises:
# - A missing topic is created; a topic with fewer partitions than declared grows; its own configuration becomes
#   exactly the declared one: a key that is set on the topic but not declared goes back to the cluster's default
#   (except the throttles that a reassignment sets for its time). Topics that are not declared are never touched.
# - What can't be done safely is refused before anything is changed: fewer partitions (Kafka has no such operation:
#   records would have to move and keys would change place), and another replication factor (that moves data).
#   Exit code 3 says that trying again is useless (podFailurePolicy: FailJob).
# - It waits WAIT_SECONDS for the cluster, then fails with 1 (the Job tries again).
#
# Environment
#   TOPICS     one topic a line, fields separated by blanks: NAME PARTITIONS REPLICATION_FACTOR [KEY=VALUE ...]
#              A value may contain commas, not blanks: `orders 12 3 cleanup.policy=compact,delete retention.ms=-1`
#   BOOTSTRAP  host:port of the brokers' own listener
#   TLS, MEMBER_DIR (a writable directory)  as in kafka-member.sh; WAIT_SECONDS (300)
set -euo pipefail

# shellcheck source=kafka-member.sh
. "$(dirname "${BASH_SOURCE[0]}")/kafka-member.sh"

: "${WAIT_SECONDS:=300}"
work=$(mktemp -d "$MEMBER_DIR/topics.XXXXXX")
trap 'rm -rf "$work"' EXIT

# The topics as they are, one a line: name partitions replicas. The replicas are those of a reassignment's target
# while one runs.
describe_topics() {
  job_tool kafka-topics.sh --describe >"$work/describe" || return 1
  awk -F '\t' "$FIELDS"'
    {
      read_fields()
      topic = field["Topic"]
      if ("PartitionCount" in field) partitions[topic] = field["PartitionCount"]
      if (("Partition" in field) && ("Replicas" in field))
        replicas[topic] = split(field["Replicas"], a, ",") - split(field["Removing Replicas"], b, ",")
    }
    END { for (topic in partitions) print topic, partitions[topic], replicas[topic] }' "$work/describe" >"$work/topics"
}

# The configuration that topics carry themselves, one key a line: name key=value.
describe_configurations() {
  job_tool kafka-configs.sh --describe --entity-type topics >"$work/describe" || return 1
  sed -nE 's/^Dynamic configs for topic (.*) are:$/topic \1/p; s/^  ([^ =]+=.*) sensitive=(true|false) synonyms=.*$/  \1/p' "$work/describe" |
    awk '$1 == "topic" { topic = $2; next } { print topic, $1 }' >"$work/configurations"
}

declared() {
  sed -E 's/^[[:blank:]]+//; /^(#|$)/d' <<<"$TOPICS"
}

refuse_what_cannot_be() {
  local name partitions replicas has_partitions has_replicas refused=no _
  while read -r name partitions replicas _; do
    read -r has_partitions has_replicas < <(awk -v name="$name" '$1 == name { print $2, $3 }' "$work/topics") || continue
    if ((partitions < has_partitions)); then
      echo "refused: topic $name has $has_partitions partitions, declared are $partitions; Kafka can't take partitions away." \
        "Declare $has_partitions, or make a new topic and move its readers and writers" >&2
      refused=yes
    fi
    if ((replicas != has_replicas)); then
      echo "refused: topic $name has $has_replicas replicas, declared are $replicas; that moves data between brokers." \
        "Reassign its partitions first (kafka-reassign-partitions), or declare $has_replicas" >&2
      refused=yes
    fi
  done < <(declared)
  [ "$refused" = no ] || exit 3
}

# TopicCommand reads the name as a regular expression when it alters.
literally() {
  printf '%s' "${1//./[.]}"
}

create() {
  local name=$1 partitions=$2 replicas=$3 options=() pair
  shift 3
  for pair in "$@"; do options+=(--config "$pair"); done
  echo "topic $name: creating it with $partitions partitions and $replicas replicas $*"
  job_tool kafka-topics.sh --create --if-not-exists --topic "$name" --partitions "$partitions" --replication-factor "$replicas" \
    "${options[@]}"
}

configure() {
  local name=$1 pair key remove=''
  shift
  : >"$work/add"
  for pair in "$@"; do
    grep -qxF "$name $pair" "$work/configurations" || echo "$pair" >>"$work/add"
  done
  while IFS='=' read -r key _; do
    case $key in *.replication.throttled.replicas) continue ;; esac
    for pair in "$@"; do [ "${pair%%=*}" != "$key" ] || continue 2; done
    remove+=${remove:+,}$key
  done < <(awk -v name="$name" '$1 == name { print $2 }' "$work/configurations")
  if [ -s "$work/add" ]; then
    echo "topic $name: setting $(tr '\n' ' ' <"$work/add")"
    job_tool kafka-configs.sh --alter --entity-type topics --entity-name "$name" --add-config-file "$work/add" || return 1
  fi
  if [ -n "$remove" ]; then
    echo "topic $name: $remove is not declared, back to the cluster's default"
    job_tool kafka-configs.sh --alter --entity-type topics --entity-name "$name" --delete-config "$remove" || return 1
  fi
}

bring_about() {
  local name partitions replicas pairs has_partitions line
  describe_topics && describe_configurations || return 1
  refuse_what_cannot_be
  while read -r line; do
    read -r name partitions replicas pairs <<<"$line"
    read -r -a pairs <<<"$pairs"
    has_partitions=$(awk -v name="$name" '$1 == name { print $2 }' "$work/topics")
    if [ -z "$has_partitions" ]; then
      create "$name" "$partitions" "$replicas" "${pairs[@]}" || return 1
      continue
    fi
    if ((partitions > has_partitions)); then
      echo "topic $name: growing from $has_partitions to $partitions partitions"
      job_tool kafka-topics.sh --alter --topic "$(literally "$name")" --partitions "$partitions" || return 1
    fi
    configure "$name" "${pairs[@]}" || return 1
  done < <(declared)
}

until bring_about; do
  # What the brokers call invalid stays invalid.
  if grep -qE '(InvalidConfiguration|InvalidTopic|InvalidPartitions|PolicyViolation)Exception' "$work/errors"; then
    echo "refused by Kafka, see above" >&2
    exit 3
  fi
  ((SECONDS < WAIT_SECONDS)) || { echo "gave up after $WAIT_SECONDS s" >&2; exit 1; }
  echo "not done yet, trying again"
  pause
done
echo "all declared topics are as declared"
