#!/usr/bin/env bash
# Starts a leader (JobManager) with its program. Its arguments are those of bin/standalone-job.sh.
#
# Environment: as in flink-member.sh, and
#   HIGHLY_AVAILABLE  `true`: whoever leads is told by the API server, so that each leader has an address of its own
#   SAVEPOINT         what the job begins with; else what stands in the file SAVEPOINT_FILE, if there is one. A job that has checkpoints of its own
#                     goes on from the last one of them
set -euo pipefail

# shellcheck source=flink-member.sh
. "$(dirname "${BASH_SOURCE[0]}")/flink-member.sh"

: "${SAVEPOINT_FILE:=/etc/flink/savepoint/path}"
prepare_start

options=()
if [ "$HIGHLY_AVAILABLE" = true ]; then
  own=$(address)
  options+=(-D "jobmanager.rpc.address=$own")
fi
savepoint=${SAVEPOINT:-}
if [ -z "$savepoint" ] && [ -d "$(dirname "$SAVEPOINT_FILE")" ]; then
  savepoint=$(cat "$SAVEPOINT_FILE") && [ -n "$savepoint" ] ||
    refuse "there is no savepoint in $SAVEPOINT_FILE: this run begins with one, and never with nothing"
fi
if [ -n "$savepoint" ]; then options+=(-D "execution.state-recovery.path=$savepoint"); fi

exec "$FLINK_HOME/bin/standalone-job.sh" start-foreground "${options[@]}" "$@"
