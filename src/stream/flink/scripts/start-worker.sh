#!/usr/bin/env bash
# Starts a worker (TaskManager).
#
# Environment: as in flink-member.sh, and RESOURCE_ID: `true` where it has a volume of its own, on which it finds its state again by its name.
set -euo pipefail

# shellcheck source=flink-member.sh
. "$(dirname "${BASH_SOURCE[0]}")/flink-member.sh"

prepare_start
own=$(address)
options=(-D "taskmanager.host=$own")
if [ "${RESOURCE_ID:-}" = true ]; then options+=(-D "taskmanager.resource-id=$HOSTNAME"); fi

exec "$FLINK_HOME/bin/taskmanager.sh" start-foreground "${options[@]}"
