# shellcheck shell=bash
# Asks the Kubernetes API server with nothing but busybox: sourced by the scripts of this folder.
#
# `kube_get PATH [ACCEPT]` and `kube_post PATH FILE` leave the outcome in two variables:
#   kube_status  200, 201, 403, 404, 409, ... or `unreachable` when no HTTP status came back
#   kube_body    the answer's text; empty for an error, whose text busybox wget throws away
# Each try is bounded by KUBE_API_SECONDS; only silence is tried again.
#
# TLS: Alpine's wget hands the connection to `ssl_client`, which verifies certificate and host name
# against /etc/ssl/cert.pem: mount the cluster's CA (ConfigMap kube-root-ca.crt) over that file.
# Source: networking/wget.c of busybox; main/busybox/ssl_client.c of Alpine's aports.

: "${KUBE_API:=https://kubernetes.default.svc}"
: "${KUBE_API_SECONDS:=10}"
: "${KUBE_API_TRIES:=5}"
: "${KUBE_API_PAUSE:=2}"
: "${SERVICE_ACCOUNT_DIR:=/var/run/secrets/kubernetes.io/serviceaccount}"
: "${NAMESPACE:=$(cat "$SERVICE_ACCOUNT_DIR/namespace" 2>/dev/null || true)}"

kube_status=''
kube_body=''

kube_get() {
  kube_call 200 "$1" --header "Accept: ${2:-application/json}"
}

# The body comes from a file, so that a secret in it never stands on a command line.
kube_post() {
  kube_call 201 "$1" --header 'Accept: application/json' --header 'Content-Type: application/json' --post-file "$2"
}

kube_call() {
  local success=$1 path=$2 errors code try
  shift 2
  errors=$(mktemp)
  for ((try = 1; ; try++)); do
    code=0
    # -Y off: a proxy from the environment is never on the way to the API server.
    # `timeout`, because wget's own -T is missing from some builds and bounds single reads only.
    kube_body=$(timeout "$KUBE_API_SECONDS" wget -q -Y off -O - \
      --header "Authorization: Bearer $(cat "$SERVICE_ACCOUNT_DIR/token")" \
      "$@" "$KUBE_API$path" 2>"$errors") || code=$?
    if ((code == 0)); then
      kube_status=$success # wget ends with 0 on 2xx only
      break
    fi
    # shellcheck disable=SC2034 # read by the scripts that source this
    kube_body=''
    kube_status=$(sed -nE 's/.*server returned error: HTTP\/[0-9.]+ ([0-9]{3}).*/\1/p' "$errors" | head -n 1)
    [ -z "$kube_status" ] || break
    kube_status=unreachable
    if ((try >= KUBE_API_TRIES)); then
      echo "no answer from $KUBE_API$path in $try tries; exit code $code: $(tr '\n' ' ' <"$errors")" >&2
      break
    fi
    sleep "$KUBE_API_PAUSE"
  done
  rm -f "$errors"
}

# json_text TEXT: the inside of a JSON string. What comes here is plain; this keeps a stray quote harmless.
json_text() {
  local text=${1//\\/\\\\}
  printf '%s' "${text//\"/\\\"}"
}

# json_labels LINES: the lines `key=value` as the inside of a JSON object.
json_labels() {
  local line separator=''
  while IFS= read -r line; do
    [ -n "$line" ] || continue
    printf '%s"%s":"%s"' "$separator" "$(json_text "${line%%=*}")" "$(json_text "${line#*=}")"
    separator=,
  done <<<"$1"
}

# json_string KEY TEXT: the value of the first `"KEY": "..."`. The API server indents its JSON for clients that
# call themselves Wget (apiserver, negotiation: isPrettyPrint), for others it is one line: both are read.
# A key that is quoted inside an annotation's text has a backslash before its last quote and does not match.
json_string() {
  local key=${1//./\\.}
  tr '\n' ' ' <<<"$2" | grep -oE "\"$key\" *: *\"[^\"\\\\]*\"" | head -n 1 | sed -E 's/^.*: *"([^"]*)"$/\1/' || true
}
