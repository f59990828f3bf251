#!/usr/bin/env bash
# Stops the job with a savepoint, and writes down where that lies. Runs as a Job; running it again changes nothing.
#
# Promises:
# - The ConfigMap $RECORD is made once, when the job has stopped, and never changed: whoever waits for it finds a job that no longer runs.
# - The job is asked once. Each request has a name that follows from $RECORD, and Flink answers for it as long as the leader lives, so that a run that
#   was cut off finds what the last one began. Only a savepoint that failed is asked for again, under the next name.
# - It fails with 1 where trying again may help, with 3 where it can't: the job has ended otherwise.
#
# Environment
#   REST       where the leaders answer, http://fraud-rest.streams.svc:8081
#   TARGET     the folder for the savepoint
#   RECORD     the ConfigMap; NAMESPACE, its namespace
#   WAIT_SECONDS (1800): how long one run waits for a job that runs, and for the savepoint; PAUSE_SECONDS (1)
set -euo pipefail

: "${WAIT_SECONDS:=1800}"
: "${PAUSE_SECONDS:=1}"
: "${KUBE_API:=https://kubernetes.default.svc}"
: "${SERVICE_ACCOUNT_DIR:=/var/run/secrets/kubernetes.io/serviceaccount}"
body=$(mktemp)
trap 'rm -f "$body"' EXIT

refuse() {
  echo "refused: $*" >&2
  exit 3
}

# What is said again and again is said once.
tell() {
  [ "$*" = "${told:-}" ] || echo "$*"
  told=$*
}

# ask URL [OPTION...]: the status in $status (000 when there was no answer), the text in $answer.
ask() {
  status=$(curl --silent --max-time 30 --output "$body" --write-out '%{http_code}' "${@:2}" "$1") || status=000
  answer=$(cat "$body" 2>/dev/null || true)
  : >"$body"
}

# ask_api PATH [OPTION...]: the same of the API server. The token is on no command line.
ask_api() {
  ask "$KUBE_API$1" --cacert "$SERVICE_ACCOUNT_DIR/ca.crt" --header 'Content-Type: application/json' "${@:2}" \
    --config <(printf 'header = "Authorization: Bearer %s"\n' "$(cat "$SERVICE_ACCOUNT_DIR/token")")
}

# The value of the first "KEY":"..." of the answer. Flink writes its JSON without blanks, the API server may indent.
text_of() {
  tr '\n' ' ' <<<"$answer" | grep -oE "\"$1\" *: *\"[^\"]*\"" | head -n 1 | sed -E 's/^[^:]*: *"(.*)"$/\1/' || true
}

recorded() {
  ask_api "/api/v1/namespaces/$NAMESPACE/configmaps/$RECORD"
  case $status in
    200) echo "the savepoint lies at $(text_of path)"; return 0 ;;
    404) return 1 ;;
    *) echo "the API server answers $status for ConfigMap $RECORD; 403: the service account needs get on it" >&2; exit 1 ;;
  esac
}

# Not the workload's label: a GitOps tool that finds what it owns by it would prune the record.
record() {
  ask_api "/api/v1/namespaces/$NAMESPACE/configmaps" --data "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"$RECORD\",\"labels\":{\"app.kubernetes.io/managed-by\":\"cdk8s-data\"}},\"immutable\":true,\"data\":{\"path\":\"$1\"}}"
  case $status in
    201) echo "the job has stopped, and its savepoint lies at $1" ;;
    409) recorded ;;
    *) return 1 ;;
  esac
}

# The one job of the leaders: its id in $job, its state in $state.
find_job() {
  ask "$REST/jobs"
  [ "$status" = 200 ] || { tell "waiting: $REST answers $status"; return 1; }
  job=$(text_of id)
  state=$(text_of status)
  [ -n "$job" ] || { tell 'waiting: the leader knows no job yet'; return 1; }
}

# How far the request with the name $trigger is. Flink forgets it with the leader.
look() {
  ask "$REST/jobs/$job/savepoints/$trigger"
  case $status in
    200) progress=$(text_of id) location=$(text_of location) ;;
    404) progress=NONE location='' ;;
    *) return 1 ;;
  esac
}

cause() {
  tr '\n' ' ' <<<"$answer" | grep -oE '"(stack-trace|class)" *: *"[^"]*' | tail -n 1 | cut -d '"' -f 4 | sed -E 's/\\[nt].*//' | cut -c 1-300 || true
}

# One look; done when it returns 0.
bring_about() {
  find_job || return 1
  look || { tell "waiting: the leader answers $status for the savepoint"; return 1; }
  case $progress in
    COMPLETED)
      if [ -n "$location" ]; then
        until record "$location"; do
          ((SECONDS < WAIT_SECONDS)) || refuse "the job has stopped; the API server answers $status for ConfigMap $RECORD (403: the service account needs create on configmaps). Its savepoint lies at $location"
          sleep "$PAUSE_SECONDS"
        done
        return 0
      fi
      echo "the savepoint failed: $(cause)"
      number=$((number + 1))
      name_request
      ((number <= 20)) || { echo 'gave up after 20 savepoints that failed' >&2; exit 1; }
      return 1
      ;;
    NONE) ;;
    *) tell 'waiting: the savepoint is being made'; return 1 ;;
  esac
  case $state in
    RUNNING) ;;
    FINISHED | CANCELED | FAILED) refuse "the job is $state, and nobody asked for this savepoint: what it left is below $TARGET/.. (Savepoint.at)" ;;
    *) tell "waiting: the job is $state"; return 1 ;;
  esac
  ask "$REST/jobs/$job/stop" --header 'Content-Type: application/json' --data "{\"drain\":false,\"targetDirectory\":\"$TARGET\",\"triggerId\":\"$trigger\"}"
  [ "$status" = 202 ] || { tell "waiting: the leader answers $status: $(cut -c 1-300 <<<"$answer")"; return 1; }
  echo "asked job $job for a savepoint in $TARGET"
  return 1
}

# 32 hexadecimal digits.
name_request() {
  trigger=$(printf '%s %s' "$RECORD" "$number" | md5sum | cut -c 1-32)
}

! recorded || exit 0
number=1
name_request
until bring_about; do
  ((SECONDS < WAIT_SECONDS)) || { echo "gave up after $WAIT_SECONDS s; if the job has stopped meanwhile, its savepoint is the one in $TARGET (Savepoint.at)" >&2; exit 1; }
  sleep "$PAUSE_SECONDS"
done
