#!/usr/bin/env bash
# Makes random passwords, once. Runs as a Job; manifests never carry a secret value.
#
# Promise: after it, each Secret of $SECRETS exists; one that existed is never written, so a second run, a second
# Job or a re-created Job changes no password. To have a new password, delete the Secret and run the Job again.
#
# Environment: SECRETS (names, separated by white space), LABELS (lines `key=value`, put on each), NAMESPACE
# (default: the pod's own). Needs `create` on secrets, nothing else: it can't read any.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=kube-api.sh
. "$here/kube-api.sh"

# 40 letters and digits, 238 bits: no character that a URL, a shell or a properties file reads as its own.
password() {
  local text=''
  while ((${#text} < 40)); do
    text+=$(head -c 512 /dev/urandom | LC_ALL=C tr -dc 'A-Za-z0-9')
  done
  printf '%s' "${text:0:40}"
}

[ -n "$NAMESPACE" ] || { echo "NAMESPACE is not set" >&2; exit 1; }
body=$(mktemp)
trap 'rm -f "$body"' EXIT
for name in ${SECRETS:?names of the Secrets}; do
  printf '{"apiVersion":"v1","kind":"Secret","type":"Opaque","metadata":{"name":"%s","labels":{%s}},"stringData":{"password":"%s"}}' \
    "$(json_text "$name")" "$(json_labels "${LABELS:-}")" "$(password)" >"$body"
  kube_post "/api/v1/namespaces/$NAMESPACE/secrets" "$body"
  case $kube_status in
    201) echo "secret $NAMESPACE/$name: made" ;;
    409) echo "secret $NAMESPACE/$name: exists, kept" ;;
    *)
      echo "secret $NAMESPACE/$name can't be made ($kube_status); 403: the service account needs create on secrets" >&2
      exit 1
      ;;
  esac
done
