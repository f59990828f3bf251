#!/usr/bin/env bash
# Starts a broker that clients outside of the Kubernetes cluster reach, too: gives start.sh one more address to advertise.
#
# Promises:
# - The address comes from the ordinal, so that brokers that are added change nothing for those that run.
# - Clients outside find the broker's name in its certificate. A process reads its certificate once, and a broker that was just
#   added may start before the certificate with its name is signed: it waits for it, then refuses to start and says why.
#
# Environment: EXTERNAL_HOST and EXTERNAL_PORT, in which `{ordinal}` stands for the pod's (the port may be a sum);
# CERTIFICATE_WAIT_SECONDS (180: the kubelet takes a minute and more to renew a mounted Secret); the rest as in start.sh.
set -euo pipefail

files=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source=kafka-member.sh
. "$files/kafka-member.sh"

ordinal=${HOSTNAME##*-}
EXTERNAL_HOST=${EXTERNAL_HOST//'{ordinal}'/$ordinal}
export ADVERTISED="$ADVERTISED EXTERNAL:$EXTERNAL_HOST:$((${EXTERNAL_PORT//'{ordinal}'/$ordinal}))"

hexadecimal() {
  od -An -v -tx1 | tr -d ' \n'
}

# Whether this member's certificate has a name. Names stand in it as they are, behind a tag and their length (RFC 5280, dNSName).
certified() {
  local name=$1 length certificate
  length=$(printf '%02x' "${#name}")
  ((${#name} < 128)) || length=81$length
  certificate=$(sed -n '/BEGIN CERTIFICATE/,/END CERTIFICATE/{/-----/!p;}; /END CERTIFICATE/q' "$TLS_DIR/member/tls.crt" | base64 -d | hexadecimal)
  [[ $certificate == *"82$length$(printf %s "$name" | hexadecimal)"* ]]
}

wait_for_certificate() {
  until certified "$EXTERNAL_HOST" || certified "*.${EXTERNAL_HOST#*.}"; do
    if ((SECONDS >= ${CERTIFICATE_WAIT_SECONDS:-180})); then
      echo "refused: the certificate of this broker has no name $EXTERNAL_HOST, so clients outside would refuse it;" \
        "see why it is not signed (kubectl describe certificate), or add the name to the Secret that you made" >&2
      exit 1
    fi
    sleep 2
  done
}

wait_for_certificate
exec bash "$files/start.sh"
