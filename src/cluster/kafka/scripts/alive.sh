#!/usr/bin/env bash
# Liveness probe of a Kafka member.
#
# Promise: it fails only if this process has listened before and no longer does. Log recovery before the ports open
# may take hours and must not be cut short (a kill makes the next one longer), and a lost quorum or a lagging
# replica is no reason to restart anybody. It asks nobody, starts no JVM and costs a few milliseconds.
#
# Environment: BROKER_PORT, CONTROLLER_PORT as in kafka-member.sh.
set -euo pipefail

# shellcheck source=kafka-member.sh
. "$(dirname "${BASH_SOURCE[0]}")/kafka-member.sh"

if listening; then
  marked listened || mark listened
elif marked listened; then
  echo "the process no longer listens on ${BROKER_PORT:-} ${CONTROLLER_PORT:-}"
  exit 1
fi
