#!/usr/bin/env bash
# Starts a worker (TaskManager).
#
# Promise: it runs the program that the leaders run. A job that goes on keeps its old graph, whatever image its workers have: with another one it
# would be a mixture of both, without a word (seen on Flink 2.3.0).
#
# Environment: as in flink-member.sh, and
#   IMAGE, IMAGE_FILE  the image of this worker, and the file with that of the leaders
#   RESOURCE_ID        `true` where it has a volume of its own, on which it finds its state again by its name
set -euo pipefail

# shellcheck source=flink-member.sh
. "$(dirname "${BASH_SOURCE[0]}")/flink-member.sh"

leaders=$(cat "$IMAGE_FILE")
[ "$leaders" = "$IMAGE" ] ||
  refuse "this worker is of $IMAGE, the leaders are of $leaders: a changed program is a new run (upgrade, then restoreFrom); take the change back"
prepare_start
own=$(address)
options=(-D "taskmanager.host=$own")
if [ "${RESOURCE_ID:-}" = true ]; then options+=(-D "taskmanager.resource-id=$HOSTNAME"); fi

exec "$FLINK_HOME/bin/taskmanager.sh" start-foreground "${options[@]}"
